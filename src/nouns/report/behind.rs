//! `--ids LINE`: the records behind a line of a report, so that every figure can be
//! followed to what it was counted from. What is a measure of performance, `report kpi`
//! follows.

use clap::Arg;

use super::service::{self, Asked};
use super::trend;
use crate::app::App;
use crate::flags::Takes;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Failure, Problem};
use crate::records::choices::Kpi;
use crate::report::{self, Followed, Standing};
use crate::say;
use crate::store::{Adds, Period, Tabled, Whose};
use crate::value::{Cell, Choice, ChoiceSet as _, Kind, Moment, Noun};
use crate::view::{Rows, View};
use crate::words::{Lang, Say, Text, t};

pub fn arg(lang: Lang) -> Arg {
    option(
        "ids",
        t("LINE", "行"),
        t(
            "The records behind a line: deals_won, tickets_by_cause.logistics",
            "列出某一行的明细记录：deals_won、tickets_by_cause.logistics",
        ),
        lang,
    )
    .add(Takes::Answer(Kind::Choice(Tabled::CHOICES)))
}

/// The same for a report that has tables of its own.
pub fn own_arg(example: &'static str, lang: Lang) -> Arg {
    let (en, zh) = (
        "The records behind a line, such as",
        "列出某一行的明细记录，例如",
    );
    let help = match lang {
        Lang::En => format!("{en} {example}"),
        Lang::Zh => format!("{zh} {example}"),
    };
    option("ids", t("LINE", "行"), t("", ""), lang).help(help)
}

/// The figures at the head of a month that a table below tells in full.
const HEAD: &[(&str, &str, Option<&str>)] = &[
    ("new_customers", "new_customers_by_source", None),
    ("followups", "followups_by_method", None),
    ("customers_touched", "customers_contacted", Some("touched")),
    ("actions_kept_share", "actions", None),
    ("promises_kept_share", "promises_by_us", None),
    ("deals_won", "deals", Some("won")),
    ("deals_amount", "deals", Some("amount")),
    ("payments_received", "contracts", Some("received")),
    ("tickets_opened", "tickets", Some("opened")),
    ("tickets_closed", "tickets", Some("closed")),
    ("tickets_open", "tickets", Some("open")),
    (
        "first_response_mean_minutes",
        "ticket_times",
        Some("response"),
    ),
    ("feedback_received", "feedback", Some("received")),
    ("complaints", "feedback", Some("complaints")),
];

/// What the rules decide, or surveys tell, by the measure that follows it.
const MEASURED: &[(Noun, &str, Kpi)] = &[
    (Noun::Ticket, "response_kept_share", Kpi::ClocksKept),
    (Noun::Ticket, "solution_kept_share", Kpi::ClocksKept),
    (Noun::Ticket, "ticket_clocks", Kpi::ClocksKept),
    (Noun::Feedback, "response_kept_share", Kpi::FeedbackKept),
    (Noun::Feedback, "solution_kept_share", Kpi::FeedbackKept),
    (Noun::Ticket, "satisfaction", Kpi::Satisfaction),
];

/// Of what the records are asked for.
pub struct Of<'a> {
    /// The report's word, and the tables that it has.
    pub report: &'a str,
    pub views: &'a [View<'static>],
    pub period: &'a Period,
    /// How the period is called, for people.
    pub name: Say,
    pub whose: &'a Whose,
    pub until: Moment,
}

