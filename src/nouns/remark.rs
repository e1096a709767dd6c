//! `remark`: what customers say of proposals (F13): listed, shown, changed, dealt with.
//! Recording one is `deal remark`, answering it `deal answer`, here as well.

use std::sync::LazyLock;

use clap::Arg;

use super::deal::{object, remark};
use super::{Call, Noun, Verb, What, customer, one, switch};
use crate::app::App;
use crate::field::Field;
use crate::flags;
use crate::form::Form as _;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::Remark;
use crate::records::choices::RemarkKind;
use crate::records::filters::RemarkFilter;
use crate::store::{List, Writing, remarks_where};
use crate::value::{ChoiceSet as _, Noun as Record, Stored};
use crate::verbs;
use crate::words::{Lang, Text, t};

pub const REMARK: Noun = Noun {
    name: "remark",
    about: t(
        "What customers say of proposals (F13)",
        "客户对方案的反馈（F13）",
    ),
    what: What::Verbs(&[
        Verb::new(
            "add",
            t("Record a remark on a proposal", "登记方案反馈"),
            remark::args,
            remark::run,
        )
        .writing(),
        Verb::new("list", t("List remarks", "方案反馈列表"), list_args, list),
        Verb::new(
            "show",
            t("Show a remark", "查看方案反馈"),
            which,
            one::show::<Remark>,
        ),
        Verb::new(
            "edit",
            t("Change a remark", "修改方案反馈"),
            edit_args,
            edit,
        )
        .writing(),
        Verb::new(
            "answer",
            t("Record how it was dealt with", "记录处理措施"),
            object::answer_args,
            object::answer,
        )
        .writing(),
        Verb::new(
            "remove",
            t("Hide a remark", "移除方案反馈（隐藏）"),
            which,
            one::remove::<Remark>,
        )
        .writing(),
    ]),
};

const HELP: Text = t(
    "Its number or the end of it, or the customer where one is open",
    "编号或尾号；客户仅有一项未处理反馈时也可填客户",
);

/// What it is about stays.
static EDIT: LazyLock<Vec<Field>> = LazyLock::new(remark::own);

fn which(lang: Lang) -> Vec<Arg> {
    one::one(Record::Remark, HELP, lang)
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    let mut args = which(lang);
    args.extend(flags::args(&EDIT, &[], lang));
    args
}

fn edit(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = one::named(app, call, Record::Remark)?;
    verbs::edit_then::<Remark>(app, call, out, id, &EDIT, |writing, changed| match changed
        .contains(&"kind")
    {
        true => dealt_with(writing, id),
        false => Ok(()),
    })?;
    Ok(Exit::Done)
}

/// There is nothing to deal with where the customer only agrees: what becomes such a
/// remark is at its end, and what was one is open until it is answered.
fn dealt_with(writing: &Writing<'_>, id: i64) -> Result<(), Failure> {
    let columns =
        writing.columns_of(Record::Remark, id, &["kind", "at", "answer", "answered_at"])?;
    let [Stored::Text(kind), at, answer, answered] = columns.as_slice() else {
        return Ok(());
    };
    let agrees = kind == RemarkKind::Approval.code();
    let end = match (agrees, answered, answer) {
        (true, Stored::Null, _) => at,
        (false, Stored::Text(_), Stored::Null) => &Stored::Null,
        _ => return Ok(()),
    };
    writing.set_column(Record::Remark, id, "answered_at", end, writing.now)
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(RemarkFilter::FIELDS, &["customer"], lang);
    args.push(switch(
        "open",
        t("Only those not dealt with", "仅未处理的"),
        lang,
    ));
    args.push(customer::limit(lang));
    args
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: RemarkFilter = call.filter(app)?;
    let mut filter = remarks_where(&filter);
    if call.has("open") {
        filter.only_open(Record::Remark);
    }
    let limit = customer::limit_of(call)?;
    let title = t("Remarks on proposals", "方案反馈");
    verbs::list(app, out, title, &List::remarks(), &filter, limit)?;
    Ok(Exit::Done)
}
