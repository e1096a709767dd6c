//! TAB in real shells on a terminal, and what the scripts are answered.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use kehu::words::Lang;

use crate::pty::Pty;
use crate::trial::{KEHU, Trial};

/// What readline splits words at, unless told otherwise.
const BREAKS: &str = " \t\n\"'@><=;|&(:";

/// What the bash script gets for this line at a TAB (9) or a list (63).
fn bash(trial: &Trial, kind: &str, line: &str) -> String {
    trial.run(["__complete", "bash", kind, BREAKS, line]).well()
}

/// A name that would run in a careless shell.
const BAIT: &str = "$(touch bait)`touch bait`;touch bait";

/// Somebody with customers of all sorts.
fn trial(lang: &'static str) -> Trial {
    let trial = Trial::new(lang);
    for name in ["苏州大华机电", "Acme: Co & Sons", BAIT, "宁波 海天"] {
        trial.customer(name).well();
    }
    trial
        .run([
            "ticket",
            "open",
            "云帆",
            "--type",
            "product-fault",
            "--priority",
            "important",
            "--symptom",
            "黑屏",
            "--occurred",
            "2026-03-05 09:00",
            "--tried",
            "重启",
            "--at",
            "2026-03-05 09:30",
        ])
        .well();
    trial
}

#[test]
fn every_word_of_a_line_completes() {
    let trial = trial("en");
    for (line, shown) in [
        ("kehu cust", "customer\n"),
        ("kehu help tick", "ticket\n"),
        ("kehu customer sho", "show\n"),
        ("kehu customer add X --ind", "--industry\n"),
        ("kehu customer show hzyf", "杭州云帆科技有限公司\n"),
        ("kehu customer show 云帆", "杭州云帆科技有限公司\n"),
        ("kehu customer show HZ-IT-2026-002", "HZ-IT-2026-002\n"),
        ("kehu customer show Acme:", "\\ Co\\ \\&\\ Sons\n"),
        ("kehu customer show '宁波 ", "宁波 海天\n"),
        ("kehu customer show 宁波\\ ", "宁波\\ 海天\n"),
        ("kehu grade szdh", "苏州大华机电\n"),
        ("kehu ticket show 云", "SN20260305001\n"),
        ("kehu ticket respond SN", "SN20260305001\n"),
        ("kehu log 云帆 x --by ph", "phone\n"),
        ("kehu log 云帆 x --by=ph", "phone\n"),
        (
            "kehu customer add X --region HZ --industry IT --owner 韩",
            "韩梅\n",
        ),
        ("kehu form fill root", "root-cause\n"),
        ("kehu form fill price-request 云帆 --disc", "--discount\n"),
        ("kehu form fill price-request 云帆 --asks pr", "price\n"),
        ("kehu form print emer", "emergency-plan\n"),
        ("kehu duty done duty-q", "duty-qa\n"),
        ("kehu customer list -o jsonl --no-in", "--no-input\n"),
        ("kehu -o js", "json\njsonl\n"),
        ("kehu import customers ", "\t\n"),
        ("kehu nothing ", ""),
        ("kehu", ""),
    ] {
        assert_eq!(bash(&trial, "9", line), shown, "{line}");
    }
    let list = bash(&trial, "63", "kehu log 云帆 x --by ");
    assert!(list.starts_with("phone  (Phone)\n"), "{list}");
    let list = bash(&trial, "63", "kehu --lang zh log 云帆 x --by ");
    assert!(list.starts_with("phone  (电话)\n"), "{list}");
    let tickets = trial.run(["__complete", "fish", "kehu", "ticket", "show", ""]);
    assert_eq!(
        tickets.well(),
        "SN20260305001\t杭州云帆科技有限公司 · 黑屏\n"
    );
}

#[test]
fn a_customer_completes_by_what_it_is_called_now() {
    let trial = trial("zh");
    let tab = |typed: &str| bash(&trial, "9", &format!("kehu customer show {typed}"));
    // Any reading of a name, and a part of one where nothing begins so.
    trial.customer("重庆银行").well();
    for typed in ["cqyh", "zqyx", "chongq", "庆银", "qy"] {
        assert_eq!(tab(typed), "重庆银行\n", "{typed}");
    }
    let edit = ["customer", "edit", "重庆银行", "--name", "成都长风"];
    trial.run(edit).well();
    assert_eq!(
        (tab("cqyh").as_str(), tab("cdcf").as_str()),
        ("", "成都长风\n")
    );
    trial.run(["undo", "--yes"]).well();
    assert_eq!(
        (tab("cqyh").as_str(), tab("cdcf").as_str()),
        ("重庆银行\n", "")
    );
    trial
        .run(["customer", "remove", "重庆银行", "--yes"])
        .well();
    assert_eq!(tab("cqyh"), "");
}

