//! The story of one customer: every event that the closed list knows, read by the
//! same SQL as the rules read it. A record that joins that list is told here too.

use rusqlite::Row;

use super::super::{Store, found};
use super::sources::{Sense, owing, read};
use crate::event::{self, Event, Source};
use crate::field::Field;
use crate::playbook::{Contact, Selector};
use crate::problem::Failure;
use crate::records::{self, about, states, telling};
use crate::value::{Cell, Found, Kind, Moment, Noun};

/// Something that happened with a customer.
#[derive(Clone, Debug)]
pub struct Told {
    pub at: Moment,
    pub event: &'static Event,
    /// Of the record that it happened to; empty where it has none.
    pub number: String,
    pub who: Option<String>,
    pub said: Vec<Said>,
}

/// One thing that is told of it.
#[derive(Clone, Debug)]
pub enum Said {
    /// What a field of the record holds.
    Is(&'static Field, Cell),
    /// A field that changed, from and to.
    Turned(&'static Field, Cell, Cell),
}

/// Events that say once more what another one says: when it was written down, and
/// turns that have a record or a trail of their own.
const TWICE: &[&str] = &[
    "followup.recorded",
    "contact.updated",
    "instalment.paid",
    "recall.informed",
    // What we think of our own work is no part of a customer's story.
    "ticket.audited",
];

/// Attributes whose turns are told by other events.
const TURNED_TWICE: &[&str] = &[
    "paused",
    "grade",
    "pool",
    "status",
    "assignee",
    "delivery_status",
];

impl Store {
    /// What happened with a customer, in the order of time.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn trace(&self, customer: i64, contact: &Contact) -> Result<Vec<Told>, Failure> {
        let mut all = Vec::new();
        for event in event::ALL {
            if !TWICE.contains(&event.name) {
                self.told_of(event, customer, contact, &mut all)?;
            }
        }
        // Of one moment, in the order of the list: acquired before recorded.
        all.sort_by_key(|told| told.at);
        Ok(all)
    }

    fn told_of(
        &self,
        event: &'static Event,
        customer: i64,
        contact: &Contact,
        all: &mut Vec<Told>,
    ) -> Result<(), Failure> {
        if !event.about.is_told() {
            return Ok(());
        }
        let selector = Selector {
            event,
            conditions: Vec::new(),
        };
        let sense = Sense {
            contact,
            roles: &[],
        };
        let (Some(way), Some(about)) = (read(&selector, &sense), owing(event.about)) else {
            return Ok(());
        };
        let row = Shape::of(event, about, event.noun);
        let reach = match about {
            Noun::Entry => "s.customer = ?1".to_owned(),
            // It is about all the customers that are handed over.
            Noun::Handover => {
                "s.id IN (SELECT h.handover FROM handed h WHERE h.customer = ?1)".to_owned()
            }
            _ => format!("{} = ?1", way.reach),
        };
        let mut conditions = way.conditions;
        conditions.extend(row.only.clone());
        let sql = format!(
            "SELECT {}, {}, {}{} FROM {} WHERE {reach} AND {} ORDER BY {}.id",
            way.at,
            row.number,
            row.who,
            row.columns(),
            way.by_record,
            conditions.join(" AND "),
            row.alias,
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let told = query.query_map([customer], |found| row.told(event, found))?;
        for one in told {
            all.extend(one?);
        }
        Ok(())
    }
}

/// How the row of an event is told: where its number, its person and its fields stand.
struct Shape {
    alias: &'static str,
    number: &'static str,
    who: String,
    /// A condition of its own.
    only: Option<String>,
    fields: Vec<&'static Field>,
    /// The noun whose attributes turn, if that is the event.
    turns: Option<Noun>,
}

impl Shape {
    fn of(event: &Event, about: Noun, noun: Noun) -> Self {
        let own = |alias, number, row: Noun| Shape {
            alias,
            number,
            who: who(row, alias),
            only: None,
            fields: told(row, event),
            turns: None,
        };
        match event.source {
            Source::Turn | Source::TurnRecorded => Shape {
                alias: "r",
                number: "s.number",
                who: "(SELECT p.name FROM change h JOIN command k ON k.id = h.command
                       JOIN staff p ON p.id = k.who WHERE h.row = r.id LIMIT 1)"
                    .to_owned(),
                // What was so from the first is told with the record.
                only: Some(format!(
                    "NOT (r.old IS NULL AND r.recorded_at = s.recorded_at)
                     AND r.attribute NOT IN ('{}')",
                    TURNED_TWICE.join("', '")
                )),
                fields: Vec::new(),
                turns: Some(about),
            },
            Source::Review => own("r", "s.number", Noun::Review),
            Source::Trail => own("r", "s.number", Noun::TicketEvent),
            Source::Column(_) | Source::Low | Source::Finished if about == noun => {
                own("s", "s.number", noun)
            }
            // The customer was told at once: that says both.
            Source::Column(_) if event.name == "delivery.progressed" => Shape {
                only: Some("r.told_at IS NOT r.at".to_owned()),
                ..own("r", "r.number", noun)
            },
            Source::Column(_) | Source::Low | Source::Below | Source::Finished => {
                own("r", "r.number", noun)
            }
        }
    }

    /// The columns behind moment, number and person.
    fn columns(&self) -> String {
        match self.turns {
            Some(_) => ", r.attribute, r.old, r.new".to_owned(),
            None => {
                let alias = self.alias;
                let all = self.fields.iter();
                all.map(|field| format!(", {alias}.\"{}\"", field.key))
                    .collect()
            }
        }
    }

    /// Nothing for a time that cannot be read.
    fn told(&self, event: &'static Event, row: &Row<'_>) -> rusqlite::Result<Option<Told>> {
        let at: String = row.get(0)?;
        let Some(at) = Moment::from_stored(&at) else {
            return Ok(None);
        };
        let mut said = Vec::new();
        match self.turns {
            Some(noun) => {
                let key: String = row.get(3)?;
                let (old, new): (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
                if let Some(field) = field(noun, &key) {
                    said.push(Said::Turned(field, turned(field, old), turned(field, new)));
                }
            }
            None => {
                for (at, field) in self.fields.iter().enumerate() {
                    let cell = field.door().load(found(row.get_ref(at + 3)?));
                    match cell {
                        None | Some(Cell::Empty) => {}
                        Some(cell) => said.push(Said::Is(field, cell)),
                    }
                }
            }
        }
        Ok(Some(Told {
            at,
            event,
            number: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
            who: row.get(2)?,
            said,
        }))
    }
}

/// The fields of a record that an event tells. What begins it tells its form; a later
/// step what it is about, and how it stands since.
fn told(noun: Noun, event: &Event) -> Vec<&'static Field> {
    let named = telling(noun);
    let rest = about(noun).filter(|_| named.is_empty());
    let all = named.iter().copied().chain(rest);
    let all = all.filter_map(|key| field(noun, key));
    let is_state = |key: &str| states(noun).iter().any(|field| field.key == key);
    match event.source {
        // Where they come from is said once.
        Source::Column(column) if noun == Noun::Customer && column != "acquired" => Vec::new(),
        // Of one row that lives long: what that step brought.
        Source::Column(column) if noun == Noun::Delivery => {
            let brought: &[&str] = match column {
                "accepted_at" => &["what", "result"],
                "evaluated_at" => &["what", "score", "evaluation"],
                _ => &["what", "planned"],
            };
            all.filter(|field| brought.contains(&field.key)).collect()
        }
        Source::Column(column) if noun == Noun::Affected => {
            let brought: &[&str] = match column {
                "informed_at" => &["channel", "told"],
                "settled_at" => &["outcome", "result"],
                _ => &["evidence", "goods"],
            };
            all.filter(|field| brought.contains(&field.key)).collect()
        }
        Source::Column(column) if is_state(column) => {
            let (standing, form): (Vec<_>, Vec<_>) = all.partition(|field| is_state(field.key));
            form.into_iter().take(2).chain(standing).collect()
        }
        Source::Column(_) => all.filter(|field| !is_state(field.key)).collect(),
        _ => all.collect(),
    }
}

/// A field of a record, or of how it stands.
fn field(noun: Noun, key: &str) -> Option<&'static Field> {
    let form = records::ALL.iter().find(|(of, _)| *of == noun);
    let form = form.map_or(&[][..], |(_, fields)| fields);
    let mut all = form.iter().chain(states(noun));
    all.find(|field| field.key == key)
}

