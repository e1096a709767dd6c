//! One line of `today`: an obligation with everything that is said of it.

use crate::calendar::Calendar;
use crate::event::{Attribute, Date};
use crate::playbook::{Band, Pace, Rule, Shape};
use crate::rules::{Class, Obligation};
use crate::store::{Face, Snooze};
use crate::value::{Moment, Noun, Span, Unit};
use crate::words::Text;

/// One line of `today`.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its number on the screen, if it was given one.
    pub number: Option<usize>,
    pub class: Class,
    pub rule: &'static str,
    pub label: Text,
    pub band: Option<Band>,
    pub noun: Noun,
    pub record: i64,
    pub customer: Option<i64>,
    /// The record's own number; the customer's, where it is about the customer.
    pub of: String,
    /// What it is about, in somebody's words.
    pub about: String,
    pub face: Face,
    pub since: Moment,
    pub due: Option<Moment>,
    pub agreed: Option<Moment>,
    /// Its time is counted in hours, so that a due at closing time is an hour too.
    pub by_the_hour: bool,
    /// Its due is over, and until then it still counts as met in time.
    pub grace: Option<Moment>,
    /// How late it is, in the unit of its span.
    pub late: Option<Span>,
    /// Who owes it.
    pub who: Vec<i64>,
    /// Who is to be told by now.
    pub tell: Vec<i64>,
    pub nth: Option<(u32, u32)>,
    pub count: usize,
    pub snoozed: Option<Snooze>,
    /// Words of the command that settles it.
    pub run: Vec<String>,
}

impl Line {
    /// Whether the due is a day rather than a minute.
    pub fn is_day(&self, calendar: &Calendar) -> bool {
        let bare = |due| {
            let day = calendar.day_of(due);
            due == calendar.end_of(day) || due == calendar.close_of(day)
        };
        !self.by_the_hour && self.line().is_some_and(bare)
    }

    pub fn line(&self) -> Option<Moment> {
        self.agreed.or(self.due)
    }
}

/// How late an obligation is, in the unit of its span: working days where it is
/// counted in working days, minutes and hours where it is to the minute.
pub fn late(owed: &Obligation<'_>, now: Moment, calendar: &Calendar) -> Option<Span> {
    let due = owed.line()?;
    let seconds = now.seconds_since(due);
    if seconds <= 0 {
        return None;
    }
    let days = (calendar.day_of(now) - calendar.day_of(due)).num_days();
    // A bare day stands as its close, and is no hour.
    let its = calendar.day_of(due);
    let bare = due == calendar.close_of(its) || due == calendar.end_of(its);
    let unit = match (unit(owed.rule, owed), &owed.rule.shape) {
        (Unit::H, Shape::Dated { .. }) if bare => Unit::D,
        (unit, _) => unit,
    };
    let (n, unit) = match unit {
        Unit::Min | Unit::H | Unit::Wh if seconds < 3600 => ((seconds / 60).max(1), Unit::Min),
        Unit::Min | Unit::H | Unit::Wh if seconds < 72 * 3600 => (seconds / 3600, Unit::H),
        Unit::Wd => match calendar.closes_in(due, now) {
            0 => (1, Unit::Wd),
            n => (n, Unit::Wd),
        },
        _ if days == 0 => ((seconds / 3600).max(1), Unit::H),
        _ => (days, Unit::D),
    };
    let n = u32::try_from(n).unwrap_or(Span::MAX).min(Span::MAX);
    Some(Span { n, unit })
}

/// Whether its time is counted in hours or minutes.
pub fn is_by_the_hour(owed: &Obligation<'_>) -> bool {
    let hours = matches!(unit(owed.rule, owed), Unit::Min | Unit::H | Unit::Wh);
    hours && matches!(owed.rule.shape, Shape::Deadline { .. })
}

/// What an obligation's span is counted in.
fn unit(rule: &Rule, owed: &Obligation<'_>) -> Unit {
    match &rule.shape {
        Shape::Deadline {
            within: Some(by), ..
        } => {
            let span = by.of(|which| owed.subject.attribute(which).map(str::to_owned));
            span.map_or(Unit::D, |span| span.unit)
        }
        Shape::Rhythm {
            pace: Pace::Every(span),
            ..
        } => span.unit,
        Shape::Rhythm {
            pace: Pace::Own, ..
        } => {
            let own = owed.subject.attribute(Attribute::Rhythm);
            own.and_then(Span::read).map_or(Unit::D, |span| span.unit)
        }
        // A time of day was agreed.
        Shape::Dated {
            date: Date::PlanAt | Date::FollowupNext | Date::TicketAppointment | Date::TicketAgreed,
            ..
        } => Unit::H,
        Shape::Deadline { .. } | Shape::Rhythm { .. } | Shape::Limit { .. } => Unit::D,
        Shape::Dated { .. } => Unit::D,
    }
}
