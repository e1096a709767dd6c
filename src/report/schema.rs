//! What the reports are as JSON, told as a JSON Schema (draft 2020-12). One text says it,
//! `schema/reports.txt`; here it is read and written out, and nothing is known twice.

mod kinds;
mod lines;
mod read;

use serde_json::{Map, Value as Json, json};

pub use self::lines::lines;

use self::kinds::{closed, kind, or_null};
use self::read::{Definition, Key, Shape, Table};

/// How the rows of a table are called in two periods: those of the month's report, and of
/// all others.
const MONTHS: [&str; 2] = ["this_month", "month_before"];
const PERIODS: [&str; 2] = ["this_period", "period_before"];

/// What a value with a unit is.
const UNITS: [(&str, &str); 5] = [
    ("share", "number"),
    ("minutes", "minutes"),
    ("yuan", "yuan"),
    ("count", "whole"),
    ("points", "number"),
];

/// The reports that have a schema.
///
/// # Errors
/// What is wrong with the definition: a test sees that nothing is.
pub fn names() -> Result<Vec<&'static str>, String> {
    let mut names = Definition::read()?.reports;
    names.dedup_by_key(|shape| shape.report);
    Ok(names.into_iter().map(|shape| shape.report).collect())
}

/// The schema of one report, or of all.
///
/// # Errors
/// As [`names`].
pub fn schema(only: Option<&str>) -> Result<Json, String> {
    written(only, false)
}

/// The same, refusing every key that it does not name: to see that none is missing.
///
/// # Errors
/// As [`names`].
pub fn strict(only: Option<&str>) -> Result<Json, String> {
    written(only, true)
}

fn written(only: Option<&str>, strict: bool) -> Result<Json, String> {
    let writer = Writer {
        definition: Definition::read()?,
        strict,
    };
    let mut all = kinds::all();
    let mut told = Vec::new();
    let wanted = |name: &&str| only.is_none_or(|only| only == *name);
    for name in names()?.into_iter().filter(wanted) {
        all.insert(name.to_owned(), writer.report(name)?);
        told.push(json!({ "$ref": format!("#/$defs/{name}") }));
    }
    let which = match (only, told.first()) {
        (Some(_), Some(one)) => ("$ref", one["$ref"].clone()),
        _ => ("anyOf", Json::Array(told)),
    };
    let mut schema = Map::new();
    let mut say = |key: &str, value: Json| schema.insert(key.to_owned(), value);
    say(
        "$schema",
        "https://json-schema.org/draft/2020-12/schema".into(),
    );
    say("title", "Reports of kehu as JSON".into());
    say(
        "description",
        "What `kehu report NAME -o json` answers. Keys and codes are never renamed; new ones may be added.".into(),
    );
    say(which.0, which.1);
    say("$defs", Json::Object(all));
    Ok(Json::Object(schema))
}

struct Writer {
    definition: Definition,
    strict: bool,
}

impl Writer {
    /// A report, in each shape that its answer may have.
    fn report(&self, name: &str) -> Result<Json, String> {
        let mut shapes = Vec::new();
        for shape in self.definition.shapes(name) {
            shapes.push(self.shape(shape)?);
            // With `--last N` it is its headline, a row a period.
            if let Some(items) = shape.tables.iter().find_map(Table::headline) {
                shapes.push(self.periods(shape, items)?);
            }
        }
        Ok(match shapes.len() {
            1 => shapes.swap_remove(0),
            _ => json!({ "anyOf": shapes }),
        })
    }

    fn shape(&self, shape: &Shape) -> Result<Json, String> {
        let names = match shape.report {
            "monthly" => MONTHS,
            _ => PERIODS,
        };
        let mut tables = Object::new(self.strict);
        for table in &shape.tables {
            match (table.key, table.words.as_slice()) {
                ("*", ["records"]) => tables.others = Some(records()),
                ("*", ["compared", of]) => {
                    for item in self.definition.items_over(of)? {
                        tables.insert(item.name, self.compared(item.kind)?, true);
                    }
                }
                (key, _) => {
                    let what = self
                        .table(table, names)
                        .map_err(|why| format!("{} {key}: {why}", shape.report))?;
                    tables.insert(key, what, table.optional);
                }
            }
        }
        Ok(tables.described(&format!("{}: {}", shape.report, shape.about)))
    }

