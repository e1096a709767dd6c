//! What a conversation asks, keeps and says, with a script in the person's place.

use kehu::problem::Exit;

use crate::session::Session;

/// 韩梅 is at work, with one company on file.
fn desk() -> Session {
    let session = Session::zh();
    let _ = session
        .run("kehu init --name 韩梅 --role rep --region HZ")
        .done();
    let _ = session
        .run("kehu customer add 杭州云帆科技有限公司 --region HZ --industry IT --contact 张三 --phone 13912345678 --incomplete -q")
        .done();
    session
}

fn drafts(session: &Session) -> Vec<String> {
    let Ok(files) = std::fs::read_dir(session.path("kehu.drafts")) else {
        return Vec::new();
    };
    let names = files.map(|file| file.expect("a file").file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into()).collect();
    names.sort();
    names
}

const COMPANY: &str = "kehu customer add 上海启明制造有限公司 --kind enterprise --uscc 待确认 --industry 制造业 --region SH --employees 200 --main-business 制造 --source cold-call --acquired 9:00 --need 采购 --intent high";

#[test]
fn only_the_contact_missing_is_asked_for() {
    let session = desk();
    let added = session
        .terminal(100, &["王强", "厂长", "13812345678", ""])
        .run(COMPANY);
    let dialog = added.dialog();
    let added = added.done();
    assert!(added.out.contains("已登记客户"), "{added}\n{dialog}");
    assert!(dialog.contains("联系人姓名"), "{dialog}");
}

#[test]
fn a_form_stopped_after_many_answers_is_asked_on_and_stored() {
    let session = desk();
    let stopped = session
        .terminal(
            100,
            &[
                "企业",
                "上海启明制造有限公司",
                "",
                "",
                "制造业",
                "SH",
                "200",
                "。^C",
            ],
        )
        .run("kehu customer add --form");
    assert_eq!(stopped.exit, Exit::Stopped, "{stopped}");
    assert!(
        stopped.err.contains("用 kehu customer add 继续"),
        "{stopped}"
    );
    let added = session
        .terminal(
            100,
            &[
                "",
                "",
                "制造",
                "陌拜",
                "",
                "采购设备",
                "高",
                "王强",
                "厂长",
                "13812345678",
                "",
            ],
        )
        .run("kehu customer add");
    let dialog = added.dialog();
    assert!(
        dialog.starts_with(
            "有一份未完成的客户登记：上海启明制造有限公司（15:00，已填 7 项），继续填写吗？"
        ),
        "{dialog}"
    );
    let added = added.done();
    assert!(added.out.contains("上海启明"), "{added}");
    assert_eq!(drafts(&session), Vec::<String>::new());
}

#[test]
fn what_was_typed_outlives_a_refusal() {
    let session = desk();
    // The next contact comes before this one: refused after the last question.
    let refused = session
        .terminal(
            100,
            &[
                "客户要看报价",
                "微信",
                "2026-03-04 09:00",
                "y",
                "再联系",
                "",
            ],
        )
        .run("kehu log 云帆 --purpose regular");
    assert_eq!(refused.exit, Exit::Usage, "{refused}\n{}", refused.dialog());
    assert!(refused.err.contains("已存为草稿"), "{refused}");
    assert_eq!(drafts(&session), ["followup-log.json"]);
}

#[test]
fn a_draft_is_offered_for_its_own_customer_only_and_no_deletes_it() {
    let session = desk();
    let stop = |name: &str| {
        let line = format!("kehu customer add {name}");
        let stopped = session.terminal(100, &["企业", "", "", "^C"]).run(&line);
        assert_eq!(
            stopped.exit,
            Exit::Stopped,
            "{stopped}\n{}",
            stopped.dialog()
        );
        stopped.dialog()
    };
    stop("上海启明制造有限公司");
    let other = stop("苏州恒远材料有限公司");
    assert!(!other.contains("未完成"), "{other}");
    assert_eq!(
        drafts(&session),
        ["customer-add-2.json", "customer-add.json"]
    );
    let again = session
        .terminal(100, &["n", "", "^C"])
        .run("kehu customer add");
    let dialog = again.dialog();
    assert!(dialog.contains("上海启明制造有限公司（15:00"), "{dialog}");
    assert!(dialog.contains("已删除草稿"), "{dialog}");
    assert!(dialog.contains("苏州恒远材料有限公司（15:00"), "{dialog}");
    assert_eq!(drafts(&session), ["customer-add-2.json"]);
}

#[test]
fn nothing_typed_keeps_nothing_and_nobody_keeps_defaults() {
    let session = desk();
    for line in [
        "kehu log 云帆",
        "kehu ticket open 云帆",
        "kehu customer add",
    ] {
        let stopped = session.terminal(100, &["^C"]).run(line);
        assert_eq!(stopped.exit, Exit::Stopped, "{stopped}");
        assert_eq!(drafts(&session), Vec::<String>::new(), "{line}");
    }
    let stopped = session
        .terminal(100, &["使用咨询", "", "", "", "", "开机^C"])
        .run("kehu ticket open 云帆");
    assert_eq!(stopped.exit, Exit::Stopped, "{stopped}");
    let draft = session.text("kehu.drafts/ticket-open.json");
    assert!(
        draft.contains("usage-inquiry") && draft.contains("开机"),
        "{draft}"
    );
    for key in ["\"at\"", "assignee", "accepted_by"] {
        assert!(!draft.contains(key), "{key} in {draft}");
    }
    let again = session
        .terminal(
            100,
            &["y", "", "", "", "", "无显示", "", "", "一般", "", "n"],
        )
        .run("kehu ticket open 云帆");
    assert!(
        again.dialog().contains("有一份未完成的工单"),
        "{}",
        again.dialog()
    );
    assert!(again.done().out.contains("已受理"));
}

