//! A row over a record on file: what is empty there is filled in; what differs
//! stays, unless the file is to win.

use crate::field::Field;
use crate::value::Stored;

/// The record with the row's answers in it.
pub struct Merged {
    pub values: Vec<Stored>,
    /// Whether anything was filled in or overwritten.
    pub changed: bool,
    /// Fields where both have an answer, and the file's was not taken.
    pub conflicts: Vec<&'static Field>,
}

/// Merges what the row holds into what is `stored`; only fields that the row
/// `said` count.
pub fn merge(
    fields: &'static [Field],
    stored: &[Stored],
    row: &[Stored],
    said: &[bool],
    update: bool,
) -> Merged {
    let mut merged = Merged {
        values: stored.to_vec(),
        changed: false,
        conflicts: Vec::new(),
    };
    let rows = merged.values.iter_mut().zip(row).zip(said);
    for (field, ((value, new), said)) in fields.iter().zip(rows) {
        if !*said || *new == Stored::Null || new == value {
            continue;
        }
        match *value == Stored::Null || update {
            true => {
                *value = new.clone();
                merged.changed = true;
            }
            false => merged.conflicts.push(field),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Form as _;
    use crate::records::Product;
    use proptest::prelude::*;

    fn stored(bits: &[Option<u8>]) -> Vec<Stored> {
        let one = |bit: &Option<u8>| bit.map_or(Stored::Null, |n| Stored::Int(n.into()));
        bits.iter().map(one).collect()
    }

    fn answers() -> impl Strategy<Value = Vec<Option<u8>>> {
        proptest::collection::vec(proptest::option::of(0_u8..3), Product::FIELDS.len())
    }

    proptest! {
        #[test]
        fn nothing_on_file_is_lost_and_nothing_said_is_dropped_in_silence(
            old in answers(), new in answers(), update: bool,
        ) {
            let said = vec![true; old.len()];
            let merged = merge(Product::FIELDS, &stored(&old), &stored(&new), &said, update);
            for (at, value) in merged.values.iter().enumerate() {
                let field = &Product::FIELDS[at];
                let contradicted = merged.conflicts.iter().any(|other| other.key == field.key);
                let expected = match (old[at], new[at]) {
                    (Some(old), Some(new)) if old != new && !update => {
                        prop_assert!(contradicted);
                        Some(old)
                    }
                    (old, new) => new.or(old),
                };
                prop_assert_eq!(value.clone(), stored(&[expected])[0].clone());
            }
            // The merged record has nothing to learn from the same row.
            if update || merged.conflicts.is_empty() {
                let again = merge(Product::FIELDS, &merged.values, &stored(&new), &said, update);
                prop_assert!(!again.changed && again.conflicts.is_empty());
            }
        }
    }
}
