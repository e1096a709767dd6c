//! The grades of a report: how many customers were graded, moved up or down, and
//! from which grade to which.

use super::compare::{Item, count, table, total};
use crate::records::choices::GradeLetter;
use crate::store::GradeMoves;
use crate::value::{Choice, ChoiceSet as _};
use crate::view::{Chart, Look, View};
use crate::words::{Text, keep, t};

/// The grades in their order, none before the best.
fn ends() -> impl Iterator<Item = Option<GradeLetter>> {
    std::iter::once(None).chain(GradeLetter::VARIANTS.iter().copied().map(Some))
}

/// Those without a grade.
const NONE: Choice = Choice {
    code: "none",
    label: t("none", "未分级"),
    aliases: &[],
};

/// Where a customer can move from and to, the best first.
const ENDS: [Choice; GradeLetter::CHOICES.len() + 1] = {
    let mut ends = [NONE; GradeLetter::CHOICES.len() + 1];
    let mut at = 0;
    while at < GradeLetter::CHOICES.len() {
        ends[at] = GradeLetter::CHOICES[at];
        at += 1;
    }
    ends
};

/// From which grade to which, in a square.
const MOVES: Chart = Chart {
    label: "item",
    values: &["this_month"],
    until: &[],
    look: Look::Moves(&ENDS),
};

/// How many moved which way, and every move that was made.
pub fn tables(this: &GradeMoves, before: &GradeMoves) -> [View<'static>; 2] {
    let of = |code, label, how: fn(&GradeMoves) -> i64| count(code, label, how(this), how(before));
    let ways = [
        of(
            "first",
            t("Graded for the first time", "首次定级"),
            GradeMoves::first,
        ),
        of("up", t("Moved up", "升级"), GradeMoves::up),
        of("down", t("Moved down", "降级"), GradeMoves::down),
        of(
            "withdrawn",
            t("Withdrawn", "撤销级别"),
            GradeMoves::withdrawn,
        ),
        total(this.total(), before.total()),
    ];
    [
        table(
            "grade_moves",
            t("Grades approved", "客户级别变动"),
            t("Move", "变动"),
            &[],
            ways,
        ),
        from_to(this, before),
    ]
}

/// Every move that was made.
pub fn from_to(this: &GradeMoves, before: &GradeMoves) -> View<'static> {
    let mut moves: Vec<Item> = Vec::new();
    for from in ends() {
        moves.extend(
            ends()
                .filter(|to| *to != from)
                .map(|to| moved(from, to, this, before)),
        );
    }
    table(
        "grade_moves_from_to",
        t("Grades approved, from and to", "客户级别变动：由何级到何级"),
        t("From → to", "变动前 → 变动后"),
        &[],
        moves,
    )
    .drawn(MOVES)
}

fn moved(
    from: Option<GradeLetter>,
    to: Option<GradeLetter>,
    this: &GradeMoves,
    before: &GradeMoves,
) -> Item {
    let code = |end: Option<GradeLetter>| end.map_or(NONE.code, |grade| grade.code());
    let label = |end: Option<GradeLetter>| end.map_or(NONE.label, |grade| grade.label());
    let of = |moves: &GradeMoves| -> i64 {
        let ends = |moved: &&crate::store::GradeMove| {
            moved.from.as_deref() == from.map(|grade| grade.code())
                && moved.to.as_deref() == to.map(|grade| grade.code())
        };
        let meant = moves.0.iter().filter(ends);
        meant.map(|moved| moved.customers).sum()
    };
    let (one, other) = (label(from), label(to));
    let name = Text::kept(
        &format!("{} → {}", one.en, other.en),
        &format!("{} → {}", one.zh, other.zh),
    );
    let key = keep(&format!("{}-{}", code(from), code(to)));
    count(key, name, of(this), of(before))
}
