//! `find`: one ranked search over every record that people look for.

use super::super::Store;
use super::super::sketch::text;
use crate::problem::Failure;
use crate::value::Noun;
use crate::value::search;
use rusqlite::ToSql;

/// Something `find` found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub noun: Noun,
    pub id: i64,
    pub number: String,
    /// Of a customer or a contact; nothing else has a name of its own.
    pub name: String,
    /// Whose it is, where it is not a customer itself.
    pub customer: String,
    /// What matched: a contact's title, the text.
    pub text: String,
    /// Smaller is better.
    pub rank: u8,
}

/// What has a number to be found by, the most asked for first.
const NUMBERED: &[Noun] = &[
    Noun::Ticket,
    Noun::Deal,
    Noun::Followup,
    Noun::Plan,
    Noun::Action,
    Noun::Proposal,
    Noun::Objection,
    Noun::Remark,
    Noun::Promise,
    Noun::Request,
    Noun::Need,
    Noun::Analysis,
    Noun::Attachment,
    Noun::Handover,
    Noun::Verification,
    Noun::Recall,
    Noun::Affected,
    Noun::Survey,
    Noun::Feedback,
    Noun::Improvement,
    Noun::Notice,
    Noun::Audit,
    Noun::Grade,
    Noun::Screening,
    Noun::Occasion,
    Noun::Pause,
    Noun::DealReview,
    Noun::Contract,
    Noun::Instalment,
    Noun::Payment,
    Noun::Delivery,
    Noun::Milestone,
    Noun::Progress,
    Noun::Deviation,
    Noun::Delivered,
    Noun::Acceptance,
    Noun::Pack,
    Noun::Article,
    Noun::Entry,
    Noun::Customer,
    Noun::Contact,
];

/// Name, customer and text of one of them.
fn told(noun: Noun) -> String {
    match noun {
        Noun::Customer => "r.name, '', ''".to_owned(),
        Noun::Contact => "r.name, c.name, r.title".to_owned(),
        Noun::Deal => "r.name, c.name, r.notes".to_owned(),
        Noun::Improvement => "r.name, '', substr(r.measure, 1, 60)".to_owned(),
        Noun::Article => "r.name, '', substr(coalesce(r.symptom, r.solution), 1, 60)".to_owned(),
        noun => format!("'', coalesce(c.name, ''), {}", text(noun, 60)),
    }
}

/// Whether the text can be a number's beginning or end. Words have no digit in
/// them; a few digits alone are the end of a phone number.
fn part_of_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let all = |is: fn(char) -> bool| text.chars().all(is);
    match digits == text.len() {
        true => digits >= 6,
        false => {
            text.len() >= 4
                && all(|c| c.is_ascii_alphanumeric() || "-./".contains(c))
                && (digits > 0 || text.contains('-'))
        }
    }
}

/// The ids whose name `?1` is a part of, by its spelling where it is `latin`, which has
/// the letters of the name in it: read off the indexes, a fraction of the rows.
fn named(table: &str, latin: bool) -> String {
    match latin {
        true => format!(
            "SELECT id FROM {table} WHERE instr(pinyin, ?1) > 0
             UNION ALL SELECT record FROM {table}_spelling WHERE instr(initials, ?1) > 0"
        ),
        false => format!("SELECT id FROM {table} WHERE instr(name_key, ?1) > 0"),
    }
}

