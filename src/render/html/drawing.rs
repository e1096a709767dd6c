//! The drawing beside a table, as what its list may be drawn. Whatever it is, it stands in
//! one frame: a title, all of it in words for who cannot see it, and what its signs mean.

mod funnel;
mod moves;
mod ranges;

use std::io::Write;

use super::super::picture::Picture;
use super::bars::{Bars, WIDTHS};
use super::course;
use super::escape::text;
use crate::problem::Failure;
use crate::value::{Cell, Tongue};
use crate::view::{Chart, Column};
use crate::words::Lang;

pub enum Drawing {
    Bars(Bars),
    Picture(Picture),
}

/// Which drawing of the page it is, and how it is called.
pub(super) struct Frame<'f> {
    nth: usize,
    title: &'f str,
    /// How wide it is, in its own units.
    pub(super) wide: f64,
    pub(super) lang: Lang,
}

impl Drawing {
    /// What is drawn of these rows; none where nothing would be seen.
    pub fn of(
        chart: Chart,
        columns: &[Column],
        rows: &[Vec<Cell>],
        tongue: &Tongue,
    ) -> Option<Self> {
        let drawn = chart.drawn(columns, rows)?;
        if !drawn.is_bars() {
            return Picture::of(&drawn, columns, rows, tongue).map(Drawing::Picture);
        }
        let bars = Bars::new(&drawn, columns, rows, tongue);
        bars.is_worth_drawing().then_some(Drawing::Bars(bars))
    }

    /// Writes it as the `nth` drawing of the page, beside or below its table.
    pub fn write(
        &self,
        nth: usize,
        title: &str,
        is_below: bool,
        lang: Lang,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        let frame = Frame {
            nth,
            title,
            wide: WIDTHS[usize::from(is_below)],
            lang,
        };
        let picture = match self {
            Drawing::Bars(bars) if bars.over_time => return course::write(bars, &frame, out),
            Drawing::Bars(bars) => return bars.write(&frame, out),
            Drawing::Picture(picture) => picture,
        };
        let told = picture.told(lang);
        match picture {
            Picture::Funnel(steps) => funnel::write(steps, &frame, &told, out),
            Picture::Moves(moves) => moves::write(moves, &frame, &told, out),
            Picture::Ranges(ranges) => ranges::write(ranges, &frame, &told, out),
        }
    }
}

impl Frame<'_> {
    pub(super) fn open(&self, high: f64, told: &str, out: &mut dyn Write) -> Result<(), Failure> {
        let (nth, wide) = (self.nth, self.wide);
        Ok(writeln!(
            out,
            "<figure>\n<svg viewBox=\"0 0 {wide} {high}\" role=\"img\" \
             aria-labelledby=\"t{nth} d{nth}\">\n<title id=\"t{nth}\">{}</title>\n<desc id=\"d{nth}\">{}</desc>",
            text(self.title),
            text(told)
        )?)
    }

    /// The end of the drawing, and what its signs mean: a class of sign and a word each.
    fn close(&self, signs: &[(&str, &str)], out: &mut dyn Write) -> Result<(), Failure> {
        write!(out, "</svg>\n<figcaption>")?;
        for (class, word) in signs {
            write!(out, "<span class=\"key {class}\">{}</span> ", text(word))?;
        }
        Ok(writeln!(out, "</figcaption>\n</figure>")?)
    }
}
