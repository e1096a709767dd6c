//! The reports of service: tickets, surveys and feedback of a term beside the one
//! before, counted again by hand.

use insta::assert_snapshot;
use serde_json::Value;

use super::{QIMING, office, office_zh};
use crate::session::Session;

const FAULT: &str = "--type 故障 --symptom 无显示 --occurred 08:30 --tried 重启 --told 是";

/// Does each line at its time.
fn work(s: &mut Session, lines: &[(&str, &str)]) {
    for (at, line) in lines {
        s.at(at);
        let _ = s.run(&format!("kehu {line}")).done();
    }
}

/// Two customers' tickets in February and March:
/// - of February: important, answered and solved the same day;
/// - SN20260310001: urgent, waits for the customer, solved late, reopened, solved again; its
///   customer and cause are those of the one before;
/// - SN20260310002: a duplicate of it;
/// - SN20260311001: nobody takes it up.
fn served(mut s: Session) -> Session {
    let _ = s.run(QIMING).done();
    let february = format!("ticket open 云帆 --priority 重要 {FAULT} --occurred 2026-02-09T08:30");
    let february = february.replacen("--occurred 08:30 ", "", 1);
    let urgent = "--priority 紧急 --core-note 客户核心业务中断";
    let first = format!("ticket open 云帆 {urgent} --team 技术支持 {FAULT}");
    let second = format!("ticket open 云帆 {urgent} {FAULT}");
    let other = "ticket open 启明 --type 咨询 --priority 一般 --symptom 导出 --occurred 09:00 --tried 无 --told 是";
    let lines = [
        ("2026-02-09 09:30", february.as_str()),
        ("2026-02-09 10:00", "ticket respond SN20260209001"),
        (
            "2026-02-09 13:30",
            "ticket solve SN20260209001 --cause 硬件故障 --steps 换电源",
        ),
        (
            "2026-02-10 10:00",
            "ticket revisit SN20260209001 --result 解决 --satisfaction 5",
        ),
        ("2026-02-10 10:05", "ticket close SN20260209001"),
        ("2026-03-10 09:00", &first),
        ("2026-03-10 09:20", &second),
        (
            "2026-03-10 09:30",
            "ticket merge SN20260310002 --into SN20260310001",
        ),
        ("2026-03-10 10:00", "ticket respond SN20260310001"),
        (
            "2026-03-10 10:30",
            "ticket wait SN20260310001 --text 序列号 --until 2026-03-11",
        ),
        ("2026-03-10 14:00", "ticket resume SN20260310001"),
        (
            "2026-03-10 17:00",
            "ticket solve SN20260310001 --cause 硬件故障 --steps 换电源",
        ),
        (
            "2026-03-11 09:00",
            "ticket reopen SN20260310001 --text 又无显示",
        ),
        (
            "2026-03-11 11:00",
            "ticket solve SN20260310001 --cause 硬件故障 --steps 换主板",
        ),
        (
            "2026-03-11 14:00",
            "ticket revisit SN20260310001 --result 解决 --satisfaction 3",
        ),
        ("2026-03-11 14:05", "ticket close SN20260310001"),
        ("2026-03-11 15:00", other),
    ];
    work(&mut s, &lines);
    s.at("2026-04-10 09:00");
    s
}

fn json(s: &Session, line: &str) -> Value {
    let said = s.run(&format!("kehu {line} -o json")).to_string();
    let end = said.rfind("\n}").expect("an object") + 2;
    serde_json::from_str(&said[..end]).expect("JSON")
}

/// The row of a table whose column says so.
fn row<'v>(report: &'v Value, table: &str, column: &str, is: &str) -> &'v Value {
    let rows = report[table].as_array().expect("a table");
    let found = rows.iter().find(|row| row[column] == is);
    found.unwrap_or_else(|| panic!("{table} {is}: {rows:?}"))
}

fn figure(report: &Value, table: &str, item: &str) -> Value {
    row(report, table, "item", item)["this_period"].clone()
}

