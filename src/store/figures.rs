//! The figures of a period: what reports count and average. A share or a mean
//! without cases is none, never zero.

mod audits;
mod channels;
mod contact;
mod counting;
mod dealings;
mod ended;
mod funnel;
mod going;
mod groups;
mod headline;
mod kpi;
mod listening;
mod meeting;
mod paying;
mod promises;
mod promising;
mod quality;
mod regraded;
mod selling;
mod service;
mod tabled;
mod wanted;
mod whose;

pub use audits::{Checked, Measure};
pub use channels::{Channels, DealOf, Lead};
pub use dealings::{Dealings, DeliveryOf, TicketOf};
pub use ended::{EndedDeal, Learnt};
pub use funnel::Way;
pub use going::{Going, Spread as NeedsSpread};
use groups::grade_then;
pub use groups::{By, Group, Groups};
pub use headline::{Headline, Scores};
pub use kpi::{Behind, KpiCase, KpiCases, Measuring, Question, Summed};
pub use listening::{FeedbackRow, RootCause, SurveyRow};
pub use meeting::{ByProduct, Point};
pub use paying::Paying;
pub use promises::PromiseRow;
pub use promising::{Broken, Promised};
pub use quality::{DataRow, Entered};
pub use regraded::{Basis, Moved, Regraded, Waiting};
pub use selling::Selling;
pub use service::{Marked, TicketRow, TicketTurn, Turned};
pub use tabled::{Adds, Tabled};
pub use wanted::{NeedRow, WantedRows};
pub use whose::{Frame, Whose};

use crate::value::Moment;

/// A stretch of whole days of the calendar, in UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: Moment,
    /// The first moment that no longer belongs to it.
    pub to: Moment,
    /// When each of its days begins, earliest first.
    pub days: Vec<Moment>,
}

/// Which figures are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub period: &'a Period,
    /// Only what belongs to these colleagues (customers they own today, follow-ups and
    /// actions of theirs, tickets assigned to them) and to these customers.
    pub whose: &'a Whose,
    /// What is not due yet at this moment is not missed.
    pub now: Moment,
    /// The calendar's: how many days something is overdue.
    pub zone: chrono_tz::Tz,
    /// The methods of follow-up that count as contact (meaning.md 1).
    pub real: &'a [&'static str],
}

/// How many have each code; `None` for those without one.
pub type Tally = Vec<(Option<String>, i64)>;

/// What happened in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    pub headline: Headline,
    pub new_customers: NewCustomers,
    pub contact: Contact,
    pub actions: Agreed,
    pub next_contacts: Agreed,
    pub promised: Promised,
    pub grade_moves: GradeMoves,
    pub tickets: Tickets,
    pub selling: Selling,
    pub paying: Paying,
}

/// Customers acquired in the period, or recorded in it where nobody said when
/// they were acquired.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCustomers {
    pub total: i64,
    pub by_source: Tally,
    /// By the grade they had when the period ended.
    pub by_grade: Tally,
    pub by_industry: Tally,
}

/// Follow-ups by one method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByMethod {
    pub method: String,
    pub total: i64,
    pub reached: i64,
}

/// Follow-ups that took place in the period, and whom they left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    pub by_method: Vec<ByMethod>,
    /// A follow-up with two purposes counts under each.
    pub by_purpose: Tally,
    /// One about two kinds of content counts under each.
    pub by_content: Tally,
    /// Customers with real contact.
    pub touched: i64,
    /// Customers on file at the end, not in the pool, whom nobody contacted.
    pub untouched: i64,
}

impl Contact {
    pub fn total(&self) -> i64 {
        self.by_method.iter().map(|by| by.total).sum()
    }

    pub fn reached(&self) -> i64 {
        self.by_method.iter().map(|by| by.reached).sum()
    }
}

/// What was agreed and due in the period. What was called off before it was
/// due is not among it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreed {
    pub kept: i64,
    /// Done, after it was due.
    pub late: i64,
    pub missed: i64,
    /// Not due yet.
    pub open: i64,
}

impl Agreed {
    pub const fn total(&self) -> i64 {
        self.kept + self.late + self.missed + self.open
    }

    /// The share kept of what was due (meaning.md 15); none due, no share.
    pub fn share(&self) -> Option<f64> {
        let due = self.kept + self.late + self.missed;
        (due > 0).then(|| self.kept as f64 / due as f64)
    }
}

/// Changes of approved grades in the period: from which to which, how many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GradeMoves(pub Vec<GradeMove>);

/// Customers that went from one grade to another; none stands for no grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradeMove {
    pub from: Option<String>,
    pub to: Option<String>,
    pub customers: i64,
}

impl GradeMoves {
    /// Graded for the first time.
    pub fn first(&self) -> i64 {
        self.count(|from, to| from.is_none() && to.is_some())
    }

