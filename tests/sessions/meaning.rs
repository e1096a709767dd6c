//! Sentences of docs/meaning.md that no other story tells: each test is named
//! after what it shows (`tests/meaning.rs` says which test keeps which sentence).

use kehu::problem::Exit;

use super::{QIMING, office};
use crate::session::Session;

/// The cells of a csv answer, without its headings.
fn csv(s: &Session, line: &str) -> Vec<String> {
    let out = s.run(&format!("{line} -o csv")).done().out;
    out.lines().skip(1).map(str::to_owned).collect()
}

/// What of some rules is open until the end of the day.
fn open(s: &Session) -> Vec<String> {
    csv(s, "kehu today --all --fields rule")
}

fn owes(s: &Session, rule: &str) -> bool {
    open(s).iter().any(|line| line == rule)
}

/// 云帆 in grade B, which is talked to every week.
fn graded(s: &Session) {
    let assess = "kehu grade assess 云帆 --purchase 30万 --potential 3";
    let _ = s.run(assess).done();
    let _ = s.run("kehu grade review 云帆 --approve").done();
}

const TICKET: &str = "kehu ticket open 云帆 --type product-fault --priority urgent --symptom 无显示 \
     --occurred \"2026-03-05 9:00\" --tried 重启 --told yes --at \"2026-03-05 14:30\"";

// ── Contact ─────────────────────────────────────────────────────────────────

#[test]
fn a_contact_counts_for_the_moment_it_took_place_whoever_made_it() {
    let mut s = office();
    graded(&s);
    let _ = s.run("kehu staff add 王芳 --role rep --region HZ").done();
    s.at("2026-03-12 10:00");
    assert!(owes(&s, "touch-b"));
    // Typed today, and five days ago; the week runs from then.
    let _ = s
        .run("kehu log 云帆 来电 --by phone --owner 王芳 --at \"2026-03-07 10:00\"")
        .done();
    assert!(!owes(&s, "touch-b"));
    s.at("2026-03-13 10:00");
    assert!(owes(&s, "touch-b"), "2026-03-14 is a Saturday");
}

#[test]
fn a_contact_is_deep_by_its_method_or_by_word() {
    let mut s = office();
    let _ = s
        .run("kehu grade assess 云帆 --purchase 60万 --potential 3 --at 2026-02-20")
        .done();
    let _ = s
        .run("kehu grade review 云帆 --approve --at 2026-02-20")
        .done();
    s.at("2026-04-17 10:00");
    let nth = |s: &Session| csv(s, "kehu today --all --rule touch-a-deep --fields due");
    assert_eq!(nth(&s), ["2026-04-15T23:59:59+08:00"]);
    let _ = s.run("kehu log 云帆 电话 --by phone").done();
    assert_eq!(nth(&s).len(), 1, "a call is not deep");
    let _ = s.run("kehu log 云帆 拜访 --by visit").done();
    assert_eq!(nth(&s).len(), 0, "the second is due with the month");
    s.at("2026-04-30 10:00");
    assert_eq!(nth(&s), ["2026-04-30T23:59:59+08:00"]);
    let _ = s.run("kehu log 云帆 长谈 --by phone --deep yes").done();
    assert_eq!(nth(&s).len(), 0);
}

#[test]
fn work_on_a_ticket_is_no_contact_and_its_revisit_is_one() {
    let mut s = office();
    let _ = s.run(TICKET).done();
    s.at("2026-03-06 10:00");
    let logged = |s: &Session| csv(s, "kehu followup list --fields number").len();
    for step in [
        "respond 云帆",
        "work 云帆 --answer 换电源",
        "solve 云帆 --cause hardware-fault --steps 换电源",
        "confirm 云帆",
    ] {
        let _ = s.run(&format!("kehu ticket {step}")).done();
        assert_eq!(logged(&s), 0, "{step}");
    }
    let _ = s
        .run("kehu ticket revisit 云帆 --result solved --satisfaction 5")
        .done();
    assert_eq!(logged(&s), 1);
}

