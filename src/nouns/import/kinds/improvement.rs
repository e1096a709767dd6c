//! What is particular to the rows of improvements and of who was told of them.

use super::{EXTERNAL, Kind, NUMBER, finish};
use crate::records::{Improvement, Notice};
use crate::store::Mark;
use crate::value::Noun;
use crate::words::t;

pub const IMPROVEMENTS: Kind = Kind {
    noun: Noun::Improvement,
    verb: "import improvements",
    many: t("improvements", "改进措施"),
    finish: finish::<Improvement>,
    marks: &[
        NUMBER,
        EXTERNAL,
        Mark::same(&["name_key"]).begins("measure"),
    ],
    supposed: &[("at", "now"), ("by", "me"), ("owner", "me")],
    since: Some("at"),
    lenient: false,
};

pub const NOTICES: Kind = Kind {
    noun: Noun::Notice,
    verb: "import notices",
    many: t("notices", "改进告知"),
    finish: finish::<Notice>,
    marks: &[
        NUMBER,
        Mark::same(&["improvement", "customer", "at"]).apart(&["feedback", "survey", "ticket"]),
    ],
    supposed: &[],
    since: Some("at"),
    lenient: false,
};
