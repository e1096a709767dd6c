//! What is known of one customer: the outline before a call, and the whole story.

use insta::assert_snapshot;

use super::{office, office_zh};
use crate::session::Session;

/// A week with 云帆.
fn week(s: &mut Session) {
    let _ = s
        .run("kehu customer edit 云帆 --preferred-channel wechat --goal tbc")
        .done();
    s.at("2026-03-05 16:00");
    let _ = s.run("kehu log 云帆 现有设备产能不足 --by visit --next \"+3wd 提交升级方案\" --action \"+1wd 发案例\"").done();
    let _ = s
        .run("kehu promise add 云帆 三次免费培训 --due 2026-03-20")
        .done();
    let _ = s
        .run("kehu promise add 云帆 提供图纸 --by them --written")
        .done();
    s.at("2026-03-06 09:30");
    let _ = s.run("kehu ticket open 云帆 --type product-fault --priority important --symptom 开机后无显示 --occurred 2026-03-06T09:00 --tried 重启无效").done();
    let _ = s
        .run("kehu deal open 云帆 产线升级 --value 60万 --expected 2026-06-30")
        .done();
    let _ = s.run("kehu customer stage 云帆 proposal").done();
    s.at("2026-03-09 11:00");
    let _ = s
        .run("kehu ticket work SN20260306001 --answer 更换电源模块")
        .done();
    let _ = s.run("kehu promise keep PM20260305001").done();
    let _ = s.run("kehu contact edit 张三 --phone 13900001111").done();
    let _ = s.run("kehu deal win DL20260306001 --amount 55万").done();
}

