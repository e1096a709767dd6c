//! A list to pick from, by arrow keys or by typing, as it stands between two
//! keys. Pure: keys go in, lines come out; the terminal draws them.
//!
//! Own code because dialoguer's lists take bytes for columns (Chinese erases
//! lines above the question), hide the cursor and speak English.

use std::collections::BTreeSet;

use console::{Key, measure_text_width, style, truncate_str};

use super::choosable::fitting;
use super::{Choosable, Empty, Question};
use crate::words::measure::flat;
use crate::words::{Lang, Text, t};

/// A longer list scrolls, so that the question stays in sight.
const MOST_ROWS: usize = 10;

/// What a key led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    Stays,
    Answered,
    /// Ctrl-C or Ctrl-D.
    Stopped,
}

/// The list under a question.
pub struct List<'a> {
    question: &'a Question<'a>,
    options: &'a [Choosable],
    many: bool,
    /// What Enter takes before any other key.
    default: Option<usize>,
    typed: String,
    /// The options that fit what is typed.
    found: Vec<usize>,
    /// The position in `found` that the arrows have reached.
    active: Option<usize>,
    /// The first position in `found` on the screen.
    top: usize,
    chosen: BTreeSet<usize>,
    /// Enter was pressed where an answer is required and nothing was chosen.
    refused: bool,
}

impl<'a> List<'a> {
    /// A list to pick one from.
    pub fn one(
        question: &'a Question<'a>,
        options: &'a [Choosable],
        default: Option<usize>,
    ) -> Self {
        Self::new(question, options, default, false)
    }

    /// A list to pick any from; the first row is marked, and Enter does not
    /// take it.
    pub fn many(question: &'a Question<'a>, options: &'a [Choosable], chosen: &[usize]) -> Self {
        let mut list = Self::new(question, options, Some(0), true);
        list.chosen = chosen.iter().copied().collect();
        list
    }

    fn new(
        question: &'a Question<'a>,
        options: &'a [Choosable],
        default: Option<usize>,
        many: bool,
    ) -> Self {
        let mut list = List {
            question,
            options,
            many,
            default,
            typed: String::new(),
            found: Vec::new(),
            active: None,
            top: 0,
            chosen: BTreeSet::new(),
            refused: false,
        };
        list.search();
        list
    }

    /// The options picked, in ascending order.
    pub fn chosen(&self) -> impl Iterator<Item = usize> {
        self.chosen.iter().copied()
    }

    pub fn press(&mut self, key: &Key) -> Press {
        self.refused = false;
        match key {
            // Ctrl-D arrives as the character that it is.
            Key::CtrlC | Key::Char('\u{4}') => return Press::Stopped,
            Key::Enter => return self.enter(),
            Key::ArrowDown | Key::Tab => self.step(1),
            Key::ArrowUp | Key::BackTab => self.step(self.found.len().saturating_sub(1)),
            Key::Backspace => {
                self.typed.pop();
                self.search();
            }
            // Ctrl-U empties the line, as in a line of text.
            Key::Escape | Key::Char('\u{15}') => {
                self.typed.clear();
                self.search();
            }
            Key::Char(' ' | ',' | '，' | '、') if self.many => self.take(true),
            Key::Char(c) if !c.is_control() => {
                self.typed.push(*c);
                self.search();
            }
            _ => {}
        }
        Press::Stays
    }

    fn enter(&mut self) -> Press {
        let may_be_empty = self.question.empty != Empty::Refused;
        if self.many && !self.typed.is_empty() {
            self.take(false);
            return Press::Stays;
        }
        if !self.many && self.active.is_some() {
            self.take(false);
        } else if !self.typed.is_empty() {
            return Press::Stays;
        } else if self.chosen.is_empty() && !may_be_empty {
            self.refused = true;
            return Press::Stays;
        }
        Press::Answered
    }

    /// Moves down by `by` rows, past the end to the beginning.
    fn step(&mut self, by: usize) {
        let rows = self.found.len();
        self.active = match self.active {
            _ if rows == 0 => None,
            Some(at) => Some((at + by) % rows),
            None if by == 1 => Some(0),
            None => Some(rows - 1),
        };
    }

    /// Marks the option reached, or unmarks it where `back` is allowed; then
    /// the whole list is there again, at the same option.
    fn take(&mut self, back: bool) {
        let Some(&option) = self.active.and_then(|at| self.found.get(at)) else {
            return;
        };
        if !(back && self.chosen.remove(&option)) {
            self.chosen.insert(option);
        }
        if !self.typed.is_empty() {
            self.typed.clear();
            self.search();
            self.active = Some(option);
        }
    }

