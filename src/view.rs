//! What a command has to say, before anyone decides how it looks: typed cells
//! under columns, as a list or as a sheet, and how a list may be drawn.

mod chart;

use std::borrow::Cow;

use crate::field::Field;
use crate::problem::Failure;
use crate::value::{Cell, Choice, Tongue};
use crate::words::{Say, Text, t};

pub use chart::{Chart, Drawn, Look, Spread};

/// What a column is to its reader, least first: where a window has no room for
/// all, the lesser go before the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// One of a row of periods: the lower its number, the sooner it goes.
    Older(usize),
    Lesser,
    /// A short choice, such as a grade.
    Short,
    /// What the list is read for: how a record stands, when it is due, its sum.
    Vital,
    /// The number and the name.
    Main,
}

/// One column of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The JSON key, the CSV heading, and what `--fields` and `--sort` name.
    pub key: &'static str,
    pub label: Text,
    /// Masked unless the reader asked to see it.
    pub sensitive: bool,
    /// Shown without being asked for by `--fields`. Machine formats show every
    /// column that is not `extra` too.
    pub extra: bool,
    /// The heading it stands under on a sheet.
    pub group: Option<Text>,
    /// Numbers are differences: a gain is marked as one where there is room.
    pub is_difference: bool,
    /// What it is to its reader; seen from its cells where nobody said it.
    pub rank: Option<Rank>,
    /// Texts go on in further lines where there is no room for one, and are not cut.
    pub wraps: bool,
}

impl Column {
    pub const fn new(key: &'static str, label: Text) -> Self {
        Column {
            key,
            label,
            sensitive: false,
            extra: false,
            group: None,
            is_difference: false,
            rank: None,
            wraps: false,
        }
    }

    /// Says what it is to its reader.
    pub const fn ranked(mut self, rank: Rank) -> Self {
        self.rank = Some(rank);
        self
    }

    /// Its texts are read whole.
    pub const fn wrapped(mut self) -> Self {
        self.wraps = true;
        self
    }

    /// Holds differences.
    pub const fn difference(mut self) -> Self {
        self.is_difference = true;
        self
    }

    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// Shown only where `--fields` names it.
    pub const fn extra(mut self) -> Self {
        self.extra = true;
        self
    }
}

/// What a difference of shares is told in.
pub const POINTS: Text = t(" pp", " 个百分点");

impl Column {
    /// What a person reads of a cell: shares are told apart in points, since a change of
    /// 5 % would be something else.
    pub fn shown<'c>(&self, cell: &'c Cell, tongue: &Tongue) -> Cow<'c, str> {
        let shown = cell.shown(tongue);
        match cell {
            Cell::Percent(_) if self.is_difference => {
                shown.replace('%', POINTS.to(tongue.lang)).into()
            }
            _ => shown,
        }
    }

    /// The same where there is room: a gain with its sign, a loss with a minus that is one.
    pub fn signed<'c>(&self, cell: &'c Cell, tongue: &Tongue) -> Cow<'c, str> {
        let shown = self.shown(cell, tongue);
        if !self.is_difference {
            return shown;
        }
        let gain = match cell {
            Cell::Whole(n) | Cell::Minutes(n) => *n > 0,
            Cell::Money(money) => money.as_fen() > 0,
            Cell::Number(n, _) => *n > 0.0,
            Cell::Percent(share) => *share > 0.0,
            _ => return shown,
        };
        match shown.strip_prefix('-') {
            Some(loss) => format!("−{loss}").into(),
            None if gain => format!("+{shown}").into(),
            None => shown,
        }
    }
}

impl From<&Field> for Column {
    fn from(field: &Field) -> Self {
        Column {
            key: field.key,
            label: field.label,
            sensitive: field.sensitive,
            extra: false,
            group: field.group,
            is_difference: false,
            rank: None,
            wraps: false,
        }
    }
}

/// The number under which people name a record.
pub const NUMBER: Column = Column::new("number", t("No.", "编号"));

/// How a person would lay the rows out; machine formats ignore it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One record a line.
    List,
    /// One field a line: the filled-in form. Empty fields are left out.
    Sheet,
    /// A few figures that stand for the whole: a list, and shown large where
    /// there is room.
    Figures,
    /// One day a row, drawn as a month: weeks from Monday. The columns `date`,
    /// `kind`, `name` and `hours` are what is drawn; without one it is a list.
    Month,
}

