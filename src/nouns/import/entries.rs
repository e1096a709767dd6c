//! `import entries`: filled-in forms of one kind. The columns are the form's own
//! fields, so that they are known once the playbook is read; all else is as with
//! any other noun. A row is an entry on file by its number alone.

use clap::Arg;

use super::kinds::ENTRIES;
use super::merge::merge;
use super::read::Read;
use super::rows::{Outcome, Verdict};
use super::write::Writer;
use super::{args, source, taken};
use crate::app::App;
use crate::exchange::{Sheet, forms};
use crate::field::heading;
use crate::flags::Takes;
use crate::nouns::form::entry;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::playbook::CustomForm;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Entry;
use crate::say;
use crate::store::{OnFile, Place};
use crate::value::{Moment, Noun, Stored};
use crate::words::{Lang, t};

pub fn entry_args(lang: Lang) -> Vec<Arg> {
    let mut all = args::args(lang);
    all.push(
        option(
            "form",
            t("FORM", "表单"),
            t(
                "Which form; the file's own column says it otherwise",
                "哪种表单；未指明时看文件的“表单”列",
            ),
            lang,
        )
        .add(Takes::Form),
    );
    all
}

pub fn entries(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let name = call.text("file").unwrap_or_default();
    let sheet = source::sheet(name, &ENTRIES, call, out)?;
    let id = match call.text("form") {
        Some(id) => id.to_owned(),
        None => in_file(&sheet).ok_or_else(unnamed)?,
    };
    let form = entry::named(app, &id)?;
    let layout = forms::of_entries(form.fields);
    taken(app, call, out, &ENTRIES, layout, sheet, Some(&form))
}

/// The form that the first row says it is of.
fn in_file(sheet: &Sheet) -> Option<String> {
    let known = ["form", "表单"].map(heading);
    let mut headers = sheet.headers.iter();
    let at = headers.position(|one| known.contains(&heading(one)))?;
    let mut rows = sheet.rows.iter();
    rows.find_map(|row| {
        let text = row.cells.get(at)?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    })
}

fn unnamed() -> Problem {
    Problem::usage(say!("no form named", "没有指明表单")).hint(say!(
        "add --form FORM; kehu form list shows them",
        "请加 --form 表单；kehu form list 列出全部"
    ))
}

/// A row written, or why it cannot be.
type Written = Result<Result<(i64, Outcome), Vec<Problem>>, Failure>;

