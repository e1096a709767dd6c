//! The real program on a real terminal, judged by what a person sees there.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::time::Duration;

use unicode_width::UnicodeWidthStr as _;

use crate::pty::Pty;
use crate::trial::{KEHU, Trial, many_customers};

const BACKSPACE: &str = "\x7f";
const LEFT: &str = "\x1b[D";
const DOWN: &str = "\x1b[B";
const CTRL_C: &str = "\x03";

/// Rows and columns.
const USUAL: (u16, u16) = (40, 100);
const NARROW: (u16, u16) = (40, 60);

fn start(trial: &Trial, args: &[&str], size: (u16, u16)) -> Pty {
    start_with(trial, args, size, &[])
}

fn start_with(trial: &Trial, args: &[&str], size: (u16, u16), more: &[(&str, &str)]) -> Pty {
    let env: Vec<(&str, OsString)> = trial
        .env()
        .into_iter()
        .chain(more.iter().map(|&(name, value)| (name, value.to_owned())))
        .map(|(name, value)| (name, value.into()))
        .collect();
    let env: Vec<(&str, &OsStr)> = env.iter().map(|(name, value)| (*name, &**value)).collect();
    Pty::spawn(Path::new(KEHU), args, &env, size)
}

/// Waits for a question, the last thing on the screen, and answers it.
#[track_caller]
fn answer(pty: &mut Pty, question: &str, keys: &str) {
    pty.wait(question, |rows| {
        let last = rows.iter().rev().find(|row| !row.is_empty());
        last.is_some_and(|row| row.contains(question))
            // Of a list, the question stands above the choices.
            || last.is_some_and(|row| row.contains("方向键"))
                && rows.iter().any(|row| row.ends_with(question))
    });
    pty.send(keys);
}

/// The screen of a Chinese user: no English word but in a command to type or
/// an example of an address, and no row wider than the window.
#[track_caller]
fn is_chinese(pty: &Pty, columns: u16) {
    let mut broken = false;
    for row in pty.screen() {
        assert!(row.width() <= columns.into(), "{row}");
        // A command to type may go on in the next row.
        let goes_on = broken;
        broken = row.width() + 2 >= columns.into() && row.contains("--");
        if goes_on {
            continue;
        }
        let typed = row.find("kehu ").or_else(|| row.find("--"));
        let said = &row[..typed.unwrap_or(row.len())];
        let word = said
            .split(|c: char| !c.is_ascii_alphanumeric() && !"@./-_".contains(c))
            .find(|word| {
                let is_place = word.contains(['@', '/', '.']);
                !is_place
                    && word.len() > 1
                    && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
                    && word.chars().any(|c| c.is_ascii_lowercase())
            });
        assert_eq!(
            word,
            None,
            "in {row:?} of\n{}",
            pty.screen().join("\n").trim_end()
        );
    }
}

/// The program is over, and the terminal is as it was before.
#[track_caller]
fn ends(pty: &mut Pty, modes: &str, status: u32) {
    assert_eq!(
        pty.exit(),
        Some(status),
        "{}",
        pty.screen().join("\n").trim_end()
    );
    assert!(!pty.is_cursor_hidden(), "the cursor stays hidden");
    assert_eq!(pty.modes(), modes, "the terminal is not as it was");
}

/// The modes of a terminal that nobody has touched.
fn untouched(trial: &Trial) -> String {
    let mut pty = start(trial, &["--version"], USUAL);
    pty.exit();
    pty.modes()
}

fn init(trial: &Trial, size: (u16, u16)) {
    let modes = untouched(trial);
    let mut pty = start(trial, &["init"], size);
    answer(&mut pty, "语言 / Language:", "\r");
    // A wrong character in the middle, corrected over a wide one.
    answer(&mut pty, "姓名:", &format!("韩海梅{LEFT}{BACKSPACE}"));
    pty.expect_row("姓名: 韩梅");
    is_chinese(&pty, size.1);
    pty.send("\r");
    answer(&mut pty, "角色:", DOWN);
    pty.expect_row("> 销售代表");
    is_chinese(&pty, size.1);
    pty.send("\r");
    answer(&mut pty, "区域:", "杭州\r");
    answer(&mut pty, "（y/N）", "\r");
    answer(&mut pty, "您的主管:", "李雷\r");
    pty.expect("kehu 已就绪，韩梅");
    ends(&mut pty, &modes, 0);
    is_chinese(&pty, size.1);
}

