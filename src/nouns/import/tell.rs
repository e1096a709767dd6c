//! What is said of an import: equal problems once with all their lines, the
//! counts, and the file of rejected rows.

use std::collections::HashMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;

use super::rows::{Judged, Verdict};
use crate::exchange::Sheet;
use crate::exchange::columns::REASON;
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::words::{Lang, Say, Text};

/// How many lines are named before “and more”.
const LINES: usize = 20;

/// How many rows are what.
#[derive(Default)]
pub struct Counts {
    pub new: usize,
    pub same: usize,
    pub changed: usize,
    pub conflicts: usize,
    pub bad: usize,
    pub incomplete: usize,
    /// What is missing most, and in how many rows.
    pub missing: Vec<(Text, usize)>,
}

impl Counts {
    pub fn of(rows: &[Judged]) -> Self {
        let mut counts = Counts::default();
        let mut missing: HashMap<Text, usize> = HashMap::new();
        for row in rows {
            match &row.verdict {
                Verdict::New(read) => {
                    counts.new += 1;
                    counts.incomplete += usize::from(!read.missing.is_empty());
                    for label in &read.missing {
                        *missing.entry(*label).or_default() += 1;
                    }
                }
                Verdict::Same(_) => counts.same += 1,
                Verdict::Changed { .. } => counts.changed += 1,
                Verdict::Bad(_) => counts.bad += 1,
            }
            counts.conflicts += usize::from(!row.conflicts.is_empty());
        }
        counts.missing = missing.into_iter().collect();
        counts
            .missing
            .sort_by_key(|(label, n)| (std::cmp::Reverse(*n), label.en));
        counts
    }

    /// “54 customers imported, …”.
    pub fn line(&self, dry: bool, reject_to: Option<&str>) -> Say {
        let Counts {
            new,
            same,
            changed,
            bad,
            ..
        } = self;
        let (mut en, mut zh) = match dry {
            true => (
                format!("{new} customers would be imported"),
                format!("将导入 {new} 条客户"),
            ),
            false => (
                format!("{new} customers imported"),
                format!("导入 {new} 条客户"),
            ),
        };
        if *changed > 0 {
            en.push_str(&format!(", {changed} updated"));
            zh.push_str(&format!("，更新 {changed} 条"));
        }
        en.push_str(&format!(", {same} skipped, {bad} rejected"));
        zh.push_str(&format!("，跳过 {same} 条，拒收 {bad} 条"));
        if let (Some(file), 1..) = (reject_to, *bad) {
            en.push_str(&format!(" → {file}"));
            zh.push_str(&format!(" → {file}"));
        }
        Say { en, zh }
    }

    /// What the playbook still wants of the new customers.
    pub fn incomplete_line(&self) -> Option<Say> {
        let n = self.incomplete;
        let list = |lang: Lang, join: &str| {
            let items = self
                .missing
                .iter()
                .map(|(label, n)| format!("{} {n}", label.to(lang)));
            items.collect::<Vec<_>>().join(join)
        };
        (n > 0).then(|| Say {
            en: format!("{n} incomplete; missing: {}", list(Lang::En, ", ")),
            zh: format!("{n} 条信息不完整；缺：{}", list(Lang::Zh, "、")),
        })
    }

    pub fn json(&self, dry: bool) -> serde_json::Value {
        serde_json::json!({
            "dry_run": dry,
            "new": self.new,
            "same": self.same,
            "changed": self.changed,
            "conflicts": self.conflicts,
            "bad": self.bad,
            "incomplete": self.incomplete,
        })
    }
}

/// What is wrong with bad rows, equal problems once.
pub fn faults(rows: &[Judged]) -> Vec<Problem> {
    grouped(rows.iter().flat_map(|row| {
        let problems = match &row.verdict {
            Verdict::Bad(problems) => problems.as_slice(),
            _ => &[],
        };
        problems.iter().map(|problem| (row.line, problem))
    }))
}

/// Where the file and the store differ, equal ones once.
pub fn conflicts(rows: &[Judged]) -> Vec<Problem> {
    grouped(
        rows.iter()
            .flat_map(|row| row.conflicts.iter().map(|problem| (row.line, problem))),
    )
}

fn grouped<'p>(problems: impl Iterator<Item = (usize, &'p Problem)>) -> Vec<Problem> {
    let mut at: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<(&Problem, Vec<usize>)> = Vec::new();
    for (line, problem) in problems {
        let next = groups.len();
        match groups.get_mut(*at.entry(problem.say(Lang::En)).or_insert(next)) {
            Some((_, lines)) => lines.push(line),
            None => groups.push((problem, vec![line])),
        }
    }
    groups
        .into_iter()
        .map(|(problem, lines)| Problem {
            exit: Exit::Usage,
            about: Some(named(&lines)),
            what: Say {
                en: problem.say(Lang::En),
                zh: problem.say(Lang::Zh),
            },
            ..problem.clone()
        })
        .collect()
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

/// Writes the bad rows as they were, each after its reason: UTF-8 with a mark,
/// so that a spreadsheet opens it right, and readable by its owner alone.
///
/// # Errors
/// When the file cannot be written.
pub fn reject(file: &Path, sheet: &Sheet, rows: &[Judged], lang: Lang) -> Result<(), Failure> {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    // The corrected file may come back, and be rejected again.
    let old = |header: &String| *header == REASON.en || *header == REASON.zh;
    let keep: Vec<bool> = sheet.headers.iter().map(|header| !old(header)).collect();
    let kept = |cells: &[String]| -> Vec<String> {
        let cells = cells.iter().enumerate();
        cells
            .filter(|(at, _)| keep.get(*at) != Some(&false))
            .map(|(_, cell)| cell.clone())
            .collect()
    };
    let mut record = vec![REASON.to(lang).to_owned()];
    record.extend(kept(&sheet.headers));
    let failed = |why: csv::Error| Failure::Other(anyhow::Error::new(why));
    writer.write_record(&record).map_err(failed)?;
    for (row, judged) in sheet.rows.iter().zip(rows) {
        let Verdict::Bad(problems) = &judged.verdict else {
            continue;
        };
        let reasons: Vec<String> = problems.iter().map(|problem| problem.say(lang)).collect();
        let mut record = vec![reasons.join("; ")];
        record.extend(kept(&row.cells));
        writer.write_record(&record).map_err(failed)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|why| anyhow::anyhow!("{why}"))?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let written = options.open(file).and_then(|mut out| {
        out.write_all("\u{feff}".as_bytes())?;
        out.write_all(&bytes)
    });
    written.with_context(|| format!("{}", file.display()))?;
    Ok(())
}
