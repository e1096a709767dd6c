//! Limits of the playbook that a contact passes: told, never refused (R054).

use crate::app::App;
use crate::out::Out;
use crate::playbook::{During, Shape};
use crate::problem::Failure;
use crate::records::Followup;
use crate::say;
use crate::value::{ChoiceSet as _, Noun, Span};
use crate::words::{Lang, Text};

/// A limit that a customer is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Over {
    customer: i64,
    rule: &'static str,
    label: Text,
    /// The first of the numbers that the rule comes from.
    source: String,
    /// Of which period: the week, or some time after an event.
    within: Within,
    count: u32,
    most: u32,
}

/// The time that a limit is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Each(Text),
    After(Text, Span),
}

impl Within {
    fn of(shape: &Shape) -> Option<Self> {
        match shape {
            Shape::Limit {
                during: Some(During { after, length }),
                ..
            } => {
                let label = after.first()?.event.label;
                Some(Within::After(label, *length))
            }
            Shape::Limit { per, .. } => Some(Within::Each((*per)?.label())),
            _ => None,
        }
    }
}

/// The limits that these customers are over in the period of a contact.
pub(super) fn over(
    app: &mut App<'_>,
    customers: &[i64],
    record: &Followup,
) -> Result<Vec<Over>, Failure> {
    let at = record.at;
    app.owing_contacts(customers, |owing| {
        let mut all = Vec::new();
        for rule in owing.rules {
            let Some(within) = Within::of(&rule.shape) else {
                continue;
            };
            for customer in customers {
                let over = owing.engine.over_limit(rule, *customer, at)?;
                all.extend(over.map(|(count, most)| Over {
                    customer: *customer,
                    rule: rule.id,
                    label: rule.label,
                    source: rule.source.split(' ').next().unwrap_or_default().to_owned(),
                    within,
                    count,
                    most,
                }));
            }
        }
        Ok(all)
    })
}

/// Tells of the limits that a contact passed; `before` is what was passed already.
pub(super) fn tell(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    customers: &[i64],
    record: &Followup,
    before: &[Over],
) -> Result<(), Failure> {
    for over in self::over(app, customers, record)? {
        if before.contains(&over) {
            continue;
        }
        let (n, Text { en, zh }) = (over.count, over.label);
        let source = match over.source.as_str() {
            "" => over.rule,
            source => source,
        };
        let found = app.file()?.candidate(Noun::Customer, over.customer)?;
        let name = found.map_or_else(String::new, |found| found.name);
        out.warn(&match over.within {
            Within::Each(Text { en: one, zh: each }) => say!(
                "{name}: contact {n} of this {one}; {en} ({source})",
                "{name}：本{each}第 {n} 次联系；{zh}（{source}）"
            ),
            Within::After(Text { en: event, zh: event_zh }, length) => {
                let (long, long_zh) = (length.shown(Lang::En), length.shown(Lang::Zh));
                let (may, may_zh) = match over.most {
                    0 => ("none is allowed".to_owned(), "不应联系".to_owned()),
                    most => (format!("{most} at most"), format!("最多联系 {most} 次")),
                };
                say!(
                    "{name}: within {long} of “{event}” {may}, and this is contact {n}; {en} ({source})",
                    "{name}：“{event_zh}”后 {long_zh}内{may_zh}，这已是第 {n} 次；{zh}（{source}）"
                )
            }
        });
    }
    Ok(())
}
