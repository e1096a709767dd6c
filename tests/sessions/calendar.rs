//! The working calendar: a month as people draw it, and when a span ends.

use insta::assert_snapshot;

use super::{office, office_zh};
use crate::session::Session;

/// A half day, a fair on a holiday, a Saturday off that the notice has worked,
/// a week of leave and an afternoon at the dentist's.
const MINE: &str = "extends = \"standard\"\n\
    [calendar.exceptions]\n\
    2026-09-30 = { is = \"09:00-12:00\", zh = \"节前半天\", en = \"Half day\" }\n\
    2026-10-10 = \"off\"\n\
    [calendar.leave]\n\
    \"2026-10-12..2026-10-13\" = \"年假\"\n\
    2026-10-14 = { is = \"13:30-18:00\", zh = \"看牙\", en = \"Dentist\" }\n";

#[test]
fn a_month_is_drawn_in_weeks_with_a_word_for_each_day() {
    let s = Session::zh();
    assert_snapshot!(s.run("kehu calendar show 2026-10").all_chinese(&s), @r"
    2026年10月
    周一     周二     周三     周四     周五     周六     周日
                                1 放假   2 放假   3 放假   4 放假
     5 放假   6 放假   7 放假   8 工作   9 工作  10 补班  11 周末
    12 工作  13 工作  14 工作  15 工作  16 工作  17 周末  18 周末
    19 工作  20 工作  21 工作  22 工作  23 工作  24 周末  25 周末
    26 工作  27 工作  28 工作  29 工作  30 工作  31 周末

    10-01–10-07  放假  国庆节
    10-10        补班  国庆节

    18 个工作日，办公 135 小时，放假 7 天，补班 1 天；依据国办发明电〔2025〕7号（2025-11-04）
    ");
    let s = Session::new();
    assert_snapshot!(s.run("kehu calendar show 2026-02"), @r"
    February 2026
    Mon         Tue         Wed         Thu         Fri         Sat         Sun
                                                                             1 weekend
     2 work      3 work      4 work      5 work      6 work      7 weekend   8 weekend
     9 work     10 work     11 work     12 work     13 work     14 make-up  15 holiday
    16 holiday  17 holiday  18 holiday  19 holiday  20 holiday  21 holiday  22 holiday
    23 holiday  24 work     25 work     26 work     27 work     28 make-up

    02-14        make-up  Spring Festival
    02-15–02-23  holiday  Spring Festival
    02-28        make-up  Spring Festival

    16 working days, 120 office hours, 9 days of holiday, 2 make-up workdays; by 国办发明电〔2025〕7号 of 2025-11-04
    ");
}

#[test]
fn my_own_days_come_first_and_leave_over_them() {
    let s = Session::new();
    s.put("playbook.toml", MINE);
    assert_snapshot!(s.run("kehu calendar show 2026-10"), @r"
    October 2026
    Mon         Tue         Wed         Thu         Fri         Sat         Sun
                                         1 holiday   2 holiday   3 holiday   4 holiday
     5 holiday   6 holiday   7 holiday   8 work      9 work     10 holiday  11 weekend
    12 leave    13 leave    14 leave    15 work     16 work     17 weekend  18 weekend
    19 work     20 work     21 work     22 work     23 work     24 weekend  25 weekend
    26 work     27 work     28 work     29 work     30 work     31 weekend

    10-01–10-07  holiday  National Day
    10-10        holiday
    10-12–10-13  leave    年假
    10-14        leave    Dentist       09:00-12:00

    15 working days, 108 office hours, 8 days of holiday, 3 days of leave; by 国办发明电〔2025〕7号 of 2025-11-04
    ");
    assert_snapshot!(s.run("kehu calendar due \"2026-09-29 15:00\" 1wd"), @r"
    Due          2026-09-30 12:00
    Day          Wednesday
    On the list  2026-09-30
    Start        2026-09-29 15:00
    Span         1 working day
    Based on     official holidays
    ");
    assert_snapshot!(s.run("kehu calendar due \"2026-09-30 11:00\" 17wh --explain"), @r"
    When it is due
    Due          2026-10-14 10:00
    Day          Wednesday
    On the list  2026-10-14
    Start        2026-09-30 11:00
    Span         17 working hours
    Based on     official holidays

    What counted
    From              To                Counts      Amount  Why
    2026-09-30 11:00  2026-09-30 12:00  Yes            1 h  hours of its own (Half day)
    2026-09-30 12:00  2026-09-30 18:00  No                  closed (Half day)
    2026-09-30 18:00  2026-10-01 00:00  No                  night
    2026-10-01 00:00  2026-10-08 00:00  No                  holiday (National Day)
    2026-10-08 00:00  2026-10-08 09:00  No                  night
    2026-10-08 09:00  2026-10-08 12:00  Yes            3 h  office hours
    2026-10-08 12:00  2026-10-08 13:30  No                  lunch break
    2026-10-08 13:30  2026-10-08 18:00  Yes     4 h 30 min  office hours
    2026-10-08 18:00  2026-10-09 09:00  No                  night
    2026-10-09 09:00  2026-10-09 12:00  Yes            3 h  office hours
    2026-10-09 12:00  2026-10-09 13:30  No                  lunch break
    2026-10-09 13:30  2026-10-09 18:00  Yes     4 h 30 min  office hours
    2026-10-09 18:00  2026-10-10 00:00  No                  night
    2026-10-10 00:00  2026-10-11 00:00  No                  holiday
    2026-10-11 00:00  2026-10-12 00:00  No                  weekend
    2026-10-12 00:00  2026-10-14 00:00  No                  leave (年假)
    2026-10-14 00:00  2026-10-14 09:00  No                  night
    2026-10-14 09:00  2026-10-14 10:00  Yes            1 h  office hours
    ");
}

#[test]
fn a_narrow_terminal_has_the_words_below_the_numbers() {
    let s = Session::new();
    let shown = s.terminal(60, &[]).run("kehu calendar show 2026-10");
    assert_snapshot!(shown, @r"
    October 2026
    Mon     Tue     Wed     Thu     Fri     Sat     Sun
                             1       2       3       4
                            holiday holiday holiday holiday
     5       6       7       8       9      10      11
    holiday holiday holiday work    work    make-up weekend
    12      13      14      15      16      17      18
    work    work    work    work    work    weekend weekend
    19      20      21      22      23      24      25
    work    work    work    work    work    weekend weekend
    26      27      28      29      30      31
    work    work    work    work    work    weekend

    10-01–10-07  holiday  National Day
    10-10        make-up  National Day

    18 working days, 135 office hours, 7 days of holiday, 1
    make-up workday; by 国办发明电〔2025〕7号 of 2025-11-04
    ");
}

#[test]
fn programs_read_a_day_a_row() {
    let s = Session::zh();
    assert_snapshot!(s.run("kehu calendar show 2026-10 -o csv").out.lines().take(4).collect::<Vec<_>>().join("\n"), @r"
    date,weekday,kind,workday,hours,minutes,name,name_zh,source,basis
    2026-10-01,Thursday,holiday,no,,0,National Day,国庆节,国办发明电〔2025〕7号,official
    2026-10-02,Friday,holiday,no,,0,National Day,国庆节,国办发明电〔2025〕7号,official
    2026-10-03,Saturday,holiday,no,,0,National Day,国庆节,国办发明电〔2025〕7号,official
    ");
    assert_snapshot!(s.run("kehu calendar show 10月 --fields date,kind --sort -date").out.lines().take(3).collect::<Vec<_>>().join("\n"), @r"
    日期        类别
    2026-10-31  周末
    2026-10-30  工作
    ");
    assert_snapshot!(s.run("kehu calendar show 2026-10 -o md").out, @r"
    ## 2026年10月

    | 周一 | 周二 | 周三 | 周四 | 周五 | 周六 | 周日 |
    | --- | --- | --- | --- | --- | --- | --- |
    |  |  |  | 1 放假 | 2 放假 | 3 放假 | 4 放假 |
    | 5 放假 | 6 放假 | 7 放假 | 8 工作 | 9 工作 | 10 补班 | 11 周末 |
    | 12 工作 | 13 工作 | 14 工作 | 15 工作 | 16 工作 | 17 周末 | 18 周末 |
    | 19 工作 | 20 工作 | 21 工作 | 22 工作 | 23 工作 | 24 周末 | 25 周末 |
    | 26 工作 | 27 工作 | 28 工作 | 29 工作 | 30 工作 | 31 周末 |  |

    - 10-01–10-07 放假 国庆节
    - 10-10 补班 国庆节

    18 个工作日，办公 135 小时，放假 7 天，补班 1 天；依据国办发明电〔2025〕7号（2025-11-04）
    ");
}

#[test]
fn three_working_days_across_national_day() {
    let s = Session::zh();
    assert_snapshot!(s.run("kehu calendar due \"2026-09-28 15:00\" 3wd").all_chinese(&s), @r"
    到期      2026-10-08 18:00
    星期      周四
    列入待办  2026-10-08
    起点      2026-09-28 15:00
    期限      3 个工作日
    推算依据  官方放假安排
    ");
    assert_snapshot!(s.run("kehu calendar due \"2026-09-28 15:00\" 3个工作日 --explain").all_chinese(&s), @r"
    何时到期
    到期      2026-10-08 18:00
    星期      周四
    列入待办  2026-10-08
    起点      2026-09-28 15:00
    期限      3 个工作日
    推算依据  官方放假安排

    逐段说明
    从          到          计入  计入时长    原因
    2026-09-28  2026-09-28  否                起算当日
    2026-09-29  2026-09-30  是    2 个工作日  工作日
    2026-10-01  2026-10-07  否                放假（国庆节）
    2026-10-08  2026-10-08  是    1 个工作日  工作日
    ");
    let s = Session::new();
    assert_snapshot!(s.run("kehu calendar due \"2026-09-28 15:00\" 3wd -o json"), @r#"
    {
      "due": "2026-10-08T18:00:00+08:00",
      "weekday": "Thursday",
      "shown_on": "2026-10-08",
      "start": "2026-09-28T15:00:00+08:00",
      "span": "3wd",
      "basis": "official"
    }
    "#);
    // Without a start it begins now.
    assert_snapshot!(s.run("kehu calendar due 4h --fields due,start -o plain"), @"2026-03-05T19:00:00+08:00	2026-03-05T15:00:00+08:00");
}

#[test]
fn whatever_rests_on_a_year_without_holidays_says_so() {
    let mut s = office();
    s.at("2026-12-30 15:00");
    assert_snapshot!(s.run("kehu log 云帆 \"quotation sent\" --by phone --next \"+3wd confirm\""), @r"
    logged FU20261230001: 杭州云帆科技有限公司, phone; next 2027-01-04 18:00 confirm
    --- stderr ---
    note: the official holidays of 2027 are not on file: counted by weekdays; once you know them, add them to your playbook: [calendar.exceptions] and complete = [2027]
    ");
    assert_snapshot!(s.run("kehu calendar due 3wd --fields due,basis"), @r"
    Due       2027-01-04 18:00
    Based on  weekdays, holidays unknown
    --- stderr ---
    note: the official holidays of 2027 are not on file: counted by weekdays; once you know them, add them to your playbook: [calendar.exceptions] and complete = [2027]
    ");
    assert_snapshot!(s.run("kehu calendar due 1wd").err, @"");
    s.put("playbook.toml", "[calendar]\ncomplete = [2027]\n[calendar.exceptions]\n\"2027-01-01..2027-01-03\" = { is = \"off\", zh = \"元旦\", en = \"New Year's Day\" }\n");
    assert_snapshot!(s.run("kehu calendar due 3wd --fields due,basis"), @r"
    Due       2027-01-05 18:00
    Based on  official holidays
    ");
    s.put("playbook.toml", "[calendar]\nholidays = \"none\"\n");
    assert_snapshot!(s.run("kehu calendar due 3wd --fields due,basis"), @r"
    Due       2027-01-04 18:00
    Based on  the week alone
    ");
}

#[test]
fn dates_in_working_days_respect_holidays_everywhere() {
    let mut s = office_zh();
    s.at("2026-09-29 15:00");
    assert_snapshot!(s.run("kehu log 云帆 报价已发 --by phone --next \"+3wd 确认报价\"").all_chinese(&s), @"已记录 FU20260929001：杭州云帆科技有限公司（电话）；下次 2026-10-09 18:00 确认报价");
    // A bare day that closes at noon closes at noon.
    s.put("playbook.toml", MINE);
    assert_snapshot!(s.run("kehu log 云帆 样品已寄 --by phone --next \"9月30日 问样品\"").all_chinese(&s), @r"
    已记录 FU20260929002：杭州云帆科技有限公司（电话）；下次 2026-09-30 12:00 问样品
    办结：按约定再次联系；下一项：按约定再次联系，2026-09-30 12:00 前
    ");
}