/// Registers a customer by prompts, until the phone is asked for.
fn until_phone(pty: &mut Pty, columns: u16) {
    answer(pty, "客户类型:", "企业");
    pty.expect_row("> 企业客户");
    pty.send("\r");
    answer(
        pty,
        "客户名称:",
        &format!("杭州云饭{BACKSPACE}帆科技有限公司"),
    );
    pty.expect_row("客户名称: 杭州云帆科技有限公司");
    pty.send("\r");
    answer(pty, "统一社会信用代码:", "\r");
    answer(pty, "“统一社会信用代码”标为待确认？", "\r");
    pty.expect_row("统一社会信用代码: 待确认");
    answer(pty, "所属行业:", "软件");
    pty.expect("> 软件和信息技术服务业");
    is_chinese(pty, columns);
    pty.send("\r");
    answer(pty, "区域:", "杭州\r");
    answer(pty, "员工人数:", "50-100\r");
    answer(pty, "主营业务:", "企业软件\r");
    answer(pty, "来源渠道:", &format!("{DOWN}\r"));
    pty.expect("回车即为现在");
    answer(pty, "信息获取时间:", "\r");
    answer(pty, "需求描述:", "采购设备\r");
    answer(pty, ">", "\r");
    answer(pty, "意向等级:", "高\r");
    is_chinese(pty, columns);
    answer(pty, "姓名:", "张三\r");
    answer(pty, "职务:", "\r");
    answer(pty, "职务”标为待确认？", "\r");
}

fn register(trial: &Trial, size: (u16, u16)) {
    let modes = untouched(trial);
    let mut pty = start(trial, &["customer", "add"], size);
    until_phone(&mut pty, size.1);
    answer(&mut pty, "联系电话:", "1391234\r");
    pty.expect("! 联系");
    is_chinese(&pty, size.1);
    answer(&mut pty, "联系电话: 1391234", "5678\r");
    answer(&mut pty, "（y/N）", "\r");
    pty.expect("已登记客户 HZ-");
    ends(&mut pty, &modes, 0);
    is_chinese(&pty, size.1);
    let phone: String = trial
        .open()
        .query_row("SELECT phone FROM contact", [], |row| row.get(0))
        .expect("the contact");
    assert!(phone.contains("13912345678"), "{phone}");
    assert_eq!(
        trial.count("SELECT count(*) FROM to_confirm WHERE field IN ('uscc', 'contact.title')"),
        2
    );
}

#[test]
fn a_day_by_prompts_in_chinese() {
    for size in [USUAL, NARROW] {
        let trial = Trial::empty("zh");
        init(&trial, size);
        register(&trial, size);
        grade(&trial, size);
        catch_up(&trial, size);
        trial.is_sound();
    }
}

fn grade(trial: &Trial, size: (u16, u16)) {
    let modes = untouched(trial);
    let mut pty = start(trial, &["grade", "云帆"], size);
    pty.expect("当前年采购额:");
    // The table of grades is there while one answers.
    let seen = pty.screen().join("\n");
    for row in ["A  ", "B  ", "C  ", "D  ", "年采购额≥50万元"] {
        assert!(seen.contains(row), "{row} is missing in\n{seen}");
    }
    is_chinese(&pty, size.1);
    answer(&mut pty, "当前年采购额:", "60万\r");
    answer(&mut pty, "未来潜力评估:", "9\r");
    pty.expect("! ");
    answer(&mut pty, "未来潜力评估: 9", &format!("{BACKSPACE}4\r"));
    answer(&mut pty, "评估依据:", "\r");
    answer(&mut pty, "（y/N）", "\r");
    pty.expect("建议 A 级");
    ends(&mut pty, &modes, 0);
    is_chinese(&pty, size.1);
}

