//! Customers whose grade is to be looked at anew this quarter (F05, R048), with what the
//! handbook asks for: how often and how much they bought, and how content they were, in
//! this quarter and the one before.

use super::lists::{Filter, List, Shown, number};
use crate::records::choices::GradeLetter;
use crate::value::{Moment, Money, Noun, Percent, Stored};
use crate::words::{Text, t};

/// The two quarters that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarters {
    pub before: Moment,
    pub begins: Moment,
    pub now: Moment,
}

impl Filter {
    /// Graded customers that nobody assessed since the quarter began.
    pub fn to_regrade(&mut self, quarters: Quarters) {
        self.and(
            "r.grade IS NOT NULL AND NOT EXISTS (SELECT 1 FROM grade g WHERE g.customer = r.id
             AND g.removed_at IS NULL AND g.at >= ?)",
            vec![Stored::Text(quarters.begins.stored())],
        );
    }
}

impl List {
    /// Customers with what speaks for another grade.
    pub fn regrading(quarters: Quarters) -> Self {
        let (before, begins, now) = (
            quarters.before.stored(),
            quarters.begins.stored(),
            quarters.now.stored(),
        );
        let this = format!(">= '{begins}' AND {{at}} <= '{now}'");
        let last = format!(">= '{before}' AND {{at}} < '{begins}'");
        let won = |what: &str, within: &str| {
            let within = within.replace("{at}", "d.closed_at");
            format!(
                "(SELECT {what} FROM deal d WHERE d.customer = r.id AND d.outcome = 'won'
                  AND d.removed_at IS NULL AND d.closed_at {within})"
            )
        };
        let content = |within: &str| {
            let within = within.replace("{at}", "e.at");
            format!(
                "(SELECT printf('%.1f', avg(e.satisfaction)) FROM ticket k
                  JOIN ticket_event e ON e.ticket = k.id WHERE k.customer = r.id
                  AND e.satisfaction IS NOT NULL AND e.removed_at IS NULL AND e.at {within}
                  HAVING count(*) > 0)"
            )
        };
        let sum = "coalesce(sum(d.amount), 0)";
        let growth = format!(
            "CASE WHEN {was} > 0 THEN ({is} - {was}) * 1000 / {was} END",
            was = won(sum, &last),
            is = won(sum, &this)
        );
        let own = |key, label: Text, sql: &str| Shown::of::<Option<String>>(key, label, sql);
        List {
            noun: Noun::Customer,
            columns: vec![
                number(),
                own("name", t("Customer", "客户"), "r.name"),
                Shown::of::<Option<GradeLetter>>("grade", t("Grade", "级别"), "r.grade"),
                Shown::of::<Option<Moment>>(
                    "assessed",
                    t("Assessed", "上次评估"),
                    "(SELECT max(g.at) FROM grade g WHERE g.customer = r.id
                      AND g.removed_at IS NULL)",
                ),
                Shown::of::<i64>("orders", t("Orders", "本季订单"), won("count(*)", &this)),
                Shown::of::<i64>(
                    "orders_before",
                    t("Quarter before", "上季订单"),
                    won("count(*)", &last),
                ),
                Shown::of::<Option<Money>>("amount", t("Amount", "本季金额"), won(sum, &this)),
                Shown::of::<Option<Money>>(
                    "amount_before",
                    t("Amount before", "上季金额"),
                    won(sum, &last),
                ),
                Shown::of::<Option<Percent>>("growth", t("Growth", "金额增长"), growth),
                own(
                    "satisfaction",
                    t("Satisfaction", "本季满意度"),
                    &content(&this),
                ),
                own(
                    "satisfaction_before",
                    t("Satisfaction before", "上季满意度"),
                    &content(&last),
                ),
                Shown::of::<Option<String>>(
                    "owner",
                    t("Owner", "负责人"),
                    "(SELECT p.name FROM staff p WHERE p.id = r.owner)",
                )
                .extra(),
            ],
            order: "r.grade, r.number",
        }
    }
}
