//! Everything that is wrong with a playbook, collected while it is read, so
//! that it can all be put right at once.

use std::collections::BTreeMap;

use crate::problem::Problem;
use crate::words::Say;

/// The file that a playbook was written in, and where each key stands in it.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// The file's path, or the preset's name.
    pub name: String,
    /// Dotted key to line, from 1; empty for a preset.
    pub lines: BTreeMap<String, usize>,
}

/// The faults found so far.
pub(super) struct Faults<'a> {
    source: &'a Source,
    found: Vec<(Option<usize>, Problem)>,
}

impl<'a> Faults<'a> {
    pub(super) const fn new(source: &'a Source) -> Self {
        Faults {
            source,
            found: Vec::new(),
        }
    }

    /// Notes what is wrong with `key`, at the line of the key or of the
    /// nearest table around it that the file mentions.
    pub(super) fn note(&mut self, key: &str, what: Say) {
        let mut around = Some(key);
        let line = std::iter::from_fn(|| {
            let key = around?;
            around = key.rsplit_once('.').map(|(table, _)| table);
            Some(key)
        })
        .find_map(|key| self.source.lines.get(key).copied());
        self.note_at(line, key, what);
    }

    /// Notes what is wrong at a line of the file.
    pub(super) fn note_at(&mut self, line: Option<usize>, key: &str, what: Say) {
        let file = &self.source.name;
        let place = match line {
            Some(line) => format!("{file}:{line}"),
            None => file.clone(),
        };
        let about = match key {
            "" => place,
            key => format!("{place} {key}"),
        };
        let fault = Problem::usage(what).about(Say::same(about));
        self.found.push((line, fault));
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// In the order of the file's lines, then what stands nowhere.
    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        self.found
            .sort_by_key(|(line, _)| line.unwrap_or(usize::MAX));
        self.found.into_iter().map(|(_, fault)| fault).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say;
    use crate::words::Lang;

    #[test]
    fn a_fault_names_file_line_and_key() {
        let source = Source {
            name: "mine.toml".to_owned(),
            lines: BTreeMap::from([("grades".to_owned(), 3)]),
        };
        let mut faults = Faults::new(&source);
        assert!(faults.is_empty());
        faults.note("grades.band.A", say!("too low", "过低"));
        faults.note("gates", say!("no", "否"));
        let said: Vec<String> = faults
            .into_problems()
            .iter()
            .map(|problem| problem.say(Lang::En))
            .collect();
        assert_eq!(
            said,
            ["mine.toml:3 grades.band.A: too low", "mine.toml gates: no"]
        );
    }
}