    fn search(&mut self) {
        self.found = fitting(self.options, &self.typed);
        self.top = 0;
        let start = match self.typed.is_empty() {
            true => self.default,
            false => Some(0),
        };
        self.active = start.filter(|&at| at < self.found.len());
    }

    /// The question's line, and the column of the cursor in it.
    pub fn prompt(&self, columns: usize) -> (String, usize) {
        let room = columns.saturating_sub(2).max(8);
        let label = truncate_str(self.question.label, room / 2, "…").into_owned();
        let left = room.saturating_sub(measure_text_width(&label) + 2);
        // The end of what is typed is what is being typed.
        let mut typed = self.typed.as_str();
        while measure_text_width(typed) > left {
            let mut chars = typed.chars();
            chars.next();
            typed = chars.as_str();
        }
        let column = measure_text_width(&label) + 2 + measure_text_width(typed);
        let label = style(label).bold().for_stderr();
        (format!("{label}: {typed}"), column)
    }

    /// The lines under the question, none of them wider than `columns`.
    pub fn rows(&mut self, columns: usize, rows: usize, lang: Lang) -> Vec<String> {
        let shown = rows.saturating_sub(3).clamp(1, MOST_ROWS);
        if let Some(active) = self.active {
            self.top = self.top.clamp((active + 1).saturating_sub(shown), active);
        }
        let window = self.found.iter().enumerate().skip(self.top).take(shown);
        let mut lines: Vec<String> = window
            .filter_map(|(at, &option)| Some(self.row(at, option, self.options.get(option)?, lang)))
            .collect();
        lines.push(style(self.hint(shown, lang)).dim().for_stderr().to_string());
        let room = columns.saturating_sub(1).max(1);
        lines
            .iter()
            .map(|line| truncate_str(line, room, "…").into_owned())
            .collect()
    }

    fn row(&self, at: usize, option: usize, shown: &Choosable, lang: Lang) -> String {
        let is_active = self.active == Some(at);
        let pointer = if is_active { "> " } else { "  " };
        let mark = match (self.many, self.chosen.contains(&option)) {
            (false, _) => "",
            (true, true) => "[x] ",
            (true, false) => "[ ] ",
        };
        let label = match is_active {
            true => style(flat(&shown.label)).bold().for_stderr().to_string(),
            false => flat(&shown.label).into_owned(),
        };
        let mut more = String::new();
        if shown.code != shown.label && !is_foreign(&shown.code, lang) {
            more = format!("  {}", shown.code);
        }
        if !shown.note.is_empty() {
            more = format!("{more}  {}", flat(&shown.note));
        }
        format!("{pointer}{mark}{label}{}", style(more).dim().for_stderr())
    }

    fn hint(&self, shown: usize, lang: Lang) -> String {
        const ONE: Text = t(
            "arrows or type to choose, Enter to take",
            "方向键或输入文字选择，回车确定",
        );
        const MANY: Text = t(
            "arrows or type, Space to mark, Enter when done",
            "方向键或输入文字选择，空格勾选，回车完成",
        );
        const NONE: Text = t(
            "nothing fits, Backspace to correct",
            "没有符合的选项，请退格修改",
        );
        const CHOOSE: Text = t(
            "choose one first, with the arrows or by typing",
            "此项必选，请用方向键或输入文字选择",
        );
        const MARK: Text = t(
            "mark at least one first, with Space",
            "请至少用空格勾选一项",
        );
        let keys = match (self.found.is_empty(), self.many) {
            (_, false) if self.refused => CHOOSE,
            (_, true) if self.refused => MARK,
            (true, _) => NONE,
            (false, true) => MANY,
            (false, false) => ONE,
        };
        let keys = keys.to(lang);
        let (place, all) = (self.active.map_or(0, |at| at + 1), self.found.len());
        match all > shown {
            true => format!("{place}/{all}  {keys}"),
            false => keys.to_owned(),
        }
    }

    /// What stays on the screen once the question is answered.
    pub fn summary(&self, lang: Lang) -> String {
        let labels: Vec<_> = self
            .chosen()
            .filter_map(|at| self.options.get(at))
            .map(|option| flat(&option.label))
            .collect();
        let label = style(self.question.label).bold().for_stderr();
        let join = match lang {
            Lang::En => ", ",
            Lang::Zh => "、",
        };
        format!("{label}: {}", labels.join(join))
    }
}

/// Whether a code is an English word before a Chinese reader: it may be typed,
/// but tells them nothing that the label does not.
fn is_foreign(code: &str, lang: Lang) -> bool {
    lang == Lang::Zh && code.contains(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests;
