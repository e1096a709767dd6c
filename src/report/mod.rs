//! Reports: figures of a period beside those of the one before, as tables, and
//! what was done in one, as sentences. A report reads nothing and prints nothing.

mod compare;
mod days;
mod grades;
mod month;
mod monthly;
mod tickets;
mod work;

pub use days::Stretch;
pub use month::Month;
pub use monthly::{Head, collapsed, is_empty, monthly};
pub use work::{Told, tables as work_tables, told};
