//! Recalls (F48, R166): which goods are called back and why; and each customer who
//! has them, from being listed to being settled.

use super::choices::{Evidence, RecallOutcome, TicketChannel};
use super::customer::Customer;
use super::product::Product;
use super::staff::Staff;
use super::ticket::Ticket;
use crate::form;
use crate::noun_target;
use crate::problem::Problem;
use crate::say;
use crate::value::{Day, Long, Moment, Ref, Tags};
use crate::words::{Text, t};

form! {
    /// 召回. Without a batch or serial numbers it is all of the product.
    pub struct Recall as "recall" ("recall", "召回") {
        defect: Long = "Defect", "缺陷" => .help("The ticket's symptom unless given", "默认为工单的故障现象").examples("the battery overheats", "电池过热").source("F48 R166");
        ticket: Option<Ref<Ticket>> = "Ticket", "工单" => .aliases(&["工单编号"]).source("F48");
        customer: Option<Ref<Customer>> = "Reported by", "反馈客户" => .help("The ticket's customer", "默认为工单客户").aliases(&["客户编号"]);
        product: Option<Ref<Product>> = "Product", "产品" => .help("The ticket's unless given", "默认为工单的产品").examples("Yunfan X1", "云帆 X1").asked().source("R166");
        goods: Option<String> = "Goods", "物品" => .help("Where they are no product on file", "不在产品目录时填写");
        batch: Tags = "Batches", "批次" => .example("B20260301").aliases(&["批号"]).asked().source("F48");
        serial: Tags = "Serial numbers", "序列号" => .example("X1-0001,X1-0002").aliases(&["sn"]);
        serial_from: Option<String> = "Serials from", "起始序列号" => .example("X1-0001");
        serial_to: Option<String> = "Serials to", "截止序列号" => .example("X1-0100");
        sold_from: Option<Day> = "Delivered from", "交付日期起" => .example("2026-03-01");
        sold_to: Option<Day> = "Delivered until", "交付日期止" => .example("2026-03-31");
        measure: Option<Long> = "Measure", "处理措施" => .examples("replace the battery", "更换电池").asked().source("F48");
        started_at: Moment = "Started", "启动时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("F48 R166");
        owner: Option<Ref<Staff>> = "Owner", "负责人" => .help("Yourself unless given", "默认为本人");
        notes: Option<Long> = "Notes", "备注";
    }
    rules Recall::makes_sense;
}

noun_target!(Recall, Recall);

impl Recall {
    fn makes_sense(&self) -> Vec<Problem> {
        let mut problems = self.names_goods();
        problems.extend(self.serials_in_order());
        problems.extend(self.days_in_order());
        problems
    }

    /// Which goods are called back must be said.
    fn names_goods(&self) -> Vec<Problem> {
        let said = self.product.is_some()
            || self.goods.is_some()
            || self.asks_batch()
            || self.asks_serial();
        match said {
            true => Vec::new(),
            false => vec![
                Problem::usage(say!("is not said", "没有写明"))
                    .about(t("Product", "产品"))
                    .hint(say!(
                        "give --product, --goods, --batch, --serial or --serial-from",
                        "请用 --product、--goods、--batch、--serial 或 --serial-from"
                    )),
            ],
        }
    }

    /// A range has one kind of numbers, and its ends in order.
    fn serials_in_order(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (label, given) in [
            (FROM, self.serial_from.as_deref()),
            (TO, self.serial_to.as_deref()),
        ] {
            if given.is_some_and(|text| Serial::of(text).is_none()) {
                problems.push(
                    Problem::usage(say!("has no digits", "没有数字"))
                        .about(label)
                        .hint(say!(
                            "a range needs numbers: X1-0001",
                            "区间应以数字区分：X1-0001"
                        )),
                );
            }
        }
        let ends = [self.serial_from.as_deref(), self.serial_to.as_deref()];
        if let [Some(Some(from)), Some(Some(to))] = ends.map(|end| end.map(Serial::of))
            && !from.is_up_to(&to)
        {
            problems.push(
                Problem::usage(say!(
                    "does not follow on where the range begins",
                    "与起始序列号不成区间"
                ))
                .about(TO)
                .hint(say!(
                    "both ends differ in their last digits alone: X1-0001 to X1-0100",
                    "首尾仅末段数字不同：X1-0001 至 X1-0100"
                )),
            );
        }
        problems
    }

    fn days_in_order(&self) -> Vec<Problem> {
        match (self.sold_from, self.sold_to) {
            (Some(from), Some(to)) if to < from => vec![
                Problem::usage(say!("is before its beginning", "早于起始日期"))
                    .about(t("Delivered until", "交付日期止"))
                    .hint(say!("give a later --sold-to", "请把 --sold-to 改晚")),
            ],
            _ => Vec::new(),
        }
    }

    pub const fn asks_batch(&self) -> bool {
        !self.batch.0.is_empty()
    }

    pub const fn asks_serial(&self) -> bool {
        !self.serial.0.is_empty() || self.serial_from.is_some() || self.serial_to.is_some()
    }

    /// Whether a batch is one of those that are called back.
    pub fn has_batch(&self, batch: &str) -> bool {
        self.batch.0.iter().any(|one| same(one, batch))
    }

    /// Whether a serial number is: named, or within the range.
    pub fn has_serial(&self, serial: &str) -> bool {
        if self.serial.0.iter().any(|one| same(one, serial)) {
            return true;
        }
        let from = self.serial_from.as_deref().and_then(Serial::of);
        let to = self.serial_to.as_deref().and_then(Serial::of);
        match (from, to, Serial::of(serial)) {
            (None, None, _) | (_, _, None) => false,
            (from, to, Some(serial)) => {
                from.is_none_or(|from| from.is_up_to(&serial))
                    && to.is_none_or(|to| serial.is_up_to(&to))
            }
        }
    }
}

