//! The parts of the package round the text: how it looks, which fonts it asks for, the
//! number on every page.

use super::super::Style;
use super::super::html::escape::text;
use crate::words::t;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// How paragraphs and tables look.
const STYLES: &str = include_str!("styles.xml");

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// What charts need besides.
const DRAWN: &str = "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
                     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
                     xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"";

/// By what the body names its `nth` chart.
pub fn chart_id(nth: usize) -> String {
    format!("rIdChart{nth}")
}

/// Every part with its name, in the order in which they stand in the package.
pub fn all(title: &str, body: &str, charts: &[String], style: &Style) -> Vec<(String, String)> {
    let (mut types, mut links) = (String::new(), String::new());
    for nth in 1..=charts.len() {
        types.push_str(&format!(
            "<Override PartName=\"/word/charts/chart{nth}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.drawingml.chart+xml\"/>"
        ));
        links.push_str(&format!(
            "<Relationship Id=\"{}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart\" Target=\"charts/chart{nth}.xml\"/>",
            chart_id(nth)
        ));
    }
    let parts = [
        (
            "[Content_Types].xml",
            format!("{HEAD}{TYPES}{types}</Types>"),
        ),
        ("_rels/.rels", format!("{HEAD}{PACKAGE}")),
        ("docProps/core.xml", core(title, style)),
        ("word/document.xml", document(body)),
        ("word/styles.xml", STYLES.to_owned()),
        (
            "word/fontTable.xml",
            format!("{HEAD}<w:fonts {WORD}>{FONTS}</w:fonts>"),
        ),
        ("word/settings.xml", settings()),
        ("word/footer1.xml", footer(style)),
        (
            "word/_rels/document.xml.rels",
            format!("{HEAD}{LINKS}{links}</Relationships>"),
        ),
    ];
    let parts = parts
        .into_iter()
        .map(|(name, part)| (name.to_owned(), part));
    let charts = charts.iter().enumerate();
    let charts =
        charts.map(|(at, chart)| (format!("word/charts/chart{}.xml", at + 1), chart.clone()));
    parts.chain(charts).collect()
}

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/fontTable.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml\"/>\
<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>";

const PACKAGE: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
</Relationships>";

const LINKS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable\" Target=\"fontTable.xml\"/>\
<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/>\
<Relationship Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/>";

/// Where a font is missing, the next is taken: by its other name, then by its family.
const FONTS: &str = "<w:font w:name=\"宋体\"><w:altName w:val=\"SimSun\"/><w:charset w:val=\"86\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font>\
<w:font w:name=\"黑体\"><w:altName w:val=\"SimHei\"/><w:charset w:val=\"86\"/><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font>\
<w:font w:name=\"Arial\"><w:altName w:val=\"Liberation Sans\"/><w:charset w:val=\"00\"/><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font>";

fn core(title: &str, style: &Style) -> String {
    let (title, made) = (text(title), style.made.rfc3339(chrono_tz::UTC));
    let made = made.replace("+00:00", "Z");
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{title}</dc:title><dc:creator>kehu</dc:creator>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:created></cp:coreProperties>"
    )
}

/// A4 upright, with the number of the page at the foot.
fn document(body: &str) -> String {
    format!(
        "{HEAD}<w:document {WORD} {DRAWN}><w:body>{body}<w:p><w:pPr><w:pStyle w:val=\"Apart\"/></w:pPr></w:p>\
         <w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>"
    )
}

fn settings() -> String {
    format!(
        "{HEAD}<w:settings {WORD}><w:defaultTabStop w:val=\"420\"/>\
         <w:characterSpacingControl w:val=\"compressPunctuation\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>"
    )
}

fn footer(style: &Style) -> String {
    let field = |name: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {name} </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let words = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    let lang = style.tongue.lang;
    let [before, between, after] = match (style.both, lang) {
        (true, _) => ["", " / ", ""],
        (false, lang) => [
            t("Page ", "第 ").to(lang),
            t(" of ", " 页，共 ").to(lang),
            t("", " 页").to(lang),
        ],
    };
    format!(
        "{HEAD}<w:ftr {WORD}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}{}{}{}{}</w:p></w:ftr>",
        words(before),
        field("PAGE"),
        words(between),
        field("NUMPAGES"),
        words(after),
    )
}
