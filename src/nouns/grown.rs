//! Flags that are not known before the playbook is read: those of the form that
//! a line is about. They are the same flags as those of a form in code.

use clap::{Arg, Command};

use super::{ALL, Path, Verb, What, tree};
use crate::app::{App, LastList, Policy};
use crate::problem::Failure;
use crate::store::{Shelf, Store};
use crate::value::Noun;
use crate::words::Lang;

/// What a verb's arguments can hang on besides the language.
pub struct Sight<'a> {
    pub lang: Lang,
    pub policy: &'a Policy,
    /// The words behind the command's name.
    pub words: &'a [String],
    /// The id of the form that an entry is of, by what names the entry.
    pub form_of: &'a dyn Fn(&str) -> Option<String>,
}

/// Gives the arguments that a line's playbook and words add to a verb's.
pub type More = fn(&Sight<'_>) -> Result<Vec<Arg>, Failure>;

/// The command tree for one line, as [`tree`], with what the playbook adds to
/// the command that `path` names.
///
/// # Errors
/// When a playbook cannot be read that has a word in it.
pub fn tree_for(path: Path<'_>, sight: &Sight<'_>) -> Result<Command, Failure> {
    let mut whole = tree(sight.lang, Some(path));
    let Some((noun, verb)) = verb(path) else {
        return Ok(whole);
    };
    if let Some(more) = verb.more {
        let more = more(sight)?;
        whole = whole.mut_subcommand(noun, |noun| {
            noun.mut_subcommand(verb.name, |verb| verb.args(more))
        });
    }
    Ok(whole)
}

/// The verb of a noun that `path` names.
fn verb(path: Path<'_>) -> Option<(&'static str, &'static Verb)> {
    let [noun, name, ..] = path else {
        return None;
    };
    let noun = ALL.iter().find(|known| known.name == *noun)?;
    let What::Verbs(verbs) = &noun.what else {
        return None;
    };
    let mut verbs = verbs.iter();
    let found = verbs.find(|verb| verb.name == *name || verb.aliases.contains(name));
    found.map(|verb| (noun.name, verb))
}

/// The tree for a line that a command gives itself: its words without `kehu`.
///
/// # Errors
/// As [`tree_for`].
pub fn tree_within(app: &App<'_>, words: &[String]) -> Result<Command, Failure> {
    let path: Vec<&str> = words.iter().take(2).map(String::as_str).collect();
    let rest = words.get(path.len()..).unwrap_or_default();
    tree_on(app.lang, &path, rest, &app.policy, &app.store)
}

/// The tree for the line of a process: nothing is opened for it but the file of
/// an entry whose flags are needed.
///
/// # Errors
/// As [`tree_for`].
pub fn tree_on(
    lang: Lang,
    path: Path<'_>,
    words: &[String],
    policy: &Policy,
    shelf: &Shelf,
) -> Result<Command, Failure> {
    let form_of = |text: &str| {
        let store = Store::glance(shelf.path())?;
        let Some(nth) = text.strip_prefix('@') else {
            return form_named(&store, text);
        };
        let rows = LastList::rows(shelf).ok()?;
        let at = nth.parse::<usize>().ok()?.checked_sub(1)?;
        match rows.get(at)? {
            (Noun::Entry, id) => store.filed(*id).ok().map(|entry| entry.kept.record.form.0),
            _ => None,
        }
    };
    let sight = Sight {
        lang,
        policy,
        words,
        form_of: &form_of,
    };
    tree_for(path, &sight)
}

/// The id of the form that the one entry called so is of.
pub fn form_named(store: &Store, text: &str) -> Option<String> {
    let found = store.candidates(Noun::Entry, text).ok()?;
    match found.as_slice() {
        [(id, _)] => store.filed(*id).ok().map(|entry| entry.kept.record.form.0),
        _ => None,
    }
}
