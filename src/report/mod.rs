//! Reports: figures of a period beside those of the one before, as tables, and
//! what was done in one, as sentences; how the rules were kept, and the weekly
//! check. A report reads nothing and prints nothing.

pub mod aftersales;
mod agreed;
mod audit;
mod behind;
mod benchmark;
pub mod channels;
mod compare;
pub mod compliance;
mod days;
pub mod dealings;
pub mod feedback;
mod funnel;
mod going;
mod grades;
mod grouping;
mod judged;
mod kpi;
mod laid;
mod measures;
mod meeting;
mod month;
mod monthly;
mod paying;
mod pipeline;
pub mod promises;
pub mod quality;
pub mod regraded;
pub mod reviews;
pub mod satisfaction;
pub mod schema;
mod selling;
mod service;
mod spans;
mod standing;
mod term;
mod tickets;
mod trend;
pub mod wanted;
mod weekly;
mod work;

pub use aftersales::{
    Aftersales, Clocked, Clocks, Counted, Handled, Overdue, Repeat, Served, aftersales, is_over,
    is_unmet, served,
};
pub use audit::{Audited, audit};
pub use behind::{Followed, followed, lines_of};
pub use benchmark::{Benchmark, Side, benchmark, is_nothing_there};
pub use compare::Rate;
pub use compliance::{Compliance, Kept, Ruled, compliance, is_nothing_due, total};
pub use days::Stretch;
pub use feedback::{Answered, Voiced, Voices, feedback, voiced};
pub use funnel::funnel;
pub use going::{needs_spread, progress};
pub use grouping::{Grouping, Person};
pub use judged::{Judged, judged};
pub use kpi::{
    Counted as KpiCounted, Definition, Detail, Form as KpiForm, Grouped, Measured, SHOWN, Series,
    Story, behind, dashboard, definitions, detail, grouped, listed, over_time,
};
pub use laid::{Laid, laid_in_a_row, series, without_idle};
pub use measures::Reader;
pub use meeting::{Analysis, Joint, Meeting, analysis, joint};
pub use month::Month;
pub use monthly::{
    Head, MONTHS, SUMMARY, SUMMARY_GRAPHS, Whole, at_a_glance, collapsed, is_empty, monthly,
    summary,
};
pub use pipeline::{PIPELINE, PIPELINE_GRAPHS, PIPELINE_LINES, Sold, deal_lines, pipeline};
pub use promises::Promises;
pub use quality::{Checked as DataChecked, Double, Quality};
pub use satisfaction::{Cause, Heard, Nps, Satisfaction, heard, satisfaction};
pub use service::{Service, TOLD};
pub use spans::{About, Given, Graph, InARow, Line, Periodic, counted, head, nothing_in};
pub use standing::{
    Standing, feedback as standing_feedback, is_followed, tickets as standing_tickets,
};
pub use term::{Length, Term};
pub use trend::{Trend, is_nothing, trend};
pub use weekly::{Case, Lost, Missed, Over, Paused, Review, Weekly, weekly, without_empty};
pub use work::{Told, tables as work_tables, told};
