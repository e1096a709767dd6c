//! Playbooks that are refused: the whole message, in both languages.

use insta::assert_snapshot;
use kehu::problem::Exit;

use super::{office, office_zh};
use crate::session::Session;

/// What is wrong with each: a file of a user's own.
const BOOKS: &[&str] = &[
    "extend = \"standard\"\n",
    "extends = \"standart\"\n",
    "[grades.band.A]\nfloor = \"half a million\"\n",
    "[grades.band.B]\nfloor = 600000\n",
    "[numbers]\ncustomer = \"{regoin}-{serial:3}\"\n",
    "[calendar]\nhours = [\"09:00-08:00\"]\n",
    "[calendar]\ndays = []\n",
    "[calendar]\nzone = \"Asia/Hangzhou\"\n",
    "[calendar.exceptions]\n2026-13-01 = \"off\"\n",
    "[gates]\ngrade = \"sometimes\"\n",
    "[required]\ncustomer = [\"nmae\"]\n",
    "[today]\nlines = 0\n",
    "[contact]\nreal = [\"phnoe\"]\n",
    "[region]\n",
    "[rule.touch-b]\nevery = \"10 moons\"\n",
    "[rule.touch-b]\nevry = \"10d\"\n",
    "[rule.tuch-b]\nwho = \"owner\"\n",
    "[rule.touch-b]\nfor = { grade = \"E\" }\n",
    "[rule.touch-b]\nevent = \"followup.loged\"\n",
    "[rule.touch-b]\nevery = \"3d\"\nat_least = 2\n",
    "[rule.touch-b]\nwho = \"boss\"\n",
    "[rule.care]\nlead = 3\n",
    "[rule.mine]\nevery = \"3d\"\nevent = \"followup.logged\"\n",
    "[rule.mine]\nafter = \"customer.filed\"\nband = \"care\"\n",
    "[rule.touch-b]\nevry = 1\nwho = \"nobody\"\n",
    "[rule.touch-b\n",
];

/// What `playbook check` says of every book.
fn checked(s: &Session) -> String {
    let mut all = String::new();
    for book in BOOKS {
        s.put("playbook.toml", book);
        let said = s.run("kehu playbook check");
        assert_eq!(said.exit, Exit::Usage, "{book}{said}");
        assert_eq!(said.out, "", "{book}");
        all.push_str(&format!("{}{}\n", book, said.err));
    }
    all
}

