//! Recalls as questions about goods: who has what is called back, by which record
//! that is known, and how far each affected customer is.

mod item;

use std::collections::{BTreeMap, BTreeSet};

use item::Item;

use super::{Kept, Store};
use crate::problem::Failure;
use crate::records::choices::Evidence;
use crate::records::{Affected, Recall};
use crate::value::{Found, Moment, Tags, Value as _, search};

/// A customer who has goods that are called back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Having {
    pub customer: i64,
    /// The surest of what is on file.
    pub evidence: Evidence,
    /// A record each, its number first.
    pub goods: Vec<String>,
    pub quantity: Option<i64>,
}

/// How many affected customers of a recall stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub all: i64,
    pub to_inform: i64,
    pub to_settle: i64,
    pub settled: i64,
}

/// One record that tells of goods.
struct Told {
    customer: i64,
    number: String,
    evidence: Evidence,
    more: String,
    quantity: Option<i64>,
}

/// What a record may call the goods: products on file, and keys of their names.
struct Names {
    products: Vec<i64>,
    keys: Vec<String>,
}

impl Names {
    /// Whether the recall names no goods, but batches or serial numbers alone.
    fn are_none(&self) -> bool {
        self.products.is_empty() && self.keys.is_empty()
    }

    fn has(&self, product: Option<i64>) -> bool {
        product.is_some_and(|product| self.products.contains(&product))
    }

    /// Whether a record's own words are of these goods.
    fn are_in(&self, words: Option<&str>) -> bool {
        let Some(key) = words.map(search::name_key) else {
            return false;
        };
        self.keys.iter().any(|name| key.contains(name.as_str()))
    }
}

