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
use crate::store::{FiledEntry, Kind, Writing};
use crate::value::{Noun, Reading, Stored};
use crate::verbs;
use crate::words::t;

/// The flags of the form that the entry is of.
pub fn more(sight: &Sight<'_>) -> Result<Vec<Arg>, Failure> {
    let mut plain = sight.words.iter().filter(|word| !word.starts_with('-'));
    if plain.clone().next().is_none() {
        return Ok(Vec::new());
    }
    let forms = sight.policy.get()?.forms()?;
    let Some(id) = plain.find_map(|word| (sight.form_of)(word)) else {
        // No such entry: the verb says so, whichever flags the line has.
        return Ok(entry::any_flags(forms, sight.lang));
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
    let drafted = app.reading(|reading, _| drafted(&draft, reading))?;
    let zone = app.policy.get()?.calendar.zone();
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("form edit", Kind::Work, Some(me), now)?;
    let mut keys = change(&writing, id, form.as_ref(), drafted, zone)?;
    let waiting = draft.to_confirm();
    for key in &waiting {
        writing.ask_later(Noun::Entry, id, key)?;
    }
    keys.extend(waiting);
    let number = &old.kept.number;
    let labels: Vec<&Field> = fields
        .iter()
        .filter(|field| keys.contains(&field.key))
        .collect();
    if labels.is_empty() {
        out.line(&say!("nothing changed", "没有变化"))?;
        return Ok(Exit::Done);
    }
    let en: Vec<&str> = labels.iter().map(|field| field.label.en).collect();
    let zh: Vec<&str> = labels.iter().map(|field| field.label.zh).collect();
    let (en, zh) = (en.join(", "), zh.join("、"));
    writing.commit(number, &say!("changed: {en}", "修改：{zh}"))?;
    out.line(&say!("{number}: changed {en}", "{number}：已修改{zh}"))?;
    Ok(Exit::Done)
}

/// What the draft says of each field; `None` where it says nothing.
fn drafted(draft: &Draft, reading: &Reading<'_>) -> Result<Vec<Option<Stored>>, Failure> {
    let mut values = Vec::with_capacity(draft.fields.len());
    let mut problems = Vec::new();
    for field in draft.fields {
        let Some(answer) = draft.get(field.key) else {
            values.push(None);
            continue;
        };
        let empty = answer.trim().is_empty() || is_to_confirm(answer);
        match (empty, field.required) {
            (true, true) if is_to_confirm(answer) => problems.push(Problem::never_open(field)),
            (true, true) => problems.push(Problem::missing(field)),
            (true, false) => values.push(Some(Stored::Null)),
            (false, _) => match field.read(answer, reading) {
                Ok(value) => values.push(Some(value)),
                Err(fault) => problems.push(Problem::unreadable(field, answer, fault)),
            },
        }
    }
    match problems.is_empty() {
        true => Ok(values),
        false => Err(problems.into()),
    }
}

/// Writes what was drafted over the entry as it stands under the write lock, so
/// that no answer given meanwhile is lost; the keys that changed.
fn change(
    writing: &Writing<'_>,
    id: i64,
    form: Option<&CustomForm>,
    drafted: Vec<Option<Stored>>,
    zone: chrono_tz::Tz,
) -> Result<Vec<&'static str>, Failure> {
    let old = writing.filed(id)?;
    let fields = entry::fields(form);
    let mut values = entry::values(fields, &old);
    for (slot, value) in values.iter_mut().zip(drafted) {
        if let Some(value) = value {
            *slot = value;
        }
    }
    let home = |noun, id| writing.home_of(noun, id);
    let form_id = &old.kept.record.form.0;
    let mut parts = entry::parts(form_id, fields, &values, Some(&old), writing.now, home)?;
    keep_common(&mut parts.entry, &old, form);
    entry::check(&parts.entry, writing.now, zone)?;
    if let (Some(closed), true) = (old.closed_at, form.is_some_and(|form| form.open)) {
        entry::check_closing(&parts.entry, closed, writing.now, zone)
            .map_err(|problem| problem.about(t("Closed", "办结时间")))?;
    }
    let mut keys = writing.refile_entry(fields, &old, &parts.entry, &parts.answers)?;
    if writing.move_entry(id, old.subject, parts.subject)? {
        keys.extend(form.and_then(CustomForm::subject).map(|one| one.key));
    }
    Ok(keys)
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
