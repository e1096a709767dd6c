//! Half-filled forms: files beside the database, readable by their owner alone.
//! What was typed into a form is never lost before its command has succeeded:
//! stopped or refused, it is kept, and the next start offers to go on.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde_json::{Map, Value as Json};

use super::{App, stopped};
use crate::field::Field;
use crate::form::Draft;
use crate::problem::Failure;
use crate::say;
use crate::store::secure_dir;
use crate::value::{Kind, Moment, Reading, Stored};
use crate::words::{Say, Text};

/// So many drafts of one form may wait; one more takes the last one's place.
const MOST: usize = 20;

/// The forms that this command has under way, and what is doubtful in them.
#[derive(Debug, Default)]
pub struct Forms {
    under_way: Vec<UnderWay>,
    doubts: Vec<Say>,
}

impl Forms {
    /// What is told once the command was carried out.
    pub fn doubts(&mut self) -> Vec<Say> {
        std::mem::take(&mut self.doubts)
    }
}

#[derive(Debug)]
struct UnderWay {
    /// The command that goes on with it.
    command: String,
    /// The file that it was taken up from.
    file: Option<PathBuf>,
    /// What the command line said.
    begun: Draft,
    draft: Draft,
}

impl UnderWay {
    /// How many questions were answered: what the command line said, and what the
    /// command made of it, is no answer.
    fn typed(&self) -> usize {
        let new = |at: &usize| {
            let before = self.draft.fields.get(*at).and_then(|field| {
                let at = self.begun.position(field.key)?;
                self.begun.given(at)
            });
            self.draft.given(*at).is_some_and(|now| before != Some(now))
        };
        (0..self.draft.fields.len()).filter(new).count()
    }

    /// What was answered, as the next start is to find it; empty where nobody
    /// typed more than the command line.
    fn answers(&self, reading: &Reading<'_>) -> Map<String, Json> {
        let draft = &self.draft;
        let said = |at: usize| Some((draft.fields.get(at)?, draft.given(at)?));
        let all = 0..draft.fields.len();
        if self.typed() == 0 {
            return Map::new();
        }
        all.filter_map(said)
            .map(|(field, text)| {
                (
                    field.key.to_owned(),
                    Json::from(lasting(field, text, reading)),
                )
            })
            .collect()
    }
}

/// A time that is counted from now, as one that means the same tomorrow.
fn lasting(field: &Field, text: &str, reading: &Reading<'_>) -> String {
    match (field.kind, field.read(text, reading)) {
        (Kind::Moment(_) | Kind::Day, Ok(Stored::Text(stored))) => {
            match Moment::from_stored(&stored) {
                Some(moment) => moment.rfc3339(reading.zone),
                None => stored,
            }
        }
        _ => text.to_owned(),
    }
}

/// A draft that waits.
struct Waiting {
    file: PathBuf,
    at: Option<Moment>,
    typing: Option<String>,
    answers: Map<String, Json>,
    /// How many of them somebody typed.
    typed: usize,
}

impl Waiting {
    fn read(file: PathBuf) -> Option<Self> {
        let text = fs::read_to_string(&file).ok()?;
        let mut kept: Map<String, Json> = serde_json::from_str(&text).ok()?;
        let text = |key: &str| Some(kept.get(key)?.as_str()?.to_owned());
        let (at, typing) = (text("kept_at"), text("typing"));
        let Some(Json::Object(answers)) = kept.remove("answers") else {
            return None;
        };
        let typed = kept.get("typed").and_then(Json::as_u64);
        let typed = typed.and_then(|n| usize::try_from(n).ok());
        Some(Waiting {
            typed: typed.unwrap_or(answers.len()),
            at: at.and_then(|at| Moment::from_stored(&at)),
            file,
            typing,
            answers,
        })
    }

    fn answer(&self, key: &str) -> Option<&str> {
        self.answers.get(key)?.as_str()
    }

