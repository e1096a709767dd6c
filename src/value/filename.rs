//! A file's name as it can stand on any disk: no folder, no device, no character that
//! steers a terminal or a file system. What cannot stand is replaced, never refused.

use super::{Cell, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;

/// A name without a folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FileName(String);

/// So many bytes fit every file system with room for what is put before them.
const LONGEST: usize = 180;

/// What Windows takes for a device, whatever its ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

impl FileName {
    /// The name that stands for what a file was called; `None` where nothing is left.
    pub fn of(text: &str) -> Option<Self> {
        let last = text.rsplit(['/', '\\']).next().unwrap_or_default();
        let name: String = last.chars().filter_map(stands).collect();
        let words: Vec<&str> = name.split_whitespace().collect();
        let name = words.join(" ");
        let name = name.trim_matches(|c: char| c == '.' || c == ' ' || c == '-');
        let (stem, ending) = parts(name);
        let name = match is_device(stem) {
            true => format!("_{name}"),
            false if name.len() > LONGEST => {
                format!("{}{ending}", begins(stem, LONGEST - ending.len()))
            }
            false => name.to_owned(),
        };
        let name = name.trim_matches(|c: char| c == '.' || c == ' ' || c == '-');
        (!name.is_empty()).then(|| FileName(name.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The ending after the last dot, in small letters.
    pub fn ending(&self) -> String {
        parts(&self.0).1.trim_start_matches('.').to_lowercase()
    }
}

/// A character as it may stand in a name.
fn stands(c: char) -> Option<char> {
    match c {
        '<' | '>' | ':' | '"' | '|' | '?' | '*' | '%' => Some('_'),
        // What turns the direction of a text hides an ending: `gpj.exe` as `exe.jpg`.
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => None,
        '\u{feff}' | '\u{fff9}'..='\u{fffb}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

/// The name before its ending, and the ending with its dot.
fn parts(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        // A long tail is no ending.
        Some(at) if at > 0 && name.len() - at <= 16 => name.split_at(at),
        _ => (name, ""),
    }
}

/// As many whole characters of the beginning as fit.
fn begins(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].trim_end()
}

fn is_device(stem: &str) -> bool {
    let stem = stem.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_lowercase();
    let port = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"))
        .is_some_and(|rest| rest.chars().count() == 1 && rest.chars().all(char::is_numeric));
    port || DEVICES.contains(&stem.as_str())
}

impl Value for FileName {
    const KIND: Kind = Kind::Line;

    fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
        FileName::of(text).ok_or_else(|| {
            Fault::Expected(say!(
                "a file name, such as scan.pdf",
                "文件名，如 扫描件.pdf"
            ))
        })
    }

    fn cell(&self) -> Cell {
        Cell::Line(self.0.clone())
    }

    fn store(&self) -> Stored {
        Stored::Text(self.0.clone())
    }

    /// A name that somebody else's file brought is looked at as one typed here.
    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Text(text) => FileName::of(text),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::when::standin::reading;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_of_a_path_or_a_trick_is_left() {
        for (given, name) in [
            ("/etc/passwd", "passwd"),
            ("..\\..\\合同 扫描件.pdf", "合同 扫描件.pdf"),
            ("../..", ""),
            ("a\u{202e}gpj.exe", "agpj.exe"),
            ("scan\n\t2.pdf", "scan2.pdf"),
            ("CON.txt", "_CON.txt"),
            ("com1", "_com1"),
            ("a:b*c?.pdf", "a_b_c_.pdf"),
            (".bashrc", "bashrc"),
            ("-rf", "rf"),
            ("%TEMP%.pdf", "_TEMP_.pdf"),
            ("\u{1b}[31mred.txt", "[31mred.txt"),
        ] {
            let found = FileName::of(given);
            assert_eq!(found.as_ref().map_or("", FileName::as_str), name, "{given}");
        }
        let long = format!("{}.pdf", "长".repeat(200));
        let cut = FileName::of(&long).unwrap();
        assert!(cut.as_str().len() <= LONGEST && cut.ending() == "pdf");
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(text in "\\PC{0,80}|.{0,300}") {
            if let Ok(name) = FileName::parse(&text, &reading()) {
                let code = name.cell().code(chrono_tz::UTC).into_owned();
                prop_assert_eq!(FileName::parse(&code, &reading()), Ok(name.clone()));
                prop_assert!(name.as_str().len() <= LONGEST + 1);
                prop_assert!(!name.as_str().contains(['/', '\\']));
            }
        }
    }
}
