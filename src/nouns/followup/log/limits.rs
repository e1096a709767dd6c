//! Limits of the playbook that a contact passes: told, never refused (R054).

use crate::app::App;
use crate::out::Out;
use crate::playbook::Shape;
use crate::problem::Failure;
use crate::records::Followup;
use crate::say;
use crate::value::{ChoiceSet as _, Noun};
use crate::words::Text;

/// A limit that a customer is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Over {
    customer: i64,
    rule: &'static str,
    label: Text,
    /// The first of the numbers that the rule comes from.
    source: String,
    /// Of which period; `None` for the time after an event.
    per: Option<Text>,
    count: u32,
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
            let Shape::Limit { per, .. } = &rule.shape else {
                continue;
            };
            for customer in customers {
                let over = owing.engine.over_limit(rule, *customer, at)?;
                all.extend(over.map(|(count, _)| Over {
                    customer: *customer,
                    rule: rule.id,
                    label: rule.label,
                    source: rule.source.split(' ').next().unwrap_or_default().to_owned(),
                    per: per.map(|per| per.label()),
                    count,
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
        let (n, label, per) = (over.count, over.label, over.per);
        let (en, zh) = (label.en, label.zh);
        let source = match over.source.as_str() {
            "" => over.rule,
            source => source,
        };
        let found = app.file()?.candidate(Noun::Customer, over.customer)?;
        let name = found.map_or_else(String::new, |found| found.name);
        out.warn(&match per {
            Some(Text { en: one, zh: each }) => say!(
                "{name}: contact {n} of this {one}; {en} ({source})",
                "{name}：本{each}第 {n} 次联系；{zh}（{source}）"
            ),
            None => say!(
                "{name}: contact {n} since then; {en} ({source})",
                "{name}：此后第 {n} 次联系；{zh}（{source}）"
            ),
        });
    }
    Ok(())
}
