//! Closed sets: enums to the very edge, with a stored code and two labels.

use super::{Cell, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;
use crate::words::{Lang, Say, Text};

/// One of the answers a field allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is stored, exported and typed; never translated, never changed.
    pub code: &'static str,
    pub label: Text,
    /// Other words the handbooks or files use for it.
    pub aliases: &'static [&'static str],
}

impl Choice {
    fn is_called(&self, word: &str) -> bool {
        self.spellings()
            .any(|spelling| spelling.to_lowercase() == word)
    }

    fn begins(&self, word: &str) -> bool {
        self.spellings()
            .any(|spelling| spelling.to_lowercase().starts_with(word))
    }

    fn spellings(&self) -> impl Iterator<Item = &'static str> {
        [self.code, self.label.en, self.label.zh]
            .into_iter()
            .chain(self.aliases.iter().copied())
    }
}

/// Finds the choice that `text` names: by code, by label or alias in either
/// language, or by a beginning that only one of them has.
///
/// # Errors
/// [`Fault::Expected`] with the list of what may be typed.
pub fn find_choice(text: &str, choices: &[Choice]) -> Result<usize, Fault> {
    let word = text.trim().to_lowercase();
    if let Some(at) = choices.iter().position(|choice| choice.is_called(&word)) {
        return Ok(at);
    }
    let mut begun = choices
        .iter()
        .enumerate()
        .filter(|(_, choice)| !word.is_empty() && choice.begins(&word));
    match (begun.next(), begun.next()) {
        (Some((at, _)), None) => Ok(at),
        _ => Err(Fault::Expected(one_of(choices))),
    }
}

/// "one of: phone (Phone), …", for errors and help.
fn one_of(choices: &[Choice]) -> Say {
    let list = |lang: Lang, join: &str| {
        choices
            .iter()
            .map(|choice| match lang {
                Lang::En => choice.code.to_owned(),
                Lang::Zh => format!("{}（{}）", choice.label.zh, choice.code),
            })
            .collect::<Vec<_>>()
            .join(join)
    };
    let (en, zh) = (list(Lang::En, ", "), list(Lang::Zh, "、"));
    say!("one of: {en}", "下列之一：{zh}")
}

/// An enum made by [`choice!`](crate::choice).
pub trait ChoiceSet: Copy + PartialEq + 'static {
    const CHOICES: &'static [Choice];
    const VARIANTS: &'static [Self];

    fn choice(self) -> Choice;

    /// What is stored, exported and typed.
    fn code(self) -> &'static str {
        self.choice().code
    }

    /// What a person reads.
    fn label(self) -> Text {
        self.choice().label
    }

    /// The variant that a text names whole: by code, label or alias.
    fn called(text: &str) -> Option<Self> {
        let word = text.trim().to_lowercase();
        let at = Self::CHOICES
            .iter()
            .position(|known| known.is_called(&word))?;
        Self::VARIANTS.get(at).copied()
    }

    /// The variant with this stored code.
    fn from_code(code: &str) -> Option<Self> {
        let at = Self::CHOICES.iter().position(|known| known.code == code)?;
        Self::VARIANTS.get(at).copied()
    }
}

/// Any of a closed set. Empty is an answer: none of them.
impl<T: ChoiceSet> Value for Vec<T> {
    const KIND: Kind = Kind::Choices(T::CHOICES);
    const REQUIRED: bool = false;

    fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
        let mut chosen: Vec<T> = Vec::new();
        for word in text.split([',', '，', '、', ';', '；', '|']) {
            if word.trim().is_empty() {
                continue;
            }
            let variant = T::VARIANTS[find_choice(word, T::CHOICES)?];
            if !chosen.contains(&variant) {
                chosen.push(variant);
            }
        }
        Ok(chosen)
    }

    fn cell(&self) -> Cell {
        match self.is_empty() {
            true => Cell::Empty,
            false => Cell::Choices(self.iter().map(|one| one.choice()).collect()),
        }
    }

    fn store(&self) -> Stored {
        match self.is_empty() {
            true => Stored::Null,
            false => Stored::Text(
                self.iter()
                    .map(|one| one.code())
                    .collect::<Vec<_>>()
                    .join(","),
            ),
        }
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Null => Some(Vec::new()),
            Found::Text(text) => text.split(',').map(T::from_code).collect(),
            Found::Int(_) => None,
        }
    }
}

/// Declares an enum whose variants are the answers a field allows: code, label
/// in English, label in Chinese, and other spellings that files use.
#[macro_export]
macro_rules! choice {
    (
        $(#[$meta:meta])*
        pub enum $Name:ident {
            $( $(#[$vmeta:meta])* $Variant:ident = $code:literal, $en:literal, $zh:literal $(, [$($alias:literal),* $(,)?])?; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $Name { $( $(#[$vmeta])* $Variant ),* }

        impl $crate::value::ChoiceSet for $Name {
            const CHOICES: &'static [$crate::value::Choice] = &[
                $( $crate::value::Choice {
                    code: $code,
                    label: $crate::words::t($en, $zh),
                    aliases: &[ $( $($alias),* )? ],
                } ),*
            ];
            const VARIANTS: &'static [Self] = &[ $( Self::$Variant ),* ];

            fn choice(self) -> $crate::value::Choice {
                Self::CHOICES[self as usize]
            }
        }

        impl $crate::value::Value for $Name {
            const KIND: $crate::value::Kind =
                $crate::value::Kind::Choice(<Self as $crate::value::ChoiceSet>::CHOICES);

            fn parse(
                text: &str,
                _: &$crate::value::Reading<'_>,
            ) -> Result<Self, $crate::value::Fault> {
                use $crate::value::ChoiceSet as _;
                $crate::value::find_choice(text, Self::CHOICES).map(|at| Self::VARIANTS[at])
            }

            fn cell(&self) -> $crate::value::Cell {
                $crate::value::Cell::Choice($crate::value::ChoiceSet::choice(*self))
            }

            fn store(&self) -> $crate::value::Stored {
                $crate::value::Stored::Text($crate::value::ChoiceSet::code(*self).to_owned())
            }

            fn load(found: $crate::value::Found<'_>) -> Option<Self> {
                match found {
                    $crate::value::Found::Text(code) => $crate::value::ChoiceSet::from_code(code),
                    _ => None,
                }
            }
        }
    };
}

choice! {
    pub enum YesNo {
        Yes = "yes", "Yes", "是", ["y", "true", "1", "有", "对", "√"];
        No = "no", "No", "否", ["n", "false", "0", "没有", "无", "不", "×"];
    }
}

impl YesNo {
    pub const fn is_yes(self) -> bool {
        matches!(self, YesNo::Yes)
    }
}

impl From<bool> for YesNo {
    fn from(yes: bool) -> Self {
        match yes {
            true => YesNo::Yes,
            false => YesNo::No,
        }
    }
}