#[test]
fn a_contact_linked_to_a_customer_on_file_goes_on_as_a_contact() {
    let session = desk();
    let stopped = session
        .terminal(100, &["企业", "link", "李四", "^C"])
        .run("kehu customer add 杭州云帆科技有限公司");
    assert_eq!(
        stopped.exit,
        Exit::Stopped,
        "{stopped}\n{}",
        stopped.dialog()
    );
    assert!(
        stopped.err.contains("用 kehu contact add 继续"),
        "{stopped}"
    );
    assert_eq!(drafts(&session), ["contact-add.json"]);
}

#[test]
fn a_person_is_not_asked_what_only_a_company_has() {
    let session = desk();
    let added = session
        .terminal(
            100,
            &[
                "个人",
                "李雪",
                "",
                "陌拜",
                "",
                "装修",
                "",
                "13712345678",
                "",
            ],
        )
        .run("kehu customer add");
    let dialog = added.dialog();
    for label in [
        "员工人数",
        "主营业务",
        "联系人姓名",
        "职务",
        "统一社会信用代码",
    ] {
        assert!(!dialog.contains(label), "{label} in {dialog}");
    }
    let added = added.done();
    assert!(!added.out.contains("完整度"), "{added}");
    let shown = session.run("kehu contact list 李雪 -o csv").done();
    assert!(shown.out.contains("李雪"), "{shown}");
}

#[test]
fn a_verb_without_its_record_asks_for_it() {
    let session = desk();
    let alone = session.run("kehu customer show");
    assert_eq!(alone.exit, Exit::Usage);
    assert!(alone.err.contains("没有指明客户"), "{alone}");
    let shown = session
        .terminal(100, &["没有的", "云帆"])
        .run("kehu customer show");
    assert!(
        shown.dialog().contains("! 没有客户“没有的”"),
        "{}",
        shown.dialog()
    );
    assert!(shown.done().out.contains("杭州云帆科技有限公司"));
    let _ = session
        .run("kehu ticket open 云帆 --type product-fault --symptom 异响 --priority normal -q")
        .done();
    let responded = session
        .terminal(100, &["SN20260305001"])
        .run("kehu ticket respond");
    assert!(responded.done().out.contains("SN20260305001"));
    for line in [
        "kehu ticket work",
        "kehu followup done",
        "kehu staff edit",
        "kehu grade history",
    ] {
        assert_eq!(session.run(line).exit, Exit::Usage, "{line}");
    }
    let nothing = session.terminal(100, &[]).run("kehu followup done");
    assert_eq!(nothing.exit, Exit::NoSuchRecord, "{nothing}");
}

#[test]
fn the_steps_of_a_ticket_ask_for_what_they_need() {
    let session = desk();
    let _ = session
        .run("kehu ticket open 云帆 --type product-fault --symptom 异响 --priority normal -q")
        .done();
    let empty = session.run("kehu ticket work 云帆");
    assert_eq!(empty.exit, Exit::Usage);
    assert!(empty.err.contains("没有要记录的内容"), "{empty}");
    // No solution yet: then in words what was done, and that is not left out.
    let worked = session
        .terminal(100, &["", "", "已约上门"])
        .run("kehu ticket work 云帆");
    assert!(
        worked.dialog().contains("! 说明：没有填写"),
        "{}",
        worked.dialog()
    );
    let _ = worked.done();
    // Nobody is 待确认 to give it to.
    assert_eq!(
        session.run("kehu ticket assign 云帆 --to 待确认").exit,
        Exit::Usage
    );
    let assigned = session
        .terminal(100, &["", "待确认", "我"])
        .run("kehu ticket assign 云帆");
    let dialog = assigned.dialog();
    assert!(!dialog.contains("标为待确认"), "{dialog}");
    assert!(dialog.contains("· → 韩梅"), "{dialog}");
    let _ = assigned.done();
    let _ = session
        .run("kehu ticket solve 云帆 --cause software-fault --steps 重装")
        .done();
    let revisited = session
        .terminal(100, &["解决", "5"])
        .run("kehu ticket revisit 云帆");
    assert!(
        revisited.dialog().contains("满意度"),
        "{}",
        revisited.dialog()
    );
    let _ = revisited.done();
}

#[test]
fn what_is_edited_stands_there_and_only_what_applies_is_offered() {
    let session = desk();
    let refused = session
        .terminal(100, &["身份证号", "备注", "^C"])
        .run("kehu customer edit 云帆");
    assert!(
        !refused.dialog().contains("\n身份证号"),
        "{}",
        refused.dialog()
    );
    // Enter on a choice leaves it as it is; the one before it was changed.
    let edited = session
        .terminal(100, &["所属行业,区域", "", "SH"])
        .run("kehu customer edit 云帆")
        .done();
    assert!(
        edited.out.contains("区域") && !edited.out.contains("行业"),
        "{edited}"
    );
}
