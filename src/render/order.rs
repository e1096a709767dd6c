//! `--sort`: rows in the order of their columns. Nothing is not zero: empty
//! cells stand last, whichever way the rest goes.

use std::cmp::Ordering;

use super::columns::is_named;
use crate::problem::Failure;
use crate::value::Cell;
use crate::view::{Rows, View};

/// What a cell is compared by.
#[derive(Debug, PartialEq)]
enum Key {
    Number(f64),
    /// Folded, as digits count by value: `C2` before `C10`.
    Text(String),
    Empty,
}

/// The view with its rows sorted, which holds them all; as it is if `by` names
/// none of its columns.
///
/// # Errors
/// What the source of the rows failed with.
pub fn sorted<'a>(view: View<'a>, by: &[(String, bool)]) -> Result<View<'a>, Failure> {
    let places: Vec<(usize, bool)> = by
        .iter()
        .filter_map(|(word, descending)| {
            let at = view.columns.iter().position(|c| is_named(c, word))?;
            Some((at, *descending))
        })
        .collect();
    if places.is_empty() {
        return Ok(view);
    }
    let mut keyed: Vec<(Vec<Key>, Vec<Cell>)> = Vec::new();
    view.rows.each(&mut |row| {
        let keys = places.iter().map(|(at, _)| key(row.get(*at))).collect();
        keyed.push((keys, row));
        Ok(())
    })?;
    keyed.sort_by(|(a, _), (b, _)| {
        a.iter()
            .zip(b)
            .zip(&places)
            .map(|((a, b), (_, descending))| compare(a, b, *descending))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    });
    Ok(View {
        rows: Rows::Held(keyed.into_iter().map(|(_, row)| row).collect()),
        ..view
    })
}

fn key(cell: Option<&Cell>) -> Key {
    let Some(cell) = cell else {
        return Key::Empty;
    };
    // In UTC, so that texts of moments stand in the order of time.
    let code = cell.code(chrono_tz::UTC);
    match cell {
        _ if code.is_empty() => Key::Empty,
        Cell::ToConfirm => Key::Empty,
        Cell::Number(number, _) | Cell::Percent(number) => Key::Number(*number),
        Cell::Whole(_) | Cell::Minutes(_) | Cell::Size(_) | Cell::Money(_) => code
            .parse()
            .map_or_else(|_| Key::Text(code.to_lowercase()), Key::Number),
        Cell::Link(_, name) if !name.is_empty() => Key::Text(name.to_lowercase()),
        _ => Key::Text(code.to_lowercase()),
    }
}

fn compare(a: &Key, b: &Key, descending: bool) -> Ordering {
    let order = match (a, b) {
        (Key::Empty, Key::Empty) => return Ordering::Equal,
        (Key::Empty, _) => return Ordering::Greater,
        (_, Key::Empty) => return Ordering::Less,
        (Key::Number(a), Key::Number(b)) => a.total_cmp(b),
        (Key::Text(a), Key::Text(b)) => natural(a, b),
        (Key::Number(_), Key::Text(_)) => Ordering::Less,
        (Key::Text(_), Key::Number(_)) => Ordering::Greater,
    };
    match descending {
        true => order.reverse(),
        false => order,
    }
}

/// Compares texts with runs of digits by their value.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let order = match (run(left), run(right)) {
            (("", _), ("", _)) => return a.cmp(b),
            ((x, rest_x), (y, rest_y)) => {
                (left, right) = (rest_x, rest_y);
                piece(x, y)
            }
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// Splits off the first run of digits or of anything else.
fn run(text: &str) -> (&str, &str) {
    let digits = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text
        .find(|c: char| c.is_ascii_digit() != digits)
        .unwrap_or(text.len());
    text.split_at(end)
}

fn piece(x: &str, y: &str) -> Ordering {
    let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    if is_number(x) && is_number(y) {
        let (x, y) = (x.trim_start_matches('0'), y.trim_start_matches('0'));
        return x.len().cmp(&y.len()).then_with(|| x.cmp(y));
    }
    x.cmp(y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Column;
    use crate::words::t;
    use proptest::prelude::*;

    fn order(cells: Vec<Cell>, descending: bool) -> Vec<String> {
        let rows = cells.into_iter().map(|cell| vec![cell]).collect();
        let view = View::list(t("", ""), vec![Column::new("a", t("A", "甲"))], rows);
        let mut seen = Vec::new();
        let view = sorted(view, &[("a".to_owned(), descending)]).unwrap();
        view.rows
            .each(&mut |row| {
                seen.push(row[0].code(chrono_tz::UTC).into_owned());
                Ok(())
            })
            .unwrap();
        seen
    }

    #[test]
    fn numbers_go_by_value_and_nothing_comes_last_both_ways() {
        let cells = || vec![Cell::Whole(10), Cell::Empty, Cell::Whole(9), Cell::Whole(0)];
        assert_eq!(order(cells(), false), ["0", "9", "10", ""]);
        assert_eq!(order(cells(), true), ["10", "9", "0", ""]);
    }

    #[test]
    fn digits_in_texts_go_by_value() {
        let cells = ["C10", "c9", "C-010", "B2"].map(|text| Cell::Line(text.to_owned()));
        assert_eq!(order(cells.into(), false), ["B2", "c9", "C10", "C-010"]);
    }

    proptest! {
        #[test]
        fn natural_is_an_order(a in "[a0-2客]{0,5}", b in "[a0-2客]{0,5}", c in "[a0-2客]{0,5}") {
            prop_assert_eq!(natural(&a, &b), natural(&b, &a).reverse());
            prop_assert_eq!(natural(&a, &b).is_eq(), a == b);
            if natural(&a, &b).is_le() && natural(&b, &c).is_le() {
                prop_assert!(natural(&a, &c).is_le());
            }
        }
    }
}
