//! What the parts of measures are called: codes of closed sets, fields, rules.

use crate::form::Form as _;
use crate::playbook::{Playbook, Rule};
use crate::problem::Failure;
use crate::records::Customer;
use crate::records::choices::{FailureReason, Kpi, Source, SuccessFactor, TicketType};
use crate::value::{Cell, Choice, ChoiceSet};
use crate::words::{Text, t};

/// What the parts of measures are called.
pub struct Labels<'p>(&'p [Rule]);

impl<'p> Labels<'p> {
    /// # Errors
    /// When the playbook's rules cannot be read.
    pub fn of(playbook: &'p Playbook) -> Result<Self, Failure> {
        Ok(Labels(playbook.rules()?))
    }

    /// A part of a measure.
    pub fn part(&self, kpi: Kpi, code: Option<&str>) -> Cell {
        const UNSTATED: Text = t("(not stated)", "（未填写）");
        let Some(code) = code else {
            return Cell::Text(UNSTATED);
        };
        fn choice<C: ChoiceSet>(code: &str) -> Option<Cell> {
            C::from_code(code).map(|choice| Cell::Choice(choice.choice()))
        }
        let called = match kpi {
            Kpi::TicketTypes => choice::<TicketType>(code),
            Kpi::Channels => choice::<Source>(code),
            Kpi::Factors => choice::<SuccessFactor>(code).or_else(|| choice::<FailureReason>(code)),
            Kpi::ToConfirm => {
                let mut fields = Customer::FIELDS.iter();
                let found = fields.find(|field| field.key == code);
                found.map(|field| labelled(field.key, field.label))
            }
            _ => {
                let found = self.0.iter().find(|rule| rule.id == code);
                found.map(|rule| labelled(rule.id, rule.label))
            }
        };
        called.unwrap_or_else(|| Cell::Line(code.to_owned()))
    }
}

const fn labelled(code: &'static str, label: Text) -> Cell {
    Cell::Choice(Choice {
        code,
        label,
        aliases: &[],
    })
}
