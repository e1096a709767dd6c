//! `improvement notify`: that customers were told of an improvement (F55, R096). A telling
//! is a contact only where the line says so (`--log`).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::{Arg, ArgAction};

use super::{Meant, meant, which};
use crate::app::{App, Filling};
use crate::field::Field;
use crate::flags::{self, Takes};
use crate::form::{Form as _, subset};
use crate::nouns::{Call, option, switch};
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{Decision, ImprovementEnd};
use crate::records::filters::NoticeFilter;
use crate::records::{Customer, Followup, Improvement, Notice};
use crate::say;
use crate::store::{Kept, Kind, Place};
use crate::value::{Cell, ChoiceSet as _, Moment, Noun, Ref};
use crate::words::{Lang, t};

/// What is said of a telling; which improvement and which customer, the words say.
static TOLD: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let keys = ["at", "method", "progress", "contact", "notes"];
    let mut fields = subset(Notice::FIELDS, &keys);
    for field in &mut fields {
        if field.key == "at" {
            *field = field.help("Now unless given", "默认为现在");
        }
    }
    fields
});

/// The notices of one improvement.
pub fn of(kept: &Kept<Improvement>) -> NoticeFilter {
    NoticeFilter {
        improvement: Some(Ref::new(kept.id)),
        customer: None,
        method: Vec::new(),
        owner: None,
        from: None,
        to: None,
    }
}

pub(super) fn customer_arg(lang: Lang) -> Arg {
    option(
        "customer",
        t("CUSTOMER", "客户"),
        t(
            "Only this one; may be given several times. All who do not know yet unless given",
            "仅该客户，可多次填写；默认为所有尚未告知的客户",
        ),
        lang,
    )
    .action(ArgAction::Append)
    .add(Takes::record(Noun::Customer))
}

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = which(lang);
    args.push(customer_arg(lang));
    args.extend(flags::args(&TOLD, &[], lang));
    args.push(switch(
        "log",
        t(
            "It was a contact: write a follow-up, too (needs --by)",
            "同时记一条跟进（需 --by 方式）",
        ),
        lang,
    ));
    args
}

/// How an improvement stands, as far as a customer is told of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nobody has decided yet, or it was rejected.
    Undecided,
    UnderWay,
    Ended(ImprovementEnd),
}

/// An improvement, and the customers that are told of it, each with its notices.
pub(super) struct Telling {
    pub improvement: Kept<Improvement>,
    pub standing: Standing,
    closed: Option<Moment>,
    pub effect: Option<String>,
    pub reason: Option<String>,
    pub customers: Vec<(Kept<Customer>, Vec<Kept<Notice>>)>,
}

/// The improvement and the customers that the line names; all who do not know yet unless
/// it names any.
pub(super) fn telling(app: &mut App<'_>, call: &Call<'_>) -> Result<Telling, Failure> {
    let mut wanted = Vec::new();
    let id = match meant(app, call)? {
        Meant::Improvement(id) => id,
        Meant::Notice(id) => {
            let notice: Kept<Notice> = app.store.read()?.get(id)?;
            wanted.push(notice.record.customer.id());
            notice.record.improvement.id()
        }
    };
    for text in call.texts("customer") {
        let customer = app.resolve(Noun::Customer, text)?;
        if !wanted.contains(&customer) {
            wanted.push(customer);
        }
    }
    let mut telling = standing(app, id)?;
    let notices = app.store.read()?.notices_of(id)?;
    if wanted.is_empty() {
        for notice in &notices {
            let customer = notice.record.customer.id();
            if !wanted.contains(&customer) && !telling.knows(&notices, customer) {
                wanted.push(customer);
            }
        }
    }
    if wanted.is_empty() {
        return Err(nobody(&telling.improvement.number, notices.is_empty()));
    }
    for id in wanted {
        let of = |notice: &&Kept<Notice>| notice.record.customer.id() == id;
        let own = notices.iter().filter(of).cloned().collect();
        telling.customers.push((app.store.read()?.get(id)?, own));
    }
    Ok(telling)
}

fn standing(app: &mut App<'_>, id: i64) -> Result<Telling, Failure> {
    let store = app.store.read()?;
    let decided = store.reviews_of(Noun::Improvement, id)?.pop();
    let decided = decided.map(|review| review.record.result);
    let (mut ended, mut texts) = (None, [None, None]);
    let states = crate::records::states(Noun::Improvement);
    for (field, cell) in states.iter().zip(store.states_of(Noun::Improvement, id)?) {
        match (field.key, cell) {
            ("result", Cell::Choice(choice)) => ended = ImprovementEnd::from_code(choice.code),
            ("effect", Cell::Long(text)) => texts[0] = Some(text),
            ("reason", Cell::Long(text)) => texts[1] = Some(text),
            _ => {}
        }
    }
    let [effect, reason] = texts;
    Ok(Telling {
        improvement: store.get(id)?,
        standing: match (ended, decided) {
            (Some(end), _) => Standing::Ended(end),
            (None, None | Some(Decision::Rejected)) => Standing::Undecided,
            (None, Some(_)) => Standing::UnderWay,
        },
        closed: store.moment_of(Noun::Improvement, id, "closed_at")?,
        effect,
        reason,
        customers: Vec::new(),
    })
}

