//! One layout: its keys to a [`Layout`]. Every key is looked at before the layout is
//! given up, so that all faults are told at once.

use toml::de::DeValue;

use super::ground::Ground;
use super::lines::{lines, signers};
use super::path::path;
use super::{Body, Layout, Line, Link, Part, Table};
use crate::field::Field;
use crate::playbook::CustomForm;
use crate::playbook::faults::Faults;
use crate::playbook::forms::layers::{Blocks, Raw, RawField, get};
use crate::playbook::forms::read::{Reader, none_of};
use crate::playbook::nearest::or_nearest;
use crate::say;
use crate::value::{Kind, Noun};
use crate::words::{Say, keep, t};

/// Every key that a layout can have.
pub const LAYOUT_KEYS: [&str; 7] = [
    "off", "label", "source", "about", "filled", "folder", "part",
];

/// Every key that a part of one can have.
pub const PART_KEYS: [&str; 15] = [
    "off", "label", "rows", "of", "by", "columns", "only", "blank", "rate", "worth", "sign",
    "text", "rest", "labels", "after",
];

pub(super) const LAYOUTS: Blocks<'static> = Blocks {
    table: "layout",
    one: t("layout", "版式"),
    inner: "part",
    part: t("part", "部分"),
    keys: &LAYOUT_KEYS,
    flags: &["off", "folder"],
    part_keys: &PART_KEYS,
    part_flags: &["off", "worth", "rest"],
    needs: None,
    such: "rows = […]",
    labelled: &[],
};

pub(super) type Read<'k, 't, 'f, 's> = Reader<'k, 't, 'f, 's>;

/// Reads one layout of a record; `None` if something is wrong with it, which is noted.
pub(super) fn layout(raw: &Raw<'_>, faults: &mut Faults<'_>) -> Option<Layout> {
    let mut reader = reader(raw, faults);
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
    let parts = parts(raw, Ground::Record(about), faults);
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

/// Reads one of a form of the playbook, which says itself what it is about.
pub(super) fn of_form(raw: &Raw<'_>, form: &CustomForm, faults: &mut Faults<'_>) -> Option<Layout> {
    let mut reader = reader(raw, faults);
    for key in ["about", "filled", "folder"] {
        if reader.get(key).is_some() {
            let what = say!(
                "this is the layout of a form of the playbook, which says it itself",
                "这是自定表单的版式，由表单本身决定"
            );
            reader.note(key, what);
        }
    }
    let label = reader.get("label").is_none().then_some(form.label);
    let label = label.or_else(|| reader.both("label"));
    let source = reader.text("source").map_or(form.source, keep);
    let parts = parts(raw, Ground::Form(form), faults);
    Some(Layout {
        id: form.id,
        label: label?,
        source,
        about: Noun::Entry,
        folder: true,
        filled: Vec::new(),
        parts,
    })
}

fn reader<'k, 't, 'f, 's>(raw: &'k Raw<'t>, faults: &'f mut Faults<'s>) -> Read<'k, 't, 'f, 's> {
    Reader {
        here: format!("layout.{}", raw.id),
        keys: &raw.keys,
        faults,
    }
}

fn parts(raw: &Raw<'_>, ground: Ground<'_>, faults: &mut Faults<'_>) -> Vec<Part> {
    let on = raw.fields.iter().filter(|part| part.on);
    let parts = on.filter_map(|one| part(raw, one, ground, faults));
    let parts = parts.collect();
    if !raw.fields.iter().any(|part| part.on) {
        let what = say!("has no parts", "没有任何部分");
        faults.note(&format!("layout.{}.part", raw.id), what);
    }
    parts
}

/// What was found, or nothing and a note of what is wrong with it.
pub(super) fn noted<T>(
    reader: &mut Read<'_, '_, '_, '_>,
    key: &str,
    found: Result<T, Say>,
) -> Option<T> {
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

fn part(
    raw: &Raw<'_>,
    one: &RawField<'_>,
    ground: Ground<'_>,
    faults: &mut Faults<'_>,
) -> Option<Part> {
    let mut reader = Reader {
        here: format!("layout.{}.part.{}", raw.id, one.key),
        keys: &one.keys,
        faults,
    };
    let label = reader.both("label");
    const KINDS: [&str; 7] = ["rows", "of", "rate", "worth", "sign", "text", "rest"];
    let said: Vec<&str> = KINDS
        .into_iter()
        .filter(|key| get(&one.keys, key).is_some())
        .collect();
    let body = match said.as_slice() {
        ["rows"] => Body::Lines(lines(&mut reader, "rows", ground)),
        ["of"] => Body::Table(table(&mut reader, ground)?),
        ["rate"] => {
            let key = reader.text("rate")?;
            let found = ground.path(key);
            let path = noted(&mut reader, "rate", found)?;
            Body::Rated(Box::new(Line {
                label: path.field.label,
                path: Some(path),
                long: false,
            }))
        }
        ["worth"] => {
            if !ground.is_about(Noun::Alternative) {
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
        ["rest"] => {
            if !reader.flag("rest") {
                return None;
            }
            if !ground.is_form() {
                let what = say!(
                    "only a form of the playbook has a rest: name the lines",
                    "只有自定表单的版式才有 rest，请逐行写明"
                );
                reader.note("rest", what);
            }
            Body::Rest
        }
        _ => {
            let what = say!(
                "has one of rows, of (with columns), rate, worth, sign, text and rest",
                "应有且只有 rows、of（附 columns）、rate、worth、sign、text、rest 之一"
            );
            reader.note("", what);
            return None;
        }
    };
    Some(Part { label, body })
}

/// The records that a part has a row for each.
fn table(reader: &mut Read<'_, '_, '_, '_>, ground: Ground<'_>) -> Option<Table> {
    let of = reader.text("of")?;
    let (of, mut by) = noted(reader, "of", ground.part_of(of))?;
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
        columns: lines(reader, "columns", Ground::Record(of)),
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
