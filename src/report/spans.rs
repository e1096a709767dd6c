//! A report over terms: its figures beside those of the term before and of the same term
//! a year before, or of several terms in a row. A report lists its figures once; every
//! way to lay them out is made from that list.

use super::Term;
use super::compare::Figure;
use super::laid::{Laid, beside};
use super::measures::Reader;
use crate::playbook::Targets;
use crate::records::choices::Kpi;
use crate::say;
use crate::value::{Cell, Choice, Codes, Day, Moment, without_contacts};
use crate::view::{Column, View};
use crate::words::{Say, Text, keep, t};

/// What a report of terms is about.
pub struct About<'a> {
    pub term: Term,
    /// What is laid beside one another: the term, the one before and the same of the year
    /// before, or several in a row.
    pub spans: Vec<Term>,
    pub is_series: bool,
    /// The colleague or team that it is about; everybody where there is none.
    pub who: Option<Say>,
    /// The customer that it is about, by number and name, where it is about one.
    pub customer: Option<(&'a str, &'a str)>,
    /// Which records alone, as the line named them.
    pub only: Option<String>,
    pub playbook: &'a str,
    /// What the team aims at.
    pub targets: &'a Targets,
    /// As of when: the term's end, or now where it runs.
    pub until: Moment,
}

impl About<'_> {
    /// What is aimed at: a team's matter, and none of a single customer's.
    pub(super) const fn aims(&self) -> Option<&Targets> {
        match self.customer {
            None => Some(self.targets),
            Some(_) => None,
        }
    }
}

/// One figure of a report: how it is read off what was counted of a term.
pub struct Line<C> {
    pub code: &'static str,
    pub label: Text,
    pub of: fn(&C) -> Figure,
    /// The measure of performance that it is.
    pub kpi: Option<Kpi>,
}

/// A figure of a report.
pub const fn line<C>(code: &'static str, label: Text, of: fn(&C) -> Figure) -> Line<C> {
    Line {
        code,
        label,
        of,
        kpi: None,
    }
}

/// A figure that is a measure of performance, under whatever name.
pub const fn measured<C>(
    kpi: Kpi,
    code: &'static str,
    label: Text,
    of: fn(&C) -> Figure,
) -> Line<C> {
    Line {
        kpi: Some(kpi),
        ..line(code, label, of)
    }
}

impl<C> Line<C> {
    /// Read off every term.
    pub fn laid<'c>(&self, each: impl Iterator<Item = &'c C>) -> Laid
    where
        C: 'c,
    {
        Laid {
            code: self.code,
            label: self.label,
            kpi: self.kpi,
            figures: each.map(self.of).collect(),
        }
    }

    /// What it is called.
    pub const fn choice(&self) -> Choice {
        Choice {
            code: self.code,
            label: self.label,
            aliases: &[],
        }
    }
}

/// Figures of one kind that are drawn together, by their codes.
pub type Graph = &'static [&'static str];

/// The figures of a report, its graphs, and the terms that stand in a row.
pub type InARow<'a, C> = (&'a [Line<C>], &'a [Graph], &'a [(Term, C)]);

pub(super) const OVERVIEW: Text = t("Overview", "概览");

