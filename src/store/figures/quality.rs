//! How good the data are (RP-21, R117, R146): of each customer which answers there are,
//! what is to be confirmed and whether anybody can be reached; what was entered and
//! verified in a period.

use rusqlite::named_params;

use super::Frame;
use super::counting::NEW;
use crate::form::Form as _;
use crate::problem::Failure;
use crate::records::{Contact, Customer};
use crate::store::Store;

/// What was entered and gone through in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entered {
    /// Customers new in it, and those of them that were entered within 24 hours.
    pub customers: i64,
    pub customers_soon: i64,
    /// Contacts with customers, and those that were logged within 24 hours.
    pub followups: i64,
    pub followups_soon: i64,
    /// Customers whose data were gone through, and the items by what came out.
    pub verified: i64,
    pub confirmed: i64,
    pub changed: i64,
    pub to_confirm: i64,
}

/// One customer as its data are now.
#[derive(Clone, Debug, PartialEq)]
pub struct DataRow {
    pub number: String,
    pub name: String,
    pub kind: String,
    pub owner: Option<String>,
    /// For each of the keys asked for, whether there is an answer.
    pub answered: Vec<bool>,
    /// The keys that are to be confirmed; those of contacts among them.
    pub open: Vec<String>,
    /// Some contact who has not left has a phone, an e-mail address or WeChat.
    pub reachable: bool,
    /// Contacts who have left.
    pub left: i64,
    /// Its data were gone through in the period, or it is in the pool.
    pub verified: bool,
}

impl Store {
    /// What was entered and verified in a period.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn entered(&self, asked: &Frame<'_>) -> Result<Entered, Failure> {
        const SOON: i64 = 24 * 60 * 60;
        let (from, to, _) = asked.stored();
        let period = named_params! { ":from": from, ":to": to };
        let two = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let customers = format!(
            "SELECT count(*), count(*) FILTER (WHERE c.acquired IS NULL
                 OR unixepoch(c.recorded_at) - unixepoch(c.acquired) <= {SOON})
             {NEW} AND {}",
            asked.whose.of("c.owner", "c.id")
        );
        let (customers, customers_soon) = self.one(&customers, period, two)?;
        let followups = format!(
            "SELECT count(*), count(*) FILTER (WHERE
                 unixepoch(f.recorded_at) - unixepoch(f.at) <= {SOON})
             FROM followup f WHERE f.at >= :from AND f.at < :to AND f.removed_at IS NULL AND {}",
            asked.whose.of("f.owner", "f.customer")
        );
        let (followups, followups_soon) = self.one(&followups, period, two)?;
        let verified = format!(
            "SELECT count(DISTINCT v.customer),
                count(*) FILTER (WHERE i.result = 'confirmed'),
                count(*) FILTER (WHERE i.result = 'changed'),
                count(*) FILTER (WHERE i.result = 'to-confirm')
             FROM verification v JOIN customer c ON c.id = v.customer
             LEFT JOIN verified i ON i.verification = v.id
             WHERE v.at >= :from AND v.at < :to AND v.removed_at IS NULL
               AND c.removed_at IS NULL AND {}",
            asked.whose.of("c.owner", "c.id")
        );
        self.one(&verified, period, |row| {
            Ok(Entered {
                customers,
                customers_soon,
                followups,
                followups_soon,
                verified: row.get(0)?,
                confirmed: row.get(1)?,
                changed: row.get(2)?,
                to_confirm: row.get(3)?,
            })
        })
    }

    /// Every customer as its data are now: which of `keys` are answered, as
    /// [`crate::playbook::Required`] names them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn data_rows(&self, asked: &Frame<'_>, keys: &[String]) -> Result<Vec<DataRow>, Failure> {
        let (from, to, _) = asked.stored();
        let flags: Vec<String> = keys.iter().map(|key| answered(key)).collect();
        let flags = match flags.is_empty() {
            true => "''".to_owned(),
            false => flags.join(" || "),
        };
        let sql = format!(
            "SELECT c.number, c.name, c.kind, s.name, {flags},
                (SELECT group_concat(k) FROM (
                     SELECT o.field AS k FROM to_confirm o
                     WHERE o.noun = 'customer' AND o.record = c.id
                     UNION SELECT 'contact.' || o.field FROM to_confirm o
                     JOIN contact i ON i.id = o.record AND i.customer = c.id AND i.removed_at IS NULL
                     WHERE o.noun = 'contact')),
                EXISTS (SELECT 1 FROM contact i WHERE i.customer = c.id AND i.removed_at IS NULL
                    AND i.\"left\" IS NOT 'yes'
                    AND coalesce(i.phone, i.email, i.wechat) IS NOT NULL),
                (SELECT count(*) FROM contact i WHERE i.customer = c.id AND i.removed_at IS NULL
                    AND i.\"left\" = 'yes'),
                EXISTS (SELECT 1 FROM verification v WHERE v.customer = c.id
                    AND v.removed_at IS NULL AND v.at >= :from AND v.at < :to) OR c.pool = 1
             FROM customer c LEFT JOIN staff s ON s.id = c.owner
             LEFT JOIN contact k ON k.id = (SELECT i.id FROM contact i WHERE i.customer = c.id
                 AND i.removed_at IS NULL ORDER BY i.id LIMIT 1)
             WHERE c.removed_at IS NULL
               AND coalesce(c.acquired, c.recorded_at) < :to AND {} ORDER BY c.id",
            asked.whose.of("c.owner", "c.id")
        );
        self.rows(&sql, named_params! { ":from": from, ":to": to }, |row| {
            let answered: String = row.get(4)?;
            let open: Option<String> = row.get(5)?;
            let open = open.unwrap_or_default();
            let open = open.split(',').filter(|key| !key.is_empty());
            Ok(DataRow {
                number: row.get(0)?,
                name: row.get(1)?,
                kind: row.get(2)?,
                owner: row.get(3)?,
                answered: answered.chars().map(|c| c == '1').collect(),
                open: open.map(str::to_owned).collect(),
                reachable: row.get(6)?,
                left: row.get(7)?,
                verified: row.get(8)?,
            })
        })
    }
}

/// Whether the customer `c`, or its first contact `k`, has an answer, as `'1'` or `'0'`.
/// A key that no form has is never answered.
fn answered(key: &str) -> String {
    let (fields, table, column) = match key.strip_prefix("contact.") {
        Some(key) => (Contact::FIELDS, "k", key),
        None => (Customer::FIELDS, "c", key),
    };
    match fields.iter().find(|field| field.key == column) {
        Some(field) => format!(
            "iif(coalesce({table}.\"{}\", '') != '', '1', '0')",
            field.key
        ),
        None => "'0'".to_owned(),
    }
}
