//! The list of the knowledge base.

use super::{List, Shown, fields, number, rest};
use crate::records::Article;
use crate::value::Noun;
use crate::words::t;

/// How often an article `r` was used.
pub(in crate::store) const USED: &str =
    "(SELECT count(*) FROM article_use u WHERE u.article = r.id AND u.removed_at IS NULL)";

impl List {
    pub fn articles() -> Self {
        let mut columns = vec![number()];
        columns.extend(fields::<Article>(&["name", "kind", "product"]));
        columns.push(Shown::of::<i64>("used", t("Used", "引用次数"), USED));
        columns.extend(fields::<Article>(&["at"]));
        rest::<Article>(&mut columns);
        List {
            noun: Noun::Article,
            columns,
            order: "r.at DESC, r.id DESC",
        }
    }
}
