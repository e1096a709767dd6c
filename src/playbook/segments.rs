//! How a customer's segment is suggested: `[segments]` (R135). The handbook names
//! value, potential, urgency and stage, and no numbers: those are the playbook's.

use serde::Deserialize;

use super::faults::Faults;
use crate::records::choices::{Segment, Stage, Urgency};
use crate::say;
use crate::value::{ChoiceSet as _, Money};
use crate::words::Say;

/// `[segments]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    high_arpu: i64,
    high_purchase: i64,
    high_potential: u8,
    cooperating: Vec<String>,
    prospect: Vec<String>,
    ordinary: Vec<String>,
}

/// From when on a customer is worth most, and what a stage says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segments {
    high_arpu: Money,
    high_purchase: Money,
    high_potential: u8,
    stages: Vec<(Stage, Segment)>,
}

/// What is known of a customer's worth and standing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Worth {
    pub arpu: Option<Money>,
    /// A year's purchase, as last assessed.
    pub purchase: Option<Money>,
    /// 1 to 5.
    pub potential: Option<u8>,
    pub urgency: Option<Urgency>,
    pub stage: Option<Stage>,
}

impl Segments {
    pub(super) fn read(written: &Written, faults: &mut Faults<'_>) -> Self {
        let yuan = |yuan: i64| Money::fen(yuan.saturating_mul(100));
        if !(1..=5).contains(&written.high_potential) {
            let what = say!("should be 1 to 5", "应为 1 到 5");
            faults.note("segments.high_potential", what);
        }
        for (key, n) in [
            ("high_arpu", written.high_arpu),
            ("high_purchase", written.high_purchase),
        ] {
            if n <= 0 {
                let what = say!("should be more than 0", "应大于 0");
                faults.note(&format!("segments.{key}"), what);
            }
        }
        let mut stages = Vec::new();
        for (key, segment, codes) in [
            ("cooperating", Segment::Cooperating, &written.cooperating),
            ("prospect", Segment::Prospect, &written.prospect),
            ("ordinary", Segment::Ordinary, &written.ordinary),
        ] {
            for code in codes {
                match Stage::from_code(code) {
                    Some(stage) => stages.push((stage, segment)),
                    None => {
                        let what = say!("“{code}” is no stage", "“{code}”不是合作阶段");
                        faults.note(&format!("segments.{key}"), what);
                    }
                }
            }
        }
        Segments {
            high_arpu: yuan(written.high_arpu),
            high_purchase: yuan(written.high_purchase),
            high_potential: written.high_potential,
            stages,
        }
    }

    /// The segment that fits, and why: value first, then what the stage says,
    /// then how urgent it is.
    pub fn suggest(&self, worth: &Worth) -> (Segment, Say) {
        let said = worth.stage.and_then(|stage| {
            let found = self.stages.iter().find(|(known, _)| *known == stage);
            found.map(|(_, segment)| (*segment, stage.label()))
        });
        let gone = matches!(said, Some((Segment::Ordinary, _)));
        if let Some(why) = self.valuable(worth).filter(|_| !gone) {
            return (Segment::HighValue, why);
        }
        if let Some((segment, stage)) = said
            && (segment != Segment::Prospect || worth.urgency != Some(Urgency::High))
        {
            let (en, zh) = (stage.en.to_lowercase(), stage.zh);
            return (segment, say!("stage {en}", "合作阶段：{zh}"));
        }
        match (worth.stage, worth.urgency) {
            (_, Some(Urgency::High)) => {
                (Segment::Interested, say!("the need is urgent", "需求紧急"))
            }
            (Some(stage), _) => {
                let (en, zh) = (stage.label().en.to_lowercase(), stage.label().zh);
                (Segment::Interested, say!("stage {en}", "合作阶段：{zh}"))
            }
            (None, Some(Urgency::Medium)) => (
                Segment::Interested,
                say!("the need is fairly urgent", "需求较紧急"),
            ),
            (None, _) => (
                Segment::Prospect,
                say!(
                    "no stage and no urgent need yet",
                    "尚无合作阶段，需求不紧急"
                ),
            ),
        }
    }

    /// Why a customer is worth most, if it is.
    fn valuable(&self, worth: &Worth) -> Option<Say> {
        if let Some(arpu) = worth.arpu.filter(|arpu| *arpu >= self.high_arpu) {
            let (is, floor) = (arpu.shown_whole(), self.high_arpu.shown_whole());
            return Some(say!("ARPU {is}, from {floor}", "ARPU {is}，达到 {floor}"));
        }
        let purchase = worth.purchase?;
        if purchase >= self.high_purchase {
            let (is, floor) = (purchase.shown_whole(), self.high_purchase.shown_whole());
            return Some(say!(
                "annual purchase {is}, from {floor}",
                "年采购额 {is}，达到 {floor}"
            ));
        }
        // Half of that is enough where much more is to be expected.
        let half = Money::fen(self.high_purchase.as_fen() / 2);
        let potential = worth.potential.filter(|n| *n >= self.high_potential)?;
        (purchase >= half).then(|| {
            let (is, floor) = (purchase.shown_whole(), half.shown_whole());
            say!(
                "potential {potential} and annual purchase {is}, from {floor}",
                "合作潜力 {potential} 分，且年采购额 {is}，达到 {floor}"
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mine, problems};
    use super::*;

    #[test]
    fn value_comes_before_stage_and_stage_before_urgency() {
        let segments = mine("").segments;
        let yuan = |yuan: i64| Some(Money::fen(yuan * 100));
        let nothing = Worth::default();
        let of = |worth: Worth| segments.suggest(&worth).0;
        assert_eq!(of(nothing), Segment::Prospect);
        let cooperating = Worth {
            stage: Some(Stage::Cooperating),
            ..nothing
        };
        assert_eq!(of(cooperating), Segment::Cooperating);
        let worthy = Worth {
            purchase: yuan(500_000),
            ..cooperating
        };
        assert_eq!(of(worthy), Segment::HighValue);
        let half = Worth {
            purchase: yuan(250_000),
            potential: Some(4),
            ..cooperating
        };
        assert_eq!(of(half), Segment::HighValue);
        let less = Worth {
            potential: Some(3),
            ..half
        };
        assert_eq!(of(less), Segment::Cooperating);
        let urgent = Worth {
            stage: Some(Stage::Lead),
            urgency: Some(Urgency::High),
            ..nothing
        };
        assert_eq!(of(urgent), Segment::Interested);
        let lost = Worth {
            stage: Some(Stage::Lost),
            ..worthy
        };
        assert_eq!(of(lost), Segment::Ordinary);
        let talking = Worth {
            stage: Some(Stage::Discovery),
            ..nothing
        };
        assert_eq!(of(talking), Segment::Interested);
    }

    #[test]
    fn a_threshold_makes_sense() {
        let wrong = "[segments]\nhigh_potential = 9\nhigh_arpu = 0\nordinary = [\"gone\"]\n";
        assert_eq!(
            problems(wrong),
            [
                "mine.toml:2 segments.high_potential: should be 1 to 5",
                "mine.toml:3 segments.high_arpu: should be more than 0",
                "mine.toml:4 segments.ordinary: “gone” is no stage",
            ]
        );
    }
}
