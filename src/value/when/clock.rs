//! Times of day: `15:00`, `3pm`, `noon`, `下午3点`, `九点半`.
//!
//! A part of the day stands for one fixed hour where no hour is named: morning
//! 09:00, noon 12:00, afternoon 15:00, evening 20:00.

use chrono::NaiveTime;

use super::chinese::number;

/// Reads a time of day that is the whole of `text`, which is folded.
pub(super) fn read(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    let text = text.strip_prefix("at ").map_or(text, str::trim_start);
    english(text).or_else(|| chinese(text))
}

/// Whether `text`, which is folded, begins with an hour.
pub(crate) fn begins(text: &str) -> bool {
    let text = part(text).map_or(text, |(_, rest)| rest.trim_start());
    let after = number(text).map(|(_, rest)| rest.trim_start());
    after.is_some_and(|rest| {
        ["点", "时", ":", "am", "pm"]
            .iter()
            .any(|mark| rest.starts_with(mark))
    })
}

fn english(text: &str) -> Option<NaiveTime> {
    match text {
        "morning" => return Part::Morning.alone(),
        "noon" | "midday" => return Part::Noon.alone(),
        "afternoon" => return Part::Afternoon.alone(),
        "evening" => return Part::Evening.alone(),
        _ => {}
    }
    for (suffix, half) in [("am", 0), ("pm", 12)] {
        if let Some(text) = text.strip_suffix(suffix) {
            let (hour, minute, second) = figures(text.trim_end())?;
            return (1..=12)
                .contains(&hour)
                .then(|| NaiveTime::from_hms_opt(hour % 12 + half, minute, second))?;
        }
    }
    let (hour, minute, second) = figures(text).filter(|_| text.contains(':'))?;
    NaiveTime::from_hms_opt(hour, minute, second)
}

/// `15`, `15:00`, `15:00:30`, `15:00:30.000`.
fn figures(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.split(':');
    let hour = two(parts.next()?, 1)?;
    let minute = parts.next().map_or(Some(0), |part| two(part, 2))?;
    let second = parts.next().map_or(Some(0), |part| {
        let (whole, fraction) = part.split_once('.').unwrap_or((part, "0"));
        let is_fraction = fraction.bytes().all(|digit| digit.is_ascii_digit());
        two(whole, 2).filter(|_| is_fraction)
    })?;
    parts.next().is_none().then_some((hour, minute, second))
}

/// A number of two digits, or of `least`.
fn two(text: &str, least: usize) -> Option<u32> {
    let fits = (least..=2).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit());
    fits.then(|| text.parse().ok())?
}

/// A part of the day, which settles what `3点` means.
#[derive(Clone, Copy)]
enum Part {
    Dawn,
    Morning,
    Noon,
    Afternoon,
    Dusk,
    Evening,
}

const PARTS: [(&str, Part); 14] = [
    ("凌晨", Part::Dawn),
    ("清晨", Part::Morning),
    ("早上", Part::Morning),
    ("早晨", Part::Morning),
    ("上午", Part::Morning),
    ("早", Part::Morning),
    ("中午", Part::Noon),
    ("正午", Part::Noon),
    ("下午", Part::Afternoon),
    ("午后", Part::Afternoon),
    ("傍晚", Part::Dusk),
    ("晚上", Part::Evening),
    ("晚间", Part::Evening),
    ("晚", Part::Evening),
];

impl Part {
    /// The hour of the day that `hour` means in this part; `None` where they
    /// contradict each other.
    const fn hour(self, hour: u32) -> Option<u32> {
        match (self, hour) {
            (Part::Dawn, 12) => Some(0),
            (Part::Dawn, 0..=6) => Some(hour),
            (Part::Morning, 4..=12) => Some(hour),
            (Part::Noon, 10..=14) => Some(hour),
            (Part::Noon, 1..=2) => Some(hour + 12),
            (Part::Afternoon, 1..=7) | (Part::Dusk, 4..=8) | (Part::Evening, 5..=11) => {
                Some(hour + 12)
            }
            (Part::Afternoon, 12..=19) | (Part::Dusk, 16..=20) | (Part::Evening, 17..=23) => {
                Some(hour)
            }
            _ => None,
        }
    }

    /// What it stands for without an hour.
    fn alone(self) -> Option<NaiveTime> {
        let hour = match self {
            // Anything from midnight on: not said.
            Part::Dawn => return None,
            Part::Morning => 9,
            Part::Noon => 12,
            Part::Afternoon => 15,
            Part::Dusk => 18,
            Part::Evening => 20,
        };
        NaiveTime::from_hms_opt(hour, 0, 0)
    }
}

fn part(text: &str) -> Option<(Part, &str)> {
    PARTS
        .iter()
        .find_map(|(word, part)| Some((*part, text.strip_prefix(word)?)))
}

fn chinese(text: &str) -> Option<NaiveTime> {
    let (part, text) = match part(text) {
        Some((part, "")) => return part.alone(),
        Some((part, rest)) => (Some(part), rest.trim_start()),
        None => (None, text),
    };
    let in_figures = figures(text).filter(|_| text.contains(':'));
    let (hour, minute, second) = match in_figures {
        Some(figures) => figures,
        None => spoken(text)?,
    };
    let hour = match part {
        Some(part) => part.hour(hour)?,
        // 明天3点 is mostly the afternoon, but it does not say so.
        None if in_figures.is_none() && (1..=6).contains(&hour) => return None,
        None => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}

/// `3点`, `九点半`, `9点一刻`, `15时30分`.
fn spoken(text: &str) -> Option<(u32, u32, u32)> {
    let (hour, rest) = number(text)?;
    let rest = rest.strip_prefix(['点', '时'])?.trim();
    let minute = match rest {
        "" | "整" | "钟" => 0,
        "半" => 30,
        rest => match number(rest)? {
            (quarters @ 1..=3, "刻" | "刻钟") => quarters * 15,
            (minute, "" | "分") => minute,
            _ => return None,
        },
    };
    Some((hour, minute, 0))
}
