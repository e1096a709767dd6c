//! A window of 60 columns: what a list is read for stays, sums are never cut, and
//! messages are wrapped.

use insta::assert_snapshot;
use unicode_width::UnicodeWidthStr;

use super::{office, office_zh};

/// The widest line.
fn widest(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

#[test]
fn history_names_commands_whole() {
    let s = office();
    let _ = s.run("kehu deal open 云帆 终端 --value 60万").done();
    let _ = s
        .run("kehu deal object 云帆 太贵 --type price --raised now")
        .done();
    let _ = s.run("kehu customer tag 云帆 --add 老客户").done();
    let seen = s.terminal(60, &[]).run("kehu history");
    assert!(widest(&seen.out) <= 60, "{seen}");
    assert_snapshot!(seen, @r"
    ID  When         Command       Record          What
    16  03-05 15:00  customer tag  HZ-IT-2026-001  tags of 1 cu…
    14  03-05 15:00  deal object   OB20260305001   recorded an…
     9  03-05 15:00  deal open     DL20260305001   opened a deal
     3  03-05 15:00  customer add  HZ-IT-2026-001  registered a…
     1  03-05 15:00  init                          set up
    no room for: Who, State; choose columns with --fields
    ");
}

#[test]
fn answers_are_wrapped_as_messages_are() {
    let s = office();
    let seen = s.terminal(60, &[]).run(
        "kehu promise add 云帆 \"3 free trainings\" --kind training --due \"2026-03-20 18:00\"",
    );
    assert!(widest(&seen.out) <= 60, "{seen}");
    assert_snapshot!(seen.out, @r"
    recorded PM20260305001 for 杭州云帆科技有限公司, due
    2026-03-20 18:00
    once it stands in writing: kehu promise confirm
    PM20260305001
    ");
    // What is copied stays whole, and so does what goes into a pipe.
    let _ = s.run("kehu ticket open 云帆 --type product-fault --priority important --symptom \"no picture after the start of the line\" --told no").done();
    let seen = s.terminal(60, &[]).run("kehu ticket promise 云帆");
    assert_eq!(seen.out.lines().count(), 1, "{seen}");
    let piped = s
        .run("kehu promise add 云帆 \"3 free trainings\" --due \"2026-03-20 18:00\"")
        .done();
    assert!(widest(&piped.out) > 60, "{piped}");
}

#[test]
fn lists_keep_what_they_are_read_for() {
    let s = office_zh();
    let _ = s
        .run("kehu deal open 云帆 仓储系统升级与手持终端 --value 60万 --expected +1mo")
        .done();
    let _ = s
        .run("kehu deal contract 云帆 --contract-no HT-1 --plan \"30% 签约; 余款 交付\" --expires 2027-03-31")
        .done();
    let _ = s
        .run("kehu promise add 云帆 \"3 次免费操作培训，含教材与考核\" --due +2w")
        .done();
    let _ = s
        .run("kehu delivery plan 云帆 \"60 台手持终端与充电座\" --planned +3w")
        .done();
    s.put("合同.txt", "一");
    let _ = s
        .run("kehu attach add 云帆 ~/合同.txt --kind contract-scan")
        .done();
    let mut seen = String::new();
    for list in [
        "deal list",
        "contract list",
        "contract unpaid",
        "promise list",
        "delivery list",
        "attach list",
        "customer list",
    ] {
        let one = s.terminal(60, &[]).run(&format!("kehu {list}")).done();
        assert!(widest(&one.out) <= 60, "{one}");
        seen.push_str(&format!("{list}\n{}\n", one.out));
    }
    assert_snapshot!(seen, @r"
    deal list
    编号           客户        销售阶段    预计金额  预计成交日
                                                     期
    DL20260305001  杭州云帆…   线索      600,000.00  2026-04-05
    宽度不够，未显示：商机名称、加权金额、负责人；可用 --fields
    选列

    contract list
    编号           客户           合同金额  合同状态      未回款
    CO20260305001  杭州云帆科…  600,000.00  草拟      600,000.00
    宽度不够，未显示：标的、已到账、合同到期日、负责人；可用
    --fields 选列

    contract unpaid
    （没有记录）

    promise list
    编号           客户             承诺内容         期限
    PM20260305001  杭州云帆科技有…  3 次免费操作培…  03-19 18:00
    宽度不够，未显示：承诺方、负责人；可用 --fields 选列

    delivery list
    编号           客户                  计划交付日期  交付状态
    DV20260305001  杭州云帆科技有限公司  2026-03-26    已计划
    宽度不够，未显示：交付内容、责任人；可用 --fields 选列

    attach list
    编号           客户                  文件名    敏感
    AT20260305001  杭州云帆科技有限公司  合同.txt  是
    宽度不够，未显示：类别、大小、登记时间；可用 --fields 选列

    customer list
    编号            客户名称              意向等级  区域
    HZ-IT-2026-001  杭州云帆科技有限公司  高        杭州
    宽度不够，未显示：所属行业、负责人；可用 --fields 选列
    ");
}

#[test]
fn messages_are_wrapped_where_their_window_ends() {
    let s = office();
    let refused = s
        .terminal(40, &[])
        .run("kehu customer add Acme --region Atlantis --no-input");
    assert!(widest(&refused.err) <= 40, "{refused}");
    assert_snapshot!(refused, @r"
    --- stderr ---
    error: Region: “Atlantis” is not a
    region of the playbook, such as HZ or
    Hangzhou; give a new one a code with:
    kehu playbook edit region CODE=NAME
    [exit 2]
    ");
    let s = office_zh();
    let refused = s
        .terminal(40, &[])
        .run("kehu customer add 某公司 --region 亚特兰蒂斯 --no-input");
    assert!(widest(&refused.err) <= 40, "{refused}");
    assert_snapshot!(refused, @r"
    --- stderr ---
    错误：区域：“亚特兰蒂斯”不是规则手册中的
    区域，如 HZ 或 杭州；新区域请先编码：
    kehu playbook edit region 代码=名称
    [exit 2]
    ");
    // Into a pipe a message is one line.
    let piped = s.run("kehu customer add 某公司 --region 亚特兰蒂斯 --no-input");
    assert!(widest(&piped.err) > 60, "{piped}");
}
