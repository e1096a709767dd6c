//! The month as documents: what they hold, that they are sound, and that the
//! same month gives the same bytes.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use kehu::problem::Exit;
use kehu::words::Lang;
use tempfile::TempDir;

use super::{empty, kehu, report, small};

const MARCH: [&str; 2] = ["--month", "2026-03"];

fn written(folder: &Path, lang: Lang, name: &str, more: &[&str]) -> Vec<u8> {
    let path = folder.join(name);
    let flag = format!("--{}", name.rsplit_once('.').unwrap().1);
    let path_text = path.to_str().unwrap();
    let args = [&MARCH[..], &["-q", &flag, path_text], more].concat();
    let (exit, out, err) = kehu(folder, lang, &args);
    assert_eq!((exit, out.as_str(), err.as_str()), (Exit::Done, "", ""));
    fs::read(path).unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// What is wrong with the tags of a page, if anything.
fn unbalanced(page: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    for tag in page.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap();
        let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap();
        let is_void = tag.ends_with('/') || matches!(name, "meta" | "!DOCTYPE");
        if tag.starts_with('/') {
            match open.pop() {
                Some(last) if last == name => {}
                other => return Some(format!("</{name}> closes {other:?}")),
            }
        } else if !is_void {
            open.push(name);
        }
    }
    (!open.is_empty()).then(|| format!("{open:?} stay open"))
}

#[test]
fn a_page_is_one_sound_file_that_fetches_and_runs_nothing() {
    let folder = TempDir::new().unwrap();
    small(folder.path());
    for (lang, code) in [(Lang::En, "en"), (Lang::Zh, "zh-CN")] {
        let page = text(written(folder.path(), lang, "march.html", &[]));
        assert!(page.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{code}\">\n")));
        assert_eq!(unbalanced(&page), None);
        for foreign in [
            "<script", "http:", "https:", "url(", "@import", "src=", "href=",
        ] {
            assert!(!page.contains(foreign), "{foreign}");
        }
        // Every drawing says what it shows.
        let drawings = page.matches("<svg ").count();
        assert!(drawings >= 8, "{drawings}");
        assert_eq!(page.matches("role=\"img\"").count(), drawings);
        assert_eq!(page.matches("<desc id=").count(), drawings);
        assert_eq!(
            page.matches("<table>").count(),
            page.matches("<thead>").count()
        );
    }
}

#[test]
fn a_page_shows_figures_differences_and_no_data() {
    let folder = TempDir::new().unwrap();
    small(folder.path());
    let page = text(written(folder.path(), Lang::Zh, "march.html", &[]));
    let shown = |what: &str| assert!(page.contains(what), "{what}");
    shown("<h1>2026年3月工作月报：全体人员</h1>");
    shown("<p class=\"name\">新增客户</p><p class=\"figure\">3</p>");
    shown("<span>增减 <b>+2</b></span>");
    shown("<td class=\"n none\">无数据</td>");
    shown(
        "<th scope=\"row\">未分级 → C级</th><td class=\"n\">1</td><td class=\"n\">0</td><td class=\"n\">+1</td>",
    );
    shown("图表：电话：当月 3，上月 1；");
    // Less is less, in points.
    let english = text(written(folder.path(), Lang::En, "en.html", &[]));
    assert!(english.contains("<td class=\"n\">−1</td>"));
}

#[test]
fn a_name_is_text_wherever_it_stands() {
    let folder = TempDir::new().unwrap();
    super::write(folder.path(), |file, me| {
        let rep = file.staff("<b>&\"'}李");
        file.customer("云帆", "03-02 09:00", None, rep);
        file.customer("海曙", "03-02 09:00", None, me);
    });
    let page = text(written(
        folder.path(),
        Lang::Zh,
        "rep.html",
        &["--rep", "<b>&\"'}李"],
    ));
    assert_eq!(unbalanced(&page), None);
    assert!(page.contains("<h1>2026年3月工作月报：&lt;b&gt;&amp;&quot;&#39;}李</h1>"));
    assert!(
        page.contains("content: \"2026年3月工作月报\\ff1a \\3c b\\3e \\26 \\22 \\27 \\7d 李\"")
    );
}

#[test]
fn an_empty_month_makes_sound_documents() {
    let folder = TempDir::new().unwrap();
    empty(folder.path());
    let page = text(written(folder.path(), Lang::En, "empty.html", &[]));
    assert_eq!(unbalanced(&page), None);
    assert!(!page.contains("<svg") && page.contains("<p class=\"figure none\">no data</p>"));
    assert!(page.contains("<footer><p>Nothing this month and the month before: "));
    let book = written(folder.path(), Lang::En, "empty.xlsx", &[]);
    assert!(Xlsx::new(Cursor::new(book)).is_ok());
}

