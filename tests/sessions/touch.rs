//! Keeping in touch: silent periods, rhythms of one's own, limits, care dates.

use insta::assert_snapshot;
use kehu::problem::Exit;

use super::{office, office_zh};
use crate::session::Session;

/// 云帆 with a grade in force, decided on the day of the office.
fn graded(s: &Session, purchase: &str, potential: &str) {
    let assess = format!("kehu grade assess 云帆 --purchase {purchase} --potential {potential}");
    let _ = s.run(&assess).done();
    let _ = s.run("kehu grade review 云帆 --result approved").done();
}

/// The rules with a line in `today`, with their due.
fn owed(s: &Session, rule: &str) -> Vec<String> {
    let line = format!("kehu today --days 0 --all --rule {rule} -o csv --fields class,due");
    let out = s.run(&line).done().out;
    out.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn a_pause_wants_a_reason() {
    let s = office();
    let refused = s.run("kehu customer pause 云帆");
    assert_eq!(refused.exit, Exit::Usage);
    assert!(refused.err.contains("--why"), "{}", refused.err);
    let past = s.run("kehu customer pause 云帆 --why 项目冻结 --until 2026-03-01");
    assert_eq!(past.exit, Exit::Usage);
    let later = s.run("kehu customer pause 云帆 --why 项目冻结 --since 2026-04-01");
    assert_eq!(later.exit, Exit::Usage);
    assert_snapshot!(s.run("kehu customer resume 云帆"), @"杭州云帆科技有限公司 is not paused");
}

#[test]
fn rhythms_rest_while_a_customer_is_paused_and_begin_anew() {
    let mut s = office();
    graded(&s, "30万", "3");
    s.at("2026-03-12 10:00");
    assert_eq!(owed(&s, "touch-b"), ["today,2026-03-12T23:59:59+08:00"]);
    assert_snapshot!(s.run("kehu customer pause 云帆 --why 项目冻结 --until 2026-04-10"), @"paused 杭州云帆科技有限公司 until 2026-04-10; its rhythms rest until it is resumed");
    assert!(owed(&s, "touch-b").is_empty());
    s.at("2026-04-09 10:00");
    assert!(owed(&s, "pause-resume").is_empty());
    s.at("2026-04-10 10:00");
    assert!(owed(&s, "touch-b").is_empty());
    assert_eq!(
        owed(&s, "pause-resume"),
        ["today,2026-04-10T23:59:59+08:00"]
    );
    let out = s.run("kehu today --rule pause-resume").out;
    assert!(out.contains("项目冻结"), "{out}");
    assert!(out.contains("kehu customer resume HZ-IT-2026-001"), "{out}");
    assert_snapshot!(s.run("kehu customer resume 云帆"), @"resumed 杭州云帆科技有限公司; its rhythms begin anew today");
    assert!(owed(&s, "pause-resume").is_empty());
    assert!(owed(&s, "touch-b").is_empty());
    s.at("2026-04-17 10:00");
    assert_eq!(owed(&s, "touch-b"), ["today,2026-04-17T23:59:59+08:00"]);
    // What was undone has not happened.
    let _ = s.run("kehu undo").done();
    assert!(owed(&s, "touch-b").is_empty());
    assert_eq!(owed(&s, "pause-resume").len(), 1);
}

#[test]
fn a_pause_is_seen_with_the_customer_and_in_the_list() {
    let s = office_zh();
    let _ = s.run(super::QIMING).done();
    assert_snapshot!(s.run("kehu customer pause 云帆 --why 客户内部调整").all_chinese(&s), @"已暂停跟进杭州云帆科技有限公司，至 2026-06-05；恢复前不再提醒定期跟进");
    let shown = s.run("kehu customer show 云帆").out;
    assert!(
        shown.contains("客户内部调整") && shown.contains("2026-06-05"),
        "{shown}"
    );
    let list = |flags: &str| {
        let line = format!("kehu customer list {flags} -o csv --fields number,paused_until");
        s.run(&line).done().out
    };
    let paused = list("--paused");
    assert_eq!(
        paused.lines().skip(1).collect::<Vec<_>>(),
        ["HZ-IT-2026-001,2026-06-05"]
    );
    let others = list("--paused no");
    assert_eq!(others.lines().count(), 2, "{others}");
    assert!(!others.contains("HZ-IT-2026-001"), "{others}");
    let history = s.run("kehu history 云帆").out;
    assert!(history.contains("暂停跟进"), "{history}");
    // Paused anew: the new day counts.
    let _ = s
        .run("kehu customer pause 云帆 --why 仍在调整 --until 2026-09-01")
        .done();
    let list = s
        .run("kehu customer list --paused -o csv --fields paused_until")
        .out;
    assert_eq!(list.lines().nth(1), Some("2026-09-01"));
    assert_eq!(list.lines().count(), 2);
}

#[test]
fn one_customer_may_have_a_rhythm_of_its_own() {
    let mut s = office();
    graded(&s, "30万", "3");
    let run = |line: &str| s.run(line).exit;
    assert_eq!(run("kehu customer rhythm 云帆"), Exit::Usage);
    assert_eq!(run("kehu customer rhythm 云帆 --every 10d"), Exit::Usage);
    assert_eq!(
        run("kehu customer rhythm 云帆 --every often --why x"),
        Exit::Usage
    );
    assert_eq!(run("kehu customer rhythm 云帆 --off --why x"), Exit::Usage);
    assert_snapshot!(s.terminal(80, &["2w", "客户要求"]).run("kehu customer rhythm 云帆"), @r"杭州云帆科技有限公司: contact every 2 weeks from now on (客户要求)");
    assert_snapshot!(s.run("kehu customer rhythm 云帆 --every 10d --why 客户要求"), @"杭州云帆科技有限公司: contact every 10 days from now on (客户要求)");
    assert_snapshot!(s.run("kehu customer rhythm 云帆 --every 10d --why 客户要求"), @"nothing changed");
    let shown = s.run("kehu customer show 云帆").out;
    assert!(
        shown.contains("10 days") && shown.contains("客户要求"),
        "{shown}"
    );
    s.at("2026-03-12 10:00");
    assert!(owed(&s, "touch-b").is_empty());
    s.at("2026-03-16 10:00");
    assert!(owed(&s, "touch-b").is_empty());
    assert_eq!(owed(&s, "touch-own"), ["overdue,2026-03-15T23:59:59+08:00"]);
    let out = s.run("kehu today --rule touch-own").out;
    assert!(out.contains("overdue 1 day"), "{out}");
    assert!(out.contains("10d 客户要求"), "{out}");
    let _ = s.run("kehu log 云帆 问了近况 --by phone").done();
    assert!(owed(&s, "touch-own").is_empty());
    // Without it the grade's rhythm holds again, from now on.
    assert_snapshot!(s.run("kehu customer rhythm 云帆 --off"), @"杭州云帆科技有限公司: the playbook's rhythm holds again");
    s.at("2026-03-23 10:00");
    assert_eq!(owed(&s, "touch-b"), ["today,2026-03-23T23:59:59+08:00"]);
    assert!(owed(&s, "touch-own").is_empty());
    let _ = s.run("kehu undo").done();
    assert!(owed(&s, "touch-b").is_empty());
}

#[test]
fn the_third_contact_of_a_month_with_a_d_customer_is_told() {
    let mut s = office();
    graded(&s, "1万", "2");
    for day in ["06", "10"] {
        s.at(&format!("2026-03-{day} 10:00"));
        let said = s.run("kehu log 云帆 问了近况 --by phone").done();
        assert!(!said.err.contains("R054"), "{}", said.err);
    }
    s.at("2026-03-12 10:00");
    // What comes from the customer, and promotions, do not count.
    let said = s
        .run("kehu log 云帆 来电询价 --by phone --direction in")
        .done();
    assert!(!said.err.contains("R054"), "{}", said.err);
    let said = s
        .run("kehu log 云帆 促销 --by material-push --sent promotion")
        .done();
    assert!(!said.err.contains("R054"), "{}", said.err);
    s.at("2026-03-13 10:00");
    let said = s.run("kehu log 云帆 再次跟进报价 --by phone").done();
    assert_snapshot!(said.err, @"note: 杭州云帆科技有限公司: contact 3 of this month; No more than two contacts a month: D customer (R054)");
    // Another month, another count.
    s.at("2026-04-01 10:00");
    let said = s.run("kehu log 云帆 再问近况 --by phone").done();
    assert!(!said.err.contains("R054"), "{}", said.err);
}

#[test]
fn an_a_customer_is_lost_touch_with_after_two_weeks() {
    let mut s = Session::new();
    s.at("2024-03-01 10:00");
    let _ = s.run("kehu init --name 李雷 --role rep --region HZ").done();
    let _ = s
        .run("kehu customer add 杭州云帆科技有限公司 --region HZ --incomplete --anyway")
        .done();
    graded(&s, "80万", "3");
    let _ = s.run("kehu log 云帆 谈了方案 --by phone").done();
    s.at("2024-03-15 18:00");
    assert_eq!(owed(&s, "touch-a"), ["today,2024-03-15T23:59:59+08:00"]);
    s.at("2024-03-16 00:00");
    assert_eq!(owed(&s, "touch-a"), ["overdue,2024-03-15T23:59:59+08:00"]);
}

/// When the rule `care` asks for a greeting, as seen on some days.
fn greetings(s: &mut Session, days: &[&str]) -> Vec<Vec<String>> {
    days.iter()
        .map(|day| {
            s.at(&format!("{day} 10:00"));
            owed(s, "care")
        })
        .collect()
}

#[test]
fn a_lunar_birthday_is_brought_up_three_days_before() {
    let mut s = office_zh();
    let add = "kehu occasion add 云帆 --kind birthday --day 农历八月十五 --contact 张三";
    let _ = s.run(add).done();
    // 2026-09-25, and 2027-09-15: the moon's year is shorter.
    let seen = greetings(&mut s, &["2026-09-21", "2026-09-22", "2027-09-13"]);
    assert_eq!(
        seen,
        [
            vec![],
            vec!["coming,2026-09-25T23:59:59+08:00".to_owned()],
            vec!["coming,2027-09-15T23:59:59+08:00".to_owned()],
        ]
    );
    let out = s.run("kehu today --rule care").out;
    assert!(out.contains("生日"), "{out}");
    let _ = s
        .run("kehu log 云帆 生日快乐 --by wechat --purpose care")
        .done();
    assert!(owed(&s, "care").is_empty());
}

#[test]
fn a_contacts_birthday_needs_no_occasion() {
    let mut s = office();
    let _ = s.run("kehu contact edit 张三 --birthday 2000-02-29").done();
    // A year without that day has its greeting on the last day before it.
    let seen = greetings(&mut s, &["2027-02-24", "2027-02-25", "2028-02-26"]);
    assert_eq!(
        seen,
        [
            vec![],
            vec!["coming,2027-02-28T23:59:59+08:00".to_owned()],
            vec!["coming,2028-02-29T23:59:59+08:00".to_owned()],
        ]
    );
    let out = s.run("kehu today --rule care").out;
    assert!(out.contains("Birthday") && out.contains("张三"), "{out}");
    assert!(out.contains("--purpose care"), "{out}");
    // An occasion for the same contact takes its place.
    let _ = s
        .run("kehu occasion add 云帆 --kind birthday --day 02-28 --contact 张三")
        .done();
    assert_eq!(owed(&s, "care"), ["coming,2028-02-28T23:59:59+08:00"]);
    let _ = s.run("kehu undo").done();
    let _ = s.run("kehu contact edit 张三 --left yes").done();
    assert!(owed(&s, "care").is_empty());
}

#[test]
fn festivals_and_anniversaries_have_their_leads() {
    let mut s = office();
    // 2028 has a leap fifth month; the festival lies in the month itself.
    let _ = s
        .run("kehu occasion add 云帆 --kind festival --day \"lunar 5-5\"")
        .done();
    let seen = greetings(&mut s, &["2026-06-10", "2026-06-12", "2028-05-22"]);
    assert_eq!(
        seen,
        [
            vec![],
            vec!["coming,2026-06-19T23:59:59+08:00".to_owned()],
            vec!["coming,2028-05-28T23:59:59+08:00".to_owned()],
        ]
    );
    s.at("2026-03-05 15:00");
    let _ = s.run("kehu undo").done();
    let _ = s
        .run("kehu occasion add 云帆 --kind company-anniversary --day 2008-05-20")
        .done();
    let _ = s
        .run("kehu occasion add 云帆 --kind contract-anniversary --day 2025-07-01")
        .done();
    let seen = greetings(
        &mut s,
        &["2026-05-12", "2026-05-13", "2026-06-16", "2026-06-17"],
    );
    assert_eq!(
        seen,
        [
            vec![],
            vec!["coming,2026-05-20T23:59:59+08:00".to_owned()],
            vec![],
            vec!["coming,2026-07-01T23:59:59+08:00".to_owned()],
        ]
    );
    // Three days later it is too late for a greeting.
    s.at("2026-07-05 10:00");
    assert!(owed(&s, "care").is_empty());
}

/// Two customers in the pool, one who is not.
fn pool(s: &mut Session) {
    graded(s, "1万", "2");
    let _ = s.run(super::QIMING).done();
    let assess = "kehu grade assess 启明 --purchase 2万 --potential 2";
    let _ = s.run(assess).done();
    let _ = s.run("kehu grade review 启明 --result approved").done();
    let _ = s
        .run("kehu customer add 苏州明德自动化有限公司 --incomplete")
        .done();
    s.at("2026-06-20 10:00");
}

#[test]
fn one_push_settles_the_whole_pool() {
    let mut s = office();
    pool(&mut s);
    let out = s.run("kehu today --rule push-pool").out;
    assert!(out.contains("(2 customers)"), "{out}");
    let command = "kehu log --where pool=yes --sent promotion --by material-push";
    assert!(out.contains(command), "{out}");
    assert!(
        s.run("kehu customer list --pool -o csv")
            .out
            .lines()
            .count()
            == 3
    );
    let push = "kehu log --pool 夏季促销八折 --sent promotion --by material-push";
    // Nobody is pushed at without having agreed.
    let refused = s.run(push);
    assert_eq!(refused.exit, Exit::Usage, "{refused}");
    assert!(refused.err.contains("--yes"), "{refused}");
    assert_eq!(owed(&s, "push-pool").len(), 1);
    assert_eq!(s.run(&format!("{push} --with 云帆")).exit, Exit::Usage);
    assert_eq!(
        s.run("kehu log --where colour=red 促销 --by email --yes")
            .exit,
        Exit::Usage
    );
    assert_snapshot!(s.run(&format!("{push} --yes")), @"logged for 2 customers, material push");
    assert!(owed(&s, "push-pool").is_empty());
    let list = s
        .run("kehu followup list -o csv --fields customer,said")
        .out;
    assert_eq!(list.matches("夏季促销八折").count(), 2, "{list}");
    assert!(!list.contains("明德"), "{list}");
    // One command, one undo.
    let _ = s.run("kehu undo").done();
    assert_eq!(owed(&s, "push-pool").len(), 1);
    assert!(!s.run("kehu followup list").out.contains("夏季促销八折"));
}

#[test]
fn the_list_says_by_when_to_sign() {
    let mut s = office();
    let sign_by = |s: &Session| {
        let line = "kehu customer list -o csv --fields number,intent,sign_by --sort=-sign_by";
        let out = s.run(line).done().out;
        out.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(sign_by(&s), ["HZ-IT-2026-001,high,2026-04-05"]);
    // From the turn, and a month after the 31st is the last day of the month.
    s.at("2026-08-31 10:00");
    let _ = s.run("kehu customer edit 云帆 --intent medium").done();
    assert_eq!(sign_by(&s), ["HZ-IT-2026-001,medium,2026-11-30"]);
    let _ = s.run("kehu customer edit 云帆 --intent low").done();
    assert_eq!(sign_by(&s), ["HZ-IT-2026-001,low,"]);
    let _ = s.run("kehu undo").done();
    assert_eq!(sign_by(&s), ["HZ-IT-2026-001,medium,2026-11-30"]);
}

#[test]
fn a_segment_is_suggested_with_its_reason_and_never_set() {
    let s = office();
    graded(&s, "60万", "4");
    let _ = s.run(super::QIMING).done();
    let _ = s.run("kehu customer edit 启明 --urgency high").done();
    let suggested = |s: &Session, line: &str| {
        let out = s.run(line).done().out;
        out.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let all = "kehu customer segment --suggest -o csv --fields segment,suggested,why";
    assert_eq!(
        suggested(&s, all),
        [
            ",high-value,\"annual purchase 600,000, from 500,000\"",
            ",interested,the need is urgent",
        ]
    );
    let _ = s.run("kehu customer segment 云帆 high-value").done();
    assert_eq!(suggested(&s, all), [",interested,the need is urgent"]);
    let one = "kehu customer segment 云帆 --suggest -o csv --fields segment,suggested";
    assert_eq!(suggested(&s, one), ["high-value,high-value"]);
    assert_eq!(
        s.run("kehu customer segment 云帆 prospect --suggest").exit,
        Exit::Usage
    );
    let s = office_zh();
    let out = s
        .run("kehu customer segment 云帆 --suggest")
        .all_chinese(&s)
        .out;
    assert!(out.contains("潜在客户"), "{out}");
}

#[test]
fn a_customer_was_taken_up_again_when_it_is_said() {
    let mut s = office();
    graded(&s, "30万", "3");
    let _ = s.run("kehu customer pause 云帆 --why 项目冻结").done();
    s.at("2026-03-20 10:00");
    let early = s.run("kehu customer resume 云帆 --at 2026-03-01");
    assert_snapshot!(early, @"
    --- stderr ---
    error: --at: the customer is paused only since 2026-03-05 15:00
    [exit 2]
    ");
    let late = s.run("kehu customer resume 云帆 --at tomorrow");
    assert_eq!(late.exit, Exit::Usage);
    assert_snapshot!(s.run("kehu customer resume 云帆 --at \"2026-03-16 09:00\""), @"resumed 杭州云帆科技有限公司; its rhythms begin anew on 2026-03-16");
    s.at("2026-03-23 10:00");
    assert_eq!(owed(&s, "touch-b"), ["today,2026-03-23T23:59:59+08:00"]);
}

#[test]
fn a_rhythm_is_of_whole_days() {
    let s = office();
    for every in ["1min", "5h", "3wh", "0d"] {
        let line = format!("kehu customer rhythm 云帆 --every {every} --why x");
        let refused = s.run(&line);
        assert_eq!(refused.exit, Exit::Usage, "{refused}");
    }
    for key in ["every=0d", "every=0wd"] {
        let refused = s.run(&format!("kehu playbook edit rule touch-b {key}"));
        assert_eq!(refused.exit, Exit::Usage, "{refused}");
        assert!(refused.err.contains("longer than nothing"), "{refused}");
    }
    assert!(!s.path("playbook.toml").exists());
}

#[test]
fn the_anniversary_of_the_first_contract_needs_no_occasion() {
    let mut s = office();
    for line in [
        "kehu contract add 云帆 终端 --amount 1000 --at 2026-03-02",
        "kehu contract sign CO20260302001 --signer 许靖 --at 2026-03-04",
        "kehu contract add 云帆 扩容 --amount 500",
        "kehu contract sign CO20260305001 --signer 许靖",
    ] {
        let _ = s.run(line).done();
    }
    // Two weeks before, a year later and not on the day itself.
    let seen = greetings(&mut s, &["2026-03-06", "2027-02-17", "2027-02-18"]);
    assert_eq!(
        seen,
        [
            vec![],
            vec![],
            vec!["coming,2027-03-04T23:59:59+08:00".to_owned()]
        ]
    );
    let out = s.run("kehu today --rule care").out;
    assert!(out.contains("Contract anniversary"), "{out}");
    let line =
        "kehu log 云帆 \"One year together\" --by visit --care contract-anniversary --gift card";
    let _ = s.run(line).done();
    assert!(owed(&s, "care").is_empty());
    let _ = s.run("kehu undo").done();
    // An occasion of that kind takes its place; a contract that was terminated has none.
    let add = "kehu occasion add 云帆 --kind contract-anniversary --day 02-20";
    let _ = s.run(add).done();
    assert_eq!(owed(&s, "care"), ["coming,2027-02-20T23:59:59+08:00"]);
    let _ = s.run("kehu undo").done();
    let _ = s
        .run("kehu contract end CO20260302001 --reason terminated")
        .done();
    s.at("2027-02-19 10:00");
    assert_eq!(owed(&s, "care"), ["coming,2027-03-05T23:59:59+08:00"]);
}
