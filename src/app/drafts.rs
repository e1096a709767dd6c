//! Half-filled forms: files beside the database, one a form, readable by their
//! owner alone. Ctrl-C writes one; the next start of the form offers to go on.

use std::fs;
use std::path::PathBuf;

use anyhow::Context as _;
use serde_json::{Map, Value as Json};

use super::{App, stopped};
use crate::form::Draft;
use crate::problem::Failure;
use crate::say;
use crate::store::secure_dir;
use crate::words::Say;

impl App<'_> {
    fn draft_file(&self, name: &str) -> PathBuf {
        self.store
            .path()
            .with_extension("drafts")
            .join(format!("{name}.json"))
    }

    /// Offers to go on from what was left off, once.
    ///
    /// # Errors
    /// When the old draft cannot be deleted; [`Failure::Stopped`] after Ctrl-C.
    pub fn resume_into(&mut self, draft: &mut Draft, name: &str) -> Result<(), Failure> {
        let file = self.draft_file(name);
        let Ok(text) = fs::read_to_string(&file) else {
            return Ok(());
        };
        let Ok(kept) = serde_json::from_str::<Map<String, Json>>(&text) else {
            return Ok(());
        };
        let question = say!(
            "Go on from the form you left half-filled ({} answers)?",
            "继续填写上次未完成的表单（已填 {} 项）？",
            kept.len()
        );
        let text = question.to(self.lang).to_owned();
        let Some(ask) = &mut self.ask else {
            return Ok(());
        };
        let go_on = ask.confirm(&text, true).map_err(stopped)?;
        // Taken up or not, it is offered once: what is typed now is kept anew.
        fs::remove_file(&file).with_context(|| format!("{}", file.display()))?;
        if go_on {
                for (key, answer) in &kept {
                    if let Some(answer) = answer.as_str()
                        && draft.get(key).is_none()
                    {
                        draft.set(key, answer);
                    }
                }
        }
        Ok(())
    }

    /// Keeps what was typed; says so. Nothing typed, nothing kept.
    pub(super) fn keep_draft(&self, name: &str, draft: &Draft) -> Result<Option<Say>, Failure> {
        let answers: Map<String, Json> = draft
            .fields
            .iter()
            .filter_map(|field| {
                let answer = draft.get(field.key)?;
                Some((field.key.to_owned(), Json::from(answer)))
            })
            .collect();
        if answers.is_empty() {
            return Ok(None);
        }
        let file = self.draft_file(name);
        if let Some(folder) = file.parent() {
            secure_dir(folder)?;
        }
        let n = answers.len();
        write_private(&file, &Json::Object(answers).to_string())
            .with_context(|| format!("{}", file.display()))?;
        Ok(Some(say!(
            "kept as a draft ({n} answers); start the same command to go on",
            "已存为草稿（{n} 项），再次执行同一命令即可继续"
        )))
    }

    /// The form was handed in: its draft has done its work.
    pub(super) fn drop_draft(&self, name: &str) -> Result<(), Failure> {
        match fs::remove_file(self.draft_file(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}

/// Writes a file that only its owner can read.
pub(super) fn write_private(file: &std::path::Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(file)?.write_all(text.as_bytes())
}
