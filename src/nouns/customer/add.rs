//! `customer add`: F01, with the first contact in the same form.
//!
//! The name comes first, because a customer that looks like one on file is
//! shown before anything else is asked.

mod alike;
mod store;

use std::sync::LazyLock;

use clap::Arg;

use crate::app::{App, Filling, stopped};
use crate::ask::{Empty, Question};
use crate::field::Field;
use crate::flags;
use crate::form::{Draft, Form as _, embedded, subset};
use crate::nouns::{Call, switch};
use crate::out::Out;
use crate::playbook::edit;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::CustomerKind;
use crate::records::{Contact, Customer};
use crate::say;
use crate::value::{Book, ChoiceSet as _, Stored, Tags, Value as _, find_choice};
use crate::words::{Lang, t};

pub use store::number;

/// What the draft is kept under.
const COMMAND: &str = "customer add";

/// What `add` takes besides the two forms.
static EXTRA: [Field; 1] =
    [Field::of::<Tags>("tag", t("Tags", "标签")).examples("key-account", "重点客户")];

/// The customer, the first contact, and tags: one form. A person is their own
/// contact, who has a name already and needs no title, and has no employees.
pub static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let company = |field: Field| match field.key {
        "contact.name" | "contact.title" | "employees" | "revenue" | "main_business" => {
            field.when("kind", &["enterprise"])
        }
        _ => field,
    };
    let fields = embedded(Customer::FIELDS, Contact::FIELDS, "contact", &EXTRA);
    fields.into_iter().map(company).collect()
});

static KIND: LazyLock<Vec<Field>> = LazyLock::new(|| subset(&FIELDS, &["kind"]));

/// What tells whether a company is on file already.
static COMPANY: LazyLock<Vec<Field>> = LazyLock::new(|| {
    named(&["kind", "name", "uscc"], |name| {
        name.help(
            "Full name, as on the business licence",
            "全称，与营业执照一致",
        )
    })
});

/// The same of a person.
static PERSON: LazyLock<Vec<Field>> = LazyLock::new(|| {
    named(&["kind", "name"], |name| {
        name.help("The person's real name", "真实姓名")
            .examples("Zhang San", "张三")
    })
});

fn named(keys: &[&str], name: fn(Field) -> Field) -> Vec<Field> {
    let as_asked = |field: Field| match field.key {
        "name" => name(field),
        // The heading stands above the first question already.
        _ => field.ungrouped(),
    };
    subset(&FIELDS, keys).into_iter().map(as_asked).collect()
}

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::form(&FIELDS, &["name"], lang);
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
    let mut seen = Vec::new();
    if let Some(exit) = alike::known_already(app, call, out, &draft, &mut seen)? {
        return Ok(exit);
    }
    let must = match call.has("incomplete") {
        true => Vec::new(),
        false => asked_keys(app, &draft)?,
    };
    app.talk::<Registration>(
        &mut draft,
        Filling {
            command: COMMAND,
            must: &must,
            all: call.has("form"),
            ask: true,
            new_regions: true,
            ..Filling::default()
        },
    )?;
    // The phone that was typed may be that of a customer on file.
    if app.ask.is_some()
        && let Some(exit) = alike::known_already(app, call, out, &draft, &mut seen)?
    {
        return Ok(exit);
    }
    new_region(app, &mut draft)?;
    let filled = app.fill::<Registration>(
        draft,
        Filling {
            command: COMMAND,
            ..Filling::default()
        },
    )?;
    let draft = filled.draft;
    let parts = Parts::of(app, &draft, filled.record.0)?;
    if !call.has("incomplete") {
        refuse_incomplete(app, &draft, &parts)?;
    }
    store::store(app, out, me, &draft, parts)
}

/// The registration as one form: the customer's own rules, and every answer of
/// the first contact and the tags read as well.
#[derive(Clone, Debug)]
struct Registration(Customer);

impl crate::form::Form for Registration {
    const NAME: &'static str = Customer::NAME;
    const LABEL: crate::words::Text = t("customer registration", "客户登记");
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
    app.take_up(draft, COMMAND, Registration::LABEL)?;
    let asked = ask_part(app, draft, &KIND).and_then(|()| match is_person(draft) {
        true => ask_part(app, draft, &PERSON),
        false => ask_part(app, draft, &COMPANY),
    });
    app.note_form(COMMAND, draft);
    asked
}

/// Asks for some fields of the form.
fn ask_part(app: &mut App<'_>, draft: &mut Draft, fields: &'static [Field]) -> Result<(), Failure> {
    let mut part = draft.part(fields, "");
    let asked = app.ask_for(&mut part, &[]);
    for (at, field) in fields.iter().enumerate() {
        let Some(to) = draft.position(field.key) else {
            continue;
        };
        match part.unfinished() == Some(at) {
            true => draft.leave_unfinished(to, part.answer(at).unwrap_or("")),
            false => draft.set_at(to, part.answer(at).map(str::to_owned)),
        }
    }
    asked
}

fn is_person(draft: &Draft) -> bool {
    let kind = find_choice(draft.get("kind").unwrap_or(""), CustomerKind::CHOICES).ok();
    kind.and_then(|at| CustomerKind::VARIANTS.get(at)) == Some(&CustomerKind::Individual)
}

fn guess_kind(draft: &Draft) -> CustomerKind {
    match draft.get("id_number") {
        Some(_) => CustomerKind::Individual,
        None => CustomerKind::Enterprise,
    }
}

/// The keys that the playbook has a conversation ask for: of "any of" the
/// first, unless another one is answered.
fn asked_keys(app: &App<'_>, draft: &Draft) -> Result<Vec<String>, Failure> {
    let required = &app.policy.get()?.required;
    if app.ask.is_none() {
        return Ok(Vec::new());
    }
    let kind = match is_person(draft) {
        true => CustomerKind::Individual,
        false => CustomerKind::Enterprise,
    };
    Ok(required
        .of_kind("customer", Some(kind.code()))
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
    let unmet = required.of_kind("customer", Some(kind));
    let mut unmet: Vec<_> = unmet.filter(|one| !one.is_met(answered)).collect();
    unmet.sort_by_key(|one| one.place_in(&FIELDS));
    let missing: Vec<Problem> = unmet
        .into_iter()
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
            "answer them, say tbc where the customer has not said, or add --incomplete",
            "请补填；客户未告知的可填“待确认”；也可加 --incomplete 先登记"
        ));
    Some(problem)
}