fn catch_up(trial: &Trial, size: (u16, u16)) {
    let modes = untouched(trial);
    let mut pty = start(trial, &["log"], size);
    answer(&mut pty, "还联系了哪位客户:", "云帆\r");
    answer(&mut pty, "沟通内容:", "报价已发\r");
    answer(&mut pty, ">", "\r");
    answer(&mut pty, "跟进方式:", "微信\r");
    is_chinese(&pty, size.1);
    // Whatever else it asks about this contact may be left open.
    for _ in 0..6 {
        pty.wait("a question", |rows| {
            rows.iter()
                .rev()
                .find(|row| !row.is_empty())
                .is_some_and(|row| {
                    row.ends_with(':') || row.ends_with("（y/N）") || row.contains("方向键")
                })
        });
        let seen = pty.screen().join("\n");
        if seen.matches("还联系了哪位客户:").count() > 1 {
            break;
        }
        pty.send("\r");
        pty.wait("something new", |rows| rows.join("\n") != seen);
    }
    answer(&mut pty, "还联系了哪位客户:", "\r");
    ends(&mut pty, &modes, 0);
    assert!(pty.screen().join("\n").contains("已记录 FU20260305001"));
    is_chinese(&pty, size.1);
}

#[test]
fn ctrl_c_halfway_keeps_the_draft_and_the_next_start_goes_on() {
    let trial = Trial::empty("zh");
    init(&trial, USUAL);
    let modes = untouched(&trial);
    let mut pty = start(&trial, &["customer", "add"], USUAL);
    until_phone(&mut pty, USUAL.1);
    pty.expect("联系电话:");
    pty.send("139");
    pty.send(CTRL_C);
    pty.expect("已中止：已存为草稿");
    ends(&mut pty, &modes, 130);
    is_chinese(&pty, USUAL.1);
    assert_eq!(trial.count("SELECT count(*) FROM customer"), 0);
    let mut pty = start(&trial, &["customer", "add"], USUAL);
    answer(&mut pty, "继续填写吗？（Y/n）", "\r");
    pty.expect("有一份未完成的客户登记：杭州云帆科技有限公司（14:00，已填 ");
    // What was being typed stands there still.
    pty.expect_row("联系电话: 139");
    pty.send("12345678\r");
    answer(&mut pty, "（y/N）", "\r");
    pty.expect("已登记客户 HZ-");
    ends(&mut pty, &modes, 0);
    assert_eq!(
        trial.count("SELECT count(*) FROM customer WHERE name = '杭州云帆科技有限公司'"),
        1
    );
}

#[test]
fn ctrl_c_at_any_moment_between_questions_keeps_the_draft_too() {
    let trial = Trial::new("zh");
    let modes = untouched(&trial);
    let known =
        "customer add 长风贸易有限公司 --kind enterprise --uscc 待确认 --industry IT --region HZ";
    let args: Vec<&str> = known.split(' ').collect();
    for wait in [0, 200, 500, 1000, 2000, 4000, 8000] {
        let mut pty = start(&trial, &args, USUAL);
        answer(&mut pty, "员工人数:", "50-100\r");
        std::thread::sleep(Duration::from_micros(wait));
        pty.send(CTRL_C);
        pty.expect("已存为草稿");
        ends(&mut pty, &modes, 130);
        let draft = trial
            .db()
            .with_extension("drafts")
            .join("customer-add.json");
        assert!(draft.exists(), "after {wait} µs");
        std::fs::remove_file(draft).expect("removes");
    }
}

#[test]
fn ctrl_c_pressed_right_after_the_last_answer_stops_too() {
    let trial = Trial::new("zh");
    let modes = untouched(&trial);
    let high = || trial.count("SELECT count(*) FROM customer WHERE intent = 'high'");
    // What is typed ahead stops nothing, Ctrl-C among it does.
    for (ahead, status, stored) in [(CTRL_C, 130, 0), ("x\u{3}y", 130, 0), ("x", 0, 1)] {
        let mut pty = start(&trial, &["customer", "edit", "云帆"], USUAL);
        answer(&mut pty, "修改哪些栏目:", "意向");
        pty.expect("> [ ] 意向等级");
        pty.send("\r\r");
        answer(&mut pty, "意向等级:", &format!("高\r{ahead}"));
        ends(&mut pty, &modes, status);
        assert_eq!(high(), stored, "{ahead:?}");
    }
}

