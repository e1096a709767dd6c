//! `grade`: 客户分级评估表 (F04): value × potential → a grade, with its reasons;
//! it stays a proposal until a review is recorded (R029).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::Arg;

use super::{Call, Noun, Verb, What, option, switch};
use crate::app::{App, Filling};
use crate::field::Field;
use crate::flags;
use crate::form::{Form as _, subset};
use crate::nouns::customer::customer_arg;
use crate::out::{Out, number_of};
use crate::playbook::{Gate, Moved};
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::{Decision, GradeLetter, Role};
use crate::records::{Customer, Grade, Review};
use crate::say;
use crate::store::{Filter, Kept, Kind, List, Place, Writing, of_customer};
use crate::value::{ChoiceSet as _, Long, Moment, Noun as Record, Ref, Stored};
use crate::verbs;
use crate::words::{Lang, Say, t};

pub const GRADE: Noun = Noun {
    name: "grade",
    about: t(
        "Grade customers: value × potential, with reasons (F04)",
        "客户分级：价值 × 潜力（F04）",
    ),
    what: What::Verbs(&[
        Verb::new(
            "assess",
            t("Assess a customer; proposes a grade", "评估客户并提出级别"),
            assess_args,
            assess,
        ),
        Verb::new(
            "review",
            t("Decide a proposed grade", "审批级别"),
            review_args,
            review,
        ),
        Verb::new("list", t("List assessments", "评估列表"), list_args, list),
        Verb::new(
            "history",
            t("A customer's assessments", "某客户的评估记录"),
            one,
            history,
        ),
    ]),
};

/// Who decides a grade (R029).
pub const DECIDERS: &[Role] = &[Role::SalesSupervisor, Role::SalesDirector];

static REVIEW: LazyLock<Vec<Field>> =
    LazyLock::new(|| subset(Review::FIELDS, &["result", "at", "by", "reason"]));

fn assess_args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(Grade::FIELDS, &["customer"], lang);
    args.push(switch(
        "form",
        t("Ask for every field", "逐项填写全部栏目"),
        lang,
    ));
    args
}

fn one(lang: Lang) -> Vec<Arg> {
    vec![customer_arg(lang).required(true).index(1)]
}

fn list_args(lang: Lang) -> Vec<Arg> {
    vec![customer_arg(lang).index(1), super::customer::limit(lang)]
}

fn review_args(lang: Lang) -> Vec<Arg> {
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
    args.push(super::option(
        "override",
        t("REASON", "理由"),
        t("Pass the gate with a reason", "说明理由后放行"),
        lang,
    ));
    args
}

fn assess(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let mut draft = call.draft(Grade::FIELDS)?;
    draft.set_default("at", "now");
    draft.set_default("owner", "me");
    if app.ask.is_some() && draft.get("purchase").is_none() {
        // The table is on the screen while the grade is found.
        tell_table(app)?;
    }
    let filled = app.fill::<Grade>(
        draft,
        Filling {
            name: "grade-assess",
            all: call.has("form"),
            ask: true,
            ..Filling::default()
        },
    )?;
    let mut record = filled.record;
    record.owner.get_or_insert(Ref::new(me));
    let proposed = propose(app, &mut record)?;
    store(app, out, me, &record, &proposed)
}

/// The grade table of F04, a line a grade.
fn tell_table(app: &mut App<'_>) -> Result<(), Failure> {
    let lang = app.lang;
    let lines: Vec<String> = app
        .policy
        .get()?
        .grades
        .all()
        .iter()
        .map(|grade| {
            format!(
                "{}  {}  {}  {}",
                grade.code,
                grade.value.to(lang),
                grade.potential.to(lang),
                grade.features.to(lang)
            )
        })
        .collect();
    if let Some(ask) = &mut app.ask {
        for line in lines {
            ask.tell(&line).map_err(crate::app::stopped)?;
        }
    }
    Ok(())
}

/// Computes the grade (K20) unless one was given, and says why.
fn propose(app: &App<'_>, record: &mut Grade) -> Result<Say, Failure> {
    let grades = &app.policy.get()?.grades;
    let Some(suggestion) = grades.suggest(record.purchase, Some(record.potential.get())) else {
        return Ok(say!("", ""));
    };
    let computed = GradeLetter::from_code(&suggestion.grade.code);
    let given = record.grade.is_some() && record.grade != computed;
    let grade = *record
        .grade
        .get_or_insert(computed.unwrap_or(GradeLetter::D));
    if record.strategy.is_none() {
        record.strategy = grades
            .get(grade.code())
            .map(|grade| Long(grade.strategy.to(app.lang).to_owned()));
    }
    let (purchase, potential) = (record.purchase.shown_whole(), record.potential.get());
    let (band, code) = (&suggestion.band.code, &suggestion.grade.code);
    let moved = match suggestion.moved {
        Moved::Not => say!(
            "potential {potential} leaves it there",
            "潜力 {potential} 分，不调整"
        ),
        Moved::Up => say!(
            "potential {potential} raises it to {code}",
            "潜力 {potential} 分，上调为 {code}"
        ),
        Moved::Down => say!(
            "potential {potential} lowers it to {code}",
            "潜力 {potential} 分，下调为 {code}"
        ),
    };
    let (moved_en, moved_zh) = (&moved.en, &moved.zh);
    let chosen = grade.code();
    let own = match given {
        true => say!("; you chose {chosen}", "；您选择 {chosen}"),
        false => say!("", ""),
    };
    let (own_en, own_zh) = (&own.en, &own.zh);
    Ok(say!(
        "annual purchase {purchase} is band {band}; {moved_en}{own_en}",
        "年采购额 {purchase} 属 {band} 档；{moved_zh}{own_zh}"
    ))
}

