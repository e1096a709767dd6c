//! Why a row cannot go in, as the person who has the file can mend it.

use crate::field::Field;
use crate::problem::{Exit, Problem};
use crate::say;
use crate::store::OnFile;
use crate::value::{Kind, Noun};
use crate::words::{Say, Text};

/// Two records fit: the row does not say which of them it is.
pub(super) fn two(noun: Noun, one: &OnFile, other: &OnFile) -> Problem {
    let label = noun.label();
    let (en, zh) = (label.en, label.zh);
    let (one, other) = (named(one), named(other));
    Problem::usage(say!(
        "may be either of two records ({en}): {one}, {other}",
        "可能是已有的两条{zh}之一：{one}、{other}"
    ))
}

fn named(known: &OnFile) -> String {
    match known.name.is_empty() || known.name == known.number {
        true => known.number.clone(),
        false => format!("{} {}", known.number, known.name),
    }
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

pub(super) fn removed(noun: Noun, known: &OnFile) -> Problem {
    let number = &known.number;
    let label = noun.label();
    let (en, zh) = (label.en, label.zh);
    Problem::usage(say!(
        "{number} is a removed {en}",
        "{number} 是已删除的{zh}"
    ))
}

pub(super) fn twice(noun: Noun, line: usize) -> Problem {
    let label = noun.label();
    let (en, zh) = (label.en, label.zh);
    Problem::usage(say!(
        "line {line} of this file is the same {en}",
        "与本文件第 {line} 行是同一{zh}"
    ))
}

pub(super) fn stays(label: Text, number: &str) -> Problem {
    Problem::usage(say!(
        "{number} has another answer on file, which stays",
        "{number} 已有不同内容，保留原内容"
    ))
    .about(label)
}

pub(super) fn masked(label: Text) -> Problem {
    Problem::usage(say!(
        "masked by an export; export again with --reveal",
        "导出时已打码；请加 --reveal 重新导出"
    ))
    .about(label)
}

pub(super) fn not_on_file(name: &str) -> Problem {
    let mut problem = Problem::no_such(Noun::Customer, name);
    problem.exit = Exit::Usage;
    problem.hint(say!(
        "make such customers with: --new-customers enterprise, or individual",
        "新建此类客户请加：--new-customers enterprise（企业）或 individual（个人）"
    ))
}

pub(super) fn without_customer(noun: Noun, label: Text) -> Problem {
    let problem = Problem::usage(say!("no answer", "没有填写")).about(label);
    match noun {
        Noun::Contact => problem.hint(say!(
            "give --set customer=NAME, or make them customers themselves: --new-customers individual",
            "请用 --set customer=客户 指定，或作为个人客户导入：--new-customers individual"
        )),
        _ => problem,
    }
}

/// The record that a row refers to is a row that was not taken.
pub(super) fn lost(label: Text, line: usize) -> Problem {
    Problem::usage(say!(
        "line {line}, which it refers to, cannot be taken",
        "所指的第 {line} 行未能导入"
    ))
    .about(label)
}

/// A reference that leads back to where it started.
pub(super) fn round(label: Text) -> Problem {
    Problem::usage(say!("leads back to this very row", "绕了一圈又指回本行")).about(label)
}

/// A row has columns, no flags.
pub(super) fn without_flag(mut problem: Problem) -> Problem {
    if problem.exit == Exit::Usage {
        problem.hint = None;
    }
    problem
}

/// Everything that is wrong, and what to do about it.
pub(super) fn refused(mut faults: Vec<Problem>, abroad: bool) -> Vec<Problem> {
    let hints: Vec<Option<Say>> = faults.iter().map(|fault| fault.hint.clone()).collect();
    if let Some((last, (own, before))) = faults.last_mut().zip(hints.split_last()) {
        // What an earlier line says already, the last one does not say again.
        if before.contains(own) {
            last.hint = None;
        }
        let advice = say!(
            "nothing was stored; put these rows right, or set them aside with: --reject-to FILE",
            "没有存入任何内容；请更正这些行，或用 --reject-to 文件 将其另存"
        );
        let all = last.hint.take().into_iter();
        let all = all.chain(abroad.then(country)).chain([advice]);
        last.hint = all.reduce(|so_far, next| Say {
            en: format!("{}\n  {}", so_far.en, next.en),
            zh: format!("{}\n  {}", so_far.zh, next.zh),
        });
    }
    faults
}

/// How numbers from abroad are read that do not say so.
pub(super) fn country() -> Say {
    say!(
        "phone numbers of another country that do not begin with +: --country +1",
        "国外号码若未以 + 开头，请注明国家（地区）：--country +1"
    )
}

/// Whether a phone number is among what could not be read; one behind a mask is
/// none of any country.
pub(super) fn any_phone(problems: &[Problem], fields: &[Field]) -> bool {
    let mut phones = fields
        .iter()
        .filter(|field| field.kind == Kind::Phone)
        .map(|field| (Some(Say::from(field.label)), masked(field.label).what));
    phones.any(|(label, masked)| {
        let mut all = problems.iter();
        all.any(|problem| problem.about == label && problem.what != masked)
    })
}
