//! docs/meaning.md is binding: each of its sentences is kept by a test, named in
//! tests/meaning.txt.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../docs/meaning.md");
const KEPT: &str = include_str!("meaning.txt");

/// The sentences of the page, without the word that each paragraph explains.
fn sentences() -> Vec<String> {
    let paragraphs = PAGE.split("\n\n").skip(2);
    let mut all = Vec::new();
    for paragraph in paragraphs {
        let text = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = match text
            .strip_prefix("**")
            .and_then(|rest| rest.split_once(".** "))
        {
            Some((_, rest)) => rest.to_owned(),
            None => text,
        };
        let mut rest = text.as_str();
        while let Some(at) = end(rest) {
            all.push(rest[..at].to_owned());
            rest = rest[at..].trim_start();
        }
        if !rest.is_empty() {
            all.push(rest.to_owned());
        }
    }
    all
}

/// Where a sentence ends: at a full stop before something that begins one.
fn end(text: &str) -> Option<usize> {
    let stops = text.match_indices(". ").map(|(at, _)| at + 1);
    stops.into_iter().find(|at| {
        let next = text[*at..].trim_start().chars().next();
        next.is_some_and(|next| next.is_uppercase() || "`*(".contains(next))
    })
}

/// Each line of the table: how a sentence begins, and the tests that keep it.
fn kept() -> Vec<(&'static str, Vec<&'static str>)> {
    let lines = KEPT
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (begins, tests) = line.split_once(" = ").unwrap_or_else(|| panic!("{line}"));
            (begins, tests.split(' ').collect())
        })
        .collect()
}

/// The names of all tests.
fn tests() -> BTreeSet<String> {
    let mut files = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src", "tests"] {
        rust_files(&root.join(folder), &mut files);
    }
    let mut all = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).expect("reads");
        for part in text.split("#[test]").skip(1) {
            let name = part
                .split_once("fn ")
                .and_then(|(_, rest)| rest.split_once('('));
            all.extend(name.map(|(name, _)| name.to_owned()));
        }
    }
    all
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("reads") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => rust_files(&path, found),
            false if path.extension().is_some_and(|ext| ext == "rs") => found.push(path),
            false => {}
        }
    }
}

#[test]
fn each_sentence_of_meaning_md_is_kept_by_a_test() {
    let (kept, tests) = (kept(), tests());
    let mut wrong = Vec::new();
    let sentences = sentences();
    assert!(sentences.len() > 100);
    for sentence in &sentences {
        match kept
            .iter()
            .filter(|(begins, _)| sentence.starts_with(begins))
            .count()
        {
            1 => {}
            0 => wrong.push(format!(
                "a line of tests/meaning.txt is missing for: {sentence}"
            )),
            _ => wrong.push(format!(
                "several lines of tests/meaning.txt begin: {sentence}"
            )),
        }
    }
    for (begins, named) in &kept {
        if !sentences
            .iter()
            .any(|sentence| sentence.starts_with(begins))
        {
            wrong.push(format!("no sentence begins “{begins}”"));
        }
        let missing = named.iter().filter(|name| !tests.contains(**name));
        wrong.extend(missing.map(|name| format!("there is no test {name}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
