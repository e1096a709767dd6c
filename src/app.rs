//! What a command may touch: now, the language, the store, the playbook, and
//! whoever answers questions. Five things, and it does not grow; beside them it
//! watches over the forms that are under way.

use std::collections::BTreeSet;
use std::io;

use crate::ask::{self, Ask};
use crate::form::{Draft, Form};
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::store::{Refs, Shelf, Store};
use crate::value::{Moment, Noun, Reading};
use crate::words::measure::flat;
use crate::words::{Lang, Text};

mod drafts;
mod halves;
mod lastlist;
mod owed;
mod policy;
mod said;
mod which;

pub use drafts::Forms;
pub use lastlist::{LastList, Task};
pub use owed::Owing;
pub use policy::Policy;
pub use said::Needed;

/// What a command may touch.
pub struct App<'w> {
    pub now: Moment,
    pub lang: Lang,
    pub store: Shelf,
    pub policy: Policy,
    /// Nobody, where the program may not ask.
    pub ask: Option<&'w mut (dyn Ask + 'w)>,
    pub forms: Forms,
}

/// A record read off a draft, and what the customer still has to say.
#[derive(Debug)]
pub struct Filled<F> {
    pub record: F,
    pub to_confirm: BTreeSet<&'static str>,
    /// The texts it was read from.
    pub draft: Draft,
}

/// How a form is to be filled in.
#[derive(Clone, Copy, Default)]
pub struct Filling<'a> {
    /// The command that goes on with the draft that Ctrl-C leaves, and its
    /// subject where that is no answer: "customer add", "ticket solve SN…".
    pub command: &'a str,
    /// Keys that the playbook requires besides the type's own.
    pub must: &'a [String],
    /// Keys without which the verb makes no sense: never 待确认.
    pub firm: &'a [&'a str],
    /// Ask for every field, not only the required ones.
    pub all: bool,
    /// Ask at all.
    pub ask: bool,
    /// Ask on although nothing is missing, since a conversation goes on.
    pub talks: bool,
    /// Let an unknown region stand; it gets its code afterwards.
    pub new_regions: bool,
}

impl Filling<'_> {
    /// The keys that must have an answer besides the type's own.
    fn needed(&self) -> BTreeSet<&str> {
        let must = self.must.iter().map(String::as_str);
        must.chain(self.firm.iter().copied()).collect()
    }
}

