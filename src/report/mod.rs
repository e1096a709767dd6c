//! Reports: figures of a period beside those of the one before, as tables. A
//! report reads nothing and prints nothing: same figures, same tables.

mod compare;
mod month;
mod monthly;
mod tickets;

pub use month::Month;
pub use monthly::{Head, collapsed, is_empty, monthly};
