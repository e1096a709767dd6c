//! What a command has to say, before anyone decides how it looks: typed cells
//! under columns, as a list or as a sheet.

use crate::field::Field;
use crate::problem::Failure;
use crate::value::Cell;
use crate::words::{Say, Text, t};

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
}

impl Column {
    pub const fn new(key: &'static str, label: Text) -> Self {
        Column {
            key,
            label,
            sensitive: false,
            extra: false,
            group: None,
        }
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

impl From<&Field> for Column {
    fn from(field: &Field) -> Self {
        Column {
            key: field.key,
            label: field.label,
            sensitive: field.sensitive,
            extra: false,
            group: field.group,
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
}

impl<'a> View<'a> {
    pub fn list(title: impl Into<Say>, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        View {
            title: title.into(),
            key: "rows",
            columns,
            rows: Rows::Held(rows),
            shape: Shape::List,
        }
    }

    pub fn sheet(title: impl Into<Say>, columns: Vec<Column>, row: Vec<Cell>) -> Self {
        View {
            title: title.into(),
            key: "rows",
            columns,
            rows: Rows::Held(vec![row]),
            shape: Shape::Sheet,
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
        }
    }

    /// Names it for machine formats.
    pub fn key(mut self, key: &'static str) -> Self {
        self.key = key;
        self
    }
}
