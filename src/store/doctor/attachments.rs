//! Whether the bytes of attached files are there and still those that were attached,
//! and whether some lie about that nothing needs. A colleague's file keeps its own bytes.

use rusqlite::Connection;

use super::{Finding, Patient, State, finding, fine, mend, names};
use crate::problem::Failure;
use crate::say;
use crate::store::attached::{Health, health, loose};
use crate::store::ids;
use crate::value::Size;
use crate::words::Say;

/// So many are named.
const NAMED: usize = 5;

pub(super) fn check(db: &Connection, patient: &Patient<'_>) -> Result<Finding, Failure> {
    let own = ids::next(db)? >> 32;
    let mut query = db.prepare(
        "SELECT number, hash FROM attachment WHERE removed_at IS NULL AND id >> 32 = ?1
         ORDER BY hash, id",
    )?;
    let mut rows = query.query([own])?;
    let (mut missing, mut altered) = (Vec::new(), Vec::new());
    let mut last = (String::new(), Health::Whole);
    while let Some(row) = rows.next()? {
        let (number, hash): (String, String) = (row.get(0)?, row.get(1)?);
        if last.0 != hash {
            last = (hash.clone(), health(patient.path, &hash)?);
        }
        match last.1 {
            Health::Whole => {}
            Health::Missing => missing.push(number),
            Health::Altered => altered.push(number),
        }
    }
    if missing.is_empty() && altered.is_empty() {
        return lying_about(db, patient);
    }
    let parts = [
        (missing, say!("missing", "缺失")),
        (altered, say!("altered", "被改动")),
    ];
    let parts = parts.into_iter().filter(|(numbers, _)| !numbers.is_empty());
    let said: Vec<Say> = parts.map(|(numbers, what)| told(numbers, &what)).collect();
    let en: Vec<_> = said.iter().map(|say| say.en.as_str()).collect();
    let zh: Vec<_> = said.iter().map(|say| say.zh.as_str()).collect();
    let (en, zh) = (en.join("; "), zh.join("；"));
    Ok(
        finding("attachments", State::Bad, say!("{en}", "{zh}")).todo(say!(
            "bring back a backup, or attach them anew: kehu attach add",
            "请恢复备份，或重新登记：kehu attach add"
        )),
    )
}

fn told(mut numbers: Vec<String>, what: &Say) -> Say {
    numbers.sort();
    let n = numbers.len();
    let more = if n > NAMED { " …" } else { "" };
    numbers.truncate(NAMED);
    let Say { en, zh } = names(&numbers);
    let (what_en, what_zh) = (&what.en, &what.zh);
    say!(
        "{n} {what_en}: {en}{more}",
        "{n} 个文件{what_zh}：{zh}{more}"
    )
}

fn lying_about(db: &Connection, patient: &Patient<'_>) -> Result<Finding, Failure> {
    let loose = loose(db, patient.path, patient.now)?;
    let (n, size) = (loose.files.len(), Size(loose.size).shown());
    Ok(match n {
        0 => finding("attachments", State::Ok, fine()),
        _ => finding(
            "attachments",
            State::Attention,
            say!(
                "files that nothing needs: {n}, {size}",
                "{n} 个文件已无用，{size}"
            ),
        )
        .todo(mend()),
    })
}
