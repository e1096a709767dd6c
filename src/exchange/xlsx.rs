//! An Excel workbook as a [`Sheet`]: one worksheet's stored values, under the
//! headings wherever they stand. Nothing is calculated, no macro is looked at.

mod archive;
mod cells;
mod head;
mod serial;
mod table;

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::Sheet;
use crate::problem::Problem;
use crate::say;
use crate::words::Say;

pub use table::is_error;

/// A workbook that is open for reading.
type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Whether these bytes mean to be a workbook, of today or of before 2007.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || is_old(bytes)
}

/// The container of `.xls` files, and of encrypted workbooks.
fn is_old(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

/// Reads the worksheet `name`, else the first visible one that holds a table.
///
/// # Errors
/// Where the bytes are no workbook, are encrypted or far too big, where no
/// sheet is called so, or none holds a table.
pub fn read(bytes: &[u8], name: Option<&str>) -> Result<Sheet, Problem> {
    if is_old(bytes) {
        return Err(closed(bytes));
    }
    archive::check(bytes)?;
    let mut book = Book::new(Cursor::new(bytes)).map_err(|why| broken(&why))?;
    let names = Names::of(&book);
    match name {
        Some(name) => {
            let name = names.find(name)?;
            let table = table::of(cells::read(&mut book, &name)?);
            table.ok_or_else(|| empty(&name))
        }
        None => first(&mut book, &names),
    }
}

/// The first visible sheet whose table has rows of several columns; else the
/// first that has a table at all.
fn first(book: &mut Book<'_>, names: &Names) -> Result<Sheet, Problem> {
    let mut narrow: Option<(String, Sheet)> = None;
    let mut others = Vec::new();
    let mut found: Option<(String, Sheet)> = None;
    for name in &names.visible {
        if found.is_some() {
            if cells::holds_anything(book, name)? {
                others.push(name.clone());
            }
            continue;
        }
        let Some(sheet) = table::of(cells::read(book, name)?) else {
            continue;
        };
        if sheet.headers.len() > 1 && !sheet.rows.is_empty() {
            found = Some((name.clone(), sheet));
        } else if narrow.is_some() {
            others.push(name.clone());
        } else {
            narrow = Some((name.clone(), sheet));
        }
    }
    if let (Some(_), Some((name, _))) = (&found, &narrow) {
        others.insert(0, name.clone());
    }
    let Some((name, mut sheet)) = found.or(narrow) else {
        return Err(match names.hidden.is_empty() {
            true => Problem::usage(say!(
                "no sheet of the workbook holds a table",
                "工作簿中没有含表格的工作表"
            )),
            false => Problem::usage(say!(
                "only hidden sheets are left to read: {}",
                "只剩隐藏的工作表可读：{}",
                names.hidden.join(", ")
            ))
            .hint(say!("name one with --sheet", "请用 --sheet 指明")),
        });
    };
    sheet
        .notes
        .extend(other_sheets(&name, &others, &names.hidden));
    Ok(sheet)
}

/// Says which sheets were not read.
fn other_sheets(name: &str, others: &[String], hidden: &[String]) -> Option<Say> {
    let mut en = format!("read sheet “{name}”");
    let mut zh = format!("读取工作表“{name}”");
    if !others.is_empty() {
        en.push_str(&format!("; not read: {}", others.join(", ")));
        zh.push_str(&format!("；未读取：{}", others.join("、")));
    }
    if !hidden.is_empty() {
        en.push_str(&format!("; hidden: {}", hidden.join(", ")));
        zh.push_str(&format!("；隐藏：{}", hidden.join("、")));
    }
    en.push_str(" (--sheet NAME reads another)");
    zh.push_str("（可用 --sheet 名称 读取其他表）");
    (!others.is_empty() || !hidden.is_empty()).then_some(Say { en, zh })
}

/// The worksheets of a workbook.
struct Names {
    visible: Vec<String>,
    hidden: Vec<String>,
}

impl Names {
    fn of(book: &Book<'_>) -> Self {
        let worksheets = book.sheets_metadata().iter();
        let (visible, hidden): (Vec<_>, Vec<_>) = worksheets
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .partition(|sheet| sheet.visible == SheetVisible::Visible);
        let names = |sheets: Vec<&calamine::Sheet>| {
            let names = sheets.into_iter().map(|sheet| sheet.name.clone());
            names.collect()
        };
        Names {
            visible: names(visible),
            hidden: names(hidden),
        }
    }

    /// The sheet that a person calls `name`, hidden ones too.
    fn find(&self, name: &str) -> Result<String, Problem> {
        let all = || self.visible.iter().chain(&self.hidden);
        let same = |sheet: &&String| sheet.trim().to_lowercase() == name.trim().to_lowercase();
        let exact = all().find(|sheet| sheet.as_str() == name);
        if let Some(sheet) = exact.or_else(|| all().find(same)) {
            return Ok(sheet.clone());
        }
        let names: Vec<&str> = all().map(String::as_str).collect();
        let (en, zh) = (names.join(", "), names.join("、"));
        Err(Problem::usage(say!(
            "no sheet is called “{name}”; there are: {en}",
            "没有名为“{name}”的工作表；可用：{zh}"
        ))
        .about(Say::same("--sheet")))
    }
}

fn empty(name: &str) -> Problem {
    Problem::usage(say!(
        "sheet “{name}” holds no table",
        "工作表“{name}”中没有表格"
    ))
}

/// A container that is no archive: an encrypted workbook, or an old one. Told
/// apart by the name that the first kind must hold; nothing else is read of it.
fn closed(bytes: &[u8]) -> Problem {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    if bytes.windows(name.len()).any(|part| part == name) {
        return Problem::usage(say!(
            "the workbook is protected by a password",
            "工作簿有密码保护"
        ))
        .hint(say!(
            "open it, save it without one, and try again",
            "请打开后取消密码另存，再重试"
        ));
    }
    Problem::usage(say!(
        "this is a workbook of before Excel 2007 (.xls)",
        "这是 Excel 2007 以前的工作簿（.xls）"
    ))
    .hint(say!(
        "save it as .xlsx or CSV and try again",
        "请另存为 .xlsx 或 CSV 后重试"
    ))
}

fn broken(why: &XlsxError) -> Problem {
    Problem::usage(say!(
        "the workbook is damaged: {why}",
        "工作簿已损坏：{why}"
    ))
    .hint(say!(
        "open it in a spreadsheet program, save it as .xlsx, and try again",
        "请用表格软件打开并另存为 .xlsx 后重试"
    ))
}

#[cfg(test)]
mod tests;
