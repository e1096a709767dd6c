//! What is particular to the rows of what is kept and handed on: attached files, and
//! customers that passed from one colleague to another.

use super::{Kind, NUMBER, finish};
use crate::records::{Attachment, Handover};
use crate::store::Mark;
use crate::value::Noun;
use crate::words::t;

/// One content of one customer is attached once.
pub const ATTACHMENTS: Kind = Kind {
    noun: Noun::Attachment,
    verb: "import attachments",
    many: t("attached files", "附件"),
    finish: finish::<Attachment>,
    marks: &[NUMBER, Mark::same(&["customer", "hash"])],
    supposed: &[("at", "now")],
    since: Some("at"),
    lenient: false,
};

pub const HANDOVERS: Kind = Kind {
    noun: Noun::Handover,
    verb: "import handovers",
    many: t("handovers", "客户交接"),
    finish: finish::<Handover>,
    marks: &[NUMBER, Mark::same(&["from", "to", "at"])],
    supposed: &[("at", "now")],
    since: Some("at"),
    lenient: false,
};
