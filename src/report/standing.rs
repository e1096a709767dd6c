//! In which lines of its report a record stands. What a report counts of records that it
//! has read, and the list of the records behind a line, both ask here, so that they cannot
//! differ.

use crate::store::{FeedbackRow, Period, TicketRow, TicketTurn, Turned};
use crate::value::{ChoiceSet, Moment, Noun};

/// A line of a report: the table, the line in it.
pub type Place = (&'static str, &'static str);

/// A record behind a line: its id, when it counts, where it stands.
pub type Standing = (i64, Moment, Place);

/// What a line is called of which nothing is said.
const UNSTATED: &str = "unstated";

/// The tables of kinds of the tickets received.
pub const TICKET_KINDS: [&str; 6] = [
    "by_type",
    "by_area",
    "by_cause",
    "by_priority",
    "by_channel",
    "by_quality",
];

/// The tables of `report aftersales` that tell of records one by one, but for the kinds.
pub const TICKET_COUNTS: &str = "tickets";

/// The tables of `report feedback` that do.
pub const FEEDBACK_TABLES: [&str; 3] = ["feedback", "by_class", "by_department"];

/// Whether the lines of a table can be followed to records of this kind.
pub fn is_followed(about: Noun, table: &str) -> bool {
    match about {
        Noun::Ticket => table == TICKET_COUNTS || TICKET_KINDS.contains(&table),
        _ => FEEDBACK_TABLES.contains(&table),
    }
}

/// Of which kind a ticket is, table by table.
pub fn ticket_kinds(row: &TicketRow) -> [Option<&'static str>; 6] {
    [
        code(row.r#type),
        code(row.area),
        code(row.cause),
        code(row.priority),
        code(row.channel),
        code(row.quality),
    ]
}

pub fn code<C: ChoiceSet>(one: Option<C>) -> Option<&'static str> {
    one.map(|one| one.code())
}

fn is_within(at: Moment, period: &Period) -> bool {
    at >= period.from && at < period.to
}

/// How a ticket stood when the term began and ended, and what came of it in between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TicketStood {
    pub brought: bool,
    pub received: bool,
    pub merged: bool,
    pub solved: bool,
    pub closed: bool,
    pub open: bool,
    /// Received, and its times contradict one another.
    pub contradictory: bool,
}

pub fn ticket_stood(row: &TicketRow, period: &Period) -> TicketStood {
    let within = |at: Moment| is_within(at, period);
    let open_at = |at: Moment| row.at < at && row.closed.is_none_or(|closed| closed >= at);
    let received = within(row.at);
    let ended = row.closed.is_some_and(within);
    TicketStood {
        brought: open_at(period.from),
        received,
        merged: ended && row.merged,
        solved: !row.merged && row.solved.is_some_and(within),
        closed: ended && !row.merged,
        open: open_at(period.to),
        contradictory: received && !row.merged && !row.in_order,
    }
}

/// Every line of `report aftersales` that a ticket stands in; one that was reopened twice
/// stands there twice.
pub fn tickets(rows: &[TicketRow], turns: &[TicketTurn], period: &Period) -> Vec<Standing> {
    let again = turns
        .iter()
        .filter(|turn| is_within(turn.at, period) && turn.what == Turned::Reopened);
    let mut all: Vec<Standing> = again
        .map(|turn| (turn.ticket, turn.at, (TICKET_COUNTS, "reopened")))
        .collect();
    for row in rows.iter().filter(|row| row.at < period.to) {
        let stood = ticket_stood(row, period);
        let mut put = |at: Option<Moment>, table, item| {
            all.push((row.id, at.unwrap_or(row.at), (table, item)));
        };
        for (is, at, item) in [
            (stood.brought, None, "open_before"),
            (stood.received, None, "received"),
            (stood.merged, row.closed, "merged"),
            (stood.solved, row.solved, "solved"),
            (stood.closed, row.closed, "closed"),
            (stood.open, None, "open"),
            (stood.contradictory, None, "contradictory"),
        ] {
            if is {
                put(at, TICKET_COUNTS, item);
            }
        }
        if stood.received {
            for (table, kind) in TICKET_KINDS.into_iter().zip(ticket_kinds(row)) {
                put(None, table, kind.unwrap_or(UNSTATED));
            }
        }
    }
    all
}

/// How a piece of feedback stood when the term began and ended, and what came of it in
/// between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeedbackStood {
    pub brought: bool,
    pub received: bool,
    pub closed: bool,
    pub open: bool,
    pub escalated: bool,
}

pub fn feedback_stood(row: &FeedbackRow, period: &Period) -> FeedbackStood {
    let within = |at: Moment| is_within(at, period);
    let open_at = |at: Moment| row.received < at && row.closed.is_none_or(|closed| closed >= at);
    FeedbackStood {
        brought: open_at(period.from),
        received: within(row.received),
        closed: row.closed.is_some_and(within),
        open: open_at(period.to),
        escalated: row.escalated.is_some_and(within),
    }
}

/// Every line of `report feedback`, and of a month, that a piece of feedback stands in.
pub fn feedback(rows: &[FeedbackRow], period: &Period) -> Vec<Standing> {
    let mut all = Vec::new();
    for row in rows.iter().filter(|row| row.received < period.to) {
        let stood = feedback_stood(row, period);
        let mut put = |at: Option<Moment>, table, item| {
            all.push((row.id, at.unwrap_or(row.received), (table, item)));
        };
        for (is, at, item) in [
            (stood.brought, None, "open_before"),
            (stood.received, None, "received"),
            (stood.received && row.is_complaint(), None, "complaints"),
            (stood.escalated, row.escalated, "escalated"),
            (stood.closed, row.closed, "closed"),
            (stood.open, None, "open"),
        ] {
            if is {
                put(at, "feedback", item);
            }
        }
        if stood.received {
            put(None, "by_class", code(row.class).unwrap_or(UNSTATED));
            let department = code(row.department).unwrap_or(UNSTATED);
            put(None, "by_department", department);
        }
    }
    all
}
