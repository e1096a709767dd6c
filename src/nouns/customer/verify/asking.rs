//! The questions of a round of verification: what the command line does not say is asked
//! of a person, one item after the other; a script is told what it left out.

use super::items::{Answer, Answers, Item};
use crate::app::{App, stopped};
use crate::ask::{Empty, Question};
use crate::nouns::Call;
use crate::problem::{Failure, Problem};
use crate::say;
use crate::words::{Lang, t};

/// Asks what was not said, where somebody can answer and not all the rest is right. Gives
/// back what is new in the organisation.
pub(super) fn asked(
    app: &mut App<'_>,
    call: &Call<'_>,
    items: &[Item],
    answers: &mut Answers,
    company: bool,
    organisation: Option<&str>,
) -> Result<Option<String>, Failure> {
    let lang = app.lang;
    let news = |text: &str| match Answer::read(text) {
        Answer::Now(text) => Some(text),
        Answer::Right | Answer::ToConfirm => None,
    };
    let missing: Vec<usize> = (0..items.len())
        .filter(|at| !answers.contains_key(at))
        .collect();
    if call.has("ok") {
        answers.extend(missing.into_iter().map(|at| (at, Answer::Right)));
        return Ok(organisation.and_then(news));
    }
    if app.ask.is_none() {
        let silent = company && organisation.is_none();
        return match missing.is_empty() && !silent {
            true => Ok(organisation.and_then(news)),
            false => Err(unanswered(items, &missing, silent).into()),
        };
    }
    app.reading(|reading, ask| {
        let Some(ask) = ask else { return Ok(None) };
        ask.begin();
        for at in missing {
            let item = &items[at];
            let said = asked_as(item, lang);
            let enter = t("it is right", "与档案一致").to(lang);
            let question = Question {
                label: &said,
                empty: Empty::Skips,
                enter,
                ..Question::default()
            };
            let check = |text: &str| match Answer::read(text) {
                Answer::Now(text) => item
                    .field
                    .check(&text, reading)
                    .map_err(|fault| Problem::unreadable(&item.field, &text, fault).say(lang)),
                Answer::Right | Answer::ToConfirm => Ok(()),
            };
            let text = ask.line(&question, &check).map_err(stopped)?;
            answers.insert(at, Answer::read(&text));
        }
        let Some(text) = organisation
            .map(str::to_owned)
            .or_else(|| (!company).then(String::new))
        else {
            let question = Question {
                label: t("What is new in the organisation", "组织架构有何变化").to(lang),
                empty: Empty::Skips,
                enter: t("nothing", "无变化").to(lang),
                ..Question::default()
            };
            let text = ask.line(&question, &|_: &str| Ok(())).map_err(stopped)?;
            ask.end().map_err(stopped)?;
            return Ok(news(&text));
        };
        ask.end().map_err(stopped)?;
        Ok(news(&text))
    })
}

/// `张三 · 联系电话: 139…`
fn asked_as(item: &Item, lang: Lang) -> String {
    let label = item.field.label.to(lang);
    let whose = item
        .whose
        .as_ref()
        .map_or(String::new(), |name| format!("{name} · "));
    match (item.shown.as_str(), lang) {
        ("", _) => format!("{whose}{label}"),
        (shown, Lang::En) => format!("{whose}{label}: {shown}"),
        (shown, Lang::Zh) => format!("{whose}{label}：{shown}"),
    }
}

fn unanswered(items: &[Item], missing: &[usize], silent: bool) -> Problem {
    let said = |lang: Lang| {
        let items = missing.iter().filter_map(|at| items.get(*at));
        let mut all: Vec<String> = items
            .map(|item| match &item.whose {
                Some(name) => format!("{name} · {}", item.field.label.to(lang)),
                None => item.field.label.to(lang).to_owned(),
            })
            .collect();
        if silent {
            all.push(t("Organisation", "组织架构").to(lang).to_owned());
        }
        all.join(if lang == Lang::En { ", " } else { "、" })
    };
    let (en, zh) = (said(Lang::En), said(Lang::Zh));
    Problem::usage(say!("not said of: {en}", "未说明：{zh}")).hint(say!(
        "answer each with ok, tbc or what it is now, or add --ok for all the rest",
        "每项填“确认”“待确认”或现值；其余均无误则加 --ok"
    ))
}
