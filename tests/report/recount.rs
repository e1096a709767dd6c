//! The figures counted again by hand: another way than the program's own.

use std::path::Path;

use kehu::words::Lang;
use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

use super::{report, small};

const MARCH: &str = "'2026-02-28T16:00:00Z' AND '2026-03-31T15:59:59Z'";

fn figure(report: &Value, table: &str, item: &str) -> Value {
    let rows = report[table].as_array().unwrap();
    let row = rows.iter().find(|row| row["item"] == item);
    row.unwrap_or_else(|| panic!("{table} {item}"))["this_month"].clone()
}

/// One number that the file itself gives.
fn count(folder: &Path, sql: &str) -> Value {
    let file = Connection::open(folder.join("kehu.db")).unwrap();
    let sql = sql.replace("MARCH", MARCH);
    file.query_row(&sql, [], |row| row.get::<_, Option<i64>>(0))
        .unwrap()
        .into()
}

#[test]
fn every_figure_is_what_the_records_say() {
    let folder = TempDir::new().unwrap();
    small(folder.path());
    let json = report(
        folder.path(),
        Lang::En,
        &["--month", "2026-03", "-o", "json"],
    );
    let march: Value = serde_json::from_str(&json).unwrap();
    for (table, item, sql) in [
        (
            "headline",
            "new_customers",
            "SELECT count(*) FROM customer WHERE acquired BETWEEN MARCH AND removed_at IS NULL",
        ),
        (
            "new_customers_by_source",
            "exhibition",
            "SELECT count(*) FROM customer WHERE acquired BETWEEN MARCH AND source = 'exhibition'",
        ),
        (
            "new_customers_by_grade",
            "ungraded",
            "SELECT count(*) FROM customer c WHERE acquired BETWEEN MARCH AND removed_at IS NULL
             AND NOT EXISTS (SELECT 1 FROM turn WHERE attribute = 'grade' AND record = c.id
                             AND at < '2026-03-31T16:00:00Z')",
        ),
        (
            "followups_by_method",
            "phone",
            "SELECT sum(at BETWEEN MARCH AND method = 'phone') FROM followup",
        ),
        (
            "followups_by_purpose",
            "care",
            "SELECT count(*) FROM followup WHERE at BETWEEN MARCH AND purpose LIKE '%care%'",
        ),
        (
            "customers_contacted",
            "touched",
            "SELECT count(DISTINCT customer) FROM followup WHERE at BETWEEN MARCH
             AND reached = 'yes' AND method NOT IN ('material-push', 'written-illustrated')",
        ),
        (
            "customers_contacted",
            "untouched",
            "SELECT count(*) FROM customer c WHERE removed_at IS NULL
             AND acquired < '2026-03-31T16:00:00Z' AND (
                 SELECT count(*) FROM followup WHERE customer = c.id AND at BETWEEN MARCH
                 AND reached = 'yes' AND method NOT IN ('material-push', 'written-illustrated')) = 0",
        ),
        (
            "actions",
            "kept",
            "SELECT count(*) FROM action WHERE due BETWEEN MARCH AND done_at <= due",
        ),
        (
            "actions",
            "missed",
            "SELECT count(*) FROM action WHERE due BETWEEN MARCH AND done_at IS NULL
             AND cancelled_at IS NULL",
        ),
        (
            "grade_moves",
            "up",
            "SELECT count(*) FROM turn WHERE attribute = 'grade' AND at BETWEEN MARCH
             AND old || new IN ('BA', 'CA', 'DA', 'CB', 'DB', 'DC')",
        ),
        (
            "grade_moves_from_to",
            "B-A",
            "SELECT count(*) FROM turn WHERE attribute = 'grade' AND at BETWEEN MARCH
             AND old = 'B' AND new = 'A'",
        ),
        (
            "grade_moves_from_to",
            "none-C",
            "SELECT count(*) FROM turn WHERE attribute = 'grade' AND at BETWEEN MARCH
             AND old IS NULL AND new = 'C'",
        ),
        (
            "tickets",
            "opened",
            "SELECT count(*) FROM ticket WHERE at BETWEEN MARCH",
        ),
        (
            "tickets",
            "closed",
            "SELECT count(*) FROM ticket WHERE closed_at BETWEEN MARCH",
        ),
        (
            "tickets",
            "open",
            "SELECT count(*) FROM ticket WHERE at <= '2026-03-31T15:59:59Z'
             AND ifnull(closed_at, '9') > '2026-03-31T15:59:59Z'",
        ),
        (
            "tickets_by_priority",
            "urgent",
            "SELECT count(*) FROM ticket WHERE at BETWEEN MARCH AND priority = 'urgent'",
        ),
        (
            "ticket_times",
            "response_mean_minutes",
            "SELECT CAST(round(avg((julianday(responded_at) - julianday(at)) * 1440)) AS INTEGER) FROM ticket
             WHERE at BETWEEN MARCH AND responded_at >= at",
        ),
        (
            "ticket_times",
            "response_p90_minutes",
            "SELECT CAST(round(max((julianday(responded_at) - julianday(at)) * 1440)) AS INTEGER) FROM ticket
             WHERE at BETWEEN MARCH AND responded_at >= at",
        ),
    ] {
        assert_eq!(figure(&march, table, item), count(folder.path(), sql), "{table} {item}");
    }
}
