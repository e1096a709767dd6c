//! Customers that pass from one rep to another: which ones, and whose what is open
//! with them becomes. Only owners change; what was done stays its author's.

use super::contracts::unpaid_of;
use super::journal::Writing;
use super::lists::{Filter, List, Shown, fields, number, rest};
use super::sketch::is_open;
use super::{Store, faces};
use crate::problem::Failure;
use crate::records::Handover;
use crate::records::choices::{Decision, GradeLetter, Stage};
use crate::value::{Long, Moment, Money, Noun, Phone, Stored};
use crate::words::{Text, t};

/// What is handed over with its customer while it is open, and the column that says
/// whose it is. A record of a later release has its line here.
const OPEN: &[(Noun, &str)] = &[
    (Noun::Deal, "owner"),
    (Noun::Plan, "owner"),
    (Noun::Action, "owner"),
    (Noun::Promise, "owner"),
    (Noun::Request, "owner"),
    (Noun::Objection, "owner"),
    (Noun::Recall, "owner"),
    (Noun::Affected, "owner"),
    (Noun::Survey, "owner"),
    (Noun::Feedback, "owner"),
    (Noun::Remark, "owner"),
    (Noun::Ticket, "assignee"),
    (Noun::Entry, "who"),
    (Noun::Contract, "owner"),
    (Noun::Delivery, "owner"),
    (Noun::Milestone, "owner"),
    (Noun::Deviation, "owner"),
];

/// How the open ones of a noun are headed, and their key.
const COUNTED: &[(Noun, &str, Text)] = &[
    (Noun::Deal, "open_deals", t("Deals", "商机")),
    (Noun::Ticket, "open_tickets", t("Tickets", "工单")),
    (Noun::Plan, "open_plans", t("Plans", "计划")),
    (Noun::Action, "open_actions", t("Actions", "待办")),
    (Noun::Promise, "open_promises", t("Promises", "承诺")),
    (Noun::Objection, "open_objections", t("Objections", "异议")),
    (Noun::Affected, "open_recalls", t("Recalls", "召回")),
    (Noun::Request, "open_requests", t("Requests", "申请")),
    (Noun::Feedback, "open_feedback", t("Feedback", "客户反馈")),
    (Noun::Entry, "open_forms", t("Forms", "表单")),
    (Noun::Contract, "open_contracts", t("Contracts", "合同")),
    (Noun::Delivery, "open_deliveries", t("Deliveries", "交付")),
];

impl Store {
    /// The customers of somebody that can be handed over, by number.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn owned_by(&self, person: i64) -> Result<Vec<i64>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT id FROM customer WHERE owner = ?1 AND removed_at IS NULL ORDER BY number",
        )?;
        let all = query.query_map([person], |row| row.get(0))?;
        Ok(all.collect::<Result<_, _>>()?)
    }

    /// The customers of a handover that are on file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn handed(&self, handover: i64) -> Result<Vec<i64>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT c.id FROM handed h JOIN customer c ON c.id = h.customer
             WHERE h.handover = ?1 AND c.removed_at IS NULL ORDER BY c.number",
        )?;
        let all = query.query_map([handover], |row| row.get(0))?;
        Ok(all.collect::<Result<_, _>>()?)
    }

    /// The handover that a customer is in and that nobody has accepted yet.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn being_handed(&self, customers: &[i64]) -> Result<Option<String>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT h.number FROM handed d JOIN handover h ON h.id = d.handover
             WHERE d.customer IN (SELECT value FROM json_each(?1))
               AND h.accepted_at IS NULL AND h.removed_at IS NULL ORDER BY h.id LIMIT 1",
        )?;
        let mut rows = query.query([faces::ids(customers)])?;
        Ok(match rows.next()? {
            Some(row) => Some(row.get(0)?),
            None => None,
        })
    }

    /// How much of each kind is open with these customers.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open_with(&self, customers: &[i64]) -> Result<Vec<(Text, i64)>, Failure> {
        let mut all = Vec::new();
        for (noun, _, label) in COUNTED {
            let Some(open) = is_open(*noun) else { continue };
            let n: i64 = self.db.query_row(
                &format!(
                    "SELECT count(*) FROM {} r WHERE {open} AND r.removed_at IS NULL
                     AND r.customer IN (SELECT value FROM json_each(?1))",
                    noun.table()
                ),
                [faces::ids(customers)],
                |row| row.get(0),
            )?;
            if n > 0 {
                all.push((*label, n));
            }
        }
        Ok(all)
    }
}

impl Filter {
    /// The customers of a handover.
    pub fn handed(handover: i64) -> Self {
        let mut all = Filter::default();
        all.and(
            "r.id IN (SELECT h.customer FROM handed h WHERE h.handover = ?)",
            vec![Stored::Int(handover)],
        );
        all
    }
}

