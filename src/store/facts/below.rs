//! Months in which a dimension of the surveys fell below the playbook's mark (R176):
//! worked out from all answers of the month, and told of the survey that scored it lowest.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use smallvec::smallvec;

use super::{Filed, Only};
use crate::event::{About, Attribute};
use crate::playbook::{Measure, Per, Selector, Test};
use crate::problem::Failure;
use crate::rules::{Period, Start, Subject, Window};
use crate::store::{found, moment};
use crate::value::{Noun, Ratings, Value as _};

/// Longer than any month, in seconds.
const MONTH: i64 = 32 * 86_400;

/// A satisfied customer gives at least so much.
const SATISFIED: u8 = 4;

/// An answer of a month.
struct Answer {
    month: Period,
    scores: Ratings,
    /// Whether its customer is in scope.
    mine: bool,
    subject: Subject,
}

/// The answers about one dimension in one month.
#[derive(Default)]
struct Tally {
    n: i64,
    sum: i64,
    satisfied: i64,
    /// The lowest score, and which answer gave it: the newest of several.
    lowest: Option<(u8, usize)>,
}

impl Tally {
    fn add(&mut self, points: u8, answer: usize) {
        self.n += 1;
        self.sum += i64::from(points);
        self.satisfied += i64::from(points >= SATISFIED);
        if self.lowest.is_none_or(|(lowest, _)| points <= lowest) {
            self.lowest = Some((points, answer));
        }
    }

    /// Whether so many percent were not reached.
    fn is_below(&self, percent: i64, measure: Measure) -> bool {
        let reached = match measure {
            Measure::Satisfied => self.satisfied * 100,
            Measure::Mean => self.sum * 100 / 5,
        };
        reached < percent * self.n
    }
}

impl Filed<'_> {
    /// The ends of such months, within a window.
    pub(super) fn below(
        &self,
        selector: &Selector,
        want: &[Attribute],
        window: Window,
    ) -> Result<Vec<Start>, Failure> {
        let answers = self.answers(want, window)?;
        let mut tallies: BTreeMap<(NaiveDate, &str), Tally> = BTreeMap::new();
        for (at, answer) in answers.iter().enumerate() {
            for (code, score) in &answer.scores.0 {
                let key = (answer.month.first, code.as_str());
                tallies.entry(key).or_default().add(score.get(), at);
            }
        }
        let mut starts = Vec::new();
        for ((_, code), tally) in tallies {
            let survey = self.survey;
            let told = tally.n >= survey.least && tally.is_below(survey.percent, survey.measure);
            let Some((_, at)) = tally.lowest.filter(|_| told && asked(selector, code)) else {
                continue;
            };
            let Some(answer) = answers.get(at).filter(|answer| answer.mine) else {
                continue;
            };
            let end = answer.month.ends(self.calendar);
            if end >= window.from && end <= window.to && end <= self.now {
                let subject = answer.subject.clone();
                starts.push(Start {
                    at: end,
                    links: smallvec![(Noun::Customer, subject.home()), (Noun::Survey, subject.id)],
                    subject,
                });
            }
        }
        Ok(starts)
    }

    /// The answers of the months that end in a window, everybody's.
    fn answers(&self, want: &[Attribute], window: Window) -> Result<Vec<Answer>, Failure> {
        let from = window.from.plus_seconds(-MONTH).unwrap_or(window.from);
        let mine = self.in_scope(Noun::Survey, "c");
        let columns = Self::columns(About::Survey, Noun::Survey, want, ("s", "c"));
        let sql = format!(
            "SELECT s.at, s.scores, {mine}, {columns} FROM survey s INDEXED BY survey_at
             CROSS JOIN customer c ON c.id = s.customer
             WHERE s.at >= ?1 AND s.at <= ?2 AND s.scores IS NOT NULL
               AND s.removed_at IS NULL AND c.removed_at IS NULL
             ORDER BY s.at, s.id"
        );
        let all = self.rows(&sql, &[&from.stored(), &window.to.stored()], |row| {
            let day = self.calendar.day_of(moment(row, 0)?);
            let subject = self.subject(row, 3, Noun::Survey, want)?;
            let looked_at = match &self.only {
                Only::All => true,
                Only::Customers(customers) => customers.contains(&subject.home()),
                Only::Ticket(_) => false,
            };
            Ok(Answer {
                month: Period::of(Per::Month, day),
                scores: Ratings::load(found(row.get_ref(1)?)).unwrap_or_default(),
                mine: looked_at && row.get(2)?,
                subject,
            })
        })?;
        Ok(all)
    }
}

/// Whether a rule asks about this dimension.
fn asked(selector: &Selector, code: &str) -> bool {
    selector.conditions.iter().all(|condition| {
        let named = |codes: &[String]| codes.iter().any(|known| known == code);
        match &condition.is {
            Test::In(codes) => named(codes),
            Test::NotIn(codes) => !named(codes),
            _ => true,
        }
    })
}
