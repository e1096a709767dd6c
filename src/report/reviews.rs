//! What deals teach (RP-16, F37, K29): those that ended in the term, how long they took,
//! why they were won or lost by their reviews, and which were not reviewed.

use std::collections::BTreeMap;

use super::compare::{Figure, Rate, of_term, rate};
use super::spans::{Given, Periodic, line, measured};
use crate::records::choices::{FailureReason, Kpi, Outcome, SuccessFactor};
use crate::store::{EndedDeal, Lasted, Learnt};
use crate::value::{Cell, Choice, ChoiceSet as _, Money, Value as _};
use crate::view::{Column, Rank, View};
use crate::words::{Text, t};

/// The deals of a term.
pub type Ended = Vec<EndedDeal>;

pub const REPORT: Periodic<Ended> = Periodic {
    name: "reviews",
    title: t("What deals teach", "成交复盘汇总"),
    lines: &[
        line("ended", t("Deals that ended", "已结束商机"), |f| {
            Figure::Count(f.len() as i64)
        }),
        line("won", t("Won", "成交"), |f| Figure::Count(won(f).n)),
        line("lost", t("Lost", "未成交"), |f| {
            Figure::Count(won(f).of - won(f).n)
        }),
        line("win_share", t("Win rate", "赢单率"), |f| {
            Figure::Share(won(f).share())
        }),
        measured(
            Kpi::AmountWon,
            "amount",
            t("Amount won", "成交金额"),
            |f| Figure::Money(amount(f)),
        ),
        measured(
            Kpi::Cycle,
            "cycle_mean_minutes",
            t("Mean cycle", "平均成交周期"),
            |f| Figure::Minutes(cycle(f).mean),
        ),
        line(
            "cycle_median_minutes",
            t("Median cycle", "成交周期中位数"),
            |f| Figure::Minutes(cycle(f).median),
        ),
        line("reviewed_share", t("Reviewed", "复盘率"), |f| {
            Figure::Share(reviewed(f).share())
        }),
    ],
    graphs: &[
        &["won", "lost"],
        &["amount"],
        &["win_share", "reviewed_share"],
    ],
    tables,
};

fn won<'a>(deals: impl IntoIterator<Item = &'a EndedDeal>) -> Rate {
    let mut rate = Rate::default();
    deals.into_iter().for_each(|deal| rate.count(deal.won));
    rate
}

fn reviewed<'a>(deals: impl IntoIterator<Item = &'a EndedDeal>) -> Rate {
    let mut rate = Rate::default();
    let deals = deals.into_iter();
    deals.for_each(|deal| rate.count(deal.review.is_some()));
    rate
}

fn amount<'a>(deals: impl IntoIterator<Item = &'a EndedDeal>) -> i64 {
    let won = deals.into_iter().filter(|deal| deal.won);
    won.map(|deal| deal.amount).sum()
}

/// How long the won ones took (K19).
fn cycle<'a>(deals: impl IntoIterator<Item = &'a EndedDeal>) -> Lasted {
    let won = deals.into_iter().filter(|deal| deal.won);
    let mut seconds: Vec<i64> = won.filter_map(|deal| deal.cycle).collect();
    seconds.sort_unstable();
    Lasted::of(&seconds)
}

fn tables(told: &Given<'_, Ended>) -> Vec<View<'static>> {
    let why = vec![
        named(
            told,
            "success_factors",
            [t("Why deals were won", "成功因素"), t("Factor", "成功因素")],
            SuccessFactor::CHOICES,
            (true, |review| &review.factors),
        ),
        named(
            told,
            "failure_reasons",
            [
                t("Why deals were lost", "失败原因"),
                t("Reason", "失败原因"),
            ],
            FailureReason::CHOICES,
            (false, |review| &review.reasons),
        ),
        reps(told),
    ];
    let parts = [
        (t("Why and who", "原因与人员"), why),
        (
            t("The records behind", "明细"),
            vec![lessons(told), unreviewed(told)],
        ),
    ];
    let views = parts
        .into_iter()
        .flat_map(|(part, views)| views.into_iter().map(move |view| view.within(part)));
    views.collect()
}

/// How many of the reviews name each factor or reason (K29).
fn named(
    told: &Given<'_, Ended>,
    key: &'static str,
    [title, what]: [Text; 2],
    choices: &'static [Choice],
    (of_won, codes): (bool, fn(&Learnt) -> &Vec<String>),
) -> View<'static> {
    let counted = |deals: &Ended, choice: &Choice| {
        let mut rate = Rate::default();
        let meant = deals.iter().filter(|deal| deal.won == of_won);
        for review in meant.filter_map(|deal| deal.review.as_ref()) {
            rate.count(codes(review).iter().any(|code| code == choice.code));
        }
        rate
    };
    let items = choices.iter().map(|choice| {
        rate(
            choice.code,
            choice.label,
            counted(told.this, choice),
            counted(told.before, choice),
        )
    });
    let columns = super::compare::OF;
    of_term(key, title, what, &columns, items.collect::<Vec<_>>())
}

