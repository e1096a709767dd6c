//! The channels that bring customers (RP-17, K28): of each source the customers new in
//! the term, the deals, what was won, and what a lead was worth.

use std::collections::BTreeMap;

use super::compare::{Figure, Rate, UNSTATED, distribution};
use super::spans::{Given, Periodic, line, measured};
use crate::records::choices::{Kpi, Outcome, Source};
use crate::store::{Channels, Tally};
use crate::value::{Cell, Choice, ChoiceSet as _, Money, Value as _, YesNo};
use crate::view::{Column, Rank, View};
use crate::words::{Text, keep, t};

/// The counts of one source, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Channel {
    leads: i64,
    qualified: i64,
    bought: i64,
    spent: i64,
    deals: i64,
    won: i64,
    lost: i64,
    amount: i64,
}

impl Channel {
    /// Of the leads those who have bought since (K28); what they spent, each of them.
    const fn conversion(&self) -> Rate {
        Rate {
            n: self.bought,
            of: self.leads,
        }
    }

    fn per_lead(&self) -> Option<i64> {
        (self.leads > 0).then(|| self.spent / self.leads)
    }
}

pub const REPORT: Periodic<Channels> = Periodic {
    name: "channels",
    title: t("Channels", "获客渠道效果分析"),
    lines: &[
        line("leads", t("Leads", "新增客户"), |f| {
            Figure::Count(whole(f).leads)
        }),
        line("qualified", t("Qualified", "其中合格"), |f| {
            Figure::Count(whole(f).qualified)
        }),
        line("bought", t("Bought since", "其中已成交"), |f| {
            Figure::Count(whole(f).bought)
        }),
        line("deals", t("Deals opened", "新建商机"), |f| {
            Figure::Count(whole(f).deals)
        }),
        line("won", t("Deals won", "成交商机"), |f| {
            Figure::Count(whole(f).won)
        }),
        measured(
            Kpi::AmountWon,
            "amount",
            t("Amount won", "成交金额"),
            |f| Figure::Money(whole(f).amount),
        ),
        measured(
            Kpi::Channels,
            "conversion",
            t("Leads who bought", "获客转化率"),
            |f| Figure::Share(whole(f).conversion().share()),
        ),
        line(
            "amount_per_lead",
            t("Amount per lead", "单客成交额"),
            |f| Figure::Amount(whole(f).per_lead()),
        ),
    ],
    graphs: &[
        &["leads", "qualified", "bought"],
        &["deals", "won"],
        &["amount"],
    ],
    tables,
};

fn whole(all: &Channels) -> Channel {
    let mut whole = Channel::default();
    for one in by_source(all).values() {
        whole.leads += one.leads;
        whole.qualified += one.qualified;
        whole.bought += one.bought;
        whole.spent += one.spent;
        whole.deals += one.deals;
        whole.won += one.won;
        whole.lost += one.lost;
        whole.amount += one.amount;
    }
    whole
}

fn by_source(all: &Channels) -> BTreeMap<Option<&str>, Channel> {
    let mut sources: BTreeMap<Option<&str>, Channel> = BTreeMap::new();
    for lead in &all.leads {
        let one = sources.entry(lead.source.as_deref()).or_default();
        one.leads += 1;
        one.qualified += i64::from(lead.qualified);
        one.bought += i64::from(lead.bought);
        one.spent += lead.spent;
    }
    for deal in &all.deals {
        let one = sources.entry(deal.source.as_deref()).or_default();
        one.deals += i64::from(deal.opened);
        if deal.closed.is_some() {
            one.won += i64::from(deal.won);
            one.lost += i64::from(!deal.won);
            one.amount += if deal.won { deal.amount } else { 0 };
        }
    }
    sources
}

/// A source by its code; one that no list knows by itself.
fn source(code: Option<&str>) -> Cell {
    let Some(code) = code else {
        return Cell::Choice(UNSTATED);
    };
    Source::from_code(code).map_or_else(
        || {
            let code = keep(code);
            Cell::Choice(Choice {
                code,
                label: t(code, code),
                aliases: &[],
            })
        },
        |source| source.cell(),
    )
}

const SOURCE: Column = Column::new("source", t("Source", "来源渠道")).ranked(Rank::Main);

const TOTAL: Choice = Choice {
    code: "total",
    label: t("Total", "合计"),
    aliases: &[],
};

