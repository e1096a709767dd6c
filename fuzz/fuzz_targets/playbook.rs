//! A user's playbook over the one that ships, its rules, a region added to it, and the
//! settings file.
#![no_main]

use std::path::Path;

use chrono::NaiveDate;
use kehu::playbook::edit;
use kehu::settings::Settings;
use kehu_fuzz::playbook;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(book) = playbook(text) {
        // A policy that could be read cannot fail later.
        let parts = book
            .numbers
            .of_customer(Some("HZ"), Some("I"), NaiveDate::MAX);
        let _ = book.numbers.customer.render(&parts, 1);
        for rule in book.rules().unwrap_or_default() {
            let _ = rule.explained(&book.codes);
        }
        for form in book.forms().unwrap_or_default() {
            let _ = (form.own(), form.subject());
        }
        if let Ok(more) = edit::add_region(text, "QQ", "某地", Some("Somewhere")) {
            let book = playbook(&more).expect("what was written is read");
            assert!(book.codes.regions.iter().any(|region| region.code == "QQ"));
        }
    }
    let _ = Settings::parse(text, Path::new("settings.toml"));
});
