//! The measures of customers: how they are graded, whether they stay, what is known of
//! them.

use super::{Area, Definition, Form, of};
use crate::records::choices::Kpi;
use crate::words::{Text, t};

const AREA: Area = Area::Customers;

const REMOVED: Text = t("Removed customers", "已删除的客户");

pub(super) const ALL: &[Definition] = &[
    of(Kpi::Regrade, AREA, Form::CountOf, "R024 R025 R026 R027 R048")
        .says(t(
            "For how many customers the newest assessment up to the end of the period suggests a grade other than the approved one: always a suggestion, until a supervisor approves it",
            "截至期末最近一次评估建议的级别与已批准级别不同的客户数；建议须经主管批准后生效",
        ))
        .formula(t(
            "band of the annual purchase, one up from a potential of 4, one down at 1; counted where it is not the approved grade",
            "按年采购额定档，潜力 4 分及以上上调一级、1 分下调一级；与已批准级别不同的计入",
        ))
        .without(t(
            "Customers that nobody assessed",
            "尚未评估的客户",
        ))
        .counts(
            t("Another grade suggested", "建议调整级别"),
            t("Customers assessed", "已评估客户"),
            t("no customer was assessed", "没有评估过的客户"),
        ),
    of(Kpi::Repurchase, AREA, Form::Share, "002 003")
        .says(t(
            "How many of the customers who ever bought by the end of the period did so more than once",
            "截至期末成交过的客户中，成交两次及以上的占比",
        ))
        .formula(t(
            "customers with two or more deals won ÷ customers with one or more",
            "成交 2 次及以上的客户 ÷ 成交 1 次及以上的客户",
        ))
        .without(REMOVED)
        .counts(
            t("Bought again", "多次成交客户"),
            t("Bought", "成交客户"),
            t("no customer has bought", "没有成交过的客户"),
        ),
    of(Kpi::Churn, AREA, Form::Share, "001 002")
        .says(t(
            "How many of the customers who were active when the period began were so no more when it ended; active is who bought or was talked with in the time before ([kpi] lost_after of the playbook)",
            "期初活跃的客户中，到期末不再活跃的占比；活跃指此前一段时间内成交过或有过真实沟通（规则手册 [kpi] lost_after）",
        ))
        .formula(t(
            "customers not active at the end ÷ customers active at the beginning",
            "期末不再活跃的客户 ÷ 期初活跃的客户",
        ))
        .without(t(
            "Customers acquired in the period, and those who were silent before it",
            "期间内新增的客户，以及期初已不活跃的客户",
        ))
        .counts(
            t("Customers lost", "流失客户"),
            t("Active at the beginning", "期初活跃客户"),
            t(
                "no customer was active when it began",
                "期初没有活跃客户",
            ),
        ),
    of(Kpi::Arpu, AREA, Form::MeanMoney, "R135")
        .says(t(
            "What came in during the period for every customer who was active when it ended",
            "期间内到账金额与期末活跃客户数之比",
        ))
        .formula(t(
            "payments received ÷ customers active at the end",
            "到账金额 ÷ 期末活跃客户数",
        ))
        .without(t(
            "What was won and not yet paid",
            "已成交但尚未到账的金额",
        ))
        .counts(
            t("Payments received", "到账金额"),
            t("Active customers", "活跃客户"),
            t("no customer is active", "没有活跃客户"),
        ),
    of(Kpi::Channels, AREA, Form::Share, "R084")
        .says(t(
            "How many of the customers acquired in the period have bought since, by the channel that brought them",
            "期间内新增客户中至今已成交的占比，按来源渠道",
        ))
        .formula(t(
            "new customers who bought ÷ new customers, each channel and all",
            "已成交的新增客户 ÷ 新增客户，分渠道及合计",
        ))
        .without(t(
            "Customers acquired earlier who bought in the period",
            "此前获取、本期成交的客户",
        ))
        .counts(
            t("Bought since", "已成交"),
            t("New customers", "新增客户"),
            t("no customer was acquired", "没有新增客户"),
        ),
    of(Kpi::Complete, AREA, Form::Share, "R067")
        .says(t(
            "How many of the answers that the playbook requires of a registration are there, as it stands today, of the customers on file by the end of the period",
            "截至期末在档客户中，规则手册要求的必填信息目前已填写的占比",
        ))
        .formula(t(
            "required answers given ÷ required answers, all customers added up",
            "已填必填项 ÷ 必填项，各客户合计",
        ))
        .without(t(
            "What is to be confirmed is not answered; what was filled in when cannot be told",
            "待确认的不算已填；无法追溯当时的填写情况",
        ))
        .counts(
            t("Answers given", "已填项"),
            t("Answers required", "必填项"),
            t("nothing is required", "没有必填项"),
        ),
    of(Kpi::ToConfirm, AREA, Form::Count, "003")
        .says(t(
            "How many fields of customers and contacts that are still to be confirmed were marked so by the end of the period",
            "截至期末标为待确认、目前仍待确认的客户及联系人字段数",
        ))
        .formula(t("number of fields to be confirmed", "待确认字段数"))
        .without(t(
            "Fields confirmed since, and those of other records",
            "此后已确认的字段，以及其他记录的字段",
        ))
        .counts(
            t("Fields", "字段"),
            t("", ""),
            t("nothing is to be confirmed", "没有待确认项"),
        ),
    of(Kpi::Entered, AREA, Form::Share, "R020")
        .says(t(
            "How many of the registrations due in the period were submitted for review in time",
            "期间内应完成的客户登记中，按时提交审核的占比",
        ))
        .formula(t(
            "registrations submitted in time ÷ registrations due",
            "按时提交的登记 ÷ 到期的登记",
        ))
        .without(t(
            "Customers acquired before this file began, and those dropped in time",
            "本文件启用前获取的客户，以及按时筛除的客户",
        ))
        .counts(
            t("In time", "按时"),
            t("Due", "应登记"),
            t("no registration was due", "没有到期的登记"),
        ),
];
