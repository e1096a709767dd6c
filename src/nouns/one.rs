//! The verbs about one record that nouns have alike: the word that names it, its
//! fields as flags, changing and hiding it.

use std::collections::BTreeSet;

use clap::Arg;

use super::{Call, word};
use crate::app::App;
use crate::flags::{self, Takes};
use crate::form::{Draft, Form};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::{Record, states};
use crate::value::{Cell, Fault, Noun, Reading, Resolve};
use crate::verbs;
use crate::view::Column;
use crate::words::{Lang, Text, keep, t};

/// The record that a verb is about, as its only word.
pub fn one(noun: Noun, help: Text, lang: Lang) -> Vec<Arg> {
    let value = match lang {
        Lang::En => keep(&noun.label().en.to_uppercase().replace(' ', "-")),
        Lang::Zh => noun.label().zh,
    };
    let what = word(noun.table(), Text::kept(value, value), help, lang);
    vec![what.add(Takes::record(noun)).index(1)]
}

/// The same where a customer names the one that is open.
pub fn open_one(noun: Noun, lang: Lang) -> Vec<Arg> {
    one(
        noun,
        t(
            "Its number or the end of it, or the customer where one is open",
            "编号或尾号；客户仅有一项未结时也可填客户",
        ),
        lang,
    )
}

/// The same with a flag for each field of its form.
pub fn edit_args<F: Record>(help: Text, lang: Lang) -> Vec<Arg> {
    let mut args = one(F::NOUN, help, lang);
    args.extend(flags::args(F::FIELDS, &[], lang));
    args
}

/// The record that was named.
///
/// # Errors
/// As [`App::which`].
pub fn named(app: &mut App<'_>, call: &Call<'_>, noun: Noun) -> Result<i64, Failure> {
    app.file()?;
    app.which(noun, call.text(noun.table()))
}

/// The same; a customer who has none open stands for the last one.
///
/// # Errors
/// As [`App::which`].
pub fn newest(app: &mut App<'_>, noun: Noun, given: Option<&str>) -> Result<i64, Failure> {
    app.file()?;
    let failure = match app.which(noun, given) {
        Err(failure) if failure.exit() == Exit::NoSuchRecord => failure,
        done => return done,
    };
    let Some(text) = given else {
        return Err(failure);
    };
    let Ok(customer) = app.resolve(Noun::Customer, text) else {
        return Err(failure);
    };
    let last = app.store.read()?.newest_of(noun, customer)?;
    last.ok_or(failure)
}

/// Shows the record that was named, or a customer's last one: how it stands, and its
/// form.
///
/// # Errors
/// As [`verbs::sheet`].
pub fn show<F: Record>(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
) -> Result<Exit, Failure> {
    show_with::<F>(app, call, out, |_, _| Ok(None))
}

/// The same, with one line more if there is anything to say in it.
///
/// # Errors
/// As [`show`].
pub fn show_with<F: Record>(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    more: impl FnOnce(&mut App<'_>, i64) -> Result<Option<(Column, Cell)>, Failure>,
) -> Result<Exit, Failure> {
    let id = newest(app, F::NOUN, call.text(F::NOUN.table()))?;
    let cells = app.store.read()?.states_of(F::NOUN, id)?;
    let columns = states(F::NOUN)
        .iter()
        .map(|field| Column::new(field.key, field.label));
    let mut lines: Vec<_> = columns.zip(cells).collect();
    lines.extend(more(app, id)?);
    verbs::sheet::<F>(app, out, id, lines)?;
    Ok(Exit::Done)
}

/// Changes the record that was named.
///
/// # Errors
/// As [`verbs::edit`].
pub fn edit<F: Record>(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
) -> Result<Exit, Failure> {
    let id = named(app, call, F::NOUN)?;
    verbs::edit::<F>(app, call, out, id, F::FIELDS)?;
    Ok(Exit::Done)
}

/// Hides the record that was named.
///
/// # Errors
/// As [`verbs::remove`].
pub fn remove<F: Record>(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
) -> Result<Exit, Failure> {
    let id = named(app, call, F::NOUN)?;
    verbs::remove(app, call, out, F::NOUN, id)
}

/// Reads a record that hangs on others which are not stored yet, under these keys:
/// whoever stores them says which they are.
///
/// # Errors
/// Every problem at once.
pub fn unplaced<F: Form>(
    draft: &Draft,
    outer: &[&str],
    reading: &Reading<'_>,
) -> Result<F, Failure> {
    /// Stands for a record to come.
    const TO_COME: &str = "-";
    struct ToCome<'a>(&'a dyn Resolve);
    impl Resolve for ToCome<'_> {
        fn resolve(&self, noun: Noun, text: &str) -> Result<i64, Fault> {
            match text {
                TO_COME => Ok(0),
                text => self.0.resolve(noun, text),
            }
        }
    }
    let mut draft = draft.clone();
    for key in outer {
        draft.set(key, TO_COME);
    }
    let refs = ToCome(reading.refs);
    let reading = Reading {
        refs: &refs,
        ..*reading
    };
    Ok(draft.finish(&reading, &BTreeSet::new())?)
}
