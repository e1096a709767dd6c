//! The measures of performance (K01–K46): what each means, and how its value is read
//! off what was counted. Every measure is defined here once, in both languages.

mod contact;
mod customers;
mod dashboard;
mod detail;
mod groups;
mod periods;
mod selling;
mod service;
mod views;

use super::compare::Figure;
use crate::playbook::Targets;
use crate::records::choices::{Kpi, Unit};
use crate::store::Summed;
use crate::value::{Cell, ChoiceSet as _, Money, YesNo};
use crate::words::{Text, t};

pub use dashboard::{SHOWN, dashboard};
pub use detail::{Detail, behind, detail};
pub use groups::{Grouped, grouped};
pub use periods::over_time;
pub use views::{Measured, Series, Story, listed};

/// What a measure belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    Selling,
    Customers,
    Contact,
    Service,
    Satisfaction,
}

impl Area {
    pub const ALL: [Area; 5] = [
        Area::Selling,
        Area::Customers,
        Area::Contact,
        Area::Service,
        Area::Satisfaction,
    ];

    pub const fn title(self) -> Text {
        match self {
            Area::Selling => t("Deals and proposals", "商机与方案"),
            Area::Customers => t("Customers", "客户"),
            Area::Contact => t("Follow-ups, promises, delivery", "跟进、承诺与交付"),
            Area::Service => t("Tickets", "工单"),
            Area::Satisfaction => t("Satisfaction and feedback", "满意度与反馈"),
        }
    }

    /// For machine formats.
    pub const fn key(self) -> &'static str {
        match self {
            Area::Selling => "selling",
            Area::Customers => "customers",
            Area::Contact => "contact",
            Area::Service => "service",
            Area::Satisfaction => "satisfaction",
        }
    }
}

/// How a value is made of what was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Numerator ÷ denominator.
    Share,
    /// The share of the part that has most.
    TopShare,
    /// The numerator, whatever it is.
    Count,
    Money,
    /// The numerator, where there was anything to count it of.
    CountOf,
    MoneyOf,
    /// Seconds ÷ cases.
    MeanTime,
    /// Points ÷ cases.
    Mean,
    /// Fen ÷ cases.
    MeanMoney,
    /// Fen ÷ fen.
    ShareOfMoney,
    /// (Numerator − denominator) ÷ denominator, of fen.
    Growth,
    /// Promoters less detractors, of a hundred.
    Nps,
    /// Hundredths of a percent ÷ cases.
    MeanShare,
    /// Fen ÷ fen a year, in months.
    Months,
}

/// One measure, defined.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    pub kpi: Kpi,
    pub area: Area,
    pub form: Form,
    /// In a sentence.
    pub says: Text,
    pub formula: Text,
    /// What is not counted.
    pub without: Text,
    /// The handbook's numbers behind it; none where it is the project's own.
    pub source: &'static str,
    /// What is counted above, and below.
    pub above: Text,
    pub below: Text,
    /// Why there is no value where there is none.
    pub none: Text,
}

/// A definition without its sentences.
const fn of(kpi: Kpi, area: Area, form: Form, source: &'static str) -> Definition {
    const NOTHING: Text = t("", "");
    Definition {
        kpi,
        area,
        form,
        says: NOTHING,
        formula: NOTHING,
        without: NOTHING,
        source,
        above: NOTHING,
        below: NOTHING,
        none: t("nothing to count", "没有可统计的记录"),
    }
}

impl Definition {
    const fn says(mut self, says: Text) -> Self {
        self.says = says;
        self
    }

    const fn formula(mut self, formula: Text) -> Self {
        self.formula = formula;
        self
    }

    const fn without(mut self, without: Text) -> Self {
        self.without = without;
        self
    }

    /// What is counted above and below, and why there may be no value.
    const fn counts(mut self, above: Text, below: Text, none: Text) -> Self {
        self.above = above;
        self.below = below;
        self.none = none;
        self
    }
}

