//! One card's properties as the cells of a contact's row; what a contact has
//! no field for is counted, never dropped in silence.

use calcard::common::{CalendarScale, IanaType, PartialDateTime};
use calcard::vcard::{
    VCard, VCardEntry, VCardParameterName, VCardParameterValue, VCardProperty, VCardType,
    VCardValue,
};
use calcard::{Entry, Parser};

use crate::form::Form;
use crate::problem::Problem;
use crate::records::Contact;
use crate::say;
use crate::words::{Text, t};

use super::tally::Tally;

/// Properties of our own, for fields that no standard one stands for.
pub(super) const OWN: &str = "X-KEHU-";

/// The year that Apple writes where none is known.
pub(super) const NO_YEAR: u16 = 1604;

const PHONES: Text = t("further phones", "其余电话");
const FAXES: Text = t("faxes and pagers", "传真与寻呼机");
const MAILS: Text = t("further e-mails", "其余邮箱");

/// Reads the lines of one card.
pub(super) fn read(lines: &[&str], tally: &mut Tally) -> Result<Vec<String>, Problem> {
    let card = parse(lines)?;
    let mut row = Cells::default();
    row.set("name", &name(&card));
    let mut phones = Vec::new();
    let mut mails = Vec::new();
    for entry in &card.entries {
        match &entry.name {
            VCardProperty::Tel => phones.push(entry),
            VCardProperty::Email => mails.push(entry),
            _ => row.take(entry, tally),
        }
    }
    row.phones(&phones, tally);
    row.mails(&mails, tally);
    Ok(row.cells)
}

/// The card as the reader of vCards sees it.
fn parse(lines: &[&str]) -> Result<VCard, Problem> {
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        match line.split_once(':') {
            Some((head, rest)) if is_quoted(head) => {
                let charset = charset(rest, lines.get(at + 1..).unwrap_or(&[]));
                text.push_str(&format!("{head};CHARSET={charset}:{rest}"));
            }
            _ => text.push_str(line),
        }
        text.push_str("\r\n");
    }
    match Parser::new(&text).entry() {
        Entry::VCard(card) => Ok(card),
        _ => Err(Problem::usage(say!(
            "the card that begins here cannot be read",
            "此处开始的名片无法读取"
        ))),
    }
}

/// Whether a property's text is quoted-printable without a word about its
/// charset, as old phones write it.
fn is_quoted(head: &str) -> bool {
    let head = head.to_ascii_uppercase();
    head.contains("QUOTED-PRINTABLE") && !head.contains("CHARSET")
}

/// The charset of a quoted-printable text that goes on while a line ends in
/// `=`: what is not UTF-8 was written in China.
fn charset(first: &str, rest: &[&str]) -> &'static str {
    let mut bytes = Vec::new();
    for line in std::iter::once(&first).chain(rest) {
        let mut pieces = line.trim_end().split('=');
        bytes.extend(pieces.next().unwrap_or("").bytes());
        for piece in pieces {
            let code = piece
                .get(..2)
                .and_then(|code| u8::from_str_radix(code, 16).ok());
            bytes.extend(code);
            bytes.extend(piece.get(2..).unwrap_or("").bytes());
        }
        if !line.trim_end().ends_with('=') {
            break;
        }
    }
    match std::str::from_utf8(&bytes) {
        Ok(_) => "UTF-8",
        Err(_) => "GB18030",
    }
}

/// The text of a property, its parts joined as they were.
fn text(entry: &VCardEntry) -> String {
    let parts: Vec<String> = entry.values.iter().filter_map(part).collect();
    // Quoted-printable text keeps the line ends of the phone that wrote it.
    parts.join(",").replace("\r\n", "\n").trim().to_owned()
}

