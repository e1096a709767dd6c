//! A person at a terminal answers questions: typed, seen and stopped as on a
//! real screen. The test runs itself again as the program that asks.

use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::time::Duration;

use kehu::ask::{Ask, Choosable, Empty, HalfTyped, Question, Terminal};
use kehu::words::Lang;

use crate::pty::Pty;

const SCENE: &str = "KEHU_TEST_SCENE";
/// The file that a slow check waits for.
const GATE: &str = "KEHU_TEST_GATE";
const WIDE: (u16, u16) = (24, 80);
const BACKSPACE: &str = "\x7f";
const LEFT: &str = "\x1b[D";
const DOWN: &str = "\x1b[B";
const UP: &str = "\x1b[A";
const CTRL_C: &str = "\x03";
const CTRL_D: &str = "\x04";

// ---- the program that asks

fn options() -> Vec<Choosable> {
    let all = [
        ("phone", "电话", "Phone"),
        ("wechat", "微信", "WeChat"),
        ("visit", "上门拜访", "Visit"),
        (
            "other",
            "其他方式（名称很长，长到窄的窗口里一行放不下，也不可以折成两行）",
            "Other",
        ),
    ];
    all.map(|(code, label, other)| Choosable {
        code: code.to_owned(),
        label: label.to_owned(),
        note: String::new(),
        also: vec![other.to_owned()],
    })
    .into()
}

fn ask(scene: &str, terminal: &mut Terminal) -> io::Result<String> {
    let name = Question {
        label: "客户名称",
        help: Some("与营业执照一致"),
        example: "杭州云帆科技有限公司",
        ..Question::default()
    };
    let channel = Question {
        label: "联系方式",
        ..Question::default()
    };
    let short = |text: &str| match text.trim().chars().count() {
        0..2 => Err("至少两个字".to_owned()),
        _ => Ok(()),
    };
    let codes = |picked: Vec<usize>| {
        let codes = picked.into_iter().map(|at| options()[at].code.clone());
        codes.collect::<Vec<_>>().join(",")
    };
    terminal.tell("上一行")?;
    Ok(match scene {
        "line" => terminal.line(&name, &short)?,
        "ahead" => {
            let gate = std::env::var_os(GATE).unwrap_or_default();
            terminal.begin();
            let slow = |text: &str| {
                let _ = writeln!(io::stderr(), "查询中");
                while !std::path::Path::new(&gate).exists() {
                    std::thread::sleep(Duration::from_millis(5));
                }
                short(text)
            };
            let answer = terminal.line(&name, &slow)?;
            terminal.end()?;
            answer
        }
        "questions" => {
            let several = Question {
                help: Some("现在用的是什么设备？\n每天有几个班次？"),
                ..name
            };
            terminal.line(&several, &short)?
        }
        "hints" => {
            let number = Question {
                label: "设备编号",
                help: Some("the screen stays dark although the power lamp is lit"),
                example: "no display after switching on",
                ..Question::default()
            };
            let strict = |text: &str| match text.trim().chars().count() {
                0..2 => Err("编号至少两个字，也不可只写数字，请与铭牌上的一致".to_owned()),
                _ => Ok(()),
            };
            terminal.line(&number, &strict)?
        }
        "file" => {
            let brought = [("SN1", "屏幕\n不亮"), ("SN2", "\u{1b}[2J 黑屏")];
            let brought = brought.map(|(code, label)| Choosable {
                code: code.to_owned(),
                label: label.to_owned(),
                ..Choosable::default()
            });
            let picked = terminal.pick(&channel, &brought, Some(0))?;
            picked.map_or(String::new(), |at| brought[at].label.replace('\n', " "))
        }
        "long" => terminal.long(&channel, &short)?.replace('\n', "/"),
        "pick" => codes(
            terminal
                .pick(&channel, &options(), None)?
                .into_iter()
                .collect(),
        ),
        "must" => {
            let must = Question {
                empty: Empty::Refused,
                ..channel
            };
            codes(
                terminal
                    .pick(&must, &options(), None)?
                    .into_iter()
                    .collect(),
            )
        }
        "wide" => {
            let wide = Question {
                label: "已有公司名称相同的客户：HZ-IT-2026-001 杭州云帆科技有限公司",
                ..channel
            };
            codes(
                terminal
                    .pick(&wide, &options(), None)?
                    .into_iter()
                    .collect(),
            )
        }
        "many" => codes(terminal.pick_many(&channel, &options(), &[3])?),
        "confirm" => terminal.confirm("继续填写其余 23 项？", false)?.to_string(),
        other => format!("no scene {other}"),
    })
}

