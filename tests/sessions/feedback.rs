//! Feedback: logged with its limits, answered, solved, escalated, closed.

use insta::assert_snapshot;

use super::{office, office_zh};

#[test]
fn a_complaint_is_answered_solved_and_closed() {
    let mut s = office_zh();
    let _ = s.run("kehu staff add 韩梅 --role sales-supervisor").done();
    let _ = s.run("kehu staff edit 李雷 --supervisor 韩梅").done();
    assert_snapshot!(s.run("kehu feedback log 云帆 售后响应超时 --class 投诉 --department 售后").all_chinese(&s), @r"
    已登记反馈 FB20260305001：杭州云帆科技有限公司，投诉
    请于 2026-03-06 15:00 前响应，2026-03-07 15:00 前给出解决方案
    ");
    assert_snapshot!(s.run("kehu today --days 7 --rule feedback-respond").all_chinese(&s), @r"
    2026-03-05 周四：即将到期 1 项

    1  杭州云帆科技有限公司  张三 采购经理 139****5678
       03-06 15:00 前 · 客户在等 · 响应客户反馈 · FB20260305001 售后响应超时
       自 15:00，期限 03-06 15:00
       kehu feedback respond FB20260305001
    ");
    let shown = s.run("kehu customer show 云帆").out;
    assert!(shown.contains("\n未闭环反馈\n"), "{shown}");
    let call = s.run("kehu customer outline 云帆").out;
    assert!(call.contains("未闭环反馈"), "{call}");
    s.at("2026-03-06 10:00");
    assert_snapshot!(s.run("kehu feedback respond 云帆 已受理，今日内核查").all_chinese(&s), @r"FB20260305001：已响应");
    assert_snapshot!(s.run("kehu feedback close 云帆").all_chinese(&s), @r"
    --- stderr ---
    错误：FB20260305001 是投诉，尚未给出解决方案
      请先：kehu feedback resolve FB20260305001 解决方案
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu feedback escalate 云帆").all_chinese(&s), @r"FB20260305001：已升级");
    assert_snapshot!(s.run("kehu feedback resolve 云帆 增加值班工程师一名").all_chinese(&s), @r"
    FB20260305001：已给出解决方案
    客户确认后：kehu feedback close FB20260305001
    ");
    assert_snapshot!(s.run("kehu today --days 7 --rule complaint-second").all_chinese(&s), @r"
    2026-03-06 周五：即将到期 1 项

    1  杭州云帆科技有限公司  张三 采购经理 139****5678
       03-13 前 · 已约定 · 投诉二次回访 · FB20260305001 售后响应超时
       自 10:00，期限 03-13
       kehu log HZ-IT-2026-001 --purpose second-revisit
    ");
    assert_snapshot!(s.run("kehu feedback close 云帆 --agreed 是 --satisfaction 4").all_chinese(&s), @r"FB20260305001：已闭环");
    assert_snapshot!(s.run("kehu feedback show FB20260305001").all_chinese(&s), @r"
    编号          FB20260305001
    响应时间      2026-03-06 10:00
    响应内容      已受理，今日内核查
    给出方案时间  2026-03-06 10:00
    解决方案      增加值班工程师一名
    升级时间      2026-03-06 10:00
    牵头人        韩梅
    闭环时间      2026-03-06 10:00
    客户确认      是
    满意度        4
    客户          杭州云帆科技有限公司
    反馈内容      售后响应超时
    反馈类别      投诉
    接收时间      2026-03-05 15:00
    涉及部门      售后
    负责人        李雷
    ");
    assert_snapshot!(s.run("kehu feedback list").all_chinese(&s), @r"
    编号           客户                  反馈类别  反馈内容      接收时间          响应时间          给出方案时间      闭环时间
    FB20260305001  杭州云帆科技有限公司  投诉      售后响应超时  2026-03-05 15:00  2026-03-06 10:00  2026-03-06 10:00  2026-03-06 10:00
    ");
    assert_snapshot!(s.run("kehu find 响应超时").all_chinese(&s), @r"
    类别      编号           名称  所属客户              内容
    客户反馈  FB20260305001        杭州云帆科技有限公司  售后响应超时
    ");
    assert_snapshot!(s.run("kehu customer trace 云帆 --since 2026-03-06").all_chinese(&s), @r"
    时间              事项                编号           内容                                      何人
    2026-03-06 10:00  响应客户反馈        FB20260305001  投诉 · 售后响应超时 · 增加值班工程师一名  李雷
    2026-03-06 10:00  给出反馈的解决方案  FB20260305001  投诉 · 售后响应超时 · 增加值班工程师一名  李雷
    2026-03-06 10:00  反馈升级            FB20260305001  投诉 · 售后响应超时 · 增加值班工程师一名  李雷
    2026-03-06 10:00  反馈闭环            FB20260305001  投诉 · 售后响应超时 · 增加值班工程师一名  李雷
    ");
    assert_snapshot!(s.run("kehu undo").all_chinese(&s), @r"
    已撤销：FB20260305001 已闭环
    可用 kehu redo 恢复
    ");
    assert_snapshot!(s.run("kehu feedback list --open --fields number,class,solution,lead").all_chinese(&s), @r"
    编号           反馈类别  解决方案            牵头人
    FB20260305001  投诉      增加值班工程师一名  韩梅
    ");
}

#[test]
fn praise_is_closed_without_a_solution() {
    let s = office();
    assert_snapshot!(s.run("kehu feedback log 云帆 'The engineer was quick' --class praise"), @r"
    recorded FB20260305001 for 杭州云帆科技有限公司: praise
    answer by 2026-03-06 15:00, solution by 2026-03-07 15:00
    ");
    assert_snapshot!(s.run("kehu feedback escalate 云帆"), @r"
    --- stderr ---
    error: 李雷 has no supervisor on file
      say who leads it: --to NAME
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu feedback close 云帆"), @r"FB20260305001: closed");
    assert_snapshot!(s.run("kehu today --days 7 --rule feedback-resolve"), @r"Thursday 2026-03-05: nothing is due");
    assert_snapshot!(s.run("kehu feedback log 云帆 bad --class rant"), @r"
    --- stderr ---
    error: Class: “rant” is not one of: praise, suggestion, complaint
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu feedback close FB20260305001"), @r"
    --- stderr ---
    error: FB20260305001 was closed already: 2026-03-05 15:00
      take that back with: kehu undo
    [exit 5]
    ");
}

#[test]
fn feedback_goes_out_and_comes_back() {
    let s = office();
    let _ = s
        .run("kehu feedback log 云帆 'Answers come too late' --class complaint")
        .done();
    let _ = s
        .run("kehu feedback resolve 云帆 'A second engineer'")
        .done();
    let _ = s.run("kehu export feedback ~/all.csv").done();
    let _ = s.run("kehu feedback remove FB20260305001 --yes").done();
    assert_snapshot!(s.text("all.csv"), @r"
    number,customer,said,class,received_at,channel,department,cause,contact,ticket,survey,owner,notes,responded_at,response,resolved_at,solution,escalated_at,lead,closed_at,agreed,satisfaction
    FB20260305001,HZ-IT-2026-001,Answers come too late,complaint,2026-03-05T15:00:00+08:00,,,,,,,李雷,,2026-03-05T15:00:00+08:00,,2026-03-05T15:00:00+08:00,A second engineer,,,,,
    ");
    s.put("new.csv", s.text("all.csv").replace("FB20260305001", ""));
    assert_snapshot!(s.run("kehu import feedback ~/new.csv"), @r"1 feedback imported, 0 skipped, 0 rejected");
    assert_snapshot!(s.run("kehu feedback list --fields said,class,responded_at,solution"), @r"
    What was said          Class      Responded         Solution
    Answers come too late  Complaint  2026-03-05 15:00  A second engineer
    ");
}
