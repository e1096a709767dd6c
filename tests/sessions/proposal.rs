//! Proposals: versions, alternatives, prices, return; approved, submitted, remarked
//! on, confirmed; side by side and on paper.

use insta::assert_snapshot;
use kehu::problem::Exit;

use super::{office, office_zh};
use crate::session::Session;

/// A supervisor, a product and an open deal.
fn desk(s: Session) -> Session {
    for line in [
        "kehu staff add 韩梅 --role supervisor",
        "kehu product add \"HT-50 手持终端\" --price 5200 --unit 台",
        "kehu deal open 云帆 仓储升级 --value 30万",
    ] {
        let _ = s.run(line).done();
    }
    s
}

/// A whole proposal with two alternatives.
const PROPOSE: &str = "kehu deal propose 云帆 --scope 60台手持终端及安装培训 --steps 调研、部署、培训 \
    --schedule 下单后30天 --expected-effect 盘点时间减半 --risks 到货延迟：备货10台 \
    --line 'HT-50 x60 -5%' --line '安装培训 x3次 @8000' --cost-before 120万 --cost-after 80万 --annual-fee 2万";

#[test]
fn a_proposal_on_its_way_in_chinese() {
    let mut s = desk(office_zh());
    assert_snapshot!(s.run(PROPOSE).all_chinese(&s), @r"
    PR20260305001：DL20260305001 仓储升级 方案第 1 版
    方案 A：320,400.00 元（标价 336,000.00），投资回报率 118.6%
    下一步：kehu deal approve DL20260305001，通过后 kehu deal submit DL20260305001
    ");
    assert_snapshot!(s.run("kehu deal alternative 云帆 --title 精简版 --line 'HT-50 ×40 97折' --hours-saved 40 --hour-cost 60").all_chinese(&s), @r"方案 B 精简版：201,760.00 元（标价 208,000.00），投资回报率 61.9%");
    assert_snapshot!(s.run("kehu deal submit 云帆").all_chinese(&s), @r"
    --- stderr ---
    错误：PR20260305001 未经主管审核（R040）
      请先 kehu deal approve … --by 主管，或 --override 理由；规则手册：gates.proposal
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu deal approve 云帆").all_chinese(&s), @r"
    --- stderr ---
    错误：方案须由主管审核，李雷 不是主管（R040）
      请用 --by 指明主管，或 --override 理由；规则手册：gates.proposal
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu deal approve 云帆 --by 韩梅").all_chinese(&s), @r"
    PR20260305001 第 1 版：通过
    下一步：kehu deal submit DL20260305001
    ");
    assert_snapshot!(s.run("kehu deal alternative 云帆 B --drop").all_chinese(&s), @r"
    --- stderr ---
    错误：PR20260305001 已审核通过
      请编制新版本：kehu deal propose DL20260305001
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu proposal edit 云帆 --risks 无").all_chinese(&s), @r"
    --- stderr ---
    错误：PR20260305001 已审核通过
      请编制新版本：kehu deal propose DL20260305001
    [exit 5]
    ");
    s.at("2026-03-06 10:00");
    assert_snapshot!(s.run("kehu deal submit 云帆 --by 正式会议").all_chinese(&s), @r"
    PR20260305001 第 1 版：已提交客户
    客户意见：kehu deal remark DL20260305001；客户同意后：kehu deal confirm DL20260305001
    ");
    assert_snapshot!(s.run("kehu deal submit 云帆").all_chinese(&s), @r"
    --- stderr ---
    错误：PR20260305001 已提交：2026-03-06 10:00
      如需更正请用 kehu undo
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu deal remark 云帆 希望再降3个点 --kind 修改意见 --said-by 张三 --due +2wd").all_chinese(&s), @r"
    RM20260306001：对 PR20260305001 的修改意见
    处理后：kehu deal answer RM20260306001；修改方案：kehu deal propose DL20260305001
    ");
    assert_snapshot!(s.run("kehu deal propose 云帆 --line 'HT-50 x60 -8%' --line '安装培训 x3次 @8000'").all_chinese(&s), @r"
    PR20260306001：DL20260305001 仓储升级 方案第 2 版
    方案 A：311,040.00 元（标价 336,000.00），投资回报率 122.2%
    方案 B 精简版：201,760.00 元（标价 208,000.00），投资回报率 61.9%
    下一步：kehu deal approve DL20260305001，通过后 kehu deal submit DL20260305001
    ");
    assert_snapshot!(s.run("kehu deal answer RM20260306001 第二版已调整 --agreed 是").all_chinese(&s), @r"RM20260306001：已处理");
    assert_snapshot!(s.run("kehu deal submit PR20260305001").all_chinese(&s), @r"
    --- stderr ---
    错误：PR20260305001 是第 1 版，已被 PR20260306001 取代；只有一个现行版本（R063）
      请指明 PR20260306001 或商机
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu proposal list").all_chinese(&s), @r"
    编号           客户                  商机           版本  状态      备选方案  首个方案合计  编制时间          提交时间
    PR20260306001  杭州云帆科技有限公司  DL20260305001     2  草稿      A B         311,040.00  2026-03-06 10:00
    PR20260305001  杭州云帆科技有限公司  DL20260305001     1  已被取代  A B         320,400.00  2026-03-05 15:00  2026-03-06 10:00
    ");
    let _ = s.run("kehu proposal show 云帆 --xlsx ~/方案.xlsx").done();
    let book: calamine::Xlsx<_> = calamine::open_workbook(s.path("方案.xlsx")).expect("opens");
    assert_eq!(
        calamine::Reader::sheet_names(&book),
        ["定制化服务方案", "报价明细", "价值与投资回报"]
    );
    assert_snapshot!(s.run("kehu deal compare 云帆").all_chinese(&s), @r"
    对比项            v1 A                       v1 B 精简版                v2 A                       v2 B 精简版
    提交时间          2026-03-06 10:00           2026-03-06 10:00
    HT-50 手持终端    60 台 = 296,400.00（−5%）  40 台 = 201,760.00（−3%）  60 台 = 287,040.00（−8%）  40 台 = 201,760.00（−3%）
    安装培训          3 次 = 24,000.00                                      3 次 = 24,000.00
    标价合计          336,000.00                 208,000.00                 336,000.00                 208,000.00
    折扣              4.6%                       3%                         7.4%                       3%
    合计              320,400.00                 201,760.00                 311,040.00                 201,760.00
    年度成本节约金额  400,000.00                 124,800.00                 400,000.00                 124,800.00
    投资回报率        118.6%                     61.9%                      122.2%                     61.9%
    回收期（月）      9.6                        19.4                       9.3                        19.4
    ");
    let _ = s.run("kehu deal approve 云帆 --by 韩梅").done();
    let _ = s.run("kehu deal submit 云帆").done();
    assert_snapshot!(s.run("kehu deal remark 云帆 没有问题 --kind 认可").all_chinese(&s), @r"
    RM20260306002：对 PR20260306001 的认可
    如已正式同意：kehu deal confirm DL20260305001
    ");
    assert_snapshot!(s.run("kehu deal confirm 云帆").all_chinese(&s), @r"PR20260306001 第 2 版：客户已确认");
    assert_snapshot!(s.run("kehu proposal show 云帆").all_chinese(&s), @r"
    定制化服务方案
    编号          PR20260306001
    版本          2
    状态          最终版（客户已确认）
    客户          杭州云帆科技有限公司
    商机          仓储升级
    编制时间      2026-03-06 10:00
    编制人        李雷
    提交时间      2026-03-06 10:00
    客户确认时间  2026-03-06 10:00

    方案内容
    服务内容  60台手持终端及安装培训
    执行步骤  调研、部署、培训
    时间节点  下单后30天

    报价明细：方案 A
    项目            数量  单位      单价  折扣        金额
    HT-50 手持终端    60  台    5,200.00    8%  287,040.00
    安装培训           3  次    8,000.00         24,000.00
    合计                                  7.4%  311,040.00

    报价明细：方案 B 精简版
    项目            数量  单位      单价  折扣        金额
    HT-50 手持终端    40  台    5,200.00    3%  201,760.00
    合计                                    3%  201,760.00

    效果、风险与服务
    预期效果            盘点时间减半
    风险提示及应对措施  到货延迟：备货10台

    价值与投资回报
    方案  指标                    数值  计算方法
    A     年度成本节约金额  400,000.00  现有年成本 1,200,000.00 − 方案后年成本 800,000.00
    A     投资回报率            122.2%  （年节约 400,000.00 − 年服务费 20,000.00）÷ 投入 311,040.00
    A     回收期（月）             9.3  投入 311,040.00 ÷（年节约 400,000.00 ÷ 12）
    B     年度成本节约金额  124,800.00  每周 40 小时 × 60.00 × 52 周
    B     投资回报率             61.9%  年节约 124,800.00 ÷ 投入 201,760.00
    B     回收期（月）            19.4  投入 201,760.00 ÷（年节约 124,800.00 ÷ 12）

    客户反馈
    编号           反馈时间          反馈类别  反馈内容  反馈人  处理措施  处理时间
    RM20260306002  2026-03-06 10:00  认可      没有问题                    2026-03-06 10:00

    金额单位：元。每行四舍五入到分，合计为各行之和。
    ");
    assert_snapshot!(s.run("kehu proposal show 云帆 --nth 1 -o md").all_chinese(&s), @r"
    ## 定制化服务方案

    | 项目 | 内容 |
    | --- | --- |
    | 编号 | PR20260305001 |
    | 版本 | 1 |
    | 状态 | 已被取代 |
    | 客户 | 杭州云帆科技有限公司 |
    | 商机 | 仓储升级 |
    | 编制时间 | 2026-03-05 15:00 |
    | 编制人 | 李雷 |
    | 提交时间 | 2026-03-06 10:00 |
    | 呈现方式 | 正式会议 |

    ## 方案内容

    | 项目 | 内容 |
    | --- | --- |
    | 服务内容 | 60台手持终端及安装培训 |
    | 执行步骤 | 调研、部署、培训 |
    | 时间节点 | 下单后30天 |

    ## 报价明细：方案 A

    | 项目 | 数量 | 单位 | 单价 | 折扣 | 金额 |
    | --- | --: | --- | --: | --: | --: |
    | HT-50 手持终端 | 60 | 台 | 5,200.00 | 5% | 296,400.00 |
    | 安装培训 | 3 | 次 | 8,000.00 |  | 24,000.00 |
    | 合计 |  |  |  | 4.6% | 320,400.00 |

    ## 报价明细：方案 B 精简版

    | 项目 | 数量 | 单位 | 单价 | 折扣 | 金额 |
    | --- | --: | --- | --: | --: | --: |
    | HT-50 手持终端 | 40 | 台 | 5,200.00 | 3% | 201,760.00 |
    | 合计 |  |  |  | 3% | 201,760.00 |

    ## 效果、风险与服务

    | 项目 | 内容 |
    | --- | --- |
    | 预期效果 | 盘点时间减半 |
    | 风险提示及应对措施 | 到货延迟：备货10台 |

    ## 价值与投资回报

    | 方案 | 指标 | 数值 | 计算方法 |
    | --- | --- | --: | --- |
    | A | 年度成本节约金额 | 400,000.00 | 现有年成本 1,200,000.00 − 方案后年成本 800,000.00 |
    | A | 投资回报率 | 118.6% | （年节约 400,000.00 − 年服务费 20,000.00）÷ 投入 320,400.00 |
    | A | 回收期（月） | 9.6 | 投入 320,400.00 ÷（年节约 400,000.00 ÷ 12） |
    | B | 年度成本节约金额 | 124,800.00 | 每周 40 小时 × 60.00 × 52 周 |
    | B | 投资回报率 | 61.9% | 年节约 124,800.00 ÷ 投入 201,760.00 |
    | B | 回收期（月） | 19.4 | 投入 201,760.00 ÷（年节约 124,800.00 ÷ 12） |

    ## 签字

    | 签字人 | 签字 | 日期 |
    | --- | --- | --- |
    | 销售代表 | ________________ | ____年__月__日 |
    | 销售主管（审核） | ________________ | ____年__月__日 |
    | 客户（确认） | ________________ | ____年__月__日 |

    金额单位：元。每行四舍五入到分，合计为各行之和。
    ");
    assert_snapshot!(s.run("kehu deal show 云帆").all_chinese(&s), @r"
    编号      DL20260305001
    客户      杭州云帆科技有限公司
    商机名称  仓储升级
    商机类型  新签
    销售阶段  线索
    预计金额  300,000.00
    商机时间  2026-03-05 15:00
    负责人    李雷

    自                阶段
    2026-03-05 15:00  线索

    方案
    编号           版本  状态                  备选方案  首个方案合计  编制时间          提交时间
    PR20260306001     2  最终版（客户已确认）  A B         311,040.00  2026-03-06 10:00  2026-03-06 10:00
    PR20260305001     1  已被取代              A B         320,400.00  2026-03-05 15:00  2026-03-06 10:00
    ");
}

#[test]
fn a_proposal_in_english() {
    let mut s = desk(office());
    assert_snapshot!(s.run("kehu deal propose 云帆 --scope \"Twelve handhelds\" --line \"HT-50 x12\"").all_english(&s), @r"
    PR20260305001: version 1 for DL20260305001 仓储升级
    A: 62,400.00
    next: kehu deal approve DL20260305001, then kehu deal submit DL20260305001
    --- stderr ---
    note: the proposal lacks: Steps, Schedule, Expected effect, Risks and answers (F11)
    ");
    assert_snapshot!(s.run("kehu deal approve 云帆 --by 韩梅 --reject \"Add the risks\"").all_english(&s), @r"
    PR20260305001 version 1: rejected
    next: a new version with kehu deal propose DL20260305001
    ");
    assert_snapshot!(s.run("kehu deal submit 云帆").all_english(&s), @r"
    --- stderr ---
    note: the proposal lacks: Steps, Schedule, Expected effect, Risks and answers (F11)
    error: PR20260305001 was sent back by the supervisor (R040)
      first kehu deal approve … --by SUPERVISOR, or --override REASON; playbook: gates.proposal
    [exit 5]
    ");
    s.at("2026-03-06 10:00");
    assert_snapshot!(s.run("kehu proposal edit 云帆 --risks \"Late parts: ten in stock\"").all_english(&s), @r"PR20260305001: changed Risks and answers");
    assert_snapshot!(s.run("kehu deal submit 云帆 --override \"Agreed by phone\"").all_english(&s), @r"
    PR20260305001 version 1: submitted
    what they say: kehu deal remark DL20260305001; once they agree: kehu deal confirm DL20260305001
    --- stderr ---
    note: the proposal lacks: Steps, Schedule, Expected effect (F11)
    ");
    assert_snapshot!(s.run("kehu proposal show 云帆").all_english(&s), @r"
    Proposal
    No.        PR20260305001
    Version    1
    State      Submitted
    Customer   杭州云帆科技有限公司
    Deal       仓储升级
    Made       2026-03-05 15:00
    Made by    李雷
    Submitted  2026-03-06 10:00

    What is proposed
    What is delivered  Twelve handhelds

    Prices
    Item            Quantity  Unit  List price  Discount        Sum
    HT-50 手持终端        12  台      5,200.00            62,400.00
    Total                                                 62,400.00

    Effect, risks and service
    Risks and answers  Late parts: ten in stock

    Prices in yuan. Each line is rounded to the fen, half a fen up; a total is the sum of its lines.
    --- stderr ---
    note: the proposal lacks: Steps, Schedule, Expected effect (F11)
    ");
}

#[test]
fn a_version_supersedes_the_one_before_and_undo_brings_it_back() {
    let s = desk(office());
    let _ = s.run(PROPOSE).done();
    let _ = s.run("kehu deal propose 云帆 --scope another").done();
    let states = |s: &Session| {
        s.run("kehu proposal list -o csv --fields version,state")
            .done()
            .out
    };
    assert_snapshot!(states(&s), @r"
    version,state
    2,draft
    1,superseded
    ");
    let _ = s.run("kehu undo").done();
    assert_snapshot!(states(&s), @r"
    version,state
    1,draft
    ");
    let _ = s.run("kehu redo").done();
    let _ = s.run("kehu proposal remove 云帆 --yes").done();
    assert_snapshot!(states(&s), @r"
    version,state
    1,draft
    ");
    let _ = s.run("kehu undo").done();
    assert_snapshot!(states(&s), @r"
    version,state
    2,draft
    1,superseded
    ");
    assert_snapshot!(s.run("kehu proposal list --current -o csv --fields version").done().out, @r"
    version
    2
    ");
}

/// What is said of a line that has no price, or one that nobody means.
#[test]
fn prices_come_from_the_price_list_or_are_given() {
    let s = desk(office());
    let _ = s.run("kehu product add \"Old scanner\" --active no").done();
    assert_snapshot!(s.run("kehu deal propose 云帆 --scope x --line 'Robot x2'"), @r"
    --- stderr ---
    error: Price lines: “Robot” has no price, and no product is called so
      give its price, such as “Robot x1 @5200”, or first: kehu product add
    [exit 3]
    ");
    assert_snapshot!(s.run("kehu deal propose 云帆 --scope x --line 'Old x2'"), @r"
    --- stderr ---
    note: Old scanner is no longer on sale
    error: Price lines: Old scanner has no list price, and the line gives none
      such as “Old scanner x1 @5200”, or: kehu product edit Old scanner --price 5200
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu deal propose 云帆 --scope x --line 'HT-50 x2 @cheap'"), @r"
    --- stderr ---
    error: Price lines: “@cheap” is no price, such as @5200
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu deal propose 云帆 --scope x --line 'x2 @5'"), @r"
    --- stderr ---
    error: Price lines: “x2 @5” is not a price line, such as “HT-50 x60 @5200 -5%”
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu deal propose 云帆 --scope x --steps a --schedule b --expected-effect c --risks d --line 'HT-50 手持终端 x2 @4900'"), @r"
    PR20260305001: version 1 for DL20260305001 仓储升级
    A: 9,800.00
    next: kehu deal approve DL20260305001, then kehu deal submit DL20260305001
    --- stderr ---
    note: HT-50 手持终端: 4,900.00 is below its list price of 5,200.00; a discount is written as -5%
    ");
}

#[test]
fn a_discount_above_the_limit_needs_approval_though_the_gate_only_records() {
    let s = office();
    let _ = s.run("kehu deal open 云帆 仓储升级").done();
    let blocks = "--steps a --schedule b --expected-effect c --risks d";
    let _ = s
        .run(&format!(
            "kehu deal propose 云帆 --scope x {blocks} --line 'Robot @1000 -25%'"
        ))
        .done();
    assert_snapshot!(s.run("kehu deal submit 云帆"), @r"
    --- stderr ---
    error: PR20260305001 takes 25% off, more than 20%, without the supervisor's approval (R040)
      first kehu deal approve … --by SUPERVISOR, or --override REASON; playbook: proposal.discount
    [exit 5]
    ");
    let _ = s
        .run("kehu deal propose 云帆 --line 'Robot @1000 -20%'")
        .done();
    assert_snapshot!(s.run("kehu deal submit 云帆"), @r"
    PR20260305002 version 2: submitted
    what they say: kehu deal remark DL20260305001; once they agree: kehu deal confirm DL20260305001
    --- stderr ---
    note: PR20260305002 has no approval of the supervisor (R040)
    ");
}

/// What handbook 000 demands is not let out without it.
#[test]
fn a_block_that_the_playbook_requires_holds_it_back() {
    let s = desk(office());
    let _ = s.run("kehu playbook use service-process").done();
    let _ = s
        .run("kehu deal propose 云帆 --scope x --line 'HT-50 x1'")
        .done();
    let _ = s.run("kehu deal approve 云帆 --by 韩梅").done();
    assert_snapshot!(s.run("kehu deal submit 云帆"), @r"
    --- stderr ---
    error: PR20260305001 lacks Risks and answers (F11)
      add it with a new version, kehu deal propose, or --override REASON; playbook: required.proposal
    [exit 5]
    ");
}

#[test]
fn what_is_owed_for_a_proposal() {
    let mut s = desk(office());
    let owed = |s: &Session| {
        let all = s.run("kehu today --all --team --days 40 -o csv --fields rule,due,command");
        let lines = all.done().out;
        let ours = |line: &&str| {
            ["proposal", "remark"]
                .iter()
                .any(|word| line.starts_with(word))
        };
        lines.lines().filter(ours).collect::<Vec<_>>().join("\n")
    };
    let _ = s.run("kehu staff edit 李雷 --supervisor 韩梅").done();
    let _ = s.run(PROPOSE).done();
    assert_snapshot!(owed(&s), @r"proposal-review,2026-03-09T18:00:00+08:00,kehu deal approve PR20260305001");
    let _ = s.run("kehu deal approve 云帆 --by 韩梅").done();
    let _ = s.run("kehu deal submit 云帆").done();
    assert_snapshot!(owed(&s), @r"proposal-ask,2026-03-08T23:59:59+08:00,kehu deal remark PR20260305001");
    s.at("2026-03-06 10:00");
    let _ = s
        .run("kehu deal remark 云帆 再降 --kind change --due +2wd")
        .done();
    assert_snapshot!(owed(&s), @r"remark-due,2026-03-10T18:00:00+08:00,kehu deal answer RM20260306001");
    let _ = s.run("kehu deal answer RM20260306001 降了").done();
    assert_eq!(owed(&s), "");
}

#[test]
fn proposals_travel_by_file() {
    let mut s = desk(office());
    let _ = s.run(PROPOSE).done();
    let _ = s
        .run("kehu deal alternative 云帆 B --line 'HT-50 x40'")
        .done();
    let _ = s.run("kehu deal approve 云帆 --by 韩梅").done();
    s.at("2026-03-06 10:00");
    let _ = s.run("kehu deal submit 云帆").done();
    let _ = s.run("kehu deal remark 云帆 再降 --kind change").done();
    let _ = s
        .run("kehu deal propose 云帆 --line 'HT-50 x60 -9%'")
        .done();
    let kinds = ["products", "deals", "proposals", "alternatives", "remarks"];
    let mut other = office();
    other.at("2026-03-06 10:00");
    for kind in kinds {
        let file = s.run(&format!("kehu export {kind} -o csv")).done().out;
        other.put("in.csv", &file);
        let _ = other.run(&format!("kehu import {kind} ~/in.csv")).done();
        let again = other.run(&format!("kehu export {kind} -o csv")).done().out;
        assert_eq!(again, file, "{kind}");
    }
    let shown = |s: &Session| s.run("kehu deal compare 云帆 --all -o json").done().out;
    assert_eq!(shown(&other), shown(&s));
    assert_eq!(s.run("kehu proposal show PR2").exit, Exit::NoSuchRecord);
}

#[test]
fn a_closed_deals_proposal_is_shown_for_its_customer() {
    let s = office();
    for line in [
        "kehu deal open 云帆 upgrade --value 60万",
        "kehu deal propose 云帆 --scope \"60 handhelds\"",
        "kehu deal lose 云帆",
    ] {
        let _ = s.run(line).done();
    }
    let shown = s.run("kehu proposal show yunfan").done().out;
    assert!(shown.contains("60 handhelds"), "{shown}");
    let deal = s.run("kehu deal show yunfan").done().out;
    assert!(deal.contains("Lost"), "{deal}");
    // Also where a deal without one is open; of which nothing is told by its number.
    let _ = s.run("kehu deal open 云帆 repeat --value 10万").done();
    let shown = s.run("kehu proposal show yunfan").done().out;
    assert!(shown.contains("60 handhelds"), "{shown}");
    assert_eq!(
        s.run("kehu proposal show DL20260305002").exit,
        kehu::problem::Exit::NoSuchRecord
    );
}

#[test]
fn remarks_are_listed_across_customers_and_put_right() {
    let s = desk(office_zh());
    for line in [
        PROPOSE,
        "kehu deal alternative 云帆 --title 精简版 --line 'HT-50 x40'",
        "kehu deal submit 云帆 --override 急",
        "kehu remark add 云帆 希望再降3个点 --kind 修改意见 --due +2wd",
        "kehu remark add 云帆 培训很好 --kind 认可",
        "kehu customer add 上海启明精密机械股份有限公司 --region SH --industry MFG --incomplete",
        "kehu deal open 启明 设备升级",
        "kehu deal propose 启明 --scope 20台终端 --line 'HT-50 x20'",
    ] {
        let _ = s.run(line).done();
    }
    assert_snapshot!(s.run("kehu remark list").all_chinese(&s), @r"
    编号           客户                  方案           反馈类别  反馈内容       反馈人  反馈时间          完成期限          责任人  处理时间
    RM20260305001  杭州云帆科技有限公司  PR20260305001  修改意见  希望再降3个点          2026-03-05 15:00  2026-03-09 18:00  李雷
    RM20260305002  杭州云帆科技有限公司  PR20260305001  认可      培训很好               2026-03-05 15:00                    李雷    2026-03-05 15:00
    ");
    assert_snapshot!(s.run("kehu remark list 云帆 --open --owner me -o csv --fields number,kind,answered_at").done(), @r"
    number,kind,answered_at
    RM20260305001,change,
    ");
    let narrow = s.terminal(60, &[]).run("kehu remark list");
    assert_snapshot!(narrow, @r"
    编号           客户                  反馈类别  反馈内容
    RM20260305001  杭州云帆科技有限公司  修改意见  希望再降3个点
    RM20260305002  杭州云帆科技有限公司  认可      培训很好
    宽度不够，未显示：方案、反馈时间、完成期限、责任人、处理时
    间；可用 --fields 选列
    ");
    assert_snapshot!(s.run("kehu remark edit 云帆 --said 希望再降2个点 --due +3wd").all_chinese(&s), @r"RM20260305001：已修改反馈内容、完成期限");
    // Who only agrees leaves nothing to deal with.
    let _ = s.run("kehu remark edit RM20260305001 --kind 认可").done();
    let _ = s.run("kehu remark edit RM20260305002 --kind 疑问").done();
    assert_snapshot!(s.run("kehu remark list -o csv --fields number,kind,said,answered_at").done(), @r"
    number,kind,said,answered_at
    RM20260305002,question,培训很好,
    RM20260305001,approval,希望再降2个点,2026-03-05T15:00:00+08:00
    ");
    assert_snapshot!(s.run("kehu remark answer RM20260305002 已解释").all_chinese(&s), @r"RM20260305002：已处理");
    let _ = s
        .run("kehu remark edit RM20260305002 --kind 修改意见")
        .done();
    assert_snapshot!(s.run("kehu remark show RM20260305002").all_chinese(&s), @r"
    编号      RM20260305002
    处理措施  已解释
    处理时间  2026-03-05 15:00
    方案      杭州云帆科技有限公司 · 60台手持终端及安装培训
    客户      杭州云帆科技有限公司
    反馈内容  培训很好
    反馈类别  修改意见
    反馈时间  2026-03-05 15:00
    责任人    李雷
    ");
    // An alternative of every deal, and of one.
    assert_snapshot!(s.run("kehu proposal alternatives").all_chinese(&s), @r"
    编号           客户                          方案           序号  方案名称        合计   年服务费  一次性投入
    AL20260305003  上海启明精密机械股份有限公司  PR20260305002  A               104,000.00
    AL20260305001  杭州云帆科技有限公司          PR20260305001  A               320,400.00  20,000.00
    AL20260305002  杭州云帆科技有限公司          PR20260305001  B     精简版    208,000.00
    ");
    assert_snapshot!(s.run("kehu proposal alternatives 云帆 --current -o csv --fields number,letter,total").done(), @r"
    number,letter,total
    AL20260305001,A,320400.00
    AL20260305002,B,208000.00
    ");
    let _ = s.run("kehu deal propose 云帆 --scope 50台终端").done();
    let all = s.run("kehu proposal alternatives 云帆 -q").done().out;
    let current = s
        .run("kehu proposal alternatives 云帆 --current -q")
        .done()
        .out;
    assert_eq!(
        (all.lines().count(), current.lines().count()),
        (4, 2),
        "{all}{current}"
    );
    let deal = s
        .run("kehu proposal alternatives --deal DL20260305002 -o csv --fields letter,total")
        .done();
    assert_snapshot!(deal.out, @r"
    letter,total
    A,104000.00
    ");
}
