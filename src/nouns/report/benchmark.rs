//! `report benchmark`: people, teams, regions, grades or sources side by side, for a
//! month or for two.

use std::collections::HashSet;

use clap::Arg;

use super::files::{self, Files};
use super::{service, trend};
use crate::app::App;
use crate::flags::Takes;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::report::{self, Benchmark, Length, Person, Side, Term};
use crate::say;
use crate::store::{By, Whose};
use crate::value::{ChoiceSet as _, YesNo};
use crate::words::{Lang, Say, t};

/// What figures may be grouped by, for completion.
pub const WORDS: &[&str] = &["rep", "team", "region", "grade", "source"];

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![
        option(
            "by",
            t("GROUP", "分组"),
            t(
                "rep, team, region, grade or source; rep unless given",
                "人员、团队、区域、级别或来源；默认按人员",
            ),
            lang,
        )
        .add(Takes::Words(WORDS)),
        option(
            "compare",
            t("PERIOD", "期间"),
            t(
                "Two periods beside each other: --compare 2026-Q1 2026-Q2",
                "对比两个期间：--compare 2026-Q1 2026-Q2",
            ),
            lang,
        )
        .num_args(2)
        .conflicts_with_all(["month", "quarter", "half", "year", "from", "to"]),
    ];
    args.extend(service::term(lang));
    args.extend(files::args(lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let by = by(call.text("by"))?;
    let files = Files::asked(call)?;
    let (term, with) = terms(app, call)?;
    let newest = match with {
        Some(with) if with.last > term.last => with,
        _ => term,
    };
    out.style.made = trend::made(app, newest)?;
    let (first, second) = (side(app, term, by)?, with.map(|with| side(app, with, by)));
    let people = people(app)?;
    let playbook = app.policy.get()?;
    let all = Benchmark {
        by,
        one: first,
        with: second.transpose()?,
        people,
        codes: &playbook.codes,
        playbook: &playbook.name,
    };
    let chosen = out.style.fields.is_some();
    let report = |format| report::benchmark(&all, trend::reader(format, chosen));
    files.write(call.dry_run, out, report)?;
    if report::is_nothing_there(&all) {
        out.note(&trend::nothing());
    }
    trend::note_if_running(app, newest, out)?;
    Ok(Exit::Done)
}

pub fn by(text: Option<&str>) -> Result<By, Failure> {
    let Some(text) = text else {
        return Ok(By::Rep);
    };
    By::called(text).ok_or_else(|| {
        Problem::usage(say!(
            "figures cannot be grouped by “{text}”",
            "不能按“{text}”分组"
        ))
        .about(Say::same("--by"))
        .hint(say!(
            "one of: rep, team, region, grade, source",
            "可用：人员（rep）、团队（team）、区域（region）、级别（grade）、来源（source）"
        ))
        .into()
    })
}

/// Which term, and the one that it is compared with.
fn terms(app: &mut App<'_>, call: &Call<'_>) -> Result<(Term, Option<Term>), Failure> {
    let [one, other] = call.texts("compare")[..] else {
        return Ok((service::named(app, call, Length::Month, None)?, None));
    };
    let zone = app.policy.get()?.calendar.zone();
    let today = app.now.day(zone);
    let read = |text| {
        let term = Term::read_any(text, today);
        term.map_err(|failure| failure.of_flag("--compare"))
    };
    let (one, other) = (read(one)?, read(other)?);
    let (code, with) = (one.code(), other.code());
    let wrong = match one {
        _ if one == other => say!("{code} is compared with itself", "{code} 不能与自身对比"),
        _ if one.length() != other.length() => say!(
            "{code} and {with} are not of one length",
            "{code} 与 {with} 长度不同"
        ),
        _ => return Ok((one, Some(other))),
    };
    Err(Problem::usage(wrong)
        .about(Say::same("--compare"))
        .hint(say!(
            "name two months, quarters, half-years or years: --compare 2026-02 2026-03",
            "请填两个月份、季度、半年或年份：--compare 2026-02 2026-03"
        ))
        .into())
}

/// A term, whole and by groups.
fn side(app: &mut App<'_>, term: Term, by: By) -> Result<Side, Failure> {
    trend::asking(app, term, &Whose::default(), |store, asked| {
        Ok(Side {
            term,
            whole: store.headline(asked)?,
            groups: store.headlines(asked, by)?,
        })
    })
}

pub fn people(app: &mut App<'_>) -> Result<Vec<Person>, Failure> {
    let all = app.store.read()?.all_staff()?;
    let leaders: HashSet<i64> = all
        .iter()
        .filter_map(|one| one.record.supervisor.map(|leader| leader.id()))
        .collect();
    let people = all.into_iter().map(|one| Person {
        leads: leaders.contains(&one.id),
        id: one.id,
        number: one.number,
        has_left: one.record.left == Some(YesNo::Yes),
        name: one.record.name.0,
    });
    Ok(people.collect())
}
