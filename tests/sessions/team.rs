//! One file per rep, and a supervisor who takes them in: what comes, what stays,
//! what is never written over.

use std::path::Path;

use insta::assert_snapshot;
use kehu::problem::Exit;
use rusqlite::Connection;

use crate::session::{Outcome, Session, dump};

/// Runs a line in somebody's own file.
fn at(s: &Session, who: &str, line: &str) -> Outcome {
    s.run(&format!("{line} --db ~/{who}.db"))
}

fn done(s: &Session, who: &str, lines: &[&str]) {
    for line in lines {
        let _ = at(s, who, line).done();
    }
}

/// 李雷 and 王芳 with a customer each, whose numbers are the same, and 韩梅, who
/// supervises both and has only set up.
fn team(s: &Session) {
    done(
        s,
        "a",
        &[
            "kehu init --name 李雷 --role rep --region HZ --supervisor 韩梅",
            "kehu customer add 杭州云帆科技有限公司 --region HZ --industry IT --contact 张三 \
             --phone 13912345678 --tag 重点 --title tbc --incomplete",
            "kehu log 云帆 报价已发 --by 电话 --next '+3wd 确认报价'",
            "kehu grade 云帆 --purchase 60万 --potential 4",
        ],
    );
    done(
        s,
        "b",
        &[
            "kehu init --name 王芳 --role rep --region HZ --supervisor 韩梅",
            "kehu customer add 启明精密 --region HZ --industry IT --contact 郭建华 \
             --phone 17759352317 --incomplete",
            "kehu log 启明 初次拜访 --by 拜访 --sent 资料",
            "kehu ticket open 启明 --type 故障 --priority 一般 --symptom 无法开机",
        ],
    );
    done(s, "s", &["kehu init --name 韩梅 --role 销售主管"]);
}

fn export(s: &Session, who: &str, file: &str) {
    let line = format!("kehu export team ~/{file} --reveal --yes");
    let _ = at(s, who, &line).done();
}

fn import(s: &Session, file: &str) -> Outcome {
    at(s, "s", &format!("kehu import team ~/{file}"))
}

fn count(s: &Session, who: &str, sql: &str) -> i64 {
    let db = Connection::open(s.path(&format!("{who}.db"))).expect("opens");
    db.query_row(sql, [], |row| row.get(0)).expect("a number")
}

