//! What customers want (RP-24, R149): needs found in a term, explicit and latent, by
//! industry and tier, and the keywords and tags that come up more often than before.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::{Figure, distribution};
use super::spans::{Given, Periodic, line};
use crate::records::choices::{NeedPriority, Visibility};
use crate::store::{NeedRow, Tally, WantedRows};
use crate::value::{Book, Cell, Choice, ChoiceSet as _, Value as _};
use crate::view::{Chart, Column, Look, Rank, View};
use crate::words::{keep, t};

pub const REPORT: Periodic<WantedRows> = Periodic {
    name: "needs",
    title: t("Needs and their trend", "需求趋势分析"),
    lines: &[
        line("needs", t("Needs found", "发现需求"), |f| {
            Figure::Count(f.needs.len() as i64)
        }),
        line("explicit", t("Explicit", "显性需求"), |f| {
            seen(f, Visibility::Explicit)
        }),
        line("implicit", t("Implicit", "隐性需求"), |f| {
            seen(f, Visibility::Implicit)
        }),
        line("must", t("Must", "必须满足"), |f| {
            tier(f, NeedPriority::Must)
        }),
        line("should", t("Should", "优先考虑"), |f| {
            tier(f, NeedPriority::Should)
        }),
        line("could", t("Could", "可选优化"), |f| {
            tier(f, NeedPriority::Could)
        }),
        line(
            "customers",
            t("Customers with needs", "涉及客户"),
            |f| {
                let customers: BTreeSet<&str> =
                    f.needs.iter().map(|one| one.customer.as_str()).collect();
                Figure::Count(customers.len() as i64)
            },
        ),
        line("analyses", t("Analyses made", "需求分析报告"), |f| {
            Figure::Count(f.analyses)
        }),
        line("approved", t("Approved", "其中评审通过"), |f| {
            Figure::Count(f.approved)
        }),
    ],
    graphs: &[
        &["needs", "explicit", "implicit"],
        &["must", "should", "could"],
    ],
    tables,
};

fn seen(all: &WantedRows, what: Visibility) -> Figure {
    let needs = all.needs.iter();
    Figure::Count(needs.filter(|one| one.visibility == Some(what)).count() as i64)
}

fn tier(all: &WantedRows, what: NeedPriority) -> Figure {
    let needs = all.needs.iter();
    Figure::Count(needs.filter(|one| one.tier == Some(what)).count() as i64)
}

