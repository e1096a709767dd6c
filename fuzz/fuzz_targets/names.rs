//! Lines, long texts, names, handles, tags, scores, choices, codes.
#![no_main]

use kehu::value::{Handle, Industry, Long, Name, Nps, Region, Score, Tags, YesNo};
use kehu_fuzz::{keeps, reading};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let reading = reading(0);
    keeps::<String>(text, &reading);
    keeps::<Long>(text, &reading);
    keeps::<Name>(text, &reading);
    keeps::<Handle>(text, &reading);
    keeps::<Tags>(text, &reading);
    keeps::<Score>(text, &reading);
    keeps::<Nps>(text, &reading);
    keeps::<YesNo>(text, &reading);
    keeps::<Region>(text, &reading);
    keeps::<Industry>(text, &reading);
    keeps::<Option<Name>>(text, &reading);
});
