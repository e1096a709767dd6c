//! Shell completion: what may be typed at the cursor.
//!
//! The scripts in `completions/` know nothing and ask `kehu __complete` at every
//! TAB, so that they do not age. The one rule: a TAB never writes, waits or
//! says anything but candidates; whatever fails is no candidates.

mod answers;
mod point;
mod reply;
mod shell;

use std::ffi::OsString;
use std::io::Write;

use crate::world::World;

/// The hidden command that the scripts call.
const COMMAND: &str = "__complete";

/// One way of going on with the word at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// What is typed.
    pub value: String,
    /// What a person reads beside it.
    pub note: String,
    /// Other ways of typing the same: some shells take only what has the
    /// typed letters in it.
    pub also: Vec<String>,
}

impl Offer {
    fn new(value: impl Into<String>, note: impl Into<String>) -> Self {
        Offer {
            value: value.into(),
            note: note.into(),
            also: Vec::new(),
        }
    }
}

/// What may stand at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offers {
    These(Vec<Offer>),
    /// A path: the shell knows best.
    Files,
}

/// Whether a script asks for candidates.
pub fn is_asked(args: &[OsString]) -> bool {
    args.get(1).is_some_and(|arg| arg == COMMAND)
}

/// Writes the candidates for the line that a script hands over.
pub fn answer(args: &[OsString], world: &World<'_>, out: &mut dyn Write) {
    let given: Vec<String> = args
        .iter()
        .skip(2)
        .map(|arg| arg.to_string_lossy().into_owned())
        .collect();
    let Some(tab) = reply::Tab::read(&given) else {
        return;
    };
    let offers = point::offers(tab.words(), tab.may_look(), world);
    // Nobody is there to hear of a closed pipe.
    let _ = out
        .write_all(tab.reply(&offers).as_bytes())
        .and_then(|()| out.flush());
}
