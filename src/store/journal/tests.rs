//! Whether somebody wrote meanwhile, and what the journal keeps of each write.

use super::*;
use crate::store::Shelf;

#[test]
fn what_somebody_else_wrote_meanwhile_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let open = || Shelf::new(folder.path().join("kehu.db"), 1, "test".into());
    let (mut mine, mut theirs) = (open(), open());
    fn begin(shelf: &mut Shelf) -> Writing<'_> {
        let now = Moment::from_utc(chrono::DateTime::UNIX_EPOCH);
        let store = shelf.write().unwrap();
        store.begin("log", Kind::Work, None, now).unwrap()
    }
    let stood = mine.write().unwrap().stands_at().unwrap();
    assert!(begin(&mut mine).follows(stood));
    let writing = begin(&mut theirs);
    writing.commit("", &Say::same("done")).unwrap();
    assert!(!begin(&mut mine).follows(stood));
    let stood = mine.write().unwrap().stands_at().unwrap();
    assert!(begin(&mut mine).follows(stood));
}

/// What the journal keeps of the writes in `sql`, one after the other.
fn kept(store: &mut Store, sql: &[&str]) -> Vec<String> {
    let now = Moment::from_utc(chrono::DateTime::UNIX_EPOCH);
    let writing = store.begin("log", Kind::Work, None, now).unwrap();
    let command = writing.command;
    for sql in sql {
        writing.tx.execute(sql, []).unwrap();
    }
    writing.commit("", &Say::same("done")).unwrap();
    let kept = "SELECT op || ' ' || row || ' ' || coalesce(columns, '') FROM change
        WHERE command = ?1 ORDER BY id";
    let mut query = store.db.prepare(kept).unwrap();
    let rows = query.query_map([command], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn of_every_row_is_kept_what_takes_the_write_back_and_nothing_more() {
    let folder = tempfile::tempdir().unwrap();
    let mut shelf = Shelf::new(folder.path().join("kehu.db"), 1, "test".into());
    let store = shelf.write().unwrap();
    let row = |id: i64, rule: &str| {
        format!(
            "INSERT INTO snooze (id, rule, noun, record, since, until, why, recorded_at)
             VALUES ({id}, '{rule}', 'ticket', 7, '', '2026-03-05', '', '')"
        )
    };
    let made = kept(store, &[&row(1, "a"), &row(2, "b")]);
    assert_eq!(made, ["insert 1 ", "insert 2 "]);
    let changed = kept(
        store,
        &[
            "UPDATE snooze SET rule = 'b', removed_at = 'now'",
            "UPDATE snooze SET rule = 'c' WHERE id = 2",
            "UPDATE snooze SET rule = 'c' WHERE id = 2",
        ],
    );
    assert_eq!(
        changed,
        [
            r#"update 1 {"rule":["a","b"],"removed_at":[null,"now"]}"#,
            r#"update 2 {"removed_at":[null,"now"]}"#,
            r#"update 2 {"rule":["b","c"]}"#,
        ]
    );
    let gone = kept(store, &["DELETE FROM snooze WHERE id = 1"]);
    assert!(gone[0].starts_with(r#"delete 1 {"id":1,"#), "{gone:?}");
    assert!(gone[0].contains(r#""rule":"b""#), "{gone:?}");
}
