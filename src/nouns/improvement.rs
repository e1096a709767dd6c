//! `improvement`: what is improved because of what customers say (F32), decided on by a
//! supervisor, carried out, and told to the customers who led to it (F55).

mod message;
mod propose;
mod show;
mod steps;
mod tell;

pub use show::came_of;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::Arg;

use super::{Call, Noun, Sight, Verb, What, deal, switch, word};
use crate::app::App;
use crate::field::Field;
use crate::flags::{self, Takes};
use crate::form::{Form, subset};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::filters::{ImprovementFilter, NoticeFilter};
use crate::records::{Improvement, Notice};
use crate::say;
use crate::store::{Kept, List, improvements_where, notices_where};
use crate::value::{Noun as Record, Ref};
use crate::verbs;
use crate::words::{Lang, Text, t};

pub const IMPROVEMENT: Noun = Noun {
    name: "improvement",
    about: t(
        "What is improved because of what customers say, and telling them (F32, F55)",
        "改进建议案与改进结果告知（F32、F55）",
    ),
    what: What::Verbs(&[
        Verb::new(
            "propose",
            t("Propose an improvement", "提出改进建议案"),
            propose::args,
            propose::run,
        )
        .aliases(&["add"])
        .writing(),
        Verb::new(
            "link",
            t(
                "Add feedback, surveys, tickets or customers that led to it",
                "补充相关的反馈、调查、工单或客户",
            ),
            propose::link_args,
            propose::link,
        )
        .writing(),
        Verb::new(
            "list",
            t("List improvements", "改进建议案列表"),
            list_args,
            list,
        ),
        Verb::new(
            "show",
            t(
                "Show an improvement and which customers know of it",
                "查看改进建议案及各客户的告知情况",
            ),
            which,
            show::run,
        ),
        Verb::new(
            "edit",
            t(
                "Change an improvement, or the telling of one by its number",
                "修改改进建议案，或按编号修改告知记录",
            ),
            which,
            edit,
        )
        .writing()
        .growing(more),
        Verb::new(
            "review",
            t(
                "Record the supervisor's decision (F53)",
                "记录主管审核（F53）",
            ),
            steps::review_args,
            steps::review,
        )
        .writing(),
        Verb::new(
            "done",
            t("It is in force: what came of it", "登记落实及实际效果"),
            steps::done_args,
            steps::done,
        )
        .writing(),
        Verb::new(
            "drop",
            t("It is not carried out: why", "不采纳，说明原因"),
            steps::drop_args,
            steps::drop,
        )
        .writing(),
        Verb::new(
            "message",
            t(
                "The message to the customer, ready to send",
                "生成可直接发送给客户的告知语",
            ),
            message::args,
            message::run,
        )
        .writing(),
        Verb::new(
            "notify",
            t(
                "Record that customers were told (F55)",
                "登记已告知客户（F55）",
            ),
            tell::args,
            tell::run,
        )
        .writing(),
        Verb::new(
            "untold",
            t(
                "Customers not told yet of what is in force (R096)",
                "尚未告知改进结果的客户（R096）",
            ),
            untold_args,
            untold,
        ),
        Verb::new(
            "notices",
            t(
                "List which customers led to improvements and were told",
                "改进告知列表",
            ),
            notices_args,
            notices,
        ),
        Verb::new(
            "remove",
            t(
                "Hide an improvement, or the telling of one by its number",
                "移除改进建议案，或按编号移除告知记录（隐藏）",
            ),
            which,
            remove,
        )
        .writing(),
    ]),
};

const WHICH: Text = t(
    "Its number, the problem or a part of it, or the customer where one is open",
    "编号、不满点或其中一部分；客户仅有一项未结束时也可填客户",
);

/// The word that names an improvement, or the telling of one to a customer.
fn which(lang: Lang) -> Vec<Arg> {
    let what = word(
        "improvement",
        t("IMPROVEMENT|NOTICE", "改进措施或告知"),
        t(
            "Its number, the problem or a part of it; or the number of a notice",
            "编号、不满点或其中一部分；或告知编号",
        ),
        lang,
    );
    vec![
        what.add(Takes::AnyOf(&[Record::Improvement, Record::Notice]))
            .index(1),
    ]
}

/// The word that names an improvement alone.
fn one(lang: Lang) -> Vec<Arg> {
    super::one::one(Record::Improvement, WHICH, lang)
}

/// What the line names.
enum Meant {
    Improvement(i64),
    Notice(i64),
}

