//! Tables of a document: a filled-in form, and a list. No row is split over two pages;
//! the heading of a list stands on each.

use super::super::Style;
use super::super::room::{shown, widths};
use super::super::table::NONE;
use super::run;
use crate::document::paper::SIGNATURES;
use crate::value::Cell;
use crate::view::Column;
use crate::words::Text;

/// How wide the text of a page is, in twentieths of a point: A4 within its margins.
pub(super) const PAGE: usize = 9638;

/// What stands on a line of it, in columns of a terminal.
pub(super) const LINE: usize = 96;

/// How much of it the labels of a form take.
const LABELS: usize = 28;

/// Rows to sign on and to write in are so high at least.
const SIGNED: u32 = 740;
const BLANK: u32 = 420;
pub(super) const ROW: u32 = 360;
const TWO: u32 = 700;

fn share(wide: usize) -> usize {
    wide * PAGE / LINE
}

/// A table that is as wide as its columns.
pub(super) fn open(body: &mut String, wide: &[usize]) {
    let all: usize = wide.iter().sum();
    body.push_str("<w:tbl><w:tblPr><w:tblStyle w:val=\"Form\"/>");
    body.push_str(&format!(
        "<w:tblW w:w=\"{all}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
    ));
    for wide in wide {
        body.push_str(&format!("<w:gridCol w:w=\"{wide}\"/>"));
    }
    body.push_str("</w:tblGrid>");
}

pub(super) fn row(body: &mut String, height: u32, heads: bool, cells: &str) {
    let head = if heads { "<w:tblHeader/>" } else { "" };
    body.push_str(&format!(
        "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/>{head}</w:trPr>{cells}</w:tr>"
    ));
}

/// How a cell looks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Label,
    Plain,
    Number,
    Middle,
    /// Stays on the page of what follows, so that nobody signs on an empty page.
    Kept,
}

fn cell(wide: usize, span: usize, look: Look, text: &str) -> String {
    let mut about = format!("<w:tcW w:w=\"{wide}\" w:type=\"dxa\"/>");
    if span > 1 {
        about.push_str(&format!("<w:gridSpan w:val=\"{span}\"/>"));
    }
    if look == Look::Label {
        about.push_str("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEF2F6\"/>");
    }
    about.push_str("<w:vAlign w:val=\"center\"/>");
    let style = match look {
        Look::Label => "Label",
        Look::Plain | Look::Number | Look::Middle | Look::Kept => "Cell",
    };
    let flush = match look {
        Look::Number => "<w:jc w:val=\"right\"/>",
        Look::Middle => "<w:jc w:val=\"center\"/>",
        Look::Kept => "<w:keepNext/>",
        Look::Label | Look::Plain => "",
    };
    let run = match text {
        "" => String::new(),
        text => run(text),
    };
    format!(
        "<w:tc><w:tcPr>{about}</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{flush}</w:pPr>{run}</w:p></w:tc>"
    )
}

/// Rows that are to be written in are as high as what is written.
fn height(text: &str) -> u32 {
    match text.split('\n').count() {
        0 | 1 if text.trim().is_empty() => BLANK,
        _ if text.trim().is_empty() => TWO,
        _ => ROW,
    }
}

/// A filled-in form: a label and an answer a row, under the headings that they have.
pub fn sheet(body: &mut String, columns: &[Column], cells: &[Cell], style: &Style) {
    let lang = style.tongue.lang;
    let wide = [share(LABELS), PAGE - share(LABELS)];
    let mut group: Option<Text> = None;
    let mut any = false;
    for (column, answer) in columns.iter().zip(cells) {
        if *answer == Cell::Empty {
            continue;
        }
        if !std::mem::replace(&mut any, true) {
            open(body, &wide);
        }
        if column.group != group {
            group = column.group;
            let name = group.map_or("", |group| group.to(lang));
            row(body, ROW, false, &cell(PAGE, 2, Look::Label, name));
        }
        let text = shown(answer, style);
        let label = cell(wide[0], 1, Look::Label, column.label.to(lang));
        let answer = cell(wide[1], 1, Look::Plain, text.trim_end_matches(' '));
        row(body, height(&text), false, &format!("{label}{answer}"));
    }
    if any {
        body.push_str("</w:tbl>");
    }
}

