//! What a rule yields for one subject.

use crate::playbook::Rule;
use crate::value::Moment;

use super::fact::Subject;

/// Something that is or was owed.
#[derive(Clone, Debug, PartialEq)]
pub struct Obligation<'r> {
    pub rule: &'r Rule,
    pub subject: Subject,
    /// Who owes it, as colleagues; empty where nobody holds the role.
    pub who: Vec<i64>,
    pub since: Moment,
    /// `None`: open until it is met, ranked by age.
    pub due: Option<Moment>,
    /// When it is shown from.
    pub shown: Moment,
    pub met: Option<Moment>,
    /// Whom to tell, and from when.
    pub escalate: Vec<(Moment, i64)>,
}

/// How an obligation stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Late,
    Met,
    MetLate,
    /// Forgotten: it has left `today` and counts as missed.
    Missed,
}
