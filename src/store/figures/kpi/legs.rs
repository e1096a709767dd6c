//! What each measure counts of the file: one row a record, with what it adds to the
//! numerator and to the denominator. Where a report counts the same records, both take
//! them from the same place.

use crate::records::choices::Kpi;
use crate::store::figures::counting::{ACCEPTED, CLOSED, NEW, REAL};
use crate::store::figures::paying::PAID;
use crate::store::figures::promising::DUE;
use crate::store::figures::selling::{CLOSED as ENDED, CYCLE, CYCLED, FROM as DEALS, OPENED};
use crate::store::figures::service::repeats;
use crate::store::tickets::in_order;
use crate::value::Noun;

/// Records of one kind that count.
pub(super) struct Leg {
    noun: Noun,
    id: &'static str,
    customer: &'static str,
    person: &'static str,
    at: &'static str,
    /// What each adds, as SQL.
    n: String,
    d: String,
    /// The part of the measure that it belongs to, as SQL.
    part: &'static str,
    /// `FROM … WHERE …`
    from: String,
}

impl Leg {
    pub(super) fn sql(&self) -> String {
        let Leg {
            noun,
            id,
            customer,
            person,
            at,
            n,
            d,
            part,
            from,
        } = self;
        let noun = noun.table();
        format!(
            "SELECT '{noun}' AS noun, {id} AS id, {customer} AS customer, {person} AS person,
                {at} AS at, {n} AS n, {d} AS d, {part} AS part {from}"
        )
    }

    fn new(noun: Noun, (id, customer, person, at): Columns, from: impl Into<String>) -> Self {
        Leg {
            noun,
            id,
            customer,
            person,
            at,
            n: "0".to_owned(),
            d: "1".to_owned(),
            part: "NULL",
            from: from.into(),
        }
    }

    /// What each adds to the numerator.
    pub(super) fn n(mut self, n: impl Into<String>) -> Self {
        self.n = n.into();
        self
    }

    /// What each adds to the denominator, instead of one.
    pub(super) fn d(mut self, d: impl Into<String>) -> Self {
        self.d = d.into();
        self
    }

    const fn by(mut self, part: &'static str) -> Self {
        self.part = part;
        self
    }
}

/// Of a record: its id, its customer, its colleague, when it counts.
type Columns = (&'static str, &'static str, &'static str, &'static str);

fn ticket(at: &'static str, from: impl Into<String>) -> Leg {
    Leg::new(Noun::Ticket, ("k.id", "k.customer", "k.assignee", at), from)
}

fn deal(at: &'static str, from: impl Into<String>) -> Leg {
    Leg::new(Noun::Deal, ("d.id", "d.customer", "d.owner", at), from)
}

fn survey(at: &'static str, from: impl Into<String>) -> Leg {
    Leg::new(Noun::Survey, ("s.id", "s.customer", "s.owner", at), from)
}

pub(super) fn customer(at: &'static str, from: impl Into<String>) -> Leg {
    Leg::new(Noun::Customer, ("c.id", "c.id", "c.owner", at), from)
}

/// The rows of a measure; none where it is worked out elsewhere.
pub(super) fn of(kpi: Kpi) -> Vec<Leg> {
    match kpi {
        Kpi::SolvedShare
        | Kpi::Response
        | Kpi::Resolution
        | Kpi::TicketTypes
        | Kpi::Repeats
        | Kpi::Audited
        | Kpi::AuditMean => tickets(kpi),
        Kpi::Satisfaction
        | Kpi::Satisfied
        | Kpi::SatisfactionScaled
        | Kpi::Nps
        | Kpi::SurveysAnswered => surveys(kpi),
        Kpi::Conversion
        | Kpi::AmountWon
        | Kpi::Cycle
        | Kpi::Growth
        | Kpi::Orders
        | Kpi::AnnualPurchase
        | Kpi::OrderMean
        | Kpi::Factors => deals(kpi),
        Kpi::Repurchase | Kpi::Churn | Kpi::Arpu | Kpi::Channels => customers(kpi),
        Kpi::ComplaintsClosed => vec![complaints()],
        Kpi::PromisesKept => vec![promises()],
        Kpi::ToConfirm => vec![to_confirm()],
        _ => Vec::new(),
    }
}

