//! Deals: opened, moved, won, lost, reviewed; sales; what reports make of them.

use insta::assert_snapshot;
use kehu::problem::Exit;

use super::{office, office_zh};

#[test]
fn a_deal_in_chinese() {
    let mut s = office_zh();
    let _ = s.run("kehu staff add 韩梅 --role supervisor").done();
    assert_snapshot!(s.run("kehu deal open 云帆 仓储系统升级 --value 60万 --expected +2mo").all_chinese(&s), @r"已建商机 DL20260305001 仓储系统升级：线索");
    assert_snapshot!(s.run("kehu deal stage 云帆 方案评审 --value 65万").all_chinese(&s), @r"
    DL20260305001 仓储系统升级：方案评审
    杭州云帆科技有限公司 的合作阶段现为方案评审
    ");
    assert_snapshot!(s.run("kehu deal list").all_chinese(&s), @r"
    编号           客户                  商机名称      销售阶段    预计金额    加权金额  预计成交日期  负责人  结果
    DL20260305001  杭州云帆科技有限公司  仓储系统升级  方案评审  650,000.00  390,000.00  2026-05-05    李雷
    ");
    s.at("2026-03-20 10:00");
    assert_snapshot!(s.run("kehu deal win 云帆 --amount 58万").all_chinese(&s), @r"
    DL20260305001 仓储系统升级：成交 580,000.00
    请复盘：kehu deal review DL20260305001
    ");
    assert_snapshot!(s.run("kehu deal review 仓储 --success-factor 方案定制化,价格优势 --improvement 早点确认预算 --by 韩梅 --comment 不错").all_chinese(&s), @r"已复盘 DL20260305001（DR20260320001）");
    assert_snapshot!(s.run("kehu deal show 仓储").all_chinese(&s), @r"
    编号          DL20260305001
    结果          成交
    结束时间      2026-03-20 10:00
    成交金额      580,000.00
    客户          杭州云帆科技有限公司
    商机名称      仓储系统升级
    商机类型      新签
    销售阶段      方案评审
    预计金额      650,000.00
    预计成交日期  2026-05-05
    商机时间      2026-03-05 15:00
    负责人        李雷

    自                阶段
    2026-03-05 15:00  线索
    2026-03-05 15:00  方案评审

    成交复盘
    编号           成功因素              失败原因  改进措施      销售代表总结  主管点评  点评人  复盘人  复盘时间
    DR20260320001  方案定制化、价格优势            早点确认预算                不错      韩梅    李雷    2026-03-20 10:00
    ");
    assert_snapshot!(s.run("kehu deal sale 云帆 3万").all_chinese(&s), @r"DL20260320001：杭州云帆科技有限公司 成交 30,000.00 元");
    assert_snapshot!(s.run("kehu report pipeline").all_chinese(&s), @r"
    2026年3月商机报告：全体人员
    期间      2026-03
    起        2026-03-01
    止        2026-03-31
    对比期间  2026-02、2025-03
    截至      2026-03-20 10:00
    规则手册  standard

    商机
    指标                    本期    上期        增减
    新建                       2       0           2
    成交                       2       0           2
    成交金额          610,000.00    0.00  610,000.00
    售前转化率              100%  无数据
    赢单率                  100%  无数据
    平均成交周期    7 天 13 小时  无数据
    成交周期中位数  7 天 13 小时  无数据

    商机漏斗：本期在跟商机到达的阶段
    销售阶段  到达商机  在此未成交  进入下一步    预计金额  图示
    线索             2           0        100%  680,000.00  ████████████████████████
    需求确认         2           0        100%  680,000.00  ████████████████████████
    方案             2           0        100%  680,000.00  ████████████████████████
    方案评审         2           0        100%  680,000.00  ████████████████████████
    合同谈判         2           0        100%  680,000.00  ████████████████████████
    成交             2           0              680,000.00  ████████████████████████

    成交因素
    成功因素    本期  上期  增减
    价格优势       1     0     1
    方案定制化     1     0     1

    本期与上期均无：期末未结束商机：销售阶段；未成交原因
    ");
}

#[test]
fn a_deal_in_english() {
    let mut s = office();
    let _ = s.run("kehu staff add 韩梅 --role supervisor").done();
    assert_snapshot!(s.run("kehu deal open yunfan \"warehouse upgrade\" --value 600000 --stage discovery"), @r"
    opened DL20260305001 warehouse upgrade: needs
    杭州云帆科技有限公司 is now at discovery
    ");
    assert_snapshot!(s.run("kehu deal edit yunfan --expected 2026-05-31"), @r"DL20260305001: changed Expected to close");
    s.at("2026-03-20 10:00");
    assert_snapshot!(s.run("kehu deal lose yunfan --competitor Acme"), @r"
    DL20260305001 warehouse upgrade: lost
    what was learnt: kehu deal review DL20260305001
    ");
    assert_snapshot!(s.run("kehu deal review warehouse --failure-reason competitor --improvement \"visit earlier\" --by 韩梅"), @r"reviewed DL20260305001 (DR20260320001)");
    assert_snapshot!(s.run("kehu deal list --outcome lost -o json --fields number,customer,stage,outcome,closed_at,competitor"), @r#"
    [
      {
        "number": "DL20260305001",
        "customer": "杭州云帆科技有限公司",
        "stage": "discovery",
        "outcome": "lost",
        "closed_at": "2026-03-20T10:00:00+08:00",
        "competitor": "Acme"
      }
    ]
    "#);
    assert_snapshot!(s.run("kehu report pipeline"), @r"
    Pipeline, March 2026: everybody
    Period         2026-03
    From           2026-03-01
    To             2026-03-31
    Compared with  2026-02, 2025-03
    As of          2026-03-20 10:00
    Playbook       standard

    Deals
    Figure               Period   Before  Difference
    Opened                    1        0           1
    Lost                      1        0           1
    Won of those opened      0%  no data
    Won of those ended       0%  no data

    Funnel: deals that stood open in the period, by how far they came
    Stage                 Came here  Lost here  Went on  Expected value  Bar
    Lead                          1          0     100%      600,000.00  ████████████████████████
    Needs                         1          1       0%      600,000.00  ████████████████████████
    Proposal                      0          0  no data            0.00
    Proposal review               0          0  no data            0.00
    Contract negotiation          0          0  no data            0.00
    Won                           0          0                     0.00

    Why deals were lost
    Reason      Period  Before  Difference
    Competitor       1       0           1

    Nothing this period and the one before: Open deals at the end, by stage; Why deals were won
    ");
}

#[test]
fn the_customer_follows_its_deal_and_is_called_daily_in_key_stages() {
    let s = office();
    let _ = s.run("kehu deal open yunfan upgrade --value 10000").done();
    let _ = s
        .run("kehu deal stage yunfan contract-negotiation --expected 2026-03-31")
        .done();
    let owed = s
        .run("kehu today --all --days 40 -o csv --fields rule,due")
        .done();
    assert!(owed.out.contains("key-stage"), "{owed}");
    assert!(owed.out.contains("deal-expected,2026-03-31"), "{owed}");
    let _ = s.run("kehu deal lose yunfan").done();
    let owed = s
        .run("kehu today --all --days 40 -o csv --fields rule,due")
        .done();
    assert!(!owed.out.contains("deal-expected"), "{owed}");
    assert!(!owed.out.contains("key-stage"), "{owed}");
    assert!(owed.out.contains("deal-review"), "{owed}");
    let _ = s
        .run("kehu deal review upgrade --reason unclear-need --improvement ask --override alone")
        .done();
    let owed = s
        .run("kehu today --all --days 40 -o csv --fields rule,due")
        .done();
    assert!(!owed.out.contains("deal-review"), "{owed}");
}

#[test]
fn a_deal_is_stuck_where_its_stage_is_old() {
    let mut s = office();
    let _ = s.run("kehu deal open yunfan first --value 1万").done();
    s.at("2026-04-01 10:00");
    let _ = s.run("kehu deal open yunfan second --value 2万").done();
    s.at("2026-04-20 10:00");
    assert_snapshot!(s.run("kehu deal list --stuck --fields name,stage_since"), @r"
    What it is about  In stage since
    first             2026-03-05 15:00
    ");
    let _ = s.run("kehu deal stage first discovery").done();
    assert_snapshot!(s.run("kehu deal list --stuck --fields name,stage_since"), @r"(no records)");
}

#[test]
fn a_pipeline_comes_in_with_its_own_words_and_goes_out_again() {
    let mut s = office();
    s.at("2026-04-20 10:00");
    s.put(
        "deals.csv",
        "opportunity_id,product,account,deal_stage,engage_date,close_date,close_value\n\
         A1,X1,杭州云帆科技有限公司,Won,3/6/2026,4/1/2026,1054\n\
         A2,X1,杭州云帆科技有限公司,Lost,3/6/2026,4/2/2026,0\n\
         A3,X1,杭州云帆科技有限公司,Engaging,3/6/2026,,\n\
         A4,X1,,Prospecting,,,\n\
         A5,X1,杭州云帆科技有限公司,Won,3/6/2026,,20\n",
    );
    let _ = s.run("kehu product add X1 --price 1000").done();
    let refused = s.run("kehu import deals ~/deals.csv --reject-to ~/r.csv -y");
    assert!(refused.err.contains("3/6/2026"), "{refused}");
    let taken = s.run("kehu import deals ~/deals.csv --dates mdy --reject-to ~/r.csv -y");
    assert_eq!(taken.exit, Exit::Attention);
    assert_snapshot!(taken, @r"
    3 deals imported, 0 skipped, 2 rejected → ~/r.csv
    --- stderr ---
    note: line 5: Customer: no answer
    note: line 6: Closed: not given
    [exit 7]
    ");
    assert_snapshot!(s.run("kehu deal list --fields external,name,stage,outcome,opened,closed_at,amount"), @r"
    Number elsewhere  What it is about  Stage                 Outcome  Opened            Closed              Amount
    A3                X1                Needs                          2026-03-06 09:00
    A1                X1                Contract negotiation  Won      2026-03-06 09:00  2026-04-01 09:00  1,054.00
    A2                X1                Contract negotiation  Lost     2026-03-06 09:00  2026-04-02 09:00      0.00
    ");
    let _ = s.run("kehu export deals ~/out.csv --reveal").done();
    let again = s.run("kehu import deals ~/out.csv -y").done();
    assert_snapshot!(again, @r"0 deals imported, 3 skipped, 0 rejected");
    let both = s.run("kehu import deals ~/deals.csv --dates us -y");
    assert_eq!(both.exit, Exit::Usage);
}

#[test]
fn the_deal_to_learn_from_may_be_named_by_its_customer() {
    let s = office();
    let _ = s
        .run("kehu deal open 云帆 \"warehouse terminals\" --value 300k")
        .done();
    assert_snapshot!(s.run("kehu deal review 云帆 --factor good-fit --improvement ask"), @r"
    --- stderr ---
    error: DL20260305001 is still open
      first: kehu deal win DL20260305001, or kehu deal lose DL20260305001
    [exit 5]
    ");
    let _ = s.run("kehu deal lose 云帆").done();
    assert_snapshot!(s.run("kehu deal review 云帆 --reason competitor --improvement ask"), @r"
    reviewed DL20260305001 (DR20260305001)
    --- stderr ---
    note: a deal review needs a supervisor's comment, and 李雷 is none (R047)
    ");
}
