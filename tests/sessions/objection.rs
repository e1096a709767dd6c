//! Objections: raised, answered in time, settled; owed until they are answered.

use insta::assert_snapshot;

use super::{QIMING, office, office_zh};
use crate::session::Session;

#[test]
fn an_objection_in_chinese() {
    let mut s = office_zh();
    let _ = s.run("kehu deal open 云帆 仓储升级 --value 30万").done();
    assert_snapshot!(s.run("kehu deal object 云帆 比竞品贵8% --kind 价格 --said-by 张三").all_chinese(&s), @r"
    已登记异议 OB20260305001：杭州云帆科技有限公司，价格
    请于 2026-03-06 15:00 前回应（R041）：kehu deal answer OB20260305001
    ");
    assert_snapshot!(s.run("kehu customer show 云帆 --fields name").all_chinese(&s), @r"
    基本信息
      客户名称  杭州云帆科技有限公司
    ");
    s.at("2026-03-06 10:00");
    assert_snapshot!(s.run("kehu deal answer 云帆 五年总成本我方更低 --evidence 同行业客户成本降低15% --by 电话").all_chinese(&s), @r"
    OB20260305001：已回应
    了结后：kehu objection settle OB20260305001
    ");
    assert_snapshot!(s.run("kehu deal answer OB20260305001 再说一次").all_chinese(&s), @r"
    --- stderr ---
    错误：OB20260305001 已回应：2026-03-06 10:00
      如需更正请用 kehu undo
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu followup list --fields said,method,purpose,objection,deal").all_chinese(&s), @r"
    沟通内容            跟进方式  目的      异议        相关商机
    五年总成本我方更低  电话      异议处理  比竞品贵8%  DL20260305001
    ");
    assert_snapshot!(s.run("kehu objection list --open").all_chinese(&s), @r"
    编号           客户                  异议类型  异议内容    提出时间          负责人  回应时间          结果
    OB20260305001  杭州云帆科技有限公司  价格      比竞品贵8%  2026-03-05 15:00  李雷    2026-03-06 10:00
    ");
    assert_snapshot!(s.run("kehu objection settle 云帆 --result 未解决").all_chinese(&s), @r"OB20260305001：未解决");
    assert_snapshot!(s.run("kehu objection show OB20260305001").all_chinese(&s), @r"
    编号            OB20260305001
    回应内容        五年总成本我方更低
    支撑数据或案例  同行业客户成本降低15%
    回应时间        2026-03-06 10:00
    结果            未解决
    解决时间        2026-03-06 10:00
    客户            杭州云帆科技有限公司
    异议内容        比竞品贵8%
    异议类型        价格
    提出时间        2026-03-05 15:00
    提出人          张三
    相关商机        杭州云帆科技有限公司 · 仓储升级
    负责人          李雷
    ");
    assert_snapshot!(s.run("kehu objection list --open").all_chinese(&s), @r"（没有记录）");
}

#[test]
fn a_customer_without_a_deal_objects_too() {
    let s = office();
    let _ = s.run(QIMING).done();
    assert_snapshot!(s.run("kehu deal object 启明 \"Delivery in 15 days\" --kind lead-time").all_english(&s), @r"
    recorded OB20260305001 for 上海启明精密机械股份有限公司: lead time
    answer by 2026-03-06 15:00 (R041): kehu deal answer OB20260305001
    ");
    assert_snapshot!(s.run("kehu objection add 启明 \"No interface to SAP\" --kind function --at 2026-03-05T09:00").all_english(&s), @r"
    recorded OB20260305002 for 上海启明精密机械股份有限公司: function
    answer by 2026-03-06 09:00 (R041): kehu deal answer OB20260305002
    ");
    assert_snapshot!(s.run("kehu deal answer 启明 \"15 days it is\""), @r"
    --- stderr ---
    error: “启明” names 2 records (objection)
      OB20260305001  上海启明精密机械股份有限公司 · Delivery in 15 days
      OB20260305002  上海启明精密机械股份有限公司 · No interface to SAP
      name one by its number
    [exit 4]
    ");
    assert_snapshot!(s.run("kehu deal answer OB20260305001 \"15 days it is\" --result resolved").all_english(&s), @r"OB20260305001: answered, resolved");
    assert_snapshot!(s.run("kehu objection list --kind function,lead-time").all_english(&s), @r"
    No.            Customer                      Kind       Objection            Raised            Who answers  Answered          Result
    OB20260305002  上海启明精密机械股份有限公司  Function   No interface to SAP  2026-03-05 09:00  李雷
    OB20260305001  上海启明精密机械股份有限公司  Lead time  Delivery in 15 days  2026-03-05 15:00  李雷         2026-03-05 15:00  Resolved
    ");
    assert_snapshot!(s.run("kehu customer remove 启明 --yes"), @r"
    --- stderr ---
    error: something is still open for this customer: OB20260305002
      close or cancel these first (kehu ticket close, kehu followup cancel, kehu form close)
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu find interface").all_english(&s), @r"
    Kind       No.            Name  Customer                      Where
    objection  OB20260305002        上海启明精密机械股份有限公司  No interface to SAP
    ");
    assert_snapshot!(s.run("kehu find OB20260305002").all_english(&s), @r"
    Kind       No.            Name  Customer                      Where
    objection  OB20260305002        上海启明精密机械股份有限公司  No interface to SAP
    ");
}

#[test]
fn an_objection_is_owed_a_day_and_told_to_the_supervisor() {
    let mut s = office();
    let owed = |s: &Session| {
        let all = s
            .run("kehu today --all --days 2 -o csv --fields rule,due,command")
            .done();
        let ours = all.out.lines().filter(|line| line.starts_with("objection"));
        ours.map(str::to_owned).collect::<Vec<_>>().join("\n")
    };
    let _ = s.run("kehu deal open 云帆 仓储升级").done();
    let _ = s.run("kehu deal object 云帆 太贵 --kind price").done();
    assert_snapshot!(owed(&s), @r"objection-answer,2026-03-06T15:00:00+08:00,kehu deal answer OB20260305001");
    s.at("2026-03-07 10:00");
    let _ = s.run("kehu deal answer 云帆 值").done();
    assert_eq!(owed(&s), "");
    assert_snapshot!(s.run("kehu report compliance --month 2026-03 -o csv --fields rule,due,met,late").done().out.lines().filter(|line| line.contains("objection")).collect::<Vec<_>>().join("\n"), @r"objection-answer,1,0,1");
}

#[test]
fn objections_travel_by_file() {
    let mut s = office();
    let _ = s.run("kehu objection add 云帆 太贵 --kind price").done();
    s.at("2026-03-06 10:00");
    let _ = s.run("kehu deal answer 云帆 值 --result resolved").done();
    let file = s.run("kehu export objections -o csv").done().out;
    let mut other = office();
    other.at("2026-03-06 10:00");
    other.put("in.csv", &file);
    let _ = other.run("kehu import objections ~/in.csv").done();
    assert_eq!(other.run("kehu export objections -o csv").done().out, file);
    // A number of our own is not given out twice.
    let next = other
        .run("kehu objection add 云帆 太慢 --kind lead-time -q")
        .done();
    assert_eq!(next.out, "OB20260306001\n");
}
