//! The measures of a period: what each is called, and how it is read off the headline
//! figures. Reports that tell the same measure take it from here.

use super::compare::Figure;
use crate::store::Headline;
use crate::words::{Text, t};

/// Which part of a report a measure stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Contact,
    Selling,
    Service,
}

impl Part {
    pub const ALL: [Part; 3] = [Part::Contact, Part::Selling, Part::Service];

    pub const fn title(self) -> Text {
        match self {
            Part::Contact => t("Customers and follow-ups", "客户与跟进"),
            Part::Selling => t("Deals and payments", "商机与回款"),
            Part::Service => t("Tickets and satisfaction", "工单与满意度"),
        }
    }

    pub fn measures(self) -> impl Iterator<Item = &'static Measure> {
        MEASURES.iter().filter(move |measure| measure.part == self)
    }
}

/// Who reads a report, which decides how its tables are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Every key, always in the same place.
    Program,
    /// A terminal, a text.
    Person,
    /// A page or a workbook: drawn, too.
    Paper,
}

/// A measure: its code for machine formats, its label for people.
pub struct Measure {
    pub code: &'static str,
    pub label: Text,
    pub part: Part,
    /// Whether it stands at the head of the monthly report.
    pub at_a_glance: bool,
    pub of: fn(&Headline) -> Figure,
}

/// The measure with this code.
pub fn measure(code: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|measure| measure.code == code)
}

const fn new(part: Part, code: &'static str, label: Text, of: fn(&Headline) -> Figure) -> Measure {
    Measure {
        code,
        label,
        part,
        at_a_glance: false,
        of,
    }
}

/// The same, at the head of the monthly report.
const fn glance(
    part: Part,
    code: &'static str,
    label: Text,
    of: fn(&Headline) -> Figure,
) -> Measure {
    Measure {
        at_a_glance: true,
        ..new(part, code, label, of)
    }
}

/// All of them, in the order in which they are told.
pub const MEASURES: [Measure; 19] = {
    use Figure::{Count, Mean, Minutes, Money, Share};
    use Part::{Contact, Selling, Service};
    [
        glance(
            Contact,
            "new_customers",
            t("New customers", "新增客户"),
            |h| Count(h.new_customers),
        ),
        glance(Contact, "followups", t("Follow-ups", "跟进次数"), |h| {
            Count(h.followups)
        }),
        new(
            Contact,
            "reached_share",
            t("Reached", "联系上比例"),
            |h| Share(h.reached_share()),
        ),
        glance(
            Contact,
            "customers_touched",
            t("Customers contacted", "联系到的客户"),
            |h| Count(h.touched),
        ),
        glance(
            Contact,
            "actions_kept_share",
            t("Actions kept", "约定事项按时完成率"),
            |h| Share(h.actions.share()),
        ),
        glance(
            Contact,
            "promises_kept_share",
            t("Our promises kept", "我方承诺按时兑现率"),
            |h| Share(h.promises.share()),
        ),
        new(
            Selling,
            "deals_opened",
            t("Deals opened", "新建商机"),
            |h| Count(h.deals_opened),
        ),
        glance(Selling, "deals_won", t("Deals won", "成交商机"), |h| {
            Count(h.won)
        }),
        glance(
            Selling,
            "deals_amount",
            t("Amount won", "成交金额"),
            |h| Money(h.amount),
        ),
        new(
            Selling,
            "conversion",
            t("Won of those opened", "售前转化率"),
            |h| Share(h.conversion()),
        ),
        glance(
            Selling,
            "payments_received",
            t("Payments received", "到账金额"),
            |h| Money(h.received),
        ),
        glance(
            Service,
            "tickets_opened",
            t("Tickets accepted", "受理工单"),
            |h| Count(h.tickets),
        ),
        glance(
            Service,
            "tickets_closed",
            t("Tickets closed", "关闭工单"),
            |h| Count(h.closed),
        ),
        glance(
            Service,
            "tickets_open",
            t("Tickets open at the end", "期末未关闭工单"),
            |h| Count(h.open),
        ),
        new(
            Service,
            "solved_share",
            t("Solved of those accepted", "售后问题解决率"),
            |h| Share(h.solved_share()),
        ),
        glance(
            Service,
            "first_response_mean_minutes",
            t("Mean first response", "平均首次响应时长"),
            |h| Minutes(h.response.mean),
        ),
        new(
            Service,
            "resolution_mean_minutes",
            t("Mean time to solve", "平均解决时长"),
            |h| Minutes(h.resolution.mean),
        ),
        new(
            Service,
            "satisfaction_mean",
            t("Satisfaction, mean", "满意度均分"),
            |h| Mean(h.surveys.mean()),
        ),
        new(
            Service,
            "revisit_satisfaction_mean",
            t("Satisfaction at revisits", "回访满意度均分"),
            |h| Mean(h.revisits.mean()),
        ),
    ]
};
