//! One form: its keys to a [`CustomForm`]. Every key is looked at before the
//! form is given up, so that all faults are told at once.

use toml::de::DeValue;

use super::CustomForm;
use super::common::{SUBJECTS, common, subject};
use super::field;
use super::layers::{Keys, Raw, get};
use crate::field::Field;
use crate::playbook::faults::Faults;
use crate::playbook::nearest::or_nearest;
use crate::say;
use crate::value::{Noun, Span};
use crate::words::{Say, Text, keep};

/// Every key that a form can have.
pub const FORM_KEYS: [&str; 10] = [
    "off", "label", "help", "source", "about", "optional", "open", "due", "sign", "field",
];

/// The keys of one form or field while they are read.
pub(in crate::playbook) struct Reader<'k, 't, 'f, 's> {
    /// `form.root-cause` or `form.root-cause.field.step`.
    pub here: String,
    pub keys: &'k Keys<'t>,
    pub faults: &'f mut Faults<'s>,
}

impl<'k, 't> Reader<'k, 't, '_, '_> {
    pub(in crate::playbook) fn get(&self, key: &str) -> Option<&'k DeValue<'t>> {
        get(self.keys, key)
    }

    pub(in crate::playbook) fn note(&mut self, key: &str, what: Say) {
        let here = match key {
            "" => self.here.clone(),
            key => format!("{}.{key}", self.here),
        };
        self.faults.note(&here, what);
    }

    /// A text; noted if it is something else.
    pub(in crate::playbook) fn text(&mut self, key: &str) -> Option<&'k str> {
        match self.get(key)? {
            DeValue::String(text) => Some(text),
            _ => {
                self.note(key, say!("should be text in quotes", "应为引号中的文本"));
                None
            }
        }
    }

    pub(in crate::playbook) fn flag(&mut self, key: &str) -> bool {
        match self.get(key) {
            None => false,
            Some(DeValue::Boolean(flag)) => *flag,
            Some(_) => {
                self.note(key, say!("should be true or false", "应为 true 或 false"));
                false
            }
        }
    }

    /// A text that is the same in both languages, or one in each.
    pub(in crate::playbook) fn both(&mut self, key: &str) -> Option<Text> {
        let value = self.get(key)?;
        self.both_of(key, value)
    }

    pub(in crate::playbook) fn both_of(&mut self, key: &str, value: &DeValue<'_>) -> Option<Text> {
        let table = match value {
            DeValue::String(one) if !one.trim().is_empty() => return Some(Text::kept(one, one)),
            DeValue::Table(table) => table,
            _ => {
                let what = say!(
                    "should be text, or {{ en = …, zh = … }}",
                    "应为文本，或 {{ en = …, zh = … }}"
                );
                self.note(key, what);
                return None;
            }
        };
        for other in table.keys().map(|key| key.get_ref().as_ref()) {
            if !["en", "zh"].contains(&other) {
                self.note(&format!("{key}.{other}"), none_of(other, &["en", "zh"]));
            }
        }
        let [en, zh] = ["en", "zh"].map(|lang| match table.get(lang)?.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(text.as_ref()),
            _ => None,
        });
        match (en.or(zh), zh.or(en)) {
            (Some(en), Some(zh)) => Some(Text::kept(en, zh)),
            _ => {
                let what = say!("says nothing in either language", "两种语言均为空");
                self.note(key, what);
                None
            }
        }
    }
}

/// “x” is none of …, with the nearest.
pub(in crate::playbook) fn none_of(text: &str, known: &[&str]) -> Say {
    let (en, zh) = (known.join(", "), known.join("、"));
    let what = say!("“{text}” is none of {en}", "“{text}”不是 {zh} 之一");
    or_nearest(what, text, known.iter().copied())
}

/// Whether it is lower-case letters and digits with such signs between them.
pub(in crate::playbook) fn is_id(id: &str, sign: char) -> bool {
    let inside = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == sign;
    id.chars().all(inside) && id.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Reads one form; `None` if something is wrong with it, which is noted.
pub(super) fn form(raw: &Raw<'_>, faults: &mut Faults<'_>) -> Option<CustomForm> {
    let mut reader = Reader {
        here: format!("form.{}", raw.id),
        keys: &raw.keys,
        faults,
    };
    let label = reader.both("label");
    let help = reader.both("help");
    let source = keep(reader.text("source").unwrap_or_default());
    let about = about(&mut reader);
    let (optional, open) = (reader.flag("optional"), reader.flag("open"));
    let due = due(&mut reader, open);
    let signs = signs(&mut reader);
    let own = field::all(raw, reader.faults);
    if own.is_empty() {
        let what = say!("has no fields", "没有栏目");
        faults.note(&format!("form.{}.field", raw.id), what);
    }
    let about = about?;
    let named = about.map(|noun| subject(noun, optional));
    let begin = usize::from(named.is_some());
    let places = begin..begin + own.len();
    let fields: Vec<Field> = named.into_iter().chain(own).chain(common(open)).collect();
    Some(CustomForm {
        id: keep(&raw.id),
        label: label?,
        help,
        source,
        about,
        optional,
        open,
        due,
        signs,
        fields: Vec::leak(fields),
        own: places,
    })
}

/// What an entry is about; `Some(None)` for nothing on file.
fn about(reader: &mut Reader<'_, '_, '_, '_>) -> Option<Option<Noun>> {
    let Some(text) = reader.text("about") else {
        return Some(None);
    };
    if text == "none" {
        return Some(None);
    }
    let found = SUBJECTS.iter().find(|noun| noun.table() == text);
    if found.is_none() {
        let mut known: Vec<&str> = SUBJECTS.iter().map(|noun| noun.table()).collect();
        known.push("none");
        reader.note("about", none_of(text, &known));
    }
    found.map(|noun| Some(*noun))
}

fn due(reader: &mut Reader<'_, '_, '_, '_>, open: bool) -> Option<Span> {
    let text = reader.text("due")?;
    if !open {
        let what = say!(
            "only a form that stays open has a due: open = true",
            "只有需办结的表单才有期限：open = true"
        );
        reader.note("due", what);
    }
    crate::playbook::span(&format!("{}.due", reader.here), text, reader.faults)
}

fn signs(reader: &mut Reader<'_, '_, '_, '_>) -> Vec<Text> {
    match reader.get("sign") {
        None => Vec::new(),
        Some(DeValue::Array(all)) => {
            let all = all.iter().map(|one| reader.both_of("sign", one.get_ref()));
            all.collect::<Vec<_>>().into_iter().flatten().collect()
        }
        Some(_) => {
            let what = say!(
                "should be a list of who signs: [\"…\", {{ en = …, zh = … }}]",
                "应为签字人列表：[\"…\", {{ en = …, zh = … }}]"
            );
            reader.note("sign", what);
            Vec::new()
        }
    }
}
