//! The table on a worksheet: its headings wherever they stand, its rows, and
//! the title, total and signature lines around them, which are no records.
//! Whatever is left out is said.

use super::cells::{Found, Grid, Line, Merged, Sort, UNCALCULATED};
use super::head::{Head, LONGEST, known};
use super::serial;
use crate::exchange::{Row, Sheet};
use crate::say;
use crate::words::Say;

/// What the first cell of a line of sums says, without spaces.
const TOTALS: [&str; 12] = [
    "合计",
    "总计",
    "小计",
    "共计",
    "累计",
    "总合计",
    "total",
    "totals",
    "subtotal",
    "grandtotal",
    "sum",
    "sumtotal",
];

/// How lines begin that a sheet ends with: who made it, what to heed.
const SIGNED: [&str; 14] = [
    "制表", "填表", "审核", "审批", "复核", "批准", "打印", "注:", "注意:", "说明:", "note:",
    "notes:", "prepared", "approved",
];

/// What a spreadsheet shows where a formula failed.
const ERRORS: [&str; 10] = [
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    "#DATA!",
    "#SPILL!",
    UNCALCULATED,
];

/// Whether a cell says that a formula failed.
pub fn is_error(text: &str) -> bool {
    text.starts_with('#') && ERRORS.contains(&text)
}

/// The table on a worksheet; none where nothing stands on it.
pub(super) fn of(mut grid: Grid) -> Option<Sheet> {
    grid.lines.retain(|line| filled(line) > 0);
    let head = Head::find(&grid)?;
    let headers = head.headings(&grid);
    let mut sheet = Sheet::default();
    let above = grid.lines.get(..head.first).unwrap_or(&[]);
    sheet.notes.extend(title(above, &grid.lines[head.last]));
    let mut left = Left::default();
    let end = left.signatures(&grid, head.last + 1, headers.len());
    let dates = dates(&headers);
    let mut read_as_dates = vec![0; headers.len()];
    for at in head.last + 1..end {
        let line = &grid.lines[at];
        if left.takes(line, &headers, &grid.merged) {
            continue;
        }
        let line = std::mem::take(&mut grid.lines[at].cells);
        let number = grid.lines[at].at;
        sheet.rows.push(row(
            number,
            line,
            &dates,
            grid.from_1904,
            &mut read_as_dates,
        ));
    }
    let widest = sheet.rows.iter().map(|row| row.cells.len()).max();
    sheet.headers = headers;
    let named = sheet.headers.len();
    sheet
        .headers
        .resize(named.max(widest.unwrap_or(0)), String::new());
    sheet.notes.extend(left.said());
    sheet.notes.extend(serials(&sheet.headers, &read_as_dates));
    sheet
        .notes
        .extend(grid.uncalculated.as_ref().map(uncalculated));
    Some(sheet)
}

pub(super) fn filled(line: &Line) -> usize {
    line.cells.iter().filter(|cell| !cell.is_empty()).count()
}

/// Without spaces, in lower case, with half-width colons.
fn bare(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_whitespace());
    let half = kept.map(|c| if c == '：' { ':' } else { c });
    half.flat_map(char::to_lowercase).collect()
}

/// A line of sums: it says so first, and has hardly anything else but numbers.
fn is_total(line: &Line, width: usize) -> bool {
    let mut cells = line.cells.iter().filter(|cell| !cell.is_empty());
    let Some(first) = cells.next() else {
        return false;
    };
    if first.text.len() > LONGEST {
        return false;
    }
    let name = bare(&first.text);
    let name = name.split(['(', '（', ':']).next().unwrap_or("");
    let (mut texts, mut numbers) = (0, 0);
    for cell in cells {
        match cell.kind {
            Sort::Text => texts += 1,
            Sort::Number | Sort::Day => numbers += 1,
        }
    }
    // A company may be called Total.
    let sums = numbers > 0 || !name.is_ascii();
    TOTALS.contains(&name) && sums && texts * 4 <= width
}

/// What of a sheet is no record.
#[derive(Default)]
struct Left {
    totals: Vec<u64>,
    repeated: Vec<u64>,
    across: Vec<(u64, String)>,
    signed: Vec<(u64, String)>,
}

fn number(line: &Line) -> u64 {
    u64::from(line.at) + 1
}

fn first_text(line: &Line) -> String {
    let first = line.cells.iter().find(|cell| !cell.is_empty());
    let text = first.map_or("", |cell| cell.text.trim());
    let mut short: String = text.chars().take(24).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short.replace(['\r', '\n'], " ")
}

