//! The steps between acceptance and closing: assign, respond, work, solve,
//! confirm, revisit, escalate. Times must come in order at the keyboard.

mod follows;
mod tell;

use std::sync::LazyLock;

use clap::Arg;

use super::{named, ticket_arg};
use crate::app::{App, Filling};
use crate::field::Field;
use crate::flags;
use crate::form::{Draft, Form as _, subset};
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{EscalatedTo, TicketEventKind as Event};
use crate::records::{Ticket, TicketEvent};
use crate::say;
use crate::store::{Kept, Kind, TicketStanding};
use crate::value::{ChoiceSet as _, Ref};
use crate::words::{Lang, t};

/// What a verb of a ticket takes: its fields, and those it cannot do without.
struct Step {
    kind: Event,
    name: &'static str,
    fields: &'static [&'static str],
    must: &'static [&'static str],
    /// One of these must be answered; `text` is asked for if no other is.
    any: &'static [&'static str],
    /// Asked for too, once anything is asked.
    asked: &'static [&'static str],
}

impl Step {
    /// Whether the draft says what the step cannot do without.
    fn is_said(&self, draft: &Draft) -> bool {
        let said = |key: &&str| draft.get(key).is_some_and(|text| !text.trim().is_empty());
        self.must.iter().all(said) && (self.any.is_empty() || self.any.iter().any(said))
    }

    fn fields(&self) -> Vec<Field> {
        let fields = subset(TicketEvent::FIELDS, self.fields);
        let asked = |field: Field| match self.asked.contains(&field.key) {
            true => field.asked(),
            false if self.kind == Event::Escalated && field.key == "to" => field.help(
                "task-force unless given, fast-lane, or a colleague",
                "默认 task-force（专项小组），或 fast-lane（绿色通道），或同事姓名",
            ),
            false => field,
        };
        fields.into_iter().map(asked).collect()
    }
}

static WORDS: LazyLock<Vec<Field>> = LazyLock::new(|| subset(TicketEvent::FIELDS, &["text"]));

/// What a step is that can be taken without a word.
const BARE: Step = Step {
    kind: Event::Worked,
    name: "",
    fields: &[],
    must: &[],
    any: &[],
    asked: &[],
};

const ASSIGN: Step = Step {
    kind: Event::Assigned,
    name: "ticket assign",
    fields: &["to", "at", "by", "text"],
    must: &["to"],
    ..BARE
};
const RESPOND: Step = Step {
    kind: Event::Responded,
    name: "ticket respond",
    fields: &["at", "by", "channel", "text"],
    ..BARE
};
const TELL: Step = Step {
    kind: Event::Told,
    name: "ticket tell",
    fields: &["at", "by", "channel"],
    ..BARE
};
const WORK: Step = Step {
    kind: Event::Worked,
    name: "ticket work",
    fields: &["answer", "text", "mode", "spares", "signed", "at", "by"],
    any: &["answer", "mode", "spares", "signed", "text"],
    asked: &["answer"],
    ..BARE
};
const SOLVE: Step = Step {
    kind: Event::Solved,
    name: "ticket solve",
    fields: &[
        "cause", "steps", "spares", "mode", "signed", "at", "by", "text",
    ],
    must: &["cause", "steps"],
    ..BARE
};
const CONFIRM: Step = Step {
    kind: Event::Confirmed,
    name: "ticket confirm",
    fields: &["at", "by", "channel", "text"],
    ..BARE
};
const REVISIT: Step = Step {
    kind: Event::Revisited,
    name: "ticket revisit",
    fields: &["result", "satisfaction", "at", "by", "channel", "text"],
    must: &["result"],
    asked: &["satisfaction"],
    ..BARE
};

const ESCALATE: Step = Step {
    kind: Event::Escalated,
    name: "ticket escalate",
    fields: &["to", "text", "at", "by"],
    ..BARE
};

macro_rules! verbs {
    ($($args:ident $run:ident $step:ident $fields:ident;)+) => { $(
        static $fields: LazyLock<Vec<Field>> =
            LazyLock::new(|| $step.fields());

        pub fn $args(lang: Lang) -> Vec<Arg> {
            let mut args = vec![ticket_arg(lang)];
            args.extend(flags::args(&$fields, &[], lang));
            args
        }

        pub fn $run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
            take(app, call, out, &$step, &$fields)
        }
    )+ };
}

verbs! {
    assign_args assign ASSIGN ASSIGN_FIELDS;
    respond_args respond RESPOND RESPOND_FIELDS;
    tell_args tell_limits TELL TELL_FIELDS;
    work_args work WORK WORK_FIELDS;
    solve_args solve SOLVE SOLVE_FIELDS;
    confirm_args confirm CONFIRM CONFIRM_FIELDS;
    revisit_args revisit REVISIT REVISIT_FIELDS;
    plain_escalate_args escalate ESCALATE ESCALATE_FIELDS;
}

/// Those of `escalate`: it goes to whoever leads others before anybody else.
pub fn escalate_args(lang: Lang) -> Vec<Arg> {
    let to = |arg: Arg| match arg.get_id() == "to" {
        true => arg.add(flags::Takes::Senior),
        false => arg,
    };
    plain_escalate_args(lang).into_iter().map(to).collect()
}