impl App<'_> {
    /// Who uses this file.
    ///
    /// # Errors
    /// Where `init` was never run, or the file cannot be read.
    pub fn me(&mut self) -> Result<i64, Failure> {
        if self.store.exists()
            && let Some(me) = self.store.read()?.me()?
        {
            return Ok(me);
        }
        Err(not_set_up().into())
    }

    /// Gets ready for a look at most of the file: a second connection is opened and the
    /// rules are read by threads of their own, while this one opens the file.
    pub fn ahead(&mut self) {
        if self.store.ahead() {
            self.policy.ahead();
            // What is wrong with the file, whoever asks it is told.
            let _ = self.me();
        }
    }

    /// The open file, for reading.
    ///
    /// # Errors
    /// Where `init` was never run, or the file cannot be read.
    pub fn file(&mut self) -> Result<&mut Store, Failure> {
        if !self.store.exists() {
            return Err(not_set_up().into());
        }
        self.store.read()
    }

    /// Calls `work` with everything a parser may know, and whoever answers.
    ///
    /// # Errors
    /// When the file or the playbook cannot be read, or as `work` does.
    pub fn reading<R>(
        &mut self,
        work: impl FnOnce(&Reading<'_>, Option<&mut dyn Ask>) -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        let policy = self.policy.get()?;
        let last = LastList::load(&self.store)?;
        let store: Option<&Store> = match self.store.exists() {
            true => Some(self.store.read()?),
            false => None,
        };
        let me = match store {
            Some(store) => store.me()?,
            None => None,
        };
        let refs = Refs { store, last, me };
        let reading = policy.reading(self.now, &refs);
        match &mut self.ask {
            Some(ask) => work(&reading, Some(&mut **ask)),
            None => work(&reading, None),
        }
    }

    /// Fills a draft in, asking for what is missing where somebody can answer,
    /// and reads a record off it.
    ///
    /// # Errors
    /// Every problem of the form at once; [`Failure::Stopped`] after Ctrl-C.
    pub fn fill<F: Form>(
        &mut self,
        mut draft: Draft,
        filling: Filling<'_>,
    ) -> Result<Filled<F>, Failure> {
        let demanded = self.demanded::<F>(&draft, filling)?;
        let filling = Filling {
            must: &demanded,
            ..filling
        };
        self.talk::<F>(&mut draft, filling)?;
        let filled = self.reading(|reading, _| {
            let record = draft.finish::<F>(reading, &filling.needed())?;
            match draft.open_key(filling.firm) {
                Some(field) => Err(Problem::never_open(field).into()),
                None => Ok(record),
            }
        })?;
        Ok(Filled {
            record: filled,
            to_confirm: draft.to_confirm(),
            draft,
        })
    }

    /// The keys that the playbook demands of this form besides those of the verb: of
    /// "any of" the first, unless another one is answered. A customer's registration
    /// and the blocks of a proposal are looked at where they are due.
    fn demanded<F: Form>(
        &mut self,
        draft: &Draft,
        filling: Filling<'_>,
    ) -> Result<Vec<String>, Failure> {
        let mut keys = filling.must.to_vec();
        if !["customer", "proposal"].contains(&F::NAME) {
            let required = &self.policy.get()?.required;
            let unmet = required.of(F::NAME).iter();
            let unmet = unmet.filter(|one| !one.is_met(|key| draft.get(key).is_some()));
            keys.extend(unmet.filter_map(|one| one.any_of.first().cloned()));
        }
        Ok(keys)
    }

    /// Asks for what a draft lacks, where somebody can answer.
    ///
    /// # Errors
    /// [`Failure::Stopped`] after Ctrl-C.
    pub fn talk<F: Form>(
        &mut self,
        draft: &mut Draft,
        filling: Filling<'_>,
    ) -> Result<(), Failure> {
        let judged = |draft: &Draft, reading: &Reading<'_>| {
            let (_, broken) = draft.read::<F>(reading, &filling.needed())?;
            Ok(broken)
        };
        self.talk_over(draft, filling, F::LABEL, &judged)
    }

    /// The same of a form that is no record of its own, called `label`; `judged` says
    /// what its answers together break, or what is left to ask for.
    ///
    /// # Errors
    /// [`Failure::Stopped`] after Ctrl-C.
    pub fn talk_over(
        &mut self,
        draft: &mut Draft,
        filling: Filling<'_>,
        label: Text,
        judged: &ask::Judge<'_>,
    ) -> Result<(), Failure> {
        self.note_slips(draft)?;
        let silent = !filling.ask || self.ask.is_none();
        // One line for an expert stays one line.
        let done = |reading: &Reading<'_>, _: Option<&mut dyn Ask>| {
            Ok(judged(draft, reading).is_ok_and(|broken| broken.is_empty()))
        };
        if silent || (!filling.all && !filling.talks && self.reading(done)?) {
            return Ok(());
        }
        self.take_up(draft, filling.command, label)?;
        let asked = self.converse(draft, filling, Some(judged));
        self.note_form(filling.command, draft);
        asked
    }

    /// Asks for what a draft still needs, and no more.
    ///
    /// # Errors
    /// [`Failure::Stopped`] after Ctrl-C.
    pub fn ask_for(&mut self, draft: &mut Draft, firm: &[&str]) -> Result<(), Failure> {
        let filling = Filling {
            firm,
            ..Filling::default()
        };
        self.converse(draft, filling, None)
    }

    /// Asks for what the draft lacks; offers the rest of the form too where something
    /// judges the whole of it.
    fn converse(
        &mut self,
        draft: &mut Draft,
        filling: Filling<'_>,
        judged: Option<&ask::Judge<'_>>,
    ) -> Result<(), Failure> {
        let lang = self.lang;
        self.reading(|reading, ask| {
            let Some(ask) = ask else { return Ok(()) };
            let must: BTreeSet<&str> = filling.must.iter().map(String::as_str).collect();
            let plan = ask::Plan {
                reading,
                must: &must,
                firm: filling.firm,
                all: filling.all,
                rest: judged.is_some(),
                judged,
                new_regions: filling.new_regions,
                lang,
            };
            ask::fill(draft, &plan, ask).map_err(stopped)
        })
    }

    /// Asks a yes-or-no question; `default` where nobody can answer.
    ///
    /// # Errors
    /// [`Failure::Stopped`] after Ctrl-C.
    pub fn confirm(&mut self, text: &str, default: bool) -> Result<bool, Failure> {
        match &mut self.ask {
            Some(ask) => ask.confirm(text, default).map_err(stopped),
            None => Ok(default),
        }
    }

    /// Refuses a record that is another customer's.
    ///
    /// # Errors
    /// Exit 2, naming the record; or when the file cannot be read.
    pub fn of_same_customer(
        &mut self,
        customer: i64,
        noun: Noun,
        id: Option<i64>,
    ) -> Result<(), Failure> {
        let Some(id) = id else { return Ok(()) };
        let store = self.file()?;
        if store.customer_of(noun, id)? == customer {
            return Ok(());
        }
        let found = store.candidate(noun, id)?;
        let name = found.map_or(String::new(), |found| {
            format!("{} {}", found.number, flat(&found.name))
        });
        let label = noun.label();
        let (en, zh) = (label.en, label.zh);
        Err(Problem::usage(say!(
            "{name} is another customer's {en}",
            "{name} 是其他客户的{zh}"
        ))
        .hint(say!(
            "name one of this customer's",
            "请指定该客户自己的{zh}"
        ))
        .into())
    }

    /// The record that a reference names.
    ///
    /// # Errors
    /// Where none or several are called so; a terminal offers the several.
    pub fn resolve(&mut self, noun: Noun, text: &str) -> Result<i64, Failure> {
        let lang = self.lang;
        let found = self.reading(|reading, ask| match reading.refs.resolve(noun, text) {
            Ok(id) => Ok(id),
            Err(fault) => {
                let problem = Problem::from_fault(text, fault);
                match ask {
                    Some(ask) if !problem.candidates.is_empty() => {
                        let number = choose(&problem, ask, lang)?;
                        reading
                            .refs
                            .resolve(noun, &number)
                            .map_err(|fault| Problem::from_fault(&number, fault).into())
                    }
                    _ => Err(problem.into()),
                }
            }
        });
        match found {
            Err(failure) if failure.exit() == Exit::NoSuchRecord => {
                Err(self.none_open(noun, text)?.map_or(failure, Failure::from))
            }
            found => found,
        }
    }
}

