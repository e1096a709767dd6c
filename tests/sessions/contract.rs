//! Contracts: drafted, past legal's gate, signed, paid in instalments, ended; owed
//! until the money is there.

use insta::assert_snapshot;
use kehu::problem::Exit;

use super::{office, office_zh};
use crate::session::Session;

/// The rules that ask for something of contracts, with their dues.
fn owed(s: &Session) -> String {
    let all = s
        .run("kehu today --all --days 366 -o csv --fields rule,due,command")
        .done()
        .out;
    let ours = ["payment", "contract-renewal"];
    all.lines()
        .filter(|line| ours.iter().any(|rule| line.starts_with(rule)))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_contract_in_chinese() {
    let mut s = office_zh();
    let _ = s.run("kehu staff add 赵法务 --role 法务").done();
    let _ = s
        .run("kehu deal open 云帆 60台终端 --value 60万 --expected +1mo")
        .done();
    assert_snapshot!(s.run("kehu deal contract 终端 --contract-no HT-2026-018 --plan \"30% 签约 首付款；60% 交付后30天；余款 2026-12-31\" --expires 2027-03-31").all_chinese(&s), @r"
    已起草合同 CO20260305001：杭州云帆科技有限公司，600,000.00 元，分 3 期
    下一步：法务审核 kehu contract review CO20260305001 --by 姓名；再签订 kehu contract sign CO20260305001
    ");
    assert_snapshot!(s.run("kehu contract sign HT-2026-018 --signer 许靖").all_chinese(&s), @r"
    --- stderr ---
    错误：CO20260305001 尚未经法务审核（R042）
      请先：kehu contract review CO20260305001 --result 通过 --by 法务姓名；或 --override 理由；规则手册：gates.contract
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu contract review 云帆 --result 通过").all_chinese(&s), @r"
    --- stderr ---
    错误：合同须由法务审核，李雷 不是法务（R042）
      请用 --by 指明法务审核人，或 --override 理由；规则手册：gates.contract
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu contract review 云帆 --result 通过 --by 赵法务").all_chinese(&s), @r"
    CO20260305001：通过
    下一步：kehu contract sign CO20260305001 --signer 客户方签字人
    ");
    s.at("2026-03-06 10:00");
    let _ = s.run("kehu contract edit 云帆 --warranty 一年").done();
    assert_snapshot!(s.run("kehu deal sign 云帆 --signer 许靖").all_chinese(&s), @r"
    --- stderr ---
    错误：CO20260305001 在法务审核后又有修改（R042）
      请先：kehu contract review CO20260305001 --result 通过 --by 法务姓名；或 --override 理由；规则手册：gates.contract
    [exit 5]
    ");
    let _ = s
        .run("kehu contract review 云帆 --result 通过 --by 赵法务")
        .done();
    assert_snapshot!(s.run("kehu deal sign DL20260305001 --signer 许靖").all_chinese(&s), @r"
    CO20260305001 杭州云帆科技有限公司：已签订，600,000.00 元
    DL20260305001 60台终端：成交
    下一步：第 1 期 180,000.00 元，2026-03-06 到期：kehu contract pay CO20260305001 金额
    ");
    assert_snapshot!(s.run("kehu contract sign 云帆 --signer 许靖").all_chinese(&s), @r"
    --- stderr ---
    错误：CO20260305001 已签订：2026-03-06 10:00
      如需更正请用 kehu undo
    [exit 5]
    ");
    s.at("2026-03-20 10:00");
    assert_snapshot!(s.run("kehu deal pay 云帆 10万 --at 2026-03-10 --by 转账").all_chinese(&s), @r"
    PY20260310001：杭州云帆科技有限公司 为 CO20260305001 付款 100,000.00 元
    下一步：第 1 期 80,000.00 元，2026-03-06 到期：kehu contract pay CO20260305001 金额
    ");
    assert_snapshot!(s.run("kehu contract pay 云帆 6000 --instalment 3").all_chinese(&s), @r"
    PY20260320001：杭州云帆科技有限公司 为 CO20260305001 付款 6,000.00 元
    下一步：第 1 期 80,000.00 元，2026-03-06 到期：kehu contract pay CO20260305001 金额
    ");
    assert_snapshot!(s.run("kehu contract pay IN20260305001 9万").all_chinese(&s), @r"
    --- stderr ---
    错误：到账金额：90,000.00 元超过尚未到账的 80,000.00 元
      查看：kehu contract show CO20260305001
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu contract show 云帆").all_chinese(&s), @r"
    编号          CO20260305001
    合同状态      履行中
    已到账        106,000.00
    未回款        494,000.00
    法务审核      通过
    审核人        赵法务
    签订日期      2026-03-06 10:00
    我方签字人    李雷
    客户方签字人  许靖
    客户          杭州云帆科技有限公司
    商机          杭州云帆科技有限公司 · 60台终端
    合同编号      HT-2026-018
    标的          60台终端
    合同金额      600,000.00
    付款计划      30% 签约 首付款；60% 交付后 30 天；余款 2026-12-31
    保修政策      一年
    合同到期日    2027-03-31
    起草时间      2026-03-05 15:00
    负责人        李雷

    编号           期次  名称    应收日期    逾期天数  账龄        应收金额      已到账      未回款
    IN20260305001     1  首付款  2026-03-06        14  0–30 天   180,000.00  100,000.00   80,000.00
    IN20260305002     2                                日期未定  360,000.00        0.00  360,000.00
    IN20260305003     3          2026-12-31         0  未到期     60,000.00    6,000.00   54,000.00

    编号           到账时间            到账金额  付款方式  负责人  备注
    PY20260320001  2026-03-20 10:00    6,000.00            李雷
    PY20260310001  2026-03-10 09:00  100,000.00  银行转账  李雷
    ");
    s.at("2026-04-20 10:00");
    assert_snapshot!(s.run("kehu contract unpaid --owner 本人").all_chinese(&s), @r"
    编号           客户                  合同           期次  名称    应收日期    逾期天数  账龄        应收金额      已到账      未回款
    IN20260305001  杭州云帆科技有限公司  CO20260305001     1  首付款  2026-03-06        45  31–60 天  180,000.00  100,000.00   80,000.00
    IN20260305003  杭州云帆科技有限公司  CO20260305001     3          2026-12-31         0  未到期     60,000.00    6,000.00   54,000.00
    IN20260305002  杭州云帆科技有限公司  CO20260305001     2                                日期未定  360,000.00        0.00  360,000.00

    账龄      期数      未回款
    未到期       1   54,000.00
    日期未定     1  360,000.00
    31–60 天     1   80,000.00
    合计         3  494,000.00
    ");
    assert_snapshot!(s.run("kehu contract list").all_chinese(&s), @r"
    编号           客户                  标的        合同金额  合同状态      已到账      未回款  签订日期          合同到期日  负责人
    CO20260305001  杭州云帆科技有限公司  60台终端  600,000.00  履行中    106,000.00  494,000.00  2026-03-06 10:00  2027-03-31  李雷
    ");
    assert_snapshot!(s.run("kehu contract end 云帆 --reason 解除").all_chinese(&s), @r"
    CO20260305001：已结束（解除）
    494,000.00 元不再催收
    ");
    assert_snapshot!(s.run("kehu contract sign 云帆 --signer 许靖").all_chinese(&s), @r"
    --- stderr ---
    错误：没有合同“云帆”
      可用 kehu contract list 查看
    [exit 3]
    ");
}

#[test]
fn a_contract_in_english() {
    let mut s = office();
    assert_snapshot!(s.run("kehu contract add yunfan \"60 handhelds\" --amount 600000 --plan \"50% signing; rest acceptance\""), @r"
    drafted CO20260305001 for 杭州云帆科技有限公司: 600,000.00 in 2 instalments
    next: kehu contract review CO20260305001 --by NAME; then kehu contract sign CO20260305001
    ");
    assert_snapshot!(s.run("kehu contract edit yunfan --amount 500000 --plan \"100000 signing deposit; rest 2026-06-30\""), @r"CO20260305001: changed Amount, Payment plan");
    // Nobody of legal is on file: told, not refused.
    assert_snapshot!(s.run("kehu contract sign yunfan --signer \"Xu Jing\""), @r"
    CO20260305001 杭州云帆科技有限公司: signed, 500,000.00
    next: instalment 1, 100,000.00, due 2026-03-05: kehu contract pay CO20260305001 AMOUNT
    --- stderr ---
    note: CO20260305001 has not been reviewed by legal (R042)
    ");
    assert_snapshot!(s.run("kehu contract pay yunfan 100000 --by cheque"), @r"
    PY20260305001: 杭州云帆科技有限公司 paid 100,000.00 for CO20260305001
    next: instalment 2, 400,000.00, due 2026-06-30: kehu contract pay CO20260305001 AMOUNT
    ");
    assert_snapshot!(s.run("kehu contract edit yunfan --amount 1"), @r#"
    --- stderr ---
    error: Payment plan: the instalments come to 100,000.00, the contract to 1.00
      “rest” stands for what is left: --plan "30% signing; rest delivery"
    [exit 2]
    "#);
    assert_snapshot!(s.run("kehu contract remove yunfan --yes"), @r"
    --- stderr ---
    error: 100,000.00 came in for it
      end it instead: kehu contract end; or take the payments away first: kehu contract unpay
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu contract unpay PY20260305001 --yes"), @r"removed payment PY20260305001; kehu undo brings it back");
    let _ = s.run("kehu undo").done();
    assert_snapshot!(s.run("kehu contract payments"), @r"
    No.            Received          Customer              Contract           Amount  How     Recorded for  Notes
    PY20260305001  2026-03-05 15:00  杭州云帆科技有限公司  CO20260305001  100,000.00  Cheque  李雷
    ");
    s.at("2026-07-20 10:00");
    assert_snapshot!(s.run("kehu contract unpaid"), @r"
    No.            Customer              Contract       Instalment  Name  Due         Days overdue  Age            Amount  Received      Unpaid
    IN20260305002  杭州云帆科技有限公司  CO20260305001           2        2026-06-30            20  0–30 days  400,000.00      0.00  400,000.00

    Age        Instalments      Unpaid
    0–30 days            1  400,000.00
    Total                1  400,000.00
    ");
    assert_snapshot!(s.run("kehu contract pay yunfan 400000 --at 2026-07-19"), @r"
    PY20260719001: 杭州云帆科技有限公司 paid 400,000.00 for CO20260305001
    CO20260305001 is paid in full
    ");
    assert_snapshot!(s.run("kehu contract end yunfan --reason completed"), @r"CO20260305001: ended, completed");
}

#[test]
fn the_playbook_says_whether_signing_wins() {
    let s = office();
    let _ = s
        .run("kehu deal open yunfan handhelds --value 600000")
        .done();
    let _ = s.run("kehu deal contract handhelds").done();
    s.put(
        "playbook.toml",
        "extends = \"standard\"\n[deals]\nsigning_wins = false\n",
    );
    let _ = s.run("kehu contract sign yunfan --signer Xu").done();
    let deals = s
        .run("kehu deal list -o csv --fields outcome,amount")
        .done();
    assert_eq!(deals.out, "outcome,amount\n,\n");
    let _ = s.run("kehu undo").done();
    s.put("playbook.toml", "extends = \"standard\"\n");
    let _ = s.run("kehu contract sign yunfan --signer Xu").done();
    let deals = s
        .run("kehu deal list -o csv --fields outcome,amount")
        .done();
    assert_eq!(deals.out, "outcome,amount\nwon,600000.00\n");
    let stage = s.run("kehu customer list -o csv --fields stage").done();
    assert_eq!(stage.out, "stage\nwon\n");
}

#[test]
fn a_plan_that_does_not_add_up_is_refused() {
    let s = office();
    for (plan, why) in [
        (
            "30% signing; 60% delivery",
            "the instalments come to 540,000.00",
        ),
        ("600001", "the instalments come to 600,001.00"),
        ("30%; half", "a plan such as"),
        ("600000; rest", "the instalments come to"),
    ] {
        let refused = s.run(&format!(
            "kehu contract add yunfan x --amount 600000 --plan \"{plan}\""
        ));
        assert_eq!(refused.exit, Exit::Usage, "{refused}");
        assert!(refused.err.contains(why), "{refused}");
    }
    let none = s.run("kehu contract list -o csv --fields number").done();
    assert_eq!(none.out, "number\n");
}

#[test]
fn payments_are_owed_once_both_have_signed() {
    let mut s = office();
    let _ = s
        .run("kehu contract add yunfan x --amount 1000 --plan \"30% signing+10d; rest 2026-06-30\" --expires 2026-12-31")
        .done();
    assert_eq!(owed(&s), "");
    let _ = s.run("kehu contract sign yunfan --signer Xu").done();
    assert_snapshot!(owed(&s), @r"
    payment,2026-03-15T23:59:59+08:00,kehu contract pay IN20260305001
    payment,2026-06-30T23:59:59+08:00,kehu contract pay IN20260305002
    contract-renewal,2026-12-31T23:59:59+08:00,kehu deal open HZ-IT-2026-001
    ");
    s.at("2026-03-16 10:00");
    let _ = s.run("kehu contract pay yunfan 299.99").done();
    assert!(owed(&s).contains("IN20260305001"), "a fen is missing");
    let _ = s.run("kehu contract pay yunfan 0.01").done();
    assert_snapshot!(owed(&s), @r"
    payment,2026-06-30T23:59:59+08:00,kehu contract pay IN20260305002
    contract-renewal,2026-12-31T23:59:59+08:00,kehu deal open HZ-IT-2026-001
    ");
    // Paid before its time as much as after it.
    let kept = s
        .run("kehu report compliance --month 2026-03 -o csv --fields rule,met,due")
        .done();
    assert!(kept.out.contains("payment,"), "{kept}");
    // What was called off is not asked for any more.
    let _ = s.run("kehu contract end yunfan --reason terminated").done();
    assert_eq!(owed(&s), "");
}

#[test]
fn a_payment_that_names_an_instalment_leaves_the_order_of_the_rest() {
    let s = office();
    let _ = s
        .run("kehu contract add yunfan x --amount 100 --plan \"50; 30; 20\"")
        .done();
    let _ = s.run("kehu contract sign yunfan --signer Xu").done();
    let left = |s: &Session| {
        let unpaid = s
            .run("kehu contract unpaid -o csv --fields n,received --sort n")
            .done();
        unpaid.out.lines().skip(1).collect::<Vec<_>>().join(" ")
    };
    let _ = s.run("kehu contract pay yunfan 10 --instalment 2").done();
    assert_eq!(left(&s), "1,0.00 2,10.00 3,0.00");
    let _ = s.run("kehu contract pay yunfan 60").done();
    assert_eq!(left(&s), "2,20.00 3,0.00");
    let _ = s.run("kehu contract pay yunfan 20 --instalment 3").done();
    assert_eq!(left(&s), "2,20.00");
    let paid = s.run("kehu contract pay yunfan 11").err;
    assert!(paid.contains("more than the 10.00 still to come"), "{paid}");
    let _ = s.run("kehu contract pay yunfan 10").done();
    assert_eq!(left(&s), "");
}

#[test]
fn a_payment_that_names_no_plan_is_of_the_whole() {
    let s = office();
    let _ = s
        .run("kehu contract add yunfan x --amount 100 --service-until 2027-03-31")
        .done();
    let _ = s.run("kehu contract sign yunfan --signer Xu").done();
    let _ = s.run("kehu contract pay yunfan 40").done();
    let unpaid = s
        .run("kehu contract unpaid -o csv --fields n,due,age,unpaid")
        .done();
    assert_eq!(unpaid.out, "n,due,age,unpaid\n1,,undated,60.00\n");
    let until = s
        .run("kehu customer list -o csv --fields service_until")
        .done();
    assert_eq!(until.out, "service_until\n2027-03-31\n");
}

#[test]
fn the_scan_of_a_contract_is_asked_for_and_hangs_on_it() {
    let s = office();
    for subject in ["one", "two"] {
        let _ = s
            .run(&format!("kehu contract add yunfan {subject} --amount 100"))
            .done();
    }
    for number in ["CO20260305001", "CO20260305002"] {
        let _ = s
            .run(&format!("kehu contract sign {number} --signer Xu"))
            .done();
    }
    let asked = |s: &Session| {
        let all = s
            .run("kehu today --all --days 10 -o csv --fields rule,command")
            .done();
        let scans = all
            .out
            .lines()
            .filter(|line| line.starts_with("contract-scan"));
        scans.map(str::to_owned).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(asked(&s), @r"
    contract-scan,kehu attach add HZ-IT-2026-001 --kind contract-scan --contract CO20260305001
    contract-scan,kehu attach add HZ-IT-2026-001 --kind contract-scan --contract CO20260305002
    ");
    s.put("scan.pdf", "%PDF-1.4");
    let _ = s
        .run("kehu attach add yunfan ~/scan.pdf --kind contract-scan --contract CO20260305001")
        .done();
    assert_snapshot!(asked(&s), @r"contract-scan,kehu attach add HZ-IT-2026-001 --kind contract-scan --contract CO20260305002");
}

#[test]
fn contracts_and_payments_go_out_and_come_back() {
    let s = office();
    let _ = s
        .run("kehu contract add yunfan handhelds --amount 1000 --plan \"30% signing; rest 2026-06-30\" --contract-no HT-1 --drafted 2026-03-01")
        .done();
    let _ = s
        .run("kehu contract sign HT-1 --signer Xu --at 2026-03-02")
        .done();
    let _ = s
        .run("kehu contract pay HT-1 300 --at 2026-03-03 --instalment 1")
        .done();
    let sheet = s.run("kehu contract show HT-1 -o json").done().out;
    let unpaid = s.run("kehu contract unpaid -o csv").done().out;
    for what in ["customers", "contracts", "payments"] {
        let _ = s
            .run(&format!("kehu export {what} ~/{what}.csv --reveal --yes"))
            .done();
    }
    let again = Session::new();
    let _ = again
        .run("kehu init --name 李雷 --role rep --region HZ")
        .done();
    for what in ["customers", "contracts"] {
        let text = std::fs::read_to_string(s.path(&format!("{what}.csv"))).expect("reads");
        again.put(&format!("{what}.csv"), &text);
        let _ = again
            .run(&format!("kehu import {what} ~/{what}.csv"))
            .done();
    }
    // A payment names its instalment by number; those are given out anew here.
    let payments = std::fs::read_to_string(s.path("payments.csv")).expect("reads");
    let number = again
        .run("kehu contract unpaid -o csv --fields number --sort n")
        .done();
    let first = number.out.lines().nth(1).expect("an instalment").to_owned();
    again.put("payments.csv", payments.replace("IN20260301001", &first));
    let _ = again.run("kehu import payments ~/payments.csv").done();
    assert_eq!(
        again.run("kehu contract show HT-1 -o json").done().out,
        sheet
    );
    assert_eq!(
        again
            .run("kehu contract unpaid -o csv")
            .done()
            .out
            .lines()
            .count(),
        unpaid.lines().count()
    );
    let twice = again.run("kehu import payments ~/payments.csv").done();
    assert!(twice.to_string().contains("1 skipped"), "{twice}");
    again.put(
        "more.csv",
        "contract,customer,amount,at\nHT-1,杭州云帆科技有限公司,700.01,2026-03-04\n",
    );
    let more = again.run("kehu import payments ~/more.csv");
    assert_eq!(more.exit, Exit::Usage, "{more}");
    assert!(more.to_string().contains("more than the 700.00"), "{more}");
}

#[test]
fn a_months_report_tells_what_came_in() {
    let mut s = office();
    let _ = s
        .run("kehu contract add yunfan handhelds --amount 1000 --plan \"300 2026-01-31; 200 2026-02-20; rest 2026-06-30\" --drafted 2026-01-05")
        .done();
    let _ = s
        .run("kehu contract sign yunfan --signer Xu --at 2026-01-10")
        .done();
    for (sum, at) in [("100", "2026-02-10"), ("250", "2026-03-04")] {
        let _ = s
            .run(&format!("kehu contract pay yunfan {sum} --at {at}"))
            .done();
    }
    s.at("2026-04-01 10:00");
    let report = s.run("kehu report monthly --month 2026-03").done().out;
    let from = report.find("Contracts and payments\n").expect("is there");
    assert_snapshot!(&report[from..].lines().take(22).collect::<Vec<_>>().join("\n"), @r"
    Contracts and payments
    Figure              Month  Month before  Difference
    Payments received       1             1           0
    Amount received    250.00        100.00      150.00
    Unpaid at the end  650.00        900.00     -250.00
    Overdue of it      150.00        400.00     -250.00

    Unpaid at the end, by age
    Age          Month  Month before  Difference  Unpaid
    Not due yet      1             1           0  500.00
    0–30 days        0             2          -2    0.00
    31–60 days       1             0           1  150.00
    Total            2             3          -1  650.00

    Nothing this month and the month before: Follow-ups by method; Follow-ups by purpose (one may serve several); Follow-ups by content (one may be about several); Agreed actions due; Agreed next contacts due; Our promises due; Customers' promises due; Our promises not kept; Grades approved; Grades approved, from and to; Deals; Open deals at the end, by stage; Why deals were won; Why deals were lost; Tickets; Tickets accepted, by type; Tickets accepted, by priority; Tickets accepted, by cause; Tickets open at the end, by status; Tickets accepted: how far they came; Tickets accepted: time since acceptance; Tickets: clocks kept; Satisfaction; Feedback
    ");
    let json = s
        .run("kehu report monthly --month 2026-02 -o json")
        .done()
        .out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("json");
    assert_snapshot!(serde_json::to_string(&json["unpaid_by_age"]).expect("writes"), @r#"[{"item":"not-due","this_month":1,"month_before":3,"difference":-2,"unpaid":"500.00"},{"item":"0-30","this_month":2,"month_before":0,"difference":2,"unpaid":"400.00"},{"item":"total","this_month":3,"month_before":3,"difference":0,"unpaid":"900.00"}]"#);
}

#[test]
fn a_contract_goes_with_its_customer() {
    let s = office();
    let _ = s
        .run("kehu customer add 杭州云岭科技有限公司 --region HZ --industry IT --incomplete --anyway")
        .done();
    let _ = s
        .run("kehu contract add 云岭 handhelds --amount 1000 --plan \"50%; 50%\"")
        .done();
    let _ = s.run("kehu contract sign 云岭 --signer Xu").done();
    let _ = s.run("kehu contract pay 云岭 500").done();
    let kept = s.run("kehu customer remove 云岭 --yes");
    assert_eq!(kept.exit, Exit::Refused, "{kept}");
    let shown = s.run("kehu customer show 云岭").done();
    assert!(shown.out.contains("CO20260305001"), "{shown}");
    let _ = s.run("kehu customer merge 云岭 --into 云帆 --yes").done();
    let unpaid = s
        .run("kehu contract unpaid 云帆 -o csv --fields unpaid,customer")
        .done();
    assert_eq!(unpaid.out, "unpaid,customer\n500.00,杭州云帆科技有限公司\n");
    let _ = s.run("kehu customer erase 云帆 --yes").done();
    let none = s
        .run("kehu contract payments -o csv --fields number")
        .done();
    assert_eq!(none.out, "number\n");
}

#[test]
fn a_second_contract_of_one_deal_is_told() {
    let s = office_zh();
    let _ = s.run("kehu deal open 云帆 60台终端 --value 60万").done();
    let _ = s.run("kehu deal contract 终端").done();
    assert_snapshot!(s.run("kehu deal contract 终端").all_chinese(&s), @r"
    已起草合同 CO20260305002：杭州云帆科技有限公司，600,000.00 元，分 1 期
    下一步：法务审核 kehu contract review CO20260305002 --by 姓名；再签订 kehu contract sign CO20260305002
    --- stderr ---
    该商机已有合同 CO20260305001；如系误建：kehu undo
    ");
}
