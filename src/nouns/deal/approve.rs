//! `deal approve`, `deal submit`, `deal confirm`: a version's way to the customer.
//! None goes out without the supervisor's word (R040), as the playbook's gate says.

use std::collections::BTreeSet;

use clap::Arg;

use crate::app::{App, Filling};
use crate::flags;
use crate::form::Form as _;
use crate::nouns::gate::{self, Guarded};
use crate::nouns::grade::DECIDERS;
use crate::nouns::proposal::{self, which};
use crate::nouns::reviewing;
use crate::nouns::{Call, option};
use crate::out::{Out, number_of};
use crate::playbook::Gate;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::Decision;
use crate::records::{Alternative, Proposal, ProposalConfirmed, ProposalSubmitted, Review};
use crate::say;
use crate::store::{Kept, Kind, Place, ProposalStanding};
use crate::value::{ChoiceSet as _, Noun, Ref, Stored, Value as _};
use crate::verbs::{Step, step, step_with};
use crate::words::{Lang, Say, t};

const KEY: &str = "gates.proposal";

fn override_arg(lang: Lang) -> Arg {
    option(
        "override",
        t("REASON", "理由"),
        t("Pass the gate with a reason", "说明理由后放行"),
        lang,
    )
}

pub fn approve_args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![which::arg(lang)];
    args.push(option(
        "reject",
        t("REASON", "原因"),
        t("Send it back instead", "不通过"),
        lang,
    ));
    args.extend(flags::args(&reviewing::REVIEW, &[], lang));
    args.push(override_arg(lang));
    args
}

/// The supervisor's decision on the current version.
pub fn approve(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let (kept, standing) = which::current(app, call)?;
    let number = &kept.number;
    if standing.submitted.is_some() {
        return Err(already_submitted(number));
    }
    let mut draft = reviewing::draft(call)?;
    if let Some(reason) = call.text("reject") {
        draft.set("result", Decision::Rejected.code());
        draft.set("reason", reason);
    }
    draft.set_default("result", Decision::Approved.code());
    let said = draft.get("result").unwrap_or("").to_owned();
    let result = app.reading(|reading, _| Ok(Decision::parse(&said, reading).ok()))?;
    if result == Some(Decision::Changed) {
        return Err(Problem::usage(say!(
            "a proposal is approved or sent back; it is changed by a new version",
            "方案只能通过或退回；修改请编制新版本"
        ))
        .hint(say!("such as --reject REASON", "例如 --reject 原因"))
        .into());
    }
    let command = format!("deal approve {number}");
    let review = app
        .fill::<Review>(
            draft,
            Filling {
                command: &command,
                ask: true,
                ..Filling::default()
            },
        )?
        .record;
    let guarded = Guarded {
        gate: app.policy.get()?.gates.proposal,
        key: KEY,
        deciders: DECIDERS,
    };
    let by = review.by.map_or(me, Ref::id);
    let passed = gate::decided(app, call, out, &guarded, by, |name| {
        say!(
            "a proposal is approved by a supervisor, and {name} is none (R040)",
            "方案须由主管审核，{name} 不是主管（R040）"
        )
    })?;
    decide(app, &kept, &review, passed.as_deref())?;
    if review.result != Decision::Rejected {
        let alternatives = app.store.read()?.alternatives_of(kept.id)?;
        let alternatives: Vec<_> = alternatives.into_iter().map(|one| one.record).collect();
        proposal::told_missing(out, &proposal::missing(&kept.record, &alternatives));
    }
    let (label, version) = (review.result.label(), kept.record.version);
    let (en, zh) = (label.en.to_lowercase(), label.zh);
    out.line(&say!(
        "{number} version {version}: {en}",
        "{number} 第 {version} 版：{zh}"
    ))?;
    let deal = proposal::deal_number(app, &kept)?;
    out.line(&match review.result {
        Decision::Rejected => say!(
            "next: a new version with kehu deal propose {deal}",
            "下一步：kehu deal propose {deal}（编制新版本）"
        ),
        _ => say!(
            "next: kehu deal submit {deal}",
            "下一步：kehu deal submit {deal}"
        ),
    })?;
    Ok(Exit::Done)
}

