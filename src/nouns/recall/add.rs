//! `recall add`: customers who are found to have the goods later: one by hand, or all
//! that the file knows by now.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::Arg;

use super::start::{Listing, missing, names};
use super::{WHICH, closing};
use crate::app::{App, Filling};
use crate::field::Field;
use crate::flags;
use crate::form::{Form as _, subset};
use crate::nouns::{Call, one, switch};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::{Affected, Customer, Recall};
use crate::say;
use crate::store::{Kept, Kind};
use crate::value::{Noun, Ref};
use crate::verbs::{Making, make};
use crate::words::{Lang, t};

/// What is said of a customer who is added by hand; the recall stands before it.
static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let keys = [
        "customer",
        "goods",
        "quantity",
        "owner",
        "listed_at",
        "notes",
    ];
    subset(Affected::FIELDS, &keys)
});

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = one::one(Noun::Recall, WHICH, lang);
    let own = flags::args(&FIELDS, &["customer"], lang);
    args.extend(own.into_iter().map(flags::after_the_record));
    args.push(
        switch(
            "found",
            t(
                "All who have the goods by now and are not listed",
                "档案中持有物品而尚未列入的全部客户",
            ),
            lang,
        )
        .conflicts_with("customer"),
    );
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = one::named(app, call, Noun::Recall)?;
    let recall: Kept<Recall> = app.store.read()?.get(id)?;
    closing::still_open(app, &recall)?;
    match call.has("found") {
        true => found(app, out, &recall, me),
        false => by_hand(app, call, out, &recall, me),
    }
}

/// All that belong on the list.
fn found(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    recall: &Kept<Recall>,
    me: i64,
) -> Result<Exit, Failure> {
    let more = missing(app, recall)?;
    let number = &recall.number;
    if more.is_empty() {
        out.line(&say!(
            "{number}: everybody who has the goods is listed",
            "{number}：持有客户均已列入名单"
        ))?;
        return Ok(Exit::Done);
    }
    let rows = Listing::of(app, more, me)?;
    let n = rows.found.len();
    let now = app.now;
    let store = app.store.write()?;
    let writing = store.begin("recall add", Kind::Work, Some(me), now)?;
    rows.write(&writing, recall.id)?;
    writing.commit(
        number,
        &say!("affected customers: {n}", "补充受影响客户 {n} 家"),
    )?;
    let s = if n == 1 { "" } else { "s" };
    out.line(&say!(
        "{number}: {n} affected customer{s} added",
        "{number}：已补充受影响客户 {n} 家"
    ))?;
    rows.tell(app, out)?;
    Ok(Exit::Done)
}

/// One customer; what the file knows of its goods goes with it.
fn by_hand(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    recall: &Kept<Recall>,
    me: i64,
) -> Result<Exit, Failure> {
    let mut draft = call.draft(&FIELDS)?;
    if draft.get("customer").is_none() {
        draft.set("customer", app.ask_which(Noun::Customer)?);
    }
    let text = draft.get("customer").unwrap_or_default().to_owned();
    let customer = app.resolve(Noun::Customer, &text)?;
    let on_file: Kept<Customer> = app.store.read()?.get(customer)?;
    let more = missing(app, recall)?;
    let known = more.into_iter().find(|one| one.customer == customer);
    let listed = app.store.read()?.affected_by(recall.id, Some(customer))?;
    if let (Some(listed), None, None) = (listed.first(), &known, draft.get("goods")) {
        let (name, number) = (&on_file.record.name.0, &listed.number);
        let of = &recall.number;
        return Err(Problem::refused(say!(
            "{name} is on the list: {number}",
            "{name} 已在名单中：{number}"
        ))
        .hint(say!(
            "for further goods say which: kehu recall add {of} {name} --goods TEXT",
            "如有其他物品请写明：kehu recall add {of} {name} --goods 物品"
        ))
        .into());
    }
    let mut draft = draft.part(Affected::FIELDS, "");
    draft.set("customer", on_file.number.as_str());
    draft.set("recall", recall.number.as_str());
    draft.set_default("listed_at", "now");
    let evidence = known.as_ref().map(|known| known.evidence);
    let evidence = evidence.unwrap_or(crate::records::choices::Evidence::ByHand);
    draft.set("evidence", crate::value::ChoiceSet::code(evidence));
    if let Some(known) = &known {
        draft.set_default("goods", known.goods.join(","));
        if let Some(n) = known.quantity {
            draft.set_default("quantity", n.to_string());
        }
    }
    let command = format!("recall add {}", recall.number);
    let filling = Filling {
        command: &command,
        ask: true,
        ..Filling::default()
    };
    let mut record = app.fill::<Affected>(draft, filling)?.record;
    let theirs = on_file.record.owner.map_or(me, Ref::id);
    record.owner.get_or_insert(Ref::new(theirs));
    let making = Making {
        verb: "recall add",
        record: &record,
        at: record.listed_at,
        extra: Vec::new(),
        to_confirm: &BTreeSet::new(),
        summary: say!("affected customer", "补充受影响客户"),
    };
    let (_, number) = make(app, making, |_, _| Ok(()))?;
    let (of, name) = (&recall.number, names(app, &[customer], app.lang)?);
    out.made(
        Noun::Affected,
        &number,
        &say!(
            "{of}: {name} added ({number})",
            "{of}：已补充 {name}（{number}）"
        ),
    )?;
    out.line(&say!(
        "next: kehu recall inform {number} --by phone",
        "下一步：kehu recall inform {number} --by 电话"
    ))?;
    Ok(Exit::Done)
}
