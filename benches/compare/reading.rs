//! What the shell is asked where kehu only reads.

/// The rows of the customer list.
pub fn list(which: &str) -> String {
    format!(
        "SELECT r.id, r.number, r.name, r.grade, r.stage, r.intent, r.region, r.industry,
            (SELECT name FROM staff WHERE id = r.owner),
            (SELECT f.at FROM followup f WHERE f.customer = r.id AND f.reached = 'yes'
             AND f.method NOT IN ('material-push', 'written-illustrated') AND f.removed_at IS NULL
             ORDER BY f.at DESC LIMIT 1) AS last
         FROM customer r WHERE r.removed_at IS NULL {which};"
    )
}

/// A customer with all that hangs on it.
pub fn show(number: &str) -> String {
    let of = format!("(SELECT id FROM customer WHERE number = '{number}')");
    format!(
        "PRAGMA user_version;
         SELECT value FROM meta WHERE key = 'me';
         SELECT * FROM customer WHERE number = '{number}' AND removed_at IS NULL;
         SELECT * FROM contact WHERE customer = {of} AND removed_at IS NULL;
         SELECT name FROM tag WHERE customer = {of} ORDER BY name;
         SELECT field FROM to_confirm WHERE noun = 'customer' AND record = {of};
         SELECT * FROM ticket WHERE customer = {of} AND closed_at IS NULL AND removed_at IS NULL;
         SELECT * FROM plan WHERE customer = {of} AND done_at IS NULL AND cancelled_at IS NULL;
         SELECT * FROM action WHERE customer = {of} AND done_at IS NULL AND cancelled_at IS NULL;
         SELECT * FROM followup WHERE customer = {of} AND removed_at IS NULL ORDER BY at DESC LIMIT 5;"
    )
}

/// What a TAB offers: fifty names that begin so.
pub fn tab(column: &str, typed: &str) -> String {
    let range = format!("{column} >= '{typed}' AND {column} < '{typed}' || char(1114111)");
    let from = match column {
        "initials" => format!(
            "(SELECT record AS id FROM customer_spelling WHERE {range}) k
             JOIN customer r ON r.id = k.id"
        ),
        _ => "customer r".to_owned(),
    };
    let range = if column == "initials" {
        "1".to_owned()
    } else {
        range
    };
    format!(
        "PRAGMA user_version;
         SELECT r.number, r.name, r.initials, NOT EXISTS (SELECT 1 FROM customer o
             WHERE o.name_key = r.name_key AND o.id <> r.id AND o.removed_at IS NULL)
         FROM {from} WHERE {range} AND r.removed_at IS NULL LIMIT 50;"
    )
}

/// What the monthly report counts between two moments.
pub fn report(from: &str, to: &str) -> String {
    let new = format!(
        "FROM customer c WHERE c.removed_at IS NULL AND c.id IN (
            SELECT id FROM customer WHERE acquired >= '{from}' AND acquired < '{to}' UNION ALL
            SELECT id FROM customer WHERE +acquired IS NULL AND recorded_at >= '{from}' AND recorded_at < '{to}')"
    );
    let met = format!("at >= '{from}' AND at < '{to}' AND removed_at IS NULL");
    let real = "reached = 'yes' AND method IN ('phone', 'visit', 'online-meeting', 'email', 'wechat', 'demo')";
    let taken =
        format!("FROM ticket k WHERE k.at >= '{from}' AND k.at < '{to}' AND k.removed_at IS NULL");
    format!(
        "SELECT c.source, count(*) {new} GROUP BY 1;
         SELECT (SELECT t.new FROM turn t WHERE t.record = c.id AND t.attribute = 'grade' AND t.at < '{to}'
             ORDER BY t.at DESC, t.id DESC LIMIT 1), count(*) {new} GROUP BY 1;
         SELECT c.industry, count(*) {new} GROUP BY 1;
         SELECT method, count(*), count(*) FILTER (WHERE reached = 'yes') FROM followup WHERE {met} GROUP BY 1;
         SELECT purpose, count(*) FROM followup WHERE {met} GROUP BY 1;
         SELECT count(DISTINCT customer) FROM followup WHERE {met} AND {real};
         SELECT count(*) FROM customer WHERE removed_at IS NULL AND pool = 0 AND coalesce(acquired, recorded_at) < '{to}'
             AND id NOT IN (SELECT customer FROM followup WHERE {met} AND {real});
         SELECT count(*) FROM action WHERE due >= '{from}' AND due < '{to}' AND removed_at IS NULL;
         SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM followup g WHERE g.customer = f.customer AND g.at > f.at
                 AND g.at < datetime(f.next_at, '+1 day') AND g.removed_at IS NULL AND g.{real})), count(*)
             FROM followup f JOIN customer c ON c.id = f.customer
             WHERE f.next_at >= '{from}' AND f.next_at < '{to}' AND f.removed_at IS NULL AND c.removed_at IS NULL;
         SELECT count(*) FROM turn t JOIN customer c ON c.id = t.record
             WHERE t.attribute = 'grade' AND t.at >= '{from}' AND t.at < '{to}' AND c.removed_at IS NULL;
         SELECT k.type, count(*) {taken} GROUP BY 1;
         SELECT k.priority, count(*) {taken} GROUP BY 1;
         SELECT k.cause, count(*) {taken} GROUP BY 1;
         SELECT count(*) FROM ticket WHERE closed_at >= '{from}' AND closed_at < '{to}' AND removed_at IS NULL;
         SELECT coalesce((SELECT t.new FROM turn t WHERE t.record = k.id AND t.attribute = 'status' AND t.at < '{to}'
                 ORDER BY t.at DESC, t.id DESC LIMIT 1), k.status), count(*)
             FROM ticket k WHERE k.at < '{to}' AND k.removed_at IS NULL AND k.id IN (
                 SELECT id FROM ticket WHERE closed_at IS NULL UNION ALL SELECT id FROM ticket WHERE closed_at >= '{to}')
             GROUP BY 1;
         SELECT avg(unixepoch(k.responded_at) - unixepoch(k.at)) {taken};
         SELECT avg(unixepoch(k.answered_at) - unixepoch(k.at)) {taken};
         SELECT avg(unixepoch(k.solved_at) - unixepoch(k.at)) {taken};
         SELECT count(*) {taken} AND k.solved_at < k.responded_at;"
    )
}
