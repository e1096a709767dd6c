//! The words of a line: how pressing, why, since when, whom to call and tell.

use chrono::{Datelike as _, NaiveDate};

use super::gather::Day;
use super::lines::Line;
use crate::calendar::Calendar;
use crate::nouns::calendar::weekday;
use crate::records::choices::CareKind;
use crate::rules::Class;
use crate::say;
use crate::value::{ChoiceSet as _, Moment, Noun};
use crate::words::{Lang, Say};

/// The code of a class, for programs.
pub const fn class_code(class: Class) -> &'static str {
    match class {
        Class::Overdue => "overdue",
        Class::Today => "today",
        Class::Coming => "coming",
    }
}

/// `Fri 2026-03-06`, `2026-03-06 周五`.
pub fn day(day: NaiveDate) -> Say {
    let name = weekday(day);
    let (en, zh) = (name.en, name.zh);
    say!("{en} {day}", "{day} {zh}")
}

/// A moment without what goes without saying: the hour of today, the date of
/// another day, the year of another year.
pub fn moment(at: Moment, is_day: bool, today: NaiveDate, calendar: &Calendar) -> String {
    let local = at.local(calendar.zone());
    let date = match local.date() {
        day if day == today && !is_day => String::new(),
        day if day.year() == today.year() => day.format("%m-%d").to_string(),
        day => day.to_string(),
    };
    let time = match is_day {
        true => String::new(),
        false => local.format("%H:%M").to_string(),
    };
    [date, time]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// `overdue 2 hours · the customer waits · First response · SN… 设备开机后无显示`.
pub fn headline(line: &Line, day: &Day, calendar: &Calendar) -> Say {
    let state = pressing(line, day.day, calendar);
    let (mut en, mut zh) = (vec![state.en], vec![state.zh]);
    if let Some(band) = line.band {
        en.push(band.label().en.to_owned());
        zh.push(band.label().zh.to_owned());
    }
    let (mut en_label, mut zh_label) = (line.label.en.to_owned(), line.label.zh.to_owned());
    if let Some((i, n)) = line.nth {
        en_label.push_str(&format!(" ({i} of {n})"));
        zh_label.push_str(&format!("（第 {i} 次，共 {n} 次）"));
    }
    if line.count > 1 {
        let n = line.count;
        en_label.push_str(&format!(" ({n} customers)"));
        zh_label.push_str(&format!("（{n} 位客户）"));
    }
    en.push(en_label);
    zh.push(zh_label);
    let about = about(line);
    let matter = |about: &str| match (line.of == line.face.number, about.is_empty()) {
        (true, true) => None,
        (true, false) => Some(about.to_owned()),
        (false, true) => Some(line.of.clone()),
        (false, false) => Some(format!("{} {about}", line.of)),
    };
    en.extend(matter(&about.en));
    zh.extend(matter(&about.zh));
    Say {
        en: en.join(" · "),
        zh: zh.join(" · "),
    }
}

/// What it is about: somebody's words, or the kind of a day.
fn about(line: &Line) -> Say {
    let kind = match line.noun {
        Noun::Occasion | Noun::Contact | Noun::Contract => CareKind::from_code(&line.about),
        _ => None,
    };
    match kind.map(|kind| kind.label()) {
        Some(label) => Say::from(label),
        None => Say::same(line.about.clone()),
    }
}

/// How late, or until when.
fn pressing(line: &Line, today: NaiveDate, calendar: &Calendar) -> Say {
    let Some(due) = line.line() else {
        return say!("open", "未办结");
    };
    let is_day = line.is_day(calendar);
    let at = moment(due, is_day, today, calendar);
    if let Some(until) = line.grace {
        let day = calendar.day_of(until);
        let bare = until == calendar.end_of(day) || until == calendar.close_of(day);
        // The day is named, also where it is today: “within its grace until …”.
        let until = match bare {
            true => day.format("%m-%d").to_string(),
            false => moment(until, false, today, calendar),
        };
        return say!(
            "past its due, within its grace until {until}",
            "已过期限，宽限至 {until}"
        );
    }
    match (line.class, line.late) {
        (Class::Overdue, Some(late)) => {
            let (en, zh) = (late.shown(Lang::En), late.shown(Lang::Zh));
            say!("overdue {en}", "逾期 {zh}")
        }
        (Class::Overdue, None) => say!("overdue", "已逾期"),
        _ if calendar.day_of(due) == today && is_day => say!("today", "今天"),
        _ if calendar.day_of(due) == today => say!("by {at}", "{at} 前"),
        _ => say!("by {at}", "{at} 前"),
    }
}

/// `since 03-05 16:00, due 18:00; tell 韩梅; put off 2 times: at a fair`.
pub fn details(line: &Line, day: &Day, calendar: &Calendar) -> Say {
    let whole = |at: Moment| {
        let day = calendar.day_of(at);
        at == calendar.end_of(day) || at == calendar.begin_of(day)
    };
    let shown = |at: Moment, is_day: bool| moment(at, is_day, day.day, calendar);
    let since = shown(line.since, whole(line.since));
    let (mut en, mut zh) = (format!("since {since}"), format!("自 {since}"));
    if let Some(due) = line.due {
        let due = shown(due, line.agreed.is_none() && line.is_day(calendar));
        en.push_str(&format!(", due {due}"));
        zh.push_str(&format!("，期限 {due}"));
    }
    if let Some(agreed) = line.agreed {
        let agreed = shown(agreed, line.is_day(calendar));
        en.push_str(&format!(", agreed anew {agreed}"));
        zh.push_str(&format!("，重新约定 {agreed}"));
    }
    let names = |ids: &[i64]| -> Vec<String> {
        let all = ids.iter().filter_map(|id| day.people.get(id).cloned());
        all.collect()
    };
    if day.team && !line.who.is_empty() {
        let who = names(&line.who);
        en.push_str(&format!("; {}", who.join(", ")));
        zh.push_str(&format!("；责任人 {}", who.join("、")));
    }
    let tell = names(&line.tell);
    if !tell.is_empty() {
        en.push_str(&format!("; tell {}", tell.join(", ")));
        zh.push_str(&format!("；告知 {}", tell.join("、")));
    }
    if let Some(snooze) = &line.snoozed {
        let (n, why) = (snooze.times, &snooze.why);
        let times = if n == 1 { "once" } else { "times" };
        match n {
            1 => en.push_str(&format!("; put off {times}: {why}")),
            _ => en.push_str(&format!("; put off {n} {times}: {why}")),
        }
        zh.push_str(&format!("；已推后 {n} 次：{why}"));
    }
    Say { en, zh }
}

/// `kehu ticket respond SN…`, quoted where a shell would take it apart.
pub fn command(words: &[String]) -> String {
    let quoted = words.iter().map(|word| {
        let plain = |c: char| c.is_alphanumeric() || "-_.,:/+@=".contains(c);
        match word.chars().all(plain) && !word.is_empty() {
            true => word.clone(),
            false => format!("\"{}\"", word.replace('"', "\\\"")),
        }
    });
    std::iter::once("kehu".to_owned())
        .chain(quoted)
        .collect::<Vec<_>>()
        .join(" ")
}
