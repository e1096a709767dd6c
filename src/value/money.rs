//! Money: an amount in yuan, kept as whole fen. Nothing is rounded, and a vague
//! amount is no amount (R131).

pub(in crate::value) mod figure;

use self::figure::{Figure, Misfit, clean, grouped, without_vague};
use super::{Cell, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;
use crate::words::{Lang, Say};

/// The largest amount, in fen: just under ten trillion yuan.
pub(in crate::value) const LIMIT: i64 = 999_999_999_999_999;

/// What yuan are called before and behind an amount.
pub(in crate::value) const BEFORE: &[&str] = &["人民币", "cny", "rmb", "¥"];
pub(in crate::value) const BEHIND: &[&str] = &[
    "元",
    "元整",
    "圆",
    "圆整",
    "块",
    "块钱",
    "cny",
    "rmb",
    "yuan",
    "人民币",
    "元人民币",
];

/// The signs and names of other money, which is refused rather than mistaken.
const FOREIGN: &[&str] = &[
    "$", "€", "£", "usd", "eur", "gbp", "hkd", "jpy", "美元", "欧元", "港币", "港元", "日元",
    "英镑",
];

/// An amount in fen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

impl Money {
    pub const ZERO: Money = Money(0);

    /// An amount of so many fen.
    pub const fn fen(fen: i64) -> Self {
        Money(fen)
    }

    /// The amount in fen.
    pub const fn as_fen(self) -> i64 {
        self.0
    }

    /// Reads `500000`, `50万`, `1.2亿`, `¥500,000.00`, `60万元`, `2k`.
    ///
    /// # Errors
    /// A vague amount is refused with a range to write instead (R131).
    pub fn read(text: &str) -> Result<Self, Fault> {
        let cleaned = clean(text);
        definite(&cleaned).map_err(|fault| match (&fault, without_vague(&cleaned)) {
            (Fault::Expected(_), Some(plain)) => vague_amount(text.trim(), &plain),
            _ => fault,
        })
    }

    /// The amount in yuan as files and programs read it: `500000.00`.
    pub fn code(self) -> String {
        let fen = self.0.unsigned_abs();
        format!("{}{}.{:02}", self.sign(), fen / 100, fen % 100)
    }

    /// The amount in yuan as a person reads it: `500,000.00`.
    pub fn shown(self) -> String {
        let fen = self.0.unsigned_abs();
        format!("{}{}.{:02}", self.sign(), grouped(fen / 100), fen % 100)
    }

    /// The amount in as few signs as are exact: `50万`, `500k`, `1,234.50`.
    pub fn shown_short(self, lang: Lang) -> String {
        let units: &[(&str, u64)] = match lang {
            Lang::Zh => &[("亿", 10_000_000_000), ("万", 1_000_000)],
            Lang::En => &[("m", 100_000_000), ("k", 100_000)],
        };
        let fen = self.0.unsigned_abs();
        for (unit, size) in units {
            if fen >= *size && fen.is_multiple_of(size / 100) {
                let (whole, part) = (fen / size, fen % size / (size / 100));
                return format!("{}{whole}{}{unit}", self.sign(), decimals(part));
            }
        }
        self.shown_whole()
    }

    /// The amount in yuan, its fen only where there are any: `100,000`.
    pub fn shown_whole(self) -> String {
        let shown = self.shown();
        shown.strip_suffix(".00").unwrap_or(&shown).to_owned()
    }

    const fn sign(self) -> &'static str {
        if self.0 < 0 { "-" } else { "" }
    }

    /// Two ranges to write in place of this amount: ± a tenth, and up to half
    /// as much again (R131: 10万±1万, 10万-15万).
    pub(in crate::value) fn ranges(self) -> Say {
        let from = Money(match self.0.unsigned_abs().min(LIMIT.unsigned_abs() / 2) {
            0 => 10_000_000,
            fen => i64::try_from(fen).unwrap_or(10_000_000),
        });
        let (tenth, to) = (Money(from.0 / 10), Money(from.0 + from.0 / 2));
        let both = |lang, or| {
            let from = from.shown_short(lang);
            let (tenth, to) = (tenth.shown_short(lang), to.shown_short(lang));
            format!("{from}±{tenth}{or}{from}-{to}")
        };
        Say {
            en: both(Lang::En, " or "),
            zh: both(Lang::Zh, " 或 "),
        }
    }
}

/// Hundredths as they stand behind the point, without idle zeros.
fn decimals(hundredths: u64) -> String {
    match hundredths {
        0 => String::new(),
        part => format!(".{part:02}").trim_end_matches('0').to_owned(),
    }
}

/// Reads a cleaned text that is an amount and nothing else.
pub(in crate::value) fn definite(text: &str) -> Result<Money, Fault> {
    let (minus, bare) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut figure = figure_of(bare).ok_or_else(|| not_money(text))?;
    if figure.negative {
        return Err(not_money(text));
    }
    figure.negative = minus;
    figure.times(2, LIMIT).map(Money).map_err(misfit)
}

/// The figure of an amount in yuan, cleaned.
pub(in crate::value) fn figure_of(text: &str) -> Option<Figure> {
    let bare = BEFORE.iter().find_map(|word| text.strip_prefix(word));
    Figure::read(bare.unwrap_or(text), BEHIND)
}

fn not_money(text: &str) -> Fault {
    if FOREIGN.iter().any(|word| text.contains(word)) {
        return Fault::Wrong(say!(
            "amounts are in yuan: convert it first",
            "金额一律以人民币元计，请先换算"
        ));
    }
    Fault::Expected(say!(
        "an amount in yuan such as 500000 or 500k",
        "以元计的金额，例如 500000、50万"
    ))
}

