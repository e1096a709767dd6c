//! The monthly report (RP-25, with the counts of RP-01): customers, follow-ups,
//! what was agreed, grades, tickets. It names no customer and no contact.

use super::Month;
use super::compare::{Figure, Item, count, item, table, tallied, total};
use crate::records::choices::{
    Cause, GradeLetter, Method, Priority, Purpose, Source, TicketStatus, TicketType,
};
use crate::say;
use crate::store::{Agreed, ContactFigures, Figures, Lasted, NewCustomers, TicketFigures};
use crate::value::{Book, Cell, Choice, ChoiceSet as _, Codes};
use crate::view::{Column, View};
use crate::words::{Say, Text, t};

/// What the report is about.
pub struct Head<'a> {
    pub month: Month,
    /// The colleague it is about; everybody where there is none.
    pub rep: Option<&'a str>,
    /// The name of the playbook.
    pub playbook: &'a str,
    /// Where the names of industries stand.
    pub codes: &'a Codes,
}

/// The tables of the report: this month, the one before, the difference.
pub fn monthly(head: &Head<'_>, this: &Figures, before: &Figures) -> Vec<View<'static>> {
    let mut views = vec![about(head), headline(this, before)];
    views.extend(new_customers(
        head,
        &this.new_customers,
        &before.new_customers,
    ));
    views.extend(contact(&this.contact, &before.contact));
    views.push(agreed(
        "actions",
        t("Agreed actions due", "到期的约定事项"),
        &this.actions,
        &before.actions,
    ));
    views.push(agreed(
        "next_contacts",
        t("Agreed next contacts due", "到期的约定联系"),
        &this.next_contacts,
        &before.next_contacts,
    ));
    views.push(grade_moves(this, before));
    views.extend(tickets(&this.tickets, &before.tickets));
    views
}

fn about(head: &Head<'_>) -> View<'static> {
    let Say {
        en: month_en,
        zh: month_zh,
    } = head.month.name();
    let (who_en, who_zh) = head
        .rep
        .map_or(("everybody", "全体人员"), |name| (name, name));
    let playbook = head.playbook;
    let title = say!(
        "Monthly report, {month_en}: {who_en} (playbook {playbook})",
        "{month_zh}工作月报：{who_zh}（规则手册 {playbook}）"
    );
    let line = |text: &str| Cell::Line(text.to_owned());
    let columns = vec![
        Column::new("month", t("Month", "月份")),
        Column::new("compared_with", t("Compared with", "对比月份")),
        Column::new("rep", t("Rep", "人员")),
        Column::new("playbook", t("Playbook", "规则手册")),
    ];
    let row = vec![
        Cell::Line(head.month.code()),
        Cell::Line(head.month.before().code()),
        head.rep.map_or(Cell::Empty, line),
        line(playbook),
    ];
    View::sheet(title, columns, row).key("report")
}

fn headline(this: &Figures, before: &Figures) -> View<'static> {
    let number = |code, label, of: fn(&Figures) -> i64| count(code, label, of(this), of(before));
    let figure = |code, label, of: fn(&Figures) -> Figure| item(code, label, of(this), of(before));
    let items = [
        number("new_customers", t("New customers", "新增客户"), |f| {
            f.new_customers.total
        }),
        number("followups", t("Follow-ups", "跟进次数"), |f| {
            f.contact.total()
        }),
        number(
            "customers_touched",
            t("Customers contacted", "联系到的客户"),
            |f| f.contact.touched,
        ),
        figure(
            "actions_kept_share",
            t("Actions kept", "约定事项按时完成率"),
            |f| Figure::Share(f.actions.share()),
        ),
        number(
            "tickets_opened",
            t("Tickets accepted", "受理工单"),
            |f| f.tickets.opened,
        ),
        number("tickets_closed", t("Tickets closed", "关闭工单"), |f| {
            f.tickets.closed
        }),
        number(
            "tickets_open",
            t("Tickets open at the end", "月末未关闭工单"),
            |f| f.tickets.open(),
        ),
        figure(
            "first_response_mean_minutes",
            t("Mean first response", "平均首次响应时长"),
            |f| Figure::Minutes(f.tickets.response.mean),
        ),
    ];
    let title = t("At a glance", "概览");
    table(
        "headline",
        title,
        t("Figure", "指标"),
        &[],
        items.map(Item::always),
    )
}

/// Those for whom nobody gave an answer.
const UNSTATED: Choice = Choice {
    code: "unstated",
    label: t("(not stated)", "（未填写）"),
    aliases: &[],
};

const UNGRADED: Choice = Choice {
    code: "ungraded",
    label: t("(no grade yet)", "（未分级）"),
    aliases: &[],
};

fn new_customers(
    head: &Head<'_>,
    this: &NewCustomers,
    before: &NewCustomers,
) -> [View<'static>; 3] {
    let industries: Vec<Choice> = head
        .codes
        .book(Book::Industry)
        .iter()
        .map(|entry| entry.choice())
        .collect();
    let whole = |mut items: Vec<Item>| {
        items.push(total(this.total, before.total));
        items
    };
    [
        table(
            "new_customers_by_source",
            t("New customers by source", "新增客户：来源渠道"),
            t("Source", "来源渠道"),
            &[],
            whole(tallied(
                Source::CHOICES,
                UNSTATED,
                &this.by_source,
                &before.by_source,
            )),
        ),
        table(
            "new_customers_by_grade",
            t(
                "New customers by grade at the end of the month",
                "新增客户：月末客户级别",
            ),
            t("Grade", "客户级别"),
            &[],
            whole(tallied(
                GradeLetter::CHOICES,
                UNGRADED,
                &this.by_grade,
                &before.by_grade,
            )),
        ),
        table(
            "new_customers_by_industry",
            t("New customers by industry", "新增客户：所属行业"),
            t("Industry", "所属行业"),
            &[],
            whole(tallied(
                &industries,
                UNSTATED,
                &this.by_industry,
                &before.by_industry,
            )),
        ),
    ]
}

fn contact(this: &ContactFigures, before: &ContactFigures) -> [View<'static>; 3] {
    let customers = [
        count(
            "touched",
            t("Contacted", "已联系"),
            this.touched,
            before.touched,
        )
        .always(),
        count(
            "untouched",
            t("Not contacted", "未联系"),
            this.untouched,
            before.untouched,
        )
        .always(),
    ];
    let purposes = tallied(
        Purpose::CHOICES,
        UNSTATED,
        &this.by_purpose,
        &before.by_purpose,
    );
    [
        by_method(this, before),
        table(
            "followups_by_purpose",
            t(
                "Follow-ups by purpose (one may serve several)",
                "跟进：目的（一次可有多个）",
            ),
            t("Purpose", "目的"),
            &[],
            purposes,
        ),
        table(
            "customers_contacted",
            t("Customers contacted", "客户联系情况"),
            t("Customers", "客户"),
            &[],
            customers,
        ),
    ]
}

fn by_method(this: &ContactFigures, before: &ContactFigures) -> View<'static> {
    let of = |figures: &ContactFigures, code: &str| {
        let found = figures.by_method.iter().find(|by| by.method == code);
        found.map_or((0, 0), |by| (by.total, by.reached))
    };
    let mut items: Vec<Item> = Method::CHOICES
        .iter()
        .map(|method| {
            let (now, then) = (of(this, method.code), of(before, method.code));
            count(method.code, method.label, now.0, then.0).and(now.1, then.1)
        })
        .collect();
    items.push(total(this.total(), before.total()).and(this.reached(), before.reached()));
    table(
        "followups_by_method",
        t("Follow-ups by method", "跟进：方式"),
        t("Method", "跟进方式"),
        &[
            Column::new("reached", t("Reached", "联系上")),
            Column::new("reached_before", t("Reached before", "上月联系上")),
        ],
        items,
    )
}

