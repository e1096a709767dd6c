//! `deal object`, `deal answer`: what a customer objects to (F14, R041), and what
//! was answered; an answer by a contact is a follow-up too.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::Arg;

use crate::app::App;
use crate::field::Field;
use crate::flags::{self, Takes};
use crate::form::{Draft, Form as _, subset};
use crate::nouns::{Call, word};
use crate::out::{Out, number_of};
use crate::playbook;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{Method, ObjectionResult, Purpose};
use crate::records::{
    Customer, Deal, Followup, Objection, ObjectionAnswered, Remark, RemarkAnswered,
};
use crate::say;
use crate::store::{Kept, Place, Writing};
use crate::value::{ChoiceSet as _, Moment, Noun, Ref, Stored, Value as _};
use crate::verbs::{Making, Step, make, step_with};
use crate::words::{Lang, t};

/// What the deal that is objected in says itself is not asked.
static OBJECT: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let keys: Vec<&str> = Objection::FIELDS
        .iter()
        .map(|field| field.key)
        .filter(|key| !["customer", "deal", "proposal"].contains(key))
        .collect();
    subset(Objection::FIELDS, &keys)
});

pub fn object_args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![
        word(
            "deal",
            t("DEAL|CUSTOMER", "商机或客户"),
            t(
                "The deal; or the customer, also without one",
                "商机；没有商机时填客户",
            ),
            lang,
        )
        .add(Takes::AnyOf(&[Noun::Deal, Noun::Customer]))
        .index(1),
    ];
    let own = flags::form(&OBJECT, &["what"], lang);
    args.extend(own.into_iter().map(flags::after_the_record));
    args
}

pub fn object(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let mut draft = call.draft(&OBJECT)?.part(Objection::FIELDS, "");
    let (deal, customer) = about(app, call)?;
    draft.set("customer", customer);
    if let Some(deal) = deal {
        draft.set("deal", deal.number.as_str());
        // What is objected to is what lies on the customer's table.
        let store = app.store.read()?;
        if let Some(current) = store.versions_of(deal.id)?.pop()
            && store.proposal_standing(current.id)?.submitted.is_some()
        {
            draft.set("proposal", current.number);
        }
    }
    record(app, call, out, draft, "deal object")
}

/// The deal that was named, and the number of its customer; or a customer alone.
fn about(app: &mut App<'_>, call: &Call<'_>) -> Result<(Option<Kept<Deal>>, String), Failure> {
    app.file()?;
    let given = call.text("deal");
    match (app.which(Noun::Deal, given), given) {
        (Ok(id), _) => {
            let (deal, customer) = super::both(app, id)?;
            Ok((Some(deal), customer.number))
        }
        (Err(failure), Some(text)) if failure.exit() == Exit::NoSuchRecord => {
            // A customer without a deal may object, too.
            let id = app.resolve(Noun::Customer, text).map_err(|_| failure)?;
            let customer: Kept<Customer> = app.store.read()?.get(id)?;
            Ok((None, customer.number))
        }
        (Err(failure), _) => Err(failure),
    }
}