fn tickets(kpi: Kpi) -> Vec<Leg> {
    const SINGLE: &str = "AND k.merged_into IS NULL";
    let accepted = |more: &str| ticket("k.at", format!("{ACCEPTED} {more}"));
    let timed = |column: &str| {
        let sound = in_order("k");
        accepted(&format!("{SINGLE} AND {sound} AND k.{column} IS NOT NULL"))
            .n(format!("unixepoch(k.{column}) - unixepoch(k.at)"))
    };
    match kpi {
        Kpi::SolvedShare => vec![accepted(SINGLE).n("k.solved_at IS NOT NULL")],
        Kpi::Response => vec![timed("responded_at")],
        Kpi::Resolution => vec![timed("solved_at")],
        Kpi::TicketTypes => vec![accepted("").n("1").by("k.type")],
        Kpi::Repeats => vec![accepted(SINGLE).n(repeats("k", "1"))],
        Kpi::Audited => {
            let drawn = "EXISTS (SELECT 1 FROM audit a WHERE a.ticket = k.id
                AND a.removed_at IS NULL)";
            vec![ticket("k.closed_at", CLOSED).n(drawn)]
        }
        _ => {
            let scored = "FROM audit a JOIN ticket k ON k.id = a.ticket
                JOIN customer c ON c.id = a.customer
                WHERE a.at >= :from AND a.at < :to AND a.solution_soundness IS NOT NULL
                  AND a.script_compliance IS NOT NULL AND a.customer_satisfaction IS NOT NULL
                  AND a.removed_at IS NULL AND k.removed_at IS NULL AND c.removed_at IS NULL";
            let columns = ("a.id", "a.customer", "k.assignee", "a.at");
            let sum = "a.solution_soundness + a.script_compliance + a.customer_satisfaction";
            vec![Leg::new(Noun::Audit, columns, scored).n(sum).d("3")]
        }
    }
}

fn surveys(kpi: Kpi) -> Vec<Leg> {
    const ON_FILE: &str = "FROM survey s JOIN customer c ON c.id = s.customer
        WHERE s.removed_at IS NULL AND c.removed_at IS NULL";
    let answered = |what: &str| {
        let within = "AND s.at >= :from AND s.at < :to";
        survey("s.at", format!("{ON_FILE} {within} AND {what} IS NOT NULL"))
    };
    let scores = |what: &str| format!("(SELECT {what} FROM json_each(s.scores) e)");
    let count = scores("count(*)");
    let sum = scores("coalesce(sum(e.value), 0)");
    let one = match kpi {
        Kpi::Satisfaction => answered("s.scores").n(sum).d(count),
        Kpi::Satisfied => answered("s.scores")
            .n(scores("coalesce(sum(e.value >= 4), 0)"))
            .d(count),
        Kpi::SatisfactionScaled => answered("s.scores").n(sum).d(format!("5 * {count}")),
        Kpi::Nps => answered("s.nps").n("(s.nps >= 9) - (s.nps <= 6)"),
        _ => {
            let asked = "coalesce(s.asked_at, s.at)";
            survey(
                asked,
                format!("{ON_FILE} AND {asked} >= :from AND {asked} < :to"),
            )
            .n("s.at IS NOT NULL")
        }
    };
    vec![one]
}

fn deals(kpi: Kpi) -> Vec<Leg> {
    const WON: &str = "AND d.outcome = 'won'";
    const AMOUNT: &str = "coalesce(d.amount, 0)";
    let won = || deal("d.closed_at", format!("{DEALS} {ENDED} {WON}"));
    match kpi {
        Kpi::Conversion => vec![
            won().n("1").d("0"),
            deal("d.opened", format!("{DEALS} {OPENED}")),
        ],
        Kpi::AmountWon => vec![won().n(AMOUNT)],
        Kpi::Orders => vec![won().n("1")],
        Kpi::OrderMean => vec![won().n(AMOUNT)],
        Kpi::Cycle => vec![deal("d.closed_at", format!("{DEALS} {ENDED} {CYCLED}")).n(CYCLE)],
        Kpi::Growth => {
            let before = "AND d.closed_at >= :before AND d.closed_at < :from";
            vec![
                won().n(AMOUNT).d("0"),
                deal("d.closed_at", format!("{DEALS} {before} {WON}")).d(AMOUNT),
            ]
        }
        Kpi::AnnualPurchase => {
            let year = "AND d.closed_at >= :year AND d.closed_at < :to";
            vec![deal("d.closed_at", format!("{DEALS} {year} {WON}")).n(AMOUNT)]
        }
        _ => factors(),
    }
}

