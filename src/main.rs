//! The real machine: the clock, the environment, the terminal, the paths; the
//! only place that ends the process.

use std::env;
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;

use kehu::ask::{Ask, Terminal};
use kehu::value::Moment;
use kehu::words::Lang;
use kehu::world::{Env, Stream, World, draws_in_ascii};

fn main() -> ExitCode {
    let mut env = environment();
    let may_ask = io::stdin().is_terminal() && io::stderr().is_terminal();
    let lang = env
        .lang
        .as_deref()
        .and_then(Lang::parse)
        .unwrap_or(env.locale);
    let mut terminal = may_ask.then(|| Terminal::new(lang, editor()).in_ascii(env.ascii));
    let stdout = stream();
    let window = match stdout {
        Stream::Terminal => terminal_size::terminal_size(),
        Stream::File | Stream::Pipe => None,
    };
    let messages = terminal_size::terminal_size_of(io::stderr());
    env.rows = window.map(|(_, terminal_size::Height(rows))| rows);
    let mut seed = [0; 4];
    // Without randomness the ids of two files may meet; that alone is no
    // reason to refuse work.
    let _ = getrandom::fill(&mut seed);
    let world = World {
        now: Moment::from_utc(chrono::Utc::now()),
        seed: u32::from_le_bytes(seed),
        processors: std::thread::available_parallelism().map_or(1, usize::from),
        env,
        stdout,
        width: window.map(|(terminal_size::Width(columns), _)| columns),
        err_width: messages.map(|(terminal_size::Width(columns), _)| columns),
        session: session(),
        ask: terminal.as_mut().map(|terminal| terminal as &mut dyn Ask),
        stdin: Box::new(io::stdin()),
    };
    let exit = kehu::run_last(
        env::args_os(),
        world,
        &mut io::stdout().lock(),
        &mut io::stderr().lock(),
    );
    ExitCode::from(exit as u8)
}

/// What opens a file on this platform.
const OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

fn environment() -> Env {
    let text = |name| env::var(name).ok().filter(|text| !text.is_empty());
    let folders = directories::ProjectDirs::from("", "", "kehu");
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(text)
        .and_then(|locale| Lang::parse(&locale))
        .unwrap_or_default();
    Env {
        lang: text("KEHU_LANG"),
        locale,
        now: text("KEHU_NOW"),
        db: text("KEHU_DB").map(PathBuf::from),
        config: text("KEHU_CONFIG").map(PathBuf::from),
        ascii: draws_in_ascii(
            ["LC_ALL", "LC_CTYPE", "LANG"]
                .into_iter()
                .find_map(text)
                .as_deref(),
            text("TERM")
                .filter(|_| io::stdout().is_terminal())
                .as_deref(),
        ),
        no_color: text("NO_COLOR").is_some(),
        pager: text("KEHU_PAGER").or_else(|| text("PAGER")),
        opener: text("KEHU_OPENER").or_else(|| Some(OPENER.to_owned())),
        watched: io::stderr().is_terminal(),
        rows: None,
        data_dir: folders
            .as_ref()
            .map_or_else(PathBuf::new, |folders| folders.data_dir().to_owned()),
        config_dir: folders
            .as_ref()
            .map_or_else(PathBuf::new, |folders| folders.config_dir().to_owned()),
        temp_dir: env::temp_dir(),
    }
}

fn editor() -> Option<String> {
    env::var("VISUAL").or_else(|_| env::var("EDITOR")).ok()
}

/// What standard output is: a file begins CSV with a mark for spreadsheets.
fn stream() -> Stream {
    if io::stdout().is_terminal() {
        return Stream::Terminal;
    }
    match is_file() {
        true => Stream::File,
        false => Stream::Pipe,
    }
}

#[cfg(unix)]
fn is_file() -> bool {
    use std::os::fd::AsFd as _;
    let Ok(copy) = io::stdout().as_fd().try_clone_to_owned() else {
        return false;
    };
    std::fs::File::from(copy)
        .metadata()
        .is_ok_and(|about| about.is_file())
}

#[cfg(not(unix))]
fn is_file() -> bool {
    false
}

/// The shell that started us stands for the terminal it runs in.
#[cfg(unix)]
fn session() -> String {
    format!("shell-{}", std::os::unix::process::parent_id())
}

#[cfg(not(unix))]
fn session() -> String {
    "shell".to_owned()
}