impl Store {
    /// Everything that the words are found in, best first: numbers and names
    /// before parts of names, names before texts, newer texts first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn find(&self, words: &str, limit: usize) -> Result<Vec<Hit>, Failure> {
        let mut hits = Vec::new();
        let key = search::name_key(words);
        if key.is_empty() {
            return Ok(hits);
        }
        let limit = limit as i64;
        let latin = key.chars().all(|c| c.is_ascii_alphanumeric());
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        let is_phone = digits.len() >= 4 && digits.len() == key.len();
        self.find_customers(&mut hits, words, &key, latin, limit)?;
        self.find_contacts(
            &mut hits,
            &key,
            latin,
            if is_phone { &digits } else { "" },
            limit,
        )?;
        self.find_deals(&mut hits, &key, latin, limit)?;
        self.find_delivered(&mut hits, words, limit)?;
        self.find_contracts(&mut hits, words, limit)?;
        self.find_selling(&mut hits, words, limit)?;
        self.find_articles(&mut hits, words)?;
        self.find_numbers(&mut hits, words, limit)?;
        self.find_texts(&mut hits, words, limit)?;
        hits.sort_by_key(|hit| hit.rank);
        let mut seen = std::collections::HashSet::new();
        hits.retain(|hit| seen.insert((hit.noun, hit.id)));
        hits.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(hits)
    }

    fn find_customers(
        &self,
        hits: &mut Vec<Hit>,
        words: &str,
        key: &str,
        latin: bool,
        limit: i64,
    ) -> Result<(), Failure> {
        let sql = format!(
            "SELECT r.id, r.number, r.name, '', '',
                CASE WHEN r.number = ?2 THEN 0 WHEN r.name_key = ?1 THEN 1 WHEN r.name_core = ?1 THEN 2
                     WHEN instr(r.name_key, ?1) = 1 THEN 3 WHEN instr(r.name_key, ?1) > 0 THEN 4
                     WHEN instr(' ' || r.initials, ' ' || ?1) > 0 THEN 5 ELSE 6 END AS rank
             FROM customer r
             WHERE r.id IN (SELECT id FROM customer WHERE number = ?2 UNION ALL {})
               AND r.removed_at IS NULL
             ORDER BY rank, r.id LIMIT ?3",
            named("customer", latin)
        );
        self.hits(
            hits,
            Noun::Customer,
            &sql,
            &[&key, &words.trim().to_uppercase(), &limit],
        )
    }

    fn find_contacts(
        &self,
        hits: &mut Vec<Hit>,
        key: &str,
        latin: bool,
        tail: &str,
        limit: i64,
    ) -> Result<(), Failure> {
        let phone = match tail {
            "" => "SELECT NULL WHERE ?2 <> ''",
            _ => {
                "SELECT id FROM contact WHERE phone LIKE '%' || ?2 UNION ALL
                 SELECT id FROM contact WHERE phone2 LIKE '%' || ?2"
            }
        };
        let sql = format!(
            "SELECT r.id, r.number, r.name, c.name, r.title,
                CASE WHEN r.name_key = ?1 THEN 2 WHEN instr(r.name_key, ?1) = 1 THEN 4 ELSE 6 END AS rank
             FROM contact r CROSS JOIN customer c ON c.id = r.customer
             WHERE r.id IN ({} UNION ALL {phone})
               AND r.removed_at IS NULL AND c.removed_at IS NULL
             ORDER BY rank, r.id LIMIT ?3",
            named("contact", latin)
        );
        self.hits(hits, Noun::Contact, &sql, &[&key, &tail, &limit])
    }

    fn find_deals(
        &self,
        hits: &mut Vec<Hit>,
        key: &str,
        latin: bool,
        limit: i64,
    ) -> Result<(), Failure> {
        let initials = match latin {
            true => "OR instr(r.initials, ?1) > 0 OR instr(r.pinyin, ?1) > 0",
            false => "",
        };
        let sql = format!(
            "SELECT r.id, r.number, r.name, c.name, substr(r.notes, 1, 60),
                CASE WHEN r.name_key = ?1 THEN 2 WHEN instr(r.name_key, ?1) = 1 THEN 4 ELSE 6 END AS rank
             FROM deal r CROSS JOIN customer c ON c.id = r.customer
             WHERE (instr(r.name_key, ?1) > 0 {initials})
               AND r.removed_at IS NULL AND c.removed_at IS NULL
             ORDER BY rank, r.closed_at IS NOT NULL, r.id DESC LIMIT ?2"
        );
        self.hits(hits, Noun::Deal, &sql, &[&key, &limit])
    }

    /// Numbers that are the words; where none is, those that begin or end with them.
    fn find_numbers(&self, hits: &mut Vec<Hit>, words: &str, limit: i64) -> Result<(), Failure> {
        // The index on the numbers holds all that is looked at.
        const PART: &str = "substr(number, 1, length(?1)) = ?1 OR substr(number, -length(?1)) = ?1";
        let number = words.trim().to_uppercase();
        let (mut which, mut nouns) = ("number = ?1", self.nouns_numbered("number = ?1", &number)?);
        if nouns.is_empty() && part_of_number(&number) {
            (which, nouns) = (PART, self.nouns_numbered(PART, &number)?);
        }
        for noun in nouns {
            let (table, own) = (noun.table(), told(noun));
            let sql = format!(
                "SELECT r.id, r.number, {own}, CASE WHEN r.number = ?1 THEN 0 ELSE 1 END AS rank
                 FROM {table} r {} customer c ON c.id = {}
                 WHERE r.id IN (SELECT id FROM {table} WHERE {which}) AND r.removed_at IS NULL
                 ORDER BY rank, r.id DESC LIMIT ?2",
                match noun {
                    Noun::Entry
                    | Noun::Handover
                    | Noun::Recall
                    | Noun::Article
                    | Noun::Improvement => "LEFT JOIN",
                    _ => "JOIN",
                },
                match noun {
                    Noun::Customer => "r.id",
                    Noun::Article | Noun::Improvement => "NULL",
                    _ => "r.customer",
                }
            );
            self.hits(hits, noun, &sql, &[&number, &limit])?;
        }
        Ok(())
    }

    /// The nouns that have such a number: one question to all, since most have none.
    fn nouns_numbered(&self, which: &str, number: &str) -> Result<Vec<Noun>, Failure> {
        let has = |noun: &Noun| format!("EXISTS (SELECT 1 FROM {} WHERE {which})", noun.table());
        let all: Vec<_> = NUMBERED.iter().map(has).collect();
        let sql = format!("SELECT {}", all.join(", "));
        let has = self.db.prepare(&sql)?.query_row([number], |row| {
            (0..NUMBERED.len())
                .map(|nth| row.get(nth))
                .collect::<Result<Vec<bool>, _>>()
        })?;
        let nouns = NUMBERED.iter().zip(has).filter(|(_, has)| *has);
        Ok(nouns.map(|(noun, _)| *noun).collect())
    }

    fn find_texts(&self, hits: &mut Vec<Hit>, words: &str, limit: i64) -> Result<(), Failure> {
        let phrase = search::phrase(words);
        if phrase.is_empty() {
            return Ok(());
        }
        let sql = "SELECT r.id, r.number, r.name, '', substr(coalesce(r.need, r.main_business, r.notes), 1, 60), 7
             FROM (SELECT rowid AS id FROM customer_text WHERE customer_text MATCH ?1
                   ORDER BY rowid DESC LIMIT ?2) f
             JOIN customer r ON r.id = f.id WHERE r.removed_at IS NULL ORDER BY r.id DESC";
        self.hits(hits, Noun::Customer, sql, &[&phrase, &limit])?;
        const SAID: &str =
            "coalesce(r.problem, r.situation, r.implication, r.need_payoff, r.goal, '')";
        for (noun, text) in [
            (Noun::Ticket, "r.symptom"),
            (Noun::Followup, "r.said"),
            (Noun::Need, "r.what"),
            (Noun::Analysis, SAID),
        ] {
            let table = noun.table();
            let sql = format!(
                "SELECT r.id, r.number, '', c.name, substr({text}, 1, 60), 7
                 FROM (SELECT rowid AS id FROM {table}_text WHERE {table}_text MATCH ?1
                       ORDER BY rowid DESC LIMIT ?2) f
                 JOIN {table} r ON r.id = f.id JOIN customer c ON c.id = r.customer
                 WHERE r.removed_at IS NULL AND c.removed_at IS NULL
                 ORDER BY r.id DESC"
            );
            self.hits(hits, noun, &sql, &[&phrase, &limit])?;
        }
        let sql = "SELECT r.id, r.number, '', coalesce(c.name, ''), r.form, 7
             FROM (SELECT rowid AS id FROM entry_text WHERE entry_text MATCH ?1
                   ORDER BY rowid DESC LIMIT ?2) f
             JOIN entry r ON r.id = f.id LEFT JOIN customer c ON c.id = r.customer
             WHERE r.removed_at IS NULL AND c.removed_at IS NULL ORDER BY r.id DESC";
        self.hits(hits, Noun::Entry, sql, &[&phrase, &limit])?;
        // What was done about a ticket leads to the ticket.
        let sql = "SELECT r.id, r.number, '', c.name, substr(coalesce(e.steps, e.answer, e.text), 1, 60), 7
             FROM (SELECT rowid AS id FROM ticket_event_text WHERE ticket_event_text MATCH ?1
                   ORDER BY rowid DESC LIMIT ?2) f
             JOIN ticket_event e ON e.id = f.id JOIN ticket r ON r.id = e.ticket
             JOIN customer c ON c.id = r.customer
             WHERE e.removed_at IS NULL AND r.removed_at IS NULL AND c.removed_at IS NULL
             ORDER BY e.id DESC";
        self.hits(hits, Noun::Ticket, sql, &[&phrase, &limit])
    }

    pub(super) fn hits(
        &self,
        hits: &mut Vec<Hit>,
        noun: Noun,
        sql: &str,
        params: &[&dyn ToSql],
    ) -> Result<(), Failure> {
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map(params, |row| {
            Ok(Hit {
                noun,
                id: row.get(0)?,
                number: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                name: row.get(2)?,
                customer: row.get(3)?,
                text: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
                rank: row.get(5)?,
            })
        })?;
        for hit in rows {
            hits.push(hit?);
        }
        Ok(())
    }
}
