//! How a delivery goes: progress and deviations (F21), stages that end with the
//! customer's signature (F22), and that everything is there.

use std::sync::LazyLock;

use clap::Arg;

use super::{Both, Follows, Hanging, hang, hanging_args, mine, one, own};
use crate::app::App;
use crate::field::Field;
use crate::flags;
use crate::form::Form as _;
use crate::nouns::gate::{Hold, Passed, override_arg};
use crate::nouns::{Call, option, word};
use crate::out::Out;
use crate::playbook::Gate;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::Stage;
use crate::records::{Deviation, DeviationClosed, Milestone, MilestoneDone, Progress};
use crate::say;
use crate::store::{Kept, Kind, Writing};
use crate::value::{Moment, Noun, Percent, Value as _};
use crate::verbs::{self, Step};
use crate::words::{Lang, t};

static PROGRESS: LazyLock<Vec<Field>> = LazyLock::new(|| own(Progress::FIELDS));
static DEVIATION: LazyLock<Vec<Field>> = LazyLock::new(|| own(Deviation::FIELDS));

pub fn progress_args(lang: Lang) -> Vec<Arg> {
    let mut args = hanging_args(&PROGRESS, "said", lang);
    args.push(
        word(
            TEXT,
            t("TEXT", "进展"),
            t(
                "The progress, where 50 or 50% before it says how much is done",
                "前一项写 50 或 50%（完成百分比）时，在此写进展",
            ),
            lang,
        )
        .index(3),
    );
    args
}

/// The word behind a percentage.
const TEXT: &str = "text";

/// `50` and `50%` are how much is done, and the word behind is the progress; any other
/// word is the progress itself.
fn share(
    call: &Call<'_>,
    out: &mut Out<'_>,
    number: &str,
) -> Result<Vec<(&'static str, Option<String>)>, Failure> {
    let (word, text) = (call.text("said"), call.text(TEXT));
    let stated = call.text("percent").is_some();
    let share = word
        .and_then(Percent::read)
        .filter(|share| (0..=1000).contains(&share.tenths()) && !stated);
    match (share, text) {
        (None, None) => Ok(Vec::new()),
        (None, Some(text)) => Err(Problem::usage(say!(
            "“{text}” stands behind what is no percentage",
            "“{text}”前面不是百分比"
        ))
        .hint(say!(
            "such as: kehu delivery progress {number} 50% \"40 devices have arrived\"",
            "例如：kehu delivery progress {number} 50% 已到货40台"
        ))
        .into()),
        (Some(share), text) => {
            let share = share.cell().code(chrono_tz::UTC).into_owned();
            if text.is_none() {
                out.note(&say!(
                    "{share} is how much is done; what came of it stands behind: kehu delivery progress {number} {share} \"…\"",
                    "{share} 按完成百分比登记；进展写在其后：kehu delivery progress {number} {share} \"…\""
                ));
            }
            let said = text.map(str::to_owned);
            Ok(vec![("percent", Some(share)), ("said", said)])
        }
    }
}

pub fn progress(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let both = Both::named(app, call)?;
    both.still_open(app)?;
    let follows = Follows::of(app, &both)?;
    let id = both.delivery.id;
    let hanging = Hanging::<Progress> {
        verb: "delivery progress",
        fields: &PROGRESS,
        defaults: &[("at", "now")],
        meant: share(call, out, &both.delivery.number)?,
        at: Some(|progress| progress.at),
        summary: say!("recorded progress", "记录进度"),
    };
    let (record, number) = hang(
        app,
        call,
        &both,
        hanging,
        |progress| mine(&mut progress.owner, me),
        |writing, progress| started(writing, id, &follows, progress.at),
    )?;
    let (of, name) = (&both.delivery.number, &both.customer.record.name.0);
    let share = record.percent.map_or(String::new(), |share| {
        format!(" {}", share.cell().code(chrono_tz::UTC))
    });
    out.made(
        Noun::Progress,
        &number,
        &say!(
            "{of} {name}: progress{share} ({number})",
            "{of} {name}：进度{share}（{number}）"
        ),
    )?;
    if record.told_at.is_none() {
        out.line(&say!(
            "once the customer knows: kehu delivery progress {of} … --told now",
            "通报客户后：kehu delivery progress {of} … --told 现在"
        ))?;
    }
    Ok(Exit::Done)
}

/// The first word on a delivery is its start.
fn started(writing: &Writing<'_>, id: i64, follows: &Follows, at: Moment) -> Result<(), Failure> {
    let begun = writing.columns_of(Noun::Delivery, id, &["started_at"])?;
    if begun.first() == Some(&crate::value::Stored::Null) {
        writing.set_column(Noun::Delivery, id, "started_at", &at.store(), at)?;
    }
    follows.write(writing, Some(Stage::Delivery), at)
}

