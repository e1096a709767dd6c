//! `log`: one contact in one line, or asked field by field; several customers
//! for a shared visit; what it settles, and what comes next.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::Arg;

use super::{catchup, checks};
use crate::app::{App, Filling, stopped};
use crate::ask::{Choosable, Question};
use crate::field::Field;
use crate::flags;
use crate::form::{Draft, Form as _};
use crate::nouns::{Call, switch};
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{Direction, Method};
use crate::records::{Action, Customer, Followup};
use crate::say;
use crate::store::{Kept, Kind, OpenItem, Place, Writing};
use crate::value::{Bare, ChoiceSet as _, Deadline, Moment, Noun, Reading, Ref, YesNo, split_when};
use crate::words::{Lang, t};

/// What `log` takes besides the form: short ways to say what comes next.
static EXTRA: [Field; 2] = [
    Field::of::<Option<String>>("next", t("Next step", "下一步"))
        .help("When and what", "时间和内容")
        .example("\"+3wd 确认报价\""),
    Field::of::<Option<String>>("action", t("Agreed action", "待办事项"))
        .help("When, what; several allowed", "时间和内容，可多次")
        .example("\"3月8日前 补充报价模块\"")
        .repeat(),
];

/// The form and its extras.
pub static FIELDS: LazyLock<Vec<Field>> =
    LazyLock::new(|| Followup::FIELDS.iter().chain(&EXTRA).copied().collect());

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(&FIELDS, &["customer", "said"], lang);
    args.push(crate::nouns::option(
        "with",
        t("CUSTOMERS", "客户"),
        t(
            "Other customers of the same visit, comma-separated",
            "同一次拜访的其他客户，逗号分隔",
        ),
        lang,
    ));
    args.push(crate::nouns::option(
        "settles",
        t("NUMBERS", "编号"),
        t(
            "Agreed actions that this settles",
            "本次完成的待办编号，逗号分隔",
        ),
        lang,
    ));
    args.push(switch("no-answer", t("Nobody answered", "未联系上"), lang));
    args.push(switch(
        "form",
        t("Ask for every field", "逐项填写全部栏目"),
        lang,
    ));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let mut draft = call.draft(&FIELDS)?;
    if draft.is_empty() && call.text("with").is_none() {
        return catchup::run(app, call, out);
    }
    if call.has("no-answer") {
        draft.set("reached", YesNo::No.code());
        draft.set_default("said", t("nobody answered", "未接通").to(app.lang));
    }
    one(app, call, out, draft)
}

/// Logs one contact from what is known of it.
pub(super) fn one(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    mut draft: Draft,
) -> Result<Exit, Failure> {
    let customers = customers(app, call, &mut draft)?;
    defaults(app, &mut draft);
    let step = next_step(app, &draft)?;
    if let Some((at, what)) = &step {
        let zone = app.policy.get()?.calendar.zone();
        draft.set_default("next_at", at.0.rfc3339(zone));
        if !what.is_empty() {
            draft.set_default("next_what", what.as_str());
        }
    }
    let actions = actions(app, &draft)?;
    let mut settled = settled(app, call)?;
    if app.ask.is_some() && draft.get("said").is_none() {
        settled.extend(tick(app, &customers)?);
    }
    let filled = app.fill::<Followup>(
        draft.part(Followup::FIELDS, ""),
        Filling {
            name: "followup-log",
            all: call.has("form"),
            ask: true,
            ..Filling::default()
        },
    )?;
    let mut record = filled.record;
    let deep = app.policy.get()?.contact.is_deep(record.method.code());
    record.deep.get_or_insert(deep.into());
    if record.at > app.now.plus_seconds(60).unwrap_or(app.now) {
        return Err(Problem::usage(say!(
            "a contact that was cannot lie in the future",
            "已发生的沟通不能晚于现在"
        ))
        .about(t("When", "跟进时间"))
        .hint(say!(
            "plan it instead: kehu followup plan",
            "计划请用：kehu followup plan"
        ))
        .into());
    }
    if call.dry_run {
        out.line(&say!(
            "nothing was stored (--dry-run)",
            "未存入任何内容（--dry-run）"
        ))?;
        return Ok(Exit::Done);
    }
    let follows = Follows {
        actions: &actions,
        settled: &settled,
    };
    store(app, out, &record, &customers, follows)
}

