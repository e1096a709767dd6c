//! A program on a terminal of its own, judged by what a person would see.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Long enough for a busy machine; only a failing test waits it out.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running program and its screen. The program is killed when this is dropped.
pub struct Pty {
    screen: Arc<Mutex<vt100::Parser>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    /// Ends when everything written is on the screen.
    watcher: thread::JoinHandle<()>,
    // Closing it would hang up the program's terminal.
    master: Box<dyn MasterPty + Send>,
}

impl Pty {
    /// Starts `program` on a screen of `rows` by `columns`. Of the environment
    /// only what `env` says is given, besides TERM.
    pub fn spawn(
        program: &Path,
        args: &[&str],
        env: &[(&str, &OsStr)],
        (rows, columns): (u16, u16),
    ) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).expect("a pty");
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        for (name, value) in env {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program");
        let non_zero = |n| NonZeroU16::new(n).expect("a screen has cells");
        let screen = Arc::new(Mutex::new(vt100::Parser::new(
            non_zero(rows),
            non_zero(columns),
            0,
        )));
        let reader = pair.master.try_clone_reader().expect("its output");
        let watcher = watch(reader, Arc::clone(&screen));
        Pty {
            screen,
            keys: pair.master.take_writer().expect("its keyboard"),
            child,
            watcher,
            master: pair.master,
        }
    }

    fn look<T>(&self, at: impl FnOnce(&vt100::Screen) -> T) -> T {
        let parser = self.screen.lock().unwrap_or_else(PoisonError::into_inner);
        at(parser.screen())
    }

    /// The rows of the screen, without the blanks at their ends.
    pub fn screen(&self) -> Vec<String> {
        let rows: Vec<String> = self.look(|screen| {
            let columns = screen.size().1.get();
            screen.rows(0, columns).collect()
        });
        rows.iter().map(|row| row.trim_end().to_owned()).collect()
    }

    /// Types `keys`: text, or control characters such as `"\r"`.
    pub fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("to be typed");
        self.keys.flush().expect("to be typed");
    }

    /// Waits until the screen is as `is` wants it.
    #[track_caller]
    pub fn wait(&self, what: &str, is: impl Fn(&[String]) -> bool) {
        let begun = Instant::now();
        while !is(&self.screen()) {
            assert!(
                begun.elapsed() < PATIENCE,
                "waited for {what:?}; the screen is\n{}",
                self.screen().join("\n").trim_end()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the screen shows `text` somewhere.
    #[track_caller]
    pub fn expect(&self, text: &str) {
        self.wait(text, |rows| rows.join("\n").contains(text));
    }

    /// Waits until one row of the screen is `text`, no more and no less.
    #[track_caller]
    pub fn expect_row(&self, text: &str) {
        self.wait(text, |rows| rows.iter().any(|row| row == text));
    }

    /// Waits until the screen no longer shows `text`.
    #[track_caller]
    pub fn expect_gone(&self, text: &str) {
        self.wait(&format!("no {text}"), |rows| {
            !rows.join("\n").contains(text)
        });
    }

    /// How the terminal treats keys: echo, lines, signals.
    #[cfg(unix)]
    pub fn modes(&self) -> String {
        format!("{:?}", self.master.get_termios())
    }

    pub fn is_cursor_hidden(&self) -> bool {
        self.look(vt100::Screen::hide_cursor)
    }

    /// Waits for the program to end: its exit status, `None` if a signal
    /// killed it.
    #[track_caller]
    pub fn exit(&mut self) -> Option<u32> {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("the program's status") {
                while !self.watcher.is_finished() && begun.elapsed() < PATIENCE {
                    thread::sleep(Duration::from_millis(2));
                }
                return match status.signal() {
                    Some(_) => None,
                    None => Some(status.exit_code()),
                };
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "the program does not end; the screen is\n{}",
                self.screen().join("\n").trim_end()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // It has ended already where the test went well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Feeds the screen with what the program writes, until it hangs up.
fn watch(
    mut output: Box<dyn Read + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(read @ 1..) = output.read(&mut bytes) {
            let mut parser = screen.lock().unwrap_or_else(PoisonError::into_inner);
            parser.process(&bytes[..read]);
        }
    })
}
