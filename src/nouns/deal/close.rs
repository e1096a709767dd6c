//! `deal stage`, `deal win`, `deal lose`: how a deal moves and ends. One that has
//! ended moves no more.

use std::sync::LazyLock;

use clap::Arg;

use super::{both, customer_follows, deal_arg, named};
use crate::app::App;
use crate::field::Field;
use crate::flags;
use crate::form::{Form as _, subset};
use crate::nouns::{Call, option, word};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{Outcome, Stage};
use crate::records::{Customer, Deal};
use crate::say;
use crate::store::{Ended, Kept, Writing};
use crate::value::{Book, ChoiceSet as _, Moment, Money, Noun, Reading, Stored, Value as _};
use crate::verbs;
use crate::words::{Lang, t};

/// What may change together with the stage.
static MOVED: LazyLock<Vec<Field>> = LazyLock::new(|| subset(Deal::FIELDS, &["value", "expected"]));

fn at_arg(lang: Lang) -> Arg {
    option(
        "at",
        t("TIME", "时间"),
        t("When; now unless given", "时间，默认为现在"),
        lang,
    )
}

/// The deal, if it is still open.
pub(super) fn open(
    app: &mut App<'_>,
    call: &Call<'_>,
) -> Result<(Kept<Deal>, Kept<Customer>), Failure> {
    let id = named(app, call)?;
    let (deal, customer) = both(app, id)?;
    if let Some(Ended { outcome, .. }) = app.store.read()?.deal_ended(id)? {
        let (number, label) = (&deal.number, outcome.label());
        let (en, zh) = (label.en.to_lowercase(), label.zh);
        return Err(
            Problem::refused(say!("{number} has ended: {en}", "{number} 已结束：{zh}"))
                .hint(say!(
                    "take that back with: kehu undo; a new deal: kehu deal open",
                    "如需更正请用 kehu undo；新的商机：kehu deal open"
                ))
                .into(),
        );
    }
    Ok((deal, customer))
}

pub fn stage_args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![
        deal_arg(lang),
        word(
            "stage",
            t("STAGE", "阶段"),
            t(
                "One of the stages of the playbook",
                "规则手册中的销售阶段之一",
            ),
            lang,
        )
        .add(flags::Takes::Answer(crate::value::Kind::Code(
            Book::DealStage,
        )))
        .index(2),
        at_arg(lang),
    ];
    args.extend(flags::args(&MOVED, &[], lang));
    args
}

pub fn stage(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let (deal, customer) = open(app, call)?;
    let at = verbs::at(app, call)?;
    not_before(app, &deal, at)?;
    let text = call.text("stage").unwrap_or("").to_owned();
    let draft = call.draft(&MOVED)?;
    let (stage, moved) = app.reading(|reading, _| {
        let stage = crate::value::DealStage::parse(&text, reading)
            .map_err(|fault| wrong_stage(&text, fault, reading))?;
        let mut moved = Vec::new();
        for (field, at) in MOVED.iter().zip(0..) {
            if let Some(answer) = draft.answer(at) {
                let read = field.read(answer, reading);
                let value = read.map_err(|fault| Problem::unreadable(field, answer, fault))?;
                moved.push((field.key, value));
            }
        }
        Ok((stage, moved))
    })?;
    let number = &deal.number;
    if stage == deal.record.stage && moved.is_empty() {
        out.line(&say!("nothing changed", "没有变化"))?;
        return Ok(Exit::Done);
    }
    let step = app.policy.get()?.deals.step(&stage.0).cloned();
    let (follows, label) = match &step {
        Some(step) => (step.customer, step.label),
        None => (None, t("", "")),
    };
    let now = app.now;
    let writing = super::begin(&mut app.store, "deal stage", me, now)?;
    writing.set_column(Noun::Deal, deal.id, "stage", &stage.store(), at)?;
    for (key, value) in &moved {
        writing.set_column(Noun::Deal, deal.id, key, value, at)?;
    }
    let followed = customer_follows(&writing, &customer, follows, at)?;
    let (en, zh) = (label.en.to_lowercase(), label.zh);
    writing.commit(number, &say!("moved to {en}", "推进到{zh}"))?;
    let name = &deal.record.name.0;
    out.line(&say!("{number} {name}: {en}", "{number} {name}：{zh}"))?;
    if let (true, Some(stage)) = (followed, follows) {
        let (of, label) = (&customer.record.name.0, stage.label());
        let (en, zh) = (label.en.to_lowercase(), label.zh);
        out.line(&say!("{of} is now at {en}", "{of} 的合作阶段现为{zh}"))?;
    }
    Ok(Exit::Done)
}

