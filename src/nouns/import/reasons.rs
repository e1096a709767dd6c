//! Why a row cannot go in, as the person who has the file can mend it.

use super::rows::Verdict;
use crate::problem::{Exit, Problem};
use crate::say;
use crate::store::OnFile;
use crate::words::{Say, Text};

pub(super) fn bad(what: Say) -> Verdict {
    Verdict::Bad(vec![Problem::usage(what)])
}

pub(super) fn two(one: &OnFile, other: &OnFile) -> Problem {
    let (one, other) = (&one.number, &other.number);
    Problem::usage(say!(
        "may be either of two customers on file: {one}, {other}",
        "可能是已有的两个客户之一：{one}、{other}"
    ))
}

pub(super) fn on_file(known: &OnFile) -> Problem {
    let OnFile { number, name, .. } = known;
    Problem::usage(say!(
        "“{name}” is on file already as {number}, with another region or credit code",
        "“{name}”已在档（{number}），但区域或信用代码不同"
    ))
    .hint(say!(
        "if it is the same customer, give its number in a column “number”",
        "若为同一客户，请增加“客户编号”一列并填其编号"
    ))
}

pub(super) fn removed(known: &OnFile) -> Problem {
    let number = &known.number;
    Problem::usage(say!(
        "{number} is a removed customer",
        "{number} 是已删除的客户"
    ))
}

pub(super) fn stays(label: Text, number: &str) -> Problem {
    Problem::usage(say!(
        "{number} has another answer on file, which stays",
        "{number} 已有不同内容，保留原内容"
    ))
    .about(label)
}

/// A row has columns, no flags.
pub(super) fn without_flag(mut problem: Problem) -> Problem {
    if problem.exit == Exit::Usage {
        problem.hint = None;
    }
    problem
}
