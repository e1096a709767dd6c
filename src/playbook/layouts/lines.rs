//! The lines of a part: each a key of its ground, or a label to write beside; and who
//! signs.

use toml::de::{DeTable, DeValue};

use super::ground::Ground;
use super::read::{Read, noted};
use super::{Line, Path, Signer};
use crate::playbook::nearest::or_nearest;
use crate::say;
use crate::value::Kind;
use crate::words::Text;

/// Every key that a line can have, where it is more than a key of its record.
const LINE_KEYS: [&str; 3] = ["key", "label", "long"];

/// The lines of a part, or the columns of a repeated one.
pub(super) fn lines(
    reader: &mut Read<'_, '_, '_, '_>,
    list: &str,
    ground: Ground<'_>,
) -> Vec<Line> {
    let rows = match reader.get(list) {
        Some(DeValue::Array(rows)) => rows,
        _ => {
            let what = say!(
                "should be a list of keys: [\"name\", {{ key = …, label = … }}]",
                "应为键的列表：[\"name\", {{ key = …, label = … }}]"
            );
            reader.note(list, what);
            return Vec::new();
        }
    };
    let mut lines: Vec<(Option<&str>, Line)> = Vec::new();
    for row in rows {
        let found = match row.get_ref() {
            DeValue::String(key) => {
                known(reader, list, ground, key).map(|line| (Some(key.as_ref()), line))
            }
            DeValue::Table(table) => line(reader, list, ground, table),
            _ => {
                let what = say!("names a key, or a line", "应为键名或一行");
                reader.note(list, what);
                None
            }
        };
        lines.extend(found);
    }
    if lines.is_empty() {
        reader.note(list, say!("has no lines", "没有任何行"));
    }
    relabelled(reader, &mut lines);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// A line under the label of its field.
fn known(
    reader: &mut Read<'_, '_, '_, '_>,
    list: &str,
    ground: Ground<'_>,
    key: &str,
) -> Option<Line> {
    let path: Path = noted(reader, list, ground.path(key))?;
    Some(Line {
        label: path.field.label,
        long: path.field.kind == Kind::Long || path.field.repeat,
        path: Some(path),
    })
}

/// A line that says more than its key: another label, or no key at all, to be written by
/// hand.
fn line<'k>(
    reader: &mut Read<'k, '_, '_, '_>,
    list: &str,
    ground: Ground<'_>,
    table: &'k DeTable<'_>,
) -> Option<(Option<&'k str>, Line)> {
    for key in table.keys().map(|key| key.get_ref().as_ref()) {
        if !LINE_KEYS.contains(&key) {
            let what = say!("unknown key “{key}”", "未知的键“{key}”");
            reader.note(list, or_nearest(what, key, LINE_KEYS));
        }
    }
    let value = |key: &str| table.get(key).map(|value| value.get_ref());
    let label = value("label").and_then(|label| reader.both_of(list, label));
    let long = matches!(value("long"), Some(DeValue::Boolean(true)));
    match (value("key"), label) {
        (Some(DeValue::String(key)), label) => {
            let mut line = known(reader, list, ground, key)?;
            line.label = label.unwrap_or(line.label);
            line.long |= long;
            Some((Some(key.as_ref()), line))
        }
        (None, Some(label)) => {
            let line = Line {
                label,
                path: None,
                long,
            };
            Some((None, line))
        }
        _ => {
            let what = say!("a line has a key or a label", "每行须有 key 或 label");
            reader.note(list, what);
            None
        }
    }
}

/// Labels of a team's own, by key.
fn relabelled(reader: &mut Read<'_, '_, '_, '_>, lines: &mut [(Option<&str>, Line)]) {
    let table = match reader.get("labels") {
        None => return,
        Some(DeValue::Table(table)) => table,
        Some(_) => {
            let what = say!("should be {{ KEY = \"…\" }}", "应为 {{ 键 = \"…\" }}");
            reader.note("labels", what);
            return;
        }
    };
    for (key, label) in table {
        let key = key.get_ref().as_ref();
        let here = format!("labels.{key}");
        let label: Option<Text> = reader.both_of(&here, label.get_ref());
        let line = lines.iter_mut().find(|(known, _)| *known == Some(key));
        match (line, label) {
            (Some((_, line)), Some(label)) => line.label = label,
            (Some(_), None) => {}
            (None, _) => {
                let what = say!("no line has the key “{key}”", "没有键为“{key}”的行");
                let known = lines.iter().filter_map(|(known, _)| *known);
                reader.note(&here, or_nearest(what, key, known));
            }
        }
    }
}

pub(super) fn signers(reader: &mut Read<'_, '_, '_, '_>) -> Vec<Signer> {
    let Some(DeValue::Array(all)) = reader.get("sign") else {
        let what = say!(
            "should be a list of who signs: [\"…\", {{ en = …, zh = …, seal = true }}]",
            "应为签字人列表：[\"…\", {{ en = …, zh = …, seal = true }}]"
        );
        reader.note("sign", what);
        return Vec::new();
    };
    let signers = all.iter().map(|one| signer(reader, one.get_ref()));
    signers.collect::<Vec<_>>().into_iter().flatten().collect()
}

fn signer(reader: &mut Read<'_, '_, '_, '_>, one: &DeValue<'_>) -> Option<Signer> {
    let mut seal = false;
    let DeValue::Table(table) = one else {
        let who = reader.both_of("sign", one)?;
        return Some(Signer { who, seal });
    };
    let mut words = table.clone();
    if let Some(is) = words.remove("seal") {
        match is.into_inner() {
            DeValue::Boolean(is) => seal = is,
            _ => reader.note(
                "sign",
                say!("seal is true or false", "seal 应为 true 或 false"),
            ),
        }
    }
    let who = reader.both_of("sign", &DeValue::Table(words))?;
    Some(Signer { who, seal })
}
