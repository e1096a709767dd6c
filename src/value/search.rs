//! Search keys: what a name is found by, however it is typed.
//!
//! What is stored and what is asked for pass the same functions, so that the
//! two can only agree.

use std::borrow::Cow;

use pinyin::{ToPinyin, ToPinyinMulti};

/// A way to read a character; nearly all lie in the program.
type Read = Cow<'static, str>;

/// How many readings of one name are kept.
const READINGS: usize = 16;

/// Words whose usual reading is not the one a lone character is given.
#[rustfmt::skip]
const WORDS: &[(&str, &[&str])] = &[
    ("重庆", &["chong", "qing"]), ("厦门", &["xia", "men"]), ("成都", &["cheng", "du"]),
    ("乐清", &["yue", "qing"]), ("蚌埠", &["beng", "bu"]), ("六安", &["lu", "an"]),
    ("番禺", &["pan", "yu"]), ("朝阳", &["chao", "yang"]), ("西藏", &["xi", "zang"]),
    ("台州", &["tai", "zhou"]), ("丽水", &["li", "shui"]), ("银行", &["yin", "hang"]),
    ("商行", &["shang", "hang"]), ("车行", &["che", "hang"]), ("支行", &["zhi", "hang"]),
    ("分行", &["fen", "hang"]), ("行业", &["hang", "ye"]), ("会计", &["kuai", "ji"]),
    ("音乐", &["yin", "yue"]), ("乐器", &["yue", "qi"]), ("大厦", &["da", "sha"]),
    ("成长", &["cheng", "zhang"]), ("调研", &["diao", "yan"]), ("参茸", &["shen", "rong"]),
    ("什邡", &["shi", "fang"]), ("弹簧", &["tan", "huang"]), ("佛山", &["fo", "shan"]),
];

/// Words that nobody reads in a second way, though their characters have one:
/// the readings that are kept go to the rest of the name.
const SURE: &[&str] = &[
    "有限", "责任", "公司", "股份", "集团", "机械", "设备", "中国", "广东", "广州", "南京", "杭州",
    "上海", "合肥", "科技", "信息", "技术", "服务", "医疗", "教育", "食品", "汽车", "地产",
];

/// Characters that names read otherwise than dictionaries do first.
const LONE: &[(char, &str)] = &[
    ('长', "chang"),
    ('都', "du"),
    ('调', "tiao"),
    ('单', "dan"),
    ('曾', "zeng"),
    ('盛', "sheng"),
    ('传', "chuan"),
    ('乐', "le"),
    ('会', "hui"),
    ('和', "he"),
    ('石', "shi"),
    ('车', "che"),
    ('华', "hua"),
    ('柏', "bai"),
    ('省', "sheng"),
    ('晟', "sheng"),
    ('缪', "miao"),
];

/// The legal forms that close a Chinese company's name, the longer ones first.
const FORMS: &[&str] = &[
    "特殊普通合伙",
    "有限责任公司",
    "普通合伙",
    "有限合伙",
    "有限公司",
    "股份",
    "集团",
    "公司",
];

/// The same in Latin script, as whole words.
const LATIN_FORMS: &[&str] = &[
    "ab",
    "ag",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "group",
    "inc",
    "incorporated",
    "limited",
    "llc",
    "llp",
    "ltd",
    "nv",
    "plc",
    "pte",
    "pty",
    "srl",
];

/// Full-width letters, digits, signs and spaces as the half-width ones.
pub fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{3000}' => ' ',
            '\u{FFE5}' => '¥',
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            other => other,
        })
        .collect()
}

