//! The supervisor's weekly check and how the rules were kept, over a month whose
//! figures can be counted on one's fingers.

use insta::assert_snapshot;
use kehu::problem::Exit;
use serde_json::{Value, json};

use crate::session::Session;

/// 韩梅 supervises 李雷 and 张伟. Four customers, graded on Thursday 8 January:
/// 甲木 A and 丙火 D are 李雷's, 乙水 B and 丁土 C 张伟's.
pub fn team(mut s: Session) -> Session {
    let mut all = |at: &str, lines: &[String]| {
        s.at(at);
        for line in lines {
            let _ = s.run(line).done();
        }
    };
    let own = |line: &str| line.to_owned();
    all(
        "2026-01-05 09:00",
        &[
            own("kehu init --name 韩梅 --role 主管 --region HZ"),
            own("kehu staff add 李雷 --role rep --supervisor 韩梅"),
            own("kehu staff add 张伟 --role rep --supervisor 韩梅"),
        ],
    );
    let mut lines = Vec::new();
    for (name, owner, purchase, potential) in [
        ("甲木科技有限公司", "李雷", "60万", 4),
        ("乙水机械有限公司", "张伟", "30万", 3),
        ("丙火贸易有限公司", "李雷", "1万", 2),
        ("丁土食品有限公司", "张伟", "10万", 3),
    ] {
        lines.extend([
            format!("kehu customer add {name} --region HZ --industry IT --owner {owner} --acquired '2026-01-08 09:00' --incomplete"),
            format!("kehu grade {name} --purchase {purchase} --potential {potential} --basis 评估"),
            format!("kehu grade review {name} --approve --by 韩梅"),
        ]);
    }
    all("2026-01-08 14:00", &lines);
    for (at, customer) in [
        ("2026-01-09 10:00", "丙火"),
        ("2026-01-12 10:00", "甲木"),
        ("2026-01-12 11:00", "乙水"),
        ("2026-01-20 10:00", "丙火"),
        ("2026-01-23 10:00", "乙水"),
        ("2026-01-27 10:00", "丙火"),
    ] {
        all(
            at,
            &[format!(
                "kehu log {customer} 沟通 --by phone --direction out"
            )],
        );
    }
    // A second assessment, which nobody decides on.
    all(
        "2026-01-26 10:00",
        &[own(
            "kehu grade 丁土 --purchase 30万 --potential 3 --basis 复评",
        )],
    );
    all(
        "2026-02-02 10:00",
        &[own("kehu log 乙水 沟通 --by phone --direction out")],
    );
    s
}

fn json(s: &Session, line: &str) -> Value {
    serde_json::from_str(&s.run(line).done().out).expect("JSON")
}

/// Some keys of every row of a table, one line a row.
fn rows(report: &Value, table: &str, keys: &[&str]) -> Vec<Vec<Value>> {
    let all = report[table].as_array().expect("a table").iter();
    all.map(|row| keys.iter().map(|key| row[key].clone()).collect())
        .collect()
}

