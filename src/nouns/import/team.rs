//! `import team`: colleagues' files taken in on the supervisor's machine, all
//! of them as one command, which one `undo` takes back.

mod tell;

use std::collections::HashSet;

use anyhow::Context as _;
use clap::Arg;

use crate::app::{App, stopped};
use crate::exchange::bundle::{About, Bundle};
use crate::exchange::sealed;
use crate::flags::Takes;
use crate::nouns::{Call, key, word};
use crate::out::{Out, Progress};
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::store::{self, Erasing, Kind, Staged, TAKE_TEAM, Taken};
use crate::value::{Moment, Noun};
use crate::words::{Lang, Say, t};

/// No file that is larger is read, in bytes.
const LARGEST: u64 = 1 << 30;

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![
        word(
            "file",
            t("FILE", "文件"),
            t(
                "What colleagues wrote with kehu export team",
                "同事用 kehu export team 生成的文件",
            ),
            lang,
        )
        .add(Takes::File)
        .num_args(1..)
        .required(true),
    ];
    args.extend(key::identity_args(lang));
    args
}

/// A file, and what is in it.
struct Given {
    name: String,
    staged: Staged,
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    // Whatever is told afterwards needs it: a playbook that cannot be read stores nothing.
    let own = app.policy.get()?.name.clone();
    let bundles = bundles(app, call)?;
    if !call.dry_run && !call.yes && app.ask.is_some() {
        go_ahead(app, out, &bundles)?;
    }
    let rows: u64 = bundles.iter().map(|(_, one)| one.about.total()).sum();
    // Each row is looked at twice: whether it is one, and whether it is here.
    let progress = out.progress(usize::try_from(rows * 2).unwrap_or_default());
    let mut given = Vec::new();
    for (name, bundle) in bundles {
        let staged = Staged::new(bundle, &|| progress.step()).map_err(of_file(&name))?;
        given.push(Given { name, staged });
    }
    let done = take(app, &given, me, &progress)?;
    drop(progress);
    // Whatever becomes of what is told, no byte of what was erased remains.
    let swept = match (&done.erasing, call.dry_run) {
        (Some(erasing), false) => Some((erasing, sweep(app, erasing))),
        _ => None,
    };
    tell::tell(out, &own, &given, &done)?;
    match swept {
        Some((erasing, swept)) => Ok(tell::left(out, erasing, swept?)),
        None => Ok(Exit::Done),
    }
}

/// Names the file that a problem is about.
fn of_file(name: &str) -> impl Fn(Failure) -> Failure + '_ {
    move |failure| match failure {
        Failure::Problems(problems) => {
            let about = |problem: Problem| match problem.about {
                None => problem.about(Say::same(name)),
                Some(_) => problem,
            };
            Failure::Problems(problems.into_iter().map(about).collect())
        }
        other => other,
    }
}

/// The bundles in the files, each opened: in the order in which they were
/// named, but of one colleague's file the oldest first.
fn bundles(app: &App<'_>, call: &Call<'_>) -> Result<Vec<(String, Bundle)>, Failure> {
    let mut all = Vec::new();
    let mut sources = Vec::new();
    for name in call.texts("file") {
        let bundle = bundle(app, call, name).map_err(of_file(name))?;
        sources.push(bundle.about.source);
        all.push((name.to_owned(), bundle));
    }
    all.sort_by_cached_key(|(_, bundle)| {
        let about = &bundle.about;
        let place = sources.iter().position(|source| *source == about.source);
        (place, about.counter, about.made.clone())
    });
    Ok(all)
}

fn bundle(app: &App<'_>, call: &Call<'_>, name: &str) -> Result<Bundle, Failure> {
    let about = match std::fs::metadata(name) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(
                Problem::usage(say!("there is no file “{name}”", "没有文件“{name}”")).into(),
            );
        }
        about => about.with_context(|| name.to_owned())?,
    };
    if !about.is_file() || about.len() > LARGEST {
        return Err(Problem::usage(say!("is no team file", "不是团队文件")).into());
    }
    let mut bytes = std::fs::read(name).with_context(|| name.to_owned())?;
    if sealed::is_sealed(&bytes) {
        bytes = sealed::unseal(&bytes, &key::identities(app, call)?)?;
    }
    Ok(Bundle::open(bytes, Staged::newest())?)
}

