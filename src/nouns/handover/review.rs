//! `handover review`: the supervisor looks the list through before it is taken over.

use clap::Arg;

use super::{named, one};
use crate::app::App;
use crate::flags;
use crate::nouns::gate::{self, Guarded};
use crate::nouns::grade::DECIDERS;
use crate::nouns::reviewing::{self, Reviewed};
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::Handover;
use crate::say;
use crate::store::Kept;
use crate::value::{ChoiceSet as _, Noun, Ref};
use crate::words::{Lang, t};

pub(super) fn args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(&reviewing::REVIEW, &[], lang));
    args.push(option(
        "override",
        t("REASON", "理由"),
        t("Pass the gate with a reason", "说明理由后放行"),
        lang,
    ));
    args
}

pub(super) fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = named(app, call)?;
    let kept: Kept<Handover> = app.store.read()?.get(id)?;
    let number = kept.number;
    let record = reviewing::filled(app, call, &format!("handover review {number}"))?;
    let guarded = Guarded {
        gate: app.policy.get()?.gates.handover,
        key: "gates.handover",
        deciders: DECIDERS,
    };
    let by = record.by.map_or(me, Ref::id);
    let passed = gate::decided(app, call, out, &guarded, by, |name| {
        say!(
            "a handover is reviewed by a supervisor, and {name} is none (R064)",
            "客户交接须由主管审核，{name} 不是主管（R064）"
        )
    })?;
    let of = Reviewed {
        verb: "handover review",
        summary: say!("reviewed the handover", "审核客户交接"),
        noun: Noun::Handover,
        id,
        gate: "handover",
    };
    reviewing::store(app, &record, passed.as_deref(), of)?;
    let label = record.result.label();
    let (en, zh) = (label.en, label.zh);
    out.line(&say!("{number}: {en}", "{number}：{zh}"))?;
    Ok(Exit::Done)
}
