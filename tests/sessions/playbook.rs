//! Settings, the policy, and the month's figures.

use insta::assert_snapshot;

use super::{office, office_zh};
use crate::session::Session;

#[test]
fn settings_are_shown_and_changed() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu config").all_chinese(&s), @r"
    键        值
    lang      zh
    playbook
    db
    identity
    ");
    assert_snapshot!(s.run("kehu config lang en").all_chinese(&s), @"lang = en");
    assert_snapshot!(s.run("kehu config lang"), @"en");
    assert_snapshot!(s.run("kehu config lang fr"), @r"
    --- stderr ---
    error: “fr” is not a language
      en or zh
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu config colour blue"), @r"
    --- stderr ---
    error: no setting is called “colour”
      one of: lang, playbook, db, identity
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu config playbook nobody"), @r"
    --- stderr ---
    error: there is no playbook “nobody”
      one of: standard, service-process, customer-management, crm-aftersales, relationship, reception-aftersales
    [exit 2]
    ");
}

#[test]
fn the_playbook_is_shown_and_checked() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu playbook list").all_chinese(&s), @r"
    名称                  规则手册               规则数  状态
    standard              标准                       96  使用中
    service-process       服务流程（000）            20
    customer-management   客户管理（001）            36
    crm-aftersales        CRM 与售后（002）          22
    relationship          客户关系维护（003）        19
    reception-aftersales  售前接待与售后（004）      28
    ");
    assert_snapshot!(s.run("kehu playbook show grades").all_chinese(&s), @r"
    级别  客户价值           客户潜力           核心特征                              跟进策略
    A     年采购额≥50万元    行业标杆/头部企业  需求明确、决策链清晰、预算充足        销售主管+销售代表联合跟进，每月至少2次深度沟通，提供定制化解决方案，邀请参与公司高端活动
    B     年采购额20-50万元  区域/行业龙头企业  有明确需求、采购周期稳定、合作意愿强  每周跟进1次，定期推送产品案例/行业动态，每季度提供合作优化建议
    C     年采购额5-20万元   中小企业/潜力客户  需求模糊但有合作可能，需重点培育      每两周跟进1次，重点挖掘潜在需求，发送标准化产品资料
    D     年采购额<5万元     零散/低需求客户    短期合作可能性低，暂缓投入资源        纳入客户池，每季度统一推送1次促销信息，不单独投入跟进资源
    ");
    assert_snapshot!(s.run("kehu playbook show regions --sort code -o plain").out.lines().take(3).collect::<Vec<_>>().join("\n"), @r"
    BD	Baoding	BD
    BJ	Beijing	BJ
    CC	Changchun	CC
    ");
    assert_snapshot!(s.run("kehu playbook show nothing").all_chinese(&s), @r"
    --- stderr ---
    错误：规则手册没有“nothing”
      可用：grades、rules、rule、regions、industries、stages、dimensions、questions、events
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu playbook check").all_chinese(&s), @"没有自定义规则文件；位置为 ~/playbook.toml");
    s.put(
        "playbook.toml",
        "extends = \"standard\"\n[gates]\ntiket_close = \"off\"\ngrade = \"maybe\"\n",
    );
    assert_snapshot!(s.run("kehu playbook check").all_chinese(&s), @r"
    --- stderr ---
    错误：~/playbook.toml:3 gates.tiket_close：未知的键“tiket_close”，是否指 ticket_close？
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu playbook edit region HZ=杭州").all_chinese(&s), @r"
    --- stderr ---
    错误：playbook.toml:3 gates.tiket_close：未知的键“tiket_close”，是否指 ticket_close？
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu playbook edit region").all_chinese(&s), @r"
    --- stderr ---
    错误：没有要修改的内容
      例如：kehu playbook edit region WX=无锡、kehu playbook edit rule touch-b every=10d 或 kehu playbook edit target K03=2h
    [exit 2]
    ");
}

#[test]
fn a_broken_settings_file_is_named() {
    let s = office_zh();
    s.put("config.toml", "lang = \"zh\"\nlnag = 3\n");
    assert_snapshot!(s.run("kehu customer list"), @r"
    --- stderr ---
    错误：设置文件 ~/config.toml 第 2 行无法读取：lnag = 3
      可用的键：lang、playbook、db、identity
    [exit 2]
    ");
}

#[test]
fn the_months_figures() {
    let mut s = office_zh();
    let _ = s
        .run("kehu log 云帆 报价已发 --by 电话 --next \"+3wd 确认\" --action \"+1d 补充\"")
        .done();
    let _ = s
        .run("kehu ticket open 云帆 --type 故障 --priority 一般 --symptom x")
        .done();
    s.at("2026-04-02 09:00");
    assert_snapshot!(s.run("kehu report monthly").all_chinese(&s), @r"
    2026年3月工作月报：全体人员
    月份      2026-03
    对比月份  2026-02
    去年同期  2025-03
    规则手册  standard

    概览
    指标                  当月    上月  增减
    新增客户                 1       0     1
    跟进次数                 1       0     1
    联系到的客户             1       0     1
    约定事项按时完成率      0%  无数据
    我方承诺按时兑现率  无数据  无数据
    成交商机                 0       0     0
    成交金额              0.00    0.00  0.00
    到账金额              0.00    0.00  0.00
    受理工单                 1       0     1
    关闭工单                 0       0     0
    期末未关闭工单           1       0     1
    平均首次响应时长    无数据  无数据
    首次响应按时率          0%  无数据
    给出方案按时率          0%  无数据
    满意度均分          无数据  无数据
    净推荐值（NPS）     无数据  无数据
    收到反馈                 0       0     0
    其中投诉                 0       0     0

    新增客户：来源渠道
    来源渠道  当月  上月  增减
    展会         1     0     1
    合计         1     0     1

    新增客户：期末客户级别
    客户级别    当月  上月  增减
    （未分级）     1     0     1
    合计           1     0     1

    新增客户：所属行业
    所属行业                        当月  上月  增减
    信息传输、软件和信息技术服务业     1     0     1
    合计                               1     0     1

    跟进：方式
    跟进方式  当月  上月  增减  联系上  上期联系上
    电话         1     0     1       1           0
    合计         1     0     1       1           0

    跟进：目的（一次可有多个）
    目的        当月  上月  增减
    （未填写）     1     0     1

    跟进：沟通内容（一次可有多类）
    沟通内容    当月  上月  增减
    （未填写）     1     0     1

    客户联系情况
    客户    当月  上月  增减
    已联系     1     0     1
    未联系     0     0     0

    到期的约定事项
    结果        当月    上月  增减
    逾期未做       1       0     1
    合计           1       0     1
    按时完成率    0%  无数据

    到期的约定联系
    结果        当月    上月  增减
    逾期未做       1       0     1
    合计           1       0     1
    按时完成率    0%  无数据

    工单数量
    工单        当月  上月  增减
    受理           1     0     1
    关闭           0     0     0
    期末未关闭     1     0     1

    受理工单：问题类型
    问题类型  当月  上月  增减
    产品故障     1     0     1
    合计         1     0     1

    受理工单：优先级
    优先级  当月  上月  增减
    一般       1     0     1
    合计       1     0     1

    受理工单：原因
    原因        当月  上月  增减
    （未填写）     1     0     1
    合计           1     0     1

    期末未关闭工单：状态
    状态    当月  上月  增减
    已受理     1     0     1
    合计       1     0     1

    工单时限执行
    时限            当月    上月  增减  件数  总数  上期件数  上期总数
    首次响应按时率    0%  无数据           0     1         0         0
    给出方案按时率    0%  无数据           0     1         0         0

    本月与上月均无：到期的我方承诺；到期的客户承诺；逾期未兑现的我方承诺；客户级别变动；客户级别变动：由何级到何级；商机；期末未结束商机：销售阶段；成交因素；未成交原因；合同与回款；期末未回款：账龄；受理工单：处理进度；受理工单：自受理起的时长；客户满意度；客户反馈
    ");
    assert_snapshot!(s.run("kehu report monthly --month 2026-13").all_chinese(&s), @r"
    --- stderr ---
    错误：--month：“2026-13”不是月份
      请写成 2026-03、上月或本月
    [exit 2]
    ");
    let md = s
        .run("kehu report monthly --month 2026-03 -o md")
        .all_chinese(&s)
        .done();
    assert!(md.out.contains("| "), "{md}");
    let json = s.run("kehu report monthly --month 2026-03 -o json").done();
    let _: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
}

#[test]
fn nothing_works_before_init_and_everything_says_so() {
    let s = Session::zh();
    for line in [
        "kehu customer list",
        "kehu log 云帆 报价",
        "kehu undo",
        "kehu find 云",
        "kehu ticket list",
    ] {
        let refused = s.run(line).all_chinese(&s);
        assert_eq!(refused.exit, kehu::problem::Exit::Usage, "{line}");
        assert!(refused.err.contains("kehu init"), "{line}: {refused}");
    }
    assert_snapshot!(s.run("kehu doctor").all_chinese(&s), @r"
    --- stderr ---
    错误：还没有数据文件 ~/kehu.db
      请先初始化：kehu init
    [exit 2]
    ");
    assert!(!s.path("kehu.db").exists());
}

#[test]
fn backup_doctor_and_restore() {
    let s = office();
    assert_snapshot!(s.run("kehu backup ~/copy.db"), @"backed up and read through: ~/copy.db (1 customers, 0 follow-ups, 0 tickets)");
    let _ = s.run("kehu customer edit 云帆 --notes 甲").done();
    assert_snapshot!(s.run("kehu restore ~/copy.db --yes"), @r"
    restored: 1 customers, 0 follow-ups, 0 tickets
    --- stderr ---
    the backup holds 1 customers, 0 follow-ups, 0 tickets
    its last command: customer add, 2026-03-05 15:00
    the present file is kept as ~/backups/kehu-20260305-150000.db
    ");
    assert_snapshot!(s.run("kehu customer show 云帆 -o json --fields notes"), @r#"
    {
      "notes": null
    }
    "#);
}
