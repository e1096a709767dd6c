//! What is particular to the rows of recalls and of the customers that they affect.

use super::{Kind, NUMBER, finish};
use crate::records::{Affected, Recall};
use crate::store::Mark;
use crate::value::Noun;
use crate::words::t;

pub const RECALLS: Kind = Kind {
    noun: Noun::Recall,
    verb: "import recalls",
    many: t("recalls", "召回"),
    finish: finish::<Recall>,
    marks: &[NUMBER, Mark::same(&["started_at"]).begins("defect")],
    supposed: &[("started_at", "now"), ("owner", "me")],
    since: Some("started_at"),
    lenient: false,
};

pub const AFFECTED: Kind = Kind {
    noun: Noun::Affected,
    verb: "import affected",
    many: t("affected customers", "受影响客户"),
    finish: finish::<Affected>,
    marks: &[NUMBER, Mark::same(&["recall", "customer", "goods"])],
    supposed: &[
        ("listed_at", "now"),
        ("evidence", "by-hand"),
        ("owner", "me"),
    ],
    since: Some("listed_at"),
    lenient: false,
};
