//! Lists of codes that the playbook holds: regions and industries.
//!
//! A [`Code`] is stored as its code; its names are looked up when it is shown.

use super::{Cell, Choice, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;
use crate::words::{Say, Text};

/// Which list of the playbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Book {
    /// `[codes.region]`: HZ = 杭州.
    Region,
    /// GB/T 4754—2017 sections and divisions, with the playbook's short codes.
    Industry,
    /// `[deals] stages`: the steps of a sale, in their order.
    DealStage,
    /// `[survey] dimensions`: what a survey asks to be scored.
    Dimension,
}

/// One entry of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is stored and typed: `HZ`, `I`, `65`.
    pub code: &'static str,
    pub label: Text,
    /// Other names and spellings.
    pub aliases: &'static [&'static str],
    /// What stands for it in a customer's number, where that differs from the
    /// code: `IT` for section I.
    pub short: Option<&'static str>,
}

impl Entry {
    pub const fn choice(&self) -> Choice {
        Choice {
            code: self.code,
            label: self.label,
            aliases: self.aliases,
        }
    }

    /// What stands for it in a customer's number.
    pub fn in_number(&self) -> &'static str {
        self.short.unwrap_or(self.code)
    }
}

/// The lists, as the playbook gives them.
#[derive(Clone, Debug, Default)]
pub struct Codes {
    pub regions: Vec<Entry>,
    pub industries: Vec<Entry>,
    pub deal_stages: Vec<Entry>,
    pub dimensions: Vec<Entry>,
}

impl Codes {
    pub fn book(&self, book: Book) -> &[Entry] {
        match book {
            Book::Region => &self.regions,
            Book::Industry => &self.industries,
            Book::DealStage => &self.deal_stages,
            Book::Dimension => &self.dimensions,
        }
    }

    /// The entry with this very code.
    pub fn entry(&self, book: Book, code: &str) -> Option<&Entry> {
        self.book(book).iter().find(|entry| entry.code == code)
    }

    /// The entry that `text` names: code, short code, name or alias in either
    /// language; then a beginning of one that only one entry has.
    pub fn find(&self, book: Book, text: &str) -> Option<&Entry> {
        let text = text.trim();
        let word = text.to_lowercase();
        let small = |name: &'static str| name.chars().flat_map(char::to_lowercase);
        let spelled = |entry: &Entry, fits: &dyn Fn(&'static str) -> bool| {
            [entry.code, entry.label.en, entry.label.zh]
                .into_iter()
                .chain(entry.short)
                .chain(entry.aliases.iter().copied())
                .any(fits)
        };
        // As it is written first: files have it so, and it costs least.
        let written = |name: &'static str| name == text;
        let is = |name: &'static str| small(name).eq(word.chars());
        let entries = self.book(book);
        let exact = entries.iter().find(|entry| spelled(entry, &written));
        let exact = exact.or_else(|| entries.iter().find(|entry| spelled(entry, &is)));
        if exact.is_some() || word.chars().count() < 2 {
            return exact;
        }
        let begins = |name: &'static str| {
            let mut name = small(name);
            word.chars().all(|c| name.next() == Some(c))
        };
        let mut begun = self
            .book(book)
            .iter()
            .filter(|entry| spelled(entry, &begins));
        match (begun.next(), begun.next()) {
            (Some(entry), None) => Some(entry),
            _ => None,
        }
    }
}

/// A code of one of the playbook's lists; which one is the field's matter.
macro_rules! code {
    ($(#[$meta:meta])* $Name:ident, $book:expr, $fault:expr) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $Name(pub String);

        impl Value for $Name {
            const KIND: Kind = Kind::Code($book);

            fn parse(text: &str, reading: &Reading<'_>) -> Result<Self, Fault> {
                match reading.codes.find($book, text) {
                    Some(entry) => Ok(Self(entry.code.to_owned())),
                    None => Err(Fault::Expected($fault(text.trim()))),
                }
            }

            fn cell(&self) -> Cell {
                Cell::Code($book, self.0.clone())
            }

            fn store(&self) -> Stored {
                Stored::Text(self.0.clone())
            }

            fn load(found: Found<'_>) -> Option<Self> {
                match found {
                    Found::Text(code) => Some(Self(code.to_owned())),
                    _ => None,
                }
            }
        }
    };
}

pub mod kinds {
    //! The kinds of code.
    use super::*;

    code!(
        /// Where the customer is: a key of `[codes.region]`.
        Region,
        Book::Region,
        unknown_region
    );
    code!(
        /// What the customer does: GB/T 4754—2017.
        Industry,
        Book::Industry,
        unknown_industry
    );

    code!(
        /// How far a sale has come: one of `[deals] stages`.
        DealStage,
        Book::DealStage,
        unknown_stage
    );

    code!(
        /// What a survey asks to be scored: one of `[survey] dimensions`.
        Dimension,
        Book::Dimension,
        unknown_dimension
    );

    fn unknown_dimension(_: &str) -> Say {
        say!(
            "a dimension of the playbook's surveys; see them with: kehu playbook show dimensions",
            "规则手册中的满意度评价维度；查看：kehu playbook show dimensions"
        )
    }

    fn unknown_stage(_: &str) -> Say {
        say!(
            "a stage of the playbook; see them with: kehu playbook show stages",
            "规则手册中的销售阶段；查看：kehu playbook show stages"
        )
    }

    fn unknown_region(_: &str) -> Say {
        say!(
            "a region of the playbook, such as HZ or Hangzhou; give a new one a code with: kehu playbook edit region CODE=NAME",
            "规则手册中的区域，如 HZ 或 杭州；新区域请先编码：kehu playbook edit region 代码=名称"
        )
    }

    fn unknown_industry(_: &str) -> Say {
        say!(
            "an industry of GB/T 4754—2017, such as IT, C or Manufacturing",
            "GB/T 4754—2017 的行业，如 IT、C 或 制造业"
        )
    }
}
