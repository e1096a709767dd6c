//! `report compliance`: what was due by each rule in a period, and what became of
//! it, judged by what was true on the day that it was due.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use clap::Arg;

use super::files::{self, Files};
use super::service::between;
use crate::app::App;
use crate::flags::Takes;
use crate::nouns::{Call, option, switch};
use crate::out::Out;
use crate::playbook::Shape;
use crate::problem::{Exit, Failure};
use crate::records::Staff;
use crate::render::Format;
use crate::report::{self, Compliance, Kept, Month, Ruled};
use crate::say;
use crate::store::Only;
use crate::value::{Choice, Day, Moment, Noun as Of};
use crate::words::{Lang, Say, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![
        super::monthly::month(lang).conflicts_with_all(["from", "to"]),
        option(
            "from",
            t("DAY", "日期"),
            t("From this day on", "起始日期"),
            lang,
        ),
        option(
            "to",
            t("DAY", "日期"),
            t("Up to this day; today unless given", "截止日期；默认为今天"),
            lang,
        )
        .requires("from"),
        option(
            "rep",
            t("NAME", "姓名"),
            t(
                "Only what this colleague owed; “me” for yourself",
                "只统计该同事应办的；本人可写 me",
            ),
            lang,
        )
        .alias("owner")
        .add(Takes::record(Of::Staff)),
        switch("by-rep", t("Also for each colleague", "另按人员分列"), lang),
    ];
    args.extend(files::args(lang));
    args
}

/// The days that are asked about.
struct Days {
    first: NaiveDate,
    last: NaiveDate,
    code: String,
    name: Say,
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let files = Files::asked(call)?;
    let days = days(app, call)?;
    let rep = match call.text("rep") {
        Some(name) => Some(app.resolve(Of::Staff, name)?),
        None => None,
    };
    let name = match rep {
        Some(id) => Some(app.store.read()?.get::<Staff>(id)?.record.name.0),
        None => None,
    };
    let (rules, mut by_rep) = counted(app, &days, rep)?;
    if !call.has("by-rep") {
        by_rep.clear();
    }
    let playbook = app.policy.get()?;
    let about = Compliance {
        code: days.code,
        name: days.name,
        first: Day(days.first),
        last: Day(days.last),
        rep: name.as_deref(),
        playbook: &playbook.name,
        rules,
        reps: by_rep,
    };
    // Programs find every rule; people read those of which something was due.
    let chosen = out.style.fields.is_some();
    let tables = |format| {
        let people = matches!(format, Format::Table | Format::Md | Format::Html);
        (report::compliance(&about, !people || chosen), None)
    };
    let written = files.render(&out.style, tables)?;
    if files.is_empty() || !out.quiet {
        let (views, ending) = tables(out.style.format);
        out.views(views, ending.as_ref())?;
    }
    written.store(call.dry_run, out)?;
    if report::is_nothing_due(&about) {
        out.note(&say!(
            "nothing was due in that time",
            "这段时间没有到期的事项"
        ));
    }
    Ok(Exit::Done)
}

fn days(app: &mut App<'_>, call: &Call<'_>) -> Result<Days, Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let today = app.now.day(zone);
    let Some(from) = call.text("from") else {
        let month = Month::read(call.text("month"), today)?;
        let mut all = month.days();
        let first = all.next().unwrap_or(today);
        return Ok(Days {
            first,
            last: all.last().unwrap_or(first),
            code: month.code(),
            name: month.name(),
        });
    };
    let (first, last) = between(app, call, from, today)?;
    let (from, to) = (long(first), long(last));
    Ok(Days {
        first,
        last,
        code: format!("{first}/{last}"),
        name: say!("{first} to {last}", "{from}－{to}"),
    })
}

fn long(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// What became of everything that was due: by rule, and by colleague and rule.
type Counted = (Vec<Ruled>, Vec<(String, Vec<Ruled>)>);

fn counted(app: &mut App<'_>, days: &Days, rep: Option<i64>) -> Result<Counted, Failure> {
    let (first, last) = (days.first, days.last);
    // Whoever owes it need not own the customer, as a supervisor does not: so
    // everybody's customers are looked at, whoever is asked for.
    app.owing(&[], Only::All, |owing| {
        let engine = &owing.engine;
        let (from, to) = (
            engine.calendar.begin_of(first),
            // What is due later in the day is not due yet.
            Moment::min(engine.calendar.end_of(last), engine.now),
        );
        let mut rules = Vec::new();
        let mut by_rep: BTreeMap<i64, Vec<Ruled>> = BTreeMap::new();
        for rule in owing.rules {
            let ruled = |kept| Ruled {
                rule: Choice {
                    code: rule.id,
                    label: rule.label,
                    aliases: &[],
                },
                is_limit: matches!(rule.shape, Shape::Limit { .. }),
                kept,
            };
            let mut all = Kept::default();
            let mut each: BTreeMap<i64, Kept> = BTreeMap::new();
            for (owed, state) in engine.judged(rule, from, to)? {
                if rep.is_some_and(|rep| !owed.who.contains(&rep)) {
                    continue;
                }
                all.count(state);
                for who in &owed.who {
                    each.entry(*who).or_default().count(state);
                }
            }
            rules.push(ruled(all));
            for (who, kept) in each {
                by_rep.entry(who).or_default().push(ruled(kept));
            }
        }
        let staff = owing.store.all_staff()?;
        let named = staff.into_iter().filter_map(|person| {
            let rules = by_rep.remove(&person.id)?;
            let meant = rep.is_none_or(|rep| rep == person.id);
            meant.then_some((person.record.name.0, rules))
        });
        Ok((rules, named.collect()))
    })
}
