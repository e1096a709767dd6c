//! What `demo` shows: the file, a first look at what is in it, and what to type
//! to look further. People get all of it, programs where the file is.

use std::path::Path;

use super::{ABOUT, NOW};
use crate::app::App;
use crate::nouns::{self, Call, report};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::Staff;
use crate::render::Format;
use crate::report::Month;
use crate::say;
use crate::store;
use crate::value::Cell;
use crate::view::{Column, View};
use crate::words::{Say, t};

/// The lists of the first look.
const LISTS: &[&[&str]] = &[
    &["customer", "list", "--grade", "A,B"],
    &["deal", "list", "--open"],
    &["ticket", "list", "--open"],
];

/// The tables of the report that stand below them.
const TABLES: &[&str] = &["headline", "followups_by_method"];

/// Shows a file that was just made.
///
/// # Errors
/// When it cannot be read, or the answer not be written.
pub(super) fn show(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    file: &Path,
    kept: bool,
) -> Result<Exit, Failure> {
    let place = file.display().to_string();
    if out.quiet {
        writeln!(out.out, "{place}")?;
        return Ok(Exit::Done);
    }
    let for_people = matches!(out.style.format, Format::Table | Format::Md);
    let all = for_people && out.style.fields.is_none();
    if all {
        out.line(&say!(
            "February and March 2026 of three reps, an engineer and their supervisor; nothing of yours was touched",
            "三位销售代表、一位工程师和主管的 2026 年 2 月与 3 月；您自己的数据未受影响"
        ))?;
    }
    out.view(summary(app, file)?)?;
    if all {
        lists(app, out)?;
        month(app, out)?;
        for line in further(app, &place, kept) {
            out.line(&line)?;
        }
    }
    Ok(Exit::Done)
}

/// Where the file is, and what is in it.
fn summary(app: &mut App<'_>, file: &Path) -> Result<View<'static>, Failure> {
    let me = app.me()?;
    let me = app.store.read()?.get::<Staff>(me)?;
    let contents = store::inspect(file)?;
    let columns = vec![
        Column::new("file", t("File", "数据文件")),
        Column::new("now", t("As of", "时点")),
        Column::new("me", t("You are", "您是")),
        Column::new("customers", t("Customers", "客户")),
        Column::new("followups", t("Follow-ups", "跟进记录")),
        Column::new("tickets", t("Tickets", "工单")),
    ];
    let row = vec![
        Cell::Line(file.display().to_string()),
        Cell::Moment(app.now),
        Cell::Line(me.record.name.0),
        Cell::Whole(contents.customers),
        Cell::Whole(contents.followups),
        Cell::Whole(contents.tickets),
    ];
    Ok(View::sheet(ABOUT, columns, row))
}

/// The lists, as the commands write them that are named above each.
fn lists(app: &mut App<'_>, out: &mut Out<'_>) -> Result<(), Failure> {
    for words in LISTS {
        let whole = std::iter::once(&"kehu").chain(*words);
        announce(out, whole.clone())?;
        let matches = nouns::tree(app.lang, Some(words))
            .try_get_matches_from(whole)
            .map_err(anyhow::Error::new)?;
        if let Some((verb, own)) = nouns::chosen(&matches) {
            (verb.run)(app, &Call::alone(own), out)?;
        }
    }
    Ok(())
}

/// A part of the report of the month that has ended.
fn month(app: &mut App<'_>, out: &mut Out<'_>) -> Result<(), Failure> {
    let zone = out.style.tongue.zone;
    let month = Month::of(app.now.day(zone)).before();
    let code = month.code();
    announce(out, ["kehu", "report", "monthly", "--month", &code].iter())?;
    let mut views = report::of_everybody(app, month)?;
    views.retain(|view| TABLES.contains(&view.key));
    out.views(views, None)
}

/// The command that is answered next.
fn announce<'w>(
    out: &mut Out<'_>,
    words: impl Iterator<Item = &'w &'w str>,
) -> Result<(), Failure> {
    let words: Vec<&str> = words.copied().collect();
    out.line(&Say::same(""))?;
    out.line(&Say::same(format!("$ {}", words.join(" "))))
}

/// How to look around in the file, and how to be rid of it.
fn further(app: &App<'_>, place: &str, kept: bool) -> Vec<Say> {
    let lang = app.lang.code();
    let variables = [("KEHU_DB", place), ("KEHU_NOW", NOW), ("KEHU_LANG", lang)];
    let set = variables.map(|(name, value)| match cfg!(windows) {
        true => format!("$env:{name} = '{}'; ", value.replace('\'', "''")),
        false => format!(" {name}={}", quoted(value)),
    });
    let set = match cfg!(windows) {
        true => set.concat(),
        false => format!("export{}", set.concat()),
    };
    let unset = match cfg!(windows) {
        true => "Remove-Item Env:KEHU_DB, Env:KEHU_NOW, Env:KEHU_LANG".to_owned(),
        false => "unset KEHU_DB KEHU_NOW KEHU_LANG".to_owned(),
    };
    let line = |text: &str| Say::same(format!("  {text}"));
    let folder = Path::new(place)
        .parent()
        .map(|folder| folder.display().to_string());
    let gone = match kept {
        true => quoted(place),
        false => quoted(&folder.unwrap_or_default()),
    };
    let mut lines = vec![
        Say::same(""),
        say!("look around in it:", "随便看看："),
        line(&set),
    ];
    lines.extend(TRY.iter().map(|words| Say {
        en: format!("  kehu {}", words.en),
        zh: format!("  kehu {}", words.zh),
    }));
    lines.push(say!(
        "back to your own work, and away with it:",
        "回到自己的数据，并删除示例："
    ));
    lines.push(line(&unset));
    lines.push(line(&format!("rm -r {gone}")));
    lines
}

/// What is worth typing.
const TRY: &[crate::words::Text] = &[
    t("today", "today"),
    t("customer show yunfan", "customer show 云帆"),
    t(
        "customer list --owner me --sort -last_contact",
        "customer list --owner me --sort -last_contact",
    ),
    t("find labels", "find 标签"),
    t("ticket show hongda", "ticket show 鸿达"),
    t("followup list --actions", "followup list --actions"),
    t("grade due", "grade due"),
    t("report pipeline", "report pipeline"),
    t(
        "report monthly --month 2026-03 --rep me",
        "report monthly --month 2026-03 --rep me",
    ),
    t("history --limit 10", "history --limit 10"),
    t(
        "log xixi \"wants a date\" --by phone",
        "log 西溪 \"想约时间\" --by phone",
    ),
    t("undo", "undo"),
];

/// A text as a shell reads it back.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:@%+=,".contains(c);
    match text.chars().all(plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}
