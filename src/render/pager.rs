//! A long answer to a person at a terminal, a page at a time. The pager is
//! started only once the answer is taller than the window, so that no more
//! than a window of it is ever held.

use std::io::{self, ErrorKind, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

use crate::ask::Held;
use crate::problem::{Failure, is_closed_pipe};

/// What shows a long answer where the environment names nothing.
const LESS: &str = "less";

/// `less` gets settings of ours unless the environment has its own: pass
/// colours, end at once if all fits, leave the text on the screen. A pager
/// that is not installed is done without.
const SHELL: &str = r#"export LESS="${LESS-FRX}" LESSCHARSET="${LESSCHARSET-utf-8}"
case $0 in
  *=*) ;;
  *) command -v "$0" >/dev/null 2>&1 || exec cat ;;
esac
"#;

/// Which pager, and when.
#[derive(Clone, Debug)]
pub struct Pager {
    command: String,
    rows: usize,
}

impl Pager {
    /// `command` is a shell command line, ours where the environment names
    /// none; `rows` is how high the window is.
    pub fn new(command: Option<String>, rows: u16) -> Self {
        Pager {
            command: command.unwrap_or_else(|| LESS.to_owned()),
            rows: rows.into(),
        }
    }

    /// Lets `write` write an answer, to `out` if it fits the window, else to
    /// the pager, and waits until the reader has seen enough.
    ///
    /// # Errors
    /// As `write`, and what `out` fails with. A reader who quits early is no
    /// error.
    pub fn page(
        &self,
        out: &mut dyn Write,
        write: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut paged = Paged {
            command: &self.command,
            // The shell's next prompt takes a row.
            room: self.rows.saturating_sub(1),
            held: Vec::new(),
            lines: 0,
            out,
            begun: None,
        };
        let done = write(&mut paged);
        paged.end(done)
    }
}

/// A pager at work. Ctrl-C is for it alone.
struct Begun {
    child: Child,
    stdin: Option<ChildStdin>,
    _held: Option<Held>,
}

/// An answer on its way to the terminal.
struct Paged<'p> {
    command: &'p str,
    room: usize,
    /// What has not been handed on: it may all fit.
    held: Vec<u8>,
    lines: usize,
    out: &'p mut dyn Write,
    begun: Option<Begun>,
}

impl Paged<'_> {
    fn end(mut self, done: Result<(), Failure>) -> Result<(), Failure> {
        let Some(mut begun) = self.begun.take() else {
            self.out.write_all(&self.held)?;
            self.out.flush()?;
            return done;
        };
        // This tells it that there is no more.
        drop(begun.stdin.take());
        begun.child.wait()?;
        match done {
            Err(Failure::Other(error)) if is_closed_pipe(&error) => Ok(()),
            done => done,
        }
    }

    /// The answer is taller than the window. Without a shell to start a pager
    /// it goes straight to the terminal.
    fn overflow(&mut self) -> io::Result<()> {
        self.out.flush()?;
        let program = self.command.split_whitespace().next().unwrap_or("cat");
        let started = Command::new("sh")
            .args(["-c", &format!("{SHELL}{}", self.command), program])
            .stdin(Stdio::piped())
            .spawn();
        if let Ok(mut child) = started {
            let stdin = child.stdin.take();
            self.begun = Some(Begun {
                child,
                stdin,
                _held: Held::begin(),
            });
        }
        let held = std::mem::take(&mut self.held);
        self.pass(&held)
    }

    fn pass(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.begun {
            None => self.out.write_all(bytes),
            Some(begun) => match &mut begun.stdin {
                Some(stdin) => stdin.write_all(bytes),
                None => Err(ErrorKind::BrokenPipe.into()),
            },
        }
    }
}

impl Write for Paged<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.lines > self.room {
            self.pass(bytes)?;
            return Ok(bytes.len());
        }
        self.lines += bytes.iter().filter(|byte| **byte == b'\n').count();
        self.held.extend_from_slice(bytes);
        if self.lines > self.room {
            self.overflow()?;
        }
        Ok(bytes.len())
    }

    /// What is held back is handed on at the end.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What reaches the terminal itself of an answer of so many lines.
    fn shown(command: &str, rows: u16, lines: usize) -> String {
        let mut out = Vec::new();
        Pager::new(Some(command.to_owned()), rows)
            .page(&mut out, |out| {
                for line in 0..lines {
                    writeln!(out, "第{line}行")?;
                }
                Ok(())
            })
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_fits_the_window_needs_no_pager() {
        let folder = tempfile::tempdir().unwrap();
        let seen = folder.path().join("seen");
        let pager = format!("cat > {}", seen.display());
        assert_eq!(shown(&pager, 4, 3).lines().count(), 3);
        assert!(!seen.exists());
    }

    #[test]
    fn the_pager_gets_all_of_a_long_answer_and_the_settings() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("seen");
        let seen = path.display();
        let pager = format!("cat > {seen}; echo $LESSCHARSET >> {seen}");
        assert_eq!(shown(&pager, 4, 1000), "");
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 1001);
        assert!(text.starts_with("第0行\n第1行\n"), "{text}");
        assert!(text.trim_end().lines().last().unwrap().len() > 3, "{text}");
    }

    #[test]
    fn a_reader_who_quits_early_is_fine() {
        assert_eq!(shown("true", 4, 1 << 18), "");
    }

    #[test]
    fn what_was_written_before_a_failure_is_still_shown() {
        let mut out = Vec::new();
        let done = Pager::new(None, 24).page(&mut out, |out| {
            writeln!(out, "一行")?;
            Err(Failure::Usage("坏了".to_owned()))
        });
        assert!(matches!(done, Err(Failure::Usage(_))));
        assert_eq!(String::from_utf8(out).unwrap(), "一行\n");
    }
}
