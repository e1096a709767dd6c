//! `form fill`: a form of the playbook filled in, in one line or in a
//! conversation, for the record that it is about.

use clap::Arg;

use super::entry::{self, Parts};
use super::settles;
use crate::app::{App, stopped};
use crate::ask::{Choosable, Empty, Question};
use crate::flags::{self, Takes};
use crate::form::Draft;
use crate::nouns::{Call, Sight, switch, word};
use crate::out::{Out, number_of};
use crate::playbook::CustomForm;
use crate::problem::Exit;
use crate::problem::{Failure, Problem};
use crate::say;
use crate::store::{Kind, Place};
use crate::value::{Noun, Ref};
use crate::words::{Lang, Say, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "which",
            t("FORM", "表单"),
            t(
                "Which form; its flags: kehu form fill FORM --help",
                "哪种表单；其选项见 kehu form fill 表单 --help",
            ),
            lang,
        )
        .add(Takes::Form)
        .index(1),
        word(
            "subject",
            t("ABOUT", "对象"),
            t(
                "The customer, ticket … that it is about",
                "所针对的客户、工单等",
            ),
            lang,
        )
        .add(Takes::AnyOf(&[Noun::Customer, Noun::Ticket]))
        .index(2),
        switch("form", t("Ask for every field", "逐项填写全部栏目"), lang),
    ]
}

/// The flags of the form that the line names.
pub fn more(sight: &Sight<'_>) -> Result<Vec<Arg>, Failure> {
    if sight.words.is_empty() {
        return Ok(Vec::new());
    }
    let playbook = sight.policy.get()?;
    let forms = playbook.forms()?;
    let mut words = sight.words.iter();
    let form = words.find_map(|word| forms.iter().find(|form| form.id == word.as_str()));
    let first = sight.words.iter().find(|word| !word.starts_with('-'));
    let begun = first.and_then(|word| playbook.form_called(word).ok());
    let Some(form) = form.or(begun) else {
        // No such form: the verb says so, whichever flags the line has.
        return Ok(match sight.words.first() {
            Some(word) if !word.starts_with('-') => entry::any_flags(forms, sight.lang),
            _ => Vec::new(),
        });
    };
    let subject = form.subject().map(|field| field.key);
    let args = flags::args(form.fields, &[], sight.lang).into_iter();
    let apart = args.map(|arg| match subject == Some(arg.get_id().as_str()) {
        true => arg.conflicts_with("subject"),
        false => arg,
    });
    Ok(apart.collect())
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let form = which(app, call)?;
    let mut draft = call.draft(form.fields)?;
    about(&form, call, &mut draft)?;
    suppose(app, &form, &mut draft)?;
    let command = format!("form fill {}", form.id);
    let filling = call.filling(&command);
    app.talk_over(&mut draft, filling, form.label, &|draft, reading| {
        draft.values(reading).map(|_| Vec::new())
    })?;
    let values = app.reading(|reading, _| Ok(draft.values(reading)?))?;
    let now = app.now;
    let home = |noun, id| app.file()?.home_of(noun, id);
    let mut parts = entry::parts(form.id, form.fields, &values, None, now, home)?;
    let calendar = &app.policy.get()?.calendar;
    let zone = calendar.zone();
    entry::check(&parts.entry, now, zone)?;
    let due = draft.position("due");
    if due.is_some_and(|at| draft.given(at).is_none()) {
        // When it was filled in may have been said after what was supposed of it.
        parts.entry.due = None;
        entry::suppose_due(&form, &mut parts.entry, calendar);
    }
    let customer = parts.entry.customer.map(Ref::id);
    let asked = settles::open(app, form.id, customer)?;
    let number = store(app, me, &form, &parts, &draft)?;
    out.made(Noun::Entry, &number, &said(&form, &parts, &number, zone))?;
    if !asked.is_empty() {
        let left = settles::open(app, form.id, customer)?;
        settles::tell(out, &asked, &left)?;
    }
    Ok(Exit::Done)
}

