//! A drawing beside a table: bars over the cells of the sheet itself, so that
//! they follow when a number is changed.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartSolidFill, ChartType, Color, Worksheet,
};

use super::cells::{Kind, Written, written};
use super::failed;
use super::page::place;
use crate::problem::Failure;
use crate::value::{Cell, Tongue};
use crate::view::Drawn;
use crate::words::{Lang, t};

/// The colours of the values, this period first.
const COLOURS: [u32; 2] = [0x001F_5F99, 0x0085_97A9];

/// Pixels: of a row of cells, of the drawing's width, of its frame, of a bar.
pub const ROW: u32 = 20;
pub const WIDTH: u32 = 460;
/// Left of it.
pub const MARGIN: u32 = 24;
const FRAME: u32 = 90;
const BAR: u32 = 13;
/// Lines are as high whatever the number of their periods.
const COURSE: u32 = 240;

/// A drawing and where it stands.
pub struct Drawing {
    /// The row of the heading.
    top: u32,
    drawn: Drawn,
    title: String,
    scale: Option<Scale>,
}

/// How the values are told along their axis.
struct Scale {
    format: &'static str,
    most: Option<f64>,
}

/// Shares end at all of them, and a part of a day is told in hours.
fn scale(drawn: &Drawn, rows: &[Vec<Cell>], lang: Lang) -> Option<Scale> {
    let tongue = Tongue {
        lang,
        zone: chrono_tz::UTC,
    };
    let cells = rows.iter().skip(drawn.skipped).take(drawn.rows);
    let cells = cells.flat_map(|row| drawn.values.iter().filter_map(|&at| row.get(at)));
    let numbers = cells.filter_map(|cell| match written(cell, &tongue) {
        Written::Number(number, kind) => Some((number, kind)),
        _ => None,
    });
    let (most, kind) = numbers.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    let (format, most) = match kind {
        Kind::Percent => ("0%", (0.8..=1.0).contains(&most).then_some(1.0)),
        Kind::Minutes | Kind::Hours => ("[h]:mm", None),
        Kind::Days(_) => (t("#,##0.0\" d\"", "#,##0.0\" 天\"").to(lang), None),
        Kind::Money => ("#,##0", None),
        _ => return None,
    };
    Some(Scale { format, most })
}

/// More bars than this cannot be told apart, and the table can be sorted.
const MOST: usize = 40;

/// Whether any of the bars would have a length, and they are not too many to be told apart.
pub fn is_worth_drawing(drawn: &Drawn, rows: &[Vec<Cell>]) -> bool {
    if !drawn.over_time && drawn.rows > MOST {
        return false;
    }
    let tongue = Tongue {
        lang: Lang::En,
        zone: chrono_tz::UTC,
    };
    let cells = rows.iter().skip(drawn.skipped).take(drawn.rows);
    cells
        .flat_map(|row| drawn.values.iter().filter_map(|&at| row.get(at)))
        .any(|cell| matches!(written(cell, &tongue), Written::Number(n, _) if n > 0.0))
}

impl Drawing {
    pub fn new(top: u32, drawn: Drawn, title: String, rows: &[Vec<Cell>], lang: Lang) -> Self {
        let scale = scale(&drawn, rows, lang);
        Drawing {
            top,
            drawn,
            title,
            scale,
        }
    }

    fn rows(&self) -> u32 {
        u32::try_from(self.drawn.rows).unwrap_or(u32::MAX)
    }

    fn height(&self) -> u32 {
        if self.drawn.over_time {
            return COURSE;
        }
        let bars = u32::try_from(self.drawn.values.len()).unwrap_or(1) * BAR + 10;
        FRAME.saturating_add(self.rows().saturating_mul(bars))
    }

    /// The first row that is free below it.
    pub fn ends(&self) -> u32 {
        self.top.saturating_add(self.height().div_ceil(ROW) + 1)
    }

    /// Puts it into the sheet, right of the column before `right`.
    pub fn insert(&self, sheet: &mut Worksheet, right: u16) -> Result<(), Failure> {
        let name = sheet.name();
        let above = self
            .top
            .saturating_add(self.drawn.skipped.try_into().unwrap_or(u32::MAX));
        let (first, last) = (above.saturating_add(1), above.saturating_add(self.rows()));
        let label = place(self.drawn.label)?;
        let over_time = self.drawn.over_time;
        let mut chart = Chart::new(match over_time {
            true => ChartType::Line,
            false => ChartType::Bar,
        });
        for (&at, colour) in self.drawn.values.iter().zip(COLOURS.iter().cycle()) {
            let at = place(at)?;
            let mut format = ChartFormat::new();
            match over_time {
                true => {
                    format.set_line(ChartLine::new().set_color(Color::RGB(*colour)).set_width(2))
                }
                false => {
                    format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(*colour)))
                }
            };
            chart
                .add_series()
                .set_name((name.as_str(), self.top, at))
                .set_categories((name.as_str(), first, label, last, label))
                .set_values((name.as_str(), first, at, last, at))
                .set_format(&mut format)
                .set_gap(60);
        }
        chart.title().set_name(&self.title);
        chart
            .title()
            .set_font(ChartFont::new().set_size(11).set_bold());
        chart.legend().set_position(ChartLegendPosition::Bottom);
        // The first row stands at the top, as in the table; what is counted is
        // written below the bars all the same.
        let mut pale = ChartLine::new();
        pale.set_color(Color::RGB(0x00E3_E8ED));
        if over_time {
            chart.y_axis().set_major_gridlines_line(&pale);
        } else {
            let names = chart.y_axis().set_reverse();
            names.set_crossing(ChartAxisCrossing::Max);
            chart.x_axis().set_major_gridlines_line(&pale);
        }
        if let Some(scale) = &self.scale {
            let axis = match over_time {
                true => chart.y_axis(),
                false => chart.x_axis(),
            };
            axis.set_num_format(scale.format);
            if let Some(most) = scale.most {
                axis.set_max(most);
            }
        }
        chart.set_width(WIDTH).set_height(self.height());
        chart.set_alt_text(&self.title);
        sheet
            .insert_chart_with_offset(self.top, right, &chart, MARGIN, 0)
            .map_err(failed)?;
        Ok(())
    }
}