/// What a report of a term is about.
pub fn head(title: Text, about: &About<'_>) -> View<'static> {
    let (en, zh) = (title.en, title.zh);
    let name = match (about.is_series, about.spans.first()) {
        (true, Some(first)) => {
            let (first, last) = (first.name(), about.term.name());
            let (first_en, first_zh, last_en, last_zh) = (first.en, first.zh, last.en, last.zh);
            say!("{first_en} to {last_en}", "{first_zh}至{last_zh}")
        }
        _ => about.term.name(),
    };
    let of_customer = about.customer.map(|(_, name)| Say::same(name));
    let who = who(of_customer.as_ref().or(about.who.as_ref()));
    let (term_en, term_zh, who_en, who_zh) = (&name.en, &name.zh, &who.en, &who.zh);
    let title = say!("{en}, {term_en}: {who_en}", "{term_zh}{zh}：{who_zh}");
    let text = |text: &str| Cell::Line(text.to_owned());
    let first = match about.is_series {
        true => about.spans.first().copied().unwrap_or(about.term),
        false => about.term,
    };
    let beside = about.spans.iter().filter(|term| **term != about.term);
    let beside: Vec<String> = beside.map(|term| term.code()).collect();
    let columns = vec![
        Column::new("period", t("Period", "期间")),
        Column::new("from", t("From", "起")),
        Column::new("to", t("To", "止")),
        Column::new("compared_with", t("Compared with", "对比期间")),
        Column::new("rep", t("Rep", "人员")),
        Column::new("only", t("Only", "范围")),
        Column::new("as_of", t("As of", "截至")),
        Column::new("playbook", t("Playbook", "规则手册")),
    ];
    let row = vec![
        Cell::Line(about.term.code()),
        Cell::Day(Day(first.first)),
        Cell::Day(Day(about.term.last)),
        Cell::Tags(beside),
        named_who(about.who.as_ref()),
        about.only.as_deref().map_or(Cell::Empty, text),
        Cell::Moment(about.until),
        text(about.playbook),
    ];
    let (columns, row) = match about.customer {
        None => (columns, row),
        Some((number, name)) => {
            let column = Column::new("customer", t("Customer", "客户名称"));
            let cell = Cell::Link(number.to_owned(), name.to_owned());
            // Whose it is, the customer says.
            let others = columns.into_iter().zip(row);
            let others = others.filter(|(column, _)| !["rep", "only"].contains(&column.key));
            std::iter::once((column, cell)).chain(others).unzip()
        }
    };
    View::sheet(title, columns, row)
        .key("report")
        .within(OVERVIEW)
}

/// Whose a report is, for its title.
pub fn who(who: Option<&Say>) -> Say {
    who.cloned().unwrap_or(say!("everybody", "全体人员"))
}

/// The same in its head, where everybody is nobody.
pub fn named_who(who: Option<&Say>) -> Cell {
    who.map_or(Cell::Empty, |who| {
        Cell::Text(t(keep(&who.en), keep(&who.zh)))
    })
}

/// A report that is counted anew for each of its terms.
pub struct Periodic<C: 'static> {
    /// Its word behind `report`.
    pub name: &'static str,
    pub title: Text,
    pub lines: &'static [Line<C>],
    pub graphs: &'static [Graph],
    /// The tables behind the figures: what the newest term consists of.
    pub tables: fn(&Given<'_, C>) -> Vec<View<'static>>,
}

/// What the tables behind the figures are made from.
pub struct Given<'a, C> {
    pub this: &'a C,
    pub before: &'a C,
    /// Where the names of industries and regions stand.
    pub codes: &'a Codes,
    pub reader: Reader,
    /// Free text as it stands, contacts and all.
    pub reveal: bool,
}

impl<C> Given<'_, C> {
    /// Free text, with what looks like a phone or an address hidden.
    pub fn words(&self, text: &str) -> Cell {
        Cell::Long(match self.reveal {
            true => text.to_owned(),
            false => without_contacts(text),
        })
    }

    /// A list of the records behind a figure. People read its beginning, and are told how
    /// long it is; programs find all of it.
    pub fn records<R>(
        &self,
        (key, title): (&'static str, Text),
        columns: Vec<Column>,
        records: &[R],
        row: impl Fn(&R) -> Vec<Cell>,
    ) -> View<'static> {
        let most = match self.reader {
            Reader::Program => usize::MAX,
            Reader::Person => 50,
            Reader::Paper => 1000,
        };
        let rows = records.iter().take(most).map(row).collect();
        let (all, en, zh) = (records.len(), title.en, title.zh);
        let title = match all > most {
            true => say!(
                "{en} (first {most} of {all})",
                "{zh}（共 {all} 条，列前 {most} 条）"
            ),
            false => Say::from(title),
        };
        View::list(title, columns, rows).key(key)
    }
}

/// What a report looks like with all its terms counted.
pub fn counted<C>(
    report: &Periodic<C>,
    about: &About<'_>,
    each: &[&C],
    told: &Given<'_, C>,
) -> Vec<View<'static>> {
    let mut views = vec![head(report.title, about), beside(report.lines, each, about)];
    views.extend((report.tables)(told));
    views
}

/// Whether none of the figures has anything to say.
pub fn nothing_in<C>(lines: &[Line<C>], counted: &C) -> bool {
    lines.iter().all(|line| (line.of)(counted).is_nothing())
}
