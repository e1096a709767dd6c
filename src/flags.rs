//! A form as command-line flags: one optional flag a field, read back as a
//! draft. What is required is the form's matter, not clap's, so that every
//! missing field is named at once and a terminal can ask for it.

use clap::builder::ArgExt;
use clap::{Arg, ArgAction, ArgMatches};

use crate::field::Field;
use crate::form::Draft;
use crate::value::{Kind, Noun};
use crate::words::{Lang, keep, t};

/// What an argument takes, as shell completion wants to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// An answer of this kind.
    Answer(Kind),
    /// A record of one of these nouns.
    AnyOf(&'static [Noun]),
    /// A colleague, those who lead others first.
    Senior,
    /// One of these words.
    Words(&'static [&'static str]),
    /// The name of a playbook that ships.
    Playbook,
    /// The id of one of the playbook's rules.
    Rule,
    /// The id of a rule that is a periodic duty.
    Duty,
    /// The id of one of the playbook's forms.
    Form,
    /// The same, a standard form, or a filled-in form.
    FormOrEntry,
    /// A path.
    File,
}

impl Takes {
    /// A record: what its references are typed as.
    pub const fn record(noun: Noun) -> Self {
        Takes::Answer(Kind::Ref(noun))
    }
}

impl ArgExt for Takes {}

/// A positional word of a form, behind the record that the verb is about.
pub fn after_the_record(arg: Arg) -> Arg {
    match arg.get_index() {
        Some(at) => arg.index(at + 1),
        None => arg,
    }
}

/// The flags (and positional words) for these fields. What may stand without a
/// flag may be given with it all the same.
pub fn args(fields: &[Field], positional: &[&str], lang: Lang) -> Vec<Arg> {
    let mut args = Vec::with_capacity(fields.len() + positional.len());
    for field in fields {
        match positional.iter().position(|key| *key == field.key) {
            Some(at) => {
                let spelled = spelled(field);
                args.push(
                    described(field.key, field, lang)
                        .value_name(field.label.to(lang))
                        .conflicts_with(spelled)
                        .index(at + 1),
                );
                args.push(flag(spelled, field, lang).hide(true));
            }
            None => args.push(flag(field.key, field, lang)),
        }
    }
    args
}

/// What clap calls the flag of a field that is a word as well.
fn spelled(field: &Field) -> &'static str {
    keep(&format!("--{}", field.flag()))
}

/// The flags of a form that a conversation can fill in whole: with `--form`.
pub fn form(fields: &[Field], positional: &[&str], lang: Lang) -> Vec<Arg> {
    let mut all = args(fields, positional, lang);
    all.push(
        Arg::new("form")
            .long("form")
            .help(t("Ask for every field", "逐项填写全部栏目").to(lang))
            .action(ArgAction::SetTrue),
    );
    all
}

fn described(id: &'static str, field: &Field, lang: Lang) -> Arg {
    Arg::new(id)
        .help(short(field, lang))
        .long_help(long(field, lang))
        .add(Takes::Answer(field.kind))
}

fn flag(id: &'static str, field: &Field, lang: Lang) -> Arg {
    let arg = described(id, field, lang)
        .value_name(value_name(field, lang))
        .long(field.flag())
        .visible_aliases(field.flags.iter().copied())
        .allow_hyphen_values(takes_dashes(field.kind));
    match many(field) {
        true => arg.action(ArgAction::Append),
        false => arg,
    }
}

/// Whether the flag may be given several times.
const fn many(field: &Field) -> bool {
    field.repeat || matches!(field.kind, Kind::Choices(_) | Kind::Tags)
}

/// Whether an answer may begin with a dash, such as `-2d`.
const fn takes_dashes(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Day
            | Kind::Moment(_)
            | Kind::Money
            | Kind::Whole
            | Kind::Percent
            | Kind::Long
            | Kind::Line
    )
}

/// What stands for the answer in help.
fn value_name(field: &Field, lang: Lang) -> &'static str {
    match field.kind {
        Kind::Line | Kind::Long => t("TEXT", "文字"),
        Kind::Whole | Kind::Number | Kind::Score(..) => t("NUMBER", "数字"),
        Kind::Money => t("AMOUNT", "金额"),
        Kind::Percent => t("PERCENT", "百分比"),
        Kind::MoneyRange => t("RANGE", "区间"),
        Kind::Headcount => t("PEOPLE", "人数"),
        Kind::Day | Kind::Annual => t("DAY", "日期"),
        Kind::Moment(_) => t("TIME", "时间"),
        Kind::Span => t("SPAN", "时长"),
        Kind::Phone => t("PHONE", "电话"),
        Kind::Email => t("E-MAIL", "邮箱"),
        Kind::Uscc | Kind::IdNumber => t("CODE", "号码"),
        Kind::Choice(_) => t("CHOICE", "选项"),
        Kind::Choices(_) => t("CHOICES", "选项"),
        Kind::Code(_) => t("CODE", "代码"),
        Kind::Ref(noun) => noun.label(),
        Kind::Tags => t("WORDS", "词"),
    }
    .to(lang)
}

fn short(field: &Field, lang: Lang) -> String {
    let label = field.label.to(lang);
    match (field.help, lang) {
        (Some(help), Lang::En) => format!("{label}: {}", help.en),
        (Some(help), Lang::Zh) => format!("{label}：{}", help.zh),
        (None, _) => label.to_owned(),
    }
}

/// The short help, the choices with their labels, an example, the source.
fn long(field: &Field, lang: Lang) -> String {
    let mut text = short(field, lang);
    if let Kind::Choice(choices) | Kind::Choices(choices) = field.kind {
        for choice in choices {
            text.push_str(&format!("\n  {}  {}", choice.code, choice.label.to(lang)));
        }
    }
    let example = field.example.to(lang);
    if !example.is_empty() {
        let lead = t("Example: ", "例如：").to(lang);
        text.push_str(&format!("\n{lead}{example}"));
    }
    if !field.source.is_empty() {
        let source = t("Handbook: ", "手册：").to(lang);
        text.push_str(&format!("\n{source}{}", field.source));
    }
    text
}

/// What was typed, as a draft.
pub fn draft(fields: &'static [Field], matches: &ArgMatches) -> Draft {
    let mut draft = Draft::new(fields);
    for field in fields {
        let given = |id: &str| matches.try_get_many::<String>(id).ok().flatten();
        let Some(values) = given(field.key).or_else(|| given(spelled(field))) else {
            continue;
        };
        let values: Vec<_> = values.map(String::as_str).collect();
        let join = match field.repeat {
            true => "\n",
            false => ",",
        };
        draft.set(field.key, values.join(join));
    }
    draft
}
