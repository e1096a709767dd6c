//! The lists of recalls and of the customers that they affect.

use super::{List, Shown, customer_name, customer_number, fields, number, rest};
use crate::records::choices::{AffectedState, RecallOutcome, TicketChannel};
use crate::records::{Affected, Recall};
use crate::value::{Long, Moment, Noun, Phone};
use crate::words::t;

/// How an affected customer `r` stands.
pub(super) const STATE: &str = "(CASE WHEN r.settled_at IS NOT NULL THEN 'settled'
     WHEN r.informed_at IS NOT NULL THEN 'informed' ELSE 'listed' END)";

/// How many of a recall's customers are so.
fn counted(which: &str) -> String {
    format!(
        "(SELECT {which} FROM recall_customer a WHERE a.recall = r.id AND a.removed_at IS NULL)"
    )
}

impl List {
    /// As a paper has them: however far each is, it keeps its place.
    pub fn order_by_number(&mut self) {
        self.order = "r.number";
    }

    pub fn recalls() -> Self {
        let mut columns = vec![number()];
        columns.push(Shown::of::<Option<String>>(
            "goods_name",
            t("Goods", "召回物品"),
            "coalesce((SELECT p.name FROM product p WHERE p.id = r.product), r.goods, '')",
        ));
        columns.extend(fields::<Recall>(&["batch", "defect", "started_at"]));
        for (key, label, which) in [
            (
                "informed",
                t("Informed", "已告知"),
                "count(coalesce(a.informed_at, a.settled_at)) || '/' || count(*)",
            ),
            (
                "settled",
                t("Settled", "已处理"),
                "count(a.settled_at) || '/' || count(*)",
            ),
        ] {
            columns.push(Shown::of::<Option<String>>(key, label, counted(which)));
        }
        columns.push(Shown::of::<Option<Moment>>(
            "closed_at",
            t("Closed", "结束时间"),
            "r.closed_at",
        ));
        columns.push(
            Shown::of::<Option<Long>>("conclusion", t("Conclusion", "召回结论"), "r.conclusion")
                .extra(),
        );
        rest::<Recall>(&mut columns);
        List {
            noun: Noun::Recall,
            columns,
            order: "r.closed_at IS NOT NULL, r.started_at, r.id",
        }
    }

    pub fn affected() -> Self {
        let contact = |column: &str| {
            format!(
                "(SELECT k.{column} FROM contact k WHERE k.customer = r.customer
                  AND k.removed_at IS NULL AND k.\"left\" IS NOT 'yes' ORDER BY k.id LIMIT 1)"
            )
        };
        let at = |key, label| Shown::of::<Option<Moment>>(key, label, format!("r.{key}"));
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Affected>(&[
            "recall", "evidence", "goods", "quantity",
        ]));
        columns.push(Shown::of::<Option<AffectedState>>(
            "state",
            t("State", "状态"),
            STATE,
        ));
        columns.push(at("informed_at", t("Informed", "告知时间")));
        columns.push(at("settled_at", t("Settled", "处理时间")));
        columns.push(Shown::of::<Option<RecallOutcome>>(
            "outcome",
            t("Outcome", "处理结果"),
            "r.outcome",
        ));
        columns.extend(fields::<Affected>(&["owner"]));
        for shown in [
            Shown::of::<Option<TicketChannel>>("channel", t("How", "告知方式"), "r.channel"),
            Shown::of::<Option<String>>("told", t("Who was told", "告知对象"), "r.told"),
            Shown::of::<Option<Long>>("said", t("What was said", "告知内容"), "r.said"),
            Shown::of::<Option<String>>(
                "informed_by",
                t("Informed by", "告知人"),
                "(SELECT name FROM staff WHERE id = r.informed_by)",
            ),
            Shown::of::<Option<Long>>("result", t("In detail", "处理说明"), "r.result"),
            Shown::of::<Option<String>>("contact", t("Contact", "联系人"), contact("name")),
            Shown::of::<Option<Phone>>("phone", t("Phone", "电话"), contact("phone")).sensitive(),
        ] {
            columns.push(shown.extra());
        }
        rest::<Affected>(&mut columns);
        List {
            noun: Noun::Affected,
            columns,
            order: "r.settled_at IS NOT NULL, r.informed_at IS NOT NULL, r.id",
        }
    }
}
