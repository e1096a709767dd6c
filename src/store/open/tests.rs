//! Opening: an older file is brought up beside a copy of itself.

use super::*;

/// A file as the first release left it, with one customer.
fn of_the_first_release(path: &Path) {
    let db = Connection::open(path).unwrap();
    db.execute_batch(STEPS[0]).unwrap();
    ids::start(&db, 1).unwrap();
    db.execute_batch(
        "INSERT INTO customer (id, number, kind, name, name_key, name_core, initials, pinyin, words, recorded_at)
         VALUES (1, 'C1', 'enterprise', '重庆银行', '重庆银行', '重庆银行', 'cqyh zqyh', 'chongqingyinhang', '', '');
         PRAGMA user_version = 1;",
    )
    .unwrap();
    journal::install(&db).unwrap();
}

#[test]
fn an_older_file_is_brought_up_beside_a_private_copy_of_itself() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kehu.db");
    of_the_first_release(&path);
    let mut shelf = Shelf::new(path, 2, "test".into());
    let store = shelf.read().unwrap();
    assert_eq!(store.schema().unwrap(), STEPS.len());
    let found = store.offered(crate::value::Noun::Customer, "zq", 9);
    assert_eq!(found.len(), 1, "what was on file has its spellings");
    let copy = folder.path().join("kehu.before-1.db");
    let about = fs::metadata(&copy).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(about.permissions().mode() & 0o777, 0o600);
    }
    assert!(about.len() > 0);
}
