//! One page for a browser and for A4: it holds its own style and drawings, runs
//! nothing, fetches nothing, and every text in it is escaped.

mod bars;
mod course;
mod drawing;
pub(super) mod escape;
mod parts;
mod spark;

use std::io::Write;

use self::escape::{css, text};
use self::parts::{Page, inside};
use super::{Answer, Style};
use crate::problem::Failure;
use crate::value::Cell;
use crate::view::{Rows, Shape, View};
use crate::words::{Lang, Text};

const STYLE: &str = concat!(include_str!("style.css"), include_str!("drawing.css"));

/// A page may do nothing but be looked at.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Writes the views as one page.
pub fn write(answer: Answer<'_>, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let lang = style.tongue.lang;
    let first = answer.views.first();
    let title = first.map_or(String::new(), |view| view.title.to(lang).to_owned());
    head(&title, style, out)?;
    let mut views = answer.views.into_iter().peekable();
    let mut page = Page::new(style, out);
    page.open_head(&title)?;
    // What a report begins with says what it is about.
    let mut about = None;
    if answer.report
        && views.peek().is_some_and(|view| view.shape == Shape::Sheet)
        && let Some(head) = views.next()
    {
        match style.paper {
            true => about = Some(head),
            false => page.about(head)?,
        }
    }
    page.close_head()?;
    if let Some(about) = about {
        page.sheet(about, false)?;
    }
    let titled = answer.report;
    let mut section: Option<Text> = None;
    let mut open = false;
    for view in views {
        if open && view.section != section {
            page.close_section()?;
            open = false;
        }
        if let Some(name) = view.section.filter(|_| !open) {
            page.section(name)?;
            open = true;
        }
        section = view.section;
        part(&mut page, view, titled)?;
    }
    if open {
        page.close_section()?;
    }
    if let Some(ending) = answer.ending {
        page.ending(ending.to(lang))?;
    }
    page.raw("</main>\n</body>\n</html>\n")
}

fn part(page: &mut Page<'_>, view: View<'_>, titled: bool) -> Result<(), Failure> {
    match view.shape {
        Shape::Figures => page.figures(view),
        Shape::List | Shape::Month => page.list(without_idle(view, page.is_paper()), titled),
        Shape::Sheet => page.sheet(view, titled),
    }
}

/// More columns than this share a page badly.
const MANY: usize = 9;

/// A wide table without the columns that say nothing; on paper they are to be written in.
fn without_idle(mut view: View<'_>, is_paper: bool) -> View<'_> {
    let Rows::Held(rows) = &mut view.rows else {
        return view;
    };
    if is_paper || view.columns.len() <= MANY || rows.is_empty() {
        return view;
    }
    let says = |at: usize| rows.iter().any(|row| row.get(at) != Some(&Cell::Empty));
    let told: Vec<bool> = (0..view.columns.len()).map(says).collect();
    let mut keep = told.iter();
    view.columns.retain(|_| keep.next() != Some(&false));
    for row in rows {
        let mut keep = told.iter();
        row.retain(|_| keep.next() != Some(&false));
    }
    view
}

fn head(title: &str, style: &Style, out: &mut dyn Write) -> Result<(), Failure> {
    let lang = style.tongue.lang;
    let (code, of, after) = match (lang, style.both) {
        (Lang::En, false) => ("en", "Page", ""),
        (Lang::Zh, false) => ("zh-CN", "第", " 页"),
        (Lang::En, true) => ("en", "", ""),
        (Lang::Zh, true) => ("zh-CN", "", ""),
    };
    let class = if style.paper { " class=\"paper\"" } else { "" };
    let running = css(&inside(title));
    let title = text(title);
    // Browsers that can number pages do; the others print their own.
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"kehu\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{title}</title>\n<style>\n{STYLE}@page {{\n  @top-left {{ content: \"{running}\"; }}\n  \
         @bottom-right {{ content: \"{of} \" counter(page) \" / \" counter(pages) \"{after}\"; }}\n}}\n\
         @page :first {{\n  @top-left {{ content: \"\"; }}\n}}\n</style>\n</head>\n<body{class}>\n<main>"
    )?;
    Ok(())
}

#[cfg(test)]
mod tests;
