//! A new customer that looks like one on file: it is shown first, to be opened,
//! linked, or added anyway (R008).

use crate::app::{App, stopped};
use crate::ask::{Choosable, Empty, Question};
use crate::form::{Draft, Form as _};
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Contact;
use crate::say;
use crate::store::{Likeness, Lookalike};
use crate::value::Value as _;
use crate::words::{Lang, t};

/// Shows a customer on file that the new one looks like. `Some` ends the command.
pub(super) fn known_already(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    draft: &Draft,
    seen: &mut Vec<i64>,
) -> Result<Option<Exit>, Failure> {
    if call.has("anyway") || draft.get("name").is_none() {
        return Ok(None);
    }
    let (uscc, phone) = app.reading(|reading, _| {
        Ok((
            draft
                .get("uscc")
                .and_then(|text| crate::value::Uscc::parse(text, reading).ok()),
            draft
                .get("contact.phone")
                .and_then(|text| crate::value::Phone::parse(text, reading).ok()),
        ))
    })?;
    let name = draft.get("name").unwrap_or_default();
    let alike = app
        .file()?
        .lookalikes(name, uscc.as_ref(), phone.as_ref())?;
    if app.ask.is_none() {
        return match alike.is_empty() {
            true => Ok(None),
            false => Err(on_file(&alike).into()),
        };
    }
    let similar = app.file()?.similar(name)?;
    let first = alike
        .into_iter()
        .chain(similar)
        .find(|like| !seen.contains(&like.id));
    let Some(first) = first else {
        return Ok(None);
    };
    seen.push(first.id);
    offer(app, out, draft, &first)
}

pub(super) fn on_file(alike: &[Lookalike]) -> Problem {
    let first = alike.first();
    let why = first.map_or(t("name", "名称"), |like| {
        crate::nouns::customer::like(like.why)
    });
    let (en, zh) = (why.en, why.zh);
    let mut problem = Problem::refused(say!(
        "a customer with the same {en} is on file (R008)",
        "已有{zh}相同的客户（R008）"
    ))
    .hint(say!(
        "add --anyway if it is another one; else use the one on file",
        "确属不同客户请加 --anyway，否则请使用已有客户"
    ));
    problem.candidates = alike.iter().map(|like| like.candidate.clone()).collect();
    problem
}

/// Open it, link the new contact to it, or add anyway.
pub(super) fn offer(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    draft: &Draft,
    like: &Lookalike,
) -> Result<Option<Exit>, Failure> {
    let lang = app.lang;
    let why = crate::nouns::customer::like(like.why);
    let (number, name) = (&like.candidate.number, &like.candidate.name);
    let label = say!(
        "On file with the same {}: {number} {name}",
        "已有{}相同的客户：{number} {name}",
        match lang {
            Lang::En => why.en,
            Lang::Zh => why.zh,
        }
    );
    let options = [
        ("open", t("Show the one on file", "查看已有客户")),
        ("link", t("Add this contact to it", "把联系人加到已有客户")),
        ("add", t("Add it anyway", "仍然登记为新客户")),
    ]
    .map(|(code, text)| Choosable {
        code: code.to_owned(),
        label: text.to(lang).to_owned(),
        note: String::new(),
        also: Vec::new(),
    });
    // A name in part is a hint; the same code, name or phone is a warning.
    let default = match like.why {
        Likeness::PartOfName => 2,
        Likeness::CreditCode | Likeness::Name | Likeness::Phone => 0,
    };
    let Some(ask) = &mut app.ask else {
        return Ok(None);
    };
    let question = Question {
        label: label.to(lang),
        empty: Empty::Refused,
        ..Question::default()
    };
    match ask
        .pick(&question, &options, Some(default))
        .map_err(stopped)?
    {
        Some(0) => {
            // It is only looked at: what was typed is not lost by it.
            if let Some(kept) = app.keep_forms()? {
                out.note(&kept);
            }
            crate::nouns::customer::show::customer(app, out, like.id)?;
            Ok(Some(Exit::Done))
        }
        Some(1) => {
            let contact = draft.part(Contact::FIELDS, "contact.");
            app.drop_form(super::COMMAND)?;
            crate::nouns::contact::add_to(app, out, like.id, contact)?;
            Ok(Some(Exit::Done))
        }
        _ => Ok(None),
    }
}
