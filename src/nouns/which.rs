//! The record that a verb is about: the same word in the same place, whatever the
//! noun.

use clap::Arg;

use super::{Call, word};
use crate::app::App;
use crate::flags::Takes;
use crate::problem::Failure;
use crate::value::Noun;
use crate::words::{Lang, keep, t};

/// The word that names a record of `noun`, which may also be called by a customer.
pub fn arg(noun: Noun, lang: Lang) -> Arg {
    let label = noun.label();
    let name = t(keep(&label.en.to_uppercase().replace(' ', "-")), label.zh);
    word(
        noun.table(),
        name,
        t(
            "Its number or the end of it, or the customer where one is open",
            "编号或尾号；客户仅有一项未结时也可填客户",
        ),
        lang,
    )
    .add(Takes::record(noun))
    .index(1)
}

/// The same as all that a verb takes.
pub fn args(noun: Noun, lang: Lang) -> Vec<Arg> {
    vec![arg(noun, lang)]
}

/// The record that was named, or is asked for.
///
/// # Errors
/// Exit 2, 3 or 4, as a reference goes.
pub fn named(app: &mut App<'_>, call: &Call<'_>, noun: Noun) -> Result<i64, Failure> {
    app.file()?;
    app.which(noun, call.text(noun.table()))
}
