//! The flags that every command takes, such as `--output` and `--now`: what they say
//! stands in the application and in what is written from here on.

use crate::app::App;
use crate::call::Call;
use crate::out::Out;
use crate::problem::{Failure, Problem};
use crate::render::Format;
use crate::say;
use crate::value::{Bare, Moment};
use crate::words::{Lang, t};
use crate::world::{Stream, World};

/// Puts them into force.
///
/// # Errors
/// When one of them has a value that it does not take.
pub(crate) fn put_into_force(
    app: &mut App<'_>,
    call: &Call<'_>,
    world: &World<'_>,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let style = &mut out.style;
    if let Some(name) = call.text("output") {
        style.format = Format::parse(name).ok_or_else(|| {
            let names = Format::NAMES.join(", ");
            Problem::usage(say!("no output format “{name}”", "没有输出格式“{name}”")).hint({
                let zh = Format::NAMES.join("、");
                say!("one of: {names}", "可用：{zh}")
            })
        })?;
    }
    let in_a_file = call.text("file").is_some();
    if style.format.is_binary() && world.stdout == Stream::Terminal && !in_a_file {
        return Err(not_for_a_terminal(style.format));
    }
    if let Some(lang) = call.text("lang").filter(|lang| Lang::parse(lang).is_none()) {
        return Err(
            Problem::usage(say!("no language “{lang}”", "没有语言“{lang}”"))
                .hint(say!("en or zh", "en 或 zh"))
                .into(),
        );
    }
    if let Some(color) = call.text("color")
        && !["auto", "always", "never"].contains(&color)
    {
        return Err(Problem::usage(say!(
            "--color does not take “{color}”",
            "--color 不能取“{color}”"
        ))
        .hint(say!("auto, always or never", "auto、always 或 never"))
        .into());
    }
    style.reveal = call.has("reveal");
    style.fields = call.text("fields").map(listed);
    style.sort = call
        .text("sort")
        .map(listed)
        .unwrap_or_default()
        .into_iter()
        .map(|column| match column.strip_prefix('-') {
            Some(down) => (down.to_owned(), true),
            None => (column, false),
        })
        .collect();
    style.bom = style.tongue.lang == Lang::Zh && world.stdout == Stream::File;
    out.quiet = call.has("quiet");
    if call.has("no-pager") {
        out.pager = None;
    }
    if let Some(text) = call.text("now").or(world.env.now.as_deref()) {
        app.now = now(app, text)?;
    }
    out.style.made = app.now;
    Ok(())
}

fn not_for_a_terminal(format: Format) -> Failure {
    let name = format.name();
    let what = match format {
        Format::Vcf => say!("an address book", "通讯录"),
        _ => say!("a spreadsheet", "电子表格"),
    };
    let (en, zh) = (what.en, what.zh);
    Problem::usage(say!(
        "{name} is a file for {en}, not for a terminal",
        "{name} 是{zh}文件，不能显示在终端上"
    ))
    .hint(say!(
        "send it into a file: kehu … -o {name} > list.{name}",
        "请写入文件：kehu … -o {name} > 列表.{name}"
    ))
    .into()
}

fn listed(text: &str) -> Vec<String> {
    text.split([',', '，'])
        .map(|word| word.trim().to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

/// The moment that `--now` names.
fn now(app: &App<'_>, text: &str) -> Result<Moment, Failure> {
    let policy = app.policy.get()?;
    let refs = crate::store::Refs {
        store: None,
        last: Vec::new(),
        me: None,
    };
    let reading = policy.reading(app.now, &refs);
    Moment::read(text, Bare::Opening, &reading).map_err(|fault| {
        Problem::from_fault(text, fault)
            .about(t("--now", "--now"))
            .into()
    })
}