impl Store {
    /// Who has the goods of a recall, by number of the customer: by what was delivered
    /// (between two times, where the recall says so), what was sold, and tickets.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn having(
        &self,
        recall: &Recall,
        between: [Option<Moment>; 2],
    ) -> Result<Vec<Having>, Failure> {
        let names = self.names_of(recall)?;
        let mut told = self.items(recall, &names)?;
        if !names.are_none() {
            told.extend(self.bare_deliveries(&names, between)?);
            told.extend(self.sales(&names, between)?);
        }
        let mut all: BTreeMap<i64, Having> = BTreeMap::new();
        for one in told {
            add(&mut all, one);
        }
        for one in self.tickets_about(recall, &names)? {
            // A ticket tells nothing of a customer of whom more is known.
            match all.get(&one.customer) {
                None => add(&mut all, one),
                Some(known) if known.evidence == Evidence::Ticket => add(&mut all, one),
                Some(_) => {}
            }
        }
        self.on_file(all)
    }

    /// Those that are on no list of the recall yet, or have more than stands there: with
    /// the goods that are new. A customer who was taken off the list stays off it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn having_more(
        &self,
        id: i64,
        recall: &Recall,
        between: [Option<Moment>; 2],
    ) -> Result<Vec<Having>, Failure> {
        let mut query = self
            .db
            .prepare_cached("SELECT customer, goods FROM recall_customer WHERE recall = ?1")?;
        let mut rows = query.query([id])?;
        let (mut listed, mut known) = (BTreeSet::new(), BTreeSet::new());
        while let Some(row) = rows.next()? {
            listed.insert(row.get::<_, i64>(0)?);
            if let Some(goods) = row.get::<_, Option<String>>(1)? {
                let goods = Tags::load(Found::Text(&goods)).unwrap_or_default();
                known.extend(goods.0.iter().map(|one| number_in(one).to_owned()));
            }
        }
        let mut all = self.having(recall, between)?;
        for one in &mut all {
            let before = one.goods.len();
            one.goods.retain(|goods| !known.contains(number_in(goods)));
            if one.goods.len() < before {
                // How many of them are new is not known.
                one.quantity = None;
            }
            if one.evidence == Evidence::Ticket && listed.contains(&one.customer) {
                one.goods.clear();
            }
        }
        all.retain(|one| !one.goods.is_empty());
        Ok(all)
    }

    /// The affected customers of a recall, in the order in which they were listed; one
    /// customer's alone, if one is named.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn affected_by(
        &self,
        recall: i64,
        customer: Option<i64>,
    ) -> Result<Vec<Kept<Affected>>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT id FROM recall_customer WHERE recall = ?1 AND (?2 IS NULL OR customer = ?2)
               AND removed_at IS NULL ORDER BY id",
        )?;
        let ids = query.query_map(rusqlite::params![recall, customer], |row| row.get(0))?;
        let ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
        ids.into_iter().map(|id| self.get(id)).collect()
    }

    /// How far the affected customers of a recall are.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn recall_standing(&self, recall: i64) -> Result<Standing, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT count(*),
                    count(*) FILTER (WHERE settled_at IS NULL AND informed_at IS NULL),
                    count(*) FILTER (WHERE settled_at IS NULL AND informed_at IS NOT NULL),
                    count(settled_at)
             FROM recall_customer WHERE recall = ?1 AND removed_at IS NULL",
        )?;
        Ok(query.query_row([recall], |row| {
            Ok(Standing {
                all: row.get(0)?,
                to_inform: row.get(1)?,
                to_settle: row.get(2)?,
                settled: row.get(3)?,
            })
        })?)
    }

    /// The open recall that a ticket started, if there is one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn recall_of_ticket(&self, ticket: i64) -> Result<Option<String>, Failure> {
        let mut query = self.db.prepare_cached(
            "SELECT number FROM recall WHERE ticket = ?1 AND removed_at IS NULL
             ORDER BY closed_at IS NOT NULL, id LIMIT 1",
        )?;
        let mut rows = query.query([ticket])?;
        Ok(match rows.next()? {
            Some(row) => Some(row.get(0)?),
            None => None,
        })
    }

    fn names_of(&self, recall: &Recall) -> Result<Names, Failure> {
        let goods = recall.goods.iter().map(|it| search::name_key(it));
        let mut keys: Vec<String> = goods.collect();
        let mut products = Vec::new();
        let mut query = self.db.prepare_cached(
            "SELECT id, name_key FROM product WHERE id = ?1 OR instr(name_key, ?2) > 0",
        )?;
        let own = recall.product.map(|product| product.id());
        let part = keys.first().filter(|key| !key.is_empty()).cloned();
        let mut rows = query.query(rusqlite::params![own, part])?;
        while let Some(row) = rows.next()? {
            products.push(row.get(0)?);
            keys.push(row.get(1)?);
        }
        keys.retain(|name| !name.is_empty());
        Ok(Names { products, keys })
    }

    /// Delivered goods, by serial number, batch or product.
    fn items(&self, recall: &Recall, names: &Names) -> Result<Vec<Told>, Failure> {
        let days = [recall.sold_from, recall.sold_to].map(|day| day.map(|day| day.code()));
        let [from, to] = &days;
        let mut query = self.db.prepare_cached(
            "SELECT i.customer, i.number, i.product, i.what, i.quantity, i.serial, i.batch
             FROM delivered i WHERE i.removed_at IS NULL
               AND (?1 IS NULL OR i.day >= ?1) AND (?2 IS NULL OR i.day <= ?2)
             ORDER BY i.id",
        )?;
        let mut rows = query.query(rusqlite::params![from, to])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let item = Item::of(row)?;
            let named = !names.are_none();
            // What is said to be of another product is of that.
            let other = item.product.is_some() || !names.are_in(item.what.as_deref());
            if named && !names.has(item.product) && other {
                continue;
            }
            if let Some(one) = item.told(recall, named) {
                all.push(one);
            }
        }
        Ok(all)
    }

    /// Deliveries under way or done, of which no item was recorded, and whose deal or
    /// own words name the product.
    fn bare_deliveries(
        &self,
        names: &Names,
        between: [Option<Moment>; 2],
    ) -> Result<Vec<Told>, Failure> {
        self.named_in(
            "SELECT d.customer, d.number, d.what, l.product, l.name
             FROM delivery d LEFT JOIN contract k ON k.id = d.contract
             LEFT JOIN deal l ON l.id = coalesce(d.deal, k.deal)
             WHERE d.removed_at IS NULL
               AND coalesce(d.started_at, d.delivered_at, d.accepted_at) IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM delivered i
                               WHERE i.delivery = d.id AND i.removed_at IS NULL)
               AND coalesce(d.delivered_at, d.accepted_at, d.started_at) BETWEEN ?1 AND ?2
             ORDER BY d.id",
            (names, between),
            Evidence::Delivery,
        )
    }

    /// Deals that were won, and of which nothing was delivered on file.
    fn sales(&self, names: &Names, between: [Option<Moment>; 2]) -> Result<Vec<Told>, Failure> {
        self.named_in(
            "SELECT l.customer, l.number, l.name, l.product, NULL
             FROM deal l WHERE l.removed_at IS NULL AND l.outcome = 'won'
               AND NOT EXISTS (
                   SELECT 1 FROM delivery d LEFT JOIN contract k ON k.id = d.contract
                   WHERE coalesce(d.deal, k.deal) = l.id AND d.removed_at IS NULL
                     AND (coalesce(d.started_at, d.delivered_at, d.accepted_at) IS NOT NULL
                          OR EXISTS (SELECT 1 FROM delivered i
                                     WHERE i.delivery = d.id AND i.removed_at IS NULL)))
               AND coalesce(l.closed_at, l.opened) BETWEEN ?1 AND ?2
             ORDER BY l.id",
            (names, between),
            Evidence::Sale,
        )
    }

    /// Records with customer, number, own words, product and further words.
    fn named_in(
        &self,
        sql: &str,
        (names, [from, to]): (&Names, [Option<Moment>; 2]),
        evidence: Evidence,
    ) -> Result<Vec<Told>, Failure> {
        let from = from.map_or(String::new(), Moment::stored);
        let to = to.map_or("9999".to_owned(), Moment::stored);
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query([from, to])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let of: Option<i64> = row.get(3)?;
            let words: [Option<String>; 2] = [row.get(2)?, row.get(4)?];
            // What is said to be of another product is of that.
            let named = of.is_none() && words.iter().any(|it| names.are_in(it.as_deref()));
            if names.has(of) || named {
                all.push(Told {
                    customer: row.get(0)?,
                    number: row.get(1)?,
                    evidence,
                    more: String::new(),
                    quantity: None,
                });
            }
        }
        Ok(all)
    }

    /// The ticket that started it, and others about the same product.
    fn tickets_about(&self, recall: &Recall, names: &Names) -> Result<Vec<Told>, Failure> {
        let own = recall.ticket.map(|ticket| ticket.id());
        let mut query = self.db.prepare_cached(
            "SELECT customer, number, product, id FROM ticket
             WHERE removed_at IS NULL AND (product IS NOT NULL OR id = ?1) ORDER BY id",
        )?;
        let mut rows = query.query([own])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let product: Option<String> = row.get(2)?;
            if names.are_in(product.as_deref()) || row.get::<_, Option<i64>>(3)? == own {
                all.push(Told {
                    customer: row.get(0)?,
                    number: row.get(1)?,
                    evidence: Evidence::Ticket,
                    more: String::new(),
                    quantity: None,
                });
            }
        }
        Ok(all)
    }

    /// Those whose customers are on file, by number.
    fn on_file(&self, mut all: BTreeMap<i64, Having>) -> Result<Vec<Having>, Failure> {
        let ids: Vec<i64> = all.keys().copied().collect();
        let mut query = self.db.prepare_cached(
            "SELECT c.id FROM json_each(?1) j CROSS JOIN customer c ON c.id = j.value
             WHERE c.removed_at IS NULL ORDER BY c.number",
        )?;
        let found = query.query_map([super::faces::ids(&ids)], |row| row.get::<_, i64>(0))?;
        let found: Vec<i64> = found.collect::<Result<_, _>>()?;
        Ok(found.into_iter().filter_map(|id| all.remove(&id)).collect())
    }
}

/// The number of the record that an entry of the goods begins with.
fn number_in(goods: &str) -> &str {
    goods.split_whitespace().next().unwrap_or(goods)
}

fn add(all: &mut BTreeMap<i64, Having>, one: Told) {
    let having = all.entry(one.customer).or_insert_with(|| Having {
        customer: one.customer,
        evidence: one.evidence,
        goods: Vec::new(),
        quantity: None,
    });
    having.evidence = having.evidence.min(one.evidence);
    let goods = format!("{} {}", one.number, one.more);
    having.goods.push(goods.trim().replace(',', " "));
    if let Some(n) = one.quantity {
        having.quantity = Some(having.quantity.unwrap_or(0).saturating_add(n));
    }
}
