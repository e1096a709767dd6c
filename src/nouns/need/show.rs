//! `need show`: one need, one analysis, or a customer's report of needs (F06): what
//! was said, the needs by priority, what is still to be asked, the review.

use clap::Arg;

use crate::app::App;
use crate::form::Form as _;
use crate::nouns::Call;
use crate::nouns::playbook::questions::kind;
use crate::nouns::report::files::{self, Files};
use crate::out::Out;
use crate::playbook::Purpose;
use crate::problem::{Exit, Failure};
use crate::records::choices::Spin;
use crate::records::{Analysis, Customer, Need, Staff};
use crate::render::Format;
use crate::say;
use crate::store::{Kept, List, of_customer};
use crate::value::{Cell, Choice, ChoiceSet as _, Noun, Value as _};
use crate::verbs;
use crate::view::{Column, Rows, View};
use crate::words::{Lang, Say, Text, t};

use super::Meant;

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = super::which(lang);
    args.extend(files::args(lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let meant = super::meant(app, call)?;
    let files = Files::asked(call)?;
    let (views, signed) = match meant {
        Meant::Need(id) => {
            let more = vec![tier(app, id)?];
            (
                vec![verbs::sheet_of::<Need>(app, id, Need::LABEL, more)?],
                false,
            )
        }
        Meant::Analysis(id) => {
            let more = reviewed(app, id)?;
            (
                vec![verbs::sheet_of::<Analysis>(app, id, Analysis::LABEL, more)?],
                true,
            )
        }
        Meant::Customer(id) => (tables(app, id)?, true),
    };
    // 主管签字 stands on paper.
    let ending = |format: Format| {
        (signed && format.is_document()).then(|| {
            say!(
                "Supervisor: ____________   Date: ____________",
                "主管签字：____________　日期：____________"
            )
        })
    };
    let document = |format: Format| {
        let views = views.iter().filter_map(View::again).collect();
        (views, ending(format))
    };
    let written = files.render(&out.style, document)?;
    if files.is_empty() || !out.quiet {
        shown(
            out,
            document(out.style.format),
            matches!(meant, Meant::Customer(_)),
        )?;
    }
    written.store(call.dry_run, out)?;
    Ok(Exit::Done)
}

/// On the screen, for the person who asked for this very record.
fn shown(
    out: &mut Out<'_>,
    (mut views, ending): (Vec<View<'_>>, Option<Say>),
    is_report: bool,
) -> Result<(), Failure> {
    let reveal = out.style.reveal;
    out.style.reveal = reveal || out.terminal;
    let done = match (is_report, views.pop()) {
        (false, Some(view)) => out.view(view),
        (_, last) => {
            views.extend(last);
            out.views(views, ending.as_ref())
        }
    };
    out.style.reveal = reveal;
    done
}

/// The tier of a need, beside the scores that give it.
fn tier(app: &mut App<'_>, id: i64) -> Result<(Column, Cell), Failure> {
    let weighing = app.policy.get()?.needs;
    let need: Kept<Need> = app.store.read()?.get(id)?;
    let Need {
        set_priority,
        urgency,
        worth,
        feasibility,
        ..
    } = need.record;
    let tier = set_priority.or_else(|| weighing.weigh(urgency, worth, feasibility));
    Ok((
        Column::new("priority", t("Priority", "优先级")),
        tier.map_or(Cell::Empty, |tier| tier.cell()),
    ))
}

/// What the supervisor said of an analysis last.
fn reviewed(app: &mut App<'_>, id: i64) -> Result<Vec<(Column, Cell)>, Failure> {
    let store = app.store.read()?;
    let Some(last) = store.reviews_of(Noun::Analysis, id)?.pop() else {
        return Ok(Vec::new());
    };
    let review = last.record;
    let by = match review.by {
        Some(by) => Cell::Line(store.get::<Staff>(by.id())?.record.name.0),
        None => Cell::Empty,
    };
    let columns = [
        ("reviewed", t("Review", "需求评审"), review.result.cell()),
        ("reviewed_by", t("Reviewed by", "评审人"), by),
        (
            "reviewed_at",
            t("Reviewed on", "评审时间"),
            review.at.cell(),
        ),
        (
            "review_reason",
            t("Opinion", "评审意见"),
            review.reason.cell(),
        ),
    ];
    let columns = columns.map(|(key, label, cell)| (Column::new(key, label), cell));
    Ok(columns.into())
}

/// 客户需求分析报告 of one customer.
///
/// # Errors
/// When the file or the playbook cannot be read.
pub fn tables(app: &mut App<'_>, customer: i64) -> Result<Vec<View<'static>>, Failure> {
    let kept: Kept<Customer> = app.store.read()?.get(customer)?;
    let newest = app.store.read()?.newest_analysis(customer)?;
    let name = kept.record.name.0.clone();
    let title = say!("Needs of {name}", "客户需求分析报告：{name}");
    let number = (
        Column::new("customer_number", t("Customer no.", "客户编号")),
        Cell::Line(kept.number),
    );
    let mut views = match &newest {
        Some(analysis) => {
            let more = [vec![number], reviewed(app, analysis.id)?].concat();
            halves(
                verbs::sheet_of::<Analysis>(app, analysis.id, Analysis::LABEL, more)?,
                title,
            )
        }
        None => {
            let (column, cell) = number;
            vec![View::sheet(title, vec![column], vec![cell]).key("report")]
        }
    };
    let weighing = app.policy.get()?.needs;
    let keys = [
        "number",
        "what",
        "priority",
        "visibility",
        "rigidity",
        "horizon",
        "fit",
        "solution",
    ];
    let needs = verbs::held(
        app,
        t("Needs", "需求清单"),
        &List::needs(&weighing),
        &keys,
        &of_customer(customer),
        None,
    )?;
    views.push(needs.key("needs"));
    let next = questions(app, customer, usize::MAX)?;
    if !next.is_empty() {
        views.push(to_ask(&next));
    }
    Ok(views)
}

/// What stands at the head of the report, and not with what was said.
const HEAD: &[&str] = &[
    "number",
    "customer_number",
    "reviewed",
    "reviewed_by",
    "reviewed_at",
    "review_reason",
    "at",
    "owner",
];

/// An analysis as the head of the report and what was said.
fn halves(analysis: View<'static>, title: Say) -> Vec<View<'static>> {
    let Rows::Held(mut rows) = analysis.rows else {
        return Vec::new();
    };
    let cells = rows.pop().unwrap_or_default();
    let all = analysis.columns.into_iter().zip(cells);
    // Whose it is, the title says.
    let all = all.filter(|(column, _)| column.key != "customer");
    let (head, said): (Vec<_>, Vec<_>) = all.partition(|(column, _)| HEAD.contains(&column.key));
    let head = head.into_iter().map(|(column, cell)| {
        let column = Column {
            group: None,
            ..column
        };
        (column, cell)
    });
    let (columns, cells) = head.unzip();
    let report = View::sheet(title, columns, cells).key("report");
    let (columns, cells) = said.into_iter().unzip();
    let said = View::sheet(t("What was said", "需求背景与回答"), columns, cells).key("analysis");
    vec![report, said]
}

/// Questions as a table.
pub fn to_ask(questions: &[(Purpose, Text)]) -> View<'static> {
    let rows = questions
        .iter()
        .map(|(purpose, question)| vec![kind(*purpose), Cell::Text(*question)]);
    let columns = vec![
        Column::new("kind", t("Kind", "类别")),
        Column::new("question", t("Question", "问题")).wrapped(),
    ];
    View::list(t("To ask next", "拟问问题"), columns, rows.collect()).key("questions")
}

/// What is asked of who has answered all four kinds.
pub const CHANGE: Choice = Choice {
    code: "change",
    label: t("Change of needs", "需求变化"),
    aliases: &[],
};

/// What to ask a customer next: of each kind that is still empty `per` questions;
/// where none is, whether anything has changed.
///
/// # Errors
/// When the file or the playbook cannot be read.
pub fn questions(
    app: &mut App<'_>,
    customer: i64,
    per: usize,
) -> Result<Vec<(Purpose, Text)>, Failure> {
    let bank = app.policy.get()?.questions()?.clone();
    let store = app.file()?;
    let kept: Kept<Customer> = store.get(customer)?;
    let industry = kept.record.industry.as_ref().map(|code| code.0.as_str());
    let empty = store.spin_empty(customer)?;
    let purposes: Vec<Purpose> = match empty.is_empty() {
        true => vec![Purpose::Change],
        false => empty.into_iter().map(Purpose::Spin).collect(),
    };
    let of = |purpose: Purpose| {
        let asked = bank.of(purpose, industry).into_iter().take(per);
        asked.map(move |question| (purpose, question))
    };
    Ok(purposes.into_iter().flat_map(of).collect())
}

/// Which letters of SPIN a customer's needs leave empty, as a sentence.
///
/// # Errors
/// When the file cannot be read.
pub fn empty_letters(app: &mut App<'_>, customer: i64) -> Result<Option<Say>, Failure> {
    let empty = app.file()?.spin_empty(customer)?;
    if empty.is_empty() {
        return Ok(None);
    }
    let named = |lang: Lang| {
        let all = empty.iter().map(|spin| said(*spin, lang));
        all.collect::<Vec<_>>().join(match lang {
            Lang::En => ", ",
            Lang::Zh => "、",
        })
    };
    let (en, zh) = (named(Lang::En), named(Lang::Zh));
    Ok(Some(say!("SPIN still empty: {en}", "SPIN 尚缺：{zh}")))
}

/// A letter of SPIN and what it stands for.
fn said(spin: Spin, lang: Lang) -> String {
    format!("{} {}", spin.letter(), spin.label().to(lang))
}
