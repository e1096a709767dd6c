//! The lists of what is being sold: deals, proposals with
//! their alternatives and remarks, objections.

use super::{List, Shown, customer_name, customer_number, fields, number, rest};
use crate::records::choices::{Decision, ObjectionResult, Outcome, ProposalState};
use crate::records::{Alternative, Deal, DealReview, Objection, Proposal, Remark};
use crate::value::{Long, Moment, Money, Noun, YesNo};
use crate::words::t;

/// How a proposal stands, as a [`ProposalState`].
pub(super) const STATE: &str = "CASE WHEN r.superseded_at IS NOT NULL THEN 'superseded'
    WHEN r.confirmed_at IS NOT NULL THEN 'confirmed'
    WHEN r.submitted_at IS NOT NULL THEN 'submitted'
    ELSE coalesce((SELECT CASE v.result WHEN 'rejected' THEN 'rejected' ELSE 'approved' END
      FROM review v WHERE v.noun = 'proposal' AND v.record = r.id AND v.removed_at IS NULL
      ORDER BY v.at DESC, v.id DESC LIMIT 1), 'draft') END";

/// Since when a deal stands in its stage.
pub(super) const STAGE_SINCE: &str = "(SELECT t.at FROM turn t WHERE t.noun = 'deal'
    AND t.record = r.id AND t.attribute = 'stage' ORDER BY t.at DESC, t.id DESC LIMIT 1)";

impl List {
    /// `weights` are those of the stages, in hundredths.
    pub fn deals(weights: &[(&'static str, i64)]) -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Deal>(&["name", "stage", "value"]));
        columns.push(Shown::of::<Option<Money>>(
            "weighted",
            t("Weighted", "加权金额"),
            weighted(weights),
        ));
        columns.extend(fields::<Deal>(&["expected", "owner"]));
        columns.push(Shown::of::<Option<Outcome>>(
            "outcome",
            t("Outcome", "结果"),
            "r.outcome",
        ));
        for (key, label, sql) in [
            ("closed_at", t("Closed", "结束时间"), "r.closed_at"),
            (
                "stage_since",
                t("In stage since", "进入阶段时间"),
                STAGE_SINCE,
            ),
        ] {
            columns.push(Shown::of::<Option<Moment>>(key, label, sql).extra());
        }
        columns.push(
            Shown::of::<Option<Money>>("amount", t("Amount", "成交金额"), "r.amount").extra(),
        );
        rest::<Deal>(&mut columns);
        List {
            noun: Noun::Deal,
            columns,
            order: "r.closed_at IS NOT NULL, r.expected IS NULL, r.expected, r.id",
        }
    }

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

    pub fn alternatives() -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Alternative>(&["proposal", "letter", "title"]));
        columns.push(Shown::of::<Option<Money>>(
            "total",
            t("Total", "合计"),
            "r.total",
        ));
        columns.extend(fields::<Alternative>(&["annual_fee", "investment"]));
        rest::<Alternative>(&mut columns);
        List {
            noun: Noun::Alternative,
            columns,
            order: "r.proposal DESC, r.letter",
        }
    }

    pub fn remarks() -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Remark>(&[
            "proposal", "kind", "said", "said_by", "at", "due", "owner",
        ]));
        columns.push(Shown::of::<Option<Moment>>(
            "answered_at",
            t("Dealt with", "处理时间"),
            "r.answered_at",
        ));
        columns.push(
            Shown::of::<Option<Long>>("answer", t("Treatment", "处理措施"), "r.answer").extra(),
        );
        columns.push(
            Shown::of::<Option<YesNo>>("agreed", t("The customer agrees", "客户确认"), "r.agreed")
                .extra(),
        );
        rest::<Remark>(&mut columns);
        List {
            noun: Noun::Remark,
            columns,
            order: "r.answered_at IS NOT NULL, r.due IS NULL, r.due, r.at, r.id",
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

    /// What was learnt of deals that ended (F37).
    pub fn deal_reviews() -> Self {
        let mut columns = vec![number(), customer_name()];
        columns.extend(fields::<DealReview>(&[
            "success_factor",
            "failure_reason",
            "improvement",
            "summary",
            "comment",
            "by",
            "owner",
            "at",
        ]));
        List {
            noun: Noun::DealReview,
            columns,
            order: "r.at, r.id",
        }
    }
}

/// An open deal's value as far as its stage makes it likely.
fn weighted(weights: &[(&'static str, i64)]) -> String {
    let mut cases = String::new();
    for (code, weight) in weights {
        cases.push_str(&format!(" WHEN '{code}' THEN {weight}"));
    }
    match cases.is_empty() {
        true => "NULL".to_owned(),
        false => format!(
            "CASE WHEN r.closed_at IS NULL THEN r.value * (CASE r.stage{cases} ELSE 0 END) / 100 END"
        ),
    }
}
