//! `recall`: goods that are called back after a major flaw (F48, R166). Everybody who
//! has them is listed by what is on file, told, settled; then the recall is closed.

mod add;
mod closing;
mod follow;
mod lists;
mod paper;
mod show;
mod start;

pub use start::{of_ticket, ticket_args};

use std::sync::LazyLock;

use clap::Arg;

use super::{Call, Noun, Sight, Verb, What, deal, one};
use crate::app::App;
use crate::field::Field;
use crate::flags;
use crate::form::{Form as _, subset};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::{Affected, Recall};
use crate::value::{Moment, Noun as Record};
use crate::verbs;
use crate::words::{Lang, Text, t};

pub const RECALL: Noun = Noun {
    name: "recall",
    about: t(
        "Recalls, followed customer by customer to the end (F48)",
        "召回：逐个客户跟进到底（F48）",
    ),
    what: What::Verbs(&[
        Verb::new(
            "start",
            t(
                "Start a recall and list everybody who has the goods",
                "启动召回，列出全部受影响客户",
            ),
            start::args,
            start::run,
        )
        .writing(),
        Verb::new(
            "list",
            t("List recalls", "召回列表"),
            lists::args,
            lists::run,
        ),
        Verb::new(
            "customers",
            t("List affected customers", "受影响客户列表"),
            lists::customer_args,
            lists::customers,
        )
        .aliases(&["affected"]),
        Verb::new(
            "show",
            t(
                "Show a recall, its customers, and what is left",
                "查看召回、客户名单及未完成事项",
            ),
            which,
            show::run,
        ),
        Verb::new(
            "edit",
            t(
                "Change a recall, or an affected customer by its number",
                "修改召回，或按编号修改受影响客户",
            ),
            which,
            edit,
        )
        .writing()
        .growing(more),
        Verb::new(
            "add",
            t("Add customers found later", "补充后来发现的受影响客户"),
            add::args,
            add::run,
        )
        .writing(),
        Verb::new(
            "inform",
            t("Record that a customer was told", "记录已告知客户"),
            follow::inform_args,
            follow::inform,
        )
        .writing(),
        Verb::new(
            "settle",
            t(
                "Record what became of a customer's goods",
                "记录客户的处理结果",
            ),
            follow::settle_args,
            follow::settle,
        )
        .writing(),
        Verb::new(
            "close",
            t(
                "Close it, once every customer is settled",
                "结束召回（须全部客户处理完毕）",
            ),
            closing::close_args,
            closing::close,
        )
        .writing(),
        Verb::new(
            "reopen",
            t("Go on with a closed recall", "重开已结束的召回"),
            which,
            closing::reopen,
        )
        .writing(),
        Verb::new(
            "print",
            t(
                "The list of affected customers, on paper to sign",
                "打印受影响客户名单，供签字确认",
            ),
            paper::args,
            paper::run,
        ),
        Verb::new(
            "remove",
            t(
                "Hide a recall, or take a customer off its list by its number",
                "移除召回，或按编号移出名单（隐藏）",
            ),
            which,
            remove,
        )
        .writing(),
    ]),
};

const WHICH: Text = t(
    "Its number or the end of it, or a customer affected by one open recall",
    "编号或尾号；客户仅涉及一项未结束召回时也可填客户",
);

fn which(lang: Lang) -> Vec<Arg> {
    one::one(Record::Recall, WHICH, lang)
}

/// The recall and the customer of an affected one stay, and so does why it is listed.
static OWN: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let changes = ["goods", "quantity", "owner", "notes"];
    subset(Affected::FIELDS, &changes)
});

/// The affected customer that the line names by its number, if it does.
fn affected(app: &mut App<'_>, text: Option<&str>) -> Result<Option<i64>, Failure> {
    app.file()?;
    match text {
        Some(text) if deal::is_number_of(Record::Affected, text) => {
            app.resolve(Record::Affected, text).map(Some)
        }
        _ => Ok(None),
    }
}

/// The flags of whatever is changed.
fn more(sight: &Sight<'_>) -> Result<Vec<Arg>, Failure> {
    let mut words = sight.words.iter();
    let fields = match words.any(|word| deal::is_number_of(Record::Affected, word)) {
        true => OWN.as_slice(),
        false => Recall::FIELDS,
    };
    Ok(flags::args(fields, &[], sight.lang))
}

fn edit(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    if let Some(id) = affected(app, call.text("recall"))? {
        verbs::edit::<Affected>(app, call, out, id, &OWN)?;
        return Ok(Exit::Done);
    }
    one::edit::<Recall>(app, call, out)
}

fn remove(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    if let Some(id) = affected(app, call.text("recall"))? {
        return verbs::remove(app, call, out, Record::Affected, id);
    }
    let id = one::named(app, call, Record::Recall)?;
    verbs::remove_with(app, call, out, (Record::Recall, id), |writing, _| {
        writing.remove_hanging(Record::Recall, id, &[Record::Affected])
    })
}

/// Between which moments the goods were delivered.
fn between(app: &App<'_>, recall: &Recall) -> Result<[Option<Moment>; 2], Failure> {
    let calendar = &app.policy.get()?.calendar;
    Ok([
        recall.sold_from.map(|day| calendar.begin_of(day.0)),
        recall.sold_to.map(|day| calendar.end_of(day.0)),
    ])
}
