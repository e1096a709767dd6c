//! Support asked of other departments, and answered.

use insta::assert_snapshot;

use super::{office, office_zh};

#[test]
fn a_request_in_chinese() {
    let mut s = office_zh();
    assert_snapshot!(s.run("kehu request open 云帆 客户要求加密模块 --department 技术 --expected +2wd --counterpart 王工").all_chinese(&s), @r"已向技术部提交 杭州云帆科技有限公司 的支持申请 RQ20260305001，期望 2026-03-09 18:00");
    assert_snapshot!(s.run("kehu request open 云帆 急 --department 法务 --expected 今天18:00 --counterpart 赵法务").all_chinese(&s), @r"
    已向法务部提交 杭州云帆科技有限公司 的支持申请 RQ20260305002，期望 2026-03-05 18:00
    --- stderr ---
    提醒：支持申请应至少提前一个工作日提交（R061）
    ");
    assert_snapshot!(s.run("kehu request list --open").all_chinese(&s), @r"
    编号           客户                  支持部门  需求背景          期望完成时间      对接人  申请人  答复时间
    RQ20260305002  杭州云帆科技有限公司  法务部    急                2026-03-05 18:00  赵法务  李雷
    RQ20260305001  杭州云帆科技有限公司  技术部    客户要求加密模块  2026-03-09 18:00  王工    李雷
    ");
    s.at("2026-03-06 10:00");
    assert_snapshot!(s.run("kehu request answer RQ20260305001 可定制，需5个工作日").all_chinese(&s), @r"RQ20260305001：已答复");
    assert_snapshot!(s.run("kehu request answer RQ20260305001 再答").all_chinese(&s), @r"
    --- stderr ---
    错误：RQ20260305001 已答复：2026-03-06 10:00
      如需更正请用 kehu undo
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu request show RQ20260305001").all_chinese(&s), @r"
    编号          RQ20260305001
    答复时间      2026-03-06 10:00
    答复内容      可定制，需5个工作日
    客户          杭州云帆科技有限公司
    需求背景      客户要求加密模块
    支持部门      技术部
    期望完成时间  2026-03-09 18:00
    对接人        王工
    提交时间      2026-03-05 15:00
    申请人        李雷
    ");
    assert_snapshot!(s.run("kehu find 加密").all_chinese(&s), @r"
    类别      编号           名称  所属客户              内容
    支持申请  RQ20260305001        杭州云帆科技有限公司  客户要求加密模块
    ");
}

#[test]
fn a_request_is_owed_within_a_day() {
    let mut s = office();
    let _ = s
        .run("kehu request open yunfan \"crypto module\" --department technical --expected +3wd --counterpart Wang")
        .done();
    s.at("2026-03-06 16:00");
    let owed = s
        .run("kehu today --all -o csv --fields rule,class,command")
        .done();
    assert_snapshot!(owed.out.lines().filter(|line| line.contains("request")).collect::<Vec<_>>().join("\n"), @r"request-answer,overdue,kehu request answer RQ20260305001");
    let _ = s
        .run("kehu request answer yunfan \"can be done\" --at \"2026-03-06 14:00\"")
        .done();
    let owed = s.run("kehu today --all -o csv --fields rule").done();
    assert!(!owed.out.contains("request"), "{owed}");
}

#[test]
fn an_answer_travels_by_file() {
    let s = office();
    let _ = s
        .run("kehu request open 云帆 加密 --department legal --expected +2wd --counterpart 赵法务")
        .done();
    let _ = s.run("kehu request answer 云帆 可以").done();
    let file = s.run("kehu export requests -o csv").done().out;
    let other = office();
    other.put("in.csv", &file);
    let _ = other.run("kehu import requests ~/in.csv").done();
    assert_eq!(other.run("kehu export requests -o csv").done().out, file);
}
