//! Where the cursor stands in a command line: at a command, a flag, or the
//! answer to one; read off the same table that the program runs by.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};

use super::answers::Sources;
use super::{Offer, Offers};
use crate::line;
use crate::nouns;
use crate::words::Lang;
use crate::world::World;

/// What may stand at the end of `words`, of which the first is the program and
/// the last is being typed. The data file is looked at only where `may_look`.
pub fn offers(words: &[String], may_look: bool, world: &World<'_>) -> Offers {
    let none = Offers::These(Vec::new());
    let [_, before @ .., typed] = words else {
        return none;
    };
    let args: Vec<OsString> = std::iter::once("kehu")
        .chain(before.iter().map(String::as_str))
        .map(OsString::from)
        .collect();
    let mut sources = Sources::new(&args, may_look, world);
    let lang = sources.lang;
    let args = line::spelled_out(args);
    let path = line::path(&args);
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let tree = sources.tree(&path, &line::rest(&args));
    let Some(spot) = Spot::find(&tree, &args, &path) else {
        return none;
    };
    spot.offers(typed, lang, &mut sources)
}

/// The command at the cursor, and how far its arguments have come.
struct Spot<'c> {
    root: &'c Command,
    command: &'c Command,
    /// The flag whose answer is being typed.
    pending: Option<&'c Arg>,
    /// Flags given already.
    given: Vec<&'c str>,
    /// Words without a flag given already.
    positional: usize,
    /// After `--`.
    only_words: bool,
}

impl<'c> Spot<'c> {
    /// `None` where the words before the cursor name no command.
    fn find(root: &'c Command, args: &[OsString], path: &[&str]) -> Option<Self> {
        let mut command = root;
        let mut names = 0;
        for name in path {
            match command.find_subcommand(name) {
                Some(found) => (command, names) = (found, names + 1),
                None if command.has_subcommands() => return None,
                None => break,
            }
        }
        let mut spot = Spot {
            root,
            command,
            pending: None,
            given: Vec::new(),
            positional: 0,
            only_words: false,
        };
        for arg in args.iter().skip(1) {
            spot.pass(&arg.to_string_lossy(), &mut names);
        }
        Some(spot)
    }

    /// Takes one finished word; the first `names` plain ones name the command.
    fn pass(&mut self, word: &str, names: &mut usize) {
        let is_flag = word.len() > 1 && word.starts_with('-') && !self.only_words;
        match self.pending.take() {
            Some(arg) if !is_flag || arg.is_allow_hyphen_values_set() => return,
            _ => {}
        }
        if !is_flag {
            match *names {
                0 => self.positional += 1,
                _ => *names -= 1,
            }
        } else if word == "--" {
            self.only_words = true;
        } else if let Some(arg) = self.flag(word.split('=').next().unwrap_or(word)) {
            self.given.push(arg.get_id().as_str());
            if takes_answer(arg) && !word.contains('=') {
                self.pending = Some(arg);
            }
        }
    }

    fn args(&self) -> impl Iterator<Item = &'c Arg> {
        let global = self.root.get_arguments().filter(|arg| arg.is_global_set());
        let own = self.command.get_arguments();
        own.chain(global)
    }

    /// The flag that is called `--name` or `-n`.
    fn flag(&self, name: &str) -> Option<&'c Arg> {
        self.args()
            .find(|arg| match (name.strip_prefix("--"), name.chars().nth(1)) {
                (Some(long), _) => names(arg).any(|name| name == long),
                (None, Some(short)) => arg.get_short() == Some(short) && name.len() == 2,
                (None, None) => false,
            })
    }

    fn offers(&self, typed: &str, lang: Lang, sources: &mut Sources<'_, '_>) -> Offers {
        let dash = typed.starts_with('-') && !self.only_words;
        if let Some(arg) = self.pending.filter(|_| !dash) {
            return sources.answers(arg, "", typed);
        }
        if dash {
            if let Some((name, value)) = typed.split_once('=')
                && let Some(arg) = self.flag(name)
            {
                return sources.answers(arg, &format!("{name}="), value);
            }
            return Offers::These(self.flags(typed));
        }
        if self.command.has_subcommands() {
            return Offers::These(self.commands(typed, lang, sources));
        }
        match self.positional() {
            Some(arg) => match sources.answers(arg, "", typed) {
                Offers::These(found) if found.is_empty() && typed.is_empty() => {
                    Offers::These(self.flags(typed))
                }
                answers => answers,
            },
            None if typed.is_empty() => Offers::These(self.flags(typed)),
            None => Offers::These(Vec::new()),
        }
    }

    fn positional(&self) -> Option<&'c Arg> {
        let mut args: Vec<_> = self.command.get_positionals().collect();
        // Only some say their place; those that do not stand in order.
        args.sort_by_key(|arg| arg.get_index().unwrap_or(0));
        let last = args.last().copied().filter(|arg| {
            arg.get_num_args()
                .is_some_and(|count| count.max_values() > 1)
        });
        args.get(self.positional).copied().or(last)
    }

    fn commands(&self, typed: &str, lang: Lang, sources: &mut Sources<'_, '_>) -> Vec<Offer> {
        let mut found: Vec<Offer> = self
            .command
            .get_subcommands()
            .filter(|command| command.get_name().starts_with(typed) && !command.is_hide_set())
            .map(|command| {
                let about = command.get_about().map(ToString::to_string);
                Offer::new(command.get_name(), about.unwrap_or_default())
            })
            .collect();
        // `grade 云帆` is `grade assess 云帆`.
        if self.command.get_name() == "grade" && !typed.is_empty() {
            let tree = nouns::tree(lang, Some(&["grade", "assess"]));
            let arg = tree
                .find_subcommand("grade")
                .and_then(|grade| grade.find_subcommand("assess"))
                .and_then(|assess| assess.get_positionals().next());
            if let Some(Offers::These(more)) = arg.map(|arg| sources.answers(arg, "", typed)) {
                found.extend(more);
            }
        }
        found
    }

    fn flags(&self, typed: &str) -> Vec<Offer> {
        let again = |arg: &Arg| matches!(arg.get_action(), ArgAction::Append);
        self.args()
            .filter(|arg| !arg.is_positional() && !arg.is_hide_set())
            .filter(|arg| again(arg) || !self.given.contains(&arg.get_id().as_str()))
            .filter_map(|arg| {
                let mut called = names(arg).map(|name| format!("--{name}"));
                let flag = called.find(|name| name.starts_with(typed))?;
                let help = arg.get_help().map(ToString::to_string);
                Some(Offer::new(flag, help.unwrap_or_default()))
            })
            .collect()
    }
}

/// Its long name and its other long names.
fn names(arg: &Arg) -> impl Iterator<Item = &str> {
    let others = arg.get_visible_aliases().unwrap_or_default();
    arg.get_long().into_iter().chain(others)
}

fn takes_answer(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Set | ArgAction::Append)
}
