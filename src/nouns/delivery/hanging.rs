//! What hangs on a delivery, looked at, put right and hidden under its own number by the
//! verbs of the delivery: milestones, progress, deviations, goods, items to accept, packs.

use std::sync::LazyLock;

use clap::Arg;

use super::{own, plan};
use crate::app::App;
use crate::field::Field;
use crate::flags;
use crate::form::Form as _;
use crate::nouns::{Call, Sight, deal};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::{
    Acceptance, Delivered, Delivery, Deviation, Milestone, Pack, Progress, Record, states,
};
use crate::store::{Kept, Writing};
use crate::value::Noun;
use crate::verbs;
use crate::view::Column;

static MILESTONE: LazyLock<Vec<Field>> = LazyLock::new(|| own(Milestone::FIELDS));
static PROGRESS: LazyLock<Vec<Field>> = LazyLock::new(|| own(Progress::FIELDS));
static DEVIATION: LazyLock<Vec<Field>> = LazyLock::new(|| own(Deviation::FIELDS));
static DELIVERED: LazyLock<Vec<Field>> = LazyLock::new(|| own(Delivered::FIELDS));
static PACK: LazyLock<Vec<Field>> = LazyLock::new(|| own(Pack::FIELDS));
/// Where it was agreed and its place in the list stay.
static ACCEPTANCE: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let stays = ["n", "source", "promise"];
    let all = own(Acceptance::FIELDS).into_iter();
    all.filter(|field| !stays.contains(&field.key)).collect()
});

/// The nouns whose numbers the verbs of a delivery take, with what may be changed.
const NOUNS: [(Noun, &LazyLock<Vec<Field>>); 6] = [
    (Noun::Milestone, &MILESTONE),
    (Noun::Progress, &PROGRESS),
    (Noun::Deviation, &DEVIATION),
    (Noun::Delivered, &DELIVERED),
    (Noun::Acceptance, &ACCEPTANCE),
    (Noun::Pack, &PACK),
];

/// The noun of a number, if it is of one that hangs on deliveries.
fn of(text: &str) -> Option<(Noun, &'static [Field])> {
    let found = NOUNS
        .iter()
        .find(|(noun, _)| deal::is_number_of(*noun, text));
    found.map(|(noun, fields)| (*noun, fields.as_slice()))
}

/// The record that the line names, if it is one that hangs on deliveries.
pub fn named(app: &mut App<'_>, call: &Call<'_>) -> Result<Option<(Noun, i64)>, Failure> {
    app.file()?;
    let Some(text) = call.text("delivery") else {
        return Ok(None);
    };
    match of(text) {
        Some((noun, _)) => Ok(Some((noun, app.resolve(noun, text)?))),
        None => Ok(None),
    }
}

/// The flags of the record that is changed; those of a delivery unless another is named.
pub fn more(sight: &Sight<'_>) -> Result<Vec<Arg>, Failure> {
    let mut words = sight.words.iter();
    let fields = words.find_map(|word| of(word)).map(|(_, fields)| fields);
    let fields = fields.unwrap_or(Delivery::FIELDS);
    Ok(flags::args(fields, &[], sight.lang))
}

pub fn show(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    (noun, id): (Noun, i64),
) -> Result<Exit, Failure> {
    match noun {
        Noun::Milestone => sheet::<Milestone>(app, out, id),
        Noun::Progress => sheet::<Progress>(app, out, id),
        Noun::Deviation => sheet::<Deviation>(app, out, id),
        Noun::Delivered => sheet::<Delivered>(app, out, id),
        Noun::Acceptance => sheet::<Acceptance>(app, out, id),
        _ => sheet::<Pack>(app, out, id),
    }
}

fn sheet<F: Record>(app: &mut App<'_>, out: &mut Out<'_>, id: i64) -> Result<Exit, Failure> {
    let cells = app.store.read()?.states_of(F::NOUN, id)?;
    let columns = states(F::NOUN)
        .iter()
        .map(|field| Column::new(field.key, field.label));
    verbs::sheet::<F>(app, out, id, columns.zip(cells).collect())?;
    Ok(Exit::Done)
}

pub fn edit(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    (noun, id): (Noun, i64),
) -> Result<Exit, Failure> {
    match noun {
        Noun::Milestone => change::<Milestone>(app, call, out, id, &MILESTONE),
        Noun::Progress => change::<Progress>(app, call, out, id, &PROGRESS),
        Noun::Deviation => change::<Deviation>(app, call, out, id, &DEVIATION),
        Noun::Delivered => {
            let done = change::<Delivered>(app, call, out, id, &DELIVERED)?;
            let kept: Kept<Delivered> = app.store.read()?.get(id)?;
            plan::tell_recorded(app, out, &kept.number, &kept.record)?;
            Ok(done)
        }
        Noun::Acceptance => change::<Acceptance>(app, call, out, id, &ACCEPTANCE),
        _ => change::<Pack>(app, call, out, id, &PACK),
    }
}

fn change<F: Record>(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    id: i64,
    fields: &'static LazyLock<Vec<Field>>,
) -> Result<Exit, Failure> {
    let customer = app.store.read()?.customer_of(F::NOUN, id)?;
    let now = app.now;
    verbs::edit_then::<F>(app, call, out, id, fields, |writing, _| {
        turned(writing, F::NOUN, customer, now)
    })?;
    Ok(Exit::Done)
}

pub fn remove(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    (noun, id): (Noun, i64),
) -> Result<Exit, Failure> {
    let customer = app.store.read()?.customer_of(noun, id)?;
    verbs::remove_with(app, call, out, (noun, id), |writing, at| {
        turned(writing, noun, customer, at)
    })
}

/// A deviation more or less, or of another kind: the delivery may stand otherwise.
fn turned(
    writing: &Writing<'_>,
    noun: Noun,
    customer: i64,
    at: crate::value::Moment,
) -> Result<(), Failure> {
    match noun {
        Noun::Deviation => writing.delivery_turned(customer, at),
        _ => Ok(()),
    }
}
