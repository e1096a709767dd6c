//! Taking customers in from a file, and taking them back out.

use insta::assert_snapshot;

use super::{office, office_zh};

/// Two good rows, one on file already, and two bad ones.
const FILE: &str = "\
客户名称,统一社会信用代码,所属行业,区域,企业规模,年营收,联系人,职务,联系电话,来源渠道,意向等级
北京远山医疗器械有限公司,9133042415Y5Q7C8CU,卫生,北京,,1200万,陈子涵,技术总监,15945672481,官网,低
杭州云帆科技有限公司,9133036650L2M6GWT7,,,,,,,,,
深圳星河物流有限公司,,交通运输,深圳,500-1000人,300万,周敏,经理,13800138000,合作伙伴,中
,9133060902 1XTJ6DHR,制造业,杭州,,,,,,,
广州华南贸易有限公司,,批发和零售业,广州,20,一大笔,刘洋,总经理,13911112222,展会,高
";

#[test]
fn a_file_comes_in_as_one_command_and_goes_as_one() {
    let s = office_zh();
    s.put("客户.csv", FILE);
    assert_snapshot!(s.run("kehu import customers ~/客户.csv --dry-run").all_chinese(&s), @r"
    将导入 2 条客户，跳过 1 条，拒收 2 条
    一并新建：联系人 2
    2 条信息不完整；缺：信息获取时间 2、主营业务 2、需求描述 2、统一社会信用代码 1
    --- stderr ---
    错误：第 5 行：客户名称：没有填写
    错误：第 6 行：年营收：“一大笔”不是以元计的金额，例如 500000、50万
      没有存入任何内容；请更正这些行，或用 --reject-to 文件 将其另存
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu import customers ~/客户.csv").all_chinese(&s), @r"
    --- stderr ---
    错误：第 5 行：客户名称：没有填写
    错误：第 6 行：年营收：“一大笔”不是以元计的金额，例如 500000、50万
      没有存入任何内容；请更正这些行，或用 --reject-to 文件 将其另存
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu import customers ~/客户.csv --reject-to ~/不合格.csv").all_chinese(&s), @r"
    导入 2 条客户，跳过 1 条，拒收 2 条 → ~/不合格.csv
    一并新建：联系人 2
    2 条信息不完整；缺：信息获取时间 2、主营业务 2、需求描述 2、统一社会信用代码 1
    --- stderr ---
    提醒：第 5 行：客户名称：没有填写
    提醒：第 6 行：年营收：“一大笔”不是以元计的金额，例如 500000、50万
    [exit 7]
    ");
    assert_snapshot!(s.text("不合格.csv").trim_start_matches('\u{feff}'), @r"
    导入问题,客户名称,统一社会信用代码,所属行业,区域,企业规模,年营收,联系人,职务,联系电话,来源渠道,意向等级
    客户名称：没有填写,,9133060902 1XTJ6DHR,制造业,杭州,,,,,,,
    年营收：“一大笔”不是以元计的金额，例如 500000、50万,广州华南贸易有限公司,,批发和零售业,广州,20,一大笔,刘洋,总经理,13911112222,展会,高
    ");
    assert_snapshot!(s.run("kehu customer list --fields number,name,industry,employees,revenue"), @r"
    编号             客户名称                  所属行业                        员工人数           年营收
    HZ-IT-2026-001   杭州云帆科技有限公司      信息传输、软件和信息技术服务业  120人       30,000,000.00
    BJ-MED-2026-001  北京远山医疗器械有限公司  卫生                                        12,000,000.00
    SZ-LOG-2026-001  深圳星河物流有限公司      交通运输、仓储和邮政业          500–1000人   3,000,000.00
    ");
    // Once more: nothing new.
    assert_snapshot!(s.run("kehu import customers ~/客户.csv --reject-to ~/不合格.csv").all_chinese(&s), @r"
    导入 0 条客户，跳过 3 条，拒收 2 条 → ~/不合格.csv
    --- stderr ---
    提醒：第 5 行：客户名称：没有填写
    提醒：第 6 行：年营收：“一大笔”不是以元计的金额，例如 500000、50万
    [exit 7]
    ");
    assert_snapshot!(s.run("kehu undo").all_chinese(&s), @r"
    已撤销：导入 2 条客户，跳过 1 条，拒收 2 条
    可用 kehu redo 恢复
    ");
    assert_snapshot!(s.run("kehu customer list --fields number,name"), @r"
    编号            客户名称
    HZ-IT-2026-001  杭州云帆科技有限公司
    ");
}

#[test]
fn the_encoding_of_spreadsheets_is_understood() {
    let s = office_zh();
    // GBK, as Excel on a Chinese machine writes it.
    let gbk: &[u8] = b"\xbf\xcd\xbb\xa7\xc3\xfb\xb3\xc6,\xc7\xf8\xd3\xf2\r\n\xd4\xb6\xc9\xbd\xd2\xbd\xc1\xc6,\xba\xbc\xd6\xdd\r\n";
    s.put("gbk.csv", gbk);
    assert_snapshot!(s.run("kehu import customers ~/gbk.csv").all_chinese(&s), @r"
    导入 1 条客户，跳过 0 条，拒收 0 条
    1 条信息不完整；缺：信息获取时间 1、联系人姓名 1、统一社会信用代码 1、员工人数 1、所属行业 1、主营业务 1、需求描述 1、联系电话 1、来源渠道 1、职务 1
    --- stderr ---
    按 GB18030 编码读取
    ");
    assert_snapshot!(s.run("kehu customer list --name 远山 --fields name,region"), @r"
    客户名称  区域
    远山医疗  杭州
    ");
}

#[test]
fn a_file_that_is_not_there_or_has_no_customers() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu import customers ~/没有.csv").all_chinese(&s), @r"
    --- stderr ---
    错误：没有文件“~/没有.csv”
    [exit 2]
    ");
    s.put("空.csv", "");
    assert_snapshot!(s.run("kehu import customers ~/空.csv").all_chinese(&s), @r"
    --- stderr ---
    错误：~/空.csv：文件是空的；第一行应为列标题
    [exit 2]
    ");
    s.put("别的.csv", "日期,天气\n2026-03-05,晴\n");
    assert_snapshot!(s.run("kehu import customers ~/别的.csv").all_chinese(&s), @r#"
    --- stderr ---
    错误：以下各列没有对应的字段：“日期”、“天气”
      请指明对应字段：--map "日期=字段"，或略去该列：--map "日期="
    [exit 2]
    "#);
}

#[test]
fn numbers_from_abroad_are_told_how_to_be_read() {
    let s = office();
    s.put(
        "a.csv",
        "客户名称,需求,联系人,手机\nAcme,Scanners,Bob,2125550123\n",
    );
    assert_snapshot!(s.run("kehu import customers ~/a.csv"), @"
    --- stderr ---
    error: line 2: Phone: 2125550123 is no whole number: a mobile has 11 digits, a landline its area code (0571-88888888), a foreign number a + (+1 6502530000)
      phone numbers of another country that do not begin with +: --country +1
      nothing was stored; put these rows right, or set them aside with: --reject-to FILE
    [exit 2]
    ");
    let _ = s
        .run("kehu import customers ~/a.csv --country +1 --yes")
        .done();
    let out = s
        .run("kehu customer list --fields name,need,contact.phone --reveal -o csv")
        .out;
    assert!(out.contains("Acme,Scanners,'+12125550123"), "{out}");
    let aside = s.run("kehu import customers ~/a.csv --reject-to ~/bad.csv --yes");
    assert!(aside.err.contains("--country +1"), "{aside}");
}

#[test]
fn what_came_in_is_found_by_its_words_and_by_its_initials() {
    let s = office_zh();
    let row = "苏州新桥机电有限公司,采购激光切割机";
    s.put("客户.csv", format!("客户名称,需求描述\n{row}\n"));
    assert_snapshot!(s.run("kehu import customers ~/客户.csv").all_chinese(&s), @r"
    导入 1 条客户，跳过 0 条，拒收 0 条
    1 条信息不完整；缺：信息获取时间 1、联系人姓名 1、统一社会信用代码 1、员工人数 1、所属行业 1、主营业务 1、联系电话 1、来源渠道 1、职务 1
    ");
    assert_snapshot!(s.run("kehu find 激光 -o csv"), @r"
    kind,number,name,customer,text
    customer,XX-XX-2026-001,苏州新桥机电有限公司,,采购激光切割机
    ");
    assert_snapshot!(s.run("kehu find szxq -o csv"), @r"
    kind,number,name,customer,text
    customer,XX-XX-2026-001,苏州新桥机电有限公司,,
    ");
    let well = s.run("kehu doctor -o csv --fields check,state").to_string();
    assert!(well.contains("\nsearch,ok\n"), "{well}");
}

#[test]
fn a_problem_of_very_many_rows_is_told_ten_times_and_summed_up() {
    let s = office_zh();
    let rows: String = (1..=13).map(|n| format!("生人{n},黑屏\n")).collect();
    s.put("tickets.csv", format!("客户,问题描述\n{rows}"));
    let import =
        "kehu import tickets ~/tickets.csv --set type=故障 --set priority=一般 --set at=2026-03-01";
    assert_snapshot!(s.run(import), @r"
    --- stderr ---
    错误：第 2 行：客户：没有客户“生人1”
    错误：第 3 行：客户：没有客户“生人2”
    错误：第 4 行：客户：没有客户“生人3”
    错误：第 5 行：客户：没有客户“生人4”
    错误：第 6 行：客户：没有客户“生人5”
    错误：第 7 行：客户：没有客户“生人6”
    错误：第 8 行：客户：没有客户“生人7”
    错误：第 9 行：客户：没有客户“生人8”
    错误：第 10 行：客户：没有客户“生人9”
    错误：第 11 行：客户：没有客户“生人10”
    错误：第 12、13、14 行：客户：还有同类问题；逐行查看请加：--rows
      新建此类客户请加：--new-customers enterprise（企业）或 individual（个人）
      没有存入任何内容；请更正这些行，或用 --reject-to 文件 将其另存
    [exit 2]
    ");
}
