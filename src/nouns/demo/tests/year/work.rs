//! What the people of the demo do in the year after its story.

use chrono::NaiveDate;

use super::Year;
use crate::nouns::demo::story::Deed;

impl Year<'_> {
    /// A year's work: calls, visits, tickets, grades, plans and pauses, in an
    /// order that no rule of the playbook knows.
    pub(super) fn work_of(&self, day: NaiveDate, n: usize) -> Vec<Deed> {
        let mut query = self
            .db
            .prepare("SELECT number FROM customer WHERE removed_at IS NULL ORDER BY id")
            .expect("prepares");
        let rows = query.query_map([], |row| row.get(0)).expect("queries");
        let all: Vec<String> = rows.collect::<Result<_, _>>().expect("rows");
        let of = |k: usize| all[(n * 7 + k * 11) % all.len()].clone();
        let mut lines = vec![
            format!("log {} called --by phone --purpose regular", of(0)),
            match n % 6 {
                0 => format!("log {} seen --by visit --purpose satisfaction", of(1)),
                1 => format!("log {} greeted --by wechat --purpose care", of(1)),
                2 => format!("log {} sent --by email --sent case,industry-news", of(1)),
                3 => format!("log {} --no-answer", of(1)),
                4 => format!("log {} met --by formal-meeting --purpose suggestion", of(1)),
                _ => format!("log {} called --by phone --next +5wd", of(1)),
            },
        ];
        let ticket = &all[n / 12 % all.len()];
        match n % 12 {
            0 => lines.push(format!(
                "ticket open {ticket} --type product-fault --priority {} --symptom s \
                 --occurred today --tried t --channel phone --told yes",
                ["important", "normal"][n / 12 % 2]
            )),
            2 => lines.push("ticket respond $t".to_owned()),
            4 => lines.push("ticket work $t --answer a".to_owned()),
            5 | 9 => lines.push("ticket solve $t --cause other --steps s".to_owned()),
            7 => lines.push("ticket revisit $t --result not-solved --satisfaction 2".to_owned()),
            10 => lines.push("ticket revisit $t --result solved --satisfaction 4".to_owned()),
            11 => lines.push("ticket close $t".to_owned()),
            _ => {}
        }
        match n % 10 {
            1 => lines.push(format!(
                "grade assess {} --purchase 30万 --potential 3",
                of(2)
            )),
            3 => lines.push(format!("customer pause {} --why w --until +20d", of(3))),
            7 if n % 20 == 17 => {
                let paused = &all[((n - 14) * 7 + 33) % all.len()];
                lines.push(format!("customer resume {paused}"));
            }
            4 => lines.push(format!("followup plan {} --at +3wd --by phone", of(4))),
            6 => lines.push(format!("customer stage {} contract-negotiation", of(5))),
            8 => lines.push(format!("customer stage {} won", of(5))),
            _ => {}
        }
        let deed = |(at, words): (usize, &String)| Deed {
            line: at,
            at: format!("{day} {:02}:00", 9 + at),
            who: "Li Lei".to_owned(),
            makes: words.starts_with("ticket open").then(|| "$t".to_owned()),
            words: words.split(' ').map(str::to_owned).collect(),
            typed: String::new(),
        };
        lines.iter().enumerate().map(deed).collect()
    }
}
