//! `deal remark`: what the customer says of the current version (F13).

use std::sync::LazyLock;

use clap::Arg;

use super::approve::not_submitted;
use crate::app::App;
use crate::field::Field;
use crate::flags;
use crate::form::{Form as _, subset};
use crate::nouns::Call;
use crate::nouns::proposal::{self, which};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Remark;
use crate::records::choices::RemarkKind;
use crate::say;
use crate::value::{ChoiceSet as _, Noun, Ref, Value as _};
use crate::verbs::{Making, make};
use crate::words::{Lang, t};

static REMARK: LazyLock<Vec<Field>> = LazyLock::new(own);

/// What a remark says itself; which proposal it is on is named before.
pub fn own() -> Vec<Field> {
    let keys: Vec<&str> = Remark::FIELDS
        .iter()
        .map(|field| field.key)
        .filter(|key| !["proposal", "customer"].contains(key))
        .collect();
    subset(Remark::FIELDS, &keys)
}

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![which::arg(lang)];
    let own = flags::form(&REMARK, &["said"], lang);
    args.extend(own.into_iter().map(flags::after_the_record));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let kept = which::any(app, call)?;
    let store = app.store.read()?;
    let Some(submitted) = store.proposal_standing(kept.id)?.submitted else {
        return Err(not_submitted(app, &kept)?);
    };
    let customer = store.candidate(Noun::Customer, kept.record.customer.id())?;
    let mut draft = call.draft(&REMARK)?.part(Remark::FIELDS, "");
    draft.set("proposal", kept.number.as_str());
    draft.set("customer", customer.map_or(String::new(), |one| one.number));
    draft.set_default("at", "now");
    let command = format!("deal remark {}", kept.number);
    let filled = app.fill::<Remark>(draft, call.filling(&command))?;
    let mut record = filled.record;
    record.owner.get_or_insert(Ref::new(me));
    if record.at < submitted {
        let submitted = submitted.shown(app.policy.get()?.calendar.zone());
        return Err(Problem::usage(say!(
            "it was submitted later than that: {submitted}",
            "早于方案提交时间 {submitted}"
        ))
        .about(t("--at", "--at"))
        .hint(say!("give a later --at", "请把 --at 改晚"))
        .into());
    }
    // There is nothing to deal with where the customer only agrees.
    let agrees = record.kind == RemarkKind::Approval;
    let making = Making {
        verb: "deal remark",
        record: &record,
        at: record.at,
        extra: match agrees {
            true => vec![("answered_at", record.at.store())],
            false => Vec::new(),
        },
        to_confirm: &filled.to_confirm,
        summary: say!("recorded a remark", "登记方案反馈"),
    };
    let (_, number) = make(app, making, |_, _| Ok(()))?;
    let (of, label) = (&kept.number, record.kind.label());
    let (en, zh) = (label.en.to_lowercase(), label.zh);
    out.made(
        Noun::Remark,
        &number,
        &say!("{number} on {of}: {en}", "{number}：对 {of} 的{zh}"),
    )?;
    let deal = proposal::deal_number(app, &kept)?;
    out.line(&match agrees {
        true => say!(
            "if that is their yes: kehu deal confirm {deal}",
            "如已正式同意：kehu deal confirm {deal}"
        ),
        false => say!(
            "once it is dealt with: kehu deal answer {number}; a new version: kehu deal propose {deal}",
            "处理后：kehu deal answer {number}；修改方案：kehu deal propose {deal}"
        ),
    })?;
    Ok(Exit::Done)
}
