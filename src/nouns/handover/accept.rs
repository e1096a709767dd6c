//! `handover accept`: the successor takes the customers over. Their owner changes, and
//! that of what is open with them; what was done stays its author's.

use clap::Arg;

use super::{named, one, start};
use crate::app::{App, Filling};
use crate::flags;
use crate::form::Form as _;
use crate::nouns::gate;
use crate::nouns::grade::DECIDERS;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::playbook::Gate;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::Decision;
use crate::records::{Customer, Handover, HandoverAccepted};
use crate::say;
use crate::store::{Kept, Kind};
use crate::value::{Moment, Noun, Ref, Stored, Value as _};
use crate::verbs;
use crate::words::{Lang, t};

pub(super) fn args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(HandoverAccepted::FIELDS, &[], lang));
    args.push(option(
        "override",
        t("REASON", "理由"),
        t("Pass the gate with a reason", "说明理由后放行"),
        lang,
    ));
    args
}

/// What becomes of the customers.
#[derive(Default)]
struct TakenOver {
    customers: usize,
    /// What was open with them.
    open: usize,
    /// Customers that were somebody else's by then.
    others: usize,
}

pub(super) fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let id = named(app, call)?;
    let kept: Kept<Handover> = app.store.read()?.get(id)?;
    not_yet(app, &kept)?;
    let at = when(app, call, &kept)?;
    let passed = reviewed(app, call, out, &kept)?;
    let (from, to) = start::people(app, &kept.record)?;
    let customers = app.store.read()?.handed(id)?;
    let n = customers.len();
    let question = say!(
        "{to} takes over {n} customers of {from}?",
        "由 {to} 接手 {from} 的 {n} 个客户？"
    );
    if !verbs::agreed(app, call, out, &question)? {
        return Ok(Exit::Done);
    }
    let taken = take_over(app, &kept, &customers, at, passed.as_deref())?;
    let (number, n, open) = (&kept.number, taken.customers, taken.open);
    out.line(&say!(
        "{number}: {to} took over {n} customers, and {open} records open with them",
        "{number}：{to} 已接手 {n} 个客户及其 {open} 项未完成事项"
    ))?;
    let others = taken.others;
    if others > 0 {
        out.warn(&say!(
            "customers that are no longer {from}'s, left as they are: {others}",
            "已不属于 {from} 的客户保持不变：{others} 个"
        ));
    }
    out.line(&say!(
        "a briefing per customer: kehu handover report {number}",
        "每个客户的交接说明：kehu handover report {number}"
    ))?;
    Ok(Exit::Done)
}

fn not_yet(app: &mut App<'_>, kept: &Kept<Handover>) -> Result<(), Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let store = app.store.read()?;
    let Some(before) = store.moment_of(Noun::Handover, kept.id, "accepted_at")? else {
        return Ok(());
    };
    let (number, before) = (&kept.number, before.shown(zone));
    Err(Problem::refused(say!(
        "{number} was accepted already: {before}",
        "{number} 已接手：{before}"
    ))
    .hint(say!(
        "take that back with: kehu undo",
        "如需更正请用 kehu undo"
    ))
    .into())
}

/// When it was accepted: not before it was started.
fn when(app: &mut App<'_>, call: &Call<'_>, kept: &Kept<Handover>) -> Result<Moment, Failure> {
    let mut draft = call.draft(HandoverAccepted::FIELDS)?;
    draft.set_default("accepted_at", "now");
    let filling = Filling {
        command: "handover accept",
        ..Filling::default()
    };
    let at = app
        .fill::<HandoverAccepted>(draft, filling)?
        .record
        .accepted_at;
    if at >= kept.record.at {
        return Ok(at);
    }
    let begun = kept.record.at.shown(app.policy.get()?.calendar.zone());
    Err(Problem::usage(say!(
        "that is before it began: {begun}",
        "早于其开始时间 {begun}"
    ))
    .about(t("--at", "--at"))
    .hint(say!("give a later --at", "请把 --at 改晚"))
    .into())
}

/// Lets it through if the supervisor approved the list, else as the gate is set. Gives
/// back the reason of an override, empty where the gate only records.
fn reviewed(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    kept: &Kept<Handover>,
) -> Result<Option<String>, Failure> {
    let me = app.me()?;
    let gate = app.policy.get()?.gates.handover;
    let store = app.store.read()?;
    let last = store.reviews_of(Noun::Handover, kept.id)?.pop();
    let gate = gate.given(store.another_holds(DECIDERS, Some(me))?);
    let approved = last.is_some_and(|last| {
        matches!(
            last.record.result,
            Decision::Approved | Decision::ApprovedAfterSupplement
        )
    });
    if approved || gate == Gate::Off {
        return Ok(None);
    }
    if let Some(reason) = call.text("override") {
        return Ok(Some(reason.to_owned()));
    }
    let number = &kept.number;
    let what = say!(
        "no supervisor approved the list of {number} (R064)",
        "{number} 的交接清单尚未经主管审核通过（R064）"
    );
    if gate == Gate::Enforce {
        return Err(Problem::refused(what)
            .hint(say!(
                "first: kehu handover review {number}, or --override REASON; playbook: gates.handover",
                "请先 kehu handover review {number}，或 --override 理由；规则手册：gates.handover"
            ))
            .into());
    }
    out.warn(&what);
    Ok(Some(String::new()))
}

/// Everything in one command, which one undo takes back.
fn take_over(
    app: &mut App<'_>,
    kept: &Kept<Handover>,
    customers: &[i64],
    at: Moment,
    passed: Option<&str>,
) -> Result<TakenOver, Failure> {
    let (me, now) = (app.me()?, app.now);
    let (from, to) = (kept.record.from.id(), kept.record.to.id());
    let store = app.store.write()?;
    let writing = store.begin("handover accept", Kind::Work, Some(me), now)?;
    let mut taken = TakenOver::default();
    for id in customers {
        let customer: Kept<Customer> = writing.get(*id)?;
        if customer.record.owner.map(Ref::id) != Some(from) {
            taken.others += 1;
            continue;
        }
        writing.set_column(Noun::Customer, *id, "owner", &Stored::Int(to), at)?;
        taken.open += writing.take_over(*id, (from, to), at)?;
        taken.customers += 1;
    }
    writing.set_column(Noun::Handover, kept.id, "accepted_at", &at.store(), at)?;
    gate::note(&writing, (Noun::Handover, kept.id), "handover", passed)?;
    writing.commit(&kept.number, &say!("accepted a handover", "完成客户交接"))?;
    Ok(taken)
}
