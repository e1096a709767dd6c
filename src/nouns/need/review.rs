//! `need review`: the supervisor's review of an analysis of needs (handbook 000):
//! feasibility and resources, one of three results, behind a gate.

use clap::Arg;

use super::Meant;
use crate::app::App;
use crate::flags;
use crate::nouns::gate::{self, Guarded};
use crate::nouns::grade::DECIDERS;
use crate::nouns::reviewing::{self, Reviewed};
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::{Analysis, Customer};
use crate::say;
use crate::store::Kept;
use crate::value::{ChoiceSet as _, Noun, Ref};
use crate::words::{Lang, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = super::which(lang);
    args.extend(flags::args(&reviewing::REVIEW, &[], lang));
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
    let number = &analysis.number;
    let record = reviewing::filled(app, call, &format!("need review {number}"))?;
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
    let of = Reviewed {
        verb: "need review",
        summary: say!("reviewed the needs analysis", "评审需求分析"),
        noun: Noun::Analysis,
        id: analysis.id,
        gate: "needs",
    };
    reviewing::store(app, &record, passed.as_deref(), of)?;
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
