//! The playbook's rules: seen, explained, changed, and what a preset changes.

use insta::assert_snapshot;

use super::{office, office_zh};
use crate::session::Session;

#[test]
fn the_rules_are_listed_by_group() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu playbook show rules --band 关怀").all_chinese(&s), @r"
    规则             事项                       分组  期限                                                                                      责任人
    care             节日与纪念日问候           关怀  不晚于纪念日当天；提前提示（生日 3 天、节日 7 天、春节 7 天、司庆 7 天、签约周年 14 天）  客户负责人
    push-b           B级客户推送案例或行业动态  关怀  每月至少 1 次；期末前 7 天提示                                                            客户负责人
    push-interested  意向客户每周推送资料       关怀  每周至少 1 次                                                                             客户负责人
    push-pool        客户池季度促销推送         关怀  每季度至少 1 次；期末前 14 天提示                                                         客户负责人
    suggest-b        B级客户季度优化建议        关怀  每季度至少 1 次；期末前 21 天提示                                                         客户负责人
    ");
    // Programs read the same in every language.
    let machine = s.run("kehu playbook show rules -o json");
    let s = office();
    assert_eq!(machine.out, s.run("kehu playbook show rules -o json").out);
    assert_snapshot!(s.run("kehu playbook show rules --band stage"), @r"
    Rule       What is owed                    Group      Due                               Who
    key-stage  Daily follow-up in a key stage  key stage  1 working day after the last one  the customer's owner
    ");
    let all = s.run("kehu playbook show rules -o jsonl").done();
    assert_eq!(all.out.lines().count(), 96);
    assert_snapshot!(all.out.lines().next().unwrap_or_default(), @r#"{"id":"complaint-revisit","label":"Revisit of a complaint by the service supervisor","band":"waiting","due":"within 48 hours","who":"Service supervisor"}"#);
    let plain = s
        .run("kehu playbook show rules --fields id,source -o plain")
        .done();
    let payment = plain.out.lines().find(|line| line.starts_with("payment"));
    assert_eq!(payment, Some("payment\tR043 M37"));
}

#[test]
fn a_rule_is_explained_in_both_languages() {
    let s = office();
    assert_snapshot!(s.run("kehu playbook explain ticket-solution"), @r"
    Rule             ticket-solution
    What is owed     Solution to a ticket
    Group            the customer waits
    For              every ticket
    Begins with      ticket accepted
    Settled by       solution given
    Due              within: urgent 4 hours, important 24 hours, normal 3 working days
    For example      begun 2026-03-05 15:00, due urgent 2026-03-05 19:00, important 2026-03-06 15:00, normal 2026-03-10 18:00
    Who              whoever it is assigned to
    Called due soon  at 50%, 80% of the time
    Told when late   at 80% of the time: whoever it is assigned to (kehu ticket extend); at the due: the assignee's supervisor
    The clock        stops while waiting for the customer, 10 working days at most; the time between solved and reopened does not count; a new time agreed with the customer moves its line, not its due
    Handbook         R106 R107 R108 R120 R121 K06 M01 M02 M03
    To change it     [rule.ticket-solution] in your playbook, or: kehu playbook edit rule ticket-solution KEY=VALUE
    ");
    assert_snapshot!(s.run("kehu playbook explain intent-high"), @r"
    Rule             intent-high
    What is owed     High intent: sign within a month
    Group            money
    For              every customer
    Begins with      intent becomes high
    Settled by       contract signed; or stage becomes won or lost; or intent changed
    Due              within 1 month
    For example      begun 2026-03-05 15:00, due 2026-04-05 23:59
    Who              the customer's owner
    Called due soon  at 80% of the time
    Handbook         R001 K46 M43
    To change it     [rule.intent-high] in your playbook, or: kehu playbook edit rule intent-high KEY=VALUE
    ");
    assert_snapshot!(s.run("kehu playbook explain handover-weekly"), @r"
    Rule          handover-weekly
    What is owed  Weekly report after a handover
    Group         paperwork
    For           every handover
    Begins with   handover accepted, for 1 month
    Settled by    form filled in (form successor-report)
    Due           1 week after the last one
    For example   begun 2026-03-05 15:00, due 2026-03-12 23:59
    Who           who takes over
    Handbook      R066 M34
    To change it  [rule.handover-weekly] in your playbook, or: kehu playbook edit rule handover-weekly KEY=VALUE
    ");
    let s = office_zh();
    assert_snapshot!(s.run("kehu playbook explain ticket-solution").all_chinese(&s), @r"
    规则      ticket-solution
    事项      给出工单解决方案
    分组      客户在等
    对象      所有工单
    起算      受理工单
    满足条件  给出解决方案
    期限      紧急 4 小时、重要 24 小时、一般 3 个工作日
    举例      2026-03-05 15:00 起算，到期 紧急 2026-03-05 19:00、重要 2026-03-06 15:00、一般 2026-03-10 18:00
    责任人    处理人
    临期提醒  时间用到 50%、80% 时
    逾期通知  时间用到 80% 时：处理人（kehu ticket extend）；到期时：处理人的主管
    计时      等待客户期间暂停，最多 10 个工作日；解决后到重开前的时间不计；与客户重新约定的时间只移动提醒，不改原期限
    手册出处  R106 R107 R108 R120 R121 K06 M01 M02 M03
    如何修改  规则手册中的 [rule.ticket-solution]，或：kehu playbook edit rule ticket-solution 键=值
    ");
    assert_snapshot!(s.run("kehu playbook explain touch-a-deep").all_chinese(&s), @r"
    规则      touch-a-deep
    事项      A级客户每月 2 次深度沟通
    分组      跟进
    对象      客户：客户级别为A级，未暂停跟进
    满足条件  与客户沟通（深度沟通，联系上）
    期限      每月至少 2 次
    责任人    客户负责人
    逾期通知  到期时：负责人的主管
    手册出处  R030 K15 M13
    如何修改  规则手册中的 [rule.touch-a-deep]，或：kehu playbook edit rule touch-a-deep 键=值
    ");
    assert_snapshot!(s.run("kehu playbook explain care").all_chinese(&s), @r"
    规则      care
    事项      节日与纪念日问候
    分组      关怀
    对象      纪念日：需要问候
    起算      纪念日当天
    满足条件  与客户沟通（目的为关怀）
    期限      不晚于纪念日当天；提前提示（生日 3 天、节日 7 天、春节 7 天、司庆 7 天、签约周年 14 天）
    责任人    客户负责人
    其他      逾期 3 天后不再提示，计为未完成
    手册出处  R012 R049 R090 R144 M06 M07
    如何修改  规则手册中的 [rule.care]，或：kehu playbook edit rule care 键=值
    ");
    assert_snapshot!(s.run("kehu playbook explain intent-high").all_chinese(&s), @r"
    规则      intent-high
    事项      高意向客户 1 个月内签约
    分组      款项
    对象      所有客户
    起算      意向等级变为高
    满足条件  合同签订；或合作阶段变为成交、未成交；或意向等级变更
    期限      1 个月内
    举例      2026-03-05 15:00 起算，到期 2026-04-05 23:59
    责任人    客户负责人
    临期提醒  时间用到 80% 时
    手册出处  R001 K46 M43
    如何修改  规则手册中的 [rule.intent-high]，或：kehu playbook edit rule intent-high 键=值
    ");
    assert_snapshot!(s.run("kehu playbook explain overcontact-d").all_chinese(&s), @r"
    规则      overcontact-d
    事项      D级客户每月联系不超过 2 次
    对象      客户：客户级别为D级
    满足条件  与客户沟通（方向为主动，推送内容不是促销信息）
    期限      每月最多 2 次
    责任人    客户负责人
    手册出处  R054 C26 K17 M15
    如何修改  规则手册中的 [rule.overcontact-d]，或：kehu playbook edit rule overcontact-d 键=值
    ");
}

#[test]
fn a_number_of_the_handbook_is_explained_by_its_rules() {
    let s = Session::new();
    assert_snapshot!(s.run("kehu playbook explain r108 -o plain --fields id,label,source"), @r"
    ticket-respond	First response to a ticket	R106 R107 R108 R120 R159 K03 K06 M01 M02

    ticket-solution	Solution to a ticket	R106 R107 R108 R120 R121 K06 M01 M02 M03
    ");
    assert_snapshot!(s.run("kehu playbook explain R106 -o plain --fields id,label"), @r"
    ticket-respond	First response to a ticket

    ticket-solution	Solution to a ticket
    ");
    assert_snapshot!(s.run("kehu playbook explain R999"), @r"
    --- stderr ---
    error: there is no rule “R999”
      see them all with: kehu playbook show rules
    [exit 3]
    ");
}

#[test]
fn grades_are_told_in_whole_sentences_in_a_narrow_window() {
    let s = Session::new();
    assert_snapshot!(s.terminal(60, &[]).run("kehu --lang zh playbook show grades"), @r"
    A  年采购额≥50万元，行业标杆/头部企业
       需求明确、决策链清晰、预算充足
       销售主管+销售代表联合跟进，每月至少2次深度沟通，提供定制
       化解决方案，邀请参与公司高端活动

    B  年采购额20-50万元，区域/行业龙头企业
       有明确需求、采购周期稳定、合作意愿强
       每周跟进1次，定期推送产品案例/行业动态，每季度提供合作优
       化建议

    C  年采购额5-20万元，中小企业/潜力客户
       需求模糊但有合作可能，需重点培育
       每两周跟进1次，重点挖掘潜在需求，发送标准化产品资料

    D  年采购额<5万元，零散/低需求客户
       短期合作可能性低，暂缓投入资源
       纳入客户池，每季度统一推送1次促销信息，不单独投入跟进资源
    ");
    assert_snapshot!(s.terminal(60, &[]).run("kehu playbook show grades"), @r"
    A  buys for ¥500,000 or more a year; a benchmark or leading
       company of its industry
       clear need, clear decision chain, ample budget
       Supervisor and rep follow up together: at least two
       in-depth talks a month, tailored solutions, invitations
       to the company's top events

    B  buys for ¥200,000 to ¥500,000 a year; a leading company
       of its region or industry
       definite needs, steady purchasing cycle, eager to work
       with us
       Follow up once a week, send product cases and industry
       news regularly, suggest improvements every quarter

    C  buys for ¥50,000 to ¥200,000 a year; a small or
       medium-sized company with potential
       vague needs but a possible customer, worth cultivating
       Follow up every two weeks, find out what they may need,
       send the standard product material

    D  buys for less than ¥50,000 a year; a scattered customer
       with little need
       unlikely to buy soon; spend no effort for now
       Move to the customer pool: one promotion a quarter for
       all of them, no individual follow-up
    ");
}

#[test]
fn a_key_is_changed_and_comments_stay() {
    let s = office();
    assert_snapshot!(s.run("kehu playbook show rule touch-b"), @r#"
    rule      touch-b
    label     { en = "Weekly contact with a B customer", zh = "B级客户每周跟进" }
    source    "R032 K15 K16 M13"
    for       { grade = "B", paused = false }
    every     "7d"
    event     { event = "followup.logged", reached = true }
    who       "owner"
    band      "touch"
    escalate  [{ at = "200%", to = "supervisor" }]
    "#);
    assert_snapshot!(s.run("kehu playbook edit rule touch-b every=10d"), @r"
    touch-b: every = 10d (~/playbook.toml)
    --- stderr ---
    see what it says now: kehu playbook explain touch-b
    ");
    assert_snapshot!(s.text("playbook.toml"), @r#"
    extends = "standard"

    [rule.touch-b]
    every = "10d"
    "#);
    s.put(
        "playbook.toml",
        "# 我们的规则\nextends = \"standard\"\n\n[rule.touch-b]\nevery = \"10d\" # 2026 年起\n",
    );
    assert_snapshot!(s.run("kehu playbook edit rule touch-b every=5d off=true"), @r"
    touch-b: every = 5d, off = true (~/playbook.toml)
    --- stderr ---
    see what it says now: kehu playbook explain touch-b
    ");
    assert_snapshot!(s.run("kehu playbook edit rule ticket-respond within.urgent=1h"), @r"
    ticket-respond: within.urgent = 1h (~/playbook.toml)
    --- stderr ---
    see what it says now: kehu playbook explain ticket-respond
    ");
    assert_snapshot!(s.text("playbook.toml"), @r#"
    # 我们的规则
    extends = "standard"

    [rule.touch-b]
    every = "5d" # 2026 年起
    off = true

    [rule.ticket-respond.within]
    urgent = "1h"
    "#);
    assert_snapshot!(s.run("kehu playbook check"), @r"
    ~/playbook.toml is sound: standard and what you changed, 95 rules
    changed: ticket-respond
    left out: touch-b
    ");
    assert_snapshot!(s.run("kehu playbook explain touch-b"), @r"
    --- stderr ---
    error: the rule “touch-b” is not in force in this playbook
      take it in with: kehu playbook edit rule touch-b off=false
    [exit 3]
    ");
    // The clock of the next ticket runs by it.
    assert_snapshot!(s.run("kehu ticket open 云帆 --type product-fault --priority urgent --symptom x --occurred 14:00 --tried 重启"), @r"
    accepted SN20260305001 (urgent)
    respond by 2026-03-05 16:00, solution by 2026-03-05 19:00
    tell the customer these times (R119), ready to send: kehu ticket promise SN20260305001 --told
    ");
}

#[test]
fn a_check_tells_all_that_is_wrong_from_the_top() {
    let s = office_zh();
    s.put(
        "playbook.toml",
        "[rule.touch-b]\nevry = \"10d\"\n[form.x]\nfoo = 1\n",
    );
    assert_snapshot!(s.run("kehu playbook check"), @r"
    --- stderr ---
    错误：~/playbook.toml:3 form.x：没有表单“x”；自定表单须有 label 和 field
    错误：~/playbook.toml:2 rule.touch-b.evry：未知的键“evry”，是否指 every？
    [exit 2]
    ");
    s.put(
        "playbook.toml",
        "[segments]\nx = 1\n[gates]\ny = 1\n[deals]\nz = 1\n",
    );
    assert_snapshot!(s.run("kehu playbook check"), @r"
    --- stderr ---
    错误：~/playbook.toml:2 segments.x：未知的键“x”
    错误：~/playbook.toml:4 gates.y：未知的键“y”
    错误：~/playbook.toml:6 deals.z：未知的键“z”
    [exit 2]
    ");
}

#[test]
fn a_fault_in_a_rule_stops_only_what_needs_the_rules() {
    let s = office_zh();
    s.put(
        "playbook.toml",
        "[rule.touch-b]\nevry = \"10d\"\nwho = \"supervisr\"\n",
    );
    let _ = s.run("kehu customer list").done();
    assert_snapshot!(s.run("kehu playbook check"), @r"
    --- stderr ---
    错误：~/playbook.toml:2 rule.touch-b.evry：未知的键“evry”，是否指 every？
    错误：~/playbook.toml:3 rule.touch-b.who：没有“supervisr”，是否指 supervisor？
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu playbook show rules"), @r"
    --- stderr ---
    错误：~/playbook.toml:2 rule.touch-b.evry：未知的键“evry”，是否指 every？
    错误：~/playbook.toml:3 rule.touch-b.who：没有“supervisr”，是否指 supervisor？
    [exit 2]
    ");
    // A fact is stored all the same.
    let opened = s.run("kehu ticket open 云帆 --type 故障 --priority 一般 --symptom x");
    assert!(opened.done().err.contains("touch-b.evry"));
    assert_snapshot!(s.run("kehu ticket list").all_chinese(&s), @r"
    编号           客户                  问题类型  优先级  状态    受理时间          故障现象  处理人
    SN20260305001  杭州云帆科技有限公司  产品故障  一般    已受理  2026-03-05 15:00  x         李雷
    ");
}

#[test]
fn another_preset_says_what_it_changes() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu playbook use crm-aftersales").all_chinese(&s), @r"
    规则手册已改为 crm-aftersales
    规则：22 条，原为 96 条
    修改：touch-a-deep、touch-b、touch-c、verify-other
    停用：74 条规则
    客户级别：A B C
    ");
    assert_snapshot!(s.run("kehu playbook show rule touch-c"), @r#"
    rule      touch-c
    label     { en = "A talk a half-year with a C customer", zh = "C级客户每半年沟通 1 次" }
    source    "R088 C02 M13"
    for       { grade = "C", paused = false }
    at_least  1
    per       "half"
    event     { event = "followup.logged", reached = true }
    who       "owner"
    band      "touch"
    lead      "30d"
    "#);
    assert_snapshot!(s.run("kehu playbook show grades --fields grade,potential").all_chinese(&s), @r"
    级别  客户潜力
    A     高价值战略客户
    B     潜力增长客户
    C     常规客户
    ");
    assert_snapshot!(s.run("kehu playbook explain first-talk").all_chinese(&s), @r"
    --- stderr ---
    错误：规则“first-talk”未在当前规则手册中启用
      启用：kehu playbook edit rule first-talk off=false
    [exit 3]
    ");
    let s = office();
    assert_snapshot!(s.run("kehu playbook use customer-management"), @r"
    the playbook is now customer-management
    rules: 36, before 96
    changed: delivery-revisit, contact-update
    left out: 60 rules
    gate registration: record → enforce
    ");
    // A file of one's own says which preset it stands on.
    s.put(
        "playbook.toml",
        "extends = \"standard\" # 我们的\n[rule.care]\nforget = \"7d\"\n",
    );
    assert_snapshot!(s.run("kehu playbook use service-process"), @r"
    the playbook is now service-process
    rules: 20, before 96
    left out: 76 rules
    ");
    assert_snapshot!(s.text("playbook.toml"), @r#"
    extends = "service-process" # 我们的
    [rule.care]
    forget = "7d"
    "#);
    // A preset without rules for tickets promises no times.
    assert_snapshot!(s.run("kehu ticket open 云帆 --type product-fault --priority urgent --symptom x --occurred 14:00 --tried 重启"), @"accepted SN20260305001 (urgent)");
}

#[test]
fn init_writes_a_file_that_says_how() {
    let s = Session::new();
    assert_snapshot!(s.run("kehu init --name 李雷 --role rep --region HZ --playbook relationship"), @r"
    kehu is ready, 李雷; your data is in ~/kehu.db, readable by you alone
    your rules are in ~/playbook.toml: it says how to change them
    next: kehu customer add
    ");
    assert_snapshot!(s.text("playbook.toml").lines().take(12).collect::<Vec<_>>().join("\n"), @r#"
    # Your playbook. It stands on a preset that ships with kehu and says only what is
    # different. After a change: kehu playbook check
    extends = "relationship"

    # Rules say what is owed, by whom, until when.
    #   all of them               kehu playbook show rules
    #   one in plain words        kehu playbook explain touch-b
    #   one as it is written      kehu playbook show rule touch-b
    #
    # Take away a # before [ and before each key below it.
    #
    # Change a key of a rule; the other keys stay:
    "#);
    assert_snapshot!(s.run("kehu playbook check"), @"~/playbook.toml is sound: relationship and what you changed, 19 rules");
    // A file that is there is kept.
    s.put("playbook.toml", "[rule.care]\nforget = \"7d\"\n");
    let _ = s.run("kehu init --name 李雷 --playbook standard").done();
    assert_snapshot!(s.text("playbook.toml"), @r#"
    extends = "standard"
    [rule.care]
    forget = "7d"
    "#);
}

/// A label that named the old figure says the new one.
#[test]
fn a_changed_rule_says_its_new_figures() {
    let s = office();
    let label = |s: &Session| {
        let all = s.run("kehu playbook explain touch-b").done().out;
        all.lines().nth(1).unwrap_or_default().to_owned()
    };
    let old = label(&s);
    let _ = s.run("kehu playbook edit rule touch-b every=10d").done();
    assert_snapshot!(label(&s), @r"What is owed    Weekly contact with a B customer (now every 10 days)");
    let _ = s.run("kehu playbook edit rule touch-b every=7d").done();
    assert_eq!(label(&s), old);
    let _ = s
        .run("kehu playbook edit rule touch-b every=10d label=\"A B customer, every ten days\"")
        .done();
    assert_snapshot!(label(&s), @r"What is owed    A B customer, every ten days");
    let s = office_zh();
    let _ = s
        .run("kehu playbook edit rule ticket-solution within.urgent=2h")
        .done();
    assert_snapshot!(s.run("kehu playbook explain ticket-solution").done().out.lines().nth(1).unwrap_or_default(), @r"事项      给出工单解决方案（现为时限 紧急 2 小时）");
}