#[test]
fn the_last_contact_is_the_newest_that_reached_somebody() {
    let s = office();
    let last = |s: &Session| csv(s, "kehu customer list --fields last_contact");
    let _ = s
        .run("kehu log 云帆 a --by phone --at \"2026-03-05 10:00\"")
        .done();
    let _ = s
        .run("kehu log 云帆 b --by phone --at \"2026-03-05 9:30\"")
        .done();
    let _ = s
        .run("kehu log 云帆 --no-answer --at \"2026-03-05 14:00\"")
        .done();
    assert_eq!(last(&s), ["2026-03-05T10:00:00+08:00"]);
}

// ── Settling ────────────────────────────────────────────────────────────────

#[test]
fn a_script_settles_nothing_that_it_does_not_name() {
    let mut s = office();
    let _ = s
        .run("kehu log 云帆 a --by phone --action \"2026-03-06 报价\"")
        .done();
    let _ = s
        .run("kehu followup plan 云帆 --at \"2026-03-06 10:00\" --by phone")
        .done();
    s.at("2026-03-06 16:00");
    let _ = s.run("kehu log 云帆 b --by phone").done();
    assert!(owes(&s, "plan-due") && owes(&s, "action-due"));
    // A customer with a plan and an action open does not say which.
    let both = s.run("kehu log 云帆 c --by phone --settles 云帆");
    assert_eq!(both.exit, Exit::Ambiguous);
    assert!(both.err.contains("PL20260306001"), "{}", both.err);
    assert!(both.err.contains("AC20260306001"), "{}", both.err);
    let _ = s
        .run("kehu log 云帆 c --by phone --settles AC20260306001")
        .done();
    assert!(owes(&s, "plan-due") && !owes(&s, "action-due"));
    let _ = s.run("kehu log 云帆 c --by phone --settles 云帆").done();
    assert!(!owes(&s, "plan-due"));
}

// ── Obligation, start ───────────────────────────────────────────────────────

#[test]
fn a_rule_that_no_record_of_this_release_can_settle_is_silent() {
    let mut s = office();
    let audit = "[rule.audit]\nlabel = \"Audit\"\nafter = \"ticket.opened\"\nuntil = \"ticket.audited\"\nwithin = \"4h\"\nwho = \"assignee\"\nband = \"waiting\"\n";
    s.put("playbook.toml", format!("extends = \"standard\"\n{audit}"));
    let _ = s
        .run("kehu ticket open 云帆 --type 故障 --priority 一般 --symptom 批次开裂")
        .done();
    s.at("2026-03-06 10:00");
    assert!(!owes(&s, "audit"));
    let out = s.run("kehu playbook explain audit").out;
    assert!(out.contains("ticket_audit.at"), "{out}");
}

#[test]
fn a_customer_that_we_had_before_the_file_began_was_filed_then() {
    let mut s = office();
    let _ = s.run(&format!("{QIMING} --acquired 2024-05-20")).done();
    let _ = s
        .run("kehu customer add 新客户 --region HZ --incomplete")
        .done();
    s.at("2026-03-06 16:00");
    let owed = csv(
        &s,
        "kehu today --all --rule first-material --fields customer",
    );
    assert_eq!(owed.len(), 2, "云帆 and the new one: {owed:?}");
    assert!(owed.iter().all(|one| !one.contains("启明")), "{owed:?}");
    let shown = s.run("kehu customer show 启明").out;
    assert!(shown.contains("2024-05-20"), "{shown}");
}

#[test]
fn who_was_dropped_by_the_screening_is_owed_nothing() {
    let mut s = office();
    let _ = s
        .run("kehu customer add 灯饰店 --region HZ --incomplete")
        .done();
    s.at("2026-03-05 16:00");
    let _ = s
        .run(
            "kehu customer screen 灯饰店 --industry-fit no --need-clear no --budget-mentioned no \
             --cycle-mentioned no --result drop --drop-reason irrelevant-need",
        )
        .done();
    s.at("2026-03-10 10:00");
    let out = s.run("kehu today --all").out;
    assert!(!out.contains("灯饰店"), "{out}");
    assert!(out.contains("云帆"), "{out}");
    let kept = s.run("kehu report compliance --month 2026-03 -o csv").out;
    assert!(!kept.contains("灯饰店"), "{kept}");
}

