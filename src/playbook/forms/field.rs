//! One field of a form: its keys to a [`Field`], the same that a form in code
//! has. A key that is taken elsewhere on the command line is refused.

use toml::de::{DeTable, DeValue};

use super::common::{COMMON, SUBJECTS};
use super::layers::{Raw, RawField};
use super::read::{Reader, is_id, none_of};
use super::sort::Sort;
use crate::field::{Field, When};
use crate::playbook::faults::Faults;
use crate::playbook::nearest::or_nearest;
use crate::say;
use crate::value::{Choice, ChoiceSet as _, Kind, YesNo};
use crate::words::{Text, keep};

/// Every key that a field can have.
pub const FIELD_KEYS: [&str; 18] = [
    "off",
    "label",
    "help",
    "example",
    "kind",
    "choices",
    "from",
    "to",
    "required",
    "required_when",
    "when",
    "asked",
    "repeat",
    "group",
    "sensitive",
    "aliases",
    "source",
    "after",
];

/// Words that commands and lists of entries have a meaning for.
const TAKEN: &[&str] = &[
    "number",
    "form",
    "which",
    "subject",
    "to",
    "file",
    "help",
    "version",
    "db",
    "config",
    "lang",
    "now",
    "output",
    "fields",
    "sort",
    "reveal",
    "no_input",
    "yes",
    "dry_run",
    "quiet",
    "no_pager",
    "color",
    "limit",
    "from",
    "overdue",
    "open",
    "closed_at",
    "recorded_at",
    "state",
    "customer_number",
    "known_at",
];

/// The fields of a form, in their order; those that are wrong are noted.
pub(super) fn all(raw: &Raw<'_>, faults: &mut Faults<'_>) -> Vec<Field> {
    let on: Vec<&RawField<'_>> = raw.fields.iter().filter(|field| field.on).collect();
    let mut fields = Vec::with_capacity(on.len());
    for one in &on {
        let mut reader = reader(raw, one, faults);
        fields.push(field(&one.key, &mut reader));
    }
    // A condition may name any other field, so it is read once all are.
    for (at, one) in on.iter().enumerate() {
        let mut reader = reader(raw, one, faults);
        let [when, required_when] =
            ["when", "required_when"].map(|key| condition(&mut reader, key, at, &fields));
        if let Some(field) = fields.get_mut(at) {
            (field.when, field.required_when) = (when, required_when);
        }
    }
    fields
}

fn reader<'k, 't, 'f, 's>(
    raw: &Raw<'_>,
    one: &'k RawField<'t>,
    faults: &'f mut Faults<'s>,
) -> Reader<'k, 't, 'f, 's> {
    Reader {
        here: format!("form.{}.field.{}", raw.id, one.key),
        keys: &one.keys,
        faults,
    }
}

fn field(key: &str, reader: &mut Reader<'_, '_, '_, '_>) -> Field {
    check_key(key, reader);
    let label = reader.both("label").unwrap_or(Text::kept(key, key));
    let sort = sort(reader);
    let (choices, bounds) = (choices(reader, sort), bounds(reader, sort));
    let mut door = sort.door(choices, bounds);
    let repeat = reader.flag("repeat");
    if repeat && !sort.may_repeat() {
        let code = sort.code();
        let what = say!(
            "a field of kind “{code}” has one answer",
            "“{code}”类栏目只能有一个答案"
        );
        reader.note("repeat", what);
    } else if repeat {
        door = door.in_lines();
    }
    let mut field = Field::behind(door, keep(key), label);
    field.help = reader.both("help");
    if let Some(example) = reader.both("example") {
        field.example = example;
    }
    field.required = reader.flag("required");
    field.group = reader.both("group");
    field.aliases = texts(reader, "aliases");
    field.asked = reader.flag("asked");
    field.repeat = repeat;
    field.sensitive = reader.flag("sensitive");
    field.source = reader.text("source").map_or("", keep);
    field
}

