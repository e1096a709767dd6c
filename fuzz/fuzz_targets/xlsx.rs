//! A workbook: any bytes at all, and the parts of one put into an archive that
//! is whole, since its checksums would stop all else at the door.
#![no_main]

use std::io::{Cursor, Write as _};

use kehu::exchange::xlsx;
use libfuzzer_sys::fuzz_target;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Parts the parts of a workbook.
const END: u8 = 0xFF;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;

/// The part, inside `tag` unless it is a document of its own.
fn within(part: &[u8], head: &str, tail: &str) -> Vec<u8> {
    match part.starts_with(b"<?xml") {
        true => part.to_vec(),
        false => [head.as_bytes(), part, tail.as_bytes()].concat(),
    }
}

fn workbook(bytes: &[u8]) -> Vec<u8> {
    let mut parts = bytes.split(|byte| *byte == END);
    let mut next = || parts.next().unwrap_or_default();
    let sheet = within(next(), "<worksheet><sheetData>", "</sheetData></worksheet>");
    let strings = within(next(), "<sst>", "</sst>");
    let styles = match next() {
        b"" => STYLES.as_bytes().to_vec(),
        styles => within(styles, "<styleSheet>", "</styleSheet>"),
    };
    let book = match next() {
        b"" => BOOK.as_bytes(),
        book => book,
    };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes()),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/sharedStrings.xml", &strings),
        ("xl/styles.xml", &styles),
    ] {
        let stored =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(name, stored).expect("memory");
        zip.write_all(part).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let _ = xlsx::read(bytes, None);
    if let Ok(sheet) = xlsx::read(&workbook(bytes), None) {
        let lines: Vec<usize> = sheet.rows.iter().map(|row| row.line).collect();
        assert!(lines.is_sorted(), "{lines:?}");
        assert!(!sheet.headers.is_empty());
    }
});
