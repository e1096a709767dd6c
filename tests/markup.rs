//! Pages that a browser, a validator and a screen reader can follow: every report and some
//! forms, over the demo. What a tool of its own would find is found again here, as far as it
//! can be without one.

use std::collections::BTreeSet;

use kehu::problem::Exit;
use kehu::words::Lang;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::demo::Machine;
use crate::schema::{MORE, of_the_handbooks};

/// Forms, blank and filled in.
const FORMS: &[&str] = &[
    "form print F08",
    "form print F21",
    "form print F31",
    "form print registration-000",
    "form print registration-001 HZ-IT-2026-001",
    "form print registration-001 HZ-IT-2026-001 --both",
    "form print contract",
    "customer show HZ-IT-2026-001",
    "customer list",
];

/// Elements that have no end, which XML would want.
const VOID: [&str; 2] = ["meta", "col"];

/// What a page has been seen to hold so far.
#[derive(Default)]
struct Page {
    ids: BTreeSet<String>,
    named_by: Vec<String>,
    headings: Vec<u32>,
    mains: usize,
    /// The open elements.
    open: Vec<String>,
    /// The text of the heading at hand.
    texts: String,
    wrong: Vec<String>,
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).expect("attributes");
    found.map(|found| found.value.into_owned())
}

impl Page {
    fn must(&mut self, is: bool, what: &str, element: &BytesStart<'_>) {
        if !is {
            let element: &str = element;
            self.wrong.push(format!("{what}: <{element}>"));
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        let name = element.name().as_ref().to_owned();
        let has = |key: &str| attribute(element, key);
        if let Some(id) = has("id") {
            let fresh = self.ids.insert(id);
            self.must(fresh, "an id twice", element);
        }
        for key in ["aria-labelledby", "aria-describedby", "for"] {
            let ids = has(key).unwrap_or_default();
            self.named_by
                .extend(ids.split_whitespace().map(str::to_owned));
        }
        let parent = self.open.last().map_or("", String::as_str).to_owned();
        match name.as_str() {
            "html" => {
                let lang = has("lang").unwrap_or_default();
                self.must(matches!(&*lang, "en" | "zh-CN"), "no language", element);
            }
            "main" => self.mains += 1,
            "svg" => {
                let named = has("role").as_deref() == Some("img")
                    && (has("aria-labelledby").is_some() || has("aria-label").is_some());
                let hidden = has("aria-hidden").as_deref() == Some("true");
                self.must(named || hidden, "a drawing without a name", element);
            }
            "th" => {
                let scope = has("scope").unwrap_or_default();
                self.must(matches!(&*scope, "col" | "row"), "of what?", element);
                self.texts.clear();
            }
            "dt" | "dd" => self.must(parent == "div", "stands alone", element),
            "li" => self.must(parent == "ul", "stands alone", element),
            "script" | "img" | "iframe" | "link" => self.must(false, "not here", element),
            _ => {}
        }
        if has("tabindex").is_some() {
            let label = has("aria-label").unwrap_or_default();
            let role = has("role").as_deref() == Some("region");
            self.must(role && !label.is_empty(), "reached, but not told", element);
        }
        if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse().ok()) {
            let before = self.headings.last().copied().unwrap_or(0);
            self.must(level <= before + 1, "skips a level", element);
            self.headings.push(level);
        }
        self.open.push(name);
    }

    fn end(&mut self) {
        let name = self.open.pop().expect("it was opened");
        if name == "th" && self.texts.trim().is_empty() {
            self.wrong.push("a heading without a text".to_owned());
        }
    }
}

/// What is wrong with a page.
fn wrong(html: &str) -> Vec<String> {
    let mut text = html.replacen("<!DOCTYPE html>", "", 1);
    for void in VOID {
        let parts: Vec<&str> = text.split(&format!("<{void} ")).collect();
        let closed = parts.iter().enumerate().map(|(at, part)| match at {
            0 => (*part).to_owned(),
            _ => format!("<{void} {}", part.replacen('>', "/>", 1)),
        });
        text = closed.collect();
    }
    let mut page = Page::default();
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => page.start(&element),
            Ok(Event::Empty(element)) => {
                page.start(&element);
                page.open.pop();
            }
            Ok(Event::End(_)) => page.end(),
            Ok(Event::Text(text)) => page.texts.push_str(&text),
            Ok(Event::GeneralRef(_)) => page.texts.push('&'),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                page.wrong.push(error.to_string());
                break;
            }
        }
    }
    let gone = page.named_by.iter().filter(|id| !page.ids.contains(*id));
    let gone: Vec<String> = gone.map(|id| format!("names nothing: {id}")).collect();
    page.wrong.extend(gone);
    if page.mains != 1 || page.headings.iter().filter(|level| **level == 1).count() != 1 {
        page.wrong.push("not one page".to_owned());
    }
    page.wrong
}

fn check<'c>(lang: Lang, commands: impl Iterator<Item = &'c str>) {
    let machine = Machine::new(lang);
    let file = machine.demo().display().to_string();
    for command in commands {
        let more = ["--db", &file, "--now", "2026-04-01 08:30", "-o", "html"];
        let line: Vec<&str> = command.split(' ').chain(more).collect();
        let (exit, html, err) = machine.run(&line);
        assert!(
            matches!(exit, Exit::Done | Exit::Attention),
            "{command}: {err}"
        );
        let wrong = wrong(&html);
        assert!(wrong.is_empty(), "{command}\n{}", wrong.join("\n"));
    }
}

#[test]
fn every_report_is_a_sound_page() {
    check(Lang::Zh, of_the_handbooks().chain(FORMS.iter().copied()));
}

#[test]
fn so_it_is_of_any_period_and_in_english() {
    let more = MORE.lines().filter(|line| !line.is_empty());
    check(Lang::En, more.chain(FORMS.iter().copied()));
}

#[test]
fn what_a_validator_would_refuse_is_seen() {
    let page = |body: &str| {
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"></head><body><main><h1>A</h1>{body}</main></body></html>"
        )
    };
    assert_eq!(wrong(&page("<h2>B</h2>")), Vec::<String>::new());
    for bad in [
        "<h3>B</h3>",
        "<h1>B</h1>",
        "<p id=\"a\"></p><p id=\"a\"></p>",
        "<svg viewBox=\"0 0 1 1\"></svg>",
        "<svg role=\"img\" aria-labelledby=\"t1\"></svg>",
        "<table><tr><th>A</th></tr></table>",
        "<table><tr><th scope=\"row\"> </th></tr></table>",
        "<div tabindex=\"0\"></div>",
        "<dl><dt>A</dt></dl>",
        "<p><b></p></b>",
        "<img/>",
    ] {
        assert!(!wrong(&page(bad)).is_empty(), "{bad}");
    }
    assert!(!wrong(&page("").replace(" lang=\"en\"", "")).is_empty());
}
