//! Forms of the handbooks that are worked out from what is on file, and have no fields
//! of their own: the command that prints each.

use crate::problem::{Exit, Problem};
use crate::say;
use crate::value::Noun;
use crate::words::{Text, t};

/// A form that a command of its own prints.
#[derive(Clone, Copy, Debug)]
pub struct Computed {
    pub form: &'static str,
    pub label: Text,
    pub about: Option<Noun>,
    pub command: &'static str,
}

const fn one(
    form: &'static str,
    label: Text,
    about: Option<Noun>,
    command: &'static str,
) -> Computed {
    Computed {
        form,
        label,
        about,
        command,
    }
}

/// All of them, by their numbers.
pub const ALL: &[Computed] = &[
    one(
        "F07",
        t("Call outline", "沟通提纲"),
        Some(Noun::Customer),
        "customer outline",
    ),
    one(
        "F28",
        t("Satisfaction report", "客户满意度分析报告"),
        None,
        "report satisfaction",
    ),
    one(
        "F32",
        t("Feedback and optimisation report", "客户反馈处理与优化报告"),
        None,
        "report feedback",
    ),
    one(
        "F36",
        t("Monthly after-sales analysis", "售后月度数据分析报告"),
        None,
        "report aftersales",
    ),
    one(
        "F40",
        t("Supervisor's weekly check", "主管每周检查跟进记录"),
        None,
        "report weekly",
    ),
    one(
        "F43",
        t("Weekly report of quality checks", "质检周度改进报告"),
        None,
        "report audit",
    ),
    one(
        "F51",
        t("KPI dashboard", "绩效仪表盘"),
        None,
        "report benchmark",
    ),
];

/// What is said of one of them where a form is to be printed.
pub fn named(text: &str) -> Option<Problem> {
    let text = text.trim();
    let one = ALL.iter().find(|one| {
        one.form.eq_ignore_ascii_case(text) || one.label.zh == text || one.command == text
    })?;
    let (form, command) = (one.form, one.command);
    let what = say!(
        "{form} is worked out from what is on file, and has no fields to print",
        "{form} 由已有数据生成，没有可打印的栏目"
    );
    let hint = say!("it is printed by: kehu {command}", "请用：kehu {command}");
    Some(Problem::new(Exit::NoSuchRecord, what).hint(hint))
}
