//! A month as people draw it: weeks from Monday, each day with a word for what
//! it is, and below them whatever is out of the ordinary.

use std::io::Write;

use chrono::{Datelike as _, NaiveDate};

use super::layout::GAP;
use super::measure::{cut, pad, spaces, width, wrap};
use super::paint::Paint;
use super::{Style, sanitise, table};
use crate::calendar::DayKind;
use crate::problem::Failure;
use crate::value::{Cell, ChoiceSet as _};
use crate::view::View;
use crate::words::{Lang, Text, t};

/// Monday first.
pub const WEEKDAYS: [Text; 7] = [
    t("Mon", "周一"),
    t("Tue", "周二"),
    t("Wed", "周三"),
    t("Thu", "周四"),
    t("Fri", "周五"),
    t("Sat", "周六"),
    t("Sun", "周日"),
];

/// Whether a month is drawn: with columns or an order of the reader's own it is
/// a list like any other.
pub fn is_drawn(style: &Style) -> bool {
    style.fields.is_none() && style.sort.is_empty()
}

/// A day of the month.
pub struct Day {
    date: NaiveDate,
    kind: DayKind,
    name: Option<Text>,
    hours: String,
}

impl Day {
    /// `10 make-up`
    pub fn marked(&self, lang: Lang) -> String {
        format!("{:>2} {}", self.date.day(), self.kind.label().to(lang))
    }

    fn number(&self) -> String {
        format!("{:>2}", self.date.day())
    }

    const fn paint(&self) -> Option<Paint> {
        match self.kind {
            DayKind::Work => None,
            DayKind::Weekend => Some(Paint::Dim),
            DayKind::Holiday => Some(Paint::Red),
            DayKind::MakeUp | DayKind::Hours => Some(Paint::Yellow),
            DayKind::Leave => Some(Paint::Cyan),
        }
    }

    fn is_like(&self, other: &Day) -> bool {
        let is_next = self.date.succ_opt() == Some(other.date);
        let what = |day: &Day| (day.kind, day.name);
        is_next && what(self) == what(other) && self.hours == other.hours
    }
}

/// The days of a view, in its order.
pub struct Month(Vec<Day>);

impl Month {
    /// The days of a view of that shape.
    ///
    /// # Errors
    /// Whatever made the rows failed with.
    pub fn of(view: View<'_>) -> Result<Self, Failure> {
        let place = |key| view.columns.iter().position(|column| column.key == key);
        let places = ["date", "kind", "name", "hours"].map(place);
        let mut days = Vec::new();
        view.rows.each(&mut |row| {
            let cell = |at: Option<usize>| at.and_then(|at| row.get(at));
            let [date, kind, name, hours] = places.map(cell);
            if let (Some(Cell::Day(date)), Some(Cell::Choice(kind))) = (date, kind) {
                days.push(Day {
                    date: date.0,
                    kind: DayKind::from_code(kind.code).unwrap_or(DayKind::Work),
                    name: match name {
                        Some(Cell::Text(name)) => Some(*name),
                        _ => None,
                    },
                    hours: match hours {
                        Some(Cell::Line(hours)) => hours.clone(),
                        _ => String::new(),
                    },
                });
            }
            Ok(())
        })?;
        Ok(Month(days))
    }

    /// The days by weeks, Monday first; none where a week belongs to the month
    /// before or after.
    pub fn weeks(&self) -> Vec<[Option<&Day>; 7]> {
        let mut weeks: Vec<[Option<&Day>; 7]> = Vec::new();
        for day in &self.0 {
            let at = day.date.weekday().num_days_from_monday() as usize;
            if weeks.is_empty() || at == 0 {
                weeks.push([None; 7]);
            }
            if let Some(slot) = weeks.last_mut().and_then(|week| week.get_mut(at)) {
                *slot = Some(day);
            }
        }
        weeks
    }

