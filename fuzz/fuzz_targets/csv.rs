//! Bytes of a file to text, text to a sheet; what was read is written and read again.
#![no_main]

use kehu::exchange::{csv, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok((text, _)) = text::decode(bytes) else {
        return;
    };
    for separator in [None, Some(b';')] {
        let Ok(sheet) = csv::read(&text, separator) else {
            continue;
        };
        let lines = 1 + text.matches(['\n', '\r']).count();
        let mut last = 0;
        for row in &sheet.rows {
            assert!(
                row.line > last && row.line <= lines,
                "a row on line {} of {lines}",
                row.line
            );
            last = row.line;
        }
        // A lone cell of white space is a blank line to a reader.
        let mut writer = ::csv::WriterBuilder::new()
            .flexible(true)
            .from_writer(Vec::new());
        writer.write_record(&sheet.headers).expect("a heading");
        for row in &sheet.rows {
            writer.write_record(&row.cells).expect("a row");
        }
        let written = String::from_utf8(writer.into_inner().expect("memory")).expect("text");
        let again = csv::read(&written, Some(b',')).expect("what a writer wrote");
        let cells = |sheet: &kehu::exchange::Sheet| -> Vec<Vec<String>> {
            sheet.rows.iter().map(|row| row.cells.clone()).collect()
        };
        assert_eq!(again.headers, sheet.headers);
        assert_eq!(cells(&again), cells(&sheet));
    }
});
