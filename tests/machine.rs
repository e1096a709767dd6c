//! The machine at its worst: many at once, killed, full, unreadable, unheard.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::trial::{KEHU, Said, Trial, many_customers};

/// Numbers that look random and can be had again: what a failing test prints.
#[derive(Debug)]
pub struct Dice(pub u64);

impl Dice {
    pub fn thrown() -> Self {
        let seed = std::env::var("KEHU_TEST_SEED").ok();
        let seed = seed.and_then(|seed| seed.parse().ok());
        Dice(seed.unwrap_or_else(|| {
            let now = std::time::UNIX_EPOCH.elapsed().expect("after 1970");
            now.as_nanos() as u64 | 1
        }))
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }
}

/// The write that one of several busy people does in a round.
fn busy(trial: &Trial, who: usize, round: usize) -> Said {
    let name = format!("第{who}家{round}号科技有限公司");
    match (who + round) % 3 {
        0 => trial.customer(&name),
        1 => {
            let said = format!("{who}说了{round}");
            trial.run(["log", "云帆科技", &said, "--by", "phone", "-q"])
        }
        _ => trial.run([
            "ticket",
            "open",
            "云帆科技",
            "--type",
            "other",
            "--symptom",
            &name,
            "--priority",
            "normal",
            "-q",
        ]),
    }
}

#[test]
fn sixteen_at_once_lose_nothing_and_get_numbers_of_their_own() {
    const PEOPLE: usize = 16;
    const ROUNDS: usize = 50;
    let trial = Trial::new("zh");
    let before = trial.count("SELECT count(*) FROM command");
    let working = AtomicBool::new(true);
    let (trial, working) = (&trial, &working);
    let numbers: Vec<String> = thread::scope(|scope| {
        let reader = scope.spawn(move || {
            let mut read = 0;
            while working.load(Ordering::SeqCst) {
                for noun in ["customer", "followup", "ticket"] {
                    let said = trial.run([noun, "list", "-o", "json"]);
                    assert_eq!((said.exit, said.err.as_str()), (Some(0), ""), "{said:?}");
                    let rows: serde_json::Value =
                        serde_json::from_str(&said.out).expect("whole JSON");
                    assert!(rows.is_array());
                    read += 1;
                }
                thread::sleep(Duration::from_millis(30));
            }
            read
        });
        let people: Vec<_> = (0..PEOPLE)
            .map(|who| {
                scope.spawn(move || {
                    let write = |round| busy(trial, who, round).well().trim().to_owned();
                    (0..ROUNDS).map(write).collect::<Vec<String>>()
                })
            })
            .collect();
        let done: Vec<_> = people
            .into_iter()
            .map(thread::ScopedJoinHandle::join)
            .collect();
        working.store(false, Ordering::SeqCst);
        assert!(reader.join().expect("readers never fail") > 3);
        let each = done
            .into_iter()
            .map(|done| done.expect("writers never fail"));
        each.flatten().collect()
    });
    assert_eq!(numbers.len(), PEOPLE * ROUNDS);
    let distinct: BTreeSet<&String> = numbers.iter().collect();
    assert_eq!(distinct.len(), numbers.len());
    let stored = stored_numbers(trial);
    for number in &numbers {
        assert!(stored.contains(number), "{number} is lost");
    }
    let commands = trial.count("SELECT count(*) FROM command") - before;
    assert_eq!(commands, (PEOPLE * ROUNDS) as i64);
    // No number was skipped either.
    let last = trial.count("SELECT max(CAST(substr(number, -3) AS INTEGER)) FROM ticket");
    assert_eq!(last, trial.count("SELECT count(*) FROM ticket"));
    trial.is_sound();
}

/// Every number of every record that people call by one.
fn stored_numbers(trial: &Trial) -> BTreeSet<String> {
    let db = trial.open();
    let sql = "SELECT number FROM customer UNION ALL SELECT number FROM followup
               UNION ALL SELECT number FROM ticket";
    let mut query = db.prepare(sql).expect("prepares");
    let numbers = query.query_map([], |row| row.get(0)).expect("reads");
    numbers.collect::<Result<_, _>>().expect("numbers")
}

