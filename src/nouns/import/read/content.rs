//! The file that a row of a list tells of: where it lies, and what is in it. A row
//! without its file is refused, unless its content is kept here already.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Reader;
use crate::form::Draft;
use crate::problem::{Failure, Problem};
use crate::records::choices::AttachmentKind;
use crate::say;
use crate::store::{self, Content, Health};
use crate::value::{ChoiceSet as _, FileName, Noun, Size, Value as _, YesNo};

/// The content of a file, and where it is to be copied from.
pub struct Bytes {
    /// `None` where it is kept here already.
    pub from: Option<PathBuf>,
    pub content: Content,
}

/// Where files are looked for.
#[derive(Clone, Debug)]
pub struct Places {
    /// The folder in which the list lies.
    pub list: PathBuf,
    /// The data file, beside which contents are kept.
    pub data: PathBuf,
}

impl Places {
    pub fn of(list: &str, data: &Path) -> Self {
        let folder = match list {
            "-" => None,
            list => Path::new(list).parent(),
        };
        Places {
            list: folder.map_or_else(PathBuf::new, Path::to_owned),
            data: data.to_owned(),
        }
    }
}

/// What is wrong with the file of a row, or with the machine.
type Found = Result<Result<Option<Bytes>, Vec<Problem>>, Failure>;

impl Reader<'_> {
    /// What the row's file holds; nothing for rows that tell of none.
    pub(super) fn bytes(&self, row: &Draft) -> Found {
        if self.kind.noun != Noun::Attachment {
            return Ok(Ok(None));
        }
        let said = |key| row.get(key).map(str::trim).filter(|text| !text.is_empty());
        let found = match (said("file"), said("hash")) {
            (Some(file), hash) => self.of_file(file, hash),
            (None, Some(hash)) => self.kept(&hash.to_lowercase())?,
            (None, None) => Err(no_file()),
        };
        let label = self.layout.label("file");
        Ok(found
            .map(Some)
            .map_err(|problem| vec![problem.about(label)]))
    }

    fn of_file(&self, name: &str, hash: Option<&str>) -> Result<Bytes, Problem> {
        // Lists are written on Windows, too.
        let native = match cfg!(windows) {
            true => name.to_owned(),
            false => name.replace('\\', "/"),
        };
        let plain = self.places.list.join(name);
        let path = match plain.exists() {
            true => plain,
            false => self.places.list.join(native),
        };
        let shown = path.display();
        if path.is_dir() {
            return Err(Problem::usage(say!(
                "{shown} is no file",
                "{shown} 不是文件"
            )));
        }
        let content = File::open(&path)
            .map_err(|error| match error.kind() {
                ErrorKind::NotFound => {
                    Problem::usage(say!("there is no file {shown}", "没有文件 {shown}"))
                }
                _ => unreadable(&path, &error.to_string()),
            })
            .and_then(|mut file| {
                store::content_of(&mut file)
                    .map_err(|_| unreadable(&path, "the file cannot be read"))
            })?;
        if content.size.0 == 0 {
            return Err(Problem::usage(say!("{shown} is empty", "{shown} 是空文件")));
        }
        if hash.is_some_and(|hash| !hash.eq_ignore_ascii_case(&content.hash)) {
            return Err(Problem::usage(say!(
                "{shown} is not the file that the list tells of: its SHA-256 is another",
                "{shown} 与清单登记的不是同一文件：SHA-256 不同"
            )));
        }
        Ok(Bytes {
            from: Some(path),
            content,
        })
    }

    /// A content that stands beside the data file already.
    fn kept(&self, hash: &str) -> Result<Result<Bytes, Problem>, Failure> {
        if store::health(&self.places.data, hash)? != Health::Whole {
            return Ok(Err(no_file()));
        }
        let file = store::attached_file(&self.places.data, hash);
        let size = std::fs::metadata(file)?.len();
        let content = Content {
            hash: hash.to_owned(),
            size: Size(i64::try_from(size).unwrap_or(i64::MAX)),
        };
        Ok(Ok(Bytes {
            from: None,
            content,
        }))
    }

    /// What goes without saying of an attached file: its name, and whether it is
    /// sensitive.
    pub(super) fn suppose_of_file(&self, own: &mut Draft, row: &Draft) {
        if self.kind.noun != Noun::Attachment {
            return;
        }
        match row.get("file").map(FileName::of) {
            Some(Some(name)) => own.set_default("name", name.as_str()),
            // That no file is named is told once.
            _ => own.set_default("name", "_"),
        }
        let kind = own
            .get("kind")
            .map(|kind| AttachmentKind::parse(kind, &self.reading));
        if let Some(Ok(kind)) = kind {
            let sensitive = YesNo::from(kind.is_sensitive());
            own.set_default("sensitive", sensitive.code());
        }
    }
}

fn no_file() -> Problem {
    Problem::usage(say!(
        "no file is named, and the content is not kept here",
        "没有指明文件，本机也没有其内容"
    ))
    .hint(say!(
        "a list with its files is made by: kehu export attachments LIST.csv --with-files",
        "连同文件导出清单：kehu export attachments 清单.csv --with-files"
    ))
}

fn unreadable(path: &Path, why: &str) -> Problem {
    let shown = path.display();
    Problem::usage(say!(
        "{shown} cannot be read: {why}",
        "无法读取 {shown}：{why}"
    ))
}
