//! `customer show`: the file of one customer on one screen.

use super::{Completeness, named};
use crate::app::App;
use crate::form::Form as _;
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::choices::GradeLetter;
use crate::records::{Contact, Customer};
use crate::render::Format;
use crate::say;
use crate::store::{Kept, List, of_customer};
use crate::value::{Cell, ChoiceSet as _, Span, Tags, Value as _};
use crate::verbs;
use crate::view::{Column, View};
use crate::words::{Lang, t};

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    customer(app, out, id)?;
    Ok(Exit::Done)
}

/// The sheet of a customer; for people also contacts, what is open, and the
/// last contacts.
pub fn customer(app: &mut App<'_>, out: &mut Out<'_>, id: i64) -> Result<(), Failure> {
    let for_people = matches!(out.style.format, Format::Table | Format::Md);
    let more = heading(app, id, for_people.then_some(out.lang()))?;
    verbs::sheet::<Customer>(app, out, id, more)?;
    if !for_people || out.quiet || out.style.fields.is_some() {
        return Ok(());
    }
    contacts(app, out, id)?;
    let deals = crate::nouns::deal::columns(app.policy.get()?);
    let needs = List::needs(&app.policy.get()?.needs);
    for (title, mut list, limit) in [
        (t("Open deals", "未结束商机"), deals, None),
        (t("Open tickets", "未关闭工单"), List::tickets(), None),
        (t("Planned", "跟进计划"), List::plans(), None),
        (t("Agreed actions", "待办事项"), List::actions(), None),
        (
            t("Objections not settled yet", "未了结异议"),
            List::objections(),
            None,
        ),
        (
            t("Promises not kept yet", "未兑现承诺"),
            List::promises(),
            None,
        ),
        (
            t("Unanswered requests", "未答复申请"),
            List::requests(),
            None,
        ),
        (
            t("Recalls not settled yet", "未处理完毕的召回"),
            List::affected(),
            None,
        ),
        (
            t("Feedback not closed yet", "未闭环反馈"),
            List::feedback(),
            None,
        ),
        (t("Needs", "需求"), needs, Some(5)),
        (t("Contracts", "合同"), List::contracts(), None),
        (t("Deliveries", "交付"), List::deliveries(), None),
        (t("Surveys", "满意度调查"), List::surveys(), Some(3)),
        (
            t("Improved because of them", "因其反馈的改进"),
            List::notices(),
            Some(5),
        ),
        (t("Occasions", "纪念日"), List::occasions(), Some(20)),
        (t("Assessments", "分级评估"), List::grades(), Some(3)),
        (t("Last follow-ups", "最近跟进"), List::followups(), Some(5)),
        (t("Attached files", "附件"), List::attachments(), Some(5)),
    ] {
        let mut filter = of_customer(id);
        if limit.is_none() {
            filter.only_open(list.noun);
        }
        if app.store.read()?.count(&list, &filter)? > 0 {
            heading_line(out, title)?;
            // All of them are this customer's.
            list.columns.retain(|shown| shown.key != "customer");
            verbs::list(app, out, title, &list, &filter, limit)?;
        }
    }
    Ok(())
}

pub fn heading_line(out: &mut Out<'_>, title: crate::words::Text) -> Result<(), Failure> {
    if out.style.format == Format::Table {
        writeln!(out.out, "\n{}", title.to(out.lang()))?;
    }
    Ok(())
}

