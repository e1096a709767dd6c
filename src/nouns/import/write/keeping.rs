//! What stands beside the rows of attached files and of handovers: the content, which is
//! copied in and never replaced, and the customers that were handed over.

use super::super::read::Read;
use super::super::reasons::stays;
use super::Writer;
use crate::problem::{Failure, Problem};
use crate::store::OnFile;
use crate::value::{Noun, Stored, Value as _};

impl Writer<'_> {
    /// The columns that tell of the content of a new row's file, copied in.
    pub(super) fn content(&self, read: &Read) -> Result<Vec<(&'static str, Stored)>, Failure> {
        let Some(bytes) = &read.bytes else {
            return Ok(Vec::new());
        };
        let content = self.placing.place(bytes)?;
        Ok(vec![
            ("hash", content.hash.store()),
            ("size", content.size.store()),
        ])
    }

    /// Says that a known record keeps its own content, if the row brings another.
    pub(super) fn same_content(
        &self,
        known: &OnFile,
        read: &Read,
        conflicts: &mut Vec<Problem>,
    ) -> Result<(), Failure> {
        let Some(bytes) = &read.bytes else {
            return Ok(());
        };
        let held = self
            .writing
            .columns_of(self.kind.noun, known.id, &["hash"])?;
        if held.first() != Some(&Stored::Text(bytes.content.hash.clone())) {
            conflicts.push(stays(self.layout.label("file"), &known.number));
        }
        Ok(())
    }

    /// Puts the customers of a row on the list of its handover; whether any was not on
    /// it. Those of one on file stay as they are, unless they are to be changed.
    pub(super) fn hand(
        &self,
        id: i64,
        read: &Read,
        known: Option<(&OnFile, &mut Vec<Problem>)>,
    ) -> Result<bool, Failure> {
        if self.kind.noun != Noun::Handover {
            return Ok(false);
        }
        let there = self.writing.handed(id)?;
        let new: Vec<i64> = read
            .handed
            .iter()
            .copied()
            .filter(|one| !there.contains(one))
            .collect();
        if let (Some((known, conflicts)), false, false) = (known, self.update, new.is_empty()) {
            conflicts.push(stays(self.layout.label("customers"), &known.number));
            return Ok(false);
        }
        for customer in &new {
            self.writing.hand(id, *customer)?;
        }
        Ok(!new.is_empty())
    }
}
