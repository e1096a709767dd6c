//! How what is owed and what is planned are written as events of a calendar. What
//! should not leave the file is left out here, in one place.

use chrono::Timelike as _;

use crate::calendar::Calendar;
use crate::event::Date;
use crate::exchange::agenda::{Event, When};
use crate::nouns::today::{Line, typed};
use crate::playbook::{Band, Playbook, Rule, Shape};
use crate::problem::Failure;
use crate::records::choices::{CareKind, Method};
use crate::say;
use crate::store::{Appointment, Face};
use crate::value::{ChoiceSet as _, Moment, Noun as Record, without_contacts};
use crate::words::{Lang, Text, t};

/// How long what was agreed for an hour takes, and how long before its due
/// another one stands in the calendar, in seconds.
const HOUR: i64 = 3600;
const QUARTER: i64 = 900;

/// How events are written.
pub struct Sheet<'a> {
    pub playbook: &'a Playbook,
    pub calendar: &'a Calendar,
    pub reveal: bool,
    pub lang: Lang,
}

impl Sheet<'_> {
    /// What a rule asks; `None` where it has no due.
    pub fn owed(&self, line: &Line) -> Result<Option<Event>, Failure> {
        let (Some(due), Some(rule)) = (line.line(), self.playbook.rule(line.rule)?) else {
            return Ok(None);
        };
        let is_day = line.is_day(self.calendar);
        let appointed = !is_day && is_appointed(rule);
        let band = line.band.unwrap_or(Band::Paper).label().to(self.lang);
        let why = self.why(line, band);
        let times = self.times(line.since, due, is_day);
        let command = typed(&line.run);
        Ok(Some(Event {
            uid: uid(line, rule, self.calendar),
            when: self.when(due, is_day, appointed),
            summary: self.summary(&line.face, &self.label(line)),
            description: joined("\n", &[&why, &times, &self.person(&line.face), &command]),
            category: band.to_owned(),
            busy: appointed,
            alarm: self.alarm(is_day),
        }))
    }

    fn label(&self, line: &Line) -> String {
        let mut label = line.label.to(self.lang).to_owned();
        if let Some((i, n)) = line.nth {
            label.push_str(say!(" ({i} of {n})", "（第 {i} 次，共 {n} 次）").to(self.lang));
        }
        if line.count > 1 {
            let n = line.count;
            label.push_str(say!(" ({n} customers)", "（{n} 位客户）").to(self.lang));
        }
        label
    }

    /// The reason, the record, and what it is about.
    fn why(&self, line: &Line, band: &str) -> String {
        let matter = match line.of == line.face.number {
            true => "",
            false => line.of.as_str(),
        };
        let kind = match line.noun {
            Record::Occasion | Record::Contact | Record::Contract => {
                CareKind::from_code(&line.about)
            }
            _ => None,
        };
        let about = match kind {
            Some(kind) => kind.label().to(self.lang).to_owned(),
            None => self.safe(&line.about),
        };
        joined(" · ", &[band, matter, &about])
    }

    /// With the year: a calendar is read on another day.
    fn times(&self, since: Moment, due: Moment, is_day: bool) -> String {
        let since = self.moment(since, false);
        let due = self.moment(due, is_day);
        say!("since {since}, due {due}", "自 {since} 起，期限 {due}")
            .to(self.lang)
            .to_owned()
    }

    fn moment(&self, at: Moment, is_day: bool) -> String {
        match is_day {
            true => self.calendar.day_of(at).to_string(),
            false => at.shown(self.calendar.zone()),
        }
    }

    /// What somebody planned.
    pub fn planned(&self, plan: &Appointment, face: &Face) -> Event {
        const LABEL: Text = t("Planned follow-up", "计划的跟进");
        let day = self.calendar.day_of(plan.at);
        let is_day = plan.at == self.calendar.close_of(day) || plan.at == self.calendar.end_of(day);
        let method = Method::from_code(&plan.method);
        let method = method.map_or(plan.method.as_str(), |method| method.label().to(self.lang));
        let label = LABEL.to(self.lang);
        let band = Band::Agreed.label().to(self.lang);
        let about = self.safe(plan.what.as_deref().unwrap_or(""));
        let why = joined(" · ", &[band, method, &plan.number, &about]);
        let words = [
            "log",
            &face.number,
            "--plan",
            &plan.number,
            "--by",
            &plan.method,
        ];
        let command = typed(&words.map(str::to_owned));
        Event {
            uid: format!("{}@kehu", plan.number),
            when: self.when(plan.at, is_day, !is_day),
            summary: self.summary(face, label),
            description: joined("\n", &[&why, &self.person(face), &command]),
            category: band.to_owned(),
            busy: !is_day,
            alarm: self.alarm(is_day),
        }
    }

    /// A day that is no working day is shown on the last one before it; a
    /// deadline by the hour ends with its due, and an appointment begins then.
    fn when(&self, at: Moment, is_day: bool, appointed: bool) -> When {
        let shifted = |seconds| at.plus_seconds(seconds).unwrap_or(at);
        match (is_day, appointed) {
            (true, _) => When::Day(self.calendar.shown_on(self.calendar.day_of(at))),
            (false, true) => When::From(at, shifted(HOUR)),
            (false, false) => When::From(shifted(-QUARTER), at),
        }
    }

    /// With the opening of the office, or a quarter of an hour before.
    fn alarm(&self, is_day: bool) -> i64 {
        let opening = self.calendar.opening();
        match is_day {
            true => i64::from(opening.hour() * 60 + opening.minute()),
            false => -15,
        }
    }

    fn summary(&self, face: &Face, label: &str) -> String {
        let name = &face.name;
        match name.is_empty() {
            true => label.to_owned(),
            false => say!("{name}: {label}", "{name}：{label}")
                .to(self.lang)
                .to_owned(),
        }
    }

    /// Whom to call; the number only where it was asked for.
    fn person(&self, face: &Face) -> String {
        let phone = match (&face.phone, self.reveal) {
            (Some(phone), true) => phone.shown(),
            _ => String::new(),
        };
        let name = face.contact.as_deref().unwrap_or("");
        joined(" ", &[name, face.title.as_deref().unwrap_or(""), &phone])
    }

    /// Somebody's words, without what should not leave the file.
    fn safe(&self, text: &str) -> String {
        match self.reveal {
            true => text.to_owned(),
            false => without_contacts(text),
        }
    }
}

/// What there is, one after the other.
fn joined(between: &str, all: &[&str]) -> String {
    let there: Vec<&str> = all
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    there.join(between)
}

/// Whether an hour was agreed with somebody.
fn is_appointed(rule: &Rule) -> bool {
    matches!(
        rule.shape,
        Shape::Dated {
            date: Date::FollowupNext | Date::TicketAppointment,
            ..
        }
    )
}

/// The same for the same obligation on every day: its rule's first name, its
/// record, and its start; for what comes back every year its day, and nothing more
/// for an action, whose date may be moved.
fn uid(line: &Line, rule: &Rule, calendar: &Calendar) -> String {
    let rule = rule.was.first().copied().unwrap_or(rule.id);
    let record = match line.count {
        1 => line.of.as_str(),
        _ => "all",
    };
    let start = match (line.noun, line.due) {
        (Record::Action, _) => String::new(),
        (Record::Occasion, Some(due)) => calendar.day_of(due).format("%Y%m%d").to_string(),
        _ => line.since.stored().replace(['-', ':'], ""),
    };
    let nth = line.nth.map_or_else(String::new, |(i, _)| i.to_string());
    let parts = joined("-", &[rule, record, &start, &nth]);
    format!("{parts}@kehu")
}