/// Not a test: what the tests below run. It ends by reading a line itself, so
/// that they see whether the terminal is as it was.
#[test]
fn child() {
    let Ok(scene) = std::env::var(SCENE) else {
        return;
    };
    let editor = std::env::var("EDITOR").ok();
    let mut terminal = Terminal::new(Lang::Zh, editor);
    let result = match ask(&scene, &mut terminal) {
        Ok(answer) => format!("RESULT={answer}"),
        Err(error) => match HalfTyped::of(&error) {
            Some(typed) => format!("STOPPED={:?} {}", error.kind(), typed.replace('\n', "/")),
            None => format!("STOPPED={:?}", error.kind()),
        },
    };
    terminal.tell(&result).unwrap();
    let mut line = String::new();
    io::stdin().read_line(&mut line).unwrap();
}

// ---- the person

fn start(scene: &str, size: (u16, u16)) -> Pty {
    start_with(scene, size, &[])
}

fn start_with(scene: &str, size: (u16, u16), more: &[(&str, &OsStr)]) -> Pty {
    let mut env = vec![(SCENE, OsStr::new(scene))];
    env.extend_from_slice(more);
    let program = std::env::current_exe().unwrap();
    let pty = Pty::spawn(
        &program,
        &["--exact", "conversation::child", "--nocapture"],
        &env,
        size,
    );
    pty.expect("上一行");
    pty
}

/// The program says `result`, and the terminal is as it was: the cursor can be
/// seen, what is typed is echoed, Enter ends a line.
#[track_caller]
fn ends(mut pty: Pty, result: &str) -> Vec<String> {
    pty.expect_row(result);
    assert!(!pty.is_cursor_hidden(), "the cursor stays hidden");
    pty.send("echo是");
    pty.expect_row("echo是");
    pty.send("\r");
    assert_eq!(pty.exit(), Some(0));
    pty.screen()
}

#[test]
fn what_is_typed_while_the_program_works_is_not_lost() {
    let dir = tempfile::tempdir().unwrap();
    let gate = dir.path().join("go");
    let mut pty = start_with("ahead", WIDE, &[(GATE, gate.as_os_str())]);
    pty.expect("客户名称:");
    pty.send("9\r");
    pty.expect("查询中");
    // Corrected before the refusal is there.
    pty.send(&format!("{BACKSPACE}滨江\r"));
    std::thread::sleep(Duration::from_millis(200));
    std::fs::write(&gate, "").unwrap();
    pty.expect("! 至少两个字");
    let screen = ends(pty, "RESULT=滨江").join("\n");
    // The terminal has not shown it by itself.
    assert_eq!(screen.matches("滨江").count(), 2, "{screen}");
}

#[test]
fn backspace_removes_whole_chinese_characters() {
    let mut pty = start("line", WIDE);
    pty.expect_row("与营业执照一致 · 例如 杭州云帆科技有限公司 · 回车跳过");
    pty.send("杭州科技");
    pty.expect_row("客户名称: 杭州科技");
    pty.send(BACKSPACE);
    pty.send(BACKSPACE);
    pty.send("大学");
    pty.expect_row("客户名称: 杭州大学");
    pty.send("\r");
    ends(pty, "RESULT=杭州大学");
}

#[test]
fn several_questions_stand_one_a_line() {
    let mut pty = start("questions", WIDE);
    pty.expect("客户名称:");
    let screen = pty.screen();
    let asked: Vec<&String> = screen.iter().filter(|row| row.contains('？')).collect();
    assert_eq!(asked, ["现在用的是什么设备？", "每天有几个班次？"]);
    pty.send("云帆\r");
    ends(pty, "RESULT=云帆");
}

