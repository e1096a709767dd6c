//! The daily and the weekly report, as they are sent on.

use insta::assert_snapshot;

use super::{office, office_zh};
use crate::session::Session;

/// A day of 李雷: Thursday the 5th of March 2026.
fn worked(mut s: Session) -> Session {
    for line in [
        "kehu followup log 云帆 '报价已发，客户周五前答复；对方王工 13912345678' --by phone --at 10:00 --next '2026-03-06 10:00 确认报价'",
        "kehu followup log 云帆 未接通 --by phone --no-answer --at 11:00",
        "kehu followup plan 云帆 --at '2026-03-09 10:00' --by visit",
        "kehu ticket open 云帆 --type 故障 --priority 紧急 --symptom 无显示 --occurred 14:00 --tried 重启 --told 是",
    ] {
        let _ = s.run(line).done();
    }
    s.at("2026-03-05 18:30");
    s
}

#[test]
fn a_day_in_chinese() {
    let s = worked(office_zh());
    assert_snapshot!(s.run("kehu report daily"), @r#"
    【日报】2026年3月5日（周四） 李雷

    一、客户跟进：2 次，客户 1 家，联系上 1 次
    1. 杭州云帆科技有限公司（电话）：报价已发，客户周五前答复；对方王工 **** → 下次：3月6日周五 确认报价
    2. 杭州云帆科技有限公司（电话，未联系上）：未接通

    二、售后工单：1 张（受理 1）
    1. SN20260305001 杭州云帆科技有限公司（紧急）：无显示 → 受理；目前已受理

    三、新增客户：1 家
    1. 杭州云帆科技有限公司（展会）

    四、明日安排：1 项
    1. 3月6日周五 10:00 杭州云帆科技有限公司（约定联系）：确认报价

    五、逾期未完成：无
    "#);
}

#[test]
fn a_day_in_english_as_a_document() {
    let s = worked(office());
    assert_snapshot!(s.run("kehu report daily -o md"), @r#"
    # Daily report · Thu 2026-03-05 · 李雷

    ## Follow-ups: 2, customers 1, reached 1

    1. 杭州云帆科技有限公司 (phone): 报价已发，客户周五前答复；对方王工 \*\*\*\* → next: 03-06 Fri 确认报价
    2. 杭州云帆科技有限公司 (phone, not reached): 未接通

    ## Tickets: 1 (opened 1)

    1. SN20260305001 杭州云帆科技有限公司 (urgent): 无显示 → opened; now accepted

    ## New customers: 1

    1. 杭州云帆科技有限公司 (exhibition)

    ## Tomorrow: 1

    1. 03-06 Fri 10:00 杭州云帆科技有限公司 (contact): 确认报价

    ## Overdue: nothing
    "#);
}

#[test]
fn a_week_is_looked_at_from_its_end() {
    let mut s = worked(office_zh());
    s.at("2026-03-13 18:00");
    assert_snapshot!(s.run("kehu report work --week 2026-W10"), @r#"
    【周报】2026年第10周（3月2日－3月8日） 李雷

    一、客户跟进：2 次，客户 1 家，联系上 1 次
    1. 杭州云帆科技有限公司（电话）：报价已发，客户周五前答复；对方王工 **** → 下次：3月6日周五 确认报价
    2. 杭州云帆科技有限公司（电话，未联系上）：未接通

    二、售后工单：1 张（受理 1）
    1. SN20260305001 杭州云帆科技有限公司（紧急）：无显示 → 受理；目前已受理

    三、新增客户：1 家
    1. 杭州云帆科技有限公司（展会）

    四、下周安排：1 项
    1. 3月9日周一 10:00 杭州云帆科技有限公司（计划，拜访）

    五、逾期未完成：1 项
    1. 3月6日周五 10:00 杭州云帆科技有限公司（约定联系）：确认报价
    "#);
    // The plan of the 9th was never done.
    assert_snapshot!(s.run("kehu report work"), @r#"
    【周报】2026年第11周（3月9日－3月15日） 李雷

    一、客户跟进：无

    二、下周安排：无

    三、逾期未完成：2 项
    1. 3月6日周五 10:00 杭州云帆科技有限公司（约定联系）：确认报价
    2. 3月9日周一 10:00 杭州云帆科技有限公司（计划，拜访）
    --- stderr ---
    查看同事：--rep 姓名；全体人员：--rep all
    "#);
}

#[test]
fn a_day_for_a_program_masks_what_it_masks_for_people() {
    let s = worked(office());
    assert_snapshot!(s.run("kehu report daily -o json"), @r#"
    {
      "report": {
        "period": "2026-03-05",
        "from": "2026-03-05",
        "to": "2026-03-05",
        "rep": "李雷",
        "open_as_of": "2026-03-05T18:30:00+08:00",
        "ahead_to": "2026-03-06"
      },
      "followups": [
        {
          "number": "FU20260305001",
          "at": "2026-03-05T10:00:00+08:00",
          "customer": "杭州云帆科技有限公司",
          "customer_number": "HZ-IT-2026-001",
          "method": "phone",
          "reached": "yes",
          "said": "报价已发，客户周五前答复；对方王工 ****",
          "next_at": "2026-03-06T10:00:00+08:00",
          "next_what": "确认报价",
          "by": "李雷"
        },
        {
          "number": "FU20260305002",
          "at": "2026-03-05T11:00:00+08:00",
          "customer": "杭州云帆科技有限公司",
          "customer_number": "HZ-IT-2026-001",
          "method": "phone",
          "reached": "no",
          "said": "未接通",
          "next_at": null,
          "next_what": null,
          "by": "李雷"
        }
      ],
      "tickets": [
        {
          "number": "SN20260305001",
          "customer": "杭州云帆科技有限公司",
          "customer_number": "HZ-IT-2026-001",
          "priority": "urgent",
          "symptom": "无显示",
          "done": [
            "opened"
          ],
          "status": "accepted",
          "by": "李雷"
        }
      ],
      "new_customers": [
        {
          "customer": "杭州云帆科技有限公司",
          "customer_number": "HZ-IT-2026-001",
          "source": "exhibition",
          "by": "李雷"
        }
      ],
      "grades": [],
      "ahead": [
        {
          "task": "next-contact",
          "number": "FU20260305001",
          "due": "2026-03-06T10:00:00+08:00",
          "customer": "杭州云帆科技有限公司",
          "customer_number": "HZ-IT-2026-001",
          "method": null,
          "what": "确认报价",
          "by": "李雷"
        }
      ],
      "overdue": []
    }
    "#);
    let shown = s.run("kehu report daily -o json --reveal").to_string();
    assert!(shown.contains("13912345678"));
}

#[test]
fn a_day_that_has_not_come_or_is_no_day_is_refused() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu report daily --day 明天"), @r#"
    --- stderr ---
    错误：2026-03-06 还没有到
      请填今天或以前的日期
    [exit 2]
    "#);
    assert_snapshot!(s.run("kehu report work --week 下周"), @r#"
    --- stderr ---
    错误：2026-03-09 还没有到
      请填今天或以前的日期
    [exit 2]
    "#);
    assert_snapshot!(s.run("kehu report work --week 2026-W60"), @r#"
    --- stderr ---
    错误：“2026-W60”不是哪一周
      请写成 2026-W10、上周、本周，或该周的某一天
    [exit 2]
    "#);
    assert_snapshot!(s.run("kehu report daily --rep 王工"), @r#"
    --- stderr ---
    错误：没有同事“王工”
      可用 kehu staff list 查看
    [exit 3]
    "#);
}
