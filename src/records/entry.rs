//! Entries of a playbook's forms, and duties that were done. An entry's own
//! answers stand beside these fields as JSON, under the keys of its form.

use serde_json::{Map, Value as Json};

use super::customer::Customer;
use super::staff::Staff;
use crate::field::Field;
use crate::form;
use crate::noun_target;
use crate::value::{Cell, Day, Deadline, Door, Found, Handle, Kind, Long, Moment, Ref, Stored};

form! {
    /// A filled-in form of the playbook.
    pub struct Entry as "entry" ("form entry", "表单") {
        form: Handle = "Form", "表单";
        customer: Option<Ref<Customer>> = "Customer", "客户";
        at: Moment = "Filled in", "填写时间";
        by: Option<Ref<Staff>> = "By", "填写人";
        due: Option<Deadline> = "Due", "期限";
        who: Option<Ref<Staff>> = "Responsible", "责任人";
        note: Option<Long> = "Note", "备注";
    }
}

noun_target!(Entry, Entry);

form! {
    /// A periodic duty, done once.
    pub struct Duty as "duty" ("periodic duty", "例行工作") {
        rule: Handle = "Duty", "例行工作";
        period: Day = "Period", "周期";
        at: Moment = "Done", "完成时间";
        by: Ref<Staff> = "By", "完成人";
        note: Option<Long> = "Note", "备注";
    }
}

noun_target!(Duty, Duty);

/// The answers of an entry, by the keys of its form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers(Map<String, Json>);

impl Answers {
    /// What the store holds; `None` if it is nothing that kehu wrote.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().map(Answers)
    }

    pub fn text(&self) -> String {
        Json::Object(self.0.clone()).to_string()
    }

    /// The answer to a field, as the store would hold it in a column.
    pub fn get(&self, field: &Field) -> Stored {
        match self.0.get(field.key) {
            None | Some(Json::Null) => Stored::Null,
            Some(Json::String(text)) => Stored::Text(text.clone()),
            Some(other) => match other.as_i64() {
                Some(number) => Stored::Int(number),
                None => Stored::Text(other.to_string()),
            },
        }
    }

    /// Answers a field; nothing takes its answer away.
    pub fn set(&mut self, field: &Field, value: &Stored) {
        let value = match value {
            Stored::Null => {
                self.0.remove(field.key);
                return;
            }
            Stored::Int(number) => Json::from(*number),
            Stored::Text(text) => match field.door().is_in_lines() {
                true => serde_json::from_str(text).unwrap_or_else(|_| Json::from(text.as_str())),
                false => Json::from(text.as_str()),
            },
        };
        self.0.insert(field.key.to_owned(), value);
    }

    /// The answer to a field as a cell; `None` where it is no answer to the
    /// field of today: its kind was changed, or its choice is gone.
    pub fn cell(&self, field: &Field) -> Option<Cell> {
        load(&field.door(), &self.get(field))
    }

    /// The answers whose field is gone or takes them no more, under their keys.
    pub fn strange(&self, fields: &[Field]) -> Vec<(String, String)> {
        let known = |key: &str| {
            let field = fields.iter().find(|field| field.key == key);
            field.is_some_and(|field| self.cell(field).is_some())
        };
        let all = self.0.iter().filter(|(key, _)| !known(key));
        all.map(|(key, value)| (key.clone(), plain(value)))
            .collect()
    }

    /// What was answered in words, for the search: to these fields alone, since
    /// nobody knows whether anything else was private, to none that is, and no
    /// record's id.
    pub fn words(&self, fields: &[Field]) -> String {
        let open = fields.iter().filter(|field| {
            !field.sensitive && !matches!(field.kind, Kind::Ref(_)) && self.cell(field).is_some()
        });
        let texts = open.filter_map(|field| self.0.get(field.key)).map(plain);
        texts.collect::<Vec<_>>().join(" ")
    }
}

fn load(door: &Door, stored: &Stored) -> Option<Cell> {
    door.load(match stored {
        Stored::Null => Found::Null,
        Stored::Int(number) => Found::Int(*number),
        Stored::Text(text) => Found::Text(text),
    })
}

/// An answer without the field that would know how to show it.
fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(all) => all.iter().map(plain).collect::<Vec<_>>().join("\n"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Phone;
    use crate::words::t;

    #[test]
    fn search_knows_what_is_open_and_nothing_else() {
        let text = Field::of::<Option<String>>("purpose", t("Purpose", "目的"));
        let many = Field::of::<Option<i64>>("many", t("How many", "数量"));
        let who = Field::of::<Option<Ref<Staff>>>("whose", t("Whose", "同事"));
        let phone = Field::of::<Option<Phone>>("mobile", t("Mobile", "手机")).sensitive();
        let kept =
            r#"{"purpose":"look","many":3,"whose":77,"mobile":"13912345678","gone":"secret"}"#;
        let answers = Answers::read(kept).unwrap();
        assert_eq!(answers.words(&[text, many, who, phone]), "look 3");
        // Nor what its field does not take any more.
        let many = Field::of::<Option<i64>>("purpose", t("Purpose", "目的"));
        assert_eq!(answers.words(&[many]), "");
    }
}