#[test]
fn arrows_go_over_wide_characters() {
    let mut pty = start("line", (24, 60));
    pty.expect("客户名称:");
    pty.send("你好世界");
    pty.send(LEFT);
    pty.send(LEFT);
    pty.send("新");
    pty.expect_row("客户名称: 你好新世界");
    pty.send("\r");
    ends(pty, "RESULT=你好新世界");
}

#[test]
fn a_wrong_answer_stays_to_be_corrected() {
    let mut pty = start("line", WIDE);
    pty.expect("客户名称:");
    pty.send("杭\r");
    pty.expect_row("! 至少两个字");
    pty.wait("the answer again", |rows| {
        rows.iter().filter(|row| *row == "客户名称: 杭").count() == 2
    });
    pty.send("州\r");
    ends(pty, "RESULT=杭州");
}

#[test]
fn an_empty_line_ends_a_long_text() {
    let mut pty = start("long", WIDE);
    pty.expect_row("空行结束 · 回车跳过");
    pty.send("客户要报价\r");
    pty.expect_row(">");
    pty.send("周五前\r");
    pty.wait("a third line", |rows| {
        rows.iter().filter(|row| row.starts_with('>')).count() == 2
    });
    pty.send("\r");
    ends(pty, "RESULT=客户要报价/周五前");
}

#[cfg(unix)]
#[test]
fn e_opens_the_editor() {
    let dir = tempfile::tempdir().unwrap();
    let script = dir.path().join("an editor");
    std::fs::write(
        &script,
        "sleep 0.05; printf '第一行\\n第二行\\n' > \"$1\"\n",
    )
    .unwrap();
    let editor = format!("/bin/sh '{}'", script.display());
    let mut pty = start_with("long", WIDE, &[("EDITOR", OsStr::new(&editor))]);
    pty.expect_row("空行结束，输入 e 打开编辑器 · 回车跳过");
    pty.send("e\r");
    ends(pty, "RESULT=第一行/第二行");
}

#[test]
fn a_missing_editor_is_no_disaster() {
    let editor = OsStr::new("/no/such/editor");
    let mut pty = start_with("long", WIDE, &[("EDITOR", editor)]);
    pty.expect("联系方式:");
    pty.send("e\r");
    pty.expect("! /no/such/editor: ");
    pty.expect("! 至少两个字");
    pty.send("改为手写\r\r");
    ends(pty, "RESULT=改为手写");
}

#[cfg(unix)]
#[test]
fn ctrl_c_in_the_editor_stops_the_question_only() {
    let dir = tempfile::tempdir().unwrap();
    let script = dir.path().join("editor.sh");
    std::fs::write(&script, "echo 编辑中\nexec sleep 30\n").unwrap();
    let editor = format!("/bin/sh {}", script.display());
    let path = OsStr::new("/usr/bin:/bin");
    let env = [("EDITOR", OsStr::new(&editor)), ("PATH", path)];
    let mut pty = start_with("long", WIDE, &env);
    pty.expect("联系方式:");
    pty.send("e\r");
    pty.expect_row("编辑中");
    pty.send(CTRL_C);
    ends(pty, "STOPPED=Interrupted");
}

#[test]
fn arrows_pick_from_a_list() {
    let mut pty = start("pick", WIDE);
    pty.expect_row("方向键或输入文字选择，回车确定");
    pty.send(DOWN);
    pty.expect_row("> 电话");
    pty.send(DOWN);
    pty.expect_row("> 微信");
    pty.send(UP);
    pty.expect_row("> 电话");
    pty.send("\r");
    let screen = ends(pty, "RESULT=phone");
    assert!(screen.contains(&"上一行".to_owned()), "{screen:#?}");
    assert!(screen.contains(&"联系方式: 电话".to_owned()), "{screen:#?}");
    assert!(!screen.join("\n").contains("微信"), "{screen:#?}");
}

