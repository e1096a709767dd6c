//! What a row about a contract brings along: the instalments of its plan; and what
//! a payment may not be.

use super::super::read::Read;
use super::Writer;
use crate::out::number_of;
use crate::problem::{Failure, Problem};
use crate::say;
use crate::store::Scheduling;
use crate::value::{Moment, Money, Noun, Stored};
use crate::words::t;

impl Writer<'_> {
    /// Makes a contract's instalments what its row says.
    pub(super) fn schedule(&self, id: i64, at: Moment) -> Result<(), Failure> {
        if self.kind.noun != Noun::Contract {
            return Ok(());
        }
        let calendar = &self.playbook.calendar;
        let scheduling = Scheduling {
            calendar,
            number: number_of(self.playbook, Noun::Instalment, calendar.day_of(at)),
            at,
        };
        self.writing.schedule(id, &scheduling)
    }

    /// What is wrong with a payment of more than is still to come.
    pub(super) fn overpays(&self, read: &Read) -> Result<Option<Problem>, Failure> {
        let of = |key| read.value(self.kind, key);
        let (Stored::Int(contract), Stored::Int(amount)) = (of("contract"), of("amount")) else {
            return Ok(None);
        };
        if self.kind.noun != Noun::Payment {
            return Ok(None);
        }
        let unpaid = self.writing.still_to_come(*contract)?;
        if *amount <= unpaid {
            return Ok(None);
        }
        let (sum, unpaid) = (Money::fen(*amount).shown(), Money::fen(unpaid).shown());
        Ok(Some(
            Problem::usage(say!(
                "{sum} is more than the {unpaid} still to come",
                "{sum} 元超过尚未到账的 {unpaid} 元"
            ))
            .about(t("Amount", "到账金额")),
        ))
    }
}
