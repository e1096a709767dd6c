//! The clocks of open tickets: the most pressing one of each, with what is left of its
//! time and who is to be told. Worked out from the rules, never stored.

use std::collections::HashMap;

use crate::app::App;
use crate::event::About;
use crate::problem::Failure;
use crate::render::Format;
use crate::rules::Obligation;
use crate::store::Only;
use crate::value::{Cell, Moment, Span, Value as _};
use crate::words::{Text, t};

/// The most pressing clock of a ticket.
pub(super) struct Clock {
    pub rule: &'static str,
    pub label: Text,
    /// Its end: the time agreed anew with the customer, if there is one.
    pub line: Option<Moment>,
    /// What the rules gave, whatever was agreed.
    pub due: Option<Moment>,
    /// Stands still while the customer is waited for.
    pub paused: bool,
    /// Who is to be told by now, such as the superior of whoever is late (R120).
    pub tell: Vec<i64>,
}

impl Clock {
    fn of(owed: &Obligation<'_>, tell: Vec<i64>) -> Self {
        Clock {
            rule: owed.rule.id,
            label: owed.rule.label,
            line: owed.line(),
            due: owed.due,
            paused: owed.paused,
            tell,
        }
    }

    /// What presses most comes first: what stands still, and what has no end, last.
    pub fn rank(&self) -> (bool, bool, Option<Moment>) {
        (self.paused, self.line.is_none(), self.line)
    }

    pub fn is_over(&self, now: Moment) -> bool {
        self.line.is_some_and(|line| line < now)
    }

    /// Its rule: in words to people, by its id to programs.
    pub fn named(&self, format: Format) -> Cell {
        match format {
            Format::Table | Format::Md => Cell::Text(self.label),
            _ => Cell::Line(self.rule.to_owned()),
        }
    }

    /// What is left in minutes, less than nothing once it is over.
    pub fn left(&self, now: Moment) -> Cell {
        match (self.paused && !self.is_over(now), self.line) {
            (true, _) => Cell::Text(t("stands still", "暂停计时")),
            (false, Some(line)) => Cell::Minutes(line.minutes_since(now)),
            (false, None) => Cell::Empty,
        }
    }

    /// The day agreed anew, where there is one.
    pub fn agreed(&self) -> Cell {
        let agreed = self.line.filter(|_| self.line != self.due);
        agreed.cell()
    }
}

/// The most pressing clock of each open ticket that owes something.
///
/// # Errors
/// When the playbook or the file cannot be read.
pub(super) fn clocks(app: &mut App<'_>) -> Result<HashMap<i64, Clock>, Failure> {
    app.owing(&[], Only::All, |owing| {
        let engine = &owing.engine;
        let rules = owing
            .rules
            .iter()
            .filter(|rule| rule.about == About::Ticket);
        let far = engine.now.plus_seconds(400 * 86_400).unwrap_or(engine.now);
        let mut all: HashMap<i64, Clock> = HashMap::new();
        for owed in engine.open(rules, far)? {
            let told = engine.told(&owed).into_iter();
            let tell = told
                .filter(|told| told.at < engine.now && told.run.is_none())
                .flat_map(|told| told.who)
                .filter(|who| !owed.who.contains(who))
                .collect();
            let clock = Clock::of(&owed, tell);
            match all.get(&owed.subject.id) {
                Some(known) if known.rank() <= clock.rank() => {}
                _ => {
                    all.insert(owed.subject.id, clock);
                }
            }
        }
        Ok(all)
    })
}

/// The moment that a span from now ends.
///
/// # Errors
/// When the playbook cannot be read.
pub(super) fn until(app: &App<'_>, span: Option<Span>) -> Result<Moment, Failure> {
    Ok(match span {
        Some(span) => app.policy.get()?.calendar.due(app.now, &span),
        None => app.now,
    })
}
