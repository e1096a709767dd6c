//! `deal`: opportunities from their first day to their outcome. A deal's stage,
//! value and owner are dated; its outcome is written once.

mod alternative;
mod approve;
pub(super) mod close;
pub mod object;
mod open;
mod pricing;
mod propose;
pub mod remark;
mod review;

use clap::Arg;

use super::{Call, Noun, Verb, What, switch, word};
use crate::app::App;
use crate::flags::{self, Takes};
use crate::form::Form as _;
use crate::out::Out;
use crate::playbook::Playbook;
use crate::problem::{Exit, Failure};
use crate::records::filters::DealFilter;
use crate::records::{Customer, Deal};
use crate::render::Format;
use crate::say;
use crate::store::{Ended, Kept, Kind, List, Writing, deals_where, of_deal};
use crate::value::{Cell, Moment, Money, Noun as Record, Stored, Value as _};
use crate::verbs;
use crate::view::{Column, View};
use crate::words::{Lang, t};

pub const DEAL: Noun = Noun {
    name: "deal",
    about: t(
        "Deals, from the first talk to won or lost (F37)",
        "商机：从接洽到成交或未成交（F37）",
    ),
    what: What::Verbs(&[
        Verb::new("open", t("Open a deal", "新建商机"), open::args, open::run).writing(),
        Verb::new(
            "list",
            t("List deals, with weighted value", "商机列表，含加权金额"),
            list_args,
            list,
        ),
        Verb::new(
            "show",
            t("Show a deal and how it moved", "查看商机及阶段变化"),
            one,
            show,
        ),
        Verb::new("edit", t("Change a deal", "修改商机"), edit_args, edit).writing(),
        Verb::new(
            "stage",
            t("Move it to another stage", "推进到其他阶段"),
            close::stage_args,
            close::stage,
        )
        .writing(),
        Verb::new(
            "propose",
            t(
                "Make the next version of its proposal (F11)",
                "编制下一版方案（F11）",
            ),
            propose::args,
            propose::run,
        )
        .writing(),
        Verb::new(
            "alternative",
            t(
                "Another way of doing it, with its return (F12)",
                "备选方案及投资回报（F12）",
            ),
            alternative::args,
            alternative::run,
        )
        .writing(),
        Verb::new(
            "approve",
            t(
                "The supervisor's approval of a proposal (R040)",
                "主管审核方案（R040）",
            ),
            approve::approve_args,
            approve::approve,
        )
        .writing(),
        Verb::new(
            "submit",
            t("Hand the proposal over", "向客户提交方案"),
            approve::submit_args,
            approve::submit,
        )
        .writing(),
        Verb::new(
            "remark",
            t(
                "What the customer says of it (F13)",
                "客户对方案的反馈（F13）",
            ),
            remark::args,
            remark::run,
        )
        .writing(),
        Verb::new(
            "confirm",
            t("The customer agrees to it", "客户确认方案"),
            approve::confirm_args,
            approve::confirm,
        )
        .writing(),
        Verb::new(
            "compare",
            t(
                "Versions and alternatives side by side",
                "各版本与备选方案对比",
            ),
            super::proposal::compare_args,
            super::proposal::compare,
        ),
        Verb::new(
            "object",
            t(
                "Record an objection (F14, R041)",
                "登记客户异议（F14、R041）",
            ),
            object::object_args,
            object::object,
        )
        .writing(),
        Verb::new(
            "answer",
            t(
                "Answer an objection, or deal with a remark",
                "回应异议，或处理方案反馈",
            ),
            object::answer_args,
            object::answer,
        )
        .writing(),
        Verb::new(
            "contract",
            t("Draft the deal's contract (F17)", "起草该商机的合同（F17）"),
            super::contract::add::of_deal_args,
            super::contract::add::of_deal_run,
        )
        .writing(),
        Verb::new(
            "sign",
            t("Record that both signed its contract", "记录合同双方签订"),
            super::contract::sign::args,
            super::contract::sign::run,
        )
        .writing(),
        Verb::new(
            "pay",
            t("Record a payment for its contract", "登记合同到账"),
            super::contract::pay::args,
            super::contract::pay::run,
        )
        .writing(),
        Verb::new(
            "win",
            t("Record that it is won", "记录成交"),
            close::win_args,
            close::win,
        )
        .writing(),
        Verb::new(
            "lose",
            t("Record that it is lost", "记录未成交"),
            close::lose_args,
            close::lose,
        )
        .writing(),
        Verb::new(
            "review",
            t(
                "Deal review: factors, reasons, lessons (F37)",
                "成交复盘：因素、原因与改进（F37）",
            ),
            review::args,
            review::run,
        )
        .writing(),
        Verb::new(
            "sale",
            t(
                "Record a finished order in one line",
                "一行登记已完成的订单",
            ),
            open::sale_args,
            open::sale,
        )
        .writing(),
        Verb::new("remove", t("Hide a deal", "移除商机（隐藏）"), one, remove).writing(),
        super::import::VERB_DEALS,
    ]),
};

/// The deal that a verb is about.
pub fn deal_arg(lang: Lang) -> Arg {
    word(
        "deal",
        t("DEAL", "商机"),
        t(
            "Its number or the end of it, its name, or the customer where one is open",
            "编号或尾号、商机名称；客户仅有一个未结束商机时也可填客户",
        ),
        lang,
    )
    .add(Takes::record(Record::Deal))
    .index(1)
}

fn one(lang: Lang) -> Vec<Arg> {
    vec![deal_arg(lang)]
}

