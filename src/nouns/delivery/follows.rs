//! What follows elsewhere from a change of a delivery: the customer's stage and standing,
//! payments that fall due.

use super::Both;
use crate::app::App;
use crate::nouns::contract::Planner;
use crate::problem::Failure;
use crate::records::choices::Stage;
use crate::records::{Contract, Customer};
use crate::store::{Kept, Writing};
use crate::value::{Moment, Noun as Record, Value as _};

/// What follows elsewhere from a change of a delivery.
pub(super) struct Follows {
    customer: Kept<Customer>,
    /// The contract whose payments may fall due now.
    contract: Option<(i64, Planner)>,
}

impl Follows {
    pub(super) fn of(app: &mut App<'_>, both: &Both) -> Result<Self, Failure> {
        let contract = match both.delivery.record.contract {
            Some(contract) => {
                let kept: Kept<Contract> = app.store.read()?.get(contract.id())?;
                Some((contract.id(), Planner::of(app, kept.record.drafted)?))
            }
            None => None,
        };
        let customer = app.store.read()?.get(both.customer.id)?;
        Ok(Follows { customer, contract })
    }

    /// Writes it: the customer's stage goes on and never back.
    pub(super) fn write(
        &self,
        writing: &Writing<'_>,
        stage: Option<Stage>,
        at: Moment,
    ) -> Result<(), Failure> {
        let before: &[Stage] = match stage {
            Some(Stage::Delivery) => &[Stage::Won],
            Some(Stage::Accepted) => &[Stage::Won, Stage::Delivery],
            _ => &[],
        };
        let stands = self.customer.record.stage;
        if let Some(stage) = stage.filter(|_| stands.is_some_and(|now| before.contains(&now))) {
            let id = self.customer.id;
            writing.set_column(Record::Customer, id, "stage", &stage.store(), at)?;
        }
        if let Some((contract, planner)) = &self.contract {
            writing.schedule(*contract, &planner.at(at))?;
        }
        writing.delivery_turned(self.customer.id, at)
    }
}
