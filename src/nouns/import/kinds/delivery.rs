//! What is particular to the rows of deliveries and of what hangs on them.

use super::{Kind, NUMBER, finish};
use crate::records::{Acceptance, Delivered, Delivery, Deviation, Milestone, Pack, Progress};
use crate::store::Mark;
use crate::value::Noun;
use crate::words::t;

pub const DELIVERIES: Kind = Kind {
    noun: Noun::Delivery,
    verb: "import deliveries",
    many: t("deliveries", "交付"),
    finish: finish::<Delivery>,
    marks: &[
        NUMBER,
        Mark::same(&["customer", "planned_at"]).begins("what"),
    ],
    supposed: &[("planned_at", "now"), ("owner", "me")],
    since: Some("planned_at"),
    lenient: false,
};

pub const MILESTONES: Kind = Kind {
    noun: Noun::Milestone,
    verb: "import milestones",
    many: t("milestones", "交付节点"),
    finish: finish::<Milestone>,
    marks: &[NUMBER, Mark::same(&["delivery", "name"])],
    supposed: &[("owner", "me")],
    since: None,
    lenient: false,
};

pub const ITEMS: Kind = Kind {
    noun: Noun::Delivered,
    verb: "import items",
    many: t("delivered items", "交付物品"),
    finish: finish::<Delivered>,
    marks: &[
        NUMBER,
        Mark::same(&["delivery", "product", "serial", "batch", "day"]),
    ],
    supposed: &[("day", "today")],
    since: None,
    lenient: false,
};

pub const PROGRESS: Kind = Kind {
    noun: Noun::Progress,
    verb: "import progress",
    many: t("reports of progress", "进度记录"),
    finish: finish::<Progress>,
    marks: &[NUMBER, Mark::same(&["delivery", "at"]).begins("said")],
    supposed: &[("at", "now"), ("owner", "me")],
    since: Some("at"),
    lenient: false,
};

pub const DEVIATIONS: Kind = Kind {
    noun: Noun::Deviation,
    verb: "import deviations",
    many: t("deviations", "执行偏差"),
    finish: finish::<Deviation>,
    marks: &[NUMBER, Mark::same(&["delivery", "found"]).begins("what")],
    supposed: &[("found", "now"), ("owner", "me")],
    since: Some("found"),
    lenient: false,
};

/// Without a place in the list of its delivery an item is told by what it says, and a
/// new one comes last.
pub const ACCEPTANCE: Kind = Kind {
    noun: Noun::Acceptance,
    verb: "import acceptance",
    many: t("acceptance items", "验收项目"),
    finish: finish::<Acceptance>,
    marks: &[
        NUMBER,
        Mark::same(&["delivery", "n"]),
        Mark::same(&["delivery"])
            .begins("what")
            .apart(&["standard"]),
    ],
    supposed: &[("n", super::LAST), ("source", "other")],
    since: None,
    lenient: false,
};

pub const PACKS: Kind = Kind {
    noun: Noun::Pack,
    verb: "import packs",
    many: t("handover packs", "移交资料"),
    finish: finish::<Pack>,
    marks: &[NUMBER, Mark::same(&["customer", "handed", "receiver"])],
    supposed: &[("handed", "now"), ("owner", "me")],
    since: Some("handed"),
    lenient: false,
};
