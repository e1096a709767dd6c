//! What can be wrong, how it is said, and the exit status that tells a script.

use crate::field::Field;
use crate::say;
use crate::value::{Candidate, Fault, Noun};
use crate::words::{Lang, Say, Text};

/// The exit statuses, all of them; a documented interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    Done = 0,
    /// I/O, or a bug.
    Failed = 1,
    /// Wrong usage, a missing field or a bad value.
    Usage = 2,
    NoSuchRecord = 3,
    /// A reference that several records answer to.
    Ambiguous = 4,
    /// Refused by a rule of the playbook.
    Refused = 5,
    /// The store is busy, damaged or newer than the program.
    Store = 6,
    /// Done, and something wants attention.
    Attention = 7,
    /// Stopped by Ctrl-C; the draft is kept.
    Stopped = 130,
}

/// Something that the user can put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub exit: Exit,
    /// The field or record it is about.
    pub about: Option<Say>,
    /// What is wrong.
    pub what: Say,
    /// What to type.
    pub hint: Option<Say>,
    /// The records an ambiguous reference may mean.
    pub candidates: Vec<Candidate>,
}

impl Problem {
    pub const fn new(exit: Exit, what: Say) -> Self {
        Problem {
            exit,
            about: None,
            what,
            hint: None,
            candidates: Vec::new(),
        }
    }

    /// A wrong request: exit 2.
    pub const fn usage(what: Say) -> Self {
        Self::new(Exit::Usage, what)
    }

    /// Refused by a rule: exit 5.
    pub const fn refused(what: Say) -> Self {
        Self::new(Exit::Refused, what)
    }

    pub fn hint(mut self, hint: Say) -> Self {
        self.hint = Some(hint);
        self
    }

    pub fn about(mut self, about: impl Into<Say>) -> Self {
        self.about = Some(about.into());
        self
    }

    /// A required field without an answer.
    pub fn missing(field: &Field) -> Self {
        let flag = field.usual_flag();
        let hint = match field.example {
            Text { en: "", .. } => say!("give --{flag}", "请加 --{flag}"),
            Text { en, zh } => {
                let (en, zh) = (as_typed(en), as_typed(zh));
                say!("give --{flag} {en}", "请加 --{flag}，例如 {zh}")
            }
        };
        Problem::usage(say!("no answer", "没有填写"))
            .about(field.label)
            .hint(hint)
    }

    /// 待确认 where only an answer will do.
    pub fn never_open(field: &Field) -> Self {
        Problem::usage(say!("cannot stay to be confirmed", "不能填“待确认”")).about(field.label)
    }

    /// A field whose answer cannot be read.
    pub fn unreadable(field: &Field, given: &str, fault: Fault) -> Self {
        Problem::from_fault(given, fault).about(field.label)
    }

    /// A reference or a value that no field stands for.
    pub fn from_fault(given: &str, fault: Fault) -> Self {
        match fault {
            Fault::Expected(Say { en, zh }) => {
                let gap = match zh.starts_with(|c: char| c.is_ascii_digit()) {
                    true => " ",
                    false => "",
                };
                Problem::usage(say!("“{given}” is not {en}", "“{given}”不是{gap}{zh}"))
            }
            Fault::Wrong(why) => Problem::usage(why),
            Fault::NoSuch(noun, text) => Problem::no_such(noun, &text),
            Fault::Ambiguous(noun, text, candidates) => Problem::ambiguous(noun, &text, candidates),
        }
    }

    pub fn no_such(noun: Noun, text: &str) -> Self {
        let label = noun.label();
        let (en, zh) = (label.en, label.zh);
        let table = match noun {
            Noun::Attachment => "attach".to_owned(),
            Noun::Article => "kb".to_owned(),
            _ => noun.table().replace('_', "-"),
        };
        Problem::new(
            Exit::NoSuchRecord,
            say!("there is no {en} “{text}”", "没有{zh}“{text}”"),
        )
        .hint(match noun {
            Noun::Customer
            | Noun::Ticket
            | Noun::Staff
            | Noun::Contact
            | Noun::Followup
            | Noun::Deal
            | Noun::Promise
            | Noun::Contract
            | Noun::Delivery
            | Noun::Request
            | Noun::Need
            | Noun::Objection
            | Noun::Recall
            | Noun::Survey
            | Noun::Feedback
            | Noun::Improvement
            | Noun::Audit
            | Noun::Proposal
            | Noun::Attachment
            | Noun::Handover
            | Noun::Article
            | Noun::Product => {
                say!(
                    "look with: kehu {table} list",
                    "可用 kehu {table} list 查看"
                )
            }
            _ => say!("look with: kehu find {text}", "可用 kehu find {text} 查找"),
        })
    }

    pub fn ambiguous(noun: Noun, text: &str, candidates: Vec<Candidate>) -> Self {
        let label = noun.label();
        let (en, zh, n) = (label.en, label.zh, candidates.len());
        let mut problem = Problem::new(
            Exit::Ambiguous,
            say!(
                "“{text}” names {n} records ({en})",
                "“{text}”对应 {n} 条{zh}"
            ),
        )
        .hint(say!("name one by its number", "请用编号指明其中一条"));
        problem.candidates = candidates;
        problem
    }

    /// The whole message in one language, without its hint.
    pub fn say(&self, lang: Lang) -> String {
        let what = self.what.to(lang);
        match &self.about {
            None => what.to_owned(),
            Some(about) => match lang {
                Lang::En => format!("{}: {what}", about.to(lang)),
                Lang::Zh => format!("{}：{what}", about.to(lang)),
            },
        }
    }
}

/// Why a command came to nothing.
#[derive(Debug)]
pub enum Failure {
    /// The user can put it right: every fault at once.
    Problems(Vec<Problem>),
    /// A command line that could not be read, as the finished message.
    Usage(String),
    /// Help or the version was asked for: an answer, not a fault.
    Help(String),
    /// Ctrl-C at a question; what was typed is kept as this draft.
    Stopped(Option<Say>),
    /// I/O, SQLite or a bug, with what was being done.
    Other(anyhow::Error),
}

impl Failure {
    /// The same, said of a flag: `--month`.
    #[must_use]
    pub fn of_flag(self, flag: &str) -> Self {
        let of = |problem: Problem| problem.about(Say::same(flag));
        match self {
            Failure::Problems(all) => Failure::Problems(all.into_iter().map(of).collect()),
            other => other,
        }
    }

    pub fn exit(&self) -> Exit {
        match self {
            Failure::Problems(problems) => problems
                .iter()
                .map(|problem| problem.exit)
                .max()
                .unwrap_or(Exit::Failed),
            Failure::Usage(_) => Exit::Usage,
            Failure::Help(_) => Exit::Done,
            Failure::Stopped(_) => Exit::Stopped,
            Failure::Other(error) if is_closed_pipe(error) => Exit::Done,
            Failure::Other(_) => Exit::Failed,
        }
    }
}

/// Whether whoever was reading has heard enough.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Failure::Problems(vec![problem])
    }
}

impl From<Vec<Problem>> for Failure {
    fn from(problems: Vec<Problem>) -> Self {
        Failure::Problems(problems)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Failure::Other(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Failure::Other(error.into())
    }
}

/// An answer as a shell takes it: in quotes, where it has gaps.
fn as_typed(answer: &str) -> String {
    match answer.contains(|c: char| c.is_whitespace() || c == ';') {
        true => format!("\"{answer}\""),
        false => answer.to_owned(),
    }
}