pub(in crate::value) fn misfit(misfit: Misfit) -> Fault {
    Fault::Wrong(match misfit {
        Misfit::Fine => say!(
            "an amount goes down to the fen: two decimals of a yuan at most",
            "金额精确到分：元后最多两位小数"
        ),
        Misfit::Large => say!(
            "the amount is too large: it must stay under 10,000,000,000,000 yuan",
            "金额太大：须小于 10 万亿元"
        ),
    })
}

fn vague_amount(text: &str, plain: &str) -> Fault {
    let amount = definite(plain).unwrap_or(Money(10_000_000));
    let ranges = amount.ranges();
    Fault::Wrong(Say {
        en: format!(
            "{text:?} is vague: give one amount such as {}, or a range such as {} where one is asked for",
            amount.shown_short(Lang::En),
            ranges.en
        ),
        zh: format!(
            "“{text}”不够明确：请填一个确定的金额，例如 {}；要求填范围时写 {}",
            amount.shown_short(Lang::Zh),
            ranges.zh
        ),
    })
}

impl Value for Money {
    const KIND: Kind = Kind::Money;

    fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
        Self::read(text)
    }

    fn cell(&self) -> Cell {
        Cell::Money(*self)
    }

    fn store(&self) -> Stored {
        Stored::Int(self.0)
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Int(fen) => Some(Money(fen)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn says(text: &str) -> Say {
        match Money::read(text) {
            Err(Fault::Wrong(say)) => say,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, yuan) in [
            ("500000", 500_000.0),
            ("50万", 500_000.0),
            ("1.2亿", 120_000_000.0),
            ("60万元", 600_000.0),
            ("¥500,000.00", 500_000.0),
            ("￥500，000", 500_000.0),
            ("500,000元", 500_000.0),
            ("3千", 3_000.0),
            ("5百万", 5_000_000.0),
            ("2k", 2_000.0),
            ("1.5M", 1_500_000.0),
            ("50w", 500_000.0),
            ("CNY 12.5", 12.5),
            ("12.50 RMB", 12.5),
            ("人民币 3 万元整", 30_000.0),
            ("５０万", 500_000.0),
            ("-50", -50.0),
            ("−¥1,000", -1_000.0),
            ("0", 0.0),
            ("0.01", 0.01),
            ("1.23456万", 12_345.6),
            ("1.500000", 1.5),
        ] {
            let fen = Money::read(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
            assert_eq!(fen.as_fen(), (yuan * 100.0_f64).round() as i64, "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "",
            "元",
            "万",
            "abc",
            "1,23",
            "5.",
            ".5",
            "--5",
            "¥-5",
            "5-",
            "1 000,00.5x",
            "10万-15万",
            "1.2.3",
            "+5",
            "五十万",
            "5元万",
        ] {
            assert!(
                matches!(Money::read(text), Err(Fault::Expected(_))),
                "{text}"
            );
        }
        assert!(says("1.005").en.contains("two decimals"));
        assert!(says("0.0000001万").zh.contains("两位小数"));
        assert!(says("10万亿元").zh.contains("太大"));
        assert!(
            says("99999999999999999999999999999999999999999")
                .zh
                .contains("太大")
        );
        assert!(says("$500").zh.contains("人民币"));
        assert!(says("500美元").en.contains("convert"));
        assert!(Money::read("9999999999999.99").is_ok());
        assert!(Money::read("-10000000000000").is_err());
    }

    #[test]
    fn vague_amounts_ask_for_a_range() {
        for text in [
            "10万左右",
            "大约10万",
            "约10万",
            "10万上下",
            "~10万",
            "10多万",
            "about 100k",
            "几万",
        ] {
            let say = says(text);
            assert!(say.zh.contains("10万±1万 或 10万-15万"), "{}", say.zh);
            assert!(say.en.contains("100k±10k or 100k-150k"), "{}", say.en);
        }
        assert!(says("约30万元").zh.contains("30万±3万 或 30万-45万"));
    }

    #[test]
    fn amounts_are_shown() {
        for (fen, code, shown, zh, en) in [
            (50_000_000, "500000.00", "500,000.00", "50万", "500k"),
            (-5, "-0.05", "-0.05", "-0.05", "-0.05"),
            (0, "0.00", "0.00", "0", "0"),
            (123_456, "1234.56", "1,234.56", "1,234.56", "1,234.56"),
            (
                12_000_000_000,
                "120000000.00",
                "120,000,000.00",
                "1.2亿",
                "120m",
            ),
            (1_250_000, "12500.00", "12,500.00", "1.25万", "12.5k"),
        ] {
            let money = Money::fen(fen);
            assert_eq!(money.code(), code);
            assert_eq!(money.shown(), shown);
            assert_eq!(money.shown_short(Lang::Zh), zh);
            assert_eq!(money.shown_short(Lang::En), en);
        }
        assert_eq!(Money::fen(i64::MIN).code(), "-92233720368547758.08");
    }

    proptest! {
        #[test]
        fn every_print_is_read_back(fen in prop_oneof![-LIMIT..=LIMIT, -99_999_i64..99_999, (-999..999_i64).prop_map(|n| n * 1_000_000)]) {
            let money = Money::fen(fen);
            for text in [
                money.code(), money.shown(), money.shown_whole(),
                money.shown_short(Lang::Zh), money.shown_short(Lang::En),
            ] {
                prop_assert_eq!(Money::read(&text), Ok(money), "{}", text);
            }
            prop_assert_eq!(Money::load(Found::Int(fen)), Some(money));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,12}|[约-]?[¥￥]?[0-9]{0,40}[.,]?[0-9]{0,40}[万亿千k多]{0,2}[元上左右下]{0,2}") {
            if let Ok(money) = Money::read(&text) {
                prop_assert!(money.as_fen().abs() <= LIMIT);
            }
        }
    }
}
