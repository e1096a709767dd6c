//! Names of sheets: what a spreadsheet allows, each once.

use std::collections::BTreeSet;

/// The longest name, in units of UTF-16.
const LONGEST: usize = 31;

/// The names given so far, as a spreadsheet compares them.
#[derive(Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// A name after `title` that no other sheet has.
    pub fn name(&mut self, title: &str) -> String {
        let plain = allowed(title);
        let mut name = shortened(&plain, LONGEST);
        let mut nth = 2;
        while !self.0.insert(name.to_lowercase()) {
            let ending = format!(" ({nth})");
            name = shortened(&plain, LONGEST - ending.len()) + &ending;
            nth += 1;
        }
        name
    }
}

/// The title without signs that a name cannot hold; `: ` parts a title, and
/// `–` does so in its place.
fn allowed(title: &str) -> String {
    let title = title.replace(": ", " – ");
    let one: String = title
        .chars()
        .map(|c| match c {
            '[' | '［' => '(',
            ']' | '］' => ')',
            ':' | '*' | '?' | '/' | '\\' => ' ',
            c if c.is_control() || !super::super::sanitise::is_safe(c) => ' ',
            c => c,
        })
        .collect();
    let words = one.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.trim_matches(['\'', ' ']) {
        "" => "1".to_owned(),
        // Spreadsheets keep this one for themselves.
        name if name.eq_ignore_ascii_case("history") => format!("{name} 1"),
        name => name.to_owned(),
    }
}

/// At most `most` units; a Latin word is left out rather than cut.
fn shortened(name: &str, most: usize) -> String {
    if name.encode_utf16().count() <= most {
        return name.to_owned();
    }
    let mut used = 1;
    let mut end = 0;
    for (at, c) in name.char_indices() {
        used += c.len_utf16();
        if used > most {
            break;
        }
        end = at + c.len_utf8();
    }
    let (kept, rest) = name.split_at_checked(end).unwrap_or((name, ""));
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let kept = match (inside(kept.chars().last()), inside(rest.chars().next())) {
        (true, true) => kept.rsplit_once(' ').map_or(kept, |(words, _)| words),
        _ => kept,
    };
    format!("{}…", kept.trim_end_matches([' ', '\'']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn named(titles: &[&str]) -> Vec<String> {
        let mut names = Names::default();
        titles.iter().map(|title| names.name(title)).collect()
    }

    #[test]
    fn a_name_is_what_a_spreadsheet_allows() {
        assert_eq!(
            named(&[
                "新增客户：来源渠道",
                "Tickets open at the end of the month, by status",
                "Tickets accepted: time since acceptance",
                "'quoted' [a/b]?",
                "",
                "History",
            ]),
            [
                "新增客户：来源渠道",
                "Tickets open at the end of the…",
                "Tickets accepted – time since…",
                "quoted' (a b)",
                "1",
                "History 1",
            ]
        );
    }

    #[test]
    fn a_name_is_given_once() {
        assert_eq!(
            named(&["客户", "客户", "Tickets", "TICKETS"]),
            ["客户", "客户 (2)", "Tickets", "TICKETS (2)"]
        );
    }

    proptest! {
        #[test]
        fn any_title_makes_a_name(titles in proptest::collection::vec("\\PC{0,60}|[a'\\[/: ]{0,40}", 1..4)) {
            let mut book = rust_xlsxwriter::Workbook::new();
            let mut names = Names::default();
            for title in &titles {
                let name = names.name(title);
                prop_assert!(name.encode_utf16().count() <= LONGEST);
                prop_assert!(book.add_worksheet().set_name(&name).is_ok(), "{name:?}");
            }
            prop_assert!(book.save_to_buffer().is_ok());
        }
    }
}
