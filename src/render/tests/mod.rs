//! Hand-made views, printed in every format.

mod machines;
mod people;

use std::cell::Cell as Count;

use super::*;
use crate::problem::{Exit, Failure};
use crate::value::{Cell, Choice};
use crate::view::{Column, NUMBER};
use crate::words::{Lang, t};

pub(super) fn style(format: Format, lang: Lang, width: Option<u16>) -> Style {
    Style {
        tongue: Tongue {
            lang,
            zone: chrono_tz::Asia::Shanghai,
        },
        format,
        reveal: false,
        width,
        color: false,
        bom: false,
        paper: false,
        both: false,
        ascii: false,
        made: Moment::from_stored("2026-03-31T16:00:00Z").unwrap(),
        fields: None,
        sort: Vec::new(),
    }
}

/// What every format can write, an address book too.
const PERSON: [Column; 2] = [
    Column::new("name", t("Name", "姓名")),
    Column::new("phone", t("Phone", "电话")),
];

fn text(text: &str) -> Cell {
    Cell::Line(text.to_owned())
}

const SIGNED: Cell = Cell::Choice(Choice {
    code: "signed",
    label: t("Signed", "已成交"),
    aliases: &[],
});

fn customers<'a>() -> View<'a> {
    let columns = vec![
        NUMBER,
        Column::new("name", t("Name", "客户名称")),
        Column::new("stage", t("Stage", "阶段")),
        Column::new("deals", t("Deals", "商机数")),
        Column::new("phone", t("Phone", "电话")).sensitive(),
        Column::new("next", t("Next step", "下一步")),
        Column::new("remark", t("Remark", "备注")).extra(),
    ];
    let rows = vec![
        vec![
            text("HZ-IT-2026-0001"),
            text("杭州云栖智能科技股份有限公司"),
            SIGNED,
            Cell::Whole(12),
            text("13912345678"),
            text("周五前报价，\n同时寄样品"),
            text("=1+1"),
        ],
        vec![
            text("SH-C-2026-0017"),
            text("Acme Precision Instruments (Shanghai) Co., Ltd."),
            Cell::Empty,
            Cell::Empty,
            Cell::ToConfirm,
            text("Send the cafe\u{301} quotation"),
            Cell::Empty,
        ],
        vec![
            text("BJ-O-2026-0003"),
            text("\u{1b}[31m红星"),
            SIGNED,
            Cell::Whole(-3),
            text("13800138000"),
            Cell::Empty,
            text("a|b"),
        ],
    ];
    View::list(t("Customers", "客户"), columns, rows)
}

fn card<'a>() -> View<'a> {
    let mut columns = vec![
        NUMBER,
        Column::new("name", t("Name", "客户名称")),
        Column::new("scale", t("Scale", "规模")),
        Column::new("needs", t("Needs", "需求")),
        Column::new("phone", t("Phone", "电话")).sensitive(),
    ];
    columns[2].group = Some(t("Company", "企业情况"));
    columns[3].group = Some(t("Opportunity", "商机"));
    columns[4].group = Some(t("Opportunity", "商机"));
    let needs =
        "希望在三季度前上线 Kubernetes 平台，并且与现有的 ERP 系统对接；预算待定。\n需要现场演示";
    let row = vec![
        text("HZ-IT-2026-0001"),
        text("杭州云栖"),
        Cell::Empty,
        Cell::Long(needs.to_owned()),
        text("13912345678"),
    ];
    View::sheet(t("Customer", "客户"), columns, row)
}

