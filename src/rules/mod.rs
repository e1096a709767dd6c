//! The rule engine: facts + playbook + calendar + now → obligations. It knows no
//! SQL, no terminal and no clock; facts come through [`Facts`], `now` as an argument.

mod clock;
mod context;
mod dated;
mod deadline;
mod during;
mod duty;
mod ended;
mod fact;
mod filter;
mod kept;
mod limit;
mod moments;
mod obligation;
mod people;
mod period;
mod rank;
mod rhythm;
mod settle;
mod standing;
mod times;
mod why;

#[cfg(test)]
mod hand;
#[cfg(test)]
mod tests;

pub use clock::{Leg, Why};
pub use duty::{Done, Turn as DutyTurn};
pub use fact::{Dated, Fact, Facts, Happened, Links, Of, Start, Step, Subject, Turn, Window};
pub use moments::Moments;
pub use obligation::{Obligation, State, Told};
pub use people::{People, Person, is_duty};
pub use period::Period;
pub use rank::{Class, Order, Rank};

use crate::calendar::Calendar;
use crate::event::{About, Attribute};
use crate::playbook::{By, Pace, Rule, Shape};
use crate::problem::Failure;
use crate::value::{Moment, Noun, Span};

use deadline::Deadline;
use filter::Past;
use rhythm::own_span;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// What is open now and shown by the end of that time.
    Open { until: Moment },
    /// What was due between two moments, met or not.
    Due { from: Moment, to: Moment },
}

impl Scope {
    const fn is_open(self) -> bool {
        matches!(self, Scope::Open { .. })
    }
}

/// Hears of obligations one by one, each with the place of the time that it was due in.
pub type Each<'f, 'r> = &'f mut dyn FnMut(usize, Obligation<'r>) -> Result<(), Failure>;

/// The engine, at one moment.
pub struct Engine<'a> {
    pub facts: &'a dyn Facts,
    pub calendar: &'a Calendar,
    pub people: &'a People,
    pub now: Moment,
    /// Nothing older raises a deadline: the day of `init`.
    pub since: Moment,
    /// How long an unmet deadline stays, where its rule says nothing.
    pub forget: Span,
    /// Before everything that is on file.
    pub dawn: Moment,
}

