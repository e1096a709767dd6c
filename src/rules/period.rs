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

    /// The period that such a name names, of whichever length; also one told from
    /// `today`'s: the last one, or its own, of the length `per` where the word
    /// does not say. `None` where it names none.
    pub fn named(text: &str, per: Per, today: NaiveDate) -> Option<Self> {
        let text = text.trim().to_uppercase();
        let of = |per, back: bool| {
            let this = Period::of(per, today);
            Some(if back { this.previous(per) } else { this })
        };
        match text.as_str() {
            "LAST" | "上期" => of(per, true),
            "上周" => of(Per::Week, true),
            "上月" => of(Per::Month, true),
            "上季度" => of(Per::Quarter, true),
            "THIS" | "本期" => of(per, false),
            "本周" => of(Per::Week, false),
            "本月" => of(Per::Month, false),
            "本季度" => of(Per::Quarter, false),
            name => {
                let (per, first) = numbered(name)?;
                Some(Period::of(per, first))
            }
        }
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

/// The length and the first day of a period that is called as [`Period::name`]
/// does; `2026-Q1` will do too.
fn numbered(name: &str) -> Option<(Per, NaiveDate)> {
    let (year, rest) = name.split_at_checked(4)?;
    let number = |text: &str| match text.bytes().all(|byte| byte.is_ascii_digit()) {
        true => text.parse::<u32>().ok(),
        false => None,
    };
    let year = i32::try_from(number(year)?).ok()?;
    let month = |month: u32| NaiveDate::from_ymd_opt(year, month, 1);
    let part = rest.strip_prefix('-').unwrap_or(rest);
    if rest.is_empty() {
        return Some((Per::Year, month(1)?));
    }
    if let Some(nth) = part.strip_prefix('W') {
        let first = NaiveDate::from_isoywd_opt(year, number(nth)?, chrono::Weekday::Mon)?;
        return Some((Per::Week, first));
    }
    if let Some(nth) = part.strip_prefix('Q') {
        let nth = number(nth)?.checked_sub(1)?;
        return Some((Per::Quarter, month(nth.checked_mul(3)?.checked_add(1)?)?));
    }
    if let Some(nth) = part.strip_prefix('H') {
        let nth = number(nth)?.checked_sub(1)?;
        return Some((Per::Half, month(nth.checked_mul(6)?.checked_add(1)?)?));
    }
    if let Some((from, to)) = part.split_once('/') {
        let first = month(number(from)?)?;
        let two = number(from)? % 2 == 1 && number(from)?.checked_add(1) == number(to);
        return two.then_some((Per::Bimonth, first));
    }
    Some((Per::Month, month(number(part)?)?))
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
    fn a_period_is_read_by_its_own_name_and_by_no_other() {
        let today = day("2026-03-05");
        let all = [
            Per::Week,
            Per::Month,
            Per::Bimonth,
            Per::Quarter,
            Per::Half,
            Per::Year,
        ];
        for per in all {
            for at in ["2026-03-05", "2026-12-31", "2024-02-29"] {
                let period = Period::of(per, day(at));
                let name = period.name(per);
                assert_eq!(Period::named(&name, Per::Week, today), Some(period));
            }
            let this = Period::of(per, today);
            assert_eq!(Period::named("this", per, today), Some(this));
            let last = Some(this.previous(per));
            assert_eq!(Period::named("上期", per, today), last);
            let week = Period::of(Per::Week, today).previous(Per::Week);
            assert_eq!(Period::named("上周", per, today), Some(week));
        }
        for wrong in [
            "",
            "2026-",
            "2026-13",
            "2026-W54",
            "2026Q0",
            "2026Q5",
            "2026Q1431655766",
            "2026H3",
            "2026H4294967295",
            "2026-02/03",
            "2026-03/05",
            "2026-+3",
            "+026-03",
            "二〇二六",
            "2026年",
        ] {
            assert_eq!(Period::named(wrong, Per::Month, today), None, "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_a_name_of_a_period_panic(text in "[0-9]{0,4}-?[WQHwqh/]?\\PC{0,12}") {
            let _ = Period::named(&text, Per::Month, day("2026-03-05"));
        }
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