const FROM: Text = t("Serials from", "起始序列号");
const TO: Text = t("Serials to", "截止序列号");

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// A serial number taken apart at its last digits, which count.
struct Serial {
    before: String,
    digits: String,
    after: String,
}

impl Serial {
    /// `None` for one without digits.
    fn of(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
        let (head, after) = text.split_at(end);
        let before = head.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = head.get(before.len()..)?.trim_start_matches('0');
        Some(Serial {
            digits: digits.to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
        })
    }

    /// Whether both are of one kind, and this one is not beyond the other.
    fn is_up_to(&self, other: &Serial) -> bool {
        let rank = |one: &Serial| (one.digits.len(), one.digits.clone());
        self.before == other.before && self.after == other.after && rank(self) <= rank(other)
    }
}

form! {
    /// 受影响客户: who has the goods, and by which evidence.
    pub struct Affected as "recall_customer" ("affected customer", "受影响客户") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号"]);
        recall: Ref<Recall> = "Recall", "召回" => .aliases(&["召回编号"]);
        evidence: Evidence = "Evidence", "依据" => .help("Why the customer is listed", "为何列入名单").source("R166");
        goods: Tags = "Goods on file", "涉及物品" => .help("The records that tell of them", "据以列入的记录").source("R166");
        quantity: Option<i64> = "Quantity", "数量" => .example("60");
        owner: Option<Ref<Staff>> = "Who informs", "负责人" => .help("The customer's owner unless given", "默认为客户负责人");
        listed_at: Moment = "Listed", "列入时间" => .help("Now unless given", "默认为现在").flags(&["at"]);
        notes: Option<Long> = "Notes", "备注";
    }
}

noun_target!(Affected, Affected);

form! {
    /// That a customer was told of the recall.
    pub struct AffectedInformed as "recall_informed" ("customer informed", "告知客户") {
        channel: TicketChannel = "How", "告知方式" => .flags(&["by"]).example("phone").source("R166");
        told: Option<String> = "Who was told", "告知对象" => .flags(&["to"]).examples("Zhang San", "张三").asked();
        said: Option<Long> = "What was said", "告知内容" => .flags(&["text"]).examples("stop using the devices", "请立即停用");
        informed_at: Moment = "Informed", "告知时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("R166");
        informed_by: Option<Ref<Staff>> = "Informed by", "告知人" => .help("Yourself unless given", "默认为本人");
    }
}

form! {
    /// What became of the goods of a customer.
    pub struct AffectedSettled as "recall_settled" ("customer settled", "客户处理完毕") {
        outcome: RecallOutcome = "Outcome", "处理结果" => .example("replaced").source("R166");
        result: Option<Long> = "In detail", "处理说明" => .flags(&["text"]).examples("60 batteries replaced", "已更换 60 块电池").asked();
        settled_at: Moment = "Settled", "处理时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("R166");
    }
}

form! {
    /// That every customer is settled.
    pub struct RecallClosed as "recall_closed" ("recall closed", "召回结束") {
        conclusion: Option<Long> = "Conclusion", "召回结论" => .flags(&["text"]).asked().examples("all batteries are back", "电池已全部收回").source("R166");
        closed_at: Moment = "Closed", "结束时间" => .help("Now unless given", "默认为现在").flags(&["at"]).source("R166");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(from: &str, to: &str) -> Recall {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Recall {
            defect: Long("x".to_owned()),
            ticket: None,
            customer: None,
            product: None,
            goods: None,
            batch: Tags::default(),
            serial: Tags(vec!["Z-9".to_owned()]),
            serial_from: text(from),
            serial_to: text(to),
            sold_from: None,
            sold_to: None,
            measure: None,
            started_at: Moment::from_utc(chrono::DateTime::UNIX_EPOCH),
            owner: None,
            notes: None,
        }
    }

    #[test]
    fn a_range_counts_the_last_digits_and_nothing_else() {
        let range = of("X1-0098", "x1-0102");
        for there in ["X1-0098", "x1-100", "X1-0102", "z-9"] {
            assert!(range.has_serial(there), "{there}");
        }
        for not in [
            "X1-0097",
            "X1-0103",
            "X2-0100",
            "X1-0100-B",
            "0100",
            "",
            "设备",
        ] {
            assert!(!range.has_serial(not), "{not}");
        }
        assert!(of("X1-5", "").has_serial("X1-99999999999999999999999999999999999999999"));
        assert!(!of("", "").has_serial("X1-1"));
    }

    #[test]
    fn ends_that_make_no_range_are_refused() {
        assert!(of("X1-1", "X1-9").serials_in_order().is_empty());
        for (from, to) in [("X1-9", "X1-1"), ("X1-1", "X2-9"), ("无", "X1-1")] {
            assert_eq!(of(from, to).serials_in_order().len(), 1, "{from} {to}");
        }
    }

    proptest! {
        #[test]
        fn a_number_is_in_a_range_as_it_is_among_numbers(n in 0_u32..400, a in 0_u32..400, b in 0_u32..400) {
            let range = of(&format!("序S{a:03}"), &format!("序S{b:03}"));
            prop_assert_eq!(range.has_serial(&format!("序S{n:04}")), a <= n && n <= b);
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*", from in "\\PC*") {
            let _ = of(&from, &text).serials_in_order();
            let _ = of(&from, &text).has_serial(&text);
        }
    }
}