impl Engine<'_> {
    /// Nothing older raises a deadline for this subject: its owner's own file
    /// says since when, and else this one.
    fn since_of(&self, subject: &Subject) -> Moment {
        self.people.since(subject).unwrap_or(self.since)
    }

    /// Nothing older raises a deadline for anybody.
    fn since_of_all(&self) -> Moment {
        let earliest = self.people.earliest();
        earliest.map_or(self.since, |earliest| earliest.min(self.since))
    }

    /// Whether something of that moment may raise a deadline for a subject.
    fn counts_from(&self, subject: &Subject, at: Moment, open: bool) -> bool {
        let always = open && always_raised(subject.noun);
        always || self.people.earliest().is_none() || at >= self.since_of(subject)
    }

    /// What is open, and is to be shown by `until`.
    ///
    /// # Errors
    /// When the facts cannot be read.
    pub fn open<'r>(
        &self,
        rules: impl IntoIterator<Item = &'r Rule>,
        until: Moment,
    ) -> Result<Vec<Obligation<'r>>, Failure> {
        let mut all = Vec::new();
        for rule in rules {
            if is_measured(rule) {
                continue;
            }
            let owed = self.yields(rule, Scope::Open { until })?;
            let open = owed
                .into_iter()
                .filter(|one| one.met.is_none() && one.shown <= until && !self.is_forgotten(one));
            match rule.batch {
                true => all.extend(obligation::batched(open)),
                false => all.extend(open),
            }
        }
        Ok(all)
    }

    /// Everything that was due between two moments, met or not: what a rule's
    /// compliance is counted from.
    ///
    /// # Errors
    /// When the facts cannot be read.
    pub fn due<'r>(
        &self,
        rules: impl IntoIterator<Item = &'r Rule>,
        from: Moment,
        to: Moment,
    ) -> Result<Vec<Obligation<'r>>, Failure> {
        let mut all = Vec::new();
        for rule in rules {
            self.each_due(rule, &[(from, to)], &mut |_, owed| {
                all.push(owed);
                Ok(())
            })?;
        }
        Ok(all)
    }

    /// The same of one rule in each of some times, told one by one with the place of the
    /// time: a year of a hundred thousand customers is too much to be kept.
    ///
    /// # Errors
    /// When the facts cannot be read, or as `each` does.
    pub fn each_due<'r>(
        &self,
        rule: &'r Rule,
        spans: &[(Moment, Moment)],
        each: Each<'_, 'r>,
    ) -> Result<(), Failure> {
        let within = &mut |at: usize, owed: Obligation<'r>| {
            let span = spans.get(at).filter(|_| !owed.contradictory);
            let is = |(from, to): &(Moment, Moment)| {
                owed.due.is_some_and(|due| due >= *from && due <= *to)
            };
            match span.is_some_and(is) {
                true => each(at, owed),
                false => Ok(()),
            }
        };
        match &rule.shape {
            Shape::Rhythm {
                pace,
                event,
                during: None,
                ..
            } => return self.rhythm_due(rule, (*pace, event), spans, within),
            Shape::Deadline { after, until, .. } => {
                return self.deadlines_due(Deadline { rule, after, until }, spans, within);
            }
            _ => {}
        }
        for (at, (from, to)) in spans.iter().enumerate() {
            let (from, to) = (*from, *to);
            for owed in self.yields(rule, Scope::Due { from, to })? {
                within(at, owed)?;
            }
        }
        Ok(())
    }

    fn yields<'r>(&self, rule: &'r Rule, scope: Scope) -> Result<Vec<Obligation<'r>>, Failure> {
        match &rule.shape {
            Shape::Deadline { after, until, .. } => {
                self.deadlines(Deadline { rule, after, until }, scope)
            }
            Shape::Rhythm {
                pace,
                event,
                during,
                ..
            } => match during {
                None => self.rhythm(rule, *pace, event, scope),
                Some(_) => self.during(rule, scope),
            },
            Shape::Limit { during, .. } => match during {
                Some(_) => self.during(rule, scope),
                None if !scope.is_open() => self.limit(rule, scope),
                None => Ok(Vec::new()),
            },
            Shape::Dated { date, until, .. } => self.dates(rule, *date, until, scope),
        }
    }

    /// Everything that was owed for a ticket, met or not, in the order of the rules.
    ///
    /// # Errors
    /// When the facts cannot be read.
    pub fn of_ticket<'r>(
        &self,
        rules: impl IntoIterator<Item = &'r Rule>,
        ticket: i64,
    ) -> Result<Vec<Obligation<'r>>, Failure> {
        let end = self.now.plus_seconds(400 * 86_400).unwrap_or(self.now);
        let scope = Scope::Due {
            from: self.dawn,
            to: end,
        };
        let mut all = Vec::new();
        for rule in rules.into_iter().filter(|rule| rule.about == About::Ticket) {
            let owed = self.yields(rule, scope)?;
            all.extend(owed.into_iter().filter(|one| one.subject.id == ticket));
        }
        Ok(all)
    }

    /// What counted from the start of an obligation to its due, and what did not.
    pub fn legs(&self, owed: &Obligation<'_>) -> Vec<Leg> {
        let span = match &owed.rule.shape {
            Shape::Deadline {
                within: Some(by), ..
            } => for_subject(by, &owed.subject),
            Shape::Rhythm {
                pace: Pace::Every(span),
                ..
            } => Some(*span),
            Shape::Rhythm {
                pace: Pace::Own, ..
            } => own_span(owed.subject.attribute(Attribute::Rhythm)),
            _ => None,
        };
        match (span, owed.due) {
            // A clock that was stopped knows itself when it ran.
            (Some(span), _) if owed.legs.len() > 1 => {
                why::refined(&owed.legs, owed.since, &span, self.calendar)
            }
            (Some(span), _) => why::legs(owed.since, &span, self.calendar),
            (None, Some(due)) if due > owed.since => vec![Leg {
                from: owed.since,
                to: due,
                why: Why::Runs,
            }],
            _ => Vec::new(),
        }
    }

    /// An obligation with everything that follows from its times.
    fn obligation<'r>(
        &self,
        rule: &'r Rule,
        subject: Subject,
        since: Moment,
        due: Option<Moment>,
        start: Option<&Start>,
    ) -> Obligation<'r> {
        let links = start.into_iter().flat_map(|start| &start.links);
        let parties = links.filter(|(noun, _)| *noun == Noun::Staff);
        let parties: Vec<i64> = parties.map(|(_, id)| *id).collect();
        let who = self.people.owing(rule, &subject, &parties);
        Obligation {
            rule,
            subject,
            who,
            since,
            due,
            agreed: None,
            shown: since,
            met: None,
            parties,
            nth: None,
            count: 1,
            paused: false,
            contradictory: false,
            legs: Vec::new(),
        }
    }

    /// Whether an unmet one has left `today` and counts as missed.
    fn is_forgotten(&self, owed: &Obligation<'_>) -> bool {
        let lasting = matches!(owed.rule.shape, Shape::Rhythm { .. });
        match owed.line() {
            Some(due) if !lasting && !always_raised(owed.subject.noun) => {
                let span = owed.rule.forget.unwrap_or(self.forget);
                self.calendar.due(due, &span) < self.now
            }
            _ => false,
        }
    }

    fn forget_days(&self, rule: &Rule) -> i64 {
        deadline::days(&rule.forget.unwrap_or(self.forget))
    }

    /// The dated changes of what a rule asks of these subjects.
    fn past<'s>(
        &self,
        rule: &Rule,
        subjects: impl Iterator<Item = &'s Subject>,
    ) -> Result<Past, Failure> {
        self.past_of(&wanted(rule), subjects)
    }

    /// The dated changes of these attributes of these subjects.
    fn past_of<'s>(
        &self,
        wanted: &[Attribute],
        subjects: impl Iterator<Item = &'s Subject>,
    ) -> Result<Past, Failure> {
        let mut subjects = subjects.peekable();
        let Some(noun) = subjects.peek().map(|subject| subject.noun) else {
            return Ok(Past::default());
        };
        if wanted.is_empty() {
            return Ok(Past::default());
        }
        let mut records: Vec<i64> = subjects.map(|subject| subject.id).collect();
        records.sort_unstable();
        records.dedup();
        let turns = wanted
            .iter()
            .map(|which| Ok((*which, self.facts.turns(noun, *which, &records)?)));
        Ok(Past::new(turns.collect::<Result<_, Failure>>()?))
    }
}

