//! What is particular to the rows of each noun: how its records are told
//! apart, and what a row means that does not say it. All else is one mechanism.

mod checking;
mod delivery;
mod improvement;
mod keeping;
mod knowledge;
mod listening;
mod recall;

use std::collections::BTreeSet;

use crate::exchange::forms::{self, Layout};
use crate::form::{Draft, Form};
use crate::problem::Problem;
use crate::records::{
    Action, Alternative, Analysis, Contact, Contract, Customer, Deal, Followup, Need, Objection,
    Occasion, Payment, Plan, Product, Promise, Proposal, Remark, Request, Staff, Ticket,
};
use crate::store::Mark;
use crate::value::{Noun, Reading, Stored};
use crate::words::{Text, t};
pub use delivery::{ACCEPTANCE, DELIVERIES, DEVIATIONS, ITEMS, MILESTONES, PACKS, PROGRESS};
pub use improvement::{IMPROVEMENTS, NOTICES};
pub use keeping::{ATTACHMENTS, HANDOVERS};
pub use knowledge::ARTICLES;

pub use checking::AUDITS;
pub use listening::{FEEDBACK, SURVEYS};
pub use recall::{AFFECTED, RECALLS};

/// Reads a draft of the noun's form: what the store would hold, and the form's
/// rules that it breaks.
type Finish = fn(&Draft, &Reading<'_>) -> Result<(Vec<Stored>, Vec<Problem>), Vec<Problem>>;

/// What an import knows of a noun.
pub struct Kind {
    pub noun: Noun,
    /// What the journal calls the command.
    pub verb: &'static str,
    /// How many of them are told of: “54 customers”, 54 条客户.
    pub many: Text,
    pub finish: Finish,
    /// How records are told, the surest way first.
    pub marks: &'static [Mark],
    /// Answers that are supposed of new records whose row has none.
    pub supposed: &'static [(&'static str, &'static str)],
    /// When a record came to be: its number has that day, its attributes hold since then.
    pub since: Option<&'static str>,
    /// Whether times that contradict one another are kept (meaning.md 8).
    pub lenient: bool,
}

fn finish<F: Form>(
    draft: &Draft,
    reading: &Reading<'_>,
) -> Result<(Vec<Stored>, Vec<Problem>), Vec<Problem>> {
    let (record, broken) = draft.read::<F>(reading, &BTreeSet::new())?;
    Ok((record.store(), broken))
}

/// Stands for a place behind all others, which is known once the row is written.
pub const LAST: &str = "0";

const NUMBER: Mark = Mark::same(&["number"]);
const EXTERNAL: Mark = Mark::same(&["external"]);

pub const CUSTOMERS: Kind = Kind {
    noun: Noun::Customer,
    verb: "import customers",
    many: t("customers", "客户"),
    finish: finish::<Customer>,
    marks: &[
        NUMBER,
        EXTERNAL,
        Mark::same(&["uscc"]),
        // Of one name there may be two, in two regions.
        Mark::same(&["name_key"]).apart(&["region", "uscc"]),
    ],
    supposed: &[("owner", "me")],
    since: Some("acquired"),
    lenient: false,
};

pub const CONTACTS: Kind = Kind {
    noun: Noun::Contact,
    verb: "import contacts",
    many: t("contacts", "联系人"),
    finish: finish::<Contact>,
    marks: &[
        NUMBER,
        Mark::same(&["customer", "phone"]),
        Mark::same(&["customer", "email"]),
        Mark::same(&["customer", "name_key"]),
    ],
    supposed: &[],
    since: None,
    lenient: false,
};

pub const FOLLOWUPS: Kind = Kind {
    noun: Noun::Followup,
    verb: "import followups",
    many: t("follow-ups", "跟进记录"),
    finish: finish::<Followup>,
    marks: &[NUMBER, Mark::same(&["customer", "at"]).begins("said")],
    supposed: &[("direction", "out"), ("reached", "yes"), ("owner", "me")],
    since: Some("at"),
    lenient: false,
};

pub const TICKETS: Kind = Kind {
    noun: Noun::Ticket,
    verb: "import tickets",
    many: t("tickets", "工单"),
    finish: finish::<Ticket>,
    marks: &[
        NUMBER,
        EXTERNAL,
        Mark::same(&["customer", "at"])
            .begins("symptom")
            .apart(&["external"]),
    ],
    supposed: &[("assignee", "me"), ("accepted_by", "me")],
    since: Some("at"),
    lenient: true,
};

pub const PRODUCTS: Kind = Kind {
    noun: Noun::Product,
    verb: "import products",
    many: t("products", "产品"),
    finish: finish::<Product>,
    marks: &[
        NUMBER,
        EXTERNAL,
        Mark::same(&["name_key"]).apart(&["external"]),
    ],
    supposed: &[("active", "yes")],
    since: None,
    lenient: false,
};

pub const STAFF: Kind = Kind {
    noun: Noun::Staff,
    verb: "import staff",
    many: t("colleagues", "同事"),
    finish: finish::<Staff>,
    marks: &[NUMBER, Mark::same(&["name"])],
    supposed: &[],
    since: None,
    lenient: false,
};

pub const OCCASIONS: Kind = Kind {
    noun: Noun::Occasion,
    verb: "import occasions",
    many: t("occasions", "纪念日"),
    finish: finish::<Occasion>,
    marks: &[
        NUMBER,
        Mark::same(&["customer", "kind", "day"]).apart(&["contact"]),
    ],
    supposed: &[("greeting", "yes")],
    since: None,
    lenient: false,
};

pub const DEALS: Kind = Kind {
    noun: Noun::Deal,
    verb: "import deals",
    many: t("deals", "商机"),
    finish: finish::<Deal>,
    marks: &[
        NUMBER,
        EXTERNAL,
        Mark::same(&["customer", "name_key", "opened"]).apart(&["external"]),
    ],
    supposed: &[("kind", "new"), ("owner", "me")],
    since: Some("opened"),
    lenient: false,
};

pub const CONTRACTS: Kind = Kind {
    noun: Noun::Contract,
    verb: "import contracts",
    many: t("contracts", "合同"),
    finish: finish::<Contract>,
    marks: &[
        NUMBER,
        EXTERNAL,
        Mark::same(&["contract_no"]),
        Mark::same(&["customer", "drafted"]).begins("subject"),
    ],
    supposed: &[("drafted", "now"), ("owner", "me")],
    since: Some("drafted"),
    lenient: false,
};

pub const PAYMENTS: Kind = Kind {
    noun: Noun::Payment,
    verb: "import payments",
    many: t("payments", "到账"),
    finish: finish::<Payment>,
    marks: &[
        NUMBER,
        EXTERNAL,
        Mark::same(&["contract", "at", "amount"]).apart(&["external"]),
    ],
    supposed: &[("at", "now"), ("owner", "me")],
    since: Some("at"),
    lenient: false,
};

pub const PROPOSALS: Kind = Kind {
    noun: Noun::Proposal,
    verb: "import proposals",
    many: t("proposals", "方案"),
    finish: finish::<Proposal>,
    marks: &[NUMBER, Mark::same(&["deal", "version"])],
    supposed: &[("version", "1"), ("made", "now"), ("owner", "me")],
    since: Some("made"),
    lenient: false,
};

pub const ALTERNATIVES: Kind = Kind {
    noun: Noun::Alternative,
    verb: "import alternatives",
    many: t("alternatives", "备选方案"),
    finish: finish::<Alternative>,
    marks: &[NUMBER, Mark::same(&["proposal", "letter"])],
    supposed: &[("letter", "A")],
    since: None,
    lenient: false,
};

pub const REMARKS: Kind = Kind {
    noun: Noun::Remark,
    verb: "import remarks",
    many: t("remarks", "方案反馈"),
    finish: finish::<Remark>,
    marks: &[NUMBER, Mark::same(&["proposal", "at"]).begins("said")],
    supposed: &[("at", "now"), ("owner", "me")],
    since: Some("at"),
    lenient: false,
};

pub const OBJECTIONS: Kind = Kind {
    noun: Noun::Objection,
    verb: "import objections",
    many: t("objections", "异议"),
    finish: finish::<Objection>,
    marks: &[NUMBER, Mark::same(&["customer", "raised"]).begins("what")],
    supposed: &[("raised", "now"), ("owner", "me")],
    since: Some("raised"),
    lenient: false,
};

pub const PROMISES: Kind = Kind {
    noun: Noun::Promise,
    verb: "import promises",
    many: t("promises", "承诺"),
    finish: finish::<Promise>,
    marks: &[NUMBER, Mark::same(&["customer", "made"]).begins("what")],
    supposed: &[("promised_by", "us"), ("made", "now"), ("owner", "me")],
    since: Some("made"),
    lenient: false,
};

pub const REQUESTS: Kind = Kind {
    noun: Noun::Request,
    verb: "import requests",
    many: t("support requests", "支持申请"),
    finish: finish::<Request>,
    marks: &[
        NUMBER,
        Mark::same(&["customer", "submitted"]).begins("background"),
    ],
    supposed: &[("submitted", "now"), ("owner", "me")],
    since: Some("submitted"),
    lenient: false,
};

pub const NEEDS: Kind = Kind {
    noun: Noun::Need,
    verb: "import needs",
    many: t("needs", "需求"),
    finish: finish::<Need>,
    marks: &[NUMBER, Mark::same(&["customer", "found"]).begins("what")],
    supposed: &[
        ("visibility", "explicit"),
        ("found", "now"),
        ("owner", "me"),
    ],
    since: Some("found"),
    lenient: false,
};

pub const ANALYSES: Kind = Kind {
    noun: Noun::Analysis,
    verb: "import analyses",
    many: t("needs analyses", "需求分析"),
    finish: finish::<Analysis>,
    marks: &[NUMBER, Mark::same(&["customer", "at"])],
    supposed: &[("at", "now"), ("owner", "me")],
    since: Some("at"),
    lenient: false,
};

pub const PLANS: Kind = Kind {
    noun: Noun::Plan,
    verb: "import plans",
    many: t("plans", "跟进计划"),
    finish: finish::<Plan>,
    marks: &[NUMBER, Mark::same(&["customer", "at", "method"])],
    supposed: &[("owner", "me")],
    since: Some("at"),
    lenient: false,
};

pub const ACTIONS: Kind = Kind {
    noun: Noun::Action,
    verb: "import actions",
    many: t("actions", "待办事项"),
    finish: finish::<Action>,
    marks: &[NUMBER, Mark::same(&["customer", "due"]).begins("what")],
    supposed: &[("owner", "me")],
    since: None,
    lenient: false,
};

/// Told by their number alone: of one customer and day there may be several.
pub const ENTRIES: Kind = Kind {
    noun: Noun::Entry,
    verb: "import entries",
    many: t("form entries", "表单"),
    finish: |draft, reading| Ok((draft.values(reading)?, Vec::new())),
    marks: &[NUMBER],
    supposed: &[("at", "now"), ("by", "me"), ("who", "me")],
    since: None,
    lenient: false,
};

impl Kind {
    /// The columns of its rows.
    pub fn layout(&self) -> Option<&'static Layout> {
        forms::of(self.noun)
    }

    /// Whether each row belongs to a customer. A handover is about several, and may
    /// say that it is of one.
    pub fn is_customers(&self) -> bool {
        self.at("customer").is_some() && self.noun != Noun::Handover
    }

    /// Where a field stands in the record's own form.
    pub fn at(&self, key: &str) -> Option<usize> {
        let form = self.layout()?.form;
        form.iter().position(|field| field.key == key)
    }
}
