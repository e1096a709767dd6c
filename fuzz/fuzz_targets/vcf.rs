//! Address books: every card is a row that knows its line.
#![no_main]

use kehu::exchange::vcard;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let cards = [b"BEGIN:VCARD\n", bytes, b"\nEND:VCARD\n"].concat();
    for book in [bytes, &cards] {
        let Ok(sheet) = vcard::read(book) else {
            continue;
        };
        assert!(!sheet.rows.is_empty());
        let lines: Vec<usize> = sheet.rows.iter().map(|row| row.line).collect();
        assert!(lines.is_sorted(), "{lines:?}");
        for row in &sheet.rows {
            let read = row.problem.is_none();
            assert_eq!(row.cells.len(), if read { sheet.headers.len() } else { 0 });
        }
    }
});
