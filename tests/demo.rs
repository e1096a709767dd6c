//! The demo: the same work every time, sound, rich, and nothing else touched.

use std::fs;
use std::path::{Path, PathBuf};

use kehu::problem::Exit;
use kehu::store::Shelf;
use kehu::value::Moment;
use kehu::words::Lang;
use kehu::world::World;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::session;

/// A machine with a temporary folder of its own.
pub struct Machine {
    folder: TempDir,
    lang: Lang,
    now: &'static str,
}

impl Machine {
    pub fn new(lang: Lang) -> Self {
        Machine {
            folder: tempfile::tempdir().expect("a folder"),
            lang,
            now: "2031-01-02T03:04:05+08:00",
        }
    }

    /// Runs a command line; `~` stands for the folder in what it says.
    pub fn run(&self, args: &[&str]) -> (Exit, String, String) {
        self.seen(None, args)
    }

    /// The same in a window of so many columns.
    fn seen(&self, width: Option<u16>, args: &[&str]) -> (Exit, String, String) {
        let mut world = self.world();
        world.width = width;
        self.told(world, args)
    }

    fn world(&self) -> World<'static> {
        let now = Moment::parse_rfc3339(self.now).expect("a moment");
        let db = self.folder.path().join("kehu.db");
        let mut world = session::world(&db, now, self.lang);
        world.env.temp_dir = self.folder.path().join("tmp");
        world
    }

    fn told(&self, world: World<'_>, args: &[&str]) -> (Exit, String, String) {
        let (exit, out, err) = session::run(world, args);
        let folder = self.folder.path().display().to_string();
        (exit, out.replace(&folder, "~"), err.replace(&folder, "~"))
    }

    /// Makes the demo and gives back its file.
    #[track_caller]
    pub fn demo(&self) -> PathBuf {
        let (exit, out, err) = self.run(&["demo", "-q"]);
        assert_eq!((exit, err.as_str()), (Exit::Done, ""));
        let place = out.trim_end().strip_prefix("~/").expect("in the folder");
        self.folder.path().join(place)
    }

    /// Everything in the folder.
    fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        below(self.folder.path(), &mut found);
        let root = self.folder.path().display().to_string();
        let mut found: Vec<_> = found.iter().map(|path| path.replace(&root, "~")).collect();
        found.sort();
        found
    }
}

fn below(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("reads") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => below(&path, found),
            false => found.push(path.display().to_string()),
        }
    }
}

fn number(db: &Connection, sql: &str) -> i64 {
    db.query_row(sql, [], |row| row.get(0)).expect("a number")
}

/// Played twice in each language, at different times of the real clock.
#[test]
fn it_is_the_same_whatever_the_clock_says() {
    let [en, zh] = [Lang::En, Lang::Zh].map(|lang| {
        let mut machine = Machine::new(lang);
        let (exit, first, err) = machine.run(&["demo"]);
        assert_eq!((exit, err.as_str()), (Exit::Done, ""));
        let place = format!("~/tmp/kehu-demo-{}/kehu.db", lang.code());
        assert!(first.contains(&place), "{first}");
        let file = machine.folder.path().join(place.trim_start_matches("~/"));
        let rows = session::dump(&file);
        assert!(rows.len() > 1000);
        machine.now = "2020-05-06T07:08:09+08:00";
        assert_eq!(machine.run(&["demo"]).1, first);
        assert_eq!(session::dump(&file), rows);
        // The second took the place of the first; nothing else is left but what it attached.
        let files = machine.files();
        let (attached, files): (Vec<&String>, Vec<&String>) = files
            .iter()
            .partition(|file| file.contains("/kehu.attachments/"));
        assert_eq!(files, [&place]);
        assert_eq!(attached.len(), 1, "{attached:?}");
        if lang == Lang::En {
            is_short(&first);
        }
        doctor_finds_only_that_there_is_no_backup(&machine, &file);
        the_headline_is_what_a_recount_says(&machine, &file);
        let db = Connection::open(&file).expect("opens");
        is_rich(&db, lang);
        commands(&db)
    });
    // Both tell the same story.
    assert!(en.len() > 450);
    let apart = en.iter().zip(&zh).find(|(en, zh)| en != zh);
    assert_eq!((apart, en.len()), (None, zh.len()));
}

