//! A counter that anyone can follow, and the calendar beside it.

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::value::{Span, Unit};

/// Where the random days lie: across years that have a table and one that has not.
const BASE: &str = "2026-09-20";

/// What a test calendar was made of.
#[derive(Clone, Debug)]
struct Made {
    days: Vec<Weekday>,
    own: Vec<Own>,
}

impl Made {
    fn calendar(&self) -> Calendar {
        calendar_with(&self.days).with(self.own.clone())
    }
}

fn made() -> impl Strategy<Value = Made> {
    let days = proptest::sample::subsequence(ALL.to_vec(), 1..=7);
    let own = (0u64..120, 0u64..4, 0usize..8).prop_map(|(first, length, change)| {
        let first = day(BASE) + Days::new(first);
        let change = match change {
            0 | 1 => Change::Off,
            2 => Change::Work,
            3 => Change::Hours(hours("09:00-12:00")),
            4 => Change::Hours(hours("08:15-09:00,10:00-13:00,20:00-23:59")),
            5 => Change::Away(Some(hours("11:30-15:00"))),
            6 => Change::Away(Some(hours("00:00-23:00"))),
            _ => Change::Away(None),
        };
        Own {
            first,
            last: first + Days::new(length),
            change,
            name: None,
        }
    });
    (days, prop::collection::vec(own, 0..16)).prop_map(|(days, own)| Made { days, own })
}

/// Open or not, minute by minute, for each day that differs from the week.
struct Plain {
    days: Vec<Weekday>,
    dated: HashMap<NaiveDate, Vec<bool>>,
}

fn minutes(hours: &Hours) -> Vec<bool> {
    let minute = |at: u32| NaiveTime::from_hms_opt(at / 60, at % 60, 0).unwrap();
    let holds = |at| hours.ranges().any(|(from, to)| from <= at && at < to);
    (0..1440).map(|at| holds(minute(at))).collect()
}

impl Plain {
    fn of(made: &Made) -> Self {
        let mut plain = Plain {
            days: made.days.clone(),
            dated: HashMap::new(),
        };
        let usual = minutes(&hours("09:00-12:00,13:30-18:00"));
        for leaves in [false, true] {
            for own in &made.own {
                let is_leave = matches!(own.change, Change::Away(_));
                let mut on = own.first;
                while on <= own.last && is_leave == leaves {
                    let new = match &own.change {
                        Change::Off => vec![false; 1440],
                        Change::Work => usual.clone(),
                        Change::Hours(hours) => minutes(hours),
                        Change::Away(None) => vec![false; 1440],
                        Change::Away(Some(away)) => {
                            let away = minutes(away);
                            let before = plain.day(on).into_iter().zip(away);
                            before.map(|(open, away)| open && !away).collect()
                        }
                    };
                    plain.dated.insert(on, new);
                    on = on.succ_opt().unwrap();
                }
            }
        }
        plain
    }

    fn day(&self, on: NaiveDate) -> Vec<bool> {
        use chrono::Datelike as _;
        match self.dated.get(&on) {
            Some(minutes) => minutes.clone(),
            None if self.days.contains(&on.weekday()) => minutes(&hours("09:00-12:00,13:30-18:00")),
            None => vec![false; 1440],
        }
    }

    fn works(&self, on: NaiveDate) -> bool {
        self.day(on).contains(&true)
    }

    fn step(&self, start: NaiveDate, n: i64) -> NaiveDate {
        let (mut on, mut left) = (start, n.abs());
        while n == 0 && !self.works(on) {
            on = on.succ_opt().unwrap();
        }
        while left > 0 {
            on = if n > 0 { on.succ_opt() } else { on.pred_opt() }.unwrap();
            left -= i64::from(self.works(on));
        }
        on
    }

    /// The minute of the day at which it closes.
    fn close(&self, on: NaiveDate) -> Option<usize> {
        self.day(on)
            .iter()
            .rposition(|open| *open)
            .map(|last| last + 1)
    }
}

/// Minutes since the base day began, as a moment.
fn moment(calendar: &Calendar, minutes: i64) -> Moment {
    at(calendar, &format!("{BASE} 00:00"))
        .plus_seconds(minutes * 60)
        .unwrap()
}

