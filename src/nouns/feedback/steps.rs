//! The steps of feedback: answered, solved, escalated, closed. A solution is an answer,
//! too; each is dated once and taken back by undo alone.

use clap::Arg;

use super::WHICH;
use crate::app::App;
use crate::flags;
use crate::form::Form;
use crate::nouns::{Call, one};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::FeedbackClass;
use crate::records::{
    Feedback, FeedbackClosed, FeedbackEscalated, FeedbackResolved, FeedbackResponded, Staff,
};
use crate::say;
use crate::store::{Kept, Writing};
use crate::value::{Moment, Noun, Stored, Value as _};
use crate::verbs::{Step, step_with};
use crate::words::{Lang, Text, t};

fn args<S: Form>(word: &[&str], lang: Lang) -> Vec<Arg> {
    let mut args = one::one(Noun::Feedback, WHICH, lang);
    let own = flags::args(S::FIELDS, word, lang);
    args.extend(own.into_iter().map(flags::after_the_record));
    args
}

pub fn respond_args(lang: Lang) -> Vec<Arg> {
    args::<FeedbackResponded>(&["response"], lang)
}

pub fn resolve_args(lang: Lang) -> Vec<Arg> {
    args::<FeedbackResolved>(&["solution"], lang)
}

pub fn escalate_args(lang: Lang) -> Vec<Arg> {
    args::<FeedbackEscalated>(&[], lang)
}

pub fn close_args(lang: Lang) -> Vec<Arg> {
    args::<FeedbackClosed>(&[], lang)
}

/// Takes a step, and in the same command whatever `more` writes.
fn taken<S: Form>(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    (verb, when, done): (&'static str, &'static str, Text),
    kept: &Kept<Feedback>,
    more: impl FnOnce(&Writing<'_>, &S, Moment) -> Result<(), Failure>,
) -> Result<Exit, Failure> {
    let step = Step {
        verb,
        noun: Noun::Feedback,
        id: kept.id,
        number: &kept.number,
        when,
        done,
        supposes: &[],
        begun: kept.record.received_at,
    };
    step_with::<S>(app, call, &step, |writing, said, at, _| {
        more(writing, said, at)
    })?;
    let (number, en, zh) = (&kept.number, done.en, done.zh);
    out.line(&say!("{number}: {en}", "{number}：{zh}"))?;
    Ok(Exit::Done)
}

fn kept(app: &mut App<'_>, call: &Call<'_>) -> Result<Kept<Feedback>, Failure> {
    let id = one::named(app, call, Noun::Feedback)?;
    app.store.read()?.get(id)
}

pub fn respond(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let kept = kept(app, call)?;
    let what = ("feedback respond", "responded_at", t("responded", "已响应"));
    taken::<FeedbackResponded>(app, call, out, what, &kept, |_, _, _| Ok(()))
}

pub fn resolve(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let kept = kept(app, call)?;
    let responded = app
        .store
        .read()?
        .moment_of(Noun::Feedback, kept.id, "responded_at")?;
    let done = t("solution given", "已给出解决方案");
    let what = ("feedback resolve", "resolved_at", done);
    taken::<FeedbackResolved>(app, call, out, what, &kept, |writing, _, at| {
        if responded.is_some_and(|responded| responded <= at) {
            return Ok(());
        }
        writing.set_column(Noun::Feedback, kept.id, "responded_at", &at.store(), at)
    })?;
    let number = &kept.number;
    out.line(&say!(
        "once the customer agrees: kehu feedback close {number}",
        "客户确认后：kehu feedback close {number}"
    ))?;
    Ok(Exit::Done)
}

pub fn escalate(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let kept = kept(app, call)?;
    let me = app.me()?;
    let mine: Kept<Staff> = app
        .store
        .read()?
        .get(kept.record.owner.map_or(me, |own| own.id()))?;
    let above = mine.record.supervisor;
    let named = call.text("lead").is_some() || call.text("to").is_some();
    if above.is_none() && !named {
        let who = &mine.record.name.0;
        return Err(Problem::usage(say!(
            "{who} has no supervisor on file",
            "{who} 没有登记主管"
        ))
        .hint(say!(
            "say who leads it: --to NAME",
            "请指明牵头人：--to 姓名"
        ))
        .into());
    }
    let what = (
        "feedback escalate",
        "escalated_at",
        t("escalated", "已升级"),
    );
    taken::<FeedbackEscalated>(app, call, out, what, &kept, |writing, said, at| {
        match (said.lead, above) {
            (None, Some(above)) => {
                let lead = Stored::Int(above.id());
                writing.set_column(Noun::Feedback, kept.id, "lead", &lead, at)
            }
            _ => Ok(()),
        }
    })
}

pub fn close(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let kept = kept(app, call)?;
    let store = app.store.read()?;
    let solved = store.moment_of(Noun::Feedback, kept.id, "resolved_at")?;
    if solved.is_none() && kept.record.class == FeedbackClass::Complaint {
        let number = &kept.number;
        return Err(Problem::refused(say!(
            "{number} is a complaint without a solution",
            "{number} 是投诉，尚未给出解决方案"
        ))
        .hint(say!(
            "first: kehu feedback resolve {number} SOLUTION",
            "请先：kehu feedback resolve {number} 解决方案"
        ))
        .into());
    }
    let what = ("feedback close", "closed_at", t("closed", "已闭环"));
    taken::<FeedbackClosed>(app, call, out, what, &kept, |_, _, _| Ok(()))
}
