//! Numbers and days as a workbook stores them, as the texts a person would
//! type: no trailing `.0`, ISO days.

use chrono::{Days, NaiveDate};

/// The last day a spreadsheet knows: 9999-12-31.
const LAST_DAY: f64 = 2_958_465.0;

const DAY: i64 = 86_400;

/// The day, day and time, or time that a spreadsheet's number stands for;
/// `from_1904` where the workbook counts as old Macs did.
pub(super) fn serial(number: f64, from_1904: bool) -> Option<String> {
    if !(0.0..LAST_DAY + 1.0).contains(&number) {
        return None;
    }
    // To the second: fractions of a day are never exact.
    let all = rounded(number * 86_400.0)?;
    let (days, seconds) = (all / DAY, all % DAY);
    let first = match (from_1904, days) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        // Excel counts a 29 February 1900 that never was.
        (false, ..60) => NaiveDate::from_ymd_opt(1899, 12, 31)?,
        (false, _) => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    let day = first.checked_add_days(Days::new(u64::try_from(days).ok()?))?;
    Some(match (days, seconds) {
        (0, seconds) if !from_1904 => clock(seconds),
        (_, 0) => day.to_string(),
        (_, seconds) => format!("{day} {}", clock(seconds)),
    })
}

/// A span of time that a spreadsheet's number stands for: `26:30`.
pub(super) fn lasting(number: f64) -> Option<String> {
    let all = rounded(number.abs() * 86_400.0)?;
    let sign = if number < 0.0 { "-" } else { "" };
    Some(format!("{sign}{}", clock(all)))
}

/// `9:05` as 09:05, with the seconds only where there are some.
fn clock(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match seconds {
        0 => format!("{hours:02}:{minutes:02}"),
        _ => format!("{hours:02}:{minutes:02}:{seconds:02}"),
    }
}

fn rounded(number: f64) -> Option<i64> {
    format!("{number:.0}").parse().ok()
}

/// A number to the 15 digits that a spreadsheet shows of it.
pub(super) fn number(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let shown = format!("{number:.14e}").parse::<f64>();
    shown.unwrap_or(number).to_string()
}

/// A share as its cell shows it: 0.155 is `15.5%`.
pub(super) fn percent(share: f64) -> String {
    format!("{}%", number(share * 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_and_times_are_what_the_cell_shows() {
        for (number, from_1904, shown) in [
            (46_086.0, false, Some("2026-03-05")),
            (46_086.604_166_666_664, false, Some("2026-03-05 14:30")),
            (46_086.999_999_9, false, Some("2026-03-06")),
            (46_086.000_011_574, false, Some("2026-03-05 00:00:01")),
            (0.375, false, Some("09:00")),
            (1.0, false, Some("1900-01-01")),
            (61.0, false, Some("1900-03-01")),
            (44_624.0, true, Some("2026-03-05")),
            (2_958_465.0, false, Some("9999-12-31")),
            (2_958_466.0, false, None),
            (-1.0, false, None),
            (f64::NAN, false, None),
        ] {
            assert_eq!(serial(number, from_1904).as_deref(), shown, "{number}");
        }
        assert_eq!(lasting(1.104_166_666_7).as_deref(), Some("26:30"));
    }

    #[test]
    fn numbers_are_what_the_cell_shows() {
        for (value, shown) in [
            (13_912_345_678.0, "13912345678"),
            (0.1 + 0.2, "0.3"),
            (1_100.04, "1100.04"),
            (-0.0, "0"),
            (1e21, "1000000000000000000000"),
        ] {
            assert_eq!(number(value), shown);
        }
        assert_eq!(percent(0.155), "15.5%");
        assert_eq!(percent(0.29), "29%");
    }

    proptest! {
        #[test]
        fn any_number_has_a_text(value in any::<f64>(), from_1904: bool) {
            let _ = (serial(value, from_1904), lasting(value), number(value), percent(value));
        }
    }
}
