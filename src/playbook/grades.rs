//! How a customer's grade is suggested: `[grades]`, the table of F04.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Pair;
use super::faults::Faults;
use crate::say;
use crate::value::Money;
use crate::words::Text;

/// `[grades]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    raise_from: u8,
    lower_to: u8,
    band: BTreeMap<String, WrittenBand>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenBand {
    floor: i64,
    label: Pair,
    value: Pair,
    potential: Pair,
    features: Pair,
    strategy: Pair,
}

/// The grades, best first, and what moves a customer between them (K20).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grades {
    bands: Vec<Grade>,
    raise_from: u8,
    lower_to: u8,
}

/// One grade and what a rep must see while grading (F04).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// `A`
    pub code: String,
    /// The annual purchase from which a customer belongs here.
    pub floor: Money,
    pub label: Text,
    /// 客户价值: what the customer is worth now.
    pub value: Text,
    /// 客户潜力: what the customer may become worth.
    pub potential: Text,
    /// 核心特征
    pub features: Text,
    /// 跟进策略: the default of the form's strategy.
    pub strategy: Text,
}

/// Which way the potential moved a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    Up,
    Not,
    Down,
}

/// A grade to be approved, with its reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion<'g> {
    pub grade: &'g Grade,
    /// Where the annual purchase alone would put the customer.
    pub band: &'g Grade,
    pub moved: Moved,
}

impl Grades {
    pub(super) fn read(written: Written, faults: &mut Faults<'_>) -> Self {
        let bands = written.band.into_iter().map(|(code, band)| Grade {
            floor: Money::fen(band.floor.saturating_mul(100)),
            label: band.label.kept(),
            value: band.value.kept(),
            potential: band.potential.kept(),
            features: band.features.kept(),
            strategy: band.strategy.kept(),
            code,
        });
        let mut bands: Vec<Grade> = bands.collect();
        bands.sort_by_key(|grade| std::cmp::Reverse(grade.floor));
        if bands
            .last()
            .is_none_or(|lowest| lowest.floor != Money::ZERO)
        {
            let what = say!("the lowest grade must begin at 0", "最低级别的下限应为 0");
            faults.note("grades.band", what);
        }
        for (better, worse) in bands.iter().zip(bands.iter().skip(1)) {
            if better.floor == worse.floor {
                let other = &better.code;
                let what = say!("begins where {other} begins", "与 {other} 的下限相同");
                faults.note(&format!("grades.band.{}.floor", worse.code), what);
            } else if better.code > worse.code {
                // Lists, reports and today take an A for better than a B.
                let other = &worse.code;
                let what = say!("begins above {other}", "高于 {other} 的下限");
                faults.note(&format!("grades.band.{}.floor", better.code), what);
            }
        }
        if written.lower_to >= written.raise_from {
            let what = say!(
                "raises customers whom lower_to lowers",
                "与 lower_to 重叠：同一评分既升级又降级"
            );
            faults.note("grades.raise_from", what);
        }
        Grades {
            bands,
            raise_from: written.raise_from,
            lower_to: written.lower_to,
        }
    }

    /// Every grade, best first.
    pub fn all(&self) -> &[Grade] {
        &self.bands
    }

    /// The grade with this code, upper or lower case.
    pub fn get(&self, code: &str) -> Option<&Grade> {
        self.bands
            .iter()
            .find(|grade| grade.code.eq_ignore_ascii_case(code))
    }

    /// Where an annual purchase alone puts a customer: a floor belongs to its
    /// band (C28).
    pub fn band(&self, purchase: Money) -> Option<&Grade> {
        self.bands.get(self.index(purchase))
    }

    /// The grade to propose (K20); `potential` in points of 1–5, if assessed.
    /// `None` only where a playbook has no grades.
    pub fn suggest(&self, purchase: Money, potential: Option<u8>) -> Option<Suggestion<'_>> {
        let at = self.index(purchase);
        let wanted = match potential {
            Some(points) if points >= self.raise_from => at.saturating_sub(1),
            Some(points) if points <= self.lower_to => {
                (at + 1).min(self.bands.len().saturating_sub(1))
            }
            _ => at,
        };
        Some(Suggestion {
            grade: self.bands.get(wanted)?,
            band: self.bands.get(at)?,
            moved: match wanted.cmp(&at) {
                std::cmp::Ordering::Less => Moved::Up,
                std::cmp::Ordering::Equal => Moved::Not,
                std::cmp::Ordering::Greater => Moved::Down,
            },
        })
    }

    /// The place among the bands; a negative purchase is in the lowest.
    fn index(&self, purchase: Money) -> usize {
        let above = self.bands.iter().position(|grade| purchase >= grade.floor);
        above.unwrap_or(self.bands.len().saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::problems;
    use super::*;
    use crate::playbook::Playbook;

    fn yuan(yuan: i64) -> Money {
        Money::fen(yuan * 100)
    }

    #[test]
    fn a_floor_belongs_to_its_band() {
        let grades = Playbook::standard().unwrap().grades;
        for (purchase, code) in [
            (600_000, "A"),
            (500_000, "A"),
            (499_999, "B"),
            (200_000, "B"),
            (199_999, "C"),
            (50_000, "C"),
            (49_999, "D"),
            (0, "D"),
            (-1, "D"),
        ] {
            assert_eq!(
                grades.band(yuan(purchase)).unwrap().code,
                code,
                "{purchase}"
            );
        }
    }

    #[test]
    fn the_potential_moves_one_grade_and_never_off_the_scale() {
        let grades = Playbook::standard().unwrap().grades;
        for (purchase, potential, code, moved) in [
            (600_000, Some(5), "A", Moved::Not),
            (600_000, Some(1), "B", Moved::Down),
            (300_000, Some(4), "A", Moved::Up),
            (300_000, Some(3), "B", Moved::Not),
            (300_000, Some(2), "B", Moved::Not),
            (300_000, None, "B", Moved::Not),
            (100_000, Some(1), "D", Moved::Down),
            (10_000, Some(4), "C", Moved::Up),
            (10_000, Some(1), "D", Moved::Not),
        ] {
            let suggestion = grades.suggest(yuan(purchase), potential).unwrap();
            assert_eq!(
                (suggestion.grade.code.as_str(), suggestion.moved),
                (code, moved),
                "{purchase} {potential:?}"
            );
        }
    }

    #[test]
    fn the_grades_speak_the_handbooks_words() {
        let grades = Playbook::standard().unwrap().grades;
        let codes: Vec<&str> = grades
            .all()
            .iter()
            .map(|grade| grade.code.as_str())
            .collect();
        assert_eq!(codes, ["A", "B", "C", "D"]);
        assert_eq!(grades.get("d").unwrap().value.zh, "年采购额<5万元");
    }

    #[test]
    fn bands_that_leave_a_gap_are_refused() {
        assert_eq!(
            problems("[grades.band.D]\nfloor = 10\n[grades.band.B]\nfloor = 500_000\n"),
            [
                "mine.toml:1 grades.band: the lowest grade must begin at 0",
                "mine.toml:4 grades.band.B.floor: begins where A begins",
            ]
        );
        assert_eq!(
            problems("[grades.band.B]\nfloor = 600_000\n"),
            ["mine.toml:2 grades.band.B.floor: begins above A"]
        );
        assert_eq!(
            problems("[grades]\nlower_to = 4\n"),
            ["mine.toml:1 grades.raise_from: raises customers whom lower_to lowers"]
        );
    }
}
