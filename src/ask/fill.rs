//! Which questions a form asks, and in what order.
//!
//! What the type and the playbook require comes first, in the form's order;
//! an answer that makes other fields apply makes them asked too. The rest is
//! offered, not forced.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::{Ask, Choosable, Empty, Question};
use crate::field::Field;
use crate::form::{Draft, group_at, is_to_confirm};
use crate::problem::Problem;
use crate::say;
use crate::value::{Book, Candidate, Choice, Entry, Fault, Kind, Reading, find_choice};
use crate::words::{Lang, Say, Text};

/// The answer that stands for "the customer has not said yet" (R132).
const TO_CONFIRM: &str = "待确认";

/// What a conversation may know.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    pub reading: &'a Reading<'a>,
    /// The keys that the playbook requires besides the type's own.
    pub must: &'a BTreeSet<&'a str>,
    /// Every field is asked for, without first offering to stop.
    pub all: bool,
    /// What is neither required nor worth asking at once is offered at the end.
    pub rest: bool,
    /// A region that the playbook does not know is an answer too: whoever began
    /// the conversation gives it a code afterwards.
    pub new_regions: bool,
    pub lang: Lang,
}

/// Asks for what `draft` lacks, and for what was answered wrongly before.
///
/// # Errors
/// As [`Ask`]; the answers given so far are in the draft.
pub fn fill(draft: &mut Draft, plan: &Plan<'_>, ask: &mut dyn Ask) -> io::Result<()> {
    ask.begin();
    let talked = talk(draft, plan, ask);
    // Ctrl-C is given back its meaning whatever came of it.
    let ended = ask.end();
    talked.and(ended)
}

fn talk(draft: &mut Draft, plan: &Plan<'_>, ask: &mut dyn Ask) -> io::Result<()> {
    let mut talk = Conversation {
        wrong: wrong(draft, plan),
        draft,
        plan,
        ask,
        asked: BTreeMap::new(),
        group: None,
    };
    talk.ask_all(plan.all)?;
    let left = talk.left();
    if left == 0 || !plan.rest {
        return Ok(());
    }
    let more = say!(
        "Fill in the other {left} fields too?",
        "继续填写其余 {left} 项？"
    );
    match talk.ask.confirm(more.to(plan.lang), false)? {
        true => talk.ask_all(true),
        false => Ok(()),
    }
}

/// The fields whose answer cannot be read.
fn wrong(draft: &Draft, plan: &Plan<'_>) -> BTreeMap<usize, Problem> {
    let fields = draft.fields.iter().enumerate();
    fields
        .filter_map(|(at, field)| {
            let answer = draft.answer(at)?.trim();
            match answer.is_empty() {
                true => None,
                false => Some((at, objection(field, answer, plan)?)),
            }
        })
        .collect()
}

/// What is wrong with an answer.
fn objection(field: &Field, answer: &str, plan: &Plan<'_>) -> Option<Problem> {
    if is_to_confirm(answer) {
        let refused = say!("cannot stay to be confirmed", "不能填“待确认”");
        return field
            .required
            .then(|| Problem::usage(refused).about(field.label));
    }
    if plan.new_regions && field.kind == Kind::Code(Book::Region) && answer.chars().count() > 1 {
        return None;
    }
    let fault = field.check(answer, plan.reading).err()?;
    Some(Problem::unreadable(field, answer, fault))
}

struct Conversation<'c> {
    draft: &'c mut Draft,
    plan: &'c Plan<'c>,
    ask: &'c mut dyn Ask,
    /// Answered wrongly before the conversation began, and not mended yet.
    wrong: BTreeMap<usize, Problem>,
    /// What was asked, and what an empty answer to it meant then: a field that
    /// was skipped is asked again once another answer makes it required.
    asked: BTreeMap<usize, Empty>,
    /// The heading told last.
    group: Option<Text>,
}

