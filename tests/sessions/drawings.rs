//! What reports draw, in every format that draws: funnels, moves, ranges of times; and
//! reports as documents of a word processor.

use std::fs;
use std::io::{Cursor, Read as _};

use insta::assert_snapshot;
use kehu::problem::Exit;

use super::{QIMING, office, office_zh};
use crate::session::Session;

/// Deals that came to different stages, grades, and a ticket that was solved.
fn busy(mut s: Session) -> Session {
    for line in [
        QIMING,
        "kehu deal open 云帆 仓储 --value 60万",
        "kehu deal stage 云帆 方案评审",
        "kehu deal open 启明 机床 --value 20万",
        "kehu staff add 韩梅 --role supervisor",
        "kehu grade 云帆 --purchase 60万 --potential 3",
        "kehu grade review 云帆 --approve --by 韩梅",
        "kehu grade 启明 --purchase 20万 --potential 3",
        "kehu grade review 启明 --approve --by 韩梅",
        "kehu ticket open 云帆 --type product-fault --symptom 无显示 --occurred 今天 --tried 重启 --priority important --channel phone",
        "kehu ticket open 启明 --type product-fault --symptom 异响 --occurred 今天 --tried 重启 --priority normal --channel phone",
    ] {
        let _ = s.run(line).done();
    }
    s.at("2026-03-06 10:00");
    for line in [
        "kehu ticket work SN20260305001 --answer 更换电源",
        "kehu ticket solve SN20260305001 --cause 硬件故障 --steps 换件",
        "kehu deal win 仓储 --amount 58万",
        "kehu deal lose 机床",
    ] {
        let _ = s.run(line).done();
    }
    s.at("2026-04-02 10:00");
    s
}

