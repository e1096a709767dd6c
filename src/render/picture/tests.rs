//! A drawing shows what the rows say, whatever stands in them.

use proptest::prelude::*;

use super::*;
use crate::value::Choice;
use crate::view::Chart;

const TONGUE: Tongue = Tongue {
    lang: Lang::En,
    zone: chrono_tz::UTC,
};

const fn choice(code: &'static str) -> Choice {
    Choice {
        code,
        label: t(code, code),
        aliases: &[],
    }
}

fn picture(look: Look, values: &'static [&'static str], rows: &[Vec<Cell>]) -> Option<Picture> {
    let columns: Vec<Column> = ["item", "a", "b", "c", "d"]
        .into_iter()
        .map(|key| Column::new(key, t(key, key)))
        .collect();
    let chart = Chart {
        label: "item",
        values,
        until: &["total"],
        look,
    };
    Picture::of(&chart.drawn(&columns, rows)?, &columns, rows, &TONGUE)
}

#[test]
fn a_funnel_says_how_many_went_on() {
    let step = |code, n, on| vec![Cell::Choice(choice(code)), Cell::Whole(n), on];
    let rows = [
        step("lead", 8, Cell::Percent(0.5)),
        step("offer", 4, Cell::Percent(0.25)),
        step("won", 1, Cell::Empty),
        step("total", 13, Cell::Empty),
    ];
    let picture = picture(Look::Funnel, &["a", "b"], &rows).expect("a funnel");
    assert_eq!(
        picture.told(Lang::En),
        "Chart: lead 8, 50% went on; offer 4, 25% went on; won 1"
    );
    let Picture::Funnel(steps) = picture else {
        panic!("a funnel");
    };
    assert_eq!(steps.len(), 3, "a total is no step");
}

#[test]
fn moves_stand_where_they_go_from_and_to() {
    const ENDS: &[Choice] = &[choice("A"), choice("B"), choice("none")];
    let moved = |code, n| vec![Cell::Choice(choice(code)), Cell::Whole(n)];
    let rows = [moved("none-A", 4), moved("B-A", 1), moved("A-none", 0)];
    let picture = picture(Look::Moves(ENDS), &["a"], &rows).expect("a square");
    assert_eq!(picture.told(Lang::Zh), "图表：B → A 1；none → A 4");
    let Picture::Moves(moves) = picture else {
        panic!("a square");
    };
    assert_eq!(moves.cells, [[0, 0, 0], [1, 0, 0], [4, 0, 0]]);
    let shades = [0, 1, 2, 3, 4].map(|moved| moves.shade(moved, 4));
    assert_eq!(shades, [0, 1, 2, 3, 4]);
}

#[test]
fn times_far_apart_are_drawn_by_their_logarithm() {
    let row = |code, all: [i64; 4]| {
        let mut row = vec![Cell::Choice(choice(code))];
        row.extend(all.map(Cell::Minutes));
        row
    };
    let of = |rows: &[Vec<Cell>]| match picture(Look::Spread, &["a", "b", "c", "d"], rows) {
        Some(Picture::Ranges(ranges)) => ranges,
        _ => panic!("ranges"),
    };
    let far = of(&[
        row("response", [20, 30, 60, 90]),
        row("solved", [2000, 2500, 4000, 9000]),
    ]);
    assert!(far.scale.is_log());
    let said: Vec<&str> = far
        .scale
        .ticks
        .iter()
        .map(|(_, said)| said.as_str())
        .collect();
    assert_eq!(said, ["15 min", "2 h", "1 d", "10 d"]);
    let near = of(&[row("a", [20, 30, 60, 90]), row("b", [25, 30, 60, 95])]);
    assert!(!near.scale.is_log());
    assert_eq!(near.scale.at(0.0), 0.0);
    assert_eq!(near.marks(), 4);
}

#[test]
fn nothing_is_not_drawn() {
    let none = |code| vec![Cell::Choice(choice(code)), Cell::NoData, Cell::Whole(0)];
    let rows = [none("A-B"), none("B-A")];
    for look in [Look::Funnel, Look::Moves(&[]), Look::Spread, Look::Bars] {
        assert!(picture(look, &["a", "b"], &rows).is_none(), "{look:?}");
    }
}

proptest! {
    #[test]
    fn every_time_stands_on_its_ground(all in prop::collection::vec(0..=i64::MAX, 1..9)) {
        let values = || all.iter().map(|value| *value as f64);
        if let Some(scale) = Scale::of(values(), &TONGUE) {
            let mut sorted: Vec<f64> = values().collect();
            sorted.sort_by(f64::total_cmp);
            let places: Vec<f64> = sorted.iter().map(|value| scale.at(*value)).collect();
            prop_assert!(places.iter().all(|at| (0.0..=1.0).contains(at)), "{places:?}");
            prop_assert!(places.is_sorted());
            prop_assert!((2..=6).contains(&scale.ticks.len()), "{}", scale.ticks.len());
        } else {
            prop_assert!(all.iter().all(|value| *value == 0));
        }
    }
}

#[test]
fn a_page_has_the_colours_of_the_other_formats() {
    let style = include_str!("../html/style.css");
    for (name, colour) in ["accent", "before"].iter().zip(COLOURS) {
        let line = format!("--{name}: #{colour:06x};");
        assert!(style.contains(&line), "{line}");
    }
}
