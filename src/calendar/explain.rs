//! Every stretch between a start and its due, with what counted and why. The
//! only part of the calendar that walks, since each day is something to say.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _};

use super::Calendar;
use super::day::DayKind;
use super::hours::Hours;
use crate::say;
use crate::value::{ChoiceSet as _, Moment, Span, Unit};
use crate::words::{Say, Text, t};

/// A day in seconds.
const DAY: i64 = 24 * 3600;

/// A time that counts as a whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub from: Moment,
    pub to: Moment,
    pub counted: Counted,
    pub why: Why,
}

/// How much of a span a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    No,
    /// Days, of the kind that the span counts.
    Days(u32),
    Seconds(i64),
}

/// Why a stretch counts, or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why {
    pub reason: Reason,
    /// Of the holiday, the exception or the leave.
    pub name: Option<Text>,
}

/// What a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A span that runs day and night.
    Clock,
    /// A span of calendar days.
    Calendar,
    /// The day on which a span of working days begins.
    Begins,
    Day(DayKind),
    Office,
    /// Usually open, and closed on a day with hours of its own.
    Closed,
    /// Before the first opening, after the last close.
    Night,
    /// Between two office ranges.
    Break,
}

impl Why {
    /// `holiday (National Day)`, 放假（国庆节）
    pub fn said(self) -> Say {
        let reason = match self.reason {
            Reason::Clock => t("runs day and night", "全天连续计时"),
            Reason::Calendar => t("calendar days", "自然日"),
            Reason::Begins => t("the day it begins", "起算当日"),
            Reason::Day(DayKind::Work) => t("working day", "工作日"),
            Reason::Day(DayKind::Hours) => t("hours of its own", "另定时间"),
            Reason::Day(kind) => kind.label(),
            Reason::Office => t("office hours", "办公时间"),
            Reason::Closed => t("closed", "不办公"),
            Reason::Night => t("night", "下班时间"),
            Reason::Break => t("lunch break", "午休"),
        };
        match self.name {
            None => reason.into(),
            Some(name) => {
                let (en, zh) = (name.en, name.zh);
                let Text { en: is, zh: is_zh } = reason;
                say!("{is} ({en})", "{is_zh}（{zh}）")
            }
        }
    }
}

impl Calendar {
    /// The stretches from `start` to the due of `span`, one after the other.
    pub fn explained(&self, start: Moment, span: &Span) -> Vec<Stretch> {
        self.explained_to(start, span, self.due(start, span))
    }

    /// The same up to a due that was moved, since the span stood still for a time.
    pub fn explained_to(&self, start: Moment, span: &Span, due: Moment) -> Vec<Stretch> {
        let whole = |counted, reason| {
            vec![Stretch {
                from: start,
                to: due,
                counted,
                why: Why { reason, name: None },
            }]
        };
        match span.unit {
            Unit::Min | Unit::H => whole(Counted::Seconds(due.seconds_since(start)), Reason::Clock),
            Unit::D | Unit::W | Unit::Mo | Unit::Q | Unit::Y => {
                let days = (self.day_of(due) - self.day_of(start)).num_days();
                let days = u32::try_from(days).unwrap_or_default();
                whole(Counted::Days(days), Reason::Calendar)
            }
            Unit::Wd => self.by_days(start, due, span.n),
            Unit::Wh => self.by_hours(start, due),
        }
    }

    fn by_days(&self, start: Moment, due: Moment, n: u32) -> Vec<Stretch> {
        let (first, last) = (self.day_of(start), self.day_of(due));
        let mut stretches: Vec<Stretch> = Vec::new();
        for day in first.iter_days().take_while(|day| *day <= last) {
            let is = self.about(day);
            let why = match day == first && (n > 0 || is.hours.is_some()) {
                true => Why {
                    reason: Reason::Begins,
                    name: None,
                },
                false => Why {
                    reason: Reason::Day(is.kind),
                    name: is.name,
                },
            };
            let counts = is.hours.is_some() && why.reason != Reason::Begins && n > 0;
            let to = match day == last {
                true => due,
                false => self.end_of(day),
            };
            let counted = if counts {
                Counted::Days(1)
            } else {
                Counted::No
            };
            let from = start.max(self.begin_of(day));
            extend(
                &mut stretches,
                Stretch {
                    from,
                    to,
                    counted,
                    why,
                },
            );
        }
        stretches
    }

    fn by_hours(&self, start: Moment, due: Moment) -> Vec<Stretch> {
        let (begin, end) = (start.local(self.zone), due.local(self.zone));
        let mut stretches: Vec<Stretch> = Vec::new();
        let days = begin.date().iter_days();
        for day in days.take_while(|day| *day <= end.date()) {
            for (from, to, counts, why) in self.pieces(day) {
                let from = instant(day, from).max(begin);
                let to = instant(day, to).min(end);
                let seconds = (to - from).num_seconds();
                if seconds <= 0 {
                    continue;
                }
                let counted = if counts {
                    Counted::Seconds(seconds)
                } else {
                    Counted::No
                };
                let (from, to) = (self.moment(from), self.moment(to));
                extend(
                    &mut stretches,
                    Stretch {
                        from,
                        to,
                        counted,
                        why,
                    },
                );
            }
        }
        stretches
    }

