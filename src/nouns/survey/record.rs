//! `survey record`: what a customer answered. It completes the survey that was sent,
//! or is one of its own; a low score opens an action in the same command (R186).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::Arg;

use super::suggestion::{insist, says_nothing};
use crate::app::{App, Filling};
use crate::field::Field;
use crate::flags::{self, Takes};
use crate::form::{Draft, Form as _, subset};
use crate::nouns::{Call, word};
use crate::out::{Out, number_of};
use crate::playbook::{self, Playbook};
use crate::problem::{Exit, Failure};
use crate::records::choices::{Method, Purpose, SurveyChannel, SurveyNode};
use crate::records::{Action, Customer, Followup, LOW_NPS, LOW_SCORE, Survey};
use crate::say;
use crate::store::{Kept, Kind, Place, Writing};
use crate::value::{Cell, ChoiceSet as _, Deadline, Long, Moment, Noun, Ref, Span, find_choice};
use crate::words::{Lang, t};

/// Whose survey it is, the command's word says.
static RECORD: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let keys: Vec<&str> = Survey::FIELDS
        .iter()
        .map(|field| field.key)
        .filter(|key| *key != "customer")
        .collect();
    subset(Survey::FIELDS, &keys)
});

pub fn args(lang: Lang) -> Vec<Arg> {
    let which = word(
        "survey",
        t("CUSTOMER|SURVEY", "客户或调查"),
        t(
            "The customer, or the survey that was sent",
            "客户，或已发出的调查",
        ),
        lang,
    );
    let mut args = vec![
        which
            .add(Takes::AnyOf(&[Noun::Customer, Noun::Survey]))
            .index(1),
    ];
    args.extend(flags::form(&RECORD, &[], lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let mut draft = call.draft(&RECORD)?.part(super::asking(app)?, "");
    let (customer, sent) = about(app, call, &draft)?;
    draft.set("customer", customer.number.clone());
    if let Some(sent) = &sent {
        known(app, &mut draft, &sent.record)?;
    }
    draft.set_default("at", "now");
    let filled = app.fill::<Survey>(
        draft,
        Filling {
            command: "survey record",
            all: call.has("form"),
            ask: true,
            ..Filling::default()
        },
    )?;
    let mut survey = filled.record;
    if let Some(sent) = &sent {
        keep(&mut survey, &sent.record);
    }
    survey.owner.get_or_insert(Ref::new(me));
    super::same_customer(app, &survey)?;
    insist(app, &mut survey)?;
    let low = lows(app, &survey);
    let written = write(app, (&customer, sent.as_ref()), &survey, &low, me)?;
    tell(app, out, &customer, &survey, &low, &written)
}

/// The customer, and the survey that was sent and waits for this answer: the one that
/// was named, or the only open one, unless the line says that it is about something else.
fn about(
    app: &mut App<'_>,
    call: &Call<'_>,
    draft: &Draft,
) -> Result<(Kept<Customer>, Option<Kept<Survey>>), Failure> {
    let given = match call.text("survey") {
        Some(given) => given.to_owned(),
        None => app.ask_which(Noun::Customer)?,
    };
    app.file()?;
    let named = app
        .store
        .read()?
        .candidates_by_number(Noun::Survey, &given)?;
    if let Some(id) = named {
        let sent: Kept<Survey> = app.store.read()?.get(id)?;
        if let Some(at) = sent.record.at {
            let at = at.shown(app.policy.get()?.calendar.zone());
            let number = &sent.number;
            return Err(crate::problem::Problem::refused(say!(
                "{number} was answered already: {at}",
                "{number} 已登记结果：{at}"
            ))
            .hint(say!(
                "change it with: kehu survey edit {number}",
                "修改：kehu survey edit {number}"
            ))
            .into());
        }
        let customer = app.store.read()?.get(sent.record.customer.id())?;
        return Ok((customer, Some(sent)));
    }
    let id = app.resolve(Noun::Customer, &given)?;
    let customer = app.store.read()?.get(id)?;
    let mut open = Vec::new();
    for sent in app.store.read()?.unanswered_surveys(id)? {
        if !differs(app, draft, &sent.record)? {
            open.push(sent);
        }
    }
    let sent = match open.len() {
        1 => open.pop(),
        _ => None,
    };
    Ok((customer, sent))
}

/// Whether the line names another occasion or record than the survey that was sent.
fn differs(app: &mut App<'_>, draft: &Draft, sent: &Survey) -> Result<bool, Failure> {
    if let Some(said) = draft.get("node") {
        let at = find_choice(said, SurveyNode::CHOICES).ok();
        let code = at.and_then(|at| SurveyNode::CHOICES.get(at));
        if code.map(|choice| choice.code) != sent.node.map(|node| node.code()) {
            return Ok(true);
        }
    }
    for (noun, key, id) in [
        (Noun::Ticket, "ticket", sent.ticket.map(Ref::id)),
        (Noun::Delivery, "delivery", sent.delivery.map(Ref::id)),
        (Noun::Contract, "contract", sent.contract.map(Ref::id)),
    ] {
        if let Some(said) = draft.get(key)
            && Some(app.resolve(noun, said)?) != id
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What was said when it was sent is not asked again.
fn known(app: &App<'_>, draft: &mut Draft, sent: &Survey) -> Result<(), Failure> {
    let zone = app.policy.get()?.calendar.zone();
    for (field, cell) in Survey::FIELDS.iter().zip(sent.cells()) {
        if !matches!(cell, Cell::Empty | Cell::Ref(..)) {
            draft.set_default(field.key, cell.code(zone).into_owned());
        }
    }
    Ok(())
}

/// The records that a survey was sent about, where the line names no others.
fn keep(survey: &mut Survey, sent: &Survey) {
    survey.contact = survey.contact.or(sent.contact);
    survey.delivery = survey.delivery.or(sent.delivery);
    survey.contract = survey.contract.or(sent.contract);
    survey.ticket = survey.ticket.or(sent.ticket);
    survey.owner = survey.owner.or(sent.owner);
}

/// What scored low, in words; empty where nothing did.
fn lows(app: &App<'_>, survey: &Survey) -> String {
    let codes = app.policy.get().map(|playbook| &playbook.codes);
    let mut all = Vec::new();
    if let (Some(scores), Ok(codes)) = (&survey.scores, codes) {
        for (code, score) in &scores.0 {
            if score.get() <= LOW_SCORE {
                let entry = codes.entry(crate::value::Book::Dimension, code);
                let label = entry.map_or(code.as_str(), |entry| entry.label.to(app.lang));
                all.push(format!("{label} {}", score.get()));
            }
        }
    }
    if let Some(nps) = survey.nps.filter(|nps| nps.get() <= LOW_NPS) {
        all.push(format!("NPS {}", nps.get()));
    }
    match app.lang {
        Lang::En => all.join(", "),
        Lang::Zh => all.join("、"),
    }
}

/// What was written.
struct Written {
    number: String,
    /// The action that a low score opened: its number and its due.
    action: Option<(String, Moment)>,
}

fn write(
    app: &mut App<'_>,
    (customer, sent): (&Kept<Customer>, Option<&Kept<Survey>>),
    survey: &Survey,
    low: &str,
    me: i64,
) -> Result<Written, Failure> {
    let now = app.now;
    let at = survey.at.unwrap_or(now);
    let limit = playbook::limit(app.policy.rules()?, "survey-low", |_| None);
    let playbook = app.policy.get()?;
    let lang = app.lang;
    let zone = playbook.calendar.zone();
    let nothing = BTreeSet::new();
    let place = |noun, day: Moment| Place {
        number: number_of(playbook, noun, day.day(zone)),
        extra: Vec::new(),
        since: at,
        to_confirm: &nothing,
    };
    let writing = app
        .store
        .write()?
        .begin("survey record", Kind::Work, Some(me), now)?;
    let number = match sent {
        Some(sent) => {
            writing.update(sent, survey, at)?;
            sent.number.clone()
        }
        None => writing.insert(survey, &place(Noun::Survey, at))?.1,
    };
    if survey.channel == Some(SurveyChannel::PhoneInterview) {
        call_of(&writing, survey, at, &number, &place(Noun::Followup, at))?;
    }
    let mut action = None;
    if survey.is_low() {
        let due = due(playbook, limit, at);
        let what = match lang {
            Lang::En => format!("{number} scored low ({low}): find out why and put it right"),
            Lang::Zh => format!("{number} 低分（{low}）：查明原因并整改"),
        };
        let owed = Action {
            customer: survey.customer,
            what,
            due: Deadline(due),
            owner: customer.record.owner.or(survey.owner),
            followup: None,
            ticket: survey.ticket,
        };
        let (_, number) = writing.insert(&owed, &place(Noun::Action, due))?;
        action = Some((number, due));
    }
    writing.commit(&number, &say!("recorded satisfaction", "登记满意度"))?;
    Ok(Written { number, action })
}

/// Until when a low score is dealt with: as long as the second revisit may take.
fn due(playbook: &Playbook, limit: Option<Span>, at: Moment) -> Moment {
    let limit = limit.or_else(|| Span::read("3wd"));
    limit.map_or(at, |limit| playbook.calendar.due(at, &limit))
}

/// A survey by phone is a contact, too.
fn call_of(
    writing: &Writing<'_>,
    survey: &Survey,
    at: Moment,
    number: &str,
    place: &Place<'_>,
) -> Result<(), Failure> {
    let said = survey.suggestion.clone();
    let followup = Followup {
        purpose: vec![Purpose::Satisfaction],
        topic: Some(number.to_owned()),
        ticket: survey.ticket,
        owner: survey.owner,
        ..Followup::bare(
            survey.customer,
            said.unwrap_or_else(|| Long(number.to_owned())),
            Method::Phone,
            at,
        )
    };
    writing.insert(&followup, place).map(drop)
}

fn tell(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    customer: &Kept<Customer>,
    survey: &Survey,
    low: &str,
    written: &Written,
) -> Result<Exit, Failure> {
    let (number, name) = (&written.number, &customer.record.name.0);
    let (mut en, mut zh) = (String::new(), String::new());
    if let Some(scores) = &survey.scores {
        let sum: u32 = scores
            .0
            .iter()
            .map(|(_, score)| u32::from(score.get()))
            .sum();
        let mean = f64::from(sum) / scores.0.len().max(1) as f64;
        en.push_str(&format!(", mean {mean:.2}"));
        zh.push_str(&format!("，均分 {mean:.2}"));
    }
    if let Some(nps) = survey.nps {
        en.push_str(&format!(", NPS {}", nps.get()));
        zh.push_str(&format!("，NPS {}", nps.get()));
    }
    out.made(
        Noun::Survey,
        number,
        &say!(
            "recorded {number} for {name}{en}",
            "已登记满意度 {number}：{name}{zh}"
        ),
    )?;
    if let Some((action, due)) = &written.action {
        let due = due.shown(app.policy.get()?.calendar.zone());
        let customer = &customer.number;
        out.line(&say!(
            "low: {low}; {action} is open until {due}",
            "低分：{low}；已生成待办 {action}，{due} 前"
        ))?;
        out.line(&say!(
            "then ask again (R186): kehu log {customer} --purpose second-revisit",
            "整改后二次回访（R186）：kehu log {customer} --purpose second-revisit"
        ))?;
    }
    let bare = survey.suggestion.as_ref();
    if bare.is_some_and(|text| says_nothing(&text.0)) {
        out.warn(&say!(
            "the suggestion says nothing; ask what could be better (R095)",
            "客户建议过于空泛，请引导客户具体说明（R095）"
        ));
    }
    if survey.confirmed.is_none_or(|confirmed| !confirmed.is_yes()) {
        out.note(&say!(
            "confirm the result with the customer (R095): kehu survey edit {number} --confirmed yes",
            "请与客户确认调查结果（R095）：kehu survey edit {number} --confirmed yes"
        ));
    }
    Ok(Exit::Done)
}
