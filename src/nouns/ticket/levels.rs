//! What a ticket asks for by its kind (F48): a minor flaw is replaced (R165), a major one
//! recalled (R166), a logistics dispute has the carrier's solution (R163). Said where the
//! ticket is accepted or its kind changes, with the time that the playbook gives.

use crate::app::App;
use crate::out::Out;
use crate::playbook::limit;
use crate::problem::Failure;
use crate::records::Ticket;
use crate::records::choices::{Area, QualityLevel};
use crate::say;
use crate::value::{Cell, Moment};
use crate::view::Column;
use crate::words::{Text, t};

/// The fields that these follow from.
pub(super) const KEYS: &[&str] = &["quality", "area"];

/// Says the next command and by when it is due; and the level that is missing (R164).
pub(super) fn tell(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    number: &str,
    record: &Ticket,
) -> Result<(), Failure> {
    let playbook = app.policy.get()?;
    let calendar = &playbook.calendar;
    let rules = app.policy.rules()?;
    let by = |rule: &str| {
        let span = limit(rules, rule, |_| None)?;
        Some(calendar.due(record.at, &span).shown(calendar.zone()))
    };
    let is_complaint = record.area == Some(Area::QualityComplaint);
    match (record.quality, by("quality-replace")) {
        (Some(QualityLevel::Minor), Some(due)) => out.line(&say!(
            "minor flaw, replace by {due} (R165): kehu ticket replace {number} TEXT",
            "轻微质量问题，请于 {due} 前换货（R165）：kehu ticket replace {number} 换货说明"
        ))?,
        (Some(QualityLevel::Major), _) => {
            let due = by("quality-recall");
            let (en, zh) = match &due {
                Some(due) => (format!("recall by {due}"), format!("请于 {due} 前启动召回")),
                None => ("start the recall".to_owned(), "请启动召回".to_owned()),
            };
            out.line(&say!(
                "major flaw, {en} (R166): kehu ticket recall {number} --batch B",
                "重大质量问题，{zh}（R166）：kehu ticket recall {number} --batch 批次"
            ))?;
        }
        (None, _) if is_complaint => out.warn(&say!(
            "a quality complaint has a level: kehu ticket edit {number} --quality minor (R164)",
            "质量投诉应分级：kehu ticket edit {number} --quality 轻微（R164）"
        )),
        _ => {}
    }
    let is_logistics = record.area == Some(Area::LogisticsDispute);
    if let (true, Some(due)) = (is_logistics, by("logistics-plan")) {
        out.line(&say!(
            "the carrier's solution by {due} (R163): kehu ticket work {number} --answer \"…\" --carrier NAME --compensation TEXT",
            "请于 {due} 前协调物流方给出方案（R163）：kehu ticket work {number} --answer \"方案\" --carrier 物流方 --compensation 赔偿方案"
        ))?;
    }
    Ok(())
}

/// The rules, and how their ends are headed on the ticket's sheet.
pub(super) const ENDS: [(&str, &str, Text); 3] = [
    (
        "quality-replace",
        "replace_due",
        t("Replace by", "换货截止"),
    ),
    ("quality-recall", "recall_due", t("Recall by", "召回截止")),
    (
        "logistics-plan",
        "logistics_due",
        t("Carrier's solution by", "物流方案截止"),
    ),
];

/// Those ends as columns.
pub(super) fn columns(ends: &[Option<Moment>]) -> Vec<(Column, Cell)> {
    let each = ENDS.iter().zip(ends);
    let each = each.map(|((_, key, label), at)| {
        let cell = at.map_or(Cell::Empty, Cell::Moment);
        (Column::new(key, *label), cell)
    });
    each.collect()
}
