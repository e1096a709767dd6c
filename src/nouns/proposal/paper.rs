//! One version of a proposal as it is read and handed over: its blocks in the order
//! of F11, prices by alternative, what they bring with the formulas, and lines to
//! sign on. What is for us alone stands on no paper.

mod prices;

use crate::app::App;
use crate::field::Field;
use crate::form::Form as _;
use crate::problem::Failure;
use crate::records::choices::ProposalState;
use crate::records::{Alternative, Proposal, Remark, Worth};
use crate::say;
use crate::store::{Kept, Names, ProposalStanding};
use crate::value::{Cell, Noun, Tongue, Value as _};
use crate::view::{Column, NUMBER, View};
use crate::words::{Say, Text, t};

/// A version with all that belongs to it.
pub struct Whole {
    pub proposal: Kept<Proposal>,
    pub standing: ProposalStanding,
    pub alternatives: Vec<Alternative>,
    remarks: Vec<Vec<Cell>>,
    customer: Cell,
    deal: Cell,
    owner: Cell,
}

/// Reads a version with all that belongs to it.
///
/// # Errors
/// When the file cannot be read.
pub fn gather(app: &mut App<'_>, proposal: Kept<Proposal>) -> Result<Whole, Failure> {
    let codes = &app.policy.get()?.codes;
    let store = app.store.read()?;
    let mut names = Names::new(store, codes);
    let record = &proposal.record;
    let of = |noun, id| Cell::Ref(noun, id);
    let customer = names.name(of(Noun::Customer, record.customer.id()))?;
    let deal: Kept<crate::records::Deal> = store.get(record.deal.id())?;
    let owner = match record.owner {
        Some(owner) => names.name(of(Noun::Staff, owner.id()))?,
        None => Cell::Empty,
    };
    let mut remarks = Vec::new();
    for remark in store.remarks_on(proposal.id)? {
        let states = store.states_of(Noun::Remark, remark.id)?;
        remarks.push(said(&remark, &states));
    }
    let alternatives = store.alternatives_of(proposal.id)?;
    Ok(Whole {
        standing: store.proposal_standing(proposal.id)?,
        alternatives: alternatives.into_iter().map(|one| one.record).collect(),
        remarks,
        customer,
        deal: Cell::Link(deal.number, deal.record.name.0),
        owner,
        proposal,
    })
}

/// A remark as a row: what was said, and how it was dealt with.
fn said(remark: &Kept<Remark>, states: &[Cell]) -> Vec<Cell> {
    let record = &remark.record;
    let state = |at: usize| states.get(at).cloned().unwrap_or(Cell::Empty);
    vec![
        Cell::Line(remark.number.clone()),
        record.at.cell(),
        record.kind.cell(),
        record.said.cell(),
        record.said_by.cell(),
        state(0),
        state(1),
    ]
}

impl Whole {
    /// How the version stands.
    pub const fn state(&self) -> ProposalState {
        let standing = &self.standing;
        match (
            standing.superseded,
            standing.confirmed,
            standing.submitted,
            standing.reviewed,
        ) {
            (Some(_), ..) => ProposalState::Superseded,
            (_, Some(_), ..) => ProposalState::Confirmed,
            (_, _, Some(_), _) => ProposalState::Submitted,
            (.., Some(_)) if standing.is_approved() => ProposalState::Approved,
            (.., Some(_)) => ProposalState::Rejected,
            _ => ProposalState::Draft,
        }
    }
}

/// The blocks before the prices, and those behind them.
const BEFORE: &[&str] = &["scope", "steps", "schedule"];
const BEHIND: &[&str] = &[
    "discount_policy",
    "expected_effect",
    "case_refs",
    "risks",
    "fit",
    "service_promise",
];

/// Who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// By key: every block, also an empty one, and all prices in one table.
    Program,
    /// At a terminal: what the customer said stands at the end.
    Us,
    /// On paper: lines to sign on stand at the end.
    Customer,
}

