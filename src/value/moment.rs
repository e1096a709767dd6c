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

    /// Reads `2026-03-05T14:00:00+08:00`.
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text.trim())
            .ok()
            .map(|moment| Self::from_utc(moment.to_utc()))
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
        self.0.format(STORED).to_string()
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
        Some(Self::from_utc(at.and_utc()))
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
            Bare::Closing => Aim::Future,
        };
        let (day, time) = when::read(text, &standpoint(reading, aim)).ok_or_else(expected)?;
        in_years(day)?;
        let bare_day = time.is_none();
        let time = time.unwrap_or_else(|| {
            let usual = (reading.opening, reading.closing);
            let (opening, closing) = reading.workdays.hours_of(day).unwrap_or(usual);
            match bare {
                Bare::Opening => opening,
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
mod tests {
    use chrono_tz::{America::New_York, Asia::Shanghai, Pacific::Apia};
    use proptest::prelude::*;

    use super::super::when::standin::reading;
    use super::*;

    fn local(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
    }

    fn happened(text: &str) -> String {
        Moment::parse(text, &reading()).map_or_else(|_| "-".to_owned(), |m| m.shown(Shanghai))
    }

    fn due(text: &str) -> String {
        Deadline::parse(text, &reading()).map_or_else(|_| "-".to_owned(), |m| m.0.shown(Shanghai))
    }

    #[test]
    fn a_bare_day_is_opening_or_closing_time() {
        assert_eq!(happened("3月3日"), "2026-03-03 09:00");
        assert_eq!(due("3月5日"), "2026-03-05 18:00");
        assert_eq!(happened("周五"), "2026-02-27 09:00");
        assert_eq!(due("周五"), "2026-03-06 18:00");
        assert_eq!(happened("12-25"), "2025-12-25 09:00");
        assert_eq!(due("12-25"), "2026-12-25 18:00");
    }

    #[test]
    fn an_offset_is_honoured() {
        let moment = Moment::parse("2026-03-03T14:00:00+09:00", &reading()).unwrap();
        assert_eq!(moment.stored(), "2026-03-03T05:00:00Z");
        assert_eq!(moment.rfc3339(Shanghai), "2026-03-03T13:00:00+08:00");
        assert_eq!(moment.shown(Shanghai), "2026-03-03 13:00");
        assert_eq!(Moment::from_stored("2026-03-03T05:00:00Z"), Some(moment));
    }

    #[test]
    fn the_store_gives_back_only_what_it_was_given() {
        for foreign in [
            "2026-03-05 05:00:00",
            "2026-3-5T05:00:00Z",
            "2026-03-05T05:00:00.5Z",
            "",
        ] {
            assert_eq!(Moment::load(Found::Text(foreign)), None, "{foreign}");
        }
        assert_eq!(Moment::load(Found::Int(5)), None);
        assert_eq!(Day::load(Found::Text("2026-3-5")), None);
        assert!(Day::load(Found::Text("2026-03-05")).is_some());
    }

    #[test]
    fn clocks_that_change() {
        let at = |text, zone| Moment::at(local(text), zone).unwrap().rfc3339(zone);
        // Skipped: 02:00 to 03:00.
        assert_eq!(
            at("2026-03-08 02:30:30", New_York),
            "2026-03-08T03:00:00-04:00"
        );
        // Twice: 01:00 to 02:00.
        assert_eq!(
            at("2026-11-01 01:30:00", New_York),
            "2026-11-01T01:30:00-04:00"
        );
        // Samoa had no 30 December 2011.
        assert_eq!(at("2011-12-30 09:00:00", Apia), "2011-12-31T00:00:00+14:00");
    }

    #[test]
    fn years_out_of_bounds_are_named() {
        for text in ["1899-12-31", "2201-01-01", "+9999y", "2300-01-01T00:00:00Z"] {
            assert!(
                matches!(Moment::parse(text, &reading()), Err(Fault::Wrong(_))),
                "{text}"
            );
            assert!(
                matches!(Day::parse(text, &reading()), Err(Fault::Wrong(_))),
                "{text}"
            );
        }
        assert!(matches!(
            Moment::parse("soon", &reading()),
            Err(Fault::Expected(_))
        ));
    }

    #[test]
    fn days() {
        let day = |text| Day::parse(text, &reading()).map(Day::code).ok();
        assert_eq!(day("2026-03-15 00:00:00").as_deref(), Some("2026-03-15"));
        assert_eq!(
            day("2026-03-14T20:00:00Z").as_deref(),
            Some("2026-03-15"),
            "in the calendar's zone"
        );
        assert_eq!(day("下周三").as_deref(), Some("2026-03-11"));
        // A day without a year may lie a little back, else it is to come.
        assert_eq!(day("2-25").as_deref(), Some("2026-02-25"));
        assert_eq!(day("1-25").as_deref(), Some("2027-01-25"));
        assert_eq!(day("15:00"), None);
        assert_eq!(day("2月30日"), None);
    }

    #[test]
    fn differences() {
        let earlier = Moment::from_stored("2026-03-05T05:00:00Z").unwrap();
        let later = earlier.plus_seconds(90).unwrap();
        assert_eq!(later.stored(), "2026-03-05T05:01:30Z");
        assert_eq!(later.seconds_since(earlier), 90);
        assert_eq!(later.minutes_since(earlier), 1);
        assert_eq!(earlier.minutes_since(later), -1);
        assert_eq!(earlier.plus_seconds(i64::MAX), None);
    }

    #[test]
    fn what_happened_is_not_to_come() {
        let tomorrow = Moment::parse("2026-03-05 14:00", &reading());
        assert!(matches!(tomorrow, Err(Fault::Wrong(_))), "{tomorrow:?}");
        let today = Moment::parse("2026-03-04", &reading()).unwrap();
        assert!(today <= reading().now);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*") {
            let _ = Moment::parse(&text, &reading());
            let _ = Deadline::parse(&text, &reading());
            let _ = Day::parse(&text, &reading());
        }

        #[test]
        fn what_is_printed_is_read_back(seconds in -2_208_000_000_i64..7_258_000_000) {
            let moment = Moment::from_utc(DateTime::from_timestamp(seconds, 5).unwrap());
            prop_assert_eq!(Moment::from_stored(&moment.stored()), Some(moment));
            prop_assert_eq!(Moment::load(Found::Text(&moment.stored())), Some(moment));
            let cell = moment.cell();
            let code = cell.code(Shanghai);
            // Before 1901 Shanghai kept its own minutes and seconds, which RFC 3339 cannot say.
            if seconds > -2_177_000_000 {
                let read = Moment::read(&code, Bare::Opening, &reading());
                prop_assert_eq!(read.unwrap(), moment);
                prop_assert_eq!(Deadline::parse(&code, &reading()).unwrap().0, moment);
            }
            let day = Day(moment.day(Shanghai));
            prop_assert_eq!(Day::parse(&day.code(), &reading()).unwrap(), day);
            prop_assert_eq!(Day::load(Found::Text(&day.code())), Some(day));
        }

        #[test]
        fn the_clock_on_the_wall_finds_its_moment(seconds in 0_i64..4_000_000_000) {
            let moment = Moment::from_utc(DateTime::from_timestamp(seconds, 0).unwrap());
            for zone in [Shanghai, New_York, Apia] {
                let again = Moment::at(moment.local(zone), zone).unwrap();
                prop_assert_eq!(again.local(zone), moment.local(zone));
                prop_assert!(again <= moment);
            }
        }
    }
}
