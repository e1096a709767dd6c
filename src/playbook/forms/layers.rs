//! Forms, and layouts of paper, laid over one another, key by key and field by field
//! (or part by part): the standard's, a preset's, the user's. What is written later
//! stands later.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::field::FIELD_KEYS;
use super::read::{FORM_KEYS, is_id};
use crate::playbook::faults::Faults;
use crate::playbook::layer::Layer;
use crate::playbook::nearest::or_nearest;
use crate::say;
use crate::words::{Text, t};

/// What kind of block is laid over one another: `[form.ID]` with its fields.
pub(in crate::playbook) struct Blocks<'b> {
    /// The table that they stand in, and what one of them is called.
    pub table: &'static str,
    pub one: Text,
    /// The table of what it consists of, and what one of those is called.
    pub inner: &'static str,
    pub part: Text,
    /// The keys there are, and those where `false` is an answer and not “take this
    /// key away”.
    pub keys: &'static [&'static str],
    pub flags: &'static [&'static str],
    /// The same of what it consists of.
    pub part_keys: &'static [&'static str],
    pub part_flags: &'static [&'static str],
    /// The key without which a new part says nothing.
    pub needs: Option<&'static str>,
    /// How a part is written.
    pub such: &'static str,
    /// What has a label elsewhere, if it is called so: a form of the playbook.
    pub labelled: &'b [String],
}

pub(super) const FORMS: Blocks<'static> = Blocks {
    table: "form",
    one: t("form", "表单"),
    inner: "field",
    part: t("field", "栏目"),
    keys: &FORM_KEYS,
    flags: &["off", "open", "optional"],
    part_keys: &FIELD_KEYS,
    part_flags: &["off", "required", "asked", "repeat", "sensitive"],
    needs: Some("label"),
    such: "label = …, kind = …",
    labelled: &[],
};

/// Keys and their values, in the order in which they are written.
pub(in crate::playbook) type Keys<'t> = Vec<(String, DeValue<'t>)>;

/// A form as far as the layers so far say.
pub(in crate::playbook) struct Raw<'t> {
    pub id: String,
    pub on: bool,
    pub keys: Keys<'t>,
    pub fields: Vec<RawField<'t>>,
}

/// A field of one.
pub(in crate::playbook) struct RawField<'t> {
    pub key: String,
    pub on: bool,
    pub keys: Keys<'t>,
}

/// The value under a key.
pub(in crate::playbook) fn get<'k, 't>(keys: &'k Keys<'t>, key: &str) -> Option<&'k DeValue<'t>> {
    keys.iter()
        .find(|(known, _)| known == key)
        .map(|(_, value)| value)
}

