//! Search keys, and the expression that the full-text index is asked with.
#![no_main]

use kehu::value::search::{company_core, half_width, initials, name_key, phrase, pinyin, spaced};
use libfuzzer_sys::fuzz_target;
use rusqlite::Connection;

thread_local! {
    static INDEX: Connection = {
        let db = Connection::open_in_memory().expect("memory");
        db.execute_batch("CREATE VIRTUAL TABLE page USING fts5 (text, tokenize = 'unicode61')")
            .expect("an index");
        db
    };
}

fuzz_target!(|text: &str| {
    let key = name_key(text);
    assert_eq!(name_key(&key), key);
    assert_eq!(name_key(&half_width(text)), key);
    let core = company_core(text);
    assert_eq!(core.is_empty(), key.is_empty());
    assert!(key.contains(&core), "{core:?} is no part of {key:?}");
    let initials = initials(text);
    assert!(initials.split(' ').count() <= 16);
    assert!(
        initials.chars().all(|c| c == ' ' || c.is_alphanumeric()),
        "{initials:?}"
    );
    let _ = pinyin(text);
    let written = spaced(text);
    assert_eq!(spaced(&written), written);
    INDEX.with(|db| {
        db.execute("INSERT INTO page (rowid, text) VALUES (1, ?1)", [&written])
            .expect("a row");
        let found: Result<Vec<i64>, _> = db
            .prepare_cached("SELECT rowid FROM page WHERE page MATCH ?1")
            .and_then(|mut query| query.query_map([phrase(text)], |row| row.get(0))?.collect());
        db.execute("DELETE FROM page", []).expect("no rows");
        assert!(found.is_ok(), "{} is refused: {found:?}", phrase(text));
    });
});