#[cfg(unix)]
#[test]
fn killed_at_any_moment_it_loses_nothing_that_it_said_was_stored() {
    const WRITES: usize = 300;
    let trial = Trial::new("zh");
    let mut dice = Dice::thrown();
    let seed = dice.0;
    // How long a write may take; found while trying, as the machine has other work.
    let mut patience = 5_000.0_f64;
    let (mut acknowledged, mut killed) = (Vec::new(), 0);
    for round in 0..WRITES {
        let mut child = trial
            .command(KEHU)
            .args([
                "log",
                "云帆科技",
                &format!("第{round}次"),
                "--by",
                "phone",
                "-q",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("kehu runs");
        thread::sleep(Duration::from_micros(dice.roll(patience as u64 * 2)));
        // SIGKILL; it may have ended already.
        let _ = child.kill();
        let output = child.wait_with_output().expect("ends");
        let early = output.status.code().is_none();
        killed += usize::from(early);
        // About as many are killed as end, however slow the machine is.
        patience *= if early { 1.2 } else { 1.0 / 1.2 };
        let out = String::from_utf8(output.stdout).expect("text");
        // Written with its newline, the number is a promise.
        acknowledged.extend(out.strip_suffix('\n').map(str::to_owned));
    }
    let stored = stored_numbers(&trial);
    for number in &acknowledged {
        assert!(
            stored.contains(number),
            "{number} is lost; KEHU_TEST_SEED={seed}"
        );
    }
    let half = trial.count(
        "SELECT count(*) FROM command c WHERE NOT EXISTS
         (SELECT 1 FROM change WHERE command = c.id) AND verb = 'followup log'",
    );
    assert_eq!(half, 0, "half a command; KEHU_TEST_SEED={seed}");
    assert!(
        killed > WRITES / 10,
        "only {killed} were killed; KEHU_TEST_SEED={seed}"
    );
    assert!(acknowledged.len() > WRITES / 100, "KEHU_TEST_SEED={seed}");
    busy(&trial, 0, 4).well();
    trial.is_sound();
}

/// What a full disk is called.
fn tells_of_a_full_disk(said: &Said, what: &str) {
    assert_eq!(said.exit, Some(1), "{what}: {said:?}");
    assert!(said.err.contains("磁盘已满"), "{what}: {said:?}");
    assert!(said.err.contains("请腾出空间"), "{what}: {said:?}");
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_called_so_and_keeps_what_was_there() {
    let trial = Trial::new("zh");
    let before = fs::read(trial.db()).expect("reads");
    // A file may not grow beyond what it is, wherever in the write that bites.
    let blocks = before.len().div_ceil(1024);
    let log = "$KEHU log 云帆科技 报价已发 --by phone -q";
    for limit in [1, 4, 40, blocks / 2] {
        let said = trial.shell(&format!("trap '' XFSZ; ulimit -f {limit}; {log}"));
        if said.exit == Some(0) {
            assert!(limit > 4, "{limit}: {said:?}");
            continue;
        }
        tells_of_a_full_disk(&said, &format!("ulimit -f {limit}"));
        assert_eq!(said.out, "");
    }
    // In the middle of one big write.
    fs::write(trial.folder.path().join("big"), "很长".repeat(15_000)).expect("writes");
    let said =
        trial.shell("trap '' XFSZ; ulimit -f 60; $KEHU log 云帆科技 \"$(cat big)\" --by phone -q");
    tells_of_a_full_disk(&said, "one big text");
    assert_eq!(
        trial.count("SELECT count(*) FROM customer WHERE name LIKE '杭州%'"),
        1
    );
    trial.shell(log).well();
    trial.is_sound();
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_an_error() {
    let trial = Trial::new("zh");
    many_customers(&trial.db(), 2000);
    for format in ["table", "plain", "json", "jsonl", "csv", "md"] {
        let said = trial.shell(&format!("$KEHU customer list -o {format} > /dev/full"));
        assert_eq!(said.exit, Some(1), "{format}: {said:?}");
        assert!(said.err.contains("失败："), "{format}: {said:?}");
    }
    for line in [
        "--help",
        "--version",
        "customer list --limit 1",
        "config lang",
    ] {
        let said = trial.shell(&format!("$KEHU {line} > /dev/full"));
        assert_eq!(said.exit, Some(1), "{line}: {said:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_quiet() {
    let trial = Trial::new("zh");
    many_customers(&trial.db(), 20_000);
    for format in ["table", "plain", "json", "jsonl", "csv", "md"] {
        let said = trial.shell(&format!(
            "$KEHU customer list -o {format} | head -1; echo ${{PIPESTATUS[0]}}"
        ));
        let status = said.out.lines().last().unwrap_or_default();
        assert_eq!((status, said.err.as_str()), ("0", ""), "{format}: {said:?}");
        assert_eq!(said.out.lines().count(), 2, "{format}");
    }
    for line in [
        "--help",
        "log HZ-IT-2026-001 报价已发 --by phone -q",
        "history",
    ] {
        let said = trial.shell(&format!("$KEHU {line} | true; echo ${{PIPESTATUS[0]}}"));
        assert_eq!(said.out, "0\n", "{line}: {said:?}");
    }
}

#[test]
fn a_newer_file_is_refused_and_not_touched() {
    let trial = Trial::new("zh");
    trial
        .open()
        .pragma_update(None, "user_version", 9999)
        .expect("sets");
    let before = fs::read(trial.db()).expect("reads");
    for args in [
        &["customer", "list"][..],
        &["log", "云帆科技", "报价已发", "--by", "phone"],
        &["undo"],
        &["init", "--name", "李雷"],
        &["find", "云帆"],
    ] {
        let said = trial.run(args);
        assert_eq!(said.exit, Some(6), "{args:?}: {said:?}");
        assert!(said.err.contains("由更新版本的 kehu 写成"), "{said:?}");
        assert!(said.err.contains("请安装新版本"), "{said:?}");
    }
    let said = trial.run(["doctor"]);
    assert_eq!(said.exit, Some(6), "{said:?}");
    assert_eq!(fs::read(trial.db()).expect("reads"), before);
}

#[test]
fn what_is_no_kehu_file_is_refused_and_not_touched() {
    let sound = Trial::new("zh");
    sound
        .open()
        .pragma_update(None, "wal_checkpoint", "TRUNCATE")
        .ok();
    let whole = fs::read(sound.db()).expect("reads");
    let foreign = {
        let trial = Trial::empty("zh");
        let db = trial.open();
        db.execute_batch(
            "CREATE TABLE photo (id INTEGER PRIMARY KEY); INSERT INTO photo VALUES (1)",
        )
        .expect("makes");
        drop(db);
        fs::read(trial.db()).expect("reads")
    };
    let cases: &[(&str, &[u8])] = &[
        ("a text", "客户名单\n云帆\n".repeat(500).as_bytes()),
        ("half a file", &whole[..whole.len() / 2]),
        ("a header only", &whole[..100]),
        ("somebody else's database", &foreign),
    ]
    .map(|(name, bytes)| (name, bytes.to_vec().leak() as &[u8]));
    for (what, bytes) in cases {
        let trial = Trial::empty("zh");
        fs::write(trial.db(), bytes).expect("writes");
        for args in [
            &["customer", "list"][..],
            &["init", "--name", "李雷", "--role", "rep"],
            &["log", "云帆科技", "报价已发", "--by", "phone"],
        ] {
            let said = trial.run(args);
            assert_eq!(said.exit, Some(6), "{what}, {args:?}: {said:?}");
            assert!(said.err.contains("数据文件"), "{what}: {said:?}");
            assert!(!said.err.contains("失败"), "{what}: {said:?}");
            assert!(!said.err.contains("SQL"), "{what}: {said:?}");
        }
        assert_eq!(&fs::read(trial.db()).expect("reads"), bytes, "{what}");
        let said = trial.run(["doctor"]);
        assert_eq!(said.exit, Some(6), "{what}: {said:?}");
    }
}

/// Whether permissions bind us at all: they do not bind root.
#[cfg(unix)]
fn is_bound(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    let probe = folder.join("probe");
    fs::write(&probe, "").expect("writes");
    fs::set_permissions(&probe, fs::Permissions::from_mode(0o400)).expect("sets");
    fs::OpenOptions::new().write(true).open(&probe).is_err()
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_says_so_and_can_be_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let trial = Trial::new("zh");
    if !is_bound(trial.folder.path()) {
        return;
    }
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("sets");
    };
    mode(&trial.db(), 0o400);
    let said = trial.run(["log", "云帆科技", "报价已发", "--by", "phone"]);
    assert_eq!(said.exit, Some(6), "{said:?}");
    assert!(said.err.contains("无法写入数据文件"), "{said:?}");
    assert!(trial.run(["customer", "list"]).well().contains("云帆"));
    mode(trial.folder.path(), 0o500);
    let said = trial.run(["log", "云帆科技", "报价已发", "--by", "phone"]);
    assert_eq!(said.exit, Some(6), "{said:?}");
    mode(trial.folder.path(), 0o700);
    mode(&trial.db(), 0o600);
    trial.is_sound();
}

#[test]
fn a_busy_file_is_waited_for_and_can_be_read_meanwhile() {
    let trial = Trial::new("zh");
    let held = Duration::from_millis(1200);
    let db = trial.open();
    db.execute_batch("BEGIN IMMEDIATE").expect("locks");
    let begun = Instant::now();
    let writer = {
        let mut command = trial.command(KEHU);
        command.args(["log", "云帆科技", "报价已发", "--by", "phone", "-q"]);
        thread::spawn(move || command.output().expect("kehu runs"))
    };
    assert!(trial.run(["customer", "list"]).well().contains("云帆"));
    assert!(begun.elapsed() < held, "reading waited for a writer");
    thread::sleep(held.saturating_sub(begun.elapsed()));
    assert!(!writer.is_finished(), "it did not wait");
    db.execute_batch("COMMIT").expect("unlocks");
    let said = Said::from(writer.join().expect("ends"));
    assert_eq!(said.well().trim(), "FU20260305001");
}

#[test]
fn a_file_busy_for_too_long_is_an_error_of_its_own() {
    let trial = Trial::new("zh");
    let (holder, other) = (trial.open(), trial.open());
    other.busy_timeout(Duration::ZERO).expect("sets");
    holder.execute_batch("BEGIN IMMEDIATE").expect("locks");
    let busy = other.execute_batch("BEGIN IMMEDIATE").expect_err("is busy");
    let failure = kehu::problem::Failure::from(busy);
    assert_eq!(failure.exit(), kehu::problem::Exit::Store);
    let kehu::problem::Failure::Problems(problems) = failure else {
        panic!("{failure:?}");
    };
    assert!(problems[0].say(kehu::words::Lang::Zh).contains("正忙"));
}
