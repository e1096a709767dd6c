//! The line that a shell hands over at a TAB: never a panic, never a control
//! character in a candidate. There is no data file.
#![no_main]

use std::path::PathBuf;

use kehu::value::Moment;
use kehu::world::{Env, Stream, World};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &str, &str)| {
    let (shell, line, word) = input;
    let kind = ["9", "63", "33", "64", "37"][usize::from(shell / 5) % 5];
    let cursor = word.len().to_string();
    let given = match shell % 5 {
        0 => vec!["bash", kind, " \t\n\"'><=;|&(:", line],
        1 => vec!["bash", kind, word, line],
        2 => ["zsh", "kehu"]
            .into_iter()
            .chain(line.split(' '))
            .chain([word])
            .collect(),
        3 => ["fish", "kehu"]
            .into_iter()
            .chain(line.split(' '))
            .chain([word])
            .collect(),
        _ => vec!["powershell", line, &cursor],
    };
    let nowhere = PathBuf::from("/nowhere/at/all");
    let world = World {
        now: Moment::from_stored("2026-03-04T02:00:00Z").expect("a moment"),
        seed: 1,
        processors: 1,
        env: Env {
            db: Some(nowhere.join("k.db")),
            config: Some(nowhere.join("c.toml")),
            data_dir: nowhere.clone(),
            config_dir: nowhere,
            ..Env::default()
        },
        stdout: Stream::Pipe,
        width: None,
        err_width: None,
        session: "fuzz".to_owned(),
        ask: None,
        stdin: Box::new(std::io::empty()),
    };
    let args = ["kehu", "__complete"].into_iter().chain(given);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    kehu::run(args, world, &mut out, &mut err);
    assert!(
        err.is_empty(),
        "a TAB said {}",
        String::from_utf8_lossy(&err)
    );
    let out = String::from_utf8(out).expect("text");
    assert!(
        out.chars()
            .all(|c| matches!(c, '\n' | '\t') || !c.is_control()),
        "{out:?}"
    );
});
