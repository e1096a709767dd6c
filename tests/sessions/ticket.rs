//! Tickets from acceptance to closing, and what they refuse.

use insta::assert_snapshot;

use super::{office, office_zh};
use crate::session::Session;

/// An urgent ticket of 云帆, accepted at 15:00.
fn with_ticket() -> Session {
    let s = office_zh();
    let line = "kehu ticket open 云帆 --type 故障 --priority 紧急 --symptom 无显示 --occurred 14:00 --tried 重启 --told 是";
    let _ = s.run(line).done();
    s
}

#[test]
fn the_description_has_three_parts() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu ticket open 云帆 --type 咨询 --priority 一般 --symptom 如何导出").all_chinese(&s), @r"
    已受理 SN20260305001（一般）
    2026-03-06 15:00 前响应，2026-03-10 18:00 前给出解决方案
    请告知客户上述时限（R119），可直接发送：kehu ticket promise SN20260305001 --told
    --- stderr ---
    提醒：问题描述应含三部分，缺：发生时间、已尝试处理方式（R104）
    ");
    assert_snapshot!(s.run("kehu ticket open 云帆 --type 咨询").all_chinese(&s), @r"
    --- stderr ---
    错误：故障现象：没有填写
    错误：优先级：没有填写
      请加 --symptom，例如 设备开机后无显示
      请加 --priority
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu ticket open 云帆 --type 咨询 --priority 一般 --symptom x --occurred 明天").all_chinese(&s), @r"
    --- stderr ---
    错误：发生时间：“明天”晚于现在
    [exit 2]
    ");
}

