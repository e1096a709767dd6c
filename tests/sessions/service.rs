//! The life of a ticket beyond its closing: routing, AI replies, visits, waits, new
//! times, reopening, merging; the board and the lists by the clocks.

use insta::assert_snapshot;

use super::{office, office_zh};
use crate::session::Session;

/// A technical ticket of 云帆 with a senior engineer and a supervisor on the staff,
/// accepted at 15:00.
fn desk(s: Session) -> Session {
    for line in [
        "kehu staff add 韩梅 --role 售后主管",
        "kehu staff edit 李雷 --supervisor 韩梅",
        "kehu staff add 王工 --role 高级工程师",
        "kehu ticket open 云帆 --type 故障 --nature 技术 --severity 功能故障 --scope 个体 --symptom 无显示 --occurred 14:00 --tried 重启 --told 是",
    ] {
        let _ = s.run(line).done();
    }
    s
}

#[test]
fn intake_says_why_and_where_to() {
    let s = office_zh();
    let _ = s.run("kehu staff add 王工 --role 高级工程师").done();
    assert_snapshot!(s.run("kehu ticket open 云帆 --type 故障 --nature 技术 --severity 功能故障 --scope 个体 --symptom 无显示 --occurred 14:00 --tried 重启 --told 是").all_chinese(&s), @r"
    已受理 SN20260305001（重要）
    优先级“重要”：功能故障 × 个体客户（R157）
    2026-03-05 19:00 前响应，2026-03-06 15:00 前给出解决方案
    分流至技术支持；可用 kehu ticket transfer SN20260305001 --team 转交
    优先分配高级工程师（R168）：王工；kehu ticket assign SN20260305001 --to 王工
    ");
    assert_snapshot!(s.run("kehu ticket open 云帆 --type 故障 --area 质量投诉 --priority 一般 --symptom 划痕 --occurred 14:00 --tried 无 --told 是").all_chinese(&s), @r"
    已受理 SN20260305002（一般）
    2026-03-06 15:00 前响应，2026-03-10 18:00 前给出解决方案
    分流至质量；可用 kehu ticket transfer SN20260305002 --team 转交
    此前类似：SN20260305001；kehu ticket link SN20260305002 --earlier SN20260305001
    --- stderr ---
    提醒：质量投诉应分级：kehu ticket edit SN20260305002 --quality 轻微（R164）
    ");
    assert_snapshot!(s.run("kehu ticket open 云帆 --type 其他 --emergency --symptom 停机 --occurred 14:00 --tried 无 --told 是").all_chinese(&s), @r"
    已受理 SN20260305003（紧急）
    2026-03-05 17:00 前响应，2026-03-05 19:00 前给出解决方案
    已进入绿色通道（R181）；下一步：kehu form fill emergency-plan SN20260305003
    ");
    assert_snapshot!(s.run("kehu ticket transfer 1 --team 质量 --text 疑似批次问题").all_chinese(&s), @r"SN20260305001 杭州云帆科技有限公司：转交 → 质量，2026-03-05 15:00");
    assert_snapshot!(s.run("kehu ticket list --team 质量 -o plain --fields number,team"), @r"
    SN20260305002	quality
    SN20260305001	quality
    ");
}

#[test]
fn a_suggested_priority_can_be_declined() {
    let s = office_zh();
    let answers = [
        "投诉",
        "",
        "",
        "体验瑕疵",
        "个体",
        "n",
        "态度差",
        "",
        "",
        "重要",
        "",
        "",
    ];
    let opened = s
        .terminal(80, &answers)
        .run("kehu ticket open 云帆")
        .all_chinese(&s);
    assert_snapshot!(opened.dialog(), @r"
    问题类型
    问题领域
    问题性质
    严重性
    影响范围
    优先级定为“一般”（体验瑕疵 × 个体客户）？
    故障现象
    发生时间
    已尝试处理方式
    优先级
    反馈渠道
    还有 12 项可填（联系人、问题领域、问题性质…），现在填写吗？
    ");
    assert_snapshot!(opened, @r"
    已受理 SN20260305001（重要）
    2026-03-05 19:00 前响应，2026-03-06 15:00 前给出解决方案
    请告知客户上述时限（R119），可直接发送：kehu ticket promise SN20260305001 --told
    --- stderr ---
    提醒：问题描述应含三部分，缺：发生时间、已尝试处理方式（R104）
    ");
}

#[test]
fn a_reply_written_with_ai_waits_for_a_person() {
    let mut s = desk(office_zh());
    s.at("2026-03-05 15:30");
    assert_snapshot!(s.run("kehu ticket work 1 --answer 请重装驱动 --ai 是").all_chinese(&s), @r"
    SN20260305001 杭州云帆科技有限公司：AI 辅助回复，2026-03-05 15:30
    人工复核通过后才算给出（R169）：kehu ticket check SN20260305001 --verdict 通过
    ");
    assert_snapshot!(s.run("kehu ticket list --ai-unreviewed -o plain --fields number,status,answered_at"), @r"SN20260305001	accepted");
    let _ = s
        .run("kehu ticket check 1 --verdict 不通过 --text 不准确")
        .done();
    assert_snapshot!(s.run("kehu ticket check 1 --verdict 通过").all_chinese(&s), @r#"
    --- stderr ---
    错误：SN20260305001 没有待复核的 AI 回复
      kehu ticket work SN20260305001 --answer "回复" --ai 是
    [exit 5]
    "#);
    let _ = s.run("kehu ticket work 1 --answer 请重启 --ai 是").done();
    s.at("2026-03-05 16:00");
    assert_snapshot!(s.run("kehu ticket check 1 --verdict 通过 --answer 请更换电源").all_chinese(&s), @r#"
    SN20260305001 杭州云帆科技有限公司：人工复核 → 通过，2026-03-05 16:00
    下一步：kehu ticket solve SN20260305001 --cause 原因 --steps "处理步骤"
    "#);
    assert_snapshot!(s.run("kehu ticket history 1").all_chinese(&s), @r"
    时间              事件         经办人  转给  说明
    2026-03-05 15:00  受理         李雷
    2026-03-05 15:00  已告知时限   李雷
    2026-03-05 15:30  AI 辅助回复  李雷          请重装驱动
    2026-03-05 15:30  人工复核     李雷          不准确 · 不通过
    2026-03-05 15:30  AI 辅助回复  李雷          请重启
    2026-03-05 16:00  人工复核     李雷          请更换电源 · 通过
    2026-03-05 16:00  给出方案     李雷          请更换电源
    2026-03-05 16:00  响应         李雷
    ");
    let _ = s.run("kehu undo").done();
    assert_snapshot!(s.run("kehu ticket list --ai-unreviewed -o plain --fields number,status,answered_at"), @r"SN20260305001	accepted");
}

#[test]
fn remote_comes_before_a_visit_and_a_visit_is_signed() {
    let mut s = desk(office_zh());
    s.at("2026-03-05 15:30");
    assert_snapshot!(s.run("kehu ticket work 1 --mode 现场 --text 到场").all_chinese(&s), @r"
    SN20260305001 杭州云帆科技有限公司：处理，2026-03-05 15:30
    --- stderr ---
    提醒：尚未远程处理就安排现场处理（R109）
    ");
    let _ = s.run("kehu undo").done();
    let _ = s
        .run("kehu ticket work 1 --mode 远程 --text 远程诊断无效")
        .done();
    assert_snapshot!(s.run("kehu ticket work 1 --mode 现场 --text 到场").all_chinese(&s), @r"
    SN20260305001 杭州云帆科技有限公司：处理，2026-03-05 15:30
    --- stderr ---
    提醒：未与客户约定时间就现场处理（R109）
    ");
    let _ = s.run("kehu undo").done();
    assert_snapshot!(s.run("kehu ticket visit 1 --when \"2026-03-06 10:00\" --to 王工 --spares 电源模块").all_chinese(&s), @r#"
    SN20260305001 杭州云帆科技有限公司：预约上门 → 王工，2026-03-05 15:30（2026-03-06 10:00）
    下一步：kehu ticket work SN20260305001 --mode 现场 --signed 是 --answer "解决方案"
    "#);
    s.at("2026-03-06 11:00");
    assert_snapshot!(s.run("kehu ticket work 1 --mode 现场 --answer 更换电源 --spares 电源模块").all_chinese(&s), @r#"
    SN20260305001 杭州云帆科技有限公司：给出方案，2026-03-06 11:00
    下一步：kehu ticket solve SN20260305001 --cause 原因 --steps "处理步骤"
    "#);
    assert_snapshot!(s.run("kehu ticket solve 1 --cause 硬件故障 --steps 更换电源").all_chinese(&s), @r"
    --- stderr ---
    错误：现场处理没有客户签字确认（F34）
      请先：SN20260305001 取得签字后加 --signed 是；或 --override 理由；规则手册：gates.on_site_signed
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu ticket solve 1 --cause 硬件故障 --steps 更换电源 --signed 是 --demonstrated 是").all_chinese(&s), @r"
    SN20260305001 杭州云帆科技有限公司：解决，2026-03-06 11:00
    下一步：2026-03-08 11:00 前回访：kehu ticket revisit SN20260305001 --result 解决 --satisfaction 5
    ");
}

#[test]
fn a_wait_stops_the_clock_and_a_new_time_stands_beside_the_due() {
    let mut s = desk(office());
    s.at("2026-03-05 16:00");
    let _ = s.run("kehu ticket respond 1").done();
    assert_snapshot!(s.run("kehu ticket wait 1 --text \"serial number\" --until 2026-03-06"), @r"
    SN20260305001 杭州云帆科技有限公司: waiting for customer, 2026-03-05 16:00 (until 2026-03-06 18:00)
    the clock of the solution stands still; next: kehu ticket resume SN20260305001
    ");
    assert_snapshot!(s.run("kehu ticket promise 1"), @r"Dear 杭州云帆科技有限公司, we have received your request SN20260305001 (无显示). We go on as soon as we have your answer. 李雷");
    s.at("2026-03-05 18:00");
    assert_snapshot!(s.run("kehu ticket board"), @r"
    Waiting for customer: 1
    No.            Customer              Left  Clock                           Priority
    SN20260305001  杭州云帆科技有限公司   1 d  Take up a waiting ticket again  Important
    ");
    let _ = s.run("kehu ticket work 1 --text \"asked again\"").done();
    assert_snapshot!(s.run("kehu ticket list -o plain --fields number,status,waits_until"), @r"SN20260305001	waiting-customer	2026-03-06T18:00:00+08:00");
    s.at("2026-03-06 10:00");
    let _ = s.run("kehu ticket resume 1").done();
    assert_snapshot!(s.run("kehu ticket extend 1 --until \"2026-03-10 12:00\" --text \"spare part on its way\""), @r"
    SN20260305001 杭州云帆科技有限公司: new time agreed, 2026-03-06 10:00 (until 2026-03-10 12:00)
    the due stays as it was, the ticket's line moves (R121); to send: kehu ticket promise SN20260305001
    ");
    assert_snapshot!(s.run("kehu ticket promise 1 --told"), @r"Dear 杭州云帆科技有限公司, we have received your request SN20260305001 (无显示). As agreed with you, you will have a solution by 2026-03-10 12:00. 李雷");
    s.at("2026-03-10 13:00");
    // The time agreed has passed already.
    let late =
        s.run("kehu ticket extend 1 --until \"2026-03-13 12:00\" --text \"lost in transit\"");
    assert_snapshot!(late.err, @r"note: the solution was due by 2026-03-10 12:00: it is late whatever is agreed now (R121)");
    let _ = s.run("kehu undo").done();
    s.at("2026-03-11 09:00");
    assert_snapshot!(s.run("kehu ticket list --overdue"), @r"
    No.            Customer               Left  Tell  Clock                 Due               Agreed anew       Priority   Status       Assignee
    SN20260305001  杭州云帆科技有限公司  -21 h  韩梅  Solution to a ticket  2026-03-07 09:00  2026-03-10 12:00  Important  In progress  李雷
    ");
    assert_snapshot!(s.run("kehu ticket list --overdue --check -q"), @r"
    SN20260305001
    [exit 7]
    ");
    assert_snapshot!(s.run("kehu ticket explain 1"), @r"
    Clocks
    Rule             What                            From              Due               Agreed anew       Met               Stands   Tell
    ticket-respond   First response to a ticket      2026-03-05 15:00  2026-03-05 19:00                    2026-03-05 16:00  in time
    ticket-solution  Solution to a ticket            2026-03-05 15:00  2026-03-07 09:00  2026-03-10 12:00                    overdue  韩梅
    ticket-resume    Take up a waiting ticket again  2026-03-05 16:00  2026-03-06 18:00                    2026-03-06 10:00  in time

    Spans
    Rule             From              To                Counts  Why
    ticket-respond   2026-03-05 15:00  2026-03-05 19:00  Yes     runs day and night
    ticket-solution  2026-03-05 15:00  2026-03-05 16:00  Yes     runs day and night
    ticket-solution  2026-03-05 16:00  2026-03-06 10:00  No      waiting for the customer
    ticket-solution  2026-03-06 10:00  2026-03-07 09:00  Yes     runs day and night
    ticket-resume    2026-03-05 16:00  2026-03-06 18:00  Yes     the clock runs
    ");
}

#[test]
fn a_second_response_says_which_one_counts() {
    let mut s = desk(office_zh());
    s.at("2026-03-05 16:00");
    let _ = s.run("kehu ticket respond 1").done();
    s.at("2026-03-05 17:00");
    assert_snapshot!(s.run("kehu ticket respond 1").all_chinese(&s), @r#"
    SN20260305001 杭州云帆科技有限公司：响应，2026-03-05 17:00
    下一步：kehu ticket work SN20260305001 --answer "解决方案"
    --- stderr ---
    首次响应时间为 2026-03-05 16:00，仍以其为准；如属误记，可用 kehu undo 撤销
    "#);
    // An earlier one is the first, and counts.
    assert_snapshot!(s.run("kehu ticket respond 1 --at 15:30").all_chinese(&s), @r#"
    SN20260305001 杭州云帆科技有限公司：响应，2026-03-05 15:30
    下一步：kehu ticket work SN20260305001 --answer "解决方案"
    "#);
    assert_snapshot!(s.run("kehu ticket show 1 -o plain --fields responded_at"), @r"2026-03-05T15:30:00+08:00");
}

#[test]
fn the_board_and_what_is_due_soon() {
    let mut s = desk(office_zh());
    let _ = s
        .run("kehu ticket open 云帆 --type 咨询 --priority 一般 --symptom 导出 --occurred 14:00 --tried 无 --told 是")
        .done();
    let _ = s.run("kehu ticket respond 2").done();
    s.at("2026-03-05 17:00");
    assert_snapshot!(s.run("kehu ticket list --due 4h").all_chinese(&s), @r"
    编号           客户                    剩余  提醒  时限          期限              重新约定  优先级  状态    处理人
    SN20260305001  杭州云帆科技有限公司  2 小时        工单首次响应  2026-03-05 19:00            重要    已受理  李雷
    ");
    assert_snapshot!(s.run("kehu ticket list --due 4h -o json"), @r#"
    [
      {
        "number": "SN20260305001",
        "customer": "杭州云帆科技有限公司",
        "left": 120,
        "tell": null,
        "rule": "ticket-respond",
        "due": "2026-03-05T19:00:00+08:00",
        "agreed": null,
        "priority": "important",
        "status": "accepted",
        "assignee": "李雷"
      }
    ]
    "#);
    assert_snapshot!(s.terminal(60, &[]).run("kehu ticket board").all_chinese(&s), @r"
    已受理：1
    编号           客户                    剩余  优先级
    SN20260305001  杭州云帆科技有限公司  2 小时  重要

    已响应：1
    编号           客户                         剩余  优先级
    SN20260305002  杭州云帆科技有限公司  5 天 1 小时  一般
    ");
    assert_snapshot!(s.run("kehu ticket board --priority 紧急").all_chinese(&s), @r"
    --- stderr ---
    没有未关闭的工单
    ");
    assert_snapshot!(s.run("kehu ticket board --priority 重要 -o json"), @r#"
    {
      "accepted": [
        {
          "number": "SN20260305001",
          "customer": "杭州云帆科技有限公司",
          "left": 120,
          "due": "2026-03-05T19:00:00+08:00",
          "rule": "ticket-respond",
          "priority": "important"
        }
      ],
      "responded": [],
      "in-progress": [],
      "waiting-customer": [],
      "solved": [],
      "confirmed": [],
      "revisited": [],
      "reopened": [],
      "escalated": []
    }
    "#);
}

#[test]
fn a_duplicate_is_merged_and_a_closed_ticket_reopened() {
    let mut s = desk(office_zh());
    s.at("2026-03-05 16:00");
    assert_snapshot!(s.run("kehu ticket open 云帆 --type 故障 --priority 重要 --symptom 还是无显示 --occurred 15:00 --tried 无 --told 是").all_chinese(&s), @r"
    已受理 SN20260305002（重要）
    2026-03-05 20:00 前响应，2026-03-06 16:00 前给出解决方案
    此前类似：SN20260305001；kehu ticket link SN20260305002 --earlier SN20260305001
    ");
    assert_snapshot!(s.run("kehu ticket merge 1 --into 2").all_chinese(&s), @r"
    --- stderr ---
    错误：SN20260305002 晚于 SN20260305001，应将后到的合并到先到的
      kehu ticket merge SN20260305002 --into SN20260305001
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu ticket merge 2 --into 1 --at \"2026-03-05 08:00\"").all_chinese(&s), @r"
    --- stderr ---
    错误：时间：早于受理时间
      请更正 --at
    [exit 2]
    ");
    s.at("2026-03-05 17:00");
    let _ = s
        .run("kehu ticket merge 2 --into 1 --at \"2026-03-05 16:10\"")
        .done();
    assert_snapshot!(s.run("kehu ticket show 2 --fields closed_at").all_chinese(&s), @r"关闭时间  2026-03-05 16:10");
    let _ = s.run("kehu undo").done();
    s.at("2026-03-05 16:00");
    assert_snapshot!(s.run("kehu ticket merge 2 --into 1").all_chinese(&s), @r"SN20260305002 已合并到 SN20260305001，后续在 SN20260305001 上处理");
    assert_snapshot!(s.run("kehu ticket reopen 2 --text x").all_chinese(&s), @r"
    --- stderr ---
    错误：SN20260305002 已合并到其他工单
      请在那张工单上处理：kehu ticket show SN20260305002
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu ticket show 1 --fields number,status,duplicates").all_chinese(&s), @r"
    编号      SN20260305001
    状态      已受理
    重复工单  SN20260305002
    ");
    assert_snapshot!(s.run("kehu ticket show 2 --fields number,status,merged_into,closed_at").all_chinese(&s), @r"
    编号      SN20260305002
    状态      已合并
    合并到    SN20260305001
    关闭时间  2026-03-05 16:00
    ");
    for line in [
        "kehu ticket solve 1 --cause 硬件故障 --steps 换件",
        "kehu ticket revisit 1 --result 解决 --satisfaction 4",
        "kehu ticket close 1",
        "kehu ticket archive 1",
    ] {
        let _ = s.run(line).done();
    }
    s.at("2026-03-12 10:00");
    assert_snapshot!(s.run("kehu ticket reopen 1 --text 又无显示").all_chinese(&s), @r#"
    SN20260305001 杭州云帆科技有限公司：重开，2026-03-12 10:00
    下一步：kehu ticket work SN20260305001 --answer "解决方案"
    "#);
    assert_snapshot!(s.run("kehu ticket list -o plain --fields number,status,closed_at,archived_at"), @r"
    SN20260305002	merged	2026-03-05T16:00:00+08:00	
    SN20260305001	reopened
    ");
    let _ = s
        .run("kehu ticket solve 1 --cause 硬件故障 --steps 换主板")
        .done();
    assert_snapshot!(s.run("kehu ticket close 1").all_chinese(&s), @r"
    --- stderr ---
    错误：SN20260305001 没有确认彻底解决的回访（R112）
      请先：kehu ticket revisit SN20260305001 --result 解决 --satisfaction 5；或 --override 理由；规则手册：gates.ticket_close
    [exit 5]
    ");
}

#[test]
fn a_ticket_is_linked_and_changed() {
    let mut s = desk(office_zh());
    s.at("2026-03-05 16:00");
    let _ = s.run("kehu delivery plan 云帆 终端").done();
    let _ = s
        .run("kehu ticket open 云帆 --type 故障 --priority 一般 --symptom 花屏 --occurred 15:00 --tried 无 --told 是")
        .done();
    assert_snapshot!(s.run("kehu ticket link 2 --earlier 1 --delivery DV20260305001").all_chinese(&s), @r"SN20260305002：已修改关联交付、此前工单");
    assert_snapshot!(s.run("kehu ticket link 1 --earlier 2").all_chinese(&s), @r"
    --- stderr ---
    错误：此前工单：不是此前的工单
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu ticket edit 2 --priority 紧急 --core-note 客户核心业务中断").all_chinese(&s), @r"SN20260305002：已修改优先级、核心业务中断说明");
    assert_snapshot!(s.run("kehu ticket explain 2 -o plain --fields rule,due"), @r"
    ticket-respond	2026-03-05T18:00:00+08:00
    ticket-solution	2026-03-05T20:00:00+08:00

    ticket-respond
    ticket-solution
    ");
    assert_snapshot!(s.run("kehu ticket remove 2 --yes").all_chinese(&s), @r"已移除工单 SN20260305002，可用 kehu undo 恢复");
}

#[test]
fn everything_of_a_ticket_goes_out_and_comes_in() {
    let mut s = desk(office_zh());
    s.at("2026-03-05 16:00");
    let _ = s
        .run("kehu ticket open 云帆 --type 故障 --priority 重要 --symptom 重复 --occurred 15:00 --tried 无 --told 是")
        .done();
    for line in [
        "kehu ticket open 云帆 --type 故障 --priority 重要 --symptom 再次花屏 --area 物流 --logistics 破损 --occurred 15:30 --tried 无 --told 是 --earlier 1",
        "kehu ticket merge 2 --into 1",
        "kehu ticket solve 1 --cause 硬件故障 --steps 换件",
        "kehu ticket revisit 1 --result 解决 --satisfaction 4",
        "kehu ticket close 1",
        "kehu ticket archive 1",
        "kehu export tickets ~/t.csv",
    ] {
        let _ = s.run(line).done();
    }
    let mut other = office_zh();
    other.at("2026-03-05 16:00");
    let _ = other.run("kehu staff add 王工 --role 高级工程师").done();
    other.put("t.csv", s.text("t.csv"));
    assert_snapshot!(other.run("kehu import tickets ~/t.csv").all_chinese(&other), @r"导入 3 条工单，跳过 0 条，拒收 0 条");
    let _ = other.run("kehu export tickets ~/again.csv").done();
    assert_eq!(other.text("again.csv"), s.text("t.csv"));
}

#[test]
fn a_step_asks_for_what_it_lacks() {
    let mut s = desk(office_zh());
    s.at("2026-03-05 15:30");
    let waits = s
        .terminal(80, &["等序列号", "明天"])
        .run("kehu ticket wait 1");
    assert_snapshot!(waits.dialog(), @r"
    说明
    约定时间
    ");
    let visit = s
        .terminal(80, &["2026-03-06 10:00", "电源模块"])
        .run("kehu ticket visit 1");
    assert_snapshot!(visit.dialog(), @r"
    约定时间
    使用备件
    ");
}
