//! `export calendar`: what is due and planned as a calendar file. An event keeps
//! its id as long as it is owed, so that importing again changes it and adds none.

mod sheet;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Arg;

use self::sheet::Sheet;
use super::file::Draft;
use super::replaced;
use crate::app::App;
use crate::exchange::agenda::{Event, When, agenda};
use crate::flags::Takes;
use crate::nouns::today::{Shown, Wanted, gathered};
use crate::nouns::{Call, option, word};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::store::Kind;
use crate::value::Noun as Record;
use crate::verbs::agreed;
use crate::words::{Lang, Text, t};

/// How many days ahead, unless something is said.
const AHEAD: u64 = 60;

/// An unsettled plan is told for so many days.
const FORGET: i64 = 90 * 86_400;

pub fn args(lang: Lang) -> Vec<Arg> {
    const FILE: Text = t("FILE", "文件");
    let to = t(
        "Where to, such as mine.ics; standard output unless given",
        "写到哪里，例如 日程.ics；默认为标准输出",
    );
    vec![
        word("file", FILE, to, lang).add(Takes::File).index(1),
        option("ics", FILE, t("The same", "同上"), lang)
            .add(Takes::File)
            .conflicts_with("file"),
        option(
            "days",
            t("N", "天数"),
            t(
                "So many days ahead; 60 unless given",
                "今后多少天；默认为 60 天",
            ),
            lang,
        ),
        option(
            "owner",
            t("COLLEAGUE", "同事"),
            t("Somebody else's", "某位同事的"),
            lang,
        )
        .alias("rep")
        .add(Takes::record(Record::Staff)),
    ]
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let file = target(call)?;
    let who = match call.text("owner") {
        Some(name) => app.resolve(Record::Staff, name)?,
        None => me,
    };
    let (reveal, lang) = (out.style.reveal, out.lang());
    let events = events(app, who, days(call)?, (reveal, lang))?;
    let staff = app.file()?.all_staff()?;
    let name = staff.into_iter().find(|person| person.id == who);
    let name = name.map_or_else(String::new, |person| person.record.name.0);
    let title = say!("Follow-ups · {name}", "客户跟进 · {name}");
    let text = agenda(title.to(lang), app.now, &events);
    let n = events.len();
    let Some(file) = file else {
        note(app, call, reveal, (me, n))?;
        out.out.write_all(text.as_bytes())?;
        return Ok(Exit::Done);
    };
    let shown = file.display();
    let said = say!("{shown}: {n} events", "{shown}：{n} 项日程");
    if call.dry_run {
        out.line(&said)?;
        return Ok(Exit::Done);
    }
    if file.exists() && !agreed(app, call, out, &replaced(&file))? {
        return Ok(crate::nouns::keep::left_alone(out));
    }
    let mut draft = Draft::beside(&file)?;
    draft.file().write_all(text.as_bytes())?;
    note(app, call, reveal, (me, n))?;
    draft.keep()?;
    out.line(&said)?;
    if !reveal {
        out.note(&say!(
            "phones are left out; --reveal writes them too",
            "不含电话；加 --reveal 可一并写出"
        ));
    }
    Ok(Exit::Done)
}

fn target(call: &Call<'_>) -> Result<Option<PathBuf>, Failure> {
    if call.text("output").is_some() {
        return Err(Problem::usage(say!(
            "a calendar is always written as ics",
            "日历只能写成 ics 格式"
        ))
        .hint(say!("leave -o out", "请去掉 -o"))
        .into());
    }
    let name = call.text("file").or_else(|| call.text("ics"));
    let Some(name) = name.filter(|name| *name != "-") else {
        return Ok(None);
    };
    let file = Path::new(name);
    let ending = file.extension().and_then(|ending| ending.to_str());
    match ending.is_some_and(|ending| ending.eq_ignore_ascii_case("ics")) {
        true => Ok(Some(file.to_owned())),
        false => Err(Problem::usage(say!(
            "the name of a calendar file ends in .ics, not “{name}”",
            "日历文件名应以 .ics 结尾，“{name}”不是"
        ))
        .hint(say!(
            "kehu export calendar mine.ics",
            "例如：kehu export calendar 日程.ics"
        ))
        .into()),
    }
}

fn days(call: &Call<'_>) -> Result<u64, Failure> {
    let Some(text) = call.text("days") else {
        return Ok(AHEAD);
    };
    let days = text.parse().ok().filter(|n| *n <= 366);
    days.ok_or_else(|| {
        Problem::usage(say!(
            "--days takes a number of days, 0 to 366, not “{text}”",
            "--days 应为天数（0–366），“{text}”不是"
        ))
        .into()
    })
}

/// Notes in the journal that phones left the file.
fn note(
    app: &mut App<'_>,
    call: &Call<'_>,
    reveal: bool,
    (me, n): (i64, usize),
) -> Result<(), Failure> {
    if !reveal || call.dry_run {
        return Ok(());
    }
    let now = app.now;
    let summary = say!(
        "{n} events with phones, as ics",
        "导出 {n} 项日程，含电话，ics 格式"
    );
    let writing = app
        .store
        .write()?
        .begin("export calendar", Kind::Work, Some(me), now)?;
    writing.commit("", &summary)
}

/// Everything that stands in the calendar, in order.
fn events(
    app: &mut App<'_>,
    who: i64,
    days: u64,
    tongue: (bool, Lang),
) -> Result<Vec<Event>, Failure> {
    let wanted = Wanted {
        who,
        days,
        team: false,
        all: true,
        rule: None,
        put_off: true,
    };
    let day = gathered(app, &wanted, Shown::All)?;
    let playbook = app.policy.get()?;
    let calendar = &playbook.calendar;
    let (from, last) = (
        app.now.plus_seconds(-FORGET).unwrap_or(app.now),
        day.day.checked_add_days(chrono::Days::new(days)),
    );
    let until = calendar.end_of(last.unwrap_or(day.day));
    let store = app.store.read()?;
    let plans = store.appointments(&[who], from, until)?;
    let customers: Vec<i64> = plans.iter().map(|plan| plan.customer).collect();
    let faces = store.faces(&customers)?;
    let sheet = Sheet {
        playbook,
        calendar,
        reveal: tongue.0,
        lang: tongue.1,
    };
    let mut all: Vec<Event> = Vec::new();
    // A plan stands in the calendar whether or not a rule asks for it.
    for line in day.lines.iter().filter(|line| line.noun != Record::Plan) {
        all.extend(sheet.owed(line)?);
    }
    all.extend(plans.iter().map(|plan| {
        let face = faces.get(&plan.customer).cloned().unwrap_or_default();
        sheet.planned(plan, &face)
    }));
    let begins = |event: &Event| match event.when {
        When::Day(day) => calendar.begin_of(day),
        When::From(at, _) => at,
    };
    all.sort_by(|a, b| (begins(a), &a.uid).cmp(&(begins(b), &b.uid)));
    Ok(all)
}