#[test]
fn typing_picks_by_code_and_by_either_label() {
    for typed in ["wech", "微信", "WeChat"] {
        let mut pty = start("pick", WIDE);
        pty.expect("方向键");
        pty.send(typed);
        pty.expect_row(&format!("联系方式: {typed}"));
        pty.expect_row("> 微信");
        pty.expect_gone("上门拜访");
        pty.send("\r");
        ends(pty, "RESULT=wechat");
    }
}

#[test]
fn a_typing_mistake_is_corrected() {
    let mut pty = start("pick", WIDE);
    pty.expect("方向键");
    pty.send("上们");
    pty.expect("没有符合的选项");
    pty.send("\r");
    pty.send(BACKSPACE);
    pty.expect_row("> 上门拜访");
    pty.send("\r");
    ends(pty, "RESULT=visit");
}

#[test]
fn quick_keys_are_neither_lost_nor_echoed() {
    let mut pty = start("pick", WIDE);
    pty.expect("方向键");
    for round in 0..60 {
        pty.send("们");
        pty.expect_row("联系方式: 们");
        // Enter means nothing here; Backspace comes while the list is drawn.
        pty.send("\r");
        std::thread::sleep(Duration::from_micros(round * 10));
        pty.send(BACKSPACE);
        pty.expect_row("联系方式:");
    }
    pty.send("vi");
    pty.expect_row("> 上门拜访");
    pty.expect_row("联系方式: vi");
    pty.expect_row("上一行");
    pty.send("\r");
    ends(pty, "RESULT=visit");
}

#[test]
fn enter_skips_where_an_answer_is_not_required() {
    let mut pty = start("pick", WIDE);
    pty.expect("方向键");
    pty.send("\r");
    ends(pty, "RESULT=");

    let mut pty = start("must", WIDE);
    pty.expect("方向键");
    pty.send("\r");
    pty.send(UP);
    pty.expect("> 其他");
    pty.send("\r");
    ends(pty, "RESULT=other");
}

#[test]
fn several_are_marked_by_space_and_by_typing() {
    let mut pty = start("many", (24, 60));
    pty.expect_row("> [ ] 电话");
    pty.expect("  [x] 其他方式");
    pty.send(" ");
    pty.expect_row("> [x] 电话");
    pty.send("visit");
    pty.expect_row("> [ ] 上门拜访");
    pty.send("\r");
    pty.expect_row("> [x] 上门拜访");
    pty.expect_row("  [x] 电话");
    pty.send(DOWN);
    pty.expect("> [x] 其他方式");
    pty.send(" ");
    pty.expect("> [ ] 其他方式");
    pty.send("\r");
    let screen = ends(pty, "RESULT=phone,visit");
    assert!(
        screen.contains(&"联系方式: 电话、上门拜访".to_owned()),
        "{screen:#?}"
    );
}

#[test]
fn a_narrow_and_low_window_keeps_the_lines_above() {
    let mut pty = start("pick", (8, 30));
    pty.expect("方向键");
    for _ in 0..4 {
        pty.send(DOWN);
    }
    pty.expect("> 其他方式");
    pty.expect_row("上一行");
    pty.wait("no line is broken in two", |rows| {
        rows.iter().filter(|row| row.contains('其')).count() == 1
            && !rows.iter().any(|row| row.starts_with("折"))
    });
    pty.send("\r");
    pty.expect("RESULT=other");
    pty.expect_row("上一行");
}

#[test]
fn yes_and_no_are_understood_in_both_languages() {
    for (typed, said) in [("y", "true"), ("是", "true"), ("N", "false"), ("", "false")] {
        let mut pty = start("confirm", WIDE);
        pty.expect_row("继续填写其余 23 项？（y/N）");
        pty.send(typed);
        pty.send("\r");
        ends(pty, &format!("RESULT={said}"));
    }
    let mut pty = start("confirm", WIDE);
    pty.expect("（y/N）");
    pty.send("随便\r");
    pty.expect_row("! 请回答 y 或 n");
    pty.send("y\r");
    ends(pty, "RESULT=true");
}

