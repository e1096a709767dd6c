//! How people write a number: what stands between the digits, before an
//! extension and in front of a country's code.

use super::national::{National, country_len, national};
use crate::say;
use crate::words::Say;

/// What people write before an extension; the longer ones first.
pub(super) const EXTENSION: &[&str] = &[
    ";ext=",
    "extension",
    "ext.",
    "ext",
    "转分机",
    "分机号",
    "分机",
    "转",
    "#",
    "x",
];

/// A number taken apart.
pub(super) enum Parts {
    China(National),
    /// Country code, number.
    Foreign(String, String),
}

pub(super) fn extension_of(text: &str) -> Option<String> {
    let digits = text.trim_matches([' ', ':', '.', '-']);
    let sound = (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| digits.to_owned())
}

/// The runs of digits, the first with its + if there was one; `None` if
/// anything but digits and what people put between them stands there.
pub(super) fn groups_of(text: &str) -> Option<Vec<String>> {
    // The trunk 0 that is dialled only inside the country: +44 (0)20.
    let text = text.trim_start_matches(['(', ' ']);
    let text = match text.starts_with('+') {
        true => text.replace("(0)", " "),
        false => text.to_owned(),
    };
    let (plus, rest) = match text.strip_prefix('+') {
        Some(rest) => ("+", rest),
        None => ("", text.as_str()),
    };
    let between = |c: char| c.is_whitespace() || "-().·–—‐‑−[]\u{200b}\u{202a}\u{202c}".contains(c);
    if !rest.chars().all(|c| c.is_ascii_digit() || between(c)) {
        return None;
    }
    let mut groups: Vec<String> = rest
        .split(between)
        .filter(|group| !group.is_empty())
        .map(str::to_owned)
        .collect();
    groups.first_mut()?.insert_str(0, plus);
    Some(groups)
}

/// The number that the groups make; the last group may be an extension.
pub(super) fn whole(groups: &[String], may_extend: bool) -> Result<(Parts, Option<String>), Say> {
    if may_extend
        && let [head @ .., last] = groups
        && last.len() <= 6
    {
        let whole_head = matches!(head, [area, number]
            if area.len() <= 5 && (7..=8).contains(&number.len()))
            || parts_of(&groups.concat()).is_err();
        if whole_head
            && !head.is_empty()
            && let Ok(parts @ Parts::China(_)) = parts_of(&head.concat())
        {
            return Ok((parts, Some(last.clone())));
        }
    }
    parts_of(&groups.concat()).map(|parts| (parts, None))
}

fn parts_of(digits: &str) -> Result<Parts, Say> {
    let abroad = digits
        .strip_prefix('+')
        .or_else(|| digits.strip_prefix("00"));
    let Some(abroad) = abroad else {
        // 86 before a mobile number, without its +.
        let bare = digits
            .strip_prefix("86")
            .filter(|rest| rest.len() == 11 && rest.starts_with('1'));
        return national(bare.unwrap_or(digits)).map(Parts::China);
    };
    if let Some(rest) = abroad.strip_prefix("86") {
        return inside(rest).map(Parts::China);
    }
    let count = abroad.len();
    let split = abroad.split_at_checked(country_len(abroad));
    match split {
        Some((country, rest)) if (7..=15).contains(&count) && !abroad.starts_with('0') => {
            Ok(Parts::Foreign(country.to_owned(), rest.to_owned()))
        }
        _ => Err(say!(
            "+{abroad} has {count} digits: country code and number have 7 to 15, and do not begin with 0",
            "+{abroad} 有 {count} 位：国家代码加号码应为 7–15 位，且不以 0 开头"
        )),
    }
}

/// What follows +86: an area code may have lost its 0.
pub(super) fn inside(digits: &str) -> Result<National, Say> {
    match national(digits) {
        Err(say) if digits.starts_with('0') => Err(say),
        Err(say) => national(&format!("0{digits}"))
            .ok()
            .filter(|found| matches!(found, National::Land(..)))
            .ok_or(say),
        found => found,
    }
}
