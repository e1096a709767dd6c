//! The packs for the weekly and the bimonthly meeting.

use insta::assert_snapshot;

use super::{QIMING, office_zh};
use crate::session::Session;

/// A week with a late delivery, a complaint, a low score, an urgent ticket and a promise
/// that was not kept; and a defect of last month.
fn busy() -> Session {
    let mut s = office_zh();
    for line in [
        QIMING,
        "kehu delivery plan 云帆 60台终端 --planned 2026-03-06",
        "kehu delivery milestone 云帆 到货 --planned 2026-03-04",
        "kehu delivery progress 云帆 \"三十台已发出\"",
        "kehu delivery deviate 云帆 交付延误 --kind delay --reason 缺货",
        "kehu promise add 启明 三日内到货 --kind lead-time --due 2026-03-06T12:00 --by us",
        "kehu feedback log 云帆 发货前没有通知 --class complaint --department product",
        "kehu survey record 云帆 --score 响应速度=2 --nps 5 --suggestion 增加夜间值班",
        "kehu ticket open 云帆 --type 故障 --priority 紧急 --symptom 整线停机 --occurred 08:00 --tried 重启 --told 是 --product X1 --quality major",
        "kehu ticket open 启明 --type 其他 --priority 一般 --symptom 外箱破损 --occurred 08:00 --tried 未拆箱 --told 是 --area 物流 --logistics 破损",
        "kehu ticket solve 云帆 --cause 硬件故障 --steps 更换电源",
        "kehu form fill joint-meeting --decisions 每周核对库存 --due 2026-03-04 --at 2026-02-26T10:00",
    ] {
        let _ = s.run(line).done();
    }
    s.at("2026-03-06 17:00");
    s
}

