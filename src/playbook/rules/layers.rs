//! Rules laid over one another, key by key: the standard's, a preset's, the
//! user's. A layer keeps, changes, adds or switches off.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::figures;
use super::read::{KEYS, SHAPES};
use crate::playbook::faults::Faults;
use crate::playbook::layer::Layer;
use crate::playbook::nearest::or_nearest;
use crate::say;
use crate::words::Say;

/// The keys where `false` is an answer and not “take this key away”.
const YES_NO: [&str; 3] = ["off", "early", "batch"];

/// A rule as far as the layers so far say.
#[derive(Default)]
struct Raw {
    on: bool,
    keys: Table,
    /// The figures that were changed after the label was written, as they were.
    changed: BTreeMap<&'static str, Option<Value>>,
}

/// The keys of every rule that is in force, by id.
pub(super) fn kept(layers: &[Layer], faults: &mut Faults<'_>) -> BTreeMap<String, Table> {
    let on = all(layers, faults).into_iter().filter(|(_, raw)| raw.on);
    on.map(|(id, raw)| (id, figures::labelled(raw.keys, &raw.changed)))
        .collect()
}

/// The id of every rule that a layer has written, in force or not.
pub(super) fn known(layers: &[Layer], faults: &mut Faults<'_>) -> Vec<String> {
    all(layers, faults).into_keys().collect()
}

fn all(layers: &[Layer], faults: &mut Faults<'_>) -> BTreeMap<String, Raw> {
    let mut rules: BTreeMap<String, Raw> = BTreeMap::new();
    for layer in layers {
        match layer.text.parse::<Table>() {
            Ok(table) => lay(&mut rules, table, faults),
            Err(why) => {
                let why = why.message();
                faults.note("", say!("cannot be read: {why}", "无法读取：{why}"));
            }
        }
    }
    rules
}

fn lay(rules: &mut BTreeMap<String, Raw>, mut table: Table, faults: &mut Faults<'_>) {
    if let Some(names) = table.remove("use") {
        keep_only(rules, &names, faults);
    }
    let own = match table.remove("rule") {
        None => return,
        Some(Value::Table(own)) => own,
        Some(_) => {
            faults.note(
                "rule",
                say!("holds rules: [rule.ID]", "应为各条规则：[rule.规则名]"),
            );
            return;
        }
    };
    for (id, keys) in own {
        let here = format!("rule.{id}");
        let Value::Table(keys) = keys else {
            let what = say!(
                "is no rule: write [rule.{id}] and its keys below",
                "不是规则：请写 [rule.{id}]，并在下面写各键"
            );
            faults.note(&here, what);
            continue;
        };
        let id = current(rules, id);
        let own = SHAPES.iter().any(|(key, _)| keys.contains_key(*key));
        if !rules.contains_key(&id) && !own {
            faults.note(&here, neither_known_nor_own(rules, &id));
            continue;
        }
        if !is_id(&id) {
            let what = say!(
                "an id is lower-case letters, digits and hyphens, such as first-visit",
                "规则名由小写字母、数字和连字符组成，如 first-visit"
            );
            faults.note(&here, what);
        }
        let raw = rules.entry(id).or_default();
        raw.on = true;
        over(raw, keys, &here, faults);
    }
}

fn neither_known_nor_own(rules: &BTreeMap<String, Raw>, id: &str) -> Say {
    let known = rules.keys().map(String::as_str);
    let what = say!(
        "there is no rule “{id}”, and a rule of your own says after, every, at_least, at_most or date",
        "没有规则“{id}”；自定规则须写 after、every、at_least、at_most 或 date"
    );
    or_nearest(what, id, known)
}

/// `use`: only these of the layers below.
fn keep_only(rules: &mut BTreeMap<String, Raw>, names: &Value, faults: &mut Faults<'_>) {
    let listed = names.as_array().filter(|all| all.iter().all(Value::is_str));
    let Some(listed) = listed else {
        let what = say!(
            "names the rules that are kept: use = [\"care\", \"next-contact\"]",
            "列出保留的规则：use = [\"care\", \"next-contact\"]"
        );
        faults.note("use", what);
        return;
    };
    for raw in rules.values_mut() {
        raw.on = false;
    }
    for name in listed.iter().filter_map(Value::as_str) {
        let id = current(rules, name.to_owned());
        match rules.get_mut(&id) {
            Some(raw) => raw.on = true,
            None => {
                let known = rules.keys().map(String::as_str);
                let what = say!("there is no rule “{name}”", "没有规则“{name}”");
                faults.note("use", or_nearest(what, name, known));
            }
        }
    }
}

/// Lays the keys of one rule over what it says so far.
fn over(raw: &mut Raw, keys: Table, here: &str, faults: &mut Faults<'_>) {
    let (before, labelled) = (raw.keys.clone(), keys.contains_key("label"));
    // Another pace takes the place of the one below.
    if keys.contains_key("every") {
        raw.keys.remove("at_least");
        raw.keys.remove("per");
    } else if keys.contains_key("at_least") {
        raw.keys.remove("every");
    }
    for (key, value) in keys {
        if !KEYS.contains(&key.as_str()) {
            let what = say!("unknown key “{key}”", "未知的键“{key}”");
            let what = or_nearest(what, &key, KEYS.iter().copied());
            faults.note(&format!("{here}.{key}"), what);
            continue;
        }
        match (key.as_str(), value) {
            ("off", Value::Boolean(off)) => raw.on = !off,
            ("off", _) => {
                let what = say!("should be true or false", "应为 true 或 false");
                faults.note(&format!("{here}.off"), what);
            }
            (key, Value::Boolean(false)) if !YES_NO.contains(&key) => {
                raw.keys.remove(key);
            }
            (key, Value::Table(new)) if is_merged(key, &new) => {
                match raw.keys.get_mut(key) {
                    Some(Value::Table(old)) => old.extend(new),
                    _ => {
                        raw.keys.insert(key.to_owned(), Value::Table(new));
                    }
                };
            }
            (key, value) => {
                raw.keys.insert(key.to_owned(), value);
            }
        }
    }
    match labelled {
        true => raw.changed.clear(),
        false if before.contains_key("label") => {
            figures::compare(&before, &raw.keys, &mut raw.changed);
        }
        false => {}
    }
}

/// Whether a table changes single keys of the one below it: another label, the
/// limit of one priority. What says `by` begins anew, and so does `for`.
fn is_merged(key: &str, new: &Table) -> bool {
    match key {
        "label" => true,
        "within" | "lead" => !new.contains_key("by"),
        _ => false,
    }
}

/// The present id of a rule that was renamed.
fn current(rules: &BTreeMap<String, Raw>, id: String) -> String {
    if rules.contains_key(&id) {
        return id;
    }
    let renamed = rules.iter().find(|(_, raw)| {
        let was = raw.keys.get("was").and_then(Value::as_array);
        was.is_some_and(|was| was.iter().any(|old| old.as_str() == Some(&id)))
    });
    renamed.map_or(id, |(now, _)| now.clone())
}

fn is_id(id: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    id.bytes().all(inside)
        && id
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_lowercase())
}
