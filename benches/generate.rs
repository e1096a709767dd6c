//! Writes a large data file, always the same one, for measuring:
//! `cargo bench --bench generate -- FILE [small|limit]`.
//!
//! It begins with `kehu init`; the rows are written by prepared statements, one
//! journal entry a record, so that the journal is as long as years of work make
//! it. The file is new, so nothing is kept safe while it is written.

use std::collections::HashMap;
use std::path::Path;

use chrono::{DateTime, Duration, NaiveDate, TimeZone as _, Utc};
use kehu::problem::Exit;
use kehu::value::{Moment, search};
use kehu::words::Lang;
use kehu::world::{Env, Stream, World};
use rusqlite::{Connection, ToSql, params};

/// How much a file holds.
struct Size {
    customers: usize,
    followups: usize,
    tickets: usize,
}

const SMALL: Size = Size {
    customers: 5_000,
    followups: 100_000,
    tickets: 20_000,
};

const LIMIT: Size = Size {
    customers: 100_000,
    followups: 1_000_000,
    tickets: 200_000,
};

/// The work lasts three years and ends at the last moment of 2026-03-15.
const DAYS: i64 = 3 * 365;

const CITIES: &[(&str, &str)] = &[
    ("HZ", "杭州"),
    ("SH", "上海"),
    ("BJ", "北京"),
    ("CQ", "重庆"),
    ("NJ", "南京"),
    ("CD", "成都"),
    ("GZ", "广州"),
    ("WH", "武汉"),
];
const WORDS: &[&str] = &[
    "云帆", "启明", "华远", "宏达", "金石", "瑞丰", "天成", "博雅", "长青", "恒信", "东方", "新海",
    "安泰", "嘉禾", "凌云", "百川",
];
const TRADES: &[(&str, &str)] = &[
    ("I", "科技"),
    ("C", "机械设备"),
    ("F", "贸易"),
    ("G", "物流"),
    ("Q", "医疗器械"),
    ("A", "食品"),
];
const SURNAMES: &[&str] = &[
    "张", "王", "李", "赵", "陈", "刘", "杨", "周", "吴", "单", "曾", "徐",
];
const GIVEN: &[&str] = &[
    "伟", "芳", "敏", "建国", "晓燕", "志强", "海涛", "丽华", "子轩", "文静",
];
const NEED: &str = "采购一套客户管理系统";
const SAID: &[&str] = &[
    "报价已发，客户周五前答复",
    "演示了数据加密模块，客户要求补充报价",
    "电话确认验收时间，对方采购部要走流程",
    "客户反映竞争对手报价更低，需要说明差异",
    "拜访了技术负责人，谈了部署方案和预算",
    "微信发送了产品资料和案例",
    "沟通合同条款，付款方式还要商量",
    "回访使用情况，整体满意",
];
const SYMPTOMS: &[&str] = &[
    "设备开机后无显示",
    "登录后页面空白，刷新无效",
    "数据导出失败，提示超时",
    "打印模块卡纸，重启后仍然出现",
    "咨询如何批量导入客户",
    "投诉上门时间一再推迟",
];
const METHODS: &[&str] = &[
    "phone",
    "visit",
    "online-meeting",
    "email",
    "wechat",
    "demo",
];
const SOURCES: &[&str] = &[
    "exhibition",
    "website-form",
    "customer-referral",
    "cold-call",
];
const STAGES: &[&str] = &[
    "lead",
    "qualified",
    "filed",
    "proposal",
    "won",
    "cooperating",
];

/// The same numbers every time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ (x >> 31)) % n
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    /// A minute of office hours on a day so far through the three years.
    fn minute(&mut self, done: usize, of: usize) -> DateTime<Utc> {
        let day = last_day() - Duration::days(DAYS - 1 - DAYS * done as i64 / of as i64);
        let minute = day.and_hms_opt(1, 0, 0).unwrap() + Duration::minutes(self.below(540) as i64);
        Utc.from_utc_datetime(&minute)
    }
}

fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 15).unwrap()
}

fn stored(at: DateTime<Utc>) -> String {
    Moment::from_utc(at).stored()
}

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"))
        .collect();
    let (file, size) = match words.as_slice() {
        [file] => (file, SMALL),
        [file, size] if size == "small" => (file, SMALL),
        [file, size] if size == "limit" => (file, LIMIT),
        // `cargo bench` alone: nothing to write.
        _ => return,
    };
    let file = Path::new(file);
    assert!(!file.exists(), "{} is there already", file.display());
    init(file);
    let db = Connection::open(file).unwrap();
    db.execute_batch(
        "PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA recursive_triggers = ON;
         PRAGMA wal_autocheckpoint = 100000;",
    )
    .unwrap();
    let mut scribe = Scribe::new(&db);
    scribe.all(&size);
    scribe.finish();
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE);")
        .unwrap();
}

