//! Small changes to a user's playbook file, which keep its comments and order.

use std::path::Path;

use toml_edit::{DocumentMut, InlineTable, Item, Table, TableLike, value};

use super::Playbook;
use super::codes::{bad_region_code, is_region_code};
use crate::problem::Problem;
use crate::say;

/// The text of a user's playbook with one more region; `existing` is the
/// text so far, empty for a new file. `code` may be typed in lower case.
///
/// # Errors
/// A code that is none or is taken, a name that has a code already, or the
/// first fault of the existing text.
pub fn add_region(
    existing: &str,
    code: &str,
    zh: &str,
    en: Option<&str>,
) -> Result<String, Problem> {
    let (code, zh) = (code.trim().to_uppercase(), zh.trim());
    let en = en.map(str::trim).filter(|en| !en.is_empty());
    if !is_region_code(&code) {
        return Err(Problem::usage(bad_region_code(&code)));
    }
    if zh.is_empty() {
        return Err(
            Problem::usage(say!("the region has no name", "区域没有名称")).hint(say!(
                "give CODE=NAME, such as YW=Yiwu",
                "请写成 代码=名称，例如 YW=义乌"
            )),
        );
    }
    let playbook = read(existing)?;
    if let Some(taken) = taken(&playbook, &code, [Some(zh), en]) {
        return Err(taken);
    }
    let mut document: DocumentMut = existing.parse().map_err(unwritable)?;
    if existing.trim().is_empty() {
        document.insert("extends", value("standard"));
    }
    let codes = table(document.as_table_mut(), "codes");
    let regions = codes.and_then(|codes| table(codes, "region"));
    let Some(regions) = regions else {
        return Err(unwritable("[codes.region]"));
    };
    regions.insert(&code, entry(zh, en));
    let text = document.to_string();
    // What is written must be what is read the next time.
    read(&text)?;
    Ok(text)
}

/// The text of a user's playbook that stands on another preset.
///
/// # Errors
/// When the text cannot be read.
pub fn extend(existing: &str, preset: &str) -> Result<String, Problem> {
    let mut document: DocumentMut = existing.parse().map_err(unwritable)?;
    match document.get_mut("extends").and_then(Item::as_value_mut) {
        // The comments round the old name stay.
        Some(old) => {
            let decor = old.decor().clone();
            *old = preset.into();
            *old.decor_mut() = decor;
        }
        None => document["extends"] = value(preset),
    }
    Ok(document.to_string())
}

/// The text of a user's playbook in which keys of the rule `id` are changed:
/// `every` to `10d`, `within.urgent` to `1h`. `place` is the file, for messages,
/// and the preset of the settings.
///
/// # Errors
/// Everything that would be wrong with the playbook then.
pub fn change_rule(
    existing: &str,
    place: (&Path, &str),
    id: &str,
    pairs: &[(&str, &str)],
) -> Result<String, Vec<Problem>> {
    let (path, preset) = place;
    let load = |text: &str| Playbook::load(preset, Some((path, text)));
    let before = load(existing)?;
    if !before.knows_rule(id) {
        return Err(vec![before.no_such_rule(id)]);
    }
    let mut document: DocumentMut = existing.parse().map_err(|why| vec![unwritable(why)])?;
    if existing.trim().is_empty() {
        document.insert("extends", value(before.preset));
    }
    let keys = table(document.as_table_mut(), "rule").and_then(|rules| table(rules, id));
    let Some(keys) = keys else {
        return Err(vec![unwritable("[rule]")]);
    };
    for (key, text) in pairs {
        let (key, inner) = match key.trim().split_once('.') {
            Some((key, inner)) => (key, Some(inner)),
            None => (key.trim(), None),
        };
        match inner {
            None => put(keys, key, text.trim()),
            Some(inner) => match table(keys, key) {
                Some(under) => put(under, inner, text.trim()),
                None => return Err(vec![unwritable(key)]),
            },
        }
    }
    let text = document.to_string();
    // What is written must be what is read the next time.
    load(&text)?.rules()?;
    Ok(text)
}

/// The text of a user's file with these aims in it, each under the code of its measure.
///
/// # Errors
/// Everything that would be wrong with the file: a measure that is none, an aim of
/// another unit.
pub fn change_targets(
    existing: &str,
    (path, preset): (&Path, &str),
    aims: &[(&str, &str)],
) -> Result<String, Vec<Problem>> {
    let load = |text: &str| Playbook::load(preset, Some((path, text)));
    let before = load(existing)?;
    let mut document: DocumentMut = existing.parse().map_err(|why| vec![unwritable(why)])?;
    if existing.trim().is_empty() {
        document.insert("extends", value(before.preset));
    }
    let Some(keys) = table(document.as_table_mut(), "target") else {
        return Err(vec![unwritable("[target]")]);
    };
    for (code, aim) in aims {
        put(keys, code.trim(), aim.trim());
    }
    let text = document.to_string();
    load(&text)?;
    Ok(text)
}

/// Puts a value under a key; the comment behind the old one stays.
fn put(keys: &mut dyn TableLike, key: &str, text: &str) {
    // 14d is text, and so is whatever else is no TOML of itself.
    let mut new: toml_edit::Value = text.parse().unwrap_or_else(|_| text.into());
    if let Some(old) = keys.get(key).and_then(Item::as_value) {
        *new.decor_mut() = old.decor().clone();
    }
    keys.insert(key, value(new));
}