/// A list: its heading on every page it stands on.
pub fn list(body: &mut String, columns: &[Column], rows: &[Vec<Cell>], key: &str, style: &Style) {
    let lang = style.tongue.lang;
    let wide = match key {
        SIGNATURES => vec![LINE * 30 / 100, LINE * 45 / 100, LINE - LINE * 75 / 100],
        _ => widths(columns, rows, LINE, style),
    };
    let mut wide: Vec<usize> = wide.into_iter().map(share).collect();
    let all: usize = wide.iter().sum();
    if let Some(last) = wide.last_mut() {
        *last += PAGE.saturating_sub(all);
    }
    open(body, &wide);
    let cells = |make: &dyn Fn(usize, usize) -> String| -> String {
        let all = wide.iter().enumerate();
        all.map(|(at, wide)| make(at, *wide)).collect()
    };
    let heads = cells(&|at, wide| {
        let label = columns.get(at).map_or("", |column| column.label.to(lang));
        cell(wide, 1, Look::Label, label)
    });
    row(body, ROW, true, &heads);
    for (n, one) in rows.iter().enumerate() {
        let is_signed = key == SIGNATURES;
        let is_kept = is_signed && n + 1 < rows.len();
        let line = cells(&|at, wide| plain(wide, one.get(at), is_kept, style));
        let is_blank = one.iter().all(|cell| shown(cell, style).trim().is_empty());
        let high = match (is_signed, is_blank || style.paper) {
            (true, _) => SIGNED,
            (false, true) => BLANK,
            (false, false) => ROW,
        };
        row(body, high, false, &line);
    }
    if rows.is_empty() {
        row(
            body,
            ROW,
            false,
            &cell(PAGE, columns.len(), Look::Plain, NONE.to(lang)),
        );
    }
    body.push_str("</w:tbl>");
}

/// A cell of a square: what stands in it, and the colour behind it, if any.
pub struct Shaded {
    pub text: String,
    pub fill: &'static str,
}

/// A table with names above and at the left, numbers between them.
pub fn square(corner: &str, heads: &[&str], rows: &[(&str, Vec<Shaded>)]) -> String {
    /// Of the page, in hundredths.
    const WIDE: usize = 14;
    let mut body = String::new();
    let wide = PAGE * WIDE / 100;
    open(&mut body, &vec![wide; heads.len() + 1]);
    let heads = std::iter::once(&corner).chain(heads);
    let heads: String = heads.map(|head| cell(wide, 1, Look::Label, head)).collect();
    row(&mut body, ROW, true, &heads);
    for (nth, (name, cells)) in rows.iter().enumerate() {
        let mut line = cell(wide, 1, Look::Label, name);
        for one in cells {
            line.push_str(&match one.fill {
                "" => cell(wide, 1, Look::Middle, &one.text),
                fill => cell(wide, 1, Look::Middle, &one.text).replacen(
                    "<w:vAlign",
                    &format!(
                        "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/><w:vAlign"
                    ),
                    1,
                ),
            });
        }
        // It stays on one page.
        if nth + 1 < rows.len() {
            line = line.replace("<w:jc ", "<w:keepNext/><w:jc ");
        }
        row(&mut body, ROW, false, &line);
    }
    body.push_str("</w:tbl>");
    body
}

/// A cell under a heading.
fn plain(wide: usize, answer: Option<&Cell>, is_kept: bool, style: &Style) -> String {
    let Some(answer) = answer else {
        return cell(wide, 1, Look::Plain, "");
    };
    let look = match (answer.is_number(), is_kept) {
        (true, _) => Look::Number,
        (false, true) => Look::Kept,
        (false, false) => Look::Plain,
    };
    cell(wide, 1, look, &shown(answer, style))
}
