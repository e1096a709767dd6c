//! Whatever was done can be undone, one by one or at once, and done again.

use kehu::problem::Exit;
use kehu::value::Moment;
use kehu::words::Lang;
use kehu::world::{Env, Stream, World};

use crate::machine::Dice;
use crate::trial::{NOW, Trial};

/// Runs a command in this process.
fn run(trial: &Trial, args: &[&str]) -> (Exit, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let world = World {
        now: Moment::parse_rfc3339(NOW).expect("a moment"),
        seed: 7,
        processors: 1,
        env: Env {
            db: Some(trial.db()),
            config: Some(trial.folder.path().join("config.toml")),
            locale: Lang::Zh,
            ..Env::default()
        },
        stdout: Stream::Pipe,
        width: None,
        err_width: None,
        session: "test".into(),
        ask: None,
        stdin: Box::new(std::io::empty()),
    };
    let words = ["kehu"].iter().chain(args).map(|arg| (*arg).to_owned());
    let exit = kehu::run(words, world, &mut out, &mut err);
    out.extend(err);
    (exit, String::from_utf8_lossy(&out).into_owned())
}

/// Everything in the tables that the journal watches, and what follows from it.
fn dump(trial: &Trial) -> Vec<String> {
    let db = trial.open();
    let mut query = db
        .prepare(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
             AND name NOT LIKE 'sqlite%'
             AND name NOT IN ('meta', 'sequence', 'command', 'change') ORDER BY name",
        )
        .expect("prepares");
    let tables = query.query_map([], |row| row.get(0)).expect("reads");
    let tables: Vec<String> = tables.collect::<Result<_, _>>().expect("names");
    assert!(tables.len() > 10, "{tables:?}");
    let mut rows = Vec::new();
    for table in tables {
        let mut query = db
            .prepare(&format!("SELECT * FROM \"{table}\" ORDER BY 1, 2"))
            .expect("prepares");
        let width = query.column_count();
        let mut found = query.query([]).expect("queries");
        while let Some(row) = found.next().expect("a row") {
            let cells = (0..width).map(|at| format!("{:?}", row.get_ref(at).expect("a column")));
            rows.push(format!("{table} {}", cells.collect::<Vec<_>>().join("|")));
        }
    }
    rows
}

/// How many commands changed something so far.
fn commands(trial: &Trial) -> i64 {
    trial.count(
        "SELECT count(*) FROM command c WHERE kind IN ('work', 'final')
         AND EXISTS (SELECT 1 FROM change WHERE command = c.id)",
    )
}

/// A record's number, of those on file.
fn any(trial: &Trial, dice: &mut Dice, table: &str) -> String {
    let db = trial.open();
    let sql = format!("SELECT number FROM {table} WHERE removed_at IS NULL ORDER BY id");
    let mut query = db.prepare(&sql).expect("prepares");
    let numbers = query.query_map([], |row| row.get(0)).expect("reads");
    let numbers: Vec<String> = numbers.collect::<Result<_, _>>().expect("numbers");
    match numbers.len() {
        0 => "无".to_owned(),
        len => numbers[dice.roll(len as u64) as usize].clone(),
    }
}

/// A command as somebody might give it. Words beginning with a dot stand for a
/// number of that table; `%` for a number of no meaning.
const COMMANDS: &[&str] = &[
    "customer add 长风%科技有限公司 --region HZ --industry IT --incomplete --tag 重点",
    "customer add 远山% --kind individual --region SH --contact 王% --phone 1380013800% --incomplete",
    "customer edit .customer --need 要报价% --intent high",
    "customer edit .customer --name 改名%有限公司 --region BJ",
    "customer stage .customer discovery",
    "customer segment .customer high-value",
    "customer tag .customer --add 重点,%",
    "customer tag .customer --remove 重点",
    "customer tag --where --region HZ --add 杭州 --yes",
    "customer screen .customer --industry-fit yes --need-clear no --budget-mentioned no --cycle-mentioned no --result drop --drop-reason other",
    "customer review .customer --result approved",
    "customer remove .customer --yes",
    "customer merge .customer --into .customer --yes",
    "contact add .customer 李% --phone 1390013900% --role key-decider --birthday 农历八月十五",
    "contact edit .contact --title 经理%",
    "contact remove .contact --yes",
    "occasion add .customer --kind company-anniversary --day 2020-05-0%",
    "occasion remove .occasion --yes",
    "log .customer 报价已发% --by phone --next +3wd\u{a0}确认报价 --action +2d\u{a0}补充模块%",
    "log .customer 上门% --by visit --with .customer",
    "followup plan .customer --at +2wd --method visit --what 拜访%",
    "followup done .action",
    "followup cancel .plan --why 客户取消",
    "grade assess .customer --purchase 5%万 --potential 4 --stability 5 --profit 3 --outlook 4 --growth 3 --expansion 4",
    "grade review .customer --approve",
    "ticket open .customer --type product-fault --symptom 打不开% --priority urgent --core-note 客户核心业务中断",
    "ticket assign .ticket --to 韩梅",
    "ticket respond .ticket --channel phone --text 已联系",
    "ticket work .ticket --answer 重启%",
    "ticket solve .ticket --cause misoperation --steps 重装% --mode remote",
    "ticket confirm .ticket --channel phone",
    "ticket revisit .ticket --result solved --satisfaction 5",
    "ticket close .ticket",
    "staff add 同事% --role sales-supervisor",
    "staff edit 韩梅 --region SH",
];