#[test]
fn the_week_is_checked_in_chinese() {
    let mut s = team(Session::zh());
    s.at("2026-02-01 18:00");
    assert_snapshot!(s.run("kehu report weekly").all_chinese(&s), @"
    2026年第5周（1月26日－2月1日）跟进检查：韩梅团队
    周    2026-W05
    起    2026-01-26
    止    2026-02-01
    主管  韩梅
    截至  2026-02-01 18:00

    按人员
    负责人  客户数  过度联系  长期失联  未按频率跟进  逾期未审核  暂停跟进
    张伟         2         0         0             2           3         0
    李雷         2         1         1             0           2         0

    过度联系
    编号            客户              级别  负责人  规则                        次数  上限  最近一次
    HZ-IT-2026-003  丙火贸易有限公司  D     李雷    D级客户每月联系不超过 2 次     3     2  2026-01-27 10:00

    长期失联
    编号            客户              级别  负责人  规则                  最近联系或起算    期限              未联系天数
    HZ-IT-2026-001  甲木科技有限公司  A     李雷    A级客户 2 周内须联系  2026-01-12 10:00  2026-01-26 23:59          20

    未按频率跟进
    编号            客户              级别  负责人  规则               期限              次数  补做时间
    HZ-IT-2026-002  乙水机械有限公司  B     张伟    B级客户每周跟进    2026-01-30 23:59     1
    HZ-IT-2026-004  丁土食品有限公司  C     张伟    C级客户每两周跟进  2026-01-22 23:59     1

    逾期未审核
    编号            客户              级别  负责人  规则          待谁审核  起始              期限              逾期
    HZ-IT-2026-001  甲木科技有限公司  A     李雷    复核客户信息  韩梅      2026-01-08 09:00  2026-01-09 09:00  23 天
    HZ-IT-2026-002  乙水机械有限公司  B     张伟    复核客户信息  韩梅      2026-01-08 09:00  2026-01-09 09:00  23 天
    HZ-IT-2026-003  丙火贸易有限公司  D     李雷    复核客户信息  韩梅      2026-01-08 09:00  2026-01-09 09:00  23 天
    HZ-IT-2026-004  丁土食品有限公司  C     张伟    复核客户信息  韩梅      2026-01-08 09:00  2026-01-09 09:00  23 天
    HZ-IT-2026-004  丁土食品有限公司  C     张伟    审批客户级别  韩梅      2026-01-26 10:00  2026-01-28 18:00  2 个工作日

    无：暂停跟进
    ");
}

#[test]
fn the_week_is_checked_in_english() {
    let mut s = team(Session::new());
    s.at("2026-02-01 18:00");
    assert_snapshot!(s.run("kehu report weekly --rep 李雷"), @"
    Weekly check, week 5 of 2026 (2026-01-26 to 2026-02-01): 李雷
    Week   2026-W05
    From   2026-01-26
    To     2026-02-01
    Rep    李雷
    As of  2026-02-01 18:00

    By colleague
    Rep   Customers  Contacted too often  Lost touch  Contacts missed or late  Reviews overdue  Paused
    李雷          2                    1           1                        0                2       0

    Contacted too often
    No.             Customer          Grade  Rep   Rule                                           Contacts  Allowed  Last
    HZ-IT-2026-003  丙火贸易有限公司  D      李雷  No more than two contacts a month: D customer         3        2  2026-01-27 10:00

    Lost touch
    No.             Customer          Grade  Rep   Rule                                       Last contact or start  Due               Days without contact
    HZ-IT-2026-001  甲木科技有限公司  A      李雷  Not two weeks without contact: A customer  2026-01-12 10:00       2026-01-26 23:59                    20

    Reviews overdue
    No.             Customer          Grade  Rep   Rule                     Waits for  Since             Due               Late by
    HZ-IT-2026-001  甲木科技有限公司  A      李雷  Review the registration  韩梅       2026-01-08 09:00  2026-01-09 09:00  23 days
    HZ-IT-2026-003  丙火贸易有限公司  D      李雷  Review the registration  韩梅       2026-01-08 09:00  2026-01-09 09:00  23 days

    None: Contacts missed or late; Paused
    ");
}

#[test]
fn every_line_of_the_check_is_what_the_records_say() {
    let mut s = team(Session::new());
    s.at("2026-02-10 09:00");
    // A past week is looked at from its end: the contact of 2 February is not there.
    let week = json(&s, "kehu report weekly --week 2026-W05 -o json");
    let keys = [
        "rep",
        "over_contact",
        "lost_touch",
        "missed",
        "reviews_overdue",
    ];
    assert_eq!(
        rows(&week, "reps", &keys),
        [
            [json!("张伟"), json!(0), json!(0), json!(2), json!(3)],
            [json!("李雷"), json!(1), json!(1), json!(0), json!(2)],
        ]
    );
    // 9, 20 and 27 January: three of two.
    let over = rows(&week, "over_contact", &["number", "times", "allowed"]);
    assert_eq!(over, [[json!("HZ-IT-2026-003"), json!(3), json!(2)]]);
    // Last on the 12th, due on the 26th, 20 days by Sunday 1 February.
    let lost = rows(&week, "lost_touch", &["customer", "due", "days"]);
    assert_eq!(
        lost,
        [[
            json!("甲木科技有限公司"),
            json!("2026-01-26T23:59:59+08:00"),
            json!(20)
        ]]
    );
    // 乙水 after the 23rd by the 30th; 丁土 has been open since the 22nd.
    let missed = rows(&week, "missed", &["customer", "rule", "due", "times"]);
    assert_eq!(
        missed,
        [
            [
                json!("乙水机械有限公司"),
                json!("touch-b"),
                json!("2026-01-30T23:59:59+08:00"),
                json!(1)
            ],
            [
                json!("丁土食品有限公司"),
                json!("touch-c"),
                json!("2026-01-22T23:59:59+08:00"),
                json!(1)
            ],
        ]
    );
    let grade = rows(&week, "reviews_overdue", &["rule", "number", "due"]);
    let assessed = [
        json!("regrade-approve"),
        json!("HZ-IT-2026-004"),
        json!("2026-01-28T18:00:00+08:00"),
    ];
    assert_eq!(grade.last().map(Vec::as_slice), Some(&assessed[..]));
    // The week before, the limit was kept and nobody was lost.
    let before = json(&s, "kehu report weekly --week 2026-W04 -o json");
    assert!(rows(&before, "over_contact", &["number"]).is_empty());
    assert!(rows(&before, "lost_touch", &["number"]).is_empty());
}

#[test]
fn the_check_names_customers_and_no_phone() {
    let mut s = team(Session::new());
    let _ = s
        .run("kehu contact add 甲木 --name 张三 --phone 13912345678")
        .done();
    s.at("2026-02-10 09:00");
    let _ = s
        .run("kehu report weekly --reveal --html ~/w.html --csv ~/w.csv --md ~/w.md --xlsx ~/w.xlsx -q")
        .done();
    for file in ["w.html", "w.csv", "w.md"] {
        let text = s.text(file);
        assert!(text.contains("甲木科技有限公司"), "{file}");
        assert!(
            !text.contains("13912345678") && !text.contains("139 1234"),
            "{file}"
        );
    }
}

#[test]
fn how_the_rules_were_kept_in_chinese() {
    let mut s = team(Session::zh());
    s.at("2026-02-10 09:00");
    assert_snapshot!(s.run("kehu report compliance --month 2026-01").all_chinese(&s), @r"
    2026年1月规则执行情况：全体人员
    期间      2026-01
    起        2026-01-01
    止        2026-01-31
    对比期间  2025-12、2025-01
    截至      2026-02-01 00:00
    规则手册  standard

    概览
    指标       本期    上期  增减
    应办         41       0    41
    按时         15       0    15
    逾期办理      2       0     2
    逾期未办     20       0    20
    错过          4       0     4
    按时率    36.6%  无数据

    按规则
    规则                        应办  按时  逾期办理  逾期未办  错过  按时率
    发送产品资料                   4     0         0         4     0      0%
    发送需求调研问卷               4     0         0         4     0      0%
    建档后首次跟进                 3     2         0         1     0   66.7%
    A级客户 2 周内须联系           2     1         0         1     0     50%
    B级客户每周跟进                4     2         2         0     0     50%
    C级客户每两周跟进              1     0         0         1     0      0%
    登记客户信息并提交审核         4     0         0         4     0      0%
    复核客户信息                   4     0         0         4     0      0%
    及时录入跟进记录               6     6         0         0     0    100%
    审批客户级别                   5     4         0         1     0     80%
    每周检查跟进记录               4     0         0         0     4      0%
    合计                          41    15         2        20     4   36.6%
    D级客户每月联系不超过 2 次                                     1  无数据
    ");
}

#[test]
fn compliance_is_what_was_due_and_met_in_time() {
    let mut s = team(Session::new());
    s.at("2026-02-10 09:00");
    let january = json(&s, "kehu report compliance --by-rep -o json");
    let keys = ["due", "met", "late", "open", "missed", "share"];
    let of = |report: &Value, rule: &str| -> Vec<Value> {
        let all = report["rules"].as_array().unwrap();
        let row = all
            .iter()
            .find(|row| row["rule"] == rule)
            .expect("the rule");
        keys.iter().map(|key| row[key].clone()).collect()
    };
    // 甲木: due on the 22nd, met on the 12th; due on the 26th, open.
    let a = json!([2, 1, 0, 1, 0, 0.5]);
    assert_eq!(json!(of(&january, "touch-a")), a);
    // 乙水: 15th met on the 12th; 19th late on the 23rd; 26th met on the 23rd;
    // 30th late on 2 February.
    assert_eq!(json!(of(&january, "touch-b")), json!([4, 2, 2, 0, 0, 0.5]));
    // The third contact of a D customer: counted, and no share.
    assert_eq!(
        json!(of(&january, "overcontact-d")),
        json!([null, null, null, null, 1, null])
    );
    assert_eq!(
        json!(of(&january, "regrade-approve")),
        json!([5, 4, 0, 1, 0, 0.8])
    );
    // Nothing was due of it: no data, and not zero.
    assert_eq!(json!(of(&january, "payment")), json!([0, 0, 0, 0, 0, null]));
    // The second span of 甲木 is over as well: missed, while the first is open.
    let february = json(
        &s,
        "kehu report compliance --from 2026-02-01 --to 2026-02-28 -o json",
    );
    assert_eq!(json!(of(&february, "touch-a")), json!([1, 0, 0, 0, 1, 0.0]));
    // Everybody's are each one's together; a rep's own are theirs alone.
    let total: i64 = january["reps"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| row["due"].as_i64())
        .sum();
    assert_eq!(json!(total), of(&january, "total")[0]);
    let rep = json(&s, "kehu report compliance --rep 李雷 -o json");
    assert_eq!(json!(of(&rep, "touch-a")), a);
    assert_eq!(of(&rep, "touch-b")[0], json!(0));
    assert_eq!(of(&rep, "regrade-approve")[0], json!(0));
    // What a supervisor owes is about her reps' customers: asked for alone it is
    // what it is among everybody's.
    let own = json(&s, "kehu report compliance --rep 韩梅 -o json");
    let reps = rows(&january, "reps", &["rep", "due", "met", "open", "missed"]);
    let among = reps.into_iter().find(|row| row[0] == "韩梅").unwrap();
    assert_eq!(json!(of(&own, "total")[0]), among[1]);
    assert_eq!(
        json!(of(&own, "regrade-approve")),
        json!([5, 4, 0, 1, 0, 0.8])
    );
}

#[test]
fn a_pause_within_a_month_lets_go_of_what_the_month_owes() {
    let mut s = Session::new();
    s.at("2026-02-02 09:00");
    let _ = s.run("kehu init --name 李雷 --role rep --region HZ").done();
    for name in ["甲木科技有限公司", "乙水机械有限公司"] {
        for line in [
            format!(
                "kehu customer add {name} --region HZ --industry IT --acquired '2026-02-02 09:00' --incomplete"
            ),
            format!("kehu grade {name} --purchase 30万 --potential 3 --basis 评估"),
            format!("kehu grade review {name} --approve"),
        ] {
            let _ = s.run(&line).done();
        }
    }
    s.at("2026-03-05 09:00");
    let _ = s.run("kehu customer pause 甲木 --why 冻结").done();
    s.at("2026-03-20 09:00");
    let _ = s.run("kehu customer resume 甲木").done();
    s.at("2026-03-31 10:00");
    let today = s
        .run("kehu today -o csv --rule push-b --fields customer")
        .done();
    assert!(!today.out.contains("甲木"), "{today}");
    s.at("2026-04-01 10:00");
    let march = json(&s, "kehu report compliance --month 2026-03 -o json");
    let all = rows(&march, "rules", &["rule", "due", "missed"]);
    let push = all.iter().find(|row| row[0] == "push-b").unwrap();
    assert_eq!(json!(push), json!(["push-b", 1, 1]));
    let week = json(&s, "kehu report weekly --week 2026-W14 -o json");
    let missed = rows(&week, "missed", &["customer", "rule"]);
    let push: Vec<_> = missed.iter().filter(|row| row[1] == "push-b").collect();
    assert_eq!(json!(push), json!([["乙水机械有限公司", "push-b"]]));
}

#[test]
fn a_period_that_makes_no_sense_is_refused() {
    let mut s = team(Session::new());
    s.at("2026-02-10 09:00");
    for line in [
        "kehu report compliance --to 2026-02-01",
        "kehu report compliance --month 2026-01 --from 2026-01-01",
        "kehu report compliance --from 2026-02-05 --to 2026-02-01",
        "kehu report compliance --from 2026-03-01 --to 2026-03-05",
        "kehu report compliance --month 2026-03",
        "kehu report compliance --from soon",
        "kehu report weekly --week 2026-W09",
        "kehu report weekly --week 第五周",
    ] {
        assert_eq!(s.run(line).exit, Exit::Usage, "{line}");
    }
    let nothing = s.run("kehu report compliance --month 2025-12").done();
    assert!(
        nothing.err.contains("nothing was due in that time"),
        "{nothing}"
    );
}

#[test]
fn who_is_paused_stands_in_the_check_with_the_reason() {
    let mut s = team(Session::new());
    s.at("2026-02-02 11:00");
    let _ = s
        .run("kehu customer pause 丙火 --why \"冻结，问 13912345678\" --until 2026-02-10")
        .done();
    let paused = |s: &Session, week: &str| {
        let week = json(s, &format!("kehu report weekly --week {week} -o json"));
        let keys = ["number", "rep", "since", "until", "late", "why"];
        (
            rows(&week, "paused", &keys),
            rows(&week, "reps", &["rep", "paused"]),
        )
    };
    s.at("2026-02-13 18:00");
    let (lines, reps) = paused(&s, "2026-W07");
    let line = json!([
        "HZ-IT-2026-003",
        "李雷",
        "2026-02-02T11:00:00+08:00",
        "2026-02-10",
        3,
        "冻结，问 ****"
    ]);
    assert_eq!(json!(lines), json!([line]));
    assert_eq!(json!(reps), json!([["张伟", 0], ["李雷", 1]]));
    // Not paused yet the week before; no longer once it is taken up again.
    assert!(paused(&s, "2026-W05").0.is_empty());
    let _ = s.run("kehu customer resume 丙火").done();
    assert!(paused(&s, "2026-W07").0.is_empty());
    assert_eq!(paused(&s, "2026-W06").0.len(), 1);
}
