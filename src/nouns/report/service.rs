//! What the reports of service have in common: which term they are about, whose it is,
//! and how their tables are shown and written into files.

use chrono::NaiveDate;
use clap::Arg;

use super::files::{self, Files};
use super::work;
use crate::app::App;
use crate::flags::Takes;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Failure, Problem};
use crate::records::Staff;
use crate::render::Format;
use crate::report::{self, Length, Term};
use crate::say;
use crate::store::Period;
use crate::value::{Moment, Noun as Of};
use crate::view::View;
use crate::words::{Lang, Text, t};

/// The flags that say which term, and whose.
pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args: Vec<Arg> = Length::NAMED
        .into_iter()
        .map(|length| {
            let others = Length::NAMED
                .into_iter()
                .filter(move |other| *other != length);
            let value = t("PERIOD", "期间");
            option(length.flag(), value, length.example(), lang)
                .conflicts_with_all(others.map(Length::flag).chain(["from", "to"]))
                .add(Takes::Words(&["last", "this"]))
        })
        .collect();
    args.push(option(
        "from",
        t("DAY", "日期"),
        t("From this day on", "起始日期"),
        lang,
    ));
    args.push(
        option(
            "to",
            t("DAY", "日期"),
            t("Up to this day; today unless given", "截止日期；默认为今天"),
            lang,
        )
        .requires("from"),
    );
    args.push(
        option(
            "rep",
            t("NAME", "姓名"),
            t(
                "Only what is this colleague's; “me” for yourself",
                "只统计该同事的；本人可写 me",
            ),
            lang,
        )
        .alias("owner")
        .add(Takes::record(Of::Staff)),
    );
    args.extend(files::args(lang));
    args
}

/// Which term, whose, and the moments that follow.
pub struct Asked {
    pub term: Term,
    pub period: Period,
    pub before: Period,
    /// The end of the term, or now where it runs.
    pub until: Moment,
    pub owner: Option<i64>,
    pub rep: Option<String>,
    /// Whether the line named the term.
    pub named: bool,
}

impl Asked {
    /// Reads the flags; the last whole term of this length where none is named.
    ///
    /// # Errors
    /// Exit 2 for a term that is none or has not begun, exit 3 for a colleague whom
    /// nobody knows.
    pub fn read(app: &mut App<'_>, call: &Call<'_>, length: Length) -> Result<Self, Failure> {
        app.file()?;
        let zone = app.policy.get()?.calendar.zone();
        let today = app.now.day(zone);
        let named = Length::NAMED
            .into_iter()
            .find_map(|length| Some((length, call.text(length.flag())?)));
        let term = match (call.text("from"), named) {
            (Some(from), _) => days(app, call, from, today)?,
            (None, Some((length, text))) => Term::read(length, Some(text), today)?,
            (None, None) => Term::read(length, None, today)?,
        };
        let outside = || {
            Problem::usage(say!(
                "the period lies outside the calendar",
                "期间超出日历范围"
            ))
        };
        let period = term.period(zone).ok_or_else(outside)?;
        let before = term.before().period(zone).ok_or_else(outside)?;
        let owner = match call.text("rep") {
            Some(name) => Some(app.resolve(Of::Staff, name)?),
            None => None,
        };
        let rep = match owner {
            Some(id) => Some(app.store.read()?.get::<Staff>(id)?.record.name.0),
            None => None,
        };
        let until = period.to.min(app.now);
        Ok(Asked {
            term,
            period,
            before,
            until,
            owner,
            rep,
            named: named.is_some() || call.text("from").is_some(),
        })
    }

    /// What the head of the report says.
    pub fn about<'a>(&'a self, playbook: &'a str, only: Option<String>) -> report::About<'a> {
        report::About {
            term: self.term,
            rep: self.rep.as_deref(),
            only,
            playbook,
            until: self.until,
        }
    }
}

fn days(app: &mut App<'_>, call: &Call<'_>, from: &str, today: NaiveDate) -> Result<Term, Failure> {
    let (first, last) = between(app, call, from, today)?;
    Ok(Term::days(first, last))
}

/// The days from `--from` to `--to`, or to today.
///
/// # Errors
/// Where they are no days, are out of order, or have not come yet.
pub fn between(
    app: &mut App<'_>,
    call: &Call<'_>,
    from: &str,
    today: NaiveDate,
) -> Result<(NaiveDate, NaiveDate), Failure> {
    let first = day(app, "--from", from)?;
    let last = match call.text("to") {
        Some(to) => day(app, "--to", to)?,
        None => today,
    };
    if last < first || first > today {
        let what = match last < first {
            true => say!("{last} lies before {first}", "{last} 早于 {first}"),
            false => say!("{first} has not come yet", "{first} 还没有到"),
        };
        return Err(Problem::usage(what)
            .hint(say!(
                "give --from and --to in order, up to today",
                "--from 不得晚于 --to，且不晚于今天"
            ))
            .into());
    }
    Ok((first, last))
}

fn day(app: &mut App<'_>, flag: &'static str, text: &str) -> Result<NaiveDate, Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let at = work::day(app, text)?;
    let at = at.map_err(|fault| Problem::from_fault(text, fault).about(t(flag, flag)))?;
    Ok(at.day(zone))
}

/// The two terms of these reports.
const SPANS: Text = t("this period and the one before", "本期与上期");

/// Shows the tables, and writes the files asked for: programs find every table and
/// line, people what there is.
///
/// # Errors
/// As [`files::Files::asked`] and its like.
pub fn write(
    call: &Call<'_>,
    out: &mut Out<'_>,
    until: Moment,
    tables: impl Fn() -> Vec<View<'static>>,
) -> Result<(), Failure> {
    let files = Files::asked(call)?;
    // A term that is over has the same documents whenever they are made.
    out.style.made = until;
    let chosen = out.style.fields.is_some();
    let fitted = |format| {
        let people = matches!(format, Format::Table | Format::Md | Format::Html);
        match people && !chosen {
            true => report::collapsed(tables(), SPANS),
            false => (tables(), None),
        }
    };
    let written = files.render(&out.style, fitted)?;
    if files.is_empty() || !out.quiet {
        let (views, ending) = fitted(out.style.format);
        out.views(views, ending.as_ref())?;
    }
    written.store(call.dry_run, out)
}