#[test]
fn tickets_are_counted_as_by_hand() {
    let s = served(office());
    let march = json(&s, "report aftersales --month 2026-03");
    for (table, item, is) in [
        // Three came, one of them into another, one was closed.
        ("tickets", "open_before", 0.0),
        ("tickets", "received", 3.0),
        ("tickets", "merged", 1.0),
        ("tickets", "closed", 1.0),
        ("tickets", "solved", 1.0),
        ("tickets", "reopened", 1.0),
        ("tickets", "open", 1.0),
        ("by_type", "product-fault", 2.0),
        ("by_priority", "urgent", 2.0),
        ("by_cause", "hardware-fault", 1.0),
        ("by_cause", "unstated", 2.0),
        // 10:30 to 14:00 of the 26 hours until it was solved, and of the 20 days and
        // 9 hours that the other one lay there.
        ("waiting", "waiting_minutes", 210.0),
        (
            "waiting",
            "lasted_minutes",
            f64::from(26 * 60 + (20 * 24 + 9) * 60),
        ),
        ("headline", "satisfaction_mean", 3.0),
        ("headline", "response_kept_share", 0.5),
        ("headline", "solution_kept_share", 0.0),
    ] {
        assert_eq!(
            figure(&march, table, item).as_f64(),
            Some(is),
            "{table} {item}"
        );
    }
    // Of those that are tickets of their own one is a repeat, one was reopened.
    for (item, n, of) in [
        ("repeats", 1, 2),
        ("reopened", 1, 2),
        ("solved", 1, 2),
        ("satisfied_revisits", 0, 1),
    ] {
        let rate = row(&march, "rates", "item", item);
        assert_eq!((&rate["n"], &rate["of"]), (&n.into(), &of.into()), "{item}");
    }
    let time = |table, item, column: &str| row(&march, table, "item", item)[column].clone();
    assert_eq!(time("times", "response", "median_minutes"), 60);
    assert_eq!(time("times", "solved", "p95_minutes"), 26 * 60);
    assert_eq!(time("times", "solved", "mean_before_minutes"), 240);
    // 7.5 hours and 2 of the next day; less 2 of waiting, less 1 between solved and reopened.
    assert_eq!(time("working_times", "solved", "mean_minutes"), 390);
    // The noon break of February is no working time.
    assert_eq!(time("working_times", "solved", "mean_before_minutes"), 150);
    let causes = row(&march, "causes", "cause", "hardware-fault");
    assert_eq!(causes["destination"], "research");
    let repeat = row(&march, "repeats", "cause", "hardware-fault");
    assert_eq!(repeat["number"], "HZ-IT-2026-001");
    let overdue = march["overdue"].as_array().unwrap();
    let clocks: Vec<_> = overdue.iter().map(|row| &row["clock"]).collect();
    assert_eq!(clocks, ["ticket-respond", "ticket-solution"]);
    assert!(overdue.iter().all(|row| row["number"] == "SN20260311001"));
}

/// The file itself, asked in another way.
#[test]
fn the_counts_are_those_of_the_file() {
    let s = served(office());
    let march = json(&s, "report aftersales --month 2026-03");
    let file = rusqlite::Connection::open(s.path("kehu.db")).unwrap();
    let within = "BETWEEN '2026-02-28T16:00:00Z' AND '2026-03-31T15:59:59Z'";
    for (item, sql) in [
        (
            "received",
            format!("SELECT count(*) FROM ticket WHERE at {within}"),
        ),
        (
            "closed",
            format!("SELECT count(*) FROM ticket WHERE closed_at {within} AND status <> 'merged'"),
        ),
        (
            "reopened",
            format!("SELECT count(*) FROM ticket_event WHERE kind = 'reopened' AND at {within}"),
        ),
        (
            "open",
            "SELECT count(*) FROM ticket WHERE at < '2026-03-31T16:00:00Z'
             AND coalesce(closed_at, '9') >= '2026-03-31T16:00:00Z'"
                .to_owned(),
        ),
    ] {
        let n: i64 = file.query_row(&sql, [], |row| row.get(0)).unwrap();
        assert_eq!(figure(&march, "tickets", item), n, "{item}");
    }
    // The clocks are those of the rules; neither counts the duplicate's: it was no work.
    let kept = json(&s, "report compliance --month 2026-03");
    for rule in ["ticket-respond", "ticket-solution", "ticket-revisit"] {
        let rows = march["clocks"].as_array().unwrap().iter();
        let mine = rows.filter(|row| row["clock"] == rule);
        let mine = mine.fold((0, 0), |(kept, due), row| {
            let n = |key: &str| row[key].as_i64().unwrap();
            (kept + n("kept"), due + n("due"))
        });
        let all = row(&kept, "rules", "rule", rule);
        let n = |key: &str| all[key].as_i64().unwrap();
        let all = (n("met"), n("due"));
        assert_eq!(mine, all, "{rule}");
    }
}