/// The attributes that a rule asks of its subjects.
pub fn wanted(rule: &Rule) -> Vec<Attribute> {
    let mut all = filter::attributes(&rule.filter);
    let by = match &rule.shape {
        Shape::Deadline {
            within: Some(by), ..
        } => std::slice::from_ref(by),
        Shape::Dated { lead, .. } => lead.as_slice(),
        _ => &[],
    };
    let own = matches!(
        rule.shape,
        Shape::Rhythm {
            pace: Pace::Own,
            ..
        }
    );
    let asked = by.iter().filter_map(deadline::depends_on);
    for which in asked.chain(own.then_some(Attribute::Rhythm)) {
        if !all.contains(&which) {
            all.push(which);
        }
    }
    all
}

/// What is always raised, however old: what was agreed, who waits, what is to be
/// paid or put right, forms that stay open, and a pause, which nothing else would ever end.
pub const fn always_raised(noun: Noun) -> bool {
    matches!(
        noun,
        Noun::Ticket
            | Noun::Action
            | Noun::Instalment
            | Noun::Deviation
            | Noun::Entry
            | Noun::Pause
    )
}

/// Whether it is met as soon as its record is there: it is measured afterwards,
/// and never open.
fn is_measured(rule: &Rule) -> bool {
    let Shape::Deadline { until, .. } = &rule.shape else {
        return false;
    };
    const WITH_THE_RECORD: &[&str] = &["followup.recorded", "contact.updated", "customer.recorded"];
    until
        .iter()
        .all(|selector| WITH_THE_RECORD.contains(&selector.event.name))
}

/// The value of `by` for a subject.
fn for_subject(by: &By<Span>, subject: &Subject) -> Option<Span> {
    by.of(|which| subject.attribute(which).map(str::to_owned))
}
