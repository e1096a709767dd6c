//! An entry as the values of its form's fields, and back: what `fill`, `edit`,
//! `show` and `print` have in common.

use clap::Arg;

use crate::app::App;
use crate::calendar::Calendar;
use crate::field::Field;
use crate::flags;
use crate::form::Draft;
use crate::playbook::{COMMON, CustomForm, SUBJECTS};
use crate::problem::{Failure, Problem};
use crate::records::{Answers, Entry};
use crate::say;
use crate::store::{FiledEntry, Names};
use crate::value::{Cell, Deadline, Found, Handle, Long, Moment, Noun, Ref, Stored, Value};
use crate::words::Lang;

/// The form that is called so, apart from the playbook that it stands in.
///
/// # Errors
/// Exit 3 where there is none, exit 4 where there are several, with the nearest;
/// or everything that is wrong with the playbook's forms.
pub fn named(app: &App<'_>, text: &str) -> Result<CustomForm, Failure> {
    Ok(app.policy.get()?.form_called(text)?.clone())
}

/// The form that an entry is of, if the playbook still has it.
///
/// # Errors
/// Everything that is wrong with the playbook's forms.
pub fn of(app: &App<'_>, entry: &FiledEntry) -> Result<Option<CustomForm>, Failure> {
    let forms = app.policy.get()?.forms()?;
    let id = &entry.kept.record.form.0;
    Ok(forms.iter().find(|form| form.id == id.as_str()).cloned())
}

/// The fields of an entry's form; of one that is gone those that every entry has.
pub const fn fields(form: Option<&CustomForm>) -> &'static [Field] {
    match form {
        Some(form) => form.fields,
        None => COMMON,
    }
}

/// The flags of all forms, for a line whose form nobody knows.
pub fn any_flags(forms: &[CustomForm], lang: Lang) -> Vec<Arg> {
    let mut fields: Vec<Field> = Vec::new();
    for field in forms.iter().flat_map(|form| form.fields) {
        if fields.iter().all(|known| known.key != field.key) {
            fields.push(*field);
        }
    }
    flags::args(&fields, &[], lang)
}

/// An entry as its rows hold it.
#[derive(Clone, Debug)]
pub struct Parts {
    pub entry: Entry,
    pub subject: Option<(Noun, i64)>,
    pub answers: Answers,
}

/// The noun that a field names the subject of, if it does.
pub fn subject_of(field: &Field) -> Option<Noun> {
    let mut nouns = SUBJECTS.iter().copied();
    nouns.find(|noun| noun.table() == field.key)
}

fn found(stored: &Stored) -> Found<'_> {
    match stored {
        Stored::Null => Found::Null,
        Stored::Int(number) => Found::Int(*number),
        Stored::Text(text) => Found::Text(text),
    }
}

/// The values of a form's fields as rows hold them; `before` is what an entry on
/// file holds besides, and `home` tells whose customer's a record is.
///
/// # Errors
/// As `home`.
pub fn parts(
    id: &str,
    fields: &'static [Field],
    values: &[Stored],
    before: Option<&FiledEntry>,
    now: Moment,
    home: impl FnOnce(Noun, i64) -> Result<Option<i64>, Failure>,
) -> Result<Parts, Failure> {
    let mut answers = before.map_or_else(Answers::default, |entry| entry.answers.clone());
    let mut subject = before.and_then(|entry| entry.subject);
    for (field, value) in fields.iter().zip(values) {
        match (subject_of(field), value) {
            (Some(noun), Stored::Int(id)) => subject = Some((noun, *id)),
            (Some(_), _) => subject = None,
            (None, value) if COMMON.iter().all(|one| one.key != field.key) => {
                answers.set(field, value);
            }
            (None, _) => {}
        }
    }
    let customer = match subject {
        Some((noun, id)) => home(noun, id)?.map(Ref::new),
        None => None,
    };
    let entry = Entry {
        form: Handle(id.to_owned()),
        customer,
        at: common(fields, values, "at")
            .or(before.map(|entry| entry.kept.record.at))
            .unwrap_or(now),
        by: common(fields, values, "by"),
        due: common::<Deadline>(fields, values, "due"),
        who: common(fields, values, "who"),
        note: common::<Long>(fields, values, "note"),
    };
    Ok(Parts {
        entry,
        subject,
        answers,
    })
}