#[test]
fn an_intent_is_due_until_it_changes_or_the_customer_is_won() {
    for settled in [
        "kehu customer edit 云帆 --intent low",
        "kehu customer stage 云帆 won",
        "kehu customer stage 云帆 lost",
    ] {
        let mut s = office();
        s.at("2026-04-05 10:00");
        let due = csv(&s, "kehu today --all --rule intent-high --fields due");
        assert_eq!(due, ["2026-04-05T23:59:59+08:00"]);
        let _ = s.run("kehu customer stage 云帆 proposal").done();
        assert!(owes(&s, "intent-high"));
        let _ = s.run(settled).done();
        assert!(!owes(&s, "intent-high"), "{settled}");
    }
    // A new span begins with the new intent.
    let mut s = office();
    s.at("2026-03-20 10:00");
    let _ = s.run("kehu customer edit 云帆 --intent medium").done();
    s.at("2026-06-20 10:00");
    let due = csv(&s, "kehu today --all --rule intent-medium --fields due");
    assert_eq!(due, ["2026-06-20T23:59:59+08:00"]);
}

#[test]
fn an_agreed_day_is_late_by_days_and_an_agreed_hour_by_hours() {
    let mut s = office();
    let _ = s.run(QIMING).done();
    let _ = s
        .run("kehu log 云帆 a --by phone --next \"2026-03-09 问结果\"")
        .done();
    let _ = s
        .run("kehu log 启明 a --by phone --next \"2026-03-09 16:00 问结果\"")
        .done();
    s.at("2026-03-10 08:30");
    let out = s.run("kehu today --rule next-contact").out;
    assert!(out.contains("overdue 1 day ·"), "{out}");
    assert!(out.contains("overdue 16 hours ·"), "{out}");
}

#[test]
fn what_is_agreed_is_something_planned() {
    let s = office();
    let none = |s: &Session| s.run("kehu today").out.contains("nothing planned");
    let _ = s.run("kehu customer edit 云帆 --intent low").done();
    let _ = s.run("kehu customer review 云帆 --result approved").done();
    let _ = s
        .run("kehu log 云帆 a --by phone --sent material,questionnaire")
        .done();
    assert!(none(&s), "{}", s.run("kehu today"));
    let _ = s
        .run("kehu log 云帆 b --by phone --action \"2026-05-06 报价\"")
        .done();
    assert!(!none(&s));
}

// ── Pause ───────────────────────────────────────────────────────────────────

#[test]
fn a_pause_stops_no_deadline_and_no_agreed_date() {
    let mut s = office();
    let _ = s.run(TICKET).done();
    let _ = s
        .run("kehu log 云帆 a --by phone --next \"2026-03-09 问结果\"")
        .done();
    let _ = s.run("kehu customer pause 云帆 --why 项目冻结").done();
    s.at("2026-03-09 16:00");
    assert!(owes(&s, "ticket-respond") && owes(&s, "next-contact"));
}

#[test]
fn a_pause_is_brought_up_however_long_ago_its_day_was() {
    let mut s = office();
    let _ = s
        .run("kehu customer pause 云帆 --why 项目冻结 --until 2026-04-10")
        .done();
    s.at("2026-12-31 10:00");
    assert!(owes(&s, "pause-resume"));
}

// ── Care dates ──────────────────────────────────────────────────────────────

#[test]
fn a_greeting_counts_from_the_first_reminder_on() {
    let mut s = office();
    let _ = s.run("kehu contact edit 张三 --birthday 1990-03-12").done();
    // Four days before is not yet for this birthday; three days are.
    s.at("2026-03-08 10:00");
    let _ = s
        .run("kehu log 云帆 问候 --by wechat --purpose care")
        .done();
    s.at("2026-03-09 09:00");
    assert!(owes(&s, "care"));
    let _ = s
        .run("kehu log 云帆 祝贺 --by wechat --purpose care")
        .done();
    s.at("2026-03-12 09:00");
    assert!(!owes(&s, "care"));
}

