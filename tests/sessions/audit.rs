//! Quality checks of tickets: drawn once, scored, put right, reported.

use insta::assert_snapshot;

use super::{office, office_zh};
use crate::session::Session;

/// Five tickets of 云帆, closed on Friday 6 March, the third of them handled by 王工.
fn closed(mut s: Session) -> Session {
    let _ = s.run("kehu staff add 王工 --role senior-engineer").done();
    for n in 1..=5 {
        let _ = s
            .run(&format!("kehu ticket open 云帆 --type product-fault --priority normal --symptom 故障{n} --occurred 14:00 --tried 重启 --told yes"))
            .done();
    }
    let _ = s.run("kehu ticket assign SN20260305003 --to 王工").done();
    s.at("2026-03-06 10:00");
    for n in 1..=5 {
        for step in [
            "solve {} --cause hardware-fault --steps 更换模块",
            "revisit {} --result solved --satisfaction 4",
            "close {}",
        ] {
            let number = format!("SN2026030500{n}");
            let _ = s
                .run(&format!("kehu ticket {}", step.replace("{}", &number)))
                .done();
        }
    }
    s.at("2026-03-09 09:00");
    s
}

#[test]
fn a_week_is_drawn_once_and_by_a_seed_that_is_shown() {
    let s = closed(office());
    assert_snapshot!(s.run("kehu ticket audit --week 2026-W10 --seed 2"), @r"
    No.            Week      Ticket         Customer              Handled by  Soundness of the solution  Manner of speaking  Customer's satisfaction  Finding
    QC20260309001  2026-W10  SN20260305001  杭州云帆科技有限公司  李雷
    --- stderr ---
    drew 1 of the 5 tickets closed in 2026-W10 (20%, rounded up; seed 2)
    0 of 1 scored; next: kehu audit score QC20260309001
    note: you handled QC20260309001 yourself: have a colleague do the scoring
    ");
    assert_snapshot!(s.run("kehu ticket audit"), @r"
    No.            Week      Ticket         Customer              Handled by  Soundness of the solution  Manner of speaking  Customer's satisfaction  Finding
    QC20260309001  2026-W10  SN20260305001  杭州云帆科技有限公司  李雷
    --- stderr ---
    drawn before: 1 of 5 tickets, seed 2
    0 of 1 scored; next: kehu audit score QC20260309001
    note: you handled QC20260309001 yourself: have a colleague do the scoring
    ");
    assert_snapshot!(s.run("kehu ticket audit --seed 5"), @r"
    --- stderr ---
    error: 2026-W10 was drawn already, with seed 2
      see it: kehu ticket audit --week 2026-W10; draw anew while nothing is scored: add --redraw --seed 5
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu ticket audit --seed 5 --redraw"), @r"
    No.            Week      Ticket         Customer              Handled by  Soundness of the solution  Manner of speaking  Customer's satisfaction  Finding
    QC20260309002  2026-W10  SN20260305002  杭州云帆科技有限公司  李雷
    --- stderr ---
    drew 1 of the 5 tickets closed in 2026-W10 (20%, rounded up; seed 5)
    0 of 1 scored; next: kehu audit score QC20260309002
    note: you handled QC20260309002 yourself: have a colleague do the scoring
    ");
    assert_snapshot!(s.run("kehu history --limit 1"), @r"
     ID  When              Who   Command       Record    What                                           State
    106  2026-03-09 09:00  李雷  ticket audit  2026-W10  drew 1 of 5 tickets anew, seed 5 instead of 2
    ");
    let _ = s.run("kehu undo").done();
    assert_snapshot!(s.run("kehu audit list --fields number,ticket,seed,pool"), @r"
    No.            Ticket         Seed  Tickets in the week
    QC20260309001  SN20260305001     2                    5
    ");
    let _ = s
        .run("kehu audit score 云帆 --solution 5 --script 5")
        .done();
    assert_snapshot!(s.run("kehu ticket audit --redraw"), @r"
    --- stderr ---
    error: 2026-W10 cannot be drawn anew: QC20260309001 is scored
      what was scored can be changed: kehu audit edit QC20260309001
    [exit 5]
    ");
}

#[test]
fn the_same_seed_draws_the_same_tickets() {
    let drawn = |seed: &str| {
        let s = closed(office());
        let line = format!("kehu audit draw --week 2026-03-05 {seed}");
        let _ = s.run(&line).done();
        s.run("kehu audit list --fields ticket,seed -o csv")
            .done()
            .out
    };
    assert_eq!(drawn("--seed 77"), drawn("--seed 77"));
    // What the machine drew can be drawn again.
    let chance = drawn("");
    let seed = chance.trim().rsplit(',').next().expect("a seed");
    assert_eq!(chance, drawn(&format!("--seed {seed}")));
}

#[test]
fn a_week_without_tickets_and_one_that_runs() {
    let mut s = closed(office());
    assert_snapshot!(s.run("kehu ticket audit --week 2026-W08"), @r"
    --- stderr ---
    no ticket was closed in 2026-W08, so none is drawn; that the week was looked at: kehu duty done duty-qa
    ");
    assert_snapshot!(s.run("kehu ticket audit --week 2026-W11"), @r"
    --- stderr ---
    no ticket was closed in 2026-W11, so none is drawn; that the week was looked at: kehu duty done duty-qa
    ");
    assert_snapshot!(s.run("kehu ticket audit --week 2026-W12"), @r"
    --- stderr ---
    error: 2026-03-16 has not come yet
      give a day up to today
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu ticket audit --week W12"), @r"
    --- stderr ---
    error: --week: “W12” is not a week, such as 2026-W12, last, or a day in it
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu ticket audit --seed -1"), @r"
    --- stderr ---
    error: --seed: “-1” is not a seed: a whole number of up to nine digits, such as 42
    [exit 2]
    ");
    s.at("2026-03-06 12:00");
    assert_snapshot!(s.run("kehu ticket audit --week this --seed 2 -o csv"), @r"
    number,week,ticket,customer,customer_number,handler,solution_soundness,script_compliance,customer_satisfaction,finding
    QC20260306001,2026-W10,SN20260305001,杭州云帆科技有限公司,HZ-IT-2026-001,李雷,,,,
    --- stderr ---
    drew 1 of the 5 tickets closed in 2026-W10 (20%, rounded up; seed 2)
    the week still runs: what is closed later is not in it
    0 of 1 scored; next: kehu audit score QC20260306001
    note: you handled QC20260306001 yourself: have a colleague do the scoring
    ");
}

#[test]
fn what_fails_is_put_right_by_somebody_until_a_day() {
    let s = closed(office_zh());
    s.put(
        "playbook.toml",
        "extends = \"standard\"\n[audit]\npercent = 60\n",
    );
    let _ = s.run("kehu ticket audit --seed 2").done();
    assert_snapshot!(s.run("kehu audit list").all_chinese(&s), @r"
    编号           周次      工单           客户                  处理人  解决方案合理性  沟通话术规范性  客户满意度  问题
    QC20260309001  2026-W10  SN20260305001  杭州云帆科技有限公司  李雷
    QC20260309002  2026-W10  SN20260305002  杭州云帆科技有限公司  李雷
    QC20260309003  2026-W10  SN20260305005  杭州云帆科技有限公司  李雷
    ");
    assert_snapshot!(s.run("kehu audit score 001 --solution 4 --script 2 --finding 未说明时限 --advice 按话术说明时限 --due 2026-03-13").all_chinese(&s), @r"
    QC20260309001（SN20260305001）已评分：不合格，沟通话术规范性 2
    整改事项 AC20260313001：李雷，2026-03-13 18:00 前
    --- stderr ---
    客户满意度取回访得分 4；如需另评请加 --satisfaction
    2026-W10：已评分 1/3；下一项：kehu audit score QC20260309002
    提醒：QC20260309001 的质检人即工单处理人，请由其他同事复核
    ");
    assert_snapshot!(s.run("kehu audit score 002 --solution 2 --script 4 --satisfaction 3 --by 李雷").all_chinese(&s), @r"
    QC20260309002（SN20260305002）已评分：不合格，解决方案合理性 2
    整改事项 AC20260316001：李雷，2026-03-16 23:59 前
    --- stderr ---
    2026-W10：已评分 2/3；下一项：kehu audit score QC20260309003
    提醒：QC20260309002 的质检人即工单处理人，请由其他同事复核
    ");
    assert_snapshot!(s.run("kehu audit score 001 --solution 5 --script 5"), @r"
    --- stderr ---
    错误：QC20260309001 已评分：2026-03-09 09:00
      修改：kehu audit edit QC20260309001
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu audit score QC20260309003 --solution 6 --script 5"), @r"
    --- stderr ---
    客户满意度取回访得分 4；如需另评请加 --satisfaction
    错误：解决方案合理性：“6”不是 1–5 的整数
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu audit score QC20260309003 --solution 5 --script 5 --at 2026-03-05T10:00"), @r"
    --- stderr ---
    客户满意度取回访得分 4；如需另评请加 --satisfaction
    错误：--at：早于工单关闭时间 2026-03-06 10:00
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu audit edit QC20260309003 --solution 5"), @r"
    --- stderr ---
    错误：三项评分只填了 1 项
      请一并填写 --solution、--script、--satisfaction 和 --at
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu audit score QC20260309003 --solution 5 --script 5"), @r"
    QC20260309003（SN20260305005）已评分：合格
    --- stderr ---
    客户满意度取回访得分 4；如需另评请加 --satisfaction
    2026-W10：3 张均已评分；报告：kehu report audit --week 2026-W10
    提醒：QC20260309003 的质检人即工单处理人，请由其他同事复核
    ");
    assert_snapshot!(s.run("kehu audit list --failed yes --fields number,handler,advice,action").all_chinese(&s), @r"
    编号           处理人  改进建议        改进事项
    QC20260309001  李雷    按话术说明时限  AC20260313001
    QC20260309002  李雷                    AC20260316001
    ");
    assert_snapshot!(s.run("kehu followup list --actions --fields number,what,due,owner").all_chinese(&s), @r"
    编号           内容                                            期限              负责人
    AC20260313001  QC20260309001：按话术说明时限                   2026-03-13 18:00  李雷
    AC20260316001  QC20260309002 不合格（解决方案合理性 2）：整改  2026-03-16 23:59  李雷
    ");
    assert_snapshot!(s.run("kehu find 说明时限").all_chinese(&s), @r"
    类别      编号           名称  所属客户              内容
    质检记录  QC20260309001        杭州云帆科技有限公司  未说明时限
    ");
    assert_snapshot!(s.run("kehu report audit").all_chinese(&s), @r"
    2026年第10周（3月2日－3月8日）工单质检改进报告
    周期           2026-W10
    起             2026-03-02
    止             2026-03-08
    对比           2026-W09
    抽查比例（%）  60
    合格分         3
    截至           2026-03-09 09:00

    抽查情况
    项目         本期    上期  增减
    关闭工单        5       0     5
    抽查            3       0     3
    抽检率        60%  无数据
    已评分          3       0     3
    不合格          2       0     2
    全项合格率  33.3%  无数据

    分项得分
    评分项          均分  上期均分  增减  合格率  上期合格率
    解决方案合理性  3.67    无数据         66.7%      无数据
    沟通话术规范性  3.67    无数据         66.7%      无数据
    客户满意度      3.67    无数据          100%      无数据
    三项合计        3.67    无数据         33.3%      无数据

    按人员
    处理人  抽查  已评分  不合格  均分  合格率  解决方案合理性  沟通话术规范性  客户满意度
    李雷       3       3       2  3.67   33.3%            3.67            3.67        3.67

    不合格工单
    编号           工单           处理人  解决方案合理性  沟通话术规范性  客户满意度  问题        改进建议        备注  质检人
    QC20260309001  SN20260305001  李雷                 4               2           4  未说明时限  按话术说明时限        李雷
    QC20260309002  SN20260305002  李雷                 2               4           3                                    李雷

    改进措施
    编号           改进事项                                        责任人  期限              状态    完成时间  质检记录       工单
    AC20260313001  QC20260309001：按话术说明时限                   李雷    2026-03-13 18:00  未完成            QC20260309001  SN20260305001
    AC20260316001  QC20260309002 不合格（解决方案合理性 2）：整改  李雷    2026-03-16 23:59  未完成            QC20260309002  SN20260305002

    抽样明细
    周次      关闭工单  抽样时工单数  抽查  已评分  种子
    2026-W10         5             5     3       3     2
    ");
}

#[test]
fn the_report_compares_with_the_week_before() {
    let mut s = closed(office());
    let _ = s.run("kehu ticket audit --seed 2").done();
    let _ = s
        .run("kehu audit score 云帆 --solution 2 --script 5")
        .done();
    s.at("2026-03-16 09:00");
    assert_snapshot!(s.run("kehu report audit"), @r"
    Quality of tickets, week 11 of 2026 (2026-03-09 to 2026-03-15)
    Period             2026-W11
    From               2026-03-09
    To                 2026-03-15
    Compared with      2026-W10
    Drawn, percent     20
    Score that passes  3
    As of              2026-03-16 09:00

    Drawn and scored
    Item                    This period  Period before  Difference
    Tickets closed                    0              5          -5
    Drawn                             0              1          -1
    Share drawn                 no data            20%
    Scored                            0              1          -1
    Failed                            0              1          -1
    Passed in all criteria      no data             0%

    By criterion
    Criterion                     Mean  Mean before  Difference   Passed  Passed before
    Soundness of the solution  no data         2.00              no data             0%
    Manner of speaking         no data         5.00              no data           100%
    Customer's satisfaction    no data         4.00              no data           100%
    All criteria               no data         3.67              no data             0%

    Measures
    No.            Measure                                                           Who   Until             State  Done  Check          Ticket
    AC20260316001  QC20260309001 failed (Soundness of the solution 2): put it right  李雷  2026-03-16 23:59  open         QC20260309001  SN20260305001

    Draws
    Week      Closed  When drawn  Drawn  Scored  Seed
    2026-W11       0                  0       0

    None: By colleague; Failed
    ");
    assert_snapshot!(s.run("kehu report audit --month 2026-03 -o json"), @r#"
    {
      "report": {
        "period": "2026-03",
        "from": "2026-03-02",
        "to": "2026-03-22",
        "compared_with": "2026-02",
        "percent": 20,
        "pass": 3,
        "as_of": "2026-03-16T09:00:00+08:00"
      },
      "figures": [
        {
          "item": "closed",
          "this": 5,
          "before": 0,
          "difference": 5
        },
        {
          "item": "drawn",
          "this": 1,
          "before": 0,
          "difference": 1
        },
        {
          "item": "drawn_share",
          "this": 0.2,
          "before": null,
          "difference": null
        },
        {
          "item": "scored",
          "this": 1,
          "before": 0,
          "difference": 1
        },
        {
          "item": "failed",
          "this": 1,
          "before": 0,
          "difference": 1
        },
        {
          "item": "passed_share",
          "this": 0.0,
          "before": null,
          "difference": null
        }
      ],
      "criteria": [
        {
          "item": "solution_soundness",
          "mean": 2.0,
          "mean_before": null,
          "difference": null,
          "passed_share": 0.0,
          "passed_share_before": null
        },
        {
          "item": "script_compliance",
          "mean": 5.0,
          "mean_before": null,
          "difference": null,
          "passed_share": 1.0,
          "passed_share_before": null
        },
        {
          "item": "customer_satisfaction",
          "mean": 4.0,
          "mean_before": null,
          "difference": null,
          "passed_share": 1.0,
          "passed_share_before": null
        },
        {
          "item": "overall",
          "mean": 3.6667,
          "mean_before": null,
          "difference": null,
          "passed_share": 0.0,
          "passed_share_before": null
        }
      ],
      "handlers": [
        {
          "handler": "李雷",
          "drawn": 1,
          "scored": 1,
          "failed": 1,
          "mean": 3.6667,
          "passed_share": 0.0,
          "solution_soundness": 2.0,
          "script_compliance": 5.0,
          "customer_satisfaction": 4.0
        }
      ],
      "failed": [
        {
          "number": "QC20260309001",
          "ticket": "SN20260305001",
          "handler": "李雷",
          "solution_soundness": 2,
          "script_compliance": 5,
          "customer_satisfaction": 4,
          "finding": null,
          "advice": null,
          "notes": null,
          "by": "李雷"
        }
      ],
      "measures": [
        {
          "number": "AC20260316001",
          "what": "QC20260309001 failed (Soundness of the solution 2): put it right",
          "owner": "李雷",
          "due": "2026-03-16T23:59:59+08:00",
          "state": "open",
          "done_at": null,
          "audit": "QC20260309001",
          "ticket": "SN20260305001"
        }
      ],
      "weeks": [
        {
          "week": "2026-W10",
          "closed": 5,
          "pool": 5,
          "drawn": 1,
          "scored": 1,
          "seed": 2
        },
        {
          "week": "2026-W11",
          "closed": 0,
          "pool": null,
          "drawn": 0,
          "scored": 0,
          "seed": null
        },
        {
          "week": "2026-W12",
          "closed": 0,
          "pool": null,
          "drawn": 0,
          "scored": 0,
          "seed": null
        }
      ]
    }
    "#);
    assert_snapshot!(s.run("kehu report audit --week 2026-W20"), @r"
    --- stderr ---
    error: 2026-05-11 has not come yet
      give a day up to today
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu report audit --week 2026-W10 --month 2026-03"), @r"
    --- stderr ---
    error: the argument '--week <WEEK>' cannot be used with '--month <MONTH>'

    Usage: kehu report audit --week <WEEK>

    For more information, try '--help'.
    [exit 2]
    ");
}

#[test]
fn the_last_score_does_the_weekly_duty() {
    let s = closed(office());
    let _ = s.run("kehu staff add 赵敏 --role qa").done();
    s.put(
        "playbook.toml",
        "extends = \"standard\"\n[audit]\npercent = 40\n",
    );
    let _ = s.run("kehu ticket audit --seed 2").done();
    let duty = "kehu duty list --fields rule,who,state,done";
    let _ = s
        .run("kehu audit score QC20260309001 --solution 5 --script 5 --by 赵敏")
        .done();
    assert_snapshot!(s.run(duty), @r"
    Duty     Who   State  Done
    duty-qa  赵敏  open
    --- stderr ---
    9 more duties are held by nobody: kehu duty list --all; a role is given with: kehu staff edit NAME --role ROLE
    ");
    let _ = s
        .run("kehu audit score SN20260305002 --solution 5 --script 5 --by 赵敏")
        .done();
    assert_snapshot!(s.run(duty), @r"
    Duty     Who   State  Done
    duty-qa  赵敏  done   2026-03-09 09:00
    --- stderr ---
    9 more duties are held by nobody: kehu duty list --all; a role is given with: kehu staff edit NAME --role ROLE
    ");
}

#[test]
fn checks_leave_and_come_back_as_a_file() {
    let s = closed(office());
    let _ = s.run("kehu ticket audit --seed 2").done();
    let _ = s
        .run("kehu audit score 云帆 --solution 2 --script 5 --finding guessed")
        .done();
    let _ = s.run("kehu export audits ~/checks.csv").done();
    let before = s.text("checks.csv");
    assert_snapshot!(before, @r"
    number,customer,ticket,week,seed,pool,solution_soundness,script_compliance,customer_satisfaction,finding,advice,at,by,action,notes
    QC20260309001,HZ-IT-2026-001,SN20260305001,2026-W10,2,5,2,5,4,guessed,,2026-03-09T09:00:00+08:00,李雷,AC20260316001,
    ");
    assert_snapshot!(s.run("kehu import audits ~/checks.csv"), @r"0 quality checks imported, 1 skipped, 0 rejected");
    let _ = s.run("kehu audit remove QC20260309001 --yes").done();
    assert_snapshot!(s.run("kehu import audits ~/checks.csv"), @r"
    --- stderr ---
    error: line 2: QC20260309001 is a removed quality check
      nothing was stored; put these rows right, or set them aside with: --reject-to FILE
    [exit 2]
    ");
    s.put(
        "more.csv",
        "ticket,week,solution_soundness,script_compliance,customer_satisfaction,at,by\nSN20260305001,2026-W10,4,4,,2026-03-09,李雷\nSN20260305002,2026年第10周,4,4,5,2026-03-09,李雷\n",
    );
    assert_snapshot!(s.run("kehu import audits ~/more.csv"), @r"
    --- stderr ---
    error: line 2: only 2 of three criteria are scored
      nothing was stored; put these rows right, or set them aside with: --reject-to FILE
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu import audits ~/more.csv --reject-to ~/bad.csv"), @r"
    1 quality check imported, 0 skipped, 1 rejected → ~/bad.csv
    --- stderr ---
    note: line 2: only 2 of three criteria are scored
    [exit 7]
    ");
    assert_snapshot!(s.run("kehu audit list --fields ticket,week,solution_soundness,by"), @r"
    Ticket         Week      Soundness of the solution  Scored by
    SN20260305002  2026-W10                          4  李雷
    ");
}

#[test]
fn a_conversation_asks_what_the_line_leaves_out() {
    let s = closed(office());
    let _ = s.run("kehu ticket audit --seed 2").done();
    let person = s.terminal(
        80,
        &["4", "5", "the time limit was not told", "tell it", "n"],
    );
    assert_snapshot!(person.run("kehu audit score 云帆").dialog(), @r"
    Soundness of the solution
    Manner of speaking
    Finding
    Advice
    4 more fields can be filled in (Who puts it right, Put right by, Remarks …); now?
    ");
}
