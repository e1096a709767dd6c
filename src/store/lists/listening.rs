//! The lists of listening to customers: surveys and feedback.

use super::{List, Shown, customer_name, customer_number, fields, number, rest};
use crate::records::{Feedback, LOW_NPS, LOW_SCORE, Survey};
use crate::value::{Long, Moment, Noun, Score, YesNo};
use crate::words::t;

/// Whether a survey `of` has a low answer (R186).
pub(in crate::store) fn low(of: &str) -> String {
    format!(
        "({of}.nps <= {LOW_NPS} OR EXISTS (SELECT 1 FROM json_each({of}.scores) j
          WHERE j.value <= {LOW_SCORE}))"
    )
}

impl List {
    pub fn surveys() -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Survey>(&[
            "at",
            "scores",
            "nps",
            "suggestion",
            "node",
            "channel",
        ]));
        columns.push(
            Shown::of::<Option<YesNo>>(
                "low",
                t("Low", "低分"),
                format!("CASE WHEN {} THEN 'yes' END", low("r")),
            )
            .extra(),
        );
        rest::<Survey>(&mut columns);
        List {
            noun: Noun::Survey,
            columns,
            order: "coalesce(r.at, r.asked_at) DESC, r.id DESC",
        }
    }

    pub fn feedback() -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Feedback>(&["class", "said", "received_at"]));
        for (key, label, extra) in [
            ("responded_at", t("Responded", "响应时间"), false),
            ("resolved_at", t("Solution given", "给出方案时间"), false),
            ("closed_at", t("Closed", "闭环时间"), false),
            ("escalated_at", t("Escalated", "升级时间"), true),
        ] {
            let shown = Shown::of::<Option<Moment>>(key, label, format!("r.{key}"));
            columns.push(if extra { shown.extra() } else { shown });
        }
        for (key, label) in [
            ("response", t("Response", "响应内容")),
            ("solution", t("Solution", "解决方案")),
        ] {
            columns.push(Shown::of::<Option<Long>>(key, label, format!("r.{key}")).extra());
        }
        columns.push(
            Shown::of::<Option<String>>(
                "lead",
                t("Led by", "牵头人"),
                "(SELECT name FROM staff WHERE id = r.lead)",
            )
            .extra(),
        );
        columns.push(
            Shown::of::<Option<Score>>(
                "satisfaction",
                t("Satisfaction", "满意度"),
                "r.satisfaction",
            )
            .extra(),
        );
        rest::<Feedback>(&mut columns);
        List {
            noun: Noun::Feedback,
            columns,
            order: "r.closed_at IS NOT NULL, r.received_at, r.id",
        }
    }
}
