//! Workbooks are read back with another library: what is a number there is one.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use chrono::NaiveDate;

use super::super::tests::{names, style};
use super::super::{Format, Style, write};
use crate::problem::Failure;
use crate::value::{Cell, Day, Moment, Money};
use crate::view::{Chart, Column, Look, View};
use crate::words::{Lang, t};

fn book(view: View<'_>, style: &Style) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(view, style, &mut bytes).unwrap();
    bytes
}

fn rows(bytes: &[u8]) -> (String, Vec<Vec<Data>>) {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).unwrap();
    (name, range.rows().map(<[Data]>::to_vec).collect())
}

/// A file within the workbook.
fn file(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

fn xlsx(lang: Lang) -> Style {
    style(Format::Xlsx, lang, None)
}

#[test]
fn how_long_it_took_is_a_number_that_is_told_as_people_say_it() {
    let column = Column::new("took", t("Took", "用时"));
    let took = [45, 80, 338_374].map(|minutes| vec![Cell::Minutes(minutes)]);
    let bytes = book(
        View::list(t("Figures", "数据"), vec![column], took.into()),
        &xlsx(Lang::Zh),
    );
    let (_, rows) = rows(&bytes);
    let days = |row: &[Data]| match &row[0] {
        Data::DateTime(lasting) => lasting.as_f64(),
        Data::Float(days) => *days,
        other => panic!("{other:?}"),
    };
    let told: Vec<f64> = rows[1..].iter().map(|row| days(row)).collect();
    assert_eq!(
        told,
        [45.0, 80.0, 338_374.0].map(|minutes| minutes / 1440.0)
    );
    let styles = file(&bytes, "xl/styles.xml");
    for format in [
        "[m]&quot; 分钟&quot;",
        "[h]&quot; 小时 &quot;mm&quot; 分钟&quot;",
    ] {
        assert!(styles.contains(format), "{styles}");
    }
    assert!(styles.contains("#,##0.0&quot; 天&quot;"), "{styles}");
}

#[test]
fn numbers_are_numbers_and_text_is_never_a_formula() {
    let columns = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    let columns = columns.map(|key| Column::new(key, t("Head", "表头")));
    let moment = Moment::from_stored("2026-03-05T06:30:00Z").unwrap();
    let row = vec![
        Cell::Whole(-12),
        Cell::Money(Money::fen(999_999_999_999_999)),
        Cell::Percent(0.3333),
        Cell::Minutes(-80),
        Cell::Day(Day(NaiveDate::from_ymd_opt(2026, 3, 5).unwrap())),
        Cell::Moment(moment),
        Cell::Line("=1+1".to_owned()),
        Cell::NoData,
        Cell::Empty,
    ];
    let view = View::list(t("Figures", "数据"), columns.to_vec(), vec![row]);
    let (name, rows) = rows(&book(view, &xlsx(Lang::Zh)));
    assert_eq!(name, "数据");
    let instant = |cell: &Data| match cell {
        Data::DateTime(at) => at.to_ymd_hms_milli(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        rows[1][..4],
        [
            Data::Float(-12.0),
            Data::Float(9_999_999_999_999.99),
            Data::Float(0.3333),
            Data::Float(-80.0 / 1440.0)
        ]
    );
    assert_eq!(instant(&rows[1][4]), (2026, 3, 5, 0, 0, 0, 0));
    // By the calendar's clock.
    assert_eq!(instant(&rows[1][5]), (2026, 3, 5, 14, 30, 0, 0));
    assert_eq!(rows[1][6..], [text("=1+1"), text("无数据"), Data::Empty]);
}

#[test]
fn the_same_rows_give_the_same_bytes_streamed_or_held() {
    let columns = || vec![Column::new("n", t("No.", "编号"))];
    let row = |n| vec![Cell::Whole(n), Cell::Line(format!("第 {n} 行"))];
    let streamed = || {
        View::streamed(t("Rows", "行"), columns(), move |sink| {
            (1..=300).try_for_each(|n| sink(row(n)))
        })
    };
    let first = book(streamed(), &xlsx(Lang::Zh));
    assert_eq!(first, book(streamed(), &xlsx(Lang::Zh)));
    let held = View::list(t("Rows", "行"), columns(), (1..=300).map(row).collect());
    assert_eq!(rows(&first), rows(&book(held, &xlsx(Lang::Zh))));
    assert_eq!(rows(&first).1.len(), 301);
}

#[test]
fn texts_that_no_document_can_hold_are_made_fit() {
    let awkward = ["a\u{0}b\u{1b}\u{ffff}", "_x0041_", "<&\">", "一\r\n二"];
    let long = "长".repeat(40_000);
    let cells = awkward.iter().copied().chain([long.as_str()]);
    let cells: Vec<Cell> = cells.map(|text| Cell::Line(text.to_owned())).collect();
    let columns = ["a", "b", "c", "d", "e"].map(|key| Column::new(key, t("Head", "表头")));
    let view = View::list(t("Texts", "文本"), columns.to_vec(), vec![cells]);
    let (_, rows) = rows(&book(view, &xlsx(Lang::Zh)));
    let read: Vec<String> = rows[1].iter().map(ToString::to_string).collect();
    assert_eq!(read[..4], ["a b \u{fffd}", "_x0041_", "<&\">", "一\n二"]);
    assert_eq!(read[4].chars().count(), 32_767);
    assert!(read[4].ends_with('…'));
}

#[test]
fn a_form_is_one_field_a_row_under_its_headings() {
    let mut columns = vec![
        Column::new("name", t("Name", "客户名称")),
        Column::new("phone", t("Phone", "电话")).sensitive(),
        Column::new("scale", t("Scale", "规模")),
    ];
    columns[1].group = Some(t("Contact", "联系方式"));
    let row = vec![
        Cell::Line("杭州云栖".to_owned()),
        Cell::Line("13912345678".to_owned()),
        Cell::Empty,
    ];
    let view = View::sheet(t("Customer", "客户"), columns, row);
    let (_, rows) = rows(&book(view, &xlsx(Lang::Zh)));
    let masked = rows[3][1].to_string();
    assert!(masked.contains("****") && !masked.contains("13912345678"));
    assert_eq!(rows[0], [text("项目"), text("内容")]);
    assert_eq!(rows[1], [text("客户名称"), text("杭州云栖")]);
    assert_eq!(rows[2], [text("联系方式"), Data::Empty]);
    assert_eq!(rows.len(), 4);
}

#[test]
fn what_the_rows_fail_with_comes_through() {
    let columns = vec![Column::new("n", t("No.", "编号"))];
    let view = View::streamed(t("Rows", "行"), columns, |sink| {
        sink(vec![Cell::Whole(1)])?;
        Err(Failure::Other(anyhow::anyhow!("the file is gone")))
    });
    let done = write(view, &xlsx(Lang::En), &mut Vec::new());
    assert!(matches!(done, Err(Failure::Other(error)) if error.to_string() == "the file is gone"));
    let mut fields = xlsx(Lang::En);
    fields.fields = names(&["m"]);
    let view = View::list(
        t("Rows", "行"),
        vec![Column::new("n", t("No.", "编号"))],
        vec![],
    );
    assert!(write(view, &fields, &mut Vec::new()).is_err());
}

#[test]
fn beside_a_wide_table_a_drawing_would_print_small() {
    let drawn = |columns: usize| {
        let keys = ["name", "a", "b", "c", "d", "e", "f", "g", "h", "i"];
        let head = t("A long name of a column", "很长的列标题，很长的列标题");
        let keys = &keys[..columns];
        let mut row = vec![Cell::Line("east".to_owned())];
        row.resize(columns, Cell::Whole(7));
        let view = View::list(
            t("By region", "按区域"),
            keys.iter().map(|key| Column::new(key, head)).collect(),
            vec![row.clone(), row],
        );
        let chart = Chart {
            label: "name",
            values: &["a"],
            until: &[],
            look: Look::Bars,
        };
        let bytes = book(view.drawn(chart).within(t("Part", "部分")), &xlsx(Lang::En));
        let place = file(&bytes, "xl/drawings/drawing1.xml");
        let first = |tag: &str| -> u32 {
            let (_, behind) = place.split_once(&format!("<xdr:{tag}>")).unwrap();
            behind.split('<').next().unwrap().parse().unwrap()
        };
        let across = file(&bytes, "xl/worksheets/sheet1.xml").contains("landscape");
        ((first("col"), first("row")), across)
    };
    // Title, heading and rows; from the heading on beside them, or below them.
    assert_eq!(drawn(3), ((3, 1), false));
    assert_eq!(drawn(4), ((0, 5), false));
    assert_eq!(drawn(10), ((0, 5), true));
}
