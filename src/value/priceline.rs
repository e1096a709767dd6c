//! Price lines as people write them: `HT-50 x60台 @5200 -5%`, and what they come
//! to. The fen of each line are rounded, half a fen up, and nothing else is.

use super::search::half_width;
use super::{Cell, Fault, Found, Kind, Money, Quantity, Reading, Stored, Value};
use crate::say;
use crate::words::Say;

/// One thing that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceLine {
    /// A product's name, or free text.
    pub what: String,
    pub quantity: Quantity,
    pub unit: Option<String>,
    /// The list price of one; `None` until it is looked up or agreed.
    pub price: Option<Money>,
    /// Taken off, in tenths of a percent.
    pub discount: u16,
}

/// The lines of one offer, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceLines(pub Vec<PriceLine>);

/// A whole, in tenths of a percent.
const WHOLE: u16 = 1000;

impl PriceLine {
    /// Reads what, quantity (`x60`, `×2.5小时`, `x3 pcs`), price (`@5200`) and
    /// discount (`-5%`, `95折`); all but the first may be left out, and those
    /// behind it stand in any order.
    ///
    /// # Errors
    /// Says how a line is written.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let mut words: Vec<&str> = text.split_whitespace().collect();
        let (mut quantity, mut price, mut discount) = (None, None, None);
        while let Some((last, before)) = words.split_last() {
            let plain = half_width(last);
            if discount.is_none()
                && let Some(found) = discount_of(&plain)
            {
                discount = Some(found);
                words = before.to_vec();
            } else if price.is_none()
                && let Some(amount) = plain.strip_prefix('@')
            {
                price = Some(Money::read(amount).map_err(|_| Fault::Wrong(no_price(last)))?);
                words = before.to_vec();
            } else if quantity.is_none()
                && let Some(found) = quantity_of(&plain)
            {
                quantity = Some(found);
                words = before.to_vec();
            } else if quantity.is_none()
                && let Some((many, before)) = before.split_last()
                && let Some((number, None)) = quantity_of(&half_width(many))
                && is_unit(&plain)
            {
                quantity = Some((number, Some(plain)));
                words = before.to_vec();
            } else {
                break;
            }
        }
        let (quantity, unit) = quantity.unwrap_or((Quantity::ONE, None));
        let line = PriceLine {
            what: words.join(" "),
            quantity,
            unit,
            price,
            discount: discount.unwrap_or(0),
        };
        let good = !line.what.is_empty() && !line.what.chars().any(char::is_control);
        match good {
            true if line.price.is_some() && line.sum().is_none() => Err(Fault::Wrong(too_much())),
            true => Ok(line),
            false => Err(Fault::Expected(how())),
        }
    }

    /// As files and programs read it, and as [`PriceLine::read`] takes it back.
    pub fn code(&self) -> String {
        let unit = self.unit.as_deref().unwrap_or("");
        let mut text = format!("{} x{}{unit}", self.what, self.quantity.code());
        if let Some(price) = self.price {
            text.push_str(&format!(" @{}", price.code()));
        }
        if self.discount > 0 {
            text.push_str(&format!(" -{}", self.off()));
        }
        text
    }

    /// The discount as a person reads it: `5%`; empty where there is none.
    pub fn off(&self) -> String {
        match (self.discount / 10, self.discount % 10) {
            (0, 0) => String::new(),
            (whole, 0) => format!("{whole}%"),
            (whole, tenth) => format!("{whole}.{tenth}%"),
        }
    }

    /// What it would come to without the discount.
    pub fn list_sum(&self) -> Option<Money> {
        self.at(WHOLE)
    }

    /// What it comes to; `None` while it has no price.
    pub fn sum(&self) -> Option<Money> {
        self.at(WHOLE - self.discount)
    }

    /// So many tenths of a percent of it, rounded to the fen.
    fn at(&self, share: u16) -> Option<Money> {
        let fen = i128::from(self.price?.as_fen());
        let all = fen * i128::from(self.quantity.thousandths()) * i128::from(share);
        let parts = 1000 * i128::from(WHOLE);
        let rounded = (all.abs() + parts / 2) / parts * all.signum();
        let fen = i64::try_from(rounded).ok()?;
        (fen.abs() <= super::money::LIMIT).then_some(Money::fen(fen))
    }
}

