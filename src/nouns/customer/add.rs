//! `customer add`: F01, with the first contact in the same form.
//!
//! The name comes first, because a customer that looks like one on file is
//! shown before anything else is asked.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::Arg;

use super::Completeness;
use crate::app::{App, Filling, stopped};
use crate::ask::{Choosable, Empty, Question};
use crate::field::Field;
use crate::flags;
use crate::form::{Draft, Form as _, embedded, subset};
use crate::nouns::{Call, switch};
use crate::out::Out;
use crate::playbook::{Gate, edit};
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::CustomerKind;
use crate::records::{Contact, Customer};
use crate::say;
use crate::store::{Kind, Lookalike, NumberIs, Place, Writing};
use crate::value::{Book, ChoiceSet as _, Noun, Ref, Stored, Tags, Value as _, YesNo};
use crate::words::{Lang, t};

/// What the draft is kept under.
const NAME: &str = "customer-add";

/// What `add` takes besides the two forms.
static EXTRA: [Field; 1] = [Field::of::<Tags>("tag", t("Tags", "标签")).example("重点客户")];

/// The customer, the first contact, and tags: one form.
pub static FIELDS: LazyLock<Vec<Field>> =
    LazyLock::new(|| embedded(Customer::FIELDS, Contact::FIELDS, "contact", &EXTRA));

/// What tells whether the customer is on file already.
static FIRST: LazyLock<Vec<Field>> = LazyLock::new(|| subset(&FIELDS, &["kind", "name", "uscc"]));

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(&FIELDS, &["name"], lang);
    args.push(switch(
        "form",
        t("Ask for every field", "逐项填写全部栏目"),
        lang,
    ));
    args.push(switch(
        "incomplete",
        t(
            "Take it without what the playbook requires",
            "缺少必填项也先登记",
        ),
        lang,
    ));
    args.push(switch(
        "anyway",
        t(
            "Add it although it looks like one on file",
            "与已有客户相似也照样登记",
        ),
        lang,
    ));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let mut draft = call.draft(&FIELDS)?;
    new_region(app, &mut draft)?;
    if app.ask.is_some() {
        first_questions(app, &mut draft)?;
    } else {
        draft.set_default("kind", guess_kind(&draft).code());
    }
    if let Some(exit) = known_already(app, call, out, &draft)? {
        return Ok(exit);
    }
    let must = asked_keys(app, &draft)?;
    app.talk::<Registration>(
        &mut draft,
        Filling {
            name: NAME,
            must: &must,
            all: call.has("form"),
            ask: true,
            new_regions: true,
        },
    )?;
    new_region(app, &mut draft)?;
    let filled = app.fill::<Registration>(
        draft,
        Filling {
            name: NAME,
            ..Filling::default()
        },
    )?;
    let draft = filled.draft;
    let parts = Parts::of(app, &draft, filled.record.0)?;
    if !call.has("incomplete") {
        refuse_incomplete(app, &draft, &parts)?;
    }
    store(app, call, out, me, &draft, parts)
}

/// The registration as one form: the customer's own rules, and every answer of
/// the first contact and the tags read as well.
#[derive(Clone, Debug)]
struct Registration(Customer);

impl crate::form::Form for Registration {
    const NAME: &'static str = Customer::NAME;
    const LABEL: crate::words::Text = Customer::LABEL;
    const FIELDS: &'static [Field] = Customer::FIELDS;

    fn read(reader: &mut crate::form::Reader<'_>) -> Option<Self> {
        let customer = Customer::read(reader);
        reader.rest();
        customer.map(Registration)
    }

    fn cells(&self) -> Vec<crate::value::Cell> {
        self.0.cells()
    }

    fn store(&self) -> Vec<Stored> {
        self.0.store()
    }

    fn load<'r>(next: &mut dyn FnMut() -> crate::value::Found<'r>) -> Result<Self, &'static str> {
        Customer::load(next).map(Registration)
    }

    fn rules(&self) -> Vec<Problem> {
        self.0.rules()
    }
}

