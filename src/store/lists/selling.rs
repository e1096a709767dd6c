//! The lists of proposals and objections.

use super::{List, Shown, customer_name, customer_number, fields, number, rest};
use crate::records::choices::{Decision, ObjectionResult, ProposalState};
use crate::records::{Objection, Proposal};
use crate::value::{Long, Moment, Money, Noun};
use crate::words::t;

/// How a proposal stands, as a [`ProposalState`].
pub(super) const STATE: &str = "CASE WHEN r.superseded_at IS NOT NULL THEN 'superseded'
    WHEN r.confirmed_at IS NOT NULL THEN 'confirmed'
    WHEN r.submitted_at IS NOT NULL THEN 'submitted'
    ELSE coalesce((SELECT CASE v.result WHEN 'rejected' THEN 'rejected' ELSE 'approved' END
      FROM review v WHERE v.noun = 'proposal' AND v.record = r.id AND v.removed_at IS NULL
      ORDER BY v.at DESC, v.id DESC LIMIT 1), 'draft') END";

impl List {
    pub fn proposals() -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Proposal>(&["deal", "version"]));
        columns.push(Shown::of::<Option<ProposalState>>(
            "state",
            t("State", "状态"),
            STATE,
        ));
        columns.push(Shown::of::<Option<String>>(
            "alternatives",
            t("Alternatives", "备选方案"),
            "(SELECT group_concat(letter, ' ') FROM (SELECT a.letter FROM alternative a
               WHERE a.proposal = r.id AND a.removed_at IS NULL ORDER BY a.letter))",
        ));
        columns.push(Shown::of::<Option<Money>>(
            "total",
            t("Total of the first", "首个方案合计"),
            "(SELECT a.total FROM alternative a WHERE a.proposal = r.id AND a.removed_at IS NULL
               ORDER BY a.letter LIMIT 1)",
        ));
        columns.extend(fields::<Proposal>(&["made"]));
        columns.push(Shown::of::<Option<Moment>>(
            "submitted_at",
            t("Submitted", "提交时间"),
            "r.submitted_at",
        ));
        columns.push(
            Shown::of::<Option<Decision>>(
                "reviewed",
                t("Review", "审核意见"),
                "(SELECT v.result FROM review v WHERE v.noun = 'proposal' AND v.record = r.id
                   AND v.removed_at IS NULL ORDER BY v.at DESC, v.id DESC LIMIT 1)",
            )
            .extra(),
        );
        for (key, label) in [
            ("confirmed_at", t("Confirmed", "客户确认时间")),
            ("superseded_at", t("Superseded", "被取代时间")),
        ] {
            columns.push(Shown::of::<Option<Moment>>(key, label, format!("r.{key}")).extra());
        }
        rest::<Proposal>(&mut columns);
        List {
            noun: Noun::Proposal,
            columns,
            order: "r.made DESC, r.id DESC",
        }
    }

    pub fn objections() -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Objection>(&["type", "what", "raised", "owner"]));
        columns.push(Shown::of::<Option<Moment>>(
            "answered_at",
            t("Answered", "回应时间"),
            "r.answered_at",
        ));
        columns.push(Shown::of::<Option<ObjectionResult>>(
            "result",
            t("Result", "结果"),
            "r.result",
        ));
        columns.push(
            Shown::of::<Option<Moment>>("settled_at", t("Settled", "解决时间"), "r.settled_at")
                .extra(),
        );
        for (key, label) in [
            ("answer", t("Answer", "回应内容")),
            ("evidence", t("Data or cases", "支撑数据或案例")),
        ] {
            columns.push(Shown::of::<Option<Long>>(key, label, format!("r.{key}")).extra());
        }
        rest::<Objection>(&mut columns);
        List {
            noun: Noun::Objection,
            columns,
            order: "r.settled_at IS NOT NULL, r.raised, r.id",
        }
    }
}
