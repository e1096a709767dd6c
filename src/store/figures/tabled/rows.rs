//! Which records each table of a month counts: where they are, whose, when they count, and in
//! which line they stand.

use super::Tabled;
use crate::store::contracts::{age, unpaid};
use crate::store::figures::contact::{FOLLOWUPS, NEXT_STATE, next_contacts, touched, untouched};
use crate::store::figures::counting::{
    ACCEPTED, CLOSED, MOVES, NEW, OPEN, SPENT, sound, status_then,
};
use crate::store::figures::headline::{ACTIONS, end};
use crate::store::figures::paying::{PAID, SIGNED, unpaid_then};
use crate::store::figures::promising::DUE;
use crate::store::figures::selling::{
    CLOSED as ENDED, CYCLE, CYCLED, FROM as DEALS, OPEN as STANDING, OPENED, REVIEWED, stage_then,
};
use crate::store::figures::{Whose, grade_then};
use crate::value::Noun;

/// Records of one kind that a table counts.
pub(super) struct Rows {
    noun: Noun,
    /// The record's id, its customer, its colleague, when it counts.
    columns: [&'static str; 4],
    /// What each adds: itself, fen, or seconds.
    adds: String,
    /// The line that it stands in; of several, joined by commas.
    item: String,
    /// `FROM … WHERE …`
    from: String,
    /// What closes it.
    end: &'static str,
}

impl Rows {
    fn new(noun: Noun, columns: [&'static str; 4], item: impl Into<String>, from: &str) -> Self {
        Rows {
            noun,
            columns,
            adds: "1".to_owned(),
            item: item.into(),
            from: from.to_owned(),
            end: "",
        }
    }

    fn adding(mut self, adds: impl Into<String>) -> Self {
        self.adds = adds.into();
        self
    }

    /// Rows of `noun, id, customer, person, at, n, item`.
    pub(super) fn sql(&self, whose: &Whose) -> String {
        let Rows {
            noun,
            columns: [id, customer, person, at],
            adds,
            item,
            from,
            end,
        } = self;
        let (noun, own) = (noun.table(), whose.of(person, customer));
        format!(
            "SELECT '{noun}' AS noun, {id} AS id, {customer} AS customer, {person} AS person,
                {at} AS at, {adds} AS n, {item} AS item {from} AND {own} {end}"
        )
    }

    /// How many of each item.
    pub(super) fn tally(&self, whose: &Whose) -> String {
        let [_, customer, person, _] = self.columns;
        let (item, from, own) = (&self.item, &self.from, whose.of(person, customer));
        format!("SELECT {item}, count(*) {from} AND {own} GROUP BY 1")
    }
}

const NEWS: [&str; 4] = [
    "c.id",
    "c.id",
    "c.owner",
    "coalesce(c.acquired, c.recorded_at)",
];
const TALKS: [&str; 4] = ["f.id", "f.customer", "f.owner", "f.at"];

fn ticket(at: &'static str, item: impl Into<String>, from: &str) -> Rows {
    let columns = ["k.id", "k.customer", "k.assignee", at];
    Rows::new(Noun::Ticket, columns, item, from)
}

fn deal(at: &'static str, item: impl Into<String>, from: &str) -> Rows {
    let columns = ["d.id", "d.customer", "d.owner", at];
    Rows::new(Noun::Deal, columns, item, from)
}

/// What each table counts.
pub(super) fn rows(table: Tabled, whose: &Whose) -> Vec<Rows> {
    let new = |item: &str| vec![Rows::new(Noun::Customer, NEWS, item, NEW)];
    let talk = |item: &str| vec![Rows::new(Noun::Followup, TALKS, item, FOLLOWUPS)];
    let accepted = |item: &str| vec![ticket("k.at", item, ACCEPTED)];
    match table {
        Tabled::NewBySource => new("c.source"),
        Tabled::NewByGrade => new(&grade_then("c.id")),
        Tabled::NewByIndustry => new("c.industry"),
        Tabled::ByMethod => talk("f.method"),
        Tabled::ByPurpose => talk("f.purpose"),
        Tabled::ByContent => talk("f.content"),
        Tabled::Contacted => contacted(),
        Tabled::Actions => {
            let columns = ["a.id", "a.customer", "a.owner", "a.due"];
            let ends = end("a.done_at", "a.due");
            vec![Rows::new(Noun::Action, columns, ends, ACTIONS)]
        }
        Tabled::NextContacts => {
            let columns = ["due.id", "due.customer", "due.owner", "due.next_at"];
            let from = format!(
                "FROM ({} SELECT * FROM due) due WHERE 1",
                next_contacts(whose)
            );
            vec![Rows::new(Noun::Followup, columns, NEXT_STATE, &from)]
        }
        Tabled::ByUs | Tabled::ByThem => {
            let columns = ["p.id", "p.customer", "p.owner", "p.due"];
            let ends = end("p.kept_at", "p.due");
            vec![Rows::new(Noun::Promise, columns, ends, DUE)]
        }
        Tabled::Moves => {
            let columns = ["c.id", "c.id", "c.owner", "t.at"];
            let item = "coalesce(t.old, 'none') || '-' || coalesce(t.new, 'none')";
            vec![Rows::new(Noun::Customer, columns, item, MOVES)]
        }
        Tabled::Deals => deals(),
        Tabled::Pipeline => vec![deal(
            "d.opened",
            stage_then(),
            &format!("{DEALS} {STANDING}"),
        )],
        Tabled::Factors => vec![reviewed("v.success_factor")],
        Tabled::Reasons => vec![reviewed("v.failure_reason")],
        Tabled::Contracts => contracts(),
        Tabled::UnpaidByAge => vec![Rows::new(
            Noun::Instalment,
            ["r.id", "k.customer", "k.owner", "r.due"],
            age("r", ":day"),
            &unpaid_then(),
        )],
        Tabled::Tickets => vec![
            ticket("k.at", "'opened'", ACCEPTED),
            ticket("k.closed_at", "'closed'", CLOSED),
            ticket("k.at", "'open'", OPEN),
        ],
        Tabled::ByType => accepted("k.type"),
        Tabled::ByPriority => accepted("k.priority"),
        Tabled::ByCause => accepted("k.cause"),
        Tabled::ByStatus => vec![ticket("k.at", status_then(), OPEN)],
        Tabled::Cases => {
            let crossed = format!(
                "{ACCEPTED} AND NOT ({})",
                crate::store::tickets::in_order("k")
            );
            let mut all = timed(["responded", "answered", "solved"], |_| "1".to_owned());
            all.push(ticket("k.at", "'contradictory'", &crossed));
            all
        }
        Tabled::Times => timed(["response", "solution", "resolution"], |column| {
            format!("unixepoch({column}) - unixepoch(k.at)")
        }),
    }
}

fn contacted() -> Vec<Rows> {
    let talk = Rows::new(
        Noun::Customer,
        ["f.customer", "f.customer", "f.owner", "max(f.at)"],
        "'touched'",
        &touched(),
    );
    vec![
        Rows {
            end: "GROUP BY f.customer",
            ..talk
        },
        Rows::new(Noun::Customer, NEWS, "'untouched'", &untouched()),
    ]
}

fn deals() -> Vec<Rows> {
    let ended = |more: &str| format!("{DEALS} {ENDED} {more}");
    let won = ended("AND d.outcome = 'won'");
    let cycled = ended(CYCLED);
    vec![
        deal("d.opened", "'opened'", &format!("{DEALS} {OPENED}")),
        deal("d.closed_at", "'won'", &won),
        deal("d.closed_at", "'lost'", &ended("AND d.outcome = 'lost'")),
        deal("d.closed_at", "'amount'", &won).adding("coalesce(d.amount, 0)"),
        deal("d.closed_at", "'cycle_mean'", &cycled).adding(CYCLE),
    ]
}

fn reviewed(column: &'static str) -> Rows {
    let columns = ["v.id", "d.customer", "d.owner", "v.at"];
    let from = format!("{REVIEWED} AND {column} != ''");
    Rows::new(Noun::DealReview, columns, column, &from)
}

fn contracts() -> Vec<Rows> {
    let signed = |item| {
        let columns = ["k.id", "k.customer", "k.owner", "k.signed_at"];
        Rows::new(Noun::Contract, columns, item, SIGNED)
    };
    let paid = |item| {
        let columns = ["p.id", "p.customer", "p.owner", "p.at"];
        Rows::new(Noun::Payment, columns, item, PAID)
    };
    let owed = |item, more: &str| {
        let columns = ["r.id", "k.customer", "k.owner", "r.due"];
        let from = format!("{} {more}", unpaid_then());
        Rows::new(Noun::Instalment, columns, item, &from).adding(unpaid("r", ":to"))
    };
    let overdue = format!("AND {} NOT IN ('not-due', 'undated')", age("r", ":day"));
    vec![
        signed("'signed'"),
        signed("'signed_amount'").adding("coalesce(k.amount, 0)"),
        paid("'payments'"),
        paid("'received'").adding("p.amount"),
        owed("'unpaid'", ""),
        owed("'overdue'", &overdue),
    ]
}

/// Tickets whose times are sound, by how far they came.
fn timed(items: [&str; 3], adds: impl Fn(&str) -> String) -> Vec<Rows> {
    let all = items.into_iter().zip(SPENT);
    let all = all.map(|(item, column)| {
        let from = format!("{ACCEPTED} AND {} AND {column} IS NOT NULL", sound());
        ticket("k.at", format!("'{item}'"), &from).adding(adds(column))
    });
    all.collect()
}