/// What a contact brings with it: what was agreed in it, and what it settles.
#[derive(Clone, Copy)]
struct Follows<'a> {
    actions: &'a [(Deadline, String)],
    settled: &'a [i64],
}

/// `--settles AC…,AC…`: in a script only flags count.
fn settled(app: &mut App<'_>, call: &Call<'_>) -> Result<Vec<i64>, Failure> {
    let numbers = call.text("settles").unwrap_or("").to_owned();
    let mut ids = Vec::new();
    for number in numbers.split([',', '，', '、']) {
        if !number.trim().is_empty() {
            ids.push(app.resolve(Noun::Action, number.trim())?);
        }
    }
    Ok(ids)
}

/// Shows what is open for the customers, and asks which actions are settled.
fn tick(app: &mut App<'_>, customers: &[i64]) -> Result<Vec<i64>, Failure> {
    let lang = app.lang;
    let zone = app.policy.get()?.calendar.zone();
    let mut lines = Vec::new();
    let mut options = Vec::new();
    let mut ids = Vec::new();
    for customer in customers {
        for item in app.file()?.open_items(*customer)? {
            match item {
                OpenItem::Plan(plan) => {
                    let (number, at) = (&plan.number, plan.record.at.0.shown(zone));
                    let by = plan.record.method.label().to(lang);
                    lines.push(say!(
                        "planned {number}: {at}, {by}",
                        "计划 {number}：{at} {by}"
                    ));
                }
                OpenItem::Next(last) => {
                    let at = last.record.next_at.map(|at| at.0.shown(zone));
                    let at = at.unwrap_or_default();
                    let what = last.record.next_what.as_deref().unwrap_or("").to_owned();
                    lines.push(say!("agreed next: {at} {what}", "约定下次：{at} {what}"));
                }
                OpenItem::Action(action) => {
                    let due = action.record.due.0.shown(zone);
                    options.push(Choosable {
                        code: action.number.clone(),
                        label: action.record.what.clone(),
                        note: due,
                        also: Vec::new(),
                    });
                    ids.push(action.id);
                }
            }
        }
    }
    let Some(ask) = &mut app.ask else {
        return Ok(Vec::new());
    };
    for line in lines {
        ask.tell(line.to(lang)).map_err(stopped)?;
    }
    if options.is_empty() {
        return Ok(Vec::new());
    }
    let label = t("Which of these are settled", "哪些待办已完成");
    let question = Question {
        label: label.to(lang),
        ..Question::default()
    };
    let chosen = ask.pick_many(&question, &options, &[]).map_err(stopped)?;
    Ok(chosen
        .into_iter()
        .filter_map(|at| ids.get(at).copied())
        .collect())
}

fn defaults(app: &App<'_>, draft: &mut Draft) {
    draft.set_default("at", "now");
    draft.set_default("owner", "me");
    draft.set_default("direction", Direction::Out.code());
    draft.set_default("reached", YesNo::Yes.code());
    if app.ask.is_none() {
        draft.set_default("method", Method::Phone.code());
    }
}