fn check_key(key: &str, reader: &mut Reader<'_, '_, '_, '_>) {
    if !is_id(key, '_') {
        let what = say!(
            "a field's key is lower-case letters, digits and underscores, such as next_step",
            "栏目的键由小写字母、数字和下划线组成，如 next_step"
        );
        reader.note("", what);
    }
    let subject = SUBJECTS.iter().any(|noun| noun.table() == key);
    let common = COMMON.iter().any(|field| field.key == key);
    if subject || common || TAKEN.contains(&key) {
        let what = say!(
            "“{key}” has a meaning of its own: choose another key",
            "“{key}”另有用途，请换一个键"
        );
        reader.note("", what);
    }
}

fn sort(reader: &mut Reader<'_, '_, '_, '_>) -> Sort {
    let Some(word) = reader.text("kind") else {
        return Sort::Text;
    };
    Sort::from_code(word).unwrap_or_else(|| {
        let known: Vec<&str> = Sort::CHOICES.iter().map(|choice| choice.code).collect();
        reader.note("kind", none_of(word, &known));
        Sort::Text
    })
}

/// The lowest and the highest score.
fn bounds(reader: &mut Reader<'_, '_, '_, '_>, sort: Sort) -> (u8, u8) {
    let mut one = |key, usual: u8| {
        let Some(value) = reader.get(key) else {
            return usual;
        };
        let number = match value {
            DeValue::Integer(number) if sort == Sort::Score => number.as_str().parse().ok(),
            _ => None,
        };
        number.filter(|n| *n <= 100).unwrap_or_else(|| {
            let what = say!(
                "should be a whole number from 0 to 100, of a score",
                "应为 0–100 的整数，且只用于评分"
            );
            reader.note(key, what);
            usual
        })
    };
    let (low, high) = (one("from", 1), one("to", 5));
    if low >= high {
        let what = say!("should be more than {low}", "应大于 {low}");
        reader.note("to", what);
    }
    (low, high)
}

fn choices(reader: &mut Reader<'_, '_, '_, '_>, sort: Sort) -> &'static [Choice] {
    let all = match (reader.get("choices"), sort.has_choices()) {
        (None, false) => return &[],
        (Some(DeValue::Array(all)), true) if !all.is_empty() => all,
        (_, true) => {
            let what = say!(
                "needs its answers: choices = [{{ code = …, en = …, zh = … }}, …]",
                "须列出选项：choices = [{{ code = …, en = …, zh = … }}, …]"
            );
            reader.note("choices", what);
            return &[];
        }
        (Some(_), false) => {
            let what = say!(
                "only a field of kind choice or choices has them",
                "只有 choice、choices 类栏目才有选项"
            );
            reader.note("choices", what);
            return &[];
        }
    };
    let mut found: Vec<Choice> = Vec::new();
    for one in all.iter() {
        let Some(choice) = choice(reader, one.get_ref()) else {
            continue;
        };
        if found.iter().any(|known| known.code == choice.code) {
            let code = choice.code;
            reader.note("choices", say!("“{code}” stands twice", "“{code}”重复"));
        }
        found.push(choice);
    }
    Vec::leak(found)
}

