//! `ticket audit`, `audit draw`: the tickets of a week that are to be checked (R170). What
//! was drawn once stays drawn: another draw of the week has to be asked for, and never
//! takes back a score.

use std::collections::BTreeSet;

use clap::Arg;
use sha2::{Digest as _, Sha256};

use crate::app::{App, LastList};
use crate::nouns::{Call, option, switch};
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure, Problem};
use crate::records::Audit;
use crate::render::Format;
use crate::report::Stretch;
use crate::say;
use crate::store::{Closed, Filter, Kept, Kind, List, Period, Place};
use crate::value::{Noun, Ref, Value as _, Week};
use crate::verbs;
use crate::words::{Lang, t};

/// Seeds are below this: nine digits can be read out.
const SEEDS: u32 = 1_000_000_000;

pub fn args(lang: Lang) -> Vec<Arg> {
    vec![
        option(
            "week",
            t("WEEK", "周"),
            t(
                "2026-W12, this, or a day in it; last week unless given",
                "2026-W12、本周或该周的某一天；默认为上周",
            ),
            lang,
        ),
        option(
            "seed",
            t("N", "种子"),
            t(
                "Draw as with this number; a random one unless given",
                "抽样种子；同一种子结果相同，默认随机",
            ),
            lang,
        )
        .allow_negative_numbers(true),
        switch(
            "redraw",
            t(
                "Draw the week anew, while nothing is scored",
                "重新抽样，仅限尚未评分时",
            ),
            lang,
        ),
    ]
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let week = week(app, call)?;
    let seed = seed(call)?;
    let zone = app.policy.get()?.calendar.zone();
    let period = Stretch::Week(week.monday()).period(app.now, zone)?;
    let drawn = app.store.read()?.audits_of(week)?;
    let again = call.has("redraw");
    match drawn.first() {
        Some(first) if !again => {
            known(first, seed, week)?;
            let (own, pool) = (said(first.record.seed), said(first.record.pool));
            let n = drawn.len();
            out.note(&say!(
                "drawn before: {n} of {pool} tickets, seed {own}",
                "此前已抽样：{pool} 张中抽出 {n} 张，种子 {own}"
            ));
        }
        _ => {
            not_scored(&drawn, week)?;
            if !lots(app, out, (week, &period), seed, &drawn)? {
                return Ok(Exit::Done);
            }
        }
    }
    show(app, out, week, me)?;
    Ok(Exit::Done)
}

/// The week that is asked for; the last one unless something is said.
fn week(app: &mut App<'_>, call: &Call<'_>) -> Result<Week, Failure> {
    let text = call.text("week").unwrap_or("last");
    app.reading(|reading, _| {
        Week::parse(text, reading).map_err(|fault| {
            Problem::from_fault(text, fault)
                .about(t("--week", "--week"))
                .into()
        })
    })
}

fn seed(call: &Call<'_>) -> Result<Option<i64>, Failure> {
    let Some(text) = call.text("seed") else {
        return Ok(None);
    };
    let seed = text.trim().parse().ok();
    let seed = seed.filter(|seed| (0..i64::from(SEEDS)).contains(seed));
    seed.map(Some).ok_or_else(|| {
        Problem::usage(say!(
            "“{text}” is not a seed: a whole number of up to nine digits, such as 42",
            "“{text}”不能作为种子：请填九位以内的整数，如 42"
        ))
        .about(t("--seed", "--seed"))
        .into()
    })
}

/// Refuses another seed than the one that a week was drawn with.
fn known(first: &Kept<Audit>, seed: Option<i64>, week: Week) -> Result<(), Failure> {
    let Some(seed) = seed.filter(|seed| Some(*seed) != first.record.seed) else {
        return Ok(());
    };
    let (week, own) = (week.code(), said(first.record.seed));
    Err(Problem::refused(say!(
        "{week} was drawn already, with seed {own}",
        "{week} 已抽样，种子 {own}"
    ))
    .hint(say!(
        "see it: kehu ticket audit --week {week}; draw anew while nothing is scored: add --redraw --seed {seed}",
        "查看：kehu ticket audit --week {week}；尚未评分时可重新抽样：加 --redraw --seed {seed}"
    ))
    .into())
}

