//! The measures of performance that the handbooks name (K01–K46). Their codes are keys
//! of files and of `[target]` in a playbook, so they are never renamed.

use crate::choice;

choice! {
    /// 考核指标: its number is another word for each.
    pub enum Kpi {
        Conversion = "conversion", "Won of those opened", "售前转化率", ["K01"];
        SolvedShare = "solved_share", "Solved of those accepted", "售后问题解决率", ["K02"];
        Response = "first_response_mean_minutes", "Mean first response", "平均首次响应时长", ["K03"];
        Resolution = "resolution_mean_minutes", "Mean time to solve", "平均解决时长", ["K04"];
        TicketTypes = "main_ticket_type_share", "Most frequent type of ticket", "问题类型分布", ["K05"];
        ClocksKept = "ticket_limits_kept_share", "Ticket limits kept", "工单时限按时率", ["K06"];
        Overdue = "tickets_overdue", "Tickets overdue", "超时工单数", ["K07"];
        Repeats = "repeat_share", "Problems that came back", "重复问题发生率", ["K08"];
        RevisitsKept = "revisits_kept_share", "Revisits in time", "回访及时率", ["K09"];
        Satisfaction = "satisfaction_mean", "Satisfaction, mean", "满意度均分", ["K10"];
        Satisfied = "satisfied_share", "Scores of 4 and 5", "满意度", ["K11"];
        SatisfactionScaled = "satisfaction_scaled_share", "Satisfaction, mean out of 5", "满意度（均分折算）", ["K12"];
        Nps = "nps", "Net promoter score", "净推荐值（NPS）", ["K13"];
        FeedbackKept = "feedback_limits_kept_share", "Feedback answered and solved in time", "客户反馈时限按时率", ["K14"];
        TouchKept = "touch_kept_share", "Follow-ups as required", "跟进达成率", ["K15"];
        LostTouch = "customers_out_of_touch", "Customers out of touch", "长期失联客户数", ["K16"];
        Overcontacted = "customers_overcontacted", "Customers contacted too often", "过度骚扰客户数", ["K17"];
        AmountWon = "deals_amount", "Amount won", "成交金额", ["K18"];
        Cycle = "deal_cycle_mean_minutes", "Mean time to win", "平均成交周期", ["K19"];
        Regrade = "regrade_suggested", "Customers to grade anew", "客户分级建议", ["K20"];
        Growth = "amount_growth_share", "Growth of the amount won", "成交金额增长", ["K21"];
        Orders = "orders", "Orders", "采购频次", ["K22"];
        AnnualPurchase = "annual_purchase", "Amount won in twelve months", "年采购额", ["K23"];
        Repurchase = "repurchase_share", "Customers who bought again", "复购率", ["K24"];
        OrderMean = "order_mean_amount", "Mean amount of an order", "客单价", ["K25"];
        Churn = "churn_share", "Customers lost", "客户流失率", ["K26"];
        Arpu = "arpu", "Received per active customer", "单客收入（ARPU）", ["K27"];
        Channels = "channel_won_share", "New customers who bought", "获客渠道转化率", ["K28"];
        Factors = "main_factor_share", "Most frequent reason in deal reviews", "成败因素分布", ["K29"];
        Complete = "completeness_share", "Registrations complete", "信息完整率", ["K30"];
        ToConfirm = "fields_to_confirm", "Fields to be confirmed", "待确认项数", ["K31"];
        Entered = "registered_in_time_share", "Registered in time", "信息录入及时率", ["K32"];
        Logged = "logged_in_time_share", "Contacts written down in time", "沟通记录及时率", ["K33"];
        Milestones = "milestones_kept_share", "Milestones on time", "交付及时率", ["K34"];
        Audited = "audited_share", "Tickets sampled", "抽检率", ["K35"];
        AuditMean = "audit_mean", "Quality score, mean", "质检均分", ["K36"];
        Saving = "annual_saving", "Annual saving proposed", "年度成本节约金额", ["K37"];
        Gain = "efficiency_gain_share", "Efficiency gain proposed", "生产效率提升", ["K38"];
        Roi = "roi_share", "Return on investment proposed", "投资回报率（ROI）", ["K39"];
        Payback = "payback_months", "Payback proposed, months", "投资回收期（月）", ["K40"];
        ComplaintsClosed = "complaints_closed_share", "Complaints closed", "投诉闭环率", ["K41"];
        PromisesKept = "promises_kept_share", "Our promises kept", "我方承诺按时兑现率", ["K42"];
        FirstTalk = "first_talk_kept_share", "First talk in time", "首次跟进及时率", ["K43"];
        SurveysAnswered = "survey_response_share", "Surveys answered", "问卷回收率", ["K44"];
        RequestsKept = "requests_kept_share", "Support requests answered in time", "需求支持响应及时率", ["K45"];
        IntentKept = "intent_kept_share", "High intent signed in time", "意向兑现率", ["K46"];
    }
}

/// What a measure is counted in, and so how a target for it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// `80%`
    Share,
    /// `2h`; worked out as minutes.
    Time,
    /// `50万`
    Money,
    /// `12`
    Count,
    /// `4.25`
    Points,
}

impl Kpi {
    /// `K01`
    pub fn number(self) -> &'static str {
        use crate::value::ChoiceSet as _;
        self.choice().aliases.first().copied().unwrap_or_default()
    }

    pub const fn unit(self) -> Unit {
        match self {
            Kpi::Response | Kpi::Resolution | Kpi::Cycle => Unit::Time,
            Kpi::AmountWon | Kpi::AnnualPurchase | Kpi::OrderMean | Kpi::Arpu | Kpi::Saving => {
                Unit::Money
            }
            Kpi::Overdue
            | Kpi::LostTouch
            | Kpi::Overcontacted
            | Kpi::Regrade
            | Kpi::Orders
            | Kpi::ToConfirm
            | Kpi::Nps => Unit::Count,
            Kpi::Satisfaction | Kpi::AuditMean | Kpi::Payback => Unit::Points,
            _ => Unit::Share,
        }
    }

    /// Whether less of it is better.
    pub const fn is_better_low(self) -> bool {
        matches!(
            self,
            Kpi::Response
                | Kpi::Resolution
                | Kpi::TicketTypes
                | Kpi::Overdue
                | Kpi::Repeats
                | Kpi::LostTouch
                | Kpi::Overcontacted
                | Kpi::Cycle
                | Kpi::Regrade
                | Kpi::Churn
                | Kpi::ToConfirm
                | Kpi::Payback
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Kpi;
    use crate::value::ChoiceSet as _;

    #[test]
    fn they_are_numbered_in_order_and_called_by_number_and_code() {
        assert_eq!(Kpi::VARIANTS.len(), 46);
        for (at, kpi) in Kpi::VARIANTS.iter().enumerate() {
            assert_eq!(kpi.number(), format!("K{:02}", at + 1));
            assert_eq!(Kpi::called(kpi.number()), Some(*kpi));
            assert_eq!(Kpi::called(kpi.code()), Some(*kpi));
        }
    }
}