impl PriceLines {
    /// What they come to; a line without a price counts nothing.
    pub fn total(&self) -> Money {
        self.added(PriceLine::sum)
    }

    /// What they would come to without discounts.
    pub fn list_total(&self) -> Money {
        self.added(PriceLine::list_sum)
    }

    fn added(&self, sum: impl Fn(&PriceLine) -> Option<Money>) -> Money {
        let sums = self.0.iter().filter_map(sum);
        Money::fen(sums.fold(0, |all, one| all.saturating_add(one.as_fen())))
    }

    /// The highest discount, in tenths of a percent: of a line, or of the whole.
    pub fn discount(&self) -> u16 {
        let highest = self.0.iter().map(|line| line.discount).max();
        highest.unwrap_or(0)
    }

    /// The share that the whole is below its list price.
    pub fn share_off(&self) -> f64 {
        let (list, sum) = (self.list_total().as_fen(), self.total().as_fen());
        match list > 0 {
            true => (list - sum) as f64 / list as f64,
            false => 0.0,
        }
    }

    fn read(text: &str) -> Result<Self, Fault> {
        let lines = text.split(['\n', ';', '；']).map(str::trim);
        let lines: Result<Vec<_>, _> = lines
            .filter(|line| !line.is_empty())
            .map(PriceLine::read)
            .collect();
        lines.map(PriceLines)
    }

    fn code(&self) -> String {
        let lines: Vec<String> = self.0.iter().map(PriceLine::code).collect();
        lines.join("\n")
    }
}

impl Value for PriceLines {
    const KIND: Kind = Kind::Long;
    const REQUIRED: bool = false;

    fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
        PriceLines::read(text)
    }

    fn cell(&self) -> Cell {
        match self.0.is_empty() {
            true => Cell::Empty,
            false => Cell::Long(self.code()),
        }
    }

    fn store(&self) -> Stored {
        match self.0.is_empty() {
            true => Stored::Null,
            false => Stored::Text(self.code()),
        }
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Null => Some(PriceLines::default()),
            Found::Text(text) => PriceLines::read(text).ok(),
            Found::Int(_) => None,
        }
    }
}

fn how() -> Say {
    say!(
        "a price line, such as “HT-50 x60 @5200 -5%”",
        "报价明细，如“HT-50 x60台 @5200 -5%”"
    )
}

fn no_price(word: &str) -> Say {
    say!(
        "“{word}” is no price, such as @5200",
        "“{word}”不是价格，价格如 @5200"
    )
}

fn too_much() -> Say {
    say!("the line comes to more than can be kept", "该行金额过大")
}

/// `-5%`, and 95折 or 9.5折 for the same, in tenths of a percent.
fn discount_of(word: &str) -> Option<u16> {
    if let Some(left) = word.strip_suffix('折') {
        let tenths = tenths(left)?;
        // 8折 is eight tenths, 95折 ninety-five hundredths.
        let left = if tenths < 100 { tenths * 10 } else { tenths };
        return WHOLE.checked_sub(left).filter(|_| left > 0);
    }
    let word = word.strip_prefix(['-', '\u{2212}'])?.strip_suffix('%')?;
    tenths(word).filter(|tenths| *tenths <= WHOLE)
}

/// A decimal number in tenths.
fn tenths(number: &str) -> Option<u16> {
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 1 {
        return None;
    }
    let (whole, part): (u16, u16) = (whole.parse().ok()?, part.parse().ok()?);
    whole.checked_mul(10)?.checked_add(part)
}

/// `x60台`: how many, and of what unit.
fn quantity_of(word: &str) -> Option<(Quantity, Option<String>)> {
    let rest = word.strip_prefix(['x', 'X', '×', '*', '✕'])?;
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    let (number, unit) = rest.split_at(end.unwrap_or(rest.len()));
    let quantity = Quantity::read(number).filter(|number| number.thousandths() > 0)?;
    (unit.is_empty() || is_unit(unit)).then(|| {
        (
            quantity,
            Some(unit.to_owned()).filter(|unit| !unit.is_empty()),
        )
    })
}