/// Every measure, in the order of its number.
pub fn definitions() -> Vec<&'static Definition> {
    let all = [selling::ALL, customers::ALL, contact::ALL, service::ALL];
    let mut all: Vec<&Definition> = all.into_iter().flatten().collect();
    all.sort_by_key(|one| one.kpi as usize);
    all
}

impl Form {
    /// The value of what was counted.
    pub fn value(self, counted: &Counted) -> Figure {
        let (n, d) = (counted.numerator, counted.denominator);
        let ratio = (d != 0).then(|| n as f64 / d as f64);
        match self {
            Form::Share | Form::TopShare | Form::ShareOfMoney => Figure::Share(ratio),
            Form::Count => Figure::Count(n),
            Form::Money => Figure::Money(n),
            Form::CountOf => Figure::Points((d != 0).then_some(n)),
            Form::MoneyOf | Form::MeanMoney => Figure::Amount(match self {
                Form::MoneyOf => (d != 0).then_some(n),
                _ => ratio.map(|fen| fen.round() as i64),
            }),
            Form::MeanTime => Figure::Minutes(ratio.map(|seconds| (seconds / 60.0).round() as i64)),
            Form::Mean => Figure::Mean(ratio),
            Form::Growth => Figure::Share(ratio.map(|ratio| ratio - 1.0)),
            Form::Nps => Figure::Points(ratio.map(|ratio| (ratio * 100.0).round() as i64)),
            Form::MeanShare => Figure::Share(ratio.map(|ratio| ratio / 10_000.0)),
            Form::Months => Figure::Mean(ratio.map(|years| years * 12.0)),
        }
    }

    /// The numerator as people read it.
    pub fn above(self, n: i64) -> Cell {
        match self {
            Form::MeanTime => Cell::Minutes((n as f64 / 60.0).round() as i64),
            Form::Money
            | Form::MoneyOf
            | Form::MeanMoney
            | Form::ShareOfMoney
            | Form::Growth
            | Form::Months => Cell::Money(Money::fen(n)),
            Form::MeanShare => Cell::Percent(n as f64 / 10_000.0),
            _ => Cell::Whole(n),
        }
    }

    /// The denominator; nothing where a value is counted of nothing.
    pub fn below(self, d: i64) -> Cell {
        match self {
            Form::Count | Form::Money => Cell::Empty,
            Form::ShareOfMoney | Form::Growth | Form::Months => Cell::Money(Money::fen(d)),
            _ => Cell::Whole(d),
        }
    }

    /// Whether a figure is told in a row of its own for each of its parts.
    pub const fn has_spread(self) -> bool {
        matches!(self, Form::MeanTime)
    }
}

/// What was counted of a measure, all parts together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    pub numerator: i64,
    pub denominator: i64,
    /// The largest part, where the measure is about that.
    pub top: Option<Option<String>>,
    pub parts: Vec<Summed>,
}

impl Counted {
    pub fn of(form: Form, parts: &[Summed]) -> Self {
        let denominator = parts.iter().map(|part| part.denominator).sum();
        let mut all = Counted {
            numerator: parts.iter().map(|part| part.numerator).sum(),
            denominator,
            top: None,
            parts: parts.to_vec(),
        };
        if form == Form::TopShare {
            // Of equal parts the first, so that the same file has the same answer.
            let most = parts.iter().rev().max_by_key(|part| part.numerator);
            all.numerator = most.map_or(0, |part| part.numerator);
            all.top = most
                .filter(|part| part.numerator > 0)
                .map(|part| part.part.clone());
        }
        all
    }
}

/// An aim as a figure of its measure.
pub fn aim(kpi: Kpi, aim: f64) -> Figure {
    let whole = aim.round() as i64;
    match kpi.unit() {
        Unit::Share => Figure::Share(Some(aim)),
        Unit::Time => Figure::Minutes(Some(whole)),
        Unit::Money => Figure::Money(whole),
        Unit::Count => Figure::Count(whole),
        Unit::Points => Figure::Mean(Some(aim)),
    }
}