impl<'a> Of<'a> {
    /// Of a report of any term.
    pub fn term(report: &'a str, views: &'a [View<'static>], asked: &'a Asked) -> Self {
        Of {
            report,
            views,
            period: &asked.period,
            name: asked.term.name(),
            whose: &asked.narrowed.whose,
            until: asked.until,
        }
    }

    fn view(&self, key: &str) -> Option<&'a View<'static>> {
        self.views.iter().find(|view| view.key == key)
    }

    /// The deals stand at the head of the report of them.
    fn heads_with_deals(&self) -> bool {
        self.view("headline").is_none() && self.view("deals").is_some()
    }

    /// The lines of a table; some stand at the head alone.
    fn lines(&self, key: &str) -> Vec<Choice> {
        if key == TIMES_TABLE {
            return TIMES.to_vec();
        }
        if key == "deals" && self.heads_with_deals() {
            let all = report::deal_lines().iter();
            return all.map(|line| line.choice()).collect();
        }
        let lines = |key| self.view(key).map(report::lines_of).unwrap_or_default();
        let mut all = lines(key);
        all.retain(|line| !["total", "kept_share"].contains(&line.code));
        if key == "feedback" {
            all.extend(
                lines("headline")
                    .into_iter()
                    .filter(|it| it.code == "complaints"),
            );
        }
        all
    }

    /// The measure of performance that a figure at the head is, or that follows it.
    fn measure(&self, noun: Noun, code: &str) -> Option<Kpi> {
        let mut known = MEASURED.iter();
        let known = known.find(|(about, known, _)| (*about, *known) == (noun, code));
        if let Some((.., kpi)) = known {
            return Some(*kpi);
        }
        if self.heads_with_deals() {
            let line = report::deal_lines().iter().find(|line| line.code == code);
            return line.and_then(|line| line.kpi);
        }
        let view = self.view("headline")?;
        let at = view.columns.iter().position(|column| column.key == "kpi")?;
        let Rows::Held(rows) = &view.rows else {
            return None;
        };
        let named = |cell: Option<&Cell>| matches!(cell, Some(Cell::Choice(it)) if it.code == code);
        match rows.iter().find(|row| named(row.first()))?.get(at)? {
            Cell::Line(number) => Kpi::called(number),
            _ => None,
        }
    }
}

/// The table and the line of it that a word names. A total, and a share of all, is about
/// the whole table; a mean and a median are of the same times.
fn split(line: &str) -> (&str, Option<&str>) {
    let Some((table, item)) = line.split_once('.') else {
        return (line, None);
    };
    let timed = ["_mean_minutes", "_median_minutes", "_p90_minutes"];
    let time = timed.iter().find_map(|ending| item.strip_suffix(ending));
    let item = match item {
        "total" | "kept_share" => None,
        "cycle_median" => Some("cycle_mean"),
        item => Some(time.filter(|_| table == TIMES_TABLE).unwrap_or(item)),
    };
    (table, item)
}

const TIMES_TABLE: &str = "ticket_times";

/// What the times of tickets are called, whichever figure is made of them.
const TIMES: [Choice; 3] = {
    const fn time(code: &'static str, label: Text) -> Choice {
        Choice {
            code,
            label,
            aliases: &[],
        }
    }
    [
        time("response", t("First response", "首次响应")),
        time("solution", t("Solution given", "给出方案")),
        time("resolution", t("Solved", "解决")),
    ]
};

/// Shows the records behind a line of a month, or of another term.
///
/// # Errors
/// Exit 2 for what is no line of the report, or one that another command follows.
pub fn show(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    line: &str,
    of: &Of<'_>,
) -> Result<(), Failure> {
    let bare = line.trim();
    let bare = bare.strip_prefix("headline.").unwrap_or(bare);
    let head = HEAD.iter().find(|(code, ..)| *code == bare);
    let head = head.filter(|_| of.view("headline").is_some());
    let is_deal = of.heads_with_deals() && of.lines("deals").iter().any(|it| it.code == bare);
    let (key, item) = match head {
        Some((_, key, item)) => (*key, *item),
        None if is_deal => ("deals", Some(bare)),
        None => split(bare),
    };
    if key == "feedback" && of.view(key).is_some() {
        let store = app.store.read()?;
        let rows = store.feedback_rows(of.period.from, of.period.to, of.whose)?;
        let all = report::standing_feedback(&rows, of.period);
        return standing(app, call, out, (of, Noun::Feedback, &all), (key, item));
    }
    let Some(table) = Tabled::from_code(key).filter(|_| of.view(key).is_some()) else {
        return Err(match of.measure(Noun::Ticket, bare) {
            Some(kpi) => elsewhere(line, kpi),
            None => no_line(line, of, |key| {
                key == "feedback" || Tabled::from_code(key).is_some()
            }),
        }
        .into());
    };
    let none = match table {
        Tabled::NewByGrade => "ungraded",
        _ => "unstated",
    };
    let records = trend::asking_within(app, of.period, of.whose, |store, asked| {
        store.behind_table(table, (item, none), asked)
    })?;
    let lines = of.lines(key);
    if let (Some(item), true) = (item, records.is_empty()) {
        if let Some(kpi) = Kpi::from_code(item) {
            return Err(elsewhere(line, kpi).into());
        }
        known(key, item, &lines)?;
    }
    let followed = Followed {
        title: title(of, (key, item), &lines),
        lines: &lines,
        records: &records,
        adds: &|item| table.adds(item),
    };
    list(call, out, of.until, &followed)
}

/// The same of a report that counted its records itself: `about` is what they are, `all`
/// where each stands.
///
/// # Errors
/// As [`show`].
pub fn show_standing(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    line: &str,
    (of, about, all): (&Of<'_>, Noun, &[Standing]),
) -> Result<(), Failure> {
    let bare = line.trim();
    let bare = bare.strip_prefix("headline.").unwrap_or(bare);
    let counts = match about {
        Noun::Ticket => "tickets",
        _ => about.table(),
    };
    let (key, item) = match split(bare) {
        // What stands at the head is a line of the table of counts.
        (item, None) if of.lines(counts).iter().any(|line| line.code == item) => {
            (counts, Some(item))
        }
        other => other,
    };
    let is_followed = |key: &str| report::is_followed(about, key);
    if !is_followed(key) {
        return Err(match of.measure(about, bare) {
            Some(kpi) => elsewhere(line, kpi),
            None => no_line(line, of, is_followed),
        }
        .into());
    }
    standing(app, call, out, (of, about, all), (key, item))
}

fn standing(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    (of, about, all): (&Of<'_>, Noun, &[Standing]),
    (key, item): (&str, Option<&str>),
) -> Result<(), Failure> {
    let meant = all
        .iter()
        .filter(|(.., (table, code))| *table == key && item.is_none_or(|item| item == *code));
    let meant: Vec<_> = meant.map(|(id, at, (_, code))| (*id, *at, *code)).collect();
    let lines = of.lines(key);
    if let (Some(item), true) = (item, meant.is_empty()) {
        known(key, item, &lines)?;
    }
    let records = app.store.read()?.records(about, &meant)?;
    let followed = Followed {
        title: title(of, (key, item), &lines),
        lines: &lines,
        records: &records,
        adds: &|_| Adds::One,
    };
    list(call, out, of.until, &followed)
}

/// Shows the list, and says so where nothing is in it.
fn list(
    call: &Call<'_>,
    out: &mut Out<'_>,
    until: Moment,
    all: &Followed<'_>,
) -> Result<(), Failure> {
    service::write_whole(call, out, until, |reader| {
        vec![report::followed(all, reader)]
    })?;
    if all.records.is_empty() {
        out.note(&say!("no record stands behind it", "该行没有记录"));
    }
    Ok(())
}

fn refused(what: Say, hint: Say) -> Problem {
    Problem::usage(what).about(Say::same("--ids")).hint(hint)
}

fn elsewhere(line: &str, kpi: Kpi) -> Problem {
    let number = kpi.number();
    refused(
        say!("“{line}” is a measure of performance", "“{line}”是考核指标"),
        say!(
            "with the same period and flags: kehu report kpi {number} --ids",
            "请用同样的期间与范围：kehu report kpi {number} --ids"
        ),
    )
}

fn no_line(line: &str, of: &Of<'_>, is_followed: impl Fn(&str) -> bool) -> Problem {
    let tables = of.views.iter().map(|view| view.key);
    let tables: Vec<&str> = tables.filter(|key| is_followed(key)).collect();
    let (report, all) = (of.report, tables.join(", "));
    refused(
        say!(
            "“{line}” names no line of report {report}",
            "“{line}”不是 report {report} 的行"
        ),
        say!(
            "name a table, or a line of it behind a dot: {all}",
            "请填表名，或在点号后写明其中一行：{all}"
        ),
    )
}

/// Whether a table has such a line.
fn known(key: &str, item: &str, lines: &[Choice]) -> Result<(), Problem> {
    if lines.iter().any(|line| line.code == item) {
        return Ok(());
    }
    let all: Vec<&str> = lines.iter().map(|line| line.code).collect();
    let all = all.join(", ");
    Err(refused(
        say!("“{item}” is no line of {key}", "“{item}”不是 {key} 中的行"),
        say!("it has: {all}", "可用：{all}"),
    ))
}

/// What the figure is called: the table, its line, the period.
fn title(of: &Of<'_>, (key, item): (&str, Option<&str>), lines: &[Choice]) -> Say {
    let table = of.view(key).map(|view| view.title.clone());
    let Say { en, zh } = table.unwrap_or_else(|| Say::same(key.to_owned()));
    let Say {
        en: period_en,
        zh: period_zh,
    } = &of.name;
    let line = lines.iter().find(|line| Some(line.code) == item);
    match (line, item) {
        (Some(line), _) => {
            let (line_en, line_zh) = (line.label.en, line.label.zh);
            say!("{en}, {line_en}, {period_en}", "{period_zh}{zh}，{line_zh}")
        }
        (None, Some(item)) => say!("{en}, {item}, {period_en}", "{period_zh}{zh}，{item}"),
        (None, None) => say!("{en}, {period_en}", "{period_zh}{zh}"),
    }
}
