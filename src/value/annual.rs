//! A day of every year: birthdays and anniversaries, solar or lunar.
//!
//! A lunar leap month counts as the month itself; a day that a year does not
//! have is kept on the last day before it.

use chinese_lunisolar_calendar::LunisolarDate;
use chrono::{Datelike, NaiveDate};

use super::when::{self, Named, fold};
use super::{Cell, Fault, Found, Kind, Reading, Stored, Value};
use crate::say;
use crate::words::Lang;

const MONTHS_EN: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The lunar months.
const MONTHS_ZH: [&str; 12] = [
    "正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月",
];

const DIGITS_ZH: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// A day of every year, with the year of the first one if that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Annual {
    lunar: bool,
    year: Option<i32>,
    /// 1 to 12.
    month: u32,
    /// 1 to 31, or to 30 if lunar.
    day: u32,
}

impl Annual {
    /// The day of the solar calendar, every year.
    pub fn solar(day: NaiveDate) -> Self {
        Annual {
            lunar: false,
            year: Some(day.year()),
            month: day.month(),
            day: day.day(),
        }
    }

    pub const fn is_lunar(self) -> bool {
        self.lunar
    }

    /// The year it was given with: of birth, of founding.
    pub const fn year(self) -> Option<i32> {
        self.year
    }

    /// Reads `03-15`, `1985年3月15日`, `农历八月十五`, `lunar 8-15`.
    pub fn read(text: &str) -> Option<Self> {
        let (lunar, text) = calendar(&fold(text)?);
        let (named, rest) = when::named(text.trim())?;
        let Named { year, month, day } = named;
        let is_day = match lunar {
            true => (1..=12).contains(&month) && (1..=30).contains(&day),
            // 29 February is a day of some years.
            false => NaiveDate::from_ymd_opt(year.unwrap_or(2000), month, day).is_some(),
        };
        let is_year = year.is_none_or(|year| (1900..=2200).contains(&year));
        (is_day && is_year && rest.trim().is_empty()).then_some(Annual {
            lunar,
            year,
            month,
            day,
        })
    }

    /// `03-15`, `1985-03-15`, `lunar 08-15`, for files and the store.
    pub fn code(self) -> String {
        let lunar = if self.lunar { "lunar " } else { "" };
        let year = self
            .year
            .map_or(String::new(), |year| format!("{year:04}-"));
        format!("{lunar}{year}{:02}-{:02}", self.month, self.day)
    }

    /// `Mar 15`, `3月15日`; `lunar 8-15`, `农历八月十五`.
    pub fn shown(self, lang: Lang) -> String {
        let Annual { month, day, .. } = self;
        let names = match lang {
            Lang::En => MONTHS_EN,
            Lang::Zh => MONTHS_ZH,
        };
        let at = usize::try_from(month.saturating_sub(1)).unwrap_or(0);
        let name = names.get(at).copied().unwrap_or_default();
        let year = |after: &str| {
            self.year
                .map_or(String::new(), |year| format!("{year}{after}"))
        };
        match (lang, self.lunar) {
            (Lang::En, true) => format!("lunar {}{month}-{day}", year("-")),
            (Lang::Zh, true) => format!("农历{}{name}{}", year("年"), lunar_day(day)),
            (Lang::Zh, false) => format!("{}{month}月{day}日", year("年")),
            (Lang::En, false) => match self.year {
                Some(year) => format!("{name} {day}, {year}"),
                None => format!("{name} {day}"),
            },
        }
    }

    /// The next time it comes round, on `after` or later; `None` for a lunar
    /// day outside the years whose moons are known (1901 to 2100).
    pub fn next(self, after: NaiveDate) -> Option<NaiveDate> {
        let year = after.year();
        // The end of a lunar year lies in the next solar one.
        for year in [year.checked_sub(1)?, year, year.checked_add(1)?] {
            let day = self.in_year(year)?;
            if day >= after {
                return Some(day);
            }
        }
        None
    }

    fn in_year(self, year: i32) -> Option<NaiveDate> {
        let found = |day| match self.lunar {
            true => lunar(year, self.month, day),
            false => NaiveDate::from_ymd_opt(year, self.month, day),
        };
        found(self.day).or_else(|| found(self.day.checked_sub(1)?))
    }
}

