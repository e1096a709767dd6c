//! Measures are asked of the store, period by period; the cases of those that rules
//! decide are worked out once for all periods.

use std::collections::HashMap;

use super::asked::Asked;
use super::labels::Labels;
use super::owed::{self, Told};
use crate::app::App;
use crate::nouns::report::monthly;
use crate::playbook::Playbook;
use crate::problem::Failure;
use crate::records::choices::Kpi;
use crate::report::{Definition, KpiCounted, Measured, Term};
use crate::store::{self, By, Groups, KpiCases, Measuring, Period, Store, Summed};
use crate::value::Moment;

/// What was asked of the rules, and what the store is asked with.
pub struct Gathered {
    told: Told,
    /// What the store has answered already.
    answered: HashMap<(Kpi, usize), Groups<Vec<Summed>>>,
    stretches: Vec<Stretch>,
    real: Vec<&'static str>,
    zone: chrono_tz::Tz,
    now: Moment,
}

/// A period, and what lies before it.
pub struct Stretch {
    pub period: Period,
    /// When the period before begins.
    pub before: Moment,
    year: Moment,
    silent: [Moment; 2],
}

/// What is needed to count these measures in these terms; `each` if somebody asks of whom
/// the cases are.
///
/// # Errors
/// Where a term lies outside the calendar, or the playbook or the file cannot be read.
pub fn gather(
    app: &mut App<'_>,
    kpis: &[Kpi],
    terms: &[Term],
    each: bool,
) -> Result<Gathered, Failure> {
    let mut gathered = Gathered::of(app, terms)?;
    gathered.told = owed::told(app, kpis, (&gathered.stretches, each), &[])?.0;
    Ok(gathered)
}

/// The same for whole measures, of which the store is asked beside the rules.
///
/// # Errors
/// As [`gather`].
pub fn gather_whole(
    app: &mut App<'_>,
    kpis: &[Kpi],
    terms: &[Term],
    asked: &Asked,
) -> Result<Gathered, Failure> {
    let mut gathered = Gathered::of(app, terms)?;
    let (mut places, mut questions) = (Vec::new(), Vec::new());
    let playbook = app.policy.get()?;
    let store: &Store = app.store.read()?;
    for kpi in kpis.iter().filter(|kpi| !owed::is_told(**kpi)) {
        for at in 0..terms.len() {
            places.push((*kpi, at));
            questions.push(gathered.asking(asked, playbook, at, |measuring| {
                store.question(*kpi, None, None, measuring)
            })?);
        }
    }
    let each = !asked.whose.is_everything();
    let (told, answers) = owed::told(app, kpis, (&gathered.stretches, each), &questions)?;
    gathered.told = told;
    gathered.answered = places.into_iter().zip(answers).collect();
    Ok(gathered)
}

fn stretch(term: Term, zone: chrono_tz::Tz, silent: i64, now: Moment) -> Result<Stretch, Failure> {
    let outside = || Failure::from(monthly::outside());
    let period = term.period(zone).ok_or_else(outside)?;
    let before = term.before().period(zone).ok_or_else(outside)?;
    let year = Term::days(term.last, term.last).year_before();
    let year = year.period(zone).ok_or_else(outside)?;
    let ago = |at: Moment| at.plus_seconds(-silent).unwrap_or(at);
    let until = period.to.min(now);
    Ok(Stretch {
        before: before.from,
        year: year.to,
        silent: [ago(period.from), ago(until)],
        period,
    })
}

impl Gathered {
    fn of(app: &mut App<'_>, terms: &[Term]) -> Result<Self, Failure> {
        let now = app.now;
        let playbook = app.policy.get()?;
        let zone = playbook.calendar.zone();
        let silent = playbook.lost_after.minutes().unwrap_or_default() * 60;
        let real = playbook.contact.real_methods();
        let stretches = terms.iter().map(|term| stretch(*term, zone, silent, now));
        Ok(Gathered {
            told: Told::default(),
            answered: HashMap::new(),
            stretches: stretches.collect::<Result<Vec<Stretch>, Failure>>()?,
            real,
            zone,
            now,
        })
    }

    /// Asks the store about the term at that place.
    ///
    /// # Errors
    /// As `ask` does.
    pub fn asking<T>(
        &self,
        asked: &Asked,
        playbook: &Playbook,
        at: usize,
        ask: impl FnOnce(&Measuring<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let Some(stretch) = self.stretches.get(at) else {
            return Err(monthly::outside().into());
        };
        ask(&Measuring {
            asked: store::Asked {
                period: &stretch.period,
                whose: &asked.whose,
                now: self.now,
                zone: self.zone,
                real: &self.real,
            },
            before: stretch.before,
            year: stretch.year,
            silent: stretch.silent,
            playbook,
        })
    }

    /// The cases that rules decide.
    pub fn told(&self, kpi: Kpi, at: usize) -> Option<&KpiCases> {
        self.told.cases.get(&(kpi, at))
    }

    /// What a measure came to in the term at that place.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn measured(
        &self,
        store: &Store,
        playbook: &Playbook,
        asked: &Asked,
        definition: &Definition,
        at: usize,
    ) -> Result<Measured, Failure> {
        let groups = self.summed(store, playbook, asked, (definition, None, at))?;
        let whole = groups.into_values().next();
        Ok(whole.unwrap_or_else(|| self.nothing(definition.kpi)))
    }

    /// The same in the first term, by groups.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn groups(
        &self,
        store: &Store,
        playbook: &Playbook,
        asked: &Asked,
        (definition, by): (&Definition, By),
    ) -> Result<Groups<Measured>, Failure> {
        self.summed(store, playbook, asked, (definition, Some(by), 0))
    }

    fn summed(
        &self,
        store: &Store,
        playbook: &Playbook,
        asked: &Asked,
        (definition, by, at): (&Definition, Option<By>, usize),
    ) -> Result<Groups<Measured>, Failure> {
        let kpi = definition.kpi;
        let known = self.answered.get(&(kpi, at)).filter(|_| by.is_none());
        let groups = match known {
            Some(known) => known.clone(),
            None => self.asking(asked, playbook, at, |measuring| {
                store.summed(kpi, self.told(kpi, at), by, measuring)
            })?,
        };
        let labels = Labels::of(playbook)?;
        let measured = groups.into_iter().map(|(group, parts)| {
            let counted = KpiCounted::of(definition.form, &parts);
            let top = counted.top.as_ref();
            let top = top.map(|part| labels.part(kpi, part.as_deref()));
            let nothing = self.nothing(kpi);
            let measured = Measured {
                counted,
                top,
                ..nothing
            };
            (group, measured)
        });
        Ok(measured.collect())
    }

    fn nothing(&self, kpi: Kpi) -> Measured {
        Measured {
            is_off: self.told.off.contains(&kpi),
            ..Measured::default()
        }
    }
}

/// Cases by measure and place of the term.
pub type Cases = HashMap<(Kpi, usize), KpiCases>;
