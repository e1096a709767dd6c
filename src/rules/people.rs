//! Who owes what, and who is told: the colleagues on file and their roles.

use crate::playbook::{Band, Rule, Who};

use super::fact::Subject;
use super::obligation::Colleagues;
use crate::value::{ChoiceSet as _, Moment};

/// One colleague, as far as rules ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: i64,
    /// The code of the role.
    pub role: &'static str,
    pub supervisor: Option<i64>,
    pub left: bool,
    /// Since when clocks run for what is theirs, where their own file says so.
    pub since: Option<Moment>,
}

/// All colleagues, and whose file it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    pub all: Vec<Person>,
    /// What belongs to nobody is looked after by whoever uses the file.
    pub me: Option<i64>,
}

impl People {
    fn supervisor(&self, of: Option<i64>) -> Option<i64> {
        let person = self.all.iter().find(|person| Some(person.id) == of)?;
        person.supervisor
    }

    /// Since when clocks run for what is the owner's of a subject, where that is
    /// known of their own file.
    pub fn since(&self, subject: &Subject) -> Option<Moment> {
        let owner = subject.owner.or(subject.assignee)?;
        let person = self.all.iter().find(|person| person.id == owner)?;
        person.since
    }

    /// The earliest of these.
    pub fn earliest(&self) -> Option<Moment> {
        self.all.iter().filter_map(|person| person.since).min()
    }

    /// Everyone who holds a role.
    fn holders(&self, role: &str) -> Vec<i64> {
        let here = self.all.iter().filter(|person| !person.left);
        here.filter(|person| person.role == role)
            .map(|person| person.id)
            .collect()
    }

    /// Who owes what a rule asks for a subject. A role that nobody holds falls
    /// to the owner.
    pub fn owing(&self, rule: &Rule, subject: &Subject, parties: &[i64]) -> Colleagues {
        let found = self.found(&rule.who, subject, parties);
        match found.is_empty() {
            true => self.owner(subject).into_iter().collect(),
            false => found,
        }
    }

    /// Who is meant, if anybody is; `parties` are the colleagues whom the start names.
    pub fn found(&self, who: &Who, subject: &Subject, parties: &[i64]) -> Colleagues {
        let one = match who {
            Who::Owner => self.owner(subject),
            Who::Assignee => self.assignee(subject),
            Who::Supervisor => self.supervisor(self.owner(subject)),
            Who::Superior => self.supervisor(self.assignee(subject)),
            Who::From => parties.first().copied(),
            Who::To => parties.get(1).copied(),
            Who::Role(role) => return self.holders(role.code()).into(),
        };
        one.into_iter().collect()
    }

    fn owner(&self, subject: &Subject) -> Option<i64> {
        subject.owner.or(self.me)
    }

    fn assignee(&self, subject: &Subject) -> Option<i64> {
        subject.assignee.or(self.owner(subject))
    }

    /// Who has a duty: whoever holds the role, and for supervisors everyone
    /// who supervises somebody. Nobody holds it: it is not raised.
    pub fn on_duty(&self, rule: &Rule) -> Vec<i64> {
        match &rule.who {
            Who::Role(role) => self.holders(role.code()),
            Who::Supervisor | Who::Superior => {
                let here = self.all.iter().filter(|person| !person.left);
                here.map(|person| person.id)
                    .filter(|id| self.all.iter().any(|one| one.supervisor == Some(*id)))
                    .collect()
            }
            Who::Owner | Who::Assignee | Who::From | Who::To => self.me.into_iter().collect(),
        }
    }
}

/// Whether a rule is a duty of a role, and hangs on no customer.
pub fn is_duty(rule: &Rule) -> bool {
    rule.band == Some(Band::Duty)
}
