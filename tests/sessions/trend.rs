//! Several months beside one another, and people, teams, regions, grades and sources
//! side by side: what is told, that the parts add up to the whole, that every report
//! counts alike.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use serde_json::Value;

use super::{QIMING, YUNFAN};
use crate::session::Session;

/// February and March 2026 of 李雷 and 韩梅, who leads him, and of a customer of nobody's.
fn two_months(s: Session) -> Session {
    furnished(
        s,
        "kehu staff add 韩梅 --role sales-supervisor --region SH ;; kehu staff edit 李雷 --supervisor 韩梅",
    )
}

fn furnished(mut s: Session, people: &str) -> Session {
    s.at("2026-02-02 09:00");
    let _ = s.run("kehu init --name 李雷 --role rep --region HZ").done();
    for line in people.split(" ;; ") {
        let _ = s.run(line).done();
    }
    let story = [
        ("2026-02-03 10:00", QIMING),
        (
            "2026-02-04 10:00",
            "kehu log 启明 已沟通 --by phone --purpose care --action '2026-02-06 报价'",
        ),
        ("2026-02-05 10:00", "kehu followup done 启明"),
        ("2026-02-10 10:00", "kehu deal open 启明 机床 --value 20万"),
        ("2026-02-20 10:00", "kehu deal win 启明 --amount 18万"),
        ("2026-03-05 15:00", YUNFAN),
        ("2026-03-06 10:00", "kehu customer edit 启明 --owner 韩梅"),
        (
            "2026-03-06 11:00",
            "kehu log 云帆 未接通 --by phone --no-answer",
        ),
        (
            "2026-03-06 12:00",
            "kehu log 云帆 谈需求 --by visit --action '2026-03-10 方案'",
        ),
        (
            "2026-03-09 10:00",
            "kehu ticket open 云帆 --type other --priority normal --symptom 黑屏 --occurred today --tried 重启 --told yes",
        ),
        ("2026-03-09 11:00", "kehu ticket respond 云帆"),
        (
            "2026-03-10 11:00",
            "kehu ticket solve 云帆 --cause other --steps 换线",
        ),
        (
            "2026-03-11 10:00",
            "kehu ticket revisit 云帆 --result solved --satisfaction 4",
        ),
        ("2026-03-11 11:00", "kehu ticket close 云帆"),
        ("2026-03-12 10:00", "kehu deal open 云帆 终端 --value 60万"),
        (
            "2026-03-13 10:00",
            "kehu survey record 云帆 --score 4,5,4,4,4 --suggestion 无",
        ),
    ];
    for (at, line) in story {
        s.at(at);
        let _ = s.run(line).done();
    }
    s.at("2026-04-10 10:00");
    s
}

fn json(s: &Session, line: &str) -> Value {
    serde_json::from_str(&s.run(&format!("kehu {line} -o json")).done().out).expect("json")
}

/// The keys of the figures that are counts, or sums.
const ADDED: [&str; 9] = [
    "new_customers",
    "followups",
    "deals_opened",
    "deals_won",
    "deals_amount",
    "payments_received",
    "tickets_opened",
    "tickets_closed",
    "tickets_open",
];

fn number(figure: &Value) -> f64 {
    let text = figure.as_str().map(|text| text.parse().expect("a sum"));
    text.or_else(|| figure.as_f64()).expect("a number")
}