/// Grade, tags, pool and completeness stand before the form's own fields. A
/// person, who speaks `lang`, reads beside the completeness what is missing.
fn heading(app: &mut App<'_>, id: i64, lang: Option<Lang>) -> Result<Vec<(Column, Cell)>, Failure> {
    let required = &app.policy.get()?.required;
    let store = app.store.read()?;
    let kept: Kept<Customer> = store.get(id)?;
    let open = store.to_confirm(crate::value::Noun::Customer, id)?;
    let contacts = store.contacts_of(id)?;
    let cells = kept.record.cells();
    let first = contacts.first().map(|contact| contact.record.cells());
    let answered = |key: &str| {
        let (fields, cells, key) = match (key.strip_prefix("contact."), &first) {
            (Some(_), None) => return false,
            (Some(key), Some(cells)) => (Contact::FIELDS, cells, key),
            (None, _) => (Customer::FIELDS, &cells, key),
        };
        fields
            .iter()
            .zip(cells.iter())
            .any(|(field, cell)| field.key == key && *cell != Cell::Empty)
    };
    let done = Completeness::of(required, kept.record.kind.code(), answered, &open);
    let grade = store.grade_of(id)?;
    let grade = grade.and_then(|code| GradeLetter::from_code(&code));
    let screened = store
        .screenings_of(id)?
        .pop()
        .map(|last| last.record.result.cell());
    let reviewed = store
        .reviews_of(crate::value::Noun::Customer, id)?
        .pop()
        .map(|last| last.record.result.cell());
    let (filed, pool) = (store.filing(id)?.1, store.in_pool(id)?);
    let mut more = vec![
        (
            Column::new("grade", t("Grade", "客户级别")),
            grade.map_or(Cell::Empty, |grade| grade.cell()),
        ),
        (
            Column::new("completeness", t("Complete", "完整度")),
            completeness(&done, lang),
        ),
        (
            Column::new("tag", t("Tags", "标签")),
            Tags(store.tags(id)?).cell(),
        ),
        (
            Column::new("filed_at", t("Filed", "建档时间")),
            filed.map_or(Cell::Empty, Cell::Moment),
        ),
    ];
    for (column, result) in [
        (
            Column::new("screened", t("Screening", "初步筛选")),
            screened,
        ),
        (Column::new("reviewed", t("Review", "登记审核")), reviewed),
    ] {
        more.extend(result.map(|result| (column, result)));
    }
    if let Some(at) = store.last_verified(id)? {
        let column = Column::new("verified_at", t("Verified", "信息复核"));
        more.push((column, Cell::Moment(at)));
    }
    if let Some(pause) = store.running_pause(id)? {
        more.push((
            Column::new("paused_until", t("Paused until", "暂停至")),
            pause.record.resume_on.cell(),
        ));
        more.push((
            Column::new("pause_reason", t("Paused because", "暂停原因")),
            pause.record.reason.cell(),
        ));
    }
    if let Some(own) = store.own_rhythms(&[id])?.remove(&id) {
        more.push((
            Column::new("rhythm", t("Rhythm of its own", "专属跟进频率")),
            Span::read(&own.every).map_or(Cell::Empty, Cell::Span),
        ));
        more.push((
            Column::new("rhythm_why", t("Its reason", "频率原因")),
            Cell::Line(own.why),
        ));
    }
    if pool {
        more.push((
            Column::new("pool", t("Pool", "客户池")),
            Cell::Choice(crate::value::YesNo::Yes.choice()),
        ));
    }
    Ok(more)
}

fn completeness(done: &Completeness<'_>, lang: Option<Lang>) -> Cell {
    let percent = done.percent();
    match lang.filter(|_| !done.is_whole()) {
        None => Cell::Percent(percent as f64 / 100.0),
        Some(lang) => {
            let labels = done.labels(&super::add::FIELDS, lang);
            let text = say!("{percent}%, missing: {labels}", "{percent}%，缺：{labels}");
            Cell::Line(text.to(lang).to_owned())
        }
    }
}

fn contacts(app: &mut App<'_>, out: &mut Out<'_>, id: i64) -> Result<(), Failure> {
    let store = app.store.read()?;
    let contacts = store.contacts_of(id)?;
    // What the registration left open stands with the customer, of its first
    // contact; what was left open later stands with the contact.
    let of_first = store.to_confirm(crate::value::Noun::Customer, id)?;
    let mut open = Vec::with_capacity(contacts.len());
    for (at, contact) in contacts.iter().enumerate() {
        let mut keys = store.to_confirm(crate::value::Noun::Contact, contact.id)?;
        if at == 0 {
            let prefixed = of_first.iter();
            keys.extend(prefixed.filter_map(|key| Some(key.strip_prefix("contact.")?.to_owned())));
        }
        open.push(keys);
    }
    if contacts.is_empty() {
        return Ok(());
    }
    heading_line(out, t("Contacts", "联系人"))?;
    let keys = ["name", "title", "phone", "email", "wechat", "role"];
    let fields: Vec<_> = Contact::FIELDS
        .iter()
        .enumerate()
        .filter(|(_, field)| keys.contains(&field.key))
        .collect();
    let columns = fields
        .iter()
        .map(|(_, field)| Column::from(*field))
        .collect();
    let rows = contacts
        .iter()
        .zip(&open)
        .map(|(contact, open)| {
            let cells = contact.record.cells();
            let cell = |at: usize, key: &str| match cells.get(at) {
                None | Some(Cell::Empty) if open.contains(key) => Cell::ToConfirm,
                cell => cell.cloned().unwrap_or(Cell::Empty),
            };
            let shown = fields.iter().map(|(at, field)| cell(*at, field.key));
            shown.collect()
        })
        .collect();
    let reveal = out.style.reveal;
    out.style.reveal = reveal || out.terminal;
    let done = out.view(View::list(t("Contacts", "联系人"), columns, rows));
    out.style.reveal = reveal;
    done
}
