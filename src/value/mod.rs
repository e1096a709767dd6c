//! What one answer on a form can be: one type per kind of answer, each with
//! its one parser and its one printer.
//!
//! [`Value`] is the only door by which text becomes typed: flags, prompts and
//! imported columns all pass it. `parse(cell().code(zone)) == value` for every type.

mod annual;
mod cell;
mod choice;
mod codes;
mod door;
mod email;
mod filename;
mod hidden;
mod identity;
mod leading;
mod line;
mod moment;
mod money;
mod noun;
mod percent;
mod phone;
mod priceline;
mod quantity;
mod range;
mod ratings;
pub mod reading;
mod schedule;
mod score;
pub mod search;
mod size;
mod span;
mod uscc;
mod week;
mod when;

pub use annual::Annual;
pub use cell::Tongue;
pub use choice::{Choice, ChoiceSet, YesNo, find_choice};
pub use codes::kinds::{DealStage, Dimension, Industry, Region};
pub use codes::{Book, Codes, Entry};
pub use door::Door;
pub use email::Email;
pub use filename::FileName;
pub use hidden::without_contacts;
pub use identity::IdNumber;
pub use leading::split_when;
pub use line::{Handle, Long, Name, Tags};
pub use moment::{Bare, Day, Deadline, Moment};
pub use money::Money;
pub use noun::{Noun, Ref, Target};
pub use percent::Percent;
pub use phone::Phone;
pub use priceline::{PriceLine, PriceLines};
pub use quantity::Quantity;
pub use range::{Headcount, MoneyRange};
pub use ratings::{Rated, Ratings};
pub use reading::{Candidate, Fault, Reading, Resolve, Workdays};
pub use schedule::{Awaited, Falls, Schedule};
pub use score::{Nps, Score};
pub use size::Size;
pub use span::{Span, Unit};
pub use uscc::Uscc;
pub use week::Week;
#[cfg(test)]
pub(crate) use when::standin::reading as reading_of_tests;

use crate::words::Text;

/// How a field is asked for, typed and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Line,
    /// Text of any length; an editor may be opened for it.
    Long,
    Whole,
    /// A number, to a thousandth.
    Number,
    /// A share, to a tenth of a percent.
    Percent,
    Money,
    MoneyRange,
    /// A number of people, or a range of them.
    Headcount,
    Day,
    Moment(Bare),
    Span,
    Phone,
    Email,
    Uscc,
    IdNumber,
    /// A whole number between the two, both included.
    Score(u8, u8),
    /// One of a closed set.
    Choice(&'static [Choice]),
    /// Any of a closed set, comma-separated.
    Choices(&'static [Choice]),
    /// One of a list that the playbook holds.
    Code(Book),
    /// Another record.
    Ref(Noun),
    /// Free words, comma-separated.
    Tags,
    /// A day of every year, solar or lunar.
    Annual,
}

/// One typed datum on its way to a person or a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Line(String),
    Long(String),
    Whole(i64),
    /// A mean or a share, with the digits after the point to show.
    Number(f64, u8),
    /// A share between 0 and 1.
    Percent(f64),
    /// How long something took, in minutes of the clock.
    Minutes(i64),
    /// How large a file is.
    Size(Size),
    Money(Money),
    MoneyRange(MoneyRange),
    Headcount(Headcount),
    Day(Day),
    /// Shown in the calendar's zone.
    Moment(Moment),
    Span(Span),
    Phone(Phone),
    Email(Email),
    Uscc(Uscc),
    IdNumber(IdNumber),
    Choice(Choice),
    Choices(Vec<Choice>),
    /// A code whose label is still to be looked up in the playbook.
    Code(Book, String),
    /// A record whose number and name are still to be looked up.
    Ref(Noun, i64),
    /// A record: number, name.
    Link(String, String),
    Tags(Vec<String>),
    Annual(Annual),
    Schedule(Schedule),
    /// Points by dimension, whose labels are still to be looked up in the playbook.
    Rated(Vec<Rated>),
    /// A fixed phrase.
    Text(Text),
    /// Asked, and the customer has not said yet (待确认).
    ToConfirm,
    /// A figure of which there was no case.
    NoData,
}

/// What SQLite holds for a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Stored {
    Null,
    Int(i64),
    Text(String),
}

/// What SQLite hands back for a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Found<'a> {
    Null,
    Int(i64),
    Text(&'a str),
}

/// A type that can be the answer to one field of a form.
pub trait Value: Sized {
    const KIND: Kind;
    /// False where no answer is an answer too.
    const REQUIRED: bool = true;

    /// Reads what a person or a file wrote.
    ///
    /// # Errors
    /// Says what was expected instead, and what to type.
    fn parse(text: &str, reading: &Reading<'_>) -> Result<Self, Fault>;

    /// The value for people and files.
    fn cell(&self) -> Cell;

    /// The value for the store.
    fn store(&self) -> Stored;

    /// Takes back what [`Value::store`] gave; `None` if the file holds
    /// something that this program never wrote there.
    fn load(found: Found<'_>) -> Option<Self>;
}

/// A field that may be left empty.
impl<T: Value> Value for Option<T> {
    const KIND: Kind = T::KIND;
    const REQUIRED: bool = false;

    fn parse(text: &str, reading: &Reading<'_>) -> Result<Self, Fault> {
        match text.trim() {
            "" => Ok(None),
            text => T::parse(text, reading).map(Some),
        }
    }

    fn cell(&self) -> Cell {
        self.as_ref().map_or(Cell::Empty, Value::cell)
    }

    fn store(&self) -> Stored {
        self.as_ref().map_or(Stored::Null, Value::store)
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Null => Some(None),
            found => T::load(found).map(Some),
        }
    }
}
