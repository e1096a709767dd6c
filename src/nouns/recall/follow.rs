//! `recall inform` and `recall settle`: each customer is told, then settled. A telling is a
//! contact, too; nobody is settled untold but who is not affected or cannot be reached.

use std::collections::BTreeSet;

use clap::Arg;

use super::closing::still_open;
use super::start::names;
use super::{WHICH, affected};
use crate::app::{App, Filling};
use crate::ask::Empty;
use crate::flags::{self, Takes};
use crate::form::Form;
use crate::nouns::{Call, one, switch, word};
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{Method, RecallOutcome, TicketChannel};
use crate::records::{Affected, AffectedInformed, AffectedSettled, Followup, Recall};
use crate::say;
use crate::store::{Kept, Kind, Place, RecallStanding, Writing};
use crate::value::{Long, Moment, Noun, Ref};
use crate::words::{Lang, Say, Text, t};

/// `RECALL CUSTOMER`, or the number of an affected customer alone; `--all` for every one.
fn args<S: Form>(lang: Lang) -> Vec<Arg> {
    let mut args = one::one(Noun::Recall, WHICH, lang);
    args.push(
        word(
            "customer",
            t("CUSTOMER", "客户"),
            t(
                "Which customer; needless behind the number of an affected one",
                "哪家客户；已填受影响客户编号时不必再填",
            ),
            lang,
        )
        .add(Takes::AnyOf(&[Noun::Customer, Noun::Affected]))
        .index(2),
    );
    args.extend(flags::args(S::FIELDS, &[], lang));
    args.push(
        switch(
            "all",
            t(
                "Every customer for whom it is still to be done",
                "全部尚未完成的客户",
            ),
            lang,
        )
        .conflicts_with("customer"),
    );
    args
}

pub fn inform_args(lang: Lang) -> Vec<Arg> {
    args::<AffectedInformed>(lang)
}

pub fn settle_args(lang: Lang) -> Vec<Arg> {
    args::<AffectedSettled>(lang)
}

/// An affected customer, and how far it is.
struct One {
    kept: Kept<Affected>,
    informed: Option<Moment>,
    settled: Option<Moment>,
}

/// Of which recall, and which of its customers.
struct Meant {
    recall: Kept<Recall>,
    all: Vec<One>,
}

impl Meant {
    /// Those that the line means; `done` says for whom nothing is left to do.
    fn of(
        app: &mut App<'_>,
        call: &Call<'_>,
        done: fn(&One) -> Option<Moment>,
    ) -> Result<Self, Failure> {
        let number = match affected(app, call.text("recall"))? {
            Some(id) => Some(id),
            None => affected(app, call.text("customer"))?,
        };
        if let Some(id) = number {
            let kept: Kept<Affected> = app.store.read()?.get(id)?;
            let recall = app.store.read()?.get(kept.record.recall.id())?;
            return Self::with(app, recall, vec![kept]);
        }
        let id = one::named(app, call, Noun::Recall)?;
        let recall: Kept<Recall> = app.store.read()?.get(id)?;
        if call.has("all") {
            let all = app.store.read()?.affected_by(id, None)?;
            return Self::with(app, recall, all);
        }
        if let (None, true) = (call.text("customer"), app.ask.is_some()) {
            let all = app.store.read()?.affected_by(id, None)?;
            return Self::with(app, recall, all)?.chosen(app, done);
        }
        let customer = app.which(Noun::Customer, call.text("customer"))?;
        let all = app.store.read()?.affected_by(id, Some(customer))?;
        if all.is_empty() {
            let (name, number) = (names(app, &[customer], app.lang)?, &recall.number);
            return Err(Problem::refused(say!(
                "{name} is not on the list of {number}",
                "{name} 不在 {number} 的名单中"
            ))
            .hint(say!(
                "if they have the goods: kehu recall add {number} {name}",
                "如确有涉及物品：kehu recall add {number} {name}"
            ))
            .into());
        }
        Self::with(app, recall, all)
    }

    /// The one that a person chooses among those for whom it is still to be done; all
    /// where it is done for all.
    fn chosen(
        mut self,
        app: &mut App<'_>,
        done: fn(&One) -> Option<Moment>,
    ) -> Result<Self, Failure> {
        let mut open = Vec::new();
        for one in self.all.iter().filter(|one| done(one).is_none()) {
            open.extend(app.store.read()?.candidate(Noun::Affected, one.kept.id)?);
        }
        let label = say!("Which customer", "哪家客户");
        if let Some(number) = app.choose_one(&label, Empty::Refused, &open)? {
            self.all.retain(|one| one.kept.number == number);
        }
        Ok(self)
    }

