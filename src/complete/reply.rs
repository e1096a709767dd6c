//! What each shell's script hands over, and the lines it is answered with.
//!
//! A line is a candidate, for all but bash with its note after a tab; a lone
//! tab stands for “paths”. No candidate has a control character in it.

use super::shell::{self, Line};
use super::{Offer, Offers};
use crate::render::sanitise;

/// What asks for paths.
const FILES: &str = "\t\n";

/// One press of TAB.
pub struct Tab {
    line: Line,
    shell: Shell,
}

enum Shell {
    Bash {
        /// Readline shows candidates, and inserts nothing.
        shows: bool,
        /// Readline inserts what all candidates begin with.
        inserts: bool,
        /// What ends a word for readline.
        breaks: String,
    },
    Zsh,
    Fish,
    Other,
}

impl Tab {
    /// Reads the arguments of the hidden command; `None` if no script of ours
    /// made them.
    pub fn read(given: &[String]) -> Option<Self> {
        let (name, given) = given.split_first()?;
        let (line, shell) = match (name.as_str(), given) {
            // COMP_TYPE: 9 a TAB, 33 and 64 with a list, 63 a list alone, 37 one by one.
            ("bash", [kind, breaks, line]) => (
                shell::split(line),
                Shell::Bash {
                    shows: matches!(kind.as_str(), "63" | "33" | "64"),
                    inserts: !matches!(kind.as_str(), "63" | "37"),
                    breaks: breaks.clone(),
                },
            ),
            ("zsh", [words @ .., typed]) => (unquoted(words, typed), Shell::Zsh),
            ("fish", [words @ .., typed]) => (unquoted(words, typed), Shell::Fish),
            ("elvish", [words @ .., typed]) => {
                let words = words.iter().chain([typed]).cloned().collect();
                (
                    Line {
                        words,
                        ..shell::split("")
                    },
                    Shell::Other,
                )
            }
            ("powershell", [line, cursor]) => {
                let cursor: usize = cursor.parse().ok()?;
                let length = line.chars().count();
                let mut line: String = line.chars().take(cursor).collect();
                if cursor > length {
                    line.push(' ');
                }
                (shell::split(&line), Shell::Other)
            }
            _ => return None,
        };
        Some(Tab { line, shell })
    }

    /// The line's words; the last one is being typed.
    pub fn words(&self) -> &[String] {
        &self.line.words
    }

    /// Whether names may come out of the data file: only where the script's
    /// quoting has been tried in the real shell.
    pub fn may_look(&self) -> bool {
        !matches!(self.shell, Shell::Other)
    }

    /// What the script is to read.
    pub fn reply(&self, offers: &Offers) -> String {
        let offers = match offers {
            Offers::These(offers) => offers,
            Offers::Files if self.may_look() => return FILES.to_owned(),
            Offers::Files => return String::new(),
        };
        match &self.shell {
            Shell::Bash {
                shows,
                inserts,
                breaks,
            } => self.bash(offers, *shows, *inserts, breaks),
            Shell::Zsh | Shell::Other => lines(offers.iter().map(|offer| (&*offer.value, offer))),
            Shell::Fish => {
                let typed = self.typed();
                lines(offers.iter().map(|offer| (similar(offer, typed), offer)))
            }
        }
    }

    fn typed(&self) -> &str {
        self.line.words.last().map_or("", String::as_str)
    }

    fn bash(&self, offers: &[Offer], shows: bool, inserts: bool, breaks: &str) -> String {
        let common = common(offers.iter().map(|offer| &*offer.value));
        // What all of them begin with would replace what was typed, and say
        // less: 杭州 for hzyf. The second TAB shows them.
        if offers.len() > 1 && inserts && !common.is_empty() && !common.starts_with(self.typed()) {
            return String::new();
        }
        let mut text = String::new();
        for offer in offers {
            let Some(insertion) = self.line.insertion(&offer.value, breaks) else {
                continue;
            };
            match offers.len() > 1 && shows {
                true if !inserts => text.push_str(&offer.value),
                _ => text.push_str(&insertion),
            }
            if offers.len() > 1 && shows && !offer.note.is_empty() {
                text.push_str(&format!("  ({})", note(offer)));
            }
            text.push('\n');
        }
        text
    }
}

/// The words of a shell that takes quotes off finished words itself, and hands
/// over the one being typed as it stands.
fn unquoted(words: &[String], typed: &str) -> Line {
    // An answer with a blank in it is one word all the same.
    let last = shell::split(&format!("kehu {typed}"));
    let words = words.iter().cloned().chain(last.words.last().cloned());
    Line {
        words: words.collect(),
        ..last
    }
}

fn note(offer: &Offer) -> String {
    let note = offer.note.lines().next().unwrap_or_default();
    sanitise::flat(note).into_owned()
}

fn lines<'o>(offers: impl Iterator<Item = (&'o str, &'o Offer)>) -> String {
    offers
        .map(|(value, offer)| match note(offer) {
            note if note.is_empty() => format!("{value}\n"),
            note => format!("{value}\t{note}\n"),
        })
        .collect()
}

/// The first way of typing the offer that has the typed letters in it: fish
/// shows no other.
fn similar<'o>(offer: &'o Offer, typed: &str) -> &'o str {
    let typed = typed.to_lowercase();
    std::iter::once(&offer.value)
        .chain(&offer.also)
        .find(|spelling| spelling.to_lowercase().contains(&typed))
        .unwrap_or(&offer.value)
}

/// What all of them begin with.
fn common<'o>(mut values: impl Iterator<Item = &'o str>) -> &'o str {
    let first = values.next().unwrap_or_default();
    values.fold(first, |common, value| {
        let same = common
            .char_indices()
            .zip(value.chars())
            .find(|((_, a), b)| a != b)
            .map_or(common.len().min(value.len()), |((at, _), _)| at);
        common.get(..same).unwrap_or_default()
    })
}
