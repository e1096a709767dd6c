//! What counts as contact, `[contact]`, and what is worth a warning while it
//! is typed, `[checks]`.

use serde::Deserialize;

use super::faults::Faults;
use super::nearest::or_nearest;
use super::span;
use crate::records::choices::Method;
use crate::say;
use crate::value::{ChoiceSet as _, Span};

/// Methods of follow-up, by code (meaning.md 1).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Count as contact.
    real: Vec<String>,
    /// Count as in-depth.
    deep: Vec<String>,
}

impl Contact {
    /// A method that there is not would count for nothing, in silence.
    pub(super) fn check(&self, faults: &mut Faults<'_>) {
        let known = || Method::VARIANTS.iter().map(|method| method.code());
        for (key, methods) in [("real", &self.real), ("deep", &self.deep)] {
            for method in methods
                .iter()
                .filter(|one| !known().any(|code| code == *one))
            {
                let what = say!("“{method}” is no method", "“{method}”不是跟进方式");
                faults.note(&format!("contact.{key}"), or_nearest(what, method, known()));
            }
        }
    }

    /// Whether a follow-up by this method is contact at all.
    pub fn is_real(&self, method: &str) -> bool {
        self.real.iter().any(|real| real == method)
    }

    /// The methods that are contact.
    pub fn real_methods(&self) -> Vec<&'static str> {
        let all = Method::VARIANTS.iter().map(|method| method.code());
        all.filter(|code| self.is_real(code)).collect()
    }

    /// Whether a follow-up by this method is in-depth without being called so.
    pub fn is_deep(&self, method: &str) -> bool {
        self.deep.iter().any(|deep| deep == method)
    }
}

/// `[checks]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    vague_topics: Vec<String>,
    late_log: String,
    same_greeting: bool,
    sensitive_words: Vec<String>,
}

/// Warnings; none of them ever refuses (C46).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checks {
    vague_topics: Vec<String>,
    /// A contact typed later than this after it took place is late (R142).
    pub late_log: Span,
    /// Whether to warn of the same greeting to several customers (C56).
    pub same_greeting: bool,
    sensitive_words: Vec<String>,
}

impl Checks {
    pub(super) fn read(written: Written, faults: &mut Faults<'_>) -> Option<Self> {
        let lower = |words: Vec<String>| words.iter().map(|word| word.to_lowercase()).collect();
        Some(Checks {
            late_log: span("checks.late_log", &written.late_log, faults)?,
            vague_topics: lower(written.vague_topics),
            same_greeting: written.same_greeting,
            sensitive_words: lower(written.sensitive_words),
        })
    }

    /// Whether a topic says nothing: it is empty of words, or all of it is one
    /// of the listed phrases, in either case and with any punctuation (R091).
    pub fn is_vague(&self, topic: &str) -> bool {
        let bare = bare(topic);
        bare.is_empty()
            || self
                .vague_topics
                .iter()
                .any(|vague| self::bare(vague) == bare)
    }

    /// The first listed word in a text that must not go out by a personal
    /// network (R060).
    pub fn sensitive_word(&self, text: &str) -> Option<&str> {
        let text = text.to_lowercase();
        let word = self
            .sensitive_words
            .iter()
            .find(|word| text.contains(word.as_str()));
        word.map(String::as_str)
    }
}

/// The letters and digits of a text, in lower case.
fn bare(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::problems;
    use crate::playbook::Playbook;

    #[test]
    fn pushing_material_is_no_contact_and_a_call_is_not_deep() {
        let contact = Playbook::standard().unwrap().contact;
        assert!(contact.is_real("phone") && !contact.is_deep("phone"));
        assert!(contact.is_real("visit") && contact.is_deep("visit"));
        assert!(!contact.is_real("material-push") && !contact.is_real("written-illustrated"));
    }

    #[test]
    fn a_topic_must_say_something() {
        let checks = Playbook::standard().unwrap().checks;
        for vague in ["日常沟通", "日常沟通。", "Follow-up", "FOLLOW UP", "…", " "] {
            assert!(checks.is_vague(vague), "{vague}");
        }
        for topic in [
            "确认报价",
            "日常沟通：交付时间改到周五",
            "call about the quote",
        ] {
            assert!(!checks.is_vague(topic), "{topic}");
        }
    }

    #[test]
    fn sensitive_words_are_found_inside_a_text() {
        let checks = Playbook::standard().unwrap().checks;
        assert_eq!(checks.sensitive_word("已发送财务报表"), Some("财务"));
        assert_eq!(
            checks.sensitive_word("sent the Source Code"),
            Some("source code")
        );
        assert_eq!(checks.sensitive_word("约定周五见面"), None);
    }

    #[test]
    fn a_bad_span_is_named() {
        assert_eq!(
            problems("[checks]\nlate_log = \"soon\"\n"),
            ["mine.toml:2 checks.late_log: “soon” is not a span, such as 4h, 3wd, 1mo"]
        );
    }
}
