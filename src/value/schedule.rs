//! When an amount is paid: shares or sums, each with a day or with what it waits
//! for. Read as `30% signing; 60% delivery+30d final; rest 2027-03-31`.

use chrono::NaiveDate;

use super::{
    Cell, ChoiceSet, Day, Fault, Found, Kind, Money, Percent, Reading, Span, Stored, Value,
};
use crate::choice;
use crate::say;
use crate::words::{Lang, Say};

/// More instalments than these are a slip of the pen.
const MOST: usize = 60;

/// How much of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Share(Percent),
    Sum(Money),
    /// What the others leave.
    Rest,
}

choice! {
    /// What a payment may wait for.
    pub enum Awaited {
        Signing = "signing", "signing", "签约", ["签订", "合同签订", "signed"];
        Delivery = "delivery", "delivery", "交付", ["到货", "交货", "delivered"];
        Acceptance = "acceptance", "acceptance", "验收", ["验收合格", "accepted"];
    }
}

/// When it is to be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Falls {
    On(NaiveDate),
    /// So long after it happened; at once where there is no span.
    After(Awaited, Option<Span>),
    /// Nobody has said.
    Unsaid,
}

impl Falls {
    /// `delivery+30d`, `2027-03-31`, or nothing.
    pub fn code(&self) -> String {
        match self {
            Falls::On(day) => day.to_string(),
            Falls::After(awaited, None) => awaited.code().to_owned(),
            Falls::After(awaited, Some(span)) => format!("{}+{}", awaited.code(), span.code()),
            Falls::Unsaid => String::new(),
        }
    }

    fn shown(&self, lang: Lang) -> String {
        match self {
            Falls::After(awaited, span) => {
                let label = awaited.label().to(lang);
                let span = span.map(|span| span.shown(lang));
                match (lang, span) {
                    (_, None) => label.to_owned(),
                    (Lang::En, Some(span)) => format!("{span} after {label}"),
                    (Lang::Zh, Some(span)) => format!("{label}后 {span}"),
                }
            }
            other => other.code(),
        }
    }
}

/// One payment of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub part: Part,
    pub falls: Falls,
    pub name: Option<String>,
}

impl Due {
    fn code(&self) -> String {
        let part = match self.part {
            Part::Share(share) => share.cell().code(chrono_tz::UTC).into_owned(),
            Part::Sum(sum) => sum.code(),
            Part::Rest => "rest".to_owned(),
        };
        self.joined(part, self.falls.code())
    }

    fn shown(&self, lang: Lang) -> String {
        let part = match self.part {
            Part::Share(share) => share.cell().code(chrono_tz::UTC).into_owned(),
            Part::Sum(sum) => sum.shown(),
            Part::Rest => crate::words::t("the rest", "余款").to(lang).to_owned(),
        };
        self.joined(part, self.falls.shown(lang))
    }

    fn joined(&self, part: String, falls: String) -> String {
        let name = self.name.clone().unwrap_or_default();
        let words = [part, falls, name];
        let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
        words.join(" ")
    }

    /// `day` reads a day as people write it.
    fn read(text: &str, day: impl Fn(&str) -> Option<NaiveDate>) -> Result<Self, Fault> {
        let mut words = text.split_whitespace();
        let first = words.next().unwrap_or_default();
        let part = part(first)?;
        let mut rest: Vec<&str> = words.collect();
        let falls = match rest.first().and_then(|word| falls(word, &day)) {
            Some(falls) => {
                rest.remove(0);
                falls
            }
            None => Falls::Unsaid,
        };
        let name = rest.join(" ").replace(char::is_control, "");
        Ok(Due {
            part,
            falls,
            name: (!name.is_empty()).then_some(name),
        })
    }
}

fn part(word: &str) -> Result<Part, Fault> {
    const REST: [&str; 5] = ["rest", "余款", "尾款", "其余", "剩余"];
    if REST.iter().any(|rest| word.eq_ignore_ascii_case(rest)) {
        return Ok(Part::Rest);
    }
    if word.ends_with(['%', '％']) {
        let share = Percent::read(word).filter(|share| (1..=1000).contains(&share.tenths()));
        return share.map(Part::Share).ok_or_else(expected);
    }
    match Money::read(word) {
        Ok(sum) if sum.as_fen() > 0 => Ok(Part::Sum(sum)),
        _ => Err(expected()),
    }
}

