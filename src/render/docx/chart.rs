//! The chart below a table of a report, as word processors draw them themselves; what it
//! shows stands in it, so that nothing else is opened. Moves are a shaded table instead.

use super::super::Style;
use super::super::html::escape::text;
use super::super::picture::{
    BEHIND, BOX, COLOURS, MARKS, Moves, Picture, Ranges, Step, size, stops,
};
use super::super::{sanitise, xlsx};
use super::table::{Shaded, square};
use crate::value::{Cell, Tongue};
use crate::view::{Chart, Column, Drawn};
use crate::words::{Lang, Text, t};

/// The colour of what is left of a range.
const PALE: u32 = 0x00A9_C4DF;

/// Measures of a drawing: a millimetre, its width, its frame, a bar, what lies between two
/// groups of them, how high lines are, and no drawing is higher.
const MM: usize = 36_000;
const WIDE: usize = 140;
const FRAME: usize = 14;
const BAR: usize = 4;
const BETWEEN: usize = 2;
const COURSE: usize = 55;
const HIGHEST: usize = 220;

/// How minutes are written.
const MINUTES: Text = t("#,##0\\ \"min\"", "#,##0\\ \"分钟\"");

/// What stands below a table.
pub enum Below {
    /// A part of the package, how high it is drawn, and all of it in words.
    Chart(Part),
    /// A table of its own.
    Table(String),
}

pub struct Part {
    pub xml: String,
    pub high: usize,
    pub told: String,
}

/// How wide charts are drawn.
pub const fn wide() -> usize {
    WIDE * MM
}

/// What is drawn of a list; none where nothing would be seen.
pub fn of(chart: Chart, columns: &[Column], rows: &[Vec<Cell>], style: &Style) -> Option<Below> {
    let tongue = &style.tongue;
    let drawn = chart.drawn(columns, rows)?;
    let Some(picture) = Picture::of(&drawn, columns, rows, tongue) else {
        return match drawn.is_bars() && xlsx::is_worth_drawing(&drawn, rows) {
            true => Some(Below::Chart(bars(&drawn, columns, rows, tongue))),
            false => None,
        };
    };
    let (xml, rows) = match &picture {
        Picture::Funnel(steps) => (funnel(steps), steps.len()),
        Picture::Ranges(all) => (ranges(all, tongue.lang), all.ranges.len() + 1),
        Picture::Moves(moves) => return Some(Below::Table(moved(moves, tongue.lang))),
    };
    Some(Below::Chart(Part {
        xml,
        high: (FRAME + rows * (BAR * 2 + BETWEEN)).min(HIGHEST) * MM,
        told: picture.told(tongue.lang),
    }))
}

/// One series: its name, how it is filled, and a value for each name.
struct Series<'s> {
    name: &'s str,
    fill: Option<u32>,
    values: Vec<Option<f64>>,
    format: &'static str,
    labelled: bool,
}

/// How numbers of a kind are written.
fn format(cell: Option<&Cell>, lang: Lang) -> &'static str {
    match cell {
        Some(Cell::Minutes(_)) => MINUTES.to(lang),
        Some(Cell::Percent(_)) => "0.0%",
        Some(Cell::Money(_)) => "#,##0",
        Some(Cell::Number(..)) => "0.00",
        _ => "#,##0",
    }
}

fn bars(drawn: &Drawn, columns: &[Column], rows: &[Vec<Cell>], tongue: &Tongue) -> Part {
    let rows: Vec<&Vec<Cell>> = rows.iter().skip(drawn.skipped).take(drawn.rows).collect();
    let said = |cell: &Cell| sanitise::line(&cell.shown(tongue)).into_owned();
    let names: Vec<String> = rows
        .iter()
        .map(|row| row.get(drawn.label).map(said).unwrap_or_default())
        .collect();
    let series: Vec<Series<'_>> = drawn
        .values
        .iter()
        .zip(COLOURS.iter().cycle())
        .map(|(at, colour)| Series {
            name: columns
                .get(*at)
                .map_or("", |column| column.label.to(tongue.lang)),
            fill: Some(*colour),
            values: rows.iter().map(|row| row.get(*at).and_then(size)).collect(),
            format: format(
                rows.iter().find_map(|row| {
                    let cell = row.get(*at);
                    cell.filter(|cell| size(cell).is_some())
                }),
                tongue.lang,
            ),
            labelled: !drawn.over_time,
        })
        .collect();
    let [colon, comma, end] = stops(tongue.lang);
    let told = names.iter().enumerate().map(|(nth, name)| {
        let values = drawn.values.iter().filter_map(|at| rows.get(nth)?.get(*at));
        let values: Vec<String> = values.map(said).collect();
        format!("{name}{colon}{}", values.join(comma))
    });
    let told = told.collect::<Vec<_>>().join(end);
    let (xml, high) = match drawn.over_time {
        true => (space(&lines(&names, &series), true), COURSE),
        false => {
            let body = bar(&names, &series, &Bar::default());
            let each = drawn.values.len() * BAR + BETWEEN;
            (space(&body, series.len() > 1), FRAME + rows.len() * each)
        }
    };
    Part {
        xml,
        high: high.min(HIGHEST) * MM,
        told,
    }
}

