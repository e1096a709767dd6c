//! What measures are asked for: of which period, and of whom alone.

use crate::app::App;
use crate::nouns::Call;
use crate::nouns::report::service;
use crate::out::Out;
use crate::playbook::Playbook;
use crate::problem::Failure;
use crate::report::{Length, Story, Term};
use crate::say;
use crate::store::Whose;
use crate::value::Moment;

/// The period, and what alone is counted.
pub struct Asked {
    pub term: Term,
    /// How many periods, where the line says it.
    pub last: Option<usize>,
    /// The end of the period, or now where it runs.
    pub until: Moment,
    pub whose: Whose,
    only: Option<String>,
    is_running: bool,
}

impl Asked {
    /// Reads the flags; the last whole month where no period is named.
    ///
    /// # Errors
    /// As [`service::Asked::read`].
    pub fn read(app: &mut App<'_>, call: &Call<'_>) -> Result<Self, Failure> {
        let service = service::Asked::read(app, call, Length::Month)?;
        Ok(Asked {
            term: service.term,
            last: service.is_series.then_some(service.spans.len()),
            until: service.until,
            only: service.narrowed.flags(),
            whose: service.narrowed.whose,
            is_running: service.until < service.period.to,
        })
    }

    /// What a table is about.
    pub fn story<'a>(&self, playbook: &'a Playbook, terms: Vec<Term>) -> Story<'a> {
        Story {
            terms,
            only: self.only.clone(),
            playbook: &playbook.name,
            targets: &playbook.targets,
            until: self.until,
        }
    }

    /// Says so where the period is not over yet.
    pub fn note_if_running(&self, out: &mut Out<'_>) {
        if self.is_running {
            let code = self.term.code();
            out.note(&say!(
                "{code} is not over yet",
                "{code} 尚未结束，数据截至现在"
            ));
        }
    }
}
