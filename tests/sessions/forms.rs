//! Forms of the playbook: filled in, listed, changed, closed and printed; what
//! they settle; and duties of roles.

use insta::assert_snapshot;
use kehu::playbook::Playbook;
use kehu::problem::Exit;
use kehu::value::Kind;

use super::{QIMING, office, office_zh};
use crate::session::Session;

/// A form of one's own, with a private field.
const OWN: &str = r#"
extends = "standard"

[form.site-visit]
label = { en = "Site visit", zh = "现场拜访单" }
about = "customer"
open = true
due = "3wd"
sign = ["客户"]

[form.site-visit.field]
purpose = { label = { en = "Purpose", zh = "拜访目的" }, required = true, group = { en = "Visit", zh = "拜访" } }
result = { label = { en = "Result", zh = "结果" }, kind = "choice", choices = [{ code = "ordered", en = "Ordered", zh = "下单" }, { code = "no", en = "No", zh = "不需要" }] }
why_not = { label = { en = "Why not", zh = "原因" }, kind = "long", when = { result = "no" }, required_when = { result = "no" } }
mobile = { label = { en = "Mobile", zh = "手机" }, kind = "phone", sensitive = true }
"#;

fn with_own(s: Session) -> Session {
    s.put("playbook.toml", OWN);
    s
}