/// Fills an objection in, writes it, and says until when it is to be answered.
pub fn record(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    mut draft: Draft,
    verb: &'static str,
) -> Result<Exit, Failure> {
    let me = app.me()?;
    draft.set_default("raised", "now");
    let filled = app.fill::<Objection>(draft, call.filling(verb))?;
    let mut record = filled.record;
    record.owner.get_or_insert(Ref::new(me));
    let customer = record.customer.id();
    app.of_same_customer(customer, Noun::Deal, record.deal.map(Ref::id))?;
    app.of_same_customer(customer, Noun::Proposal, record.proposal.map(Ref::id))?;
    let making = Making {
        verb,
        record: &record,
        at: record.raised,
        extra: Vec::new(),
        to_confirm: &filled.to_confirm,
        summary: say!("recorded an objection", "登记异议"),
    };
    let (_, number) = make(app, making, |_, _| Ok(()))?;
    let customer: Kept<Customer> = app.store.read()?.get(customer)?;
    let (name, label) = (&customer.record.name.0, record.r#type.label());
    let (en, zh) = (label.en.to_lowercase(), label.zh);
    out.made(
        Noun::Objection,
        &number,
        &say!(
            "recorded {number} for {name}: {en}",
            "已登记异议 {number}：{name}，{zh}"
        ),
    )?;
    let limit = playbook::limit(app.policy.rules()?, "objection-answer", |_| None);
    if let Some(limit) = limit {
        let calendar = &app.policy.get()?.calendar;
        let due = calendar.due(record.raised, &limit).shown(calendar.zone());
        out.line(&say!(
            "answer by {due} (R041): kehu deal answer {number}",
            "请于 {due} 前回应（R041）：kehu deal answer {number}"
        ))?;
    }
    Ok(Exit::Done)
}

/// What may be said of an answer besides the answer itself.
static ANSWER: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let mut fields = ObjectionAnswered::FIELDS.to_vec();
    fields.extend([
        Field::of::<Option<Method>>("method", t("By", "方式"))
            .help("Logs the contact too", "同时登记一次跟进")
            .example("phone")
            .flags(&["by"]),
        Field::of::<Option<ObjectionResult>>("result", t("Result", "结果"))
            .help("resolved settles it", "已解决即了结")
            .example("resolved")
            .source("F14"),
    ]);
    fields.extend(subset(RemarkAnswered::FIELDS, &["agreed"]));
    fields
});

pub fn answer_args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![
        word(
            "record",
            t("OBJECTION|REMARK", "异议或方案反馈"),
            t(
                "Its number or the end of it, or the customer where one is open",
                "编号或尾号；客户仅有一项未了结时也可填客户",
            ),
            lang,
        )
        .add(Takes::AnyOf(&[Noun::Objection, Noun::Remark]))
        .index(1),
    ];
    let own = flags::args(&ANSWER, &["answer"], lang);
    args.extend(own.into_iter().map(flags::after_the_record));
    args
}

/// Answers an objection, or deals with a remark on a proposal.
pub fn answer(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let given = call.text("record");
    let is_remark = given.is_some_and(|text| super::is_number_of(Noun::Remark, text));
    if is_remark {
        let id = app.which(Noun::Remark, given)?;
        return treat(app, call, out, id);
    }
    match app.which(Noun::Objection, given) {
        Ok(id) => answered(app, call, out, id),
        Err(failure) if failure.exit() == Exit::NoSuchRecord && given.is_some() => {
            let id = app.which(Noun::Remark, given).map_err(|_| failure)?;
            treat(app, call, out, id)
        }
        Err(failure) => Err(failure),
    }
}

fn answered(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    id: i64,
) -> Result<Exit, Failure> {
    not_given(call, "agreed", "--agreed")?;
    let me = app.me()?;
    let kept: Kept<Objection> = app.store.read()?.get(id)?;
    let beside = beside(app, call)?;
    let done = t("answered", "已回应");
    let step = Step {
        verb: "deal answer",
        noun: Noun::Objection,
        id,
        number: &kept.number,
        when: "answered_at",
        done,
        supposes: &[],
        begun: kept.record.raised,
    };
    step_with::<ObjectionAnswered>(app, call, &step, |writing, said, _, playbook| {
        let at = said.answered_at;
        if let Some(result) = beside.result {
            // What an answer did not resolve stays open.
            let end = (result == ObjectionResult::Resolved).then_some(at);
            settle(writing, id, result, end, at)?;
        }
        let Some(method) = beside.method else {
            return Ok(());
        };
        let followup = Followup {
            purpose: vec![Purpose::Objection],
            objection: Some(kept.record.what.clone()),
            deal: kept.record.deal,
            owner: Some(Ref::new(me)),
            ..Followup::bare(kept.record.customer, said.answer.clone(), method, at)
        };
        let place = Place {
            number: number_of(playbook, Noun::Followup, at.day(playbook.calendar.zone())),
            extra: Vec::new(),
            since: at,
            to_confirm: &BTreeSet::new(),
        };
        writing.insert(&followup, &place).map(drop)
    })?;
    let (number, en, zh) = (&kept.number, done.en, done.zh);
    match beside.result {
        Some(result) => {
            let label = result.label();
            let (label_en, label_zh) = (label.en.to_lowercase(), label.zh);
            out.line(&say!(
                "{number}: {en}, {label_en}",
                "{number}：{zh}，{label_zh}"
            ))?;
        }
        None => {
            out.line(&say!("{number}: {en}", "{number}：{zh}"))?;
            out.line(&say!(
                "once it is settled: kehu objection settle {number}",
                "了结后：kehu objection settle {number}"
            ))?;
        }
    }
    Ok(Exit::Done)
}

