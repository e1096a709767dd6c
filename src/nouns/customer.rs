//! `customer`: 客户信息登记表 and a customer's life.

mod add;
mod assign;
mod completeness;
mod duplicates;
pub(in crate::nouns) mod many;
pub(in crate::nouns) mod outline;
mod pause;
mod review;
mod rhythm;
mod segment;
mod show;
pub use show::heading_line;
mod signby;
mod tag;
mod trace;
mod verify;

use std::sync::LazyLock;

use clap::Arg;

use super::{Call, Noun, Verb, What, erase, merge, none, option, word};
use crate::app::App;
use crate::field::Field;
use crate::flags::{self, Takes};
use crate::form::Form as _;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Customer;
use crate::records::choices::Method;
use crate::records::filters::CustomerFilter;
use crate::say;
use crate::store::{Filter, List, customers_where};
use crate::value::{ChoiceSet as _, Noun as Record};
use crate::verbs;
use crate::words::{Lang, t};

pub(super) use {add::FIELDS as REGISTERED, completeness::Completeness, duplicates::like};

pub const CUSTOMER: Noun = Noun {
    name: "customer",
    about: t(
        "Customers: register, list, show, change",
        "客户：登记、列表、查看、修改",
    ),
    what: What::Verbs(&[
        Verb::new(
            "add",
            t(
                "Register a customer with the first contact (F01)",
                "登记客户及首位联系人（F01）",
            ),
            add::args,
            add::run,
        )
        .writing(),
        Verb::new("list", t("List customers", "客户列表"), list_args, list),
        Verb::new(
            "show",
            t(
                "Show a customer with everything on file",
                "查看客户全部资料",
            ),
            one,
            show::run,
        ),
        Verb::new("edit", t("Change a customer", "修改客户"), edit_args, edit).writing(),
        Verb::new(
            "screen",
            t("Record the first screening (F03)", "记录初步筛选（F03）"),
            review::screen_args,
            review::screen,
        )
        .writing(),
        Verb::new(
            "review",
            t("Record the review of a registration", "记录登记审核结果"),
            review::review_args,
            review::review,
        )
        .writing(),
        Verb::new(
            "verify",
            t(
                "Go through what is on file, item by item (F42)",
                "逐项复核客户信息（F42）",
            ),
            verify::args,
            verify::run,
        )
        .writing(),
        Verb::new(
            "tag",
            t("Put tags on customers, or take them off", "添加或去掉标签"),
            tag::args,
            tag::run,
        )
        .writing(),
        Verb::new(
            "assign",
            t("Give customers to a colleague", "变更客户负责人"),
            assign::assign_args,
            assign::assign,
        )
        .writing(),
        Verb::new(
            "pool",
            t(
                "Put customers into the pool, or take them out",
                "放入或移出客户池",
            ),
            assign::pool_args,
            assign::pool,
        )
        .writing(),
        Verb::new(
            "stage",
            t("Set the stage", "设置合作阶段"),
            stage_args,
            stage,
        )
        .writing(),
        Verb::new(
            "segment",
            t(
                "Set the segment, or have it suggested",
                "设置分群，或给出建议",
            ),
            segment::args,
            segment::run,
        )
        .writing(),
        Verb::new(
            "pause",
            t(
                "Follow up no more for a while, and say why",
                "暂停跟进一段时间（静默期），注明原因",
            ),
            pause::pause_args,
            pause::pause,
        )
        .writing(),
        Verb::new(
            "resume",
            t("Take a paused customer up again", "恢复跟进已暂停的客户"),
            pause::resume_args,
            pause::resume,
        )
        .writing(),
        Verb::new(
            "rhythm",
            t(
                "Give one customer a rhythm of its own",
                "为单个客户设置专属跟进频率",
            ),
            rhythm::args,
            rhythm::run,
        )
        .writing(),
        Verb::new(
            "outline",
            t(
                "What to know and to ask before a call (F07)",
                "沟通提纲：上次要点、待办与拟问问题（F07）",
            ),
            outline::args,
            outline::run,
        ),
        Verb::new(
            "trace",
            t(
                "Tell the whole story in the order of time (R182)",
                "按时间顺序列出客户全程记录（R182）",
            ),
            trace::args,
            trace::run,
        ),
        Verb::new(
            "duplicates",
            t("List customers that may be the same", "列出疑似重复的客户"),
            none,
            duplicates::duplicates,
        ),
        Verb::new(
            "remove",
            t("Hide a customer", "移除客户（隐藏）"),
            one,
            remove,
        )
        .writing(),
        Verb::new(
            "merge",
            t("Merge a customer into another", "合并重复客户"),
            merge::merge_args,
            merge::merge_customer,
        )
        .writing(),
        Verb::new(
            "erase",
            t(
                "Take a customer out of the file for good",
                "彻底清除客户资料",
            ),
            erase::erase_customer_args,
            erase::erase_customer,
        )
        .writing(),
    ]),
};

/// The one customer that a verb is about.
fn one(lang: Lang) -> Vec<Arg> {
    vec![customer_arg(lang).index(1)]
}

/// A customer as an argument.
pub(in crate::nouns) fn customer_arg(lang: Lang) -> Arg {
    word(
        "customer",
        t("CUSTOMER", "客户"),
        t(
            "Number, part of the name, pinyin initials, phone's last digits, or @3",
            "编号、名称片段、拼音首字母、电话尾号，或 @3",
        ),
        lang,
    )
    .add(Takes::record(Record::Customer))
}

