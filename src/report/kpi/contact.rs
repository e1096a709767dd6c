//! The measures of follow-ups, of what was promised and of delivery.

use super::{Area, Definition, Form, of};
use crate::records::choices::Kpi;
use crate::words::{Text, t};

const AREA: Area = Area::Contact;

/// What is said of every measure that a rule of the playbook decides.
const RULES: Text = t(
    "What was due before this file began, what is not due yet, and rules that are off",
    "本文件启用前到期的、尚未到期的事项，以及已停用的规则",
);

pub(super) const ALL: &[Definition] = &[
    of(Kpi::TouchKept, AREA, Form::Share, "R030 R032 R034 R053")
        .says(t(
            "How many of the contacts that the grades' rhythms required in the period were made in time",
            "期间内各级别客户应完成的跟进中，按时完成的占比",
        ))
        .formula(t(
            "contacts made in time ÷ contacts due, of the rules that name K15",
            "按时完成的跟进 ÷ 到期的跟进（来源注明 K15 的规则）",
        ))
        .without(RULES)
        .counts(
            t("Made in time", "按时跟进"),
            t("Due", "应跟进"),
            t("no contact was due", "没有到期的跟进"),
        ),
    of(Kpi::LostTouch, AREA, Form::Count, "R053 R055")
        .says(t(
            "With how many customers we had lost touch when the period ended: their rhythm is so long overdue that the supervisor is told, or twice its span has passed, as in the weekly check",
            "期末长期失联的客户数：超过跟进周期至须上报主管，或超过两个周期（与每周检查一致）",
        ))
        .formula(t("number of such customers", "失联客户数"))
        .without(t(
            "Paused customers, and those without a rhythm",
            "暂停跟进的客户，以及没有跟进周期的客户",
        ))
        .counts(
            t("Customers", "客户"),
            t("", ""),
            t("nobody is out of touch", "没有失联客户"),
        ),
    of(Kpi::Overcontacted, AREA, Form::Count, "R054")
        .says(t(
            "How many customers were contacted more often in the period than a limit allows",
            "期间内联系次数超过上限的客户数",
        ))
        .formula(t(
            "number of customers beyond a limit, of the rules that name K17",
            "超过上限的客户数（来源注明 K17 的规则）",
        ))
        .without(t(
            "What customers began themselves, and what the limit leaves out",
            "客户主动联系的，以及上限规则不计的联系",
        ))
        .counts(
            t("Customers", "客户"),
            t("", ""),
            t("nobody was contacted too often", "没有被过度联系的客户"),
        ),
    of(Kpi::Logged, AREA, Form::Share, "R142")
        .says(t(
            "How many of the contacts were written down in time",
            "沟通后按时录入跟进记录的占比",
        ))
        .formula(t(
            "follow-ups written down in time ÷ follow-ups whose time for that ended in the period",
            "按时录入的跟进 ÷ 录入期限在期间内的跟进",
        ))
        .without(RULES)
        .counts(
            t("In time", "按时录入"),
            t("Follow-ups", "跟进记录"),
            t("nobody was contacted", "没有跟进记录"),
        ),
    of(Kpi::Milestones, AREA, Form::Share, "000 001")
        .says(t(
            "How many of the milestones planned for the period were reached by their day",
            "计划在期间内完成的里程碑中，按期完成的占比",
        ))
        .formula(t(
            "milestones done by their day ÷ milestones due",
            "按期完成的里程碑 ÷ 到期的里程碑",
        ))
        .without(RULES)
        .counts(
            t("On time", "按期"),
            t("Due", "到期"),
            t("no milestone was due", "没有到期的里程碑"),
        ),
    of(Kpi::PromisesKept, AREA, Form::Share, "R124 R179")
        .says(t(
            "How many of our promises that fell due in the period were kept by then",
            "期间内到期的我方承诺中，按时兑现的占比",
        ))
        .formula(t(
            "promises kept by their day ÷ promises due",
            "按时兑现的承诺 ÷ 到期的承诺",
        ))
        .without(t(
            "What customers promised, promises without a day, and those not due yet",
            "客户的承诺、未定期限的承诺，以及尚未到期的承诺",
        ))
        .counts(
            t("Kept in time", "按时兑现"),
            t("Due", "到期"),
            t("no promise was due", "没有到期的承诺"),
        ),
    of(Kpi::FirstTalk, AREA, Form::Share, "R037")
        .says(t(
            "How many of the customers filed were talked with in time for the first time",
            "建档客户中，按时完成首次跟进的占比",
        ))
        .formula(t(
            "first talks in time ÷ first talks due",
            "按时完成的首次跟进 ÷ 到期的首次跟进",
        ))
        .without(RULES)
        .counts(
            t("In time", "按时"),
            t("Due", "应跟进"),
            t("no first talk was due", "没有到期的首次跟进"),
        ),
    of(Kpi::RequestsKept, AREA, Form::Share, "R062")
        .says(t(
            "How many of the support requests were answered in time",
            "支持申请按时得到答复的占比",
        ))
        .formula(t(
            "requests answered in time ÷ requests due",
            "按时答复的申请 ÷ 到期的申请",
        ))
        .without(RULES)
        .counts(
            t("In time", "按时答复"),
            t("Due", "应答复"),
            t("no request was due", "没有到期的支持申请"),
        ),
    of(Kpi::IntentKept, AREA, Form::Share, "R001")
        .says(t(
            "How many of the customers with high intent signed within the month that it means",
            "高意向客户在 1 个月内签约的占比",
        ))
        .formula(t(
            "high intent signed or settled in time ÷ high intent due",
            "按时签约或已明确结果的高意向客户 ÷ 到期的高意向客户",
        ))
        .without(RULES)
        .counts(
            t("In time", "按时"),
            t("Due", "到期"),
            t("no high intent was due", "没有到期的高意向客户"),
        ),
];
