//! A drawing beside a table: a chart over the cells of the sheet itself, so that it
//! follows when a number is changed; cells of its own where there is no such chart.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition,
    ChartLine, ChartMarker, ChartMarkerType, ChartSolidFill, ChartType, Color, Worksheet,
};

use super::super::picture::{COLOURS, Picture, Ranges};
use super::beside::Beside;
use super::cells::{Formats, Written, written};
use super::failed;
use super::page::place;
use super::scale::Scale;
use crate::problem::Failure;
use crate::value::{Cell, Tongue};
use crate::view::{Column, Drawn, Look};
use crate::words::Lang;

/// Pixels: of a row of cells, of the drawing's width, of its frame, of a bar.
pub const ROW: u32 = 20;
const WIDTH: u32 = 460;
/// Left of it.
const MARGIN: u32 = 24;
const FRAME: u32 = 90;
const BAR: u32 = 13;
/// A step of a funnel.
const STEP: u32 = 30;
/// Lines are as high whatever the number of their periods.
const COURSE: u32 = 240;

/// What is drawn how.
enum Kind {
    Bars,
    /// Periods, one after the other.
    Lines,
    Funnel,
    /// Over the table's own cells, or over cells beside it.
    Ranges {
        is_log: bool,
        own: bool,
    },
    /// Cells alone.
    Square,
}

/// A drawing and where it stands.
pub struct Drawing {
    /// The row of the heading.
    top: u32,
    drawn: Drawn,
    title: String,
    kind: Kind,
    beside: Option<Beside>,
    scale: Option<Scale>,
    /// How many columns its table has.
    columns: usize,
    /// The row from which on it stands below the table; right of it otherwise.
    below: Option<u32>,
}

