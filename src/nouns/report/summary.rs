//! `report summary`: what `report monthly` tells of a month, of any term; and `report
//! pipeline`, the deals of any term.

use clap::Arg;

use super::service::{self, Asked, Reads};
use super::{behind, monthly, trend};
use crate::app::App;
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::report::{self, Length, Month, Sold, Whole};
use crate::say;
use crate::words::Lang;

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = service::all_args(lang);
    args.push(behind::arg(lang).conflicts_with("last"));
    args
}

/// `report summary`: the last whole quarter unless another term is named.
pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let asked = Asked::read(app, call, Length::Quarter)?;
    if asked.is_series {
        in_a_row(app, call, out, &asked)?;
        return Ok(Exit::Done);
    }
    let (period, before) = (&asked.period, &asked.before);
    let whose = &asked.narrowed.whose;
    let service = monthly::service(app, whose, period, before)?;
    let year = match asked.spans.get(2) {
        Some(span) => Some(monthly::whole(app, whose, &span.period)?),
        None => None,
    };
    let (this, before) = monthly::figures(app, whose, period, before)?;
    let playbook = app.policy.get()?;
    let about = asked.about(playbook);
    let month = Month::of(asked.term.first);
    let mut head = monthly::head(playbook, month, &asked.narrowed, service);
    head.year = year;
    if let Some(line) = call.text("ids") {
        let views = report::summary(&head, &about, (&this, &before));
        let of = behind::Of::term("summary", &views, &asked);
        behind::show(app, call, out, line, &of)?;
        return Ok(Exit::Done);
    }
    service::write(call, out, asked.until, |_| {
        report::summary(&head, &about, (&this, &before))
    })?;
    if report::is_empty(&head, &this) && !asked.named {
        out.note(&say!(
            "for the quarter that runs: kehu report summary --quarter this",
            "如需本季度：kehu report summary --quarter 本季度"
        ));
    }
    note_if_running(app, &asked, out);
    Ok(Exit::Done)
}

/// The figures at the head, of several terms.
fn in_a_row(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    asked: &Asked,
) -> Result<(), Failure> {
    let spans = asked.spans.iter();
    let each = spans
        .map(|span| monthly::whole(app, &asked.narrowed.whose, &span.period))
        .collect::<Result<Vec<Whole>, Failure>>()?;
    let each: Vec<_> = each.iter().map(|(head, service)| (head, service)).collect();
    let about = asked.about(app.policy.get()?);
    let laid = report::at_a_glance(&each);
    let figures = (laid.as_slice(), report::SUMMARY_GRAPHS);
    service::write_laid(call, out, asked.until, (report::SUMMARY, &about), figures)?;
    note_if_running(app, asked, out);
    Ok(())
}

/// `report pipeline`: the month that runs unless another term is named.
pub fn pipeline(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let reads = Reads {
        unless: Some("this"),
        ..Reads::default()
    };
    let asked = Asked::read_with(app, call, Length::Month, reads)?;
    let mut each = Vec::with_capacity(asked.spans.len());
    for span in &asked.spans {
        let whose = &asked.narrowed.whose;
        let sold = trend::asking(app, span.term, whose, |store, asked| store.sold(asked))?;
        each.push(Sold::of(sold, &app.policy.get()?.deals));
    }
    let ways = app
        .store
        .read()?
        .ways(&asked.narrowed.whose, &asked.period)?;
    let playbook = app.policy.get()?;
    let about = asked.about(playbook);
    if asked.is_series {
        let each = asked.in_a_row(each);
        let (lines, graphs) = (report::PIPELINE_LINES, report::PIPELINE_GRAPHS);
        let figures = (lines, graphs, each.as_slice());
        service::write_series(call, out, asked.until, (report::PIPELINE, &about), figures)?;
        return Ok(Exit::Done);
    }
    let month = Month::of(asked.term.first);
    let head = monthly::head(playbook, month, &asked.narrowed, Default::default());
    if let Some(line) = call.text("ids") {
        let views = report::pipeline(&head, &about, &each, &ways);
        let of = behind::Of::term("pipeline", &views, &asked);
        behind::show(app, call, out, line, &of)?;
        return Ok(Exit::Done);
    }
    service::write(call, out, asked.until, |_| {
        report::pipeline(&head, &about, &each, &ways)
    })?;
    Ok(Exit::Done)
}

fn note_if_running(app: &App<'_>, asked: &Asked, out: &mut Out<'_>) {
    if app.now < asked.period.to {
        out.note(&trend::running(&asked.term.code()));
    }
}
