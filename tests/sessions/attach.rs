//! Attached files: kept once beside the data file, handed out as copies, carried by
//! backups, looked at by the doctor, gone with whom they are about.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use insta::assert_snapshot;
use kehu::problem::Exit;

use super::{QIMING, office, office_zh};
use crate::session::Session;

/// A second customer, and two files to attach.
fn desk(s: &Session) {
    let _ = s.run(QIMING).done();
    s.put("scan.pdf", "a signed contract");
    s.put("chat.png", "what was said");
}

/// The bytes that stand beside the data file.
fn kept(s: &Session) -> Vec<PathBuf> {
    files(s.path("kehu.attachments"))
}

fn files(folder: PathBuf) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    files
}

/// The line of the doctor that speaks of attachments.
fn doctor(s: &Session, fix: &str) -> String {
    let told = s.run(&format!("kehu doctor {fix} -o csv"));
    let line = told
        .out
        .lines()
        .find(|line| line.starts_with("attachments"));
    line.unwrap_or_default().to_owned()
}

/// As if it had been written so many days before the session's day.
fn age(file: &PathBuf, days: u64) {
    let march_5 = SystemTime::UNIX_EPOCH + Duration::from_secs(1_772_668_800);
    let when = march_5 - Duration::from_secs(days * 86_400);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(file, fs::Permissions::from_mode(0o600)).expect("permits");
    }
    let open = fs::File::options().append(true).open(file).expect("opens");
    open.set_modified(when).expect("sets");
}

