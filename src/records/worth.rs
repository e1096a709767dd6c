//! What an alternative brings for what it costs (F12, K37–K40): figures worked out
//! of what was stated, each with its formula, and nothing where something is missing.

use super::proposal::Alternative;
use crate::say;
use crate::value::{Cell, Money, Quantity};
use crate::words::{Say, Text, t};

/// Hours are saved in so many weeks of a year.
const WEEKS: i128 = 52;

/// What an alternative brings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Worth {
    /// 年度成本节约金额 (K37).
    pub saving: Option<Shown>,
    /// 生产效率提升百分比 (K38).
    pub gain: Option<Shown>,
    /// Return on investment in a year (K39).
    pub roi: Option<Shown>,
    /// 回收期, in months (K40).
    pub payback: Option<Shown>,
}

/// A figure, and how it was worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub cell: Cell,
    pub formula: Say,
}

/// What an alternative states, as measures of many add it up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Returns {
    /// In a year.
    pub saving: Option<Money>,
    pub fee: Money,
    pub investment: Option<Money>,
    pub outputs: Option<(Quantity, Quantity)>,
}

impl Returns {
    pub fn of(alternative: &Alternative) -> Self {
        Returns {
            saving: saving(alternative).map(|(amount, _)| amount),
            fee: alternative.annual_fee.unwrap_or(Money::ZERO),
            investment: investment(alternative),
            outputs: alternative.output_before.zip(alternative.output_after),
        }
    }

    /// How much more is put out, in hundredths of a percent (K38).
    pub fn gain(&self) -> Option<i64> {
        let (before, after) = self.outputs?;
        let share = more(before, after)?;
        Some((share * 10_000.0).round() as i64)
    }

    /// What a year saves after the fee, and what is invested for it (K39).
    pub fn per_year(&self) -> Option<(Money, Money)> {
        let (saving, investment) = self.saving.zip(self.investment)?;
        let net = saving.as_fen().checked_sub(self.fee.as_fen())?;
        Some((Money::fen(net), investment))
    }

    /// What is invested, and what a year saves (K40): nothing that saves nothing.
    pub fn to_pay_back(&self) -> Option<(Money, Money)> {
        let (saving, investment) = self.saving.zip(self.investment)?;
        (saving > Money::ZERO).then_some((investment, saving))
    }
}

/// How much more one is than the other, as a share of it.
fn more(before: Quantity, after: Quantity) -> Option<f64> {
    let more = after.thousandths().checked_sub(before.thousandths())?;
    (before.thousandths() != 0).then(|| more as f64 / before.thousandths() as f64)
}

impl Worth {
    /// What the statements of an alternative come to.
    pub fn of(alternative: &Alternative) -> Self {
        let saving = saving(alternative);
        let investment = investment(alternative);
        let amount = saving.as_ref().map(|(amount, _)| *amount);
        Worth {
            gain: gain(alternative.output_before, alternative.output_after),
            roi: amount
                .zip(investment)
                .map(|(saving, investment)| roi(saving, alternative.annual_fee, investment)),
            payback: amount
                .zip(investment)
                .and_then(|(saving, investment)| payback(saving, investment)),
            saving: saving.map(|(amount, formula)| Shown {
                cell: Cell::Money(amount),
                formula,
            }),
        }
    }

