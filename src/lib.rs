//! kehu (客户): customers, follow-ups, deals and after-sales tickets in one
//! private file.
//!
//! Arguments become a draft, the draft a record, the record rows; what comes
//! back becomes a view, and the view bytes. Nothing flows the other way, and a
//! module uses only what stands left of it in `docs/developers.md`.

pub mod app;
pub mod ask;
pub mod calendar;
pub mod call;
pub mod complete;
pub mod document;
pub mod event;
pub mod exchange;
pub mod field;
pub mod flags;
pub mod form;
mod globals;
pub mod help;
pub mod line;
pub mod nouns;
pub mod out;
pub mod playbook;
pub mod problem;
pub mod records;
pub mod render;
pub mod report;
pub mod rules;
pub mod settings;
pub mod store;
pub mod value;
pub mod verbs;
pub mod view;
pub mod words;
pub mod world;

use std::cell::RefCell;
use std::ffi::OsString;
use std::io::Write;

use crate::app::{App, Forms, Policy};
use crate::call::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::render::{Format, Style};
use crate::store::Shelf;
use crate::value::Tongue;
use crate::words::Lang;
use crate::world::{Stream, World};

/// What comes after a command.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    More,
    /// The end of the process: what a look at the file built up is left to the
    /// system. To take it apart piece by piece took a tenth of the whole.
    End,
}

/// Runs one command line; gives back the exit status.
pub fn run(
    args: impl IntoIterator<Item = impl Into<OsString>>,
    world: World<'_>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    run_then(Then::More, args, world, out, err)
}

/// As [`run`], where the process does nothing afterwards but end.
pub fn run_last(
    args: impl IntoIterator<Item = impl Into<OsString>>,
    world: World<'_>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    run_then(Then::End, args, world, out, err)
}

fn run_then(
    then: Then,
    args: impl IntoIterator<Item = impl Into<OsString>>,
    world: World<'_>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    let args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    if complete::is_asked(&args) {
        complete::answer(&args, &world, out);
        return Exit::Done;
    }
    let asked = line::global(&args, "--lang").or_else(|| world.env.lang.clone());
    let settings = world.settings(line::global(&args, "--config").as_deref());
    let lang = asked
        .as_deref()
        .and_then(Lang::parse)
        .or_else(|| {
            settings
                .as_ref()
                .ok()
                .and_then(|settings| settings.language())
        })
        .unwrap_or(world.env.locale);
    let color = world.color(line::global(&args, "--color").as_deref());
    let mut out = Out {
        style: Style {
            tongue: Tongue {
                lang,
                zone: chrono_tz::Asia::Shanghai,
            },
            format: Format::Table,
            reveal: false,
            width: world.width,
            color,
            ascii: world.env.ascii,
            bom: false,
            paper: false,
            both: false,
            made: world.now,
            fields: None,
            sort: Vec::new(),
        },
        quiet: false,
        terminal: world.stdout == Stream::Terminal,
        watched: world.env.watched,
        err_width: world.err_width,
        pager: world.pager(),
        opener: world.env.opener.clone().map(out::Opener::new),
        out,
        err,
    };
    let done = settings.and_then(|settings| {
        let exit = carry_out(args, world, settings, then, &mut out)?;
        out.out.flush()?;
        Ok(exit)
    });
    match done {
        Ok(exit) => exit,
        Err(failure) => {
            let failure = match failure {
                Failure::Help(text) => match out.out.write_all(text.as_bytes()) {
                    Ok(()) => return Exit::Done,
                    Err(error) => Failure::from(error),
                },
                failure => failure,
            };
            out.failure(&failure);
            failure.exit()
        }
    }
}

