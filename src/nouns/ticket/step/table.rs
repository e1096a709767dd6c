//! The steps of a ticket as data: which fields of an event each takes, and which it
//! cannot do without.

use std::sync::LazyLock;

use crate::field::Field;
use crate::form::{Draft, Form as _, subset};
use crate::records::TicketEvent;
use crate::records::choices::TicketEventKind as Event;

/// What a verb of a ticket takes: its fields, and those it cannot do without.
pub(super) struct Step {
    pub kind: Event,
    pub name: &'static str,
    pub fields: &'static [&'static str],
    pub must: &'static [&'static str],
    /// One of these must be answered; `text` is asked for if no other is.
    pub any: &'static [&'static str],
    /// Asked for too, once anything is asked.
    pub asked: &'static [&'static str],
    /// What may stand behind the ticket without a flag.
    pub words: &'static [&'static str],
    /// Whether a gate may stand in its way.
    pub gated: bool,
}

impl Step {
    /// Whether the draft says what the step cannot do without.
    pub fn is_said(&self, draft: &Draft) -> bool {
        let said = |key: &&str| draft.get(key).is_some_and(|text| !text.trim().is_empty());
        self.must.iter().all(said) && (self.any.is_empty() || self.any.iter().any(said))
    }

    pub fn fields(&self) -> Vec<Field> {
        let fields = subset(TicketEvent::FIELDS, self.fields);
        let asked = |field: Field| match self.asked.contains(&field.key) {
            true => self.worded(field).asked(),
            false => self.worded(field),
        };
        fields.into_iter().map(asked).collect()
    }

    /// A field as this step means it.
    fn worded(&self, field: Field) -> Field {
        match (self.kind, field.key) {
            (Event::Escalated, "to") => field.help(
                "task-force unless given, fast-lane, or a colleague",
                "默认 task-force（专项小组），或 fast-lane（绿色通道），或同事姓名",
            ),
            (Event::Waiting, "text") => field.help(
                "What is waited for: it stops the clock of the solution",
                "在等什么；等待期间解决时限停止计时",
            ),
            (Event::Waiting, "until") => field.help(
                "When to take it up again, whatever has come by then",
                "届时无论有无答复都恢复处理",
            ),
            (Event::Extended, "text") => field.help(
                "Why the time cannot be kept, as the customer was told",
                "无法按时的原因（已告知客户）",
            ),
            (Event::Extended, "until") => {
                field.help("The time agreed with the customer", "与客户重新约定的时间")
            }
            (Event::Appointed, "until") => field
                .flags(&["when"])
                .help("The time agreed with the customer", "与客户约定的上门时间"),
            (Event::Appointed, "to") => field.help(
                "Who goes; the ticket is theirs then",
                "上门人员，工单随之由其处理",
            ),
            (Event::Appointed, "spares") => {
                field.help("Tools and spares to bring", "需携带的工具和备件")
            }
            (Event::AiReviewed, "answer") => field.help("The reply as corrected", "修改后的回复"),
            _ => field,
        }
    }
}

pub(super) static WORDS: LazyLock<Vec<Field>> =
    LazyLock::new(|| subset(TicketEvent::FIELDS, &["text"]));

/// What a step is that can be taken without a word.
const BARE: Step = Step {
    kind: Event::Worked,
    name: "",
    fields: &[],
    must: &[],
    any: &[],
    asked: &[],
    words: &[],
    gated: false,
};

pub(super) const ASSIGN: Step = Step {
    kind: Event::Assigned,
    name: "ticket assign",
    fields: &["to", "at", "by", "text"],
    must: &["to"],
    ..BARE
};
pub(super) const TRANSFER: Step = Step {
    kind: Event::Transferred,
    name: "ticket transfer",
    fields: &["team", "text", "to", "at", "by"],
    must: &["team"],
    asked: &["text"],
    ..BARE
};
pub(super) const RESPOND: Step = Step {
    kind: Event::Responded,
    name: "ticket respond",
    fields: &["at", "by", "channel", "text"],
    ..BARE
};
pub(super) const TELL: Step = Step {
    kind: Event::Told,
    name: "ticket tell",
    fields: &["at", "by", "channel"],
    ..BARE
};
pub(super) const WORK: Step = Step {
    kind: Event::Worked,
    name: "ticket work",
    fields: &[
        "answer",
        "text",
        "mode",
        "spares",
        "signed",
        "demonstrated",
        "carrier",
        "compensation",
        "ai",
        "at",
        "by",
    ],
    any: &[
        "answer",
        "mode",
        "spares",
        "signed",
        "demonstrated",
        "carrier",
        "compensation",
        "text",
    ],
    asked: &["answer"],
    words: &["text"],
    gated: true,
    ..BARE
};
pub(super) const CHECK: Step = Step {
    kind: Event::AiReviewed,
    name: "ticket check",
    fields: &["verdict", "answer", "text", "at", "by"],
    must: &["verdict"],
    ..BARE
};
pub(super) const VISIT: Step = Step {
    kind: Event::Appointed,
    name: "ticket visit",
    fields: &["until", "to", "spares", "text", "at", "by"],
    must: &["until"],
    asked: &["spares"],
    gated: true,
    ..BARE
};
pub(super) const WAIT: Step = Step {
    kind: Event::Waiting,
    name: "ticket wait",
    fields: &["text", "until", "at", "by"],
    must: &["text", "until"],
    words: &["text"],
    ..BARE
};
pub(super) const RESUME: Step = Step {
    kind: Event::Resumed,
    name: "ticket resume",
    fields: &["text", "at", "by"],
    words: &["text"],
    ..BARE
};
pub(super) const EXTEND: Step = Step {
    kind: Event::Extended,
    name: "ticket extend",
    fields: &["until", "text", "channel", "at", "by"],
    must: &["until", "text"],
    words: &["text"],
    ..BARE
};
pub(super) const REPLACE: Step = Step {
    kind: Event::Replaced,
    name: "ticket replace",
    fields: &["text", "spares", "at", "by"],
    any: &["text", "spares"],
    words: &["text"],
    ..BARE
};
pub(super) const SOLVE: Step = Step {
    kind: Event::Solved,
    name: "ticket solve",
    fields: &[
        "cause",
        "steps",
        "spares",
        "mode",
        "signed",
        "demonstrated",
        "at",
        "by",
        "text",
    ],
    must: &["cause", "steps"],
    gated: true,
    ..BARE
};
pub(super) const CONFIRM: Step = Step {
    kind: Event::Confirmed,
    name: "ticket confirm",
    fields: &["at", "by", "channel", "text"],
    ..BARE
};
pub(super) const REVISIT: Step = Step {
    kind: Event::Revisited,
    name: "ticket revisit",
    fields: &["result", "satisfaction", "at", "by", "channel", "text"],
    must: &["result"],
    asked: &["satisfaction"],
    ..BARE
};
pub(super) const ESCALATE: Step = Step {
    kind: Event::Escalated,
    name: "ticket escalate",
    fields: &["to", "text", "at", "by"],
    ..BARE
};
pub(super) const REOPEN: Step = Step {
    kind: Event::Reopened,
    name: "ticket reopen",
    fields: &["text", "at", "by"],
    must: &["text"],
    words: &["text"],
    ..BARE
};
pub(super) const ARCHIVE: Step = Step {
    kind: Event::Archived,
    name: "ticket archive",
    fields: &["text", "at", "by"],
    ..BARE
};