#[test]
fn a_workbook_has_a_sheet_a_part_with_real_numbers() {
    let folder = TempDir::new().unwrap();
    small(folder.path());
    let bytes = written(folder.path(), Lang::Zh, "march.xlsx", &[]);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(
        book.sheet_names(),
        [
            "概览",
            "新增客户",
            "客户跟进",
            "约定事项",
            "客户分级",
            "商机",
            "合同与回款",
            "售后工单",
            "满意度与反馈"
        ]
    );
    let overview = book.worksheet_range("概览").unwrap();
    let row = |name: &str| {
        let found = overview
            .rows()
            .find(|row| row[0] == Data::String(name.to_owned()));
        found.unwrap()[1..].to_vec()
    };
    let number = Data::Float;
    assert_eq!(row("新增客户"), [number(3.0), number(1.0), number(2.0)]);
    // A share is a number; a month without cases is no number, and no zero.
    let none = Data::String("无数据".to_owned());
    assert_eq!(
        row("约定事项按时完成率")[..2],
        [number(0.3333), none.clone()]
    );
    // How long it took is told in minutes, and counted in days.
    let took = row("平均首次响应时长");
    assert!(
        matches!(&took[0], Data::DateTime(lasting) if lasting.as_f64() == 50.0 / 1440.0),
        "{took:?}"
    );
    assert_eq!(took[1], none);
}

#[test]
fn the_same_month_gives_the_same_bytes_whenever_it_is_asked() {
    let folder = TempDir::new().unwrap();
    small(folder.path());
    for name in ["a.html", "a.xlsx", "a.md", "a.csv", "a.json"] {
        let first = written(folder.path(), Lang::Zh, name, &[]);
        let later = written(
            folder.path(),
            Lang::Zh,
            name,
            &["--now", "2026-06-01 09:00"],
        );
        assert!(first == later, "{name}");
        assert!(first.len() > 500, "{name}");
    }
}

#[test]
fn no_document_names_a_customer_or_a_contact() {
    let folder = TempDir::new().unwrap();
    small(folder.path());
    for lang in [Lang::En, Lang::Zh] {
        for name in ["a.html", "a.md", "a.csv", "a.json"] {
            let text = text(written(folder.path(), lang, name, &["--reveal"]));
            for private in ["云帆", "海曙", "鉴湖", "报价", "无显示", "培训"] {
                assert!(!text.contains(private), "{name} {private}");
            }
        }
    }
}

#[test]
fn several_files_are_written_beside_the_answer() {
    let folder = TempDir::new().unwrap();
    small(folder.path());
    let [html, json] = ["m.html", "m.json"].map(|name| folder.path().join(name));
    let files = [
        "--html",
        html.to_str().unwrap(),
        "--json",
        json.to_str().unwrap(),
    ];
    let (exit, out, err) = kehu(folder.path(), Lang::En, &[&MARCH[..], &files].concat());
    assert_eq!(exit, Exit::Done);
    assert!(out.starts_with("Monthly report, March 2026: everybody\n"));
    let said = format!("written: {}\nwritten: {}\n", html.display(), json.display());
    assert_eq!(err, said);
    assert_eq!(
        fs::read_to_string(&json).unwrap(),
        report(
            folder.path(),
            Lang::En,
            &["--month", "2026-03", "-o", "json"]
        )
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(
            fs::metadata(&html).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
    let left = fs::read_dir(folder.path()).unwrap();
    let parts = left.filter(|entry| {
        entry
            .as_ref()
            .unwrap()
            .path()
            .extension()
            .is_some_and(|ending| ending == "part")
    });
    assert_eq!(parts.count(), 0);
}

#[test]
fn a_file_that_is_no_report_is_not_replaced() {
    let folder = TempDir::new().unwrap();
    small(folder.path());
    let place = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(place("notes.txt"), "mine").unwrap();
    fs::write(place("old.html"), "old").unwrap();
    for (flag, name, exit, said) in [
        ("--html", "notes.txt", Exit::Refused, "不像是报表文件"),
        ("--html", "nowhere/m.html", Exit::Usage, "没有目录"),
        ("--html", "", Exit::Usage, "不是文件"),
    ] {
        let (ended, out, err) = kehu(folder.path(), Lang::Zh, &[flag, &place(name), "-q"]);
        assert_eq!((ended, out.as_str()), (exit, ""), "{name}");
        assert!(err.contains(said), "{err}");
    }
    let both = place("m.html");
    let (ended, _, err) = kehu(
        folder.path(),
        Lang::En,
        &["--html", &both, "--md", &both, "-q"],
    );
    assert_eq!(ended, Exit::Usage, "{err}");
    assert_eq!(fs::read_to_string(place("notes.txt")).unwrap(), "mine");
    // A dry run writes nothing; a run replaces the report that was there.
    let old = place("old.html");
    let (_, _, err) = kehu(folder.path(), Lang::En, &["--html", &old, "--dry-run"]);
    assert!(err.contains("would write "), "{err}");
    assert_eq!(fs::read_to_string(&old).unwrap(), "old");
    let page = text(written(folder.path(), Lang::En, "old.html", &[]));
    assert!(page.starts_with("<!DOCTYPE html>"));
}