impl Telling {
    /// Whether a customer was told of how it ended.
    fn knows(&self, notices: &[Kept<Notice>], customer: i64) -> bool {
        let Some(closed) = self.closed else {
            return false;
        };
        let since = |notice: &Kept<Notice>| {
            notice.record.customer.id() == customer
                && notice.record.at.is_some_and(|at| at >= closed)
        };
        notices.iter().any(since)
    }
}

fn nobody(number: &str, unlinked: bool) -> Failure {
    let problem = match unlinked {
        true => Problem::refused(say!(
            "{number} is linked to no customer",
            "{number} 尚未关联客户"
        )),
        false => Problem::refused(say!(
            "all customers of {number} have been told",
            "{number} 的客户均已告知"
        )),
    };
    problem
        .hint(say!("name one with --customer", "可用 --customer 指明客户"))
        .into()
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let telling = telling(app, call)?;
    let number = telling.improvement.number.clone();
    let mut draft = call.draft(&TOLD)?.part(Notice::FIELDS, "");
    draft.set("improvement", number.as_str());
    if let Some((customer, _)) = telling.customers.first() {
        draft.set("customer", customer.number.as_str());
    }
    draft.set_default("at", "now");
    let command = format!("improvement notify {number}");
    let filled = app.fill::<Notice>(
        draft,
        Filling {
            command: &command,
            ask: true,
            ..Filling::default()
        },
    )?;
    let mut said = filled.record;
    super::mine(&mut said.owner, me);
    if let Some(contact) = said.contact {
        for (customer, _) in &telling.customers {
            app.of_same_customer(customer.id, Noun::Contact, Some(contact.id()))?;
        }
    }
    for (own, name) in write(app, (&telling, me), &said, call.has("log"))? {
        out.made(
            Noun::Notice,
            &own,
            &say!("told {name}: {own}", "已告知 {name}：{own}"),
        )?;
    }
    Ok(Exit::Done)
}

/// Not before it was proposed; and a contact has a method.
fn check(app: &App<'_>, telling: &Telling, said: &Notice, log: bool) -> Result<(), Failure> {
    let begun = telling.improvement.record.at;
    if said.at.is_some_and(|at| at < begun) {
        let begun = begun.shown(app.policy.get()?.calendar.zone());
        return Err(Problem::usage(say!(
            "that is before it was proposed: {begun}",
            "早于提出时间 {begun}"
        ))
        .about(t("--at", "--at"))
        .hint(say!("give a later --at", "请把 --at 改晚"))
        .into());
    }
    if log && said.method.is_none() {
        return Err(
            Problem::usage(say!("a contact has a method", "记跟进须写明方式"))
                .about(t("--log", "--log"))
                .hint(say!(
                    "say how they were told, such as --by phone",
                    "请写明告知方式，如 --by 电话"
                ))
                .into(),
        );
    }
    Ok(())
}

/// Writes that they were told, all in one command; gives back the numbers of the notices
/// and the customers' names.
pub(super) fn write(
    app: &mut App<'_>,
    (telling, me): (&Telling, i64),
    said: &Notice,
    log: bool,
) -> Result<Vec<(String, String)>, Failure> {
    check(app, telling, said, log)?;
    let (now, number) = (app.now, &telling.improvement.number);
    let at = said.at.unwrap_or(now);
    let playbook = app.policy.get()?;
    let nothing = BTreeSet::new();
    let zone = playbook.calendar.zone();
    let place = |noun| Place {
        number: number_of(playbook, noun, at.day(zone)),
        extra: Vec::new(),
        since: at,
        to_confirm: &nothing,
    };
    let mut told = Vec::new();
    let writing = app
        .store
        .write()?
        .begin("improvement notify", Kind::Work, Some(me), now)?;
    for (customer, notices) in &telling.customers {
        let open = notices.iter().filter(|notice| notice.record.at.is_none());
        let mut first = None;
        for notice in open {
            writing.update(notice, &filled(&notice.record, said), at)?;
            first.get_or_insert_with(|| notice.number.clone());
        }
        // Told before, or not linked yet.
        let own = match first {
            Some(own) => own,
            None => {
                let blank = Notice {
                    customer: Ref::new(customer.id),
                    ..said.clone()
                };
                let of = notices.first().map_or(&blank, |notice| &notice.record);
                writing.insert(&filled(of, said), &place(Noun::Notice))?.1
            }
        };
        if log {
            writing.insert(
                &contact(telling, customer, said, at),
                &place(Noun::Followup),
            )?;
        }
        told.push((own, customer.record.name.0.clone()));
    }
    writing.commit(
        number,
        &say!("told customers of the improvement", "告知客户改进结果"),
    )?;
    Ok(told)
}

/// A notice with what was said of its telling.
fn filled(notice: &Notice, said: &Notice) -> Notice {
    Notice {
        improvement: said.improvement,
        at: said.at,
        method: said.method,
        progress: said.progress.clone(),
        contact: said.contact.or(notice.contact),
        owner: said.owner,
        notes: said.notes.clone().or_else(|| notice.notes.clone()),
        ..notice.clone()
    }
}

/// The contact in which a customer was told.
fn contact(telling: &Telling, customer: &Kept<Customer>, said: &Notice, at: Moment) -> Followup {
    let number = &telling.improvement.number;
    let words = said.progress.clone();
    let words = words.unwrap_or_else(|| telling.improvement.record.measure.clone());
    let method = said
        .method
        .unwrap_or(crate::records::choices::Method::Written);
    Followup {
        topic: Some(number.clone()),
        owner: said.owner,
        ..Followup::bare(Ref::new(customer.id), words, method, at)
    }
}
