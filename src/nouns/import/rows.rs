//! Row after row of a file into the store: what each one is against what is on
//! file and the rows before it, and what is written for it. All under one
//! transaction, which whoever called keeps or drops.

use std::collections::HashMap;

use super::kinds::{Kind, LAST};
use super::read::{Read, Reader, Whose};
use super::reasons::{lost, on_file, removed, round, twice, two};
use super::refs::row_of;
use super::tell::Report;
use super::write::Writer;
use crate::choice;
use crate::exchange::Sheet;
use crate::out::Progress;
use crate::problem::{Failure, Problem};
use crate::store::{Looked, OnFile};
use crate::value::{Kind as Answer, Noun, Stored, search};
use crate::words::Text;

choice! {
    /// What a row is.
    pub enum Verdict {
        New = "new", "New", "新增";
        Same = "same", "Same", "相同";
        Changed = "changed", "Changed", "更新";
        Conflicting = "conflicting", "Conflicting", "冲突";
        Bad = "bad", "Bad", "不合格";
    }
}

/// What became of a row.
pub struct Outcome {
    pub verdict: Verdict,
    /// Of the record; empty where the row is bad.
    pub number: String,
    /// Why it is bad, or which answers on file stay.
    pub problems: Vec<Problem>,
    /// Labels of what the playbook demands and a new record does not say.
    pub missing: Vec<Text>,
    /// Its times contradict one another.
    pub crossed: bool,
    /// Whether anything was written to a record on file.
    pub written: bool,
}

impl Outcome {
    pub fn bad(problems: Vec<Problem>) -> Self {
        Outcome {
            verdict: Verdict::Bad,
            number: String::new(),
            problems,
            missing: Vec::new(),
            crossed: false,
            written: false,
        }
    }
}

/// How far a row is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    Untouched,
    Taken,
    Refused,
}

/// A row taken, or put off until the one that it refers to is.
enum Step {
    Done(Outcome),
    Waits(usize, Text),
}

/// Takes the rows of one file.
pub struct Taker<'a> {
    pub reader: Reader<'a>,
    pub writer: Writer<'a>,
    looked: Vec<Looked>,
    /// Fields of the form that refer to other records.
    refs: Vec<usize>,
    /// Records that rows of the file are: line and own number, by id.
    lines: HashMap<i64, (usize, Option<String>)>,
    stands: Vec<Stand>,
    waiting: HashMap<usize, Vec<(usize, Text)>>,
}

impl<'a> Taker<'a> {
    pub fn new(reader: Reader<'a>, writer: Writer<'a>) -> Self {
        let kind = reader.kind;
        let fields = reader.layout.form.iter().enumerate();
        let refs = fields.filter(|(_, field)| matches!(field.kind, Answer::Ref(_)));
        Taker {
            looked: kind
                .marks
                .iter()
                .map(|mark| Looked::new(kind.noun, *mark))
                .collect(),
            refs: refs.map(|(at, _)| at).collect(),
            reader,
            writer,
            lines: HashMap::new(),
            stands: Vec::new(),
            waiting: HashMap::new(),
        }
    }

