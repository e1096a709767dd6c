//! The figures of reports: what stands beside each, that a measure of performance is the
//! same number with the same aim wherever it is told, and that the records behind a line
//! add up to it.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use serde_json::Value;

use super::{QIMING, office};
use crate::session::Session;

/// A file with two months of work of five people in it.
fn demo(s: &Session) -> String {
    let db = s.path("demo.db").display().to_string();
    let _ = s.run(&format!("kehu demo --to {db}")).done();
    db
}

fn json(s: &Session, db: &str, line: &str) -> Value {
    let line = format!("kehu report {line} --db {db} --now 2026-04-02T10:00 -o json");
    serde_json::from_str(&s.run(&line).done().out).expect("json")
}

fn rows<'v>(report: &'v Value, table: &str) -> &'v [Value] {
    report[table].as_array().map_or(&[], Vec::as_slice)
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

/// What the records behind a table add to each of its lines, and how many there are.
fn behind(s: &Session, db: &str, line: &str) -> BTreeMap<String, (f64, f64)> {
    let records = json(s, db, line);
    let mut sums: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    for record in rows(&records, "records") {
        assert!(!text(&record["number"]).is_empty(), "{line}: {record}");
        assert!(!text(&record["customer"]).is_empty(), "{line}: {record}");
        let items = match &record["item"] {
            Value::Array(several) => several.iter().map(text).collect(),
            one => vec![text(one)],
        };
        for item in items {
            let sum = sums.entry(item.to_owned()).or_default();
            *sum = (sum.0 + number(&record["adds"]), sum.1 + 1.0);
        }
    }
    sums
}

/// Lines that say something of the whole table, or of what another line counts.
const OF_OTHERS: [&str; 5] = [
    "total",
    "kept_share",
    "conversion",
    "win_rate",
    "cycle_median",
];

#[test]
fn the_records_behind_a_month_add_up_to_its_lines() {
    let s = Session::new();
    let db = demo(&s);
    let tables = [
        "new_customers_by_source",
        "new_customers_by_grade",
        "new_customers_by_industry",
        "followups_by_method",
        "followups_by_purpose",
        "followups_by_content",
        "customers_contacted",
        "actions",
        "next_contacts",
        "promises_by_us",
        "promises_by_them",
        "grade_moves_from_to",
        "deals",
        "pipeline",
        "success_factors",
        "failure_reasons",
        "contracts",
        "unpaid_by_age",
        "tickets",
        "tickets_by_type",
        "tickets_by_priority",
        "tickets_by_cause",
        "tickets_open_by_status",
        "ticket_cases",
        "feedback",
    ];
    for scope in ["", "--rep Li --region HZ"] {
        let scope = format!("--month 2026-03 {scope}");
        let month = json(&s, &db, &format!("monthly {scope}"));
        for table in tables {
            let sums = behind(&s, &db, &format!("monthly {scope} --ids {table}"));
            let lines = rows(&month, table).iter();
            let lines = lines.filter(|row| !OF_OTHERS.contains(&text(&row["item"])));
            let mut known = 0;
            for row in lines {
                let item = text(&row["item"]);
                let (sum, n) = sums.get(item).copied().unwrap_or_default();
                known += usize::from(n > 0.0);
                let sum = match item {
                    "cycle_mean" if n > 0.0 => (sum / n / 60.0).round(),
                    _ => sum,
                };
                let said = number(&row["this_month"]);
                assert!(
                    (said - sum).abs() < 0.005,
                    "{scope} {table}.{item}: {row} {sum}"
                );
            }
            assert_eq!(known, sums.len(), "{scope} {table}: {sums:?}");
        }
        assert!(!rows(&month, "tickets_by_cause").is_empty(), "{scope}");
    }
    // A line at the head is that of the table that tells it in full; times are averaged.
    let month = json(&s, &db, "monthly --month 2026-03");
    let head = |item: &str| {
        let mut all = rows(&month, "headline").iter();
        number(&all.find(|row| row["item"] == item).expect(item)["this_month"])
    };
    for item in [
        "new_customers",
        "followups",
        "customers_touched",
        "deals_won",
        "deals_amount",
        "payments_received",
        "tickets_opened",
        "tickets_closed",
        "tickets_open",
        "feedback_received",
        "complaints",
    ] {
        let sums = behind(&s, &db, &format!("monthly --month 2026-03 --ids {item}"));
        let sum: f64 = sums.values().map(|(sum, _)| sum).sum();
        assert!((head(item) - sum).abs() < 0.005, "{item}: {sums:?}");
    }
    let line = "summary --month 2026-03 --ids first_response_mean_minutes";
    let (seconds, n) = behind(&s, &db, line)["response"];
    let mean = (seconds / n / 60.0).round();
    assert!((mean - head("first_response_mean_minutes")).abs() < 0.5);
}

