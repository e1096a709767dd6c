//! The measures of deals and proposals.

use super::{Area, Definition, Form, of};
use crate::records::choices::Kpi;
use crate::words::{Text, t};

const AREA: Area = Area::Selling;

const NO_ORDER: Text = t("no deal was won", "没有成交的商机");
const NO_PROPOSAL: Text = t(
    "no proposal that went to a customer says so much",
    "没有提交客户且填写了相应数据的方案",
);
const FIRST_ALTERNATIVE: Text = t(
    "Further alternatives of the same proposal, versions replaced in the period, and proposals that do not state these figures",
    "同一方案的其他备选、期间内被新版本取代的方案，以及未填写这些数据的方案",
);

pub(super) const ALL: &[Definition] = &[
    of(Kpi::Conversion, AREA, Form::Share, "R187")
        .says(t(
            "How many deals were won in the period for every deal that was opened in it",
            "期间内成交的商机数与期间内新建的商机数之比",
        ))
        .formula(t(
            "deals won in the period ÷ deals opened in the period",
            "期间内成交商机数 ÷ 期间内新建商机数",
        ))
        .without(t(
            "Removed deals. A deal won now may have been opened earlier, so that more than 100% is possible",
            "已删除的商机；本期成交的商机可能是以前新建的，因此可能超过 100%",
        ))
        .counts(
            t("Deals won", "成交商机"),
            t("Deals opened", "新建商机"),
            t("no deal was opened", "没有新建商机"),
        ),
    of(Kpi::AmountWon, AREA, Form::Money, "001")
        .says(t(
            "What the deals won in the period came to",
            "期间内成交商机的金额合计",
        ))
        .formula(t("sum of the amounts of deals won", "成交商机金额之和"))
        .without(t(
            "Deals won without an amount, and what was only expected",
            "未填成交金额的商机，以及预计金额",
        ))
        .counts(t("Amount won", "成交金额"), t("", ""), NO_ORDER),
    of(Kpi::Cycle, AREA, Form::MeanTime, "001")
        .says(t(
            "How long it took from when we knew of a new customer, or from the opening of a deal with an old one, until the deal was won",
            "新客户自信息获取起、老客户自商机新建起，至成交所用的时间",
        ))
        .formula(t(
            "sum of (won − acquired or opened) ÷ deals won",
            "（成交时间 − 信息获取或新建时间）之和 ÷ 成交商机数",
        ))
        .without(t(
            "Deals lost, and deals whose dates contradict each other",
            "未成交的商机，以及时间相互矛盾的商机",
        ))
        .counts(
            t("Time in all", "时间合计"),
            t("Deals won", "成交商机"),
            NO_ORDER,
        ),
    of(Kpi::Growth, AREA, Form::Growth, "R048")
        .says(t(
            "By how much the amount won grew over the period before",
            "本期成交金额较上期的增长",
        ))
        .formula(t(
            "(amount won − amount won in the period before) ÷ amount won in the period before",
            "（本期成交金额 − 上期成交金额）÷ 上期成交金额",
        ))
        .without(t("Deals won without an amount", "未填成交金额的商机"))
        .counts(
            t("Amount won", "本期成交金额"),
            t("Amount won before", "上期成交金额"),
            t(
                "nothing was won in the period before",
                "上期没有成交金额",
            ),
        ),
    of(Kpi::Orders, AREA, Form::Count, "R048")
        .says(t(
            "How often customers bought in the period: every deal won is an order",
            "期间内客户采购的次数：每个成交商机计一次",
        ))
        .formula(t("number of deals won", "成交商机数"))
        .without(t("Removed deals", "已删除的商机"))
        .counts(t("Orders", "采购次数"), t("", ""), NO_ORDER),
    of(Kpi::AnnualPurchase, AREA, Form::Money, "R024 R025 R026 R027")
        .says(t(
            "What the deals won in the twelve months up to the end of the period came to",
            "截至期末十二个月内成交商机的金额合计",
        ))
        .formula(t(
            "sum of the amounts of deals won in twelve months",
            "十二个月内成交金额之和",
        ))
        .without(t(
            "The annual purchase that was typed in for an assessment, which the grades go by",
            "评估时录入的年采购额（客户分级以其为准）",
        ))
        .counts(t("Amount won", "成交金额"), t("", ""), NO_ORDER),
    of(Kpi::OrderMean, AREA, Form::MeanMoney, "002")
        .says(t(
            "What a deal won in the period came to on average",
            "期间内每个成交商机的平均金额",
        ))
        .formula(t("amount won ÷ deals won", "成交金额 ÷ 成交商机数"))
        .without(t("Deals lost and open ones", "未成交及进行中的商机"))
        .counts(
            t("Amount won", "成交金额"),
            t("Deals won", "成交商机"),
            NO_ORDER,
        ),
    of(Kpi::Factors, AREA, Form::TopShare, "R047")
        .says(t(
            "Which success factor or reason of failure was named most often in the reviews of the period, and in how many of them",
            "期间内成交复盘中出现最多的成功因素或失败原因及其占比",
        ))
        .formula(t(
            "reviews that name the most frequent one ÷ reviews",
            "提及最多的一项的复盘数 ÷ 复盘总数",
        ))
        .without(t("Deals that nobody reviewed", "尚未复盘的商机"))
        .counts(
            t("Reviews that name it", "提及的复盘"),
            t("Reviews", "复盘"),
            t("no deal was reviewed", "没有成交复盘"),
        ),
    of(Kpi::Saving, AREA, Form::MoneyOf, "R152")
        .says(t(
            "What the proposals that went to customers in the period save them in a year",
            "期间内提交客户的方案每年可为客户节约的金额",
        ))
        .formula(t(
            "sum of (annual cost now − annual cost after), or of the hours saved at their cost",
            "（现有年成本 − 方案后年成本）之和；未填成本时按节省工时折算",
        ))
        .without(FIRST_ALTERNATIVE)
        .counts(
            t("Annual saving", "年度节约金额"),
            t("Proposals", "方案"),
            NO_PROPOSAL,
        ),
    of(Kpi::Gain, AREA, Form::MeanShare, "R152")
        .says(t(
            "By how much the proposals that went to customers in the period raise output, on average",
            "期间内提交客户的方案平均提升的产能",
        ))
        .formula(t(
            "mean of (output after − output now) ÷ output now",
            "（方案后产能 − 现有产能）÷ 现有产能，取平均",
        ))
        .without(FIRST_ALTERNATIVE)
        .counts(
            t("Gains added up", "提升幅度合计"),
            t("Proposals", "方案"),
            NO_PROPOSAL,
        ),
    of(Kpi::Roi, AREA, Form::ShareOfMoney, "R152")
        .says(t(
            "What the proposals that went to customers in the period return in a year on what they cost once",
            "期间内提交客户的方案一年的回报与一次性投入之比",
        ))
        .formula(t(
            "(annual saving − annual fee) ÷ investment, all proposals added up",
            "（年度节约 − 年服务费）÷ 一次性投入，各方案合计",
        ))
        .without(FIRST_ALTERNATIVE)
        .counts(
            t("Saving after the fee", "扣除年费后的年节约"),
            t("Investment", "投入"),
            NO_PROPOSAL,
        ),
    of(Kpi::Payback, AREA, Form::Months, "")
        .says(t(
            "After how many months the proposals that went to customers in the period have paid for themselves",
            "期间内提交客户的方案收回投入所需的月数",
        ))
        .formula(t(
            "investment ÷ (annual saving ÷ 12), all proposals added up",
            "投入 ÷（年度节约 ÷ 12），各方案合计",
        ))
        .without(FIRST_ALTERNATIVE)
        .counts(
            t("Investment", "投入"),
            t("Annual saving", "年度节约"),
            NO_PROPOSAL,
        ),
];
