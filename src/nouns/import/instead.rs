//! What is written to files and not taken in from them: each says what to do instead.

use clap::Arg;

use crate::app::App;
use crate::nouns::{Call, Verb, word};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::words::{Lang, t};

/// Whatever is named: it is not looked at.
fn args(lang: Lang) -> Vec<Arg> {
    let file = word("file", t("FILE", "文件"), t("Not read", "不读取"), lang);
    vec![file.num_args(0..)]
}

/// An assessment is somebody's decision, which a file cannot take.
pub const GRADES: Verb = Verb::new(
    "grades",
    t("Assessments are made, not imported", "分级评估不导入"),
    args,
    grades,
)
.aliases(&["grade"])
.hidden();

/// A plan of payment is one answer of its contract.
pub const INSTALMENTS: Verb = Verb::new(
    "instalments",
    t("Instalments come with their contracts", "分期随合同导入"),
    args,
    instalments,
)
.aliases(&["instalment"])
.hidden();

/// A calendar is a view of what is on file.
pub const CALENDAR: Verb = Verb::new(
    "calendar",
    t("Calendars are not imported", "日历不导入"),
    args,
    calendar,
)
.hidden();

fn grades(_: &mut App<'_>, _: &Call<'_>, _: &mut Out<'_>) -> Result<Exit, Failure> {
    Err(Problem::usage(say!(
        "assessments are not taken in from a file: each is somebody's decision",
        "分级评估是人的决定，不从文件导入"
    ))
    .hint(say!(
        "grades in force come with their customers: kehu import customers FILE, column grade; a new assessment: kehu grade CUSTOMER",
        "现行级别随客户导入：kehu import customers 文件（“客户级别”列）；新的评估：kehu grade 客户"
    ))
    .into())
}

fn instalments(_: &mut App<'_>, _: &Call<'_>, _: &mut Out<'_>) -> Result<Exit, Failure> {
    Err(Problem::usage(say!(
        "instalments are not taken in by themselves: a contract's plan makes them",
        "分期不单独导入，由合同的付款计划生成"
    ))
    .hint(say!(
        "kehu import contracts FILE, column plan; what was paid: kehu import payments FILE",
        "请用 kehu import contracts 文件（“付款计划”列）；已到账款项：kehu import payments 文件"
    ))
    .into())
}

fn calendar(_: &mut App<'_>, _: &Call<'_>, _: &mut Out<'_>) -> Result<Exit, Failure> {
    Err(Problem::usage(say!(
        "calendars are not taken in: an appointment does not say which customer it is with",
        "日历不导入：日程没有写明是哪位客户的"
    ))
    .hint(say!(
        "plans come from a sheet: kehu import plans FILE; days off and leave: kehu calendar",
        "计划请用表格导入：kehu import plans 文件；休假与调休：kehu calendar"
    ))
    .into())
}
