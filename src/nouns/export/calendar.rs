//! `export calendar`: what is due and planned as a calendar file. An event keeps
//! its id as long as it is owed, so that importing again changes it and adds none.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::Timelike as _;
use clap::Arg;

use super::file::Draft;
use super::replaced;
use crate::app::App;
use crate::calendar::Calendar;
use crate::event::Date;
use crate::exchange::agenda::{Event, When, agenda};
use crate::flags::Takes;
use crate::nouns::today::{Line, Shown, Wanted, gathered, typed};
use crate::nouns::{Call, option, word};
use crate::out::Out;
use crate::playbook::{Band, Playbook, Rule, Shape};
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{CareKind, Method};
use crate::say;
use crate::store::{Appointment, Face, Kind};
use crate::value::{ChoiceSet as _, Moment, Noun as Record, without_contacts};
use crate::verbs::agreed;
use crate::words::{Lang, Text, t};

/// How many days ahead, unless something is said.
const AHEAD: u64 = 60;

/// An unsettled plan is told for so many days.
const FORGET: i64 = 90 * 86_400;

/// How long what was agreed for an hour takes, and how long before its due
/// another one stands in the calendar, in seconds.
const HOUR: i64 = 3600;
const QUARTER: i64 = 900;

pub fn args(lang: Lang) -> Vec<Arg> {
    const FILE: Text = t("FILE", "文件");
    let to = t(
        "Where to, such as mine.ics; standard output unless given",
        "写到哪里，例如 日程.ics；默认为标准输出",
    );
    vec![
        word("file", FILE, to, lang).add(Takes::File).index(1),
        option("ics", FILE, t("The same", "同上"), lang)
            .add(Takes::File)
            .conflicts_with("file"),
        option(
            "days",
            t("N", "天数"),
            t(
                "So many days ahead; 60 unless given",
                "今后多少天；默认为 60 天",
            ),
            lang,
        ),
        option(
            "owner",
            t("COLLEAGUE", "同事"),
            t("Somebody else's", "某位同事的"),
            lang,
        )
        .alias("rep")
        .add(Takes::record(Record::Staff)),
    ]
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let file = target(call)?;
    let who = match call.text("owner") {
        Some(name) => app.resolve(Record::Staff, name)?,
        None => me,
    };
    let (reveal, lang) = (out.style.reveal, out.lang());
    let events = events(app, who, days(call)?, (reveal, lang))?;
    let staff = app.file()?.all_staff()?;
    let name = staff.into_iter().find(|person| person.id == who);
    let name = name.map_or_else(String::new, |person| person.record.name.0);
    let title = say!("Follow-ups · {name}", "客户跟进 · {name}");
    let text = agenda(title.to(lang), app.now, &events);
    let n = events.len();
    let Some(file) = file else {
        note(app, call, reveal, (me, n))?;
        out.out.write_all(text.as_bytes())?;
        return Ok(Exit::Done);
    };
    let shown = file.display();
    let said = say!("{shown}: {n} events", "{shown}：{n} 项日程");
    if call.dry_run {
        out.line(&said)?;
        return Ok(Exit::Done);
    }
    if file.exists() && !agreed(app, call, out, &replaced(&file))? {
        return Ok(crate::nouns::keep::left_alone(out));
    }
    let mut draft = Draft::beside(&file)?;
    draft.file().write_all(text.as_bytes())?;
    note(app, call, reveal, (me, n))?;
    draft.keep()?;
    out.line(&said)?;
    if !reveal {
        out.note(&say!(
            "phones are left out; --reveal writes them too",
            "不含电话；加 --reveal 可一并写出"
        ));
    }
    Ok(Exit::Done)
}