/// Further words for a choice.
fn spellings(table: &DeTable<'_>) -> Vec<&'static str> {
    let Some(DeValue::Array(all)) = table.get("also").map(|also| also.get_ref()) else {
        return Vec::new();
    };
    let texts = all.iter().filter_map(|one| match one.get_ref() {
        DeValue::String(one) => Some(keep(one)),
        _ => None,
    });
    texts.collect()
}

/// A text that is code and label, or a table of both.
fn choice(reader: &mut Reader<'_, '_, '_, '_>, value: &DeValue<'_>) -> Option<Choice> {
    let (code, label, aliases) = match value {
        DeValue::String(one) => (one.as_ref(), Text::kept(one, one), Vec::new()),
        DeValue::Table(table) => {
            let known = ["code", "en", "zh", "also"];
            for other in table.keys().map(|key| key.get_ref().as_ref()) {
                if !known.contains(&other) {
                    reader.note("choices", none_of(other, &known));
                }
            }
            let text = |key: &str| match table.get(key)?.get_ref() {
                DeValue::String(text) => Some(text.as_ref()),
                _ => None,
            };
            let also = spellings(table);
            let (en, zh) = (text("en"), text("zh"));
            let Some(code) = text("code").or(en).or(zh) else {
                let what = say!("a choice without a code", "选项缺少 code");
                reader.note("choices", what);
                return None;
            };
            let one = en.or(zh).unwrap_or(code);
            (code, Text::kept(en.unwrap_or(one), zh.unwrap_or(one)), also)
        }
        _ => {
            let what = say!(
                "each should be text, or {{ code = …, en = …, zh = … }}",
                "每项应为文本，或 {{ code = …, en = …, zh = … }}"
            );
            reader.note("choices", what);
            return None;
        }
    };
    let separated = code.contains([',', '，', '、', ';', '；', '|', '\n']);
    if separated || code.trim() != code || code.is_empty() {
        let what = say!(
            "“{code}” cannot be a code: no separators, no spaces at its ends",
            "“{code}”不能作代码：不可含分隔符，首尾不可有空格"
        );
        reader.note("choices", what);
        return None;
    }
    Some(Choice {
        code: keep(code),
        label,
        aliases: Vec::leak(aliases),
    })
}

fn texts(reader: &mut Reader<'_, '_, '_, '_>, key: &str) -> &'static [&'static str] {
    let read = match reader.get(key) {
        None => return &[],
        Some(DeValue::String(one)) => Some(vec![keep(one)]),
        Some(DeValue::Array(all)) => all
            .iter()
            .map(|one| match one.get_ref() {
                DeValue::String(one) => Some(keep(one)),
                _ => None,
            })
            .collect(),
        Some(_) => None,
    };
    match read {
        Some(all) => Vec::leak(all),
        None => {
            reader.note(key, say!("should be a list of texts", "应为文本列表"));
            &[]
        }
    }
}

/// `when = { field = "code" }`: another field with one of these answers.
fn condition(
    reader: &mut Reader<'_, '_, '_, '_>,
    key: &str,
    own: usize,
    fields: &[Field],
) -> Option<When> {
    let entry = match reader.get(key)? {
        DeValue::Table(table) if table.len() == 1 => table.iter().next(),
        _ => None,
    };
    let Some((name, value)) = entry else {
        let what = say!(
            "names one field and its answer: {{ FIELD = \"CODE\" }}",
            "应写一个栏目及其取值：{{ 栏目 = \"代码\" }}"
        );
        reader.note(key, what);
        return None;
    };
    let name = name.get_ref().as_ref();
    let others = fields.iter().enumerate().filter(|(at, _)| *at != own);
    let Some(field) = others
        .clone()
        .map(|(_, one)| one)
        .find(|one| one.key == name)
    else {
        let what = say!("there is no other field “{name}”", "没有其他栏目“{name}”");
        let known = others.map(|(_, one)| one.key);
        reader.note(key, or_nearest(what, name, known));
        return None;
    };
    let Some(codes) = codes(value.get_ref()) else {
        let what = say!("should be a code or a list of codes", "应为代码或代码列表");
        reader.note(&format!("{key}.{name}"), what);
        return None;
    };
    if let Kind::Choice(choices) | Kind::Choices(choices) = field.kind {
        let known: Vec<&str> = choices.iter().map(|choice| choice.code).collect();
        for code in &codes {
            if !known.contains(code) {
                reader.note(&format!("{key}.{name}"), none_of(code, &known));
            }
        }
    }
    let kept: Vec<&'static str> = codes.into_iter().map(keep).collect();
    Some(When {
        field: keep(name),
        is: Vec::leak(kept),
    })
}

/// One code or several; yes and no may be `true` and `false`.
fn codes<'v>(value: &'v DeValue<'_>) -> Option<Vec<&'v str>> {
    let codes: Vec<&str> = match value {
        DeValue::String(one) => vec![one],
        DeValue::Boolean(yes) => vec![YesNo::from(*yes).code()],
        DeValue::Array(all) => all
            .iter()
            .map(|one| match one.get_ref() {
                DeValue::String(one) => Some(one.as_ref()),
                _ => None,
            })
            .collect::<Option<_>>()?,
        _ => return None,
    };
    (!codes.is_empty()).then_some(codes)
}
