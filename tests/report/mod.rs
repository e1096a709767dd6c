//! The monthly report over a small file: two months of two reps.

mod documents;
mod monthly;
mod recount;

use std::collections::BTreeSet;
use std::path::Path;

use kehu::problem::Exit;
use kehu::records::choices::{
    Cause, CustomerKind, Direction, Method, Priority, Purpose, Role, Source, TicketStatus,
    TicketType,
};
use kehu::records::{Action, Customer, Followup, Promise, Record, Staff, Ticket};
use kehu::store::{Kind, NumberIs, Place, Shelf, Writing};
use kehu::value::{
    ChoiceSet as _, Deadline, Found, Industry, Moment, Noun, Ref, Stored, Value, YesNo,
};
use kehu::words::Lang;

use crate::session;

/// A moment of 2026 by the clock in Shanghai: `03-05 14:00`.
fn at(text: &str) -> Moment {
    let (day, time) = text.split_once(' ').unwrap();
    Moment::parse_rfc3339(&format!("2026-{day}T{time}:00+08:00")).unwrap()
}

fn said<T: Value>(text: &str) -> T {
    T::load(Found::Text(text)).unwrap()
}

/// A form of which nothing is known but these fields.
fn form<F: Record>(known: &[(&str, Stored)]) -> F {
    let mut fields = F::FIELDS.iter();
    F::load(&mut || {
        let key = fields.next().unwrap().key;
        match known
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value)
        {
            Some(Stored::Text(text)) => Found::Text(text),
            Some(Stored::Int(number)) => Found::Int(*number),
            Some(Stored::Null) | None => Found::Null,
        }
    })
    .unwrap()
}

fn text(text: &str) -> Stored {
    Stored::Text(text.to_owned())
}

/// Writes a file, one record after the other.
struct Scribe<'w> {
    writing: Writing<'w>,
    made: std::cell::Cell<u32>,
    /// Who handles the tickets.
    me: i64,
}

