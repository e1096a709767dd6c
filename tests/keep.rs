//! Keeping the file safe, on real folders: backup, restore, doctor, merge,
//! erase.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use kehu::form::Form;
use kehu::problem::Exit;
use kehu::records::{Contact, Customer, Followup, Record, Staff};
use kehu::say;
use kehu::store::{self, Kind, NumberIs, Place, Shelf, Store, Whom};
use kehu::value::{Found, Moment, Noun};
use kehu::words::Lang;

use crate::session;

fn now() -> Moment {
    Moment::parse_rfc3339("2026-03-05T14:00:00+08:00").expect("a moment")
}

/// A record from some of its columns.
fn record<F: Form>(columns: &[(&str, Found<'_>)]) -> F {
    let mut fields = F::FIELDS.iter();
    let mut next = || {
        let key = fields.next().map(|field| field.key);
        columns
            .iter()
            .find(|(column, _)| Some(*column) == key)
            .map_or(Found::Null, |(_, value)| *value)
    };
    F::load(&mut next).expect("every required column is given")
}

fn text(text: &str) -> Found<'_> {
    Found::Text(text)
}

/// A file in a folder of its own.
struct Desk {
    _folder: tempfile::TempDir,
    db: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let db = folder.path().join("data").join("kehu.db");
        let desk = Desk {
            _folder: folder,
            db,
        };
        let me = desk.add(
            &record::<Staff>(&[("name", text("韩梅")), ("role", text("sales-rep"))]),
            "S1",
        );
        let mut shelf = desk.shelf();
        let writing = shelf
            .write()
            .and_then(|store| store.begin("init", Kind::Work, Some(me), now()))
            .expect("begins");
        writing.set_meta("me", &me.to_string()).expect("set");
        writing
            .commit("", &say!("init", "初始化"))
            .expect("commits");
        desk
    }

    fn folder(&self) -> &Path {
        self.db.parent().expect("a folder")
    }

    fn shelf(&self) -> Shelf {
        Shelf::new(self.db.clone(), 7, "test".into())
    }

    fn with<R>(&self, work: impl FnOnce(&mut Store) -> R) -> R {
        let mut shelf = self.shelf();
        work(shelf.write().expect("opens"))
    }

    fn add<F: Record>(&self, record: &F, number: &str) -> i64 {
        self.with(|store| {
            let writing = store.begin("add", Kind::Work, None, now()).expect("begins");
            let place = Place {
                number: NumberIs::Given(number.to_owned()),
                extra: Vec::new(),
                since: now(),
                to_confirm: &BTreeSet::new(),
            };
            let (id, number) = writing.insert(record, &place).expect("inserts");
            writing
                .commit(&number, &say!("added", "新增"))
                .expect("commits");
            id
        })
    }

    fn customer(&self, number: &str, name: &str, more: &[(&str, Found<'_>)]) -> i64 {
        let mut columns = vec![("kind", text("enterprise")), ("name", text(name))];
        columns.extend(more);
        self.add(&record::<Customer>(&columns), number)
    }

    fn contact(&self, number: &str, customer: i64, name: &str, phone: &str) -> i64 {
        let email = format!("{phone}@yunfan.example");
        let columns = [
            ("customer", Found::Int(customer)),
            ("name", text(name)),
            ("phone", text(phone)),
            ("email", text(&email)),
        ];
        self.add(&record::<Contact>(&columns), number)
    }

    fn followup(&self, number: &str, customer: i64, said: &str) -> i64 {
        let columns = [
            ("customer", Found::Int(customer)),
            ("said", text(said)),
            ("method", text("phone")),
            ("at", text("2026-03-04T02:00:00Z")),
            ("direction", text("out")),
            ("reached", text("yes")),
        ];
        self.add(&record::<Followup>(&columns), number)
    }

    fn run(&self, args: &[&str]) -> (Exit, String, String) {
        session::run(session::world(&self.db, now(), Lang::En), args)
    }
}

impl Desk {
    /// The exit status, and everything that was said.
    fn said(&self, args: &[&str]) -> (Exit, String) {
        let (exit, out, err) = self.run(args);
        (exit, out + &err)
    }
}

/// Every file below a folder that holds the bytes of `needle`.
fn files_with(folder: &Path, needle: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("reads") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_with(&path, needle));
        } else {
            let bytes = fs::read(&path).expect("reads");
            let needle = needle.as_bytes();
            if bytes.windows(needle.len()).any(|window| window == needle) {
                found.push(path);
            }
        }
    }
    found
}

