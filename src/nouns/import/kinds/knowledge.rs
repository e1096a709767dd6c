//! What is particular to the rows of the knowledge base.

use super::{EXTERNAL, Kind, NUMBER, finish};
use crate::records::Article;
use crate::store::Mark;
use crate::value::Noun;
use crate::words::t;

/// Two articles may have one title, as long as they solve it differently.
pub const ARTICLES: Kind = Kind {
    noun: Noun::Article,
    verb: "import articles",
    many: t("articles", "知识条目"),
    finish: finish::<Article>,
    marks: &[
        NUMBER,
        EXTERNAL,
        Mark::same(&["name_key"]).begins("solution"),
    ],
    supposed: &[("at", "now"), ("author", "me")],
    since: Some("at"),
    lenient: false,
};
