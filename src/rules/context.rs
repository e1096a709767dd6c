//! What the starts of a deadline are judged by: the events that may settle them,
//! what happened to their tickets, and their past. Asked for once for all.

use rustc_hash::FxHashMap;

use super::Engine;
use super::deadline::Deadline;
use super::fact::{Of, Start, Step, Subject, Turn};
use super::filter::Past;
use super::settle::Events;
use crate::event::{About, Attribute};
use crate::playbook::Selector;
use crate::problem::Failure;
use crate::value::Noun;

/// What a rule's starts need to be judged by.
pub(super) struct Context {
    pub until: Events,
    steps: FxHashMap<i64, Vec<Step>>,
    pub past: Past,
    /// The rule begins with what happens to a record only once.
    pub begins_once: bool,
}

impl Context {
    pub fn of(
        engine: &Engine<'_>,
        deadline: Deadline<'_>,
        starts: &[Start],
        settled_are_out: bool,
    ) -> Result<Self, Failure> {
        let rule = deadline.rule;
        let mut customers: Vec<i64> = starts.iter().map(|start| start.subject.home()).collect();
        customers.sort_unstable();
        customers.dedup();
        let from = match rule.early {
            true => engine.dawn,
            false => starts
                .iter()
                .map(|start| start.at)
                .min()
                .unwrap_or(engine.now),
        };
        // What contradicts the order of things lies before the start.
        let begins_once = deadline
            .after
            .iter()
            .all(|selector| selector.event.name == "ticket.opened");
        let from = match begins_once {
            true => engine.dawn,
            false => from,
        };
        let tickets: Vec<i64> = starts
            .iter()
            .filter(|start| start.subject.noun == Noun::Ticket)
            .map(|start| start.subject.id)
            .collect();
        let mut until = deadline.until.iter();
        let of_tickets = until.all(|selector| selector.event.about == About::Ticket);
        let about = match of_tickets && tickets.len() == starts.len() {
            true => Of::Tickets(&tickets),
            false => Of::Customers(&customers),
        };
        let until = Events::new(match settled_are_out {
            true => Vec::new(),
            false => engine.facts.events(deadline.until, about, from)?,
        });
        let needs_steps = rule.clock.pause
            || rule.clock.hold_on_reopen
            || rule.clock.agreed.is_some()
            || deadline.after.iter().any(begins_with_solved);
        let mut steps: FxHashMap<i64, Vec<Step>> = FxHashMap::default();
        if needs_steps && !tickets.is_empty() {
            for step in engine.facts.steps(&tickets)? {
                steps.entry(step.ticket).or_default().push(step);
            }
        }
        let past = engine.past(rule, starts.iter().map(|start| &start.subject))?;
        Ok(Context {
            until,
            steps,
            past,
            begins_once,
        })
    }

    pub fn steps_of(&self, subject: &Subject) -> &[Step] {
        match subject.noun {
            Noun::Ticket => self.steps.get(&subject.id).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }

    pub fn turns_of(
        &self,
        record: i64,
        which: Attribute,
    ) -> impl DoubleEndedIterator<Item = &Turn> {
        self.past.of(record, which)
    }
}

/// Whether it begins with the handler's word that a ticket is solved.
pub(super) fn begins_with_solved(selector: &Selector) -> bool {
    selector.event.name == "ticket.solved"
}
