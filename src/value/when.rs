//! Dates and times as people write them, in both languages.
//!
//! What is not understood is `None`, never a guess: 30 February, `25:00`, and
//! `明天3点`, which may be the afternoon.

mod chinese;
mod clock;
mod english;

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

pub(super) use chinese::{is_numeral, number};
pub(super) use clock::begins as begins_with_hour;

use super::{Span, Unit, Workdays};

/// Where to look for a day that is not named in full: `fri`, `3-15`, `5号`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aim {
    /// It has happened: the last such day, today included.
    Past,
    /// It is due: the next such day, today included.
    Future,
    /// A month and a day may lie up to 30 days back; else the next such day.
    Near,
}

/// Where and why a date is being named.
#[derive(Clone, Copy)]
pub(crate) struct Standpoint<'a> {
    /// By the clock on the wall.
    pub now: NaiveDateTime,
    pub aim: Aim,
    pub workdays: &'a dyn Workdays,
}

/// A day, with a time if one was named.
pub(crate) type When = (NaiveDate, Option<NaiveTime>);

/// A day named by its numbers or its month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub year: Option<i32>,
    pub month: u32,
    pub day: u32,
}

/// Longer texts are no dates.
pub(super) const LONGEST: usize = 48;

/// Reads a day, a day and a time, or a time of today.
pub(crate) fn read(text: &str, at: &Standpoint<'_>) -> Option<When> {
    let text = fold(text)?;
    dated(&text, at).or_else(|| Some((at.today(), Some(clock::read(&text)?))))
}

/// Reads a day, dropping the time that may follow it.
pub(crate) fn read_day(text: &str, at: &Standpoint<'_>) -> Option<NaiveDate> {
    dated(&fold(text)?, at).map(|(day, _)| day)
}

/// Half-width and lower case, without white space around it; `None` for what
/// cannot be a date by its length.
pub(super) fn fold(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().nth(LONGEST).is_some() {
        return None;
    }
    Some(text.chars().map(half_width).collect())
}

/// The character as a plain keyboard has it, in lower case.
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => u8::try_from(u32::from(c) - 0xFEE0).map_or(c, char::from),
        '\u{2212}' => '-',
        c => c,
    }
    .to_ascii_lowercase()
}

fn dated(text: &str, at: &Standpoint<'_>) -> Option<When> {
    let plain = |text| {
        shifted(text, at).or_else(|| {
            let (day, rest) = day(text, at)?;
            timed(day, rest)
        })
    };
    plain(text).or_else(|| match at.aim {
        Aim::Future => plain(without_by(text)?),
        _ => None,
    })
}

/// What is left of `by friday` and `周五前`.
fn without_by(text: &str) -> Option<&str> {
    text.strip_prefix("by ").or_else(|| {
        ["之前", "以前", "前"]
            .iter()
            .find_map(|by| text.strip_suffix(by))
    })
}

fn timed(day: NaiveDate, rest: &str) -> Option<When> {
    match rest.trim() {
        "" => Some((day, None)),
        rest => Some((day, Some(clock::read(rest)?))),
    }
}

fn day<'t>(text: &'t str, at: &Standpoint<'_>) -> Option<(NaiveDate, &'t str)> {
    if let Some((named, rest)) = named(text) {
        return Some((at.named(named)?, rest));
    }
    english::day(text, at).or_else(|| chinese::day(text, at))
}

/// A day by its numbers or its month, at the beginning of `text`.
pub(super) fn named(text: &str) -> Option<(Named, &str)> {
    numeric(text)
        .or_else(|| english::named(text))
        .or_else(|| chinese::named(text))
}

