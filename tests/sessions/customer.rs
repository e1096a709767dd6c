//! Registering customers: what is asked, what looks alike, what is missing.

use insta::assert_snapshot;

use super::{QIMING, YUNFAN, office, office_zh};
use crate::session::Session;

#[test]
fn a_one_line_registration_names_everything_that_is_missing() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu customer add 远山医疗 --region HZ").all_chinese(&s), @r"
    --- stderr ---
    错误：统一社会信用代码：没有填写（--uscc）
    错误：所属行业：没有填写（--industry）
    错误：员工人数：没有填写（--employees 或 --revenue）
    错误：主营业务：没有填写（--main-business）
    错误：来源渠道：没有填写（--source）
    错误：需求描述：没有填写（--need）
    错误：联系人姓名：没有填写（--contact）
    错误：职务：没有填写（--title）
    错误：联系电话：没有填写（--phone 或 --email）
      请补填；客户未告知的可填“待确认”；也可加 --incomplete 先登记
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu customer add 远山医疗 --region HZ --incomplete").all_chinese(&s), @r#"
    已登记客户 HZ-XX-2026-001 远山医疗
    完整度 18 %，缺：统一社会信用代码、所属行业、员工人数、主营业务、来源渠道、需求描述、联系人姓名、职务、联系电话
    下一步：kehu log HZ-XX-2026-001 "沟通内容" --by phone
    --- stderr ---
    提醒：营业执照尚未存档（R008）；存档后：kehu customer edit … --licence 是
    "#);
}