fn falls(word: &str, day: impl Fn(&str) -> Option<NaiveDate>) -> Option<Falls> {
    // 交付后30天 and 验收后 are said as well as typed with a sign.
    let (event, span) = match word.split_once(['+', '＋', '后']) {
        Some((event, "")) => (event, None),
        Some((event, span)) if !event.is_empty() => (event, Some(span)),
        _ => (word, None),
    };
    if let Some(awaited) = Awaited::called(event) {
        return match span {
            None => Some(Falls::After(awaited, None)),
            Some(span) => Span::read(span).map(|span| Falls::After(awaited, Some(span))),
        };
    }
    day(word).map(Falls::On)
}

fn expected() -> Fault {
    Fault::Expected(say!(
        "a plan such as “30% signing; 60% delivery+30d; rest 2027-03-31”",
        "付款计划，例如“30% 签约; 60% 交付+30天; 余款 2027-03-31”"
    ))
}

/// All payments of an amount, in their order; one at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule(Vec<Due>);

impl Schedule {
    /// All at once, and nobody has said when.
    pub fn whole() -> Self {
        Schedule(vec![Due {
            part: Part::Rest,
            falls: Falls::Unsaid,
            name: None,
        }])
    }

    pub fn dues(&self) -> &[Due] {
        &self.0
    }

    fn read(text: &str, day: impl Fn(&str) -> Option<NaiveDate>) -> Result<Self, Fault> {
        let parts = text.split([';', '；', '\n']).map(str::trim);
        let dues: Vec<Due> = parts
            .filter(|part| !part.is_empty())
            .map(|part| Due::read(part, &day))
            .collect::<Result<_, _>>()?;
        let rests = dues.iter().filter(|due| due.part == Part::Rest).count();
        match (1..=MOST).contains(&dues.len()) && rests <= 1 {
            true => Ok(Schedule(dues)),
            false => Err(expected()),
        }
    }

    /// `30.0% signing; rest delivery`, for files and the store.
    pub fn code(&self) -> String {
        let dues: Vec<String> = self.0.iter().map(Due::code).collect();
        dues.join("; ")
    }

    pub fn shown(&self, lang: Lang) -> String {
        let dues: Vec<String> = self.0.iter().map(|due| due.shown(lang)).collect();
        dues.join(match lang {
            Lang::En => "; ",
            Lang::Zh => "；",
        })
    }

    /// What each payment of `total` comes to: together `total`, to the fen. What
    /// rounding leaves goes to the last share.
    ///
    /// # Errors
    /// Says what they come to instead.
    pub fn amounts(&self, total: Money) -> Result<Vec<Money>, Say> {
        let whole = i128::from(total.as_fen());
        let mut amounts: Vec<i128> = Vec::new();
        // Thousandths of a fen, so that shares are compared before they are rounded.
        let mut exact: i128 = 0;
        for due in &self.0 {
            let thousandths = match due.part {
                Part::Share(share) => whole * i128::from(share.tenths()),
                Part::Sum(sum) => i128::from(sum.as_fen()) * 1000,
                Part::Rest => 0,
            };
            exact += thousandths;
            amounts.push(thousandths / 1000);
        }
        let rest = self.0.iter().position(|due| due.part == Part::Rest);
        let is_share = |due: &Due| matches!(due.part, Part::Share(_));
        let takes = match rest {
            Some(rest) => Some(rest),
            None if exact == whole * 1000 => self.0.iter().rposition(is_share),
            None => return Err(comes_to(exact / 1000, total)),
        };
        let left = whole - amounts.iter().sum::<i128>();
        if let Some(amount) = takes.and_then(|at| amounts.get_mut(at)) {
            *amount += left;
        }
        if amounts.iter().any(|amount| *amount <= 0) {
            return Err(comes_to(exact / 1000, total));
        }
        let fen = |amount| i64::try_from(amount).map(Money::fen);
        let amounts: Result<Vec<Money>, _> = amounts.into_iter().map(fen).collect();
        amounts.map_err(|_| comes_to(exact / 1000, total))
    }
}

