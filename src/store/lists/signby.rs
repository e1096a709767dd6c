//! By when a customer is to sign, from the newest turn of its intent: never
//! stored, so that an undone turn leaves nothing behind.

use super::{List, Shown};
use crate::value::{Day, Span, Unit};
use crate::words::t;

/// How long after its intent turned a customer is to sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignBy {
    /// By the code of the intent.
    pub spans: Vec<(String, Span)>,
    /// Minutes by which the calendar's zone is ahead of UTC.
    pub ahead: i64,
}

impl List {
    /// Adds the column `sign_by` to a list of customers. Spans of working time
    /// have no such day here; `today` has them.
    pub fn sign_by(&mut self, what: &SignBy) {
        let turned = "(SELECT t.at FROM turn t WHERE t.record = r.id AND t.noun = 'customer'
              AND t.attribute = 'intent' ORDER BY t.at DESC, t.id DESC LIMIT 1)";
        let ahead = what.ahead;
        let mut cases = String::new();
        for (code, span) in &what.spans {
            if let Some(step) = step(*span) {
                let code = code.replace('\'', "''");
                cases.push_str(&format!(
                    " WHEN '{code}' THEN date({turned}, '{ahead:+} minutes', {step})"
                ));
            }
        }
        let sql = match cases.is_empty() {
            true => "NULL".to_owned(),
            false => format!("CASE r.intent{cases} END"),
        };
        self.columns
            .push(Shown::of::<Option<Day>>("sign_by", t("Sign by", "应签约日期"), sql).extra());
    }
}

/// A span of whole days as SQLite adds it; a month after the 31st is the last
/// day of the month.
fn step(span: Span) -> Option<String> {
    let n = i64::from(span.n);
    Some(match span.unit {
        Unit::D => format!("'+{n} days'"),
        Unit::W => format!("'+{} days'", n * 7),
        Unit::Mo => format!("'+{n} months', 'floor'"),
        Unit::Q => format!("'+{} months', 'floor'", n * 3),
        Unit::Y => format!("'+{n} years', 'floor'"),
        Unit::Min | Unit::H | Unit::Wd | Unit::Wh => return None,
    })
}
