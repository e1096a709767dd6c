//! A user's file laid over the preset that it extends. A user's key is known
//! when the preset has it, so that a slip of the pen never passes in silence.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::faults::{Faults, Source};
use super::nearest::or_nearest;
use super::target;
use crate::say;
use crate::words::{Say, Text, t};

/// One file that says something of rules or forms, which are laid over one
/// another when they are first read.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// The file's path, or the preset's name.
    pub name: String,
    pub text: Cow<'static, str>,
}

/// The name of the uppermost file, the only one that a user can mend.
pub(super) fn top_name(layers: &[Layer]) -> Source {
    Source {
        name: layers
            .last()
            .map_or_else(String::new, |top| top.name.clone()),
        ..Source::default()
    }
}

/// Where a fault is told: in the uppermost file, with the lines of its keys.
pub(super) fn top_source(layers: &[Layer]) -> Source {
    let Some(top) = layers.last() else {
        return Source::default();
    };
    let mut source = match DeTable::parse(&top.text) {
        Ok(table) => lines(table.get_ref(), &top.text),
        Err(_) => Source::default(),
    };
    source.name.clone_from(&top.name);
    source
}

/// Tables whose keys are the user's own, with the keys of each entry.
const OPEN: [(&str, &[&str]); 4] = [
    ("calendar.exceptions", &["is", "zh", "en"]),
    ("calendar.leave", &["is", "zh", "en"]),
    ("codes.region", &["zh", "en", "also"]),
    ("codes.industry", &["zh", "en", "also", "short"]),
];

/// The table whose keys are the measures of performance, whichever the preset has.
const TARGETS: &str = "target";

/// Tables whose entries a user may take away: `D = false`.
const TAKEN_AWAY: [&str; 1] = ["grades.band"];

/// Notes the line of every key of `table`.
pub(super) fn lines(table: &DeTable<'_>, text: &str) -> Source {
    let mut source = Source::default();
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    note_lines(table, &ends, "", &mut source);
    source
}

/// `ends`: where each line of the file ends.
fn note_lines(table: &DeTable<'_>, ends: &[usize], path: &str, source: &mut Source) {
    for (key, value) in table {
        let path = dotted(path, key.get_ref());
        if let DeValue::Table(inner) = value.get_ref() {
            note_lines(inner, ends, &path, source);
        }
        let start = key.span().start;
        let line = 1 + ends.partition_point(|end| *end < start);
        source.lines.insert(path, line);
    }
}

/// The line, from 1, in which the byte at `offset` stands.
pub(super) fn line(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().iter().take(offset);
    1 + before.filter(|byte| **byte == b'\n').count()
}

/// Notes every key of `mine` that `preset` does not have, and every value of
/// another kind than the preset's.
pub(super) fn check(mine: &DeTable<'_>, preset: &DeTable<'_>, path: &str, faults: &mut Faults<'_>) {
    for (key, value) in mine {
        let key = key.get_ref();
        let here = dotted(path, key);
        let known = preset.get(key.as_ref()).map(Spanned::get_ref);
        match (value.get_ref(), known) {
            (DeValue::Table(mine), Some(DeValue::Table(_))) if here == TARGETS => {
                check_targets(mine, &here, faults);
            }
            (_, None) => {
                let known = preset.keys().map(|key| key.get_ref().as_ref());
                // What a file begins with is taken out before it is compared.
                let first = path.is_empty().then_some("extends");
                faults.note(&here, unknown(key, known.chain(first)));
            }
            (DeValue::Table(mine), Some(DeValue::Table(preset))) => {
                match OPEN.iter().find(|(open, _)| *open == here) {
                    Some((_, keys)) => check_entries(mine, keys, &here, faults),
                    None => check(mine, preset, &here, faults),
                }
            }
            (DeValue::Boolean(false), Some(_)) if TAKEN_AWAY.contains(&path) => {}
            (mine, Some(known)) if !mine.same_type(known) => {
                let (is, wanted) = (kind(mine), kind(known));
                let what = Say {
                    en: format!("is {}, and should be {}", is.en, wanted.en),
                    zh: format!("是{}，应为{}", is.zh, wanted.zh),
                };
                faults.note(&here, what);
            }
            _ => {}
        }
    }
}

