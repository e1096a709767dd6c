//! Forms laid over one another, key by key and field by field: the standard's, a
//! preset's, the user's. What is written later stands later.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::field::FIELD_KEYS;
use super::read::{FORM_KEYS, is_id};
use crate::playbook::faults::Faults;
use crate::playbook::layer::Layer;
use crate::playbook::nearest::or_nearest;
use crate::say;

/// Keys of a form where `false` is an answer and not “take this key away”.
const YES_NO: [&str; 3] = ["off", "open", "optional"];

/// The same of a field.
const FIELD_YES_NO: [&str; 5] = ["off", "required", "asked", "repeat", "sensitive"];

/// Keys and their values, in the order in which they are written.
pub(super) type Keys<'t> = Vec<(String, DeValue<'t>)>;

/// A form as far as the layers so far say.
pub(super) struct Raw<'t> {
    pub id: String,
    pub on: bool,
    pub keys: Keys<'t>,
    pub fields: Vec<RawField<'t>>,
}

/// A field of one.
pub(super) struct RawField<'t> {
    pub key: String,
    pub on: bool,
    pub keys: Keys<'t>,
}

/// The value under a key.
pub(super) fn get<'k, 't>(keys: &'k Keys<'t>, key: &str) -> Option<&'k DeValue<'t>> {
    keys.iter()
        .find(|(known, _)| known == key)
        .map(|(_, value)| value)
}

/// The entries of a table in the order of the file.
pub(super) fn in_order(table: DeTable<'_>) -> Keys<'_> {
    let mut all: Vec<_> = table.into_iter().collect();
    all.sort_by_key(|(key, _)| key.span().start);
    all.into_iter()
        .map(|(key, value)| (key.into_inner().into_owned(), value.into_inner()))
        .collect()
}

/// Every form that a layer has written, in force or not.
pub(super) fn laid<'t>(layers: &'t [Layer], faults: &mut Faults<'_>) -> Vec<Raw<'t>> {
    let mut forms = Vec::new();
    for layer in layers {
        match DeTable::parse(&layer.text) {
            Ok(table) => lay(&mut forms, table.into_inner(), faults),
            Err(why) => {
                let why = why.message();
                faults.note("", say!("cannot be read: {why}", "无法读取：{why}"));
            }
        }
    }
    forms
}

/// The ids alone. What ships is known to be sound, so that its headings will do;
/// a rule that names a form does not pay for reading them all.
pub(super) fn ids(layers: &[Layer]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for (n, layer) in layers.iter().enumerate() {
        if n == 0 {
            let headings = layer.text.lines();
            let named = headings.filter_map(|line| line.strip_prefix("[form.")?.strip_suffix(']'));
            ids.extend(named.filter(|id| !id.contains('.')).map(str::to_owned));
            continue;
        }
        let Ok(mut table) = DeTable::parse(&layer.text).map(Spanned::into_inner) else {
            continue;
        };
        let Some(DeValue::Table(own)) = table.remove("form").map(Spanned::into_inner) else {
            continue;
        };
        for (id, value) in in_order(own) {
            let off = match &value {
                DeValue::Table(keys) => matches!(
                    keys.get("off").map(Spanned::get_ref),
                    Some(DeValue::Boolean(true))
                ),
                DeValue::Boolean(on) => !on,
                _ => false,
            };
            ids.retain(|known| *known != id);
            if !off {
                ids.push(id);
            }
        }
    }
    ids
}

fn lay<'t>(forms: &mut Vec<Raw<'t>>, mut table: DeTable<'t>, faults: &mut Faults<'_>) {
    let own = match table.remove("form").map(Spanned::into_inner) {
        None => return,
        Some(DeValue::Table(own)) => own,
        Some(_) => {
            let what = say!("holds forms: [form.ID]", "应为各张表单：[form.表单名]");
            faults.note("form", what);
            return;
        }
    };
    for (id, value) in in_order(own) {
        let here = format!("form.{id}");
        let keys = match value {
            DeValue::Table(keys) => in_order(keys),
            DeValue::Boolean(on) if forms.iter().any(|form| form.id == id) => {
                vec![("off".to_owned(), DeValue::Boolean(!on))]
            }
            _ => {
                let what = say!(
                    "is no form: write [form.{id}] and its keys below",
                    "不是表单：请写 [form.{id}]，并在下面写各键"
                );
                faults.note(&here, what);
                continue;
            }
        };
        let at = forms.iter().position(|form| form.id == id);
        if at.is_none() && !is_new(forms, &id, &keys, faults) {
            continue;
        }
        let at = at.unwrap_or_else(|| {
            forms.push(Raw {
                id,
                on: true,
                keys: Vec::new(),
                fields: Vec::new(),
            });
            forms.len() - 1
        });
        if let Some(form) = forms.get_mut(at) {
            over(form, keys, &here, faults);
        }
    }
}