// ── Tickets ─────────────────────────────────────────────────────────────────

#[test]
fn the_clocks_start_when_a_ticket_is_accepted_and_not_when_it_occurred() {
    let s = office();
    let _ = s.run(TICKET).done();
    let due = csv(
        &s,
        "kehu today --all --rule ticket-respond --fields since,due",
    );
    assert_eq!(due, ["2026-03-05T14:30:00+08:00,2026-03-05T16:30:00+08:00"]);
}

#[test]
fn a_solution_given_or_solved_implies_the_response() {
    for step in [
        "work 云帆 --answer 换电源",
        "solve 云帆 --cause hardware-fault --steps 换电源",
    ] {
        let s = office();
        let _ = s.run(TICKET).done();
        assert!(owes(&s, "ticket-respond"));
        let _ = s.run("kehu ticket work 云帆 --text 已查看").done();
        assert!(owes(&s, "ticket-respond"), "work without an answer is none");
        let _ = s.run(&format!("kehu ticket {step}")).done();
        assert!(!owes(&s, "ticket-respond"), "{step}");
        assert!(!owes(&s, "ticket-solution"), "{step}");
    }
}

#[test]
fn solved_confirmed_and_revisited_are_three_words() {
    let mut s = office();
    let _ = s.run(TICKET).done();
    s.at("2026-03-05 16:00");
    let status = |s: &Session| csv(s, "kehu ticket list --fields status");
    let _ = s
        .run("kehu ticket solve 云帆 --cause hardware-fault --steps 换电源")
        .done();
    assert_eq!(status(&s), ["solved"]);
    s.at("2026-03-06 10:00");
    assert!(owes(&s, "ticket-feedback"));
    let _ = s.run("kehu ticket confirm 云帆").done();
    assert_eq!(status(&s), ["confirmed"]);
    s.at("2026-03-07 15:59");
    assert!(!owes(&s, "ticket-feedback"));
    assert!(owes(&s, "ticket-revisit"), "to be told is not to be asked");
    let _ = s
        .run("kehu ticket revisit 云帆 --result solved --satisfaction 5")
        .done();
    assert_eq!(status(&s), ["revisited"]);
    assert!(!owes(&s, "ticket-revisit"));
}

// ── Numbers ─────────────────────────────────────────────────────────────────

#[test]
fn every_record_has_two_letters_its_own_day_and_a_serial() {
    let s = office();
    for (line, number) in [
        ("log 云帆 a --by phone --at 2026-03-04", "FU20260304001"),
        ("log 云帆 b --by phone --at 2026-03-04", "FU20260304002"),
        (
            "followup plan 云帆 --at \"2026-04-09 10:00\" --by phone",
            "PL20260409001",
        ),
        (
            "grade assess 云帆 --purchase 30万 --potential 3",
            "GR20260305001",
        ),
        ("contact add 云帆 李四 --phone 13912345679", "CT20260305002"),
        (
            "occasion add 云帆 --kind company-anniversary --day 2009-03-26",
            "OC20260305001",
        ),
        (
            "ticket open 云帆 --type other --priority normal --symptom s --occurred 2026-03-01 \
             --tried t --at \"2026-03-02 10:00\"",
            "SN20260302001",
        ),
    ] {
        let said = s.run(&format!("kehu {line} -q")).done().out;
        assert_eq!(said.trim(), number, "{line}");
    }
}

// ── Undo ────────────────────────────────────────────────────────────────────

#[test]
fn what_stands_outside_the_journal_is_not_taken_back() {
    let s = office();
    let _ = s.run("kehu config lang zh").done();
    let _ = s.run("kehu export customers ~/c.csv").done();
    // The newest command is the registration; before it there is only `init`.
    let out = s.run("kehu undo").done().out;
    assert!(out.contains("HZ-IT-2026-001"), "{out}");
    assert!(s.path("c.csv").exists());
    let none = s.run("kehu undo");
    assert_ne!(none.exit, Exit::Done, "{none}");
    assert!(s.run("kehu staff list").out.contains("李雷"));
}
