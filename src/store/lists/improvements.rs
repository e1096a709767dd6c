//! The lists of what is improved, and of who is told of it.

use super::{List, Shown, customer_name, customer_number, fields, number, rest};
use crate::records::choices::{ImprovementState, Method};
use crate::records::{Improvement, Notice};
use crate::store::improvements::{state, told};
use crate::value::{Long, Moment, Noun};
use crate::words::t;

/// What of the customer led to it: the number of a record, as far as one was named.
const SOURCE: &str = "coalesce((SELECT number FROM feedback WHERE id = r.feedback),
    (SELECT number FROM survey WHERE id = r.survey),
    (SELECT number FROM ticket WHERE id = r.ticket))";

impl List {
    pub fn improvements() -> Self {
        let mut columns = vec![number()];
        columns.extend(fields::<Improvement>(&["name", "measure"]));
        columns.push(Shown::of::<Option<ImprovementState>>(
            "state",
            t("State", "状态"),
            state("r"),
        ));
        columns.extend(fields::<Improvement>(&["due", "owner"]));
        columns.push(Shown::of::<Option<String>>(
            "told",
            t("Told", "已告知"),
            format!(
                "(SELECT nullif(count(DISTINCT CASE WHEN {} THEN n.customer END) || '/'
                    || count(DISTINCT n.customer), '0/0')
                  FROM notice n JOIN customer c ON c.id = n.customer AND c.removed_at IS NULL
                  WHERE n.improvement = r.id AND n.removed_at IS NULL)",
                told("n")
            ),
        ));
        columns.push(
            Shown::of::<Option<Moment>>("closed_at", t("Ended", "结束时间"), "r.closed_at").extra(),
        );
        for (key, label) in [
            ("effect", t("Effect", "实际效果")),
            ("reason", t("Why dropped", "不采纳原因")),
        ] {
            columns.push(Shown::of::<Option<Long>>(key, label, format!("r.{key}")).extra());
        }
        rest::<Improvement>(&mut columns);
        List {
            noun: Noun::Improvement,
            columns,
            order: "r.closed_at IS NOT NULL, r.due IS NULL, r.due, r.id",
        }
    }

    pub fn notices() -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Notice>(&["improvement"]));
        columns.push(Shown::of::<Option<String>>(
            "problem",
            t("Problem", "不满点"),
            "(SELECT i.name FROM improvement i WHERE i.id = r.improvement)",
        ));
        columns.push(Shown::of::<Option<ImprovementState>>(
            "state",
            t("State", "状态"),
            format!(
                "(SELECT {} FROM improvement i WHERE i.id = r.improvement)",
                state("i")
            ),
        ));
        columns.push(Shown::of::<Option<String>>(
            "source",
            t("Because of", "来源"),
            SOURCE,
        ));
        columns.extend(fields::<Notice>(&["at"]));
        columns.push(Shown::of::<Option<Method>>(
            "method",
            t("How", "告知方式"),
            "r.method",
        ));
        for (key, label, sql) in [
            (
                "measure",
                t("Measure", "改进措施内容"),
                "(SELECT i.measure FROM improvement i WHERE i.id = r.improvement)",
            ),
            (
                "effect",
                t("Effect", "实际效果"),
                "(SELECT i.effect FROM improvement i WHERE i.id = r.improvement)",
            ),
        ] {
            columns.push(Shown::of::<Option<Long>>(key, label, sql).extra());
        }
        columns.push(
            Shown::of::<Option<String>>(
                "rep",
                t("Customer's owner", "客户负责人"),
                "(SELECT p.name FROM customer c JOIN staff p ON p.id = c.owner
                  WHERE c.id = r.customer)",
            )
            .extra(),
        );
        rest::<Notice>(&mut columns);
        List {
            noun: Noun::Notice,
            columns,
            order: "r.at IS NOT NULL, r.at DESC, r.improvement, r.id",
        }
    }
}
