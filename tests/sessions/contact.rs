//! People at customers, their days, and colleagues.

use insta::assert_snapshot;

use super::{office, office_zh};

#[test]
fn a_contact_changes_the_phone_and_we_learn_of_it_later() {
    let mut s = office_zh();
    assert_snapshot!(s.run("kehu contact add 云帆 --name 李四 --title 财务 --phone 0571-8888-1234转8 --role 财务 --birthday 农历八月十五").all_chinese(&s), @"已为 杭州云帆科技有限公司 添加联系人 李四");
    s.at("2026-03-08 10:00");
    assert_snapshot!(s.run("kehu contact edit 张三 --phone 13600001111 --known-at 2026-03-07").all_chinese(&s), @"CT20260305001：已修改联系电话");
    // The new phone holds from the opening of the day we learnt of it.
    let db = rusqlite::Connection::open(s.path("kehu.db")).expect("opens");
    let sql = "SELECT at FROM turn WHERE attribute = 'phone' ORDER BY id DESC LIMIT 1";
    let at: String = db.query_row(sql, [], |row| row.get(0)).expect("a turn");
    assert_eq!(at, "2026-03-07T01:00:00Z");
    assert_snapshot!(s.run("kehu contact list 云帆 --reveal"), @r"
    编号           客户                  联系人姓名  职务      联系电话         电子邮箱              微信  决策角色
    CT20260305001  杭州云帆科技有限公司  张三        采购经理  136 0000 1111    zhangsan@example.com
    CT20260305002  杭州云帆科技有限公司  李四        财务      0571-88881234-8                              财务
    ");
    assert_snapshot!(s.run("kehu contact remove 李四 --yes").all_chinese(&s), @"已移除联系人 CT20260305002，可用 kehu undo 恢复");
    assert_snapshot!(s.run("kehu contact list 云帆"), @r"
    编号           客户                  联系人姓名  职务      联系电话     电子邮箱           微信  决策角色
    CT20260305001  杭州云帆科技有限公司  张三        采购经理  136****1111  zh***@example.com
    ");
}

#[test]
fn occasions_come_again_every_year() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu occasion add 云帆 --kind 司庆 --day 5月8日").all_chinese(&s), @"杭州云帆科技有限公司：已记下司庆，下次为 2026-05-08");
    assert_snapshot!(s.run("kehu occasion add 云帆 --kind 生日 --day 农历八月十五 --contact 张三").all_chinese(&s), @"杭州云帆科技有限公司：已记下生日，下次为 2026-09-25");
    assert_snapshot!(s.run("kehu occasion list").all_chinese(&s), @r"
    编号           客户                  类型  日期          联系人  是否问候  备注
    OC20260305001  杭州云帆科技有限公司  司庆  5月8日                是
    OC20260305002  杭州云帆科技有限公司  生日  农历八月十五  张三    是
    ");
    assert_snapshot!(s.run("kehu occasion remove OC20260305001 --yes").all_chinese(&s), @"已移除纪念日 OC20260305001，可用 kehu undo 恢复");
    assert_snapshot!(s.run("kehu occasion list 云帆"), @r"
    编号           客户                  类型  日期          联系人  是否问候  备注
    OC20260305002  杭州云帆科技有限公司  生日  农历八月十五  张三    是
    ");
    let s = office();
    assert_snapshot!(s.run("kehu occasion add 云帆 --kind birthday --day 5-8"), @"杭州云帆科技有限公司: Birthday noted, next on 2026-05-08");
}

#[test]
fn colleagues_are_added_and_changed() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu staff add 王工 --role 技术支持 --supervisor 我").all_chinese(&s), @"已添加 王工");
    assert_snapshot!(s.run("kehu staff add 王工 --role 技术支持").all_chinese(&s), @r"
    --- stderr ---
    错误：王工 已登记
      修改请用：kehu staff edit 王工
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu staff edit me --role 主管").all_chinese(&s), @"李雷：已修改角色");
    assert_snapshot!(s.run("kehu staff list").all_chinese(&s), @r"
    姓名  角色            主管  区域  电话  邮箱
    李雷  销售主管              杭州
    王工  技术支持工程师  李雷
    ");
    assert_snapshot!(s.run("kehu init").all_chinese(&s), @r"
    --- stderr ---
    错误：kehu 已经初始化
      修改本人信息：kehu staff edit me；修改语言：kehu config lang zh
    [exit 2]
    ");
}

#[test]
fn a_contact_is_erased_for_good() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu contact erase 张三 --dry-run").all_chinese(&s), @r"
    将清除：联系人 1
    --- stderr ---
    以上为预演，未存入任何内容（--dry-run）
    ");
    assert_snapshot!(s.run("kehu contact erase 张三 --yes").all_chinese(&s), @r"
    已彻底清除 CT20260305001
    --- stderr ---
    将清除：联系人 1
    ");
    assert_snapshot!(s.run("kehu undo").all_chinese(&s), @r"
    --- stderr ---
    错误：没有可撤销的操作
    [exit 2]
    ");
}
