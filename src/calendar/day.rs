//! What a day is: worked or not, by which hours, and who said so.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::china::{self, Notice};
use super::hours::Hours;
use super::week::Week;
use crate::choice;
use crate::value::ChoiceSet as _;
use crate::words::Text;

choice! {
    /// What a day is, as calendars mark it.
    pub enum DayKind {
        Work = "work", "work", "工作";
        Weekend = "weekend", "weekend", "周末";
        /// Off, by a notice or a dated exception.
        Holiday = "holiday", "holiday", "放假";
        /// Worked, though the week would have it off (调休).
        MakeUp = "make-up", "make-up", "补班";
        /// Worked by hours of its own: a half day.
        Hours = "hours", "hours", "另定";
        /// My own leave, for the whole day or for hours of it.
        Leave = "leave", "leave", "请假";
    }
}

/// Who made a day what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The weekly pattern.
    Week,
    Official(Notice),
    /// The user's file.
    Own,
}

/// Which official holidays apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holidays {
    #[default]
    None,
    /// Those of the State Council of China.
    China,
}

/// What a user's file says of the days from `first` to `last`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub change: Change,
    pub name: Option<Text>,
}

/// What becomes of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Off,
    /// Worked by the usual hours.
    Work,
    /// Worked by hours of its own.
    Hours(Hours),
    /// I am away for these hours, or for the whole day; everybody else is not.
    Away(Option<Hours>),
}

/// What a day is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day<'c> {
    pub kind: DayKind,
    pub name: Option<Text>,
    /// When it is worked, if it is.
    pub hours: Option<&'c Hours>,
    pub source: Source,
}

/// A day that is other than its weekday.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub kind: DayKind,
    pub name: Option<Text>,
    pub hours: Option<Hours>,
    pub source: Source,
}

/// The days that differ from the week: the official ones, over them the
/// user's, over both the leaves.
pub(super) fn dated(week: &Week, holidays: Holidays, own: &[Own]) -> BTreeMap<NaiveDate, Dated> {
    let official = match holidays {
        Holidays::None => &[],
        Holidays::China => china::days(),
    };
    let mut days: BTreeMap<_, _> = official
        .iter()
        .map(|ordered| (ordered.day, by_notice(week, ordered)))
        .collect();
    let is_leave = |own: &&Own| matches!(own.change, Change::Away(_));
    let exceptions = own.iter().filter(|own| !is_leave(own));
    for own in exceptions.chain(own.iter().filter(is_leave)) {
        for day in own.first.iter_days().take_while(|day| *day <= own.last) {
            let before = days.get(&day);
            if let Some(dated) = by_user(week, day, own, before) {
                days.insert(day, dated);
            }
        }
    }
    days
}

fn by_notice(week: &Week, ordered: &china::Ordered) -> Dated {
    Dated {
        kind: match ordered.works {
            true => worked(week, ordered.day),
            false => DayKind::Holiday,
        },
        name: Some(ordered.holiday.label()),
        hours: ordered.works.then(|| week.hours().clone()),
        source: Source::Official(ordered.notice),
    }
}

/// `None` where a leave changes nothing, since the day is off as it is.
fn by_user(week: &Week, day: NaiveDate, own: &Own, before: Option<&Dated>) -> Option<Dated> {
    let (kind, hours) = match &own.change {
        Change::Off => (DayKind::Holiday, None),
        Change::Work => (worked(week, day), Some(week.hours().clone())),
        Change::Hours(hours) if week.works(day) => (DayKind::Hours, Some(hours.clone())),
        Change::Hours(hours) => (DayKind::MakeUp, Some(hours.clone())),
        Change::Away(away) => {
            let usual = match before {
                Some(dated) => dated.hours.as_ref()?,
                None => week.works(day).then(|| week.hours())?,
            };
            let left = away.as_ref().and_then(|away| usual.without(away));
            (DayKind::Leave, left)
        }
    };
    Some(Dated {
        kind,
        name: own.name,
        hours,
        source: Source::Own,
    })
}

/// What a working day is called on that day of the week.
fn worked(week: &Week, day: NaiveDate) -> DayKind {
    match week.works(day) {
        true => DayKind::Work,
        false => DayKind::MakeUp,
    }
}