impl List {
    pub fn handovers() -> Self {
        let mut columns = vec![number()];
        columns.extend(fields::<Handover>(&["from", "to", "at"]));
        columns.push(Shown::of::<Option<i64>>(
            "customers",
            t("Customers", "客户数"),
            "(SELECT count(*) FROM handed h WHERE h.handover = r.id)",
        ));
        columns.push(Shown::of::<Option<Decision>>(
            "result",
            t("Review", "主管审核"),
            "(SELECT v.result FROM review v WHERE v.noun = 'handover' AND v.record = r.id
              AND v.removed_at IS NULL ORDER BY v.at DESC LIMIT 1)",
        ));
        columns.push(Shown::of::<Option<Moment>>(
            "accepted_at",
            t("Accepted", "接手时间"),
            "r.accepted_at",
        ));
        rest::<Handover>(&mut columns);
        List {
            noun: Noun::Handover,
            columns,
            order: "r.accepted_at IS NOT NULL, r.at DESC, r.id DESC",
        }
    }

    /// Customers as the handover list has them (F38): how they stand, whom to know, what
    /// is open with them.
    pub fn handed() -> Self {
        let own = |column: &str| format!("r.{column}");
        let contact = |column: &str| {
            format!(
                "(SELECT k.{column} FROM contact k WHERE k.customer = r.id
                  AND k.removed_at IS NULL AND k.\"left\" IS NOT 'yes' ORDER BY k.id LIMIT 1)"
            )
        };
        let mut columns = vec![
            number(),
            Shown::of::<Option<String>>("name", t("Customer", "客户"), own("name")),
            Shown::of::<Option<GradeLetter>>("grade", t("Grade", "级别"), own("grade")),
            Shown::of::<Option<Stage>>("stage", t("Stage", "阶段"), own("stage")),
            Shown::of::<Option<String>>("contact", t("Contact", "联系人"), contact("name")),
            Shown::of::<Option<Phone>>("phone", t("Phone", "电话"), contact("phone")).sensitive(),
            Shown::of::<Option<Moment>>(
                "last_contact",
                t("Last contact", "最近联系"),
                "(SELECT f.at FROM followup f WHERE f.customer = r.id AND f.reached = 'yes'
                  AND f.removed_at IS NULL ORDER BY f.at DESC LIMIT 1)",
            ),
            Shown::of::<Option<Long>>(
                "next",
                t("Next", "下一步"),
                "(SELECT f.next_what FROM followup f WHERE f.customer = r.id
                  AND f.next_at IS NOT NULL AND f.removed_at IS NULL
                  ORDER BY f.at DESC, f.id DESC LIMIT 1)",
            )
            .extra(),
        ];
        for (noun, key, label) in COUNTED {
            if let Some(open) = is_open(*noun) {
                let table = noun.table();
                let open = open.replace("r.", "o.");
                let sql = format!(
                    "nullif((SELECT count(*) FROM {table} o WHERE o.customer = r.id
                      AND {open} AND o.removed_at IS NULL), 0)"
                );
                columns.push(Shown::of::<Option<i64>>(key, *label, sql));
            }
        }
        columns.push(Shown::of::<Option<Money>>(
            "deals_value",
            t("Deals' value", "商机金额"),
            "(SELECT sum(o.value) FROM deal o WHERE o.customer = r.id AND o.closed_at IS NULL
              AND o.removed_at IS NULL)",
        ));
        columns.push(Shown::of::<Option<Money>>(
            "unpaid",
            t("Unpaid", "未回款"),
            unpaid_of("r.id"),
        ));
        List {
            noun: Noun::Customer,
            columns,
            order: "r.grade IS NULL, r.grade, r.number",
        }
    }
}

impl Writing<'_> {
    /// Puts a customer on the list of a handover.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn hand(&self, handover: i64, customer: i64) -> Result<(), Failure> {
        self.tx
            .prepare_cached("INSERT INTO handed (id, handover, customer) VALUES (?1, ?2, ?3)")?
            .execute([self.id(), handover, customer])?;
        Ok(())
    }

    /// The customers on the list of a handover.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn handed(&self, handover: i64) -> Result<Vec<i64>, Failure> {
        let mut query = self
            .tx
            .prepare_cached("SELECT customer FROM handed WHERE handover = ?1")?;
        let all = query.query_map([handover], |row| row.get(0))?;
        Ok(all.collect::<Result<_, _>>()?)
    }

    /// Gives what is open with a customer from one colleague to another; how many
    /// records it were.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn take_over(
        &self,
        customer: i64,
        (from, to): (i64, i64),
        at: Moment,
    ) -> Result<usize, Failure> {
        let to = Stored::Int(to);
        let mut n = 0;
        for (noun, column) in OPEN {
            let Some(open) = is_open(*noun) else { continue };
            let sql = format!(
                "SELECT r.id FROM {} r WHERE r.customer = ?1 AND r.\"{column}\" = ?2
                 AND {open} AND r.removed_at IS NULL ORDER BY r.id",
                noun.table()
            );
            let mut query = self.tx.prepare_cached(&sql)?;
            let all = query.query_map([customer, from], |row| row.get(0))?;
            let all: Vec<i64> = all.collect::<Result<_, _>>()?;
            for id in &all {
                self.set_column(*noun, *id, column, &to, at)?;
            }
            n += all.len();
        }
        Ok(n)
    }
}
