//! What is said of an import: what is wrong, the counts, each row's verdict, and the file
//! of rejected rows.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;

use super::alike::grouped;
use super::kinds::Kind;
use super::rows::{Outcome, Verdict};
use crate::exchange::Sheet;
use crate::exchange::columns::REASON;
use crate::out::Out;
use crate::problem::{Failure, Problem};
use crate::render::Format;
use crate::say;
use crate::value::{Cell, Noun, Value as _};
use crate::view::{Column, NUMBER, View};
use crate::words::{Lang, Say, Text, t};

/// What an import came to.
pub struct Report {
    pub kind: &'static Kind,
    pub new: usize,
    pub same: usize,
    /// Rows that were written to a record on file; of those some conflict as well.
    pub changed: usize,
    pub conflicts: usize,
    /// Rows that cannot be taken: their place in the sheet, and why.
    pub bad: Vec<(usize, Vec<Problem>)>,
    /// Rows with answers that were not taken, by line.
    stays: Vec<(usize, Problem)>,
    pub incomplete: usize,
    /// Tickets whose times contradict one another.
    pub crossed: usize,
    /// What is missing most, and in how many rows.
    missing: HashMap<Text, usize>,
    /// Records made beside the rows' own, by noun.
    pub made: BTreeMap<&'static str, usize>,
    /// The numbers of the new records, where they are asked for.
    pub numbers: Option<Vec<String>>,
    /// Every row, where they are asked for.
    rows: Option<Vec<Vec<Cell>>>,
    lang: Lang,
}

impl Report {
    /// An empty one; `numbers` and `rows` are held only where they are asked for.
    pub fn new(kind: &'static Kind, numbers: bool, rows: bool, lang: Lang) -> Self {
        Report {
            kind,
            new: 0,
            same: 0,
            changed: 0,
            conflicts: 0,
            bad: Vec::new(),
            stays: Vec::new(),
            incomplete: 0,
            crossed: 0,
            missing: HashMap::new(),
            made: BTreeMap::new(),
            numbers: numbers.then(Vec::new),
            rows: rows.then(Vec::new),
            lang,
        }
    }

    /// The counts, or every row and the counts beside them.
    ///
    /// # Errors
    /// When nothing can be written to.
    pub fn say(
        &mut self,
        dry: bool,
        reject_to: Option<&str>,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        if let Some(view) = self.view() {
            out.view(view)?;
            out.note(&self.line(dry, reject_to));
            for line in self.lines() {
                out.note(&line);
            }
            return Ok(());
        }
        if out.quiet {
            for number in self.numbers.iter().flatten().filter(|_| !dry) {
                writeln!(out.out, "{number}")?;
            }
            return Ok(());
        }
        if matches!(out.style.format, Format::Json | Format::Jsonl) {
            writeln!(out.out, "{}", self.json(dry))?;
            return Ok(());
        }
        out.line(&self.line(dry, reject_to))?;
        for line in self.lines() {
            out.line(&line)?;
        }
        Ok(())
    }

    /// Notes what became of a row.
    pub fn note(&mut self, sheet: &Sheet, at: usize, outcome: Outcome) {
        let line = sheet.rows.get(at).map_or(0, |row| row.line);
        if let Some(rows) = &mut self.rows {
            rows.push(shown(line, &outcome, self.lang));
        }
        self.crossed += usize::from(outcome.crossed);
        self.changed += usize::from(outcome.written);
        match outcome.verdict {
            Verdict::New => {
                self.new += 1;
                self.incomplete += usize::from(!outcome.missing.is_empty());
                for label in outcome.missing {
                    *self.missing.entry(label).or_default() += 1;
                }
                if let Some(numbers) = &mut self.numbers {
                    numbers.push(outcome.number);
                }
            }
            Verdict::Same => self.same += 1,
            Verdict::Changed => {}
            Verdict::Conflicting => {
                self.conflicts += 1;
                let problems = outcome.problems.into_iter();
                self.stays.extend(problems.map(|problem| (line, problem)));
            }
            Verdict::Bad => self.bad.push((at, outcome.problems)),
        }
    }

