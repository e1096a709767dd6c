//! Lists and sheets as a person reads them: what is found, what is left out,
//! what is still missing.

use crate::trial::Trial;

/// Somebody with one customer, whose contact's title nobody knows yet, and a
/// ticket that was worked on.
fn at_work() -> (Trial, String) {
    let trial = Trial::empty("zh");
    let well = |args: &[&str]| trial.run(args).well().trim().to_owned();
    well(&["init", "--name", "韩梅", "--role", "rep", "--region", "HZ"]);
    let add = [
        "customer",
        "add",
        "杭州云帆科技有限公司",
        "--region",
        "HZ",
        "--industry",
        "IT",
        "--contact",
        "张三丰",
        "--title",
        "待确认",
        "--phone",
        "13912345678",
        "--incomplete",
        "-q",
    ];
    well(&add);
    let open = [
        "ticket",
        "open",
        "云帆",
        "--type",
        "other",
        "--symptom",
        "屏幕不亮",
        "--priority",
        "normal",
        "-q",
    ];
    let ticket = well(&open);
    well(&["ticket", "work", &ticket, "--answer", "更换电源模块"]);
    (trial, ticket)
}

/// The rows of `find`, as programs read them.
fn found(trial: &Trial, words: &str) -> Vec<serde_json::Value> {
    let said = trial.run(["find", words, "-o", "json"]).well();
    serde_json::from_str(&said).expect("JSON")
}

#[test]
fn a_person_is_found_beside_the_customer() {
    let (trial, _) = at_work();
    let rows = found(&trial, "张三丰");
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0]["name"], "张三丰");
    assert_eq!(rows[0]["customer"], "杭州云帆科技有限公司");
    let rows = found(&trial, "云帆");
    assert_eq!(rows[0]["name"], "杭州云帆科技有限公司");
    assert!(rows[0]["customer"].is_null());
    let table = trial.run(["find", "张三丰"]).well();
    assert!(table.starts_with("类别    编号"), "{table}");
    assert!(table.contains("所属客户"), "{table}");
}

#[test]
fn a_part_of_a_number_finds_it_before_any_text() {
    let (trial, ticket) = at_work();
    let note = format!("工单 {ticket} 已派人");
    trial.run(["log", "云帆", &note, "--by", "phone"]).well();
    let year = ticket.get(..6).expect("SN2026");
    let day = ticket.trim_start_matches(|c: char| !c.is_ascii_digit());
    for words in [year, day, ticket.as_str()] {
        let rows = found(&trial, words);
        assert_eq!(rows[0]["number"], ticket.as_str(), "{words}: {rows:?}");
    }
    // The text that names it comes after.
    assert_eq!(found(&trial, &ticket).len(), 2);
    // Four digits are the end of a phone number.
    assert_eq!(found(&trial, "5678")[0]["name"], "张三丰");
}

#[test]
fn what_was_done_leads_to_the_ticket() {
    let (trial, ticket) = at_work();
    let rows = found(&trial, "电源模块");
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0]["number"], ticket.as_str());
    assert_eq!(rows[0]["text"], "更换电源模块");
    assert_eq!(rows[0]["customer"], "杭州云帆科技有限公司");
    trial.run(["undo", "--yes"]).well();
    assert!(found(&trial, "电源模块").is_empty());
}

#[test]
fn a_customers_sheet_says_what_is_open_and_what_is_missing() {
    let (trial, _) = at_work();
    let sheet = trial.run(["customer", "show", "云帆"]).well();
    let (_, contacts) = sheet.split_once("\n联系人\n").expect("contacts");
    let row = contacts.lines().nth(1).expect("a contact");
    assert!(row.contains("张三丰") && row.contains("待确认"), "{sheet}");
    assert!(sheet.contains("%，缺："), "{sheet}");
    // Whose they are is told once, above.
    assert_eq!(sheet.matches("杭州云帆科技有限公司").count(), 1, "{sheet}");
    let json = trial.run(["customer", "show", "云帆", "-o", "json"]).well();
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert!(json["completeness"].is_f64(), "{json}");
}

#[test]
fn a_grade_is_called_the_same_everywhere_and_its_review_is_listed() {
    let (trial, _) = at_work();
    let well = |args: &[&str]| trial.run(args).well();
    well(&["staff", "add", "王主管", "--role", "sales-supervisor"]);
    well(&[
        "grade",
        "assess",
        "云帆",
        "--purchase",
        "60万",
        "--potential",
        "3",
        "--basis",
        "历史采购",
    ]);
    well(&[
        "grade",
        "review",
        "云帆",
        "--change",
        "B",
        "--by",
        "王主管",
        "--reason",
        "战略客户",
    ]);
    let sheet = well(&["customer", "show", "云帆"]);
    let line = sheet.lines().find(|line| line.contains("客户级别"));
    assert!(line.is_some_and(|line| line.contains("B级")), "{sheet}");
    let grades = well(&["grade", "list", "-o", "json"]);
    let grades: serde_json::Value = serde_json::from_str(&grades).expect("JSON");
    assert_eq!(grades[0]["decided_grade"], "B", "{grades}");
    assert_eq!(grades[0]["grade"], "A", "{grades}");
    assert!(well(&["grade", "list"]).contains("审定级别"));
}

#[test]
fn a_quiet_list_is_its_numbers() {
    let (trial, ticket) = at_work();
    trial.customer("宁波海拓机械有限公司").well();
    let numbers = trial.run(["customer", "list", "-q"]).well();
    assert_eq!(numbers.lines().count(), 2, "{numbers}");
    assert!(numbers.lines().all(|line| line.starts_with("HZ-IT-2026-")));
    assert_eq!(trial.run(["ticket", "list", "-q"]).well().trim(), ticket);
    assert_eq!(trial.run(["find", "屏幕", "-q"]).well().trim(), ticket);
    // What a program asked for stays as it is.
    let json = trial.run(["ticket", "list", "-q", "-o", "json"]).well();
    assert!(json.contains("屏幕不亮"), "{json}");
}

#[test]
fn an_empty_last_month_is_told_in_few_lines_and_points_to_this_one() {
    let trial = Trial::new("zh");
    let said = trial.run(["report", "monthly"]);
    assert_eq!(said.err, "如需本月：kehu report monthly --month 本月\n");
    let last = said.out.lines().last().unwrap_or_default();
    assert!(last.starts_with("本月与上月均无：新增客户"), "{last}");
    assert!(said.out.lines().count() < 29, "{}", said.out);
    let json = trial.run(["report", "monthly", "-o", "json"]).well();
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert!(json["tickets_by_type"].is_array(), "{json}");
    // Asked for by name, it is what was wanted.
    let named = trial.run(["report", "monthly", "--month", "上月"]);
    assert_eq!(named.err, "");
    let this = trial.run(["report", "monthly", "--month", "本月"]);
    assert!(this.out.contains("\n新增客户：来源渠道\n"), "{}", this.out);
}

#[test]
fn the_doctor_writes_chinese_as_chinese_is_written() {
    let (trial, _) = at_work();
    let drafts = trial.db().with_extension("drafts");
    std::fs::create_dir_all(&drafts).expect("a folder");
    for name in ["customer-add", "ticket-solve-SN20260305001"] {
        std::fs::write(drafts.join(name).with_extension("json"), "{}").expect("a draft");
    }
    let said = trial.run(["doctor"]).out;
    assert!(said.contains("同事 1、客户 1"), "{said}");
    assert!(said.contains("预写日志"), "{said}");
    assert!(
        said.contains("客户信息登记表、工单解决情况 SN20260305001"),
        "{said}"
    );
}
