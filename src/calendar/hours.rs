//! Office time of one day: ranges in order and apart, never none.

use chrono::{NaiveTime, Timelike};

use crate::say;
use crate::words::Say;

/// A range of the day, from opening to close.
pub type Range = (NaiveTime, NaiveTime);

/// The office ranges of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// In seconds of the day, in order, apart, each longer than nothing.
    ranges: Vec<(i64, i64)>,
}

impl Hours {
    /// The ranges in any order.
    ///
    /// # Errors
    /// Says what is wrong where there is none, one ends before it begins, or
    /// two overlap.
    pub fn new(ranges: &[Range]) -> Result<Self, Say> {
        let mut ranges = ranges.to_vec();
        ranges.sort_unstable();
        if ranges.is_empty() {
            return Err(say!("no office hours", "没有办公时间"));
        }
        if let Some((from, to)) = ranges.iter().find(|(from, to)| from >= to) {
            let (from, to) = (from.format("%H:%M"), to.format("%H:%M"));
            return Err(say!(
                "the hours {from}-{to} end before they begin",
                "办公时间 {from}-{to} 的结束不晚于开始"
            ));
        }
        let next = ranges.iter().skip(1);
        if ranges.iter().zip(next).any(|(a, b)| b.0 < a.1) {
            return Err(say!("office hours overlap", "办公时间有重叠"));
        }
        let second = |time: NaiveTime| i64::from(time.num_seconds_from_midnight());
        Ok(Hours {
            ranges: ranges
                .iter()
                .map(|(from, to)| (second(*from), second(*to)))
                .collect(),
        })
    }

    /// From the first opening to the last close, in order.
    pub fn ranges(&self) -> impl Iterator<Item = Range> {
        self.ranges
            .iter()
            .map(|(from, to)| (time(*from), time(*to)))
    }

    pub fn opening(&self) -> NaiveTime {
        self.ranges
            .first()
            .map_or(NaiveTime::MIN, |(from, _)| time(*from))
    }

    pub fn closing(&self) -> NaiveTime {
        self.ranges
            .last()
            .map_or(NaiveTime::MIN, |(_, to)| time(*to))
    }

    /// Office seconds of the day, at least one.
    pub fn seconds(&self) -> i64 {
        self.ranges.iter().map(|(from, to)| to - from).sum()
    }

    /// `09:00-12:00,13:30-18:00`
    pub fn code(&self) -> String {
        let written = self.ranges().map(|(from, to)| {
            let (from, to) = (from.format("%H:%M"), to.format("%H:%M"));
            format!("{from}-{to}")
        });
        written.collect::<Vec<_>>().join(",")
    }

    /// Office seconds that have passed at `second` of the day.
    pub(super) fn passed(&self, second: i64) -> i64 {
        let of = |(from, to): &(i64, i64)| second.clamp(*from, *to) - from;
        self.ranges.iter().map(of).sum()
    }

    /// The earliest second of the day at which `passed` office seconds have
    /// passed: a close, where the next opening would do too.
    pub(super) fn reached(&self, passed: i64) -> i64 {
        let mut left = passed;
        for (from, to) in &self.ranges {
            if left <= to - from {
                return from + left;
            }
            left -= to - from;
        }
        self.ranges.last().map_or(0, |(_, to)| *to)
    }

    /// What is left of them without `away`; `None` for nothing.
    pub(super) fn without(&self, away: &Hours) -> Option<Hours> {
        let cut = |ranges: Vec<(i64, i64)>, (begin, end): &(i64, i64)| {
            let pieces = ranges
                .into_iter()
                .flat_map(|(from, to)| [(from, to.min(*begin)), (from.max(*end), to)]);
            pieces.filter(|(from, to)| from < to).collect()
        };
        let ranges: Vec<_> = away.ranges.iter().fold(self.ranges.clone(), cut);
        (!ranges.is_empty()).then_some(Hours { ranges })
    }
}

fn time(second: i64) -> NaiveTime {
    let second = u32::try_from(second).unwrap_or_default();
    NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap_or(NaiveTime::MIN)
}

#[cfg(test)]
mod tests {
    use super::super::tests::hours;

    #[test]
    fn hours_are_read_in_order_and_written_again() {
        let day = hours("13:30-18:00,09:00-12:00");
        assert_eq!(day.code(), "09:00-12:00,13:30-18:00");
        assert_eq!(day.seconds(), 27_000);
        assert_eq!(day.reached(3 * 3600), 12 * 3600);
        assert_eq!(day.reached(3 * 3600 + 1), 13 * 3600 + 1801);
    }

    #[test]
    fn leave_takes_its_hours_out_of_the_day() {
        let day = hours("09:00-12:00,13:30-18:00");
        let left = |away: &str| day.without(&hours(away)).map(|left| left.code());
        assert_eq!(left("13:00-19:00").unwrap(), "09:00-12:00");
        assert_eq!(
            left("10:00-11:00").unwrap(),
            "09:00-10:00,11:00-12:00,13:30-18:00"
        );
        assert_eq!(left("11:00-14:00").unwrap(), "09:00-11:00,14:00-18:00");
        assert_eq!(left("12:00-13:30").unwrap(), day.code());
        assert_eq!(left("08:00-20:00"), None);
    }
}
