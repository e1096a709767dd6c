//! What the reports of service have in common: which term they are about, whose it is,
//! and how their tables are shown and written into files.

use chrono::NaiveDate;
use clap::Arg;

use super::files::{self, Files};
use super::trend::reader;
use super::whose::{self, Narrowed};
use super::work;
use crate::app::App;
use crate::flags::Takes;
use crate::nouns::{Call, option};
use crate::out::Out;
use crate::problem::{Failure, Problem};
use crate::records::Staff;
use crate::render::Format;
use crate::report::{self, Length, Reader, Term};
use crate::say;
use crate::store::Period;
use crate::value::{Moment, Noun as Of};
use crate::view::View;
use crate::words::{Lang, Say, Text, t};

/// The flags that say which term, and of which colleague.
pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = term(lang);
    args.push(whose::rep(lang));
    args.extend(files::args(lang));
    args
}

/// Those, and the flags that say which several terms, and of which team and customers.
pub fn all_args(lang: Lang) -> Vec<Arg> {
    let mut args = args(lang);
    args.push(last_arg(lang));
    args.extend(whose::more_args(lang));
    args
}

/// Those that say which term, or which several.
pub fn terms(lang: Lang) -> Vec<Arg> {
    let mut args = term(lang);
    args.push(last_arg(lang));
    args
}

fn last_arg(lang: Lang) -> Arg {
    option(
        "last",
        t("N", "期数"),
        t(
            "So many periods up to it beside one another, 2 to 36",
            "并列截至该期的若干期，2–36",
        ),
        lang,
    )
    .conflicts_with_all(["from", "to"])
}

/// Those that say which term.
pub fn term(lang: Lang) -> Vec<Arg> {
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
    args
}

/// A term with its moments.
#[derive(Clone, Debug)]
pub struct Span {
    pub term: Term,
    pub period: Period,
    /// Its end, or now where it runs.
    pub until: Moment,
}

/// How the flags are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reads {
    /// `--team` means another kind of team.
    pub other_teams: bool,
    /// The term where none is named; the last whole one unless this says otherwise.
    pub unless: Option<&'static str>,
}

/// Which term, whose, and the moments that follow.
pub struct Asked {
    pub term: Term,
    pub period: Period,
    pub before: Period,
    /// The end of the term, or now where it runs.
    pub until: Moment,
    pub narrowed: Narrowed,
    /// The one colleague, where one is named, and how they are called.
    pub owner: Option<i64>,
    pub rep: Option<String>,
    /// Whether the line named the term.
    pub named: bool,
    /// What is laid beside one another: the term, the one before and the same of the
    /// year before; or, with `--last`, so many terms, the oldest first.
    pub spans: Vec<Span>,
    pub is_series: bool,
}

impl Asked {
    /// Reads the flags; the last whole term of this length where none is named.
    ///
    /// # Errors
    /// Exit 2 for a term that is none or has not begun, exit 3 for a colleague whom
    /// nobody knows.
    pub fn read(app: &mut App<'_>, call: &Call<'_>, length: Length) -> Result<Self, Failure> {
        Self::read_with(app, call, length, Reads::default())
    }

    /// The same, read otherwise.
    ///
    /// # Errors
    /// As [`Asked::read`].
    pub fn read_with(
        app: &mut App<'_>,
        call: &Call<'_>,
        length: Length,
        reads: Reads,
    ) -> Result<Self, Failure> {
        app.file()?;
        let zone = app.policy.get()?.calendar.zone();
        let term = named(app, call, length, reads.unless)?;
        let last = last(call.text("last"))?;
        let spans = spans(term, last)
            .into_iter()
            .map(|term| {
                let period = term.period(zone).ok_or_else(outside)?;
                let until = period.to.min(app.now);
                Ok(Span {
                    term,
                    period,
                    until,
                })
            })
            .collect::<Result<Vec<_>, Problem>>()?;
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
        let mut narrowed = Narrowed::read(app, call, owner, !reads.other_teams)?;
        narrowed.whose.at = Some(period.to);
        Ok(Asked {
            term,
            until: period.to.min(app.now),
            period,
            before,
            owner,
            rep,
            narrowed,
            named: Length::ALL.iter().any(|it| call.text(it.flag()).is_some()),
            spans,
            is_series: last.is_some(),
        })
    }

    /// The spans that are read at once, since they follow one another.
    pub fn stretches(&self) -> impl Iterator<Item = &[Span]> {
        let together = if self.is_series { self.spans.len() } else { 2 };
        self.spans.chunks(together.max(1))
    }

    /// What was counted of each span as the terms beside one another: this one, the one
    /// before, and the same of the year before.
    pub fn beside<C: Default>(each: Vec<C>) -> (C, C, Option<C>) {
        let mut each = each.into_iter();
        (
            each.next().unwrap_or_default(),
            each.next().unwrap_or_default(),
            each.next(),
        )
    }

