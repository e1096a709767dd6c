//! `report summary`: what `report monthly` tells of a month, of any term; and `report
//! pipeline`, the deals of any term.

use clap::Arg;

use super::service::{self, Asked, Reads};
use super::{monthly, trend};
use crate::app::App;
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::report::{self, Length, Month, Service};
use crate::say;
use crate::store::{Asked as Asking, Headline, Period, Store, Whose};
use crate::words::Lang;

pub fn args(lang: Lang) -> Vec<Arg> {
    service::args(lang)
}

/// `report summary`: the last whole quarter unless another term is named.
pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let asked = Asked::read(app, call, Length::Quarter)?;
    let (period, before) = (&asked.period, &asked.before);
    let whose = &asked.narrowed.whose;
    let [now, then] = monthly::service(app, whose, period, before)?;
    let year = match asked.spans.get(2) {
        Some(span) => Some(year(app, whose, &span.period)?),
        None => None,
    };
    let (this, before) = monthly::figures(app, whose, period, before)?;
    let playbook = app.policy.get()?;
    let about = asked.about(&playbook.name);
    let month = Month::of(asked.term.first);
    let head = monthly::head(playbook, month, &asked.narrowed, [now, then]);
    let year = year.as_ref().map(|(headline, service)| (headline, service));
    service::write(call, out, asked.until, |_| {
        report::summary(&head, &about, (&this, &before), year)
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

/// The figures at the head of the same term a year before.
fn year(app: &mut App<'_>, whose: &Whose, period: &Period) -> Result<(Headline, Service), Failure> {
    let nothing = Period {
        from: period.from,
        to: period.from,
        days: Vec::new(),
    };
    let [service, _] = monthly::service(app, whose, period, &nothing)?;
    let playbook = app.policy.get()?;
    let real = playbook.contact.real_methods();
    let asking = Asking {
        period,
        whose,
        now: app.now,
        zone: playbook.calendar.zone(),
        real: &real,
    };
    let store: &Store = app.store.read()?;
    Ok((store.headline(&asking)?, service))
}

/// `report pipeline`: the month that runs unless another term is named.
pub fn pipeline(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let reads = Reads {
        unless: Some("this"),
        ..Reads::default()
    };
    let asked = Asked::read_with(app, call, Length::Month, reads)?;
    let whose = &asked.narrowed.whose;
    let figures = monthly::figures(app, whose, &asked.period, &asked.before)?;
    let ways = app.store.read()?.ways(whose, &asked.period)?;
    let playbook = app.policy.get()?;
    let mut about = asked.about(&playbook.name);
    // What stood open a year ago is nobody's pipeline.
    about.spans.truncate(2);
    let month = Month::of(asked.term.first);
    let head = monthly::head(playbook, month, &asked.narrowed, Default::default());
    service::write(call, out, asked.until, |_| {
        report::pipeline(&head, &about, (&figures.0, &figures.1), &ways)
    })?;
    Ok(Exit::Done)
}

fn note_if_running(app: &App<'_>, asked: &Asked, out: &mut Out<'_>) {
    if app.now < asked.period.to {
        out.note(&trend::running(&asked.term.code()));
    }
}
