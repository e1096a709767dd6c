//! The completion scripts: the very files of `completions/`, so that neither
//! can be older than the other.

use clap::Arg;

use super::{Call, Noun, Verb, What, word};
use crate::app::App;
use crate::flags::Takes;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::words::{Lang, Text, t};

const ABOUT: Text = t(
    "The script that completes commands at TAB",
    "输出 TAB 补全脚本",
);

pub const COMPLETIONS: Noun = Noun {
    name: "completions",
    about: ABOUT,
    what: What::Leaf(Verb::new("completions", ABOUT, args, run)),
};

/// The shells, in the order of [`SCRIPTS`].
const SHELLS: &[&str] = &["bash", "zsh", "fish", "powershell", "elvish"];

const SCRIPTS: &[&str] = &[
    include_str!("../../completions/kehu.bash"),
    include_str!("../../completions/_kehu"),
    include_str!("../../completions/kehu.fish"),
    include_str!("../../completions/kehu.ps1"),
    include_str!("../../completions/kehu.elv"),
];

fn args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "shell",
            t("SHELL", "SHELL"),
            t(
                "bash, zsh, fish, powershell or elvish",
                "bash、zsh、fish、powershell 或 elvish",
            ),
            lang,
        )
        .add(Takes::Words(SHELLS))
        .required(true)
        .index(1),
    ]
}

fn run(_: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let shell = call.text("shell").unwrap_or_default();
    let script = SHELLS
        .iter()
        .zip(SCRIPTS)
        .find(|(name, _)| **name == shell)
        .map(|(_, script)| script);
    let Some(script) = script else {
        return Err(Problem::usage(say!(
            "there is no completion for “{shell}”",
            "没有“{shell}”的补全脚本"
        ))
        .hint(say!(
            "one of: bash, zsh, fish, powershell, elvish",
            "可用：bash、zsh、fish、powershell、elvish"
        ))
        .into());
    };
    out.out.write_all(script.as_bytes())?;
    Ok(Exit::Done)
}