#[test]
fn a_file_is_attached_listed_and_looked_at_in_chinese() {
    let s = office_zh();
    desk(&s);
    assert_snapshot!(s.run("kehu attach add 云帆 ~/scan.pdf --kind 合同扫描件 --notes 双方已签字").all_chinese(&s), @r"已登记附件 AT20260305001 scan.pdf（17 B）：杭州云帆科技有限公司");
    assert_snapshot!(s.run("kehu attach add 启明 ~/scan.pdf --kind 其他 --name ../报价/封面.pdf").all_chinese(&s), @r"
    已登记附件 AT20260305002 封面.pdf（17 B）：上海启明精密机械股份有限公司
    与 AT20260305001 内容相同，只存一份
    ");
    assert_eq!(kept(&s).len(), 1);
    assert_snapshot!(s.run("kehu attach list").all_chinese(&s), @r"
    编号           客户                          类别        文件名    大小  登记时间          敏感
    AT20260305002  上海启明精密机械股份有限公司  其他        封面.pdf  17 B  2026-03-05 15:00  否
    AT20260305001  杭州云帆科技有限公司          合同扫描件  scan.pdf  17 B  2026-03-05 15:00  是
    ");
    assert_snapshot!(s.run("kehu attach list 云帆 -o csv").done(), @r"
    number,customer,customer_number,kind,name,size,at,sensitive
    AT20260305001,杭州云帆科技有限公司,HZ-IT-2026-001,contract-scan,scan.pdf,17,2026-03-05T15:00:00+08:00,yes
    ");
    assert_snapshot!(s.run("kehu attach show AT20260305001").all_chinese(&s), @r"
    编号      AT20260305001
    大小      17 B
    SHA-256   5d7b7bb3aa41d1ca5e2ac67a5d7fd373320cfacf6bd904537f6a874452ebd28f
    客户      杭州云帆科技有限公司
    类别      合同扫描件
    文件名    scan.pdf
    登记时间  2026-03-05 15:00
    敏感      是
    备注      双方已签字
    ");
    let path = s.run("kehu attach open AT20260305001 --print-path").done();
    assert!(path.out.ends_with("/scan.pdf\n"), "{path}");
    let path = path
        .out
        .trim()
        .replace('~', &s.path("").display().to_string());
    assert_eq!(
        fs::read_to_string(&path).expect("reads"),
        "a signed contract"
    );
    // Whatever is done to the copy, what is attached stays; who looked is known.
    fs::write(&path, "scribbled").expect("writes");
    assert_eq!(doctor(&s, ""), "attachments,ok,正常,");
    assert_snapshot!(s.run("kehu history --limit 1").all_chinese(&s), @r"
    序号  时间              何人  命令         记录           内容          状态
      17  2026-03-05 15:00  李雷  attach open  AT20260305001  打开敏感附件
    ");
}

#[test]
fn what_hangs_on_a_ticket_is_that_customers_own() {
    let s = office();
    desk(&s);
    let _ = s
        .run("kehu ticket open yunfan --type product-fault --priority normal --symptom dead")
        .done();
    let line = "kehu attach add qiming ~/chat.png --kind chat-screenshot --ticket SN20260305001";
    let refused = s.run(line);
    assert_eq!(refused.exit, Exit::Usage, "{refused}");
    let line = "kehu attach add yunfan ~/chat.png --kind chat-screenshot --ticket SN20260305001";
    assert_snapshot!(s.run(line).done(), @r"attached AT20260305001 chat.png (13 B) to 杭州云帆科技有限公司");
    let found = s
        .run("kehu attach list --ticket SN20260305001 -o csv --fields number,sensitive")
        .done();
    assert_snapshot!(found, @r"
    number,sensitive
    AT20260305001,yes
    ");
    let found = s.run("kehu find AT20260305001").done();
    assert!(found.out.contains("chat.png"), "{found}");
}

#[test]
fn what_cannot_be_attached_or_opened_is_refused_and_leaves_nothing() {
    let s = office();
    desk(&s);
    s.put("empty.txt", "");
    s.put("tool.exe", "MZ");
    for (line, part) in [
        ("kehu attach add yunfan", "no file named"),
        (
            "kehu attach add yunfan ~/none.pdf --kind other",
            "there is no file",
        ),
        ("kehu attach add yunfan ~ --kind other", "is no file"),
        (
            "kehu attach add yunfan ~/empty.txt --kind other",
            "is empty",
        ),
        ("kehu attach add yunfan ~/scan.pdf", "Kind"),
        ("kehu attach add yunfan ~/scan.pdf --kind treasure", "Kind"),
    ] {
        let refused = s.run(line);
        assert_eq!(refused.exit, Exit::Usage, "{line}\n{refused}");
        assert!(refused.err.contains(part), "{refused}");
    }
    assert!(kept(&s).is_empty(), "{:?}", kept(&s));
    let _ = s
        .run("kehu attach add yunfan ~/scan.pdf --kind other --dry-run")
        .done();
    assert!(kept(&s).is_empty());
    let _ = s
        .run("kehu attach add yunfan ~/tool.exe --kind other")
        .done();
    assert_snapshot!(s.run("kehu attach open AT20260305001"), @r"
    --- stderr ---
    error: tool.exe is a program: kehu opens none
      get its path with --print-path
    [exit 5]
    ");
    let _ = s.run("kehu attach open AT20260305001 --print-path").done();
}

#[test]
fn what_was_removed_comes_back_until_its_bytes_were_cleaned_up() {
    let mut s = office();
    desk(&s);
    let _ = s
        .run("kehu attach add yunfan ~/scan.pdf --kind other")
        .done();
    let _ = s.run("kehu attach remove AT20260305001 --yes").done();
    assert_eq!(kept(&s).len(), 1);
    age(&kept(&s)[0], 2);
    let _ = s.run("kehu doctor --fix");
    assert_eq!(kept(&s).len(), 1);
    let _ = s.run("kehu undo").done();
    let _ = s.run("kehu attach open AT20260305001 --print-path").done();
    // An attachment that was never to be is brought back by redo.
    let _ = s.run("kehu undo").done();
    let _ = s.run("kehu doctor --fix");
    let _ = s.run("kehu redo").done();
    let _ = s.run("kehu attach open AT20260305001 --print-path").done();
    let _ = s.run("kehu attach remove AT20260305001 --yes").done();
    s.at("2026-04-05 09:00");
    assert_snapshot!(doctor(&s, ""), @r#"attachments,attention,"files that nothing needs: 1, 17 B",kehu doctor --fix"#);
    assert_snapshot!(doctor(&s, "--fix"), @r"attachments,ok,fine,");
    assert!(kept(&s).is_empty());
    assert_snapshot!(s.run("kehu undo"), @r"
    --- stderr ---
    error: the file of AT20260305001 was cleaned up: it had been taken away for more than 30 days
      attach it anew: kehu attach add
    [exit 5]
    ");
}

#[test]
fn the_doctor_finds_what_is_missing_or_altered() {
    let s = office();
    desk(&s);
    let _ = s
        .run("kehu attach add yunfan ~/scan.pdf --kind other")
        .done();
    let _ = s
        .run("kehu attach add yunfan ~/chat.png --kind other")
        .done();
    let all = kept(&s);
    assert_eq!(all.len(), 2);
    age(&all[0], 3);
    fs::write(&all[0], "something else").expect("writes");
    fs::remove_file(&all[1]).expect("removes");
    assert_snapshot!(doctor(&s, ""), @r#"attachments,bad,1 missing: AT20260305002; 1 altered: AT20260305001,"bring back a backup, or attach them anew: kehu attach add""#);
    let refused = s.run("kehu attach open AT20260305001 --print-path");
    assert!(
        matches!(refused.exit, Exit::Store | Exit::NoSuchRecord),
        "{refused}"
    );
    // The same file attached anew mends it.
    let _ = s
        .run("kehu attach add yunfan ~/scan.pdf --kind other")
        .done();
    let _ = s
        .run("kehu attach add yunfan ~/chat.png --kind other")
        .done();
    assert_eq!(doctor(&s, ""), "attachments,ok,fine,");
    // What nobody registered lies about.
    s.put("kehu.attachments/part-1", "half of it");
    age(&s.path("kehu.attachments/part-1"), 2);
    assert_snapshot!(doctor(&s, ""), @r#"attachments,attention,"files that nothing needs: 1, 10 B",kehu doctor --fix"#);
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_what_is_attached() {
    use std::os::unix::fs::PermissionsExt as _;
    let s = office();
    desk(&s);
    let _ = s
        .run("kehu attach add yunfan ~/scan.pdf --kind other")
        .done();
    let mode = |path: &PathBuf| fs::metadata(path).expect("stands").permissions().mode() & 0o777;
    assert_eq!(mode(&kept(&s)[0]), 0o400);
    assert_eq!(mode(&s.path("kehu.attachments")), 0o700);
    fs::set_permissions(&kept(&s)[0], fs::Permissions::from_mode(0o644)).expect("permits");
    let told = s.run("kehu doctor -o csv").out;
    assert!(told.contains("permissions,attention"), "{told}");
    let _ = s.run("kehu doctor --fix");
    assert_eq!(mode(&kept(&s)[0]) & 0o077, 0);
}

#[test]
fn a_backup_carries_the_bytes_and_restore_brings_them_back() {
    let s = office();
    desk(&s);
    let _ = s
        .run("kehu attach add yunfan ~/scan.pdf --kind other")
        .done();
    let _ = s.run("kehu backup ~/safe/copy.db").done();
    assert_eq!(files(s.path("safe/copy.attachments")).len(), 1);
    fs::remove_dir_all(s.path("kehu.attachments")).expect("removes");
    let _ = s.run("kehu restore ~/safe/copy.db --yes").done();
    let _ = s.run("kehu attach open AT20260305001 --print-path").done();
    assert_eq!(doctor(&s, ""), "attachments,ok,fine,");
}

#[test]
fn erasing_a_customer_takes_its_bytes_and_leaves_those_of_others() {
    let s = office();
    desk(&s);
    let _ = s
        .run("kehu attach add yunfan ~/scan.pdf --kind other")
        .done();
    let _ = s
        .run("kehu attach add yunfan ~/chat.png --kind other")
        .done();
    let _ = s
        .run("kehu attach add qiming ~/scan.pdf --kind other")
        .done();
    // One that an undo took away is known by the journal alone.
    s.put("third.txt", "private");
    let _ = s
        .run("kehu attach add yunfan ~/third.txt --kind other")
        .done();
    let _ = s.run("kehu undo").done();
    let _ = s.run("kehu attach open AT20260305002 --print-path").done();
    let _ = s.run("kehu backup").done();
    assert_eq!(kept(&s).len(), 3);
    let told = s.run("kehu customer erase yunfan --yes --backups");
    assert_snapshot!(told.err.lines().filter(|line| line.contains("files")).collect::<String>(), @r"goes: attached files 2, 20 B");
    assert_eq!(kept(&s).len(), 1);
    assert!(!s.path("kehu.opened").exists());
    assert!(files(s.path("backups")).is_empty());
    let _ = s.run("kehu attach open AT20260305003 --print-path").done();
}

#[test]
fn a_team_file_brings_the_register_without_the_bytes() {
    let s = Session::new();
    s.put("scan.pdf", "a signed contract");
    for line in [
        "kehu init --name 李雷 --role rep --region HZ --supervisor 韩梅 --db ~/a.db",
        "kehu customer add 杭州云帆 --region HZ --industry IT --incomplete --db ~/a.db",
        "kehu attach add 云帆 ~/scan.pdf --kind contract-scan --db ~/a.db",
        "kehu init --name 韩梅 --role sales-supervisor --db ~/s.db",
    ] {
        let _ = s.run(line).done();
    }
    let said = s
        .run("kehu export team ~/a.kehu --reveal --yes --db ~/a.db")
        .done();
    assert!(said.err.contains("the contents stay here: 1"), "{said}");
    let _ = s.run("kehu import team ~/a.kehu --yes --db ~/s.db").done();
    let list = s
        .run("kehu attach list --db ~/s.db -o csv --fields number,kind,name,size")
        .done();
    assert_snapshot!(list, @r"
    number,kind,name,size
    AT20260305001,contract-scan,scan.pdf,17
    ");
    assert_snapshot!(s.run("kehu attach open AT20260305001 --print-path --db ~/s.db"), @r"
    --- stderr ---
    error: the file scan.pdf is not on this machine
      a colleague's file has it, or look with: kehu doctor
    [exit 3]
    ");
    // That they are elsewhere is no fault of this file.
    let told = s.run("kehu doctor --db ~/s.db -o csv").out;
    assert!(told.contains("attachments,ok"), "{told}");
}

#[test]
fn a_merged_customers_files_go_to_the_one_it_is_now() {
    let s = office();
    desk(&s);
    let _ = s
        .run("kehu attach add qiming ~/scan.pdf --kind other")
        .done();
    let _ = s
        .run("kehu customer merge qiming --into yunfan --yes")
        .done();
    let list = s.run("kehu attach list yunfan -o csv --fields number");
    assert_eq!(list.done().out, "number\nAT20260305001\n");
}

#[test]
fn the_files_of_a_kept_demo_stand_beside_it() {
    let s = Session::new();
    let _ = s.run("kehu demo --to ~/try.db").done();
    let listed = s
        .run("kehu attach list --db ~/try.db -o csv --fields number")
        .done();
    let number = listed.out.lines().nth(1).expect("one is attached");
    let open = format!("kehu attach open {number} --print-path --db ~/try.db");
    let _ = s.run(&open).done();
}
