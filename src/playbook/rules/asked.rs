//! What a rule asks: events by name, attributes by name, values by code. What
//! is not known is refused with the nearest known one.

use toml::{Table, Value};

use super::read::{Keys, none_of, people};
use super::rule::{Condition, Selector, Test};
use crate::event::{self, About, Attribute, Event, Has, Values};
use crate::playbook::nearest::{nearest, or_nearest};
use crate::say;
use crate::value::ChoiceSet as _;

/// An event, a table of one, or a list of these; `None` if one is wrong.
pub(super) fn selectors(keys: &mut Keys<'_, '_, '_>, key: &str) -> Option<Vec<Selector>> {
    match keys.get(key) {
        None => {
            let what = say!("has no “{key}”: which event?", "缺少“{key}”：哪个事件？");
            keys.note("", what);
            None
        }
        Some(Value::Array(all)) if !all.is_empty() => {
            let read: Vec<_> = all.iter().map(|one| selector(keys, key, one)).collect();
            read.into_iter().collect()
        }
        Some(one) => selector(keys, key, one).map(|one| vec![one]),
    }
}

fn selector(keys: &mut Keys<'_, '_, '_>, key: &str, value: &Value) -> Option<Selector> {
    match value {
        Value::String(name) => {
            let event = event(keys, key, name)?;
            Some(Selector {
                event,
                conditions: Vec::new(),
            })
        }
        Value::Table(table) => with_conditions(keys, key, table),
        _ => {
            let what = say!(
                "should be an event, {{ event = …, ATTRIBUTE = … }}, or a list of these",
                "应为事件、{{ event = …, 属性 = … }}，或其列表"
            );
            keys.note(key, what);
            None
        }
    }
}

fn with_conditions(keys: &mut Keys<'_, '_, '_>, key: &str, table: &Table) -> Option<Selector> {
    let Some(name) = table.get("event").and_then(Value::as_str) else {
        let what = say!(
            "names no event: event = \"followup.logged\"",
            "没有事件：event = \"followup.logged\""
        );
        keys.note(key, what);
        return None;
    };
    let event = event(keys, key, name)?;
    let turned = table.get("attribute").and_then(Value::as_str);
    let turned = turned
        .and_then(Attribute::named)
        .and_then(|attribute| event.about.values(attribute));
    let mut conditions = Vec::new();
    let mut whole = true;
    for (name, value) in table.iter().filter(|(name, _)| *name != "event") {
        let here = format!("{key}.{name}");
        let attribute = Attribute::named(name);
        let values = attribute.and_then(|attribute| event.values(attribute));
        let read = match attribute.zip(values) {
            Some((attribute, values)) => {
                test(keys, &here, value, values, turned).map(|is| Condition { attribute, is })
            }
            None => {
                unknown(keys, &here, name, event.name, event.attributes, &[]);
                None
            }
        };
        whole &= read.is_some();
        conditions.extend(read);
    }
    whole.then_some(Selector { event, conditions })
}