#[test]
fn tags_are_completed_one_after_the_other() {
    let trial = trial("zh");
    trial
        .run(["customer", "tag", "云帆", "--add", "重点,展会$(x)"])
        .well();
    let after = bash(&trial, "9", "kehu customer list --tag 重点,展");
    assert_eq!(after, "重点,展会\\$\\(x\\)\n");
}

#[test]
fn several_that_say_less_than_was_typed_wait_for_the_second_tab() {
    let trial = trial("zh");
    trial.customer("杭州远方科技").well();
    // 杭州 would stand where hzyf stood.
    assert_eq!(bash(&trial, "9", "kehu customer show hzyf"), "");
    let list = bash(&trial, "63", "kehu customer show hzyf");
    assert_eq!(list.lines().count(), 2, "{list}");
    // Two of one name are told apart by number.
    trial
        .run([
            "customer",
            "add",
            "杭州远方科技",
            "--region",
            "NB",
            "--industry",
            "IT",
            "--incomplete",
            "--anyway",
        ])
        .well();
    let list = bash(&trial, "63", "kehu customer show 杭州远方");
    assert!(
        list.lines().all(|line| line.contains("-IT-2026-")),
        "{list}"
    );
    assert_eq!(list.matches("(杭州远方科技)").count(), 2, "{list}");
}

#[test]
fn a_tab_leaves_everything_as_it_was() {
    let trial = trial("zh");
    let files = || {
        let mut names: Vec<_> = fs::read_dir(trial.folder.path())
            .expect("reads")
            .map(|entry| entry.expect("an entry"))
            .map(|entry| {
                (
                    entry.file_name(),
                    entry.metadata().expect("facts").modified().ok(),
                )
            })
            .collect();
        names.sort();
        names
    };
    let before = files();
    assert_ne!(bash(&trial, "9", "kehu customer show hzyf"), "");
    assert_eq!(files(), before);
    // A file that is not there, is somebody else's, or is locked is nothing.
    let none = Trial::empty("zh");
    assert_eq!(bash(&none, "9", "kehu customer show hz"), "");
    assert!(!none.db().exists());
    fs::write(none.db(), "not a database").expect("writes");
    assert_eq!(bash(&none, "9", "kehu customer show hz"), "");
    let elsewhere = format!("kehu --db {} customer show hzyf", trial.db().display());
    assert_eq!(bash(&none, "9", &elsewhere), "杭州云帆科技有限公司\n");
    fs::write(none.folder.path().join("config.toml"), "lang = {").expect("writes");
    assert_eq!(bash(&none, "9", "kehu cust"), "customer\n");
    for strange in [
        &["__complete"][..],
        &["__complete", "csh", "x"],
        &["__complete", "bash"],
    ] {
        let said = trial.run(strange);
        assert_eq!(
            (said.exit, said.out.as_str(), said.err.as_str()),
            (Some(0), "", "")
        );
    }
}

#[test]
fn a_file_of_another_version_is_left_alone() {
    let trial = trial("zh");
    for version in [0, 99] {
        let db = trial.open();
        db.pragma_update(None, "user_version", version)
            .expect("writes");
        drop(db);
        assert_eq!(bash(&trial, "9", "kehu customer show hzyf"), "");
        assert_eq!(trial.count("PRAGMA user_version"), version);
    }
}

#[test]
fn shells_without_a_tried_script_see_no_names() {
    let trial = trial("zh");
    let ask = |args: &[&str]| trial.run([&["__complete"], args].concat()).well();
    assert_eq!(
        ask(&["powershell", "kehu customer sho", "17"]),
        "show\t查看资料\n".replace("查看资料", &about())
    );
    assert_eq!(
        ask(&["powershell", "kehu customer show", "19"])
            .matches("云帆")
            .count(),
        0
    );
    assert_eq!(ask(&["elvish", "kehu", "customer", "show", "hz"]), "");
    assert_eq!(ask(&["elvish", "kehu", "-o", "jsonl"]), "jsonl\n");
}