#[test]
fn a_trend_tells_the_months_from_the_oldest_on() {
    let s = two_months(Session::new());
    assert_snapshot!(s.run("kehu report trend --last 4"), @r"
    Trend, December 2025 to March 2026: everybody
    From      2025-12
    To        2026-03
    Playbook  standard

    Key figures
    Figure                    2025-12  2026-01  2026-02  2026-03  Trend
    Won of those opened       no data  no data     100%       0%  ··█▁
    Solved of those accepted  no data  no data  no data     100%  ···█
    Mean first response       no data  no data  no data      1 h  ···█

    Customers and follow-ups
    Figure               2025-12  2026-01  2026-02  2026-03  Trend
    New customers              0        0        1        1  ▁▁██
    Follow-ups                 0        0        1        3  ▁▁▃█
    Reached              no data  no data     100%    66.7%  ··█▆
    Customers contacted        0        0        1        1  ▁▁██
    Actions kept         no data  no data     100%       0%  ··█▁
    Our promises kept    no data  no data  no data  no data  ····

    Deals and payments
    Figure             2025-12  2026-01     2026-02  2026-03  Trend
    Deals opened             0        0           1        1  ▁▁██
    Deals won                0        0           1        0  ▁▁█▁
    Amount won            0.00     0.00  180,000.00     0.00  ▁▁█▁
    Payments received     0.00     0.00        0.00     0.00  ▁▁▁▁

    Tickets and satisfaction
    Figure                    2025-12  2026-01  2026-02  2026-03  Trend
    Tickets accepted                0        0        0        1  ▁▁▁█
    Tickets closed                  0        0        0        1  ▁▁▁█
    Tickets open at the end         0        0        0        0  ▁▁▁▁
    Mean time to solve        no data  no data  no data  1 d 1 h  ···█
    Satisfaction, mean        no data  no data  no data     4.20  ···█
    Satisfaction at revisits  no data  no data  no data     4.00  ···█
    ");
}

#[test]
fn a_trend_in_chinese_of_one_colleague_up_to_the_month_that_runs() {
    let s = two_months(Session::zh());
    assert_snapshot!(s.run("kehu report trend --last 3 --to-month 本月 --rep 李雷"), @r"
    2026年2月至2026年4月趋势：李雷
    起        2026-02
    止        2026-04
    人员      李雷
    规则手册  standard

    核心指标
    指标              2026-02  2026-03  2026-04  趋势
    售前转化率           100%       0%   无数据  █▁·
    售后问题解决率     无数据     100%   无数据  ·█·
    平均首次响应时长   无数据   1 小时   无数据  ·█·

    客户与跟进
    指标                2026-02  2026-03  2026-04  趋势
    新增客户                  0        1        0  ▁█▁
    跟进次数                  1        3        0  ▃█▁
    联系上比例             100%    66.7%   无数据  █▆·
    联系到的客户              1        1        0  ██▁
    约定事项按时完成率     100%       0%   无数据  █▁·
    我方承诺按时兑现率   无数据   无数据   无数据  ···

    商机与回款
    指标         2026-02  2026-03  2026-04  趋势
    新建商机           1        1        0  ██▁
    成交商机           1        0        0  █▁▁
    成交金额  180,000.00     0.00     0.00  █▁▁
    到账金额        0.00     0.00     0.00  ▁▁▁

    工单与满意度
    指标            2026-02      2026-03  2026-04  趋势
    受理工单              0            1        0  ▁█▁
    关闭工单              0            1        0  ▁█▁
    期末未关闭工单        0            0        0  ▁▁▁
    平均解决时长     无数据  1 天 1 小时   无数据  ·█·
    满意度均分       无数据         4.20   无数据  ·█·
    回访满意度均分   无数据         4.00   无数据  ·█·
    --- stderr ---
    2026-04 尚未结束，数据截至现在
    ");
}

#[test]
fn in_a_narrow_window_the_oldest_months_go_first() {
    let s = two_months(Session::new());
    let seen = s.terminal(60, &[]).run("kehu report trend --last 12 -q");
    assert_snapshot!(seen, @r"
    Trend, April 2025 to March 2026: everybody
    From      2025-04
    To        2026-03
    Playbook  standard

    Key figures
    Figure                    2026-02  2026-03  Trend
    Won of those opened          100%       0%  ··········█▁
    Solved of those accepted  no data     100%  ···········█
    Mean first response       no data      1 h  ···········█
    no room for: 2025-04 – 2026-01; choose columns with --fields

    Customers and follow-ups
    Figure               2026-01  2026-02  2026-03  Trend
    New customers              0        1        1  ▁▁▁▁▁▁▁▁▁▁██
    Follow-ups                 0        1        3  ▁▁▁▁▁▁▁▁▁▁▃█
    Reached              no data     100%    66.7%  ··········█▆
    Customers contacted        0        1        1  ▁▁▁▁▁▁▁▁▁▁██
    Actions kept         no data     100%       0%  ··········█▁
    Our promises kept    no data  no data  no data  ············
    no room for: 2025-04 – 2025-12; choose columns with --fields

    Deals and payments
    Figure                2026-02  2026-03  Trend
    Deals opened                1        1  ▁▁▁▁▁▁▁▁▁▁██
    Deals won                   1        0  ▁▁▁▁▁▁▁▁▁▁█▁
    Amount won         180,000.00     0.00  ▁▁▁▁▁▁▁▁▁▁█▁
    Payments received        0.00     0.00  ▁▁▁▁▁▁▁▁▁▁▁▁
    no room for: 2025-04 – 2026-01; choose columns with --fields

    Tickets and satisfaction
    Figure                    2026-02  2026-03  Trend
    Tickets accepted                0        1  ▁▁▁▁▁▁▁▁▁▁▁█
    Tickets closed                  0        1  ▁▁▁▁▁▁▁▁▁▁▁█
    Tickets open at the end         0        0  ▁▁▁▁▁▁▁▁▁▁▁▁
    Mean time to solve        no data  1 d 1 h  ···········█
    Satisfaction, mean        no data     4.20  ···········█
    Satisfaction at revisits  no data     4.00  ···········█
    no room for: 2025-04 – 2026-01; choose columns with --fields
    ");
}

#[test]
fn programs_have_a_row_a_month_and_so_do_those_who_name_fields() {
    let s = two_months(Session::new());
    assert_snapshot!(s.run("kehu report trend --last 3 --fields month,followups,reached_share,deals_amount,conversion,revisit_satisfaction_mean"), @r"
    Month    Follow-ups  Reached  Amount won  Won of those opened  Satisfaction at revisits
    2026-01           0  no data        0.00              no data                   no data
    2026-02           1     100%  180,000.00                 100%                   no data
    2026-03           3    66.7%        0.00                   0%                      4.00
    ");
    assert_snapshot!(s.run("kehu report trend --last 2 -o json"), @r#"
    {
      "report": {
        "from": "2026-02",
        "to": "2026-03",
        "rep": null,
        "only": null,
        "playbook": "standard"
      },
      "months": [
        {
          "month": "2026-02",
          "new_customers": 1,
          "followups": 1,
          "reached_share": 1.0,
          "customers_touched": 1,
          "actions_kept_share": 1.0,
          "promises_kept_share": null,
          "deals_opened": 1,
          "deals_won": 1,
          "deals_amount": "180000.00",
          "conversion": 1.0,
          "payments_received": "0.00",
          "tickets_opened": 0,
          "tickets_closed": 0,
          "tickets_open": 0,
          "solved_share": null,
          "first_response_mean_minutes": null,
          "resolution_mean_minutes": null,
          "satisfaction_mean": null,
          "revisit_satisfaction_mean": null
        },
        {
          "month": "2026-03",
          "new_customers": 1,
          "followups": 3,
          "reached_share": 0.6667,
          "customers_touched": 1,
          "actions_kept_share": 0.0,
          "promises_kept_share": null,
          "deals_opened": 1,
          "deals_won": 0,
          "deals_amount": "0.00",
          "conversion": 0.0,
          "payments_received": "0.00",
          "tickets_opened": 1,
          "tickets_closed": 1,
          "tickets_open": 0,
          "solved_share": 1.0,
          "first_response_mean_minutes": 60,
          "resolution_mean_minutes": 1500,
          "satisfaction_mean": 4.2,
          "revisit_satisfaction_mean": 4.0
        }
      ]
    }
    "#);
    assert_snapshot!(s.run("kehu report trend --last 2 -o md"), @r"
    ## Trend, February 2026 to March 2026: everybody

    | Item | Content |
    | --- | --- |
    | From | 2026-02 |
    | To | 2026-03 |
    | Playbook | standard |

    ## Key figures

    | Figure | 2026-02 | 2026-03 | Trend |
    | --- | --: | --: | --- |
    | Won of those opened | 100% | 0% | █▁ |
    | Solved of those accepted | no data | 100% | ·█ |
    | Mean first response | no data | 1 h | ·█ |

    ## Customers and follow-ups

    | Figure | 2026-02 | 2026-03 | Trend |
    | --- | --: | --: | --- |
    | New customers | 1 | 1 | ██ |
    | Follow-ups | 1 | 3 | ▃█ |
    | Reached | 100% | 66.7% | █▆ |
    | Customers contacted | 1 | 1 | ██ |
    | Actions kept | 100% | 0% | █▁ |
    | Our promises kept | no data | no data | ·· |

    ## Deals and payments

    | Figure | 2026-02 | 2026-03 | Trend |
    | --- | --: | --: | --- |
    | Deals opened | 1 | 1 | ██ |
    | Deals won | 1 | 0 | █▁ |
    | Amount won | 180,000.00 | 0.00 | █▁ |
    | Payments received | 0.00 | 0.00 | ▁▁ |

    ## Tickets and satisfaction

    | Figure | 2026-02 | 2026-03 | Trend |
    | --- | --: | --: | --- |
    | Tickets accepted | 0 | 1 | ▁█ |
    | Tickets closed | 0 | 1 | ▁█ |
    | Tickets open at the end | 0 | 0 | ▁▁ |
    | Mean time to solve | no data | 1 d 1 h | ·█ |
    | Satisfaction, mean | no data | 4.20 | ·█ |
    | Satisfaction at revisits | no data | 4.00 | ·█ |
    ");
}

#[test]
fn months_before_the_first_record_have_nothing() {
    let s = two_months(Session::new());
    let seen = s.run("kehu report trend --last 2 --to-month 2020-02 --fields month,new_customers,conversion,tickets_open");
    assert_snapshot!(seen, @r"
    Month    New customers  Won of those opened  Tickets open at the end
    2020-01              0              no data                        0
    2020-02              0              no data                        0
    --- stderr ---
    nothing happened in that time
    ");
}

/// Whatever another report of the month tells too is the same there.
#[test]
fn a_trend_counts_as_the_other_reports_do() {
    let s = two_months(Session::new());
    // A ticket that is not solved, and a duplicate of it.
    for day in [21, 22] {
        let line = format!(
            "kehu ticket open 启明 --type other --priority normal --symptom s --occurred 2026-03-20 --tried t --told yes --at 2026-03-{day}T18:00"
        );
        let _ = s.run(&line).done();
    }
    let line = "kehu ticket merge SN20260322001 --into SN20260321001 --at 2026-03-22T19:00";
    let _ = s.run(line).done();
    let trend = json(&s, "report trend --last 3");
    let months = trend["months"].as_array().expect("months");
    let mut seen = 0;
    for month in months {
        let name = month["month"].as_str().expect("a month");
        let monthly = json(&s, &format!("report monthly --month {name}"));
        for line in monthly["headline"].as_array().expect("a headline") {
            let item = line["item"].as_str().expect("an item");
            if let Some(figure) = month.get(item) {
                assert_eq!(*figure, line["this_month"], "{item} of {name}");
                seen += usize::from(!figure.is_null());
            }
        }
        for (table, item, figure) in [
            ("deals", "conversion", "conversion"),
            (
                "ticket_times",
                "resolution_mean_minutes",
                "resolution_mean_minutes",
            ),
        ] {
            let told = monthly[table].as_array().expect("a table");
            let told = told.iter().find(|line| line["item"] == item);
            let told = told.map_or(Value::Null, |line| line["this_month"].clone());
            assert_eq!(month[figure], told, "{figure} of {name}");
        }
        let service = json(&s, &format!("report aftersales --month {name}"));
        for (item, figure) in [
            ("received", "tickets_opened"),
            ("closed", "tickets_closed"),
            ("solved_share", "solved_share"),
            ("satisfaction_mean", "revisit_satisfaction_mean"),
        ] {
            let told = service["headline"].as_array().expect("a headline");
            let told = told.iter().find(|line| line["item"] == item);
            let told = &told.expect("a line")["this_period"];
            assert_eq!(month[figure], *told, "{figure} of {name}");
        }
    }
    assert!(seen > 25, "{seen}");
}

#[test]
fn colleagues_stand_below_the_whole_file() {
    let s = two_months(Session::new());
    assert_snapshot!(s.run("kehu report benchmark"), @r"
    By rep, March 2026
    By        Rep
    Period    2026-03
    Playbook  standard

    Customers and follow-ups
    Rep         New customers  Follow-ups  Reached  Customers contacted  Actions kept  Our promises kept
    Whole file              1           3    66.7%                    1            0%            no data
    李雷                    1           3    66.7%                    1            0%            no data
    韩梅                    0           0  no data                    0       no data            no data

    Deals and payments
    Rep         Deals opened  Deals won  Amount won  Won of those opened  Payments received
    Whole file             1          0        0.00                   0%               0.00
    李雷                   1          0        0.00                   0%               0.00
    韩梅                   0          0        0.00              no data               0.00

    Tickets and satisfaction
    Rep         Tickets accepted  Tickets closed  Tickets open at the end  Solved of those accepted  Mean first response  Mean time to solve  Satisfaction, mean  Satisfaction at revisits
    Whole file                 1               1                        0                      100%                  1 h             1 d 1 h                4.20                      4.00
    李雷                       1               1                        0                      100%                  1 h             1 d 1 h                4.20                      4.00
    韩梅                       0               0                        0                   no data              no data             no data             no data                   no data
    ");
}

#[test]
fn two_months_are_compared_in_chinese() {
    let s = two_months(Session::zh());
    assert_snapshot!(s.run("kehu report benchmark --by 区域 --compare 2026-02 2026-03"), @r"
    2026年2月与2026年3月对标分析：按区域
    分组      区域
    期间      2026-02
    对比期间  2026-03
    规则手册  standard

    新增客户
    区域  2026-02  2026-03  增减
    全部        1        1     0
    杭州        0        1     1
    上海        1        0    -1

    跟进次数
    区域  2026-02  2026-03  增减
    全部        1        3     2
    杭州        0        3     3
    上海        1        0    -1

    联系上比例
    区域  2026-02  2026-03            增减
    全部     100%    66.7%  -33.3 个百分点
    杭州   无数据    66.7%
    上海     100%   无数据

    联系到的客户
    区域  2026-02  2026-03  增减
    全部        1        1     0
    杭州        0        1     1
    上海        1        0    -1

    约定事项按时完成率
    区域  2026-02  2026-03           增减
    全部     100%       0%  -100 个百分点
    杭州   无数据       0%
    上海     100%   无数据

    新建商机
    区域  2026-02  2026-03  增减
    全部        1        1     0
    杭州        0        1     1
    上海        1        0    -1

    成交商机
    区域  2026-02  2026-03  增减
    全部        1        0    -1
    上海        1        0    -1

    成交金额
    区域     2026-02  2026-03         增减
    全部  180,000.00     0.00  -180,000.00
    上海  180,000.00     0.00  -180,000.00

    售前转化率
    区域  2026-02  2026-03           增减
    全部     100%       0%  -100 个百分点
    杭州   无数据       0%
    上海     100%   无数据

    受理工单
    区域  2026-02  2026-03  增减
    全部        0        1     1
    杭州        0        1     1

    关闭工单
    区域  2026-02  2026-03  增减
    全部        0        1     1
    杭州        0        1     1

    售后问题解决率
    区域  2026-02  2026-03  增减
    全部   无数据     100%
    杭州   无数据     100%

    平均首次响应时长
    区域  2026-02  2026-03  增减
    全部   无数据   1 小时
    杭州   无数据   1 小时

    平均解决时长
    区域  2026-02      2026-03  增减
    全部   无数据  1 天 1 小时
    杭州   无数据  1 天 1 小时

    满意度均分
    区域  2026-02  2026-03  增减
    全部   无数据     4.20
    杭州   无数据     4.20

    回访满意度均分
    区域  2026-02  2026-03  增减
    全部   无数据     4.00
    杭州   无数据     4.00

    两期均无：我方承诺按时兑现率；到账金额；期末未关闭工单
    ");
}

#[test]
fn a_comparison_as_json_has_every_group_in_every_table() {
    let s = two_months(Session::new());
    let all = json(&s, "report benchmark --by rep --compare 2026-02 2026-03");
    let tables = all.as_object().expect("tables");
    assert_eq!(tables.len(), 20, "the head and a table a figure");
    let names: BTreeSet<String> = tables
        .iter()
        .filter(|(key, _)| *key != "report")
        .map(|(_, rows)| {
            let rows = rows.as_array().expect("rows").iter();
            rows.map(|row| format!("{} ", row["group"])).collect()
        })
        .collect();
    assert_eq!(names.len(), 1, "{names:?}");
    let won = &all["deals_amount"][0];
    assert_eq!(
        [&won["first"], &won["second"], &won["difference"]],
        ["180000.00", "0.00", "-180000.00"]
    );
}

/// Whatever is counted belongs to one group: the groups add up to the whole file.
#[test]
fn the_groups_add_up_to_the_whole() {
    let s = two_months(Session::new());
    // A customer of nobody's, and a ticket that nobody has.
    for line in [
        "kehu customer add 宁波无主 --incomplete --acquired 2026-03-20",
        "kehu customer edit 宁波无主 --owner ''",
        "kehu ticket open 宁波无主 --type other --priority normal --symptom s --occurred 2026-03-20 --tried t --at 2026-03-20T18:00",
    ] {
        let _ = s.run(line).done();
    }
    // 云帆 is called by 韩梅 too.
    let line = "kehu log 云帆 复核 --by phone --owner 韩梅 --at 2026-03-24T10:00";
    let _ = s.run(line).done();
    let mut groups_seen = BTreeSet::new();
    for by in ["rep", "team", "region", "grade", "source"] {
        for month in ["2026-02", "2026-03", "2026-04"] {
            let all = json(&s, &format!("report benchmark --by {by} --month {month}"));
            let rows = all["groups"].as_array().expect("groups");
            let (whole, groups) = rows.split_first().expect("the whole file");
            assert_eq!(whole["group"], "total");
            groups_seen.extend(groups.iter().map(|row| format!("{by}: {}", row["group"])));
            for key in ADDED {
                let sum: f64 = groups.iter().map(|row| number(&row[key])).sum();
                assert_eq!(
                    sum,
                    number(&whole[key]),
                    "{key} by {by} in {month}: {rows:#?}"
                );
            }
            let called: f64 = groups
                .iter()
                .map(|row| number(&row["customers_touched"]))
                .sum();
            let twice = matches!((by, month), ("rep", "2026-03"));
            let both = called - number(&whole["customers_touched"]);
            assert_eq!(both, if twice { 1.0 } else { 0.0 }, "{by} in {month}");
            let monthly = json(&s, &format!("report monthly --month {month}"));
            for line in monthly["headline"].as_array().expect("a headline") {
                let item = line["item"].as_str().expect("an item");
                if let Some(figure) = whole.get(item) {
                    assert_eq!(*figure, line["this_month"], "{item} by {by}");
                }
            }
        }
    }
    insta::assert_debug_snapshot!(groups_seen, @r#"
    {
        "grade: \"A\"",
        "grade: \"B\"",
        "grade: \"C\"",
        "grade: \"D\"",
        "grade: \"ungraded\"",
        "region: \"HZ\"",
        "region: \"SH\"",
        "region: \"unstated\"",
        "rep: \"nobody\"",
        "rep: \"李雷\"",
        "rep: \"韩梅\"",
        "source: \"exhibition\"",
        "source: \"unstated\"",
        "team: \"no-team\"",
        "team: \"韩梅\"",
    }
    "#);
}

/// Who leads others is of the team that they lead; who leads nobody and is led by
/// nobody, of none.
#[test]
fn a_leader_belongs_to_the_team_that_they_lead() {
    let s = furnished(
        Session::new(),
        "kehu staff add 韩梅 --role sales-supervisor ;; kehu staff edit 李雷 --supervisor 韩梅 ;; \
         kehu staff add 周总 --role sales-director ;; kehu staff edit 韩梅 --supervisor 周总",
    );
    assert_snapshot!(s.run("kehu report benchmark --by team --month 2026-03 --fields group,followups,tickets_opened,deals_opened"), @r"
    Team        Follow-ups  Tickets accepted  Deals opened
    Whole file           3                 1             1
    韩梅                 3                 1             1
    周总                 0                 0             0
    ");
}

/// The grade is that of the time: who rose in March is below it in February.
#[test]
fn a_grade_is_that_of_the_end_of_the_month() {
    let mut s = two_months(Session::new());
    s.at("2026-03-20 10:00");
    let _ = s
        .run("kehu grade assess 启明 --purchase 60万 --potential 3")
        .done();
    let _ = s.run("kehu grade review 启明 --approve --by 韩梅").done();
    s.at("2026-04-10 10:00");
    let followups = |month| {
        let all = json(&s, &format!("report benchmark --by grade --month {month}"));
        let groups = all["groups"].as_array().expect("groups").clone();
        let of = |group: &str| groups.iter().find(|row| row["group"] == group).cloned();
        of("A")
            .map(|row| row["deals_won"].clone())
            .zip(of("ungraded").map(|row| row["deals_won"].clone()))
    };
    let (a, none) = followups("2026-02").expect("both");
    assert_eq!([a, none], [0, 1].map(Value::from));
}

#[test]
fn what_is_written_is_the_same_whenever_it_is_written() {
    let mut s = two_months(Session::zh());
    for (report, name) in [
        ("trend --last 3", "t"),
        ("benchmark --by grade --month 2026-03", "b"),
        ("benchmark --by rep --compare 2026-02 2026-03", "c"),
    ] {
        let write = |s: &Session, name: &str| {
            let path = s.path(name).display().to_string();
            let line = format!(
                "kehu report {report} --html {path}.html --xlsx {path}.xlsx --csv {path}.csv -q"
            );
            s.run(&line).done()
        };
        let _ = write(&s, name);
        s.at("2026-04-11 10:00");
        let _ = write(&s, &format!("{name}2"));
        for ending in ["html", "xlsx", "csv"] {
            let bytes =
                |name: &str| std::fs::read(s.path(&format!("{name}.{ending}"))).expect("written");
            assert!(
                bytes(name) == bytes(&format!("{name}2")),
                "{report} {ending}"
            );
        }
        let page = s.text(&format!("{name}.html"));
        assert!(page.contains("<svg"), "{page}");
        s.at("2026-04-10 10:00");
    }
}
