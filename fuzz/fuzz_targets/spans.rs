//! Lengths of time; working days are counted through the calendar.
#![no_main]

use chrono::Datelike as _;
use kehu::value::{Span, Workdays as _};
use kehu_fuzz::{keeps, reading, standard};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u16, &str)| {
    let (day, text) = input;
    let reading = reading(day);
    if let Some(span) = keeps::<Span>(text, &reading) {
        assert_eq!(Span::read(&span.code()), Some(span));
        let calendar = &standard().calendar;
        let today = reading.now.day(reading.zone);
        let n = i64::from(span.n);
        let then = calendar.step(today, n);
        assert!(
            n == 0 || then > today || then.year() > 2200,
            "{n} working days after {today} is {then}"
        );
    }
});
