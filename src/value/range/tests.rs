//! Ranges of money and people: what is read, refused and shown.

use proptest::prelude::*;

use super::*;

fn wrong<T: std::fmt::Debug>(read: Result<T, Fault>) -> Say {
    match read {
        Err(Fault::Wrong(say)) => say,
        other => panic!("{other:?}"),
    }
}

#[test]
fn ranges_of_money_are_read() {
    for (text, code) in [
        ("10万-15万", "100000.00-150000.00"),
        ("10-15万", "100000.00-150000.00"),
        ("１０－１５万元", "100000.00-150000.00"),
        ("10万~15万", "100000.00-150000.00"),
        ("10万至15万", "100000.00-150000.00"),
        ("从10万元到15万元之间", "100000.00-150000.00"),
        ("100k to 150k", "100000.00-150000.00"),
        ("10万——15万", "100000.00-150000.00"),
        ("¥100,000–¥150,000", "100000.00-150000.00"),
        ("500元-1万", "500.00-10000.00"),
        ("10万±1万", "90000.00-110000.00"),
        ("10±1万", "90000.00-110000.00"),
        ("10万±10000元", "90000.00-110000.00"),
        ("10万±5000", "95000.00-105000.00"),
        ("10万±10%", "90000.00-110000.00"),
        ("10万元以内", "<=100000.00"),
        ("不超过10万", "<=100000.00"),
        ("≤10万", "<=100000.00"),
        ("up to 100k", "<=100000.00"),
        ("10万以上", ">=100000.00"),
        ("≥10万", ">=100000.00"),
        ("超过10万", ">=100000.00"),
        ("10万+", ">=100000.00"),
        ("50万", "500000.00"),
        ("10万-10万", "100000.00"),
    ] {
        let range = MoneyRange::read(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        assert_eq!(range.code(), code, "{text}");
    }
}

#[test]
fn wrong_ranges_are_refused() {
    assert!(
        wrong(MoneyRange::read("15万-10万"))
            .zh
            .contains("从 15万 到 10万")
    );
    assert!(wrong(MoneyRange::read("10万-15")).en.contains("backwards"));
    assert!(
        wrong(MoneyRange::read("10000-15万"))
            .en
            .contains("from 100m to 150k")
    );
    assert!(wrong(MoneyRange::read("1万±2万")).en.contains("below zero"));
    assert!(wrong(MoneyRange::read("10万±1")).zh.contains("缺单位"));
    assert!(
        wrong(MoneyRange::read("1.001-2"))
            .en
            .contains("two decimals")
    );
    for text in [
        "",
        "-",
        "-10万",
        "10万-",
        "~",
        "±",
        "10-15-20万",
        "以内",
        "贵",
    ] {
        let read = MoneyRange::read(text);
        assert!(read.is_err(), "{text}: {read:?}");
    }
}

#[test]
fn vague_amounts_ask_for_a_range() {
    for text in [
        "10万左右",
        "大约10万",
        "约10万",
        "about 100k",
        "10万上下",
        "~10万",
        "几万",
    ] {
        let say = wrong(MoneyRange::read(text));
        assert!(say.zh.ends_with("例如 10万±1万 或 10万-15万"), "{}", say.zh);
        assert!(
            say.en.ends_with("such as 100k±10k or 100k-150k"),
            "{}",
            say.en
        );
    }
    assert!(
        wrong(MoneyRange::read("10-15万左右"))
            .zh
            .ends_with("例如 10-15万")
    );
    assert!(
        wrong(Headcount::read("120人左右"))
            .zh
            .ends_with("例如 108-132")
    );
}

#[test]
fn headcounts_are_read_and_shown() {
    for (text, code, zh, en) in [
        ("120", "120", "120人", "120"),
        ("120人", "120", "120人", "120"),
        ("50-100人", "50-100", "50–100人", "50–100"),
        ("500-1000", "500-1000", "500–1000人", "500–1,000"),
        ("20人以下", "<=20", "20人以下", "up to 20"),
        ("<20", "<=20", "20人以下", "up to 20"),
        ("1000+", ">=1000", "1000人以上", "1,000 or more"),
        ("1000+人", ">=1000", "1000人以上", "1,000 or more"),
        ("1000人以上", ">=1000", "1000人以上", "1,000 or more"),
        ("1-2万人", "10000-20000", "10000–20000人", "10,000–20,000"),
    ] {
        let count = Headcount::read(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        assert_eq!(count.code(), code);
        assert_eq!(count.shown(Lang::Zh), zh);
        assert_eq!(count.shown(Lang::En), en);
    }
    assert!(
        wrong(Headcount::read("100-50人"))
            .en
            .contains("from 100 to 50")
    );
    assert!(wrong(Headcount::read("1.5人")).en.contains("whole"));
    assert!(wrong(Headcount::read("10亿人")).zh.contains("太大"));
    assert!(Headcount::read("-5").is_err());
}

#[test]
fn money_is_shown() {
    let shown = |text, lang| MoneyRange::read(text).unwrap().shown(lang);
    assert_eq!(shown("10-15万", Lang::Zh), "10万–15万");
    assert_eq!(shown("10-15万", Lang::En), "100,000–150,000");
    assert_eq!(shown("10万以内", Lang::Zh), "10万以下");
    assert_eq!(shown("10万以上", Lang::En), "100,000 or more");
    assert_eq!(shown("500元-1万", Lang::Zh), "500元–1万");
}

proptest! {
    #[test]
    fn every_print_is_read_back(a in 0..=money::LIMIT, b in prop_oneof![0..=money::LIMIT, 0..999_i64], shape in 0..4) {
        let (low, high) = (Money::fen(a.min(b)), Money::fen(a.max(b)));
        let range = match shape {
            0 => MoneyRange { min: Some(low), max: Some(high) },
            1 => MoneyRange { min: Some(low), max: None },
            2 => MoneyRange { min: None, max: Some(high) },
            _ => MoneyRange { min: Some(low), max: Some(low) },
        };
        for text in [range.code(), range.shown(Lang::Zh), range.shown(Lang::En)] {
            prop_assert_eq!(MoneyRange::read(&text), Ok(range), "{}", text);
        }
        prop_assert_eq!(MoneyRange::load(Found::Text(&range.code())), Some(range));
    }

    #[test]
    fn every_headcount_is_read_back(a in 0..=100_000_000_u32, b in 0..5_000_u32, open in 0..3) {
        let (low, high) = (a.min(b), a.max(b));
        let count = Headcount { min: (open != 1).then_some(low), max: (open != 2).then_some(high) };
        for text in [count.code(), count.shown(Lang::Zh), count.shown(Lang::En)] {
            prop_assert_eq!(Headcount::read(&text), Ok(count), "{}", text);
        }
        prop_assert_eq!(Headcount::load(Found::Text(&count.code())), Some(count));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,12}|[<>≤≥约]?[0-9.,]{0,9}[万亿k]?[-~±至][0-9.,]{0,9}[万亿k]?[元人]?[以上下内%+]{0,2}") {
        let _ = Headcount::read(&text);
        if let Ok(range) = MoneyRange::read(&text) {
            prop_assert_eq!(MoneyRange::read(&range.code()), Ok(range));
            prop_assert!(range.min.zip(range.max).is_none_or(|(min, max)| min <= max));
        }
    }
}