/// A review counts once below, and once above for every reason that it names.
fn factors() -> Vec<Leg> {
    let reviewed = "FROM deal_review v JOIN deal d ON d.id = v.deal JOIN customer c
        ON c.id = d.customer";
    let within = "WHERE v.at >= :from AND v.at < :to AND v.removed_at IS NULL
        AND d.removed_at IS NULL AND c.removed_at IS NULL";
    let columns = ("v.id", "d.customer", "d.owner", "v.at");
    let named = |column: &str| {
        let split = format!("json_each('[\"' || replace(v.{column}, ',', '\",\"') || '\"]') e");
        Leg::new(
            Noun::DealReview,
            columns,
            format!("{reviewed} JOIN {split} {within} AND v.{column} != ''"),
        )
        .n("1")
        .d("0")
        .by("e.value")
    };
    vec![
        Leg::new(Noun::DealReview, columns, format!("{reviewed} {within}")),
        named("success_factor"),
        named("failure_reason"),
    ]
}

/// Whether the customer `c` bought or talked with us between two moments.
fn active(from: &str, to: &str) -> String {
    format!(
        "(EXISTS (SELECT 1 FROM followup f WHERE f.customer = c.id AND f.at >= {from}
              AND f.at < {to} AND f.removed_at IS NULL AND f.{REAL})
          OR EXISTS (SELECT 1 FROM deal o WHERE o.customer = c.id AND o.outcome = 'won'
              AND o.closed_at >= {from} AND o.closed_at < {to} AND o.removed_at IS NULL))"
    )
}

fn customers(kpi: Kpi) -> Vec<Leg> {
    const KNOWN: &str = "coalesce(c.acquired, c.recorded_at)";
    match kpi {
        Kpi::Repurchase => {
            let bought =
                format!("{DEALS} AND d.outcome = 'won' AND d.closed_at < :to GROUP BY c.id");
            vec![customer("max(d.closed_at)", bought).n("count(*) >= 2")]
        }
        Kpi::Churn => {
            let was = active(":silent_from", ":from");
            let from =
                format!("FROM customer c WHERE c.removed_at IS NULL AND {KNOWN} < :from AND {was}");
            let is = active(":silent_to", ":until");
            vec![customer(KNOWN, from).n(format!("NOT {is}"))]
        }
        Kpi::Arpu => {
            let columns = ("p.id", "p.customer", "p.owner", "p.at");
            let paid = Leg::new(Noun::Payment, columns, PAID);
            let is = active(":silent_to", ":until");
            let known = format!("FROM customer c WHERE c.removed_at IS NULL AND {KNOWN} < :to");
            vec![
                paid.n("p.amount").d("0"),
                customer(KNOWN, format!("{known} AND {is}")),
            ]
        }
        _ => {
            let bought = "EXISTS (SELECT 1 FROM deal o WHERE o.customer = c.id
                AND o.outcome = 'won' AND o.removed_at IS NULL AND o.closed_at <= :now)";
            vec![customer(KNOWN, NEW).n(bought).by("c.source")]
        }
    }
}

fn complaints() -> Leg {
    let from = "FROM feedback s JOIN customer c ON c.id = s.customer
        WHERE s.removed_at IS NULL AND c.removed_at IS NULL AND s.class = 'complaint'
          AND s.received_at >= :from AND s.received_at < :to";
    let columns = ("s.id", "s.customer", "s.owner", "s.received_at");
    Leg::new(Noun::Feedback, columns, from).n("s.closed_at IS NOT NULL")
}

/// Those that are not due yet say nothing so far.
fn promises() -> Leg {
    let from = format!("{DUE} AND NOT (p.kept_at IS NULL AND p.due >= :now)");
    let columns = ("p.id", "p.customer", "p.owner", "p.due");
    Leg::new(Noun::Promise, columns, from).n("coalesce(p.kept_at <= p.due, 0)")
}

/// A customer's own fields and those of its contacts.
fn to_confirm() -> Leg {
    let from = "FROM (SELECT t.since, t.field, CASE t.noun WHEN 'customer' THEN t.record
              ELSE (SELECT x.customer FROM contact x WHERE x.id = t.record
                    AND x.removed_at IS NULL) END AS customer
            FROM to_confirm t WHERE t.noun IN ('customer', 'contact') AND t.since < :to) t
        JOIN customer c ON c.id = t.customer WHERE c.removed_at IS NULL";
    customer("t.since", from).n("1").by("t.field")
}
