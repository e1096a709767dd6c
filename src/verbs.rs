//! What every noun can do: list, show, edit, remove. One body each, read from
//! the form; a noun's own verbs stand in its own file.

mod changes;
mod held;
mod making;
mod stepping;

pub use changes::{as_draft, ask_changes};
pub use held::{held, sheet_of};
pub use making::{Making, make};
pub use stepping::{Step, step, step_with};

use crate::app::{App, LastList};
use crate::call::Call;
use crate::field::Field;
use crate::form::{self, Draft};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Record;
use crate::render::Format;
use crate::say;
use crate::store::{Filter, Kept, Kind, List, Names, Shown, Writing};
use crate::value::{Cell, Found, Moment, Noun, Stored, Value as _};
use crate::view::{Column, Rank, View};
use crate::words::{Say, Text};

/// Writes a list: only the columns asked for are selected, and SQLite sorts.
///
/// # Errors
/// Exit 2 for columns that the list does not have.
pub fn list(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    title: Text,
    list: &List,
    filter: &Filter,
    limit: Option<usize>,
) -> Result<(), Failure> {
    let codes = &app.policy.get()?.codes;
    let wanted = wanted(list, out);
    let sort = out.style.sort.clone();
    let known: Option<Vec<_>> = sort
        .iter()
        .map(|(key, down)| named(list, key).map(|column| (column, *down)))
        .collect();
    let (Some(wanted), Some(known)) = (wanted, known) else {
        // The renderer knows how to list columns, and how to refuse one.
        let columns = list.columns.iter().map(|it| column(list, it)).collect();
        return out.view(View::list(title, columns, Vec::new()));
    };
    let remembered = out.terminal && out.style.format == Format::Table;
    let store = app.store.read()?;
    let mut ids = Vec::new();
    let columns: Vec<_> = wanted
        .iter()
        .map(|shown| Column {
            extra: false,
            ..column(list, shown)
        })
        .collect();
    let style = crate::render::Style {
        fields: None,
        sort: Vec::new(),
        ..out.style.clone()
    };
    let mut names = Names::new(store, codes);
    let rows = |sink: &mut crate::view::Sink<'_>| {
        store.list(list, &wanted, filter, &known, limit, &mut |id, cells| {
            if remembered && ids.len() < 1000 {
                ids.push((list.noun, id));
            }
            sink(names.all(cells)?)
        })
    };
    out.styled(View::streamed(title, columns, rows), &style)?;
    if remembered {
        LastList::save(&app.store, &ids)?;
    }
    Ok(())
}

fn column(list: &List, shown: &Shown) -> Column {
    Column {
        sensitive: shown.sensitive,
        extra: shown.extra,
        rank: match (list.is_read_for(shown.key), list.is_aside(shown.key)) {
            (true, _) => Some(Rank::Vital),
            (_, true) => Some(Rank::Lesser),
            _ => None,
        },
        ..Column::new(shown.key, shown.label)
    }
}

fn named<'l>(list: &'l List, key: &str) -> Option<&'l Shown> {
    list.columns.iter().find(|shown| {
        shown.key == key.replace('-', "_")
            || shown.key == key
            || shown.label.en.eq_ignore_ascii_case(key)
            || shown.label.zh == key
    })
}

/// The columns to select; `None` where `--fields` names one that is not there.
fn wanted<'l>(list: &'l List, out: &Out<'_>) -> Option<Vec<&'l Shown>> {
    match &out.style.fields {
        None => {
            // A program tells two customers of one name apart by their numbers.
            let numbers = matches!(out.style.format, Format::Json | Format::Jsonl | Format::Csv);
            let shown = list
                .columns
                .iter()
                .filter(|shown| !shown.extra || (numbers && shown.key == "customer_number"));
            Some(shown.collect())
        }
        Some(fields) => fields.iter().map(|key| named(list, key)).collect(),
    }
}

