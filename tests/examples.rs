//! The scripts in `examples/`, run as their users would.

use std::fs;
use std::path::Path;

use crate::trial::{KEHU, Said, Trial};

/// Runs a script of `examples/` in the trial's folder.
fn script(trial: &Trial, line: &str) -> Said {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let output = trial
        .command("sh")
        .args(["-c", line])
        .env("KEHU", KEHU)
        .env("EXAMPLES", folder)
        .env("HOME", trial.folder.path())
        .output();
    output.expect("sh runs").into()
}

#[test]
fn the_first_day_runs_in_both_languages() {
    for (lang, ending) in [("zh", "工作月报"), ("en", "Monthly report")] {
        let trial = Trial::empty(lang);
        let said = script(&trial, "sh $EXAMPLES/first-day.sh");
        assert_eq!(said.exit, Some(0), "{said:?}");
        assert!(said.out.contains("[exit 5]"), "{}", said.out);
        assert!(said.out.contains("[exit 7]"), "{}", said.out);
        assert!(said.out.contains(ending), "{}", said.out);
        // It worked in a folder of its own.
        assert!(!trial.db().exists());
    }
}

#[test]
fn the_month_is_written_for_the_team_and_for_each() {
    let trial = Trial::empty("zh");
    let said = script(&trial, "sh $EXAMPLES/monthly-report.sh");
    assert_eq!((said.exit, said.out.as_str()), (Some(0), ""), "{said:?}");
    trial
        .run(["demo", "-q", "--to", &trial.db().display().to_string()])
        .well();
    let on_the_first = "KEHU_NOW='2026-04-01 07:30' sh $EXAMPLES/monthly-report.sh reports";
    let said = script(&trial, on_the_first);
    assert_eq!(said.out, "reports/2026-03\n", "{said:?}");
    let folder = trial.folder.path().join("reports/2026-03");
    let mut found: Vec<_> = fs::read_dir(&folder)
        .expect("reads")
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    found.sort();
    let mut wanted = Vec::new();
    for who in ["team", "李雷", "王芳", "赵敏", "陈昊", "韩梅"] {
        wanted.extend(["html", "json", "md", "xlsx"].map(|ending| format!("{who}.{ending}")));
    }
    wanted.sort();
    assert_eq!(found, wanted);
    for name in found {
        let bytes = fs::read(folder.join(&name)).expect("reads");
        assert!(bytes.len() > 500, "{name}");
        let said = String::from_utf8_lossy(&bytes);
        match name.ends_with(".xlsx") {
            true => assert!(bytes.starts_with(b"PK"), "{name}"),
            false => assert!(said.contains("2026"), "{name}: {said}"),
        }
    }
    let own = fs::read_to_string(folder.join("王芳.md")).expect("reads");
    assert!(own.contains("王芳"), "{own}");
    // A second time gives the same; a file that fails leaves nothing half done.
    assert_eq!(script(&trial, on_the_first).exit, Some(0));
    fs::write(
        trial.db(),
        "not a database, and long enough to be looked at",
    )
    .expect("writes");
    let said = script(&trial, on_the_first);
    assert_eq!(said.exit, Some(6), "{said:?}");
    assert!(said.err.contains("ended with 6"), "{said:?}");
}

#[test]
fn a_file_goes_in_and_its_bad_rows_come_back_mended() {
    let trial = Trial::empty("zh");
    trial
        .run(["init", "--name", "韩梅", "--role", "rep", "--region", "HZ"])
        .well();
    let import = "cp $EXAMPLES/customers.csv a.csv && sh $EXAMPLES/import-customers.sh a.csv";
    let said = script(&trial, import);
    assert_eq!(said.exit, Some(7), "{said:?}");
    assert!(
        said.out.contains("mend the rows in a.rejects.csv"),
        "{said:?}"
    );
    let customers = "SELECT count(*) FROM customer";
    assert_eq!(trial.count(customers), 2);
    // The rejects wait; nothing writes over them.
    assert_eq!(script(&trial, import).exit, Some(2));
    let mended = "sed -i s/,159456724,/,15945672400,/ a.rejects.csv &&
        sh $EXAMPLES/import-customers.sh a.rejects.csv";
    let said = script(&trial, mended);
    assert_eq!(said.exit, Some(0), "{said:?}");
    assert_eq!(trial.count(customers), 3);
    assert!(!trial.folder.path().join("a.rejects.rejects.csv").exists());
    trial.run(["undo"]).well();
    // What cannot be read at all ends with kehu's own status.
    let said = script(&trial, "sh $EXAMPLES/import-customers.sh none.csv");
    assert!(matches!(said.exit, Some(1..=3)), "{said:?}");
    assert!(said.err.contains("nothing was imported"), "{said:?}");
    assert_eq!(trial.count("SELECT count(*) FROM customer"), 2);
}