    fn with(
        app: &mut App<'_>,
        recall: Kept<Recall>,
        all: Vec<Kept<Affected>>,
    ) -> Result<Self, Failure> {
        still_open(app, &recall)?;
        let store = app.store.read()?;
        let all = all.into_iter().map(|kept| {
            let at = |column| store.moment_of(Noun::Affected, kept.id, column);
            Ok(One {
                informed: at("informed_at")?,
                settled: at("settled_at")?,
                kept,
            })
        });
        let all: Result<_, Failure> = all.collect();
        Ok(Meant { recall, all: all? })
    }

    /// Keeps those for whom it is still to be done; refuses where it is done for all.
    fn keep(
        &mut self,
        app: &App<'_>,
        of: fn(&One) -> Option<Moment>,
        done: Text,
    ) -> Result<(), Failure> {
        let last = self.all.iter().filter_map(of).max();
        self.all.retain(|one| of(one).is_none());
        if !self.all.is_empty() {
            return Ok(());
        }
        let (number, en, zh) = (&self.recall.number, done.en, done.zh);
        Err(match last {
            Some(at) => {
                let at = at.shown(app.policy.get()?.calendar.zone());
                Problem::refused(say!("{number}: {en} already: {at}", "{number}：{zh}：{at}")).hint(
                    say!("take that back with: kehu undo", "如需更正请用 kehu undo"),
                )
            }
            None => Problem::refused(say!("{number} lists nobody", "{number} 的名单中没有客户"))
                .hint(say!(
                    "add whoever has the goods: kehu recall add {number} CUSTOMER",
                    "请补充持有物品的客户：kehu recall add {number} 客户"
                )),
        }
        .into())
    }

    fn customers(&self) -> Vec<i64> {
        let each = self.all.iter();
        each.map(|one| one.kept.record.customer.id()).collect()
    }
}

