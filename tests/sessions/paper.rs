//! What is signed on paper: a stage (F22), the acceptance (F23), the handover (F38).

use insta::assert_snapshot;

use super::{QIMING, office, office_zh};
use crate::session::Session;

/// A delivery under a contract whose proposal the customer agreed to.
fn agreed(s: Session) -> Session {
    for line in [
        "kehu deal open 云帆 设备升级 --value 60万",
        "kehu deal propose 云帆 --scope 60台终端及培训 --schedule 30天内交付 --service-promise 两小时响应 --lines \"终端 x 60 @10000\"",
        "kehu deal submit 云帆",
        "kehu deal confirm 云帆",
        "kehu deal contract 云帆 --subject 60台终端 --amount 60万 --warranty 一年",
        "kehu contract sign 云帆 --signer 张三",
        "kehu delivery plan 云帆 60台终端 --planned 2026-03-20 --milestones \"到货 2026-03-10\"",
    ] {
        let _ = s.run(line).done();
    }
    s
}

#[test]
fn a_stage_is_printed_to_be_signed() {
    let s = agreed(office_zh());
    assert_snapshot!(s.run("kehu delivery print MS20260305001 -o md").all_chinese(&s), @r"
    ## 阶段交付确认单（F22）

    | 项目 | 内容 |
    | --- | --- |
    | 编号 | MS20260305001 |
    | 客户 | 杭州云帆科技有限公司 |
    | 合同编号 | CO20260305001 |
    | 交付内容 | 60台终端 |
    | 交付节点 | 到货 |
    | 计划日期 | 2026-03-10 |
    | 责任人 | 李雷 |

    ## 阶段交付

    | 项目 | 内容 |
    | --- | --- |
    | 交付物 | ________________________________<br>________________________________ |
    | 交付标准 | ________________________________<br>________________________________ |
    | 是否达标 | □ 是 □ 否 |
    | 存在问题 | ________________________________<br>________________________________ |
    | 完成时间 | ____年__月__日 __:__ |

    ## 签字

    | 签字人 | 签字 | 日期 |
    | --- | --- | --- |
    | 客户 | ________________ | ____年__月__日 |
    | 项目组长 | ________________ | ____年__月__日 |
    | 销售代表 | ________________ | ____年__月__日 |
    ");
    let _ = s
        .run("kehu delivery done MS20260305001 --signer 张三 --met 是 --issues 包装破损")
        .done();
    let done = s.run("kehu delivery print MS20260305001 -o md").done().out;
    assert!(done.contains("☑ 是") && done.contains("包装破损"), "{done}");
    // Programs get what is known, and no room to write.
    assert_snapshot!(s.run("kehu delivery print MS20260305001 -o json").done().out, @r#"
    {
      "stage": {
        "number": "MS20260305001",
        "customer": "HZ-IT-2026-001",
        "contract": "CO20260305001",
        "what": "60台终端",
        "name": "到货",
        "planned": "2026-03-10",
        "contact": null,
        "owner": "李雷"
      },
      "confirmation": {
        "deliverables": null,
        "standard": null,
        "met": "yes",
        "issues": "包装破损",
        "done_at": "2026-03-05T15:00:00+08:00"
      }
    }
    "#);
}

#[test]
fn an_acceptance_is_printed_item_by_item_of_what_was_agreed() {
    let s = agreed(office());
    assert_snapshot!(s.run("kehu delivery print yunfan"), @r"
    Acceptance (F23)
    No.                DV20260305001
    Customer           杭州云帆科技有限公司
    Contract           CO20260305001
    What is delivered  60台终端
    Planned for        2026-03-20
    Owner              李雷

    Items
    No. in the list  What is checked        Standard agreed  Agreed in  Actual  Result                        Remedy by
                  1  Warranty               一年             Contract           □ Passed □ Failed □ Remedied
                  2  Scope of the proposal  60台终端及培训   Proposal           □ Passed □ Failed □ Remedied
                  3  Schedule               30天内交付       Proposal           □ Passed □ Failed □ Remedied
                  4  Service promise        两小时响应       Proposal           □ Passed □ Failed □ Remedied

    Conclusion
    Accepted      ____-__-__ __:__
    Participants  ________________________________
                  ________________________________
    Conclusion    □ Passed □ Passed with conditions
    What is left  ________________________________
                  ________________________________
    Sealed        □ Yes □ No

    Signatures
    Signed by                      Signature         Date
    Customer (signature and seal)  ________________  ____-__-__
    Project lead                   ________________  ____-__-__
    Sales representative           ________________  ____-__-__
    ");
    // Nothing was taken over by printing it.
    assert_snapshot!(s.run("kehu delivery check yunfan --yes").err, @r"DV20260305001: 4 agreed items taken over");
    let _ = s.run("kehu delivery check yunfan all passed").done();
    let _ = s.run("kehu delivery accept yunfan --signer Zhang").done();
    // The customer's last one, though none is open.
    assert_snapshot!(s.run("kehu delivery print yunfan --html ~/f23.html --quiet"), @"");
    let page = s.text("f23.html");
    assert!(page.contains("Customer (signature and seal)"), "{page}");
    assert_snapshot!(s.run("kehu delivery evaluate yunfan --score 5"), @r"DV20260305001: first evaluation 5 of 5");
}

#[test]
fn a_handover_is_printed_with_lines_to_sign_on() {
    let s = office();
    for line in [
        QIMING,
        "kehu staff add 赵敏 --role rep",
        "kehu handover start --from 李雷 --to 赵敏 --customer 启明",
    ] {
        let _ = s.run(line).done();
    }
    for command in ["show", "report"] {
        let paper = s.run(&format!("kehu handover {command} HO20260305001 -o md"));
        let paper = paper.done().out;
        for who in [
            "Handed over by",
            "Taken over by",
            "Sales supervisor (review)",
        ] {
            assert!(paper.contains(who), "{paper}");
        }
        let plain = s.run(&format!("kehu handover {command} HO20260305001")).out;
        assert!(!plain.contains("Handed over by"), "{plain}");
    }
}
