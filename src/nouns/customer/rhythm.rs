//! `customer rhythm`: how often one customer wants to be contacted, in place of
//! what the playbook asks for its grade (R011, R149). It says why.

use clap::Arg;

use super::{named, one};
use crate::app::{App, Needed};
use crate::nouns::{Call, option, switch};
use crate::out::Out;
use crate::playbook::{Pace, Rule, Shape};
use crate::problem::{Exit, Failure, Problem};
use crate::records::Customer;
use crate::say;
use crate::store::{Kept, Kind};
use crate::value::{Span, Unit};
use crate::words::{Lang, Say, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.push(option(
        "every",
        t("SPAN", "间隔"),
        t(
            "How long after the last contact: 10d, 2w, 5wd, 1mo",
            "距上次联系多久，如 10d、2w、5wd、1mo",
        ),
        lang,
    ));
    args.push(option(
        "why",
        t("TEXT", "原因"),
        t("Why this customer is different", "为何采用专属频率"),
        lang,
    ));
    args.push(switch(
        "off",
        t(
            "Back to the playbook's rhythm",
            "取消专属频率，恢复规则手册的频率",
        ),
        lang,
    ));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = named(app, call)?;
    let rhythm = wanted(app, call)?;
    if rhythm.is_some() {
        kept_by_a_rule(app)?;
    }
    let customer: Kept<Customer> = app.store.read()?.get(id)?;
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("customer rhythm", Kind::Work, Some(me), now)?;
    let code = rhythm.as_ref().map(|(span, _)| span.code());
    let new = code
        .as_deref()
        .zip(rhythm.as_ref().map(|(_, why)| why.as_str()));
    if !writing.own_rhythm(id, new)? {
        out.line(&say!("nothing changed", "没有变化"))?;
        return Ok(Exit::Done);
    }
    let name = &customer.record.name.0;
    let (done, said) = match &rhythm {
        Some((span, why)) => {
            let (en, zh) = (span.shown(Lang::En), span.shown(Lang::Zh));
            let what = say!("a rhythm of its own", "设置专属跟进频率");
            let said = say!(
                "{name}: contact every {en} from now on ({why})",
                "{name}：今后每 {zh}联系一次（{why}）"
            );
            (what, said)
        }
        None => (
            say!("no rhythm of its own any more", "取消专属跟进频率"),
            say!(
                "{name}: the playbook's rhythm holds again",
                "{name}：恢复规则手册的跟进频率"
            ),
        ),
    };
    writing.commit(&customer.number, &done)?;
    out.line(&said)?;
    Ok(Exit::Done)
}

/// Refuses what no rule would ever bring up, while all others let go of it.
fn kept_by_a_rule(app: &App<'_>) -> Result<(), Failure> {
    let own = |rule: &Rule| {
        let pace = match &rule.shape {
            Shape::Rhythm { pace, .. } => Some(*pace),
            _ => None,
        };
        pace == Some(Pace::Own)
    };
    if app.policy.rules()?.iter().any(own) {
        return Ok(());
    }
    Err(Problem::refused(say!(
        "no rule of this playbook asks for a customer's own rhythm",
        "当前规则手册没有专属频率规则"
    ))
    .hint(say!(
        "take it in with: kehu playbook edit rule touch-own off=false",
        "启用：kehu playbook edit rule touch-own off=false"
    ))
    .into())
}

/// The span and its reason; `None` to take it away.
fn wanted(app: &mut App<'_>, call: &Call<'_>) -> Result<Option<(Span, String)>, Failure> {
    let (every, why) = (call.text("every"), call.text("why"));
    match (every, why, call.has("off")) {
        (None, None, true) => return Ok(None),
        (_, _, true) => {
            return Err(Problem::usage(say!(
                "--off goes without --every and --why",
                "--off 不能与 --every、--why 同用"
            ))
            .hint(such())
            .into());
        }
        _ => {}
    }
    let every = Needed {
        label: t("How long after the last contact", "距上次联系多久"),
        example: t("10d, 2w, 1mo", "10d、2w、1mo"),
        missing: say!("how often is missing", "缺少间隔"),
        hint: such(),
    };
    let every = span(&app.said(call.text("every"), every)?)?;
    let why = Needed {
        label: t("Why", "原因"),
        example: t("asked for it", "客户要求"),
        missing: say!("the reason is missing", "缺少原因"),
        hint: such(),
    };
    Ok(Some((every, app.said(call.text("why"), why)?)))
}

fn such() -> Say {
    say!(
        "such as: kehu customer rhythm Yunfan --every 10d --why \"asked for it\", or --off",
        "例如：kehu customer rhythm 云帆 --every 10d --why 客户要求，取消用 --off"
    )
}

fn span(text: &str) -> Result<Span, Failure> {
    let wrong = |what| Err(Problem::usage(what).hint(such()).into());
    match Span::read(text) {
        Some(span) if span.is_clock() || span.unit == Unit::Wh => wrong(say!(
            "a rhythm is of whole days, not “{text}”",
            "频率以天为单位，“{text}”太短"
        )),
        Some(span) if span.n > 0 => Ok(span),
        _ => wrong(say!(
            "“{text}” is not a span of time",
            "“{text}”不是时间跨度"
        )),
    }
}
