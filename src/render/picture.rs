//! What a drawing shows that is more than bars: sizes, and the words beside them, taken
//! from a list once for whichever format draws them. Each can be told in words, too.

mod scale;

use super::sanitise;
use crate::value::{Cell, Tongue};
use crate::view::{Column, Drawn, Look};
use crate::words::{Lang, Text, t};

pub use scale::Scale;

/// The colours of the values, this period first, wherever they are drawn on white.
pub const COLOURS: [u32; 2] = [0x001F_5F99, 0x0085_97A9];

/// A step of a funnel.
pub struct Step {
    pub name: String,
    pub size: f64,
    /// How many there are.
    pub said: String,
    /// The share that went on from here.
    pub on: Option<String>,
    /// What else is said of it: their worth.
    pub beside: Option<String>,
}

/// From where to where.
pub struct Moves {
    /// The names of the ends, the best first.
    pub ends: Vec<&'static str>,
    /// How many went from the first to the second; none stay where they are.
    pub cells: Vec<Vec<i64>>,
    pub most: i64,
}

impl Moves {
    /// How dark a cell is, of so many shades; 0 where nobody went.
    pub fn shade(&self, moved: i64, shades: usize) -> usize {
        match moved {
            0 => 0,
            moved => (moved as f64 / self.most as f64 * shades as f64).ceil() as usize,
        }
    }
}

/// What of a range is marked.
pub const MARKS: [Text; 4] = [
    t("Median", "中位数"),
    t("Mean", "平均"),
    t("90 % within", "九成以内"),
    t("95 % within", "95%以内"),
];

/// The box of a range, and the line behind it.
pub const BOX: Text = t("Median to 90 % within", "中位数至九成以内");
pub const BEHIND: Text = t("to 95 % within", "至95%以内");

/// How one thing is spread.
pub struct Range {
    pub name: String,
    /// In the order of [`MARKS`], with what is said of each.
    pub marks: [Option<(f64, String)>; 4],
}

impl Range {
    /// Where a mark stands.
    pub fn at(&self, mark: usize) -> Option<f64> {
        Some(self.marks.get(mark)?.as_ref()?.0)
    }
}

pub struct Ranges {
    pub ranges: Vec<Range>,
    pub scale: Scale,
}

impl Ranges {
    /// How many of [`MARKS`] any of them has.
    pub fn marks(&self) -> usize {
        let has = |range: &Range| range.marks.iter().rposition(Option::is_some);
        let last = self.ranges.iter().filter_map(has).max();
        last.map_or(0, |last| last + 1)
    }
}

pub enum Picture {
    Funnel(Vec<Step>),
    Moves(Moves),
    Ranges(Ranges),
}

impl Picture {
    /// What of these rows is drawn; none where it is bars, or nothing is to be seen.
    pub fn of(
        drawn: &Drawn,
        columns: &[Column],
        rows: &[Vec<Cell>],
        tongue: &Tongue,
    ) -> Option<Self> {
        let all = rows.iter().skip(drawn.skipped).take(drawn.rows);
        let rows: Vec<&Vec<Cell>> = all.collect();
        match drawn.look {
            Look::Bars => None,
            Look::Funnel => funnel(drawn, columns, &rows, tongue),
            Look::Moves(ends) => {
                let ends: Vec<(&str, &str)> = ends
                    .iter()
                    .map(|end| (end.code, end.label.to(tongue.lang)))
                    .collect();
                moves(&ends, drawn, &rows)
            }
            Look::Spread => ranges(spread(drawn, &rows, tongue), tongue),
            Look::SpreadOf(all) => {
                let first = drawn.values.first().copied()?;
                let cell = |code: &&str| {
                    let row = rows.iter().find(|row| code_of(drawn, row) == Some(code));
                    marked(row.and_then(|row| row.get(first)), tongue)
                };
                let ranges_of = all.iter().map(|(name, codes)| {
                    let [median, mean, most] = codes;
                    Range {
                        name: name.to(tongue.lang).to_owned(),
                        marks: [cell(median), cell(mean), cell(most), None],
                    }
                });
                ranges(ranges_of.collect(), tongue)
            }
        }
    }

    /// The drawing in words.
    pub fn told(&self, lang: Lang) -> String {
        let [colon, comma, end] = stops(lang);
        let told: Vec<String> = match self {
            Picture::Funnel(steps) => steps.iter().map(|step| step.told(lang)).collect(),
            Picture::Moves(moves) => moves.told(),
            Picture::Ranges(all) => {
                let ranges = all.ranges.iter().map(|range| {
                    let marks = MARKS.iter().zip(&range.marks);
                    let said = marks.filter_map(|(mark, known)| {
                        let (_, said) = known.as_ref()?;
                        Some(format!("{} {said}", mark.to(lang)))
                    });
                    let said = said.collect::<Vec<_>>().join(comma);
                    format!("{}{colon}{said}", range.name)
                });
                ranges.collect()
            }
        };
        format!("{}{colon}{}", t("Chart", "图表").to(lang), told.join(end))
    }
}

