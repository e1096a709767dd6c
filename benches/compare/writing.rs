//! What the shell is asked where kehu writes: the same rows, the same triggers,
//! one transaction that is on the disk when it ends.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use kehu::value::search;

/// A command of the journal round `rows`, which may use `(SELECT value FROM
/// meta WHERE key = 'next_id')` and more up to `ids` further ids.
fn command(verb: &str, ids: usize, rows: &str) -> String {
    format!(
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         BEGIN IMMEDIATE;
         INSERT INTO command (id, at, who, verb, kind, schema)
             SELECT value, '2026-03-16T02:00:00Z', (SELECT id FROM staff LIMIT 1), '{verb}', 'work', 1
             FROM meta WHERE key = 'next_id';
         UPDATE meta SET value = (SELECT max(id) FROM command) WHERE key = 'command';
         {rows}
         UPDATE meta SET value = value + {ids} WHERE key = 'next_id';
         UPDATE meta SET value = NULL WHERE key = 'command';
         COMMIT;"
    )
}

/// The next serial of a day's numbers.
fn serial(prefix: &str) -> String {
    format!(
        "INSERT INTO sequence (prefix, last) VALUES ('{prefix}', 1)
             ON CONFLICT (prefix) DO UPDATE SET last = last + 1;"
    )
}

/// One follow-up.
pub fn log(customer: &str) -> String {
    let rows = format!(
        "{} INSERT INTO followup (id, number, customer, said, method, at, direction, reached, deep,
             owner, words, recorded_at, recorded_by)
         SELECT value + 1, 'FU20260316' || printf('%03d', (SELECT last FROM sequence WHERE prefix = 'FU20260316')),
             (SELECT id FROM customer WHERE number = '{customer}'), '报价已发', 'phone', '2026-03-16T02:00:00Z',
             'out', 'yes', 'no', (SELECT id FROM staff LIMIT 1), '报 价 已 发', '2026-03-16T02:00:00Z',
             (SELECT id FROM staff LIMIT 1) FROM meta WHERE key = 'next_id';",
        serial("FU20260316")
    );
    command("followup log", 2, &rows)
}

/// One ticket, with its dated attributes and the first event of its trail.
pub fn ticket(customer: &str) -> String {
    let mut rows = format!(
        "{} INSERT INTO ticket (id, number, customer, type, symptom, occurred, tried, priority, at,
             assignee, accepted_by, status, words, recorded_at, recorded_by)
         SELECT value + 1, 'SN20260316' || printf('%03d', (SELECT last FROM sequence WHERE prefix = 'SN20260316')),
             (SELECT id FROM customer WHERE number = '{customer}'), 'product-fault', '设备开机后无显示',
             '2026-03-16T01:00:00Z', '重启', 'important', '2026-03-16T02:00:00Z', s.id, s.id, 'accepted',
             '设 备 开 机 后 无 显 示 重 启', '2026-03-16T02:00:00Z', s.id
         FROM meta, (SELECT id FROM staff LIMIT 1) s WHERE key = 'next_id';",
        serial("SN20260316")
    );
    for (nth, (attribute, new)) in [
        ("priority", "'important'"),
        ("assignee", "(SELECT id FROM staff LIMIT 1)"),
        ("status", "'accepted'"),
    ]
    .iter()
    .enumerate()
    {
        let _ = write!(
            rows,
            "INSERT INTO turn (id, noun, record, attribute, at, recorded_at, new)
             SELECT value + {}, 'ticket', value + 1, '{attribute}', '2026-03-16T02:00:00Z',
                 '2026-03-16T02:00:00Z', {new} FROM meta WHERE key = 'next_id';",
            nth + 2
        );
    }
    rows += "INSERT INTO ticket_event (id, ticket, kind, at, by, words, recorded_at, recorded_by)
             SELECT value + 5, value + 1, 'opened', '2026-03-16T02:00:00Z', s.id, '', '2026-03-16T02:00:00Z', s.id
             FROM meta, (SELECT id FROM staff LIMIT 1) s WHERE key = 'next_id';";
    command("ticket open", 6, &rows)
}