impl Left {
    /// Where the signatures begin that end the sheet.
    fn signatures(&mut self, grid: &Grid, from: usize, width: usize) -> usize {
        let mut end = grid.lines.len();
        while end > from {
            let line = &grid.lines[end - 1];
            let first = line.cells.iter().find(|cell| !cell.is_empty());
            let head = first.map_or("", |cell| cell.text.trim_start());
            let begins = bare(&head.chars().take(20).collect::<String>());
            let few = filled(line) * 2 <= width.max(2);
            if !few || !SIGNED.iter().any(|word| begins.starts_with(word)) {
                break;
            }
            self.signed.push((number(line), first_text(line)));
            end -= 1;
        }
        self.signed.reverse();
        end
    }

    /// Whether the line is no record.
    fn takes(&mut self, line: &Line, headers: &[String], merged: &[Merged]) -> bool {
        if is_total(line, headers.len()) {
            self.totals.push(number(line));
            return true;
        }
        let cells = line.cells.iter().map(|cell| cell.text.trim());
        if cells.eq(headers.iter().map(String::as_str)) {
            self.repeated.push(number(line));
            return true;
        }
        let is_across = filled(line) == 1
            && merged.iter().any(|part| {
                part.top == line.at && (part.right - part.left + 1) * 2 > headers.len().max(2)
            });
        if is_across {
            self.across.push((number(line), first_text(line)));
        }
        is_across
    }

    fn said(self) -> Vec<Say> {
        let mut notes = Vec::new();
        if let Some(rows) = rows(&self.totals) {
            notes.push(say!(
                "rows of sums left out: {rows}",
                "合计行未读取：第 {rows} 行"
            ));
        }
        if let Some(rows) = rows(&self.repeated) {
            notes.push(say!(
                "repeated headings left out: {rows}",
                "重复的标题行未读取：第 {rows} 行"
            ));
        }
        for (row, text) in self.across.into_iter().chain(self.signed) {
            notes.push(say!(
                "row {row} left out, it is no record: “{text}”",
                "第 {row} 行不是记录，未读取：“{text}”"
            ));
        }
        notes
    }
}

/// `9, 18`, of many the first.
fn rows(rows: &[u64]) -> Option<String> {
    let shown: Vec<String> = rows.iter().take(10).map(u64::to_string).collect();
    let more = if rows.len() > shown.len() { " …" } else { "" };
    (!rows.is_empty()).then(|| format!("{}{more}", shown.join(", ")))
}

fn title(above: &[Line], head: &Line) -> Option<Say> {
    let row = number(head);
    let texts: Vec<String> = above.iter().take(3).map(first_text).collect();
    let texts = texts.join(" / ");
    (!above.is_empty()).then(|| {
        say!(
            "the headings are in row {row}; left out above them: “{texts}”",
            "列标题在第 {row} 行；其上未读取：“{texts}”"
        )
    })
}

/// The columns whose headings are those of days or moments only.
fn dates(headers: &[String]) -> Vec<bool> {
    let dated = |header: &String| {
        let header = header.to_lowercase();
        ["日期", "时间", "date"]
            .iter()
            .any(|word| header.ends_with(word))
    };
    let all = headers.iter();
    all.map(|header| known(header).unwrap_or_else(|| dated(header)))
        .collect()
}

/// A record; numbers under a date's heading are the days they stand for.
fn row(at: u32, cells: Vec<Found>, dates: &[bool], from_1904: bool, read: &mut [usize]) -> Row {
    let cells = cells.into_iter().enumerate().map(|(column, cell)| {
        let is_date = dates.get(column) == Some(&true) && cell.kind == Sort::Number;
        match is_date.then(|| day(&cell.text, from_1904)).flatten() {
            Some(day) => {
                read[column] += 1;
                day
            }
            None => cell.text,
        }
    });
    Row {
        line: usize::try_from(at).unwrap_or(usize::MAX).saturating_add(1),
        cells: cells.collect(),
        problem: None,
    }
}

/// The day that a bare number stands for, of 1927 to 2119: a year or a day
/// of the kind 20260305 is none.
fn day(text: &str, from_1904: bool) -> Option<String> {
    let number: f64 = text.parse().ok()?;
    let usual = (10_000.0..80_000.0).contains(&number);
    usual.then(|| serial::serial(number, from_1904)).flatten()
}

fn serials(headers: &[String], read: &[usize]) -> Vec<Say> {
    let all = headers.iter().zip(read).filter(|(_, n)| **n > 0);
    all.map(|(header, n)| {
        say!(
            "“{header}”: numbers read as the days they stand for: {n}",
            "“{header}”：{n} 个数字按其代表的日期读取"
        )
    })
    .collect()
}

fn uncalculated((n, first): &(usize, String)) -> Say {
    say!(
        "formulas without a stored result: {n}, the first in {first}; open the workbook in a spreadsheet program and save it",
        "{n} 个公式没有保存的结果（首个在 {first}）；请用表格软件打开并保存后再导入"
    )
}