fn place(minutes: i64) -> (NaiveDate, usize) {
    let on = day(BASE) + Days::new(u64::try_from(minutes / 1440).unwrap());
    (on, usize::try_from(minutes % 1440).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn steps_agree_with_counting_days(made in made(), from in 0u64..130, n in -60i64..60) {
        let (calendar, plain) = (made.calendar(), Plain::of(&made));
        let start = day(BASE) + Days::new(from);
        prop_assert_eq!(calendar.is_workday(start), plain.works(start));
        prop_assert_eq!(calendar.step(start, n), plain.step(start, n));
        let shown = if plain.works(start) { start } else { plain.step(start, -1) };
        prop_assert_eq!(calendar.shown_on(start), shown);
    }

    #[test]
    fn working_days_end_at_that_days_own_close(made in made(), from in 0i64..180_000, n in 1u32..40) {
        let (calendar, plain) = (made.calendar(), Plain::of(&made));
        let due = calendar.due(moment(&calendar, from), &Span { n, unit: Unit::Wd });
        let last = plain.step(place(from).0, n.into());
        let close = i64::try_from(plain.close(last).unwrap()).unwrap();
        let expected = calendar.begin_of(last).plus_seconds(close * 60).unwrap();
        prop_assert_eq!(due, expected);
    }

    #[test]
    fn office_time_agrees_with_counting_minutes(made in made(), from in 0i64..180_000, n in 1u32..40) {
        let (calendar, plain) = (made.calendar(), Plain::of(&made));
        let (mut now, mut left) = (from, i64::from(n) * 60);
        let (mut on, mut minute) = place(from);
        let mut today = plain.day(on);
        while left > 0 {
            left -= i64::from(today[minute]);
            now += 1;
            minute += 1;
            if minute == 1440 {
                (on, minute) = (on.succ_opt().unwrap(), 0);
                today = plain.day(on);
            }
        }
        let due = calendar.due(moment(&calendar, from), &Span { n, unit: Unit::Wh });
        prop_assert_eq!(due, moment(&calendar, now));
    }

    #[test]
    fn what_lies_between_agrees_with_counting(made in made(), from in 0i64..180_000, length in 0i64..60_000) {
        let (calendar, plain) = (made.calendar(), Plain::of(&made));
        let (first, last) = (place(from).0, place(from + length).0);
        let (mut workdays, mut closes, mut open) = (0, 0, 0);
        for on in first.iter_days().take_while(|on| *on <= last) {
            let begin = (on - day(BASE)).num_days() * 1440;
            workdays += i64::from(on > first && plain.works(on));
            if let Some(close) = plain.close(on) {
                let close = begin + i64::try_from(close).unwrap();
                closes += i64::from(from < close && close <= from + length);
            }
            let minutes = (begin..).zip(plain.day(on));
            let inside = minutes.filter(|(at, open)| *open && (from..from + length).contains(at));
            open += i64::try_from(inside.count()).unwrap();
        }
        let (begin, end) = (moment(&calendar, from), moment(&calendar, from + length));
        let expected = Elapsed { workdays, seconds: open * 60 };
        prop_assert_eq!(calendar.elapsed(begin, end), expected);
        prop_assert_eq!(calendar.closes_in(begin, end), closes);
        let both = workdays + i64::from(plain.works(first));
        prop_assert_eq!(calendar.workdays_in(first, last), both);
    }

    #[test]
    fn an_explanation_leaves_nothing_out(made in made(), from in 0i64..180_000, n in 1u32..30, by_days in any::<bool>()) {
        let calendar = made.calendar();
        let (start, unit) = (moment(&calendar, from), if by_days { Unit::Wd } else { Unit::Wh });
        let span = Span { n, unit };
        let stretches = calendar.explained(start, &span);
        prop_assert_eq!(stretches.first().unwrap().from, start);
        prop_assert_eq!(stretches.last().unwrap().to, calendar.due(start, &span));
        for (one, next) in stretches.iter().zip(stretches.iter().skip(1)) {
            // A day ends with its last second.
            prop_assert_eq!(one.to.plus_seconds(i64::from(by_days)).unwrap(), next.from);
            prop_assert!(one.why != next.why || one.counted != next.counted);
        }
        let counted: i64 = stretches.iter().map(|stretch| match stretch.counted {
            Counted::No => 0,
            Counted::Days(days) => days.into(),
            Counted::Seconds(seconds) => seconds,
        }).sum();
        prop_assert_eq!(counted, if by_days { n.into() } else { i64::from(n) * 3600 });
    }

    #[test]
    fn a_longer_span_is_never_due_earlier(made in made(), a in any::<u32>(), b in any::<u32>(), from in 0i64..180_000) {
        const UNITS: [Unit; 9] = [
            Unit::Min, Unit::H, Unit::Wh, Unit::D, Unit::Wd, Unit::W, Unit::Mo, Unit::Q, Unit::Y,
        ];
        let calendar = made.calendar();
        let start = moment(&calendar, from);
        for unit in UNITS {
            let short = calendar.due(start, &Span { n: a.min(b), unit });
            let long = calendar.due(start, &Span { n: a.max(b), unit });
            prop_assert!(short <= long, "{:?}", unit);
            prop_assert!(long <= calendar.end_of(day("9999-12-31")));
        }
    }

    #[test]
    fn any_step_is_possible(n in any::<i64>(), from in 0u64..20_000) {
        official().step(day("1990-01-01") + Days::new(from), n);
    }

    #[test]
    fn leave_takes_minutes_and_nothing_else(a in 0u32..1439, b in 0u32..1439) {
        let minute = |at: u32| NaiveTime::from_hms_opt(at / 60, at % 60, 0).unwrap();
        let Ok(away) = Hours::new(&[(minute(a.min(b)), minute(a.max(b)))]) else {
            return Ok(());
        };
        let usual = hours("09:00-12:00,13:30-18:00");
        let expected: Vec<bool> = minutes(&usual).into_iter().zip(minutes(&away))
            .map(|(open, away)| open && !away).collect();
        let left = usual.without(&away).map_or(vec![false; 1440], |left| minutes(&left));
        prop_assert_eq!(left, expected);
    }
}
