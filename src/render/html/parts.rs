//! The parts of a page: what it is about, key figures, tables with their
//! drawings, filled-in forms.

use std::io::Write;

use super::super::measure::width;
use super::super::room::{shown, widths};
use super::super::table::NONE;
use super::super::{Style, sanitise};
use super::drawing::Drawing;
use super::escape::text;
use super::spark;
use crate::document::paper::SIGNATURES;
use crate::problem::Failure;
use crate::value::Cell;
use crate::view::{Column, Rows, View};
use crate::words::{Lang, Text};

/// The widest table that leaves room beside it, and what stands between two of
/// its columns, in columns of a terminal.
const SLIM: usize = 58;
const GAP: usize = 3;

/// The widest text that stands on one line.
const SHORT: usize = 10;

/// The longest number of a record: `HZ-MFG-2026-001`.
const NUMBER: usize = 18;

/// What stands on a line of A4, in columns of a terminal.
const ON_PAPER: usize = 88;

/// A page on its way.
pub struct Page<'p> {
    style: &'p Style,
    out: &'p mut dyn Write,
    /// Drawings so far, which are told apart by their number.
    drawings: usize,
    /// The level of a table's heading, below that of the part it stands in.
    level: usize,
}

/// A table's heading below that of the page, and below that of a part.
const TOP: usize = 2;
const WITHIN: usize = 3;

impl<'p> Page<'p> {
    pub fn new(style: &'p Style, out: &'p mut dyn Write) -> Self {
        Page {
            style,
            out,
            drawings: 0,
            level: TOP,
        }
    }

    fn lang(&self) -> Lang {
        self.style.tongue.lang
    }

    pub const fn is_paper(&self) -> bool {
        self.style.paper
    }

    /// Markup of the program's own.
    pub fn raw(&mut self, markup: &str) -> Result<(), Failure> {
        Ok(self.out.write_all(markup.as_bytes())?)
    }

    pub fn open_head(&mut self, title: &str) -> Result<(), Failure> {
        let title = text(title);
        Ok(writeln!(self.out, "<header>\n<h1>{title}</h1>")?)
    }

    pub fn close_head(&mut self) -> Result<(), Failure> {
        self.raw("</header>\n")
    }

    pub fn section(&mut self, name: Text) -> Result<(), Failure> {
        let name = text(name.to(self.lang()));
        self.level = WITHIN;
        Ok(writeln!(self.out, "<section>\n<h2>{name}</h2>")?)
    }

    pub fn close_section(&mut self) -> Result<(), Failure> {
        self.level = TOP;
        self.raw("</section>\n")
    }

    fn title(&mut self, title: &str) -> Result<(), Failure> {
        let (level, title) = (self.level, text(title));
        Ok(writeln!(
            self.out,
            "<h{level} class=\"t\">{title}</h{level}>"
        )?)
    }

    pub fn ending(&mut self, ending: &str) -> Result<(), Failure> {
        let ending = text(ending);
        Ok(writeln!(self.out, "<footer><p>{ending}</p></footer>")?)
    }

    /// What the page is about, in one line.
    pub fn about(&mut self, view: View<'_>) -> Result<(), Failure> {
        let columns = view.columns;
        self.raw("<dl class=\"about\">\n")?;
        view.rows.each(&mut |row| {
            for (column, cell) in columns.iter().zip(&row) {
                self.pair(column, cell)?;
            }
            Ok(())
        })?;
        self.raw("</dl>\n")
    }

    fn pair(&mut self, column: &Column, cell: &Cell) -> Result<(), Failure> {
        let shown = shown(cell, self.style);
        let is_blank = shown.trim().is_empty();
        if is_blank && cell.shown(&self.style.tongue).trim().is_empty() {
            return Ok(());
        }
        // A box to write in, as high as what it is for.
        let lines = shown.split('\n').count();
        let room = match is_blank && lines > 1 {
            true => " class=\"room\"",
            false => "",
        };
        let (label, answer) = (text(column.label.to(self.lang())), text(&shown));
        Ok(writeln!(
            self.out,
            "<div><dt>{label}</dt><dd{room}>{answer}</dd></div>"
        )?)
    }

