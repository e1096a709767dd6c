//! The columns of a sheet as the fields of a form: by key, label or alias in
//! either language, or as `--map` says. A column that is for nothing must be
//! left out by name.

use super::formula::unquote_formula;
use super::values::Values;
use super::{Row, Sheet, pairs};
use crate::field::Field;
use crate::form::Draft;
use crate::problem::Problem;
use crate::say;
use crate::value::Kind;
use crate::words::Say;

/// How the column of reasons in a file of rejected rows is headed, so that the
/// corrected file can be read without a word about it.
pub const REASON: crate::words::Text = crate::words::t("Import problem", "导入问题");

/// What each column of a sheet is for.
#[derive(Clone, Debug)]
pub struct Columns {
    fields: &'static [Field],
    headers: Vec<String>,
    /// The fields of each column; none where it is left out.
    to: Vec<Vec<usize>>,
    /// Fields that several columns fill, each as a line `heading: text`.
    shared: Vec<bool>,
}

/// `--map`: columns by heading or `#3`, and the fields they are for.
fn mapped(fields: &[Field], maps: &[&str]) -> Result<Vec<(String, Option<usize>)>, Vec<Problem>> {
    let mut all = Vec::new();
    let mut problems = Vec::new();
    for map in maps {
        match pairs("--map", map) {
            Ok(pairs) => all.extend(pairs),
            Err(problem) => problems.push(problem),
        }
    }
    let mut found = Vec::new();
    for (header, name) in all {
        match name.as_str() {
            "" => found.push((header, None)),
            name => match field(fields, name) {
                Ok(at) => found.push((header, Some(at))),
                Err(problem) => problems.push(problem.about(Say::same("--map"))),
            },
        }
    }
    match problems.is_empty() {
        true => Ok(found),
        false => Err(problems),
    }
}

/// The field that a person calls `name`.
pub(super) fn field(fields: &[Field], name: &str) -> Result<usize, Problem> {
    if let Some(at) = fields.iter().position(|field| field.is_headed(name)) {
        return Ok(at);
    }
    let nearest = fields
        .iter()
        .map(|field| (strsim::damerau_levenshtein(name, field.key), field.key))
        .min()
        .filter(|(steps, key)| *steps <= key.len().max(3) / 3);
    Err(match nearest {
        Some((_, key)) => Problem::usage(say!(
            "there is no field “{name}”; did you mean {key}?",
            "没有字段“{name}”，是否指 {key}？"
        )),
        None => Problem::usage(say!("there is no field “{name}”", "没有字段“{name}”")),
    })
}

/// Whether `name` of a `--map` means this column.
fn names(name: &str, at: usize, header: &str) -> bool {
    let number = name
        .strip_prefix('#')
        .and_then(|number| number.parse::<usize>().ok());
    number == Some(at + 1) || name.trim().to_lowercase() == header.to_lowercase()
}

impl Columns {
    /// Finds out what each column is for.
    ///
    /// # Errors
    /// Everything at once: columns that no field is for, fields that two
    /// columns are for, and what `--map` names that is not there.
    pub fn of(
        sheet: &Sheet,
        fields: &'static [Field],
        maps: &[&str],
    ) -> Result<Self, Vec<Problem>> {
        let maps = mapped(fields, maps)?;
        let mut columns = Columns {
            fields,
            headers: sheet.headers.clone(),
            to: Vec::new(),
            shared: vec![false; fields.len()],
        };
        let mut problems = Vec::new();
        let mut unknown = Vec::new();
        let mut said = Vec::new();
        for (at, header) in sheet.headers.iter().enumerate() {
            let map = maps.iter().filter(|(name, _)| names(name, at, header));
            let map: Vec<_> = map.collect();
            said.push(!map.is_empty());
            let to: Vec<usize> = match map.is_empty() {
                false => map.iter().filter_map(|(_, to)| *to).collect(),
                true => fields
                    .iter()
                    .position(|field| !header.is_empty() && field.is_headed(header))
                    .into_iter()
                    .collect(),
            };
            if map.is_empty() && to.is_empty() && !may_be_left_out(sheet, at, header) {
                unknown.push(at);
            }
            columns.to.push(to);
        }
        for (name, _) in &maps {
            let header = |(at, header): (usize, &String)| names(name, at, header);
            if !sheet.headers.iter().enumerate().any(header) {
                problems.push(no_column(name, &sheet.headers));
            }
        }
        problems.extend(columns.share(&said));
        if !unknown.is_empty() {
            problems.push(columns.for_nothing(&unknown));
        }
        match problems.is_empty() {
            true => Ok(columns),
            false => Err(problems),
        }
    }

