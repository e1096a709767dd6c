//! What became of an imported ticket: its times, status and trail, as if the
//! verbs of `ticket` had been used. Times that cannot be are kept as they are.

use super::kinds::TICKETS;
use super::read::Read;
use crate::nouns::ticket::open::{blank, insert_event};
use crate::problem::{Failure, Problem};
use crate::records::TicketEvent;
use crate::records::choices::{RevisitResult, TicketEventKind as Event, TicketStatus};
use crate::say;
use crate::store::{TicketStanding, Writing};
use crate::value::{ChoiceSet as _, Found, Long, Moment, Ref, Score, Stored, Value, YesNo};

/// What a row says of a ticket's life.
pub struct Life {
    /// When it was accepted.
    at: Moment,
    pub standing: TicketStanding,
    answer: Option<Long>,
    steps: Option<Long>,
    satisfaction: Option<Score>,
    told: bool,
    accepted_by: Option<i64>,
    assignee: Option<i64>,
}

/// Which status a step leads to, in the order of the work.
const STAGES: &[(Event, TicketStatus)] = &[
    (Event::Responded, TicketStatus::Responded),
    (Event::Answered, TicketStatus::InProgress),
    (Event::Solved, TicketStatus::Solved),
    (Event::Confirmed, TicketStatus::Confirmed),
    (Event::Revisited, TicketStatus::Revisited),
    (Event::Closed, TicketStatus::Closed),
    (Event::Archived, TicketStatus::Closed),
];

impl Life {
    /// Reads it off a row.
    ///
    /// # Errors
    /// Where the status, the revisit's result or the satisfaction lacks the
    /// time that it stands for.
    pub fn of(read: &Read) -> Result<Self, Problem> {
        let time = |key| loaded::<Moment>(read.state(&TICKETS, key));
        let own = |key| match read.value(&TICKETS, key) {
            Stored::Int(id) => Some(*id),
            _ => None,
        };
        let solved = time("solved_at");
        let answered = time("answered_at").or(solved);
        let responded = time("responded_at").or(match (answered, solved) {
            (Some(answered), Some(solved)) => Some(answered.min(solved)),
            (one, other) => one.or(other),
        });
        let mut life = Life {
            at: loaded(read.value(&TICKETS, "at")).unwrap_or(Moment::from_utc(Default::default())),
            standing: TicketStanding {
                status: TicketStatus::Accepted,
                cause: loaded(read.state(&TICKETS, "cause")),
                responded,
                answered,
                solved,
                confirmed: time("confirmed_at"),
                revisited: time("revisited_at"),
                revisit_result: loaded(read.state(&TICKETS, "revisit_result")),
                closed: time("closed_at"),
                archived: time("archived_at"),
                merged_into: match read.state(&TICKETS, "merged_into") {
                    Stored::Int(id) => Some(*id),
                    _ => None,
                },
            },
            answer: loaded(read.state(&TICKETS, "answer")),
            steps: loaded(read.state(&TICKETS, "steps")),
            satisfaction: loaded(read.state(&TICKETS, "satisfaction")),
            told: loaded(read.value(&TICKETS, "told")) == Some(YesNo::Yes),
            accepted_by: own("accepted_by"),
            assignee: own("assignee"),
        };
        life.complete(loaded(read.state(&TICKETS, "status")))?;
        Ok(life)
    }

    /// The status that follows from the times, or the one that is given.
    fn complete(&mut self, given: Option<TicketStatus>) -> Result<(), Problem> {
        let reached = |(event, _): &&(Event, TicketStatus)| self.when(*event).is_some();
        let stage = STAGES.iter().rev().find(reached);
        let mut status = stage.map_or(TicketStatus::Accepted, |(_, status)| *status);
        if status == TicketStatus::Revisited
            && self.standing.revisit_result != Some(RevisitResult::Solved)
        {
            status = TicketStatus::Reopened;
        }
        if self.standing.revisit_result.is_some() && self.standing.revisited.is_none() {
            return Err(lacks("revisit_result", "revisited_at"));
        }
        for (key, said) in [
            ("archived_at", self.standing.archived.is_some()),
            ("merged_into", self.standing.merged_into.is_some()),
        ] {
            if said && self.standing.closed.is_none() {
                return Err(lacks(key, "closed_at"));
            }
        }
        if self.standing.merged_into.is_some() {
            status = TicketStatus::Merged;
        }
        if self.satisfaction.is_some() && self.last_word().is_none() {
            return Err(lacks("satisfaction", "revisited_at"));
        }
        if let Some(given) = given {
            let own = STAGES.iter().find(|(_, status)| *status == given);
            let timed = own.filter(|(_, status)| *status != TicketStatus::InProgress);
            if let Some((event, _)) = timed
                && self.when(*event).is_none()
            {
                return Err(lacks("status", column(*event)));
            }
            let ended = matches!(given, TicketStatus::Closed | TicketStatus::Merged);
            if self.standing.closed.is_some() && !ended {
                let label = given.label();
                let (en, zh) = (label.small(), label.zh);
                return Err(Problem::usage(say!(
                    "has a closing time, and its status is “{en}”",
                    "有关闭时间，状态却是“{zh}”"
                )));
            }
            status = given;
        }
        self.standing.status = status;
        Ok(())
    }