/// The customer that was named.
pub(in crate::nouns) fn named(app: &mut App<'_>, call: &Call<'_>) -> Result<i64, Failure> {
    app.file()?;
    app.which(Record::Customer, call.text("customer"))
}

fn list_args(lang: Lang) -> Vec<Arg> {
    let yes = |arg: Arg| match arg.get_id().as_str() {
        // `--paused` alone is clear enough.
        "pool" | "paused" | "to_confirm" => arg.num_args(0..=1).default_missing_value("yes"),
        _ => arg,
    };
    let args = flags::args(CustomerFilter::FIELDS, &["name"], lang);
    let mut args: Vec<Arg> = args.into_iter().map(yes).collect();
    args.push(limit(lang));
    args
}

/// `--limit N`.
pub(super) fn limit(lang: Lang) -> Arg {
    option(
        "limit",
        t("NUMBER", "数字"),
        t("At most so many rows", "最多显示多少行"),
        lang,
    )
    .value_parser(clap::value_parser!(String))
}

/// What `--limit` says.
pub(super) fn limit_of(call: &Call<'_>) -> Result<Option<usize>, Failure> {
    call.text("limit")
        .map(|text| {
            text.parse().map_err(|_| {
                Problem::usage(say!("“{text}” is not a number", "“{text}”不是数字"))
                    .about(t("--limit", "--limit"))
                    .into()
            })
        })
        .transpose()
}

/// Which customers the flags of `list` choose.
pub(super) fn chosen(app: &mut App<'_>, call: &Call<'_>) -> Result<Filter, Failure> {
    let draft = call.draft(CustomerFilter::FIELDS)?;
    let filter: CustomerFilter =
        app.reading(|reading, _| Ok(draft.finish(reading, &std::collections::BTreeSet::new())?))?;
    Ok(customers_where(&filter))
}

/// The list of customers; what counts as contact is the playbook's word.
pub(super) fn all_columns(app: &App<'_>) -> Result<List, Failure> {
    let contact = &app.policy.get()?.contact;
    let unreal: Vec<_> = Method::VARIANTS
        .iter()
        .map(|method| method.code())
        .filter(|code| !contact.is_real(code))
        .collect();
    Ok(List::customers(&unreal))
}

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter = chosen(app, call)?;
    let limit = limit_of(call)?;
    let title = t("Customers", "客户");
    let mut list = all_columns(app)?;
    signby::column(app, out, &mut list)?;
    list.to_confirm(call.text("to_confirm").is_none());
    verbs::list(app, out, title, &list, &filter, limit)?;
    Ok(Exit::Done)
}

fn edit_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(Customer::FIELDS, &[], lang));
    args.push(option(
        "known-at",
        t("TIME", "时间"),
        t(
            "When the change became known; now unless given",
            "何时得知变更，默认现在",
        ),
        lang,
    ));
    args
}

fn edit(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    no_circle(app, call, id)?;
    verbs::edit::<Customer>(app, call, out, id, Customer::FIELDS)?;
    Ok(Exit::Done)
}

/// No company is its own parent, not through others either.
fn no_circle(app: &mut App<'_>, call: &Call<'_>, id: i64) -> Result<(), Failure> {
    let draft = call.draft(Customer::FIELDS)?;
    let Some(name) = draft.get("parent").filter(|name| !name.trim().is_empty()) else {
        return Ok(());
    };
    if crate::form::is_to_confirm(name) {
        return Ok(());
    }
    let parent = app.resolve(Record::Customer, name)?;
    if !app.store.read()?.is_below(parent, id)? {
        return Ok(());
    }
    Err(Problem::usage(say!(
        "no company is its own parent, not through others either",
        "任何客户都不能直接或间接成为自己的上级公司"
    ))
    .about(t("Parent company", "上级公司"))
    .hint(say!(
        "name another customer, or leave it empty",
        "请填写其他客户，或留空"
    ))
    .into())
}

static STAGE: LazyLock<Vec<Field>> =
    LazyLock::new(|| crate::form::subset(Customer::FIELDS, &["stage"]));

fn stage_args(lang: Lang) -> Vec<Arg> {
    turn_args(&STAGE, "stage", lang)
}

/// A customer and the new value of one of its attributes, both without a flag.
fn turn_args(fields: &'static [Field], key: &'static str, lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.extend(flags::args(fields, &[key], lang).into_iter().map(
        |arg| match arg.is_positional() {
            true => arg.index(2),
            false => arg,
        },
    ));
    args.push(option(
        "known-at",
        t("TIME", "时间"),
        t("Since when; now unless given", "自何时起，默认现在"),
        lang,
    ));
    args
}

fn stage(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    verbs::edit::<Customer>(app, call, out, id, &STAGE)?;
    Ok(Exit::Done)
}

fn remove(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let id = named(app, call)?;
    let open = app.file()?.open_numbers(id)?;
    if !open.is_empty() {
        let list = open.join(", ");
        return Err(Problem::refused(say!(
            "something is still open for this customer: {list}",
            "该客户仍有未完成事项：{list}"
        ))
        .hint(say!(
            "close or cancel these first (kehu ticket close, kehu followup cancel, kehu form close)",
            "请先关闭、取消或办结（kehu ticket close、kehu followup cancel、kehu form close）"
        ))
        .into());
    }
    verbs::remove(app, call, out, Record::Customer, id)
}
