//! The record that a command is about: named on its line, or asked for where
//! somebody can answer.

use super::{App, stopped};
use crate::ask::{Choosable, Empty, Question};
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::value::{Candidate, Noun};
use crate::words::Say;

impl App<'_> {
    /// The record that `given` names; asks for one where nothing was given.
    ///
    /// # Errors
    /// Exit 2 where nothing was given and nobody can answer; as [`App::resolve`].
    pub fn which(&mut self, noun: Noun, given: Option<&str>) -> Result<i64, Failure> {
        let given = match given {
            Some(given) => given.to_owned(),
            None => self.ask_which(noun)?,
        };
        self.resolve(noun, &given)
    }

    /// What a person calls the record that a command is about.
    ///
    /// # Errors
    /// As [`App::which`].
    pub fn ask_which(&mut self, noun: Noun) -> Result<String, Failure> {
        self.file()?;
        let label = noun.label();
        let (en, zh) = (label.en, label.zh);
        if self.ask.is_none() {
            return Err(Problem::usage(say!("no {en} named", "没有指明{zh}"))
                .hint(say!(
                    "name the {en} behind the command; --help says how",
                    "请在命令后写明{zh}，写法见 --help"
                ))
                .into());
        }
        let mut open = self.file()?.still_open(noun)?;
        if noun == Noun::Action {
            // Both are settled by the same verbs.
            open.extend(self.file()?.still_open(Noun::Plan)?);
        }
        match (open.is_empty(), noun) {
            (true, Noun::Action) => Err(Problem::new(
                Exit::NoSuchRecord,
                say!("nothing is open", "没有未完成的计划或待办"),
            )
            .into()),
            (true, _) => self.ask_reference(noun),
            (false, _) => self.pick_one(noun, &open),
        }
    }

    fn ask_reference(&mut self, noun: Noun) -> Result<String, Failure> {
        let lang = self.lang;
        self.reading(|reading, ask| {
            let Some(ask) = ask else {
                return Ok(String::new());
            };
            let label = asked(noun);
            let question = Question {
                label: label.to(lang),
                empty: Empty::Refused,
                ..Question::default()
            };
            // Several of one name are an answer: they are offered afterwards.
            let check = |text: &str| match reading.refs.resolve(noun, text.trim()) {
                Ok(_) => Ok(()),
                Err(fault) => match Problem::from_fault(text.trim(), fault) {
                    problem if problem.candidates.is_empty() => Err(problem.say(lang)),
                    _ => Ok(()),
                },
            };
            let text = ask.line(&question, &check).map_err(stopped)?;
            Ok(text.trim().to_owned())
        })
    }

    fn pick_one(&mut self, noun: Noun, open: &[Candidate]) -> Result<String, Failure> {
        let options: Vec<Choosable> = open.iter().map(Choosable::from).collect();
        let label = asked(noun);
        let question = Question {
            label: label.to(self.lang),
            empty: Empty::Refused,
            ..Question::default()
        };
        let Some(ask) = &mut self.ask else {
            return Ok(String::new());
        };
        let at = ask.pick(&question, &options, None).map_err(stopped)?;
        let picked = at.and_then(|at| open.get(at));
        Ok(picked.map_or(String::new(), |one| one.number.clone()))
    }
}

fn asked(noun: Noun) -> Say {
    let label = noun.label();
    let (en, zh) = (label.en, label.zh);
    say!("Which {en}", "{zh}")
}
