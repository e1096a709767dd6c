//! `calendar`: which days are worked, and when a span ends.

use chrono::{Datelike as _, NaiveDate, Weekday};
use clap::Arg;

use super::{Call, Noun, Verb, What, switch, word};
use crate::app::App;
use crate::calendar::{Calendar, Counted, DayKind, Hours, Notice, Source, Stretch};
use crate::flags::Takes;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::render::Format;
use crate::report::Month;
use crate::value::{Bare, Cell, Day, Moment, Span, Unit, Value as _, YesNo};
use crate::view::{Column, View};
use crate::words::{Lang, Say, Text, t};

pub const CALENDAR: Noun = Noun {
    name: "calendar",
    about: t("Working days, and when a span ends", "工作日历与期限推算"),
    what: What::Verbs(&[
        Verb::new(
            "show",
            t("Show the working days of a month", "查看某月的工作日"),
            show_args,
            show,
        ),
        Verb::new(
            "due",
            t("Say when a span ends, and why", "推算期限到何时为止"),
            due_args,
            due,
        ),
    ]),
};

fn show_args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "month",
            t("MONTH", "月份"),
            t(
                "2026-10, 10, this, last or next; this unless given",
                "2026-10、10月、本月、上月或下月；默认为本月",
            ),
            lang,
        )
        .add(Takes::Words(&["this", "last", "next"]))
        .index(1),
    ]
}

fn show(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let calendar = &app.policy.get()?.calendar;
    let month = Month::read_any(call.text("month"), calendar.day_of(app.now))?;
    let days: Vec<NaiveDate> = month.days().collect();
    let rows = days.iter().map(|day| row(calendar, *day)).collect();
    let columns = vec![
        Column::new("date", t("Date", "日期")),
        Column::new("weekday", t("Day", "星期")),
        Column::new("kind", t("Kind", "类别")),
        Column::new("workday", t("Working", "上班")),
        Column::new("hours", t("Hours", "办公时间")),
        Column::new("minutes", t("Office time", "办公时长")),
        Column::new("name", t("Name", "名称")),
        Column::new("name_zh", t("Chinese name", "中文名称")),
        Column::new("source", t("Source", "依据")),
        Column::new("basis", t("Based on", "推算依据")),
    ];
    let view = View::month(month.name(), columns, rows);
    match out.style.format {
        Format::Table | Format::Md => {
            let ending = tally(calendar, &days);
            out.views(vec![view], Some(&ending))?;
        }
        _ => out.view(view)?,
    }
    Ok(Exit::Done)
}

fn row(calendar: &Calendar, on: NaiveDate) -> Vec<Cell> {
    let day = calendar.about(on);
    let hours = day.hours;
    vec![
        Cell::Day(Day(on)),
        Cell::Text(weekday(on)),
        day.kind.cell(),
        YesNo::from(hours.is_some()).cell(),
        hours.map_or(Cell::Empty, |hours| Cell::Line(hours.code())),
        Cell::Minutes(hours.map_or(0, Hours::seconds) / 60),
        day.name.map_or(Cell::Empty, Cell::Text),
        day.name
            .map_or(Cell::Empty, |name| Cell::Line(name.zh.to_owned())),
        match day.source {
            Source::Week => Cell::Empty,
            Source::Own => Cell::Text(t("playbook", "自定义规则")),
            Source::Official(notice) => Cell::Line(notice.number.to_owned()),
        },
        calendar.basis(on, on).ground.cell(),
    ]
}

/// `18 working days, 135 office hours, 7 days of holiday; by 国办发明电〔2025〕7号 of
/// 2025-11-04`
fn tally(calendar: &Calendar, days: &[NaiveDate]) -> Say {
    let (mut worked, mut seconds) = (0, 0);
    let (mut off, mut made_up, mut away) = (0, 0, 0);
    let mut notices: Vec<Notice> = Vec::new();
    for day in days.iter().map(|day| calendar.about(*day)) {
        worked += i64::from(day.hours.is_some());
        seconds += day.hours.map_or(0, Hours::seconds);
        match day.kind {
            DayKind::Holiday => off += 1,
            DayKind::MakeUp => made_up += 1,
            DayKind::Leave => away += 1,
            DayKind::Work | DayKind::Weekend | DayKind::Hours => {}
        }
        if let Source::Official(notice) = day.source
            && !notices.contains(&notice)
        {
            notices.push(notice);
        }
    }
    let hours = Cell::Number(seconds as f64 / 3600.0, u8::from(seconds % 3600 != 0));
    let hours = hours.code(calendar.zone()).into_owned();
    let mut told = Say {
        en: format!("{}, {hours} office hours", count(worked, "working day")),
        zh: format!("{worked} 个工作日，办公 {hours} 小时"),
    };
    for (n, one, zh) in [
        (off, "day of holiday", "放假"),
        (made_up, "make-up workday", "补班"),
        (away, "day of leave", "请假"),
    ] {
        if n > 0 {
            told.en.push_str(&format!(", {}", count(n, one)));
            told.zh.push_str(&format!("，{zh} {n} 天"));
        }
    }
    for notice in notices {
        let (number, signed) = (notice.number, notice.signed);
        told.en.push_str(&format!("; by {number} of {signed}"));
        told.zh.push_str(&format!("；依据{number}（{signed}）"));
    }
    told
}