#[test]
fn what_is_answered_meanwhile_elsewhere_is_not_lost() {
    let trial = Trial::new("zh");
    let fill = "form fill successor-report 云帆 --week 2026-W10 --done 已拜访";
    trial.run(fill.split(' ')).well();
    let number = "EN20260305001";
    let mut pty = start(&trial, &["form", "edit", number], USUAL);
    answer(&mut pty, "修改哪些栏目:", "周次");
    pty.expect("> [ ] 周次");
    pty.send("\r\r");
    pty.expect_row("周次: 2026-W10");
    trial
        .run(["form", "edit", number, "--risk", "竞品进场"])
        .well();
    pty.send(&format!("{BACKSPACE}1\r"));
    assert_eq!(pty.exit(), Some(0));
    let shown = trial.run(["form", "show", number]).well();
    assert!(
        shown.contains("竞品进场") && shown.contains("2026-W11"),
        "{shown}"
    );
}

#[test]
fn prompts_speak_english_too_and_what_the_settings_say() {
    let trial = Trial::empty("en");
    let mut pty = start(&trial, &["init"], USUAL);
    pty.expect("> English");
    pty.send("\r");
    answer(&mut pty, "Name:", "Han Mei\r");
    pty.expect("arrows or type to choose");
    pty.send("rep");
    pty.expect_row("> Sales rep  sales-rep");
    pty.send("\r");
    answer(&mut pty, "Region:", "Hangzhou\r");
    answer(&mut pty, "(y/N)", "\r");
    pty.expect("Enter to skip");
    answer(&mut pty, "Your supervisor:", "\r");
    pty.expect("kehu is ready, Han Mei");
    assert_eq!(pty.exit(), Some(0));
    // Examples are not translated; whoever reads Chinese must find Chinese.
    let screen = pty.screen();
    let both = ["e.g. ", "Language"];
    let said = screen
        .iter()
        .filter(|row| !both.iter().any(|word| row.contains(word)));
    let english = said.cloned().collect::<Vec<_>>().join("\n");
    assert!(
        !english.contains(|c: char| ('\u{4e00}'..'\u{9fff}').contains(&c)),
        "{english}"
    );
    // The environment says nothing, the settings say Chinese.
    trial.run(["config", "lang", "zh"]).well();
    let mut pty = start_with(&trial, &["customer", "add"], USUAL, &[("KEHU_LANG", "")]);
    pty.expect("方向键或输入文字选择");
    pty.send(CTRL_C);
    assert_eq!(pty.exit(), Some(130));
}

#[test]
fn a_list_is_as_wide_as_the_window_and_no_wider() {
    let trial = Trial::new("zh");
    trial
        .run([
            "customer",
            "edit",
            "云帆",
            "--need",
            "采购一批设备，含安装与两年维护",
            "--intent",
            "high",
        ])
        .well();
    for columns in [60, 80, 200] {
        for args in [
            &["customer", "list"][..],
            &["customer", "show", "云帆"],
            &["history"],
            &["ticket", "list"],
            &["report", "monthly"],
            &["doctor"],
        ] {
            let mut pty = start(&trial, &[args, &["--no-pager"]].concat(), (200, columns));
            assert!(matches!(pty.exit(), Some(0 | 7)), "{args:?}");
            let screen = pty.screen();
            assert!(
                screen
                    .iter()
                    .any(|row| row.contains(|c: char| !c.is_ascii())),
                "{args:?}"
            );
            // A row that was too wide would have gone on in the next one: no
            // row may end in the very last column before one without a start.
            for row in &screen {
                assert!(
                    row.width() <= columns.into(),
                    "{args:?} at {columns}: {row}"
                );
            }
            // In a pipe nothing is cut; what fits is the same.
            let piped = trial.run(args).out;
            if piped.lines().all(|line| line.width() < columns.into()) {
                let seen: Vec<&str> = screen.iter().map(|row| row.trim_end()).collect();
                let seen = seen.join("\n");
                assert_eq!(seen.trim_end(), trimmed(&piped), "{args:?} at {columns}");
            }
        }
    }
}

fn trimmed(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned()
}

/// Notes what it is given, and shows the last line.
const PAGER: &str = "tee seen | tail -1; echo 看完";

