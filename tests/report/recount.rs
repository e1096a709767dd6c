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
            "promises_by_us",
            "kept",
            "SELECT sum(kept_at <= due) FROM promise WHERE due BETWEEN MARCH AND promised_by = 'us'",
        ),
        (
            "promises_by_us",
            "late",
            "SELECT sum(kept_at > due) FROM promise WHERE due BETWEEN MARCH AND promised_by = 'us'",
        ),
        (
            "promises_by_us",
            "missed",
            "SELECT count(*) - count(kept_at) FROM promise WHERE due BETWEEN MARCH
             AND promised_by = 'us' AND removed_at IS NULL
             AND customer IN (SELECT id FROM customer WHERE removed_at IS NULL)",
        ),
        (
            "promises_by_them",
            "total",
            "SELECT count(*) FROM promise WHERE due BETWEEN MARCH AND promised_by = 'them'",
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

/// Counted by hand from `promises` in the file's making.
#[test]
fn promises_of_a_month_as_counted_by_hand() {
    let folder = TempDir::new().unwrap();
    small(folder.path());
    let of = |more: &[&str]| -> Value {
        let json = report(folder.path(), Lang::En, &[more, &["-o", "json"]].concat());
        serde_json::from_str(&json).unwrap()
    };
    let march = of(&["--month", "2026-03"]);
    for (table, item, counted) in [
        ("promises_by_us", "kept", 2.into()),
        ("promises_by_us", "late", 1.into()),
        ("promises_by_us", "missed", 2.into()),
        ("promises_by_us", "total", 5.into()),
        ("promises_by_us", "kept_share", 0.4.into()),
        ("promises_by_them", "kept", 1.into()),
        ("promises_by_them", "missed", 1.into()),
        ("promises_by_them", "kept_share", 0.5.into()),
        ("headline", "promises_kept_share", 0.4.into()),
    ] {
        let counted: Value = counted;
        assert_eq!(figure(&march, table, item), counted, "{table} {item}");
    }
    let dues = |report: &Value| -> Vec<String> {
        let rows = report["promises_broken"].as_array().unwrap();
        rows.iter().map(|row| row["due"].to_string()).collect()
    };
    let [of_the_other, mine] = ["2026-03-13T18:00:00+08:00", "2026-03-31T23:59:00+08:00"];
    assert_eq!(
        dues(&march),
        [of_the_other, mine].map(|due| format!("\"{due}\""))
    );
    let own = of(&["--month", "2026-03", "--rep", "me"]);
    assert_eq!(dues(&own), [format!("\"{mine}\"")]);
    assert_eq!(figure(&own, "promises_by_us", "total"), 4);
    assert_eq!(figure(&own, "promises_by_them", "total"), 1);
    let april = of(&["--month", "2026-04"]);
    assert_eq!(figure(&april, "promises_by_us", "open"), 1);
    assert_eq!(figure(&april, "promises_by_us", "missed"), 1);
}
