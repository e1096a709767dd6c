//! The date phrase that a note begins with: `--next "+3wd send the quote"`.
//!
//! The longest phrase that can be read counts, and a word is never cut.

use super::when::{LONGEST, begins_with_hour, half_width, is_numeral};
use super::{Bare, Moment, Reading};

/// Splits off the date phrase that begins a text: `+3wd send the quote`,
/// `明天下午3点 确认报价`, `3月8日前补充报价` (前 = by). The longest phrase that can
/// be read counts; the rest comes without the white space around it.
///
/// `None` where no date stands at the beginning, or where something like a time
/// follows that cannot be read (`明天3点 …`): it must not pass for what to do.
pub fn split_when<'t>(
    text: &'t str,
    bare: Bare,
    reading: &Reading<'_>,
) -> Option<(Moment, &'t str)> {
    let text = text.trim();
    splits(text)
        .find_map(|(phrase, rest)| {
            let moment = Moment::read(phrase, bare, reading).ok()?;
            Some((!is_cut_short(rest)).then_some((moment, rest)))
        })
        .flatten()
}

/// Every place where a date phrase that begins `text` could end, the latest
/// first: what stands before it and what follows.
fn splits(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let ends: Vec<usize> = text
        .char_indices()
        .map(|(end, _)| end)
        .chain([text.len()])
        .take(LONGEST + 1)
        .collect();
    ends.into_iter().rev().filter_map(|end| {
        let (phrase, rest) = text.split_at_checked(end)?;
        ends_between(phrase.chars().next_back()?, rest).then(|| (phrase, tidy(rest)))
    })
}

/// Whether a phrase can end after `last`, where `rest` goes on.
fn ends_between(last: char, rest: &str) -> bool {
    /// They make another day of what stands before them.
    const GO_ON: [&str; 4] = ["末", "上旬", "中旬", "下旬"];
    let Some(next) = rest.chars().next() else {
        return true;
    };
    let (before, after) = (half_width(last), half_width(next));
    match after {
        c if c.is_whitespace() => true,
        ',' | ';' | '、' | '。' => true,
        '：' | ':' => !before.is_ascii_digit() && next != ':',
        c if is_numeral(before) && is_numeral(c) => false,
        c => !c.is_ascii() && !GO_ON.iter().any(|word| rest.starts_with(word)),
    }
}

/// `rest` without what parted it from the date.
fn tidy(rest: &str) -> &str {
    rest.trim_start_matches(|c: char| c.is_whitespace() || ",，;；、。：".contains(c))
}

/// Whether `rest`, which follows a date, begins like a time that could not be read.
fn is_cut_short(rest: &str) -> bool {
    let head: String = rest.chars().take(8).map(half_width).collect();
    begins_with_hour(&head)
}

#[cfg(test)]
mod tests {
    use chrono_tz::Asia::Shanghai;
    use proptest::prelude::*;

    use super::super::when::standin::reading;
    use super::super::when::tests::jumble;
    use super::*;

    #[test]
    fn a_leading_date_is_split_off() {
        for (text, moment, rest) in [
            ("+3wd 确认报价", "2026-03-09 18:00", "确认报价"),
            ("+3wd确认报价", "2026-03-09 18:00", "确认报价"),
            ("明天下午3点 确认报价", "2026-03-05 15:00", "确认报价"),
            ("明天 下午3点确认报价", "2026-03-05 15:00", "确认报价"),
            ("明天下午3点半确认报价", "2026-03-05 15:30", "确认报价"),
            ("明天：确认报价", "2026-03-05 18:00", "确认报价"),
            ("明天", "2026-03-05 18:00", ""),
            (
                "3月8日前补充数据加密模块报价",
                "2026-03-08 18:00",
                "补充数据加密模块报价",
            ),
            ("下周五之前，回访", "2026-03-13 18:00", "回访"),
            ("3个工作日内回复", "2026-03-09 18:00", "回复"),
            ("3天后 3个问题", "2026-03-07 18:00", "3个问题"),
            ("明天三方会议", "2026-03-05 18:00", "三方会议"),
            (
                "２０２６－０３－１２ １４：３０ 演示",
                "2026-03-12 14:30",
                "演示",
            ),
            ("2026-03-12T14:30:00+08:00 demo", "2026-03-12 14:30", "demo"),
            (
                "tomorrow at 3pm send the quote",
                "2026-03-05 15:00",
                "send the quote",
            ),
            (
                "by next fri, send the quote",
                "2026-03-13 18:00",
                "send the quote",
            ),
            ("in 3 days call", "2026-03-07 18:00", "call"),
        ] {
            let (found, left) = split_when(text, Bare::Closing, &reading()).expect(text);
            assert_eq!((found.shown(Shanghai).as_str(), left), (moment, rest));
        }
    }

    #[test]
    fn what_is_no_date_stays_whole() {
        for text in [
            "",
            "确认报价",
            "send the quote tomorrow",
            "明天3点 确认报价",
            "2026-03-12 25:00 演示",
            "二月三十日开会",
            "3月32日开会",
            "3-15-2026 call",
            "下周末 聚餐",
            "todays list",
            "friendly call",
        ] {
            assert_eq!(split_when(text, Bare::Closing, &reading()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_split_or_left_whole(text in prop_oneof!["\\PC*", jumble()]) {
            for bare in [Bare::Opening, Bare::Closing] {
                if let Some((_, rest)) = split_when(&text, bare, &reading()) {
                    prop_assert!(text.trim_end().ends_with(rest));
                }
            }
        }
    }
}
