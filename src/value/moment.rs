//! Points in time and days: what is stored, and how a text becomes one.
//!
//! A moment is kept in UTC to the second; it is read and shown in the zone of
//! the calendar, wherever the machine stands.

use chrono::{
    DateTime, Datelike, NaiveDate, NaiveDateTime, SecondsFormat, SubsecRound, TimeDelta, TimeZone,
    Timelike, Utc,
};
use chrono_tz::Tz;

use super::when::{self, Aim, Standpoint};
use super::{Cell, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;

/// The years in which a day can lie; others are slips of the hand.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// How the store writes a moment.
const STORED: &str = "%Y-%m-%dT%H:%M:%SZ";

/// What a bare day means where a moment is asked for (meaning 3), and where the
/// year of `3-15` or the week of `fri` is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bare {
    /// Something that happened: opening time; the last such day.
    Opening,
    /// Something that begins then: opening time; the next such day.
    Ahead,
    /// Something due: closing time; the next such day.
    Closing,
}

/// A point in time, to the second, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(DateTime<Utc>);

impl Moment {
    /// Drops what is finer than a second.
    pub fn from_utc(utc: DateTime<Utc>) -> Self {
        Moment(utc.trunc_subsecs(0))
    }

    /// Reads `2026-03-05T14:00:00+08:00`, and without the seconds, as `date` writes it.
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        let text = text.trim();
        let whole = DateTime::parse_from_rfc3339(text);
        let moment = whole.or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z"));
        moment.ok().map(|moment| Self::from_utc(moment.to_utc()))
    }

    pub const fn utc(self) -> DateTime<Utc> {
        self.0
    }

    /// What the clock on the wall shows in `zone`.
    pub fn local(self, zone: Tz) -> NaiveDateTime {
        self.0.with_timezone(&zone).naive_local()
    }

    /// The day it falls on in `zone`.
    pub fn day(self, zone: Tz) -> NaiveDate {
        self.local(zone).date()
    }

    /// The moment at which the clock in `zone` shows `local`: the earlier one
    /// where it shows it twice, the next minute that exists where it is skipped.
    /// `None` only at the ends of time.
    pub fn at(local: NaiveDateTime, zone: Tz) -> Option<Self> {
        /// Zones have skipped a whole day (Samoa in 2011), never two.
        const LONGEST_GAP: i64 = 2 * 24 * 60;
        let found = |local| zone.from_local_datetime(&local).earliest();
        let moment = found(local).or_else(|| {
            let minute = local.with_second(0)?;
            (1..=LONGEST_GAP)
                .find_map(|later| found(minute.checked_add_signed(TimeDelta::try_minutes(later)?)?))
        })?;
        Some(Self::from_utc(moment.to_utc()))
    }

    /// For files: `2026-03-05T14:00:00+08:00`.
    pub fn rfc3339(self, zone: Tz) -> String {
        self.0
            .with_timezone(&zone)
            .to_rfc3339_opts(SecondsFormat::Secs, false)
    }

    /// For people: `2026-03-05 14:00`.
    pub fn shown(self, zone: Tz) -> String {
        let local = self.local(zone);
        format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute())
    }

    /// For the store: `2026-03-05T06:00:00Z`. Sorts as time does.
    pub fn stored(self) -> String {
        let (day, time) = (self.0.date_naive(), self.0.time());
        let Some(year) = u32::try_from(day.year()).ok().filter(|year| *year <= 9999) else {
            return self.0.format(STORED).to_string();
        };
        // An import asks for a million of them: digit by digit.
        let mut text = String::with_capacity(20);
        for (number, places, mark) in [
            (year, 4, '-'),
            (day.month(), 2, '-'),
            (day.day(), 2, 'T'),
            (time.hour(), 2, ':'),
            (time.minute(), 2, ':'),
            (time.second(), 2, 'Z'),
        ] {
            for place in (0..places).rev() {
                let digit = number / 10_u32.pow(place) % 10;
                text.push(char::from_digit(digit, 10).unwrap_or('0'));
            }
            text.push(mark);
        }
        text
    }

    /// Takes back what [`Moment::stored`] gave.
    pub fn from_stored(text: &str) -> Option<Self> {
        // A list reads 100,000 of them: the digits stand in their places, or it
        // is none, and nothing shorter or longer would sort as time does.
        let text: &[u8; 20] = text.as_bytes().try_into().ok()?;
        let marks = [
            (4, b'-'),
            (7, b'-'),
            (10, b'T'),
            (13, b':'),
            (16, b':'),
            (19, b'Z'),
        ];
        if marks.iter().any(|(at, mark)| text[*at] != *mark) {
            return None;
        }
        let number = |from: usize, to: usize| {
            text[from..to].iter().try_fold(0_u32, |n, digit| {
                digit
                    .is_ascii_digit()
                    .then(|| n * 10 + u32::from(digit - b'0'))
            })
        };
        let year = i32::try_from(number(0, 4)?).ok()?;
        let day = NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?;
        let at = day.and_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?)?;
        Some(Moment(at.and_utc()))
    }

    /// Seconds from `earlier` to this; negative if it is the later one.
    pub fn seconds_since(self, earlier: Moment) -> i64 {
        (self.0 - earlier.0).num_seconds()
    }

    /// Whole minutes from `earlier` to this, towards zero.
    pub fn minutes_since(self, earlier: Moment) -> i64 {
        (self.0 - earlier.0).num_minutes()
    }

    /// The moment so many seconds later; `None` at the ends of time.
    pub fn plus_seconds(self, seconds: i64) -> Option<Self> {
        let seconds = TimeDelta::try_seconds(seconds)?;
        self.0.checked_add_signed(seconds).map(Moment)
    }

    /// Reads a moment; a day without a time means what `bare` says.
    ///
    /// # Errors
    /// No moment can be made out, or it lies outside the years 1900–2200.
    pub fn read(text: &str, bare: Bare, reading: &Reading<'_>) -> Result<Self, Fault> {
        if matches!(text.trim(), "now" | "现在" | "刚才" | "just now") {
            return Ok(reading.now);
        }
        if let Some(moment) = Self::parse_rfc3339(text) {
            in_years(moment.day(reading.zone))?;
            return Ok(moment);
        }
        let aim = match bare {
            Bare::Opening => Aim::Past,
            Bare::Ahead | Bare::Closing => Aim::Future,
        };
        let (day, time) = when::read(text, &standpoint(reading, aim)).ok_or_else(expected)?;
        in_years(day)?;
        let bare_day = time.is_none();
        let time = time.unwrap_or_else(|| {
            let usual = (reading.opening, reading.closing);
            let (opening, closing) = reading.workdays.hours_of(day).unwrap_or(usual);
            match bare {
                Bare::Opening | Bare::Ahead => opening,
                Bare::Closing => closing,
            }
        });
        let moment = Self::at(day.and_time(time), reading.zone).ok_or_else(expected)?;
        // "Today", said before opening time of what happened, is now.
        let early = bare_day && bare == Bare::Opening && day == reading.now.day(reading.zone);
        Ok(match early {
            true => moment.min(reading.now),
            false => moment,
        })
    }
}

