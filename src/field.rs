//! One line of a form, as data: what flags, prompts, columns and printed
//! sheets are all read from.

use crate::value::{Choice, Door, Fault, Kind, Reading, Stored, Value};
use crate::words::{Text, keep, t};

/// A field counts only while another field has one of these answers (codes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    pub field: &'static str,
    pub is: &'static [&'static str],
}

/// One line of a form.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The column, the JSON key and, with dashes, the flag; never translated,
    /// never changed.
    pub key: &'static str,
    pub label: Text,
    /// What to write, in one short sentence.
    pub help: Option<Text>,
    /// An answer as somebody would type it.
    pub example: Text,
    pub kind: Kind,
    /// Without an answer the row cannot exist.
    pub required: bool,
    /// The heading that it stands under on a sheet.
    pub group: Option<Text>,
    /// Asked and shown only then.
    pub when: Option<When>,
    /// Required only then (R071, R072, R103).
    pub required_when: Option<When>,
    /// Column headings that files use for it.
    pub aliases: &'static [&'static str],
    /// Flags besides its own.
    pub flags: &'static [&'static str],
    /// Its flag where this form is part of another one's flags: a contact's
    /// `name` is `--contact` of `customer add`.
    pub within: Option<&'static str>,
    /// Asked for even when not required.
    pub asked: bool,
    /// Named first where the rest of the form is offered.
    pub offered: bool,
    /// A day that lies ahead: one in the past is probably a slip.
    pub ahead: bool,
    /// Where an answer is due, Enter means this very moment.
    pub or_now: bool,
    /// May be given several times, each making a row of its own.
    pub repeat: bool,
    /// Hidden in lists, reports and exports unless `--reveal`.
    pub sensitive: bool,
    /// Where the handbooks ask for it: "F01 R080".
    pub source: &'static str,
    /// Whether it takes fewer answers than its type does.
    pub fewer: bool,
    door: Door,
}

impl Field {
    /// Describes a field whose answers are of type `T`.
    pub const fn of<T: Value>(key: &'static str, label: Text) -> Self {
        Field {
            required: T::REQUIRED,
            ..Field::behind(Door::of::<T>(), bare(key), label)
        }
    }

    /// Describes a field whose answers pass this door, and may be left out: how
    /// a playbook declares one.
    pub const fn behind(door: Door, key: &'static str, label: Text) -> Self {
        Field {
            key,
            label,
            help: None,
            example: t("", ""),
            kind: door.kind(),
            required: false,
            group: None,
            when: None,
            required_when: None,
            aliases: &[],
            flags: &[],
            within: None,
            asked: false,
            offered: false,
            ahead: false,
            or_now: false,
            repeat: false,
            sensitive: false,
            source: "",
            fewer: false,
            door,
        }
    }

    pub const fn help(mut self, en: &'static str, zh: &'static str) -> Self {
        self.help = Some(t(en, zh));
        self
    }

    /// An example that is typed alike in both languages.
    pub const fn example(mut self, example: &'static str) -> Self {
        self.example = t(example, example);
        self
    }

    /// An example in words: each language has its own.
    pub const fn examples(mut self, en: &'static str, zh: &'static str) -> Self {
        self.example = t(en, zh);
        self
    }

    pub const fn group(mut self, en: &'static str, zh: &'static str) -> Self {
        self.group = Some(t(en, zh));
        self
    }

    pub const fn ungrouped(mut self) -> Self {
        self.group = None;
        self
    }

    /// Of the choices of its type, these only.
    pub const fn among(mut self, choices: &'static [Choice]) -> Self {
        self.door = Door::choice(choices);
        self.kind = self.door.kind();
        self.fewer = true;
        self
    }

    pub const fn when(mut self, field: &'static str, is: &'static [&'static str]) -> Self {
        self.when = Some(When { field, is });
        self
    }

    pub const fn required_when(mut self, field: &'static str, is: &'static [&'static str]) -> Self {
        self.required_when = Some(When { field, is });
        self
    }

    pub const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    pub const fn flags(mut self, flags: &'static [&'static str]) -> Self {
        self.flags = flags;
        self
    }

    pub const fn within(mut self, flag: &'static str) -> Self {
        self.within = Some(flag);
        self
    }

    pub const fn asked(mut self) -> Self {
        self.asked = true;
        self
    }

    pub const fn offered(mut self) -> Self {
        self.offered = true;
        self
    }

    pub const fn ahead(mut self) -> Self {
        self.ahead = true;
        self
    }

    pub const fn or_now(mut self) -> Self {
        self.or_now = true;
        self
    }

    pub const fn repeat(mut self) -> Self {
        self.repeat = true;
        self
    }

    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    pub const fn source(mut self, source: &'static str) -> Self {
        self.source = source;
        self
    }

    /// The field as part of another form, never required by itself.
    pub fn inside(&self, prefix: &str) -> Self {
        Field {
            key: keep(&format!("{prefix}.{}", self.key)),
            required: false,
            ..*self
        }
    }

    /// Says whether `text` would be a good answer, and if not why.
    ///
    /// # Errors
    /// As [`Value::parse`].
    pub fn check(&self, text: &str, reading: &Reading<'_>) -> Result<(), Fault> {
        self.read(text, reading).map(drop)
    }

    /// Reads `text` as the store would hold it.
    ///
    /// # Errors
    /// As [`Value::parse`].
    pub fn read(&self, text: &str, reading: &Reading<'_>) -> Result<Stored, Fault> {
        self.door.read(text, reading)
    }

    /// What reads its answers and makes its cells.
    pub const fn door(&self) -> Door {
        self.door
    }

    /// The field as a command-line flag, without the dashes.
    pub fn flag(&self) -> String {
        match self.within {
            Some(flag) if self.key.contains('.') => flag.to_owned(),
            _ => self.key.replace(['_', '.'], "-"),
        }
    }

    /// The flag as people type it: the short word where there is one, `--by`
    /// for a method.
    pub fn usual_flag(&self) -> String {
        match self.flags.first() {
            Some(flag) => (*flag).to_owned(),
            None => self.flag(),
        }
    }

    /// Whether a column headed `header` holds this field.
    pub fn is_headed(&self, header: &str) -> bool {
        let header = heading(header);
        self.headings().any(|own| own == header)
    }

    /// The headings that columns of this field have, as [`heading`] makes them.
    pub fn headings(&self) -> impl Iterator<Item = String> {
        let flag = std::iter::once_with(|| heading(&self.flag()));
        let fixed = [self.key, self.label.en, self.label.zh].into_iter();
        flag.chain(fixed.chain(self.aliases.iter().copied()).map(heading))
    }
}

/// The key of a field whose Rust name had to be escaped: `r#type` is `type`.
const fn bare(key: &'static str) -> &'static str {
    match key.as_bytes() {
        [b'r', b'#', ..] => key.split_at(2).1,
        _ => key,
    }
}

/// A heading without case, spaces, and what stands in brackets.
pub fn heading(header: &str) -> String {
    let header = header.split(['(', '（']).next().unwrap_or(header);
    header
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '＊' | ':' | '：'))
        .flat_map(char::to_lowercase)
        .collect()
}
