//! The measures of performance: what is told of them, that the records behind each add
//! up to it, that every report tells the same, and what a team aims at.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use serde_json::Value;

use super::office;
use crate::session::Session;

/// A file with two months of work of five people in it.
fn demo(s: &Session) -> String {
    let db = s.path("demo.db").display().to_string();
    let _ = s.run(&format!("kehu demo --to {db}")).done();
    db
}

fn json(s: &Session, db: &str, line: &str) -> Value {
    let line = format!("kehu {line} --db {db} --now 2026-04-02T10:00 -o json");
    serde_json::from_str(&s.run(&line).done().out).expect("json")
}

/// The measures of a report, by number.
fn measures(report: &Value) -> BTreeMap<String, Value> {
    let rows = report["kpis"].as_array().expect("a table").iter();
    rows.map(|row| (text(&row["kpi"]).to_owned(), row.clone()))
        .collect()
}

fn text(cell: &Value) -> &str {
    cell.as_str().expect("a text")
}

/// A number, or an amount of money; nothing is none.
fn number(cell: &Value) -> f64 {
    match cell {
        Value::Null => 0.0,
        Value::String(text) => text.parse().expect("an amount"),
        cell => cell.as_f64().expect("a number"),
    }
}

fn is_sum(said: &Value, sum: f64) -> bool {
    (number(said) - sum).abs() < 0.005
}

#[test]
fn the_records_behind_every_measure_add_up_to_it() {
    let s = Session::new();
    let db = demo(&s);
    for scope in ["--month 2026-03", "--quarter 2026-Q1 --rep 李雷"] {
        let scope = scope.replace("李雷", "Li");
        let all = measures(&json(&s, &db, &format!("report kpi {scope}")));
        assert_eq!(all.len(), 46);
        let mut with_records = 0;
        for (kpi, row) in &all {
            let line = format!("report kpi {kpi} {scope} --ids");
            let records = json(&s, &db, &line);
            let records = records["records"].as_array().expect("a list");
            for side in ["numerator", "denominator"] {
                let sum: f64 = records.iter().map(|record| number(&record[side])).sum();
                assert!(is_sum(&row[side], sum), "{kpi} {scope} {side}: {row} {sum}");
            }
            for record in records {
                let counts = match (number(&record["numerator"]), number(&record["denominator"])) {
                    (0.0, _) => "denominator",
                    (_, 0.0) => "numerator",
                    _ => "both",
                };
                assert_eq!(text(&record["counts"]), counts, "{kpi}");
                assert!(!text(&record["number"]).is_empty(), "{kpi}");
                assert!(!text(&record["customer"]).is_empty(), "{kpi}");
            }
            with_records += usize::from(!records.is_empty());
        }
        assert!(with_records >= 30, "{scope}: {with_records}");
    }
}

