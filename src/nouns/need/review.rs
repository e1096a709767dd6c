//! `need review`: the supervisor's review of an analysis of needs (handbook 000):
//! feasibility and resources, one of three results, behind a gate.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::Arg;

use super::Meant;
use crate::app::{App, Filling};
use crate::field::Field;
use crate::flags;
use crate::form::{Form as _, subset};
use crate::nouns::gate::{self, Guarded};
use crate::nouns::grade::DECIDERS;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::{Analysis, Customer, Review};
use crate::say;
use crate::store::Kept;
use crate::value::{ChoiceSet as _, Noun, Ref, Stored};
use crate::verbs::{Making, make};
use crate::words::{Lang, t};

static REVIEW: LazyLock<Vec<Field>> =
    LazyLock::new(|| subset(Review::FIELDS, &["result", "at", "by", "reason"]));

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = super::which(lang);
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
    let analysis = reviewed(app, call)?;
    let mut draft = call.draft(&REVIEW)?;
    draft.set_default("at", "now");
    draft.set_default("by", "me");
    let mut draft = draft.part(Review::FIELDS, "");
    draft.set_default("grade", "");
    let number = &analysis.number;
    let command = format!("need review {number}");
    let filled = app.fill::<Review>(
        draft,
        Filling {
            command: &command,
            ask: true,
            ..Filling::default()
        },
    )?;
    let record = filled.record;
    let guarded = Guarded {
        gate: app.policy.get()?.gates.needs,
        key: "gates.needs",
        deciders: DECIDERS,
    };
    let by = record.by.map_or(me, Ref::id);
    let passed = gate::decided(app, call, out, &guarded, by, |name| {
        say!(
            "an analysis of needs is reviewed by a supervisor, and {name} is none",
            "需求分析须由主管评审，{name} 不是主管"
        )
    })?;
    let making = Making {
        verb: "need review",
        record: &record,
        at: record.at,
        extra: vec![
            ("noun", Stored::Text(Noun::Analysis.table().to_owned())),
            ("record", Stored::Int(analysis.id)),
        ],
        to_confirm: &BTreeSet::new(),
        summary: say!(
            "reviewed the needs analysis {number}",
            "评审需求分析 {number}"
        ),
    };
    make(app, making, |writing, _| match &passed {
        Some(reason) => {
            let reason = Some(reason.as_str()).filter(|reason| !reason.is_empty());
            writing.note_gate(Noun::Analysis, analysis.id, "needs", reason)
        }
        None => Ok(()),
    })?;
    let label = record.result.label();
    let (en, zh) = (label.en.to_lowercase(), label.zh);
    out.line(&say!("{number}: {en}", "{number}：{zh}"))?;
    Ok(Exit::Done)
}

/// The analysis that is meant: by its number, or the customer's newest.
fn reviewed(app: &mut App<'_>, call: &Call<'_>) -> Result<Kept<Analysis>, Failure> {
    let customer = match super::meant(app, call)? {
        Meant::Analysis(id) => return app.store.read()?.get(id),
        Meant::Need(id) => app.store.read()?.customer_of(Noun::Need, id)?,
        Meant::Customer(id) => id,
    };
    if let Some(newest) = app.store.read()?.newest_analysis(customer)? {
        return Ok(newest);
    }
    let customer: Kept<Customer> = app.store.read()?.get(customer)?;
    let (number, name) = (&customer.number, &customer.record.name.0);
    Err(Problem::new(
        Exit::NoSuchRecord,
        say!(
            "{name} has no analysis of needs to review",
            "{name} 没有可评审的需求分析"
        ),
    )
    .hint(say!(
        "begin one with: kehu need spin {number}",
        "请先做：kehu need spin {number}"
    ))
    .into())
}