fn meant(app: &mut App<'_>, call: &Call<'_>) -> Result<Meant, Failure> {
    app.file()?;
    let given = call.text("improvement");
    if let Some(text) = given
        && (deal::is_number_of(Record::Notice, text) || text.starts_with('@'))
    {
        match app.resolve(Record::Notice, text) {
            Ok(id) => return Ok(Meant::Notice(id)),
            // The last list may have been one of improvements.
            Err(_) if text.starts_with('@') => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(Meant::Improvement(app.which(Record::Improvement, given)?))
}

/// The improvement that the line names, alone or by one of its notices.
fn kept(app: &mut App<'_>, call: &Call<'_>) -> Result<Kept<Improvement>, Failure> {
    let id = match meant(app, call)? {
        Meant::Improvement(id) => id,
        Meant::Notice(id) => {
            let notice: Kept<Notice> = app.store.read()?.get(id)?;
            notice.record.improvement.id()
        }
    };
    app.store.read()?.get(id)
}

/// Which improvement and which customer a notice is about, and what led to it, stay.
static NOTICE: LazyLock<Vec<Field>> = LazyLock::new(|| {
    subset(
        Notice::FIELDS,
        &[
            "feedback", "survey", "ticket", "at", "method", "progress", "contact", "owner", "notes",
        ],
    )
});

/// The flags of the record that is changed; those of an improvement unless a notice is
/// named.
fn more(sight: &Sight<'_>) -> Result<Vec<Arg>, Failure> {
    let mut words = sight.words.iter();
    let notice = words.any(|word| deal::is_number_of(Record::Notice, word));
    let fields = if notice {
        &NOTICE[..]
    } else {
        Improvement::FIELDS
    };
    Ok(flags::args(fields, &[], sight.lang))
}

fn edit(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    match meant(app, call)? {
        Meant::Improvement(id) => {
            verbs::edit::<Improvement>(app, call, out, id, Improvement::FIELDS)?;
        }
        Meant::Notice(id) => {
            let notice: Kept<Notice> = app.store.read()?.get(id)?;
            let customer = notice.record.customer.id();
            let draft = call.draft(&NOTICE)?;
            for (noun, key) in [
                (Record::Feedback, "feedback"),
                (Record::Survey, "survey"),
                (Record::Ticket, "ticket"),
                (Record::Contact, "contact"),
            ] {
                if let Some(text) = draft.get(key).filter(|text| !text.is_empty()) {
                    let id = app.resolve(noun, text)?;
                    app.of_same_customer(customer, noun, Some(id))?;
                }
            }
            verbs::edit::<Notice>(app, call, out, id, &NOTICE)?;
        }
    }
    Ok(Exit::Done)
}

fn remove(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    match meant(app, call)? {
        Meant::Notice(id) => verbs::remove(app, call, out, Record::Notice, id),
        Meant::Improvement(id) => {
            let noun = Record::Improvement;
            verbs::remove_with(app, call, out, (noun, id), |writing, _| {
                writing.remove_hanging(noun, id, &[Record::Notice])
            })
        }
    }
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(ImprovementFilter::FIELDS, &[], lang);
    args.push(switch("open", t("Only open ones", "仅未结束的"), lang));
    args.push(switch(
        "untold",
        t(
            "Only those in force of which a customer does not know yet (R096)",
            "仅已落实而仍有客户未告知的（R096）",
        ),
        lang,
    ));
    args.push(super::customer::limit(lang));
    args
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let mut filter = improvements_where(&call.filter::<ImprovementFilter>(app)?);
    if call.has("open") {
        filter.only_open(Record::Improvement);
    }
    if call.has("untold") {
        filter.with_untold();
    }
    let limit = super::customer::limit_of(call)?;
    let title = t("Improvements", "改进建议案");
    verbs::list(app, out, title, &List::improvements(), &filter, limit)?;
    Ok(Exit::Done)
}

/// Whose untold ones.
static UNTOLD: LazyLock<Vec<Field>> =
    LazyLock::new(|| subset(NoticeFilter::FIELDS, &["customer", "improvement"]));

fn untold_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(&UNTOLD, &["customer"], lang);
    args.push(super::customer::limit(lang));
    args
}

fn untold(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let draft = call.draft(&UNTOLD)?.part(NoticeFilter::FIELDS, "");
    let filter: NoticeFilter =
        app.reading(|reading, _| Ok(draft.finish(reading, &BTreeSet::new())?))?;
    let mut filter = notices_where(&filter);
    filter.only_unaware();
    let mut list = List::notices();
    // None of them has been told: what there is to tell takes the place of when.
    for shown in &mut list.columns {
        match shown.key {
            "at" | "method" | "state" => shown.extra = true,
            "measure" | "rep" => shown.extra = false,
            _ => {}
        }
    }
    let limit = super::customer::limit_of(call)?;
    let title = t("Not told yet", "尚未告知改进结果");
    verbs::list(app, out, title, &list, &filter, limit)?;
    Ok(Exit::Done)
}

fn notices_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(NoticeFilter::FIELDS, &["improvement"], lang);
    args.push(switch("open", t("Only those not told", "仅未告知的"), lang));
    args.push(super::customer::limit(lang));
    args
}

fn notices(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let mut filter = notices_where(&call.filter::<NoticeFilter>(app)?);
    if call.has("open") {
        filter.only_open(Record::Notice);
    }
    let limit = super::customer::limit_of(call)?;
    let title = t("Improvement notices", "改进告知");
    verbs::list(app, out, title, &List::notices(), &filter, limit)?;
    Ok(Exit::Done)
}

/// Yourself, unless somebody is named.
fn mine(owner: &mut Option<Ref<crate::records::Staff>>, me: i64) {
    owner.get_or_insert(Ref::new(me));
}

/// Refuses what has ended already.
fn still_open(app: &mut App<'_>, kept: &Kept<Improvement>) -> Result<(), Failure> {
    let ended = app
        .store
        .read()?
        .moment_of(Record::Improvement, kept.id, "closed_at")?;
    let Some(at) = ended else { return Ok(()) };
    let at = at.shown(app.policy.get()?.calendar.zone());
    let number = &kept.number;
    Err(Problem::refused(say!(
        "{number} has ended already: {at}",
        "{number} 已结束：{at}"
    ))
    .hint(say!(
        "take that back with: kehu undo",
        "如需更正请用 kehu undo"
    ))
    .into())
}