/// What a turn holds, which is text whatever the field is.
fn turned(field: &Field, text: Option<String>) -> Cell {
    let Some(text) = text else {
        return Cell::Empty;
    };
    let is_number = matches!(
        field.kind,
        Kind::Ref(_) | Kind::Money | Kind::Whole | Kind::Score(..)
    );
    let loaded = match text.parse() {
        Ok(number) if is_number => field.door().load(Found::Int(number)),
        _ => field.door().load(Found::Text(&text)),
    };
    loaded.unwrap_or(Cell::Line(text))
}

/// Who did it, as far as the record says; else who wrote it down.
fn who(noun: Noun, alias: &str) -> String {
    let own = ["by", "accepted_by", "owner"];
    let named = own.iter().filter(|key| field(noun, key).is_some());
    let each: Vec<String> = named
        .copied()
        // What was acquired or filed, whoever owns the customer now.
        .filter(|key| (noun, *key) != (Noun::Customer, "owner"))
        .chain(["recorded_by"])
        .map(|key| format!("{alias}.\"{key}\""))
        .collect();
    let person = each.join(", ");
    format!("(SELECT p.name FROM staff p WHERE p.id = coalesce({person}, NULL))")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook::Playbook;
    use crate::store::Shelf;

    /// What tells nothing of its own: whose story it is not, what another record's event
    /// tells, or what is a word on another record.
    const UNTOLD: &[(Noun, &str)] = &[
        (Noun::Staff, "a colleague"),
        (Noun::Product, "of nobody"),
        (Noun::Article, "of nobody"),
        (Noun::Audit, "what we think of our own work"),
        (Noun::Duty, "a colleague's"),
        (Noun::Occasion, "a date, which its greeting tells"),
        (Noun::Alternative, "comes with its proposal"),
        (
            Noun::Instalment,
            "comes with its contract; payments are told",
        ),
        (Noun::Delivered, "comes with its delivery"),
        (Noun::Acceptance, "comes with its delivery's acceptance"),
    ];

    #[test]
    fn every_table_is_told_or_says_why_not() {
        let told = |noun: Noun| {
            event::ALL.iter().any(|event| {
                let by_source = match event.source {
                    Source::Review => noun == Noun::Review,
                    Source::Trail => noun == Noun::TicketEvent,
                    _ => event.noun == noun,
                };
                by_source && event.about.is_told() && !TWICE.contains(&event.name)
            })
        };
        for (noun, _) in records::ALL {
            let untold = UNTOLD.iter().any(|(of, _)| of == noun);
            assert_ne!(told(*noun), untold, "{}", noun.table());
        }
    }

    #[test]
    fn every_event_reaches_its_customer_in_the_tables_there_are() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut shelf = Shelf::new(folder.path().join("kehu.db"), 1, "test".into());
        let store = shelf.write().expect("opens");
        let contact = Playbook::standard().expect("reads").contact;
        for event in event::ALL {
            let mut all = Vec::new();
            let read = store.told_of(event, 1, &contact, &mut all);
            assert!(read.is_ok(), "{}: {:?}", event.name, read.err());
        }
    }
}
