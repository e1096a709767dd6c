//! What is particular to the rows of surveys and of feedback.

use super::{Kind, NUMBER, finish};
use crate::records::{Feedback, Survey};
use crate::store::Mark;
use crate::value::Noun;
use crate::words::t;

pub const SURVEYS: Kind = Kind {
    noun: Noun::Survey,
    verb: "import surveys",
    many: t("surveys", "满意度调查"),
    finish: finish::<Survey>,
    marks: &[
        NUMBER,
        Mark::same(&["customer", "at"]).apart(&["contact", "ticket", "delivery"]),
        // The answer to what was sent.
        Mark::same(&["customer"])
            .waits("at", "asked_at")
            .apart(&["contact", "ticket", "delivery", "contract", "node"]),
    ],
    supposed: &[("owner", "me")],
    since: Some("at"),
    lenient: false,
};

pub const FEEDBACK: Kind = Kind {
    noun: Noun::Feedback,
    verb: "import feedback",
    many: t("feedback records", "客户反馈"),
    finish: finish::<Feedback>,
    marks: &[
        NUMBER,
        Mark::same(&["customer", "received_at"]).begins("said"),
    ],
    supposed: &[("received_at", "now"), ("owner", "me")],
    since: Some("received_at"),
    lenient: false,
};
