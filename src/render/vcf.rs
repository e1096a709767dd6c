//! Contacts as an address book: one card a row. Other rows, and rows whose
//! private fields are hidden, are none.

use std::borrow::Cow;
use std::io::Write;

use super::{Answer, Style, sanitise};
use crate::exchange::vcard;
use crate::problem::{Failure, Problem};
use crate::say;

/// Columns without which a row is nobody to call.
const REACHED: [&str; 3] = ["phone", "email", "wechat"];

/// Writes the contacts of the one table.
pub fn write(answer: Answer<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    for view in answer.views {
        let keys: Vec<&str> = view.columns.iter().map(|column| column.key).collect();
        let reached = keys.iter().any(|key| REACHED.contains(key));
        if answer.report || !keys.contains(&"name") || !reached {
            return Err(Problem::usage(say!(
                "only contacts go into an address book",
                "只有联系人可以写成名片文件"
            ))
            .hint(say!(
                "kehu export contacts contacts.vcf --reveal",
                "请用：kehu export contacts 联系人.vcf --reveal"
            ))
            .into());
        }
        if !style.reveal {
            return Err(Problem::usage(say!(
                "an address book with hidden numbers is of no use",
                "号码被遮盖的名片没有用处"
            ))
            .hint(say!(
                "add --reveal to write them out",
                "如需写出号码，请加 --reveal"
            ))
            .into());
        }
        view.rows.each(&mut |row| {
            let texts: Vec<Cow<'_, str>> = row
                .iter()
                .map(|cell| sanitise::passed(cell.code(style.tongue.zone), sanitise::file))
                .collect();
            let said = keys.iter().zip(&texts).filter(|(key, _)| **key != "number");
            let card = vcard::card(said.map(|(key, text)| (*key, &**text)));
            Ok(out.write_all(card.as_bytes())?)
        })?;
    }
    Ok(())
}