pub fn deviate_args(lang: Lang) -> Vec<Arg> {
    hanging_args(&DEVIATION, "what", lang)
}

pub fn deviate(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let both = Both::named(app, call)?;
    both.still_open(app)?;
    let follows = Follows::of(app, &both)?;
    let hanging = Hanging::<Deviation> {
        verb: "delivery deviate",
        fields: &DEVIATION,
        defaults: &[("found", "now")],
        meant: Vec::new(),
        at: Some(|deviation| deviation.found),
        summary: say!("recorded a deviation", "记录执行偏差"),
    };
    let (_, number) = hang(
        app,
        call,
        &both,
        hanging,
        |deviation| mine(&mut deviation.owner, me),
        |writing, deviation| follows.write(writing, None, deviation.found),
    )?;
    let of = &both.delivery.number;
    out.made(
        Noun::Deviation,
        &number,
        &say!("{of}: deviation {number}", "{of}：偏差 {number}"),
    )?;
    out.line(&say!(
        "once it is dealt with: kehu delivery settle {number} OUTCOME",
        "处理完毕后：kehu delivery settle {number} 处理结果"
    ))?;
    Ok(Exit::Done)
}

pub fn settle_args(lang: Lang) -> Vec<Arg> {
    let mut args = one::open_one(Noun::Deviation, lang);
    let own = flags::args(DeviationClosed::FIELDS, &["outcome"], lang);
    args.extend(own.into_iter().map(flags::after_the_record));
    args
}

pub fn settle(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = one::named(app, call, Noun::Deviation)?;
    let kept: Kept<Deviation> = app.store.read()?.get(id)?;
    let both = Both::of(app, kept.record.delivery.id())?;
    let follows = Follows::of(app, &both)?;
    let done = t("dealt with", "已处理完毕");
    let step = Step {
        verb: "delivery settle",
        noun: Noun::Deviation,
        id,
        number: &kept.number,
        when: "closed_at",
        done,
        supposes: &[],
        begun: kept.record.found,
    };
    verbs::step_with::<DeviationClosed>(app, call, &step, |writing, _, at, _| {
        follows.write(writing, None, at)
    })?;
    let (number, en, zh) = (&kept.number, done.en, done.zh);
    out.line(&say!("{number}: {en}", "{number}：{zh}"))?;
    Ok(Exit::Done)
}

pub fn done_args(lang: Lang) -> Vec<Arg> {
    let mut args = one::open_one(Noun::Milestone, lang);
    args.extend(flags::args(MilestoneDone::FIELDS, &[], lang));
    args.push(override_arg(lang));
    args
}

/// A stage cannot close unsigned (R019). One that was passed without a signature
/// gets it by the same verb.
pub fn done(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = one::named(app, call, Noun::Milestone)?;
    let kept: Kept<Milestone> = app.store.read()?.get(id)?;
    let store = app.store.read()?;
    let unsigned = store.moment_of(Noun::Milestone, id, "signed_at")?.is_none();
    let before = store.moment_of(Noun::Milestone, id, "done_at")?;
    if let (Some(before), true, Some(signer)) = (before, unsigned, call.text("signed_for")) {
        let signer = signer.to_owned();
        return sign_late(app, call, out, &kept, (before, &signer));
    }
    let both = Both::of(app, kept.record.delivery.id())?;
    let passed = match call.text("signed_for").is_some() || before.is_some() {
        true => None,
        false => unsigned_gate(app, call, out, &kept)?,
    };
    let follows = Follows::of(app, &both)?;
    let delivery = both.delivery.id;
    let done = t("done", "已完成");
    let step = Step {
        verb: "delivery done",
        noun: Noun::Milestone,
        id,
        number: &kept.number,
        when: "done_at",
        done,
        supposes: &[],
        begun: both.delivery.record.planned_at,
    };
    let record = verbs::step_with::<MilestoneDone>(app, call, &step, |writing, step, at, _| {
        match (&step.signed_for, &passed) {
            (Some(_), _) => {
                writing.set_column(Noun::Milestone, id, "signed_at", &at.store(), at)?;
            }
            (None, Some((gate, reason))) => {
                writing.note_gate(Noun::Milestone, id, gate, reason.as_deref())?;
            }
            (None, None) => return Err(unsigned_refused(&kept).into()),
        }
        started(writing, delivery, &follows, at)
    })?;
    let (number, name) = (&kept.number, &kept.record.name);
    let (en, zh) = match &record.signed_for {
        Some(signer) => (format!(", signed by {signer}"), format!("，{signer} 签字")),
        None => (", not signed yet".to_owned(), "，尚未签字".to_owned()),
    };
    out.line(&say!(
        "{number} {name}: done{en}",
        "{number} {name}：已完成{zh}"
    ))?;
    Ok(Exit::Done)
}

