//! Workbooks as offices keep them, and files that are none.

use std::io::{Read as _, Write as _};
use std::sync::LazyLock;

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::*;
use crate::exchange::Row;
use crate::words::Lang;

/// A workbook as an office keeps it: explanations first, then the list under a
/// title, sums and signatures below, a hidden list of codes.
static OFFICE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("填写说明").unwrap();
    sheet.write(0, 0, "请按模板填写").unwrap();
    let plain = Format::new();
    let sheet = book.add_worksheet().set_name("客户").unwrap();
    sheet
        .merge_range(0, 0, 0, 5, "2026年客户台账", &plain)
        .unwrap();
    sheet.write(1, 0, "部门：销售一部").unwrap();
    let heads = [
        "客户名称",
        "联系电话",
        "获客时间",
        "年营收（万元）",
        "意向",
        "备注",
    ];
    sheet.write_row(2, 0, heads).unwrap();
    let day = Format::new().set_num_format("yyyy/m/d");
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    sheet.write(3, 0, "杭州云帆").unwrap();
    sheet.write(3, 1, 13_912_345_678_u64).unwrap();
    let at = ExcelDateTime::from_ymd(2026, 3, 5).unwrap();
    sheet.write_with_format(3, 2, &at, &day).unwrap();
    sheet.write(3, 3, 1200.5).unwrap();
    sheet.write(3, 5, "=1+1").unwrap();
    sheet.write(5, 0, "宁波海川").unwrap();
    sheet.write(5, 1, "0571-88886666").unwrap();
    let at = ExcelDateTime::from_ymd(2026, 3, 6).unwrap();
    let at = at.and_hms(14, 30, 0).unwrap();
    sheet.write_with_format(5, 2, &at, &moment).unwrap();
    sheet.write(5, 3, 0.1 + 0.2).unwrap();
    sheet.write(5, 4, true).unwrap();
    sheet.write(6, 0, "Total").unwrap();
    sheet.write(6, 1, "+33 1 23456789").unwrap();
    sheet.write(6, 2, 46_088).unwrap();
    let share = Format::new().set_num_format("0.0%");
    sheet.write_with_format(6, 3, 0.155, &share).unwrap();
    sheet.write(6, 5, "两行\n备注").unwrap();
    let failed = Formula::new("=1/0").set_result("#DIV/0!");
    sheet.write_formula(6, 4, failed).unwrap();
    sheet.write(7, 0, "合  计").unwrap();
    let sum = Formula::new("=SUM(D4:D7)").set_result("1200.8");
    sheet.write_formula(7, 3, sum).unwrap();
    sheet.write(8, 0, "制表人：李雷").unwrap();
    let sheet = book.add_worksheet().set_name("字典").unwrap();
    sheet.write_row(0, 0, ["行业", "代码"]).unwrap();
    sheet.write_row(1, 0, ["软件", "IT"]).unwrap();
    sheet.set_hidden(true);
    let sheet = book.add_worksheet().set_name("联系人").unwrap();
    sheet.merge_range(0, 0, 1, 0, "客户名称", &plain).unwrap();
    sheet.merge_range(0, 1, 0, 2, "联系人", &plain).unwrap();
    sheet.write_row(1, 1, ["姓名", "电话"]).unwrap();
    sheet.merge_range(2, 0, 3, 0, "杭州云帆", &plain).unwrap();
    sheet.write_row(2, 1, ["张三", "13912345678"]).unwrap();
    sheet.write_row(3, 1, ["李四", "13812345678"]).unwrap();
    book.add_worksheet().set_name("Sheet3").unwrap();
    book.save_to_buffer().unwrap()
});

fn cells(row: &Row) -> (usize, Vec<&str>) {
    (row.line, row.cells.iter().map(String::as_str).collect())
}

fn notes(sheet: &Sheet) -> String {
    let notes = sheet.notes.iter();
    let lines: Vec<String> = notes
        .map(|note| format!("{}\n{}", note.to(Lang::En), note.to(Lang::Zh)))
        .collect();
    lines.join("\n")
}

