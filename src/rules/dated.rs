//! The shape `date … until …`: what is due on a date that a record carries.

use crate::event::Date;
use crate::playbook::{Rule, Selector, Shape};
use crate::problem::Failure;
use crate::value::{Moment, Span};

use super::deadline::{back, days, spans};
use super::fact::{Dated, Of, Window};
use super::obligation::Obligation;
use super::settle::{Events, names};
use super::{Engine, Scope, filter, for_subject, wanted};

impl Engine<'_> {
    /// Everything that a date yields in `scope`.
    pub(super) fn dates<'r>(
        &self,
        rule: &'r Rule,
        date: Date,
        until: &[Selector],
        scope: Scope,
    ) -> Result<Vec<Obligation<'r>>, Failure> {
        let window = self.dates_within(rule, scope);
        let mut dated = self.facts.dated(date, &wanted(rule), window)?;
        dated.retain(|one| self.counts_from(&one.subject, one.due, scope.is_open()));
        if scope.is_open() {
            dated.retain(|one| filter::holds(&rule.filter, &one.subject));
        } else {
            let past = self.past(rule, dated.iter().map(|one| &one.subject))?;
            dated.retain(|one| past.held_at(&rule.filter, &one.subject, one.due));
        }
        let kept_are_out = scope.is_open() && date == Date::FollowupNext;
        if kept_are_out {
            self.leave_out_kept(until, &mut dated)?;
        }
        if dated.is_empty() {
            return Ok(Vec::new());
        }
        let mut customers: Vec<i64> = dated.iter().map(|one| one.subject.home()).collect();
        customers.sort_unstable();
        customers.dedup();
        let from = dated.iter().map(|one| one.since).min();
        let from = from.unwrap_or(self.dawn);
        let events = match kept_are_out {
            // What would have settled them left none of them in.
            true => Vec::new(),
            false => self.facts.events(until, Of::Customers(&customers), from)?,
        };
        let events = Events::new(events);
        Ok(dated
            .into_iter()
            .map(|one| self.date(rule, date, one, &events))
            .collect())
    }

    /// Leaves out the next contacts that took place: when does not matter to
    /// what is open.
    fn leave_out_kept(&self, until: &[Selector], dated: &mut Vec<Dated>) -> Result<(), Failure> {
        let since: Vec<(i64, Moment)> = dated
            .iter()
            .map(|one| {
                let customer = one.subject.home();
                (customer, settles_from(Date::FollowupNext, one, one.since))
            })
            .collect();
        let mut been = self.facts.been_since(until, &since)?.into_iter();
        dated.retain(|_| !been.next().unwrap_or(false));
        Ok(())
    }

    /// Between which dates it can be open, or was due.
    fn dates_within(&self, rule: &Rule, scope: Scope) -> Window {
        let (from, to) = match scope {
            Scope::Open { until } => {
                let lead = self.longest_lead(rule);
                let from = back(self.now, self.forget_days(rule)).max(self.since_of_all());
                // What falls on days off is shown before them.
                (from, back(until, -(lead + DAYS_OFF)))
            }
            Scope::Due { from, to } => (from.max(self.since_of_all()), to),
        };
        Window {
            from,
            to,
            open: scope.is_open(),
        }
    }

    fn longest_lead(&self, rule: &Rule) -> i64 {
        let Shape::Dated { lead, .. } = &rule.shape else {
            return 0;
        };
        lead.iter()
            .flat_map(spans)
            .map(days)
            .max()
            .unwrap_or_default()
    }

    fn date<'r>(
        &self,
        rule: &'r Rule,
        date: Date,
        dated: Dated,
        events: &Events,
    ) -> Obligation<'r> {
        let leads = leads(rule, &dated);
        let shown = self.shown_from(rule, dated.since, Some(dated.due), &leads);
        let from = settles_from(date, &dated, shown);
        let customer = dated.subject.home();
        let settled = events.of(customer).find(|fact| {
            // What names the very record settles it, however early.
            let own = names(&dated.links, &fact.links) && fact.at >= dated.since;
            own || (fact.at >= from && super::settle::about(&dated.links, &fact.links))
        });
        let met = match (dated.done, settled.map(|fact| fact.at)) {
            (Some(done), Some(at)) => Some(done.min(at)),
            (done, at) => done.or(at),
        };
        let mut owed = self.obligation(rule, dated.subject, dated.since, Some(dated.due), None);
        owed.met = met;
        owed.shown = shown;
        owed
    }
}

/// From when an event that names only the customer settles it: for the next
/// contact from the moment it was agreed; for everything else from the first
/// reminder, since last year's greeting is not this year's.
fn settles_from(date: Date, dated: &Dated, shown: Moment) -> Moment {
    match date {
        Date::FollowupNext => dated.since.plus_seconds(1).unwrap_or(dated.since),
        _ if date == Date::OccasionDay => shown,
        _ => dated.since.max(shown),
    }
}

fn leads(rule: &Rule, dated: &Dated) -> Vec<Span> {
    let Shape::Dated { lead, .. } = &rule.shape else {
        return Vec::new();
    };
    lead.iter()
        .filter_map(|by| for_subject(by, &dated.subject))
        .collect()
}

/// The longest run of days off, with room: Spring Festival and National Day.
const DAYS_OFF: i64 = 14;
