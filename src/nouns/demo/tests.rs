//! The demo as the rules see it: a year of its mornings, and what each preset
//! would ask of its people.

mod beside;
mod presets;
mod year;

use super::*;
use crate::store::Scratch;

/// The clock that the story goes by.
const ZONE: chrono_tz::Tz = chrono_tz::Asia::Shanghai;

/// A place for a demo of its own.
fn place() -> (tempfile::TempDir, Scratch) {
    let folder = tempfile::tempdir().expect("a folder");
    let scratch = Scratch::new(folder.path(), "demo", 1).expect("a place");
    (folder, scratch)
}

/// The stage of a demo, under one of the presets.
fn set(scratch: &Scratch, preset: &str) -> App<'static> {
    let settings = scratch.folder().join("config.toml");
    let mut stage = staged(scratch.shelf(), &settings, Lang::En);
    let own = settings.with_file_name("playbook.toml");
    stage.policy = Policy::new(preset.to_owned(), own, settings);
    stage
}

fn at(text: &str) -> Moment {
    moment(text, ZONE).expect("a time")
}
