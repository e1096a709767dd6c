//! Search keys: what a name is found by, however it is typed.
//!
//! What is stored and what is asked for pass the same functions, so that the
//! two can only agree.

use pinyin::{ToPinyin, ToPinyinMulti};

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
fn readings(name: &str) -> Vec<Vec<String>> {
    let chars: Vec<char> = half_width(name).to_lowercase().chars().collect();
    let mut fixed: Vec<Option<&str>> = vec![None; chars.len()];
    for (word, read) in WORDS {
        for at in places(&chars, word) {
            for (slot, read) in fixed.iter_mut().skip(at).zip(*read) {
                *slot = Some(read);
            }
        }
    }
    let mut all: Vec<Vec<String>> = chars
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

fn char_readings(c: char, fixed: Option<&str>) -> Vec<String> {
    let lone = LONE
        .iter()
        .find(|(lone, _)| *lone == c)
        .map(|(_, read)| *read);
    let mut all: Vec<String> = fixed.or(lone).map(str::to_owned).into_iter().collect();
    all.extend(c.to_pinyin().map(|read| read.plain().to_owned()));
    if let Some(multi) = c.to_pinyin_multi() {
        all.extend(multi.into_iter().map(|read| read.plain().to_owned()));
    }
    if all.is_empty() && c.is_alphanumeric() {
        all.push(c.to_string());
    }
    let mut single: Vec<String> = Vec::with_capacity(all.len());
    for read in all {
        // ü is typed as v.
        let read = match read.contains('ü') {
            true => read.replace('ü', "v"),
            false => read,
        };
        if !single.contains(&read) {
            single.push(read);
        }
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

fn initials_of(readings: &[Vec<String>]) -> String {
    // How often a spelling departs from the likeliest, and the spelling.
    let mut spellings = vec![(0_usize, String::new())];
    for read in readings {
        let mut firsts: Vec<char> = Vec::new();
        for first in read.iter().filter_map(|read| read.chars().next()) {
            if !firsts.contains(&first) {
                firsts.push(first);
            }
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

fn pinyin_of(readings: &[Vec<String>]) -> String {
    readings
        .iter()
        .filter_map(|read| read.first().map(String::as_str))
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
mod tests {
    use proptest::prelude::*;
    use rusqlite::Connection;

    use super::*;

    fn index(texts: &[&str]) -> Connection {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch("create virtual table page using fts5(text, tokenize='unicode61')")
            .unwrap();
        for text in texts {
            db.execute("insert into page(text) values (?1)", [spaced(text)])
                .unwrap();
        }
        db
    }

    fn hits(db: &Connection, query: &str) -> rusqlite::Result<Vec<i64>> {
        db.prepare("select rowid from page where page match ?1 order by rowid")?
            .query_map([phrase(query)], |row| row.get(0))?
            .collect()
    }

    #[test]
    fn names_differ_only_where_they_mean_to() {
        let key = name_key("杭州云帆（中国）ＡＢＣ 有限公司");
        assert_eq!(key, "杭州云帆中国abc有限公司");
        assert_eq!(key, name_key(" 杭州云帆(中国)·abc有限公司"));
        assert_ne!(key, name_key("杭州云帆(中国)abd有限公司"));
    }

    #[test]
    fn the_legal_form_is_no_part_of_the_core() {
        for (name, core) in [
            ("杭州云帆商贸集团有限公司", "杭州云帆商贸"),
            ("上海启明精密机械股份有限公司", "上海启明精密机械"),
            ("云帆集团", "云帆"),
            ("云帆有限责任公司", "云帆"),
            ("致同会计师事务所（特殊普通合伙）", "致同会计师事务所"),
            ("云帆科技有限公司北京分公司", "云帆科技有限公司北京分公司"),
            ("集团有限公司", "集团"),
            ("公司", "公司"),
            ("Acme Co., Ltd.", "acme"),
            ("ACME Trading Pte. Ltd", "acmetrading"),
            ("Zinc Inc", "zinc"),
            ("Inc", "inc"),
            ("Müller GmbH", "müller"),
            ("ＡＣＭＥ，Inc.", "acme"),
        ] {
            assert_eq!(company_core(name), core, "{name}");
        }
    }

    #[test]
    fn every_reading_has_its_initials() {
        let all = initials("重庆银行");
        let all: Vec<&str> = all.split(' ').collect();
        assert_eq!(all.first(), Some(&"cqyh"));
        for other in ["zqyx", "zqyh", "cqyx"] {
            assert!(all.contains(&other), "{other} in {all:?}");
        }
        assert!(initials("长沙").split(' ').any(|i| i == "zs"));
        assert!(initials("长沙").starts_with("cs"));
        assert_eq!(initials("杭州云帆 Acme-3"), "hzyfacme3");
        assert_eq!(initials("Acme-3 ＬＬＣ"), "acme3llc");
        assert_eq!(initials(""), "");
        assert_eq!(initials("杭州云帆科技有限公司"), "hzyfkjyxgs");
        // Many characters of several readings: the usual one survives the limit.
        let long = initials("重庆长安调和会计银行音乐股份有限公司");
        assert!(long.starts_with("cqcathkjyhyygfyxgs "), "{long}");
        assert_eq!(long.split(' ').count(), 16);
    }

    #[test]
    fn pinyin_is_the_usual_reading() {
        for (name, read) in [
            ("重庆银行", "chongqingyinhang"),
            ("杭州云帆", "hangzhouyunfan"),
            ("厦门会计 Acme", "xiamenkuaijiacme"),
            ("成都长风", "chengduchangfeng"),
            ("绿源", "lvyuan"),
            ("１２３", "123"),
        ] {
            assert_eq!(pinyin(name), read);
        }
    }

    #[test]
    fn short_chinese_words_are_found() {
        let db = index(&["杭州云帆软件科技", "上海Acme ERP系统", "云上\"引号\"帆"]);
        assert_eq!(hits(&db, "软件").unwrap(), [1]);
        assert_eq!(hits(&db, "帆").unwrap(), [1, 3]);
        assert_eq!(hits(&db, "云帆").unwrap(), [1]);
        assert_eq!(hits(&db, "acm").unwrap(), [2]);
        assert_eq!(hits(&db, "上海ac").unwrap(), [2]);
        assert_eq!(hits(&db, "ＥＲＰ 上海").unwrap(), [2]);
        assert_eq!(hits(&db, "\"引号\"").unwrap(), [3]);
        assert_eq!(hits(&db, "软件 不在").unwrap(), [0; 0]);
        for odd in [
            "", "\"", "*", "AND", "a OR", "NEAR(", "text:", "- ^ ( )", "\0", "'",
        ] {
            assert!(hits(&db, odd).is_ok(), "{odd}");
        }
    }

    #[test]
    fn characters_stand_alone() {
        assert_eq!(spaced("云帆ERP系统"), "云 帆 ERP 系 统");
        assert_eq!(spaced("plain text"), "plain text");
        assert_eq!(spaced("ＡＢ云 帆。"), "AB 云 帆 。");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn no_query_breaks_the_index(query in r#"(\PC|["*():^ \-+{}a-zA-Z云帆]|AND|OR|NOT|NEAR){0,12}"#) {
            let db = index(&["云帆软件"]);
            prop_assert!(hits(&db, &query).is_ok(), "{}", phrase(&query));
        }

        #[test]
        fn any_text_has_keys(text in any::<String>()) {
            prop_assert_eq!(name_key(&name_key(&text)), name_key(&text));
            prop_assert_eq!(company_core(&text).is_empty(), name_key(&text).is_empty());
            prop_assert!(initials(&text).split(' ').count() <= READINGS);
            pinyin(&text);
            phrase(&text);
            prop_assert_eq!(spaced(&spaced(&text)), spaced(&text));
        }

        #[test]
        fn part_of_a_name_is_found(head in "[一-龥]{0,3}", part in "[一-龥]{1,3}", tail in "[一-龥]{0,3}") {
            let db = index(&[&format!("{head}{part}{tail}")]);
            prop_assert_eq!(hits(&db, &part).unwrap(), [1]);
        }
    }
}