#[test]
fn two_reps_go_into_their_supervisors_file() {
    let s = Session::zh();
    team(&s);
    export(&s, "a", "a.kehu");
    export(&s, "b", "b.kehu");
    let taken = at(&s, "s", "kehu import team ~/a.kehu ~/b.kehu").done();
    assert_snapshot!(taken.all_chinese(&s), @r"
    李雷：新增 4 条，附属信息 3 条（~/a.kehu，生成于 2026-03-05 15:00）
      新增：客户 1、联系人 1、跟进记录 1、分级评估 1
    王芳：新增 4 条，附属信息 5 条（~/b.kehu，生成于 2026-03-05 15:00）
      新增：客户 1、联系人 1、跟进记录 1、工单 1
      编号已被占用，其后加上姓名（3 条）：HZ-IT-2026-001-王芳、CT20260305001-王芳、FU20260305001-王芳
    --- stderr ---
    查看重复客户：kehu customer duplicates；团队待办：kehu today --team
    ");
    assert_snapshot!(at(&s, "s", "kehu customer list").all_chinese(&s), @r"
    编号                 客户名称              级别  合作阶段  意向等级  区域  所属行业                        负责人  最近联系
    HZ-IT-2026-001       杭州云帆科技有限公司                            杭州  信息传输、软件和信息技术服务业  李雷    2026-03-05 15:00
    HZ-IT-2026-001-王芳  启明精密                                        杭州  信息传输、软件和信息技术服务业  王芳    2026-03-05 15:00
    ");
    assert_snapshot!(at(&s, "s", "kehu staff list").all_chinese(&s), @r"
    姓名  角色      主管  区域  电话  邮箱
    李雷  销售代表  韩梅  杭州
    王芳  销售代表  韩梅  杭州
    韩梅  销售主管
    ");
    assert_snapshot!(at(&s, "s", "kehu today --team").all_chinese(&s), @r"
    2026-03-05 周四：没有到期事项

    1 位客户没有计划，也没有规则提醒：启明精密
    ");
    assert_snapshot!(at(&s, "s", "kehu history").all_chinese(&s), @r"
    序号  时间              何人  命令         记录  内容                                                            状态
       3  2026-03-05 15:00  韩梅  import team        李雷：新增 4 条，附属信息 3 条；王芳：新增 4 条，附属信息 5 条
       1  2026-03-05 15:00  韩梅  init               初始化                                                          不可撤销
    ");
    let month = at(
        &s,
        "s",
        "kehu report monthly --month 本月 --rep 王芳 -o json",
    )
    .done();
    assert!(month.out.contains("王芳"), "{month}");
    let week = at(&s, "s", "kehu report weekly").done();
    assert!(
        week.out.contains("李雷") && week.out.contains("王芳"),
        "{week}"
    );
    // The next number of one's own comes after those that were taken in.
    let own = at(
        &s,
        "s",
        "kehu customer add 新客户 --region HZ --industry IT --incomplete -q",
    );
    assert_snapshot!(own.out, @"HZ-IT-2026-002");
}

#[test]
fn the_same_in_english() {
    let s = Session::new();
    team(&s);
    export(&s, "a", "a.kehu");
    let file = at(&s, "b", "kehu export team ~/b.kehu --reveal").done();
    assert_snapshot!(file, @r"
    ~/b.kehu: customer 1, contact 1, follow-up 1, ticket 1
    --- stderr ---
    note: not encrypted, with phones in full: send it where nobody else reads
    ");
    let _ = import(&s, "a.kehu").done();
    assert_snapshot!(import(&s, "b.kehu").done(), @r"
    王芳: 4 new, 5 details (~/b.kehu, made 2026-03-05 15:00)
      new: customer 1, contact 1, follow-up 1, ticket 1
      number taken here, so with the author behind it (3): HZ-IT-2026-001-王芳, CT20260305001-王芳, FU20260305001-王芳
    --- stderr ---
    one customer of two colleagues: kehu customer duplicates; the team's day: kehu today --team
    ");
    assert_snapshot!(import(&s, "b.kehu").done(), @"王芳: ~/b.kehu (made 2026-03-05 15:00) was taken in before; nothing was changed");
    assert_snapshot!(at(&s, "s", "kehu find 无法").done(), @r"
    Kind    No.            Name  Customer  Where
    ticket  SN20260305001        启明精密  无法开机
    ");
    assert_snapshot!(
        at(&s, "s", "kehu import team ~/a.kehu ~/b.kehu -o json --fields author,state,new,kept"), @r#"
        [
          {
            "author": "李雷",
            "state": "same",
            "new": 0,
            "kept": 0
          },
          {
            "author": "王芳",
            "state": "same",
            "new": 0,
            "kept": 0
          }
        ]
        "#);
}

#[test]
fn a_file_taken_in_twice_changes_nothing_a_newer_one_updates_an_older_one_does_not() {
    let mut s = Session::new();
    team(&s);
    export(&s, "a", "first.kehu");
    let _ = import(&s, "first.kehu").done();
    let before = dump(&s.path("s.db"));
    let _ = import(&s, "first.kehu").done();
    assert_eq!(dump(&s.path("s.db")), before);
    s.at("2026-03-06 10:00");
    done(
        &s,
        "a",
        &[
            "kehu customer edit 云帆 --notes 新备注",
            "kehu customer tag 云帆 --remove 重点 --add 展会",
            "kehu log 云帆 已确认 --by 电话 --sent 资料",
        ],
    );
    export(&s, "a", "second.kehu");
    assert_snapshot!(import(&s, "second.kehu").done(), @r"
    李雷: 1 new, 1 updated, 2 details (~/second.kehu, made 2026-03-06 10:00)
      new: follow-up 1
    ");
    let shown = at(&s, "s", "kehu customer list --fields name,notes,tag").done();
    assert_snapshot!(shown, @r"
    Name                  Notes   Tags
    杭州云帆科技有限公司  新备注  展会
    ");
    let before = dump(&s.path("s.db"));
    assert_snapshot!(import(&s, "first.kehu").done(), @"李雷: ~/first.kehu was made 2026-03-05 15:00, before what is on file (2026-03-06 10:00); nothing was changed");
    assert_eq!(dump(&s.path("s.db")), before);
    // Both at once come to the same, in whichever order they are named.
    let _ = at(&s, "x", "kehu init --name 韩梅 --role 销售主管").done();
    let _ = at(&s, "x", "kehu import team ~/second.kehu ~/first.kehu").done();
    let notes = "SELECT count(*) FROM customer WHERE notes = '新备注'";
    assert_eq!(count(&s, "x", notes), 1);
    assert_eq!(count(&s, "x", "SELECT count(*) FROM followup"), 2);
}

#[test]
fn what_was_changed_here_stays() {
    let mut s = Session::new();
    team(&s);
    export(&s, "a", "a.kehu");
    let _ = import(&s, "a.kehu").done();
    done(
        &s,
        "s",
        &[
            "kehu grade review 云帆 --approve",
            "kehu customer edit 云帆 --owner 韩梅 --notes 我来跟",
        ],
    );
    s.at("2026-03-06 10:00");
    done(
        &s,
        "a",
        &["kehu customer edit 云帆 --notes 他的备注 --revenue 3000万 --need 采购扫描仪"],
    );
    export(&s, "a", "b.kehu");
    assert_snapshot!(import(&s, "b.kehu").done(), @r"
    李雷: 1 updated (~/b.kehu, made 2026-03-06 10:00)
      answers changed here, left as they are: 3
    ");
    let shown = at(
        &s,
        "s",
        "kehu customer list --fields name,owner,grade,notes,revenue",
    );
    assert_snapshot!(shown, @r"
    Name                  Owner  Grade  Notes   Annual revenue
    杭州云帆科技有限公司  韩梅   A      我来跟   30,000,000.00
    ");
    // What both sides wrote is found.
    for word in ["我来跟", "扫描仪"] {
        let found = at(&s, "s", &format!("kehu find {word}")).done();
        assert!(found.out.contains("云帆"), "{word}: {found}");
    }
    // Once the own change is taken back, the answer of its author counts again.
    for _ in ["import team", "customer edit", "grade review"] {
        let _ = at(&s, "s", "kehu undo").done();
    }
    let _ = import(&s, "b.kehu").done();
    let notes = "SELECT count(*) FROM customer WHERE notes = '他的备注' AND grade IS NULL";
    assert_eq!(count(&s, "s", notes), 1);
}

#[test]
fn one_undo_takes_a_whole_import_back() {
    let s = Session::new();
    team(&s);
    let before = dump_rows(&s.path("s.db"));
    export(&s, "a", "a.kehu");
    export(&s, "b", "b.kehu");
    let _ = at(&s, "s", "kehu import team ~/a.kehu ~/b.kehu").done();
    let taken = dump_rows(&s.path("s.db"));
    assert_snapshot!(at(&s, "s", "kehu undo").done(), @r"
    undone: 李雷: 4 new, 3 details; 王芳: 4 new, 5 details
    kehu redo brings it back
    ");
    assert_eq!(dump_rows(&s.path("s.db")), before);
    assert_snapshot!(at(&s, "s", "kehu redo").done(), @"done again: 李雷: 4 new, 3 details; 王芳: 4 new, 5 details");
    assert_eq!(dump_rows(&s.path("s.db")), taken);
    let _ = at(&s, "s", "kehu log 启明 已回访 --by 电话 --sent 资料").done();
    let stands = at(&s, "s", "kehu undo 3");
    assert_eq!(stands.exit, Exit::Refused, "{stands}");
    assert_snapshot!(at(&s, "s", "kehu undo 3 --keep-used").done(), @r"
    undone: 李雷: 4 new, 3 details; 王芳: 4 new, 5 details
    kept, used since: 王芳, HZ-IT-2026-001-王芳, CT20260305001-王芳
    kehu redo brings it back
    ");
    // What was taken back comes again, and nothing twice.
    let _ = at(&s, "s", "kehu import team ~/a.kehu ~/b.kehu").done();
    assert_eq!(count(&s, "s", "SELECT count(*) FROM customer"), 2);
    assert_eq!(count(&s, "s", "SELECT count(*) FROM followup"), 3);
}

/// The rows of every table but the journal and the serials.
fn dump_rows(db: &Path) -> Vec<String> {
    let mut rows = dump(db);
    let own = ["command ", "change ", "meta ", "sequence ", "sqlite_"];
    rows.retain(|row| !own.iter().any(|table| row.starts_with(table)) && !row.contains("_text_"));
    rows
}

#[test]
fn what_is_removed_undone_or_erased_there_goes_here() {
    let mut s = Session::new();
    team(&s);
    done(
        &s,
        "a",
        &[
            "kehu contact add 云帆 --name 赵敏 --phone 13800138000",
            "kehu occasion add 云帆 --contact 赵敏 --kind birthday --day 1990-05-01",
            "kehu ticket open 云帆 --type 故障 --priority 一般 --symptom 黑屏 --contact 赵敏",
            "kehu log 云帆 误记 --by 电话 --sent 资料",
        ],
    );
    export(&s, "a", "a.kehu");
    let _ = import(&s, "a.kehu").done();
    assert_eq!(
        count(
            &s,
            "s",
            "SELECT count(*) FROM contact WHERE phone LIKE '%13800138000'"
        ),
        1
    );
    s.at("2026-03-06 10:00");
    done(&s, "a", &["kehu undo", "kehu contact erase 赵敏 --yes"]);
    export(&s, "a", "b.kehu");
    assert_snapshot!(import(&s, "b.kehu").done(), @r"
    李雷: 1 gone (~/b.kehu, made 2026-03-06 10:00)
    rows erased there, and now here: 2
    ");
    // No byte of them is left, nor in what could be taken back.
    let bytes = std::fs::read(s.path("s.db")).expect("reads");
    for word in ["13800138000", "赵敏"] {
        let there = bytes
            .windows(word.len())
            .any(|part| part == word.as_bytes());
        assert!(!there, "{word} is still there");
    }
    assert_eq!(
        count(
            &s,
            "s",
            "SELECT count(*) FROM followup WHERE removed_at IS NULL"
        ),
        1
    );
    assert_snapshot!(at(&s, "s", "kehu history").done(), @r"
    ID  When              Who   Command      Record  What                                          State
     7  2026-03-06 10:00  韩梅  import team          李雷: 1 gone
     6  2026-03-06 10:00  韩梅  team erase           erased what was erased in a colleague's file  final
     3  2026-03-05 15:00  韩梅  import team          李雷: 8 new, 7 details                        final
     1  2026-03-05 15:00  韩梅  init                 set up                                        final
    ");
    // The ticket has lost its contact by that, not by anybody's choice.
    let caller = "SELECT count(*) FROM ticket WHERE contact IS NULL";
    assert_eq!(count(&s, "s", caller), 1);
    s.at("2026-03-07 10:00");
    done(
        &s,
        "a",
        &["kehu ticket list", "kehu contact add 云帆 --name 孙立"],
    );
    let db = Connection::open(s.path("a.db")).expect("opens");
    db.execute_batch(
        "UPDATE meta SET value = (SELECT max(id) FROM command) WHERE key = 'command';
         UPDATE ticket SET contact = (SELECT id FROM contact WHERE name = '孙立');
         UPDATE meta SET value = NULL WHERE key = 'command';",
    )
    .expect("writes");
    export(&s, "a", "c.kehu");
    let _ = import(&s, "c.kehu").done();
    assert_eq!(count(&s, "s", caller), 0);
    let _ = at(&s, "s", "kehu undo").done();
    // An older file does not bring them back, and neither does another one's.
    let _ = import(&s, "a.kehu").done();
    assert_eq!(count(&s, "s", "SELECT count(*) FROM contact"), 1);
    // What the rest of that import brought can be taken back.
    assert_snapshot!(at(&s, "s", "kehu undo").done(), @r"
    undone: 李雷: 1 gone
    kehu redo brings it back
    ");
}

#[test]
fn what_is_erased_here_does_not_come_back() {
    let mut s = Session::new();
    team(&s);
    export(&s, "b", "b.kehu");
    let _ = import(&s, "b.kehu").done();
    let _ = at(&s, "s", "kehu customer erase 启明 --yes").done();
    s.at("2026-03-06 10:00");
    done(&s, "b", &["kehu log 启明 第二次 --by 拜访 --sent 资料"]);
    export(&s, "b", "c.kehu");
    assert_snapshot!(import(&s, "c.kehu").done(), @r"
    王芳: nothing new in ~/c.kehu (made 2026-03-06 10:00)
      rows left out, because they or their customer were taken away here: 10
    ");
    assert_eq!(count(&s, "s", "SELECT count(*) FROM customer"), 0);
    assert_eq!(count(&s, "s", "SELECT count(*) FROM turn"), 0);
}

#[test]
fn a_merged_customers_news_go_to_the_one_it_is_now() {
    let mut s = Session::new();
    team(&s);
    for who in ["a", "b"] {
        export(&s, who, &format!("{who}.kehu"));
        let _ = import(&s, &format!("{who}.kehu")).done();
    }
    let _ = at(&s, "s", "kehu customer merge 启明 --into 云帆 --yes").done();
    s.at("2026-03-06 10:00");
    done(&s, "b", &["kehu log 启明 第二次 --by 拜访 --sent 资料"]);
    export(&s, "b", "c.kehu");
    assert_snapshot!(import(&s, "c.kehu").done(), @r"
    王芳: 1 new (~/c.kehu, made 2026-03-06 10:00)
      new: follow-up 1
    ");
    let all = "SELECT count(*) FROM followup f JOIN customer c ON c.id = f.customer
        WHERE c.name LIKE '杭州云帆%'";
    assert_eq!(count(&s, "s", all), 3);
}

#[test]
fn a_colleagues_customer_comes_along_and_is_not_written_over() {
    let mut s = Session::new();
    team(&s);
    // 李雷 takes 王芳's file in, and logs a call with her customer.
    done(&s, "b", &["kehu customer tag 启明 --add 展会"]);
    export(&s, "b", "b.kehu");
    let _ = at(&s, "a", "kehu import team ~/b.kehu").done();
    done(
        &s,
        "a",
        &[
            "kehu log 启明 代为联系 --by 电话 --sent 资料",
            "kehu customer edit 启明 --notes 李雷所见",
        ],
    );
    export(&s, "a", "a.kehu");
    let _ = import(&s, "a.kehu").done();
    let shown = at(&s, "s", "kehu customer list --fields name,owner,notes");
    assert_snapshot!(shown, @r"
    Name                  Owner  Notes
    杭州云帆科技有限公司  李雷
    启明精密              王芳   李雷所见
    ");
    // What its own file says replaces it; the other one's never does.
    s.at("2026-03-06 10:00");
    done(
        &s,
        "b",
        &[
            "kehu customer edit 启明 --notes 王芳所记",
            "kehu customer tag 启明 --remove 展会",
        ],
    );
    export(&s, "b", "b2.kehu");
    let _ = import(&s, "b2.kehu").done();
    s.at("2026-03-07 10:00");
    done(&s, "a", &["kehu customer edit 启明 --notes 李雷又见"]);
    export(&s, "a", "a2.kehu");
    let _ = import(&s, "a2.kehu").done();
    let notes = "SELECT count(*) FROM customer WHERE notes = '王芳所记'";
    assert_eq!(count(&s, "s", notes), 1);
    // Nor does it bring back a tag that she took away.
    assert_eq!(
        count(&s, "s", "SELECT count(*) FROM tag WHERE name = '展会'"),
        0
    );
    assert_eq!(
        count(
            &s,
            "s",
            "SELECT count(*) FROM followup WHERE said = '代为联系'"
        ),
        1
    );
}

#[test]
fn only_the_right_key_opens_a_sealed_file() {
    let s = Session::new();
    team(&s);
    let made = at(&s, "s", "kehu key new").done();
    let public = made.out.trim().to_owned();
    assert_eq!(at(&s, "s", "kehu key show").done().out.trim(), public);
    let again = at(&s, "s", "kehu key new");
    assert_eq!(again.exit, Exit::Usage, "{again}");
    s.put("boss.txt", format!("# 韩梅\n{public}\n"));
    let sealed = at(&s, "a", "kehu export team ~/a.kehu --to ~/boss.txt").done();
    assert_snapshot!(sealed, @"~/a.kehu: customer 1, contact 1, follow-up 1, grade assessment 1; encrypted");
    let bytes = std::fs::read(s.path("a.kehu")).expect("reads");
    assert!(bytes.starts_with(b"age-encryption.org/v1"));
    let other = at(&s, "x", "kehu key new --config ~/other/c.toml").done();
    assert_ne!(other.out.trim(), public);
    let wrong = at(
        &s,
        "s",
        "kehu import team ~/a.kehu --identity ~/other/key.txt",
    );
    assert_snapshot!(wrong, @r"
    --- stderr ---
    error: ~/a.kehu: was encrypted for another key than yours
      tell your public key (kehu key show), or name the right secret key: --identity FILE
    [exit 5]
    ");
    let none = at(
        &s,
        "s",
        "kehu import team ~/a.kehu --identity ~/nowhere.txt",
    );
    assert_snapshot!(none, @r"
    --- stderr ---
    error: ~/nowhere.txt: there is no secret key
      make one with: kehu key new; or name another: --identity FILE
    [exit 2]
    ");
    // One byte changed anywhere, or the end missing: nothing is stored.
    let before = dump(&s.path("s.db"));
    for damaged in [&bytes[..bytes.len() - 1], &bytes[..bytes.len() / 2]] {
        s.put("d.kehu", damaged);
        let refused = import(&s, "d.kehu");
        assert_eq!(refused.exit, Exit::Store, "{refused}");
    }
    assert_eq!(dump(&s.path("s.db")), before);
    let _ = at(&s, "s", "kehu config identity ~/key.txt").done();
    let _ = import(&s, "a.kehu").done();
    assert_eq!(count(&s, "s", "SELECT count(*) FROM customer"), 1);
}

#[test]
fn damage_is_found_before_anything_is_stored() {
    let s = Session::new();
    team(&s);
    export(&s, "a", "a.kehu");
    let whole = std::fs::read(s.path("a.kehu")).expect("reads");
    let taken = |bytes: &[u8]| {
        s.put("d.kehu", bytes);
        let _ = std::fs::copy(s.path("s.db"), s.path("try.db")).expect("copies");
        let before = dump(&s.path("try.db"));
        let tried = at(&s, "try", "kehu import team ~/d.kehu");
        let after = dump(&s.path("try.db"));
        (tried, after != before, after)
    };
    let (_, _, sound) = taken(&whole);
    let mut refused = 0;
    for at in (2..whole.len()).step_by(61) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let (tried, stored, after) = taken(&bytes);
        // A byte that says nothing, such as a time stamp, may differ.
        match stored {
            true => assert_eq!(after, sound, "byte {at}: {tried}"),
            false => {
                refused += 1;
                let fit = matches!(tried.exit, Exit::Store | Exit::Usage);
                assert!(fit, "byte {at}: {tried}");
            }
        }
    }
    assert!(refused > 20, "{refused}");
}

#[test]
fn two_copies_of_one_file_are_told_apart() {
    let mut s = Session::new();
    team(&s);
    std::fs::copy(s.path("a.db"), s.path("twin.db")).expect("copies");
    export(&s, "a", "own.kehu");
    let own = at(&s, "twin", "kehu import team ~/own.kehu");
    assert_snapshot!(own, @r"
    --- stderr ---
    error: ~/own.kehu: was made from this very file, or from a copy of it
      a supervisor takes it in on another machine, in a file that was set up with: kehu init
    [exit 5]
    ");
    done(&s, "a", &["kehu log 云帆 甲 --by 电话 --sent 资料"]);
    export(&s, "a", "a.kehu");
    let _ = import(&s, "a.kehu").done();
    s.at("2026-03-06 10:00");
    done(
        &s,
        "twin",
        &[
            "kehu log 云帆 乙 --by 电话 --sent 资料",
            "kehu log 云帆 丙 --by 电话 --sent 资料",
        ],
    );
    export(&s, "twin", "twin.kehu");
    assert_snapshot!(import(&s, "twin.kehu"), @r"
    --- stderr ---
    error: ~/twin.kehu: does not follow the file taken in before: a backup was put back there, or there are two copies of that data file
      take back what came of it before, and import again: kehu undo --to 3
    [exit 5]
    ");
    assert_eq!(
        count(&s, "s", "SELECT count(*) FROM followup WHERE said = '乙'"),
        0
    );
}

#[test]
fn clocks_of_a_reps_records_run_since_the_reps_own_day() {
    let mut s = Session::new();
    s.at("2026-01-05 09:30");
    let _ = at(
        &s,
        "a",
        "kehu init --name 李雷 --role rep --region HZ --supervisor 韩梅",
    )
    .done();
    done(
        &s,
        "a",
        &[
            "kehu customer add 杭州云帆科技有限公司 --region HZ --industry IT --contact 张三 \
             --phone 13912345678 --incomplete",
            "kehu grade 云帆 --purchase 60万 --potential 4",
            "kehu grade review 云帆 --approve --by 韩梅",
        ],
    );
    s.at("2026-03-05 15:00");
    let _ = at(&s, "s", "kehu init --name 韩梅 --role 销售主管").done();
    export(&s, "a", "a.kehu");
    let _ = import(&s, "a.kehu").done();
    let theirs = at(&s, "a", "kehu today -o json --fields rule,due,class").done();
    assert!(theirs.out.contains("touch-a"), "{theirs}");
    let here = at(
        &s,
        "s",
        "kehu today --owner 李雷 -o json --fields rule,due,class",
    )
    .done();
    assert_eq!(here.out, theirs.out);
}

/// Every row of a table as JSON, with colleagues by name and without ids of the
/// journal.
fn rows(db: &Connection, table: &str) -> Vec<String> {
    let names = |sql: &str| -> Vec<String> {
        let mut query = db.prepare(sql).expect("prepares");
        let names = query.query_map([table], |row| row.get(0)).expect("queries");
        names.map(|name| name.expect("a name")).collect()
    };
    let refers =
        names("SELECT \"from\" FROM pragma_foreign_key_list(?1) WHERE \"table\" = 'staff'");
    let columns = names("SELECT name FROM pragma_table_info(?1) ORDER BY cid");
    let person = |column: &str| {
        format!("(SELECT s.name FROM staff s WHERE s.id = CAST(t.\"{column}\" AS INTEGER))")
    };
    let shown: Vec<String> = columns
        .iter()
        .map(|column| match column.as_str() {
            _ if refers.contains(column) => person(column),
            "old" | "new" if table == "turn" => format!(
                "CASE WHEN t.attribute IN ('owner', 'assignee') THEN {} ELSE t.\"{column}\" END",
                person(column)
            ),
            column => format!("t.\"{column}\""),
        })
        .collect();
    let sql = format!(
        "SELECT json_array({}) FROM \"{table}\" t ORDER BY id",
        shown.join(", ")
    );
    let sql = match table {
        // The supervisor is on file here already, under another id.
        "staff" => "SELECT json_array(name, role, region) FROM staff ORDER BY name".to_owned(),
        _ => sql,
    };
    let mut query = db.prepare(&sql).expect("prepares");
    let rows = query.query_map([], |row| row.get(0)).expect("queries");
    rows.map(|row| row.expect("a row")).collect()
}

/// A row of a table that no command here writes: a later table is tried all the
/// same.
fn fill(db: &Connection, table: &str) {
    let mut query = db
        .prepare(
            "SELECT c.name, c.type, f.\"table\" FROM pragma_table_info(?1) c
             LEFT JOIN pragma_foreign_key_list(?1) f ON f.\"from\" = c.name ORDER BY c.cid",
        )
        .expect("prepares");
    let columns: Vec<(String, String, Option<String>)> = query
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .expect("queries")
        .map(|row| row.expect("a column"))
        .collect();
    let values: Vec<String> = columns
        .iter()
        .map(
            |(name, kind, target)| match (name.as_str(), kind.as_str(), target) {
                ("id", ..) => "(SELECT value + 1 FROM meta WHERE key = 'next_id')".to_owned(),
                ("recorded_by" | "owner", ..) => {
                    "(SELECT value FROM meta WHERE key = 'me')".to_owned()
                }
                ("noun", ..) => "'customer'".to_owned(),
                ("record", ..) => "(SELECT min(id) FROM customer)".to_owned(),
                ("removed_at", ..) => "NULL".to_owned(),
                (_, _, Some(target)) => format!("(SELECT min(id) FROM \"{target}\")"),
                (_, "INTEGER", _) => "1".to_owned(),
                _ => format!("'{table}'"),
            },
        )
        .collect();
    let sql = format!(
        "UPDATE meta SET value = (SELECT max(id) FROM command) WHERE key = 'command';
         INSERT INTO \"{table}\" VALUES ({});
         UPDATE meta SET value = value + 2 WHERE key = 'next_id';
         UPDATE meta SET value = NULL WHERE key = 'command';",
        values.join(", ")
    );
    if let Err(why) = db.execute_batch(&sql) {
        panic!("add a command that writes rows of {table} to this session: {why}");
    }
}

#[test]
fn every_table_that_travels_comes_out_as_it_went_in() {
    let mut s = Session::new();
    team(&s);
    done(
        &s,
        "a",
        &[
            "kehu grade review 云帆 --approve --by 韩梅",
            "kehu customer add 上海启明 --region SH --industry 制造业 --parent 云帆 --incomplete",
            "kehu customer screen 云帆 --industry-fit yes --need-clear yes --budget-mentioned yes --cycle-mentioned yes --result pass",
            "kehu occasion add 云帆 --kind company-anniversary --day 2010-05-01",
            "kehu followup plan 云帆 --at '2026-03-09 10:00' --by visit",
            "kehu log 云帆 约定 --by 电话 --action '+2wd 发合同' --sent 资料",
            "kehu customer pause 上海启明 --reason other",
            "kehu customer rhythm 云帆 --every 10d --why 约定",
            "kehu ticket open 云帆 --type 故障 --priority 一般 --symptom 黑屏",
            "kehu ticket respond 云帆",
            "kehu survey record 云帆 --score 4,4,4,4,4 --suggestion 送货再快些",
            "kehu feedback log 云帆 安装很及时 --class praise",
            "kehu improvement propose 提前通知 --measure 周末前一天电话通知 --kind process --customer 云帆",
            "kehu ticket recall SN20260305001 --goods 终端 --defect 电池过热",
            "kehu ticket solve SN20260305001 --cause 硬件故障 --steps 更换",
            "kehu ticket revisit SN20260305001 --result 解决 --satisfaction 5",
            "kehu ticket close SN20260305001",
            "kehu kb add 黑屏 --kind 常见 --solution 重启",
            "kehu kb use 黑屏",
            "kehu form fill successor-report 云帆 --week 2026-W10 --done 已拜访",
            "kehu duty done duty-weekly-check --by 韩梅",
            "kehu deal open 云帆 升级",
            "kehu deal propose 云帆 --scope 六十台 --line '终端 x60 @5200 -5%'",
            "kehu deal submit 云帆 --override 主管已口头同意",
            "kehu deal remark 云帆 再降 --kind change",
            "kehu deal object 云帆 太贵 --kind price",
            "kehu contract add 云帆 终端 --amount 100",
            "kehu contract pay 云帆 10 --instalment 1",
            "kehu delivery plan 云帆 终端 --milestones '到货 2026-03-12'",
            "kehu delivery progress 云帆 已发货",
            "kehu delivery deviate 云帆 推迟 --kind other --reason 缺料",
            "kehu delivery item 云帆 --what 终端 --batch B1",
            "kehu delivery check 云帆 --add 外观",
            "kehu delivery pack 云帆 --to 韩梅",
            "kehu handover start --from me --to 韩梅 --customer 云帆 --yes",
            "kehu customer verify 云帆 --ok",
            "kehu customer remove 上海启明 --yes",
        ],
    );
    let a = Connection::open(s.path("a.db")).expect("opens");
    let tables = kehu::store::carried_in_teams(&a).expect("reads");
    assert!(tables.len() >= 19, "{tables:?}");
    for table in &tables {
        if rows(&a, table).is_empty() {
            fill(&a, table);
        }
    }
    s.at("2026-03-06 10:00");
    export(&s, "a", "a.kehu");
    let _ = import(&s, "a.kehu").done();
    let here = Connection::open(s.path("s.db")).expect("opens");
    for table in &tables {
        let theirs = rows(&a, table);
        assert!(!theirs.is_empty(), "{table}");
        assert_eq!(rows(&here, table), theirs, "{table}");
    }
    // And what hangs on them by triggers is sound.
    let doctor = at(&s, "s", "kehu doctor -o json");
    assert!(!doctor.out.contains("\"bad\""), "{doctor}");
}

#[test]
fn every_table_is_carried_or_named_with_its_reason() {
    let s = Session::new();
    team(&s);
    let db = Connection::open(s.path("s.db")).expect("opens");
    let mut query = db
        .prepare(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
             AND name NOT LIKE 'sqlite%'",
        )
        .expect("prepares");
    let all: Vec<String> = query
        .query_map([], |row| row.get(0))
        .expect("queries")
        .map(|name| name.expect("a name"))
        .collect();
    let carried = kehu::store::carried_in_teams(&db).expect("reads");
    let left = kehu::store::not_carried_in_teams();
    for table in &all {
        let named = left.iter().any(|(name, _)| name == table);
        assert!(carried.contains(table) != named, "{table}");
    }
    for (table, why) in left {
        assert!(
            all.iter().any(|known| known == table),
            "{table} is no table"
        );
        assert!(why.len() > 10, "{table}: {why}");
    }
    // A row that travels needs nothing that does not; what it merely names there
    // is left empty here.
    for table in &carried {
        let mut query = db
            .prepare(
                "SELECT f.\"table\" FROM pragma_foreign_key_list(?1) f
                 JOIN pragma_table_info(?1) c ON c.name = f.\"from\" WHERE c.\"notnull\"",
            )
            .expect("prepares");
        for to in query
            .query_map([table], |row| row.get::<_, String>(0))
            .expect("queries")
        {
            let to = to.expect("a table");
            assert!(
                carried.contains(&to),
                "{table} refers to {to}, which stays behind"
            );
        }
    }
}

#[test]
fn somebody_at_a_terminal_is_asked() {
    let s = Session::new();
    team(&s);
    let line = "kehu export team ~/a.kehu --db ~/a.db";
    let asked = s.terminal(80, &["n"]).run(line);
    assert_eq!(asked.exit, Exit::Stopped, "{asked}");
    assert!(!s.path("a.kehu").exists());
    let asked = s.terminal(80, &["y"]).run(line).done();
    assert_snapshot!(asked.dialog(), @"Not encrypted, and phones and other private fields in full: customer 1, contact 1, follow-up 1, grade assessment 1. Write it?");
    let asked = s
        .terminal(80, &["y"])
        .run("kehu import team ~/a.kehu --db ~/s.db")
        .done();
    assert_snapshot!(format!("{}\n{asked}", asked.dialog()), @r"
    Take this in?
    李雷: 4 new, 3 details (~/a.kehu, made 2026-03-05 15:00)
      new: customer 1, contact 1, follow-up 1, grade assessment 1
    --- stderr ---
    ~/a.kehu: 李雷, 2026-03-05 15:00: 1 customers, 1 follow-ups, 0
    tickets
    one customer of two colleagues: kehu customer duplicates; the team's day: kehu
    today --team
    ");
}

/// The bundle with another page.
fn with_page(bytes: &[u8], change: impl Fn(&mut serde_json::Value)) -> Vec<u8> {
    use std::io::{Cursor, Read as _, Write as _};
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).expect("a part");
        let name = part.name().expect("a name").to_string();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("reads");
        if name == "about.json" {
            let mut page = serde_json::from_str(&text).expect("JSON");
            change(&mut page);
            text = page.to_string();
        }
        let options = zip::write::SimpleFileOptions::default();
        new.start_file(name, options).expect("begins");
        new.write_all(text.as_bytes()).expect("writes");
    }
    new.finish().expect("ends").into_inner()
}

#[test]
fn an_older_schema_is_read_and_a_newer_one_refused() {
    let s = Session::zh();
    team(&s);
    export(&s, "a", "a.kehu");
    let bytes = std::fs::read(s.path("a.kehu")).expect("reads");
    let before = dump(&s.path("s.db"));
    for key in ["schema", "version"] {
        s.put("new.kehu", with_page(&bytes, |page| page[key] = 999.into()));
        let newer = import(&s, "new.kehu");
        assert_eq!(newer.exit, Exit::Store, "{newer}");
        assert!(newer.err.contains("由更新版本的 kehu 写成"), "{newer}");
    }
    // Rows that are not as many as the page says, parts that no schema has.
    for change in [
        |page: &mut serde_json::Value| page["rows"]["customer"] = 2.into(),
        |page: &mut serde_json::Value| page["rows"]["meta"] = 1.into(),
        |page: &mut serde_json::Value| page["author"] = 1.into(),
        |page: &mut serde_json::Value| page["source"] = 0.into(),
        |page: &mut serde_json::Value| page["made"] = "sometime".into(),
    ] {
        s.put("odd.kehu", with_page(&bytes, change));
        let odd = import(&s, "odd.kehu");
        assert_eq!(odd.exit, Exit::Store, "{odd}");
        assert_eq!(dump(&s.path("s.db")), before);
    }
    // Contacts have had further columns since; customers have not.
    done(
        &s,
        "c",
        &[
            "kehu init --name 陈昊 --role rep --region HZ --supervisor 韩梅",
            "kehu customer add 杭州云帆科技有限公司 --region HZ --industry IT --incomplete",
        ],
    );
    export(&s, "c", "c.kehu");
    let bytes = std::fs::read(s.path("c.kehu")).expect("reads");
    s.put(
        "old.kehu",
        with_page(&bytes, |page| page["schema"] = 9.into()),
    );
    let _ = import(&s, "old.kehu").done();
    assert_eq!(count(&s, "s", "SELECT count(*) FROM customer"), 1);
}

/// 李雷's form about 云帆, as the supervisor has it.
fn with_form(s: &Session) {
    team(s);
    let fill = "kehu form fill price-request 云帆 --asks 价格 --discount 8% --reason 竞品更低";
    done(s, "a", &[fill]);
    export(s, "a", "a.kehu");
    let _ = import(s, "a.kehu").done();
}

#[test]
fn a_form_that_was_touched_here_is_brought_up_all_the_same() {
    let mut s = Session::new();
    with_form(&s);
    done(&s, "s", &["kehu form edit EN20260305001 --note 已电话核实"]);
    s.at("2026-03-06 10:00");
    let edits = ["kehu form edit EN20260305001 --reason 客户预算不足 --note 急件"];
    done(&s, "a", &edits);
    export(&s, "a", "b.kehu");
    assert_snapshot!(import(&s, "b.kehu").done(), @r"
    李雷: 1 updated (~/b.kehu, made 2026-03-06 10:00)
      answers changed here, left as they are: 1
    ");
    // It is found by what either side wrote, and by nothing that is no more.
    let found = |word: &str| {
        let found = at(&s, "s", &format!("kehu find {word}")).out;
        found.contains("EN20260305001")
    };
    let words = ["预算不足", "电话核实", "竞品", "急件"];
    assert_eq!(words.map(found), [true, true, false, false]);
}

#[test]
fn an_erasure_after_an_undo_or_redo_does_not_shut_a_file_out() {
    let mut s = Session::new();
    team(&s);
    done(
        &s,
        "a",
        &["kehu contact add 云帆 --name 赵敏 --phone 13800138000"],
    );
    export(&s, "a", "a.kehu");
    let _ = import(&s, "a.kehu").done();
    done(
        &s,
        "s",
        &[
            "kehu undo",
            "kehu redo",
            "kehu undo",
            "kehu redo",
            "kehu contact erase 赵敏 --yes",
        ],
    );
    s.at("2026-03-06 10:00");
    done(
        &s,
        "a",
        &[
            "kehu customer edit 云帆 --notes 新备注",
            "kehu log 云帆 已确认 --by 电话 --sent 资料",
        ],
    );
    export(&s, "a", "b.kehu");
    assert_snapshot!(import(&s, "b.kehu").done(), @r"
    李雷: 1 new, 1 updated (~/b.kehu, made 2026-03-06 10:00)
      new: follow-up 1
      rows left out, because they or their customer were taken away here: 1
    ");
    let notes = "SELECT count(*) FROM customer WHERE notes = '新备注'";
    assert_eq!(count(&s, "s", notes), 1);
    assert_eq!(
        count(&s, "s", "SELECT count(*) FROM contact WHERE name = '赵敏'"),
        0
    );
}

#[test]
fn a_merged_twin_is_known_also_after_the_survivor_was_renumbered() {
    let mut s = Session::new();
    let book = "extends = \"standard\"\n[gates]\nregistration = \"enforce\"\n";
    s.put("playbook.toml", book);
    team(&s);
    let screen = "kehu customer screen 云帆 --industry-fit yes --need-clear yes \
        --budget-mentioned yes --cycle-mentioned yes --result pass";
    done(&s, "a", &[screen]);
    for who in ["a", "b"] {
        export(&s, who, &format!("{who}.kehu"));
        let _ = import(&s, &format!("{who}.kehu")).done();
    }
    done(
        &s,
        "s",
        &[
            "kehu customer merge 启明 --into 云帆 --yes",
            "kehu customer review 云帆 --result approved",
        ],
    );
    let numbers = "SELECT count(*) FROM customer WHERE number = 'HZ-IT-2026-001'";
    assert_eq!(count(&s, "s", numbers), 1);
    // What comes of the twin goes to the survivor.
    s.at("2026-03-06 10:00");
    done(&s, "b", &["kehu log 启明 第二次 --by 拜访 --sent 资料"]);
    export(&s, "b", "b2.kehu");
    let _ = import(&s, "b2.kehu").done();
    let all = "SELECT count(*) FROM followup f JOIN customer c ON c.id = f.customer
        WHERE c.name LIKE '杭州云帆%'";
    assert_eq!(count(&s, "s", all), 3);
    // And whoever erases the survivor erases the twin with it.
    std::fs::copy(s.path("s.db"), s.path("own.db")).expect("copies");
    done(&s, "own", &["kehu customer erase 云帆 --yes"]);
    done(&s, "a", &["kehu customer erase 云帆 --yes"]);
    export(&s, "a", "a2.kehu");
    let _ = import(&s, "a2.kehu").done();
    for who in ["own", "s"] {
        assert_eq!(count(&s, who, "SELECT count(*) FROM customer"), 0, "{who}");
        assert_eq!(count(&s, who, "SELECT count(*) FROM followup"), 0, "{who}");
    }
}

/// Whether any byte of the file says this.
fn says(s: &Session, who: &str, word: &str) -> bool {
    let bytes = std::fs::read(s.path(&format!("{who}.db"))).expect("reads");
    let mut parts = bytes.windows(word.len());
    parts.any(|part| part == word.as_bytes())
}

#[test]
fn an_erasure_there_reaches_what_was_undone_here() {
    let mut s = Session::new();
    team(&s);
    done(
        &s,
        "a",
        &["kehu contact add 云帆 --name 赵敏 --phone 13800138000"],
    );
    export(&s, "a", "a.kehu");
    let _ = import(&s, "a.kehu").done();
    done(&s, "s", &["kehu undo"]);
    assert!(says(&s, "s", "13800138000"));
    s.at("2026-03-06 10:00");
    done(&s, "a", &["kehu contact erase 赵敏 --yes"]);
    export(&s, "a", "b.kehu");
    let taken = import(&s, "b.kehu").done();
    assert!(taken.out.contains("rows erased there"), "{taken}");
    assert!(!says(&s, "s", "13800138000") && !says(&s, "s", "赵敏"));
    assert_eq!(at(&s, "s", "kehu redo").exit, Exit::Usage);
    assert_eq!(count(&s, "s", "SELECT count(*) FROM contact"), 1);
    // Once is enough.
    let again = import(&s, "b.kehu").done();
    assert!(!again.out.contains("erased"), "{again}");
}

#[test]
fn a_colleague_who_is_named_in_a_form_is_the_same_one_here() {
    let mut s = Session::new();
    team(&s);
    let fill = "kehu form fill reception-check 云帆 --checked-by 韩梅 --visitor 周到";
    done(&s, "a", &[fill]);
    export(&s, "a", "a.kehu");
    let _ = import(&s, "a.kehu").done();
    // 韩梅 has another id in her own file than 李雷 gave her.
    let ids = "SELECT answers ->> '$.checked_by' FROM entry";
    assert_ne!(count(&s, "s", ids), count(&s, "a", ids));
    let shown = at(&s, "s", "kehu form show EN20260305001 --fields checked_by").done();
    assert_snapshot!(shown, @"Checked by  韩梅");
    // Nor is anything found by such an id.
    let theirs = count(&s, "a", ids);
    for who in ["a", "s"] {
        let words = format!("SELECT count(*) FROM entry WHERE words LIKE '%{theirs}%'");
        assert_eq!(count(&s, who, &words), 0, "{who}");
    }
    // What did not change is not brought up again.
    s.at("2026-03-06 10:00");
    export(&s, "a", "b.kehu");
    let again = import(&s, "b.kehu").done();
    assert!(again.out.contains("nothing new"), "{again}");
}

#[test]
fn a_clock_that_was_put_right_keeps_nothing_out() {
    let mut s = Session::new();
    team(&s);
    // The first file was made while the clock was a year ahead.
    s.at("2027-03-05 15:00");
    export(&s, "a", "a.kehu");
    s.at("2026-03-06 10:00");
    let _ = import(&s, "a.kehu").done();
    done(&s, "a", &["kehu customer edit 云帆 --notes 新备注"]);
    export(&s, "a", "b.kehu");
    assert_snapshot!(import(&s, "b.kehu").done(), @"李雷: 1 updated (~/b.kehu, made 2026-03-06 10:00)");
    // In one go too the one that counted further is the newer.
    let _ = at(&s, "x", "kehu init --name 韩梅 --role 销售主管").done();
    let _ = at(&s, "x", "kehu import team ~/b.kehu ~/a.kehu").done();
    for who in ["s", "x"] {
        let notes = "SELECT count(*) FROM customer WHERE notes = '新备注'";
        assert_eq!(count(&s, who, notes), 1, "{who}");
    }
    // A backup that was put back counts less, though its clock runs on.
    std::fs::copy(s.path("a.db"), s.path("back.db")).expect("copies");
    s.at("2026-03-07 10:00");
    for note in ["甲", "乙", "丙"] {
        done(
            &s,
            "a",
            &[&format!("kehu customer edit 云帆 --notes {note}")],
        );
    }
    export(&s, "a", "c.kehu");
    let _ = import(&s, "c.kehu").done();
    s.at("2026-03-08 10:00");
    export(&s, "back", "back.kehu");
    let refused = import(&s, "back.kehu");
    assert_eq!(refused.exit, Exit::Refused, "{refused}");
    assert!(refused.err.contains("does not follow"), "{refused}");
}

#[test]
fn an_erasure_is_asked_about_and_leaves_no_byte() {
    let mut s = Session::new();
    team(&s);
    done(
        &s,
        "a",
        &["kehu contact add 云帆 --name 赵敏 --phone 13800138000"],
    );
    export(&s, "a", "a.kehu");
    let _ = import(&s, "a.kehu").done();
    s.at("2026-03-06 10:00");
    done(&s, "a", &["kehu contact erase 赵敏 --yes"]);
    export(&s, "a", "b.kehu");
    let line = "kehu import team ~/b.kehu --db ~/s.db";
    let asked = s.terminal(80, &["n"]).run(line);
    assert_snapshot!(asked.dialog(), @"Take this in, and erase here for good what was erased there (rows: 1)?");
    assert_eq!(asked.exit, Exit::Stopped, "{asked}");
    assert!(says(&s, "s", "13800138000"));
    // A playbook that cannot be read is told before anything is touched.
    s.put("playbook.toml", "extends = \"nothing\"\n");
    let refused = import(&s, "b.kehu");
    assert_eq!(refused.exit, Exit::Usage, "{refused}");
    assert!(says(&s, "s", "13800138000"));
    s.put("playbook.toml", "");
    let _ = import(&s, "b.kehu").done();
    assert!(!says(&s, "s", "13800138000") && !says(&s, "s", "赵敏"));
}

#[test]
fn a_form_about_a_product_comes_without_it() {
    let mut s = Session::new();
    let book = r#"
extends = "standard"
[form.product-note]
label = { en = "Product note", zh = "产品反馈" }
about = "product"
[form.product-note.field]
text = { label = { en = "Text", zh = "内容" }, required = true }
"#;
    s.put("playbook.toml", book);
    team(&s);
    done(
        &s,
        "a",
        &[
            "kehu product add X1 --price 1000",
            "kehu form fill product-note X1 --text 接口松动",
        ],
    );
    export(&s, "a", "a.kehu");
    let taken = import(&s, "a.kehu").done();
    assert!(!taken.out.contains("left out"), "{taken}");
    let shown = at(&s, "s", "kehu form list product-note").done();
    assert_snapshot!(shown, @r"
    No.            Filled in         Product  Text      By
    EN20260305001  2026-03-05 15:00           接口松动  李雷
    ");
    let shown = at(&s, "s", "kehu form show EN20260305001").done();
    assert_snapshot!(shown, @r"
    No.        EN20260305001
    Form       Product note
    Text       接口松动
    Filled in  2026-03-05 15:00
    By         李雷
    ");
    s.at("2026-03-06 10:00");
    let edit = "kehu form edit EN20260305001 --text 接口已改进";
    done(&s, "a", &[edit]);
    export(&s, "a", "b.kehu");
    let _ = import(&s, "b.kehu").done();
    let found = at(&s, "s", "kehu find 改进").done();
    assert!(found.out.contains("EN20260305001"), "{found}");
}

#[test]
fn an_erasure_climbs_one_level_and_the_reps_own_file_carries_it_further() {
    let mut s = Session::new();
    team(&s);
    let _ = at(&s, "x", "kehu init --name 周总 --role 销售总监").done();
    // 韩梅 calls the customer of 李雷, so that it goes along in her file.
    export(&s, "a", "a.kehu");
    let _ = import(&s, "a.kehu").done();
    done(&s, "s", &["kehu log 云帆 代为联系 --by 电话 --sent 资料"]);
    export(&s, "s", "s.kehu");
    let _ = at(&s, "x", "kehu import team ~/s.kehu").done();
    s.at("2026-03-06 10:00");
    done(&s, "a", &["kehu customer erase 云帆 --yes"]);
    export(&s, "a", "a2.kehu");
    let _ = import(&s, "a2.kehu").done();
    export(&s, "s", "s2.kehu");
    let _ = at(&s, "x", "kehu import team ~/s2.kehu").done();
    assert_eq!(count(&s, "s", "SELECT count(*) FROM customer"), 0);
    assert_eq!(count(&s, "x", "SELECT count(*) FROM customer"), 1);
    let _ = at(&s, "x", "kehu import team ~/a2.kehu").done();
    assert_eq!(count(&s, "x", "SELECT count(*) FROM customer"), 0);
}

/// All that is needed is read before anything is stored.
#[test]
fn a_team_file_is_not_taken_in_under_a_playbook_that_cannot_be_read() {
    let s = Session::zh();
    team(&s);
    export(&s, "a", "a.kehu");
    let before = dump(&s.path("s.db"));
    s.put("playbook.toml", "[gates]\ngrade = \"sometimes\"\n");
    let refused = import(&s, "a.kehu");
    assert_eq!(refused.exit, Exit::Usage, "{refused}");
    assert_eq!(dump(&s.path("s.db")), before);
}
