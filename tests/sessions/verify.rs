//! What is on file is gone through item by item; whose customers they are.

use insta::assert_snapshot;
use kehu::problem::Exit;

use super::{QIMING, office, office_zh};
use crate::session::Session;

#[test]
fn a_round_of_verification_in_chinese() {
    let mut s = office_zh();
    assert_snapshot!(s.run("kehu customer verify 云帆 --employees 150 --phone ok").all_chinese(&s), @r"
    --- stderr ---
    错误：未说明：年营收、主营业务、张三 · 已离职、张三 · 职务、张三 · 电子邮箱、组织架构
      每项填“确认”“待确认”或现值；其余均无误则加 --ok
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu customer verify 云帆 --employees 150 --phone 13800138000 --email tbc --organisation 新增研发部 --ok").all_chinese(&s), @r"已复核 杭州云帆科技有限公司（VR20260305001）：无误 4 项，变更 3 项，待确认 1 项");
    assert_snapshot!(s.run("kehu customer verify 云帆 --list --reveal").all_chinese(&s), @r"
    编号           复核时间          联系人  复核项    结果    原内容                变更为         复核人
    VR20260305001  2026-03-05 15:00          组织架构  已变更                        新增研发部     李雷
    VR20260305001  2026-03-05 15:00          员工人数  已变更  120人                 150人          李雷
    VR20260305001  2026-03-05 15:00          年营收    已确认  30,000,000.00                        李雷
    VR20260305001  2026-03-05 15:00          主营业务  已确认  企业软件                             李雷
    VR20260305001  2026-03-05 15:00  张三    已离职    已确认  否                                   李雷
    VR20260305001  2026-03-05 15:00  张三    职务      已确认  采购经理                             李雷
    VR20260305001  2026-03-05 15:00  张三    联系电话  已变更  139 1234 5678         138 0013 8000  李雷
    VR20260305001  2026-03-05 15:00  张三    电子邮箱  待确认  zhangsan@example.com                 李雷
    ");
    // Only what is private is hidden unless it is asked for.
    assert_snapshot!(s.run("kehu customer verify 云帆 --list").all_chinese(&s), @r"
    编号           复核时间          联系人  复核项    结果    原内容             变更为       复核人
    VR20260305001  2026-03-05 15:00          组织架构  已变更                     新增研发部   李雷
    VR20260305001  2026-03-05 15:00          员工人数  已变更  120人              150人        李雷
    VR20260305001  2026-03-05 15:00          年营收    已确认  30,000,000.00                   李雷
    VR20260305001  2026-03-05 15:00          主营业务  已确认  企业软件                        李雷
    VR20260305001  2026-03-05 15:00  张三    已离职    已确认  否                              李雷
    VR20260305001  2026-03-05 15:00  张三    职务      已确认  采购经理                        李雷
    VR20260305001  2026-03-05 15:00  张三    联系电话  已变更  139****5678        138****8000  李雷
    VR20260305001  2026-03-05 15:00  张三    电子邮箱  待确认  zh***@example.com               李雷
    ");
    assert_snapshot!(s.run("kehu customer show 云帆 -o csv --fields employees,verified_at").done(), @r"
    employees,verified_at
    150,2026-03-05T15:00:00+08:00
    ");
    assert_snapshot!(s.run("kehu contact list 云帆 --reveal").done(), @r"
    编号           客户                  联系人姓名  职务      联系电话       电子邮箱              微信  决策角色
    CT20260305001  杭州云帆科技有限公司  张三        采购经理  138 0013 8000  zhangsan@example.com
    ");
    // One undo takes the round and its changes back.
    let _ = s.run("kehu undo").done();
    let _ = s.run("kehu customer verify 云帆 --list").done();
    assert_snapshot!(s.run("kehu customer show 云帆 -o csv --fields employees").done(), @r"
    employees
    120
    ");
    s.at("2026-03-20 10:00");
    let asked = s
        .terminal(80, &["", "2000万", "tbc", "", "", "", "", "技术总监换人"])
        .run("kehu customer verify 云帆");
    assert_snapshot!(asked.dialog(), @r"
    员工人数：120人
    年营收：30,000,000.00
    主营业务：企业软件
    张三 · 已离职：否
    张三 · 职务：采购经理
    张三 · 联系电话：139 1234 5678
    张三 · 电子邮箱：zhangsan@example.com
    组织架构有何变化
    ");
    assert_snapshot!(asked.out, @r"已复核 杭州云帆科技有限公司（VR20260320001）：无误 5 项，变更 2 项，待确认 1 项");
}

#[test]
fn a_rule_asks_for_a_round_every_quarter_until_it_was_made() {
    let mut s = office();
    s.at("2026-06-15 10:00");
    let owed = |s: &Session| {
        let all = s
            .run("kehu today --all --days 30 -o csv --fields rule,due,command")
            .done();
        let lines: Vec<&str> = all
            .out
            .lines()
            .filter(|line| line.starts_with("verify"))
            .collect();
        lines.join("\n")
    };
    assert_snapshot!(owed(&s), @r"verify-other,2026-06-30T23:59:59+08:00,kehu customer verify HZ-IT-2026-001");
    let _ = s.run("kehu customer verify yunfan --ok").done();
    assert_snapshot!(owed(&s), @r"");
}

#[test]
fn a_change_learned_earlier_is_dated_then() {
    let mut s = office();
    s.at("2026-03-20 10:00");
    let _ = s
        .run("kehu customer verify yunfan --title CTO --ok --known-at \"2026-03-12 10:00\"")
        .done();
    // Three working days were allowed for it (R051).
    let told = s
        .run("kehu report compliance --month 2026-03 -o csv --fields rule,due,late")
        .done();
    assert!(told.out.contains("contact-update,1,1"), "{told}");
}

#[test]
fn what_makes_no_round_is_refused() {
    let s = office();
    for (line, part) in [
        ("kehu customer verify yunfan", "not said of"),
        ("kehu customer verify yunfan --ok --phone 12", "Phone"),
        (
            "kehu customer verify yunfan --ok --wechat ok",
            "nothing is on file",
        ),
        (
            "kehu customer verify yunfan --ok --known-at someday",
            "--known-at",
        ),
    ] {
        let refused = s.run(line);
        assert_eq!(refused.exit, Exit::Usage, "{line}\n{refused}");
        assert!(refused.err.contains(part), "{line}\n{refused}");
    }
    let none = s.run("kehu customer verify yunfan --list -o csv").done();
    assert_eq!(none.out.lines().count(), 1, "{none}");
}

#[test]
fn an_erased_contact_leaves_no_item() {
    let s = office();
    let _ = s
        .run("kehu customer verify yunfan --phone 13800138000 --ok")
        .done();
    let _ = s.run("kehu contact erase 张三 --yes").exit;
    let told = s
        .run("kehu customer verify yunfan --list -o csv --reveal")
        .done();
    assert!(!told.out.contains("138"), "{told}");
    assert!(told.out.contains("Employees"), "{told}");
}

#[test]
fn customers_change_their_owner_and_go_into_the_pool() {
    let s = office_zh();
    for line in [QIMING, "kehu staff add 王芳 --role rep"] {
        let _ = s.run(line).done();
    }
    assert_snapshot!(s.run("kehu customer assign 启明 --to 王芳").all_chinese(&s), @r"1 个客户：负责人改为 王芳");
    assert_snapshot!(s.run("kehu customer pool --where region=HZ --yes").all_chinese(&s), @r"1 个客户：放入客户池");
    assert_snapshot!(s.run("kehu customer list -o csv --fields number,owner,pool").done(), @r"
    number,owner,pool
    HZ-IT-2026-001,李雷,yes
    SH-MFG-2026-001,王芳,
    ");
    assert_snapshot!(s.run("kehu customer pool 云帆").all_chinese(&s), @r"没有变化");
    // Whoever gets a customer takes it out of the pool.
    let _ = s
        .run("kehu customer assign --where pool=yes --to 王芳 --yes")
        .done();
    assert_snapshot!(s.run("kehu customer list -o csv --fields number,owner,pool").done(), @r"
    number,owner,pool
    HZ-IT-2026-001,王芳,
    SH-MFG-2026-001,王芳,
    ");
    let _ = s.run("kehu undo").done();
    assert_snapshot!(s.run("kehu customer assign 云帆"), @r"
    --- stderr ---
    错误：--to：没有指明接收人
      例如：kehu customer assign 客户 --to 姓名
    [exit 2]
    ");
}
