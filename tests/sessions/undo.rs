//! Undo and redo: what they take back, and what stands in their way.

use insta::assert_snapshot;

use super::{QIMING, office, office_zh};

#[test]
fn undo_takes_back_the_newest_command_and_never_an_undo() {
    let s = office_zh();
    let _ = s.run("kehu log 云帆 一 --by 电话 --sent 资料").done();
    let _ = s.run("kehu log 云帆 二 --by 电话").done();
    assert_snapshot!(s.run("kehu undo").all_chinese(&s), @r"
    已撤销：HZ-IT-2026-001 记录跟进
    可用 kehu redo 恢复
    ");
    assert_snapshot!(s.run("kehu undo").all_chinese(&s), @r"
    已撤销：HZ-IT-2026-001 记录跟进
    可用 kehu redo 恢复
    ");
    assert_snapshot!(s.run("kehu followup list"), @"（没有记录）");
    assert_snapshot!(s.run("kehu redo").all_chinese(&s), @"已重做：HZ-IT-2026-001 记录跟进");
    assert_snapshot!(s.run("kehu redo").all_chinese(&s), @"已重做：HZ-IT-2026-001 记录跟进");
    assert_snapshot!(s.run("kehu followup list").all_chinese(&s), @r"
    编号           跟进时间          客户                  跟进方式  沟通内容  下次沟通时间  下一步  跟进人
    FU20260305002  2026-03-05 15:00  杭州云帆科技有限公司  电话      二                              李雷
    FU20260305001  2026-03-05 15:00  杭州云帆科技有限公司  电话      一                              李雷
    ");
    assert_snapshot!(s.run("kehu redo").all_chinese(&s), @r"
    --- stderr ---
    错误：没有可重做的操作
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu history").all_chinese(&s), @r"
    序号  时间              何人  命令          记录            内容                           状态
      16  2026-03-05 15:00  李雷  redo          HZ-IT-2026-001  重做：HZ-IT-2026-001 记录跟进
      15  2026-03-05 15:00  李雷  redo          HZ-IT-2026-001  重做：HZ-IT-2026-001 记录跟进
      14  2026-03-05 15:00  李雷  undo          HZ-IT-2026-001  撤销：记录跟进                 已撤销
      13  2026-03-05 15:00  李雷  undo          HZ-IT-2026-001  撤销：记录跟进                 已撤销
      11  2026-03-05 15:00  李雷  followup log  HZ-IT-2026-001  记录跟进
       9  2026-03-05 15:00  李雷  followup log  HZ-IT-2026-001  记录跟进
       3  2026-03-05 15:00  李雷  customer add  HZ-IT-2026-001  登记客户
       1  2026-03-05 15:00  李雷  init                          初始化                         不可撤销
    ");
}

#[test]
fn a_later_change_of_the_same_cell_stands_in_the_way() {
    let s = office_zh();
    let _ = s.run("kehu customer edit 云帆 --notes 甲").done();
    let _ = s.run("kehu customer edit 云帆 --revenue 4000万").done();
    let _ = s.run("kehu customer edit 云帆 --notes 乙").done();
    assert_snapshot!(s.run("kehu undo --list").all_chinese(&s), @r"
    序号  时间              何人  命令           记录            内容          状态
      11  2026-03-05 15:00  李雷  customer edit  HZ-IT-2026-001  修改：备注
      10  2026-03-05 15:00  李雷  customer edit  HZ-IT-2026-001  修改：年营收
       9  2026-03-05 15:00  李雷  customer edit  HZ-IT-2026-001  修改：备注
       3  2026-03-05 15:00  李雷  customer add   HZ-IT-2026-001  登记客户
       1  2026-03-05 15:00  李雷  init                           初始化        不可撤销
    ");
    assert_snapshot!(s.run("kehu undo 9").all_chinese(&s), @r"
    --- stderr ---
    错误：HZ-IT-2026-001 修改：备注：其后的操作改动了同一处：11 HZ-IT-2026-001 修改：备注
      一并撤销请用：kehu undo --to 9
    [exit 5]
    ");
    // Another column of the same row does not.
    assert_snapshot!(s.run("kehu undo 10").all_chinese(&s), @r"
    已撤销：HZ-IT-2026-001 修改：年营收
    可用 kehu redo 恢复
    ");
    assert_snapshot!(s.run("kehu undo --to 9 --dry-run").all_chinese(&s), @r"
    序号  时间              何人  命令           记录            内容        状态
      11  2026-03-05 15:00  李雷  customer edit  HZ-IT-2026-001  修改：备注
       9  2026-03-05 15:00  李雷  customer edit  HZ-IT-2026-001  修改：备注
    --- stderr ---
    以上为预演，未存入任何内容（--dry-run）
    ");
    assert_snapshot!(s.run("kehu undo --to 9").all_chinese(&s), @r"
    --- stderr ---
    错误：未执行：撤销 2 项操作？
      确认请加 --yes
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu undo --to 9 --yes").all_chinese(&s), @r"
    已撤销：HZ-IT-2026-001 修改：备注
    已撤销：HZ-IT-2026-001 修改：备注
    可用 kehu redo 恢复
    ");
    assert_snapshot!(s.run("kehu customer show 云帆 -o json --fields notes,revenue"), @r#"
    {
      "notes": null,
      "revenue": "30000000.00"
    }
    "#);
}

#[test]
fn a_later_row_that_refers_to_one_stands_in_the_way() {
    let s = office();
    let _ = s.run(QIMING).done();
    let _ = s
        .run("kehu log 启明 报价已发 --by 电话 --sent material")
        .done();
    assert_snapshot!(s.run("kehu undo 9"), @r"
    --- stderr ---
    error: SH-MFG-2026-001 registered a customer: later commands changed the same: 13 SH-MFG-2026-001 logged a follow-up
      undo them all with: kehu undo --to 9
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu undo 13"), @r"
    undone: SH-MFG-2026-001 logged a follow-up
    kehu redo brings it back
    ");
    assert_snapshot!(s.run("kehu undo 9"), @r"
    undone: SH-MFG-2026-001 registered a customer
    kehu redo brings it back
    ");
}

#[test]
fn what_is_not_there_cannot_be_undone() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu undo 99").all_chinese(&s), @r"
    --- stderr ---
    错误：没有序号为 99 的操作
      可用 kehu history 查看
    [exit 3]
    ");
    assert_snapshot!(s.run("kehu undo abc").all_chinese(&s), @r"
    --- stderr ---
    错误：“abc”不是操作序号
      可用 kehu history 查看
    [exit 2]
    ");
    let _ = s.run("kehu undo").done();
    assert_snapshot!(s.run("kehu undo 2").all_chinese(&s), @r"
    --- stderr ---
    错误：没有序号为 2 的操作
      可用 kehu history 查看
    [exit 3]
    ");
    assert_snapshot!(s.run("kehu undo 3").all_chinese(&s), @r"
    --- stderr ---
    错误：操作 3 已经撤销
    [exit 2]
    ");
}

#[test]
fn commands_that_changed_nothing_are_skipped() {
    let s = office_zh();
    let _ = s.run("kehu customer edit 云帆 --notes 甲").done();
    let _ = s.run("kehu customer edit 云帆 --notes 甲").done();
    let _ = s.run("kehu customer list").done();
    assert_snapshot!(s.run("kehu undo").all_chinese(&s), @r"
    已撤销：HZ-IT-2026-001 修改：备注
    可用 kehu redo 恢复
    ");
    assert_snapshot!(s.run("kehu undo").all_chinese(&s), @r"
    已撤销：HZ-IT-2026-001 登记客户
    可用 kehu redo 恢复
    ");
}

#[test]
fn new_work_after_an_undo_leaves_nothing_stale_to_redo() {
    let s = office_zh();
    let _ = s.run("kehu customer edit 云帆 --notes 甲").done();
    let _ = s.run("kehu undo").done();
    let _ = s.run("kehu customer edit 云帆 --notes 乙").done();
    assert_snapshot!(s.run("kehu redo").all_chinese(&s), @r"
    --- stderr ---
    错误：HZ-IT-2026-001 撤销：修改：备注：其后的操作改动了同一处：11 HZ-IT-2026-001 修改：备注
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu customer show 云帆 -o json --fields notes"), @r#"
    {
      "notes": "乙"
    }
    "#);
}

#[test]
fn a_terminal_is_shown_what_several_undos_would_take_back() {
    let s = office_zh();
    let _ = s.run("kehu log 云帆 一 --by 电话 --sent 资料").done();
    let _ = s.run("kehu log 云帆 二 --by 电话").done();
    assert_snapshot!(s.terminal(100, &["否"]).run("kehu undo --to 3").all_chinese(&s), @r"
    序号  时间              何人  命令          记录            内容      状态
      11  2026-03-05 15:00  李雷  followup log  HZ-IT-2026-001  记录跟进
       9  2026-03-05 15:00  李雷  followup log  HZ-IT-2026-001  记录跟进
       3  2026-03-05 15:00  李雷  customer add  HZ-IT-2026-001  登记客户
    ");
    assert_snapshot!(s.terminal(100, &["是"]).run("kehu undo --to 3").all_chinese(&s), @r"
    序号  时间              何人  命令          记录            内容      状态
      11  2026-03-05 15:00  李雷  followup log  HZ-IT-2026-001  记录跟进
       9  2026-03-05 15:00  李雷  followup log  HZ-IT-2026-001  记录跟进
       3  2026-03-05 15:00  李雷  customer add  HZ-IT-2026-001  登记客户
    已撤销：HZ-IT-2026-001 记录跟进
    已撤销：HZ-IT-2026-001 记录跟进
    已撤销：HZ-IT-2026-001 登记客户
    可用 kehu redo 恢复
    ");
}

#[test]
fn the_journal_of_one_record() {
    let s = office_zh();
    let _ = s.run(QIMING).done();
    let _ = s.run("kehu customer edit 云帆 --notes 甲").done();
    assert_snapshot!(s.run("kehu history 云帆").all_chinese(&s), @r"
    序号  时间              何人  命令           记录            内容        状态
      13  2026-03-05 15:00  李雷  customer edit  HZ-IT-2026-001  修改：备注
       3  2026-03-05 15:00  李雷  customer add   HZ-IT-2026-001  登记客户
    ");
    assert_snapshot!(s.run("kehu history --limit 1 -o json"), @r#"
    [
      {
        "id": 13,
        "at": "2026-03-05T15:00:00+08:00",
        "who": "李雷",
        "verb": "customer edit",
        "subject": "HZ-IT-2026-001",
        "summary": "修改：备注",
        "state": null
      }
    ]
    "#);
}

#[test]
fn a_merge_is_undone() {
    let s = office_zh();
    let _ = s
        .run("kehu customer add 云帆科技 --incomplete --anyway --region HZ --industry IT")
        .done();
    let _ = s
        .run("kehu log HZ-IT-2026-002 误记 --by 电话 --sent 资料")
        .done();
    assert_snapshot!(s.run("kehu customer merge HZ-IT-2026-002 --into HZ-IT-2026-001 --dry-run").all_chinese(&s), @r"
    HZ-IT-2026-002 云帆科技 并入 HZ-IT-2026-001 杭州云帆科技有限公司
    转移：跟进记录 1
    --- stderr ---
    以上为预演，未存入任何内容（--dry-run）
    ");
    assert_snapshot!(s.run("kehu customer merge HZ-IT-2026-002 --into HZ-IT-2026-001 --yes").all_chinese(&s), @r"
    已将 HZ-IT-2026-002 并入 HZ-IT-2026-001，可用 kehu undo 撤销
    --- stderr ---
    HZ-IT-2026-002 云帆科技 并入 HZ-IT-2026-001 杭州云帆科技有限公司
    转移：跟进记录 1
    ");
    assert_snapshot!(s.run("kehu followup list --fields customer,said"), @r"
    客户                  沟通内容
    杭州云帆科技有限公司  误记
    ");
    assert_snapshot!(s.run("kehu undo").all_chinese(&s), @r"
    已撤销：HZ-IT-2026-001 将 HZ-IT-2026-002 并入 HZ-IT-2026-001
    可用 kehu redo 恢复
    ");
    assert_snapshot!(s.run("kehu followup list --fields customer,said"), @r"
    客户      沟通内容
    云帆科技  误记
    ");
}
