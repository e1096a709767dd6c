//! The lists of deliveries and of what hangs on them.

use super::{List, Shown, customer_name, customer_number, fields, number, rest};
use crate::form::Form;
use crate::records::choices::{AcceptanceResult, DeliveryStatus};
use crate::records::{Acceptance, Delivered, Delivery, Deviation, Milestone, Pack, Progress};
use crate::store::deliveries::status;
use crate::value::{Long, Moment, Noun};
use crate::words::{Text, t};

fn at(key: &'static str, label: Text) -> Shown {
    Shown::of::<Option<Moment>>(key, label, format!("r.{key}"))
}

/// A list of what hangs on a delivery: these columns, and those that are no fields.
fn hanging<F: Form>(noun: Noun, keys: &[&str], more: Vec<Shown>, order: &'static str) -> List {
    let mut columns = vec![number(), customer_name(), customer_number()];
    columns.extend(fields::<F>(keys));
    columns.extend(more);
    rest::<F>(&mut columns);
    List {
        noun,
        columns,
        order,
    }
}

impl List {
    pub fn deliveries() -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Delivery>(&["what", "planned"]));
        columns.push(Shown::of::<Option<DeliveryStatus>>(
            "status",
            t("Status", "交付状态"),
            status("r"),
        ));
        columns.push(Shown::of::<Option<String>>(
            "milestones",
            t("Milestones", "节点完成"),
            "(SELECT nullif(count(m.done_at) || '/' || count(*), '0/0') FROM milestone m
              WHERE m.delivery = r.id AND m.removed_at IS NULL)",
        ));
        columns.extend(fields::<Delivery>(&["owner", "contact"]));
        columns.push(at("delivered_at", t("Delivered", "交付时间")));
        columns.push(at("accepted_at", t("Accepted", "验收时间")));
        columns.push(
            Shown::of::<Option<AcceptanceResult>>(
                "result",
                t("Conclusion", "验收结论"),
                "r.result",
            )
            .extra(),
        );
        columns.push(at("started_at", t("Started", "开始时间")).extra());
        rest::<Delivery>(&mut columns);
        List {
            noun: Noun::Delivery,
            columns,
            order: "r.accepted_at IS NOT NULL, r.planned IS NULL, r.planned, r.id",
        }
    }

    pub fn milestones() -> Self {
        let more = vec![
            at("done_at", t("Done", "完成时间")),
            Shown::of::<Option<String>>("signed_for", t("Signed by", "客户签字人"), "r.signed_for"),
            Shown::of::<Option<Long>>("issues", t("Issues", "存在问题"), "r.issues").extra(),
        ];
        hanging::<Milestone>(
            Noun::Milestone,
            &["delivery", "name", "planned", "owner", "contact"],
            more,
            "r.done_at IS NOT NULL, r.planned IS NULL, r.planned, r.id",
        )
    }

    pub fn progress() -> Self {
        hanging::<Progress>(
            Noun::Progress,
            &["delivery", "at", "percent", "said", "told_at", "next"],
            Vec::new(),
            "r.at DESC, r.id DESC",
        )
    }

    pub fn deviations() -> Self {
        let more = vec![
            at("closed_at", t("Closed", "处理完毕")),
            Shown::of::<Option<Long>>("outcome", t("Outcome", "处理结果"), "r.outcome"),
        ];
        hanging::<Deviation>(
            Noun::Deviation,
            &["delivery", "kind", "what", "reason", "measure", "found"],
            more,
            "r.closed_at IS NOT NULL, r.found, r.id",
        )
    }

    pub fn delivered() -> Self {
        let product = Shown::of::<Option<String>>(
            "product_name",
            t("Goods", "品名"),
            "coalesce((SELECT p.name FROM product p WHERE p.id = r.product), r.what)",
        );
        let mut list = hanging::<Delivered>(
            Noun::Delivered,
            &["delivery", "quantity", "batch", "serial", "day"],
            Vec::new(),
            "r.day DESC, r.id DESC",
        );
        list.columns.insert(3, product);
        list
    }

    pub fn acceptance() -> Self {
        let mut list = hanging::<Acceptance>(
            Noun::Acceptance,
            &[
                "n",
                "what",
                "standard",
                "source",
                "result",
                "at",
                "actual",
                "remedy_by",
            ],
            Vec::new(),
            "r.delivery, r.n, r.id",
        );
        // Told by their place in the list.
        list.columns
            .iter_mut()
            .filter(|shown| shown.key == "number")
            .for_each(|shown| shown.extra = true);
        list
    }

    pub fn packs() -> Self {
        let more = vec![at("accepted_at", t("Taken over", "接收时间"))];
        hanging::<Pack>(
            Noun::Pack,
            &["deal", "receiver", "handed", "special", "owner"],
            more,
            "r.accepted_at IS NOT NULL, r.handed DESC, r.id",
        )
    }
}
