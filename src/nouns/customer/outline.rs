//! `customer outline`: 沟通提纲 (F07), what to know and to ask before a call: on one
//! screen and on one page. Nothing in it is stored; each table is a line of [`PARTS`].

use clap::Arg;

use super::add::FIELDS;
use super::{named, one};
use crate::app::App;
use crate::field::Field;
use crate::form::Form as _;
use crate::nouns::Call;
use crate::nouns::need::{questions, to_ask};
use crate::nouns::report::files::{self, Files};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::choices::GradeLetter;
use crate::records::{Contact, Customer, Followup};
use crate::render::Format;
use crate::say;
use crate::store::{Kept, List, OpenItem, of_customer};
use crate::value::{Cell, ChoiceSet as _, Noun, Tags, Value as _};
use crate::verbs;
use crate::view::{Column, Rows, View};
use crate::words::{Lang, Say, Text, t};

/// How many questions of each kind: it is one page.
const QUESTIONS: usize = 2;

/// Among so many contacts the last one that reached somebody is looked for.
const RECENT: usize = 20;

/// A table of the outline.
struct Part {
    /// What machine formats call it.
    key: &'static str,
    title: Text,
    list: fn(&App<'_>) -> Result<List, Failure>,
    columns: &'static [&'static str],
    /// Only what is still open, and how many of it at most.
    open: bool,
    most: usize,
}

const fn open(
    key: &'static str,
    title: Text,
    list: fn(&App<'_>) -> Result<List, Failure>,
    columns: &'static [&'static str],
) -> Part {
    Part {
        key,
        title,
        list,
        columns,
        open: true,
        most: 6,
    }
}

