//! The reports as JSON are what `kehu report schema` says: every report of the handbooks is
//! held to it over the demo, and what it does not say is refused.

use std::collections::BTreeSet;

use jsonschema::Validator;
use kehu::nouns::{ALL, What};
use kehu::problem::Exit;
use kehu::report::schema::{lines, names, schema, strict};
use kehu::words::Lang;
use serde_json::{Value, json};

use crate::demo::Machine;

/// Further periods, people and shapes than those of docs/reports.md: a month in which
/// nothing was, periods beside one another, one person, one customer, one measure.
pub const MORE: &str = "
report monthly --month 2026-03
report monthly --month 2025-06
report monthly --month 2026-03 --ids followups_by_purpose
report monthly --month 2026-03 --ids deals_amount
report summary --quarter 2026-Q1
report summary --year 2025
report pipeline --month 2026-03 --rep me
report pipeline --month 2026-03 --last 3
report pipeline --month 2026-03 --ids pipeline
report summary --month 2026-03 --last 3
report summary --month 2026-03 --ids contracts
report channels --month 2025-06
report channels --quarter last --last 4
report grades --month 2026-03 --rep me
report grades --last 3
report reviews --quarter 2026-Q1
report reviews --month 2025-06
report reviews --last 3
report promises --from 2026-03-01 --to 2026-03-15
report promises --last 3
report data --month 2025-06
report data --last 3
report needs --month 2026-02
report needs --last 3
report needs HZ-IT-2026-001
report cooperation GZ-LOG-2026-001 --month 2025-06
report cooperation HZ-LOG-2026-001 --last 3
report usage GZ-LOG-2026-001 --half 2026-H1
report usage HZ-IT-2026-001 --last 3
report aftersales --month 2025-06
report aftersales --month 2026-03 --rep me
report aftersales --last 6
report aftersales --month 2026-03 --ids by_cause
report satisfaction --month 2025-06
report satisfaction --last 6
report feedback --month 2025-06
report feedback --last 6
report feedback --month 2026-03 --ids received
report trend --last 6 --rep me
report benchmark --by rep --month 2026-03
report benchmark --by team --month 2025-06
report benchmark --by grade --compare 2025-Q4 2026-Q1
report kpi --month 2026-03
report kpi --month 2025-06
report kpi --last 6
report kpi --by rep
report kpi K03 --month 2026-03
report kpi K05 --month 2026-03
report kpi K21 --quarter 2026-Q1
report kpi K27 --ids --month 2026-03
report kpi K30 --by region
report dashboard --month 2025-06
report daily --day 2026-03-05
report daily --day 2025-06-02
report work --week 2026-W10
report weekly --week 2025-W20
report weekly --week 2026-W13 --rep all
report compliance --month 2026-03 --by-rep
report compliance --month 2025-06
report compliance --month 2026-03 --ids touch-a
report audit --week 2026-W13
report audit --month 2025-06
report meeting --joint --week 2026-W13
report meeting --analysis --month 2025-05
";

/// The commands of docs/reports.md.
pub fn of_the_handbooks() -> impl Iterator<Item = &'static str> {
    let table = include_str!("../docs/reports.md").lines();
    let rows = table.filter(|line| line.starts_with("| RP-"));
    let rows = rows.filter_map(|row| row.split('`').nth(1));
    rows.filter_map(|command| command.strip_prefix("kehu "))
}

/// What the schema calls the report of a command.
fn called(command: &str) -> &str {
    let words: Vec<&str> = command.split(' ').collect();
    match words.as_slice() {
        ["report", "needs", customer, ..] if !customer.starts_with('-') => "needs-of",
        ["report", name, ..] => name,
        ["kb", "digest", ..] => "kb-digest",
        ["handover", "show", ..] => "handover-show",
        ["handover", "report", ..] => "handover-report",
        _ => panic!("{command}: what is it called?"),
    }
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).expect("a schema")
}

/// What is wrong with an answer, where it is.
fn wrong(validator: &Validator, answer: &Value) -> Option<String> {
    let errors = validator.iter_errors(answer).take(3);
    let told: Vec<String> = errors
        .map(|error| format!("{}: {error:.400}", error.instance_path()))
        .collect();
    (!told.is_empty()).then(|| told.join("\n"))
}

