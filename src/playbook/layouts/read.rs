//! One layout: its keys to a [`Layout`]. Every key is looked at before the layout is
//! given up, so that all faults are told at once.

use toml::de::{DeTable, DeValue};

use super::path::{part_of, path};
use super::{Body, Layout, Line, Link, Part, Path, Signer, Table};
use crate::field::Field;
use crate::playbook::faults::Faults;
use crate::playbook::forms::layers::{Blocks, Raw, RawField, get};
use crate::playbook::forms::read::{Reader, none_of};
use crate::playbook::nearest::or_nearest;
use crate::say;
use crate::value::{Kind, Noun};
use crate::words::{Say, Text, keep, t};

/// Every key that a layout can have.
pub const LAYOUT_KEYS: [&str; 7] = [
    "off", "label", "source", "about", "filled", "folder", "part",
];

/// Every key that a part of one can have.
pub const PART_KEYS: [&str; 14] = [
    "off", "label", "rows", "of", "by", "columns", "only", "blank", "rate", "worth", "sign",
    "text", "labels", "after",
];

/// Every key that a line can have, where it is more than a key of its record.
const LINE_KEYS: [&str; 3] = ["key", "label", "long"];

pub(super) const LAYOUTS: Blocks = Blocks {
    table: "layout",
    one: t("layout", "版式"),
    inner: "part",
    part: t("part", "部分"),
    keys: &LAYOUT_KEYS,
    flags: &["off", "folder"],
    part_keys: &PART_KEYS,
    part_flags: &["off", "worth"],
    needs: None,
    such: "rows = […]",
};

type Read<'k, 't, 'f, 's> = Reader<'k, 't, 'f, 's>;

/// Reads one layout; `None` if something is wrong with it, which is noted.
pub(super) fn layout(raw: &Raw<'_>, forms: &[String], faults: &mut Faults<'_>) -> Option<Layout> {
    let mut reader = Reader {
        here: format!("layout.{}", raw.id),
        keys: &raw.keys,
        faults,
    };
    if forms.contains(&raw.id) {
        let what = say!(
            "a form of the playbook is called so; give the layout another name",
            "已有同名表单，请为版式另取名称"
        );
        reader.note("", what);
    }
    let label = reader.both("label");
    let source = keep(reader.text("source").unwrap_or_default());
    let folder = match reader.get("folder") {
        None => true,
        Some(_) => reader.flag("folder"),
    };
    let about = about(&mut reader);
    let filled = match (about, reader.text("filled")) {
        (Some(noun), Some(keys)) => keys
            .split_whitespace()
            .filter_map(|key| noted(&mut reader, "filled", path(noun, key)))
            .collect(),
        _ => Vec::new(),
    };
    let about = about?;
    let on = raw.fields.iter().filter(|part| part.on);
    let parts: Vec<Part> = on.filter_map(|one| part(raw, one, about, faults)).collect();
    if !raw.fields.iter().any(|part| part.on) {
        let what = say!("has no parts", "没有任何部分");
        faults.note(&format!("layout.{}.part", raw.id), what);
    }
    Some(Layout {
        id: keep(&raw.id),
        label: label?,
        source,
        about,
        folder,
        filled,
        parts,
    })
}

/// What was found, or nothing and a note of what is wrong with it.
fn noted<T>(reader: &mut Read<'_, '_, '_, '_>, key: &str, found: Result<T, Say>) -> Option<T> {
    found.map_err(|what| reader.note(key, what)).ok()
}

fn about(reader: &mut Read<'_, '_, '_, '_>) -> Option<Noun> {
    let Some(text) = reader.text("about") else {
        let what = say!(
            "does not say which record it is about: about = \"customer\"",
            "没有写明针对何种记录：about = \"customer\""
        );
        reader.note("about", what);
        return None;
    };
    // A ticket's trail has no numbers, and entries have forms of their own.
    let known = Noun::ALL.iter().copied();
    let known = known.filter(|noun| !matches!(noun, Noun::TicketEvent | Noun::Entry));
    let found = known.clone().find(|noun| noun.table() == text);
    if found.is_none() {
        let what = say!("“{text}” is no kind of record", "“{text}”不是记录种类");
        reader.note("about", or_nearest(what, text, known.map(Noun::table)));
    }
    found
}

