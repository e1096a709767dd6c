//! The satisfaction report of a term (RP-02 to RP-04, F28): who was asked and answered,
//! what each dimension got beside the term before, the net promoter score, whose scores
//! were low, what they suggest, and what is done about it.

mod heard;
mod words;

use std::collections::BTreeMap;

pub use heard::{Group, Heard, Nps, heard};

use super::compare::{Figure, UNSTATED, distribution, rate, rates};
use super::laid::beside;
use super::monthly::UNGRADED;
use super::spans::{About, Graph, Line, head, line, measured};
use crate::playbook::{Measure, Survey};
use crate::records::choices::{GradeLetter, Kpi, Source, SurveyNode};
use crate::records::{LOW_NPS, LOW_SCORE};
use crate::store::{RootCause as Filed, Scores, SurveyRow};
use crate::value::{Book, Cell, Choice, ChoiceSet as _, Codes, Value as _, YesNo};
use crate::view::{Column, Rank, View};
use crate::words::{Text, t};

/// A root-cause form with its measures.
pub type Cause = Filed;

/// A term's surveys, and those of the term before.
pub struct Satisfaction<'a> {
    pub about: About<'a>,
    pub this: Heard,
    pub before: Heard,
    /// The same term of the year before.
    pub year: Option<Heard>,
    /// Every survey of the two terms; those answered in this one are told.
    pub answered: Vec<&'a SurveyRow>,
    pub causes: Vec<Cause>,
    /// Where the names of dimensions and regions stand.
    pub codes: &'a Codes,
    /// The mark.
    pub survey: Survey,
    /// Free text as it stands, contacts and all.
    pub reveal: bool,
}

const FIGURES: Text = t("Figures", "数据");
const GROUPS: Text = t("Who is satisfied", "分组对比");
const WORDS: Text = t("What they said and what follows", "不满点与改进");