#[test]
fn every_report_is_what_its_schema_says() {
    let machine = Machine::new(Lang::En);
    let file = machine.demo().display().to_string();
    let mut seen = BTreeSet::new();
    for command in of_the_handbooks().chain(MORE.lines().filter(|line| !line.is_empty())) {
        let name = called(command);
        let more = ["--db", &file, "--now", "2026-04-01 08:30", "-o", "json"];
        let line: Vec<&str> = command.split(' ').chain(more).collect();
        let (exit, out, err) = machine.run(&line);
        assert!(
            matches!(exit, Exit::Done | Exit::Attention),
            "{command}: {err}"
        );
        let answer: Value = serde_json::from_str(&out).expect("JSON");
        // Every key that there is stands in the schema, and is what it says.
        let strict = validator(&strict(Some(name)).expect("a definition"));
        if let Some(wrong) = wrong(&strict, &answer) {
            panic!("{command}\n{wrong}\nsrc/report/schema/reports.txt says what is right");
        }
        seen.insert(name);
    }
    let all: BTreeSet<&str> = names().expect("a definition").into_iter().collect();
    assert_eq!(seen, all);
}

#[test]
fn what_the_schema_does_not_say_is_refused() {
    let validator = validator(&schema(Some("promises")).expect("a definition"));
    let head = json!({
        "period": "2026-Q1", "from": "2026-01-01", "to": "2026-03-31",
        "compared_with": ["2025-Q4"], "rep": null, "only": null,
        "as_of": "2026-04-01T00:00:00+08:00", "playbook": "standard",
    });
    let good = json!({ "report": head, "periods": [{
        "period": "2026-Q1", "made": 3, "due": 2, "kept": 1, "late": 0, "broken": 1,
        "kept_share": 0.5, "unconfirmed": 0, "their_kept_share": null,
    }] });
    assert_eq!(wrong(&validator, &good), None);
    // A key that is new is no fault of the report.
    let mut newer = good.clone();
    newer["periods"][0]["new"] = json!(1);
    assert_eq!(wrong(&validator, &newer), None);
    let changes: [(&str, &str, Value); 8] = [
        ("/periods/0", "kept_share", json!(1.5)),
        ("/periods/0", "kept_share", json!("50 %")),
        ("/periods/0", "made", json!(null)),
        ("/periods/0", "made", json!(-1)),
        ("/periods/0", "period", json!("March")),
        ("/report", "from", json!("2026-1-1")),
        ("/report", "as_of", json!("2026-04-01")),
        ("/report", "compared_with", json!("2025-Q4")),
    ];
    for (place, key, value) in changes {
        let mut bad = good.clone();
        bad.pointer_mut(place).expect("there")[key] = value;
        assert!(wrong(&validator, &bad).is_some(), "{bad}");
        let fields = bad.pointer_mut(place).and_then(Value::as_object_mut);
        fields.expect("an object").remove(key);
        assert!(wrong(&validator, &bad).is_some(), "{bad}");
    }
}

#[test]
fn a_figure_is_what_its_item_says() {
    let validator = validator(&schema(Some("channels")).expect("a definition"));
    let machine = Machine::new(Lang::Zh);
    let file = machine.demo().display().to_string();
    let more = ["--db", &file, "--month", "2026-03", "-o", "json"];
    let line: Vec<&str> = ["report", "channels"].into_iter().chain(more).collect();
    let (_, out, err) = machine.run(&line);
    let good: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{err}"));
    assert_eq!(wrong(&validator, &good), None);
    for (item, value) in [
        ("leads", json!("3")),
        ("leads", json!(0.5)),
        ("amount", json!(12)),
        ("amount", json!("1,200.00")),
        ("conversion", json!(-0.1)),
    ] {
        let mut bad = good.clone();
        let rows = bad["headline"].as_array_mut().expect("rows");
        let row = rows.iter_mut().find(|row| row["item"] == item);
        row.expect(item)["this_period"] = value;
        assert!(wrong(&validator, &bad).is_some(), "{bad}");
    }
    let mut bad = good.clone();
    bad["sources"][0]["source"] = json!("the moon");
    assert!(wrong(&validator, &bad).is_some());
}

#[test]
fn the_schema_is_whole_and_the_file_is_the_same() {
    let all = schema(None).expect("a definition");
    jsonschema::draft202012::meta::validate(&all).expect("a schema");
    let written = include_str!("../docs/report.schema.json");
    assert!(
        written == lines(&all),
        "make it again: kehu report schema > docs/report.schema.json"
    );
    assert_eq!(serde_json::from_str::<Value>(written).expect("JSON"), all);
    let names = names().expect("a definition");
    let report = ALL.iter().find(|noun| noun.name == "report");
    let Some(What::Verbs(verbs)) = report.map(|noun| &noun.what) else {
        panic!("no reports");
    };
    for verb in verbs.iter().filter(|verb| verb.name != "schema") {
        assert!(names.contains(&verb.name), "{} has no schema", verb.name);
    }
}
