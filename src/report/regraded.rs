//! The grades of a term (RP-15): who moved and why, who approved it, what waits for a
//! decision, and how customers are spread over the grades before and after.

use super::compare::{Figure, Rate, distribution, in_terms};
use super::grades::from_to;
use super::monthly::UNGRADED;
use super::spans::{Given, Periodic, line};
use crate::records::choices::GradeLetter;
use crate::store::{GradeMove, GradeMoves, Regraded, Tally};
use crate::value::{Cell, ChoiceSet as _, Money, Value as _};
use crate::view::{Column, Rank, View};
use crate::words::t;

pub const REPORT: Periodic<Regraded> = Periodic {
    name: "grades",
    title: t("Grades", "客户分级评估汇总"),
    lines: &[
        line("assessed", t("Assessments", "分级评估"), |f| {
            Figure::Count(f.assessed)
        }),
        line("decided", t("Decided", "已审定"), |f| {
            Figure::Count(f.decided)
        }),
        line("rejected", t("Turned down", "其中驳回"), |f| {
            Figure::Count(f.rejected)
        }),
        line("waiting", t("Waiting for a decision", "待审定"), |f| {
            Figure::Count(f.waiting.len() as i64)
        }),
        line(
            "first",
            t("Graded for the first time", "首次定级"),
            |f| Figure::Count(moves(f).first()),
        ),
        line("up", t("Moved up", "升级"), |f| {
            Figure::Count(moves(f).up())
        }),
        line("down", t("Moved down", "降级"), |f| {
            Figure::Count(moves(f).down())
        }),
        line(
            "grade_a",
            t("A customers at the end", "期末 A 级客户"),
            |f| Figure::Count(of(&f.ended, Some(GradeLetter::A.code()))),
        ),
        line(
            "graded_share",
            t("Graded customers", "已分级客户占比"),
            |f| Figure::Share(graded(&f.ended).share()),
        ),
    ],
    graphs: &[&["first", "up", "down"], &["grade_a"], &["graded_share"]],
    tables,
};

fn of(tally: &Tally, code: Option<&str>) -> i64 {
    let found = tally.iter().find(|(known, _)| known.as_deref() == code);
    found.map_or(0, |(_, n)| *n)
}

fn graded(tally: &Tally) -> Rate {
    let all: i64 = tally.iter().map(|(_, n)| n).sum();
    Rate {
        n: all - of(tally, None),
        of: all,
    }
}

/// The moves as they are counted.
fn moves(all: &Regraded) -> GradeMoves {
    let code = |grade: Option<GradeLetter>| grade.map(|grade| grade.code().to_owned());
    let moves = all.moves.iter().map(|one| GradeMove {
        from: code(one.from),
        to: code(one.to),
        customers: 1,
    });
    GradeMoves(moves.collect())
}

fn tables(told: &Given<'_, Regraded>) -> Vec<View<'static>> {
    let spread = distribution(
        "spread",
        [
            t(
                "Customers by grade, at the end and at the beginning",
                "客户级别分布：期末与期初",
            ),
            t("Grade", "客户级别"),
        ],
        GradeLetter::CHOICES,
        &told.this.ended,
        &told.this.began,
    );
    let mut spread = relabelled(spread);
    // Those without a grade are called so.
    spread.rows = match spread.rows {
        crate::view::Rows::Held(mut rows) => {
            for cell in rows.iter_mut().filter_map(|row| row.first_mut()) {
                if *cell == Cell::Choice(super::compare::UNSTATED) {
                    *cell = Cell::Choice(UNGRADED);
                }
            }
            crate::view::Rows::Held(rows)
        }
        other => other,
    };
    let parts = [
        (t("Grades", "级别分布"), vec![spread]),
        (
            t("Grade changes", "级别变动"),
            vec![in_terms(from_to(&moves(told.this), &moves(told.before)))],
        ),
        (
            t("The records behind", "明细"),
            vec![moved(told), waiting(told)],
        ),
    ];
    let views = parts
        .into_iter()
        .flat_map(|(part, views)| views.into_iter().map(move |view| view.within(part)));
    views.collect()
}

/// What stands beside each other here is the end and the beginning of one term.
fn relabelled(mut view: View<'static>) -> View<'static> {
    for column in &mut view.columns {
        column.label = match column.key {
            "this_period" => t("At the end", "期末"),
            "period_before" => t("At the beginning", "期初"),
            "share_before" => t("Share at the beginning", "期初占比"),
            _ => column.label,
        };
    }
    view
}

fn grade(grade: Option<GradeLetter>) -> Cell {
    grade.map_or(Cell::Choice(UNGRADED), |grade| grade.cell())
}

fn text(text: Option<&String>) -> Cell {
    text.map_or(Cell::Empty, |text| Cell::Line(text.clone()))
}

fn moved(told: &Given<'_, Regraded>) -> View<'static> {
    let columns = vec![
        Column::new("customer", t("Customer", "客户名称")).ranked(Rank::Main),
        Column::new("from", t("From", "原级别")).ranked(Rank::Vital),
        Column::new("to", t("To", "新级别")).ranked(Rank::Vital),
        Column::new("at", t("Since", "生效时间")),
        Column::new("assessment", t("Assessment", "评估编号")).ranked(Rank::Lesser),
        Column::new("purchase", t("Annual purchase", "年采购额")),
        Column::new("potential", t("Potential", "潜力评分")),
        Column::new("basis", t("Basis", "评估依据")).wrapped(),
        Column::new("approved_by", t("Decided by", "审定人")).ranked(Rank::Vital),
        Column::new("reason", t("Reason", "审定意见")).wrapped(),
    ];
    let title = t("Grade changes", "级别变动明细");
    told.records(("moves", title), columns, &told.this.moves, |one| {
        let basis = one.basis.as_ref();
        vec![
            Cell::Link(one.number.clone(), one.name.clone()),
            grade(one.from),
            grade(one.to),
            Cell::Moment(one.at),
            basis.map_or(Cell::Empty, |basis| Cell::Line(basis.number.clone())),
            basis.map_or(Cell::Empty, |basis| Cell::Money(Money::fen(basis.purchase))),
            basis.map_or(Cell::Empty, |basis| Cell::Whole(basis.potential.into())),
            basis
                .and_then(|basis| basis.said.as_deref())
                .map_or(Cell::Empty, |said| told.words(said)),
            text(basis.and_then(|basis| basis.approved_by.as_ref())),
            basis
                .and_then(|basis| basis.reason.as_deref())
                .map_or(Cell::Empty, |said| told.words(said)),
        ]
    })
}

fn waiting(told: &Given<'_, Regraded>) -> View<'static> {
    let columns = vec![
        Column::new("assessment", t("Assessment", "评估编号")),
        Column::new("customer", t("Customer", "客户名称")).ranked(Rank::Main),
        Column::new("proposed", t("Proposed", "建议级别")).ranked(Rank::Vital),
        Column::new("at", t("Assessed", "评估时间")),
        Column::new("by", t("Assessed by", "评估人")),
    ];
    let title = t("Waiting for a decision", "待审定评估");
    told.records(("waiting", title), columns, &told.this.waiting, |one| {
        vec![
            Cell::Line(one.number.clone()),
            Cell::Link(one.customer.clone(), one.name.clone()),
            one.proposed.map_or(Cell::Empty, |grade| grade.cell()),
            Cell::Moment(one.at),
            text(one.by.as_ref()),
        ]
    })
}
