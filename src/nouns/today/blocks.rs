//! `today` for people: the day's appointments, then one block a customer, its
//! most pressing line first, what others owe, and whom nothing brings up.

use super::gather::{Day, WAITING};
use super::laid::{Counts, Group};
use super::lines::Line;
use super::tell;
use crate::app::App;
use crate::out::Out;
use crate::problem::Failure;
use crate::records::choices::Method;
use crate::render::blocks::{Block, Weight};
use crate::say;
use crate::store::Face;
use crate::value::ChoiceSet as _;
use crate::words::Say;

/// Writes the day.
///
/// # Errors
/// When the playbook cannot be read, or it cannot be written.
pub fn write(app: &mut App<'_>, out: &mut Out<'_>, day: &Day) -> Result<(), Failure> {
    let calendar = &app.policy.get()?.calendar;
    let reveal = out.terminal || out.style.reveal;
    let mut blocks = vec![Block::line(heading(day), Weight::Strong)];
    for (n, (appointment, face)) in day.appointments.iter().enumerate() {
        let label = Method::from_code(&appointment.method).map(Method::label);
        let (en, zh) = label.map_or(("", ""), |label| (label.en, label.zh));
        let en = en.to_lowercase();
        let what = appointment.what.as_deref().unwrap_or("");
        let (name, number, call) = (&face.name, &appointment.number, whom(face, reveal));
        let line = say!(
            "{name}: {en} {what} ({number}) {call}",
            "{name} {zh} {what}（{number}）{call}"
        );
        let mut block = Block::line(squeezed(line), Weight::Plain);
        block.mark = tell::moment(appointment.at, false, day.day, calendar);
        block.apart = n == 0;
        blocks.push(block);
    }
    for group in &day.laid.groups {
        blocks.push(customer(day, group, reveal, calendar));
    }
    let left = day.laid.left;
    if left > 0 {
        let more = say!(
            "and {left} more: kehu today --all",
            "另有 {left} 位客户：kehu today --all"
        );
        blocks.push(Block::line(more, Weight::Plain).apart());
    }
    blocks.extend(others(day, calendar));
    blocks.extend(idle(day));
    out.blocks(&blocks)
}

/// The day, and how much there is of it.
fn heading(day: &Day) -> Say {
    let date = tell::day(day.day);
    let Counts {
        overdue,
        today,
        grace,
        coming,
    } = day.counts;
    let (mut en, mut zh) = (Vec::new(), Vec::new());
    if overdue > 0 {
        en.push(format!("{overdue} overdue"));
        zh.push(format!("逾期 {overdue} 项"));
    }
    if today > 0 {
        en.push(format!("{today} due today"));
        zh.push(format!("今日到期 {today} 项"));
    }
    if grace > 0 {
        en.push(format!("{grace} in grace"));
        zh.push(format!("宽限期内 {grace} 项"));
    }
    if coming > 0 {
        en.push(format!("{coming} coming"));
        zh.push(format!("即将到期 {coming} 项"));
    }
    if en.is_empty() {
        en.push("nothing is due".to_owned());
        zh.push("没有到期事项".to_owned());
    }
    if day.put_off > 0 {
        en.push(format!("{} put off", day.put_off));
        zh.push(format!("推后 {} 项", day.put_off));
    }
    Say {
        en: format!("{}: {}", date.en, en.join(", ")),
        zh: format!("{}：{}", date.zh, zh.join("，")),
    }
}

