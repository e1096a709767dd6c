//! What kind of entry a command is in the journal, as stored.

/// What kind of entry a command is, for undo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An ordinary command.
    Work,
    Undo,
    Redo,
    /// Cannot be undone: erase.
    Final,
}

impl Kind {
    pub(in crate::store) const fn code(self) -> &'static str {
        match self {
            Kind::Work => "work",
            Kind::Undo => "undo",
            Kind::Redo => "redo",
            Kind::Final => "final",
        }
    }

    pub(in crate::store) fn from_code(code: &str) -> Self {
        match code {
            "undo" => Kind::Undo,
            "redo" => Kind::Redo,
            "final" => Kind::Final,
            _ => Kind::Work,
        }
    }
}