/// The solar day of a lunar one, not in a leap month.
fn lunar(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let (year, month) = (u16::try_from(year).ok()?, u8::try_from(month).ok()?);
    let day = u8::try_from(day).ok()?;
    let date = LunisolarDate::from_ymd(year, month, false, day).ok()?;
    Some(date.to_naive_date())
}

/// Whether a folded text names a lunar day, and the day in plain numbers.
fn calendar(text: &str) -> (bool, String) {
    const LUNAR: [&str; 5] = ["农历", "阴历", "旧历", "lunar", "(农)"];
    const SOLAR: [&str; 5] = ["公历", "阳历", "新历", "solar", "(公)"];
    // Only lunar days are called so.
    const TELLING: [(&str, &str); 7] = [
        ("正月", "一月"),
        ("冬月", "十一月"),
        ("腊月", "十二月"),
        ("月初", "月"),
        ("月廿", "月二十"),
        ("月卅", "月三十"),
        ("闰", ""),
    ];
    let mut lunar = false;
    let mut text = text.to_owned();
    for word in LUNAR {
        lunar |= text.contains(word);
        text = text.replace(word, "");
    }
    for word in SOLAR {
        text = text.replace(word, "");
    }
    for (word, plain) in TELLING {
        lunar |= text.contains(word);
        text = text.replace(word, plain);
    }
    let is_frame = |c: char| c.is_whitespace() || "():".contains(c);
    (lunar, text.trim_matches(is_frame).to_owned())
}

/// `初五`, `十五`, `廿三`, `三十`.
fn lunar_day(day: u32) -> String {
    let digit = DIGITS_ZH[usize::try_from(day % 10).unwrap_or(0)];
    match day {
        10 => "初十".to_owned(),
        20 => "二十".to_owned(),
        30 => "三十".to_owned(),
        1..=9 => format!("初{digit}"),
        11..=19 => format!("十{digit}"),
        _ => format!("廿{digit}"),
    }
}

impl Value for Annual {
    const KIND: Kind = Kind::Annual;

    fn parse(text: &str, _: &Reading<'_>) -> Result<Self, Fault> {
        Annual::read(text).ok_or_else(|| {
            Fault::Expected(say!(
                "a day of the year, such as 03-15, 1985-03-15 or lunar 8-15",
                "一年中的一天，如 03-15、1985年3月15日 或 农历八月十五"
            ))
        })
    }

    fn cell(&self) -> Cell {
        Cell::Annual(*self)
    }

    fn store(&self) -> Stored {
        Stored::Text(self.code())
    }

