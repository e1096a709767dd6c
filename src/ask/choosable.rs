//! An answer that can be picked, and how well a typed word fits it.

use crate::value::{Candidate, Choice, Entry};
use crate::words::Lang;

/// One of the answers to pick from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choosable {
    /// What is stored, and may be typed.
    pub code: String,
    /// What a person reads.
    pub label: String,
    /// Said behind the label.
    pub note: String,
    /// Other words that may be typed: the label in the other language, aliases.
    pub also: Vec<String>,
}

impl Choosable {
    pub fn of(choice: &Choice, lang: Lang) -> Self {
        let other = match lang {
            Lang::En => choice.label.zh,
            Lang::Zh => choice.label.en,
        };
        Choosable {
            code: choice.code.to_owned(),
            label: choice.label.to(lang).to_owned(),
            note: String::new(),
            also: std::iter::once(&other)
                .chain(choice.aliases)
                .map(|&word| word.to_owned())
                .collect(),
        }
    }

    /// An answer that the playbook lists; its short code may be typed, too.
    pub fn listed(entry: &Entry, lang: Lang) -> Self {
        let mut listed = Choosable::of(&entry.choice(), lang);
        listed.also.extend(entry.short.map(str::to_owned));
        listed
    }

    /// How well `typed` names this answer: 0 is its very code or name, then a
    /// beginning, a part, and its characters in order; `None` is not at all.
    pub fn fit(&self, typed: &str) -> Option<u8> {
        let typed = typed.trim().to_lowercase();
        self.words()
            .filter(|word| !word.is_empty())
            .filter_map(|word| fit(&word.to_lowercase(), &typed))
            .min()
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        [&self.code, &self.label, &self.note]
            .into_iter()
            .chain(&self.also)
            .map(String::as_str)
    }
}

/// A record, by the number that names it; by its name where it has none.
impl From<&Candidate> for Choosable {
    fn from(candidate: &Candidate) -> Self {
        let code = match candidate.number.as_str() {
            "" => &candidate.name,
            number => number,
        };
        Choosable {
            code: code.to_owned(),
            label: candidate.name.clone(),
            ..Choosable::default()
        }
    }
}

fn fit(word: &str, typed: &str) -> Option<u8> {
    if word == typed {
        return Some(0);
    }
    if word.starts_with(typed) {
        return Some(1);
    }
    if word.contains(typed) {
        return Some(2);
    }
    let mut rest = word.chars();
    let in_order = typed.chars().all(|c| rest.any(|have| have == c));
    in_order.then_some(3)
}

/// The positions of the answers that `typed` may mean, best first, otherwise in
/// the order given; all of them while nothing is typed.
pub fn fitting(options: &[Choosable], typed: &str) -> Vec<usize> {
    let mut found: Vec<(u8, usize)> = options
        .iter()
        .enumerate()
        .filter_map(|(at, option)| match typed.trim() {
            "" => Some((0, at)),
            typed => option.fit(typed).map(|fit| (fit, at)),
        })
        .collect();
    found.sort();
    found.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::words::t;

    fn industry(code: &'static str, en: &'static str, zh: &'static str) -> Choosable {
        let choice = Choice {
            code,
            label: t(en, zh),
            aliases: &["工业"],
        };
        Choosable::of(&choice, Lang::Zh)
    }

    #[test]
    fn the_very_code_comes_before_every_longer_word() {
        let options = [
            industry("CE", "Chemical industry", "化学"),
            industry("C", "Manufacturing", "制造业"),
        ];
        assert_eq!(fitting(&options, "c"), [1, 0]);
    }

    #[test]
    fn a_code_either_label_an_alias_and_a_part_are_understood() {
        let option = industry("I", "Software and IT", "信息传输、软件和信息技术服务业");
        for typed in ["I", "i", "software", "信息传输", "软件", "工业", "信技服"] {
            assert!(option.fit(typed).is_some(), "{typed}");
        }
        for typed in ["金融", "xyz", "业信"] {
            assert_eq!(option.fit(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_record_without_a_number_goes_by_its_name() {
        let colleague = Candidate {
            number: String::new(),
            name: "王芳".to_owned(),
        };
        assert_eq!(Choosable::from(&colleague).code, "王芳");
    }

    proptest! {
        #[test]
        fn every_beginning_of_a_label_finds_it(label in "[\\p{Han}a-z]{1,12}", cut in 1usize..12) {
            let typed: String = label.chars().take(cut).collect();
            let option = Choosable { label, ..Choosable::default() };
            prop_assert!(option.fit(&typed).is_some_and(|fit| fit <= 1));
        }

        #[test]
        fn no_text_is_too_strange_to_look_for(typed in "\\PC*") {
            let options = [industry("I", "Software", "软件")];
            prop_assert!(fitting(&options, &typed).len() <= 1);
        }
    }
}
