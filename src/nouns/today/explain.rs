//! Why a line is due: every span that counted from its start to its due, and
//! every one that did not; and the clocks of a ticket.

use super::lines::Line;
use crate::app::{App, Owing};
use crate::out::Out;
use crate::problem::Failure;
use crate::records::Staff;
use crate::rules::{Class, Leg, Obligation, Order, Why};
use crate::say;
use crate::store::Only;
use crate::value::{Cell, Moment, Value as _, YesNo};
use crate::view::{Column, View};
use crate::words::{Lang, Say, Text, t};

/// Explains one line.
///
/// # Errors
/// When the file cannot be read, or it cannot be written.
pub fn line(app: &mut App<'_>, out: &mut Out<'_>, line: &Line) -> Result<(), Failure> {
    let (rule, record, since, noun) = (line.rule, line.record, line.since, line.noun);
    let lang = app.lang;
    let me = app.me()?;
    let team = app.file()?.team_of(me)?;
    let only = match line.customer {
        Some(customer) => Only::Customers(vec![customer]),
        None => Only::All,
    };
    let (headline, rows) = app.owing(&team, only, |owing| {
        let engine = &owing.engine;
        let rules = owing.rules.iter().filter(|one| one.id == rule);
        let far = engine.now.plus_seconds(400 * 86_400).unwrap_or(engine.now);
        let open = engine.open(rules, far)?;
        let found = open
            .iter()
            .find(|one| one.subject.id == record && one.subject.noun == noun && one.since == since)
            .or(open.first());
        Ok(match found {
            Some(owed) => (stated(owed, &owing), rows(owed, &owing, lang)),
            None => (Vec::new(), Vec::new()),
        })
    })?;
    for line in headline {
        out.line(&line)?;
    }
    out.view(View::list(t("Spans", "时段"), columns(), rows).key("spans"))
}

/// The rule, whom it is about, and its dates.
fn stated(owed: &Obligation<'_>, owing: &Owing<'_>) -> Vec<Say> {
    let zone = owing.engine.calendar.zone();
    let (id, label) = (owed.rule.id, owed.rule.label);
    let source = match owed.rule.source.is_empty() {
        true => String::new(),
        false => format!(" ({})", owed.rule.source),
    };
    let (en, zh) = (label.en, label.zh);
    let since = owed.since.shown(zone);
    let due = owed.due.map(|due| due.shown(zone)).unwrap_or_default();
    let mut all = vec![say!("{en}: {id}{source}", "{zh}：{id}{source}")];
    all.push(match owed.due {
        Some(_) => say!("from {since}, due {due}", "自 {since} 起，期限 {due}"),
        None => say!(
            "from {since}, open until it is met",
            "自 {since} 起，办结为止"
        ),
    });
    if let Some(agreed) = owed.agreed {
        let agreed = agreed.shown(zone);
        all.push(say!(
            "agreed anew with the customer: {agreed}",
            "已与客户重新约定：{agreed}"
        ));
    }
    let shown = owed.shown.shown(zone);
    all.push(say!("shown from {shown}", "自 {shown} 起显示"));
    all
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("from", t("From", "自")),
        Column::new("to", t("To", "至")),
        Column::new("counts", t("Counts", "计时")),
        Column::new("why", t("Why", "原因")),
    ]
}

fn rows(owed: &Obligation<'_>, owing: &Owing<'_>, lang: Lang) -> Vec<Vec<Cell>> {
    let legs = owing.engine.legs(owed);
    legs.iter().map(|leg| row(leg, lang)).collect()
}

fn row(leg: &Leg, lang: Lang) -> Vec<Cell> {
    vec![
        Cell::Moment(leg.from),
        Cell::Moment(leg.to),
        YesNo::from(leg.why.counts()).cell(),
        Cell::Line(why(leg.why).to(lang).to_owned()),
    ]
}

fn why(why: Why) -> Say {
    match why {
        Why::Runs => say!("the clock runs", "计时"),
        Why::Waits => say!("waiting for the customer", "等待客户，停止计时"),
        Why::WaitsTooLong => say!(
            "waited longer than a pause may last",
            "等待超过上限，恢复计时"
        ),
        Why::Held => say!("solved, and reopened later", "已解决后又重开，不计时"),
        Why::Calendar(why, _) => why.said(),
    }
}

