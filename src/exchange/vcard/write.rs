//! A contact as a card that Chinese phones and Outlook read: vCard 3.0 in
//! UTF-8. Reading it back gives the same answers.

use super::card::{NO_YEAR, OWN};
use crate::exchange::content::{escaped, fold};
use crate::value::{Annual, Phone};

/// Writes one card: answers by the keys of the contact's form, as codes.
pub fn card<'a>(answers: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> String {
    let answer = |key: &str| {
        let found = answers.clone().find(|(name, _)| *name == key);
        found.map_or("", |(_, text)| text)
    };
    let mut card = String::new();
    let mut line = |head: &str, text: &str| fold(&format!("{head}:{text}"), &mut card);
    line("BEGIN", "VCARD");
    line("VERSION", "3.0");
    let name = escaped(answer("name"));
    // Where a Chinese family name ends is a guess; phones show it whole.
    line("N", &format!("{name};;;;"));
    line("FN", &name);
    for (key, text) in answers.clone().filter(|(_, text)| !text.is_empty()) {
        let text = escaped(text);
        match key {
            "name" => {}
            "customer" => line("ORG", &text),
            "title" => line("TITLE", &text),
            "phone" => line(&format!("TEL;TYPE={},PREF", sort(answer(key))), &text),
            "phone2" => line(&format!("TEL;TYPE={}", sort(answer(key))), &text),
            "email" => line("EMAIL;TYPE=INTERNET,PREF", &text),
            "wechat" => line("X-WECHAT", &text),
            "notes" => line("NOTE", &text),
            "birthday" => birthday(answer(key), &mut line),
            key => line(&own(key), &text),
        }
    }
    line("END", "VCARD");
    card
}

/// A property of our own.
fn own(key: &str) -> String {
    format!("{OWN}{}", key.to_ascii_uppercase().replace('_', "-"))
}

fn sort(phone: &str) -> &'static str {
    match Phone::read(phone).is_ok_and(|phone| phone.is_mobile()) {
        true => "CELL",
        false => "WORK",
    }
}

/// The standard's own property where it can say the day; Apple's way for one
/// without a year.
fn birthday(code: &str, line: &mut impl FnMut(&str, &str)) {
    match Annual::read(code) {
        Some(day) if !day.is_lunar() => match day.year() {
            Some(_) => line("BDAY", code),
            None => line(
                &format!("BDAY;X-APPLE-OMIT-YEAR={NO_YEAR}"),
                &format!("{NO_YEAR}-{code}"),
            ),
        },
        _ => line(&own("birthday"), &escaped(code)),
    }
}
