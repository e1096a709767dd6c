//! `grade`: 客户分级评估表 (F04): value × potential → a grade, with its reasons;
//! it stays a proposal until a review is recorded (R029).

mod due;
mod review;

use std::collections::BTreeSet;

use clap::Arg;

use super::{Call, Noun, Verb, What};
use crate::app::App;
use crate::flags;
use crate::form::Form as _;
use crate::nouns::customer::customer_arg;
use crate::out::{Out, number_of};
use crate::playbook::Moved;
use crate::problem::{Exit, Failure};
use crate::records::choices::{GradeLetter, Role};
use crate::records::{Customer, Grade};
use crate::say;
use crate::store::{Filter, Kept, Kind, List, Place, of_customer};
use crate::value::{ChoiceSet as _, Money, Noun as Record, Ref};
use crate::verbs;
use crate::words::{Lang, Say, t};

pub const GRADE: Noun = Noun {
    name: "grade",
    about: t(
        "Grade customers: value × potential, with reasons (F04)",
        "客户分级：价值 × 潜力（F04）",
    ),
    what: What::Verbs(&[
        Verb::new(
            "assess",
            t("Assess a customer; proposes a grade", "评估客户并提出级别"),
            assess_args,
            assess,
        )
        .writing(),
        Verb::new(
            "review",
            t("Decide a proposed grade", "审批级别"),
            review::review_args,
            review::review,
        )
        .writing(),
        Verb::new(
            "due",
            t(
                "Whose grade is to be looked at anew this quarter (F05)",
                "本季待重新评估的客户及依据（F05）",
            ),
            due::args,
            due::run,
        ),
        Verb::new("list", t("List assessments", "评估列表"), list_args, list),
        Verb::new(
            "history",
            t("A customer's assessments", "某客户的评估记录"),
            one,
            history,
        ),
    ]),
};

/// An annual purchase below this was hardly meant in yuan: 1,000 yuan, in fen.
const LEAST: i64 = 100_000;

/// Who decides a grade (R029).
pub const DECIDERS: &[Role] = &[Role::SalesSupervisor, Role::SalesDirector];

fn assess_args(lang: Lang) -> Vec<Arg> {
    flags::form(Grade::FIELDS, &["customer"], lang)
}

fn one(lang: Lang) -> Vec<Arg> {
    vec![customer_arg(lang).index(1)]
}

fn list_args(lang: Lang) -> Vec<Arg> {
    vec![customer_arg(lang).index(1), super::customer::limit(lang)]
}

fn assess(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let mut draft = call.draft(Grade::FIELDS)?;
    draft.set_default("at", "now");
    draft.set_default("owner", "me");
    if app.ask.is_some() && draft.get("purchase").is_none() {
        // The table is on the screen while the grade is found.
        tell_table(app)?;
    }
    let filled = app.fill::<Grade>(draft, call.filling("grade assess"))?;
    let mut record = filled.record;
    record.owner.get_or_insert(Ref::new(me));
    if record.purchase < Money::fen(LEAST) {
        let purchase = record.purchase.shown_whole();
        out.warn(&say!(
            "annual purchase {purchase} yuan? thousands are written 600k",
            "年采购额 {purchase} 元？如为万元请写 60万"
        ));
    }
    let proposed = propose(app, &mut record)?;
    store(app, out, me, &record, &proposed)
}

/// The grade table of F04, a line a grade.
fn tell_table(app: &mut App<'_>) -> Result<(), Failure> {
    let lang = app.lang;
    let lines: Vec<String> = app
        .policy
        .get()?
        .grades
        .all()
        .iter()
        .map(|grade| {
            format!(
                "{}  {}  {}  {}",
                grade.code,
                grade.value.to(lang),
                grade.potential.to(lang),
                grade.features.to(lang)
            )
        })
        .collect();
    if let Some(ask) = &mut app.ask {
        for line in lines {
            ask.tell(&line).map_err(crate::app::stopped)?;
        }
    }
    Ok(())
}

