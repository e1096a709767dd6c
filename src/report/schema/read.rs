//! The definition of the reports, read: `reports.txt` says at its head how it is written.

/// The text itself.
const TEXT: &str = include_str!("reports.txt");

/// All of it.
pub struct Definition {
    keys: Vec<(&'static str, &'static str)>,
    pub reports: Vec<Shape>,
}

/// One shape of a report's answer.
pub struct Shape {
    pub report: &'static str,
    pub about: &'static str,
    pub tables: Vec<Table>,
}

/// One table: what follows its key.
pub struct Table {
    pub key: &'static str,
    pub optional: bool,
    pub words: Vec<&'static str>,
}

/// One key of a row.
#[derive(Clone, Copy)]
pub struct Key {
    pub name: &'static str,
    pub kind: &'static str,
    pub optional: bool,
}

/// Whether a key may be missing, and the rest of the word.
pub fn optional(word: &'static str) -> (bool, &'static str) {
    match word.strip_prefix('?') {
        Some(rest) => (true, rest),
        None => (false, word),
    }
}

impl Definition {
    pub fn read() -> Result<Self, String> {
        let mut all = Definition {
            keys: Vec::new(),
            reports: Vec::new(),
        };
        let lines = TEXT.lines();
        for line in lines.filter(|line| !line.trim().is_empty() && !line.trim().starts_with('#')) {
            if let Some(head) = line.strip_prefix("report ") {
                let (report, about) = head.split_once(' ').ok_or(line)?;
                all.reports.push(Shape {
                    report,
                    about,
                    tables: Vec::new(),
                });
            } else if line != "keys" {
                all.line(line.trim())?;
            }
        }
        Ok(all)
    }

    /// A line below a head: a key until there is a report, a table from then on.
    fn line(&mut self, line: &'static str) -> Result<(), String> {
        match self.reports.last_mut() {
            None => self.keys.push(line.split_once('=').ok_or(line)?),
            Some(shape) => {
                let (key, words) = line.split_once(' ').ok_or(line)?;
                let (optional, key) = optional(key);
                let words = words.split(' ').collect();
                shape.tables.push(Table {
                    key,
                    optional,
                    words,
                });
            }
        }
        Ok(())
    }

    pub fn shapes(&self, report: &str) -> impl Iterator<Item = &Shape> {
        let report = report.to_owned();
        self.reports
            .iter()
            .filter(move |shape| shape.report == report)
    }

    /// The table named `REPORT.TABLE`.
    pub fn table(&self, name: &str) -> Result<&Table, String> {
        let (report, key) = name.split_once('.').ok_or(name)?;
        let tables = self.shapes(report).flat_map(|shape| &shape.tables);
        let mut tables = tables.filter(|table| table.key == key);
        tables.next().ok_or_else(|| format!("no table {name}"))
    }

    /// The items of a table that has a row a period.
    pub fn words_over(&self, name: &str) -> Result<&[&'static str], String> {
        match self.table(name)?.words.as_slice() {
            ["over", _, items @ ..] => Ok(items),
            _ => Err(format!("{name} has no row a period")),
        }
    }

    pub fn items_over(&self, name: &str) -> Result<impl Iterator<Item = Key>, String> {
        Ok(self.words_over(name)?.iter().map(|item| Key::item(item)))
    }

    /// A key with its type, its own or the one that is usual.
    pub fn key(&self, word: &'static str) -> Result<Key, String> {
        let (optional, word) = optional(word);
        let usual = self.keys.iter().find(|(name, _)| *name == word);
        let (name, kind) = match (word.split_once('='), usual) {
            (Some(both), _) => both,
            (None, Some(both)) => *both,
            (None, None) => return Err(format!("what is {word}?")),
        };
        Ok(Key {
            name,
            kind,
            optional,
        })
    }
}

impl Key {
    /// An item: a count where it says nothing else.
    pub fn item(word: &'static str) -> Self {
        let (name, kind) = word.split_once(':').unwrap_or((word, "count"));
        Key {
            name,
            kind,
            optional: false,
        }
    }
}

impl Table {
    /// The items of a headline.
    pub fn headline(&self) -> Option<&[&'static str]> {
        match self.words.as_slice() {
            ["headline", items @ ..] => Some(items),
            _ => None,
        }
    }

    /// What stands before a `+`, and the further keys after it.
    pub fn extended(&self) -> (&[&'static str], &[&'static str]) {
        let mut halves = self.words.splitn(2, |word| *word == "+");
        let first = halves.next().unwrap_or(&[]);
        (first, halves.next().unwrap_or(&[]))
    }
}