/// The rules with a line in `today`.
fn owed(s: &Session, rule: &str) -> Vec<String> {
    let line = format!("kehu today --all --rule {rule} -o csv --fields class,due,command");
    let out = s.run(&line).done().out;
    out.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn a_form_is_filled_in_shown_changed_and_closed() {
    let mut s = office_zh();
    let missing = s.run("kehu form fill price-request 云帆 --asks 价格");
    assert_snapshot!(missing, @r"
    --- stderr ---
    错误：申请折扣（让利比例）：没有填写
    错误：申请理由：没有填写
      请加 --discount，例如 8%
      请加 --reason
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu form fill price-request 云帆 --asks 价格 --discount 8% --reason 竞品报价更低"), @"EN20260305001：已填写价格审批与上级资源支持申请；待办结，期限 2026-03-09 18:00（办结：kehu form close EN20260305001）");
    assert_snapshot!(s.run("kehu form show EN20260305001"), @r"
    编号                  EN20260305001
    表单                  价格审批与上级资源支持申请
    客户                  杭州云帆科技有限公司
    申请类型              价格审批
    申请折扣（让利比例）  8%
    申请理由              竞品报价更低
    期限                  2026-03-09 18:00
    责任人                李雷
    填写时间              2026-03-05 15:00
    填写人                李雷
    ");
    assert_snapshot!(s.run("kehu form edit EN20260305001 --result 同意 --decided-on 今天"), @"EN20260305001：已修改审批结果、审批日期");
    assert_snapshot!(s.run("kehu form edit EN20260305001 --result 同意"), @"没有变化");
    s.at("2026-03-09 10:00");
    assert_eq!(
        owed(&s, "entry-due"),
        ["today,2026-03-09T18:00:00+08:00,kehu form close EN20260305001"]
    );
    assert_snapshot!(s.run("kehu form close 云帆 --note 已签"), @"EN20260305001：已办结");
    assert!(owed(&s, "entry-due").is_empty());
    assert_snapshot!(s.run("kehu form close EN20260305001"), @r"
    --- stderr ---
    错误：EN20260305001 已于 2026-03-09 10:00 办结
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu form list price-request --fields number,asks,result,closed_at"), @r"
    编号           申请类型  审批结果  办结时间
    EN20260305001  价格审批  同意      2026-03-09 10:00
    ");
    assert_snapshot!(s.run("kehu form list price-request --open"), @"（没有记录）");
    let _ = s.run("kehu undo").done();
    assert_eq!(owed(&s, "entry-due").len(), 1);
    let _ = s.run("kehu undo").done();
    assert!(!s.run("kehu form show EN20260305001").out.contains("同意"));
    let _ = s.run("kehu undo").done();
    assert_eq!(
        s.run("kehu form show EN20260305001").exit,
        Exit::NoSuchRecord
    );
    let _ = s.run("kehu redo").done();
    assert!(
        s.run("kehu history EN20260305001")
            .out
            .contains("填写：价格审批")
    );
    assert!(s.run("kehu find 竞品").out.contains("EN20260305001"));
    let _ = s.run("kehu form remove EN20260305001 --yes").done();
    assert_snapshot!(s.run("kehu form list price-request"), @"（没有记录）");
}

#[test]
fn programs_read_codes_and_every_format_lists_entries() {
    let s = office();
    let _ = s
        .run("kehu form fill root-cause --step support --problem slow --causes late --causes 'no rule' --measures 'write one' --value 76%")
        .done();
    assert_snapshot!(s.run("kehu form show EN20260305001 -o json --fields number,value,causes,due"), @r#"
    {
      "number": "EN20260305001",
      "value": 0.76,
      "causes": "late\nno rule",
      "due": "2026-03-19T18:00:00+08:00"
    }
    "#);
    for format in ["table", "plain", "json", "jsonl", "csv", "md", "html"] {
        let out = s.run(&format!("kehu form list root-cause -o {format}"));
        assert!(out.out.contains("EN20260305001"), "{format}: {out}");
    }
    let forms = s.run("kehu form list -o csv --fields form,entries,open");
    assert!(forms.out.contains("root-cause,1,1"), "{forms}");
}

#[test]
fn what_a_rule_waits_for_is_settled_by_its_form() {
    let mut s = office_zh();
    let _ = s.run("kehu customer segment 云帆 合作").done();
    // The quarter after is the first that counts from its beginning.
    s.at("2026-06-22 10:00");
    let due = "coming,2026-06-30T23:59:59+08:00,kehu form fill cooperation-review HZ-IT-2026-001";
    assert_eq!(owed(&s, "review-cooperating"), [due]);
    let run =
        "kehu form fill cooperation-review 云帆 --quarter 2026Q2 --results 交付两期 --plan 扩容";
    assert_snapshot!(s.run(run), @r"
    EN20260622001：已填写季度合作复盘
    办结：合作客户季度复盘
    ");
    assert!(owed(&s, "review-cooperating").is_empty());
    let _ = s.run("kehu undo").done();
    assert_eq!(owed(&s, "review-cooperating").len(), 1);
    // Another form says nothing of it.
    let _ = s
        .run("kehu form fill successor-report 云帆 --week 2026-W26 --done 已拜访")
        .done();
    assert_eq!(owed(&s, "review-cooperating").len(), 1);
    let _ = s.run("kehu redo");
}

#[test]
fn a_form_begins_a_clock_too_also_one_about_nothing_on_file() {
    let mut s = office();
    s.put(
        "playbook.toml",
        r#"
extends = "standard"
[rule.cause-checked]
label = { en = "Check of the measures", zh = "措施验证" }
after = { event = "entry.made", form = "root-cause" }
until = { event = "entry.closed", form = "root-cause" }
within = "5wd"
who = "assignee"
band = "paper"
"#,
    );
    let fill =
        "kehu form fill root-cause --step support --problem slow --causes late --measures rule";
    let _ = s.run(fill).done();
    let _ = s.run(fill).done();
    s.at("2026-03-12 10:00");
    let due = |n: u32| format!("today,2026-03-12T18:00:00+08:00,kehu form close EN2026030500{n}");
    assert_eq!(owed(&s, "cause-checked"), [due(1), due(2)]);
    // Closing one leaves the other open.
    let _ = s.run("kehu form close EN20260305001").done();
    assert_eq!(owed(&s, "cause-checked"), [due(2)]);
    s.at("2026-03-13 10:00");
    let kept = s.run("kehu report compliance --from 2026-03-01 --to 2026-03-12 -o jsonl");
    let row = kept.out.lines().find(|line| line.contains("cause-checked"));
    let row = row.unwrap_or_else(|| panic!("{kept}"));
    assert!(row.contains("\"due\":2,\"met\":1"), "{row}");
}

#[test]
fn do_opens_the_form_that_a_line_asks_for() {
    let mut s = office_zh();
    let _ = s.run("kehu customer segment 云帆 合作").done();
    s.at("2026-06-22 10:00");
    let _ = s
        .terminal(80, &[])
        .run("kehu today --rule review-cooperating");
    let done = s
        .terminal(80, &["2026Q2", "交付两期", "扩容", "否"])
        .run("kehu do 1");
    assert_eq!(done.exit, Exit::Done, "{done}");
    assert!(
        done.err
            .contains("kehu form fill cooperation-review HZ-IT-2026-001"),
        "{done}"
    );
    assert!(owed(&s, "review-cooperating").is_empty());
}

#[test]
fn a_conversation_asks_what_the_form_asks_and_keeps_it() {
    let s = with_own(office_zh());
    let stopped = s
        .terminal(80, &["云帆", "看设备", "^C"])
        .run("kehu form fill site-visit --form");
    assert_snapshot!(stopped, @r"
    --- stderr ---
    已中止：已存为草稿（2 项），用 kehu form fill site-visit 继续
    [exit 130]
    ");
    let filled = s
        .terminal(80, &["是", "不需要", "已有供应商", "13912345678", "。"])
        .run("kehu form fill site-visit --form");
    assert_snapshot!(filled.dialog(), @r"
    有一份未完成的现场拜访单：杭州云帆科技有限公司（15:00，已填 2 项），继续填写吗？
    ── 拜访
    结果
    原因
    手机
    备注
    ");
    assert_snapshot!(filled, @r"
    EN20260305001：已填写现场拜访单；待办结，期限 2026-03-10 18:00（办结：kehu form
    close EN20260305001）
    ");
    let entry = s.terminal(80, &[]).run("kehu form show EN20260305001");
    assert!(entry.out.contains("已有供应商"), "{entry}");
    assert!(entry.out.contains("139 1234 5678"), "{entry}");
}

#[test]
fn a_condition_of_a_field_counts_in_one_line_too() {
    let s = with_own(office());
    let refused = s.run("kehu form fill site-visit 云帆 --purpose look --result no");
    assert_snapshot!(refused, @r"
    --- stderr ---
    error: Why not: no answer
      give --why-not
    [exit 2]
    ");
    let _ = s
        .run("kehu form fill site-visit 云帆 --purpose look --result ordered --why-not 'said nothing'")
        .done();
    // What does not count, given the other answers, is no answer.
    assert!(
        !s.run("kehu form show EN20260305001")
            .out
            .contains("said nothing")
    );
    assert_eq!(
        s.run("kehu form edit EN20260305001 --purpose ''").exit,
        Exit::Usage
    );
}

#[test]
fn an_answer_to_be_confirmed_waits() {
    let s = with_own(office_zh());
    let refused = s.run("kehu form fill site-visit 云帆 --purpose 待确认");
    assert_eq!(refused.exit, Exit::Usage, "{refused}");
    let _ = s
        .run("kehu form fill site-visit 云帆 --purpose 看设备 --mobile 待确认")
        .done();
    assert!(s.run("kehu form show EN20260305001").out.contains("待确认"));
    let _ = s
        .run("kehu form edit EN20260305001 --mobile 13912345678")
        .done();
    assert!(!s.run("kehu form show EN20260305001").out.contains("待确认"));
}

#[test]
fn private_answers_are_masked_in_what_leaves_the_terminal() {
    let s = with_own(office_zh());
    let _ = s
        .run("kehu form fill site-visit 云帆 --purpose 看设备 --mobile 13912345678")
        .done();
    for line in [
        "kehu form show EN20260305001",
        "kehu form list site-visit --fields number,mobile",
        "kehu form list site-visit -o json",
        "kehu form print EN20260305001",
        "kehu export entries --form site-visit",
    ] {
        let out = s.run(line).done().out;
        assert!(
            !out.contains("12345678") && !out.contains("1234 5678"),
            "{line}: {out}"
        );
        let open = s
            .run(&format!("{line} --reveal"))
            .done()
            .out
            .replace(' ', "");
        let listed = line.contains("list") && line.contains("json");
        assert!(listed || open.contains("13912345678"), "{line}: {open}");
    }
    assert!(!s.run("kehu find 13912345678").out.contains("EN20260305001"));
}

#[test]
fn an_answer_whose_field_is_gone_stays_under_its_key() {
    let s = with_own(office_zh());
    let _ = s
        .run("kehu form fill site-visit 云帆 --purpose 看设备 --result 下单")
        .done();
    let less = OWN
        .replace("purpose = ", "topic = ")
        .replace("\"ordered\"", "\"sold\"");
    s.put("playbook.toml", less);
    let shown = s.run("kehu form show EN20260305001 --reveal");
    assert!(shown.out.contains("purpose"), "{shown}");
    assert!(shown.out.contains("看设备"), "{shown}");
    assert!(shown.out.contains("ordered"), "{shown}");
    let _ = s
        .run("kehu form edit EN20260305001 --topic 新 --note 补")
        .done();
    assert!(
        s.run("kehu form show EN20260305001 --reveal")
            .out
            .contains("看设备")
    );
    assert_eq!(s.run("kehu doctor").exit, Exit::Attention);
    assert!(!s.run("kehu doctor").out.contains("EN20260305001"));
    // The whole form gone: its entries are still told of.
    s.put("playbook.toml", "extends = \"standard\"\n");
    assert!(s.run("kehu form list").out.contains("规则手册中已无此表单"));
    let shown = s.run("kehu form show EN20260305001 --reveal");
    assert!(shown.out.contains("看设备"), "{shown}");
    let _ = s.run("kehu form edit EN20260305001 --note 存档").done();
    assert_snapshot!(s.run("kehu form print EN20260305001"), @r"
    --- stderr ---
    错误：规则手册中已无表单 site-visit
      查看内容：kehu form show EN20260305001
    [exit 3]
    ");
}

#[test]
fn a_form_is_about_a_ticket_and_its_customer() {
    let s = office_zh();
    let open = "kehu ticket open 云帆 --type product-fault --symptom 无显示 --occurred 今天 --tried 重启 --priority important --channel phone";
    let _ = s.run(open).done();
    let fill = "kehu form fill emergency-plan 云帆 --trigger 突发 --scope 全部产线 --steps 换机 --steps 通报";
    let _ = s.run(fill).done();
    let shown = s.run("kehu form show EN20260305001 -o json --fields ticket,steps");
    assert_snapshot!(shown, @r#"
    {
      "ticket": "SN20260305001",
      "steps": "换机\n通报"
    }
    "#);
    assert!(
        s.run("kehu form list emergency-plan --customer 云帆")
            .out
            .contains("EN20260305001")
    );
    let _ = s.run(QIMING).done();
    assert_snapshot!(s.run("kehu form list emergency-plan --customer 启明"), @"（没有记录）");
}

#[test]
fn a_merge_takes_entries_along_and_an_erasure_takes_them_away() {
    let s = with_own(office_zh());
    let _ = s.run(QIMING).done();
    let fill = "kehu form fill site-visit 启明 --purpose 独一无二的目的 --mobile 13700001111 --note 特别备注";
    let _ = s.run(fill).done();
    let _ = s.run("kehu customer merge 启明 --into 云帆 --yes").done();
    let listed = s.run("kehu form list site-visit --customer 云帆");
    assert!(listed.out.contains("EN20260305001"), "{listed}");
    let shown = s.run("kehu form show EN20260305001");
    assert!(shown.out.contains("杭州云帆"), "{shown}");
    let _ = s
        .run("kehu form edit EN20260305001 --note 改过的备注")
        .done();
    let _ = s.run("kehu customer erase 云帆 --yes --backups").done();
    assert_snapshot!(s.run("kehu form list site-visit"), @"（没有记录）");
    for name in ["kehu.db", "kehu.db-wal"] {
        let bytes = std::fs::read(s.path(name)).unwrap_or_default();
        for word in ["独一无二的目的", "13700001111", "特别备注", "改过的备注"] {
            let word = word.as_bytes();
            let found = bytes.windows(word.len()).any(|part| part == word);
            assert!(
                !found,
                "{name} still holds {}",
                String::from_utf8_lossy(word)
            );
        }
    }
}

#[test]
fn entries_go_out_to_a_file_and_come_back() {
    let s = with_own(office());
    let _ = s
        .run("kehu form fill site-visit 云帆 --purpose 'look, again' --result no --why-not 'too dear' --mobile 13912345678 --due 2026-03-20")
        .done();
    let _ = s.run("kehu form close EN20260305001 --note done").done();
    for ending in ["csv", "xlsx"] {
        let file = s.path(&format!("entries.{ending}"));
        let file = file.display();
        let _ = s
            .run(&format!(
                "kehu export entries --form site-visit {file} --reveal"
            ))
            .done();
        let again = s.run(&format!("kehu import entries {file}"));
        assert!(again.out.contains("1 skipped"), "{again}");
        let before = s.run("kehu export entries --form site-visit --reveal").out;
        // Into another file, where the customer is known by its number.
        let other = with_own(office());
        let taken = other.run(&format!("kehu import entries {file}"));
        assert!(taken.out.contains("1"), "{taken}");
        let after = other
            .run("kehu export entries --form site-visit --reveal")
            .out;
        assert_eq!(before, after);
        // Each word is in the full text once.
        let searched = other.run("kehu doctor --fields check,state -o csv").out;
        assert!(searched.contains("search,ok"), "{searched}");
        assert!(other.run("kehu find again").out.contains("EN20260305001"));
        let _ = other.run("kehu undo").done();
        let left = other.run("kehu form list site-visit").out;
        assert!(!left.contains("EN2026"), "{left}");
    }
    s.put("bad.csv", "number,customer,purpose,result,form\n,云帆,look,maybe,site-visit\n,没有的,look,no,site-visit\n,HZ-IT-2026-001,x,,root-cause\n");
    let file = s.path("bad.csv");
    let refused = s.run(&format!("kehu import entries {}", file.display()));
    assert_eq!(refused.exit, Exit::Usage);
    for part in ["Result", "没有的", "root-cause"] {
        assert!(refused.err.contains(part), "{part}: {refused}");
    }
}

#[test]
fn every_form_that_ships_prints_blank_and_filled() {
    let s = office_zh();
    let open = "kehu ticket open 云帆 --type product-fault --symptom 无显示 --occurred 今天 --tried 重启 --priority important --channel phone";
    let _ = s.run(open).done();
    let _ = s.run("kehu survey ask 云帆").done();
    let book = Playbook::standard().unwrap();
    for (n, form) in (1..).zip(book.forms().unwrap()) {
        let id = form.id;
        let blank = s.run(&format!("kehu form print {id}")).done().out;
        assert!(blank.contains(form.label.zh), "{blank}");
        let mut line = format!("kehu form fill {id}");
        if form.subject().is_some() {
            line.push_str(" 云帆");
        }
        for field in form.own() {
            assert!(
                blank.contains(field.label.zh),
                "{id}.{}: {blank}",
                field.key
            );
            line.push_str(&format!(" --{} {}", field.flag(), sample(field.kind)));
        }
        let _ = s.run(&line).done();
        let number = format!("EN20260305{n:03}");
        for lang in ["zh", "en"] {
            let filled = s
                .run(&format!(
                    "kehu form print {id} {number} --lang {lang} --reveal"
                ))
                .done()
                .out;
            assert!(filled.contains(&number), "{filled}");
            for field in form.own() {
                let label = if lang == "zh" {
                    field.label.zh
                } else {
                    field.label.en
                };
                assert!(filled.contains(label), "{id}.{}: {filled}", field.key);
            }
            for sign in &form.signs {
                assert!(
                    filled.contains(sign.zh) || filled.contains(sign.en),
                    "{filled}"
                );
            }
        }
        for ending in ["html", "xlsx", "md"] {
            let file = s.path(&format!("{id}.{ending}"));
            let line = format!("kehu form print {number} --to {}", file.display());
            let _ = s.run(&line).done();
            assert!(std::fs::metadata(&file).expect("a file").len() > 200);
        }
    }
}

/// An answer of this kind, as it may be typed.
fn sample(kind: Kind) -> &'static str {
    match kind {
        Kind::Choice(choices) | Kind::Choices(choices) => choices[0].code,
        Kind::Score(..) => "4",
        Kind::Money => "12000",
        Kind::MoneyRange => "10万-15万",
        Kind::Percent => "7.5%",
        Kind::Day => "2026-03-04",
        Kind::Moment(_) => "2026-03-04T10:30",
        Kind::Span => "2h",
        Kind::Ref(_) => "me",
        Kind::Whole => "3",
        _ => "一段文字",
    }
}

#[test]
fn a_blank_form_may_say_whom_it_is_about() {
    let s = office();
    assert_snapshot!(s.run("kehu form print successor-report 云帆"), @r"
    ## Successor's weekly report (F39)

    | Item | Content |
    | --- | --- |
    | No. | ________________ |
    | Customer | HZ-IT-2026-001 杭州云帆科技有限公司 |
    | Filled in | ____-__-__ __:__ |
    | By | ________________ |

    | Item | Content |
    | --- | --- |
    | Week | ________________ |
    | Follow-up this week | ________________________________<br>________________________________ |
    | How the customer took it | ________________________________<br>________________________________ |
    | Risks | ________________________________<br>________________________________ |
    | Plan for the next week | ________________________________<br>________________________________ |
    | Note | ________________________________<br>________________________________ |
    ");
    let other = s.run("kehu form print joint-meeting 云帆");
    assert_eq!(other.exit, Exit::Usage, "{other}");
    let file = s.path("x.pdf");
    let refused = s.run(&format!(
        "kehu form print root-cause --to {}",
        file.display()
    ));
    assert_eq!(refused.exit, Exit::Usage);
    assert!(!file.exists());
}

#[test]
fn a_duty_is_asked_of_whoever_holds_its_role() {
    let mut s = office_zh();
    assert_snapshot!(s.run("kehu duty list"), @r"
    （没有记录）
    --- stderr ---
    另有 10 项无人担任：kehu duty list --all；指定岗位：kehu staff edit 姓名 --role 岗位
    ");
    assert_eq!(s.run("kehu duty done duty-qa").exit, Exit::Refused);
    let _ = s.run("kehu staff edit 李雷 --role qa").done();
    // A week that began before the file did is owed by nobody.
    assert!(owed(&s, "duty-qa").is_empty());
    s.at("2026-03-13 10:00");
    assert_eq!(
        owed(&s, "duty-qa"),
        ["today,2026-03-13T23:59:59+08:00,kehu ticket audit"]
    );
    assert_snapshot!(s.run("kehu duty done duty-qa --note 抽查五单"), @"每周工单质检：2026-W11 已完成；下一次：2026-W12，2026-03-20 前");
    assert_snapshot!(s.terminal(80, &["每周工单质检"]).run("kehu duty done"), @r"
    --- stderr ---
    错误：duty-qa 在 2026-W11 已于 2026-03-13 10:00 完成
      其他周期：kehu duty done duty-qa --period 周期
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu duty done 每周工单质检"), @r"
    --- stderr ---
    错误：duty-qa 在 2026-W11 已于 2026-03-13 10:00 完成
      其他周期：kehu duty done duty-qa --period 周期
    [exit 5]
    ");
    assert!(owed(&s, "duty-qa").is_empty());
    assert_snapshot!(s.run("kehu duty list --fields rule,who,period,state,done"), @r"
    例行工作  责任人  周期      状态    完成时间
    duty-qa   李雷    2026-W11  已完成  2026-03-13 10:00
    --- stderr ---
    另有 9 项无人担任：kehu duty list --all；指定岗位：kehu staff edit 姓名 --role 岗位
    ");
    assert_snapshot!(s.run("kehu duty done duty-qa"), @r"
    --- stderr ---
    错误：duty-qa 在 2026-W11 已于 2026-03-13 10:00 完成
      其他周期：kehu duty done duty-qa --period 周期
    [exit 5]
    ");
    let _ = s.run("kehu undo").done();
    assert_eq!(owed(&s, "duty-qa").len(), 1);
    let early = s.run("kehu duty done duty-qa --at 2026-03-06");
    assert_eq!(early.exit, Exit::Usage, "{early}");
    // Late, and for the week that it was late for.
    s.at("2026-03-20 10:00");
    let _ = s.run("kehu duty done duty-qa --period 上期").done();
    assert_eq!(owed(&s, "duty-qa").len(), 1);
    assert_snapshot!(s.run("kehu duty list --period 2026-W11 --fields period,state -q"), @r"
    周期      状态
    2026-W11  已完成
    ");
    assert_snapshot!(s.run("kehu duty list --fields period,state -q"), @r"
    周期      状态
    2026-W12  未完成
    ");
    let kept = s.run("kehu report compliance --from 2026-03-09 --to 2026-03-15 -o csv");
    let row = kept.out.lines().find(|line| line.contains("duty-qa"));
    assert!(row.is_some(), "{kept}");
}

#[test]
fn one_duty_does_not_do_another_and_a_form_does_its_own() {
    let mut s = office_zh();
    let _ = s
        .run("kehu staff edit 李雷 --role after-sales-supervisor")
        .done();
    s.at("2026-03-13 10:00");
    let _ = s.run("kehu duty done duty-case-digest").done();
    assert_eq!(owed(&s, "duty-joint-meeting").len(), 1);
    let _ = s
        .run("kehu form fill joint-meeting --decisions 每周同步排产 --departments 售前,售后")
        .done();
    assert!(owed(&s, "duty-joint-meeting").is_empty());
    assert_snapshot!(s.run("kehu duty done duty-training"), @r"
    --- stderr ---
    错误：duty-training 以填写表单的方式完成
      kehu form fill staff-training
    [exit 5]
    ");
    s.at("2026-04-01 10:00");
    let _ = s.run("kehu duty done duty-aftersales-month").done();
    // March began before the file did, so it is April's.
    let listed = s.run("kehu duty list --period 2026-04 --fields rule,period,state");
    let done = "duty-aftersales-month  2026-04  已完成";
    assert!(listed.out.contains(done), "{listed}");
}

#[test]
fn the_figures_of_a_month_count_for_it_while_their_grace_runs() {
    let mut s = office_zh();
    let _ = s
        .run("kehu staff edit 李雷 --role after-sales-supervisor")
        .done();
    s.at("2026-05-06 10:00");
    assert_snapshot!(s.run("kehu duty done duty-aftersales-month"), @"每月售后数据汇总：2026-04 已完成；下一次：2026-05，2026-05-29 前");
    // Nobody does May by saying April twice.
    assert_snapshot!(s.run("kehu duty done duty-aftersales-month"), @r"
    --- stderr ---
    错误：duty-aftersales-month 在 2026-04 已于 2026-05-06 10:00 完成
      其他周期：kehu duty done duty-aftersales-month --period 周期
    [exit 5]
    ");
    s.at("2026-05-20 10:00");
    assert_snapshot!(s.run("kehu duty done duty-aftersales-month"), @"每月售后数据汇总：2026-05 已完成；下一次：2026-06，2026-06-30 前");
}

#[test]
fn a_form_of_a_broken_playbook_is_told_with_its_line() {
    let s = office();
    s.put(
        "playbook.toml",
        "extends = \"standard\"\n[form.root-cause.field]\nstep = { knd = \"long\" }\n",
    );
    assert_snapshot!(s.run("kehu form fill root-cause --step x"), @r"
    --- stderr ---
    error: ~/playbook.toml:3 form.root-cause.field.step.knd: unknown key “knd”; did you mean kind?
    [exit 2]
    ");
    assert_eq!(s.run("kehu playbook check").exit, Exit::Usage);
    // What needs no form goes on.
    let _ = s.run("kehu customer list").done();
}

#[test]
fn a_form_that_stays_open_is_due_as_long_after_it_was_filled_in() {
    let s = office_zh();
    let fill = "kehu form fill price-request 云帆 --asks 价格 --discount 8% --reason 竞品";
    let due = |number: &str| {
        let shown = s.run(&format!("kehu form show {number} -o json --fields due"));
        shown.done().out.trim().to_owned()
    };
    let _ = s.run(&format!("{fill} --at 2026-03-02T10:00")).done();
    assert_snapshot!(due("EN20260302001"), @r#"
    {
      "due": "2026-03-04T18:00:00+08:00"
    }
    "#);
    let _ = s
        .run(&format!("{fill} --at 2026-03-02T10:00 --due 2026-03-20"))
        .done();
    assert_snapshot!(due("EN20260302002"), @r#"
    {
      "due": "2026-03-20T18:00:00+08:00"
    }
    "#);
    let rows =
        "number,customer,at,asks,discount,reason\n,HZ-IT-2026-001,2026-03-03 10:00,price,8%,竞品\n";
    s.put("old.csv", rows);
    let file = s.path("old.csv");
    let line = format!(
        "kehu import entries --form price-request {}",
        file.display()
    );
    let _ = s.run(&line).done();
    assert_snapshot!(due("EN20260303001"), @r#"
    {
      "due": "2026-03-05T18:00:00+08:00"
    }
    "#);
}

#[test]
fn an_import_checks_times_as_a_person_is_checked() {
    let s = with_own(office());
    s.put(
        "times.csv",
        "form,customer,purpose,at,closed_at\n\
         site-visit,HZ-IT-2026-001,a,2026-03-09 10:00,\n\
         site-visit,HZ-IT-2026-001,b,2026-03-04 10:00,2026-03-03 10:00\n\
         site-visit,HZ-IT-2026-001,c,2026-03-04 10:00,2026-03-09 10:00\n\
         site-visit,HZ-IT-2026-001,d,2026-03-04 10:00,2026-03-05 10:00\n",
    );
    let file = s.path("times.csv");
    let refused = s.run(&format!("kehu import entries {}", file.display()));
    assert_snapshot!(refused, @r"
    --- stderr ---
    error: line 2: Filled in: “2026-03-09 10:00” lies in the future
    error: line 3: Closed: 2026-03-03 10:00 lies before it was filled in (2026-03-04 10:00) or after now
    error: line 4: Closed: “2026-03-09 10:00” lies in the future
      nothing was stored; put these rows right, or set them aside with: --reject-to FILE
    [exit 2]
    ");
    // Nor may a file turn what is on file into it.
    let fill = "kehu form fill site-visit 云帆 --purpose look --at 2026-03-04T10:00";
    let _ = s.run(fill).done();
    s.put(
        "later.csv",
        "form,number,customer,purpose,closed_at\n\
         site-visit,EN20260304001,HZ-IT-2026-001,look,2026-03-03 10:00\n",
    );
    let file = s.path("later.csv");
    let refused = s.run(&format!("kehu import entries {}", file.display()));
    assert_eq!(refused.exit, Exit::Usage, "{refused}");
    assert!(
        s.run("kehu form list site-visit --open")
            .out
            .contains("EN20260304001")
    );
    let close = s.run("kehu form close EN20260304001 --at 2026-03-05T09:00");
    let _ = close.done();
    let edited = s.run("kehu form edit EN20260304001 --at 2026-03-05T10:00");
    assert_snapshot!(edited, @r"
    --- stderr ---
    error: Closed: 2026-03-05 09:00 lies before it was filled in (2026-03-05 10:00) or after now
    [exit 2]
    ");
}

#[test]
fn search_finds_what_came_of_a_form_and_nothing_private() {
    let s = with_own(office_zh());
    let fill = "kehu form fill site-visit 云帆 --purpose 看设备 --mobile 13912345678";
    let _ = s.run(fill).done();
    let found = |word: &str| {
        let out = s.run(&format!("kehu find {word}")).out;
        out.contains("EN20260305001")
    };
    let _ = s
        .run("kehu form close EN20260305001 --note 客户已续签")
        .done();
    assert!(found("续签") && found("设备"));
    // Whatever becomes of its fields, or of the form.
    for book in [
        OWN.replace("mobile =", "phone ="),
        "extends = \"standard\"\n".to_owned(),
    ] {
        s.put("playbook.toml", book);
        let _ = s.run("kehu form edit EN20260305001 --note 存档备查").done();
        assert!(found("备查") && !found("13912345678"));
        let _ = s.run("kehu undo").done();
    }
}

#[test]
fn a_form_in_a_file_is_masked_unless_that_is_asked_for() {
    let s = with_own(office_zh());
    let fill = "kehu form fill site-visit 云帆 --purpose 看设备 --mobile 13912345678";
    let _ = s.run(fill).done();
    let file = s.path("visit.md");
    let line = format!(
        "kehu form print EN20260305001 --to {} --yes",
        file.display()
    );
    let written = || {
        std::fs::read_to_string(&file)
            .expect("a file")
            .replace(' ', "")
    };
    let shown = s
        .terminal(80, &[])
        .run("kehu form print EN20260305001")
        .done();
    assert!(
        shown.out.replace(' ', "").contains("13912345678"),
        "{shown}"
    );
    let _ = s.terminal(80, &[]).run(&line).done();
    assert!(!written().contains("12345678"), "{}", written());
    let noted = || s.run("kehu history").out.matches("未遮盖").count();
    assert_eq!(noted(), 0);
    let _ = s.terminal(80, &[]).run(&format!("{line} --reveal")).done();
    assert!(written().contains("13912345678"), "{}", written());
    assert_eq!(noted(), 1);
    let _ = s.run("kehu form print EN20260305001 --reveal").done();
    assert_eq!(noted(), 2);
    let _ = s.run("kehu form print site-visit 云帆 --reveal").done();
    assert_eq!(noted(), 2);
}

#[test]
fn one_form_does_a_duty_for_one_period() {
    let mut s = office_zh();
    s.put(
        "playbook.toml",
        r#"
extends = "standard"
[rule.duty-digest]
label = { en = "Digest", zh = "每月纪要" }
at_least = 1
per = "month"
grace = "5wd"
event = { event = "entry.made", form = "joint-meeting" }
who = "after-sales-supervisor"
band = "duty"
"#,
    );
    let _ = s
        .run("kehu staff edit 李雷 --role after-sales-supervisor")
        .done();
    s.at("2026-05-06 10:00");
    assert_eq!(owed(&s, "duty-digest").len(), 1);
    let fill = "kehu form fill joint-meeting --decisions 同步 --departments 售前";
    let _ = s.run(fill).done();
    // It was done in May: what was owed of April still is, here as in its list.
    let left = owed(&s, "duty-digest");
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(left[0].contains("2026-04-30"), "{left:?}");
    let state = |period: &str| {
        let list = format!("kehu duty list --period {period} --fields rule,state -o csv");
        let out = s.run(&list).out;
        let row = out.lines().find(|line| line.contains("duty-digest"));
        row.map(str::to_owned)
    };
    assert_eq!(state("2026-05").as_deref(), Some("duty-digest,done"));
    assert_eq!(state("2026-04").as_deref(), Some("duty-digest,in grace"));
}

#[test]
fn a_period_is_named_not_guessed() {
    let mut s = office_zh();
    s.at("2026-05-20 10:00");
    let _ = s.run("kehu staff edit 李雷 --role qa").done();
    assert_snapshot!(s.run("kehu duty done duty-qa --period 2026-03"), @r"
    --- stderr ---
    错误：--period：“2026-03”不是该项工作的一个周期（按周计）
      请写明哪一期，例如 2026-W09，或其中某一天
    [exit 2]
    ");
    let _ = s
        .run("kehu staff edit 李雷 --role after-sales-supervisor")
        .done();
    assert_snapshot!(s.run("kehu duty done duty-aftersales-month --period 2026Q1"), @r"
    --- stderr ---
    错误：--period：“2026Q1”不是该项工作的一个周期（按月计）
      请写明哪一期，例如 2026-01，或其中某一天
    [exit 2]
    ");
    let _ = s.run("kehu --lang en duty done duty-aftersales-month --period 2026-W18");
    for period in ["2026Q1431655766", "2026-13", "上季度", "2026-W18", "2026"] {
        let line = format!("kehu duty done duty-aftersales-month --period {period}");
        assert_eq!(s.run(&line).exit, Exit::Usage, "{period}");
    }
    // What lies in one month names it.
    let done = s.run("kehu duty done duty-aftersales-month --period 2026-W17");
    assert!(done.out.contains("2026-04 已完成"), "{done}");
    // A list has the duties whose periods are so long.
    let listed = s
        .run("kehu duty list --period 2026Q1 --all --fields rule -o csv")
        .done()
        .out;
    assert!(listed.contains("duty-satisfaction"), "{listed}");
    assert!(!listed.contains("duty-aftersales-month"), "{listed}");
    assert_eq!(s.run("kehu duty list --period 2026-99").exit, Exit::Usage);
}

#[test]
fn a_form_is_meant_by_how_its_name_begins() {
    let s = office_zh();
    let fill = "kehu form fill price 云帆 --asks 价格 --discount 8% --reason 竞品";
    let filled = s.run(fill).done();
    assert!(filled.out.contains("价格审批"), "{filled}");
    for line in [
        "kehu form list 价格",
        "kehu form show usag",
        "kehu form print Usage-Effect",
        "kehu form fill price --help",
    ] {
        let _ = s.run(line).done();
    }
    assert_snapshot!(s.run("kehu form fill meeting --decisions x"), @r"
    --- stderr ---
    错误：没有表单“meeting”
      可用：joint-meeting（售前售后联席会纪要）、analysis-meeting（双月售后分析会纪要）
    [exit 3]
    ");
    assert_snapshot!(s.run("kehu form show rot-cause --lang en"), @r"
    --- stderr ---
    error: there is no form “rot-cause”; did you mean root-cause?
      see them all with: kehu form list
    [exit 3]
    ");
    assert_snapshot!(s.run("kehu form list cus"), @"（没有记录）");
    assert_snapshot!(s.run("kehu form list c"), @r"
    --- stderr ---
    错误：“c”可指多种表单
      可用：cooperation-review（季度合作复盘）、customer-training（客户培训记录）
    [exit 4]
    ");
    assert_snapshot!(s.run("kehu form fill 别的"), @r"
    --- stderr ---
    错误：没有表单“别的”
      查看全部：kehu form list
    [exit 3]
    ");
}

#[test]
fn in_the_days_of_grace_the_month_before_is_listed_and_told_as_past_its_due() {
    let mut s = office_zh();
    let _ = s
        .run("kehu staff edit 李雷 --role after-sales-supervisor")
        .done();
    // March began before the file did: nobody owes it, in April or for April's sake.
    s.at("2026-04-01 10:00");
    let line = "kehu duty list --fields rule,period,state,due -q";
    assert_snapshot!(s.run(line), @r"
    例行工作               周期      状态    期限
    duty-aftersales-month  2026-04   未完成  2026-04-30
    duty-case-digest       2026-04   未完成  2026-04-30
    duty-joint-meeting     2026-W14  未完成  2026-04-03
    duty-training          2026Q2    未完成  2026-06-30
    ");
    let named = s.run(&format!("{line} --period 2026-03"));
    assert!(!named.out.contains("duty-aftersales-month"), "{named}");
    s.at("2026-05-06 10:00");
    assert_snapshot!(s.run(line), @r"
    例行工作               周期        状态      期限
    duty-aftersales-month  2026-04     宽限期内  2026-04-30
    duty-aftersales-month  2026-05     未完成    2026-05-29
    duty-analysis-meeting  2026-05/06  未完成    2026-06-30
    duty-case-digest       2026-04     宽限期内  2026-04-30
    duty-case-digest       2026-05     未完成    2026-05-29
    duty-joint-meeting     2026-W19    未完成    2026-05-09
    duty-training          2026Q2      未完成    2026-06-30
    ");
    let today = "kehu today --rule duty-aftersales-month";
    assert_snapshot!(s.run(today), @r"
    2026-05-06 周三：宽限期内 1 项

    1  已过期限，宽限至 05-11 · 例行 · 每月售后数据汇总
       自 04-01，期限 04-30
       kehu duty done duty-aftersales-month
    ");
    let told = s.run(&format!("{today} --lang en")).done();
    for words in [
        "1 in grace",
        "past its due, within its grace until 05-11 · ",
    ] {
        assert!(told.out.contains(words), "{told}");
    }
    let _ = s.run("kehu duty done duty-aftersales-month").done();
    let left = s
        .run("kehu duty list --fields rule,period,state -o csv -q")
        .done();
    let (april, may) = (",2026-04,done", ",2026-05,open");
    for state in [april, may] {
        let row = format!("duty-aftersales-month{state}");
        assert!(left.out.contains(&row), "{left}");
    }
}
