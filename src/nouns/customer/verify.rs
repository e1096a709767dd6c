//! `customer verify`: what is on file is gone through with the customer, item by item:
//! right, changed, or still to be confirmed (F42, R117, R146). A round asks every item.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use clap::Arg;

use super::{named, one};
use crate::app::{App, stopped};
use crate::ask::{Empty, Question};
use crate::field::Field;
use crate::flags::{self, Takes};
use crate::form::{Draft, Form as _, is_to_confirm, subset};
use crate::nouns::{Call, option, switch};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{CustomerKind, ItemResult};
use crate::records::{Contact, Customer, Verification};
use crate::say;
use crate::store::{Kept, Round, Verified, Writing};
use crate::value::{Cell, Found, Long, Moment, Noun, Reading, Ref, Stored, Value as _, YesNo};
use crate::verbs::{self, Making, make};
use crate::view::{Column, NUMBER, View};
use crate::words::{Lang, Say, t};

/// What a company is asked.
static COMPANY: LazyLock<Vec<Field>> =
    LazyLock::new(|| subset(Customer::FIELDS, &["employees", "revenue", "main_business"]));

/// What is asked of each contact; whether they left first.
static PERSON: LazyLock<Vec<Field>> = LazyLock::new(|| {
    subset(
        Contact::FIELDS,
        &["left", "title", "phone", "email", "wechat"],
    )
});

static ROUND: LazyLock<Vec<Field>> =
    LazyLock::new(|| subset(Verification::FIELDS, &["at", "by", "organisation", "notes"]));

pub(super) fn args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    for fields in [&*COMPANY, &*PERSON, &*ROUND] {
        args.extend(flags::args(fields, &[], lang));
    }
    args.push(
        option(
            "contact",
            t("CONTACT", "联系人"),
            t(
                "Whose title, phone and so on these are; the first contact unless given",
                "职务、电话等属于哪位联系人，默认为首位",
            ),
            lang,
        )
        .add(Takes::record(Noun::Contact)),
    );
    args.push(switch(
        "ok",
        t(
            "Everything that is not named is as it is on file",
            "未提及的各项均与档案一致",
        ),
        lang,
    ));
    args.push(option(
        "known-at",
        t("TIME", "时间"),
        t(
            "When the changes became known; now unless given",
            "何时得知变更，默认现在",
        ),
        lang,
    ));
    args.push(switch(
        "list",
        t("Show the rounds so far", "列出以往各次复核"),
        lang,
    ));
    args
}

/// One question of a round.
struct Item {
    noun: Noun,
    record: i64,
    field: Field,
    /// Whose it is, where it is a contact's.
    whose: Option<String>,
    /// As it stands, for people and for files.
    shown: String,
    code: String,
}

/// What was answered.
enum Answer {
    Right,
    Now(String),
    ToConfirm,
}

impl Answer {
    /// `ok` and its like, 待确认, or what it is now.
    fn read(text: &str) -> Self {
        let text = text.trim();
        let right = ["ok", "确认", "无误", "不变", "confirmed", "same", "="];
        match text {
            "" => Answer::Right,
            _ if right.iter().any(|word| text.eq_ignore_ascii_case(word)) => Answer::Right,
            _ if is_to_confirm(text) => Answer::ToConfirm,
            _ => Answer::Now(text.to_owned()),
        }
    }
}

pub(super) fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = named(app, call)?;
    if call.has("list") {
        return list(app, out, id);
    }
    let customer: Kept<Customer> = app.store.read()?.get(id)?;
    let draft = call.draft(&ROUND)?;
    let at = verbs::at(app, call)?;
    let known = known_at(app, call, at)?;
    let by = match draft.get("by") {
        Some(name) => app.resolve(Noun::Staff, name)?,
        None => me,
    };
    let items = items(app, &customer)?;
    let company = customer.record.kind == CustomerKind::Enterprise;
    let mut given = given(app, call, &items, id)?;
    let organisation = asked(
        app,
        call,
        &items,
        &mut given,
        company,
        draft.get("organisation"),
    )?;
    let changes = changes(app, &customer, &items, &given)?;
    let round = Verification {
        customer: Ref::new(id),
        at,
        by: Some(Ref::new(by)),
        organisation: organisation.map(Long),
        notes: draft.get("notes").map(|text| Long(text.to_owned())),
    };
    written(app, out, &customer, round, &changes, known)
}

