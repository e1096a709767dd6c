//! Care by its kind (F26): whoever says what was done for a customer has said what kind
//! of contact it was, so that the rule that asked for it is settled.

use crate::app::App;
use crate::form::Draft;
use crate::problem::Failure;
use crate::records::choices::{Care, Purpose, Sent};
use crate::value::{ChoiceSet as _, Value as _};

/// Puts what follows from `--care` into the draft: the purpose, and what was sent. What
/// cannot be read is told when the form is.
pub(super) fn implied(app: &mut App<'_>, draft: &mut Draft) -> Result<(), Failure> {
    let Some(text) = draft.get("care").map(str::to_owned) else {
        return Ok(());
    };
    let care = app.reading(|reading, _| Ok(Care::parse(&text, reading).ok()))?;
    let Some(care) = care else { return Ok(()) };
    with(draft, "purpose", Purpose::Care.code());
    if let Some(sent) = care.sends() {
        with(draft, "sent", Sent::code(sent));
    }
    Ok(())
}

/// Adds a word to a field that takes several.
fn with(draft: &mut Draft, key: &str, word: &str) {
    let known = draft.get(key).map(str::to_owned).unwrap_or_default();
    if known.split([',', '，', '、']).any(|one| one.trim() == word) {
        return;
    }
    let all = match known.trim() {
        "" => word.to_owned(),
        known => format!("{known},{word}"),
    };
    draft.set(key, all);
}
