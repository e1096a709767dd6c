//! The calendar file: what stands in it, and that it can be imported again.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use kehu::problem::Exit;

use super::{office, office_zh};
use crate::session::Session;

/// A day's work: a plan, a next contact, an action, a birthday, a ticket.
fn worked(mut s: Session) -> Session {
    s.at("2026-03-05 16:00");
    for line in [
        "kehu followup plan 云帆 --at '2026-03-09 10:00' --by visit",
        "kehu log 云帆 '寄样，电话 13912345678; a,b' --by phone --next '2026-03-06 15:30 确认报价，打 13912345678' --action '+2d 发合同'",
        "kehu occasion add 云帆 --kind birthday --day 03-14 --contact 张三",
        "kehu ticket open 云帆 --type product-fault --priority urgent --symptom 设备开机后无显示 --occurred 'today 9:00' --tried 重启 --contact 张三 --told yes",
    ] {
        let _ = s.run(line).done();
    }
    s
}

fn export(s: &Session, more: &str) -> String {
    let _ = s
        .run(&format!("kehu export calendar ~/mine.ics --yes {more}"))
        .done();
    s.text("mine.ics")
}

/// The lines as they were before they were broken.
fn lines(file: &str) -> Vec<String> {
    let whole = file.replace("\r\n ", "");
    whole.lines().map(str::to_owned).collect()
}

fn uids(file: &str) -> Vec<String> {
    let all = lines(file).into_iter();
    all.filter(|line| line.starts_with("UID:")).collect()
}

