//! The headline figures of a period, whole or by groups: each is counted here and
//! nowhere else, so that a month's report, a trend and a comparison cannot differ.

use std::collections::BTreeMap;

use rusqlite::{Row, named_params};

use super::contact::FOLLOWUPS;
use super::counting::{ACCEPTED, CLOSED, NEW, Named, OPEN, REAL, SPENT, agreed, listed, sound};
use super::groups::{By, Group, Groups, key};
use super::paying::PAID;
use super::promising::DUE;
use super::selling::{CLOSED as ENDED, FROM as DEALS, OPENED};
use super::{Agreed, Asked, Lasted};
use crate::problem::Failure;
use crate::records::choices::PromisedBy;
use crate::store::{Store, found};
use crate::value::{ChoiceSet as _, Ratings, Value as _};

/// What a period, or a group in it, comes to. Amounts in fen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Headline {
    pub new_customers: i64,
    pub followups: i64,
    /// Follow-ups that reached somebody.
    pub reached: i64,
    /// Customers with real contact: one whom two colleagues called counts for each.
    pub touched: i64,
    /// Agreed actions, and promises of ours, that fell due.
    pub actions: Agreed,
    pub promises: Agreed,
    /// Tickets accepted in the period; those of them that were not merged into others,
    /// and of these the ones that were solved since.
    pub tickets: i64,
    pub unmerged: i64,
    pub solved: i64,
    pub closed: i64,
    /// Tickets open when it ended.
    pub open: i64,
    /// Of the tickets accepted in it.
    pub response: Lasted,
    pub answer: Lasted,
    pub resolution: Lasted,
    /// Of the surveys answered, and of the revisits of tickets made in it.
    pub surveys: Scores,
    pub revisits: Scores,
    pub deals_opened: i64,
    pub won: i64,
    pub lost: i64,
    pub amount: i64,
    pub payments: i64,
    pub received: i64,
}

/// At least so much is satisfied (K11).
const SATISFIED: u8 = 4;

/// Scores from 1 to 5: how many, what they add up to, and how many of them are 4 or 5.
/// Whatever tells of satisfaction counts by this.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    pub cases: i64,
    pub sum: i64,
    pub good: i64,
}

impl Scores {
    /// One more.
    pub fn count(&mut self, score: u8) {
        self.cases += 1;
        self.sum += i64::from(score);
        self.good += i64::from(score >= SATISFIED);
    }

    /// Every score of an answer, whatever its dimension.
    pub fn rated(&mut self, ratings: &Ratings) {
        for (_, score) in &ratings.0 {
            self.count(score.get());
        }
    }

    pub const fn add(&mut self, other: Scores) {
        self.cases += other.cases;
        self.sum += other.sum;
        self.good += other.good;
    }

    /// None given, no mean (K10).
    pub fn mean(self) -> Option<f64> {
        (self.cases > 0).then(|| self.sum as f64 / self.cases as f64)
    }
}

impl Headline {
    /// Won deals as a share of those opened in the period (K01).
    pub fn conversion(&self) -> Option<f64> {
        share(self.won, self.deals_opened)
    }

    /// Tickets solved, of those accepted in the period and not merged into others (K02).
    pub fn solved_share(&self) -> Option<f64> {
        share(self.solved, self.unmerged)
    }

    /// Follow-ups that reached somebody, of all.
    pub fn reached_share(&self) -> Option<f64> {
        share(self.reached, self.followups)
    }
}

/// So many of so many; none of none is no share.
pub(super) fn share(n: i64, of: i64) -> Option<f64> {
    (of > 0).then(|| n as f64 / of as f64)
}

/// The headlines that are being counted.
struct Counting<'s> {
    store: &'s Store,
    by: Option<By>,
    heads: Groups<Headline>,
}

impl Store {
    /// The headline of the whole period.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn headline(&self, asked: &Asked<'_>) -> Result<Headline, Failure> {
        let mut heads = self.counted(asked, None)?;
        Ok(heads.remove(&Group::None).unwrap_or_default())
    }

    /// The headline of every group of which there is anything. One pass counts all
    /// groups: a hundred of them cost what one does.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn headlines(&self, asked: &Asked<'_>, by: By) -> Result<Groups<Headline>, Failure> {
        self.counted(asked, Some(by))
    }

    fn counted(&self, asked: &Asked<'_>, by: Option<By>) -> Result<Groups<Headline>, Failure> {
        let mut counting = Counting {
            store: self,
            by,
            heads: Groups::new(),
        };
        counting.contact(asked)?;
        counting.agreed(asked)?;
        counting.tickets(asked)?;
        counting.times(asked)?;
        counting.scores(asked)?;
        counting.selling(asked)?;
        Ok(counting.heads)
    }
}

