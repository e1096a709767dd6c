//! Putting a copy in the place of the present file, which is kept aside first.

use super::super::{Store, attached};
use super::{companions, folder_of, inspect, make_private, readable, settled};
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use anyhow::Context as _;
use rusqlite::ErrorCode;
use rusqlite::backup::Progress;
use std::fs;
use std::path::Path;

/// Puts the copy in place of the file at `path`. The present file is kept as
/// `keep` first; nobody may have it open.
///
/// # Errors
/// When the copy does not read back whole, the present file is in use, or the
/// disk fails; then the present file stands as it was.
pub fn restore(copy: &Path, path: &Path, keep: &Path) -> Result<(), Failure> {
    inspect(copy)?;
    let fresh = path.with_extension("restoring");
    // Left behind by a restore that was cut short.
    let _ = fs::remove_file(&fresh);
    let done = put_back(copy, path, keep, &fresh);
    if done.is_err() {
        let _ = fs::remove_file(&fresh);
    }
    done
}

pub(super) fn put_back(copy: &Path, path: &Path, keep: &Path, fresh: &Path) -> Result<(), Failure> {
    make_private(fresh)?;
    readable(copy)?.backup("main", fresh, None::<fn(Progress)>)?;
    settled(fresh, "WAL")?;
    inspect(fresh)?;
    // Reading it left these beside it.
    drop_companions(fresh);
    fs::File::open(fresh)?.sync_all()?;
    // Bytes that nothing names yet do no harm if what follows fails.
    let (from, to) = (attached::dir_of_copy(copy), attached::attached_dir(path));
    attached::carry(&readable(fresh)?, &from, &to)?;
    drop_companions(fresh);
    if path.exists() {
        retire(path, keep)?;
    }
    drop_companions(path);
    fs::rename(fresh, path).with_context(|| format!("{}", path.display()))?;
    #[cfg(unix)]
    fs::File::open(folder_of(path))?.sync_all()?;
    Ok(())
}

/// Keeps the present file as `keep` and folds its write-ahead log into it, so
/// that no log of the old file can ever be played into the new one.
pub(super) fn retire(path: &Path, keep: &Path) -> Result<(), Failure> {
    let store = Store::raw(path)?;
    if store.backup_to(keep).is_err() {
        // A damaged file cannot be copied page by page: its bytes are kept.
        return keep_bytes(path, keep);
    }
    // Leaving WAL needs the file to oneself: it fails while another kehu has
    // it open.
    let alone = store
        .db
        .pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()));
    match alone.map_err(|error| error.sqlite_error_code()) {
        Err(Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)) => Err(Problem::new(
            Exit::Store,
            say!(
                "another kehu has the file open",
                "另一个 kehu 正在使用数据文件"
            ),
        )
        .hint(say!(
            "nothing was changed; close it and try again",
            "没有做任何改动，请关闭后重试"
        ))
        .into()),
        _ => Ok(()),
    }
}

pub(super) fn keep_bytes(path: &Path, keep: &Path) -> Result<(), Failure> {
    for (from, to) in companions(path).into_iter().zip(companions(keep)) {
        if from.exists() {
            make_private(&to)?;
            fs::copy(&from, &to).with_context(|| format!("{}", to.display()))?;
        }
    }
    Ok(())
}

pub(super) fn drop_companions(path: &Path) {
    for file in &companions(path)[1..] {
        // Mostly there is none.
        let _ = fs::remove_file(file);
    }
}
