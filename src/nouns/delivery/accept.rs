//! `delivery accept`: the customer's signed word that all is there (F23), behind a
//! gate; and the first evaluation (F24).

use clap::Arg;

use super::{Both, Follows, one};
use crate::app::App;
use crate::flags;
use crate::form::Form as _;
use crate::nouns::Call;
use crate::nouns::contract::sign::next_payment;
use crate::nouns::gate::{Hold, Passed, override_arg};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::choices::{AcceptanceResult, Stage};
use crate::records::{Accepted, Evaluated};
use crate::say;
use crate::value::{ChoiceSet as _, Noun, Ref, Stored, Value as _};
use crate::verbs::{self, Step};
use crate::words::{Lang, Text, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(Accepted::FIELDS, &[], lang));
    args.push(override_arg(lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let both = Both::named(app, call)?;
    both.still_open(app)?;
    let given = call.text("result").map(str::to_owned);
    let conclusion = match given {
        Some(text) => app.reading(|reading, _| {
            AcceptanceResult::parse(&text, reading).map_err(|fault| {
                crate::problem::Problem::from_fault(&text, fault)
                    .about(t("Conclusion", "验收结论"))
                    .into()
            })
        })?,
        None => AcceptanceResult::Passed,
    };
    let passed = open_items(app, call, out, &both, conclusion)?;
    let follows = Follows::of(app, &both)?;
    let id = both.delivery.id;
    // Unless it says otherwise.
    let passes = [("result", AcceptanceResult::Passed.code())];
    let step = Step {
        supposes: &passes,
        ..step(
            app,
            &both,
            "delivery accept",
            "accepted_at",
            t("accepted", "已验收"),
        )?
    };
    verbs::step_with::<Accepted>(app, call, &step, |writing, _, at, _| {
        for key in ["started_at", "delivered_at"] {
            // Who accepts has it.
            if writing.columns_of(Noun::Delivery, id, &[key])? == [Stored::Null] {
                writing.set_column(Noun::Delivery, id, key, &at.store(), at)?;
            }
        }
        if let Some((gate, reason)) = &passed {
            writing.note_gate(Noun::Delivery, id, gate, reason.as_deref())?;
        }
        follows.write(writing, Some(Stage::Accepted), at)
    })?;
    let (number, name) = (&both.delivery.number, &both.customer.record.name.0);
    let label = conclusion.label();
    let (en, zh) = (label.en.to_lowercase(), label.zh);
    out.line(&say!(
        "{number} {name}: accepted, {en}",
        "{number} {name}：已验收（{zh}）"
    ))?;
    out.line(&say!(
        "what the customer thinks: kehu delivery evaluate {number} --score 5",
        "客户初步评价：kehu delivery evaluate {number} --score 5"
    ))?;
    match both.delivery.record.contract.map(Ref::id) {
        Some(contract) => next_payment(app, out, contract),
        None => Ok(Exit::Done),
    }
}

/// Nothing is accepted with an item open; with conditions, each open item needs a
/// day until which it is remedied.
fn open_items(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    both: &Both,
    conclusion: AcceptanceResult,
) -> Result<Option<Passed>, Failure> {
    let (id, number, lang) = (both.delivery.id, &both.delivery.number, app.lang);
    let store = app.store.read()?;
    let untaken = store.agreed_for(id, lang)?.len();
    let dated = |item: &crate::store::ToAccept| item.failed && item.remedy_by.is_some();
    let open: Vec<String> = store
        .unsettled(id)?
        .iter()
        .filter(|item| conclusion == AcceptanceResult::Passed || !dated(item))
        .map(|item| item.n.to_string())
        .collect();
    let (en, zh) = (open.join(", "), open.join("、"));
    let what = match (untaken, open.is_empty()) {
        (0, true) => return Ok(None),
        (0, false) => match conclusion {
            AcceptanceResult::Passed => say!(
                "{number}: items are open: {en}",
                "{number}：尚有未确认的项目：{zh}"
            ),
            AcceptanceResult::Conditional => say!(
                "{number}: items are open without a day: {en}",
                "{number}：以下未决项目没有整改期限：{zh}"
            ),
        },
        (n, _) => say!(
            "{number}: agreed items that nobody checked: {n}",
            "{number}：有 {n} 项约定内容尚未检查"
        ),
    };
    let hold = Hold {
        gate: "acceptance",
        rule: "R009",
        what,
        fix: say!(
            "kehu delivery check {number}, and for each: kehu delivery check {number} N passed",
            "kehu delivery check {number}，再逐项：kehu delivery check {number} 序号 达标"
        ),
    };
    let gate = app.policy.get()?.gates.acceptance;
    hold.pass(call, out, gate)
}

/// A step of a delivery; a bare day counts on the day it was planned too.
fn step<'a>(
    app: &App<'_>,
    both: &'a Both,
    verb: &'static str,
    when: &'static str,
    done: Text,
) -> Result<Step<'a>, Failure> {
    let calendar = &app.policy.get()?.calendar;
    Ok(Step {
        verb,
        noun: Noun::Delivery,
        id: both.delivery.id,
        number: &both.delivery.number,
        when,
        done,
        supposes: &[],
        begun: calendar.begin_of(calendar.day_of(both.delivery.record.planned_at)),
    })
}

pub fn evaluate_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(Evaluated::FIELDS, &[], lang));
    args
}

pub fn evaluate(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let both = Both::newest(app, call)?;
    let done = t("evaluated", "已评价");
    let step = step(app, &both, "delivery evaluate", "evaluated_at", done)?;
    let evaluated = verbs::step::<Evaluated>(app, call, &step)?;
    let (number, score) = (&both.delivery.number, evaluated.score.get());
    out.line(&say!(
        "{number}: first evaluation {score} of 5",
        "{number}：初步评价 {score} 分"
    ))?;
    Ok(Exit::Done)
}