/// `1 working day`, `7 days of holiday`
fn count(n: i64, one: &str) -> String {
    let many = match one.split_once(' ') {
        Some(("day", of)) => format!("days {of}"),
        _ => format!("{one}s"),
    };
    format!("{n} {}", if n == 1 { one.to_owned() } else { many })
}

pub(in crate::nouns) fn weekday(on: NaiveDate) -> Text {
    match on.weekday() {
        Weekday::Mon => t("Monday", "周一"),
        Weekday::Tue => t("Tuesday", "周二"),
        Weekday::Wed => t("Wednesday", "周三"),
        Weekday::Thu => t("Thursday", "周四"),
        Weekday::Fri => t("Friday", "周五"),
        Weekday::Sat => t("Saturday", "周六"),
        Weekday::Sun => t("Sunday", "周日"),
    }
}

fn due_args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "start",
            t("START", "起点"),
            t(
                "When it begins, such as \"2026-09-28 15:00\"; left out: now",
                "从何时起，如 \"2026-09-28 15:00\"；不写即从现在起",
            ),
            lang,
        )
        .required(true)
        .index(1),
        word(
            "span",
            t("SPAN", "期限"),
            t(
                "30min, 4h, 8wh (office hours), 3d, 3wd (working days), 2w, 1mo, 1q, 1y",
                "30分钟、4小时、8wh（工作小时）、3天、3wd（工作日）、2周、1个月、1q（季度）、1年",
            ),
            lang,
        )
        .index(2),
        switch(
            "explain",
            t(
                "Every stretch that counted or did not, and why",
                "逐段说明哪些时间计入、哪些不计",
            ),
            lang,
        ),
    ]
}

fn due(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let (start, span) = match (call.text("start"), call.text("span")) {
        (Some(text), Some(span)) => {
            let start = app.reading(|reading, _| {
                let start = Moment::read(text, Bare::Opening, reading);
                start.map_err(|fault| Problem::from_fault(text, fault).into())
            })?;
            (start, span)
        }
        (span, _) => (app.now, span.unwrap_or_default()),
    };
    let span = app.reading(|reading, _| {
        Span::parse(span, reading).map_err(|fault| Problem::from_fault(span, fault).into())
    })?;
    let calendar = &app.policy.get()?.calendar;
    let answer = answer(calendar, start, span);
    match call.has("explain") {
        false => out.view(answer)?,
        true => {
            let stretches = stretches(calendar, &calendar.explained(start, &span), span);
            out.views(vec![answer, stretches], None)?;
        }
    }
    Ok(Exit::Done)
}

fn answer(calendar: &Calendar, start: Moment, span: Span) -> View<'static> {
    let due = calendar.due(start, &span);
    let day = calendar.day_of(due);
    let shown_on = calendar.shown_on(day);
    let basis = match span.is_working() {
        true => calendar.basis(calendar.day_of(start), day).ground.cell(),
        false => Cell::Empty,
    };
    let columns = vec![
        Column::new("due", t("Due", "到期")),
        Column::new("weekday", t("Day", "星期")),
        Column::new("shown_on", t("On the list", "列入待办")),
        Column::new("start", t("Start", "起点")),
        Column::new("span", t("Span", "期限")),
        Column::new("basis", t("Based on", "推算依据")),
    ];
    let row = vec![
        Cell::Moment(due),
        Cell::Text(weekday(day)),
        Cell::Day(Day(shown_on)),
        Cell::Moment(start),
        Cell::Span(span),
        basis,
    ];
    View::sheet(t("When it is due", "何时到期"), columns, row).key("due")
}

fn stretches(calendar: &Calendar, stretches: &[Stretch], span: Span) -> View<'static> {
    let by_day = !span.is_clock() && span.unit != Unit::Wh;
    let at = |moment| match by_day {
        true => Cell::Day(Day(calendar.day_of(moment))),
        false => Cell::Moment(moment),
    };
    let unit = if span.is_working() { Unit::Wd } else { Unit::D };
    let rows = stretches.iter().map(|stretch| {
        let why = stretch.why.said();
        vec![
            at(stretch.from),
            at(stretch.to),
            YesNo::from(stretch.counted != Counted::No).cell(),
            match stretch.counted {
                Counted::No => Cell::Empty,
                Counted::Days(n) => Cell::Span(Span { n, unit }),
                Counted::Seconds(seconds) => Cell::Minutes(seconds / 60),
            },
            Cell::Text(Text::kept(&why.en, &why.zh)),
        ]
    });
    let columns = vec![
        Column::new("from", t("From", "从")),
        Column::new("to", t("To", "到")),
        Column::new("counts", t("Counts", "计入")),
        Column::new("amount", t("Amount", "计入时长")),
        Column::new("why", t("Why", "原因")),
    ];
    View::list(t("What counted", "逐段说明"), columns, rows.collect()).key("stretches")
}
