//! The answering side of a command: what it says, where, and in which form.
//! Answers go to standard output, everything else to standard error.

mod opener;
mod progress;

use std::collections::BTreeSet;
use std::io::Write;

use crate::playbook::Playbook;
use crate::problem::{Failure, Problem};
use crate::render::blocks::Block;
use crate::render::pager::Pager;
use crate::render::{self, Format, Style};
use crate::store::NumberIs;
use crate::value::Noun;
use crate::view::{NUMBER, Note, Shape, View};
use crate::words::{Lang, Say};

pub use opener::Opener;
pub use progress::Progress;

/// Where answers and messages go.
pub struct Out<'w> {
    pub style: Style,
    /// Only numbers and errors.
    pub quiet: bool,
    /// Whether standard output is a terminal that a person looks at.
    pub terminal: bool,
    /// Whether standard error is a terminal, where a long command shows how far
    /// it is.
    pub watched: bool,
    /// Columns of the terminal that messages go to; `None` where it is none.
    pub err_width: Option<u16>,
    /// What shows a long answer to a person, unless they want none.
    pub pager: Option<Pager>,
    /// What shows a file to a person, where anything can.
    pub opener: Option<Opener>,
    pub out: &'w mut dyn Write,
    pub err: &'w mut dyn Write,
}

impl Out<'_> {
    pub fn lang(&self) -> Lang {
        self.style.tongue.lang
    }

    /// Shows how far a command is that goes through `steps` things, where
    /// somebody watches.
    pub fn progress(&self, steps: usize) -> Progress {
        Progress::new(steps, self.watched && !self.quiet, self.style.ascii)
    }

    /// Writes one table or sheet.
    ///
    /// # Errors
    /// As [`render::write`].
    pub fn view(&mut self, view: View<'_>) -> Result<(), Failure> {
        let style = self.style.clone();
        self.styled(view, &style)
    }

    /// Writes one table or sheet in a style of its own; with `-q` only the
    /// numbers of a list, one a line, unless a program's format was asked for.
    ///
    /// # Errors
    /// As [`render::write`].
    pub fn styled(&mut self, view: View<'_>, style: &Style) -> Result<(), Failure> {
        let numbered = view.columns.iter().any(|column| column.key == NUMBER.key);
        let is_table = style.format == Format::Table && style.fields.is_none();
        if self.quiet && is_table && numbered && view.shape == Shape::List {
            let numbers = Style {
                format: Format::Plain,
                fields: Some(vec![NUMBER.key.to_owned()]),
                ..style.clone()
            };
            return self.paged(|out| render::write(view, &numbers, out));
        }
        self.paged(|out| render::write(view, style, out))
    }

    /// Writes the tables of a report, and for people a line after them.
    ///
    /// # Errors
    /// As [`render::write_all`].
    pub fn views(&mut self, views: Vec<View<'_>>, ending: Option<&Say>) -> Result<(), Failure> {
        let style = self.style.clone();
        self.paged(|out| render::write_all(views, ending, &style, out))
    }

    /// Writes an answer in sentences.
    ///
    /// # Errors
    /// As [`render::note`].
    pub fn sentences(&mut self, note: &Note) -> Result<(), Failure> {
        let style = self.style.clone();
        self.paged(|out| render::note(note, &style, out))
    }

    /// Writes prose in blocks, for people.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn blocks(&mut self, blocks: &[Block]) -> Result<(), Failure> {
        let style = self.style.clone();
        self.paged(|out| render::blocks::write(blocks, &style, out))
    }

    /// What people read goes through the pager; what programs read does not.
    fn paged(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        match (&self.pager, self.style.format) {
            (Some(pager), Format::Table | Format::Md) => pager.page(self.out, write),
            _ => write(self.out),
        }
    }

    /// Says in one line that a record was made: its number alone with `-q`, an
    /// object where a program reads.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn made(&mut self, noun: Noun, number: &str, line: &Say) -> Result<(), Failure> {
        match self.style.format {
            _ if self.quiet => writeln!(self.out, "{number}")?,
            Format::Json | Format::Jsonl => {
                let made = serde_json::json!({ "noun": noun.table(), "number": number });
                writeln!(self.out, "{made}")?;
            }
            Format::Table
            | Format::Plain
            | Format::Csv
            | Format::Md
            | Format::Html
            | Format::Xlsx
            | Format::Vcf
            | Format::Docx => self.line(line)?,
        }
        Ok(())
    }

    /// Says what was done, unless only numbers or data are wanted.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn line(&mut self, line: &Say) -> Result<(), Failure> {
        if !self.quiet && !matches!(self.style.format, Format::Json | Format::Jsonl) {
            let text = render::sanitise::line(line.to(self.lang()));
            let text = render::within(&text, self.style.width);
            writeln!(self.out, "{text}")?;
        }
        Ok(())
    }

    /// Says something that is copied as it stands, so that no window breaks it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn words(&mut self, words: &Say) -> Result<(), Failure> {
        let text = render::sanitise::line(words.to(self.lang()));
        Ok(writeln!(self.out, "{text}")?)
    }

    /// Says something that is not the answer: a hint, a warning.
    pub fn note(&mut self, note: &Say) {
        if !self.quiet {
            let text = render::sanitise::line(note.to(self.lang()));
            self.message(&text);
        }
    }

    /// A check that warns and never refuses.
    pub fn warn(&mut self, warning: &Say) {
        if self.quiet {
            return;
        }
        let lead = match self.lang() {
            Lang::En => "note: ",
            Lang::Zh => "提醒：",
        };
        let text = render::sanitise::line(warning.to(self.lang()));
        self.message(&format!("{lead}{text}"));
    }

    /// Writes lines to standard error, wrapped where its window is narrow.
    fn message(&mut self, text: &str) {
        let text = render::within(text, self.err_width);
        // A message that cannot be written has nowhere else to go.
        let _ = writeln!(self.err, "{text}");
    }

    /// Says what went wrong, and what to type.
    pub fn failure(&mut self, failure: &Failure) {
        let lang = self.lang();
        let mut text = String::new();
        match failure {
            Failure::Problems(problems) => text = said(problems, lang),
            Failure::Usage(usage) => text.push_str(usage),
            Failure::Help(_) => {}
            Failure::Stopped(kept) => {
                text.push_str(match lang {
                    Lang::En => "stopped",
                    Lang::Zh => "已中止",
                });
                if let Some(kept) = kept {
                    let colon = match lang {
                        Lang::En => ": ",
                        Lang::Zh => "：",
                    };
                    text.push_str(colon);
                    text.push_str(kept.to(lang));
                }
                text.push('\n');
            }
            Failure::Other(error) if crate::problem::is_closed_pipe(error) => {}
            Failure::Other(error) => {
                let lead = match lang {
                    Lang::En => "failed: ",
                    Lang::Zh => "失败：",
                };
                text = format!("{lead}{error:#}\n");
            }
        }
        // Lines of usage are laid out already.
        let width = self
            .err_width
            .filter(|_| !matches!(failure, Failure::Usage(_)));
        let text = render::within(&render::sanitise::lines(&text), width);
        let _ = self.err.write_all(text.as_bytes());
    }
}

