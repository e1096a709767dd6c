//! `report`: figures of a period beside those of the one before.

use clap::Arg;

use super::{Call, Noun, Verb, What, option};
use crate::app::App;
use crate::flags::Takes;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Staff;
use crate::records::choices::Method;
use crate::render::Format;
use crate::report::{self, Head, Month};
use crate::say;
use crate::store::{Asked, Store};
use crate::value::{ChoiceSet as _, Noun as Of};
use crate::view::View;
use crate::words::{Lang, t};

pub const REPORT: Noun = Noun {
    name: "report",
    about: t(
        "Figures of a period beside the one before",
        "某一时期的数据与环比",
    ),
    what: What::Verbs(&[Verb::new(
        "monthly",
        t(
            "Customers, follow-ups, actions and tickets of a month",
            "一个月的客户、跟进、约定事项与工单",
        ),
        monthly_args,
        monthly,
    )]),
};

fn monthly_args(lang: Lang) -> Vec<Arg> {
    vec![
        option(
            "month",
            t("MONTH", "月份"),
            t(
                "2026-03, last or this; last unless given",
                "2026-03、上月或本月；默认为上月",
            ),
            lang,
        ),
        option(
            "rep",
            t("NAME", "姓名"),
            t(
                "Only what is this colleague's; “me” for yourself",
                "只统计该同事的；本人可写 me",
            ),
            lang,
        )
        .add(Takes::record(Of::Staff)),
    ]
}

fn monthly(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.file()?;
    let zone = app.policy.get()?.calendar.zone();
    let month = Month::read(call.text("month"), app.now.day(zone))?;
    let owner = match call.text("rep") {
        Some(name) => Some(app.resolve(Of::Staff, name)?),
        None => None,
    };
    let (views, empty) = tables(app, month, owner)?;
    // Programs find every key; people read only what there is.
    let for_people = matches!(out.style.format, Format::Table | Format::Md);
    let (views, ending) = match for_people && out.style.fields.is_none() {
        true => report::collapsed(views),
        false => (views, None),
    };
    out.views(views, ending.as_ref())?;
    if call.text("month").is_none() && empty {
        out.note(&say!(
            "for the month that runs: kehu report monthly --month this",
            "如需本月：kehu report monthly --month 本月"
        ));
    }
    Ok(Exit::Done)
}

/// The tables of a month, of one colleague or of everybody, and whether nothing
/// happened in it.
pub(super) fn tables(
    app: &mut App<'_>,
    month: Month,
    owner: Option<i64>,
) -> Result<(Vec<View<'static>>, bool), Failure> {
    let zone = app.policy.get()?.calendar.zone();
    let outside = || {
        Problem::usage(say!(
            "the month lies outside the calendar",
            "月份超出日历范围"
        ))
    };
    let period = month.period(zone).ok_or_else(outside)?;
    let before = month.before().period(zone).ok_or_else(outside)?;
    let playbook = app.policy.get()?;
    let real: Vec<_> = Method::VARIANTS
        .iter()
        .map(|method| method.code())
        .filter(|code| playbook.contact.is_real(code))
        .collect();
    let asked = Asked {
        period: &period,
        owner,
        now: app.now,
        real: &real,
    };
    let store: &Store = app.store.read()?;
    let this = store.figures(&asked)?;
    let before = store.figures(&Asked {
        period: &before,
        ..asked
    })?;
    let rep = match owner {
        Some(id) => Some(store.get::<Staff>(id)?.record.name.0),
        None => None,
    };
    let head = Head {
        month,
        rep: rep.as_deref(),
        playbook: &playbook.name,
        codes: &playbook.codes,
    };
    let views = report::monthly(&head, &this, &before);
    Ok((views, report::is_empty(&this)))
}
