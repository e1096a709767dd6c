//! The contracts of a report: what was signed, what came in, and what was unpaid
//! when the month ended, by age.

use super::compare::{Figure, Item, count, item, table, total};
use crate::records::choices::Age;
use crate::store::Paying;
use crate::value::ChoiceSet as _;
use crate::view::{Column, View};
use crate::words::t;

/// Contracts and payments, then what is unpaid.
pub fn tables(this: &Paying, before: &Paying) -> [View<'static>; 2] {
    let number = |code, label, of: fn(&Paying) -> i64| count(code, label, of(this), of(before));
    let money = |code, label, of: fn(&Paying) -> i64| {
        item(
            code,
            label,
            Figure::Money(of(this)),
            Figure::Money(of(before)),
        )
    };
    let items = [
        number("signed", t("Signed", "签订合同"), |p| p.signed),
        money("signed_amount", t("Amount signed", "签订金额"), |p| {
            p.signed_amount
        }),
        number("payments", t("Payments received", "到账笔数"), |p| {
            p.payments
        }),
        money("received", t("Amount received", "到账金额"), |p| {
            p.received
        }),
        money("unpaid", t("Unpaid at the end", "期末未回款"), |p| {
            p.total().1
        }),
        money("overdue", t("Overdue of it", "其中逾期"), |p| {
            p.overdue().1
        }),
    ];
    // Figures of several kinds: no bars to lay side by side.
    let paid = View {
        chart: None,
        ..table(
            "contracts",
            t("Contracts and payments", "合同与回款"),
            t("Figure", "指标"),
            &[],
            items,
        )
    };
    [paid, by_age(this, before)]
}

fn by_age(this: &Paying, before: &Paying) -> View<'static> {
    let line = |age: &Age| {
        let (now, then) = (this.of(&[*age]), before.of(&[*age]));
        count(age.code(), age.label(), now.0, then.0).and_money(now.1)
    };
    let mut items: Vec<Item> = Age::VARIANTS.iter().map(line).collect();
    items.push(total(this.total().0, before.total().0).and_money(this.total().1));
    table(
        "unpaid_by_age",
        t("Unpaid at the end, by age", "期末未回款：账龄"),
        t("Age", "账龄"),
        &[Column::new("unpaid", t("Unpaid", "未回款"))],
        items,
    )
}