fn part(value: &VCardValue) -> Option<String> {
    match value {
        VCardValue::Text(text) => Some(text.clone()),
        VCardValue::Component(parts) => Some(parts.join(",")),
        VCardValue::Integer(number) => Some(number.to_string()),
        VCardValue::Float(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Whether every sign of a name is Chinese.
fn is_chinese(name: &str) -> bool {
    let han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '·' | '•');
    !name.is_empty() && name.chars().all(han)
}

/// The name as its bearer writes it: a Chinese one family first and without a
/// space, whatever the phone made of it.
fn name(card: &VCard) -> String {
    let of = |property| card.entries.iter().find(|entry| entry.name == property);
    let shown = of(VCardProperty::Fn).map(text).unwrap_or_default();
    let parts = of(VCardProperty::N).map_or(&[][..], |entry| &entry.values);
    let piece = |at: usize| {
        let piece = parts.get(at).and_then(part).unwrap_or_default();
        piece.trim().to_owned()
    };
    let (family, given, middle) = (piece(0), piece(1), piece(2));
    let whole = format!("{family}{middle}{given}");
    let letters = |name: &str| {
        let mut letters: Vec<char> = name.chars().filter(|c| !c.is_whitespace()).collect();
        letters.sort_unstable();
        letters
    };
    if is_chinese(&whole) && (shown.is_empty() || letters(&shown) == letters(&whole)) {
        return whole;
    }
    if !shown.is_empty() {
        return shown;
    }
    let spaced = [given, middle, family];
    let spaced: Vec<&str> = spaced
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    spaced.join(" ")
}

/// Whether a property is of this type, as `TYPE=cell`, `type="work,cell"` or
/// the bare `CELL` of 2.1.
fn is_of(entry: &VCardEntry, word: &str) -> bool {
    entry.params.iter().any(|param| match &param.value {
        VCardParameterValue::Type(kind) => type_word(kind) == word,
        VCardParameterValue::Text(text) => {
            param.name == VCardParameterName::Type && text.eq_ignore_ascii_case(word)
        }
        VCardParameterValue::Null => match &param.name {
            VCardParameterName::Other(name) => name.eq_ignore_ascii_case(word),
            VCardParameterName::Pref => word == "pref",
            _ => false,
        },
        _ => word == "pref" && param.name == VCardParameterName::Pref,
    })
}

fn type_word(kind: &VCardType) -> &'static str {
    match kind {
        VCardType::Cell => "cell",
        VCardType::Fax => "fax",
        VCardType::Pager => "pager",
        _ => "",
    }
}

/// Puts what its owner prefers first, then mobiles, each group as it stood.
fn by_preference(entries: &[&VCardEntry]) -> Vec<String> {
    let mut ranked: Vec<(bool, bool, String)> = Vec::new();
    for entry in entries {
        let mobile = is_of(entry, "cell") || is_of(entry, "iphone") || is_of(entry, "mobile");
        let text = text(entry);
        if !text.is_empty() {
            ranked.push((!is_of(entry, "pref"), !mobile, text));
        }
    }
    ranked.sort_by_key(|(other, fixed, _)| (*other, *fixed));
    ranked.into_iter().map(|(.., text)| text).collect()
}

/// A number without its scheme: `tel:+1-418-656-9254;ext=102`.
fn dialled(text: &str) -> String {
    let bare = match text.get(..4) {
        Some(scheme) if scheme.eq_ignore_ascii_case("tel:") => &text[4..],
        _ => text,
    };
    let mut parts = bare.split(';');
    let number = parts.next().unwrap_or("").trim().to_owned();
    let extension = parts.find(|part| part.to_ascii_lowercase().starts_with("ext="));
    match extension {
        Some(extension) => format!("{number};{extension}"),
        None => number,
    }
}

/// The cells of one contact, in the order of its form.
struct Cells {
    cells: Vec<String>,
}

impl Default for Cells {
    fn default() -> Self {
        Cells {
            cells: vec![String::new(); Contact::FIELDS.len()],
        }
    }
}

impl Cells {
    fn at(&mut self, key: &str) -> Option<&mut String> {
        let at = Contact::FIELDS.iter().position(|field| field.key == key)?;
        self.cells.get_mut(at)
    }

    /// Fills a cell that is still empty; says whether it did.
    fn set(&mut self, key: &str, text: &str) -> bool {
        match self.at(key) {
            Some(cell) if cell.is_empty() => {
                text.clone_into(cell);
                true
            }
            _ => false,
        }
    }

    fn phones(&mut self, entries: &[&VCardEntry], tally: &mut Tally) {
        let (dead, live): (Vec<_>, Vec<_>) = entries
            .iter()
            .partition(|entry| is_of(entry, "fax") || is_of(entry, "pager"));
        let mut seen: Vec<String> = Vec::new();
        for phone in by_preference(&live).iter().map(|text| dialled(text)) {
            let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
            if seen.contains(&digits) {
                continue;
            }
            seen.push(digits);
            if !self.set("phone", &phone) && !self.set("phone2", &phone) {
                tally.count(PHONES);
            }
        }
        for _ in dead {
            tally.count(FAXES);
        }
    }

    fn mails(&mut self, entries: &[&VCardEntry], tally: &mut Tally) {
        for mail in by_preference(entries) {
            let bare = match mail.get(..7) {
                Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &mail[7..],
                _ => &mail,
            };
            if !self.set("email", bare) {
                tally.count(MAILS);
            }
        }
    }

    /// Takes any other property.
    fn take(&mut self, entry: &VCardEntry, tally: &mut Tally) {
        let text = text(entry);
        match &entry.name {
            VCardProperty::Title => {
                if !self.set("title", &text) {
                    tally.count(t("further titles", "其余职务"));
                }
            }
            VCardProperty::Org => {
                // The rest are departments.
                let first = entry.values.first().and_then(part).unwrap_or_default();
                self.set("customer", first.trim());
                if entry
                    .values
                    .iter()
                    .skip(1)
                    .filter_map(part)
                    .any(|part| !part.trim().is_empty())
                {
                    tally.count(t("departments", "部门"));
                }
            }
            VCardProperty::Note => self.note(&text),
            VCardProperty::Bday => {
                self.set("birthday", &birthday(entry, &text));
            }
            VCardProperty::Other(name) if own(name).is_some() => {
                if let Some(cell) = own(name).and_then(|key| self.at(key)) {
                    *cell = text;
                }
            }
            _ => match wechat(entry, &text) {
                Some(handle) => {
                    if !self.set("wechat", &handle) {
                        tally.count(t("further WeChat names", "其余微信号"));
                    }
                }
                None => tally.leave(entry, &text),
            },
        }
    }

    fn note(&mut self, text: &str) {
        if let Some(cell) = self.at("notes") {
            if !cell.is_empty() && !text.is_empty() {
                cell.push('\n');
            }
            cell.push_str(text);
        }
    }
}

/// The field that a property of our own holds.
fn own(name: &str) -> Option<&'static str> {
    let head = name.get(..OWN.len())?;
    let rest = head.eq_ignore_ascii_case(OWN).then(|| &name[OWN.len()..])?;
    let key = rest.to_ascii_lowercase().replace('-', "_");
    let mut keys = Contact::FIELDS.iter().map(|field| field.key);
    keys.find(|field| *field == key)
}

