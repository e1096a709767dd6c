//! A user's file over the presets, and everything that is wrong with one at once.

use super::*;
use crate::words::Lang;
use proptest::prelude::*;

fn load(text: &str) -> Result<Playbook, Vec<Problem>> {
    Playbook::load("standard", Some((Path::new("mine.toml"), text)))
}

/// The standard under a user's file.
pub(super) fn mine(text: &str) -> Playbook {
    load(text).unwrap()
}

/// What is said of a user's file.
pub(super) fn problems(text: &str) -> Vec<String> {
    let problems = load(text).unwrap_err();
    problems
        .iter()
        .map(|problem| problem.say(Lang::En))
        .collect()
}

#[test]
fn every_preset_can_be_read() {
    for name in Playbook::presets() {
        let playbook = Playbook::load(name, None).unwrap();
        assert_eq!(playbook.name, name);
    }
}

#[test]
fn a_users_file_changes_only_what_it_says() {
    let book = mine(
        "extends = \"standard\"\nname = \"华东\"\n[numbers]\ncustomer = \"客户-{year}-{serial:3}\"\n",
    );
    let date = chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap();
    let parts = book.numbers.of_customer(Some("HZ"), None, date);
    assert_eq!(book.numbers.customer.render(&parts, 1), "客户-2024-001");
    assert_eq!(book.name, "华东");
    assert_eq!(book.label.zh, "标准");
    let standard = Playbook::standard().unwrap();
    assert_eq!(book.numbers.record, standard.numbers.record);
    assert_eq!(
        standard.numbers.customer.render(&parts, 1),
        "HZ-XX-2024-001"
    );
}

#[test]
fn an_empty_file_is_the_standard() {
    assert_eq!(mine("").grades, Playbook::standard().unwrap().grades);
}

#[test]
fn unknown_keys_are_refused_all_at_once() {
    assert_eq!(
        problems(
            "extends = \"standard\"\n\n[calender]\nzone = \"x\"\n[calendar]\nzoen = \"Asia/Shanghai\"\n[gates]\nparty = \"off\"\n"
        ),
        [
            "mine.toml:3 calender: unknown key “calender”; did you mean calendar?",
            "mine.toml:6 calendar.zoen: unknown key “zoen”; did you mean zone?",
            "mine.toml:8 gates.party: unknown key “party”",
        ]
    );
}

#[test]
fn a_value_of_another_kind_is_refused_in_both_languages() {
    let text = "[calendar]\nzone = 8\ndays = \"mon\"\n";
    assert_eq!(
        problems(text),
        [
            "mine.toml:2 calendar.zone: is a whole number, and should be text",
            "mine.toml:3 calendar.days: is text, and should be a list",
        ]
    );
    let zh: Vec<String> = load(text)
        .unwrap_err()
        .iter()
        .map(|problem| problem.say(Lang::Zh))
        .collect();
    assert_eq!(zh[0], "mine.toml:2 calendar.zone：是整数，应为文本");
}

#[test]
fn what_is_no_toml_names_its_line() {
    let said = problems("name = \"a\"\n[calendar\n");
    assert!(
        said[0].starts_with("mine.toml:2: cannot be read: "),
        "{said:?}"
    );
    let said = problems("[calendar]\ndays = [1]\n");
    assert!(
        said[0].starts_with("mine.toml:2: cannot be read: "),
        "{said:?}"
    );
}

#[test]
fn a_preset_that_does_not_ship_is_named() {
    let said = "there is no preset “standrad”; there are: standard, service-process, customer-management, crm-aftersales, relationship, reception-aftersales; did you mean standard?";
    assert_eq!(
        problems("extends = \"standrad\""),
        [format!("mine.toml:1 extends: {said}")]
    );
    let problem = &Playbook::load("standrad", None).unwrap_err()[0];
    assert_eq!(problem.what.en, said);
    assert_eq!(
        problems("extends = 1"),
        ["mine.toml:1 extends: names a preset: extends = \"standard\""]
    );
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "(\\[(calendar|gates|numbers)\\]\n|[a-z]{1,8} ?= ?[\"0-9a-z\\[\\]{}]{0,9}\n|.{0,20}\n){0,8}") {
        if let Err(problems) = load(&text) {
            prop_assert!(!problems.is_empty());
        }
    }
}