    fn kind(&self) -> &'static Kind {
        self.reader.kind
    }

    /// Takes all rows.
    ///
    /// # Errors
    /// When the file on disk fails; what is wrong with a row is its outcome.
    pub fn all(
        &mut self,
        sheet: &Sheet,
        report: &mut Report,
        progress: &Progress,
    ) -> Result<(), Failure> {
        self.stands = vec![Stand::Untouched; sheet.rows.len()];
        self.keep_clear(sheet)?;
        for at in 0..sheet.rows.len() {
            self.take(sheet, at, report)?;
            progress.step();
        }
        // What still waits, waits in a circle.
        let mut left: Vec<_> = self.waiting.drain().flat_map(|(_, rows)| rows).collect();
        left.sort_by_key(|(at, _)| *at);
        for (at, label) in left {
            report.note(sheet, at, Outcome::bad(vec![round(label)]));
        }
        Ok(())
    }

    /// Numbers that the file brings are not given to its other rows.
    fn keep_clear(&self, sheet: &Sheet) -> Result<(), Failure> {
        let Reader {
            columns, values, ..
        } = &self.reader;
        for row in &sheet.rows {
            if let Some(number) = columns.text(row, 0, values) {
                self.writer.writing.keep_clear_of(&number.to_uppercase())?;
            }
        }
        Ok(())
    }

    /// Takes a row, and those that have waited for it.
    fn take(&mut self, sheet: &Sheet, at: usize, report: &mut Report) -> Result<(), Failure> {
        let mut next = vec![at];
        while let Some(at) = next.pop() {
            let outcome = match self.row(sheet, at)? {
                Step::Done(outcome) => outcome,
                Step::Waits(on, label) if on == at => Outcome::bad(vec![round(label)]),
                Step::Waits(on, label) => match self.stands.get(on) {
                    Some(Stand::Untouched) => {
                        self.waiting.entry(on).or_default().push((at, label));
                        continue;
                    }
                    _ => {
                        let line = sheet.rows.get(on).map_or(0, |row| row.line);
                        Outcome::bad(vec![lost(label, line)])
                    }
                },
            };
            if let Some(stand) = self.stands.get_mut(at) {
                *stand = match outcome.verdict {
                    Verdict::Bad => Stand::Refused,
                    _ => Stand::Taken,
                };
            }
            report.note(sheet, at, outcome);
            let waited = self.waiting.remove(&at).unwrap_or_default();
            next.extend(waited.into_iter().rev().map(|(at, _)| at));
        }
        Ok(())
    }

    fn row(&mut self, sheet: &Sheet, at: usize) -> Result<Step, Failure> {
        let Some(row) = sheet.rows.get(at) else {
            return Ok(Step::Done(Outcome::bad(Vec::new())));
        };
        let bad = |problems| Ok(Step::Done(Outcome::bad(problems)));
        let read = match self.reader.row(row)? {
            Ok(read) => read,
            Err(problems) => return bad(problems),
        };
        let of = match read.customer {
            Whose::Known(id) => Some(id),
            _ => None,
        };
        if let Err(problems) = self.reader.strangers(&read, of)? {
            return bad(problems);
        }
        if let Some((on, label)) = self.waits(&read) {
            return Ok(Step::Waits(on, label));
        }
        let known = match self.known(&read)? {
            Ok(known) => known,
            Err(problem) => return bad(vec![problem]),
        };
        let number = read.number.clone();
        let written = match &known {
            None => self.writer.add(read)?,
            Some(known) => self.writer.change(known, read)?,
        };
        Ok(Step::Done(match written {
            Ok((id, outcome)) => {
                self.lines.insert(id, (row.line, number));
                outcome
            }
            Err(problems) => Outcome::bad(problems),
        }))
    }

    /// The row of the file that must be taken first, and the field that says so.
    fn waits(&self, read: &Read) -> Option<(usize, Text)> {
        let layout = self.reader.layout;
        let own = self.refs.iter().filter_map(|at| {
            let (field, value) = (layout.form.get(*at)?, read.own.values.get(*at)?);
            Some((field, value))
        });
        let refers = Answer::Ref(self.kind().noun);
        let states = layout.states().iter().zip(&read.states);
        let states = states.filter(|(field, _)| field.kind == refers);
        own.chain(states).find_map(|(field, value)| match value {
            Stored::Int(id) => Some((row_of(*id)?, field.label)),
            _ => None,
        })
    }

    /// The record on file that the row is about.
    fn known(&self, read: &Read) -> Result<Result<Option<OnFile>, Problem>, Failure> {
        let noun = self.kind().noun;
        let mut known: Option<OnFile> = None;
        for looked in &self.looked {
            if looked.mark.waits.is_some() && (known.is_some() || read.number.is_some()) {
                continue;
            }
            let all = self
                .writer
                .writing
                .marked(looked, |column| self.mark(read, column))?;
            let mut found = Vec::new();
            for one in all {
                match self.lines.get(&one.id) {
                    // Two numbers of one file are two records.
                    Some((_, Some(other)))
                        if read.number.as_ref().is_some_and(|own| own != other) => {}
                    // Of one customer's name there is one row, whatever else it says.
                    Some((line, _)) if noun == Noun::Customer || self.fits(looked, read, &one) => {
                        return Ok(Err(twice(noun, *line)));
                    }
                    Some(_) => {}
                    None => found.push(one),
                }
            }
            if let Some(one) = found.iter().find(|one| one.removed) {
                return Ok(Err(removed(noun, one)));
            }
            if let Some(known) = &known {
                let agrees = found.iter().any(|one| one.id == known.id);
                match found.first() {
                    Some(other) if !agrees => return Ok(Err(two(noun, known, other))),
                    _ => continue,
                }
            }
            match self.fitting(looked, read, found) {
                Ok(fitting) => known = fitting,
                Err(problem) => return Ok(Err(problem)),
            }
        }
        Ok(Ok(known))
    }

    /// The one that nothing keeps apart from the row.
    fn fitting(
        &self,
        looked: &Looked,
        read: &Read,
        found: Vec<OnFile>,
    ) -> Result<Option<OnFile>, Problem> {
        let noun = self.kind().noun;
        let mut fitting = found.iter().filter(|one| self.fits(looked, read, one));
        match (fitting.next(), fitting.next(), found.first()) {
            (Some(_), Some(_), _) if looked.mark.waits.is_some() => Ok(None),
            (Some(one), Some(other), _) => Err(two(noun, one, other)),
            (Some(one), None, _) => Ok(Some(one.clone())),
            (None, _, Some(other)) if noun == Noun::Customer => Err(on_file(other)),
            (None, ..) => Ok(None),
        }
    }

    /// Whether nothing keeps a record apart from the row.
    fn fits(&self, looked: &Looked, read: &Read, one: &OnFile) -> bool {
        let mut apart = looked.mark.apart.iter().zip(&one.apart);
        apart.all(|(column, held)| {
            let said = self.mark(read, column);
            said == Stored::Null || *held == Stored::Null || said == *held
        })
    }

    /// What the row holds for a column that records are told by.
    fn mark(&self, read: &Read, column: &str) -> Stored {
        match column {
            "number" => read.number.clone().map_or(Stored::Null, Stored::Text),
            "name_key" => match read.value(self.kind(), "name") {
                Stored::Text(name) => match search::name_key(name) {
                    key if key.is_empty() => Stored::Null,
                    key => Stored::Text(key),
                },
                _ => Stored::Null,
            },
            "hash" => match &read.bytes {
                Some(bytes) => Stored::Text(bytes.content.hash.clone()),
                None => Stored::Null,
            },
            // It gets its place when it is written.
            "n" if self.kind().noun == Noun::Acceptance
                && LAST.parse().ok().map(Stored::Int).as_ref()
                    == Some(read.value(self.kind(), "n")) =>
            {
                Stored::Null
            }
            column => read.value(self.kind(), column).clone(),
        }
    }
}
