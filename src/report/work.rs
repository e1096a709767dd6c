//! The daily and the weekly report: what was done, what was agreed, what comes
//! next. Sentences to send on, and the same as tables; customers are named, and
//! nobody's phone or address is in it.

mod lines;
mod rows;

use chrono::NaiveDate;

use super::days::{Stretch, later, short, weekday};
use crate::calendar::Calendar;
use crate::say;
use crate::store::{Ahead, Task, Work};
use crate::value::Moment;
use crate::view::{Note, View};
use crate::words::{Lang, Say};

/// What the report is about.
pub struct Told<'a> {
    pub stretch: Stretch,
    /// Whose work it is; everybody's where there is none.
    pub rep: Option<&'a str>,
    /// As of when something is open.
    pub at: Moment,
    pub calendar: &'a Calendar,
    /// Shows what looks like a phone or an address in free text.
    pub reveal: bool,
}

impl Told<'_> {
    /// The last day of which it tells what is to come: the next working day, or
    /// the next week.
    pub fn ahead(&self) -> NaiveDate {
        match self.stretch {
            Stretch::Week(_) => later(self.stretch.last(), 7),
            Stretch::Day(day) => {
                let next = (1..=31).map(|n| later(day, n));
                next.into_iter()
                    .find(|next| self.calendar.is_workday(*next))
                    .unwrap_or_else(|| later(day, 1))
            }
        }
    }

    /// Whether it should have been done: an agreed contact is in time until its
    /// day is over.
    fn is_overdue(&self, task: &Ahead) -> bool {
        let zone = self.calendar.zone();
        match task.task {
            Task::NextContact => task.due.day(zone) < self.at.day(zone),
            Task::Plan | Task::Action => task.due < self.at,
        }
    }

    fn title(&self) -> Say {
        let Say { en, zh } = self.stretch.name();
        let (who_en, who_zh) = self
            .rep
            .map_or(("everybody", "全体人员"), |name| (name, name));
        match self.stretch {
            Stretch::Day(_) => say!("Daily report · {en} · {who_en}", "【日报】{zh} {who_zh}"),
            Stretch::Week(_) => say!("Weekly report · {en} · {who_en}", "【周报】{zh} {who_zh}"),
        }
    }

    /// What the tasks to come are called: tomorrow's or next week's, unless some
    /// of them are still of this day or week.
    fn ahead_title(&self, tasks: &[&Ahead]) -> Say {
        let (last, zone) = (self.ahead(), self.calendar.zone());
        let later_on = |task: &&Ahead| task.due.day(zone) > self.stretch.last();
        match self.stretch {
            Stretch::Week(_) if tasks.iter().all(later_on) => say!("Next week", "下周安排"),
            Stretch::Day(day) if last == later(day, 1) && tasks.iter().all(later_on) => {
                say!("Tomorrow", "明日安排")
            }
            Stretch::Week(_) | Stretch::Day(_) => Say {
                en: format!(
                    "Up to {} {}",
                    weekday(last, Lang::En),
                    short(last, Lang::En)
                ),
                zh: format!(
                    "接下来的安排（至{}{}）",
                    short(last, Lang::Zh),
                    weekday(last, Lang::Zh)
                ),
            },
        }
    }
}

/// The report as sentences.
pub fn told(told: &Told<'_>, work: &Work) -> Note {
    Note {
        title: told.title(),
        parts: lines::parts(told, work),
    }
}

/// The report as tables.
pub fn tables(told: &Told<'_>, work: &Work) -> Vec<View<'static>> {
    rows::tables(told, work)
}
