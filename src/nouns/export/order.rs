//! One export carried out: rows read one by one and written as a file holds
//! them. What leaves unmasked is in the journal before it can be read.

use std::io::Write;
use std::path::Path;

use super::file::Draft;
use crate::app::App;
use crate::exchange::forms;
use crate::out::Out;
use crate::problem::Failure;
use crate::render::{self, Format, Style};
use crate::say;
use crate::store::{Filter, Kind, List, OPEN, Shown};
use crate::value::{Cell, Noun as Record};
use crate::view::{Column, View};
use crate::words::Say;

fn rows(n: usize) -> &'static str {
    if n == 1 { "row" } else { "rows" }
}

pub fn said(n: usize, file: &Path) -> Say {
    let (file, rows) = (file.display(), rows(n));
    say!("{file}: {n} {rows}", "{file}：{n} 条")
}

/// What is to be written, and how.
pub struct Order<'o> {
    pub noun: Record,
    pub list: &'o List,
    pub filter: &'o Filter,
    pub style: Style,
    pub private: bool,
}

impl Order<'_> {
    /// What noun files call it.
    fn name(&self) -> &'static str {
        match self.noun {
            Record::Entry => "entries",
            noun => forms::of(noun).map_or("grades", |layout| layout.name),
        }
    }

    /// To standard output; the journal has it before anybody reads it.
    pub fn print(
        &self,
        app: &mut App<'_>,
        out: &mut Out<'_>,
        me: i64,
        dry_run: bool,
    ) -> Result<(), Failure> {
        let n = app.file()?.count(self.list, self.filter)?;
        if !dry_run {
            self.note(app, me, n)?;
        }
        self.write(app, out.out)?;
        Ok(())
    }

    /// Into a file that is there as a whole or not at all.
    pub fn save(
        &self,
        app: &mut App<'_>,
        out: &mut Out<'_>,
        me: i64,
        to: &Path,
    ) -> Result<(), Failure> {
        let mut draft = Draft::beside(to)?;
        let (n, cut) = self.write(app, draft.file())?;
        self.note(app, me, n)?;
        draft.keep()?;
        out.line(&said(n, to))?;
        if cut > 0 {
            out.warn(&say!(
                "texts that a workbook's cell cannot hold were cut: {cut}; csv or json holds them whole",
                "有 {cut} 段文字超出工作簿单元格的上限，已截断；csv 或 json 可完整保存"
            ));
        }
        Ok(())
    }

    /// Notes in the journal that private data left the file.
    fn note(&self, app: &mut App<'_>, me: i64, n: usize) -> Result<(), Failure> {
        if !self.private || !self.style.reveal {
            return Ok(());
        }
        let now = app.now;
        let (verb, format) = (format!("export {}", self.name()), self.style.format.name());
        let rows = rows(n);
        let summary = say!(
            "{n} {rows} unmasked, as {format}",
            "导出 {n} 条，未遮盖，{format} 格式"
        );
        let writing = app.store.write()?.begin(&verb, Kind::Work, Some(me), now)?;
        writing.commit("", &summary)
    }

    /// Writes the rows; gives back how many, and how many texts were too long.
    fn write(&self, app: &mut App<'_>, out: &mut dyn Write) -> Result<(usize, usize), Failure> {
        let store = app.file()?;
        let shown: Vec<&Shown> = self.list.columns.iter().collect();
        let kept: Vec<&Shown> = shown
            .iter()
            .copied()
            .filter(|shown| shown.key != OPEN)
            .collect();
        // A workbook shows people what a file needs in codes.
        let coded = self.style.format == Format::Xlsx;
        let columns: Vec<Column> = kept
            .iter()
            .map(|shown| Column {
                sensitive: shown.sensitive && !coded,
                ..Column::new(shown.key, shown.label)
            })
            .collect();
        let (mut n, mut cut) = (0, 0);
        let (reveal, zone) = (self.style.reveal, self.style.tongue.zone);
        let rows = |sink: &mut crate::view::Sink<'_>| {
            store.list(
                self.list,
                &shown,
                self.filter,
                &[],
                None,
                &mut |_, mut cells| {
                    n += 1;
                    if cells.len() > kept.len() {
                        open(&mut cells, &kept);
                    }
                    if coded {
                        for (cell, shown) in cells.iter_mut().zip(&kept) {
                            if shown.sensitive && !reveal {
                                *cell = cell.masked(zone);
                            }
                            *cell = as_code(std::mem::replace(cell, Cell::Empty), zone);
                            cut += usize::from(render::is_too_long(cell));
                        }
                    }
                    sink(cells)
                },
            )
        };
        let label = self.noun.label();
        render::write(View::streamed(label, columns, rows), &self.style, out)?;
        Ok((n, cut))
    }
}

/// Puts 待确认 where the last column says so, and takes that column away.
fn open(cells: &mut Vec<Cell>, columns: &[&Shown]) {
    let Some(Cell::Line(fields)) = cells.pop() else {
        return;
    };
    for field in fields.split(',') {
        let at = columns.iter().position(|shown| shown.key == field);
        if let Some(cell) = at.and_then(|at| cells.get_mut(at)) {
            *cell = Cell::ToConfirm;
        }
    }
}

/// Numbers, money, days and moments as they are; everything else as the code
/// that an import reads back.
fn as_code(cell: Cell, zone: chrono_tz::Tz) -> Cell {
    match cell {
        Cell::Empty | Cell::Line(_) | Cell::Long(_) | Cell::Whole(_) => cell,
        Cell::Number(..) | Cell::Percent(_) | Cell::Money(_) => cell,
        Cell::Day(_) | Cell::Moment(_) => cell,
        other => Cell::Line(other.code(zone).into_owned()),
    }
}
