//! Reports: figures of a period beside those of the one before, as tables, and
//! what was done in one, as sentences; how the rules were kept, and the weekly
//! check. A report reads nothing and prints nothing.

mod agreed;
mod benchmark;
mod compare;
mod compliance;
mod days;
mod grades;
mod measures;
mod month;
mod monthly;
mod paying;
mod selling;
mod tickets;
mod trend;
mod weekly;
mod work;

pub use benchmark::{Benchmark, Person, Side, benchmark, is_nothing_there};
pub use compliance::{Compliance, Kept, Ruled, compliance, is_nothing_due};
pub use days::Stretch;
pub use measures::Reader;
pub use month::Month;
pub use monthly::{Head, collapsed, is_empty, monthly, pipeline};
pub use trend::{Trend, is_nothing, trend};
pub use weekly::{Case, Lost, Missed, Over, Paused, Review, Weekly, weekly, without_empty};
pub use work::{Told, tables as work_tables, told};