/// When the changes became known: with the round unless given.
fn known_at(app: &mut App<'_>, call: &Call<'_>, at: Moment) -> Result<Moment, Failure> {
    let Some(text) = call.text("known-at") else {
        return Ok(at);
    };
    app.reading(|reading, _| {
        Moment::parse(text, reading).map_err(|fault| {
            Problem::from_fault(text, fault)
                .about(t("--known-at", "--known-at"))
                .into()
        })
    })
}

/// Everything that a round asks: what is on file of the company, and of everybody there
/// who has not left. What nobody knows yet is asked when it is to be confirmed.
fn items(app: &mut App<'_>, customer: &Kept<Customer>) -> Result<Vec<Item>, Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let tongue = crate::value::Tongue {
        lang: app.lang,
        zone,
    };
    let store = app.store.read()?;
    let mut items = Vec::new();
    let mut take = |noun,
                    record,
                    whose: Option<&str>,
                    fields: &[Field],
                    all: &[Field],
                    cells: Vec<Cell>,
                    open: &[String]| {
        for field in fields {
            let at = all.iter().position(|known| known.key == field.key);
            let cell = at
                .and_then(|at| cells.get(at))
                .cloned()
                .unwrap_or(Cell::Empty);
            // Nobody said that they left: they are there.
            let cell = match (field.key, cell) {
                ("left", Cell::Empty) => YesNo::No.cell(),
                (_, cell) => cell,
            };
            if cell == Cell::Empty && !open.iter().any(|key| key == field.key) {
                continue;
            }
            items.push(Item {
                noun,
                record,
                field: *field,
                whose: whose.map(str::to_owned),
                shown: cell.shown(&tongue).into_owned(),
                code: cell.code(zone).into_owned(),
            });
        }
    };
    let open: Vec<String> = store
        .to_confirm(Noun::Customer, customer.id)?
        .into_iter()
        .collect();
    if customer.record.kind == CustomerKind::Enterprise {
        let cells = customer.record.cells();
        take(
            Noun::Customer,
            customer.id,
            None,
            &COMPANY,
            Customer::FIELDS,
            cells,
            &open,
        );
    }
    for (n, contact) in store.contacts_of(customer.id)?.into_iter().enumerate() {
        if contact.record.left.is_some_and(YesNo::is_yes) {
            continue;
        }
        let mut own: Vec<String> = store
            .to_confirm(Noun::Contact, contact.id)?
            .into_iter()
            .collect();
        if n == 0 {
            // What the registration left open stands with the customer.
            let prefixed = open.iter().filter_map(|key| key.strip_prefix("contact."));
            own.extend(prefixed.map(str::to_owned));
        }
        let name = contact.record.name.0.clone();
        let cells = contact.record.cells();
        take(
            Noun::Contact,
            contact.id,
            Some(&name),
            &PERSON,
            Contact::FIELDS,
            cells,
            &own,
        );
    }
    Ok(items)
}

/// The answers by the place of their item.
type Answers = BTreeMap<usize, Answer>;

/// What the command line says.
fn given(
    app: &mut App<'_>,
    call: &Call<'_>,
    items: &[Item],
    customer: i64,
) -> Result<Answers, Failure> {
    let whose = match call.text("contact") {
        Some(text) => {
            let contact = app.resolve(Noun::Contact, text)?;
            app.of_same_customer(customer, Noun::Contact, Some(contact))?;
            Some(contact)
        }
        None => items
            .iter()
            .find(|item| item.noun == Noun::Contact)
            .map(|item| item.record),
    };
    let mut answers = Answers::new();
    let mut unasked = Vec::new();
    for (noun, record, draft) in [
        (Noun::Customer, Some(customer), call.draft(&COMPANY)?),
        (Noun::Contact, whose, call.draft(&PERSON)?),
    ] {
        let fields: &[Field] = if noun == Noun::Customer {
            &COMPANY
        } else {
            &PERSON
        };
        for field in fields {
            let Some(text) = draft.get(field.key) else {
                continue;
            };
            let place = items.iter().position(|item| {
                item.noun == noun && Some(item.record) == record && item.field.key == field.key
            });
            match place {
                Some(place) => {
                    answers.insert(place, Answer::read(text));
                }
                None => unasked.push(field),
            }
        }
    }
    match unasked.first() {
        None => Ok(answers),
        Some(field) => {
            let command = if COMPANY.iter().any(|own| own.key == field.key) {
                "customer"
            } else {
                "contact"
            };
            Err(Problem::usage(say!(
                "nothing is on file to be verified",
                "档案中没有该项，无从复核"
            ))
            .about(field.label)
            .hint(say!(
                "add it with: kehu {command} edit",
                "请用 kehu {command} edit 补录"
            ))
            .into())
        }
    }
}

