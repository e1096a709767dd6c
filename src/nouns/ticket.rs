//! `ticket`: after-sales tickets, from acceptance to closing.
//!
//! The verbs alone stand here; each step is an event of the ticket's trail, and what
//! it takes and needs stands in `step/table.rs`.

mod board;
mod close;
mod intake;
mod levels;
mod link;
mod list;
mod merge;
pub(in crate::nouns) mod open;
mod promise;
mod sheet;
mod step;
mod watch;

use clap::Arg;

use super::{Call, Noun, Verb, What, word};
use crate::app::App;
use crate::flags::Takes;
use crate::problem::Failure;
use crate::records::Ticket;
use crate::value::Noun as Record;
use crate::words::{Lang, t};

pub const TICKET: Noun = Noun {
    name: "ticket",
    about: t(
        "After-sales tickets, from acceptance to closing (F33–F35)",
        "售后工单：从受理到关闭（F33–F35）",
    ),
    what: What::Verbs(&[
        Verb::new(
            "open",
            t("Accept a ticket", "受理工单"),
            open::args,
            open::run,
        )
        .aliases(&["add"])
        .writing(),
        Verb::new("list", t("List tickets", "工单列表"), list::args, list::run),
        Verb::new(
            "board",
            t(
                "Open tickets by state, with the time left",
                "看板：未关闭工单按状态排列，附剩余时间",
            ),
            board::args,
            board::run,
        ),
        Verb::new(
            "show",
            t("Show a ticket and its trail", "查看工单及处理过程"),
            one,
            sheet::show,
        ),
        Verb::new(
            "edit",
            t("Change what is known of it", "修改工单"),
            link::edit_args,
            link::edit,
        )
        .writing(),
        Verb::new(
            "assign",
            t("Give it to a colleague", "分派给同事"),
            step::assign_args,
            step::assign,
        )
        .writing(),
        Verb::new(
            "transfer",
            t("Send it to another team", "转交其他团队"),
            step::transfer_args,
            step::transfer,
        )
        .writing(),
        Verb::new(
            "respond",
            t("Record the first response", "记录首次响应"),
            step::respond_args,
            step::respond,
        )
        .writing(),
        Verb::new(
            "promise",
            t(
                "The sentence that tells the customer the time limits",
                "告知客户时限的话术，可直接发送",
            ),
            promise::args,
            promise::run,
        )
        .writing(),
        Verb::new(
            "tell",
            t(
                "Record that the customer was told the time limits",
                "记录已告知客户时限",
            ),
            step::tell_args,
            step::tell_limits,
        )
        .writing(),
        Verb::new(
            "work",
            t(
                "Record work; --answer is the solution given",
                "记录处理；--answer 为给出的方案",
            ),
            step::work_args,
            step::work,
        )
        .writing(),
        Verb::new(
            "check",
            t(
                "Check a reply written with AI before it counts",
                "人工复核 AI 回复，通过后才算给出",
            ),
            step::check_args,
            step::check,
        )
        .writing(),
        Verb::new(
            "visit",
            t("Agree a visit on site", "与客户约定上门时间"),
            step::visit_args,
            step::visit,
        )
        .writing(),
        Verb::new(
            "wait",
            t(
                "Wait for the customer, with the reason, until a day",
                "等待客户：写明原因和恢复日期",
            ),
            step::wait_args,
            step::wait,
        )
        .writing(),
        Verb::new(
            "resume",
            t("Take it up again after a wait", "恢复处理"),
            step::resume_args,
            step::resume,
        )
        .writing(),
        Verb::new(
            "extend",
            t(
                "Record a new time agreed with the customer",
                "记录与客户重新约定的时间",
            ),
            step::extend_args,
            step::extend,
        )
        .writing(),
        Verb::new(
            "replace",
            t("Record that goods were replaced", "记录已换货"),
            step::replace_args,
            step::replace,
        )
        .writing(),
        Verb::new(
            "recall",
            t(
                "Start a recall: everybody who has the goods (R166)",
                "启动召回：列出全部持有客户（R166）",
            ),
            super::recall::ticket_args,
            super::recall::of_ticket,
        )
        .writing(),
        Verb::new(
            "solve",
            t("Record that it is solved", "记录问题已解决"),
            step::solve_args,
            step::solve,
        )
        .writing(),
        Verb::new(
            "confirm",
            t("Record that the customer was told", "记录已告知客户"),
            step::confirm_args,
            step::confirm,
        )
        .writing(),
        Verb::new(
            "revisit",
            t(
                "Record the revisit: solved for good?",
                "记录回访：是否彻底解决",
            ),
            step::revisit_args,
            step::revisit,
        )
        .writing(),
        Verb::new(
            "escalate",
            t(
                "Escalate it to the task force, the fast lane or a colleague",
                "升级至专项小组、绿色通道或同事",
            ),
            step::escalate_args,
            step::escalate,
        )
        .writing(),
        Verb::new(
            "reopen",
            t(
                "Open a solved or closed ticket again",
                "重开已解决或已关闭的工单",
            ),
            step::reopen_args,
            step::reopen,
        )
        .writing(),
        Verb::new(
            "merge",
            t(
                "Merge a duplicate into the ticket that goes on",
                "将重复工单合并到继续处理的工单",
            ),
            merge::args,
            merge::run,
        )
        .writing(),
        Verb::new(
            "link",
            t(
                "Link it to a delivery, a contract, an earlier ticket",
                "关联交付、合同和此前工单",
            ),
            link::link_args,
            link::link,
        )
        .writing(),
        Verb::new(
            "close",
            t(
                "Close it, after a revisit that says solved",
                "关闭工单（须先回访确认解决）",
            ),
            close::args,
            close::run,
        )
        .writing(),
        Verb::new(
            "archive",
            t("Archive a closed ticket", "归档已关闭工单"),
            step::archive_args,
            step::archive,
        )
        .writing(),
        Verb::new(
            "remove",
            t("Hide a ticket", "移除工单（隐藏）"),
            one,
            super::one::remove::<Ticket>,
        )
        .writing(),
        Verb::new(
            "audit",
            t(
                "Draw the tickets of a week whose quality is checked",
                "抽出某一周待质检的工单",
            ),
            super::audit::draw_args,
            super::audit::draw,
        )
        .writing(),
        Verb::new("history", t("Its trail", "处理过程"), one, sheet::trail),
        Verb::new(
            "explain",
            t(
                "Its clocks: what counted, what did not, and why",
                "逐段说明各项时限：何时计时、何时不计",
            ),
            one,
            sheet::explain,
        ),
    ]),
};

/// The ticket that a verb is about.
pub fn ticket_arg(lang: Lang) -> Arg {
    word(
        "ticket",
        t("TICKET", "工单"),
        t(
            "Its number or the end of it, or the customer where one is open",
            "编号或尾号；客户仅有一张未关闭工单时也可填客户",
        ),
        lang,
    )
    .add(Takes::record(Record::Ticket))
    .index(1)
}

fn one(lang: Lang) -> Vec<Arg> {
    vec![ticket_arg(lang)]
}

/// The ticket that was named.
pub fn named(app: &mut App<'_>, call: &Call<'_>) -> Result<i64, Failure> {
    app.file()?;
    app.which(Record::Ticket, call.text("ticket"))
}