fn common<T: Value>(fields: &[Field], values: &[Stored], key: &str) -> Option<T> {
    let at = fields.iter().position(|field| field.key == key)?;
    T::load(found(values.get(at)?))
}

/// What an entry holds for each of these fields.
pub fn values(fields: &[Field], entry: &FiledEntry) -> Vec<Stored> {
    let own = &entry.kept.record;
    let person = |one: Option<Ref<crate::records::Staff>>| {
        one.map_or(Stored::Null, |one| Stored::Int(one.id()))
    };
    let all = fields.iter().map(|field| match field.key {
        _ if subject_of(field).is_some() => match entry.subject {
            Some((_, id)) => Stored::Int(id),
            None => Stored::Null,
        },
        "at" => own.at.store(),
        "by" => person(own.by),
        "who" => person(own.who),
        "due" => own.due.map_or(Stored::Null, |due| due.store()),
        "note" => own.note.store(),
        _ => entry.answers.get(field),
    });
    all.collect()
}

/// The same as cells with the names of what they refer to. An answer that its
/// field takes no more is shown as it stands.
///
/// # Errors
/// When the file cannot be read.
pub fn cells(
    app: &mut App<'_>,
    fields: &'static [Field],
    entry: &FiledEntry,
) -> Result<Vec<Cell>, Failure> {
    let values = values(fields, entry);
    let open = app.file()?.to_confirm(Noun::Entry, entry.kept.id)?;
    let codes = &app.policy.get()?.codes;
    let mut names = Names::new(app.store.read()?, codes);
    let mut cells = Vec::with_capacity(fields.len());
    for (field, value) in fields.iter().zip(&values) {
        let cell = match open.contains(field.key) {
            true => Cell::ToConfirm,
            false => field.door().load(found(value)).unwrap_or(Cell::Empty),
        };
        cells.push(names.name(cell)?);
    }
    Ok(cells)
}

/// An entry as it would be typed.
///
/// # Errors
/// When the file cannot be read.
pub fn draft(
    app: &mut App<'_>,
    fields: &'static [Field],
    entry: &FiledEntry,
) -> Result<Draft, Failure> {
    let cells = cells(app, fields, entry)?;
    let zone = app.policy.get()?.calendar.zone();
    let mut draft = Draft::new(fields);
    for (at, cell) in cells.iter().enumerate() {
        if *cell != Cell::Empty {
            draft.set_at(at, Some(cell.code(zone).into_owned()));
        }
    }
    Ok(draft)
}

/// Refuses what cannot be: a form filled in tomorrow.
///
/// # Errors
/// Exit 2, naming the field.
pub fn check(entry: &Entry, now: Moment, zone: chrono_tz::Tz) -> Result<(), Problem> {
    if entry.at <= now {
        return Ok(());
    }
    let at = entry.at.shown(zone);
    let what = say!("{at} is still to come", "{at} 还没有到");
    let label = COMMON.iter().find(|field| field.key == "at");
    let problem = Problem::usage(what);
    Err(match label {
        Some(field) => problem.about(field.label),
        None => problem,
    })
}

/// Refuses a closing before the form was filled in, and one that is still to come.
///
/// # Errors
/// Exit 2; whoever asks says what it is about.
pub fn check_closing(
    entry: &Entry,
    closed: Moment,
    now: Moment,
    zone: chrono_tz::Tz,
) -> Result<(), Problem> {
    if entry.at <= closed && closed <= now {
        return Ok(());
    }
    let (shown, filled) = (closed.shown(zone), entry.at.shown(zone));
    Err(Problem::usage(say!(
        "{shown} lies before it was filled in ({filled}) or after now",
        "{shown} 早于填写时间（{filled}）或晚于现在"
    )))
}

/// Until when an entry that stays open is to be closed, where it does not say:
/// as long after it was filled in as the form says.
pub fn suppose_due(form: &CustomForm, entry: &mut Entry, calendar: &Calendar) {
    if let (true, None, Some(span)) = (form.open, entry.due, &form.due) {
        entry.due = Some(Deadline(calendar.due(entry.at, span)));
    }
}
