//! `--html FILE` and its like: one report into several files at once. All are
//! made before any is written, and each takes its place in one step.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Arg;

use crate::flags::Takes;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Failure, Problem};
use crate::render::{self, Format, Style};
use crate::say;
use crate::view::View;
use crate::words::{Lang, Say, Text, t};

/// A kind of file that a report can be written into.
struct Kind {
    flag: &'static str,
    format: Format,
    help: Text,
    /// How the names of such files end.
    endings: &'static [&'static str],
}

const KINDS: [Kind; 6] = [
    Kind {
        flag: "html",
        format: Format::Html,
        help: t(
            "Also as one page to send and print",
            "另存为网页，可转发、打印",
        ),
        endings: &["html", "htm"],
    },
    Kind {
        flag: "xlsx",
        format: Format::Xlsx,
        help: t("Also as a workbook", "另存为 Excel 工作簿"),
        endings: &["xlsx"],
    },
    Kind {
        flag: "docx",
        format: Format::Docx,
        help: t("Also as a document of a word processor", "另存为 Word 文档"),
        endings: &["docx"],
    },
    Kind {
        flag: "md",
        format: Format::Md,
        help: t("Also as Markdown", "另存为 Markdown"),
        endings: &["md", "markdown"],
    },
    Kind {
        flag: "csv",
        format: Format::Csv,
        help: t("Also as CSV", "另存为 CSV"),
        endings: &["csv"],
    },
    Kind {
        flag: "json",
        format: Format::Json,
        help: t("Also as JSON", "另存为 JSON"),
        endings: &["json"],
    },
];

/// One flag a kind of file.
pub fn args(lang: Lang) -> impl Iterator<Item = Arg> {
    KINDS
        .iter()
        .map(move |kind| option(kind.flag, t("FILE", "文件"), kind.help, lang).add(Takes::File))
}

/// The files that were asked for.
pub struct Files(Vec<(Format, PathBuf)>);

impl Files {
    /// Reads the flags.
    ///
    /// # Errors
    /// Exit 2 for a file that cannot be written, or would be written twice;
    /// exit 5 for one there already that is no report.
    pub fn asked(call: &Call<'_>) -> Result<Self, Failure> {
        let mut files: Vec<(Format, PathBuf)> = Vec::new();
        for kind in &KINDS {
            let Some(name) = call.text(kind.flag) else {
                continue;
            };
            let path = PathBuf::from(name);
            if files.iter().any(|(_, other)| *other == path) {
                return Err(refused(kind, say!("{name} is named twice", "{name} 写了两次")).into());
            }
            fit(kind, &path, name)?;
            files.push((kind.format, path));
        }
        Ok(Files(files))
    }

    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Shows a report, unless files alone are wanted, and writes it into the files.
    ///
    /// # Errors
    /// As [`render::write_all`] and [`Written::store`].
    pub fn write<'v>(
        &self,
        dry_run: bool,
        out: &mut Out<'_>,
        report: impl Fn(Format) -> (Vec<View<'v>>, Option<Say>),
    ) -> Result<(), Failure> {
        self.show_and_write((dry_run, out.style.reveal), out, &report)
    }

    /// The same of one customer: a person at a terminal, who asked for this very one, sees
    /// all of it; the files keep masked what is private.
    ///
    /// # Errors
    /// As [`Files::write`].
    pub fn write_of_one<'v>(
        &self,
        dry_run: bool,
        out: &mut Out<'_>,
        report: impl Fn(Format) -> (Vec<View<'v>>, Option<Say>),
    ) -> Result<(), Failure> {
        let reveal = out.style.reveal || out.terminal;
        self.show_and_write((dry_run, reveal), out, &report)
    }

    fn show_and_write<'v>(
        &self,
        (dry_run, reveal): (bool, bool),
        out: &mut Out<'_>,
        report: &impl Fn(Format) -> (Vec<View<'v>>, Option<Say>),
    ) -> Result<(), Failure> {
        let written = self.render(&out.style, report)?;
        if self.is_empty() || !out.quiet {
            let (views, ending) = report(out.style.format);
            let before = std::mem::replace(&mut out.style.reveal, reveal);
            let done = out.views(views, ending.as_ref());
            out.style.reveal = before;
            done?;
        }
        written.store(dry_run, out)
    }

    /// Makes what belongs into each file.
    ///
    /// # Errors
    /// As [`render::write_all`].
    pub fn render<'v>(
        &self,
        style: &Style,
        report: impl Fn(Format) -> (Vec<View<'v>>, Option<Say>),
    ) -> Result<Written, Failure> {
        let mut all = Vec::new();
        for (format, path) in &self.0 {
            let style = Style {
                format: *format,
                width: None,
                color: false,
                bom: style.tongue.lang == Lang::Zh,
                ..style.clone()
            };
            let (views, ending) = report(*format);
            let mut bytes = Vec::new();
            render::write_all(views, ending.as_ref(), &style, &mut bytes)?;
            all.push((path.clone(), bytes));
        }
        Ok(Written(all))
    }
}

/// Whether the file may be written: its folder is there, and what is there of
/// that name is a file of that kind, which the report replaces.
fn fit(kind: &Kind, path: &Path, name: &str) -> Result<(), Problem> {
    let folder = folder(path);
    if !folder.is_dir() {
        let folder = folder.display();
        return Err(refused(
            kind,
            say!("there is no folder {folder}", "没有目录 {folder}"),
        ));
    }
    let Ok(about) = fs::metadata(path) else {
        return Ok(());
    };
    if !about.is_file() {
        return Err(refused(kind, say!("{name} is no file", "{name} 不是文件")));
    }
    let ending = path.extension().and_then(|ending| ending.to_str());
    let known = ending.map(str::to_lowercase);
    if known.is_some_and(|known| kind.endings.contains(&known.as_str())) {
        return Ok(());
    }
    let ending = kind.flag;
    Err(Problem::refused(say!(
        "{name} is there already, and its name is not that of a report",
        "{name} 已存在，而且不像是报表文件"
    ))
    .about(Say::same(format!("--{ending}")))
    .hint(say!(
        "only files ending in .{ending} are replaced: give another name",
        "只会覆盖以 .{ending} 结尾的文件，请换一个文件名"
    )))
}

fn refused(kind: &Kind, what: Say) -> Problem {
    Problem::usage(what).about(Say::same(format!("--{}", kind.flag)))
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Files on their way.
pub struct Written(Vec<(PathBuf, Vec<u8>)>);

impl Written {
    /// Writes them, for their owner alone, and says so.
    ///
    /// # Errors
    /// When one cannot be written; the others before it are.
    pub fn store(self, dry_run: bool, out: &mut Out<'_>) -> Result<(), Failure> {
        for (path, bytes) in self.0 {
            let name = path.display();
            if dry_run {
                out.note(&say!("would write {name}", "将写入 {name}"));
                continue;
            }
            replace(&path, &bytes).with_context(|| format!("{name}"))?;
            out.note(&say!("written: {name}", "已写入：{name}"));
        }
        Ok(())
    }
}

/// A reader of the old file never sees half of the new one.
fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut fresh = path.as_os_str().to_owned();
    fresh.push(".part");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let written = options
        .open(&fresh)
        .and_then(|mut file| file.write_all(bytes));
    let done = written.and_then(|()| fs::rename(&fresh, path));
    if done.is_err() {
        // What is left of it is of no use; the first error is the one to tell.
        let _ = fs::remove_file(&fresh);
    }
    done
}
