//! What hangs on a delivery is filled in and written by one body.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::Arg;

use super::{Both, one};
use crate::app::App;
use crate::field::Field;
use crate::flags;
use crate::nouns::Call;
use crate::problem::Failure;
use crate::records::Record as Stored;
use crate::store::Writing;
use crate::value::{Moment, Ref};
use crate::verbs::{Making, make};
use crate::words::{Lang, Say};

/// The fields of what hangs on a delivery, which says itself whose it is.
pub fn own(fields: &'static [Field]) -> Vec<Field> {
    let given = |field: &Field| !["customer", "delivery"].contains(&field.key);
    fields
        .iter()
        .filter(|field| given(field))
        .copied()
        .collect()
}

/// The arguments of a verb that hangs something on a delivery.
pub fn hanging_args(fields: &'static LazyLock<Vec<Field>>, word: &str, lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    let own = flags::form(fields, &[word], lang);
    args.extend(own.into_iter().map(flags::after_the_record));
    args
}

/// Something that hangs on a delivery.
pub struct Hanging<'a, F> {
    pub verb: &'static str,
    pub fields: &'static LazyLock<Vec<Field>>,
    pub defaults: &'a [(&'static str, &'static str)],
    /// What its words mean, where that is not what they say.
    pub meant: Vec<(&'static str, Option<String>)>,
    /// Its own day, where it has one.
    pub at: Option<fn(&F) -> Moment>,
    pub summary: Say,
}

/// Fills it in and writes it, with whatever `more` writes beside it; gives back the
/// record and its number.
pub fn hang<F: Stored>(
    app: &mut App<'_>,
    call: &Call<'_>,
    both: &Both,
    hanging: Hanging<'_, F>,
    finish: impl FnOnce(&mut F),
    more: impl FnOnce(&Writing<'_>, &F) -> Result<(), Failure>,
) -> Result<(F, String), Failure> {
    let mut draft = call.draft(hanging.fields)?.part(F::FIELDS, "");
    draft.set("customer", both.customer.number.as_str());
    draft.set("delivery", both.delivery.number.as_str());
    for (key, value) in hanging.defaults {
        draft.set_default(key, *value);
    }
    for (key, value) in hanging.meant {
        if let Some(at) = draft.position(key) {
            draft.set_at(at, value);
        }
    }
    let command = format!("{} {}", hanging.verb, both.delivery.number);
    let filled = app.fill::<F>(draft, call.filling(&command))?;
    let mut record = filled.record;
    finish(&mut record);
    let making = Making {
        verb: hanging.verb,
        record: &record,
        at: hanging.at.map_or(app.now, |at| at(&record)),
        extra: Vec::new(),
        to_confirm: &BTreeSet::new(),
        summary: hanging.summary,
    };
    let (_, number) = make(app, making, |writing, _| more(writing, &record))?;
    Ok((record, number))
}

/// Yourself, unless somebody is named.
pub fn mine(owner: &mut Option<Ref<crate::records::Staff>>, me: i64) {
    owner.get_or_insert(Ref::new(me));
}
