//! Somebody in a hurry at a terminal: only what is needed is asked, the rest is one
//! question, and what is wrong is said where it was typed.

use insta::assert_snapshot;

use super::{office, office_zh};

#[test]
fn a_contract_asks_for_little_and_refuses_a_plan_where_it_was_typed() {
    let s = office_zh();
    let drafted = s
        .terminal(
            80,
            &[
                "60 台终端",
                "60万",
                "30% 签约; 60% 交付",
                "30% 签约; 余款 交付",
                "",
            ],
        )
        .run("kehu contract add 云帆");
    assert_snapshot!(drafted.dialog(), @r"
    标的
    合同金额
    付款计划
    ! 付款计划：各期合计 540,000.00 元，合同金额 600,000.00 元
    还有 16 项可填（合同编号、付款方式、交付条款…），现在填写吗？
    ");
    assert_snapshot!(drafted.done(), @r"
    已起草合同 CO20260305001：杭州云帆科技有限公司，600,000.00 元，分 2 期
    下一步：法务审核 kehu contract review CO20260305001 --by 姓名；再签订 kehu
    contract sign CO20260305001
    ");
    let nothing = s
        .terminal(80, &["一批配件", "0", "5万", "", ""])
        .run("kehu contract add 云帆");
    assert_snapshot!(nothing.dialog(), @r"
    标的
    合同金额
    ! 合同金额：应大于零
    付款计划
    还有 16 项可填（合同编号、付款方式、交付条款…），现在填写吗？
    ");
    assert_snapshot!(nothing.done(), @r"
    已起草合同 CO20260305002：杭州云帆科技有限公司，50,000.00 元，分 1 期
    下一步：法务审核 kehu contract review CO20260305002 --by 姓名；再签订 kehu
    contract sign CO20260305002
    ");
}

#[test]
fn what_a_proposal_and_a_delivery_may_hold_is_one_question() {
    let s = office();
    let _ = s.run("kehu deal open 云帆 terminals --value 600k").done();
    let planned = s
        .terminal(80, &["60 terminals", "+3w", ""])
        .run("kehu delivery plan 云帆");
    assert_snapshot!(planned.dialog(), @r"
    What is delivered
    Planned for
    7 more fields can be filled in (Customer's counterpart, Standard, Contract …); now?
    ");
    let proposed = s
        .terminal(80, &["60 terminals, installed", "", ""])
        .run("kehu deal propose 云帆");
    assert_snapshot!(proposed.dialog(), @r"
    What is delivered
    Price lines
    19 more fields can be filled in (Steps, Schedule, Expected effect …); now?
    ");
}

#[test]
fn a_day_that_should_lie_ahead_is_asked_about_or_told() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu deal open 云帆 终端 --value 60万 --expected 昨天").done(), @r"
    已建商机 DL20260305001 终端：线索
    --- stderr ---
    提醒：预计成交日期 2026-03-04 已经过去
    ");
    // What is recorded of the past was ahead then.
    assert_snapshot!(s.run("kehu promise add 云帆 培训 --made 2026-02-02 --due 2026-02-20").done(), @r"
    已登记 PM20260202001：杭州云帆科技有限公司，期限 2026-02-20 18:00
    书面确认后：kehu promise confirm PM20260202001
    ");
    assert_snapshot!(s.run("kehu contract add 云帆 备件 --amount 5万 --expires 2026-01-01").done(), @r"
    已起草合同 CO20260305001：杭州云帆科技有限公司，50,000.00 元，分 1 期
    下一步：法务审核 kehu contract review CO20260305001 --by 姓名；再签订 kehu contract sign CO20260305001
    --- stderr ---
    提醒：合同到期日 2026-01-01 已经过去
    ");
    assert_snapshot!(s.run("kehu form fill root-cause --step 交付 --problem 慢 --causes 晚 --measures 定规则 --due 昨天").done(), @r"
    EN20260305001：已填写根因分析与优化计划；待办结，期限 2026-03-04 18:00（办结：kehu form close EN20260305001）
    --- stderr ---
    提醒：期限 2026-03-04 已经过去
    ");
    assert_snapshot!(s.run("kehu deal edit 终端 --expected 2026-01-01").done(), @r"
    DL20260305001：已修改预计成交日期
    --- stderr ---
    提醒：预计成交日期 2026-01-01 已经过去
    ");
    let asked = s
        .terminal(80, &["配件", "5万", "昨天", "n", "+1mo", ""])
        .run("kehu deal open 云帆");
    assert_snapshot!(asked.dialog(), @r"
    商机名称
    预计金额
    预计成交日期
    预计成交日期 2026-03-04 已经过去，仍按此登记吗？
    预计成交日期
    还有 6 项可填（产品、联系人、竞争对手…），现在填写吗？
    ");
    assert!(asked.err.is_empty(), "{asked}");
}

#[test]
fn a_draft_counts_what_was_typed() {
    let s = office_zh();
    let _ = s.run("kehu deal open 云帆 终端 --value 60万").done();
    let stopped = s
        .terminal(80, &["30% 签约; 余款 交付", "^C"])
        .run("kehu deal contract 终端 --subject 终端 --contract-no HT-1 --our-party 我方 --form");
    assert_snapshot!(stopped, @r"
    --- stderr ---
    已中止：已存为草稿（1 项），用 kehu deal contract 继续
    [exit 130]
    ");
}
