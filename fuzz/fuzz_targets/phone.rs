//! Phone numbers and e-mail addresses; what is masked shows less.
#![no_main]

use kehu::value::{Email, Phone};
use kehu_fuzz::{keeps, reading};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let reading = reading(0);
    if let Some(phone) = keeps::<Phone>(text, &reading) {
        assert_eq!(
            Phone::read(&phone.shown()).ok().as_ref(),
            Some(&phone),
            "{}",
            phone.shown()
        );
        assert!(phone.masked().contains('*'), "{phone:?} is not hidden");
        let _ = phone.last_digits(4);
    }
    if let Some(email) = keeps::<Email>(text, &reading) {
        assert!(email.masked().contains('*'), "{email:?} is not hidden");
    }
});
