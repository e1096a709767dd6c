//! A list with its drawing, for a terminal: a bar beside each step of a funnel, times as
//! ranges, moves as a square. All of it is a list like any other, so that it fits.

use super::super::Style;
use super::super::letters::{BOX, FULL, LINE, MEAN, MEDIAN, plain};
use super::super::measure::width;
use super::super::picture::{MARKS, Moves, Picture, Range, Ranges, Step};
use super::room;
use crate::value::Cell;
use crate::view::{Column, Rank, Rows, View};
use crate::words::{Say, Text, t};

/// The longest bar of a funnel: in a window of usual width, and in a wide one.
const BARS: [usize; 2] = [10, 24];
const WIDE: usize = 110;

/// How long a range is drawn, at most and at least.
const RANGE: (usize, usize) = (60, 20);

/// From nobody to most of all.
const SHADES: [char; 4] = ['░', '▒', '▓', '█'];

/// The list, drawn as far as letters can, and what else is told below it.
pub struct Drawn<'v> {
    pub list: View<'v>,
    pub below: Option<View<'static>>,
    pub legend: Option<Say>,
}

/// Draws a list as it says it may be drawn; bars of two values beside each other are
/// numbers enough. Columns and an order of the reader's own are left alone.
pub fn of<'v>(mut view: View<'v>, style: &Style) -> Drawn<'v> {
    let picture = match (&view.chart, &view.rows) {
        (Some(chart), Rows::Held(rows)) if style.fields.is_none() && style.sort.is_empty() => chart
            .drawn(&view.columns, rows)
            .and_then(|drawn| Picture::of(&drawn, &view.columns, rows, &style.tongue)),
        _ => None,
    };
    let (mut below, mut legend) = (None, None);
    match picture {
        Some(Picture::Funnel(steps)) => barred(&mut view, &steps, style),
        Some(Picture::Moves(moves)) => below = Some(square(&moves, style)),
        Some(Picture::Ranges(ranges)) => {
            below = Some(strips(&ranges, style));
            legend = Some(signs(&ranges, style));
        }
        None => {}
    }
    Drawn {
        list: view,
        below,
        legend,
    }
}

/// A bar beside each step.
fn barred(view: &mut View<'_>, steps: &[Step], style: &Style) {
    let is_wide = room(style).is_none_or(|room| room >= WIDE);
    let long = BARS[usize::from(is_wide)];
    let most = steps.iter().map(|step| step.size).fold(0.0, f64::max);
    let Rows::Held(rows) = &mut view.rows else {
        return;
    };
    for (row, step) in rows.iter_mut().zip(steps) {
        let bar = (step.size / most * long as f64).round() as usize;
        // What is there is seen.
        let bar = bar.max(usize::from(step.size > 0.0));
        row.push(Cell::Line(FULL.to_string().repeat(bar)));
    }
    let column = Column::new("bar", t("Bar", "图示")).ranked(Rank::Vital);
    view.columns.push(column);
}

/// From where down, to where across.
fn square(moves: &Moves, style: &Style) -> View<'static> {
    let mut columns = vec![Column::new("from", t("From \\ to", "由 \\ 到")).ranked(Rank::Main)];
    let ends = moves.ends.iter();
    columns.extend(ends.map(|end| Column::new(end, Text::kept(end, end)).ranked(Rank::Vital)));
    let cell = |from: usize, to: usize, moved: i64| match (from == to, moved) {
        (true, _) => Cell::Line("-".to_owned()),
        (false, 0) => Cell::Empty,
        (false, moved) => {
            let shade = moves.shade(moved, SHADES.len()).saturating_sub(1);
            let shade = SHADES.get(shade).copied().unwrap_or(FULL);
            let shade = match style.ascii {
                true => plain(shade).unwrap_or(shade),
                false => shade,
            };
            Cell::Line(format!("{shade} {moved}"))
        }
    };
    let rows = moves.ends.iter().zip(&moves.cells).enumerate();
    let rows = rows.map(|(from, (name, row))| {
        let moved = row.iter().enumerate();
        let mut cells = vec![Cell::Line((*name).to_owned())];
        cells.extend(moved.map(|(to, moved)| cell(from, to, *moved)));
        cells
    });
    View::list(Say::same(""), columns, rows.collect())
}

/// A strip of letters each, over one ground.
fn strips(all: &Ranges, style: &Style) -> View<'static> {
    let names = all.ranges.iter().map(|range| width(&range.name)).max();
    let left = names.unwrap_or(0) + 4;
    let room = room(style).map_or(RANGE.0, |room| room.saturating_sub(left));
    let long = room.clamp(RANGE.1, RANGE.0);
    let mut ground = [("", 0), ("", 0)];
    if let (Some((low, first)), Some((high, last))) =
        (all.scale.ticks.first(), all.scale.ticks.last())
    {
        ground = [
            (first.as_str(), place(all, *low, long)),
            (last.as_str(), place(all, *high, long)),
        ];
    }
    let [(first, _), (last, end)] = ground;
    let between = (end + 1).saturating_sub(width(first) + width(last)).max(1);
    let heading = format!("{first}{}{last}", ".".repeat(between));
    let columns = vec![
        Column::new("item", t("Range", "分布")).ranked(Rank::Main),
        Column::new("range", Text::kept(&heading, &heading)).ranked(Rank::Vital),
    ];
    let rows = all.ranges.iter().map(|range| {
        vec![
            Cell::Line(range.name.clone()),
            Cell::Line(strip(range, all, long)),
        ]
    });
    View::list(Say::same(""), columns, rows.collect())
}

/// Where a time stands in a strip of so many letters.
fn place(all: &Ranges, value: f64, long: usize) -> usize {
    (all.scale.at(value) * (long - 1) as f64).round() as usize
}

fn strip(range: &Range, all: &Ranges, long: usize) -> String {
    let mut letters = vec![' '; long];
    let at = |mark: usize| range.at(mark).map(|value| place(all, value, long));
    let [median, mean, most, end] = [0, 1, 2, 3].map(at);
    let mut fill = |from: Option<usize>, to: Option<usize>, letter: char| {
        if let (Some(from), Some(to)) = (from, to)
            && let Some(part) = letters.get_mut(from..=to.max(from))
        {
            part.fill(letter);
        }
    };
    fill(most, end, LINE);
    fill(median, most, BOX);
    fill(mean, mean, MEAN);
    fill(median, median, MEDIAN);
    let strip: String = letters.into_iter().collect();
    strip.trim_end().to_owned()
}

/// What the letters of a strip mean.
fn signs(all: &Ranges, style: &Style) -> Say {
    let letters = [MEDIAN, MEAN, BOX, LINE].map(|letter| match style.ascii {
        true => plain(letter).unwrap_or(letter),
        false => letter,
    });
    let told = |lang| {
        let signs = letters.iter().zip(MARKS).take(all.marks());
        let signs = signs.map(|(letter, mark)| format!("{letter} {}", mark.to(lang)));
        let mut signs: Vec<String> = signs.collect();
        if all.scale.is_log() {
            signs.push(t("logarithmic", "对数刻度").to(lang).to_owned());
        }
        signs
    };
    Say {
        en: told(crate::words::Lang::En).join(", "),
        zh: told(crate::words::Lang::Zh).join("，"),
    }
}
