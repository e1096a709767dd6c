//! A schema as text to read: what fits on a line stands on one.

use serde_json::Value as Json;

const WIDE: usize = 100;

/// The text, which ends with a line break.
pub fn lines(schema: &Json) -> String {
    let mut text = String::new();
    put(schema, 0, 0, &mut text);
    text.push('\n');
    text
}

/// Writes a value that begins at a column, its parts indented further than its own line.
fn put(value: &Json, depth: usize, column: usize, text: &mut String) {
    let whole = value.to_string();
    if column + whole.len() <= WIDE || !(value.is_object() || value.is_array()) {
        return text.push_str(&whole);
    }
    let inside = "  ".repeat(depth + 1);
    let (open, close) = if value.is_object() { "{}" } else { "[]" }.split_at(1);
    let parts: Vec<(String, &Json)> = match value {
        Json::Object(all) => {
            let named = |(key, part)| (format!("{}: ", Json::from(key as &str)), part);
            all.iter()
                .map(|(key, part)| (key.as_str(), part))
                .map(named)
                .collect()
        }
        Json::Array(all) => all.iter().map(|part| (String::new(), part)).collect(),
        _ => Vec::new(),
    };
    text.push_str(open);
    for (at, (key, part)) in parts.iter().enumerate() {
        text.push_str(if at == 0 { "\n" } else { ",\n" });
        text.push_str(&inside);
        text.push_str(key);
        put(part, depth + 1, inside.len() + key.len(), text);
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
    text.push_str(close);
}
