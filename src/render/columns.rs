//! Which columns a reader sees: `--fields`, and what is shown unasked.

use super::Style;
use crate::problem::{Failure, Problem};
use crate::say;
use crate::value::Cell;
use crate::view::{Column, View};
use crate::words::t;

/// The word that asks `--fields` what there is.
const HELP: &str = "help";

/// Whether `word` names the column: by its key, also with dashes, or by its
/// label in either language.
pub fn is_named(column: &Column, word: &str) -> bool {
    let word = word.trim().to_lowercase();
    column.key == word.replace('-', "_")
        || column.key == word
        || column.label.en.to_lowercase() == word
        || column.label.zh.to_lowercase() == word
}

fn has(view: &View<'_>, word: &str) -> bool {
    view.columns.iter().any(|column| is_named(column, word))
}

/// Whether `--fields help` was asked, and is no column.
pub fn asks_for_help(fields: Option<&[String]>, views: &[View<'_>]) -> bool {
    fields.is_some_and(|fields| fields.iter().any(|word| word.trim() == HELP))
        && !views.iter().any(|view| has(view, HELP))
}

/// The columns of a view, as a view.
pub fn help<'a>(view: &View<'_>) -> View<'a> {
    let row = |column: &Column| {
        let note = match (column.sensitive, column.extra) {
            (true, true) => t("only when named; masked", "指定才显示；默认打码"),
            (true, false) => t("masked unless --reveal", "默认打码，--reveal 可显示"),
            (false, true) => t("only when named", "指定才显示"),
            (false, false) => t("", ""),
        };
        vec![
            Cell::Line(column.key.to_owned()),
            Cell::Text(column.label),
            Cell::Text(note),
        ]
    };
    let columns = vec![
        Column::new("field", t("Field", "字段")),
        Column::new("label", t("Label", "名称")),
        Column::new("note", t("Note", "说明")),
    ];
    let rows = view.columns.iter().map(row).collect();
    View::list(view.title.clone(), columns, rows).key(view.key)
}

/// Checks every name in `--fields` and `--sort`.
///
/// # Errors
/// All names that no column of any view has, each with the list of keys.
pub fn check_names(views: &[View<'_>], style: &Style) -> Result<(), Failure> {
    let fields = style.fields.iter().flatten();
    let problems: Vec<Problem> = fields
        .chain(style.sort.iter().map(|(word, _)| word))
        .filter(|word| !views.iter().any(|view| has(view, word)))
        .map(|word| unknown(word, views))
        .collect();
    match problems.is_empty() {
        true => Ok(()),
        false => Err(problems.into()),
    }
}

fn unknown(word: &str, views: &[View<'_>]) -> Problem {
    let mut keys: Vec<&str> = Vec::new();
    for column in views.iter().flat_map(|view| &view.columns) {
        if !keys.contains(&column.key) {
            keys.push(column.key);
        }
    }
    let keys = keys.join(" ");
    Problem::usage(say!(
        "there is no field “{word}” here",
        "这里没有字段“{word}”"
    ))
    .hint(say!("the fields are: {keys}", "可用字段：{keys}"))
}

/// The places of the columns to show: those named, in that order and once
/// each; without names all but the extra ones.
pub fn chosen(columns: &[Column], fields: Option<&[String]>) -> Vec<usize> {
    let Some(fields) = fields else {
        return (0..columns.len())
            .filter(|&at| columns.get(at).is_some_and(|column| !column.extra))
            .collect();
    };
    let mut places = Vec::new();
    for word in fields {
        let at = columns.iter().position(|column| is_named(column, word));
        if let Some(at) = at.filter(|at| !places.contains(at)) {
            places.push(at);
        }
    }
    places
}
