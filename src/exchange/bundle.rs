//! A team file: one person's rows as an archive of JSON lines, a part a table,
//! and a page that says whose they are. What is damaged or cut short is refused
//! as a whole; nothing here knows tables.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Cursor, Read as _, Write};

use serde::{Deserialize, Serialize};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::value::Stored;

/// What the page calls the format, and the newest of its versions.
const FORMAT: &str = "kehu team";
const VERSION: u32 = 1;

/// The page of a bundle.
const PAGE: &str = "about.json";

/// No page and no line of a bundle is longer, in bytes.
const LONGEST: u64 = 64 << 20;

/// What a bundle says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    pub format: String,
    pub version: u32,
    /// The program that wrote it.
    pub kehu: String,
    /// The schema step of its rows.
    pub schema: usize,
    /// The upper half of the ids of the file that it comes from, and how far
    /// that file had counted.
    pub source: i64,
    pub counter: i64,
    /// Whose file that is: a row of the part `staff`.
    pub author: i64,
    pub name: String,
    /// When it was made.
    pub made: String,
    /// Between which moments its rows were recorded.
    pub from: Option<String>,
    pub to: Option<String>,
    /// Since when clocks run in that file.
    pub since: Option<String>,
    /// The policy that the author works by.
    pub playbook: String,
    pub fingerprint: String,
    /// How many rows each part has.
    pub rows: BTreeMap<String, u64>,
    /// Every bundle that this file made before: how far it had counted, and when.
    pub exports: Vec<(i64, String)>,
    /// Rows that were erased there, and are to be erased wherever they are.
    pub erased: Vec<i64>,
}

impl About {
    /// The name and version of the format, for a new page.
    pub fn format() -> (String, u32) {
        (FORMAT.to_owned(), VERSION)
    }

    /// How many rows there are in all.
    pub fn total(&self) -> u64 {
        self.rows.values().sum()
    }
}

/// A bundle being written.
pub struct Writer<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
}

impl<W: Write> Writer<W> {
    /// Begins one with its page.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(to: W, about: &About) -> Result<Self, Failure> {
        let mut writer = Writer {
            zip: ZipWriter::new_stream(to),
        };
        writer.begin(PAGE)?;
        let page = serde_json::to_vec_pretty(about).map_err(anyhow::Error::new)?;
        writer.zip.write_all(&page)?;
        Ok(writer)
    }

    fn begin(&mut self, name: &str) -> Result<(), Failure> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let begun = self.zip.start_file(name, options.large_file(true));
        Ok(begun.map_err(anyhow::Error::new)?)
    }

    /// Begins the rows of a table.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn part(&mut self, table: &str, columns: &[String]) -> Result<(), Failure> {
        self.begin(&part_name(table))?;
        self.line(&columns)
    }

    /// Writes a row, its values in the order of the columns.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn row(&mut self, values: &[Stored]) -> Result<(), Failure> {
        let values: Vec<serde_json::Value> = values
            .iter()
            .map(|value| match value {
                Stored::Null => serde_json::Value::Null,
                Stored::Int(number) => (*number).into(),
                Stored::Text(text) => text.as_str().into(),
            })
            .collect();
        self.line(&values)
    }

    fn line(&mut self, line: &impl Serialize) -> Result<(), Failure> {
        serde_json::to_writer(&mut self.zip, line).map_err(anyhow::Error::new)?;
        Ok(self.zip.write_all(b"\n")?)
    }

    /// Ends it, and gives back what it was written to.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> Result<W, Failure> {
        let stream = self.zip.finish().map_err(anyhow::Error::new)?;
        Ok(stream.into_inner())
    }
}

fn part_name(table: &str) -> String {
    format!("{table}.jsonl")
}

/// A bundle being read.
pub struct Bundle {
    pub about: About,
    zip: ZipArchive<Cursor<Vec<u8>>>,
}

/// What of the page can be read whatever its version.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
    schema: usize,
}

