//! `import team`: colleagues' files taken in on the supervisor's machine, all
//! of them as one command, which one `undo` takes back.

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
use crate::render::Format;
use crate::say;
use crate::store::{self, Erasing, Kind, Staged, TAKE_TEAM, Taken, TeamStanding as Standing};
use crate::value::{Cell, Moment, Noun};
use crate::view::{Column, View};
use crate::words::{Lang, Say, t};

/// No file that is larger is read, in bytes.
const LARGEST: u64 = 1 << 30;

/// So many numbers that were taken are named.
const NAMED: usize = 5;

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
    tell(app, out, &given, &done)?;
    match (&done.erasing, call.dry_run) {
        (Some(erasing), false) => sweep(app, out, erasing),
        _ => Ok(Exit::Done),
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
        (place, about.made.clone(), about.counter)
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
        let (author, made) = (&about.name, shown(out, Moment::from_stored(&about.made)));
        out.note(&say!(
            "{name}: {author}, {made}: {customers} customers, {followups} follow-ups, {tickets} tickets",
            "{name}：{author}，{made}：客户 {customers} 个，跟进 {followups} 条，工单 {tickets} 张"
        ));
    }
    match app.confirm(t("Take this in?", "导入以上内容？").to(app.lang), true)? {
        true => Ok(()),
        false => Err(stopped(std::io::ErrorKind::Interrupted.into())),
    }
}

/// A moment as people read it.
fn shown(out: &Out<'_>, at: Option<Moment>) -> String {
    at.map_or_else(String::new, |at| {
        let local = at.local(out.style.tongue.zone);
        local.format("%Y-%m-%d %H:%M").to_string()
    })
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
    writing.for_many()?;
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
        writing.commit("", &summary(&done.taken))?;
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

/// The journal's line: whose, and how much.
fn summary(taken: &[Taken]) -> Say {
    let lines: Vec<Say> = taken
        .iter()
        .filter(|one| !one.is_nothing())
        .map(|one| {
            let (author, counts) = (&one.author, counts(one));
            let (en, zh) = (counts.en, counts.zh);
            say!("{author}: {en}", "{author}：{zh}")
        })
        .collect();
    let list = |lang: Lang, join: &str| {
        let lines: Vec<&str> = lines.iter().map(|line| line.to(lang)).collect();
        lines.join(join)
    };
    match lines.is_empty() {
        true => say!("team: nothing new", "团队：没有新内容"),
        false => Say {
            en: list(Lang::En, "; "),
            zh: list(Lang::Zh, "；"),
        },
    }
}

/// "14 new, 3 updated".
fn counts(one: &Taken) -> Say {
    let parts = [
        (one.added(), t("new", "新增")),
        (one.updated, t("updated", "更新")),
        (one.gone, t("gone", "移除")),
        (one.details, t("details", "附属信息")),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|(n, _)| *n > 0).collect();
    let en: Vec<_> = parts
        .iter()
        .map(|(n, what)| format!("{n} {}", what.en))
        .collect();
    let zh: Vec<_> = parts
        .iter()
        .map(|(n, what)| format!("{} {n} 条", what.zh))
        .collect();
    Say {
        en: en.join(", "),
        zh: zh.join("，"),
    }
}

fn tell(app: &mut App<'_>, out: &mut Out<'_>, given: &[Given], done: &Done) -> Result<(), Failure> {
    let all = || given.iter().zip(&done.taken);
    if out.style.format != Format::Table {
        let rows = all().map(|(one, taken)| cells(one, taken)).collect();
        return out.view(View::list(t("Team files", "团队文件"), columns(), rows));
    }
    for (one, taken) in all() {
        out.line(&line(out, one, taken))?;
        details(out, taken)?;
    }
    notes(app, out, given, done)
}

fn line(out: &Out<'_>, one: &Given, taken: &Taken) -> Say {
    let (author, file) = (&taken.author, &one.name);
    let made = shown(out, Moment::from_stored(&one.staged.about.made));
    match taken.standing {
        Standing::Older(on_file) => {
            let on_file = shown(out, Some(on_file));
            say!(
                "{author}: {file} was made {made}, before what is on file ({on_file}); nothing was changed",
                "{author}：{file} 生成于 {made}，早于已导入的版本（{on_file}），未作改动"
            )
        }
        Standing::Same if taken.is_nothing() => say!(
            "{author}: {file} (made {made}) was taken in before; nothing was changed",
            "{author}：{file}（生成于 {made}）此前已导入，未作改动"
        ),
        Standing::Newer | Standing::Same if taken.is_nothing() => say!(
            "{author}: nothing new in {file} (made {made})",
            "{author}：{file}（生成于 {made}）没有新内容"
        ),
        Standing::Newer | Standing::Same => {
            let Say { en, zh } = counts(taken);
            say!(
                "{author}: {en} ({file}, made {made})",
                "{author}：{zh}（{file}，生成于 {made}）"
            )
        }
    }
}

/// What came, and what did not, a line each.
fn details(out: &mut Out<'_>, taken: &Taken) -> Result<(), Failure> {
    let list = |lang: Lang, join: &str| {
        let one = |(noun, n): (&Noun, &usize)| format!("{} {n}", noun.label().to(lang));
        taken.new.iter().map(one).collect::<Vec<_>>().join(join)
    };
    if !taken.new.is_empty() {
        let (en, zh) = (list(Lang::En, ", "), list(Lang::Zh, "、"));
        out.line(&say!("  new: {en}", "  新增：{zh}"))?;
    }
    let n = taken.kept;
    if n > 0 {
        out.line(&say!(
            "  answers changed here, left as they are: {n}",
            "  本机改过、保持不变的内容：{n} 项"
        ))?;
    }
    let n = taken.left_out;
    if n > 0 {
        out.line(&say!(
            "  rows left out, because they or their customer were taken away here: {n}",
            "  本机已删除或清除、未再导入的记录：{n} 条"
        ))?;
    }
    let n = taken.renumbered.len();
    if n > 0 {
        let named: Vec<&str> = taken
            .renumbered
            .iter()
            .take(NAMED)
            .map(String::as_str)
            .collect();
        let (en, zh) = (named.join(", "), named.join("、"));
        let more = if n > NAMED { " …" } else { "" };
        out.line(&say!(
            "  number taken here, so with the author behind it ({n}): {en}{more}",
            "  编号已被占用，其后加上姓名（{n} 条）：{zh}{more}"
        ))?;
    }
    Ok(())
}

/// What is worth knowing beside the counts.
fn notes(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    given: &[Given],
    done: &Done,
) -> Result<(), Failure> {
    let own = app.policy.get()?.name.clone();
    for (one, taken) in given.iter().zip(&done.taken) {
        let (author, theirs) = (&taken.author, &one.staged.about.playbook);
        if *theirs != own {
            out.warn(&say!(
                "{author} works by the playbook {theirs}; here {own} judges what is due",
                "{author} 使用规则手册 {theirs}，本机按 {own} 判断到期事项"
            ));
        }
        if taken.second {
            out.warn(&say!(
                "{author} has another file here; if that is somebody else of the same name, undo, and let one of them change it: kehu init --name NAME",
                "{author} 另有一份数据文件；若实为同名的两人，请撤销，并请其中一人改名：kehu init --name 姓名"
            ));
        }
    }
    if let Some(erasing) = &done.erasing {
        let n: usize = erasing
            .rows
            .values()
            .map(std::collections::BTreeSet::len)
            .sum();
        out.line(&say!(
            "rows erased there, and now here: {n}",
            "对方已彻底清除、本机一并清除的记录：{n} 条"
        ))?;
    }
    let customers = |one: &Taken| one.new.get(&Noun::Customer).copied().unwrap_or_default();
    if done.taken.iter().map(customers).sum::<usize>() > 0 {
        out.note(&say!(
            "one customer of two colleagues: kehu customer duplicates; the team's day: kehu today --team",
            "查看重复客户：kehu customer duplicates；团队待办：kehu today --team"
        ));
    }
    Ok(())
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("file", t("File", "文件")),
        Column::new("author", t("Author", "作者")),
        Column::new("made", t("Made", "生成时间")),
        Column::new("state", t("State", "状态")),
        Column::new("new", t("New", "新增")),
        Column::new("updated", t("Updated", "更新")),
        Column::new("gone", t("Gone", "移除")),
        Column::new("details", t("Details", "附属信息")),
        Column::new("kept", t("Kept", "保持不变")),
        Column::new("left_out", t("Left out", "未导入")),
        Column::new("renumbered", t("Number taken", "编号已占用")),
        Column::new("playbook", t("Playbook", "规则手册")),
        Column::new("fingerprint", t("Fingerprint", "手册指纹")),
    ]
}

