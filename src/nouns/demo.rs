//! `demo`: two months of sample work in a file that is thrown away. The rule:
//! the program itself does every piece of it, as it would for a user.

mod look;
mod story;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;

use clap::Arg;

use self::story::Deed;
use super::{Call, Noun, Verb, What, option};
use crate::app::{App, Forms, Policy};
use crate::flags::Takes;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::render::{Format, Style};
use crate::say;
use crate::store::{self, Shelf};
use crate::value::{Moment, Tongue};
use crate::words::{Lang, Text, t};

const ABOUT: Text = t(
    "Two months of sample work in a throw-away file",
    "示例：一次性文件中的两个月工作",
);

pub const DEMO: Noun = Noun {
    name: "demo",
    about: ABOUT,
    what: What::Leaf(Verb::new("demo", ABOUT, args, run)),
};

/// What happens, in both languages.
const STORY: &str = include_str!("demo/story.txt");

/// The morning after the story, by the clock of its zone.
const NOW: &str = "2026-04-01 08:30";

fn args(lang: Lang) -> Vec<Arg> {
    vec![
        option(
            "to",
            t("FILE", "文件"),
            t("Keep it in this new file instead", "改为保存到这个新文件"),
            lang,
        )
        .add(Takes::File),
    ]
}

fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    if call.text("db").is_some() {
        return Err(Problem::usage(say!(
            "the demo makes a file of its own",
            "示例使用自己的文件"
        ))
        .hint(say!(
            "to say where: kehu demo --to FILE",
            "指定位置：kehu demo --to 文件"
        ))
        .into());
    }
    let to = call.text("to").map(Path::new);
    if let Some(to) = to
        && to.symlink_metadata().is_ok()
    {
        return Err(store::taken(to));
    }
    if call.dry_run {
        let place = to.map(|to| to.display().to_string());
        let en = place.as_deref().unwrap_or("the temporary folder");
        let zh = place.as_deref().unwrap_or("系统临时文件夹");
        out.line(&say!(
            "two months of sample work would go to {en}",
            "两个月的示例工作将写入{zh}"
        ))?;
        return Ok(Exit::Done);
    }
    let lang = app.lang;
    let scratch = app.store.scratch(&format!("kehu-demo-{}", lang.code()))?;
    let settings = scratch.folder().join("config.toml");
    let mut stage = staged(scratch.shelf(), &settings, lang);
    let zone = stage.policy.get()?.calendar.zone();
    out.style.tongue.zone = zone;
    perform(&mut stage, zone)?;
    stage.store.close();
    // `init` keeps the language there; the file stands alone.
    std::fs::remove_file(&settings)?;
    let file = match to {
        Some(to) => {
            scratch.keep_at(to)?;
            std::path::absolute(to)?
        }
        None => scratch.keep(),
    };
    // A connection that may write leaves nothing beside the file when it closes.
    let shelf = Shelf::new(file.clone(), 0, app.store.session().to_owned()).for_writing(true);
    let mut made = staged(shelf, &settings, lang);
    made.now = moment(NOW, zone)?;
    look::show(&mut made, out, &file, to.is_some())
}

/// Everything a command may touch, on another stage: the standard playbook, and
/// nobody to ask.
fn staged<'a>(store: Shelf, settings: &Path, lang: Lang) -> App<'a> {
    App {
        now: Moment::from_utc(chrono::DateTime::UNIX_EPOCH),
        lang,
        store,
        policy: Policy::new(
            "standard".to_owned(),
            settings.with_file_name("playbook.toml"),
            settings.to_owned(),
        ),
        ask: None,
        forms: Forms::default(),
    }
}

/// Carries the whole story out.
fn perform(stage: &mut App<'_>, zone: chrono_tz::Tz) -> Result<(), Failure> {
    let deeds = story::read(STORY, stage.lang).map_err(anyhow::Error::msg)?;
    let mut names = Names::default();
    for deed in deeds {
        names.act(stage, deed, zone)?;
    }
    Ok(())
}

/// What the story calls the records that it made, each with its number.
#[derive(Debug, Default)]
struct Names(HashMap<String, String>);

impl Names {
    /// Carries one command out, with numbers in place of names.
    fn act(
        &mut self,
        stage: &mut App<'_>,
        mut deed: Deed,
        zone: chrono_tz::Tz,
    ) -> Result<(), Failure> {
        for word in &mut deed.words {
            if let Some(number) = self.0.get(word) {
                number.clone_into(word);
            }
        }
        let number = act(stage, &deed, zone)?;
        self.0.extend(deed.makes.map(|short| (short, number)));
        Ok(())
    }
}

/// Carries one command out, and gives back what it said: a number.
fn act(stage: &mut App<'_>, deed: &Deed, zone: chrono_tz::Tz) -> Result<String, Failure> {
    stage.now = moment(&deed.at, zone)?;
    // Before anybody is on file, the first command says who there is.
    if stage.store.exists() {
        let who = stage.store.read()?.staff_named(&deed.who)?;
        stage.store.act_as(who);
    }
    let words = std::iter::once("kehu").chain(deed.words.iter().map(String::as_str));
    let failed = |why: String| {
        let (line, words) = (deed.line, deed.words.join(" "));
        anyhow::anyhow!("the story, line {line}: {words}: {why}")
    };
    let matches = super::tree_within(stage, &deed.words)?
        .try_get_matches_from(words)
        .map_err(|error| failed(error.to_string()))?;
    let (verb, own) = super::chosen(&matches).ok_or_else(|| failed("no command".into()))?;
    let call = Call {
        stdin: RefCell::new(Box::new(deed.typed.as_bytes())),
        ..Call::alone(own)
    };
    let (mut said, mut told) = (Vec::new(), Vec::new());
    let mut out = Out {
        style: Style {
            tongue: Tongue {
                lang: stage.lang,
                zone,
            },
            format: Format::Table,
            reveal: false,
            width: None,
            color: false,
            ascii: false,
            bom: false,
            paper: false,
            both: false,
            made: stage.now,
            fields: None,
            sort: Vec::new(),
        },
        quiet: true,
        terminal: false,
        err_width: None,
        watched: false,
        pager: None,
        opener: None,
        out: &mut said,
        err: &mut told,
    };
    if let Err(failure) = (verb.run)(stage, &call, &mut out) {
        out.failure(&failure);
        let why = String::from_utf8_lossy(&told).trim().to_owned();
        return Err(failed(why).into());
    }
    stage.finish_forms()?;
    Ok(String::from_utf8_lossy(&said).trim().to_owned())
}

fn moment(text: &str, zone: chrono_tz::Tz) -> Result<Moment, Failure> {
    chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M")
        .ok()
        .and_then(|time| Moment::at(time, zone))
        .ok_or_else(|| anyhow::anyhow!("the story's clock: {text}").into())
}