    /// Moved to a better grade, which comes first in the alphabet.
    pub fn up(&self) -> i64 {
        self.count(|from, to| matches!((from, to), (Some(from), Some(to)) if to < from))
    }

    pub fn down(&self) -> i64 {
        self.count(|from, to| matches!((from, to), (Some(from), Some(to)) if to > from))
    }

    /// Lost their grade.
    pub fn withdrawn(&self) -> i64 {
        self.count(|from, to| from.is_some() && to.is_none())
    }

    pub fn total(&self) -> i64 {
        self.count(|_, _| true)
    }

    fn count(&self, of: impl Fn(Option<&str>, Option<&str>) -> bool) -> i64 {
        let meant = self.0.iter();
        meant
            .filter(|moved| of(moved.from.as_deref(), moved.to.as_deref()))
            .map(|moved| moved.customers)
            .sum()
    }
}

/// Tickets of the period; types, priorities, causes and times are those of the
/// tickets accepted in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tickets {
    pub opened: i64,
    pub closed: i64,
    pub by_type: Tally,
    pub by_priority: Tally,
    pub by_cause: Tally,
    /// Tickets open when the period ended, by the status they had then.
    pub open_by_status: Tally,
    pub response: Lasted,
    pub answer: Lasted,
    pub resolution: Lasted,
    /// Tickets whose times contradict one another (meaning.md 8): counted, and
    /// left out of the times.
    pub contradictory: i64,
}

impl Tickets {
    pub fn open(&self) -> i64 {
        sum(&self.open_by_status)
    }
}

/// How long something took from acceptance, in whole minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lasted {
    pub cases: i64,
    pub mean: Option<i64>,
    pub median: Option<i64>,
    /// The shortest time in which nine of ten cases were done.
    pub p90: Option<i64>,
    /// The shortest time in which 95 of 100 cases were done.
    pub p95: Option<i64>,
}

impl Lasted {
    /// Of cases in seconds, shortest first.
    pub fn of(seconds: &[i64]) -> Self {
        let (n, half) = (seconds.len(), seconds.len() / 2);
        let middle = match n % 2 {
            0 => seconds.get(half.saturating_sub(1)..=half),
            _ => seconds.get(half..=half),
        };
        Lasted {
            cases: n as i64,
            mean: mean(seconds),
            median: middle.and_then(mean),
            p90: within(seconds, 90),
            p95: within(seconds, 95),
        }
    }
}

/// The shortest time, in minutes, in which so many percent of the cases were done.
fn within(seconds: &[i64], percent: usize) -> Option<i64> {
    let nth = (seconds.len() * percent).div_ceil(100);
    let one = seconds.get(nth.saturating_sub(1))?;
    mean(&[*one])
}

/// The mean of seconds, in minutes.
fn mean(seconds: &[i64]) -> Option<i64> {
    let sum: i64 = seconds.iter().sum();
    (!seconds.is_empty()).then(|| (sum as f64 / seconds.len() as f64 / 60.0).round() as i64)
}

fn sum(tally: &Tally) -> i64 {
    tally.iter().map(|(_, n)| n).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_without_cases_is_no_mean() {
        assert_eq!(Lasted::of(&[]), Lasted::default());
        let one = Lasted::of(&[90]);
        assert_eq!((one.cases, one.mean, one.median), (1, Some(2), Some(2)));
    }

    #[test]
    fn the_median_of_an_even_number_lies_between_the_middle_two() {
        let of = |minutes: &[i64]| Lasted::of(&minutes.iter().map(|m| m * 60).collect::<Vec<_>>());
        assert_eq!(of(&[10, 20, 40, 1000]).median, Some(30));
        assert_eq!(of(&[10, 20, 1000]).median, Some(20));
        assert_eq!(of(&[10, 20, 1000]).mean, Some(343));
    }

    #[test]
    fn nine_of_ten_were_done_within_the_90th_percentile() {
        let of = |n: i64| Lasted::of(&(1..=n).map(|m| m * 60).collect::<Vec<_>>()).p90;
        assert_eq!(
            [1, 2, 9, 10, 11, 100].map(of).map(Option::unwrap),
            [1, 2, 9, 9, 10, 90]
        );
    }

    #[test]
    fn a_grade_move_is_up_where_the_letter_comes_earlier() {
        let moved = |from: &str, to: &str, customers| GradeMove {
            from: (!from.is_empty()).then(|| from.to_owned()),
            to: (!to.is_empty()).then(|| to.to_owned()),
            customers,
        };
        let moves = GradeMoves(vec![
            moved("", "B", 4),
            moved("C", "A", 3),
            moved("A", "D", 2),
            moved("D", "", 1),
        ]);
        assert_eq!(
            [
                moves.first(),
                moves.up(),
                moves.down(),
                moves.withdrawn(),
                moves.total()
            ],
            [4, 3, 2, 1, 10]
        );
    }
}
