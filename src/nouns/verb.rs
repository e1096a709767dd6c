//! What a command is made of: its words, its arguments, and what it does. It is data; the
//! table of all commands is made of it.

use clap::Arg;

use super::{Call, More};
use crate::app::App;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::words::{Lang, Text};

/// What carries a command out.
pub type Run = fn(&mut App<'_>, &Call<'_>, &mut Out<'_>) -> Result<Exit, Failure>;

/// A command of one word, or a noun with verbs.
pub struct Noun {
    pub name: &'static str,
    pub about: Text,
    pub what: What,
}

/// What stands behind the first word.
pub enum What {
    Leaf(Verb),
    Verbs(&'static [Verb]),
}

/// One verb: its words, its arguments, and what it does.
pub struct Verb {
    pub name: &'static str,
    pub aliases: &'static [&'static str],
    pub about: Text,
    pub args: fn(Lang) -> Vec<Arg>,
    pub run: Run,
    /// Writes to the file in the end: it is opened for writing at once, and
    /// not a second time after it was read.
    pub writes: bool,
    /// Looks at most of the file: two threads get ready for it while it is opened.
    pub reads_all: bool,
    /// Arguments that hang on the playbook and on the line's other words.
    pub more: Option<More>,
    /// Only says what to do instead: no help lists it.
    pub hidden: bool,
}

impl Verb {
    pub(super) const fn new(
        name: &'static str,
        about: Text,
        args: fn(Lang) -> Vec<Arg>,
        run: Run,
    ) -> Self {
        Verb {
            name,
            aliases: &[],
            about,
            args,
            run,
            writes: false,
            reads_all: false,
            more: None,
            hidden: false,
        }
    }

    pub(super) const fn writing(mut self) -> Self {
        self.writes = true;
        self
    }

    pub(super) const fn reading_all(mut self) -> Self {
        self.reads_all = true;
        self
    }

    pub(super) const fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    pub(super) const fn growing(mut self, more: More) -> Self {
        self.more = Some(more);
        self
    }

    pub(super) const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }
}