fn standpoint<'a>(reading: &Reading<'a>, aim: Aim) -> Standpoint<'a> {
    Standpoint {
        now: reading.now.local(reading.zone),
        aim,
        workdays: reading.workdays,
    }
}

fn expected() -> Fault {
    Fault::Expected(say!(
        "a time, such as 2026-03-15 14:30, tomorrow 3pm, next fri or +3wd",
        "一个时间，如 2026-03-15 14:30、明天下午3点、下周三 或 +3wd"
    ))
}

fn in_years(day: NaiveDate) -> Result<(), Fault> {
    if YEARS.contains(&day.year()) {
        return Ok(());
    }
    let (year, first, last) = (day.year(), YEARS.start(), YEARS.end());
    Err(Fault::Wrong(say!(
        "the year {year} is not between {first} and {last}",
        "年份 {year} 不在 {first}–{last} 之间"
    )))
}

fn load(found: Found<'_>) -> Option<Moment> {
    match found {
        Found::Text(text) => Moment::from_stored(text),
        _ => None,
    }
}

/// When something happened.
impl Value for Moment {
    const KIND: Kind = Kind::Moment(Bare::Opening);

    fn parse(text: &str, reading: &Reading<'_>) -> Result<Self, Fault> {
        let moment = Moment::read(text, Bare::Opening, reading)?;
        // A minute of grace: clocks differ.
        match moment > reading.now.plus_seconds(60).unwrap_or(reading.now) {
            true => Err(Fault::Wrong(say!(
                "“{text}” lies in the future",
                "“{text}”晚于现在"
            ))),
            false => Ok(moment),
        }
    }

    fn cell(&self) -> Cell {
        Cell::Moment(*self)
    }

    fn store(&self) -> Stored {
        Stored::Text(self.stored())
    }

    fn load(found: Found<'_>) -> Option<Self> {
        load(found)
    }
}

/// When something is due or planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Deadline(pub Moment);

impl Value for Deadline {
    const KIND: Kind = Kind::Moment(Bare::Closing);

    fn parse(text: &str, reading: &Reading<'_>) -> Result<Self, Fault> {
        Moment::read(text, Bare::Closing, reading).map(Deadline)
    }

    fn cell(&self) -> Cell {
        Cell::Moment(self.0)
    }

    fn store(&self) -> Stored {
        self.0.store()
    }

    fn load(found: Found<'_>) -> Option<Self> {
        load(found).map(Deadline)
    }
}

/// A day of the calendar, without a time or a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub NaiveDate);

impl Day {
    /// `2026-03-15`, for people, files and the store.
    pub fn code(self) -> String {
        self.0.format("%Y-%m-%d").to_string()
    }
}

impl Value for Day {
    const KIND: Kind = Kind::Day;

    /// A time after the day is dropped, as spreadsheets write one; a time alone
    /// is refused.
    fn parse(text: &str, reading: &Reading<'_>) -> Result<Self, Fault> {
        let day = match Moment::parse_rfc3339(text) {
            Some(moment) => Some(moment.day(reading.zone)),
            None => when::read_day(text, &standpoint(reading, Aim::Near)),
        };
        let day = day.ok_or_else(|| {
            Fault::Expected(say!(
                "a day, such as 2026-03-15, tomorrow, next fri or +3wd",
                "一个日期，如 2026-03-15、明天、下周三 或 +3wd"
            ))
        })?;
        in_years(day)?;
        Ok(Day(day))
    }

    fn cell(&self) -> Cell {
        Cell::Day(*self)
    }

    fn store(&self) -> Stored {
        Stored::Text(self.code())
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Text(text) if text.len() == "2026-03-15".len() => {
                NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Day)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