/// Every problem on a line of its own, each hint once.
fn said(problems: &[Problem], lang: Lang) -> String {
    let lead = match lang {
        Lang::En => "error: ",
        Lang::Zh => "错误：",
    };
    let mut text = String::new();
    for problem in problems {
        text.push_str(&format!("{lead}{}\n", problem.say(lang)));
        for candidate in &problem.candidates {
            text.push_str(&format!("  {}  {}\n", candidate.number, candidate.name));
        }
    }
    let mut hints: Vec<_> = problems
        .iter()
        .filter_map(|problem| problem.hint.as_ref())
        .map(|hint| hint.to(lang))
        .collect();
    let mut seen = BTreeSet::new();
    hints.retain(|hint| seen.insert(*hint));
    for hint in hints {
        text.push_str(&format!("  {hint}\n"));
    }
    text
}

/// The number of a record made on `day`, as the playbook forms it.
pub fn number_of(playbook: &Playbook, noun: Noun, day: chrono::NaiveDate) -> NumberIs {
    let Some(letters) = noun.prefix() else {
        return NumberIs::None;
    };
    let format = &playbook.numbers.record;
    NumberIs::Next {
        prefix: format.prefix(&playbook.numbers.of_record(letters, day)),
        width: format.digits(),
        suffix: String::new(),
    }
}
