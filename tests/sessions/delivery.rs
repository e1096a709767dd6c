//! Deliveries: planned, reported on, signed stage by stage, accepted item by item,
//! handed to after-sales; owed until they are.

use insta::assert_snapshot;
use kehu::problem::Exit;

use super::{office, office_zh};
use crate::session::Session;

/// The rules of deliveries that ask for something, with what settles them.
fn owed(s: &Session, rules: &[&str]) -> String {
    let all = s
        .run("kehu today --all --days 60 -o csv --fields rule,due,command")
        .done()
        .out;
    all.lines()
        .filter(|line| {
            rules
                .iter()
                .any(|rule| line.starts_with(&format!("{rule},")))
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// A signed contract and a planned delivery.
fn planned(s: &mut Session) {
    for line in [
        "kehu deal open 云帆 60台终端 --value 60万",
        "kehu deal contract 终端 --plan \"50% 签约; 40% 交付+10d; 余款 验收\" --acceptance-terms 连续运行72小时 --warranty 一年",
        "kehu contract sign 云帆 --signer 许靖",
        "kehu promise add 云帆 3次免费培训 --kind training",
        "kehu delivery plan 云帆 60台终端 --contact 张三 --milestones \"到货 2026-03-12; 安装 2026-03-19\"",
    ] {
        let _ = s.run(line).done();
    }
    s.at("2026-03-12 15:00");
}

#[test]
fn a_delivery_in_chinese() {
    let mut s = office_zh();
    planned(&mut s);
    assert_snapshot!(s.run("kehu delivery milestone 云帆 培训 --planned 2026-03-25 --standard 全员会用").all_chinese(&s), @r"DV20260305001：节点 MS20260312001 培训，计划 2026-03-25");
    assert_snapshot!(s.run("kehu delivery progress 云帆 到货40台 --percent 60%").all_chinese(&s), @r"
    DV20260305001 杭州云帆科技有限公司：进度 60%（PG20260312001）
    通报客户后：kehu delivery progress DV20260305001 … --told 现在
    ");
    assert_snapshot!(s.run("kehu delivery deviate 云帆 20台推迟 --kind 延期 --reason 缺料").all_chinese(&s), @r"
    DV20260305001：偏差 DX20260312001
    处理完毕后：kehu delivery settle DX20260312001 处理结果
    ");
    assert_snapshot!(s.run("kehu delivery list").all_chinese(&s), @r"
    编号           客户                  交付内容  计划交付日期  交付状态  节点完成  责任人  客户对接人  交付时间  验收时间
    DV20260305001  杭州云帆科技有限公司  60台终端  2026-03-19    延期      0/3       李雷    张三
    ");
    assert_snapshot!(s.run("kehu delivery settle 云帆 空运补齐").all_chinese(&s), @r"DX20260312001：已处理完毕");
    assert_snapshot!(s.run("kehu delivery done MS20260305001 --signer 张三 --met 是").all_chinese(&s), @r"MS20260305001 到货：已完成，张三 签字");
    assert_snapshot!(s.run("kehu delivery item 云帆 --what 终端 --quantity 40 --batch B20260301 --serial X1-0001,X1-0002").all_chinese(&s), @r"DV20260305001：DI20260312001 40 × 终端");
    assert_snapshot!(s.run("kehu delivery check 云帆").all_chinese(&s), @r"
    序号  验收项目     约定标准        约定来源  达标  检查时间  实际结果  整改期限
       1  验收标准     连续运行72小时  合同
       2  保修政策     一年            合同
       3  3次免费培训                  承诺
       4  培训         全员会用        里程碑
    --- stderr ---
    DV20260305001：已带入 4 项约定内容
    ");
    assert_snapshot!(s.run("kehu delivery check 云帆 全部 达标").all_chinese(&s), @r"DV20260305001：全部项目已确认；下一步：kehu delivery accept DV20260305001 --signer 客户签字人");
    assert_snapshot!(s.run("kehu delivery deliver 云帆").all_chinese(&s), @r"
    DV20260305001 杭州云帆科技有限公司：交付完成
    下一步：逐项检查 kehu delivery check DV20260305001，再验收 kehu delivery accept DV20260305001 --signer 客户签字人
    ");
    assert_snapshot!(s.run("kehu delivery accept 云帆 --signer 张三 --sealed 是").all_chinese(&s), @r"
    DV20260305001 杭州云帆科技有限公司：已验收（通过）
    客户初步评价：kehu delivery evaluate DV20260305001 --score 5
    下一步：第 1 期 300,000.00 元，2026-03-05 到期：kehu contract pay CO20260305001 金额
    ");
    assert_snapshot!(s.run("kehu delivery evaluate DV20260305001 --score 5 --evaluation 很满意").all_chinese(&s), @r"DV20260305001：初步评价 5 分");
    assert_snapshot!(s.run("kehu delivery show DV20260305001").all_chinese(&s), @r"
    编号          DV20260305001
    交付状态      已验收
    开始时间      2026-03-12 15:00
    交付时间      2026-03-12 15:00
    验收时间      2026-03-12 15:00
    验收结论      通过
    客户签字人    张三
    客户评价      很满意
    初步评分      5
    客户          杭州云帆科技有限公司
    交付内容      60台终端
    合同          杭州云帆科技有限公司 · 60台终端
    商机          杭州云帆科技有限公司 · 60台终端
    责任人        李雷
    客户对接人    张三
    计划交付日期  2026-03-19
    计划时间      2026-03-05 15:00

    交付节点
    编号           交付节点  计划日期    责任人  客户对接人  完成时间          客户签字人
    MS20260305002  安装      2026-03-19  李雷    张三
    MS20260312001  培训      2026-03-25  李雷    张三
    MS20260305001  到货      2026-03-12  李雷    张三        2026-03-12 15:00  张三

    进度
    编号           时间              完成百分比  本期进展  通报客户时间  下期计划
    PG20260312001  2026-03-12 15:00         60%  到货40台

    执行偏差
    编号           偏差类型  偏差内容  偏差原因  应对措施  发现时间          处理完毕          处理结果
    DX20260312001  进度延迟  20台推迟  缺料                2026-03-12 15:00  2026-03-12 15:00  空运补齐

    交付物品
    编号           品名  数量  批次       序列号            交付日期
    DI20260312001  终端    40  B20260301  X1-0001、X1-0002  2026-03-12

    验收项目
    序号  验收项目     约定标准        约定来源  达标  检查时间          实际结果  整改期限
       1  验收标准     连续运行72小时  合同      达标  2026-03-12 15:00
       2  保修政策     一年            合同      达标  2026-03-12 15:00
       3  3次免费培训                  承诺      达标  2026-03-12 15:00
       4  培训         全员会用        里程碑    达标  2026-03-12 15:00
    ");
    assert_snapshot!(s.run("kehu delivery accept DV20260305001 --signer 张三").all_chinese(&s), @r"
    --- stderr ---
    错误：DV20260305001 已验收：2026-03-12 15:00
      如需更正请用 kehu undo；新的交付：kehu delivery plan
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu customer list --fields name,stage").all_chinese(&s), @r"
    客户名称              合作阶段
    杭州云帆科技有限公司  验收
    ");
}

#[test]
fn a_stage_does_not_end_unsigned() {
    let mut s = office();
    planned(&mut s);
    assert_snapshot!(s.run("kehu delivery done MS20260305001"), @r"
    --- stderr ---
    error: MS20260305001 到货 is not signed by the customer (R019)
      first: kehu delivery done MS20260305001 --signer NAME; or --override REASON; playbook: gates.milestone
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu delivery done MS20260305001 --override \"customer abroad\""), @r"MS20260305001 到货: done, not signed yet");
    s.at("2026-03-20 10:00");
    assert_snapshot!(s.run("kehu delivery done MS20260305001 --signer \"Zhang San\""), @r"MS20260305001: signed by Zhang San");
    assert_snapshot!(s.run("kehu delivery done MS20260305001 --signer \"Zhang San\""), @r"
    --- stderr ---
    error: MS20260305001 was done already: 2026-03-12 15:00
      take that back with: kehu undo
    [exit 5]
    ");
    let mut set = office();
    planned(&mut set);
    set.put(
        "playbook.toml",
        "extends = \"standard\"\n[gates]\nmilestone = \"record\"\n",
    );
    assert_snapshot!(set.run("kehu delivery done MS20260305001"), @r"
    MS20260305001 到货: done, not signed yet
    --- stderr ---
    note: MS20260305001 到货 is not signed by the customer (R019)
    ");
}

#[test]
fn an_acceptance_waits_for_its_items() {
    let mut s = office();
    planned(&mut s);
    assert_snapshot!(s.run("kehu delivery accept yunfan --signer Zhang"), @r"
    --- stderr ---
    error: DV20260305001: agreed items that nobody checked: 3 (R009)
      first: kehu delivery check DV20260305001, and for each: kehu delivery check DV20260305001 N passed; or --override REASON; playbook: gates.acceptance
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu delivery check yunfan --add \"old devices collected\" --standard \"all 60\""), @r"
    No. in the list  What is checked        Standard agreed  Agreed in  Result  Checked  Actual  Remedy by
                  1  Acceptance terms       连续运行72小时   Contract
                  2  Warranty               一年             Contract
                  3  3次免费培训                             Promise
                  4  old devices collected  all 60           Other
    --- stderr ---
    DV20260305001: 4 agreed items taken over
    ");
    let _ = s
        .run("kehu delivery check yunfan 1 failed --actual \"48 hours\"")
        .done();
    let _ = s.run("kehu delivery check yunfan all passed").done();
    assert_snapshot!(s.run("kehu delivery accept yunfan --signer Zhang"), @r"
    --- stderr ---
    error: DV20260305001: items are open: 1 (R009)
      first: kehu delivery check DV20260305001, and for each: kehu delivery check DV20260305001 N passed; or --override REASON; playbook: gates.acceptance
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu delivery accept yunfan --signer Zhang --result conditional"), @r"
    --- stderr ---
    error: DV20260305001: items are open without a day: 1 (R009)
      first: kehu delivery check DV20260305001, and for each: kehu delivery check DV20260305001 N passed; or --override REASON; playbook: gates.acceptance
    [exit 5]
    ");
    let _ = s
        .run("kehu delivery check yunfan 1 failed --remedy-by 2026-03-20")
        .done();
    let conditional = s.run("kehu delivery accept yunfan --signer Zhang --result conditional");
    assert_eq!(conditional.exit, Exit::Done, "{conditional}");
    // What fell due with the acceptance and the delivery that it implies.
    let dues = s
        .run("kehu contract unpaid -o csv --fields n,due --sort n")
        .done();
    assert_snapshot!(dues.out, @r"
    n,due
    1,2026-03-05
    2,2026-03-22
    3,2026-03-12
    ");
    let _ = s.run("kehu undo").done();
    let dues = s
        .run("kehu contract unpaid -o csv --fields n,due --sort n")
        .done();
    assert_snapshot!(dues.out, @r"
    n,due
    1,2026-03-05
    2,
    3,
    ");
    let _ = s.run("kehu delivery check yunfan 1 remedied").done();
    let _ = s.run("kehu delivery accept yunfan --signer Zhang").done();
}

#[test]
fn a_delivery_goes_with_all_that_hangs_on_it() {
    let mut s = office();
    planned(&mut s);
    let _ = s.run("kehu delivery deliver yunfan").done();
    assert!(
        owed(&s, &["milestone", "acceptance"]).contains("milestone"),
        "is owed"
    );
    let _ = s.run("kehu delivery remove yunfan --yes").done();
    assert_eq!(owed(&s, &["milestone", "acceptance", "progress-told"]), "");
    let due = |s: &Session| {
        s.run("kehu contract unpaid -o csv --fields n,due --sort n")
            .done()
            .out
    };
    assert_eq!(due(&s), "n,due\n1,2026-03-05\n2,\n3,\n");
    let _ = s.run("kehu undo").done();
    assert_eq!(due(&s), "n,due\n1,2026-03-05\n2,2026-03-22\n3,\n");
    let listed = s
        .run("kehu delivery milestones -o csv --fields name")
        .done();
    assert_eq!(listed.out.lines().count(), 3);
}

#[test]
fn goods_that_are_recorded_twice_are_told() {
    let mut s = office_zh();
    planned(&mut s);
    for line in [
        "kehu customer add 上海启明精密机械股份有限公司 --region SH --industry MFG --incomplete",
        "kehu delivery plan 启明 终端",
        "kehu delivery item 云帆 --what 终端 --batch B1 --serial X1-1,X1-2,X1-3,X1-4",
    ] {
        let _ = s.run(line).done();
    }
    // A batch goes to many customers; a device has one number.
    let other = s
        .run("kehu delivery item 启明 --what 终端 --batch B1")
        .done();
    assert_eq!(other.err, "");
    assert_snapshot!(s.run("kehu delivery item 启明 --what 终端 --serial x1-2").all_chinese(&s), @r"
    DV20260312001：DI20260312003 1 × 终端
    --- stderr ---
    提醒：序列号 x1-2 已登记在 DI20260312001（DV20260305001，杭州云帆科技有限公司）
    如属重复登记：kehu delivery remove DI20260312003
    ");
    assert_snapshot!(s.run("kehu delivery item 启明 --what 终端 --serial X1-1,X1-2,X1-3,X1-4,X1-5").all_chinese(&s), @r"
    DV20260312001：DI20260312004 5 × 终端
    --- stderr ---
    提醒：序列号 X1-1, X1-2, X1-3 … 已登记在 DI20260312001（DV20260305001，杭州云帆科技有限公司）
    提醒：序列号 X1-2 已登记在 DI20260312003（DV20260312001，上海启明精密机械股份有限公司）
    如属重复登记：kehu delivery remove DI20260312004
    ");
    assert_snapshot!(s.run("kehu delivery item 启明 --what 终端 --batch b1 --quantity 20").all_chinese(&s), @r"
    DV20260312001：DI20260312005 20 × 终端
    --- stderr ---
    提醒：批次 B1 已登记在 DI20260312002（DV20260312001，上海启明精密机械股份有限公司）
    如属重复登记：kehu delivery remove DI20260312005
    ");
    let more = s
        .run("kehu delivery item 启明 --what 充电座 --batch B1")
        .done();
    assert_eq!(more.err, "");
    assert_snapshot!(s.run("kehu delivery edit DI20260312006 --serial X1-4").all_chinese(&s), @r"
    DI20260312006：已修改序列号
    --- stderr ---
    提醒：序列号 X1-4 已登记在 DI20260312001（DV20260305001，杭州云帆科技有限公司）
    提醒：序列号 X1-4 已登记在 DI20260312004（DV20260312001，上海启明精密机械股份有限公司）
    如属重复登记：kehu delivery remove DI20260312006
    ");
    // What was taken back is not there.
    let _ = s.run("kehu delivery remove DI20260312001 --yes").done();
    let _ = s.run("kehu delivery remove DI20260312004 --yes").done();
    let again = s
        .run("kehu delivery item 云帆 --what 终端 --serial X1-1")
        .done();
    assert_eq!(again.err, "");
}

#[test]
fn a_bare_number_is_how_much_is_done() {
    let mut s = office_zh();
    planned(&mut s);
    assert_snapshot!(s.run("kehu delivery progress 云帆 50 已到货30台").all_chinese(&s), @r"
    DV20260305001 杭州云帆科技有限公司：进度 50%（PG20260312001）
    通报客户后：kehu delivery progress DV20260305001 … --told 现在
    ");
    assert_snapshot!(s.run("kehu delivery progress 云帆 62.5％ 已安装").all_chinese(&s), @r"
    DV20260305001 杭州云帆科技有限公司：进度 62.5%（PG20260312002）
    通报客户后：kehu delivery progress DV20260305001 … --told 现在
    ");
    // The progress itself is needed (F21): asked for, or refused.
    assert_snapshot!(s.run("kehu delivery progress 云帆 70").all_chinese(&s), @r#"
    --- stderr ---
    70% 按完成百分比登记；进展写在其后：kehu delivery progress DV20260305001 70% "…"
    错误：本期进展：没有填写
      请加 --said，例如 "已到货 40 台"
    [exit 2]
    "#);
    let told = s
        .terminal(80, &["已到货42台", "no"])
        .run("kehu delivery progress 云帆 70%");
    assert_snapshot!(told.dialog(), @r"
    本期进展
    还有 3 项可填（通报客户时间、下期计划、填报人），现在填写吗？
    ");
    assert_snapshot!(told, @r#"
    DV20260305001 杭州云帆科技有限公司：进度 70%（PG20260312003）
    通报客户后：kehu delivery progress DV20260305001 … --told 现在
    --- stderr ---
    70% 按完成百分比登记；进展写在其后：kehu delivery progress DV20260305001 70% "…"
    "#);
    // No percentage, or one that is stated: the word is the progress.
    let _ = s.run("kehu delivery progress 云帆 120").done();
    let _ = s.run("kehu delivery progress 云帆 80 --percent 75").done();
    assert_snapshot!(s.run("kehu delivery progress 云帆 半数到货 30台").all_chinese(&s), @r"
    --- stderr ---
    错误：“30台”前面不是百分比
      例如：kehu delivery progress DV20260305001 50% 已到货40台
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu delivery reports -o csv --fields number,percent,said").done(), @r"
    number,percent,said
    PG20260312005,75%,80
    PG20260312004,,120
    PG20260312003,70%,已到货42台
    PG20260312002,62.5%,已安装
    PG20260312001,50%,已到货30台
    ");
    let _ = s
        .run("kehu delivery progress 云帆 90 已培训 --told now")
        .done();
    assert_snapshot!(s.run("kehu delivery reports 云帆 --untold --from 2026-03-12 -q").done(), @r"
    PG20260312005
    PG20260312004
    PG20260312003
    PG20260312002
    PG20260312001
    ");
    let narrow = s.terminal(60, &[]).run("kehu delivery reports");
    assert_snapshot!(narrow, @r"
    编号           客户                  完成百分比  本期进展
    PG20260312006  杭州云帆科技有限公司         90%  已培训
    PG20260312005  杭州云帆科技有限公司         75%  80
    PG20260312004  杭州云帆科技有限公司              120
    PG20260312003  杭州云帆科技有限公司         70%  已到货42台
    PG20260312002  杭州云帆科技有限公司       62.5%  已安装
    PG20260312001  杭州云帆科技有限公司         50%  已到货30台
    宽度不够，未显示：交付、时间、通报客户时间；可用 --fields 选
    列
    ");
}

#[test]
fn whoever_has_a_batch_is_found() {
    let mut s = office();
    planned(&mut s);
    let _ = s.run("kehu product add X1 --price 10000").done();
    for (batch, serial) in [("B1", "A-1,A-2"), ("B2", "A-3")] {
        let _ = s
            .run(&format!(
                "kehu delivery item yunfan X1 --batch {batch} --serial {serial}"
            ))
            .done();
    }
    assert_snapshot!(s.run("kehu delivery items --product X1 --batch b1"), @r"
    No.            Customer              Goods  Delivery       Quantity  Batch  Serial numbers  Delivered on
    DI20260312001  杭州云帆科技有限公司  X1     DV20260305001            B1     A-1, A-2        2026-03-12
    ");
    assert_snapshot!(s.run("kehu delivery items --serial A-3 -o json"), @r#"
    [
      {
        "number": "DI20260312002",
        "customer": "杭州云帆科技有限公司",
        "customer_number": "HZ-IT-2026-001",
        "product_name": "X1",
        "delivery": "DV20260305001",
        "quantity": null,
        "batch": "B2",
        "serial": [
          "A-3"
        ],
        "day": "2026-03-12"
      }
    ]
    "#);
    assert_snapshot!(s.run("kehu find A-2"), @r"
    Kind            No.            Name  Customer              Where
    delivered item  DI20260312001  X1    杭州云帆科技有限公司  B1 A-1,A-2
    ");
    assert_snapshot!(s.run("kehu delivery item yunfan"), @r"
    --- stderr ---
    error: Product: is not said
      give --product or --what
    [exit 2]
    ");
}

#[test]
fn rules_of_deliveries_come_alive() {
    let mut s = office();
    for line in [
        "kehu contract add 云帆 终端 --amount 1000",
        "kehu contract sign 云帆 --signer 许靖",
    ] {
        let _ = s.run(line).done();
    }
    assert_snapshot!(owed(&s, &["delivery-plan"]), @r"delivery-plan,2026-03-12T18:00:00+08:00,kehu delivery plan HZ-IT-2026-001");
    let _ = s
        .run("kehu delivery plan 云帆 终端 --milestones \"到货 2026-03-12\"")
        .done();
    assert_snapshot!(owed(&s, &["delivery-plan", "milestone", "progress-told", "acceptance"]), @r"milestone,2026-03-12T23:59:59+08:00,kehu delivery done MS20260305001");
    s.at("2026-03-10 10:00");
    let _ = s.run("kehu delivery progress 云帆 装箱").done();
    let _ = s
        .run("kehu delivery deviate 云帆 推迟 --kind delay --reason 缺料")
        .done();
    assert_snapshot!(owed(&s, &["milestone", "progress-told", "deviation"]), @r"
    deviation,,kehu delivery settle DX20260310001
    milestone,2026-03-12T23:59:59+08:00,kehu delivery done MS20260305001
    progress-told,2026-03-17T23:59:59+08:00,kehu delivery progress HZ-IT-2026-001 --told now
    ");
    let _ = s
        .run("kehu delivery progress 云帆 已发货 --told now")
        .done();
    let _ = s.run("kehu delivery settle 云帆 补齐").done();
    assert_snapshot!(owed(&s, &["milestone", "progress-told", "deviation"]), @r"
    milestone,2026-03-12T23:59:59+08:00,kehu delivery done MS20260305001
    progress-told,2026-03-17T23:59:59+08:00,kehu delivery progress HZ-IT-2026-001 --told now
    ");
    let _ = s.run("kehu delivery done 云帆 --signer 张三").done();
    let _ = s.run("kehu delivery deliver 云帆").done();
    assert_snapshot!(owed(&s, &["milestone", "progress-told", "acceptance", "delivery-revisit", "training"]), @r"
    delivery-revisit,2026-03-13T18:00:00+08:00,kehu log HZ-IT-2026-001 --purpose revisit
    training,2026-03-17T23:59:59+08:00,kehu form fill customer-training HZ-IT-2026-001
    acceptance,2026-03-17T18:00:00+08:00,kehu delivery accept DV20260305001
    ");
    let _ = s
        .run("kehu log 云帆 到货清点无误 --by phone --purpose revisit")
        .done();
    let _ = s.run("kehu delivery accept 云帆 --signer 张三").done();
    assert_snapshot!(owed(&s, &["milestone", "progress-told", "acceptance", "delivery-revisit"]), @"");
}

#[test]
fn after_sales_takes_a_pack_over() {
    let mut s = office();
    planned(&mut s);
    let _ = s
        .run("kehu staff add 赵敏 --role after-sales-engineer")
        .done();
    assert_snapshot!(owed(&s, &["handover-pack"]), @r"handover-pack,2026-03-12T18:00:00+08:00,kehu delivery pack HZ-IT-2026-001");
    assert_snapshot!(s.run("kehu delivery pack yunfan --look"), @r"
    Part                      On file
    What the customer needs   Yes
    Background                Yes
    Signed contract           Yes
    Contact                   Yes
    What was talked about     No
    What was sold             No
    Promise on response time  No
    Promise on warranty       Yes
    ");
    assert_snapshot!(s.run("kehu delivery pack yunfan --to 赵敏 --special \"night shift\""), @r"
    handed 杭州云帆科技有限公司 over: PK20260312001
    once after-sales has it: kehu delivery receive PK20260312001
    --- stderr ---
    note: missing: what was talked about, what was sold, promise on response time
    ");
    assert!(
        owed(&s, &["handover-pack"]).contains("delivery pack"),
        "not yet taken over"
    );
    assert_snapshot!(s.run("kehu delivery receive yunfan"), @r"PK20260312001: taken over");
    assert_eq!(owed(&s, &["handover-pack"]), "");
    assert_snapshot!(s.run("kehu delivery packs -o csv --fields number,receiver,accepted_at"), @r"
    number,receiver,accepted_at
    PK20260312001,赵敏,2026-03-12T15:00:00+08:00
    ");
}

#[test]
fn deliveries_go_out_and_come_back() {
    let mut s = office();
    planned(&mut s);
    let _ = s
        .run("kehu delivery item yunfan --what handheld --batch B1")
        .done();
    let _ = s
        .run("kehu delivery done MS20260305001 --signer Zhang")
        .done();
    let mut again = Session::new();
    again.at("2026-03-12 15:00");
    let _ = again
        .run("kehu init --name 李雷 --role rep --region HZ")
        .done();
    for what in [
        "customers",
        "contacts",
        "deals",
        "contracts",
        "deliveries",
        "milestones",
        "items",
    ] {
        let _ = s
            .run(&format!("kehu export {what} ~/{what}.csv --reveal --yes"))
            .done();
        let text = std::fs::read_to_string(s.path(&format!("{what}.csv"))).expect("reads");
        again.put(&format!("{what}.csv"), &text);
        let _ = again
            .run(&format!("kehu import {what} ~/{what}.csv"))
            .done();
    }
    for list in ["delivery list", "delivery milestones", "delivery items"] {
        let line = format!("kehu {list} -o csv");
        assert_eq!(
            again.run(&line).done().out,
            s.run(&line).done().out,
            "{list}"
        );
    }
    let twice = again.run("kehu import items ~/items.csv").done();
    assert!(twice.to_string().contains("1 skipped"), "{twice}");
}

#[test]
fn what_hangs_on_a_delivery_is_put_right_under_its_number() {
    let mut s = office();
    planned(&mut s);
    let _ = s
        .run("kehu delivery deviate yunfan 推迟 --kind delay --reason 缺料")
        .done();
    let _ = s
        .run("kehu delivery progress yunfan 装箱 --percent 10%")
        .done();
    assert_snapshot!(s.run("kehu delivery edit DX20260312001 --kind quality"), @r"DX20260312001: changed Kind");
    assert_snapshot!(s.run("kehu delivery list --fields number,status"), @r"
    No.            Status
    DV20260305001  In progress
    ");
    assert_snapshot!(s.run("kehu delivery edit PG20260312001 --percent 20% --said packed"), @r"PG20260312001: changed Progress, Done so far");
    assert_snapshot!(s.run("kehu delivery show PG20260312001"), @r"
    No.          PG20260312001
    Customer     杭州云帆科技有限公司
    Delivery     杭州云帆科技有限公司 · 60台终端
    Progress     packed
    Done so far  20%
    As of        2026-03-12 15:00
    Reported by  李雷
    ");
    assert_snapshot!(s.run("kehu delivery edit PG20260312001 --kind quality").exit as u8, @r"2");
    assert_snapshot!(s.run("kehu delivery deviations --open"), @r"
    No.            Customer              Delivery       Kind     What deviates  Reason  Measure  Found             Closed  Outcome
    DX20260312001  杭州云帆科技有限公司  DV20260305001  Quality  推迟           缺料             2026-03-12 15:00
    ");
    let _ = s.run("kehu delivery remove DX20260312001 --yes").done();
    assert_eq!(
        s.run("kehu delivery deviations -o csv").out.lines().count(),
        1
    );
    let _ = s.run("kehu undo").done();
    let _ = s
        .run("kehu delivery edit DV20260305001 --standard 无故障")
        .done();
}
