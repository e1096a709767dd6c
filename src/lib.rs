//! kehu: customers, follow-ups, deals and after-sales tickets in one private file.

pub mod ask;
pub mod field;
pub mod form;
pub mod problem;
pub mod value;
pub mod view;
pub mod words;
