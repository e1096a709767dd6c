//! How the rules were kept: of what was due in a period, what was met in time,
//! late, is still open, or was missed. Counts alone: no customer is named.

use super::compare::Figure;
use super::laid::beside;
use super::spans::{About, Graph, Line, head, line};
use crate::rules::State;
use crate::value::{Cell, Choice};
use crate::view::{Chart, Column, Look, View};
use crate::words::{Text, t};

/// What became of some obligations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    pub met: i64,
    pub late: i64,
    pub open: i64,
    pub missed: i64,
}

impl Kept {
    /// Counts one more.
    pub const fn count(&mut self, state: State) {
        match state {
            State::Met => self.met += 1,
            State::MetLate => self.late += 1,
            State::Open | State::Late => self.open += 1,
            State::Missed => self.missed += 1,
        }
    }

    /// Counts all of another.
    pub const fn add(&mut self, other: &Kept) {
        self.met += other.met;
        self.late += other.late;
        self.open += other.open;
        self.missed += other.missed;
    }

    /// How many were due.
    pub const fn due(&self) -> i64 {
        self.met + self.late + self.open + self.missed
    }

    /// The share that was met in time; `None` where none was due.
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    pub fn share(&self) -> Option<f64> {
        let due = self.due();
        (due > 0).then(|| (self.met as f64 / due as f64 * 1e4).round() / 1e4)
    }
}

/// One rule, and how it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruled {
    /// Its id and what it asks.
    pub rule: Choice,
    /// A limit is not kept so and so often; it is only gone beyond: how often, its
    /// `missed` says.
    pub is_limit: bool,
    pub kept: Kept,
}

/// What the report is about.
pub struct Compliance<'a> {
    pub about: About<'a>,
    /// All rules together: in the term, the one before, the same of the year before.
    pub each: Vec<Kept>,
    pub rules: Vec<Ruled>,
    /// The same for each colleague, by name.
    pub reps: Vec<(String, Vec<Ruled>)>,
}

/// What it is called.
pub const TITLE: Text = t("Rules kept", "规则执行情况");

/// Its figures.
pub const LINES: &[Line<Kept>] = &[
    line("due", t("Due", "应办"), |f| Figure::Count(f.due())),
    line("met", t("In time", "按时"), |f| Figure::Count(f.met)),
    line("late", t("Late", "逾期办理"), |f| Figure::Count(f.late)),
    line("open", t("Open", "逾期未办"), |f| Figure::Count(f.open)),
    line("missed", t("Missed", "错过"), |f| Figure::Count(f.missed)),
    line("share", t("Share in time", "按时率"), |f| {
        Figure::Share(f.share())
    }),
];

/// What is drawn where several terms are laid beside one another.
pub const GRAPHS: &[Graph] = &[&["share"], &["due", "met"]];

const RULE: Column = Column::new("rule", t("Rule", "规则"));
const REP: Column = Column::new("rep", t("Rep", "人员"));

/// Of what was due: what became of it.
const FIGURES: [Column; 6] = [
    Column::new("due", t("Due", "应办")),
    Column::new("met", t("In time", "按时")),
    Column::new("late", t("Late", "逾期办理")),
    Column::new("open", t("Open", "逾期未办")),
    Column::new("missed", t("Missed", "错过")),
    Column::new("share", t("Share in time", "按时率")),
];

/// How one of them stands, as the columns call it.
pub(super) const fn standing(state: State) -> Choice {
    let [_, met, late, open, missed, _] = FIGURES;
    let column = match state {
        State::Met => met,
        State::MetLate => late,
        State::Open | State::Late => open,
        State::Missed => missed,
    };
    Choice {
        code: column.key,
        label: column.label,
        aliases: &[],
    }
}

const TOTAL: Choice = Choice {
    code: "total",
    label: t("Total", "合计"),
    aliases: &[],
};