fn read(text: &str) -> Result<Playbook, Problem> {
    let path = Path::new("playbook.toml");
    Playbook::load("standard", Some((path, text))).map_err(|problems| {
        let first = problems.into_iter().next();
        first.unwrap_or_else(|| unwritable(path.display()))
    })
}

/// The refusal, if the code or one of the names stands for a region already.
fn taken(playbook: &Playbook, code: &str, names: [Option<&str>; 2]) -> Option<Problem> {
    if code == playbook.numbers.unknown_region {
        return Some(Problem::usage(say!(
            "{code} stands in numbers for an unknown region",
            "{code} 在编号中表示未知区域"
        )));
    }
    let exact = |name: &str| {
        playbook.codes.regions.iter().find(|entry| {
            let spellings = [entry.code, entry.label.en, entry.label.zh];
            let mut all = spellings.iter().chain(entry.aliases);
            all.any(|spelling| spelling.to_lowercase() == name.to_lowercase())
        })
    };
    std::iter::once(Some(code))
        .chain(names)
        .flatten()
        .find_map(|name| {
            let entry = exact(name)?;
            let (code, label) = (entry.code, entry.label);
            let (en, zh) = (label.en, label.zh);
            Some(Problem::usage(say!(
                "“{name}” is taken: {code} is {en}",
                "“{name}”已被使用：{code} 是{zh}"
            )))
        })
}

/// The table under `key`, made if it is not there; `None` if something else is.
fn table<'t>(under: &'t mut dyn TableLike, key: &str) -> Option<&'t mut dyn TableLike> {
    if !under.contains_key(key) {
        let mut new = Table::new();
        // No heading of its own before it holds a key.
        new.set_implicit(true);
        under.insert(key, Item::Table(new));
    }
    under.get_mut(key)?.as_table_like_mut()
}

fn entry(zh: &str, en: Option<&str>) -> Item {
    let Some(en) = en else { return value(zh) };
    let mut names = InlineTable::new();
    names.insert("zh", zh.into());
    names.insert("en", en.into());
    value(names)
}

fn unwritable(why: impl std::fmt::Display) -> Problem {
    Problem::usage(say!(
        "the playbook cannot be changed: {why}",
        "规则手册无法修改：{why}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Book;
    use proptest::prelude::*;

    fn refused(existing: &str, code: &str, zh: &str) -> String {
        add_region(existing, code, zh, None).unwrap_err().what.en
    }

    #[test]
    fn a_new_file_extends_the_standard() {
        let text = add_region("", "yw", "义乌", Some("Yiwu")).unwrap();
        assert_eq!(
            text,
            "extends = \"standard\"\n\n[codes.region]\nYW = { zh = \"义乌\", en = \"Yiwu\" }\n"
        );
        let more = add_region(&text, "KS", "昆山", None).unwrap();
        assert_eq!(more, format!("{text}KS = \"昆山\"\n"));
    }

    #[test]
    fn comments_and_order_stay() {
        let mine = "# 我们的规则\nextends = \"standard\"\n\n[codes.region] # 区域\nKS = \"昆山\" # 2024\n\n[gates]\ngrade = \"off\" # 暂不审批\n";
        let text = add_region(mine, "YW", "义乌", None).unwrap();
        assert_eq!(text, mine.replace("# 2024\n", "# 2024\nYW = \"义乌\"\n"));
    }

    #[test]
    fn other_ways_to_write_a_table_are_kept() {
        let text = add_region("codes.region.KS = \"昆山\"\n", "YW", "义乌", None).unwrap();
        assert!(
            read(&text)
                .unwrap()
                .codes
                .entry(Book::Region, "YW")
                .is_some(),
            "{text}"
        );
        let text = add_region(
            "codes = { region = { KS = \"昆山\" } }\n",
            "YW",
            "义乌",
            None,
        )
        .unwrap();
        assert!(
            read(&text)
                .unwrap()
                .codes
                .entry(Book::Region, "KS")
                .is_some(),
            "{text}"
        );
    }

    #[test]
    fn a_bad_or_taken_code_is_refused() {
        let bad = "two to four capital letters, such as HZ";
        for code in ["H", "HANGZ", "H1", "杭州", ""] {
            assert!(refused("", code, "义乌").ends_with(bad), "{code}");
        }
        assert_eq!(refused("", "HZ", "义乌"), "“HZ” is taken: HZ is Hangzhou");
        assert_eq!(
            refused("", "HG", "杭州市"),
            "“杭州市” is taken: HZ is Hangzhou"
        );
        assert_eq!(
            refused("[codes.region]\nYW = \"义乌\"\n", "yw", "宜兴"),
            "“YW” is taken: YW is 义乌"
        );
        assert_eq!(
            refused("", "XX", "义乌"),
            "XX stands in numbers for an unknown region"
        );
        assert_eq!(refused("", "YW", " "), "the region has no name");
    }

    #[test]
    fn a_broken_file_is_left_alone() {
        let problem = add_region("[gates]\nparty = 1\n", "YW", "义乌", None).unwrap_err();
        assert_eq!(problem.what.en, "unknown key “party”");
    }

    proptest! {
        #[test]
        fn whatever_is_added_is_found_again(code in "[A-Z]{2,4}", zh in "\\PC{1,12}", en in proptest::option::of("\\PC{1,12}")) {
            if let Ok(text) = add_region("", &code, &zh, en.as_deref()) {
                let playbook = read(&text).unwrap();
                let entry = playbook.codes.entry(Book::Region, &code).unwrap();
                prop_assert_eq!(entry.label.zh, zh.trim());
            }
        }
    }
}
