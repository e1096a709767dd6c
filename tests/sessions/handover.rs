//! Customers pass from one rep to another: the list, the review, the acceptance, the
//! month after it; one undo takes it back.

use insta::assert_snapshot;
use kehu::problem::Exit;

use super::{QIMING, furnished};
use crate::session::Session;

/// 李雷, who leaves, with two customers and what is open with them; 王芳, who takes
/// over; 韩梅, who supervises both.
fn office(s: Session) -> Session {
    let s = furnished(s);
    for line in [
        QIMING,
        "kehu staff add 韩梅 --role sales-supervisor",
        "kehu staff add 王芳 --role rep --supervisor 韩梅",
        "kehu staff edit 李雷 --supervisor 韩梅",
        "kehu grade 云帆 --purchase 60万 --potential 4",
        "kehu grade review 云帆 --approve --by 韩梅",
        "kehu log 云帆 谈了升级 --by 电话 --next \"+3wd 确认报价\" --action \"+2d 送样品\"",
        "kehu deal open 云帆 设备升级 --value 50万",
        "kehu promise add 云帆 培训三次 --due +1w",
        "kehu ticket open 启明 --type 咨询 --priority 一般 --symptom 不会配置",
    ] {
        let _ = s.run(line).done();
    }
    s
}

/// Owners of customers and of what is open.
fn owners(s: &Session) -> String {
    let mut all = String::new();
    for (noun, who) in [
        ("customer list", "owner"),
        ("deal list", "owner"),
        ("promise list", "owner"),
        ("ticket list", "assignee"),
    ] {
        let told = s.run(&format!("kehu {noun} -o csv --fields number,{who}"));
        for line in told.done().out.lines().skip(1) {
            all.push_str(line);
            all.push('\n');
        }
    }
    all
}