/// Asks what was not said, where somebody can answer and not all the rest is right. Gives
/// back what is new in the organisation.
fn asked(
    app: &mut App<'_>,
    call: &Call<'_>,
    items: &[Item],
    answers: &mut Answers,
    company: bool,
    organisation: Option<&str>,
) -> Result<Option<String>, Failure> {
    let lang = app.lang;
    let news = |text: &str| match Answer::read(text) {
        Answer::Now(text) => Some(text),
        Answer::Right | Answer::ToConfirm => None,
    };
    let missing: Vec<usize> = (0..items.len())
        .filter(|at| !answers.contains_key(at))
        .collect();
    if call.has("ok") {
        answers.extend(missing.into_iter().map(|at| (at, Answer::Right)));
        return Ok(organisation.and_then(news));
    }
    if app.ask.is_none() {
        let silent = company && organisation.is_none();
        return match missing.is_empty() && !silent {
            true => Ok(organisation.and_then(news)),
            false => Err(unanswered(items, &missing, silent).into()),
        };
    }
    app.reading(|reading, ask| {
        let Some(ask) = ask else { return Ok(None) };
        ask.begin();
        for at in missing {
            let item = &items[at];
            let said = asked_as(item, lang);
            let enter = t("it is right", "与档案一致").to(lang);
            let question = Question {
                label: &said,
                empty: Empty::Skips,
                enter,
                ..Question::default()
            };
            let check = |text: &str| match Answer::read(text) {
                Answer::Now(text) => item
                    .field
                    .check(&text, reading)
                    .map_err(|fault| Problem::unreadable(&item.field, &text, fault).say(lang)),
                Answer::Right | Answer::ToConfirm => Ok(()),
            };
            let text = ask.line(&question, &check).map_err(stopped)?;
            answers.insert(at, Answer::read(&text));
        }
        let Some(text) = organisation
            .map(str::to_owned)
            .or_else(|| (!company).then(String::new))
        else {
            let question = Question {
                label: t("What is new in the organisation", "组织架构有何变化").to(lang),
                empty: Empty::Skips,
                enter: t("nothing", "无变化").to(lang),
                ..Question::default()
            };
            let text = ask.line(&question, &|_: &str| Ok(())).map_err(stopped)?;
            ask.end().map_err(stopped)?;
            return Ok(news(&text));
        };
        ask.end().map_err(stopped)?;
        Ok(news(&text))
    })
}

/// `张三 · 联系电话: 139…`
fn asked_as(item: &Item, lang: Lang) -> String {
    let label = item.field.label.to(lang);
    let whose = item
        .whose
        .as_ref()
        .map_or(String::new(), |name| format!("{name} · "));
    match (item.shown.as_str(), lang) {
        ("", _) => format!("{whose}{label}"),
        (shown, Lang::En) => format!("{whose}{label}: {shown}"),
        (shown, Lang::Zh) => format!("{whose}{label}：{shown}"),
    }
}

fn unanswered(items: &[Item], missing: &[usize], silent: bool) -> Problem {
    let said = |lang: Lang| {
        let items = missing.iter().filter_map(|at| items.get(*at));
        let mut all: Vec<String> = items
            .map(|item| match &item.whose {
                Some(name) => format!("{name} · {}", item.field.label.to(lang)),
                None => item.field.label.to(lang).to_owned(),
            })
            .collect();
        if silent {
            all.push(t("Organisation", "组织架构").to(lang).to_owned());
        }
        all.join(if lang == Lang::En { ", " } else { "、" })
    };
    let (en, zh) = (said(Lang::En), said(Lang::Zh));
    Problem::usage(say!("not said of: {en}", "未说明：{zh}")).hint(say!(
        "answer each with ok, tbc or what it is now, or add --ok for all the rest",
        "每项填“确认”“待确认”或现值；其余均无误则加 --ok"
    ))
}

