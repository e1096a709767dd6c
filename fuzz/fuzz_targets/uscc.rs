//! Credit codes and identity numbers: what checks has its length and its check character.
#![no_main]

use kehu::value::{IdNumber, Uscc};
use kehu_fuzz::{keeps, reading};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let reading = reading(0);
    if let Some(code) = keeps::<Uscc>(text, &reading) {
        assert_eq!(code.as_str().len(), 18);
        // One character more or less in the first place is always found out.
        let first = if code.as_str().starts_with('9') {
            '1'
        } else {
            '9'
        };
        let other = format!("{first}{}", &code.as_str()[1..]);
        assert!(Uscc::read(&other).is_err(), "{other} passes as well");
    }
    keeps::<IdNumber>(text, &reading);
});
