//! Answers written down beforehand, for tests: a whole conversation without a
//! terminal.

use std::collections::VecDeque;
use std::io;

use super::{Ask, Check, Choosable, Empty, HEADING, HalfTyped, Question};
use crate::value::{ChoiceSet, YesNo, find_choice};

/// Answers questions from a list. An empty answer is Enter, `^C` is Ctrl-C
/// behind what stands before it, and so is the end of the list.
#[derive(Clone, Debug, Default)]
pub struct Script {
    pub answers: VecDeque<String>,
    /// Everything asked and told, in order; `· …` was said aside, `! …` is what was wrong with the
    /// answer before.
    pub asked: Vec<String>,
}

impl Script {
    pub fn new<T: Into<String>>(answers: impl IntoIterator<Item = T>) -> Self {
        Script {
            answers: answers.into_iter().map(Into::into).collect(),
            asked: Vec::new(),
        }
    }

    fn next(&mut self) -> io::Result<String> {
        let answer = self.answers.pop_front();
        let answer = answer.ok_or(io::ErrorKind::Interrupted)?;
        match answer.strip_suffix("^C") {
            None => Ok(answer),
            Some(typed) => {
                let half = HalfTyped(typed.to_owned());
                Err(io::Error::new(io::ErrorKind::Interrupted, half))
            }
        }
    }

    fn object(&mut self, what: &str) {
        self.asked.push(format!("! {what}"));
    }

    /// The option that `word` names by its code or a whole name.
    fn named(&mut self, word: &str, options: &[Choosable]) -> Option<usize> {
        let found = options
            .iter()
            .position(|option| option.fit(word) == Some(0));
        if found.is_none() {
            self.object(word);
        }
        found
    }
}

impl Ask for Script {
    fn line(&mut self, question: &Question<'_>, check: &Check<'_>) -> io::Result<String> {
        self.asked.push(question.label.to_owned());
        loop {
            let answer = self.next()?;
            match check(&answer) {
                Ok(()) => return Ok(answer),
                Err(what) => self.object(&what),
            }
        }
    }

    fn long(&mut self, question: &Question<'_>, check: &Check<'_>) -> io::Result<String> {
        self.line(question, check)
    }

    fn pick(
        &mut self,
        question: &Question<'_>,
        options: &[Choosable],
        default: Option<usize>,
    ) -> io::Result<Option<usize>> {
        self.asked.push(question.label.to_owned());
        loop {
            let answer = self.next()?;
            match answer.trim() {
                "" if default.is_some() => return Ok(default),
                "" if question.empty == Empty::Refused => self.object(""),
                "" => return Ok(None),
                word => {
                    if let Some(at) = self.named(word, options) {
                        return Ok(Some(at));
                    }
                }
            }
        }
    }

    fn pick_many(
        &mut self,
        question: &Question<'_>,
        options: &[Choosable],
        chosen: &[usize],
    ) -> io::Result<Vec<usize>> {
        self.asked.push(question.label.to_owned());
        loop {
            let answer = self.next()?;
            if answer.trim().is_empty() {
                match chosen.is_empty() && question.empty == Empty::Refused {
                    true => self.object(""),
                    false => return Ok(chosen.to_vec()),
                }
                continue;
            }
            let picked: Option<Vec<usize>> = answer
                .split([',', '，', '、'])
                .map(|word| self.named(word, options))
                .collect();
            if let Some(mut picked) = picked {
                picked.sort_unstable();
                picked.dedup();
                return Ok(picked);
            }
        }
    }

    fn confirm(&mut self, text: &str, default: bool) -> io::Result<bool> {
        self.asked.push(text.to_owned());
        loop {
            let answer = self.next()?;
            if answer.trim().is_empty() {
                return Ok(default);
            }
            match find_choice(&answer, YesNo::CHOICES) {
                Ok(at) => return Ok(YesNo::VARIANTS.get(at).is_some_and(|said| said.is_yes())),
                Err(_) => self.object(&answer),
            }
        }
    }

    fn aside(&mut self, text: &str) -> io::Result<()> {
        self.asked.push(format!("· {text}"));
        Ok(())
    }

    fn tell(&mut self, text: &str) -> io::Result<()> {
        let told = || self.asked.iter().rfind(|line| line.starts_with(HEADING));
        if text.starts_with(HEADING) && told().is_some_and(|last| last == text) {
            return Ok(());
        }
        self.asked.push(text.to_owned());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> Vec<Choosable> {
        [("phone", "电话"), ("wechat", "微信")]
            .map(|(code, label)| Choosable {
                code: code.to_owned(),
                label: label.to_owned(),
                ..Choosable::default()
            })
            .into()
    }

    #[test]
    fn a_wrong_answer_is_noted_and_the_next_one_taken() {
        let mut script = Script::new(["x", "12"]);
        let digits = |text: &str| match text.parse::<u32>() {
            Ok(_) => Ok(()),
            Err(_) => Err("请填数字".to_owned()),
        };
        let question = Question {
            label: "人数",
            ..Question::default()
        };
        assert_eq!(script.line(&question, &digits).unwrap(), "12");
        assert_eq!(script.asked, ["人数", "! 请填数字"]);
    }

    #[test]
    fn picks_by_code_or_label_and_several_by_commas() {
        let mut script = Script::new(["微信", "fax", "phone", "微信，phone", ""]);
        let question = Question::default();
        assert_eq!(script.pick(&question, &options(), None).unwrap(), Some(1));
        assert_eq!(script.pick(&question, &options(), None).unwrap(), Some(0));
        assert_eq!(
            script.pick_many(&question, &options(), &[]).unwrap(),
            [0, 1]
        );
        assert_eq!(script.pick_many(&question, &options(), &[1]).unwrap(), [1]);
        assert!(script.asked.contains(&"! fax".to_owned()));
    }

    #[test]
    fn ctrl_c_and_the_end_of_the_answers_stop_the_conversation() {
        let mut script = Script::new(["是", "^C"]);
        assert!(script.confirm("继续？", false).unwrap());
        for _ in 0..2 {
            let stopped = script.confirm("继续？", false).unwrap_err();
            assert_eq!(stopped.kind(), io::ErrorKind::Interrupted);
        }
    }
}
