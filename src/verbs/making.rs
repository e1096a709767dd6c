//! A new record as one command: its number, its row, what hangs on it, one entry
//! in the journal. What is said of it stands with the noun.

use std::collections::BTreeSet;

use crate::app::App;
use crate::out::number_of;
use crate::problem::Failure;
use crate::records::Record;
use crate::store::{Kind, Place, Writing};
use crate::value::{Moment, Stored};
use crate::words::Say;

/// A record that is to be written.
pub struct Making<'a, F> {
    /// What the journal calls the command.
    pub verb: &'static str,
    pub record: &'a F,
    /// The record's own day, which stands in its number, and since when it holds.
    pub at: Moment,
    /// Columns that are no fields of the form.
    pub extra: Vec<(&'static str, Stored)>,
    pub to_confirm: &'a BTreeSet<&'static str>,
    /// What the journal says of it; no personal data.
    pub summary: Say,
}

/// Writes it, and with it whatever `more` writes; gives back id and number.
///
/// # Errors
/// When it cannot be written.
pub fn make<F: Record>(
    app: &mut App<'_>,
    making: Making<'_, F>,
    more: impl FnOnce(&Writing<'_>, i64) -> Result<(), Failure>,
) -> Result<(i64, String), Failure> {
    let me = app.me()?;
    let playbook = app.policy.get()?;
    let place = Place {
        number: number_of(playbook, F::NOUN, making.at.day(playbook.calendar.zone())),
        extra: making.extra,
        since: making.at,
        to_confirm: making.to_confirm,
    };
    let now = app.now;
    let store = app.store.write()?;
    let writing = store.begin(making.verb, Kind::Work, Some(me), now)?;
    let (id, number) = writing.insert(making.record, &place)?;
    more(&writing, id)?;
    writing.commit(&number, &making.summary)?;
    Ok((id, number))
}