/// Everything in the watched tables, for comparing two states.
fn dump(db: &Path, tables: &[&str]) -> Vec<String> {
    let db = rusqlite::Connection::open(db).expect("opens");
    let mut rows = Vec::new();
    for table in tables {
        let mut query = db
            .prepare(&format!("SELECT * FROM {table} ORDER BY id"))
            .expect("prepares");
        let width = query.column_count();
        let mut found = query.query([]).expect("queries");
        while let Some(row) = found.next().expect("a row") {
            let cells: Vec<String> = (0..width)
                .map(|at| format!("{:?}", row.get_ref(at).expect("a column")))
                .collect();
            rows.push(format!("{table} {}", cells.join("|")));
        }
    }
    rows
}

const TABLES: &[&str] = &[
    "customer",
    "contact",
    "followup",
    "tag",
    "turn",
    "to_confirm",
    "review",
    "gate_note",
];

#[test]
fn a_backup_is_private_whole_and_never_replaces() {
    let desk = Desk::new();
    desk.customer("C1", "杭州云帆科技有限公司", &[]);
    let (exit, out, err) = desk.run(&["backup"]);
    assert_eq!(exit, Exit::Done, "{err}");
    let file = desk
        .folder()
        .join("backups")
        .join("kehu-20260305-140000.db");
    assert!(out.contains("1 customers"), "{out}");
    assert_eq!(store::inspect(&file).expect("whole").customers, 1);
    assert_eq!(
        fs::read_dir(desk.folder().join("backups"))
            .expect("reads")
            .count(),
        1
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode(&file), 0o600);
        assert_eq!(mode(&desk.folder().join("backups")), 0o700);
    }
    let (exit, _, _) = desk.run(&["backup"]);
    assert_eq!(exit, Exit::Done);
    assert!(
        desk.folder()
            .join("backups/kehu-20260305-140000-2.db")
            .exists()
    );
    let name = file.to_string_lossy().into_owned();
    let before = fs::read(&file).expect("reads");
    let (exit, _, err) = desk.run(&["backup", &name]);
    assert_eq!(exit, Exit::Usage);
    assert!(err.contains("exists already"), "{err}");
    assert_eq!(fs::read(&file).expect("reads"), before);
    let (_, out, _) = desk.run(&["backup", "--list", "-o", "plain"]);
    assert_eq!(out.lines().count(), 2, "{out}");
}

#[test]
fn restore_brings_back_and_keeps_what_was_there() {
    let desk = Desk::new();
    desk.customer("C1", "云帆", &[]);
    assert_eq!(desk.run(&["backup"]).0, Exit::Done);
    desk.customer("C2", "长风", &[]);
    let name = "kehu-20260305-140000.db";
    let (exit, _, err) = desk.run(&["restore", name]);
    assert_eq!(exit, Exit::Usage);
    assert!(err.contains("--yes"), "{err}");
    assert_eq!(store::inspect(&desk.db).expect("whole").customers, 2);
    let (exit, _, err) = desk.run(&["restore", name, "--yes"]);
    assert_eq!(exit, Exit::Done, "{err}");
    assert_eq!(store::inspect(&desk.db).expect("whole").customers, 1);
    let kept = desk.folder().join("backups/kehu-20260305-140000-2.db");
    assert_eq!(store::inspect(&kept).expect("whole").customers, 2);
    // The restored file can be written to, and says where it comes from.
    desk.customer("C3", "远山", &[]);
    let verbs: Vec<_> = desk.with(|store| store.entries(None, 2).expect("reads"));
    assert_eq!(verbs[1].verb, "restore");
}

