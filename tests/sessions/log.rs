//! Logging contacts: in one line, asked, for several customers, at night; what
//! they settle, and what is worth a word.

use insta::assert_snapshot;

use super::{QIMING, office, office_zh};

#[test]
fn one_line_says_what_was_and_what_is_next() {
    let s = office_zh();
    let line =
        "kehu log 云帆 报价已发 --by phone --next \"+3wd 确认报价\" --topic 报价 --sent 报价";
    assert_snapshot!(s.run(line).all_chinese(&s), @"已记录 FU20260305001：杭州云帆科技有限公司（电话）；下次 2026-03-10 18:00 确认报价");
    assert_snapshot!(s.run("kehu followup show 1").all_chinese(&s), @r"
    编号          FU20260305001
    客户          杭州云帆科技有限公司
    沟通内容      报价已发
    跟进方式      电话
    跟进时间      2026-03-05 15:00
    方向          主动
    是否联系上    是
    是否深度沟通  否
    沟通主题      报价
    资料推送      报价
    下次沟通时间  2026-03-10 18:00
    下一步        确认报价
    跟进人        李雷
    ");
}

#[test]
fn agreed_actions_are_kept_and_settled() {
    let mut s = office_zh();
    let line = "kehu log 云帆 客户要补充报价 --by 微信 --action \"3月8日前 补充报价模块\" --action \"+5wd 寄样品\" --sent 资料";
    assert_snapshot!(s.run(line).all_chinese(&s), @r"
    已记录 FU20260305001：杭州云帆科技有限公司（微信）
    待办 AC20260308001：补充报价模块，2026-03-08 18:00 前
    待办 AC20260312001：寄样品，2026-03-12 18:00 前
    办结：发送产品资料；下一项：发送需求调研问卷，2026-03-06 15:00 前
    ");
    assert_snapshot!(s.run("kehu followup list --actions").all_chinese(&s), @r"
    编号           期限              客户                  内容          负责人
    AC20260308001  2026-03-08 18:00  杭州云帆科技有限公司  补充报价模块  李雷
    AC20260312001  2026-03-12 18:00  杭州云帆科技有限公司  寄样品        李雷
    ");
    s.at("2026-03-06 10:00");
    assert_snapshot!(s.run("kehu log 云帆 模块报价已补 --by 邮件 --settles AC20260308001").all_chinese(&s), @"已记录 FU20260306001：杭州云帆科技有限公司（邮件）；完成 AC20260308001");
    assert_snapshot!(s.run("kehu followup done AC20260312001").all_chinese(&s), @"AC20260312001 已完成");
    assert_snapshot!(s.run("kehu followup list --actions").all_chinese(&s), @"（没有记录）");
    assert_snapshot!(s.run("kehu followup list --actions --all").all_chinese(&s), @r"
    编号           期限              客户                  内容          负责人
    AC20260308001  2026-03-08 18:00  杭州云帆科技有限公司  补充报价模块  李雷
    AC20260312001  2026-03-12 18:00  杭州云帆科技有限公司  寄样品        李雷
    ");
}

#[test]
fn a_real_contact_carries_out_the_plan() {
    let mut s = office_zh();
    let _ = s
        .run("kehu followup plan 云帆 --at \"2026-03-09 10:00\" --by 上门")
        .done();
    s.at("2026-03-09 11:00");
    assert_snapshot!(s.run("kehu log 云帆 --no-answer --by 电话").all_chinese(&s), @"已记录 FU20260309001：杭州云帆科技有限公司（电话）");
    assert_snapshot!(s.run("kehu followup list --planned").all_chinese(&s), @r"
    编号           跟进时间          客户                  方式  沟通重点  目标  说明  责任人
    PL20260309001  2026-03-09 10:00  杭州云帆科技有限公司  拜访                        李雷
    ");
    // A script says which plan it carries out; a person at the terminal need not.
    assert_snapshot!(s.run("kehu log 云帆 谈妥方案 --by 拜访 --sent 资料").all_chinese(&s), @r"
    已记录 FU20260309002：杭州云帆科技有限公司（拜访）
    办结：发送产品资料；下一项：发送需求调研问卷，2026-03-06 15:00 前
    ");
    assert_snapshot!(s.run("kehu followup list --planned").all_chinese(&s), @r"
    编号           跟进时间          客户                  方式  沟通重点  目标  说明  责任人
    PL20260309001  2026-03-09 10:00  杭州云帆科技有限公司  拜访                        李雷
    ");
    assert_snapshot!(s.run("kehu log 云帆 谈妥方案 --by 拜访 --plan PL20260309001 --dry-run").all_chinese(&s), @r"
    已记录 FU20260309003：杭州云帆科技有限公司（拜访）；完成 PL20260309001
    --- stderr ---
    以上为预演，未存入任何内容（--dry-run）
    ");
    assert_snapshot!(s.terminal(80, &[]).run("kehu log 云帆 打了电话 --by 电话").all_chinese(&s), @"已记录 FU20260309003：杭州云帆科技有限公司（电话）");
    assert_snapshot!(s.terminal(80, &[]).run("kehu log 云帆 谈妥方案 --by 拜访").all_chinese(&s), @"已记录 FU20260309004：杭州云帆科技有限公司（拜访）；完成 PL20260309001");
    assert_snapshot!(s.run("kehu followup list --planned").all_chinese(&s), @"（没有记录）");
}

#[test]
fn a_plan_is_called_off_with_a_reason() {
    let s = office_zh();
    let _ = s
        .run("kehu followup plan 云帆 --at \"2026-03-09 10:00\" --by 上门")
        .done();
    assert_snapshot!(s.run("kehu followup cancel 云帆 --why 客户出差").all_chinese(&s), @"PL20260309001 已取消");
    assert_snapshot!(s.run("kehu followup list --planned --all").all_chinese(&s), @r"
    编号           跟进时间          客户                  方式  沟通重点  目标  说明  责任人
    PL20260309001  2026-03-09 10:00  杭州云帆科技有限公司  拜访                        李雷
    ");
    assert_snapshot!(s.run("kehu followup done 云帆").all_chinese(&s), @r"
    --- stderr ---
    错误：没有待办事项“云帆”
      可用 kehu find 云帆 查找
    [exit 3]
    ");
}

#[test]
fn a_shared_visit_is_one_line_for_several_customers() {
    let s = office_zh();
    let _ = s.run(QIMING).done();
    assert_snapshot!(s.run("kehu log 云帆 一起看了样板间 --with 启明 --by 上门 --sent 资料").all_chinese(&s), @r"
    已记录 FU20260305001：杭州云帆科技有限公司（拜访）
    已记录 FU20260305002：上海启明精密机械股份有限公司（拜访）
    办结：发送产品资料；下一项：发送需求调研问卷，2026-03-06 15:00 前
    ");
    assert_snapshot!(s.run("kehu followup list").all_chinese(&s), @r"
    编号           跟进时间          客户                          跟进方式  沟通内容        下次沟通时间  下一步  跟进人
    FU20260305002  2026-03-05 15:00  上海启明精密机械股份有限公司  拜访      一起看了样板间                        李雷
    FU20260305001  2026-03-05 15:00  杭州云帆科技有限公司          拜访      一起看了样板间                        李雷
    ");
    assert_snapshot!(s.run("kehu undo").all_chinese(&s), @r"
    已撤销：记录跟进
    可用 kehu redo 恢复
    ");
    assert_snapshot!(s.run("kehu followup list").all_chinese(&s), @"（没有记录）");
}

#[test]
fn a_conversation_shows_what_is_open_and_ticks_what_is_settled() {
    let mut s = office_zh();
    let _ = s
        .run("kehu log 云帆 报价已发 --by 电话 --next \"+1d 确认\" --action \"+1d 补充报价\"")
        .done();
    let _ = s
        .run("kehu followup plan 云帆 --at \"2026-03-06 10:00\" --by 上门")
        .done();
    s.at("2026-03-06 16:00");
    // The plan of the same method is ticked beforehand; the action is ticked here.
    let answers = [
        "客户同意",
        "拜访",
        "+3wd",
        "签合同",
        "",
        "PL20260306001,AC20260306001",
        "",
    ];
    let logged = s
        .terminal(80, &answers)
        .run("kehu log 云帆")
        .all_chinese(&s);
    assert_snapshot!(logged.dialog(), @r"
    计划 PL20260306001：2026-03-06 10:00 拜访
    待办 AC20260306001：补充报价，2026-03-06 18:00 前
    约定下次：2026-03-06 18:00 确认
    应办：发送产品资料，2026-03-06 15:00 前
    应办：发送需求调研问卷，2026-03-06 15:00 前
    沟通内容
    跟进方式
    下次沟通时间
    下一步
    还有 17 项可填（是否深度沟通、目的、沟通主题…），现在填写吗？
    本次完成了哪些
    待办事项
    ");
    assert_snapshot!(logged, @r"
    已记录 FU20260306001：杭州云帆科技有限公司（拜访）；完成 PL20260306001、
    AC20260306001；下次 2026-03-11 18:00 签合同
    办结：按约定再次联系；下一项：发送产品资料，2026-03-06 15:00 前
    ");
}

#[test]
fn the_evening_catch_up_asks_customer_after_customer() {
    let mut s = office_zh();
    let _ = s.run(QIMING).done();
    let _ = s
        .run("kehu log 云帆 报价已发 --by 电话 --next \"+1d 确认\"")
        .done();
    s.at("2026-03-06 18:30");
    let answers = [
        "是",
        "客户确认",
        "电话",
        "",
        "",
        "",
        "",
        "",
        "启明",
        "打过招呼",
        "微信",
        "+1w",
        "回访",
        "",
        "",
        "",
        "",
    ];
    let logged = s.terminal(80, &answers).run("kehu log").all_chinese(&s);
    assert_snapshot!(logged.dialog(), @r"
    杭州云帆科技有限公司：今天联系了吗？
    约定下次：2026-03-06 18:00 确认
    应办：发送产品资料，2026-03-06 15:00 前
    应办：发送需求调研问卷，2026-03-06 15:00 前
    沟通内容
    跟进方式
    下次沟通时间
    下一步
    还有 17 项可填（是否深度沟通、目的、沟通主题…），现在填写吗？
    本次完成了哪些
    待办事项
    还联系了哪位客户
    应办：发送产品资料，2026-03-06 15:00 前
    应办：发送需求调研问卷，2026-03-06 15:00 前
    沟通内容
    跟进方式
    下次沟通时间
    下一步
    还有 17 项可填（是否深度沟通、目的、沟通主题…），现在填写吗？
    本次完成了哪些
    待办事项
    还联系了哪位客户
    ");
    assert_snapshot!(logged, @r"
    已记录 FU20260306001：杭州云帆科技有限公司（电话）
    办结：按约定再次联系；下一项：发送产品资料，2026-03-06 15:00 前
    已记录 FU20260306002：上海启明精密机械股份有限公司（微信）；下次 2026-03-13
    18:00 回访
    ");
}

#[test]
fn what_was_cannot_lie_in_the_future() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu log 云帆 报价已发 --by 电话 --at 明天").all_chinese(&s), @r"
    --- stderr ---
    错误：跟进时间：“明天”晚于现在
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu log 云帆 报价已发 --by 电话 --next \"-1d 确认\"").all_chinese(&s), @r"
    --- stderr ---
    错误：下一步：“-1d 确认”已经过去
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu log 云帆 报价已发 --by 电话 --next 确认").all_chinese(&s), @r#"
    --- stderr ---
    错误：下一步：“确认”不是以时间开头
      例如 --next "+3wd 确认报价" 或 --next "下周三 15:00 回电"
    [exit 2]
    "#);
    assert_snapshot!(s.run("kehu log 云帆 报价已发 --by 电话 --action +3wd").all_chinese(&s), @r#"
    --- stderr ---
    错误：待办事项：待办应写明内容
      例如 --action "+3wd 补充报价"
    [exit 2]
    "#);
}

#[test]
fn a_first_contact_ends_with_a_time_or_material() {
    let s = office_zh();
    // R005
    assert_snapshot!(s.run("kehu log 云帆 打了招呼 --by 电话").all_chinese(&s), @r"
    已记录 FU20260305001：杭州云帆科技有限公司（电话）
    --- stderr ---
    提醒：首次接触应约定下次沟通时间（--next）或提供资料（--sent 资料）（R005）
    ");
    assert_snapshot!(s.run("kehu log 云帆 又打了招呼 --by 电话").all_chinese(&s), @"已记录 FU20260305002：杭州云帆科技有限公司（电话）");
    assert_snapshot!(s.run("kehu log 云帆 初次拜访 --by 电话 --purpose 首次接触").all_chinese(&s), @r"
    已记录 FU20260305003：杭州云帆科技有限公司（电话）
    --- stderr ---
    提醒：首次接触应约定下次沟通时间（--next）或提供资料（--sent 资料）（R005）
    ");
}

#[test]
fn a_topic_must_say_something() {
    let s = office();
    // R091
    assert_snapshot!(s.run("kehu log 云帆 聊了聊 --by 电话 --topic 日常沟通 --next \"+3wd 回访\""), @r"
    logged FU20260305001: 杭州云帆科技有限公司, phone; next 2026-03-10 18:00 回访
    --- stderr ---
    note: the topic “日常沟通” says nothing; name the matter (R091)
    ");
    assert_snapshot!(s.run("kehu log 云帆 聊了聊 --by 电话 --topic 产品方案确认 --next +3wd"), @r#"
    logged FU20260305002: 杭州云帆科技有限公司, phone; next 2026-03-10 18:00
    --- stderr ---
    note: the next step has a time but no content (R091): --next "+3wd send the quote"
    "#);
}

#[test]
fn the_same_greeting_to_two_customers_is_a_mass_mailing() {
    let s = office_zh();
    let _ = s.run(QIMING).done();
    let line = "祝您身体健康 --by 微信 --purpose 关怀 --sent 资料";
    assert_snapshot!(s.run(&format!("kehu log 云帆 {line}")).all_chinese(&s), @r"
    已记录 FU20260305001：杭州云帆科技有限公司（微信）
    办结：发送产品资料；下一项：发送需求调研问卷，2026-03-06 15:00 前
    ");
    // R049
    assert_snapshot!(s.run(&format!("kehu log 启明 {line}")).all_chinese(&s), @r"
    已记录 FU20260305002：上海启明精密机械股份有限公司（微信）
    办结：发送产品资料；下一项：发送需求调研问卷，2026-03-06 15:00 前
    --- stderr ---
    提醒：杭州云帆科技有限公司 收到过相同的祝福，祝福应避免群发（R049）
    ");
}

#[test]
fn late_and_sensitive_records_are_remarked_on() {
    let mut s = office_zh();
    let _ = s.run("kehu log 云帆 报价已发 --by 电话 --sent 资料").done();
    s.at("2026-03-09 09:00");
    // R142
    assert_snapshot!(s.run("kehu log 云帆 周五通过话 --by 电话 --at \"2026-03-06 10:00\"").all_chinese(&s), @r"
    已记录 FU20260306001：杭州云帆科技有限公司（电话）
    --- stderr ---
    提醒：距沟通已超过 24 小时才记录（R142）
    ");
    // R060
    assert_snapshot!(s.run("kehu log 云帆 已发财务报表 --by 微信").all_chinese(&s), @r"
    已记录 FU20260309001：杭州云帆科技有限公司（微信）
    --- stderr ---
    提醒：“财务”属敏感信息，请用企业加密邮箱发送，勿用微信（R060）
    ");
    assert_snapshot!(s.run("kehu log 云帆 看看 --by 微信 --sent 报价").all_chinese(&s), @r"
    已记录 FU20260309002：杭州云帆科技有限公司（微信）
    --- stderr ---
    提醒：报价经微信发送；敏感资料请用企业加密邮箱（R060）
    ");
}

#[test]
fn late_means_the_day_after_was_too_late_and_not_a_minute_before() {
    let mut s = office_zh();
    let _ = s.run("kehu log 云帆 报价已发 --by 电话 --sent 资料").done();
    s.at("2026-03-06 15:00");
    let on_time = s
        .run("kehu log 云帆 通过话 --by 电话 --at \"2026-03-05 15:00\"")
        .done();
    assert_eq!(on_time.err, "");
    s.at("2026-03-06 15:01");
    let late = s
        .run("kehu log 云帆 通过话 --by 电话 --at \"2026-03-05 15:00\"")
        .done();
    assert!(late.err.contains("R142"), "{late}");
}

#[test]
fn dry_run_stores_nothing() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu log 云帆 报价已发 --by 电话 --dry-run").all_chinese(&s), @r"
    已记录 FU20260305001：杭州云帆科技有限公司（电话）
    --- stderr ---
    提醒：首次接触应约定下次沟通时间（--next）或提供资料（--sent 资料）（R005）
    以上为预演，未存入任何内容（--dry-run）
    ");
    assert_snapshot!(s.run("kehu followup list"), @"（没有记录）");
}

#[test]
fn an_objection_and_promises_said_in_a_contact_are_records() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu log 云帆 谈价格 --by 电话 --objection 价格：比竞品贵8% --promise \"+2w 三次免费培训\" --promise 提供图纸").all_chinese(&s), @r"
    已记录 FU20260305001：杭州云帆科技有限公司（电话）
    异议 OB20260305001：价格，请于 2026-03-06 15:00 前回应：kehu deal answer OB20260305001
    承诺 PM20260305001：三次免费培训，2026-03-19 18:00 前
    承诺 PM20260305002：提供图纸
    --- stderr ---
    提醒：首次接触应约定下次沟通时间（--next）或提供资料（--sent 资料）（R005）
    ");
    assert_snapshot!(s.run("kehu objection list --fields number,type,what,owner").all_chinese(&s), @r"
    编号           异议类型  异议内容    负责人
    OB20260305001  价格      比竞品贵8%  李雷
    ");
    assert_snapshot!(s.run("kehu promise list --fields number,what,promised_by,due").all_chinese(&s), @r"
    编号           承诺内容      承诺方  期限
    PM20260305001  三次免费培训  我方    2026-03-19 18:00
    PM20260305002  提供图纸      我方
    ");
    // One command, one undo.
    let _ = s.run("kehu undo").done();
    assert_eq!(s.run("kehu objection list -o csv").out.lines().count(), 1);
    assert_eq!(s.run("kehu promise list -o csv").out.lines().count(), 1);
    let other = s
        .run("kehu log 云帆 再谈 --by 电话 --objection 王总再看看")
        .done();
    assert!(other.err.contains("--kind 价格"), "{other}");
}
