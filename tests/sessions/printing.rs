//! Standard forms on paper: each has its layout, blank or filled in, in four formats; a
//! customer's forms in a folder; a team's own layouts.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;

use insta::assert_snapshot;
use kehu::playbook::{Playbook, paper_fields};
use kehu::problem::Exit;
use kehu::store::Store;
use kehu::value::Cell;

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
    assert_snapshot!(s.run("kehu form print F36"), @r"
    --- stderr ---
    error: F36 is worked out from what is on file, and has no fields to print
      it is printed by: kehu report aftersales
    [exit 3]
    ");
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
    assert_snapshot!(s.run("kehu form print registration-000"), @r"
    ## 客户信息登记表（F01 000）

    | 项目 | 内容 |
    | --- | --- |
    | 客户企业名称 | ________________ |
    | 所属行业 | ________________ |
    | 企业规模：员工人数 | ________________ |
    | 企业规模：年营收 | ________________ |
    | 联系人：姓名 | ________________ |
    | 联系人：职位 | ________________ |
    | 联系人：电话 | ________________ |
    | 联系人：邮箱 | ________________ |
    | 需求描述 | ________________________________<br>________________________________ |

    ## 决策链

    | 联系人姓名 | 职位 | 决策角色 |
    | --- | --- | --- |
    |  |  |  |
    |  |  |  |
    |  |  |  |

    ## 初步判断

    | 项目 | 内容 |
    | --- | --- |
    | 初步意向等级 | □ 高 □ 中 □ 低 |
    | 信息记录人 | ________________ |
    | 记录日期（YYYY-MM-DD） | ____年__月__日 __:__ |
    ");
    assert_snapshot!(s.run("kehu form print registration-002 --lang en"), @r"
    ## Customer information registration form (F01 002)

    | Item | Content |
    | --- | --- |
    | Kind | □ Enterprise □ Individual |
    | Customer (a person's real name) | ________________ |
    | Industry | ________________ |
    | Credit code | ________________ |
    | Identity number (private persons) | ________________ |
    | Contact | ________________ |
    | Contact's position | ________________ |
    | Mobile or landline | ________________ |
    | E-mail | ________________ |
    | First contact | ____-__-__ |
    | Kinds of need | □ Purchase □ Technical inquiry □ After-sales service □ Cooperation inquiry □ Service inquiry |
    | How the customer came to us | □ Exhibition □ Website form □ Association referral □ Customer referral □ Cold call □ Partner □ Channel referral □ Online promotion □ Other |
    | Source in detail | ________________ |
    | Notes (wishes, competitors) | ________________________________<br>________________________________ |
    ");
    assert_snapshot!(s.run("kehu form print F27 --lang en"), @r"
    ## Customer satisfaction survey (F27 002)

    | Item | Content |
    | --- | --- |
    | No. | ________________ |
    | Customer no. | ________________ |
    | Customer | ________________ |
    | Contact | ________________ |
    | Answered | ____-__-__ __:__ |
    | Method | □ Questionnaire online □ Questionnaire on paper □ Phone interview □ Online rating |
    | Occasion | □ After delivery □ Before service ends □ After a solved ticket □ Periodic □ Other |
    | Ticket | ________________ |
    | Contract | ________________ |
    | Asked by | ________________ |

    ## Evaluation

    | Dimension | Score (1 lowest, 5 highest) | Suggestions |
    | --- | --- | --- |
    | Speed of response | □ 1 □ 2 □ 3 □ 4 □ 5 |  |
    | Solving problems | □ 1 □ 2 □ 3 □ 4 □ 5 |  |
    | Engineers' competence | □ 1 □ 2 □ 3 □ 4 □ 5 |  |
    | Attitude | □ 1 □ 2 □ 3 □ 4 □ 5 |  |
    | Overall | □ 1 □ 2 □ 3 □ 4 □ 5 |  |

    ## Suggestions

    | Item | Content |
    | --- | --- |
    | Would recommend us (0–10) | □ 0 □ 1 □ 2 □ 3 □ 4 □ 5 □ 6 □ 7 □ 8 □ 9 □ 10 |
    | Suggestions (please be concrete) | ________________________________<br>________________________________ |
    | Confirmed with the customer | □ Yes □ No |

    ## Signatures

    | Signed by | Signature | Date |
    | --- | --- | --- |
    | Customer | ________________ | ____-__-__ |
    | Asked by | ________________ | ____-__-__ |
    ");
}

#[test]
fn a_form_is_filled_in_with_a_record() {
    let s = office_zh();
    for line in [
        "kehu contact add 云帆 李四 --title 技术总监 --role key-decider",
        "kehu customer edit 云帆 --budget 10万-15万 --intent 高",
        "kehu deal open 云帆 设备升级 --value 60万",
        "kehu deal contract 云帆 --subject 60台终端 --amount 60万 --warranty 一年 --plan '50% signing; 50% delivery+30d'",
    ] {
        let _ = s.run(line).done();
    }
    let before = dump(&s.path("kehu.db"));
    assert_snapshot!(s.run("kehu form print registration-000 云帆"), @r"
    ## 客户信息登记表（F01 000）

    | 项目 | 内容 |
    | --- | --- |
    | 客户企业名称 | 杭州云帆科技有限公司 |
    | 所属行业 | 信息传输、软件和信息技术服务业 |
    | 企业规模：员工人数 | 120人 |
    | 企业规模：年营收 | 30,000,000.00 |
    | 联系人：姓名 | 张三 |
    | 联系人：职位 | 采购经理 |
    | 联系人：电话 | 139\*\*\*\*5678 |
    | 联系人：邮箱 | zh\*\*\*@example.com |
    | 需求描述 | 采购设备 |

    ## 决策链

    | 联系人姓名 | 职位 | 决策角色 |
    | --- | --- | --- |
    | 张三 | 采购经理 |  |
    | 李四 | 技术总监 | 关键决策人 |

    ## 初步判断

    | 项目 | 内容 |
    | --- | --- |
    | 初步意向等级 | ☑ 高 □ 中 □ 低 |
    | 信息记录人 | 李雷 |
    | 记录日期（YYYY-MM-DD） | 2026-03-05 15:00 |
    ");
    assert_snapshot!(s.run("kehu form print contract 云帆 --lang en"), @r"
    ## Sales contract (F17 001)

    | Item | Content |
    | --- | --- |
    | Contract no. | ________________ |
    | No. | CO20260305001 |
    | Customer no. | HZ-IT-2026-001 |
    | Buyer (party A) | ________________ |
    | Customer | 杭州云帆科技有限公司 |
    | Seller (party B) | ________________ |

    ## Key terms

    | Item | Content |
    | --- | --- |
    | 1. Subject | 60台终端 |
    | 2. Amount | 600,000.00 |
    | 3. Payment terms | ________________________________<br>________________________________ |
    | Instalments | 50% signing; 50% 30 days after delivery |
    | 4. Delivery | ________________________________<br>________________________________ |
    | 5. Acceptance | ________________________________<br>________________________________ |
    | 6. Warranty | 一年 |
    | 7. Service, response time | ________________________________<br>________________________________ |
    | 8. Special requirements | ________________________________<br>________________________________ |
    | 9. Liability | ________________________________<br>________________________________ |
    | 10. Expires | ____-__-__ |
    | 11. Service until | ____-__-__ |

    ## Payment plan

    | Instalment | Name | Amount | Due |
    | --: | --- | --: | --- |
    | 1 |  | 300,000.00 |  |
    | 2 |  | 300,000.00 |  |

    ## Legal review

    | Item | Content |
    | --- | --- |
    | Result | □ Approved □ Approved after supplement □ Changed □ Rejected |
    | Remarks | ________________________________<br>________________________________ |
    | Reviewed by | ________________ |
    | Reviewed | ____-__-__ __:__ |

    ## Signing

    | Item | Content |
    | --- | --- |
    | Signed | ____-__-__ __:__ |
    | Signed for the customer by | ________________ |
    | Signed by, for us | ________________ |
    | Sales representative | 李雷 |

    ## Signatures

    | Signed by | Signature | Date |
    | --- | --- | --- |
    | Party A (customer) | ________________<br>(seal) | ____-__-__ |
    | Party B (we) | ________________<br>(seal) | ____-__-__ |
    | Legal department | ________________ | ____-__-__ |
    ");
    assert_snapshot!(s.run("kehu form print registration-001 云帆 --both -o md"), @r"
    ## 客户信息登记表 Customer information registration form（F01 001）

    | 项目 Item | 内容 Content |
    | --- | --- |
    | 客户编号 Customer no. | HZ-IT-2026-001 |
    | 客户名称（企业全称） Customer (full company name) | 杭州云帆科技有限公司 |
    | 所属行业 Industry | 信息传输、软件和信息技术服务业 |
    | 企业规模（员工人数） Size (employees) | 120人 |
    | 企业规模（年营收） Size (annual revenue) | 30,000,000.00 |
    | 主营业务 Main business | 企业软件 |
    | 联系人姓名 Contact's name | 张三 |
    | 联系人职务 Contact's position | 采购经理 |
    | 联系电话 Phone | 139\*\*\*\*5678 |
    | 电子邮箱 E-mail | zh\*\*\*@example.com |
    | 微信号（可选） WeChat (optional) | ________________ |
    | 初步需求描述 Need as first described | 采购设备 |
    | 信息获取时间 Acquired | 2026-03-05 09:00 |
    | 来源渠道 Source | ☑ 展会 Exhibition □ 官网留资 Website form □ 行业协会转介 Association referral □ 客户转介绍 Customer referral □ 电话陌拜 Cold call □ 合作伙伴联动 Partner □ 渠道推荐 Channel referral □ 线上推广 Online promotion □ 其他 Other |
    | 其他补充信息（如客户痛点） Other (such as pain points) | ________________________________<br>________________________________ |

    ## 销售代表 Sales representative

    | 签字人 Signed by | 签字 Signature | 日期 Date |
    | --- | --- | --- |
    | 销售代表签字 Sales representative | ________________ | ____年__月__日 |

    ## 销售主管审核意见 Supervisor's review

    | 项目 Item | 内容 Content |
    | --- | --- |
    | 审核意见 Review | □ 通过 Approved □ 补充信息后通过 Approved after supplement □ 调整后通过 Changed □ 不通过 Rejected |
    | 不通过的原因 Reason, if not passed | ________________________________<br>________________________________ |

    ## 销售主管 Sales supervisor

    | 签字人 Signed by | 签字 Signature | 日期 Date |
    | --- | --- | --- |
    | 主管签字 Sales supervisor | ________________ | ____年__月__日 |
    ");
    assert_eq!(before, dump(&s.path("kehu.db")));
}

#[test]
fn what_does_not_exist_is_named_with_what_is_near() {
    let s = office();
    assert_snapshot!(s.run("kehu form print registraton-001"), @r"
    --- stderr ---
    error: there is no form “registraton-001”; did you mean registration-001?
      see them all with: kehu form list
    [exit 3]
    ");
    assert_snapshot!(s.run("kehu form print F01"), @r"
    --- stderr ---
    error: “F01” may be several forms
      one of: registration-000 (Customer information registration form F01 000), registration-001 (Customer information registration form F01 001), registration-002 (Customer information registration form F01 002)
    [exit 4]
    ");
    assert_snapshot!(s.run("kehu form print contract CO20260101001"), @r"
    --- stderr ---
    error: there is no contract “CO20260101001”
      look with: kehu contract list
    [exit 3]
    ");
    assert_snapshot!(s.run("kehu form print registration-001 云凡"), @r"
    --- stderr ---
    error: there is no customer “云凡”
      look with: kehu customer list
    [exit 3]
    ");
    assert_snapshot!(s.run("kehu form print contract 云帆 --to x.docx"), @r"
    --- stderr ---
    error: there is no contract “云帆”
      look with: kehu contract list
    [exit 3]
    ");
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
fn every_key_that_paper_can_name_can_be_read() {
    let s = office();
    let store = Store::glance(&s.path("kehu.db")).expect("a file");
    for (noun, _) in kehu::records::ALL {
        for field in paper_fields(*noun) {
            // No such record: what is asked is whether the question can be.
            let cell = store.held(*noun, 0, &field);
            let cell = cell.unwrap_or_else(|why| panic!("{noun:?}.{}: {why:?}", field.key));
            assert!(matches!(cell, Cell::Empty), "{noun:?}.{}", field.key);
        }
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
    assert_snapshot!(shown(s.run(&format!("{line} --dry-run")).to_string()), @r"
    --- stderr ---
    将写入 ~/forms/F01-registration-001-HZ-IT-2026-001.docx
    将写入 ~/forms/F02-customer-file-HZ-IT-2026-001.docx
    将写入 ~/forms/F09-interaction-log-HZ-IT-2026-001.docx
    将写入 ~/forms/F33-ticket-intake-SN20260305001.docx
    将写入 ~/forms/F16-price-request-EN20260305001.docx
    以上为预演，未存入任何内容（--dry-run）
    ");
    assert!(!folder.exists());
    assert_snapshot!(shown(s.run(&line).to_string()), @r"
    HZ-IT-2026-001 的 5 份表单已写入 ~/forms
    --- stderr ---
    电话等敏感信息已遮盖；加 --reveal 可写出原文
    ");
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
    assert_snapshot!(names.join("\n"), @r"
    F01-registration-001-HZ-IT-2026-001.docx
    F02-customer-file-HZ-IT-2026-001.docx
    F09-interaction-log-HZ-IT-2026-001.docx
    F16-price-request-EN20260305001.docx
    F33-ticket-intake-SN20260305001.docx
    ");
    // Nothing is replaced unasked.
    let first = folder.join(&names[0]);
    fs::write(&first, "mine").expect("writes");
    assert_snapshot!(shown(s.run(&line).to_string()), @r"
    --- stderr ---
    错误：未执行：~/forms 中已有 5 个同名文件（共 5 个），覆盖吗？
      确认请加 --yes
    [exit 2]
    ");
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
    assert_snapshot!(s.run("kehu form print serial-list"), @r"
    ## 序列号清单（T01）

    | 项目 | 内容 |
    | --- | --- |
    | 编号 | ________________ |
    | 客户名称 | ________________ |
    | 交付内容 | ________________________________<br>________________________________ |

    ## 物品

    | 物品 | 数量 | 序列号 | 核对 |
    | --- | --- | --- | --- |
    |  |  |  |  |
    |  |  |  |  |

    ## 签字

    | 签字人 | 签字 | 日期 |
    | --- | --- | --- |
    | 清点人 | ________________ | ____年__月__日 |
    ");
    assert!(s.run("kehu form list").out.contains("序列号清单"));
    let shown = s.run("kehu form show serial-list").done();
    assert_snapshot!(shown, @r"
    部分  名称      记录      栏目           取值
          编号      交付      number
          客户名称  交付      customer.name  杭州云帆科技有限公司
          交付内容  交付      what           60 台手持终端
    物品  物品      交付物品  what
    物品  数量      交付物品  quantity       60
    物品  序列号    交付物品  serial         X1-0001,X1-0002
    物品  核对      交付物品                 手写
          清点人                             手写
    ");
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
[layout.other]
label = "Mine"
about = "ticket"
[layout.other.part.a]
rows = ["number", { kye = "x", label = "y" }]
of = "ticket_event"
[layout.other.part.b]
rest = true
"#,
    );
    assert_snapshot!(s.run("kehu playbook check").to_string().replace(&s.path("playbook.toml").display().to_string(), "playbook.toml"), @r"
    --- stderr ---
    error: ~/playbook.toml:3 layout.registration-001.part.customer.rows: “indsutry” is no field of a customer; did you mean industry?
    error: ~/playbook.toml:3 layout.registration-001.part.customer.rows: “contct” is no field of a customer; did you mean contact?
    error: ~/playbook.toml:4 layout.registration-001.part.customer.lables: unknown key “lables”; did you mean labels?
    error: ~/playbook.toml:6 layout.contract.abuot: unknown key “abuot”; did you mean about?
    error: ~/playbook.toml:8 layout.contract.part.instalments.of: “instalmnt” are no records that belong to a contract; did you mean instalment?
    error: ~/playbook.toml:11 layout.mine.about: “costumer” is no kind of record; did you mean customer?
    error: ~/playbook.toml:17 layout.other.part.a: has one of rows, of (with columns), rate, worth, sign, text and rest
    error: ~/playbook.toml:21 layout.other.part.b.rest: only a form of the playbook has a rest: name the lines
    [exit 2]
    ");
    // What else there is works all the same.
    let _ = s.run("kehu customer list").done();
}