/// What is aimed at by a measure; empty where nothing is.
pub fn aim_cell(targets: &Targets, kpi: Kpi) -> Cell {
    let of = targets.of(kpi);
    of.map_or(Cell::Empty, |of| aim(kpi, of).cell())
}

/// Whether a value reaches that; empty where nothing is aimed at or there is no value.
pub fn reached_cell(targets: &Targets, kpi: Kpi, value: Figure) -> Cell {
    let of = targets.of(kpi);
    let reached = of.and_then(|of| is_reached(kpi, value, of));
    reached.map_or(Cell::Empty, |is| Cell::Choice(YesNo::from(is).choice()))
}

/// Whether a value reaches its aim; nothing where there is no value.
pub fn is_reached(kpi: Kpi, value: Figure, aim: f64) -> Option<bool> {
    let size = value.size()?;
    Some(match kpi.is_better_low() {
        true => size <= aim,
        false => size >= aim,
    })
}

#[cfg(test)]
mod tests {
    use super::super::measures::MEASURES;
    use super::*;

    #[test]
    fn every_measure_is_defined_once_and_whole() {
        let all = definitions();
        let kpis: Vec<Kpi> = all.iter().map(|one| one.kpi).collect();
        assert_eq!(kpis, Kpi::VARIANTS);
        for one in all {
            for text in [one.says, one.formula, one.without, one.above, one.none] {
                assert!(!text.en.is_empty() && !text.zh.is_empty(), "{:?}", one.kpi);
                assert!(
                    !text.en.ends_with('.') && !text.zh.ends_with('。'),
                    "{text:?}"
                );
            }
            let counted_of_nothing = matches!(one.form, Form::Count | Form::Money);
            assert_eq!(one.below.en.is_empty(), counted_of_nothing, "{:?}", one.kpi);
        }
    }

    #[test]
    fn a_measure_of_other_reports_has_the_same_name() {
        let mut shared = 0;
        for measure in &MEASURES {
            if let Some(kpi) = Kpi::from_code(measure.code) {
                assert_eq!(kpi.label(), measure.label, "{}", measure.code);
                shared += 1;
            }
        }
        assert_eq!(shared, 7);
    }

    #[test]
    fn the_form_of_a_value_is_that_of_its_unit() {
        let one = Counted {
            numerator: 1,
            denominator: 1,
            ..Counted::default()
        };
        for definition in definitions() {
            let (unit, form) = (definition.kpi.unit(), definition.form);
            let fits = match form.value(&one) {
                Figure::Share(_) => unit == Unit::Share,
                Figure::Minutes(_) => unit == Unit::Time,
                Figure::Money(_) | Figure::Amount(_) => unit == Unit::Money,
                Figure::Count(_) | Figure::Points(_) => unit == Unit::Count,
                Figure::Mean(_) => unit == Unit::Points,
            };
            assert!(fits, "{:?}", definition.kpi);
        }
    }

    #[test]
    fn nothing_of_nothing_is_no_value() {
        for definition in definitions() {
            let value = definition.form.value(&Counted::default());
            let counted = matches!(definition.form, Form::Count | Form::Money);
            assert_eq!(value.size().is_some(), counted, "{:?}", definition.kpi);
        }
    }

    #[test]
    fn the_largest_part_is_the_value_of_a_distribution() {
        let part = |code: &str, numerator, denominator| Summed {
            part: Some(code.to_owned()),
            numerator,
            denominator,
            cases: 1,
        };
        let counted = Counted::of(
            Form::TopShare,
            &[part("a", 2, 2), part("b", 2, 2), part("c", 1, 1)],
        );
        assert_eq!((counted.numerator, counted.denominator), (2, 5));
        assert_eq!(counted.top, Some(Some("a".to_owned())));
        let none = Counted::of(Form::TopShare, &[]);
        assert_eq!(Form::TopShare.value(&none), Figure::Share(None));
    }
}