fn said(seed: Option<i64>) -> String {
    seed.map_or_else(|| "?".to_owned(), |seed| seed.to_string())
}

/// Refuses to draw anew where a ticket was scored.
fn not_scored(drawn: &[Kept<Audit>], week: Week) -> Result<(), Failure> {
    let Some(scored) = drawn.iter().find(|one| one.record.at.is_some()) else {
        return Ok(());
    };
    let (week, number) = (week.code(), &scored.number);
    Err(Problem::refused(say!(
        "{week} cannot be drawn anew: {number} is scored",
        "{week} 不能重新抽样：{number} 已评分"
    ))
    .hint(say!(
        "what was scored can be changed: kehu audit edit {number}",
        "已有评分可修改：kehu audit edit {number}"
    ))
    .into())
}

/// Draws and writes it down; false where the week has no ticket to draw.
fn lots(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    (week, period): (Week, &Period),
    seed: Option<i64>,
    before: &[Kept<Audit>],
) -> Result<bool, Failure> {
    let closed = app.store.read()?.tickets_closed(period)?;
    let code = week.code();
    if closed.is_empty() {
        out.note(&say!(
            "no ticket was closed in {code}, so none is drawn; that the week was looked at: kehu duty done duty-qa",
            "{code} 没有关闭的工单，无需抽查；登记该周已质检：kehu duty done duty-qa"
        ));
        return Ok(false);
    }
    let chance = i64::from(app.store.chance() % SEEDS);
    let seed = seed.unwrap_or(chance);
    let pool = i64::try_from(closed.len()).unwrap_or(i64::MAX);
    let sample = app.policy.get()?.audit.sample(pool);
    let drawn = drawn(seed, closed, usize::try_from(sample).unwrap_or_default());
    write(app, (week, seed, pool), &drawn, before)?;
    let (n, percent) = (drawn.len(), app.policy.get()?.audit.percent);
    out.note(&say!(
        "drew {n} of the {pool} tickets closed in {code} ({percent}%, rounded up; seed {seed})",
        "{code} 关闭工单 {pool} 张，抽出 {n} 张（{percent}%，向上取整；种子 {seed}）"
    ));
    if app.now < period.to {
        out.note(&say!(
            "the week still runs: what is closed later is not in it",
            "本周尚未结束，之后关闭的工单不在抽样范围内"
        ));
    }
    Ok(true)
}

/// So many of the tickets: those first in order of the SHA-256 of `seed:number`. The same
/// everywhere and always, and easily worked out again without this program.
fn drawn(seed: i64, tickets: Vec<Closed>, n: usize) -> Vec<Closed> {
    let lot = |ticket: &Closed| -> [u8; 32] {
        Sha256::digest(format!("{seed}:{}", ticket.number).as_bytes()).into()
    };
    let mut all: Vec<([u8; 32], Closed)> =
        tickets.into_iter().map(|one| (lot(&one), one)).collect();
    all.sort_by_key(|(lot, _)| *lot);
    all.into_iter().take(n).map(|(_, ticket)| ticket).collect()
}

fn write(
    app: &mut App<'_>,
    (week, seed, pool): (Week, i64, i64),
    drawn: &[Closed],
    before: &[Kept<Audit>],
) -> Result<(), Failure> {
    let me = app.me()?;
    let now = app.now;
    let playbook = app.policy.get()?;
    let day = now.day(playbook.calendar.zone());
    let writing = app
        .store
        .write()?
        .begin("ticket audit", Kind::Work, Some(me), now)?;
    for old in before {
        writing.remove(Noun::Audit, old.id)?;
    }
    for ticket in drawn {
        let record = Audit {
            customer: Ref::new(ticket.customer),
            ticket: Ref::new(ticket.id),
            week,
            seed: Some(seed),
            pool: Some(pool),
            solution_soundness: None,
            script_compliance: None,
            customer_satisfaction: None,
            finding: None,
            advice: None,
            at: None,
            by: None,
            action: None,
            notes: None,
        };
        let place = Place {
            number: number_of(playbook, Noun::Audit, day),
            extra: Vec::new(),
            since: now,
            to_confirm: &BTreeSet::new(),
        };
        writing.insert(&record, &place)?;
    }
    let n = drawn.len();
    let summary = match before.first() {
        None => say!(
            "drew {n} of {pool} tickets, seed {seed}",
            "抽样 {n}/{pool}，种子 {seed}"
        ),
        Some(old) => {
            let own = said(old.record.seed);
            say!(
                "drew {n} of {pool} tickets anew, seed {seed} instead of {own}",
                "重新抽样 {n}/{pool}，种子 {own} 改为 {seed}"
            )
        }
    };
    writing.commit(&week.code(), &summary)
}

