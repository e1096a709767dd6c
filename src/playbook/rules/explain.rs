//! A rule in plain words: for whom, what begins it, what settles it, by when,
//! who owes it and who is told.

mod phrases;
mod words;

use super::rule::{By, Pace, Rule, Shape, Who};
use crate::say;
use crate::value::{ChoiceSet as _, Codes, Span};
use crate::words::{Say, Text, t};
use words::Words;

/// One line of the explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its key for machines.
    pub key: &'static str,
    pub label: Text,
    /// `None` where the rule says nothing of it.
    pub said: Option<Say>,
}

impl Rule {
    /// The rule in plain words, line by line.
    pub fn explained(&self, codes: &Codes) -> Vec<Line> {
        let words = Words {
            about: self.about,
            codes,
        };
        let line = |key, en, zh, said: Option<Say>| Line {
            key,
            label: t(en, zh),
            said: said.map(|said| Say {
                zh: said.zh.trim_start().to_owned(),
                ..said
            }),
        };
        let (begins, settles, due) = words.shape(&self.shape);
        vec![
            line("for", "For", "对象", Some(words.whom(&self.filter))),
            line("begins", "Begins with", "起算", begins),
            line("settles", "Settled by", "满足条件", Some(settles)),
            line("due", "Due", "期限", Some(due)),
            line("who", "Who", "责任人", Some(self.who.said())),
            line("warned", "Called due soon", "临期提醒", words.warned(self)),
            line(
                "told",
                "Told when late",
                "逾期通知",
                words.told(&self.escalate),
            ),
            line("clock", "The clock", "计时", words.clock(self)),
            line("further", "Further", "其他", words.further(self)),
        ]
    }

    /// The spans that an example can be worked out with by a calendar, each
    /// with the value that it holds for.
    pub fn examples(&self, codes: &Codes) -> Vec<(Option<Say>, Span)> {
        let words = Words {
            about: self.about,
            codes,
        };
        match &self.shape {
            Shape::Deadline {
                within: Some(By::One(span)),
                ..
            }
            | Shape::Rhythm {
                pace: Pace::Every(span),
                ..
            } => vec![(None, *span)],
            Shape::Deadline {
                within: Some(By::Each(attribute, all)),
                ..
            } => {
                let each = all.iter();
                each.map(|(code, span)| (Some(words.code(*attribute, code)), *span))
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Who {
    /// In words.
    pub fn said(self) -> Say {
        match self {
            Who::Owner => say!("the customer's owner", "客户负责人"),
            Who::Assignee => say!("whoever it is assigned to", "处理人"),
            Who::Supervisor => say!("the owner's supervisor", "负责人的主管"),
            Who::Superior => say!("the assignee's supervisor", "处理人的主管"),
            Who::From => say!("who hands over", "移交人"),
            Who::To => say!("who takes over", "接手人"),
            Who::Role(role) => Say::from(role.label()),
        }
    }
}