fn comes_to(sum: i128, total: Money) -> Say {
    let sum = i64::try_from(sum).map_or(total, Money::fen).shown();
    let total = total.shown();
    say!(
        "the instalments come to {sum}, the contract to {total}",
        "各期合计 {sum} 元，合同金额 {total} 元"
    )
}

impl Value for Schedule {
    const KIND: Kind = Kind::Line;

    fn parse(text: &str, reading: &Reading<'_>) -> Result<Self, Fault> {
        Schedule::read(text, |word| Some(Day::parse(word, reading).ok()?.0))
    }

    fn cell(&self) -> Cell {
        Cell::Schedule(self.clone())
    }

    fn store(&self) -> Stored {
        Stored::Text(self.code())
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Text(text) => Schedule::read(text, |word| word.parse().ok()).ok(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::when::standin::reading;
    use super::*;
    use proptest::prelude::*;

    fn plan(text: &str) -> Schedule {
        Schedule::parse(text, &reading()).expect(text)
    }

    #[test]
    fn a_plan_is_read_as_people_write_it() {
        let zh = plan("30% 签约 首付款；60％ 交付后30天；余款 2027-03-31 尾款");
        assert_eq!(
            zh.code(),
            "30% signing 首付款; 60% delivery+30d; rest 2027-03-31 尾款"
        );
        assert_eq!(
            zh.shown(Lang::Zh),
            "30% 签约 首付款；60% 交付后 30 天；余款 2027-03-31 尾款"
        );
        assert_eq!(
            plan("5万; rest acceptance").shown(Lang::En),
            "50,000.00; the rest acceptance"
        );
        assert_eq!(plan("100% 验收后").code(), "100% acceptance");
        for text in ["", ";", "half", "0%", "130% x", "-3 signing", "rest; rest"] {
            assert!(Schedule::parse(text, &reading()).is_err(), "{text}");
        }
    }

    #[test]
    fn instalments_come_to_the_whole_or_are_refused() {
        let fen = |text: &str, total| -> Result<Vec<i64>, String> {
            let amounts = plan(text).amounts(Money::fen(total));
            let amounts = amounts.map_err(|why| why.en)?;
            Ok(amounts.into_iter().map(Money::as_fen).collect())
        };
        assert_eq!(fen("33.3%; 33.3%; 33.4%", 1000), Ok(vec![333, 333, 334]));
        assert_eq!(fen("30%; 70%", 33), Ok(vec![9, 24]));
        assert_eq!(fen("1元; rest; 50%", 1000), Ok(vec![100, 400, 500]));
        assert_eq!(
            fen("30%; 60%", 100_000),
            Err("the instalments come to 900.00, the contract to 1,000.00".to_owned())
        );
        assert!(fen("10元; rest", 1000).is_err());
        assert!(fen("1元", 1000).is_err());
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(
            shares in prop::collection::vec((1i32..=1000, 0usize..4, "[a-z]{0,5}"), 1..6),
        ) {
            let falls = ["signing", "delivery+30d", "2027-03-31", ""];
            let parts: Vec<String> = shares
                .iter()
                .map(|(n, at, name)| format!("{}.{}% {} x{name}", n / 10, n % 10, falls[*at]))
                .collect();
            let schedule = plan(&parts.join(";"));
            let code = schedule.cell().code(chrono_tz::UTC).into_owned();
            prop_assert_eq!(Schedule::parse(&code, &reading()), Ok(schedule.clone()));
            match schedule.store() {
                Stored::Text(stored) => {
                    prop_assert_eq!(Schedule::load(Found::Text(&stored)), Some(schedule));
                }
                other => prop_assert!(false, "stored as {:?}", other),
            }
        }

        #[test]
        fn what_adds_up_adds_up(tenths in 1i32..1000, total in 1000i64..10_000_000_000) {
            let text = format!("{}.{}%; rest", tenths / 10, tenths % 10);
            if let Ok(amounts) = plan(&text).amounts(Money::fen(total)) {
                prop_assert_eq!(amounts.iter().map(|money| money.as_fen()).sum::<i64>(), total);
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "[0-9%余款 ;+.a-z]{0,20}|\\PC{0,12}") {
            let _ = Schedule::parse(&text, &reading());
        }
    }
}
