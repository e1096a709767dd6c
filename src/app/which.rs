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

    /// What is said where a customer was named, and has no ticket that is open.
    pub(super) fn none_open(&mut self, noun: Noun, text: &str) -> Result<Option<Problem>, Failure> {
        if noun != Noun::Ticket {
            return Ok(None);
        }
        let customers = self.file()?.candidates(Noun::Customer, text)?;
        let [(_, Candidate { number, name })] = customers.as_slice() else {
            return Ok(None);
        };
        let what = say!("{name} has no open ticket", "{name} 没有未关闭的工单");
        Ok(Some(Problem::new(Exit::NoSuchRecord, what).hint(say!(
            "those that are closed go by their numbers: kehu ticket list {number}",
            "已关闭的请用编号，可查：kehu ticket list {number}"
        ))))
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
                _ if text.trim().is_empty() => {
                    Err(say!("no answer", "没有填写").to(lang).to_owned())
                }
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
        let picked = self.choose_one(&asked(noun), Empty::Refused, open)?;
        Ok(picked.unwrap_or_default())
    }

    /// The number of the record that a person chooses among these; `None` where nothing
    /// is chosen, or nobody can choose.
    ///
    /// # Errors
    /// [`Failure::Stopped`] after Ctrl-C.
    pub fn choose_one(
        &mut self,
        label: &Say,
        empty: Empty,
        among: &[Candidate],
    ) -> Result<Option<String>, Failure> {
        let options: Vec<Choosable> = among.iter().map(Choosable::from).collect();
        let question = Question {
            label: label.to(self.lang),
            empty,
            ..Question::default()
        };
        let Some(ask) = self.ask.as_mut().filter(|_| !among.is_empty()) else {
            return Ok(None);
        };
        let at = ask.pick(&question, &options, None).map_err(stopped)?;
        let picked = at.and_then(|at| among.get(at));
        Ok(picked.map(|one| one.number.clone()))
    }

    /// The same of several: their positions.
    ///
    /// # Errors
    /// As [`App::choose_one`].
    pub fn choose_several(
        &mut self,
        label: &Say,
        among: &[Choosable],
    ) -> Result<Vec<usize>, Failure> {
        let question = Question {
            label: label.to(self.lang),
            ..Question::default()
        };
        match self.ask.as_mut().filter(|_| !among.is_empty()) {
            Some(ask) => ask.pick_many(&question, among, &[]).map_err(stopped),
            None => Ok(Vec::new()),
        }
    }
}

fn asked(noun: Noun) -> Say {
    let label = noun.label();
    let (en, zh) = (label.en, label.zh);
    say!("Which {en}", "{zh}")
}
