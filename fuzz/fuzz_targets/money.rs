//! Amounts, ranges of amounts, numbers of people.
#![no_main]

use kehu::value::{Headcount, Money, MoneyRange};
use kehu::words::Lang;
use kehu_fuzz::{keeps, reading};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let reading = reading(0);
    if let Some(money) = keeps::<Money>(text, &reading) {
        // What a person is shown can be typed again.
        assert_eq!(
            Money::read(&money.shown()).ok(),
            Some(money),
            "{}",
            money.shown()
        );
        let _ = (
            money.shown_short(Lang::Zh),
            money.shown_short(Lang::En),
            money.shown_whole(),
        );
    }
    if let Some(range) = keeps::<MoneyRange>(text, &reading) {
        if let (Some(min), Some(max)) = (range.min, range.max) {
            assert!(min <= max, "{range:?}");
        }
    }
    if let Some(count) = keeps::<Headcount>(text, &reading) {
        if let (Some(min), Some(max)) = (count.min, count.max) {
            assert!(min <= max, "{count:?}");
        }
    }
});
