//! The steps of a sale: `[deals]`. Their order is that of the list; how likely a
//! step makes a deal, and what it says of the customer, stand with each.

use serde::Deserialize;

use super::faults::Faults;
use crate::records::choices::Stage as CustomerStage;
use crate::say;
use crate::value::{ChoiceSet as _, Entry};
use crate::words::{Text, keep};

/// `[deals]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    stuck_days: i64,
    signing_wins: bool,
    stages: Vec<WrittenStage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStage {
    code: String,
    en: String,
    zh: String,
    #[serde(default)]
    also: Vec<String>,
    weight: i64,
    customer: Option<String>,
}

/// One step of a sale.
#[derive(Clone, Debug, PartialEq)]
pub struct DealStep {
    pub code: &'static str,
    pub label: Text,
    /// How many of a hundred deals here are won: weighs the pipeline.
    pub weight: i64,
    /// The stage of the customer that comes with it.
    pub customer: Option<CustomerStage>,
}

/// The steps, and how long a deal may stand in one.
#[derive(Clone, Debug, PartialEq)]
pub struct Deals {
    pub stages: Vec<DealStep>,
    /// In one stage for so many days a deal is stuck.
    pub stuck_days: i64,
    /// A deal is won as soon as its contract is signed.
    pub signing_wins: bool,
}

impl Deals {
    /// Also gives the list that stages are read and shown by.
    pub(super) fn read(written: Written, faults: &mut Faults<'_>) -> Option<(Self, Vec<Entry>)> {
        let days = written.stuck_days;
        if !(1..=3660).contains(&days) {
            let what = say!("should be 1 to 3660", "应为 1 到 3660");
            faults.note("deals.stuck_days", what);
        }
        if written.stages.is_empty() {
            faults.note(
                "deals.stages",
                say!("names no stage", "没有列出任何销售阶段"),
            );
            return None;
        }
        let mut stages: Vec<DealStep> = Vec::new();
        let mut entries = Vec::new();
        for stage in written.stages {
            let code = keep(&stage.code);
            let is_code = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            let fault = match () {
                () if code.is_empty() || !code.chars().all(is_code) => Some(say!(
                    "“{code}” is no code: small letters, digits and dashes, such as site-visit",
                    "“{code}”不能作为代码：只用小写字母、数字和连字符，如 site-visit"
                )),
                () if stages.iter().any(|known| known.code == code) => {
                    Some(say!("names “{code}” twice", "“{code}”重复"))
                }
                () if !(0..=100).contains(&stage.weight) => Some(say!(
                    "the weight of “{code}” should be 0 to 100",
                    "“{code}”的 weight 应为 0 到 100"
                )),
                () => None,
            };
            if let Some(fault) = fault {
                faults.note("deals.stages", fault);
                continue;
            }
            let customer = stage.customer.as_deref().and_then(|named| {
                let found = CustomerStage::from_code(named);
                if found.is_none() {
                    let what = say!(
                        "“{named}” is no stage of a customer",
                        "“{named}”不是客户的合作阶段"
                    );
                    faults.note("deals.stages", what);
                }
                found
            });
            let label = Text::kept(&stage.en, &stage.zh);
            let aliases: Vec<&'static str> = stage.also.iter().map(|word| keep(word)).collect();
            entries.push(Entry {
                code,
                label,
                aliases: super::codes::keep_slice(aliases),
                short: None,
            });
            stages.push(DealStep {
                code,
                label,
                weight: stage.weight,
                customer,
            });
        }
        let deals = Deals {
            stages,
            stuck_days: days,
            signing_wins: written.signing_wins,
        };
        Some((deals, entries))
    }

    /// The step with this code, if the playbook still has it.
    pub fn step(&self, code: &str) -> Option<&DealStep> {
        self.stages.iter().find(|step| step.code == code)
    }

    /// Where a sale begins.
    pub fn first(&self) -> &'static str {
        self.stages.first().map_or("", |step| step.code)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mine, problems};
    use crate::value::Book;

    #[test]
    fn a_team_has_its_own_steps() {
        let book = mine(
            "[deals]\nstages = [\n { code = \"talk\", en = \"Talk\", zh = \"洽谈\", weight = 30 },\n { code = \"trial\", en = \"Trial\", zh = \"试用\", also = [\"试点\"], weight = 70, customer = \"proposal\" },\n]\n",
        );
        assert_eq!(book.deals.first(), "talk");
        let found = book.codes.find(Book::DealStage, "试点").unwrap();
        assert_eq!(found.code, "trial");
        assert_eq!(book.deals.step("trial").unwrap().weight, 70);
        assert!(book.deals.step("discovery").is_none());
    }

    #[test]
    fn wrong_steps_are_named() {
        assert_eq!(
            problems(
                "[deals]\nstuck_days = 0\nstages = [\n { code = \"Talk\", en = \"Talk\", zh = \"洽谈\", weight = 30 },\n { code = \"a\", en = \"A\", zh = \"甲\", weight = 130 },\n { code = \"b\", en = \"B\", zh = \"乙\", weight = 1, customer = \"nowhere\" },\n { code = \"b\", en = \"B\", zh = \"乙\", weight = 1 },\n]\n"
            ),
            [
                "mine.toml:2 deals.stuck_days: should be 1 to 3660",
                "mine.toml:3 deals.stages: “Talk” is no code: small letters, digits and dashes, such as site-visit",
                "mine.toml:3 deals.stages: the weight of “a” should be 0 to 100",
                "mine.toml:3 deals.stages: “nowhere” is no stage of a customer",
                "mine.toml:3 deals.stages: names “b” twice",
            ]
        );
        assert_eq!(
            problems("[deals]\nstages = []\n"),
            ["mine.toml:2 deals.stages: names no stage"]
        );
    }
}
