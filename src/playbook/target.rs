//! What a team aims at: `[target]`, a key a measure (K01–K46). The handbooks state two
//! aims; every other one is the team's own.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::faults::Faults;
use crate::records::choices::{Kpi, Unit};
use crate::say;
use crate::value::{ChoiceSet as _, Money, Percent, Span};
use crate::words::Say;

/// `[target]` as it is written.
pub(super) type Written = BTreeMap<String, Aim>;

/// An aim as it is written.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Aim {
    Whole(i64),
    Decimal(f64),
    Text(String),
}

impl Aim {
    fn text(&self) -> String {
        match self {
            Aim::Whole(n) => n.to_string(),
            Aim::Decimal(n) => n.to_string(),
            Aim::Text(text) => text.trim().to_owned(),
        }
    }
}

/// The aims in force.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Targets(Vec<(Kpi, f64)>);

impl Targets {
    pub(super) fn read(written: &Written, faults: &mut Faults<'_>) -> Self {
        let mut all = Vec::new();
        // Keys that are none were told when the file was laid over the preset.
        for (key, aim) in written {
            let Some(kpi) = Kpi::from_code(key) else {
                continue;
            };
            let text = aim.text();
            match read(kpi, &text) {
                Some(aim) => all.push((kpi, aim)),
                None => {
                    let wanted = wanted(kpi.unit());
                    let (en, zh) = (wanted.en, wanted.zh);
                    let what = say!("“{text}” should be {en}", "“{text}”应为{zh}");
                    faults.note(&format!("target.{key}"), what);
                }
            }
        }
        Targets(all)
    }

    /// What is aimed at: a share from 0 to 1, minutes, fen, or a number.
    pub fn of(&self, kpi: Kpi) -> Option<f64> {
        let found = self.0.iter().find(|(known, _)| *known == kpi);
        found.map(|(_, aim)| *aim)
    }
}

fn read(kpi: Kpi, text: &str) -> Option<f64> {
    let sound = |n: &f64| n.is_finite() && *n >= 0.0;
    match kpi.unit() {
        Unit::Share => Percent::read(text).map(|share| f64::from(share.tenths()) / 1000.0),
        Unit::Time => Span::read(text)?.minutes().map(|minutes| minutes as f64),
        Unit::Money => Money::read(text).ok().map(|money| money.as_fen() as f64),
        // A net promoter score may be aimed at from below nothing.
        Unit::Count => {
            let n: i32 = text.parse().ok()?;
            let from = if kpi == Kpi::Nps { -100 } else { 0 };
            (n >= from).then(|| f64::from(n))
        }
        Unit::Points => text.parse().ok().filter(sound),
    }
}

/// How an aim is written.
const fn wanted(unit: Unit) -> crate::words::Text {
    use crate::words::t;
    match unit {
        Unit::Share => t("a share, such as \"80%\"", "百分比，如 \"80%\""),
        Unit::Time => t(
            "a time by the clock, such as \"2h\", \"30min\" or \"90d\"",
            "时长，如 \"2h\"、\"30min\"、\"90d\"",
        ),
        Unit::Money => t(
            "an amount, such as \"500k\" or \"50万\"",
            "金额，如 \"50万\"",
        ),
        Unit::Count => t("a whole number, such as 5", "整数，如 5"),
        Unit::Points => t("a number, such as 4.2", "数字，如 4.2"),
    }
}

/// Every key of `[target]`.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    Kpi::CHOICES.iter().map(|kpi| kpi.code)
}

/// How an aim for a measure is written, for whoever sets it.
pub fn aim_of(kpi: Kpi) -> Say {
    wanted(kpi.unit()).into()
}

#[cfg(test)]
mod tests {
    use super::super::Playbook;
    use super::super::tests::{mine, problems};
    use super::*;

    #[test]
    fn the_standard_ships_what_the_handbooks_state() {
        let targets = Playbook::standard().unwrap().targets;
        assert_eq!(targets.of(Kpi::Satisfied), Some(0.8));
        assert_eq!(targets.of(Kpi::Audited), Some(0.2));
        assert_eq!(targets.0.len(), 2);
    }

    #[test]
    fn a_team_has_its_own_aims_in_the_unit_of_each() {
        let targets = mine(
            "[target]\nconversion = \"32.5%\"\nfirst_response_mean_minutes = \"2h\"\ndeals_amount = \"50万\"\ntickets_overdue = 0\nsatisfaction_mean = 4.2\nnps = -5\n",
        )
        .targets;
        for (kpi, aim) in [
            (Kpi::Conversion, 0.325),
            (Kpi::Response, 120.0),
            (Kpi::AmountWon, 50_000_000.0),
            (Kpi::Overdue, 0.0),
            (Kpi::Satisfaction, 4.2),
            (Kpi::Nps, -5.0),
            (Kpi::Satisfied, 0.8),
        ] {
            assert_eq!(targets.of(kpi), Some(aim), "{kpi:?}");
        }
    }

    #[test]
    fn a_measure_that_is_none_and_an_aim_of_another_unit_are_refused() {
        assert_eq!(
            problems(
                "[target]\nconvertion = \"30%\"\nfirst_response_mean_minutes = \"3wd\"\ntickets_overdue = -1\n"
            ),
            ["mine.toml:2 target.convertion: unknown key “convertion”; did you mean conversion?"]
        );
        assert_eq!(
            problems(
                "[target]\nconversion = \"high\"\nfirst_response_mean_minutes = \"3wd\"\ntickets_overdue = -1\narpu = true\n"
            ),
            ["mine.toml:5 target.arpu: is true or false, and should be text or a number"]
        );
        assert_eq!(
            problems(
                "[target]\nconversion = \"high\"\nfirst_response_mean_minutes = \"3wd\"\ntickets_overdue = -1\n"
            ),
            [
                "mine.toml:2 target.conversion: “high” should be a share, such as \"80%\"",
                "mine.toml:3 target.first_response_mean_minutes: “3wd” should be a time by the clock, such as \"2h\", \"30min\" or \"90d\"",
                "mine.toml:4 target.tickets_overdue: “-1” should be a whole number, such as 5",
            ]
        );
    }
}