/// Bars round one middle: what stands left of each is not seen.
fn funnel(steps: &[Step]) -> String {
    let most = steps.iter().map(|step| step.size).fold(0.0, f64::max);
    let names: Vec<String> = steps
        .iter()
        .map(|step| {
            let beside = step.beside.iter().map(String::as_str);
            let said: Vec<&str> = std::iter::once(step.said.as_str()).chain(beside).collect();
            let on = step.on.as_ref().map(|on| format!(" ↓ {on}"));
            let (name, said) = (&step.name, said.join(" · "));
            format!("{name}  {said}{}", on.unwrap_or_default())
        })
        .collect();
    let series = [
        Series {
            name: "",
            fill: None,
            values: steps
                .iter()
                .map(|step| Some((most - step.size) / 2.0))
                .collect(),
            format: "#,##0",
            labelled: false,
        },
        Series {
            name: "",
            fill: Some(COLOURS[0]),
            values: steps.iter().map(|step| Some(step.size)).collect(),
            format: "#,##0",
            labelled: false,
        },
    ];
    let look = Bar {
        stacked: true,
        gap: 12,
        ..Bar::default()
    };
    space(&bar(&names, &series, &look), false)
}

/// Boxes from the median to what nine of ten need, and on to what nearly all need.
fn ranges(all: &Ranges, lang: Lang) -> String {
    let names: Vec<String> = all.ranges.iter().map(|range| range.name.clone()).collect();
    let values = |of: &dyn Fn(&super::super::picture::Range) -> Option<f64>| -> Vec<Option<f64>> {
        all.ranges.iter().map(of).collect()
    };
    let from = |low: usize, high: usize| {
        values(&move |range| Some((range.at(high)? - range.at(low)?).max(0.0)))
    };
    let mut series = vec![
        Series {
            name: MARKS[0].to(lang),
            fill: None,
            values: values(&|range| range.at(0)),
            format: "#,##0",
            labelled: false,
        },
        Series {
            name: BOX.to(lang),
            fill: Some(COLOURS[0]),
            values: from(0, 2),
            format: "#,##0",
            labelled: false,
        },
    ];
    if all.marks() > 3 {
        series.push(Series {
            name: BEHIND.to(lang),
            fill: Some(PALE),
            values: from(2, 3),
            format: "#,##0",
            labelled: false,
        });
    }
    let look = Bar {
        stacked: true,
        gap: 60,
        axis: Some(MINUTES.to(lang)),
        is_log: all.scale.is_log(),
    };
    space(&bar(&names, &series, &look), true)
}

/// How bars look.
struct Bar {
    stacked: bool,
    gap: usize,
    /// How the numbers of the axis are written, where it has any.
    axis: Option<&'static str>,
    is_log: bool,
}

impl Default for Bar {
    fn default() -> Self {
        Bar {
            stacked: false,
            gap: 60,
            axis: None,
            is_log: false,
        }
    }
}

const TICKS: &str = "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>";
const GRID: &str = "<c:majorGridlines><c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"D9E0E6\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>";

