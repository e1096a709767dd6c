//! Equal problems of a file's rows once with all their lines, and of very many of one
//! field the first alone.

use std::collections::{BTreeMap, HashMap};

use crate::problem::{Exit, Problem};
use crate::say;
use crate::words::{Lang, Say};

/// How many lines are named before “and more”.
const LINES: usize = 20;

/// How many problems of one field are told apart before “further problems”.
const ALIKE: usize = 10;

/// Problems with their lines, equal ones once.
pub fn grouped<'p>(problems: impl Iterator<Item = (usize, &'p Problem)>) -> Vec<Problem> {
    let mut at: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<(&Problem, Vec<usize>)> = Vec::new();
    for (line, problem) in problems {
        let next = groups.len();
        match groups.get_mut(*at.entry(problem.say(Lang::En)).or_insert(next)) {
            Some((_, lines)) => lines.push(line),
            None => groups.push((problem, vec![line])),
        }
    }
    let told = |problem: &Problem, lines: &[usize], what: Say| Problem {
        exit: Exit::Usage,
        about: Some(named(lines)),
        what,
        ..problem.clone()
    };
    let mut seen: HashMap<Option<&str>, usize> = HashMap::new();
    let mut rest: BTreeMap<Option<&str>, (&Problem, Vec<usize>)> = BTreeMap::new();
    let mut all = Vec::new();
    for (problem, lines) in groups {
        let field = problem.about.as_ref().map(|label| label.en.as_str());
        let so_far = seen.entry(field).or_default();
        *so_far += 1;
        match *so_far > ALIKE {
            true => rest
                .entry(field)
                .or_insert((problem, Vec::new()))
                .1
                .extend(lines),
            false => all.push(told(problem, &lines, said(problem))),
        }
    }
    all.extend(rest.into_values().map(|(problem, mut lines)| {
        lines.sort_unstable();
        lines.dedup();
        told(problem, &lines, further(problem.about.as_ref()))
    }));
    all
}

fn said(problem: &Problem) -> Say {
    Say {
        en: problem.say(Lang::En),
        zh: problem.say(Lang::Zh),
    }
}

/// What stands for the rest of a field's problems.
fn further(label: Option<&Say>) -> Say {
    let (en, zh) = label.map_or_else(Default::default, |label| {
        (format!("{}: ", label.en), format!("{}：", label.zh))
    });
    say!(
        "{en}further problems; all of them with: --rows",
        "{zh}还有同类问题；逐行查看请加：--rows"
    )
}

fn named(lines: &[usize]) -> Say {
    let shown: Vec<String> = lines.iter().take(LINES).map(usize::to_string).collect();
    let (en, zh, more) = (
        shown.join(", "),
        shown.join("、"),
        lines.len().saturating_sub(LINES),
    );
    match (lines.len(), more) {
        (1, _) => say!("line {en}", "第 {zh} 行"),
        (_, 0) => say!("lines {en}", "第 {zh} 行"),
        _ => say!("lines {en} and {more} more", "第 {zh} 行等，另有 {more} 行"),
    }
}
