//! What a row about a delivery, or about what hangs on one, means for it: payments that
//! fall due, how it stands, when it began; and the place of an item in its list.

use super::super::kinds::LAST;
use super::super::read::Read;
use super::Writer;
use crate::out::number_of;
use crate::problem::Failure;
use crate::store::Scheduling;
use crate::value::{Found, Moment, Noun, Stored, Value as _};

impl Writer<'_> {
    /// What follows from a row that was written.
    pub(super) fn delivered(&self, id: i64, at: Moment) -> Result<(), Failure> {
        let noun = self.kind.noun;
        if !matches!(noun, Noun::Delivery | Noun::Progress | Noun::Deviation) {
            return Ok(());
        }
        let held = |noun, id, column| -> Result<Stored, Failure> {
            let mut found = self.writing.columns_of(noun, id, &[column])?;
            Ok(found.pop().unwrap_or(Stored::Null))
        };
        if noun == Noun::Progress
            && let (Stored::Int(delivery), Stored::Text(said)) =
                (held(noun, id, "delivery")?, held(noun, id, "at")?)
            && let Some(said) = Moment::load(Found::Text(&said))
        {
            self.begun(delivery, said)?;
        }
        if noun == Noun::Delivery
            && let Stored::Int(contract) = held(noun, id, "contract")?
        {
            let calendar = &self.playbook.calendar;
            let scheduling = Scheduling {
                calendar,
                number: number_of(self.playbook, Noun::Instalment, calendar.day_of(at)),
                at,
            };
            self.writing.schedule(contract, &scheduling)?;
        }
        match held(noun, id, "customer")? {
            Stored::Int(customer) => self.writing.delivery_turned(customer, at),
            _ => Ok(()),
        }
    }

    /// A delivery begins with the first word on it, in whatever order a file has them.
    fn begun(&self, delivery: i64, said: Moment) -> Result<(), Failure> {
        let held = self
            .writing
            .columns_of(Noun::Delivery, delivery, &["started_at"])?;
        let ours = self.begun.borrow().contains(&delivery);
        let earlier = match held.first() {
            Some(Stored::Text(text)) => {
                ours && Moment::from_stored(text).is_some_and(|begun| said < begun)
            }
            _ => true,
        };
        if earlier {
            self.begun.borrow_mut().insert(delivery);
            let column = "started_at";
            self.writing
                .set_column(Noun::Delivery, delivery, column, &said.store(), said)?;
        }
        Ok(())
    }

    /// Gives an item that has no place in its list the last one.
    pub(super) fn place_last(&self, read: &mut Read) -> Result<(), Failure> {
        let last = LAST.parse().ok().map(Stored::Int);
        let Stored::Int(delivery) = *read.value(self.kind, "delivery") else {
            return Ok(());
        };
        if self.kind.noun != Noun::Acceptance || Some(read.value(self.kind, "n")) != last.as_ref() {
            return Ok(());
        }
        let n = self.writing.items_of(delivery)?.saturating_add(1);
        self.put(&mut read.own, "n", Stored::Int(n));
        Ok(())
    }
}
