//! When a rule is called due soon, who is told, and what stops its clock.

use toml::{Table, Value};

use super::read::{Keys, none_of, who};
use super::rule::{Clock, Escalation, When};
use crate::event::{About, Date, Interval};
use crate::say;
use crate::value::Span;
use crate::words::Say;

/// `warn`: shares of the time.
pub(super) fn percents(keys: &mut Keys<'_, '_, '_>) -> Vec<u32> {
    let texts = keys.texts("warn");
    texts
        .into_iter()
        .filter_map(|text| {
            let share = percent(text);
            if share.is_none() {
                keys.note("warn", bad_percent(text));
            }
            share
        })
        .collect()
}

fn percent(text: &str) -> Option<u32> {
    let share = text.strip_suffix('%')?.parse().ok()?;
    (1..=1000).contains(&share).then_some(share)
}

fn bad_percent(text: &str) -> Say {
    say!(
        "“{text}” is not a share of the time, such as 80%",
        "“{text}”不是时间比例，如 80%"
    )
}

pub(super) fn escalate(keys: &mut Keys<'_, '_, '_>) -> Vec<Escalation> {
    let one = keys.get("escalate");
    let all: Vec<&Table> = match one {
        None => return Vec::new(),
        Some(Value::Table(one)) => vec![one],
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_table).collect(),
        Some(_) => Vec::new(),
    };
    if all.is_empty() {
        let what = say!(
            "should be a list such as [{{ at = \"100%\", to = \"supervisor\" }}]",
            "应为列表，如 [{{ at = \"100%\", to = \"supervisor\" }}]"
        );
        keys.note("escalate", what);
    }
    all.into_iter()
        .filter_map(|table| escalation(keys, table))
        .collect()
}

fn escalation(keys: &mut Keys<'_, '_, '_>, table: &Table) -> Option<Escalation> {
    let known = ["at", "to", "do"];
    if let Some(other) = table.keys().find(|key| !known.contains(&key.as_str())) {
        keys.note(&format!("escalate.{other}"), none_of(other, &known));
        return None;
    }
    let [at, to, run] = known.map(|key| table.get(key).and_then(Value::as_str));
    let (Some(at), Some(to)) = (at, to) else {
        let what = say!(
            "says when and whom: at = \"100%\", to = \"supervisor\"",
            "须写明何时、通知谁：at = \"100%\"，to = \"supervisor\""
        );
        keys.note("escalate", what);
        return None;
    };
    let at = match at.ends_with('%') {
        true => percent(at).map(When::Share),
        false => Span::read(at).map(When::After),
    };
    if at.is_none() {
        let what = say!(
            "at is a share such as 100%, or a span after the due such as 7d",
            "at 为时间比例，如 100%，或逾期后的时间，如 7d"
        );
        keys.note("escalate", what);
    }
    Some(Escalation {
        to: who(keys, "escalate", to)?,
        at: at?,
        run: run.map(str::to_owned),
    })
}

/// The keys of a clock that can be stopped.
pub(super) fn clock(keys: &mut Keys<'_, '_, '_>, about: Option<About>) -> Clock {
    let pause: Option<Interval> = keys.word("pause");
    let reopen = keys.text("reopen");
    if let Some(other) = reopen.filter(|word| *word != "hold") {
        keys.note("reopen", none_of(other, &["hold"]));
    }
    if let Some(other) = keys.text("change").filter(|word| *word != "from-opening") {
        keys.note("change", none_of(other, &["from-opening"]));
    }
    let agreed: Option<Date> = keys.word("agreed");
    let stops = pause.is_some() || reopen.is_some() || agreed.is_some();
    if stops && about.is_some_and(|about| about != About::Ticket) {
        let what = say!(
            "only a ticket's clock can be stopped",
            "只有工单的时限可以暂停"
        );
        keys.note("pause", what);
    }
    Clock {
        pause: pause.is_some(),
        pause_cap: keys.span("pause_cap"),
        hold_on_reopen: reopen == Some("hold"),
        agreed,
    }
}