/// How wide columns are, in pixels.
pub fn pixels(widths: &[usize]) -> u32 {
    let columns: usize = widths.iter().map(|wide| wide * 7 + 5).sum();
    u32::try_from(columns).unwrap_or(u32::MAX)
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

/// What a series of a chart is over: its name, then its first and last row.
struct Over {
    head: u32,
    rows: (u32, u32),
    names: u16,
    values: u16,
}

impl Drawing {
    /// What is drawn of the table whose heading stands in row `top`; none where nothing
    /// would be seen.
    pub fn of(
        top: u32,
        drawn: &Drawn,
        (columns, rows): (&[Column], &[Vec<Cell>]),
        title: String,
        tongue: &Tongue,
    ) -> Option<Self> {
        let (kind, beside) = match Picture::of(drawn, columns, rows, tongue) {
            Some(Picture::Funnel(_)) => (Kind::Funnel, None),
            Some(Picture::Moves(moves)) => (Kind::Square, Some(Beside::moves(&moves, tongue.lang))),
            Some(Picture::Ranges(ranges)) => ranged(drawn, &ranges, tongue),
            None if !drawn.is_bars() || !is_worth_drawing(drawn, rows) => return None,
            None if drawn.over_time => (Kind::Lines, None),
            None => (Kind::Bars, None),
        };
        Some(Drawing {
            top,
            drawn: drawn.clone(),
            title,
            kind,
            beside,
            scale: Scale::of(drawn, rows, tongue),
            columns: columns.len(),
            below: None,
        })
    }

    /// From this row on, below a table so wide that beside it both would print small; what
    /// needs cells of its own stays where nobody's columns are.
    pub fn below(mut self, row: u32) -> Self {
        self.below = self.beside.is_none().then_some(row);
        self
    }

    /// How wide it reaches on a sheet of these columns, in pixels.
    pub fn reaches(&self, widths: &[usize]) -> u32 {
        let left = match (self.below, &self.beside) {
            (Some(_), _) => return WIDTH,
            (None, Some(_)) => widths,
            (None, None) => widths.get(..self.columns).unwrap_or(widths),
        };
        pixels(left).saturating_add(MARGIN + WIDTH)
    }

    fn rows(&self) -> u32 {
        u32::try_from(self.drawn.rows).unwrap_or(u32::MAX)
    }

    /// Of the chart.
    fn height(&self) -> u32 {
        match self.kind {
            Kind::Lines | Kind::Ranges { .. } => COURSE,
            Kind::Funnel => FRAME.saturating_add(self.rows().saturating_mul(STEP)),
            Kind::Square => 0,
            Kind::Bars => {
                let bars = u32::try_from(self.drawn.values.len()).unwrap_or(1) * BAR + 10;
                FRAME.saturating_add(self.rows().saturating_mul(bars))
            }
        }
    }

    /// The row in which the chart begins.
    fn chart_top(&self) -> u32 {
        let above = self.beside.as_ref().map_or(0, |beside| beside.rows() + 2);
        let below = self.below.map(|row| row.saturating_add(1));
        below.unwrap_or_else(|| self.top.saturating_add(above))
    }

    /// The first row that is free below it.
    pub fn ends(&self) -> u32 {
        let chart = self.height().div_ceil(ROW);
        self.chart_top().saturating_add(chart + 1)
    }

    /// Puts it into the sheet, right of the column before `right` or below.
    pub fn insert(
        &self,
        sheet: &mut Worksheet,
        right: u16,
        formats: &Formats,
    ) -> Result<(), Failure> {
        let aside = right.saturating_add(1);
        if let Some(beside) = &self.beside {
            beside.write(sheet, (self.top, aside), formats)?;
        }
        let name = sheet.name();
        let mut chart = match self.kind {
            Kind::Square => return Ok(()),
            Kind::Lines => self.bars(&name, ChartType::Line)?,
            Kind::Bars => self.bars(&name, ChartType::Bar)?,
            Kind::Funnel => self.funnel(&name)?,
            Kind::Ranges { is_log, own } => self.ranges(&name, is_log, (!own).then_some(aside))?,
        };
        chart.title().set_name(&self.title);
        chart
            .title()
            .set_font(ChartFont::new().set_size(11).set_bold());
        if let Some(scale) = &self.scale {
            scale.tell(match self.kind {
                Kind::Lines | Kind::Ranges { .. } => chart.y_axis(),
                Kind::Bars | Kind::Funnel | Kind::Square => chart.x_axis(),
            });
        }
        chart.set_width(WIDTH).set_height(self.height());
        chart.set_alt_text(&self.title);
        // Other tables of the sheet may be wider than its own.
        let (column, margin) = match (self.below, &self.beside) {
            (Some(_), _) => (0, 0),
            (None, Some(_)) => (right, MARGIN),
            (None, None) => (place(self.columns)?, MARGIN),
        };
        sheet
            .insert_chart_with_offset(self.chart_top(), column, &chart, margin, 0)
            .map_err(failed)?;
        Ok(())
    }

    /// One of the values, over the table's own cells.
    fn over(&self, nth: usize) -> Result<Option<Over>, Failure> {
        let Some(&values) = self.drawn.values.get(nth) else {
            return Ok(None);
        };
        let skipped = self.drawn.skipped.try_into().unwrap_or(u32::MAX);
        let above = self.top.saturating_add(skipped);
        Ok(Some(Over {
            head: self.top,
            rows: (above.saturating_add(1), above.saturating_add(self.rows())),
            names: place(self.drawn.label)?,
            values: place(values)?,
        }))
    }

    fn bars(&self, sheet: &str, kind: ChartType) -> Result<Chart, Failure> {
        let mut chart = Chart::new(kind);
        for (nth, colour) in (0..self.drawn.values.len()).zip(COLOURS.iter().cycle()) {
            let Some(over) = self.over(nth)? else {
                continue;
            };
            let (colour, mut format) = (Color::RGB(*colour), ChartFormat::new());
            let fill = ChartSolidFill::new().set_color(colour).clone();
            let series = over.series(&mut chart, sheet).set_gap(60);
            if kind == ChartType::Line {
                format.set_line(ChartLine::new().set_color(colour).set_width(2));
                // One period alone is no line.
                let mut dot = ChartMarker::new();
                dot.set_type(ChartMarkerType::Circle).set_size(5);
                dot.set_format(ChartFormat::new().set_solid_fill(&fill));
                series.set_marker(&dot);
            } else {
                format.set_solid_fill(&fill);
            }
            series.set_format(&mut format);
        }
        chart.legend().set_position(ChartLegendPosition::Bottom);
        match kind {
            ChartType::Line => {
                chart.y_axis().set_major_gridlines_line(&pale());
            }
            _ => downwards(&mut chart),
        }
        Ok(chart)
    }

    /// Bars that nearly touch, each with its number.
    fn funnel(&self, sheet: &str) -> Result<Chart, Failure> {
        let mut chart = Chart::new(ChartType::Bar);
        if let Some(over) = self.over(0)? {
            let mut fill = ChartFormat::new();
            fill.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(COLOURS[0])));
            over.series(&mut chart, sheet)
                .set_format(&mut fill)
                .set_data_label(ChartDataLabel::new().show_value())
                .set_gap(12);
        }
        chart.legend().set_hidden();
        downwards(&mut chart);
        Ok(chart)
    }

    /// Marks over one another, the box from the median to what nine of ten need.
    fn ranges(&self, sheet: &str, is_log: bool, aside: Option<u16>) -> Result<Chart, Failure> {
        // Boxes reach from the first series to the last one.
        const MARKS: [(usize, ChartMarkerType, u32); 4] = [
            (0, ChartMarkerType::Square, 0x001C_2733),
            (1, ChartMarkerType::Diamond, 0x00B3_6B00),
            (3, ChartMarkerType::Triangle, COLOURS[1]),
            (2, ChartMarkerType::Circle, COLOURS[0]),
        ];
        let mut chart = Chart::new(ChartType::Line);
        for (mark, sign, colour) in MARKS {
            let over = match (aside, &self.beside) {
                (Some(left), Some(beside)) if mark < beside.columns() => Some(Over {
                    head: self.top,
                    rows: (self.top + 1, self.top.saturating_add(beside.rows())),
                    names: left,
                    values: left.saturating_add(place(mark + 1)?),
                }),
                (Some(_), _) => None,
                (None, _) => self.over(mark)?,
            };
            let Some(over) = over else { continue };
            let mut none = ChartFormat::new();
            none.set_line(ChartLine::new().set_hidden(true));
            let mut marker = ChartMarker::new();
            let mut fill = ChartFormat::new();
            fill.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(colour)));
            marker.set_type(sign).set_size(8).set_format(&mut fill);
            over.series(&mut chart, sheet)
                .set_format(&mut none)
                .set_marker(&marker);
        }
        chart.set_high_low_lines(true).set_up_down_bars(true);
        chart.legend().set_position(ChartLegendPosition::Bottom);
        chart.y_axis().set_major_gridlines_line(&pale());
        if is_log {
            chart.y_axis().set_log_base(10);
        }
        Ok(chart)
    }
}

