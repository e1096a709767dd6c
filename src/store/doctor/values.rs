//! Whether every stored row still loads as the record it is.

use rusqlite::Connection;

use super::rows;
use super::{Finding, State, bring_back, finding, fine};
use crate::problem::Failure;
use crate::records::{
    Action, Contact, Customer, Followup, Grade, Occasion, Plan, Product, Record, Review, Screening,
    Staff, Ticket, TicketEvent,
};
use crate::say;

/// How many rows are named.
const NAMED: usize = 5;

/// Loads every row once.
fn gaps(db: &Connection) -> Result<Gaps, Failure> {
    let mut gaps = Gaps::default();
    gaps.look::<Staff>(db)?;
    gaps.look::<Product>(db)?;
    gaps.look::<Customer>(db)?;
    gaps.look::<Contact>(db)?;
    gaps.look::<Occasion>(db)?;
    gaps.look::<Followup>(db)?;
    gaps.look::<Plan>(db)?;
    gaps.look::<Action>(db)?;
    gaps.look::<Grade>(db)?;
    gaps.look::<Screening>(db)?;
    gaps.look::<Review>(db)?;
    gaps.look::<Ticket>(db)?;
    gaps.look::<TicketEvent>(db)?;
    Ok(gaps)
}

/// Whether every row of every record loads.
pub(in crate::store) fn all_load(db: &Connection) -> Result<bool, Failure> {
    Ok(gaps(db)?.count == 0)
}

/// How many rows do not load, and which.
pub(super) fn check(db: &Connection) -> Result<Finding, Failure> {
    let gaps = gaps(db)?;
    let (count, named) = (gaps.count, gaps.named.join(", "));
    Ok(match count {
        0 => finding("values", State::Ok, fine()),
        _ => finding(
            "values",
            State::Bad,
            say!(
                "{count} rows hold something that kehu never wrote: {named}",
                "{count} 条记录的内容无法读取：{named}"
            ),
        )
        .todo(bring_back()),
    })
}

#[derive(Default)]
struct Gaps {
    count: usize,
    named: Vec<String>,
}

impl Gaps {
    fn look<F: Record>(&mut self, db: &Connection) -> Result<(), Failure> {
        let mut query = db.prepare(&format!(
            "SELECT coalesce(r.number, ''), {} FROM {} r",
            rows::columns::<F>("r"),
            F::NAME
        ))?;
        let mut found = query.query([])?;
        while let Some(row) = found.next()? {
            if let Err(failure) = rows::load::<F>(row, 1) {
                self.count += 1;
                if self.named.len() < NAMED {
                    let number: String = row.get(0)?;
                    let Failure::Other(why) = failure else {
                        continue;
                    };
                    self.named.push(format!("{number} ({why})"));
                }
            }
        }
        Ok(())
    }
}
