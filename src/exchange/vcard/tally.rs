//! What cards say that a contact has no field for, counted by kind: left out,
//! and told.

use std::collections::BTreeMap;

use calcard::vcard::{VCardEntry, VCardProperty};

use crate::say;
use crate::words::{Say, Text, t};

/// What of the cards found no field, counted.
#[derive(Default)]
pub struct Tally {
    left: BTreeMap<&'static str, (Text, usize)>,
    /// Properties that have no word here, by their own names.
    others: BTreeMap<String, usize>,
}

impl Tally {
    pub fn count(&mut self, what: Text) {
        self.left.entry(what.en).or_insert((what, 0)).1 += 1;
    }

    /// A property that no field is for.
    pub fn leave(&mut self, entry: &VCardEntry, text: &str) {
        use VCardProperty as P;
        match &entry.name {
            P::Begin | P::End | P::Version | P::Prodid | P::Rev | P::Uid | P::N | P::Fn => {}
            P::Kind | P::Source | P::Lang | P::Tz | P::Clientpidmap => {}
            P::Photo | P::Logo => self.count(t("pictures", "照片")),
            P::Adr => self.count(t("addresses", "地址")),
            P::Url => self.count(t("web pages", "网址")),
            P::Impp | P::Socialprofile => self.count(t("messengers", "其他即时通讯")),
            P::Other(name) if is_idle(name) || text.is_empty() => {}
            P::Other(name) => *self.others.entry(name.to_uppercase()).or_default() += 1,
            known => *self.others.entry(known.as_str().to_owned()).or_default() += 1,
        }
    }

    pub fn said(&self) -> Option<Say> {
        let mut en: Vec<String> = Vec::new();
        let mut zh: Vec<String> = Vec::new();
        for (text, n) in self.left.values() {
            en.push(format!("{}: {n}", text.en));
            zh.push(format!("{} {n} 项", text.zh));
        }
        for (name, n) in &self.others {
            en.push(format!("{name}: {n}"));
            zh.push(format!("{name} {n} 项"));
        }
        let (en, zh) = (en.join(", "), zh.join("、"));
        (!en.is_empty()).then(|| {
            say!(
                "left out, a contact has no fields for these: {en}",
                "联系人没有相应字段，未读取：{zh}"
            )
        })
    }
}

/// Properties of programs, which say nothing of the person.
fn is_idle(name: &str) -> bool {
    let name = name.to_uppercase();
    let idle = [
        "X-ABLABEL",
        "X-ABADR",
        "X-ABSHOWAS",
        "SORT-STRING",
        "CLASS",
        "PROFILE",
        "MAILER",
        "LABEL",
        "AGENT",
    ];
    idle.contains(&name.as_str())
        || name.starts_with("X-PHONETIC")
        || name.starts_with("X-MS-OL-")
        || name.starts_with("X-IMAGE")
}
