//! Needs: found by asking, weighed into three tiers, reviewed by a supervisor.

use insta::assert_snapshot;
use kehu::problem::Exit;

use super::{QIMING, office, office_zh};
use crate::session::Session;

#[test]
fn needs_in_chinese_and_their_tiers() {
    let mut s = office_zh();
    let worry = "kehu need add 云帆 担心设备升级后员工操作不适应 --spin 难点 --rigidity 潜在 --horizon 短期 --urgency 4 --value 5 --feasibility 4 --fit 满足 --solution 3次免费操作培训";
    assert_snapshot!(s.run(worry).all_chinese(&s), @r"已登记 杭州云帆科技有限公司 的需求 ND20260305001：必须满足");
    assert_snapshot!(s.run("kehu need add 云帆 旺季产能 --urgency 5 --value 5 --feasibility 1").all_chinese(&s), @r"已登记 杭州云帆科技有限公司 的需求 ND20260305002：优先考虑");
    assert_snapshot!(s.run("kehu need add 云帆 远程看板").all_chinese(&s), @r"
    已登记 杭州云帆科技有限公司 的需求 ND20260305003
    --- stderr ---
    要得出优先级：kehu need edit ND20260305003 --urgency 1-5 --value 1-5
    ");
    assert_snapshot!(s.run("kehu need edit ND20260305003 --priority 可选").all_chinese(&s), @r"
    --- stderr ---
    错误：指定优先级须说明理由
      请加 --reason 理由
    [exit 2]
    ");
    s.at("2026-03-06 10:00");
    assert_snapshot!(s.run("kehu need edit ND20260305003 --priority 可选 --reason 客户说以后再谈").all_chinese(&s), @r"ND20260305003：已修改指定优先级、指定理由");
    assert_snapshot!(s.run("kehu need list 云帆").all_chinese(&s), @r"
    编号           客户                  需求内容                      优先级    显隐  刚性      期限      匹配方案要点     发现时间
    ND20260305001  杭州云帆科技有限公司  担心设备升级后员工操作不适应  必须满足  隐性  潜在需求  短期目标  3次免费操作培训  2026-03-05 15:00
    ND20260305002  杭州云帆科技有限公司  旺季产能                      优先考虑  显性                                       2026-03-05 15:00
    ND20260305003  杭州云帆科技有限公司  远程看板                      可选优化  显性                                       2026-03-05 15:00
    --- stderr ---
    SPIN 尚缺：S 背景问题、I 暗示问题、N 需求效益问题
    ");
    assert_snapshot!(s.run("kehu need list --priority 必须 --fields number,priority,urgency,spin_empty").all_chinese(&s), @r"
    编号           优先级    紧急程度  SPIN 尚缺
    ND20260305001  必须满足         4  SIN
    ");
    assert_snapshot!(s.run("kehu need show ND20260305003").all_chinese(&s), @r"
    编号        ND20260305003
    优先级      可选优化
    客户        杭州云帆科技有限公司
    需求内容    远程看板
    显隐        显性
    指定优先级  可选优化
    指定理由    客户说以后再谈
    发现时间    2026-03-05 15:00
    负责人      李雷
    ");
    assert_snapshot!(s.run("kehu find 看板").all_chinese(&s), @r"
    类别  编号           名称  所属客户              内容
    需求  ND20260305003        杭州云帆科技有限公司  远程看板
    ");
    let _ = s.run("kehu need remove ND20260305003 --yes").done();
    let _ = s.run("kehu undo").done();
    assert_snapshot!(s.run("kehu need list 云帆 --fields number,priority -o csv"), @r"
    number,priority
    ND20260305001,must
    ND20260305002,should
    ND20260305003,could
    --- stderr ---
    SPIN 尚缺：S 背景问题、I 暗示问题、N 需求效益问题
    ");
}

#[test]
fn the_analysis_of_needs_on_one_page() {
    let mut s = office_zh();
    assert_snapshot!(s.run("kehu need show 云帆").all_chinese(&s), @r"
    客户需求分析报告：杭州云帆科技有限公司
    客户编号  HZ-IT-2026-001

    需求清单
    （没有记录）

    拟问问题
    类别          问题
    背景问题      需要与哪些现有系统对接？
    背景问题      方便简单介绍一下您的具体需求吗？
    背景问题      目前是怎么做的，用的是什么方案？
    背景问题      预算范围、服务周期和期望交付时间大致是怎样的？
    背景问题      哪些人参与决策，最后由谁拍板？
    难点问题      目前您在使用场景中遇到的主要挑战是什么？
    难点问题      您提到的痛点，目前是否已尝试其他解决方案？
    难点问题      期望通过我们的产品解决哪些问题？
    暗示问题      系统一旦出现故障，您的业务会受到什么影响？
    暗示问题      这个问题会带来多少时间或费用上的损失？
    暗示问题      它还影响到哪些部门，或者您的客户？
    需求效益问题  如果这个问题解决了，对您的业务会有多大帮助？
    需求效益问题  做决定时您最看重什么？
    ");
    assert_snapshot!(s.run("kehu need spin 云帆").all_chinese(&s), @r"
    --- stderr ---
    错误：需求分析还没有内容
      请给出客户的回答：--situation、--problem、--implication、--payoff 等
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu need spin 云帆 --situation 两条产线三班倒 --budget 10万-15万 --chain 采购经理→总经理").all_chinese(&s), @r#"
    已记录 杭州云帆科技有限公司 的需求分析 NA20260305001
    --- stderr ---
    SPIN 尚缺：P 难点问题、I 暗示问题、N 需求效益问题
    逐项登记需求：kehu need add HZ-IT-2026-001 "…" --spin problem
    "#);
    // One that is not reviewed goes on.
    s.at("2026-03-06 09:30");
    assert_snapshot!(s.run("kehu need spin 云帆 --payoff 多接三成订单 --factors 交期").all_chinese(&s), @r#"
    已记录 杭州云帆科技有限公司 的需求分析 NA20260305001
    --- stderr ---
    SPIN 尚缺：P 难点问题、I 暗示问题
    逐项登记需求：kehu need add HZ-IT-2026-001 "…" --spin problem
    "#);
    let _ = s
        .run("kehu need add 云帆 缩短交期 --spin 效益 --urgency 3 --feasibility 3")
        .done();
    let _ = s.run("kehu staff add 韩梅 --role 销售主管").done();
    assert_snapshot!(s.run("kehu need review 云帆 --result 通过").all_chinese(&s), @r"
    --- stderr ---
    错误：需求分析须由主管评审，李雷 不是主管
      请用 --by 指明主管，或 --override 理由；规则手册：gates.needs
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu need review 云帆 --result 补充 --by 韩梅 --reason 可行，需技术部投入两周").all_chinese(&s), @r"NA20260305001：补充信息后通过");
    assert_snapshot!(s.run("kehu need show 云帆 --reveal").all_chinese(&s), @r"
    客户需求分析报告：杭州云帆科技有限公司
    编号          NA20260305001
    客户编号      HZ-IT-2026-001
    需求评审      补充信息后通过
    评审人        韩梅
    评审时间      2026-03-06 09:30
    评审意见      可行，需技术部投入两周
    需求挖掘时间  2026-03-05 15:00
    分析人        李雷

    需求背景与回答
    SPIN 提问
      S 背景问题      两条产线三班倒
      N 需求效益问题  多接三成订单

    需求背景
      预算范围        10万–15万
      关键决策因素    交期
      决策链          采购经理→总经理

    需求清单
    编号           需求内容  优先级    显隐  刚性  期限  技术匹配度  匹配方案要点
    ND20260306001  缩短交期  优先考虑  隐性

    拟问问题
    类别      问题
    难点问题  目前您在使用场景中遇到的主要挑战是什么？
    难点问题  您提到的痛点，目前是否已尝试其他解决方案？
    难点问题  期望通过我们的产品解决哪些问题？
    暗示问题  系统一旦出现故障，您的业务会受到什么影响？
    暗示问题  这个问题会带来多少时间或费用上的损失？
    暗示问题  它还影响到哪些部门，或者您的客户？
    ");
    // What was approved stays as it was: a new one begins with what it says.
    s.at("2026-06-01 10:00");
    assert_snapshot!(s.run("kehu need spin 云帆 --problem 旺季停机").all_chinese(&s), @r#"
    已记录 杭州云帆科技有限公司 的需求分析 NA20260601001
    --- stderr ---
    SPIN 尚缺：I 暗示问题
    逐项登记需求：kehu need add HZ-IT-2026-001 "…" --spin problem
    "#);
    assert_snapshot!(s.run("kehu need show NA20260305001").all_chinese(&s), @r"
    编号              NA20260305001
    需求评审          补充信息后通过
    评审人            韩梅
    评审时间          2026-03-06 09:30
    评审意见          可行，需技术部投入两周
    客户              杭州云帆科技有限公司

    SPIN 提问
      S 背景问题      两条产线三班倒
      N 需求效益问题  多接三成订单

    需求背景
      预算范围        ***
      关键决策因素    交期
      决策链          采购经理→总经理
      需求挖掘时间    2026-03-05 15:00
      分析人          李雷
    ");
    assert_snapshot!(s.run("kehu need show NA20260601001 -o jsonl --fields number,at,situation,problem,budget").all_chinese(&s), @r#"{"number":"NA20260601001","at":"2026-06-01T10:00:00+08:00","situation":"两条产线三班倒","problem":"旺季停机","budget":"***"}"#);
    assert_snapshot!(s.run("kehu need list 云帆 --fields number").all_chinese(&s), @r"
    编号
    ND20260306001
    --- stderr ---
    SPIN 尚缺：I 暗示问题
    ");
}

#[test]
fn the_conversation_asks_the_questions_of_the_industry() {
    let s = office();
    let _ = s.run(QIMING).done();
    let spoken = s
        .terminal(
            80,
            &[
                "two lines, three shifts",
                "the oldest line stands still",
                "lost two orders",
                "a third more orders",
                ".",
                "less standstill",
                "5",
                "4",
                "yes",
                "",
                "problem",
                "rigid",
                "short-term",
                ".",
                "yes",
                "fewer night shifts",
                "",
                "",
                "no",
                "no",
            ],
        )
        .run("kehu need spin qiming");
    assert_snapshot!(spoken.dialog(), @r"
    ── SPIN
    S Situation
    P Problem
    I Implication
    N Need-payoff
    ── What frames the needs
    Current solution
    A need of theirs
    Urgency
    Value to the business
    12 more fields can be filled in (Found by asking, Rigid or latent, Short or long term …); now?
    Explicit or implicit
    Found by asking
    Rigid or latent
    Short or long term
    Feasibility
    Another need
    ! say what they need
    Urgency
    Value to the business
    12 more fields can be filled in (Found by asking, Rigid or latent, Short or long term …); now?
    Another need
    ");
    assert_snapshot!(spoken, @r"
    needs of 上海启明精密机械股份有限公司 analysed: NA20260305001
    recorded ND20260305001 for 上海启明精密机械股份有限公司: must
    recorded ND20260305002 for 上海启明精密机械股份有限公司
    --- stderr ---
    for its priority: kehu need edit ND20260305002 --urgency 1-5 --value 1-5
    ");
    assert_snapshot!(s.run("kehu need show qiming -o md"), @r"
    ## Needs of 上海启明精密机械股份有限公司

    | Item | Content |
    | --- | --- |
    | No. | NA20260305001 |
    | Customer no. | SH-MFG-2026-001 |
    | Analysed | 2026-03-05 15:00 |
    | Analysed by | 李雷 |

    ## What was said

    ### SPIN

    | Item | Content |
    | --- | --- |
    | S Situation | two lines, three shifts |
    | P Problem | the oldest line stands still |
    | I Implication | lost two orders |
    | N Need-payoff | a third more orders |

    ## Needs

    | No. | Need | Priority | Explicit or implicit | Rigid or latent | Short or long term | Technical fit | How we meet it |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    | ND20260305001 | less standstill | Must | Implicit | Rigid | Short term |  |  |
    | ND20260305002 | fewer night shifts |  | Explicit |  |  |  |  |

    ## To ask next

    | Kind | Question |
    | --- | --- |
    | Change of needs | Are there new plans in your business? |
    | Change of needs | What should we do better in our cooperation? |

    Supervisor: ____________   Date: ____________
    ");
}

#[test]
fn needs_and_analyses_come_back_as_they_went_out() {
    let s = office();
    let _ = s.run("kehu need add yunfan \"more capacity\" --urgency 5 --value 3 --priority should --reason \"next year's budget\"").done();
    let _ = s
        .run("kehu need spin yunfan --problem standstill --budget 10万-15万 --wanted-by 2026-06-30")
        .done();
    let needs = s.run("kehu export needs ~/needs.csv");
    let analyses = s.run("kehu export analyses ~/analyses.csv --reveal");
    assert_eq!((needs.exit, analyses.exit), (Exit::Done, Exit::Done));
    let before = s.run("kehu need show yunfan --reveal -o json").done().out;
    let _ = s.run("kehu need remove ND20260305001 --yes").done();
    let _ = s.run("kehu need remove NA20260305001 --yes").done();
    assert_snapshot!(s.run("kehu need list"), @r"(no records)");
    let other = office();
    for file in ["needs.csv", "analyses.csv"] {
        std::fs::copy(s.path(file), other.path(file)).expect("is copied");
    }
    assert_snapshot!(other.run("kehu import needs ~/needs.csv"), @r"1 need imported, 0 skipped, 0 rejected");
    assert_snapshot!(other.run("kehu import analyses ~/analyses.csv"), @r"1 needs analysis imported, 0 skipped, 0 rejected");
    assert_eq!(
        other
            .run("kehu need show yunfan --reveal -o json")
            .done()
            .out,
        before
    );
    assert_snapshot!(other.run("kehu import needs ~/needs.csv"), @r"0 needs imported, 1 skipped, 0 rejected");
}

#[test]
fn a_team_asks_its_own_questions() {
    let s = office();
    s.put(
        "playbook.toml",
        "extends = \"standard\"\n[questions.65]\nproblem = [{ en = \"What breaks at releases?\", zh = \"上线时常出什么问题？\" }]\n[questions.general]\nsituation = [\"Who are you?\"]\n",
    );
    let _ = s.run("kehu customer edit yunfan --industry 65").done();
    assert_snapshot!(s.run("kehu playbook show questions -o csv").out.lines().take(3).collect::<Vec<_>>().join("\n"), @r"
    industry,kind,question
    general,situation,Who are you?
    general,problem,What are the main difficulties where you use it?
    ");
    assert_snapshot!(s.run("kehu customer outline yunfan -o csv").out, @r#"
    outline
    number,grade,stage,intent,contact,title,role,phone,preferred_channel,last_contact,last_method,last_said,last_feedback,last_objection,planned,purpose,focus,goal,to_confirm,spin_empty
    HZ-IT-2026-001,,,high,张三,采购经理,,139****5678,,,,,,,,,,,,"S,P,I,N"

    tickets
    number,priority,status,symptom,at

    feedback
    number,class,said,received_at,solution

    notices
    number,problem,state,measure

    objections
    number,type,what,raised,answered_at

    actions
    number,what,due,owner

    promises
    number,promised_by,what,due,confirmed_at

    requests
    number,department,background,expected

    deals
    number,name,stage,value,expected

    needs
    number,what,priority,solution

    questions
    kind,question
    situation,Which systems must it work with?
    situation,Who are you?
    problem,What breaks at releases?
    problem,What are the main difficulties where you use it?
    implication,What happens to your service when that system fails?
    implication,"What does that difficulty cost you, in time or money?"
    need-payoff,"If that were solved, what would it be worth to you?"
    need-payoff,What matters most when you decide?
    "#);
}

/// How many rows of these tables are in a file.
fn rows(s: &Session, file: &str) -> [i64; 3] {
    let db = rusqlite::Connection::open(s.path(file)).expect("opens");
    [
        "SELECT count(*) FROM need",
        "SELECT count(*) FROM analysis",
        "SELECT count(*) FROM review WHERE noun = 'analysis'",
    ]
    .map(|sql| db.query_row(sql, [], |row| row.get(0)).expect("a number"))
}

#[test]
fn needs_go_to_the_supervisor_and_with_their_customer() {
    let mut s = office();
    let _ = s.run("kehu customer add 云帆二厂 --incomplete").done();
    let _ = s
        .run("kehu need add 云帆二厂 提速 --urgency 5 --value 5")
        .done();
    let _ = s.run("kehu need spin 云帆二厂 --problem 停机").done();
    let _ = s.run("kehu export team ~/li.kehu --reveal --yes").done();
    let hers = "--db ~/han.db";
    let _ = s
        .run(&format!("kehu init --name 韩梅 --role 销售主管 {hers}"))
        .done();
    let _ = s.run(&format!("kehu import team ~/li.kehu {hers}")).done();
    assert_snapshot!(s.run(&format!("kehu need list --fields number,what,priority {hers}")), @r"
    No.            Need  Priority
    ND20260305001  提速  Must
    ");
    let review = format!("kehu need review 云帆二厂 --result approved {hers}");
    let _ = s.run(&review).done();
    // The supervisor's word stays when the rep's file comes again.
    s.at("2026-03-06 10:00");
    let _ = s.run("kehu need edit ND20260305001 --feasibility 1").done();
    let _ = s.run("kehu export team ~/li.kehu --reveal --yes").done();
    let _ = s.run(&format!("kehu import team ~/li.kehu {hers}")).done();
    assert_snapshot!(s.run(&format!("kehu need show 云帆二厂 -o plain {hers}")), @r"
    NA20260305001	XX-XX-2026-001	approved	韩梅	2026-03-05T15:00:00+08:00		2026-03-05T15:00:00+08:00	李雷

    	停机												

    ND20260305001	提速	should	explicit				

    situation	Could you tell us briefly what you need?
    situation	How do you do it today, and with what?
    situation	What budget range, service period and delivery time do you have in mind?
    situation	Who takes part in the decision, and who signs?
    implication	What does that difficulty cost you, in time or money?
    implication	Whom else does it affect: other departments, your own customers?
    need-payoff	If that were solved, what would it be worth to you?
    need-payoff	What matters most when you decide?
    ");
    // Merged, they are the other customer's; erased, they are gone.
    let _ = s.run("kehu need review 云帆二厂 --result approved").done();
    let _ = s
        .run("kehu customer merge 云帆二厂 --into HZ-IT-2026-001 --yes")
        .done();
    assert_snapshot!(s.run("kehu need list HZ-IT-2026-001 --fields number,customer,priority"), @r"
    No.            Customer              Priority
    ND20260305001  杭州云帆科技有限公司  Should
    --- stderr ---
    SPIN still empty: S Situation, I Implication, N Need-payoff
    ");
    assert_eq!(rows(&s, "kehu.db"), [1, 1, 1]);
    let _ = s.run("kehu customer erase HZ-IT-2026-001 --yes").done();
    assert_eq!(rows(&s, "kehu.db"), [0, 0, 0]);
}

#[test]
fn what_the_playbook_demands_of_a_need_is_asked_for() {
    let s = office();
    s.put(
        "playbook.toml",
        "extends = \"standard\"\n[required]\nneed = [[\"urgency\", \"set_priority\"], \"rigidity\"]\n",
    );
    assert_snapshot!(s.run("kehu need add yunfan \"mobile invoices\""), @r"
    --- stderr ---
    error: Rigid or latent: no answer
    error: Urgency: no answer
      give --rigidity
      give --urgency
    [exit 2]
    ");
    let _ = s
        .run("kehu need add yunfan \"mobile invoices\" --urgency 4 --rigidity tbc")
        .done();
}