/// What `customer show` says of itself.
fn about() -> String {
    let tree = kehu::nouns::tree(Lang::Zh, None);
    let show = tree
        .find_subcommand("customer")
        .and_then(|customer| customer.find_subcommand("show"))
        .expect("a command");
    show.get_about().expect("a text").to_string()
}

#[test]
fn the_kept_scripts_are_what_kehu_prints() {
    let trial = Trial::empty("en");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
    for (shell, file) in [
        ("bash", "kehu.bash"),
        ("zsh", "_kehu"),
        ("fish", "kehu.fish"),
        ("powershell", "kehu.ps1"),
        ("elvish", "kehu.elv"),
    ] {
        let kept = fs::read_to_string(folder.join(file)).expect("reads");
        assert_eq!(trial.run(["completions", shell]).well(), kept, "{file}");
    }
    assert_eq!(trial.run(["completions", "csh"]).exit, Some(2));
}

#[test]
fn names_come_back_out_of_bash_as_they_went_in() {
    let trial = trial("zh");
    for name in [
        "展会 一",
        "a\"b",
        "it's",
        "$HOME",
        "`id`",
        "a;b",
        "x!!y",
        "~",
        "#1",
        "*",
        "{a,b}",
    ] {
        let db = trial.open();
        db.execute_batch("UPDATE meta SET value = 1 WHERE key = 'command'; DELETE FROM tag;")
            .expect("as a command");
        db.execute(
            "INSERT INTO tag (customer, name) SELECT min(id), ?1 FROM customer",
            [name],
        )
        .expect("adds");
        db.execute_batch("UPDATE meta SET value = NULL WHERE key = 'command'")
            .expect("ends");
        drop(db);
        for (open, close) in [("", ""), ("'", "'"), ("\"", "\"")] {
            let line = format!("kehu customer list --tag {open}");
            let written = bash(&trial, "9", &line);
            let word = format!("{open}{}{close}", written.trim_end_matches('\n'));
            if name.contains(',') {
                assert_eq!(written, "");
                continue;
            }
            let said = trial.shell(&format!("set -H; printf %s {word}")).well();
            assert_eq!(said, name, "{word}");
        }
    }
}

// ---- on a terminal

/// A shell at its prompt, with the script loaded.
fn shell(trial: &Trial, program: &str, args: &[&str]) -> Option<Pty> {
    let program = ["/usr/bin", "/bin", "/usr/local/bin"]
        .iter()
        .map(|folder| Path::new(folder).join(program))
        .find(|path| path.exists())?;
    let bin = Path::new(KEHU).parent().expect("a folder").display();
    let path = format!("{bin}:/usr/bin:/bin");
    let home = trial.folder.path().display().to_string();
    let mut env = trial.env();
    env.retain(|(name, _)| *name != "PATH");
    env.extend([
        ("PATH", path),
        ("HOME", home.clone()),
        ("LC_ALL", "C.UTF-8".to_owned()),
        ("PS1", "> ".to_owned()),
    ]);
    let env: Vec<_> = env
        .iter()
        .map(|(name, value)| (*name, OsStr::new(value.as_str())))
        .collect();
    let mut pty = Pty::spawn(&program, args, &env, (24, 100));
    pty.send(&format!("cd '{home}'\r"));
    Some(pty)
}

/// Whether a shell that was to be tried is here; says so if it is not.
fn missing(name: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "{name} is not installed: not tried");
}

/// A clean screen with nothing but the prompt on it. Keys typed before the
/// shell reads them itself are echoed and completed otherwise, so the prompt is
/// waited for: one that no earlier screen had.
fn fresh(pty: &mut Pty, number: u32) {
    pty.send(&format!("clear; PS1='{number}> '\r"));
    let prompt = format!("{number}>");
    pty.wait("the prompt", |rows| {
        rows.iter().enumerate().all(|(at, row)| match at {
            0 => *row == prompt,
            _ => row.is_empty(),
        })
    });
}