    /// A day cut where its hours and the usual ones begin and end: from and to
    /// in seconds, whether it counts, and why.
    fn pieces(&self, day: NaiveDate) -> Vec<(i64, i64, bool, Why)> {
        let is = self.about(day);
        let named = Why {
            reason: Reason::Day(is.kind),
            name: is.name,
        };
        let plain = |reason| Why { reason, name: None };
        let Some(hours) = is.hours else {
            return vec![(0, DAY, false, named)];
        };
        let usual = self.office().usual();
        let mut cuts = vec![0, DAY];
        for (from, to) in hours.ranges().chain(usual.ranges()) {
            cuts.extend([second(from), second(to)]);
        }
        cuts.sort_unstable();
        cuts.dedup();
        let pieces = cuts.iter().zip(cuts.iter().skip(1));
        pieces
            .map(|(&from, &to)| {
                let counts = holds(hours, from);
                let why = match (is.kind, counts) {
                    (DayKind::Work | DayKind::Leave, true) => plain(Reason::Office),
                    (_, true) => named,
                    (DayKind::Leave, false) if holds(usual, from) => named,
                    (DayKind::Leave, false) if spans(usual, from) => plain(Reason::Break),
                    (_, false) if spans(hours, from) => plain(Reason::Break),
                    (_, false) if spans(usual, from) => Why {
                        reason: Reason::Closed,
                        ..named
                    },
                    (_, false) => plain(Reason::Night),
                };
                (from, to, counts, why)
            })
            .collect()
    }
}

/// Puts a stretch after the others, or into the last one, where that counts
/// alike and for the same reason.
fn extend(stretches: &mut Vec<Stretch>, next: Stretch) {
    let Some(last) = stretches.last_mut().filter(|last| last.why == next.why) else {
        stretches.push(next);
        return;
    };
    last.counted = match (last.counted, next.counted) {
        (Counted::No, Counted::No) => Counted::No,
        (Counted::Days(days), Counted::Days(more)) => Counted::Days(days + more),
        (Counted::Seconds(seconds), Counted::Seconds(more)) => Counted::Seconds(seconds + more),
        _ => {
            stretches.push(next);
            return;
        }
    };
    last.to = next.to;
}

/// Whether it lies between the first opening and the last close.
fn spans(hours: &Hours, at: i64) -> bool {
    (second(hours.opening())..second(hours.closing())).contains(&at)
}

fn holds(hours: &Hours, at: i64) -> bool {
    hours
        .ranges()
        .any(|(from, to)| (second(from)..second(to)).contains(&at))
}

fn second(time: NaiveTime) -> i64 {
    i64::from(time.num_seconds_from_midnight())
}

fn instant(day: NaiveDate, second: i64) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + TimeDelta::seconds(second)
}

#[cfg(test)]
mod tests {
    use super::super::day::Change;
    use super::super::tests::{at, hours, official, official_with, own};
    use super::*;
    use crate::words::Lang;

    fn told(calendar: &Calendar, start: &str, span: &str) -> String {
        let span = Span::read(span).unwrap();
        let stretches = calendar.explained(at(calendar, start), &span);
        let shown = |moment: Moment| {
            moment
                .local(calendar.zone)
                .format("%m-%d %H:%M")
                .to_string()
        };
        let lines = stretches.iter().map(|stretch| {
            let counted = match stretch.counted {
                Counted::No => "-".to_owned(),
                Counted::Days(days) => format!("{days}d"),
                Counted::Seconds(seconds) => format!("{}min", seconds / 60),
            };
            let why = stretch.why.said();
            let (from, to) = (shown(stretch.from), shown(stretch.to));
            format!("{from} {to} {counted} {}", why.to(Lang::En))
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn working_days_across_national_day() {
        insta::assert_snapshot!(told(&official(), "2026-09-28 15:00", "5wd"), @r"
        09-28 15:00 09-28 23:59 - the day it begins
        09-29 00:00 09-30 23:59 2d working day
        10-01 00:00 10-07 23:59 - holiday (National Day)
        10-08 00:00 10-09 23:59 2d working day
        10-10 00:00 10-10 18:00 1d make-up (National Day)
        ");
    }

    #[test]
    fn office_time_by_day_night_lunch_and_leave() {
        let leave = own(
            "2026-10-12",
            Change::Away(Some(hours("13:30-18:00"))),
            "dentist",
        );
        let calendar = official_with(vec![leave]);
        insta::assert_snapshot!(told(&calendar, "2026-10-10 16:00", "8wh"), @r"
        10-10 16:00 10-10 18:00 120min make-up (National Day)
        10-10 18:00 10-11 00:00 - night
        10-11 00:00 10-12 00:00 - weekend
        10-12 00:00 10-12 09:00 - night
        10-12 09:00 10-12 12:00 180min office hours
        10-12 12:00 10-12 13:30 - lunch break
        10-12 13:30 10-12 18:00 - leave (dentist)
        10-12 18:00 10-13 09:00 - night
        10-13 09:00 10-13 12:00 180min office hours
        ");
    }

    #[test]
    fn a_clock_and_a_calendar_are_one_stretch() {
        insta::assert_snapshot!(told(&official(), "2026-09-30 15:00", "24h"), @"09-30 15:00 10-01 15:00 1440min runs day and night");
        insta::assert_snapshot!(told(&official(), "2026-09-30 15:00", "1w"), @"09-30 15:00 10-07 23:59 7d calendar days");
    }
}
