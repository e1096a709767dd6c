//! What the surveys of a term come to. Those asked in it are the sample, whenever they
//! answer; the scores are those given in it.

use std::collections::BTreeMap;

use super::is_low;
use crate::report::compare::Rate;
use crate::store::{Period, Scores, SurveyRow};
use crate::value::ChoiceSet as _;

/// Answers to whether they would recommend us.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nps {
    /// 9 and 10.
    pub promoters: i64,
    /// 7 and 8.
    pub passives: i64,
    /// 0 to 6.
    pub detractors: i64,
}

impl Nps {
    pub const fn count(&mut self, answer: u8) {
        match answer {
            9.. => self.promoters += 1,
            7..=8 => self.passives += 1,
            _ => self.detractors += 1,
        }
    }

    /// Percent of promoters less percent of detractors, to the next whole one (K13).
    pub fn points(&self) -> Option<i64> {
        let all = self.promoters + self.passives + self.detractors;
        let more = (self.promoters - self.detractors) as f64 * 100.0;
        (all > 0).then(|| (more / all as f64).round() as i64)
    }
}

/// The answers of one kind of customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Group {
    pub answers: i64,
    pub scores: Scores,
    pub nps: Nps,
}

/// The figures of a term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Of those asked, or recorded without asking, how many answered.
    pub sample: Rate,
    pub answers: i64,
    /// Every score of every dimension.
    pub scores: Scores,
    /// By the code of the dimension.
    pub dimensions: BTreeMap<String, Scores>,
    pub nps: Nps,
    /// Of the low answers, how many were revisited.
    pub low: Rate,
    pub by_grade: BTreeMap<Option<String>, Group>,
    pub by_source: BTreeMap<Option<String>, Group>,
    pub by_region: BTreeMap<Option<String>, Group>,
    pub by_node: BTreeMap<Option<String>, Group>,
}

/// Counts a term out of all surveys read.
pub fn heard(rows: &[SurveyRow], period: &Period) -> Heard {
    let mut all = Heard::default();
    for row in rows {
        let within = |at| at >= period.from && at < period.to;
        if row.asked.or(row.at).is_some_and(within) {
            all.sample.count(row.at.is_some());
        }
        if row.at.is_some_and(within) {
            all.answer(row);
        }
    }
    all
}

impl Heard {
    fn answer(&mut self, row: &SurveyRow) {
        self.answers += 1;
        let mut one = Group {
            answers: 1,
            ..Group::default()
        };
        one.scores.rated(&row.scores);
        for (code, score) in &row.scores.0 {
            let dimension = self.dimensions.entry(code.clone()).or_default();
            dimension.count(score.get());
        }
        if let Some(nps) = row.nps {
            one.nps.count(nps);
        }
        if is_low(row) {
            self.low.count(row.revisited);
        }
        self.scores.add(one.scores);
        self.nps.add(one.nps);
        let node = row.node.map(|node| node.code().to_owned());
        for (groups, code) in [
            (&mut self.by_grade, row.grade.clone()),
            (&mut self.by_source, row.source.clone()),
            (&mut self.by_region, row.region.clone()),
            (&mut self.by_node, node),
        ] {
            let group = groups.entry(code).or_default();
            group.answers += 1;
            group.scores.add(one.scores);
            group.nps.add(one.nps);
        }
    }
}

impl Nps {
    const fn add(&mut self, other: Nps) {
        self.promoters += other.promoters;
        self.passives += other.passives;
        self.detractors += other.detractors;
    }
}

#[cfg(test)]
mod tests {
    use super::Nps;

    #[test]
    fn promoters_less_detractors_are_the_score() {
        let of = |answers: &[u8]| {
            let mut nps = Nps::default();
            for answer in answers {
                nps.count(*answer);
            }
            nps.points()
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[10, 9, 8, 7, 6]), Some(20));
        assert_eq!(of(&[9, 8, 6, 0]), Some(-25));
        assert_eq!(of(&[8, 7]), Some(0));
        assert_eq!(of(&[10, 10, 6]), Some(33));
    }
}
