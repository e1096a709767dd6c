//! What the targets share: a place and a time to read answers in, and the
//! promises that every value makes.
//!
//! A target may fail only where the program would: every promise asserted here
//! is one that `src/value` makes for all texts.

use std::fmt::Debug;
use std::path::Path;

use kehu::playbook::Playbook;
use kehu::value::{Fault, Found, Moment, Noun, Reading, Resolve, Stored, Tongue, Value};
use kehu::words::Lang;

struct Nobody;

impl Resolve for Nobody {
    fn resolve(&self, noun: Noun, text: &str) -> Result<i64, Fault> {
        Err(Fault::NoSuch(noun, text.to_owned()))
    }
}

thread_local! {
    static STANDARD: &'static Playbook = Box::leak(Box::new(
        Playbook::load("standard", None).expect("the playbook that ships"),
    ));
}

/// The playbook that ships, read once.
pub fn standard() -> &'static Playbook {
    STANDARD.with(|playbook| *playbook)
}

/// What a parser may know, `day` days after the beginning of 1995 at noon in Shanghai.
pub fn reading(day: u16) -> Reading<'static> {
    let playbook = standard();
    let first = Moment::from_stored("1995-01-01T04:00:00Z").expect("a moment");
    Reading {
        now: first
            .plus_seconds(i64::from(day) * 86_400)
            .expect("a moment"),
        zone: playbook.calendar.zone(),
        opening: playbook.calendar.opening(),
        closing: playbook.calendar.closing(),
        codes: &playbook.codes,
        refs: &Nobody,
        workdays: &playbook.calendar,
    }
}

/// Reads `text` as a `T`. What can be read is read again from what is printed
/// and from what is stored, and can be shown in both languages and hidden.
pub fn keeps<T: Value + PartialEq + Debug>(text: &str, reading: &Reading<'_>) -> Option<T> {
    let value = T::parse(text, reading).ok()?;
    let cell = value.cell();
    let printed = cell.code(reading.zone);
    assert_eq!(
        T::parse(&printed, reading).ok().as_ref(),
        Some(&value),
        "printed as {printed:?}"
    );
    let stored = value.store();
    let found = match &stored {
        Stored::Null => Found::Null,
        Stored::Int(number) => Found::Int(*number),
        Stored::Text(text) => Found::Text(text),
    };
    assert_eq!(
        T::load(found).as_ref(),
        Some(&value),
        "stored as {stored:?}"
    );
    for lang in [Lang::En, Lang::Zh] {
        let _ = cell.shown(&Tongue {
            lang,
            zone: reading.zone,
        });
    }
    let _ = cell.masked(reading.zone);
    let _ = cell.json(reading.zone);
    Some(value)
}

/// Reads `text` as a user's playbook over the one that ships.
pub fn playbook(text: &str) -> Option<Playbook> {
    match Playbook::load("standard", Some((Path::new("mine.toml"), text))) {
        Ok(playbook) => Some(playbook),
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a reason");
            None
        }
    }
}
