//! One table of a report: items, this period, the one before, the difference.
//! An item that is nothing in both is left out, unless it is a total; a mean
//! without cases is no data, never zero.

mod terms;

use std::collections::BTreeMap;

use crate::store::{Scores, Tally};
use crate::value::{Cell, Choice, Money};
use crate::view::{Chart, Column, Look, Rank, Rows, Shape, View};
use crate::words::{Say, Text, keep, t};

pub use terms::{distribution, in_months, in_terms, of_term, rate, rates};

const THIS: Column = Column::new("this_month", t("Month", "当月"));
const BEFORE: Column = Column::new("month_before", t("Month before", "上月"));
const DIFFERENCE: Column = Column::new("difference", t("Difference", "增减")).difference();

/// The month beside the one before; totals and shares are no bars among parts.
const BARS: Chart = Chart {
    label: "item",
    values: &["this_month", "month_before"],
    until: &["total", "kept_share"],
    look: Look::Bars,
};

/// What stands behind a share: of how many, how many.
pub const OF: [Column; 4] = [
    Column::new("n", t("Cases", "件数")),
    Column::new("of", t("Of", "总数")),
    Column::new("n_before", t("Cases before", "上期件数")).ranked(Rank::Lesser),
    Column::new("of_before", t("Of before", "上期总数")).ranked(Rank::Lesser),
];

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    pub n: i64,
    pub of: i64,
}

impl Rate {
    /// One more case, and whether it is one of those.
    pub fn count(&mut self, is: bool) {
        self.of += 1;
        self.n += i64::from(is);
    }

    pub const fn add(&mut self, other: Rate) {
        self.n += other.n;
        self.of += other.of;
    }

    /// None of none is no share.
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| self.n as f64 / self.of as f64)
    }
}

impl Scores {
    /// Of all scores, those of 4 or 5.
    pub const fn satisfied(self) -> Rate {
        Rate {
            n: self.good,
            of: self.cases,
        }
    }
}

/// Those of which nobody said.
pub const UNSTATED: Choice = Choice {
    code: "unstated",
    label: t("(not stated)", "（未填写）"),
    aliases: &[],
};

/// What a number of a report is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    Count(i64),
    /// Between 0 and 1; `None` where there was nothing to share.
    Share(Option<f64>),
    /// `None` where there was no case.
    Minutes(Option<i64>),
    /// In fen.
    Money(i64),
    /// In fen; `None` where there was no case.
    Amount(Option<i64>),
    /// To two digits; `None` where there was no case.
    Mean(Option<f64>),
    /// From -100 to 100, as a net promoter score is; `None` where nobody answered.
    Points(Option<i64>),
}

impl Figure {
    pub fn cell(self) -> Cell {
        match self {
            Figure::Count(n) => Cell::Whole(n),
            Figure::Share(share) => share.map_or(Cell::NoData, |share| Cell::Percent(round(share))),
            Figure::Minutes(minutes) => minutes.map_or(Cell::NoData, Cell::Minutes),
            Figure::Money(fen) => Cell::Money(Money::fen(fen)),
            Figure::Amount(fen) => fen.map_or(Cell::NoData, |fen| Cell::Money(Money::fen(fen))),
            Figure::Mean(mean) => mean.map_or(Cell::NoData, |mean| Cell::Number(cents(mean), 2)),
            Figure::Points(points) => points.map_or(Cell::NoData, Cell::Whole),
        }
    }

    pub fn difference(self, before: Figure) -> Cell {
        match (self, before) {
            (Figure::Count(a), Figure::Count(b)) => Cell::Whole(a - b),
            (Figure::Share(Some(a)), Figure::Share(Some(b))) => Cell::Percent(round(a - b)),
            (Figure::Minutes(Some(a)), Figure::Minutes(Some(b))) => Cell::Minutes(a - b),
            (Figure::Money(a), Figure::Money(b)) => Cell::Money(Money::fen(a - b)),
            (Figure::Amount(Some(a)), Figure::Amount(Some(b))) => Cell::Money(Money::fen(a - b)),
            (Figure::Mean(Some(a)), Figure::Mean(Some(b))) => Cell::Number(cents(a - b), 2),
            (Figure::Points(Some(a)), Figure::Points(Some(b))) => Cell::Whole(a - b),
            _ => Cell::Empty,
        }
    }

