//! The lists: deliveries, milestones, and who has which goods of which batch.

use clap::Arg;

use crate::app::App;
use crate::flags;
use crate::form::Form;
use crate::nouns::{Call, customer, switch};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::filters::{DeliveredFilter, DeliveryFilter, MilestoneFilter, ProgressFilter};
use crate::store::{
    Filter, List, delivered_where, deliveries_where, milestones_where, of_customer, progress_where,
};
use crate::value::Noun;
use crate::verbs;
use crate::words::{Lang, Text, t};

fn narrowed<F: Form>(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(F::FIELDS, &["customer"], lang);
    args.push(customer::limit(lang));
    args
}

fn listed<F: Form>(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    (title, list): (Text, &List),
    rows: fn(&F) -> Filter,
) -> Result<Exit, Failure> {
    app.file()?;
    let filter: F = call.filter(app)?;
    let mut filter = rows(&filter);
    if call.has("open") {
        filter.only_open(list.noun);
    }
    if call.has("untold") {
        filter.only_untold();
    }
    let limit = customer::limit_of(call)?;
    verbs::list(app, out, title, list, &filter, limit)?;
    Ok(Exit::Done)
}

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = narrowed::<DeliveryFilter>(lang);
    args.push(switch(
        "open",
        t("Only those not accepted", "仅未验收的"),
        lang,
    ));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let of = (t("Deliveries", "交付"), &List::deliveries());
    listed::<DeliveryFilter>(app, call, out, of, deliveries_where)
}

pub fn milestone_args(lang: Lang) -> Vec<Arg> {
    let mut args = narrowed::<MilestoneFilter>(lang);
    args.push(switch("open", t("Only those not done", "仅未完成的"), lang));
    args
}

pub fn milestones(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let of = (t("Milestones", "交付节点"), &List::milestones());
    listed::<MilestoneFilter>(app, call, out, of, milestones_where)
}

pub fn report_args(lang: Lang) -> Vec<Arg> {
    let mut args = narrowed::<ProgressFilter>(lang);
    args.push(switch(
        "untold",
        t(
            "Only what the customer was not told (R006)",
            "仅未通报客户的（R006）",
        ),
        lang,
    ));
    args
}

pub fn reports(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let of = (t("Progress", "进度"), &List::progress());
    listed::<ProgressFilter>(app, call, out, of, progress_where)
}

pub fn deviation_args(lang: Lang) -> Vec<Arg> {
    vec![
        customer::customer_arg(lang).long("customer"),
        switch(
            "open",
            t("Only those not dealt with", "仅未处理完毕的"),
            lang,
        ),
        customer::limit(lang),
    ]
}

pub fn deviations(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let mut filter = match call.text("customer") {
        Some(_) => of_customer(customer::named(app, call)?),
        None => Filter::default(),
    };
    if call.has("open") {
        filter.only_open(Noun::Deviation);
    }
    let limit = customer::limit_of(call)?;
    let title = t("Deviations", "执行偏差");
    verbs::list(app, out, title, &List::deviations(), &filter, limit)?;
    Ok(Exit::Done)
}

pub fn item_args(lang: Lang) -> Vec<Arg> {
    narrowed::<DeliveredFilter>(lang)
}

pub fn items(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let of = (t("Delivered goods", "交付物品"), &List::delivered());
    listed::<DeliveredFilter>(app, call, out, of, delivered_where)
}