fn printed(view: View<'_>, style: &Style) -> String {
    let mut out = Vec::new();
    write(view, style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn problems(result: Result<(), Failure>) -> String {
    match result {
        Err(Failure::Problems(problems)) => {
            assert!(problems.iter().all(|problem| problem.exit == Exit::Usage));
            let said = problems.iter().map(|problem| {
                let hint = problem.hint.as_ref().map_or("", |hint| hint.to(Lang::En));
                format!("{} ({hint})", problem.say(Lang::En))
            });
            said.collect::<Vec<_>>().join("\n")
        }
        other => panic!("{other:?}"),
    }
}

pub(super) fn names(words: &[&str]) -> Option<Vec<String>> {
    Some(words.iter().map(|word| (*word).to_owned()).collect())
}

/// The formats that are text. A workbook is a packed file that can only be
/// written as a whole; its own tests read it back.
fn texts() -> impl Iterator<Item = (Format, &'static str)> {
    let named = |name: &&'static str| (Format::parse(name).unwrap(), *name);
    let formats = Format::NAMES.iter().map(named);
    formats.filter(|(format, _)| !format.is_binary())
}

#[test]
fn every_name_is_a_format() {
    let formats = Format::NAMES.iter().map(|name| Format::parse(name));
    assert!(formats.clone().all(|format| format.is_some()));
    assert_eq!(Format::parse("pdf"), None);
}

#[test]
fn an_empty_list_says_so() {
    let empty = || View::list(t("Customers", "客户"), vec![NUMBER], vec![]);
    let shown = |format| printed(empty(), &style(format, Lang::Zh, Some(80)));
    assert_eq!(shown(Format::Table), "（没有记录）\n");
    assert_eq!(shown(Format::Md), "## 客户\n\n（没有记录）\n");
    assert_eq!(shown(Format::Json), "[]\n");
    assert_eq!(shown(Format::Csv), "number\n");
    assert_eq!(shown(Format::Plain) + &shown(Format::Jsonl), "");
}

#[test]
fn what_is_sensitive_is_shown_only_when_revealed() {
    for (format, name) in texts() {
        let mut style = style(format, Lang::Zh, Some(200));
        assert!(
            !printed(customers(), &style).contains("13912345678"),
            "{name}"
        );
        style.reveal = true;
        assert!(
            printed(customers(), &style).contains("13912345678"),
            "{name}"
        );
    }
}

#[test]
fn fields_choose_columns_by_key_or_label_in_their_order() {
    let mut style = style(Format::Csv, Lang::Zh, None);
    style.fields = names(&["Deals", "客户名称", "deals"]);
    let csv = printed(customers(), &style);
    assert_eq!(csv.lines().next(), Some("deals,name"));
}

#[test]
fn an_unknown_field_is_told_with_those_there_are() {
    let mut style = style(Format::Table, Lang::Zh, None);
    style.fields = names(&["name", "colour"]);
    style.sort = vec![("size".to_owned(), false)];
    let said = problems(write(customers(), &style, &mut Vec::new()));
    insta::assert_snapshot!(said, @r#"
    there is no field “colour” here (the fields are: number name stage deals phone next remark)
    there is no field “size” here (the fields are: number name stage deals phone next remark)
    "#);
}

#[test]
fn fields_help_lists_every_column() {
    let mut style = style(Format::Table, Lang::Zh, Some(80));
    style.fields = names(&["help"]);
    insta::assert_snapshot!(printed(customers(), &style), @r#"
    字段    名称      说明
    number  编号
    name    客户名称
    stage   阶段
    deals   商机数
    phone   电话      默认打码，--reveal 可显示
    next    下一步
    remark  备注      指定才显示
    "#);
}

#[test]
fn rows_are_sorted_before_they_are_masked_or_narrowed() {
    let mut style = style(Format::Plain, Lang::Zh, None);
    style.fields = names(&["number"]);
    style.sort = vec![("phone".to_owned(), true)];
    let expected = "HZ-IT-2026-0001\nBJ-O-2026-0003\nSH-C-2026-0017\n";
    assert_eq!(printed(customers(), &style), expected);
}

#[test]
fn a_failing_source_is_the_failure_whatever_the_format() {
    for name in Format::NAMES {
        let view = View::streamed(t("", ""), PERSON.to_vec(), |sink| {
            sink(vec![text("1"), text("2")])?;
            Err(Failure::Stopped(None))
        });
        let mut style = style(Format::parse(name).unwrap(), Lang::Zh, None);
        style.reveal = true;
        let result = write(view, &style, &mut Vec::new());
        assert!(matches!(result, Err(Failure::Stopped(None))), "{name}");
    }
}

/// A reader who has left.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_is_no_fault_whatever_the_format() {
    for name in Format::NAMES {
        let rows = (0..5000)
            .map(|n| vec![Cell::Whole(n), Cell::Empty])
            .collect();
        let view = View::list(t("", ""), PERSON.to_vec(), rows);
        let mut style = style(Format::parse(name).unwrap(), Lang::Zh, None);
        style.reveal = true;
        let failure = write(view, &style, &mut Closed).unwrap_err();
        assert_eq!(failure.exit(), Exit::Done, "{name}");
    }
}

/// Counts the lines that have been written.
struct Lines<'c>(&'c Count<usize>);

impl Write for Lines<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let lines = bytes.iter().filter(|&&byte| byte == b'\n').count();
        self.0.set(self.0.get() + lines);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_streamed_view_is_never_held_as_a_whole() {
    for (format, name) in texts() {
        let (lines, most) = (Count::new(0), Count::new(0));
        let view = View::streamed(t("", ""), vec![NUMBER, NUMBER], |sink| {
            for n in 0..20_000 {
                sink(vec![Cell::Whole(n), text("杭州云栖智能科技股份有限公司")])?;
                most.set(most.get().max((n as usize + 1).saturating_sub(lines.get())));
            }
            Ok(())
        });
        let style = style(format, Lang::Zh, Some(80));
        write(view, &style, &mut Lines(&lines)).unwrap();
        // The sample, and what a buffer of 8 KiB holds of short lines.
        assert!(most.get() < 200 + 400, "{name} held {}", most.get());
    }
}
