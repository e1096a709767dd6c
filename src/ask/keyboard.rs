//! How the terminal hands keys to the program, and Ctrl-C with them; put back
//! as it was when a question is over.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use signal_hook::consts::SIGINT;
use signal_hook::flag;

/// Too short to be noticed by somebody who leaves an editor.
const GRACE: Duration = Duration::from_millis(50);

/// Every key goes to the program as it is, until this is dropped. Between two
/// keys too: console alone would let the terminal eat a quick Backspace, echo
/// what is typed ahead, and turn Ctrl-C into a signal that kills.
pub struct Raw {
    _modes: Modes,
}

impl Raw {
    pub fn begin() -> io::Result<Self> {
        Ok(Raw {
            _modes: Modes::raw()?,
        })
    }
}

/// What is typed between two questions waits for the next one as keys, until this
/// is dropped. The terminal would echo it, take a quick Backspace for itself, and
/// turn Ctrl-C into a signal, which is lost where it comes just between our look
/// at it and the first key of that question.
pub struct KeysWait {
    _modes: Modes,
}

impl KeysWait {
    /// `None` where the terminal does not let it be.
    pub fn begin() -> Option<Self> {
        let _modes = Modes::waiting_keys().ok()?;
        Some(KeysWait { _modes })
    }

    /// Ctrl-C is a signal again; whether one was pressed that no question has
    /// read, and still waits in the terminal as a key. Whatever else was typed
    /// ahead is lost with it: a terminal takes nothing back.
    pub fn end(self) -> bool {
        // First, so that no Ctrl-C comes between our look and the signals.
        drop(self);
        Modes::waiting().is_ok_and(|typed| typed.contains(&CTRL_C))
    }
}

/// What Ctrl-C is where it is a key.
const CTRL_C: u8 = 3;

/// The modes of the terminal that console reads keys from, as they were.
struct Modes {
    #[cfg(unix)]
    before: nix::sys::termios::Termios,
    #[cfg(unix)]
    terminal: std::os::fd::OwnedFd,
}

#[cfg(unix)]
impl Modes {
    fn raw() -> io::Result<Self> {
        Self::changed(|modes| {
            let output = modes.output_flags;
            nix::sys::termios::cfmakeraw(modes);
            // Lines are still written as lines.
            modes.output_flags = output;
        })
    }

    fn waiting_keys() -> io::Result<Self> {
        use nix::sys::termios::LocalFlags;
        Self::changed(|modes| {
            let lines = LocalFlags::ICANON | LocalFlags::ECHO | LocalFlags::ISIG;
            modes.local_flags.remove(lines);
        })
    }

    /// What was typed and not read, without waiting for more.
    fn waiting() -> io::Result<Vec<u8>> {
        use std::io::Read as _;

        use nix::sys::termios::{LocalFlags, SpecialCharacterIndices};
        let now = Self::changed(|modes| {
            // Keys of a line that has not ended are given too.
            modes.local_flags.remove(LocalFlags::ICANON);
            for at in [
                SpecialCharacterIndices::VMIN,
                SpecialCharacterIndices::VTIME,
            ] {
                if let Some(least) = modes.control_chars.get_mut(at as usize) {
                    *least = 0;
                }
            }
        })?;
        let mut terminal = std::fs::File::from(now.terminal.try_clone()?);
        let mut typed = Vec::new();
        terminal.read_to_end(&mut typed)?;
        Ok(typed)
    }

    fn changed(change: impl FnOnce(&mut nix::sys::termios::Termios)) -> io::Result<Self> {
        use std::io::IsTerminal as _;
        use std::os::fd::AsFd as _;

        use nix::sys::termios::{SetArg, tcgetattr, tcsetattr};
        let terminal = match io::stdin().is_terminal() {
            true => io::stdin().as_fd().try_clone_to_owned()?,
            false => std::fs::File::open("/dev/tty")?.into(),
        };
        let before = tcgetattr(&terminal)?;
        let mut modes = before.clone();
        change(&mut modes);
        tcsetattr(&terminal, SetArg::TCSADRAIN, &modes)?;
        Ok(Modes { before, terminal })
    }
}

#[cfg(unix)]
impl Drop for Modes {
    fn drop(&mut self) {
        use nix::sys::termios::{SetArg, tcsetattr};
        // A terminal that is gone needs no putting back.
        let _ = tcsetattr(&self.terminal, SetArg::TCSADRAIN, &self.before);
    }
}

#[cfg(not(unix))]
impl Modes {
    /// Consoles without modes need none.
    fn raw() -> io::Result<Self> {
        Ok(Modes {})
    }

    fn waiting_keys() -> io::Result<Self> {
        Ok(Modes {})
    }

    fn waiting() -> io::Result<Vec<u8>> {
        Ok(Vec::new())
    }
}

/// While this lives, Ctrl-C is noted and does not kill: in an editor or a
/// pager it is theirs, between two questions it must not cost the draft. At all
/// other times Ctrl-C does what it always does.
pub struct Held {
    interrupt: &'static Interrupt,
    /// Whether this is the outermost of several.
    outermost: bool,
}

/// What Ctrl-C does to the process; there is only one of these.
struct Interrupt {
    idle: Arc<AtomicBool>,
    pressed: Arc<AtomicBool>,
}

static INTERRUPT: OnceLock<Option<Interrupt>> = OnceLock::new();

impl Interrupt {
    fn install() -> io::Result<Self> {
        let interrupt = Interrupt {
            idle: Arc::new(AtomicBool::new(true)),
            pressed: Arc::new(AtomicBool::new(false)),
        };
        flag::register_conditional_default(SIGINT, Arc::clone(&interrupt.idle))?;
        flag::register(SIGINT, Arc::clone(&interrupt.pressed))?;
        Ok(interrupt)
    }
}

impl Held {
    /// `None` where the system does not let Ctrl-C be held: then it kills.
    pub fn begin() -> Option<Self> {
        let interrupt = INTERRUPT
            .get_or_init(|| Interrupt::install().ok())
            .as_ref()?;
        let outermost = interrupt.idle.swap(false, SeqCst);
        if outermost {
            interrupt.pressed.store(false, SeqCst);
        }
        Some(Held {
            interrupt,
            outermost,
        })
    }

    pub fn is_pressed(&self) -> bool {
        self.interrupt.pressed.load(SeqCst)
    }

    /// Does `work`; its result is lost if Ctrl-C came meanwhile.
    pub fn during<T>(work: impl FnOnce() -> T) -> io::Result<T> {
        let held = Held::begin();
        let done = work();
        // The same Ctrl-C ended the work and may reach us a moment later.
        thread::sleep(GRACE);
        match held.is_some_and(|held| held.is_pressed()) {
            true => Err(io::ErrorKind::Interrupted.into()),
            false => Ok(done),
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if self.outermost {
            self.interrupt.idle.store(true, SeqCst);
        }
    }
}