/// Names the stages that there are; an outcome is not one of them.
fn wrong_stage(text: &str, fault: crate::value::Fault, reading: &Reading<'_>) -> Failure {
    if let Ok(outcome) = Outcome::parse(text, reading) {
        let verb = match outcome {
            Outcome::Won => "win",
            Outcome::Lost => "lose",
        };
        return Problem::usage(say!(
            "“{text}” is how a deal ends, not a stage",
            "“{text}”是商机的结果，不是阶段"
        ))
        .hint(say!(
            "record it with: kehu deal {verb}",
            "请用：kehu deal {verb}"
        ))
        .into();
    }
    let stages = reading.codes.book(Book::DealStage);
    let codes: Vec<_> = stages.iter().map(|stage| stage.code).collect();
    let names: Vec<_> = stages.iter().map(|stage| stage.label.zh).collect();
    let (en, zh) = (codes.join(", "), names.join("、"));
    Problem::from_fault(text, fault)
        .about(t("Stage", "销售阶段"))
        .hint(say!("one of: {en}", "可用：{zh}"))
        .into()
}

pub fn win_args(lang: Lang) -> Vec<Arg> {
    vec![
        deal_arg(lang),
        option(
            "amount",
            t("AMOUNT", "金额"),
            t(
                "What it came to; the expected value unless given",
                "成交金额，默认为预计金额",
            ),
            lang,
        ),
        at_arg(lang),
    ]
}

pub fn win(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let (deal, customer) = open(app, call)?;
    let at = verbs::at(app, call)?;
    let amount = match call.text("amount") {
        Some(text) => Some(app.reading(|reading, _| {
            Money::parse(text, reading).map_err(|fault| {
                Problem::from_fault(text, fault)
                    .about(t("--amount", "--amount"))
                    .into()
            })
        })?),
        None => deal.record.value,
    };
    let Some(amount) = amount else {
        let number = &deal.number;
        return Err(Problem::usage(say!(
            "{number} has no expected value, and no amount was given",
            "{number} 没有预计金额，也没有给出成交金额"
        ))
        .hint(say!("such as --amount 600k", "例如 --amount 60万"))
        .into());
    };
    end(
        app,
        out,
        (&deal, &customer),
        Outcome::Won,
        at,
        Some(amount),
        Vec::new(),
    )
}

pub fn lose_args(lang: Lang) -> Vec<Arg> {
    vec![
        deal_arg(lang),
        option(
            "competitor",
            t("NAME", "名称"),
            t("Who won it instead", "被哪家竞争对手拿下"),
            lang,
        ),
        at_arg(lang),
    ]
}

pub fn lose(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let (deal, customer) = open(app, call)?;
    let at = verbs::at(app, call)?;
    let competitor = call.text("competitor");
    let more = competitor.map(|name| ("competitor", Stored::Text(name.trim().to_owned())));
    let more = more.into_iter().collect();
    end(app, out, (&deal, &customer), Outcome::Lost, at, None, more)
}

/// Nothing happens to a deal before it was opened.
pub(super) fn not_before(app: &App<'_>, deal: &Kept<Deal>, at: Moment) -> Result<(), Failure> {
    if at >= deal.record.opened {
        return Ok(());
    }
    let zone = app.policy.get()?.calendar.zone();
    let opened = deal.record.opened.shown(zone);
    Err(Problem::usage(say!(
        "it was opened later than that: {opened}",
        "早于商机建立时间 {opened}"
    ))
    .about(t("--at", "--at"))
    .hint(say!("give a later --at", "请把 --at 改晚"))
    .into())
}