/// The gate, where nobody is named who signed. Somebody at a terminal is asked
/// first, and may leave it empty only where the gate does not hold.
fn unsigned_gate(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    kept: &Kept<Milestone>,
) -> Result<Option<Passed>, Failure> {
    let gate = app.policy.get()?.gates.milestone;
    if app.ask.is_some() && call.text("override").is_none() {
        return Ok((gate != Gate::Enforce).then_some(("milestone", None)));
    }
    let (number, name) = (&kept.number, &kept.record.name);
    let hold = Hold {
        gate: "milestone",
        rule: "R019",
        what: say!(
            "{number} {name} is not signed by the customer",
            "{number} {name} 没有客户签字"
        ),
        fix: say!(
            "kehu delivery done {number} --signer NAME",
            "kehu delivery done {number} --signer 客户签字人"
        ),
    };
    Ok(hold.pass(call, out, gate)?.or(Some(("milestone", None))))
}

/// Somebody who was asked for the signer and named none.
fn unsigned_refused(kept: &Kept<Milestone>) -> Problem {
    let (number, name) = (&kept.number, &kept.record.name);
    Problem::refused(say!(
        "{number} {name} is not signed by the customer (R019)",
        "{number} {name} 没有客户签字（R019）"
    ))
    .hint(say!(
        "name who signed with --signer, or --override REASON; playbook: gates.milestone",
        "请用 --signer 写明签字人，或 --override 理由；规则手册：gates.milestone"
    ))
}

/// The signature that a stage was passed without.
fn sign_late(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    kept: &Kept<Milestone>,
    (done, signer): (Moment, &str),
) -> Result<Exit, Failure> {
    let me = app.me()?;
    let at = match call.text("done_at").map(str::to_owned) {
        Some(text) => app.reading(|reading, _| {
            Moment::parse(&text, reading).map_err(|fault| Problem::from_fault(&text, fault).into())
        })?,
        None => app.now,
    };
    let now = app.now;
    let store = app.store.write()?;
    let writing = store.begin("delivery done", Kind::Work, Some(me), now)?;
    let signed = crate::value::Stored::Text(signer.trim().to_owned());
    writing.set_column(Noun::Milestone, kept.id, "signed_for", &signed, at)?;
    let when = at.max(done).store();
    writing.set_column(Noun::Milestone, kept.id, "signed_at", &when, at)?;
    writing.commit(&kept.number, &say!("signed", "客户签字"))?;
    let number = &kept.number;
    out.line(&say!(
        "{number}: signed by {signer}",
        "{number}：{signer} 签字"
    ))?;
    Ok(Exit::Done)
}

pub fn deliver_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.push(option(
        "at",
        t("TIME", "时间"),
        t("When; now unless given", "时间，默认为现在"),
        lang,
    ));
    args
}

pub fn deliver(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let both = Both::named(app, call)?;
    both.still_open(app)?;
    let at = verbs::at(app, call)?;
    let (id, number) = (both.delivery.id, &both.delivery.number);
    let zone = app.policy.get()?.calendar.zone();
    let before = app
        .store
        .read()?
        .moment_of(Noun::Delivery, id, "delivered_at")?;
    if let Some(before) = before {
        let before = before.shown(zone);
        return Err(Problem::refused(say!(
            "{number} was delivered already: {before}",
            "{number} 已交付：{before}"
        ))
        .hint(say!(
            "take that back with: kehu undo",
            "如需更正请用 kehu undo"
        ))
        .into());
    }
    let follows = Follows::of(app, &both)?;
    let now = app.now;
    let store = app.store.write()?;
    let writing = store.begin("delivery deliver", Kind::Work, Some(me), now)?;
    writing.set_column(Noun::Delivery, id, "delivered_at", &at.store(), at)?;
    started(&writing, id, &follows, at)?;
    writing.commit(number, &say!("delivered", "交付完成"))?;
    let name = &both.customer.record.name.0;
    out.line(&say!(
        "{number} {name}: delivered",
        "{number} {name}：交付完成"
    ))?;
    out.line(&say!(
        "next: kehu delivery check {number}, then kehu delivery accept {number} --signer NAME",
        "下一步：逐项检查 kehu delivery check {number}，再验收 kehu delivery accept {number} --signer 客户签字人"
    ))?;
    Ok(Exit::Done)
}
