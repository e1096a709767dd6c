//! The knowledge base: made from tickets, searched, shown while a ticket is opened.

use insta::assert_snapshot;

use super::{office, office_zh};
use crate::session::Session;

/// A ticket of 云帆 that was solved, revisited and closed.
fn with_closed() -> Session {
    let mut s = office_zh();
    for line in [
        "kehu ticket open 云帆 --type 故障 --priority 紧急 --symptom 设备开机后无显示。面板灯亮 --occurred 14:00 --tried 重启 --told 是 --product X1",
        "kehu ticket respond SN20260305001",
    ] {
        let _ = s.run(line).done();
    }
    s.at("2026-03-05 17:00");
    for line in [
        "kehu ticket solve SN20260305001 --cause 硬件故障 --steps 更换电源模块并测试",
        "kehu ticket revisit SN20260305001 --result 解决 --satisfaction 5",
        "kehu ticket close SN20260305001",
    ] {
        let _ = s.run(line).done();
    }
    s
}

#[test]
fn a_closed_ticket_becomes_an_article_once() {
    let s = with_closed();
    assert_snapshot!(s.run("kehu kb from SN20260305001").all_chinese(&s), @r"已新增 KB20260305001：设备开机后无显示");
    assert_snapshot!(s.run("kehu kb show 无显示").all_chinese(&s), @r"
    编号      KB20260305001
    引用次数  0
    标题      设备开机后无显示
    类别      典型问题案例
    问题现象  设备开机后无显示。面板灯亮
    原因      硬件故障
    解决步骤  更换电源模块并测试
    产品      X1
    关联工单  SN20260305001 杭州云帆科技有限公司 · 设备开机后无显示。面板灯亮
    作者      李雷
    日期      2026-03-05 17:00
    ");
    assert_snapshot!(s.run("kehu kb from SN20260305001").all_chinese(&s), @r"
    --- stderr ---
    错误：SN20260305001 已有知识条目：KB20260305001
      修改请用：kehu kb edit KB20260305001
    [exit 2]
    ");
    let _ = s.run("kehu undo --yes").done();
    assert_snapshot!(s.run("kehu kb from SN20260305001 --title 电源模块老化 --kind 预防").all_chinese(&s), @r"已新增 KB20260305002：电源模块老化");
}

#[test]
fn an_open_ticket_is_no_case_yet() {
    let s = office();
    let _ = s
        .run("kehu ticket open yunfan --type product-fault --priority normal --symptom \"no display\" --occurred 14:00 --tried restart --told yes")
        .done();
    assert_snapshot!(s.run("kehu kb from SN20260305001"), @r"
    --- stderr ---
    error: SN20260305001 is not closed
      close it first: kehu ticket close SN20260305001
    [exit 2]
    ");
}

#[test]
fn words_of_one_and_two_characters_and_pinyin_find_it() {
    let s = with_closed();
    let _ = s.run("kehu kb load").done();
    let _ = s.run("kehu kb from SN20260305001").done();
    let numbers = |words: &str| {
        let line = format!("kehu kb search {words} -o csv --fields number,name");
        s.run(&line).done().out
    };
    assert_snapshot!(numbers("屏"), @r"number,name");
    assert_snapshot!(numbers("显"), @r"
    number,name
    KB20260305020,设备开机后无显示
    ");
    assert_snapshot!(numbers("电源"), @r"
    number,name
    KB20260305020,设备开机后无显示
    ");
    assert_snapshot!(numbers("wuxianshi"), @r"
    number,name
    KB20260305020,设备开机后无显示
    ");
    assert_snapshot!(numbers("wlyc"), @r#"
    number,name
    KB20260305019,"物流异常处理预案 · Goods lost, damaged or late"
    "#);
    assert_snapshot!(numbers("budget"), @r"
    number,name
    KB20260305005,细化预算 · Narrowing the budget
    ");
    assert_snapshot!(numbers("电源 换货"), @r"number,name");
    assert_snapshot!(s.run("kehu kb search 换货"), @r"
    编号           标题                                   类别      产品  引用次数  内容
    KB20260305018  退换货流程 · Returns and replacements  操作指南               0  客户对已交付产品的质量投诉 ⏎ A quality complaint about delivered goods
    ");
    assert_snapshot!(s.run("kehu find 赔偿"), @r"
    类别      编号           名称                                            所属客户  内容
    知识条目  KB20260305019  物流异常处理预案 · Goods lost, damaged or late            丢件、破损或延迟 ⏎ A parcel is lost, damaged or late
    ");
    assert_snapshot!(s.run("kehu find KB20260305019"), @r"
    类别      编号           名称                                            所属客户  内容
    知识条目  KB20260305019  物流异常处理预案 · Goods lost, damaged or late            丢件、破损或延迟 ⏎ A parcel is lost, damaged or late
    ");
}

#[test]
fn a_ticket_that_is_opened_names_what_is_like_it() {
    let s = with_closed();
    let _ = s.run("kehu kb load").done();
    let _ = s.run("kehu kb from SN20260305001").done();
    let open = |symptom: &str| {
        format!(
            "kehu ticket open 云帆 --type 故障 --priority 一般 --symptom {symptom} --occurred 14:00 --tried 重启 --told 是 --product x1"
        )
    };
    assert_snapshot!(s.run(&open("开机无显示")).all_chinese(&s), @r"
    已受理 SN20260305002（一般）
    2026-03-06 17:00 前响应，2026-03-10 18:00 前给出解决方案
    知识库中的类似条目：
      KB20260305020  设备开机后无显示
    查看请用：kehu kb show KB20260305020
    ");
    assert_snapshot!(s.run(&open("键盘失灵")).all_chinese(&s), @r"
    已受理 SN20260305003（一般）
    2026-03-06 17:00 前响应，2026-03-10 18:00 前给出解决方案
    此前类似：SN20260305002；kehu ticket link SN20260305003 --earlier SN20260305002
    ");
    assert_snapshot!(s.run("kehu kb use 无显示 --ticket SN20260305002").all_chinese(&s), @r"KB20260305020 已引用 1 次");
    assert_snapshot!(s.run("kehu kb list --product x1").all_chinese(&s), @r"
    编号           标题              类别          产品  引用次数  日期
    KB20260305020  设备开机后无显示  典型问题案例  X1           1  2026-03-05 17:00
    ");
    assert_snapshot!(s.run("kehu kb digest --month 本月").all_chinese(&s), @r"
    2026年3月高频问题
    原因      产品  工单数  已入知识库
    硬件故障  X1         1  是

    2026年3月新增条目
    编号           标题              类别          产品  当月引用
    KB20260305020  设备开机后无显示  典型问题案例  X1           1

    2026年3月引用的条目
    编号           标题              类别          产品  当月引用
    KB20260305020  设备开机后无显示  典型问题案例  X1           1
    ");
    assert_snapshot!(s.run("kehu kb digest --month this -o json"), @r#"
    {
      "causes": [
        {
          "cause": "hardware-fault",
          "product": "X1",
          "tickets": 1,
          "kept": "yes"
        }
      ],
      "new": [
        {
          "number": "KB20260305020",
          "name": "设备开机后无显示",
          "kind": "typical-case",
          "product": "X1",
          "used": 1
        }
      ],
      "used": [
        {
          "number": "KB20260305020",
          "name": "设备开机后无显示",
          "kind": "typical-case",
          "product": "X1",
          "used": 1
        }
      ]
    }
    "#);
}

#[test]
fn the_handbooks_phrases_are_loaded_once() {
    let s = office();
    assert_snapshot!(s.run("kehu kb load"), @r"took 19 articles in from the handbooks");
    assert_snapshot!(s.run("kehu kb load"), @r"the handbooks' phrases and procedures are on file already");
    let _ = s
        .run("kehu kb remove \"Narrowing the budget\" --yes")
        .done();
    assert_snapshot!(s.run("kehu kb load"), @r"the handbooks' phrases and procedures are on file already");
    assert_snapshot!(s.run("kehu kb show \"Opening a service call\""), @r"
    No.               KB20260305002
    Used              0
    Title             Opening a service call · 客服开场白
    Kind              Phrase
    Symptom           A customer calls the service
                      客户来电、来访或在线咨询
    Solution          Hello, how can I help you? We will see to it as soon as we can.
                      您好，请问有什么可以帮您？我们会尽快为您处理。
    Tags              opening, service, 开场, 售后
    Author            李雷
    Date              2026-03-05 15:00
    Number elsewhere  HB-P02
    ");
    assert_snapshot!(s.run("kehu kb list --kind sop --fields name,tags"), @r"
    Title                                           Tags
    Goods lost, damaged or late · 物流异常处理预案  logistics, compensation, 物流, 赔偿
    Returns and replacements · 退换货流程           quality, replacement, 质量, 换货, 退货
    Finding a technical fault · 技术排查步骤        fault, remote, 故障, 排查, 远程
    Accepting a service call · 售后受理流程         ticket, 工单, 受理
    ");
}

#[test]
fn articles_go_out_to_a_file_and_come_back_in() {
    let s = with_closed();
    let _ = s.run("kehu kb load").done();
    let _ = s.run("kehu kb from SN20260305001").done();
    let _ = s.run("kehu export articles ~/kb.csv").done();
    assert_snapshot!(s.run("kehu import articles ~/kb.csv").all_chinese(&s), @r"导入 0 条知识条目，跳过 20 条，拒收 0 条");
    let mut other = office_zh();
    other.at("2026-03-06 10:00");
    let text = std::fs::read_to_string(s.path("kb.csv")).expect("it was written");
    // The other file has no such ticket.
    let text = text.replace("SN20260305001", "");
    std::fs::write(other.path("kb.csv"), text).expect("it can be written");
    assert_snapshot!(other.run("kehu import articles ~/kb.csv").all_chinese(&other), @r"导入 20 条知识条目，跳过 0 条，拒收 0 条");
    assert_snapshot!(other.run("kehu kb search 电源模块").all_chinese(&other), @r"
    编号           标题              类别          产品  引用次数  内容
    KB20260305020  设备开机后无显示  典型问题案例  X1           0  设备开机后无显示。面板灯亮
    ");
}

#[test]
fn what_a_customer_is_erased_with_leaves_the_article() {
    let s = with_closed();
    let _ = s.run("kehu kb from SN20260305001").done();
    let _ = s.run("kehu customer erase 云帆 --yes").done();
    assert_snapshot!(s.run("kehu kb show 无显示 --fields name,ticket"), @r"标题  设备开机后无显示");
}

#[test]
fn an_article_by_hand_asks_for_what_it_lacks() {
    let s = office_zh();
    let answers = ["常见问题", "屏幕不亮", "", "按住电源键十秒", "X1", ""];
    let added = s
        .terminal(80, &answers)
        .run("kehu kb add 终端死机怎么办")
        .all_chinese(&s);
    assert_snapshot!(added.dialog(), @r"
    类别
    问题现象
    原因
    解决步骤
    产品
    还有 7 项可填（预防措施、标签、关联工单…），现在填写吗？
    ");
    assert_snapshot!(added.done().out, @r"已新增 KB20260305001：终端死机怎么办");
    let _ = s
        .run("kehu kb edit 死机 --tags 死机,重启 --prevention 每周重启一次")
        .done();
    assert_snapshot!(s.run("kehu kb list --tag 重启 --kind faq --fields number,name,tags,prevention").all_chinese(&s), @r"
    编号           标题            标签        预防措施
    KB20260305001  终端死机怎么办  死机、重启  每周重启一次
    ");
}
