//! Improvements: proposed because of what customers said, decided on, carried out, and
//! told to those customers.

use insta::assert_snapshot;

use super::{office, office_zh};
use crate::session::Session;

/// A supervisor, a second customer, a complaint and a low survey.
fn heard(s: &Session) {
    for line in [
        "kehu staff add 韩梅 --role sales-supervisor",
        "kehu staff edit 李雷 --supervisor 韩梅",
        "kehu customer add 宁波启明光电有限公司 --incomplete",
        "kehu feedback log 云帆 售后响应超时，周末没人接电话 --class complaint --contact 张三",
        "kehu survey record 启明 --score 2,4,4,4,3 --suggestion 周末值班 --confirmed yes",
    ] {
        let _ = s.run(line).done();
    }
}

#[test]
fn an_improvement_is_proposed_decided_done_and_told() {
    let mut s = office_zh();
    heard(&s);
    assert_snapshot!(s.run("kehu improvement propose 售后响应超时 --measure 增加周末值班工程师。 --kind 人员配置 --department 售后 --due 2026-03-10 --dimension 响应速度 --feedback FB20260305001 --survey SV20260305001").all_chinese(&s), @r"
    已提出 IM20260305001：售后响应超时
    落实后需告知客户 2 个
    请主管审核：kehu improvement review IM20260305001
    ");
    assert_snapshot!(s.run("kehu improvement list").all_chinese(&s), @r"
    编号           不满点        改进措施              状态    完成期限          责任人  已告知
    IM20260305001  售后响应超时  增加周末值班工程师。  待审核  2026-03-10 18:00  李雷    0/2
    ");
    assert_snapshot!(s.run("kehu improvement review 响应 --result 通过").all_chinese(&s), @r"
    --- stderr ---
    错误：改进建议案须由主管审核，李雷 不是主管
      请用 --by 指明主管，或 --override 理由；规则手册：gates.improvement
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu improvement message 响应").all_chinese(&s), @r"
    张三，您好！您此前反映“售后响应超时，周末没人接电话”，我们正在评估改进方案，结果会及时告知您。李雷
    宁波启明光电有限公司，您好！您此前反映“售后响应超时”，我们正在评估改进方案，结果会及时告知您。李雷
    ");
    assert_snapshot!(s.run("kehu improvement review 响应 --result 通过 --by 韩梅").all_chinese(&s), @r"IM20260305001：通过");
    assert_snapshot!(s.run("kehu improvement message 响应 --customer 云帆").all_chinese(&s), @r"张三，您好！您此前反映“售后响应超时，周末没人接电话”，我们正在改进：增加周末值班工程师，预计 2026-03-10 前完成。完成后会再次告知您。李雷");
    assert_snapshot!(s.run("kehu today --days 7 --rule improvement-due").all_chinese(&s), @r"
    2026-03-05 周四：即将到期 1 项

    1  03-10 前 · 表单 · 落实改进措施 · IM20260305001 售后响应超时
       自 15:00，期限 03-10
       kehu improvement done IM20260305001
    ");
    s.at("2026-03-09 10:00");
    assert_snapshot!(s.run("kehu improvement done 响应 两周内无超时").all_chinese(&s), @r"
    IM20260305001：已落实
    待告知客户 2 个（R096）；告知语：kehu improvement message IM20260305001；告知后：kehu improvement notify IM20260305001
    ");
    assert_snapshot!(s.run("kehu improvement untold").all_chinese(&s), @r"
    编号           客户                  改进措施       不满点        来源           改进措施内容          客户负责人
    NT20260305001  杭州云帆科技有限公司  IM20260305001  售后响应超时  FB20260305001  增加周末值班工程师。  李雷
    NT20260305002  宁波启明光电有限公司  IM20260305001  售后响应超时  SV20260305001  增加周末值班工程师。  李雷
    ");
    assert_snapshot!(s.run("kehu today --days 7 --rule improvement-told").all_chinese(&s), @r"
    2026-03-09 周一：即将到期 2 项

    1  杭州云帆科技有限公司  张三 采购经理 139****5678
       03-16 前 · 已约定 · 向客户告知改进结果 · NT20260305001 售后响应超时
       自 10:00，期限 03-16
       kehu improvement notify NT20260305001

    2  宁波启明光电有限公司
       03-16 前 · 已约定 · 向客户告知改进结果 · NT20260305002 售后响应超时
       自 10:00，期限 03-16
       kehu improvement notify NT20260305002
    ");
    assert_snapshot!(s.run("kehu improvement message NT20260305001").all_chinese(&s), @r"张三，您好！您此前反映“售后响应超时，周末没人接电话”，我们已完成改进：增加周末值班工程师。目前效果：两周内无超时。感谢您的宝贵意见！李雷");
    s.at("2026-03-09 11:00");
    assert_snapshot!(s.run("kehu improvement notify NT20260305001 --by 微信 --progress 周末已有人值班").all_chinese(&s), @r"已告知 杭州云帆科技有限公司：NT20260305001");
    assert_snapshot!(s.run("kehu today --days 7 --rule improvement-told").all_chinese(&s), @r"
    2026-03-09 周一：即将到期 1 项

    1  宁波启明光电有限公司
       03-16 前 · 已约定 · 向客户告知改进结果 · NT20260305002 售后响应超时
       自 10:00，期限 03-16
       kehu improvement notify NT20260305002
    ");
    assert_snapshot!(s.run("kehu improvement list --untold").all_chinese(&s), @r"
    编号           不满点        改进措施              状态    完成期限          责任人  已告知
    IM20260305001  售后响应超时  增加周末值班工程师。  已落实  2026-03-10 18:00  李雷    1/2
    ");
    assert_snapshot!(s.run("kehu improvement notify 响应").all_chinese(&s), @r"已告知 宁波启明光电有限公司：NT20260305002");
    assert_snapshot!(s.run("kehu improvement notify 响应").all_chinese(&s), @r"
    --- stderr ---
    错误：IM20260305001 的客户均已告知
      可用 --customer 指明客户
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu improvement show 响应").all_chinese(&s), @r"
    改进建议案
    编号        IM20260305001
    主管审核    通过
    审核人      韩梅
    结果        已落实
    结束时间    2026-03-09 10:00
    实际效果    两周内无超时
    不满点      售后响应超时
    改进措施    增加周末值班工程师。
    改进类别    人员配置
    去向部门    售后
    责任人      李雷
    完成期限    2026-03-10 18:00
    满意度维度  服务响应速度
    提出人      李雷
    提出时间    2026-03-05 15:00

    相关客户
    编号           客户                  来源           告知时间          告知方式  告知进展        告知人
    NT20260305001  杭州云帆科技有限公司  FB20260305001  2026-03-09 11:00  微信      周末已有人值班  李雷
    NT20260305002  宁波启明光电有限公司  SV20260305001  2026-03-09 11:00                            李雷
    ");
    let shown = s.run("kehu feedback show FB20260305001").out;
    assert!(
        shown.contains("改进措施  IM20260305001 售后响应超时\n"),
        "{shown}"
    );
    let shown = s.run("kehu survey show SV20260305001").out;
    assert!(shown.contains("IM20260305001 售后响应超时"), "{shown}");
    let shown = s.run("kehu customer show 云帆").out;
    assert!(shown.contains("\n因其反馈的改进\n"), "{shown}");
    assert_snapshot!(s.run("kehu customer trace 云帆 --since 2026-03-09").all_chinese(&s), @r"
    时间              事项                编号           内容                                                         何人
    2026-03-09 10:00  改进措施结束        IM20260305001  售后响应超时 · 增加周末值班工程师。 · 已落实 · 两周内无超时  李雷
    2026-03-09 11:00  向客户告知改进结果  NT20260305001  售后响应超时 · 微信 · 周末已有人值班                         李雷
    ");
    assert_snapshot!(s.run("kehu find 值班工程师").all_chinese(&s), @r"
    类别      编号           名称          所属客户  内容
    改进措施  IM20260305001  售后响应超时            增加周末值班工程师。
    ");
    assert_snapshot!(s.run("kehu undo").all_chinese(&s), @r"
    已撤销：IM20260305001 告知客户改进结果
    可用 kehu redo 恢复
    ");
    assert_snapshot!(s.run("kehu improvement untold 启明 --fields number,measure").all_chinese(&s), @r"
    编号           改进措施内容
    NT20260305002  增加周末值班工程师。
    ");
    assert_snapshot!(s.run("kehu history --limit 4").all_chinese(&s), @r"
    序号  时间              何人  命令                记录           内容                    状态
      29  2026-03-09 11:00  李雷  undo                IM20260305001  撤销：告知客户改进结果
      28  2026-03-09 11:00  李雷  improvement notify  IM20260305001  告知客户改进结果        已撤销
      27  2026-03-09 11:00  李雷  improvement notify  IM20260305001  告知客户改进结果
      26  2026-03-09 10:00  李雷  improvement done    IM20260305001  已落实
    ");
}

#[test]
fn what_was_told_before_the_end_is_progress() {
    let mut s = office();
    heard(&s);
    let _ = s
        .run("kehu improvement propose 'answers come too late' --measure 'a second engineer' --kind staffing --feedback FB20260305001 --due 2026-03-20")
        .done();
    let _ = s
        .run("kehu improvement review IM20260305001 --result approved --by 韩梅")
        .done();
    assert_snapshot!(s.run("kehu improvement message late"), @r"Dear 张三, you told us: “售后响应超时，周末没人接电话”. We are working on it: a second engineer, by 2026-03-20. You will hear from us again. 李雷");
    assert_snapshot!(s.run("kehu improvement notify late --progress 'being hired' --log"), @r"
    --- stderr ---
    error: --log: a contact has a method
      say how they were told, such as --by phone
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu improvement notify late --progress 'being hired' --log --by phone"), @r"told 杭州云帆科技有限公司: NT20260305001");
    assert_snapshot!(s.run("kehu followup list --fields at,method,said,topic"), @r"
    When              Method  What was said  Topic
    2026-03-05 15:00  Phone   being hired    IM20260305001
    ");
    s.at("2026-03-12 10:00");
    assert_snapshot!(s.run("kehu improvement done late --effect 'all calls answered within an hour'"), @r"
    IM20260305001: in force
    customers to tell (R096): 1; ready to send: kehu improvement message IM20260305001; once told: kehu improvement notify IM20260305001
    ");
    assert_snapshot!(s.run("kehu improvement message late --told"), @r"Dear 张三, you told us: “售后响应超时，周末没人接电话”. We have improved this: a second engineer. The effect so far: all calls answered within an hour. Thank you for your help. 李雷");
    assert_snapshot!(s.run("kehu improvement notices --fields number,customer,source,at,method,progress"), @r"
    No.            Customer              Because of     Told              How    Progress told
    NT20260312001  杭州云帆科技有限公司  FB20260305001  2026-03-12 10:00
    NT20260305001  杭州云帆科技有限公司  FB20260305001  2026-03-05 15:00  Phone  being hired
    ");
    assert_snapshot!(s.run("kehu improvement done late 'all of March within an hour'"), @r"IM20260305001: effect noted");
    assert_snapshot!(s.run("kehu improvement list --fields number,effect,closed_at"), @r"
    No.            Effect                       Ended
    IM20260305001  all of March within an hour  2026-03-12 10:00
    ");
    assert_snapshot!(s.run("kehu improvement done late"), @r"
    --- stderr ---
    error: IM20260305001 has ended already: 2026-03-12 10:00
      take that back with: kehu undo
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu improvement message late"), @r"
    --- stderr ---
    error: all customers of IM20260305001 have been told
      name one with --customer
    [exit 5]
    ");
}

#[test]
fn what_is_dropped_is_owed_to_nobody() {
    let mut s = office();
    heard(&s);
    let _ = s
        .run("kehu improvement propose 'answers come too late' --measure 'a night shift' --kind staffing --survey SV20260305001 --due 2026-03-20")
        .done();
    let _ = s
        .run("kehu improvement review late --result rejected --reason 'too dear' --by 韩梅")
        .done();
    assert_snapshot!(s.run("kehu improvement done late"), @r"
    --- stderr ---
    error: IM20260305001 was rejected
      drop it: kehu improvement drop IM20260305001; or decide on it anew: kehu improvement review IM20260305001
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu improvement link late --customer 启明"), @r"
    --- stderr ---
    error: IM20260305001 is linked to that already
      see: kehu improvement show IM20260305001
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu improvement link late --feedback FB20260305001"), @r"IM20260305001: customers linked: 1");
    s.at("2026-03-06 10:00");
    assert_snapshot!(s.run("kehu improvement drop late 'too dear for six calls a month'"), @r"IM20260305001: dropped");
    assert_snapshot!(s.run("kehu today --days 30 --rule improvement-told"), @r"Friday 2026-03-06: nothing is due");
    assert_snapshot!(s.run("kehu today --days 30 --rule improvement-due"), @r"Friday 2026-03-06: nothing is due");
    assert_snapshot!(s.run("kehu improvement untold"), @r"(no records)");
    assert_snapshot!(s.run("kehu improvement message late --customer 启明"), @r"Dear 宁波启明光电有限公司, you told us: “answers come too late”. We looked into it and leave it as it is for now: too dear for six calls a month. Thank you all the same. 李雷");
    assert_snapshot!(s.run("kehu improvement list --state dropped --fields number,state,reason"), @r"
    No.            State    Why dropped
    IM20260305001  Dropped  too dear for six calls a month
    ");
    assert_snapshot!(s.run("kehu improvement edit NT20260305001 --contact 张三"), @r"
    --- stderr ---
    error: CT20260305001 张三 is another customer's contact
      name one of this customer's
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu improvement edit NT20260305001 --notes 'call in May'"), @r"NT20260305001: changed Notes");
    assert_snapshot!(s.run("kehu improvement remove late --yes"), @r"removed improvement IM20260305001; kehu undo brings it back");
    assert_snapshot!(s.run("kehu improvement notices"), @r"(no records)");
}

#[test]
fn improvements_and_notices_go_out_and_come_back() {
    let s = office();
    heard(&s);
    for line in [
        "kehu improvement propose 'answers come too late' --measure 'a second engineer' --kind staffing --cause process-issue --feedback FB20260305001 --customer 启明",
        "kehu improvement done late 'none late in a week'",
        "kehu improvement notify late --customer 云帆 --by phone",
        "kehu export improvements ~/all.csv",
        "kehu export notices ~/told.csv",
        "kehu improvement remove late --yes",
    ] {
        let _ = s.run(line).done();
    }
    assert_snapshot!(s.text("all.csv"), @r"
    number,name,measure,kind,department,owner,due,subject,dimension,cause,evidence,expected,by,at,notes,external,result,closed_at,effect,reason
    IM20260305001,answers come too late,a second engineer,staffing,,李雷,,,,process-issue,,,李雷,2026-03-05T15:00:00+08:00,,,done,2026-03-05T15:00:00+08:00,none late in a week,
    ");
    assert_snapshot!(s.text("told.csv"), @r"
    number,improvement,customer,feedback,survey,ticket,at,method,progress,contact,owner,notes
    NT20260305001,IM20260305001,HZ-IT-2026-001,FB20260305001,,,2026-03-05T15:00:00+08:00,phone,,,李雷,
    NT20260305002,IM20260305001,XX-XX-2026-001,,,,,,,,,
    ");
    s.put("new.csv", s.text("all.csv").replace("IM20260305001", ""));
    assert_snapshot!(s.run("kehu import improvements ~/new.csv"), @r"1 improvement imported, 0 skipped, 0 rejected");
    let told = s.text("told.csv").replace("NT2026030500", "");
    s.put(
        "told.csv",
        told.replace("IM20260305001", "IM20260305002")
            .replace("\n1,", "\n,")
            .replace("\n2,", "\n,"),
    );
    assert_snapshot!(s.run("kehu import notices ~/told.csv"), @r"2 notices imported, 0 skipped, 0 rejected");
    assert_snapshot!(s.run("kehu improvement list --fields number,name,state,told,effect,cause"), @r"
    No.            Problem                State  Told  Effect               Cause of tickets
    IM20260305002  answers come too late  Done   1/2   none late in a week  Process issue
    ");
    assert_snapshot!(s.run("kehu improvement untold -o json --fields number,customer,improvement,problem"), @r#"
    [
      {
        "number": "NT20260305004",
        "customer": "宁波启明光电有限公司",
        "improvement": "IM20260305002",
        "problem": "answers come too late"
      }
    ]
    "#);
    assert_snapshot!(s.run("kehu improvement show late -o json"), @r#"
    {
      "improvement": {
        "number": "IM20260305002",
        "review": null,
        "reviewed_by": null,
        "review_reason": null,
        "result": "done",
        "closed_at": "2026-03-05T15:00:00+08:00",
        "effect": "none late in a week",
        "reason": null,
        "name": "answers come too late",
        "measure": "a second engineer",
        "kind": "staffing",
        "department": null,
        "owner": "李雷",
        "due": null,
        "subject": null,
        "dimension": null,
        "cause": "process-issue",
        "evidence": null,
        "expected": null,
        "by": "李雷",
        "at": "2026-03-05T15:00:00+08:00",
        "notes": null,
        "external": null
      },
      "notices": [
        {
          "number": "NT20260305004",
          "customer": "宁波启明光电有限公司",
          "source": null,
          "at": null,
          "method": null,
          "progress": null,
          "owner": null
        },
        {
          "number": "NT20260305003",
          "customer": "杭州云帆科技有限公司",
          "source": "FB20260305001",
          "at": "2026-03-05T15:00:00+08:00",
          "method": "phone",
          "progress": null,
          "owner": "李雷"
        }
      ]
    }
    "#);
}