/// `1980-03-22`, `03-22`, `lunar 08-15`; else the text itself, for the form
/// to judge.
fn birthday(entry: &VCardEntry, text: &str) -> String {
    let lunar = entry.params.iter().any(|param| {
        matches!(
            param.value.as_calscale(),
            Some(IanaType::Iana(CalendarScale::Chinese))
        )
    });
    let day = entry.values.iter().find_map(|value| match value {
        VCardValue::PartialDateTime(PartialDateTime {
            year,
            month: Some(month),
            day: Some(day),
            ..
        }) => Some((*year, *month, *day)),
        _ => None,
    });
    match day {
        // The year of a lunar day counts in cycles.
        Some((_, month, day)) if lunar => format!("lunar {month:02}-{day:02}"),
        Some((Some(year), month, day)) if year != NO_YEAR => {
            format!("{year:04}-{month:02}-{day:02}")
        }
        Some((_, month, day)) => format!("{month:02}-{day:02}"),
        None => text.split('T').next().unwrap_or(text).to_owned(),
    }
}

/// The WeChat name of a property that holds one.
fn wechat(entry: &VCardEntry, text: &str) -> Option<String> {
    let is_wechat = |word: &str| {
        let word = word.to_lowercase();
        ["wechat", "weixin", "微信"]
            .iter()
            .any(|name| word.contains(name))
    };
    let said = entry
        .params
        .iter()
        .any(|param| param.value.as_text().is_some_and(is_wechat));
    let handle = match &entry.name {
        VCardProperty::Other(name) if is_wechat(name) => text,
        VCardProperty::Other(name) if name.eq_ignore_ascii_case("X-SOCIALPROFILE") && said => text,
        VCardProperty::Impp | VCardProperty::Socialprofile => match text.split_once(':') {
            Some((scheme, handle)) if is_wechat(scheme) => handle,
            Some((_, handle)) if said => handle,
            _ if said => text,
            _ => return None,
        },
        _ => return None,
    };
    let handle = handle.trim_start_matches(['/', ' ']);
    let handle = handle
        .rsplit_once(':')
        .map_or(handle, |(_, handle)| handle)
        .trim();
    (!handle.is_empty()).then(|| handle.to_owned())
}