/// What a registration is stored as.
struct Parts {
    customer: Customer,
    contact: Option<Draft>,
    tags: Tags,
}

impl Parts {
    /// The parts of a draft whose answers can all be read.
    fn of(app: &mut App<'_>, draft: &Draft, mut customer: Customer) -> Result<Self, Failure> {
        let mut contact = draft.part(Contact::FIELDS, "contact.");
        app.reading(|reading, _| {
            customer.acquired.get_or_insert(reading.now);
            if customer.kind == CustomerKind::Individual && !contact.is_empty() {
                contact.set_default("name", customer.name.0.as_str());
            }
            let tags = Tags::parse(draft.get("tag").unwrap_or(""), reading).unwrap_or_default();
            Ok(Parts {
                customer,
                contact: (!contact.is_empty()).then_some(contact),
                tags,
            })
        })
    }
}

/// A region that no playbook knows gets a code, once, where somebody can give one.
fn new_region(app: &mut App<'_>, draft: &mut Draft) -> Result<(), Failure> {
    let Some(name) = draft.get("region").map(str::to_owned) else {
        return Ok(());
    };
    let known = app.policy.get()?.codes.find(Book::Region, &name).is_some();
    if known || crate::form::is_to_confirm(&name) || app.ask.is_none() {
        return Ok(());
    }
    let text = app.policy.own_text()?.unwrap_or_default();
    let lang = app.lang;
    let Some(ask) = &mut app.ask else {
        return Ok(());
    };
    let label = say!("A code for {name}", "“{name}”的区域代码");
    let question = Question {
        label: label.to(lang),
        help: Some(
            t(
                "2–4 letters; kept in your playbook",
                "2–4 个字母，将写入您的规则手册",
            )
            .to(lang),
        ),
        example: "WX",
        empty: Empty::Refused,
        ..Question::default()
    };
    let check = |code: &str| match edit::add_region(&text, code.trim(), &name, None) {
        Ok(_) => Ok(()),
        Err(problem) => Err(problem.say(lang)),
    };
    let code = ask.line(&question, &check).map_err(stopped)?;
    let text = edit::add_region(&text, code.trim(), &name, None)?;
    app.policy.write_own(&text)?;
    draft.set("region", code.trim().to_uppercase());
    Ok(())
}

/// Kind, name and credit code: enough to look the customer up.
fn first_questions(app: &mut App<'_>, draft: &mut Draft) -> Result<(), Failure> {
    let mut first = draft.part(&FIRST, "");
    app.resume_into(draft, NAME)?;
    first.amend(&draft.part(&FIRST, ""));
    let asked = app.ask_for(&mut first, &[]);
    for field in FIRST.iter() {
        if let Some(answer) = first.get(field.key) {
            draft.set(field.key, answer);
        }
    }
    app.or_keep(NAME, draft, asked)
}

fn guess_kind(draft: &Draft) -> CustomerKind {
    match draft.get("id_number") {
        Some(_) => CustomerKind::Individual,
        None => CustomerKind::Enterprise,
    }
}

/// Shows a customer on file that the new one looks like. `Some` ends the command.
fn known_already(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    draft: &Draft,
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
    let Some(first) = alike.first() else {
        return Ok(None);
    };
    if app.ask.is_none() {
        return Err(on_file(&alike).into());
    }
    let same = first.clone();
    offer(app, out, draft, &same)
}

