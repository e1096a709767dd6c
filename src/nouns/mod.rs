//! The commands: one file a noun, and the one table that the command tree,
//! dispatch, help and the reference are read from.

mod attach;
mod audit;
mod calendar;
mod completions;
mod config;
mod contact;
mod contract;
mod customer;
mod deal;
mod delivery;
mod demo;
mod duty;
mod erase;
mod export;
mod feedback;
mod find;
mod followup;
mod form;
mod gate;
mod grade;
mod grown;
mod handover;
mod history;
mod import;
mod improvement;
mod init;
mod kb;
mod keep;
mod key;
mod man;
mod merge;
mod need;
mod objection;
mod occasion;
mod one;
mod playbook;
mod product;
mod promise;
mod proposal;
mod recall;
mod remark;
mod report;
mod request;
mod reviewing;
mod staff;
mod survey;
mod ticket;
mod today;
mod undo;
mod verb;

use clap::{Arg, ArgAction, ArgMatches, Command};

pub use crate::call::Call;
use crate::flags::Takes;
use crate::render::Format;
use crate::words::{Lang, Text, t};
pub use grown::{More, Sight, form_named, tree_for, tree_on, tree_within};
pub use verb::{Noun, Run, Verb, What};

/// Every command, in the order of the help page.
pub const ALL: &[&Noun] = &[
    &init::INIT,
    &today::TODAY,
    &today::DO,
    &today::SNOOZE,
    &find::FIND,
    &customer::CUSTOMER,
    &contact::CONTACT,
    &occasion::OCCASION,
    &grade::GRADE,
    &followup::LOG,
    &followup::FOLLOWUP,
    &need::NEED,
    &deal::DEAL,
    &proposal::PROPOSAL,
    &remark::REMARK,
    &objection::OBJECTION,
    &contract::CONTRACT,
    &delivery::DELIVERY,
    &promise::PROMISE,
    &request::REQUEST,
    &attach::ATTACH,
    &ticket::TICKET,
    &recall::RECALL,
    &audit::AUDIT,
    &kb::KB,
    &improvement::IMPROVEMENT,
    &feedback::FEEDBACK,
    &survey::SURVEY,
    &handover::HANDOVER,
    &form::FORM,
    &duty::DUTY,
    &report::REPORT,
    &calendar::CALENDAR,
    &import::IMPORT,
    &export::EXPORT,
    &product::PRODUCT,
    &staff::STAFF,
    &playbook::PLAYBOOK,
    &history::HISTORY,
    &undo::UNDO,
    &undo::REDO,
    &keep::BACKUP,
    &keep::RESTORE,
    &keep::DOCTOR,
    &config::CONFIG,
    &key::KEY,
    &completions::COMPLETIONS,
    &man::MAN,
    &demo::DEMO,
];

/// A switch: `--all`.
pub fn switch(name: &'static str, help: Text, lang: Lang) -> Arg {
    Arg::new(name)
        .long(name)
        .help(help.to(lang))
        .action(ArgAction::SetTrue)
}

/// A flag that takes a text: `--override REASON`.
pub fn option(name: &'static str, value: Text, help: Text, lang: Lang) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value.to(lang))
        .help(help.to(lang))
}

/// A word without a flag.
pub fn word(name: &'static str, value: Text, help: Text, lang: Lang) -> Arg {
    Arg::new(name)
        .value_name(value.to(lang))
        .help(help.to(lang))
}

/// No arguments.
pub fn none(_: Lang) -> Vec<Arg> {
    Vec::new()
}

/// The words that name a command: `["ticket", "open"]`; empty for the program.
pub type Path<'p> = &'p [&'p str];

/// The command tree in one language. Only the command that `path` names gets
/// its arguments, so that a short command does not pay for all the others;
/// `None` builds everything.
pub fn tree(lang: Lang, path: Option<Path<'_>>) -> Command {
    let mut root = framed(Command::new("kehu"), lang)
        .about(
            t(
                "Customers, follow-ups and after-sales tickets in one private file",
                "客户、跟进与售后工单，尽在一个私有文件",
            )
            .to(lang),
        )
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .help(t("Show the version", "显示版本").to(lang))
                .action(ArgAction::Version),
        )
        .args(globals(lang));
    for noun in ALL {
        root = root.subcommand(noun_command(noun, lang, path));
    }
    root.subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_help_heading(t("Commands", "命令").to(lang))
}