fn reps(told: &Given<'_, Ended>) -> View<'static> {
    let mut reps: BTreeMap<Option<&str>, Vec<&EndedDeal>> = BTreeMap::new();
    for deal in told.this {
        reps.entry(deal.owner.as_deref()).or_default().push(deal);
    }
    let rows = reps.into_iter().map(|(rep, deals)| {
        let of = || deals.iter().copied();
        let won = won(of());
        vec![
            rep.map_or(Cell::Text(t("(nobody)", "（无负责人）")), |rep| {
                Cell::Line(rep.to_owned())
            }),
            Cell::Whole(won.of),
            Cell::Whole(won.n),
            Figure::Share(won.share()).cell(),
            Cell::Money(Money::fen(amount(of()))),
            Figure::Minutes(cycle(of()).median).cell(),
            Figure::Share(reviewed(of()).share()).cell(),
        ]
    });
    let columns = vec![
        Column::new("rep", t("Rep", "人员")).ranked(Rank::Main),
        Column::new("ended", t("Ended", "已结束")),
        Column::new("won", t("Won", "成交")),
        Column::new("win_share", t("Win rate", "赢单率")),
        Column::new("amount", t("Amount", "成交金额")),
        Column::new("cycle_median_minutes", t("Median cycle", "周期中位数")),
        Column::new("reviewed_share", t("Reviewed", "复盘率")),
    ];
    View::list(t("By colleague", "按人员"), columns, rows.collect()).key("reps")
}

fn deal_cells(deal: &EndedDeal) -> [Cell; 3] {
    let outcome = match deal.won {
        true => Outcome::Won,
        false => Outcome::Lost,
    };
    [
        Cell::Link(deal.number.clone(), deal.name.clone()),
        Cell::Line(deal.customer.clone()),
        outcome.cell(),
    ]
}

fn deal_columns() -> [Column; 3] {
    [
        Column::new("deal", t("Deal", "商机")).ranked(Rank::Main),
        Column::new("customer", t("Customer", "客户名称")),
        Column::new("outcome", t("Outcome", "结果")).ranked(Rank::Vital),
    ]
}

fn lessons(told: &Given<'_, Ended>) -> View<'static> {
    let reviewed: Vec<(&EndedDeal, &Learnt)> = told
        .this
        .iter()
        .filter_map(|deal| Some((deal, deal.review.as_ref()?)))
        .collect();
    let mut columns: Vec<Column> = deal_columns().into();
    columns.extend([
        Column::new("why", t("Why", "原因")).wrapped(),
        Column::new("improvement", t("To do better", "改进措施")).wrapped(),
        Column::new("summary", t("Summary", "总结")).wrapped(),
        Column::new("comment", t("Comment", "主管点评")).wrapped(),
        Column::new("review", t("Review", "复盘编号")).ranked(Rank::Lesser),
    ]);
    let title = t("Lessons", "经验教训");
    told.records(("lessons", title), columns, &reviewed, |(deal, review)| {
        let known = |code: &String, choices: &[Choice]| {
            choices.iter().find(|choice| choice.code == code).copied()
        };
        let factors = review.factors.iter();
        let factors = factors.filter_map(|code| known(code, SuccessFactor::CHOICES));
        let reasons = review.reasons.iter();
        let reasons = reasons.filter_map(|code| known(code, FailureReason::CHOICES));
        let said =
            |text: &Option<String>| text.as_deref().map_or(Cell::Empty, |text| told.words(text));
        let mut row: Vec<Cell> = deal_cells(deal).into();
        row.extend([
            Cell::Choices(factors.chain(reasons).collect()),
            told.words(&review.improvement),
            said(&review.summary),
            said(&review.comment),
            Cell::Line(review.number.clone()),
        ]);
        row
    })
}

fn unreviewed(told: &Given<'_, Ended>) -> View<'static> {
    let open: Vec<&EndedDeal> = told
        .this
        .iter()
        .filter(|deal| deal.review.is_none())
        .collect();
    let mut columns: Vec<Column> = deal_columns().into();
    columns.extend([
        Column::new("closed", t("Ended", "结束时间")),
        Column::new("owner", t("Owner", "负责人")),
    ]);
    let title = t("Not reviewed yet", "尚未复盘");
    told.records(("unreviewed", title), columns, &open, |deal| {
        let mut row: Vec<Cell> = deal_cells(deal).into();
        row.extend([
            Cell::Moment(deal.closed),
            deal.owner.clone().map_or(Cell::Empty, Cell::Line),
        ]);
        row
    })
}
