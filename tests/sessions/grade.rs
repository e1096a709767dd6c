//! Grades: proposed with reasons, in force once decided.

use insta::assert_snapshot;

use super::{office, office_zh};

#[test]
fn the_proposal_gives_its_reasons() {
    let s = office_zh();
    // K20: the band, then one up from potential 4, one down at 1.
    assert_snapshot!(s.run("kehu grade 云帆 --purchase 60万 --potential 4 --basis 行业标杆").all_chinese(&s), @r"
    杭州云帆科技有限公司：建议 A 级（GR20260305001）
    年采购额 600,000 元，属 A 档；潜力 4 分，不调整
    跟进策略：销售主管+销售代表联合跟进，每月至少2次深度沟通，提供定制化解决方案，邀请参与公司高端活动
    审批后生效：kehu grade review HZ-IT-2026-001 --approve --by 主管姓名
    ");
    assert_snapshot!(s.run("kehu grade 云帆 --purchase 30万 --potential 5").all_chinese(&s), @r"
    杭州云帆科技有限公司：建议 A 级（GR20260305002）
    年采购额 300,000 元，属 B 档；潜力 5 分，上调为 A
    跟进策略：销售主管+销售代表联合跟进，每月至少2次深度沟通，提供定制化解决方案，邀请参与公司高端活动
    审批后生效：kehu grade review HZ-IT-2026-001 --approve --by 主管姓名
    ");
    assert_snapshot!(s.run("kehu grade 云帆 --purchase 30万 --potential 3").all_chinese(&s), @r"
    杭州云帆科技有限公司：建议 B 级（GR20260305003）
    年采购额 300,000 元，属 B 档；潜力 3 分，不调整
    跟进策略：每周跟进1次，定期推送产品案例/行业动态，每季度提供合作优化建议
    审批后生效：kehu grade review HZ-IT-2026-001 --approve --by 主管姓名
    ");
    assert_snapshot!(s.run("kehu grade 云帆 --purchase 30万 --potential 1").all_chinese(&s), @r"
    杭州云帆科技有限公司：建议 C 级（GR20260305004）
    年采购额 300,000 元，属 B 档；潜力 1 分，下调为 C
    跟进策略：每两周跟进1次，重点挖掘潜在需求，发送标准化产品资料
    审批后生效：kehu grade review HZ-IT-2026-001 --approve --by 主管姓名
    ");
    assert_snapshot!(s.run("kehu grade 云帆 --purchase 1万 --potential 1").all_chinese(&s), @r"
    杭州云帆科技有限公司：建议 D 级（GR20260305005）
    年采购额 10,000 元，属 D 档；潜力 1 分，不调整
    跟进策略：纳入客户池，每季度统一推送1次促销信息，不单独投入跟进资源
    审批后生效：kehu grade review HZ-IT-2026-001 --approve --by 主管姓名
    ");
    assert_snapshot!(s.run("kehu grade 云帆 --purchase 30万 --potential 3 --grade A").all_chinese(&s), @r"
    杭州云帆科技有限公司：建议 A 级（GR20260305006）
    年采购额 300,000 元，属 B 档；潜力 3 分，不调整；您选择 A
    跟进策略：销售主管+销售代表联合跟进，每月至少2次深度沟通，提供定制化解决方案，邀请参与公司高端活动
    审批后生效：kehu grade review HZ-IT-2026-001 --approve --by 主管姓名
    ");
    let s = office();
    assert_snapshot!(s.run("kehu grade 云帆 --purchase 300k --potential 5"), @r"
    杭州云帆科技有限公司: grade A proposed (GR20260305001)
    annual purchase 300,000 is band B; potential 5 raises it to A
    strategy: Supervisor and rep follow up together: at least two in-depth talks a month, tailored solutions, invitations to the company's top events
    it counts once approved: kehu grade review HZ-IT-2026-001 --approve --by NAME
    ");
    assert_snapshot!(s.run("kehu grade 云帆 --purchase 300000 --potential 5"), @r"
    杭州云帆科技有限公司: grade A proposed (GR20260305002)
    annual purchase 300,000 is band B; potential 5 raises it to A
    strategy: Supervisor and rep follow up together: at least two in-depth talks a month, tailored solutions, invitations to the company's top events
    it counts once approved: kehu grade review HZ-IT-2026-001 --approve --by NAME
    ");
}

#[test]
fn the_grade_table_is_shown_while_grading() {
    let s = office_zh();
    let graded = s
        .terminal(80, &["60万", "4", "行业标杆", ""])
        .run("kehu grade 云帆")
        .all_chinese(&s);
    assert_snapshot!(graded.dialog(), @r"
    A  年采购额≥50万元  行业标杆/头部企业  需求明确、决策链清晰、预算充足
    B  年采购额20-50万元  区域/行业龙头企业  有明确需求、采购周期稳定、合作意愿强
    C  年采购额5-20万元  中小企业/潜力客户  需求模糊但有合作可能，需重点培育
    D  年采购额<5万元  零散/低需求客户  短期合作可能性低，暂缓投入资源
    当前年采购额
    未来潜力评估
    评估依据
    还有 8 项可填（合作稳定性、利润贡献、行业前景…），现在填写吗？
    ");
    assert_snapshot!(graded, @r"
    杭州云帆科技有限公司：建议 A 级（GR20260305001）
    年采购额 600,000 元，属 A 档；潜力 4 分，不调整
    跟进策略：销售主管+销售代表联合跟进，每月至少2次深度沟通，提供定制化解决方案，邀
    请参与公司高端活动
    审批后生效：kehu grade review HZ-IT-2026-001 --approve --by 主管姓名
    ");
}

#[test]
fn alone_a_rep_decides_and_it_is_noted() {
    let s = office_zh();
    let _ = s
        .run("kehu grade 云帆 --purchase 60万 --potential 4")
        .done();
    assert_snapshot!(s.run("kehu grade review 云帆 --approve").all_chinese(&s), @r"
    HZ-IT-2026-001 杭州云帆科技有限公司 现为 A 级
    --- stderr ---
    提醒：级别须由主管审批，李雷 不是主管（R029）
    ");
    assert_snapshot!(s.run("kehu customer list --grade A --fields number,name,grade"), @r"
    编号            客户名称              级别
    HZ-IT-2026-001  杭州云帆科技有限公司  A级
    ");
    assert_snapshot!(s.run("kehu grade review 云帆 --approve").all_chinese(&s), @r"
    --- stderr ---
    错误：杭州云帆科技有限公司 没有待审批的级别
      请先评估：kehu grade HZ-IT-2026-001
    [exit 3]
    ");
}

#[test]
fn where_there_is_a_supervisor_their_word_is_needed() {
    let s = office_zh();
    let _ = s.run("kehu staff add 韩梅 --role 主管").done();
    let _ = s
        .run("kehu grade 云帆 --purchase 60万 --potential 4")
        .done();
    assert_snapshot!(s.run("kehu grade review 云帆 --approve").all_chinese(&s), @r"
    --- stderr ---
    错误：级别须由主管审批，李雷 不是主管（R029）
      请用 --by 指明主管，或 --override 理由；规则手册：gates.grade
    [exit 5]
    ");
    assert_snapshot!(s.run("kehu grade review 云帆 --change B --by 韩梅").all_chinese(&s), @"HZ-IT-2026-001 杭州云帆科技有限公司 现为 B 级");
    let _ = s
        .run("kehu grade 云帆 --purchase 60万 --potential 4")
        .done();
    assert_snapshot!(s.run("kehu grade review 云帆 --reject --by 韩梅").all_chinese(&s), @r"
    --- stderr ---
    错误：原因：没有填写
      请加 --reason
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu grade review 云帆 --reject 依据不足 --by 韩梅").all_chinese(&s), @"HZ-IT-2026-001 杭州云帆科技有限公司：不通过");
    let _ = s
        .run("kehu grade 云帆 --purchase 60万 --potential 4")
        .done();
    assert_snapshot!(s.run("kehu grade review 云帆 --approve --override 主管休假").all_chinese(&s), @"HZ-IT-2026-001 杭州云帆科技有限公司 现为 A 级（原 B 级）");
    assert_snapshot!(s.run("kehu grade history 云帆").all_chinese(&s), @r"
    编号           评估时间          客户                  当前年采购额  未来潜力评估  客户级别  审批结果    审定级别  审批人  评估人  评估依据
    GR20260305003  2026-03-05 15:00  杭州云帆科技有限公司    600,000.00             4  A级       通过        A级       李雷    李雷
    GR20260305002  2026-03-05 15:00  杭州云帆科技有限公司    600,000.00             4  A级       不通过                韩梅    李雷
    GR20260305001  2026-03-05 15:00  杭州云帆科技有限公司    600,000.00             4  A级       调整后通过  B级       韩梅    李雷
    ");
    assert_snapshot!(s.run("kehu grade list --limit 1 -o jsonl"), @r#"{"number":"GR20260305003","at":"2026-03-05T15:00:00+08:00","customer":"杭州云帆科技有限公司","customer_number":"HZ-IT-2026-001","purchase":"600000.00","potential":4,"grade":"A","result":"approved","decided_grade":"A","decided_by":"李雷","owner":"李雷","basis":null}"#);
}

#[test]
fn a_gate_that_is_off_says_nothing() {
    let s = office_zh();
    s.put(
        "playbook.toml",
        "extends = \"standard\"\n[gates]\ngrade = \"off\"\n",
    );
    let _ = s.run("kehu staff add 韩梅 --role 主管").done();
    let _ = s.run("kehu grade 云帆 --purchase 1万 --potential 2").done();
    assert_snapshot!(s.run("kehu grade review 云帆 --approve").all_chinese(&s), @"HZ-IT-2026-001 杭州云帆科技有限公司 现为 D 级");
}

#[test]
fn one_decision_at_a_time() {
    let s = office_zh();
    let _ = s
        .run("kehu grade 云帆 --purchase 60万 --potential 4")
        .done();
    assert_snapshot!(s.run("kehu grade review 云帆 --approve --reject").all_chinese(&s), @r"
    --- stderr ---
    错误：--approve、--reject、--change 只能选其一
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu grade review 云帆 --change E").all_chinese(&s), @r"
    --- stderr ---
    错误：审定级别：“E”不是下列之一：A级（A）、B级（B）、C级（C）、D级（D）
    [exit 2]
    ");
}
