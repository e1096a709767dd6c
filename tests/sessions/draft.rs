//! A half-filled form is not lost.

use insta::assert_snapshot;

use super::{office, office_zh};

#[test]
fn ctrl_c_keeps_what_was_typed_and_the_next_start_goes_on() {
    let s = office_zh();
    let stopped = s
        .terminal(80, &["企业客户", "远山医疗", "", "是", "卫生", "^C"])
        .run("kehu customer add");
    assert_snapshot!(stopped.all_chinese(&s), @r"
    --- stderr ---
    已中止：已存为草稿（4 项），用 kehu customer add 继续
    [exit 130]
    ");
    assert_snapshot!(s.run("kehu customer list --fields name"), @r"
    客户名称
    杭州云帆科技有限公司
    ");
    let answers = [
        "是",
        "HZ",
        "80",
        "器械",
        "官网",
        "今天",
        "采购",
        "中",
        "陈子涵",
        "总监",
        "15945672481",
        "",
    ];
    let added = s
        .terminal(80, &answers)
        .run("kehu customer add")
        .all_chinese(&s);
    assert_snapshot!(added.dialog(), @r"
    有一份未完成的客户登记：远山医疗（15:00，已填 4 项），继续填写吗？
    ── 基本信息
    区域
    员工人数
    主营业务
    ── 来源
    来源渠道
    信息获取时间
    ── 需求
    需求描述
    意向等级
    ── 联系人
    联系人姓名
    职务
    联系电话
    还有 33 项可填（年营收、业务类型、来源说明…），现在填写吗？
    ");
    assert_snapshot!(added, @r#"
    已登记客户 HZ-MED-2026-001 远山医疗
    完整度 90 %，缺：统一社会信用代码
    下一步：kehu log HZ-MED-2026-001 "沟通内容" --by phone
    --- stderr ---
    提醒：营业执照尚未存档（R008）；存档后：kehu customer edit … --licence 是
    "#);
    // It is done with: nobody asks again.
    let stopped = s
        .terminal(80, &["^C"])
        .run("kehu customer add")
        .all_chinese(&s);
    assert_snapshot!(stopped.dialog(), @r"
    ── 基本信息
    客户类型
    ");
    assert_snapshot!(stopped, @r"
    --- stderr ---
    已中止
    [exit 130]
    ");
}

#[test]
fn a_draft_that_is_not_wanted_is_not_offered_again() {
    let s = office();
    let stopped = s
        .terminal(80, &["云帆", "soon", "^C"])
        .run("kehu followup plan");
    assert_snapshot!(stopped.dialog(), @r"
    Customer
    · → 杭州云帆科技有限公司
    When
    ! When: “soon” is not a time, such as 2026-03-15 14:30, tomorrow 3pm, next fri or +3wd
    ");
    assert_snapshot!(stopped, @r"
    --- stderr ---
    stopped: kept as a draft (1 answered); go on with: kehu followup plan
    [exit 130]
    ");
    let declined = s.terminal(80, &["no", "^C"]).run("kehu followup plan");
    assert_snapshot!(declined.dialog(), @r"
    There is an unfinished planned follow-up: 杭州云帆科技有限公司 (15:00, 1 answered); go on with it?
    the draft is deleted
    Customer
    ");
    assert_snapshot!(declined, @r"
    --- stderr ---
    stopped
    [exit 130]
    ");
    let started = s.terminal(80, &["^C"]).run("kehu followup plan");
    assert_snapshot!(started.dialog(), @"Customer");
}

#[test]
fn each_form_has_a_draft_of_its_own() {
    let s = office_zh();
    let stopped = s
        .terminal(80, &["故障", "^C"])
        .run("kehu ticket open 云帆")
        .all_chinese(&s);
    assert_snapshot!(stopped, @r"
    --- stderr ---
    已中止：已存为草稿（1 项），用 kehu ticket open 继续
    [exit 130]
    ");
    let stopped = s
        .terminal(80, &["报价已发", "^C"])
        .run("kehu log 云帆")
        .all_chinese(&s);
    assert_snapshot!(stopped, @r"
    --- stderr ---
    已中止：已存为草稿（1 项），用 kehu followup log 继续
    [exit 130]
    ");
    let answers = ["是", "电话", "", "", "", ""];
    let logged = s
        .terminal(80, &answers)
        .run("kehu log 云帆")
        .all_chinese(&s);
    assert_snapshot!(logged.dialog(), @r"
    有一份未完成的跟进记录：杭州云帆科技有限公司（15:00，已填 1 项），继续填写吗？
    跟进方式
    下次沟通时间
    下一步
    还有 17 项可填（是否深度沟通、目的、沟通主题…），现在填写吗？
    待办事项
    ");
    assert_snapshot!(logged, @r"
    已记录 FU20260305001：杭州云帆科技有限公司（电话）
    --- stderr ---
    提醒：首次接触应约定下次沟通时间（--next）或提供资料（--sent 资料）（R005）
    ");
    let answers = ["否", "^C"];
    let stopped = s
        .terminal(80, &answers)
        .run("kehu ticket open 云帆")
        .all_chinese(&s);
    assert_snapshot!(stopped.dialog(), @r"
    有一份未完成的工单：杭州云帆科技有限公司（15:00，已填 1 项），继续填写吗？
    已删除草稿
    问题类型
    ");
    assert_snapshot!(stopped, @r"
    --- stderr ---
    已中止
    [exit 130]
    ");
}

#[test]
fn no_input_never_asks() {
    let s = office_zh();
    let refused = s
        .terminal(80, &[])
        .run("kehu ticket open 云帆 --no-input")
        .all_chinese(&s);
    assert_snapshot!(refused.dialog(), @"");
    assert_snapshot!(refused, @r"
    --- stderr ---
    错误：问题类型：没有填写
    错误：故障现象：没有填写
    错误：优先级：没有填写
      请加 --type
      请加 --symptom，例如 设备开机后无显示
      请加 --priority
    [exit 2]
    ");
}

#[cfg(unix)]
#[test]
fn drafts_are_readable_by_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let s = office_zh();
    let _ = s.terminal(80, &["故障", "^C"]).run("kehu ticket open 云帆");
    let file = s.path("kehu.drafts/ticket-open.json");
    let mode = std::fs::metadata(file)
        .expect("a draft")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}
