//! Facts made by hand, for tests: what happened to whom, and nothing else.

use std::sync::Arc;

use smallvec::smallvec;

use super::always_raised;
use super::filter::passes;
use super::{Dated, Fact, Facts, Happened, Links, Of, Start, Step, Subject, Turn, Window};
use crate::event::{Attribute, Date};
use crate::playbook::Selector;
use crate::problem::Failure;
use crate::value::{Moment, Noun};

/// One event as a test tells it.
#[derive(Clone, Debug)]
struct Told {
    event: &'static str,
    at: Moment,
    subject: Subject,
    links: Links,
    attributes: Vec<(Attribute, &'static str)>,
}

#[derive(Debug, Default)]
pub struct Hand {
    pub customers: Vec<Subject>,
    told: Vec<Told>,
    turns: Vec<(Noun, Turn)>,
    dates: Vec<(Date, Dated)>,
    steps: Vec<Step>,
}

impl Hand {
    /// Customer `id` of colleague 1, on file since long ago.
    pub fn customer(&mut self, id: i64, attributes: &[(Attribute, &'static str)]) -> Subject {
        let subject = Subject {
            noun: Noun::Customer,
            id,
            customer: Some(id),
            owner: Some(1),
            assignee: None,
            begun: super::tests::at("2020-01-01 00:00"),
            attributes: attributes.into(),
        };
        self.customers.push(subject.clone());
        subject
    }

    /// A ticket of customer 1, assigned to colleague 2, accepted at `at`.
    pub fn ticket(&mut self, id: i64, at: &str, priority: &'static str) -> Subject {
        let subject = Subject {
            noun: Noun::Ticket,
            id,
            customer: Some(1),
            owner: Some(1),
            assignee: Some(2),
            begun: super::tests::at(at),
            attributes: [(Attribute::Priority, priority)].into(),
        };
        self.event("ticket.opened", at, &subject, &[]);
        subject
    }

    pub fn event(
        &mut self,
        event: &'static str,
        at: &str,
        subject: &Subject,
        attributes: &[(Attribute, &'static str)],
    ) {
        let mut links: Links = subject
            .customer
            .map(|customer| (Noun::Customer, customer))
            .into_iter()
            .collect();
        if subject.noun != Noun::Customer {
            links.push((subject.noun, subject.id));
        }
        self.told.push(Told {
            event,
            at: super::tests::at(at),
            subject: subject.clone(),
            links,
            attributes: attributes.to_vec(),
        });
        let what = match event {
            "ticket.waiting" => Happened::Waiting,
            "ticket.resumed" => Happened::Resumed,
            "ticket.solved" => Happened::Solved,
            "ticket.reopened" => Happened::Reopened,
            "ticket.answered" => Happened::Answered,
            _ => return,
        };
        self.step(at, subject, what);
    }

    pub fn step(&mut self, at: &str, ticket: &Subject, what: Happened) {
        self.steps.push(Step {
            ticket: ticket.id,
            at: super::tests::at(at),
            what,
        });
    }

    /// A contact that reached customer `subject`.
    pub fn contact(&mut self, at: &str, subject: &Subject) {
        self.event(
            "followup.logged",
            at,
            subject,
            &[(Attribute::Reached, "true")],
        );
    }

    /// A dated change from one value to another; empty is none.
    pub fn turn(
        &mut self,
        at: &str,
        subject: &Subject,
        attribute: Attribute,
        [old, new]: [&'static str; 2],
    ) {
        let value = |code: &'static str| Some(code).filter(|code| !code.is_empty());
        self.turns.push((
            subject.noun,
            Turn {
                record: subject.id,
                attribute,
                at: super::tests::at(at),
                old: value(old),
                new: value(new),
            },
        ));
    }

    pub fn date(&mut self, date: Date, since: &str, due: &str, subject: &Subject) {
        let mut links: Links = smallvec![(Noun::Customer, subject.customer.unwrap_or_default())];
        if subject.noun != Noun::Customer {
            links.push((subject.noun, subject.id));
        }
        let dated = Dated {
            subject: subject.clone(),
            due: super::tests::at(due),
            since: super::tests::at(since),
            done: None,
            links,
        };
        self.dates.push((date, dated));
    }

    fn told<'h>(&'h self, of: &'h [Selector]) -> impl Iterator<Item = &'h Told> {
        self.told.iter().filter(move |told| {
            of.iter().any(|selector| {
                selector.event.name == told.event
                    && selector.conditions.iter().all(|one| {
                        let mut all = told.attributes.iter();
                        let found = all.find(|(known, _)| *known == one.attribute);
                        passes(&one.is, found.map(|(_, code)| *code))
                    })
            })
        })
    }
}

impl Facts for Hand {
    fn subjects(&self, _: Noun, _: &[Attribute]) -> Result<Arc<[Subject]>, Failure> {
        Ok(self.customers.clone().into())
    }

    fn starts(
        &self,
        of: &[Selector],
        _: &[Attribute],
        window: Window,
    ) -> Result<Vec<Start>, Failure> {
        let always = |told: &Told| window.open && told.subject.noun == Noun::Ticket;
        let mut all: Vec<Start> = self
            .told(of)
            .filter(|told| told.at >= window.from || always(told))
            .filter(|told| told.at <= window.to)
            .map(|told| Start {
                at: told.at,
                links: told.links.clone(),
                subject: told.subject.clone(),
            })
            .collect();
        all.sort_by_key(|start| start.at);
        Ok(all)
    }

    fn events(&self, of: &[Selector], about: Of<'_>, from: Moment) -> Result<Vec<Fact>, Failure> {
        let mut all: Vec<Fact> = self
            .told(of)
            .filter(|told| told.at >= from)
            .filter(|told| match about {
                Of::Customers(all) => told.subject.customer.is_none_or(|one| all.contains(&one)),
                Of::Tickets(all) | Of::Staff(all) => all.contains(&told.subject.id),
            })
            .map(|told| Fact {
                at: told.at,
                period: None,
                links: told.links.clone(),
            })
            .collect();
        all.sort_by_key(|fact| fact.at);
        Ok(all)
    }

    fn been_since(&self, of: &[Selector], all: &[(i64, Moment)]) -> Result<Vec<bool>, Failure> {
        let been = |(customer, since): &(i64, Moment)| {
            let mut told = self.told(of);
            told.any(|told| told.subject.customer == Some(*customer) && told.at >= *since)
        };
        Ok(all.iter().map(been).collect())
    }

    fn newest(&self, of: &[Selector], customers: &[i64]) -> Result<Vec<Option<Moment>>, Failure> {
        let newest = |customer: &i64| {
            self.told(of)
                .filter(|told| told.subject.customer == Some(*customer))
                .map(|told| told.at)
                .max()
        };
        Ok(customers.iter().map(newest).collect())
    }

    fn turns(
        &self,
        noun: Noun,
        attribute: Attribute,
        records: &[i64],
    ) -> Result<Arc<[Turn]>, Failure> {
        let asked = |(of, turn): &&(Noun, Turn)| {
            *of == noun && attribute == turn.attribute && records.contains(&turn.record)
        };
        let found = self.turns.iter().filter(asked);
        let mut found: Vec<Turn> = found.map(|(_, turn)| turn.clone()).collect();
        found.sort_by_key(|turn| turn.record);
        Ok(found.into())
    }

    fn dated(&self, date: Date, _: &[Attribute], window: Window) -> Result<Vec<Dated>, Failure> {
        let always = |dated: &Dated| window.open && always_raised(dated.subject.noun);
        Ok(self
            .dates
            .iter()
            .filter(|(of, dated)| {
                *of == date && (dated.due >= window.from || always(dated)) && dated.due <= window.to
            })
            .map(|(_, dated)| dated.clone())
            .collect())
    }

    fn steps(&self, tickets: &[i64]) -> Result<Vec<Step>, Failure> {
        let asked = |step: &&Step| tickets.contains(&step.ticket);
        Ok(self.steps.iter().filter(asked).copied().collect())
    }
}
