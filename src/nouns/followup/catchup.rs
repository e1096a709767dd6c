//! `log` alone: the evening catch-up, customer after customer.
//!
//! Those with whom something was agreed for today or earlier come first; then
//! any others, until an empty answer.

use super::log::{self, FIELDS};
use crate::app::{App, stopped};
use crate::ask::{Empty, Question};
use crate::form::Draft;
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::value::Noun;
use crate::words::t;

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    if app.ask.is_none() {
        return Err(Problem::usage(say!(
            "no customer and nothing said",
            "没有给出客户和沟通内容"
        ))
        .hint(say!(
            "such as: kehu log Yunfan \"quote sent\" --by phone --next \"+3wd confirm it\"",
            "例如：kehu log 云帆 报价已发 --by phone --next \"+3wd 确认报价\""
        ))
        .into());
    }
    let playbook = app.policy.get()?;
    let today = app.now.day(playbook.calendar.zone());
    let until = playbook.calendar.end_of(today);
    let due = app.file()?.to_catch_up(Some(me), until)?;
    for customer in due {
        let Some(found) = app.file()?.candidate(Noun::Customer, customer)? else {
            continue;
        };
        let name = found.name;
        let question = say!("{name}: did you speak with them?", "{name}：今天联系了吗？");
        let question = question.to(app.lang).to_owned();
        if app.confirm(&question, true)? {
            about(app, call, out, &found.number)?;
        }
    }
    while let Some(customer) = another(app)? {
        about(app, call, out, &customer)?;
    }
    Ok(Exit::Done)
}

fn about(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    customer: &str,
) -> Result<(), Failure> {
    let mut draft = Draft::new(&FIELDS);
    draft.set("customer", customer);
    match log::one(app, call, out, draft) {
        Ok(_) if !call.dry_run => app.finish_forms(),
        Ok(_) => Ok(()),
        // A wrong answer to one customer does not end the evening.
        Err(failure @ Failure::Problems(_)) => {
            out.failure(&failure);
            if let Some(kept) = app.keep_forms()? {
                out.note(&kept);
            }
            Ok(())
        }
        Err(failure) => Err(failure),
    }
}

/// The next customer to log; nobody ends it.
fn another(app: &mut App<'_>) -> Result<Option<String>, Failure> {
    let lang = app.lang;
    let Some(ask) = &mut app.ask else {
        return Ok(None);
    };
    let label = t("Another customer", "还联系了哪位客户");
    let enter = t("Enter to end", "直接回车结束");
    let question = Question {
        label: label.to(lang),
        enter: enter.to(lang),
        empty: Empty::Skips,
        ..Question::default()
    };
    let name = ask.line(&question, &|_| Ok(())).map_err(stopped)?;
    Ok(Some(name.trim().to_owned()).filter(|name| !name.is_empty()))
}