#[test]
fn a_long_answer_goes_through_the_pager_a_short_one_does_not() {
    let trial = Trial::new("zh");
    let seen = trial.folder.path().join("seen");
    let pager = format!("cd {} && {PAGER}", trial.folder.path().display());
    let env = [("KEHU_PAGER", pager.as_str())];
    let mut pty = start_with(&trial, &["customer", "list"], USUAL, &env);
    assert_eq!(pty.exit(), Some(0));
    assert!(!seen.exists(), "one row needs no pager");
    many_customers(&trial.db(), 500);
    let mut pty = start_with(&trial, &["customer", "list"], USUAL, &env);
    pty.expect_row("看完");
    assert_eq!(pty.exit(), Some(0));
    let text = std::fs::read_to_string(&seen).expect("seen");
    assert_eq!(text.lines().count(), 502, "a heading and every customer");
    std::fs::remove_file(&seen).expect("removes");
    for args in [
        &["customer", "list", "--no-pager"][..],
        &["customer", "list", "-o", "json"],
        &["customer", "list", "-o", "csv"],
    ] {
        let mut pty = start_with(&trial, args, USUAL, &env);
        assert_eq!(pty.exit(), Some(0));
        assert!(!seen.exists(), "{args:?}");
    }
    let said = trial.run(["customer", "list"]);
    assert_eq!(said.well().lines().count(), 502);
}

#[test]
fn a_reader_who_quits_and_a_pager_that_is_not_there_are_fine() {
    let trial = Trial::new("zh");
    many_customers(&trial.db(), 20_000);
    for (pager, shows) in [("head -1", "编号"), ("no-such-pager -x", "HZ-IT-2026-001")] {
        let mut pty = start_with(
            &trial,
            &["customer", "list"],
            USUAL,
            &[("KEHU_PAGER", pager)],
        );
        assert_eq!(pty.exit(), Some(0), "{pager}");
        pty.expect(shows);
        assert!(!pty.screen().join("\n").contains("失败"), "{pager}");
    }
    // The list is remembered although it was not read to its end.
    let mut pty = start(&trial, &["customer", "list"], USUAL);
    pty.wait("the first page", |rows| {
        rows.join("\n").contains("HZ-IT-2025-")
    });
    pty.send("q");
    assert_eq!(pty.exit(), Some(0));
}

#[test]
fn what_is_open_is_offered_where_nothing_is_named() {
    let trial = Trial::new("zh");
    let customer = trial.run(["customer", "list", "-q"]).well().to_owned();
    let customer = customer.lines().next().expect("a customer");
    for line in [
        &["feedback", "log", customer, "响应太慢", "--class", "投诉"][..],
        &[
            "improvement",
            "propose",
            "响应太慢",
            "--measure",
            "加人",
            "--kind",
            "人员配置",
        ],
        &[
            "ticket",
            "open",
            customer,
            "--type",
            "故障",
            "--priority",
            "一般",
            "--symptom",
            "屏幕\n不亮",
            "--at",
            "昨天",
        ],
    ] {
        trial.run(line).well();
    }
    for (noun, verb, offered) in [
        ("feedback", "respond", "响应太慢  FB"),
        ("improvement", "done", "响应太慢  IM"),
        ("ticket", "respond", "屏幕 不亮  SN"),
    ] {
        let mut pty = start(&trial, &[noun, verb], NARROW);
        pty.expect("方向键");
        let screen = pty.screen();
        assert!(
            screen.iter().any(|row| row.contains(offered)),
            "{screen:#?}"
        );
        is_chinese(&pty, NARROW.1);
        pty.send(CTRL_C);
        assert_eq!(pty.exit(), Some(130), "{noun}");
    }
    let ticket = trial.run(["ticket", "list", "-q"]).well().trim().to_owned();
    for line in [
        &[
            "ticket", "solve", &ticket, "--cause", "硬件", "--steps", "换件", "--at", "昨天",
        ][..],
        &[
            "ticket",
            "close",
            &ticket,
            "--override",
            "试",
            "--at",
            "昨天",
        ],
        &["audit", "draw", "--week", "昨天", "--seed", "7"],
    ] {
        trial.run(line).well();
    }
    let mut pty = start(&trial, &["audit", "score"], NARROW);
    pty.expect(&format!("· {ticket}"));
    pty.send(DOWN);
    pty.send("\r");
    pty.expect("解决方案合理性:");
    pty.send("4\r");
    pty.expect("沟通话术规范性:");
    pty.send(CTRL_C);
    assert_eq!(pty.exit(), Some(130));
    // Nothing is open any more: a name is asked for.
    let mut pty = start(&trial, &["ticket", "solve"], NARROW);
    pty.expect_row("工单:");
    pty.send("\r");
    pty.expect("! 没有填写");
    answer(&mut pty, "工单:", CTRL_C);
    assert_eq!(pty.exit(), Some(130));
}
