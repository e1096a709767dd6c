//! Which questions a form asks, and in what order.
//!
//! What the type and the playbook require comes first, in the form's order;
//! an answer that makes other fields apply makes them asked too. The rest is
//! offered, not forced.

mod put;

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::{Ask, Choosable, Empty, HEADING, HalfTyped, Judge, is_end};
use crate::field::Field;
use crate::form::{Draft, group_at, is_to_confirm};
use crate::problem::Problem;
use crate::say;
use crate::value::{Book, Kind, Reading};
use crate::words::{Lang, Say, Text, t};

/// The answer that stands for "the customer has not said yet" (R132).
const TO_CONFIRM: &str = "待确认";

const OPEN: Text = t("to be confirmed", "待确认");

/// Picked to take an answer away.
const CLEAR: &str = "-";

/// What stands between several answers.
const SEPARATORS: [char; 6] = [',', '，', '、', ';', '；', '|'];

/// What a conversation may know.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    pub reading: &'a Reading<'a>,
    /// The keys that the playbook requires besides the type's own.
    pub must: &'a BTreeSet<&'a str>,
    /// The keys that can neither be left out nor stay to be confirmed.
    pub firm: &'a [&'a str],
    /// Every field is asked for, without first offering to stop.
    pub all: bool,
    /// What is neither required nor worth asking at once is offered at the end.
    pub rest: bool,
    /// What refuses an answer that does not go with the others.
    pub judged: Option<&'a Judge<'a>>,
    /// A region that the playbook does not know is an answer too: whoever began
    /// the conversation gives it a code afterwards.
    pub new_regions: bool,
    pub lang: Lang,
}

impl Plan<'_> {
    /// Whether only a real answer will do.
    fn refuses(&self, field: &Field) -> bool {
        field.required || self.firm.contains(&field.key)
    }
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
        done: 0,
        ended: false,
        group: None,
    };
    talk.ask_all(plan.all)?;
    if plan.all || !plan.rest {
        return Ok(());
    }
    let mut left: Vec<&Field> = talk.left().collect();
    left.sort_by_key(|field| !field.offered);
    let left: Vec<Text> = left.into_iter().map(|field| field.label).collect();
    if left.is_empty() {
        return Ok(());
    }
    match talk.ask.confirm(more(&left).to(plan.lang), false)? {
        true => talk.ask_all(true),
        false => Ok(()),
    }
}

/// Offers to go on with the fields of these labels.
fn more(left: &[Text]) -> Say {
    let n = left.len();
    let named = |lang: Lang| {
        let labels: Vec<String> = left
            .iter()
            .take(3)
            .map(|label| quoted(*label, n, lang))
            .collect();
        match (lang, n) {
            (Lang::En, 2) => labels.join(" and "),
            (Lang::En, _) => labels.join(", "),
            (Lang::Zh, 2) => labels.join("和"),
            (Lang::Zh, _) => labels.join("、"),
        }
    };
    let (en, zh) = (named(Lang::En), named(Lang::Zh));
    match n {
        1 | 2 => say!(
            "{en} can be filled in too; now?",
            "还可填写{zh}，现在填写吗？"
        ),
        3 => say!(
            "3 more fields can be filled in ({en}); now?",
            "还有 3 项可填（{zh}），现在填写吗？"
        ),
        n => say!(
            "{n} more fields can be filled in ({en} …); now?",
            "还有 {n} 项可填（{zh}…），现在填写吗？"
        ),
    }
}