/// The month says the same of what both tell, and merged tickets are no work in either.
#[test]
fn the_monthly_report_agrees_with_those_of_service() {
    let s = heard(served(office()));
    let month = json(&s, "report monthly --month 2026-03");
    let tickets = json(&s, "report aftersales --month 2026-03");
    let surveys = json(&s, "report satisfaction --month 2026-03");
    let feedback = json(&s, "report feedback --month 2026-03");
    let told = |item: &str| row(&month, "headline", "item", item)["this_month"].clone();
    for (item, report, other) in [
        ("tickets_opened", &tickets, "received"),
        ("tickets_closed", &tickets, "closed"),
        ("tickets_open", &tickets, "open"),
        ("response_kept_share", &tickets, "response_kept_share"),
        ("solution_kept_share", &tickets, "solution_kept_share"),
        ("satisfaction_mean", &surveys, "mean"),
        ("nps", &surveys, "nps"),
        ("feedback_received", &feedback, "received"),
        ("complaints", &feedback, "complaints"),
    ] {
        assert_eq!(told(item), figure(report, "headline", other), "{item}");
    }
    assert_eq!(told("nps"), 0);
    assert_eq!(told("feedback_received"), 2);
}

#[test]
fn some_tickets_alone() {
    let s = served(office());
    let team = json(&s, "report aftersales --month 2026-03 --team 技术支持");
    assert_eq!(figure(&team, "tickets", "received"), 1);
    assert_eq!(team["report"]["only"], "--team 技术支持");
    assert!(team["overdue"].as_array().unwrap().is_empty());
    let nobody = s
        .run("kehu staff add 韩梅 --role 销售代表 --region HZ")
        .done();
    drop(nobody);
    let hers = json(&s, "report aftersales --month 2026-03 --rep 韩梅");
    assert_eq!(figure(&hers, "tickets", "received"), 0);
    assert_eq!(
        figure(&hers, "headline", "response_kept_share"),
        Value::Null
    );
}

