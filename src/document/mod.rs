//! Standard forms and those of the playbook on paper: blank or filled in, as views. What
//! stands where is the playbook's matter, what it looks like that of a format.

pub mod custom;
pub mod layout;
pub mod paper;
