//! Days, moments, deadlines, days of every year, and the date that a note begins with.
#![no_main]

use kehu::value::{Annual, Bare, Day, Deadline, Moment, split_when};
use kehu_fuzz::{keeps, reading};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u16, &str)| {
    let (day, text) = input;
    let reading = reading(day);
    keeps::<Day>(text, &reading);
    keeps::<Moment>(text, &reading);
    keeps::<Deadline>(text, &reading);
    if let Some(annual) = keeps::<Annual>(text, &reading) {
        let today = reading.now.day(reading.zone);
        let next = annual.next(today);
        assert!(next.is_none_or(|next| next >= today), "{annual:?} has been");
    }
    for bare in [Bare::Opening, Bare::Closing] {
        if let Some((moment, rest)) = split_when(text, bare, &reading) {
            let phrase = text.trim().strip_suffix(rest);
            let phrase = phrase.unwrap_or_else(|| panic!("{rest:?} is no end"));
            assert!(!phrase.is_empty(), "{moment:?} out of nothing");
        }
    }
});