/// Makes the file as a user does.
fn init(file: &Path) {
    let folder = file.parent().unwrap().to_owned();
    let world = World {
        now: Moment::from_stored("2023-03-01T01:00:00Z").unwrap(),
        seed: 1,
        processors: 1,
        env: Env {
            db: Some(file.to_owned()),
            config: Some(folder.join("no-settings.toml")),
            locale: Lang::Zh,
            data_dir: folder.clone(),
            config_dir: folder,
            ..Env::default()
        },
        stdout: Stream::Pipe,
        width: None,
        err_width: None,
        session: "bench".to_owned(),
        ask: None,
        stdin: Box::new(std::io::empty()),
    };
    let args = [
        "kehu", "init", "--name", "王芳", "--role", "rep", "--region", "HZ",
    ];
    let mut said = Vec::new();
    let exit = kehu::run(args, world, &mut std::io::sink(), &mut said);
    assert_eq!(exit, Exit::Done, "{}", String::from_utf8_lossy(&said));
}

/// Writes rows as kehu does: the journal's triggers see every one.
struct Scribe<'d> {
    db: &'d Connection,
    dice: Dice,
    next: i64,
    me: i64,
    /// The last serial of each number's beginning.
    serials: HashMap<String, i64>,
    customers: Vec<i64>,
}

impl<'d> Scribe<'d> {
    fn new(db: &'d Connection) -> Self {
        let one = |sql: &str| db.query_row(sql, [], |row| row.get(0)).unwrap();
        let scribe = Scribe {
            db,
            dice: Dice(20_260_315),
            next: one("SELECT value FROM meta WHERE key = 'next_id'"),
            me: one("SELECT id FROM staff"),
            serials: HashMap::new(),
            customers: Vec::new(),
        };
        db.execute_batch("BEGIN").unwrap();
        scribe
    }

    /// A fifth of the customers first, then everything mixed as time mixes it.
    fn all(&mut self, size: &Size) {
        let (begun, tickets_each) = (size.customers / 5, size.followups / size.tickets);
        for _ in 0..begun {
            let at = self.dice.minute(0, 1);
            self.customer(at);
        }
        for done in 0..size.followups {
            let at = self.dice.minute(done, size.followups);
            let known = begun + (size.customers - begun) * (done + 1) / size.followups;
            if self.customers.len() < known {
                self.customer(at);
            }
            self.followup(at);
            if done % tickets_each == 0 {
                self.ticket(at);
            }
        }
    }

    fn finish(&mut self) {
        for (prefix, last) in &self.serials {
            self.run(
                "INSERT INTO sequence (prefix, last) VALUES (?1, ?2)",
                params![prefix, last],
            );
        }
        self.run(
            "UPDATE meta SET value = ?1 WHERE key = 'next_id'",
            params![self.next],
        );
        self.run(
            "UPDATE meta SET value = NULL WHERE key = 'command'",
            params![],
        );
        self.db.execute_batch("COMMIT; PRAGMA optimize;").unwrap();
    }

    fn run(&self, sql: &str, params: &[&dyn ToSql]) {
        self.db
            .prepare_cached(sql)
            .unwrap()
            .execute(params)
            .unwrap();
    }

    fn id(&mut self) -> i64 {
        self.next += 1;
        self.next - 1
    }

    fn number(&mut self, prefix: String) -> String {
        let serial = self.serials.entry(prefix.clone()).or_default();
        *serial += 1;
        format!("{prefix}{serial:03}")
    }

    /// Opens the journal's entry for what is written next.
    fn command(&mut self, verb: &str, subject: &str, at: &str) {
        let id = self.id();
        self.run(
            "INSERT INTO command (id, at, who, verb, kind, subject, summary_en, summary_zh, schema)
             VALUES (?1, ?2, ?3, ?4, 'work', ?5, 'recorded', '登记', 1)",
            params![id, at, self.me, verb, subject],
        );
        self.run(
            "UPDATE meta SET value = ?1 WHERE key = 'command'",
            params![id],
        );
    }

