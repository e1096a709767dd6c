//! The funnel of a term: of the deals that stood open in it, how many came as far as each
//! stage or further, what they were worth, and the share that went on.

use super::compare::{Figure, Rate};
use crate::playbook::Deals;
use crate::records::choices::Outcome;
use crate::store::Way;
use crate::value::{Cell, Choice, ChoiceSet as _};
use crate::view::{Chart, Column, Look, Rank, View};
use crate::words::t;

/// What came as far as a step.
#[derive(Clone, Copy, Default)]
struct Step {
    deals: i64,
    value: i64,
    /// Those that came no further and are lost.
    lost: i64,
}

const CHART: Chart = Chart {
    label: "item",
    values: &["deals", "went_on", "value"],
    until: &[],
    look: Look::Funnel,
};

/// The stages of the playbook in their order, and behind them what was won, which came
/// through them all. A deal whose stages the playbook no longer has came to the first.
pub fn funnel(deals: &Deals, ways: &[Way]) -> View<'static> {
    let mut steps = vec![Step::default(); deals.stages.len() + 1];
    let place = |code: &String| deals.stages.iter().position(|step| step.code == code);
    for way in ways {
        let is = |outcome: Outcome| way.outcome.as_deref() == Some(outcome.code());
        let farthest = match is(Outcome::Won) {
            true => deals.stages.len(),
            false => way.stages.iter().filter_map(place).max().unwrap_or(0),
        };
        for (at, step) in steps.iter_mut().enumerate().take(farthest + 1) {
            step.deals += way.deals;
            step.value += way.value;
            if at == farthest && is(Outcome::Lost) {
                step.lost += way.deals;
            }
        }
    }
    let columns = vec![
        Column::new("item", t("Stage", "销售阶段")).ranked(Rank::Main),
        Column::new("deals", t("Came here", "到达商机")).ranked(Rank::Vital),
        Column::new("lost", t("Lost here", "在此未成交")),
        Column::new("went_on", t("Went on", "进入下一步")).ranked(Rank::Vital),
        Column::new("value", t("Expected value", "预计金额")),
    ];
    let won = Choice {
        code: Outcome::Won.code(),
        label: Outcome::Won.label(),
        aliases: &[],
    };
    let names = deals.stages.iter().map(|step| Choice {
        code: step.code,
        label: step.label,
        aliases: &[],
    });
    let rows = names.chain([won]).enumerate().map(|(at, name)| {
        let step = steps.get(at).copied().unwrap_or_default();
        let went_on = match steps.get(at + 1) {
            Some(next) => {
                let (n, of) = (next.deals, step.deals);
                Figure::Share(Rate { n, of }.share()).cell()
            }
            None => Cell::Empty,
        };
        vec![
            Cell::Choice(name),
            Figure::Count(step.deals).cell(),
            Figure::Count(step.lost).cell(),
            went_on,
            Figure::Money(step.value).cell(),
        ]
    });
    let title = t(
        "Funnel: deals that stood open in the period, by how far they came",
        "商机漏斗：本期在跟商机到达的阶段",
    );
    // Without a deal there is nothing to tell of any stage.
    let rows = match ways.is_empty() {
        true => Vec::new(),
        false => rows.collect(),
    };
    View::list(title, columns, rows).key("funnel").drawn(CHART)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook::Playbook;
    use crate::value::Tongue;
    use crate::view::Rows;
    use crate::words::Lang;

    fn told(ways: &[(&[&str], Option<&str>, i64)]) -> Vec<String> {
        let playbook = Playbook::standard().expect("the standard playbook");
        let ways: Vec<Way> = ways
            .iter()
            .map(|(stages, outcome, deals)| Way {
                stages: stages.iter().map(|code| (*code).to_owned()).collect(),
                outcome: outcome.map(str::to_owned),
                deals: *deals,
                value: deals * 100_000,
            })
            .collect();
        let Rows::Held(rows) = funnel(&playbook.deals, &ways).rows else {
            panic!("held");
        };
        let tongue = Tongue {
            lang: Lang::En,
            zone: chrono_tz::UTC,
        };
        let said = |row: Vec<Cell>| {
            let cells = row.iter().map(|cell| cell.shown(&tongue).into_owned());
            cells.collect::<Vec<_>>().join(" | ")
        };
        rows.into_iter().map(said).collect()
    }

    #[test]
    fn a_deal_came_to_every_stage_before_its_farthest() {
        let stages: Vec<&str> = {
            let playbook = Playbook::standard().expect("the standard playbook");
            playbook.deals.stages.iter().map(|step| step.code).collect()
        };
        let (first, third) = (stages[0], stages[2]);
        let told = told(&[
            (&[first], None, 2),
            (&[first, third], Some("lost"), 1),
            (&[first], Some("won"), 1),
            (&["gone"], None, 1),
        ]);
        assert_eq!(told.len(), stages.len() + 1);
        let ends = |row: &str, end: &str| row.ends_with(end);
        assert!(ends(&told[0], "| 5 | 0 | 40% | 5,000.00"), "{}", told[0]);
        assert!(ends(&told[1], "| 2 | 0 | 100% | 2,000.00"), "{}", told[1]);
        assert!(ends(&told[2], "| 2 | 1 | 50% | 2,000.00"), "{}", told[2]);
        assert!(ends(&told[3], "| 1 | 0 | 100% | 1,000.00"), "{}", told[3]);
        let last = told.last().expect("a row");
        assert_eq!(last, "Won | 1 | 0 |  | 1,000.00");
    }

    #[test]
    fn nothing_open_is_no_funnel() {
        assert!(told(&[]).is_empty());
    }
}
