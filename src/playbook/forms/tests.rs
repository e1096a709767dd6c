//! Forms as they are written, and everything that can be wrong with one.

use std::path::Path;

use proptest::prelude::*;

use crate::field::When;
use crate::form::Draft;
use crate::playbook::{Playbook, Rule, Selector, Shape, Sort, Test};
use crate::problem::Problem;
use crate::records::Answers;
use crate::value::{Cell, Kind, Noun, Stored};
use crate::words::Lang;

fn load(text: &str) -> Playbook {
    Playbook::load("standard", Some((Path::new("mine.toml"), text))).unwrap()
}

fn said(problems: &[Problem], lang: Lang) -> Vec<String> {
    problems.iter().map(|problem| problem.say(lang)).collect()
}

/// What is said of the forms of a user's file.
fn wrong(text: &str) -> Vec<String> {
    said(&load(text).forms().unwrap_err(), Lang::En)
}

fn keys(book: &Playbook, id: &str) -> Vec<&'static str> {
    let form = book.form(id).unwrap();
    form.own().iter().map(|field| field.key).collect()
}

#[test]
fn what_ships_can_be_read_and_is_known_by_its_headings() {
    let book = Playbook::standard().unwrap();
    let ids: Vec<&str> = book.forms().unwrap().iter().map(|form| form.id).collect();
    assert_eq!(ids.len(), 13);
    assert_eq!(book.forms.ids(), ids);
    for form in book.forms().unwrap() {
        assert!(form.label.en != form.label.zh, "{}", form.id);
        assert!(form.source.starts_with('F'), "{}", form.id);
        for field in form.own() {
            assert!(
                field.label.en != field.label.zh,
                "{}.{}",
                form.id,
                field.key
            );
            // An answer that must be given is of some use on a list.
            assert!(!field.required || !field.sensitive);
        }
    }
}

#[test]
fn every_form_of_the_handbooks_that_is_none_of_the_program_is_there() {
    let book = Playbook::standard().unwrap();
    let sources: Vec<&str> = book
        .forms()
        .unwrap()
        .iter()
        .map(|form| form.source)
        .collect();
    for number in [
        "F10", "F16", "F29", "F30", "F39", "F45", "F46", "F47", "F50", "F52",
    ] {
        let there = sources.iter().any(|source| source.contains(number));
        assert!(there, "{number}");
    }
}

fn selectors(rule: &Rule) -> Vec<&Selector> {
    match &rule.shape {
        Shape::Deadline { after, until, .. } => after.iter().chain(until).collect(),
        Shape::Dated { until, .. } => until.iter().collect(),
        Shape::Rhythm { event, .. } | Shape::Limit { event, .. } => event.iter().collect(),
    }
}

#[test]
fn every_form_that_a_rule_names_exists() {
    let mut named = 0;
    for name in Playbook::presets() {
        let book = Playbook::load(name, None).unwrap();
        for rule in book.rules().unwrap() {
            for one in selectors(rule).iter().flat_map(|one| &one.conditions) {
                if let (crate::event::Attribute::Form, Test::In(ids)) = (one.attribute, &one.is) {
                    for id in ids {
                        assert!(book.form(id).is_ok(), "{name}: {}: {id}", rule.id);
                        named += 1;
                    }
                }
            }
        }
    }
    assert!(named > 10, "{named}");
}

#[test]
fn a_rule_that_names_no_form_is_refused_with_the_nearest() {
    let text = "[rule.review-cooperating]\nevent = { event = \"entry.made\", form = \"cooperation-reveiw\" }\n";
    let problems = load(text).rules().unwrap_err();
    let said = said(&problems, Lang::En);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with("mine.toml:2 rule.review-cooperating.event.form: "),
        "{said:?}"
    );
    assert!(
        said[0].ends_with("did you mean cooperation-review?"),
        "{said:?}"
    );
    // A form that was dropped is none either.
    let problems = load("[form]\nroot-cause = false\n").rules().unwrap_err();
    assert!(
        problems[0].say(Lang::Zh).contains("root-cause"),
        "{problems:?}"
    );
    let switched = "[form]\nroot-cause = false\n[rule.satisfaction-cause]\noff = true\n";
    assert!(load(switched).rules().is_ok());
}

