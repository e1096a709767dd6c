//! Whether every stored row still loads as the record it is.

use rusqlite::Connection;

use super::rows;
use super::{Finding, State, bring_back, finding, fine};
use crate::problem::Failure;
use crate::records::{
    Action, Answers, Article, Contact, Customer, Duty, Entry, Followup, Grade, Improvement, Notice,
    Occasion, Plan, Product, Record, Review, Screening, Staff, Ticket, TicketEvent,
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
    gaps.look::<Article>(db)?;
    gaps.look::<Improvement>(db)?;
    gaps.look::<Notice>(db)?;
    gaps.look::<Entry>(db)?;
    gaps.look::<Duty>(db)?;
    gaps.answers(db)?;
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
    fn note(&mut self, number: &str, why: &str) {
        self.count += 1;
        if self.named.len() < NAMED {
            self.named.push(format!("{number} ({why})"));
        }
    }

    /// The answers of entries. Those whose form or field is gone are whole all
    /// the same: the playbook may change.
    fn answers(&mut self, db: &Connection) -> Result<(), Failure> {
        let mut query = db.prepare("SELECT number, answers FROM entry")?;
        let mut found = query.query([])?;
        while let Some(row) = found.next()? {
            let answers: String = row.get(1)?;
            if Answers::read(&answers).is_none() {
                let number: String = row.get(0)?;
                self.note(&number, "entry.answers");
            }
        }
        Ok(())
    }

    fn look<F: Record>(&mut self, db: &Connection) -> Result<(), Failure> {
        let mut query = db.prepare(&format!(
            "SELECT coalesce(r.number, ''), {} FROM {} r",
            rows::columns::<F>("r"),
            F::NAME
        ))?;
        let mut found = query.query([])?;
        while let Some(row) = found.next()? {
            if let Err(failure) = rows::load::<F>(row, 1) {
                let number: String = row.get(0)?;
                if let Failure::Other(why) = failure {
                    self.note(&number, &why.to_string());
                }
            }
        }
        Ok(())
    }
}
