//! `key`: the pair of keys with which team files are sealed. The public one is
//! told to whoever sends; the secret one stays beside the settings.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Arg;

use super::{Call, Noun, Verb, What, config, none};
use crate::app::App;
use crate::exchange::sealed;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::render::Format;
use crate::say;
use crate::words::{Lang, Say, t};

pub const KEY: Noun = Noun {
    name: "key",
    about: t(
        "The keys with which team files are encrypted",
        "团队文件加密用的密钥",
    ),
    what: What::Verbs(&[
        Verb::new(
            "new",
            t(
                "Make a pair of keys, and show the public one",
                "生成一对密钥并显示公钥",
            ),
            none,
            new,
        ),
        Verb::new(
            "show",
            t(
                "Show the public key, for those who send you files",
                "显示公钥，供发送文件的人使用",
            ),
            identity_args,
            show,
        ),
    ]),
};

/// The file that the secret key is in, unless the settings say otherwise.
const FILE: &str = "key.txt";

/// `--identity FILE`.
pub fn identity_args(lang: Lang) -> Vec<Arg> {
    vec![
        super::option(
            "identity",
            t("FILE", "文件"),
            t(
                "The file with your secret key; that of kehu key new unless given",
                "您的密钥文件；默认为 kehu key new 生成的文件",
            ),
            lang,
        )
        .add(crate::flags::Takes::File),
    ]
}

/// Where the secret key is: the flag, the setting, or beside the settings.
fn place(app: &App<'_>, call: &Call<'_>) -> Result<PathBuf, Failure> {
    if let Some(file) = call.text("identity") {
        return Ok(file.into());
    }
    let set = config::get(app, call, "identity")?;
    Ok(match set {
        Some(file) => file.into(),
        None => app.policy.settings_file().with_file_name(FILE),
    })
}

fn new(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let file = place(app, call)?;
    if file.exists() {
        let name = file.display();
        return Err(Problem::usage(say!(
            "there is a key already: {name}",
            "已有密钥：{name}"
        ))
        .hint(say!(
            "show it with: kehu key show; without it no file that was encrypted to it can be read, so move it away, not off",
            "查看公钥：kehu key show；如需更换，请将原文件移到别处保存，否则先前加密的文件将无法读取"
        ))
        .into());
    }
    let (secret, public) = sealed::new_key();
    if !call.dry_run {
        write(&file, &secret, &public)?;
    }
    tell(out, &public)?;
    let name = file.display();
    out.note(&say!(
        "your secret key is in {name}, readable by you alone; keep a copy of it",
        "密钥保存在 {name}，仅您本人可读；请另行备份"
    ));
    out.note(&say!(
        "those who send you files type: kehu export team FILE --to {public}",
        "请对方使用：kehu export team 文件 --to {public}"
    ));
    Ok(Exit::Done)
}

fn write(file: &Path, secret: &str, public: &str) -> Result<(), Failure> {
    if let Some(folder) = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        crate::store::secure_dir(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let text = format!("# public key: {public}\n{secret}\n");
    let written = options
        .open(file)
        .and_then(|mut out| out.write_all(text.as_bytes()).and_then(|()| out.sync_all()));
    written.with_context(|| file.display().to_string())?;
    Ok(())
}

fn tell(out: &mut Out<'_>, public: &str) -> Result<(), Failure> {
    match out.style.format {
        Format::Json | Format::Jsonl => {
            writeln!(out.out, "{}", serde_json::json!({ "public": public }))?;
        }
        _ => writeln!(out.out, "{public}")?,
    }
    Ok(())
}

fn show(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    for public in sealed::public(&identities(app, call)?) {
        tell(out, &public)?;
    }
    Ok(Exit::Done)
}

/// The secret keys that this file's user has.
///
/// # Errors
/// Where there is no such file, or it holds no key.
pub fn identities(app: &App<'_>, call: &Call<'_>) -> Result<Vec<sealed::Identity>, Failure> {
    let file = place(app, call)?;
    let about = Say::same(file.display().to_string());
    match std::fs::read_to_string(&file) {
        Ok(text) => Ok(sealed::identities(&text).map_err(|problem| problem.about(about))?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(Problem::usage(say!(
            "there is no secret key",
            "没有密钥文件"
        ))
        .about(about)
        .hint(say!(
            "make one with: kehu key new; or name another: --identity FILE",
            "可用 kehu key new 生成，或用 --identity 文件 指定"
        ))
        .into()),
        Err(error) => Err(anyhow::Error::new(error)
            .context(file.display().to_string())
            .into()),
    }
}

/// The public keys that `--to` names: themselves, or files of them.
///
/// # Errors
/// Where a word is no key, or a file holds none.
pub fn recipients(words: &[&str]) -> Result<Vec<sealed::Recipient>, Failure> {
    let mut all = Vec::new();
    for word in words {
        let found = match sealed::is_key(word) {
            true => sealed::recipients(word),
            false => match std::fs::read_to_string(word) {
                Ok(text) => sealed::recipients(&text),
                Err(_) => Err(Problem::usage(say!(
                    "is neither a public key (age1…) nor a file of them",
                    "既不是公钥（age1…），也不是公钥文件"
                ))
                .hint(say!(
                    "ask your supervisor for the answer of: kehu key show",
                    "请向主管索取 kehu key show 的输出"
                ))),
            },
        };
        // A secret key pasted by mistake is not said again.
        let said = match word.to_uppercase().contains("SECRET") {
            true => "--to".to_owned(),
            false => format!("--to {word}"),
        };
        all.extend(found.map_err(|problem| problem.about(Say::same(said)))?);
    }
    Ok(all)
}