impl Step {
    fn told(&self, lang: Lang) -> String {
        let (name, said) = (&self.name, &self.said);
        let mut told = format!("{name} {said}");
        if let Some(beside) = &self.beside {
            told += &match lang {
                Lang::En => format!(" ({beside})"),
                Lang::Zh => format!("（{beside}）"),
            };
        }
        if let Some(on) = &self.on {
            told += &match lang {
                Lang::En => format!(", {on} went on"),
                Lang::Zh => format!("，{on}进入下一步"),
            };
        }
        told
    }
}

impl Moves {
    fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        for (from, row) in self.ends.iter().zip(&self.cells) {
            for (to, moved) in self.ends.iter().zip(row).filter(|(_, moved)| **moved > 0) {
                told.push(format!("{from} → {to} {moved}"));
            }
        }
        told
    }
}

/// What stands behind a name, between two of its values, and between two names.
pub const fn stops(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::En => [": ", ", ", "; "],
        Lang::Zh => ["：", "，", "；"],
    }
}

/// How long the bar of a cell is.
pub fn size(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Whole(n) | Cell::Minutes(n) => Some(*n as f64),
        Cell::Number(n, _) | Cell::Percent(n) => Some(*n),
        Cell::Money(money) => Some(money.as_fen() as f64 / 100.0),
        _ => None,
    }
}

fn said(cell: &Cell, tongue: &Tongue) -> String {
    sanitise::line(&cell.shown(tongue)).into_owned()
}

fn code_of(drawn: &Drawn, row: &[Cell]) -> Option<&'static str> {
    match row.get(drawn.label) {
        Some(Cell::Choice(choice)) => Some(choice.code),
        _ => None,
    }
}

fn funnel(
    drawn: &Drawn,
    columns: &[Column],
    rows: &[&Vec<Cell>],
    tongue: &Tongue,
) -> Option<Picture> {
    let text = |row: &Vec<Cell>, nth: usize| {
        let at = drawn.values.get(nth)?;
        let cell = row.get(*at).filter(|cell| size(cell).is_some())?;
        let column = columns.get(*at)?;
        Some(sanitise::line(&column.shown(cell, tongue)).into_owned())
    };
    let steps = rows.iter().map(|row| Step {
        name: row
            .get(drawn.label)
            .map(|cell| said(cell, tongue))
            .unwrap_or_default(),
        size: drawn
            .values
            .first()
            .and_then(|at| row.get(*at))
            .and_then(size)
            .unwrap_or(0.0),
        said: text(row, 0).unwrap_or_default(),
        on: text(row, 1),
        beside: text(row, 2),
    });
    let steps: Vec<Step> = steps.collect();
    let any = steps.iter().any(|step| step.size > 0.0);
    any.then_some(Picture::Funnel(steps))
}

fn moves(ends: &[(&str, &'static str)], drawn: &Drawn, rows: &[&Vec<Cell>]) -> Option<Picture> {
    let place = |code: &str| ends.iter().position(|(known, _)| *known == code);
    let mut cells = vec![vec![0; ends.len()]; ends.len()];
    let mut most = 0;
    for row in rows {
        let ends = code_of(drawn, row).and_then(|code| code.split_once('-'));
        let value = drawn.values.first().and_then(|at| row.get(*at));
        let (Some((from, to)), Some(Cell::Whole(moved))) = (ends, value) else {
            continue;
        };
        let (Some(from), Some(to)) = (place(from), place(to)) else {
            continue;
        };
        if let Some(cell) = cells.get_mut(from).and_then(|row| row.get_mut(to)) {
            *cell = *moved;
            most = most.max(*moved);
        }
    }
    (most > 0).then(|| {
        Picture::Moves(Moves {
            ends: ends.iter().map(|(_, label)| *label).collect(),
            cells,
            most,
        })
    })
}

fn marked(cell: Option<&Cell>, tongue: &Tongue) -> Option<(f64, String)> {
    let cell = cell?;
    Some((size(cell)?, said(cell, tongue)))
}

fn spread(drawn: &Drawn, rows: &[&Vec<Cell>], tongue: &Tongue) -> Vec<Range> {
    let range = |row: &&Vec<Cell>| {
        let mark = |nth: usize| {
            let at = drawn.values.get(nth)?;
            marked(row.get(*at), tongue)
        };
        Range {
            name: row
                .get(drawn.label)
                .map(|cell| said(cell, tongue))
                .unwrap_or_default(),
            marks: [mark(0), mark(1), mark(2), mark(3)],
        }
    };
    rows.iter().map(range).collect()
}

/// Those of which anything is known.
fn ranges(mut all: Vec<Range>, tongue: &Tongue) -> Option<Picture> {
    all.retain(|range| range.marks.iter().any(Option::is_some));
    let marks = all.iter().flat_map(|range| range.marks.iter().flatten());
    let scale = Scale::of(marks.map(|(value, _)| *value), tongue)?;
    Some(Picture::Ranges(Ranges { ranges: all, scale }))
}

#[cfg(test)]
mod tests;