#[test]
fn a_form_of_ones_own_is_a_block_of_toml() {
    let book = load(
        r#"
[form.site-visit]
label = "现场拜访单"
about = "customer"
open = true
due = "3wd"
sign = ["客户"]

[form.site-visit.field]
topic = { label = { en = "Topic", zh = "主题" }, required = true, group = "内容" }
kind = { label = "类型", kind = "choice", choices = ["初访", { code = "again", en = "Again", zh = "回访", also = ["再访"] }] }
why = { label = "原因", when = { kind = "again" }, kind = "long" }
points = { label = "评分", kind = "score", from = 0, to = 10 }
phone = { label = "电话", kind = "phone", sensitive = true }
steps = { label = "步骤", repeat = true }
"#,
    );
    let form = book.form("site-visit").unwrap();
    assert_eq!(
        (form.label.en, form.about),
        ("现场拜访单", Some(Noun::Customer))
    );
    assert!(form.open && !form.optional);
    assert_eq!(form.due.map(|due| due.code()).as_deref(), Some("3wd"));
    assert_eq!(form.signs.len(), 1);
    let all: Vec<&str> = form.fields.iter().map(|field| field.key).collect();
    assert_eq!(
        all,
        [
            "customer", "topic", "kind", "why", "points", "phone", "steps", "due", "who", "at",
            "by", "note"
        ]
    );
    let [topic, kind, why, points, phone, steps] = form.own() else {
        panic!("six fields");
    };
    assert!(topic.required && topic.group.is_some());
    assert!(
        matches!(kind.kind, Kind::Choice([first, again]) if first.code == "初访" && again.aliases == ["再访"])
    );
    assert_eq!(
        why.when,
        Some(When {
            field: "kind",
            is: &["again"]
        })
    );
    assert_eq!(points.kind, Kind::Score(0, 10));
    assert!(phone.sensitive);
    assert!(steps.repeat && steps.door().is_in_lines());
    // The forms that ship are still there.
    assert!(book.form("root-cause").is_ok());
}

#[test]
fn a_shipped_form_is_changed_key_by_key() {
    let standard = Playbook::standard().unwrap();
    let book = load(
        "[form.root-cause]\nlabel = { zh = \"复盘\" }\ndue = false\n[form.root-cause.field]\n\
         period = false\nvalue = { required = true }\n\
         cost = { label = \"损失金额\", kind = \"money\", after = \"problem\" }\n",
    );
    let form = book.form("root-cause").unwrap();
    assert_eq!(
        (form.label.en, form.label.zh),
        ("Root-cause analysis", "复盘")
    );
    assert_eq!(form.due, None);
    assert_eq!(
        keys(&book, "root-cause"),
        [
            "step", "value", "problem", "cost", "causes", "measures", "verified"
        ]
    );
    assert!(form.own()[1].required);
    assert_eq!(
        form.own()[1].label,
        standard.form("root-cause").unwrap().own()[2].label
    );
    assert_eq!(standard.forms().unwrap().len(), book.forms().unwrap().len());
    let fewer = load("[form.price-request]\noff = true\n");
    assert_eq!(
        standard.forms().unwrap().len() - 1,
        fewer.forms().unwrap().len()
    );
    let problem = &fewer.form("price-request").unwrap_err()[0];
    assert_eq!(problem.exit, crate::problem::Exit::NoSuchRecord);
}

