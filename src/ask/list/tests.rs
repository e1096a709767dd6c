//! Lists in prompts: keys, filters and what is drawn.

use proptest::prelude::*;

use super::*;

fn options(labels: &[String]) -> Vec<Choosable> {
    let numbered = labels.iter().enumerate();
    numbered
        .map(|(at, label)| Choosable {
            code: format!("c{at}"),
            label: label.clone(),
            ..Choosable::default()
        })
        .collect()
}

fn twenty() -> Vec<Choosable> {
    options(&(0..20).map(|at| format!("第{at}项")).collect::<Vec<_>>())
}

#[test]
fn a_long_list_scrolls_with_the_arrows_both_ways() {
    let (question, options) = (Question::default(), twenty());
    let mut list = List::one(&question, &options, None);
    let first = |list: &mut List<'_>, key: Key| {
        list.press(&key);
        list.rows(40, 24, Lang::Zh)[0].clone()
    };
    assert_eq!(first(&mut list, Key::ArrowUp), "  第10项");
    assert_eq!(first(&mut list, Key::ArrowUp), "  第10项");
    assert_eq!(first(&mut list, Key::ArrowDown), "  第10项");
    assert_eq!(first(&mut list, Key::ArrowDown), "> 第0项");
}

#[test]
fn the_default_is_what_enter_takes() {
    let (question, options) = (Question::default(), twenty());
    let mut list = List::one(&question, &options, Some(13));
    assert!(list.rows(40, 24, Lang::Zh).contains(&"> 第13项".to_owned()));
    assert_eq!(list.press(&Key::Enter), Press::Answered);
    assert_eq!(list.chosen().collect::<Vec<_>>(), [13]);
}

#[test]
fn nothing_is_no_answer_to_a_required_question() {
    let question = Question {
        empty: Empty::Refused,
        ..Question::default()
    };
    let options = twenty();
    let mut one = List::one(&question, &options, None);
    assert_eq!(one.press(&Key::Enter), Press::Stays);
    let mut many = List::many(&question, &options, &[]);
    assert_eq!(many.press(&Key::Enter), Press::Stays);
    many.press(&Key::Char(' '));
    assert_eq!(many.press(&Key::Enter), Press::Answered);
}

#[test]
fn ctrl_u_empties_what_is_typed_and_enter_on_nothing_says_why() {
    let question = Question {
        empty: Empty::Refused,
        ..Question::default()
    };
    let options = twenty();
    let mut list = List::many(&question, &options, &[]);
    for c in "第3项".chars() {
        list.press(&Key::Char(c));
    }
    assert_eq!(list.rows(60, 24, Lang::Zh).len(), 3);
    list.press(&Key::Char('\u{15}'));
    assert_eq!(list.rows(60, 24, Lang::Zh).len(), 11);
    let said = |list: &mut List<'_>| list.rows(60, 24, Lang::Zh).concat();
    assert!(!said(&mut list).contains("请至少"));
    list.press(&Key::Enter);
    assert!(said(&mut list).contains("请至少用空格勾选一项"));
    list.press(&Key::ArrowDown);
    assert!(!said(&mut list).contains("请至少"));
}

fn any_key() -> impl Strategy<Value = Key> {
    prop_oneof![
        any::<char>().prop_map(Key::Char),
        "[c0-9第项, ]".prop_map(|text| Key::Char(text.chars().next().unwrap_or('c'))),
        Just(Key::ArrowDown),
        Just(Key::ArrowUp),
        Just(Key::Backspace),
        Just(Key::Escape),
        Just(Key::Enter),
        Just(Key::Home),
    ]
}

proptest! {
    #[test]
    fn whatever_is_pressed_the_list_stays_inside_its_window(
        keys in prop::collection::vec(any_key(), 0..30),
        labels in prop::collection::vec("[\\p{Han}a-z，]{0,40}", 0..25),
        (columns, rows) in (12usize..100, 4usize..40),
        many: bool,
    ) {
        let question = Question { label: "行业（国民经济行业分类）", ..Question::default() };
        let options = options(&labels);
        let mut list = match many {
            true => List::many(&question, &options, &[]),
            false => List::one(&question, &options, None),
        };
        for key in keys {
            if list.press(&key) != Press::Stays {
                break;
            }
            let (prompt, column) = list.prompt(columns);
            prop_assert!(measure_text_width(&prompt) < columns);
            prop_assert!(column < columns);
            let below = list.rows(columns, rows, Lang::Zh);
            prop_assert!(below.len() < rows);
            for line in below {
                prop_assert!(measure_text_width(&line) < columns);
            }
        }
        prop_assert!(list.chosen().all(|at| at < options.len()));
        prop_assert!(many || list.chosen().count() <= 1);
    }
}
