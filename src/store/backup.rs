//! stub
use super::Store;
use crate::problem::Failure;
use std::path::Path;
impl Store {
    pub(super) fn copy_to(&self, to: &Path) -> Result<(), Failure> {
        self.db
            .backup("main", to, None::<fn(rusqlite::backup::Progress)>)?;
        Ok(())
    }
}
