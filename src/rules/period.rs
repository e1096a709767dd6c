//! The periods that rhythms and limits count in, and when the i-th of n is due
//! in one (meaning: rhythm).

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::calendar::Calendar;
use crate::playbook::Per;
use crate::value::Moment;

/// One period of the calendar, its last day included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl Period {
    /// The period that `day` lies in.
    pub fn of(per: Per, day: NaiveDate) -> Self {
        if per == Per::Week {
            let back = u64::from(day.weekday().num_days_from_monday());
            let first = day.checked_sub_days(Days::new(back)).unwrap_or(day);
            let last = first.checked_add_days(Days::new(6)).unwrap_or(first);
            return Period { first, last };
        }
        let months = months(per);
        let month = day.month0() / months * months + 1;
        let first = NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
        let next = first.checked_add_months(Months::new(months));
        let last = next.and_then(|next| next.pred_opt()).unwrap_or(day);
        Period { first, last }
    }

    /// What it is called: `2026-03`, `2026Q1`, `2026-W10`.
    pub fn name(self, per: Per) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        match per {
            Per::Week => {
                let week = self.first.iso_week();
                format!("{}-W{:02}", week.year(), week.week())
            }
            Per::Month => format!("{year}-{month:02}"),
            Per::Bimonth => format!("{year}-{month:02}/{:02}", month + 1),
            Per::Quarter => format!("{year}Q{}", month / 3 + 1),
            Per::Half => format!("{year}H{}", month / 6 + 1),
            Per::Year => year.to_string(),
        }
    }

    /// The first day of the period that such a name names, or that is the last
    /// one before `today`'s, or `today`'s own; `None` where it names none.
    pub fn named(text: &str, per: Per, today: NaiveDate) -> Option<NaiveDate> {
        let text = text.trim().to_uppercase();
        let this = Period::of(per, today);
        match text.as_str() {
            "LAST" | "上期" | "上周" | "上月" | "上季度" => {
                return Some(this.previous(per).first);
            }
            "THIS" | "本期" | "本周" | "本月" | "本季度" => return Some(this.first),
            _ => {}
        }
        let (year, rest) = text.split_at_checked(4)?;
        let year: i32 = year.parse().ok()?;
        let rest = rest.trim_start_matches('-');
        let number = |text: &str| text.parse::<u32>().ok();
        let month = match rest.chars().next() {
            None => 1,
            Some('W') => {
                let week = number(rest.get(1..)?)?;
                let monday = chrono::Weekday::Mon;
                return NaiveDate::from_isoywd_opt(year, week, monday);
            }
            Some('Q') => number(rest.get(1..)?)?.checked_sub(1)?.checked_mul(3)? + 1,
            Some('H') => number(rest.get(1..)?)?.checked_sub(1)?.checked_mul(6)? + 1,
            Some(_) => number(rest.split('/').next()?)?,
        };
        NaiveDate::from_ymd_opt(year, month, 1)
    }

    /// The one after it.
    pub fn next(self, per: Per) -> Self {
        match self.last.succ_opt() {
            Some(day) => Period::of(per, day),
            None => self,
        }
    }

    /// The one before it.
    pub fn previous(self, per: Per) -> Self {
        match self.first.pred_opt() {
            Some(day) => Period::of(per, day),
            None => self,
        }
    }

    /// Whether a day lies in it.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// Its first second.
    pub fn begins(self, calendar: &Calendar) -> Moment {
        calendar.begin_of(self.first)
    }

    /// Its last second.
    pub fn ends(self, calendar: &Calendar) -> Moment {
        calendar.end_of(self.last)
    }

    /// When the `i`-th of `n` is due: at `i/n` of the period, the last one with
    /// the period's last working day.
    pub fn due(self, i: u32, n: u32, calendar: &Calendar) -> Moment {
        let working = calendar.shown_on(self.last);
        let latest = match working >= self.first {
            true => working,
            false => self.last,
        };
        let days = u64::try_from((self.last - self.first).num_days() + 1).unwrap_or(1);
        let passed = (days * u64::from(i.min(n))).div_ceil(u64::from(n.max(1)));
        let day = self.first.checked_add_days(Days::new(passed.max(1) - 1));
        calendar.end_of(day.map_or(latest, |day| day.min(latest)))
    }
}

fn months(per: Per) -> u32 {
    match per {
        Per::Week | Per::Month => 1,
        Per::Bimonth => 2,
        Per::Quarter => 3,
        Per::Half => 6,
        Per::Year => 12,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{calendar, day, shown};
    use super::*;

    fn period(per: Per, at: &str) -> (String, String) {
        let period = Period::of(per, day(at));
        (period.first.to_string(), period.last.to_string())
    }

    #[test]
    fn meaning_4_periods_are_the_calendars_weeks_from_monday() {
        for (per, first, last) in [
            (Per::Week, "2026-03-02", "2026-03-08"),
            (Per::Month, "2026-03-01", "2026-03-31"),
            (Per::Bimonth, "2026-03-01", "2026-04-30"),
            (Per::Quarter, "2026-01-01", "2026-03-31"),
            (Per::Half, "2026-01-01", "2026-06-30"),
            (Per::Year, "2026-01-01", "2026-12-31"),
        ] {
            let expected = (first.to_owned(), last.to_owned());
            assert_eq!(period(per, "2026-03-05"), expected, "{per:?}");
        }
        assert_eq!(period(Per::Bimonth, "2026-02-28").0, "2026-01-01");
        assert_eq!(period(Per::Week, "2026-03-02").0, "2026-03-02");
    }

    #[test]
    fn meaning_4_the_ith_of_n_is_due_at_its_share_of_the_period() {
        let calendar = calendar();
        let march = Period::of(Per::Month, day("2026-03-05"));
        let due = |i, n| shown(march.due(i, n, &calendar));
        assert_eq!(due(1, 2), "2026-03-16 23:59");
        assert_eq!(due(2, 2), "2026-03-31 23:59");
        assert_eq!(due(1, 4), "2026-03-08 23:59");
        // 31 May 2026 is a Sunday.
        let may = Period::of(Per::Month, day("2026-05-05"));
        assert_eq!(shown(may.due(1, 1, &calendar)), "2026-05-29 23:59");
    }

    #[test]
    fn periods_follow_each_other_without_a_gap() {
        for per in [
            Per::Week,
            Per::Month,
            Per::Bimonth,
            Per::Quarter,
            Per::Half,
            Per::Year,
        ] {
            let mut at = Period::of(per, day("2019-12-30"));
            for _ in 0..40 {
                let next = at.next(per);
                assert_eq!(at.last.succ_opt(), Some(next.first));
                assert_eq!(next.previous(per), at);
                at = next;
            }
        }
    }
}
