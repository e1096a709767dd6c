//! Which fields of a record a person wants to change, and to what.

use crate::app::App;
use crate::field::Field;
use crate::form::Draft;
use crate::problem::{Failure, Problem};
use crate::records::Record;
use crate::say;
use crate::store::Names;
use crate::value::Cell;

/// Lets a person choose which fields to change, and asks for those.
///
/// # Errors
/// Exit 2 where nobody can answer; [`Failure::Stopped`] after Ctrl-C.
pub fn ask_changes(
    app: &mut App<'_>,
    old: &Draft,
    fields: &'static [Field],
) -> Result<Draft, Failure> {
    let lang = app.lang;
    let flags = fields.iter().map(Field::usual_flag);
    let flag = match flags.clone().find(|flag| flag == "notes") {
        Some(notes) => notes,
        None => flags.into_iter().next().unwrap_or_default(),
    };
    let nothing = || {
        Failure::from(
            Problem::usage(say!("nothing to change", "没有要修改的内容")).hint(say!(
                "give the fields to change, such as --{flag} …",
                "请给出要修改的栏目，如 --{flag} …"
            )),
        )
    };
    app.reading(|reading, ask| {
        let Some(ask) = ask else {
            return Err(nothing());
        };
        let fields_of: Vec<&'static Field> = fields
            .iter()
            .filter(|field| old.applies(field, reading))
            .collect();
        let options: Vec<_> = fields_of
            .iter()
            .map(|field| crate::ask::Choosable {
                code: field.key.to_owned(),
                label: field.label.to(lang).to_owned(),
                note: String::new(),
                also: Vec::new(),
            })
            .collect();
        let label = say!("Which fields", "修改哪些栏目");
        let question = crate::ask::Question {
            label: label.to(lang),
            empty: crate::ask::Empty::Refused,
            ..crate::ask::Question::default()
        };
        let chosen = ask
            .pick_many(&question, &options, &[])
            .map_err(crate::app::stopped)?;
        let mut draft = Draft::new(fields);
        for at in chosen {
            let Some(field) = fields_of.get(at).copied() else {
                continue;
            };
            let one: &'static [Field] = std::slice::from_ref(field);
            let mut part = Draft::new(one);
            // What stands there is there to be corrected.
            part.leave_unfinished(0, old.get(field.key).unwrap_or(""));
            let plan = crate::ask::Plan {
                reading,
                must: &std::collections::BTreeSet::new(),
                firm: &[],
                all: false,
                rest: false,
                judged: None,
                new_regions: false,
                lang,
            };
            crate::ask::fill(&mut part, &plan, ask).map_err(crate::app::stopped)?;
            draft.set(field.key, part.answer(0).unwrap_or(""));
        }
        match draft.is_empty() {
            true => Err(nothing()),
            false => Ok(draft),
        }
    })
}

/// What a record says, as it would be typed.
///
/// # Errors
/// When the file or the playbook cannot be read.
pub fn as_draft<F: Record>(app: &mut App<'_>, record: &F) -> Result<Draft, Failure> {
    let policy = app.policy.get()?;
    let zone = policy.calendar.zone();
    let mut names = Names::new(app.store.read()?, &policy.codes);
    let mut draft = Draft::new(F::FIELDS);
    for (at, cell) in record.cells().into_iter().enumerate() {
        let text = match names.name(cell)? {
            Cell::Empty => continue,
            cell => cell.code(zone).into_owned(),
        };
        draft.set_at(at, Some(text));
    }
    Ok(draft)
}