/// Whether what is not known yet says all that a form of one's own must say.
fn is_new(forms: &[Raw<'_>], id: &str, keys: &Keys<'_>, faults: &mut Faults<'_>) -> bool {
    let here = format!("form.{id}");
    if get(keys, "label").is_none() || get(keys, "field").is_none() {
        let known = forms.iter().map(|form| form.id.as_str());
        let what = say!(
            "there is no form “{id}”, and a form of your own has a label and fields",
            "没有表单“{id}”；自定表单须有 label 和 field"
        );
        faults.note(&here, or_nearest(what, id, known));
        return false;
    }
    if !is_id(id, '-') {
        let what = say!(
            "an id is lower-case letters, digits and hyphens, such as site-visit",
            "表单名由小写字母、数字和连字符组成，如 site-visit"
        );
        faults.note(&here, what);
    }
    true
}

/// Lays the keys of one form over what it says so far.
fn over<'t>(form: &mut Raw<'t>, keys: Keys<'t>, here: &str, faults: &mut Faults<'_>) {
    // Whoever writes of a form that was dropped takes it in again.
    form.on = true;
    for (key, value) in keys {
        let at = format!("{here}.{key}");
        match (key.as_str(), value) {
            ("field", DeValue::Table(fields)) => {
                for (key, value) in in_order(fields) {
                    lay_field(form, key, value, &at, faults);
                }
            }
            ("field", _) => {
                let what = say!(
                    "holds fields: [{here}.field] and one line each",
                    "应为各栏目：[{here}.field]，每行一个"
                );
                faults.note(&at, what);
            }
            ("off", DeValue::Boolean(off)) => form.on = !off,
            (_, value) => set(
                &mut form.keys,
                key,
                value,
                &at,
                (&FORM_KEYS, &YES_NO),
                faults,
            ),
        }
    }
}

fn lay_field<'t>(
    form: &mut Raw<'t>,
    key: String,
    value: DeValue<'t>,
    here: &str,
    faults: &mut Faults<'_>,
) {
    let here = format!("{here}.{key}");
    let known = form.fields.iter().position(|field| field.key == key);
    let keys = match (value, known) {
        (DeValue::Table(keys), _) => in_order(keys),
        (DeValue::Boolean(on), Some(at)) => {
            if let Some(field) = form.fields.get_mut(at) {
                field.on = on;
            }
            return;
        }
        _ => {
            let what = say!(
                "is no field: {key} = {{ label = …, kind = … }}",
                "不是栏目：{key} = {{ label = …, kind = … }}"
            );
            faults.note(&here, what);
            return;
        }
    };
    if known.is_none() && get(&keys, "label").is_none() {
        let known = form.fields.iter().map(|field| field.key.as_str());
        let what = say!(
            "there is no field “{key}”, and a field of your own has a label",
            "没有栏目“{key}”；自定栏目须有 label"
        );
        faults.note(&here, or_nearest(what, &key, known));
        return;
    }
    let at = known.unwrap_or_else(|| place(form, &key, &keys, &here, faults));
    if let Some(field) = form.fields.get_mut(at) {
        over_field(field, keys, &here, faults);
    }
}

/// Lays the keys of one field over what it says so far.
fn over_field<'t>(field: &mut RawField<'t>, keys: Keys<'t>, here: &str, faults: &mut Faults<'_>) {
    field.on = true;
    for (key, value) in keys {
        let at = format!("{here}.{key}");
        match (key.as_str(), value) {
            ("off", DeValue::Boolean(off)) => field.on = !off,
            (_, value) => {
                let known = (FIELD_KEYS.as_slice(), FIELD_YES_NO.as_slice());
                set(&mut field.keys, key, value, &at, known, faults);
            }
        }
    }
}

/// Makes room for a new field: behind the one that it names, else at the end.
fn place<'t>(
    form: &mut Raw<'t>,
    key: &str,
    keys: &Keys<'t>,
    here: &str,
    faults: &mut Faults<'_>,
) -> usize {
    let at = match get(keys, "after") {
        Some(DeValue::String(after)) => {
            let at = form.fields.iter().position(|field| field.key == **after);
            if at.is_none() {
                let known = form.fields.iter().map(|field| field.key.as_str());
                let what = say!("there is no field “{after}”", "没有栏目“{after}”");
                faults.note(&format!("{here}.after"), or_nearest(what, after, known));
            }
            at.map_or(form.fields.len(), |at| at + 1)
        }
        _ => form.fields.len(),
    };
    let field = RawField {
        key: key.to_owned(),
        on: true,
        keys: Vec::new(),
    };
    form.fields.insert(at, field);
    at
}

/// Sets one key; `known` are the keys there are and those that are yes or no.
fn set<'t>(
    keys: &mut Keys<'t>,
    key: String,
    value: DeValue<'t>,
    here: &str,
    (known, flags): (&[&str], &[&str]),
    faults: &mut Faults<'_>,
) {
    if !known.contains(&key.as_str()) {
        let what = say!("unknown key “{key}”", "未知的键“{key}”");
        faults.note(here, or_nearest(what, &key, known.iter().copied()));
        return;
    }
    let old = keys.iter().position(|(known, _)| *known == key);
    match (value, old.and_then(|at| keys.get_mut(at))) {
        (DeValue::Boolean(false), _) if !flags.contains(&key.as_str()) => {
            keys.retain(|(known, _)| *known != key);
        }
        // Another label in one language leaves the other language's.
        (DeValue::Table(new), Some((_, DeValue::Table(old)))) if key == "label" => {
            old.extend(new);
        }
        (value, Some((_, old))) => *old = value,
        (value, None) => keys.push((key, value)),
    }
}
