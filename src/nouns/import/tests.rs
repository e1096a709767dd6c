//! Whole imports, run as a user runs them, on a file made for each test.

mod desk;

use std::fs;

use encoding_rs::GB18030;

use self::desk::{Desk, GOOD};
use crate::form::{Draft, Form as _};
use crate::problem::Exit;
use crate::records::{Contact, Customer};
use crate::say;
use crate::store::Kind;
use crate::value::{Noun, Ref};

#[test]
fn a_file_from_excel_becomes_customers_with_contacts() {
    let desk = Desk::new();
    let file = desk.put("a.csv", GB18030.encode(GOOD).0);
    let said = desk.run(&[&file]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    assert!(
        said.out.starts_with(
            "导入 2 条客户，跳过 0 条，拒收 0 条\n一并新建：联系人 2\n2 条信息不完整；缺："
        ),
        "{}",
        said.out
    );
    assert!(said.err.contains("GB18030"), "{}", said.err);
    let customer = desk.customer("杭州云帆商贸有限公司").unwrap();
    assert_eq!(customer.number, "HZ-TRD-2026-001");
    assert_eq!(customer.record.need.unwrap().0, "升级\n培训");
    assert_eq!(customer.record.revenue.unwrap().as_fen(), 12_000_000_000);
    assert!(customer.record.owner.is_some());
    let contacts = desk.contacts(customer.id);
    assert_eq!(contacts[0].record.name.0, "郭敏");
    assert_eq!(contacts[0].record.title.as_deref(), Some("总经理"));
    assert_eq!(contacts[0].record.customer.id(), customer.id);
    let tags = desk.shelf().read().unwrap().tags(customer.id).unwrap();
    assert_eq!(tags.len(), 2);
}

#[test]
fn the_same_file_again_changes_nothing() {
    let desk = Desk::new();
    let file = desk.put("a.csv", format!("\u{feff}{GOOD}"));
    desk.run(&[&file]);
    let said = desk.run(&[&file]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    assert_eq!(said.out, "导入 0 条客户，跳过 2 条，拒收 0 条\n");
    let entries = desk.shelf().read().unwrap().entries(None, 9).unwrap();
    assert_eq!(entries.len(), 2);
}

#[test]
fn one_undo_takes_an_import_back() {
    let desk = Desk::new();
    let file = desk.put("a.csv", GOOD);
    desk.run(&[&file]);
    let entry = desk
        .shelf()
        .read()
        .unwrap()
        .entries(None, 1)
        .unwrap()
        .remove(0);
    assert_eq!(entry.verb, "import customers");
    let mut shelf = desk.shelf();
    let store = shelf.write().unwrap();
    assert!(store.standing(entry.id).unwrap().is_clear());
    let writing = store.begin("undo", Kind::Undo, None, desk.now).unwrap();
    writing.take_back(entry.id).unwrap();
    writing.commit("", &say!("taken back", "已撤销")).unwrap();
    drop(shelf);
    assert!(desk.customer("杭州云帆商贸有限公司").is_none());
    // Numbers are never given out twice.
    desk.run(&[&file]);
    assert_eq!(
        desk.customer("杭州云帆商贸有限公司").unwrap().number,
        "HZ-TRD-2026-002"
    );
}

#[test]
fn one_bad_row_stops_all_and_every_fault_is_named_by_line() {
    let desk = Desk::new();
    let text = "客户名称,区域,意向等级,联系人,联系电话\n甲公司,Kenya,高,张三,13912345678\n乙公司,杭州,很高,李四,1391234567\n,杭州,高,,\n丁公司,Kenya,高,,\n";
    let file = desk.put("a.csv", text);
    let said = desk.run(&[&file]);
    assert_eq!(said.exit, Exit::Usage);
    for part in [
        "第 2、5 行：区域",
        "第 3 行：意向等级",
        "第 3 行：联系电话",
        "第 4 行：客户名称",
        "--reject-to",
    ] {
        assert!(said.err.contains(part), "{part}: {}", said.err);
    }
    assert!(desk.customer("乙公司").is_none());
    assert_eq!(said.out, "");
    let dry = desk.run(&[&file, "--dry-run"]);
    assert_eq!(dry.exit, Exit::Usage);
    assert!(
        dry.out.starts_with("将导入 0 条客户，跳过 0 条，拒收 4 条"),
        "{}",
        dry.out
    );
}

#[test]
fn bad_rows_are_set_aside_and_come_back_when_put_right() {
    let desk = Desk::new();
    let file = desk.put("a.csv", "客户名称,区域\n甲公司,杭州\n\"乙,公司\",火星\n");
    let rejects = desk.path("bad.csv");
    let rejects = rejects.to_str().unwrap();
    let said = desk.run(&[&file, "--reject-to", rejects]);
    assert_eq!(said.exit, Exit::Attention, "{}", said.err);
    assert!(
        said.out
            .contains(&format!("导入 1 条客户，跳过 0 条，拒收 1 条 → {rejects}")),
        "{}",
        said.out
    );
    let text = fs::read_to_string(rejects).unwrap();
    assert!(
        text.starts_with("\u{feff}导入问题,客户名称,区域\n"),
        "{text}"
    );
    assert!(
        text.contains("火星") && text.ends_with(",\"乙,公司\",火星\n"),
        "{text}"
    );
    let fixed = desk.put("fixed.csv", text.replace(",火星\n", ",上海\n"));
    let said = desk.run(&[&fixed]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    assert!(desk.customer("乙,公司").is_some());
    let said = desk.run(&[&file, "--reject-to", &file]);
    assert_eq!(said.exit, Exit::Usage, "{}", said.out);
}

#[test]
fn no_column_is_dropped_without_a_word() {
    let desk = Desk::new();
    let file = desk.put("a.csv", "account,sector,year,revenue,office,subsidiary_of\nBeta,software,1999,251.41,Kenya,Acme\nAcme,technolgy,1996,1100.04,US,\n");
    let said = desk.run(&[&file]);
    assert_eq!(said.exit, Exit::Usage);
    assert!(said.err.contains("“year”、“office”"), "{}", said.err);
    let map = "year=notes,office=notes";
    let said = desk.run(&[
        &file,
        "--map",
        map,
        "--scale",
        "revenue=1e6",
        "--set",
        "region=HZ",
    ]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    let (beta, acme) = (
        desk.customer("Beta").unwrap(),
        desk.customer("Acme").unwrap(),
    );
    assert_eq!(beta.record.parent.map(Ref::id), Some(acme.id));
    assert_eq!(beta.record.notes.unwrap().0, "year: 1999\noffice: Kenya");
    assert_eq!(acme.record.revenue.unwrap().as_fen(), 110_004_000_000);
    // A parent company goes before its children.
    assert_eq!(beta.number, "HZ-IT-2026-002");
    let said = desk.run(&[
        &file,
        "--map",
        "year=,office=,nosuch=name",
        "--map",
        "sector=indstry",
    ]);
    assert_eq!(said.exit, Exit::Usage);
    assert!(said.err.contains("是否指 industry"), "{}", said.err);
}

#[test]
fn a_child_goes_where_its_parent_goes() {
    let desk = Desk::new();
    let file = desk.put(
        "a.csv",
        "name,region,parent\nC,HZ,B\nB,HZ,A\nA,nowhere,\nD,HZ,\n",
    );
    let rejects = desk.path("bad.csv");
    let said = desk.run(&[&file, "--reject-to", rejects.to_str().unwrap()]);
    assert!(
        said.out.contains("导入 1 条客户，跳过 0 条，拒收 3 条"),
        "{}{}",
        said.out,
        said.err
    );
}

#[test]
fn what_is_empty_is_filled_in_and_what_differs_stays() {
    let desk = Desk::new();
    desk.run_with(
        &["-"],
        "客户名称,区域,意向等级,联系人\n甲公司,杭州,高,张三\n",
    );
    let text = "客户名称,意向等级,需求描述,联系人,职务\n甲公司,低,采购,张三,经理\n";
    let said = desk.run_with(&["-"], text);
    assert_eq!(said.exit, Exit::Attention, "{}", said.err);
    assert!(
        said.err.contains("意向等级：HZ-XX-2026-001 已有不同内容"),
        "{}",
        said.err
    );
    assert!(said.out.contains("更新 1 条"), "{}", said.out);
    let customer = desk.customer("甲公司").unwrap();
    assert_eq!(customer.record.need.as_ref().unwrap().0, "采购");
    assert_eq!(
        customer.record.intent,
        Some(crate::records::choices::Intent::High)
    );
    assert_eq!(
        desk.contacts(customer.id)[0].record.title.as_deref(),
        Some("经理")
    );
    let said = desk.run_with(&["-", "--update"], text);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    let customer = desk.customer("甲公司").unwrap();
    assert_eq!(
        customer.record.intent,
        Some(crate::records::choices::Intent::Low)
    );
    assert_eq!(desk.contacts(customer.id).len(), 1);
}

#[test]
fn a_name_on_file_elsewhere_is_no_new_customer() {
    let desk = Desk::new();
    desk.run_with(&["-"], "客户名称,区域\n甲公司,杭州\n");
    for text in [
        "客户名称,区域\n甲 公司,上海\n",
        "客户名称,区域\n丁公司,杭州\n丁公司,上海\n",
    ] {
        let said = desk.run_with(&["-"], text);
        assert_eq!(said.exit, Exit::Usage, "{}", said.out);
    }
    // Its number says that it is the same.
    let text = "客户编号,客户名称,区域\nHZ-XX-2026-001,甲公司,上海\n";
    let said = desk.run_with(&["-", "--update"], text);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    assert_eq!(
        desk.customer("甲公司").unwrap().record.region.unwrap().0,
        "SH"
    );
}

#[test]
fn what_a_file_may_hold_comes_through() {
    let desk = Desk::new();
    let said = desk.run_with(&["-", "-q"], "编号\t客户名称\t需求描述\t预算\tcontact.phone\tcontact.name\rX-0007\t'=甲\t待确认\t\t'+8613912345678\t张三\r");
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    assert_eq!(said.out, "X-0007\n");
    let customer = desk.customer("=甲").unwrap();
    assert_eq!(customer.record.name.0, "=甲");
    let mut shelf = desk.shelf();
    let later = shelf
        .read()
        .unwrap()
        .to_confirm(Noun::Customer, customer.id)
        .unwrap();
    assert!(later.contains("need"), "{later:?}");
    let said = desk.run_with(&["-"], "客户名称,区域\n甲,杭州,多\n");
    assert!(
        said.err.contains("第 2 行：2 个标题下有 3 个单元格"),
        "{}",
        said.err
    );
    assert_eq!(desk.run(&["/no/such/file.csv"]).exit, Exit::Usage);
}

#[test]
fn a_program_reads_the_counts() {
    let desk = Desk::new();
    let said = desk.run_with(&["-", "-o", "json", "--dry-run"], "客户名称\n甲公司\n");
    let counts: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(
        (&counts["new"], &counts["dry_run"]),
        (&1.into(), &true.into())
    );
    assert!(desk.customer("甲公司").is_none());
}

#[test]
fn the_row_has_a_field_for_all_of_a_customer_and_a_contact() {
    let layout = crate::exchange::forms::of(Noun::Customer).unwrap();
    let row = Draft::new(layout.fields);
    assert_eq!(
        row.fields.len(),
        Customer::FIELDS.len() + Contact::FIELDS.len() + 3
    );
}

#[test]
fn two_numbers_of_one_file_are_two_records() {
    let desk = Desk::new();
    // The same credit code twice, as two people may have registered it.
    let text = "编号,客户名称,统一社会信用代码,区域\n\
        HZ-XX-2026-007,甲公司,9133036650L2M6GWT7,杭州\n\
        HZ-XX-2026-009,甲公司,9133036650L2M6GWT7,杭州\n";
    for (new, same) in [(2, 0), (0, 2)] {
        let said = desk.run_with(&["-", "-o", "json"], text);
        assert_eq!(said.exit, Exit::Done, "{}", said.err);
        let counts: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(
            (&counts["new"], &counts["same"]),
            (&new.into(), &same.into())
        );
    }
    // One row without a number cannot say which of them it is.
    let said = desk.run_with(
        &["-"],
        "客户名称,统一社会信用代码\n甲公司,9133036650L2M6GWT7\n",
    );
    assert_eq!(said.exit, Exit::Usage);
    for number in ["HZ-XX-2026-007", "HZ-XX-2026-009"] {
        assert!(said.err.contains(number), "{}", said.err);
    }
    // The next number comes after those that the file brought.
    let said = desk.run_with(&["-", "-q"], "客户名称,区域\n乙公司,杭州\n");
    assert_eq!(said.out, "HZ-XX-2026-010\n", "{}", said.err);
}

#[test]
fn numbers_from_two_systems_do_not_meet() {
    let desk = Desk::new();
    let text = "name,external\nAlpha,17\n";
    assert_eq!(
        desk.import("products", &["-", "--source", "old"], text)
            .exit,
        Exit::Done
    );
    let other = "name,external\nBeta,17\n";
    let said = desk.import("products", &["-", "--source", "new"], other);
    assert!(
        said.out.starts_with("导入 1 条产品"),
        "{}{}",
        said.out,
        said.err
    );
    // What an export wrote is not prefixed again.
    let back = "name,external\nAlpha,old:17\n";
    let said = desk.import("products", &["-", "--source", "old"], back);
    assert!(said.out.contains("跳过 1 条"), "{}{}", said.out, said.err);
}

#[test]
fn a_circle_of_companies_is_taken_by_nobody() {
    let desk = Desk::new();
    let said = desk.run_with(&["-"], "name,parent\nA,B\nB,C\nC,A\nD,\n");
    assert_eq!(said.exit, Exit::Usage);
    assert!(said.err.contains("第 2、3、4 行：上级公司"), "{}", said.err);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    /// Whatever stands in the cells, rows are judged, and a dry run stores nothing.
    #[test]
    fn no_row_makes_an_import_fail(
        which in 0..crate::exchange::forms::all().len(),
        cells in proptest::collection::vec("[ -~]{0,12}|[一-龥]{1,6}|2026-0[1-9]-1[0-9]|yes|tbc", 40),
    ) {
        let layout = &crate::exchange::forms::all()[which];
        let desk = Desk::new();
        let mut writer = csv::Writer::from_writer(Vec::new());
        let keys: Vec<&str> = layout.fields.iter().map(|field| field.key).collect();
        writer.write_record(&keys).unwrap();
        for shift in 0..4 {
            let cells = cells.iter().cycle().skip(shift * 7).take(keys.len());
            writer.write_record(cells).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let args = ["-", "--dry-run", "--rows", "-o", "json", "--new-customers", "enterprise"];
        let said = desk.import(layout.name, &args, &text);
        proptest::prop_assert!(
            matches!(said.exit, Exit::Done | Exit::Usage | Exit::Attention),
            "{:?} {}", said.exit, said.err
        );
        let entries = desk.shelf().read().unwrap().entries(None, 9).unwrap();
        proptest::prop_assert_eq!(entries.len(), 1);
    }
}
