//! What counts, to which month, and how it reads.

use kehu::problem::Exit;
use kehu::words::Lang;
use tempfile::TempDir;

use super::{empty, kehu, report, small};

#[test]
fn a_month_as_a_person_reads_it_in_chinese() {
    let folder = TempDir::new().unwrap();
    small(folder.path());
    let march = report(folder.path(), Lang::Zh, &["--month", "2026-03"]);
    insta::assert_snapshot!(march, @r"
    2026年3月工作月报：全体人员
    月份      2026-03
    对比月份  2026-02
    去年同期  2025-03
    规则手册  standard

    概览
    指标                   当月    上月          增减
    新增客户                  3       1             2
    跟进次数                  5       1             4
    联系到的客户              2       1             1
    约定事项按时完成率    33.3%  无数据
    我方承诺按时兑现率      40%    100%  -60 个百分点
    成交商机                  0       0             0
    成交金额               0.00    0.00          0.00
    到账金额               0.00    0.00          0.00
    受理工单                  3       1             2
    关闭工单                  1       0             1
    期末未关闭工单            3       1             2
    平均首次响应时长    50 分钟  无数据
    首次响应按时率           0%      0%    0 个百分点
    给出方案按时率           0%      0%    0 个百分点
    满意度均分           无数据  无数据
    净推荐值（NPS）      无数据  无数据
    收到反馈                  0       0             0
    其中投诉                  0       0             0

    新增客户：来源渠道
    来源渠道    当月  上月  增减
    展会           2     0     2
    电话陌拜       0     1    -1
    （未填写）     1     0     1
    合计           3     1     2

    新增客户：期末客户级别
    客户级别    当月  上月  增减
    B级            0     1    -1
    C级            1     0     1
    （未分级）     2     0     2
    合计           3     1     2

    新增客户：所属行业
    所属行业                        当月  上月  增减
    信息传输、软件和信息技术服务业     3     1     2
    合计                               3     1     2

    跟进：方式
    跟进方式  当月  上月  增减  联系上  上期联系上
    电话         3     1     2       2           1
    拜访         1     0     1       1           0
    资料推送     1     0     1       1           0
    合计         5     1     4       4           1

    跟进：目的（一次可有多个）
    目的        当月  上月  增减
    常规跟进       1     0     1
    关怀           1     0     1
    （未填写）     4     1     3

    跟进：沟通内容（一次可有多类）
    沟通内容    当月  上月  增减
    （未填写）     5     1     4

    客户联系情况
    客户    当月  上月  增减
    已联系     2     1     1
    未联系     3     1     2

    到期的约定事项
    结果         当月    上月  增减
    按时完成        1       0     1
    逾期完成        1       0     1
    逾期未做        1       0     1
    合计            3       0     3
    按时完成率  33.3%  无数据

    到期的约定联系
    结果        当月    上月  增减
    按时完成       1       0     1
    逾期未做       1       0     1
    合计           2       0     2
    按时完成率   50%  无数据

    到期的我方承诺
    结果        当月  上月          增减
    按时兑现       2     1             1
    逾期兑现       1     0             1
    逾期未兑现     2     0             2
    合计           5     1             4
    按时兑现率   40%  100%  -60 个百分点

    到期的客户承诺
    结果        当月    上月  增减
    按时兑现       1       0     1
    逾期未兑现     1       0     1
    合计           2       0     2
    按时兑现率   50%  无数据

    逾期未兑现的我方承诺
    编号  客户编号  期限
    T027  T005      2026-03-13 18:00
    T025  T003      2026-03-31 23:59

    客户级别变动
    变动      当月  上月  增减
    首次定级     1     1     0
    升级         1     0     1
    合计         2     1     1

    客户级别变动：由何级到何级
    变动前 → 变动后  当月  上月  增减
    未分级 → B级        0     1    -1
    未分级 → C级        1     0     1
    B级 → A级           1     0     1

    由 \ 到  A级  B级  C级  D级  未分级
    A级      -
    B级      █ 1  -
    C级                -
    D级                     -
    未分级             █ 1       -

    工单数量
    工单        当月  上月  增减
    受理           3     1     2
    关闭           1     0     1
    期末未关闭     3     1     2

    受理工单：问题类型
    问题类型  当月  上月  增减
    产品故障     2     0     2
    使用咨询     1     1     0
    合计         3     1     2

    受理工单：优先级
    优先级  当月  上月  增减
    紧急       1     0     1
    重要       1     0     1
    一般       1     1     0
    合计       3     1     2

    受理工单：原因
    原因        当月  上月  增减
    硬件故障       1     0     1
    （未填写）     2     1     1
    合计           3     1     2

    期末未关闭工单：状态
    状态    当月  上月  增减
    已受理     2     1     1
    待客户     1     0     1
    合计       3     1     2

    受理工单：处理进度
    工单              当月  上月  增减
    已响应工单           2     0     2
    已给方案工单         1     0     1
    已解决工单           1     0     1
    时间矛盾，未计入     1     0     1

    受理工单：自受理起的时长
    指标                          当月    上月  增减
    首次响应，平均             50 分钟  无数据
    首次响应，中位数           50 分钟  无数据
    首次响应，九成以内  1 小时 20 分钟  无数据
    给出方案，平均              2 小时  无数据
    给出方案，中位数            2 小时  无数据
    给出方案，九成以内          2 小时  无数据
    解决，平均          3 小时 30 分钟  无数据
    解决，中位数        3 小时 30 分钟  无数据
    解决，九成以内      3 小时 30 分钟  无数据

    分布      0 分钟................................................4 小时
    首次响应              ┃▒▒▒▒▒▒▒▒
    给出方案                                ┃
    解决                                                          ┃
    ┃ 中位数，◆ 平均，▒ 九成以内

    工单时限执行
    时限            当月  上月        增减  件数  总数  上期件数  上期总数
    首次响应按时率    0%    0%  0 个百分点     0     2         0         1
    给出方案按时率    0%    0%  0 个百分点     0     2         0         1

    本月与上月均无：商机；期末未结束商机：销售阶段；成交因素；未成交原因；合同与回款；期末未回款：账龄；客户满意度；客户反馈
    ");
    // The month before today's is the same month, and the bytes are the same.
    assert_eq!(report(folder.path(), Lang::Zh, &[]), march);
}

#[test]
fn a_month_of_one_rep_for_a_document() {
    let folder = TempDir::new().unwrap();
    small(folder.path());
    let mine = report(folder.path(), Lang::En, &["--rep", "me", "-o", "md"]);
    insta::assert_snapshot!(mine, @r"
    ## Monthly report, March 2026: 李雷

    | Item | Content |
    | --- | --- |
    | Month | 2026-03 |
    | Compared with | 2026-02 |
    | Year before | 2025-03 |
    | Rep | 李雷 |
    | Playbook | standard |

    ## At a glance

    | Figure | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | New customers | 2 | 1 | 1 |
    | Follow-ups | 4 | 1 | 3 |
    | Customers contacted | 2 | 1 | 1 |
    | Actions kept | 33.3% | no data |  |
    | Our promises kept | 50% | 100% | -50 pp |
    | Deals won | 0 | 0 | 0 |
    | Amount won | 0.00 | 0.00 | 0.00 |
    | Payments received | 0.00 | 0.00 | 0.00 |
    | Tickets accepted | 3 | 1 | 2 |
    | Tickets closed | 1 | 0 | 1 |
    | Tickets open at the end | 3 | 1 | 2 |
    | Mean first response | 50 min | no data |  |
    | First responses in time | 0% | 0% | 0 pp |
    | Solutions in time | 0% | 0% | 0 pp |
    | Satisfaction, mean | no data | no data |  |
    | Net promoter score | no data | no data |  |
    | Feedback received | 0 | 0 | 0 |
    | Complaints of it | 0 | 0 | 0 |

    ## New customers by source

    | Source | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Exhibition | 2 | 0 | 2 |
    | Cold call | 0 | 1 | -1 |
    | Total | 2 | 1 | 1 |

    ## New customers by grade at the end

    | Grade | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | B | 0 | 1 | -1 |
    | C | 1 | 0 | 1 |
    | (no grade yet) | 1 | 0 | 1 |
    | Total | 2 | 1 | 1 |

    ## New customers by industry

    | Industry | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Information transmission, software and IT services | 2 | 1 | 1 |
    | Total | 2 | 1 | 1 |

    ## Follow-ups by method

    | Method | Month | Month before | Difference | Reached | Reached before |
    | --- | --: | --: | --: | --: | --: |
    | Phone | 3 | 1 | 2 | 2 | 1 |
    | Visit | 1 | 0 | 1 | 1 | 0 |
    | Total | 4 | 1 | 3 | 3 | 1 |

    ## Follow-ups by purpose (one may serve several)

    | Purpose | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Regular | 1 | 0 | 1 |
    | Care | 1 | 0 | 1 |
    | (not stated) | 3 | 1 | 2 |

    ## Follow-ups by content (one may be about several)

    | Content | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | (not stated) | 4 | 1 | 3 |

    ## Customers contacted

    | Customers | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Contacted | 2 | 1 | 1 |
    | Not contacted | 2 | 1 | 1 |

    ## Agreed actions due

    | Outcome | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Kept | 1 | 0 | 1 |
    | Late | 1 | 0 | 1 |
    | Missed | 1 | 0 | 1 |
    | Total | 3 | 0 | 3 |
    | Share kept | 33.3% | no data |  |

    ## Agreed next contacts due

    | Outcome | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Kept | 1 | 0 | 1 |
    | Missed | 1 | 0 | 1 |
    | Total | 2 | 0 | 2 |
    | Share kept | 50% | no data |  |

    ## Our promises due

    | Outcome | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Kept | 2 | 1 | 1 |
    | Kept late | 1 | 0 | 1 |
    | Not kept | 1 | 0 | 1 |
    | Total | 4 | 1 | 3 |
    | Share kept | 50% | 100% | -50 pp |

    ## Customers' promises due

    | Outcome | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Kept | 1 | 0 | 1 |
    | Total | 1 | 0 | 1 |
    | Share kept | 100% | no data |  |

    ## Our promises not kept

    | No. | Customer no. | Due |
    | --- | --- | --- |
    | T025 | T003 | 2026-03-31 23:59 |

    ## Grades approved

    | Move | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Graded for the first time | 1 | 1 | 0 |
    | Moved up | 1 | 0 | 1 |
    | Total | 2 | 1 | 1 |

    ## Grades approved, from and to

    | From → to | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | none → B | 0 | 1 | -1 |
    | none → C | 1 | 0 | 1 |
    | B → A | 1 | 0 | 1 |

    ## Tickets

    | Tickets | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Accepted | 3 | 1 | 2 |
    | Closed | 1 | 0 | 1 |
    | Open at the end | 3 | 1 | 2 |

    ## Tickets accepted, by type

    | Type | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Product fault | 2 | 0 | 2 |
    | Usage inquiry | 1 | 1 | 0 |
    | Total | 3 | 1 | 2 |

    ## Tickets accepted, by priority

    | Priority | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Urgent | 1 | 0 | 1 |
    | Important | 1 | 0 | 1 |
    | Normal | 1 | 1 | 0 |
    | Total | 3 | 1 | 2 |

    ## Tickets accepted, by cause

    | Cause | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Hardware fault | 1 | 0 | 1 |
    | (not stated) | 2 | 1 | 1 |
    | Total | 3 | 1 | 2 |

    ## Tickets open at the end, by status

    | Status | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Accepted | 2 | 1 | 1 |
    | Waiting for customer | 1 | 0 | 1 |
    | Total | 3 | 1 | 2 |

    ## Tickets accepted: how far they came

    | Tickets | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Tickets with a response | 2 | 0 | 2 |
    | Tickets with a solution | 1 | 0 | 1 |
    | Tickets solved | 1 | 0 | 1 |
    | Left out, times contradict | 1 | 0 | 1 |

    ## Tickets accepted: time since acceptance

    | Figure | Month | Month before | Difference |
    | --- | --: | --: | --- |
    | First response, mean | 50 min | no data |  |
    | First response, median | 50 min | no data |  |
    | First response, 90 % within | 1 h 20 min | no data |  |
    | Solution given, mean | 2 h | no data |  |
    | Solution given, median | 2 h | no data |  |
    | Solution given, 90 % within | 2 h | no data |  |
    | Solved, mean | 3 h 30 min | no data |  |
    | Solved, median | 3 h 30 min | no data |  |
    | Solved, 90 % within | 3 h 30 min | no data |  |

    ## Tickets: clocks kept

    | Clock | Month | Month before | Difference | Cases | Of | Cases before | Of before |
    | --- | --: | --: | --: | --: | --: | --: | --: |
    | First responses in time | 0% | 0% | 0 pp | 0 | 2 | 0 | 1 |
    | Solutions in time | 0% | 0% | 0 pp | 0 | 2 | 0 | 1 |

    Nothing this month and the month before: Deals; Open deals at the end, by stage; Why deals were won; Why deals were lost; Contracts and payments; Unpaid at the end, by age; Satisfaction; Feedback
    ");
}

/// Every table of a report for programs, a line each item: this month, the
/// month before, the difference.
fn items(json: &str) -> String {
    let report: serde_json::Value = serde_json::from_str(json).unwrap();
    let mut lines = String::new();
    for (key, table) in report.as_object().unwrap() {
        let Some(rows) = table.as_array() else {
            lines.push_str(&format!("{key} {table}\n"));
            continue;
        };
        lines.push_str(&format!("{key}\n"));
        for row in rows {
            let cells = row.as_object().unwrap().values();
            let cells: Vec<_> = cells.map(ToString::to_string).collect();
            lines.push_str(&format!("  {}\n", cells.join(" ")));
        }
    }
    lines
}

#[test]
fn a_month_for_a_program() {
    let folder = TempDir::new().unwrap();
    small(folder.path());
    let json = report(folder.path(), Lang::Zh, &["--month", "上月", "-o", "json"]);
    insta::assert_snapshot!(items(&json), @r#"
    report {"month":"2026-03","compared_with":"2026-02","year_before":"2025-03","rep":null,"only":null,"playbook":"standard"}
    headline
      "new_customers" 3 1 2 0 null null null null
      "followups" 5 1 4 0 null null null null
      "customers_touched" 2 1 1 0 null null null null
      "actions_kept_share" 0.3333 null null null null null null null
      "promises_kept_share" 0.4 1.0 -0.6 null null null null "K42"
      "deals_won" 0 0 0 0 null null null null
      "deals_amount" "0.00" "0.00" "0.00" "0.00" null null null "K18"
      "payments_received" "0.00" "0.00" "0.00" "0.00" null null null null
      "tickets_opened" 3 1 2 0 null null null null
      "tickets_closed" 1 0 1 0 null null null null
      "tickets_open" 3 1 2 0 null null null null
      "first_response_mean_minutes" 50 null null null null null null "K03"
      "response_kept_share" 0.0 0.0 0.0 null null null null null
      "solution_kept_share" 0.0 0.0 0.0 null null null null null
      "satisfaction_mean" null null null null null null null "K10"
      "nps" null null null null null null null "K13"
      "feedback_received" 0 0 0 0 null null null null
      "complaints" 0 0 0 0 null null null null
    new_customers_by_source
      "exhibition" 2 0 2
      "cold-call" 0 1 -1
      "unstated" 1 0 1
      "total" 3 1 2
    new_customers_by_grade
      "B" 0 1 -1
      "C" 1 0 1
      "ungraded" 2 0 2
      "total" 3 1 2
    new_customers_by_industry
      "I" 3 1 2
      "total" 3 1 2
    followups_by_method
      "phone" 3 1 2 2 1
      "visit" 1 0 1 1 0
      "material-push" 1 0 1 1 0
      "total" 5 1 4 4 1
    followups_by_purpose
      "regular" 1 0 1
      "care" 1 0 1
      "unstated" 4 1 3
    followups_by_content
      "unstated" 5 1 4
    customers_contacted
      "touched" 2 1 1
      "untouched" 3 1 2
    actions
      "kept" 1 0 1
      "late" 1 0 1
      "missed" 1 0 1
      "total" 3 0 3
      "kept_share" 0.3333 null null
    next_contacts
      "kept" 1 0 1
      "missed" 1 0 1
      "total" 2 0 2
      "kept_share" 0.5 null null
    promises_by_us
      "kept" 2 1 1
      "late" 1 0 1
      "missed" 2 0 2
      "total" 5 1 4
      "kept_share" 0.4 1.0 -0.6
    promises_by_them
      "kept" 1 0 1
      "missed" 1 0 1
      "total" 2 0 2
      "kept_share" 0.5 null null
    promises_broken
      "T027" "T005" "2026-03-13T18:00:00+08:00"
      "T025" "T003" "2026-03-31T23:59:00+08:00"
    grade_moves
      "first" 1 1 0
      "up" 1 0 1
      "total" 2 1 1
    grade_moves_from_to
      "none-B" 0 1 -1
      "none-C" 1 0 1
      "B-A" 1 0 1
    deals
    pipeline
      "total" 0 0 0 "0.00" "0.00"
    success_factors
    failure_reasons
    contracts
    unpaid_by_age
      "total" 0 0 0 "0.00"
    tickets
      "opened" 3 1 2
      "closed" 1 0 1
      "open" 3 1 2
    tickets_by_type
      "product-fault" 2 0 2
      "usage-inquiry" 1 1 0
      "total" 3 1 2
    tickets_by_priority
      "urgent" 1 0 1
      "important" 1 0 1
      "normal" 1 1 0
      "total" 3 1 2
    tickets_by_cause
      "hardware-fault" 1 0 1
      "unstated" 2 1 1
      "total" 3 1 2
    tickets_open_by_status
      "accepted" 2 1 1
      "waiting-customer" 1 0 1
      "total" 3 1 2
    ticket_cases
      "responded" 2 0 2
      "answered" 1 0 1
      "solved" 1 0 1
      "contradictory" 1 0 1
    ticket_times
      "response_mean_minutes" 50 null null
      "response_median_minutes" 50 null null
      "response_p90_minutes" 80 null null
      "solution_mean_minutes" 120 null null
      "solution_median_minutes" 120 null null
      "solution_p90_minutes" 120 null null
      "resolution_mean_minutes" 210 null null
      "resolution_median_minutes" 210 null null
      "resolution_p90_minutes" 210 null null
    ticket_clocks
      "response_kept_share" 0.0 0.0 0.0 0 2 0 1
      "solution_kept_share" 0.0 0.0 0.0 0 2 0 1
    satisfaction
    feedback
    "#);
}

#[test]
fn the_first_of_april_in_shanghai_is_april() {
    let folder = TempDir::new().unwrap();
    small(folder.path());
    let json = report(folder.path(), Lang::En, &["--month", "this", "-o", "json"]);
    let april: serde_json::Value = serde_json::from_str(&json).unwrap();
    let this = |key: &str, item: &str| {
        april[key]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["item"] == item)
            .map(|row| row["this_month"].clone())
    };
    assert_eq!(this("followups_by_method", "wechat"), Some(1.into()));
    assert_eq!(
        this("followups_by_purpose", "first-contact"),
        Some(1.into())
    );
    assert_eq!(this("headline", "new_customers"), Some(1.into()));
    // Due on the 20th: neither kept nor missed on the 10th, so no share.
    assert_eq!(this("actions", "open"), Some(1.into()));
    assert_eq!(
        this("headline", "actions_kept_share"),
        Some(serde_json::Value::Null)
    );
    assert_eq!(this("grade_moves", "up"), Some(1.into()));
}

#[test]
fn an_empty_month_has_a_report() {
    let folder = TempDir::new().unwrap();
    empty(folder.path());
    let said = report(folder.path(), Lang::En, &["--month", "2020-01"]);
    insta::assert_snapshot!(said, @r"
    Monthly report, January 2020: everybody
    Month          2020-01
    Compared with  2019-12
    Year before    2019-01
    Playbook       standard

    At a glance
    Figure                     Month  Month before  Difference
    New customers                  0             0           0
    Follow-ups                     0             0           0
    Customers contacted            0             0           0
    Actions kept             no data       no data
    Our promises kept        no data       no data
    Deals won                      0             0           0
    Amount won                  0.00          0.00        0.00
    Payments received           0.00          0.00        0.00
    Tickets accepted               0             0           0
    Tickets closed                 0             0           0
    Tickets open at the end        0             0           0
    Mean first response      no data       no data
    First responses in time  no data       no data
    Solutions in time        no data       no data
    Satisfaction, mean       no data       no data
    Net promoter score       no data       no data
    Feedback received              0             0           0
    Complaints of it               0             0           0

    Nothing this month and the month before: New customers by source; New customers by grade at the end; New customers by industry; Follow-ups by method; Follow-ups by purpose (one may serve several); Follow-ups by content (one may be about several); Customers contacted; Agreed actions due; Agreed next contacts due; Our promises due; Customers' promises due; Our promises not kept; Grades approved; Grades approved, from and to; Deals; Open deals at the end, by stage; Why deals were won; Why deals were lost; Contracts and payments; Unpaid at the end, by age; Tickets; Tickets accepted, by type; Tickets accepted, by priority; Tickets accepted, by cause; Tickets open at the end, by status; Tickets accepted: how far they came; Tickets accepted: time since acceptance; Tickets: clocks kept; Satisfaction; Feedback
    ");
}

#[test]
fn a_wrong_month_or_rep_says_what_to_type() {
    let folder = TempDir::new().unwrap();
    let (exit, _, err) = kehu(folder.path(), Lang::Zh, &[]);
    assert_eq!(exit, Exit::Usage);
    assert!(err.contains("kehu init"), "{err}");
    empty(folder.path());
    for (args, exit) in [
        (["--month", "2026-05"], Exit::Usage),
        (["--month", "三月"], Exit::Usage),
        (["--rep", "王工"], Exit::NoSuchRecord),
    ] {
        let (ended, out, err) = kehu(folder.path(), Lang::Zh, &args);
        assert_eq!((ended, out.as_str()), (exit, ""), "{args:?}");
        assert!(err.starts_with("错误："), "{err}");
    }
}