/// Shows what was drawn of a week, and whose of it is one's own.
fn show(app: &mut App<'_>, out: &mut Out<'_>, week: Week, me: i64) -> Result<(), Failure> {
    let drawn = app.store.read()?.audits_of(week)?;
    let mut filter = Filter::default();
    filter.among(drawn.iter().map(|one| one.id));
    verbs::list(
        app,
        out,
        t("Drawn to be checked", "质检抽样"),
        &List::audits(),
        &filter,
        None,
    )?;
    if out.terminal && out.style.format == Format::Table {
        let ids: Vec<_> = drawn.iter().map(|one| (Noun::Audit, one.id)).collect();
        LastList::save(&app.store, &ids)?;
    }
    let open: Vec<&Kept<Audit>> = drawn.iter().filter(|one| one.record.at.is_none()).collect();
    let (n, scored) = (drawn.len(), drawn.len() - open.len());
    let Some(next) = open.first().map(|one| &one.number) else {
        let code = week.code();
        out.note(&say!(
            "all {n} are scored; the report: kehu report audit --week {code}",
            "{n} 张均已评分；报告：kehu report audit --week {code}"
        ));
        return Ok(());
    };
    out.note(&say!(
        "{scored} of {n} scored; next: kehu audit score {next}",
        "已评分 {scored}/{n}；下一项：kehu audit score {next}"
    ));
    let mut own = Vec::new();
    for one in &open {
        if handler(app, one.record.ticket.id())? == Some(me) {
            own.push(one.number.as_str());
        }
    }
    if !own.is_empty() {
        let (en, zh) = (own.join(", "), own.join("、"));
        out.warn(&say!(
            "you handled {en} yourself: have a colleague do the scoring",
            "{zh} 由您本人处理，请由其他同事质检"
        ));
    }
    Ok(())
}

/// Who handled a ticket.
pub(super) fn handler(app: &mut App<'_>, ticket: i64) -> Result<Option<i64>, Failure> {
    app.store.read()?.ref_of(Noun::Ticket, ticket, "assignee")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn week_of(n: i64) -> Vec<Closed> {
        let ticket = |id| Closed {
            id,
            number: format!("SN20260316{id:03}"),
            customer: 1,
            assignee: None,
        };
        (1..=n).map(ticket).collect()
    }

    fn numbers(seed: i64, n: i64, sample: usize) -> Vec<String> {
        let drawn = drawn(seed, week_of(n), sample);
        drawn.into_iter().map(|one| one.number).collect()
    }

    /// Worked out with `printf 42:SN20260316001 | sha256sum` and its like, sorted.
    #[test]
    fn a_draw_can_be_worked_out_by_hand() {
        assert_eq!(numbers(42, 7, 2), ["SN20260316001", "SN20260316004"]);
    }

    proptest! {
        #[test]
        fn a_draw_repeats_whatever_the_order_and_draws_each_once(seed in 0i64..1_000_000_000, n in 0i64..60) {
            let mut turned = week_of(n);
            turned.reverse();
            let whole = numbers(seed, n, 100);
            let again: Vec<String> = drawn(seed, turned, 100).into_iter().map(|one| one.number).collect();
            prop_assert_eq!(&whole, &again);
            let each: BTreeSet<&String> = whole.iter().collect();
            prop_assert_eq!(each.len(), usize::try_from(n).unwrap());
            // A smaller sample is the beginning of a larger one.
            prop_assert_eq!(numbers(seed, n, 3), whole[..whole.len().min(3)].to_vec());
        }
    }
}
