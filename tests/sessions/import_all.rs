//! Files of every noun, taken in and taken back: each told apart, each with
//! its customers, and what became of it.

use insta::assert_snapshot;

use super::{office, office_zh};

#[test]
fn products_come_with_their_prices_and_are_told_by_name() {
    let s = office();
    s.put(
        "products.csv",
        "product,series,sales_price\nGTX Basic,GTX,550\nGTX Pro,GTX,4821\nMG Special,MG,a few\n",
    );
    assert_snapshot!(s.run("kehu import products ~/products.csv --reject-to ~/bad.csv"), @r"
    2 products imported, 0 skipped, 1 rejected → ~/bad.csv
    --- stderr ---
    note: line 4: Price: “a few” is not an amount in yuan such as 500000 or 500k
    [exit 7]
    ");
    // Another file knows the price of one and the unit of another.
    s.put(
        "more.csv",
        "name;unit;price\nGTX Basic;set;560\ngtx pro;set;\n",
    );
    assert_snapshot!(s.run("kehu product import ~/more.csv"), @r"
    0 products imported, 2 updated, 1 conflicting, 0 skipped, 0 rejected
    --- stderr ---
    note: line 2: Price: PD20260305001 has another answer on file, which stays
    [exit 7]
    ");
    assert_snapshot!(s.run("kehu product list"), @r"
    No.            Name       Series  Model     Price  Unit  On sale
    PD20260305001  GTX Basic  GTX              550.00  set   Yes
    PD20260305002  GTX Pro    GTX            4,821.00  set   Yes
    ");
    assert_snapshot!(s.run("kehu product edit basic --price 600"), @"PD20260305001: changed Price");
    assert_snapshot!(s.run("kehu product add \"GTX Pro\" --price 1"), @r"
    --- stderr ---
    error: GTX Pro is on file already: PD20260305002
      change it with: kehu product edit PD20260305002
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu product remove pro --yes"), @"removed product PD20260305002; kehu undo brings it back");
    assert_snapshot!(s.run("kehu product show pro"), @r"
    --- stderr ---
    error: there is no product “pro”
      look with: kehu product list
    [exit 3]
    ");
    assert_snapshot!(s.run("kehu product add \"MG 500\" --series MG --price 2.68万"), @"added PD20260305003 MG 500");
}

#[test]
fn colleagues_bring_their_supervisors() {
    let s = office();
    s.put(
        "team.csv",
        "sales_agent,manager,regional_office\nAnna Snelling,Dustin Brinkmann,Central\nCecily Lampkin,Anna Snelling,Central\nEve Own,Eve Own,East\n",
    );
    assert_snapshot!(s.run("kehu import staff ~/team.csv --set role=rep --map regional_office= --dry-run"), @r"
    2 colleagues would be imported, 0 skipped, 1 rejected
    made along with them: colleague 1
    --- stderr ---
    error: line 4: Supervisor: leads back to this very row
      nothing was stored; put these rows right, or set them aside with: --reject-to FILE
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu import staff ~/team.csv --set role=rep --map regional_office= --reject-to ~/bad.csv"), @r"
    2 colleagues imported, 0 skipped, 1 rejected → ~/bad.csv
    made along with them: colleague 1
    --- stderr ---
    note: line 4: Supervisor: leads back to this very row
    [exit 7]
    ");
    assert_snapshot!(s.run("kehu staff list --fields name,role,supervisor"), @r"
    Name              Role              Supervisor
    李雷              Sales rep
    Dustin Brinkmann  Sales supervisor
    Anna Snelling     Sales rep         Dustin Brinkmann
    Cecily Lampkin    Sales rep         Anna Snelling
    ");
}

#[test]
fn contacts_find_their_customer_or_make_it() {
    let s = office_zh();
    s.put(
        "联系人.csv",
        "客户名称,姓名,职务,联系电话,电子邮箱,区域\n\
         杭州云帆科技有限公司,李四,技术总监,13800138001,,\n\
         杭州云帆科技有限公司,张三丰,经理,13912345678,,\n\
         宁波海图贸易有限公司,王五,经理,13800138002,w@example.com,杭州\n\
         宁波海图贸易有限公司,赵六,,13800138003,,\n",
    );
    assert_snapshot!(s.run("kehu import contacts ~/联系人.csv"), @r"
    --- stderr ---
    错误：第 4、5 行：客户：没有客户“宁波海图贸易有限公司”
      新建此类客户请加：--new-customers enterprise（企业）或 individual（个人）
      没有存入任何内容；请更正这些行，或用 --reject-to 文件 将其另存
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu import contacts ~/联系人.csv --new-customers 企业 --rows").all_chinese(&s), @r"
    行  结果  编号           原因
     2  新增  CT20260305002
     3  冲突  CT20260305001  联系人姓名：CT20260305001 已有不同内容，保留原内容；职务：CT20260305001 已有不同内容，保留原内容
     4  新增  CT20260305003
     5  新增  CT20260305004
    --- stderr ---
    提醒：第 3 行：联系人姓名：CT20260305001 已有不同内容，保留原内容
    提醒：第 3 行：职务：CT20260305001 已有不同内容，保留原内容
    导入 3 条联系人，冲突 1 条，跳过 0 条，拒收 0 条
    一并新建：客户 1
    [exit 7]
    ");
    assert_snapshot!(s.run("kehu contact list --fields number,customer,name,phone --reveal"), @r"
    编号           客户                  联系人姓名  联系电话
    CT20260305001  杭州云帆科技有限公司  张三        139 1234 5678
    CT20260305002  杭州云帆科技有限公司  李四        138 0013 8001
    CT20260305003  宁波海图贸易有限公司  王五        138 0013 8002
    CT20260305004  宁波海图贸易有限公司  赵六        138 0013 8003
    ");
    assert_snapshot!(s.run("kehu customer list --fields number,name,kind,region"), @r"
    编号            客户名称              客户类型  区域
    HZ-IT-2026-001  杭州云帆科技有限公司  企业客户  杭州
    HZ-XX-2026-001  宁波海图贸易有限公司  企业客户  杭州
    ");
    assert_snapshot!(s.run("kehu import contacts ~/联系人.csv").all_chinese(&s), @r"
    导入 0 条联系人，冲突 1 条，跳过 3 条，拒收 0 条
    --- stderr ---
    提醒：第 3 行：联系人姓名：CT20260305001 已有不同内容，保留原内容
    提醒：第 3 行：职务：CT20260305001 已有不同内容，保留原内容
    [exit 7]
    ");
}

#[test]
fn a_masked_export_is_not_taken_for_the_truth() {
    let s = office();
    s.put(
        "masked.csv",
        "customer,name,phone,email,wechat\n\
         HZ-IT-2026-001,Li Si,138****8001,l***@example.com,****\n\
         HZ-IT-2026-001,Wang Wu,13800138002,,\n",
    );
    assert_snapshot!(s.run("kehu import contacts ~/masked.csv --reject-to ~/bad.csv"), @r"
    1 contact imported, 0 skipped, 1 rejected → ~/bad.csv
    --- stderr ---
    note: line 2: Phone: masked by an export; export again with --reveal
    note: line 2: E-mail: masked by an export; export again with --reveal
    note: line 2: WeChat: masked by an export; export again with --reveal
    [exit 7]
    ");
}

#[test]
fn an_address_book_makes_contacts_and_their_companies() {
    let s = office();
    s.put(
        "book.vcf",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Lee\r\nORG:Betatech;Sales\r\nTEL;TYPE=CELL:905-555-1234\r\nEND:VCARD\r\n\
         BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bob Roe\r\nTEL;TYPE=CELL:+44 20 7946 0000\r\nEND:VCARD\r\n",
    );
    assert_snapshot!(s.run("kehu import contacts ~/book.vcf --country +1 --new-customers enterprise"), @r"
    --- stderr ---
    note: left out, a contact has no fields for these: departments: 1
    error: line 7: Customer: no answer
      give --set customer=NAME, or make them customers themselves: --new-customers individual
      nothing was stored; put these rows right, or set them aside with: --reject-to FILE
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu import contacts ~/book.vcf --country +1 --new-customers enterprise,individual"), @r"
    2 contacts imported, 0 skipped, 0 rejected
    made along with them: customer 2
    --- stderr ---
    note: left out, a contact has no fields for these: departments: 1
    ");
    assert_snapshot!(s.run("kehu contact list --fields customer,name,phone --reveal"), @r"
    Customer              Contact's name  Phone
    杭州云帆科技有限公司  张三            139 1234 5678
    Betatech              Ann Lee         +1 9055551234
    Bob Roe               Bob Roe         +44 2079460000
    ");
    assert_snapshot!(s.run("kehu import tickets ~/book.vcf"), @r"
    --- stderr ---
    error: ~/book.vcf: an address book holds contacts
      take it in with: kehu import contacts FILE --new-customers enterprise
    [exit 2]
    ");
}

#[test]
fn follow_ups_keep_who_when_and_what_they_hang_on() {
    let s = office_zh();
    let _ = s
        .run("kehu followup plan 云帆 --at \"2026-03-09 10:00\" --by visit")
        .done();
    let _ = s
        .run("kehu ticket open 云帆 --type product-fault --priority normal --symptom 无显示 --at \"2026-03-05 9:30\"")
        .done();
    s.put(
        "跟进.csv",
        "编号,客户编号,跟进时间,跟进方式,沟通内容,下次沟通时间,所属计划,相关工单,跟进人\n\
         FU20260301007,HZ-IT-2026-001,2026-03-01 10:00,电话,报价已发,2026-03-10,PL20260309001,,李雷\n\
         ,HZ-IT-2026-001,2026-03-02 10:00,微信,寄了样品,,,SN20260305001,\n\
         ,HZ-IT-2026-001,2026-03-02 10:00,微信,寄了样品,,,,\n\
         ,HZ-IT-2026-001,2026-03-03 10:00,微信,约见面,,PL20260309009,,韩梅\n\
         ,没有的客户,2026-03-03 10:00,微信,约见面,,,,\n",
    );
    assert_snapshot!(s.run("kehu import followups ~/跟进.csv --reject-to ~/不合格.csv").all_chinese(&s), @r"
    导入 2 条跟进记录，跳过 0 条，拒收 3 条 → ~/不合格.csv
    --- stderr ---
    提醒：第 4 行：与本文件第 3 行是同一跟进记录
    提醒：第 5 行：所属计划：没有跟进计划“PL20260309009”
    提醒：第 5 行：跟进人：没有同事“韩梅”
    提醒：第 6 行：客户：没有客户“没有的客户”
    [exit 7]
    ");
    assert_snapshot!(s.run("kehu followup list --fields number,at,method,said,plan,ticket,owner"), @r"
    编号           跟进时间          跟进方式  沟通内容  所属计划       相关工单       跟进人
    FU20260302001  2026-03-02 10:00  微信      寄了样品                 SN20260305001  李雷
    FU20260301007  2026-03-01 10:00  电话      报价已发  PL20260309001                 李雷
    ");
    // The next one of that day comes after the number that the file brought.
    assert_snapshot!(s.run("kehu log 云帆 再谈 --by phone --at \"2026-03-01 15:00\" -q"), @"FU20260301008");
}

#[test]
fn a_closed_ticket_comes_with_its_trail() {
    let s = office();
    s.put(
        "tickets.csv",
        "number,customer,type,symptom,priority,at,responded_at,answered_at,answer,solved_at,cause,steps,revisited_at,revisit_result,satisfaction,closed_at\n\
         SN20260301004,HZ-IT-2026-001,product-fault,no picture,urgent,2026-03-01 09:00,2026-03-01 09:30,2026-03-01 10:00,change the module,2026-03-01 12:00,hardware-fault,changed it,2026-03-02 10:00,solved,5,2026-03-02 11:00\n",
    );
    assert_snapshot!(s.run("kehu import tickets ~/tickets.csv"), @"1 ticket imported, 0 skipped, 0 rejected");
    assert_snapshot!(s.run("kehu ticket show SN20260301004"), @r"
    No.             SN20260301004
    Status          Closed
    Respond by      2026-03-01 11:00
    Responded       2026-03-01 09:30
    Solution by     2026-03-01 13:00
    Solution given  2026-03-01 10:00
    Solved          2026-03-01 12:00
    Cause           Hardware fault
    Revisited       2026-03-02 10:00
    Closed          2026-03-02 11:00
    Customer        杭州云帆科技有限公司
    Type            Product fault
    Symptom         no picture
    Priority        Urgent
    Accepted        2026-03-01 09:00
    Assignee        李雷
    Accepted by     李雷

    When              What            By    To  Text
    2026-03-01 09:00  Opened          李雷
    2026-03-01 09:30  Responded       李雷
    2026-03-01 10:00  Solution given  李雷      change the module
    2026-03-01 12:00  Solved          李雷      Hardware fault · changed it
    2026-03-02 10:00  Revisited       李雷      Solved for good · 5
    2026-03-02 11:00  Closed          李雷
    ");
    assert_snapshot!(s.run("kehu import tickets ~/tickets.csv"), @"0 tickets imported, 1 skipped, 0 rejected");
}

/// Tickets of private persons whose times cannot all be.
const DESK: &str = "\
Ticket_ID,Customer_Name,Customer_Email,Ticket_Type,Subject,Priority,Channel,First_Response,Resolution,Rating
3,Amy Hill,amy@example.com,Technical issue,Network problem,Low,Chat,2023-06-01 11:14,2023-06-01 18:05,3
4,Amy Hill,hill@example.org,Technical issue,Data loss,High,Phone,2023-06-01 17:46,2023-05-31 23:51,1
5,Amy Hill,amy@example.com,Technical issue,Data loss,Critical,Email,2023-06-01 17:46,,
";

const AS_DESK: &str = "--new-customers individual --source desk --set \"at=2023-05-31 22:00\" \
    --map Ticket_ID=external,Customer_Name=customer,Customer_Email=contact.email,Ticket_Type=type,Subject=symptom \
    --map First_Response=responded_at,Resolution=solved_at,Resolution=closed_at,Rating=satisfaction \
    --map-value \"priority:Critical=urgent,High=important,Low=normal\" --map-value \"type:Technical issue=product-fault\"";

#[test]
fn times_that_cannot_be_are_kept_and_marked() {
    let s = office();
    s.put("desk.csv", DESK);
    assert_snapshot!(s.run(&format!("kehu import tickets ~/desk.csv {AS_DESK}")), @r"
    3 tickets imported, 0 skipped, 0 rejected
    made along with them: contact 2, customer 2
    1 with times that contradict one another: kept and marked, left out of the figures
    ");
    // Two people of one name are two customers.
    assert_snapshot!(s.run("kehu contact list --fields customer_number,name,email --reveal"), @r"
    Customer no.    Contact's name  E-mail
    HZ-IT-2026-001  张三            zhangsan@example.com
    XX-XX-2026-001  Amy Hill        amy@example.com
    XX-XX-2026-002  Amy Hill        hill@example.org
    ");
    assert_snapshot!(s.run("kehu ticket list --fields number,status,customer_number,external,contradictory"), @r"
    No.            Status     Customer no.    Number elsewhere  Times contradict
    SN20230531003  Responded  XX-XX-2026-001  desk:5
    SN20230531002  Closed     XX-XX-2026-002  desk:4            Yes
    SN20230531001  Closed     XX-XX-2026-001  desk:3
    ");
    assert_snapshot!(s.run("kehu ticket show SN20230531002 --fields status,contradictory,responded_at,solved_at"), @r"
    Status            Closed
    Times contradict  Yes
    Responded         2023-06-01 17:46
    Solved            2023-05-31 23:51
    ");
    assert_snapshot!(s.run(&format!("kehu import tickets ~/desk.csv {AS_DESK} -o json")), @r#"{"dry_run":false,"noun":"ticket","new":0,"same":3,"changed":0,"conflicts":0,"bad":0,"incomplete":0,"contradictory":0,"made":{}}"#);
}

#[test]
fn a_status_needs_its_time() {
    let s = office_zh();
    s.put(
        "工单.csv",
        "客户,问题类型,故障现象,优先级,受理时间,工单状态,满意度,是否彻底解决\n\
         云帆科技,故障,无显示,一般,2026-03-01 09:00,已关闭,,\n\
         HZ-IT-2026-001,故障,无显示,一般,2026-03-01 09:00,已关闭,,\n\
         HZ-IT-2026-001,故障,有异响,一般,2026-03-01 09:00,,5,\n\
         HZ-IT-2026-001,故障,漏油,一般,2026-03-01 09:00,,,解决\n\
         HZ-IT-2026-001,故障,过热,一般,,待客户,,\n",
    );
    assert_snapshot!(s.run("kehu import tickets ~/工单.csv"), @r"
    --- stderr ---
    错误：第 2 行：客户：没有客户“云帆科技”
    错误：第 3 行：状态：缺少相应的时间：closed_at
    错误：第 4 行：满意度：缺少相应的时间：revisited_at
    错误：第 5 行：回访结果：缺少相应的时间：revisited_at
    错误：第 6 行：受理时间：没有填写
      新建此类客户请加：--new-customers enterprise（企业）或 individual（个人）
      没有存入任何内容；请更正这些行，或用 --reject-to 文件 将其另存
    [exit 2]
    ");
}

#[test]
fn a_grade_in_force_tags_and_the_pool_come_along() {
    let s = office_zh();
    s.put(
        "客户.csv",
        "客户编号,客户名称,区域,客户级别,公海,标签,需求描述\n\
         SH-IT-2025-007,上海启明机械有限公司,上海,A,,重点;老客户,待确认\n\
         ,宁波海图贸易有限公司,杭州,,是,,\n",
    );
    assert_snapshot!(s.run("kehu import customers ~/客户.csv").all_chinese(&s), @r"
    导入 2 条客户，跳过 0 条，拒收 0 条
    2 条信息不完整；缺：信息获取时间 2、联系人姓名 2、统一社会信用代码 2、员工人数 2、所属行业 2、主营业务 2、需求描述 2、联系电话 2、来源渠道 2、职务 2
    ");
    assert_snapshot!(s.run("kehu customer list --fields number,name,grade,tag,owner"), @r"
    编号            客户名称              级别  标签          负责人
    HZ-IT-2026-001  杭州云帆科技有限公司        重点客户      李雷
    SH-IT-2025-007  上海启明机械有限公司  A级   老客户、重点  李雷
    HZ-XX-2026-001  宁波海图贸易有限公司
    ");
    assert_snapshot!(s.run("kehu customer show 启明 --fields grade,need"), @r"
    客户级别    A级

    需求
      需求描述  待确认
    ");
    s.put(
        "再来.csv",
        "客户编号,客户名称,客户级别,标签\nSH-IT-2025-007,上海启明机械有限公司,B,新客户\n",
    );
    assert_snapshot!(s.run("kehu import customers ~/再来.csv --rows").all_chinese(&s), @r"
    行  结果  编号            原因
     2  冲突  SH-IT-2025-007  级别：SH-IT-2025-007 已有不同内容，保留原内容
    --- stderr ---
    提醒：第 2 行：级别：SH-IT-2025-007 已有不同内容，保留原内容
    导入 0 条客户，更新 1 条，冲突 1 条，跳过 0 条，拒收 0 条
    [exit 7]
    ");
    assert_snapshot!(s.run("kehu import customers ~/再来.csv --update").all_chinese(&s), @"导入 0 条客户，更新 1 条，跳过 0 条，拒收 0 条");
    assert_snapshot!(s.run("kehu customer list --fields name,grade,tag"), @r"
    客户名称              级别  标签
    杭州云帆科技有限公司        重点客户
    上海启明机械有限公司  B级   新客户、老客户、重点
    宁波海图贸易有限公司
    ");
}

#[test]
fn what_was_used_since_may_stay_when_an_import_is_taken_back() {
    let s = office();
    s.put(
        "two.csv",
        "name,region,contact.name,contact.phone,tag\nAlpha,HZ,Ann,13800138001,fair\nBeta,HZ,Bob,13800138002,fair\n",
    );
    let _ = s.run("kehu import customers ~/two.csv").done();
    let _ = s
        .run("kehu log Beta \"asked for a price\" --by phone")
        .done();
    assert_snapshot!(s.run("kehu undo 9"), @r"
    --- stderr ---
    error: 2 customers imported, 0 skipped, 0 rejected: later commands changed the same: 18 HZ-XX-2026-002 logged a follow-up
      undo them all with: kehu undo --to 9; or what nobody used: kehu undo 9 --keep-used
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu undo 9 --keep-used"), @r"
    undone: 2 customers imported, 0 skipped, 0 rejected
    kept, used since: HZ-XX-2026-002, CT20260305003
    kehu redo brings it back
    ");
    assert_snapshot!(s.run("kehu contact list --fields customer,name"), @r"
    Customer              Contact's name
    杭州云帆科技有限公司  张三
    Beta                  Bob
    ");
    assert_snapshot!(s.run("kehu customer list --fields name,tag"), @r"
    Name                  Tags
    杭州云帆科技有限公司  重点客户
    Beta                  fair
    ");
    assert_snapshot!(s.run("kehu redo"), @"done again: 2 customers imported, 0 skipped, 0 rejected");
    assert_snapshot!(s.run("kehu contact list --fields customer,name"), @r"
    Customer              Contact's name
    杭州云帆科技有限公司  张三
    Alpha                 Ann
    Beta                  Bob
    ");
    assert_snapshot!(s.run("kehu history --limit 4"), @r"
    ID  When              Who   Command           Record          What                                                             State
    22  2026-03-05 15:00  李雷  redo                              redid: 2 customers imported, 0 skipped, 0 rejected
    21  2026-03-05 15:00  李雷  import customers                  the unused rest of: 2 customers imported, 0 skipped, 0 rejected
    20  2026-03-05 15:00  李雷  undo                              undid: 2 customers imported, 0 skipped, 0 rejected               undone
    18  2026-03-05 15:00  李雷  followup log      HZ-XX-2026-002  logged a follow-up
    ");
}

#[test]
fn a_person_at_a_terminal_is_asked_before_rows_are_written() {
    let s = office_zh();
    s.put("客户.csv", "客户名称,区域\n宁波海图,杭州\n");
    assert_snapshot!(s.terminal(80, &["否"]).run("kehu import customers ~/客户.csv").all_chinese(&s), @r"
    --- stderr ---
    已中止
    [exit 130]
    ");
    assert_snapshot!(s.run("kehu customer list --fields name"), @r"
    客户名称
    杭州云帆科技有限公司
    ");
}
