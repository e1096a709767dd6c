//! Search keys: what a name is found by.

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
