//! Reports of any term: the same flags for all of them, what each counts, and what is
//! told about one customer.

use insta::assert_snapshot;
use kehu::problem::Exit;
use serde_json::{Value, json};

use super::{QIMING, office, office_zh};
use crate::session::Session;

/// Does each line at its time.
fn work(s: &mut Session, lines: &[(&str, &str)]) {
    for (at, line) in lines {
        s.at(at);
        let _ = s.run(&format!("kehu {line}")).done();
    }
}

fn answer(s: &Session, line: &str) -> Value {
    let outcome = s.run(&format!("kehu report {line} -o json")).done();
    serde_json::from_str(&outcome.out).expect("JSON")
}

/// The figure at the head of a report: the period, the one before, the year before.
fn figure(report: &Value, item: &str) -> [Value; 3] {
    let rows = report["headline"].as_array().expect("a table");
    let row = rows.iter().find(|row| row["item"] == item).expect(item);
    ["this_period", "period_before", "year_before"].map(|key| row[key].clone())
}

/// A supervisor and two reps of hers; two customers, one of each rep:
/// - 云帆 (exhibition, HZ): graded B, later A; a deal won in March and reviewed, one lost
///   in February; a promise kept late, one of theirs broken, one that stands nowhere;
/// - 启明 (SH): no source, no grade, no deal.
fn traded(mut s: Session) -> Session {
    let lines = [
        ("2026-03-05 10:00", "staff add 韩梅 --role supervisor"),
        ("2026-03-05 10:01", "staff edit 李雷 --supervisor 韩梅"),
        (
            "2026-03-05 10:02",
            "staff add 王芳 --role rep --supervisor 韩梅",
        ),
        ("2026-03-05 10:03", QIMING.strip_prefix("kehu ").unwrap()),
        ("2026-03-05 10:04", "customer edit 启明 --owner 王芳"),
        (
            "2026-03-05 10:05",
            "customer screen 云帆 --industry-fit 是 --need-clear 是 --budget-mentioned 是 --cycle-mentioned 否 --result 通过",
        ),
        (
            "2026-03-05 10:10",
            "deal open 云帆 20台终端 --value 20万 --at 2026-02-02T09:00",
        ),
        (
            "2026-03-05 10:11",
            "deal lose 20台终端 --at 2026-02-20T09:00",
        ),
        (
            "2026-03-06 09:00",
            "grade 云帆 --purchase 30万 --potential 3 --basis 首单",
        ),
        ("2026-03-06 09:05", "grade review 云帆 --approve --by 韩梅"),
        ("2026-03-06 10:00", "deal open 云帆 60台终端 --value 60万"),
        (
            "2026-03-06 11:00",
            "promise add 云帆 十日内到货 --kind lead-time --due 2026-03-16T18:00",
        ),
        (
            "2026-03-06 11:05",
            "promise add 云帆 提供营业执照 --by 客户 --due 2026-03-10T18:00",
        ),
        (
            "2026-03-12 11:05",
            "promise add 云帆 三次培训 --kind training",
        ),
        ("2026-03-17 09:00", "promise keep PM20260306001"),
        ("2026-03-20 15:00", "deal win 60台终端 --amount 58万"),
        (
            "2026-03-21 10:00",
            "deal review 60台终端 --factor good-fit --by 韩梅 --improvement '报价前先确认预算，问 13912345678'",
        ),
        (
            "2026-03-24 09:00",
            "grade 云帆 --purchase 80万 --potential 4 --basis 加单",
        ),
        ("2026-03-25 09:00", "grade review 云帆 --approve --by 韩梅"),
    ];
    work(&mut s, &lines);
    s.at("2026-04-02 09:00");
    s
}

