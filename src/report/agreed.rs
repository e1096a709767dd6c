//! What was agreed and fell due (RP-25, F18): actions, next contacts, promises of ours
//! and of the customers, and which of ours were not kept. By numbers, since the report
//! names nobody.

use super::compare::{Figure, count, item, table, total};
use crate::store::{Agreed, Broken, Figures};
use crate::value::Cell;
use crate::view::{Column, NUMBER, View};
use crate::words::{Text, t};

/// How what was agreed is called once it was done in time, late, not at all; and
/// the share in time.
type Ends = [Text; 4];

const DONE: Ends = [
    t("Kept", "按时完成"),
    t("Late", "逾期完成"),
    t("Missed", "逾期未做"),
    t("Share kept", "按时完成率"),
];

const KEPT: Ends = [
    t("Kept", "按时兑现"),
    t("Kept late", "逾期兑现"),
    t("Not kept", "逾期未兑现"),
    t("Share kept", "按时兑现率"),
];

/// Actions, next contacts, promises by who gave them, and ours that were not kept.
pub fn tables(this: &Figures, before: &Figures) -> [View<'static>; 5] {
    let due = |key, title, ends: &Ends, of: fn(&Figures) -> &Agreed| {
        due(key, title, ends, of(this), of(before))
    };
    [
        due(
            "actions",
            t("Agreed actions due", "到期的约定事项"),
            &DONE,
            |f| &f.actions,
        ),
        due(
            "next_contacts",
            t("Agreed next contacts due", "到期的约定联系"),
            &DONE,
            |f| &f.next_contacts,
        ),
        due(
            "promises_by_us",
            t("Our promises due", "到期的我方承诺"),
            &KEPT,
            |f| &f.promised.by_us,
        ),
        due(
            "promises_by_them",
            t("Customers' promises due", "到期的客户承诺"),
            &KEPT,
            |f| &f.promised.by_them,
        ),
        broken(&this.promised.broken),
    ]
}

fn due(
    key: &'static str,
    title: Text,
    ends: &Ends,
    this: &Agreed,
    before: &Agreed,
) -> View<'static> {
    let share = |agreed: &Agreed| Figure::Share(agreed.share());
    let [kept, late, missed, kept_share] = *ends;
    let items = [
        count("kept", kept, this.kept, before.kept),
        count("late", late, this.late, before.late),
        count("missed", missed, this.missed, before.missed),
        count("open", t("Not due yet", "未到期"), this.open, before.open),
        total(this.total(), before.total()),
        item("kept_share", kept_share, share(this), share(before)),
    ];
    table(key, title, t("Outcome", "结果"), &[], items)
}

fn broken(broken: &[Broken]) -> View<'static> {
    let columns = vec![
        NUMBER,
        Column::new("customer_number", t("Customer no.", "客户编号")),
        Column::new("due", t("Due", "期限")),
    ];
    let row = |broken: &Broken| {
        vec![
            Cell::Line(broken.number.clone()),
            Cell::Line(broken.customer.clone()),
            Cell::Moment(broken.due),
        ]
    };
    let title = t("Our promises not kept", "逾期未兑现的我方承诺");
    View::list(title, columns, broken.iter().map(row).collect()).key("promises_broken")
}