    fn periods(&self, shape: &Shape, items: &[&'static str]) -> Result<Json, String> {
        let mut tables = Object::new(self.strict);
        let report = shape.tables.iter().find(|table| table.key == "report");
        if let Some(report) = report {
            tables.insert("report", self.table(report, PERIODS)?, false);
        }
        let rows = self.over("period=period", items)?;
        tables.insert("periods", array(rows), false);
        Ok(tables.described(&format!("{}: with --last N", shape.report)))
    }

    fn table(&self, table: &Table, names: [&str; 2]) -> Result<Json, String> {
        let (plain, more) = table.extended();
        Ok(match plain {
            ["like", other] => self.table(self.definition.table(other)?, names)?,
            ["one", keys @ ..] => self.row(keys)?,
            ["units", "one", keys @ ..] => self.by_unit(keys)?,
            ["units", keys @ ..] => array(self.by_unit(keys)?),
            ["records"] => records(),
            ["over", key, "like", other] => {
                let items = self.definition.words_over(other)?;
                array(self.over(key, items)?)
            }
            ["over", key, items @ ..] => array(self.over(key, items)?),
            ["items", items @ ..] => array(self.items(items, names, &[], more)?),
            ["headline" | "glance", items @ ..] => {
                let year = ["year_before", "year_difference"];
                array(self.items(items, names, &year, more)?)
            }
            ["spread", items @ ..] => {
                let more = ["share=share?", "share_before=share?"];
                array(self.items(items, names, &[], &more)?)
            }
            ["rates", items @ ..] => {
                let shares: Vec<Key> = items.iter().map(|item| Key::item(item)).collect();
                let more = ["n=count", "of=count", "n_before=count", "of_before=count"];
                array(self.compared_items(&shares, "share", names, &[], &more)?)
            }
            keys => array(self.row(keys)?),
        })
    }

    /// An object of these keys.
    fn row(&self, keys: &[&'static str]) -> Result<Json, String> {
        let mut row = Object::new(self.strict);
        for key in keys.iter().map(|word| self.definition.key(word)) {
            let key = key?;
            row.insert(key.name, kind(key.kind)?, key.optional);
        }
        Ok(row.json())
    }

    /// The same for each unit: `!` marks the keys whose values are in it.
    fn by_unit(&self, keys: &[&'static str]) -> Result<Json, String> {
        let mut each = Vec::new();
        for (unit, kind_of) in UNITS {
            let mut row = Object::new(self.strict);
            for word in keys {
                let (optional, word) = read::optional(word);
                match word.strip_prefix('!') {
                    Some(valued) => {
                        let name = valued.trim_end_matches("=?");
                        row.insert(name, or_null(kind(kind_of)?), optional);
                    }
                    None if word == "unit" => row.insert("unit", json!({ "const": unit }), false),
                    None => {
                        let key = self.definition.key(word)?;
                        row.insert(key.name, kind(key.kind)?, optional);
                    }
                }
            }
            each.push(row.json());
        }
        Ok(json!({ "anyOf": each }))
    }

    /// A row a month, period or group, with a key an item.
    fn over(&self, key: &'static str, items: &[&'static str]) -> Result<Json, String> {
        let mut row = Object::new(self.strict);
        let key = self.definition.key(key)?;
        row.insert(key.name, kind(key.kind)?, false);
        for item in items.iter().map(|item| Key::item(item)) {
            row.insert(item.name, figure(item.kind)?, false);
        }
        Ok(row.json())
    }

    /// A row an item: those of one type are told together.
    fn items(
        &self,
        items: &[&'static str],
        names: [&str; 2],
        year: &[&str],
        more: &[&'static str],
    ) -> Result<Json, String> {
        let mut by_kind: Vec<(&str, Vec<Key>)> = Vec::new();
        for item in items.iter().map(|item| Key::item(item)) {
            match by_kind.iter_mut().find(|(kind, _)| *kind == item.kind) {
                Some((_, those)) => those.push(item),
                None => by_kind.push((item.kind, vec![item])),
            }
        }
        let mut each = Vec::new();
        for (kind, items) in by_kind {
            each.push(self.compared_items(&items, kind, names, year, more)?);
        }
        Ok(match each.len() {
            1 => each.swap_remove(0),
            _ => json!({ "anyOf": each }),
        })
    }

    fn compared_items(
        &self,
        items: &[Key],
        kind_of: &'static str,
        [this, before]: [&str; 2],
        year: &[&str],
        more: &[&'static str],
    ) -> Result<Json, String> {
        let codes: Vec<&str> = items.iter().map(|item| item.name).collect();
        let what = match codes.as_slice() {
            ["*"] => kind("text")?,
            codes => closed(&codes.join("|"))?,
        };
        let mut row = Object::new(self.strict);
        row.insert("item", what, false);
        for key in [this, before] {
            row.insert(key, figure(kind_of)?, false);
        }
        row.insert("difference", difference(kind_of)?, false);
        if let [year_before, year_difference] = year {
            row.insert(year_before, figure(kind_of)?, true);
            row.insert(year_difference, or_null(difference(kind_of)?), true);
            row.insert("target", or_null(figure(kind_of)?), false);
            row.insert("reached", kind("yes|no?")?, false);
            row.insert("kpi", kind("measure?")?, false);
        }
        for key in more.iter().map(|word| self.definition.key(word)) {
            let key = key?;
            row.insert(key.name, kind(key.kind)?, key.optional);
        }
        Ok(row.json())
    }

    /// Two periods of each group.
    fn compared(&self, kind_of: &'static str) -> Result<Json, String> {
        let mut row = Object::new(self.strict);
        row.insert("group", kind("text")?, false);
        row.insert("first", figure(kind_of)?, false);
        row.insert("second", figure(kind_of)?, false);
        row.insert("difference", difference(kind_of)?, false);
        Ok(array(row.json()))
    }
}

/// A figure: counts and sums are always there, means and shares are of something.
fn figure(of: &str) -> Result<Json, String> {
    match of {
        "count" | "yuan" => kind(of),
        of if of.ends_with('?') => kind(of),
        of => Ok(or_null(kind(of)?)),
    }
}

/// The difference of two such figures.
fn difference(of: &str) -> Result<Json, String> {
    match of {
        "count" => kind("whole"),
        "yuan" => kind("yuan"),
        "yuan?" => kind("yuan?"),
        "share" => Ok(or_null(kind("gap")?)),
        "minutes" => Ok(or_null(kind("whole")?)),
        _ => Ok(or_null(kind("number")?)),
    }
}

fn array(rows: Json) -> Json {
    json!({ "type": "array", "items": rows })
}

/// Records by the keys of their form, or one.
fn records() -> Json {
    json!({ "type": ["array", "object"], "items": { "type": "object" } })
}

/// An object on its way.
struct Object {
    properties: Map<String, Json>,
    required: Vec<Json>,
    /// What keys are that are not named.
    others: Option<Json>,
    strict: bool,
}

impl Object {
    fn new(strict: bool) -> Self {
        Object {
            properties: Map::new(),
            required: Vec::new(),
            others: None,
            strict,
        }
    }

    fn insert(&mut self, key: &str, what: Json, optional: bool) {
        self.properties.insert(key.to_owned(), what);
        if !optional {
            self.required.push(key.into());
        }
    }

    fn described(self, what: &str) -> Json {
        let mut told = json!({ "description": what });
        if let (Json::Object(told), Json::Object(all)) = (&mut told, self.json()) {
            told.extend(all);
        }
        told
    }

    fn json(self) -> Json {
        let mut told = json!({
            "type": "object",
            "properties": self.properties,
            "required": self.required,
        });
        match (self.others, self.strict) {
            (Some(others), _) => told["additionalProperties"] = others,
            (None, true) => told["additionalProperties"] = false.into(),
            (None, false) => {}
        }
        told
    }
}