#[test]
fn channels_tell_what_each_source_brought() {
    let s = traded(office_zh());
    assert_snapshot!(s.run("kehu report channels --month 2026-03").all_chinese(&s), @r"
    2026年3月获客渠道效果分析：全体人员
    期间      2026-03
    起        2026-03-01
    止        2026-03-31
    对比期间  2026-02、2025-03
    截至      2026-04-01 00:00
    规则手册  standard

    概览
    指标              本期    上期        增减
    新增客户             2       0           2
    其中合格             1       0           1
    其中已成交           1       0           1
    新建商机             1       1           0
    成交商机             1       0           1
    成交金额    580,000.00    0.00  580,000.00
    获客转化率         50%  无数据
    单客成交额  290,000.00  无数据

    新增客户：来源渠道
    来源渠道    本期  上期  增减  占比  上期占比
    展会           1     0     1   50%    无数据
    （未填写）     1     0     1   50%    无数据
    合计           2     0     2  100%    无数据

    各来源的转化与成交
    来源渠道    新增客户  合格  已成交客户  新建商机  成交  未成交    成交金额  转化率  单客成交额  上期转化率
    展会               1     1           1         1     1       0  580,000.00    100%  580,000.00      无数据
    （未填写）         1     0           0         0     0       0        0.00      0%        0.00      无数据
    合计               2     1           1         1     1       0  580,000.00     50%  290,000.00      无数据

    新增客户明细
    客户名称                      来源渠道    渠道说明  获取时间          合格  已成交
    杭州云帆科技有限公司          展会                  2026-03-05 09:00  是    是
    上海启明精密机械股份有限公司  （未填写）            2026-03-05 10:03  否    否

    已结束商机明细
    商机      客户名称              来源渠道  结果    成交金额  结束时间
    60台终端  杭州云帆科技有限公司  展会      成交  580,000.00  2026-03-20 15:00
    ");
    let march = answer(&s, "channels --month 2026-03");
    // Two customers were new, one of them screened and buying; the one deal of February
    // was lost, and its year before is before the file.
    assert_eq!(figure(&march, "leads"), [json!(2), json!(0), json!(0)]);
    assert_eq!(figure(&march, "qualified")[0], json!(1));
    assert_eq!(figure(&march, "won"), [json!(1), json!(0), json!(0)]);
    assert_eq!(figure(&march, "amount")[0], json!("580000.00"));
    assert_eq!(
        figure(&march, "conversion"),
        [json!(0.5), json!(null), json!(null)]
    );
    assert_eq!(figure(&march, "amount_per_lead")[0], json!("290000.00"));
    let february = answer(&s, "channels --from 2026-02-01 --to 2026-02-28");
    assert_eq!(february["sources"][0]["lost"], json!(1));
}

#[test]
fn the_same_flags_narrow_every_report() {
    let s = traded(office());
    let leads = |flags: &str| {
        let report = answer(&s, &format!("channels --month 2026-03 {flags}"));
        figure(&report, "leads")[0].clone()
    };
    for (flags, n) in [
        ("", 2),
        ("--rep 王芳", 1),
        ("--team 韩梅", 2),
        ("--region HZ", 1),
        ("--region SH --rep 李雷", 0),
        ("--grade A", 1),
        ("--grade A,B --source exhibition", 1),
        ("--source cold-call", 0),
    ] {
        assert_eq!(leads(flags), json!(n), "{flags}");
    }
    // The grade is that of the end of the period: by February there was none.
    let february = answer(&s, "reviews --month 2026-02 --grade A");
    assert_eq!(figure(&february, "ended")[0], json!(0));
    let march = answer(&s, "reviews --month 2026-03 --grade A");
    assert_eq!(figure(&march, "ended"), [json!(1), json!(1), json!(0)]);
    for report in [
        "monthly",
        "summary",
        "pipeline",
        "satisfaction",
        "feedback",
        "compliance",
        "grades",
        "promises",
        "data",
        "needs",
    ] {
        let line = format!("{report} --month 2026-03 --team 韩梅 --region HZ");
        let told = answer(&s, &line);
        assert_eq!(told["report"]["only"], json!("--region HZ"), "{report}");
        assert_eq!(told["report"]["rep"], json!("team of 韩梅"), "{report}");
    }
    let trend = answer(
        &s,
        "trend --last 2 --to-month 2026-03 --team 韩梅 --region HZ",
    );
    assert_eq!(trend["report"]["only"], json!("--region HZ"));
    assert_eq!(trend["report"]["rep"], json!("team of 韩梅"));
    let kpi = answer(&s, "kpi --month 2026-03 --team 韩梅 --region HZ");
    assert_eq!(kpi["report"]["only"], json!("--team 韩梅 --region HZ"));
    assert_snapshot!(s.run("kehu report channels --team 李雷"), @r#"
    --- stderr ---
    error: --team: nobody reports to 李雷, so there is no such team
      for 李雷 alone: --rep "李雷"; to say who reports to whom: kehu staff edit NAME --supervisor "李雷"
    [exit 2]
    "#);
}

#[test]
fn grades_tell_who_moved_and_who_approved_it() {
    let s = traded(office_zh());
    assert_snapshot!(s.run("kehu report grades --month 2026-03").all_chinese(&s), @r"
    2026年3月客户分级评估汇总：全体人员
    期间      2026-03
    起        2026-03-01
    止        2026-03-31
    对比期间  2026-02、2025-03
    截至      2026-04-01 00:00
    规则手册  standard

    概览
    指标            本期    上期  增减
    分级评估           2       0     2
    已审定             2       0     2
    其中驳回           0       0     0
    待审定             0       0     0
    首次定级           1       0     1
    升级               1       0     1
    降级               0       0     0
    期末 A 级客户      1       0     1
    已分级客户占比   50%  无数据

    客户级别分布：期末与期初
    客户级别    期末  期初  增减  占比  期初占比
    A级            1     0     1   50%    无数据
    （未分级）     1     0     1   50%    无数据
    合计           2     0     2  100%    无数据

    客户级别变动：由何级到何级
    变动前 → 变动后  本期  上期  增减
    未分级 → B级        1     0     1
    B级 → A级           1     0     1

    由 \ 到  A级  B级  C级  D级  未分级
    A级      -
    B级      █ 1  -
    C级                -
    D级                     -
    未分级        █ 1            -

    级别变动明细
    客户名称              原级别      新级别  生效时间          评估编号         年采购额  潜力评分  评估依据  审定人  审定意见
    杭州云帆科技有限公司  （未分级）  B级     2026-03-06 09:05  GR20260306001  300,000.00         3  首单      韩梅
    杭州云帆科技有限公司  B级         A级     2026-03-25 09:00  GR20260324001  800,000.00         4  加单      韩梅

    本期与上期均无：待审定评估
    ");
    let quarter = answer(&s, "grades --quarter 2026-Q1");
    assert_eq!(figure(&quarter, "first")[0], json!(1));
    assert_eq!(figure(&quarter, "up")[0], json!(1));
}

#[test]
fn reviews_tell_what_deals_teach() {
    let s = traded(office());
    assert_snapshot!(s.run("kehu report reviews --month 2026-03"), @r"
    What deals teach, March 2026: everybody
    Period         2026-03
    From           2026-03-01
    To             2026-03-31
    Compared with  2026-02, 2025-03
    As of          2026-04-01 00:00
    Playbook       standard

    At a glance
    Figure                Period   Before  Difference
    Deals that ended           1        1           0
    Won                        1        0           1
    Lost                       0        1          -1
    Win rate                100%       0%      100 pp
    Amount won        580,000.00     0.00  580,000.00
    Mean cycle          15 d 6 h  no data
    Median cycle        15 d 6 h  no data
    Reviewed                100%       0%      100 pp

    Why deals were won
    Factor                                 Period   Before  Difference  Cases  Of  Cases before  Of before
    Good fit of needs                        100%  no data                  1   1             0          0
    Price advantage                            0%  no data                  0   1             0          0
    Good contact along the decision chain      0%  no data                  0   1             0          0
    Tailored proposal                          0%  no data                  0   1             0          0

    By colleague
    Rep   Ended  Won  Win rate      Amount  Median cycle  Reviewed
    李雷      1    1      100%  580,000.00      15 d 6 h      100%

    Lessons
    Deal      Customer              Outcome  Why                To do better               Summary  Comment  Review
    60台终端  杭州云帆科技有限公司  Won      Good fit of needs  报价前先确认预算，问 ****                    DR20260321001

    Nothing this period and the one before: Why deals were lost; Not reviewed yet
    ");
    // Free text shows no phone unless it is asked for.
    let line = "kehu report reviews --month 2026-03 -o md";
    assert!(!s.run(line).done().out.contains("13912345678"));
    let revealed = s.run(&format!("{line} --reveal")).done();
    assert!(revealed.out.contains("13912345678"), "{revealed}");
    let february = answer(&s, "reviews --month 2026-02");
    assert_eq!(february["unreviewed"].as_array().unwrap().len(), 1);
}

#[test]
fn promises_stand_against_what_was_done() {
    let s = traded(office_zh());
    assert_snapshot!(s.run("kehu report promises --month 2026-03").all_chinese(&s), @r"
    2026年3月服务承诺一致性审核：全体人员
    期间      2026-03
    起        2026-03-01
    止        2026-03-31
    对比期间  2026-02、2025-03
    截至      2026-04-01 00:00
    规则手册  standard

    概览
    指标            本期    上期  增减
    新增承诺           2       0     2
    到期承诺           1       0     1
    按时兑现           0       0     0
    逾期兑现           1       0     1
    未兑现             0       0     0
    按时兑现率        0%  无数据
    未书面确认         2       0     2
    客户承诺兑现率    0%  无数据

    我方承诺：按类别
    承诺类别  新增  到期  按时  逾期  未兑现  按时兑现率  上期兑现率  未书面确认
    交付周期     1     1     0     1       0          0%      无数据           1
    培训         1     0     0     0       0      无数据      无数据           1

    我方承诺：按人员
    人员  新增  到期  按时  逾期  未兑现  按时兑现率  上期兑现率  未书面确认
    李雷     2     1     0     1       0          0%      无数据           2

    承诺与执行对照
    编号           客户名称              承诺内容      承诺方  类别      承诺期限          兑现时间          结果      负责人
    PM20260306002  杭州云帆科技有限公司  提供营业执照  客户              2026-03-10 18:00                    未兑现    李雷
    PM20260306001  杭州云帆科技有限公司  十日内到货    我方    交付周期  2026-03-16 18:00  2026-03-17 09:00  逾期兑现  李雷

    未书面确认的承诺
    编号           客户名称              承诺内容    承诺时间          承诺期限          负责人
    PM20260312001  杭州云帆科技有限公司  三次培训    2026-03-12 11:05                    李雷
    PM20260306001  杭州云帆科技有限公司  十日内到货  2026-03-06 11:00  2026-03-16 18:00  李雷
    ");
    // What falls due later is not told.
    let early = answer(&s, "promises --from 2026-03-01 --to 2026-03-08");
    assert_eq!(figure(&early, "due")[0], json!(0));
}

#[test]
fn periods_in_a_row_show_how_it_went() {
    let s = traded(office());
    assert_snapshot!(s.run("kehu report reviews --month 2026-03 --last 3"), @r"
    What deals teach, January 2026 to March 2026: everybody
    Period         2026-03
    From           2026-01-01
    To             2026-03-31
    Compared with  2026-01, 2026-02
    As of          2026-04-01 00:00
    Playbook       standard

    Figures by period
    Figure            2026-01  2026-02     2026-03  Trend
    Deals that ended        0        1           1  ▁██
    Won                     0        0           1  ▁▁█
    Lost                    0        1           0  ▁█▁
    Win rate          no data       0%        100%  ·▁█
    Amount won           0.00     0.00  580,000.00  ▁▁█
    Mean cycle        no data  no data    15 d 6 h  ··█
    Median cycle      no data  no data    15 d 6 h  ··█
    Reviewed          no data       0%        100%  ·▁█
    ");
    assert_snapshot!(s.run("kehu report promises --quarter this --last 2 -o csv"), @r"
    report
    period,from,to,compared_with,rep,only,as_of,playbook
    2026-Q2,2026-01-01,2026-06-30,2026-Q1,,,2026-04-02T09:00:00+08:00,standard

    periods
    period,made,due,kept,late,broken,kept_share,unconfirmed,their_kept_share
    2026-Q1,2,1,0,1,0,0%,2,0%
    2026-Q2,0,0,0,0,0,,0,
    --- stderr ---
    2026-Q2 is not over yet
    ");
    for report in [
        "aftersales",
        "satisfaction",
        "feedback",
        "compliance",
        "channels",
        "grades",
        "data",
        "needs",
    ] {
        let told = answer(&s, &format!("{report} --month 2026-03 --last 4"));
        let periods = told["periods"].as_array().expect(report);
        let periods: Vec<&Value> = periods.iter().map(|row| &row["period"]).collect();
        assert_eq!(
            json!(periods),
            json!(["2025-12", "2026-01", "2026-02", "2026-03"]),
            "{report}"
        );
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    let s = traded(office());
    for line in [
        "channels --month 2026-03 --quarter 2026-Q1",
        "channels --last 3 --from 2026-01-01",
        "channels --last 1",
        "channels --last many",
        "channels --rep 李雷 --team 韩梅",
        "channels --to 2026-03-01",
        "channels --region 火星",
        "channels --half 2026-H2",
        "needs 云帆 --month 2026-03",
        "summary --last 3 --ids deals_won",
    ] {
        let outcome = s.run(&format!("kehu report {line}"));
        assert_eq!(outcome.exit, Exit::Usage, "{line}: {outcome}");
    }
    assert_snapshot!(s.run("kehu report channels --last 40"), @r"
    --- stderr ---
    error: --last: “40” is not a number of periods from 2 to 36
      six months: --last 6; four quarters: --quarter last --last 4
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu report needs 云帆 --month 2026-03"), @r"
    --- stderr ---
    error: --month is of the trend; the report of one customer tells all its needs
      kehu report needs 云帆, or: kehu report needs --month …
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu report progress 启明"), @r"
    --- stderr ---
    error: 上海启明精密机械股份有限公司 has no delivery under way
      those that were accepted: kehu delivery list --customer SH-MFG-2026-001
    [exit 5]
    ");
    assert_eq!(
        s.run("kehu report progress 无此客户").exit,
        Exit::NoSuchRecord
    );
    assert_eq!(
        s.run("kehu report cooperation 无此客户").exit,
        Exit::NoSuchRecord
    );
}

#[test]
fn an_empty_period_says_so() {
    let s = traded(office());
    assert_snapshot!(s.run("kehu report channels --month 2025-11"), @r"
    Channels, November 2025: everybody
    Period         2025-11
    From           2025-11-01
    To             2025-11-30
    Compared with  2025-10, 2024-11
    As of          2025-12-01 00:00
    Playbook       standard

    At a glance
    Figure             Period   Before  Difference
    Leads                   0        0           0
    Qualified               0        0           0
    Bought since            0        0           0
    Deals opened            0        0           0
    Deals won               0        0           0
    Amount won           0.00     0.00        0.00
    Leads who bought  no data  no data
    Amount per lead   no data  no data

    Nothing this period and the one before: Leads by source; What came of each source; Leads; Deals that ended
    ");
    for report in ["grades", "reviews", "promises", "needs", "data", "summary"] {
        let outcome = s
            .run(&format!("kehu report {report} --month 2025-11"))
            .done();
        assert!(outcome.out.contains("November 2025"), "{report}: {outcome}");
    }
    // Nobody named the month: the one that runs is offered.
    let mut fresh = office();
    fresh.at("2026-03-06 09:00");
    let outcome = fresh.run("kehu report promises").done();
    assert!(
        outcome
            .err
            .contains("for the one that runs: kehu report promises --month this"),
        "{outcome}"
    );
}

#[test]
fn data_tell_what_is_missing_double_and_unverified() {
    let mut s = traded(office_zh());
    let double = "customer add 上海启明精密机械 --region SH --industry 制造业 --contact 郭 --phone 17759352317 --incomplete --anyway";
    work(
        &mut s,
        &[
            ("2026-04-02 10:00", double),
            ("2026-04-02 11:00", "customer verify 云帆 --ok"),
        ],
    );
    assert_snapshot!(s.run("kehu report data --quarter this").all_chinese(&s), @r"
    2026年第2季度客户信息准确性核查报告：全体人员
    期间      2026-Q2
    起        2026-04-01
    止        2026-06-30
    对比期间  2026-Q1、2025-Q2
    截至      2026-04-02 11:00
    规则手册  standard

    概览
    指标             本期    上期        增减
    新增客户            1       2          -1
    24 小时内录入    100%    100%  0 个百分点
    跟进次数            0       0           0
    24 小时内记录  无数据  无数据
    已核实客户          1       0           1
    核实无误项          8       0           8
    核实变更项          0       0           0
    仍待确认项          0       0           0

    目前状况
    客户            3
    信息完整率      63.6%
    信息不全        2
    待确认项        0
    无有效联系方式  0
    已离职联系人    0
    本期未核实      2
    疑似重复客户    2

    目前状况：按人员
    人员  客户  信息完整率  信息不全  待确认项  无有效联系方式  已离职联系人  本期未核实
    李雷     2       72.7%         1         0               0             0           1
    王芳     1       45.5%         1         0               0             0           1

    信息不全或待确认的客户
    客户名称                      完整率  缺少                                                            待确认项  负责人
    上海启明精密机械股份有限公司   45.5%  统一社会信用代码、员工人数、主营业务、来源渠道、需求描述、职务         0  王芳
    上海启明精密机械               45.5%  统一社会信用代码、员工人数、主营业务、来源渠道、需求描述、职务         0  李雷

    疑似重复客户
    组  客户名称                      相同之处
     1  上海启明精密机械股份有限公司  公司名称
     1  上海启明精密机械              公司名称
     2  上海启明精密机械股份有限公司  电话
     2  上海启明精密机械              电话

    本期未核实的客户
    客户名称                      负责人
    上海启明精密机械股份有限公司  王芳
    上海启明精密机械              李雷

    本期与上期均无：无有效联系方式的客户
    --- stderr ---
    2026-Q2 尚未结束，数据截至现在
    ");
}

/// Two needs of 云帆, of which one was found by asking.
fn needed(mut s: Session) -> Session {
    let lines = [
        (
            "2026-03-09 09:00",
            "need add 云帆 电池撑满一班 --urgency 5 --worth 5 --visibility implicit --spin problem",
        ),
        (
            "2026-03-09 09:05",
            "need add 云帆 旧机折价回收 --urgency 3 --worth 3 --visibility explicit --fit fits",
        ),
        (
            "2026-03-09 09:10",
            "customer edit 云帆 --keywords 降本,提效",
        ),
    ];
    work(&mut s, &lines);
    s.at("2026-04-02 09:00");
    s
}

#[test]
fn needs_of_one_customer_and_of_all() {
    let s = needed(office_zh());
    assert_snapshot!(s.run("kehu report needs 云帆").all_chinese(&s), @r"
    客户需求分析报告：杭州云帆科技有限公司
    客户编号  HZ-IT-2026-001

    需求分布
    需求  必须满足  优先考虑  可选优化  未定级  合计
    显性         0         1         0       0     1
    隐性         1         0         0       0     1

    需求清单
    编号           需求内容      优先级    显隐  刚性  期限  技术匹配度  匹配方案要点
    ND20260309001  电池撑满一班  必须满足  隐性
    ND20260309002  旧机折价回收  优先考虑  显性              满足

    拟问问题
    类别          问题
    背景问题      需要与哪些现有系统对接？
    背景问题      方便简单介绍一下您的具体需求吗？
    背景问题      目前是怎么做的，用的是什么方案？
    背景问题      预算范围、服务周期和期望交付时间大致是怎样的？
    背景问题      哪些人参与决策，最后由谁拍板？
    暗示问题      系统一旦出现故障，您的业务会受到什么影响？
    暗示问题      这个问题会带来多少时间或费用上的损失？
    暗示问题      它还影响到哪些部门，或者您的客户？
    需求效益问题  如果这个问题解决了，对您的业务会有多大帮助？
    需求效益问题  做决定时您最看重什么？
    ");
    let paper = s.run("kehu report needs 云帆 -o md").done();
    assert!(
        paper
            .out
            .ends_with("主管签字：____________　日期：____________\n"),
        "{paper}"
    );
    assert_snapshot!(s.run("kehu report needs --month 2026-03").all_chinese(&s), @r"
    2026年3月需求趋势分析：全体人员
    期间      2026-03
    起        2026-03-01
    止        2026-03-31
    对比期间  2026-02、2025-03
    截至      2026-04-01 00:00
    规则手册  standard

    概览
    指标          本期  上期  增减
    发现需求         2     0     2
    显性需求         1     0     1
    隐性需求         1     0     1
    必须满足         1     0     1
    优先考虑         1     0     1
    可选优化         0     0     0
    涉及客户         1     0     1
    需求分析报告     0     0     0
    其中评审通过     0     0     0

    需求：所属行业
    所属行业                        本期  上期  增减  占比  上期占比
    信息传输、软件和信息技术服务业     2     0     2  100%    无数据
    合计                               2     0     2  100%    无数据

    需求：优先级
    优先级    本期  上期  增减  占比  上期占比
    必须满足     1     0     1   50%    无数据
    优先考虑     1     0     1   50%    无数据
    合计         2     0     2  100%    无数据

    关键词与标签
    关键词、标签  客户数  上期  增减
    提效               1     0     1
    重点客户           1     0     1
    降本               1     0     1

    各行业关键词与标签
    所属行业                        关键词、标签  客户数
    信息传输、软件和信息技术服务业  提效               1
    信息传输、软件和信息技术服务业  重点客户           1
    信息传输、软件和信息技术服务业  降本               1

    需求清单
    编号           客户名称              需求内容      显性/隐性  优先级    发现时间
    ND20260309001  杭州云帆科技有限公司  电池撑满一班  隐性       必须满足  2026-03-09 09:00
    ND20260309002  杭州云帆科技有限公司  旧机折价回收  显性       优先考虑  2026-03-09 09:05
    ");
}

#[test]
fn a_quarter_with_a_customer_is_reviewed() {
    let mut s = traded(office_zh());
    work(
        &mut s,
        &[(
            "2026-04-02 10:00",
            "form fill cooperation-review 云帆 --quarter 2026Q1 --results 60台上线 --plan 二期",
        )],
    );
    assert_snapshot!(s.run("kehu report cooperation 云帆 --quarter 2026-Q1").all_chinese(&s), @r"
    2026年第1季度合作复盘：杭州云帆科技有限公司
    客户名称  杭州云帆科技有限公司
    期间      2026-Q1
    起        2026-01-01
    止        2026-03-31
    对比期间  2025-Q4、2025-Q1
    截至      2026-04-01 00:00
    规则手册  standard

    概览
    指标                      本期    上期        增减
    沟通次数                     0       0           0
    成交次数                     1       0           1
    成交金额            580,000.00    0.00  580,000.00
    到账金额                  0.00    0.00        0.00
    验收交付                     0       0           0
    节点按时率              无数据  无数据
    售后工单                     0       0           0
    问题解决率              无数据  无数据
    满意度均分              无数据  无数据
    投诉                         0       0           0
    我方承诺按时兑现率          0%  无数据

    采购情况
    编号           采购内容    成交金额  日期
    DL20260306001  60台终端  580,000.00  2026-03-20 15:00

    承诺
    编号           承诺内容      承诺方  承诺期限          兑现时间
    PM20260306002  提供营业执照  客户    2026-03-10 18:00
    PM20260312001  三次培训      我方
    PM20260306001  十日内到货    我方    2026-03-16 18:00  2026-03-17 09:00

    季度合作复盘
    编号            EN20260402001
    表单            季度合作复盘
    客户            杭州云帆科技有限公司
    季度            2026Q1
    合作内容与成果  60台上线
    下季度计划      二期
    填写时间        2026-04-02 10:00
    填写人          李雷

    本期与上期均无：交付情况；售后工单；客户意见
    ");
    // What was filled in for another quarter is not of this one.
    let other = answer(&s, "cooperation 云帆 --quarter this");
    assert!(other.get("form").is_none(), "{other}");
    // Somebody else's deals are no part of it.
    let qiming = answer(&s, "cooperation 启明 --quarter 2026-Q1");
    assert_eq!(figure(&qiming, "won")[0], json!(0));
    assert_eq!(qiming["report"]["customer"], json!("SH-MFG-2026-001"));
}

#[test]
fn usage_tells_deliveries_and_troubles() {
    let mut s = traded(office());
    let fault = "ticket open 云帆 --type 故障 --priority 一般 --symptom 无显示 --occurred 2026-03-26T08:30 --tried 重启 --told 是";
    work(
        &mut s,
        &[
            ("2026-03-26 09:00", fault),
            (
                "2026-03-26 10:00",
                "ticket solve 云帆 --cause 硬件故障 --steps 换电源",
            ),
        ],
    );
    s.at("2026-04-02 09:00");
    assert_snapshot!(s.run("kehu report usage 云帆 --half this"), @r"
    Usage and its effect, first half of 2026: 杭州云帆科技有限公司
    Customer       杭州云帆科技有限公司
    Period         2026-H1
    From           2026-01-01
    To             2026-06-30
    Compared with  2025-H2, 2025-H1
    As of          2026-04-02 09:00
    Playbook       standard

    At a glance
    Figure                   Period   Before  Difference
    Deliveries accepted           0        0           0
    Tickets                       1        0           1
    Solved                     100%  no data
    Mean time to solve          1 h  no data
    Satisfaction, mean      no data  no data
    Complaints                    0        0           0
    Our promises kept            0%  no data
    Contacts                      0        0           0
    Amount bought        580,000.00     0.00  580,000.00

    Tickets by type
    Type           Period  Before  Difference
    Product fault       1       0           1

    Tickets by cause
    Cause           Period  Before  Difference
    Hardware fault       1       0           1

    Tickets
    No.            Accepted          Problem  Cause           Solved            Solution
    SN20260326001  2026-03-26 09:00  无显示   Hardware fault  2026-03-26 10:00

    Nothing this period and the one before: Deliveries; What the customer said
    --- stderr ---
    2026-H1 is not over yet
    what no record says is filled in with: kehu form fill usage-effect HZ-IT-2026-001
    ");
}

#[test]
fn progress_is_told_without_what_is_ours() {
    let mut s = office_zh();
    let lines = [
        (
            "2026-03-05 15:00",
            "delivery plan 云帆 60台终端 --contact 张三 --milestones '到货 2026-03-12; 安装 2026-03-19' --notes 内部备注",
        ),
        ("2026-03-13 09:00", "delivery progress 云帆 60% 到货40台"),
        (
            "2026-03-13 09:05",
            "delivery deviate 云帆 20台推迟 --kind 延期 --reason 采购忘记下单 --measure 空运补齐",
        ),
        (
            "2026-03-13 10:00",
            "delivery done MS20260305001 --signer 张三 --met 是",
        ),
    ];
    work(&mut s, &lines);
    let told = s.run("kehu report progress 云帆");
    assert!(
        !told.out.contains("内部备注") && !told.out.contains("忘记"),
        "{told}"
    );
    assert_snapshot!(told.all_chinese(&s), @r"
    服务执行进度：杭州云帆科技有限公司
    客户名称  杭州云帆科技有限公司
    截至      2026-03-13 10:00
    交付数    1

    60台终端
    编号        DV20260305001
    交付内容    60台终端
    完成百分比  60%
    计划交付    2026-03-19
    我方负责人  李雷

    交付节点
    节点  计划时间    完成时间          状态            签字人
    到货  2026-03-12  2026-03-13 10:00  已完成（延期）  张三
    安装  2026-03-19                    进行中

    进展
    时间              完成百分比  进展      下期计划
    2026-03-13 09:00         60%  到货40台

    执行偏差
    发现时间          偏差类型  偏差内容  应对措施  处理完毕
    2026-03-13 09:05  进度延迟  20台推迟  空运补齐
    ");
    let _ = s.run("kehu delivery plan 云帆 二期").done();
    let both = answer(&s, "progress 云帆");
    let numbers: Vec<&Value> = both["deliveries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["delivery"])
        .collect();
    assert_eq!(numbers.len(), 2);
    assert_eq!(both["milestones"][0]["delivery"], json!("DV20260305001"));
    // One of them by its number.
    let one = answer(&s, "progress DV20260305001");
    assert_eq!(one["report"]["count"], json!(1));
}

#[test]
fn a_summary_is_the_monthly_report_of_any_period() {
    let s = traded(office());
    let month = answer(&s, "monthly --month 2026-03");
    let summary = answer(&s, "summary --month 2026-03");
    let tables = month.as_object().unwrap().keys();
    for table in tables.filter(|table| !["report", "headline"].contains(&table.as_str())) {
        let of = |report: &Value, key: &str| -> Vec<Value> {
            let rows = report[table].as_array().unwrap().iter();
            rows.map(|row| row[key].clone()).collect()
        };
        assert_eq!(
            of(&month, "this_month"),
            of(&summary, "this_period"),
            "{table}"
        );
    }
    for row in month["headline"].as_array().unwrap() {
        let item = row["item"].as_str().unwrap();
        assert_eq!(figure(&summary, item)[0], row["this_month"], "{item}");
    }
    let quarter = s.run("kehu report summary --quarter 2026-Q1").done();
    assert!(
        quarter
            .out
            .starts_with("Summary, quarter 1 of 2026: everybody\n"),
        "{quarter}"
    );
    assert!(!quarter.out.contains("month"), "{quarter}");
}

/// What a ticket of contradictory times was due is nobody's to keep.
#[test]
fn compliance_counts_the_clocks_that_aftersales_counts() {
    let mut s = office();
    s.put(
        "tickets.csv",
        "customer,type,symptom,priority,at,responded_at,solved_at,cause\n\
         杭州云帆科技有限公司,product-fault,无显示,normal,2026-03-10 09:00,2026-03-10 08:00,2026-03-10 10:00,hardware-fault\n\
         杭州云帆科技有限公司,product-fault,断网,normal,2026-03-10 09:00,2026-03-10 09:10,2026-03-10 10:00,hardware-fault\n",
    );
    s.at("2026-04-02 09:00");
    let _ = s.run("kehu import tickets ~/tickets.csv --yes").done();
    let kept = answer(&s, "compliance --month 2026-03");
    let rules = kept["rules"].as_array().unwrap().iter();
    let respond = rules.clone().find(|row| row["rule"] == "ticket-respond");
    assert_eq!(respond.unwrap()["due"], json!(1));
    let served = answer(&s, "aftersales --month 2026-03");
    let clocks = served["clocks"].as_array().unwrap().iter();
    let due: i64 = clocks
        .filter(|row| row["clock"] == "ticket-respond")
        .filter_map(|row| row["due"].as_i64())
        .sum();
    assert_eq!(due, 1);
}

#[test]
fn a_benchmark_is_of_any_term_or_of_two_of_one_length() {
    let s = traded(office());
    let both = answer(&s, "benchmark --by rep --compare 2025-Q4 2026-Q1");
    assert_eq!(both["report"]["period"], json!("2025-Q4"));
    assert_eq!(both["report"]["compared_with"], json!("2026-Q1"));
    let won = both["deals_won"].as_array().unwrap();
    assert_eq!(
        won[0],
        json!({"group": "total", "first": 0, "second": 1, "difference": 1})
    );
    let days = answer(&s, "benchmark --from 2026-02-01 --to 2026-02-28");
    assert_eq!(days["report"]["period"], json!("2026-02-01/2026-02-28"));
    assert_snapshot!(s.run("kehu report benchmark --compare 2026-Q1 2026-03"), @r"
    --- stderr ---
    error: --compare: 2026-Q1 and 2026-03 are not of one length
      name two months, quarters, half-years or years: --compare 2026-02 2026-03
    [exit 2]
    ");
    for line in [
        "benchmark --compare 2026-Q1 2026-Q1",
        "benchmark --compare 2026-Q1",
        "benchmark --compare 2026-Q1 2026-Q2 --month 2026-03",
        "benchmark --compare 2026-Q1 soon",
    ] {
        assert_eq!(
            s.run(&format!("kehu report {line}")).exit,
            Exit::Usage,
            "{line}"
        );
    }
}