/// The customers of this contact: the one named, and those of `--with`.
fn customers(app: &mut App<'_>, call: &Call<'_>, draft: &mut Draft) -> Result<Vec<i64>, Failure> {
    let mut names: Vec<String> = draft
        .get("customer")
        .into_iter()
        .chain(call.text("with"))
        .flat_map(|text| text.split([',', '，', '、']))
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    // A name with a comma in it is one customer.
    if let Some(whole) = draft.get("customer")
        && names.len() > 1
        && call.text("with").is_none()
        && app.file()?.candidates(Noun::Customer, whole)?.len() == 1
    {
        names = vec![whole.to_owned()];
    }
    let mut ids = Vec::new();
    for name in names {
        let id = app.resolve(Noun::Customer, &name)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if let Some(first) = ids.first()
        && let Some(found) = app.file()?.candidate(Noun::Customer, *first)?
    {
        draft.set("customer", found.number);
    }
    Ok(ids)
}

/// `--next "+3wd 确认报价"`: when, and what.
fn next_step(app: &mut App<'_>, draft: &Draft) -> Result<Option<(Deadline, String)>, Failure> {
    let Some(text) = draft.get("next").map(str::to_owned) else {
        return Ok(None);
    };
    app.reading(|reading, _| {
        step(&text, reading)
            .map(Some)
            .map_err(|problem| problem.about(t("Next step", "下一步")).into())
    })
}

fn step(text: &str, reading: &Reading<'_>) -> Result<(Deadline, String), Problem> {
    match split_when(text, Bare::Closing, reading) {
        Some((at, rest)) => Ok((Deadline(at), rest.trim().to_owned())),
        None => Err(Problem::usage(say!(
            "“{text}” does not begin with a time",
            "“{text}”不是以时间开头"
        ))
        .hint(say!(
            "such as --next \"+3wd send the quote\" or --next \"fri 15:00 call\"",
            "例如 --next \"+3wd 确认报价\" 或 --next \"下周三 15:00 回电\""
        ))),
    }
}

/// `--action "3月8日前 补充报价模块"`, any number of times.
fn actions(app: &mut App<'_>, draft: &Draft) -> Result<Vec<(Deadline, String)>, Failure> {
    let Some(text) = draft.get("action").map(str::to_owned) else {
        return Ok(Vec::new());
    };
    app.reading(|reading, _| {
        let mut actions = Vec::new();
        let mut problems = Vec::new();
        for line in text.lines() {
            match step(line, reading) {
                Ok((_, what)) if what.is_empty() => problems.push(
                    Problem::usage(say!("an action says what is to be done", "待办应写明内容"))
                        .about(t("Agreed action", "待办事项"))
                        .hint(say!(
                            "such as --action \"+3wd send the quote\"",
                            "例如 --action \"+3wd 补充报价\""
                        )),
                ),
                Ok(action) => actions.push(action),
                Err(problem) => problems.push(problem.about(t("Agreed action", "待办事项"))),
            }
        }
        match problems.is_empty() {
            true => Ok(actions),
            false => Err(problems.into()),
        }
    })
}

/// Writes the contact for every customer, settles their plans, and says so.
fn store(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    record: &Followup,
    customers: &[i64],
    follows: Follows<'_>,
) -> Result<Exit, Failure> {
    let me = app.me()?;
    let customers = match customers {
        [] => vec![record.customer.id()],
        several => several.to_vec(),
    };
    let playbook = app.policy.get()?;
    let zone = playbook.calendar.zone();
    let until = playbook.calendar.end_of(record.at.day(zone));
    let real = record.reached.is_yes() && playbook.contact.is_real(record.method.code());
    let mut kept: Vec<(Kept<Customer>, bool)> = Vec::new();
    for id in &customers {
        let store = app.store.read()?;
        kept.push((store.get(*id)?, store.followup_count(*id)? == 0));
    }
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("followup log", Kind::Work, Some(me), now)?;
    let scene = Scene {
        zone,
        me,
        settles_until: real.then_some(until),
    };
    let mut said = Vec::new();
    for (customer, _) in &kept {
        said.push(write(&writing, scene, customer, record, follows.actions)?);
    }
    for action in follows.settled {
        writing.done(Noun::Action, *action, record.at)?;
    }
    let subject = match kept.as_slice() {
        [(one, _)] => one.number.clone(),
        _ => String::new(),
    };
    writing.commit(&subject, &say!("logged a follow-up", "记录跟进"))?;
    for ((customer, first), written) in kept.iter().zip(&said) {
        tell(out, zone, customer, record, written)?;
        let own = Followup {
            customer: Ref::new(customer.id),
            ..record.clone()
        };
        checks::warn(app, out, customer, &own, *first)?;
    }
    Ok(Exit::Done)
}

/// What was written for one customer.
struct Written {
    number: String,
    settled: Vec<String>,
    actions: Vec<(String, Moment, String)>,
}

/// Where and by whom a contact is written.
#[derive(Clone, Copy)]
struct Scene {
    zone: chrono_tz::Tz,
    me: i64,
    /// Plans until then are carried out by it; none where nobody was reached.
    settles_until: Option<Moment>,
}

fn write(
    writing: &Writing<'_>,
    scene: Scene,
    customer: &Kept<Customer>,
    record: &Followup,
    actions: &[(Deadline, String)],
) -> Result<Written, Failure> {
    let nothing = BTreeSet::new();
    let Scene {
        zone,
        me,
        settles_until,
    } = scene;
    let mut own = Followup {
        customer: Ref::new(customer.id),
        ..record.clone()
    };
    own.owner.get_or_insert(Ref::new(me));
    // A real contact carries out what was planned for the day, or before.
    let plans = match settles_until {
        Some(until) => writing.plans_settled_by(customer.id, until)?,
        None => Vec::new(),
    };
    if own.plan.is_none() {
        own.plan = plans.first().map(|(id, _)| Ref::new(*id));
    }
    let place = |noun, day| Place {
        number: number_of(noun, day),
        extra: Vec::new(),
        since: record.at,
        to_confirm: &nothing,
    };
    let (id, number) = writing.insert(&own, &place(Noun::Followup, record.at.day(zone)))?;
    for (plan, _) in &plans {
        writing.done(Noun::Plan, *plan, record.at)?;
    }
    let mut made = Vec::new();
    for (due, what) in actions {
        let action = Action {
            customer: Ref::new(customer.id),
            what: what.clone(),
            due: *due,
            owner: Some(Ref::new(me)),
            followup: Some(Ref::new(id)),
            ticket: own.ticket,
        };
        let (_, number) = writing.insert(&action, &place(Noun::Action, due.0.day(zone)))?;
        made.push((number, due.0, what.clone()));
    }
    Ok(Written {
        number,
        settled: plans.into_iter().map(|(_, number)| number).collect(),
        actions: made,
    })
}

/// One line: what was settled, what is next and when.
fn tell(
    out: &mut Out<'_>,
    zone: chrono_tz::Tz,
    customer: &Kept<Customer>,
    record: &Followup,
    written: &Written,
) -> Result<(), Failure> {
    let (number, name) = (&written.number, &customer.record.name.0);
    let label = record.method.label();
    let (by_en, by_zh) = (label.en.to_lowercase(), label.zh);
    let settled = written.settled.join(", ");
    let (mut en, mut zh) = (
        format!("logged {number}: {name}, {by_en}"),
        format!("已记录 {number}：{name}（{by_zh}）"),
    );
    if !settled.is_empty() {
        en.push_str(&format!("; settles {settled}"));
        zh.push_str(&format!("；完成计划 {settled}"));
    }
    if let Some(next) = record.next_at {
        let at = next.0.shown(zone);
        let what = record.next_what.as_deref().unwrap_or("");
        en.push_str(&format!("; next {at} {what}"));
        zh.push_str(&format!("；下次 {at} {what}"));
    }
    let (en, zh) = (en.trim_end().to_owned(), zh.trim_end().to_owned());
    out.made(Noun::Followup, number, &crate::words::Say { en, zh })?;
    for (number, due, what) in &written.actions {
        let due = due.shown(zone);
        out.line(&say!(
            "agreed {number}: {what}, by {due}",
            "待办 {number}：{what}，{due} 前"
        ))?;
    }
    Ok(())
}
