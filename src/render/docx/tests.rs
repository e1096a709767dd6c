//! A document is well-formed whatever stands in it, and the same bytes each time.

use std::io::{Cursor, Read as _};

use proptest::prelude::*;

use super::super::tests::style;
use super::super::{Format, write_all};
use crate::value::Cell;
use crate::view::{Column, View};
use crate::words::{Lang, Say, Text, keep};

fn document(text: &str, paper: bool) -> Vec<u8> {
    let mut style = style(Format::Docx, Lang::Zh, None);
    style.paper = paper;
    let label = Text::kept(text, text);
    let column = || Column::new(keep(text), label);
    let views = vec![
        View::sheet(
            Say::same(text),
            vec![column(), column()],
            vec![Cell::Long(text.to_owned()), Cell::Whole(3)],
        ),
        View::list(
            Say::same(text),
            vec![column(), column()],
            vec![vec![Cell::Line(text.to_owned()), Cell::Empty]; 2],
        ),
        View::list(Say::same(""), vec![column()], Vec::new()),
    ];
    let mut bytes = Vec::new();
    write_all(views, Some(&Say::same(text)), &style, &mut bytes).unwrap();
    bytes
}

/// Reads every part to its end; gives back how many there are.
fn read(bytes: &[u8]) -> usize {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for at in 0..archive.len() {
        let mut text = String::new();
        archive
            .by_index(at)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        let mut reader = quick_xml::Reader::from_str(&text);
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(why) => panic!("{why}: {text}"),
            }
        }
        let is_allowed = |c: char| c >= ' ' || matches!(c, '\n' | '\t');
        assert!(text.chars().all(is_allowed), "{text}");
    }
    archive.len()
}

#[test]
fn every_part_is_well_formed_and_stays_the_same() {
    let text = "杭州 <云帆> & \"Co\"\n________________\n\u{1}\u{ffff}]]> □ 是";
    for paper in [true, false] {
        let bytes = document(text, paper);
        assert_eq!(read(&bytes), 9);
        assert_eq!(bytes, document(text, paper));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_text_makes_a_document(text in any::<String>()) {
        prop_assert_eq!(read(&document(&text, true)), 9);
    }
}
