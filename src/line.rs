//! The command line before clap sees it: short ways of saying things are
//! spelled out, and the language and the command's name are found, because
//! help and errors need them first.

use std::ffi::OsString;

use crate::nouns::{ALL, GLOBALS_WITH_VALUE, What};

/// The value of a global flag, looked for before parsing.
pub fn global(args: &[OsString], flag: &str) -> Option<String> {
    let mut args = args.iter().skip(1).map(|arg| arg.to_string_lossy());
    let mut last = None;
    while let Some(arg) = args.next() {
        if arg == "--" {
            break;
        }
        if arg == flag {
            last = args.next().map(|value| value.into_owned());
        } else if let Some(value) = arg
            .strip_prefix(flag)
            .and_then(|rest| rest.strip_prefix('='))
        {
            last = Some(value.to_owned());
        }
    }
    last
}

/// Where the words of the command's name stand: at most two.
fn words(args: &[OsString]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 1;
    while let Some(arg) = args.get(at) {
        let arg = arg.to_string_lossy();
        match arg {
            arg if GLOBALS_WITH_VALUE.contains(&arg.as_ref()) => at += 1,
            arg if arg.starts_with('-') => {}
            _ => found.push(at),
        }
        if found.len() == 2 {
            break;
        }
        at += 1;
    }
    found
}

/// Spells the command line out: `help ticket open` is `ticket open --help`,
/// and `grade 云帆` is `grade assess 云帆` (a verb's name wins).
pub fn spelled_out(mut args: Vec<OsString>) -> Vec<OsString> {
    let at = words(&args);
    let word = |n: usize| at.get(n).map(|at| args[*at].to_string_lossy().into_owned());
    match (word(0).as_deref(), word(1).as_deref()) {
        (Some("help"), _) => {
            args.remove(at[0]);
            args.push("--help".into());
        }
        (Some("grade"), Some(second)) if !is_verb("grade", second) => {
            args.insert(at[0] + 1, "assess".into());
        }
        _ => {}
    }
    args
}

/// Whether no command is named, and neither help nor the version is asked for.
pub fn is_bare(args: &[OsString]) -> bool {
    let asks = |arg: &OsString| {
        let arg = arg.to_string_lossy();
        ["-h", "--help", "-V", "--version", "--"].contains(&arg.as_ref())
    };
    words(args).is_empty() && !args.iter().skip(1).any(asks)
}

fn is_verb(noun: &str, word: &str) -> bool {
    ALL.iter().any(|known| {
        known.name == noun
            && matches!(&known.what, What::Verbs(verbs) if verbs
                .iter()
                .any(|verb| verb.name == word || verb.aliases.contains(&word)))
    })
}

/// The words behind the command's name, flags and their answers among them.
pub fn rest(args: &[OsString]) -> Vec<String> {
    let from = words(args).last().map_or(1, |at| at + 1);
    let rest = args.get(from..).unwrap_or_default();
    rest.iter()
        .map(|arg| arg.to_string_lossy().into_owned())
        .collect()
}

/// The command's name, as far as it is one.
pub fn path(args: &[OsString]) -> Vec<String> {
    words(args)
        .into_iter()
        .map(|at| args[at].to_string_lossy().into_owned())
        .collect()
}