fn noun_command(noun: &Noun, lang: Lang, path: Option<Path<'_>>) -> Command {
    let command = framed(Command::new(noun.name), lang).about(noun.about.to(lang));
    let here = path.is_none_or(|path| path.first() == Some(&noun.name));
    match &noun.what {
        What::Leaf(verb) if here => command.args((verb.args)(lang)),
        What::Verbs(verbs) if here => verbs
            .iter()
            .fold(command, |command, verb| {
                command.subcommand(verb_command(verb, lang, path))
            })
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommand_help_heading(t("Commands", "命令").to(lang)),
        What::Leaf(_) | What::Verbs(_) => command,
    }
}

fn verb_command(verb: &Verb, lang: Lang, path: Option<Path<'_>>) -> Command {
    let command = framed(Command::new(verb.name), lang)
        .about(verb.about.to(lang))
        .visible_aliases(verb.aliases.iter().copied())
        .hide(verb.hidden);
    let here = path.is_none_or(|path| match path.get(1) {
        Some(name) => *name == verb.name || verb.aliases.contains(name),
        None => true,
    });
    match here {
        true => command.args((verb.args)(lang)),
        false => command,
    }
}

/// What every command has: its own help flag, in the language of the user.
fn framed(command: Command, lang: Lang) -> Command {
    command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .help(t("Show help; --help says more", "显示帮助；--help 更详细").to(lang))
                .action(ArgAction::Help),
        )
}

/// The flags that every command takes.
fn globals(lang: Lang) -> Vec<Arg> {
    let text = t("TEXT", "文字");
    let file = t("FILE", "文件");
    let columns = t("COLUMNS", "列");
    let heading = t("Everywhere", "通用选项").to(lang);
    [
        option("db", file, t("The data file", "数据文件"), lang).add(Takes::File),
        option("config", file, t("The settings file", "设置文件"), lang).add(Takes::File),
        option("lang", t("en|zh", "en|zh"), t("The language", "语言"), lang)
            .add(Takes::Words(&["en", "zh"])),
        option(
            "now",
            t("TIME", "时间"),
            t("Act as of that moment", "按该时刻执行"),
            lang,
        ),
        option(
            "output",
            t("FORMAT", "格式"),
            t(
                "table, plain, json, jsonl, csv, md, html, xlsx, docx or vcf",
                "table、plain、json、jsonl、csv、md、html、xlsx、docx 或 vcf",
            ),
            lang,
        )
        .short('o')
        .add(Takes::Words(Format::NAMES)),
        option(
            "fields",
            columns,
            t(
                "Columns to show; “help” lists them",
                "显示哪些列；help 列出全部",
            ),
            lang,
        ),
        option(
            "sort",
            columns,
            t(
                "Columns to sort by; -COLUMN for descending",
                "按哪些列排序；-列名 为降序",
            ),
            lang,
        )
        .allow_hyphen_values(true),
        switch(
            "reveal",
            t("Show private data unmasked", "显示敏感信息原文"),
            lang,
        ),
        switch("no-input", t("Never ask", "从不询问"), lang),
        switch("yes", t("Go ahead without asking", "不再确认"), lang).short('y'),
        switch(
            "dry-run",
            t("Show what would be done", "只显示将做什么"),
            lang,
        ),
        switch(
            "quiet",
            t("Only numbers and errors", "只输出编号和错误"),
            lang,
        )
        .short('q'),
        switch(
            "no-pager",
            t("Show long answers at one go", "长内容不分页显示"),
            lang,
        ),
        option(
            "color",
            text,
            t("auto, always or never", "auto、always 或 never"),
            lang,
        )
        .add(Takes::Words(&["auto", "always", "never"])),
    ]
    .into_iter()
    .map(|arg| arg.global(true).help_heading(heading).hide_short_help(true))
    .collect()
}

/// The global flags that take a value: needed to find the command's name
/// before anything is parsed.
pub const GLOBALS_WITH_VALUE: &[&str] = &[
    "--db", "--config", "--lang", "--now", "--output", "-o", "--fields", "--sort", "--color",
];

/// The verb that was typed, and its matches.
pub fn chosen(matches: &ArgMatches) -> Option<(&'static Verb, &ArgMatches)> {
    let (name, matches) = matches.subcommand()?;
    let noun = ALL.iter().find(|noun| noun.name == name)?;
    match &noun.what {
        What::Leaf(verb) => Some((verb, matches)),
        What::Verbs(verbs) => {
            let (name, matches) = matches.subcommand()?;
            let verb = verbs.iter().find(|verb| verb.name == name)?;
            Some((verb, matches))
        }
    }
}
