//! Tables of any term beside the one before, and shares with what they are shares of.

use super::{BARS, BEFORE, Figure, Item, OF, Rate, THIS, UNSTATED, item, table, tallied, total};
use crate::store::Tally;
use crate::value::Choice;
use crate::view::{Chart, Column, Rank, View};
use crate::words::{Say, Text, t};

const THIS_TERM: Column = Column::new("this_period", t("Period", "本期"));
const TERM_BEFORE: Column = Column::new("period_before", t("Before", "上期"));

/// The same of any term.
const TERM_BARS: Chart = Chart {
    values: &["this_period", "period_before"],
    ..BARS
};

/// What stands behind the figures of a distribution.
const SHARES: [Column; 2] = [
    Column::new("share", t("Share", "占比")),
    Column::new("share_before", t("Share before", "上期占比")).ranked(Rank::Lesser),
];

/// A table of items of any term, which may be drawn.
pub fn of_term(
    key: &'static str,
    title: impl Into<Say>,
    what: Text,
    more: &[Column],
    items: impl IntoIterator<Item = Item>,
) -> View<'static> {
    in_terms(table(key, title, what, more, items))
}

/// A table of a month and the month before as one of any two terms.
pub fn in_terms(mut view: View<'static>) -> View<'static> {
    if let Some(chart) = view.chart.as_mut() {
        // As many of the two as are drawn of a month.
        match chart.values {
            values if values == BARS.values => chart.values = TERM_BARS.values,
            ["this_month"] => chart.values = &["this_period"],
            _ => {}
        }
    }
    let is_of_months = view.columns.iter().any(|it| it.key == "this_month");
    for column in view.columns.iter_mut().filter(|_| is_of_months) {
        match column.key {
            "item" => column.rank = Some(Rank::Main),
            "this_month" => *column = THIS_TERM,
            "month_before" => *column = TERM_BEFORE,
            _ => {}
        }
    }
    view
}

/// The figures of a term as those of a month.
pub fn in_months(mut view: View<'static>) -> View<'static> {
    for column in &mut view.columns {
        match column.key {
            "this_period" => *column = THIS,
            "period_before" => *column = BEFORE,
            _ => {}
        }
    }
    view
}

/// How many of each code, with their shares, and the total: of any term.
pub fn distribution(
    key: &'static str,
    [title, what]: [Text; 2],
    choices: &[Choice],
    this: &Tally,
    before: &Tally,
) -> View<'static> {
    let all = |tally: &Tally| tally.iter().map(|(_, n)| n).sum::<i64>();
    let (of, of_before) = (all(this), all(before));
    let share = |figure, of| match figure {
        Figure::Count(n) => Figure::Share(Rate { n, of }.share()),
        other => other,
    };
    let mut items = tallied(choices, UNSTATED, this, before);
    items.push(total(of, of_before));
    let items = items.into_iter().map(|item| {
        let shares = item
            .figures
            .first()
            .map(|(now, then)| [share(*now, of), share(*then, of_before)]);
        item.with(shares.into_iter().flatten())
    });
    of_term(key, title, what, &SHARES, items.collect::<Vec<_>>())
}

/// A share of the term and of the one before, and what of how many it is.
pub fn rate(code: &'static str, label: Text, this: Rate, before: Rate) -> Item {
    let share = |rate: Rate| Figure::Share(rate.share());
    item(code, label, share(this), share(before)).with([
        Figure::Count(this.n),
        Figure::Count(this.of),
        Figure::Count(before.n),
        Figure::Count(before.of),
    ])
}

/// A table of shares: nothing to lay bars beside.
pub fn rates(
    key: &'static str,
    title: impl Into<Say>,
    what: Text,
    items: impl IntoIterator<Item = Item>,
) -> View<'static> {
    View {
        chart: None,
        ..of_term(key, title, what, &OF, items)
    }
}
