//! Which step a file's tables stand at. The rule: an older file is not a broken
//! one, so what it lacks is not looked for.

use rusqlite::Connection;

use super::{Finding, State, finding};
use crate::problem::Failure;
use crate::say;
use crate::store::open::STEPS;

/// What is looked at in the tables as this kehu knows them: a file of an older one
/// lacks some.
pub(super) const OF_THE_NEWEST: [&str; 3] = ["journal", "values", "rows"];

pub(super) fn is_older(db: &Connection) -> bool {
    let at: Option<u32> = db
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .ok();
    at.is_some_and(|at| at > 0 && (at as usize) < STEPS.len())
}

pub(super) fn later(check: &'static str) -> Finding {
    let when = say!(
        "looked at once the file is up to date",
        "升级数据文件后检查"
    );
    finding(check, State::Ok, when)
}

/// How far the file's tables are.
pub(super) fn check(db: &Connection) -> Result<Finding, Failure> {
    let at: u32 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let (at, newest) = (at as usize, STEPS.len());
    let found = say!("step {at} of {newest}", "第 {at} 步，共 {newest} 步");
    Ok(match at.cmp(&newest) {
        std::cmp::Ordering::Equal => finding("schema", State::Ok, found),
        std::cmp::Ordering::Less => finding("schema", State::Ok, found).todo(say!(
            "the next command brings it up to date",
            "下一条命令会自动升级"
        )),
        std::cmp::Ordering::Greater => finding("schema", State::Bad, found)
            .todo(say!("install the newer kehu", "请安装新版本的 kehu")),
    })
}