/// The views of a version, for whoever reads it.
pub fn views(whole: &Whole, reader: Reader, tongue: &Tongue) -> Vec<View<'static>> {
    let mut all = vec![head(whole)];
    match reader {
        Reader::Program => {
            let blocks: Vec<&str> = BEFORE.iter().chain(BEHIND).copied().collect();
            all.push(sheet("blocks", t("", ""), &blocks, whole, reader));
            all.push(alternatives(whole));
            all.push(prices::all(whole));
        }
        Reader::Us | Reader::Customer => {
            let title = t("What is proposed", "方案内容");
            all.push(sheet("before", title, BEFORE, whole, reader));
            all.extend(prices::each(whole));
            let title = t("Effect, risks and service", "效果、风险与服务");
            all.push(sheet("behind", title, BEHIND, whole, reader));
        }
    }
    all.extend(worth(whole, reader, tongue));
    all.push(match reader {
        Reader::Customer => signatures(tongue),
        Reader::Program | Reader::Us => remarks(whole),
    });
    all.retain(|view| !view.columns.is_empty());
    all
}

/// The same for a workbook: what is offered stands on one sheet with the lines to sign
/// on, the prices on the next, then what they bring.
pub fn on_sheets(views: Vec<View<'static>>) -> Vec<View<'static>> {
    const SHEETS: [Text; 3] = [
        t("Proposal", "定制化服务方案"),
        t("Prices", "报价明细"),
        t("Value and return", "价值与投资回报"),
    ];
    let mut placed: Vec<(usize, View<'static>)> = views
        .into_iter()
        .map(|view| match view.key {
            "prices" => (1, view),
            "worth" => (2, view),
            _ => (0, view),
        })
        .collect();
    placed.sort_by_key(|(sheet, _)| *sheet);
    placed
        .into_iter()
        .map(|(sheet, view)| match SHEETS.get(sheet) {
            Some(title) => view.within(*title),
            None => view,
        })
        .collect()
}

/// How the sums were rounded, which belongs on every offer.
pub fn rounding(whole: &Whole) -> Say {
    let count: usize = whole.alternatives.iter().map(|one| one.lines.0.len()).sum();
    match count {
        0 => Say::same(String::new()),
        _ => say!(
            "Prices in yuan. Each line is rounded to the fen, half a fen up; a total is the sum of its lines.",
            "金额单位：元。每行四舍五入到分，合计为各行之和。"
        ),
    }
}

fn head(whole: &Whole) -> View<'static> {
    let (record, standing) = (&whole.proposal.record, &whole.standing);
    let moment = |at: Option<crate::value::Moment>| at.map_or(Cell::Empty, Cell::Moment);
    let rows = [
        (NUMBER, Cell::Line(whole.proposal.number.clone())),
        (
            Column::new("version", t("Version", "版本")),
            Cell::Whole(record.version),
        ),
        (
            Column::new("state", t("State", "状态")),
            whole.state().cell(),
        ),
        (
            Column::new("customer", t("Customer", "客户")),
            whole.customer.clone(),
        ),
        (Column::new("deal", t("Deal", "商机")), whole.deal.clone()),
        (
            Column::new("made", t("Made", "编制时间")),
            record.made.cell(),
        ),
        (
            Column::new("owner", t("Made by", "编制人")),
            whole.owner.clone(),
        ),
        (
            Column::new("submitted_at", t("Submitted", "提交时间")),
            moment(standing.submitted),
        ),
        (
            Column::new("presentation", t("Presented by", "呈现方式")),
            standing.presentation.cell(),
        ),
        (
            Column::new("confirmed_at", t("Confirmed", "客户确认时间")),
            moment(standing.confirmed),
        ),
    ];
    let (columns, row) = rows.into_iter().unzip();
    View::sheet(t("Proposal", "定制化服务方案"), columns, row).key("proposal")
}

/// Some blocks; those without text are left out where people read.
fn sheet(
    key: &'static str,
    title: Text,
    keys: &[&str],
    whole: &Whole,
    reader: Reader,
) -> View<'static> {
    let cells = whole.proposal.record.cells();
    let of = |key: &&str| {
        let at = Proposal::FIELDS
            .iter()
            .position(|field| field.key == *key)?;
        let (field, cell) = (Proposal::FIELDS.get(at)?, cells.get(at)?);
        let shown = reader == Reader::Program || *cell != Cell::Empty;
        shown.then(|| (Column::from(field), cell.clone()))
    };
    let (columns, row) = keys.iter().filter_map(of).unzip();
    View::sheet(title, columns, row).key(key)
}