fn store(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    me: i64,
    record: &Grade,
    why: &Say,
) -> Result<Exit, Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let customer: Kept<Customer> = app.store.read()?.get(record.customer.id())?;
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("grade assess", Kind::Work, Some(me), now)?;
    let place = Place {
        number: number_of(Record::Grade, record.at.day(zone)),
        extra: Vec::new(),
        since: record.at,
        to_confirm: &BTreeSet::new(),
    };
    let (_, number) = writing.insert(record, &place)?;
    let grade = record.grade.map_or("", |grade| grade.code());
    writing.commit(
        &customer.number,
        &say!("proposed grade {grade}", "建议级别 {grade}"),
    )?;
    let (name, of) = (&customer.record.name.0, &customer.number);
    out.made(
        Record::Grade,
        &number,
        &say!(
            "{name}: grade {grade} proposed ({number})",
            "{name}：建议 {grade} 级（{number}）"
        ),
    )?;
    out.line(why)?;
    out.line(&say!(
        "it counts once approved: kehu grade review {of} --approve --by NAME",
        "审批后生效：kehu grade review {of} --approve --by 主管姓名"
    ))?;
    Ok(Exit::Done)
}

fn review(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let customer = super::customer::named(app, call)?;
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
    draft.set_default("by", "me");
    let filled = app.fill::<Review>(
        draft,
        Filling {
            name: "grade-review",
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

fn review_draft(call: &Call<'_>) -> Result<crate::form::Draft, Failure> {
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

/// The gate: where somebody else holds the deciding role, their word is needed.
/// Gives back the reason of an override.
fn gate(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    review: &Review,
    me: i64,
) -> Result<Option<String>, Failure> {
    let other = app.store.read()?.another_holds(DECIDERS, Some(me))?;
    let gate = app.policy.get()?.gates.grade.given(other);
    let by = match review.by {
        Some(by) => app.store.read()?.get::<crate::records::Staff>(by.id())?,
        None => app.store.read()?.get::<crate::records::Staff>(me)?,
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

fn decide(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    me: i64,
    customer: &Kept<Customer>,
    open: &Kept<Grade>,
    review: &Review,
    passed: Option<String>,
) -> Result<Exit, Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let now = app.now;
    let before = app.store.read()?.grade_of(customer.id)?;
    let writing = app
        .store
        .write()?
        .begin("grade review", Kind::Work, Some(me), now)?;
    let place = Place {
        number: number_of(Record::Review, review.at.day(zone)),
        extra: vec![
            ("noun", Stored::Text(Record::Grade.table().to_owned())),
            ("record", Stored::Int(open.id)),
        ],
        since: review.at,
        to_confirm: &BTreeSet::new(),
    };
    writing.insert(review, &place)?;
    if let Some(reason) = passed {
        let reason = Some(reason.as_str()).filter(|reason| !reason.is_empty());
        writing.note_gate(Record::Grade, open.id, "grade", reason)?;
    }
    if let Some(grade) = review.grade {
        put(&writing, customer.id, grade, review.at)?;
    }
    let label = review.result.label();
    let grade = review.grade.map_or("", |grade| grade.code());
    let (en, zh) = (label.en, label.zh);
    writing.commit(&customer.number, &say!("{en} {grade}", "{zh} {grade}"))?;
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
fn put(
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

fn list(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter = match call.text("customer") {
        Some(_) => of_customer(super::customer::named(app, call)?),
        None => Filter::default(),
    };
    let limit = super::customer::limit_of(call)?;
    verbs::list(
        app,
        out,
        t("Assessments", "分级评估"),
        &List::grades(),
        &filter,
        limit,
    )?;
    Ok(Exit::Done)
}

fn history(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let customer = super::customer::named(app, call)?;
    let filter = of_customer(customer);
    verbs::list(
        app,
        out,
        t("Assessments", "分级评估"),
        &List::grades(),
        &filter,
        None,
    )?;
    Ok(Exit::Done)
}
