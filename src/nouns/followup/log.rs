//! `log`: one contact in one line, or asked field by field; several customers
//! for a shared visit; what it settles, and what comes next.

mod agreed;
mod care;
mod limits;
mod many;
pub(in crate::nouns) mod owed;
mod said;
mod settles;
mod write;

use std::sync::LazyLock;

use clap::Arg;

use self::agreed::Agreed;
use self::settles::Settled;
use super::catchup;
use crate::app::App;
use crate::field::Field;
use crate::flags::{self, Takes};
use crate::form::{Draft, Form as _};
use crate::nouns::{Call, switch};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::Followup;
use crate::records::choices::{Direction, Method};
use crate::value::{ChoiceSet as _, Noun, Ref, YesNo};
use crate::words::{Lang, t};

/// What `log` takes besides the form: short ways to say what comes next.
static EXTRA: [Field; 3] = [
    Field::of::<Option<String>>("next", t("Next step", "下一步"))
        .help("When and what", "时间和内容")
        .examples("\"+3wd confirm the quote\"", "\"+3wd 确认报价\""),
    Field::of::<Option<String>>("action", t("Agreed action", "待办事项"))
        .help("When, what; several allowed", "时间和内容，可多次")
        .examples("\"+3wd quote the module\"", "\"3月8日前 补充报价模块\"")
        .repeat(),
    Field::of::<Option<String>>("promise", t("Promise of ours", "我方承诺"))
        .help("When, what; several allowed", "时间和内容，可多次")
        .examples("\"+2w three free trainings\"", "\"+2w 三次免费培训\"")
        .repeat()
        .source("F18"),
];

/// The form and its extras.
pub static FIELDS: LazyLock<Vec<Field>> =
    LazyLock::new(|| Followup::FIELDS.iter().chain(&EXTRA).copied().collect());

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::form(&FIELDS, &["customer", "said"], lang);
    args.push(
        crate::nouns::option(
            "with",
            t("CUSTOMERS", "客户"),
            t(
                "Other customers of the same visit, comma-separated",
                "同一次拜访的其他客户，逗号分隔",
            ),
            lang,
        )
        .add(Takes::record(Noun::Customer)),
    );
    args.push(crate::nouns::option(
        "settles",
        t("NUMBERS", "编号"),
        t(
            "Plans and actions that this settles",
            "本次完成的计划和待办编号，逗号分隔",
        ),
        lang,
    ));
    args.push(crate::nouns::option(
        "where",
        t("KEY=VALUE", "键=值"),
        t(
            "One push for all customers that this chooses, such as pool=yes",
            "按条件向全部客户统一推送，如 pool=yes",
        ),
        lang,
    ));
    args.push(switch(
        "pool",
        t(
            "One push for the whole pool: --where pool=yes",
            "向整个客户池统一推送，即 --where pool=yes",
        ),
        lang,
    ));
    args.push(switch("no-answer", t("Nobody answered", "未联系上"), lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let mut draft = call.draft(&FIELDS)?;
    care::implied(app, &mut draft)?;
    if call.has("pool") || call.text("where").is_some() {
        return many::run(app, call, out, draft);
    }
    if draft.is_empty() && call.text("with").is_none() {
        return catchup::run(app, call, out);
    }
    if call.has("no-answer") {
        draft.set("reached", YesNo::No.code());
        draft.set_default("method", Method::Phone.code());
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
    defaults(&mut draft);
    let step = agreed::next_step(app, &draft)?;
    if let Some((at, what)) = &step {
        let zone = app.policy.get()?.calendar.zone();
        draft.set_default("next_at", at.0.rfc3339(zone));
        if !what.is_empty() {
            draft.set_default("next_what", what.as_str());
        }
    }
    let mut actions = agreed::actions(app, &draft)?;
    let promises = agreed::promises(app, &draft)?;
    let mut settled = settles::flagged(app, call)?;
    let asking = app.ask.is_some() && draft.get("said").is_none();
    if asking {
        let owed = owed::open(app, &customers)?;
        settles::tell_open(app, &customers, &owed)?;
    }
    let filled = app.fill::<Followup>(
        draft.part(Followup::FIELDS, ""),
        call.filling("followup log"),
    )?;
    let mut record = filled.record;
    let deep = app.policy.get()?.contact.is_deep(record.method.code());
    record.deep.get_or_insert(deep.into());
    let customers = match customers.is_empty() {
        true => vec![record.customer.id()],
        false => customers,
    };
    for customer in &customers {
        app.of_same_customer(*customer, Noun::Ticket, record.ticket.map(Ref::id))?;
        app.of_same_customer(*customer, Noun::Occasion, record.occasion.map(Ref::id))?;
    }
    settles::check(&settled, &customers)?;
    let playbook = app.policy.get()?;
    let today = record.at.day(playbook.calendar.zone());
    let until = playbook.calendar.end_of(today);
    let real = record.reached.is_yes() && playbook.contact.is_real(record.method.code());
    let mut owed = match asking {
        true => owed::open(app, &customers)?,
        false => Vec::new(),
    };
    owed.retain(|one| one.is_asked(&record));
    let theirs: &[i64] = if real { &customers } else { &[] };
    let open = settles::Open {
        customers: theirs,
        owed: &owed,
        until,
    };
    let ticked = settles::ticked(app, open, &mut record, asking)?;
    settled.extend(
        ticked
            .into_iter()
            .filter(|one| call.text("plan") != Some(&one.number)),
    );
    settled.dedup();
    if asking {
        agreed::ask_actions(app, &mut actions)?;
    }
    let follows = Follows {
        actions: &actions,
        promises: &promises,
        settled: &settled,
    };
    write::store(app, out, &record, &customers, follows)
}

/// What a contact brings with it: what was agreed in it, and what it settles.
#[derive(Clone, Copy)]
struct Follows<'a> {
    actions: &'a [Agreed],
    promises: &'a [Agreed],
    settled: &'a [Settled],
}

fn defaults(draft: &mut Draft) {
    draft.set_default("at", "now");
    draft.set_default("owner", "me");
    draft.set_default("direction", Direction::Out.code());
    draft.set_default("reached", YesNo::Yes.code());
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