fn event(keys: &mut Keys<'_, '_, '_>, key: &str, name: &str) -> Option<&'static Event> {
    let found = Event::named(name);
    if found.is_none() {
        let what = say!("there is no event “{name}”", "没有事件“{name}”");
        let what = or_nearest(what, name, event::ALL.iter().map(|event| event.name));
        keys.note(key, what);
    }
    found
}

/// `for`: the conditions on the subject or its customer.
pub(super) fn filter(keys: &mut Keys<'_, '_, '_>, about: About) -> Vec<Condition> {
    let table = match keys.get("for") {
        None => return Vec::new(),
        Some(Value::Table(table)) => table,
        Some(_) => {
            let what = say!(
                "should be {{ ATTRIBUTE = VALUE }}",
                "应为 {{ 属性 = 取值 }}"
            );
            keys.note("for", what);
            return Vec::new();
        }
    };
    let mut conditions = Vec::new();
    for (name, value) in table {
        let here = format!("for.{name}");
        let values = of_subject(keys, &here, name, about);
        let attribute = Attribute::named(name);
        if let Some((attribute, values)) = attribute.zip(values) {
            let is = test(keys, &here, value, values, None);
            conditions.extend(is.map(|is| Condition { attribute, is }));
        }
    }
    conditions
}

/// What an attribute of the subject, or else of its customer, may be.
pub(super) fn of_subject(
    keys: &mut Keys<'_, '_, '_>,
    key: &str,
    name: &str,
    about: About,
) -> Option<Values> {
    let customers = match about {
        About::Customer => &[],
        about if about.is_customers() => About::Customer.attributes(),
        _ => &[],
    };
    let found = Attribute::named(name).and_then(|attribute| {
        let all = about.attributes().iter().chain(customers);
        all.into_iter()
            .find(|has| has.attribute == attribute)
            .map(|has| has.values)
    });
    if found.is_none() {
        unknown(keys, key, name, about.code(), about.attributes(), customers);
    }
    found
}

fn unknown(
    keys: &mut Keys<'_, '_, '_>,
    key: &str,
    name: &str,
    of: &str,
    own: &[Has],
    more: &[Has],
) {
    let known: Vec<_> = own
        .iter()
        .chain(more)
        .map(|has| has.attribute.code())
        .collect();
    let what = match known.is_empty() {
        true => say!("{of} has no attributes", "{of} 没有属性"),
        false => {
            let (en, zh) = (known.join(", "), known.join("、"));
            say!(
                "{of} has no attribute “{name}”; it has {en}",
                "{of} 没有属性“{name}”；可用：{zh}"
            )
        }
    };
    keys.note(key, or_nearest(what, name, known));
}

/// A value, a list, true or false, or `{ not = … }`.
fn test(
    keys: &mut Keys<'_, '_, '_>,
    key: &str,
    value: &Value,
    values: Values,
    turned: Option<Values>,
) -> Option<Test> {
    let values = match (values, turned) {
        (Values::Turn, Some(turned)) => turned,
        (values, _) => values,
    };
    let flag = values == Values::Flag;
    match value {
        Value::Boolean(is) if flag => Some(Test::Is(*is)),
        _ if flag => {
            keys.note(key, say!("should be true or false", "应为 true 或 false"));
            None
        }
        Value::String(any) if any == "any" => Some(Test::Any),
        Value::Table(not) if not.len() == 1 && not.contains_key("not") => {
            let not = not.get("not")?;
            codes(keys, key, not, values).map(Test::NotIn)
        }
        value => codes(keys, key, value, values).map(Test::In),
    }
}

fn codes(
    keys: &mut Keys<'_, '_, '_>,
    key: &str,
    value: &Value,
    values: Values,
) -> Option<Vec<String>> {
    let all: Option<Vec<&str>> = match value {
        Value::String(one) => Some(vec![one]),
        Value::Array(all) if !all.is_empty() => all.iter().map(Value::as_str).collect(),
        _ => None,
    };
    let Some(all) = all else {
        let what = say!(
            "should be a value, a list of values, or {{ not = … }}",
            "应为取值、取值列表，或 {{ not = … }}"
        );
        keys.note(key, what);
        return None;
    };
    let read: Vec<_> = all
        .into_iter()
        .map(|one| code(keys, key, one, values))
        .collect();
    read.into_iter().collect()
}

/// One code, if it is known; `none` is an attribute without a value.
pub(super) fn code(
    keys: &mut Keys<'_, '_, '_>,
    key: &str,
    text: &str,
    values: Values,
) -> Option<String> {
    let known: Vec<&str> = match values {
        Values::One(choices) | Values::Several(choices) => {
            choices.iter().map(|choice| choice.code).collect()
        }
        Values::Code(book) => keys
            .known
            .codes
            .book(book)
            .iter()
            .map(|entry| entry.code)
            .collect(),
        Values::Person => people(),
        Values::Turned(all) => all.iter().map(|attribute| attribute.code()).collect(),
        Values::Form => keys.known.forms().iter().map(String::as_str).collect(),
        Values::Flag | Values::Word | Values::Words | Values::Turn => Vec::new(),
    };
    let open = known.is_empty()
        || (text == "none" && !matches!(values, Values::Person | Values::Turned(_)));
    match open || known.contains(&text) {
        true => Some(text.to_owned()),
        false => {
            keys.note(key, few(text, &known));
            None
        }
    }
}

/// Names all that are known, unless they are many and one is near, or too many.
pub(super) fn few(text: &str, known: &[&str]) -> crate::words::Say {
    let near = || nearest(text, known.iter().copied()).is_some();
    match known.len() {
        0..=16 => none_of(text, known),
        17..=40 if !near() => none_of(text, known),
        _ => {
            let what = say!("there is no “{text}”", "没有“{text}”");
            or_nearest(what, text, known.iter().copied())
        }
    }
}