    fn turn(&mut self, noun: &str, record: i64, attribute: &str, at: &str, new: &str) {
        let id = self.id();
        self.run(
            "INSERT INTO turn (id, noun, record, attribute, at, recorded_at, new)
             VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6)",
            params![id, noun, record, attribute, at, new],
        );
    }

    fn customer(&mut self, moment: DateTime<Utc>) {
        let at = stored(moment);
        let (region, city) = self.dice.pick(CITIES);
        let (industry, trade) = self.dice.pick(TRADES);
        let words = (self.dice.pick(WORDS), self.dice.pick(WORDS));
        let nth = self.customers.len() % 997;
        let name = format!("{city}{}{}{nth}{trade}有限公司", words.0, words.1);
        let number = self.number(format!("{region}-{industry}-{}-", &at[..4]));
        let (intent, stage) = (
            self.dice.pick(&["high", "medium", "low"]),
            self.dice.pick(STAGES),
        );
        let grade = self
            .dice
            .pick(&[Some("A"), Some("B"), Some("C"), Some("D"), None]);
        let source = self.dice.pick(SOURCES);
        self.command("customer add", &number, &at);
        let id = self.id();
        self.run(
            "INSERT INTO customer (id, number, kind, name, industry, region, source, acquired,
                 need, intent, stage, segment, owner, grade, name_key, name_core, initials,
                 pinyin, words, recorded_at, recorded_by)
             VALUES (?1, ?2, 'enterprise', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,
                 'prospect', ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?7, ?11)",
            params![
                id,
                number,
                name,
                industry,
                region,
                source,
                at,
                NEED,
                intent,
                stage,
                self.me,
                grade,
                search::name_key(&name),
                search::company_core(&name),
                search::initials(&name),
                search::pinyin(&name),
                search::spaced(NEED).trim()
            ],
        );
        for (attribute, new) in [
            ("stage", Some(stage)),
            ("intent", Some(intent)),
            ("grade", grade),
        ] {
            if let Some(new) = new {
                self.turn("customer", id, attribute, &at, new);
            }
        }
        self.contact(id, &at);
        self.customers.push(id);
    }

    fn contact(&mut self, customer: i64, at: &str) {
        let name = format!("{}{}", self.dice.pick(SURNAMES), self.dice.pick(GIVEN));
        let phone = format!("+86139{:08}", self.dice.below(100_000_000));
        let number = self.number(format!("CT{}", at[..10].replace('-', "")));
        let id = self.id();
        self.run(
            "INSERT INTO contact (id, number, customer, name, title, phone, name_key, initials,
                 pinyin, recorded_at, recorded_by)
             VALUES (?1, ?2, ?3, ?4, '采购经理', ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                id,
                number,
                customer,
                name,
                phone,
                search::name_key(&name),
                search::initials(&name),
                search::pinyin(&name),
                at,
                self.me
            ],
        );
    }

    fn followup(&mut self, moment: DateTime<Utc>) {
        let at = stored(moment);
        let customer = self.dice.pick(&self.customers);
        let said = format!(
            "{}（第{}次）",
            self.dice.pick(SAID),
            self.dice.below(30) + 1
        );
        let next = (self.dice.below(3) == 0).then(|| stored(moment + Duration::days(7)));
        let next_what = next.as_ref().map(|_| "确认报价");
        let words = [
            search::spaced(&said),
            search::spaced(next_what.unwrap_or("")),
        ];
        let number = self.number(format!("FU{}", at[..10].replace('-', "")));
        let reached = if self.dice.below(8) == 0 { "no" } else { "yes" };
        let method = self.dice.pick(METHODS);
        let purpose = self.dice.pick(&["care", "revisit", ""]);
        self.command("followup log", &number, &at);
        let id = self.id();
        self.run(
            "INSERT INTO followup (id, number, customer, said, method, at, direction, reached, deep,
                 purpose, next_at, next_what, owner, words, recorded_at, recorded_by)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'out', ?7, 'no', nullif(?8, ''), ?9,
                 ?10, ?11, ?12, ?6, ?11)",
            params![
                id,
                number,
                customer,
                said,
                method,
                at,
                reached,
                purpose,
                next,
                next_what,
                self.me,
                words.join(" ").trim()
            ],
        );
    }

    fn ticket(&mut self, moment: DateTime<Utc>) {
        let at = stored(moment);
        let customer = self.dice.pick(&self.customers);
        let symptom = self.dice.pick(SYMPTOMS);
        let number = self.number(format!("SN{}", at[..10].replace('-', "")));
        let kind = self.dice.pick(&[
            "product-fault",
            "usage-inquiry",
            "service-complaint",
            "other",
        ]);
        let priority = self.dice.pick(&["urgent", "important", "normal"]);
        let solved = stored(moment + Duration::hours(self.dice.below(72) as i64 + 1));
        let closed = (self.dice.below(40) != 0).then(|| stored(moment + Duration::days(5)));
        let status = if closed.is_some() {
            "closed"
        } else {
            "accepted"
        };
        let solved = closed.as_ref().map(|_| solved);
        self.command("ticket open", &number, &at);
        let id = self.id();
        self.run(
            "INSERT INTO ticket (id, number, customer, type, symptom, priority, at, assignee,
                 accepted_by, status, responded_at, answered_at, solved_at, confirmed_at,
                 revisited_at, closed_at, words, recorded_at, recorded_by)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9, ?10, ?10, ?10, ?10, ?11, ?11, ?12, ?7, ?8)",
            params![
                id,
                number,
                customer,
                kind,
                symptom,
                priority,
                at,
                self.me,
                status,
                solved,
                closed,
                search::spaced(symptom)
            ],
        );
        self.turn("ticket", id, "status", &at, "accepted");
        let event = self.id();
        self.run(
            "INSERT INTO ticket_event (id, ticket, kind, at, by, words, recorded_at, recorded_by)
             VALUES (?1, ?2, 'opened', ?3, ?4, '', ?3, ?4)",
            params![event, id, at, self.me],
        );
        if let Some(closed) = closed {
            self.command("ticket close", &number, &closed);
            self.turn("ticket", id, "status", &closed, "closed");
        }
    }
}
