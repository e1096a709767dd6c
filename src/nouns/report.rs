//! `report`: figures of a period beside those of the one before, and what was
//! done in a day or a week; the supervisor's check, and how the rules were kept.

mod aftersales;
mod audit;
mod behind;
mod benchmark;
mod clocks;
mod compliance;
mod counted;
mod customer;
mod dashboard;
mod feedback;
pub(in crate::nouns) mod files;
mod kpi;
mod meeting;
mod monthly;
mod satisfaction;
mod schema;
mod service;
mod summary;
mod trend;
mod weekly;
mod whose;
mod work;
mod written;

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
            summary::args,
            summary::pipeline,
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
            "summary",
            t(
                "What the monthly report tells, of any period",
                "综合报告：任意期间的月报内容与环比、同比",
            ),
            summary::args,
            summary::run,
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
        Verb::new(
            "channels",
            t(
                "Where customers come from, and what comes of it (RP-17)",
                "获客渠道效果：各来源的客户、商机与成交（RP-17）",
            ),
            counted::args,
            counted::channels,
        ),
        Verb::new(
            "grades",
            t(
                "Grade changes with their inputs and who approved them (RP-15)",
                "客户分级汇总：级别变动、依据与审定人（RP-15）",
            ),
            counted::args,
            counted::grades,
        ),
        Verb::new(
            "reviews",
            t(
                "What deals teach: factors, win rate, cycle, lessons (RP-16)",
                "成交复盘汇总：因素、赢单率、周期与教训（RP-16）",
            ),
            counted::args,
            counted::reviews,
        ),
        Verb::new(
            "promises",
            t(
                "What was promised against what was done (RP-20)",
                "服务承诺一致性：承诺与执行对照（RP-20）",
            ),
            counted::args,
            counted::promises,
        ),
        Verb::new(
            "data",
            t(
                "How good the data are: missing, double, unverified (RP-21)",
                "信息准确性核查：缺失、重复、待确认、未核实（RP-21）",
            ),
            counted::args,
            counted::data,
        ),
        Verb::new(
            "needs",
            t(
                "A customer's needs to sign (RP-14), or how needs go (RP-24)",
                "客户需求分析报告（RP-14）；不填客户则为需求趋势（RP-24）",
            ),
            customer::needs_args,
            customer::needs,
        ),
        Verb::new(
            "cooperation",
            t(
                "A quarter with a customer, to review together (RP-07, F30)",
                "与客户的季度合作复盘（RP-07，F30）",
            ),
            customer::dealings_args,
            customer::cooperation,
        ),
        Verb::new(
            "usage",
            t(
                "How what a customer bought is used: half a year (RP-06, F29)",
                "使用效果评估报告：半年（RP-06，F29）",
            ),
            customer::dealings_args,
            customer::usage,
        ),
        Verb::new(
            "progress",
            t(
                "How deliveries go, for the customer to read (RP-22)",
                "向客户通报的服务执行进度（RP-22）",
            ),
            customer::progress_args,
            customer::progress,
        ),
        Verb::new(
            "schema",
            t(
                "What the reports are as JSON, for programs (JSON Schema)",
                "报表 JSON 的结构说明，供程序使用（JSON Schema）",
            ),
            schema::args,
            schema::run,
        ),
    ]),
};
