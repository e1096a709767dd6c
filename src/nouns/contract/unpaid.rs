//! `contract unpaid`: what is still to come, instalment by instalment, with how long
//! it is overdue; for people the sums by age below.

use clap::Arg;

use crate::app::App;
use crate::flags;
use crate::form::Form as _;
use crate::nouns::{Call, customer};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::choices::Age;
use crate::records::filters::UnpaidFilter;
use crate::render::Format;
use crate::say;
use crate::store::{List, instalments_where};
use crate::value::{Cell, ChoiceSet as _, Day, Money, Value as _};
use crate::verbs;
use crate::view::{Column, View};
use crate::words::{Lang, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(UnpaidFilter::FIELDS, &["customer"], lang);
    args.push(customer::limit(lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let filter: UnpaidFilter = call.filter(app)?;
    let today = Day(app.now.day(app.policy.get()?.calendar.zone()));
    let filter = instalments_where(&filter, today);
    let limit = customer::limit_of(call)?;
    let title = t("Unpaid", "未回款");
    verbs::list(app, out, title, &List::instalments(today), &filter, limit)?;
    let for_people = matches!(out.style.format, Format::Table | Format::Md);
    if !for_people || out.quiet || out.style.fields.is_some() {
        return Ok(Exit::Done);
    }
    let sums = app.store.read()?.unpaid_by_age(&filter, today)?;
    if sums.is_empty() {
        return Ok(Exit::Done);
    }
    out.line(&say!("", ""))?;
    let columns = vec![
        Column::new("age", t("Age", "账龄")),
        Column::new("instalments", t("Instalments", "期数")),
        Column::new("unpaid", t("Unpaid", "未回款")),
    ];
    let (mut count, mut total) = (0, 0);
    let mut rows = Vec::new();
    for age in Age::VARIANTS {
        if let Some((_, n, fen)) = sums.iter().find(|(of, ..)| of == age) {
            rows.push(vec![age.cell(), Cell::Whole(*n), Money::fen(*fen).cell()]);
            count += n;
            total += fen;
        }
    }
    rows.push(vec![
        Cell::Text(t("Total", "合计")),
        Cell::Whole(count),
        Money::fen(total).cell(),
    ]);
    out.style.sort.clear();
    out.view(View::list(t("Unpaid by age", "未回款账龄"), columns, rows))?;
    Ok(Exit::Done)
}
