//! What the first rows of a table teach about its columns: how wide they are, and
//! what kind of answer stands in them. It lays nothing out.

use std::borrow::Cow;

use super::super::Style;
use super::super::layout::Wish;
use super::super::letters;
use super::super::measure::{longest_word, width};
use super::super::sanitise;
use crate::value::Cell;
use crate::view::{Column, NUMBER, Rank};

/// `11-22 10:26`: a moment without its year.
const BRIEF: usize = 11;

/// A choice so short is worth its place, such as a status.
const SHORT: usize = 8;

/// A cell as it is shown.
pub struct Said<'t> {
    pub text: Cow<'t, str>,
    /// May be shown without its year.
    pub is_moment: bool,
}

impl<'t> Said<'t> {
    pub fn of(column: &Column, cell: &'t Cell, style: &Style) -> Self {
        let tongue = &style.tongue;
        Said {
            text: drawn(
                sanitise::passed(column.shown(cell, tongue), sanitise::line),
                cell,
                style,
            ),
            is_moment: matches!(cell, Cell::Moment(_)),
        }
    }

    pub fn held(self) -> Said<'static> {
        Said {
            text: Cow::Owned(self.text.into_owned()),
            is_moment: self.is_moment,
        }
    }
}

/// What letters draw, in those that the terminal has.
fn drawn<'t>(text: Cow<'t, str>, cell: &Cell, style: &Style) -> Cow<'t, str> {
    match (style.ascii, cell) {
        (true, Cell::Line(_)) => letters::in_ascii(text),
        _ => text,
    }
}

/// What the sampled cells of one column have in common.
#[derive(Clone, Copy)]
pub struct Seen {
    pub widest: usize,
    /// The widest where moments are shown without their year.
    brief: usize,
    /// Whether any of them says something.
    pub answered: bool,
    /// The widest of those that are never cut: numbers, days, and the words of a text
    /// that goes on in further lines.
    firm: usize,
    /// All that do are numbers: set flush right.
    pub numbers: bool,
    /// None that do is free text: never squeezed.
    solid: bool,
    /// All that do are choices.
    choices: bool,
    /// Some are names or sentences.
    pub free: bool,
}

impl Seen {
    pub const NOTHING: Seen = Seen {
        widest: 0,
        brief: 0,
        answered: false,
        firm: 0,
        numbers: true,
        solid: true,
        choices: true,
        free: false,
    };

    pub fn learn(&mut self, column: &Column, cell: &Cell, said: &Said<'_>) {
        let wide = width(&said.text);
        self.widest = self.widest.max(wide);
        self.brief = self.brief.max(if said.is_moment { BRIEF } else { wide });
        if !said.text.is_empty() && *cell != Cell::ToConfirm {
            self.answered = true;
            self.numbers &= cell.is_number();
            let solid = column.key == NUMBER.key || !is_text(cell);
            self.solid &= solid;
            self.firm = self.firm.max(match (solid, column.wraps) {
                (true, _) => wide,
                (false, true) => longest_word(&said.text),
                (false, false) => 0,
            });
            self.choices &= matches!(cell, Cell::Choice(_) | Cell::Text(_));
            self.free |= matches!(cell, Cell::Line(_) | Cell::Long(_) | Cell::Link(..));
        }
    }

    pub fn wish(&self, heading: usize, word: usize) -> Wish {
        Wish {
            heading,
            word,
            cells: self.widest,
            brief: self.brief,
            text: !(self.answered && self.solid),
            firm: self.firm,
            rank: match self.answered && self.choices && self.widest.max(heading) <= SHORT {
                true => Rank::Short,
                false => Rank::Lesser,
            },
        }
    }
}

/// Whether the moments of a sample lie in one year.
#[derive(Clone, Copy, PartialEq)]
pub enum Year {
    Unknown,
    One([u8; 4]),
    Several,
}

impl Year {
    pub fn of(text: &str) -> Year {
        match text.as_bytes() {
            [a, b, c, d, b'-', ..] => Year::One([*a, *b, *c, *d]),
            _ => Year::Several,
        }
    }

    pub fn and(self, other: Year) -> Year {
        match self {
            Year::Unknown => other,
            year if year == other => year,
            _ => Year::Several,
        }
    }
}

/// Whether the cell still says something when it is cut.
fn is_text(cell: &Cell) -> bool {
    matches!(
        cell,
        Cell::Line(_)
            | Cell::Long(_)
            | Cell::Code(..)
            | Cell::Choice(_)
            | Cell::Choices(_)
            | Cell::Link(..)
            | Cell::Tags(_)
            | Cell::Rated(_)
            | Cell::Text(_)
            | Cell::Email(_)
    )
}