fn target(call: &Call<'_>) -> Result<Option<PathBuf>, Failure> {
    if call.text("output").is_some() {
        return Err(Problem::usage(say!(
            "a calendar is always written as ics",
            "日历只能写成 ics 格式"
        ))
        .hint(say!("leave -o out", "请去掉 -o"))
        .into());
    }
    let name = call.text("file").or_else(|| call.text("ics"));
    let Some(name) = name.filter(|name| *name != "-") else {
        return Ok(None);
    };
    let file = Path::new(name);
    let ending = file.extension().and_then(|ending| ending.to_str());
    match ending.is_some_and(|ending| ending.eq_ignore_ascii_case("ics")) {
        true => Ok(Some(file.to_owned())),
        false => Err(Problem::usage(say!(
            "the name of a calendar file ends in .ics, not “{name}”",
            "日历文件名应以 .ics 结尾，“{name}”不是"
        ))
        .hint(say!(
            "kehu export calendar mine.ics",
            "例如：kehu export calendar 日程.ics"
        ))
        .into()),
    }
}

fn days(call: &Call<'_>) -> Result<u64, Failure> {
    let Some(text) = call.text("days") else {
        return Ok(AHEAD);
    };
    let days = text.parse().ok().filter(|n| *n <= 366);
    days.ok_or_else(|| {
        Problem::usage(say!(
            "--days takes a number of days, 0 to 366, not “{text}”",
            "--days 应为天数（0–366），“{text}”不是"
        ))
        .into()
    })
}

/// Notes in the journal that phones left the file.
fn note(
    app: &mut App<'_>,
    call: &Call<'_>,
    reveal: bool,
    (me, n): (i64, usize),
) -> Result<(), Failure> {
    if !reveal || call.dry_run {
        return Ok(());
    }
    let now = app.now;
    let summary = say!(
        "{n} events with phones, as ics",
        "导出 {n} 项日程，含电话，ics 格式"
    );
    let writing = app
        .store
        .write()?
        .begin("export calendar", Kind::Work, Some(me), now)?;
    writing.commit("", &summary)
}

/// Everything that stands in the calendar, in order.
fn events(
    app: &mut App<'_>,
    who: i64,
    days: u64,
    tongue: (bool, Lang),
) -> Result<Vec<Event>, Failure> {
    let wanted = Wanted {
        who,
        days,
        team: false,
        all: true,
        rule: None,
        put_off: true,
    };
    let day = gathered(app, &wanted, Shown::All)?;
    let playbook = app.policy.get()?;
    let calendar = &playbook.calendar;
    let (from, last) = (
        app.now.plus_seconds(-FORGET).unwrap_or(app.now),
        day.day.checked_add_days(chrono::Days::new(days)),
    );
    let until = calendar.end_of(last.unwrap_or(day.day));
    let store = app.store.read()?;
    let plans = store.appointments(&[who], from, until)?;
    let customers: Vec<i64> = plans.iter().map(|plan| plan.customer).collect();
    let faces = store.faces(&customers)?;
    let sheet = Sheet {
        playbook,
        calendar,
        reveal: tongue.0,
        lang: tongue.1,
    };
    let mut all: Vec<Event> = Vec::new();
    // A plan stands in the calendar whether or not a rule asks for it.
    for line in day.lines.iter().filter(|line| line.noun != Record::Plan) {
        all.extend(sheet.owed(line)?);
    }
    all.extend(plans.iter().map(|plan| {
        let face = faces.get(&plan.customer).cloned().unwrap_or_default();
        sheet.planned(plan, &face)
    }));
    let begins = |event: &Event| match event.when {
        When::Day(day) => calendar.begin_of(day),
        When::From(at, _) => at,
    };
    all.sort_by(|a, b| (begins(a), &a.uid).cmp(&(begins(b), &b.uid)));
    Ok(all)
}

/// How events are written.
struct Sheet<'a> {
    playbook: &'a Playbook,
    calendar: &'a Calendar,
    reveal: bool,
    lang: Lang,
}

impl Sheet<'_> {
    /// What a rule asks; `None` where it has no due.
    fn owed(&self, line: &Line) -> Result<Option<Event>, Failure> {
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
        let about = match line.noun {
            Record::Occasion => CareKind::from_code(&line.about)
                .map_or_else(String::new, |kind| kind.label().to(self.lang).to_owned()),
            _ => self.safe(&line.about),
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

    fn planned(&self, plan: &Appointment, face: &Face) -> Event {
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
