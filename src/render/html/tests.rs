//! Hand-made views as pages.

use super::super::tests::style;
use super::super::{Format, Style, write};
use crate::value::{Cell, Choice, Money};
use crate::view::{Chart, Column, Look, Shape, View};
use crate::words::{Lang, t};

const DIFFERENCE: Column = Column::new("difference", t("Difference", "增减")).difference();

fn page(view: View<'_>) -> String {
    let html: Style = style(Format::Html, Lang::En, None);
    let mut bytes = Vec::new();
    write(view, &html, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn named(code: &'static str) -> Cell {
    Cell::Choice(Choice {
        code,
        label: t(code, code),
        aliases: &[],
    })
}

/// Items with a value and a difference, drawn up to the total.
fn items(rows: &[(&'static str, i64, i64)]) -> View<'static> {
    let columns = vec![
        Column::new("item", t("Item", "项目")),
        Column::new("n", t("Number", "数量")),
        DIFFERENCE,
    ];
    let rows = rows
        .iter()
        .map(|(code, n, difference)| vec![named(code), Cell::Whole(*n), Cell::Whole(*difference)]);
    View::list(t("Items", "项目"), columns, rows.collect()).drawn(Chart {
        label: "item",
        values: &["n"],
        until: &["total"],
        look: Look::Bars,
    })
}

#[test]
fn a_list_is_a_table_whose_texts_are_texts() {
    let columns = vec![Column::new("name", t("Name <1>", "名称"))];
    let rows = vec![vec![Cell::Line("<script>alert('x')</script>".to_owned())]];
    let html = page(View::list(t("A & B", "甲乙"), columns, rows));
    assert!(html.contains("<title>A &amp; B</title>"));
    assert!(html.contains("<th scope=\"col\">Name &lt;1&gt;</th>"));
    assert!(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
    assert!(!html.contains("<script"));
}

#[test]
fn a_list_without_rows_says_so() {
    let html = page(items(&[]));
    assert!(html.contains("<th scope=\"col\" class=\"n\">Difference</th>"));
    assert!(html.contains("<td colspan=\"3\" class=\"none\">(no records)</td>"));
    assert!(!html.contains("<svg"));
}

#[test]
fn bars_are_as_long_as_their_values_and_end_before_the_total() {
    let html = page(items(&[("a", 2, 1), ("b", 1, -1), ("total", 3, 0)]));
    let bars: Vec<f64> = html
        .split("<rect ")
        .skip(1)
        .filter_map(|bar| {
            bar.split("width=\"")
                .nth(1)?
                .split('"')
                .next()?
                .parse()
                .ok()
        })
        .collect();
    let [long, short] = bars[..] else {
        panic!("{bars:?}");
    };
    assert!(short > 0.0 && (long - 2.0 * short).abs() < 0.2, "{bars:?}");
    assert!(html.contains("<desc id=\"d1\">Chart: a: Number 2; b: Number 1</desc>"));
    assert!(html.contains("<td class=\"n\">+1</td>") && html.contains("<td class=\"n\">−1</td>"));
    assert!(html.contains("<tr class=\"total\">"));
}

#[test]
fn a_difference_of_money_has_its_sign_too() {
    let rows = [44_600_000, -150, 0].map(|fen| vec![Cell::Money(Money::fen(fen))]);
    let html = page(View::list(
        t("Sales", "成交"),
        vec![DIFFERENCE],
        rows.to_vec(),
    ));
    for shown in ["+446,000.00", "−1.50", ">0.00"] {
        assert!(html.contains(&format!("{shown}</td>")), "{html}");
    }
}

#[test]
fn nothing_and_a_single_bar_are_not_drawn() {
    assert!(!page(items(&[("a", 2, 1), ("total", 2, 1)])).contains("<svg"));
    assert!(!page(items(&[("a", 0, 0), ("b", 0, 0)])).contains("<svg"));
}

#[test]
fn figures_are_shown_large_with_what_they_are_compared_with() {
    let figures = View {
        shape: Shape::Figures,
        ..items(&[("a", 2, 1)])
    };
    let html = page(figures);
    assert!(html.contains(
        "<li><p class=\"name\">a</p><p class=\"figure\">2</p>\
         <p class=\"beside\"><span>Difference <b>+1</b></span> </p></li>"
    ));
}

#[test]
fn a_form_has_its_headings_and_hides_what_is_private() {
    let mut columns = vec![
        Column::new("name", t("Name", "名称")),
        Column::new("phone", t("Phone", "电话")).sensitive(),
        Column::new("scale", t("Scale", "规模")),
    ];
    columns[1].group = Some(t("Contact", "联系方式"));
    let row = vec![
        Cell::Line("Yunfan".to_owned()),
        Cell::Line("13912345678".to_owned()),
        Cell::Empty,
    ];
    let html = page(View::sheet(t("Customer", "客户"), columns, row));
    assert!(html.contains("<dt>Name</dt><dd>Yunfan</dd>"));
    assert!(html.contains("<h2 class=\"g\">Contact</h2>"));
    assert!(!html.contains("13912345678") && html.contains("****"));
    assert!(!html.contains("Scale"));
}

#[test]
fn periods_are_drawn_as_a_course_with_gaps() {
    let columns = vec![
        Column::new("month", t("Month", "月份")),
        Column::new("n", t("Number", "数量")),
    ];
    let row = |month: &str, n: Cell| vec![Cell::Line(month.to_owned()), n];
    let rows = vec![
        row("2026-01", Cell::Whole(2)),
        row("2026-02", Cell::NoData),
        row("2026-03", Cell::Whole(4)),
        row("2026-04", Cell::Whole(3)),
    ];
    let html = page(
        View::list(t("How it went", "走势"), columns, rows).drawn(Chart {
            label: "month",
            values: &["n"],
            until: &[],
            look: Look::Bars,
        }),
    );
    let path = html
        .split("<path class=\"l0\" d=\"")
        .nth(1)
        .expect("a line");
    let path = path.split('"').next().expect("its points");
    // A point by itself, and two that are joined.
    assert_eq!(path.matches('M').count(), 2, "{path}");
    assert_eq!(path.matches('L').count(), 1, "{path}");
    assert_eq!(html.matches("<circle").count(), 3);
    assert!(html.contains("Chart: 2026-01: Number 2; 2026-02: Number no data"));
    assert!(!html.contains("<rect"));
}

/// Of a hundred bars the largest are drawn, and how many there are is said.
#[test]
fn of_too_many_bars_the_largest_are_drawn() {
    let names: Vec<String> = (0..100).map(|n| format!("rep {n}")).collect();
    let columns = vec![
        Column::new("rep", t("Rep", "人员")),
        Column::new("n", t("Number", "数量")),
    ];
    let rows = names.iter().enumerate();
    let rows = rows.map(|(n, name)| vec![Cell::Line(name.clone()), Cell::Whole(n as i64)]);
    let html = page(
        View::list(t("By rep", "按人员"), columns, rows.collect()).drawn(Chart {
            label: "rep",
            values: &["n"],
            until: &[],
            look: crate::view::Look::Bars,
        }),
    );
    assert_eq!(html.matches("<rect").count(), 24);
    let drawing = html.split("<svg").nth(1).expect("a drawing");
    assert!(drawing.contains(">rep 99</text>") && drawing.contains(">rep 76</text>"));
    assert!(!drawing.contains(">rep 75</text>"));
    assert!(html.contains("the 24 largest of 100"));
}

#[test]
fn a_wide_table_leaves_out_what_says_nothing() {
    const KEYS: [&str; 10] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    let list = |many: usize| {
        let columns = KEYS.iter().take(many);
        let columns = columns.map(|key| Column::new(key, t(key, key))).collect();
        let mut row = vec![Cell::Whole(1); many];
        row[4] = Cell::Empty;
        page(View::list(t("Wide", "宽表"), columns, vec![row]))
    };
    assert!(list(9).contains(">e</th>"));
    let wide = list(10);
    assert!(
        !wide.contains(">e</th>") && wide.contains(">j</th>"),
        "{wide}"
    );
    assert_eq!(wide.matches("<th scope=\"col\"").count(), 9);
}
