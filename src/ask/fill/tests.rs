//! Conversations over a small form, with a script in the person's place.

use chrono::{NaiveDate, NaiveTime};

use super::super::Script;
use super::*;
use crate::form::Form;
use crate::value::{
    Candidate, Cell, Codes, Entry, Fault, Found, Industry, Long, Moment, Name, Noun, Resolve,
    Score, Stored, Value, Workdays, YesNo,
};
use crate::words::t;

/// A reference to a colleague.
#[derive(Clone, Debug, PartialEq)]
pub struct Colleague(i64);

impl Value for Colleague {
    const KIND: Kind = Kind::Ref(Noun::Staff);

    fn parse(text: &str, reading: &Reading<'_>) -> Result<Self, Fault> {
        reading.refs.resolve(Noun::Staff, text).map(Self)
    }

    fn cell(&self) -> Cell {
        Cell::Ref(Noun::Staff, self.0)
    }

    fn store(&self) -> Stored {
        Stored::Int(self.0)
    }

    fn load(_: Found<'_>) -> Option<Self> {
        None
    }
}

crate::choice! {
    pub enum Channel {
        Phone = "phone", "Phone", "电话";
        Visit = "visit", "Visit", "上门";
    }
}

crate::form! {
    /// Something to talk about.
    pub struct Talk as "talk" ("talk", "洽谈") {
        name: Name = "Name", "客户名称" => .group("Basics", "基本信息");
        score: Option<Score> = "Score", "评分";
        channel: Option<Channel> = "Channel", "方式" => .asked().group("Contact", "联系");
        address: Option<String> = "Address", "地址" => .when("channel", &["visit"]).asked();
        reason: Option<Long> = "Reason", "原因" => .required_when("lost", &["yes"]).group("More", "其他");
        lost: Option<YesNo> = "Lost", "已流失";
        used: Vec<Channel> = "Used", "用过的方式";
        owner: Option<Colleague> = "Owner", "负责人";
        industry: Option<Industry> = "Industry", "行业";
    }
}

/// Knows two colleagues called 王 and one called 李.
struct Staff;

impl Resolve for Staff {
    fn resolve(&self, noun: Noun, text: &str) -> Result<i64, Fault> {
        let two = || {
            [("W1", "王芳"), ("W2", "王伟")].map(|(number, name)| Candidate {
                number: number.to_owned(),
                name: name.to_owned(),
            })
        };
        match text {
            "李" | "W1" => Ok(1),
            "W2" => Ok(2),
            "王" => Err(Fault::Ambiguous(noun, text.to_owned(), two().into())),
            _ => Err(Fault::NoSuch(noun, text.to_owned())),
        }
    }

    fn name(&self, _: Noun, text: &str) -> Option<String> {
        (text == "李").then(|| "李雷".to_owned())
    }
}

impl Workdays for Staff {
    fn step(&self, day: NaiveDate, _: i64) -> NaiveDate {
        day
    }
}

fn codes() -> Codes {
    let entry = |code, en, zh, short| Entry {
        code,
        label: t(en, zh),
        aliases: &[],
        short,
    };
    Codes {
        deal_stages: Vec::new(),
        dimensions: Vec::new(),
        regions: Vec::new(),
        industries: vec![
            entry("C", "Manufacturing", "制造业", None),
            entry("I", "Software", "软件业", Some("IT")),
        ],
    }
}

/// Holds the conversation that starts from `given`, in Chinese.
fn talk(
    given: &[(&str, &str)],
    must: &[&str],
    all: bool,
    answers: &[&str],
) -> (io::Result<()>, Draft, Vec<String>) {
    let codes = codes();
    let reading = Reading {
        now: Moment::parse_rfc3339("2026-03-05T14:00:00+08:00").unwrap(),
        zone: chrono_tz::Asia::Shanghai,
        opening: NaiveTime::MIN,
        closing: NaiveTime::MIN,
        codes: &codes,
        refs: &Staff,
        workdays: &Staff,
    };
    let must: BTreeSet<&str> = must.iter().copied().collect();
    let plan = Plan {
        judged: None,
        reading: &reading,
        must: &must,
        firm: &[],
        new_regions: false,
        all,
        rest: true,
        lang: Lang::Zh,
    };
    let mut draft = Draft::new(Talk::FIELDS);
    for (key, answer) in given {
        draft.set(key, *answer);
    }
    let mut script = Script::new(answers.iter().copied());
    let result = fill(&mut draft, &plan, &mut script);
    (result, draft, script.asked)
}