#[test]
fn restore_refuses_what_is_no_sound_kehu_file() {
    let desk = Desk::new();
    let before = fs::read(&desk.db).expect("reads");
    let other = desk.folder().join("other.db");
    let refused = |file: &Path| {
        let (exit, _, err) = desk.run(&["restore", &file.to_string_lossy(), "--yes"]);
        assert_eq!(fs::read(&desk.db).expect("reads"), before);
        (exit, err)
    };
    assert_eq!(refused(&other).0, Exit::NoSuchRecord);
    fs::write(
        &other,
        "no database at all, but long enough to have a header".repeat(100),
    )
    .expect("writes");
    assert!(refused(&other).1.contains("no kehu file"));
    fs::remove_file(&other).expect("removes");
    rusqlite::Connection::open(&other)
        .and_then(|db| db.execute_batch("CREATE TABLE customer (id)"))
        .expect("another database");
    assert!(refused(&other).1.contains("no kehu file"));
    fs::remove_file(&other).expect("removes");
    desk.with(|store| store.backup_to(&other).map(|_| ()))
        .expect("copies");
    rusqlite::Connection::open(&other)
        .and_then(|db| db.pragma_update(None, "user_version", 999))
        .expect("a newer one");
    let (exit, err) = refused(&other);
    assert_eq!(exit, Exit::Store);
    assert!(err.contains("newer"), "{err}");
}

#[test]
fn a_file_of_an_older_kehu_is_not_taken_for_a_broken_one() {
    let desk = Desk::new();
    desk.customer("C1", "云帆", &[]);
    assert_eq!(desk.run(&["backup"]).0, Exit::Done);
    rusqlite::Connection::open(&desk.db)
        .and_then(|db| db.execute_batch("DROP TABLE request; PRAGMA user_version = 10"))
        .expect("an older one");
    let (exit, out, _) = desk.run(&["doctor"]);
    assert_eq!(exit, Exit::Done, "{out}");
    assert!(
        out.contains("the next command brings it up to date"),
        "{out}"
    );
}

#[test]
fn restore_waits_for_nobody_who_has_the_file_open() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["backup"]).0, Exit::Done);
    desk.customer("C1", "云帆", &[]);
    let other = rusqlite::Connection::open(&desk.db).expect("opens");
    other
        .execute_batch("BEGIN; SELECT count(*) FROM customer")
        .expect("reads");
    let _: i64 = other
        .query_row("SELECT count(*) FROM customer", [], |row| row.get(0))
        .expect("reads");
    let (exit, _, err) = desk.run(&["restore", "kehu-20260305-140000.db", "--yes"]);
    assert_eq!(exit, Exit::Store, "{err}");
    assert!(err.contains("has the file open"), "{err}");
    drop(other);
    assert_eq!(store::inspect(&desk.db).expect("whole").customers, 1);
}

#[test]
fn restore_replaces_a_damaged_file_and_keeps_its_bytes() {
    let desk = Desk::new();
    desk.customer("C1", "云帆", &[]);
    assert_eq!(desk.run(&["backup"]).0, Exit::Done);
    fs::write(&desk.db, "ruin".repeat(5000)).expect("writes");
    let (exit, out, _) = desk.run(&["doctor", "-o", "plain"]);
    assert_eq!(exit, Exit::Store);
    assert!(out.lines().count() > 8, "{out}");
    let (exit, _, err) = desk.run(&["restore", "kehu-20260305-140000.db", "--yes"]);
    assert_eq!(exit, Exit::Done, "{err}");
    assert_eq!(store::inspect(&desk.db).expect("whole").customers, 1);
    assert_eq!(
        files_with(&desk.folder().join("backups"), "ruinruin").len(),
        1
    );
}

