//! Reports about one customer, to go through with it or to sign: its needs (RP-14), the
//! cooperation of a quarter (RP-07), how what it bought is used (RP-06), and how its
//! deliveries go (RP-22).

use clap::Arg;

use super::files::{self, Files};
use super::service::{self, Asked};
use super::{counted, trend};
use crate::app::App;
use crate::flags::Takes;
use crate::nouns::form::show::sheet_of;
use crate::nouns::need::show as need;
use crate::nouns::{Call, word};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Customer;
use crate::render::Format;
use crate::report::{self, Length, Periodic, Reader, Term};
use crate::say;
use crate::store::{Dealings, Frame, Kept, List, Whose, of_customer};
use crate::value::Noun as Of;
use crate::verbs;
use crate::view::View;
use crate::words::{Lang, Say, Text, t};

/// How long after a term its form may be filled in, in seconds.
const AFTERWARDS: i64 = 92 * 86_400;

fn customer_arg(help: Text, lang: Lang) -> Arg {
    let value = t("CUSTOMER", "客户");
    word("customer", value, help, lang)
        .add(Takes::record(Of::Customer))
        .index(1)
}

pub fn needs_args(lang: Lang) -> Vec<Arg> {
    let help = t(
        "The needs of one customer, as a report to sign; the trend of all unless given",
        "某一客户的《客户需求分析报告》；不填则为全部客户的需求趋势",
    );
    let mut args = vec![customer_arg(help, lang)];
    args.extend(counted::args(lang));
    args
}

/// `report needs`: of one customer what it needs (RP-14), else how needs go (RP-24).
pub fn needs(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let Some(name) = call.text("customer") else {
        return counted::needs(app, call, out);
    };
    let asks = |flag: &str| !call.texts(flag).is_empty();
    if let Some(flag) = TREND_ONLY.iter().find(|flag| asks(flag)) {
        return Err(Problem::usage(say!(
            "--{flag} is of the trend; the report of one customer tells all its needs",
            "--{flag} 用于需求趋势；单个客户的报告列出其全部需求"
        ))
        .hint(say!(
            "kehu report needs {name}, or: kehu report needs --{flag} …",
            "请用 kehu report needs {name}，或 kehu report needs --{flag} …"
        ))
        .into());
    }
    let customer = app.resolve(Of::Customer, name)?;
    let files = Files::asked(call)?;
    let mut views = need::tables(app, customer)?;
    let list = views.iter().position(|view| view.key == "needs");
    let at = list.unwrap_or(views.len());
    let spread = spread(app, customer)?;
    views.splice(at..at, spread);
    let proposals = proposals(app, customer)?;
    views.extend(proposals);
    signed(
        call,
        out,
        &files,
        |_| views.iter().filter_map(View::again).collect(),
        say!(
            "Supervisor: ____________   Date: ____________",
            "主管签字：____________　日期：____________"
        ),
    )
}

/// What says which term, or whose: of the trend alone.
const TREND_ONLY: &[&str] = &[
    "month", "quarter", "half", "year", "from", "to", "last", "rep", "team", "region", "grade",
    "source",
];

/// Shows or writes a document with a line to sign, which stands on paper alone.
fn signed(
    call: &Call<'_>,
    out: &mut Out<'_>,
    files: &Files,
    views: impl Fn(Format) -> Vec<View<'static>>,
    line: Say,
) -> Result<Exit, Failure> {
    let document = |format: Format| {
        let on_paper = format.is_document();
        (views(format), on_paper.then(|| line.clone()))
    };
    files.write_of_one(call.dry_run, out, document)?;
    Ok(Exit::Done)
}