    /// Whether there is nothing to tell.
    pub const fn is_nothing(self) -> bool {
        matches!(
            self,
            Figure::Count(0)
                | Figure::Share(None)
                | Figure::Minutes(None)
                | Figure::Money(0)
                | Figure::Amount(None)
                | Figure::Mean(None)
                | Figure::Points(None)
        )
    }

    /// How large it is beside others of its kind; `None` where there was no case.
    pub fn size(self) -> Option<f64> {
        match self {
            Figure::Count(n) | Figure::Money(n) => Some(n as f64),
            Figure::Minutes(n) | Figure::Points(n) | Figure::Amount(n) => n.map(|n| n as f64),
            Figure::Share(size) | Figure::Mean(size) => size,
        }
    }
}

/// A share to a tenth of a thousandth: more digits than that mean nothing.
fn round(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

/// A mean to two digits.
fn cents(mean: f64) -> f64 {
    (mean * 100.0).round() / 100.0
}

/// One line of a table.
pub struct Item {
    what: Cell,
    figures: Vec<(Figure, Figure)>,
    /// Figures of this period alone.
    alone: Vec<Figure>,
    /// Shown even where it is nothing.
    always: bool,
}

/// A fixed item: its code for machine formats, its label for people.
pub fn item(code: &'static str, label: Text, this: Figure, before: Figure) -> Item {
    Item {
        what: named(code, label),
        figures: vec![(this, before)],
        alone: Vec::new(),
        always: false,
    }
}

impl Item {
    /// Shown even where it is nothing.
    pub fn always(mut self) -> Self {
        self.always = true;
        self
    }

    /// Beside the first figure, another one with its figure of the month before.
    pub fn and(mut self, this: i64, before: i64) -> Self {
        self.figures
            .push((Figure::Count(this), Figure::Count(before)));
        self
    }

    /// Beside the first figure, an amount of this period alone, in fen.
    pub fn and_money(mut self, fen: i64) -> Self {
        self.alone.push(Figure::Money(fen));
        self
    }

    /// Beside the first figure, others that are not compared.
    pub fn with(mut self, figures: impl IntoIterator<Item = Figure>) -> Self {
        self.alone.extend(figures);
        self
    }

    /// Whether it is left out: there is nothing to say.
    fn is_empty(&self) -> bool {
        let mut figures = self.figures.iter();
        !self.always && figures.all(|(this, before)| this.is_nothing() && before.is_nothing())
    }

    fn choice(&self) -> Option<Choice> {
        match self.what {
            Cell::Choice(choice) => Some(choice),
            _ => None,
        }
    }

    fn row(self) -> Vec<Cell> {
        let mut row = vec![self.what];
        for (at, (this, before)) in self.figures.into_iter().enumerate() {
            row.extend([this.cell(), before.cell()]);
            if at == 0 {
                row.push(this.difference(before));
            }
        }
        row.extend(self.alone.into_iter().map(Figure::cell));
        row
    }
}

fn named(code: &'static str, label: Text) -> Cell {
    Cell::Choice(Choice {
        code,
        label,
        aliases: &[],
    })
}

/// A table of items, which may be drawn.
pub fn table(
    key: &'static str,
    title: impl Into<Say>,
    what: Text,
    more: &[Column],
    items: impl IntoIterator<Item = Item>,
) -> View<'static> {
    let mut columns = vec![Column::new("item", what), THIS, BEFORE, DIFFERENCE];
    columns.extend(more);
    let (empty, items): (Vec<Item>, Vec<Item>) = items.into_iter().partition(Item::is_empty);
    let rows = items.into_iter().map(Item::row).collect();
    View {
        empty: empty.iter().filter_map(Item::choice).collect(),
        ..View::list(title, columns, rows).key(key).drawn(BARS)
    }
}

