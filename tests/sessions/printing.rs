//! Standard forms on paper: each has its layout, blank or filled in, in four formats; a
//! customer's forms in a folder; a team's own layouts.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;

use insta::assert_snapshot;
use kehu::playbook::Playbook;
use kehu::problem::Exit;

use super::{office, office_zh};
use crate::session::{Session, dump};

/// What prints each form of the handbooks: layouts, forms of the playbook, and commands
/// where it is worked out.
const PRINTED: [(&str, &str); 55] = [
    ("F01", "registration-000 registration-001 registration-002"),
    ("F02", "customer-file"),
    ("F03", "first-screening"),
    ("F04", "grade-assessment"),
    ("F05", "grade-adjustment"),
    ("F06", "needs-analysis"),
    ("F07", "customer outline"),
    ("F08", "followup-plan"),
    ("F09", "contact-log interaction-log"),
    ("F10", "needs-questionnaire"),
    ("F11", "tailored-proposal"),
    ("F12", "roi-sheet"),
    ("F13", "proposal-feedback"),
    ("F14", "objection-record"),
    ("F15", "support-request"),
    ("F16", "price-request"),
    ("F17", "contract"),
    ("F18", "commitment-register"),
    ("F19", "handover-pack"),
    ("F20", "delivery-plan"),
    ("F21", "progress-table"),
    ("F22", "stage-confirmation"),
    ("F23", "acceptance"),
    ("F24", "first-evaluation"),
    ("F25", "after-sales-followup"),
    ("F26", "care-record"),
    ("F27", "satisfaction-survey"),
    ("F28", "report satisfaction"),
    ("F29", "usage-effect"),
    ("F30", "cooperation-review"),
    ("F31", "feedback-handling"),
    ("F32", "improvement-proposal report feedback"),
    ("F33", "ticket-intake"),
    ("F34", "ticket-handling"),
    ("F35", "ticket-revisit"),
    ("F36", "report aftersales"),
    ("F37", "deal-review"),
    ("F38", "handover-list"),
    ("F39", "successor-report"),
    ("F40", "report weekly"),
    ("F41", "pause-record"),
    ("F42", "verification"),
    ("F43", "quality-check report audit"),
    ("F44", "knowledge-entry"),
    ("F45", "root-cause"),
    ("F46", "joint-meeting analysis-meeting"),
    ("F47", "emergency-plan"),
    ("F48", "replacement logistics-exception recall"),
    ("F49", "procedure"),
    ("F50", "reception-check"),
    ("F51", "report benchmark"),
    ("F52", "staff-training customer-training"),
    ("F53", "review-record"),
    ("F54", "attachments-register"),
    ("F55", "improvement-notice"),
];

#[test]
fn no_form_of_the_handbooks_is_missing() {
    let s = office();
    let listed = s.run("kehu form list -o csv --fields form,source").done();
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in listed.out.lines().skip(1) {
        let (id, source) = line.split_once(',').expect("two columns");
        let form = source.split(' ').next().unwrap_or("").to_owned();
        found.entry(form).or_default().push(id.to_owned());
    }
    for (n, (form, ids)) in (1..).zip(PRINTED) {
        assert_eq!(form, format!("F{n:02}"));
        assert_eq!(
            found.remove(form).unwrap_or_default().join(" "),
            ids,
            "{form}"
        );
    }
    assert!(found.is_empty(), "{found:?}");
    // What is worked out says which command prints it.
    assert_snapshot!(s.run("kehu form print F36"), @"");
    let outline = s.run("kehu customer outline 云帆").done();
    assert!(outline.out.contains("云帆"), "{outline}");
    for report in [
        "satisfaction",
        "feedback",
        "aftersales",
        "weekly",
        "audit",
        "benchmark",
    ] {
        let printed = s.run(&format!("kehu report {report} --help")).done();
        assert!(printed.out.contains("--html"), "{printed}");
    }
}

#[test]
fn a_form_is_printed_blank() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu form print registration-000"), @"");
    assert_snapshot!(s.run("kehu form print registration-002 --lang en"), @"");
    assert_snapshot!(s.run("kehu form print F27 --lang en"), @"");
}

