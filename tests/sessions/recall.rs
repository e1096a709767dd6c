//! Recalls: everybody who has the goods is listed by what is on file, told, settled;
//! nothing is closed before.

use insta::assert_snapshot;

use super::{Session, office, office_zh};

/// Five customers with goods of a product: of the batch, of another one, of none that is
/// on file; a delivery without items, and a sale.
fn sold(s: &Session) {
    let done = |line: &str| {
        let _ = s.run(line).done();
    };
    done("kehu product add HT-50 --price 2000");
    for name in ["远大", "海天", "宏图", "明德"] {
        done(&format!(
            "kehu customer add {name}科技有限公司 --region HZ --incomplete"
        ));
    }
    let item = |customer: &str, more: &str| {
        let delivery = s.run(&format!("kehu delivery plan {customer} HT-50 -q"));
        let number = delivery.done().out.trim().to_owned();
        done(&format!(
            "kehu delivery item {number} --product HT-50 {more}"
        ));
    };
    item(
        "云帆",
        "--quantity 3 --batch B2602 --serial X1-0001,X1-0002,X1-0003",
    );
    item("远大", "--quantity 20 --batch B2603");
    item("海天", "--quantity 5");
    done("kehu delivery plan 宏图 \"两台 HT-50\"");
    done("kehu delivery progress 宏图 已发货");
    done("kehu deal sale 明德 20万 --product HT-50");
}

const TICKET: &str = "kehu ticket open 云帆 --type 故障 --priority 紧急 --symptom 电池过热 --product HT-50 --area 质量投诉 --quality 重大";

