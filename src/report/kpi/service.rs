//! The measures of tickets, of satisfaction and of feedback.

use super::{Area, Definition, Form, of};
use crate::records::choices::Kpi;
use crate::words::{Text, t};

const AREA: Area = Area::Service;
const HEARD: Area = Area::Satisfaction;

const MERGED: Text = t("Tickets that went into another", "已并入其他工单的工单");
const SOUND: Text = t(
    "Tickets that went into another, those without that time, and those whose times contradict each other",
    "已并入其他工单的、没有该时间的，以及时间相互矛盾的工单",
);
const NO_TICKET: Text = t("no ticket was accepted", "没有受理工单");
const NO_SCORE: Text = t("no survey was answered with scores", "没有评分的调研");
const SCORES: Text = t(
    "Scores of revisits and of closing a ticket, which other reports have",
    "工单回访和关闭时的评分（见其他报表）",
);

pub(super) const ALL: &[Definition] = &[
    of(Kpi::SolvedShare, AREA, Form::Share, "R187")
        .says(t(
            "How many of the tickets accepted in the period are solved by now",
            "期间内受理的工单中，目前已解决的占比",
        ))
        .formula(t(
            "tickets solved ÷ tickets accepted in the period",
            "已解决工单 ÷ 期间内受理工单",
        ))
        .without(MERGED)
        .counts(
            t("Solved", "已解决"),
            t("Accepted", "受理"),
            NO_TICKET,
        ),
    of(Kpi::Response, AREA, Form::MeanTime, "R106 R107 R108 R187")
        .says(t(
            "How long customers waited for the first response by a person, by the clock",
            "从受理到人工首次响应的平均时长（自然时间）",
        ))
        .formula(t(
            "sum of (responded − accepted) ÷ tickets with a response",
            "（响应时间 − 受理时间）之和 ÷ 已响应工单",
        ))
        .without(SOUND)
        .counts(
            t("Time in all", "时长合计"),
            t("Tickets responded to", "已响应工单"),
            t("no ticket was responded to", "没有已响应的工单"),
        ),
    of(Kpi::Resolution, AREA, Form::MeanTime, "R113")
        .says(t(
            "How long tickets took until they were solved, by the clock",
            "从受理到解决的平均时长（自然时间）",
        ))
        .formula(t(
            "sum of (solved − accepted) ÷ tickets solved",
            "（解决时间 − 受理时间）之和 ÷ 已解决工单",
        ))
        .without(SOUND)
        .counts(
            t("Time in all", "时长合计"),
            t("Tickets solved", "已解决工单"),
            t("no ticket was solved", "没有已解决的工单"),
        ),
    of(Kpi::TicketTypes, AREA, Form::TopShare, "R113")
        .says(t(
            "Which type of ticket was accepted most, and how many of all are of it",
            "受理最多的工单类型及其占比",
        ))
        .formula(t(
            "tickets of the most frequent type ÷ tickets accepted, and each type in its line",
            "最多一类的工单 ÷ 受理工单；各类型分列",
        ))
        .without(t(
            "Nothing: tickets that went into another were received, too",
            "无：并入其他工单的也计为受理",
        ))
        .counts(
            t("Of the type", "该类型工单"),
            t("Accepted", "受理"),
            NO_TICKET,
        ),
    of(Kpi::ClocksKept, AREA, Form::Share, "R106 R107 R108 R120")
        .says(t(
            "How many of the limits of tickets that ended in the period were kept, responses and solutions, each by its priority",
            "期间内到期的工单时限（响应、解决方案，按优先级）中，按时完成的占比",
        ))
        .formula(t(
            "limits kept ÷ limits that ended, of the rules that name K06",
            "按时完成 ÷ 到期时限（来源注明 K06 的规则）",
        ))
        .without(t(
            "Tickets that went into another or whose times contradict each other, and limits that still run",
            "已并入其他工单或时间相互矛盾的工单，以及尚未到期的时限",
        ))
        .counts(
            t("Kept", "按时"),
            t("Ended", "到期"),
            t("no limit ended", "没有到期的时限"),
        ),
    of(Kpi::Overdue, AREA, Form::Count, "R120")
        .says(t(
            "How many open tickets were past one of their limits when the period ended; a new time agreed with the customer moves it",
            "期末未关闭且已超过时限的工单数；与客户另行约定时间的，以约定时间为准",
        ))
        .formula(t("number of such tickets", "超时工单数"))
        .without(MERGED)
        .counts(
            t("Tickets", "工单"),
            t("", ""),
            t("no ticket is overdue", "没有超时工单"),
        ),
    of(Kpi::Repeats, AREA, Form::Share, "R161")
        .says(t(
            "How many of the tickets accepted had an earlier one of their customer and cause within 90 days, or name one",
            "受理工单中，90 天内同一客户同一原因再次发生（或注明此前工单）的占比",
        ))
        .formula(t(
            "tickets that came back ÷ tickets accepted",
            "重复工单 ÷ 受理工单",
        ))
        .without(MERGED)
        .counts(
            t("Came back", "重复"),
            t("Accepted", "受理"),
            NO_TICKET,
        ),
    of(Kpi::RevisitsKept, AREA, Form::Share, "R010 R172")
        .says(t(
            "How many of the revisits due in the period were made in time",
            "期间内应完成的回访中，按时完成的占比",
        ))
        .formula(t(
            "revisits made in time ÷ revisits due, of the rules that name K09",
            "按时回访 ÷ 应回访（来源注明 K09 的规则）",
        ))
        .without(t(
            "What was due before this file began, what is not due yet, and rules that are off",
            "本文件启用前到期的、尚未到期的事项，以及已停用的规则",
        ))
        .counts(
            t("In time", "按时回访"),
            t("Due", "应回访"),
            t("no revisit was due", "没有到期的回访"),
        ),
    of(Kpi::Audited, AREA, Form::Share, "R170")
        .says(t(
            "How many of the tickets closed in the period were drawn to have their quality checked",
            "期间内关闭的工单中，被抽取质检的占比",
        ))
        .formula(t("tickets drawn ÷ tickets closed", "抽检工单 ÷ 关闭工单"))
        .without(MERGED)
        .counts(
            t("Drawn", "抽检"),
            t("Closed", "关闭"),
            t("no ticket was closed", "没有关闭的工单"),
        ),
    of(Kpi::AuditMean, AREA, Form::Mean, "R171")
        .says(t(
            "The mean of the three criteria of the quality checks scored in the period, 1 to 5",
            "期间内完成的质检三项标准的平均分（1–5 分）",
        ))
        .formula(t(
            "points of all criteria ÷ criteria scored",
            "各项得分之和 ÷ 评分项数",
        ))
        .without(t("Checks that nobody scored yet", "尚未评分的质检"))
        .counts(
            t("Points", "得分"),
            t("Criteria", "评分项"),
            t("no check was scored", "没有完成的质检"),
        ),
    of(Kpi::Satisfaction, HEARD, Form::Mean, "R185")
        .says(t(
            "The mean of all scores of all dimensions that surveys gave in the period, 1 to 5",
            "期间内调研各维度全部评分的平均分（1–5 分）",
        ))
        .formula(t("points ÷ scores", "评分之和 ÷ 评分数"))
        .without(SCORES)
        .counts(t("Points", "评分合计"), t("Scores", "评分数"), NO_SCORE),
    of(Kpi::Satisfied, HEARD, Form::Share, "R176 R185")
        .says(t(
            "How many of the scores that surveys gave in the period are 4 or 5; below 80% the cause is to be found",
            "期间内调研评分中 4 分和 5 分的占比；低于 80% 须做根因分析",
        ))
        .formula(t("scores of 4 and 5 ÷ scores", "4、5 分的评分数 ÷ 评分数"))
        .without(SCORES)
        .counts(t("4 or 5", "4、5 分"), t("Scores", "评分数"), NO_SCORE),
    of(Kpi::SatisfactionScaled, HEARD, Form::Share, "R185")
        .says(t(
            "The mean score as a share of the highest one; which of the two counts as satisfaction in percent, [survey] measure of the playbook says",
            "平均分占满分的比例；满意度百分比采用哪一种，由规则手册 [survey] measure 决定",
        ))
        .formula(t("points ÷ (5 × scores)", "评分之和 ÷（5 × 评分数）"))
        .without(SCORES)
        .counts(
            t("Points", "评分合计"),
            t("Points possible", "满分合计"),
            NO_SCORE,
        ),
    of(Kpi::Nps, HEARD, Form::Nps, "R175")
        .says(t(
            "How many more would recommend us than would not, of a hundred who said: 9 and 10 recommend, 0 to 6 do not",
            "每百名受访者中推荐者比贬损者多的人数：9–10 分为推荐者，0–6 分为贬损者",
        ))
        .formula(t(
            "(promoters − detractors) ÷ answers × 100",
            "（推荐者 − 贬损者）÷ 回答数 × 100",
        ))
        .without(t(
            "Surveys that leave the question out",
            "未回答该题的调研",
        ))
        .counts(
            t("Promoters less detractors", "推荐者减贬损者"),
            t("Answers", "回答数"),
            t("nobody said whether they would recommend us", "没有人回答推荐意愿"),
        ),
    of(Kpi::SurveysAnswered, HEARD, Form::Share, "003")
        .says(t(
            "How many of the surveys asked for in the period were answered, whenever that was",
            "期间内发出的调研中，已收回的占比（不论何时收回）",
        ))
        .formula(t(
            "surveys answered ÷ surveys asked for or recorded",
            "已收回 ÷ 发出（含直接记录的）",
        ))
        .without(t(
            "Answers to surveys asked for earlier",
            "此前发出、本期收回的调研",
        ))
        .counts(
            t("Answered", "收回"),
            t("Asked", "发出"),
            t("no survey was asked for", "没有发出调研"),
        ),
    of(Kpi::FeedbackKept, HEARD, Form::Share, "R014 R015")
        .says(t(
            "How many of the limits of feedback that ended in the period were kept, answers and solutions",
            "期间内到期的反馈时限（响应、解决方案）中，按时完成的占比",
        ))
        .formula(t(
            "limits kept ÷ limits that ended, of the rules that name K14",
            "按时完成 ÷ 到期时限（来源注明 K14 的规则）",
        ))
        .without(t("Limits that still run", "尚未到期的时限"))
        .counts(
            t("Kept", "按时"),
            t("Ended", "到期"),
            t("no limit ended", "没有到期的时限"),
        ),
    of(Kpi::ComplaintsClosed, HEARD, Form::Share, "R016")
        .says(t(
            "How many of the complaints received in the period are closed by now",
            "期间内收到的投诉中，目前已闭环的占比",
        ))
        .formula(t(
            "complaints closed ÷ complaints received",
            "已闭环投诉 ÷ 收到投诉",
        ))
        .without(t(
            "Other feedback, and tickets of type service complaint, which count as tickets",
            "其他反馈，以及类型为服务投诉的工单（计入工单指标）",
        ))
        .counts(
            t("Closed", "已闭环"),
            t("Received", "收到"),
            t("no complaint was received", "没有收到投诉"),
        ),
];