/// Whether a cell says that there was nothing.
pub fn is_no_figure(cell: &Cell) -> bool {
    matches!(cell, Cell::Empty | Cell::NoData | Cell::Whole(0)) || *cell == Cell::Money(Money::ZERO)
}

/// Whether a table of items has nothing to say of either month.
pub fn is_nothing(view: &View<'_>) -> bool {
    match (&view.rows, view.shape) {
        (Rows::Held(rows), Shape::List | Shape::Figures) => {
            let mut figures = rows.iter().flat_map(|row| row.iter().skip(1));
            figures.all(is_no_figure)
        }
        _ => false,
    }
}

/// The total of a table.
pub fn total(this: i64, before: i64) -> Item {
    count("total", t("Total", "合计"), this, before).always()
}

/// A fixed item that is counted.
pub fn count(code: &'static str, label: Text, this: i64, before: i64) -> Item {
    item(code, label, Figure::Count(this), Figure::Count(before))
}

/// The items of two tallies: those of `choices` in their order, then what the
/// lists do not know, then those without a code, which are called `none`.
pub fn tallied(choices: &[Choice], none: Choice, this: &Tally, before: &Tally) -> Vec<Item> {
    let mut both: BTreeMap<Option<&str>, (i64, i64)> = BTreeMap::new();
    for (code, n) in this {
        both.entry(code.as_deref()).or_default().0 += n;
    }
    for (code, n) in before {
        both.entry(code.as_deref()).or_default().1 += n;
    }
    let line = |choice: &Choice, (this, before)| count(choice.code, choice.label, this, before);
    let without = line(&none, both.remove(&None).unwrap_or_default());
    let mut items = Vec::new();
    for choice in choices {
        let n = both.remove(&Some(choice.code)).unwrap_or_default();
        items.push(line(choice, n));
    }
    for (code, n) in both {
        let code = keep(code.unwrap_or_default());
        let unknown = Choice {
            code,
            label: t(code, code),
            aliases: &[],
        };
        items.push(line(&unknown, n));
    }
    items.push(without);
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    const PHONE: Choice = Choice {
        code: "phone",
        label: t("Phone", "电话"),
        aliases: &[],
    };
    const NONE: Choice = Choice {
        code: "none",
        label: t("(none)", "（无）"),
        aliases: &[],
    };

    fn rows(items: Vec<Item>) -> Vec<Vec<String>> {
        let tongue = crate::value::Tongue {
            lang: Lang::Zh,
            zone: chrono_tz::UTC,
        };
        items
            .into_iter()
            .filter(|item| !item.is_empty())
            .map(Item::row)
            .map(|row| {
                row.iter()
                    .map(|cell| cell.shown(&tongue).into_owned())
                    .collect()
            })
            .collect()
    }

    #[test]
    fn known_codes_come_first_and_those_without_one_last() {
        let of = |text: &str| Some(text.to_owned());
        let this = vec![(None, 2), (of("fax"), 1), (of("phone"), 3)];
        let before = vec![(of("phone"), 4), (of("gone"), 0)];
        assert_eq!(
            rows(tallied(&[PHONE], NONE, &this, &before)),
            [
                ["电话", "3", "4", "-1"],
                ["fax", "1", "0", "1"],
                ["（无）", "2", "0", "2"],
            ]
        );
    }

    #[test]
    fn no_data_is_said_and_nothing_is_left_out() {
        let none = Figure::Minutes(None);
        let label = t("Mean", "平均");
        assert!(rows(vec![item("mean", label, none, none)]).is_empty());
        let kept = item("mean", label, none, Figure::Minutes(Some(5)));
        assert_eq!(rows(vec![kept]), [["平均", "无数据", "5 分钟", ""]]);
        assert_eq!(rows(vec![total(0, 0)]), [["合计", "0", "0", "0"]]);
    }

    #[test]
    fn shares_are_compared_in_points() {
        let third = Figure::Share(Some(1.0 / 3.0));
        let half = Figure::Share(Some(0.5));
        assert_eq!(third.cell(), Cell::Percent(0.3333));
        assert_eq!(third.difference(half), Cell::Percent(-0.1667));
        assert_eq!(third.difference(Figure::Share(None)), Cell::Empty);
    }
}
