//! The steps of a ticket's life but for the first and the last: one body for all.
//! Times must come in order at the keyboard.

mod follows;
mod gates;
mod order;
mod table;
mod tell;

pub(super) use order::unchecked;

use std::sync::LazyLock;

use clap::Arg;

use self::table::{
    ARCHIVE, ASSIGN, CHECK, CONFIRM, ESCALATE, EXTEND, REOPEN, REPLACE, RESPOND, RESUME, REVISIT,
    SOLVE, Step, TELL, TRANSFER, VISIT, WAIT, WORDS, WORK,
};
use super::{named, promise, ticket_arg};
use crate::app::{App, Filling};
use crate::field::Field;
use crate::flags;
use crate::form::{Draft, Form as _};
use crate::nouns::Call;
use crate::nouns::gate::override_arg;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{EscalatedTo, TicketEventKind as Event};
use crate::records::{Ticket, TicketEvent};
use crate::say;
use crate::store::{Kept, Kind};
use crate::value::{ChoiceSet as _, Noun, Ref, YesNo};
use crate::words::Lang;

macro_rules! verbs {
    ($($args:ident $run:ident $step:ident $fields:ident;)+) => { $(
        static $fields: LazyLock<Vec<Field>> =
            LazyLock::new(|| $step.fields());

        pub fn $args(lang: Lang) -> Vec<Arg> {
            let mut args = vec![ticket_arg(lang)];
            let own = flags::args(&$fields, $step.words, lang);
            args.extend(own.into_iter().map(flags::after_the_record));
            if $step.gated {
                args.push(override_arg(lang));
            }
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
    transfer_args transfer TRANSFER TRANSFER_FIELDS;
    check_args check CHECK CHECK_FIELDS;
    visit_args visit VISIT VISIT_FIELDS;
    wait_args wait WAIT WAIT_FIELDS;
    resume_args resume RESUME RESUME_FIELDS;
    extend_args extend EXTEND EXTEND_FIELDS;
    replace_args replace REPLACE REPLACE_FIELDS;
    reopen_args reopen REOPEN REOPEN_FIELDS;
    archive_args archive ARCHIVE ARCHIVE_FIELDS;
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
    let trail = app.store.read()?.events_of(id)?;
    order::may(step.kind, &ticket, &standing, &trail)?;
    let mut draft = call.draft(fields)?;
    draft.set_default("at", "now");
    draft.set_default("by", "me");
    let record = read(app, step, &ticket, draft)?;
    order::in_order(step.kind, &ticket, &standing, &trail, &record)?;
    let mut record = record;
    record.by.get_or_insert(Ref::new(me));
    let kind = match (step.kind, record.answer.is_some(), record.ai) {
        (Event::Worked, true, Some(YesNo::Yes)) => Event::AiReplied,
        (Event::Worked, true, _) => Event::Answered,
        (kind, _, _) => kind,
    };
    record.kind = kind;
    if kind == Event::Extended {
        promise::warn_late(app, out, &ticket, record.at)?;
    }
    let passed = gates::pass(app, call, out, &ticket, &trail, &record)?;
    let playbook = app.policy.get()?;
    let lang = app.lang;
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin(step.name, Kind::Work, Some(me), now)?;
    for (gate, reason) in &passed {
        writing.note_gate(Noun::Ticket, id, gate, reason.as_deref())?;
    }
    let before = follows::Before {
        playbook,
        lang,
        ticket: &ticket,
        standing: &standing,
        trail: &trail,
    };
    follows::write(&writing, &before, &record)?;
    let label = kind.label();
    let (en, zh) = (label.small(), label.zh);
    writing.commit(&ticket.number, &say!("{en}", "{zh}"))?;
    if kind == Event::Responded
        && let Some(first) = standing.responded.filter(|first| *first <= record.at)
    {
        tell::responded_before(app, out, first)?;
    }
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
