//! A review by whoever decides (F53): what it says, filled in, and written with the
//! gate that it passed.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::app::{App, Filling};
use crate::call::Call;
use crate::field::Field;
use crate::form::{Draft, Form as _, subset};
use crate::nouns::gate;
use crate::out::number_of;
use crate::problem::Failure;
use crate::records::Review;
use crate::records::choices::Decision;
use crate::store::{Kind, Place};
use crate::value::{Choice, ChoiceSet as _, Noun, Stored};
use crate::words::Say;

/// The results of a review where no grade is decided that could be changed (R072).
static RESULTS: LazyLock<Vec<Choice>> = LazyLock::new(|| {
    let all = Decision::CHOICES.iter().copied();
    all.filter(|choice| choice.code != Decision::Changed.code())
        .collect()
});

/// The form of a review where no grade is decided.
static FORM: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let fields = Review::FIELDS.iter().copied();
    let narrowed = fields.map(|mut field| match field.key {
        "result" => field.among(&RESULTS),
        _ => {
            // No flag gives a grade here: none is asked for.
            field.required_when = field.required_when.filter(|_| field.key != "grade");
            field
        }
    });
    narrowed.collect()
});

/// What such a review says.
pub static REVIEW: LazyLock<Vec<Field>> =
    LazyLock::new(|| subset(&FORM, &["result", "at", "by", "reason"]));

/// Such a review as the line gives it; mine and now unless it says otherwise.
///
/// # Errors
/// When standard input cannot be read.
pub fn draft(call: &Call<'_>) -> Result<Draft, Failure> {
    let mut draft = call.draft(&REVIEW)?.part(&FORM, "");
    draft.set_default("at", "now");
    draft.set_default("by", "me");
    draft.set_default("grade", "");
    Ok(draft)
}

/// A review as the line gives it, the rest asked for; mine and now unless it says
/// otherwise. `command` is what goes on from its draft.
///
/// # Errors
/// As filling a form in.
pub fn filled(app: &mut App<'_>, call: &Call<'_>, command: &str) -> Result<Review, Failure> {
    let draft = draft(call)?;
    let filling = Filling {
        command,
        ask: true,
        ..Filling::default()
    };
    Ok(app.fill::<Review>(draft, filling)?.record)
}

/// What was reviewed, behind which gate.
pub struct Reviewed {
    /// What the journal calls the command, and what was done.
    pub verb: &'static str,
    pub summary: Say,
    pub noun: Noun,
    pub id: i64,
    pub gate: &'static str,
}

/// Writes a review, and the reason with which its gate was passed, if it was.
///
/// # Errors
/// When the file cannot be written.
pub fn store(
    app: &mut App<'_>,
    review: &Review,
    passed: Option<&str>,
    of: Reviewed,
) -> Result<(), Failure> {
    let me = app.me()?;
    let playbook = app.policy.get()?;
    let (now, nothing) = (app.now, BTreeSet::new());
    let place = Place {
        number: number_of(
            playbook,
            Noun::Review,
            review.at.day(playbook.calendar.zone()),
        ),
        extra: vec![
            ("noun", Stored::Text(of.noun.table().to_owned())),
            ("record", Stored::Int(of.id)),
        ],
        since: review.at,
        to_confirm: &nothing,
    };
    // People know what was reviewed, not the review.
    let subject = app.store.read()?.candidate(of.noun, of.id)?;
    let subject = subject.map_or(String::new(), |one| one.number);
    let store = app.store.write()?;
    let writing = store.begin(of.verb, Kind::Work, Some(me), now)?;
    writing.insert(review, &place)?;
    gate::note(&writing, (of.noun, of.id), of.gate, passed)?;
    writing.commit(&subject, &of.summary)?;
    Ok(())
}
