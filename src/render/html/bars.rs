//! A list drawn as bars, one group a row: SVG that is read out too.

use std::io::Write;

use super::super::measure::{cut, width};
use super::super::picture::{size, stops};
use super::super::sanitise;
use super::drawing::Frame;
use super::escape::text;
use crate::problem::Failure;
use crate::say;
use crate::value::{Cell, Tongue};
use crate::view::{Column, Drawn};
use crate::words::{Lang, t};

/// Measures of a drawing, in its own units: beside a table, and below one.
pub(super) const WIDTHS: [f64; 2] = [360.0, 560.0];
const BAR: f64 = 10.0;
const BETWEEN: f64 = 2.0;
const APART: f64 = 12.0;
/// What a column of a terminal takes in the drawing's type.
pub(super) const COLUMN: f64 = 6.3;
/// The longest name beside a bar, in such columns.
const NAME: usize = 20;
/// How many groups can be told apart in one drawing.
const MOST: usize = 24;

/// One value: how long its bar is, and what stands at its end.
pub(super) struct Bar {
    /// None where there is nothing to measure.
    pub value: Option<f64>,
    pub said: String,
}

pub(super) struct Group {
    pub name: String,
    pub bars: Vec<Bar>,
}

/// What is drawn.
pub struct Bars {
    pub(super) series: Vec<String>,
    pub(super) groups: Vec<Group>,
    pub(super) most: f64,
    /// The groups are periods: drawn as lines.
    pub(super) over_time: bool,
    /// How many groups there are, where only the largest are drawn.
    of: Option<usize>,
}

impl Group {
    /// How large it is by its first value.
    fn size(&self) -> f64 {
        let first = self.bars.first().and_then(|bar| bar.value);
        first.unwrap_or(f64::MIN)
    }
}

impl Bars {
    pub fn new(drawn: &Drawn, columns: &[Column], rows: &[Vec<Cell>], tongue: &Tongue) -> Self {
        let said = |cell: &Cell| sanitise::line(&cell.shown(tongue)).into_owned();
        let series = drawn.values.iter().filter_map(|&at| columns.get(at));
        let mut groups: Vec<Group> = rows
            .iter()
            .skip(drawn.skipped)
            .take(drawn.rows)
            .map(|row| Group {
                name: row.get(drawn.label).map(said).unwrap_or_default(),
                bars: drawn
                    .values
                    .iter()
                    .filter_map(|&at| row.get(at))
                    .map(|cell| Bar {
                        value: size(cell),
                        said: said(cell),
                    })
                    .collect(),
            })
            .collect();
        let of = (!drawn.over_time && groups.len() > MOST).then_some(groups.len());
        if of.is_some() {
            groups.sort_by(|a, b| b.size().total_cmp(&a.size()));
            groups.truncate(MOST);
        }
        let all = groups.iter().flat_map(|group| &group.bars);
        let most = all.filter_map(|bar| bar.value).fold(0.0, f64::max);
        Bars {
            series: series
                .map(|column| column.label.to(tongue.lang).to_owned())
                .collect(),
            groups,
            most,
            over_time: drawn.over_time,
            of,
        }
    }

    /// Whether there is anything but empty bars.
    pub fn is_worth_drawing(&self) -> bool {
        self.most > 0.0
    }

    /// Writes it into its frame.
    pub(super) fn write(&self, frame: &Frame<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        let names = self.groups.iter().map(|group| width(&group.name)).max();
        let left = names.unwrap_or(0).min(NAME) as f64 * COLUMN + 10.0;
        let ends = self.groups.iter().flat_map(|group| &group.bars);
        let right = ends.map(|bar| width(&bar.said)).max().unwrap_or(0) as f64 * COLUMN + 8.0;
        let room = (frame.wide - left - right).max(40.0);
        let group = self.series.len() as f64 * (BAR + BETWEEN) + APART;
        let height = self.groups.len() as f64 * group;
        frame.open(height, &self.told(frame.lang), out)?;
        writeln!(
            out,
            "<line class=\"axis\" x1=\"{left:.1}\" y1=\"0\" x2=\"{left:.1}\" y2=\"{height}\"/>"
        )?;
        for (at, one) in self.groups.iter().enumerate() {
            let top = at as f64 * group + APART / 2.0;
            self.group(one, (left, top), room, out)?;
        }
        self.close(frame.lang, out)
    }

    /// What each colour stands for, and the end of the drawing.
    pub(super) fn close(&self, lang: Lang, out: &mut dyn Write) -> Result<(), Failure> {
        write!(out, "</svg>\n<figcaption>")?;
        for (at, name) in self.series.iter().enumerate() {
            write!(out, "<span class=\"key k{at}\">{}</span> ", text(name))?;
        }
        if let Some(of) = self.of {
            let note = say!("the {MOST} largest of {of}", "{of} 项中最大的 {MOST} 项");
            write!(out, "{}", text(note.to(lang)))?;
        }
        Ok(writeln!(out, "</figcaption>\n</figure>")?)
    }

    fn group(
        &self,
        group: &Group,
        (left, top): (f64, f64),
        room: f64,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        let name = text(&cut(&group.name, NAME));
        let bars = group.bars.len() as f64 * (BAR + BETWEEN) - BETWEEN;
        let (end, middle) = (left - 8.0, top + bars / 2.0 + 4.0);
        writeln!(
            out,
            "<text class=\"name\" x=\"{end:.1}\" y=\"{middle:.1}\">{name}</text>"
        )?;
        for (at, bar) in group.bars.iter().enumerate() {
            let y = top + at as f64 * (BAR + BETWEEN);
            let long = bar.value.map_or(0.0, |value| value / self.most * room);
            if long > 0.0 {
                writeln!(
                    out,
                    "<rect class=\"k{at}\" x=\"{left:.1}\" y=\"{y:.1}\" width=\"{long:.1}\" height=\"{BAR}\"/>"
                )?;
            }
            let (x, y) = (left + long + 5.0, y + BAR - 1.0);
            let said = text(&bar.said);
            writeln!(
                out,
                "<text class=\"v{at}\" x=\"{x:.1}\" y=\"{y:.1}\">{said}</text>"
            )?;
        }
        Ok(())
    }

    /// The drawing in words.
    pub(super) fn told(&self, lang: Lang) -> String {
        let [colon, comma, end] = stops(lang);
        let groups = self.groups.iter().map(|group| {
            let bars = self.series.iter().zip(&group.bars);
            let bars: Vec<_> = bars
                .map(|(name, bar)| format!("{name} {}", bar.said))
                .collect();
            format!("{}{colon}{}", group.name, bars.join(comma))
        });
        let told = groups.collect::<Vec<_>>().join(end);
        format!("{}{colon}{told}", t("Chart", "图表").to(lang))
    }
}