/// The state of one check.
fn state(desk: &Desk, check: &str) -> String {
    let (_, out, err) = desk.run(&["doctor", "-o", "plain"]);
    let line = out
        .lines()
        .find(|line| line.starts_with(&format!("{check}\t")));
    line.unwrap_or_else(|| panic!("no {check}: {out} {err}"))
        .split('\t')
        .nth(1)
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn the_doctor_finds_what_is_wrong_and_mends_what_it_can() {
    let desk = Desk::new();
    let customer = desk.customer("C1", "云帆", &[]);
    desk.followup("FU1", customer, "对价格有顾虑");
    assert_eq!(desk.run(&["doctor"]).0, Exit::Attention, "no backup yet");
    assert_eq!(desk.run(&["backup"]).0, Exit::Done);
    let (exit, out, err) = desk.run(&["doctor"]);
    assert_eq!(exit, Exit::Done, "{out}{err}");

    let db = rusqlite::Connection::open(&desk.db).expect("opens");
    db.execute_batch(
        "DROP TRIGGER customer_noted_update; DROP TRIGGER customer_noted_updated;
         UPDATE customer SET name_key = 'wrong';
         INSERT INTO followup_text (followup_text) VALUES ('delete-all');",
    )
    .expect("damages");
    drop(db);
    assert_eq!(state(&desk, "journal"), "bad");
    assert_eq!(state(&desk, "search"), "attention");
    assert_eq!(desk.run(&["doctor"]).0, Exit::Store);
    let (exit, out, err) = desk.run(&["doctor", "--fix"]);
    assert_eq!(exit, Exit::Done, "{out}{err}");

    let db = rusqlite::Connection::open(&desk.db).expect("opens");
    db.execute_batch("DELETE FROM customer_spelling")
        .expect("damages");
    drop(db);
    assert_eq!(state(&desk, "search"), "attention");
    assert_eq!(desk.run(&["doctor", "--fix"]).0, Exit::Done);
    assert_eq!(state(&desk, "search"), "ok");

    fs::create_dir(desk.folder().join("kehu.drafts")).expect("makes");
    fs::write(desk.folder().join("kehu.drafts/customer-add.json"), "{}").expect("writes");
    assert_eq!(state(&desk, "drafts"), "attention");

    let db = rusqlite::Connection::open(&desk.db).expect("opens");
    db.execute_batch(
        "DROP TRIGGER customer_noted_update; DROP TRIGGER customer_noted_updated;
         UPDATE customer SET kind = 'planet';
         PRAGMA foreign_keys = OFF;
         DROP TRIGGER followup_noted_update; DROP TRIGGER followup_noted_updated;
         UPDATE followup SET customer = 1;",
    )
    .expect("damages");
    drop(db);
    assert_eq!(state(&desk, "values"), "bad");
    assert_eq!(state(&desk, "references"), "bad");
}

#[cfg(unix)]
#[test]
fn the_doctor_takes_other_peoples_rights_away() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    assert_eq!(desk.run(&["backup"]).0, Exit::Done);
    assert_eq!(state(&desk, "permissions"), "ok");
    let set = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("sets");
    };
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    set(&desk.db, 0o644);
    set(desk.folder(), 0o755);
    set(&desk.folder().join("backups"), 0o755);
    assert_eq!(state(&desk, "permissions"), "attention");
    assert_eq!(desk.run(&["doctor", "--fix"]).0, Exit::Done);
    assert_eq!(mode(&desk.db), 0o600);
    assert_eq!(mode(desk.folder()), 0o700);
    assert_eq!(mode(&desk.folder().join("backups")), 0o700);
    // A folder that holds other things is not kehu's to change.
    fs::write(desk.folder().join("letter.txt"), "").expect("writes");
    set(desk.folder(), 0o755);
    assert_eq!(desk.run(&["doctor", "--fix"]).0, Exit::Done);
    assert_eq!(mode(desk.folder()), 0o755);
}

