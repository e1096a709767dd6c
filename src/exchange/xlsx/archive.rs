//! What a workbook unpacks to is measured before anything is read from it, so
//! that a small file cannot fill the memory.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::problem::Problem;
use crate::say;

/// All parts that are read, unpacked: some million cells.
const MOST: u64 = 512 << 20;

/// Parts that are held in memory as a whole, unpacked.
const MOST_HELD: u64 = 192 << 20;

/// More parts than any office writes.
const MOST_PARTS: usize = 10_000;

/// Refuses what is no archive, and what would unpack to too much.
pub(super) fn check(bytes: &[u8]) -> Result<(), Problem> {
    check_within(bytes, MOST, MOST_HELD)
}

/// The same for `most` bytes in all, and `most_held` in memory.
pub(super) fn check_within(bytes: &[u8], most: u64, most_held: u64) -> Result<(), Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_workbook())?;
    if archive.len() > MOST_PARTS {
        return Err(too_big());
    }
    let (mut all, mut held) = (0_u64, 0_u64);
    for at in 0..archive.len() {
        let Ok(mut part) = archive.by_index(at) else {
            // Encrypted or in a way of packing that no spreadsheet uses.
            continue;
        };
        let name = part.name().map_err(|_| no_workbook())?.to_lowercase();
        if !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        let size = unpacked(&mut part, most - all)?;
        all += size;
        if !name.contains("worksheets/") {
            held += size;
        }
        if held > most_held {
            return Err(too_big());
        }
        if name.ends_with("sharedstrings.xml") {
            drop(part);
            check_strings(&mut archive, at, size)?;
        }
    }
    Ok(())
}

/// How much a part really unpacks to; what it says of itself may be wrong.
fn unpacked(part: &mut impl Read, most: u64) -> Result<u64, Problem> {
    let copied = std::io::copy(&mut part.take(most + 1), &mut std::io::sink());
    match copied {
        Ok(size) if size > most => Err(too_big()),
        Ok(size) => Ok(size),
        Err(_) => Err(no_workbook()),
    }
}

/// The reader makes room for as many texts as the part says it has: no more
/// than could stand in it.
fn check_strings(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    at: usize,
    size: u64,
) -> Result<(), Problem> {
    let mut head = Vec::new();
    let part = archive.by_index(at).map_err(|_| no_workbook())?;
    let read = part.take(64 << 10).read_to_end(&mut head);
    read.map_err(|_| no_workbook())?;
    let head = String::from_utf8_lossy(&head);
    let counts = head.split("uniqueCount").skip(1).filter_map(|rest| {
        let digits: String = rest
            .trim_start_matches([' ', '=', '"', '\'', '\t', '\r', '\n'])
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        digits.parse::<u64>().ok()
    });
    // The shortest text is `<si/>`.
    match counts.max() {
        Some(count) if count > size / 5 + 1 => Err(no_workbook()),
        _ => Ok(()),
    }
}

pub(super) fn too_big() -> Problem {
    Problem::usage(say!(
        "the workbook unpacks to more than can be read at once",
        "工作簿解压后过大，无法一次读取"
    ))
    .hint(say!(
        "split it, or save the sheet as CSV",
        "请拆分，或将该工作表另存为 CSV"
    ))
}

fn no_workbook() -> Problem {
    Problem::usage(say!(
        "the file is no Excel workbook, or it is damaged",
        "文件不是 Excel 工作簿，或已损坏"
    ))
    .hint(say!(
        "open it in a spreadsheet program, save it as .xlsx, and try again",
        "请用表格软件打开并另存为 .xlsx 后重试"
    ))
}
