//! Comma-separated text as a [`Sheet`]: the separator is found out, quoted
//! cells may hold line breaks, and every row knows its line in the file.

use csv::{ReaderBuilder, StringRecord};

use super::{Row, Sheet};
use crate::problem::Problem;
use crate::say;

/// The separators that are tried, likeliest first.
const SEPARATORS: [u8; 3] = *b",;\t";

/// Stands behind the last row: a quotation mark that is never closed would
/// swallow it, and every row before it, in silence.
const END: &str = "\u{1}";

/// Reads a sheet; the separator is found out unless it is given.
///
/// # Errors
/// Where there is no heading, or a quotation mark is never closed.
pub fn read(text: &str, separator: Option<u8>) -> Result<Sheet, Problem> {
    let separator = separator.unwrap_or_else(|| sniff(text));
    let whole = format!("{text}\n{END}\n");
    let mut reader = reader(&whole, separator);
    let mut lines = Lines::new(&whole);
    let mut sheet = Sheet::default();
    let mut record = StringRecord::new();
    let mut last = (0, false);
    while reader
        .read_record(&mut record)
        .map_err(|why| unreadable(&why))?
    {
        let at = record.position().map_or(0, |position| position.byte());
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        let line = lines.of(at);
        last = (line, is_end(&record) && nothing_from(text, at));
        if last.1 {
            break;
        }
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells.iter().all(|cell| bare(cell).is_empty()) {
            continue;
        }
        match sheet.headers.is_empty() {
            true => sheet.headers = cells.iter().map(|cell| bare(cell).to_owned()).collect(),
            false => sheet.rows.push(Row {
                line,
                cells,
                problem: None,
            }),
        }
    }
    match last {
        (line, false) => Err(unclosed(line)),
        _ if sheet.headers.is_empty() => Err(Problem::usage(say!(
            "the file is empty; its first line should hold the headings",
            "文件是空的；第一行应为列标题"
        ))),
        _ => Ok(sheet),
    }
}

/// The cell without white space round it, nor a byte-order mark: a file that
/// was saved twice has two, and its first heading would be none that is known.
fn bare(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

fn is_end(record: &StringRecord) -> bool {
    record.len() == 1 && record.get(0) == Some(END)
}

/// Whether only line ends stand in the text from that byte on: a row of the
/// file may look like the end of it.
fn nothing_from(text: &str, byte: usize) -> bool {
    let rest = text.as_bytes().get(byte..).unwrap_or_default();
    rest.iter().all(|byte| matches!(byte, b'\n' | b'\r'))
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    // The default ends a row at LF, CRLF and CR alike.
    ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// How many rows are looked at to find the separator out.
const LOOK: usize = 20;

/// The separator that makes columns of the first rows, all rows the same
/// number if possible, and most of them.
fn sniff(text: &str) -> u8 {
    let mut best = ((false, 0), b',');
    for separator in SEPARATORS {
        let found = fits(text, separator);
        if found > best.0 {
            best = (found, separator);
        }
    }
    best.1
}

/// Whether the separator makes even columns, and how many it makes.
fn fits(text: &str, separator: u8) -> (bool, usize) {
    let mut records = reader(text, separator).into_records().take(LOOK).flatten();
    let columns = records.next().map_or(0, |record| record.len());
    let even = records.all(|record| record.len() == columns);
    (even && columns > 1, columns)
}

/// Counts lines, forward only: LF, CRLF and a lone CR each end one.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        Lines {
            text: text.as_bytes(),
            at: 0,
            line: 1,
        }
    }

    /// The line of the first byte at or after `byte` that is no line end.
    fn of(&mut self, byte: usize) -> usize {
        while let Some(&c) = self.text.get(self.at) {
            let ends = matches!(c, b'\n' | b'\r');
            if self.at >= byte && !ends {
                break;
            }
            let half = c == b'\r' && self.text.get(self.at + 1) == Some(&b'\n');
            if ends && !half {
                self.line += 1;
            }
            self.at += 1;
        }
        self.line
    }
}

fn unclosed(line: usize) -> Problem {
    Problem::usage(say!(
        "line {line}: a quotation mark that opens here is never closed",
        "第 {line} 行：此行起的引号没有闭合"
    ))
}

fn unreadable(why: &csv::Error) -> Problem {
    Problem::usage(say!("cannot be read: {why}", "无法读取：{why}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
        let sheet = read(text, None).unwrap();
        sheet
            .rows
            .into_iter()
            .map(|row| (row.line, row.cells))
            .collect()
    }

    fn row(line: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn every_row_knows_its_line_whatever_ends_it() {
        for end in ["\n", "\r\n", "\r"] {
            let text = [
                "名称,需求",
                "甲,\"一",
                "二\"",
                "",
                "乙,\"他说\"\"好\"\"\"",
                "丙,",
                "",
            ];
            assert_eq!(
                rows(&text.join(end)),
                [
                    row(2, &["甲", &format!("一{end}二")]),
                    row(5, &["乙", "他说\"好\""]),
                    row(6, &["丙", ""]),
                ],
                "{end:?}"
            );
        }
    }

    #[test]
    fn the_separator_is_found_out() {
        for separator in [",", ";", "\t"] {
            let text = format!("name{separator}\"need, or wish\"\nA{separator}b");
            assert_eq!(
                read(&text, None).unwrap().headers,
                ["name", "need, or wish"]
            );
        }
        assert_eq!(read("name\nA", None).unwrap().headers, ["name"]);
        assert_eq!(read("a;b,c\n", Some(b';')).unwrap().headers, ["a", "b,c"]);
    }

    #[test]
    fn an_open_quotation_mark_is_no_way_to_lose_rows() {
        let problem = read("a,b\n1,2\n3,\"4\n5,6\n", None).unwrap_err();
        assert!(problem.what.en.starts_with("line 3:"), "{problem:?}");
        assert!(read("", None).is_err());
        assert!(read("\n\n", None).is_err());
    }

    #[test]
    fn a_second_byte_order_mark_is_no_part_of_a_heading() {
        for text in [
            "\u{feff}\u{feff}name,need\nA,b",
            "\"\u{feff}name\",need\nA,b",
        ] {
            assert_eq!(read(text, None).unwrap().headers, ["name", "need"]);
        }
        assert!(read("\u{feff}\u{feff}\n", None).is_err());
    }

    #[test]
    fn a_row_that_looks_like_the_end_is_none() {
        assert_eq!(
            rows("a\n\u{1}\nb\n\r\n\r"),
            [row(2, &["\u{1}"]), row(3, &["b"])]
        );
        assert_eq!(rows("a\n\u{1}"), [row(2, &["\u{1}"])]);
        assert_eq!(read("\u{1}", None).unwrap().headers, ["\u{1}"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "([\"',;\t\r\n a云=]|\\PC){0,60}") {
            let _ = read(&text, None);
        }

        #[test]
        fn what_a_writer_writes_comes_back(cells in proptest::collection::vec("[a-z云\",;\n]{1,6}", 2..5)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(vec!["h"; cells.len()]).unwrap();
            writer.write_record(&cells).unwrap();
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let sheet = read(&text, Some(b',')).unwrap();
            let empty = cells.iter().all(|cell| cell.trim().is_empty());
            match sheet.rows.as_slice() {
                [row] => prop_assert_eq!(&row.cells, &cells),
                rows => prop_assert!(rows.is_empty() && empty),
            }
        }
    }
}
