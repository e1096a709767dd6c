//! Records as files carry them: every field of the form and how the record
//! stands, references as the numbers under which a file finds them again.

use super::{List, Shown, number, shown};
use crate::field::Field;
use crate::form::Form as _;
use crate::records::Contact;
use crate::value::{Kind, Noun};
use crate::words::t;

/// The key of the column that names the fields to be confirmed.
pub const OPEN: &str = "to_confirm";

impl List {
    /// The rows of a noun under `fields`: its number, its form, its state. The
    /// last column names the fields that are to be confirmed.
    pub fn whole(noun: Noun, fields: &[Field]) -> Self {
        let mut columns: Vec<Shown> = fields.iter().map(|field| column(noun, field)).collect();
        let table = noun.table();
        columns.push(Shown::of::<Option<String>>(
            OPEN,
            t("To be confirmed", "待确认"),
            format!(
                "(SELECT group_concat(field, ',') FROM to_confirm
                  WHERE noun = '{table}' AND record = r.id)"
            ),
        ));
        List {
            noun,
            columns,
            order: "r.id",
        }
    }

    /// The register of attached files, each with the place of its copy within
    /// the folder of this name, sensitive ones where they are to be `revealed`; without
    /// such a column where no copies are made.
    pub fn register(fields: &[Field], folder: Option<(&str, bool)>) -> Self {
        let mut list = List::whole(Noun::Attachment, fields);
        match folder {
            None => list.columns.retain(|shown| shown.key != "file"),
            Some((folder, revealed)) => {
                let folder = folder.replace('\'', "''");
                let file = list.columns.iter_mut().find(|shown| shown.key == "file");
                if let Some(file) = file {
                    let held = if revealed {
                        "0"
                    } else {
                        "r.sensitive IS 'yes'"
                    };
                    file.sql = format!(
                        "CASE WHEN {held} THEN NULL ELSE '{folder}/' || r.number || ' ' || r.name END"
                    );
                }
            }
        }
        list
    }

    /// Contacts as an address book has them: under their customers' names.
    pub fn cards() -> Self {
        List {
            noun: Noun::Contact,
            columns: Contact::FIELDS.iter().map(shown).collect(),
            order: "r.id",
        }
    }
}

/// A field as a file carries it.
pub(super) fn column(noun: Noun, field: &Field) -> Shown {
    let key = field.key;
    let sql = match (noun, key, field.kind) {
        (_, "number", _) => return number(),
        (_, _, Kind::Ref(Noun::Staff)) => return shown(field),
        (_, _, Kind::Ref(to)) => {
            let table = to.table();
            return Shown {
                sensitive: field.sensitive,
                ..Shown::of::<Option<String>>(
                    key,
                    field.label,
                    format!("(SELECT number FROM {table} WHERE id = r.\"{key}\")"),
                )
            };
        }
        (Noun::Customer, "pool", _) => "CASE r.pool WHEN 0 THEN NULL ELSE 'yes' END".to_owned(),
        (Noun::Customer, "tag", _) => "(SELECT group_concat(name, ',') FROM
            (SELECT name FROM tag WHERE customer = r.id ORDER BY name))"
            .to_owned(),
        (Noun::Handover, "customers", _) => "(SELECT group_concat(number, ',') FROM
            (SELECT c.number FROM handed h JOIN customer c ON c.id = h.customer
             WHERE h.handover = r.id AND c.removed_at IS NULL ORDER BY c.number))"
            .to_owned(),
        // Known to whoever writes the files.
        (Noun::Attachment, "file", _) => "NULL".to_owned(),
        // The newest word of the ticket's trail.
        (Noun::Ticket, "answer" | "steps" | "satisfaction", _) => format!(
            "(SELECT e.\"{key}\" FROM ticket_event e WHERE e.ticket = r.id
              AND e.\"{key}\" IS NOT NULL AND e.removed_at IS NULL AND e.kind <> 'ai-replied'
              ORDER BY e.at DESC, e.id DESC LIMIT 1)"
        ),
        _ => format!("r.\"{key}\""),
    };
    Shown {
        key,
        label: field.label,
        sensitive: field.sensitive,
        extra: false,
        sql,
        door: field.door(),
    }
}
