//! Free text with what looks like somebody's phone or e-mail address hidden: for
//! documents that name no contact.

/// The text with phones and addresses hidden; a number of the program's own,
/// which begins with letters, stays.
pub fn without_contacts(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut word = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let goes_on = c == ' ' && chars.peek().is_some_and(|next| is_digit(*next));
        if is_of_word(c) || goes_on && begins_phone(&word) {
            word.push(c);
        } else {
            hide(&word, &mut safe);
            word.clear();
            safe.push(c);
        }
    }
    hide(&word, &mut safe);
    safe
}

/// What can stand inside a phone or an address.
const fn is_of_word(c: char) -> bool {
    is_digit(c) || c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '_' | '-' | '+' | '%')
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || is_wide(c)
}

/// Whether a space may stand in the phone that begins so: `139 1234 5678`.
fn begins_phone(word: &str) -> bool {
    let first = word.split(' ').next().unwrap_or("");
    let mobile = first.len() == 3 && first.starts_with('1') && first.parse::<u16>().is_ok();
    mobile || first.starts_with('+')
}

fn hide(word: &str, safe: &mut String) {
    let digits = word.chars().filter(|c| is_digit(*c)).count();
    let plain = |c: char| is_digit(c) || matches!(c, '-' | '+' | '.' | ' ');
    let is_decimal = word
        .rsplit_once('.')
        .is_some_and(|(whole, part)| matches!(part.len(), 1 | 2) && whole.chars().all(is_digit));
    let is_address = word
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    // Mobiles have eleven digits, lines ten to twelve with their area, with the
    // country up to fifteen. A date has eight.
    let is_phone = digits >= 10 && !is_decimal && word.chars().all(plain);
    match is_address || is_phone {
        true => safe.push_str("****"),
        false => safe.push_str(word),
    }
}

const fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn phones_and_addresses_are_hidden() {
        for (text, safe) in [
            ("请打13912345678，找王工", "请打****，找王工"),
            ("call +86-139-1234-5678 now", "call **** now"),
            ("座机0571-88880001转3", "座机****转3"),
            ("发到 wang.fang@example.com", "发到 ****"),
            ("１３９１２３４５６７８", "****"),
            ("SN20260305001 已解决", "SN20260305001 已解决"),
            (
                "2026-03-05 报价 500000.00 元",
                "2026-03-05 报价 500000.00 元",
            ),
            ("3@5元", "3@5元"),
            ("合同 12345678.90 元", "合同 12345678.90 元"),
            ("打 139 1234 5678 或 13800138000.", "打 **** 或 ****"),
            ("2026-03-05 14:00 见", "2026-03-05 14:00 见"),
        ] {
            assert_eq!(without_contacts(text), safe);
        }
    }

    proptest! {
        #[test]
        fn no_mobile_is_left(before in "[^0-9a-zA-Z@._%+０-９-]{0,4}", phone in "1[3-9][0-9]{9}") {
            let text = format!("{before}{phone}。");
            prop_assert!(!without_contacts(&text).contains(&phone));
        }
    }
}