    /// Whether the command line says nothing else than this draft.
    fn fits(&self, line: &Draft, reading: &Reading<'_>) -> bool {
        line.fields.iter().enumerate().all(|(at, field)| {
            match (line.given(at), self.answer(field.key)) {
                (Some(said), Some(kept)) => {
                    let read = |text: &str| field.read(text, reading).ok();
                    said.trim() == kept.trim() || (read(said).is_some() && read(said) == read(kept))
                }
                _ => true,
            }
        })
    }

    /// What it is about: the name that it registers, or whom it concerns.
    fn subject(&self, draft: &Draft, reading: &Reading<'_>) -> String {
        let mut keys = ["name", "customer", "contact.name"].into_iter();
        let found = keys.find_map(|key| {
            let field = draft.fields.get(draft.position(key)?)?;
            Some((field, self.answer(key)?))
        });
        match found {
            Some((field, text)) => match field.kind {
                Kind::Ref(noun) => reading.refs.name(noun, text).unwrap_or_else(|| text.into()),
                _ => text.to_owned(),
            },
            None => String::new(),
        }
    }

    /// The question whether to go on with it.
    fn offer(&self, label: Text, subject: &str, reading: &Reading<'_>) -> Say {
        let n = self.typed;
        let (en, zh) = (label.en, label.zh);
        let when = self
            .at
            .map_or(String::new(), |at| match reading.now.day(reading.zone) {
                today if at.day(reading.zone) == today => {
                    at.local(reading.zone).format("%H:%M").to_string()
                }
                _ => at.shown(reading.zone),
            });
        let (subject_en, subject_zh) = match subject {
            "" => (String::new(), String::new()),
            name => (format!(": {name}"), format!("：{name}")),
        };
        say!(
            "There is an unfinished {en}{subject_en} ({when}, {n} answered); go on with it?",
            "有一份未完成的{zh}{subject_zh}（{when}，已填 {n} 项），继续填写吗？"
        )
    }

    /// Takes its answers up where the command line gave none.
    fn fill(&self, draft: &mut Draft) {
        for at in 0..draft.fields.len() {
            let Some(field) = draft.fields.get(at) else {
                continue;
            };
            if let Some(answer) = self.answer(field.key)
                && draft.given(at).is_none()
            {
                match self.typing.as_deref() == Some(field.key) {
                    true => draft.leave_unfinished(at, answer),
                    false => draft.set_at(at, Some(answer.to_owned())),
                }
            }
        }
    }
}

