//! A person at a terminal: rustyline for free text, our own list for choices.
//! All of it on the terminal itself, so that stdout stays clean for the answer.

mod typing;

use std::cell::RefCell;
use std::io;

use console::{Term, measure_text_width, style};
use dialoguer::Editor;

use self::typing::{LineReader, line_reader, stop_or_fail, with_lines};
use super::keyboard::{Held, KeysWait, Raw};
use super::list::{List, Press};
use super::{Ask, Check, Choosable, Empty, HEADING, HalfTyped, PLAIN_HEADING, Question, is_end};
use crate::value::{ChoiceSet, YesNo, find_choice};
use crate::words::measure::{flat, wrap};
use crate::words::{Lang, Text, t};

/// A real person. Nothing is touched before the first question.
pub struct Terminal {
    lang: Lang,
    /// The command line of the person's editor (`$VISUAL`, `$EDITOR`).
    editor: Option<String>,
    term: Term,
    reader: Option<LineReader>,
    /// Several questions belong together.
    held: Option<Held>,
    /// Meanwhile what is typed waits for the next of them.
    keys_wait: Option<KeysWait>,
    /// The heading told last: a form that goes on does not tell it again.
    heading: String,
    /// It has letters of ASCII alone to draw with.
    ascii: bool,
}

impl Terminal {
    pub fn new(lang: Lang, editor: Option<String>) -> Self {
        Terminal {
            lang,
            editor: editor.filter(|command| !command.trim().is_empty()),
            term: Term::buffered_stderr(),
            reader: None,
            held: None,
            keys_wait: None,
            heading: String::new(),
            ascii: false,
        }
    }

    /// Draws with letters of ASCII alone.
    pub fn in_ascii(mut self, ascii: bool) -> Self {
        self.ascii = ascii;
        self
    }

    /// Stops where Ctrl-C was pressed between two questions.
    fn go_on(&self) -> io::Result<()> {
        match self.held.as_ref().is_some_and(Held::is_pressed) {
            true => self.stop(),
            false => Ok(()),
        }
    }

    /// Stops because of a Ctrl-C that no question has read.
    fn stop(&self) -> io::Result<()> {
        // The terminal has written ^C.
        self.say("")?;
        Err(io::ErrorKind::Interrupted.into())
    }

    /// Reads one line, `initial` being there already.
    fn read(&mut self, prompt: &(String, String), initial: &str) -> io::Result<String> {
        self.go_on()?;
        let mut reader = match self.reader.take() {
            Some(reader) => reader,
            None => line_reader()?,
        };
        let typed = |reader: &LineReader, text: Option<&str>| {
            let kept = reader.helper().map(|helper| &helper.0);
            match text {
                Some(text) => kept.map(|kept| kept.replace(text.to_owned())),
                None => kept.map(RefCell::take),
            }
        };
        typed(&reader, Some(initial));
        let line = reader.readline_with_initial(prompt, (initial, ""));
        let half = typed(&reader, None).unwrap_or_default();
        self.reader = Some(reader);
        line.map_err(|error| match stop_or_fail(error) {
            error if error.kind() == io::ErrorKind::Interrupted => {
                io::Error::new(io::ErrorKind::Interrupted, HalfTyped(half))
            }
            error => error,
        })
    }

    fn say(&self, line: &str) -> io::Result<()> {
        self.term.write_line(line)?;
        self.term.flush()
    }

