//! `improvement message`: what a customer is told of an improvement, ready to send: what
//! they said, and what has become of it.

use clap::Arg;

use super::tell::{Standing, Telling, customer_arg, telling, write};
use super::which;
use crate::app::App;
use crate::nouns::{Call, switch};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::choices::ImprovementEnd;
use crate::records::{Contact, Customer, Feedback, Notice, Staff};
use crate::say;
use crate::store::Kept;
use crate::value::Ref;
use crate::words::{Lang, Say, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = which(lang);
    args.push(customer_arg(lang));
    args.push(switch(
        "told",
        t(
            "Also record that they were told (as kehu improvement notify)",
            "同时登记已告知（同 kehu improvement notify）",
        ),
        lang,
    ));
    args
}

/// Writes the sentence for each customer, and nothing else, to be copied into a chat or
/// piped on.
pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let telling = telling(app, call)?;
    let mine: Kept<Staff> = app.store.read()?.get(me)?;
    let from = mine.record.name.0;
    let mut sentences = Vec::new();
    for (customer, notices) in &telling.customers {
        sentences.push(sentence(app, &telling, (customer, notices), &from)?);
    }
    if call.has("told") {
        let said = Notice {
            improvement: Ref::new(telling.improvement.id),
            customer: Ref::new(0),
            feedback: None,
            survey: None,
            ticket: None,
            at: Some(app.now),
            method: None,
            progress: None,
            contact: None,
            owner: Some(Ref::new(me)),
            notes: None,
        };
        write(app, (&telling, me), &said, false)?;
    }
    for sentence in &sentences {
        out.line(sentence)?;
    }
    Ok(Exit::Done)
}

/// What a customer is told: what they said, what has become of it.
fn sentence(
    app: &mut App<'_>,
    telling: &Telling,
    (customer, notices): (&Kept<Customer>, &[Kept<Notice>]),
    from: &str,
) -> Result<Say, Failure> {
    let store = app.store.read()?;
    let feedback = notices.iter().find_map(|notice| notice.record.feedback);
    let feedback: Option<Kept<Feedback>> = match feedback {
        Some(feedback) => Some(store.get(feedback.id())?),
        None => None,
    };
    let named = notices.iter().find_map(|notice| notice.record.contact);
    let named = named.or(feedback.as_ref().and_then(|one| one.record.contact));
    let who = match named {
        Some(contact) => store.get::<Contact>(contact.id())?.record.name.0,
        None => customer.record.name.0.clone(),
    };
    let record = &telling.improvement.record;
    let said = match &feedback {
        Some(feedback) => line(&feedback.record.said.0),
        None => record.name.0.clone(),
    };
    let zone = app.policy.get()?.calendar.zone();
    let what = became(telling, record.due.map(|due| due.0.day(zone).to_string()));
    let (en, zh) = (&what.en, &what.zh);
    Ok(say!(
        "Dear {who}, you told us: “{said}”. {en} {from}",
        "{who}，您好！您此前反映“{said}”，{zh}{from}"
    ))
}

/// What has become of it, as the customer reads it.
fn became(telling: &Telling, due: Option<String>) -> Say {
    let measure = line(&telling.improvement.record.measure.0);
    match telling.standing {
        Standing::Ended(ImprovementEnd::Done) => {
            let (mut en, mut zh) = (String::new(), String::new());
            if let Some(effect) = telling.effect.as_deref().map(line) {
                en = format!("The effect so far: {effect}. ");
                zh = format!("目前效果：{effect}。");
            }
            say!(
                "We have improved this: {measure}. {en}Thank you for your help.",
                "我们已完成改进：{measure}。{zh}感谢您的宝贵意见！"
            )
        }
        Standing::Ended(ImprovementEnd::Dropped) => {
            let reason = telling.reason.as_deref().map(line).unwrap_or_default();
            say!(
                "We looked into it and leave it as it is for now: {reason}. Thank you all the same.",
                "经评估暂不调整：{reason}。感谢您的理解与宝贵意见！"
            )
        }
        Standing::UnderWay => {
            let (mut en, mut zh) = (String::new(), String::new());
            if let Some(due) = due {
                en = format!(", by {due}");
                zh = format!("，预计 {due} 前完成");
            }
            say!(
                "We are working on it: {measure}{en}. You will hear from us again.",
                "我们正在改进：{measure}{zh}。完成后会再次告知您。"
            )
        }
        Standing::Undecided => say!(
            "We are looking into it and will tell you what comes of it.",
            "我们正在评估改进方案，结果会及时告知您。"
        ),
    }
}

/// The first line, without the full stop at its end.
fn line(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    first.trim().trim_end_matches(['.', '。', ' ']).to_owned()
}