    fn when(&self, event: Event) -> Option<Moment> {
        let standing = &self.standing;
        match event {
            Event::Responded => standing.responded,
            Event::Answered => standing.answered,
            Event::Solved => standing.solved,
            Event::Confirmed => standing.confirmed,
            Event::Revisited => standing.revisited,
            Event::Closed => standing.closed,
            Event::Archived => standing.archived,
            _ => None,
        }
    }

    /// The step that a satisfaction without a revisit belongs to.
    fn last_word(&self) -> Option<Event> {
        let mut steps = [
            Event::Revisited,
            Event::Closed,
            Event::Confirmed,
            Event::Solved,
        ]
        .into_iter();
        steps.find(|event| self.when(*event).is_some())
    }

    /// Whether its times contradict one another (meaning.md 8).
    pub fn crossed(&self) -> bool {
        self.standing.contradicts(self.at)
    }

    /// The columns of the ticket that say so, as of acceptance: the steps
    /// follow in [`Life::write`].
    pub fn columns(&self) -> Vec<(&'static str, Stored)> {
        let standing = &self.standing;
        let mut columns = vec![(
            "status",
            Stored::Text(TicketStatus::Accepted.code().to_owned()),
        )];
        for (event, _) in STAGES {
            columns.push((column(*event), self.when(*event).store()));
        }
        columns.push(("cause", standing.cause.store()));
        columns.push(("revisit_result", standing.revisit_result.store()));
        let into = standing.merged_into.map_or(Stored::Null, Stored::Int);
        columns.push(("merged_into", into));
        columns
    }

    /// Writes the trail of a new ticket.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, writing: &Writing<'_>, ticket: i64) -> Result<(), Failure> {
        let by = self.accepted_by.map(Ref::new);
        let mut events = vec![blank(ticket, Event::Opened, self.at, by)];
        if self.told {
            events.push(blank(ticket, Event::Told, self.at, by));
        }
        if self.assignee.is_some() && self.assignee != self.accepted_by {
            let mut assigned = blank(ticket, Event::Assigned, self.at, by);
            assigned.to = self.assignee.map(Ref::new);
            events.push(assigned);
        }
        let steps = STAGES.iter().map(|(event, _)| *event);
        events.extend(steps.filter_map(|event| self.event(ticket, event)));
        if self.standing.status == TicketStatus::Reopened {
            let at = self.standing.revisited.unwrap_or(self.at);
            events.push(blank(ticket, Event::Reopened, at, self.handler()));
        }
        // What happened first stands first; the work's own order at one moment.
        events.sort_by_key(|event| event.at);
        let mut reached = None;
        for event in &events {
            insert_event(writing, event)?;
            let stage = STAGES.iter().position(|(kind, _)| *kind == event.kind);
            if stage > reached {
                reached = stage;
                if let Some((_, status)) = stage.and_then(|at| STAGES.get(at)) {
                    writing.ticket_status(ticket, *status, event.at)?;
                }
            }
        }
        let last = events.last().map_or(self.at, |event| event.at);
        writing.ticket_status(ticket, self.standing.status, last)
    }

    /// Writes the steps of a ticket on file that only the row knows of.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn follow(
        &self,
        writing: &Writing<'_>,
        ticket: i64,
        is_new: impl Fn(&str) -> bool,
    ) -> Result<(), Failure> {
        for (event, _) in STAGES {
            if is_new(column(*event))
                && let Some(event) = self.event(ticket, *event)
            {
                insert_event(writing, &event)?;
            }
        }
        Ok(())
    }

    fn handler(&self) -> Option<Ref<crate::records::Staff>> {
        self.assignee.or(self.accepted_by).map(Ref::new)
    }

    fn event(&self, ticket: i64, kind: Event) -> Option<TicketEvent> {
        let mut event = blank(ticket, kind, self.when(kind)?, self.handler());
        match kind {
            Event::Answered => event.answer = self.answer.clone(),
            Event::Solved => {
                event.cause = self.standing.cause;
                event.steps = self.steps.clone();
            }
            Event::Revisited => event.result = self.standing.revisit_result,
            Event::Closed if self.standing.merged_into.is_some() => event.kind = Event::Merged,
            _ => {}
        }
        if self.last_word() == Some(kind) {
            event.satisfaction = self.satisfaction;
        }
        Some(event)
    }
}

/// The column of a step's time.
const fn column(event: Event) -> &'static str {
    match event {
        Event::Responded => "responded_at",
        Event::Answered => "answered_at",
        Event::Solved => "solved_at",
        Event::Confirmed => "confirmed_at",
        Event::Revisited => "revisited_at",
        Event::Archived => "archived_at",
        _ => "closed_at",
    }
}

fn lacks(what: &'static str, time: &'static str) -> Problem {
    let label = TICKETS.layout().map(|layout| layout.label(what));
    let problem = Problem::usage(say!(
        "the time of it is missing: {time}",
        "缺少相应的时间：{time}"
    ));
    match label {
        Some(label) => problem.about(label),
        None => problem,
    }
}

fn loaded<T: Value>(stored: &Stored) -> Option<T> {
    match stored {
        Stored::Null => None,
        Stored::Int(number) => T::load(Found::Int(*number)),
        Stored::Text(text) => T::load(Found::Text(text)),
    }
}
