//! Small phrases of an explanation: spans, shares, yes and no.

use crate::event::Attribute;
use crate::playbook::rules::rule::{Pace, When};
use crate::say;
use crate::value::{ChoiceSet as _, Span};
use crate::words::{Lang, Say, Text, t};

/// Joins phrases in each language's way.
pub(super) fn joined(all: Vec<Say>, en: &str, zh: &str) -> Option<Say> {
    let mut all = all.into_iter();
    let first = all.next()?;
    Some(all.fold(first, |so_far, next| Say {
        en: format!("{}{en}{}", so_far.en, next.en),
        zh: format!("{}{zh}{}", so_far.zh, next.zh),
    }))
}

/// A span in words; in Chinese a figure stands apart from the word before it.
pub(super) fn span(span: Span) -> Say {
    Say {
        en: span.shown(Lang::En),
        zh: format!(" {}", span.shown(Lang::Zh)),
    }
}

/// A label inside a sentence: `urgent`, but `WeChat` and `A`.
pub(super) fn inside(label: &str) -> String {
    let mut letters = label.chars();
    let first = letters.next().filter(char::is_ascii_uppercase);
    let rest = letters.as_str();
    match first {
        Some(first) if !rest.is_empty() && !rest.contains(|c: char| c.is_ascii_uppercase()) => {
            format!("{}{rest}", first.to_ascii_lowercase())
        }
        _ => label.to_owned(),
    }
}

/// Yes and no of an attribute that is one or the other.
pub(super) const fn flag(attribute: Attribute, yes: bool) -> Text {
    match (attribute, yes) {
        (Attribute::Pool, false) => t("not in the pool", "不在客户池"),
        (Attribute::Paused, true) => t("paused", "已暂停跟进"),
        (Attribute::Paused, false) => t("not paused", "未暂停跟进"),
        (Attribute::LongTerm, false) => t("not a long-term customer", "非长期合作客户"),
        (Attribute::Greeting, false) => t("no greeting wanted", "无需问候"),
        (Attribute::DealOpen, false) => t("deal closed", "商机已结束"),
        (Attribute::Reached, false) => t("not reached", "未联系上"),
        (Attribute::Deep, false) => t("not in depth", "非深度沟通"),
        (Attribute::Pool, true) => t("in the pool", "在客户池"),
        (Attribute::LongTerm, true) => t("long-term customer", "长期合作客户"),
        (Attribute::Greeting, true) => t("greeting wanted", "需要问候"),
        (Attribute::DealOpen, true) => t("deal open", "商机未结束"),
        (Attribute::Reached, true) => t("reached", "联系上"),
        (Attribute::Deep, true) => t("in depth", "深度沟通"),
        (_, true) => t("yes", "是"),
        (_, false) => t("no", "否"),
    }
}

/// How often.
pub(super) fn pace_said(pace: Pace) -> Say {
    match pace {
        Pace::Every(every) => {
            let Say { en: one, zh: many } = span(every);
            say!("{one} after the last one", "距上一次{many}内")
        }
        Pace::Own => say!(
            "as long after the last one as agreed for the customer",
            "距上一次不超过该客户的专属间隔"
        ),
        Pace::AtLeast(count, per) => {
            let Text { en, zh } = per.label();
            say!("at least {count} in every {en}", "每{zh}至少 {count} 次")
        }
    }
}

/// When somebody is told.
pub(super) fn when_said(when: When) -> Say {
    match when {
        When::Share(100) => say!("at the due", "到期时"),
        When::Share(share) => say!("at {share}% of the time", "时间用到 {share}% 时"),
        When::After(after) => {
            let Say { en: one, zh: many } = span(after);
            say!("{one} after the due", "逾期{many}后")
        }
    }
}