fn customer(day: &Day, group: &Group, reveal: bool, calendar: &crate::calendar::Calendar) -> Block {
    let places = group.lines.iter();
    let lines: Vec<&Line> = places.filter_map(|at| day.lines.get(*at)).collect();
    let mut block = Block::default().apart();
    let Some(first) = lines.first() else {
        return block;
    };
    block.mark = first.number.map(|n| n.to_string()).unwrap_or_default();
    if !first.face.name.is_empty() {
        block
            .lines
            .push((title(&first.face, reveal), Weight::Strong));
    }
    for (n, line) in lines.iter().enumerate() {
        let mut headline = tell::headline(line, day, calendar);
        if n > 0 {
            let number = line.number.unwrap_or_default();
            headline.en = format!("{number}) {}", headline.en);
            headline.zh = format!("{number}）{}", headline.zh);
        }
        block.lines.push((headline, Weight::Plain));
        let details = tell::details(line, day, calendar);
        block.lines.push((details, Weight::Faint));
        if !line.run.is_empty() {
            let command = tell::command(&line.run);
            block.lines.push((Say::same(command), Weight::Plain));
        }
    }
    let more = group.more;
    if more > 0 {
        block
            .lines
            .push((say!("+{more} more", "另有 {more} 项"), Weight::Faint));
    }
    block
}

/// `杭州云帆科技有限公司 A  张三 采购经理 139 1234 5678`.
fn title(face: &Face, reveal: bool) -> Say {
    let name = &face.name;
    let call = whom(face, reveal);
    let (en, zh) = match face.grade.as_deref() {
        Some(grade) => (format!(" ({grade})"), format!("（{grade}级）")),
        None => (String::new(), String::new()),
    };
    squeezed(say!("{name}{en}  {call}", "{name}{zh}  {call}"))
}

/// The person and the number to call.
fn whom(face: &Face, reveal: bool) -> String {
    let phone = face.phone.as_ref().map(|phone| match reveal {
        true => phone.shown(),
        false => phone.masked(),
    });
    let parts = [face.contact.clone(), face.title.clone(), phone];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" ")
}

/// A text without the gaps that empty parts leave.
fn squeezed(text: Say) -> Say {
    let tidy = |text: &str| {
        text.replace("  （", "（")
            .replace("  (", " (")
            .trim_end()
            .to_owned()
    };
    Say {
        en: tidy(&text.en),
        zh: tidy(&text.zh),
    }
}

/// What I wait for from others, one line each.
fn others(day: &Day, calendar: &crate::calendar::Calendar) -> Vec<Block> {
    if day.waiting.is_empty() {
        return Vec::new();
    }
    let n = day.waits;
    let mut block = Block::line(
        say!("Waiting for others ({n})", "等待他人处理（{n} 项）"),
        Weight::Strong,
    )
    .apart();
    for line in day.waiting.iter().take(WAITING) {
        let who: Vec<&str> = line
            .who
            .iter()
            .filter_map(|id| day.people.get(id).map(String::as_str))
            .collect();
        let name = &line.face.name;
        let head = tell::headline(line, day, calendar);
        let (en, zh) = (who.join(", "), who.join("、"));
        let (head_en, head_zh) = (head.en, head.zh);
        let text = say!("{en}: {name} · {head_en}", "{zh}：{name} · {head_zh}");
        block.lines.push((text, Weight::Plain));
    }
    if n > WAITING {
        let left = n - WAITING;
        block
            .lines
            .push((say!("and {left} more", "另有 {left} 项"), Weight::Faint));
    }
    vec![block]
}

/// Customers whom nothing brings up: how many, and some names.
fn idle(day: &Day) -> Vec<Block> {
    let (n, faces) = &day.idle;
    if *n == 0 {
        return Vec::new();
    }
    let names = |by: &str| {
        let all: Vec<&str> = faces.iter().map(|face| face.name.as_str()).collect();
        all.join(by)
    };
    let more = if *n > faces.len() { "…" } else { "" };
    let (en, zh) = (names(", "), names("、"));
    let customers = if *n == 1 { "customer" } else { "customers" };
    let text = say!(
        "{n} {customers} with nothing planned and no rule: {en}{more}",
        "{n} 位客户没有计划，也没有规则提醒：{zh}{more}"
    );
    vec![Block::line(text, Weight::Faint).apart()]
}
