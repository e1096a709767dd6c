//! The file that is imported: its bytes, what they are by their own look, and
//! the sheet in them.

use anyhow::Context as _;

use super::kinds::Kind;

use crate::exchange::{Sheet, csv, text, vcard, xlsx};
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Failure, Problem};
use crate::say;
use crate::value::Noun;
use crate::words::Say;

/// The sheet in the file, or on standard input.
///
/// # Errors
/// Exit 2 where there is no such file, or it is none that can be read.
pub fn sheet(
    name: &str,
    kind: &Kind,
    call: &Call<'_>,
    out: &mut Out<'_>,
) -> Result<Sheet, Failure> {
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
    let sheet = read(&bytes, kind, call, out).map_err(|problem| match problem.about {
        None => problem.about(Say::same(name)),
        Some(_) => problem,
    })?;
    for note in &sheet.notes {
        out.warn(note);
    }
    Ok(sheet)
}

/// The sheet in these bytes: a workbook and an address book are known by how
/// they begin; all else is text with separators.
fn read(bytes: &[u8], kind: &Kind, call: &Call<'_>, out: &mut Out<'_>) -> Result<Sheet, Problem> {
    let separator = separator(call)?;
    let sheet = call.text("sheet");
    if xlsx::is_workbook(bytes) {
        return xlsx::read(bytes, sheet);
    }
    if sheet.is_some() {
        return Err(
            Problem::usage(say!("only a workbook has sheets", "只有工作簿才有工作表"))
                .about(Say::same("--sheet")),
        );
    }
    if vcard::is_vcard(bytes) && kind.noun != Noun::Contact {
        return Err(
            Problem::usage(say!("an address book holds contacts", "通讯录中是联系人")).hint(say!(
                "take it in with: kehu import contacts FILE --new-customers enterprise",
                "请用：kehu import contacts 文件 --new-customers enterprise"
            )),
        );
    }
    if vcard::is_vcard(bytes) {
        return vcard::read(bytes);
    }
    let (text, encoding) = text::decode(bytes)?;
    if encoding != text::Encoding::Utf8 {
        let encoding = encoding.name();
        out.note(&say!("read as {encoding}", "按 {encoding} 编码读取"));
    }
    csv::read(&text, separator)
}

/// What `--delimiter` says.
fn separator(call: &Call<'_>) -> Result<Option<u8>, Problem> {
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
                .about(Say::same("--delimiter")));
            }
        },
    })
}
