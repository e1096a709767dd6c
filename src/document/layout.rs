//! A standard form as paper, by its layout: blank, or with what a record and those that
//! belong to it hold. Nothing here knows which form it is.

use super::paper::{APART, BY_HAND, Line, Paper, Piece, Speech, answer, points, room};
use crate::field::Field;
use crate::playbook::{Body, Hop, Layout, PaperLine, PaperPath, Table};
use crate::problem::Failure;
use crate::records::{Alternative, Worth};
use crate::store::{Names, Store};
use crate::value::{Book, Cell, Codes, Kind, Noun, Rated};
use crate::view::Column;
use crate::words::{Text, t};

/// Choices that stand in a cell of a table to be ticked, at most.
const TICKED: usize = 3;

/// Where paper is filled in from.
pub struct Source<'s> {
    store: &'s Store,
    codes: &'s Codes,
    names: Names<'s>,
    speech: Speech,
    /// Whether what is private may be read.
    open: bool,
    private: bool,
}

impl<'s> Source<'s> {
    pub fn new(store: &'s Store, codes: &'s Codes, speech: Speech, open: bool) -> Self {
        Source {
            store,
            codes,
            names: Names::new(store, codes),
            speech,
            open,
            private: false,
        }
    }

    /// A form, filled in with a record of the noun that it is about; blank without one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn paper(&mut self, layout: &Layout, id: Option<i64>) -> Result<Paper, Failure> {
        self.private = false;
        let record = id.map(|id| (layout.about, id));
        let mut pieces = Vec::with_capacity(layout.parts.len());
        for part in &layout.parts {
            pieces.push(match &part.body {
                Body::Lines(lines) => Piece::Lines(part.label, self.lines(lines, record)?),
                Body::Table(table) => self.table(part.label, table, record)?,
                Body::Rated(line) => self.rated(part.label, line, record)?,
                Body::Worth => self.worth(part.label, id)?,
                Body::Signs(signers) => Piece::Signs(part.label, signers.clone()),
                Body::Said(text) => said(part.label, *text, &self.speech),
                // Every line of a record is named.
                Body::Rest => continue,
            });
        }
        let number = match id {
            Some(id) => self
                .store
                .candidate(layout.about, id)?
                .map(|one| one.number),
            None => None,
        };
        Ok(Paper {
            label: layout.label,
            source: layout.source,
            number,
            private: self.private,
            pieces,
        })
    }

    pub(super) const fn speech(&self) -> Speech {
        self.speech
    }

    /// Whether anything private was read.
    pub(super) const fn is_private(&self) -> bool {
        self.private
    }

    /// Whether a record has what makes the form a filled-in one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_filled(&mut self, layout: &Layout, id: i64) -> Result<bool, Failure> {
        if layout.filled.is_empty() {
            return Ok(true);
        }
        for path in &layout.filled {
            if self.known(path, layout.about, id)? != Cell::Empty {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn lines(
        &mut self,
        lines: &[PaperLine],
        record: Option<(Noun, i64)>,
    ) -> Result<Vec<Line>, Failure> {
        let mut all = Vec::with_capacity(lines.len());
        for line in lines {
            let cell = self.cell(line, record)?;
            all.push(written(line, &cell, &self.speech));
        }
        Ok(all)
    }

    /// A row for each record that belongs to this one, or rows to write in.
    pub(super) fn table(
        &mut self,
        label: Option<Text>,
        table: &Table,
        record: Option<(Noun, i64)>,
    ) -> Result<Piece, Failure> {
        let ids = match record {
            Some(record) => self
                .store
                .belonging(record, table.of, table.by, &table.only)?,
            None => Vec::new(),
        };
        let columns = table.columns.iter();
        let columns = columns.map(|line| match line.path {
            Some(_) => Column::new(line.label.en, line.label),
            None => Column::new(BY_HAND, line.label),
        });
        let columns: Vec<Column> = columns.collect();
        let mut rows = Vec::with_capacity(ids.len());
        for id in &ids {
            let mut row = Vec::with_capacity(columns.len());
            for line in &table.columns {
                let cell = self.cell(line, Some((table.of, *id)))?;
                row.push(self.in_table(line, cell));
            }
            rows.push(row);
        }
        if ids.is_empty() {
            let row = table.columns.iter();
            let row: Vec<Cell> = row.map(|line| self.in_table(line, Cell::Empty)).collect();
            rows = vec![row; table.blank];
        }
        Ok(Piece::Rows(label, columns, rows))
    }

    /// A cell of a table: what is known, or boxes to tick where they are few.
    fn in_table(&self, line: &PaperLine, cell: Cell) -> Cell {
        let field = line.path.as_ref().map(|path| path.field);
        match (cell, field.map(|field| field.kind)) {
            (Cell::Empty, Some(Kind::Choice(all))) if all.len() <= TICKED => {
                let boxes = field.map(|field| answer(&field, &Cell::Empty, &self.speech));
                Cell::Long(boxes.unwrap_or_default().replace(APART, "\n"))
            }
            (Cell::Link(_, name), _) if !name.is_empty() => Cell::Line(name),
            (cell @ (Cell::Choice(_) | Cell::Choices(_)), _) => match cell {
                Cell::Choice(one) => Cell::Text(self.speech.text(one.label)),
                cell => cell,
            },
            (cell, _) => cell,
        }
    }

    /// A row for each dimension that is scored, those of the playbook first.
    pub(super) fn rated(
        &mut self,
        label: Option<Text>,
        line: &PaperLine,
        record: Option<(Noun, i64)>,
    ) -> Result<Piece, Failure> {
        let given = match self.cell(line, record)? {
            Cell::Rated(given) => given,
            _ => Vec::new(),
        };
        let entries = self.codes.book(Book::Dimension).iter();
        let mut all: Vec<(Text, Option<u8>)> = entries
            .map(|entry| {
                let own = given.iter().find(|one| one.code == entry.code);
                (entry.label, own.map(|one| one.points))
            })
            .collect();
        let gone = |one: &&Rated| self.codes.entry(Book::Dimension, &one.code).is_none();
        all.extend(given.iter().filter(gone).map(|one| {
            let code = Text::kept(&one.code, &one.code);
            (one.label.unwrap_or(code), Some(one.points))
        }));
        let mut columns = vec![
            Column::new("dimension", t("Dimension", "评价维度")),
            Column::new(
                "points",
                t("Score (1 lowest, 5 highest)", "评分（1分最低，5分最高）"),
            ),
        ];
        if given.is_empty() {
            columns.push(Column::new("suggestion", t("Suggestions", "客户建议")));
        }
        let rows = all.into_iter().map(|(label, given)| {
            let mut row = vec![
                Cell::Text(self.speech.text(label)),
                Cell::Line(points(1..=5, given)),
            ];
            row.resize(columns.len(), Cell::Empty);
            row
        });
        let rows = rows.collect();
        Ok(Piece::Rows(label, columns, rows))
    }

    /// What an alternative is worth, as far as that can be worked out.
    fn worth(&mut self, label: Option<Text>, id: Option<i64>) -> Result<Piece, Failure> {
        let worth = match id {
            Some(id) => Worth::of(&self.store.get::<Alternative>(id)?.record),
            None => Worth::default(),
        };
        let columns = vec![
            Column::new("label", t("Figure", "指标")),
            Column::new("value", t("Value", "数值")),
            Column::new("formula", t("How it was worked out", "计算方法")),
        ];
        let lang = self.speech.tongue.lang;
        let rows = worth.all().into_iter().map(|(_, label, figure)| {
            let (value, formula) = match figure {
                Some(figure) => (
                    figure.cell.clone(),
                    Cell::Line(figure.formula.to(lang).to_owned()),
                ),
                None => (Cell::Empty, Cell::Empty),
            };
            vec![Cell::Text(self.speech.text(label)), value, formula]
        });
        let rows = rows.collect();
        Ok(Piece::Rows(label, columns, rows))
    }

    /// What a record holds for a line, masked where it must be.
    pub(super) fn cell(
        &mut self,
        line: &PaperLine,
        record: Option<(Noun, i64)>,
    ) -> Result<Cell, Failure> {
        let (Some(path), Some((noun, id))) = (&line.path, record) else {
            return Ok(Cell::Empty);
        };
        let cell = self.known(path, noun, id)?;
        if !path.field.sensitive || cell == Cell::Empty {
            return Ok(cell);
        }
        self.private = true;
        Ok(match self.open {
            true => cell,
            false => cell.masked(self.speech.tongue.zone),
        })
    }

    /// What a path leads to, from a record.
    fn known(&mut self, path: &PaperPath, noun: Noun, id: i64) -> Result<Cell, Failure> {
        let mut here = Some((noun, id));
        for hop in &path.hops {
            let Some((noun, id)) = here else { break };
            here = match hop {
                Hop::To(column, to) => {
                    let id = self.store.ref_of(noun, id, column)?;
                    id.map(|id| (*to, id))
                }
                Hop::Of(of, by) => {
                    let all = self.store.belonging((noun, id), *of, *by, &[])?;
                    let one = match of {
                        Noun::Contact => all.first(),
                        _ => all.last(),
                    };
                    one.map(|id| (*of, *id))
                }
            };
        }
        match here {
            Some((noun, id)) => self.held(noun, id, &path.field),
            None => Ok(Cell::Empty),
        }
    }

    fn held(&mut self, noun: Noun, id: i64, field: &Field) -> Result<Cell, Failure> {
        let cell = self.store.held(noun, id, field)?;
        if cell == Cell::Empty && self.store.to_confirm(noun, id)?.contains(field.key) {
            return Ok(Cell::ToConfirm);
        }
        self.names.name(cell)
    }
}

/// A line with its answer, or with as much room as the layout leaves for one.
pub(super) fn written(line: &PaperLine, cell: &Cell, speech: &Speech) -> Line {
    let lang = speech.tongue.lang;
    let answer = match &line.path {
        Some(path) if line.long && *cell == Cell::Empty && path.field.kind == Kind::Line => {
            room(Kind::Long, false, lang).to_owned()
        }
        Some(path) => answer(&path.field, cell, speech),
        None => {
            let kind = if line.long { Kind::Long } else { Kind::Line };
            room(kind, false, lang).to_owned()
        }
    };
    Line {
        label: line.label,
        answer: Cell::Long(answer),
    }
}

/// What is printed as it stands.
pub(super) fn said(label: Option<Text>, text: Text, speech: &Speech) -> Piece {
    let label = label.unwrap_or(t("Note", "说明"));
    let answer = Cell::Text(speech.text(text));
    Piece::Lines(Some(t("", "")), vec![Line { label, answer }])
}
