//! What a text is read by: the playbook's calendar and codes, and whoever knows records.

use super::Playbook;
use crate::value::{Moment, Reading, Resolve};

impl Playbook {
    /// How texts are read at `now`, with records looked up by `refs`.
    pub fn reading<'a>(&'a self, now: Moment, refs: &'a dyn Resolve) -> Reading<'a> {
        Reading {
            now,
            zone: self.calendar.zone(),
            opening: self.calendar.opening(),
            closing: self.calendar.closing(),
            codes: &self.codes,
            refs,
            workdays: &self.calendar,
        }
    }
}