#[test]
fn a_merge_moves_everything_and_undo_brings_it_back() {
    let desk = Desk::new();
    let gone = desk.customer(
        "C1",
        "云帆",
        &[
            ("region", text("HZ")),
            ("stage", text("lead")),
            ("notes", text("旧备注")),
        ],
    );
    let kept = desk.customer("C2", "杭州云帆科技有限公司", &[("notes", text("新备注"))]);
    let child = desk.customer("C3", "云帆分公司", &[("parent", Found::Int(gone))]);
    desk.contact("CT1", gone, "张三", "+8613912345678");
    desk.followup("FU1", gone, "对价格有顾虑");
    desk.with(|store| {
        let writing = store
            .begin("customer tag", Kind::Work, None, now())
            .expect("begins");
        for (customer, name) in [(gone, "vip"), (gone, "展会"), (kept, "vip")] {
            writing.tag(customer, name).expect("tags");
        }
        writing
            .ask_later(Noun::Customer, gone, "budget")
            .expect("asks");
        writing
            .ask_later(Noun::Customer, gone, "notes")
            .expect("asks");
        writing
            .note_gate(Noun::Customer, gone, "registration", None)
            .expect("notes");
        writing
            .commit("C1", &say!("tagged", "打标签"))
            .expect("commits");
    });
    let before = dump(&desk.db, TABLES);

    let (exit, said) = desk.said(&["customer", "merge", "C1", "--into", "C2"]);
    assert_eq!(exit, Exit::Usage, "{said}");
    assert!(said.contains("--yes"), "{said}");
    let (exit, said) = desk.said(&["customer", "merge", "C1", "--into", "C2", "--dry-run"]);
    assert_eq!(exit, Exit::Done);
    assert!(
        said.contains("contact 1") && said.contains("Region") && said.contains("展会"),
        "{said}"
    );
    assert!(!said.contains("Notes"), "{said}");
    assert_eq!(dump(&desk.db, TABLES), before);
    let (exit, said) = desk.said(&["customer", "merge", "C1", "--into", "C2", "--yes"]);
    assert_eq!(exit, Exit::Done, "{said}");

    desk.with(|store| {
        let now_kept = store.customer(kept).expect("there").record;
        assert!(now_kept.region.is_some() && now_kept.stage.is_some());
        assert_eq!(now_kept.notes.expect("kept").0, "新备注");
        assert_eq!(
            store
                .customer(child)
                .expect("there")
                .record
                .parent
                .map(|to| to.id()),
            Some(kept)
        );
        assert_eq!(store.tags(kept).expect("tags"), ["vip", "展会"]);
        let open = store.to_confirm(Noun::Customer, kept).expect("reads");
        assert_eq!(open.into_iter().collect::<Vec<_>>(), ["budget"]);
        assert!(
            store
                .removed_at(Noun::Customer, gone)
                .expect("reads")
                .is_some()
        );
    });
    let db = rusqlite::Connection::open(&desk.db).expect("opens");
    let left: i64 = db
        .query_row(
            "SELECT (SELECT count(*) FROM contact WHERE customer = ?1)
                  + (SELECT count(*) FROM followup WHERE customer = ?1)
                  + (SELECT count(*) FROM turn WHERE record = ?1)
                  + (SELECT count(*) FROM gate_note WHERE record = ?1)",
            [gone],
            |row| row.get(0),
        )
        .expect("counts");
    assert_eq!(left, 0);
    drop(db);

    desk.with(|store| {
        let newest = store.newest_done().expect("reads").expect("one");
        assert_eq!(newest.verb, "customer merge");
        assert!(store.standing(newest.id).expect("reads").is_clear());
        let writing = store
            .begin("undo", Kind::Undo, None, now())
            .expect("begins");
        writing.take_back(newest.id).expect("undoes");
        writing
            .commit("C2", &say!("undid", "已撤销"))
            .expect("commits");
    });
    assert_eq!(dump(&desk.db, TABLES), before);
}

#[test]
fn the_past_of_the_customer_that_stays_is_its_own() {
    let desk = Desk::new();
    let gone = desk.customer(
        "C1",
        "云帆",
        &[("stage", text("lead")), ("intent", text("high"))],
    );
    let kept = desk.customer("C2", "云帆科技", &[("stage", text("lead"))]);
    desk.with(|store| {
        let writing = store
            .begin("customer merge", Kind::Work, None, now())
            .expect("begins");
        writing.merge(gone, kept).expect("merges");
        writing
            .commit("C2", &say!("merged", "合并"))
            .expect("commits");
    });
    let db = rusqlite::Connection::open(&desk.db).expect("opens");
    let turns = |attribute: &str| -> i64 {
        db.query_row(
            "SELECT count(*) FROM turn WHERE record = ?1 AND attribute = ?2",
            rusqlite::params![kept, attribute],
            |row| row.get(0),
        )
        .expect("counts")
    };
    assert_eq!((turns("stage"), turns("intent")), (1, 1));
}