#[test]
fn a_week_goes_from_two_reps_to_their_supervisor() {
    let boss = Trial::empty("zh");
    boss.run(["init", "--name", "韩梅", "--role", "sales-supervisor"])
        .well();
    let key = boss.run(["key", "new"]).well().trim().to_owned();
    let inbox = boss.folder.path().join("inbox");
    fs::create_dir(&inbox).expect("makes");
    for (name, customer) in [("李雷", "杭州云帆科技有限公司"), ("王芳", "上海启明精密")]
    {
        let rep = Trial::empty("zh");
        let init = [
            "init",
            "--name",
            name,
            "--role",
            "rep",
            "--region",
            "HZ",
            "--supervisor",
            "韩梅",
        ];
        rep.run(init).well();
        rep.customer(customer).well();
        let send = format!("USER={name} sh $EXAMPLES/team-send.sh {key} out");
        let said = script(&rep, &send);
        assert_eq!(said.exit, Some(0), "{said:?}");
        assert_eq!(said.out, format!("out/{name}-2026-W10.kehu\n"), "{said:?}");
        // A second time in the week the newer one takes its place.
        assert_eq!(script(&rep, &send).exit, Some(0));
        let file = format!("{name}-2026-W10.kehu");
        fs::copy(rep.folder.path().join("out").join(&file), inbox.join(&file)).expect("copies");
        let said = script(&rep, "sh $EXAMPLES/team-send.sh age1no out");
        assert_eq!(said.exit, Some(2), "{said:?}");
    }
    let monday = "KEHU_NOW='2026-03-09 07:30' sh $EXAMPLES/team-report.sh inbox reports";
    let said = script(&boss, monday);
    assert_eq!(said.exit, Some(0), "{said:?}");
    assert!(said.out.ends_with("reports/2026-W10\n"), "{said:?}");
    let report = boss.folder.path().join("reports/2026-W10.md");
    let report = fs::read_to_string(report).expect("reads");
    assert!(
        report.contains("李雷") && report.contains("王芳"),
        "{report}"
    );
    assert_eq!(boss.count("SELECT count(*) FROM customer"), 2);
    // What cannot be read is named and stops nothing.
    fs::write(inbox.join("a.kehu"), "no team file").expect("writes");
    let said = script(&boss, monday);
    assert_eq!(said.exit, Some(7), "{said:?}");
    assert!(
        said.err.contains("inbox/a.kehu was not taken in"),
        "{said:?}"
    );
    assert_eq!(boss.count("SELECT count(*) FROM customer"), 2);
}

#[test]
fn the_reports_of_service_are_written_and_what_is_overdue_is_counted() {
    let trial = Trial::empty("zh");
    let said = script(&trial, "sh $EXAMPLES/service-reports.sh");
    assert_eq!((said.exit, said.out.as_str()), (Some(0), ""), "{said:?}");
    trial
        .run(["demo", "-q", "--to", &trial.db().display().to_string()])
        .well();
    let on_the_first = "KEHU_NOW='2026-04-01 07:30' sh $EXAMPLES/service-reports.sh reports";
    let said = script(&trial, on_the_first);
    assert_eq!(said.out, "reports/2026-03\n", "{said:?}");
    let folder = trial.folder.path().join("reports/2026-03");
    for (name, holds) in [
        ("aftersales", "首次响应"),
        ("satisfaction", "净推荐值"),
        ("feedback", "投诉"),
    ] {
        let read = |ending: &str| fs::read(folder.join(format!("{name}.{ending}"))).expect("reads");
        assert!(read("xlsx").starts_with(b"PK"), "{name}");
        for ending in ["html", "md"] {
            let text = String::from_utf8(read(ending)).expect("text");
            assert!(text.contains(holds), "{name}.{ending}: {text}");
        }
    }
    let open = trial.run([
        "ticket",
        "list",
        "--overdue",
        "-q",
        "--now",
        "2026-04-01 07:30",
    ]);
    let overdue = open.well().lines().count();
    let (exit, told) = match overdue {
        0 => (Some(0), String::new()),
        n => (Some(7), format!("tickets with a clock that is over: {n}\n")),
    };
    assert_eq!((said.exit, said.err), (exit, told));
    fs::write(
        trial.db(),
        "not a database, and long enough to be looked at",
    )
    .expect("writes");
    assert_eq!(script(&trial, on_the_first).exit, Some(6));
}
