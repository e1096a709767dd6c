//! `need spin`: the conversation by SPIN (001), with the questions of the customer's
//! industry. It goes on with the newest analysis, and begins a new one with what that
//! says once a supervisor has approved it.

use std::sync::LazyLock;

use clap::Arg;

use crate::app::{App, Filled, Filling, stopped};
use crate::ask::{Empty, Question};
use crate::field::Field;
use crate::flags;
use crate::form::{Draft, Form as _};
use crate::nouns::Call;
use crate::nouns::customer::{customer_arg, named};
use crate::out::Out;
use crate::playbook::Purpose;
use crate::problem::{Exit, Failure};
use crate::records::choices::{Decision, Spin};
use crate::records::{Analysis, Customer, Need};
use crate::say;
use crate::store::{Kept, Kind};
use crate::value::{ChoiceSet as _, Noun, Value as _};
use crate::verbs::{self, Making, make};
use crate::words::{Lang, Text, keep, t};

/// All that may be answered; the customer is named before.
static ANSWERS: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let fields = Analysis::FIELDS.iter().copied();
    fields.filter(|field| field.key != "customer").collect()
});

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![customer_arg(lang).index(1)];
    args.extend(flags::form(&ANSWERS, &[], lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let customer = named(app, call)?;
    let kept: Kept<Customer> = app.store.read()?.get(customer)?;
    let newest = app.store.read()?.newest_analysis(customer)?;
    let open = match &newest {
        Some(analysis) => !is_approved(app, analysis.id)?,
        None => false,
    };
    let given = call.draft(&ANSWERS)?;
    let mut draft = given.part(asking(app, &kept.record)?, "");
    draft.set("customer", kept.number.as_str());
    begin_with(app, &mut draft, newest.as_ref().zip(Some(open)), &kept)?;
    if !open {
        draft.set_default("at", "now");
        draft.set_default("owner", "me");
    }
    let command = format!("need spin {}", kept.number);
    let filled = app.fill::<Analysis>(
        draft,
        Filling {
            command: &command,
            // A line that says something is an expert's; else it is a conversation.
            all: call.has("form") || given.is_empty(),
            ask: true,
            ..Filling::default()
        },
    )?;
    let number = match newest.filter(|_| open) {
        Some(old) => go_on(app, &old, &filled.record)?,
        None => begin(app, &filled)?,
    };
    let name = &kept.record.name.0;
    out.made(
        Noun::Analysis,
        &number,
        &say!(
            "needs of {name} analysed: {number}",
            "已记录 {name} 的需求分析 {number}"
        ),
    )?;
    if let Some(empty) = super::empty_letters(app, customer)? {
        out.note(&empty);
    }
    if call.dry_run {
        return Ok(Exit::Done);
    }
    app.finish_forms()?;
    let talking = given.is_empty() || call.has("form");
    needs(app, out, &kept.number, talking)?;
    Ok(Exit::Done)
}

/// Whether the last review has approved an analysis.
fn is_approved(app: &mut App<'_>, id: i64) -> Result<bool, Failure> {
    let last = app.store.read()?.reviews_of(Noun::Analysis, id)?.pop();
    Ok(last.is_some_and(|review| {
        matches!(
            review.record.result,
            Decision::Approved | Decision::ApprovedAfterSupplement
        )
    }))
}

/// The form with the questions of the customer's industry beside the four answers.
fn asking(app: &App<'_>, customer: &Customer) -> Result<&'static [Field], Failure> {
    let industry = customer.industry.as_ref().map(|code| code.0.as_str());
    let bank = app.policy.get()?.questions()?;
    let mut fields = Analysis::FIELDS.to_vec();
    for spin in Spin::VARIANTS {
        let asked = bank.of(Purpose::Spin(*spin), industry);
        let field = fields
            .iter_mut()
            .find(|field| field.key == Analysis::key(*spin));
        let help = together(&asked);
        if let (Some(field), Some(help)) = (field, help) {
            field.help = Some(help);
        }
    }
    // Once a command; the texts in it are kept once a process.
    Ok(Vec::leak(fields))
}

/// A few questions, one a line.
fn together(questions: &[Text]) -> Option<Text> {
    if questions.is_empty() {
        return None;
    }
    let joined = |lang: Lang| {
        let all: Vec<&str> = questions.iter().map(|text| text.to(lang)).collect();
        keep(&all.join("\n"))
    };
    Some(Text {
        en: joined(Lang::En),
        zh: joined(Lang::Zh),
    })
}

/// What is known before anybody is asked: the newest analysis, open or not; then
/// what the customer's own file says.
fn begin_with(
    app: &mut App<'_>,
    draft: &mut Draft,
    newest: Option<(&Kept<Analysis>, bool)>,
    customer: &Kept<Customer>,
) -> Result<(), Failure> {
    if let Some((newest, open)) = newest {
        let old = verbs::as_draft(app, &newest.record)?;
        for (at, field) in Analysis::FIELDS.iter().enumerate() {
            // A new one has its own day and author.
            let stays = open || !matches!(field.key, "at" | "owner");
            if let Some(answer) = old.answer(at).filter(|_| stays) {
                draft.set_default(field.key, answer);
            }
        }
    }
    let own = &customer.record;
    let zone = app.policy.get()?.calendar.zone();
    for (key, cell) in [
        ("current_solution", own.current_solution.cell()),
        ("goal", own.goal.cell()),
        ("budget", own.budget.cell()),
    ] {
        let text = cell.code(zone);
        if !text.is_empty() {
            draft.set_default(key, text);
        }
    }
    Ok(())
}

/// Writes a new analysis.
fn begin(app: &mut App<'_>, filled: &Filled<Analysis>) -> Result<String, Failure> {
    let making = Making {
        verb: "need spin",
        record: &filled.record,
        at: filled.record.at,
        extra: Vec::new(),
        to_confirm: &filled.to_confirm,
        summary: say!("analysed needs", "需求分析"),
    };
    let (_, number) = make(app, making, |_, _| Ok(()))?;
    Ok(number)
}

/// Writes what is new into the analysis that stands open.
fn go_on(app: &mut App<'_>, old: &Kept<Analysis>, new: &Analysis) -> Result<String, Failure> {
    let me = app.me()?;
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("need spin", Kind::Work, Some(me), now)?;
    let changed = writing.update(old, new, now)?;
    if !changed.is_empty() {
        writing.commit(
            &old.number,
            &say!("went on with the analysis", "补充需求分析"),
        )?;
    }
    Ok(old.number.clone())
}

/// After the conversation, the needs that it found, one by one.
fn needs(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    customer: &str,
    talking: bool,
) -> Result<(), Failure> {
    if app.ask.is_none() || !talking {
        out.note(&say!(
            "record each need with: kehu need add {customer} \"…\" --spin problem",
            "逐项登记需求：kehu need add {customer} \"…\" --spin problem"
        ));
        return Ok(());
    }
    let mut label = t("A need of theirs", "客户的一项需求");
    while let Some(what) = another(app, label)? {
        let mut draft = Draft::new(Need::FIELDS);
        draft.set("customer", customer);
        draft.set("what", what);
        let talking = Filling {
            command: "need add",
            ask: true,
            talks: true,
            ..Filling::default()
        };
        super::record(app, out, draft, talking)?;
        app.finish_forms()?;
        label = t("Another need", "还有一项需求");
    }
    Ok(())
}

/// What is no need, but says that there is none.
const NONE: &[&str] = &["n", "no", "none", "否", "无", "没有", "没有了", ".", "。"];

/// The next need; nothing, or a no, ends it.
fn another(app: &mut App<'_>, label: Text) -> Result<Option<String>, Failure> {
    let lang = app.lang;
    let Some(ask) = &mut app.ask else {
        return Ok(None);
    };
    let question = Question {
        label: label.to(lang),
        enter: t("Enter where there is no more", "没有了直接回车").to(lang),
        empty: Empty::Skips,
        ..Question::default()
    };
    let yes = say!("say what they need", "请写出需求内容");
    let check = |text: &str| match text.trim().to_lowercase().as_str() {
        "y" | "yes" | "是" | "有" => Err(yes.to(lang).to_owned()),
        _ => Ok(()),
    };
    let what = ask.line(&question, &check).map_err(stopped)?;
    let none = NONE.contains(&what.trim().to_lowercase().as_str());
    Ok(Some(what.trim().to_owned()).filter(|what| !what.is_empty() && !none))
}