fn command(trial: &Trial, dice: &mut Dice) -> Vec<String> {
    let line = COMMANDS[dice.roll(COMMANDS.len() as u64) as usize];
    let word = |word: &str| match word.strip_prefix('.') {
        Some(table) => any(trial, dice, table),
        None => {
            let word = word.replace('%', &dice.roll(9).to_string());
            word.replace('\u{a0}', " ")
        }
    };
    line.split(' ').map(word).collect()
}

#[test]
fn whatever_was_done_is_undone_and_done_again() {
    const ROUNDS: usize = 3;
    const STEPS: usize = 60;
    let mut dice = Dice::thrown();
    let mut total = 0;
    for _ in 0..ROUNDS {
        let seed = dice.0;
        let trial = Trial::new("zh");
        let told = |done: &[Vec<String>]| {
            let lines: Vec<_> = done.iter().map(|args| args.join(" ")).collect();
            format!("KEHU_TEST_SEED={seed}\n{}", lines.join("\n"))
        };
        let (mut done, mut states) = (Vec::new(), vec![dump(&trial)]);
        let begun = trial.count("SELECT max(id) FROM command");
        for _ in 0..STEPS {
            let args = command(&trial, &mut dice);
            let words: Vec<&str> = args.iter().map(String::as_str).collect();
            let before = commands(&trial);
            let (exit, said) = run(&trial, &words);
            let made = commands(&trial) - before;
            assert!(
                !matches!(exit, Exit::Failed | Exit::Store),
                "{words:?}: {said}\n{}",
                told(&done)
            );
            assert!(made <= 1, "{words:?} is {made} commands");
            let after = dump(&trial);
            if made == 0 {
                assert_eq!(
                    Some(&after),
                    states.last(),
                    "{words:?} left no entry: {said}"
                );
                continue;
            }
            done.push(args);
            states.push(after);
        }
        // A throw may remove its last customer early; all of them do not.
        total += done.len();
        let first = trial.count(&format!(
            "SELECT min(id) & 0xffffffff FROM command WHERE id > {begun}"
        ));
        for (at, state) in states.iter().enumerate().rev().skip(1) {
            let (exit, said) = run(&trial, &["undo"]);
            assert_eq!(
                exit,
                Exit::Done,
                "undo {:?}: {said}\n{}",
                done[at],
                told(&done)
            );
            assert_eq!(
                &dump(&trial),
                state,
                "undone {:?}\n{}",
                done[at],
                told(&done)
            );
        }
        for (at, state) in states.iter().enumerate().skip(1) {
            let (exit, said) = run(&trial, &["redo"]);
            assert_eq!(
                exit,
                Exit::Done,
                "redo {:?}: {said}\n{}",
                done[at - 1],
                told(&done)
            );
            assert_eq!(
                &dump(&trial),
                state,
                "redone {:?}\n{}",
                done[at - 1],
                told(&done)
            );
        }
        let (exit, said) = run(&trial, &["undo", "--to", &first.to_string(), "--yes"]);
        assert_eq!(exit, Exit::Done, "{said}\n{}", told(&done));
        assert_eq!(Some(&dump(&trial)), states.first(), "{}", told(&done));
        let (exit, said) = run(&trial, &["redo"]);
        assert_eq!(exit, Exit::Done, "{said}\n{}", told(&done));
        assert_eq!(Some(&dump(&trial)), states.last(), "{}", told(&done));
        trial.is_sound();
    }
    assert!(total > STEPS / 4, "only {total} commands were done");
}