/// `2026-03-15`, `2026/3/5`, `2026.3.5`, `20260305`, `3-15`, `3/15`.
fn numeric(text: &str) -> Option<(Named, &str)> {
    let (first, rest) = digits(text)?;
    if let (8, Ok(number)) = (first.len(), first.parse::<u32>()) {
        let year = i32::try_from(number / 10_000).ok();
        return Some(ymd(year, number / 100 % 100, number % 100, rest));
    }
    let mark = rest.chars().next().filter(|c| "-/.".contains(*c))?;
    let (second, rest) = digits(&rest[mark.len_utf8()..])?;
    let third = rest.strip_prefix(mark).map(digits);
    match (first.len(), third) {
        (4, Some(Some((third, rest)))) => Some(ymd(
            first.parse().ok(),
            second.parse().ok()?,
            third.parse().ok()?,
            rest,
        )),
        // 3.15 is a number before it is a day.
        (1 | 2, None) if mark != '.' => {
            Some(ymd(None, first.parse().ok()?, second.parse().ok()?, rest))
        }
        _ => None,
    }
}

fn ymd(year: Option<i32>, month: u32, day: u32, rest: &str) -> (Named, &str) {
    let rest = match rest.strip_prefix('t') {
        Some(time) if year.is_some() && time.starts_with(|c: char| c.is_ascii_digit()) => time,
        _ => rest,
    };
    (Named { year, month, day }, rest)
}

/// The digits that `text` begins with.
fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// `+3d`, `-1wd`, `in 2 hours`, `3 days ago`, `三天后`, `3个工作日内`.
fn shifted(text: &str, at: &Standpoint<'_>) -> Option<When> {
    let (span, sign, rest) = signed(text)
        .or_else(|| english::shift(text))
        .or_else(|| chinese::shift(text, at.aim))?;
    if span.is_clock() {
        let minutes = i64::from(span.n) * if span.unit == Unit::H { 60 } else { 1 };
        let then = at
            .now
            .checked_add_signed(TimeDelta::try_minutes(sign * minutes)?)?;
        return rest
            .trim()
            .is_empty()
            .then(|| (then.date(), Some(then.time())));
    }
    timed(at.shifted(span, sign)?, rest)
}

/// `+3wd`, with what follows the word.
fn signed(text: &str) -> Option<(Span, i64, &str)> {
    let (sign, text) = match text.strip_prefix('+') {
        Some(text) => (1, text),
        None => (-1, text.strip_prefix('-')?),
    };
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    Some((Span::read(word)?, sign, rest))
}

impl Standpoint<'_> {
    fn today(&self) -> NaiveDate {
        self.now.date()
    }

    /// So many days later; earlier, where `days` is negative.
    fn days_on(&self, days: i64) -> Option<NaiveDate> {
        self.today().checked_add_signed(TimeDelta::try_days(days)?)
    }

    /// So many months later, on the last day of the month at the latest.
    fn months_on(&self, months: i64) -> Option<NaiveDate> {
        months_on(self.today(), months)
    }

    /// The day a span from today; `None` for what runs by hours.
    fn shifted(&self, span: Span, sign: i64) -> Option<NaiveDate> {
        let n = sign * i64::from(span.n);
        match span.unit {
            Unit::D => self.days_on(n),
            Unit::W => self.days_on(n * 7),
            Unit::Wd => Some(self.workdays.step(self.today(), n)),
            Unit::Mo => self.months_on(n),
            Unit::Q => self.months_on(n * 3),
            Unit::Y => self.months_on(n * 12),
            Unit::Min | Unit::H | Unit::Wh => None,
        }
    }

    /// The day `weekday` (Monday is 0) of the week that is `weeks` on.
    fn weekday_of(&self, weeks: i64, weekday: i64) -> Option<NaiveDate> {
        let monday = -i64::from(self.today().weekday().num_days_from_monday());
        self.days_on(monday + weeks * 7 + weekday)
    }

    /// The day `weekday` (Monday is 0) where no week is named.
    fn weekday(&self, weekday: i64) -> Option<NaiveDate> {
        self.pick(
            (-1..=1).filter_map(|weeks| self.weekday_of(weeks, weekday)),
            0,
        )
    }

    fn named(&self, named: Named) -> Option<NaiveDate> {
        match named.year {
            Some(year) => NaiveDate::from_ymd_opt(year, named.month, named.day),
            None => self.of_some_year(|year| NaiveDate::from_ymd_opt(year, named.month, named.day)),
        }
    }

    /// The day of the year that is meant where none is named.
    fn of_some_year(&self, day: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
        /// From one 29 February to the next it can be eight years.
        const APART: i32 = 8;
        let year = self.today().year();
        self.pick((year - APART..=year + APART).filter_map(day), 30)
    }

    /// The day of the month that is meant where none is named.
    fn of_some_month(&self, day: u32) -> Option<NaiveDate> {
        let first = self.today().with_day(1)?;
        self.pick(
            (-2..=2).filter_map(|months| months_on(first, months)?.with_day(day)),
            0,
        )
    }

    /// The one of `days`, which ascend, that is aimed at; `back` is how many
    /// days back a near one may lie.
    fn pick(&self, mut days: impl Iterator<Item = NaiveDate>, back: i64) -> Option<NaiveDate> {
        let today = self.today();
        let floor = match self.aim {
            Aim::Past => return last_such(days, today),
            Aim::Future => today,
            Aim::Near => self.days_on(-back)?,
        };
        days.find(|day| *day >= floor)
    }
}

