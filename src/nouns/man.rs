//! `man`: the manual pages, written from the table that the program runs by,
//! so that they cannot say anything else than `--help`.

use std::io::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use anyhow::Context as _;
use clap::{Arg, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::{ALL, Call, Noun, Verb, What, option, tree, word};
use crate::app::App;
use crate::flags::Takes;
use crate::help;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::words::{Lang, Text, t};

const ABOUT: Text = t("The manual pages", "输出手册页（man）");

pub const MAN: Noun = Noun {
    name: "man",
    about: ABOUT,
    what: What::Leaf(Verb::new("man", ABOUT, args, run)),
};

/// The first words of all commands.
static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| ALL.iter().map(|noun| noun.name).collect());

/// What the headings of the pages are called; clap's own are English.
const HEADINGS: &[(&str, &str)] = &[
    (".SH NAME", ".SH 名称"),
    (".SH SYNOPSIS", ".SH 用法"),
    (".SH DESCRIPTION", ".SH 说明"),
    (".SH OPTIONS", ".SH 选项"),
];

/// The exit statuses, as the manual tells them.
const STATUS: &[(&str, Text)] = &[
    ("0", t("done; an empty list too", "完成；空列表也算")),
    (
        "1",
        t(
            "failed: the disk, the system, a bug",
            "失败：磁盘、系统或程序错误",
        ),
    ),
    (
        "2",
        t(
            "wrong usage, a missing answer, a bad value",
            "用法有误、缺少必填项或取值无效",
        ),
    ),
    ("3", t("no such record", "没有该记录")),
    (
        "4",
        t("several records answer to that name", "多条记录符合该名称"),
    ),
    (
        "5",
        t(
            "refused: by a gate, because a customer looks like one on file, or because something stands in the way",
            "被拒绝：流程关卡、疑似重复客户，或有其他记录阻碍",
        ),
    ),
    (
        "6",
        t(
            "the data file is busy, damaged or newer than the program",
            "数据文件正忙、已损坏，或由更新版本写成",
        ),
    ),
    (
        "7",
        t(
            "done, and something wants attention: rows left out of an import, a finding of doctor",
            "完成，但有事项需处理：导入中跳过的行、doctor 的发现",
        ),
    ),
    (
        "130",
        t(
            "stopped by Ctrl-C; the draft is kept",
            "被 Ctrl-C 中止；草稿已保留",
        ),
    ),
];

/// The environment that the program heeds.
const ENVIRONMENT: &[(&str, Text)] = &[
    ("KEHU_DB", t("the data file, as --db", "数据文件，同 --db")),
    (
        "KEHU_CONFIG",
        t("the settings file, as --config", "设置文件，同 --config"),
    ),
    ("KEHU_LANG", t("en or zh, as --lang", "en 或 zh，同 --lang")),
    (
        "KEHU_NOW",
        t("the moment to act as of, as --now", "执行时刻，同 --now"),
    ),
    (
        "KEHU_PAGER",
        t(
            "what long answers go through on a terminal; else PAGER",
            "终端上长内容使用的分页程序；未设则用 PAGER",
        ),
    ),
    ("NO_COLOR", t("no colour", "不使用颜色")),
];

fn args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "command",
            t("COMMAND", "命令"),
            t(
                "Whose page to print, such as: ticket open",
                "输出哪个命令的手册页，例如 ticket open",
            ),
            lang,
        )
        .num_args(0..=2)
        .add(Takes::Words(NAMES.as_slice())),
        option(
            "to",
            t("FOLDER", "目录"),
            t(
                "Write the pages of all commands into this folder",
                "将全部命令的手册页写入该目录",
            ),
            lang,
        )
        .add(Takes::File),
    ]
}

fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let wanted = call.texts("command");
    let pages = pages(app.lang);
    match call.text("to") {
        Some(folder) => write(Path::new(folder), pages, call, out)?,
        None => {
            let name = std::iter::once("kehu").chain(wanted).collect::<Vec<_>>();
            let name = name.join(" ");
            let page = pages.into_iter().find(|page| page.command == name);
            let page = page.ok_or_else(|| {
                Problem::usage(say!("there is no command {name}", "没有命令 {name}"))
                    .hint(say!("all of them: kehu --help", "全部命令：kehu --help"))
            })?;
            out.out.write_all(page.render(app.lang)?.as_bytes())?;
        }
    }
    Ok(Exit::Done)
}

fn write(
    folder: &Path,
    pages: Vec<Page>,
    call: &Call<'_>,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let lang = out.lang();
    let count = pages.len();
    if !call.dry_run {
        std::fs::create_dir_all(folder).with_context(|| format!("{}", folder.display()))?;
        for page in pages {
            let file = folder.join(format!("{}.1", page.command.replace(' ', "-")));
            let told = || format!("{}", file.display());
            let mut bytes = std::fs::File::create(&file).with_context(told)?;
            bytes
                .write_all(page.render(lang)?.as_bytes())
                .with_context(told)?;
        }
    }
    let folder = folder.display();
    out.line(&say!(
        "{count} manual pages in {folder}",
        "{folder} 中有 {count} 个手册页"
    ))
}