fn part(raw: &Raw<'_>, one: &RawField<'_>, about: Noun, faults: &mut Faults<'_>) -> Option<Part> {
    let mut reader = Reader {
        here: format!("layout.{}.part.{}", raw.id, one.key),
        keys: &one.keys,
        faults,
    };
    let label = reader.both("label");
    const KINDS: [&str; 6] = ["rows", "of", "rate", "worth", "sign", "text"];
    let said: Vec<&str> = KINDS
        .into_iter()
        .filter(|key| get(&one.keys, key).is_some())
        .collect();
    let body = match said.as_slice() {
        ["rows"] => Body::Lines(lines(&mut reader, "rows", about)),
        ["of"] => Body::Table(table(&mut reader, about)?),
        ["rate"] => {
            let key = reader.text("rate")?;
            let found = path(about, key);
            let path = noted(&mut reader, "rate", found)?;
            Body::Rated(Box::new(Line {
                label: path.field.label,
                path: Some(path),
                long: false,
            }))
        }
        ["worth"] => {
            if about != Noun::Alternative {
                let what = say!(
                    "only what is about an alternative is worth something",
                    "只有针对备选方案的版式才有 worth"
                );
                reader.note("worth", what);
            }
            Body::Worth
        }
        ["sign"] => Body::Signs(signers(&mut reader)),
        ["text"] => Body::Said(reader.both("text")?),
        _ => {
            let what = say!(
                "has one of rows, of (with columns), rate, worth, sign and text",
                "应有且只有 rows、of（附 columns）、rate、worth、sign、text 之一"
            );
            reader.note("", what);
            return None;
        }
    };
    Some(Part { label, body })
}

/// The records that a part has a row for each.
fn table(reader: &mut Read<'_, '_, '_, '_>, about: Noun) -> Option<Table> {
    let of = reader.text("of")?;
    let (of, mut by) = noted(reader, "of", part_of(about, of))?;
    match reader.text("by") {
        None => {}
        Some("customer") => by = Link::Customer,
        Some(other) => reader.note("by", none_of(other, &["customer"])),
    }
    let blank = match reader.get("blank") {
        None => 3,
        Some(DeValue::Integer(rows)) => match rows.as_str().parse() {
            Ok(rows @ 0..=40) => rows,
            _ => {
                reader.note("blank", say!("should be 0 to 40", "应为 0 到 40"));
                3
            }
        },
        Some(_) => {
            reader.note("blank", say!("should be a number of rows", "应为行数"));
            3
        }
    };
    Some(Table {
        of,
        by,
        only: only(reader, of),
        columns: lines(reader, "columns", of),
        blank,
    })
}

/// Which of the records: `{ kind = "revisited" }`, `{ care = "*" }` for any answer.
fn only(reader: &mut Read<'_, '_, '_, '_>, of: Noun) -> Vec<(Field, Option<&'static str>)> {
    let table = match reader.get("only") {
        None => return Vec::new(),
        Some(DeValue::Table(table)) => table,
        Some(_) => {
            let what = say!(
                "should be {{ FIELD = \"CODE\" }}",
                "应为 {{ 栏目 = \"代码\" }}"
            );
            reader.note("only", what);
            return Vec::new();
        }
    };
    let mut all = Vec::new();
    for (key, value) in table {
        let key = key.get_ref().as_ref();
        let here = format!("only.{key}");
        let DeValue::String(code) = value.get_ref() else {
            reader.note(&here, say!("should be text in quotes", "应为引号中的文本"));
            continue;
        };
        let Some(path) = noted(reader, &here, path(of, key)) else {
            continue;
        };
        match (path.field.kind, code.as_ref()) {
            (_, "*") => all.push((path.field, None)),
            (Kind::Choice(choices), code) if choices.iter().all(|one| one.code != code) => {
                let codes: Vec<&str> = choices.iter().map(|one| one.code).collect();
                reader.note(&here, none_of(code, &codes));
            }
            (_, code) => all.push((path.field, Some(keep(code)))),
        }
    }
    all
}

/// The lines of a part, or the columns of a repeated one.
fn lines(reader: &mut Read<'_, '_, '_, '_>, list: &str, noun: Noun) -> Vec<Line> {
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
                known(reader, list, noun, key).map(|line| (Some(key.as_ref()), line))
            }
            DeValue::Table(table) => line(reader, list, noun, table),
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
fn known(reader: &mut Read<'_, '_, '_, '_>, list: &str, noun: Noun, key: &str) -> Option<Line> {
    let path: Path = noted(reader, list, path(noun, key))?;
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
    noun: Noun,
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
            let mut line = known(reader, list, noun, key)?;
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

fn signers(reader: &mut Read<'_, '_, '_, '_>) -> Vec<Signer> {
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
