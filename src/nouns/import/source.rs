//! The file that is imported: its bytes, what they are by their own look, and
//! the sheet in them.

use anyhow::Context as _;

use crate::exchange::{Sheet, csv, text};
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Failure, Problem};
use crate::say;
use crate::words::Say;

/// The sheet in the file, or on standard input.
///
/// # Errors
/// Exit 2 where there is no such file, or it is none that can be read.
pub fn sheet(name: &str, call: &Call<'_>, out: &mut Out<'_>) -> Result<Sheet, Failure> {
    let separator = separator(call)?;
    let bytes = match name {
        "-" => {
            let mut bytes = Vec::new();
            call.stdin.borrow_mut().read_to_end(&mut bytes)?;
            bytes
        }
        name => match std::fs::read(name) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(
                    Problem::usage(say!("there is no file “{name}”", "没有文件“{name}”")).into(),
                );
            }
            read => read.with_context(|| name.to_owned())?,
        },
    };
    let (text, encoding) =
        text::decode(&bytes).map_err(|problem| problem.about(Say::same(name)))?;
    if encoding != text::Encoding::Utf8 {
        let encoding = encoding.name();
        out.note(&say!("read as {encoding}", "按 {encoding} 编码读取"));
    }
    csv::read(&text, separator).map_err(|problem| problem.about(Say::same(name)).into())
}

/// What `--delimiter` says.
fn separator(call: &Call<'_>) -> Result<Option<u8>, Failure> {
    Ok(match call.text("delimiter") {
        None => None,
        Some("\\t" | "tab") => Some(b'\t'),
        Some(sign) => match sign.as_bytes() {
            [sign] if sign.is_ascii() => Some(*sign),
            _ => {
                return Err(Problem::usage(say!(
                    "“{sign}” is no single sign, such as ; or tab",
                    "“{sign}”不是单个符号，如 ; 或 tab"
                ))
                .about(Say::same("--delimiter"))
                .into());
            }
        },
    })
}
