//! Checks that warn and never refuse, at the keyboard.

use crate::app::App;
use crate::out::Out;
use crate::problem::Failure;
use crate::records::choices::{Method, Purpose, Sent};
use crate::records::{Customer, Followup};
use crate::say;
use crate::store::Kept;
use crate::value::Moment;

/// How far back the same greeting counts as a mass mailing, in seconds: 60 days.
const GREETINGS: i64 = 60 * 24 * 3600;

/// Everything that is worth a word about a follow-up just logged.
pub fn warn(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    customer: &Kept<Customer>,
    record: &Followup,
    first: bool,
) -> Result<(), Failure> {
    let checks = &app.policy.get()?.checks;
    // A call that nobody answered is no contact yet.
    let first = first || record.purpose.contains(&Purpose::FirstContact);
    if first && record.reached.is_yes() && record.next_at.is_none() && record.sent.is_empty() {
        out.warn(&say!(
            "a first contact ends with a next time (--next) or material sent (--sent material) (R005)",
            "首次接触应约定下次沟通时间（--next）或提供资料（--sent 资料）（R005）"
        ));
    }
    if let Some(topic) = record
        .topic
        .as_deref()
        .filter(|topic| checks.is_vague(topic))
    {
        out.warn(&say!(
            "the topic “{topic}” says nothing; name the matter (R091)",
            "沟通主题“{topic}”过于笼统，请写明具体事项（R091）"
        ));
    }
    if record.next_at.is_some() != record.next_what.is_some() && record.next_at.is_some() {
        out.warn(&say!(
            "the next step has a time but no content (R091): --next \"+3wd send the quote\"",
            "下一步只有时间没有内容（R091）：--next \"+3wd 确认报价\""
        ));
    }
    late(out, app.now, record, &checks.late_log, app.policy.get()?);
    wechat(out, record, checks);
    greeting(app, out, customer, record)
}

/// Recorded more than 24 h after it took place (R142).
fn late(
    out: &mut Out<'_>,
    now: Moment,
    record: &Followup,
    allowed: &crate::value::Span,
    playbook: &crate::playbook::Playbook,
) {
    if playbook.calendar.due(record.at, allowed) < now {
        out.warn(&say!(
            "recorded more than 24 hours after the contact (R142)",
            "距沟通已超过 24 小时才记录（R142）"
        ));
    }
}

/// WeChat on a sensitive record (R060).
fn wechat(out: &mut Out<'_>, record: &Followup, checks: &crate::playbook::Checks) {
    if record.method != Method::Wechat {
        return;
    }
    let word = checks.sensitive_word(&record.said.0).map(str::to_owned);
    if let Some(word) = word {
        out.warn(&say!(
            "“{word}” is sensitive: send it by the company's encrypted mail, not by WeChat (R060)",
            "“{word}”属敏感信息，请用企业加密邮箱发送，勿用微信（R060）"
        ));
    } else if record.sent.contains(&Sent::Quotation) {
        out.warn(&say!(
            "a quotation went out by WeChat; sensitive papers go by encrypted mail (R060)",
            "报价经微信发送；敏感资料请用企业加密邮箱（R060）"
        ));
    }
}

/// The same greeting sent to somebody else (R049).
fn greeting(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    customer: &Kept<Customer>,
    record: &Followup,
) -> Result<(), Failure> {
    if !app.policy.get()?.checks.same_greeting || !record.purpose.contains(&Purpose::Care) {
        return Ok(());
    }
    let since = record.at.plus_seconds(-GREETINGS).unwrap_or(record.at);
    let other = app
        .store
        .read()?
        .same_greeting(&record.said.0, customer.id, since)?;
    if let Some(other) = other {
        out.warn(&say!(
            "{other} got the very same greeting; greetings are to be personal (R049)",
            "{other} 收到过相同的祝福，祝福应避免群发（R049）"
        ));
    }
    Ok(())
}
