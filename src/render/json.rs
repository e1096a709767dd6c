//! JSON: a list is an array of objects, a sheet one object, a report an object
//! of its tables by key. Rows are written as they come.

use std::cell::RefCell;
use std::io::{self, Write};

use chrono_tz::Tz;
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use super::sanitise::is_safe;
use super::{Answer, Style};
use crate::problem::Failure;
use crate::value::Cell;
use crate::view::{Column, Rows, Shape, View};

/// Writes the view, or the report's tables.
pub fn write(answer: Answer<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let stopped = RefCell::new(None);
    let pretty = Safe(PrettyFormatter::new());
    let mut json = serde_json::Serializer::with_formatter(&mut *out, pretty);
    let report = answer.report;
    let tables: Vec<Table<'_, '_>> = answer
        .views
        .into_iter()
        .map(|view| Table {
            key: view.key,
            view: RefCell::new(Some(view)),
            style,
            stopped: &stopped,
        })
        .collect();
    let written = match tables.as_slice() {
        [table] if !report => table.serialize(&mut json),
        tables => by_key(tables, &mut json),
    };
    match (stopped.into_inner(), written) {
        (Some(failure), _) => Err(failure),
        (None, Err(error)) => Err(io::Error::from(error).into()),
        (None, Ok(())) => Ok(writeln!(out)?),
    }
}

/// A key that two tables share is told apart by a number.
fn by_key<S: Serializer>(tables: &[Table<'_, '_>], json: S) -> Result<S::Ok, S::Error> {
    let mut map = json.serialize_map(Some(tables.len()))?;
    for (at, table) in tables.iter().enumerate() {
        let earlier = tables.iter().take(at).filter(|t| t.key == table.key);
        match earlier.count() {
            0 => map.serialize_entry(table.key, table)?,
            n => map.serialize_entry(&format!("{}_{}", table.key, n + 1), table)?,
        }
    }
    map.end()
}

/// A view on its way out; its rows can be taken once.
struct Table<'t, 'v> {
    key: &'static str,
    view: RefCell<Option<View<'v>>>,
    style: &'t Style,
    /// What ended the writing, where it was not the writing itself.
    stopped: &'t RefCell<Option<Failure>>,
}

impl Serialize for Table<'_, '_> {
    fn serialize<S: Serializer>(&self, json: S) -> Result<S::Ok, S::Error> {
        let Some(view) = self.view.take() else {
            return json.serialize_unit();
        };
        let (columns, style) = (view.columns, self.style);
        if let (Shape::Sheet, Rows::Held(rows)) = (view.shape, &view.rows)
            && let [row] = rows.as_slice()
        {
            let (columns, row) = (&columns, row);
            return Object {
                columns,
                row,
                style,
            }
            .serialize(json);
        }
        let mut array = json.serialize_seq(None)?;
        let mut broken = None;
        let rows = view.rows.each(&mut |row| {
            let (columns, row) = (&columns, &row);
            let object = Object {
                columns,
                row,
                style,
            };
            array.serialize_element(&object).map_err(|error| {
                broken = Some(error);
                Failure::Other(anyhow::anyhow!("writing JSON"))
            })
        });
        match (broken, rows) {
            (Some(error), _) => Err(error),
            (None, Ok(())) => array.end(),
            (None, Err(failure)) => {
                self.stopped.replace(Some(failure));
                Err(S::Error::custom("the rows ended early"))
            }
        }
    }
}

/// One row, by the keys of its columns.
pub struct Object<'o> {
    pub columns: &'o [Column],
    pub row: &'o [Cell],
    pub style: &'o Style,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, json: S) -> Result<S::Ok, S::Error> {
        let zone = self.style.tongue.zone;
        let cells = self.columns.iter().zip(self.row);
        json.collect_map(cells.map(|(column, cell)| (column.key, Told { cell, zone })))
    }
}

/// What [`Cell::json`] says, written without being kept: most cells are texts.
struct Told<'c> {
    cell: &'c Cell,
    zone: Tz,
}

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, json: S) -> Result<S::Ok, S::Error> {
        match self.cell {
            Cell::Line(text) | Cell::Long(text) => json.serialize_str(text),
            Cell::Choice(choice) => json.serialize_str(choice.code),
            Cell::Moment(_) | Cell::Link(..) => json.serialize_str(&self.cell.code(self.zone)),
            other => other.json(self.zone).serialize(json),
        }
    }
}

/// Writes one value on one line.
pub fn compact(value: &impl Serialize, out: &mut dyn Write) -> Result<(), Failure> {
    let mut json = serde_json::Serializer::with_formatter(&mut *out, Safe(CompactFormatter));
    value.serialize(&mut json).map_err(io::Error::from)?;
    Ok(writeln!(out)?)
}

/// Escapes, besides what JSON must escape, whatever a terminal or an editor
/// would obey: nothing is lost, and nothing happens.
#[derive(Clone)]
struct Safe<F>(F);

macro_rules! pass_on {
    ($( $name:ident ( $($arg:ident : $Type:ty),* ); )*) => { $(
        fn $name<W: ?Sized + Write>(&mut self, writer: &mut W $(, $arg: $Type)*) -> io::Result<()> {
            self.0.$name(writer $(, $arg)*)
        }
    )* };
}

impl<F: Formatter> Formatter for Safe<F> {
    pass_on! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        // Every key is one of these, and so is most of what is no name.
        if fragment.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some(at) = rest.find(|c| !is_safe(c)) {
            let (before, from) = rest.split_at(at);
            writer.write_all(before.as_bytes())?;
            let mut chars = from.chars();
            if let Some(c) = chars.next() {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
            rest = chars.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}
