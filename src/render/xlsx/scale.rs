//! How the values of a chart are told along their axis.

use rust_xlsxwriter::ChartAxis;

use super::cells::{Kind, Written, written};
use crate::value::{Cell, Tongue};
use crate::view::Drawn;
use crate::words::t;

/// The numbers of an axis, and where it ends.
pub struct Scale {
    format: &'static str,
    most: Option<f64>,
}

impl Scale {
    /// Shares end at all of them, and a part of a day is told in hours.
    pub fn of(drawn: &Drawn, rows: &[Vec<Cell>], tongue: &Tongue) -> Option<Self> {
        let cells = rows.iter().skip(drawn.skipped).take(drawn.rows);
        let cells = cells.flat_map(|row| drawn.values.iter().filter_map(|&at| row.get(at)));
        let numbers = cells.filter_map(|cell| match written(cell, tongue) {
            Written::Number(number, kind) => Some((number, kind)),
            _ => None,
        });
        let (most, kind) = numbers.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
        let (format, most) = match kind {
            Kind::Percent => ("0%", (0.8..=1.0).contains(&most).then_some(1.0)),
            Kind::Minutes | Kind::Hours => ("[h]:mm", None),
            Kind::Days(_) => (t("#,##0.0\" d\"", "#,##0.0\" 天\"").to(tongue.lang), None),
            Kind::Money => ("#,##0", None),
            _ => return None,
        };
        Some(Scale { format, most })
    }

    /// Writes it along an axis.
    pub fn tell(&self, axis: &mut ChartAxis) {
        axis.set_num_format(self.format);
        if let Some(most) = self.most {
            axis.set_max(most);
        }
    }
}