fn carry_out(
    args: Vec<OsString>,
    mut world: World<'_>,
    settings: settings::Settings,
    then: Then,
    out: &mut Out<'_>,
) -> Result<Exit, Failure> {
    let (lang, color) = (out.lang(), out.style.color);
    let mut args = line::spelled_out(args);
    let db = line::global(&args, "--db");
    // Once there is something to show, the program alone shows the day.
    if line::is_bare(&args)
        && world
            .database(db.as_deref(), settings.db.as_deref())
            .exists()
    {
        args.push("today".into());
    }
    let path = line::path(&args);
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let policy = Policy::new(
        settings
            .playbook
            .clone()
            .unwrap_or_else(|| "standard".into()),
        world.playbook_file(line::global(&args, "--config").as_deref()),
        world.config_file(line::global(&args, "--config").as_deref()),
    );
    let store = Shelf::new(
        world.database(db.as_deref(), settings.db.as_deref()),
        world.seed,
        world.session.clone(),
    )
    .on_processors(world.processors);
    let mut tree = nouns::tree_on(lang, &path, &line::rest(&args), &policy, &store)?;
    let matches = tree
        .try_get_matches_from_mut(args)
        .map_err(|error| help::said(error, lang, color))?;
    let Some((verb, own)) = nouns::chosen(&matches) else {
        return Err(Failure::Usage(String::new()));
    };
    let policy = policy.for_writing(verb.writes);
    let call = Call {
        matches: own,
        yes: own.get_flag("yes"),
        dry_run: own.get_flag("dry-run"),
        stdin: RefCell::new(std::mem::replace(
            &mut world.stdin,
            Box::new(std::io::empty()),
        )),
    };
    let mut app = App {
        now: world.now,
        lang,
        store: store
            .with_temp(world.env.temp_dir.clone())
            .rehearsing(own.get_flag("dry-run"))
            .for_writing(verb.writes),
        policy,
        ask: None,
        forms: Forms::default(),
    };
    if verb.reads_all {
        app.ahead();
    }
    // A playbook that cannot be read is told by whatever needs it.
    if let Ok(playbook) = app.policy.get() {
        out.style.tongue.zone = playbook.calendar.zone();
    }
    globals::put_into_force(&mut app, &call, &world, out)?;
    if !own.get_flag("no-input")
        && let Some(ask) = world.ask
    {
        ask.speak(lang);
        app.ask = Some(ask);
    }
    let done = (verb.run)(&mut app, &call, out);
    if let (Ok(_), Some((first, last))) = (&done, app.policy.leaned_on()) {
        out.warn(&calendar::unknown(first, last));
    }
    if done.is_ok() {
        told(&mut app, out);
    }
    let exit = settle(&mut app, out, done, call.dry_run)?;
    if call.dry_run {
        out.note(&say!(
            "nothing was stored (--dry-run)",
            "以上为预演，未存入任何内容（--dry-run）"
        ));
    }
    if then == Then::End {
        app.store.leave();
        std::mem::forget((tree, app.policy));
    }
    Ok(exit)
}

/// What is said of a command that was carried out: which rules it did without, and
/// which days that should lie ahead do not.
fn told(app: &mut App<'_>, out: &mut Out<'_>) {
    for doubt in app.forms.doubts() {
        out.warn(&doubt);
    }
    let overlooked = app.policy.overlooked();
    let Some(first) = overlooked.first() else {
        return;
    };
    let n = overlooked.len();
    let (en, zh) = (first.say(Lang::En), first.say(Lang::Zh));
    out.warn(&say!(
        "done without the rules that cannot be read (faults: {n}): {en}; all of them: kehu playbook check",
        "规则手册有 {n} 处规则无法读取，本次未计入：{zh}；全部查看：kehu playbook check"
    ));
}

/// What was typed into forms has done its work, or is kept for another start.
fn settle(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    done: Result<Exit, Failure>,
    dry_run: bool,
) -> Result<Exit, Failure> {
    let stored = match &done {
        Ok(_) => !dry_run,
        // It was stored, and whoever was reading went away.
        Err(Failure::Other(error)) => problem::is_closed_pipe(error),
        Err(_) => false,
    };
    let kept = match stored {
        true => app.finish_forms().map(|()| None),
        false => app.keep_forms(),
    };
    let kept = kept.unwrap_or_else(|failure| {
        out.failure(&failure);
        None
    });
    match (done, kept) {
        (Err(Failure::Stopped(None)), kept) => Err(Failure::Stopped(kept)),
        (Ok(exit), Some(kept)) => {
            out.note(&kept);
            Ok(exit)
        }
        (Err(failure), Some(kept)) => {
            out.failure(&failure);
            out.note(&kept);
            Ok(failure.exit())
        }
        (done, None) => done,
    }
}
