//! The shape of a rule: which of the four it is, what it hangs on, and the
//! spans, periods and events that make it.

use toml::{Table, Value};

use super::asked;
use super::read::{KEYS, Keys, SHAPES};
use super::rule::{By, During, Pace, Selector, Shape};
use crate::event::{About, Attribute, Date};
use crate::say;
use crate::value::{ChoiceSet as _, Span};

/// Reads the shape, and what an obligation of it hangs on.
pub(super) fn read(keys: &mut Keys<'_, '_, '_>) -> Option<(Shape, About)> {
    let shape = which(keys)?;
    check_keys(keys, shape);
    match shape {
        "date" => dated(keys),
        "after" => deadline(keys),
        "at_most" => limit(keys),
        _ => rhythm(keys, shape),
    }
}

/// The one shape that the keys make.
fn which(keys: &mut Keys<'_, '_, '_>) -> Option<&'static str> {
    // `after` bounds a rhythm or a limit, and makes a shape of its own only alone.
    let made: Vec<_> = SHAPES
        .iter()
        .map(|(key, _)| *key)
        .filter(|key| keys.get(key).is_some())
        .collect();
    let others: Vec<_> = made.iter().copied().filter(|key| *key != "after").collect();
    match (made.as_slice(), others.as_slice()) {
        ([], _) => {
            let what = say!(
                "has no shape: it needs after and until, every, at_least, at_most, or date",
                "没有形式：需要 after 和 until，或 every、at_least、at_most、date 之一"
            );
            keys.note("", what);
            None
        }
        (_, []) => Some("after"),
        (_, [one]) if *one != "date" || made.len() == 1 => Some(one),
        _ => {
            let (en, zh) = (made.join(", "), made.join("、"));
            let what = say!(
                "has more than one shape: {en}; take a key away with KEY = false",
                "形式不止一种：{zh}；用 键 = false 去掉多余的键"
            );
            keys.note(made.last().copied().unwrap_or_default(), what);
            None
        }
    }
}

/// Refuses the keys of another shape.
fn check_keys(keys: &mut Keys<'_, '_, '_>, shape: &str) {
    let own = SHAPES.iter().find(|(key, _)| *key == shape);
    let own = own.map_or(&[][..], |(_, own)| *own);
    let shapes_key = |key: &str| SHAPES.iter().any(|(_, all)| all.contains(&key));
    for key in KEYS {
        if shapes_key(key) && !own.contains(&key) && keys.get(key).is_some() {
            let what = say!(
                "“{key}” does not go with {shape}",
                "“{key}”不能与 {shape} 同用"
            );
            keys.note(key, what);
        }
    }
}

fn deadline(keys: &mut Keys<'_, '_, '_>) -> Option<(Shape, About)> {
    let after = asked::selectors(keys, "after");
    let until = asked::selectors(keys, "until");
    let after = after?;
    let about = begun_by(&after);
    let within = match keys.get("within") {
        None => Some(None),
        Some(_) => spans(keys, "within", about).map(|mut all| match all.len() {
            1 => all.pop(),
            _ => {
                keys.note("within", say!("is one span", "只能是一个时间跨度"));
                None
            }
        }),
    };
    let until = until?;
    check_settles(keys, "until", &until, about);
    let (within, shape) = (within?, |within| Shape::Deadline {
        after,
        until,
        within,
    });
    Some((shape(within), about))
}

fn dated(keys: &mut Keys<'_, '_, '_>) -> Option<(Shape, About)> {
    let date: Option<Date> = keys.word("date");
    let until = asked::selectors(keys, "until");
    let date = date?;
    let about = date.about();
    let lead = match keys.get("lead") {
        None => Some(Vec::new()),
        Some(_) => spans(keys, "lead", about),
    };
    let until = until?;
    check_settles(keys, "until", &until, about);
    let lead = lead?;
    Some((Shape::Dated { date, until, lead }, about))
}

fn rhythm(keys: &mut Keys<'_, '_, '_>, shape: &str) -> Option<(Shape, About)> {
    let event = asked::selectors(keys, "event");
    let during = during(keys);
    let pace = match shape {
        "every" if keys.get("every").and_then(Value::as_str) == Some("own") => Some(Pace::Own),
        "every" => keys.span("every").map(Pace::Every),
        _ => {
            let (count, per) = (count(keys, "at_least", 1), per(keys));
            count.zip(per).map(|(count, per)| Pace::AtLeast(count, per))
        }
    };
    let lead = keys.span("lead");
    let (event, during) = (event?, during?);
    let about = turned_round(keys, during.as_ref(), &event);
    check_settles(keys, "event", &event, about);
    let pace = pace?;
    let shape = Shape::Rhythm {
        pace,
        event,
        during,
        lead,
    };
    Some((shape, about))
}

fn limit(keys: &mut Keys<'_, '_, '_>) -> Option<(Shape, About)> {
    let event = asked::selectors(keys, "event");
    let during = during(keys);
    let most = count(keys, "at_most", 0);
    let per = match keys.get("per") {
        None => Some(None),
        Some(_) => per(keys).map(Some),
    };
    let (event, during, per) = (event?, during?, per?);
    if per.is_none() && during.is_none() {
        let what = say!(
            "says per which period, or after what and during which time",
            "须写明 per 周期，或 after 与 during"
        );
        keys.note("at_most", what);
        return None;
    }
    let about = turned_round(keys, during.as_ref(), &event);
    check_settles(keys, "event", &event, about);
    let shape = Shape::Limit {
        most: most?,
        per,
        event,
        during,
    };
    Some((shape, about))
}

/// `after … during …`; the outer `None` if it is wrong.
fn during(keys: &mut Keys<'_, '_, '_>) -> Option<Option<During>> {
    match (keys.get("after").is_some(), keys.get("during").is_some()) {
        (false, false) => Some(None),
        (true, true) => {
            let (after, length) = (asked::selectors(keys, "after"), keys.span("during"));
            Some(Some(During {
                after: after?,
                length: length?,
            }))
        }
        (after, _) => {
            let (has, lacks) = match after {
                true => ("after", "during"),
                false => ("during", "after"),
            };
            let what = say!("needs “{lacks}” too", "还需要“{lacks}”");
            keys.note(has, what);
            None
        }
    }
}

/// What an obligation hangs on that these events begin.
fn begun_by(after: &[Selector]) -> About {
    let first = after.first().map(|selector| selector.event.about);
    match first {
        Some(about) if after.iter().all(|selector| selector.event.about == about) => about,
        _ => About::Customer,
    }
}

/// What a rhythm or limit hangs on: the record that bounds it, the record that
/// `for` speaks of, the calendar alone, or the customer.
fn turned_round(keys: &Keys<'_, '_, '_>, during: Option<&During>, event: &[Selector]) -> About {
    if let Some(during) = during {
        return begun_by(&during.after);
    }
    let filter = keys.get("for").and_then(Value::as_table);
    let named = filter.into_iter().flat_map(Table::keys);
    let asked: Vec<_> = named.filter_map(|key| Attribute::named(key)).collect();
    let duty = event
        .iter()
        .all(|selector| selector.event.about == About::Duty);
    let banded = keys.get("band").and_then(Value::as_str) == Some("duty");
    if asked.is_empty() && (duty || banded) {
        return About::Duty;
    }
    let own = |about: &&About| {
        let has = |attribute: &Attribute| about.values(*attribute).is_some();
        asked
            .iter()
            .any(|attribute| has(attribute) && About::Customer.values(*attribute).is_none())
    };
    About::VARIANTS
        .iter()
        .find(own)
        .copied()
        .unwrap_or(About::Customer)
}

/// An event that says nothing of the record can never settle what hangs on it.
fn check_settles(keys: &mut Keys<'_, '_, '_>, key: &str, events: &[Selector], about: About) {
    for event in events.iter().map(|selector| selector.event) {
        let by_customer = about.is_customers() && event.carries(About::Customer);
        if !event.carries(about) && !by_customer && about != About::Duty {
            let (name, label) = (event.name, about.label());
            let (en, zh) = (label.en, label.zh);
            let what = say!(
                "“{name}” says nothing of a {en}, so it can never settle this",
                "“{name}”与{zh}无关，无法满足本规则"
            );
            keys.note(key, what);
        }
    }
}

fn count(keys: &mut Keys<'_, '_, '_>, key: &str, least: u32) -> Option<u32> {
    let value = keys.get(key)?;
    let count = value
        .as_integer()
        .and_then(|count| u32::try_from(count).ok());
    let count = count.filter(|count| (least..=999).contains(count));
    if count.is_none() {
        let what = say!(
            "should be a whole number from {least} to 999",
            "应为 {least} 到 999 的整数"
        );
        keys.note(key, what);
    }
    count
}

fn per(keys: &mut Keys<'_, '_, '_>) -> Option<super::rule::Per> {
    if keys.get("per").is_none() {
        let what = say!(
            "has no “per”: week, month, bimonth, quarter, half or year",
            "缺少“per”：week、month、bimonth、quarter、half 或 year"
        );
        keys.note("", what);
        return None;
    }
    keys.word("per")
}

/// A span, one by an attribute, or a list of these.
fn spans(keys: &mut Keys<'_, '_, '_>, key: &str, about: About) -> Option<Vec<By<Span>>> {
    match keys.get(key)? {
        Value::Array(all) => all.iter().map(|one| by(keys, key, one, about)).collect(),
        one => by(keys, key, one, about).map(|one| vec![one]),
    }
}

fn by(keys: &mut Keys<'_, '_, '_>, key: &str, value: &Value, about: About) -> Option<By<Span>> {
    match value {
        Value::String(text) => keys.span_of(key, text).map(By::One),
        Value::Table(table) => by_attribute(keys, key, table, about),
        _ => {
            let what = say!(
                "should be a span such as 3wd, or {{ by = ATTRIBUTE, VALUE = SPAN }}",
                "应为时间跨度，如 3wd，或 {{ by = 属性, 取值 = 时间 }}"
            );
            keys.note(key, what);
            None
        }
    }
}

fn by_attribute(
    keys: &mut Keys<'_, '_, '_>,
    key: &str,
    table: &Table,
    about: About,
) -> Option<By<Span>> {
    let Some(name) = table.get("by").and_then(Value::as_str) else {
        let what = say!(
            "says by which attribute: by = \"priority\"",
            "须写明按哪个属性：by = \"priority\""
        );
        keys.note(key, what);
        return None;
    };
    let values = asked::of_subject(keys, &format!("{key}.by"), name, about);
    let attribute = Attribute::named(name)?;
    let values = values?;
    let mut each = Vec::new();
    for (code, span) in table.iter().filter(|(code, _)| *code != "by") {
        let here = format!("{key}.{code}");
        let code = asked::code(keys, &here, code, values);
        let span = match span.as_str() {
            Some(text) => keys.span_of(&here, text),
            None => {
                keys.note(
                    &here,
                    say!(
                        "should be a span such as 4h, 3wd",
                        "应为时间跨度，如 4h、3wd"
                    ),
                );
                None
            }
        };
        each.extend(code.zip(span));
    }
    // In the order that people know them by: urgent before normal.
    let place = |code: &String| {
        let choices = values.choices().unwrap_or(&[]);
        choices.iter().position(|choice| choice.code == *code)
    };
    each.sort_by_key(|(code, _)| place(code));
    Some(By::Each(attribute, each))
}