impl Writer<'_> {
    /// What a row says of its form and of its closing.
    fn standing<'r>(&self, read: &'r Read, key: &str) -> &'r Stored {
        let mut fields = self.layout.states().iter();
        let at = fields.position(|field| field.key == key);
        at.and_then(|at| read.states.get(at))
            .unwrap_or(&Stored::Null)
    }

    /// Refuses a row of another form.
    fn is_of(&self, read: &Read, form: &CustomForm) -> Result<(), Vec<Problem>> {
        match self.standing(read, "form") {
            Stored::Text(other) if other != form.id => {
                let id = form.id;
                let what = say!("is “{other}”, not {id}", "为“{other}”，不是 {id}");
                Err(vec![Problem::usage(what).about(t("Form", "表单"))])
            }
            _ => Ok(()),
        }
    }

    /// Adds the entry of a row.
    ///
    /// # Errors
    /// When the store fails; what is wrong with the row comes back.
    pub fn add_entry(&self, form: &CustomForm, read: &Read) -> Written {
        if let Err(problems) = self.is_of(read, form) {
            return Ok(Err(problems));
        }
        let home = |noun, id| self.writing.home_of(noun, id);
        let values = &read.own.values;
        let mut parts = entry::parts(form.id, form.fields, values, None, self.now, home)?;
        let problems = self.wrong(form, read, &parts.entry, None);
        if !problems.is_empty() {
            return Ok(Err(problems));
        }
        if !read.own.to_confirm.contains("due") {
            entry::suppose_due(form, &mut parts.entry, &self.playbook.calendar);
        }
        let at = parts.entry.at;
        let place = Place {
            number: self.number(read, at),
            extra: Vec::new(),
            since: at,
            to_confirm: &read.own.to_confirm,
        };
        let (id, number) =
            self.writing
                .file_entry(form, &parts.entry, parts.subject, &parts.answers, place)?;
        self.close(form, id, read)?;
        Ok(Ok((id, outcome(Verdict::New, number, Vec::new(), false))))
    }

    /// Adds what a row says to the entry on file that it is.
    ///
    /// # Errors
    /// When the store fails; what is wrong with the row comes back.
    pub fn change_entry(&self, form: &CustomForm, known: &OnFile, read: &Read) -> Written {
        if let Err(problems) = self.is_of(read, form) {
            return Ok(Err(problems));
        }
        let old = self.writing.filed(known.id)?;
        if old.kept.record.form.0 != form.id {
            let (number, other) = (&known.number, &old.kept.record.form.0);
            let what = say!(
                "{number} is another form: {other}",
                "{number} 是另一种表单：{other}"
            );
            return Ok(Err(vec![Problem::usage(what)]));
        }
        let stored = entry::values(form.fields, &old);
        let (new, said) = (&read.own.values, &read.own.said);
        let merged = merge(form.fields, &stored, new, said, self.update);
        let mut conflicts = Vec::new();
        self.complain(&merged, known, &mut conflicts);
        let mut changed = merged.changed;
        let home = |noun, id| self.writing.home_of(noun, id);
        let (values, now) = (&merged.values, self.now);
        let parts = entry::parts(form.id, form.fields, values, Some(&old), now, home)?;
        let problems = self.wrong(form, read, &parts.entry, old.closed_at);
        if !problems.is_empty() {
            return Ok(Err(problems));
        }
        if merged.changed {
            self.writing
                .refile_entry(form.fields, &old, &parts.entry, &parts.answers)?;
            self.writing
                .move_entry(known.id, old.subject, parts.subject)?;
        }
        if old.closed_at.is_none() {
            changed |= self.close(form, known.id, read)?;
        }
        let verdict = match (conflicts.is_empty(), changed) {
            (false, _) => Verdict::Conflicting,
            (true, true) => Verdict::Changed,
            (true, false) => Verdict::Same,
        };
        let number = known.number.clone();
        Ok(Ok((known.id, outcome(verdict, number, conflicts, changed))))
    }

    /// What cannot be of when it was filled in, and when it is closed or will be
    /// by this row: the same as where it is typed.
    fn wrong(
        &self,
        form: &CustomForm,
        read: &Read,
        new: &Entry,
        closed: Option<Moment>,
    ) -> Vec<Problem> {
        let zone = self.playbook.calendar.zone();
        let mut problems = Vec::new();
        problems.extend(entry::check(new, self.now, zone).err());
        let said = match self.standing(read, "closed_at") {
            Stored::Text(text) => Moment::from_stored(text),
            _ => None,
        };
        if let (true, Some(at)) = (form.open, closed.or(said)) {
            let label = self.layout.label("closed_at");
            let wrong = entry::check_closing(new, at, self.now, zone).err();
            problems.extend(wrong.map(|problem| problem.about(label)));
        }
        problems
    }

    /// Closes an entry where the row says when it was.
    fn close(&self, form: &CustomForm, id: i64, read: &Read) -> Result<bool, Failure> {
        let at = self.standing(read, "closed_at");
        if !form.open || *at == Stored::Null {
            return Ok(false);
        }
        self.writing
            .set_column(Noun::Entry, id, "closed_at", at, self.now)?;
        Ok(true)
    }
}

fn outcome(verdict: Verdict, number: String, problems: Vec<Problem>, written: bool) -> Outcome {
    Outcome {
        verdict,
        number,
        problems,
        missing: Vec::new(),
        crossed: false,
        written,
    }
}