/// Writes how an objection ended, or that an answer did not end it.
pub fn settle(
    writing: &Writing<'_>,
    id: i64,
    result: ObjectionResult,
    settled: Option<Moment>,
    at: Moment,
) -> Result<(), Failure> {
    let code = Stored::Text(result.code().to_owned());
    writing.set_column(Noun::Objection, id, "result", &code, at)?;
    match settled {
        Some(when) => writing.set_column(Noun::Objection, id, "settled_at", &when.store(), at),
        None => Ok(()),
    }
}

/// What is said beside the answer.
struct Beside {
    method: Option<Method>,
    result: Option<ObjectionResult>,
}

fn beside(app: &mut App<'_>, call: &Call<'_>) -> Result<Beside, Failure> {
    let draft = call.draft(&ANSWER)?;
    app.reading(|reading, _| {
        let mut problems = Vec::new();
        let mut read = |key: &str| {
            let text = draft.get(key)?;
            let field = ANSWER.iter().find(|field| field.key == key)?;
            match field.check(text, reading) {
                Ok(()) => Some(text),
                Err(fault) => {
                    problems.push(Problem::unreadable(field, text, fault));
                    None
                }
            }
        };
        let (method, result) = (read("method"), read("result"));
        if !problems.is_empty() {
            return Err(problems.into());
        }
        Ok(Beside {
            method: method.and_then(|text| Method::parse(text, reading).ok()),
            result: result.and_then(|text| ObjectionResult::parse(text, reading).ok()),
        })
    })
}

fn treat(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>, id: i64) -> Result<Exit, Failure> {
    for (key, flag) in [
        ("evidence", "--evidence"),
        ("method", "--by"),
        ("result", "--result"),
    ] {
        not_given(call, key, flag)?;
    }
    let kept: Kept<Remark> = app.store.read()?.get(id)?;
    let done = t("dealt with", "已处理");
    let step = Step {
        verb: "deal answer",
        noun: Noun::Remark,
        id,
        number: &kept.number,
        when: "answered_at",
        done,
        supposes: &[],
        begun: kept.record.at,
    };
    crate::verbs::step::<RemarkAnswered>(app, call, &step)?;
    let (number, en, zh) = (&kept.number, done.en, done.zh);
    out.line(&say!("{number}: {en}", "{number}：{zh}"))?;
    Ok(Exit::Done)
}

/// A flag that the other kind of record has.
fn not_given(call: &Call<'_>, key: &str, flag: &str) -> Result<(), Failure> {
    match call.text(key) {
        None => Ok(()),
        Some(_) => {
            let what = match key {
                "agreed" => say!(
                    "{flag} is said of a remark on a proposal, not of an objection",
                    "{flag} 用于方案反馈，不用于异议"
                ),
                _ => say!(
                    "{flag} is said of an objection, not of a remark on a proposal",
                    "{flag} 用于异议，不用于方案反馈"
                ),
            };
            Err(Problem::usage(what)
                .hint(say!("leave it out", "请去掉该选项"))
                .into())
        }
    }
}
