//! “Did you mean”: the known word that is nearest to a wrong one.

use crate::say;
use crate::words::Say;

/// The word nearest to `wrong`, if one is near enough to have been meant.
pub(super) fn nearest<'w>(
    wrong: &str,
    known: impl IntoIterator<Item = &'w str>,
) -> Option<&'w str> {
    known
        .into_iter()
        .map(|word| (strsim::damerau_levenshtein(wrong, word), word))
        .filter(|(steps, word)| *steps <= word.chars().count().max(3) / 3)
        .min_by_key(|(steps, _)| *steps)
        .map(|(_, word)| word)
}

/// `what`, followed by the nearest known word if there is one.
pub(super) fn or_nearest<'w>(
    what: Say,
    wrong: &str,
    known: impl IntoIterator<Item = &'w str>,
) -> Say {
    let Say { en, zh } = what;
    match nearest(wrong, known) {
        Some(word) => say!("{en}; did you mean {word}?", "{zh}，是否指 {word}？"),
        None => Say { en, zh },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_slip_is_taken_for_a_known_word() {
        let known = ["zone", "hours", "days"];
        assert_eq!(nearest("zoen", known), Some("zone"));
        assert_eq!(nearest("hour", known), Some("hours"));
        assert_eq!(nearest("holidays", known), None);
    }
}