#[test]
fn what_other_reports_tell_of_a_measure_is_the_same_number() {
    let s = Session::new();
    let db = demo(&s);
    let trend = json(&s, &db, "report trend --last 3 --to-month 2026-03");
    let mut shared = 0;
    for month in trend["months"].as_array().expect("months") {
        let name = text(&month["month"]);
        let all = measures(&json(&s, &db, &format!("report kpi --month {name}")));
        for row in all.values() {
            if let Some(said) = month.get(text(&row["code"])) {
                assert_eq!(*said, row["value"], "{name} {row}");
                shared += 1;
            }
        }
    }
    assert_eq!(shared, 3 * 7);
    let all = measures(&json(&s, &db, "report kpi --month 2026-03"));
    let said = |report: &str, key: &str| {
        let report = json(&s, &db, &format!("report {report} --month 2026-03"));
        let rows = report["headline"].as_array().expect("a table").clone();
        let row = rows.iter().find(|row| row["item"] == key);
        row.unwrap_or_else(|| panic!("{report}: {key}"))["this_period"].clone()
    };
    for (kpi, report, key) in [
        ("K08", "aftersales", "repeat_share"),
        ("K11", "satisfaction", "satisfied_share"),
        ("K13", "satisfaction", "nps"),
        ("K41", "feedback", "complaints_closed_share"),
        ("K44", "satisfaction", "response_share"),
    ] {
        assert_eq!(said(report, key), all[kpi]["value"], "{kpi}");
    }
    let aftersales = json(&s, &db, "report aftersales --month 2026-03");
    let overdue = aftersales["overdue"].as_array().expect("a list");
    let tickets: std::collections::BTreeSet<&str> =
        overdue.iter().map(|row| text(&row["number"])).collect();
    assert_eq!(number(&all["K07"]["value"]), tickets.len() as f64);
    // Rules are kept as the report on rules says.
    let rules = json(&s, &db, "report compliance --month 2026-03");
    let rule = |id: &str| {
        let mut rows = rules["rules"].as_array().expect("a table").iter();
        rows.find(|row| row["rule"] == id).expect("a rule").clone()
    };
    for (kpi, ids) in [
        (
            "K15",
            &["touch-a-deep", "touch-a", "touch-b", "touch-c"][..],
        ),
        ("K09", &["ticket-revisit", "delivery-revisit"]),
        ("K32", &["customer-enter"]),
        ("K33", &["log-late"]),
        ("K34", &["milestone"]),
        ("K43", &["first-talk"]),
        ("K45", &["request-answer"]),
        ("K46", &["intent-high"]),
    ] {
        for (side, key) in [("numerator", "met"), ("denominator", "due")] {
            let sum: f64 = ids.iter().map(|id| number(&rule(id)[key])).sum();
            assert!(
                is_sum(&all[kpi][side], sum),
                "{kpi} {side}: {} {sum}",
                all[kpi]
            );
        }
    }
}

#[test]
fn groups_add_up_to_the_whole_and_are_what_narrowing_gives() {
    let s = Session::new();
    let db = demo(&s);
    for by in ["rep", "team", "region", "grade", "source"] {
        let line = format!("report kpi --month 2026-03 --by {by}");
        let groups = json(&s, &db, &line);
        let mut sums: BTreeMap<(String, bool), [f64; 2]> = BTreeMap::new();
        for row in groups["groups"].as_array().expect("groups") {
            let whole = row["group"] == "total";
            let sum = sums
                .entry((text(&row["kpi"]).to_owned(), whole))
                .or_default();
            for (sum, side) in sum.iter_mut().zip(["numerator", "denominator"]) {
                *sum += number(&row[side]);
            }
        }
        for ((kpi, _), whole) in sums.iter().filter(|((_, whole), _)| *whole) {
            let parts = sums[&(kpi.clone(), false)];
            // A distribution is about the largest part of each group.
            let sides = match kpi.as_str() {
                "K05" | "K29" => 1..2,
                _ => 0..2,
            };
            for side in sides {
                let near = (whole[side] - parts[side]).abs() < 0.005;
                assert!(near, "{by} {kpi}: {whole:?} {parts:?}");
            }
        }
    }
    // Several answers count together, and a team is its leader and those below.
    for (together, each) in [
        ("--grade A,B", ["--grade A", "--grade B"]),
        (
            "--source exhibition,partner",
            ["--source exhibition", "--source partner"],
        ),
    ] {
        let all = |flags| {
            measures(&json(
                &s,
                &db,
                &format!("report kpi --month 2026-03 {flags}"),
            ))
        };
        let (both, each) = (all(together), each.map(all));
        for (kpi, row) in both
            .iter()
            .filter(|(kpi, _)| !["K05", "K29"].contains(&kpi.as_str()))
        {
            let sum: f64 = each.iter().map(|one| number(&one[kpi]["numerator"])).sum();
            assert!(is_sum(&row["numerator"], sum), "{together} {kpi}");
        }
    }
    let groups = json(&s, &db, "report kpi --month 2026-03 --by grade");
    let alone = measures(&json(&s, &db, "report kpi --month 2026-03 --grade A"));
    let mut rows = groups["groups"].as_array().expect("groups").iter();
    assert!(
        rows.all(|row| row["group"] != "A" || row["value"] == alone[text(&row["kpi"])]["value"])
    );
}