#[test]
fn severity_and_scope_suggest_the_priority() {
    let s = office();
    let line = "kehu ticket open 云帆 --type product-fault --symptom x --severity function-fault --scope group --told yes --occurred 9:00 --tried x";
    assert_snapshot!(s.run(line), @r"
    accepted SN20260305001 (urgent)
    priority urgent: function fault × group of customers (R157)
    respond by 2026-03-05 17:00, solution by 2026-03-05 19:00
    ");
}

#[test]
fn a_ticket_asks_for_what_it_lacks() {
    let s = office_zh();
    let answers = [
        "故障",
        "",
        "",
        "服务中断",
        "个体",
        "",
        "无显示",
        "14:00",
        "重启无效",
        "电话",
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
    优先级定为“紧急”（服务中断 × 个体客户）？
    故障现象
    发生时间
    已尝试处理方式
    反馈渠道
    还有 13 项可填（核心业务中断说明、联系人、问题领域…），现在填写吗？
    ");
    assert_snapshot!(opened, @r"
    已受理 SN20260305001（紧急）
    优先级“紧急”：服务中断 × 个体客户（R157）
    2026-03-05 17:00 前响应，2026-03-05 19:00 前给出解决方案
    请告知客户上述时限（R119），可直接发送：kehu ticket promise SN20260305001 --told
    ");
    let mut s = s;
    s.at("2026-03-05 15:30");
    let solved = s
        .terminal(80, &["硬件故障", "更换电源"])
        .run("kehu ticket solve 云帆")
        .all_chinese(&s);
    assert_snapshot!(solved.dialog(), @r"
    原因
    处理步骤
    ");
    assert_snapshot!(solved, @r"
    SN20260305001 杭州云帆科技有限公司：解决，2026-03-05 15:30
    下一步：2026-03-07 15:30 前回访：kehu ticket revisit SN20260305001 --result 解决
    --satisfaction 5
    ");
}

#[test]
fn times_out_of_order_are_refused() {
    let mut s = with_ticket();
    s.at("2026-03-05 18:00");
    assert_snapshot!(s.run("kehu ticket respond 1 --at 14:30").all_chinese(&s), @r"
    --- stderr ---
    错误：时间：早于受理时间
      请更正 --at
    [exit 2]
    ");
    let _ = s.run("kehu ticket respond 1 --at 16:00").done();
    assert_snapshot!(s.run("kehu ticket solve 1 --cause 硬件故障 --steps 换件 --at 15:30").all_chinese(&s), @r"
    --- stderr ---
    错误：时间：早于首次响应时间
      请更正 --at
    [exit 2]
    ");
    let _ = s
        .run("kehu ticket solve 1 --cause 硬件故障 --steps 换件 --at 17:00")
        .done();
    assert_snapshot!(s.run("kehu ticket solve 1 --cause 硬件故障 --steps 再换").all_chinese(&s), @r"
    --- stderr ---
    错误：SN20260305001 已经解决
      可用 kehu ticket reopen SN20260305001 重开；回访结果为“未解决”时也会重新打开
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu ticket revisit 1 --result 解决 --at 16:30").all_chinese(&s), @r"
    --- stderr ---
    错误：时间：早于解决时间
      请更正 --at
    [exit 2]
    ");
    let _ = s
        .run("kehu ticket revisit 1 --result 解决 --at 17:30")
        .done();
    assert_snapshot!(s.run("kehu ticket close 1 --at 17:15").all_chinese(&s), @r"
    --- stderr ---
    错误：时间：早于回访时间
      请更正 --at
    [exit 2]
    ");
}

#[test]
fn what_has_not_happened_yet_cannot_be_recorded() {
    let s = with_ticket();
    assert_snapshot!(s.run("kehu ticket respond 1 --at 明天").all_chinese(&s), @r"
    --- stderr ---
    错误：时间：“明天”晚于现在
    [exit 2]
    ");
}

#[test]
fn no_close_without_a_revisit_that_says_solved() {
    let mut s = with_ticket();
    s.at("2026-03-05 16:00");
    assert_snapshot!(s.run("kehu ticket close 1").all_chinese(&s), @r"
    --- stderr ---
    错误：SN20260305001 尚未解决（R112）
      请先：kehu ticket solve SN20260305001 --cause 原因 --steps 处理步骤；或 --override 理由；规则手册：gates.ticket_close
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu ticket revisit 1 --result 解决").all_chinese(&s), @r"
    --- stderr ---
    错误：SN20260305001 尚未解决
      请先：kehu ticket solve SN20260305001 --cause 原因 --steps 处理步骤
    [exit 5]
    ");
    let _ = s
        .run("kehu ticket solve 1 --cause 硬件故障 --steps 换件")
        .done();
    assert_snapshot!(s.run("kehu ticket close 1").all_chinese(&s), @r"
    --- stderr ---
    错误：SN20260305001 没有确认彻底解决的回访（R112）
      请先：kehu ticket revisit SN20260305001 --result 解决 --satisfaction 5；或 --override 理由；规则手册：gates.ticket_close
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu ticket confirm 1").all_chinese(&s), @"SN20260305001 杭州云帆科技有限公司：客户确认，2026-03-05 16:00");
    s.at("2026-03-06 16:00");
    assert_snapshot!(s.run("kehu ticket revisit 1 --result 未解决 --satisfaction 2").all_chinese(&s), @r"
    SN20260305001 杭州云帆科技有限公司：回访，2026-03-06 16:00
    已重开：须转专项小组处理（R173）：kehu ticket escalate SN20260305001
    ");
    assert_snapshot!(s.run("kehu ticket close 1").all_chinese(&s), @r"
    --- stderr ---
    错误：SN20260305001 尚未解决（R112）
      请先：kehu ticket solve SN20260305001 --cause 原因 --steps 处理步骤；或 --override 理由；规则手册：gates.ticket_close
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu ticket list").all_chinese(&s), @r"
    编号           客户                  问题类型  优先级  状态      受理时间          故障现象  处理人
    SN20260305001  杭州云帆科技有限公司  产品故障  紧急    重新处理  2026-03-05 15:00  无显示    李雷
    ");
    let _ = s
        .run("kehu ticket solve 1 --cause 设计缺陷 --steps 换新机")
        .done();
    s.at("2026-03-07 16:00");
    let _ = s
        .run("kehu ticket revisit 1 --result 解决 --satisfaction 4")
        .done();
    assert_snapshot!(s.run("kehu ticket close 1").all_chinese(&s), @"SN20260305001 已关闭");
    assert_snapshot!(s.run("kehu ticket history 1").all_chinese(&s), @r"
    时间              事件        经办人  转给  说明
    2026-03-05 15:00  受理        李雷
    2026-03-05 15:00  已告知时限  李雷
    2026-03-05 16:00  解决        李雷          硬件故障 · 换件
    2026-03-05 16:00  响应        李雷
    2026-03-05 16:00  客户确认    李雷
    2026-03-06 16:00  回访        李雷          未解决 · 2
    2026-03-06 16:00  重开        李雷
    2026-03-06 16:00  解决        李雷          设计缺陷 · 换新机
    2026-03-07 16:00  回访        李雷          彻底解决 · 4
    2026-03-07 16:00  关闭        李雷
    ");
    assert_snapshot!(s.run("kehu ticket work 1 --text 补记").all_chinese(&s), @r"
    --- stderr ---
    错误：SN20260305001 已关闭
      可用 kehu ticket reopen SN20260305001 重开，或新开工单
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu ticket close 1").all_chinese(&s), @r"
    --- stderr ---
    错误：SN20260305001 已经关闭
    [exit 2]
    ");
}

#[test]
fn a_gate_can_be_passed_with_a_reason() {
    let s = with_ticket();
    assert_snapshot!(s.run("kehu ticket close 1 --override 客户撤回").all_chinese(&s), @"SN20260305001 已关闭");
    let db = rusqlite::Connection::open(s.path("kehu.db")).expect("opens");
    let sql = "SELECT gate || ' ' || reason FROM gate_note";
    let noted: String = db.query_row(sql, [], |row| row.get(0)).expect("a note");
    assert_eq!(noted, "ticket_close 客户撤回");
}

#[test]
fn a_gate_that_records_warns_and_lets_pass() {
    let s = with_ticket();
    s.put(
        "playbook.toml",
        "extends = \"standard\"\n[gates]\nticket_close = \"record\"\n",
    );
    assert_snapshot!(s.run("kehu ticket close 1").all_chinese(&s), @r"
    SN20260305001 已关闭
    --- stderr ---
    提醒：SN20260305001 尚未解决（R112）
    ");
}

#[test]
fn a_complaint_needs_the_supervisors_revisit_where_there_is_one() {
    let mut s = office_zh();
    let _ = s.run("kehu staff add 赵敏 --role 客服主管").done();
    let _ = s
        .run("kehu ticket open 云帆 --type 投诉 --priority 重要 --symptom 态度差")
        .done();
    s.at("2026-03-05 16:00");
    let _ = s
        .run("kehu ticket solve 1 --cause 流程问题 --steps 道歉")
        .done();
    let _ = s
        .run("kehu ticket revisit 1 --result 解决 --satisfaction 4")
        .done();
    assert_snapshot!(s.run("kehu ticket close 1").all_chinese(&s), @r"
    --- stderr ---
    错误：投诉须由客服主管专项回访（R111）
      请先：kehu ticket revisit SN20260305001 --by 主管姓名 --result 解决；或 --override 理由；规则手册：gates.complaint_revisit
    [exit 5]
    ");
    let _ = s
        .run("kehu ticket revisit 1 --result 解决 --satisfaction 4 --by 赵敏")
        .done();
    assert_snapshot!(s.run("kehu ticket close 1").all_chinese(&s), @"SN20260305001 已关闭");
}

#[test]
fn a_ticket_is_given_to_a_colleague() {
    let s = with_ticket();
    let _ = s.run("kehu staff add 王工 --role 技术支持").done();
    assert_snapshot!(s.run("kehu ticket assign 1 --to 王工 --text 需现场处理").all_chinese(&s), @"SN20260305001 杭州云帆科技有限公司：分派 → 王工，2026-03-05 15:00");
    assert_snapshot!(s.run("kehu ticket list --assignee 王工 --open").all_chinese(&s), @r"
    编号           客户                  问题类型  优先级  状态    受理时间          故障现象  处理人
    SN20260305001  杭州云帆科技有限公司  产品故障  紧急    已受理  2026-03-05 15:00  无显示    王工
    ");
    assert_snapshot!(s.run("kehu ticket list --assignee me --open").all_chinese(&s), @"（没有记录）");
}

#[test]
fn a_revisit_is_a_contact_too() {
    let mut s = with_ticket();
    s.at("2026-03-05 16:00");
    let _ = s
        .run("kehu ticket solve 1 --cause 硬件故障 --steps 换件")
        .done();
    s.at("2026-03-06 09:30");
    let _ = s
        .run("kehu ticket revisit 1 --result 解决 --satisfaction 5")
        .done();
    assert_snapshot!(s.run("kehu followup list").all_chinese(&s), @r"
    编号           跟进时间          客户                  跟进方式  沟通内容                下次沟通时间  下一步  跟进人
    FU20260306001  2026-03-06 09:30  杭州云帆科技有限公司  电话      SN20260305001 彻底解决                        李雷
    ");
}

#[test]
fn the_customer_names_the_ticket_where_one_is_open() {
    let s = with_ticket();
    let _ = s
        .run("kehu ticket open 云帆 --type 咨询 --priority 一般 --symptom 如何导出")
        .done();
    assert_snapshot!(s.run("kehu ticket respond 云帆").all_chinese(&s), @r"
    --- stderr ---
    错误：“云帆”对应 2 条工单
      SN20260305001  杭州云帆科技有限公司 · 无显示
      SN20260305002  杭州云帆科技有限公司 · 如何导出
      请用编号指明其中一条
    [exit 4]
    ");
    assert_snapshot!(s.terminal(80, &["SN20260305002"]).run("kehu ticket respond 云帆").all_chinese(&s), @r#"
    SN20260305002 杭州云帆科技有限公司：响应，2026-03-05 15:00
    下一步：kehu ticket work SN20260305002 --answer "解决方案"
    "#);
}

#[test]
fn a_ticket_shows_its_limits_as_its_clocks_have_them() {
    let mut s = office();
    let _ = s
        .run("kehu ticket open 云帆 --type product-fault --priority urgent --symptom 无显示 --occurred \"today 9:00\" --tried 重启")
        .done();
    let due = |s: &Session| {
        let out = s.run("kehu ticket show 云帆 -o json").done().out;
        let shown: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        [&shown["respond_due"], &shown["solution_due"]].map(ToString::to_string)
    };
    let limits = ["2026-03-05T17:00:00+08:00", "2026-03-05T19:00:00+08:00"];
    assert_eq!(due(&s), limits.map(|at| format!("{at:?}")));
    s.at("2026-03-05 16:00");
    let _ = s
        .run("kehu ticket solve 云帆 --cause hardware-fault --steps 换电源")
        .done();
    s.at("2026-03-06 16:00");
    let _ = s
        .run("kehu ticket revisit 云帆 --result not-solved --satisfaction 2")
        .done();
    // The day between solved and reopened does not count.
    assert_eq!(due(&s)[1], "\"2026-03-06T19:00:00+08:00\"");
    let explained = s.run("kehu ticket explain 云帆").out;
    assert!(explained.contains("2026-03-06 19:00"), "{explained}");
}

#[test]
fn a_closed_ticket_owes_nothing_and_its_clocks_say_so() {
    let mut s = with_ticket();
    s.at("2026-03-05 18:00");
    let _ = s.run("kehu ticket close 1 --override 客户撤回").done();
    s.at("2026-03-09 10:00");
    let of = |s: &Session| {
        let kept = s
            .run("kehu ticket explain SN20260305001 -o json")
            .done()
            .out;
        let shown: serde_json::Value = serde_json::from_str(&kept).expect("JSON");
        let all = shown["clocks"].as_array().expect("clocks").clone();
        all.into_iter()
            .map(|row| format!("{} {}", row["rule"], row["state"]).replace('"', ""))
            .collect::<Vec<_>>()
    };
    assert_snapshot!(of(&s).join("\n"), @r"
    ticket-respond missed
    ticket-solution ended with the closing
    ");
    let told = s.run("kehu ticket explain SN20260305001").done().out;
    assert!(
        told.contains("错过") && told.contains("随关闭终止"),
        "{told}"
    );
}

#[test]
fn a_reopened_tickets_days_are_told_one_by_one() {
    let mut s = office_zh();
    let _ = s
        .run("kehu ticket open 云帆 --type 咨询 --priority 一般 --symptom 如何导出 --occurred 14:00 --tried 无 --told 是")
        .done();
    s.at("2026-03-06 10:00");
    let _ = s
        .run("kehu ticket solve 1 --cause 操作不当 --steps 演示导出")
        .done();
    s.at("2026-03-06 16:00");
    let _ = s.run("kehu ticket revisit 1 --result 未解决").done();
    let explained = s.run("kehu ticket explain 1").done().out;
    let spans = explained.split("时段").nth(1).expect("the spans");
    let spans: Vec<&str> = spans
        .lines()
        .filter(|line| line.starts_with("ticket-solution"))
        .collect();
    assert_snapshot!(spans.join("\n"), @r"
    ticket-solution    2026-03-05 15:00  2026-03-05 23:59  否    起算当日
    ticket-solution    2026-03-06 00:00  2026-03-06 10:00  是    工作日
    ticket-solution    2026-03-06 10:00  2026-03-06 16:00  否    已解决后又重开，不计时
    ticket-solution    2026-03-06 16:00  2026-03-06 23:59  是    工作日
    ticket-solution    2026-03-07 00:00  2026-03-08 23:59  否    周末
    ticket-solution    2026-03-09 00:00  2026-03-10 18:00  是    工作日
    ");
}

/// A ticket that a revisit found not solved, in a file whose supervisor is 韩梅.
fn not_solved() -> Session {
    let mut s = with_ticket();
    for line in [
        "kehu staff add 韩梅 --role 主管",
        "kehu staff edit 李雷 --supervisor 韩梅",
        "kehu ticket solve 1 --cause 硬件故障 --steps 换件",
    ] {
        let _ = s.run(line).done();
    }
    s.at("2026-03-06 10:00");
    let said = s.run("kehu ticket revisit 1 --result 未解决").done();
    assert!(
        said.out.contains("kehu ticket escalate SN20260305001"),
        "{said}"
    );
    s
}

#[test]
fn an_unsolved_ticket_is_escalated_by_the_command_that_today_names() {
    let s = not_solved();
    let owed = "kehu today --owner 韩梅 -o csv --rule ticket-task-force --fields due,command -q";
    assert_snapshot!(s.run(owed).done().out.lines().last().unwrap_or_default(), @"2026-03-06T14:00:00+08:00,kehu ticket escalate SN20260305001 --to task-force");
    assert_snapshot!(s.run("kehu ticket escalate SN20260305001 --to task-force --by 韩梅 --text 原厂到场"), @"SN20260305001 杭州云帆科技有限公司：升级 → 专项小组，2026-03-06 10:00");
    assert!(!s.run(owed).done().out.contains("escalate"));
    let kept = "kehu report compliance --month 2026-03 -o csv";
    let kept = s.run(kept).done().out;
    assert!(!kept.contains("ticket-task-force,1,0"), "{kept}");
    assert_snapshot!(s.run("kehu ticket list --fields number,status,assignee"), @r"
    编号           状态    处理人
    SN20260305001  已升级  李雷
    ");
    let trail = s.run("kehu ticket history 1").done().out;
    assert_snapshot!(trail.lines().last().unwrap_or_default(), @"2026-03-06 10:00  升级        韩梅    专项小组  原厂到场");
    let _ = s.run("kehu undo").done();
    assert!(s.run(owed).done().out.contains("escalate"));
}

#[test]
fn a_ticket_is_escalated_to_the_fast_lane_or_to_a_colleague() {
    let s = not_solved();
    let _ = s.run("kehu staff add 王工 --role 高级工程师").done();
    // To a colleague it is theirs, and the task force still waits.
    assert_snapshot!(s.run("kehu ticket escalate 1 --to 王工"), @"SN20260305001 杭州云帆科技有限公司：升级 → 王工，2026-03-06 10:00");
    assert_snapshot!(s.run("kehu ticket list --fields number,status,assignee"), @r"
    编号           状态    处理人
    SN20260305001  已升级  王工
    ");
    assert_snapshot!(s.run("kehu ticket escalate 1 --to 绿色通道"), @r"
    SN20260305001 杭州云帆科技有限公司：升级 → 绿色通道，2026-03-06 10:00
    下一步：kehu form fill emergency-plan SN20260305001
    ");
    let owed = s.run("kehu today --owner 王工 -o csv --fields rule,command -q");
    assert!(owed.out.contains("emergency-plan,"), "{owed}");
    assert_snapshot!(s.run("kehu ticket escalate 1 --to 谁也不是"), @r"
    --- stderr ---
    错误：转给：没有同事“谁也不是”
      可用 kehu staff list 查看
    [exit 3]
    ");
    let _ = s
        .run("kehu ticket solve 1 --cause 硬件故障 --steps 换件")
        .done();
    assert_eq!(
        s.run("kehu ticket escalate 1").exit,
        kehu::problem::Exit::Refused
    );
}
