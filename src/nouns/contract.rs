//! `contract`: from the draft past legal's review to the signing, the payments and
//! the end (F17). Its terms are fixed once both have signed; what was paid is never
//! stored beside what is to be paid.

pub mod add;
pub mod pay;
mod review;
mod show;
pub mod sign;
mod unpaid;

use clap::Arg;

use super::{Call, Noun, Verb, What, one, switch};
use crate::app::App;
use crate::calendar::Calendar;
use crate::flags;
use crate::form::Form as _;
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure, Problem};
use crate::records::Contract;
use crate::records::filters::ContractFilter;
use crate::say;
use crate::store::{Kept, List, NumberIs, Scheduling, contracts_where};
use crate::value::{Fault, Noun as Record, Stored};
use crate::verbs;
use crate::words::{Lang, t};

pub const CONTRACT: Noun = Noun {
    name: "contract",
    about: t(
        "Contracts and what is paid under them (F17)",
        "合同与回款（F17）",
    ),
    what: What::Verbs(&[
        Verb::new(
            "add",
            t("Draft a contract", "起草合同"),
            add::args,
            add::run,
        )
        .writing()
        .aliases(&["draft"]),
        Verb::new(
            "list",
            t("List contracts, with what was paid", "合同列表，含回款"),
            list_args,
            list,
        ),
        Verb::new(
            "show",
            t("Show a contract and its payments", "查看合同与回款"),
            one,
            show::run,
        ),
        Verb::new("edit", t("Change a contract", "修改合同"), edit_args, edit).writing(),
        Verb::new(
            "review",
            t("Record legal's review", "记录法务审核"),
            review::args,
            review::run,
        )
        .writing(),
        Verb::new(
            "sign",
            t("Record that both have signed", "记录双方签订"),
            sign::args,
            sign::run,
        )
        .writing(),
        Verb::new(
            "pay",
            t("Record a payment", "登记到账"),
            pay::args,
            pay::run,
        )
        .writing(),
        Verb::new(
            "payments",
            t("List payments", "到账列表"),
            pay::list_args,
            pay::list,
        ),
        Verb::new(
            "unpay",
            t("Take a wrong payment away", "去掉录错的到账"),
            pay::wrong_args,
            pay::wrong,
        )
        .writing(),
        Verb::new(
            "unpaid",
            t("List what is unpaid, by age", "未回款清单，按账龄"),
            unpaid::args,
            unpaid::run,
        ),
        Verb::new(
            "end",
            t("Record that it is over", "记录合同结束"),
            sign::end_args,
            sign::end,
        )
        .writing(),
        Verb::new(
            "remove",
            t("Hide a contract", "移除合同（隐藏）"),
            one,
            remove,
        )
        .writing(),
    ]),
};

fn one(lang: Lang) -> Vec<Arg> {
    one::open_one(Record::Contract, lang)
}

/// The contract that was named: by itself, by its customer, by its deal or by one
/// of its instalments.
pub fn named(app: &mut App<'_>, call: &Call<'_>) -> Result<i64, Failure> {
    app.file()?;
    let text = call.text(Record::Contract.table());
    if let Some(number) = text.filter(|text| is_number(text, Record::Instalment)) {
        let id = app.resolve(Record::Instalment, number)?;
        let of = app
            .store
            .read()?
            .ref_of(Record::Instalment, id, "contract")?;
        return Ok(of.unwrap_or_default());
    }
    match text.filter(|text| is_number(text, Record::Deal)) {
        Some(deal) => of_deal(app, deal),
        None => app.which(Record::Contract, text),
    }
}

/// The one contract of a deal.
fn of_deal(app: &mut App<'_>, deal: &str) -> Result<i64, Failure> {
    let id = app.resolve(Record::Deal, deal)?;
    let contracts = app.store.read()?.contracts_of_deal(id)?;
    if let [contract] = contracts.as_slice() {
        return Ok(*contract);
    }
    let mut candidates = Vec::new();
    for id in contracts {
        candidates.extend(app.store.read()?.candidate(Record::Contract, id)?);
    }
    if candidates.is_empty() {
        return Err(Problem::new(
            Exit::NoSuchRecord,
            say!("{deal} has no contract", "{deal} 没有合同"),
        )
        .hint(say!(
            "draft it: kehu deal contract {deal}",
            "请先起草：kehu deal contract {deal}"
        ))
        .into());
    }
    let fault = Fault::Ambiguous(Record::Contract, deal.to_owned(), candidates);
    Err(Problem::from_fault(deal, fault).into())
}