#[test]
fn to_be_confirmed_is_an_answer_but_not_a_complete_one() {
    let s = office_zh();
    let line = "kehu customer add 远山医疗 --uscc 待确认 --industry 卫生 --employees 待确认 \
         --main-business 器械 --contact 陈子涵 --title 待确认 --phone 15945672481 --need 采购 --source 官网";
    assert_snapshot!(s.run(line).all_chinese(&s), @r#"
    已登记客户 XX-MED-2026-001 远山医疗
    完整度 72 %，缺：统一社会信用代码、员工人数、职务
    下一步：kehu log XX-MED-2026-001 "沟通内容" --by phone
    --- stderr ---
    提醒：营业执照尚未存档（R008）；存档后：kehu customer edit … --licence 是
    "#);
    assert_snapshot!(s.run("kehu customer show 远山"), @r"
    编号                XX-MED-2026-001
    完整度              72%，缺：统一社会信用代码、员工人数、职务
    建档时间            2026-03-05 15:00

    基本信息
      客户类型          企业客户
      客户名称          远山医疗
      统一社会信用代码  待确认
      所属行业          卫生
      员工人数          待确认
      主营业务          器械

    来源
      来源渠道          官网留资
      信息获取时间      2026-03-05 15:00

    需求
      需求描述          采购

    合作
      负责人            李雷

    联系人
    联系人姓名  职务    联系电话     电子邮箱  微信  决策角色
    陈子涵      待确认  159****2481
    ");
    // The customer says it, and nothing is open any more.
    assert_snapshot!(s.run("kehu customer edit 远山 --employees 80 --uscc 9133076352PD13T8KH"), @"XX-MED-2026-001：已修改统一社会信用代码、员工人数");
    assert_snapshot!(s.run("kehu customer show 远山 -o json --fields number,employees,uscc,completeness"), @r#"
    {
      "number": "XX-MED-2026-001",
      "employees": "80",
      "uscc": "9133076352PD13T8KH",
      "completeness": 0.9
    }
    "#);
}

#[test]
fn a_required_field_of_the_type_cannot_stay_open() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu customer add 待确认 --incomplete").all_chinese(&s), @r"
    --- stderr ---
    错误：客户名称：不能填“待确认”
    [exit 2]
    ");
}

#[test]
fn a_lookalike_is_refused_in_a_script() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu customer add 杭州云帆科技公司 --incomplete").all_chinese(&s), @r"
    --- stderr ---
    错误：已有公司名称相同的客户（R008）
      HZ-IT-2026-001  杭州云帆科技有限公司
      确属不同客户请加 --anyway，否则请使用已有客户
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu customer add 别家公司 --incomplete --uscc 9133036650L2M6GWT7").all_chinese(&s), @r"
    --- stderr ---
    错误：已有统一社会信用代码相同的客户（R008）
      HZ-IT-2026-001  杭州云帆科技有限公司
      确属不同客户请加 --anyway，否则请使用已有客户
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu customer add 别家公司 --incomplete --contact 王五 --phone 139-1234-5678").all_chinese(&s), @r"
    --- stderr ---
    错误：已有电话相同的客户（R008）
      HZ-IT-2026-001  杭州云帆科技有限公司
      确属不同客户请加 --anyway，否则请使用已有客户
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu customer add 杭州云帆科技公司 --incomplete --anyway").all_chinese(&s), @r#"
    已登记客户 XX-XX-2026-001 杭州云帆科技公司
    完整度 18 %，缺：统一社会信用代码、所属行业、员工人数、主营业务、来源渠道、需求描述、联系人姓名、职务、联系电话
    下一步：kehu log XX-XX-2026-001 "沟通内容" --by phone
    --- stderr ---
    提醒：营业执照尚未存档（R008）；存档后：kehu customer edit … --licence 是
    "#);
    assert_snapshot!(s.run("kehu customer duplicates").all_chinese(&s), @r"
    组  相同之处  编号            客户名称
     1  公司名称  HZ-IT-2026-001  杭州云帆科技有限公司
     1  公司名称  XX-XX-2026-001  杭州云帆科技公司
    --- stderr ---
    合并请用：kehu customer merge A --into B
    ");
}

#[test]
fn a_lookalike_can_be_opened() {
    let s = office_zh();
    let person = s.terminal(100, &["企业客户", "杭州云帆科技公司", "open"]);
    let shown = person.run("kehu customer add").all_chinese(&s);
    assert_snapshot!(shown.dialog(), @r"
    ── 基本信息
    客户类型
    客户名称
    已有公司名称相同的客户：HZ-IT-2026-001 杭州云帆科技有限公司
    ");
    assert!(shown.out.contains("HZ-IT-2026-001"), "{shown}");
    assert!(shown.out.contains("139 1234 5678"), "{shown}");
}

#[test]
fn a_new_contact_can_be_linked_to_the_customer_on_file() {
    let s = office_zh();
    let person = s.terminal(100, &["link"]);
    let line = "kehu customer add 杭州云帆科技公司 --kind enterprise --uscc 待确认 --contact 李四 --title 财务 --phone 13987654321";
    assert_snapshot!(person.run(line).all_chinese(&s), @"已为 杭州云帆科技有限公司 添加联系人 李四");
    assert_snapshot!(s.run("kehu contact list 云帆"), @r"
    编号           客户                  联系人姓名  职务      联系电话     电子邮箱           微信  决策角色
    CT20260305001  杭州云帆科技有限公司  张三        采购经理  139****5678  zh***@example.com
    CT20260305002  杭州云帆科技有限公司  李四        财务      139****4321
    ");
}

#[test]
fn a_lookalike_can_be_added_anyway() {
    let s = office();
    let answers = ["add"];
    let line = "kehu customer add 杭州云帆科技公司 --kind enterprise --uscc 待确认 --industry IT --region HZ --employees 3 \
         --main-business x --source other --acquired today --need x --intent low --contact 李四 --title 财务 --phone 13987654321";
    assert_snapshot!(s.terminal(100, &answers).run(line), @r#"
    registered HZ-IT-2026-002 杭州云帆科技公司
    90 % complete, missing: Credit code
    next: kehu log HZ-IT-2026-002 "…" --by phone
    --- stderr ---
    note: no business licence on file yet (R008); with it: kehu customer edit … --licence yes
    "#);
}

#[test]
fn a_region_without_a_code_gets_one_once() {
    let s = office_zh();
    let person = s.terminal(80, &["H", "HZ", "KUS"]);
    let line = "kehu customer add 昆山精工 --kind enterprise --uscc 待确认 --region 昆山 --industry 制造业 --employees 20 \
         --main-business 模具 --contact 周工 --title 厂长 --phone 13511112222 --need 设备 --source 官网 --intent 低 --acquired 今天";
    let added = person.run(line).all_chinese(&s);
    assert_snapshot!(added.dialog(), @r"
    “昆山”的区域代码
    ! “H”不能作为区域代码：应为 2–4 个大写字母，如 HZ
    ! “HZ”已被使用：HZ 是杭州
    ");
    assert_snapshot!(added, @r#"
    已登记客户 KUS-MFG-2026-001 昆山精工
    完整度 90 %，缺：统一社会信用代码
    下一步：kehu log KUS-MFG-2026-001 "沟通内容" --by phone
    --- stderr ---
    提醒：营业执照尚未存档（R008）；存档后：kehu customer edit … --licence 是
    "#);
    assert_snapshot!(s.text("playbook.toml"), @r#"
    extends = "standard"

    [codes.region]
    KUS = "昆山"
    "#);
    assert_snapshot!(s.run("kehu customer add 昆山第二家 --region 昆山 --incomplete"), @r#"
    已登记客户 KUS-XX-2026-001 昆山第二家
    完整度 18 %，缺：统一社会信用代码、所属行业、员工人数、主营业务、来源渠道、需求描述、联系人姓名、职务、联系电话
    下一步：kehu log KUS-XX-2026-001 "沟通内容" --by phone
    --- stderr ---
    提醒：营业执照尚未存档（R008）；存档后：kehu customer edit … --licence 是
    "#);
}

#[test]
fn without_a_terminal_the_error_names_the_command() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu customer add 昆山精工 --region 昆山 --incomplete").all_chinese(&s), @r"
    --- stderr ---
    错误：区域：“昆山”不是规则手册中的区域，如 HZ 或 杭州；新区域请先编码：kehu playbook edit region 代码=名称
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu playbook edit region KUS=昆山").all_chinese(&s), @"“昆山”的代码为 KUS（~/playbook.toml）");
    assert_snapshot!(s.run("kehu customer add 昆山精工 --region 昆山 --incomplete").all_chinese(&s), @r#"
    已登记客户 KUS-XX-2026-001 昆山精工
    完整度 18 %，缺：统一社会信用代码、所属行业、员工人数、主营业务、来源渠道、需求描述、联系人姓名、职务、联系电话
    下一步：kehu log KUS-XX-2026-001 "沟通内容" --by phone
    --- stderr ---
    提醒：营业执照尚未存档（R008）；存档后：kehu customer edit … --licence 是
    "#);
}

#[test]
fn a_vague_amount_must_become_a_range() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu customer edit 云帆 --budget 10万左右").all_chinese(&s), @r"
    --- stderr ---
    错误：预算范围：“10万左右”不够明确，请给出范围，例如 10万±1万 或 10万-15万
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu customer edit 云帆 --budget 10万-15万").all_chinese(&s), @"HZ-IT-2026-001：已修改预算范围");
}

#[test]
fn a_wrong_credit_code_says_which_character() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu customer edit 云帆 --uscc 9133036650O2M6GWT7").all_chinese(&s), @r"
    --- stderr ---
    错误：统一社会信用代码：第 11 位“O”不用于统一社会信用代码，是不是 0？
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu customer edit 云帆 --id-number 11010519491231002X").all_chinese(&s), @r"
    --- stderr ---
    错误：企业客户填统一社会信用代码（--uscc），不填身份证号
    [exit 2]
    ");
}

#[test]
fn a_private_person_needs_no_company() {
    let s = office_zh();
    let line = "kehu customer add 王小明 --kind 个人 --id-number 11010519491231002X --phone 13612345678 --incomplete";
    assert_snapshot!(s.run(line).all_chinese(&s), @r#"
    已登记客户 XX-XX-2026-001 王小明
    完整度 60 %，缺：来源渠道、需求描述
    下一步：kehu log XX-XX-2026-001 "沟通内容" --by phone
    "#);
    assert_snapshot!(s.run("kehu contact list 王小明"), @r"
    编号           客户    联系人姓名  职务  联系电话     电子邮箱  微信  决策角色
    CT20260305002  王小明  王小明            136****5678
    ");
}

#[test]
fn the_licence_is_asked_for_and_never_required() {
    let s = office();
    let without = YUNFAN.replace("--licence yes", "--anyway");
    assert_snapshot!(s.run(&without), @r#"
    registered HZ-IT-2026-002 杭州云帆科技有限公司
    next: kehu log HZ-IT-2026-002 "…" --by phone
    --- stderr ---
    note: no business licence on file yet (R008); with it: kehu customer edit … --licence yes
    "#);
}

#[test]
fn registration_can_be_made_to_wait_for_its_review() {
    let s = office_zh();
    s.put(
        "playbook.toml",
        "extends = \"standard\"\n[gates]\nregistration = \"enforce\"\n",
    );
    assert_snapshot!(s.run(QIMING).all_chinese(&s), @r#"
    已登记客户 N0001 上海启明精密机械股份有限公司
    完整度 45 %，缺：统一社会信用代码、员工人数、主营业务、来源渠道、需求描述、职务
    下一步：kehu log N0001 "沟通内容" --by phone
    --- stderr ---
    提醒：营业执照尚未存档（R008）；存档后：kehu customer edit … --licence 是
    "#);
    let line = "kehu customer screen 启明 --industry-fit 是 --need-clear 是 --budget-mentioned 否 --cycle-mentioned 否 --result 通过";
    assert_snapshot!(s.run(line).all_chinese(&s), @"已筛选 上海启明精密机械股份有限公司：进入后续跟进");
    assert_snapshot!(s.run("kehu customer review 启明 --result 不通过").all_chinese(&s), @r"
    --- stderr ---
    错误：原因：没有填写
      请加 --reason
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu customer review 启明 --result 通过").all_chinese(&s), @r"
    --- stderr ---
    错误：登记须由主管审核，李雷 不是主管（R021）
      请用 --by 指明主管；规则手册：gates.registration
    [exit 5]
    ");
    let _ = s.run("kehu staff add 韩梅 --role 主管").done();
    assert_snapshot!(s.run("kehu customer review 启明 --result 通过 --by 韩梅").all_chinese(&s), @"SH-MFG-2026-001 上海启明精密机械股份有限公司：通过");
    assert_snapshot!(s.run("kehu customer list --fields number,name"), @r"
    编号             客户名称
    HZ-IT-2026-001   杭州云帆科技有限公司
    SH-MFG-2026-001  上海启明精密机械股份有限公司
    ");
}

#[test]
fn a_screening_that_drops_says_why() {
    let s = office_zh();
    let line = "kehu customer screen 云帆 --industry-fit 否 --need-clear 否 --budget-mentioned 否 --cycle-mentioned 否 --result 剔除";
    assert_snapshot!(s.run(line).all_chinese(&s), @r"
    --- stderr ---
    错误：剔除原因：没有填写
      请加 --drop-reason
    [exit 2]
    ");
    assert_snapshot!(s.run(&format!("{line} --drop-reason 需求不相关")).all_chinese(&s), @r"
    已筛选 杭州云帆科技有限公司：剔除
    已剔除；隐藏请用：kehu customer remove HZ-IT-2026-001
    ");
}

#[test]
fn tags_for_many_are_previewed() {
    let s = office_zh();
    let _ = s.run(QIMING).done();
    let line = "kehu customer tag --where --intent high --add 春季";
    assert_snapshot!(s.run(line).all_chinese(&s), @r"
    编号            客户名称              级别  合作阶段  意向等级  区域  所属行业                        负责人  最近联系
    HZ-IT-2026-001  杭州云帆科技有限公司                  高        杭州  信息传输、软件和信息技术服务业  李雷
    --- stderr ---
    错误：未执行：共 1 个客户：添加 春季，是否执行？
      确认请加 --yes
    [exit 2]
    ");
    assert_snapshot!(s.run(&format!("{line} --dry-run")).all_chinese(&s), @r"
    编号            客户名称              级别  合作阶段  意向等级  区域  所属行业                        负责人  最近联系
    HZ-IT-2026-001  杭州云帆科技有限公司                  高        杭州  信息传输、软件和信息技术服务业  李雷
    --- stderr ---
    共 1 个客户：添加 春季，是否执行？
    以上为预演，未存入任何内容（--dry-run）
    ");
    assert_snapshot!(s.terminal(80, &["否"]).run(line).all_chinese(&s), @r"
    编号            客户名称              意向等级  区域  所属行业            负责人
    HZ-IT-2026-001  杭州云帆科技有限公司  高        杭州  信息传输、软件和…   李雷
    ");
    assert_snapshot!(s.terminal(80, &["是"]).run(line).all_chinese(&s), @r"
    编号            客户名称              意向等级  区域  所属行业            负责人
    HZ-IT-2026-001  杭州云帆科技有限公司  高        杭州  信息传输、软件和…   李雷
    1 个客户：添加 春季
    ");
    assert_snapshot!(s.run("kehu customer tag 启明 --add 春季,夏季").all_chinese(&s), @"1 个客户：添加 春季、夏季");
    assert_snapshot!(s.run("kehu customer tag --list").all_chinese(&s), @r"
    标签      客户数
    春季           2
    夏季           1
    重点客户       1
    ");
    assert_snapshot!(s.run("kehu customer tag 启明 --remove 夏季").all_chinese(&s), @"1 个客户：去掉 夏季");
    assert_snapshot!(s.run("kehu customer list --tag 春季 --fields number,name,tag"), @r"
    编号             客户名称                      标签
    HZ-IT-2026-001   杭州云帆科技有限公司          春季、重点客户
    SH-MFG-2026-001  上海启明精密机械股份有限公司  春季
    ");
    assert_snapshot!(s.run("kehu customer tag --where --region 北京 --add 春季").all_chinese(&s), @"没有符合条件的客户");
}

#[test]
fn a_customer_is_changed_field_by_field() {
    let mut s = office_zh();
    assert_snapshot!(s.run("kehu customer edit 云帆 --notes 关注交期 --revenue 5000万").all_chinese(&s), @"HZ-IT-2026-001：已修改年营收、备注");
    assert_snapshot!(s.run("kehu customer edit 云帆 --notes \"\"").all_chinese(&s), @"HZ-IT-2026-001：已修改备注");
    assert_snapshot!(s.run("kehu customer edit 云帆 --name \"\"").all_chinese(&s), @r"
    --- stderr ---
    错误：客户名称：没有填写
      请加 --name，例如 杭州云帆科技有限公司
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu customer edit 云帆 --revenue 5000万").all_chinese(&s), @"没有变化");
    s.at("2026-03-06 09:00");
    assert_snapshot!(s.run("kehu customer stage 云帆 意向 --known-at 明天").all_chinese(&s), @r"
    --- stderr ---
    错误：--known-at：“明天”晚于现在
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu customer stage 云帆 意向 --known-at 昨天").all_chinese(&s), @"HZ-IT-2026-001：已修改合作阶段");
    assert_snapshot!(s.run("kehu customer segment 云帆 意向客户").all_chinese(&s), @"HZ-IT-2026-001：已修改分群");
    let edited = s
        .terminal(80, &["备注,年营收", "6000万", "老客户介绍"])
        .run("kehu customer edit 云帆")
        .all_chinese(&s);
    assert_snapshot!(edited.dialog(), @r"
    修改哪些栏目
    年营收
    备注
    ");
    assert_snapshot!(edited, @"HZ-IT-2026-001：已修改年营收、备注");
}

#[test]
fn what_is_open_stands_in_the_way_of_removing() {
    let s = office_zh();
    let _ = s
        .run("kehu ticket open 云帆 --type 投诉 --symptom 态度差 --priority 一般")
        .done();
    let _ = s.run("kehu followup plan 云帆 --at 明天 --by 电话").done();
    assert_snapshot!(s.run("kehu customer remove 云帆 --yes").all_chinese(&s), @r"
    --- stderr ---
    错误：该客户仍有未完成事项：SN20260305001
      请先关闭、取消或办结（kehu ticket close、kehu followup cancel、kehu form close）
    [exit 5]
    ");
    let _ = s.run("kehu undo").done();
    let _ = s.run("kehu undo").done();
    assert_snapshot!(s.run("kehu customer remove 云帆").all_chinese(&s), @r"
    --- stderr ---
    错误：未执行：移除客户 HZ-IT-2026-001 杭州云帆科技有限公司？
      确认请加 --yes
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu customer remove 云帆 --yes").all_chinese(&s), @"已移除客户 HZ-IT-2026-001，可用 kehu undo 恢复");
    assert_snapshot!(s.run("kehu customer show 云帆").all_chinese(&s), @r"
    --- stderr ---
    错误：没有客户“云帆”
      可用 kehu customer list 查看
    [exit 3]
    ");
}

#[test]
fn a_number_goes_on_where_it_stopped_even_after_undo() {
    let s = Session::new();
    let _ = s.run("kehu init --name 李雷").done();
    let _ = s
        .run("kehu customer add 甲 --region HZ --industry IT --incomplete")
        .done();
    let _ = s.run("kehu undo").done();
    assert_snapshot!(s.run("kehu customer add 乙 --region HZ --industry IT --incomplete"), @r#"
    registered HZ-IT-2026-002 乙
    27 % complete, missing: Credit code, Employees, Main business, Source, Need, Contact's name, Title, Phone
    next: kehu log HZ-IT-2026-002 "…" --by phone
    --- stderr ---
    note: no business licence on file yet (R008); with it: kehu customer edit … --licence yes
    "#);
}

#[test]
fn no_company_stands_above_itself() {
    let s = office();
    let _ = s.run(QIMING).done();
    assert_snapshot!(s.run("kehu customer edit 云帆 --parent 云帆"), @r"
    --- stderr ---
    error: Parent company: no company is its own parent, not through others either
      name another customer, or leave it empty
    [exit 2]
    ");
    let _ = s.run("kehu customer edit 云帆 --parent 启明").done();
    assert_snapshot!(s.run("kehu customer edit 启明 --parent 云帆"), @r"
    --- stderr ---
    error: Parent company: no company is its own parent, not through others either
      name another customer, or leave it empty
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu customer edit 启明 --parent tbc"), @r"SH-MFG-2026-001: to be confirmed");
}

#[test]
fn a_registration_has_three_results_and_no_grade_to_change() {
    let s = office_zh();
    let _ = s.run("kehu staff add 韩梅 --role supervisor").done();
    assert_snapshot!(s.run("kehu customer review 云帆 --result 调整后通过 --by 韩梅"), @r"
    --- stderr ---
    错误：审核意见：“调整后通过”不是下列之一：通过（approved）、补充信息后通过（approved-after-supplement）、不通过（rejected）
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu customer review 云帆 --result changed --by 韩梅"), @r"
    --- stderr ---
    错误：审核意见：“changed”不是下列之一：通过（approved）、补充信息后通过（approved-after-supplement）、不通过（rejected）
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu customer review 云帆 --result 补充信息后通过 --by 韩梅").all_chinese(&s), @r"HZ-IT-2026-001 杭州云帆科技有限公司：补充信息后通过");
}