/// What a round makes of each item, and the records as they are now.
struct Changes {
    items: Vec<Verified>,
    customer: Customer,
    contacts: Vec<(Kept<Contact>, Contact)>,
}

fn changes(
    app: &mut App<'_>,
    customer: &Kept<Customer>,
    items: &[Item],
    answers: &Answers,
) -> Result<Changes, Failure> {
    let contacts = app.store.read()?.contacts_of(customer.id)?;
    app.reading(|reading, _| {
        let mut verified = Vec::new();
        for (at, item) in items.iter().enumerate() {
            verified.extend(
                answers
                    .get(&at)
                    .map(|answer| outcome(item, answer, reading)),
            );
        }
        let now = |noun, record, fields: &'static [Field]| {
            let mut draft = Draft::new(fields);
            let changed = items.iter().enumerate();
            for (at, item) in changed.filter(|(_, item)| item.noun == noun && item.record == record)
            {
                if let Some(Answer::Now(text)) = answers.get(&at) {
                    draft.set(item.field.key, text.as_str());
                }
            }
            draft
        };
        let draft = now(Noun::Customer, customer.id, Customer::FIELDS);
        let new = verbs::changed(&customer.record, &draft, reading)?;
        let mut people = Vec::new();
        for contact in contacts {
            let draft = now(Noun::Contact, contact.id, Contact::FIELDS);
            let mut new = verbs::changed(&contact.record, &draft, reading)?;
            let phone = verified.iter().any(|item| {
                item.noun == Noun::Contact
                    && item.record == contact.id
                    && item.field == "phone"
                    && item.result != ItemResult::ToConfirm
            });
            if phone {
                new.phone_verified = Some(YesNo::Yes);
            }
            people.push((contact, new));
        }
        Ok(Changes {
            items: verified,
            customer: new,
            contacts: people,
        })
    })
}

/// What a text means for a field.
fn cell_of(field: &Field, text: &str, reading: &Reading<'_>) -> Option<Cell> {
    let stored = field.read(text, reading).ok()?;
    field.door().load(match &stored {
        Stored::Int(number) => Found::Int(*number),
        Stored::Text(text) => Found::Text(text),
        Stored::Null => Found::Null,
    })
}

fn outcome(item: &Item, answer: &Answer, reading: &Reading<'_>) -> Verified {
    let old = Some(item.code.clone()).filter(|code| !code.is_empty());
    let now = |text: &str| {
        let cell = cell_of(&item.field, text, reading)?;
        Some(cell.code(reading.zone).into_owned())
    };
    let (result, new) = match answer {
        Answer::ToConfirm => (ItemResult::ToConfirm, None),
        Answer::Right => (ItemResult::Confirmed, None),
        Answer::Now(text) => match now(text) {
            new if new == old => (ItemResult::Confirmed, None),
            new => (ItemResult::Changed, new),
        },
    };
    Verified {
        noun: item.noun,
        record: item.record,
        field: item.field.key.to_owned(),
        result,
        old,
        new,
    }
}