fn bar(names: &[String], series: &[Series<'_>], look: &Bar) -> String {
    let (grouping, overlap) = match look.stacked {
        true => ("stacked", "<c:overlap val=\"100\"/>"),
        false => ("clustered", ""),
    };
    let all: String = series
        .iter()
        .enumerate()
        .map(|(nth, one)| one.xml(nth, names, true))
        .collect();
    let (gap, hidden) = (look.gap, usize::from(look.axis.is_none()));
    let log = if look.is_log {
        "<c:logBase val=\"10\"/>"
    } else {
        ""
    };
    let grid = if look.axis.is_some() { GRID } else { "" };
    let written = text(look.axis.unwrap_or("#,##0"));
    // The first name stands at the top, as in the table.
    format!(
        "<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"{grouping}\"/><c:varyColors val=\"0\"/>{all}\
         <c:gapWidth val=\"{gap}\"/>{overlap}<c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>\
         <c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling><c:delete val=\"0\"/>\
         <c:axPos val=\"l\"/>{TICKS}<c:tickLblPos val=\"low\"/><c:crossAx val=\"2\"/></c:catAx>\
         <c:valAx><c:axId val=\"2\"/><c:scaling>{log}<c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"{hidden}\"/>\
         <c:axPos val=\"b\"/>{grid}<c:numFmt formatCode=\"{written}\" sourceLinked=\"0\"/>{TICKS}\
         <c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"1\"/><c:crosses val=\"max\"/></c:valAx>"
    )
}

fn lines(names: &[String], series: &[Series<'_>]) -> String {
    let all: String = series
        .iter()
        .enumerate()
        .map(|(nth, one)| one.xml(nth, names, false))
        .collect();
    let written = text(series.first().map_or("#,##0", |one| one.format));
    format!(
        "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>{all}\
         <c:marker val=\"1\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:lineChart>\
         <c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/>\
         <c:axPos val=\"b\"/>{TICKS}<c:tickLblPos val=\"low\"/><c:crossAx val=\"2\"/></c:catAx>\
         <c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/>\
         <c:axPos val=\"l\"/>{GRID}<c:numFmt formatCode=\"{written}\" sourceLinked=\"0\"/>{TICKS}\
         <c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"1\"/></c:valAx>"
    )
}

impl Series<'_> {
    fn xml(&self, nth: usize, names: &[String], is_bar: bool) -> String {
        let look = match (self.fill, is_bar) {
            (Some(fill), true) => format!(
                "<c:spPr><a:solidFill><a:srgbClr val=\"{fill:06X}\"/></a:solidFill></c:spPr><c:invertIfNegative val=\"0\"/>"
            ),
            (Some(fill), false) => format!(
                "<c:spPr><a:ln w=\"22225\"><a:solidFill><a:srgbClr val=\"{fill:06X}\"/></a:solidFill></a:ln></c:spPr>\
                 <c:marker><c:symbol val=\"circle\"/><c:size val=\"5\"/><c:spPr><a:solidFill><a:srgbClr val=\"{fill:06X}\"/></a:solidFill></c:spPr></c:marker>"
            ),
            (None, _) => "<c:spPr><a:noFill/></c:spPr><c:invertIfNegative val=\"0\"/>".to_owned(),
        };
        let labels = match self.labelled {
            true => format!(
                "<c:dLbls><c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/>\
                 <c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>",
                text(self.format)
            ),
            false => String::new(),
        };
        let count = names.len();
        let names: String = names
            .iter()
            .enumerate()
            .map(|(at, name)| format!("<c:pt idx=\"{at}\"><c:v>{}</c:v></c:pt>", text(name)))
            .collect();
        let values = self.values.iter().enumerate();
        let values: String = values
            .filter_map(|(at, value)| {
                let value = (*value)?;
                Some(format!("<c:pt idx=\"{at}\"><c:v>{value}</c:v></c:pt>"))
            })
            .collect();
        let (name, format) = (text(self.name), text(self.format));
        let smooth = if is_bar { "" } else { "<c:smooth val=\"0\"/>" };
        format!(
            "<c:ser><c:idx val=\"{nth}\"/><c:order val=\"{nth}\"/><c:tx><c:v>{name}</c:v></c:tx>{look}{labels}\
             <c:cat><c:strLit><c:ptCount val=\"{count}\"/>{names}</c:strLit></c:cat>\
             <c:val><c:numLit><c:formatCode>{format}</c:formatCode><c:ptCount val=\"{count}\"/>{values}</c:numLit></c:val>{smooth}</c:ser>"
        )
    }
}

/// The part of the package that a chart is.
fn space(plot: &str, has_legend: bool) -> String {
    let legend = match has_legend {
        true => "<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend>",
        false => "",
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
         <c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/>\
         <c:plotArea><c:layout/>{plot}</c:plotArea>{legend}<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>\
         <c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>\
         <c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"900\"><a:latin typeface=\"Arial\"/><a:ea typeface=\"宋体\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"en-US\"/></a:p></c:txPr>\
         </c:chartSpace>"
    )
}

/// From where down, to where across, darker where it is more.
fn moved(moves: &Moves, lang: Lang) -> String {
    let shades = ["", "E3ECF5", "C9DAEA", "AFC8E0", "95B6D5"];
    let corner = t("From ↓ to →", "由 ↓ 到 →").to(lang);
    let rows = moves.ends.iter().zip(&moves.cells).enumerate();
    let rows = rows.map(|(from, (name, row))| {
        let cells = row.iter().enumerate().map(|(to, moved)| Shaded {
            text: match (from == to, *moved) {
                (true, _) => "–".to_owned(),
                (false, 0) => String::new(),
                (false, moved) => moved.to_string(),
            },
            fill: shades
                .get(moves.shade(*moved, shades.len() - 1))
                .copied()
                .unwrap_or(""),
        });
        (*name, cells.collect::<Vec<_>>())
    });
    square(corner, &moves.ends, &rows.collect::<Vec<_>>())
}
