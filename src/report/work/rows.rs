//! What was done as tables, for programs and spreadsheets: whole texts, codes
//! and moments.

use super::Told;
use crate::records::choices::{
    GradeLetter, Method, Priority, Source, TicketEventKind as Event, TicketStatus,
};
use crate::store::{Ahead, Named, Task, Work};
use crate::value::{Cell, Choice, ChoiceSet, Day, without_contacts};
use crate::view::{Column, NUMBER, View};
use crate::words::{Text, t};

/// What can happen to a ticket, as [`crate::store::Handled`] has it.
pub fn steps() -> impl Iterator<Item = Text> {
    STEPS.iter().map(|step| step.label())
}

const STEPS: [Event; 6] = [
    Event::Opened,
    Event::Responded,
    Event::Answered,
    Event::Solved,
    Event::Revisited,
    Event::Closed,
];

const CUSTOMER: [Column; 2] = [
    Column::new("customer", t("Customer", "客户")),
    Column::new("customer_number", t("Customer no.", "客户编号")),
];
const BY: Column = Column::new("by", t("By", "人员"));
const METHOD: Column = Column::new("method", t("Method", "方式"));

pub fn tables(told: &Told<'_>, work: &Work) -> Vec<View<'static>> {
    let (overdue, ahead): (Vec<&Ahead>, Vec<&Ahead>) =
        work.open.iter().partition(|task| told.is_overdue(task));
    vec![
        about(told),
        talks(told, work),
        tickets(told, work),
        arrivals(work),
        grades(work),
        tasks(told, told.ahead_title(&ahead), &ahead).key("ahead"),
        tasks(told, t("Overdue", "逾期未完成").into(), &overdue).key("overdue"),
    ]
}

fn about(told: &Told<'_>) -> View<'static> {
    let columns = vec![
        Column::new("period", t("Period", "期间")),
        Column::new("from", t("From", "起")),
        Column::new("to", t("To", "止")),
        Column::new("rep", t("Rep", "人员")),
        Column::new("open_as_of", t("Open as of", "未完成事项截至")),
        Column::new("ahead_to", t("Ahead to", "安排截至")),
    ];
    let row = vec![
        Cell::Line(told.stretch.code()),
        Cell::Day(Day(told.stretch.first())),
        Cell::Day(Day(told.stretch.last())),
        told.rep
            .map_or(Cell::Empty, |name| Cell::Line(name.to_owned())),
        Cell::Moment(told.at),
        Cell::Day(Day(told.ahead())),
    ];
    View::sheet(told.title(), columns, row).key("report")
}

fn talks(told: &Told<'_>, work: &Work) -> View<'static> {
    let mut columns = vec![NUMBER, Column::new("at", t("When", "跟进时间"))];
    columns.extend(CUSTOMER);
    columns.extend([
        METHOD,
        Column::new("reached", t("Reached", "是否联系上")),
        Column::new("said", t("What was said", "沟通内容")),
        Column::new("next_at", t("Next contact", "下次沟通时间")),
        Column::new("next_what", t("Next step", "下一步")),
        BY,
    ]);
    let rows = work.talks.iter().map(|talk| {
        let mut row = vec![Cell::Line(talk.number.clone()), Cell::Moment(talk.at)];
        row.extend(named(&talk.customer));
        row.extend([
            coded::<Method>(Some(&talk.method)),
            coded::<crate::value::YesNo>(Some(if talk.reached { "yes" } else { "no" })),
            told.text(Some(&talk.said)),
            talk.next_at.map_or(Cell::Empty, Cell::Moment),
            told.text(talk.next_what.as_deref()),
            line(talk.by.as_deref()),
        ]);
        row
    });
    View::list(t("Follow-ups", "客户跟进"), columns, rows.collect()).key("followups")
}

fn tickets(told: &Told<'_>, work: &Work) -> View<'static> {
    let mut columns = vec![NUMBER];
    columns.extend(CUSTOMER);
    columns.extend([
        Column::new("priority", t("Priority", "优先级")),
        Column::new("symptom", t("Symptom", "故障现象")),
        Column::new("done", t("Done", "处理")),
        Column::new("status", t("Status", "状态")),
        BY,
    ]);
    let rows = work.tickets.iter().map(|ticket| {
        let done = STEPS.iter().zip(ticket.steps).filter(|(_, done)| *done);
        let mut row = vec![Cell::Line(ticket.number.clone())];
        row.extend(named(&ticket.customer));
        row.extend([
            coded::<Priority>(Some(&ticket.priority)),
            told.text(Some(&ticket.symptom)),
            Cell::Choices(done.map(|(step, _)| step.choice()).collect()),
            coded::<TicketStatus>(Some(&ticket.status)),
            line(ticket.by.as_deref()),
        ]);
        row
    });
    View::list(t("Tickets", "售后工单"), columns, rows.collect()).key("tickets")
}

fn arrivals(work: &Work) -> View<'static> {
    let mut columns = CUSTOMER.to_vec();
    columns.extend([Column::new("source", t("Source", "来源渠道")), BY]);
    let rows = work.arrivals.iter().map(|arrival| {
        let mut row = named(&arrival.customer).to_vec();
        row.extend([
            coded::<Source>(arrival.source.as_deref()),
            line(arrival.by.as_deref()),
        ]);
        row
    });
    View::list(t("New customers", "新增客户"), columns, rows.collect()).key("new_customers")
}

fn grades(work: &Work) -> View<'static> {
    let mut columns = CUSTOMER.to_vec();
    columns.extend([
        Column::new("from", t("From", "变动前")),
        Column::new("to", t("To", "变动后")),
    ]);
    let rows = work.grades.iter().map(|graded| {
        let mut row = named(&graded.customer).to_vec();
        row.extend([
            coded::<GradeLetter>(graded.from.as_deref()),
            coded::<GradeLetter>(graded.to.as_deref()),
        ]);
        row
    });
    View::list(t("Grades", "客户级别变动"), columns, rows.collect()).key("grades")
}

fn tasks(told: &Told<'_>, title: crate::words::Say, all: &[&Ahead]) -> View<'static> {
    let mut columns = vec![
        Column::new("task", t("Task", "事项")),
        NUMBER,
        Column::new("due", t("Due", "期限")),
    ];
    columns.extend(CUSTOMER);
    columns.extend([METHOD, Column::new("what", t("What", "内容")), BY]);
    let rows = all.iter().map(|task| {
        let mut row = vec![
            kind(task.task),
            Cell::Line(task.number.clone()),
            Cell::Moment(task.due),
        ];
        row.extend(named(&task.customer));
        row.extend([
            coded::<Method>(task.method.as_deref()),
            told.text(task.what.as_deref()),
            line(task.by.as_deref()),
        ]);
        row
    });
    View::list(title, columns, rows.collect())
}

fn kind(task: Task) -> Cell {
    let (code, label) = match task {
        Task::Plan => ("plan", t("Plan", "跟进计划")),
        Task::Action => ("action", t("Action", "待办事项")),
        Task::NextContact => ("next-contact", t("Next contact", "约定联系")),
    };
    Cell::Choice(Choice {
        code,
        label,
        aliases: &[],
    })
}

fn named(customer: &Named) -> [Cell; 2] {
    [&customer.name, &customer.number].map(|text| Cell::Line(text.clone()))
}

fn line(text: Option<&str>) -> Cell {
    text.map_or(Cell::Empty, |text| Cell::Line(text.to_owned()))
}

/// A stored code; text where nobody knows it.
fn coded<T: ChoiceSet>(code: Option<&str>) -> Cell {
    match code.and_then(T::from_code) {
        Some(known) => Cell::Choice(known.choice()),
        None => line(code),
    }
}

impl Told<'_> {
    /// Free text, without what nobody should send on.
    fn text(&self, text: Option<&str>) -> Cell {
        match text {
            None => Cell::Empty,
            Some(text) if self.reveal => Cell::Long(text.to_owned()),
            Some(text) => Cell::Long(without_contacts(text)),
        }
    }
}