/// Asks before anything is written, where somebody can answer.
fn go_ahead(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    bundles: &[(String, Bundle)],
) -> Result<(), Failure> {
    for (name, bundle) in bundles {
        let about = &bundle.about;
        let n = |noun: Noun| about.rows.get(noun.table()).copied().unwrap_or_default();
        let (customers, followups, tickets) =
            (n(Noun::Customer), n(Noun::Followup), n(Noun::Ticket));
        let (author, made) = (
            &about.name,
            tell::shown(out, Moment::from_stored(&about.made)),
        );
        out.note(&say!(
            "{name}: {author}, {made}: {customers} customers, {followups} follow-ups, {tickets} tickets",
            "{name}：{author}，{made}：客户 {customers} 个，跟进 {followups} 条，工单 {tickets} 张"
        ));
    }
    let abouts: Vec<&About> = bundles.iter().map(|(_, bundle)| &bundle.about).collect();
    let question = match app.file()?.erasing_with(&abouts)? {
        None => say!("Take this in?", "导入以上内容？"),
        Some(erasing) => {
            let n = erasing.count();
            say!(
                "Take this in, and erase here for good what was erased there (rows: {n})?",
                "导入以上内容，并彻底清除对方已清除的 {n} 条记录（无法撤销）？"
            )
        }
    };
    match app.confirm(question.to(app.lang), true)? {
        true => Ok(()),
        false => Err(stopped(std::io::ErrorKind::Interrupted.into())),
    }
}

/// What became of all bundles.
struct Done {
    taken: Vec<Taken>,
    /// What was erased in a colleague's file, and here with it.
    erasing: Option<Erasing>,
}

fn take(app: &mut App<'_>, given: &[Given], me: i64, progress: &Progress) -> Result<Done, Failure> {
    let now = app.now;
    let abouts: Vec<&About> = given.iter().map(|one| &one.staged.about).collect();
    let erased: HashSet<i64> = abouts
        .iter()
        .flat_map(|about| about.erased.iter().copied())
        .collect();
    let store = app.store.write()?;
    store.for_many()?;
    let erasing = store.erasing_with(&abouts)?;
    let writing = match &erasing {
        None => store.begin(TAKE_TEAM, Kind::Work, Some(me), now)?,
        Some(erasing) => {
            // An entry of its own, so that the rest can be taken back.
            let mut writing = store.begin("team erase", Kind::Final, Some(me), now)?;
            writing.erase(erasing)?;
            let summary = say!(
                "erased what was erased in a colleague's file",
                "同事数据文件中已彻底清除的，此处一并清除"
            );
            writing.next_entry(&summary, TAKE_TEAM, Kind::Work)?;
            writing
        }
    };
    let mut taken = Vec::new();
    for one in given {
        let done = writing.take_team(&one.staged, &erased, &|| progress.step());
        match done {
            Ok(done) => taken.push(done),
            Err(failure) => {
                drop(writing);
                return Err(diverged(app, one, failure));
            }
        }
    }
    let done = Done { taken, erasing };
    if writing.changed()? {
        writing.commit("", &tell::summary(&done.taken))?;
    } else if done.erasing.is_some() {
        let nothing = say!("nothing else", "无其他变化");
        writing.commit("", &nothing)?;
    }
    Ok(done)
}

/// A file that does not follow the one before: how to begin anew.
fn diverged(app: &mut App<'_>, one: &Given, failure: Failure) -> Failure {
    let first = match app.file() {
        Ok(store) => store
            .team_first_taken(one.staged.about.source)
            .ok()
            .flatten(),
        Err(_) => None,
    };
    let failure = of_file(&one.name)(failure);
    match (failure, first) {
        (Failure::Problems(problems), Some(id)) => {
            let hint = |problem: Problem| match problem.hint {
                Some(_) => problem,
                None => problem.hint(say!(
                    "take back what came of it before, and import again: kehu undo --to {id}",
                    "请先撤销此前的导入再重新导入：kehu undo --to {id}"
                )),
            };
            Failure::Problems(problems.into_iter().map(hint).collect())
        }
        (failure, _) => failure,
    }
}

/// Takes what was erased out of the file's bytes and of what stands beside it;
/// false where another process keeps the bytes.
fn sweep(app: &mut App<'_>, erasing: &Erasing) -> Result<bool, Failure> {
    let swept = app.store.write()?.sweep()?;
    store::sweep_beside(app.store.path(), erasing)?;
    Ok(swept)
}
