//! One push for many customers, such as the quarter's promotion to the whole pool
//! (R035): shown, agreed to, and written as one command.

use super::write::{Scene, write};
use super::{Follows, defaults};
use crate::app::App;
use crate::form::{Draft, Form as _};
use crate::nouns::Call;
use crate::nouns::customer::many::{self, counted};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::filters::CustomerFilter;
use crate::records::{Customer, Followup};
use crate::say;
use crate::store::{Filter, Kept, Kind};
use crate::value::{ChoiceSet as _, Deadline, Noun, Workdays as _};
use crate::verbs;

pub(super) fn run(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    mut draft: Draft,
) -> Result<Exit, Failure> {
    let me = app.me()?;
    let filter = chosen(app, call, me)?;
    let ids = many::ids(app, &filter)?;
    let Some(first) = ids.first() else {
        out.line(&say!("no customer matches", "没有符合条件的客户"))?;
        return Ok(Exit::Done);
    };
    text(app, call, &mut draft, *first)?;
    defaults(&mut draft);
    let filled = app.fill::<Followup>(
        draft.part(Followup::FIELDS, ""),
        call.filling("followup log"),
    )?;
    let mut record = filled.record;
    let deep = app.policy.get()?.contact.is_deep(record.method.code());
    record.deep.get_or_insert(deep.into());
    many::preview(app, call, out, &filter, ids.len())?;
    let (n, them, by) = (ids.len(), counted(ids.len()), record.method.label());
    let (en, zh) = (by.en.to_lowercase(), by.zh);
    let question = say!(
        "log this for {them} ({en})?",
        "为共 {n} 个客户记录此次跟进（{zh}），是否执行？"
    );
    if !verbs::agreed(app, call, out, &question)? {
        return Ok(Exit::Done);
    }
    store(app, &record, &ids, me)?;
    out.line(&say!(
        "logged for {them}, {en}",
        "已为 {n} 个客户记录跟进（{zh}）"
    ))?;
    Ok(Exit::Done)
}

/// The customers of whoever logs it, and nobody's, that pass.
fn chosen(app: &mut App<'_>, call: &Call<'_>, me: i64) -> Result<Filter, Failure> {
    if call.text("with").is_some() || call.text("settles").is_some() {
        return Err(Problem::usage(say!(
            "--with and --settles go with one customer",
            "--with、--settles 只能用于单个客户"
        ))
        .into());
    }
    let mut conditions: Vec<&str> = call.text("where").into_iter().collect();
    if call.has("pool") {
        conditions.push("pool=yes");
    }
    let example = "log --where pool=yes \"spring promotion\" --sent promotion --by material-push";
    let nothing = Draft::new(CustomerFilter::FIELDS);
    let mut filter = many::filter(app, nothing, &conditions.join(","), example)?;
    filter.owned_by(me);
    Ok(filter)
}

/// The text stands where one customer would; the form is filled in for the
/// first of them, and holds for all.
fn text(app: &mut App<'_>, call: &Call<'_>, draft: &mut Draft, first: i64) -> Result<(), Failure> {
    if let Some(word) = call.text("customer") {
        if let Some(said) = draft.get("said") {
            return Err(Problem::usage(say!(
                "either the customer “{word}” or several by --where, not both: “{said}”",
                "客户“{word}”与 --where 只能选其一：“{said}”"
            ))
            .into());
        }
        draft.set("said", word);
    }
    let found = app.file()?.candidate(Noun::Customer, first)?;
    if let Some(found) = found {
        draft.set("customer", found.number);
    }
    Ok(())
}

/// Writes the contact for everybody: one journal entry.
fn store(app: &mut App<'_>, record: &Followup, ids: &[i64], me: i64) -> Result<(), Failure> {
    let playbook = app.policy.get()?;
    let zone = playbook.calendar.zone();
    let real = record.reached.is_yes() && playbook.contact.is_real(record.method.code());
    let tomorrow = playbook.calendar.step(app.now.day(zone), 1);
    let scene = Scene {
        playbook,
        me,
        otherwise: Deadline(playbook.calendar.close_of(tomorrow)),
        real,
    };
    let mut customers: Vec<Kept<Customer>> = Vec::with_capacity(ids.len());
    let store = app.store.read()?;
    for id in ids {
        customers.push(store.get(*id)?);
    }
    let now = app.now;
    let writing = app
        .store
        .write()?
        .begin("followup log", Kind::Work, Some(me), now)?;
    let follows = Follows {
        actions: &[],
        promises: &[],
        settled: &[],
    };
    for customer in &customers {
        write(&writing, scene, customer, record, follows)?;
    }
    let (n, them) = (customers.len(), counted(customers.len()));
    let what = say!("logged one push for {them}", "为 {n} 个客户统一记录推送");
    writing.commit("", &what)?;
    Ok(())
}
