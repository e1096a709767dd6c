//! Care by its handbook kind: recorded in one line, it settles the rule that asked.

use insta::assert_snapshot;
use kehu::problem::Exit;

use super::{office, office_zh};
use crate::session::Session;

/// The lines of `today` about care, with what settles them.
fn owed(s: &Session) -> String {
    let all = s
        .run("kehu today --all --days 40 -o csv --fields rule,due,command")
        .done();
    let lines = all.out.lines();
    let care = lines.filter(|line| line.starts_with("care,") || line.starts_with("push-b,"));
    care.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_greeting_is_recorded_by_its_kind_in_chinese() {
    let s = office_zh();
    let _ = s
        .run("kehu occasion add 云帆 --kind 司庆 --day 2026-03-10")
        .done();
    assert_snapshot!(owed(&s), @r"care,2026-03-10T23:59:59+08:00,kehu log HZ-IT-2026-001 --purpose care --occasion OC20260305001");
    assert_snapshot!(s.run("kehu log 云帆 司庆快乐，感谢多年支持 --care 客户司庆 --gift 定制台历 --cost 200 --by 微信").done().out, @r"
    已记录 FU20260305001：杭州云帆科技有限公司（微信）
    办结：节日与纪念日问候；下一项：发送产品资料，2026-03-06 15:00 前
    ");
    assert_snapshot!(owed(&s), @r"");
    assert_snapshot!(s.run("kehu followup list -o csv --fields purpose,sent,care,gift,cost").done(), @r"
    purpose,sent,care,gift,cost
    care,,company-anniversary,定制台历,200.00
    ");
}

#[test]
fn news_by_its_kind_counts_as_what_was_sent() {
    let mut s = office();
    let _ = s
        .run("kehu grade 云帆 --purchase 20万 --potential 3")
        .done();
    let _ = s.run("kehu grade review 云帆 --approve").exit;
    s.at("2026-04-20 10:00");
    assert!(owed(&s).contains("push-b"), "{}", owed(&s));
    let _ = s
        .run("kehu log 云帆 \"New rules on data\" --care policy-brief --by email")
        .done();
    assert!(!owed(&s).contains("push-b"), "{}", owed(&s));
    let told = s
        .run("kehu followup list -o csv --fields purpose,sent,care")
        .done();
    assert_snapshot!(told, @r"
    purpose,sent,care
    care,industry-news,policy-brief
    ");
}

#[test]
fn a_greeting_for_one_date_leaves_another_open() {
    let s = office();
    for day in ["2026-03-06", "2026-03-07"] {
        let line = format!("kehu occasion add 云帆 --kind birthday --day {day}");
        let _ = s.run(&line).done();
    }
    assert_eq!(owed(&s).lines().count(), 2, "{}", owed(&s));
    let number = owed(&s);
    let number = number.rsplit(' ').next().unwrap_or_default();
    let line =
        format!("kehu log 云帆 \"Happy birthday\" --care birthday --by wechat --occasion {number}");
    let _ = s.run(&line).done();
    assert_eq!(owed(&s).lines().count(), 1, "{}", owed(&s));
    // One that names none is for all of them.
    let _ = s
        .run("kehu log 云帆 \"And to you\" --care birthday --by wechat")
        .done();
    assert_eq!(owed(&s), "");
    let wrong = s.run("kehu log 云帆 x --care hug --by phone");
    assert_eq!(wrong.exit, Exit::Usage, "{wrong}");
}

#[test]
fn the_after_sales_record_is_a_form() {
    let s = office();
    let line = "kehu form fill after-sales-followup 云帆 --kind first-revisit \
         --usage \"runs stable\" --satisfaction 5 --opportunity \"a second line in autumn\"";
    let _ = s.run(line).done();
    let told =
        s.run("kehu export entries --form after-sales-followup --fields kind,usage,satisfaction");
    assert_snapshot!(told.done(), @r"
    kind,usage,satisfaction
    first-revisit,runs stable,5
    ");
}

#[test]
fn whose_grade_is_to_be_looked_at_anew_this_quarter() {
    let mut s = office();
    let _ = s
        .run("kehu grade 云帆 --purchase 60万 --potential 4")
        .done();
    let _ = s.run("kehu grade review 云帆 --approve").exit;
    let _ = s.run("kehu deal sale 云帆 10万").done();
    // Assessed this quarter.
    assert_eq!(
        s.run("kehu grade due -o csv --fields number").done().out,
        "number\n"
    );
    s.at("2026-05-20 10:00");
    let _ = s.run("kehu deal sale 云帆 8万 --at 2026-05-10").done();
    let _ = s.run("kehu deal sale 云帆 5万 --at 2026-05-12").done();
    assert_snapshot!(s.run("kehu grade due").done(), @r"
    No.             Customer              Grade  Assessed          Orders  Quarter before      Amount  Amount before  Growth  Satisfaction  Satisfaction before
    HZ-IT-2026-001  杭州云帆科技有限公司  A      2026-03-05 15:00       2               1  130,000.00     100,000.00     30%
    --- stderr ---
    assess each with: kehu grade assess CUSTOMER
    ");
    let _ = s
        .run("kehu grade 云帆 --purchase 70万 --potential 4")
        .done();
    assert_eq!(
        s.run("kehu grade due -o csv --fields number").done().out,
        "number\n"
    );
}

#[test]
fn a_conversation_says_first_what_is_to_be_confirmed() {
    let s = office_zh();
    let _ = s.run("kehu customer edit 云帆 --budget tbc").done();
    let _ = s.run("kehu contact edit 张三 --wechat 待确认").done();
    let told = s
        .terminal(80, &["问了预算", "phone", "^C"])
        .run("kehu log 云帆");
    let told = told.dialog();
    let first = told.lines().next().unwrap_or_default();
    assert_snapshot!(first, @r"待确认，请先询问：预算范围、张三 微信");
}

#[test]
fn what_is_to_be_confirmed_is_listed_across_customers() {
    let s = office_zh();
    let _ = s.run("kehu customer edit 云帆 --budget tbc").done();
    let _ = s.run("kehu contact edit 张三 --wechat 待确认").done();
    assert_snapshot!(s.run("kehu customer list --to-confirm").all_chinese(&s), @r"
    编号            客户名称              待确认          级别  合作阶段  意向等级  区域  所属行业                        负责人  最近联系
    HZ-IT-2026-001  杭州云帆科技有限公司  预算范围、微信                  高        杭州  信息传输、软件和信息技术服务业  李雷
    ");
    let codes = "kehu customer list --to-confirm -o csv --fields number,to_confirm";
    assert_snapshot!(s.run(codes).done().out, @r#"
    number,to_confirm
    HZ-IT-2026-001,"budget,wechat"
    "#);
    let whole = "kehu customer list --to-confirm no -o csv --fields to_confirm";
    assert!(!s.run(whole).done().out.contains("budget"));
    let _ = s.run("kehu contact edit 张三 --wechat zs88").done();
    let _ = s.run("kehu customer edit 云帆 --budget 10万").done();
    assert_eq!(s.run(codes).done().out, "number,to_confirm\n");
}

#[test]
fn customers_are_found_by_the_kind_of_their_need() {
    let s = office_zh();
    let _ = s
        .run("kehu customer edit 云帆 --need-type purchase,technical-inquiry")
        .done();
    let with = |kinds: &str| {
        let line = format!("kehu customer list --need-type {kinds} -o csv --fields name");
        s.run(&line).done().out
    };
    assert_eq!(
        with("service-inquiry,技术咨询"),
        "name\n杭州云帆科技有限公司\n"
    );
    assert_eq!(with("service-inquiry"), "name\n");
}
