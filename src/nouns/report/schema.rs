//! `report schema`: what the reports are as JSON, as a JSON Schema for the programs that
//! read them.

use std::sync::LazyLock;

use clap::Arg;

use crate::app::App;
use crate::flags::Takes;
use crate::nouns::{Call, word};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::report::schema::{lines, names, schema};
use crate::say;
use crate::words::{Lang, t};

/// The reports, for TAB.
static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| names().unwrap_or_default());

pub fn args(lang: Lang) -> Vec<Arg> {
    let help = t(
        "One report; all of them unless given",
        "报表名称，不填则为全部报表",
    );
    vec![
        word("report", t("REPORT", "报表"), help, lang)
            .add(Takes::Words(&NAMES))
            .index(1),
    ]
}

pub fn run(_: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let only = call.text("report");
    if let Some(name) = only.filter(|name| !NAMES.contains(name)) {
        let all = NAMES.join(", ");
        let zh = NAMES.join("、");
        return Err(
            Problem::usage(say!("there is no report “{name}”", "没有“{name}”报表"))
                .hint(say!("one of: {all}", "可用：{zh}"))
                .into(),
        );
    }
    let told = schema(only).map_err(anyhow::Error::msg)?;
    out.out.write_all(lines(&told).as_bytes())?;
    Ok(Exit::Done)
}