fn agreed(key: &'static str, title: Text, this: &Agreed, before: &Agreed) -> View<'static> {
    let share = |agreed: &Agreed| Figure::Share(agreed.share());
    let items = [
        count("kept", t("Kept", "按时完成"), this.kept, before.kept),
        count("late", t("Late", "逾期完成"), this.late, before.late),
        count(
            "missed",
            t("Missed", "逾期未做"),
            this.missed,
            before.missed,
        ),
        count("open", t("Not due yet", "未到期"), this.open, before.open),
        total(this.total(), before.total()),
        item(
            "kept_share",
            t("Share kept", "按时完成率"),
            share(this),
            share(before),
        ),
    ];
    table(key, title, t("Outcome", "结果"), &[], items)
}

fn grade_moves(this: &Figures, before: &Figures) -> View<'static> {
    let (this, before) = (this.grade_moves, before.grade_moves);
    let items = [
        count(
            "first",
            t("Graded for the first time", "首次定级"),
            this.first,
            before.first,
        ),
        count("up", t("Moved up", "升级"), this.up, before.up),
        count("down", t("Moved down", "降级"), this.down, before.down),
        total(
            this.first + this.up + this.down,
            before.first + before.up + before.down,
        ),
    ];
    table(
        "grade_moves",
        t("Grades approved", "客户级别变动"),
        t("Move", "变动"),
        &[],
        items,
    )
}

