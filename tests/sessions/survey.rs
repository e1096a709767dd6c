//! Surveys: sent, answered, low ones followed up, the response rate, whole files of
//! answers.

use insta::assert_snapshot;

use super::{QIMING, office, office_zh};
use crate::session::Session;

/// Delivered on the fifth of March.
fn delivered() -> Session {
    let s = office();
    let _ = s.run(QIMING).done();
    let _ = s
        .run("kehu delivery plan 云帆 60台终端 --planned 2026-03-05")
        .done();
    let _ = s
        .run("kehu delivery deliver 云帆 --at 2026-03-05T10:00")
        .done();
    s
}

#[test]
fn a_survey_is_sent_and_answered() {
    let mut s = delivered();
    s.at("2026-03-25 10:00");
    assert_snapshot!(s.run("kehu survey due"), @r"
    Customer              No.             Why                                 Record         Ask by            Sent  Survey
    杭州云帆科技有限公司  HZ-IT-2026-001  Satisfaction survey after delivery  DV20260305001  2026-04-05 23:59
    --- stderr ---
    answers: kehu survey record CUSTOMER; sent: kehu survey ask CUSTOMER
    ");
    assert_snapshot!(s.run("kehu survey ask 云帆 --node after-delivery --by questionnaire-online"), @r"asked 杭州云帆科技有限公司: SV20260325001; the answers: kehu survey record SV20260325001");
    assert_snapshot!(s.run("kehu survey due --unasked"), @r"(no records)");
    assert_snapshot!(s.run("kehu survey list --unanswered"), @r"
    No.            Customer              Answered  Scores  Would recommend us  Suggestion  Occasion        Method
    SV20260325001  杭州云帆科技有限公司                                                    After delivery  Questionnaire online
    --- stderr ---
    asked 1, answered 0: response rate 0%
    ");
    s.at("2026-03-27 10:00");
    assert_snapshot!(s.run("kehu survey record 云帆 --score 4,5,4,4,4 --nps 9 --suggestion 希望增加夜间紧急联系方式 --confirmed yes"), @r"recorded SV20260325001 for 杭州云帆科技有限公司, mean 4.20, NPS 9");
    assert_snapshot!(s.run("kehu survey due"), @r"(no records)");
    assert_snapshot!(s.run("kehu survey show SV20260325001"), @r"
    No.                          SV20260325001
    Customer                     杭州云帆科技有限公司
    Scores                       Speed of response 4, Solving problems 5, Engineers' competence 4, Attitude 4, Overall 4
    Would recommend us           9
    Suggestion                   希望增加夜间紧急联系方式
    Answered                     2026-03-27 10:00
    Method                       Questionnaire online
    Occasion                     After delivery
    Confirmed with the customer  Yes
    Sent                         2026-03-25 10:00
    Asked by                     李雷
    ");
    assert_snapshot!(s.run("kehu survey record SV20260325001 --nps 3"), @r"
    --- stderr ---
    error: SV20260325001 was answered already: 2026-03-27 10:00
      change it with: kehu survey edit SV20260325001
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu undo"), @r"
    undone: SV20260325001 recorded satisfaction
    kehu redo brings it back
    ");
    assert_snapshot!(s.run("kehu survey list --unanswered --fields number,customer,asked_at"), @r"
    No.            Customer              Sent
    SV20260325001  杭州云帆科技有限公司  2026-03-25 10:00
    --- stderr ---
    asked 1, answered 0: response rate 0%
    ");
}

#[test]
fn an_answer_about_something_else_is_a_survey_of_its_own() {
    let s = delivered();
    let _ = s
        .run("kehu survey ask 云帆 --node after-delivery --delivery 云帆")
        .done();
    let other = s.run("kehu survey record 云帆 --nps 9 --node before-expiry -q --confirmed yes");
    assert_snapshot!(other, @r"SV20260305002");
    let same =
        "kehu survey record 云帆 --nps 8 --node 交付后 --delivery DV20260305001 -q --confirmed yes";
    assert_snapshot!(s.run(same), @r"SV20260305001");
    assert_snapshot!(s.run("kehu survey list --fields number,node,nps,delivery"), @r"
    No.            Occasion             Would recommend us  Delivery
    SV20260305002  Before service ends                   9
    SV20260305001  After delivery                        8  DV20260305001
    --- stderr ---
    asked 2, answered 2: response rate 100%
    ");
}

#[test]
fn a_low_score_opens_an_action_and_asks_for_a_second_revisit() {
    let mut s = office_zh();
    assert_snapshot!(s.run("kehu survey record 云帆 --score 响应速度=2,整体满意度=3 --nps 5 --suggestion 无 --by 电话访谈").all_chinese(&s), @r"
    已登记满意度 SV20260305001：杭州云帆科技有限公司，均分 2.50，NPS 5
    低分：服务响应速度 2、NPS 5；已生成待办 AC20260310001，2026-03-10 18:00 前
    整改后二次回访（R186）：kehu log HZ-IT-2026-001 --purpose second-revisit
    --- stderr ---
    提醒：客户建议过于空泛，请引导客户具体说明（R095）
    请与客户确认调查结果（R095）：kehu survey edit SV20260305001 --confirmed yes
    ");
    // A word that says nothing is no suggestion.
    let report = s
        .run("kehu report satisfaction --quarter this -o json")
        .done();
    let report: serde_json::Value = serde_json::from_str(&report.out).expect("JSON");
    assert_eq!(report["suggestions"], serde_json::json!([]));
    assert_snapshot!(s.run("kehu survey list --low yes --fields number,scores,nps,low").all_chinese(&s), @r"
    编号           评分                          推荐意愿  低分
    SV20260305001  服务响应速度 2、整体满意度 3         5  是
    --- stderr ---
    发出 1 份，回收 1 份，回收率 100%
    ");
    assert_snapshot!(s.run("kehu followup list --fields method,purpose,topic,said").all_chinese(&s), @r"
    跟进方式  目的        沟通主题       沟通内容
    电话      满意度回访  SV20260305001  无
    ");
    assert_snapshot!(s.run("kehu today --days 7 --rule survey-low").all_chinese(&s), @r"
    2026-03-05 周四：即将到期 1 项

    1  杭州云帆科技有限公司  张三 采购经理 139****5678
       03-10 前 · 客户在等 · 低分二次回访 · SV20260305001 无
       自 15:00，期限 03-10
       kehu log HZ-IT-2026-001 --purpose second-revisit
    ");
    s.at("2026-03-06 10:00");
    let _ = s
        .run("kehu log 云帆 已加派值班工程师，客户满意 --by 电话 --purpose 二次回访")
        .done();
    assert_snapshot!(s.run("kehu today --days 7 --rule survey-low").all_chinese(&s), @r"2026-03-06 周五：没有到期事项");
    assert_snapshot!(s.run("kehu find 值班").all_chinese(&s), @r"
    类别      编号           名称  所属客户              内容
    跟进记录  FU20260306001        杭州云帆科技有限公司  已加派值班工程师，客户满意
    ");
    assert_snapshot!(s.run("kehu history --limit 2").all_chinese(&s), @r"
    序号  时间              何人  命令           记录            内容        状态
      13  2026-03-06 10:00  李雷  followup log   HZ-IT-2026-001  记录跟进
       9  2026-03-05 15:00  李雷  survey record  SV20260305001   登记满意度
    ");
}

#[test]
fn wrong_scores_are_named() {
    let s = office();
    assert_snapshot!(s.run("kehu survey record 云帆 --score overall=6"), @r"
    --- stderr ---
    error: Scores: Overall: “6” is not a whole number from 1 to 5
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu survey record 云帆 --score price=4"), @r"
    --- stderr ---
    error: Scores: “price” is no dimension of the playbook; see them with: kehu playbook show dimensions
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu survey record 云帆 --score '4 5'"), @r"
    --- stderr ---
    error: Scores: “4 5” is not 5 points from 1 to 5 in this order: Speed of response, Solving problems, Engineers' competence, Attitude, Overall; or single ones by name, such as response-speed=4
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu survey record 云帆 --nps 11"), @r"
    --- stderr ---
    error: Would recommend us: “11” is not a whole number from 0 to 10
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu survey record 云帆 --suggestion fine"), @r"
    --- stderr ---
    error: no score was given
      add --score overall=4 or --nps 9
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu survey list"), @r"(no records)");
}

#[test]
fn a_file_of_answers_has_a_column_for_each_dimension() {
    let s = office();
    let _ = s.run(QIMING).done();
    s.put(
        "answers.csv",
        "客户名称,调查日期,服务响应速度(1-5分),问题解决效率,整体满意度,NPS,客户建议,调查方式\n\
         杭州云帆科技有限公司,2026-03-04,4,5,4,9,希望增加夜间紧急联系方式,问卷\n\
         上海启明精密机械股份有限公司,2026-03-04,2,,3,6,无,电话访谈\n",
    );
    assert_snapshot!(s.run("kehu import surveys ~/answers.csv"), @r"2 surveys imported, 0 skipped, 0 rejected");
    assert_snapshot!(s.run("kehu survey list"), @r"
    No.            Customer                      Answered          Scores                                              Would recommend us  Suggestion                Occasion  Method
    SV20260304002  上海启明精密机械股份有限公司  2026-03-04 09:00  Speed of response 2, Overall 3                                       6  无                                  Phone interview
    SV20260304001  杭州云帆科技有限公司          2026-03-04 09:00  Speed of response 4, Solving problems 5, Overall 4                   9  希望增加夜间紧急联系方式            Questionnaire online
    --- stderr ---
    asked 2, answered 2: response rate 100%
    ");
    assert_snapshot!(s.run("kehu import surveys ~/answers.csv"), @r"0 surveys imported, 2 skipped, 0 rejected");
    s.put(
        "bad.csv",
        "客户名称,调查日期,整体满意度\n杭州云帆科技有限公司,2026-03-05,7\n杭州云帆科技有限公司,,4\n",
    );
    assert_snapshot!(s.run("kehu import surveys ~/bad.csv"), @r"
    --- stderr ---
    error: line 2: Scores: Overall: “7” is not a whole number from 1 to 5
    error: line 3: it is not said when this was answered
    error: line 3: it was neither asked nor answered
      nothing was stored; put these rows right, or set them aside with: --reject-to FILE
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu export surveys --fields customer,at,scores,nps"), @r#"
    customer,at,scores,nps
    HZ-IT-2026-001,2026-03-04T09:00:00+08:00,"response-speed=4,solving-efficiency=5,overall=4",9
    SH-MFG-2026-001,2026-03-04T09:00:00+08:00,"response-speed=2,overall=3",6
    "#);
    assert_snapshot!(s.run("kehu survey list -o jsonl --fields number,scores"), @r#"
    {"number":"SV20260304002","scores":{"response-speed":2,"overall":3}}
    {"number":"SV20260304001","scores":{"response-speed":4,"solving-efficiency":5,"overall":4}}
    --- stderr ---
    asked 2, answered 2: response rate 100%
    "#);
}

#[test]
fn a_month_below_the_mark_needs_its_root_cause() {
    let mut s = office_zh();
    let _ = s.run(QIMING).done();
    s.put(
        "march.csv",
        "客户名称,调查日期,服务响应速度,整体满意度\n\
         杭州云帆科技有限公司,2026-03-05 10:00,4,5\n\
         杭州云帆科技有限公司,2026-03-05 11:00,3,5\n\
         杭州云帆科技有限公司,2026-03-05 12:00,5,4\n\
         杭州云帆科技有限公司,2026-03-05 13:00,4,4\n\
         上海启明精密机械股份有限公司,2026-03-05 14:00,2,4\n",
    );
    let _ = s.run("kehu import surveys ~/march.csv").done();
    s.at("2026-03-31 18:00");
    let early = s.run("kehu today --days 7 --rule satisfaction-cause");
    assert_snapshot!(early.all_chinese(&s), @r"2026-03-31 周二：没有到期事项");
    s.at("2026-04-01 09:00");
    let due = s.run("kehu today --days 7 --rule satisfaction-cause");
    assert_snapshot!(due.all_chinese(&s), @r"
    2026-04-01 周三：即将到期 1 项

    1  上海启明精密机械股份有限公司  郭建华 177****2317
       04-08 前 · 表单 · 满意度不达标根因分析 · SV20260305005
       自 03-31，期限 04-08
       kehu form fill root-cause SV20260305005
    ");
    let _ = s
        .run("kehu form fill root-cause SV20260305005 --step 售后响应 --problem 夜间无人值守 --causes 无排班 --measures 增加夜班")
        .done();
    let done = s.run("kehu today --days 7 --rule satisfaction-cause");
    assert_snapshot!(done.all_chinese(&s), @r"2026-04-01 周三：没有到期事项");
}

#[test]
fn none_is_asked_again_once_at_a_terminal() {
    let s = office_zh();
    let said = s
        .terminal(
            80,
            &[
                "4 4 4 4 4",
                "9",
                "无",
                "电话访谈",
                "",
                "是",
                "n",
                "夜间也能联系到人",
            ],
        )
        .run("kehu survey record 云帆");
    assert_snapshot!(said.dialog(), @r"
    评分
    推荐意愿
    客户建议
    调查方式
    触发节点
    已与客户确认
    还有 7 项可填（联系人、相关交付、相关合同…），现在填写吗？
    “无”过于空泛，请再问一次：希望我们改进什么
    ");
    assert_snapshot!(s.run("kehu survey list --fields number,suggestion,confirmed").all_chinese(&s), @r"
    编号           客户建议          已与客户确认
    SV20260305001  夜间也能联系到人  是
    --- stderr ---
    发出 1 份，回收 1 份，回收率 100%
    ");
}
