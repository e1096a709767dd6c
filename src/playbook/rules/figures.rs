//! A rule whose figures a later layer changed says them in its label, unless that
//! layer gave it another one: else it would go on naming the old ones.

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::records::choices::Priority;
use crate::value::{ChoiceSet as _, Span};
use crate::words::{Lang, Text, t};

/// The keys whose values a label may name, and what they are called in it.
const FIGURES: [(&str, Text); 6] = [
    ("every", t("every", "每")),
    ("at_least", t("at least", "至少")),
    ("at_most", t("at most", "至多")),
    ("per", t("per", "每")),
    ("within", t("within", "时限")),
    ("lead", t("ahead by", "提前")),
];

/// Notes which figures are otherwise than `before`, with what they were at first.
pub(super) fn compare(
    before: &Table,
    now: &Table,
    changed: &mut BTreeMap<&'static str, Option<Value>>,
) {
    for (key, _) in FIGURES {
        if before.get(key) != now.get(key) {
            let was = before.get(key).cloned();
            changed.entry(key).or_insert(was);
        }
    }
}

/// The rule with what changed in its label: `… (now every 10 days)`.
pub(super) fn labelled(mut keys: Table, changed: &BTreeMap<&'static str, Option<Value>>) -> Table {
    let said = |lang: Lang| {
        let figures = FIGURES.iter().filter_map(|(key, name)| {
            let (was, now) = (changed.get(key)?.as_ref(), keys.get(*key)?);
            let now = figure(was, now, lang)?;
            Some(match lang {
                Lang::En => format!("{} {now}", name.en),
                Lang::Zh => format!("{} {now}", name.zh),
            })
        });
        let by = if lang == Lang::En { ", " } else { "、" };
        figures.collect::<Vec<_>>().join(by)
    };
    let (en, zh) = (said(Lang::En), said(Lang::Zh));
    if en.is_empty() {
        return keys;
    }
    let of = |label: &Value, lang: &str| match label {
        Value::Table(both) => both.get(lang).and_then(Value::as_str).map(str::to_owned),
        label => label.as_str().map(str::to_owned),
    };
    if let Some(label) = keys.get("label") {
        let (own_en, own_zh) = (of(label, "en"), of(label, "zh"));
        let mut both = Table::new();
        if let Some(own) = own_en {
            both.insert("en".to_owned(), Value::String(format!("{own} (now {en})")));
        }
        if let Some(own) = own_zh {
            both.insert("zh".to_owned(), Value::String(format!("{own}（现为{zh}）")));
        }
        // What is wrong with a label is told of the label itself.
        if !both.is_empty() {
            keys.insert("label".to_owned(), Value::Table(both));
        }
    }
    keys
}

/// A value in words; of several only those that are otherwise than before.
fn figure(was: Option<&Value>, now: &Value, lang: Lang) -> Option<String> {
    if was == Some(now) {
        return None;
    }
    match now {
        Value::String(text) => Some(match Span::read(text) {
            Some(span) => span.shown(lang),
            None => text.clone(),
        }),
        Value::Integer(number) => Some(number.to_string()),
        Value::Array(all) => {
            let all: Vec<String> = all
                .iter()
                .filter_map(|one| figure(None, one, lang))
                .collect();
            Some(all.join(" "))
        }
        Value::Table(all) => {
            let old = |key: &str| was.and_then(Value::as_table).and_then(|was| was.get(key));
            let all = all.iter().filter_map(|(key, now)| {
                let now = figure(old(key), now, lang)?;
                let key = match Priority::from_code(key) {
                    Some(priority) => priority.label().to(lang).to_lowercase(),
                    None => key.clone(),
                };
                Some(format!("{key} {now}"))
            });
            Some(all.collect::<Vec<_>>().join(" "))
        }
        _ => None,
    }
}