#[test]
fn a_form_is_filled_in_with_a_record() {
    let s = office_zh();
    for line in [
        "kehu contact add 云帆 李四 --title 技术总监 --role technical",
        "kehu customer edit 云帆 --budget 10万-15万 --intent 高",
        "kehu deal open 云帆 设备升级 --value 60万",
        "kehu deal contract 云帆 --subject 60台终端 --amount 60万 --warranty 一年 --plan '50% signing; 50% delivery+30d'",
    ] {
        let _ = s.run(line).done();
    }
    let before = dump(&s.path("kehu.db"));
    assert_snapshot!(s.run("kehu form print registration-000 云帆"), @"");
    assert_snapshot!(s.run("kehu form print contract 云帆 --lang en"), @"");
    assert_snapshot!(s.run("kehu form print registration-001 云帆 --both -o md"), @"");
    assert_eq!(before, dump(&s.path("kehu.db")));
}

#[test]
fn what_does_not_exist_is_named_with_what_is_near() {
    let s = office();
    assert_snapshot!(s.run("kehu form print registraton-001"), @"");
    assert_snapshot!(s.run("kehu form print F01"), @"");
    assert_snapshot!(s.run("kehu form print contract CO20260101001"), @"");
    assert_snapshot!(s.run("kehu form print registration-001 云凡"), @"");
    assert_snapshot!(s.run("kehu form print contract 云帆 --to x.docx"), @"");
    assert!(!s.path("x.docx").exists());
}

#[test]
fn private_fields_leave_the_file_masked() {
    let s = office_zh();
    let file = s.path("f01.md");
    let line = format!("kehu form print F02 云帆 --to {} --yes", file.display());
    let _ = s.run(&line).done();
    let text = s.text("f01.md");
    assert!(!text.replace(' ', "").contains("13912345678"), "{text}");
    let noted = || s.run("kehu history").out.matches("未遮盖").count();
    assert_eq!(noted(), 0);
    let _ = s.run(&format!("{line} --reveal")).done();
    assert!(s.text("f01.md").replace(' ', "").contains("13912345678"));
    assert_eq!(noted(), 1);
    let shown = s.terminal(80, &[]).run("kehu form print F02 云帆").done();
    assert!(
        shown.out.replace(' ', "").contains("13912345678"),
        "{shown}"
    );
    assert_eq!(noted(), 1);
}

#[test]
fn every_layout_prints_in_every_format_and_language() {
    let s = office_zh();
    let book = Playbook::standard().unwrap();
    for (n, layout) in book.layouts().unwrap().iter().enumerate() {
        let id = layout.id;
        for lang in ["zh", "en"] {
            let blank = s
                .run(&format!("kehu form print {id} --lang {lang}"))
                .done()
                .out;
            for line in layout.lines() {
                let label = if lang == "zh" {
                    line.label.zh
                } else {
                    line.label.en
                };
                assert!(blank.contains(label), "{id} {label}: {blank}");
            }
        }
        // One of the formats that take longer for each is enough.
        let ending = ["html", "xlsx", "docx"][n % 3];
        let file = s.path(&format!("{id}.{ending}"));
        let both = format!("kehu form print {id} --both --to {}", file.display());
        let _ = s.run(&both).done();
        assert!(
            fs::metadata(&file).expect("a file").len() > 1000,
            "{id}.{ending}"
        );
    }
}

