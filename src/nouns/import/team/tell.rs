//! What is said of team files that were taken in: a line each with what came and
//! what did not, or a row each where a program reads.

use super::{Done, Given};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::render::Format;
use crate::say;
use crate::store::{Erasing, Taken, TeamStanding as Standing};
use crate::value::{Cell, Moment, Noun};
use crate::view::{Column, View};
use crate::words::{Lang, Say, t};

/// So many numbers that were taken are named.
const NAMED: usize = 5;

/// A moment as people read it.
pub fn shown(out: &Out<'_>, at: Option<Moment>) -> String {
    at.map_or_else(String::new, |at| {
        let local = at.local(out.style.tongue.zone);
        local.format("%Y-%m-%d %H:%M").to_string()
    })
}

/// The journal's line: whose, and how much.
pub fn summary(taken: &[Taken]) -> Say {
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

/// Tells what became of each file.
///
/// # Errors
/// When it cannot be written, or the playbook not be read.
pub fn tell(out: &mut Out<'_>, own: &str, given: &[Given], done: &Done) -> Result<(), Failure> {
    let all = || given.iter().zip(&done.taken);
    if out.style.format != Format::Table {
        let rows = all().map(|(one, taken)| cells(one, taken)).collect();
        return out.view(View::list(t("Team files", "团队文件"), columns(), rows));
    }
    for (one, taken) in all() {
        out.line(&line(out, one, taken))?;
        details(out, taken)?;
    }
    notes(out, own, given, done)
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
fn notes(out: &mut Out<'_>, own: &str, given: &[Given], done: &Done) -> Result<(), Failure> {
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
        let n = erasing.count();
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

/// Tells where what was erased still is, if it is anywhere.
pub fn left(out: &mut Out<'_>, erasing: &Erasing, swept: bool) -> Exit {
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
    match swept && n == 0 {
        true => Exit::Done,
        false => Exit::Attention,
    }
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