/// Checks aims: each is for a measure that there is, and a text or a number.
fn check_targets(mine: &DeTable<'_>, path: &str, faults: &mut Faults<'_>) {
    for (key, value) in mine {
        let here = dotted(path, key.get_ref());
        match value.get_ref() {
            _ if !target::keys().any(|known| known == key.get_ref()) => {
                faults.note(&here, unknown(key.get_ref(), target::keys()));
            }
            DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) => {}
            other => {
                let is = kind(other);
                let (en, zh) = (is.en, is.zh);
                let what = say!(
                    "is {en}, and should be text or a number",
                    "是{zh}，应为文本或数字"
                );
                faults.note(&here, what);
            }
        }
    }
}

/// Checks the entries of a table that is open to the user's own keys.
pub(super) fn check_entries(
    mine: &DeTable<'_>,
    keys: &[&str],
    path: &str,
    faults: &mut Faults<'_>,
) {
    for (entry, value) in mine {
        let here = dotted(path, entry.get_ref());
        let DeValue::Table(fields) = value.get_ref() else {
            continue;
        };
        for key in fields.keys().map(|key| key.get_ref().as_ref()) {
            if !keys.contains(&key) {
                faults.note(&dotted(&here, key), unknown(key, keys.iter().copied()));
            }
        }
    }
}

fn unknown<'k>(key: &str, known: impl Iterator<Item = &'k str>) -> Say {
    or_nearest(say!("unknown key “{key}”", "未知的键“{key}”"), key, known)
}

/// Lays `mine` over `preset`: tables key by key, everything else replaced. A
/// table under `false` is taken away; [`check`] says which may be.
pub(super) fn merge<'t>(preset: &mut DeTable<'t>, mine: DeTable<'t>) {
    for (key, value) in mine {
        let span = value.span();
        match (value.into_inner(), preset.get_mut(key.get_ref().as_ref())) {
            (DeValue::Table(mine), Some(under)) if under.get_ref().is_table() => {
                if let DeValue::Table(under) = under.get_mut() {
                    merge(under, mine);
                }
            }
            (DeValue::Boolean(false), Some(under)) if under.get_ref().is_table() => {
                preset.remove(key.get_ref().as_ref());
            }
            (value, _) => {
                preset.insert(key, Spanned::new(span, value));
            }
        }
    }
}

fn dotted(path: &str, key: &str) -> String {
    match path {
        "" => key.to_owned(),
        path => format!("{path}.{key}"),
    }
}

const fn kind(value: &DeValue<'_>) -> Text {
    match value {
        DeValue::String(_) => t("text", "文本"),
        DeValue::Integer(_) => t("a whole number", "整数"),
        DeValue::Float(_) => t("a number", "小数"),
        DeValue::Boolean(_) => t("true or false", "true 或 false"),
        DeValue::Datetime(_) => t("a time", "时间"),
        DeValue::Array(_) => t("a list", "列表"),
        DeValue::Table(_) => t("a table", "表"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(text: &str) -> DeTable<'_> {
        DeTable::parse(text).unwrap().into_inner()
    }

    #[test]
    fn tables_are_merged_and_lists_replaced() {
        let mut under = table("a = 1\n[b]\nx = [1, 2]\ny = 2\n");
        merge(&mut under, table("[b]\nx = [3]\n"));
        let inner = under.get("b").unwrap().get_ref();
        let x = inner.as_table().unwrap().get("x").unwrap();
        assert_eq!(x.get_ref().as_array().unwrap().len(), 1);
        assert!(inner.as_table().unwrap().contains_key("y"));
        assert!(under.contains_key("a"));
    }

    #[test]
    fn each_key_has_its_line() {
        let text = "a = 1\n\n[b]\n# 说明\nc.d = 2\n";
        let source = lines(&table(text), text);
        let at = |key: &str| source.lines.get(key).copied();
        assert_eq!((at("a"), at("b"), at("b.c.d")), (Some(1), Some(3), Some(5)));
    }

    proptest! {
        #[test]
        fn every_offset_has_a_line(text in any::<String>(), offset in 0usize..400) {
            let line = line(&text, offset);
            prop_assert!(line >= 1 && line <= text.matches('\n').count() + 1);
        }
    }
}
