//! Questions of a user's own, and what is wrong with them.

use super::super::tests::mine;
use super::*;
use crate::playbook::Playbook;
use crate::words::Lang;

fn problems(text: &str) -> Vec<String> {
    let problems = mine(text).questions().unwrap_err();
    problems.iter().map(|one| one.say(Lang::En)).collect()
}

#[test]
fn a_section_of_an_industry_is_the_one_before_it_in_the_list() {
    let codes = Playbook::standard().unwrap().codes;
    let mut last = "";
    for entry in codes.book(Book::Industry) {
        match entry.code.len() {
            1 => last = entry.code,
            _ => assert_eq!(section(entry.code), Some(last), "{}", entry.code),
        }
    }
    assert_eq!(section("98"), None);
    assert_eq!(section("Z1"), None);
}

#[test]
fn the_standard_asks_every_kind_of_question_of_everybody() {
    let standard = Playbook::standard().unwrap();
    let questions = standard.questions().unwrap();
    for purpose in Purpose::ALL {
        assert!(!questions.of(purpose, None).is_empty(), "{purpose:?}");
    }
    let asked = questions.of(Purpose::Spin(Spin::Implication), Some("C"));
    assert_eq!(asked[0].zh, "目前使用的设备在产能上是否满足您旺季的需求？");
    let general = questions.of(Purpose::Spin(Spin::Implication), Some("J"));
    assert!(asked.len() > general.len());
}

#[test]
fn a_team_adds_industries_and_replaces_what_it_says_itself() {
    let book = mine(
        "[questions.65]\nproblem = [\"哪些环节仍靠手工？\", { en = \"What breaks at releases?\", zh = \"上线时常出什么问题？\" }]\n[questions.general]\nchange = [\"最近忙吗？\"]\n[questions]\nC = false\n",
    );
    let problem = |industry| {
        let all = book
            .questions()
            .unwrap()
            .of(Purpose::Spin(Spin::Problem), industry);
        all.into_iter().map(|text| text.zh).collect::<Vec<_>>()
    };
    assert_eq!(
        problem(Some("65"))[..2],
        ["哪些环节仍靠手工？", "上线时常出什么问题？"]
    );
    // The section's own and the general ones follow.
    assert_eq!(problem(Some("65"))[2..], problem(Some("I")));
    assert_eq!(problem(Some("C")), problem(None));
    let change = book.questions().unwrap().of(Purpose::Change, None);
    assert_eq!(change.len(), 1);
    assert_eq!(change[0].en, "最近忙吗？");
}

#[test]
fn slips_of_the_pen_are_named() {
    assert_eq!(
        problems("[questions.\"软件\"]\nproblem = [\"？\"]\n[questions.I]\nproblem = [\" \"]\n"),
        [
            "mine.toml:1 questions.软件: “软件” is no code of an industry; write its code, 65",
            "mine.toml:4 questions.I.problem: has an empty question",
        ]
    );
    assert_eq!(
        problems("[questions.generl]\nproblem = []\n"),
        [
            "mine.toml:1 questions.generl: “generl” is no code of an industry, such as C or 65, nor “general”; did you mean general?"
        ]
    );
    assert_eq!(
        problems("[questions.general]\nproblems = []\n"),
        ["mine.toml:2 questions.general.problems: unknown key “problems”; did you mean problem?"]
    );
}