#[test]
fn every_fault_is_told_at_once_with_file_line_and_key() {
    let text = "\
[form.root-cuase]
open = false
[form.root-cause]
abuot = \"customer\"
about = \"custmer\"
sign = \"me\"
[form.root-cause.field]
mesures = { required = true }
step = { kind = \"txt\", lable = \"x\" }
problem = { kind = \"choice\" }
causes = { choices = [\"a\"] }
value = { when = { stpe = \"x\" }, from = 3 }
at = { label = \"x\" }
[form.own]
label = \"x\"
due = \"soon\"
[form.own.field]
A = { label = \"x\", kind = \"long\", repeat = true }
b = { label = { de = \"x\" }, kind = \"choices\", choices = [\"a,b\", \"c\", \"c\"] }
";
    assert_eq!(
        wrong(text),
        [
            "mine.toml:1 form.root-cuase: there is no form “root-cuase”, and a form of your own has a label and fields; did you mean root-cause?",
            "mine.toml:4 form.root-cause.abuot: unknown key “abuot”; did you mean about?",
            "mine.toml:5 form.root-cause.about: “custmer” is none of customer, contact, ticket, followup, product, staff, survey, none; did you mean customer?",
            "mine.toml:6 form.root-cause.sign: should be a list of who signs: [\"…\", { en = …, zh = … }]",
            "mine.toml:8 form.root-cause.field.mesures: there is no field “mesures”, and a field of your own has a label; did you mean measures?",
            "mine.toml:9 form.root-cause.field.step.lable: unknown key “lable”; did you mean label?",
            "mine.toml:9 form.root-cause.field.step.kind: “txt” is none of text, long, day, moment, money, money-range, count, score, percent, yes-no, choice, choices, colleague, span, phone, email, words; did you mean text?",
            "mine.toml:10 form.root-cause.field.problem.choices: needs its answers: choices = [{ code = …, en = …, zh = … }, …]",
            "mine.toml:11 form.root-cause.field.causes.choices: only a field of kind choice or choices has them",
            "mine.toml:12 form.root-cause.field.value.from: should be a whole number from 0 to 100, of a score",
            "mine.toml:12 form.root-cause.field.value.when: there is no other field “stpe”; did you mean step?",
            "mine.toml:13 form.root-cause.field.at: “at” has a meaning of its own: choose another key",
            "mine.toml:16 form.own.due: only a form that stays open has a due: open = true",
            "mine.toml:16 form.own.due: “soon” is not a span, such as 4h, 3wd, 1mo",
            "mine.toml:18 form.own.field.A: a field's key is lower-case letters, digits and underscores, such as next_step",
            "mine.toml:18 form.own.field.A.repeat: a field of kind “long” has one answer",
            "mine.toml:19 form.own.field.b.label.de: “de” is none of en, zh",
            "mine.toml:19 form.own.field.b.label: says nothing in either language",
            "mine.toml:19 form.own.field.b.choices: “a,b” cannot be a code: no separators, no spaces at its ends",
            "mine.toml:19 form.own.field.b.choices: “c” stands twice",
        ]
    );
}

#[test]
fn a_fault_in_a_form_stops_only_what_needs_forms() {
    let book = load("[form.root-cause]\nabout = 1\n");
    assert!(book.forms().is_err());
    assert!(book.rules().is_ok());
}

#[test]
fn an_answer_whose_field_is_gone_is_kept_under_its_key() {
    let book = load("[form.root-cause.field]\nstep = { kind = \"count\" }\nvalue = false\n");
    let fields = book.form("root-cause").unwrap().fields;
    let answers = Answers::read(r#"{"step":"support","value":760,"causes":["a","b"]}"#).unwrap();
    assert_eq!(
        answers.strange(fields),
        [
            ("step".to_owned(), "support".to_owned()),
            ("value".to_owned(), "760".to_owned())
        ]
    );
    let causes = fields.iter().find(|field| field.key == "causes").unwrap();
    assert_eq!(answers.cell(causes), Some(Cell::Long("a\nb".to_owned())));
}

/// A form with a field of each kind that a text can be read for without a file.
fn of_every_kind() -> Playbook {
    let mut text = "[form.all]\nlabel = \"all\"\n[form.all.field]\n".to_owned();
    for sort in <Sort as crate::value::ChoiceSet>::VARIANTS {
        use crate::value::ChoiceSet as _;
        let code = sort.code();
        let key = code.replace('-', "_");
        let choices = match sort.has_choices() {
            true => ", choices = [\"red\", \"green\", \"蓝\"]",
            false => "",
        };
        text.push_str(&format!(
            "k_{key} = {{ label = \"{code}\", kind = \"{code}\"{choices} }}\n"
        ));
        if sort.may_repeat() {
            text.push_str(&format!(
                "l_{key} = {{ label = \"{code}s\", kind = \"{code}\", repeat = true }}\n"
            ));
        }
    }
    load(&text)
}

/// Something that may be written for each of the fields.
fn answers() -> impl Strategy<Value = Vec<String>> {
    let one = prop_oneof![
        Just(String::new()),
        "[0-9]{1,3}",
        "[0-9]{1,2}(\\.[0-9])?%",
        "20[0-9]{2}-0[1-9]-[12][0-9]( 1[0-9]:30)?",
        "[1-9][0-9]{0,5}(\\.[0-9]{2})?元?",
        "[0-9]{1,2}(d|wd|h|mo)",
        "139[0-9]{8}",
        "[a-z]{1,8}@[a-z]{1,8}\\.com",
        "red|green|蓝|red,蓝|是|no",
        "[\\PC\n]{0,20}",
        "10万-[1-9]2万",
    ];
    proptest::collection::vec(one, 40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_printed_of_an_answer_is_read_back(texts in answers(), turn in 0usize..11) {
        thread_local!(static BOOK: Playbook = of_every_kind());
        BOOK.with(|book| -> Result<(), TestCaseError> {
            let form = book.form("all").unwrap();
            let reading = crate::value::reading_of_tests();
            let mut stored = Answers::default();
            for (at, field) in form.own().iter().enumerate() {
                let text = &texts[(at + turn) % texts.len()];
                let Ok(value) = field.read(text, &reading) else { continue };
                stored.set(field, &value);
                // Through the store and out to a file, and in again.
                let stored = Answers::read(&stored.text()).unwrap();
                prop_assert_eq!(&stored.get(field), &value, "{}", field.key);
                let cell = stored.cell(field);
                prop_assert!(cell.is_some(), "{} {:?}", field.key, value);
                let code = cell.unwrap().code(reading.zone).into_owned();
                prop_assert_eq!(field.read(&code, &reading), Ok(value), "{} {:?}", field.key, code);
            }
            let mut draft = Draft::new(form.fields);
            for (at, text) in texts.iter().enumerate().take(form.fields.len()) {
                draft.set_at(at, Some(text.clone()));
            }
            // Whatever is written is read or refused.
            if let Ok(values) = draft.values(&reading) {
                prop_assert_eq!(values.len(), form.fields.len());
                prop_assert!(values.iter().all(|value| *value != Stored::Text(String::new())));
            }
            Ok(())
        })?;
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(\\[form\\.[a-z-]{1,8}(\\.field)?\\]\n|[a-z_]{1,8} ?= ?[\"0-9a-z\\[\\]{}=, ]{0,20}\n|label = \"x\"\n){0,8}") {
        if let Ok(book) = Playbook::load("standard", Some((Path::new("mine.toml"), &text)))
            && let Err(problems) = book.forms()
        {
            prop_assert!(!problems.is_empty());
        }
    }
}
