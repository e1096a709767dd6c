//! Where a rule stands in the way, and how firmly: `[gates]` (meaning.md 12).

use serde::Deserialize;

use super::faults::Faults;
use super::nearest::or_nearest;
use crate::say;

/// How firmly a gate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    Off,
    /// Warns, and notes it in the journal.
    Record,
    /// Refuses with exit 5, unless overridden with a reason.
    Enforce,
    /// Enforces if somebody other than me holds the deciding role, else records.
    Auto,
}

const GATES: [(&str, Gate); 4] = [
    ("off", Gate::Off),
    ("record", Gate::Record),
    ("enforce", Gate::Enforce),
    ("auto", Gate::Auto),
];

impl Gate {
    fn parse(text: &str) -> Option<Self> {
        GATES
            .iter()
            .find(|(word, _)| *word == text)
            .map(|(_, gate)| *gate)
    }

    /// How it is written.
    pub fn code(self) -> &'static str {
        let found = GATES.iter().find(|(_, gate)| *gate == self);
        found.map_or("", |(word, _)| *word)
    }

    /// How the gate stands once it is known whether somebody else decides;
    /// never [`Gate::Auto`].
    pub const fn given(self, somebody_else_decides: bool) -> Self {
        match (self, somebody_else_decides) {
            (Gate::Auto, true) => Gate::Enforce,
            (Gate::Auto, false) => Gate::Record,
            (gate, _) => gate,
        }
    }
}

/// Declares the gates once: as written, as typed, and the way between.
macro_rules! gates {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// `[gates]` as it is written.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct Written {
            $($name: String,)+
        }

        /// Every gate of the playbook.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Gates {
            $($(#[$doc])* pub $name: Gate,)+
        }

        impl Gates {
            pub(super) fn read(written: &Written, faults: &mut Faults<'_>) -> Self {
                Gates {
                    $($name: one(stringify!($name), &written.$name, faults),)+
                }
            }

            /// The gates that stand otherwise in `other`: name, here, there.
            pub fn compared(&self, other: &Gates) -> Vec<(&'static str, &'static str, &'static str)> {
                let all = [$((stringify!($name), self.$name.code(), other.$name.code()),)+];
                all.into_iter().filter(|(_, here, there)| here != there).collect()
            }
        }
    };
}

gates! {
    /// Between a customer's registration and its file (C43).
    registration,
    /// Between a suggested grade and its approval.
    grade,
    /// The supervisor's word on an analysis of needs.
    needs,
    /// Before a proposal goes to the customer.
    proposal,
    /// Legal review of a contract.
    contract,
    deal_review,
    handover,
    /// The supervisor's word on an improvement.
    improvement,
    /// The second revisit of a complaint.
    complaint_revisit,
    /// A milestone without the customer's signature.
    milestone,
    /// An acceptance with an item open.
    acceptance,
    /// Closing a ticket without a revisit that says solved.
    ticket_close,
    /// A visit on site before any remote work.
    on_site,
    /// A ticket solved on site without the customer's signature.
    on_site_signed,
}

fn one(name: &str, text: &str, faults: &mut Faults<'_>) -> Gate {
    Gate::parse(text).unwrap_or_else(|| {
        let what = say!(
            "“{text}” is none of off, record, enforce, auto",
            "“{text}”不是 off、record、enforce、auto 之一"
        );
        let words = GATES.map(|(word, _)| word);
        faults.note(&format!("gates.{name}"), or_nearest(what, text, words));
        Gate::Auto
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mine, problems};
    use super::*;
    use crate::playbook::Playbook;

    #[test]
    fn the_standard_gates_are_those_of_meaning_12() {
        let gates = Playbook::standard().unwrap().gates;
        assert_eq!(gates.registration, Gate::Record);
        assert_eq!(gates.ticket_close, Gate::Enforce);
        assert_eq!(gates.acceptance, Gate::Enforce);
        assert_eq!(gates.grade, Gate::Auto);
    }

    #[test]
    fn auto_depends_on_who_decides() {
        assert_eq!(Gate::Auto.given(true), Gate::Enforce);
        assert_eq!(Gate::Auto.given(false), Gate::Record);
        assert_eq!(Gate::Off.given(true), Gate::Off);
    }

    #[test]
    fn one_gate_can_be_changed_and_a_slip_is_named() {
        let book = mine("[gates]\nregistration = \"enforce\"\n");
        assert_eq!(book.gates.registration, Gate::Enforce);
        assert_eq!(book.gates.grade, Gate::Auto);
        assert_eq!(
            problems("[gates]\ngrade = \"enforced\"\n"),
            [
                "mine.toml:2 gates.grade: “enforced” is none of off, record, enforce, auto; did you mean enforce?"
            ]
        );
    }
}