fn cells(one: &Given, taken: &Taken) -> Vec<Cell> {
    let about = &one.staged.about;
    let whole = |n: usize| Cell::Whole(i64::try_from(n).unwrap_or(i64::MAX));
    let state = match taken.standing {
        Standing::Newer => "newer",
        Standing::Same => "same",
        Standing::Older(_) => "older",
    };
    vec![
        Cell::Line(one.name.clone()),
        Cell::Line(taken.author.clone()),
        Moment::from_stored(&about.made).map_or(Cell::Empty, Cell::Moment),
        Cell::Line(state.to_owned()),
        whole(taken.added()),
        whole(taken.updated),
        whole(taken.gone),
        whole(taken.details),
        whole(taken.kept),
        whole(taken.left_out),
        whole(taken.renumbered.len()),
        Cell::Line(about.playbook.clone()),
        Cell::Line(about.fingerprint.clone()),
    ]
}

/// Takes what was erased out of the file's bytes and of what stands beside it.
fn sweep(app: &mut App<'_>, out: &mut Out<'_>, erasing: &Erasing) -> Result<Exit, Failure> {
    let swept = app.store.write()?.sweep()?;
    store::sweep_beside(app.store.path(), erasing)?;
    for file in &erasing.backups {
        out.note(&Say::same(file.display().to_string()));
    }
    let n = erasing.backups.len();
    if n > 0 {
        out.warn(&say!(
            "{n} backups still hold what was erased; delete these files",
            "{n} 个备份仍含有已清除的信息，请删除这些文件"
        ));
    }
    if !swept {
        out.warn(&say!(
            "another kehu has the file open, so its bytes still hold them; later run: kehu doctor --fix",
            "另一个 kehu 正在使用数据文件，文件中仍有残留；请稍后执行 kehu doctor --fix"
        ));
    }
    Ok(match swept && n == 0 {
        true => Exit::Done,
        false => Exit::Attention,
    })
}