impl Scribe<'_> {
    fn add<F: Record>(&self, record: &F, since: Moment, extra: &[(&'static str, Stored)]) -> i64 {
        self.made.set(self.made.get() + 1);
        let place = Place {
            number: NumberIs::Given(format!("T{:03}", self.made.get())),
            extra: extra.to_vec(),
            since,
            to_confirm: &BTreeSet::new(),
        };
        self.writing.insert(record, &place).unwrap().0
    }

    fn staff(&self, name: &str) -> i64 {
        let staff: Staff = form(&[("name", text(name)), ("role", text(Role::SalesRep.code()))]);
        self.add(&staff, self.writing.now, &[])
    }

    fn customer(&self, name: &str, acquired: &str, source: Option<Source>, owner: i64) -> i64 {
        let acquired = at(acquired);
        let mut customer: Customer = form(&[
            ("kind", text(CustomerKind::Enterprise.code())),
            ("name", text(name)),
        ]);
        customer.source = source;
        customer.acquired = Some(acquired);
        customer.industry = Some(Industry("I".to_owned()));
        customer.owner = Some(Ref::new(owner));
        self.add(&customer, acquired, &[])
    }

    fn grade(&self, customer: i64, grade: &str, since: &str) {
        self.writing
            .set_column(Noun::Customer, customer, "grade", &text(grade), at(since))
            .unwrap();
    }

    fn followup(&self, customer: i64, owner: i64, method: Method, when: &str) -> Followup {
        let mut followup: Followup = form(&[
            ("customer", Stored::Int(customer)),
            ("said", text("报价已发")),
            ("method", text(method.code())),
            ("at", text(&at(when).stored())),
            ("direction", text(Direction::Out.code())),
            ("reached", text("yes")),
        ]);
        followup.owner = Some(Ref::new(owner));
        followup
    }

    fn contacted(&self, customer: i64, owner: i64, method: Method, when: &str) {
        let followup = self.followup(customer, owner, method, when);
        self.add(&followup, at(when), &[]);
    }

    fn agreed_next(&self, customer: i64, owner: i64, when: &str, next: &str) {
        let mut followup = self.followup(customer, owner, Method::Phone, when);
        followup.next_at = Some(Deadline(at(next)));
        self.add(&followup, at(when), &[]);
    }

    fn action(&self, customer: i64, owner: i64, due: &str, done: Option<&str>) -> i64 {
        let mut action: Action = form(&[
            ("customer", Stored::Int(customer)),
            ("what", text("补充报价")),
            ("due", text(&at(due).stored())),
        ]);
        action.owner = Some(Ref::new(owner));
        let id = self.add(&action, at(due), &[]);
        if let Some(done) = done {
            self.writing.done(Noun::Action, id, at(done)).unwrap();
        }
        id
    }

    /// A promise, by the code of who gave it, and when it was kept.
    fn promise(
        &self,
        (customer, owner): (i64, i64),
        by: &str,
        due: &str,
        kept: Option<&str>,
    ) -> i64 {
        let mut promise: Promise = form(&[
            ("customer", Stored::Int(customer)),
            ("what", text("三次免费培训")),
            ("promised_by", text(by)),
            ("due", text(&at(due).stored())),
            ("made", text(&at("02-20 09:00").stored())),
        ]);
        promise.owner = Some(Ref::new(owner));
        let kept = kept.map(|kept| ("kept_at", text(&at(kept).stored())));
        self.add(&promise, promise.made, kept.as_slice())
    }

    /// A ticket and, by column, when what happened to it.
    fn ticket(
        &self,
        customer: i64,
        what: (TicketType, Priority),
        accepted: &str,
        times: &[(&'static str, &str)],
    ) -> i64 {
        let mut ticket: Ticket = form(&[
            ("customer", Stored::Int(customer)),
            ("type", text(what.0.code())),
            ("symptom", text("设备开机后无显示")),
            ("priority", text(what.1.code())),
            ("at", text(&at(accepted).stored())),
        ]);
        ticket.assignee = Some(Ref::new(self.me));
        let status = [("status", text(TicketStatus::Accepted.code()))];
        let id = self.add(&ticket, at(accepted), &status);
        for (column, when) in times {
            self.writing
                .ticket_time(id, column, Some(at(when)))
                .unwrap();
        }
        id
    }
}

/// A file that only 李雷 uses so far.
fn empty(folder: &Path) {
    write(folder, |_, _| {});
}

fn write(folder: &Path, fill: impl FnOnce(&Scribe<'_>, i64)) {
    let mut shelf = Shelf::new(folder.join("kehu.db"), 1, "test".to_owned());
    let store = shelf.write().unwrap();
    let writing = store
        .begin("test", Kind::Work, None, at("04-10 09:00"))
        .unwrap();
    let mut scribe = Scribe {
        writing,
        made: std::cell::Cell::new(0),
        me: 0,
    };
    let me = scribe.staff("李雷");
    scribe.me = me;
    scribe.writing.set_meta("me", &me.to_string()).unwrap();
    fill(&scribe, me);
    scribe
        .writing
        .commit("", &kehu::say!("test", "测试"))
        .unwrap();
}

/// Two months of two reps.
fn small(folder: &Path) {
    write(folder, |file, me| {
        let other = file.staff("韩梅梅");
        let (ours, theirs, gone) = customers_and_contact(file, me, other);
        promises(file, (ours, me), (theirs, other), gone);
        tickets(file, me);
    });
}

/// A customer of mine, one of the other rep's, and one that was removed.
fn customers_and_contact(file: &Scribe<'_>, me: i64, other: i64) -> (i64, i64, i64) {
    let old = file.customer(
        "杭州云帆科技有限公司",
        "02-10 10:00",
        Some(Source::ColdCall),
        me,
    );
    let new = file.customer(
        "宁波海曙机械厂",
        "03-02 09:00",
        Some(Source::Exhibition),
        me,
    );
    let third = file.customer("上海静安贸易行", "03-20 09:00", None, other);
    // The last minute of March in Shanghai, and the first of April.
    file.customer("苏州拙政软件", "03-31 23:59", Some(Source::Exhibition), me);
    let april = file.customer("无锡太湖纺织", "04-01 00:00", Some(Source::Partner), me);
    let gone = file.customer("南京钟山药业", "03-03 09:00", Some(Source::Partner), me);
    file.grade(old, "B", "02-20 10:00");
    file.grade(old, "A", "03-10 10:00");
    file.grade(new, "C", "03-12 10:00");
    // After the month's end: March's report still says C.
    file.grade(new, "A", "04-05 10:00");
    file.writing.remove(Noun::Customer, gone).unwrap();

    file.contacted(old, me, Method::Phone, "02-11 10:00");
    file.agreed_next(old, me, "03-05 14:00", "03-09 18:00");
    // Late in the evening of the day agreed: kept.
    file.contacted(old, me, Method::Visit, "03-09 21:00");
    file.agreed_next(new, me, "03-10 10:00", "03-16 18:00");
    let mut missed = file.followup(new, me, Method::Phone, "03-16 15:00");
    missed.reached = YesNo::No;
    missed.purpose = vec![Purpose::Regular, Purpose::Care];
    file.add(&missed, at("03-16 15:00"), &[]);
    // No contact: only material was pushed.
    file.contacted(third, other, Method::MaterialPush, "03-21 10:00");
    // 17:00 UTC on the 31st of March is the 1st of April in Shanghai.
    let boundary = Moment::parse_rfc3339("2026-03-31T17:00:00Z").unwrap();
    let mut first = file.followup(april, me, Method::Wechat, "04-01 01:00");
    assert_eq!(first.at, boundary);
    first.purpose = said::<Vec<Purpose>>("first-contact");
    file.add(&first, boundary, &[]);

    file.action(old, me, "03-12 18:00", Some("03-12 17:00"));
    file.action(old, me, "03-13 18:00", Some("03-14 09:00"));
    file.action(new, me, "03-20 18:00", None);
    file.action(new, me, "04-20 18:00", None);
    let called_off = file.action(new, me, "03-25 18:00", None);
    file.writing
        .cancel(Noun::Action, called_off, at("03-22 09:00"), None)
        .unwrap();
    (old, third, gone)
}

/// Two of ours kept in time, one late, two not at all; two of the customers'.
fn promises(file: &Scribe<'_>, mine: (i64, i64), others: (i64, i64), gone: i64) {
    let kept_to_the_second = Some("03-06 18:00");
    file.promise(mine, "us", "02-27 18:00", Some("02-27 09:00"));
    file.promise(mine, "us", "03-06 18:00", kept_to_the_second);
    file.promise(mine, "us", "03-09 18:00", Some("03-08 09:00"));
    file.promise(mine, "us", "03-10 18:00", Some("03-12 09:00"));
    // The last minute of March in Shanghai, and the first of April.
    file.promise(mine, "us", "03-31 23:59", None);
    file.promise(mine, "us", "04-01 00:00", None);
    file.promise(others, "us", "03-13 18:00", None);
    file.promise(mine, "them", "03-16 18:00", Some("03-16 17:00"));
    file.promise(others, "them", "03-18 18:00", None);
    // Taken back, and of a customer who was.
    let taken_back = file.promise(mine, "us", "03-19 18:00", None);
    file.writing.remove(Noun::Promise, taken_back).unwrap();
    file.promise((gone, mine.1), "us", "03-19 18:00", None);
    // Not due yet on the 10th of April.
    file.promise(mine, "us", "04-20 18:00", None);
}

fn tickets(file: &Scribe<'_>, me: i64) {
    use Priority::{Important, Normal, Urgent};
    use TicketType::{ProductFault, UsageInquiry};
    let customer = file.customer("绍兴鉴湖酒业", "01-05 09:00", None, me);
    let closed = file.ticket(
        customer,
        (ProductFault, Urgent),
        "03-15 09:30",
        &[
            ("responded_at", "03-15 09:50"),
            ("answered_at", "03-15 11:30"),
            ("solved_at", "03-15 13:00"),
            ("closed_at", "03-18 10:00"),
        ],
    );
    let cause = text(Cause::HardwareFault.code());
    file.writing
        .set_column(Noun::Ticket, closed, "cause", &cause, at("03-15 13:00"))
        .unwrap();
    let waiting = file.ticket(
        customer,
        (UsageInquiry, Normal),
        "03-20 09:00",
        &[("responded_at", "03-20 10:20")],
    );
    for (status, since) in [
        (TicketStatus::Waiting, "03-21 09:00"),
        (TicketStatus::InProgress, "04-02 09:00"),
    ] {
        file.writing
            .ticket_status(waiting, status, at(since))
            .unwrap();
    }
    // Answered before it was accepted: counted, and left out of the means.
    file.ticket(
        customer,
        (ProductFault, Important),
        "03-25 09:00",
        &[("responded_at", "03-24 09:00")],
    );
    file.ticket(
        customer,
        (UsageInquiry, Normal),
        "02-03 09:00",
        &[("closed_at", "04-03 09:00")],
    );
}

/// What a command says, and how it ends.
fn kehu(folder: &Path, lang: Lang, args: &[&str]) -> (Exit, String, String) {
    let world = session::world(&folder.join("kehu.db"), at("04-10 09:00"), lang);
    session::run(world, &[&["report", "monthly"], args].concat())
}

fn report(folder: &Path, lang: Lang, args: &[&str]) -> String {
    let (exit, out, err) = kehu(folder, lang, args);
    assert_eq!((exit, err.as_str()), (Exit::Done, ""));
    out
}