/// Lets a person choose among the records that a reference may mean.
fn choose(problem: &Problem, ask: &mut dyn Ask, lang: Lang) -> Result<String, Failure> {
    let options: Vec<_> = problem
        .candidates
        .iter()
        .map(|candidate| ask::Choosable {
            code: candidate.number.clone(),
            label: candidate.name.clone(),
            note: String::new(),
            also: Vec::new(),
        })
        .collect();
    let said = problem.say(lang);
    let question = ask::Question {
        label: &said,
        empty: ask::Empty::Refused,
        ..ask::Question::default()
    };
    let at = ask.pick(&question, &options, None).map_err(stopped)?;
    match at.and_then(|at| problem.candidates.get(at)) {
        Some(candidate) => Ok(candidate.number.clone()),
        None => Err(problem.clone().into()),
    }
}

/// Ctrl-C at a question is no error of the machine's.
pub fn stopped(error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::Interrupted => Failure::Stopped(None),
        _ => Failure::from(error),
    }
}

fn not_set_up() -> Problem {
    Problem::usage(say!(
        "kehu does not know yet who you are",
        "kehu 还不知道您是谁"
    ))
    .hint(say!(
        "set it up first: kehu init --name NAME --role rep --region HZ",
        "请先初始化：kehu init --name 姓名 --role rep --region HZ"
    ))
}