#[test]
fn the_records_behind_the_reports_of_service_add_up_to_their_lines() {
    let s = Session::new();
    let db = demo(&s);
    for (report, tables) in [
        (
            "aftersales --month 2026-03",
            &[
                "tickets",
                "by_type",
                "by_area",
                "by_cause",
                "by_priority",
                "by_channel",
                "by_quality",
            ][..],
        ),
        (
            "aftersales --quarter 2026-Q1 --rep Li --grade A,B",
            &["tickets", "by_type", "by_cause"][..],
        ),
        (
            "feedback --month 2026-03",
            &["feedback", "by_class", "by_department"][..],
        ),
    ] {
        let told = json(&s, &db, report);
        for table in tables {
            let sums = behind(&s, &db, &format!("{report} --ids {table}"));
            for row in rows(&told, table) {
                let item = text(&row["item"]);
                let (sum, _) = sums.get(item).copied().unwrap_or_default();
                let said = number(&row["this_period"]);
                assert!(
                    item == "total" || said == sum,
                    "{report} {table}.{item}: {row} {sum}"
                );
            }
            assert!(!sums.is_empty(), "{report} {table}");
        }
    }
}

#[test]
fn a_line_is_followed_to_its_records_in_both_languages() {
    let s = office();
    let ticket = "kehu ticket open 云帆 --type 故障 --priority 紧急 --symptom 无显示 --occurred 14:00 --tried 重启 --told 是";
    let _ = s.run(ticket).done();
    let _ = s.run("kehu log 云帆 问候 --by phone --content care").done();
    assert_snapshot!(s.run("kehu report monthly --month 2026-03 --ids tickets_opened"), @r"
    No.            Record  Customer              Customer no.    Line      At                Rep
    SN20260305001  ticket  杭州云帆科技有限公司  HZ-IT-2026-001  Accepted  2026-03-05 15:00  李雷
    ");
    assert_snapshot!(
        s.run("kehu report aftersales --month 2026-03 --ids by_type --lang zh"), @r"
        编号           记录  客户                  客户编号        所在行    时间              人员
        SN20260305001  工单  杭州云帆科技有限公司  HZ-IT-2026-001  产品故障  2026-03-05 15:00  李雷
        ");
    assert_snapshot!(
        s.run("kehu report monthly --month 2026-03 --ids followups_by_content.care"), @r"
        No.            Record     Customer              Customer no.    Line  At                Rep
        FU20260305001  follow-up  杭州云帆科技有限公司  HZ-IT-2026-001  Care  2026-03-05 15:00  李雷
        ");
    assert_snapshot!(s.run("kehu report monthly --month 2026-03 --ids satisfaction_mean"), @r"
    --- stderr ---
    error: --ids: “satisfaction_mean” is a measure of performance
      with the same period and flags: kehu report kpi K10 --ids
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu report pipeline --month 2026-03 --ids conversion"), @r"
    --- stderr ---
    error: --ids: “conversion” is a measure of performance
      with the same period and flags: kehu report kpi K01 --ids
    [exit 2]
    ");
    assert_snapshot!(
        s.run("kehu report pipeline --month 2026-03 --ids stages --lang zh"), @r"
        --- stderr ---
        错误：--ids：“stages”不是 report pipeline 的行
          请填表名，或在点号后写明其中一行：deals, pipeline, success_factors, failure_reasons
        [exit 2]
        ");
    assert_snapshot!(
        s.run("kehu report monthly --month 2026-03 --ids tickets_by_cause.rain"), @r"
        --- stderr ---
        error: --ids: “rain” is no line of tickets_by_cause
          it has: unstated, hardware-fault, software-fault, misoperation, design-defect, process-issue, logistics, other
        [exit 2]
        ");
    // A line of which there is nothing is a line all the same.
    let nothing = "kehu report monthly --month 2026-03 --ids tickets_by_cause.logistics";
    assert_snapshot!(s.run(nothing), @r"
    (no records)
    --- stderr ---
    no record stands behind it
    ");
    let nothing =
        "kehu report aftersales --month 2026-03 --ids by_type.service-complaint --lang zh";
    assert_snapshot!(s.run(nothing), @r"
    （没有记录）
    --- stderr ---
    该行没有记录
    ");
    assert_snapshot!(s.run("kehu report feedback --last 3 --ids received"), @r"
    --- stderr ---
    error: the argument '--last <N>' cannot be used with '--ids <LINE>'

    Usage: kehu report feedback --last <N>

    For more information, try '--help'.
    [exit 2]
    ");
}

/// Measures of the reports, with aims for most of them.
fn aimed(s: &Session) -> String {
    let db = demo(s);
    let aims = "K01=30% K02=90% K03=2h K08=5% K10=4.5 K13=20 K18=500k K19=90d K28=30% K41=100% \
        K42=95% K44=50%";
    let _ = s.run(&format!("kehu playbook edit target {aims}")).done();
    db
}

#[test]
fn a_measure_is_the_same_number_with_the_same_aim_in_every_report() {
    let s = Session::new();
    let db = aimed(&s);
    let mut known = 0;
    for scope in ["--month 2026-03", "--quarter 2026-Q1 --rep Li"] {
        let all = json(&s, &db, &format!("kpi {scope}"));
        let all: BTreeMap<&str, &Value> = rows(&all, "kpis")
            .iter()
            .map(|row| (text(&row["kpi"]), row))
            .collect();
        for report in [
            "summary",
            "pipeline",
            "aftersales",
            "satisfaction",
            "feedback",
            "channels",
            "promises",
            "reviews",
        ] {
            let told = json(&s, &db, &format!("{report} {scope}"));
            let table = if report == "pipeline" {
                "deals"
            } else {
                "headline"
            };
            let mut here = 0;
            for row in rows(&told, table)
                .iter()
                .filter(|row| !row["kpi"].is_null())
            {
                let kpi = all[text(&row["kpi"])];
                let both = [
                    ("this_period", "value"),
                    ("period_before", "value_before"),
                    ("year_before", "value_year_before"),
                    ("target", "target"),
                    ("reached", "reached"),
                ];
                for (key, of_kpi) in both {
                    assert_eq!(row[key], kpi[of_kpi], "{report} {scope} {key}: {row} {kpi}");
                }
                here += 1;
            }
            assert!(here > 0, "{report} tells of a measure");
            known += here;
        }
    }
    assert!(known >= 40, "{known}");
}

#[test]
fn the_year_before_and_the_aims_are_shown_where_there_are_any() {
    let s = office();
    let head = |line: &str| {
        let told = s.run(line).done().out;
        let lines = told.lines().skip_while(|line| !line.starts_with("Figure"));
        lines.take(8).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(head("kehu report monthly --month 2026-03"), @r"
    Figure                     Month  Month before  Difference
    New customers                  1             0           1
    Follow-ups                     0             0           0
    Customers contacted            0             0           0
    Actions kept             no data       no data
    Our promises kept        no data       no data
    Deals won                      0             0           0
    Amount won                  0.00          0.00        0.00
    ");
    let _ = s
        .run(&format!("{QIMING} --acquired 2025-03-05T09:00"))
        .done();
    let _ = s
        .run("kehu playbook edit target deals_amount=500k first_response_mean_minutes=2h")
        .done();
    assert_snapshot!(head("kehu report monthly --month 2026-03"), @r"
    Figure                     Month  Month before  Difference  Year before  Over the year      Target
    New customers                  1             0           1            1              0
    Follow-ups                     0             0           0            0
    Customers contacted            0             0           0            0
    Actions kept             no data       no data                  no data
    Our promises kept        no data       no data                  no data
    Deals won                      0             0           0            0
    Amount won                  0.00          0.00        0.00         0.00                 500,000.00
    ");
    assert_snapshot!(head("kehu report summary --month 2026-03 --last 3"), @r"
    Figures by period
    Figure                   2026-01  2026-02  2026-03  Trend      Target
    New customers                  0        0        1  ▁▁█
    Follow-ups                     0        0        0  ▁▁▁
    Customers contacted            0        0        0  ▁▁▁
    Actions kept             no data  no data  no data  ···
    Our promises kept        no data  no data  no data  ···
    Deals won                      0        0        0  ▁▁▁
    ");
    assert_snapshot!(head("kehu report pipeline --month 2026-03 --last 3"), @r"
    Figures by period
    Figure               2026-01  2026-02  2026-03  Trend      Target
    Opened                     0        0        0  ▁▁▁
    Won                        0        0        0  ▁▁▁
    Lost                       0        0        0  ▁▁▁
    Amount won              0.00     0.00     0.00  ▁▁▁    500,000.00
    Won of those opened  no data  no data  no data  ···
    Won of those ended   no data  no data  no data  ···
    ");
}

/// K28 and K30 are told by two reports each, out of rows that are read in two ways.
#[test]
fn channels_and_completeness_are_the_same_numbers_as_their_measures() {
    let s = Session::new();
    let db = demo(&s);
    for period in ["--month 2026-02", "--month 2026-03", "--year 2026"] {
        let channels = json(&s, &db, &format!("channels {period}"));
        let kpi = json(&s, &db, &format!("kpi K28 {period} --by source"));
        let mut compared = 0;
        for row in rows(&kpi, "groups") {
            let source = rows(&channels, "sources").iter();
            let source = source
                .clone()
                .find(|one| one["source"] == row["group"])
                .expect("a source");
            assert_eq!(source["conversion"], row["value"], "{period} {row}");
            assert_eq!(source["bought"], row["numerator"], "{period} {row}");
            assert_eq!(source["leads"], row["denominator"], "{period} {row}");
            compared += 1;
        }
        assert!(compared > 2, "{period}");
    }
    // Completeness is of today, so it is compared for the time that runs.
    let data = json(&s, &db, "data --month 2026-04");
    let whole = json(&s, &db, "kpi K30 --month 2026-04");
    assert_eq!(data["now"]["complete_share"], whole["measure"]["value"]);
    let groups = json(&s, &db, "kpi K30 --month 2026-04 --by rep");
    let mut compared = 0;
    for row in rows(&data, "reps") {
        let mut groups = rows(&groups, "groups").iter();
        let group = groups.find(|group| group["group"] == row["rep"]);
        assert_eq!(group.expect("a colleague")["value"], row["complete_share"]);
        compared += 1;
    }
    assert!(compared >= 3);
}

#[test]
fn a_follow_up_counts_under_each_kind_of_its_content() {
    let s = office();
    let log = |content: &str| {
        let _ = s
            .run(&format!("kehu log 云帆 沟通 --by phone {content}"))
            .done();
    };
    log("--content needs,care");
    log("--content care");
    log("");
    let month = s
        .run("kehu report monthly --month 2026-03 -o json")
        .done()
        .out;
    let month: Value = serde_json::from_str(&month).expect("json");
    let counts: BTreeMap<&str, i64> = rows(&month, "followups_by_content")
        .iter()
        .map(|row| {
            (
                text(&row["item"]),
                row["this_month"].as_i64().expect("a count"),
            )
        })
        .collect();
    let before = counts.get("unstated").copied().unwrap_or_default();
    assert_eq!((counts["needs"], counts["care"]), (1, 2));
    assert!(before >= 1, "{counts:?}");
}

#[test]
fn what_was_due_by_a_rule_is_listed_as_it_is_counted() {
    let s = Session::new();
    let db = demo(&s);
    let month = "compliance --month 2026-03";
    let kept = json(&s, &db, month);
    let due =
        |row: &&Value| row["rule"] != "total" && number(&row["missed"]) + number(&row["due"]) > 0.0;
    let mut listed = 0;
    for row in rows(&kept, "rules").iter().filter(due) {
        let rule = text(&row["rule"]);
        let records = json(&s, &db, &format!("{month} --ids {rule}"));
        for item in ["met", "late", "open", "missed"] {
            let records = rows(&records, "records").iter();
            let n = records.filter(|one| one["item"] == item).count();
            assert_eq!(number(&row[item]), n as f64, "{rule} {item}");
            listed += n;
        }
    }
    assert!(listed > 300, "{listed}");
}

#[test]
fn a_rule_is_followed_to_what_was_due_by_it() {
    let mut s = office();
    let ticket = "kehu ticket open 云帆 --type 故障 --priority 紧急 --symptom 无显示 --occurred 14:00 --tried 重启 --told 是";
    let _ = s.run(ticket).done();
    s.at("2026-03-05 15:20");
    let _ = s.run("kehu ticket respond 1").done();
    s.at("2026-03-31 17:00");
    assert_snapshot!(s.run("kehu report compliance --month 2026-03 --ids ticket-respond"), @r"
    No.            Record  Customer              Customer no.    Kept     Since             Due               Met               Who
    SN20260305001  ticket  杭州云帆科技有限公司  HZ-IT-2026-001  In time  2026-03-05 15:00  2026-03-05 17:00  2026-03-05 15:20  李雷
    ");
    assert_snapshot!(s.run("kehu report compliance --month 2026-03 --ids 工单首次响应 --lang zh"), @r"
    编号           记录  客户                  客户编号        执行情况  起算              期限              完成              责任人
    SN20260305001  工单  杭州云帆科技有限公司  HZ-IT-2026-001  按时      2026-03-05 15:00  2026-03-05 17:00  2026-03-05 15:20  李雷
    ");
    assert_snapshot!(s.run("kehu report compliance --month 2026-03 --ids payment"), @r"
    (no records)
    --- stderr ---
    nothing was due by it in that time
    ");
    assert_snapshot!(s.run("kehu report compliance --month 2026-03 --ids soon --lang zh"), @r"
    --- stderr ---
    错误：--ids：没有规则“soon”
      查看全部：kehu playbook show rules
    [exit 3]
    ");
}