/// One command's page.
struct Page {
    /// `kehu ticket open`.
    command: String,
    tree: Command,
}

/// The pages of the program and of every command.
fn pages(lang: Lang) -> Vec<Page> {
    let mut found = Vec::new();
    collect(tree(lang, None), "kehu", &mut found);
    found
}

fn collect(tree: Command, command: &str, found: &mut Vec<Page>) {
    let subcommands: Vec<Command> = tree
        .get_subcommands()
        .filter(|sub| !sub.is_hide_set())
        .cloned()
        .collect();
    // Its own flags only: those that every command takes stand in kehu(1).
    found.push(Page {
        command: command.to_owned(),
        tree: tree
            .display_name(command.replace(' ', "-"))
            .bin_name(command.to_owned()),
    });
    for sub in subcommands {
        let name = format!("{command} {}", sub.get_name());
        collect(sub, &name, found);
    }
}

impl Page {
    /// The page in roff.
    fn render(self, lang: Lang) -> Result<String, Failure> {
        let Page { command, tree } = self;
        let usage = tree.clone().render_usage().to_string();
        let usage = usage.trim_start_matches("Usage: ").to_owned();
        let has_subcommands = tree.has_subcommands();
        let version = env!("CARGO_PKG_VERSION");
        let tree = tree
            .override_usage(usage)
            .subcommand_help_heading(t("COMMANDS", "命令").to(lang))
            .mut_args(|arg| arg.hide_short_help(false));
        let man = Man::new(tree)
            .source(format!("kehu {version}"))
            .manual(t("kehu manual", "kehu 手册").to(lang));
        let mut bytes = Vec::new();
        man.render_title(&mut bytes)?;
        man.render_name_section(&mut bytes)?;
        man.render_synopsis_section(&mut bytes)?;
        man.render_description_section(&mut bytes)?;
        man.render_options_section(&mut bytes)?;
        if has_subcommands {
            man.render_subcommands_section(&mut bytes)?;
        }
        ending(&command, lang).to_writer(&mut bytes)?;
        let text = lines_kept(&String::from_utf8_lossy(&bytes));
        Ok(match lang {
            Lang::En => text,
            Lang::Zh => in_chinese(&text),
        })
    }
}

/// A section of terms and what they mean.
fn listed(roff: &mut Roff, heading: Text, terms: &[(&str, Text)], lang: Lang) {
    roff.control("SH", [heading.to(lang)]);
    for (term, meaning) in terms {
        roff.control("TP", []);
        roff.text(vec![bold(*term)]);
        roff.text(vec![roman(meaning.to(lang))]);
    }
}

/// What comes last: on the program's page what holds for every command, on a
/// command's page where that stands.
fn ending(command: &str, lang: Lang) -> Roff {
    let mut roff = Roff::new();
    if command == "kehu" {
        listed(&mut roff, t("EXIT STATUS", "退出码"), STATUS, lang);
        listed(&mut roff, t("ENVIRONMENT", "环境变量"), ENVIRONMENT, lang);
        return roff;
    }
    let everywhere = t(
        "(1) for the flags that every command takes, exit status and environment",
        "(1)：通用选项、退出码与环境变量",
    );
    roff.control("SH", [t("SEE ALSO", "参见").to(lang)]);
    roff.text(vec![bold("kehu"), roman(everywhere.to(lang))]);
    if let Some((noun, _)) = command.rsplit_once(' ')
        && noun != "kehu"
    {
        roff.control("br", []);
        roff.text(vec![bold(noun.replace(' ', "-")), roman("(1)")]);
    }
    roff
}

/// A page with its headings in Chinese. Chinese has no blanks to break a line
/// at: it may break behind its punctuation, but for the one line that other
/// programs read.
fn in_chinese(page: &str) -> String {
    let page = HEADINGS
        .iter()
        .fold(help::fixed(page), |text, (en, zh)| text.replace(en, zh));
    let Some((name, rest)) = page.split_once(".SH 用法") else {
        return page;
    };
    let rest = ["，", "、", "；", "：", "。"]
        .iter()
        .fold(rest.to_owned(), |text, sign| {
            text.replace(sign, &format!("{sign}\\:"))
        });
    format!("{name}.SH 用法{rest}")
}

/// The page with every line of a flag's help on a line of its own, where roff
/// would fill them up; and with one preamble instead of one a section.
fn lines_kept(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    // Lines since the last request; the first one after `.TP` is the flag.
    let (mut lines, mut tagged) = (0, false);
    for (at, line) in page.lines().enumerate() {
        let preamble = line.starts_with(".ie ") || line.starts_with(".el ");
        if preamble && at > 1 {
            continue;
        }
        match line.starts_with('.') {
            true => (lines, tagged) = (0, line == ".TP"),
            false => lines += 1,
        }
        if tagged && lines > 2 && !line.starts_with(' ') {
            text.push_str(".br\n");
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}