    /// The text as lines of this window, broken between words.
    fn lines<'t>(&self, text: &'t str) -> Vec<&'t str> {
        wrap(text, Some(self.term.size().1.into()))
    }

    /// Says a text of any length, each of its lines in a look of its own. What came from
    /// a file moves no cursor.
    fn say_lines(&self, text: &str, look: impl Fn(&str) -> String) -> io::Result<()> {
        let mut lines = self.lines(text).into_iter();
        lines.try_for_each(|line| self.say(&look(&flat(line))))
    }

    fn dim(&self, text: &str) -> io::Result<()> {
        self.say_lines(text, |line| style(line).dim().for_stderr().to_string())
    }

    fn complain(&self, what: &str) -> io::Result<()> {
        let look = |line: &str| style(line).red().for_stderr().to_string();
        self.say_lines(&format!("! {what}"), look)
    }

    /// The dim line above a question: what to write, an example, what Enter does.
    fn describe(&self, question: &Question<'_>, hint: &str) -> io::Result<()> {
        const EXAMPLE: Text = t("e.g.", "例如");
        let enter = match question.empty {
            _ if !question.enter.is_empty() => question.enter,
            Empty::Refused => "",
            Empty::Now => t("Enter for now", "回车即为现在").to(self.lang),
            Empty::Skips => t("Enter to skip", "回车跳过").to(self.lang),
            Empty::ToConfirm => t("Enter if not known yet", "暂不清楚可回车").to(self.lang),
        };
        let example = match question.example {
            "" => String::new(),
            example => format!("{} {example}", EXAMPLE.to(self.lang)),
        };
        let mut help = question.help.unwrap_or("");
        // Questions to be put to the customer, one a line.
        if help.contains('\n') {
            self.dim(help)?;
            help = "";
        }
        let parts = [question.place, help, &example, hint, enter];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        match parts.is_empty() {
            true => Ok(()),
            false => self.dim(&parts.join(" · ")),
        }
    }

    /// Puts a label that would be cut on lines of its own, above the list.
    fn above<'q>(&self, question: &Question<'q>) -> io::Result<Question<'q>> {
        let columns: usize = self.term.size().1.into();
        if measure_text_width(question.label) * 2 < columns {
            return Ok(*question);
        }
        let bold = |line: &str| style(line).bold().for_stderr().to_string();
        self.say_lines(question.label, bold)?;
        Ok(Question {
            label: t("Choose", "请选择").to(self.lang),
            ..*question
        })
    }

    /// Lines until an empty one; `old` stands in them to be corrected.
    fn read_lines(&mut self, question: &Question<'_>, old: &str) -> io::Result<String> {
        let mut typed = old.lines();
        let mut lines: Vec<String> = Vec::new();
        let mut prompt = prompt(question.label);
        loop {
            let read = self.read(&prompt, typed.next().unwrap_or(""));
            let line = read.map_err(|error| with_lines(error, &lines, typed.by_ref()))?;
            if line.trim().is_empty() {
                return Ok(lines.join("\n"));
            }
            if lines.is_empty() && question.ends && is_end(&line) {
                return Ok(line);
            }
            if lines.is_empty() && line.trim() == "e" && self.editor.is_some() {
                return self.edit(old);
            }
            lines.push(line);
            prompt = ("> ".to_owned(), style("> ").dim().for_stderr().to_string());
        }
    }

    /// Hands the text to the person's editor; empty if it was not saved.
    fn edit(&mut self, old: &str) -> io::Result<String> {
        let Some(command) = &self.editor else {
            return Ok(String::new());
        };
        let mut editor = Editor::new();
        editor.executable(command);
        // The editor has its own keys.
        let asking = self.keys_wait.take().is_some();
        let edited = Held::during(|| editor.edit(old));
        self.keys_wait = asking.then(KeysWait::begin).flatten();
        match edited {
            Err(stopped) => {
                // The terminal has written ^C.
                self.say("")?;
                Err(stopped)
            }
            Ok(Ok(text)) => Ok(text.unwrap_or_default()),
            Ok(Err(dialoguer::Error::IO(error))) => {
                self.complain(&format!("{command}: {error}"))?;
                Ok(String::new())
            }
        }
    }

    /// Runs a list until it is answered. The cursor rests on the question's
    /// line, visible.
    fn choose(&mut self, list: &mut List<'_>) -> io::Result<()> {
        // Keys that it has read ahead must not turn up in a later question.
        self.reader = None;
        let (term, lang) = (&self.term, self.lang);
        let raw = Raw::begin()?;
        self.go_on()?;
        let press = loop {
            draw(term, list, lang)?;
            let key = term.read_key_raw().map_err(|error| match error.kind() {
                io::ErrorKind::UnexpectedEof => io::ErrorKind::Interrupted.into(),
                _ => error,
            })?;
            match list.press(&key) {
                Press::Stays => {}
                press => break press,
            }
        };
        drop(raw);
        term.write_str("\r")?;
        term.clear_to_end_of_screen()?;
        self.say(&list.summary(lang))?;
        match press {
            Press::Stopped => Err(io::ErrorKind::Interrupted.into()),
            _ => Ok(()),
        }
    }
}

impl Ask for Terminal {
    fn speak(&mut self, lang: Lang) {
        self.lang = lang;
    }

    fn begin(&mut self) {
        self.held = Held::begin();
        self.keys_wait = KeysWait::begin();
    }

    fn end(&mut self) -> io::Result<()> {
        let waits = self.keys_wait.take().is_some_and(KeysWait::end);
        let ended = match waits {
            true => self.stop(),
            false => self.go_on(),
        };
        self.held = None;
        ended
    }

