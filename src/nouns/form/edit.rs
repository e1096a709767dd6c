//! `form edit`: answers of an entry changed, by the flags of its form. An answer
//! whose field is gone stays as it is.

use clap::Arg;

use super::entry;
use crate::app::App;
use crate::field::Field;
use crate::flags;
use crate::form::{Draft, is_to_confirm};
use crate::nouns::{Call, Sight};
use crate::out::Out;
use crate::playbook::CustomForm;
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::store::{FiledEntry, Kind};
use crate::value::{Noun, Reading, Stored};
use crate::verbs;

/// The flags of the form that the entry is of.
pub fn more(sight: &Sight<'_>) -> Result<Vec<Arg>, Failure> {
    let mut plain = sight.words.iter().filter(|word| !word.starts_with('-'));
    if plain.clone().next().is_none() {
        return Ok(Vec::new());
    }
    let forms = sight.policy.get()?.forms()?;
    let Some(id) = plain.find_map(|word| (sight.form_of)(word)) else {
        // No such entry: the verb says so, whichever flags the line has.
        let mut fields: Vec<Field> = Vec::new();
        for field in forms.iter().flat_map(|form| form.fields) {
            if fields.iter().all(|known| known.key != field.key) {
                fields.push(*field);
            }
        }
        return Ok(flags::args(&fields, &[], sight.lang));
    };
    let form = forms.iter().find(|form| form.id == id);
    Ok(flags::args(entry::fields(form), &[], sight.lang))
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = app.which(Noun::Entry, call.text("which"))?;
    let old = app.file()?.filed(id)?;
    let form = entry::of(app, &old)?;
    let fields = entry::fields(form.as_ref());
    let mut draft = call.draft(fields)?;
    if draft.is_empty() {
        let before = entry::draft(app, fields, &old)?;
        draft = verbs::ask_changes(app, &before, fields)?;
    }
    let values = app.reading(|reading, _| changed(fields, &old, &draft, reading))?;
    let form_id = old.kept.record.form.0.clone();
    let now = app.now;
    let home = |noun, id| app.file()?.home_of(noun, id);
    let mut parts = entry::parts(&form_id, fields, &values, Some(&old), now, home)?;
    keep_common(&mut parts.entry, &old, form.as_ref());
    let zone = app.policy.get()?.calendar.zone();
    entry::check(&parts.entry, now, zone)?;
    let writing = app
        .store
        .write()?
        .begin("form edit", Kind::Work, Some(me), now)?;
    let mut keys = writing.refile_entry(fields, &old, &parts.entry, &parts.answers)?;
    if writing.move_entry(id, old.subject, parts.subject)? {
        keys.extend(
            form.as_ref()
                .and_then(CustomForm::subject)
                .map(|one| one.key),
        );
    }
    let waiting = draft.to_confirm();
    for key in &waiting {
        writing.ask_later(Noun::Entry, id, key)?;
    }
    let number = &old.kept.number;
    if keys.is_empty() && waiting.is_empty() {
        out.line(&say!("nothing changed", "没有变化"))?;
        return Ok(Exit::Done);
    }
    let labels: Vec<&Field> = fields
        .iter()
        .filter(|field| keys.contains(&field.key) || waiting.contains(field.key))
        .collect();
    let en: Vec<&str> = labels.iter().map(|field| field.label.en).collect();
    let zh: Vec<&str> = labels.iter().map(|field| field.label.zh).collect();
    let (en, zh) = (en.join(", "), zh.join("、"));
    writing.commit(number, &say!("changed: {en}", "修改：{zh}"))?;
    out.line(&say!("{number}: changed {en}", "{number}：已修改{zh}"))?;
    Ok(Exit::Done)
}

/// The values of the fields, with those that the draft gives.
fn changed(
    fields: &'static [Field],
    old: &FiledEntry,
    draft: &Draft,
    reading: &Reading<'_>,
) -> Result<Vec<Stored>, Failure> {
    let mut values = entry::values(fields, old);
    let mut problems = Vec::new();
    for (field, slot) in fields.iter().zip(&mut values) {
        let Some(answer) = draft.get(field.key) else {
            continue;
        };
        let empty = answer.trim().is_empty() || is_to_confirm(answer);
        match (empty, field.required) {
            (true, true) if is_to_confirm(answer) => problems.push(Problem::never_open(field)),
            (true, true) => problems.push(Problem::missing(field)),
            (true, false) => *slot = Stored::Null,
            (false, _) => match field.read(answer, reading) {
                Ok(value) => *slot = value,
                Err(fault) => problems.push(Problem::unreadable(field, answer, fault)),
            },
        }
    }
    match problems.is_empty() {
        true => Ok(values),
        false => Err(problems.into()),
    }
}

/// What the form of today has no field for stays as it is.
fn keep_common(new: &mut crate::records::Entry, old: &FiledEntry, form: Option<&CustomForm>) {
    let before = &old.kept.record;
    if form.is_some_and(|form| !form.open) {
        (new.due, new.who) = (before.due, before.who);
    }
    if form.is_none_or(|form| form.about.is_none()) {
        new.customer = before.customer;
    }
}
