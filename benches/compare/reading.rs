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
