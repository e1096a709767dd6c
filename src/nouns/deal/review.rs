//! `deal review`: 成交复盘表 (F37): why it was won or lost, and what is done better;
//! the supervisor's comment stands behind a gate (R047).

use clap::Arg;

use super::{both, deal_arg};
use crate::app::{App, Filling};
use crate::field::Field;
use crate::flags;
use crate::form::{Form as _, subset};
use crate::nouns::gate::{self, Guarded};
use crate::nouns::grade::DECIDERS;
use crate::nouns::{Call, one, option};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::DealReview;
use crate::records::choices::Outcome;
use crate::say;
use crate::store::Ended;
use crate::value::{Noun, Ref};
use crate::verbs::{Making, make};
use crate::words::{Lang, t};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Everything but what the deal says itself.
static REVIEW: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let keys: Vec<&str> = DealReview::FIELDS
        .iter()
        .map(|field| field.key)
        .filter(|key| !["deal", "customer"].contains(key))
        .collect();
    subset(DealReview::FIELDS, &keys)
});

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![deal_arg(lang)];
    args.extend(flags::args(&REVIEW, &[], lang));
    args.push(option(
        "override",
        t("REASON", "理由"),
        t("Pass the gate with a reason", "说明理由后放行"),
        lang,
    ));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    // A deal to learn from has ended: the customer will do here too.
    let id = one::newest(app, Noun::Deal, call.text("deal"))?;
    let (deal, customer) = both(app, id)?;
    let number = deal.number.clone();
    let Some(Ended { outcome, .. }) = app.store.read()?.deal_ended(id)? else {
        return Err(
            Problem::refused(say!("{number} is still open", "{number} 尚未结束"))
                .hint(say!(
                    "first: kehu deal win {number}, or kehu deal lose {number}",
                    "请先：kehu deal win {number} 或 kehu deal lose {number}"
                ))
                .into(),
        );
    };
    let mut draft = call.draft(&REVIEW)?.part(DealReview::FIELDS, "");
    draft.set("deal", number.as_str());
    draft.set("customer", customer.number.as_str());
    draft.set_default("at", "now");
    draft.set_default("owner", "me");
    // The form asks for success factors of a deal that was won, else for reasons.
    let unasked = match outcome {
        Outcome::Won => "failure_reason",
        Outcome::Lost => "success_factor",
    };
    if draft.get(unasked).is_some() {
        return Err(other_outcome(&number, outcome).into());
    }
    draft.set_default(unasked, "");
    let command = format!("deal review {number}");
    let filled = app.fill::<DealReview>(
        draft,
        Filling {
            command: &command,
            all: true,
            ask: true,
            ..Filling::default()
        },
    )?;
    let record = filled.record;
    why_given(&record, outcome)?;
    let passed = commented(app, call, out, &record, me)?;
    let making = Making {
        verb: "deal review",
        record: &record,
        at: record.at,
        extra: Vec::new(),
        to_confirm: &BTreeSet::new(),
        summary: say!("reviewed the deal {number}", "成交复盘 {number}"),
    };
    let (_, review) = make(app, making, |writing, id| {
        gate::note(
            writing,
            (Noun::DealReview, id),
            "deal_review",
            passed.as_deref(),
        )
    })?;
    out.made(
        Noun::DealReview,
        &review,
        &say!(
            "reviewed {number} ({review})",
            "已复盘 {number}（{review}）"
        ),
    )?;
    Ok(Exit::Done)
}

fn other_outcome(number: &str, outcome: Outcome) -> Problem {
    match outcome {
        Outcome::Won => Problem::usage(say!(
            "{number} was won; it has no reasons of failure",
            "{number} 已成交，没有失败原因"
        ))
        .hint(say!("give --success-factor", "请用 --success-factor")),
        Outcome::Lost => Problem::usage(say!(
            "{number} was lost; it has no success factors",
            "{number} 未成交，没有成功因素"
        ))
        .hint(say!("give --failure-reason", "请用 --failure-reason")),
    }
}

/// A review without a factor or a reason teaches nothing (2.2 of the handbook).
fn why_given(record: &DealReview, outcome: Outcome) -> Result<(), Failure> {
    let (missing, flag) = match outcome {
        Outcome::Won => (record.success_factor.is_empty(), "--success-factor"),
        Outcome::Lost => (record.failure_reason.is_empty(), "--failure-reason"),
    };
    match missing {
        false => Ok(()),
        true => Err(Problem::usage(say!(
            "the review says nothing of why: {flag}",
            "复盘缺少原因：{flag}"
        ))
        .hint(say!(
            "one or more, see: kehu deal review --help",
            "可多选，见：kehu deal review --help"
        ))
        .into()),
    }
}

/// A comment is a supervisor's; a review without one waits for nobody.
fn commented(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    record: &DealReview,
    me: i64,
) -> Result<Option<String>, Failure> {
    let gate = app.policy.get()?.gates.deal_review;
    let guarded = Guarded {
        gate,
        key: "gates.deal_review",
        deciders: DECIDERS,
    };
    let by = record.by.map_or(me, Ref::id);
    gate::decided(app, call, out, &guarded, by, |name| {
        say!(
            "a deal review needs a supervisor's comment, and {name} is none (R047)",
            "成交复盘须有主管点评，{name} 不是主管（R047）"
        )
    })
}
