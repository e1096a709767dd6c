//! A form of a team's own on paper: as it is declared, by a layout of its own, and what
//! is said of a layout that is wrong.

use std::fs;

use kehu::problem::Exit;

use super::{office, office_zh};
use crate::session::Session;

/// The example of the chapter on layouts: the form, and its layout.
fn example() -> [String; 2] {
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/layouts.md");
    let docs = fs::read_to_string(docs).expect("reads");
    let from = docs.find("[form.site-visit]").expect("an example");
    let whole = &docs[from..];
    let whole = &whole[..whole.find("```").expect("an end")];
    let (form, layout) = whole.split_once("[layout.").expect("a layout");
    [form.to_owned(), format!("[layout.{layout}")]
}

fn with(s: Session, playbook: &str) -> Session {
    s.put("playbook.toml", playbook);
    let _ = s.run("kehu playbook check").done();
    let visit = "kehu form fill site-visit 云帆 --purpose 例行走访 --devices 手持终端 --devices 电子秤 --condition 良好 --found 无异常";
    let _ = s.run(visit).done();
    s
}

/// Each of these stands behind the one before.
#[track_caller]
fn stands_in_order<T: AsRef<str>>(shown: &str, parts: &[T]) {
    let mut rest = shown;
    for part in parts.iter().map(AsRef::as_ref) {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part}: {shown}"));
        rest = &rest[at..];
    }
}

#[test]
fn without_a_layout_it_prints_as_it_is_declared() {
    let [form, _] = example();
    let s = with(office_zh(), &form);
    let shown = s.run("kehu form print site-visit EN20260305001").done().out;
    stands_in_order(
        &shown,
        &[
            "## 现场走访记录（T02）",
            "| 编号 | EN20260305001 |",
            "杭州云帆科技有限公司",
            "| 走访目的 | 例行走访 |",
            "| 运行状况 | ☑ 良好",
            "## 走访情况",
            "| 发现的问题 | 无异常 |",
            "| 走访人 |",
        ],
    );
}

#[test]
fn a_layout_of_its_name_lays_it_out() {
    let s = with(office_zh(), &example().concat());
    let blank = s.run("kehu form print site-visit").done().out;
    let order = |filled: [&str; 3]| {
        let [condition, purpose, ticket] = filled.map(str::to_owned);
        [
            "## 现场走访记录（T02）".to_owned(),
            "| 编号 |".to_owned(),
            "| 客户名称 |".to_owned(),
            "| 联系电话 |".to_owned(),
            "## 结论".to_owned(),
            condition,
            "| 下次走访 | ________________ |".to_owned(),
            purpose,
            "## 走访情况".to_owned(),
            "## 工单".to_owned(),
            ticket,
            "| 客户签字 | ________________<br>（盖章） |".to_owned(),
        ]
    };
    stands_in_order(
        &blank,
        &order(["| 运行状况 | □ 良好", "| 走访目的 | ____", "|  |  |"]),
    );
    let open = "kehu ticket open 云帆 --type product-fault --symptom 无显示 --occurred 今天 --tried 重启 --priority important --channel phone";
    let _ = s.run(open).done();
    let filled = s.run("kehu form print EN20260305001").done().out;
    stands_in_order(
        &filled,
        &order([
            "| 运行状况 | ☑ 良好",
            "| 走访目的 | 例行走访 |",
            "| SN20260305001 | 无显示 |",
        ]),
    );
    // A blank one about a customer has what is known of the customer.
    let about = s.run("kehu form print site-visit 云帆").done().out;
    assert!(about.contains("杭州云帆科技有限公司"), "{about}");
    let both = s
        .run("kehu form print site-visit EN20260305001 --both --lang en")
        .done()
        .out;
    assert!(both.contains("What was found 发现的问题"), "{both}");
    for ending in ["html", "xlsx", "docx"] {
        let file = s.path(&format!("visit.{ending}"));
        let line = format!("kehu form print EN20260305001 --to {}", file.display());
        let _ = s.run(&line).done();
        assert!(fs::metadata(&file).expect("a file").len() > 1000);
    }
    // It is printed once, as a form of the customer's, and is no form of its own.
    let folder = s.path("forms");
    let line = format!("kehu form print --all 云帆 --to {} -o md", folder.display());
    let _ = s.run(&line).done();
    let printed = fs::read_to_string(folder.join("T02-site-visit-EN20260305001.md"));
    assert!(printed.expect("printed").contains("客户签字"));
    let listed = s.run("kehu form list").done().out;
    assert_eq!(listed.matches("site-visit").count(), 1, "{listed}");
}

#[test]
fn a_form_that_ships_is_laid_out_as_well() {
    let s = office();
    s.put(
        "playbook.toml",
        "[layout.price-request]\nlabel = \"Price request\"\n[layout.price-request.part.fields]\nrest = true\n",
    );
    let _ = s.run("kehu playbook check").done();
    let blank = s.run("kehu form print price-request").done().out;
    assert!(blank.starts_with("## Price request (F16)"), "{blank}");
    // Who signs is the layout's matter, too.
    assert!(
        blank.contains("Discount asked for") && !blank.contains("Applicant"),
        "{blank}"
    );
}

#[test]
fn a_wrong_one_is_told_by_its_key() {
    let s = office();
    let [form, _] = example();
    let layout = r#"
[layout.site-visit]
about = "customer"
[layout.site-visit.part.a]
rows = ["purpos", "customer.nam", "customer.contct.phone"]
[layout.site-visit.part.b]
of = "tickt"
columns = ["number"]
[layout.site-visit.part.c]
rest = "yes"
"#;
    s.put("playbook.toml", format!("{form}{layout}"));
    let told = s.run("kehu playbook check");
    assert_eq!(told.exit, Exit::Usage, "{told}");
    for part in [
        "layout.site-visit.about: ",
        "layout.site-visit.part.a.rows: “purpos” is no field of the form site-visit; did you mean purpose?",
        "layout.site-visit.part.a.rows: “nam” is no field of a customer; did you mean name?",
        "layout.site-visit.part.b.of: “tickt” are no records that belong to a customer; did you mean ticket?",
    ] {
        assert!(told.err.contains(part), "{part}: {told}");
    }
}
