//! The journal: every command is one transaction and one entry; the rows it
//! changed are noted by triggers, so that no write can forget it.

mod kind;

use std::cell::{Cell, RefCell};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::{Store, ids};
use crate::problem::Failure;
use crate::value::Moment;
use crate::words::Say;

pub use kind::Kind;

/// Tables that the journal does not watch: its own, what is never undone, and
/// what follows from a watched column.
const UNWATCHED: &[&str] = &[
    "meta",
    "sequence",
    "command",
    "change",
    "customer_spelling",
    "contact_spelling",
];

/// One entry of the journal.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: i64,
    pub at: Moment,
    pub who: Option<String>,
    pub verb: String,
    pub kind: Kind,
    pub subject: String,
    pub summary: Say,
    pub undone: bool,
    pub changes: i64,
}

/// (Re)makes the triggers of every watched table, from the schema itself.
pub(super) fn install(db: &Connection) -> Result<(), Failure> {
    let tables = watched(db)?;
    for table in &tables {
        put_aside(db, table)?;
    }
    db.execute_batch(NOTED)?;
    for table in &tables {
        let columns = columns(db, table)?;
        db.execute_batch(&triggers(table, &columns))?;
    }
    Ok(())
}

/// The tables whose changes are noted.
pub(super) fn watched(db: &Connection) -> Result<Vec<String>, Failure> {
    let mut query = db.prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
         AND name NOT LIKE 'sqlite%' ORDER BY name",
    )?;
    let names = query
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    Ok(names
        .into_iter()
        .filter(|name| !UNWATCHED.contains(&name.as_str()))
        .collect())
}

/// The columns of a table, in order.
pub(super) fn columns(db: &Connection, table: &str) -> Result<Vec<String>, Failure> {
    let mut query = db.prepare_cached("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    Ok(query
        .query_map([table], |row| row.get(0))?
        .collect::<Result<_, _>>()?)
}

/// What every noted change passes: it belongs to the command being written. A
/// row leaves with all its columns in their order; from before an update and after it
/// only what differs is kept, and nothing where nothing does. The tables' own triggers
/// stay short this way, and name a table's columns once, in its view, which counts,
/// since every start of the program reads them all.
const NOTED: &str = "
    DROP VIEW IF EXISTS noted;
    CREATE VIEW noted AS SELECT tbl, row, op, columns FROM change;
    CREATE TRIGGER noted_change INSTEAD OF INSERT ON noted WHEN NEW.op <> 'updated' BEGIN
        SELECT RAISE(ABORT, 'a write outside a command')
        WHERE (SELECT value FROM meta WHERE key = 'command') IS NULL;
        INSERT INTO change (command, tbl, row, op, columns)
        SELECT value, NEW.tbl, NEW.row, NEW.op,
            CASE NEW.op
                WHEN 'delete' THEN (
                    SELECT json_group_object(c.name, NEW.columns ->> c.cid)
                    FROM pragma_table_info(NEW.tbl) c)
                WHEN 'update' THEN NEW.columns
            END
        FROM meta WHERE key = 'command';
    END;
    CREATE TRIGGER noted_updated INSTEAD OF INSERT ON noted WHEN NEW.op = 'updated' BEGIN
        SELECT RAISE(ABORT, 'a write between the two looks at an update')
        WHERE NOT EXISTS (SELECT 1 FROM change WHERE id = (SELECT max(id) FROM change)
            AND tbl = NEW.tbl AND row = NEW.row AND op = 'update');
        UPDATE change SET columns = (
            SELECT json_group_object(c.name,
                json_array(change.columns ->> c.cid, NEW.columns ->> c.cid))
            FROM pragma_table_info(NEW.tbl) c
            WHERE change.columns ->> c.cid IS NOT NEW.columns ->> c.cid)
        WHERE id = (SELECT max(id) FROM change);
        DELETE FROM change WHERE id = (SELECT max(id) FROM change) AND columns = '{}';
    END;";

/// What notes the changes of a table: when its trigger fires, the trigger's name after
/// the table's, the row that it looks at. An update is looked at twice.
pub(super) const TRIGGERS: [(&str, &str, &str); 4] = [
    ("AFTER INSERT", "insert", "NEW"),
    ("BEFORE DELETE", "delete", "OLD"),
    ("BEFORE UPDATE", "update", "OLD"),
    ("AFTER UPDATE", "updated", "NEW"),
];