    fn load(found: Found<'_>) -> Option<Self> {
        match found {
            Found::Text(text) => Annual::read(text).filter(|day| day.code() == text),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::when::standin::reading;
    use super::*;

    fn next(text: &str, after: &str) -> Option<String> {
        let next = Annual::read(text).unwrap().next(after.parse().unwrap());
        next.map(|day| day.to_string())
    }

    #[test]
    fn read() {
        for (text, code) in [
            ("03-15", "03-15"),
            ("3-15", "03-15"),
            ("3/15", "03-15"),
            ("1985-03-15", "1985-03-15"),
            ("19850315", "1985-03-15"),
            ("3月15日", "03-15"),
            ("1985年3月15日", "1985-03-15"),
            ("公历3月15日", "03-15"),
            ("Mar 15", "03-15"),
            ("15 March 1985", "1985-03-15"),
            ("2-29", "02-29"),
            ("农历八月十五", "lunar 08-15"),
            ("农历8-15", "lunar 08-15"),
            ("农历 8月15", "lunar 08-15"),
            ("lunar 8-15", "lunar 08-15"),
            ("Lunar 1985-08-15", "lunar 1985-08-15"),
            ("农历1985年八月十五", "lunar 1985-08-15"),
            ("八月十五（农历）", "lunar 08-15"),
            ("阴历正月初一", "lunar 01-01"),
            ("正月初一", "lunar 01-01"),
            ("腊月三十", "lunar 12-30"),
            ("冬月廿三", "lunar 11-23"),
            ("八月初十", "lunar 08-10"),
            ("农历闰六月初一", "lunar 06-01"),
            ("农历2月30", "lunar 02-30"),
        ] {
            let day = Annual::parse(text, &reading()).expect(text);
            assert_eq!(day.code(), code, "{text}");
        }
        for text in [
            "",
            "2-30",
            "1985-02-29",
            "13-1",
            "农历",
            "农历8-31",
            "农历13-1",
            "3-15 15:00",
            "0985-03-15",
            "3000-03-15",
            "tomorrow",
        ] {
            assert_eq!(Annual::read(text), None, "{text}");
        }
    }

    #[test]
    fn shown() {
        let shown = |text, lang| Annual::read(text).unwrap().shown(lang);
        assert_eq!(shown("03-15", Lang::En), "Mar 15");
        assert_eq!(shown("03-15", Lang::Zh), "3月15日");
        assert_eq!(shown("1985-03-15", Lang::En), "Mar 15, 1985");
        assert_eq!(shown("1985-03-15", Lang::Zh), "1985年3月15日");
        assert_eq!(shown("lunar 8-15", Lang::En), "lunar 8-15");
        assert_eq!(shown("lunar 8-15", Lang::Zh), "农历八月十五");
        assert_eq!(shown("lunar 1985-12-23", Lang::Zh), "农历1985年腊月廿三");
    }

    #[test]
    fn solar_days_come_round() {
        let next = |text, after| next(text, after).unwrap();
        assert_eq!(next("03-15", "2026-03-15"), "2026-03-15");
        assert_eq!(next("1985-03-15", "2026-03-16"), "2027-03-15");
        assert_eq!(next("02-29", "2026-01-01"), "2026-02-28");
        assert_eq!(next("02-29", "2028-01-01"), "2028-02-29");
        assert_eq!(next("02-29", "2027-03-01"), "2028-02-29");
    }

    #[test]
    fn lunar_days_come_round() {
        let next = |text, after| next(text, after).unwrap();
        // Spring Festival, Mid-Autumn, and the last day of a lunar year.
        assert_eq!(next("正月初一", "2026-01-01"), "2026-02-17");
        assert_eq!(next("农历八月十五", "2025-01-01"), "2025-10-06");
        assert_eq!(next("农历八月十五", "2025-10-07"), "2026-09-25");
        // The twelfth month had 29 days in the lunar year 2025, 30 in 2023.
        assert_eq!(next("腊月三十", "2026-01-01"), "2026-02-16");
        assert_eq!(next("腊月三十", "2024-01-01"), "2024-02-09");
        // 2025 had two sixth months; the first counts.
        assert_eq!(next("农历六月初一", "2025-01-01"), "2025-06-25");
    }

    #[test]
    fn beyond_the_known_moons() {
        assert_eq!(next("正月初一", "2101-06-01"), None);
        assert_eq!(next("正月初一", "1901-01-01"), None);
        assert_eq!(next("正月初一", "1700-01-01"), None);
        assert!(next("正月初一", "2100-01-01").is_some());
        assert_eq!(Annual::read("1-1").unwrap().next(NaiveDate::MAX), None);
        assert_eq!(Annual::read("1-1").unwrap().next(NaiveDate::MIN), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*") {
            let _ = Annual::read(&text);
        }

        #[test]
        fn what_is_printed_is_read_back(
            lunar: bool,
            year in prop::option::of(1900..=2200),
            month in 1_u32..=12,
            day in 1_u32..=30,
        ) {
            let day = Annual { lunar, year, month, day };
            prop_assume!(Annual::read(&day.code()).is_some());
            for text in [day.code(), day.shown(Lang::En), day.shown(Lang::Zh)] {
                prop_assert_eq!(Annual::read(&text), Some(day), "{}", text);
            }
            prop_assert_eq!(Annual::load(Found::Text(&day.code())), Some(day));
        }

        #[test]
        fn the_next_one_is_within_thirteen_months(
            lunar: bool,
            month in 1_u32..=12,
            day in 1_u32..=28,
            days in 0_u64..69_000,
        ) {
            let after = NaiveDate::from_ymd_opt(1902, 1, 1).unwrap() + chrono::Days::new(days);
            let next = Annual { lunar, year: None, month, day }.next(after).unwrap();
            prop_assert!(next >= after);
            prop_assert!((next - after).num_days() < 385);
        }
    }
}