/// A name without what people write one way or another: width, case, spaces,
/// brackets and other punctuation. Two names with the same key are the same.
pub fn name_key(name: &str) -> String {
    half_width(name)
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// The [`name_key`] without the legal form: what tells one company from
/// another. Empty only if the key is.
pub fn company_core(name: &str) -> String {
    let name = half_width(name).to_lowercase();
    let mut words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    while let [_, .., last] = words.as_slice()
        && LATIN_FORMS.contains(last)
    {
        words.pop();
    }
    let key = words.concat();
    let mut core = key.as_str();
    while let Some(shorter) = FORMS.iter().find_map(|form| core.strip_suffix(form)) {
        // A branch (分公司) is not its company, and nothing is no name.
        if shorter.is_empty() || shorter.ends_with(['分', '子']) {
            break;
        }
        core = shorter;
    }
    core.to_owned()
}

/// The readings of each character that can be typed, the likeliest first.
/// Letters and digits read as themselves; the rest is left out.
fn readings(name: &str) -> Vec<Vec<Read>> {
    let chars: Vec<char> = half_width(name).to_lowercase().chars().collect();
    let mut fixed: Vec<Option<&'static str>> = vec![None; chars.len()];
    for (word, read) in WORDS {
        for at in places(&chars, word) {
            for (slot, read) in fixed.iter_mut().skip(at).zip(*read) {
                *slot = Some(read);
            }
        }
    }
    let mut all: Vec<Vec<Read>> = chars
        .iter()
        .zip(fixed)
        .map(|(c, fixed)| char_readings(*c, fixed))
        .collect();
    for word in SURE {
        for at in places(&chars, word) {
            for read in all.iter_mut().skip(at).take(word.chars().count()) {
                read.truncate(1);
            }
        }
    }
    all.retain(|read| !read.is_empty());
    all
}

/// Where the word begins in the text, each time.
fn places(text: &[char], word: &str) -> Vec<usize> {
    // Most words are not in it at all.
    let first = word.chars().next();
    if !text.iter().any(|c| Some(*c) == first) {
        return Vec::new();
    }
    let word: Vec<char> = word.chars().collect();
    text.windows(word.len())
        .enumerate()
        .filter(|(_, window)| *window == word.as_slice())
        .map(|(at, _)| at)
        .collect()
}

fn char_readings(c: char, fixed: Option<&'static str>) -> Vec<Read> {
    let lone = LONE
        .iter()
        .find(|(lone, _)| *lone == c)
        .map(|(_, read)| *read);
    let known = fixed.or(lone).into_iter();
    let known = known.chain(c.to_pinyin().map(|read| read.plain()));
    let multi = c.to_pinyin_multi().into_iter().flatten();
    let mut single: Vec<Read> = Vec::new();
    for read in known.chain(multi.map(|read| read.plain())) {
        // ü is typed as v.
        let read = match read.contains('ü') {
            true => Cow::Owned(read.replace('ü', "v")),
            false => Cow::Borrowed(read),
        };
        if !single.contains(&read) {
            single.push(read);
        }
    }
    if single.is_empty() && c.is_alphanumeric() {
        single.push(Cow::Owned(c.to_string()));
    }
    single
}

/// The initials a name can be typed by, separated by spaces: the likeliest
/// reading first, then those that differ from it in fewest characters, at most 16.
pub fn initials(name: &str) -> String {
    initials_of(&readings(name))
}

/// [`initials`] and [`pinyin`] of one name.
pub fn spellings(name: &str) -> (String, String) {
    let read = readings(name);
    (initials_of(&read), pinyin_of(&read))
}

fn initials_of(readings: &[Vec<Read>]) -> String {
    // How often a spelling departs from the likeliest, and the spelling.
    let mut spellings = vec![(0_usize, String::new())];
    for read in readings {
        let mut firsts: Vec<char> = Vec::new();
        for first in read.iter().filter_map(|read| read.chars().next()) {
            if !firsts.contains(&first) {
                firsts.push(first);
            }
        }
        // Most characters are read in one way, and an import spells a hundred
        // thousand names.
        if let [first] = firsts.as_slice() {
            for (_, spelling) in &mut spellings {
                spelling.push(*first);
            }
            continue;
        }
        spellings = spellings
            .iter()
            .flat_map(|(off, spelling)| {
                firsts.iter().enumerate().map(move |(rank, first)| {
                    (off + usize::from(rank > 0), format!("{spelling}{first}"))
                })
            })
            .collect();
        spellings.sort_by_key(|(off, _)| *off);
        spellings.truncate(READINGS);
    }
    spellings
        .into_iter()
        .map(|(_, spelling)| spelling)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The likeliest reading in plain pinyin, without spaces: `hangzhouyunfan`.
pub fn pinyin(name: &str) -> String {
    pinyin_of(&readings(name))
}

fn pinyin_of(readings: &[Vec<Read>]) -> String {
    readings
        .iter()
        .filter_map(|read| read.first().map(Cow::as_ref))
        .collect()
}

/// Whether the character is written without spaces between words.
fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The text with every Chinese character standing alone, so that an FTS5 index
/// by `unicode61` finds words of one and two characters as phrases.
pub fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() * 2);
    let mut apart = false;
    for c in half_width(text).chars().filter(|c| *c != '\0') {
        let alone = is_cjk(c);
        let open = !spaced.is_empty() && !spaced.ends_with(char::is_whitespace);
        if open && (alone || apart) && !c.is_whitespace() {
            spaced.push(' ');
        }
        spaced.push(c);
        apart = alone;
    }
    spaced
}

/// The FTS5 expression for what a user typed: every word must occur, Chinese
/// words anywhere, Latin ones from their beginning. Where nothing in it can be
/// looked for it finds nothing; it is never an expression that FTS5 refuses.
pub fn phrase(query: &str) -> String {
    let query = half_width(query);
    let words: Vec<String> = query
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| {
            let quoted = spaced(word).replace('"', "\"\"");
            match word.chars().rev().find(|c| c.is_alphanumeric()) {
                Some(last) if is_cjk(last) => format!("\"{quoted}\""),
                _ => format!("\"{quoted}\"*"),
            }
        })
        .collect();
    match words.is_empty() {
        // The empty expression is a syntax error, the empty phrase is not.
        true => "\"\"".to_owned(),
        false => words.join(" "),
    }
}

#[cfg(test)]
mod tests;