/// The last of these days that is not to come. A day that comes round within a
/// month and was last here most of a year ago is meant as it says: what happened
/// “on the 6th of March” did not happen last year, on the 5th.
fn last_such(days: impl Iterator<Item = NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
    let mut last = None;
    for day in days {
        if day <= today {
            last = Some(day);
            continue;
        }
        let soon = (day - today).num_days() <= 31;
        let long_ago = last.is_none_or(|last| (today - last).num_days() > 300);
        return if soon && long_ago { Some(day) } else { last };
    }
    last
}

fn months_on(day: NaiveDate, months: i64) -> Option<NaiveDate> {
    let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    match months < 0 {
        true => day.checked_sub_months(count),
        false => day.checked_add_months(count),
    }
}

/// The last day of the month in which `day` lies.
fn month_end(day: NaiveDate) -> Option<NaiveDate> {
    months_on(day.with_day(1)?, 1)?.pred_opt()
}

#[cfg(test)]
pub(super) mod standin {
    //! A Wednesday morning in Shanghai, with a five-day week and nobody to look up.

    use chrono::{Datelike, NaiveDate, NaiveTime};

    use super::super::{Codes, Fault, Moment, Noun, Reading, Resolve, Workdays};

    static CODES: Codes = Codes {
        deal_stages: Vec::new(),
        dimensions: Vec::new(),
        regions: Vec::new(),
        industries: Vec::new(),
    };

    pub struct FiveDays;

    impl Workdays for FiveDays {
        fn step(&self, day: NaiveDate, n: i64) -> NaiveDate {
            let (mut day, mut left) = (day, n.abs());
            while left > 0 {
                let next = match n > 0 {
                    true => day.succ_opt(),
                    false => day.pred_opt(),
                };
                day = next.unwrap();
                left -= i64::from(day.weekday().number_from_monday() <= 5);
            }
            day
        }
    }

    struct Nobody;

    impl Resolve for Nobody {
        fn resolve(&self, noun: Noun, text: &str) -> Result<i64, Fault> {
            Err(Fault::NoSuch(noun, text.to_owned()))
        }
    }

    pub fn reading() -> Reading<'static> {
        Reading {
            now: Moment::from_stored("2026-03-04T02:20:30Z").unwrap(),
            zone: chrono_tz::Asia::Shanghai,
            opening: NaiveTime::from_hms_opt(9, 0, 0).unwrap(),
            closing: NaiveTime::from_hms_opt(18, 0, 0).unwrap(),
            codes: &CODES,
            refs: &Nobody,
            workdays: &FiveDays,
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
