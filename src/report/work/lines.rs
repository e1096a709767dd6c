//! What was done, sentence by sentence: the customer first, then what happened,
//! short enough for a chat.

use super::Told;
use super::rows::steps;
use crate::records::choices::{GradeLetter, Method, Priority, Source, TicketStatus};
use crate::report::days::{short, weekday};
use crate::say;
use crate::store::{Ahead, Arrival, Graded, Handled, Talk, Task, Work};
use crate::value::{ChoiceSet, Moment, without_contacts};
use crate::view::Part;
use crate::words::{Lang, Say, Text, t};

/// The most lines of a part; the rest are counted.
const LINES: usize = 30;

/// The longest gist of a text, in characters.
const GIST: usize = 60;

/// The parts; those of which there is rarely anything only where there is.
pub fn parts(told: &Told<'_>, work: &Work) -> Vec<Part> {
    let (overdue, ahead): (Vec<&Ahead>, Vec<&Ahead>) =
        work.open.iter().partition(|task| told.is_overdue(task));
    let mut parts = vec![talks(told, &work.talks)];
    let more = [
        tickets(told, &work.tickets),
        arrivals(told, &work.arrivals),
        grades(&work.grades),
    ];
    parts.extend(more.into_iter().filter(|part| !part.lines.is_empty()));
    parts.push(tasks(told, told.ahead_title(&ahead), &ahead));
    parts.push(tasks(told, say!("Overdue", "逾期未完成"), &overdue));
    parts
}

/// A part: how many there are in its heading.
fn part<T>(title: Say, all: &[T], line: impl Fn(&T, Lang) -> String) -> Part {
    let both = |one: &T| Say {
        en: line(one, Lang::En),
        zh: line(one, Lang::Zh),
    };
    Part {
        title,
        lines: all.iter().take(LINES).map(both).collect(),
        more: all.len().saturating_sub(LINES),
    }
}

fn talks(told: &Told<'_>, all: &[Talk]) -> Part {
    let mut customers: Vec<&str> = all
        .iter()
        .map(|talk| talk.customer.number.as_str())
        .collect();
    customers.sort_unstable();
    customers.dedup();
    let (n, customers) = (all.len(), customers.len());
    let reached = all.iter().filter(|talk| talk.reached).count();
    let title = match n {
        0 => say!("Follow-ups: none", "客户跟进：无"),
        _ => say!(
            "Follow-ups: {n}, customers {customers}, reached {reached}",
            "客户跟进：{n} 次，客户 {customers} 家，联系上 {reached} 次"
        ),
    };
    part(title, all, |talk, lang| {
        let mut how = vec![label::<Method>(&talk.method, lang)];
        if !talk.reached {
            how.push(t("not reached", "未联系上").to(lang).to_owned());
        }
        let name = &talk.customer.name;
        let how = noted(how, told, talk.by.as_deref(), lang);
        let said = format!("{name}{how}{}{}", colon(lang), told.gist(&talk.said));
        let next = match (talk.next_at, &talk.next_what) {
            (None, None) => return said,
            (at, what) => {
                let at = at.map(|at| told.day(at, lang));
                let what = what.as_deref().map(|what| told.gist(what));
                [at, what]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" ")
            }
        };
        let arrow = t("next", "下次").to(lang);
        format!("{said} → {arrow}{}{next}", colon(lang))
    })
}

fn tickets(told: &Told<'_>, all: &[Handled]) -> Part {
    let n = all.len();
    let counted = |lang: Lang| {
        let counts = steps().enumerate().filter_map(|(at, step)| {
            let n = all
                .iter()
                .filter(|one| one.steps.get(at) == Some(&true))
                .count();
            (n > 0).then(|| format!("{} {n}", lowered(step.to(lang), lang)))
        });
        counts.collect::<Vec<_>>().join(comma(lang))
    };
    let (en, zh) = (counted(Lang::En), counted(Lang::Zh));
    let title = say!("Tickets: {n} ({en})", "售后工单：{n} 张（{zh}）");
    part(title, all, |ticket, lang| {
        let (number, name) = (&ticket.number, &ticket.customer.name);
        let how = vec![label::<Priority>(&ticket.priority, lang)];
        let how = noted(how, told, ticket.by.as_deref(), lang);
        let done = steps().zip(ticket.steps).filter(|(_, done)| *done);
        let done: Vec<_> = done.map(|(step, _)| lowered(step.to(lang), lang)).collect();
        let status = lowered(&label::<TicketStatus>(&ticket.status, lang), lang);
        let (symptom, done) = (told.gist(&ticket.symptom), done.join(comma(lang)));
        let now = t("now", "目前").to(lang);
        let colon = colon(lang);
        match lang {
            Lang::En => format!("{number} {name}{how}: {symptom} → {done}; {now} {status}"),
            Lang::Zh => format!("{number} {name}{how}{colon}{symptom} → {done}；{now}{status}"),
        }
    })
}