impl App<'_> {
    /// The files that drafts of a form are kept in, in the order of use.
    fn draft_files(&self, command: &str) -> impl Iterator<Item = PathBuf> + use<> {
        let folder = self.store.path().with_extension("drafts");
        let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
        let name: String = command.chars().map(plain).collect();
        (1..=MOST).map(move |n| match n {
            1 => folder.join(format!("{name}.json")),
            n => folder.join(format!("{name}-{n}.json")),
        })
    }

    /// Begins a form: offers to go on from what was left off, unless that is
    /// about something else than the command line.
    ///
    /// # Errors
    /// When an old draft cannot be deleted; [`Failure::Stopped`] after Ctrl-C.
    pub fn take_up(
        &mut self,
        draft: &mut Draft,
        command: &str,
        label: Text,
    ) -> Result<(), Failure> {
        if self
            .forms
            .under_way
            .iter()
            .any(|form| form.command == command)
        {
            return Ok(());
        }
        let begun = draft.clone();
        let mut file = None;
        for waiting in self.draft_files(command).filter_map(Waiting::read) {
            let offer = self.reading(|reading, _| {
                let subject = waiting.subject(&begun, reading);
                let fits = waiting.fits(&begun, reading);
                Ok(fits.then(|| waiting.offer(label, &subject, reading)))
            })?;
            let (Some(offer), Some(ask)) = (offer, &mut self.ask) else {
                continue;
            };
            if ask.confirm(offer.to(self.lang), true).map_err(stopped)? {
                waiting.fill(draft);
                file = Some(waiting.file);
                break;
            }
            delete(&waiting.file)?;
            let gone = say!("the draft is deleted", "已删除草稿");
            ask.tell(gone.to(self.lang)).map_err(stopped)?;
        }
        self.forms.under_way.push(UnderWay {
            command: command.to_owned(),
            file,
            begun,
            draft: draft.clone(),
        });
        Ok(())
    }

    /// Notes the days of a command line that should lie ahead and do not.
    ///
    /// # Errors
    /// When the file or the playbook cannot be read.
    pub fn note_slips(&mut self, draft: &Draft) -> Result<(), Failure> {
        if !draft.fields.iter().any(|field| field.ahead) {
            return Ok(());
        }
        let slips = self.reading(|reading, _| Ok(draft.slips(reading)))?;
        self.forms.doubts.extend(slips);
        Ok(())
    }

    /// Remembers how far a form has been filled in.
    pub fn note_form(&mut self, command: &str, draft: &Draft) {
        let mut forms = self.forms.under_way.iter_mut();
        if let Some(form) = forms.find(|form| form.command == command) {
            form.draft.clone_from(draft);
        }
    }

    /// The forms have been handed in: their drafts have done their work.
    ///
    /// # Errors
    /// When a draft cannot be deleted.
    pub fn finish_forms(&mut self) -> Result<(), Failure> {
        for form in std::mem::take(&mut self.forms.under_way) {
            form.file.map_or(Ok(()), |file| delete(&file))?;
        }
        Ok(())
    }

    /// A form is given up for another one that took its answers over.
    ///
    /// # Errors
    /// When its draft cannot be deleted.
    pub fn drop_form(&mut self, command: &str) -> Result<(), Failure> {
        let given_up = self
            .forms
            .under_way
            .extract_if(.., |form| form.command == command);
        for form in given_up {
            form.file.map_or(Ok(()), |file| delete(&file))?;
        }
        Ok(())
    }

    /// The command came to nothing: keeps what was typed, and says so. Nothing
    /// typed, nothing kept.
    ///
    /// # Errors
    /// When a draft cannot be written.
    pub fn keep_forms(&mut self) -> Result<Option<Say>, Failure> {
        let mut kept = None;
        for form in std::mem::take(&mut self.forms.under_way) {
            let answers = self.reading(|reading, _| Ok(form.answers(reading)))?;
            if answers.is_empty() {
                continue;
            }
            let n = form.typed();
            self.keep(&form, answers)?;
            let command = form.command;
            kept = Some(say!(
                "kept as a draft ({n} answered); go on with: kehu {command}",
                "已存为草稿（{n} 项），用 kehu {command} 继续"
            ));
        }
        Ok(kept)
    }

    fn keep(&self, form: &UnderWay, answers: Map<String, Json>) -> Result<(), Failure> {
        let mut files = self.draft_files(&form.command);
        let Some(file) = form
            .file
            .clone()
            .or_else(|| files.find(|file| !file.exists()))
            .or_else(|| self.draft_files(&form.command).last())
        else {
            return Ok(());
        };
        if let Some(folder) = file.parent() {
            secure_dir(folder)?;
        }
        let typing = form.draft.unfinished();
        let typing = typing.and_then(|at| form.draft.fields.get(at));
        let draft = Json::from_iter([
            ("kept_at", Json::from(self.now.stored())),
            ("typing", Json::from(typing.map(|field| field.key))),
            ("typed", Json::from(form.typed())),
            ("answers", Json::Object(answers)),
        ]);
        write_private(&file, &draft.to_string()).with_context(|| format!("{}", file.display()))?;
        Ok(())
    }
}

fn delete(file: &Path) -> Result<(), Failure> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(anyhow::Error::new(error)
                .context(format!("{}", file.display()))
                .into())
        }
        _ => Ok(()),
    }
}

/// Writes a file that only its owner can read.
pub(super) fn write_private(file: &std::path::Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(file)?.write_all(text.as_bytes())
}