#[test]
fn a_customers_forms_go_into_a_folder() {
    let s = office_zh();
    for line in [
        "kehu ticket open 云帆 --type product-fault --symptom 无显示 --occurred 今天 --tried 重启 --priority important --channel phone",
        "kehu log 云帆 报价已发 --by phone",
        "kehu form fill price-request 云帆 --asks 价格 --discount 8% --reason 竞品",
    ] {
        let _ = s.run(line).done();
    }
    let folder = s.path("forms");
    let to = folder.display();
    let line = format!("kehu form print --all 云帆 --to {to}");
    let shown = |out: String| out.replace(&to.to_string(), "FOLDER");
    assert_snapshot!(shown(s.run(&format!("{line} --dry-run")).to_string()), @"");
    assert!(!folder.exists());
    assert_snapshot!(shown(s.run(&line).to_string()), @"");
    let mut names: Vec<_> = fs::read_dir(&folder)
        .expect("a folder")
        .map(|file| {
            file.expect("a file")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    names.sort();
    assert_snapshot!(names.join("\n"), @"");
    // Nothing is replaced unasked.
    let first = folder.join(&names[0]);
    fs::write(&first, "mine").expect("writes");
    assert_snapshot!(shown(s.run(&line).to_string()), @"");
    assert_eq!(fs::read_to_string(&first).expect("reads"), "mine");
    let _ = s.run(&format!("{line} --yes")).done();
    assert!(fs::metadata(&first).expect("a file").len() > 1000);
    let html = s.run(&format!("{line} -o html")).done();
    assert!(html.out.contains("5 份"), "{html}");
    for (line, exit) in [
        ("kehu form print --all 云帆", Exit::Usage),
        ("kehu form print --all 没有 --to x", Exit::NoSuchRecord),
        (
            "kehu form print --all 云帆 --to /no/such/folder",
            Exit::Usage,
        ),
        ("kehu form print --all 云帆 --to x -o csv", Exit::Usage),
    ] {
        assert_eq!(s.run(line).exit, exit, "{line}");
    }
}

/// The text of a part of a package.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    let mut part = archive.by_name(name).expect("a part");
    part.read_to_string(&mut text).expect("reads");
    text
}

#[test]
fn a_document_has_rows_that_no_page_breaks_and_lines_to_sign_on() {
    let s = office_zh();
    let file = s.path("f17.docx");
    let _ = s
        .run(&format!("kehu form print contract --to {}", file.display()))
        .done();
    let bytes = fs::read(&file).expect("reads");
    let text = part(&bytes, "word/document.xml");
    let rows = text.matches("<w:tr>").count();
    assert!(rows > 20 && rows == text.matches("<w:cantSplit/>").count());
    assert!(
        text.contains("<w:tblHeader/>") && text.contains("（盖章）"),
        "{text}"
    );
    assert!(part(&bytes, "word/styles.xml").contains("w:eastAsia=\"宋体\""));
    assert!(part(&bytes, "word/footer1.xml").contains("PAGE"));
    let again = s.path("again.docx");
    let _ = s
        .run(&format!(
            "kehu form print contract --to {}",
            again.display()
        ))
        .done();
    assert_eq!(bytes, fs::read(&again).expect("reads"));
}

/// The example of the chapter on layouts.
fn example() -> String {
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/layouts.md");
    let text = fs::read_to_string(docs).expect("reads");
    let toml = text.split("```toml\n").nth(1).expect("an example");
    toml.split("```").next().expect("its end").to_owned()
}

fn with_example(s: Session) -> Session {
    s.put("playbook.toml", example());
    s
}

#[test]
fn a_team_changes_layouts_and_adds_its_own() {
    let s = with_example(office_zh());
    let _ = s.run("kehu playbook check").done();
    let changed = s.run("kehu form print registration-001").done().out;
    for part in [
        "客户登记表（华东）（F01 001）",
        "| 单位名称 |",
        "总监签字",
        "（盖章）",
    ] {
        assert!(changed.contains(part), "{part}: {changed}");
    }
    assert!(
        changed.find("总监签字") > changed.find("主管签字"),
        "{changed}"
    );
    assert_snapshot!(s.run("kehu form print serial-list"), @"");
    assert!(s.run("kehu form list").out.contains("序列号清单"));
    let shown = s.run("kehu form show serial-list").done();
    assert_snapshot!(shown, @"");
}

#[test]
fn a_wrong_layout_is_told_with_what_is_near() {
    let s = office();
    s.put(
        "playbook.toml",
        r#"
[layout.registration-001.part.customer]
rows = ["name", "indsutry", "contct.name"]
lables = { name = "x" }
[layout.contract]
abuot = "contract"
[layout.contract.part.instalments]
of = "instalmnt"
[layout.mine]
label = "Mine"
about = "costumer"
[layout.mine.part.a]
rows = ["name"]
[layout.root-cause]
label = "Mine"
about = "ticket"
[layout.root-cause.part.a]
rows = ["number", { kye = "x", label = "y" }]
of = "ticket_event"
"#,
    );
    assert_snapshot!(s.run("kehu playbook check").to_string().replace(&s.path("playbook.toml").display().to_string(), "playbook.toml"), @"");
    // What else there is works all the same.
    let _ = s.run("kehu customer list").done();
}
