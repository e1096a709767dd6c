//! The dashboard (RP-18): the measures that the handbooks look at most, with how they
//! went and what is aimed at, on one screen.

use super::super::Term;
use super::super::measures::Reader;
use super::Definition;
use super::groups::without_column;
use super::periods::{by_period, trend};
use super::views::{KPI, LABEL, Measured, Series, Story, TARGET, name, reached, target};
use crate::records::choices::Kpi;
use crate::report::compare::Figure;
use crate::say;
use crate::value::{Cell, ChoiceSet as _};
use crate::view::{Chart, Column, Look, Rank, View};
use crate::words::{Lang, Say, Text, keep, t};

/// What is shown, in this order: K01 to K03 and satisfaction are handbook 004's own.
pub const SHOWN: [Kpi; 14] = [
    Kpi::Conversion,
    Kpi::SolvedShare,
    Kpi::Response,
    Kpi::Satisfied,
    Kpi::SatisfactionScaled,
    Kpi::Nps,
    Kpi::ClocksKept,
    Kpi::Overdue,
    Kpi::Repeats,
    Kpi::RevisitsKept,
    Kpi::Audited,
    Kpi::TouchKept,
    Kpi::PromisesKept,
    Kpi::AmountWon,
];

/// The tables: one for a screen, graphs on paper, a row a measure and period for programs.
pub fn dashboard(story: &Story<'_>, all: &[Series], reader: Reader) -> Vec<View<'static>> {
    let mut views = vec![head(story)];
    match reader {
        Reader::Program => views.push(by_period(story, all)),
        Reader::Person => views.push(screen(story, all, reader)),
        Reader::Paper => {
            let mut table = screen(story, all, reader);
            // The graphs below show it.
            for key in ["bar", "trend"] {
                without_column(&mut table, key, true);
            }
            views.push(table);
            views.extend(all.iter().filter_map(|one| graph(&story.terms, one)));
        }
    }
    views
}

fn head(story: &Story<'_>) -> View<'static> {
    let name = |term: Option<&Term>| term.map_or(Say::same(""), |term| term.name());
    let (first, last) = (story.terms.first(), story.terms.last());
    let title = name(last);
    let (en, zh) = (&title.en, &title.zh);
    let code = |term: Option<&Term>| term.map_or(Cell::Empty, |term| Cell::Line(term.code()));
    let title = say!("Dashboard, {en}", "{zh}绩效仪表盘");
    let columns = vec![
        Column::new("period", t("Period", "期间")),
        Column::new("from", t("Trend from", "趋势起点")),
        Column::new("only", t("Only", "范围")),
        Column::new("until", t("As of", "截至")),
        Column::new("playbook", t("Playbook", "规则手册")),
    ];
    let row = vec![
        code(last),
        code(first),
        story.only.clone().map_or(Cell::Empty, Cell::Line),
        Cell::Moment(story.until),
        Cell::Line(story.playbook.to_owned()),
    ];
    View::sheet(title, columns, row).key("report")
}

/// A row a measure.
fn screen(story: &Story<'_>, all: &[Series], reader: Reader) -> View<'static> {
    let fit = |cell| match reader {
        Reader::Person => short(cell),
        _ => cell,
    };
    let columns = vec![
        KPI.ranked(Rank::Lesser),
        LABEL,
        Column::new("value", t("Value", "本期")).ranked(Rank::Vital),
        Column::new("bar", t("0–100%", "0–100%")).ranked(Rank::Short),
        Column::new("trend", t("Trend", "趋势")).ranked(Rank::Vital),
        Column::new("change", t("Change", "较上期"))
            .difference()
            .ranked(Rank::Lesser),
        TARGET.ranked(Rank::Short),
        Column::new("reached", t("Met", "达标")).ranked(Rank::Short),
    ];
    let rows = all.iter().map(|one| {
        let definition = one.definition;
        let mut each = one.each.iter().rev();
        let nothing = Measured::default();
        let (this, before) = (each.next().unwrap_or(&nothing), each.next());
        let value = this.value(definition);
        let mut row = name(definition, Reader::Person);
        row.extend([
            fit(this.cell(definition, reader)),
            Cell::Line(bar(value)),
            Cell::Line(trend(one)),
            before.map_or(Cell::Empty, |before| {
                fit(value.difference(before.value(definition)))
            }),
            target(story, definition),
            reached(story, definition, this),
        ]);
        row
    });
    let title = t("Measures", "指标");
    View::list(title, columns, rows.collect()).key("dashboard")
}

/// Amounts in thousands or ten thousands: a screen is narrow.
fn short(cell: Cell) -> Cell {
    match cell {
        Cell::Money(money) => Cell::Text(Text::kept(
            &money.shown_short(Lang::En),
            &money.shown_short(Lang::Zh),
        )),
        other => other,
    }
}

/// Eight letters of a share; nothing of what is none.
fn bar(value: Figure) -> String {
    const LONG: usize = 8;
    let Figure::Share(Some(share)) = value else {
        return String::new();
    };
    let full = (share.clamp(0.0, 1.0) * LONG as f64).round() as usize;
    let rest = LONG.saturating_sub(full);
    format!("{}{}", "█".repeat(full), "░".repeat(rest))
}

/// The line of a measure, where there are two values to draw it through.
fn graph(terms: &[Term], one: &Series) -> Option<View<'static>> {
    let definition: &Definition = one.definition;
    let has = |measured: &&Measured| measured.why(definition).is_none();
    if one.each.iter().filter(has).count() < 2 {
        return None;
    }
    let kpi = definition.kpi;
    let columns = vec![
        Column::new("period", t("Period", "期间")),
        Column::new("value", kpi.label()),
    ];
    let rows = terms.iter().zip(&one.each).map(|(term, measured)| {
        vec![
            Cell::Line(term.code()),
            measured.cell(definition, Reader::Program),
        ]
    });
    let key = keep(&format!("graph_{}", kpi.code()));
    let view = View::list(kpi.label(), columns, rows.collect()).key(key);
    Some(view.drawn(Chart {
        label: "period",
        values: &["value"],
        until: &[],
        look: Look::Bars,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        let of = |share: f64| bar(Figure::Share(Some(share)));
        assert_eq!(of(0.0), "░░░░░░░░");
        assert_eq!(of(0.5), "████░░░░");
        assert_eq!(of(1.6), "████████");
        assert_eq!(of(-0.2), "░░░░░░░░");
        assert_eq!(bar(Figure::Share(None)), "");
        assert_eq!(bar(Figure::Count(3)), "");
    }
}