/// Reads the event off the flags and questions, checks it against how the
/// ticket stands, and writes it.
fn take(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    step: &Step,
    fields: &'static [Field],
) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = named(app, call)?;
    let ticket: Kept<Ticket> = app.store.read()?.get(id)?;
    let standing = app.store.read()?.ticket_standing(id)?;
    may(step.kind, &ticket, &standing)?;
    let mut draft = call.draft(fields)?;
    draft.set_default("at", "now");
    draft.set_default("by", "me");
    let record = read(app, step, &ticket, draft)?;
    in_order(step.kind, &ticket, &standing, &record)?;
    let mut record = record;
    record.by.get_or_insert(Ref::new(me));
    let kind = match (step.kind, record.answer.is_some()) {
        (Event::Worked, true) => Event::Answered,
        (kind, _) => kind,
    };
    record.kind = kind;
    let playbook = app.policy.get()?;
    let lang = app.lang;
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin(step.name, Kind::Work, Some(me), now)?;
    follows::write(&writing, playbook, lang, &ticket, &standing, &record)?;
    let label = kind.label();
    let (en, zh) = (label.en.to_lowercase(), label.zh);
    writing.commit(&ticket.number, &say!("{en}", "{zh}"))?;
    tell::tell(app, out, &ticket, &record)
}

/// The event as a record: the verb's fields, the ticket and the kind.
fn read(
    app: &mut App<'_>,
    step: &Step,
    ticket: &Kept<Ticket>,
    draft: Draft,
) -> Result<TicketEvent, Failure> {
    let command = format!("{} {}", step.name, ticket.number);
    let mut draft = draft;
    if app.ask.is_some() && !step.is_said(&draft) {
        app.take_up(&mut draft, &command, TicketEvent::LABEL)?;
        let asked = ask(app, step, &mut draft);
        app.note_form(&command, &draft);
        asked?;
    }
    if !step.is_said(&draft) && step.must.is_empty() {
        return Err(nothing_done());
    }
    let mut whole = draft.part(TicketEvent::FIELDS, "");
    whole.set("ticket", ticket.number.as_str());
    whole.set("kind", step.kind.code());
    if step.kind == Event::Escalated {
        place(&mut whole);
    }
    let filled = app.fill::<TicketEvent>(
        whole,
        Filling {
            command: &command,
            firm: step.must,
            ..Filling::default()
        },
    )?;
    Ok(filled.record)
}

/// Whom or what a ticket is escalated to: a place by its name, the task force
/// where nothing is said, and else a colleague.
fn place(whole: &mut Draft) {
    let place = match whole.get("to").map(str::trim) {
        None | Some("") => Some(EscalatedTo::TaskForce),
        Some(text) => EscalatedTo::called(text),
    };
    if let Some(place) = place {
        whole.set("place", place.code());
        if let Some(at) = whole.position("to") {
            whole.set_at(at, None);
        }
    }
}

/// Asks for what the step cannot do without.
fn ask(app: &mut App<'_>, step: &Step, draft: &mut Draft) -> Result<(), Failure> {
    app.ask_for(draft, step.must)?;
    if step.is_said(draft) {
        return Ok(());
    }
    // Only this one is asked for: the others were left out on purpose.
    let mut words = draft.part(&WORDS, "");
    let asked = app.ask_for(&mut words, &["text"]);
    match (words.answer(0), words.unfinished(), draft.position("text")) {
        (Some(text), Some(_), Some(at)) => draft.leave_unfinished(at, text),
        (Some(text), None, _) => draft.set("text", text),
        _ => {}
    }
    asked
}

fn nothing_done() -> Failure {
    Problem::usage(say!("nothing to record", "没有要记录的内容"))
        .hint(say!(
            "say what was done: --answer is the solution given, --text anything else",
            "请写明处理内容：--answer 为给出的方案，--text 为其他说明"
        ))
        .into()
}

/// Whether the step makes sense for a ticket that stands so.
fn may(kind: Event, ticket: &Kept<Ticket>, standing: &TicketStanding) -> Result<(), Failure> {
    let number = &ticket.number;
    if standing.closed.is_some() {
        return Err(
            Problem::refused(say!("{number} is closed", "{number} 已关闭"))
                .hint(say!(
                    "open a new ticket, or take the closing back with kehu undo",
                    "请新开工单，或用 kehu undo 撤销关闭"
                ))
                .into(),
        );
    }
    let missing = match kind {
        Event::Worked | Event::Escalated if standing.solved.is_some() => {
            return Err(
                Problem::refused(say!("{number} is solved already", "{number} 已经解决"))
                    .hint(say!(
                        "a revisit that says not solved opens it again",
                        "回访结果为“未解决”时会重新打开"
                    ))
                    .into(),
            );
        }
        Event::Confirmed | Event::Revisited if standing.solved.is_none() => {
            say!("{number} is not solved yet", "{number} 尚未解决")
        }
        _ => return Ok(()),
    };
    Err(Problem::refused(missing)
        .hint(say!(
            "first: kehu ticket solve {number} --cause CAUSE --steps STEPS",
            "请先：kehu ticket solve {number} --cause 原因 --steps 处理步骤"
        ))
        .into())
}

/// A response before acceptance, or a solution before it, is refused.
fn in_order(
    kind: Event,
    ticket: &Kept<Ticket>,
    standing: &TicketStanding,
    event: &TicketEvent,
) -> Result<(), Failure> {
    let accepted = ticket.record.at;
    let wrong = if event.at < accepted {
        Some(say!("it comes before acceptance", "早于受理时间"))
    } else if kind == Event::Solved && standing.responded.is_some_and(|at| event.at < at) {
        Some(say!(
            "it comes before the first response",
            "早于首次响应时间"
        ))
    } else if matches!(kind, Event::Confirmed | Event::Revisited)
        && standing.solved.is_some_and(|at| event.at < at)
    {
        Some(say!("it comes before the solution", "早于解决时间"))
    } else {
        None
    };
    match wrong {
        None => Ok(()),
        Some(what) => Err(Problem::usage(what)
            .about(t("When", "时间"))
            .hint(say!("correct --at", "请更正 --at"))
            .into()),
    }
}