impl Counting<'_> {
    /// The first column of every query.
    fn key(&self, person: &str, customer: &str) -> String {
        key(self.by, person, customer)
    }

    /// Reads a row a group: its first column says which.
    fn each<T>(
        &mut self,
        sql: &str,
        params: Named<'_>,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
        put: impl Fn(&mut Headline, T),
    ) -> Result<(), Failure> {
        let store = self.store;
        for (group, one) in store.rows(sql, params, |row| Ok((row.get(0)?, read(row)?)))? {
            put(self.heads.entry(group).or_default(), one);
        }
        Ok(())
    }

    fn contact(&mut self, asked: &Asked<'_>) -> Result<(), Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let params = named_params! { ":from": from, ":to": to };
        let key = self.key("c.owner", "c.id");
        let own = asked.whose.of("c.owner", "c.id");
        let new = format!("SELECT {key}, count(*) {NEW} AND {own} GROUP BY 1");
        self.each(
            &new,
            params,
            |row| row.get(1),
            |head, n| head.new_customers = n,
        )?;
        let key = self.key("f.owner", "f.customer");
        let own = asked.whose.of("f.owner", "f.customer");
        let made = format!(
            "SELECT {key}, count(*), count(*) FILTER (WHERE f.reached = 'yes'),
                    count(DISTINCT CASE WHEN {REAL} THEN f.customer END)
             {FOLLOWUPS} AND {own} GROUP BY 1"
        );
        let real = listed(asked.real);
        let params = named_params! { ":from": from, ":to": to, ":real": real };
        let read = |row: &Row<'_>| Ok((row.get(1)?, row.get(2)?, row.get(3)?));
        self.each(&made, params, read, |head, counts| {
            (head.followups, head.reached, head.touched) = counts;
        })
    }

    fn agreed(&mut self, asked: &Asked<'_>) -> Result<(), Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let now = asked.now.stored();
        let key = self.key("a.owner", "a.customer");
        let own = asked.whose.of("a.owner", "a.customer");
        let actions = format!(
            "SELECT {key}, {} {ACTIONS} AND {own} GROUP BY 1",
            ends("a.done_at", "a.due")
        );
        let params = named_params! { ":from": from, ":to": to, ":now": now };
        let read = |row: &Row<'_>| agreed(row, 1);
        self.each(&actions, params, read, |head, due| head.actions = due)?;
        let key = self.key("p.owner", "p.customer");
        let promises = format!(
            "SELECT {key}, {} {DUE} AND {} GROUP BY 1",
            ends("p.kept_at", "p.due"),
            asked.whose.of("p.owner", "p.customer")
        );
        let params = named_params! {
            ":from": from, ":to": to, ":now": now, ":by": PromisedBy::Us.code()
        };
        self.each(&promises, params, read, |head, due| head.promises = due)
    }

    fn tickets(&mut self, asked: &Asked<'_>) -> Result<(), Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let params = named_params! { ":from": from, ":to": to };
        let key = self.key("k.assignee", "k.customer");
        let own = asked.whose.of("k.assignee", "k.customer");
        let accepted = format!(
            "SELECT {key}, count(*), count(*) FILTER (WHERE k.merged_into IS NULL),
                    count(k.solved_at) FILTER (WHERE k.merged_into IS NULL)
             {ACCEPTED} AND {own} GROUP BY 1"
        );
        let read = |row: &Row<'_>| Ok((row.get(1)?, row.get(2)?, row.get(3)?));
        self.each(&accepted, params, read, |head, counts| {
            (head.tickets, head.unmerged, head.solved) = counts;
        })?;
        let closed = format!("SELECT {key}, count(*) {CLOSED} AND {own} GROUP BY 1");
        self.each(&closed, params, |row| row.get(1), |head, n| head.closed = n)?;
        let open = format!("SELECT {key}, count(*) {OPEN} AND {own} GROUP BY 1");
        let until = named_params! { ":to": to };
        self.each(&open, until, |row| row.get(1), |head, n| head.open = n)
    }

    /// How long the tickets took: every case is read, since a median needs them.
    fn times(&mut self, asked: &Asked<'_>) -> Result<(), Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let [responded, answered, solved] = SPENT;
        let sql = format!(
            "SELECT {}, unixepoch({responded}) - unixepoch(k.at),
                    unixepoch({answered}) - unixepoch(k.at),
                    unixepoch({solved}) - unixepoch(k.at) {ACCEPTED} AND {} AND {}",
            self.key("k.assignee", "k.customer"),
            sound(),
            asked.whose.of("k.assignee", "k.customer")
        );
        let params = named_params! { ":from": from, ":to": to };
        let rows = self.store.rows(&sql, params, |row| {
            let spent = [row.get(1)?, row.get(2)?, row.get(3)?];
            Ok((row.get(0)?, spent))
        })?;
        let mut cases: BTreeMap<Group, [Vec<i64>; 3]> = BTreeMap::new();
        for (group, spent) in rows {
            let spent: [Option<i64>; 3] = spent;
            let all = cases.entry(group).or_default();
            for (all, seconds) in all.iter_mut().zip(spent) {
                all.extend(seconds);
            }
        }
        for (group, mut all) in cases {
            all.iter_mut().for_each(|one| one.sort_unstable());
            let head = self.heads.entry(group).or_default();
            [head.response, head.answer, head.resolution] = all.map(|one| Lasted::of(&one));
        }
        Ok(())
    }

    fn scores(&mut self, asked: &Asked<'_>) -> Result<(), Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let params = named_params! { ":from": from, ":to": to };
        let surveys = format!(
            "SELECT {}, s.scores FROM survey s JOIN customer c ON c.id = s.customer
             WHERE s.at >= :from AND s.at < :to AND s.scores IS NOT NULL
               AND s.removed_at IS NULL AND c.removed_at IS NULL
               AND {}",
            self.key("s.owner", "s.customer"),
            asked.whose.of("s.owner", "s.customer")
        );
        let scores = |row: &Row<'_>| Ok(Ratings::load(found(row.get_ref(1)?)).unwrap_or_default());
        self.each(&surveys, params, scores, |head, scores| {
            head.surveys.rated(&scores);
        })?;
        let revisits = format!(
            "SELECT {}, count(*), sum(e.satisfaction),
                    count(*) FILTER (WHERE e.satisfaction >= {SATISFIED})
             FROM ticket_event e JOIN ticket k ON k.id = e.ticket
             WHERE e.at >= :from AND e.at < :to AND e.satisfaction IS NOT NULL
               AND e.removed_at IS NULL AND k.removed_at IS NULL
               AND {} GROUP BY 1",
            self.key("k.assignee", "k.customer"),
            asked.whose.of("k.assignee", "k.customer")
        );
        let read = |row: &Row<'_>| {
            Ok(Scores {
                cases: row.get(1)?,
                sum: row.get(2)?,
                good: row.get(3)?,
            })
        };
        self.each(&revisits, params, read, |head, scores| {
            head.revisits = scores
        })
    }

    fn selling(&mut self, asked: &Asked<'_>) -> Result<(), Failure> {
        let (from, to) = (asked.period.from.stored(), asked.period.to.stored());
        let params = named_params! { ":from": from, ":to": to };
        let key = self.key("d.owner", "d.customer");
        let own = asked.whose.of("d.owner", "d.customer");
        let opened = format!("SELECT {key}, count(*) {DEALS} {OPENED} AND {own} GROUP BY 1");
        self.each(
            &opened,
            params,
            |row| row.get(1),
            |head, n| head.deals_opened = n,
        )?;
        let closed = format!(
            "SELECT {key}, count(*) FILTER (WHERE d.outcome = 'won'),
                    count(*) FILTER (WHERE d.outcome = 'lost'),
                    coalesce(sum(d.amount) FILTER (WHERE d.outcome = 'won'), 0)
             {DEALS} {ENDED} AND {own} GROUP BY 1"
        );
        let read = |row: &Row<'_>| Ok((row.get(1)?, row.get(2)?, row.get(3)?));
        self.each(&closed, params, read, |head, sums| {
            (head.won, head.lost, head.amount) = sums;
        })?;
        let paid = format!(
            "SELECT {}, count(*), coalesce(sum(p.amount), 0) {PAID} AND {} GROUP BY 1",
            self.key("p.owner", "p.customer"),
            asked.whose.of("p.owner", "p.customer")
        );
        let read = |row: &Row<'_>| Ok((row.get(1)?, row.get(2)?));
        self.each(&paid, params, read, |head, sums| {
            (head.payments, head.received) = sums;
        })
    }
}

/// Agreed actions due in the period, as `a` with the customer `c`; what was called off
/// before is none.
pub(super) const ACTIONS: &str = "FROM action a JOIN customer c ON c.id = a.customer
    WHERE a.due >= :from AND a.due < :to AND a.removed_at IS NULL AND c.removed_at IS NULL
      AND (a.cancelled_at IS NULL OR a.cancelled_at > a.due)";

/// How one ended, by the words of reports.
pub(super) fn end(done: &str, due: &str) -> String {
    format!(
        "CASE WHEN {done} <= {due} THEN 'kept' WHEN {done} > {due} THEN 'late'
              WHEN {due} < :now THEN 'missed' ELSE 'open' END"
    )
}

/// How what was due ended: in time, late, not at all, not due yet.
pub(super) fn ends(done: &str, due: &str) -> String {
    format!(
        "count(*) FILTER (WHERE {done} <= {due}),
         count(*) FILTER (WHERE {done} > {due}),
         count(*) FILTER (WHERE {done} IS NULL AND {due} < :now),
         count(*) FILTER (WHERE {done} IS NULL AND {due} >= :now)"
    )
}
