//! `report`: figures of a period beside those of the one before, and what was
//! done in a day or a week; the supervisor's check, and how the rules were kept.

mod aftersales;
mod audit;
mod benchmark;
mod clocks;
mod compliance;
mod dashboard;
mod feedback;
pub(in crate::nouns) mod files;
mod kpi;
mod meeting;
mod monthly;
mod satisfaction;
mod service;
mod trend;
mod weekly;
mod work;

pub(super) use monthly::of_everybody;

use super::{Noun, Verb, What};
use crate::words::t;

pub const REPORT: Noun = Noun {
    name: "report",
    about: t(
        "Figures of a period beside the one before",
        "某一时期的数据与环比",
    ),
    what: What::Verbs(&[
        Verb::new(
            "monthly",
            t(
                "Customers, follow-ups, actions and tickets of a month",
                "一个月的客户、跟进、约定事项与工单",
            ),
            monthly::args,
            monthly::run,
        ),
        Verb::new(
            "pipeline",
            t(
                "Deals by stage, won and lost, and why",
                "商机：各阶段金额、成交与未成交及原因",
            ),
            monthly::args,
            monthly::pipeline,
        ),
        Verb::new(
            "daily",
            t(
                "What was done in a day and what is next, to send on",
                "日报：当日完成与下一步安排，可直接转发",
            ),
            work::daily_args,
            work::daily,
        ),
        Verb::new(
            "work",
            t(
                "What was done in a week and what is next, to send on",
                "周报：本周完成与下周安排，可直接转发",
            ),
            work::weekly_args,
            work::weekly,
        ),
        Verb::new(
            "weekly",
            t(
                "The supervisor's check of a week, per colleague",
                "主管每周检查：过度联系、失联、漏跟进、未审核",
            ),
            weekly::args,
            weekly::run,
        ),
        Verb::new(
            "compliance",
            t(
                "How each rule was kept in a period",
                "一段时间内各条规则的执行情况",
            ),
            compliance::args,
            compliance::run,
        ),
        Verb::new(
            "trend",
            t(
                "Figures of several months, and how they went",
                "多个月的指标与趋势图",
            ),
            trend::args,
            trend::run,
        ),
        Verb::new(
            "benchmark",
            t(
                "Reps, teams, regions, grades or sources side by side",
                "对标分析：按人员、团队、区域、级别或来源对比",
            ),
            benchmark::args,
            benchmark::run,
        ),
        Verb::new(
            "audit",
            t(
                "Quality checks of tickets: scores, failures, measures",
                "工单质检改进报告：得分、不合格工单与改进措施",
            ),
            audit::args,
            audit::run,
        ),
        Verb::new(
            "meeting",
            t(
                "What two meetings talk about, with room for what is agreed",
                "会议材料：售前售后联席会、双月售后分析会，留有填写栏",
            ),
            meeting::args,
            meeting::run,
        ),
        Verb::new(
            "aftersales",
            t(
                "Tickets of a month or quarter: kinds, causes, times, clocks kept (F36)",
                "售后数据分析：类型、原因、时长、时限与后续（F36）",
            ),
            aftersales::args,
            aftersales::run,
        ),
        Verb::new(
            "satisfaction",
            t(
                "Surveys of a quarter or half-year: dimensions, NPS, low scores (F28)",
                "满意度调研：各维度、NPS、低分与改进（F28）",
            ),
            satisfaction::args,
            satisfaction::run,
        ),
        Verb::new(
            "feedback",
            t(
                "Feedback of a month: classes, common problems, limits kept (F32)",
                "客户反馈：类别、共性问题、时限与待闭环（F32）",
            ),
            feedback::args,
            feedback::run,
        ),
        Verb::new(
            "kpi",
            t(
                "Measures of performance K01–K46: values, definitions, records behind them",
                "考核指标 K01–K46：数值、定义与明细记录",
            ),
            kpi::args,
            kpi::run,
        ),
        Verb::new(
            "dashboard",
            t(
                "The main measures with trend and target on one screen",
                "绩效仪表盘：主要指标、趋势与目标",
            ),
            dashboard::args,
            dashboard::run,
        ),
    ]),
};
