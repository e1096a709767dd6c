//! Days that should lie ahead and do not: told or asked about, never refused, since
//! what is recorded of the past may have been ahead then.

use crate::field::Field;
use crate::form::Draft;
use crate::say;
use crate::value::{Kind, Moment, Reading, Stored};
use crate::words::Say;

impl Draft {
    /// What was given for days that should lie ahead, and lies behind.
    pub fn slips(&self, reading: &Reading<'_>) -> Vec<Say> {
        let given = |at: usize| Some((self.fields.get(at)?, self.given(at)?));
        (0..self.fields.len())
            .filter_map(given)
            .filter_map(|(field, text)| self.slip(field, text, reading))
            .collect()
    }

    /// What is to be said of `text`, if the field asks for a day ahead and that is none.
    pub fn slip(&self, field: &Field, text: &str, reading: &Reading<'_>) -> Option<Say> {
        if !field.ahead {
            return None;
        }
        let day = day_of(field, text, reading)?;
        (day < self.recorded(reading)).then(|| {
            let (label, day) = (field.label, day.format("%Y-%m-%d"));
            let (en, zh) = (label.en, label.zh);
            say!("{en} {day} lies in the past", "{zh} {day} 已经过去")
        })
    }

    /// The day as of which the draft speaks: today, or what it says of the past.
    fn recorded(&self, reading: &Reading<'_>) -> chrono::NaiveDate {
        let own = self.fields.iter().enumerate().filter_map(|(at, field)| {
            let own = !field.ahead && matches!(field.kind, Kind::Moment(_));
            day_of(field, self.answer(at).filter(|_| own)?, reading)
        });
        let today = reading.now.day(reading.zone);
        own.fold(today, std::cmp::min)
    }
}

/// The day that an answer names.
fn day_of(field: &Field, text: &str, reading: &Reading<'_>) -> Option<chrono::NaiveDate> {
    let Stored::Text(stored) = field.read(text.trim(), reading).ok()? else {
        return None;
    };
    match field.kind {
        Kind::Day => stored.parse().ok(),
        Kind::Moment(_) => Some(Moment::from_stored(&stored)?.day(reading.zone)),
        _ => None,
    }
}