#[test]
fn the_joint_meeting_sees_the_week() {
    let s = busy();
    assert_snapshot!(s.run("kehu report meeting").all_chinese(&s), @r"
    售前售后联席会材料，2026年第10周（3月2日－3月8日）
    周期  2026-W10
    起    2026-03-02
    止    2026-03-08
    截至  2026-03-06 17:00

    以往会议未结事项
    编号           决议          状态  期限              责任人
    EN20260226001  每周核对库存  逾期  2026-03-04 18:00  李雷

    项目进展
    编号           客户                  交付内容  状态  计划日期    最近进展      负责人
    DV20260305001  杭州云帆科技有限公司  60台终端  延期  2026-03-06  三十台已发出  李雷

    客户反馈
    类别        编号           客户                  反馈内容        状态  时间              已给出方案  负责人
    投诉        FB20260305001  杭州云帆科技有限公司  发货前没有通知  未结  2026-03-05 15:00              李雷
    满意度调查  SV20260305001  杭州云帆科技有限公司  增加夜间值班    低分  2026-03-05 15:00              李雷

    潜在风险
    类别      编号           客户                          内容        原因      起始或期限        已有措施  负责人
    工单      SN20260305001  杭州云帆科技有限公司          整线停机    紧急      2026-03-05 15:00            李雷
    承诺      PM20260305001  上海启明精密机械股份有限公司  三日内到货  逾期      2026-03-06 12:00            李雷
    里程碑    MS20260305001  杭州云帆科技有限公司          到货        逾期      2026-03-04                  李雷
    执行偏差  DX20260305001  杭州云帆科技有限公司          交付延误    进度延迟  2026-03-05 15:00            李雷

    无：新成交
    --- stderr ---
    打印请加 --html 文件；会后登记纪要：kehu form fill joint-meeting
    ");
    assert_snapshot!(s.run("kehu report meeting --joint --week 2026-W10 -o md").all_chinese(&s), @r"
    ## 售前售后联席会材料，2026年第10周（3月2日－3月8日）

    | 项目 | 内容 |
    | --- | --- |
    | 周期 | 2026-W10 |
    | 起 | 2026-03-02 |
    | 止 | 2026-03-08 |
    | 截至 | 2026-03-06 17:00 |

    ## 以往会议未结事项

    | 编号 | 决议 | 状态 | 期限 | 责任人 |
    | --- | --- | --- | --- | --- |
    | EN20260226001 | 每周核对库存 | 逾期 | 2026-03-04 18:00 | 李雷 |

    ## 项目进展

    | 编号 | 客户 | 交付内容 | 状态 | 计划日期 | 最近进展 | 负责人 |
    | --- | --- | --- | --- | --- | --- | --- |
    | DV20260305001 | 杭州云帆科技有限公司 | 60台终端 | 延期 | 2026-03-06 | 三十台已发出 | 李雷 |

    ## 客户反馈

    | 类别 | 编号 | 客户 | 反馈内容 | 状态 | 时间 | 已给出方案 | 负责人 |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    | 投诉 | FB20260305001 | 杭州云帆科技有限公司 | 发货前没有通知 | 未结 | 2026-03-05 15:00 |  | 李雷 |
    | 满意度调查 | SV20260305001 | 杭州云帆科技有限公司 | 增加夜间值班 | 低分 | 2026-03-05 15:00 |  | 李雷 |

    ## 潜在风险

    | 类别 | 编号 | 客户 | 内容 | 原因 | 起始或期限 | 已有措施 | 负责人 |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    | 工单 | SN20260305001 | 杭州云帆科技有限公司 | 整线停机 | 紧急 | 2026-03-05 15:00 |  | 李雷 |
    | 承诺 | PM20260305001 | 上海启明精密机械股份有限公司 | 三日内到货 | 逾期 | 2026-03-06 12:00 |  | 李雷 |
    | 里程碑 | MS20260305001 | 杭州云帆科技有限公司 | 到货 | 逾期 | 2026-03-04 |  | 李雷 |
    | 执行偏差 | DX20260305001 | 杭州云帆科技有限公司 | 交付延误 | 进度延迟 | 2026-03-05 15:00 |  | 李雷 |

    ## 会议决议

    | 编号 | 议题 | 联合解决方案 | 责任人 | 期限 |
    | --- | --- | --- | --- | --- |
    | DV20260305001 | 杭州云帆科技有限公司 · 60台终端 | ________________________ | __________ | ____年__月__日 |
    | FB20260305001 | 杭州云帆科技有限公司 · 发货前没有通知 | ________________________ | __________ | ____年__月__日 |
    | SV20260305001 | 杭州云帆科技有限公司 · 增加夜间值班 | ________________________ | __________ | ____年__月__日 |
    | SN20260305001 | 杭州云帆科技有限公司 · 整线停机 | ________________________ | __________ | ____年__月__日 |
    | PM20260305001 | 上海启明精密机械股份有限公司 · 三日内到货 | ________________________ | __________ | ____年__月__日 |
    | MS20260305001 | 杭州云帆科技有限公司 · 到货 | ________________________ | __________ | ____年__月__日 |
    | DX20260305001 | 杭州云帆科技有限公司 · 交付延误 | ________________________ | __________ | ____年__月__日 |
    |  |  | ________________________ | __________ | ____年__月__日 |
    |  |  | ________________________ | __________ | ____年__月__日 |
    |  |  | ________________________ | __________ | ____年__月__日 |

    无：新成交
    --- stderr ---
    打印请加 --html 文件；会后登记纪要：kehu form fill joint-meeting
    ");
    assert_snapshot!(s.run("kehu report meeting --week 上周").all_chinese(&s), @r"
    售前售后联席会材料，2026年第9周（2月23日－3月1日）
    周期  2026-W09
    起    2026-02-23
    止    2026-03-01
    截至  2026-03-01 23:59

    以往会议未结事项
    编号           决议          状态  期限              责任人
    EN20260226001  每周核对库存  未结  2026-03-04 18:00  李雷

    无：项目进展；新成交；客户反馈；潜在风险
    --- stderr ---
    打印请加 --html 文件；会后登记纪要：kehu form fill joint-meeting
    ");
    assert_snapshot!(s.run("kehu report meeting -o json --week 2026-02-20"), @r#"
    {
      "report": {
        "period": "2026-W08",
        "from": "2026-02-16",
        "to": "2026-02-22",
        "as_of": "2026-02-22T23:59:59+08:00"
      },
      "undone": [],
      "progress": [],
      "won": [],
      "feedback": [],
      "risks": []
    }
    --- stderr ---
    打印请加 --html 文件；会后登记纪要：kehu form fill joint-meeting
    "#);
}

#[test]
fn the_analysis_meeting_sees_two_months() {
    let mut s = busy();
    assert_snapshot!(s.run("kehu report meeting --analysis").all_chinese(&s), @r"
    周期  2026-01
    起    2026-01-01
    止    2026-02-28
    截至  2026-02-28 23:59

    无：以往会议未结事项；高频原因；各产品工单；客户反馈；质量与物流
    --- stderr ---
    打印请加 --html 文件；会后登记纪要：kehu form fill analysis-meeting
    ");
    s.at("2026-05-04 09:00");
    assert_snapshot!(s.run("kehu report meeting --analysis").all_chinese(&s), @r"
    双月售后分析会材料，2026年3月、2026年4月
    周期  2026-03
    起    2026-03-01
    止    2026-04-30
    截至  2026-04-30 23:59

    高频原因
    原因      产品  解决工单  已入知识库
    硬件故障  X1           1  否

    各产品工单
    产品        工单  故障  投诉  重开
    （未填写）     1     0     0     0
    X1             1     1     0     0

    客户反馈
    类别        编号           客户                  反馈内容        涉及部门  原因  时间
    投诉        FB20260305001  杭州云帆科技有限公司  发货前没有通知  产品部          2026-03-05 15:00
    满意度调查  SV20260305001  杭州云帆科技有限公司  增加夜间值班                    2026-03-05 15:00

    质量与物流
    类别  编号           客户                          内容      产品  等级或类型  时间              负责人
    质量  SN20260305001  杭州云帆科技有限公司          整线停机  X1    重大        2026-03-05 15:00  李雷
    物流  SN20260305002  上海启明精密机械股份有限公司  外箱破损        破损        2026-03-05 15:00  李雷

    无：以往会议未结事项
    --- stderr ---
    打印请加 --html 文件；会后登记纪要：kehu form fill analysis-meeting
    ");
    assert_snapshot!(s.run("kehu report meeting --analysis --month 2026-04 --html ~/a.html -q"), @"");
    assert!(s.text("a.html").contains("供应链调整方案"));
    for line in [
        "kehu report meeting --month 2026-04",
        "kehu report meeting --analysis --joint",
        "kehu report meeting --analysis --week 2026-W10",
        "kehu report meeting --analysis --month 2026-07",
    ] {
        assert_eq!(s.run(line).exit, kehu::problem::Exit::Usage, "{line}");
    }
}
