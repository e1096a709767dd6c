//! `delivery`: the plan with its milestones, how it goes, what was delivered, the
//! acceptance item by item, and the handover pack (F19 to F24). What a delivery
//! brings about elsewhere (payments that fall due, the customer's stage) is written
//! in the same command.

mod accept;
mod check;
mod follows;
mod going;
mod hang;
mod hanging;
mod lists;
mod pack;
pub(in crate::nouns) mod paper;
mod plan;
mod show;

use follows::Follows;
use hang::{Hanging, hang, hanging_args, mine, own};
use show::items as of_items;

use clap::Arg;

use super::{Call, Noun, Verb, What, one};
use crate::app::App;
use crate::form::Form as _;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::{Customer, Delivery};
use crate::say;
use crate::store::Kept;
use crate::value::Noun as Record;
use crate::verbs;
use crate::words::{Lang, t};

pub const DELIVERY: Noun = Noun {
    name: "delivery",
    about: t(
        "Deliveries, from the plan to the signed acceptance (F20–F24)",
        "交付：从计划到验收签字（F20–F24）",
    ),
    what: What::Verbs(&[
        Verb::new(
            "plan",
            t("Plan a delivery", "制定交付计划"),
            plan::args,
            plan::run,
        )
        .writing(),
        Verb::new(
            "list",
            t("List deliveries", "交付列表"),
            lists::args,
            lists::run,
        ),
        Verb::new(
            "show",
            t(
                "Show a delivery with all that hangs on it",
                "查看交付及其全部记录",
            ),
            one,
            show::run,
        ),
        Verb::new(
            "edit",
            t(
                "Change a delivery, or what hangs on it by its number",
                "修改交付，或按编号修改其节点、进度、偏差等",
            ),
            one,
            edit,
        )
        .writing()
        .growing(hanging::more),
        Verb::new(
            "milestone",
            t("Add a milestone", "添加交付节点"),
            plan::milestone_args,
            plan::milestone,
        )
        .writing(),
        Verb::new(
            "milestones",
            t("List milestones", "交付节点列表"),
            lists::milestone_args,
            lists::milestones,
        ),
        Verb::new(
            "done",
            t(
                "Stage confirmation: done, and signed by the customer (F22)",
                "阶段交付确认：完成并由客户签字（F22）",
            ),
            going::done_args,
            going::done,
        )
        .writing(),
        Verb::new(
            "progress",
            t(
                "Record progress, and that the customer was told (F21)",
                "记录进度及通报客户（F21）",
            ),
            going::progress_args,
            going::progress,
        )
        .writing(),
        Verb::new(
            "reports",
            t("List reports of progress", "进度记录列表"),
            lists::report_args,
            lists::reports,
        ),
        Verb::new(
            "deviate",
            t(
                "Record a deviation with its reason (F21)",
                "记录执行偏差及原因（F21）",
            ),
            going::deviate_args,
            going::deviate,
        )
        .writing(),
        Verb::new(
            "deviations",
            t("List deviations", "执行偏差列表"),
            lists::deviation_args,
            lists::deviations,
        ),
        Verb::new(
            "settle",
            t("Record how a deviation was dealt with", "记录偏差处理结果"),
            going::settle_args,
            going::settle,
        )
        .writing(),
        Verb::new(
            "deliver",
            t("Record that everything is delivered", "记录交付完成"),
            going::deliver_args,
            going::deliver,
        )
        .writing(),
        Verb::new(
            "item",
            t(
                "Record delivered goods with serials or batch",
                "登记交付物品：序列号或批次",
            ),
            plan::item_args,
            plan::item,
        )
        .writing(),
        Verb::new(
            "items",
            t(
                "List delivered goods, by product or batch",
                "交付物品列表，可按产品、批次查",
            ),
            lists::item_args,
            lists::items,
        ),
        Verb::new(
            "check",
            t(
                "Go through what was agreed, item by item (F23)",
                "逐项检查约定的内容（F23）",
            ),
            check::args,
            check::run,
        )
        .writing(),
        Verb::new(
            "accept",
            t(
                "Record the customer's signed acceptance (F23)",
                "记录客户签署的验收（F23）",
            ),
            accept::args,
            accept::run,
        )
        .writing(),
        Verb::new(
            "print",
            t(
                "What the customer signs, on paper: a stage (F22), the acceptance (F23)",
                "打印客户签字单：阶段确认（F22）、验收确认（F23）",
            ),
            paper::args,
            paper::run,
        ),
        Verb::new(
            "evaluate",
            t(
                "Record the first evaluation (F24)",
                "记录客户初步评价（F24）",
            ),
            accept::evaluate_args,
            accept::evaluate,
        )
        .writing(),
        Verb::new(
            "pack",
            t(
                "Hand over to after-sales; what is missing (F19)",
                "向售后移交资料及缺失项（F19）",
            ),
            pack::args,
            pack::run,
        )
        .writing(),
        Verb::new(
            "packs",
            t("List handover packs", "移交资料列表"),
            pack::list_args,
            pack::list,
        ),
        Verb::new(
            "receive",
            t("Take a handover pack over", "接收移交资料"),
            pack::receive_args,
            pack::receive,
        )
        .writing(),
        Verb::new(
            "remove",
            t(
                "Hide a delivery, or what hangs on it by its number",
                "移除交付，或按编号移除其节点、进度、偏差等（隐藏）",
            ),
            one,
            remove,
        )
        .writing(),
    ]),
};