/// From a heading of a report to the next empty line but one.
fn part(told: &str, from: &str) -> String {
    let lines = told.lines().skip_while(|line| !line.starts_with(from));
    let mut gaps = 0;
    let lines = lines.take_while(|line| {
        gaps += usize::from(line.is_empty());
        gaps < 2
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_funnel_has_a_bar_beside_each_stage_in_any_window() {
    let s = busy(office());
    let told = s.run("kehu report pipeline --month 2026-03").done().out;
    assert!(
        told.contains(
            "
Stage                 Came here  Lost here  Went on  Expected value  Bar
Lead                          2          1      50%      800,000.00  ████████████████████████
Needs                         1          0     100%      600,000.00  ████████████
"
        ),
        "{told}"
    );
    let narrow = s
        .terminal(60, &[])
        .run("kehu report pipeline --month 2026-03 --no-pager");
    assert!(narrow.out.contains("██████████"), "{narrow}");
    assert!(
        narrow.out.contains("no room for: Expected value"),
        "{narrow}"
    );
    assert!(narrow.out.lines().all(|line| line.chars().count() <= 60));
    // Columns of the reader's own are left alone.
    let own = s
        .run("kehu report pipeline --month 2026-03 --fields item,deals")
        .done();
    assert!(!own.out.contains('█'), "{own}");
}

#[test]
fn moves_are_a_square_and_times_are_ranges() {
    let s = busy(office_zh());
    let told = s.run("kehu report monthly --month 2026-03").done().out;
    assert_snapshot!(part(&told, "客户级别变动：由何级到何级"), @r"
    客户级别变动：由何级到何级
    变动前 → 变动后  当月  上月  增减
    未分级 → A级        1     0     1
    未分级 → B级        1     0     1

    由 \ 到  A级  B级  C级  D级  未分级
    A级      -
    B级           -
    C级                -
    D级                     -
    未分级   █ 1  █ 1            -
    ");
    assert_snapshot!(part(&told, "受理工单：自受理起的时长"), @r"
    受理工单：自受理起的时长
    指标                   当月    上月  增减
    首次响应，平均      19 小时  无数据
    首次响应，中位数    19 小时  无数据
    首次响应，九成以内  19 小时  无数据
    给出方案，平均      19 小时  无数据
    给出方案，中位数    19 小时  无数据
    给出方案，九成以内  19 小时  无数据
    解决，平均          19 小时  无数据
    解决，中位数        19 小时  无数据
    解决，九成以内      19 小时  无数据

    分布      0 分钟..................................................1 天
    首次响应                                                 ┃
    给出方案                                                 ┃
    解决                                                     ┃
    ┃ 中位数，◆ 平均，▒ 九成以内
    ");
}

#[test]
fn a_page_draws_them_and_says_them_in_words() {
    let s = busy(office());
    let page = |report: &str| {
        let path = s.path("page.html");
        let line = format!("kehu report {report} --html {} -q", path.display());
        let _ = s.run(&line).done();
        s.text("page.html")
    };
    let funnel = page("pipeline --month 2026-03");
    assert!(funnel.contains("class=\"slope\""), "{funnel}");
    assert!(funnel.contains("% went on; "), "{funnel}");
    let moves = page("grades --quarter 2026-Q1");
    assert!(
        moves.contains("class=\"cell m4\"") && moves.contains("1 ↑"),
        "{moves}"
    );
    assert!(moves.contains("Chart: none → A 1"), "{moves}");
    let ranges = page("aftersales --month 2026-03");
    assert!(ranges.contains("class=\"gem\""), "{ranges}");
    assert!(
        ranges.contains("Chart: First response: Median "),
        "{ranges}"
    );
}

/// The parts of a package by their names.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).expect("a part");
            let name = part.name().expect("a name").into_owned();
            let mut text = String::new();
            part.read_to_string(&mut text).expect("text");
            (name, text)
        })
        .collect()
}

#[test]
fn a_report_is_a_document_too() {
    for s in [busy(office()), busy(office_zh())] {
        let path = s.path("march.docx");
        let line = format!(
            "kehu report monthly --month 2026-03 --docx {} -q",
            path.display()
        );
        let _ = s.run(&line).done();
        let bytes = fs::read(&path).expect("written");
        let parts = parts(&bytes);
        let text = |name: &str| {
            let found = parts.iter().find(|(known, _)| known == name);
            found.map_or("", |(_, text)| text.as_str())
        };
        let body = text("word/document.xml");
        let rows = body.matches("<w:tr>").count();
        assert!(rows > 40 && rows == body.matches("<w:cantSplit/>").count());
        assert!(body.contains("w:val=\"Heading1\"") && body.contains("w:val=\"Heading2\""));
        assert!(body.contains("<w:tblHeader/>") && body.contains("w:w=\"11906\" w:h=\"16838\""));
        assert!(text("word/footer1.xml").contains("NUMPAGES"));
        // Every chart is named once, wherever it must be, and says what it shows.
        let charts = parts
            .iter()
            .filter(|(name, _)| name.starts_with("word/charts/"));
        let charts = charts.count();
        assert!(charts > 5, "{charts}");
        assert_eq!(body.matches("<c:chart r:id=").count(), charts);
        assert_eq!(body.matches("descr=\"\"").count(), 0);
        for of_all in ["[Content_Types].xml", "word/_rels/document.xml.rels"] {
            assert_eq!(text(of_all).matches("charts/chart").count(), charts);
        }
        // Whenever it is written, it is the same.
        let _ = s.run(&line).done();
        assert!(bytes == fs::read(&path).expect("written"));
    }
}

#[test]
fn only_a_document_is_replaced_by_one() {
    let s = office();
    s.put("notes.txt", "mine");
    let line = format!(
        "kehu report monthly --docx {}",
        s.path("notes.txt").display()
    );
    let refused = s.run(&line);
    assert_eq!(refused.exit, Exit::Refused, "{refused}");
    assert!(refused.err.contains(".docx"), "{refused}");
    assert_eq!(s.text("notes.txt"), "mine");
}