fn tables(told: &Given<'_, WantedRows>) -> Vec<View<'static>> {
    let industries: Vec<Choice> = told
        .codes
        .book(Book::Industry)
        .iter()
        .map(|entry| entry.choice())
        .collect();
    let by_industry = distribution(
        "by_industry",
        [
            t("Needs by industry", "需求：所属行业"),
            t("Industry", "所属行业"),
        ],
        &industries,
        &told.this.needs_by_industry,
        &told.before.needs_by_industry,
    );
    let by_tier = distribution(
        "by_tier",
        [t("Needs by tier", "需求：优先级"), t("Priority", "优先级")],
        NeedPriority::CHOICES,
        &tiers(told.this),
        &tiers(told.before),
    );
    let parts = [
        (t("Needs", "需求"), vec![by_industry, by_tier]),
        (
            t("What they speak of", "需求关键词"),
            vec![words(told), by_word_and_industry(told, &industries)],
        ),
        (t("The records behind", "明细"), vec![needs(told)]),
    ];
    let views = parts
        .into_iter()
        .flat_map(|(part, views)| views.into_iter().map(move |view| view.within(part)));
    views.collect()
}

fn tiers(all: &WantedRows) -> Tally {
    let mut tally = BTreeMap::new();
    for need in &all.needs {
        let code = need.tier.map(|tier| tier.code().to_owned());
        *tally.entry(code).or_insert(0) += 1;
    }
    tally.into_iter().collect()
}

/// How many customers each word is said of.
fn by_word(all: &WantedRows) -> BTreeMap<&str, i64> {
    let mut words = BTreeMap::new();
    for (word, _, customers) in &all.words {
        *words.entry(word.as_str()).or_default() += customers;
    }
    words
}

/// Keywords and tags, those said of most customers first.
fn words(told: &Given<'_, WantedRows>) -> View<'static> {
    let (this, before) = (by_word(told.this), by_word(told.before));
    let all: BTreeSet<&str> = this.keys().chain(before.keys()).copied().collect();
    let of = |words: &BTreeMap<&str, i64>, word: &str| words.get(word).copied().unwrap_or(0);
    let mut all: Vec<(&str, i64, i64)> = all
        .into_iter()
        .map(|word| (word, of(&this, word), of(&before, word)))
        .collect();
    all.sort_by(|one, other| (other.1, other.2, one.0).cmp(&(one.1, one.2, other.0)));
    let columns = vec![
        Column::new("word", t("Keyword or tag", "关键词、标签")).ranked(Rank::Main),
        Column::new("this_period", t("Customers", "客户数")),
        Column::new("period_before", t("Before", "上期")),
        Column::new("difference", t("Difference", "增减")).difference(),
    ];
    let title = t("Keywords and tags", "关键词与标签");
    let view = told.records(("words", title), columns, &all, |(word, this, before)| {
        vec![
            Cell::Line((*word).to_owned()),
            Cell::Whole(*this),
            Cell::Whole(*before),
            Cell::Whole(this - before),
        ]
    });
    view.drawn(Chart {
        label: "word",
        values: &["this_period", "period_before"],
        until: &[],
        look: Look::Bars,
    })
}

fn by_word_and_industry(told: &Given<'_, WantedRows>, industries: &[Choice]) -> View<'static> {
    let mut all: Vec<&(String, Option<String>, i64)> = told.this.words.iter().collect();
    all.sort_by(|one, other| (&one.1, other.2, &one.0).cmp(&(&other.1, one.2, &other.0)));
    let columns = vec![
        Column::new("industry", t("Industry", "所属行业")).ranked(Rank::Vital),
        Column::new("word", t("Keyword or tag", "关键词、标签")).ranked(Rank::Main),
        Column::new("customers", t("Customers", "客户数")),
    ];
    let title = t("Keywords and tags by industry", "各行业关键词与标签");
    told.records(
        ("words_by_industry", title),
        columns,
        &all,
        |(word, industry, customers)| {
            vec![
                named(industry.as_deref(), industries),
                Cell::Line(word.clone()),
                Cell::Whole(*customers),
            ]
        },
    )
}

/// An industry by its code; one that no list knows by itself.
fn named(code: Option<&str>, industries: &[Choice]) -> Cell {
    let Some(code) = code else {
        return Cell::Choice(super::compare::UNSTATED);
    };
    let known = industries.iter().find(|choice| choice.code == code);
    Cell::Choice(known.copied().unwrap_or_else(|| {
        let code = keep(code);
        Choice {
            code,
            label: t(code, code),
            aliases: &[],
        }
    }))
}

fn needs(told: &Given<'_, WantedRows>) -> View<'static> {
    let columns = vec![
        Column::new("number", t("No.", "编号")).ranked(Rank::Lesser),
        Column::new("customer", t("Customer", "客户名称")).ranked(Rank::Main),
        Column::new("what", t("Need", "需求内容")).wrapped(),
        Column::new("visibility", t("Visibility", "显性/隐性")).ranked(Rank::Vital),
        Column::new("priority", t("Priority", "优先级")).ranked(Rank::Vital),
        Column::new("found", t("Found", "发现时间")),
    ];
    let title = t("Needs found", "需求清单");
    told.records(
        ("needs", title),
        columns,
        &told.this.needs,
        |one: &NeedRow| {
            vec![
                Cell::Line(one.number.clone()),
                Cell::Line(one.customer.clone()),
                told.words(&one.what),
                one.visibility.map_or(Cell::Empty, |it| it.cell()),
                one.tier.map_or(Cell::Empty, |it| it.cell()),
                Cell::Moment(one.found),
            ]
        },
    )
}
