//! Every list: where its rows come from, which columns it shows and which it
//! can show.

use super::List;
use super::Shown;
use super::customer_name;
use super::customer_number;
use super::field;
use super::fields;
use super::number;
use super::rest;
use crate::records::choices::GradeLetter;
use crate::records::{
    Action, Attachment, Contact, Customer, Followup, Grade, Occasion, Plan, Product, Promise,
    Request, Staff,
};
use crate::value::{Long, Moment, Noun, Size, YesNo};
use crate::words::t;

impl List {
    /// `unreal` are the methods that are no contact (`[contact] real`).
    pub fn customers(unreal: &[&'static str]) -> Self {
        let unreal = unreal.join("', '");
        let mut columns = vec![number()];
        columns.extend(field::<Customer>("name"));
        columns.push(Shown::of::<Option<GradeLetter>>(
            "grade",
            t("Grade", "级别"),
            "r.grade",
        ));
        columns.extend(fields::<Customer>(&[
            "stage", "intent", "region", "industry", "owner",
        ]));
        columns.push(Shown::of::<Option<Moment>>(
            "last_contact",
            t("Last contact", "最近联系"),
            format!(
                "(SELECT f.at FROM followup f WHERE f.customer = r.id AND f.reached = 'yes'
                  AND f.method NOT IN ('{unreal}') AND f.removed_at IS NULL
                  ORDER BY f.at DESC LIMIT 1)"
            ),
        ));
        columns.push(
            Shown::of::<Option<Moment>>(
                "next_contact",
                t("Next contact", "下次联系"),
                "(SELECT f.next_at FROM followup f WHERE f.customer = r.id AND f.next_at IS NOT NULL
                  AND f.removed_at IS NULL ORDER BY f.at DESC LIMIT 1)",
            )
            .extra(),
        );
        columns.push(
            Shown::of::<crate::value::Tags>(
                "tag",
                t("Tags", "标签"),
                "(SELECT group_concat(name, ',') FROM (SELECT name FROM tag WHERE customer = r.id ORDER BY name))",
            )
            .extra(),
        );
        columns.push(
            Shown::of::<Option<YesNo>>(
                "pool",
                t("In the pool", "公海"),
                "CASE r.pool WHEN 1 THEN 'yes' END",
            )
            .extra(),
        );
        columns.push(
            Shown::of::<Option<crate::value::Day>>(
                "paused_until",
                t("Paused until", "暂停至"),
                "(SELECT p.resume_on FROM pause p WHERE p.customer = r.id AND p.ended_at IS NULL
                  AND p.removed_at IS NULL LIMIT 1)",
            )
            .extra(),
        );
        columns.push(
            Shown::of::<Option<String>>(
                "rhythm",
                t("Rhythm of its own", "专属跟进频率"),
                "(SELECT y.every FROM rhythm y WHERE y.customer = r.id AND y.ended_at IS NULL
                  AND y.removed_at IS NULL LIMIT 1)",
            )
            .extra(),
        );
        for (key, label, column) in [
            ("contact.name", t("Contact", "联系人"), "name"),
            ("contact.title", t("Title", "职务"), "title"),
        ] {
            columns.push(Shown::of::<Option<String>>(key, label, first_contact(column)).extra());
        }
        columns.push(
            Shown::of::<Option<crate::value::Phone>>(
                "contact.phone",
                t("Phone", "联系电话"),
                first_contact("phone"),
            )
            .extra()
            .sensitive(),
        );
        rest::<Customer>(&mut columns);
        List {
            noun: Noun::Customer,
            columns,
            order: "r.id",
        }
    }

    pub fn contacts() -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Contact>(&[
            "name", "title", "phone", "email", "wechat", "role",
        ]));
        rest::<Contact>(&mut columns);
        List {
            noun: Noun::Contact,
            columns,
            order: "r.customer, r.id",
        }
    }

    pub fn followups() -> Self {
        let mut columns = vec![number()];
        columns.extend(field::<Followup>("at"));
        columns.push(customer_name());
        columns.push(customer_number());
        columns.extend(fields::<Followup>(&[
            "method",
            "said",
            "next_at",
            "next_what",
            "owner",
        ]));
        rest::<Followup>(&mut columns);
        List {
            noun: Noun::Followup,
            columns,
            order: "r.at DESC, r.id DESC",
        }
    }

    pub fn plans() -> Self {
        let mut columns = vec![number()];
        columns.extend(field::<Plan>("at"));
        columns.push(customer_name());
        columns.push(customer_number());
        columns.extend(fields::<Plan>(&[
            "method", "focus", "goal", "what", "owner",
        ]));
        rest::<Plan>(&mut columns);
        List {
            noun: Noun::Plan,
            columns,
            order: "r.at, r.id",
        }
    }

    pub fn actions() -> Self {
        let mut columns = vec![number()];
        columns.extend(field::<Action>("due"));
        columns.push(customer_name());
        columns.push(customer_number());
        columns.extend(fields::<Action>(&["what", "owner"]));
        columns.push(
            Shown::of::<Option<Moment>>("done_at", t("Done", "完成时间"), "r.done_at").extra(),
        );
        rest::<Action>(&mut columns);
        List {
            noun: Noun::Action,
            columns,
            order: "r.due, r.id",
        }
    }

    pub fn promises() -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Promise>(&["what", "promised_by", "due", "owner"]));
        for (key, label) in [
            ("confirmed_at", t("In writing", "书面确认")),
            ("kept_at", t("Kept", "兑现时间")),
        ] {
            columns.push(Shown::of::<Option<Moment>>(key, label, format!("r.{key}")));
        }
        rest::<Promise>(&mut columns);
        List {
            noun: Noun::Promise,
            columns,
            order: "r.kept_at IS NOT NULL, r.due IS NULL, r.due, r.id",
        }
    }

    pub fn requests() -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Request>(&[
            "department",
            "background",
            "expected",
            "counterpart",
            "owner",
        ]));
        columns.push(Shown::of::<Option<Moment>>(
            "answered_at",
            t("Answered", "答复时间"),
            "r.answered_at",
        ));
        columns
            .push(Shown::of::<Option<Long>>("answer", t("Answer", "答复内容"), "r.answer").extra());
        rest::<Request>(&mut columns);
        List {
            noun: Noun::Request,
            columns,
            order: "r.answered_at IS NOT NULL, r.expected, r.id",
        }
    }

    pub fn attachments() -> Self {
        let mut columns = vec![number(), customer_name(), customer_number()];
        columns.extend(fields::<Attachment>(&["kind", "name"]));
        columns.push(Shown::of::<Size>("size", t("Size", "大小"), "r.size"));
        columns.extend(fields::<Attachment>(&["at", "sensitive"]));
        columns
            .push(Shown::of::<Option<String>>("hash", t("SHA-256", "SHA-256"), "r.hash").extra());
        rest::<Attachment>(&mut columns);
        List {
            noun: Noun::Attachment,
            columns,
            order: "r.at DESC, r.id DESC",
        }
    }

    pub fn staff() -> Self {
        let mut columns =
            fields::<Staff>(&["name", "role", "supervisor", "region", "phone", "email"]);
        rest::<Staff>(&mut columns);
        List {
            noun: Noun::Staff,
            columns,
            order: "r.id",
        }
    }

    pub fn products() -> Self {
        let mut columns = vec![number()];
        columns.extend(fields::<Product>(&[
            "name", "series", "model", "price", "unit", "active",
        ]));
        rest::<Product>(&mut columns);
        List {
            noun: Noun::Product,
            columns,
            order: "r.id",
        }
    }

    pub fn occasions() -> Self {
        let mut columns = vec![number(), customer_name()];
        columns.extend(fields::<Occasion>(&[
            "kind", "day", "contact", "greeting", "notes",
        ]));
        rest::<Occasion>(&mut columns);
        List {
            noun: Noun::Occasion,
            columns,
            order: "r.customer, r.id",
        }
    }

    pub fn grades() -> Self {
        let mut columns = vec![number()];
        columns.extend(field::<Grade>("at"));
        columns.push(customer_name());
        columns.push(customer_number());
        columns.extend(fields::<Grade>(&["purchase", "potential", "grade"]));
        columns.push(Shown::of::<Option<crate::records::choices::Decision>>(
            "result",
            t("Decision", "审批结果"),
            "(SELECT v.result FROM review v WHERE v.noun = 'grade' AND v.record = r.id
              AND v.removed_at IS NULL ORDER BY v.at DESC LIMIT 1)",
        ));
        columns.push(Shown::of::<Option<GradeLetter>>(
            "decided_grade",
            t("Decided", "审定级别"),
            "(SELECT v.grade FROM review v WHERE v.noun = 'grade' AND v.record = r.id
              AND v.removed_at IS NULL ORDER BY v.at DESC LIMIT 1)",
        ));
        columns.push(Shown::of::<Option<String>>(
            "decided_by",
            t("By", "审批人"),
            "(SELECT s.name FROM review v JOIN staff s ON s.id = v.by WHERE v.noun = 'grade'
              AND v.record = r.id AND v.removed_at IS NULL ORDER BY v.at DESC LIMIT 1)",
        ));
        columns.extend(fields::<Grade>(&["owner", "basis"]));
        rest::<Grade>(&mut columns);
        List {
            noun: Noun::Grade,
            columns,
            order: "r.at DESC, r.id DESC",
        }
    }

    pub fn column(&self, key: &str) -> Option<&Shown> {
        self.columns.iter().find(|column| column.key == key)
    }
}

fn first_contact(column: &str) -> String {
    format!(
        "(SELECT c.{column} FROM contact c WHERE c.customer = r.id AND c.removed_at IS NULL ORDER BY c.id LIMIT 1)"
    )
}
