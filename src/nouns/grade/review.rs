//! `grade review`: the decision on a proposed grade, behind the gate (R029).

use super::{DECIDERS, one};
use crate::app::{App, Filling, stopped};
use crate::ask::{Empty, Question};
use crate::field::Field;
use crate::flags;
use crate::form::{Form as _, subset};
use crate::nouns::gate;
use crate::nouns::{Call, option, switch};
use crate::out::{Out, number_of};
use crate::playbook::Gate;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{Decision, GradeLetter};
use crate::records::{Customer, Grade, Review, Staff};
use crate::say;
use crate::store::{Kept, Kind, Place, Writing};
use crate::value::{ChoiceSet as _, Moment, Noun as Record, Stored};
use crate::words::{Lang, t};
use clap::Arg;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What the line may say; the grade is that of `--change`.
static REVIEW: LazyLock<Vec<Field>> =
    LazyLock::new(|| subset(Review::FIELDS, &["result", "at", "by", "reason"]));

pub(super) fn review_args(lang: Lang) -> Vec<Arg> {
    let mut args = one(lang);
    args.push(switch(
        "approve",
        t("Approve it as proposed", "按建议通过"),
        lang,
    ));
    args.push(
        option(
            "reject",
            t("REASON", "原因"),
            t("Reject it", "不通过"),
            lang,
        )
        .num_args(0..=1)
        .default_missing_value(""),
    );
    args.push(option(
        "change",
        t("GRADE", "级别"),
        t("Approve another grade", "调整为其他级别"),
        lang,
    ));
    args.extend(flags::args(&REVIEW, &[], lang));
    args.push(option(
        "override",
        t("REASON", "理由"),
        t("Pass the gate with a reason", "说明理由后放行"),
        lang,
    ));
    args
}

pub(super) fn review(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
) -> Result<Exit, Failure> {
    let me = app.me()?;
    let customer = crate::nouns::customer::named(app, call)?;
    let kept: Kept<Customer> = app.store.read()?.get(customer)?;
    let Some(open) = app.store.read()?.open_grade(customer)? else {
        let (number, name) = (&kept.number, &kept.record.name.0);
        return Err(Problem::new(
            Exit::NoSuchRecord,
            say!(
                "{name} has no grade waiting for a decision",
                "{name} 没有待审批的级别"
            ),
        )
        .hint(say!(
            "assess it first: kehu grade {number}",
            "请先评估：kehu grade {number}"
        ))
        .into());
    };
    let mut draft = review_draft(call)?;
    draft.set_default("at", "now");
    decider(app, &open, &mut draft, me)?;
    draft.set_default("by", "me");
    let command = format!("grade review {}", kept.number);
    let filled = app.fill::<Review>(
        draft,
        Filling {
            command: &command,
            ask: true,
            ..Filling::default()
        },
    )?;
    let mut review = filled.record;
    let passed = gate(app, call, out, &review, me)?;
    review.grade = match review.result {
        Decision::Approved | Decision::ApprovedAfterSupplement => open.record.grade,
        Decision::Changed if review.grade.is_some() => review.grade,
        Decision::Changed => {
            return Err(Problem::usage(say!("no grade given", "没有给出级别"))
                .hint(say!("such as --change B", "例如 --change B"))
                .into());
        }
        Decision::Rejected => None,
    };
    decide(app, out, me, &kept, &open, &review, passed)
}

pub(super) fn review_draft(call: &Call<'_>) -> Result<crate::form::Draft, Failure> {
    let mut draft = call.draft(&REVIEW)?.part(Review::FIELDS, "");
    let given = [
        call.has("approve"),
        call.text("reject").is_some(),
        call.text("change").is_some(),
    ];
    if given.iter().filter(|given| **given).count() > 1 {
        return Err(Problem::usage(say!(
            "--approve, --reject and --change exclude each other",
            "--approve、--reject、--change 只能选其一"
        ))
        .into());
    }
    if call.has("approve") {
        draft.set("result", Decision::Approved.code());
    }
    if let Some(reason) = call.text("reject") {
        draft.set("result", Decision::Rejected.code());
        if !reason.is_empty() {
            draft.set("reason", reason);
        }
    }
    if let Some(grade) = call.text("change") {
        draft.set("result", Decision::Changed.code());
        draft.set("grade", grade);
    }
    Ok(draft)
}

