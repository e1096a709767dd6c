//! The lists: recalls, and affected customers of all of them.

use clap::Arg;

use crate::app::App;
use crate::flags;
use crate::form::Form;
use crate::nouns::{Call, customer, switch};
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::records::filters::{AffectedFilter, RecallFilter};
use crate::store::{Filter, List, affected_where, recalls_where};
use crate::verbs;
use crate::words::{Lang, Text, t};

fn narrowed<F: Form>(word: &str, open: Text, lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(F::FIELDS, &[word], lang);
    args.push(switch("open", open, lang));
    args.push(customer::limit(lang));
    args
}

pub fn args(lang: Lang) -> Vec<Arg> {
    let open = t("Only those not closed", "仅未结束的");
    narrowed::<RecallFilter>("customer", open, lang)
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let of = (t("Recalls", "召回"), &List::recalls());
    listed::<RecallFilter>(app, call, out, of, recalls_where)
}

pub fn customer_args(lang: Lang) -> Vec<Arg> {
    let open = t("Only those not settled", "仅未处理完毕的");
    narrowed::<AffectedFilter>("recall", open, lang)
}

pub fn customers(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let of = (t("Affected customers", "受影响客户"), &List::affected());
    listed::<AffectedFilter>(app, call, out, of, affected_where)
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
    let limit = customer::limit_of(call)?;
    verbs::list(app, out, title, list, &filter, limit)?;
    Ok(Exit::Done)
}
