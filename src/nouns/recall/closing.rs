//! `recall close` and `reopen`: a recall ends once every customer is settled and nobody who
//! has the goods is missing from its list.

use clap::Arg;

use super::follow::left;
use super::start::{missing, names};
use super::which;
use crate::app::App;
use crate::flags;
use crate::form::Form as _;
use crate::nouns::{Call, one};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::{Recall, RecallClosed};
use crate::say;
use crate::store::{Kept, Kind};
use crate::value::{Noun, Stored};
use crate::verbs::{Step, step};
use crate::words::{Lang, t};

pub fn close_args(lang: Lang) -> Vec<Arg> {
    let mut args = which(lang);
    args.extend(flags::args(RecallClosed::FIELDS, &[], lang));
    args
}

/// Refuses what comes after the end of a recall.
pub fn still_open(app: &mut App<'_>, recall: &Kept<Recall>) -> Result<(), Failure> {
    let store = app.store.read()?;
    let Some(at) = store.moment_of(Noun::Recall, recall.id, "closed_at")? else {
        return Ok(());
    };
    let at = at.shown(app.policy.get()?.calendar.zone());
    let number = &recall.number;
    Err(
        Problem::refused(say!("{number} was closed: {at}", "{number} 已结束：{at}"))
            .hint(say!(
                "go on with it: kehu recall reopen {number}",
                "继续处理请先：kehu recall reopen {number}"
            ))
            .into(),
    )
}

pub fn close(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = one::named(app, call, Noun::Recall)?;
    let recall: Kept<Recall> = app.store.read()?.get(id)?;
    let number = &recall.number;
    still_open(app, &recall)?;
    all_settled(app, &recall)?;
    let done = t("closed", "已结束");
    let what = Step {
        verb: "recall close",
        noun: Noun::Recall,
        id,
        number,
        when: "closed_at",
        done,
        supposes: &[],
        begun: recall.record.started_at,
    };
    step::<RecallClosed>(app, call, &what)?;
    let n = app.store.read()?.recall_standing(id)?.all;
    let s = if n == 1 { "" } else { "s" };
    out.line(&say!(
        "{number}: closed, {n} customer{s} settled",
        "{number}：已结束，共处理客户 {n} 家"
    ))?;
    if let Some(ticket) = recall.record.ticket {
        let ticket: Kept<crate::records::Ticket> = app.store.read()?.get(ticket.id())?;
        let ticket = ticket.number;
        out.line(&say!(
            "its ticket: kehu ticket show {ticket}",
            "相关工单：kehu ticket show {ticket}"
        ))?;
    }
    Ok(Exit::Done)
}

/// `recall reopen`: somebody was found who has the goods after all.
pub fn reopen(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = one::named(app, call, Noun::Recall)?;
    let recall: Kept<Recall> = app.store.read()?.get(id)?;
    let number = &recall.number;
    let closed = app.store.read()?.moment_of(Noun::Recall, id, "closed_at")?;
    if closed.is_none() {
        out.line(&say!("{number} is open", "{number} 尚未结束"))?;
        return Ok(Exit::Done);
    }
    let now = app.now;
    let store = app.store.write()?;
    let writing = store.begin("recall reopen", Kind::Work, Some(me), now)?;
    for column in ["closed_at", "conclusion"] {
        writing.set_column(Noun::Recall, id, column, &Stored::Null, now)?;
    }
    writing.commit(number, &say!("reopened", "重开"))?;
    let standing = app.store.read()?.recall_standing(id)?;
    out.line(&say!("{number}: open again", "{number}：已重开"))?;
    out.line(&left(&standing, number))?;
    Ok(Exit::Done)
}

/// A recall is not closed while somebody is neither settled nor declared unaffected, or
/// has the goods and is not on the list.
fn all_settled(app: &mut App<'_>, recall: &Kept<Recall>) -> Result<(), Failure> {
    let number = &recall.number;
    let store = app.store.read()?;
    let mut open = Vec::new();
    for kept in store.affected_by(recall.id, None)? {
        let settled = store.moment_of(Noun::Affected, kept.id, "settled_at")?;
        if settled.is_none() {
            open.push(kept.record.customer.id());
        }
    }
    if !open.is_empty() {
        let (en, zh) = (names(app, &open, Lang::En)?, names(app, &open, Lang::Zh)?);
        return Err(Problem::refused(say!(
            "{number}: not settled yet: {en} (R166)",
            "{number}：尚未处理完毕：{zh}（R166）"
        ))
        .hint(say!(
            "each of them: kehu recall settle {number} CUSTOMER --outcome …; --outcome not-affected for who has none",
            "请逐个处理：kehu recall settle {number} 客户 --outcome 结果；确认不涉及的用 --outcome 不受影响"
        ))
        .into());
    }
    let more = missing(app, recall)?;
    if more.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = more.iter().map(|one| one.customer).collect();
    let (en, zh) = (names(app, &ids, Lang::En)?, names(app, &ids, Lang::Zh)?);
    Err(Problem::refused(say!(
        "{number}: have the goods and are not listed: {en} (R166)",
        "{number}：持有物品但未列入名单：{zh}（R166）"
    ))
    .hint(say!(
        "list them: kehu recall add {number} --found",
        "请补充：kehu recall add {number} --found"
    ))
    .into())
}
