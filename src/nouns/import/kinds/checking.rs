//! What is particular to the rows of quality checks.

use super::{Kind, NUMBER, finish};
use crate::records::Audit;
use crate::store::Mark;
use crate::value::Noun;
use crate::words::t;

pub const AUDITS: Kind = Kind {
    noun: Noun::Audit,
    verb: "import audits",
    many: t("quality checks", "质检记录"),
    finish: finish::<Audit>,
    marks: &[NUMBER, Mark::same(&["ticket", "week"])],
    supposed: &[],
    since: Some("at"),
    lenient: false,
};
