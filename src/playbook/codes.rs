//! The lists that the playbook holds: regions from `[codes.region]`, industries
//! from GB/T 4754—2017 with what `[codes.industry]` changes.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::sync::{LazyLock, Mutex, PoisonError};

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};

use super::faults::Faults;
use crate::say;
use crate::value::{Codes, Entry};
use crate::words::{Say, Text, keep};

/// Sections and divisions, sections first of theirs.
const INDUSTRIES: &str = include_str!("industries.csv");

/// `[codes]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    region: BTreeMap<String, Names>,
    industry: BTreeMap<String, Names>,
}

/// One entry as it is written: its names, or just one for both languages.
#[derive(Default)]
struct Names {
    zh: Option<String>,
    en: Option<String>,
    also: Vec<String>,
    short: Option<String>,
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Full {
            zh: Option<String>,
            en: Option<String>,
            #[serde(default)]
            also: Vec<String>,
            short: Option<String>,
        }
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Names;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("a name, or { zh = …, en = … }")
            }

            fn visit_str<E>(self, name: &str) -> Result<Names, E> {
                Ok(Names {
                    zh: Some(name.to_owned()),
                    ..Names::default()
                })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Names, A::Error> {
                let Full {
                    zh,
                    en,
                    also,
                    short,
                } = Full::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Names {
                    zh,
                    en,
                    also,
                    short,
                })
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// The lists, checked.
pub(super) fn read(written: Written, faults: &mut Faults<'_>) -> Codes {
    Codes {
        regions: regions(written.region, faults),
        industries: industries(written.industry, faults),
        deal_stages: Vec::new(),
        dimensions: Vec::new(),
    }
}

/// Whether `code` can stand for a region: two to four capital letters.
pub(super) fn is_region_code(code: &str) -> bool {
    (2..=4).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// What is said of a region code that is none.
pub(super) fn bad_region_code(code: &str) -> Say {
    say!(
        "“{code}” is no region code: two to four capital letters, such as HZ",
        "“{code}”不能作为区域代码：应为 2–4 个大写字母，如 HZ"
    )
}

fn regions(written: BTreeMap<String, Names>, faults: &mut Faults<'_>) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(written.len());
    for (code, names) in written {
        let key = || format!("codes.region.{code}");
        if !is_region_code(&code) {
            faults.note(&key(), bad_region_code(&code));
        }
        let Some(label) = label(&names) else {
            faults.note(&key(), no_name());
            continue;
        };
        // A city is called with and without 市.
        let city = match label.zh.strip_suffix('市') {
            Some(bare) => bare.to_owned(),
            None => format!("{}市", label.zh),
        };
        entries.push(Entry {
            code: keep(&code),
            label,
            aliases: keep_all(names.also.into_iter().chain([city])),
            short: None,
        });
    }
    entries
}

fn industries(written: BTreeMap<String, Names>, faults: &mut Faults<'_>) -> Vec<Entry> {
    let mut entries = STANDARD_INDUSTRIES.clone();
    for (code, names) in written {
        let short = names.short.as_deref().map(keep);
        let Some(at) = entries.iter().position(|entry| entry.code == code) else {
            let Some(label) = label(&names) else {
                faults.note(&format!("codes.industry.{code}"), no_name());
                continue;
            };
            entries.push(Entry {
                code: keep(&code),
                label,
                aliases: keep_all(names.also),
                short,
            });
            continue;
        };
        rename(&mut entries, at, names, short);
    }
    entries
}

/// Changes what the user says of a standard industry. What stands for a
/// section in a number stands there for its divisions too.
fn rename(entries: &mut [Entry], at: usize, names: Names, short: Option<&'static str>) {
    let Some(entry) = entries.get_mut(at) else {
        return;
    };
    let Text { en, zh } = entry.label;
    entry.label = Text {
        en: names.en.as_deref().map_or(en, keep),
        zh: names.zh.as_deref().map_or(zh, keep),
    };
    let known = entry.aliases.iter().map(|alias| (*alias).to_owned());
    entry.aliases = keep_all(names.also.into_iter().chain(known));
    let Some(new) = short else { return };
    let old = entry.short.replace(new);
    if entry.code.len() == 1 {
        let divisions = entries.iter_mut().skip(at + 1);
        for division in divisions.take_while(|entry| entry.code.len() > 1) {
            if division.short == old {
                division.short = Some(new);
            }
        }
    }
}

fn label(names: &Names) -> Option<Text> {
    let (zh, en) = (names.zh.as_deref(), names.en.as_deref());
    let one = zh.or(en).filter(|name| !name.trim().is_empty())?;
    Some(Text::kept(en.unwrap_or(one), zh.unwrap_or(one)))
}

fn no_name() -> Say {
    say!("has no name", "没有名称")
}

/// The standard's table, read on first use; its texts are the program's own.
static STANDARD_INDUSTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    INDUSTRIES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut parts = line.split(';');
            let (code, short) = (parts.next()?, parts.next()?);
            let (zh, en) = (parts.next()?, parts.next()?);
            let also = parts.next()?.split('|').filter(|name| !name.is_empty());
            Some(Entry {
                code,
                label: Text { en, zh },
                aliases: keep_slice(also.collect()),
                short: Some(short),
            })
        })
        .collect()
});

fn keep_all(names: impl IntoIterator<Item = String>) -> &'static [&'static str] {
    keep_slice(names.into_iter().map(|name| keep(&name)).collect())
}

