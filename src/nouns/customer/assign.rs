//! `customer assign` and `customer pool`: whose customers they are, one or many at once
//! after a preview. What is open stays with whoever has it; `handover` passes that on too.

use clap::Arg;

use super::customer_arg;
use super::many::{self, counted};
use crate::app::App;
use crate::flags::Takes;
use crate::form::{Draft, Form as _};
use crate::nouns::{Call, option, switch};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Staff;
use crate::records::filters::CustomerFilter;
use crate::say;
use crate::store::{Kept, Kind};
use crate::value::{Noun, Stored};
use crate::verbs;
use crate::words::{Lang, Say, t};

fn whom(lang: Lang) -> Vec<Arg> {
    vec![
        customer_arg(lang).index(1),
        option(
            "where",
            t("KEY=VALUE", "键=值"),
            t(
                "All customers that these conditions choose, such as region=HZ,grade=A",
                "按条件批量处理，如 region=HZ,grade=A",
            ),
            lang,
        ),
    ]
}

pub(super) fn assign_args(lang: Lang) -> Vec<Arg> {
    let mut args = whom(lang);
    args.push(
        option(
            "to",
            t("NAME", "姓名"),
            t("The new owner", "新负责人"),
            lang,
        )
        .add(Takes::record(Noun::Staff)),
    );
    args
}

pub(super) fn pool_args(lang: Lang) -> Vec<Arg> {
    let mut args = whom(lang);
    args.push(switch(
        "out",
        t("Take them out of the pool", "移出客户池"),
        lang,
    ));
    args
}

/// Gives customers to a colleague; out of the pool they are then.
pub(super) fn assign(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
) -> Result<Exit, Failure> {
    app.me()?;
    let Some(to) = call.text("to") else {
        return Err(Problem::usage(say!("nobody named", "没有指明接收人"))
            .about(t("--to", "--to"))
            .hint(say!(
                "such as: kehu customer assign CUSTOMER --to NAME",
                "例如：kehu customer assign 客户 --to 姓名"
            ))
            .into());
    };
    let to = app.resolve(Noun::Staff, to)?;
    let person: Kept<Staff> = app.store.read()?.get(to)?;
    let name = person.record.name.0;
    let change = Change {
        verb: "customer assign",
        columns: vec![("owner", Stored::Int(to)), ("pool", Stored::Int(0))],
        done: say!("owner {name}", "负责人改为 {name}"),
        summary: say!("another owner", "变更负责人"),
        example: "customer assign --where region=HZ --to NAME",
    };
    carry_out(app, call, out, &change)
}

/// Puts customers into the pool, or takes them out (R036).
pub(super) fn pool(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let into = !call.has("out");
    let done = match into {
        true => say!("into the pool", "放入客户池"),
        false => say!("out of the pool", "移出客户池"),
    };
    let change = Change {
        verb: "customer pool",
        columns: vec![("pool", Stored::Int(into.into()))],
        summary: done.clone(),
        done,
        example: "customer pool --where grade=D",
    };
    carry_out(app, call, out, &change)
}

/// What is set, and how it is told.
struct Change {
    verb: &'static str,
    columns: Vec<(&'static str, Stored)>,
    done: Say,
    /// For the journal: no names.
    summary: Say,
    example: &'static str,
}

fn carry_out(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    change: &Change,
) -> Result<Exit, Failure> {
    let Some(customers) = chosen(app, call, out, change)? else {
        return Ok(Exit::Done);
    };
    let (me, now) = (app.me()?, app.now);
    let subject = match customers.as_slice() {
        [one] => app.store.read()?.number_of(Noun::Customer, *one)?,
        _ => String::new(),
    };
    let store = app.store.write()?;
    let writing = store.begin(change.verb, Kind::Work, Some(me), now)?;
    for customer in &customers {
        for (column, value) in &change.columns {
            writing.set_column(Noun::Customer, *customer, column, value, now)?;
        }
    }
    if !writing.changed()? {
        out.line(&say!("nothing changed", "没有变化"))?;
        return Ok(Exit::Done);
    }
    let (n, them) = (customers.len(), counted(customers.len()));
    let (en, zh) = (&change.summary.en, &change.summary.zh);
    writing.commit(&subject, &say!("{them}: {en}", "{n} 个客户：{zh}"))?;
    let (en, zh) = (&change.done.en, &change.done.zh);
    out.line(&say!("{them}: {en}", "{n} 个客户：{zh}"))?;
    Ok(Exit::Done)
}

/// The customers, once somebody agreed where there are many.
fn chosen(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    change: &Change,
) -> Result<Option<Vec<i64>>, Failure> {
    let Some(conditions) = call.text("where").map(str::to_owned) else {
        return Ok(Some(vec![super::named(app, call)?]));
    };
    if let Some(customer) = call.text("customer") {
        return Err(Problem::usage(say!(
            "either “{customer}” or --where, not both",
            "“{customer}”与 --where 只能选其一"
        ))
        .into());
    }
    let draft = Draft::new(CustomerFilter::FIELDS);
    let filter = many::filter(app, draft, &conditions, change.example)?;
    let ids = many::ids(app, &filter)?;
    if ids.is_empty() {
        out.line(&say!("no customer matches", "没有符合条件的客户"))?;
        return Ok(None);
    }
    let n = ids.len();
    many::preview(app, call, out, &filter, n)?;
    let (them, en, zh) = (counted(n), &change.done.en, &change.done.zh);
    let question = say!(
        "{them}: {en} — go ahead?",
        "共 {n} 个客户：{zh}，是否执行？"
    );
    Ok(verbs::agreed(app, call, out, &question)?.then_some(ids))
}
