//! `customer segment`: the segment, set; or suggested with its reason for one
//! customer or for all whose own is another (R135). A suggestion changes nothing.

use std::sync::LazyLock;

use clap::Arg;

use super::{named, turn_args};
use crate::app::App;
use crate::field::Field;
use crate::form::{Form as _, subset};
use crate::nouns::{Call, switch};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Customer;
use crate::say;
use crate::store::{Filter, customer_alone};
use crate::value::{Cell, Value as _};
use crate::verbs;
use crate::view::{Column, View};
use crate::words::{Lang, t};

static SEGMENT: LazyLock<Vec<Field>> = LazyLock::new(|| subset(Customer::FIELDS, &["segment"]));

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = turn_args(&SEGMENT, "segment", lang);
    args.push(switch(
        "suggest",
        t(
            "Suggest segments by value, potential, urgency and stage",
            "按价值、潜力、紧急度和阶段给出分群建议",
        ),
        lang,
    ));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    if call.has("suggest") {
        return suggest(app, call, out);
    }
    let id = named(app, call)?;
    verbs::edit::<Customer>(app, call, out, id, &SEGMENT)?;
    Ok(Exit::Done)
}

fn suggest(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    if call.text("segment").is_some() {
        let what = say!(
            "either a segment or --suggest",
            "分群与 --suggest 只能选其一"
        );
        return Err(Problem::usage(what).into());
    }
    let one = match call.text("customer") {
        Some(_) => Some(named(app, call)?),
        None => None,
    };
    app.file()?;
    let filter = match one {
        Some(id) => customer_alone(id),
        None => Filter::default(),
    };
    let lang = out.lang();
    let valued = app.store.read()?.valued(&filter)?;
    let segments = &app.policy.get()?.segments;
    let mut rows = Vec::new();
    for customer in valued {
        let (segment, why) = segments.suggest(&customer.worth);
        // Where nothing is to be done there is nothing to read.
        if one.is_none() && customer.segment == Some(segment) {
            continue;
        }
        rows.push(vec![
            Cell::Line(customer.number),
            Cell::Line(customer.name),
            customer
                .segment
                .map_or(Cell::Empty, |segment| segment.cell()),
            segment.cell(),
            Cell::Line(why.to(lang).to_owned()),
        ]);
    }
    let columns = vec![
        crate::view::NUMBER,
        Column::new("name", t("Name", "客户名称")),
        Column::new("segment", t("Segment", "分群")),
        Column::new("suggested", t("Suggested", "建议分群")),
        Column::new("why", t("Because", "依据")),
    ];
    let any = !rows.is_empty();
    let title = t("Suggested segments", "分群建议");
    out.view(View::list(title, columns, rows).key("segments"))?;
    if any {
        out.note(&say!(
            "a suggestion changes nothing; set one with: kehu customer segment CUSTOMER SEGMENT",
            "建议不会自动生效；设置请用：kehu customer segment 客户 分群"
        ));
    }
    Ok(Exit::Done)
}