#[test]
fn the_page_of_tickets() {
    let s = served(office_zh());
    assert_snapshot!(s.run("kehu report aftersales --quarter 2026-Q1"), @r"
    2026年第1季度售后数据分析报告：全体人员
    期间      2026-Q1
    起        2026-01-01
    止        2026-03-31
    对比期间  2025-Q4、2025-Q1
    截至      2026-04-01 00:00
    规则手册  standard

    概览
    指标                                本期    上期  增减
    受理工单                               4       0     4
    解决工单                               2       0     2
    关闭工单                               2       0     2
    期末未关闭                             1       0     1
    受理工单解决率                     66.7%  无数据
    首次响应按时率                     66.7%  无数据
    给出方案按时率                     33.3%  无数据
    平均首次响应（工作时间）         45 分钟  无数据
    平均解决时长（工作时间）  4 小时 30 分钟  无数据
    重复问题发生率                     33.3%  无数据
    重新处理                               1       0     1
    回访满意度均分                      4.00  无数据

    工单数量
    工单          本期  上期  增减
    期初未关闭       0     0     0
    受理             4     0     4
    并入其他工单     1     0     1
    关闭             2     0     2
    期末未关闭       1     0     1
    解决             2     0     2
    重新处理         1     0     1

    受理工单：问题类型
    问题类型  本期  上期  增减  占比  上期占比
    产品故障     3     0     3   75%    无数据
    使用咨询     1     0     1   25%    无数据
    合计         4     0     4  100%    无数据

    受理工单：问题领域
    问题领域    本期  上期  增减  占比  上期占比
    （未填写）     4     0     4  100%    无数据
    合计           4     0     4  100%    无数据

    受理工单：原因
    原因        本期  上期  增减  占比  上期占比
    硬件故障       2     0     2   50%    无数据
    （未填写）     2     0     2   50%    无数据
    合计           4     0     4  100%    无数据

    受理工单：优先级
    优先级  本期  上期  增减  占比  上期占比
    紧急       2     0     2   50%    无数据
    重要       1     0     1   25%    无数据
    一般       1     0     1   25%    无数据
    合计       4     0     4  100%    无数据

    受理工单：反馈渠道
    反馈渠道    本期  上期  增减  占比  上期占比
    （未填写）     4     0     4  100%    无数据
    合计           4     0     4  100%    无数据

    受理工单：质量等级
    质量等级    本期  上期  增减  占比  上期占比
    （未填写）     4     0     4  100%    无数据
    合计           4     0     4  100%    无数据

    自受理起的时长
    阶段      件数     平均   中位数     九成以内      95%以内  上期平均  上期中位数
    首次响应     2  45 分钟  45 分钟       1 小时       1 小时    无数据      无数据
    给出方案     2   6 小时   6 小时       8 小时       8 小时    无数据      无数据
    解决         2  15 小时  15 小时  1 天 2 小时  1 天 2 小时    无数据      无数据

    分布      30 分钟.................................................2 天
    首次响应       ┃▒▒▒▒
    给出方案                                  ┃▒▒▒▒
    解决                                                  ┃▒▒▒▒▒▒▒
    ┃ 中位数，◆ 平均，▒ 九成以内，─ 95%以内，对数刻度

    工作时间时长（不含待客户）
    阶段      件数            平均          中位数        九成以内         95%以内  上期平均  上期中位数
    首次响应     2         45 分钟         45 分钟          1 小时          1 小时    无数据      无数据
    给出方案     2  3 小时 30 分钟  3 小时 30 分钟  4 小时 30 分钟  4 小时 30 分钟    无数据      无数据
    解决         2  4 小时 30 分钟  4 小时 30 分钟  6 小时 30 分钟  6 小时 30 分钟    无数据      无数据

    分布      0 分钟................................................8 小时
    首次响应        ┃▒
    给出方案                            ┃▒▒▒▒▒▒▒
    解决                                       ┃▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
    ┃ 中位数，◆ 平均，▒ 九成以内，─ 95%以内

    时限执行：按优先级
    时限                优先级  按时  到期  按时率  上期按时  上期到期  上期按时率
    向客户反馈处理结果  紧急       1     1    100%         0         0      无数据
    向客户反馈处理结果  重要       1     1    100%         0         0      无数据
    工单首次响应        紧急       1     1    100%         0         0      无数据
    工单首次响应        重要       1     1    100%         0         0      无数据
    工单首次响应        一般       0     1      0%         0         0      无数据
    给出工单解决方案    紧急       0     1      0%         0         0      无数据
    给出工单解决方案    重要       1     1    100%         0         0      无数据
    给出工单解决方案    一般       0     1      0%         0         0      无数据
    工单解决后回访      紧急       1     1    100%         0         0      无数据
    工单解决后回访      重要       1     1    100%         0         0      无数据

    服务质量
    指标                               本期    上期  增减  件数  总数  上期件数  上期总数
    全部时限按时率                      70%  无数据           7    10         0         0
    受理工单解决率                    66.7%  无数据           2     3         0         0
    重复问题：同一客户同一原因90天内  33.3%  无数据           1     3         0         0
    受理工单重新处理率                33.3%  无数据           1     3         0         0
    回访满意率（4–5 分）                50%  无数据           1     2         0         0

    待客户
    指标                      本期    上期  增减
    待客户工单                   1       0     1
    待客户时长      3 小时 30 分钟  无数据
    受理工单总时长   21 天 15 小时  无数据
    待客户时长占比            0.7%  无数据

    按处理人
    处理人  受理  解决  关闭  未关闭  按时  到期  按时率  上期按时率  平均响应（工作时间）
    李雷       4     2     2       1     7    10     70%      无数据               45 分钟

    按处理团队
    处理团队    受理  解决  关闭  未关闭  按时  到期  按时率  上期按时率  平均响应（工作时间）
    （未填写）     3     1     1       1     4     6   66.7%      无数据               30 分钟
    技术支持       1     1     1       0     3     4     75%      无数据                1 小时

    高频问题原因
    原因      产品  工单数  已知原因  占比  上期  去向
    硬件故障             2         2  100%     0  研发部门

    重复问题：同一客户同一原因90天内
    客户                  编号            原因      重复工单
    杭州云帆科技有限公司  HZ-IT-2026-001  硬件故障         1

    期末超时工单
    编号           客户                          优先级  时限              期限                      超时  处理人
    SN20260311001  上海启明精密机械股份有限公司  一般    工单首次响应      2026-03-12 15:00  19 天 9 小时  李雷
    SN20260311001  上海启明精密机械股份有限公司  一般    给出工单解决方案  2026-03-16 18:00  15 天 6 小时  李雷

    后续行动
    后续行动                     工单数  查看
    产品缺陷移交研发部门              2  kehu ticket list --cause hardware-fault,software-fault,design-defect --from 2026-01-01 --to 2026-03-31
    处理超时工单并提醒上级            1  kehu ticket list --overdue
    分析重复问题                      1
    复盘重新处理的工单                1
    跟进回访评分3分及以下的客户       1
    ");
}

/// Two surveys answered, one not; praise, and a complaint that was solved and revisited.
fn heard(mut s: Session) -> Session {
    let lines = [
        ("2026-03-16 09:00", "survey ask 云帆 --node after-delivery"),
        (
            "2026-03-17 09:00",
            "survey record 云帆 --score 4,5,4,4,4 --nps 9 --suggestion 增加夜间电话，或13912345678",
        ),
        (
            "2026-03-18 09:00",
            "survey record 启明 --score overall=2,response-speed=4 --nps 5",
        ),
        ("2026-03-19 09:00", "survey ask 启明 --node before-expiry"),
        (
            "2026-03-20 09:00",
            "feedback log 云帆 工程师专业 --class 表扬",
        ),
        (
            "2026-03-20 10:00",
            "feedback log 启明 售后响应超时 --class 投诉 --department 售后 --cause 响应慢",
        ),
        ("2026-03-20 11:00", "feedback respond 启明 已受理"),
        ("2026-03-23 11:00", "feedback resolve 启明 增加值班"),
        (
            "2026-03-24 11:00",
            "log 启明 已回访 --by phone --purpose second-revisit",
        ),
    ];
    work(&mut s, &lines);
    s.at("2026-04-10 09:00");
    s
}

#[test]
fn surveys_are_told_by_dimension_and_by_whom() {
    let s = heard({
        let s = office_zh();
        let _ = s.run(QIMING).done();
        s
    });
    assert_snapshot!(s.run("kehu report satisfaction"), @r"
    2026年第1季度客户满意度调研报告：全体人员
    期间      2026-Q1
    起        2026-01-01
    止        2026-03-31
    对比期间  2025-Q4、2025-Q1
    截至      2026-04-01 00:00
    规则手册  standard

    概览
    指标               本期    上期  增减  目标
    收回调查              2       0     2
    回收率            66.7%  无数据
    满意度均分         3.86  无数据
    满意率（4–5 分）  85.7%  无数据         80%
    净推荐值（NPS）       0  无数据

    样本
    指标               本期    上期  增减  件数  总数  上期件数  上期总数
    回收率            66.7%  无数据           2     3         0         0
    满意率（4–5 分）  85.7%  无数据           6     7         0         0
    低分二次回访率     100%  无数据           1     1         0         0

    各维度满意度（达标线 80%）
    评价维度        均分  上期均分  增减  满意（4–5 分）  评分数  满意度  上期满意度  未达标
    服务响应速度    4.00    无数据                     2       2    100%      无数据  样本不足
    问题解决效率    5.00    无数据                     1       1    100%      无数据  样本不足
    工程师专业能力  4.00    无数据                     1       1    100%      无数据  样本不足
    服务态度        4.00    无数据                     1       1    100%      无数据  样本不足
    整体满意度      3.00    无数据                     1       2     50%      无数据  样本不足

    推荐意愿
    类别               本期  上期  增减  占比  上期占比
    推荐者（9–10 分）     1     0     1   50%    无数据
    贬损者（0–6 分）      1     0     1   50%    无数据
    合计                  2     0     2  100%    无数据

    按客户级别
    客户级别    收回  均分  上期均分  满意评分  评分数  满意率  NPS
    （未分级）     2  3.86    无数据         6       7   85.7%    0

    按来源渠道
    来源渠道    收回  均分  上期均分  满意评分  评分数  满意率   NPS
    展会           1  4.20    无数据         5       5    100%   100
    （未填写）     1  3.00    无数据         1       2     50%  -100

    按区域
    区域  收回  均分  上期均分  满意评分  评分数  满意率   NPS
    杭州     1  4.20    无数据         5       5    100%   100
    上海     1  3.00    无数据         1       2     50%  -100

    按触发节点
    触发节点    收回  均分  上期均分  满意评分  评分数  满意率   NPS
    交付后         1  4.20    无数据         5       5    100%   100
    （未填写）     1  3.00    无数据         1       2     50%  -100

    低分明细
    编号           客户                          调查日期          3 分及以下    NPS  客户建议  二次回访
    SV20260318001  上海启明精密机械股份有限公司  2026-03-18 09:00  整体满意度 2    5            是

    客户建议
    编号           客户                  客户建议
    SV20260316001  杭州云帆科技有限公司  增加夜间电话，或****

    本期与上期均无：改进措施
    ");
    let quarter = json(&s, "report satisfaction --quarter 2026-Q1");
    // 4 5 4 4 4 and 2 4: seven scores, six of them 4 or 5.
    assert_eq!(figure(&quarter, "headline", "mean"), 3.86);
    let satisfied = row(&quarter, "sample", "item", "satisfied");
    assert_eq!((&satisfied["n"], &satisfied["of"]), (&6.into(), &7.into()));
    let sample = row(&quarter, "sample", "item", "response");
    assert_eq!((&sample["n"], &sample["of"]), (&2.into(), &3.into()));
    let shown = s.run("kehu report satisfaction --reveal").to_string();
    assert!(shown.contains("13912345678"));
    let half = json(&s, "report satisfaction --half 2026-H1");
    assert_eq!(half["report"]["as_of"], "2026-04-10T09:00:00+08:00");
    assert_eq!(figure(&half, "headline", "answers"), 2);
}

#[test]
fn a_dimension_is_below_the_mark_by_enough_answers() {
    let mut s = office();
    let lines: Vec<String> = [5, 5, 5, 3, 3]
        .iter()
        .map(|score| format!("survey record 云帆 --score overall={score},response-speed=5"))
        .collect();
    let lines: Vec<(&str, &str)> = lines
        .iter()
        .map(|line| ("2026-03-17 09:00", line.as_str()))
        .collect();
    work(&mut s, &lines[..4]);
    let below = |s: &Session, code| {
        let report = json(s, "report satisfaction --month 2026-03");
        row(&report, "dimensions", "dimension", code)["below"].clone()
    };
    assert_eq!(below(&s, "overall"), "too-few");
    work(&mut s, &lines[4..]);
    assert_eq!(below(&s, "overall"), "yes");
    assert_eq!(below(&s, "response-speed"), "no");
    assert_eq!(below(&s, "solving-efficiency"), Value::Null);
}

#[test]
fn feedback_is_told_with_its_limits() {
    let s = heard({
        let s = office();
        let _ = s.run(QIMING).done();
        s
    });
    assert_snapshot!(s.run("kehu report feedback --month 2026-03"), @r"
    Feedback report, March 2026: everybody
    Period         2026-03
    From           2026-03-01
    To             2026-03-31
    Compared with  2026-02, 2025-03
    As of          2026-04-01 00:00
    Playbook       standard

    At a glance
    Figure             Period   Before  Difference
    Received                2        0           2
    Complaints              1        0           1
    Open at the end         2        0           2
    Answered in time      50%  no data
    Solved in time         0%  no data
    Complaints closed      0%  no data

    Feedback
    Feedback               Period  Before  Difference
    Open at the beginning       0       0           0
    Received                    2       0           2
    Closed                      0       0           0
    Open at the end             2       0           2
    Escalated                   0       0           0

    Received, by class
    Class      Period  Before  Difference  Share  Share before
    Praise          1       0           1    50%       no data
    Complaint       1       0           1    50%       no data
    Total           2       0           2   100%       no data

    Received, by department
    Department    Period  Before  Difference  Share  Share before
    After-sales        1       0           1    50%       no data
    (not stated)       1       0           1    50%       no data
    Total              2       0           2   100%       no data

    Common problems
    Department   Cause   Feedback  Of  Share  Before
    After-sales  响应慢         1   2    50%       0

    Limits kept, by class
    Clock                             Class      In time  Due  Share  In time before  Due before  Share before
    Solution to feedback              Praise           0    1     0%               0           0       no data
    Solution to feedback              Complaint        0    1     0%               0           0       no data
    Answer feedback                   Praise           0    1     0%               0           0       no data
    Answer feedback                   Complaint        1    1   100%               0           0       no data
    Second revisit after a complaint  Complaint        1    1   100%               0           0       no data

    How far it came
    Share                              Period   Before  Difference  Cases  Of  Cases before  Of before
    Answered of those received            50%  no data                  1   2             0          0
    Solved of those received              50%  no data                  1   2             0          0
    Complaints closed                      0%  no data                  0   1             0          0
    Solved complaints revisited again    100%  no data                  1   1             0          0

    Open at the end
    No.            Customer                      Class      What was said  Received          Answered          Solved            Escalated
    FB20260320001  杭州云帆科技有限公司          Praise     工程师专业     2026-03-20 09:00
    FB20260320002  上海启明精密机械股份有限公司  Complaint  售后响应超时   2026-03-20 10:00  2026-03-20 11:00  2026-03-23 11:00

    Complaints solved, and whether they were revisited again
    No.            Customer                      What was said  Solved            Second revisit
    FB20260320002  上海启明精密机械股份有限公司  售后响应超时   2026-03-23 11:00  Yes
    ");
    let quarter = json(&s, "report feedback --quarter 2026-Q1");
    // The complaint was answered in time and solved a day late; nobody answered the praise.
    assert_eq!(figure(&quarter, "headline", "response_kept_share"), 0.5);
    assert_eq!(figure(&quarter, "headline", "solution_kept_share"), 0.0);
    let second = row(&quarter, "rates", "item", "second_revisits");
    assert_eq!((&second["n"], &second["of"]), (&1.into(), &1.into()));
}

#[test]
fn a_term_without_anything_says_so() {
    let s = office();
    assert_snapshot!(s.run("kehu report aftersales"), @r"
    After-sales report, February 2026: everybody
    Period         2026-02
    From           2026-02-01
    To             2026-02-28
    Compared with  2026-01, 2025-02
    As of          2026-03-01 00:00
    Playbook       standard

    At a glance
    Figure                              Period   Before  Difference
    Tickets received                         0        0           0
    Tickets solved                           0        0           0
    Tickets closed                           0        0           0
    Open at the end                          0        0           0
    Solved of those received           no data  no data
    First responses in time            no data  no data
    Solutions in time                  no data  no data
    First response, mean working time  no data  no data
    Solved, mean working time          no data  no data
    Repeats                            no data  no data
    Reopened                                 0        0           0
    Satisfaction in revisits, mean     no data  no data

    Nothing this period and the one before: Tickets; Received, by type; Received, by area; Received, by cause; Received, by priority; Received, by channel; Received, by quality level; Time since acceptance; Working time, without waiting for the customer; Clocks kept, by priority; How it went; Waiting for the customer; By colleague; By team; Frequent causes; Repeats: same customer and cause within 90 days; Overdue at the end; What to do
    --- stderr ---
    for the month that runs: kehu report aftersales --month this
    ");
    for (report, table) in [("satisfaction", "low"), ("feedback", "open")] {
        let empty = json(&s, &format!("report {report} --month 2026-03"));
        let rows = empty[table].as_array().unwrap();
        assert!(rows.is_empty(), "{report}");
        let headline = empty["headline"].as_array().unwrap();
        let nothing = |row: &Value| row["this_period"].is_null() || row["this_period"] == 0;
        assert!(headline.iter().all(nothing), "{report}: {headline:?}");
    }
}

#[test]
fn a_term_that_is_none_is_refused() {
    let s = office_zh();
    assert_snapshot!(s.run("kehu report satisfaction --quarter 2026-Q5"), @r"
    --- stderr ---
    错误：--quarter：“2026-Q5”不是这样的期间
      请写成 2026-Q1、上季度或本季度
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu report satisfaction --half 2026-H2"), @r"
    --- stderr ---
    错误：--half：2026-H2 还没有开始
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu report feedback --from 2026-03-05 --to 2026-03-01"), @r"
    --- stderr ---
    错误：2026-03-01 早于 2026-03-05
      --from 不得晚于 --to，且不晚于今天
    [exit 2]
    ");
}

#[test]
fn all_formats_have_the_same_figures_and_the_same_bytes() {
    let s = served(office());
    let made = |name: &str| {
        let ending = name.rsplit_once('.').unwrap().1;
        let line = format!("kehu report aftersales --month 2026-03 -q --{ending} ~/{name}");
        let _ = s.run(&line).done();
        std::fs::read(s.path(name)).unwrap()
    };
    for (first, second) in [
        ("a.html", "b.html"),
        ("a.xlsx", "b.xlsx"),
        ("a.md", "b.md"),
        ("a.csv", "b.csv"),
        ("a.json", "b.json"),
    ] {
        assert!(made(first) == made(second), "{first}");
    }
    let page = s.text("a.html");
    assert!(page.contains("Overdue at the end") && page.contains("SN20260311001"));
    assert!(s.text("a.csv").contains("hardware-fault"));
}

/// A service desk's export: two rows of it end before they begin.
const DESK: &str = "\
id,name,mail,type,subject,priority,channel,answered,done,score
1,Christopher Robbins,a@example.com,Technical issue,Network problem,Critical,Email,2026-03-02 11:00,2026-03-02 15:00,3
2,Christina Dillon,b@example.com,Billing inquiry,Account access,Low,Chat,2026-03-03 09:00,2026-03-03 08:00,2
3,Alexander Carroll,c@example.com,Technical issue,Display issue,High,Phone,2026-03-02 13:00,2026-03-03 10:00,5
4,Amy Hill,d@example.com,Refund request,Delivery problem,Medium,Social media,2026-03-03 10:00,2026-03-05 10:00,4
5,Amy Hill,e@example.com,Refund request,Refund request,Critical,Email,2026-03-02 10:30,2026-03-02 10:00,1
";

#[test]
fn a_desks_tickets_go_in_whole_and_are_counted_as_the_file_counts_them() {
    let s = office();
    s.put("desk.csv", DESK);
    let import = "kehu import tickets ~/desk.csv --new-customers individual --source desk --set \"at=2026-03-02 10:00\" \
        --map \"id=external,name=customer,mail=contact.email,subject=symptom,answered=responded_at,done=solved_at,done=closed_at,score=satisfaction\" \
        --map-value \"priority:Critical=urgent,High=important,Medium=normal,Low=normal\" \
        --map-value \"type:Technical issue=product-fault,Billing inquiry=other,Refund request=service-complaint\"";
    assert_snapshot!(s.run(import), @r"
    5 tickets imported, 0 skipped, 0 rejected
    made along with them: contact 5, customer 5
    2 with times that contradict one another: kept and marked, left out of the figures
    ");
    let march = json(&s, "report aftersales --month 2026-03");
    for (table, item, is) in [
        ("tickets", "received", 5.0),
        ("tickets", "closed", 5.0),
        ("tickets", "contradictory", 2.0),
        ("by_type", "product-fault", 2.0),
        ("by_type", "service-complaint", 2.0),
        ("by_priority", "normal", 2.0),
        // The three whose times can be: all of them answered in time.
        ("headline", "response_kept_share", 1.0),
        ("headline", "satisfaction_mean", 3.0),
    ] {
        let counted = figure(&march, table, item).as_f64();
        assert_eq!(counted, Some(is), "{table} {item}");
    }
    let solved = row(&march, "times", "item", "solved");
    let minutes = [300 + 1440 + 4320, 1440].map(f64::from);
    assert_eq!(solved["n"], 3);
    assert_eq!(solved["mean_minutes"].as_f64(), Some(minutes[0] / 3.0));
    assert_eq!(solved["median_minutes"].as_f64(), Some(minutes[1]));
    let clocks = march["clocks"].as_array().expect("a table");
    let urgent = clocks
        .iter()
        .find(|row| row["clock"] == "ticket-respond" && row["priority"] == "urgent")
        .expect("an urgent ticket");
    assert_eq!((&urgent["kept"], &urgent["due"]), (&1.into(), &1.into()));
}
