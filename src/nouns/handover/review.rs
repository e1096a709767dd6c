//! `handover review`: the supervisor looks the list through before it is taken over.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::Arg;

use super::{named, one};
use crate::app::{App, Filling};
use crate::field::Field;
use crate::flags;
use crate::form::{Form as _, subset};
use crate::nouns::gate::{self, Guarded};
use crate::nouns::grade::DECIDERS;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::{Handover, Review};
use crate::say;
use crate::store::Kept;
use crate::value::{ChoiceSet as _, Noun, Ref, Stored};
use crate::verbs::{Making, make};
use crate::words::{Lang, t};

static REVIEW: LazyLock<Vec<Field>> =
    LazyLock::new(|| subset(Review::FIELDS, &["result", "at", "by", "reason"]));

pub(super) fn args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(&REVIEW, &[], lang));
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
    let mut draft = call.draft(&REVIEW)?.part(Review::FIELDS, "");
    draft.set_default("at", "now");
    draft.set_default("by", "me");
    draft.set_default("grade", "");
    let command = format!("handover review {number}");
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
    let making = Making {
        verb: "handover review",
        record: &record,
        at: record.at,
        extra: vec![
            ("noun", Stored::Text(Noun::Handover.table().to_owned())),
            ("record", Stored::Int(id)),
        ],
        to_confirm: &BTreeSet::new(),
        summary: say!("reviewed the handover {number}", "审核客户交接 {number}"),
    };
    make(app, making, |writing, _| match &passed {
        Some(reason) => {
            let reason = Some(reason.as_str()).filter(|reason| !reason.is_empty());
            writing.note_gate(Noun::Handover, id, "handover", reason)
        }
        None => Ok(()),
    })?;
    let label = record.result.label();
    let (en, zh) = (label.en, label.zh);
    out.line(&say!("{number}: {en}", "{number}：{zh}"))?;
    Ok(Exit::Done)
}
