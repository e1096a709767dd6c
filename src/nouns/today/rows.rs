//! `today` for programs: one row an obligation, with stable keys.

use super::gather::Day;
use super::lines::Line;
use super::tell;
use crate::out::Out;
use crate::problem::Failure;
use crate::value::{Cell, ChoiceSet as _, Value as _, YesNo};
use crate::view::{Column, View};
use crate::words::{Lang, t};

/// Writes every line, those that others owe after mine.
///
/// # Errors
/// Exit 2 for columns that there are not, or when it cannot be written.
pub fn write(out: &mut Out<'_>, day: &Day) -> Result<(), Failure> {
    let lang = out.lang();
    let mine = day.lines.iter().map(|line| row(line, day, false, lang));
    let others = day.waiting.iter().map(|line| row(line, day, true, lang));
    let rows = mine.chain(others).collect();
    out.view(View::list(t("Today", "今日"), columns(), rows).key("today"))
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("class", t("How pressing", "紧急程度")),
        Column::new("customer", t("Customer", "客户")),
        Column::new("customer_number", t("Customer no.", "客户编号")),
        Column::new("grade", t("Grade", "级别")),
        Column::new("rule", t("Rule", "规则")),
        Column::new("label", t("What", "事项")),
        Column::new("band", t("Reason", "缘由")),
        Column::new("noun", t("About", "对象")),
        Column::new("record", t("Record", "记录编号")),
        Column::new("about", t("Matter", "内容")),
        Column::new("since", t("Since", "起始")),
        Column::new("due", t("Due", "期限")),
        Column::new("agreed", t("Agreed anew", "重新约定")),
        Column::new("late", t("Late by", "逾期")),
        Column::new("who", t("Who", "责任人")),
        Column::new("waiting", t("Others'", "他人事项")),
        Column::new("tell", t("To tell", "需告知")),
        Column::new("nth", t("No. in its period", "本期第几次")),
        Column::new("of", t("Of", "本期共几次")),
        Column::new("count", t("Customers", "客户数")),
        Column::new("snoozed", t("Put off", "推后次数")),
        Column::new("contact", t("Contact", "联系人")),
        Column::new("phone", t("Phone", "联系电话")).sensitive(),
        Column::new("command", t("Settled by", "办理命令")),
    ]
}

fn row(line: &Line, day: &Day, waiting: bool, lang: Lang) -> Vec<Cell> {
    let text = |text: &str| match text.is_empty() {
        true => Cell::Empty,
        false => Cell::Line(text.to_owned()),
    };
    let whole = |n: u32| Cell::Whole(i64::from(n));
    let names = |ids: &[i64]| {
        let all: Vec<String> = ids
            .iter()
            .filter_map(|id| day.people.get(id).cloned())
            .collect();
        text(&all.join(","))
    };
    let moment = |at: Option<crate::value::Moment>| at.map_or(Cell::Empty, Cell::Moment);
    let snoozed = line.snoozed.as_ref().map_or(0, |snooze| snooze.times);
    vec![
        text(tell::class_code(line.class)),
        text(&line.face.name),
        text(&line.face.number),
        text(line.face.grade.as_deref().unwrap_or("")),
        text(line.rule),
        text(line.label.to(lang)),
        text(line.band.map_or("", |band| band.code())),
        text(line.noun.table()),
        text(&line.of),
        text(&line.about),
        Cell::Moment(line.since),
        moment(line.due),
        moment(line.agreed),
        line.late.map_or(Cell::Empty, Cell::Span),
        names(&line.who),
        YesNo::from(waiting).cell(),
        names(&line.tell),
        line.nth.map_or(Cell::Empty, |(i, _)| whole(i)),
        line.nth.map_or(Cell::Empty, |(_, n)| whole(n)),
        Cell::Whole(i64::try_from(line.count).unwrap_or(i64::MAX)),
        Cell::Whole(i64::try_from(snoozed).unwrap_or(i64::MAX)),
        text(line.face.contact.as_deref().unwrap_or("")),
        line.face.phone.cell(),
        text(&tell::command(&line.run)),
    ]
}
