//! The knowledge base by words: what was searched for, and what is like a ticket that
//! is being opened. Articles are few and their texts short, so that each is looked at;
//! what is found in the title comes before what is found in the texts.

use std::collections::HashSet;

use super::super::Store;
use super::super::lists::USED;
use super::hits::Hit;
use crate::problem::Failure;
use crate::records::choices::ArticleKind;
use crate::value::{ChoiceSet as _, Noun, search};

/// An article as a search shows it.
#[derive(Clone, Debug)]
pub struct Known {
    pub id: i64,
    pub number: String,
    pub name: String,
    pub kind: Option<ArticleKind>,
    pub product: String,
    /// How often it was used.
    pub used: i64,
    /// The beginning of its symptom, or of its solution.
    pub text: String,
    tags: String,
    name_key: String,
    initials: String,
    pinyin: String,
    symptom: String,
    cause: String,
    solution: String,
    prevention: String,
}

/// How well one word fits; `None` where it is nowhere in the article.
fn fit(known: &Known, word: &str) -> Option<u32> {
    let key = search::name_key(word);
    let latin = key.len() > 1 && key.chars().all(|c| c.is_ascii_alphanumeric());
    let spelled = |spellings: &str| latin && format!(" {spellings}").contains(&format!(" {key}"));
    if !key.is_empty() {
        match known.name_key.find(&key) {
            Some(0) if known.name_key == key => return Some(100),
            Some(0) => return Some(60),
            Some(_) => return Some(40),
            None => {}
        }
        if spelled(&known.initials) {
            return Some(25);
        }
        if latin && (known.initials.contains(&key) || known.pinyin.contains(&key)) {
            return Some(20);
        }
    }
    let texts = [
        (&plain(&known.product), 30),
        (&known.tags, 30),
        (&known.symptom, 15),
        (&known.cause, 10),
        (&known.solution, 8),
        (&known.prevention, 5),
    ];
    let found = texts.iter().find(|(text, _)| text.contains(word));
    if let Some((_, fit)) = found {
        return Some(*fit);
    }
    let label = known.kind.map(ArticleKind::label);
    if label.is_some_and(|label| plain(label.en).contains(word) || plain(label.zh).contains(word)) {
        return Some(5);
    }
    // By pinyin, where the words were meant so.
    let read = |text: &str| search::pinyin(text).contains(&key);
    let sounds = latin && key.len() > 2 && (read(&known.tags) || read(&known.symptom));
    sounds.then_some(4)
}

/// Text as it is compared.
fn plain(text: &str) -> String {
    search::half_width(text).to_lowercase()
}

/// Words too common to tell one fault from another.
const COMMON: &[&str] = &[
    "the", "and", "not", "with", "after", "does", "for", "has", "our", "they", "are", "was",
    "when", "this", "that", "from", "can", "cannot", "客户", "设备", "问题", "产品", "出现",
    "我们",
];

/// What a text is told by: pairs of Chinese characters, and Latin words.
fn words(text: &str) -> HashSet<String> {
    let mut all = HashSet::new();
    for run in search::spaced(&plain(text)).split(|c: char| !c.is_alphanumeric() && c != ' ') {
        let run: Vec<&str> = run.split_whitespace().collect();
        for word in &run {
            if word.is_ascii() && word.len() > 2 {
                all.insert((*word).to_owned());
            }
        }
        for pair in run.windows(2) {
            if let [one, two] = pair
                && !one.is_ascii()
                && !two.is_ascii()
            {
                all.insert(format!("{one}{two}"));
            }
        }
    }
    all.retain(|word| !COMMON.contains(&word.as_str()));
    all
}

impl Store {
    fn known(&self) -> Result<Vec<Known>, Failure> {
        let sql = format!(
            "SELECT r.id, r.number, r.name, r.kind, coalesce(r.product, ''), {USED},
                substr(coalesce(r.symptom, r.solution), 1, 60), coalesce(r.tags, ''),
                r.name_key, r.initials, r.pinyin, coalesce(r.symptom, ''),
                coalesce(r.cause, ''), r.solution, coalesce(r.prevention, '')
             FROM article r WHERE r.removed_at IS NULL ORDER BY r.id DESC"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map([], |row| {
            let text = |at: usize| row.get::<_, String>(at);
            let compared = |at: usize| text(at).map(|text| plain(&text));
            Ok(Known {
                id: row.get(0)?,
                number: text(1)?,
                name: text(2)?,
                kind: ArticleKind::from_code(&text(3)?),
                product: text(4)?,
                used: row.get(5)?,
                text: text(6)?,
                tags: compared(7)?,
                name_key: text(8)?,
                initials: text(9)?,
                pinyin: text(10)?,
                symptom: compared(11)?,
                cause: compared(12)?,
                solution: compared(13)?,
                prevention: compared(14)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The articles that have every one of the words, the best first, each with how
    /// well it fits; of those that fit alike, the most used.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn search_articles(&self, words: &str) -> Result<Vec<(u32, Known)>, Failure> {
        let words = plain(words);
        let words: Vec<&str> = words.split_whitespace().collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for known in self.known()? {
            let fits: Option<Vec<u32>> = words.iter().map(|word| fit(&known, word)).collect();
            if let Some(fits) = fits {
                found.push((fits.iter().sum(), known));
            }
        }
        found.sort_by_key(|(fit, known): &(u32, Known)| std::cmp::Reverse((*fit, known.used)));
        Ok(found)
    }

    /// At most `limit` articles that are like a fault: that share its words, the most of
    /// them first; the same product counts as one more. Phrases are no answer to a fault.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn like_fault(
        &self,
        symptom: &str,
        product: Option<&str>,
        limit: usize,
    ) -> Result<Vec<Known>, Failure> {
        let told = words(symptom);
        let product = product.map(search::name_key).unwrap_or_default();
        let mut like = Vec::new();
        for known in self.known()? {
            let own = words(&format!("{}\n{}", known.name, known.symptom));
            let shared = told.intersection(&own).count();
            let of = search::name_key(&known.product);
            let same = !of.is_empty() && of == product;
            let enough = shared > 1 || (shared == 1 && (same || told.len() == 1));
            if enough && known.kind != Some(ArticleKind::Phrase) {
                like.push((shared + usize::from(same), known));
            }
        }
        like.sort_by_key(|(alike, known)| std::cmp::Reverse((*alike, known.used)));
        like.truncate(limit);
        Ok(like.into_iter().map(|(_, known)| known).collect())
    }

    /// `find`: the articles, among everything else.
    pub(super) fn find_articles(&self, hits: &mut Vec<Hit>, words: &str) -> Result<(), Failure> {
        for (fit, known) in self.search_articles(words)? {
            hits.push(Hit {
                noun: Noun::Article,
                id: known.id,
                number: known.number,
                name: known.name,
                customer: String::new(),
                text: known.text,
                rank: match fit {
                    100.. => 2,
                    40.. => 4,
                    20.. => 6,
                    _ => 7,
                },
            });
        }
        Ok(())
    }
}