#[test]
fn a_refused_playbook_says_where_and_what_instead_in_english() {
    assert_snapshot!(checked(&office()), @r#"
    extend = "standard"
    error: ~/playbook.toml:1 extend: unknown key “extend”; did you mean extends?

    extends = "standart"
    error: ~/playbook.toml:1 extends: there is no preset “standart”; there are: standard, service-process, customer-management, crm-aftersales, relationship, reception-aftersales; did you mean standard?

    [grades.band.A]
    floor = "half a million"
    error: ~/playbook.toml:2 grades.band.A.floor: is text, and should be a whole number

    [grades.band.B]
    floor = 600000
    error: ~/playbook.toml:2 grades.band.B.floor: begins above A

    [numbers]
    customer = "{regoin}-{serial:3}"
    error: ~/playbook.toml:2 numbers.customer: unknown placeholder {regoin}; did you mean region?

    [calendar]
    hours = ["09:00-08:00"]
    error: ~/playbook.toml:1 calendar: the hours 09:00-08:00 end before they begin

    [calendar]
    days = []
    error: ~/playbook.toml:1 calendar: no working day

    [calendar]
    zone = "Asia/Hangzhou"
    error: ~/playbook.toml:2 calendar.zone: “Asia/Hangzhou” is no time zone, such as Asia/Shanghai; did you mean Asia/Bangkok?

    [calendar.exceptions]
    2026-13-01 = "off"
    error: ~/playbook.toml:2 calendar.exceptions.2026-13-01: “2026-13-01” is no day, such as 2026-10-01 or 2026-10-01..2026-10-07

    [gates]
    grade = "sometimes"
    error: ~/playbook.toml:2 gates.grade: “sometimes” is none of off, record, enforce, auto

    [required]
    customer = ["nmae"]
    error: ~/playbook.toml:2 required.customer: the form has no field “nmae”; did you mean name?

    [today]
    lines = 0
    error: ~/playbook.toml:2 today.lines: should be 1 to 1000

    [contact]
    real = ["phnoe"]
    error: ~/playbook.toml:2 contact.real: “phnoe” is no method; did you mean phone?

    [region]
    error: ~/playbook.toml:1 region: unknown key “region”

    [rule.touch-b]
    every = "10 moons"
    error: ~/playbook.toml:2 rule.touch-b.every: “10 moons” is not a span, such as 4h, 3wd, 1mo

    [rule.touch-b]
    evry = "10d"
    error: ~/playbook.toml:2 rule.touch-b.evry: unknown key “evry”; did you mean every?

    [rule.tuch-b]
    who = "owner"
    error: ~/playbook.toml:1 rule.tuch-b: there is no rule “tuch-b”, and a rule of your own says after, every, at_least, at_most or date; did you mean touch-b?

    [rule.touch-b]
    for = { grade = "E" }
    error: ~/playbook.toml:2 rule.touch-b.for.grade: “E” is none of A, B, C, D; did you mean A?

    [rule.touch-b]
    event = "followup.loged"
    error: ~/playbook.toml:2 rule.touch-b.event: there is no event “followup.loged”; did you mean followup.logged?

    [rule.touch-b]
    every = "3d"
    at_least = 2
    error: ~/playbook.toml:3 rule.touch-b.at_least: has more than one shape: every, at_least; take a key away with KEY = false

    [rule.touch-b]
    who = "boss"
    error: ~/playbook.toml:2 rule.touch-b.who: “boss” is none of owner, assignee, supervisor, superior, from, to, sales-rep, sales-supervisor, sales-director, sales-consultant, account-manager, customer-success, service-agent, service-supervisor, support-engineer, senior-engineer, after-sales-agent, after-sales-engineer, after-sales-supervisor, pre-sales, product-manager, product-specialist, project-lead, legal, qa, receptionist, other

    [rule.care]
    lead = 3
    error: ~/playbook.toml:2 rule.care.lead: should be a span such as 3wd, or { by = ATTRIBUTE, VALUE = SPAN }

    [rule.mine]
    every = "3d"
    event = "followup.logged"
    error: ~/playbook.toml:1 rule.mine: has no band: one of waiting, agreed, money, stage, touch, care, paper, duty

    [rule.mine]
    after = "customer.filed"
    band = "care"
    error: ~/playbook.toml:1 rule.mine: has no “until”: which event?

    [rule.touch-b]
    evry = 1
    who = "nobody"
    error: ~/playbook.toml:2 rule.touch-b.evry: unknown key “evry”; did you mean every?
    error: ~/playbook.toml:3 rule.touch-b.who: “nobody” is none of owner, assignee, supervisor, superior, from, to, sales-rep, sales-supervisor, sales-director, sales-consultant, account-manager, customer-success, service-agent, service-supervisor, support-engineer, senior-engineer, after-sales-agent, after-sales-engineer, after-sales-supervisor, pre-sales, product-manager, product-specialist, project-lead, legal, qa, receptionist, other

    [rule.touch-b
    error: ~/playbook.toml:1: cannot be read: unclosed table, expected `]`
    "#);
}

#[test]
fn a_refused_playbook_says_where_and_what_instead_in_chinese() {
    assert_snapshot!(checked(&office_zh()), @r#"
    extend = "standard"
    错误：~/playbook.toml:1 extend：未知的键“extend”，是否指 extends？

    extends = "standart"
    错误：~/playbook.toml:1 extends：没有预设“standart”；可用：standard、service-process、customer-management、crm-aftersales、relationship、reception-aftersales，是否指 standard？

    [grades.band.A]
    floor = "half a million"
    错误：~/playbook.toml:2 grades.band.A.floor：是文本，应为整数

    [grades.band.B]
    floor = 600000
    错误：~/playbook.toml:2 grades.band.B.floor：高于 A 的下限

    [numbers]
    customer = "{regoin}-{serial:3}"
    错误：~/playbook.toml:2 numbers.customer：未知占位符 {regoin}，是否指 region？

    [calendar]
    hours = ["09:00-08:00"]
    错误：~/playbook.toml:1 calendar：办公时间 09:00-08:00 的结束不晚于开始

    [calendar]
    days = []
    错误：~/playbook.toml:1 calendar：没有工作日

    [calendar]
    zone = "Asia/Hangzhou"
    错误：~/playbook.toml:2 calendar.zone：“Asia/Hangzhou”不是时区，如 Asia/Shanghai，是否指 Asia/Bangkok？

    [calendar.exceptions]
    2026-13-01 = "off"
    错误：~/playbook.toml:2 calendar.exceptions.2026-13-01：“2026-13-01”不是日期，如 2026-10-01 或 2026-10-01..2026-10-07

    [gates]
    grade = "sometimes"
    错误：~/playbook.toml:2 gates.grade：“sometimes”不是 off、record、enforce、auto 之一

    [required]
    customer = ["nmae"]
    错误：~/playbook.toml:2 required.customer：表单没有字段“nmae”，是否指 name？

    [today]
    lines = 0
    错误：~/playbook.toml:2 today.lines：应为 1 到 1000

    [contact]
    real = ["phnoe"]
    错误：~/playbook.toml:2 contact.real：“phnoe”不是跟进方式，是否指 phone？

    [region]
    错误：~/playbook.toml:1 region：未知的键“region”

    [rule.touch-b]
    every = "10 moons"
    错误：~/playbook.toml:2 rule.touch-b.every：“10 moons”不是时间跨度，如 4h、3wd、1mo

    [rule.touch-b]
    evry = "10d"
    错误：~/playbook.toml:2 rule.touch-b.evry：未知的键“evry”，是否指 every？

    [rule.tuch-b]
    who = "owner"
    错误：~/playbook.toml:1 rule.tuch-b：没有规则“tuch-b”；自定规则须写 after、every、at_least、at_most 或 date，是否指 touch-b？

    [rule.touch-b]
    for = { grade = "E" }
    错误：~/playbook.toml:2 rule.touch-b.for.grade：“E”不是 A、B、C、D 之一，是否指 A？

    [rule.touch-b]
    event = "followup.loged"
    错误：~/playbook.toml:2 rule.touch-b.event：没有事件“followup.loged”，是否指 followup.logged？

    [rule.touch-b]
    every = "3d"
    at_least = 2
    错误：~/playbook.toml:3 rule.touch-b.at_least：形式不止一种：every、at_least；用 键 = false 去掉多余的键

    [rule.touch-b]
    who = "boss"
    错误：~/playbook.toml:2 rule.touch-b.who：“boss”不是 owner、assignee、supervisor、superior、from、to、sales-rep、sales-supervisor、sales-director、sales-consultant、account-manager、customer-success、service-agent、service-supervisor、support-engineer、senior-engineer、after-sales-agent、after-sales-engineer、after-sales-supervisor、pre-sales、product-manager、product-specialist、project-lead、legal、qa、receptionist、other 之一

    [rule.care]
    lead = 3
    错误：~/playbook.toml:2 rule.care.lead：应为时间跨度，如 3wd，或 { by = 属性, 取值 = 时间 }

    [rule.mine]
    every = "3d"
    event = "followup.logged"
    错误：~/playbook.toml:1 rule.mine：缺少 band：waiting、agreed、money、stage、touch、care、paper、duty 之一

    [rule.mine]
    after = "customer.filed"
    band = "care"
    错误：~/playbook.toml:1 rule.mine：缺少“until”：哪个事件？

    [rule.touch-b]
    evry = 1
    who = "nobody"
    错误：~/playbook.toml:2 rule.touch-b.evry：未知的键“evry”，是否指 every？
    错误：~/playbook.toml:3 rule.touch-b.who：“nobody”不是 owner、assignee、supervisor、superior、from、to、sales-rep、sales-supervisor、sales-director、sales-consultant、account-manager、customer-success、service-agent、service-supervisor、support-engineer、senior-engineer、after-sales-agent、after-sales-engineer、after-sales-supervisor、pre-sales、product-manager、product-specialist、project-lead、legal、qa、receptionist、other 之一

    [rule.touch-b
    错误：~/playbook.toml:1：无法读取：unclosed table, expected `]`
    "#);
}

/// A fact is a fact, whatever is wrong with a rule: what that asks is left out, and
/// said.
#[test]
fn a_broken_rule_stops_no_fact() {
    let s = office();
    s.put(
        "playbook.toml",
        "[gates]\ngrade = \"off\"\n\n[rule.touch-b]\nevry = \"10d\"\n",
    );
    assert_snapshot!(s.run("kehu log 云帆 \"quote sent\" --by phone").done(), @r"
    logged FU20260305001: 杭州云帆科技有限公司, phone
    --- stderr ---
    note: a first contact ends with a next time (--next) or material sent (--sent material) (R005)
    note: done without the rules that cannot be read (faults: 1): ~/playbook.toml:5 rule.touch-b.evry: unknown key “evry”; did you mean every?; all of them: kehu playbook check
    ");
    assert_snapshot!(s.run("kehu ticket open 云帆 --type usage-inquiry --priority normal --symptom \"no display\" --occurred now --tried \"a restart\"").done(), @r"
    accepted SN20260305001 (normal)
    respond by 2026-03-06 15:00, solution by 2026-03-10 18:00
    tell the customer these times (R119), ready to send: kehu ticket promise SN20260305001 --told
    --- stderr ---
    note: done without the rules that cannot be read (faults: 1): ~/playbook.toml:5 rule.touch-b.evry: unknown key “evry”; did you mean every?; all of them: kehu playbook check
    ");
    // What only asks does not go on with half the rules.
    assert_snapshot!(s.run("kehu today"), @r"
    --- stderr ---
    error: ~/playbook.toml:5 rule.touch-b.evry: unknown key “evry”; did you mean every?
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu playbook check"), @r"
    --- stderr ---
    error: ~/playbook.toml:5 rule.touch-b.evry: unknown key “evry”; did you mean every?
    [exit 2]
    ");
    s.put("playbook.toml", "");
    assert_eq!(s.run("kehu followup list -q").done().out.lines().count(), 1);
}

/// Numbers, codes and gates stand in the rest of the file: without it a record would
/// be wrong for good.
///
/// No command goes on with half a playbook, and none changes the file.
#[test]
fn nothing_is_stored_under_a_refused_playbook() {
    let s = office();
    let before = s.run("kehu customer list -o csv").done().out;
    s.put("playbook.toml", "[gates]\ngrade = \"sometimes\"\n");
    let refused = s.run("kehu log 云帆 a --by phone");
    assert_eq!(refused.exit, Exit::Usage);
    assert!(refused.err.contains("playbook.toml:2"), "{refused}");
    assert_eq!(s.text("playbook.toml"), "[gates]\ngrade = \"sometimes\"\n");
    s.put("playbook.toml", "");
    assert_eq!(s.run("kehu customer list -o csv").done().out, before);
    assert_eq!(s.run("kehu followup list -q").out, "");
}
