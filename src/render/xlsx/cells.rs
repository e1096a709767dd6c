//! A typed cell as a spreadsheet keeps it: numbers, money, shares, durations,
//! days and moments as numbers with a format, everything else as text.

use std::borrow::Cow;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder};

use super::super::sanitise;
use crate::value::{Cell, Tongue};
use crate::view::POINTS;
use crate::words::{Lang, Text, t};

/// The most characters that one cell holds; what is longer ends with `…`.
const LONGEST: usize = 32_767;

/// From here on a spreadsheet drops digits, so that such a number stays text.
const EXACT: u64 = 1_000_000_000_000_000;

/// The minutes of a day.
const DAY: f64 = 1440.0;

/// What is written into one cell.
pub enum Written<'c> {
    Nothing,
    Number(f64, Kind),
    Instant(ExcelDateTime, Kind),
    Text(Cow<'c, str>, Kind),
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Whole,
    /// With so many digits after the point.
    Decimal(u8),
    Percent,
    /// A change of a share, in percentage points.
    Points,
    /// How long something took, in days, as spreadsheets count time: told in minutes, in
    /// hours, or in days with so many digits.
    Minutes,
    Hours,
    Days(u8),
    Money,
    Day,
    Moment,
    Text,
    /// A figure of which there was no case.
    NoData,
}

impl Written<'_> {
    /// The same as a difference: one of shares is told in points.
    pub fn difference(self) -> Self {
        match self {
            Written::Number(share, Kind::Percent) => {
                // As many digits as a share is told with, and no trace of binary fractions.
                Written::Number((share * 10_000.0).round() / 100.0, Kind::Points)
            }
            other => other,
        }
    }
}

/// What the spreadsheet is given for a cell, read in `tongue`.
pub fn written<'c>(cell: &'c Cell, tongue: &Tongue) -> Written<'c> {
    let whole = |n: i64, kind| match n.unsigned_abs() < EXACT {
        true => Written::Number(n as f64, kind),
        false => Written::Text(n.to_string().into(), Kind::Text),
    };
    match cell {
        Cell::Empty | Cell::Ref(..) => Written::Nothing,
        Cell::Whole(n) => whole(*n, Kind::Whole),
        Cell::Minutes(n) => Written::Number(*n as f64 / DAY, lasting(*n)),
        // In bytes, so that it can be summed.
        Cell::Size(size) => whole(size.0, Kind::Whole),
        Cell::Number(n, digits) => Written::Number(*n, Kind::Decimal(*digits)),
        Cell::Percent(share) => Written::Number(*share, Kind::Percent),
        // Fen are exact in a float up to the largest amount.
        Cell::Money(money) => Written::Number(money.as_fen() as f64 / 100.0, Kind::Money),
        Cell::Day(day) => dated(
            day.0.and_time(chrono::NaiveTime::MIN),
            Kind::Day,
            cell,
            tongue,
        ),
        Cell::Moment(moment) => dated(moment.local(tongue.zone), Kind::Moment, cell, tongue),
        Cell::NoData => Written::Text(shown(cell, tongue), Kind::NoData),
        _ => Written::Text(shown(cell, tongue), Kind::Text),
    }
}

fn dated<'c>(at: NaiveDateTime, kind: Kind, cell: &'c Cell, tongue: &Tongue) -> Written<'c> {
    match instant(at) {
        Some(at) => Written::Instant(at, kind),
        None => Written::Text(shown(cell, tongue), Kind::Text),
    }
}

fn shown<'c>(cell: &'c Cell, tongue: &Tongue) -> Cow<'c, str> {
    sanitise::passed(cell.shown(tongue), |shown| Cow::Owned(text(shown)))
}