fn tickets(this: &TicketFigures, before: &TicketFigures) -> [View<'static>; 5] {
    let all = |mut items: Vec<Item>| {
        items.push(total(this.opened, before.opened));
        items
    };
    let mut open = tallied(
        TicketStatus::CHOICES,
        UNSTATED,
        &this.open_by_status,
        &before.open_by_status,
    );
    open.push(total(this.open(), before.open()));
    [
        table(
            "tickets_by_type",
            t("Tickets accepted, by type", "受理工单：问题类型"),
            t("Type", "问题类型"),
            &[],
            all(tallied(
                TicketType::CHOICES,
                UNSTATED,
                &this.by_type,
                &before.by_type,
            )),
        ),
        table(
            "tickets_by_priority",
            t("Tickets accepted, by priority", "受理工单：优先级"),
            t("Priority", "优先级"),
            &[],
            all(tallied(
                Priority::CHOICES,
                UNSTATED,
                &this.by_priority,
                &before.by_priority,
            )),
        ),
        table(
            "tickets_by_cause",
            t("Tickets accepted, by cause", "受理工单：原因"),
            t("Cause", "原因"),
            &[],
            all(tallied(
                Cause::CHOICES,
                UNSTATED,
                &this.by_cause,
                &before.by_cause,
            )),
        ),
        table(
            "tickets_open_by_status",
            t(
                "Tickets open at the end of the month, by status",
                "月末未关闭工单：状态",
            ),
            t("Status", "状态"),
            &[],
            open,
        ),
        ticket_times(this, before),
    ]
}

fn ticket_times(this: &TicketFigures, before: &TicketFigures) -> View<'static> {
    let mean = |lasted: Lasted| Figure::Minutes(lasted.mean);
    let median = |lasted: Lasted| Figure::Minutes(lasted.median);
    let items = [
        count(
            "responded",
            t("Tickets with a response", "已响应工单"),
            this.response.cases,
            before.response.cases,
        ),
        count(
            "answered",
            t("Tickets with a solution", "已给方案工单"),
            this.answer.cases,
            before.answer.cases,
        ),
        count(
            "solved",
            t("Tickets solved", "已解决工单"),
            this.resolution.cases,
            before.resolution.cases,
        ),
        count(
            "contradictory",
            t("Left out, times contradict", "时间矛盾，未计入"),
            this.contradictory,
            before.contradictory,
        ),
        item(
            "response_mean_minutes",
            t("First response, mean", "首次响应，平均"),
            mean(this.response),
            mean(before.response),
        ),
        item(
            "response_median_minutes",
            t("First response, median", "首次响应，中位数"),
            median(this.response),
            median(before.response),
        ),
        item(
            "solution_mean_minutes",
            t("Solution given, mean", "给出方案，平均"),
            mean(this.answer),
            mean(before.answer),
        ),
        item(
            "solution_median_minutes",
            t("Solution given, median", "给出方案，中位数"),
            median(this.answer),
            median(before.answer),
        ),
        item(
            "resolution_mean_minutes",
            t("Solved, mean", "解决，平均"),
            mean(this.resolution),
            mean(before.resolution),
        ),
        item(
            "resolution_median_minutes",
            t("Solved, median", "解决，中位数"),
            median(this.resolution),
            median(before.resolution),
        ),
    ];
    table(
        "ticket_times",
        t(
            "Tickets accepted: time since acceptance",
            "受理工单：自受理起的时长",
        ),
        t("Figure", "指标"),
        &[],
        items,
    )
}
