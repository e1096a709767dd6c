//! What was due by one rule, one by one: the records behind its line in `report
//! compliance`, which counts by the same states.

use super::compliance::standing;
use crate::rules::State;
use crate::say;
use crate::value::{Cell, Choice, Moment, Noun};
use crate::view::{Column, NUMBER, Rank, View};
use crate::words::{Say, t};

/// One of them.
#[derive(Clone, Debug)]
pub struct Judged {
    pub noun: Noun,
    /// Of the record, or the name of the colleague whose duty it is.
    pub number: String,
    /// The customer's number and name; none where it belongs to nobody.
    pub customer: Option<(String, String)>,
    pub state: State,
    pub since: Moment,
    pub due: Option<Moment>,
    pub met: Option<Moment>,
    /// Who owes it.
    pub who: Vec<String>,
}

/// The list of them, the first that was due first.
pub fn judged(rule: Choice, period: &Say, mut all: Vec<Judged>) -> View<'static> {
    all.sort_by_key(|one| one.due);
    let columns = vec![
        NUMBER.ranked(Rank::Main),
        Column::new("record", t("Record", "记录")),
        Column::new("customer", t("Customer", "客户")).ranked(Rank::Main),
        Column::new("customer_number", t("Customer no.", "客户编号")).ranked(Rank::Lesser),
        Column::new("item", t("Kept", "执行情况")).ranked(Rank::Vital),
        Column::new("since", t("Since", "起算")).ranked(Rank::Lesser),
        Column::new("due", t("Due", "期限")),
        Column::new("met", t("Met", "完成")),
        Column::new("who", t("Who", "责任人")),
    ];
    let moment = |at: Option<Moment>| at.map_or(Cell::Empty, Cell::Moment);
    let text = |text: String| match text.is_empty() {
        true => Cell::Empty,
        false => Cell::Line(text),
    };
    let rows = all.into_iter().map(|one| {
        let (number, name) = one.customer.unwrap_or_default();
        vec![
            Cell::Line(one.number),
            Cell::Choice(Choice {
                code: one.noun.table(),
                label: one.noun.label(),
                aliases: &[],
            }),
            text(name),
            text(number),
            Cell::Choice(standing(one.state)),
            Cell::Moment(one.since),
            moment(one.due),
            moment(one.met),
            Cell::Tags(one.who),
        ]
    });
    let (en, zh) = (rule.label.en, rule.label.zh);
    let (in_en, in_zh) = (&period.en, &period.zh);
    let title = say!("{en}: what was due in {in_en}", "{in_zh}{zh}：到期明细");
    View::list(title, columns, rows.collect()).key("records")
}