#[test]
fn ctrl_c_and_ctrl_d_stop_every_question_and_leave_the_terminal_as_it_was() {
    let scenes = [
        ("line", "客户名称:"),
        ("long", "联系方式:"),
        ("pick", "方向键"),
        ("many", "方向键"),
        ("confirm", "（y/N）"),
    ];
    for (scene, ready) in scenes {
        for key in [CTRL_C, CTRL_D] {
            let mut pty = start(scene, WIDE);
            pty.expect(ready);
            pty.send(key);
            ends(pty, "STOPPED=Interrupted");
        }
    }
}

#[test]
fn ctrl_c_gives_back_what_was_being_typed() {
    let mut pty = start("line", WIDE);
    pty.expect("客户名称:");
    pty.send(&format!("杭州云翻{BACKSPACE}帆{LEFT}{LEFT}新"));
    pty.expect_row("客户名称: 杭州新云帆");
    pty.send(CTRL_C);
    ends(pty, "STOPPED=Interrupted 杭州新云帆");

    let mut pty = start("long", WIDE);
    pty.expect("联系方式:");
    pty.send("客户要报价\r");
    pty.expect_row(">");
    pty.send("周五");
    pty.expect_row("> 周五");
    pty.send(CTRL_C);
    ends(pty, "STOPPED=Interrupted 客户要报价/周五");
}

#[test]
fn a_long_question_stands_whole_above_its_list() {
    let mut pty = start("wide", WIDE);
    pty.expect_row("已有公司名称相同的客户：HZ-IT-2026-001 杭州云帆科技有限公司");
    pty.expect_row("请选择:");
    pty.send(DOWN);
    pty.send("\r");
    ends(pty, "RESULT=phone");
}

#[test]
fn enter_on_a_required_choice_says_why_nothing_happens() {
    let mut pty = start("must", WIDE);
    pty.expect("方向键");
    pty.send("\r");
    pty.expect_row("此项必选，请用方向键或输入文字选择");
    pty.send("上们\u{15}");
    pty.expect_row("联系方式:");
    pty.send(DOWN);
    pty.send("\r");
    ends(pty, "RESULT=phone");
}

#[test]
fn ctrl_c_stops_a_half_made_choice_too() {
    // Sent together, so that the second key comes while the first is at work.
    for keys in ["微\x03", "\x1b[B\x03", "\x1b[B\x1b[B\x1b[B\x03"] {
        let mut pty = start("pick", WIDE);
        pty.expect("方向键");
        pty.send(keys);
        ends(pty, "STOPPED=Interrupted");
    }
}

#[test]
fn long_hints_and_questions_break_between_words() {
    let mut pty = start("hints", (24, 40));
    pty.expect("设备编号:");
    let rows = |pty: &Pty| -> Vec<String> {
        let all = pty.screen().into_iter();
        all.skip_while(|row| row != "上一行").skip(1).collect()
    };
    assert_eq!(
        rows(&pty)[..4],
        [
            "the screen stays dark although the power",
            "lamp is lit · 例如 no display after",
            "switching on · 回车跳过",
            "设备编号:",
        ]
    );
    // What is wrong with an answer, too.
    pty.send("1\r");
    pty.expect("牌上的一致");
    pty.wait("the question again", |rows| {
        rows.iter()
            .filter(|row| row.starts_with("设备编号:"))
            .count()
            == 2
    });
    assert_eq!(
        rows(&pty)[4..6],
        ["! 编号至少两个字，也不可只写数字，请与铭", "牌上的一致"]
    );
    pty.send("2\r");
    ends(pty, "RESULT=12");
}

#[test]
fn what_a_file_brings_moves_no_cursor() {
    let mut pty = start("file", WIDE);
    pty.expect("方向键");
    let screen = pty.screen();
    assert!(
        screen.iter().any(|row| row == "> 屏幕 不亮  SN1"),
        "{screen:#?}"
    );
    assert!(
        screen.iter().any(|row| row == "   [2J 黑屏  SN2"),
        "{screen:#?}"
    );
    pty.send("\r");
    ends(pty, "RESULT=屏幕 不亮");
}
