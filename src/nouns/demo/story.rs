//! Reads the story that the demo carries out: names, days, and command lines
//! in two languages. Its one rule: a line is a command as a user would type it.

use std::collections::HashMap;

use crate::words::Lang;

/// One command of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Deed {
    /// The line of the file that it begins on.
    pub line: usize,
    /// `2026-03-02 09:10`, by the clock of the playbook's zone.
    pub at: String,
    /// The name of the colleague who does it.
    pub who: String,
    /// What later lines call the number of the record that it makes.
    pub makes: Option<String>,
    /// The words of the command line, behind the program's name.
    pub words: Vec<String>,
    /// What stands behind `<<<`: what is typed into it.
    pub typed: String,
}

/// What stands before the languages are chosen: names, and the day so far.
struct Reader {
    lang: Lang,
    names: HashMap<String, String>,
    day: String,
}

/// The commands of a story, in the language asked for.
///
/// # Errors
/// Names the line that cannot be read.
pub(super) fn read(text: &str, lang: Lang) -> Result<Vec<Deed>, String> {
    let mut reader = Reader {
        lang,
        names: HashMap::new(),
        day: String::new(),
    };
    let mut deeds = Vec::new();
    for (at, line) in joined(text) {
        let read = reader.line(at, &line);
        deeds.extend(read.map_err(|wrong| format!("line {at}: {wrong}"))?);
    }
    Ok(deeds)
}

/// The lines with their places: comments left out, indented ones put behind
/// the line that they go on from.
fn joined(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (at, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        match lines.last_mut() {
            Some((_, before)) if line.starts_with(' ') => {
                before.push(' ');
                before.push_str(line.trim());
            }
            _ => lines.push((at, line.trim().to_owned())),
        }
    }
    lines
}

impl Reader {
    fn line(&mut self, at: usize, line: &str) -> Result<Option<Deed>, &'static str> {
        if let Some(day) = line.strip_prefix("== ") {
            day.trim().clone_into(&mut self.day);
            return Ok(None);
        }
        if let Some(name) = line.strip_prefix('@') {
            let (short, name) = name.split_once(" = ").ok_or("a name without “ = ”")?;
            let name = self.spoken(name);
            self.names.insert(short.to_owned(), name);
            return Ok(None);
        }
        let (time, rest) = line.split_once(' ').ok_or("a time without a command")?;
        let (who, rest) = rest.trim().split_once(' ').ok_or("nobody does it")?;
        let rest = rest.trim();
        let (makes, rest) = match rest
            .strip_prefix('$')
            .and_then(|rest| rest.split_once(" = "))
        {
            Some((made, rest)) => (Some(format!("${made}")), rest),
            None => (None, rest),
        };
        let who = self.names.get(who).ok_or("nobody is called so")?.clone();
        let words = words(rest).ok_or("an open quote")?;
        let words: Result<Vec<_>, _> = words.iter().map(|word| self.named(word)).collect();
        let mut words = words?;
        let read = words.iter().position(|word| word == "<<<");
        let typed = read.map_or(Vec::new(), |read| words.split_off(read));
        Ok(Some(Deed {
            line: at,
            at: format!("{} {time}", self.day),
            who,
            makes,
            words,
            typed: typed.get(1..).unwrap_or_default().join(" "),
        }))
    }

    /// The half of `English | 中文` that is spoken here.
    fn spoken(&self, text: &str) -> String {
        let half = match (text.split_once(" | "), self.lang) {
            (Some((en, _)), Lang::En) => en,
            (Some((_, zh)), Lang::Zh) => zh,
            (None, _) => text,
        };
        half.trim().to_owned()
    }

    /// A word in the language, with the names that it mentions: `@a,@b`.
    fn named(&self, word: &str) -> Result<String, &'static str> {
        let word = self.spoken(word);
        let mut parts = word.split('@');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            // `zhang@example.com` mentions nobody.
            if !(text.is_empty() || text.ends_with([' ', ',', '='])) {
                text.push('@');
                text.push_str(part);
                continue;
            }
            let end = part.find(|c: char| !c.is_ascii_alphanumeric());
            let (short, rest) = part.split_at(end.unwrap_or(part.len()));
            text.push_str(self.names.get(short).ok_or("a name that nobody has")?);
            text.push_str(rest);
        }
        Ok(text)
    }
}

/// Words apart by blanks; double quotes hold together. `None` if one stays open.
fn words(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        match at % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    line.matches('"').count().is_multiple_of(2).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "\
# Two people.
@li = Li Lei | 李雷
@yun = Yunfan | 云帆

== 2026-03-02
09:10 li  log @yun \"Sent it | 已发\" --by email
    --with @yun,@li --email a@example.com
09:20 li  $t = ticket open @yun
";

    #[test]
    fn a_line_is_read_in_either_language() {
        let deeds = read(STORY, Lang::Zh).expect("reads");
        let words = "log 云帆 已发 --by email --with 云帆,李雷 --email a@example.com";
        assert_eq!(deeds[0].words, words.split(' ').collect::<Vec<_>>());
        assert_eq!(deeds[0].who, "李雷");
        assert_eq!(deeds[0].at, "2026-03-02 09:10");
        let deeds = read(STORY, Lang::En).expect("reads");
        assert_eq!(deeds[0].words[1..3], ["Yunfan", "Sent it"]);
        assert_eq!(deeds[1].makes.as_deref(), Some("$t"));
        assert_eq!(deeds[1].words, ["ticket", "open", "Yunfan"]);
    }

    #[test]
    fn what_cannot_be_read_is_named_by_its_line() {
        for (story, wrong) in [
            ("@li", "line 1: a name without “ = ”"),
            ("\n09:10 li log", "line 2: nobody is called so"),
            ("@li = L\n09:10 li log \"x", "line 2: an open quote"),
            ("@li = L\n09:10 li log @x", "line 2: a name that nobody has"),
        ] {
            assert_eq!(read(story, Lang::En), Err(wrong.to_owned()));
        }
    }
}
