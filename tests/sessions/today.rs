//! The morning: what is due, carrying it out, putting it off.

use kehu::problem::Exit;

use super::{office, office_zh};
use insta::assert_snapshot;

use crate::session::Session;

const TICKET: &str = "kehu ticket open 云帆 --type product-fault --priority urgent \
     --symptom 设备开机后无显示 --occurred \"today 9:00\" --tried 重启 --contact 张三 --told yes";

/// What stands in the answer, line by line, without the margins.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim().to_owned()).collect()
}

fn has(text: &str, line: &str) -> bool {
    lines(text).iter().any(|known| known.contains(line))
}

/// Rules and classes of `today -o csv`.
fn rules(s: &Session) -> Vec<String> {
    let out = s.run("kehu today -o csv --fields class,rule").out;
    out.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn a_ticket_that_nobody_answered_heads_the_list() {
    let mut s = office();
    let _ = s.run(TICKET).done();
    s.at("2026-03-05 18:00");
    let out = s.run("kehu today").out;
    assert!(
        has(&out, "1  杭州云帆科技有限公司  张三 采购经理 139****5678"),
        "{out}"
    );
    assert!(
        has(
            &out,
            "overdue 1 hour · the customer waits · First response to a ticket · SN20260305001 设备开机后无显示"
        ),
        "{out}"
    );
    assert!(has(&out, "since 15:00, due 17:00"), "{out}");
    assert!(has(&out, "kehu ticket respond SN20260305001"), "{out}");
}

#[test]
fn a_line_is_explained_by_its_number() {
    let mut s = office();
    let _ = s.run(TICKET).done();
    s.at("2026-03-05 18:00");
    let out = s.run("kehu today --explain 1").out;
    assert!(
        out.starts_with("First response to a ticket: ticket-respond"),
        "{out}"
    );
    assert_eq!(s.run("kehu today --explain 99").exit, Exit::NoSuchRecord);
}

#[test]
fn a_settled_obligation_is_gone_because_the_fact_is_there() {
    let mut s = office();
    let _ = s.run(TICKET).done();
    s.at("2026-03-05 16:00");
    assert!(
        rules(&s).contains(&"today,ticket-respond".to_owned()),
        "{:?}",
        rules(&s)
    );
    let _ = s.run("kehu ticket respond 云帆").done();
    assert!(
        !rules(&s)
            .iter()
            .any(|line| line.ends_with("ticket-respond"))
    );
    assert!(rules(&s).contains(&"today,ticket-solution".to_owned()));
    let _ = s.run("kehu undo").done();
    assert!(rules(&s).contains(&"today,ticket-respond".to_owned()));
}

#[test]
fn check_exits_7_once_something_is_overdue() {
    let mut s = office();
    let _ = s.run(TICKET).done();
    s.at("2026-03-05 15:30");
    assert_eq!(
        s.run("kehu today --check --rule ticket-respond").exit,
        Exit::Done
    );
    s.at("2026-03-05 17:01");
    let late = s.run("kehu today --check --rule ticket-respond");
    assert_eq!(late.exit, Exit::Attention);
    assert_eq!(s.run("kehu today --rule ticket-respond").exit, Exit::Done);
}

#[test]
fn kehu_alone_is_today_once_there_is_a_file() {
    let s = office();
    assert_eq!(s.run("kehu").out, s.run("kehu today").out);
    let fresh = Session::new();
    assert!(fresh.run("kehu").out.contains("Usage: kehu"));
}

#[test]
fn the_phone_is_shown_on_a_terminal_and_masked_in_a_pipe() {
    let mut s = office_zh();
    let _ = s.run(TICKET).done();
    s.at("2026-03-05 18:00");
    assert!(s.run("kehu today").out.contains("139****5678"));
    let shown = s.terminal(80, &[]).run("kehu today").out;
    assert!(shown.contains("139 1234 5678"), "{shown}");
    assert!(shown.contains("逾期 1 小时 · 客户在等"), "{shown}");
}

#[test]
fn do_opens_the_form_that_settles_the_line() {
    let mut s = office();
    let _ = s.run(TICKET).done();
    s.at("2026-03-05 16:00");
    let refused = s.run("kehu do 1");
    assert_eq!(refused.exit, Exit::NoSuchRecord, "no list was shown yet");
    let shown = s.terminal(100, &[]).run("kehu today").out;
    assert!(has(&shown, "kehu ticket respond SN20260305001"), "{shown}");
    let done = s.terminal(100, &[]).run("kehu do 1");
    assert_eq!(done.exit, Exit::Done);
    assert!(
        done.err.contains("kehu ticket respond SN20260305001"),
        "{}",
        done.err
    );
    assert!(
        !rules(&s)
            .iter()
            .any(|line| line.ends_with("ticket-respond"))
    );
    let none = s.terminal(100, &[]).run("kehu do 99");
    assert_eq!(none.exit, Exit::NoSuchRecord);
}

#[test]
fn do_takes_a_row_of_a_list_a_step_further() {
    let s = office();
    let _ = s.run(TICKET).done();
    let _ = s.terminal(100, &[]).run("kehu ticket list");
    let done = s.terminal(100, &[]).run("kehu do 1");
    assert!(
        done.err.contains("kehu ticket respond SN20260305001"),
        "{}",
        done.err
    );
}

#[test]
fn snooze_moves_a_line_and_never_its_due() {
    let mut s = office();
    let _ = s.run(TICKET).done();
    s.at("2026-03-05 16:00");
    let put_off = "kehu snooze SN20260305001 --rule ticket-respond --to 2026-03-06 --why 客户休息";
    let said = s.run(put_off);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    assert!(said.out.contains("put off to 2026-03-06"), "{}", said.out);
    assert!(
        !rules(&s)
            .iter()
            .any(|line| line.ends_with("ticket-respond"))
    );
    // It comes back, with the due it had, and says so.
    s.at("2026-03-06 10:00");
    let row = s
        .run("kehu today -o csv --rule ticket-respond --fields due,snoozed")
        .out;
    assert!(row.contains("2026-03-05T17:00:00+08:00,1"), "{row}");
    assert!(
        s.run("kehu today --all")
            .out
            .contains("put off once: 客户休息")
    );
    let _ = s.run("kehu undo").done();
    let row = s
        .run("kehu today -o csv --rule ticket-respond --fields snoozed")
        .out;
    assert!(row.contains('0'), "{row}");
}

#[test]
fn snooze_wants_a_reason_a_day_to_come_and_one_thing() {
    let mut s = office();
    let _ = s.run(TICKET).done();
    s.at("2026-03-05 16:00");
    let run = |line: &str| s.run(line).exit;
    assert_eq!(run("kehu snooze SN20260305001 --to tomorrow"), Exit::Usage);
    assert_eq!(
        run("kehu snooze SN20260305001 --to 2026-03-01 --why x"),
        Exit::Usage
    );
    assert_eq!(
        run("kehu snooze SN20260305001 --to tomorrow --why x"),
        Exit::Ambiguous
    );
    assert_eq!(
        run("kehu snooze SN9 --to tomorrow --why x"),
        Exit::NoSuchRecord
    );
    assert_snapshot!(s.run("kehu snooze SN20260305001 --to fri"), @r#"
    --- stderr ---
    error: no reason given
      such as: --why "at the fair until Friday"
    [exit 2]
    "#);
    assert_snapshot!(
        s.terminal(80, &["mon", "at the fair"]).run("kehu snooze SN20260305001 --rule ticket-respond"),
        @r"
        put off to 2026-03-09: 杭州云帆科技有限公司 First response to a ticket
        --- stderr ---
        its due stays 2026-03-05 17:00
        "
    );
    assert_eq!(run("kehu today --rule nosuch"), Exit::Usage);
    assert_eq!(run("kehu today --days x"), Exit::Usage);
}

#[test]
fn log_says_what_was_settled_and_what_comes_next() {
    let mut s = office();
    s.at("2026-03-06 10:00");
    let said = s
        .run("kehu log 云帆 资料和问卷已发 --by email --sent material,questionnaire")
        .out;
    let settled = "settled: Send product material, Send the needs questionnaire";
    assert!(has(&said, settled), "{said}");
}

#[test]
fn meaning_1_an_unanswered_call_settles_no_contact() {
    let mut s = office();
    s.at("2026-03-09 10:00");
    let open = |s: &Session| rules(s).iter().any(|line| line.ends_with(",first-talk"));
    s.at("2026-03-10 10:00");
    assert!(open(&s), "{:?}", rules(&s));
    let _ = s.run("kehu log 云帆 --no-answer").done();
    assert!(open(&s));
    // Pushed material is no contact either.
    let _ = s.run("kehu log 云帆 资料已发 --by material-push").done();
    assert!(open(&s));
    let _ = s.run("kehu log 云帆 介绍了产品 --by phone").done();
    assert!(!open(&s));
}

#[test]
fn a_plan_with_an_hour_stands_at_the_head_of_its_day() {
    let mut s = office();
    let _ = s
        .run("kehu followup plan 云帆 --at \"2026-03-09 10:00\" --by visit --what 讲方案")
        .done();
    s.at("2026-03-09 08:30");
    let out = s.run("kehu today").out;
    assert!(
        has(
            &out,
            "10:00  杭州云帆科技有限公司: visit 讲方案 (PL20260309001)"
        ),
        "{out}"
    );
    let _ = s
        .run("kehu log 云帆 讲了方案 --by visit --plan PL20260309001")
        .done();
    assert!(!s.run("kehu today").out.contains("PL20260309001"));
}

#[test]
fn a_clock_is_explained_span_by_span() {
    let s = office();
    let _ = s.run(TICKET).done();
    let out = s.run("kehu ticket explain 云帆").out;
    assert!(has(&out, "ticket-respond"), "{out}");
    assert!(has(&out, "runs day and night"), "{out}");
}

#[test]
fn whom_nothing_brings_up_is_counted_and_named() {
    let mut s = office();
    let _ = s.run("kehu log 云帆 介绍了产品 --by phone").done();
    // Long after everything about the registration is forgotten.
    s.at("2027-03-09 10:00");
    let out = s.run("kehu today").out;
    assert!(
        has(
            &out,
            "1 customer with nothing planned and no rule: 杭州云帆科技有限公司"
        ),
        "{out}"
    );
}

#[test]
fn what_was_put_off_stays_so_when_its_rule_gets_another_name() {
    let mut s = office();
    let rule = "label = \"回访\"\nafter = \"customer.filed\"\n\
        until = { event = \"followup.logged\", method = \"visit\" }\nwithin = \"1d\"\nband = \"touch\"\n";
    s.put("playbook.toml", format!("[rule.mine]\n{rule}"));
    s.at("2026-03-06 10:00");
    let open = |s: &Session, id: &str| s.run(&format!("kehu today --rule {id} -o csv")).out;
    assert!(open(&s, "mine").contains("mine"));
    let _ = s
        .run("kehu snooze HZ-IT-2026-001 --rule mine --to 2026-03-12 --why 出差")
        .done();
    assert!(!open(&s, "mine").contains("mine"));
    s.put(
        "playbook.toml",
        format!("[rule.visit]\nwas = [\"mine\"]\n{rule}"),
    );
    assert!(!open(&s, "visit").contains("visit"));
    s.put("playbook.toml", format!("[rule.visit]\n{rule}"));
    assert!(open(&s, "visit").contains("visit"), "another rule");
}

#[test]
fn meaning_1_an_unanswered_call_is_not_the_next_contact() {
    let mut s = office_zh();
    let _ = s
        .run("kehu log 云帆 周五再谈 --by phone --next '2026-03-06 10:00 确认报价'")
        .done();
    s.at("2026-03-06 11:00");
    let owed = |s: &Session| rules(s).contains(&"overdue,next-contact".to_owned());
    assert!(owed(&s));
    let said = s.run("kehu log 云帆 没人接 --by 电话 --no-answer").done();
    assert!(owed(&s) && !said.out.contains("办结"), "{said}");
    // Another time agreed replaces it; a call that reached nobody settles none.
    let said = s
        .run("kehu log 云帆 --no-answer --next '2026-03-06 15:00 再打'")
        .done();
    assert!(!said.out.contains("办结"), "{said}");
    s.at("2026-03-06 15:10");
    let said = s.run("kehu log 云帆 报价已确认 --by 电话").done();
    assert!(said.out.contains("按约定再次联系"), "{said}");
    assert!(!rules(&s).iter().any(|line| line.ends_with(",next-contact")));
}

#[test]
fn a_greeting_that_was_sent_is_named_as_settled() {
    let mut s = office();
    let _ = s
        .run("kehu occasion add 云帆 --kind birthday --day 2020-03-10 --contact 张三")
        .done();
    s.at("2026-03-10 10:00");
    assert!(
        rules(&s).contains(&"today,care".to_owned()),
        "{:?}",
        rules(&s)
    );
    let said = s
        .run("kehu log 云帆 生日快乐 --by phone --purpose care")
        .done();
    assert!(!rules(&s).contains(&"today,care".to_owned()));
    assert!(said.out.contains("Greeting; next:"), "{said}");
}

#[test]
fn what_no_contact_settles_comes_next_too() {
    let mut s = office();
    let _ = s.run(TICKET).done();
    s.at("2026-03-05 15:10");
    let said = s
        .run("kehu log 云帆 资料和问卷已发 --by email --sent material,questionnaire")
        .done();
    let next = "next: First response to a ticket, by 2026-03-05 17:00";
    assert!(has(&said.out, next), "{said}");
}
