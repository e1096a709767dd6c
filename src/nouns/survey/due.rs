//! `survey due`: whom the playbook's rules want asked, who was asked and has not
//! answered, and who was not asked at all.

use std::collections::BTreeMap;

use chrono::Days;
use clap::Arg;

use crate::app::{App, Owing};
use crate::event::About;
use crate::flags::Takes;
use crate::nouns::today::settling;
use crate::nouns::{Call, option, switch};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::rules::Obligation;
use crate::say;
use crate::store::Only;
use crate::value::{Cell, Noun};
use crate::view::{Column, View};
use crate::words::{Lang, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    vec![
        option(
            "owner",
            t("NAME", "姓名"),
            t(
                "Whose customers; yours unless given, “all” for everybody's",
                "谁的客户；默认为本人，all 为全体",
            ),
            lang,
        )
        .add(Takes::record(Noun::Staff)),
        option(
            "days",
            t("N", "天数"),
            t(
                "What is due within so many days; 31 unless given",
                "多少天内到期，默认 31",
            ),
            lang,
        ),
        switch(
            "unasked",
            t("Only customers who were not asked", "仅尚未发出调查的客户"),
            lang,
        ),
    ]
}

/// How far ahead is looked unless the line says so.
const DAYS: u64 = 31;

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let people = match call.text("owner") {
        Some("all" | "全体" | "全部") => Vec::new(),
        Some(name) => vec![app.resolve(Noun::Staff, name)?],
        None => vec![me],
    };
    let days = match call.text("days") {
        None => DAYS,
        Some(text) => text
            .parse()
            .ok()
            .filter(|days| *days <= 3660)
            .ok_or_else(|| {
                Problem::usage(say!(
                    "“{text}” is not a number of days, such as 30",
                    "“{text}”不是天数，如 30"
                ))
                .about(t("--days", "--days"))
            })?,
    };
    let unasked = call.has("unasked");
    let rows = app.owing(&people, Only::All, |owing| rows(&owing, days, unasked))?;
    let n = rows.len();
    let columns = vec![
        Column::new("customer", t("Customer", "客户")),
        Column::new("number", t("No.", "编号")),
        Column::new("what", t("Why", "事项")),
        Column::new("record", t("Record", "相关记录")),
        Column::new("due", t("Ask by", "期限")),
        Column::new("asked_at", t("Sent", "发出时间")),
        Column::new("survey", t("Survey", "调查")),
    ];
    out.view(View::list(t("Surveys due", "待调查"), columns, rows))?;
    if n > 0 {
        out.note(&say!(
            "answers: kehu survey record CUSTOMER; sent: kehu survey ask CUSTOMER",
            "登记结果：kehu survey record 客户；登记发出：kehu survey ask 客户"
        ));
    }
    Ok(Exit::Done)
}

fn rows(owing: &Owing<'_>, days: u64, unasked: bool) -> Result<Vec<Vec<Cell>>, Failure> {
    let calendar = owing.engine.calendar;
    let today = calendar.day_of(owing.engine.now);
    let last = today.checked_add_days(Days::new(days)).unwrap_or(today);
    let until = calendar.end_of(last);
    let asks = |rule: &&crate::playbook::Rule| {
        settling(rule)
            .iter()
            .any(|selector| selector.event.about == About::Survey)
    };
    // A line that is shown only later is due within the days all the same.
    let mut open = owing.open(owing.rules.iter().filter(asks), until)?;
    open.retain(|owed| owed.due.is_none_or(|due| due <= until));
    open.sort_by_key(|owed| (owed.due, owed.subject.home()));
    let customers: Vec<i64> = open.iter().map(|owed| owed.subject.home()).collect();
    let faces = owing.store.faces(&customers)?;
    let numbers = numbers(owing, &open)?;
    let mut rows = Vec::new();
    for owed in &open {
        let customer = owed.subject.home();
        let sent = owing.store.unanswered_surveys(customer)?;
        let sent = sent.last();
        if unasked && sent.is_some() {
            continue;
        }
        let face = faces.get(&customer);
        let record = numbers.get(&(owed.subject.noun, owed.subject.id));
        rows.push(vec![
            face.map_or(Cell::Empty, |face| Cell::Line(face.name.clone())),
            face.map_or(Cell::Empty, |face| Cell::Line(face.number.clone())),
            Cell::Text(owed.rule.label),
            record.map_or(Cell::Empty, |number| Cell::Line(number.clone())),
            owed.due.map_or(Cell::Empty, Cell::Moment),
            sent.and_then(|sent| sent.record.asked_at)
                .map_or(Cell::Empty, Cell::Moment),
            sent.map_or(Cell::Empty, |sent| Cell::Line(sent.number.clone())),
        ]);
    }
    Ok(rows)
}

/// The numbers of the deliveries and tickets that are asked about.
fn numbers(
    owing: &Owing<'_>,
    open: &[Obligation<'_>],
) -> Result<BTreeMap<(Noun, i64), String>, Failure> {
    let mut ids: BTreeMap<Noun, Vec<i64>> = BTreeMap::new();
    for owed in open
        .iter()
        .filter(|owed| owed.subject.noun != Noun::Customer)
    {
        ids.entry(owed.subject.noun)
            .or_default()
            .push(owed.subject.id);
    }
    let mut numbers = BTreeMap::new();
    for (noun, ids) in ids {
        for (id, matter) in owing.store.matters(noun, &ids)? {
            numbers.insert((noun, id), matter.number);
        }
    }
    Ok(numbers)
}
