//! `recall start` and `ticket recall`: what is called back, after which ticket, and
//! everybody who has it, by what is on file.

use std::collections::BTreeSet;

use clap::Arg;

use super::between;
use crate::app::{App, Filling};
use crate::ask::Empty;
use crate::flags;
use crate::form::{Draft, Form as _};
use crate::nouns::Call;
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{Evidence, QualityLevel};
use crate::records::{Affected, Customer, Recall, Ticket};
use crate::render::Format;
use crate::say;
use crate::store::{Having, Kept, Place, Writing};
use crate::value::{Cell, ChoiceSet as _, Moment, Noun, Ref, Tags};
use crate::verbs::{Making, make};
use crate::view::{Column, View};
use crate::words::{Lang, Text, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    flags::form(Recall::FIELDS, &["ticket"], lang)
}

/// Those of `ticket recall`.
pub fn ticket_args(lang: Lang) -> Vec<Arg> {
    args(lang)
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    start(app, call, out, "recall start")
}

/// `ticket recall`: the same, which is always after a ticket.
pub fn of_ticket(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    start(app, call, out, "ticket recall")
}

fn start(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    verb: &'static str,
) -> Result<Exit, Failure> {
    let me = app.me()?;
    let mut draft = call.draft(Recall::FIELDS)?;
    let talks = app.ask.is_some() && says_nothing(&draft);
    let named = match (draft.get("ticket").map(str::to_owned), verb) {
        (None, "recall start") if talks => offered(app)?,
        (None, "recall start") => None,
        (given, _) => Some(app.which(Noun::Ticket, given.as_deref())?),
    };
    let ticket = match named {
        Some(id) => Some(after(app, &mut draft, id)?),
        None => None,
    };
    draft.set_default("started_at", "now");
    let filled = app.fill::<Recall>(
        draft,
        Filling {
            command: verb,
            all: call.has("form"),
            ask: true,
            talks,
            ..Filling::default()
        },
    )?;
    let mut record = filled.record;
    record.owner.get_or_insert(Ref::new(me));
    if let (Some(ticket), Some(customer)) = (&ticket, record.customer) {
        app.of_same_customer(customer.id(), Noun::Ticket, Some(ticket.id))?;
    }
    let between = between(app, &record)?;
    let found = app.store.read()?.having(&record, between)?;
    let rows = Listing::of(app, found, me)?;
    let making = Making {
        verb,
        record: &record,
        at: record.started_at,
        extra: Vec::new(),
        to_confirm: &filled.to_confirm,
        summary: say!("started a recall", "启动召回"),
    };
    let (_, number) = make(app, making, |writing, id| rows.write(writing, id))?;
    let n = rows.found.len();
    let s = if n == 1 { "" } else { "s" };
    out.made(
        Noun::Recall,
        &number,
        &say!(
            "started recall {number}: {n} customer{s} affected",
            "已启动召回 {number}：受影响客户 {n} 家"
        ),
    )?;
    if let Some(ticket) = &ticket
        && ticket.record.quality != Some(QualityLevel::Major)
    {
        let number = &ticket.number;
        out.note(&say!(
            "{number} is not marked as major: kehu ticket edit {number} --quality major (R164)",
            "{number} 未定为重大质量问题：kehu ticket edit {number} --quality 重大（R164）"
        ));
    }
    rows.tell(app, out)?;
    next(out, &number, n)
}

/// Whether the line says neither what is wrong nor with which goods.
fn says_nothing(draft: &Draft) -> bool {
    let said = [
        "defect",
        "product",
        "goods",
        "batch",
        "serial",
        "serial_from",
    ];
    !said.iter().any(|key| draft.get(key).is_some())
}

/// The open ticket that a person begins with.
fn offered(app: &mut App<'_>) -> Result<Option<i64>, Failure> {
    let open = app.file()?.still_open(Noun::Ticket)?;
    let label = say!("After which ticket", "因哪张工单召回");
    match app.choose_one(&label, Empty::Skips, &open)? {
        Some(number) => app.resolve(Noun::Ticket, &number).map(Some),
        None => Ok(None),
    }
}

fn next(out: &mut Out<'_>, number: &str, n: usize) -> Result<Exit, Failure> {
    match n {
        0 => out.line(&say!(
            "nobody has them on file; add whoever does: kehu recall add {number} CUSTOMER",
            "档案中未查到持有客户；如有请补充：kehu recall add {number} 客户"
        ))?,
        _ => out.line(&say!(
            "next: tell each of them: kehu recall inform {number} CUSTOMER --by phone; the list to sign: kehu recall print {number}",
            "下一步：逐个告知 kehu recall inform {number} 客户 --by 电话；名单打印 kehu recall print {number}"
        ))?,
    }
    Ok(Exit::Done)
}