/// A text as a cell can hold it.
pub fn text(text: &str) -> String {
    let clean: String = sanitise::file(text)
        .chars()
        // No document may hold these two.
        .map(|c| {
            if matches!(c, '\u{fffe}' | '\u{ffff}') {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect();
    match clean.encode_utf16().count() <= LONGEST {
        true => clean,
        false => {
            let mut used = 1;
            let fits = |c: &char| {
                used += c.len_utf16();
                used <= LONGEST
            };
            let mut cut: String = clean.chars().take_while(fits).collect();
            cut.push('…');
            cut
        }
    }
}

/// Whether a text is longer than a cell holds.
pub fn is_too_long(text: &str) -> bool {
    text.len() > LONGEST && text.encode_utf16().count() > LONGEST
}

/// A time of the wall clock, if a spreadsheet can count it.
pub fn instant(at: NaiveDateTime) -> Option<ExcelDateTime> {
    let day = calendar_day(at.date())?;
    let small = |n: u32| u8::try_from(n).ok();
    day.and_hms(
        u16::try_from(at.hour()).ok()?,
        small(at.minute())?,
        small(at.second())?,
    )
    .ok()
}

/// Before March 1900 spreadsheets count a day too many.
fn calendar_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    if (day.year(), day.month()) < (1900, 3) {
        return None;
    }
    let small = |n: u32| u8::try_from(n).ok();
    ExcelDateTime::from_ymd(year, small(day.month())?, small(day.day())?).ok()
}

/// How so many minutes are told; spreadsheets have no clock that runs backwards.
const fn lasting(minutes: i64) -> Kind {
    match minutes {
        0..60 => Kind::Minutes,
        60..1440 => Kind::Hours,
        -1439..0 => Kind::Days(2),
        _ => Kind::Days(1),
    }
}

/// The formats of a workbook, in its language.
pub struct Formats {
    /// Over text, over numbers.
    pub heading: [Format; 2],
    pub group: Format,
    pub title: Format,
    /// Beside an answer of a form.
    pub label: Format,
    minutes: String,
    hours: String,
    days: &'static str,
    points: String,
}

impl Formats {
    pub fn new(lang: Lang) -> Self {
        let heading = Format::new()
            .set_bold()
            .set_background_color(Color::RGB(0x00E8_EEF4))
            .set_border_bottom(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x008A_9BAD))
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        let unit = |text: Text| text.to(lang);
        let [min, h] = [t("min", "分钟"), t("h", "小时")].map(unit);
        Formats {
            heading: [
                heading.clone(),
                heading.set_align(FormatAlign::Right).set_indent(1),
            ],
            group: Format::new()
                .set_bold()
                .set_font_color(Color::RGB(0x001F_4E79)),
            title: Format::new().set_bold().set_font_size(13),
            label: Format::new().set_background_color(Color::RGB(0x00EE_F2F6)),
            minutes: format!("[m]\" {min}\""),
            hours: format!("[h]\" {h} \"mm\" {min}\""),
            days: unit(t("d", "天")),
            points: format!("0.0\"{}\"", POINTS.to(lang)),
        }
    }

    /// How a kind of cell looks; a difference shows its sign.
    pub fn of(&self, kind: Kind, is_difference: bool) -> Format {
        let top = Format::new().set_align(FormatAlign::Top);
        let number = |format: &str| {
            // Apart from a text that stands beside it.
            let top = Format::new()
                .set_align(FormatAlign::Top)
                .set_align(FormatAlign::Right)
                .set_indent(1);
            match is_difference {
                true => top.set_num_format(format!("+{format};-{format};{format}")),
                false => top.set_num_format(format),
            }
        };
        match kind {
            Kind::Whole => number("#,##0"),
            Kind::Decimal(0) => number("0"),
            Kind::Decimal(digits) => number(&format!("0.{}", "0".repeat(usize::from(digits)))),
            Kind::Percent => number("0.0%"),
            Kind::Points => number(&self.points),
            Kind::Minutes => number(&self.minutes),
            Kind::Hours => number(&self.hours),
            Kind::Days(digits) => {
                let (digits, unit) = ("0".repeat(usize::from(digits)), self.days);
                number(&format!("#,##0.{digits}\" {unit}\""))
            }
            Kind::Money => number("#,##0.00"),
            Kind::Day => top
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Left),
            Kind::Moment => top
                .set_num_format("yyyy-mm-dd hh:mm")
                .set_align(FormatAlign::Left),
            // A format that says text: what is typed there later stays one.
            Kind::Text => top.set_num_format("@").set_text_wrap(),
            Kind::NoData => top
                .set_align(FormatAlign::Right)
                .set_indent(1)
                .set_font_color(Color::RGB(0x0059_5959)),
        }
    }
}
