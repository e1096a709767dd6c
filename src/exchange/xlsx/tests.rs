use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::*;
use crate::exchange::Row;
use crate::words::Lang;

/// A workbook as an office keeps it: explanations first, then the list under a
/// title, sums and signatures below, a hidden list of codes.
fn office() -> Vec<u8> {
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
}

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
    let sheet = read(&office(), None).unwrap();
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
    let sheet = read(&office(), Some("联系人")).unwrap();
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
    let sheet = read(&office(), Some(" 字典 ")).unwrap();
    assert_eq!(sheet.headers, ["行业", "代码"]);
    let problem = read(&office(), Some("客户2")).unwrap_err();
    insta::assert_snapshot!(problem.say(Lang::En), @"--sheet: no sheet is called “客户2”; there are: 填写说明, 客户, 联系人, Sheet3, 字典");
    insta::assert_snapshot!(problem.say(Lang::Zh), @"--sheet：没有名为“客户2”的工作表；可用：填写说明、客户、联系人、Sheet3、字典");
    let problem = read(&office(), Some("Sheet3")).unwrap_err();
    insta::assert_snapshot!(problem.say(Lang::En), @"sheet “Sheet3” holds no table");
}