    fn line(&mut self, question: &Question<'_>, check: &Check<'_>) -> io::Result<String> {
        self.describe(question, "")?;
        let prompt = prompt(question.label);
        let mut text = question.initial.to_owned();
        loop {
            text = self.read(&prompt, &text)?;
            match check(&text) {
                Ok(()) => return Ok(text),
                Err(what) => self.complain(&what)?,
            }
        }
    }

    fn long(&mut self, question: &Question<'_>, check: &Check<'_>) -> io::Result<String> {
        const LINES: Text = t("an empty line ends", "空行结束");
        const EDITOR: Text = t(
            "an empty line ends, e opens your editor",
            "空行结束，输入 e 打开编辑器",
        );
        let hint = match self.editor {
            Some(_) => EDITOR,
            None => LINES,
        };
        self.describe(question, hint.to(self.lang))?;
        let mut text = question.initial.to_owned();
        loop {
            text = self.read_lines(question, &text)?;
            match check(&text) {
                Ok(()) => return Ok(text),
                Err(what) => self.complain(&what)?,
            }
        }
    }

    fn pick(
        &mut self,
        question: &Question<'_>,
        options: &[Choosable],
        default: Option<usize>,
    ) -> io::Result<Option<usize>> {
        self.describe(question, "")?;
        let question = &self.above(question)?;
        let mut list = List::one(question, options, default);
        self.choose(&mut list)?;
        Ok(list.chosen().next())
    }

    fn pick_many(
        &mut self,
        question: &Question<'_>,
        options: &[Choosable],
        chosen: &[usize],
    ) -> io::Result<Vec<usize>> {
        self.describe(question, "")?;
        let question = &self.above(question)?;
        let mut list = List::many(question, options, chosen);
        self.choose(&mut list)?;
        Ok(list.chosen().collect())
    }

    fn confirm(&mut self, text: &str, default: bool) -> io::Result<bool> {
        let prompt = match (self.lang, default) {
            (Lang::En, true) => format!("{text} (Y/n) "),
            (Lang::En, false) => format!("{text} (y/N) "),
            (Lang::Zh, true) => format!("{text}（Y/n）"),
            (Lang::Zh, false) => format!("{text}（y/N）"),
        };
        let bold = |line: &str| style(line).bold().for_stderr().to_string();
        // The answer stands behind the last line of a long question.
        let mut lines = self.lines(&prompt);
        let last = lines.pop().unwrap_or("").trim_end();
        let last = format!("{last}{}", if self.lang == Lang::En { " " } else { "" });
        lines.iter().try_for_each(|line| self.say(&bold(line)))?;
        let prompt = (last.clone(), bold(&last));
        loop {
            let answer = self.read(&prompt, "")?;
            if answer.trim().is_empty() {
                return Ok(default);
            }
            match find_choice(&answer, YesNo::CHOICES) {
                Ok(at) => return Ok(YesNo::VARIANTS.get(at).is_some_and(|said| said.is_yes())),
                Err(_) => self.complain(t("answer y or n", "请回答 y 或 n").to(self.lang))?,
            }
        }
    }

    fn aside(&mut self, text: &str) -> io::Result<()> {
        self.dim(text)
    }

    fn tell(&mut self, text: &str) -> io::Result<()> {
        if text.starts_with(HEADING) {
            if self.heading == text {
                return Ok(());
            }
            text.clone_into(&mut self.heading);
            if self.ascii {
                let plain = text.replacen(HEADING, PLAIN_HEADING, 1);
                return self.say_lines(&plain, str::to_owned);
            }
        }
        self.say_lines(text, str::to_owned)
    }
}

/// The prompt of an input line, plain and bold.
fn prompt(label: &str) -> (String, String) {
    let bold = style(label).bold().for_stderr();
    (format!("{label}: "), format!("{bold}: "))
}

/// Draws a list below the cursor and leaves the cursor behind what is typed.
fn draw(term: &Term, list: &mut List<'_>, lang: Lang) -> io::Result<()> {
    let (rows, columns) = term.size();
    let (prompt, column) = list.prompt(columns.into());
    let below = list.rows(columns.into(), rows.into(), lang);
    term.write_str("\r")?;
    term.clear_to_end_of_screen()?;
    term.write_str(&prompt)?;
    for line in &below {
        term.write_str("\n")?;
        term.write_str(line)?;
    }
    term.move_cursor_up(below.len())?;
    term.write_str("\r")?;
    term.move_cursor_right(column)?;
    term.flush()
}
