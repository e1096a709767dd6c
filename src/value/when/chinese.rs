//! Chinese days: `后天`, `下周三`, `3月15号`, `下月底`, `三天后`.
//!
//! Every reader takes folded text and gives back what follows the day.

use chrono::{Datelike, NaiveDate};

use super::{Aim, Named, Span, Standpoint, month_end, months_on};

/// The number that `text` begins with: `15`, `十五`, `两`, `二〇二六`; less than
/// 10,000, so that no date made with it overflows.
pub(crate) fn number(text: &str) -> Option<(u32, &str)> {
    let first = text.chars().next()?;
    let same = |c: char| match first.is_ascii_digit() {
        true => c.is_ascii_digit(),
        false => spoken_digit(c).is_some() || c == '十',
    };
    let end = text.find(|c| !same(c)).unwrap_or(text.len());
    let (figures, rest) = text.split_at(end);
    let number = match first.is_ascii_digit() {
        true => figures.parse().ok().filter(|n| *n <= Span::MAX)?,
        false => spoken(&figures.chars().collect::<Vec<_>>())?,
    };
    Some((number, rest))
}

pub(crate) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || c == '十' || spoken_digit(c).is_some()
}

fn spoken_digit(c: char) -> Option<u32> {
    match c {
        '〇' => Some(0),
        '两' => Some(2),
        c => "零一二三四五六七八九"
            .chars()
            .zip(0..)
            .find(|(digit, _)| *digit == c)
            .map(|(_, value)| value),
    }
}

/// 0 to 99, or four digits in a row.
fn spoken(figures: &[char]) -> Option<u32> {
    let digit = |c: &char| spoken_digit(*c);
    Some(match figures {
        ['十'] => 10,
        ['十', one] => 10 + digit(one)?,
        [ten, '十'] => digit(ten)? * 10,
        [ten, '十', one] => digit(ten)? * 10 + digit(one)?,
        [one] => digit(one)?,
        [a, b, c, d] => digit(a)? * 1000 + digit(b)? * 100 + digit(c)? * 10 + digit(d)?,
        _ => return None,
    })
}

pub(super) fn day<'t>(text: &'t str, at: &Standpoint<'_>) -> Option<(NaiveDate, &'t str)> {
    near(text, at)
        .or_else(|| of_week(text, at))
        .or_else(|| of_month(text, at))
        .or_else(|| of_year(text, at))
        .or_else(|| {
            let (day, rest) = number(text)?;
            Some((at.of_some_month(day)?, rest.strip_prefix(['号', '日'])?))
        })
}

/// `明天`, `大后天`, `今晚` (which leaves `晚`).
fn near<'t>(text: &'t str, at: &Standpoint<'_>) -> Option<(NaiveDate, &'t str)> {
    const DAYS: [(&str, i64); 10] = [
        ("大前天", -3),
        ("前天", -2),
        ("昨天", -1),
        ("昨日", -1),
        ("今天", 0),
        ("今日", 0),
        ("明天", 1),
        ("明日", 1),
        ("后天", 2),
        ("大后天", 3),
    ];
    const PARTED: [(&str, i64); 3] = [("昨", -1), ("今", 0), ("明", 1)];
    let whole = DAYS
        .iter()
        .map(|(word, days)| (text.strip_prefix(word), days));
    let parted = PARTED.iter().map(|(word, days)| {
        let rest = text.strip_prefix(word);
        (rest.filter(|rest| rest.starts_with(['早', '晚'])), days)
    });
    whole
        .chain(parted)
        .find_map(|(rest, days)| Some((at.days_on(*days)?, rest?)))
}

/// How many weeks or months on: `下下` is 2, `上` is -1, `这` is 0; `None`
/// where nothing is said.
fn steps(text: &str) -> (Option<i64>, &str) {
    for (mark, step) in [("下", 1), ("上", -1)] {
        let mut rest = text;
        let mut steps = 0;
        // 下下下周 is the most that anybody says.
        while let (true, Some(after)) = (i64::abs(steps) < 3, rest.strip_prefix(mark)) {
            (steps, rest) = (steps + step, after);
        }
        if steps != 0 {
            return (Some(steps), rest.strip_prefix('个').unwrap_or(rest));
        }
    }
    match text.strip_prefix(['这', '本']) {
        Some(rest) => (Some(0), rest.strip_prefix('个').unwrap_or(rest)),
        None => (None, text),
    }
}