fn one(lang: Lang) -> Vec<Arg> {
    one::open_one(Record::Delivery, lang)
}

/// A delivery and its customer.
struct Both {
    delivery: Kept<Delivery>,
    customer: Kept<Customer>,
}

impl Both {
    fn of(app: &mut App<'_>, id: i64) -> Result<Self, Failure> {
        let store = app.store.read()?;
        let delivery: Kept<Delivery> = store.get(id)?;
        let customer = store.get(delivery.record.customer.id())?;
        Ok(Both { delivery, customer })
    }

    /// The same where nothing is changed by it, or what comes after the acceptance is:
    /// a customer's last one, too.
    fn newest(app: &mut App<'_>, call: &Call<'_>) -> Result<Self, Failure> {
        let id = one::newest(app, Record::Delivery, call.text("delivery"))?;
        Self::of(app, id)
    }

    fn named(app: &mut App<'_>, call: &Call<'_>) -> Result<Self, Failure> {
        let id = one::named(app, call, Record::Delivery)?;
        Self::of(app, id)
    }

    /// Refuses what comes after the acceptance.
    fn still_open(&self, app: &mut App<'_>) -> Result<(), Failure> {
        let accepted =
            app.store
                .read()?
                .moment_of(Record::Delivery, self.delivery.id, "accepted_at")?;
        let Some(at) = accepted else { return Ok(()) };
        let at = at.shown(app.policy.get()?.calendar.zone());
        let number = &self.delivery.number;
        Err(
            Problem::refused(say!("{number} was accepted: {at}", "{number} 已验收：{at}"))
                .hint(say!(
                    "take that back with: kehu undo; a new one: kehu delivery plan",
                    "如需更正请用 kehu undo；新的交付：kehu delivery plan"
                ))
                .into(),
        )
    }
}

fn edit(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    if let Some(other) = hanging::named(app, call)? {
        return hanging::edit(app, call, out, other);
    }
    let id = one::named(app, call, Record::Delivery)?;
    verbs::edit::<Delivery>(app, call, out, id, Delivery::FIELDS)?;
    Ok(Exit::Done)
}

fn remove(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    if let Some(other) = hanging::named(app, call)? {
        return hanging::remove(app, call, out, other);
    }
    let both = Both::named(app, call)?;
    let follows = Follows::of(app, &both)?;
    let (id, now) = (both.delivery.id, app.now);
    verbs::remove_with(app, call, out, (Record::Delivery, id), |writing, _| {
        writing.remove_hanging(Record::Delivery, id, HANGING)?;
        follows.write(writing, None, now)
    })
}

/// What goes with a delivery.
const HANGING: &[Record] = &[
    Record::Milestone,
    Record::Progress,
    Record::Deviation,
    Record::Delivered,
    Record::Acceptance,
];