#[test]
fn asks_for_what_is_required_then_offers_the_rest() {
    let (result, draft, asked) = talk(&[], &[], false, &["云帆", "电话", ""]);
    result.unwrap();
    assert_eq!(draft.get("name"), Some("云帆"));
    assert_eq!(draft.get("channel"), Some("phone"));
    assert_eq!(
        asked,
        [
            "── 基本信息",
            "客户名称",
            "── 联系",
            "方式",
            "还有 6 项可填（评分、原因、已流失…），现在填写吗？"
        ]
    );
}

#[test]
fn nothing_is_asked_again_that_is_answered() {
    let given = [("name", "云帆"), ("channel", "phone")];
    let (result, _, asked) = talk(&given, &[], false, &[""]);
    result.unwrap();
    assert_eq!(
        asked,
        ["还有 6 项可填（评分、原因、已流失…），现在填写吗？"]
    );
}

#[test]
fn an_answer_makes_other_fields_apply() {
    let (result, draft, _) = talk(
        &[("name", "云帆")],
        &[],
        false,
        &["上门", "文三路 1 号", ""],
    );
    result.unwrap();
    assert_eq!(draft.get("address"), Some("文三路 1 号"));

    let given = [("name", "云帆"), ("channel", "phone"), ("lost", "是")];
    let (result, draft, asked) = talk(&given, &[], false, &["价格太高", ""]);
    result.unwrap();
    assert_eq!(draft.get("reason"), Some("价格太高"));
    assert!(!asked.contains(&"地址".to_owned()), "{asked:?}");
}

#[test]
fn enter_skips_an_optional_field_and_a_later_answer_brings_it_back() {
    let given = [("name", "云帆"), ("channel", "phone")];
    let answers = ["", "", "是", "不再采购", "", "", ""];
    let (result, draft, asked) = talk(&given, &[], true, &answers);
    result.unwrap();
    assert_eq!(draft.get("score"), None);
    assert_eq!(draft.get("reason"), Some("不再采购"));
    assert_eq!(
        asked,
        [
            "── 基本信息",
            "评分",
            "── 其他",
            "原因",
            "已流失",
            "原因",
            "用过的方式",
            "负责人",
            "行业"
        ]
    );
}

#[test]
fn enter_on_what_the_playbook_requires_offers_to_confirm() {
    let given = [("name", "云帆"), ("channel", "phone")];
    let must = ["score", "industry"];
    let (result, draft, asked) = talk(&given, &must, false, &["", "", "", "否", "软件业", ""]);
    result.unwrap();
    assert_eq!(draft.get("score"), Some("待确认"));
    assert_eq!(draft.get("industry"), Some("I"));
    assert_eq!(asked[2], "“评分”标为待确认？");
    assert_eq!(asked[3], "评分: 待确认");
    assert_eq!(asked[5..8], ["行业", "“行业”标为待确认？", "行业"]);
}

#[test]
fn what_the_type_requires_is_asked_again_and_cannot_be_to_confirm() {
    let (_, draft, asked) = talk(&[], &[], false, &["", "待确认", "云帆"]);
    assert_eq!(draft.get("name"), Some("云帆"));
    assert_eq!(
        asked[2..4],
        ["! 客户名称：没有填写", "! 客户名称：不能填“待确认”"]
    );
}

#[test]
fn a_wrong_answer_is_told_and_asked_again() {
    let given = [("name", "云帆"), ("score", "9"), ("channel", "传真")];
    let (result, draft, asked) = talk(&given, &[], false, &["7", "4", "phone", ""]);
    result.unwrap();
    assert_eq!(draft.get("score"), Some("4"));
    assert_eq!(draft.get("channel"), Some("phone"));
    assert_eq!(asked[1], "评分：“9”不是 1–5 的整数");
    assert_eq!(asked[2..4], ["评分", "! 评分：“7”不是 1–5 的整数"]);
    assert!(asked[5].starts_with("方式：“传真”不是"), "{asked:?}");
}

#[test]
fn a_wrong_answer_that_is_skipped_is_gone() {
    let given = [("name", "云帆"), ("channel", "phone"), ("score", "9")];
    let (result, draft, _) = talk(&given, &[], false, &["", ""]);
    result.unwrap();
    assert_eq!(draft.get("score"), None);
}

