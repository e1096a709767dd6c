//! A service desk at a terminal: what a line does not name is offered, what comes next
//! is what will be let through, and what is refused says why.

use insta::assert_snapshot;
use kehu::problem::Exit;

use super::{QIMING, Session, office, office_zh};

fn done(s: &Session, line: &str) {
    let _ = s.run(line).done();
}

/// Two open tickets of one customer, one of another.
fn three_tickets(s: &Session) {
    done(s, QIMING);
    for line in [
        "kehu ticket open 云帆 --type 故障 --priority 紧急 --symptom 电池过热 --product HT-50 --at \"今天 9:00\"",
        "kehu ticket open 启明 --type 咨询 --priority 一般 --symptom \"如何打印\n标签\" --at \"今天 9:30\"",
        "kehu ticket open 云帆 --type 故障 --priority 一般 --symptom 电池很烫 --at \"今天 10:00\"",
    ] {
        done(s, line);
    }
}

#[test]
fn the_ticket_that_goes_on_is_chosen_among_the_customers_earlier_ones() {
    let s = office_zh();
    three_tickets(&s);
    assert_snapshot!(s.run("kehu ticket merge SN20260305003").all_chinese(&s), @r"
    --- stderr ---
    错误：没有指明继续处理的工单
      请加 --into 工单
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu ticket merge SN20260305002 --into SN20260305001").all_chinese(&s), @r"
    --- stderr ---
    错误：SN20260305002 上海启明精密机械股份有限公司 · 如何打印 标签 是其他客户的工单
      请指定该客户自己的工单
    [exit 2]
    ");
    let merged = s
        .terminal(80, &["SN20260305002", "SN20260305001"])
        .run("kehu ticket merge SN20260305003");
    assert_snapshot!(merged.dialog(), @r"
    合并到哪张工单
    ! SN20260305002
    ");
    assert_snapshot!(merged.done().out, @r"SN20260305003 已合并到 SN20260305001，后续在 SN20260305001 上处理");
}

#[test]
fn a_customer_without_an_open_ticket_is_said_to_have_none() {
    let s = office();
    assert_snapshot!(s.run("kehu ticket show 云帆"), @r"
    --- stderr ---
    error: 杭州云帆科技有限公司 has no open ticket
      those that are closed go by their numbers: kehu ticket list HZ-IT-2026-001
    [exit 3]
    ");
    assert_snapshot!(s.run("kehu ticket show nobody"), @r"
    --- stderr ---
    error: there is no ticket “nobody”
      look with: kehu ticket list
    [exit 3]
    ");
    assert_snapshot!(s.run("kehu ticket link nobody"), @r"
    --- stderr ---
    error: there is no ticket “nobody”
      look with: kehu ticket list
    [exit 3]
    ");
}

#[test]
fn a_complaint_goes_to_the_supervisor_before_it_is_closed() {
    let s = office_zh();
    done(&s, "kehu staff add 赵敏 --role 售后主管");
    done(
        &s,
        "kehu ticket open 云帆 --type 投诉 --priority 一般 --symptom 态度差",
    );
    assert_snapshot!(s.run("kehu ticket solve 1 --cause 流程 --steps 致歉").all_chinese(&s), @r"
    SN20260305001 杭州云帆科技有限公司：解决，2026-03-05 15:00
    下一步：投诉由 赵敏 专项回访（R111）：kehu ticket revisit SN20260305001 --by 赵敏 --result 解决 --satisfaction 5
    ");
    assert_snapshot!(s.run("kehu ticket revisit 1 --result 解决").all_chinese(&s), @r"
    SN20260305001 杭州云帆科技有限公司：回访，2026-03-05 15:00
    下一步：投诉由 赵敏 专项回访（R111）：kehu ticket revisit SN20260305001 --by 赵敏 --result 解决 --satisfaction 5
    ");
    assert_eq!(s.run("kehu ticket close 1").exit, Exit::Refused);
    assert_snapshot!(s.run("kehu ticket revisit 1 --result 解决 --by 赵敏").all_chinese(&s), @r"
    SN20260305001 杭州云帆科技有限公司：回访，2026-03-05 15:00
    下一步：kehu ticket close SN20260305001
    ");
    done(&s, "kehu ticket close 1");
}

#[test]
fn who_is_alone_revisits_a_complaint_and_closes_it() {
    let s = office();
    done(
        &s,
        "kehu ticket open 云帆 --type service-complaint --priority normal --symptom rude",
    );
    done(
        &s,
        "kehu ticket solve 1 --cause process-issue --steps apologised",
    );
    assert_snapshot!(s.run("kehu ticket revisit 1 --result solved"), @r"
    SN20260305001 杭州云帆科技有限公司: revisited, 2026-03-05 15:00
    next: kehu ticket close SN20260305001
    ");
}

#[test]
fn what_is_written_in_capitals_stays_so_and_words_need_no_flag() {
    let s = office();
    done(
        &s,
        "kehu ticket open 云帆 --type product-fault --priority normal --symptom dark",
    );
    assert_snapshot!(s.run("kehu ticket work 1 \"looked at the logs\" --mode remote"), @r"SN20260305001 杭州云帆科技有限公司: worked on, 2026-03-05 15:00");
    assert_snapshot!(s.run("kehu ticket work 1 --answer \"restart it\" --ai yes"), @r"
    SN20260305001 杭州云帆科技有限公司: reply written with AI, 2026-03-05 15:00
    not given yet, a person checks it first (R169): kehu ticket check SN20260305001 --verdict approved
    ");
    assert_snapshot!(s.run("kehu ticket check 1 --verdict approved"), @r#"
    SN20260305001 杭州云帆科技有限公司: AI reply checked → Approved, 2026-03-05 15:00
    next: kehu ticket solve SN20260305001 --cause … --steps "…"
    "#);
    assert_snapshot!(s.run("kehu ticket wait 1 \"they try it\" --until +2d"), @r"
    SN20260305001 杭州云帆科技有限公司: waiting for customer, 2026-03-05 15:00 (until 2026-03-07 18:00)
    next: kehu ticket resume SN20260305001
    ");
    assert_snapshot!(s.run("kehu ticket solve 1 --cause misoperation"), @r#"
    --- stderr ---
    error: Steps taken: no answer
      give --steps "replaced the power module and tested it"
    [exit 2]
    "#);
    assert_snapshot!(s.run("kehu ticket link 1"), @r"
    --- stderr ---
    error: nothing to change
      give the fields to change, such as --delivery …
    [exit 2]
    ");
}

#[test]
fn a_ticket_names_the_improvements_and_the_earlier_ticket() {
    let s = office_zh();
    three_tickets(&s);
    done(&s, "kehu ticket link SN20260305003 --earlier SN20260305001");
    done(
        &s,
        "kehu improvement propose 电池过热 --measure 换供应商 --kind 产品 --ticket SN20260305003",
    );
    let shown = s
        .run("kehu ticket show SN20260305003")
        .all_chinese(&s)
        .done();
    assert_snapshot!(shown, @r"
    编号          SN20260305003
    状态          已受理
    响应截止      2026-03-06 10:00
    解决方案截止  2026-03-10 18:00
    改进措施      IM20260305001 电池过热
    客户          杭州云帆科技有限公司
    问题类型      产品故障
    故障现象      电池很烫
    优先级        一般
    受理时间      2026-03-05 10:00
    处理人        李雷
    受理人        李雷
    此前工单      SN20260305001 杭州云帆科技有限公司 · 电池过热

    时间              事件  经办人  转给  说明
    2026-03-05 10:00  受理  李雷
    ");
}

#[test]
fn a_recall_begins_with_a_ticket_and_goes_on_with_who_is_left() {
    let s = office_zh();
    three_tickets(&s);
    done(
        &s,
        "kehu ticket open 启明 --type 故障 --priority 一般 --symptom 电池鼓包 --product HT-50",
    );
    let begun = s
        .terminal(60, &["SN20260305001", "", "B2602", "更换电池", "n"])
        .run("kehu recall start");
    assert_snapshot!(begun.dialog(), @r"
    因哪张工单召回
    产品
    批次
    处理措施
    还有 7 项可填（序列号、起始序列号、截止序列号…），现在填写吗？
    ");
    assert_snapshot!(begun.done(), @r"
    已启动召回 RC20260305001：受影响客户 2 家
    客户                          依据  数量  涉及物品
    杭州云帆科技有限公司          工单        SN20260305001
    上海启明精密机械股份有限公司  工单        SN20260305004
    下一步：逐个告知 kehu recall inform RC20260305001 客户 --by
    电话；名单打印 kehu recall print RC20260305001
    --- stderr ---
    SN20260305001 未定为重大质量问题：kehu ticket edit
    SN20260305001 --quality 重大（R164）
    其中 2 家档案中没有批次或序列号，请向客户核实
    ");
    let told = s
        .terminal(60, &["RC20260305001", "RA20260305001", "电话", "张三", "n"])
        .run("kehu recall inform");
    assert_snapshot!(told.dialog(), @r"
    召回
    哪家客户
    告知方式
    告知对象
    还可填写“告知内容”和“告知人”，现在填写吗？
    ");
    assert_snapshot!(told.done().out, @r"
    RC20260305001 杭州云帆科技有限公司：已告知
    剩余：待告知 1 家，已告知待处理 1 家；下一步：kehu recall
    inform RC20260305001 客户 --by 电话
    ");
    // Who was told is offered no more.
    let told = s
        .terminal(60, &["RA20260305001", "RA20260305002", "电话", "", "n"])
        .run("kehu recall inform RC20260305001");
    assert_snapshot!(told.dialog(), @r"
    哪家客户
    ! RA20260305001
    告知方式
    告知对象
    还可填写“告知内容”和“告知人”，现在填写吗？
    ");
    assert_snapshot!(told.done().out, @r"
    RC20260305001 上海启明精密机械股份有限公司：已告知
    剩余：待处理 2 家；下一步：kehu recall settle RC20260305001
    客户 --outcome 已换货
    ");
    assert_snapshot!(s.terminal(60, &[]).run("kehu recall customers RC20260305001"), @r"
    编号           客户                  召回       依据  状态
    RA20260305001  杭州云帆科技有限公司  RC202603…  工单  待处理
    RA20260305002  上海启明精密机械股…   RC202603…  工单  待处理
    宽度不够，未显示：涉及物品、告知时间、负责人；可用 --fields
    选列
    ");
}

#[test]
fn a_recall_that_nobody_reported_is_written_out_and_read_in() {
    let s = office_zh();
    done(&s, "kehu product add HT-50 --price 2000");
    done(&s, "kehu recall start --product HT-50 --defect 电池过热");
    done(&s, "kehu recall add RC20260305001 云帆");
    done(&s, "kehu export recalls ~/r.csv");
    done(&s, "kehu export affected ~/a.csv");
    let other = office_zh();
    done(&other, "kehu product add HT-50 --price 2000");
    other.put("r.csv", s.text("r.csv"));
    other.put("a.csv", s.text("a.csv"));
    done(&other, "kehu import recalls ~/r.csv");
    done(&other, "kehu import affected ~/a.csv");
    done(&other, "kehu export recalls ~/again.csv");
    assert_eq!(other.text("again.csv"), s.text("r.csv"));
}

#[test]
fn what_led_to_an_improvement_is_ticked() {
    let s = office_zh();
    three_tickets(&s);
    done(&s, "kehu feedback log 云帆 响应太慢 --class 投诉");
    done(
        &s,
        "kehu survey record 启明 --score 5,5,5,5,5 --confirmed yes",
    );
    done(
        &s,
        "kehu survey record 启明 --score 2,4,4,4,3 --suggestion 周末值班 --confirmed yes",
    );
    let proposed = s
        .terminal(
            80,
            &[
                "换供应商",
                "产品",
                "",
                "",
                "",
                "n",
                "FB20260305001,SV20260305002,SN20260305001",
            ],
        )
        .run("kehu improvement propose 电池过热");
    assert_snapshot!(proposed.dialog(), @r"
    改进措施
    改进类别
    去向部门
    责任人
    完成期限
    还有 8 项可填（涉及流程或功能、满意度维度、工单原因…），现在填写吗？
    因哪些反馈提出
    ");
    assert_snapshot!(proposed.done().out, @r"
    已提出 IM20260305001：电池过热
    落实后需告知客户 2 个
    请主管审核：kehu improvement review IM20260305001
    ");
    assert_snapshot!(s.run("kehu improvement notices").all_chinese(&s), @r"
    编号           客户                          改进措施       不满点    状态    来源           告知时间  告知方式
    NT20260305001  杭州云帆科技有限公司          IM20260305001  电池过热  待审核  FB20260305001
    NT20260305002  上海启明精密机械股份有限公司  IM20260305001  电池过热  待审核  SV20260305002
    NT20260305003  杭州云帆科技有限公司          IM20260305001  电池过热  待审核  SN20260305001
    ");
    // One line for an expert stays one line.
    let line = "kehu improvement propose 断电 --measure 加电池 --kind 产品";
    assert_eq!(s.terminal(80, &[]).run(line).done().dialog(), "");
    let linked = s
        .terminal(80, &["SN20260305002"])
        .run("kehu improvement link 断电");
    assert_snapshot!(linked.dialog(), @r"因哪些反馈提出");
    assert_snapshot!(linked.done().out, @r"IM20260305002：已关联客户 1 个");
}

#[test]
fn a_decision_stands_in_history_under_what_was_decided_on() {
    let s = office_zh();
    done(
        &s,
        "kehu improvement propose 断电 --measure 加电池 --kind 产品",
    );
    done(&s, "kehu improvement review 断电 --result 通过");
    assert_snapshot!(s.run("kehu history IM20260305001 --fields command,record,what").all_chinese(&s), @r"
    命令                 记录           内容
    improvement review   IM20260305001  审核改进建议案
    improvement propose  IM20260305001  提出改进建议案
    ");
    assert_snapshot!(s.run("kehu undo").all_chinese(&s), @r"
    已撤销：IM20260305001 审核改进建议案
    可用 kehu redo 恢复
    ");
}

#[test]
fn a_name_that_is_asked_for_is_missing_while_nothing_is_typed() {
    let s = office_zh();
    let asked = s
        .terminal(80, &["", "没有的", "^C"])
        .run("kehu survey record");
    assert_snapshot!(asked.dialog(), @r"
    客户
    ! 没有填写
    ! 没有客户“没有的”
    ");
}

#[test]
fn answers_from_a_file_complete_the_surveys_that_were_sent() {
    let s = office_zh();
    done(&s, QIMING);
    done(&s, "kehu survey ask 云帆");
    done(&s, "kehu survey ask 启明 --node 交付后");
    done(&s, "kehu survey ask 启明 --node 定期");
    s.put(
        "answers.csv",
        "客户,整体满意度,推荐意愿,触发节点,调查日期\n\
         杭州云帆科技有限公司,4,8,,2026-03-03\n\
         杭州云帆科技有限公司,5,9,,2026-03-05\n\
         上海启明精密机械股份有限公司,3,11,定期,2026-03-05\n\
         上海启明精密机械股份有限公司,3,7,定期,2026-03-05\n\
         上海启明精密机械股份有限公司,3,7,其他,2026-03-04\n",
    );
    let line = "kehu import surveys ~/answers.csv --reject-to ~/bad.csv --rows";
    assert_snapshot!(s.run(line).to_string().replace(&s.path("").display().to_string(), "~/"), @r"
    行  结果    编号           原因
     2  新增    SV20260303001
     3  更新    SV20260305001
     4  不合格                 推荐意愿：“11”不是 0–10 的整数
     5  更新    SV20260305003
     6  新增    SV20260304001
    --- stderr ---
    提醒：第 4 行：推荐意愿：“11”不是 0–10 的整数
    导入 2 条满意度调查，更新 2 条，跳过 0 条，拒收 1 条 → ~/bad.csv
    [exit 7]
    ");
    assert_snapshot!(s.run("kehu survey list --fields number,customer,at,node,nps --sort number").all_chinese(&s), @r"
    编号           客户                          调查日期          触发节点  推荐意愿
    SV20260303001  杭州云帆科技有限公司          2026-03-03 09:00                   8
    SV20260304001  上海启明精密机械股份有限公司  2026-03-04 09:00  其他             7
    SV20260305001  杭州云帆科技有限公司          2026-03-05 09:00                   9
    SV20260305002  上海启明精密机械股份有限公司                    交付后
    SV20260305003  上海启明精密机械股份有限公司  2026-03-05 09:00  定期             7
    --- stderr ---
    发出 5 份，回收 4 份，回收率 80%
    ");
    done(&s, "kehu undo");
    assert_snapshot!(s.run("kehu survey list --fields number,customer,at,node,nps --sort number").all_chinese(&s), @r"
    编号           客户                          调查日期  触发节点  推荐意愿
    SV20260305001  杭州云帆科技有限公司
    SV20260305002  上海启明精密机械股份有限公司            交付后
    SV20260305003  上海启明精密机械股份有限公司            定期
    --- stderr ---
    发出 3 份，回收 0 份，回收率 0%
    ");
}

#[test]
fn the_handbooks_phrases_are_found_in_both_languages() {
    let s = office();
    done(&s, "kehu kb load");
    let first = |s: &Session, words: &str| {
        let found = s.run(&format!("kehu kb search {words} --fields name"));
        found.done().out.lines().nth(1).unwrap_or("").to_owned()
    };
    assert_snapshot!(first(&s, "异议"), @r"Answering an objection with a case · 以同行案例回应异议");
    assert_snapshot!(first(&s, "objection"), @r"Answering an objection with a case · 以同行案例回应异议");
    done(
        &s,
        "kehu kb add \"No picture\" --kind faq --solution \"change it\" --product HT-50",
    );
    assert_snapshot!(first(&s, "ht-50"), @r"No picture");
}