/// The form that was named, or picked by whoever is there to pick one.
fn which(app: &mut App<'_>, call: &Call<'_>) -> Result<CustomForm, Failure> {
    if let Some(id) = call.text("which") {
        return entry::named(app, id);
    }
    let forms = app.policy.get()?.forms()?;
    let lang = app.lang;
    let options: Vec<Choosable> = forms
        .iter()
        .map(|form| Choosable {
            code: form.id.to_owned(),
            label: form.label.to(lang).to_owned(),
            ..Choosable::default()
        })
        .collect();
    let Some(ask) = &mut app.ask else {
        let ids: Vec<&str> = forms.iter().map(|form| form.id).collect();
        let (en, zh) = (ids.join(", "), ids.join("、"));
        return Err(Problem::usage(say!("no form named", "没有指明表单"))
            .hint(say!("one of: {en}", "可用：{zh}"))
            .into());
    };
    let label = say!("Which form", "填写哪种表单");
    let question = Question {
        label: label.to(lang),
        empty: Empty::Refused,
        ..Question::default()
    };
    let at = ask.pick(&question, &options, None).map_err(stopped)?;
    let picked = at.and_then(|at| options.get(at));
    let id = picked.map_or(String::new(), |one| one.code.clone());
    entry::named(app, &id)
}

/// Takes the word that says what the form is about.
fn about(form: &CustomForm, call: &Call<'_>, draft: &mut Draft) -> Result<(), Failure> {
    let Some(text) = call.text("subject") else {
        return Ok(());
    };
    match form.subject() {
        Some(field) => draft.set(field.key, text),
        None => {
            let id = form.id;
            return Err(Problem::usage(say!(
                "“{text}”: the form {id} is about nothing on file",
                "“{text}”：表单 {id} 不针对任何记录"
            ))
            .hint(say!("leave it out", "请去掉该参数"))
            .into());
        }
    }
    Ok(())
}

/// What goes without saying.
fn suppose(app: &App<'_>, form: &CustomForm, draft: &mut Draft) -> Result<(), Failure> {
    draft.set_default("at", "now");
    draft.set_default("by", "me");
    draft.set_default("who", "me");
    if let Some(span) = &form.due {
        let calendar = &app.policy.get()?.calendar;
        let due = calendar.due(app.now, span);
        draft.set_default("due", due.rfc3339(calendar.zone()));
    }
    Ok(())
}

fn store(
    app: &mut App<'_>,
    me: i64,
    form: &CustomForm,
    parts: &Parts,
    draft: &Draft,
) -> Result<String, Failure> {
    let now = app.now;
    let playbook = app.policy.get()?;
    let day = parts.entry.at.day(playbook.calendar.zone());
    let open = draft.to_confirm();
    let place = Place {
        number: number_of(playbook, Noun::Entry, day),
        extra: Vec::new(),
        since: parts.entry.at,
        to_confirm: &open,
    };
    let writing = app
        .store
        .write()?
        .begin("form fill", Kind::Work, Some(me), now)?;
    let filed = writing.file_entry(form, &parts.entry, parts.subject, &parts.answers, place)?;
    let (en, zh) = (form.label.en, form.label.zh);
    writing.commit(&filed.1, &say!("filled in: {en}", "填写：{zh}"))?;
    Ok(filed.1)
}

fn said(form: &CustomForm, parts: &Parts, number: &str, zone: chrono_tz::Tz) -> Say {
    let (en, zh) = (form.label.en, form.label.zh);
    let (mut en, mut zh) = (
        format!("{number}: {en}, filled in"),
        format!("{number}：已填写{zh}"),
    );
    if form.open {
        let until = parts.entry.due.map(|due| due.0.shown(zone));
        let (by_en, by_zh) = match until {
            Some(due) => (
                format!("; open, due {due}"),
                format!("；待办结，期限 {due}"),
            ),
            None => ("; open".to_owned(), "；待办结".to_owned()),
        };
        en.push_str(&by_en);
        zh.push_str(&by_zh);
        en.push_str(&format!(" (kehu form close {number})"));
        zh.push_str(&format!("（办结：kehu form close {number}）"));
    }
    Say { en, zh }
}