#[test]
fn an_ambiguous_name_is_picked_from_its_candidates() {
    let given = [("name", "云帆"), ("channel", "phone"), ("owner", "王")];
    let answers = ["", "赵", "王", "王伟", ""];
    let (result, draft, asked) = talk(&given, &[], false, &answers);
    result.unwrap();
    assert_eq!(draft.get("owner"), Some("W2"));
    assert_eq!(
        asked[1..7],
        [
            "负责人：“王”对应 2 条同事",
            "负责人",
            "负责人",
            "! 负责人：没有同事“赵”",
            "“王”对应 2 条同事",
            "负责人",
        ]
    );
}

#[test]
fn several_choices_are_stored_as_codes() {
    let given = [("name", "云帆"), ("channel", "phone")];
    let must = ["used"];
    let (result, draft, _) = talk(&given, &must, false, &["上门，电话", ""]);
    result.unwrap();
    assert_eq!(draft.get("used"), Some("phone,visit"));
}

#[test]
fn what_was_answered_before_ctrl_c_stays() {
    let (result, draft, _) = talk(&[], &[], false, &["云帆", "^C"]);
    assert_eq!(result.unwrap_err().kind(), io::ErrorKind::Interrupted);
    assert_eq!(draft.get("name"), Some("云帆"));
}

#[test]
fn what_was_being_typed_at_ctrl_c_is_asked_for_again_standing_there() {
    let (result, draft, _) = talk(&[], &[], false, &["云^C"]);
    assert_eq!(result.unwrap_err().kind(), io::ErrorKind::Interrupted);
    assert_eq!(draft.get("name"), Some("云"));
    assert_eq!(draft.unfinished(), Some(0));
    // Nothing typed: nothing is left.
    let (_, draft, _) = talk(&[], &[], false, &["^C"]);
    assert!(draft.is_empty());
    assert_eq!(draft.unfinished(), None);
}

#[test]
fn a_lone_full_stop_ends_what_needs_no_answer_and_keeps_the_rest() {
    for end in ["。", "."] {
        let given = [("name", "云帆"), ("channel", "phone")];
        let (result, draft, asked) = talk(&given, &[], false, &["是", "4", "原因", end]);
        result.unwrap();
        assert_eq!(draft.get("score"), Some("4"));
        assert_eq!(asked.last().map(String::as_str), Some("已流失"));
        assert_eq!(draft.get("lost"), None);
    }
    // Where an answer is due it ends nothing.
    let (result, draft, _) = talk(&[], &[], false, &["。", "云帆", "电话", ""]);
    result.unwrap();
    assert_eq!(draft.get("name"), Some("云帆"));
}

#[test]
fn to_be_confirmed_can_be_picked_where_enter_would_offer_it() {
    let given = [("name", "云帆"), ("channel", "phone")];
    let (result, draft, _) = talk(&given, &["used", "industry"], false, &["待确认", "tbc", ""]);
    result.unwrap();
    assert_eq!(draft.get("used"), Some("待确认"));
    assert_eq!(draft.get("industry"), Some("待确认"));
    let (_, _, asked) = talk(&[("name", "云帆")], &[], false, &["待确认"]);
    assert_eq!(asked.last().map(String::as_str), Some("! 待确认"));
}

#[test]
fn an_industry_goes_by_its_short_code_too() {
    let given = [("name", "云帆"), ("channel", "phone")];
    let (_, draft, _) = talk(&given, &["industry"], false, &["it", ""]);
    assert_eq!(draft.get("industry"), Some("I"));
}

#[test]
fn a_reference_says_whom_it_means() {
    let given = [("name", "云帆"), ("channel", "phone")];
    let (_, _, asked) = talk(&given, &["owner"], false, &["李", ""]);
    assert!(asked.contains(&"· → 李雷".to_owned()), "{asked:?}");
}

#[test]
fn the_last_fields_are_offered_by_name() {
    let labels = [
        t("E-mail", "电子邮箱"),
        t("WeChat", "微信"),
        t("Notes", "备注"),
        t("Phone", "电话"),
    ];
    let said = |n: usize| more(&labels[..n]).zh;
    assert_eq!(said(1), "还可填写“电子邮箱”，现在填写吗？");
    assert_eq!(said(2), "还可填写“电子邮箱”和“微信”，现在填写吗？");
    assert_eq!(
        said(3),
        "还有 3 项可填（电子邮箱、微信、备注），现在填写吗？"
    );
    assert_eq!(
        said(4),
        "还有 4 项可填（电子邮箱、微信、备注…），现在填写吗？"
    );
}