/// Everything owed for one ticket, met or not, and its spans: `ticket explain`.
///
/// # Errors
/// When the file cannot be read, or it cannot be written.
pub fn owed_of_ticket(app: &mut App<'_>, out: &mut Out<'_>, ticket: i64) -> Result<(), Failure> {
    let lang = app.lang;
    let (clocks, spans) = app.owing(&[], Only::Ticket(ticket), |owing| {
        let engine = &owing.engine;
        let owed = engine.of_ticket(owing.rules, ticket)?;
        let closed = owing.store.ticket_standing(ticket)?.closed;
        let clocks: Result<_, Failure> =
            owed.iter().map(|one| clock(one, closed, &owing)).collect();
        let mut spans = Vec::new();
        for one in &owed {
            for mut cells in rows(one, &owing, lang) {
                cells.insert(0, Cell::Line(one.rule.id.to_owned()));
                spans.push(cells);
            }
        }
        Ok((clocks?, spans))
    })?;
    let mut with_rule = vec![Column::new("rule", t("Rule", "规则"))];
    with_rule.extend(columns());
    out.views(
        vec![
            View::list(t("Clocks", "时限"), clock_columns(), clocks).key("clocks"),
            View::list(t("Spans", "时段"), with_rule, spans).key("spans"),
        ],
        None,
    )
}

fn clock_columns() -> Vec<Column> {
    vec![
        Column::new("rule", t("Rule", "规则")),
        Column::new("label", t("What", "事项")),
        Column::new("since", t("From", "自")),
        Column::new("due", t("Due", "期限")),
        Column::new("agreed", t("Agreed anew", "重新约定")),
        Column::new("met", t("Met", "完成时间")),
        Column::new("state", t("Stands", "状态")),
        Column::new("tell", t("Tell", "提醒")),
    ]
}

fn clock(
    owed: &Obligation<'_>,
    closed: Option<Moment>,
    owing: &Owing<'_>,
) -> Result<Vec<Cell>, Failure> {
    let moment = |at: Option<Moment>| at.map_or(Cell::Empty, Cell::Moment);
    let tell = match owed.met.or(closed) {
        None => tell(owed, owing)?,
        Some(_) => Cell::Empty,
    };
    Ok(vec![
        Cell::Line(owed.rule.id.to_owned()),
        Cell::Text(owed.rule.label),
        Cell::Moment(owed.since),
        moment(owed.due),
        moment(owed.agreed),
        moment(owed.met),
        Cell::Text(state(owed, closed, owing)),
        tell,
    ])
}

/// Who is to be told by now that it is late: the superior of whoever owes it (R120).
fn tell(owed: &Obligation<'_>, owing: &Owing<'_>) -> Result<Cell, Failure> {
    let mut names = Vec::new();
    for told in owing.engine.told(owed) {
        let late = told.at < owing.engine.now;
        for who in told
            .who
            .into_iter()
            .filter(|who| late && !owed.who.contains(who))
        {
            names.push(owing.store.get::<Staff>(who)?.record.name.0);
        }
    }
    Ok(match names.is_empty() {
        true => Cell::Empty,
        false => Cell::Tags(names),
    })
}

/// How a clock stands; a ticket that was closed owes nothing more.
fn state(owed: &Obligation<'_>, closed: Option<Moment>, owing: &Owing<'_>) -> Text {
    use crate::rules::State;
    let (now, calendar) = (owing.engine.now, owing.engine.calendar);
    if owed.contradictory {
        return t("times contradict each other", "时间相互矛盾");
    }
    if let Some(closed) = closed.filter(|_| owed.met.is_none()) {
        return match owed.state(closed, calendar) {
            State::Late => t("missed", "错过"),
            _ => t("ended with the closing", "随关闭终止"),
        };
    }
    if owed.paused {
        return t("stands still", "暂停计时");
    }
    match owed.state(now, calendar) {
        State::Met => t("in time", "按时"),
        State::MetLate => t("late", "超时完成"),
        State::Late | State::Missed => t("overdue", "已逾期"),
        State::Open => match Order::at(now, calendar).class(owed) {
            Class::Today => t("due today", "今日到期"),
            Class::Overdue | Class::Coming => t("open", "进行中"),
        },
    }
}