/// Takes over what the ticket says: whose it is, what is wrong, and with which product
/// unless the line names one.
fn after(app: &mut App<'_>, draft: &mut Draft, id: i64) -> Result<Kept<Ticket>, Failure> {
    let store = app.store.read()?;
    let ticket: Kept<Ticket> = store.get(id)?;
    let number = ticket.number.clone();
    if let Some(recall) = store.recall_of_ticket(id)? {
        return Err(Problem::refused(say!(
            "{number} has its recall: {recall}",
            "{number} 已启动召回 {recall}"
        ))
        .hint(say!(
            "further customers: kehu recall add {recall} CUSTOMER; other goods: kehu recall start",
            "补充客户：kehu recall add {recall} 客户；召回其他物品：kehu recall start"
        ))
        .into());
    }
    let customer: Kept<Customer> = store.get(ticket.record.customer.id())?;
    draft.set("ticket", number);
    draft.set_default("customer", customer.number);
    draft.set_default("defect", ticket.record.symptom.0.clone());
    let said = ["product", "goods"]
        .iter()
        .any(|key| draft.get(key).is_some());
    if let (false, Some(product)) = (said, ticket.record.product.as_deref()) {
        let known = store.candidates(Noun::Product, product)?;
        match known.as_slice() {
            [(_, one)] => draft.set_default("product", one.number.as_str()),
            _ => draft.set_default("goods", product),
        }
    }
    Ok(ticket)
}

/// The customers that are put on the list of a recall.
pub struct Listing {
    pub found: Vec<Having>,
    owners: Vec<i64>,
    places: Vec<Place<'static>>,
    at: Moment,
}

static NOTHING: BTreeSet<&'static str> = BTreeSet::new();

impl Listing {
    /// Each with whoever informs it: its owner, or else me.
    pub fn of(app: &mut App<'_>, found: Vec<Having>, me: i64) -> Result<Self, Failure> {
        let (playbook, at) = (app.policy.get()?, app.now);
        let number = number_of(playbook, Noun::Affected, at.day(playbook.calendar.zone()));
        let mut owners = Vec::new();
        for one in &found {
            let customer: Kept<Customer> = app.store.read()?.get(one.customer)?;
            owners.push(customer.record.owner.map_or(me, Ref::id));
        }
        let place = || Place {
            number: number.clone(),
            extra: Vec::new(),
            since: at,
            to_confirm: &NOTHING,
        };
        let places = found.iter().map(|_| place()).collect();
        Ok(Listing {
            found,
            owners,
            places,
            at,
        })
    }

    pub fn write(&self, writing: &Writing<'_>, recall: i64) -> Result<(), Failure> {
        let each = self.found.iter().zip(&self.owners).zip(&self.places);
        for ((one, owner), place) in each {
            let record = Affected {
                customer: Ref::new(one.customer),
                recall: Ref::new(recall),
                evidence: one.evidence,
                goods: Tags(one.goods.clone()),
                quantity: one.quantity,
                owner: Some(Ref::new(*owner)),
                listed_at: self.at,
                notes: None,
            };
            writing.insert(&record, place)?;
        }
        Ok(())
    }

    /// Who is listed, by which evidence; for people alone, since programs ask for the
    /// list. What is unsure is said.
    pub fn tell(&self, app: &mut App<'_>, out: &mut Out<'_>) -> Result<(), Failure> {
        let for_people = matches!(out.style.format, Format::Table | Format::Plain | Format::Md);
        if self.found.is_empty() || out.quiet || !for_people {
            return Ok(());
        }
        const COLUMNS: [(&str, Text); 4] = [
            ("customer", t("Customer", "客户")),
            ("evidence", t("Evidence", "依据")),
            ("quantity", t("Quantity", "数量")),
            ("goods", t("Goods on file", "涉及物品")),
        ];
        let mut rows = Vec::new();
        for one in &self.found {
            let customer: Kept<Customer> = app.store.read()?.get(one.customer)?;
            rows.push(vec![
                Cell::Line(customer.record.name.0),
                Cell::Choice(one.evidence.choice()),
                one.quantity.map_or(Cell::Empty, Cell::Whole),
                Cell::Tags(one.goods.clone()),
            ]);
        }
        let columns = COLUMNS.map(|(key, label)| Column::new(key, label)).into();
        out.view(View::list(
            t("Affected customers", "受影响客户"),
            columns,
            rows,
        ))?;
        let unsure = self.found.iter().filter(|one| is_unsure(one.evidence));
        let n = unsure.count();
        if n > 0 {
            out.note(&say!(
                "{n} listed without serial or batch on file: ask them which they have",
                "其中 {n} 家档案中没有批次或序列号，请向客户核实"
            ));
        }
        Ok(())
    }
}

/// Whether it only says that they have goods of this kind.
const fn is_unsure(evidence: Evidence) -> bool {
    matches!(
        evidence,
        Evidence::Unmarked | Evidence::Delivery | Evidence::Sale | Evidence::Ticket
    )
}

/// Those that belong on the list of a recall and are not on it.
pub fn missing(app: &mut App<'_>, recall: &Kept<Recall>) -> Result<Vec<Having>, Failure> {
    let between = between(app, &recall.record)?;
    let store = app.store.read()?;
    store.having_more(recall.id, &recall.record, between)
}

/// Their names, as far as one line holds them.
pub fn names(app: &mut App<'_>, customers: &[i64], lang: Lang) -> Result<String, Failure> {
    const MOST: usize = 5;
    let mut names = Vec::new();
    for id in customers.iter().take(MOST) {
        let customer: Kept<Customer> = app.store.read()?.get(*id)?;
        names.push(customer.record.name.0);
    }
    let more = customers.len().saturating_sub(MOST);
    let (join, rest) = match lang {
        Lang::En => (", ", format!(" and {more} more")),
        Lang::Zh => ("、", format!("等 {} 家", customers.len())),
    };
    let names = names.join(join);
    Ok(match more {
        0 => names,
        _ => format!("{names}{rest}"),
    })
}