/// Whether a text is a number of that noun's.
pub fn is_number(text: &str, noun: Record) -> bool {
    let prefix = noun.prefix().unwrap_or_default();
    let (head, rest) = (text.get(..prefix.len()), text.get(prefix.len()..));
    head.is_some_and(|head| head.eq_ignore_ascii_case(prefix))
        && rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// What instalments of the contract drafted then are made with; owned, so that a
/// command may write meanwhile.
pub struct Planner {
    calendar: Calendar,
    number: NumberIs,
}

impl Planner {
    /// # Errors
    /// When the playbook cannot be read.
    pub fn of(app: &App<'_>, drafted: crate::value::Moment) -> Result<Self, Failure> {
        let playbook = app.policy.get()?;
        let day = drafted.day(playbook.calendar.zone());
        Ok(Planner {
            calendar: playbook.calendar.clone(),
            number: number_of(playbook, Record::Instalment, day),
        })
    }

    /// For writing at that moment.
    pub fn at(&self, at: crate::value::Moment) -> Scheduling<'_> {
        Scheduling {
            calendar: &self.calendar,
            number: self.number.clone(),
            at,
        }
    }
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(ContractFilter::FIELDS, &["customer"], lang);
    args.push(switch(
        "open",
        t("Only those not ended", "仅未结束的"),
        lang,
    ));
    args.push(super::customer::limit(lang));
    args
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: ContractFilter = call.filter(app)?;
    let mut filter = contracts_where(&filter);
    if call.has("open") {
        filter.only_open(Record::Contract);
    }
    let limit = super::customer::limit_of(call)?;
    let title = t("Contracts", "合同");
    verbs::list(app, out, title, &List::contracts(), &filter, limit)?;
    Ok(Exit::Done)
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(Contract::FIELDS, &[], lang));
    args
}

fn edit(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    let kept: Kept<Contract> = app.store.read()?.get(id)?;
    let signed = app
        .store
        .read()?
        .moment_of(Record::Contract, id, "signed_at")?;
    let planner = Planner::of(app, kept.record.drafted)?;
    let (now, number) = (app.now, kept.number.clone());
    verbs::edit_then::<Contract>(app, call, out, id, Contract::FIELDS, |writing, changed| {
        let terms = Contract::TERMS.iter().any(|key| changed.contains(key));
        if terms && signed.is_some() {
            return Err(fixed(&number).into());
        }
        if terms {
            let at = Stored::Text(now.stored());
            writing.set_column(Record::Contract, id, "revised_at", &at, now)?;
        }
        writing.schedule(id, &planner.at(now))
    })?;
    Ok(Exit::Done)
}

/// What both have signed is changed by both.
fn fixed(number: &str) -> Problem {
    Problem::refused(say!(
        "{number} is signed; its terms are fixed",
        "{number} 已签订，条款不能再改"
    ))
    .hint(say!(
        "record what was agreed later as another contract: kehu contract add; or take the signing back: kehu undo",
        "补充约定请另立合同：kehu contract add；签订录错请用 kehu undo"
    ))
}

fn remove(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    let received = app.store.read()?.paid(id)?.received;
    if received > 0 {
        let received = crate::value::Money::fen(received).shown();
        return Err(Problem::refused(say!(
            "{received} came in for it",
            "该合同已到账 {received} 元"
        ))
        .hint(say!(
            "end it instead: kehu contract end; or take the payments away first: kehu contract unpay",
            "请改用 kehu contract end 结束合同；或先用 kehu contract unpay 去掉到账"
        ))
        .into());
    }
    verbs::remove_with(app, call, out, (Record::Contract, id), |writing, _| {
        writing.remove_hanging(Record::Contract, id, &[Record::Instalment])
    })
}
