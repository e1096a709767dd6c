//! `kb load`: the handbooks' phrases and procedures become articles like any other, to
//! be changed or hidden. What is on file already, or was hidden, is not taken in again.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::Call;
use crate::app::App;
use crate::form::{Draft, Form as _};
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure};
use crate::records::Article;
use crate::say;
use crate::store::{Kind, Place};
use crate::value::Noun;
use crate::words::Lang;

const SHIPPED: &str = include_str!("shipped.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipped {
    article: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    kind: String,
    title: Pair,
    when: Pair,
    words: Pair,
    tags: Pair,
}

/// A text in both languages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    en: String,
    zh: String,
}

impl Pair {
    /// Both languages, the one that the tool speaks first: words are said to customers
    /// of either, and looked for in either.
    fn both(&self, between: &str, lang: Lang) -> String {
        match lang {
            Lang::En => format!("{}{between}{}", self.en, self.zh),
            Lang::Zh => format!("{}{between}{}", self.zh, self.en),
        }
    }
}

impl Entry {
    fn draft(&self, lang: Lang) -> Draft {
        let mut draft = Draft::new(Article::FIELDS);
        draft.set("name", self.title.both(" · ", lang));
        draft.set("kind", self.kind.as_str());
        draft.set("symptom", self.when.both("\n", lang));
        draft.set("solution", self.words.both("\n", lang));
        draft.set("tags", self.tags.both(",", lang));
        draft.set("external", self.id.as_str());
        draft.set("author", "me");
        draft.set("at", "now");
        draft
    }
}

fn shipped() -> Result<Vec<Entry>, Failure> {
    let shipped: Shipped = toml::from_str(SHIPPED)
        .map_err(|why| anyhow::anyhow!("what is shipped cannot be read: {why}"))?;
    Ok(shipped.article)
}

pub fn run(app: &mut App<'_>, _: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let mut articles: Vec<Article> = Vec::new();
    for entry in shipped()? {
        if app.store.read()?.has_article(&entry.id)? {
            continue;
        }
        let draft = entry.draft(app.lang);
        articles.push(app.reading(|reading, _| Ok(draft.finish(reading, &BTreeSet::new())?))?);
    }
    let count = articles.len();
    if count == 0 {
        out.line(&say!(
            "the handbooks' phrases and procedures are on file already",
            "手册中的话术与操作指南均已载入"
        ))?;
        return Ok(Exit::Done);
    }
    let playbook = app.policy.get()?;
    let now = app.now;
    let day = now.day(playbook.calendar.zone());
    let number = || number_of(playbook, Noun::Article, day);
    let writing = app
        .store
        .write()?
        .begin("kb load", Kind::Work, Some(me), now)?;
    for article in &articles {
        let place = Place {
            number: number(),
            extra: Vec::new(),
            since: now,
            to_confirm: &BTreeSet::new(),
        };
        writing.insert(article, &place)?;
    }
    let done = say!(
        "took {count} articles in from the handbooks",
        "已从手册载入 {count} 条知识条目"
    );
    writing.commit("", &done)?;
    out.line(&done)?;
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::choices::ArticleKind;
    use crate::value::ChoiceSet as _;

    #[test]
    fn everything_shipped_has_a_kind_an_id_of_its_own_and_both_languages() {
        let all = shipped().expect("it can be read");
        let mut ids = BTreeSet::new();
        for entry in &all {
            assert!(ids.insert(&entry.id), "{} stands twice", entry.id);
            assert!(
                ArticleKind::from_code(&entry.kind).is_some(),
                "{}",
                entry.id
            );
            for pair in [&entry.title, &entry.when, &entry.words, &entry.tags] {
                assert_ne!(pair.en, "", "{}", entry.id);
                assert_ne!(pair.zh, "", "{}", entry.id);
                let chinese = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
                assert!(pair.zh.contains(chinese), "{}", entry.id);
            }
        }
    }
}
