//! The steps of an improvement: the supervisor's decision (F53), carried out, dropped.
//! What was rejected is not carried out before it is decided on anew.

use clap::Arg;

use super::{kept, one, still_open};
use crate::app::App;
use crate::flags;
use crate::form::Form;
use crate::nouns::Call;
use crate::nouns::gate::{self, Guarded};
use crate::nouns::grade::DECIDERS;
use crate::nouns::reviewing::{self, Reviewed};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{Decision, ImprovementEnd};
use crate::records::{Improvement, ImprovementDone, ImprovementDropped};
use crate::say;
use crate::store::{Kept, Kind, List, notices_where};
use crate::value::{ChoiceSet as _, Noun, Ref, Stored, Value as _};
use crate::verbs::{Step, step_with};
use crate::words::{Lang, Text, t};

pub fn review_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(&reviewing::REVIEW, &[], lang));
    args.push(gate::override_arg(lang));
    args
}

pub fn review(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let kept = kept(app, call)?;
    still_open(app, &kept)?;
    let number = &kept.number;
    let record = reviewing::filled(app, call, &format!("improvement review {number}"))?;
    let guarded = Guarded {
        gate: app.policy.get()?.gates.improvement,
        key: "gates.improvement",
        deciders: DECIDERS,
    };
    let by = record.by.map_or(me, Ref::id);
    let passed = gate::decided(app, call, out, &guarded, by, |name| {
        say!(
            "an improvement is decided on by a supervisor, and {name} is none",
            "改进建议案须由主管审核，{name} 不是主管"
        )
    })?;
    let of = Reviewed {
        verb: "improvement review",
        summary: say!("reviewed the improvement", "审核改进建议案"),
        noun: Noun::Improvement,
        id: kept.id,
        gate: "improvement",
    };
    reviewing::store(app, &record, passed.as_deref(), of)?;
    let label = record.result.label();
    let (en, zh) = (label.small(), label.zh);
    out.line(&say!("{number}: {en}", "{number}：{zh}"))?;
    Ok(Exit::Done)
}

fn args<S: Form>(word: &str, lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    let own = flags::args(S::FIELDS, &[word], lang);
    args.extend(own.into_iter().map(flags::after_the_record));
    args
}

pub fn done_args(lang: Lang) -> Vec<Arg> {
    args::<ImprovementDone>("effect", lang)
}

pub fn drop_args(lang: Lang) -> Vec<Arg> {
    args::<ImprovementDropped>("reason", lang)
}

/// Takes the step that ends it.
fn ended<S: Form>(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    kept: &Kept<Improvement>,
    (verb, end, done): (&'static str, ImprovementEnd, Text),
) -> Result<(), Failure> {
    let step = Step {
        verb,
        noun: Noun::Improvement,
        id: kept.id,
        number: &kept.number,
        when: "closed_at",
        done,
        supposes: &[],
        begun: kept.record.at,
    };
    step_with::<S>(app, call, &step, |writing, _, at, _| {
        writing.set_column(Noun::Improvement, kept.id, "result", &end.store(), at)
    })?;
    let (number, en, zh) = (&kept.number, done.en, done.zh);
    out.line(&say!("{number}: {en}", "{number}：{zh}"))
}

pub fn done(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let kept = kept(app, call)?;
    if seen_later(app, call, out, &kept)? {
        return Ok(Exit::Done);
    }
    still_open(app, &kept)?;
    let number = &kept.number;
    let reviewed = app
        .store
        .read()?
        .reviews_of(Noun::Improvement, kept.id)?
        .pop();
    if reviewed.is_some_and(|review| review.record.result == Decision::Rejected) {
        return Err(
            Problem::refused(say!("{number} was rejected", "{number} 审核未通过"))
                .hint(say!(
                    "drop it: kehu improvement drop {number}; or decide on it anew: kehu improvement review {number}",
                    "不采纳：kehu improvement drop {number}；或重新审核：kehu improvement review {number}"
                ))
                .into(),
        );
    }
    let what = (
        "improvement done",
        ImprovementEnd::Done,
        t("in force", "已落实"),
    );
    ended::<ImprovementDone>(app, call, out, &kept, what)?;
    let mut filter = notices_where(&super::tell::of(&kept));
    filter.only_unaware();
    let n = app.store.read()?.count(&List::notices(), &filter)?;
    if n > 0 {
        out.line(&say!(
            "customers to tell (R096): {n}; ready to send: kehu improvement message {number}; once told: kehu improvement notify {number}",
            "待告知客户 {n} 个（R096）；告知语：kehu improvement message {number}；告知后：kehu improvement notify {number}"
        ))?;
    }
    Ok(Exit::Done)
}

/// Takes the effect of what is in force already, where the line says one: it shows later.
fn seen_later(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    kept: &Kept<Improvement>,
) -> Result<bool, Failure> {
    let me = app.me()?;
    let draft = call.draft(ImprovementDone::FIELDS)?;
    let cells = app.store.read()?.states_of(Noun::Improvement, kept.id)?;
    let done = ImprovementEnd::Done.cell();
    let (Some(effect), true) = (draft.get("effect"), cells.contains(&done)) else {
        return Ok(false);
    };
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("improvement done", Kind::Work, Some(me), now)?;
    let effect = Stored::Text(effect.to_owned());
    writing.set_column(Noun::Improvement, kept.id, "effect", &effect, now)?;
    let number = &kept.number;
    writing.commit(number, &say!("noted its effect", "登记实际效果"))?;
    out.line(&say!("{number}: effect noted", "{number}：已登记实际效果"))?;
    Ok(true)
}

pub fn drop(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let kept = kept(app, call)?;
    still_open(app, &kept)?;
    let what = (
        "improvement drop",
        ImprovementEnd::Dropped,
        t("dropped", "不采纳"),
    );
    ended::<ImprovementDropped>(app, call, out, &kept, what)?;
    Ok(Exit::Done)
}