/// The alternatives in a row each: what they cost, and what they bring.
fn alternatives(whole: &Whole) -> View<'static> {
    let mut columns = vec![
        Column::new("alternative", t("Alternative", "方案")),
        Column::new("title", t("Called", "方案名称")),
        Column::new("list_total", t("At list prices", "标价合计")),
        Column::new("discount", t("Discount", "折扣")),
        Column::new("total", t("Total", "合计")),
    ];
    let figures = Worth::default();
    columns.extend(figures.all().map(|(key, label, _)| Column::new(key, label)));
    let rows = whole.alternatives.iter().map(|one| {
        let mut row = vec![
            Cell::Line(one.letter.clone()),
            one.title.cell(),
            Cell::Money(one.lines.list_total()),
            Cell::Percent(one.lines.share_off()),
            Cell::Money(one.lines.total()),
        ];
        let worth = Worth::of(one);
        let figures = worth.all().map(|(.., figure)| match figure {
            Some(figure) => figure.cell.clone(),
            None => Cell::NoData,
        });
        row.extend(figures);
        row
    });
    let title = t("Alternatives", "备选方案");
    View::list(title, columns, rows.collect()).key("alternatives")
}

const WHAT: Text = t("Item", "项目");

/// What the alternatives bring, each figure with its formula (F12).
fn worth(whole: &Whole, reader: Reader, tongue: &Tongue) -> Option<View<'static>> {
    let mut rows = Vec::new();
    for one in &whole.alternatives {
        for (key, label, figure) in Worth::of(one).all() {
            let Some(figure) = figure else { continue };
            rows.push(vec![
                Cell::Line(one.letter.clone()),
                Cell::Line(key.to_owned()),
                Cell::Text(label),
                figure.cell.clone(),
                Cell::Line(figure.formula.to(tongue.lang).to_owned()),
            ]);
        }
    }
    let columns = vec![
        Column::new("alternative", t("Alternative", "方案")),
        Column {
            extra: reader != Reader::Program,
            ..Column::new("figure", t("Code", "代码"))
        },
        Column::new("label", t("Figure", "指标")),
        Column::new("value", t("Value", "数值")),
        Column::new("formula", t("How it was worked out", "计算方法")),
    ];
    let title = t("Value and return", "价值与投资回报");
    (!rows.is_empty()).then(|| View::list(title, columns, rows).key("worth"))
}

fn remarks(whole: &Whole) -> View<'static> {
    let field = |key: &str| Remark::FIELDS.iter().find(|field| field.key == key);
    let mut columns = vec![NUMBER];
    let own = ["at", "kind", "said", "said_by"];
    columns.extend(own.iter().filter_map(|key| field(key)).map(Column::from));
    let states: &[Field] = crate::records::states(Noun::Remark);
    let dealt = states.iter().take(2);
    columns.extend(dealt.map(Column::from));
    if whole.remarks.is_empty() {
        columns.clear();
    }
    let title = t("What the customer said", "客户反馈");
    View::list(title, columns, whole.remarks.clone()).key("remarks")
}

/// Who signs: who made it, who approved it, who agrees to it.
fn signatures(tongue: &Tongue) -> View<'static> {
    crate::document::paper::signatures(
        &[
            t("Sales representative", "销售代表"),
            t("Sales supervisor (approval)", "销售主管（审核）"),
            t("Customer (confirmation)", "客户（确认）"),
        ],
        tongue.lang,
    )
}