#[test]
fn customers_are_handed_over_in_chinese() {
    let mut s = office(Session::zh());
    assert_snapshot!(s.run("kehu handover start --from 李雷 --to 王芳 --leaving 2026-03-20").all_chinese(&s), @r"
    HO20260305001：李雷 交接给 王芳，客户 2 个
    其中未完成：商机 1、工单 1、待办 1、承诺 1
    交接清单：kehu handover show HO20260305001；然后：kehu handover review HO20260305001、kehu handover accept HO20260305001
    ");
    assert_snapshot!(s.run("kehu handover show HO20260305001").all_chinese(&s), @r"
    客户交接
    编号      HO20260305001
    原负责人  李雷
    接手人    王芳
    开始时间  2026-03-05 15:00
    离职日期  2026-03-20

    客户
    编号             客户                          级别  阶段  联系人  电话         最近联系          商机  工单  计划  待办  承诺  异议  召回  申请  客户反馈  表单  合同  交付    商机金额  未回款
    HZ-IT-2026-001   杭州云帆科技有限公司          A级         张三    139****5678  2026-03-05 15:00     1                 1     1                                                500,000.00
    SH-MFG-2026-001  上海启明精密机械股份有限公司              郭建华  177****2317                             1
    ");
    assert_snapshot!(s.run("kehu handover accept HO20260305001 --yes").all_chinese(&s), @r"
    --- stderr ---
    错误：HO20260305001 的交接清单尚未经主管审核通过（R064）
      请先 kehu handover review HO20260305001，或 --override 理由；规则手册：gates.handover
    [exit 5]
    ");
    let before = owners(&s);
    assert_snapshot!(before, @r"
    HZ-IT-2026-001,李雷
    SH-MFG-2026-001,李雷
    DL20260305001,李雷
    PM20260305001,李雷
    SN20260305001,李雷
    ");
    s.at("2026-03-06 10:00");
    assert_snapshot!(s.run("kehu handover review HO20260305001 --result 通过 --by 韩梅").all_chinese(&s), @r"HO20260305001：通过");
    assert_snapshot!(s.run("kehu handover accept HO20260305001 --yes").all_chinese(&s), @r"
    HO20260305001：王芳 已接手 2 个客户及其 4 项未完成事项
    每个客户的交接说明：kehu handover report HO20260305001
    ");
    assert_snapshot!(owners(&s), @r"
    HZ-IT-2026-001,王芳
    SH-MFG-2026-001,王芳
    DL20260305001,王芳
    PM20260305001,王芳
    SN20260305001,王芳
    ");
    // Who wrote it down stays who wrote it down.
    assert_snapshot!(s.run("kehu followup list -o csv --fields number,owner").done(), @r"
    number,owner
    FU20260305001,李雷
    ");
    assert_snapshot!(s.run("kehu handover list").all_chinese(&s), @r"
    编号           原负责人  接手人  开始时间          客户数  主管审核  接手时间
    HO20260305001  李雷      王芳    2026-03-05 15:00       2  通过      2026-03-06 10:00
    ");
    assert_snapshot!(s.run("kehu handover accept HO20260305001 --yes").all_chinese(&s), @r"
    --- stderr ---
    错误：HO20260305001 已接手：2026-03-06 10:00
      如需更正请用 kehu undo
    [exit 5]
    ");
    let _ = s.run("kehu undo").done();
    assert_eq!(owners(&s), before);
}

#[test]
fn a_briefing_per_customer_on_paper() {
    let s = office(Session::new());
    let _ = s.run("kehu handover start --from 李雷 --to 王芳").done();
    assert_snapshot!(s.run("kehu handover report HO20260305001 -o md --customer 云帆").done(), @r"
    ## Customer handover

    | Item | Content |
    | --- | --- |
    | No. | HO20260305001 |
    | From | 李雷 |
    | To | 王芳 |
    | Started | 2026-03-05 15:00 |

    ## Handover list

    | No. | Customer | Grade | Stage | Contact | Phone | Last contact | Deals | Tickets | Plans | Actions | Promises | Objections | Recalls | Requests | Feedback | Forms | Contracts | Deliveries | Deals' value | Unpaid |
    | --- | --- | --- | --- | --- | --- | --- | --: | --- | --- | --: | --: | --- | --- | --- | --- | --- | --- | --- | --: | --- |
    | HZ-IT-2026-001 | 杭州云帆科技有限公司 | A |  | 张三 | 139\*\*\*\*5678 | 2026-03-05 15:00 | 1 |  |  | 1 | 1 |  |  |  |  |  |  |  | 500,000.00 |  |
    | SH-MFG-2026-001 | 上海启明精密机械股份有限公司 |  |  | 郭建华 | 177\*\*\*\*2317 |  |  | 1 |  |  |  |  |  |  |  |  |  |  |  |  |

    ## Signatures

    | Signed by | Signature | Date |
    | --- | --- | --- |
    | Handed over by | ________________ | ____-__-__ |
    | Taken over by | ________________ | ____-__-__ |
    | Sales supervisor (review) | ________________ | ____-__-__ |

    ## HZ-IT-2026-001 杭州云帆科技有限公司

    | Item | Content |
    | --- | --- |
    | No. | HZ-IT-2026-001 |

    ### Who

    | Item | Content |
    | --- | --- |
    | Kind | Enterprise |
    | Name | 杭州云帆科技有限公司 |
    | Credit code | 9133036650L2M6GWT7 |
    | Industry | Information transmission, software and IT services |
    | Region | Hangzhou |
    | Employees | 120 |
    | Annual revenue | 30,000,000.00 |
    | Main business | 企业软件 |

    ### How we met

    | Item | Content |
    | --- | --- |
    | Source | Exhibition |
    | Acquired | 2026-03-05 09:00 |

    ### What they need

    | Item | Content |
    | --- | --- |
    | Need | 采购设备 |
    | Kinds of need | Purchase, Technical inquiry |
    | Intent | High |

    ### Where we stand

    | Item | Content |
    | --- | --- |
    | Owner | 李雷 |
    | Licence on file | Yes |

    ## Contacts

    | No. | Contact's name | Title | Phone | E-mail | WeChat | Decision roles |
    | --- | --- | --- | --- | --- | --- | --- |
    | CT20260305001 | 张三 | 采购经理 | 139\*\*\*\*5678 | zh\*\*\*@example.com |  |  |

    ## Open deals

    | No. | What it is about | Stage | Expected value | Weighted | Expected to close | Owner | Outcome |
    | --- | --- | --- | --: | --: | --- | --- | --- |
    | DL20260305001 | 设备升级 | Lead | 500,000.00 | 50,000.00 |  | 李雷 |  |

    ## Agreed actions

    | No. | Due | What | Who |
    | --- | --- | --- | --- |
    | AC20260307001 | 2026-03-07 18:00 | 送样品 | 李雷 |

    ## Promises not kept yet

    | No. | What was promised | Promised by | Due | Owner | In writing | Kept |
    | --- | --- | --- | --- | --- | --- | --- |
    | PM20260305001 | 培训三次 | Us | 2026-03-12 18:00 | 李雷 |  |  |

    ## Last follow-ups

    | No. | When | Method | What was said | Next contact | Next step | By |
    | --- | --- | --- | --- | --- | --- | --- |
    | FU20260305001 | 2026-03-05 15:00 | Phone | 谈了升级 | 2026-03-10 18:00 | 确认报价 | 李雷 |
    --- stderr ---
    phones and other private fields are masked; --reveal writes them out
    ");
    let _ = s
        .run("kehu handover report HO20260305001 --html ~/brief.html --reveal -q")
        .done();
    let page = s.text("brief.html");
    assert!(
        page.contains("139 1234 5678") || page.contains("13912345678"),
        "{page}"
    );
    let data = s.run("kehu handover report HO20260305001 -o json").done();
    let data: serde_json::Value = serde_json::from_str(&data.out).expect("is JSON");
    assert_eq!(data["customer"].as_array().map(Vec::len), Some(2), "{data}");
    assert_eq!(data["deals"].as_array().map(Vec::len), Some(1), "{data}");
}

#[test]
fn a_handover_is_due_in_three_working_days() {
    let mut s = office(Session::new());
    let _ = s.run("kehu handover start --from 李雷 --to 王芳").done();
    let owed = |s: &Session| {
        let all = s.run("kehu today --all --days 40 -o csv --fields rule,due,who,about,command");
        let lines = all.done().out;
        let lines: Vec<&str> = lines
            .lines()
            .filter(|line| line.contains("handover"))
            .collect();
        lines.join("\n")
    };
    assert_snapshot!(owed(&s), @r"handover,2026-03-10T18:00:00+08:00,李雷,handover,kehu handover accept HO20260305001");
    let _ = s
        .run("kehu handover accept HO20260305001 --yes --override \"he left today\"")
        .done();
    assert_snapshot!(owed(&s), @r"handover-weekly,2026-03-12T23:59:59+08:00,王芳,handover,kehu form fill successor-report");
    // The successor's report about one of the customers is the week's.
    s.at("2026-03-10 10:00");
    let _ = s
        .run("kehu form fill successor-report 云帆 --week 2026-W10 --done \"called everybody\"")
        .done();
    assert_snapshot!(owed(&s), @r"handover-weekly,2026-03-17T23:59:59+08:00,王芳,handover,kehu form fill successor-report");
    s.at("2026-04-20 10:00");
    assert_snapshot!(owed(&s), @r"handover-weekly,2026-03-17T23:59:59+08:00,王芳,handover,kehu form fill successor-report");
}

#[test]
fn whoever_handed_over_is_told_not_to_contact() {
    let mut s = office(Session::new());
    let _ = s.run("kehu handover start --from 李雷 --to 王芳").done();
    // Before the acceptance it is still his customer.
    let said = s.run("kehu log 云帆 \"said goodbye\" --by phone").done();
    assert!(!said.err.contains("R065"), "{said}");
    s.at("2026-03-06 10:00");
    let _ = s
        .run("kehu handover accept HO20260305001 --yes --override gone")
        .done();
    s.at("2026-03-12 10:00");
    assert_snapshot!(s.run("kehu log 云帆 \"just once more\" --by phone").err, @r"note: 杭州云帆科技有限公司: within 1 month of “handover accepted” none is allowed, and this is contact 1; No contact by the former owner (R065)");
    // The successor may.
    let said = s
        .run("kehu log 云帆 \"introduced myself\" --by phone --owner 王芳")
        .done();
    assert!(!said.err.contains("R065"), "{said}");
    s.at("2026-03-13 10:00");
    let told = s
        .run("kehu report compliance --month 2026-03 -o csv")
        .done();
    let lines: Vec<&str> = told
        .out
        .lines()
        .filter(|line| line.contains("handover"))
        .collect();
    assert_snapshot!(lines.join("\n"), @r"
    handover,1,1,0,0,0,100%
    handover-pack,0,0,0,0,0,
    handover-weekly,0,0,0,0,0,
    handover-no-contact,,,,,1,
    ");
    // A month later nobody minds.
    s.at("2026-04-10 10:00");
    let said = s.run("kehu log 云帆 \"met by chance\" --by phone").done();
    assert!(!said.err.contains("R065"), "{said}");
}

#[test]
fn what_cannot_be_handed_over_is_refused() {
    let s = office(Session::new());
    for (line, exit, part) in [
        ("kehu handover start --from 李雷", Exit::Usage, "To"),
        (
            "kehu handover start --from 李雷 --to 李雷",
            Exit::Usage,
            "nobody hands over to themselves",
        ),
        (
            "kehu handover start --from 王芳 --to 李雷",
            Exit::Refused,
            "has no customers",
        ),
        (
            "kehu handover start --from 王芳 --to 李雷 --customer 云帆",
            Exit::Usage,
            "is not 王芳's",
        ),
    ] {
        let refused = s.run(line);
        assert_eq!(refused.exit, exit, "{line}\n{refused}");
        assert!(refused.err.contains(part), "{refused}");
    }
    let _ = s
        .run("kehu handover start --from 李雷 --to 王芳 --customer 云帆")
        .done();
    let twice = s.run("kehu handover start --from 李雷 --to 王芳");
    assert_eq!(twice.exit, Exit::Refused, "{twice}");
    let early = s.run("kehu handover accept HO20260305001 --at 2026-03-01 --yes");
    assert!(early.err.contains("before it began"), "{early}");
    let _ = s.run("kehu handover remove HO20260305001 --yes").done();
    let _ = s.run("kehu handover start --from 李雷 --to 王芳").done();
    // A customer that went to somebody else meanwhile stays there.
    let _ = s.run("kehu customer edit 启明 --owner 韩梅").done();
    assert_snapshot!(s.run("kehu handover accept HO20260305002 --yes --override gone"), @r"
    HO20260305002: 王芳 took over 1 customers, and 3 records open with them
    a briefing per customer: kehu handover report HO20260305002
    --- stderr ---
    note: customers that are no longer 李雷's, left as they are: 1
    ");
}

#[test]
fn the_successor_takes_the_customers_in_with_a_team_file() {
    let s = Session::new();
    for line in [
        "kehu init --name 李雷 --role rep --region HZ --db ~/a.db",
        "kehu staff add 王芳 --role rep --db ~/a.db",
        "kehu customer add 杭州云帆 --region HZ --industry IT --incomplete --db ~/a.db",
        "kehu log 云帆 谈过 --by 电话 --db ~/a.db",
        "kehu handover start --from 李雷 --to 王芳 --db ~/a.db",
        "kehu handover accept HO20260305001 --yes --override gone --db ~/a.db",
        "kehu export team ~/a.kehu --reveal --yes --db ~/a.db",
        "kehu init --name 王芳 --role rep --region HZ --db ~/b.db",
        "kehu import team ~/a.kehu --yes --db ~/b.db",
    ] {
        let _ = s.run(line).done();
    }
    let mine = s.run("kehu customer list --owner me -o csv --fields number --db ~/b.db");
    assert_eq!(mine.done().out, "number\nHZ-IT-2026-001\n");
    let talk = s.run("kehu followup list -o csv --fields owner --db ~/b.db");
    assert_eq!(talk.done().out, "owner\n李雷\n");
    let list = s.run("kehu handover list -o csv --fields number,customers --db ~/b.db");
    assert_eq!(list.done().out, "number,customers\nHO20260305001,1\n");
}