/// Shows the proposal to whoever decides it, and asks who that is: the
/// supervisor unless somebody else is named.
fn decider(
    app: &mut App<'_>,
    open: &Kept<Grade>,
    draft: &mut crate::form::Draft,
    me: i64,
) -> Result<(), Failure> {
    if app.ask.is_none() || draft.get("result").is_some() {
        return Ok(());
    }
    let lang = app.lang;
    let store = app.store.read()?;
    let mine: Kept<Staff> = store.get(me)?;
    let initial = match mine.record.supervisor {
        Some(boss) => store.get::<Staff>(boss.id())?.record.name.0,
        None => mine.record.name.0,
    };
    let grade = open.record.grade.map_or("", |grade| grade.code());
    let purchase = open.record.purchase.shown();
    let potential = open.record.potential.get();
    let proposal = say!(
        "proposed: {grade}; annual purchase {purchase}, potential {potential}",
        "建议 {grade} 级：年采购额 {purchase} 元，潜力 {potential} 分"
    );
    let Some(ask) = &mut app.ask else {
        return Ok(());
    };
    ask.tell(proposal.to(lang)).map_err(stopped)?;
    if draft.get("by").is_none() {
        let question = Question {
            label: t("Decided by", "审批人").to(lang),
            initial: &initial,
            empty: Empty::Refused,
            ..Question::default()
        };
        let by = ask.line(&question, &|_| Ok(())).map_err(stopped)?;
        draft.set("by", by.trim());
    }
    Ok(())
}

/// The gate: where somebody else holds the deciding role, their word is needed.
/// Gives back the reason of an override.
pub(super) fn gate(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    review: &Review,
    me: i64,
) -> Result<Option<String>, Failure> {
    let other = app.store.read()?.another_holds(DECIDERS, Some(me))?;
    let gate = app.policy.get()?.gates.grade.given(other);
    let by = match review.by {
        Some(by) => app.store.read()?.get::<Staff>(by.id())?,
        None => app.store.read()?.get::<Staff>(me)?,
    };
    if DECIDERS.contains(&by.record.role) || gate == Gate::Off {
        return Ok(None);
    }
    let name = &by.record.name.0;
    let what = say!(
        "a grade is decided by a supervisor, and {name} is none (R029)",
        "级别须由主管审批，{name} 不是主管（R029）"
    );
    if let Some(reason) = call.text("override") {
        return Ok(Some(reason.to_owned()));
    }
    if gate == Gate::Enforce {
        return Err(Problem::refused(what)
            .hint(say!(
                "name the supervisor with --by, or --override REASON; playbook: gates.grade",
                "请用 --by 指明主管，或 --override 理由；规则手册：gates.grade"
            ))
            .into());
    }
    out.warn(&what);
    Ok(Some(String::new()))
}

pub(super) fn decide(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    me: i64,
    customer: &Kept<Customer>,
    open: &Kept<Grade>,
    review: &Review,
    passed: Option<String>,
) -> Result<Exit, Failure> {
    let playbook = app.policy.get()?;
    let zone = playbook.calendar.zone();
    let now = app.now;
    let before = app.store.read()?.grade_of(customer.id)?;
    let writing = app
        .store
        .write()?
        .begin("grade review", Kind::Work, Some(me), now)?;
    let place = Place {
        number: number_of(playbook, Record::Review, review.at.day(zone)),
        extra: vec![
            ("noun", Stored::Text(Record::Grade.table().to_owned())),
            ("record", Stored::Int(open.id)),
        ],
        since: review.at,
        to_confirm: &BTreeSet::new(),
    };
    writing.insert(review, &place)?;
    let why = passed.as_deref().filter(|reason| !reason.is_empty());
    let (why_en, why_zh) = why.map_or((String::new(), String::new()), |why| {
        (format!(", overridden: {why}"), format!("（放行：{why}）"))
    });
    gate::note(
        &writing,
        (Record::Grade, open.id),
        "grade",
        passed.as_deref(),
    )?;
    if let Some(grade) = review.grade {
        put(&writing, customer.id, grade, review.at)?;
    }
    let label = review.result.label();
    let grade = review.grade.map_or("", |grade| grade.code());
    let (en, zh) = (label.en.to_lowercase(), label.zh);
    writing.commit(
        &customer.number,
        &say!("{en} {grade}{why_en}", "{zh} {grade}{why_zh}"),
    )?;
    let (number, name) = (&customer.number, &customer.record.name.0);
    let was = before.map_or((String::new(), String::new()), |was| {
        (format!(" (was {was})"), format!("（原 {was} 级）"))
    });
    let (was_en, was_zh) = was;
    out.line(&match review.grade {
        Some(_) => say!(
            "{number} {name} is now grade {grade}{was_en}",
            "{number} {name} 现为 {grade} 级{was_zh}"
        ),
        None => say!("{number} {name}: {en}", "{number} {name}：{zh}"),
    })?;
    Ok(Exit::Done)
}

/// Puts an approved grade into force; a D goes to the pool (R036).
pub(super) fn put(
    writing: &Writing<'_>,
    customer: i64,
    grade: GradeLetter,
    at: Moment,
) -> Result<(), Failure> {
    let code = Stored::Text(grade.code().to_owned());
    writing.set_column(Record::Customer, customer, "grade", &code, at)?;
    let pool = Stored::Int(i64::from(grade == GradeLetter::D));
    writing.set_column(Record::Customer, customer, "pool", &pool, at)
}