/// Computes the grade (K20) unless one was given, and says why.
fn propose(app: &App<'_>, record: &mut Grade) -> Result<Say, Failure> {
    let grades = &app.policy.get()?.grades;
    let Some(suggestion) = grades.suggest(record.purchase, Some(record.potential.get())) else {
        return Ok(say!("", ""));
    };
    let computed = GradeLetter::from_code(&suggestion.grade.code);
    let given = record.grade.is_some() && record.grade != computed;
    let grade = *record
        .grade
        .get_or_insert(computed.unwrap_or(GradeLetter::D));
    let (purchase, potential) = (record.purchase.shown_whole(), record.potential.get());
    let (band, code) = (&suggestion.band.code, &suggestion.grade.code);
    let moved = match suggestion.moved {
        Moved::Not => say!(
            "potential {potential} leaves it there",
            "潜力 {potential} 分，不调整"
        ),
        Moved::Up => say!(
            "potential {potential} raises it to {code}",
            "潜力 {potential} 分，上调为 {code}"
        ),
        Moved::Down => say!(
            "potential {potential} lowers it to {code}",
            "潜力 {potential} 分，下调为 {code}"
        ),
    };
    let (moved_en, moved_zh) = (&moved.en, &moved.zh);
    let chosen = grade.code();
    let own = match given {
        true => say!("; you chose {chosen}", "；您选择 {chosen}"),
        false => say!("", ""),
    };
    let (own_en, own_zh) = (&own.en, &own.zh);
    Ok(say!(
        "annual purchase {purchase} is band {band}; {moved_en}{own_en}",
        "年采购额 {purchase} 元，属 {band} 档；{moved_zh}{own_zh}"
    ))
}

fn store(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    me: i64,
    record: &Grade,
    why: &Say,
) -> Result<Exit, Failure> {
    let playbook = app.policy.get()?;
    let zone = playbook.calendar.zone();
    let customer: Kept<Customer> = app.store.read()?.get(record.customer.id())?;
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("grade assess", Kind::Work, Some(me), now)?;
    let place = Place {
        number: number_of(playbook, Record::Grade, record.at.day(zone)),
        extra: Vec::new(),
        since: record.at,
        to_confirm: &BTreeSet::new(),
    };
    let (_, number) = writing.insert(record, &place)?;
    let grade = record.grade.map_or("", |grade| grade.code());
    writing.commit(
        &customer.number,
        &say!("proposed grade {grade}", "建议级别 {grade}"),
    )?;
    let (name, of) = (&customer.record.name.0, &customer.number);
    out.made(
        Record::Grade,
        &number,
        &say!(
            "{name}: grade {grade} proposed ({number})",
            "{name}：建议 {grade} 级（{number}）"
        ),
    )?;
    out.line(why)?;
    if let Some(of) = app.policy.get()?.grades.get(grade)
        && record.strategy.is_none()
    {
        let (en, zh) = (of.strategy.en, of.strategy.zh);
        out.line(&say!("strategy: {en}", "跟进策略：{zh}"))?;
    }
    out.line(&say!(
        "it counts once approved: kehu grade review {of} --approve --by NAME",
        "审批后生效：kehu grade review {of} --approve --by 主管姓名"
    ))?;
    Ok(Exit::Done)
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter = match call.text("customer") {
        Some(_) => of_customer(super::customer::named(app, call)?),
        None => Filter::default(),
    };
    let limit = super::customer::limit_of(call)?;
    verbs::list(
        app,
        out,
        t("Assessments", "分级评估"),
        &List::grades(),
        &filter,
        limit,
    )?;
    Ok(Exit::Done)
}

fn history(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let customer = super::customer::named(app, call)?;
    let filter = of_customer(customer);
    verbs::list(
        app,
        out,
        t("Assessments", "分级评估"),
        &List::grades(),
        &filter,
        None,
    )?;
    Ok(Exit::Done)
}