#[test]
fn an_offices_list_is_found_between_title_and_sums() {
    let sheet = read(&OFFICE, None).unwrap();
    insta::assert_debug_snapshot!(sheet.headers, @r#"
    [
        "客户名称",
        "联系电话",
        "获客时间",
        "年营收（万元）",
        "意向",
        "备注",
    ]
    "#);
    insta::assert_debug_snapshot!(sheet.rows.iter().map(cells).collect::<Vec<_>>(), @r##"
    [
        (
            4,
            [
                "杭州云帆",
                "13912345678",
                "2026-03-05",
                "1200.5",
                "",
                "=1+1",
            ],
        ),
        (
            6,
            [
                "宁波海川",
                "0571-88886666",
                "2026-03-06 14:30",
                "0.3",
                "yes",
            ],
        ),
        (
            7,
            [
                "Total",
                "+33 1 23456789",
                "2026-03-07",
                "15.5%",
                "#DIV/0!",
                "两行\n备注",
            ],
        ),
    ]
    "##);
    insta::assert_snapshot!(notes(&sheet), @r"
    the headings are in row 3; left out above them: “2026年客户台账 / 部门：销售一部”
    列标题在第 3 行；其上未读取：“2026年客户台账 / 部门：销售一部”
    rows of sums left out: 8
    合计行未读取：第 8 行
    row 9 left out, it is no record: “制表人：李雷”
    第 9 行不是记录，未读取：“制表人：李雷”
    “获客时间”: numbers read as the days they stand for: 1
    “获客时间”：1 个数字按其代表的日期读取
    read sheet “客户”; not read: 填写说明, 联系人; hidden: 字典 (--sheet NAME reads another)
    读取工作表“客户”；未读取：填写说明、联系人；隐藏：字典（可用 --sheet 名称 读取其他表）
    ");
}

#[test]
fn headings_of_two_storeys_and_cells_merged_downwards() {
    let sheet = read(&OFFICE, Some("联系人")).unwrap();
    insta::assert_debug_snapshot!(sheet.headers, @r#"
    [
        "客户名称",
        "联系人姓名",
        "联系人电话",
    ]
    "#);
    insta::assert_debug_snapshot!(sheet.rows.iter().map(cells).collect::<Vec<_>>(), @r#"
    [
        (
            3,
            [
                "杭州云帆",
                "张三",
                "13912345678",
            ],
        ),
        (
            4,
            [
                "杭州云帆",
                "李四",
                "13812345678",
            ],
        ),
    ]
    "#);
}

#[test]
fn a_sheet_is_named_hidden_or_not() {
    let sheet = read(&OFFICE, Some(" 字典 ")).unwrap();
    assert_eq!(sheet.headers, ["行业", "代码"]);
    let problem = read(&OFFICE, Some("客户2")).unwrap_err();
    insta::assert_snapshot!(problem.say(Lang::En), @"--sheet: no sheet is called “客户2”; there are: 填写说明, 客户, 联系人, Sheet3, 字典");
    insta::assert_snapshot!(problem.say(Lang::Zh), @"--sheet：没有名为“客户2”的工作表；可用：填写说明、客户、联系人、Sheet3、字典");
    let problem = read(&OFFICE, Some("Sheet3")).unwrap_err();
    insta::assert_snapshot!(problem.say(Lang::En), @"sheet “Sheet3” holds no table");
}

/// The parts of a workbook, unpacked.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let parts = 0..archive.len();
    parts
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive
            .start_file(name.as_str(), zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_workbook_says_so() {
    let told = |bytes: &[u8]| {
        let problem = read(bytes, None).unwrap_err();
        format!("{}\n{}", problem.say(Lang::En), problem.say(Lang::Zh))
    };
    let whole = OFFICE.clone();
    insta::assert_snapshot!(told(b"name,phone\n"), @r"
    the file is no Excel workbook, or it is damaged
    文件不是 Excel 工作簿，或已损坏
    ");
    insta::assert_snapshot!(told(&whole[..whole.len() / 2]), @r"
    the file is no Excel workbook, or it is damaged
    文件不是 Excel 工作簿，或已损坏
    ");
    insta::assert_snapshot!(told(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on"), @r"
    this is a workbook of before Excel 2007 (.xls)
    这是 Excel 2007 以前的工作簿（.xls）
    ");
    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    insta::assert_snapshot!(told(&locked), @r"
    the workbook is protected by a password
    工作簿有密码保护
    ");
    let mut without = parts(&whole);
    without.retain(|(name, _)| name != "xl/worksheets/sheet2.xml");
    insta::assert_snapshot!(told(&packed(&without)), @r"
    the workbook is damaged: Worksheet '客户' not found
    工作簿已损坏：Worksheet '客户' not found
    ");
}

#[test]
fn a_small_file_cannot_fill_the_memory() {
    let mut all = parts(&OFFICE);
    let strings = |all: &mut Vec<(String, Vec<u8>)>, text: String| {
        let part = all
            .iter_mut()
            .find(|(name, _)| name.ends_with("sharedStrings.xml"));
        part.unwrap().1 = text.into_bytes();
    };
    let head =
        "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" uniqueCount";
    strings(
        &mut all,
        format!("{head}=\"99999999999\"><si><t>a</t></si></sst>"),
    );
    assert!(read(&packed(&all), None).is_err());
    // A text that unpacks to more than it may.
    let text = "x".repeat(1 << 20);
    strings(
        &mut all,
        format!("{head}=\"1\"><si><t>{text}</t></si></sst>"),
    );
    let bomb = packed(&all);
    assert!(bomb.len() < 50_000, "{}", bomb.len());
    for (most, most_held) in [(1 << 20, 1 << 20), (1 << 30, 1 << 20)] {
        let problem = archive::check_within(&bomb, most, most_held).unwrap_err();
        insta::allow_duplicates! {
            insta::assert_snapshot!(problem.say(Lang::En), @"the workbook unpacks to more than can be read at once");
        }
    }
}

/// Places that no spreadsheet has.
#[test]
fn places_off_the_sheet_are_refused_or_read_over() {
    for (from, to) in [
        ("A1:F1", "F9:A1"),
        ("A1:F1", "A1:F99999999999"),
        ("A1:F1", "A1:ZZZZZZZZZ9"),
        ("A1:F1", "A1"),
        ("A1:F1", ""),
        ("\"A4\"", "\"ZZZZZZZZZ4\""),
        ("\"A4\"", "\"A99999999999\""),
        ("\"A4\"", "\"XFD4\""),
        ("\"A6\"", "\"A3\""),
        ("r=\"4\"", "r=\"99999999999\""),
    ] {
        let mut all = parts(&OFFICE);
        for (name, bytes) in &mut all {
            if name == "xl/worksheets/sheet2.xml" {
                let text = String::from_utf8(bytes.clone()).unwrap();
                assert!(text.contains(from), "{from}");
                *bytes = text.replace(from, to).into_bytes();
            }
        }
        let _ = read(&packed(&all), None);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in any::<Vec<u8>>(), at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let _ = read(&bytes, None);
        let mut whole = OFFICE.clone();
        let at = at.index(whole.len());
        whole[at] = to;
        let _ = read(&whole, None);
    }

    #[test]
    fn damaged_parts_are_read_or_refused(
        part in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        cut in 0_usize..6,
        put in "[<>/&;:\"A-Z0-9=. -]{0,6}|<v>|</c>|\"B9:A1\"|1e309|-1|99999999999",
    ) {
        let mut parts = parts(&OFFICE);
        let part = part.index(parts.len());
        let bytes = &mut parts[part].1;
        let at = at.index(bytes.len() + 1);
        let end = bytes.len().min(at + cut);
        bytes.splice(at..end, put.bytes());
        let _ = read(&packed(&parts), None);
    }
}