/// Where the customer stands then: one that works with us already stays what it
/// was; a deal that is lost leaves the stage to the furthest one that is open.
fn standing(
    app: &mut App<'_>,
    deal: &Kept<Deal>,
    customer: &Kept<Customer>,
    outcome: Outcome,
) -> Result<Option<Stage>, Failure> {
    let stage = customer.record.stage;
    if outcome == Outcome::Won {
        let known = matches!(stage, Some(Stage::Cooperating | Stage::Renewal));
        return Ok((!known).then_some(Stage::Won));
    }
    let open = app.store.read()?.open_stages(customer.id, deal.id)?;
    let steps = &app.policy.get()?.deals.stages;
    let of_a_deal = steps.iter().any(|step| step.customer == stage);
    let furthest = steps
        .iter()
        .rev()
        .find(|step| open.iter().any(|code| code == step.code));
    Ok(match (stage.is_some() && of_a_deal, furthest) {
        (false, _) => None,
        (true, Some(step)) => step.customer,
        (true, None) => Some(Stage::Lost),
    })
}

/// Writes how a deal ended.
fn write_end(
    writing: &Writing<'_>,
    deal: i64,
    outcome: Outcome,
    amount: Option<Money>,
    at: Moment,
) -> Result<(), Failure> {
    for (key, value) in [
        ("outcome", outcome.store()),
        ("closed_at", at.store()),
        ("amount", amount.store()),
    ] {
        writing.set_column(Noun::Deal, deal, key, &value, at)?;
    }
    Ok(())
}

/// A deal that its contract wins, and where its customer stands then.
pub struct Winning {
    deal: Kept<Deal>,
    customer: Kept<Customer>,
    follows: Option<Stage>,
}

impl Winning {
    /// The deal, if it is still open.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of(app: &mut App<'_>, deal: i64) -> Result<Option<Self>, Failure> {
        if app.store.read()?.deal_ended(deal)?.is_some() {
            return Ok(None);
        }
        let (deal, customer) = both(app, deal)?;
        let follows = standing(app, &deal, &customer, Outcome::Won)?;
        Ok(Some(Winning {
            deal,
            customer,
            follows,
        }))
    }

    /// Writes it as part of another command; not before the deal was opened.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, writing: &Writing<'_>, amount: Money, at: Moment) -> Result<(), Failure> {
        let at = at.max(self.deal.record.opened);
        write_end(writing, self.deal.id, Outcome::Won, Some(amount), at)?;
        customer_follows(writing, &self.customer, self.follows, at)?;
        Ok(())
    }

    /// The deal's number and name.
    pub fn called(&self) -> (&str, &str) {
        (&self.deal.number, &self.deal.record.name.0)
    }
}

/// Writes the outcome, and what it says of the customer.
fn end(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    (deal, customer): (&Kept<Deal>, &Kept<Customer>),
    outcome: Outcome,
    at: Moment,
    amount: Option<Money>,
    more: Vec<(&'static str, Stored)>,
) -> Result<Exit, Failure> {
    let me = app.me()?;
    not_before(app, deal, at)?;
    let follows = standing(app, deal, customer, outcome)?;
    let now = app.now;
    let label = outcome.label();
    let (en, zh) = (label.en.to_lowercase(), label.zh);
    let verb = match outcome {
        Outcome::Won => "deal win",
        Outcome::Lost => "deal lose",
    };
    let writing = super::begin(&mut app.store, verb, me, now)?;
    write_end(&writing, deal.id, outcome, amount, at)?;
    for (key, value) in more {
        writing.set_column(Noun::Deal, deal.id, key, &value, at)?;
    }
    customer_follows(&writing, customer, follows, at)?;
    writing.commit(&deal.number, &say!("{en}", "{zh}"))?;
    let (number, name) = (&deal.number, &deal.record.name.0);
    let sum = amount.map_or(String::new(), |amount| format!(" {}", amount.shown()));
    out.line(&say!(
        "{number} {name}: {en}{sum}",
        "{number} {name}：{zh}{sum}"
    ))?;
    out.line(&say!(
        "what was learnt: kehu deal review {number}",
        "请复盘：kehu deal review {number}"
    ))?;
    Ok(Exit::Done)
}
