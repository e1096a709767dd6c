//! What a person sees, at a terminal and in a document.

use super::*;
use crate::render::measure::width;
use proptest::prelude::*;

#[test]
fn a_list_fits_200_columns() {
    let text = printed(customers(), &style(Format::Table, Lang::Zh, Some(200)));
    insta::assert_snapshot!(text, @r#"
    编号             客户名称                                         阶段    商机数  电话    下一步
    HZ-IT-2026-0001  杭州云栖智能科技股份有限公司                     已成交      12  1****8  周五前报价， ⏎ 同时寄样品
    SH-C-2026-0017   Acme Precision Instruments (Shanghai) Co., Ltd.                  待确认  Send the café quotation
    BJ-O-2026-0003    [31m红星                                        已成交      -3  1****0
    "#);
}

#[test]
fn a_list_fits_80_columns() {
    let text = printed(customers(), &style(Format::Table, Lang::En, Some(80)));
    insta::assert_snapshot!(text, @r#"
    No.              Name                  Stage   Deals  Phone       Next step
    HZ-IT-2026-0001  杭州云栖智能科技股…   Signed     12  1****8      周五前报价，…
    SH-C-2026-0017   Acme Precision Inst…                 to confirm  Send the café…
    BJ-O-2026-0003    [31m红星             Signed     -3  1****0
    "#);
}

#[test]
fn a_list_fits_60_columns_and_says_what_is_left_out() {
    let mut style = style(Format::Table, Lang::Zh, Some(60));
    style.reveal = true;
    let text = printed(customers(), &style);
    insta::assert_snapshot!(text, @r#"
    编号             客户名称                     阶段    商机数
    HZ-IT-2026-0001  杭州云栖智能科技股份有限公…  已成交      12
    SH-C-2026-0017   Acme Precision Instruments…
    BJ-O-2026-0003    [31m红星                    已成交      -3
    宽度不够，未显示：电话、下一步；可用 --fields 选列
    "#);
}

/// Follow-ups of which nobody said what comes next; `year` is that of the last.
fn talks(year: i32, times: usize) -> View<'static> {
    let columns = vec![
        NUMBER,
        Column::new("customer", t("Customer", "客户")),
        Column::new("at", t("When", "沟通时间")),
        Column::new("next", t("Next", "下一步")),
        Column::new("status", t("Status", "状态")),
        Column::new("said", t("Said", "沟通内容")),
    ];
    let row = |year: i32, n: usize| {
        let at = format!("{year}-11-22T02:26:00Z");
        vec![
            text(&format!("GJ202611220{n:03}")),
            text("杭州云栖智能科技股份有限公司"),
            Cell::Moment(crate::value::Moment::parse_rfc3339(&at).unwrap()),
            Cell::Empty,
            SIGNED,
            text("客户要求周五前报价，同时寄样品"),
        ]
    };
    let mut rows: Vec<_> = (0..times).map(|n| row(2026, n)).collect();
    rows.push(row(year, times));
    View::streamed(t("Follow-ups", "跟进记录"), columns, move |sink| {
        rows.into_iter().try_for_each(sink)
    })
}

#[test]
fn what_nobody_filled_in_and_the_year_give_way_before_words_do() {
    let shown = |width| printed(talks(2026, 0), &style(Format::Table, Lang::Zh, Some(width)));
    assert!(shown(120).contains("下一步"));
    insta::assert_snapshot!(shown(80), @r#"
    编号            客户                   沟通时间     状态    沟通内容
    GJ202611220000  杭州云栖智能科技股份…  11-22 10:26  已成交  客户要求周五前报价…
    "#);
    insta::assert_snapshot!(shown(60), @r#"
    编号            客户                     沟通时间     状态
    GJ202611220000  杭州云栖智能科技股份有…  11-22 10:26  已成交
    宽度不够，未显示：沟通内容；可用 --fields 选列
    "#);
}

#[test]
fn the_year_is_told_where_it_is_not_the_same() {
    let shown = |times| {
        printed(
            talks(2025, times),
            &style(Format::Table, Lang::Zh, Some(80)),
        )
    };
    assert_eq!(shown(1).matches("2026-11-22 10:26").count(), 1);
    assert_eq!(shown(1).matches("2025-11-22 10:26").count(), 1);
    // After a sample of one year, the day says what the hour cannot.
    let text = shown(300);
    assert_eq!(text.matches("  11-22 10:26").count(), 300);
    assert!(text.lines().last().unwrap().contains("  2025-11-22 "));
}

#[test]
fn a_report_for_people_ends_with_a_line_of_its_own() {
    let ending = crate::say!("Nothing of: grades", "均无：客户级别变动");
    let shown = |format| {
        let mut out = Vec::new();
        let style = style(format, Lang::Zh, Some(80));
        write_all(vec![card()], Some(&ending), &style, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    for format in [Format::Table, Format::Md] {
        assert!(shown(format).ends_with("\n\n均无：客户级别变动\n"));
    }
    for format in [Format::Json, Format::Jsonl, Format::Csv, Format::Plain] {
        assert!(!shown(format).contains("均无"), "{format:?}");
    }
}

#[test]
fn a_very_narrow_list_is_one_field_a_line() {
    let text = printed(customers(), &style(Format::Table, Lang::Zh, Some(24)));
    insta::assert_snapshot!(text, @r#"
    编号      HZ-IT-2026-000
              1
    客户名称  杭州云栖智能科
              技股份有限公司
    阶段      已成交
    商机数    12
    电话      1****8
    下一步    周五前报价，
              同时寄样品

    编号      SH-C-2026-0017
    客户名称  Acme Precision
              Instruments
              (Shanghai)
              Co., Ltd.
    电话      待确认
    下一步    Send the café
              quotation

    编号      BJ-O-2026-0003
    客户名称   [31m红星
    阶段      已成交
    商机数    -3
    电话      1****0
    "#);
}

#[test]
fn a_sheet_wraps_under_its_answers() {
    let text = printed(card(), &style(Format::Table, Lang::Zh, Some(40)));
    insta::assert_snapshot!(text, @r#"
    编号        HZ-IT-2026-0001
    客户名称    杭州云栖

    商机
      需求      希望在三季度前上线
                Kubernetes 平台，并且与现有
                的 ERP 系统对接；预算待定。
                需要现场演示
      电话      1****8
    "#);
}

#[test]
fn without_a_terminal_nothing_is_cut_or_wrapped() {
    let long = "杭".repeat(40_000);
    let view = |shape: fn(_, _, _) -> _| -> View<'_> {
        let columns = vec![Column::new("a", t("A", "甲"))];
        shape(t("", ""), columns, text(&long))
    };
    let style = style(Format::Table, Lang::Zh, None);
    let list = view(|title, columns, cell| View::list(title, columns, vec![vec![cell]]));
    assert_eq!(printed(list, &style), format!("甲\n{long}\n"));
    let sheet = view(|title, columns, cell| View::sheet(title, columns, vec![cell]));
    assert_eq!(printed(sheet, &style), format!("甲  {long}\n"));
}

#[test]
fn an_answer_still_owed_is_read_in_full() {
    let columns = vec![
        Column::new("a", t("A", "甲")),
        Column::new("n", t("N", "乙")),
    ];
    let rows = vec![
        vec![Cell::ToConfirm, Cell::ToConfirm],
        vec![Cell::Empty, Cell::Whole(7)],
    ];
    let view = View::list(t("", ""), columns, rows);
    let text = printed(view, &style(Format::Table, Lang::En, Some(80)));
    let expected = [
        "A                    N",
        "to confirm  to confirm",
        "                     7",
        "",
    ];
    assert_eq!(text, expected.join("\n"));
}

#[test]
fn colour_is_bold_and_dim_only() {
    let mut style = style(Format::Table, Lang::Zh, Some(60));
    style.color = true;
    style.reveal = true;
    let text = printed(customers(), &style);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("\u{1b}[1m编号") && lines[0].ends_with("\u{1b}[0m"));
    assert!(lines.last().unwrap().starts_with("\u{1b}[2m"));
    assert!(lines[1..4].iter().all(|line| !line.contains('\u{1b}')));
}

#[test]
fn markdown_is_for_people() {
    let mut style = style(Format::Md, Lang::Zh, None);
    style.fields = names(&["name", "deals", "next", "remark"]);
    insta::assert_snapshot!(printed(customers(), &style), @r#"
    ## 客户

    | 客户名称 | 商机数 | 下一步 | 备注 |
    | --- | --: | --- | --- |
    | 杭州云栖智能科技股份有限公司 | 12 | 周五前报价，<br>同时寄样品 | =1+1 |
    | Acme Precision Instruments (Shanghai) Co., Ltd. |  | Send the café quotation |  |
    |  \[31m红星 | -3 |  | a\|b |
    "#);
    style.fields = None;
    insta::assert_snapshot!(printed(card(), &style), @r#"
    ## 客户

    | 项目 | 内容 |
    | --- | --- |
    | 编号 | HZ-IT-2026-0001 |
    | 客户名称 | 杭州云栖 |

    ### 商机

    | 项目 | 内容 |
    | --- | --- |
    | 需求 | 希望在三季度前上线 Kubernetes 平台，并且与现有的 ERP 系统对接；预算待定。<br>需要现场演示 |
    | 电话 | 1\*\*\*\*8 |
    "#);
}

#[test]
fn held_and_streamed_lists_look_the_same() {
    let rows = |n: usize| -> Vec<Vec<Cell>> {
        let row = |n: usize| vec![Cell::Whole(n as i64), text(&"客户A".repeat(n % 40))];
        (0..n).map(row).collect()
    };
    let columns = || vec![NUMBER, Column::new("name", t("Name", "名称"))];
    for width in [None, Some(40), Some(61)] {
        let style = style(Format::Table, Lang::Zh, width);
        let held = printed(View::list(t("", ""), columns(), rows(500)), &style);
        let streamed = View::streamed(t("", ""), columns(), |sink| {
            rows(500).into_iter().try_for_each(sink)
        });
        assert_eq!(held, printed(streamed, &style), "{width:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_line_is_wider_than_the_terminal(
        rows in prop::collection::vec(prop::collection::vec(any::<String>(), 4), 0..5),
        labels in prop::collection::vec("\\PC{0,12}", 4),
        terminal in 8u16..120,
        streamed in any::<bool>(),
        sheet in any::<bool>(),
    ) {
        let keys = ["number", "b", "c", "d"];
        let columns: Vec<Column> = keys
            .into_iter()
            .zip(&labels)
            .map(|(key, label)| Column::new(key, crate::words::Text::kept(label, label)))
            .collect();
        let rows: Vec<Vec<Cell>> = rows
            .iter()
            .enumerate()
            .map(|(n, row)| {
                let mut cells: Vec<Cell> = row.iter().map(|text| Cell::Long(text.clone())).collect();
                cells[1] = Cell::Whole(n as i64 * 1_000_000_007);
                cells
            })
            .collect();
        let title = crate::say!("A list of what there is", "所有记录一览");
        let view = match (sheet, streamed) {
            (true, _) => View::sheet(title, columns, rows.into_iter().next().unwrap_or_default()),
            (_, false) => View::list(title, columns, rows),
            // More than a sample, so that it is printed as it comes.
            (_, true) => View::streamed(title, columns, move |sink| {
                let many = rows.iter().cycle().take(if rows.is_empty() { 0 } else { 210 });
                many.cloned().try_for_each(sink)
            }),
        };
        let mut out = Vec::new();
        let style = style(Format::Table, Lang::Zh, Some(terminal));
        let ending = crate::say!("Nothing else: {}", "此外均无：{}", &labels[0]);
        write_all(vec![view, card()], Some(&ending), &style, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        for line in text.lines() {
            prop_assert!(width(line) <= usize::from(terminal), "{} > {terminal}: {line:?}", width(line));
        }
    }
}
