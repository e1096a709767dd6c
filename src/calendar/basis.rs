//! What an answer about working days rests on. A year whose official holidays
//! are not on file is counted by its weekdays, and every answer says so: a
//! calendar remembers which such years it was asked about.

use chrono::{Datelike as _, NaiveDate};

use super::{Calendar, Holidays, china};
use crate::choice;
use crate::say;
use crate::words::Say;

choice! {
    /// What tells which days are worked.
    pub enum Ground {
        Official = "official", "official holidays", "官方放假安排";
        /// The playbook observes no official holidays.
        Week = "week", "the week alone", "仅按每周安排";
        /// Official holidays are observed, and not on file for every year.
        Weekdays = "weekdays", "weekdays, holidays unknown", "仅按周几（放假安排未知）";
    }
}

/// What an answer rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis {
    pub ground: Ground,
    /// The first and the last year whose official holidays are not on file.
    pub missing: Option<(i32, i32)>,
}

impl Calendar {
    /// What an answer rests on that looks at the days between two.
    pub fn basis(&self, one: NaiveDate, other: NaiveDate) -> Basis {
        let (from, to) = (one.min(other).year(), one.max(other).year());
        let missing = self.missing(from, to);
        let ground = match (self.holidays, missing) {
            (Holidays::None, _) => Ground::Week,
            (Holidays::China, None) => Ground::Official,
            (Holidays::China, Some(_)) => Ground::Weekdays,
        };
        Basis { ground, missing }
    }

    /// The years without a table that answers have rested on so far.
    pub fn leaned_on(&self) -> Option<(i32, i32)> {
        self.leaned_on.get()
    }

    /// Remembers that an answer looked at the days between two.
    pub(super) fn lean(&self, one: NaiveDate, other: NaiveDate) {
        self.lean_on(self.basis(one, other).missing);
    }

    fn lean_on(&self, years: Option<(i32, i32)>) {
        if let Some((first, last)) = years {
            let (from, to) = self.leaned_on.get().unwrap_or((first, last));
            self.leaned_on.set(Some((from.min(first), to.max(last))));
        }
    }

    /// Remembers what the answers of a copy of this calendar have rested on, too.
    pub fn leans_with(&self, copy: &Calendar) {
        self.lean_on(copy.leaned_on.get());
    }

    /// Looks at as many years as are on file, however many were asked for.
    fn missing(&self, from: i32, to: i32) -> Option<(i32, i32)> {
        if self.holidays == Holidays::None {
            return None;
        }
        let unknown = |year: &i32| !self.is_known(*year);
        let first = (from..=to).find(unknown)?;
        let last = (from..=to).rev().find(unknown)?;
        Some((first, last))
    }

    fn is_known(&self, year: i32) -> bool {
        self.complete.contains(&year) || china::years().contains(&year)
    }
}

/// What is said of years without a table.
pub fn unknown(first: i32, last: i32) -> Say {
    let years = match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    };
    say!(
        "the official holidays of {years} are not on file: counted by weekdays; once you know them, add them to your playbook: [calendar.exceptions] and complete = [{first}]",
        "没有 {years} 年的官方放假安排，按周几推算；公布后可写入自定义规则：[calendar.exceptions] 与 complete = [{first}]"
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{calendar, day, official};
    use super::*;
    use crate::value::Workdays as _;

    #[test]
    fn an_answer_names_the_years_whose_holidays_are_unknown() {
        let basis = |a, b| official().basis(day(a), day(b));
        assert_eq!(basis("2019-01-01", "2026-12-31").ground, Ground::Official);
        let beyond = basis("2028-01-10", "2026-12-31");
        assert_eq!(
            (beyond.ground, beyond.missing),
            (Ground::Weekdays, Some((2027, 2028)))
        );
        assert_eq!(
            basis("2018-06-01", "2020-01-01").missing,
            Some((2018, 2018))
        );
        assert_eq!(basis("0001-01-01", "9999-12-31").missing, Some((1, 9999)));
        assert_eq!(
            calendar()
                .basis(day("2026-01-01"), day("2030-01-01"))
                .ground,
            Ground::Week
        );
    }

    #[test]
    fn a_calendar_remembers_what_it_had_to_guess() {
        let calendar = official();
        calendar.step(day("2026-09-28"), 3);
        assert_eq!(calendar.leaned_on(), None);
        calendar.step(day("2026-12-30"), 3);
        assert_eq!(calendar.leaned_on(), Some((2027, 2027)));
        calendar.shown_on(day("2016-05-01"));
        assert_eq!(calendar.leaned_on(), Some((2016, 2027)));
    }

    #[test]
    fn a_year_that_the_user_completed_is_known() {
        let calendar = official().covering([2027]);
        assert_eq!(
            calendar.basis(day("2026-12-31"), day("2027-12-31")).ground,
            Ground::Official
        );
        calendar.step(day("2026-12-30"), 3);
        assert_eq!(calendar.leaned_on(), None);
    }
}