#[test]
fn not_a_byte_of_an_erased_customer_remains() {
    let desk = Desk::new();
    let words = [
        "云帆科技",
        "张三丰",
        "13912345678",
        "yunfan.example",
        "对价格有顾虑",
    ];
    let merged = desk.customer("C1", "云帆科技杭州", &[]);
    let customer = desk.customer("C2", "杭州云帆科技有限公司", &[]);
    let other = desk.customer("C9", "长风", &[]);
    desk.contact("CT1", merged, "张三丰", "+8613912345678");
    desk.followup(
        "FU1",
        customer,
        "对价格有顾虑，张三丰再议，回电 13912345678",
    );
    let stays = desk.followup("FU2", other, "谈交货期");
    // One that was added and undone: only the journal holds it.
    desk.contact("CT2", customer, "张三丰", "+8613912345678");
    desk.with(|store| {
        let newest = store.newest_done().expect("reads").expect("one").id;
        let writing = store
            .begin("undo", Kind::Undo, None, now())
            .expect("begins");
        writing.take_back(newest).expect("undoes");
        writing
            .commit("CT2", &say!("undid", "已撤销"))
            .expect("commits");
    });
    let (exit, said) = desk.said(&["customer", "merge", "C1", "--into", "C2", "--yes"]);
    assert_eq!(exit, Exit::Done, "{said}");
    assert_eq!(desk.run(&["backup"]).0, Exit::Done);
    let drafts = desk.folder().join("kehu.drafts");
    fs::create_dir_all(&drafts).expect("makes");
    fs::write(
        drafts.join("contact-add.json"),
        r#"{"name":"张三丰","phone":"139 1234 5678"}"#,
    )
    .expect("writes");
    fs::write(drafts.join("ticket-open.json"), r#"{"symptom":"异响"}"#).expect("writes");
    let lists = desk.folder().join("kehu.lists");
    fs::create_dir_all(&lists).expect("makes");
    fs::write(
        lists.join("test.json"),
        format!(r#"{{"ids":[{other},{customer}]}}"#),
    )
    .expect("writes");
    for word in words {
        assert!(
            !files_with(desk.folder(), word).is_empty(),
            "{word} is there before"
        );
    }

    let (exit, said) = desk.said(&["customer", "erase", "C2"]);
    assert_eq!(exit, Exit::Usage, "{said}");
    assert!(said.contains("still in backups: 1"), "{said}");
    let (exit, said) = desk.said(&["customer", "erase", "C2", "--yes", "--backups"]);
    assert_eq!(exit, Exit::Done, "{said}");
    for word in words {
        assert_eq!(
            files_with(desk.folder(), word),
            Vec::<PathBuf>::new(),
            "{word}"
        );
    }
    assert!(drafts.join("ticket-open.json").exists());
    assert!(!lists.join("test.json").exists());
    assert!(
        desk.folder()
            .join("backups")
            .read_dir()
            .expect("reads")
            .next()
            .is_none()
    );
    desk.with(|store| {
        assert!(store.get::<Followup>(stays).is_ok(), "others' records stay");
        let newest = store.entries(None, 1).expect("reads").remove(0);
        assert_eq!(newest.verb, "customer erase");
        assert!(store.standing(newest.id).expect("reads").never);
    });
    for check in [
        "integrity",
        "references",
        "search",
        "journal",
        "values",
        "erasure",
    ] {
        assert_eq!(state(&desk, check), "ok", "{check}");
    }
}

#[test]
fn an_erased_contact_leaves_the_customer_and_is_told_where_it_is_mentioned() {
    let desk = Desk::new();
    let customer = desk.customer("C1", "长风", &[]);
    let contact = desk.contact("CT1", customer, "张三丰", "+8613912345678");
    desk.followup("FU1", customer, "与张三丰通话");
    assert_eq!(desk.run(&["backup"]).0, Exit::Done);
    let erasing = desk.with(|store| {
        store
            .erasing(Whom {
                noun: Noun::Contact,
                id: contact,
            })
            .expect("reads")
    });
    assert_eq!(erasing.mentions, 1);
    let (exit, said) = desk.said(&["contact", "erase", "CT1", "--yes"]);
    assert_eq!(exit, Exit::Attention, "a backup is left: {said}");
    let left = files_with(desk.folder(), "13912345678");
    assert!(
        left.iter()
            .all(|file| file.starts_with(desk.folder().join("backups"))),
        "{left:?}"
    );
    desk.with(|store| {
        assert!(store.customer(customer).is_ok());
        assert!(store.get::<Contact>(contact).is_err());
    });
}
