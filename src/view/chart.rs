//! How a list may be drawn: said once, beside its cells, for every format that draws.

use super::Column;
use crate::value::{Cell, Choice};
use crate::words::Text;

/// As what the values are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// A bar for each value of each row; lines where the rows are periods.
    #[default]
    Bars,
    /// What is left of a whole, step by step: the first value as long as it is, the
    /// others said beside it.
    Funnel,
    /// From where to where, the first value in a square of these, the best first. A row
    /// says it in its code: `from-to`.
    Moves(&'static [Choice]),
    /// How times are spread, a row each: median, mean, what nine of ten need, and what
    /// nearly all need.
    Spread,
    /// The same where each of those is a row of its own.
    SpreadOf(&'static [Spread]),
}

/// What is drawn as one range, and the codes of the rows that say it: median, mean, what
/// nine of ten need.
pub type Spread = (Text, [&'static str; 3]);

/// How a list may be drawn: which values of which rows, and as what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chart {
    /// The key of the column that names the bars.
    pub label: &'static str,
    /// The keys of the columns that are drawn.
    pub values: &'static [&'static str],
    /// Where a row with one of these codes for its label stands, the bars end:
    /// totals and shares. Those at the head of the list are passed over.
    pub until: &'static [&'static str],
    pub look: Look,
}

/// What of a list is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The place of the column that names the bars.
    pub label: usize,
    /// The places of the columns that are drawn.
    pub values: Vec<usize>,
    /// How many rows are passed over first, and how many are drawn then.
    pub skipped: usize,
    pub rows: usize,
    /// The rows are periods, one after the other: how a value went, not who has more.
    pub over_time: bool,
    pub look: Look,
}

impl Drawn {
    /// Whether it is bars or lines of the values.
    pub fn is_bars(&self) -> bool {
        self.look == Look::Bars
    }
}

impl Chart {
    /// What is drawn of these rows; `None` where a column is missing or fewer
    /// than two rows have anything to compare.
    pub fn drawn(&self, columns: &[Column], rows: &[Vec<Cell>]) -> Option<Drawn> {
        let place = |key: &str| columns.iter().position(|column| column.key == key);
        let label = place(self.label)?;
        let values = self
            .values
            .iter()
            .map(|key| place(key))
            .collect::<Option<Vec<_>>>()?;
        let ends = |row: &&Vec<Cell>| match row.get(label) {
            Some(Cell::Choice(choice)) => self.until.contains(&choice.code),
            _ => false,
        };
        let skipped = rows.iter().take_while(ends).count();
        let rows = rows.iter().skip(skipped).take_while(|row| !ends(row));
        let rows = rows.count();
        (rows >= 2).then_some(Drawn {
            label,
            values,
            skipped,
            rows,
            over_time: matches!(self.label, "week" | "month" | "period"),
            look: self.look,
        })
    }
}
