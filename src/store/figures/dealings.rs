//! What we had to do with a customer in a period (RP-06, RP-07): contacts, purchases,
//! deliveries, tickets, satisfaction, promises.

use rusqlite::named_params;

use super::service::{code, time};
use super::{EndedDeal, FeedbackRow, Frame, PromiseRow, Scores, SurveyRow};
use crate::problem::Failure;
use crate::records::choices::{Cause, TicketType};
use crate::store::{Store, moment};
use crate::value::Moment;

/// The dealings of a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dealings {
    pub contacts: i64,
    pub reached: i64,
    pub deals: Vec<EndedDeal>,
    pub payments: i64,
    /// In fen.
    pub received: i64,
    pub deliveries: Vec<DeliveryOf>,
    /// Milestones that were due, and those of them that were done by then (K34).
    pub milestones: i64,
    pub milestones_kept: i64,
    pub tickets: Vec<TicketOf>,
    pub surveys: Vec<SurveyRow>,
    pub revisits: Scores,
    pub feedback: Vec<FeedbackRow>,
    pub promises: Vec<PromiseRow>,
    /// The end of the period, or now where it runs.
    pub until: Option<Moment>,
}

/// A delivery that was under way in the period.
#[derive(Clone, Debug, PartialEq)]
pub struct DeliveryOf {
    pub number: String,
    pub what: String,
    pub planned: Option<Moment>,
    pub delivered: Option<Moment>,
    pub accepted: Option<Moment>,
    pub accepted_in_it: bool,
}

/// A ticket accepted in the period; one that went into another is not told.
#[derive(Clone, Debug, PartialEq)]
pub struct TicketOf {
    pub number: String,
    pub symptom: String,
    pub r#type: Option<TicketType>,
    pub cause: Option<Cause>,
    pub at: Moment,
    pub solved: Option<Moment>,
    pub closed: Option<Moment>,
    pub answer: Option<String>,
}

impl Store {
    /// What we had to do with the customers that pass.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn dealings(&self, asked: &Frame<'_>) -> Result<Dealings, Failure> {
        let (from, to, _) = asked.stored();
        let params = named_params! { ":from": from, ":to": to };
        let whose = |person: &str, customer: &str| asked.whose.of(person, customer);
        let two = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let contacts = format!(
            "SELECT count(*), count(*) FILTER (WHERE f.reached = 'yes') FROM followup f
             WHERE f.at >= :from AND f.at < :to AND f.removed_at IS NULL AND {}",
            whose("f.owner", "f.customer")
        );
        let (contacts, reached) = self.one(&contacts, params, two)?;
        let payments = format!(
            "SELECT count(*), coalesce(sum(p.amount), 0) FROM payment p
             WHERE p.at >= :from AND p.at < :to AND p.removed_at IS NULL AND {}",
            whose("p.owner", "p.customer")
        );
        let (payments, received) = self.one(&payments, params, two)?;
        let milestones = format!(
            "SELECT count(*), count(*) FILTER (WHERE m.done_at <= m.planned) FROM milestone m
             WHERE m.planned >= :from AND m.planned < :to AND m.removed_at IS NULL AND {}",
            whose("m.owner", "m.customer")
        );
        let (milestones, milestones_kept) = self.one(&milestones, params, two)?;
        let revisits = format!(
            "SELECT e.satisfaction FROM ticket_event e JOIN ticket k ON k.id = e.ticket
             WHERE e.at >= :from AND e.at < :to AND e.satisfaction IS NOT NULL
               AND e.removed_at IS NULL AND k.removed_at IS NULL AND {}",
            whose("k.assignee", "k.customer")
        );
        let mut scores = Scores::default();
        let each: Vec<u8> = self.rows(&revisits, params, |row| row.get(0))?;
        each.into_iter().for_each(|score| scores.count(score));
        let (begin, end) = (asked.period.from, asked.period.to);
        let mut feedback = self.feedback_rows(begin, end, asked.whose)?;
        feedback.retain(|one| one.received >= begin);
        let mut surveys = self.survey_rows(begin, end, asked.whose)?;
        surveys.retain(|one| one.at.is_some_and(|at| at >= begin && at < end));
        Ok(Dealings {
            contacts,
            reached,
            deals: self.ended_deals(asked)?,
            payments,
            received,
            deliveries: self.deliveries_under_way(asked)?,
            milestones,
            milestones_kept,
            tickets: self.tickets_accepted(asked)?,
            surveys,
            revisits: scores,
            feedback,
            promises: self.promise_rows(asked)?,
            until: Some(asked.until),
        })
    }

    /// What was filled in of a form about a customer between two moments, the newest
    /// first: its id, when, and what it says in its field `key`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn filled_for(
        &self,
        customer: i64,
        (form, key): (&str, &str),
        from: Moment,
        to: Moment,
    ) -> Result<Vec<(i64, Moment, Option<String>)>, Failure> {
        let sql = "SELECT e.id, e.at, json_extract(e.answers, '$.' || :key) FROM entry e
             WHERE e.customer = :customer AND e.form = :form AND e.at >= :from AND e.at < :to
               AND e.removed_at IS NULL ORDER BY e.at DESC, e.id DESC";
        let params = named_params! {
            ":customer": customer, ":form": form, ":key": key,
            ":from": from.stored(), ":to": to.stored()
        };
        self.rows(sql, params, |row| {
            Ok((row.get(0)?, moment(row, 1)?, row.get(2)?))
        })
    }

    fn deliveries_under_way(&self, asked: &Frame<'_>) -> Result<Vec<DeliveryOf>, Failure> {
        let (from, to, _) = asked.stored();
        let sql = format!(
            "SELECT v.number, v.what, v.planned, v.delivered_at, v.accepted_at,
                coalesce(v.accepted_at >= :from AND v.accepted_at < :to, 0)
             FROM delivery v WHERE v.planned_at < :to AND v.removed_at IS NULL
               AND (v.accepted_at IS NULL OR v.accepted_at >= :from) AND {} ORDER BY v.planned, v.id",
            asked.whose.of("v.owner", "v.customer")
        );
        self.rows(&sql, named_params! { ":from": from, ":to": to }, |row| {
            Ok(DeliveryOf {
                number: row.get(0)?,
                what: row.get(1)?,
                planned: time(row, 2)?,
                delivered: time(row, 3)?,
                accepted: time(row, 4)?,
                accepted_in_it: row.get(5)?,
            })
        })
    }

    fn tickets_accepted(&self, asked: &Frame<'_>) -> Result<Vec<TicketOf>, Failure> {
        let (from, to, _) = asked.stored();
        let sql = format!(
            "SELECT k.number, k.symptom, k.type, k.cause, k.at, k.solved_at, k.closed_at,
                (SELECT e.answer FROM ticket_event e WHERE e.ticket = k.id AND e.answer IS NOT NULL
                   AND e.removed_at IS NULL ORDER BY e.at DESC, e.id DESC LIMIT 1)
             FROM ticket k WHERE k.at >= :from AND k.at < :to AND k.removed_at IS NULL
               AND k.merged_into IS NULL AND {} ORDER BY k.at, k.id",
            asked.whose.of("k.assignee", "k.customer")
        );
        self.rows(&sql, named_params! { ":from": from, ":to": to }, |row| {
            Ok(TicketOf {
                number: row.get(0)?,
                symptom: row.get(1)?,
                r#type: code(row, 2)?,
                cause: code(row, 3)?,
                at: moment(row, 4)?,
                solved: time(row, 5)?,
                closed: time(row, 6)?,
                answer: row.get(7)?,
            })
        })
    }
}