/// Times as ranges: over the table where each has a row of its own.
fn ranged(drawn: &Drawn, ranges: &Ranges, tongue: &Tongue) -> (Kind, Option<Beside>) {
    let own = drawn.look == Look::Spread;
    let is_log = ranges.scale.is_log();
    let beside = (!own).then(|| Beside::ranges(ranges, tongue));
    (Kind::Ranges { is_log, own }, beside)
}

impl Over {
    fn series<'c>(
        &self,
        chart: &'c mut Chart,
        sheet: &str,
    ) -> &'c mut rust_xlsxwriter::ChartSeries {
        let (first, last) = self.rows;
        chart
            .add_series()
            .set_name((sheet, self.head, self.values))
            .set_categories((sheet, first, self.names, last, self.names))
            .set_values((sheet, first, self.values, last, self.values))
    }
}

fn pale() -> ChartLine {
    let mut pale = ChartLine::new();
    pale.set_color(Color::RGB(0x00E3_E8ED));
    pale
}

/// The first row stands at the top, as in the table; what is counted is written below the
/// bars all the same.
fn downwards(chart: &mut Chart) {
    let names = chart.y_axis().set_reverse();
    names.set_crossing(ChartAxisCrossing::Max);
    chart.x_axis().set_major_gridlines_line(&pale());
}