fn quoted(label: Text, of: usize, lang: Lang) -> String {
    match of {
        1 | 2 => format!("“{}”", label.to(lang)),
        _ => label.to(lang).to_owned(),
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
        return plan.refuses(field).then(|| Problem::never_open(field));
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
    /// How many questions of those that need no answer were put.
    done: usize,
    /// The person has had enough: what needs no answer is left out.
    ended: bool,
    /// The heading told last.
    group: Option<Text>,
}

impl Conversation<'_> {
    /// Asks until nothing is due; answers may make other fields due.
    fn ask_all(&mut self, optional: bool) -> io::Result<()> {
        while let Some((at, field)) = self.next(optional && !self.ended) {
            let way = self.way(field, optional);
            self.asked.insert(at, way.empty);
            self.tell_group(at)?;
            match self.settle(at, field, &way) {
                Ok(()) => {}
                Err(error) => {
                    if let Some(text) = HalfTyped::of(&error) {
                        self.draft.leave_unfinished(at, text);
                    }
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    /// Puts one question and takes its answer.
    fn settle(&mut self, at: usize, field: &'static Field, way: &Way) -> io::Result<()> {
        let unfinished = self.draft.unfinished() == Some(at);
        let wrong = self.wrong.remove(&at);
        if let Some(problem) = wrong.as_ref().filter(|_| !unfinished) {
            self.ask.tell(&problem.say(self.plan.lang))?;
        }
        let candidates = wrong
            .as_ref()
            .map_or(&[][..], |problem| &problem.candidates);
        let answer = match self.offer(field, candidates)? {
            Some(number) => Some(number),
            None => self.ask_until_settled(at, field, way)?,
        };
        if answer.is_some() || wrong.is_some() || unfinished {
            self.draft.set_at(at, answer);
        }
        Ok(())
    }

    /// How a field is asked for: what Enter means, and how far one has come.
    fn way(&mut self, field: &Field, optional: bool) -> Way {
        let empty = self.empty(field);
        let ends = optional && empty == Empty::Skips;
        let mut place = String::new();
        if ends {
            self.done += 1;
            let all = self.done + self.left().count().saturating_sub(1);
            place = format!("{}/{all}", self.done);
            if self.done == 1 {
                const ENDS: Text = t("a lone . ends here and saves", "单独输入“。”结束并保存");
                place = format!("{place} · {}", ENDS.to(self.plan.lang));
            }
        }
        Way { empty, ends, place }
    }

    fn next(&self, optional: bool) -> Option<(usize, &'static Field)> {
        let mut fields = self.draft.fields.iter().enumerate();
        fields.find(|&(at, field)| self.is_due(at, field, optional))
    }

    fn is_due(&self, at: usize, field: &Field, optional: bool) -> bool {
        if self.wrong.contains_key(&at) || self.draft.unfinished() == Some(at) {
            return true;
        }
        let empty = self.empty(field);
        self.draft.applies(field, self.plan.reading)
            && self.draft.answer(at).unwrap_or("").trim().is_empty()
            && self.asked.get(&at) != Some(&empty)
            && (optional || (field.asked && !self.ended) || empty != Empty::Skips)
    }

    /// The fields that could still be answered.
    fn left(&self) -> impl Iterator<Item = &'static Field> {
        let fields = self.draft.fields.iter().enumerate();
        fields
            .filter(|&(at, field)| self.is_due(at, field, true))
            .map(|(_, field)| field)
    }

    /// What no answer to the field means, given the other answers.
    fn empty(&self, field: &Field) -> Empty {
        let holds = |when| self.draft.holds(&when, self.plan.reading);
        if self.plan.refuses(field) {
            Empty::Refused
        } else if self.plan.must.contains(field.key) || field.required_when.is_some_and(holds) {
            match field.or_now {
                true => Empty::Now,
                false => Empty::ToConfirm,
            }
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
            Some(group) => self
                .ask
                .tell(&format!("{HEADING}{}", group.to(self.plan.lang))),
            None => Ok(()),
        }
    }

    /// Asks until there is an answer, or none may stand; `None` is skipped.
    fn ask_until_settled(
        &mut self,
        at: usize,
        field: &'static Field,
        way: &Way,
    ) -> io::Result<Option<String>> {
        let reading = self.plan.reading;
        let mut initial = self.draft.answer(at).unwrap_or("").to_owned();
        loop {
            let answer = self.put(field, &initial, way)?;
            if way.ends && is_end(&answer) {
                self.ended = true;
                return Ok(None);
            }
            if !answer.trim().is_empty() {
                if self.is_meant(field, &answer)? {
                    return Ok(Some(answer));
                }
                initial = answer;
                continue;
            }
            initial.clear();
            match way.empty {
                Empty::Skips => return Ok(None),
                Empty::Now => return Ok(Some(reading.now.rfc3339(reading.zone))),
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
                        let lang = self.plan.lang;
                        let label = field.label.to(lang);
                        let open = format!("{label}: {}", OPEN.to(lang));
                        self.ask.tell(&open)?;
                        return Ok(Some(TO_CONFIRM.to_owned()));
                    }
                }
            }
        }
    }
}

impl Conversation<'_> {
    /// Whether an answer is meant as it stands: a day in the past, where one ahead is
    /// asked for, is asked about.
    fn is_meant(&mut self, field: &Field, answer: &str) -> io::Result<bool> {
        let Some(slip) = self.draft.slip(field, answer, self.plan.reading) else {
            return Ok(true);
        };
        let (en, zh) = (slip.en, slip.zh);
        let question = say!("{en}; keep it?", "{zh}，仍按此登记吗？");
        self.ask.confirm(question.to(self.plan.lang), false)
    }
}

/// What an answer breaks together with those given before.
fn clash(draft: &Draft, field: &Field, answer: &str, plan: &Plan<'_>) -> Option<Problem> {
    let mut with = draft.clone();
    with.set(field.key, answer);
    let broken = plan.judged?(&with, plan.reading).ok()?;
    let about = Say::from(field.label);
    broken
        .into_iter()
        .find(|problem| problem.about.as_ref() == Some(&about))
}

/// How one question is put.
struct Way {
    empty: Empty,
    ends: bool,
    place: String,
}

/// The code picked; “-” is no answer after all.
fn code_of(options: &[Choosable], picked: Option<usize>) -> String {
    let option = picked.and_then(|at| options.get(at));
    let code = option.map_or("", |option| option.code.as_str());
    code.strip_prefix(CLEAR).unwrap_or(code).to_owned()
}

/// What is wrong with a text while it is being typed, as a sentence.
fn objections(
    draft: &Draft,
    field: &Field,
    text: &str,
    empty: Empty,
    plan: &Plan<'_>,
) -> Result<(), String> {
    let problem = match text.trim() {
        "" if empty == Empty::Refused => Some(Problem::missing(field)),
        "" => None,
        text => objection(field, text, plan).or_else(|| clash(draft, field, text, plan)),
    };
    match problem {
        Some(problem) if problem.candidates.is_empty() => Err(problem.say(plan.lang)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