fn written(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    customer: &Kept<Customer>,
    round: Verification,
    changes: &Changes,
    known: Moment,
) -> Result<Exit, Failure> {
    let making = Making {
        verb: "customer verify",
        record: &round,
        at: round.at,
        extra: Vec::new(),
        to_confirm: &std::collections::BTreeSet::new(),
        summary: say!("verified what is on file", "复核客户信息"),
    };
    let (_, number) = make(app, making, |writing, id| {
        writing.update(customer, &changes.customer, known)?;
        for (old, new) in &changes.contacts {
            writing.update(old, new, known)?;
        }
        let first = changes.contacts.first().map(|(old, _)| old.id);
        if customer.record.kind == CustomerKind::Enterprise {
            writing.verified(id, &of_organisation(id, &round))?;
        }
        for item in &changes.items {
            writing.verified(id, item)?;
            marked(writing, customer.id, first, item)?;
        }
        Ok(())
    })?;
    let company = customer.record.kind == CustomerKind::Enterprise;
    let organisation = company.then(|| of_organisation(0, &round).result);
    let count = |result| {
        let items = changes.items.iter().map(|item| item.result);
        items
            .chain(organisation)
            .filter(|one| *one == result)
            .count()
    };
    let (right, changed, open) = (
        count(ItemResult::Confirmed),
        count(ItemResult::Changed),
        count(ItemResult::ToConfirm),
    );
    let name = &customer.record.name.0;
    out.made(
        Noun::Verification,
        &number,
        &say!(
            "verified {name} ({number}): right {right}, changed {changed}, to be confirmed {open}",
            "已复核 {name}（{number}）：无误 {right} 项，变更 {changed} 项，待确认 {open} 项"
        ),
    )?;
    Ok(Exit::Done)
}

/// What is new in the organisation is an item that no field of the customer holds.
fn of_organisation(id: i64, round: &Verification) -> Verified {
    let new = round.organisation.as_ref().map(|text| text.0.clone());
    Verified {
        noun: Noun::Verification,
        record: id,
        field: "organisation".to_owned(),
        result: match new {
            Some(_) => ItemResult::Changed,
            None => ItemResult::Confirmed,
        },
        old: None,
        new,
    }
}

/// What is to be confirmed is asked next time; what was said is no longer.
fn marked(
    writing: &Writing<'_>,
    customer: i64,
    first: Option<i64>,
    item: &Verified,
) -> Result<(), Failure> {
    let field = Contact::FIELDS
        .iter()
        .chain(Customer::FIELDS)
        .find(|field| field.key == item.field)
        .map_or("", |field| field.key);
    if item.result == ItemResult::ToConfirm {
        return writing.ask_later(item.noun, item.record, field);
    }
    writing.confirmed(item.noun, item.record, field)?;
    match item.noun == Noun::Contact && Some(item.record) == first {
        true => writing.confirmed(Noun::Customer, customer, &format!("contact.{field}")),
        false => Ok(()),
    }
}

/// The rounds so far, item by item.
fn list(app: &mut App<'_>, out: &mut Out<'_>, customer: i64) -> Result<Exit, Failure> {
    let lang = out.lang();
    let rounds = app.store.read()?.verified(customer)?;
    let rows = app.reading(|reading, _| {
        let rows = rounds.into_iter().map(|round| row(round, reading, lang));
        Ok(rows.collect())
    })?;
    let columns = vec![
        NUMBER,
        Column::new("at", t("Verified", "复核时间")),
        Column::new("contact", t("Contact", "联系人")),
        Column::new("item", t("Item", "复核项")),
        Column::new("result", t("Result", "结果")),
        Column::new("old", t("On file", "原内容")).sensitive(),
        Column::new("new", t("Changed to", "变更为")).sensitive(),
        Column::new("by", t("Verified by", "复核人")),
    ];
    let title: Say = t("Verifications", "信息复核记录").into();
    out.view(View::list(title, columns, rows))?;
    Ok(Exit::Done)
}

fn row(round: Round, reading: &Reading<'_>, lang: Lang) -> Vec<Cell> {
    let text = |text: Option<String>| text.map_or(Cell::Empty, Cell::Line);
    let item = round.item;
    let fields = match item.noun {
        Noun::Contact => Contact::FIELDS,
        Noun::Verification => Verification::FIELDS,
        _ => Customer::FIELDS,
    };
    let field = fields.iter().find(|field| field.key == item.field);
    let value = |code: Option<String>| {
        let read = code
            .as_deref()
            .and_then(|code| cell_of(field?, code, reading));
        read.unwrap_or_else(|| text(code))
    };
    let label = field.map_or(item.field.as_str(), |field| field.label.to(lang));
    vec![
        Cell::Line(round.number),
        Cell::Moment(round.at),
        text(round.contact),
        Cell::Line(label.to_owned()),
        item.result.cell(),
        value(item.old),
        value(item.new),
        text(round.by),
    ]
}