/// What stands open with a customer, in the order of a call. A record that is to be
/// told before a call is a line here.
const PARTS: &[Part] = &[
    open(
        "tickets",
        t("Open tickets", "未关闭工单"),
        |_| Ok(List::tickets()),
        &["number", "priority", "status", "symptom", "at"],
    ),
    open(
        "recalls",
        t("Recalls not settled yet", "未处理完毕的召回"),
        |_| Ok(List::affected()),
        &["number", "recall", "goods", "quantity", "state"],
    ),
    open(
        "feedback",
        t("Feedback not closed yet", "未闭环反馈"),
        |_| Ok(List::feedback()),
        &["number", "class", "said", "received_at", "solution"],
    ),
    open(
        "notices",
        t("Improvements to tell of", "改进结果待告知"),
        |_| Ok(List::notices()),
        &["number", "problem", "state", "measure"],
    ),
    open(
        "objections",
        t("Objections not settled yet", "未了结异议"),
        |_| Ok(List::objections()),
        &["number", "type", "what", "raised", "answered_at"],
    ),
    open(
        "actions",
        t("Open actions", "未完成待办"),
        |_| Ok(List::actions()),
        &["number", "what", "due", "owner"],
    ),
    open(
        "promises",
        t("Promises not kept yet", "未兑现承诺"),
        |_| Ok(List::promises()),
        &["number", "promised_by", "what", "due", "confirmed_at"],
    ),
    open(
        "requests",
        t("Unanswered requests", "未答复申请"),
        |_| Ok(List::requests()),
        &["number", "department", "background", "expected"],
    ),
    open(
        "deals",
        t("Open deals", "未结束商机"),
        |app| Ok(crate::nouns::deal::columns(app.policy.get()?)),
        &["number", "name", "stage", "value", "expected"],
    ),
    Part {
        open: false,
        most: 3,
        ..open(
            "needs",
            t("Needs", "需求"),
            |app| Ok(List::needs(&app.policy.get()?.needs)),
            &["number", "what", "priority", "solution"],
        )
    },
];

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(files::args(lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    let files = Files::asked(call)?;
    let views = tables(app, id)?;
    let document = |format: Format| (of_format(&views, format), ending(format));
    files.write_of_one(call.dry_run, out, document)?;
    Ok(Exit::Done)
}

/// What a reader sees: people no empty tables, programs all of them.
fn of_format(views: &[View<'_>], format: Format) -> Vec<View<'static>> {
    let people = format.is_read();
    let empty = |view: &&View<'_>| matches!(&view.rows, Rows::Held(rows) if rows.is_empty());
    let shown = views.iter().filter(|view| !people || !empty(view));
    shown.filter_map(View::again).collect()
}

/// On paper there is room for what is brought along and what comes of the call.
fn ending(format: Format) -> Option<Say> {
    format.is_document().then(|| {
        say!(
            "To bring along: ____________   What came of it: ____________________",
            "携带资料：____________　沟通结果：____________________"
        )
    })
}

fn tables(app: &mut App<'_>, id: i64) -> Result<Vec<View<'static>>, Failure> {
    let mut views = vec![heading(app, id)?];
    for part in PARTS {
        let list = (part.list)(app)?;
        let mut filter = of_customer(id);
        if part.open {
            filter.only_open(list.noun);
        }
        let most = Some(part.most);
        let view = verbs::held(app, part.title, &list, part.columns, &filter, most)?;
        views.push(view.key(part.key));
    }
    views.push(to_ask(&questions(app, id, QUESTIONS)?));
    Ok(views)
}

/// A sheet that is being put together.
#[derive(Default)]
struct Row {
    columns: Vec<Column>,
    cells: Vec<Cell>,
}

impl Row {
    fn add(&mut self, column: Column, cell: Cell) {
        self.columns.push(column);
        self.cells.push(cell);
    }

    fn say(&mut self, key: &'static str, label: Text, cell: Cell) {
        self.add(Column::new(key, label), cell);
    }
}

/// Who they are, whom to call and how, what was last, what is meant to come of it.
fn heading(app: &mut App<'_>, id: i64) -> Result<View<'static>, Failure> {
    let store = app.store.read()?;
    let kept: Kept<Customer> = store.get(id)?;
    let contacts = store.contacts_of(id)?;
    let grade = store.grade_of(id)?;
    let grade = grade.and_then(|code| GradeLetter::from_code(&code));
    let own = &kept.record;
    let mut row = Row::default();
    row.say(
        "number",
        t("Customer no.", "客户编号"),
        Cell::Line(kept.number),
    );
    row.say("grade", t("Grade", "客户级别"), grade.cell());
    row.say("stage", t("Stage", "合作阶段"), own.stage.cell());
    row.say("intent", t("Intent", "意向等级"), own.intent.cell());
    let stays = |contact: &&Kept<Contact>| contact.record.left.is_none_or(|left| !left.is_yes());
    let contact = contacts.iter().find(stays).map(|contact| &contact.record);
    whom(&mut row, own, contact);
    last_contact(app, &mut row, id)?;
    aim(app, &mut row, id)?;
    let open = to_confirm(app, id, &contacts)?;
    row.say(
        "to_confirm",
        t("To be confirmed", "待确认信息"),
        Tags(open).cell(),
    );
    let empty = app.store.read()?.spin_empty(id)?;
    let letters: Vec<String> = empty.iter().map(|spin| spin.letter().to_owned()).collect();
    row.say(
        "spin_empty",
        t("SPIN still empty", "SPIN 尚缺"),
        Tags(letters).cell(),
    );
    let name = &own.name.0;
    let title = say!("Outline for a call: {name}", "沟通提纲：{name}");
    Ok(View::sheet(title, row.columns, row.cells).key("outline"))
}

/// Whom to call, and how they like it.
fn whom(row: &mut Row, customer: &Customer, contact: Option<&Contact>) {
    let of = |cell: fn(&Contact) -> Cell| contact.map_or(Cell::Empty, cell);
    row.say(
        "contact",
        t("Contact", "联系人"),
        of(|contact| contact.name.cell()),
    );
    row.say(
        "title",
        t("Title", "职务"),
        of(|contact| contact.title.cell()),
    );
    row.say(
        "role",
        t("Decision roles", "决策角色"),
        of(|contact| contact.role.cell()),
    );
    let phone = Column::new("phone", t("Phone", "联系电话")).sensitive();
    row.add(phone, of(|contact| contact.phone.cell()));
    let channel = contact.and_then(|contact| contact.preferred_channel);
    row.say(
        "preferred_channel",
        t("Preferred channel", "沟通偏好"),
        channel.or(customer.preferred_channel).cell(),
    );
}

/// The newest contact that reached somebody.
fn last_contact(app: &mut App<'_>, row: &mut Row, id: i64) -> Result<(), Failure> {
    let real = &app.policy.get()?.contact;
    let newest = app.store.read()?.last_followups(id, RECENT)?;
    let reached = |one: &Kept<Followup>| {
        one.record.reached.is_yes() && real.is_real(one.record.method.code())
    };
    let last = newest.into_iter().find(reached).map(|kept| kept.record);
    let of = |cell: fn(&Followup) -> Cell| last.as_ref().map_or(Cell::Empty, cell);
    row.say(
        "last_contact",
        t("Last contact", "上次沟通"),
        of(|last| last.at.cell()),
    );
    row.say(
        "last_method",
        t("By", "方式"),
        of(|last| last.method.cell()),
    );
    row.say(
        "last_said",
        t("What was said", "沟通要点"),
        of(|last| last.said.cell()),
    );
    row.say(
        "last_feedback",
        t("Their feedback", "客户反馈"),
        of(|last| last.feedback.cell()),
    );
    row.say(
        "last_objection",
        t("Objection", "异议"),
        of(|last| last.objection.cell()),
    );
    Ok(())
}

/// When the next contact is planned or agreed, and what for.
fn aim(app: &mut App<'_>, row: &mut Row, id: i64) -> Result<(), Failure> {
    let items = app.store.read()?.open_items(id)?;
    let plans = items.iter().filter_map(|item| match item {
        OpenItem::Plan(plan) => Some(&plan.record),
        _ => None,
    });
    let plan = plans.min_by_key(|plan| plan.at.0);
    let agreed = items.iter().find_map(|item| match item {
        OpenItem::Next(last) => Some(&last.record),
        _ => None,
    });
    let times = [
        plan.map(|plan| plan.at),
        agreed.and_then(|last| last.next_at),
    ];
    let at = times.into_iter().flatten().min_by_key(|at| at.0);
    let what = plan.and_then(|plan| plan.what.clone());
    let what = what.or_else(|| agreed?.next_what.clone());
    row.say("planned", t("Planned for", "预计时间"), at.cell());
    row.say("purpose", t("Purpose", "目的"), what.cell());
    let focus = plan.map_or(Cell::Empty, |plan| plan.focus.cell());
    row.say("focus", t("Focus", "沟通重点"), focus);
    let goal = plan.and_then(|plan| plan.goal);
    row.say("goal", t("Goal", "目标"), goal.cell());
    Ok(())
}

/// What the customer still has to say, asked first (R132); of the contacts too.
pub(in crate::nouns) fn to_confirm(
    app: &mut App<'_>,
    id: i64,
    contacts: &[Kept<Contact>],
) -> Result<Vec<String>, Failure> {
    let lang = app.lang;
    let store = app.store.read()?;
    let label = |fields: &[Field], key: &str| {
        let known = fields.iter().find(|field| field.key == key);
        known.map_or(key.to_owned(), |field| field.label.to(lang).to_owned())
    };
    let own = store.to_confirm(Noun::Customer, id)?;
    let mut open: Vec<String> = own.iter().map(|key| label(&FIELDS, key)).collect();
    for contact in contacts {
        let name = &contact.record.name.0;
        let keys = store.to_confirm(Noun::Contact, contact.id)?;
        open.extend(
            keys.iter()
                .map(|key| format!("{name} {}", label(Contact::FIELDS, key))),
        );
    }
    Ok(open)
}
