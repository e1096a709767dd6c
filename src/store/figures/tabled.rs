//! What the tables of a month, or of another term, count, record by record. Where a table
//! tallies codes, it is tallied from here; elsewhere both take their rows from the same
//! place, so that a figure and the records behind it cannot differ.

mod rows;

use rusqlite::named_params;
use rusqlite::types::ToSql;

use super::counting::{Named, listed};
use super::kpi::{self, numbers};
use super::{Asked, Behind, Tally};
use crate::choice;
use crate::problem::Failure;
use crate::records::choices::PromisedBy;
use crate::store::Store;
use crate::value::{ChoiceSet as _, Moment, Noun};
use rows::rows;

choice! {
    /// A table whose lines can be followed to their records, by its key.
    pub enum Tabled {
        NewBySource = "new_customers_by_source", "New customers by source", "新增客户：来源渠道";
        NewByGrade = "new_customers_by_grade", "New customers by grade", "新增客户：期末客户级别";
        NewByIndustry = "new_customers_by_industry", "New customers by industry", "新增客户：所属行业";
        ByMethod = "followups_by_method", "Follow-ups by method", "跟进：方式";
        ByPurpose = "followups_by_purpose", "Follow-ups by purpose", "跟进：目的";
        ByContent = "followups_by_content", "Follow-ups by content", "跟进：沟通内容";
        Contacted = "customers_contacted", "Customers contacted", "客户联系情况";
        Actions = "actions", "Agreed actions due", "到期的约定事项";
        NextContacts = "next_contacts", "Agreed next contacts due", "到期的约定联系";
        ByUs = "promises_by_us", "Our promises due", "到期的我方承诺";
        ByThem = "promises_by_them", "Customers' promises due", "到期的客户承诺";
        Moves = "grade_moves_from_to", "Grades approved", "客户级别变动";
        Deals = "deals", "Deals", "商机";
        Pipeline = "pipeline", "Open deals at the end", "期末未结束商机";
        Factors = "success_factors", "Why deals were won", "成交因素";
        Reasons = "failure_reasons", "Why deals were lost", "未成交原因";
        Contracts = "contracts", "Contracts and payments", "合同与回款";
        UnpaidByAge = "unpaid_by_age", "Unpaid at the end", "期末未回款：账龄";
        Tickets = "tickets", "Tickets", "工单数量";
        ByType = "tickets_by_type", "Tickets accepted, by type", "受理工单：问题类型";
        ByPriority = "tickets_by_priority", "Tickets accepted, by priority", "受理工单：优先级";
        ByCause = "tickets_by_cause", "Tickets accepted, by cause", "受理工单：原因";
        ByStatus = "tickets_open_by_status", "Tickets open at the end", "期末未关闭工单：状态";
        Cases = "ticket_cases", "Tickets accepted: how far they came", "受理工单：处理进度";
        Times = "ticket_times", "Tickets accepted: times", "受理工单：时长";
    }
}

/// What a record adds to the line that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adds {
    /// Itself.
    One,
    /// Fen.
    Money,
    /// Seconds.
    Time,
}

impl Tabled {
    /// What a record of this line adds.
    pub fn adds(self, item: &str) -> Adds {
        match (self, item) {
            (Tabled::Deals, "amount")
            | (Tabled::Contracts, "signed_amount" | "received" | "unpaid" | "overdue") => {
                Adds::Money
            }
            (Tabled::Deals, "cycle_mean") | (Tabled::Times, _) => Adds::Time,
            _ => Adds::One,
        }
    }
}

impl Store {
    /// How many stand in each line of a table that tallies codes.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn tallied(&self, table: Tabled, asked: &Asked<'_>) -> Result<Tally, Failure> {
        let mut all = Tally::new();
        for rows in rows(table, asked.whose) {
            let sql = rows.tally(asked.whose);
            all.extend(self.with_moments(&sql, table, asked, |params| self.tally(&sql, params))?);
        }
        Ok(all)
    }

    /// The records behind a line of a table, or behind all of its lines where none is
    /// named; `none` is the line of those without a code.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn behind_table(
        &self,
        table: Tabled,
        (item, none): (Option<&str>, &str),
        asked: &Asked<'_>,
    ) -> Result<Vec<Behind>, Failure> {
        let each: Vec<String> = rows(table, asked.whose)
            .iter()
            .map(|rows| rows.sql(asked.whose))
            .collect();
        let sql = format!(
            "WITH r AS MATERIALIZED (SELECT q.*, coalesce(nullif(q.item, ''), :none) AS items
                 FROM ({}) q)
             SELECT r.noun, {}, c.number, c.name,
                 (SELECT p.name FROM staff p WHERE p.id = r.person), r.at, r.n, 0, r.items
             FROM r LEFT JOIN customer c ON c.id = r.customer
             WHERE :item IS NULL OR instr(',' || r.items || ',', ',' || :item || ',') > 0
             ORDER BY r.at, r.id",
            each.join(" UNION ALL "),
            numbers()
        );
        let found = self.with_moments(&sql, table, asked, |moments| {
            let mut params = moments.to_vec();
            params.extend([(":item", &item as &dyn ToSql), (":none", &none)]);
            self.rows(&sql, params.as_slice(), kpi::behind)
        })?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Records that were counted by whoever asks, each in the line that it stands in.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn records(
        &self,
        noun: Noun,
        cases: &[(i64, Moment, &str)],
    ) -> Result<Vec<Behind>, Failure> {
        let table = noun.table();
        let person = match noun {
            Noun::Ticket => "assignee",
            _ => "owner",
        };
        let sql = format!(
            "SELECT '{table}', t.number, c.number, c.name,
                 (SELECT p.name FROM staff p WHERE p.id = t.{person}),
                 json_extract(j.value, '$[1]') AS at, 1, 0, json_extract(j.value, '$[2]')
             FROM json_each(:cases) j JOIN \"{table}\" t ON t.id = json_extract(j.value, '$[0]')
             LEFT JOIN customer c ON c.id = t.customer ORDER BY at, t.id"
        );
        let cases = cases.iter();
        let cases = cases.map(|(id, at, item)| serde_json::json!([id, at.stored(), item]));
        let cases = serde_json::Value::from(cases.collect::<Vec<_>>()).to_string();
        let found = self.rows(&sql, named_params! { ":cases": cases }, kpi::behind)?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Asks with those of the moments and codes that the query names.
    fn with_moments<T>(
        &self,
        sql: &str,
        table: Tabled,
        asked: &Asked<'_>,
        ask: impl FnOnce(Named<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let period = asked.period;
        let last = period.to.plus_seconds(-1).unwrap_or(period.to);
        let day = last.min(asked.now).day(asked.zone).to_string();
        let days: Vec<_> = period.days.iter().map(|day| day.stored()).collect();
        let by = match table {
            Tabled::ByThem => PromisedBy::Them,
            _ => PromisedBy::Us,
        };
        let (from, to, now) = (period.from.stored(), period.to.stored(), asked.now.stored());
        let (real, days, by) = (listed(asked.real), listed(&days), by.code());
        let all: [(&str, &dyn ToSql); 7] = [
            (":from", &from),
            (":to", &to),
            (":now", &now),
            (":day", &day),
            (":days", &days),
            (":real", &real),
            (":by", &by),
        ];
        let query = self.db.prepare_cached(sql)?;
        let mut named: Vec<(&str, &dyn ToSql)> = Vec::new();
        for one in all {
            if query.parameter_index(one.0)?.is_some() {
                named.push(one);
            }
        }
        drop(query);
        ask(&named)
    }
}