/// Whether a word can stand right behind a number and not be taken for a part of it.
fn is_unit(word: &str) -> bool {
    let plain = |c: char| !c.is_ascii_digit() && !c.is_control() && c != ';';
    !word.starts_with(['.', ',']) && word.chars().all(plain) && word.chars().count() <= 8
}

#[cfg(test)]
mod tests {
    use super::super::when::standin::reading;
    use super::*;
    use proptest::prelude::*;

    fn line(text: &str) -> PriceLine {
        PriceLine::read(text).expect(text)
    }

    #[test]
    fn a_line_is_read_from_its_end() {
        for (text, code) in [
            ("HT-50 x60 @5200 -5%", "HT-50 x60 @5200.00 -5%"),
            ("HT-50 ×60台 -5%", "HT-50 x60台 -5%"),
            ("HT-50 @5,200元 95折 x60", "HT-50 x60 @5200.00 -5%"),
            (
                "手持终端 HT-50 ＊60 台 ＠5200",
                "手持终端 HT-50 x60台 @5200.00",
            ),
            (
                "上门培训 x2.5小时 @1.2k 8折",
                "上门培训 x2.5小时 @1200.00 -20%",
            ),
            ("旧机折抵 @-20000", "旧机折抵 x1 @-20000.00"),
            ("Installation", "Installation x1"),
        ] {
            assert_eq!(line(text).code(), code, "{text}");
        }
    }

    #[test]
    fn sums_are_rounded_by_line_half_a_fen_up() {
        for (text, list, sum) in [
            ("a x60 @5200 -5%", "312,000.00", "296,400.00"),
            ("a x3 @0.33 -12.5%", "0.99", "0.87"),
            ("a x1 @0.05 -10%", "0.05", "0.05"),
            ("a x1 @-0.05 -10%", "-0.05", "-0.05"),
            ("a x0.333 @10", "3.33", "3.33"),
        ] {
            let line = line(text);
            assert_eq!(line.list_sum().unwrap().shown(), list, "{text}");
            assert_eq!(line.sum().unwrap().shown(), sum, "{text}");
        }
        let lines = PriceLines::read("a x3 @0.33 -12.5%\nb x1 @0.05 -10%; free").unwrap();
        assert_eq!(lines.total().shown(), "0.92");
        assert_eq!(lines.discount(), 125);
    }

    #[test]
    fn what_is_no_line_says_how_one_is_written() {
        for text in ["x60 @5200", "@5", "a @about5", "a x999999999 @99999999999"] {
            assert!(PriceLine::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_word_that_is_no_unit_belongs_to_what_is_offered() {
        for text in ["% ×1 %0", "终端 x2 .台", "a x3 5", "折 x1 ；"] {
            let read = PriceLine::read(text).unwrap();
            assert_eq!(read.unit, None, "{text}");
            assert_eq!(PriceLine::read(&read.code()), Ok(read), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(
            text in "[a中x@×折%\\- .0-9；]{0,24}",
            thousandths in 1..9_999_999_i64,
            fen in -99_999_999..99_999_999_i64,
            discount in 0..=WHOLE,
        ) {
            if let Ok(read) = PriceLine::read(&text) {
                prop_assert_eq!(PriceLine::read(&read.code()), Ok(read.clone()));
            }
            let made = PriceLine {
                what: "HT-50 终端".into(),
                quantity: Quantity::read(&format!("{}.{:03}", thousandths / 1000, thousandths % 1000)).unwrap(),
                unit: Some("台".into()),
                price: Some(Money::fen(fen)),
                discount,
            };
            let lines = PriceLines(vec![made.clone(), made]);
            let code = lines.cell().code(chrono_tz::UTC).into_owned();
            prop_assert_eq!(PriceLines::parse(&code, &reading()), Ok(lines));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}") {
            let _ = PriceLines::read(&text);
        }
    }
}