#[test]
fn one_measure_says_what_it_means_and_what_it_came_to() {
    let s = Session::new();
    let db = demo(&s);
    let line =
        format!("kehu report kpi K02 --month 2026-03 --last 3 --db {db} --now 2026-04-02T10:00");
    assert_snapshot!(s.run(&line), @r"
    K02 Solved of those accepted, March 2026
    Value          79%
    Solved         15
    Accepted       19
    Period before  100%
    A year before  —
    Trend          ·█▇
    What it says   How many of the tickets accepted in the period are solved by now
    Formula        tickets solved ÷ tickets accepted in the period
    Left out       Tickets that went into another
    Handbook       R187
    As of          2026-04-01 00:00

    Periods
    Period   Value  Numerator  Denominator
    2026-01  —              0            0
    2026-02  100%           7            7
    2026-03  79%           15           19
    ");
    assert_snapshot!(s.run(&format!("{line} --lang zh").replace("K02", "平均首次")), @r"
    K03 平均首次响应时长（2026年3月）
    本期        7 小时 35 分钟
    时长合计    5 天 16 小时 35 分钟
    已响应工单  18
    中位数      23 分钟
    90% 不超过  1 天 30 分钟
    上期        2 小时 6 分钟
    上年同期    —
    趋势        ·▃█
    含义        从受理到人工首次响应的平均时长（自然时间）
    公式        （响应时间 − 受理时间）之和 ÷ 已响应工单
    不计入      已并入其他工单的、没有该时间的，以及时间相互矛盾的工单
    手册依据    R106 R107 R108 R187
    截至        2026-04-01 00:00

    各期
    期间     本期                            分子  分母
    2026-01  —                             0 分钟     0
    2026-02  2 小时 6 分钟        14 小时 40 分钟     7
    2026-03  7 小时 35 分钟  5 天 16 小时 35 分钟    18
    ");
    let line =
        format!("kehu report kpi K01 --month 2026-03 --ids --db {db} --now 2026-04-02T10:00");
    assert_snapshot!(s.run(&line), @r"
    No.            Record  Customer                Customer no.      Counts           Deals won  Deals opened  At                Rep        Part
    DL20260303001  deal    Chengnan Hospital       NJ-MED-2026-001   below                    0             1  2026-03-03 16:00  Wang Fang
    DL20260305001  deal    Chenxi Precision        NJ-MFG-2026-001   below                    0             1  2026-03-05 10:40  Wang Fang
    DL20260319001  deal    Shenlan E-commerce      SZ-IT-2026-001    below                    0             1  2026-03-19 15:10  Chen Hao
    DL20260316001  deal    Suifeng Farm Produce    GZ-AGRI-2026-001  above and below          1             1  2026-03-23 09:40  Chen Hao
    DL20260210001  deal    Yongtai Plastics        NB-MFG-2026-001   above                    1             0  2026-03-24 09:50  Li Lei
    DL20260205001  deal    Xixi Cloud Warehousing  HZ-LOG-2026-001   above                    1             0  2026-03-26 10:08  Li Lei
    DL20251208001  deal    Suxin Semiconductor     SUZ-MFG-2026-001  above                    1             0  2026-03-27 09:08  Wang Fang
    DL20260331001  deal    Jiaguang Electronics    JX-MFG-2026-001   below                    0             1  2026-03-31 10:06  Li Lei
    DL20260331002  deal    Ankangtang Pharmacies   HZ-TRD-2026-001   below                    0             1  2026-03-31 14:10  Li Lei
    ");
    let line = line.replace("K01", "K14");
    assert_snapshot!(s.run(&format!("{line} -o csv --fields number,counts,numerator,denominator,part")), @r#"
    records
    number,counts,numerator,denominator,part
    FB20260311001,both,2,2,"feedback-resolve,feedback-respond"
    FB20260326001,denominator,0,2,"feedback-resolve,feedback-respond"
    FB20260327001,both,1,2,"feedback-resolve,feedback-respond"
    "#);
    let line = format!(
        "kehu report kpi completeness --by grade --month 2026-03 --db {db} --now 2026-04-02T10:00"
    );
    assert_snapshot!(s.run(&line), @r"
    Measures by grade, March 2026
    Period    2026-03
    As of     2026-04-01 00:00
    Playbook  standard

    Registrations complete
    Grade           Value  Answers given  Answers required
    Whole file      97.8%            316               323
    A                100%             44                44
    B                100%             77                77
    C                100%             66                66
    D               90.9%             20                22
    (no grade yet)  95.6%            109               114
    ");
}

#[test]
fn what_was_not_there_is_no_value_and_says_why() {
    let s = office();
    assert_snapshot!(s.run("kehu report kpi --month this"), @r"
    Measures of performance, March 2026
    Period         2026-03
    Period before  2026-02
    A year before  2025-03
    As of          2026-03-05 15:00
    Playbook       standard

    Deals and proposals
    No.  Measure                               2026-03  Of                                                2026-02  2025-03  Target
    K01  Won of those opened                   —        no deal was opened                                —        —
    K18  Amount won                            0.00                                                       0.00     0.00
    K19  Mean time to win                      —        no deal was won                                   —        —
    K21  Growth of the amount won              —        nothing was won in the period before              —        —
    K22  Orders                                0                                                          0        0
    K23  Amount won in twelve months           0.00                                                       0.00     0.00
    K25  Mean amount of an order               —        no deal was won                                   —        —
    K29  Most frequent reason in deal reviews  —        no deal was reviewed                              —        —
    K37  Annual saving proposed                —        no proposal that went to a customer says so much  —        —
    K38  Efficiency gain proposed              —        no proposal that went to a customer says so much  —        —
    K39  Return on investment proposed         —        no proposal that went to a customer says so much  —        —
    K40  Payback proposed, months              —        no proposal that went to a customer says so much  —        —

    Customers
    No.  Measure                       2026-03  Of                                    2026-02  2025-03  Target
    K20  Customers to grade anew       —        no customer was assessed              —        —
    K24  Customers who bought again    —        no customer has bought                —        —
    K26  Customers lost                —        no customer was active when it began  —        —
    K27  Received per active customer  —        no customer is active                 —        —
    K28  New customers who bought      0%       0 / 1                                 —        —
    K30  Registrations complete        100%     11 / 11                               —        —
    K31  Fields to be confirmed        0                                              0        0
    K32  Registered in time            —        no registration was due               —        —

    Follow-ups, promises, delivery
    No.  Measure                            2026-03  Of                      2026-02  2025-03  Target
    K15  Follow-ups as required             —        no contact was due      —        —
    K16  Customers out of touch             0                                0        0
    K17  Customers contacted too often      0                                0        0
    K33  Contacts written down in time      —        nobody was contacted    —        —
    K34  Milestones on time                 —        no milestone was due    —        —
    K42  Our promises kept                  —        no promise was due      —        —
    K43  First talk in time                 —        no first talk was due   —        —
    K45  Support requests answered in time  —        no request was due      —        —
    K46  High intent signed in time         —        no high intent was due  —        —

    Tickets
    No.  Measure                       2026-03  Of                          2026-02  2025-03  Target
    K02  Solved of those accepted      —        no ticket was accepted      —        —
    K03  Mean first response           —        no ticket was responded to  —        —
    K04  Mean time to solve            —        no ticket was solved        —        —
    K05  Most frequent type of ticket  —        no ticket was accepted      —        —
    K06  Ticket limits kept            —        no limit ended              —        —
    K07  Tickets overdue               0                                    0        0
    K08  Problems that came back       —        no ticket was accepted      —        —
    K09  Revisits in time              —        no revisit was due          —        —
    K35  Tickets sampled               —        no ticket was closed        —        —           20%
    K36  Quality score, mean           —        no check was scored         —        —

    Satisfaction and feedback
    No.  Measure                               2026-03  Of                                           2026-02  2025-03  Target
    K10  Satisfaction, mean                    —        no survey was answered with scores           —        —
    K11  Scores of 4 and 5                     —        no survey was answered with scores           —        —           80%
    K12  Satisfaction, mean out of 5           —        no survey was answered with scores           —        —
    K13  Net promoter score                    —        nobody said whether they would recommend us  —        —
    K14  Feedback answered and solved in time  —        no limit ended                               —        —
    K41  Complaints closed                     —        no complaint was received                    —        —
    K44  Surveys answered                      —        no survey was asked for                      —        —
    --- stderr ---
    2026-03 is not over yet
    ");
    assert_snapshot!(s.run("kehu report kpi K03 --ids --month this"), @r"
    (no records)
    --- stderr ---
    no value: no ticket was responded to
    2026-03 is not over yet
    ");
    s.put(
        "playbook.toml",
        "extends = \"standard\"\n[rule.intent-high]\noff = true\n",
    );
    assert_snapshot!(s.run("kehu report kpi K46 --month this -o json"), @r#"
    {
      "measure": {
        "kpi": "K46",
        "code": "intent_kept_share",
        "item": "High intent signed in time",
        "unit": "share",
        "value": null,
        "no_value_because": "no rule in force decides it",
        "part": null,
        "numerator": null,
        "denominator": null,
        "value_before": null,
        "value_year_before": null,
        "target": null,
        "reached": null,
        "definition": "How many of the customers with high intent signed within the month that it means",
        "formula": "high intent signed or settled in time ÷ high intent due",
        "left_out": "What was due before this file began, what is not due yet, and rules that are off",
        "source": "R001",
        "only": null,
        "until": "2026-03-05T15:00:00+08:00"
      },
      "periods": [
        {
          "period": "2025-10",
          "value": null,
          "numerator": null,
          "denominator": null
        },
        {
          "period": "2025-11",
          "value": null,
          "numerator": null,
          "denominator": null
        },
        {
          "period": "2025-12",
          "value": null,
          "numerator": null,
          "denominator": null
        },
        {
          "period": "2026-01",
          "value": null,
          "numerator": null,
          "denominator": null
        },
        {
          "period": "2026-02",
          "value": null,
          "numerator": null,
          "denominator": null
        },
        {
          "period": "2026-03",
          "value": null,
          "numerator": null,
          "denominator": null
        }
      ]
    }
    --- stderr ---
    2026-03 is not over yet
    "#);
}

#[test]
fn a_team_aims_at_what_its_playbook_says() {
    let s = office();
    assert_snapshot!(s.run("kehu playbook edit target K31 0"), @r"fields_to_confirm: 0 (Fields to be confirmed; ~/playbook.toml)");
    assert_snapshot!(s.run("kehu playbook edit target first_response_mean_minutes=2h"), @r"first_response_mean_minutes: 2h (Mean first response; ~/playbook.toml)");
    assert_snapshot!(s.run("kehu playbook edit target K03=soon"), @r#"
    --- stderr ---
    error: ~/playbook.toml:5 target.first_response_mean_minutes: “soon” should be a time by the clock, such as "2h", "30min" or "90d"
    [exit 2]
    "#);
    assert_snapshot!(s.run("kehu playbook edit target convertion=3%"), @r"
    --- stderr ---
    error: ~/playbook.toml:6 target.convertion: unknown key “convertion”; did you mean conversion?
    [exit 2]
    ");
    let fields = "kpi,value,target,reached";
    let all = s.run(&format!("kehu report kpi --month this --fields {fields}"));
    assert_snapshot!(all, @r"
    No.    Value  Target  Reached
    K01  no data
    K02  no data
    K03  no data     2 h
    K04  no data
    K05  no data
    K06  no data
    K07        0
    K08  no data
    K09  no data
    K10  no data
    K11  no data     80%
    K12  no data
    K13  no data
    K14  no data
    K15  no data
    K16        0
    K17        0
    K18     0.00
    K19  no data
    K20  no data
    K21  no data
    K22        0
    K23     0.00
    K24  no data
    K25  no data
    K26  no data
    K27  no data
    K28       0%
    K29  no data
    K30     100%
    K31        0       0  Yes
    K32  no data
    K33  no data
    K34  no data
    K35  no data     20%
    K36  no data
    K37  no data
    K38  no data
    K39  no data
    K40  no data
    K41  no data
    K42  no data
    K43  no data
    K44  no data
    K45  no data
    K46  no data
    --- stderr ---
    2026-03 is not over yet
    ");
}

#[test]
fn wrong_words_are_told() {
    let s = office();
    assert_snapshot!(s.run("kehu report kpi tickets"), @r"
    --- stderr ---
    error: “tickets” names no measure, or more than one
      see them all with: kehu report kpi --fields kpi,code,item
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu report kpi --ids"), @r"
    --- stderr ---
    error: --ids: the records of which measure?
      name one: kehu report kpi K03 --ids
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu report kpi --region 火星"), @r"
    --- stderr ---
    error: Region: “火星” is not a region of the playbook, such as HZ or Hangzhou; give a new one a code with: kehu playbook edit region CODE=NAME
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu report kpi --grade X"), @r"
    --- stderr ---
    error: Grade: “X” is not one of: A, B, C, D
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu report kpi --last 99"), @r"
    --- stderr ---
    error: --last: “99” is not a number of periods from 2 to 36
      six months: --last 6; four quarters: --quarter last --last 4
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu report kpi K01 --by moon"), @r"
    --- stderr ---
    error: --by: figures cannot be grouped by “moon”
      one of: rep, team, region, grade, source
    [exit 2]
    ");
}

#[test]
fn the_dashboard_is_one_screen_of_eighty_columns_and_less_of_sixty() {
    let s = Session::new();
    let db = demo(&s);
    let line = format!("kehu report dashboard --month 2026-03 --db {db} --now 2026-04-02T10:00");
    for (lang, width) in [("en", 80), ("zh", 60)] {
        let said = s
            .terminal(width, &[])
            .run(&format!("{line} --lang {lang}"))
            .done()
            .out;
        assert!(said.lines().count() <= 24, "{said}");
    }
    assert_snapshot!(s.terminal(80, &[]).run(&line), @r"
    Dashboard, March 2026
    Period      2026-03
    Trend from  2025-04
    As of       2026-04-01 00:00
    Playbook    standard

    Measures
    No.  Measure                   Value       0–100%    Trend         Target  Met
    K01  Won of those opened       66.7%       █████░░░  ·······▁▁▁█▆
    K02  Solved of those accepted  79%         ██████░░  ··········█▇
    K03  Mean first response       7 h 35 min            ··········▃█
    K11  Scores of 4 and 5         70%         ██████░░  ···········█     80%  No
    K13  Net promoter score        0                     ···········▁
    K06  Ticket limits kept        81.1%       ██████░░  ··········██
    K07  Tickets overdue           2                     ▁▁▁▁▁▁▁▁▁▁▅█
    K08  Problems that came back   0%          ░░░░░░░░  ··········▁▁
    K09  Revisits in time          77.8%       ██████░░  ··········█▆
    K35  Tickets sampled           26.7%       ██░░░░░░  ··········▁█     20%  Yes
    K15  Follow-ups as required    84.4%       ███████░  ··········██
    K42  Our promises kept         100%        ████████  ···········█
    K18  Amount won                1221k                 ▁▁▁▁▁▁▁▁▁▁▅█
    no room for: Change; choose columns with --fields
    ");
    assert_snapshot!(s.terminal(60, &[]).run(&format!("{line} --lang zh --last 6")), @r"
    2026年3月绩效仪表盘
    期间      2026-03
    趋势起点  2025-10
    截至      2026-04-01 00:00
    规则手册  standard

    指标
    指标                本期            0–100%    趋势    目标
    售前转化率          66.7%           █████░░░  ·▁▁▁█▆
    售后问题解决率      79%             ██████░░  ····█▇
    平均首次响应时长    7 小时 35 分钟            ····▃█
    满意度              70%             ██████░░  ·····█   80%
    净推荐值（NPS）     0                         ·····▁
    工单时限按时率      81.1%           ██████░░  ····██
    超时工单数          2                         ▁▁▁▁▅█
    重复问题发生率      0%              ░░░░░░░░  ····▁▁
    回访及时率          77.8%           ██████░░  ····█▆
    抽检率              26.7%           ██░░░░░░  ····▁█   20%
    跟进达成率          84.4%           ███████░  ····██
    我方承诺按时兑现率  100%            ████████  ·····█
    成交金额            122.1万                   ▁▁▁▁▅█
    宽度不够，未显示：编号、较上期、达标；可用 --fields 选列
    ");
    let page = s.path("dashboard.html").display().to_string();
    let _ = s.run(&format!("{line} --html {page} -q")).done();
    let page = s.text("dashboard.html");
    assert!(page.matches("<svg").count() >= 8, "graphs are drawn");
    assert!(!page.contains("<script"));
}