#[test]
fn a_calendar_file_in_chinese() {
    let s = worked(office_zh());
    let file = export(&s, "--days 14");
    assert_snapshot!(file.replace("\r\n", "\n"), @r"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//kehu//kehu//EN
    CALSCALE:GREGORIAN
    METHOD:PUBLISH
    X-WR-CALNAME:客户跟进 · 李雷
    BEGIN:VEVENT
    UID:ticket-respond-SN20260305001-20260305T080000Z@kehu
    DTSTAMP:20260305T080000Z
    SEQUENCE:3247680
    DTSTART:20260305T094500Z
    DTEND:20260305T100000Z
    SUMMARY:杭州云帆科技有限公司：工单首次响应
    DESCRIPTION:客户在等 · SN20260305001 · 设备开机后无显示\n自 
     2026-03-05 16:00 起，期限 2026-03-05 18:00\n张三 采购经理\nkehu 
     ticket respond SN20260305001
    CATEGORIES:客户在等
    TRANSP:TRANSPARENT
    BEGIN:VALARM
    ACTION:DISPLAY
    DESCRIPTION:杭州云帆科技有限公司：工单首次响应
    TRIGGER:-PT15M
    END:VALARM
    END:VEVENT
    BEGIN:VEVENT
    UID:ticket-solution-SN20260305001-20260305T080000Z@kehu
    DTSTAMP:20260305T080000Z
    SEQUENCE:3247680
    DTSTART:20260305T114500Z
    DTEND:20260305T120000Z
    SUMMARY:杭州云帆科技有限公司：给出工单解决方案
    DESCRIPTION:客户在等 · SN20260305001 · 设备开机后无显示\n自 
     2026-03-05 16:00 起，期限 2026-03-05 20:00\n张三 采购经理\nkehu 
     ticket work SN20260305001
    CATEGORIES:客户在等
    TRANSP:TRANSPARENT
    BEGIN:VALARM
    ACTION:DISPLAY
    DESCRIPTION:杭州云帆科技有限公司：给出工单解决方案
    TRIGGER:-PT15M
    END:VALARM
    END:VEVENT
    BEGIN:VEVENT
    UID:action-due-AC20260307001@kehu
    DTSTAMP:20260305T080000Z
    SEQUENCE:3247680
    DTSTART;VALUE=DATE:20260306
    DTEND;VALUE=DATE:20260307
    SUMMARY:杭州云帆科技有限公司：约定的待办事项
    DESCRIPTION:已约定 · AC20260307001 · 发合同\n自 2026-03-05 16:00 
     起，期限 2026-03-07\n张三 采购经理\nkehu followup done AC2026030
     7001
    CATEGORIES:已约定
    TRANSP:TRANSPARENT
    BEGIN:VALARM
    ACTION:DISPLAY
    DESCRIPTION:杭州云帆科技有限公司：约定的待办事项
    TRIGGER:PT9H
    END:VALARM
    END:VEVENT
    BEGIN:VEVENT
    UID:customer-review-HZ-IT-2026-001-20260305T010000Z@kehu
    DTSTAMP:20260305T080000Z
    SEQUENCE:3247680
    DTSTART:20260306T004500Z
    DTEND:20260306T010000Z
    SUMMARY:杭州云帆科技有限公司：复核客户信息
    DESCRIPTION:表单\n自 2026-03-05 09:00 起，期限 2026-03-06 09:00\n张
     三 采购经理\nkehu customer review HZ-IT-2026-001
    CATEGORIES:表单
    TRANSP:TRANSPARENT
    BEGIN:VALARM
    ACTION:DISPLAY
    DESCRIPTION:杭州云帆科技有限公司：复核客户信息
    TRIGGER:-PT15M
    END:VALARM
    END:VEVENT
    BEGIN:VEVENT
    UID:first-material-HZ-IT-2026-001-20260305T070000Z@kehu
    DTSTAMP:20260305T080000Z
    SEQUENCE:3247680
    DTSTART:20260306T064500Z
    DTEND:20260306T070000Z
    SUMMARY:杭州云帆科技有限公司：发送产品资料
    DESCRIPTION:已约定\n自 2026-03-05 15:00 起，期限 2026-03-06 15:00\n
     张三 采购经理\nkehu log HZ-IT-2026-001 --sent material
    CATEGORIES:已约定
    TRANSP:TRANSPARENT
    BEGIN:VALARM
    ACTION:DISPLAY
    DESCRIPTION:杭州云帆科技有限公司：发送产品资料
    TRIGGER:-PT15M
    END:VALARM
    END:VEVENT
    BEGIN:VEVENT
    UID:first-questionnaire-HZ-IT-2026-001-20260305T070000Z@kehu
    DTSTAMP:20260305T080000Z
    SEQUENCE:3247680
    DTSTART:20260306T064500Z
    DTEND:20260306T070000Z
    SUMMARY:杭州云帆科技有限公司：发送需求调研问卷
    DESCRIPTION:已约定\n自 2026-03-05 15:00 起，期限 2026-03-06 15:00\n
     张三 采购经理\nkehu log HZ-IT-2026-001 --sent questionnaire
    CATEGORIES:已约定
    TRANSP:TRANSPARENT
    BEGIN:VALARM
    ACTION:DISPLAY
    DESCRIPTION:杭州云帆科技有限公司：发送需求调研问卷
    TRIGGER:-PT15M
    END:VALARM
    END:VEVENT
    BEGIN:VEVENT
    UID:next-contact-HZ-IT-2026-001-20260305T080000Z@kehu
    DTSTAMP:20260305T080000Z
    SEQUENCE:3247680
    DTSTART:20260306T073000Z
    DTEND:20260306T083000Z
    SUMMARY:杭州云帆科技有限公司：按约定再次联系
    DESCRIPTION:已约定 · 确认报价，打 ****\n自 2026-03-05 16:00 起
     ，期限 2026-03-06 15:30\n张三 采购经理\nkehu log HZ-IT-2026-001
    CATEGORIES:已约定
    TRANSP:OPAQUE
    BEGIN:VALARM
    ACTION:DISPLAY
    DESCRIPTION:杭州云帆科技有限公司：按约定再次联系
    TRIGGER:-PT15M
    END:VALARM
    END:VEVENT
    BEGIN:VEVENT
    UID:PL20260309001@kehu
    DTSTAMP:20260305T080000Z
    SEQUENCE:3247680
    DTSTART:20260309T020000Z
    DTEND:20260309T030000Z
    SUMMARY:杭州云帆科技有限公司：计划的跟进
    DESCRIPTION:已约定 · 拜访 · PL20260309001\n张三 采购经理\nkehu
      log HZ-IT-2026-001 --plan PL20260309001 --by visit
    CATEGORIES:已约定
    TRANSP:OPAQUE
    BEGIN:VALARM
    ACTION:DISPLAY
    DESCRIPTION:杭州云帆科技有限公司：计划的跟进
    TRIGGER:-PT15M
    END:VALARM
    END:VEVENT
    BEGIN:VEVENT
    UID:care-OC20260305001-20260314@kehu
    DTSTAMP:20260305T080000Z
    SEQUENCE:3247680
    DTSTART;VALUE=DATE:20260313
    DTEND;VALUE=DATE:20260314
    SUMMARY:杭州云帆科技有限公司：节日与纪念日问候
    DESCRIPTION:关怀 · OC20260305001 · 生日\n自 2026-03-05 16:00 起，
     期限 2026-03-14\n张三 采购经理\nkehu log HZ-IT-2026-001 --purpose 
     care --occasion OC20260305001
    CATEGORIES:关怀
    TRANSP:TRANSPARENT
    BEGIN:VALARM
    ACTION:DISPLAY
    DESCRIPTION:杭州云帆科技有限公司：节日与纪念日问候
    TRIGGER:PT9H
    END:VALARM
    END:VEVENT
    END:VCALENDAR
    ");
}

#[test]
fn a_calendar_file_in_english_with_phones() {
    let s = worked(office());
    let said = s
        .run("kehu export calendar --ics ~/mine.ics --reveal --days 2")
        .done();
    assert_snapshot!(said, @"~/mine.ics: 7 events");
    let text = lines(&s.text("mine.ics")).join("\n");
    assert!(
        text.contains("SUMMARY:杭州云帆科技有限公司: First response to a ticket"),
        "{text}"
    );
    assert!(text.contains("张三 采购经理 139 1234 5678"), "{text}");
    assert!(s.run("kehu history").out.contains("export calendar"));
}

#[test]
fn no_phone_leaves_the_file_unless_asked_for() {
    let s = worked(office());
    let file = export(&s, "").replace("\r\n ", "");
    assert!(
        !file.contains("13912345678") && !file.contains("139 1234"),
        "{file}"
    );
    assert!(!s.run("kehu history").out.contains("export calendar"));
}

#[test]
fn the_same_file_has_the_same_bytes_and_a_later_one_the_same_ids() {
    let mut s = worked(office());
    let first = export(&s, "");
    assert_eq!(first, export(&s, ""));
    assert_eq!(s.run("kehu export calendar").done().out, first);
    for line in first.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
    let before: BTreeSet<String> = uids(&first).into_iter().collect();
    assert_eq!(before.len(), uids(&first).len(), "{before:?}");
    assert!(before.contains("UID:PL20260309001@kehu"), "{before:?}");
    s.at("2026-03-06 09:00");
    let later = export(&s, "");
    let after: BTreeSet<String> = uids(&later).into_iter().collect();
    assert!(after.is_superset(&before), "{before:?}\n{after:?}");
    // What changed since is told by a greater sequence.
    let sequence = |file: &str| {
        let all = lines(file).into_iter();
        let found = all.filter_map(|line| line.strip_prefix("SEQUENCE:")?.parse::<i64>().ok());
        found.collect::<BTreeSet<_>>()
    };
    let (first, later) = (sequence(&first), sequence(&later));
    assert_eq!((first.len(), later.len()), (1, 1));
    assert!(first < later);
    // What is settled is gone.
    let _ = s.run("kehu ticket respond 云帆").done();
    let settled: BTreeSet<String> = uids(&export(&s, "")).into_iter().collect();
    let gone: Vec<&String> = after.difference(&settled).collect();
    assert_eq!(gone.len(), 1, "{gone:?}");
    assert!(
        gone[0].starts_with("UID:ticket-respond-SN20260305001-"),
        "{gone:?}"
    );
}

#[test]
fn what_is_no_calendar_file_is_refused() {
    let s = office();
    for line in [
        "kehu export calendar ~/mine.csv",
        "kehu export calendar ~/mine.ics -o json",
        "kehu export calendar ~/mine.ics --ics ~/other.ics",
        "kehu export calendar ~/mine.ics --days soon",
        "kehu export calendar ~/mine.ics --days 400",
    ] {
        assert_eq!(s.run(line).exit, Exit::Usage, "{line}");
    }
    assert!(!s.path("mine.ics").exists());
    let dry = s.run("kehu export calendar ~/mine.ics --dry-run").done();
    assert!(dry.out.starts_with("~/mine.ics: "), "{dry}");
    assert!(!s.path("mine.ics").exists());
    // A file that is there is replaced only where somebody says so.
    s.put("mine.ics", "mine");
    let _ = s.run("kehu export calendar ~/mine.ics");
    assert_eq!(s.text("mine.ics"), "mine");
}
