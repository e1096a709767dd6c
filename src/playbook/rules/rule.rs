//! A rule as the engine reads it: checked, closed, nothing left to go wrong.
//! How it is written is `written.rs`; what its words mean is `docs/meaning.md`.

use crate::choice;
use crate::event::{About, Attribute, Date, Event};
use crate::records::choices::Role;
use crate::value::Span;
use crate::words::Text;

/// One rule of the playbook: what is owed, by whom, until when.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Stable: it appears in calendar files, snoozes and reports.
    pub id: &'static str,
    /// What it was called before it was renamed: snoozes and calendar files
    /// still say so.
    pub was: Vec<&'static str>,
    pub label: Text,
    /// The handbook's numbers behind it: `R106 R107 M01`.
    pub source: String,
    pub shape: Shape,
    /// What one obligation of it hangs on; [`About::Duty`] where it is nothing
    /// but the calendar, so that whoever holds the role owes it once a period.
    pub about: About,
    /// `for`: which of them; all must hold. An attribute is the record's own or,
    /// where it has none of that name, its customer's: [`Rule::holder`].
    pub filter: Vec<Condition>,
    pub who: Who,
    /// `None` for limits, which are told while logging and in the weekly check.
    pub band: Option<Band>,
    /// Shares of the time, in percent, at which it is called coming to an end.
    pub warn: Vec<u32>,
    /// Time after the due within which it still counts as met.
    pub grace: Option<Span>,
    /// A settling event before the start settles it too.
    pub early: bool,
    /// After this an unmet one leaves `today` and is counted as missed; the
    /// playbook's own `forget` where the rule says nothing.
    pub forget: Option<Span>,
    /// One line for all subjects together, such as one push for the whole pool.
    pub batch: bool,
    pub escalate: Vec<Escalation>,
    pub clock: Clock,
}

impl Rule {
    /// Whose attribute `for`, `within` or `lead` means by this name: the
    /// subject's own, else its customer's.
    pub fn holder(&self, attribute: Attribute) -> About {
        match self.about.values(attribute) {
            Some(_) => self.about,
            None => About::Customer,
        }
    }
}

/// The four shapes. Whoever needs a fifth writes an event in `store/`.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// `after … until … within …`; without `within` it is open until it is met.
    Deadline {
        after: Vec<Selector>,
        until: Vec<Selector>,
        within: Option<By<Span>>,
    },
    /// `every SPAN` or `at_least N per PERIOD` of `event`.
    Rhythm {
        pace: Pace,
        event: Vec<Selector>,
        during: Option<During>,
        /// How long before its due a counted one is shown.
        lead: Option<Span>,
    },
    /// `at_most N per PERIOD` of `event`, or during a time.
    Limit {
        most: u32,
        per: Option<Per>,
        event: Vec<Selector>,
        during: Option<During>,
    },
    /// `date … until …`: due on a date that a record carries. Several leads are
    /// several reminders of one obligation.
    Dated {
        date: Date,
        until: Vec<Selector>,
        lead: Vec<By<Span>>,
    },
}

/// `after … during …`: only so long after the event.
#[derive(Clone, Debug, PartialEq)]
pub struct During {
    pub after: Vec<Selector>,
    pub length: Span,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Rolls from the last one.
    Every(Span),
    /// Rolls from the last one, by the customer's own span.
    Own,
    /// Counted in periods of the calendar.
    AtLeast(u32, Per),
}

choice! {
    /// A period of the calendar, Monday first; two months are January and February …
    pub enum Per {
        Week = "week", "week", "周";
        Month = "month", "month", "月";
        Bimonth = "bimonth", "two months", "双月";
        Quarter = "quarter", "quarter", "季度";
        Half = "half", "half-year", "半年";
        Year = "year", "year", "年";
    }
}

/// A value, or one that depends on an attribute of the subject.
#[derive(Clone, Debug, PartialEq)]
pub enum By<T> {
    One(T),
    Each(Attribute, Vec<(String, T)>),
}

impl<T: Copy> By<T> {
    /// The value for a subject whose attributes `of` gives as codes.
    pub fn of(&self, of: impl Fn(Attribute) -> Option<String>) -> Option<T> {
        match self {
            By::One(value) => Some(*value),
            By::Each(attribute, values) => {
                let code = of(*attribute)?;
                let found = values.iter().find(|(known, _)| *known == code);
                found.map(|(_, value)| *value)
            }
        }
    }
}

/// An event, and what must be true of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Selector {
    pub event: &'static Event,
    pub conditions: Vec<Condition>,
}

/// One attribute and the codes it may have.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    pub attribute: Attribute,
    pub is: Test,
}

/// What an attribute is compared with. An attribute of several values (purpose,
/// sent, tag) matches if one of them does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// One of these codes; `none` is an attribute without a value.
    In(Vec<String>),
    /// None of these codes.
    NotIn(Vec<String>),
    /// Any value at all: `sent = "any"`.
    Any,
    Is(bool),
}

/// Who owes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The owner of the customer.
    Owner,
    /// Whom the record is assigned to; the customer's owner where it is nobody.
    Assignee,
    /// The supervisor of the customer's owner.
    Supervisor,
    /// The supervisor of the assignee.
    Superior,
    /// Who hands over, and who takes over.
    From,
    To,
    /// Whoever holds this role.
    Role(Role),
}

choice! {
    /// What kind of thing it is; also its rank in `today`.
    #[derive(PartialOrd, Ord)]
    pub enum Band {
        Waiting = "waiting", "the customer waits", "客户在等";
        Agreed = "agreed", "as agreed", "已约定";
        Money = "money", "money", "款项";
        Stage = "stage", "key stage", "关键阶段";
        Touch = "touch", "contact", "跟进";
        Care = "care", "care", "关怀";
        Paper = "paper", "paperwork", "表单";
        Duty = "duty", "duty", "例行";
    }
}

/// Who is told, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Escalation {
    pub at: When,
    pub to: Who,
    /// The command that is suggested then, such as `ticket extend`.
    pub run: Option<String>,
}

/// When an escalation begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At this percentage of the time from start to due.
    Share(u32),
    /// So long after the due.
    After(Span),
}

/// How a ticket's clock runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clock {
    /// Whether waiting for the customer stops it, and for how long at most.
    pub pause: bool,
    pub pause_cap: Option<Span>,
    /// The time between solved and reopened does not count.
    pub hold_on_reopen: bool,
    /// The date that moves its line in `today`, if one was agreed.
    pub agreed: Option<Date>,
}
