//! The week with the dated days over it, still as arithmetic: beside each dated
//! day stands what all before it add to the week's count, so that a binary
//! search answers what the week alone would answer by adding.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _};

use super::day::Dated;
use super::hours::Hours;
use super::week::Week;

/// Working days and office seconds beyond those of the week.
#[derive(Clone, Copy, Debug, Default)]
struct Extra {
    days: i64,
    seconds: i64,
}

#[derive(Clone, Debug)]
struct Entry {
    day: NaiveDate,
    dated: Dated,
    /// What the entries before this one add.
    before: Extra,
    /// Working days and office seconds up to the end of this day.
    ordinal: i64,
    seconds: i64,
}

/// Which days and seconds count: the week, and the days that differ.
#[derive(Clone, Debug)]
pub(super) struct Office {
    week: Week,
    /// By day.
    entries: Vec<Entry>,
    /// What all entries add.
    all: Extra,
}

impl Office {
    pub(super) fn new(week: Week, dated: BTreeMap<NaiveDate, Dated>) -> Self {
        let mut all = Extra::default();
        let mut entries = Vec::with_capacity(dated.len());
        for (day, dated) in dated {
            let before = all;
            let (works, usual) = (dated.hours.is_some(), week.works(day));
            let seconds = dated.hours.as_ref().map_or(0, Hours::seconds);
            let usual_seconds = if usual { week.hours().seconds() } else { 0 };
            all.days += i64::from(works) - i64::from(usual);
            all.seconds += seconds - usual_seconds;
            entries.push(Entry {
                day,
                dated,
                before,
                ordinal: week.ordinal(day) + all.days,
                seconds: week.seconds_before(day) + before.seconds + seconds,
            });
        }
        Office { week, entries, all }
    }

    /// What the entries before the `at`-th add.
    fn before(&self, at: usize) -> Extra {
        self.entries.get(at).map_or(self.all, |entry| entry.before)
    }

    /// The hours of a usual working day.
    pub(super) fn usual(&self) -> &Hours {
        self.week.hours()
    }

    pub(super) fn dated(&self, day: NaiveDate) -> Option<&Dated> {
        let at = self.entries.binary_search_by_key(&day, |entry| entry.day);
        at.ok()
            .and_then(|at| self.entries.get(at))
            .map(|entry| &entry.dated)
    }

    /// The office hours of `day`, if it has any.
    pub(super) fn hours(&self, day: NaiveDate) -> Option<&Hours> {
        match self.dated(day) {
            Some(dated) => dated.hours.as_ref(),
            None => self.week.works(day).then(|| self.week.hours()),
        }
    }

    /// How many working days there have been up to and with `day`.
    pub(super) fn ordinal(&self, day: NaiveDate) -> i64 {
        let at = self.entries.partition_point(|entry| entry.day <= day);
        self.week.ordinal(day) + self.before(at).days
    }

    /// The working day with that ordinal, or the end of time on that side.
    pub(super) fn workday(&self, ordinal: i64) -> NaiveDate {
        let at = self
            .entries
            .partition_point(|entry| entry.ordinal < ordinal);
        let usual = self
            .week
            .workday(ordinal.saturating_sub(self.before(at).days));
        match self.entries.get(at) {
            // It lies before that entry, or it is the entry's own day.
            Some(entry) => usual.min(entry.day),
            None => usual,
        }
    }

    /// How many office seconds had passed at `at`.
    pub(super) fn elapsed(&self, at: NaiveDateTime) -> i64 {
        let (day, second) = (at.date(), i64::from(at.time().num_seconds_from_midnight()));
        let entry = self.entries.partition_point(|entry| entry.day < day);
        let today = self.hours(day).map_or(0, |hours| hours.passed(second));
        self.week.seconds_before(day) + self.before(entry).seconds + today
    }

    /// The earliest time at which that many office seconds have passed: a
    /// close of business, where both it and the next opening would do.
    pub(super) fn reached(&self, seconds: i64) -> NaiveDateTime {
        let at = self
            .entries
            .partition_point(|entry| entry.seconds < seconds);
        let usual = self.week.reached(seconds - self.before(at).seconds);
        let Some(entry) = self
            .entries
            .get(at)
            .filter(|entry| entry.day <= usual.date())
        else {
            return usual;
        };
        let Some(hours) = &entry.dated.hours else {
            return usual;
        };
        let passed = seconds - (entry.seconds - hours.seconds());
        entry.day.and_time(NaiveTime::MIN) + TimeDelta::seconds(hours.reached(passed))
    }
}