/// Leaves the table unwatched, until [`install`].
pub(super) fn put_aside(db: &Connection, table: &str) -> Result<(), Failure> {
    let drop = |(_, op, _)| format!("DROP TRIGGER IF EXISTS {table}_noted_{op};");
    let drop: String = TRIGGERS.map(drop).concat();
    Ok(db.execute_batch(&format!("{drop} DROP VIEW IF EXISTS {table}_noted;"))?)
}

fn triggers(table: &str, columns: &[String]) -> String {
    let columns: Vec<_> = columns.iter().map(|name| format!("\"{name}\"")).collect();
    let columns = columns.join(",");
    let mut all = format!(
        "CREATE VIEW {table}_noted AS SELECT id,json_array({columns}) AS row FROM {table};\n"
    );
    for (when, op, row) in TRIGGERS {
        let noted = match op {
            "insert" => format!("VALUES('{table}',{row}.id,'{op}',NULL)"),
            _ => format!("SELECT '{table}',id,'{op}',row FROM {table}_noted WHERE id={row}.id"),
        };
        all += &format!(
            "CREATE TRIGGER {table}_noted_{op} {when} ON {table} BEGIN INSERT INTO noted {noted};END;\n"
        );
    }
    all
}

/// One command being written: a transaction that holds the write lock.
/// Dropped without [`Writing::commit`], it leaves no trace.
pub struct Writing<'s> {
    pub(super) tx: Transaction<'s>,
    /// The journal entry.
    pub(super) command: i64,
    /// The next free id.
    pub(super) next: Cell<i64>,
    /// When the command was given.
    pub now: Moment,
    /// Who gave it, once the file knows somebody.
    pub me: Option<i64>,
    /// Dropped at the end instead of made lasting.
    rehearsal: bool,
    /// The first id of the rows that search does not know of yet.
    pub(super) unsearched: Option<i64>,
    /// The ways of adding rows that were worked out so far.
    pub(super) inserts: RefCell<Vec<super::rows::Insert>>,
}

impl Store {
    /// Begins a command: takes the write lock and opens its journal entry.
    ///
    /// # Errors
    /// When another process holds the lock for too long, or the disk is full.
    pub fn begin(
        &mut self,
        verb: &str,
        kind: Kind,
        me: Option<i64>,
        now: Moment,
    ) -> Result<Writing<'_>, Failure> {
        let schema = self.schema()?;
        let rehearsal = self.rehearsal;
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let next = ids::next(&tx)?;
        tx.prepare_cached(
            "INSERT INTO command (id, at, who, verb, kind, schema) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(rusqlite::params![
            next,
            now.stored(),
            me,
            verb,
            kind.code(),
            schema as i64
        ])?;
        tx.prepare_cached("UPDATE meta SET value = ?1 WHERE key = 'command'")?
            .execute([next])?;
        Ok(Writing {
            tx,
            command: next,
            next: Cell::new(next + 1),
            now,
            me,
            rehearsal,
            unsearched: None,
            inserts: RefCell::default(),
        })
    }
}

impl Store {
    /// How far the file has been written: another number with every command.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn stands_at(&self) -> Result<i64, Failure> {
        ids::next(&self.db)
    }
}