impl Bundle {
    /// Opens one; `schema` is the newest schema step that is understood.
    ///
    /// # Errors
    /// Where it is none, is damaged, or is newer than the program.
    pub fn open(bytes: Vec<u8>, schema: usize) -> Result<Self, Problem> {
        if !bytes.starts_with(b"PK") {
            return Err(no_bundle());
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        let mut page = Vec::new();
        let part = zip.by_name(PAGE).map_err(|_| no_bundle())?;
        let read = part.take(LONGEST).read_to_end(&mut page);
        read.map_err(|_| damaged())?;
        let head: Head = serde_json::from_slice(&page).map_err(|_| no_bundle())?;
        if head.format != FORMAT {
            return Err(no_bundle());
        }
        if head.version > VERSION || head.schema > schema {
            return Err(newer());
        }
        let about: About = serde_json::from_slice(&page).map_err(|_| damaged())?;
        match about.source {
            1..=0x3fff_ffff if about.schema > 0 => Ok(Bundle { about, zip }),
            _ => Err(damaged()),
        }
    }

    /// Reads the rows of a table: first its columns, then each row's values.
    ///
    /// # Errors
    /// Where they are damaged or not as many as the page says, or as `take` does.
    pub fn part(
        &mut self,
        table: &str,
        columns: &mut Vec<String>,
        mut take: impl FnMut(&[String], Vec<Stored>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let expected = self.about.rows.get(table).copied().unwrap_or_default();
        let part = self.zip.by_name(&part_name(table)).map_err(|_| damaged())?;
        let mut lines = BufReader::new(part);
        let mut line = Vec::new();
        let (mut rows, mut head) = (0, true);
        loop {
            line.clear();
            // The checksum is looked at when the part ends.
            let read = (&mut lines).take(LONGEST).read_until(b'\n', &mut line);
            if read.map_err(|_| damaged())? == 0 {
                break;
            }
            if head {
                *columns = serde_json::from_slice(&line).map_err(|_| damaged())?;
                head = false;
                continue;
            }
            let values = values(&line).filter(|values| values.len() == columns.len());
            rows += 1;
            if rows > expected {
                return Err(damaged().into());
            }
            take(columns, values.ok_or_else(damaged)?)?;
        }
        match rows == expected {
            true => Ok(()),
            false => Err(damaged().into()),
        }
    }
}

/// The values of a line.
fn values(line: &[u8]) -> Option<Vec<Stored>> {
    let values: Vec<serde_json::Value> = serde_json::from_slice(line).ok()?;
    values
        .into_iter()
        .map(|value| match value {
            serde_json::Value::Null => Some(Stored::Null),
            serde_json::Value::Number(number) => number.as_i64().map(Stored::Int),
            serde_json::Value::String(text) => Some(Stored::Text(text)),
            _ => None,
        })
        .collect()
}

/// It is something else.
fn no_bundle() -> Problem {
    Problem::new(
        Exit::Usage,
        say!("is no team file", "不是团队文件"),
    )
    .hint(say!(
        "a rep makes one with: kehu export team FILE; sheets of customers go in with: kehu import customers FILE",
        "团队文件由同事用 kehu export team 文件 生成；客户表格请用 kehu import customers 文件 导入"
    ))
}

/// It cannot be read to its end, or holds what no program of ours writes.
pub fn damaged() -> Problem {
    Problem::new(
        Exit::Store,
        say!(
            "is damaged or cut short; nothing was stored",
            "已损坏或不完整；没有存入任何内容"
        ),
    )
    .hint(say!("ask for it to be sent again", "请对方重新发送"))
}

fn newer() -> Problem {
    Problem::new(
        Exit::Store,
        say!(
            "was written by a newer kehu than this one",
            "由更新版本的 kehu 写成"
        ),
    )
    .hint(say!(
        "install the newer version; nothing was stored",
        "请安装新版本；没有存入任何内容"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(rows: u64) -> About {
        let (format, version) = About::format();
        About {
            format,
            version,
            kehu: "0".into(),
            schema: 1,
            source: 7,
            counter: 9,
            author: (7 << 32) + 1,
            name: "李雷".into(),
            made: "2026-03-05T07:00:00Z".into(),
            from: None,
            to: None,
            since: None,
            playbook: "standard".into(),
            fingerprint: "0".into(),
            rows: BTreeMap::from([("tag".to_owned(), rows)]),
            exports: Vec::new(),
            erased: Vec::new(),
        }
    }

    fn written(claimed: u64) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new(), &about(claimed)).unwrap();
        writer.part("tag", &["id".into(), "name".into()]).unwrap();
        for (id, name) in [(1, "重点\n客户 \"a\""), (2, "b")] {
            let row = [Stored::Int(id), Stored::Text(name.into())];
            writer.row(&row).unwrap();
        }
        writer.finish().unwrap()
    }

    fn rows(bytes: Vec<u8>) -> Result<Vec<Vec<Stored>>, Failure> {
        let mut bundle = Bundle::open(bytes, 1)?;
        let mut rows = Vec::new();
        bundle.part("tag", &mut Vec::new(), |columns, row| {
            assert_eq!(columns, ["id", "name"]);
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    #[test]
    fn what_is_written_is_read_back() {
        let rows = rows(written(2)).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0][1], Stored::Text("重点\n客户 \"a\"".into()));
    }

    #[test]
    fn more_or_fewer_rows_than_said_are_damage() {
        for claimed in [0, 1, 3] {
            assert_eq!(rows(written(claimed)).unwrap_err().exit(), Exit::Store);
        }
    }

    #[test]
    fn no_byte_may_be_missing() {
        let whole = written(2);
        for cut in 2..whole.len() {
            assert!(rows(whole[..cut].to_vec()).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn a_newer_one_is_told_before_it_is_read() {
        let problem = Bundle::open(written(2), 0).err().unwrap();
        assert!(problem.what.en.contains("newer"), "{problem:?}");
        let sheet = Bundle::open(b"a,b\n1,2\n".to_vec(), 1).err().unwrap();
        assert_eq!(sheet.exit, Exit::Usage);
    }
}
