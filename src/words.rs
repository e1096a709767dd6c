//! The two languages the tool speaks.
//!
//! A text is written where it is used, in both languages at once, so that
//! neither can be forgotten: `t("Name", "姓名")`, or `say!("…{x}", "…{x}")`
//! where it carries values.

pub mod measure;

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// A language the tool can speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    #[default]
    En,
    Zh,
}

impl Lang {
    /// Reads `en`, `zh`, `zh_CN.UTF-8`, `中文` and the like; `None` for a
    /// language that the tool does not speak.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let head = text.split(['_', '-', '.', '@']).next().unwrap_or("");
        match head {
            "zh" | "cn" | "chinese" | "中文" => Some(Lang::Zh),
            "en" | "c" | "posix" | "english" | "英文" => Some(Lang::En),
            _ => None,
        }
    }

    /// How the language is spelled in settings.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh",
        }
    }
}

/// One fixed phrase in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    pub en: &'static str,
    pub zh: &'static str,
}

/// Makes a [`Text`].
pub const fn t(en: &'static str, zh: &'static str) -> Text {
    Text { en, zh }
}

impl Text {
    /// The phrase in `lang`.
    pub const fn to(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }

    /// An English label amid a sentence: small, but for what is written in capitals, such
    /// as AI or WeChat.
    pub fn small(self) -> String {
        let is_own = |word: &str| word.chars().skip(1).any(char::is_uppercase);
        let small = |word: &str| match is_own(word) {
            true => word.to_owned(),
            false => word.to_lowercase(),
        };
        let words: Vec<String> = self.en.split(' ').map(small).collect();
        words.join(" ")
    }

    /// A phrase read at run time, from a playbook: kept for the life of the
    /// process, once a distinct text.
    pub fn kept(en: &str, zh: &str) -> Self {
        Text {
            en: keep(en),
            zh: keep(zh),
        }
    }
}

/// Keeps a text that was read at run time for the life of the process, so that
/// fields and choices made from a playbook are the same type as those in code.
/// A text is kept once, so this is bounded by what the playbook says.
pub fn keep(text: &str) -> &'static str {
    static KEPT: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = kept.get_or_insert_with(HashSet::new);
    if let Some(known) = kept.get(text) {
        return known;
    }
    let new: &'static str = Box::leak(text.to_owned().into_boxed_str());
    kept.insert(new);
    new
}

/// A phrase that carries values, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Say {
    pub en: String,
    pub zh: String,
}

impl Say {
    /// The phrase in `lang`.
    pub fn to(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }

    /// A text that is the same in both languages: a name, a number, a path.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Say {
            en: text.clone(),
            zh: text,
        }
    }
}

impl From<Text> for Say {
    fn from(text: Text) -> Self {
        Say {
            en: text.en.to_owned(),
            zh: text.zh.to_owned(),
        }
    }
}

/// Makes a [`Say`]: two format strings, one a language, over the same values.
#[macro_export]
macro_rules! say {
    ($en:literal, $zh:literal $(, $($arg:tt)*)?) => {
        $crate::words::Say {
            en: format!($en $(, $($arg)*)?),
            zh: format!($zh $(, $($arg)*)?),
        }
    };
}
