//! Room to write on a pack: each point once more, with what is agreed about it, by whom and
//! until when it is done.

use super::line;
use crate::store::Point;
use crate::value::Cell;
use crate::view::{Column, NUMBER, View};
use crate::words::{Text, t};

const WHO: Column = Column::new("who", t("Who", "责任人"));
const UNTIL: Column = Column::new("until", t("Until", "期限"));

/// The points once more, each with room for what is agreed about it, and some lines for
/// whatever comes up.
pub fn agreed(
    (key, title): (&'static str, Text),
    what: Column,
    points: impl Iterator<Item = (String, String)>,
) -> View<'static> {
    /// How many lines are left for what nobody thought of before.
    const MORE: usize = 3;
    let row = |number: &str, point: &str| {
        let mut row = vec![line(Some(number)), line(Some(point))];
        row.extend([
            Cell::Text(t("________________________", "________________________")),
            Cell::Text(t("__________", "__________")),
            Cell::Text(t("____-__-__", "____年__月__日")),
        ]);
        row
    };
    let mut rows: Vec<_> = points.map(|(number, point)| row(&number, &point)).collect();
    rows.extend((0..MORE).map(|_| row("", "")));
    let columns = vec![
        NUMBER,
        Column::new("point", t("Point", "议题")).wrapped(),
        what,
        WHO,
        UNTIL,
    ];
    View::list(title, columns, rows).key(key)
}

/// Number and words of points.
pub fn points(of: &[Point]) -> impl Iterator<Item = (String, String)> {
    let told = |one: &Point| {
        let what = match one.customer.is_empty() {
            true => one.what.clone(),
            false => format!("{} · {}", one.customer, one.what),
        };
        (one.number.clone(), what)
    };
    of.iter().map(told)
}