fn arrivals(told: &Told<'_>, all: &[Arrival]) -> Part {
    let n = all.len();
    part(
        say!("New customers: {n}", "新增客户：{n} 家"),
        all,
        |arrival, lang| {
            let source = arrival.source.as_deref();
            let source = source.map(|code| label::<Source>(code, lang));
            let how = noted(
                source.into_iter().collect(),
                told,
                arrival.by.as_deref(),
                lang,
            );
            format!("{}{how}", arrival.customer.name)
        },
    )
}

fn grades(all: &[Graded]) -> Part {
    let n = all.len();
    let grade = |code: &Option<String>, lang| match code {
        Some(code) => label::<GradeLetter>(code, lang),
        None => t("no grade", "未分级").to(lang).to_owned(),
    };
    part(
        say!("Grades: {n}", "客户级别变动：{n} 家"),
        all,
        |one, lang| {
            let (from, to) = (grade(&one.from, lang), grade(&one.to, lang));
            format!("{}{}{from} → {to}", one.customer.name, colon(lang))
        },
    )
}

fn tasks(told: &Told<'_>, title: Say, all: &[&Ahead]) -> Part {
    let Say { en, zh } = title;
    let n = all.len();
    let title = match n {
        0 => say!("{en}: nothing", "{zh}：无"),
        _ => say!("{en}: {n}", "{zh}：{n} 项"),
    };
    part(title, all, |task, lang| {
        let kind = match task.task {
            Task::Plan => t("planned", "计划"),
            Task::Action => t("to do", "待办"),
            Task::NextContact => t("contact", "约定联系"),
        };
        let mut how = vec![kind.to(lang).to_owned()];
        how.extend(
            task.method
                .as_deref()
                .map(|code| label::<Method>(code, lang)),
        );
        let how = noted(how, told, task.by.as_deref(), lang);
        let (due, name) = (told.due(task.due, lang), &task.customer.name);
        match task.what.as_deref().map(|what| told.gist(what)) {
            Some(what) => format!("{due} {name}{how}{}{what}", colon(lang)),
            None => format!("{due} {name}{how}"),
        }
    })
}

impl Told<'_> {
    /// The beginning of a text, without what nobody should send on.
    fn gist(&self, text: &str) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = match self.reveal {
            true => text,
            false => without_contacts(&text),
        };
        if text.chars().count() <= GIST {
            return text.trim_end_matches(['。', '；', ';']).to_owned();
        }
        let mut gist: String = text.chars().take(GIST - 1).collect();
        gist.push('…');
        gist
    }

    fn day(&self, at: Moment, lang: Lang) -> String {
        let day = at.day(self.calendar.zone());
        format!("{}{}{}", short(day, lang), space(lang), weekday(day, lang))
    }

    /// A day, and the time where it is not simply the close of the day.
    fn due(&self, at: Moment, lang: Lang) -> String {
        let day = self.day(at, lang);
        let time = at.local(self.calendar.zone()).time();
        let (closing, last) = (self.calendar.closing(), time.format("%H:%M:%S").to_string());
        match time == closing || last == "23:59:59" {
            true => day,
            false => format!("{day} {}", time.format("%H:%M")),
        }
    }
}

/// In brackets how, and by whom where the report is about everybody.
fn noted(mut how: Vec<String>, told: &Told<'_>, by: Option<&str>, lang: Lang) -> String {
    if told.rep.is_none() {
        how.extend(by.map(str::to_owned));
    }
    if how.is_empty() {
        return String::new();
    }
    let mut words = how
        .iter()
        .map(|word| lowered(word, lang))
        .collect::<Vec<_>>();
    // A name keeps its capitals.
    if let (true, Some(by), Some(last)) = (told.rep.is_none(), by, words.last_mut()) {
        by.clone_into(last);
    }
    match lang {
        Lang::En => format!(" ({})", words.join(", ")),
        Lang::Zh => format!("（{}）", words.join("，")),
    }
}

/// A label inside a sentence; names such as WeChat keep their capitals.
fn lowered(label: &str, lang: Lang) -> String {
    let mut chars = label.chars();
    let inside = label.chars().skip(1).any(char::is_uppercase);
    match (lang, inside, chars.next()) {
        (Lang::En, false, Some(first)) => first.to_lowercase().chain(chars).collect(),
        _ => label.to_owned(),
    }
}

/// What a stored code is called; the code itself where nobody knows it.
fn label<T: ChoiceSet>(code: &str, lang: Lang) -> String {
    T::from_code(code)
        .map_or(code, |known| known.label().to(lang))
        .to_owned()
}

const fn colon(lang: Lang) -> &'static str {
    const COLON: Text = t(": ", "：");
    COLON.to(lang)
}

const fn comma(lang: Lang) -> &'static str {
    const COMMA: Text = t(", ", "、");
    COMMA.to(lang)
}

const fn space(lang: Lang) -> &'static str {
    const SPACE: Text = t(" ", "");
    SPACE.to(lang)
}