/// The tables; `whole` has the rules of which nothing was due in them too.
pub fn compliance(all: &Compliance<'_>, whole: bool) -> Vec<View<'static>> {
    let each: Vec<&Kept> = all.each.iter().collect();
    let mut views = vec![
        head(TITLE, &all.about),
        beside(LINES, &each, &all.about),
        rules(all, whole),
    ];
    if !all.reps.is_empty() {
        views.push(reps(all));
        views.push(of_reps(all));
    }
    views
}

fn rules(about: &Compliance<'_>, whole: bool) -> View<'static> {
    let shown = about.rules.iter();
    let shown = shown.filter(|ruled| whole || ruled.kept.due() > 0);
    // What is above the total adds up to it: limits stand below.
    let (limits, kept): (Vec<&Ruled>, Vec<&Ruled>) = shown.partition(|ruled| ruled.is_limit);
    let of = |ruled: &Ruled| row(Cell::Choice(ruled.rule), ruled);
    let mut rows: Vec<Vec<Cell>> = kept.into_iter().map(of).collect();
    let mut all = vec![Cell::Choice(TOTAL)];
    all.extend(figures(&total(&about.rules), false));
    rows.push(all);
    rows.extend(limits.into_iter().map(of));
    let title = t("By rule", "按规则");
    let columns = columns(&[RULE]);
    View::list(title, columns, rows).key("rules").drawn(SHARES)
}

fn reps(about: &Compliance<'_>) -> View<'static> {
    let rows = about.reps.iter().map(|(name, rules)| {
        let mut row = vec![Cell::Line(name.clone())];
        row.extend(figures(&total(rules), false));
        row
    });
    let title = t("By colleague", "按人员");
    View::list(title, columns(&[REP]), rows.collect()).key("reps")
}

fn of_reps(about: &Compliance<'_>) -> View<'static> {
    let mut rows = Vec::new();
    for (name, rules) in &about.reps {
        for ruled in rules.iter().filter(|ruled| ruled.kept.due() > 0) {
            let mut cells = vec![Cell::Line(name.clone())];
            cells.extend(row(Cell::Choice(ruled.rule), ruled));
            rows.push(cells);
        }
    }
    let title = t("By colleague and rule", "按人员和规则");
    View::list(title, columns(&[REP, RULE]), rows).key("rules_by_rep")
}

const SHARES: Chart = Chart {
    label: "rule",
    values: &["share"],
    until: &["total"],
    look: Look::Bars,
};

fn columns(first: &[Column]) -> Vec<Column> {
    first.iter().chain(&FIGURES).copied().collect()
}

fn row(first: Cell, ruled: &Ruled) -> Vec<Cell> {
    let mut row = vec![first];
    row.extend(figures(&ruled.kept, ruled.is_limit));
    row
}

fn figures(kept: &Kept, is_limit: bool) -> [Cell; 6] {
    if is_limit {
        let beyond = Cell::Whole(kept.missed);
        let [due, met, late, open] = [const { Cell::Empty }; 4];
        return [due, met, late, open, beyond, Cell::NoData];
    }
    let share = kept.share().map_or(Cell::NoData, Cell::Percent);
    let [due, met, late, open, missed] =
        [kept.due(), kept.met, kept.late, kept.open, kept.missed].map(Cell::Whole);
    [due, met, late, open, missed, share]
}

/// All rules together; what goes beyond a limit was never due.
pub fn total(rules: &[Ruled]) -> Kept {
    let mut all = Kept::default();
    for ruled in rules.iter().filter(|ruled| !ruled.is_limit) {
        all.add(&ruled.kept);
    }
    all
}

/// Whether nothing at all was due.
pub fn is_nothing_due(about: &Compliance<'_>) -> bool {
    about.rules.iter().all(|ruled| ruled.kept.due() == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meaning_15_none_due_is_no_data() {
        assert_eq!(Kept::default().share(), None);
        let mut kept = Kept::default();
        for state in [State::Met, State::MetLate, State::Late, State::Missed] {
            kept.count(state);
        }
        kept.count(State::Met);
        kept.count(State::Open);
        assert_eq!((kept.due(), kept.open), (6, 2));
        assert_eq!(kept.share(), Some(0.3333));
    }

    #[test]
    fn what_goes_beyond_a_limit_is_counted_and_has_no_share() {
        let rule = Choice {
            code: "over",
            label: t("x", "x"),
            aliases: &[],
        };
        let over = Ruled {
            rule,
            is_limit: true,
            kept: Kept {
                missed: 3,
                ..Kept::default()
            },
        };
        assert_eq!(total(std::slice::from_ref(&over)), Kept::default());
        let cells = row(Cell::Choice(rule), &over);
        assert_eq!(cells.get(1), Some(&Cell::Empty), "nothing was due");
        assert_eq!(cells.get(5), Some(&Cell::Whole(3)));
        assert_eq!(cells.get(6), Some(&Cell::NoData));
    }
}