/// Keeps a list for the life of the process, as [`keep`] does a text: each
/// distinct one once.
pub(super) fn keep_slice(names: Vec<&'static str>) -> &'static [&'static str] {
    static KEPT: Mutex<Option<HashSet<&'static [&'static str]>>> = Mutex::new(None);
    if names.is_empty() {
        return &[];
    }
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = kept.get_or_insert_with(HashSet::new);
    if let Some(known) = kept.get(names.as_slice()) {
        return known;
    }
    let new: &'static [&'static str] = Box::leak(names.into_boxed_slice());
    kept.insert(new);
    new
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mine, problems};
    use super::*;
    use crate::playbook::Playbook;
    use crate::value::Book;

    fn standard() -> Codes {
        Playbook::standard().unwrap().codes
    }

    #[test]
    fn the_whole_of_gb_t_4754_is_there() {
        let codes = standard();
        let all = INDUSTRIES.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(codes.industries.len(), all.count());
        let sections = ('A'..='T').map(String::from);
        let divisions = (1..=97).map(|number| format!("{number:02}"));
        for code in sections.chain(divisions) {
            assert!(codes.entry(Book::Industry, &code).is_some(), "{code}");
        }
        assert_eq!(codes.industries.len(), 20 + 97);
    }

    #[test]
    fn industries_are_found_by_the_words_people_use() {
        let codes = standard();
        for (text, code) in [
            ("IT", "I"),
            ("it服务", "I"),
            ("信息技术服务业", "I"),
            ("technolgy", "I"),
            ("软件", "65"),
            ("software", "65"),
            ("telecommunications", "63"),
            ("制造业", "C"),
            ("批发和零售业", "F"),
            ("零售业", "52"),
            ("retail", "52"),
            ("medical", "Q"),
            ("卫生和社会工作", "Q"),
            ("finance", "J"),
            ("marketing", "72"),
            ("employment", "72"),
            ("entertainment", "90"),
            ("services", "O"),
            ("教育", "P"),
            ("房地产业", "K"),
        ] {
            let found = codes.find(Book::Industry, text).map(|entry| entry.code);
            assert_eq!(found, Some(code), "{text}");
        }
    }

    #[test]
    fn a_division_stands_in_a_number_as_its_section_does() {
        let codes = standard();
        let short = |code| codes.entry(Book::Industry, code).unwrap().in_number();
        assert_eq!((short("I"), short("65"), short("C")), ("IT", "IT", "MFG"));
        let changed = mine("[codes.industry]\nI = { short = \"SOFT\", also = [\"数字化\"] }\n");
        let short = |code| {
            changed
                .codes
                .entry(Book::Industry, code)
                .unwrap()
                .in_number()
        };
        assert_eq!(
            (short("I"), short("65"), short("J")),
            ("SOFT", "SOFT", "FIN")
        );
        let found = changed.codes.find(Book::Industry, "数字化").unwrap();
        assert_eq!(
            (found.code, found.label.en),
            ("I", "Information transmission, software and IT services")
        );
    }

    #[test]
    fn regions_are_found_by_code_and_name() {
        let codes = standard();
        for (text, code) in [
            ("hz", "HZ"),
            ("杭州", "HZ"),
            ("杭州市", "HZ"),
            ("Hangzhou", "HZ"),
            ("上海", "SH"),
            ("北京市", "BJ"),
            ("深圳", "SZ"),
            ("苏州", "SUZ"),
            ("成都", "CD"),
            ("香港", "HK"),
        ] {
            let found = codes.find(Book::Region, text).map(|entry| entry.code);
            assert_eq!(found, Some(code), "{text}");
        }
        assert!(codes.entry(Book::Region, "XX").is_none());
    }

    #[test]
    fn no_name_means_two_things() {
        let codes = standard();
        for (book, entries) in [
            (Book::Region, &codes.regions),
            (Book::Industry, &codes.industries),
        ] {
            for entry in entries {
                let names = [entry.code, entry.label.en, entry.label.zh];
                for name in names.iter().chain(entry.aliases) {
                    let found = codes.find(book, name).unwrap();
                    // A section of one division has its name (K and 70 房地产业).
                    let same_name =
                        found.label.zh == entry.label.zh || found.label.en == entry.label.en;
                    assert!(
                        found.code == entry.code || same_name,
                        "{name}: {} {}",
                        entry.code,
                        found.code
                    );
                }
            }
        }
    }

    #[test]
    fn a_users_own_entries_are_checked() {
        let book = mine(
            "[codes.region]\nYW = \"义乌\"\n[codes.industry]\nZ1 = { zh = \"展览业\", short = \"EXPO\" }\n",
        );
        let yiwu = book.codes.find(Book::Region, "义乌市").unwrap();
        assert_eq!((yiwu.code, yiwu.label.en), ("YW", "义乌"));
        let expo = book.codes.find(Book::Industry, "展览业").unwrap();
        assert_eq!(expo.in_number(), "EXPO");
        assert_eq!(
            problems(
                "[codes.region]\nhz1 = \"义乌\"\nYW = { zhh = \"义乌\" }\nYZ = {}\nXW = { en = \"\" }\n"
            ),
            ["mine.toml:3 codes.region.YW.zhh: unknown key “zhh”; did you mean zh?",]
        );
        assert_eq!(
            problems("[codes.region]\nhz1 = \"义乌\"\nXW = { en = \"\" }\n"),
            [
                "mine.toml:2 codes.region.hz1: “hz1” is no region code: two to four capital letters, such as HZ",
                "mine.toml:3 codes.region.XW: has no name",
            ]
        );
    }
}