#[test]
fn a_major_flaw_is_recalled_and_every_customer_followed_to_the_end() {
    let mut s = office_zh();
    sold(&s);
    let opened = s.run(TICKET).out;
    assert!(
        opened
            .contains("请于 2026-03-05 19:00 前启动召回（R166）：kehu ticket recall SN20260305001"),
        "{opened}"
    );
    assert_snapshot!(s.run("kehu today --rule quality-recall").all_chinese(&s), @r"
    2026-03-05 周四：今日到期 1 项

    1  杭州云帆科技有限公司  张三 采购经理 139****5678
       19:00 前 · 客户在等 · 重大质量问题启动召回 · SN20260305001 电池过热
       自 15:00，期限 19:00
       kehu ticket recall SN20260305001
    ");
    assert_snapshot!(s.run("kehu ticket recall 云帆 --batch b2602 --measure 更换电池 --dry-run").all_chinese(&s), @r"
    已启动召回 RC20260305001：受影响客户 4 家
    客户                  依据                    数量  涉及物品
    杭州云帆科技有限公司  批次                       3  DI20260305001 ×3 B2602
    海天科技有限公司      物品未登记批次或序列号     5  DI20260305003 ×5
    宏图科技有限公司      交付（无物品明细）            DV20260305004
    明德科技有限公司      成交                          DL20260305001
    下一步：逐个告知 kehu recall inform RC20260305001 客户 --by 电话；名单打印 kehu recall print RC20260305001
    --- stderr ---
    其中 3 家档案中没有批次或序列号，请向客户核实
    以上为预演，未存入任何内容（--dry-run）
    ");
    assert_snapshot!(s.run("kehu recall list").all_chinese(&s), @r"（没有记录）");
    assert_snapshot!(s.run("kehu ticket recall 云帆 --batch b2602 --measure 更换电池").all_chinese(&s), @r"
    已启动召回 RC20260305001：受影响客户 4 家
    客户                  依据                    数量  涉及物品
    杭州云帆科技有限公司  批次                       3  DI20260305001 ×3 B2602
    海天科技有限公司      物品未登记批次或序列号     5  DI20260305003 ×5
    宏图科技有限公司      交付（无物品明细）            DV20260305004
    明德科技有限公司      成交                          DL20260305001
    下一步：逐个告知 kehu recall inform RC20260305001 客户 --by 电话；名单打印 kehu recall print RC20260305001
    --- stderr ---
    其中 3 家档案中没有批次或序列号，请向客户核实
    ");
    assert_snapshot!(s.run("kehu today --rule quality-recall").all_chinese(&s), @r"2026-03-05 周四：没有到期事项");
    assert_snapshot!(s.run("kehu today --days 3 --rule recall-inform").all_chinese(&s), @r"
    2026-03-05 周四：即将到期 4 项

    1  杭州云帆科技有限公司  张三 采购经理 139****5678
       03-06 前 · 客户在等 · 告知受影响客户召回 · RA20260305001 DI20260305001 ×3 B2602
       自 15:00，期限 03-06
       kehu recall inform RA20260305001

    2  海天科技有限公司
       03-06 前 · 客户在等 · 告知受影响客户召回 · RA20260305002 DI20260305003 ×5
       自 15:00，期限 03-06
       kehu recall inform RA20260305002

    3  宏图科技有限公司
       03-06 前 · 客户在等 · 告知受影响客户召回 · RA20260305003 DV20260305004
       自 15:00，期限 03-06
       kehu recall inform RA20260305003

    4  明德科技有限公司
       03-06 前 · 客户在等 · 告知受影响客户召回 · RA20260305004 DL20260305001
       自 15:00，期限 03-06
       kehu recall inform RA20260305004
    ");
    assert_snapshot!(s.run("kehu ticket recall 云帆 --batch b2602").all_chinese(&s), @r"
    --- stderr ---
    错误：SN20260305001 已启动召回 RC20260305001
      补充客户：kehu recall add RC20260305001 客户；召回其他物品：kehu recall start
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu recall settle 海天 海天 --outcome 已换货").all_chinese(&s), @r"
    --- stderr ---
    错误：海天科技有限公司 尚未告知（R166）
      请先：kehu recall inform RA20260305002 --by 电话
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu recall settle 海天 海天 --outcome 不受影响").all_chinese(&s), @r"
    RC20260305001 海天科技有限公司：不受影响
    剩余：待告知 3 家，已告知待处理 0 家；下一步：kehu recall inform RC20260305001 客户 --by 电话
    ");
    s.at("2026-03-06 10:00");
    assert_snapshot!(s.run("kehu recall inform 云帆 云帆 --by 电话 --to 张三 --text 请立即停用").all_chinese(&s), @r"
    RC20260305001 杭州云帆科技有限公司：已告知
    剩余：待告知 2 家，已告知待处理 1 家；下一步：kehu recall inform RC20260305001 客户 --by 电话
    ");
    assert_snapshot!(s.run("kehu recall inform 云帆 云帆 --by 电话").all_chinese(&s), @r"
    --- stderr ---
    错误：RC20260305001：已告知或已处理：2026-03-06 10:00
      如需更正请用 kehu undo
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu recall inform 云帆 --all --by 邮件").all_chinese(&s), @r"
    RC20260305001 宏图科技有限公司、明德科技有限公司：已告知
    剩余：待处理 3 家；下一步：kehu recall settle RC20260305001 客户 --outcome 已换货
    ");
    assert_snapshot!(s.run("kehu today --days 15 --rule recall-settle").all_chinese(&s), @r"
    2026-03-06 周五：即将到期 3 项

    1  杭州云帆科技有限公司  张三 采购经理 139****5678
       03-20 前 · 客户在等 · 处理客户的召回物品 · RA20260305001 DI20260305001 ×3 B2602
       自 10:00，期限 03-20
       kehu recall settle RA20260305001

    2  宏图科技有限公司
       03-20 前 · 客户在等 · 处理客户的召回物品 · RA20260305003 DV20260305004
       自 10:00，期限 03-20
       kehu recall settle RA20260305003

    3  明德科技有限公司
       03-20 前 · 客户在等 · 处理客户的召回物品 · RA20260305004 DL20260305001
       自 10:00，期限 03-20
       kehu recall settle RA20260305004
    ");
    assert_snapshot!(s.run("kehu recall settle RA20260305001 --outcome 已换货 --text 已更换三块").all_chinese(&s), @r"
    RC20260305001 杭州云帆科技有限公司：已换货
    剩余：待处理 2 家；下一步：kehu recall settle RC20260305001 客户 --outcome 已换货
    ");
    assert_snapshot!(s.run("kehu recall close 云帆").all_chinese(&s), @r"
    --- stderr ---
    错误：RC20260305001：尚未处理完毕：宏图科技有限公司、明德科技有限公司（R166）
      请逐个处理：kehu recall settle RC20260305001 客户 --outcome 结果；确认不涉及的用 --outcome 不受影响
    [exit 5]
    ");
    let _ = s
        .run("kehu recall settle 云帆 --all --outcome 已维修")
        .done();
    // Somebody gets goods of the batch after the list was made.
    let _ = s
        .run("kehu delivery item 远大 --product HT-50 --quantity 2 --batch B2602")
        .done();
    assert_snapshot!(s.run("kehu recall close 1").all_chinese(&s), @r"
    --- stderr ---
    错误：RC20260305001：持有物品但未列入名单：远大科技有限公司（R166）
      请补充：kehu recall add RC20260305001 --found
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu recall show 云帆").all_chinese(&s), @r"
    编号          RC20260305001
    受影响客户    4
    待告知        0
    已告知待处理  0
    已处理        4
    尚未列入      1
    缺陷          电池过热
    工单          SN20260305001 杭州云帆科技有限公司 · 电池过热
    反馈客户      杭州云帆科技有限公司
    产品          HT-50
    批次          b2602
    处理措施      更换电池
    启动时间      2026-03-05 15:00
    负责人        李雷

    受影响客户
    编号           客户                  依据                    涉及物品                数量  状态    告知时间          处理时间          处理结果  负责人
    RA20260305002  海天科技有限公司      物品未登记批次或序列号  DI20260305003 ×5           5  已处理                    2026-03-05 15:00  不受影响  李雷
    RA20260305001  杭州云帆科技有限公司  批次                    DI20260305001 ×3 B2602     3  已处理  2026-03-06 10:00  2026-03-06 10:00  已换货    李雷
    RA20260305003  宏图科技有限公司      交付（无物品明细）      DV20260305004                 已处理  2026-03-06 10:00  2026-03-06 10:00  已维修    李雷
    RA20260305004  明德科技有限公司      成交                    DL20260305001                 已处理  2026-03-06 10:00  2026-03-06 10:00  已维修    李雷

    现已持有物品但未列入名单：远大科技有限公司；补充：kehu recall add RC20260305001 --found
    ");
    assert_snapshot!(s.run("kehu recall add 1 --found").all_chinese(&s), @r"
    RC20260305001：已补充受影响客户 1 家
    客户              依据  数量  涉及物品
    远大科技有限公司  批次     2  DI20260306001 ×2 B2602
    ");
    let _ = s.run("kehu recall inform 1 远大 --by 电话").done();
    assert_snapshot!(s.run("kehu recall settle 1 远大 --outcome 已退回").all_chinese(&s), @r"
    RC20260305001 远大科技有限公司：已退回
    全部处理完毕；下一步：kehu recall close RC20260305001
    ");
    assert_snapshot!(s.run("kehu recall close 1 --text 全部收回").all_chinese(&s), @r"
    RC20260305001：已结束，共处理客户 5 家
    相关工单：kehu ticket show SN20260305001
    ");
    assert_snapshot!(s.run("kehu recall list").all_chinese(&s), @r"
    编号           召回物品  批次   缺陷      启动时间          已告知  已处理  结束时间
    RC20260305001  HT-50     b2602  电池过热  2026-03-05 15:00  5/5     5/5     2026-03-06 10:00
    ");
    assert_snapshot!(s.run("kehu recall add 1 远大").all_chinese(&s), @r"
    --- stderr ---
    错误：RC20260305001 已结束：2026-03-06 10:00
      继续处理请先：kehu recall reopen RC20260305001
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu recall reopen 1").all_chinese(&s), @r"
    RC20260305001：已重开
    全部处理完毕；下一步：kehu recall close RC20260305001
    ");
    let trace = s.run("kehu customer trace 云帆").out;
    for told in [
        "启动召回",
        "列入召回客户名单",
        "告知受影响客户",
        "召回客户处理完毕",
    ] {
        assert!(trace.contains(told), "{told}: {trace}");
    }
    assert!(trace.contains("电话 · 请立即停用"), "{trace}");
    let shown = s.run("kehu ticket show SN20260305001").out;
    let line = shown.lines().find(|line| line.contains("RC20260305001"));
    assert!(
        line.is_some_and(|line| line.starts_with("召回 ")),
        "{shown}"
    );
}

#[test]
fn serial_numbers_find_their_customers() {
    let mut s = office();
    sold(&s);
    s.at("2026-03-06 10:00");
    assert_snapshot!(s.run("kehu recall start --defect \"may catch fire\" --serial-from X1-0002 --serial-to X1-0100"), @r"
    started recall RC20260306001: 1 customer affected
    Customer              Evidence       Quantity  Goods on file
    杭州云帆科技有限公司  Serial number         2  DI20260305001 ×3 B2602 X1-0002 X1-0003
    next: tell each of them: kehu recall inform RC20260306001 CUSTOMER --by phone; the list to sign: kehu recall print RC20260306001
    ");
    assert_snapshot!(s.run("kehu recall start --defect x"), @r"
    --- stderr ---
    error: Product: is not said
      give --product, --goods, --batch, --serial or --serial-from
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu recall start --defect x --serial-from X1-9 --serial-to X2-1"), @r"
    --- stderr ---
    error: Serials to: does not follow on where the range begins
      both ends differ in their last digits alone: X1-0001 to X1-0100
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu recall start --defect x --product HT-50 --sold-from 2026-03-07"), @r"
    started recall RC20260306002: 0 customers affected
    nobody has them on file; add whoever does: kehu recall add RC20260306002 CUSTOMER
    ");
    let _ = s.run("kehu undo --yes").done();
    assert_snapshot!(s.run("kehu recall add 1 宏图 --goods \"2 without papers\" --quantity 2"), @r"
    RC20260306001: 宏图科技有限公司 added (RA20260306002)
    next: kehu recall inform RA20260306002 --by phone
    ");
    assert_snapshot!(s.run("kehu recall add 1 宏图"), @r"
    --- stderr ---
    error: 宏图科技有限公司 is on the list: RA20260306002
      for further goods say which: kehu recall add RC20260306001 宏图科技有限公司 --goods TEXT
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu recall inform 1 远大 --by phone"), @r"
    --- stderr ---
    error: 远大科技有限公司 is not on the list of RC20260306001
      if they have the goods: kehu recall add RC20260306001 远大科技有限公司
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu recall edit RA20260306002 --quantity 3"), @r"RA20260306002: changed Quantity");
    assert_snapshot!(s.run("kehu recall show RA20260306002"), @r"
    No.            RA20260306002
    Customer       宏图科技有限公司
    Recall         may catch fire
    Evidence       Added by hand
    Goods on file  2 without papers
    Quantity       3
    Who informs    李雷
    Listed         2026-03-06 10:00
    ");
    assert_snapshot!(s.run("kehu recall remove RA20260306002 --yes"), @r"removed affected customer RA20260306002; kehu undo brings it back");
    assert_snapshot!(s.run("kehu recall customers --open"), @r"
    No.            Customer              Recall         Evidence       Goods on file                           Quantity  State      Informed  Settled  Outcome  Who informs
    RA20260306001  杭州云帆科技有限公司  RC20260306001  Serial number  DI20260305001 ×3 B2602 X1-0002 X1-0003         2  To inform                              李雷
    ");
    assert_snapshot!(s.run("kehu recall print 1"), @r"
    Recall (F48)
    No.           RC20260306001
    Defect        may catch fire
    Serials from  X1-0002
    Serials to    X1-0100
    Started       2026-03-06 10:00
    Owner         李雷

    Affected customers
    No.            Customer              Contact  Phone        Evidence       Goods on file                           Quantity  Informed  Outcome  Customer's signature
    RA20260306001  杭州云帆科技有限公司  张三     139****5678  Serial number  DI20260305001 ×3 B2602 X1-0002 X1-0003         2

    Signatures
    Signed by               Signature         Date
    Owner of the recall     ________________  ____-__-__
    After-sales supervisor  ________________  ____-__-__
    ");
    assert_snapshot!(s.run("kehu recall print 1 -o json"), @r#"
    {
      "recall": {
        "number": "RC20260306001",
        "defect": "may catch fire",
        "serial_from": "X1-0002",
        "serial_to": "X1-0100",
        "started_at": "2026-03-06T10:00:00+08:00",
        "owner": "李雷"
      },
      "customers": [
        {
          "number": "RA20260306001",
          "customer": "杭州云帆科技有限公司",
          "contact": "张三",
          "phone": "139****5678",
          "evidence": "serial",
          "goods": [
            "DI20260305001 ×3 B2602 X1-0002 X1-0003"
          ],
          "quantity": 2,
          "informed_at": null,
          "outcome": null
        }
      ]
    }
    "#);
    assert_snapshot!(s.run("kehu find fire"), @r"
    Kind    No.            Name  Customer  Where
    recall  RC20260306001                  may catch fire
    ");
    assert_snapshot!(s.run("kehu recall remove 1 --yes"), @r"removed recall RC20260306001; kehu undo brings it back");
    assert_snapshot!(s.run("kehu recall customers"), @r"(no records)");
}

#[test]
fn who_was_taken_off_the_list_stays_off_it() {
    let s = office_zh();
    sold(&s);
    let _ = s
        .run("kehu recall start --defect 过热 --batch B2602")
        .done();
    let _ = s.run("kehu recall remove RA20260305001 --yes").done();
    let shown = s.run("kehu recall show 1 -o json").out;
    assert!(shown.contains("\"customers\": 0"), "{shown}");
    assert!(shown.contains("\"not_listed\": 0"), "{shown}");
    // What comes later is offered all the same.
    let _ = s
        .run("kehu delivery item 云帆 --product HT-50 --batch B2602")
        .done();
    let shown = s.run("kehu recall show 1").out;
    assert!(
        shown.contains("未列入名单：杭州云帆科技有限公司"),
        "{shown}"
    );
    let _ = s.run("kehu recall add 1 云帆").done();
    let listed = s
        .run("kehu recall customers -o csv --fields customer,evidence,goods")
        .out;
    assert!(listed.contains("batch,DI20260305004 B2602"), "{listed}");
}

#[test]
fn recalls_go_out_and_come_back() {
    let s = office();
    sold(&s);
    let _ = s.run(&TICKET.replace(" --product HT-50", "")).done();
    let _ = s.run("kehu ticket recall 云帆 --goods HT-50").done();
    let _ = s
        .run("kehu recall inform 1 云帆 --by email --text stop")
        .done();
    let _ = s.run("kehu recall settle 1 云帆 --outcome refunded").done();
    let recalls = s.run("kehu export recalls").out;
    let affected = s.run("kehu export affected").out;
    assert_snapshot!(&affected, @r"
    number,customer,recall,evidence,goods,quantity,owner,listed_at,notes,informed_at,channel,told,said,informed_by,settled_at,outcome,result
    RA20260305001,HZ-IT-2026-001,RC20260305001,item,DI20260305001 ×3 B2602,3,李雷,2026-03-05T15:00:00+08:00,,2026-03-05T15:00:00+08:00,email,,stop,李雷,2026-03-05T15:00:00+08:00,refunded,
    RA20260305002,HZ-XX-2026-001,RC20260305001,item,DI20260305002 ×20 B2603,20,李雷,2026-03-05T15:00:00+08:00,,,,,,,,,
    RA20260305003,HZ-XX-2026-002,RC20260305001,item,DI20260305003 ×5,5,李雷,2026-03-05T15:00:00+08:00,,,,,,,,,
    RA20260305004,HZ-XX-2026-003,RC20260305001,delivery,DV20260305004,,李雷,2026-03-05T15:00:00+08:00,,,,,,,,,
    RA20260305005,HZ-XX-2026-004,RC20260305001,sale,DL20260305001,,李雷,2026-03-05T15:00:00+08:00,,,,,,,,,
    ");
    let other = office();
    sold(&other);
    let _ = other.run(&TICKET.replace(" --product HT-50", "")).done();
    for (name, text) in [("recalls", &recalls), ("affected", &affected)] {
        let file = format!("{name}.csv");
        other.put(&file, text);
        let took = other
            .run(&format!("kehu import {name} ~/{name}.csv"))
            .done();
        assert!(took.out.contains(" 0 rejected"), "{}", took.out);
    }
    assert_eq!(other.run("kehu export recalls").out, recalls);
    assert_eq!(other.run("kehu export affected").out, affected);
}

#[test]
fn a_minor_flaw_and_lost_goods_say_their_time_and_command() {
    let s = office();
    assert_snapshot!(s.run("kehu ticket open 云帆 --type product-fault --priority normal --symptom scratched --occurred 2026-03-04 --tried none --area quality-complaint --quality minor"), @r"
    accepted SN20260305001 (normal)
    respond by 2026-03-06 15:00, solution by 2026-03-10 18:00
    tell the customer these times (R119), ready to send: kehu ticket promise SN20260305001 --told
    goes to quality; kehu ticket transfer SN20260305001 --team sends it elsewhere
    minor flaw, replace by 2026-03-07 15:00 (R165): kehu ticket replace SN20260305001 TEXT
    ");
    assert_snapshot!(s.run("kehu ticket replace 云帆 \"a new one\""), @r#"
    SN20260305001 杭州云帆科技有限公司: goods replaced, 2026-03-05 15:00
    next: kehu ticket solve SN20260305001 --cause … --steps "…"
    "#);
    assert_snapshot!(s.run("kehu ticket open 云帆 --type other --priority normal --symptom \"parcel lost\" --occurred 2026-03-04 --tried none --area logistics-dispute --logistics lost"), @r#"
    accepted SN20260305002 (normal)
    respond by 2026-03-06 15:00, solution by 2026-03-10 18:00
    tell the customer these times (R119), ready to send: kehu ticket promise SN20260305002 --told
    goes to logistics; kehu ticket transfer SN20260305002 --team sends it elsewhere
    the carrier's solution by 2026-03-06 15:00 (R163): kehu ticket work SN20260305002 --answer "…" --carrier NAME --compensation TEXT
    "#);
    assert_snapshot!(s.run("kehu ticket edit SN20260305001 --quality major"), @r"
    SN20260305001: changed Quality level
    major flaw, recall by 2026-03-05 19:00 (R166): kehu ticket recall SN20260305001 --batch B
    ");
    let sheet = s.run("kehu ticket show SN20260305002 -o json").out;
    assert!(
        sheet.contains("\"logistics_due\": \"2026-03-06T15:00:00+08:00\""),
        "{sheet}"
    );
}