fn on_file(alike: &[Lookalike]) -> Problem {
    let first = alike.first();
    let why = first.map_or(t("name", "名称"), |like| super::like(like.why));
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
fn offer(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    draft: &Draft,
    like: &Lookalike,
) -> Result<Option<Exit>, Failure> {
    let lang = app.lang;
    let why = super::like(like.why);
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
    let Some(ask) = &mut app.ask else {
        return Ok(None);
    };
    let question = Question {
        label: label.to(lang),
        empty: Empty::Refused,
        ..Question::default()
    };
    match ask.pick(&question, &options, Some(0)).map_err(stopped)? {
        Some(0) => {
            super::show::customer(app, out, like.id)?;
            Ok(Some(Exit::Done))
        }
        Some(1) => {
            let contact = draft.part(Contact::FIELDS, "contact.");
            crate::nouns::contact::add_to(app, out, like.id, contact)?;
            Ok(Some(Exit::Done))
        }
        _ => Ok(None),
    }
}

/// The keys that the playbook has a conversation ask for: of "any of" the
/// first, unless another one is answered.
fn asked_keys(app: &App<'_>, draft: &Draft) -> Result<Vec<String>, Failure> {
    let required = &app.policy.get()?.required;
    if app.ask.is_none() {
        return Ok(Vec::new());
    }
    Ok(required
        .of_kind("customer", draft.get("kind"))
        .filter(|one| !one.is_met(|key| draft.get(key).is_some()))
        .filter_map(|one| one.any_of.first().cloned())
        .collect())
}

/// Names everything that the playbook requires and the line does not give.
fn refuse_incomplete(app: &App<'_>, draft: &Draft, parts: &Parts) -> Result<(), Failure> {
    let required = &app.policy.get()?.required;
    let answered = |key: &str| match key {
        "acquired" => true,
        _ => draft
            .get(key)
            .is_some_and(|answer| !answer.trim().is_empty()),
    };
    let kind = parts.customer.kind.code();
    let missing: Vec<Problem> = required
        .of_kind("customer", Some(kind))
        .filter(|one| !one.is_met(answered))
        .filter_map(|one| {
            let fields: Vec<&Field> = one
                .any_of
                .iter()
                .filter_map(|key| FIELDS.iter().find(|field| field.key == *key))
                .collect();
            missing(&fields)
        })
        .collect();
    match missing.is_empty() {
        true => Ok(()),
        false => Err(missing.into()),
    }
}

fn missing(fields: &[&Field]) -> Option<Problem> {
    let first = fields.first()?;
    let flags: Vec<_> = fields
        .iter()
        .map(|field| format!("--{}", field.flag()))
        .collect();
    let (en, zh) = (flags.join(" or "), flags.join(" 或 "));
    let problem = Problem::usage(say!("no answer ({en})", "没有填写（{zh}）"))
        .about(first.label)
        .hint(say!(
            "answer them, say 待确认 where the customer has not said, or add --incomplete",
            "请补填；客户未告知的可填“待确认”；也可加 --incomplete 先登记"
        ));
    Some(problem)
}

fn store(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    me: i64,
    draft: &Draft,
    mut parts: Parts,
) -> Result<Exit, Failure> {
    parts.customer.owner.get_or_insert(Ref::new(me));
    let open: BTreeSet<&'static str> = draft.to_confirm();
    let kept: BTreeSet<String> = open.iter().map(|key| (*key).to_owned()).collect();
    let playbook = app.policy.get()?;
    let answered = |key: &str| key == "acquired" || is_answered(draft, key);
    let done = Completeness::of(
        &playbook.required,
        parts.customer.kind.code(),
        answered,
        &kept,
    );
    let lang = app.lang;
    let (percent, whole) = (done.percent(), done.is_whole());
    let submitted = done.missing.is_empty();
    let labels = done.labels(&FIELDS, lang);
    let now = app.now;
    let filed = playbook.gates.registration != Gate::Enforce;
    let number = number(app, &parts.customer, filed)?;
    if call.dry_run {
        out.line(&say!(
            "nothing was stored (--dry-run)",
            "未存入任何内容（--dry-run）"
        ))?;
        return Ok(Exit::Done);
    }
    let stamp = |yes: bool| match yes {
        true => Stored::Text(now.stored()),
        false => Stored::Null,
    };
    let acquired = parts.customer.acquired.unwrap_or(now);
    let contact = contact_of(app, &parts)?;
    let writing = app
        .store
        .write()?
        .begin("customer add", Kind::Work, Some(me), now)?;
    let place = Place {
        number,
        extra: vec![
            ("submitted_at", stamp(submitted)),
            ("filed_at", stamp(filed)),
        ],
        since: acquired,
        to_confirm: &open,
    };
    let (id, number) = writing.insert(&parts.customer, &place)?;
    for tag in &parts.tags.0 {
        writing.tag(id, tag)?;
    }
    if let Some(contact) = contact {
        insert_contact(&writing, app.policy.get()?.calendar.zone(), id, contact)?;
    }
    let name = parts.customer.name.0.clone();
    writing.commit(&number, &say!("registered a customer", "登记客户"))?;
    out.made(
        Noun::Customer,
        &number,
        &say!("registered {number} {name}", "已登记客户 {number} {name}"),
    )?;
    if !whole {
        out.line(&say!(
            "{percent} % complete, missing: {labels}",
            "完整度 {percent} %，缺：{labels}"
        ))?;
    }
    out.line(&say!(
        "next: kehu log {number} \"…\" --by phone",
        "下一步：kehu log {number} \"沟通内容\" --by phone"
    ))?;
    warn(out, &parts.customer);
    Ok(Exit::Done)
}

fn is_answered(draft: &Draft, key: &str) -> bool {
    draft
        .get(key)
        .is_some_and(|answer| !answer.trim().is_empty() && !crate::form::is_to_confirm(answer))
}

/// The number of a new customer: its own where the registration needs no
/// review first, a draft's otherwise.
pub fn number(app: &App<'_>, customer: &Customer, filed: bool) -> Result<NumberIs, Failure> {
    let playbook = app.policy.get()?;
    let short = |book, code: Option<&str>| {
        code.and_then(|code| playbook.codes.entry(book, code))
            .map(|entry| entry.in_number())
    };
    let region = short(
        Book::Region,
        customer.region.as_ref().map(|code| code.0.as_str()),
    );
    let industry = short(
        Book::Industry,
        customer.industry.as_ref().map(|code| code.0.as_str()),
    );
    let day = app.now.day(playbook.calendar.zone());
    let parts = playbook.numbers.of_customer(region, industry, day);
    let format = match filed {
        true => &playbook.numbers.customer,
        false => &playbook.numbers.draft,
    };
    Ok(NumberIs::Next {
        prefix: format.prefix(&parts),
        width: format.digits(),
        suffix: String::new(),
    })
}

/// The first contact, as far as it was given; its customer is not stored yet.
fn contact_of(app: &mut App<'_>, parts: &Parts) -> Result<Option<Contact>, Failure> {
    let Some(draft) = &parts.contact else {
        return Ok(None);
    };
    let name = parts.customer.name.0.clone();
    let mut draft = draft.clone();
    if draft.get("name").is_none_or(crate::form::is_to_confirm) {
        // A phone without a person is the company's own.
        draft.set("name", name);
    }
    app.reading(|reading, _| Ok(Some(crate::nouns::contact::unowned(&draft, reading)?)))
}

fn insert_contact(
    writing: &Writing<'_>,
    zone: chrono_tz::Tz,
    customer: i64,
    mut contact: Contact,
) -> Result<(), Failure> {
    contact.customer = Ref::new(customer);
    let place = Place {
        number: crate::out::number_of(Noun::Contact, writing.now.day(zone)),
        extra: Vec::new(),
        since: writing.now,
        to_confirm: &BTreeSet::new(),
    };
    writing.insert(&contact, &place)?;
    Ok(())
}

/// Warns and never refuses (R008).
fn warn(out: &mut Out<'_>, customer: &Customer) {
    if customer.kind == CustomerKind::Enterprise && customer.licence != Some(YesNo::Yes) {
        out.warn(&say!(
            "no business licence on file yet (R008); with it: kehu customer edit … --licence yes",
            "营业执照尚未存档（R008）；存档后：kehu customer edit … --licence 是"
        ));
    }
}