/// Fills a step in for all that are meant.
fn filled<S: Form>(
    app: &mut App<'_>,
    call: &Call<'_>,
    (verb, when): (&str, &'static str),
    meant: &Meant,
    at: fn(&S) -> Moment,
) -> Result<S, Failure> {
    let mut draft = call.draft(S::FIELDS)?;
    draft.set_default(when, "now");
    let command = match meant.all.as_slice() {
        [one] => format!("{verb} {}", one.kept.number),
        _ => format!("{verb} {}", meant.recall.number),
    };
    let filling = Filling {
        command: &command,
        ask: true,
        ..Filling::default()
    };
    let step = app.fill::<S>(draft, filling)?.record;
    let begun = meant.recall.record.started_at;
    if at(&step) < begun {
        let begun = begun.shown(app.policy.get()?.calendar.zone());
        return Err(Problem::usage(say!(
            "that is before the recall began: {begun}",
            "早于召回启动时间 {begun}"
        ))
        .about(t("--at", "--at"))
        .hint(say!("give a later --at", "请把 --at 改晚"))
        .into());
    }
    Ok(step)
}

/// Writes a step into the rows of all that are meant.
fn put<S: Form>(writing: &Writing<'_>, meant: &Meant, step: &S, at: Moment) -> Result<(), Failure> {
    for one in &meant.all {
        for (field, value) in S::FIELDS.iter().zip(step.store()) {
            writing.set_column(Noun::Affected, one.kept.id, field.key, &value, at)?;
        }
    }
    Ok(())
}

pub fn inform(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    // Who is settled as not affected need not be told.
    let done: fn(&One) -> Option<Moment> = |one| one.informed.or(one.settled);
    let mut meant = Meant::of(app, call, done)?;
    meant.keep(app, done, t("informed or settled", "已告知或已处理"))?;
    let what = ("recall inform", "informed_at");
    let mut said = filled(app, call, what, &meant, |it: &AffectedInformed| {
        it.informed_at
    })?;
    said.informed_by.get_or_insert(Ref::new(me));
    let (now, at, lang) = (app.now, said.informed_at, app.lang);
    let playbook = app.policy.get()?;
    let place = Place {
        number: number_of(playbook, Noun::Followup, at.day(playbook.calendar.zone())),
        extra: Vec::new(),
        since: at,
        to_confirm: &BTreeSet::new(),
    };
    let store = app.store.write()?;
    let writing = store.begin("recall inform", Kind::Work, Some(me), now)?;
    put(&writing, &meant, &said, at)?;
    // Who is listed twice was told once.
    for customer in meant.customers().into_iter().collect::<BTreeSet<_>>() {
        writing.insert(&followup(&meant.recall, customer, &said, lang), &place)?;
    }
    writing.commit(&meant.recall.number, &say!("informed", "告知客户"))?;
    tell(app, out, &meant, t("informed", "已告知"))
}

fn followup(recall: &Kept<Recall>, customer: i64, said: &AffectedInformed, lang: Lang) -> Followup {
    let number = &recall.number;
    let text = said.said.clone().unwrap_or_else(|| {
        let defect = &recall.record.defect.0;
        let text = say!("recall {number}: {defect}", "召回 {number}：{defect}");
        Long(text.to(lang).to_owned())
    });
    let method = match said.channel {
        TicketChannel::Phone => Method::Phone,
        TicketChannel::Email => Method::Email,
        TicketChannel::WalkIn => Method::Visit,
        TicketChannel::OnlineChat | TicketChannel::SocialMedia => Method::Written,
    };
    let own = recall.record.customer.map(Ref::id) == Some(customer);
    Followup {
        topic: Some(number.clone()),
        participants: said.told.clone(),
        ticket: recall.record.ticket.filter(|_| own),
        owner: said.informed_by,
        ..Followup::bare(Ref::new(customer), text, method, said.informed_at)
    }
}

pub fn settle(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let mut meant = Meant::of(app, call, |one| one.settled)?;
    meant.keep(app, |one| one.settled, t("settled", "已处理"))?;
    let what = ("recall settle", "settled_at");
    let said = filled(app, call, what, &meant, |it: &AffectedSettled| {
        it.settled_at
    })?;
    let untold_too = matches!(
        said.outcome,
        RecallOutcome::NotAffected | RecallOutcome::Unreachable
    );
    if !untold_too {
        informed_first(app, call, &mut meant)?;
    }
    let at = said.settled_at;
    let early = meant.all.iter().filter_map(|one| one.informed).max();
    if let Some(informed) = early.filter(|informed| at < *informed) {
        let informed = informed.shown(app.policy.get()?.calendar.zone());
        return Err(Problem::usage(say!(
            "that is before they were informed: {informed}",
            "早于告知客户的时间 {informed}"
        ))
        .about(t("--at", "--at"))
        .hint(say!("give a later --at", "请把 --at 改晚"))
        .into());
    }
    let now = app.now;
    let store = app.store.write()?;
    let writing = store.begin("recall settle", Kind::Work, Some(me), now)?;
    put(&writing, &meant, &said, at)?;
    writing.commit(&meant.recall.number, &say!("settled", "处理完毕"))?;
    let label = crate::value::ChoiceSet::label(said.outcome);
    tell(app, out, &meant, label)
}

/// Leaves out whom nobody told yet, of all; refuses one that is named.
fn informed_first(app: &mut App<'_>, call: &Call<'_>, meant: &mut Meant) -> Result<(), Failure> {
    let untold = meant.all.iter().filter(|one| one.informed.is_none());
    let untold: Vec<(i64, String)> = untold
        .map(|one| (one.kept.record.customer.id(), one.kept.number.clone()))
        .collect();
    let Some((customer, number)) = untold.first() else {
        return Ok(());
    };
    if call.has("all") && untold.len() < meant.all.len() {
        meant.all.retain(|one| one.informed.is_some());
        return Ok(());
    }
    let name = names(app, &[*customer], app.lang)?;
    Err(Problem::refused(say!(
        "{name} was not informed yet (R166)",
        "{name} 尚未告知（R166）"
    ))
    .hint(say!(
        "first: kehu recall inform {number} --by phone",
        "请先：kehu recall inform {number} --by 电话"
    ))
    .into())
}

/// Who it was, and what is left of the recall.
fn tell(app: &mut App<'_>, out: &mut Out<'_>, meant: &Meant, done: Text) -> Result<Exit, Failure> {
    let (number, en, zh) = (&meant.recall.number, done.small(), done.zh);
    let customers = meant.customers();
    let (who, who_zh) = (
        names(app, &customers, Lang::En)?,
        names(app, &customers, Lang::Zh)?,
    );
    out.line(&say!("{number} {who}: {en}", "{number} {who_zh}：{zh}"))?;
    let standing = app.store.read()?.recall_standing(meant.recall.id)?;
    out.line(&left(&standing, number))?;
    Ok(Exit::Done)
}

/// What is left to do, and how.
pub fn left(standing: &RecallStanding, number: &str) -> Say {
    let (inform, settle) = (standing.to_inform, standing.to_settle);
    match (inform, settle) {
        (0, 0) => say!(
            "all settled; next: kehu recall close {number}",
            "全部处理完毕；下一步：kehu recall close {number}"
        ),
        (0, n) => say!(
            "left: {n} to settle; next: kehu recall settle {number} CUSTOMER --outcome replaced",
            "剩余：待处理 {n} 家；下一步：kehu recall settle {number} 客户 --outcome 已换货"
        ),
        (n, m) => say!(
            "left: {n} to inform, {m} to settle; next: kehu recall inform {number} CUSTOMER --by phone",
            "剩余：待告知 {n} 家，已告知待处理 {m} 家；下一步：kehu recall inform {number} 客户 --by 电话"
        ),
    }
}
