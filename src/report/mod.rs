//! Reports: figures of a period beside those of the one before, as tables, and
//! what was done in one, as sentences; how the rules were kept, and the weekly
//! check. A report reads nothing and prints nothing.

mod aftersales;
mod agreed;
mod audit;
mod benchmark;
mod compare;
mod compliance;
mod days;
mod feedback;
mod grades;
mod grouping;
mod kpi;
mod measures;
mod meeting;
mod month;
mod monthly;
mod paying;
mod satisfaction;
mod selling;
mod service;
mod term;
mod tickets;
mod trend;
mod weekly;
mod work;

pub use aftersales::{
    About, Aftersales, Clocked, Clocks, Counted, Overdue, Repeat, Scores, Served, aftersales,
    is_over, served,
};
pub use audit::{Audited, audit};
pub use benchmark::{Benchmark, Side, benchmark, is_nothing_there};
pub use compliance::{Compliance, Kept, Ruled, compliance, is_nothing_due};
pub use days::Stretch;
pub use feedback::{Voiced, Voices, feedback, voiced};
pub use grouping::{Grouping, Person};
pub use kpi::{
    Counted as KpiCounted, Definition, Detail, Form as KpiForm, Grouped, Measured, SHOWN, Series,
    Story, behind, dashboard, definitions, detail, grouped, listed, over_time,
};
pub use measures::Reader;
pub use meeting::{Analysis, Joint, Meeting, analysis, joint};
pub use month::Month;
pub use monthly::{Head, MONTHS, collapsed, is_empty, monthly, pipeline};
pub use satisfaction::{Cause, Heard, Nps, Satisfaction, heard, satisfaction};
pub use service::{Service, TOLD};
pub use term::{Length, Term};
pub use trend::{Trend, is_nothing, trend};
pub use weekly::{Case, Lost, Missed, Over, Paused, Review, Weekly, weekly, without_empty};
pub use work::{Told, tables as work_tables, told};