impl Writing<'_> {
    /// Whether nothing was written since the file [stood](Store::stands_at) so:
    /// what was read of it then still holds.
    pub const fn follows(&self, stood: i64) -> bool {
        self.command == stood
    }

    /// A new internal id.
    pub(super) fn id(&self) -> i64 {
        let id = self.next.get();
        self.next.set(id + 1);
        id
    }

    /// Whether anything was changed so far.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changed(&self) -> Result<bool, Failure> {
        Ok(self
            .tx
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM change WHERE command = ?1)")?
            .query_row([self.command], |row| row.get(0))?)
    }

    /// Closes the entry and begins another one in the same transaction: both
    /// are stored, or neither.
    ///
    /// # Errors
    /// When it cannot be written; then nothing was.
    pub fn next_entry(&mut self, summary: &Say, verb: &str, kind: Kind) -> Result<(), Failure> {
        self.sum_up("", summary)?;
        let id = self.id();
        self.tx.execute(
            "INSERT INTO command (id, at, who, verb, kind, schema)
             SELECT ?2, at, who, ?3, ?4, schema FROM command WHERE id = ?1",
            rusqlite::params![self.command, id, verb, kind.code()],
        )?;
        self.set_meta_id(id)?;
        self.command = id;
        Ok(())
    }

    fn set_meta_id(&self, id: i64) -> Result<(), Failure> {
        self.tx
            .prepare_cached("UPDATE meta SET value = ?1 WHERE key = 'command'")?
            .execute([id])?;
        Ok(())
    }

    fn sum_up(&self, subject: &str, summary: &Say) -> Result<(), Failure> {
        self.tx
            .prepare_cached(
                "UPDATE command SET subject = ?2, summary_en = ?3, summary_zh = ?4 WHERE id = ?1",
            )?
            .execute(rusqlite::params![
                self.command,
                subject,
                summary.en,
                summary.zh
            ])?;
        Ok(())
    }

    /// Closes the entry and makes everything lasting. `subject` is the number
    /// of the record it was about; neither may hold personal data.
    ///
    /// # Errors
    /// When the disk is full or fails; then nothing was stored.
    pub fn commit(self, subject: &str, summary: &Say) -> Result<(), Failure> {
        if self.rehearsal {
            return Ok(self.tx.rollback()?);
        }
        self.search_the_rest()?;
        self.sum_up(subject, summary)?;
        ids::keep_next(&self.tx, self.next.get())?;
        self.tx
            .prepare_cached("UPDATE meta SET value = NULL WHERE key = 'command'")?
            .execute([])?;
        self.tx.commit()?;
        Ok(())
    }

    /// Sets a fact about the file itself. Not journalled.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_meta(&self, key: &str, value: &str) -> Result<(), Failure> {
        self.tx.execute(
            "INSERT INTO meta (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [key, value],
        )?;
        Ok(())
    }
}

const ENTRY: &str = "SELECT c.id, c.at, s.name, c.verb, c.kind, c.subject, c.summary_en,
    c.summary_zh, c.undone_by IS NOT NULL, (SELECT count(*) FROM change WHERE command = c.id)
    FROM command c LEFT JOIN staff s ON s.id = c.who";

impl Store {
    /// The newest entries, newest first; of one record where its row is given.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn entries(&self, row: Option<i64>, limit: usize) -> Result<Vec<Entry>, Failure> {
        let which = match row {
            Some(_) => {
                "(c.id IN (SELECT command FROM change WHERE row = ?1)
                  OR c.subject != '' AND c.subject IN (
                    SELECT number FROM customer WHERE id = ?1 UNION ALL
                    SELECT number FROM handover WHERE id = ?1 UNION ALL
                    SELECT number FROM improvement WHERE id = ?1 UNION ALL
                    SELECT number FROM analysis WHERE id = ?1))"
            }
            None => "?1 IS NULL",
        };
        let mut query = self.db.prepare(&format!(
            "{ENTRY} WHERE {which} ORDER BY c.id DESC LIMIT ?2"
        ))?;
        let rows = query.query_map(rusqlite::params![row, limit as i64], entry)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The entries for which `which` holds, newest first; `?1` is `id`.
    pub(super) fn entries_where(&self, which: &str, id: i64) -> Result<Vec<Entry>, Failure> {
        let mut query = self
            .db
            .prepare(&format!("{ENTRY} WHERE {which} ORDER BY c.id DESC"))?;
        let rows = query.query_map([id], entry)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn entry(row: &rusqlite::Row<'_>) -> rusqlite::Result<Entry> {
    let kind: String = row.get(4)?;
    Ok(Entry {
        id: row.get(0)?,
        at: super::moment(row, 1)?,
        who: row.get(2)?,
        verb: row.get(3)?,
        kind: Kind::from_code(&kind),
        subject: row.get(5)?,
        summary: Say {
            en: row.get(6)?,
            zh: row.get(7)?,
        },
        undone: row.get(8)?,
        changes: row.get(9)?,
    })
}

#[cfg(test)]
mod tests;