    /// “54 customers imported, …”.
    pub fn line(&self, dry: bool, reject_to: Option<&str>) -> Say {
        let Report {
            new,
            same,
            changed,
            conflicts,
            ..
        } = self;
        let bad = self.bad.len();
        let many_zh = self.kind.many.zh;
        let many = match new {
            1 => self.kind.noun.label().en,
            _ => self.kind.many.en,
        };
        let (mut en, mut zh) = match dry {
            true => (
                format!("{new} {many} would be imported"),
                format!("将导入 {new} 条{many_zh}"),
            ),
            false => (
                format!("{new} {many} imported"),
                format!("导入 {new} 条{many_zh}"),
            ),
        };
        if *changed > 0 {
            en.push_str(&format!(", {changed} updated"));
            zh.push_str(&format!("，更新 {changed} 条"));
        }
        if *conflicts > 0 {
            en.push_str(&format!(", {conflicts} conflicting"));
            zh.push_str(&format!("，冲突 {conflicts} 条"));
        }
        en.push_str(&format!(", {same} skipped, {bad} rejected"));
        zh.push_str(&format!("，跳过 {same} 条，拒收 {bad} 条"));
        if let (Some(file), 1..) = (reject_to, bad) {
            en.push_str(&format!(" → {file}"));
            zh.push_str(&format!(" → {file}"));
        }
        Say { en, zh }
    }

    /// What else there is to say: what was made beside, what is incomplete,
    /// what cannot be.
    pub fn lines(&self) -> Vec<Say> {
        let mut lines = Vec::new();
        if !self.made.is_empty() {
            let list = |lang: Lang, join: &str| {
                let one = |(table, n): (&&'static str, &usize)| {
                    let label = Noun::of_table(table).map_or("", |noun| noun.label().to(lang));
                    format!("{label} {n}")
                };
                self.made.iter().map(one).collect::<Vec<_>>().join(join)
            };
            let (en, zh) = (list(Lang::En, ", "), list(Lang::Zh, "、"));
            lines.push(say!("made along with them: {en}", "一并新建：{zh}"));
        }
        if self.crossed > 0 {
            let n = self.crossed;
            lines.push(say!(
                "{n} with times that contradict one another: kept and marked, left out of the figures",
                "{n} 条时间前后矛盾：照原样保留并标记，不计入时长统计"
            ));
        }
        lines.extend(self.incomplete_line());
        lines
    }

    /// What the playbook still wants of the new records.
    fn incomplete_line(&self) -> Option<Say> {
        let n = self.incomplete;
        let mut missing: Vec<_> = self.missing.iter().collect();
        missing.sort_by_key(|(label, n)| (std::cmp::Reverse(**n), label.en));
        let list = |lang: Lang, join: &str| {
            let items = missing
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
            "noun": self.kind.noun.table(),
            "new": self.new,
            "same": self.same,
            "changed": self.changed,
            "conflicts": self.conflicts,
            "bad": self.bad.len(),
            "incomplete": self.incomplete,
            "contradictory": self.crossed,
            "made": self.made,
        })
    }

    /// Every row with its verdict.
    pub fn view(&mut self) -> Option<View<'static>> {
        let columns = vec![
            Column::new("line", t("Line", "行")),
            Column::new("verdict", t("Verdict", "结果")),
            NUMBER,
            Column::new("reasons", t("Reasons", "原因")),
        ];
        let mut rows = self.rows.take()?;
        // Rows that waited for others were noted later.
        rows.sort_by_key(|cells| match cells.first() {
            Some(Cell::Whole(line)) => *line,
            _ => 0,
        });
        Some(View::list(t("Rows", "各行"), columns, rows))
    }

    /// What is wrong with bad rows, equal problems once.
    pub fn faults(&self, sheet: &Sheet) -> Vec<Problem> {
        grouped(self.bad.iter().flat_map(|(at, problems)| {
            let line = sheet.rows.get(*at).map_or(0, |row| row.line);
            problems.iter().map(move |problem| (line, problem))
        }))
    }

    /// Where the file and the store differ, equal ones once.
    pub fn conflicts(&self) -> Vec<Problem> {
        grouped(self.stays.iter().map(|(line, problem)| (*line, problem)))
    }
}

fn shown(line: usize, outcome: &Outcome, lang: Lang) -> Vec<Cell> {
    let text = |text: String| match text.is_empty() {
        true => Cell::Empty,
        false => Cell::Line(text),
    };
    let reasons: Vec<String> = outcome
        .problems
        .iter()
        .map(|problem| problem.say(lang))
        .collect();
    vec![
        Cell::Whole(i64::try_from(line).unwrap_or(i64::MAX)),
        outcome.verdict.cell(),
        text(outcome.number.clone()),
        text(reasons.join(t("; ", "；").to(lang))),
    ]
}

/// Writes the bad rows as they were, each after its reason: UTF-8 with a mark,
/// so that a spreadsheet opens it right, and readable by its owner alone.
///
/// # Errors
/// When the file cannot be written.
pub fn reject(
    file: &Path,
    sheet: &Sheet,
    bad: &[(usize, Vec<Problem>)],
    lang: Lang,
) -> Result<(), Failure> {
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
    let mut bad: Vec<_> = bad.iter().collect();
    bad.sort_by_key(|(at, _)| *at);
    for (at, problems) in bad {
        let Some(row) = sheet.rows.get(*at) else {
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