#[test]
fn an_outline_in_chinese() {
    let mut s = office_zh();
    assert_snapshot!(s.run("kehu customer outline 云帆").all_chinese(&s), @r"
    沟通提纲：杭州云帆科技有限公司
    客户编号   HZ-IT-2026-001
    意向等级   高
    联系人     张三
    职务       采购经理
    联系电话   139****5678
    SPIN 尚缺  S、P、I、N

    拟问问题
    类别          问题
    背景问题      需要与哪些现有系统对接？
    背景问题      方便简单介绍一下您的具体需求吗？
    难点问题      目前您在使用场景中遇到的主要挑战是什么？
    难点问题      您提到的痛点，目前是否已尝试其他解决方案？
    暗示问题      系统一旦出现故障，您的业务会受到什么影响？
    暗示问题      这个问题会带来多少时间或费用上的损失？
    需求效益问题  如果这个问题解决了，对您的业务会有多大帮助？
    需求效益问题  做决定时您最看重什么？
    ");
    week(&mut s);
    let _ = s.run("kehu followup plan 云帆 --at \"2026-03-12 10:00\" --by visit --focus confirm-needs --goal get-decider-info").done();
    let _ = s
        .run("kehu need spin 云帆 --situation 三班倒 --problem 停机")
        .done();
    assert_snapshot!(s.run("kehu customer outline 云帆").all_chinese(&s), @r"
    沟通提纲：杭州云帆科技有限公司
    客户编号    HZ-IT-2026-001
    合作阶段    成交
    意向等级    高
    联系人      张三
    职务        采购经理
    联系电话    139****1111
    沟通偏好    微信
    上次沟通    2026-03-05 16:00
    方式        拜访
    沟通要点    现有设备产能不足
    预计时间    2026-03-10 18:00
    目的        提交升级方案
    沟通重点    需求确认
    目标        获取客户决策人信息
    待确认信息  期望达成的目标
    SPIN 尚缺   I、N

    未关闭工单
    编号           优先级  状态    故障现象      受理时间
    SN20260306001  重要    处理中  开机后无显示  2026-03-06 09:30

    未完成待办
    编号           内容    期限              负责人
    AC20260306001  发案例  2026-03-06 18:00  李雷

    未兑现承诺
    编号           承诺方  承诺内容  期限  书面确认
    PM20260305002  客户    提供图纸        2026-03-05 16:00

    拟问问题
    类别          问题
    暗示问题      系统一旦出现故障，您的业务会受到什么影响？
    暗示问题      这个问题会带来多少时间或费用上的损失？
    需求效益问题  如果这个问题解决了，对您的业务会有多大帮助？
    需求效益问题  做决定时您最看重什么？
    ");
    // In a narrow window a question goes on below, and none is cut.
    let _ = s.run("kehu need spin 云帆 --implication 丢单").done();
    let seen = s.terminal(36, &[]).run("kehu customer outline 云帆");
    let asked = seen.out.find("拟问问题").expect("is asked");
    assert_snapshot!(&seen.out[asked..], @r"
    拟问问题
    类别          问题
    需求效益问题  如果这个问题解决了，对
                  您的业务会有多大帮助？
    需求效益问题  做决定时您最看重什么？
    ");
    assert_snapshot!(s.run("kehu customer outline 云帆 --html ~/outline.html -q").all_chinese(&s), @"");
    let page = s.text("outline.html");
    assert!(
        page.contains("<h1>沟通提纲：杭州云帆科技有限公司</h1>"),
        "{page}"
    );
    assert!(page.contains("携带资料"), "{page}");
    assert!(!page.contains("13900001111"), "{page}");
}

#[test]
fn an_outline_for_programs_has_every_table() {
    let mut s = office();
    week(&mut s);
    let all = s
        .run("kehu customer outline yunfan -o json --reveal")
        .done()
        .out;
    let all: serde_json::Value = serde_json::from_str(&all).expect("is JSON");
    let keys: Vec<_> = all.as_object().expect("tables").keys().cloned().collect();
    assert_snapshot!(keys.join(" "), @r"outline tickets recalls feedback notices objections actions promises requests deals needs questions");
    assert_eq!(all["outline"]["phone"], "13900001111");
    assert_eq!(all["outline"]["preferred_channel"], "wechat");
    assert_snapshot!(s.run("kehu customer outline yunfan -o md"), @r"
    ## Outline for a call: 杭州云帆科技有限公司

    | Item | Content |
    | --- | --- |
    | Customer no. | HZ-IT-2026-001 |
    | Stage | Won |
    | Intent | High |
    | Contact | 张三 |
    | Title | 采购经理 |
    | Phone | 139\*\*\*\*1111 |
    | Preferred channel | WeChat |
    | Last contact | 2026-03-05 16:00 |
    | By | Visit |
    | What was said | 现有设备产能不足 |
    | Planned for | 2026-03-10 18:00 |
    | Purpose | 提交升级方案 |
    | To be confirmed | Goal |
    | SPIN still empty | S, P, I, N |

    ## Open tickets

    | No. | Priority | Status | Symptom | Accepted |
    | --- | --- | --- | --- | --- |
    | SN20260306001 | Important | In progress | 开机后无显示 | 2026-03-06 09:30 |

    ## Open actions

    | No. | What | Due | Who |
    | --- | --- | --- | --- |
    | AC20260306001 | 发案例 | 2026-03-06 18:00 | 李雷 |

    ## Promises not kept yet

    | No. | Promised by | What was promised | Due | In writing |
    | --- | --- | --- | --- | --- |
    | PM20260305002 | The customer | 提供图纸 |  | 2026-03-05 16:00 |

    ## To ask next

    | Kind | Question |
    | --- | --- |
    | Situation | Which systems must it work with? |
    | Situation | Could you tell us briefly what you need? |
    | Problem | What are the main difficulties where you use it? |
    | Problem | Have you tried other solutions to that already? |
    | Implication | What happens to your service when that system fails? |
    | Implication | What does that difficulty cost you, in time or money? |
    | Need-payoff | If that were solved, what would it be worth to you? |
    | Need-payoff | What matters most when you decide? |

    To bring along: ____________   What came of it: ____________________
    ");
}

#[test]
fn the_whole_story_in_the_order_of_time() {
    let mut s = office_zh();
    week(&mut s);
    assert_snapshot!(s.run("kehu customer trace 云帆").all_chinese(&s), @r"
    时间              事项                编号            内容                                                                    何人
    2026-03-05 09:00  获取客户信息        HZ-IT-2026-001  展会                                                                    李雷
    2026-03-05 15:00  客户录入            HZ-IT-2026-001                                                                          李雷
    2026-03-05 15:00  登记信息填齐并提交  HZ-IT-2026-001                                                                          李雷
    2026-03-05 15:00  客户建档            HZ-IT-2026-001                                                                          李雷
    2026-03-05 15:00  新增联系人          CT20260305001   张三 · 采购经理                                                         李雷
    2026-03-05 16:00  与客户沟通          FU20260305001   拜访 · 现有设备产能不足 · 下次沟通时间 2026-03-10 18:00 · 提交升级方案  李雷
    2026-03-05 16:00  约定待办事项        AC20260306001   发案例 · 期限 2026-03-06 18:00                                          李雷
    2026-03-05 16:00  作出承诺            PM20260305001   三次免费培训 · 我方 · 期限 2026-03-20 18:00                             李雷
    2026-03-05 16:00  作出承诺            PM20260305002   提供图纸 · 客户                                                         李雷
    2026-03-05 16:00  书面确认承诺        PM20260305002   提供图纸 · 客户                                                         李雷
    2026-03-06 09:30  客户属性变更        HZ-IT-2026-001  合作阶段 → 方案                                                         李雷
    2026-03-06 09:30  新建商机            DL20260306001   产线升级 · 新签                                                         李雷
    2026-03-06 09:30  受理工单            SN20260306001   产品故障 · 重要 · 开机后无显示                                          李雷
    2026-03-09 11:00  客户属性变更        HZ-IT-2026-001  合作阶段 方案 → 成交                                                    李雷
    2026-03-09 11:00  联系人信息变更      CT20260305001   联系电话 139****5678 → 139****1111                                      李雷
    2026-03-09 11:00  商机结束            DL20260306001   产线升级 · 新签 · 成交 · 成交金额 550,000.00                            李雷
    2026-03-09 11:00  兑现承诺            PM20260305001   三次免费培训 · 我方                                                     李雷
    2026-03-09 11:00  首次响应            SN20260306001                                                                           李雷
    2026-03-09 11:00  给出解决方案        SN20260306001   更换电源模块                                                            李雷
    ");
    assert_snapshot!(s.run("kehu customer trace 云帆 --since 2026-03-09 --reveal -o csv"), @r"
    at,event,number,what,who
    2026-03-09T11:00:00+08:00,customer.turned,HZ-IT-2026-001,stage proposal → won,李雷
    2026-03-09T11:00:00+08:00,contact.changed,CT20260305001,phone 13912345678 → 13900001111,李雷
    2026-03-09T11:00:00+08:00,deal.closed,DL20260306001,产线升级 · new · won · amount 550000.00,李雷
    2026-03-09T11:00:00+08:00,promise.kept,PM20260305001,三次免费培训 · us,李雷
    2026-03-09T11:00:00+08:00,ticket.responded,SN20260306001,,李雷
    2026-03-09T11:00:00+08:00,ticket.answered,SN20260306001,更换电源模块,李雷
    ");
    // What was removed is not told, and comes back with it.
    let all = s.run("kehu customer trace 云帆").done().out;
    let _ = s.run("kehu promise remove PM20260305002 --yes").done();
    let less = s.run("kehu customer trace 云帆").done().out;
    assert_eq!(less.lines().count() + 2, all.lines().count());
    let _ = s.run("kehu undo").done();
    assert_eq!(s.run("kehu customer trace 云帆").done().out, all);
    assert_snapshot!(s.run("kehu customer trace 云帆 --until 3月4日").all_chinese(&s), @r"（没有记录）");
    assert_snapshot!(s.run("kehu customer trace 云帆 --since 3月9日 --until 3月4日").all_chinese(&s), @r"
    --- stderr ---
    错误：--until：结束日期早于开始日期
    [exit 2]
    ");
}

#[test]
fn the_story_is_told_in_english_too() {
    let mut s = office();
    week(&mut s);
    assert_snapshot!(s.run("kehu customer trace yunfan --since 2026-03-06 --until 2026-03-06").all_english(&s), @r"
    When              What happened                No.             What                                      Who
    2026-03-06 09:30  customer's standing changed  HZ-IT-2026-001  Stage → Proposal                          李雷
    2026-03-06 09:30  deal opened                  DL20260306001   产线升级 · New business                   李雷
    2026-03-06 09:30  ticket accepted              SN20260306001   Product fault · Important · 开机后无显示  李雷
    ");
}

#[test]
fn a_file_and_a_handover_are_told() {
    let s = office_zh();
    let _ = s.run("kehu staff add 王芳 --role rep").done();
    s.put("合同.pdf", "%PDF");
    let _ = s
        .run("kehu attach add 云帆 ~/合同.pdf --kind contract-scan")
        .done();
    let _ = s.run("kehu handover start --from 李雷 --to 王芳").done();
    assert_snapshot!(s.run("kehu customer trace 云帆 --fields event,number,what,who").all_chinese(&s), @r"
    事项                编号            内容                   何人
    获取客户信息        HZ-IT-2026-001  展会                   李雷
    客户录入            HZ-IT-2026-001                         李雷
    登记信息填齐并提交  HZ-IT-2026-001                         李雷
    客户建档            HZ-IT-2026-001                         李雷
    新增联系人          CT20260305001   张三 · 采购经理        李雷
    上传附件            AT20260305001   合同扫描件 · 合同.pdf  李雷
    开始客户交接        HO20260305001   李雷 · 王芳            李雷
    ");
}

#[test]
fn a_story_tells_of_contracts_payments_and_deliveries() {
    let s = office();
    for line in [
        "kehu contract add 云帆 终端 --amount 1000 --plan \"50% signing; rest delivery\"",
        "kehu contract sign 云帆 --signer 许靖",
        "kehu contract pay 云帆 300 --by transfer",
        "kehu delivery plan 云帆 终端",
        "kehu delivery progress 云帆 装箱 --percent 40%",
        "kehu delivery progress 云帆 发货 --told now --at now",
        "kehu delivery accept 云帆 --signer 张三",
        "kehu delivery evaluate 云帆 --score 5 --evaluation 及时",
    ] {
        let _ = s.run(line).done();
    }
    assert_snapshot!(s.run("kehu customer trace 云帆 -o csv --fields event,number,what").done().out, @r"
    event,number,what
    customer.acquired,HZ-IT-2026-001,exhibition
    customer.recorded,HZ-IT-2026-001,
    customer.submitted,HZ-IT-2026-001,
    customer.filed,HZ-IT-2026-001,
    contact.added,CT20260305001,张三 · 采购经理
    contract.drafted,CO20260305001,终端 · amount 1000.00
    contract.signed,CO20260305001,终端 · amount 1000.00 · 许靖
    contract.paid,PY20260305001,amount 300.00 · bank-transfer
    delivery.planned,DV20260305001,终端
    delivery.started,DV20260305001,终端
    delivery.delivered,DV20260305001,终端
    delivery.accepted,DV20260305001,终端 · passed
    delivery.evaluated,DV20260305001,终端 · score 5 · 及时
    delivery.progressed,PG20260305001,装箱 · 40%
    delivery.reported,PG20260305002,发货
    ");
}