    /// Key figures: the first one of a row large, the others small under it.
    pub fn figures(&mut self, view: View<'_>) -> Result<(), Failure> {
        let columns = view.columns;
        let title = text(view.title.to(self.lang()));
        writeln!(self.out, "<ul class=\"figures\" aria-label=\"{title}\">")?;
        view.rows.each(&mut |row| {
            let mut cells = columns.iter().zip(&row);
            let name = cells
                .next()
                .map_or(String::new(), |(_, cell)| self.shown(cell));
            write!(self.out, "<li><p class=\"name\">{name}</p>")?;
            if let Some((column, cell)) = cells.next() {
                let (class, figure) = (class(cell), self.answer(column, cell));
                write!(self.out, "<p class=\"figure{class}\">{figure}</p>")?;
            }
            write!(self.out, "<p class=\"beside\">")?;
            for (column, cell) in cells {
                let answer = self.answer(column, cell);
                if !answer.is_empty() {
                    let label = text(column.label.to(self.lang()));
                    write!(self.out, "<span>{label} <b>{answer}</b></span> ")?;
                }
            }
            Ok(writeln!(self.out, "</p></li>")?)
        })?;
        self.raw("</ul>\n")
    }

    /// A table, and beside it its drawing.
    pub fn list(&mut self, view: View<'_>, titled: bool) -> Result<(), Failure> {
        let title = view.title.to(self.lang()).to_owned();
        let drawing = match (&view.chart, &view.rows) {
            (Some(chart), Rows::Held(rows)) => {
                Drawing::of(*chart, &view.columns, rows, &self.style.tongue)
            }
            _ => None,
        };
        self.raw("<div class=\"part\">\n")?;
        if titled && !title.is_empty() {
            self.title(&title)?;
        }
        let placed = match (&drawing, &view.rows) {
            (Some(_), Rows::Held(rows)) if self.is_slim(&view.columns, rows) => "pair",
            (Some(_), _) => "stack",
            (None, _) => "alone",
        };
        writeln!(self.out, "<div class=\"{placed}\">")?;
        let class = match view.key {
            SIGNATURES => " class=\"sign\"",
            _ => "",
        };
        self.table(view.columns, view.rows, &title, class)?;
        if let Some(drawing) = drawing {
            self.drawings += 1;
            let (nth, below, lang) = (self.drawings, placed == "stack", self.lang());
            drawing.write(nth, &title, below, lang, self.out)?;
        }
        self.raw("</div>\n</div>\n")
    }

    /// Whether there is room for a drawing beside the table.
    fn is_slim(&self, columns: &[Column], rows: &[Vec<Cell>]) -> bool {
        let widest = |at: usize, column: &Column| {
            let cells = rows.iter().filter_map(|row| row.get(at));
            let cells = cells.map(|cell| width(&cell.shown(&self.style.tongue)));
            // The heading over numbers stands on one line.
            let is_number = rows.first().and_then(|row| row.get(at));
            let heading = is_number
                .filter(|cell| cell.is_number())
                .map(|_| width(column.label.to(self.lang())));
            cells.chain(heading).max().unwrap_or(0) + GAP
        };
        let columns = columns.iter().enumerate();
        let all = columns.map(|(at, column)| widest(at, column));
        all.sum::<usize>() <= SLIM
    }

    fn table(
        &mut self,
        columns: Vec<Column>,
        rows: Rows<'_>,
        title: &str,
        class: &str,
    ) -> Result<(), Failure> {
        let title = text(title);
        writeln!(
            self.out,
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\"><table{class}>"
        )?;
        if let (true, "", Rows::Held(rows)) = (self.style.paper, class, &rows) {
            self.measured(&columns, rows)?;
        }
        let mut first = true;
        rows.each(&mut |row| {
            if std::mem::take(&mut first) {
                self.heading(&columns, &row)?;
            }
            self.row(&columns, &row)
        })?;
        if first {
            self.heading(&columns, &[])?;
            let (n, none) = (columns.len(), text(NONE.to(self.lang())));
            write!(
                self.out,
                "<tr><td colspan=\"{n}\" class=\"none\">{none}</td></tr>"
            )?;
        }
        self.raw("</tbody></table></div>\n")
    }

    /// On paper no column takes the room that another needs.
    fn measured(&mut self, columns: &[Column], rows: &[Vec<Cell>]) -> Result<(), Failure> {
        const WHOLE: usize = 1000;
        write!(self.out, "<colgroup>")?;
        let wide = widths(columns, rows, ON_PAPER, self.style);
        for wide in wide {
            let share = wide * WHOLE / ON_PAPER;
            write!(
                self.out,
                "<col style=\"width:{}.{}%\">",
                share / 10,
                share % 10
            )?;
        }
        self.raw("</colgroup>\n")
    }