/// The deal that was named.
pub fn named(app: &mut App<'_>, call: &Call<'_>) -> Result<i64, Failure> {
    app.file()?;
    app.which(Record::Deal, call.text("deal"))
}

/// The columns of deals, weighted as the playbook says.
pub fn columns(playbook: &Playbook) -> List {
    let steps = playbook.deals.stages.iter();
    let weights: Vec<_> = steps.map(|step| (step.code, step.weight)).collect();
    List::deals(&weights)
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(DealFilter::FIELDS, &["customer"], lang);
    args.push(switch("open", t("Only open ones", "仅未结束"), lang));
    args.push(switch(
        "stuck",
        t(
            "Only open ones that have not moved for long",
            "仅长期停留在同一阶段的",
        ),
        lang,
    ));
    args.push(super::customer::limit(lang));
    args
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: DealFilter = call.filter(app)?;
    let mut filter = deals_where(&filter);
    let playbook = app.policy.get()?;
    if call.has("open") || call.has("stuck") {
        filter.only_open(Record::Deal);
    }
    if call.has("stuck") {
        let long = -playbook.deals.stuck_days * 86_400;
        filter.stuck_since(app.now.plus_seconds(long).unwrap_or(app.now));
    }
    let list = columns(playbook);
    let limit = super::customer::limit_of(call)?;
    verbs::list(app, out, t("Deals", "商机"), &list, &filter, limit)?;
    Ok(Exit::Done)
}

fn show(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = super::one::newest(app, Record::Deal, call.text("deal"))?;
    let ended = app.file()?.deal_ended(id)?;
    let money = |amount: Option<Money>| amount.map_or(Cell::Empty, |amount| amount.cell());
    let more = match ended {
        None => Vec::new(),
        Some(Ended {
            outcome,
            at,
            amount,
        }) => vec![
            (Column::new("outcome", t("Outcome", "结果")), outcome.cell()),
            (Column::new("closed_at", t("Closed", "结束时间")), at.cell()),
            (
                Column::new("amount", t("Amount", "成交金额")),
                money(amount),
            ),
        ],
    };
    verbs::sheet::<Deal>(app, out, id, more)?;
    let for_people = matches!(out.style.format, Format::Table | Format::Md);
    if for_people && out.style.fields.is_none() {
        out.line(&say!("", ""))?;
        moves(app, out, id)?;
        belongings(app, out, id)?;
    }
    Ok(Exit::Done)
}

/// The versions of its proposal, what was objected to, and what was learnt.
fn belongings(app: &mut App<'_>, out: &mut Out<'_>, id: i64) -> Result<(), Failure> {
    for (title, mut list) in [
        (t("Proposals", "方案"), List::proposals()),
        (t("Objections", "异议"), List::objections()),
        (t("Deal review", "成交复盘"), List::deal_reviews()),
    ] {
        let filter = of_deal(id);
        if app.store.read()?.count(&list, &filter)? > 0 {
            super::customer::heading_line(out, title)?;
            list.columns
                .retain(|shown| !["customer", "deal"].contains(&shown.key));
            verbs::list(app, out, title, &list, &filter, None)?;
        }
    }
    Ok(())
}

/// The stages it went through, oldest first.
fn moves(app: &mut App<'_>, out: &mut Out<'_>, id: i64) -> Result<(), Failure> {
    let codes = &app.policy.get()?.codes;
    let store = app.store.read()?;
    let mut names = crate::store::Names::new(store, codes);
    let mut rows = Vec::new();
    for (at, stage) in store.stages_of(id)? {
        let stage = Cell::Code(crate::value::Book::DealStage, stage);
        rows.push(vec![Cell::Moment(at), names.name(stage)?]);
    }
    let columns = vec![
        Column::new("at", t("Since", "自")),
        Column::new("stage", t("Stage", "阶段")),
    ];
    out.view(View::list(t("Stages", "阶段变化"), columns, rows))
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(Deal::FIELDS, &[], lang));
    args
}

fn edit(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    verbs::edit::<Deal>(app, call, out, id, Deal::FIELDS)?;
    Ok(Exit::Done)
}

fn remove(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    verbs::remove(app, call, out, Record::Deal, id)
}

/// Whether a text is the number of such a record, or the beginning of one.
pub fn is_number_of(noun: Record, text: &str) -> bool {
    let letters = noun.prefix().unwrap_or("");
    let text = text.trim().to_uppercase();
    let digits = text.strip_prefix(letters);
    digits.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// A deal and its customer.
fn both(app: &mut App<'_>, id: i64) -> Result<(Kept<Deal>, Kept<Customer>), Failure> {
    let store = app.store.read()?;
    let deal: Kept<Deal> = store.get(id)?;
    let customer = store.get(deal.record.customer.id())?;
    Ok((deal, customer))
}

/// What a stage of a sale says of the customer; whether it changed anything.
fn customer_follows(
    writing: &Writing<'_>,
    customer: &Kept<Customer>,
    stage: Option<crate::records::choices::Stage>,
    at: Moment,
) -> Result<bool, Failure> {
    let Some(stage) = stage.filter(|stage| customer.record.stage != Some(*stage)) else {
        return Ok(false);
    };
    let code = Stored::Text(crate::value::ChoiceSet::code(stage).to_owned());
    writing.set_column(Record::Customer, customer.id, "stage", &code, at)?;
    Ok(true)
}

/// Begins a command about deals.
fn begin<'s>(
    store: &'s mut crate::store::Shelf,
    verb: &str,
    me: i64,
    now: Moment,
) -> Result<Writing<'s>, Failure> {
    store.write()?.begin(verb, Kind::Work, Some(me), now)
}