/// Shows one record as its filled-in form, with `more` columns before the fields.
///
/// # Errors
/// When there is no such record, or it cannot be written.
pub fn sheet<F: Record>(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    id: i64,
    more: Vec<(Column, Cell)>,
) -> Result<(), Failure> {
    let view = sheet_of::<F>(app, id, F::LABEL, more)?;
    let reveal = out.style.reveal;
    // A person at a terminal asked for this very record.
    out.style.reveal = reveal || out.terminal;
    let done = out.view(view);
    out.style.reveal = reveal;
    done
}

/// Changes the fields that were given; asks which, where none was and somebody
/// can answer. An empty text clears a field.
///
/// # Errors
/// Every problem of the new answers at once.
pub fn edit<F: Record>(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    id: i64,
    fields: &'static [Field],
) -> Result<Vec<&'static str>, Failure> {
    edit_then::<F>(app, call, out, id, fields, |_, _| Ok(()))
}

/// As [`edit`]; `then` writes in the same command what follows from the changes,
/// or refuses them.
///
/// # Errors
/// As [`edit`].
pub fn edit_then<F: Record>(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    id: i64,
    fields: &'static [Field],
    then: impl FnOnce(&Writing<'_>, &[&'static str]) -> Result<(), Failure>,
) -> Result<Vec<&'static str>, Failure> {
    let me = app.me()?;
    let mut draft = call.draft(fields)?;
    app.note_slips(&draft)?;
    let old: Kept<F> = app.store.read()?.get(id)?;
    if draft.is_empty() {
        let before = as_draft(app, &old.record)?;
        draft = ask_changes(app, &before, fields)?;
    }
    let new: F = app.reading(|reading, _| changed(&old.record, &draft, reading))?;
    let now = app.now;
    let at = known_at(app, call)?.unwrap_or(now);
    let verb = format!("{} edit", F::NOUN.table());
    let writing = app.store.write()?.begin(&verb, Kind::Work, Some(me), now)?;
    let changed = writing.update(&old, &new, at)?;
    for key in draft.to_confirm() {
        writing.ask_later(F::NOUN, id, key)?;
    }
    let labels: Vec<&Field> = F::FIELDS
        .iter()
        .filter(|field| changed.contains(&field.key))
        .collect();
    let listed = |lang| {
        let labels: Vec<_> = labels.iter().map(|field| field.label.to(lang)).collect();
        match lang {
            crate::words::Lang::En => labels.join(", "),
            crate::words::Lang::Zh => labels.join("、"),
        }
    };
    let (en, zh) = (
        listed(crate::words::Lang::En),
        listed(crate::words::Lang::Zh),
    );
    let waiting = draft.to_confirm();
    let summary = match changed.is_empty() {
        false => say!("changed: {en}", "修改：{zh}"),
        true => say!("to be confirmed", "标为待确认"),
    };
    if changed.is_empty() && waiting.is_empty() {
        out.line(&say!("nothing changed", "没有变化"))?;
        return Ok(changed);
    }
    then(&writing, &changed)?;
    writing.commit(&old.number, &summary)?;
    let number = &old.number;
    out.line(&match changed.is_empty() {
        false => say!("{number}: changed {en}", "{number}：已修改{zh}"),
        true => say!("{number}: to be confirmed", "{number}：已标为待确认"),
    })?;
    Ok(changed)
}

/// The record with the answers that the draft gives.
///
/// # Errors
/// Every problem of the new answers at once.
pub fn changed<F: Record>(
    old: &F,
    draft: &Draft,
    reading: &crate::value::Reading<'_>,
) -> Result<F, Failure> {
    let mut values = old.store();
    let mut problems = Vec::new();
    for (at, field) in F::FIELDS.iter().enumerate() {
        let Some(answer) = draft.get(field.key) else {
            continue;
        };
        let empty = answer.trim().is_empty() || form::is_to_confirm(answer);
        match (empty, field.required) {
            (true, true) => problems.push(Problem::missing(field)),
            (true, false) => values[at] = Stored::Null,
            (false, _) => match field.read(answer, reading) {
                Ok(value) => values[at] = value,
                Err(fault) => problems.push(Problem::unreadable(field, answer, fault)),
            },
        }
    }
    if !problems.is_empty() {
        return Err(problems.into());
    }
    let mut rest = values.iter();
    let mut next = || match rest.next() {
        Some(Stored::Int(number)) => Found::Int(*number),
        Some(Stored::Text(text)) => Found::Text(text),
        Some(Stored::Null) | None => Found::Null,
    };
    let new = F::load(&mut next)
        .map_err(|key| Failure::Other(anyhow::anyhow!("{}.{key} cannot be read", F::NAME)))?;
    match new.rules() {
        broken if broken.is_empty() => Ok(new),
        broken => Err(broken.into()),
    }
}