    /// What is neither an ordinary working day nor a plain weekend: the days,
    /// what they are, and the hours they have.
    pub fn notes(&self, lang: Lang) -> Vec<Vec<String>> {
        let usual = self.0.iter().find(|day| day.kind == DayKind::Work);
        let usual = usual.map(|day| &day.hours);
        let runs = self.0.chunk_by(Day::is_like);
        let notable = runs
            .filter_map(|run| Some((run.first()?, run.last()?)))
            .filter(|(first, _)| {
                first.name.is_some() || !matches!(first.kind, DayKind::Work | DayKind::Weekend)
            });
        notable
            .map(|(first, last)| {
                let days = match first.date == last.date {
                    true => first.date.format("%m-%d").to_string(),
                    false => format!(
                        "{}–{}",
                        first.date.format("%m-%d"),
                        last.date.format("%m-%d")
                    ),
                };
                let name = first.name.map(|name| name.to(lang).to_owned());
                let is_own = !first.hours.is_empty() && usual != Some(&first.hours);
                let hours = is_own.then(|| first.hours.clone());
                let kind = first.kind.label().to(lang).to_owned();
                [Some(days), Some(kind), name, hours]
                    .into_iter()
                    .flatten()
                    .collect()
            })
            .collect()
    }
}

/// Writes the month and what is out of the ordinary in it.
pub fn write(view: View<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let lang = style.tongue.lang;
    let title = sanitise::line(view.title.to(lang)).into_owned();
    let month = Month::of(view)?;
    table::say(&title, Paint::Bold, style, out)?;
    grid(&month, style, out)?;
    let notes = month.notes(lang);
    if !notes.is_empty() {
        writeln!(out)?;
    }
    let column = |at: usize| notes.iter().filter_map(move |note| note.get(at));
    let widest = |at| column(at).map(|text| width(text)).max().unwrap_or(0);
    let widths = [widest(0), widest(1), widest(2)];
    for note in &notes {
        let mut text = String::new();
        for (said, width) in note.iter().zip(widths.iter().chain(&[0])) {
            pad(&mut text, said, *width, false);
            text.push_str("  ");
        }
        for part in wrap(sanitise::line(&text).trim_end(), table::room(style)) {
            writeln!(out, "{part}")?;
        }
    }
    Ok(())
}

/// A week a line where the words have room beside the numbers, else below them.
fn grid(month: &Month, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let lang = style.tongue.lang;
    let label = |day: &Day| day.kind.label().to(lang).to_owned();
    let marked = |day: &Day| day.marked(lang);
    let widest = month.0.iter().map(|day| width(&marked(day))).max();
    let wish = widest.unwrap_or(0) + GAP;
    let each = table::room(style).map_or(wish, |room| ((room + GAP) / 7).min(wish));
    let heading = WEEKDAYS.map(|day| (day.to(lang).to_owned(), Some(Paint::Bold)));
    line(heading, each, style, out)?;
    for week in month.weeks() {
        let cells = |text: &dyn Fn(&Day) -> String| {
            week.map(|day| day.map_or((String::new(), None), |day| (text(day), day.paint())))
        };
        match wish <= each {
            true => line(cells(&marked), each, style, out)?,
            false => {
                line(cells(&Day::number), each, style, out)?;
                line(cells(&label), each, style, out)?;
            }
        }
    }
    Ok(())
}

/// Seven cells, each cut to its room.
fn line(
    cells: [(String, Option<Paint>); 7],
    each: usize,
    style: &Style,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let (mut text, mut gap) = (String::new(), 0);
    for (said, paint) in cells {
        let said = cut(&said, each.saturating_sub(1));
        if !said.is_empty() {
            spaces(&mut text, std::mem::take(&mut gap));
        }
        gap += each - width(&said);
        match paint {
            Some(paint) => text.push_str(&paint.on(&said, style.color)),
            None => text.push_str(&said),
        }
    }
    Ok(writeln!(out, "{text}")?)
}