/// How the needs are spread: explicit and implicit by tier.
fn spread(app: &mut App<'_>, customer: i64) -> Result<Option<View<'static>>, Failure> {
    let weighing = app.policy.get()?.needs;
    let tiers = app.store.read()?.needs_spread(customer, &weighing)?;
    Ok(report::needs_spread(&tiers))
}

/// What was proposed so far, and how far that has come.
fn proposals(app: &mut App<'_>, customer: i64) -> Result<Option<View<'static>>, Failure> {
    let keys = [
        "number",
        "version",
        "state",
        "alternatives",
        "total",
        "submitted_at",
        "reviewed",
        "confirmed_at",
    ];
    let title = t("Proposals", "方案");
    let list = List::proposals();
    let filter = of_customer(customer);
    if app.store.read()?.count(&list, &filter)? == 0 {
        return Ok(None);
    }
    let view = verbs::held(app, title, &list, &keys, &filter, None)?;
    Ok(Some(view.key("proposals")))
}

pub fn dealings_args(lang: Lang) -> Vec<Arg> {
    let help = t("The customer", "客户");
    let mut args = vec![customer_arg(help, lang)];
    args.extend(service::terms(lang));
    args.extend(files::args(lang));
    args
}

/// `report cooperation CUSTOMER` (RP-07, F30).
pub fn cooperation(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let form = ("cooperation-review", "quarter");
    let report = &report::dealings::COOPERATION;
    dealings(app, call, out, (report, Length::Quarter, form))
}

/// `report usage CUSTOMER` (RP-06, F29).
pub fn usage(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let form = ("usage-effect", "period");
    let report = &report::dealings::USAGE;
    dealings(app, call, out, (report, Length::Half, form))
}

fn dealings(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    (report, usual, form): (&Periodic<Dealings>, Length, (&str, &str)),
) -> Result<Exit, Failure> {
    let customer = app.which(Of::Customer, call.text("customer"))?;
    let mut asked = Asked::read(app, call, usual)?;
    let kept: Kept<Customer> = app.store.read()?.get(customer)?;
    asked.narrowed.customer = Some((kept.number.clone(), kept.record.name.0));
    asked.narrowed.whose = Whose {
        customer: Some(customer),
        ..Whose::default()
    };
    let filled = filled(app, &asked, customer, form)?;
    let read = |app: &mut App<'_>, narrow: &Frame<'_>, _: bool| app.store.read()?.dealings(narrow);
    let shown = counted::shown(app, call, out, &asked, (report, &read, &filled))?;
    if shown.is_some() && filled.is_empty() {
        let (form, number) = (form.0, kept.number);
        out.note(&say!(
            "what no record says is filled in with: kehu form fill {form} {number}",
            "记录之外的内容请填写：kehu form fill {form} {number}"
        ));
    }
    Ok(Exit::Done)
}

/// What was filled in of the form for this term: what it says of its period counts, else
/// when it was filled in.
fn filled(
    app: &mut App<'_>,
    asked: &Asked,
    customer: i64,
    form: (&str, &str),
) -> Result<Vec<View<'static>>, Failure> {
    let (from, to) = (asked.period.from, asked.period.to);
    let later = to.plus_seconds(AFTERWARDS).unwrap_or(to);
    let entries = app.store.read()?.filled_for(customer, form, from, later)?;
    let last = asked.term.last;
    let meant = entries.into_iter().find(|(_, at, said)| {
        let length = asked.term.length();
        let said = said.as_deref();
        let term = said.and_then(|said| Term::read(length, Some(said), last).ok());
        match term {
            Some(term) => term == asked.term,
            None => *at < to,
        }
    });
    match meant {
        None => Ok(Vec::new()),
        Some((id, ..)) => Ok(vec![sheet_of(app, id)?.key("form").within(FILLED)]),
    }
}

const FILLED: Text = t("What was filled in", "填写内容");

pub fn progress_args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![
        word(
            "which",
            t("CUSTOMER|DELIVERY", "客户|交付"),
            t(
                "A customer, for what is not accepted yet; or one delivery by its number",
                "客户（未验收的交付），或交付编号",
            ),
            lang,
        )
        .add(Takes::record(Of::Customer))
        .index(1),
    ];
    args.extend(files::args(lang));
    args
}

/// `report progress` (RP-22): how deliveries go, as the customer may read it: without
/// remarks, reasons and owners of ours.
pub fn progress(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let files = Files::asked(call)?;
    let (customer, only) = which(app, call.text("which"))?;
    let kept: Kept<Customer> = app.store.read()?.get(customer)?;
    let name = kept.record.name.0;
    let going = app.store.read()?.deliveries_going(customer, only)?;
    if going.is_empty() {
        let number = &kept.number;
        return Err(Problem::refused(say!(
            "{name} has no delivery under way",
            "{name} 没有进行中的交付"
        ))
        .hint(say!(
            "those that were accepted: kehu delivery list --customer {number}",
            "已验收的见：kehu delivery list --customer {number}"
        ))
        .into());
    }
    let now = (app.now, app.policy.get()?.calendar.zone());
    let chosen = out.style.fields.is_some();
    signed(
        call,
        out,
        &files,
        |format| {
            // A workbook has a sheet for each kind of table.
            let reader = match format {
                Format::Xlsx => Reader::Program,
                format => trend::reader(format, chosen),
            };
            report::progress((&kept.number, &name), &going, now, reader)
        },
        say!(
            "For us: ____________   For the customer: ____________   Date: ____________",
            "我方：____________　客户：____________　日期：____________"
        ),
    )
}

/// A customer, or the one delivery that was named and its customer.
fn which(app: &mut App<'_>, text: Option<&str>) -> Result<(i64, Option<i64>), Failure> {
    let Some(text) = text else {
        return Ok((app.which(Of::Customer, None)?, None));
    };
    let failure = match app.resolve(Of::Customer, text) {
        Err(failure) if failure.exit() == Exit::NoSuchRecord => failure,
        done => return Ok((done?, None)),
    };
    match app.resolve(Of::Delivery, text) {
        Ok(id) => {
            let customer = app.store.read()?.customer_of(Of::Delivery, id)?;
            Ok((customer, Some(id)))
        }
        Err(_) => Err(failure),
    }
}
