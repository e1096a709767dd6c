//! What a standard form has on it, line by line: what each is called, where its answer
//! comes from, and what may be answered.

use super::answers;
use crate::out::Out;
use crate::playbook::{Body, Layout, PaperLine};
use crate::problem::Failure;
use crate::records::Worth;
use crate::say;
use crate::value::{Cell, Noun};
use crate::view::{Column, View};
use crate::words::{Say, Text, t};

/// The lines of a layout, in the order in which they are printed.
pub fn lines(out: &mut Out<'_>, layout: &Layout) -> Result<(), Failure> {
    let lang = out.lang();
    let columns = vec![
        Column::new("part", t("Part", "部分")),
        Column::new("label", t("Name", "名称")),
        Column::new("record", t("Record", "记录")),
        Column::new("field", t("Field", "栏目")),
        Column::new("answers", t("Answers", "取值")),
    ];
    let mut rows = Vec::new();
    for part in &layout.parts {
        let named = part.label.map_or(Cell::Empty, Cell::Text);
        let mut add = |label: Text, noun: Option<Noun>, line: Option<&PaperLine>| {
            let path = line.and_then(|line| line.path.as_ref());
            rows.push(vec![
                named.clone(),
                Cell::Text(label),
                noun.map_or(Cell::Empty, |noun| Cell::Text(noun.label())),
                match path {
                    Some(path) => Cell::Line(path.key()),
                    None => Cell::Empty,
                },
                match path {
                    Some(path) => text(answers(&path.field, lang)),
                    None => Cell::Text(t("by hand", "手写")),
                },
            ]);
        };
        match &part.body {
            Body::Lines(lines) => lines
                .iter()
                .for_each(|line| add(line.label, Some(layout.about), Some(line))),
            Body::Table(table) => table
                .columns
                .iter()
                .for_each(|line| add(line.label, Some(table.of), Some(line))),
            Body::Rated(line) => add(line.label, Some(layout.about), Some(line)),
            Body::Worth => Worth::default()
                .all()
                .iter()
                .for_each(|(_, label, _)| add(*label, Some(layout.about), None)),
            Body::Signs(all) => all.iter().for_each(|one| add(one.who, None, None)),
            Body::Said(said) => add(*said, None, None),
            Body::Rest => {}
        }
    }
    let title: Say = say!("{} ({})", "{}（{}）", layout.label.to(lang), layout.id);
    out.view(View::list(title, columns, rows).key("lines"))
}

fn text(text: String) -> Cell {
    match text.is_empty() {
        true => Cell::Empty,
        false => Cell::Line(text),
    }
}
