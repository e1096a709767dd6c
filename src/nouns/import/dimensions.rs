//! Questionnaires as spreadsheets have them: a column for each dimension. They become
//! the one column that a survey's scores are read from; every column keeps its place.

use crate::exchange::Sheet;
use crate::field::heading;
use crate::nouns::Call;
use crate::value::{Book, Codes, Noun};

use super::kinds::Kind;

/// The field that holds the scores.
const SCORES: &str = "scores";

/// Puts the columns of surveys that are headed by a dimension of the playbook together.
pub fn fold(sheet: &mut Sheet, kind: &Kind, call: &Call<'_>, codes: &Codes) {
    if kind.noun != Noun::Survey {
        return;
    }
    let maps = call.texts("map");
    let fields = kind.layout().map_or(&[][..], |layout| layout.fields);
    let said = |header: &str| maps.iter().any(|map| map.contains(header));
    let taken = |header: &str| fields.iter().any(|field| field.is_headed(header));
    let columns: Vec<(usize, &'static str)> = sheet
        .headers
        .iter()
        .enumerate()
        .filter(|(_, header)| !header.is_empty() && !taken(header) && !said(header))
        .filter_map(|(at, header)| {
            let entry = codes.find(Book::Dimension, &heading(header))?;
            Some((at, entry.code))
        })
        .collect();
    let Some((first, _)) = columns.first().copied() else {
        return;
    };
    for row in &mut sheet.rows {
        let each = columns.iter().filter_map(|(at, code)| {
            let points = row.cells.get(*at)?.trim();
            (!points.is_empty()).then(|| format!("{code}={points}"))
        });
        let together = each.collect::<Vec<_>>().join(";");
        for (at, _) in &columns {
            if let Some(cell) = row.cells.get_mut(*at) {
                cell.clear();
            }
        }
        if let Some(cell) = row.cells.get_mut(first) {
            *cell = together;
        }
    }
    for (at, _) in &columns {
        if let Some(header) = sheet.headers.get_mut(*at) {
            header.clear();
        }
    }
    if let Some(header) = sheet.headers.get_mut(first) {
        *header = SCORES.to_owned();
    }
}
