//! What customers said in the surveys of a term, and what is done about it: low scores,
//! suggestions, measures. What looks like a contact is hidden in their words.

use super::{Cause, Satisfaction, is_low};
use crate::records::{LOW_NPS, says_nothing};
use crate::store::SurveyRow;
use crate::value::{Book, Cell, Rated, Value as _, YesNo, without_contacts};
use crate::view::{Column, NUMBER, Rank, View};
use crate::words::t;

/// A score up to this is told: below it nobody is satisfied.
const TOLD: u8 = 3;

/// Scores up to [`TOLD`], and answers that would not recommend us: with whether the
/// customer was revisited a second time (R186).
pub(super) fn low(all: &Satisfaction<'_>) -> View<'static> {
    let rows = all.answered.iter().filter_map(|row| {
        let told = row.scores.0.iter().filter(|(_, score)| score.get() <= TOLD);
        let low: Vec<Rated> = told
            .map(|(code, score)| Rated {
                code: code.clone(),
                label: all
                    .codes
                    .entry(Book::Dimension, code)
                    .map(|entry| entry.label),
                points: score.get(),
            })
            .collect();
        let nps = row.nps.filter(|nps| *nps <= LOW_NPS);
        (!low.is_empty() || nps.is_some()).then(|| {
            vec![
                Cell::Line(row.number.clone()),
                Cell::Line(row.customer.clone()),
                row.at.map_or(Cell::Empty, Cell::Moment),
                Cell::Rated(low),
                row.nps
                    .map_or(Cell::Empty, |nps| Cell::Whole(i64::from(nps))),
                said(row, all.reveal),
                is_low(row).then(|| YesNo::from(row.revisited)).cell(),
            ]
        })
    });
    let columns = vec![
        NUMBER,
        Column::new("customer", t("Customer", "客户")),
        Column::new("at", t("Answered", "调查日期")),
        Column::new("scores", t("Scores of 3 or less", "3 分及以下")).ranked(Rank::Vital),
        Column::new("nps", t("NPS", "NPS")),
        Column::new("suggestion", t("Suggestion", "客户建议")).wrapped(),
        Column::new("revisited", t("Second revisit", "二次回访")),
    ];
    View::list(t("Low scores", "低分明细"), columns, rows.collect()).key("low")
}

fn said(row: &SurveyRow, reveal: bool) -> Cell {
    match &row.suggestion {
        None => Cell::Empty,
        Some(text) if reveal => Cell::Long(text.clone()),
        Some(text) => Cell::Long(without_contacts(text)),
    }
}

pub(super) fn suggestions(all: &Satisfaction<'_>) -> View<'static> {
    let says = |row: &&&SurveyRow| {
        let text = row.suggestion.as_deref();
        text.is_some_and(|text| !says_nothing(text))
    };
    let with = all.answered.iter().filter(says);
    let rows = with.map(|row| {
        vec![
            Cell::Line(row.number.clone()),
            Cell::Line(row.customer.clone()),
            said(row, all.reveal),
        ]
    });
    let columns = vec![
        NUMBER,
        Column::new("customer", t("Customer", "客户")),
        Column::new("suggestion", t("Suggestion", "客户建议")).wrapped(),
    ];
    View::list(
        t("What customers suggest", "客户建议"),
        columns,
        rows.collect(),
    )
    .key("suggestions")
}

/// The root causes that were looked for, and what is done: of this term, and what was
/// still open from before.
pub(super) fn measures(all: &Satisfaction<'_>) -> View<'static> {
    let line = |text: &Option<String>| {
        text.as_ref()
            .map_or(Cell::Empty, |text| Cell::Long(text.clone()))
    };
    let state = |one: &Cause| match one.closed {
        Some(closed) if closed < all.about.until => t("done", "已完成"),
        _ if one.due.is_some_and(|due| due < all.about.until) => t("overdue", "逾期"),
        _ => t("open", "进行中"),
    };
    let rows = all.causes.iter().map(|one| {
        vec![
            Cell::Line(one.number.clone()),
            line(&one.step),
            line(&one.measures),
            one.who
                .as_ref()
                .map_or(Cell::Empty, |who| Cell::Line(who.clone())),
            one.due.map_or(Cell::Empty, Cell::Moment),
            Cell::Text(state(one)),
        ]
    });
    let columns = vec![
        NUMBER,
        Column::new("step", t("Step", "环节")),
        Column::new("measures", t("Measures", "改进措施")).wrapped(),
        Column::new("who", t("Who", "责任人")),
        Column::new("due", t("Until", "期限")),
        Column::new("state", t("State", "状态")).ranked(Rank::Vital),
    ];
    View::list(t("Measures", "改进措施"), columns, rows.collect()).key("measures")
}