    /// Several columns may fill one field only if it takes text of any length
    /// and `--map` says so of each of them.
    fn share(&mut self, said: &[bool]) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (at, field) in self.fields.iter().enumerate() {
            let columns: Vec<usize> = (0..self.to.len())
                .filter(|column| self.to.get(*column).is_some_and(|to| to.contains(&at)))
                .collect();
            if columns.len() < 2 {
                continue;
            }
            let wanted = columns
                .iter()
                .all(|column| said.get(*column) == Some(&true));
            if field.kind == Kind::Long && wanted {
                self.shared[at] = true;
                continue;
            }
            let names = self.called(&columns);
            let first = columns
                .first()
                .map_or(String::new(), |first| self.name(*first));
            problems.push(
                Problem::usage(Say {
                    en: format!("several columns are for this field: {}", names.en),
                    zh: format!("有多列对应此字段：{}", names.zh),
                })
                .about(field.label)
                .hint(say!(
                    "leave one out: --map \"{first}=\"",
                    "请略去其中一列：--map \"{first}=\""
                )),
            );
        }
        problems
    }

    fn name(&self, column: usize) -> String {
        match self.headers.get(column).map(String::as_str) {
            None | Some("") => format!("#{}", column + 1),
            Some(header) => header.to_owned(),
        }
    }

    fn called(&self, columns: &[usize]) -> Say {
        let names: Vec<String> = columns
            .iter()
            .map(|column| format!("“{}”", self.name(*column)))
            .collect();
        Say {
            en: names.join(", "),
            zh: names.join("、"),
        }
    }

    fn for_nothing(&self, columns: &[usize]) -> Problem {
        let names = self.called(columns);
        let first = columns
            .first()
            .map_or(String::new(), |first| self.name(*first));
        Problem::usage(Say {
            en: format!("no field is called like these columns: {}", names.en),
            zh: format!("以下各列没有对应的字段：{}", names.zh),
        })
        .hint(say!(
            "say what each is for: --map \"{first}=FIELD\", or leave it out: --map \"{first}=\"",
            "请指明对应字段：--map \"{first}=字段\"，或略去该列：--map \"{first}=\""
        ))
    }

    /// The row's own text for a field that is one column.
    pub fn text(&self, row: &Row, field: usize, values: &Values) -> Option<String> {
        let column = self.to.iter().position(|to| to.contains(&field))?;
        let cell = row.cells.get(column)?;
        values.read(field, unquote_formula(cell.trim()))
    }

    /// The row as a draft.
    ///
    /// # Errors
    /// Where the row has cells beyond the last heading, or the file does not
    /// hold it rightly.
    pub fn draft(&self, row: &Row, values: &Values) -> Result<Draft, Problem> {
        if let Some(problem) = &row.problem {
            return Err(problem.clone());
        }
        let surplus = row.cells.iter().skip(self.headers.len());
        if surplus.clone().any(|cell| !cell.trim().is_empty()) {
            let (cells, headings) = (row.cells.len(), self.headers.len());
            return Err(Problem::usage(say!(
                "{cells} cells under {headings} headings; a text with the separator in it needs quotation marks",
                "{headings} 个标题下有 {cells} 个单元格；含分隔符的文字须加引号"
            )));
        }
        let mut draft = Draft::new(self.fields);
        for (column, (to, cell)) in self.to.iter().zip(&row.cells).enumerate() {
            for field in to {
                self.fill(&mut draft, column, *field, cell, values)?;
            }
        }
        for field in values.sets() {
            if draft.answer(field).is_none() {
                draft.set_at(field, values.set(field).map(str::to_owned));
            }
        }
        Ok(draft)
    }

    /// Puts a cell into one of the fields that its column is for.
    fn fill(
        &self,
        draft: &mut Draft,
        column: usize,
        field: usize,
        cell: &str,
        values: &Values,
    ) -> Result<(), Problem> {
        let Some(text) = values.read(field, unquote_formula(cell.trim())) else {
            return Ok(());
        };
        if super::xlsx::is_error(&text) {
            return Err(no_value(&text).about(self.fields[field].label));
        }
        let text = match (self.shared.get(field), draft.answer(field)) {
            (Some(true), before) => {
                let before = before.map_or(String::new(), |before| format!("{before}\n"));
                format!("{before}{}: {text}", self.name(column))
            }
            _ => text,
        };
        draft.set_at(field, Some(text));
        Ok(())
    }
}

/// A column without a heading and without a cell, or of our own reasons.
fn may_be_left_out(sheet: &Sheet, at: usize, header: &str) -> bool {
    if header == REASON.en || header == REASON.zh {
        return true;
    }
    let cell = |row: &Row| {
        row.cells
            .get(at)
            .is_some_and(|cell| !cell.trim().is_empty())
    };
    header.is_empty() && !sheet.rows.iter().any(cell)
}

/// What a spreadsheet shows where it could not work a formula out.
fn no_value(shown: &str) -> Problem {
    Problem::usage(say!(
        "the spreadsheet shows {shown} here and no value",
        "表格此处显示 {shown}，没有值"
    ))
}

fn no_column(name: &str, headers: &[String]) -> Problem {
    let all = headers.join(", ");
    Problem::usage(say!(
        "no column is headed “{name}”; there are: {all}",
        "没有标题为“{name}”的列；可用：{all}"
    ))
    .about(Say::same("--map"))
}
