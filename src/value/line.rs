//! Plain text: one line, long text, names, tags and handles.

use super::{Cell, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;

/// Removes what cannot be seen and folds runs of white space into one space.
fn tidy(text: &str) -> String {
    text.split_whitespace()
        .map(|word| word.chars().filter(|c| !c.is_control()).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// One line of text.
impl Value for String {
    const KIND: Kind = Kind::Line;

    fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
        match tidy(text) {
            line if line.is_empty() => Err(Fault::Expected(say!("some text", "一些文字"))),
            line => Ok(line),
        }
    }

    fn cell(&self) -> Cell {
        Cell::Line(self.clone())
    }

    fn store(&self) -> Stored {
        Stored::Text(self.clone())
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Text(text) => Some(text.to_owned()),
            _ => None,
        }
    }
}

/// A whole number.
impl Value for i64 {
    const KIND: Kind = Kind::Whole;

    fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
        text.trim()
            .parse()
            .map_err(|_| Fault::Expected(say!("a whole number", "一个整数")))
    }

    fn cell(&self) -> Cell {
        Cell::Whole(*self)
    }

    fn store(&self) -> Stored {
        Stored::Int(*self)
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Int(number) => Some(number),
            _ => None,
        }
    }
}

/// Declares a text with its own kind or its own rule.
macro_rules! text {
    ($(#[$meta:meta])* $Name:ident, $kind:expr, $cell:ident, $read:expr) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
        pub struct $Name(pub String);

        impl Value for $Name {
            const KIND: Kind = $kind;

            fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
                $read(text).map($Name)
            }

            fn cell(&self) -> Cell {
                Cell::$cell(self.0.clone())
            }

            fn store(&self) -> Stored {
                Stored::Text(self.0.clone())
            }

            fn load(found: Found<'_>) -> Option<Self> {
                match found {
                    Found::Text(text) => Some(Self(text.to_owned())),
                    _ => None,
                }
            }
        }
    };
}

text!(
    /// Text of any length; line breaks are kept.
    Long,
    Kind::Long,
    Long,
    read_long
);
text!(
    /// The name of a company or a person.
    Name,
    Kind::Line,
    Line,
    read_name
);
text!(
    /// A WeChat id or another account name.
    Handle,
    Kind::Line,
    Line,
    read_handle
);

fn read_long(text: &str) -> Result<String, Fault> {
    let text: String = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| *c == '\n' || *c == '\t' || !c.is_control())
        .collect();
    match text.trim() {
        "" => Err(Fault::Expected(say!("some text", "一些文字"))),
        text => Ok(text.to_owned()),
    }
}

fn read_name(text: &str) -> Result<String, Fault> {
    let name = tidy(text);
    match name.chars().any(char::is_alphanumeric) {
        true => Ok(name),
        false => Err(Fault::Expected(say!("a name", "一个名称"))),
    }
}

fn read_handle(text: &str) -> Result<String, Fault> {
    let handle: String = text.split_whitespace().collect();
    match !handle.is_empty() && handle.chars().all(|c| !c.is_control()) {
        true => Ok(handle),
        false => Err(Fault::Expected(say!("an account name", "一个账号"))),
    }
}

/// Free words, each once, in the order given.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Tags(pub Vec<String>);

impl Value for Tags {
    const KIND: Kind = Kind::Tags;
    const REQUIRED: bool = false;

    fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
        let mut tags = Vec::new();
        for word in text.split([',', '，', '、', ';', '；', '|', '\n']) {
            let word = tidy(word);
            if !word.is_empty() && !tags.contains(&word) {
                tags.push(word);
            }
        }
        Ok(Tags(tags))
    }

    fn cell(&self) -> Cell {
        match self.0.is_empty() {
            true => Cell::Empty,
            false => Cell::Tags(self.0.clone()),
        }
    }

    fn store(&self) -> Stored {
        match self.0.is_empty() {
            true => Stored::Null,
            false => Stored::Text(self.0.join(",")),
        }
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Null => Some(Tags::default()),
            Found::Text(text) => Some(Tags(text.split(',').map(str::to_owned).collect())),
            Found::Int(_) => None,
        }
    }
}
