//! One question, put in the way that fits its kind: picked, typed, or chosen
//! among the records that a name may mean.

use super::super::{Choosable, END, Empty, Question, is_end};
use super::CLEAR;
use super::Conversation;
use super::OPEN;
use super::SEPARATORS;
use super::TO_CONFIRM;
use super::Way;
use super::code_of;
use super::objections;
use crate::field::Field;
use crate::form::is_to_confirm;
use crate::problem::Problem;
use crate::value::{Book, Candidate, Fault, Kind, find_choice};
use crate::words::{Text, t};
use std::io;

impl Conversation<'_> {
    /// Puts the question once, in the way that fits its kind.
    pub(super) fn put(
        &mut self,
        field: &'static Field,
        initial: &str,
        way: &Way,
    ) -> io::Result<String> {
        let lang = self.plan.lang;
        let range = match field.kind {
            Kind::Score(low, high) => format!("{low}–{high}"),
            _ => String::new(),
        };
        let question = Question {
            label: field.label.to(lang),
            help: field.help.map(|help| help.to(lang)),
            example: match (field.kind, field.example.to(lang)) {
                // What can be picked needs none.
                (Kind::Choice(_) | Kind::Choices(_), _) => "",
                (_, "") => &range,
                (_, example) => example,
            },
            initial,
            empty: way.empty,
            place: &way.place,
            ends: way.ends,
            ..Question::default()
        };
        let industries = &self.plan.reading.codes.industries;
        let choice = |choice| Choosable::of(choice, lang);
        match field.kind {
            Kind::Choice(choices) => self.pick(&question, choices.iter().map(choice).collect()),
            Kind::Choices(choices) => {
                let chosen = question.initial.split(SEPARATORS);
                let chosen = chosen.filter_map(|word| find_choice(word, choices).ok());
                let chosen: Vec<usize> = chosen.collect();
                self.pick_many(&question, choices.iter().map(choice).collect(), &chosen)
            }
            // Regions are typed: there are many, and there may be a new one.
            Kind::Code(Book::Industry) if !industries.is_empty() => {
                // Sections before divisions; of the sections those with a short code.
                let mut entries: Vec<_> = industries.iter().collect();
                entries.sort_by_key(|entry| (entry.code.len(), entry.short.is_none()));
                let options = entries.iter().map(|entry| Choosable::listed(entry, lang));
                self.pick(&question, options.collect())
            }
            kind => {
                // An answer on each line, or one of many lines.
                let long = kind == Kind::Long || field.door().is_in_lines();
                self.write(&question, field, long)
            }
        }
    }

    pub(super) fn pick(
        &mut self,
        question: &Question<'_>,
        options: Vec<Choosable>,
    ) -> io::Result<String> {
        let initial = question.initial.trim();
        let default = match initial {
            "" => None,
            initial => options.iter().position(|one| one.fit(initial) == Some(0)),
        };
        let options = self.with_words(options, question, default.is_some());
        let picked = self.ask.pick(question, &options, default)?;
        Ok(code_of(&options, picked))
    }

    pub(super) fn pick_many(
        &mut self,
        question: &Question<'_>,
        options: Vec<Choosable>,
        chosen: &[usize],
    ) -> io::Result<String> {
        let real = options.len();
        let options = self.with_words(options, question, false);
        let picked = self.ask.pick_many(question, &options, chosen)?;
        let codes = |picked: &[usize]| {
            let options = picked.iter().filter_map(|&at| options.get(at));
            let codes: Vec<&str> = options.map(|option| option.code.as_str()).collect();
            codes.join(",")
        };
        // A word that stands for the whole answer leaves no other beside it.
        Ok(match picked.iter().find(|&&at| at >= real) {
            Some(&word) => codes(&[word]),
            None => codes(&picked),
        })
    }

    /// The options, and behind them the words that are an answer here too:
    /// 待确认, nothing after all, the end.
    pub(super) fn with_words(
        &self,
        mut options: Vec<Choosable>,
        question: &Question<'_>,
        answered: bool,
    ) -> Vec<Choosable> {
        let lang = self.plan.lang;
        let word = |code: &str, label: Text, also: &[&str]| Choosable {
            code: code.to_owned(),
            label: label.to(lang).to_owned(),
            also: also.iter().map(|&word| word.to_owned()).collect(),
            ..Choosable::default()
        };
        if question.empty == Empty::ToConfirm {
            options.push(word(TO_CONFIRM, OPEN, &["to confirm", "tbc"]));
        }
        if answered && question.empty == Empty::Skips {
            options.push(word(CLEAR, t("clear it", "清空"), &["none", "无"]));
        }
        if question.ends {
            options.push(word(END, t("end here and save", "结束并保存"), &["."]));
        }
        options
    }

    /// Free text. A name that several records have is no reason to ask again:
    /// they are offered to pick from.
    pub(super) fn write(
        &mut self,
        question: &Question<'_>,
        field: &Field,
        long: bool,
    ) -> io::Result<String> {
        let (plan, so_far) = (self.plan, self.draft.clone());
        let check = |text: &str| match question.ends && is_end(text) {
            true => Ok(()),
            false => objections(&so_far, field, text, question.empty, plan),
        };
        loop {
            let answer = match long {
                true => self.ask.long(question, &check)?,
                false => self.ask.line(question, &check)?,
            };
            let fault = match answer.trim() {
                "" => None,
                text if is_to_confirm(text) || (question.ends && is_end(text)) => None,
                text => field.check(text, plan.reading).err(),
            };
            let Some(Fault::Ambiguous(noun, text, candidates)) = fault else {
                self.say_name(field, &answer)?;
                return Ok(answer);
            };
            let problem = Problem::ambiguous(noun, &text, candidates);
            self.ask.tell(&problem.say(plan.lang))?;
            if let Some(number) = self.offer(field, &problem.candidates)? {
                return Ok(number);
            }
        }
    }

    /// Says whom a reference was taken to mean.
    pub(super) fn say_name(&mut self, field: &Field, answer: &str) -> io::Result<()> {
        let Kind::Ref(noun) = field.kind else {
            return Ok(());
        };
        match self.plan.reading.refs.name(noun, answer.trim()) {
            Some(name) if name != answer.trim() => self.ask.aside(&format!("→ {name}")),
            _ => Ok(()),
        }
    }

    /// Offers the records that a name may mean: the number of the one picked.
    pub(super) fn offer(
        &mut self,
        field: &Field,
        candidates: &[Candidate],
    ) -> io::Result<Option<String>> {
        if candidates.is_empty() {
            return Ok(None);
        }
        let options: Vec<Choosable> = candidates.iter().map(Choosable::from).collect();
        let which = Question {
            label: field.label.to(self.plan.lang),
            ..Question::default()
        };
        let picked = self.ask.pick(&which, &options, None)?;
        Ok(picked.map(|_| code_of(&options, picked)))
    }
}