    /// What was counted of each span, by its term.
    pub fn in_a_row<C>(&self, each: Vec<C>) -> Vec<(Term, C)> {
        let terms = self.spans.iter().map(|span| span.term);
        terms.zip(each).collect()
    }

    /// What the head of the report says.
    pub fn about<'a>(&'a self, playbook: &'a str) -> report::About<'a> {
        report::About {
            term: self.term,
            spans: self.spans.iter().map(|span| span.term).collect(),
            is_series: self.is_series,
            who: match &self.rep {
                Some(name) => Some(Say::same(name.clone())),
                None => self.narrowed.team.clone(),
            },
            customer: self.narrowed.customer(),
            only: self.narrowed.only(),
            playbook,
            until: self.until,
        }
    }
}

/// The term that the line names; `unless` where it names none, or the last whole one of
/// this length.
///
/// # Errors
/// Exit 2 for a term that is none or has not begun.
pub fn named(
    app: &mut App<'_>,
    call: &Call<'_>,
    length: Length,
    unless: Option<&str>,
) -> Result<Term, Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let today = app.now.day(zone);
    if let Some(from) = call.text("from") {
        return days(app, call, from, today);
    }
    let mut named = Length::NAMED.into_iter();
    match named.find_map(|length| Some((length, call.text(length.flag())?))) {
        Some((length, text)) => Term::read(length, Some(text), today),
        None => Term::read(length, unless, today),
    }
}

fn outside() -> Problem {
    Problem::usage(say!(
        "the period lies outside the calendar",
        "期间超出日历范围"
    ))
}

/// What a term is laid beside.
fn spans(term: Term, last: Option<usize>) -> Vec<Term> {
    if let Some(n) = last {
        return term.and_before(n);
    }
    let (before, year) = (term.before(), term.year_before());
    let mut all = vec![term, before];
    // Of a year the one before is that of the year before.
    all.extend((year != before).then_some(year));
    all
}

/// From where to where a stretch goes.
pub fn ends(stretch: &[Span]) -> Option<(Moment, Moment)> {
    let from = stretch.iter().map(|span| span.period.from).min()?;
    let to = stretch.iter().map(|span| span.period.to).max()?;
    Some((from, to))
}

/// How many periods `--last` asks for.
///
/// # Errors
/// Exit 2 for what is no such number.
pub fn last(text: Option<&str>) -> Result<Option<usize>, Failure> {
    const MOST: usize = 36;
    let Some(text) = text else { return Ok(None) };
    let number = text.trim().parse().ok();
    let number = number.filter(|last| (2..=MOST).contains(last));
    number.map(Some).ok_or_else(|| {
        Problem::usage(say!(
            "“{text}” is not a number of periods from 2 to {MOST}",
            "“{text}”不是 2–{MOST} 的期数"
        ))
        .about(Say::same("--last"))
        .hint(say!(
            "six months: --last 6; four quarters: --quarter last --last 4",
            "六个月：--last 6；四个季度：--quarter 上季度 --last 4"
        ))
        .into()
    })
}

fn days(app: &mut App<'_>, call: &Call<'_>, from: &str, today: NaiveDate) -> Result<Term, Failure> {
    let (first, last) = between(app, call, from, today)?;
    Ok(Term::days(first, last))
}

/// The days from `--from` to `--to`, or to today.
///
/// # Errors
/// Where they are no days, are out of order, or have not come yet.
fn between(
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
pub const SPANS: Text = t("this period and the one before", "本期与上期");

/// Shows the tables, and writes the files asked for: programs find every table and
/// line, people what there is.
///
/// # Errors
/// As [`Files::asked`] and its like.
pub fn write(
    call: &Call<'_>,
    out: &mut Out<'_>,
    until: Moment,
    tables: impl Fn(Reader) -> Vec<View<'static>>,
) -> Result<(), Failure> {
    let files = Files::asked(call)?;
    // A term that is over has the same documents whenever they are made.
    out.style.made = until;
    let chosen = out.style.fields.is_some();
    let fitted = |format: Format| {
        let people = format.is_read();
        let mut views = tables(reader(format, chosen));
        if people && !chosen {
            views.iter_mut().for_each(report::without_idle_year);
        }
        match people && !chosen {
            true => report::collapsed(views, SPANS),
            false => (views, None),
        }
    };
    let written = files.render(&out.style, fitted)?;
    if files.is_empty() || !out.quiet {
        let (views, ending) = fitted(out.style.format);
        out.views(views, ending.as_ref())?;
    }
    written.store(call.dry_run, out)
}

/// Shows several terms in a row, and writes the files asked for.
///
/// # Errors
/// As [`write`].
pub fn write_series<C>(
    call: &Call<'_>,
    out: &mut Out<'_>,
    until: Moment,
    (title, about): (Text, &report::About<'_>),
    (lines, graphs, each): report::InARow<'_, C>,
) -> Result<(), Failure> {
    write(call, out, until, |reader| {
        let head = std::iter::once(report::head(title, about));
        head.chain(report::series(lines, graphs, each, reader))
            .collect()
    })
}