/// Its tables.
pub fn satisfaction(all: &Satisfaction<'_>) -> Vec<View<'static>> {
    let each: Vec<&Heard> = [&all.this, &all.before]
        .into_iter()
        .chain(&all.year)
        .collect();
    let figures = vec![
        head(TITLE, &all.about),
        beside(LINES, &each, &all.about),
        sample(all),
        dimensions(all),
        promoters(all),
    ];
    let regions: Vec<Choice> = all
        .codes
        .book(Book::Region)
        .iter()
        .map(|entry| entry.choice())
        .collect();
    let of = |key, [title, what]: [Text; 2], choices: &[Choice], of: fn(&Heard) -> &Groups| {
        group(key, title, what, choices, of(&all.this), of(&all.before))
    };
    let groups = vec![
        of(
            "by_grade",
            [t("By grade", "按客户级别"), t("Grade", "客户级别")],
            GradeLetter::CHOICES,
            |f| &f.by_grade,
        ),
        of(
            "by_source",
            [t("By source", "按来源渠道"), t("Source", "来源渠道")],
            Source::CHOICES,
            |f| &f.by_source,
        ),
        of(
            "by_region",
            [t("By region", "按区域"), t("Region", "区域")],
            &regions,
            |f| &f.by_region,
        ),
        of(
            "by_occasion",
            [t("By occasion", "按触发节点"), t("Occasion", "触发节点")],
            SurveyNode::CHOICES,
            |f| &f.by_node,
        ),
    ];
    let said = vec![
        words::low(all),
        words::suggestions(all),
        words::measures(all),
    ];
    let parts = [(FIGURES, figures), (GROUPS, groups), (WORDS, said)];
    let views = parts
        .into_iter()
        .flat_map(|(section, views)| views.into_iter().map(move |view| view.within(section)));
    views.collect()
}

/// What it is called.
pub const TITLE: Text = t("Satisfaction report", "客户满意度调研报告");

/// Its figures.
pub const LINES: &[Line<Heard>] = &[
    line("answers", t("Answers", "收回调查"), |f| {
        Figure::Count(f.answers)
    }),
    measured(
        Kpi::SurveysAnswered,
        "response_share",
        t("Response rate", "回收率"),
        |f| Figure::Share(f.sample.share()),
    ),
    measured(
        Kpi::Satisfaction,
        "mean",
        t("Mean of all scores", "满意度均分"),
        |f| Figure::Mean(f.scores.mean()),
    ),
    measured(
        Kpi::Satisfied,
        "satisfied_share",
        t("Scores of 4 or 5", "满意率（4–5 分）"),
        |f| Figure::Share(f.scores.satisfied().share()),
    ),
    measured(
        Kpi::Nps,
        "nps",
        t("Net promoter score", "净推荐值（NPS）"),
        |f| Figure::Points(f.nps.points()),
    ),
];

/// What is drawn where several terms are laid beside one another.
pub const GRAPHS: &[Graph] = &[
    &["answers"],
    &["mean"],
    &["response_share", "satisfied_share"],
    &["nps"],
];

fn sample(all: &Satisfaction<'_>) -> View<'static> {
    let (this, before) = (&all.this, &all.before);
    rates(
        "sample",
        t("Sample", "样本"),
        t("Share", "指标"),
        [
            rate(
                "response",
                t("Answered of those asked", "回收率"),
                this.sample,
                before.sample,
            )
            .always(),
            rate(
                "satisfied",
                t("Scores of 4 or 5", "满意率（4–5 分）"),
                this.scores.satisfied(),
                before.scores.satisfied(),
            ),
            rate(
                "confirmed",
                t("Low answers revisited", "低分二次回访率"),
                this.low,
                before.low,
            ),
        ],
    )
}

/// What a dimension reached, in percent of the mark's measure.
fn reached(scores: Scores, measure: Measure) -> Option<f64> {
    match measure {
        Measure::Satisfied => scores.satisfied().share(),
        Measure::Mean => scores.mean().map(|mean| mean / 5.0),
    }
}

/// Fewer answers than the playbook judges by (`[survey] least`).
const TOO_FEW: Choice = Choice {
    code: "too-few",
    label: t("too few answers", "样本不足"),
    aliases: &[],
};

fn dimensions(all: &Satisfaction<'_>) -> View<'static> {
    let mark = all.survey.percent as f64 / 100.0;
    let known = all
        .codes
        .book(Book::Dimension)
        .iter()
        .map(|entry| entry.choice());
    let mut dimensions: Vec<Choice> = known.collect();
    for code in all
        .this
        .dimensions
        .keys()
        .chain(all.before.dimensions.keys())
    {
        if !dimensions.iter().any(|known| known.code == code) {
            dimensions.push(unknown(code));
        }
    }
    let none = Scores::default();
    let rows = dimensions.into_iter().map(|dimension| {
        let of = |heard: &Heard| {
            heard
                .dimensions
                .get(dimension.code)
                .copied()
                .unwrap_or(none)
        };
        let (this, before) = (of(&all.this), of(&all.before));
        let (mean, mean_before) = (Figure::Mean(this.mean()), Figure::Mean(before.mean()));
        let share = reached(this, all.survey.measure);
        let enough = this.cases >= all.survey.least;
        let below = match share {
            Some(share) if enough => YesNo::from(share < mark).cell(),
            Some(_) => Cell::Choice(TOO_FEW),
            None => Cell::NoData,
        };
        let share_before = Figure::Share(reached(before, all.survey.measure));
        vec![
            Cell::Choice(dimension),
            mean.cell(),
            mean_before.cell(),
            mean.difference(mean_before),
            Cell::Whole(this.good),
            Cell::Whole(this.cases),
            Figure::Share(share).cell(),
            share_before.cell(),
            below,
        ]
    });
    let percent = all.survey.percent;
    let columns = vec![
        Column::new("dimension", t("Dimension", "评价维度")).ranked(Rank::Main),
        Column::new("mean", t("Mean", "均分")),
        Column::new("mean_before", t("Before", "上期均分")).ranked(Rank::Lesser),
        Column::new("difference", t("Difference", "增减"))
            .ranked(Rank::Lesser)
            .difference(),
        Column::new("satisfied", t("4 or 5", "满意（4–5 分）")),
        Column::new("of", t("Of", "评分数")),
        Column::new("share", t("Satisfaction", "满意度")),
        Column::new("share_before", t("Before", "上期满意度")).ranked(Rank::Lesser),
        Column::new("below", t("Below the mark", "未达标")).ranked(Rank::Vital),
    ];
    let title = crate::say!(
        "Dimensions; the mark is {percent} %",
        "各维度满意度（达标线 {percent}%）"
    );
    View::list(title, columns, rows.collect()).key("dimensions")
}

fn unknown(code: &str) -> Choice {
    let code = crate::words::keep(code);
    Choice {
        code,
        label: t(code, code),
        aliases: &[],
    }
}

fn promoters(all: &Satisfaction<'_>) -> View<'static> {
    const KINDS: [Choice; 3] = [
        Choice {
            code: "promoters",
            label: t("Promoters (9–10)", "推荐者（9–10 分）"),
            aliases: &[],
        },
        Choice {
            code: "passives",
            label: t("Passives (7–8)", "被动者（7–8 分）"),
            aliases: &[],
        },
        Choice {
            code: "detractors",
            label: t("Detractors (0–6)", "贬损者（0–6 分）"),
            aliases: &[],
        },
    ];
    let tally = |nps: &Nps| {
        let counts = [nps.promoters, nps.passives, nps.detractors];
        let named = KINDS.iter().zip(counts);
        named
            .map(|(kind, n)| (Some(kind.code.to_owned()), n))
            .collect()
    };
    let title = [
        t("Would they recommend us", "推荐意愿"),
        t("Answer", "类别"),
    ];
    distribution(
        "nps",
        title,
        &KINDS,
        &tally(&all.this.nps),
        &tally(&all.before.nps),
    )
}

type Groups = BTreeMap<Option<String>, Group>;

/// The answers of one kind of customers each; those of which it is not known last.
fn group(
    key: &'static str,
    title: Text,
    what: Text,
    choices: &[Choice],
    this: &Groups,
    before: &Groups,
) -> View<'static> {
    let mut order: Vec<Choice> = choices.to_vec();
    for code in this.keys().chain(before.keys()).flatten() {
        if !order.iter().any(|known| known.code == code) {
            order.push(unknown(code));
        }
    }
    let none_known = match key {
        "by_grade" => UNGRADED,
        _ => UNSTATED,
    };
    let keyed = order
        .into_iter()
        .map(|choice| (Some(choice.code.to_owned()), choice));
    let all = keyed.chain([(None, none_known)]);
    let none = Group::default();
    let rows = all.filter_map(|(code, choice)| {
        let (now, then) = (this.get(&code), before.get(&code));
        now.or(then)?;
        let (now, then) = (now.unwrap_or(&none), then.unwrap_or(&none));
        let (mean, mean_before) = (
            Figure::Mean(now.scores.mean()),
            Figure::Mean(then.scores.mean()),
        );
        Some(vec![
            Cell::Choice(choice),
            Cell::Whole(now.answers),
            mean.cell(),
            mean_before.cell(),
            Cell::Whole(now.scores.good),
            Cell::Whole(now.scores.cases),
            Figure::Share(now.scores.satisfied().share()).cell(),
            Figure::Points(now.nps.points()).cell(),
        ])
    });
    let columns = vec![
        Column::new("item", what),
        Column::new("answers", t("Answers", "收回")),
        Column::new("mean", t("Mean", "均分")),
        Column::new("mean_before", t("Before", "上期均分")).ranked(Rank::Lesser),
        Column::new("satisfied", t("4 or 5", "满意评分")),
        Column::new("of", t("Of", "评分数")),
        Column::new("share", t("Share", "满意率")),
        Column::new("nps", t("NPS", "NPS")),
    ];
    View::list(title, columns, rows.collect()).key(key)
}

/// Whether an answer asks for a second revisit.
pub(super) fn is_low(row: &SurveyRow) -> bool {
    let low = row
        .scores
        .0
        .iter()
        .any(|(_, score)| score.get() <= LOW_SCORE);
    low || row.nps.is_some_and(|nps| nps <= LOW_NPS)
}