/// Hides a record, after asking.
///
/// # Errors
/// [`Failure::Stopped`] when the answer is no.
pub fn remove(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    noun: Noun,
    id: i64,
) -> Result<Exit, Failure> {
    remove_with(app, call, out, (noun, id), |_, _| Ok(()))
}

/// The same, and in the same command whatever `more` writes.
///
/// # Errors
/// As [`remove`].
pub fn remove_with(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    (noun, id): (Noun, i64),
    more: impl FnOnce(&Writing<'_>, Moment) -> Result<(), Failure>,
) -> Result<Exit, Failure> {
    let me = app.me()?;
    let found = app.store.read()?.candidate(noun, id)?;
    let (number, name) = found.map_or((String::new(), String::new()), |found| {
        (found.number, found.name)
    });
    let what = noun.label();
    let (en, zh) = (what.en, what.zh);
    if !agreed(
        app,
        call,
        out,
        &say!("Remove {en} {number} {name}?", "移除{zh} {number} {name}？"),
    )? {
        return Ok(Exit::Done);
    }
    let now = app.now;
    let verb = format!("{} remove", noun.table());
    let writing = app.store.write()?.begin(&verb, Kind::Work, Some(me), now)?;
    writing.remove(noun, id)?;
    more(&writing, now)?;
    writing.commit(&number, &say!("removed", "移除"))?;
    out.line(&say!(
        "removed {en} {number}; kehu undo brings it back",
        "已移除{zh} {number}，可用 kehu undo 恢复"
    ))?;
    Ok(Exit::Done)
}

/// Whether to go ahead: `--yes`, or a yes at the terminal. `--dry-run` shows the
/// question and says no.
///
/// # Errors
/// Exit 2 where nobody can answer and `--yes` was not given.
pub fn agreed(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    question: &Say,
) -> Result<bool, Failure> {
    if call.dry_run {
        out.note(question);
        return Ok(false);
    }
    if call.yes {
        return Ok(true);
    }
    if app.ask.is_none() {
        let (en, zh) = (&question.en, &question.zh);
        return Err(Problem::usage(say!("not done: {en}", "未执行：{zh}"))
            .hint(say!("add --yes to go ahead", "确认请加 --yes"))
            .into());
    }
    let text = question.to(app.lang).to_owned();
    app.confirm(&text, false)
}

/// When what is recorded happened: `--at`, or now.
///
/// # Errors
/// Exit 2 for what is no moment, or lies ahead.
pub fn at(app: &mut App<'_>, call: &Call<'_>) -> Result<Moment, Failure> {
    Ok(past(app, call, "at")?.unwrap_or(app.now))
}

/// When what changed became known: `--known-at`, if it is given.
///
/// # Errors
/// Exit 2 for what is no moment, or lies ahead.
pub fn known_at(app: &mut App<'_>, call: &Call<'_>) -> Result<Option<Moment>, Failure> {
    past(app, call, "known-at")
}

/// A moment of the past that a flag names.
fn past(app: &mut App<'_>, call: &Call<'_>, flag: &str) -> Result<Option<Moment>, Failure> {
    let Some(text) = call.text(flag) else {
        return Ok(None);
    };
    app.reading(|reading, _| {
        Moment::parse(text, reading).map(Some).map_err(|fault| {
            Problem::from_fault(text, fault)
                .about(Say::same(format!("--{flag}")))
                .into()
        })
    })
}
