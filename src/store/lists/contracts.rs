//! The lists of contracts, of what is to be paid under them and of what was.

use super::{List, Shown, customer_name, customer_number, fields, number, rest};
use crate::records::choices::{Age, ContractEnd, ContractStatus};
use crate::records::{Contract, Instalment, Payment};
use crate::store::contracts::{age, days, paid_at, received, status, unpaid};
use crate::value::{Day, Moment, Money, Noun};
use crate::words::t;

/// What came in for contract `r`, and what is still to come.
fn sums() -> [(&'static str, crate::words::Text, String); 2] {
    let of = |what: String| {
        format!(
            "(SELECT coalesce(sum({what}), 0) FROM instalment i
              WHERE i.contract = r.id AND i.removed_at IS NULL)"
        )
    };
    [
        ("received", t("Received", "已到账"), of(received("i", ""))),
        ("unpaid", t("Unpaid", "未回款"), of(unpaid("i", ""))),
    ]
}

impl List {
    pub fn contracts() -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Contract>(&["subject", "amount"]));
        columns.push(Shown::of::<Option<ContractStatus>>(
            "status",
            t("Status", "合同状态"),
            status("r"),
        ));
        for (key, label, sql) in sums() {
            columns.push(Shown::of::<Option<Money>>(key, label, sql));
        }
        columns.push(Shown::of::<Option<Moment>>(
            "signed_at",
            t("Signed", "签订日期"),
            "r.signed_at",
        ));
        columns.extend(fields::<Contract>(&["expires", "owner"]));
        columns.push(
            Shown::of::<Option<Moment>>("ended_at", t("Ended", "结束时间"), "r.ended_at").extra(),
        );
        columns.push(
            Shown::of::<Option<ContractEnd>>(
                "end_reason",
                t("Why it ended", "结束原因"),
                "r.end_reason",
            )
            .extra(),
        );
        rest::<Contract>(&mut columns);
        List {
            noun: Noun::Contract,
            columns,
            order: "r.ended_at IS NOT NULL, r.signed_at IS NOT NULL, r.drafted DESC, r.id DESC",
        }
    }

    /// Ages are those of `today`.
    pub fn instalments(today: Day) -> Self {
        let today = format!("'{}'", today.code());
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Instalment>(&["contract", "n", "name", "due"]));
        columns.push(Shown::of::<Option<i64>>(
            "days",
            t("Days overdue", "逾期天数"),
            format!("max(0, {})", days("r", &today)),
        ));
        columns.push(Shown::of::<Option<Age>>(
            "age",
            t("Age", "账龄"),
            age("r", &today),
        ));
        columns.extend(fields::<Instalment>(&["amount"]));
        columns.push(Shown::of::<Option<Money>>(
            "received",
            t("Received", "已到账"),
            received("r", ""),
        ));
        columns.push(Shown::of::<Option<Money>>(
            "unpaid",
            t("Unpaid", "未回款"),
            unpaid("r", ""),
        ));
        columns.push(
            Shown::of::<Option<Moment>>("paid_at", t("Paid", "付清时间"), paid_at("r")).extra(),
        );
        columns.push(
            Shown::of::<Option<String>>(
                "owner",
                t("Owner", "负责人"),
                "(SELECT s.name FROM contract k JOIN staff s ON s.id = k.owner
                  WHERE k.id = r.contract)",
            )
            .extra(),
        );
        rest::<Instalment>(&mut columns);
        List {
            noun: Noun::Instalment,
            columns,
            order: "r.due IS NULL, r.due, r.contract, r.n",
        }
    }

    /// In the order of the plan: those of one contract.
    pub fn by_plan(mut self) -> Self {
        self.order = "r.contract, r.n";
        self
    }

    pub fn payments() -> Self {
        let mut columns = vec![number()];
        columns.extend(fields::<Payment>(&["at"]));
        columns.extend([customer_name(), customer_number()]);
        columns.extend(fields::<Payment>(&[
            "contract", "amount", "method", "owner", "notes",
        ]));
        rest::<Payment>(&mut columns);
        List {
            noun: Noun::Payment,
            columns,
            order: "r.at DESC, r.id DESC",
        }
    }
}