/// What every shell must do; `clear` takes the line away.
fn tabs(pty: &mut Pty, trial: &Trial, clear: &str) {
    pty.send("kehu customer show szd\t");
    pty.expect("kehu customer show 苏州大华机电");
    pty.send(clear);
    fresh(pty, 1);
    pty.send("kehu customer show 杭\t");
    pty.expect("kehu customer show 杭州云帆科技有限公司");
    pty.send(" -q\r");
    pty.expect("HZ-IT-2026-001");
    fresh(pty, 2);
    // The bait is the fourth; its number is typed for it.
    pty.send("kehu customer show touchb\t");
    pty.expect("kehu customer show HZ-IT-2026-004");
    pty.send("\r");
    pty.expect("$(touch bait)");
    assert!(!trial.folder.path().join("bait").exists());
    fresh(pty, 3);
    pty.send("kehu customer show '宁波 \t");
    pty.expect("'宁波 海天");
    pty.send("\r");
    pty.expect("HZ-IT-2026-005");
    fresh(pty, 4);
    // Behind another flag, inside a word, with a blank in the answer.
    trial
        .run(["customer", "tag", "云帆", "--add", "春 访"])
        .well();
    pty.send("kehu --db kehu.db customer list --tag=春\t");
    pty.expect("访");
    pty.send(" -q\r");
    pty.expect("HZ-IT-2026-001");
    pty.expect_gone("HZ-IT-2026-002");
    fresh(pty, 5);
}

/// An escalation goes to whoever leads before it goes to a colleague.
#[test]
fn leads_are_offered_first_for_an_escalation() {
    let trial = trial("en");
    for (name, role) in [("阿宝", "sales-rep"), ("赵主管", "service-supervisor")] {
        trial.run(["staff", "add", name, "--role", role]).well();
    }
    let listed = bash(&trial, "63", "kehu ticket escalate SN20260305001 --to ");
    let at = |name: &str| {
        listed
            .find(name)
            .unwrap_or_else(|| panic!("{name}: {listed}"))
    };
    assert!(at("赵主管") < at("阿宝"), "{listed}");
}

#[test]
fn bash_completes() {
    let trial = trial("en");
    let mut pty = shell(&trial, "bash", &["--norc", "--noprofile", "-i"]).expect("bash");
    pty.send("source <(kehu completions bash); clear\r");
    pty.expect_gone("source");
    tabs(&mut pty, &trial, "\u{15}");
    pty.send("kehu log 云帆 x --by \t\t");
    pty.expect("phone  (Phone)");
    pty.send("\u{15}kehu customer show Acme:\t");
    pty.expect("kehu customer show Acme:\\ Co\\ \\&\\ Sons");
    fs::write(trial.folder.path().join("my accounts.csv"), "").expect("writes");
    pty.send("\u{15}kehu import customers my\t");
    pty.expect("kehu import customers my\\ accounts.csv");
}

#[test]
fn zsh_completes() {
    let trial = trial("en");
    let Some(mut pty) = shell(&trial, "zsh", &["-f", "-i"]) else {
        return missing("zsh");
    };
    pty.send("autoload -Uz compinit; compinit -D; source <(kehu completions zsh); clear\r");
    pty.expect_gone("source");
    tabs(&mut pty, &trial, "\u{15}");
    pty.send("kehu log 云帆 x --by \t");
    pty.expect("phone  -- Phone");
    fs::write(trial.folder.path().join("my accounts.csv"), "").expect("writes");
    pty.send("\u{15}kehu import customers my\t");
    pty.expect("kehu import customers my\\ accounts.csv");
}

#[test]
fn fish_completes() {
    let trial = trial("en");
    let Some(mut pty) = shell(&trial, "fish", &["--no-config", "-i"]) else {
        return missing("fish");
    };
    pty.send("kehu completions fish | source; clear\r");
    pty.expect_gone("source");
    // What fish shows must have the typed letters in it: the initials do.
    pty.send("kehu customer show szd\t");
    pty.expect("kehu customer show szdhjd");
    pty.send("\r");
    pty.expect("苏州大华机电");
    pty.send("clear\r");
    pty.expect_gone("苏州");
    pty.send("kehu customer show 杭\t");
    pty.expect("kehu customer show 杭州云帆科技有限公司");
    pty.send("\r");
    pty.expect("HZ-IT-2026-001");
    pty.send("clear\r");
    pty.expect_gone("云帆");
    pty.send("kehu customer show HZ-IT-2026-004\t\r");
    pty.expect("$(touch bait)");
    assert!(!trial.folder.path().join("bait").exists());
    pty.send("clear\r");
    pty.expect_gone("bait");
    pty.send("kehu log 云帆 x --by \t");
    pty.expect("(Phone)");
}