/// Takes rows one by one.
pub type Sink<'s> = dyn FnMut(Vec<Cell>) -> Result<(), Failure> + 's;

/// Makes rows and hands each to a sink.
pub type Source<'a> = dyn FnOnce(&mut Sink<'_>) -> Result<(), Failure> + 'a;

/// The rows of a view: held, or made while they are written, so that a list of
/// 100,000 customers is never in memory as a whole.
pub enum Rows<'a> {
    Held(Vec<Vec<Cell>>),
    Streamed(Box<Source<'a>>),
}

impl Rows<'_> {
    /// Hands every row to `sink`, one after the other.
    ///
    /// # Errors
    /// Whatever made the rows, or `sink`, failed with.
    pub fn each(self, sink: &mut Sink<'_>) -> Result<(), Failure> {
        match self {
            Rows::Held(rows) => rows.into_iter().try_for_each(sink),
            Rows::Streamed(rows) => rows(sink),
        }
    }

    /// All of them at once, for whoever needs to look at them twice.
    ///
    /// # Errors
    /// Whatever made the rows failed with.
    pub fn held(self) -> Result<Vec<Vec<Cell>>, Failure> {
        if let Rows::Held(rows) = self {
            return Ok(rows);
        }
        let mut all = Vec::new();
        self.each(&mut |row| {
            all.push(row);
            Ok(())
        })?;
        Ok(all)
    }
}

/// One table of an answer.
pub struct View<'a> {
    pub title: Say,
    /// What machine formats call it where a report has several tables; never
    /// translated, never changed.
    pub key: &'static str,
    pub columns: Vec<Column>,
    pub rows: Rows<'a>,
    pub shape: Shape,
    /// The part of a report it belongs to; those of one part stand together.
    pub section: Option<Text>,
    pub chart: Option<Chart>,
    /// Lines that it could have besides its rows, of which there is nothing to say.
    pub empty: Vec<Choice>,
}

impl<'a> View<'a> {
    pub fn list(title: impl Into<Say>, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        View {
            title: title.into(),
            key: "rows",
            columns,
            rows: Rows::Held(rows),
            shape: Shape::List,
            section: None,
            chart: None,
            empty: Vec::new(),
        }
    }

    pub fn sheet(title: impl Into<Say>, columns: Vec<Column>, row: Vec<Cell>) -> Self {
        View {
            title: title.into(),
            key: "rows",
            columns,
            rows: Rows::Held(vec![row]),
            shape: Shape::Sheet,
            section: None,
            chart: None,
            empty: Vec::new(),
        }
    }

    /// The days of a month, one a row.
    pub fn month(title: impl Into<Say>, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        View {
            shape: Shape::Month,
            ..View::list(title, columns, rows)
        }
    }

    pub fn streamed(
        title: impl Into<Say>,
        columns: Vec<Column>,
        rows: impl FnOnce(&mut Sink<'_>) -> Result<(), Failure> + 'a,
    ) -> Self {
        View {
            title: title.into(),
            key: "rows",
            columns,
            rows: Rows::Streamed(Box::new(rows)),
            shape: Shape::List,
            section: None,
            chart: None,
            empty: Vec::new(),
        }
    }

    /// The same once more, for another format; `None` where its rows are made while
    /// they are written.
    pub fn again(&self) -> Option<View<'static>> {
        let Rows::Held(rows) = &self.rows else {
            return None;
        };
        Some(View {
            title: self.title.clone(),
            key: self.key,
            columns: self.columns.clone(),
            rows: Rows::Held(rows.clone()),
            shape: self.shape,
            section: self.section,
            chart: self.chart,
            empty: self.empty.clone(),
        })
    }

    /// Names it for machine formats.
    pub fn key(mut self, key: &'static str) -> Self {
        self.key = key;
        self
    }

    /// Puts it into a part of a report.
    pub const fn within(mut self, section: Text) -> Self {
        self.section = Some(section);
        self
    }

    /// Lets it be drawn.
    pub const fn drawn(mut self, chart: Chart) -> Self {
        self.chart = Some(chart);
        self
    }
}

/// An answer in sentences, to be sent on: headed lists, no tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub title: Say,
    pub parts: Vec<Part>,
}

/// One headed list of a note; the heading says it all where there are no lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub title: Say,
    pub lines: Vec<Say>,
    /// How many more there would be.
    pub more: usize,
}