/// How many rows the file to import has.
const ROWS: usize = 100_000;

const CITIES: [(&str, &str); 4] = [
    ("HZ", "杭州"),
    ("SH", "上海"),
    ("BJ", "北京"),
    ("CD", "成都"),
];
const SURNAMES: [&str; 5] = ["张", "王", "李", "赵", "陈"];

/// Two files of the same customers and contacts: for kehu as a person has them,
/// for the shell with the search columns worked out, since it could not.
pub fn import_files(ours: &Path, theirs: &Path) {
    let mut own = String::from(
        "name,region,industry,source,acquired,need,intent,stage,contact_name,contact_title,contact_phone\n",
    );
    let mut shell = String::from(
        "name,region,acquired,contact,phone,name_key,name_core,initials,pinyin,person_initials,person_pinyin\n",
    );
    for nth in 0..ROWS {
        let (region, city) = CITIES[nth % CITIES.len()];
        let name = format!("{city}新进{nth}号机械设备有限公司");
        let person = format!("{}小{}", SURNAMES[nth % 5], SURNAMES[nth / 5 % 5]);
        let day = format!("2026-0{}-{:02}", nth % 2 + 1, nth % 28 + 1);
        let _ = writeln!(
            own,
            "{name},{region},C,exhibition,{day},采购一套客户管理系统,high,lead,{person},采购经理,138{nth:08}"
        );
        let _ = writeln!(
            shell,
            "{name},{region},{day}T01:00:00Z,{person},+86138{nth:08},{},{},{},{},{},{}",
            search::name_key(&name),
            search::company_core(&name),
            search::initials(&name),
            search::pinyin(&name),
            search::initials(&person),
            search::pinyin(&person)
        );
    }
    fs::write(ours, own).unwrap();
    fs::write(theirs, shell).unwrap();
}

/// The shell's lines for its file: `.import` into a table of its own, then the
/// customers, their dated attributes and their contacts.
pub fn import(file: &Path) -> Vec<String> {
    let first = "(SELECT value FROM meta WHERE key = 'next_id')";
    let me = "(SELECT id FROM staff LIMIT 1)";
    let mut rows = format!(
        "INSERT INTO customer (id, number, kind, name, industry, region, source, acquired, need, intent, stage,
             owner, filed_at, name_key, name_core, initials, pinyin, words, recorded_at, recorded_by)
         SELECT {first} + 5 * rowid, region || '-C-2026-' || printf('%03d', rowid), 'enterprise', name, 'C', region,
             'exhibition', acquired, '采购一套客户管理系统', 'high', 'lead', {me}, acquired, name_key, name_core,
             initials, pinyin, '采 购 一 套 客 户 管 理 系 统', '2026-03-16T02:00:00Z', {me} FROM temp.incoming;"
    );
    for (nth, attribute, new) in [
        (1, "intent", "'high'"),
        (2, "stage", "'lead'"),
        (3, "owner", me),
    ] {
        let _ = write!(
            rows,
            "INSERT INTO turn (id, noun, record, attribute, at, recorded_at, new)
             SELECT {first} + 5 * rowid + {nth}, 'customer', {first} + 5 * rowid, '{attribute}', acquired,
                 '2026-03-16T02:00:00Z', {new} FROM temp.incoming;"
        );
    }
    let _ = write!(
        rows,
        "INSERT INTO contact (id, number, customer, name, title, phone, name_key, initials, pinyin, recorded_at, recorded_by)
         SELECT {first} + 5 * rowid + 4, 'CT20260316' || printf('%03d', rowid), {first} + 5 * rowid, contact, '采购经理',
             phone, contact, person_initials, person_pinyin, '2026-03-16T02:00:00Z', {me} FROM temp.incoming;
         INSERT INTO sequence (prefix, last) VALUES ('HZ-C-2026-', {ROWS}), ('CT20260316', {ROWS});"
    );
    vec![
        format!(".import --csv --schema temp {} incoming", file.display()),
        command("import customers", 5 * ROWS + 6, &rows),
    ]
}