/// The entries of a table in the order of the file.
pub(in crate::playbook) fn in_order(table: DeTable<'_>) -> Keys<'_> {
    let mut all: Vec<_> = table.into_iter().collect();
    all.sort_by_key(|(key, _)| key.span().start);
    all.into_iter()
        .map(|(key, value)| (key.into_inner().into_owned(), value.into_inner()))
        .collect()
}

/// Every block that a layer has written, in force or not.
pub(in crate::playbook) fn laid<'t>(
    blocks: &Blocks<'_>,
    layers: &'t [Layer],
    faults: &mut Faults<'_>,
) -> Vec<Raw<'t>> {
    let mut forms = Vec::new();
    for layer in layers {
        match DeTable::parse(&layer.text) {
            Ok(table) => blocks.lay(&mut forms, table.into_inner(), faults),
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

impl Blocks<'_> {
    fn lay<'t>(&self, forms: &mut Vec<Raw<'t>>, mut table: DeTable<'t>, faults: &mut Faults<'_>) {
        let own = match table.remove(self.table).map(Spanned::into_inner) {
            None => return,
            Some(DeValue::Table(own)) => own,
            Some(_) => {
                let (table, one) = (self.table, self.one);
                let (en, zh) = (one.en, one.zh);
                let what = say!(
                    "holds {en}s: [{table}.ID]",
                    "应为各张{zh}：[{table}.{zh}名]"
                );
                faults.note(table, what);
                return;
            }
        };
        for (id, value) in in_order(own) {
            let here = format!("{}.{id}", self.table);
            let keys = match value {
                DeValue::Table(keys) => in_order(keys),
                DeValue::Boolean(on) if forms.iter().any(|form| form.id == id) => {
                    vec![("off".to_owned(), DeValue::Boolean(!on))]
                }
                _ => {
                    let (en, zh) = (self.one.en, self.one.zh);
                    let what = say!(
                        "is no {en}: write [{here}] and its keys below",
                        "不是{zh}：请写 [{here}]，并在下面写各键"
                    );
                    faults.note(&here, what);
                    continue;
                }
            };
            let at = forms.iter().position(|form| form.id == id);
            if at.is_none() && !self.is_new(forms, &id, &keys, faults) {
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
                self.over(form, keys, &here, faults);
            }
        }
    }

    /// Whether what is not known yet says all that a form of one's own must say.
    fn is_new(
        &self,
        forms: &[Raw<'_>],
        id: &str,
        keys: &Keys<'_>,
        faults: &mut Faults<'_>,
    ) -> bool {
        let here = format!("{}.{id}", self.table);
        let has_label =
            get(keys, "label").is_some() || self.labelled.iter().any(|known| known == id);
        if !has_label || get(keys, self.inner).is_none() {
            let known = forms.iter().map(|form| form.id.as_str());
            let (en, zh) = (self.one.en, self.one.zh);
            let (part, inner) = (self.part.en, self.inner);
            let what = say!(
                "there is no {en} “{id}”, and a {en} of your own has a label and {part}s",
                "没有{zh}“{id}”；自定{zh}须有 label 和 {inner}"
            );
            faults.note(&here, or_nearest(what, id, known));
            return false;
        }
        if !is_id(id, '-') {
            let zh = self.one.zh;
            let what = say!(
                "an id is lower-case letters, digits and hyphens, such as site-visit",
                "{zh}名由小写字母、数字和连字符组成，如 site-visit"
            );
            faults.note(&here, what);
        }
        true
    }

    /// Lays the keys of one form over what it says so far.
    fn over<'t>(&self, form: &mut Raw<'t>, keys: Keys<'t>, here: &str, faults: &mut Faults<'_>) {
        // Whoever writes of a form that was dropped takes it in again.
        form.on = true;
        for (key, value) in keys {
            let at = format!("{here}.{key}");
            match (key.as_str(), value) {
                (inner, DeValue::Table(fields)) if inner == self.inner => {
                    for (key, value) in in_order(fields) {
                        self.lay_field(form, key, value, &at, faults);
                    }
                }
                (inner, _) if inner == self.inner => {
                    let (en, zh) = (self.part.en, self.part.zh);
                    let what = say!(
                        "holds {en}s: [{here}.{inner}] and one line each",
                        "应为各{zh}：[{here}.{inner}]，每行一个"
                    );
                    faults.note(&at, what);
                }
                ("off", DeValue::Boolean(off)) => form.on = !off,
                (_, value) => set(
                    &mut form.keys,
                    key,
                    value,
                    &at,
                    (self.keys, self.flags),
                    faults,
                ),
            }
        }
    }

    fn lay_field<'t>(
        &self,
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
                let (en, zh) = (self.part.en, self.part.zh);
                let such = self.such;
                let what = say!(
                    "is no {en}: {key} = {{ {such} }}",
                    "不是{zh}：{key} = {{ {such} }}"
                );
                faults.note(&here, what);
                return;
            }
        };
        if let (None, Some(needed)) = (known, self.needs)
            && get(&keys, needed).is_none()
        {
            let known = form.fields.iter().map(|field| field.key.as_str());
            let (en, zh) = (self.part.en, self.part.zh);
            let what = say!(
                "there is no {en} “{key}”, and a {en} of your own has a {needed}",
                "没有{zh}“{key}”；自定{zh}须有 {needed}"
            );
            faults.note(&here, or_nearest(what, &key, known));
            return;
        }
        let at = known.unwrap_or_else(|| self.place(form, &key, &keys, &here, faults));
        if let Some(field) = form.fields.get_mut(at) {
            self.over_field(field, keys, &here, faults);
        }
    }

    /// Lays the keys of one field over what it says so far.
    fn over_field<'t>(
        &self,
        field: &mut RawField<'t>,
        keys: Keys<'t>,
        here: &str,
        faults: &mut Faults<'_>,
    ) {
        field.on = true;
        for (key, value) in keys {
            let at = format!("{here}.{key}");
            match (key.as_str(), value) {
                ("off", DeValue::Boolean(off)) => field.on = !off,
                (_, value) => {
                    let known = (self.part_keys, self.part_flags);
                    set(&mut field.keys, key, value, &at, known, faults);
                }
            }
        }
    }

    /// Makes room for a new field: behind the one that it names, else at the end.
    fn place<'t>(
        &self,
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
                    let (en, zh) = (self.part.en, self.part.zh);
                    let what = say!("there is no {en} “{after}”", "没有{zh}“{after}”");
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