/// `周五`, `下周三`, `星期天`, `下周`.
fn of_week<'t>(text: &'t str, at: &Standpoint<'_>) -> Option<(NaiveDate, &'t str)> {
    let (weeks, text) = steps(text);
    let text = ["周", "星期", "礼拜"]
        .iter()
        .find_map(|week| text.strip_prefix(week))?;
    let named = text
        .chars()
        .next()
        .and_then(|c| Some((weekday(c)?, &text[c.len_utf8()..])));
    match (weeks, named) {
        (Some(weeks), Some((weekday, rest))) => Some((at.weekday_of(weeks, weekday)?, rest)),
        (None, Some((weekday, rest))) => Some((at.weekday(weekday)?, rest)),
        (Some(weeks), None) if weeks != 0 => Some((at.days_on(weeks * 7)?, text)),
        _ => None,
    }
}

/// Monday is 0.
fn weekday(c: char) -> Option<i64> {
    match c {
        '日' | '天' => Some(6),
        '两' => None,
        c => {
            let number = spoken_digit(c).or_else(|| c.to_digit(10))?;
            (1..=7).contains(&number).then(|| i64::from(number) - 1)
        }
    }
}

/// `月底`, `下月底`, `下个月5号`, `下个月`.
fn of_month<'t>(text: &'t str, at: &Standpoint<'_>) -> Option<(NaiveDate, &'t str)> {
    let (months, text) = steps(text);
    let rest = text.strip_prefix('月')?;
    let first = months_on(at.today().with_day(1)?, months.unwrap_or(0))?;
    if let Some(rest) = rest.strip_prefix(['底', '末']) {
        return Some((month_end(first)?, rest));
    }
    let months = months?;
    if let Some(rest) = rest.strip_prefix('初') {
        return Some((first, rest));
    }
    match number(rest).map(|(day, rest)| (day, rest.strip_prefix(['号', '日']))) {
        Some((day, Some(rest))) => Some((first.with_day(day)?, rest)),
        _ if months != 0 => Some((at.months_on(months)?, rest)),
        _ => None,
    }
}

/// `明年3月15日`, `年底`, `12月底`.
fn of_year<'t>(text: &'t str, at: &Standpoint<'_>) -> Option<(NaiveDate, &'t str)> {
    const YEARS: [(&str, i32); 6] = [
        ("前年", -2),
        ("去年", -1),
        ("今年", 0),
        ("本年", 0),
        ("明年", 1),
        ("后年", 2),
    ];
    let this = at.today().year();
    let year = YEARS
        .iter()
        .find_map(|(word, years)| Some((this + years, text.strip_prefix(word)?)));
    if let Some(rest) = text.strip_prefix("年底") {
        return Some((NaiveDate::from_ymd_opt(this, 12, 31)?, rest));
    }
    if let Some((year, rest)) = year {
        if let Some(rest) = rest.strip_prefix('底') {
            return Some((NaiveDate::from_ymd_opt(year, 12, 31)?, rest));
        }
        let (named, rest) = named(rest).filter(|(named, _)| named.year.is_none())?;
        return Some((NaiveDate::from_ymd_opt(year, named.month, named.day)?, rest));
    }
    let (month, rest) = number(text)?;
    let rest = rest.strip_prefix("月底").or(rest.strip_prefix("月末"))?;
    let end = at.of_some_year(|year| month_end(NaiveDate::from_ymd_opt(year, month, 1)?))?;
    Some((end, rest))
}

/// `3月15日`, `3月15号`, `2026年3月9日`, `十二月二十五`.
pub(super) fn named(text: &str) -> Option<(Named, &str)> {
    let (first, rest) = number(text)?;
    let (year, (month, rest)) = match rest.strip_prefix('年') {
        Some(rest) => (i32::try_from(first).ok(), number(rest.trim_start())?),
        None => (None, (first, rest)),
    };
    let (day, rest) = number(rest.strip_prefix('月')?.trim_start())?;
    let rest = rest.strip_prefix(['日', '号']).unwrap_or(rest);
    Some((Named { year, month, day }, rest))
}

/// `三天后`, `3天之前`, `半小时以后`; `3天内` where something is due.
pub(super) fn shift(text: &str, aim: Aim) -> Option<(Span, i64, &str)> {
    let (at, mark) = text.char_indices().find(|(_, c)| "后前内".contains(*c))?;
    let sign = match mark {
        '前' => -1,
        '内' if aim == Aim::Past => return None,
        _ => 1,
    };
    let (span, rest) = text.split_at(at);
    let span = span.trim_end_matches(['之', '以']);
    Some((Span::read(span)?, sign, &rest[mark.len_utf8()..]))
}