/// Writes the review, and what the gate let pass.
fn decide(
    app: &mut App<'_>,
    kept: &Kept<Proposal>,
    review: &Review,
    passed: Option<&str>,
) -> Result<(), Failure> {
    let me = app.me()?;
    let playbook = app.policy.get()?;
    let place = Place {
        number: number_of(
            playbook,
            Noun::Review,
            review.at.day(playbook.calendar.zone()),
        ),
        extra: vec![
            ("noun", Stored::Text(Noun::Proposal.table().to_owned())),
            ("record", Stored::Int(kept.id)),
        ],
        since: review.at,
        to_confirm: &BTreeSet::new(),
    };
    let now = app.now;
    let store = app.store.write()?;
    let writing = store.begin("deal approve", Kind::Work, Some(me), now)?;
    writing.insert(review, &place)?;
    gate::note(&writing, (Noun::Proposal, kept.id), "proposal", passed)?;
    writing.commit(&kept.number, &Say::from(review.result.label()))
}

fn already_submitted(number: &str) -> Failure {
    Problem::refused(say!(
        "{number} went to the customer already",
        "{number} 已提交客户"
    ))
    .hint(say!(
        "take that back with: kehu undo; or make a new version",
        "如需更正请用 kehu undo，或编制新版本"
    ))
    .into()
}

pub fn submit_args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![which::arg(lang)];
    args.extend(flags::args(ProposalSubmitted::FIELDS, &[], lang));
    args.push(override_arg(lang));
    args
}

/// Hands the current version over to the customer, if it may go.
pub fn submit(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let (kept, standing) = which::current(app, call)?;
    let alternatives = app.store.read()?.alternatives_of(kept.id)?;
    let alternatives: Vec<Alternative> = alternatives.into_iter().map(|one| one.record).collect();
    let passed = match standing.submitted {
        // That it went out already is told by the step.
        Some(_) => None,
        None => may_go(app, call, out, &kept, &standing, &alternatives)?,
    };
    let number = &kept.number;
    let done = t("submitted", "已提交");
    let step = Step {
        verb: "deal submit",
        noun: Noun::Proposal,
        id: kept.id,
        number,
        when: "submitted_at",
        done,
        supposes: &[("submitted_by", "me")],
        begun: kept.record.made,
    };
    let said = step_with::<ProposalSubmitted>(app, call, &step, |writing, _, _, _| {
        gate::note(
            writing,
            (Noun::Proposal, kept.id),
            "proposal",
            passed.as_deref(),
        )
    })?;
    if let Some(by) = said.submitted_by
        && kept.record.owner.is_some_and(|owner| owner != by)
    {
        out.warn(&say!(
            "documents go to the customer through its rep alone (R063)",
            "资料应由负责该客户的销售代表统一提交（R063）"
        ));
    }
    let version = kept.record.version;
    out.line(&say!(
        "{number} version {version}: submitted",
        "{number} 第 {version} 版：已提交客户"
    ))?;
    let deal = proposal::deal_number(app, &kept)?;
    out.line(&say!(
        "what they say: kehu deal remark {deal}; once they agree: kehu deal confirm {deal}",
        "客户意见：kehu deal remark {deal}；客户同意后：kehu deal confirm {deal}"
    ))?;
    Ok(Exit::Done)
}

