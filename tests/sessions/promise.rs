//! Promises: recorded, put in writing, kept; owed until they are.

use insta::assert_snapshot;
use kehu::problem::Exit;

use super::{office, office_zh};

#[test]
fn a_promise_in_chinese() {
    let mut s = office_zh();
    assert_snapshot!(s.run("kehu promise add 云帆 3次免费操作培训 --kind 培训 --due +1w").all_chinese(&s), @r"
    已登记 PM20260305001：杭州云帆科技有限公司，期限 2026-03-12 18:00
    书面确认后：kehu promise confirm PM20260305001
    ");
    assert_snapshot!(s.run("kehu promise add 云帆 提供营业执照 --by 客户 --written").all_chinese(&s), @r"已登记 PM20260305002：杭州云帆科技有限公司");
    assert_snapshot!(s.run("kehu promise list").all_chinese(&s), @r"
    编号           客户                  承诺内容         承诺方  期限              负责人  书面确认          兑现时间
    PM20260305001  杭州云帆科技有限公司  3次免费操作培训  我方    2026-03-12 18:00  李雷
    PM20260305002  杭州云帆科技有限公司  提供营业执照     客户                      李雷    2026-03-05 15:00
    ");
    let unconfirmed = s.run("kehu promise list --unconfirmed -o csv --fields number");
    assert_eq!(unconfirmed.done().out, "number\nPM20260305001\n");
    s.at("2026-03-09 10:00");
    assert_snapshot!(s.run("kehu promise confirm PM20260305001").all_chinese(&s), @r"PM20260305001：已书面确认");
    assert_snapshot!(s.run("kehu promise confirm PM20260305001").all_chinese(&s), @r"
    --- stderr ---
    错误：PM20260305001 已书面确认：2026-03-09 10:00
      如需更正请用 kehu undo
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu promise keep PM20260305001").all_chinese(&s), @r"PM20260305001：已兑现");
    assert_snapshot!(s.run("kehu promise show PM20260305001").all_chinese(&s), @r"
    编号      PM20260305001
    书面确认  2026-03-09 10:00
    兑现时间  2026-03-09 10:00
    客户      杭州云帆科技有限公司
    承诺内容  3次免费操作培训
    承诺方    我方
    类别      培训
    期限      2026-03-12 18:00
    承诺时间  2026-03-05 15:00
    负责人    李雷
    ");
    assert_snapshot!(s.run("kehu promise list --open").all_chinese(&s), @r"
    编号           客户                  承诺内容      承诺方  期限  负责人  书面确认          兑现时间
    PM20260305002  杭州云帆科技有限公司  提供营业执照  客户          李雷    2026-03-05 15:00
    ");
}

#[test]
fn what_we_promised_is_owed_until_it_is_kept() {
    let mut s = office();
    let owed = |s: &crate::session::Session| {
        s.run("kehu today --all --days 40 -o csv --fields rule,due")
            .done()
            .out
    };
    let _ = s
        .run("kehu promise add yunfan \"send the manual\" --due 2026-03-20")
        .done();
    let _ = s
        .run("kehu promise add yunfan \"send the licence\" --by them --due 2026-03-20")
        .done();
    let out = owed(&s);
    assert_eq!(out.matches("promise-due").count(), 1, "{out}");
    assert_eq!(out.matches("promise-confirm").count(), 1, "{out}");
    let _ = s.run("kehu promise confirm yunfan").exit;
    let _ = s.run("kehu promise confirm PM20260305001").done();
    let _ = s.run("kehu promise keep PM20260305001").done();
    assert!(!owed(&s).contains("promise"), "{}", owed(&s));
    let _ = s.run("kehu undo").done();
    assert!(owed(&s).contains("promise-due,2026-03-20"), "{}", owed(&s));
    // One that is open needs no number.
    let _ = s.run("kehu promise keep PM20260305002").done();
    s.at("2026-03-21 10:00");
    let _ = s.run("kehu promise keep yunfan").done();
    let late = s
        .run("kehu report compliance --month 2026-03 -o csv")
        .done();
    assert!(late.out.contains("promise-due"), "{late}");
}

#[test]
fn a_promise_that_makes_no_sense_is_refused() {
    let s = office();
    for (line, part) in [
        (
            "kehu promise add yunfan x --due 2026-03-01 --at 2026-03-05",
            "before it was made",
        ),
        ("kehu promise add yunfan x --kind luck", "Kind"),
    ] {
        let refused = s.run(line);
        assert_eq!(refused.exit, Exit::Usage, "{line}");
        assert!(refused.err.contains(part), "{refused}");
    }
    let _ = s.run("kehu promise add yunfan x").done();
    let early = s.run("kehu promise keep yunfan --at 2026-03-01");
    assert!(early.err.contains("before it began"), "{early}");
}