    /// Numbers stand flush right, as far as the first row tells.
    fn heading(&mut self, columns: &[Column], first: &[Cell]) -> Result<(), Failure> {
        write!(self.out, "<thead><tr>")?;
        for (at, column) in columns.iter().enumerate() {
            let label = text(column.label.to(self.lang()));
            let is_number = column.is_difference || first.get(at).is_some_and(Cell::is_number);
            let class = if is_number { " class=\"n\"" } else { "" };
            write!(self.out, "<th scope=\"col\"{class}>{label}</th>")?;
        }
        self.raw("</tr></thead>\n<tbody>\n")
    }

    fn row(&mut self, columns: &[Column], row: &[Cell]) -> Result<(), Failure> {
        let is_total = matches!(row.first(), Some(Cell::Choice(choice)) if choice.code == "total");
        write!(
            self.out,
            "<tr{}>",
            if is_total { " class=\"total\"" } else { "" }
        )?;
        for (at, (column, cell)) in columns.iter().zip(row).enumerate() {
            let answer = self.answer(column, cell);
            match (at, cell.is_number()) {
                // A row to be written in has no name yet.
                (0, false) if !answer.is_empty() => {
                    write!(self.out, "<th scope=\"row\">{answer}</th>")?;
                }
                (_, true) => write!(self.out, "<td class=\"n{}\">{answer}</td>", class(cell))?,
                (_, false) if self.is_short(cell) => {
                    write!(self.out, "<td class=\"s\">{answer}</td>")?;
                }
                (_, false) => write!(self.out, "<td>{answer}</td>")?,
            }
        }
        self.raw("</tr>\n")
    }

    /// Whether it stands on one line: a name of two characters is not torn apart, nor is
    /// the number of a record.
    fn is_short(&self, cell: &Cell) -> bool {
        let shown = cell.shown(&self.style.tongue);
        let in_number = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "-*".contains(c);
        let longest = match shown.chars().all(in_number) {
            true => NUMBER,
            false => SHORT,
        };
        (1..=longest).contains(&width(&shown))
    }

    /// A filled-in form: its answered fields under their headings.
    pub fn sheet(&mut self, view: View<'_>, titled: bool) -> Result<(), Failure> {
        let columns = view.columns;
        self.raw("<div class=\"part\">\n")?;
        let title = view.title.to(self.lang()).to_owned();
        let titled = titled && !title.is_empty();
        if titled {
            self.title(&title)?;
        }
        let level = self.level + usize::from(titled);
        view.rows.each(&mut |row| {
            let mut group = None;
            self.raw("<dl class=\"form\">\n")?;
            for (column, cell) in columns.iter().zip(&row) {
                if *cell == Cell::Empty {
                    continue;
                }
                if column.group != group {
                    group = column.group;
                    let name = group.map_or("", |group| group.to(self.lang()));
                    writeln!(
                        self.out,
                        "</dl>\n<h{level} class=\"g\">{}</h{level}>\n<dl class=\"form\">",
                        text(name)
                    )?;
                }
                self.pair(column, cell)?;
            }
            self.raw("</dl>\n")
        })?;
        self.raw("</div>\n")
    }

    fn shown(&self, cell: &Cell) -> String {
        text(&shown(cell, self.style))
    }

    /// A cell by itself: what letters draw is drawn, and a day stands on one line.
    fn written(&self, cell: &Cell) -> String {
        let shown = self.shown(cell);
        match (cell, shown.split_once(' ')) {
            (Cell::Line(line), _) => spark::drawing(line).unwrap_or(shown),
            (Cell::Moment(_), Some((day, time))) => {
                format!("<span class=\"s\">{day}</span> {time}")
            }
            _ => shown,
        }
    }

    /// A cell; a difference with its sign, shares being told apart in points.
    fn answer(&self, column: &Column, cell: &Cell) -> String {
        if !column.is_difference {
            return self.written(cell);
        }
        text(&column.signed(cell, &self.style.tongue))
    }
}

const fn class(cell: &Cell) -> &'static str {
    match cell {
        Cell::NoData => " none",
        _ => "",
    }
}

/// A title on one line.
pub fn inside(title: &str) -> String {
    sanitise::flat(title).into_owned()
}