fn tables(told: &Given<'_, Channels>) -> Vec<View<'static>> {
    let parts = [
        (
            t("By source", "按来源渠道"),
            vec![leads_by_source(told), sources(told)],
        ),
        (
            t("The records behind", "明细"),
            vec![leads(told), won(told)],
        ),
    ];
    let views = parts
        .into_iter()
        .flat_map(|(part, views)| views.into_iter().map(move |view| view.within(part)));
    views.collect()
}

/// The new customers alone: what can be drawn beside one another.
fn leads_by_source(told: &Given<'_, Channels>) -> View<'static> {
    let tally = |all: &Channels| -> Tally {
        let sources = by_source(all).into_iter();
        let some = sources.filter(|(_, one)| one.leads > 0);
        some.map(|(code, one)| (code.map(str::to_owned), one.leads))
            .collect()
    };
    distribution(
        "leads_by_source",
        [
            t("Leads by source", "新增客户：来源渠道"),
            t("Source", "来源渠道"),
        ],
        Source::CHOICES,
        &tally(told.this),
        &tally(told.before),
    )
}

fn sources(told: &Given<'_, Channels>) -> View<'static> {
    let (this, before) = (by_source(told.this), by_source(told.before));
    let mut codes: Vec<Option<&str>> = Source::CHOICES
        .iter()
        .map(|choice| Some(choice.code))
        .collect();
    let known = codes.clone();
    codes.extend(
        this.keys()
            .chain(before.keys())
            .filter(|code| code.is_some() && !known.contains(code)),
    );
    codes.dedup();
    codes.push(None);
    let row = |what: Cell, one: Channel, before: Channel| {
        vec![
            what,
            Cell::Whole(one.leads),
            Cell::Whole(one.qualified),
            Cell::Whole(one.bought),
            Cell::Whole(one.deals),
            Cell::Whole(one.won),
            Cell::Whole(one.lost),
            Cell::Money(Money::fen(one.amount)),
            Figure::Share(one.conversion().share()).cell(),
            Figure::Amount(one.per_lead()).cell(),
            Figure::Share(before.conversion().share()).cell(),
        ]
    };
    let of = |all: &BTreeMap<Option<&str>, Channel>, code: &Option<&str>| {
        all.get(code).copied().unwrap_or_default()
    };
    let told_codes = codes
        .iter()
        .filter(|code| this.contains_key(*code) || before.contains_key(*code));
    let mut rows: Vec<Vec<Cell>> = told_codes
        .map(|code| row(source(*code), of(&this, code), of(&before, code)))
        .collect();
    rows.push(row(
        Cell::Choice(TOTAL),
        whole(told.this),
        whole(told.before),
    ));
    let columns = vec![
        SOURCE,
        Column::new("leads", t("Leads", "新增客户")).ranked(Rank::Vital),
        Column::new("qualified", t("Qualified", "合格")),
        Column::new("bought", t("Bought since", "已成交客户")),
        Column::new("deals", t("Deals", "新建商机")),
        Column::new("won", t("Won", "成交")).ranked(Rank::Vital),
        Column::new("lost", t("Lost", "未成交")),
        Column::new("amount", t("Amount", "成交金额")).ranked(Rank::Vital),
        Column::new("conversion", t("Leads who bought", "转化率")).ranked(Rank::Vital),
        Column::new("amount_per_lead", t("Per lead", "单客成交额")),
        Column::new("conversion_before", t("Before", "上期转化率")).ranked(Rank::Lesser),
    ];
    let title = t("What came of each source", "各来源的转化与成交");
    View::list(title, columns, rows).key("sources")
}

const NAME: Column = Column::new("customer", t("Customer", "客户名称"));

fn leads(told: &Given<'_, Channels>) -> View<'static> {
    let columns = vec![
        NAME.ranked(Rank::Main),
        SOURCE.ranked(Rank::Vital),
        Column::new("detail", t("Detail", "渠道说明")),
        Column::new("since", t("Acquired", "获取时间")),
        Column::new("qualified", t("Qualified", "合格")),
        Column::new("bought", t("Bought since", "已成交")),
    ];
    let title: Text = t("Leads", "新增客户明细");
    told.records(("leads", title), columns, &told.this.leads, |lead| {
        vec![
            Cell::Link(lead.number.clone(), lead.name.clone()),
            source(lead.source.as_deref()),
            lead.detail.clone().map_or(Cell::Empty, Cell::Line),
            Cell::Moment(lead.since),
            YesNo::from(lead.qualified).cell(),
            YesNo::from(lead.bought).cell(),
        ]
    })
}

fn won(told: &Given<'_, Channels>) -> View<'static> {
    let ended: Vec<_> = told
        .this
        .deals
        .iter()
        .filter_map(|deal| Some((deal, deal.closed?)))
        .collect();
    let columns = vec![
        Column::new("deal", t("Deal", "商机")).ranked(Rank::Main),
        NAME,
        SOURCE.ranked(Rank::Vital),
        Column::new("outcome", t("Outcome", "结果")),
        Column::new("amount", t("Amount", "成交金额")).ranked(Rank::Vital),
        Column::new("closed", t("Ended", "结束时间")),
    ];
    let title: Text = t("Deals that ended", "已结束商机明细");
    told.records(("ended", title), columns, &ended, |(deal, closed)| {
        let outcome = match deal.won {
            true => Outcome::Won,
            false => Outcome::Lost,
        };
        vec![
            Cell::Link(deal.number.clone(), deal.name.clone()),
            Cell::Line(deal.customer.clone()),
            source(deal.source.as_deref()),
            outcome.cell(),
            match deal.won {
                true => Cell::Money(Money::fen(deal.amount)),
                false => Cell::Empty,
            },
            Cell::Moment(*closed),
        ]
    })
}