/// What was done, as far as it is the same in every language.
fn commands(db: &Connection) -> Vec<String> {
    let mut query = db
        .prepare(
            // Colleagues are named, everything else has a number.
            "SELECT at || verb || kind || CASE WHEN subject GLOB '*[0-9]*' THEN subject ELSE '' END
             FROM command ORDER BY id",
        )
        .expect("prepares");
    let rows = query.query_map([], |row| row.get(0)).expect("queries");
    rows.collect::<Result<_, _>>().expect("rows")
}

fn is_short(out: &str) {
    let head: Vec<_> = out.lines().take(11).collect();
    insta::assert_snapshot!(head.join("\n"), @r"
    February and March 2026 of three reps, an engineer and their supervisor; nothing of yours was touched
    File        ~/tmp/kehu-demo-en/kehu.db
    As of       2026-04-01 08:30
    You are     Li Lei
    Customers   31
    Follow-ups  212
    Tickets     27

    $ kehu customer list --grade A,B
    No.               Name                    Grade  Stage            Intent  Region     Industry                                                 Owner      Last contact
    HZ-IT-2026-001    Yunfan Technology       A      Accepted         High    Hangzhou   Software and IT services                                 Li Lei     2026-03-31 16:25
    ");
    let end = out.lines().skip_while(|line| *line != "look around in it:");
    insta::assert_snapshot!(end.collect::<Vec<_>>().join("\n"), @r#"
    look around in it:
      export KEHU_DB=~/tmp/kehu-demo-en/kehu.db KEHU_NOW='2026-04-01 08:30' KEHU_LANG=en
      kehu today
      kehu customer show yunfan
      kehu customer list --owner me --sort -last_contact
      kehu find labels
      kehu ticket show hongda
      kehu followup list --actions
      kehu grade due
      kehu report pipeline
      kehu report monthly --month 2026-03 --rep me
      kehu history --limit 10
      kehu log xixi "wants a date" --by phone
      kehu undo
    back to your own work, and away with it:
      unset KEHU_DB KEHU_NOW KEHU_LANG
      rm -r ~/tmp/kehu-demo-en
    "#);
    assert!(out.lines().count() < 100, "{out}");
}

fn doctor_finds_only_that_there_is_no_backup(machine: &Machine, file: &Path) {
    let file = file.display().to_string();
    let now = "2026-04-01 08:30";
    let (_, out, _) = machine.run(&["doctor", "--db", &file, "--now", now, "-o", "plain"]);
    let bad: Vec<_> = out
        .lines()
        .filter(|line| !line.contains("\tok\t"))
        .collect();
    assert_eq!(bad.len(), 1, "{out}");
    assert!(bad[0].starts_with("backup\tattention"), "{out}");
}

fn the_headline_is_what_a_recount_says(machine: &Machine, file: &Path) {
    let db = Connection::open(file).expect("opens");
    let file = file.display().to_string();
    let (_, json, _) = machine.run(&[
        "report",
        "monthly",
        "--month",
        "2026-03",
        "-o",
        "json",
        "--db",
        &file,
        "--now",
        "2026-04-01 08:30",
    ]);
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let headline = report["headline"].as_array().expect("a table");
    let said = |code: &str| {
        let row = headline.iter().find(|row| row["item"] == code);
        row.unwrap_or_else(|| panic!("{code} in {json}"))["this_month"].clone()
    };
    // March in Shanghai.
    let within = |column: &str| {
        format!("{column} >= '2026-02-28T16:00:00Z' AND {column} < '2026-03-31T16:00:00Z'")
    };
    let there = "removed_at IS NULL";
    for (code, sql) in [
        (
            "new_customers",
            format!(
                "SELECT count(*) FROM customer WHERE {there} AND {}",
                within("acquired")
            ),
        ),
        (
            "followups",
            format!(
                "SELECT count(*) FROM followup WHERE {there} AND {}",
                within("at")
            ),
        ),
        (
            "customers_touched",
            format!(
                "SELECT count(DISTINCT customer) FROM followup WHERE {there} AND reached = 'yes'
                 AND method NOT IN ('material-push', 'written-illustrated') AND {}",
                within("at")
            ),
        ),
        (
            "tickets_opened",
            format!(
                "SELECT count(*) FROM ticket WHERE {there} AND {}",
                within("at")
            ),
        ),
        (
            "tickets_closed",
            format!(
                "SELECT count(*) FROM ticket WHERE {there} AND merged_into IS NULL AND {}",
                within("closed_at")
            ),
        ),
        (
            "tickets_open",
            format!("SELECT count(*) FROM ticket WHERE {there} AND closed_at IS NULL"),
        ),
    ] {
        assert_eq!(said(code), number(&db, &sql), "{code}");
    }
}

/// What a look around should find; the story may grow, and not shrink.
fn is_rich(db: &Connection, lang: Lang) {
    for (least, sql) in [
        (30, "SELECT count(*) FROM customer WHERE removed_at IS NULL"),
        (
            3,
            "SELECT count(*) FROM customer WHERE kind = 'individual' AND removed_at IS NULL",
        ),
        (4, "SELECT count(DISTINCT grade) FROM customer"),
        (5, "SELECT count(DISTINCT segment) FROM customer"),
        (10, "SELECT count(DISTINCT stage) FROM customer"),
        (8, "SELECT count(DISTINCT source) FROM customer"),
        (12, "SELECT count(DISTINCT region) FROM customer"),
        (15, "SELECT count(DISTINCT industry) FROM customer"),
        (
            3,
            "SELECT count(*) FROM contact WHERE birthday LIKE 'lunar%'",
        ),
        (9, "SELECT count(DISTINCT method) FROM followup"),
        (
            12,
            "SELECT count(DISTINCT purpose) FROM followup WHERE purpose != ''",
        ),
        (10, "SELECT count(*) FROM followup WHERE reached = 'no'"),
        (60, "SELECT count(*) FROM followup WHERE at < '2026-03'"),
        (120, "SELECT count(*) FROM followup WHERE at >= '2026-03'"),
        (4, "SELECT count(DISTINCT \"type\") FROM ticket"),
        (3, "SELECT count(DISTINCT priority) FROM ticket"),
        (
            6,
            "SELECT count(DISTINCT cause) FROM ticket WHERE cause IS NOT NULL",
        ),
        (5, "SELECT count(DISTINCT channel) FROM ticket"),
        (
            4,
            "SELECT count(DISTINCT satisfaction) FROM ticket_event WHERE kind = 'revisited'",
        ),
        (
            1,
            "SELECT count(*) FROM ticket_event WHERE result = 'not-solved'",
        ),
        (5, "SELECT count(*) FROM ticket WHERE closed_at IS NULL"),
        (3, "SELECT count(*) FROM occasion"),
        (1, "SELECT count(*) FROM screening WHERE result = 'drop'"),
        (
            1,
            "SELECT count(*) FROM command WHERE verb = 'customer merge'",
        ),
        (1, "SELECT count(*) FROM command WHERE kind = 'undo'"),
        (5, "SELECT count(DISTINCT who) FROM command"),
    ] {
        let found = number(db, sql);
        assert!(found >= least, "{found}: {sql}");
    }
    // Everybody signs with their own name; the file belongs to the first.
    let (han, li) = match lang {
        Lang::En => ("Han Mei", "Li Lei"),
        Lang::Zh => ("韩梅", "李雷"),
    };
    let who = format!(
        "SELECT count(*) FROM command c JOIN staff s ON s.id = c.who
         WHERE c.verb = 'grade review' AND s.name != '{han}'"
    );
    assert_eq!(number(db, &who), 0);
    let me = format!(
        "SELECT count(*) FROM staff WHERE id = (SELECT value FROM meta WHERE key = 'me')
         AND name = '{li}'"
    );
    assert_eq!(number(db, &me), 1);
}

#[test]
fn nothing_of_the_users_is_touched() {
    let machine = Machine::new(Lang::Zh);
    let own = machine.run(&["init", "--name", "韩梅", "--role", "rep", "--region", "HZ"]);
    assert_eq!(own.0, Exit::Done);
    let before = session::dump(&machine.folder.path().join("kehu.db"));
    // Only a throw-away file lets somebody else act.
    let mut shelf = Shelf::new(machine.folder.path().join("kehu.db"), 7, "test".to_owned());
    let me = shelf.read().and_then(|store| store.me()).expect("reads");
    shelf.act_as(Some(99));
    assert_eq!(
        shelf.read().and_then(|store| store.me()).expect("reads"),
        me
    );
    drop(shelf);
    machine.demo();
    assert_eq!(
        session::dump(&machine.folder.path().join("kehu.db")),
        before
    );
    let (exit, _, err) = machine.run(&["demo", "--db", "~/kehu.db"]);
    assert_eq!(exit, Exit::Usage);
    insta::assert_snapshot!(err, @"
    错误：示例使用自己的文件
      指定位置：kehu demo --to 文件
    ");
}

#[test]
fn it_is_kept_where_asked_and_replaces_nothing() {
    let machine = Machine::new(Lang::En);
    let place = machine.folder.path().join("new/demo.db");
    let to = place.display().to_string();
    let (exit, out, _) = machine.run(&["demo", "-q", "--to", &to]);
    assert_eq!((exit, out.as_str()), (Exit::Done, "~/new/demo.db\n"));
    // The file, and what the story attached beside it.
    let [attached, file] = machine.files().try_into().expect("two files");
    assert_eq!(file, "~/new/demo.db");
    assert!(
        attached.starts_with("~/new/demo.attachments/"),
        "{attached}"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&place).expect("facts").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    fs::write(&place, "mine").expect("writes");
    let (exit, _, err) = machine.run(&["demo", "--to", &to]);
    assert_eq!(exit, Exit::Usage);
    insta::assert_snapshot!(err, @"
    error: ~/new/demo.db exists already
      name a new file
    ");
    assert_eq!(fs::read_to_string(&place).expect("reads"), "mine");
    let (exit, out, _) = machine.run(&["demo", "--dry-run"]);
    assert_eq!(
        (exit, out.as_str()),
        (
            Exit::Done,
            "two months of sample work would go to the temporary folder\n"
        )
    );
    assert_eq!(machine.files(), [attached, file]);
}

/// The lists that a rep looks at.
const LISTS: &[&str] = &[
    "today",
    "customer list",
    "followup list",
    "contact list",
    "ticket list",
    "deal list",
    "report pipeline",
    "proposal list",
    "proposal compare PR20260317001",
    "objection list",
    "contract list",
    "contract unpaid",
    "contract payments",
    "delivery list",
    "delivery milestones",
    "promise list",
    "request list",
    "kb list",
    "need list",
    "grade list",
    "handover list",
    "attach list",
    "duty list",
    "staff list",
    "product list",
    "history",
    "report monthly",
    "report weekly",
    "report aftersales",
    "report satisfaction",
    "report feedback",
    "report trend",
    "report benchmark --by region",
    "report channels",
    "report grades",
    "report reviews",
    "report promises",
    "report needs",
    "report data",
    "report summary",
];

/// A sum that ends in `…`, such as `264,0…`.
fn cut_sum(line: &str) -> bool {
    line.split('…').rev().skip(1).any(|before| {
        let figure = |c: &char| c.is_ascii_digit() || matches!(c, ',' | '.');
        let figure: String = before.chars().rev().take_while(figure).collect();
        figure.contains([',', '.'])
    })
}

#[test]
fn no_list_is_wider_than_its_window_or_cuts_a_sum() {
    assert!(cut_sum("a  264,0…  b") && !cut_sum("25…") && !cut_sum("264,000.00"));
    let machine = Machine::new(Lang::Zh);
    let file = machine.demo().display().to_string();
    let mut headings = String::new();
    for list in LISTS {
        let line: Vec<&str> = list.split(' ').chain(["--db", &file]).collect();
        let (exit, out, err) = machine.seen(Some(60), &line);
        assert!(
            matches!(exit, Exit::Done | Exit::Attention),
            "{list}: {err}"
        );
        for line in out.lines() {
            let wide = unicode_width::UnicodeWidthStr::width(line);
            assert!(wide <= 60 && !cut_sum(line), "{list}: {line}");
        }
        let first = out.lines().next().unwrap_or_default();
        let names: Vec<&str> = first.split_whitespace().collect();
        headings.push_str(&format!("{list}: {}\n", names.join(" ")));
    }
    insta::assert_snapshot!(headings, @r"
    today: 2031-01-02 周四：逾期 10 项
    customer list: 编号 客户名称 级别 最近联系
    followup list: 编号 跟进时间 客户 沟通内容
    contact list: 编号 客户 联系人姓名 联系电话
    ticket list: 编号 客户 优先级 状态
    deal list: 编号 客户 销售阶段 预计金额 预计成交日
    report pipeline: 2031年1月商机报告：全体人员
    proposal list: 编号 客户 状态 首个方案合计
    proposal compare PR20260317001: 对比项 v2 A v2 B 分两期
    objection list: 编号 客户 异议内容 结果
    contract list: 编号 客户 合同金额 合同状态 未回款
    contract unpaid: 编号 客户 应收日期 未回款
    contract payments: 编号 到账时间 客户 到账金额
    delivery list: 编号 客户 计划交付日期 交付状态
    delivery milestones: 编号 客户 交付节点 计划日期 完成时间
    promise list: 编号 客户 承诺内容 期限
    request list: 编号 客户 支持部门 期望完成时间
    kb list: 编号 标题 类别 引用次数
    need list: 编号 客户 需求内容 优先级
    grade list: 编号 客户 当前年采购额 客户级别
    handover list: 编号 原负责人 接手人 开始时间 客户数
    attach list: 编号 客户 文件名 敏感
    duty list: 例行工作 内容 责任人 状态 期限
    staff list: 姓名 角色 主管 区域 电话 邮箱
    product list: 编号 产品名称 系列 售价 在售
    history: 序号 时间 命令 记录
    report monthly: 2030年12月工作月报：全体人员
    report weekly: 2031年第1周（12月30日－1月5日）跟进检查：李雷团队
    report aftersales: 2030年12月售后数据分析报告：全体人员
    report satisfaction: 2030年第4季度客户满意度调研报告：全体人员
    report feedback: 2030年12月客户反馈处理与优化报告：全体人员
    report trend: 2030年7月至2030年12月趋势：全体人员
    report benchmark --by region: 2030年12月对标分析：按区域
    report channels: 2030年12月获客渠道效果分析：全体人员
    report grades: 2030年第4季度客户分级评估汇总：全体人员
    report reviews: 2030年12月成交复盘汇总：全体人员
    report promises: 2030年12月服务承诺一致性审核：全体人员
    report needs: 2030年12月需求趋势分析：全体人员
    report data: 2030年第4季度客户信息准确性核查报告：全体人员
    report summary: 2030年第4季度综合报告：全体人员
    ");
}

/// A program reads the same in either language: keys and codes. What is there for
/// people beside them is called `label` or `summary`.
#[test]
fn json_is_the_same_in_both_languages() {
    let (zh, en) = (Machine::new(Lang::Zh), Machine::new(Lang::En));
    let file = zh.demo().display().to_string();
    for list in LISTS {
        let line: Vec<&str> = list
            .split(' ')
            .chain(["-o", "json", "--db", &file])
            .collect();
        let read = |machine: &Machine| -> serde_json::Value {
            let (_, out, err) = machine.run(&line);
            serde_json::from_str(&out).unwrap_or_else(|why| panic!("{list}: {why}\n{out}{err}"))
        };
        let (mut zh, mut en) = (read(&zh), read(&en));
        without_labels(&mut zh);
        without_labels(&mut en);
        assert_eq!(zh, en, "{list}");
    }
}

fn without_labels(json: &mut serde_json::Value) {
    match json {
        serde_json::Value::Object(keys) => {
            keys.retain(|key, _| !["label", "summary"].contains(&key.as_str()));
            keys.values_mut().for_each(without_labels);
        }
        serde_json::Value::Array(all) => all.iter_mut().for_each(without_labels),
        _ => {}
    }
}

/// Somebody else's folder of that name stays; the demo goes beside it.
#[test]
fn a_folder_that_is_no_demo_stays() {
    let machine = Machine::new(Lang::En);
    let place = machine.folder.path().join("tmp/kehu-demo-en");
    fs::create_dir_all(&place).expect("makes");
    fs::write(place.join("notes"), "mine").expect("writes");
    let file = machine.demo();
    assert!(file.is_file());
    assert_ne!(file.parent(), Some(place.as_path()));
    assert_eq!(
        fs::read_to_string(place.join("notes")).expect("reads"),
        "mine"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = file.parent().expect("a folder");
        let mode = fs::metadata(folder).expect("facts").permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}

/// The lines it prints do what they say, in a shell.
#[test]
fn the_lines_to_look_around_run() {
    for lang in ["en", "zh"] {
        let trial = crate::trial::Trial::empty(lang);
        let temp = trial.folder.path().join("tmp o'neill");
        let run = |line: &str| {
            let output = trial
                .command("bash")
                .args(["-ec", line])
                .env("TMPDIR", &temp)
                .env_remove("KEHU_DB")
                .output();
            crate::trial::Said::from(output.expect("bash runs"))
        };
        let kehu = crate::trial::KEHU;
        let said = run(&format!("kehu() {{ '{kehu}' \"$@\"; }}; kehu demo")).well();
        let lines: Vec<_> = said.lines().filter(|line| line.starts_with("  ")).collect();
        assert!(lines.len() > 10, "{said}");
        let all = lines.join("\n");
        run(&format!("kehu() {{ '{kehu}' \"$@\"; }}\n{all}")).well();
        // The last line threw it away.
        assert_eq!(fs::read_dir(&temp).expect("reads").count(), 0);
    }
}

/// Every report of the handbooks stands in the table of docs/reports.md, and its command
/// answers over the demo: with tables of which one at least has a row besides the head.
#[test]
fn every_report_of_the_handbooks_is_given_by_its_command() {
    let text = include_str!("../docs/reports.md");
    let machine = Machine::new(Lang::En);
    let file = machine.demo().display().to_string();
    let mut seen = Vec::new();
    for row in text.lines().filter(|line| line.starts_with("| RP-")) {
        let number = row.trim_start_matches("| ").split(' ').next().unwrap();
        let command = row.split('`').nth(1).expect("a command");
        let words = command.strip_prefix("kehu ").expect("ours").split(' ');
        let more = ["--db", &file, "--now", "2026-04-01 08:30", "-o", "json"];
        let line: Vec<&str> = words.chain(more).collect();
        let (exit, out, err) = machine.run(&line);
        assert!(matches!(exit, Exit::Done | Exit::Attention), "{row}: {err}");
        let answer: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        let rows = |(key, table): (&String, &serde_json::Value)| {
            let of = |table: &serde_json::Value| match table {
                serde_json::Value::Array(rows) => rows.len(),
                serde_json::Value::Object(fields) => fields.len(),
                _ => 0,
            };
            if key == "report" { 0 } else { of(table) }
        };
        let told: usize = match &answer {
            serde_json::Value::Object(tables) => tables.iter().map(rows).sum(),
            serde_json::Value::Array(rows) => rows.len(),
            _ => 0,
        };
        assert!(told > 0, "{row}: {out}");
        seen.push(number.to_owned());
    }
    let all: Vec<String> = (1..=25).map(|n| format!("RP-{n:02}")).collect();
    assert_eq!(seen, all);
}

#[test]
fn two_threads_find_what_one_finds() {
    let machine = Machine::new(Lang::Zh);
    let file = machine.demo();
    // Smaller files are read by one.
    assert!(fs::metadata(&file).expect("a file").len() > 1 << 20);
    let file = file.display().to_string();
    for line in [
        "today --all --team --days 60 -o json",
        "today",
        "report weekly --week 2026-W13 --rep all -o json",
        "report aftersales --month 2026-03 -o json",
        "report summary --quarter 2026-Q1 -o json",
        "report kpi --month 2026-03 -o json",
        "report dashboard --month 2026-03 -o json",
        "survey due --days 90 -o csv",
    ] {
        let mut args = vec!["--db", &file, "--now", "2026-04-01 09:00"];
        args.extend(line.split(' '));
        let [one, two] = [1, 2].map(|processors| {
            let mut world = machine.world();
            world.processors = processors;
            machine.told(world, &args)
        });
        assert_eq!(one.0, Exit::Done, "{line}");
        assert!(one.1.len() > 100, "{line}: {}", one.1);
        assert_eq!(one, two, "{line}");
    }
}
