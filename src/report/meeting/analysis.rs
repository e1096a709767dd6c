//! The pack for the meeting of after-sales with development and supply (RP-10): what broke
//! and why, and what customers say of the product.

use super::room::{agreed, points};
use super::{
    Analysis, CUSTOMER, FROM, KIND, OWNER, head, kind, line, state, subject, table, undone,
};
use crate::records::choices::{Department, FeedbackClass, LogisticsKind, QualityLevel};
use crate::store::{ByProduct, Frequent, Point};
use crate::value::{Cell, ChoiceSet as _, Value as _, YesNo};
use crate::view::{Column, NUMBER, View};
use crate::words::t;

const PRODUCT: Column = Column::new("product", t("Product", "产品"));

/// What is written in by hand.
const DESIGN: Column = Column::new(
    "design",
    t("Suggestion for the product", "产品设计优化建议"),
);
const SUPPLY: Column = Column::new("supply", t("Change in supply", "供应链调整方案"));

/// The tables of the analysis meeting.
pub fn analysis(all: &Analysis) -> Vec<View<'static>> {
    let title = t("After-sales analysis meeting", "双月售后分析会");
    let meeting = &all.meeting;
    let mut views = vec![
        head(meeting, title),
        undone(meeting),
        causes(&all.causes),
        products(&all.products),
        suggested(&all.suggested),
        defects(&all.defects),
    ];
    if meeting.room {
        let what = ("design", t("For the product", "产品设计优化"));
        views.push(agreed(what, DESIGN, points(&all.suggested)));
        let what = ("supply", t("For supply", "供应链调整"));
        views.push(agreed(what, SUPPLY, points(&all.defects)));
    }
    views
}

fn causes(causes: &[Frequent]) -> View<'static> {
    let rows = causes.iter().map(|one| {
        vec![
            one.cause.cell(),
            line(Some(&one.product)),
            Cell::Whole(one.tickets),
            YesNo::from(one.kept).cell(),
        ]
    });
    let columns = vec![
        Column::new("cause", t("Cause", "原因")),
        PRODUCT,
        Column::new("tickets", t("Tickets solved", "解决工单")),
        Column::new("kept", t("In the knowledge base", "已入知识库")),
    ];
    let what = ("causes", t("Frequent causes", "高频原因"));
    table(what, columns, rows)
}

fn products(products: &[ByProduct]) -> View<'static> {
    let rows = products.iter().map(|one| {
        let unstated = Cell::Text(t("(not stated)", "（未填写）"));
        let product = one.product.clone().map_or(unstated, Cell::Line);
        let mut row = vec![product];
        row.extend([one.tickets, one.faults, one.complaints, one.reopened].map(Cell::Whole));
        row
    });
    let columns = vec![
        PRODUCT,
        Column::new("tickets", t("Tickets", "工单")),
        Column::new("faults", t("Faults", "故障")),
        Column::new("complaints", t("Complaints", "投诉")),
        Column::new("reopened", t("Reopened", "重开")),
    ];
    let what = ("products", t("Tickets by product", "各产品工单"));
    table(what, columns, rows)
}

fn suggested(points: &[Point]) -> View<'static> {
    let rows = points.iter().map(|one| {
        let mut row = vec![kind(one, &[FeedbackClass::CHOICES, FROM])];
        row.extend(subject(one));
        row.extend([
            state(one, &[Department::CHOICES]),
            line(one.last.as_deref()),
            one.when.clone(),
        ]);
        row
    });
    let columns = vec![
        KIND,
        NUMBER,
        CUSTOMER,
        Column::new("what", t("What was said", "反馈内容")).wrapped(),
        Column::new("department", t("Department", "涉及部门")),
        Column::new("cause", t("Cause", "原因")),
        Column::new("at", t("When", "时间")),
    ];
    let what = ("feedback", t("What customers say", "客户反馈"));
    table(what, columns, rows)
}

fn defects(points: &[Point]) -> View<'static> {
    let rows = points.iter().map(|one| {
        let mut row = vec![kind(one, &[FROM])];
        row.extend(subject(one));
        row.extend([
            line(one.last.as_deref()),
            state(one, &[QualityLevel::CHOICES, LogisticsKind::CHOICES]),
            one.when.clone(),
            line(one.owner.as_deref()),
        ]);
        row
    });
    let columns = vec![
        KIND,
        NUMBER,
        CUSTOMER,
        Column::new("what", t("What", "内容")).wrapped(),
        PRODUCT,
        Column::new("level", t("Level or kind", "等级或类型")),
        Column::new("at", t("When", "时间")),
        OWNER,
    ];
    let what = ("defects", t("Quality and logistics", "质量与物流"));
    table(what, columns, rows)
}
