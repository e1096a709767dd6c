//! clap's own words in Chinese: headings in help pages, and the sentences of
//! usage errors. Everything else in help is written in both languages where it
//! stands.

use std::fmt::Write as _;

use clap::Command;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error, ErrorFormatter, ErrorKind, RichFormatter};

use crate::problem::Failure;
use crate::words::Lang;

/// clap's fixed words. Styling surrounds them and never splits them, so that
/// replacing text is safe.
const FIXED: &[(&str, &str)] = &[
    ("Usage: ", "用法："),
    ("Usage:", "用法："),
    ("Options:", "选项："),
    ("Arguments:", "参数："),
    ("Commands:", "命令："),
    ("[OPTIONS]", "[选项]"),
    ("<COMMAND>", "<命令>"),
    ("[COMMAND]", "[命令]"),
    ("[default: ", "[默认："),
    ("[possible values: ", "[可选值："),
    ("[aliases: ", "[别名："),
    ("[alias: ", "[别名："),
    ("通用选项:", "通用选项："),
    ("命令:", "命令："),
    ("Possible values:", "可选值："),
];

/// A text of clap's with its fixed words in Chinese.
pub fn fixed(text: &str) -> String {
    FIXED
        .iter()
        .fold(text.to_owned(), |text, (en, zh)| text.replace(en, zh))
}

/// What clap has to say, finished in the language of the user.
pub fn said(error: clap::Error, lang: Lang, color: bool) -> Failure {
    // A noun alone asks what it can do: that is help, too.
    let alone = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    let asked = alone || !error.use_stderr();
    let text = match (lang, asked) {
        (Lang::En, true) => paint(&error.render(), color),
        (Lang::En, false) => paint(&RichFormatter::format_error(&error), false),
        (Lang::Zh, true) => fixed(&paint(&error.render(), color)),
        (Lang::Zh, false) => paint(&Zh::format_error(&error.apply::<Zh>()), false),
    };
    match asked {
        true => Failure::Help(text),
        false => Failure::Usage(text),
    }
}

fn paint(text: &StyledStr, color: bool) -> String {
    match color {
        true => text.ansi().to_string(),
        false => text.to_string(),
    }
}

/// The help of a command, finished.
pub fn page(command: &mut Command, lang: Lang, color: bool) -> String {
    let text = paint(&command.render_help(), color);
    match lang {
        Lang::En => text,
        Lang::Zh => fixed(&text),
    }
}

/// Usage errors in Chinese.
pub struct Zh;

impl ErrorFormatter for Zh {
    fn format_error(error: &Error<Self>) -> StyledStr {
        let mut text = String::from("错误：");
        text.push_str(&sentence(error));
        if let Some(ContextValue::Strings(valid)) = error.get(ContextKind::ValidValue)
            && !valid.is_empty()
        {
            let _ = write!(text, "\n  [可选值：{}]", valid.join("、"));
        }
        let suggestions = [
            ContextKind::SuggestedArg,
            ContextKind::SuggestedSubcommand,
            ContextKind::SuggestedValue,
        ];
        for kind in suggestions {
            let value = context(error, kind);
            if !value.is_empty() {
                let _ = write!(text, "\n\n  提示：您是不是想输入“{value}”？");
            }
        }
        if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
            let _ = write!(text, "\n\n{}", fixed(&usage.to_string()));
        }
        text.push_str("\n\n更多信息请用“--help”。\n");
        StyledStr::from(text)
    }
}

fn context(error: &Error<Zh>, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(ContextValue::Number(number)) => number.to_string(),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    }
}

fn sentence(error: &Error<Zh>) -> String {
    let arg = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    let command = context(error, ContextKind::InvalidSubcommand);
    match error.kind() {
        ErrorKind::UnknownArgument => format!("无法识别的参数“{arg}”"),
        ErrorKind::InvalidSubcommand => format!("没有“{command}”这个命令"),
        ErrorKind::InvalidValue if value.is_empty() => format!("“{arg}”需要一个值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("“{arg}”的值“{value}”无效")
        }
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{arg}"),
        ErrorKind::MissingSubcommand => format!("“{command}”后面需要一个命令"),
        ErrorKind::ArgumentConflict => {
            let prior = context(error, ContextKind::PriorArg);
            match prior.is_empty() {
                true => format!("“{arg}”重复或与其他参数冲突"),
                false => format!("“{arg}”不能与“{prior}”同时使用"),
            }
        }
        ErrorKind::TooManyValues => format!("“{arg}”多出了值“{value}”"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("“{arg}”的值个数不对")
        }
        ErrorKind::NoEquals => format!("“{arg}”必须用等号赋值"),
        ErrorKind::InvalidUtf8 => "参数不是有效的 UTF-8 文字".to_owned(),
        _ => "命令行无法识别".to_owned(),
    }
}
