//! The ground on which times are drawn: even, or where the longest are many times the
//! shortest by their logarithm, so that minutes are seen beside days.

use crate::value::{Cell, Tongue};

/// Times at which a line may stand, in minutes.
const ROUND: [f64; 17] = [
    1.0, 5.0, 15.0, 30.0, 60.0, 120.0, 240.0, 480.0, 1440.0, 2880.0, 7200.0, 14_400.0, 28_800.0,
    57_600.0, 144_000.0, 288_000.0, 720_000.0,
];

/// From so many times the shortest on minutes and days do not go on one even ground.
const WIDE: f64 = 20.0;

/// Lines on one ground, at most.
const LINES: usize = 5;

pub struct Scale {
    low: f64,
    high: f64,
    is_log: bool,
    /// The lines, with what they stand for.
    pub ticks: Vec<(f64, String)>,
}

impl Scale {
    /// A ground that holds all of these; none where there is nothing to hold.
    pub fn of(values: impl Iterator<Item = f64>, tongue: &Tongue) -> Option<Self> {
        let known: Vec<f64> = values.filter(|value| *value > 0.0).collect();
        let most = known.iter().copied().fold(0.0, f64::max);
        if most <= 0.0 {
            return None;
        }
        let least = known.iter().copied().fold(most, f64::min).max(1.0);
        let is_log = most / least >= WIDE;
        let below = ROUND.iter().rev().find(|round| **round <= least);
        let above = ROUND.iter().find(|round| **round >= most);
        let high = above.copied().unwrap_or(most);
        let low = match is_log {
            true => below.copied().unwrap_or(1.0),
            false => 0.0,
        };
        let lines: Vec<f64> = match is_log {
            true => thinned(low, high),
            false => even(most),
        };
        let high = match is_log {
            true => high,
            false => lines.last().copied().unwrap_or(most).max(most),
        };
        let said = |line: f64| {
            let minutes = Cell::Minutes(line.round() as i64);
            (line, minutes.shown(tongue).into_owned())
        };
        Some(Scale {
            low,
            high,
            is_log,
            ticks: lines.into_iter().map(said).collect(),
        })
    }

    /// Where a value stands, from 0 to 1.
    pub fn at(&self, value: f64) -> f64 {
        let share = match self.is_log {
            true => (value.max(self.low) / self.low).ln() / (self.high / self.low).ln(),
            false => value / self.high,
        };
        share.clamp(0.0, 1.0)
    }

    /// Whether the ground is not even.
    pub const fn is_log(&self) -> bool {
        self.is_log
    }
}

/// Round times from `low` to `high`, as many as are read easily, both ends among them.
fn thinned(low: f64, high: f64) -> Vec<f64> {
    let within = |round: &f64| *round >= low && *round < high;
    let all: Vec<f64> = ROUND.into_iter().filter(within).chain([high]).collect();
    let each = all.len().saturating_sub(1).div_ceil(LINES - 1).max(1);
    let last = all.len().saturating_sub(1);
    let places = all.iter().enumerate();
    places
        .filter(|(at, _)| (last - at).is_multiple_of(each))
        .map(|(_, round)| *round)
        .collect()
}

/// From nothing in even steps past `most`.
fn even(most: f64) -> Vec<f64> {
    let fits = |step: &&f64| most / **step <= (LINES - 1) as f64;
    let step = ROUND.iter().find(fits).copied().unwrap_or(most);
    let steps = (most / step).ceil().max(1.0) as usize;
    (0..=steps).map(|nth| nth as f64 * step).collect()
}