    /// The figures in their order: key, label, figure.
    pub fn all(&self) -> [(&'static str, Text, Option<&Shown>); 4] {
        [
            (
                "annual_saving",
                t("Annual saving", "年度成本节约金额"),
                self.saving.as_ref(),
            ),
            (
                "efficiency_gain",
                t("Efficiency gain", "生产效率提升"),
                self.gain.as_ref(),
            ),
            (
                "roi",
                t("Return on investment", "投资回报率"),
                self.roi.as_ref(),
            ),
            (
                "payback_months",
                t("Payback, months", "回收期（月）"),
                self.payback.as_ref(),
            ),
        ]
    }
}

/// The investment that was stated, else what the price lines come to.
fn investment(alternative: &Alternative) -> Option<Money> {
    let lines = alternative.lines.total();
    let investment = alternative.investment.unwrap_or(lines);
    (investment > Money::ZERO).then_some(investment)
}

/// Costs before less costs after, or else the hours saved at what they cost.
fn saving(alternative: &Alternative) -> Option<(Money, Say)> {
    if let (Some(before), Some(after)) = (alternative.cost_before, alternative.cost_after) {
        let fen = before.as_fen().checked_sub(after.as_fen())?;
        let (before, after) = (before.shown(), after.shown());
        let formula = say!(
            "cost now {before} − cost after {after}",
            "现有年成本 {before} − 方案后年成本 {after}"
        );
        return Some((Money::fen(fen), formula));
    }
    let (hours, cost) = alternative.hours_saved.zip(alternative.hour_cost)?;
    let all = i128::from(hours.thousandths()) * i128::from(cost.as_fen()) * WEEKS;
    let fen = i64::try_from((all + all.signum() * 500) / 1000).ok()?;
    let (hours, cost) = (hours.shown(), cost.shown());
    let formula = say!(
        "{hours} hours a week × {cost} × {WEEKS} weeks",
        "每周 {hours} 小时 × {cost} × {WEEKS} 周"
    );
    Some((Money::fen(fen), formula))
}

fn gain(before: Option<Quantity>, after: Option<Quantity>) -> Option<Shown> {
    let (before, after) = before.zip(after)?;
    let share = more(before, after)?;
    let (before, after) = (before.shown(), after.shown());
    Some(Shown {
        cell: Cell::Percent(share),
        formula: say!(
            "(output after {after} − output now {before}) ÷ {before}",
            "（方案后产能 {after} − 现有产能 {before}）÷ {before}"
        ),
    })
}

fn roi(saving: Money, fee: Option<Money>, investment: Money) -> Shown {
    let fee = fee.unwrap_or(Money::ZERO);
    let share = (saving.as_fen() - fee.as_fen()) as f64 / investment.as_fen() as f64;
    let (saving, paid, investment) = (saving.shown(), fee.shown(), investment.shown());
    Shown {
        cell: Cell::Percent(share),
        formula: match fee {
            Money::ZERO => say!(
                "saving {saving} ÷ investment {investment}",
                "年节约 {saving} ÷ 投入 {investment}"
            ),
            _ => say!(
                "(saving {saving} − annual fee {paid}) ÷ investment {investment}",
                "（年节约 {saving} − 年服务费 {paid}）÷ 投入 {investment}"
            ),
        },
    }
}

/// What saves nothing never pays back.
fn payback(saving: Money, investment: Money) -> Option<Shown> {
    if saving <= Money::ZERO {
        return None;
    }
    let months = investment.as_fen() as f64 * 12.0 / saving.as_fen() as f64;
    let (saving, investment) = (saving.shown(), investment.shown());
    Some(Shown {
        cell: Cell::Number(months, 1),
        formula: say!(
            "investment {investment} ÷ (saving {saving} ÷ 12)",
            "投入 {investment} ÷（年节约 {saving} ÷ 12）"
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{PriceLine, PriceLines, Ref};

    fn alternative() -> Alternative {
        Alternative {
            proposal: Ref::new(1),
            customer: Ref::new(2),
            letter: "A".into(),
            title: None,
            lines: PriceLines::default(),
            cost_before: None,
            cost_after: None,
            hours_saved: None,
            hour_cost: None,
            annual_fee: None,
            investment: None,
            output_before: None,
            output_after: None,
        }
    }

    fn shown(worth: &Worth) -> Vec<(String, String)> {
        let figures = worth.all().into_iter();
        figures
            .map(|(_, _, figure)| match figure {
                Some(figure) => (
                    figure.cell.code(chrono_tz::UTC).into_owned(),
                    figure.formula.en.clone(),
                ),
                None => (String::new(), String::new()),
            })
            .collect()
    }

    #[test]
    fn the_four_figures_follow_their_formulas() {
        let yuan = |yuan: i64| Some(Money::fen(yuan * 100));
        let one = Alternative {
            cost_before: yuan(1_000_000),
            cost_after: yuan(600_000),
            annual_fee: yuan(50_000),
            investment: yuan(800_000),
            output_before: Quantity::read("100"),
            output_after: Quantity::read("130"),
            ..alternative()
        };
        let texts = [
            ("400000.00", "cost now 1,000,000.00 − cost after 600,000.00"),
            ("30%", "(output after 130 − output now 100) ÷ 100"),
            (
                "43.8%",
                "(saving 400,000.00 − annual fee 50,000.00) ÷ investment 800,000.00",
            ),
            ("24.0", "investment 800,000.00 ÷ (saving 400,000.00 ÷ 12)"),
        ];
        let texts: Vec<_> = texts.map(|(a, b)| (a.to_owned(), b.to_owned())).into();
        assert_eq!(shown(&Worth::of(&one)), texts);
    }

    #[test]
    fn hours_saved_stand_for_costs_and_the_lines_for_the_investment() {
        let one = Alternative {
            lines: PriceLines(vec![PriceLine::read("HT-50 x10 @5200").unwrap()]),
            hours_saved: Quantity::read("20"),
            hour_cost: Some(Money::fen(6000)),
            ..alternative()
        };
        let figures = shown(&Worth::of(&one));
        assert_eq!(figures[0].0, "62400.00");
        assert_eq!(figures[0].1, "20 hours a week × 60.00 × 52 weeks");
        assert_eq!(figures[2].0, "120%");
        assert_eq!(figures[3].0, "10.0");
    }

    #[test]
    fn nothing_is_made_up() {
        assert_eq!(Worth::of(&alternative()), Worth::default());
        let dearer = Alternative {
            cost_before: Some(Money::fen(100)),
            cost_after: Some(Money::fen(200)),
            investment: Some(Money::fen(100)),
            output_before: Quantity::read("0"),
            output_after: Quantity::read("5"),
            ..alternative()
        };
        let worth = Worth::of(&dearer);
        assert!(worth.payback.is_none() && worth.gain.is_none());
        assert_eq!(worth.roi.unwrap().cell, Cell::Percent(-1.0));
    }
}