impl Conversation<'_> {
    /// Asks until nothing is due; answers may make other fields due.
    fn ask_all(&mut self, optional: bool) -> io::Result<()> {
        while let Some((at, field)) = self.next(optional) {
            let empty = self.empty(field);
            self.asked.insert(at, empty);
            self.tell_group(at)?;
            let wrong = self.wrong.remove(&at);
            if let Some(problem) = &wrong {
                self.ask.tell(&problem.say(self.plan.lang))?;
            }
            let candidates = wrong
                .as_ref()
                .map_or(&[][..], |problem| &problem.candidates);
            let answer = match self.offer(field, candidates)? {
                Some(number) => Some(number),
                None => self.ask_until_settled(at, field, empty)?,
            };
            if answer.is_some() || wrong.is_some() {
                self.draft.set_at(at, answer);
            }
        }
        Ok(())
    }

    fn next(&self, optional: bool) -> Option<(usize, &'static Field)> {
        let mut fields = self.draft.fields.iter().enumerate();
        fields.find(|&(at, field)| self.is_due(at, field, optional))
    }

    fn is_due(&self, at: usize, field: &Field, optional: bool) -> bool {
        if self.wrong.contains_key(&at) {
            return true;
        }
        let empty = self.empty(field);
        self.draft.applies(field, self.plan.reading)
            && self.draft.answer(at).unwrap_or("").trim().is_empty()
            && self.asked.get(&at) != Some(&empty)
            && (optional || field.asked || empty != Empty::Skips)
    }

    /// How many fields could still be answered.
    fn left(&self) -> usize {
        let fields = self.draft.fields.iter().enumerate();
        fields
            .filter(|&(at, field)| self.is_due(at, field, true))
            .count()
    }

    /// What no answer to the field means, given the other answers.
    fn empty(&self, field: &Field) -> Empty {
        let holds = |when| self.draft.holds(&when, self.plan.reading);
        if field.required {
            Empty::Refused
        } else if self.plan.must.contains(field.key) || field.required_when.is_some_and(holds) {
            Empty::ToConfirm
        } else {
            Empty::Skips
        }
    }

    fn tell_group(&mut self, at: usize) -> io::Result<()> {
        let group = group_at(self.draft.fields, at);
        if group == self.group {
            return Ok(());
        }
        self.group = group;
        match self.group {
            Some(group) => self.ask.tell(&format!("── {}", group.to(self.plan.lang))),
            None => Ok(()),
        }
    }

    /// Asks until there is an answer, or none may stand; `None` is skipped.
    fn ask_until_settled(
        &mut self,
        at: usize,
        field: &'static Field,
        empty: Empty,
    ) -> io::Result<Option<String>> {
        let mut initial = self.draft.answer(at).unwrap_or("").to_owned();
        loop {
            let answer = self.put(field, &initial, empty)?;
            if !answer.trim().is_empty() {
                return Ok(Some(answer));
            }
            initial.clear();
            match empty {
                Empty::Skips => return Ok(None),
                Empty::Refused => {
                    let missing = Problem::missing(field).say(self.plan.lang);
                    self.ask.tell(&missing)?;
                }
                Empty::ToConfirm => {
                    let Text { en, zh } = field.label;
                    let offer = Say {
                        en: format!("Mark “{en}” as to be confirmed?"),
                        zh: format!("“{zh}”标为待确认？"),
                    };
                    if self.ask.confirm(offer.to(self.plan.lang), true)? {
                        return Ok(Some(TO_CONFIRM.to_owned()));
                    }
                }
            }
        }
    }

    /// Puts the question once, in the way that fits its kind.
    fn put(&mut self, field: &'static Field, initial: &str, empty: Empty) -> io::Result<String> {
        let lang = self.plan.lang;
        let range = match field.kind {
            Kind::Score(low, high) => format!("{low}–{high}"),
            _ => String::new(),
        };
        let question = Question {
            label: field.label.to(lang),
            help: field.help.map(|help| help.to(lang)),
            example: match (field.kind, field.example) {
                // What can be picked needs none.
                (Kind::Choice(_) | Kind::Choices(_), _) => "",
                (_, "") => &range,
                (_, example) => example,
            },
            initial,
            empty,
        };
        let codes = self.plan.reading.codes;
        match field.kind {
            Kind::Choice(choices) => self.pick(&question, choices),
            Kind::Choices(choices) => self.pick_many(&question, choices),
            // Regions are typed: there are many, and there may be a new one.
            Kind::Code(Book::Industry) if !codes.industries.is_empty() => {
                let book = Book::Industry;
                let choices: Vec<Choice> = codes.book(book).iter().map(Entry::choice).collect();
                self.pick(&question, &choices)
            }
            kind => self.write(&question, field, kind == Kind::Long),
        }
    }

    fn pick(&mut self, question: &Question<'_>, choices: &[Choice]) -> io::Result<String> {
        let options = self.options(choices);
        let picked = self.ask.pick(question, &options, None)?;
        Ok(code_of(&options, picked))
    }

    fn pick_many(&mut self, question: &Question<'_>, choices: &[Choice]) -> io::Result<String> {
        let words = question.initial.split([',', '，', '、', ';', '；', '|']);
        let chosen: Vec<usize> = words
            .filter(|word| !word.trim().is_empty())
            .filter_map(|word| find_choice(word, choices).ok())
            .collect();
        let options = self.options(choices);
        let picked = self.ask.pick_many(question, &options, &chosen)?;
        let codes: Vec<&str> = picked
            .into_iter()
            .filter_map(|at| options.get(at))
            .map(|option| option.code.as_str())
            .collect();
        Ok(codes.join(","))
    }

    fn options(&self, choices: &[Choice]) -> Vec<Choosable> {
        choices
            .iter()
            .map(|choice| Choosable::of(choice, self.plan.lang))
            .collect()
    }

    /// Free text. A name that several records have is no reason to ask again:
    /// they are offered to pick from.
    fn write(&mut self, question: &Question<'_>, field: &Field, long: bool) -> io::Result<String> {
        let plan = self.plan;
        let check = |text: &str| objections(field, text, question.empty, plan);
        loop {
            let answer = match long {
                true => self.ask.long(question, &check)?,
                false => self.ask.line(question, &check)?,
            };
            let fault = match answer.trim() {
                "" => None,
                text if is_to_confirm(text) => None,
                text => field.check(text, plan.reading).err(),
            };
            let Some(Fault::Ambiguous(noun, text, candidates)) = fault else {
                return Ok(answer);
            };
            let problem = Problem::ambiguous(noun, &text, candidates);
            self.ask.tell(&problem.say(plan.lang))?;
            if let Some(number) = self.offer(field, &problem.candidates)? {
                return Ok(number);
            }
        }
    }

    /// Offers the records that a name may mean: the number of the one picked.
    fn offer(&mut self, field: &Field, candidates: &[Candidate]) -> io::Result<Option<String>> {
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

fn code_of(options: &[Choosable], picked: Option<usize>) -> String {
    let option = picked.and_then(|at| options.get(at));
    option.map_or_else(String::new, |option| option.code.clone())
}

/// What is wrong with a text while it is being typed, as a sentence.
fn objections(field: &Field, text: &str, empty: Empty, plan: &Plan<'_>) -> Result<(), String> {
    let problem = match text.trim() {
        "" if empty == Empty::Refused => Some(Problem::missing(field)),
        "" => None,
        text => objection(field, text, plan),
    };
    match problem {
        Some(problem) if problem.candidates.is_empty() => Err(problem.say(plan.lang)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