/// Lets a version out, or refuses it; gives back the reason of an override, empty
/// where the gate only records.
fn may_go(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    kept: &Kept<Proposal>,
    standing: &ProposalStanding,
    alternatives: &[Alternative],
) -> Result<Option<String>, Failure> {
    let me = app.me()?;
    let other = app.store.read()?.another_holds(DECIDERS, Some(me))?;
    let playbook = app.policy.get()?;
    let given = playbook.gates.proposal.given(other);
    let limit = playbook.proposal.discount;
    let number = &kept.number;
    let reason = call.text("override").map(str::to_owned);
    let missing = proposal::missing(&kept.record, alternatives);
    let asked: Vec<_> = missing
        .iter()
        .filter(|field| proposal::is_asked(playbook, field))
        .copied()
        .collect();
    if !asked.is_empty() && reason.is_none() {
        let (en, zh) = (
            proposal::listed(&asked, Lang::En),
            proposal::listed(&asked, Lang::Zh),
        );
        let what = say!("{number} lacks {en} (F11)", "{number} 缺少{zh}（F11）");
        let key = "required.proposal";
        let hint = match standing.is_approved() {
            // What was approved is changed by a new version alone.
            true => say!(
                "add it with a new version, kehu deal propose, or --override REASON; playbook: {key}",
                "请用 kehu deal propose 编制新版本补充，或 --override 理由；规则手册：{key}"
            ),
            false => say!(
                "add it with kehu proposal edit, or --override REASON; playbook: {key}",
                "请用 kehu proposal edit 补充，或 --override 理由；规则手册：{key}"
            ),
        };
        return Err(Problem::refused(what).hint(hint).into());
    }
    proposal::told_missing(out, &missing);
    let wanted = playbook.proposal.alternatives;
    if alternatives.len() < wanted {
        let n = alternatives.len();
        out.warn(&say!(
            "{n} of the {wanted} alternatives that are expected (R151)",
            "备选方案 {n} 个，应有 {wanted} 个（R151）"
        ));
    }
    if standing.is_approved() || given == Gate::Off {
        // A block that was let pass is noted as well.
        return Ok(reason.filter(|_| !asked.is_empty()));
    }
    let highest = alternatives.iter().map(|one| one.lines.discount()).max();
    let dear = highest.filter(|highest| *highest > limit);
    let (what, key) = match (standing.reviewed, dear) {
        (Some(Decision::Rejected), _) => (
            say!(
                "{number} was sent back by the supervisor (R040)",
                "{number} 未通过主管审核（R040）"
            ),
            KEY,
        ),
        (_, Some(highest)) => {
            let (off, limit) = (tenths(highest), tenths(limit));
            (
                say!(
                    "{number} takes {off} off, more than {limit}, without the supervisor's approval (R040)",
                    "{number} 折扣 {off}，超过 {limit}，未经主管审核（R040）"
                ),
                "proposal.discount",
            )
        }
        _ => (
            say!(
                "{number} has no approval of the supervisor (R040)",
                "{number} 未经主管审核（R040）"
            ),
            KEY,
        ),
    };
    match (reason, given == Gate::Enforce || dear.is_some()) {
        (Some(reason), _) => Ok(Some(reason)),
        (None, true) => Err(refused(what, key)),
        (None, false) => {
            out.warn(&what);
            Ok(Some(String::new()))
        }
    }
}

fn tenths(share: u16) -> String {
    match share % 10 {
        0 => format!("{}%", share / 10),
        rest => format!("{}.{rest}%", share / 10),
    }
}

fn refused(what: Say, key: &str) -> Failure {
    Problem::refused(what)
        .hint(say!(
            "first kehu deal approve … --by SUPERVISOR, or --override REASON; playbook: {key}",
            "请先 kehu deal approve … --by 主管，或 --override 理由；规则手册：{key}"
        ))
        .into()
}

pub fn confirm_args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![which::arg(lang)];
    args.extend(flags::args(ProposalConfirmed::FIELDS, &[], lang));
    args
}

/// The customer agrees: this is the final version.
pub fn confirm(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let (kept, standing) = which::current(app, call)?;
    let number = &kept.number;
    let Some(submitted) = standing.submitted else {
        return Err(not_submitted(app, &kept)?);
    };
    let done = t("confirmed by the customer", "客户已确认");
    step::<ProposalConfirmed>(
        app,
        call,
        &Step {
            verb: "deal confirm",
            noun: Noun::Proposal,
            id: kept.id,
            number,
            when: "confirmed_at",
            done,
            supposes: &[],
            begun: submitted,
        },
    )?;
    let (en, zh, version) = (done.en, done.zh, kept.record.version);
    out.line(&say!(
        "{number} version {version}: {en}",
        "{number} 第 {version} 版：{zh}"
    ))?;
    Ok(Exit::Done)
}

/// Nobody agrees to, or remarks on, what they have not seen.
pub fn not_submitted(app: &mut App<'_>, kept: &Kept<Proposal>) -> Result<Failure, Failure> {
    let (number, deal) = (&kept.number, proposal::deal_number(app, kept)?);
    Ok(Problem::refused(say!(
        "{number} has not gone to the customer yet",
        "{number} 尚未提交客户"
    ))
    .hint(say!(
        "first: kehu deal submit {deal}",
        "请先：kehu deal submit {deal}"
    ))
    .into())
}
