//! Files of what hangs on deliveries, of attached files and of handovers: taken in with
//! what they bring along, refused row by row, taken back whole.

use std::fs;

use insta::assert_snapshot;

use super::{QIMING, office, office_zh};
use crate::session::Session;

/// A delivery that was planned, and a second customer.
fn planned(s: Session) -> Session {
    for line in [
        QIMING,
        "kehu staff add 赵敏 --role after-sales-engineer",
        "kehu delivery plan 云帆 60台终端 --planned +2w",
    ] {
        let _ = s.run(line).done();
    }
    s
}

#[test]
fn progress_in_a_file_is_its_deliverys_and_begins_it() {
    let s = planned(office_zh());
    s.put(
        "进度.csv",
        "交付,本期进展,完成百分比,时间,通报客户时间\n\
         DV20260305001,到货 40 台,60%,2026-03-04 10:00,2026-03-04 11:00\n\
         DV20260305001,开始装箱,10%,2026-03-02 09:00,\n",
    );
    assert_snapshot!(s.run("kehu import progress ~/进度.csv").all_chinese(&s), @"导入 2 条进度记录，跳过 0 条，拒收 0 条");
    // The first word on it is its start, whatever the order of the rows.
    assert_snapshot!(s.run("kehu export deliveries --fields number,started_at").done().out.trim_start_matches('\u{feff}'), @r"
    number,started_at
    DV20260305001,2026-03-02T09:00:00+08:00
    ");
    s.put(
        "偏差.csv",
        "交付,偏差内容,偏差类型,偏差原因,发现时间\n\
         DV20260305001,推迟一周,延期,缺料,2026-03-03 10:00\n",
    );
    let _ = s.run("kehu import deviations ~/偏差.csv").done();
    assert_snapshot!(s.run("kehu delivery list --fields number,status").all_chinese(&s), @r"
    编号           交付状态
    DV20260305001  延期
    ");
    // What came of it is added to the one on file.
    s.put(
        "偏差.csv",
        "交付,偏差内容,发现时间,偏差类型,偏差原因,处理完毕时间,处理结果\n\
         DV20260305001,推迟一周,2026-03-03 10:00,延期,缺料,2026-03-05 10:00,空运补齐\n",
    );
    assert_snapshot!(s.run("kehu import deviations ~/偏差.csv").all_chinese(&s), @r"导入 0 条执行偏差，更新 1 条，跳过 0 条，拒收 0 条");
    assert_snapshot!(s.run("kehu delivery list --fields number,status").all_chinese(&s), @r"
    编号           交付状态
    DV20260305001  进行中
    ");
}

#[test]
fn items_of_an_acceptance_get_their_places() {
    let s = planned(office());
    s.put(
        "items.csv",
        "delivery,n,what,standard,source,result,at\n\
         DV20260305001,,runs 72 hours,no fault,contract,passed,2026-03-05 10:00\n\
         DV20260305001,,all can use it,,promise,,\n\
         DV20260305001,7,manuals,,other,,\n\
         DV20260305001,,cables,,other,,\n\
         DV20260305009,,gone,,other,,\n",
    );
    assert_snapshot!(s.run("kehu import acceptance ~/items.csv --reject-to ~/bad.csv"), @r"
    4 acceptance items imported, 0 skipped, 1 rejected → ~/bad.csv
    --- stderr ---
    note: line 6: Delivery: there is no delivery “DV20260305009”
    [exit 7]
    ");
    assert_snapshot!(s.run("kehu delivery check yunfan"), @r"
    No. in the list  What is checked  Standard agreed  Agreed in  Result  Checked           Actual  Remedy by
                  1  runs 72 hours    no fault         Contract   Passed  2026-03-05 10:00
                  2  all can use it                    Promise
                  7  manuals                           Other
                  8  cables                            Other
    ");
    // The same rows once more are the same items.
    assert_snapshot!(s.run("kehu import acceptance ~/items.csv --reject-to ~/bad.csv"), @r"
    0 acceptance items imported, 4 skipped, 1 rejected → ~/bad.csv
    --- stderr ---
    note: line 6: Delivery: there is no delivery “DV20260305009”
    [exit 7]
    ");
}

#[test]
fn a_pack_of_another_customers_deal_is_refused() {
    let s = planned(office_zh());
    let _ = s.run("kehu deal open 启明 机床 --value 20万").done();
    s.put(
        "移交.csv",
        "客户,商机,接收人,移交时间,接收时间\n\
         HZ-IT-2026-001,DL20260305001,赵敏,2026-03-04 10:00,\n\
         HZ-IT-2026-001,,赵敏,2026-03-04 10:00,2026-03-04 15:00\n",
    );
    assert_snapshot!(s.run("kehu import packs ~/移交.csv --reject-to ~/退回.csv").all_chinese(&s), @r"
    导入 1 条移交资料，跳过 0 条，拒收 1 条 → ~/退回.csv
    --- stderr ---
    提醒：第 2 行：商机：是其他客户的商机
    [exit 7]
    ");
    assert_snapshot!(s.run("kehu delivery packs").all_chinese(&s), @r"
    编号           客户                  商机  接收人  移交时间          特殊要求  移交人  接收时间
    PK20260304001  杭州云帆科技有限公司        赵敏    2026-03-04 10:00            李雷    2026-03-04 15:00
    ");
}

#[test]
fn a_list_of_files_brings_its_files() {
    let s = planned(office_zh());
    fs::create_dir(s.path("扫描")).expect("makes");
    s.put("扫描/合同.pdf", "both have signed");
    s.put("扫描/空.pdf", "");
    s.put(
        "附件.csv",
        "文件,客户,类别,敏感,相关交付\n\
         扫描/合同.pdf,HZ-IT-2026-001,合同扫描件,,DV20260305001\n\
         扫描/没有.pdf,HZ-IT-2026-001,其他,,\n\
         扫描/空.pdf,HZ-IT-2026-001,其他,,\n\
         扫描,HZ-IT-2026-001,其他,,\n\
         ,HZ-IT-2026-001,其他,,\n",
    );
    assert_snapshot!(s.run("kehu import attachments ~/附件.csv").all_chinese(&s), @r"
    --- stderr ---
    错误：第 3 行：文件：没有文件 ~/扫描/没有.pdf
    错误：第 4 行：文件：~/扫描/空.pdf 是空文件
    错误：第 5 行：文件：~/扫描 不是文件
    错误：第 6 行：文件：没有指明文件，本机也没有其内容
      连同文件导出清单：kehu export attachments 清单.csv --with-files
      没有存入任何内容；请更正这些行，或用 --reject-to 文件 将其另存
    [exit 2]
    ");
    let kept = || fs::read_dir(s.path("kehu.attachments")).map_or(0, Iterator::count);
    assert_eq!(kept(), 0, "nothing of it is left");
    assert_snapshot!(s.run("kehu import attachments ~/附件.csv --reject-to ~/退回.csv --dry-run").exit as u8, @"7");
    assert_eq!(kept(), 0, "a dry run copies nothing");
    let _ = s.run("kehu import attachments ~/附件.csv --reject-to ~/退回.csv");
    assert_eq!(kept(), 1);
    assert_snapshot!(s.run("kehu attach list").all_chinese(&s), @r"
    编号           客户                  类别        文件名    大小  登记时间          敏感
    AT20260305001  杭州云帆科技有限公司  合同扫描件  合同.pdf  16 B  2026-03-05 15:00  是
    ");
    // The content stays as it was attached.
    s.put("扫描/合同.pdf", "altered");
    s.put(
        "附件.csv",
        "编号,文件,客户,类别\nAT20260305001,扫描/合同.pdf,HZ-IT-2026-001,合同扫描件\n",
    );
    assert_snapshot!(s.run("kehu import attachments ~/附件.csv --update").all_chinese(&s), @r"
    导入 0 条附件，冲突 1 条，跳过 0 条，拒收 0 条
    --- stderr ---
    提醒：第 2 行：文件：AT20260305001 已有不同内容，保留原内容
    [exit 7]
    ");
    assert_eq!(kept(), 1);
}

#[test]
fn a_list_goes_out_with_its_files_and_comes_back() {
    let (from, to) = (planned(office()), planned(office()));
    from.put("licence.pdf", "licence");
    from.put("chat.png", "what was said");
    let _ = from
        .run("kehu attach add yunfan ~/licence.pdf --kind business-licence")
        .done();
    let _ = from
        .run("kehu attach add yunfan ~/chat.png --kind chat-screenshot")
        .done();
    assert_snapshot!(from.run("kehu export attachments --with-files"), @r"
    --- stderr ---
    error: the files need a list beside which they lie
      such as: kehu export attachments list.csv --with-files
    [exit 2]
    ");
    assert_snapshot!(from.run("kehu export attachments ~/list.csv --with-files"), @r"
    ~/list.csv: 2 rows
    ~/list.files: 1 file
    --- stderr ---
    sensitive files were left out: 1; --reveal copies them too
    ");
    assert_snapshot!(from.text("list.csv"), @r"
    number,customer,kind,name,at,sensitive,deal,ticket,followup,entry,notes,contract,delivery,file,size,hash
    AT20260305001,HZ-IT-2026-001,business-licence,licence.pdf,2026-03-05T15:00:00+08:00,no,,,,,,,,list.files/AT20260305001 licence.pdf,7,8178ac72b28d77fcb851fcd301583182bd05d9663ed2ec8131e60f057c2795f7
    AT20260305002,HZ-IT-2026-001,chat-screenshot,chat.png,2026-03-05T15:00:00+08:00,yes,,,,,,,,,13,af80764144be61fb07d306066d961d02a7b3abcadbc62303722e99a2c2566006
    ");
    assert_snapshot!(from.run("kehu export attachments ~/list.csv --with-files --reveal --yes"), @r"
    ~/list.csv: 2 rows
    ~/list.files: 2 files
    ");
    let history = from
        .run("kehu history -o csv --fields command,summary")
        .done();
    assert!(history.out.contains("export attachments"), "{history}");
    fs::create_dir(to.path("list.files")).expect("makes");
    for file in [
        "list.csv",
        "list.files/AT20260305001 licence.pdf",
        "list.files/AT20260305002 chat.png",
    ] {
        to.put(file, fs::read(from.path(file)).expect("reads"));
    }
    assert_snapshot!(to.run("kehu import attachments ~/list.csv"), @r"2 attached files imported, 0 skipped, 0 rejected");
    let _ = to.run("kehu export attachments ~/again.csv").done();
    let _ = from.run("kehu export attachments ~/again.csv").done();
    assert_eq!(to.text("again.csv"), from.text("again.csv"));
    // Undone and redone like any command; the register alone finds the content here.
    let _ = to.run("kehu undo").done();
    to.put("again.csv", from.text("again.csv"));
    assert_snapshot!(to.run("kehu import attachments ~/again.csv"), @r"2 attached files imported, 0 skipped, 0 rejected");
}

#[test]
fn a_handover_in_a_file_changes_no_owner() {
    let s = planned(office());
    s.put(
        "handovers.csv",
        "from,to,customers,at,accepted_at\n\
         李雷,赵敏,\"HZ-IT-2026-001,上海启明精密机械股份有限公司\",2026-03-01 10:00,2026-03-02 10:00\n\
         李雷,李雷,HZ-IT-2026-001,2026-03-01 11:00,\n\
         李雷,赵敏,,2026-03-01 12:00,\n",
    );
    assert_snapshot!(s.run("kehu import handovers ~/handovers.csv --reject-to ~/bad.csv"), @r"
    1 handover imported, 0 skipped, 2 rejected → ~/bad.csv
    --- stderr ---
    note: line 3: nobody hands over to themselves
    note: line 4: Customers: no customer is named
    [exit 7]
    ");
    assert_snapshot!(s.run("kehu handover list --fields from,to,customers,accepted_at"), @r"
    From  To    Customers  Accepted
    李雷  赵敏          2  2026-03-02 10:00
    ");
    assert_snapshot!(s.run("kehu customer list --fields number,owner"), @r"
    No.              Owner
    HZ-IT-2026-001   李雷
    SH-MFG-2026-001  李雷
    ");
}

#[test]
fn what_no_file_brings_says_what_to_do_instead() {
    let s = office();
    assert_snapshot!(s.run("kehu import grades ~/grades.csv"), @r"
    --- stderr ---
    error: assessments are not taken in from a file: each is somebody's decision
      grades in force come with their customers: kehu import customers FILE, column grade; a new assessment: kehu grade CUSTOMER
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu import instalments"), @r"
    --- stderr ---
    error: instalments are not taken in by themselves: a contract's plan makes them
      kehu import contracts FILE, column plan; what was paid: kehu import payments FILE
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu import calendar"), @r"
    --- stderr ---
    error: calendars are not taken in: an appointment does not say which customer it is with
      plans come from a sheet: kehu import plans FILE; days off and leave: kehu calendar
    [exit 2]
    ");
}
