//! Finding: by number, name, initials, one character, the end of a phone.

use insta::assert_snapshot;

use super::{QIMING, office_zh};
use crate::session::Session;

fn town() -> Session {
    let s = office_zh();
    let _ = s.run(QIMING).done();
    for line in [
        "kehu customer add 重庆长安汽车 --region CQ --industry 制造业 --incomplete --contact 乐山 --phone 13800001111",
        "kehu customer add 云南白药集团 --region KM --industry 医药 --incomplete",
        "kehu log 启明 云帆推荐我们联系 --by 电话 --sent 资料",
        "kehu ticket open 启明 --type 故障 --priority 一般 --symptom 云平台登录失败",
    ] {
        let _ = s.run(line).done();
    }
    s
}

#[test]
fn names_come_before_texts() {
    let s = town();
    assert_snapshot!(s.run("kehu find 云").all_chinese(&s), @r"
    类别      编号             名称                  所属客户                      内容
    客户      KM-MFG-2026-001  云南白药集团
    客户      HZ-IT-2026-001   杭州云帆科技有限公司
    工单      SN20260305001                          上海启明精密机械股份有限公司  云平台登录失败
    跟进记录  FU20260305001                          上海启明精密机械股份有限公司  云帆推荐我们联系
    ");
    assert_snapshot!(s.run("kehu find 云帆").all_chinese(&s), @r"
    类别      编号            名称                  所属客户                      内容
    客户      HZ-IT-2026-001  杭州云帆科技有限公司
    跟进记录  FU20260305001                         上海启明精密机械股份有限公司  云帆推荐我们联系
    ");
    assert_snapshot!(s.run("kehu find 登录").all_chinese(&s), @r"
    类别  编号           名称  所属客户                      内容
    工单  SN20260305001        上海启明精密机械股份有限公司  云平台登录失败
    ");
    assert_snapshot!(s.run("kehu find 杭州 云帆"), @r"
    类别  编号            名称                  所属客户  内容
    客户  HZ-IT-2026-001  杭州云帆科技有限公司
    ");
}

#[test]
fn every_reading_of_a_character_counts() {
    let s = town();
    // 重庆 = cq and zq, 长 = c and z; 乐 = l and y.
    assert_snapshot!(s.run("kehu find cqca"), @r"
    类别  编号             名称          所属客户  内容
    客户  CQ-MFG-2026-001  重庆长安汽车
    ");
    assert_snapshot!(s.run("kehu find ys -o plain"), @"contact	CT20260305003	乐山	重庆长安汽车");
    assert_snapshot!(s.run("kehu customer show cq -o plain --fields name"), @"重庆长安汽车");
}

#[test]
fn numbers_and_the_ends_of_phones() {
    let s = town();
    assert_snapshot!(s.run("kehu find SN20260305001"), @r"
    类别  编号           名称  所属客户                      内容
    工单  SN20260305001        上海启明精密机械股份有限公司  云平台登录失败
    ");
    assert_snapshot!(s.run("kehu find sn20260305001 -o plain"), @"ticket	SN20260305001		上海启明精密机械股份有限公司	云平台登录失败");
    assert_snapshot!(s.run("kehu find 1111"), @r"
    类别    编号           名称  所属客户      内容
    联系人  CT20260305003  乐山  重庆长安汽车
    ");
    assert_snapshot!(s.run("kehu customer show 5678 -o plain --fields name"), @"杭州云帆科技有限公司");
    assert_snapshot!(s.run("kehu customer show 002 -o plain --fields name"), @r"
    --- stderr ---
    错误：没有客户“002”
      可用 kehu customer list 查看
    [exit 3]
    ");
    assert_snapshot!(s.run("kehu find 没有的"), @"（没有记录）");
}

#[test]
fn the_last_list_is_counted_in_by_at() {
    let s = town();
    let listed = s
        .terminal(80, &[])
        .run("kehu customer list --sort -name --fields number,name");
    assert_snapshot!(listed, @r"
    编号             客户名称
    CQ-MFG-2026-001  重庆长安汽车
    HZ-IT-2026-001   杭州云帆科技有限公司
    KM-MFG-2026-001  云南白药集团
    SH-MFG-2026-001  上海启明精密机械股份有限公司
    ");
    assert_snapshot!(s.run("kehu customer show @2 -o plain --fields name"), @"杭州云帆科技有限公司");
    assert_snapshot!(s.run("kehu customer show @9").all_chinese(&s), @r"
    --- stderr ---
    错误：没有客户“@9”
      可用 kehu customer list 查看
    [exit 3]
    ");
    assert_snapshot!(s.run("kehu ticket show @1").all_chinese(&s), @r"
    --- stderr ---
    错误：没有工单“@1”
      可用 kehu ticket list 查看
    [exit 3]
    ");
    // A list that nobody saw does not count.
    let _ = s.run("kehu customer list --sort name").done();
    assert_snapshot!(s.run("kehu customer show @2 -o plain --fields name"), @"杭州云帆科技有限公司");
}

#[test]
fn an_ambiguous_name_is_picked_at_a_terminal_and_refused_in_a_script() {
    let s = town();
    assert_snapshot!(s.run("kehu customer show 云").all_chinese(&s), @r"
    --- stderr ---
    错误：“云”对应 2 条客户
      HZ-IT-2026-001  杭州云帆科技有限公司
      KM-MFG-2026-001  云南白药集团
      请用编号指明其中一条
    [exit 4]
    ");
    let picked = s
        .terminal(80, &["KM-MFG-2026-001"])
        .run("kehu customer show 云 -o plain --fields name");
    assert_snapshot!(picked.dialog(), @"“云”对应 2 条客户");
    assert_snapshot!(picked, @"云南白药集团");
    assert_snapshot!(s.run("kehu customer show 白云").all_chinese(&s), @r"
    --- stderr ---
    错误：没有客户“白云”
      可用 kehu customer list 查看
    [exit 3]
    ");
}

#[test]
fn what_was_proposed_and_what_was_said_of_it_are_found_by_their_words() {
    let s = town();
    for line in [
        "kehu staff add 韩梅 --role supervisor",
        "kehu deal open 启明 仓储升级",
        "kehu deal propose 启明 --scope 60台手持终端及安装培训 --schedule 下单后30天 \
         --expected-effect 盘点时间减半 --risks 到货延迟：备货 --line '培训 x3次 @8000'",
        "kehu deal approve 启明 --by 韩梅",
        "kehu deal submit 启明 --by 正式会议",
        "kehu deal remark 启明 希望按产线拆分报价 --kind 修改意见 --said-by 张三",
        "kehu deal object 启明 比竞品贵 --kind price",
    ] {
        let _ = s.run(line).done();
    }
    assert_snapshot!(s.run("kehu find 手持终端 -o plain"), @r"proposal	PR20260305001		上海启明精密机械股份有限公司	60台手持终端及安装培训");
    assert_snapshot!(s.run("kehu find 备货 -o plain"), @r"proposal	PR20260305001		上海启明精密机械股份有限公司	60台手持终端及安装培训");
    assert_snapshot!(s.run("kehu find 产线 -o plain"), @r"remark on a proposal	RM20260305001		上海启明精密机械股份有限公司	希望按产线拆分报价");
    assert_snapshot!(s.run("kehu find 竞品 -o plain"), @r"objection	OB20260305001		上海启明精密机械股份有限公司	比竞品贵");
    let _ = s.run("kehu objection edit 启明 --what 交期太长").done();
    assert_snapshot!(s.run("kehu find 竞品").all_chinese(&s), @r"（没有记录）");
    assert_snapshot!(s.run("kehu find 交期").all_chinese(&s), @r"
    类别  编号           名称  所属客户                      内容
    异议  OB20260305001        上海启明精密机械股份有限公司  交期太长
    ");
}

#[test]
fn what_was_said_from_the_offer_to_the_acceptance_is_found() {
    let s = super::office();
    s.put("报价单.pdf", "offer");
    for line in [
        "kehu objection add 云帆 比竞品贵8% --kind price",
        "kehu promise add 云帆 三次免费培训",
        "kehu deal open 云帆 升级",
        "kehu deal propose 云帆 --scope 60台终端及培训",
        "kehu delivery plan 云帆 终端 --milestones \"到货 2026-03-10\"",
        "kehu delivery progress 云帆 已装箱待发",
        "kehu delivery deviate 云帆 推迟 --kind delay --reason 供应商缺料",
        "kehu attach add 云帆 ~/报价单.pdf --kind other",
    ] {
        let _ = s.run(line).done();
    }
    for (words, number) in [
        ("竞品贵", "OB20260305001"),
        ("免费培训", "PM20260305001"),
        ("终端及培训", "PR20260305001"),
        ("到货", "MS20260305001"),
        ("装箱", "PG20260305001"),
        ("缺料", "DX20260305001"),
        ("报价单", "AT20260305001"),
    ] {
        let found = s
            .run(&format!("kehu find {words} -o csv --fields number"))
            .done();
        assert!(found.out.contains(number), "{words}: {found}");
    }
}
