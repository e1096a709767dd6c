//! `config`: the settings file, key by key; comments in it are kept.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Arg;

use super::{Call, Noun, Verb, What, word};
use crate::app::App;
use crate::flags::Takes;
use crate::out::Out;
use crate::playbook::Playbook;
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::settings::KEYS;
use crate::value::Cell;
use crate::view::{Column, View};
use crate::words::{Lang, t};

pub const CONFIG: Noun = Noun {
    name: "config",
    about: t("Show or change the settings", "查看或修改设置"),
    what: What::Leaf(Verb::new(
        "config",
        t("Show or change the settings", "查看或修改设置"),
        args,
        run,
    )),
};

fn args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "key",
            t("KEY", "键"),
            t(
                "lang, playbook, db or identity",
                "lang、playbook、db 或 identity",
            ),
            lang,
        )
        .add(Takes::Words(KEYS)),
        word(
            "value",
            t("VALUE", "值"),
            t("The new value", "新的值"),
            lang,
        ),
    ]
}

fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    match (call.text("key"), call.text("value")) {
        (None, _) => {
            let mut rows = Vec::new();
            for key in KEYS {
                let value = get(app, call, key)?;
                rows.push(vec![
                    Cell::Line((*key).to_owned()),
                    value.map_or(Cell::Empty, Cell::Line),
                ]);
            }
            let file = file(app);
            let columns = vec![
                Column::new("key", t("Key", "键")),
                Column::new("value", t("Value", "值")),
            ];
            let title = say!("Settings: {}", "设置：{}", file.display());
            out.view(View::list(title, columns, rows))?;
        }
        (Some(key), None) => {
            check_key(key)?;
            let value = get(app, call, key)?.unwrap_or_default();
            out.line(&crate::words::Say::same(value))?;
        }
        (Some(key), Some(value)) => {
            set(app, call, key, value)?;
            out.line(&say!("{key} = {value}", "{key} = {value}"))?;
        }
    }
    Ok(Exit::Done)
}

/// The settings file stands beside the playbook's.
fn file(app: &App<'_>) -> PathBuf {
    app.policy.settings_file().to_owned()
}

fn check_key(key: &str) -> Result<(), Failure> {
    match KEYS.contains(&key) {
        true => Ok(()),
        false => {
            let (keys, zh) = (KEYS.join(", "), KEYS.join("、"));
            Err(Problem::usage(say!(
                "no setting is called “{key}”",
                "没有名为“{key}”的设置"
            ))
            .hint(say!("one of: {keys}", "可用：{zh}"))
            .into())
        }
    }
}

fn read(app: &App<'_>) -> Result<toml_edit::DocumentMut, Failure> {
    let file = file(app);
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => {
            return Err(anyhow::Error::new(error)
                .context(format!("{}", file.display()))
                .into());
        }
    };
    Ok(text
        .parse()
        .with_context(|| format!("{}", file.display()))?)
}

/// The value of a setting, if it is set.
pub(super) fn get(app: &App<'_>, _: &Call<'_>, key: &str) -> Result<Option<String>, Failure> {
    let settings = read(app)?;
    Ok(settings
        .get(key)
        .and_then(|value| value.as_str())
        .map(str::to_owned))
}

/// Sets a setting, keeping the file's comments.
pub(super) fn set(app: &App<'_>, call: &Call<'_>, key: &str, value: &str) -> Result<(), Failure> {
    check_key(key)?;
    check_value(key, value)?;
    if call.dry_run {
        return Ok(());
    }
    let mut settings = read(app)?;
    let value = match key {
        "lang" => match Lang::parse(value) {
            Some(lang) => lang.code(),
            None => value,
        },
        _ => value,
    };
    settings[key] = toml_edit::value(value);
    let file = file(app);
    if let Some(folder) = file.parent() {
        crate::store::secure_dir(folder)?;
    }
    std::fs::write(&file, settings.to_string()).with_context(|| format!("{}", file.display()))?;
    Ok(())
}

pub(super) fn check_value(key: &str, value: &str) -> Result<(), Failure> {
    let wrong = match key {
        "lang" if Lang::parse(value).is_none() => {
            say!("“{value}” is not a language", "“{value}”不是可用的语言")
        }
        "playbook" if !Playbook::presets().any(|name| name == value) => {
            say!("there is no playbook “{value}”", "没有规则手册“{value}”")
        }
        _ => return Ok(()),
    };
    let hint = match key {
        "lang" => say!("en or zh", "en 或 zh"),
        _ => {
            let names: Vec<_> = Playbook::presets().collect();
            let (en, zh) = (names.join(", "), names.join("、"));
            say!("one of: {en}", "可用：{zh}")
        }
    };
    Err(Problem::usage(wrong).hint(hint).into())
}
