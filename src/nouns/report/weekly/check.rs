//! What a supervisor looks for in a week: contacts too close or too rare, rhythms
//! missed, reviews overdue, pauses.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::app::Owing;
use crate::event::About;
use crate::nouns::today::late;
use crate::playbook::{Band, Pace, Rule, Shape, Who};
use crate::problem::Failure;
use crate::report::{Case, Lost, Missed, Over, Paused, Review, Stretch, Weekly};
use crate::rules::{Class, Obligation, Order, Period, State, Subject};
use crate::store::Face;
use crate::value::{Choice, Moment, Noun as Of, without_contacts};

/// Whom it is about.
#[derive(Clone, Copy)]
pub(super) enum Scope {
    All,
    Rep(i64),
    Team(i64),
}

/// What a week is checked with.
pub(super) struct Check<'a> {
    owing: Owing<'a>,
    from: Moment,
    people: &'a [i64],
    names: HashMap<i64, String>,
    me: Option<i64>,
}

/// An obligation's customer and rule, to be named later.
type Found = (Subject, Choice);

impl<'a> Check<'a> {
    pub(super) fn new(owing: Owing<'a>, from: Moment, people: &'a [i64]) -> Result<Self, Failure> {
        let staff = owing.store.all_staff()?.into_iter();
        let names = staff
            .map(|person| (person.id, person.record.name.0))
            .collect();
        let me = owing.store.me()?;
        Ok(Check {
            owing,
            from,
            people,
            names,
            me,
        })
    }

    pub(super) fn week(&self, stretch: Stretch, scope: Scope) -> Result<Weekly, Failure> {
        let over = self.over()?;
        let lost = self.lost()?;
        let missed = self.missed(&lost)?;
        let reviews = self.reviews()?;
        let paused = self.paused()?;
        let name = |id| self.names.get(&id).cloned();
        Ok(Weekly {
            stretch,
            rep: match scope {
                Scope::Rep(id) => name(id),
                Scope::All | Scope::Team(_) => None,
            },
            team: match scope {
                Scope::Team(id) => name(id),
                Scope::All | Scope::Rep(_) => None,
            },
            at: self.owing.engine.now,
            reps: self.reps(&over, &lost, &missed, &reviews, &paused)?,
            over,
            lost,
            missed,
            reviews,
            paused,
        })
    }

    /// The limits that were gone beyond in the week, by customer and the limit's
    /// own period: 3 of 2 in the month.
    fn over(&self) -> Result<Vec<Over>, Failure> {
        let engine = &self.owing.engine;
        let mut all = Vec::new();
        for rule in self.owing.rules {
            let Shape::Limit {
                most,
                per: Some(per),
                ..
            } = &rule.shape
            else {
                continue;
            };
            let day = |at| engine.calendar.day_of(at);
            let begins = Period::of(*per, day(self.from)).begins(engine.calendar);
            let mut counted: BTreeMap<(i64, Moment), (Subject, i64, Moment)> = BTreeMap::new();
            for owed in engine.due([rule], begins, engine.now)? {
                let period = Period::of(*per, day(owed.since)).begins(engine.calendar);
                let entry = counted
                    .entry((owed.subject.id, period))
                    .or_insert_with(|| (owed.subject.clone(), 0, owed.since));
                entry.1 += 1;
                entry.2 = owed.since;
            }
            for (subject, beyond, last) in counted.into_values() {
                if last >= self.from && self.is_meant(&subject) {
                    all.push((
                        (subject, asked(rule)),
                        (i64::from(*most) + beyond, *most, last),
                    ));
                }
            }
        }
        self.named(all, |case, (times, most, last)| Over {
            case,
            times,
            most,
            last,
        })
    }

    /// The customers whom touch was lost with.
    fn lost(&self) -> Result<Vec<Lost>, Failure> {
        let engine = &self.owing.engine;
        let mut all = Vec::new();
        for owed in out_of_touch(&self.owing)? {
            let Some(due) = owed.due else { continue };
            if self.is_meant(&owed.subject) {
                let day = |at| engine.calendar.day_of(at);
                let days = (day(engine.now) - day(owed.since)).num_days();
                let of = (owed.subject.clone(), asked(owed.rule));
                all.push((of, (owed.since, due, days)));
            }
        }
        all.sort_by_key(|(_, (since, ..))| *since);
        self.named(all, |case, (since, due, days)| Lost {
            case,
            since,
            due,
            days,
        })
    }

    /// Contacts of a rhythm that were due in the week and not made in time, and
    /// those still open from before; whom touch was lost with is not told twice.
    fn missed(&self, lost: &[Lost]) -> Result<Vec<Missed>, Failure> {
        let engine = &self.owing.engine;
        let told: HashSet<(&str, &str)> = lost
            .iter()
            .map(|one| (one.case.number.as_str(), one.case.rule.code))
            .collect();
        let order = Order::at(engine.now, engine.calendar);
        let mut all = Vec::new();
        let rhythms = |rule: &&Rule| matches!(rule.shape, Shape::Rhythm { .. }) && is_contact(rule);
        for rule in self.owing.rules.iter().filter(rhythms) {
            let mut owed: Vec<Obligation<'_>> = engine.open([rule], engine.now)?;
            // What has been open since before the week is not forgotten in it.
            owed.retain(|one| {
                let late = order.class(one) == Class::Overdue;
                late && one.due.is_some_and(|due| due < self.from)
            });
            let judged = engine.judged(rule, self.from, engine.now)?.into_iter();
            let late = judged.filter(|(_, state)| !matches!(state, State::Met | State::Open));
            owed.extend(late.map(|(one, _)| one));
            let mut counted: BTreeMap<i64, (Subject, Moment, i64, Option<Moment>)> =
                BTreeMap::new();
            for one in owed {
                let (Some(due), true) = (one.due, self.is_meant(&one.subject)) else {
                    continue;
                };
                let first = (one.subject.clone(), due, 0, None);
                let entry = counted.entry(one.subject.id).or_insert(first);
                entry.1 = entry.1.min(due);
                entry.2 += 1;
                entry.3 = one.met;
            }
            let found = counted.into_values();
            all.extend(
                found.map(|(subject, due, times, met)| ((subject, asked(rule)), (due, times, met))),
            );
        }
        let all = self.named(all, |case, (due, times, met)| Missed {
            case,
            due,
            times,
            met,
        })?;
        let untold = |one: &Missed| !told.contains(&(one.case.number.as_str(), one.case.rule.code));
        Ok(all.into_iter().filter(untold).collect())
    }

    /// What a supervisor owes a decision on, and has not decided in time.
    fn reviews(&self) -> Result<Vec<Review>, Failure> {
        let engine = &self.owing.engine;
        let review = |rule: &&Rule| {
            rule.who == Who::Supervisor && matches!(rule.shape, Shape::Deadline { .. })
        };
        let rules: Vec<&Rule> = self.owing.rules.iter().filter(review).collect();
        let order = Order::at(engine.now, engine.calendar);
        let mut all = Vec::new();
        for owed in engine.open(rules, engine.now)? {
            let overdue = order.class(&owed) == Class::Overdue;
            if let (Some(due), true, true) = (owed.due, overdue, self.is_meant(&owed.subject)) {
                let of = (owed.subject.clone(), asked(owed.rule));
                let late = late(&owed, engine.now, engine.calendar);
                all.push((of, (self.who(&owed), owed.since, due, late)));
            }
        }
        all.sort_by_key(|(_, (_, _, due, _))| *due);
        self.named(all, |case, (who, since, due, late)| Review {
            case,
            who,
            since,
            due,
            late,
        })
    }

    /// Who is not followed up, since when, and why.
    fn paused(&self) -> Result<Vec<Paused>, Failure> {
        let (engine, store) = (&self.owing.engine, self.owing.store);
        let today = engine.calendar.day_of(engine.now);
        let subjects = engine.facts.subjects(Of::Customer, &[])?;
        let meant: HashMap<i64, &Subject> = subjects
            .iter()
            .filter(|subject| self.is_meant(subject))
            .map(|subject| (subject.id, subject))
            .collect();
        let pauses = store.paused_at(engine.now)?.into_iter();
        let pauses: Vec<_> = pauses
            .filter_map(|pause| Some((*meant.get(&pause.record.customer.id())?, pause.record)))
            .collect();
        let customers: Vec<i64> = pauses.iter().map(|(subject, _)| subject.id).collect();
        let faces = store.faces(&customers)?;
        let paused = pauses.into_iter().map(|(subject, pause)| {
            let face: Face = faces.get(&subject.id).cloned().unwrap_or_default();
            let late = (today - pause.resume_on.0).num_days();
            Paused {
                number: face.number,
                customer: face.name,
                grade: face.grade,
                rep: self.rep(subject),
                since: pause.from_at,
                until: pause.resume_on.0,
                late: Some(late).filter(|late| *late > 0),
                why: without_contacts(&pause.reason.0),
            }
        });
        Ok(paused.collect())
    }

    fn who(&self, owed: &Obligation<'_>) -> Vec<String> {
        let names = owed.who.iter().filter_map(|id| self.names.get(id));
        names.cloned().collect()
    }

    /// Whether a record belongs to one of those that are asked about.
    fn is_meant(&self, subject: &Subject) -> bool {
        let owner = subject.owner.or(self.me);
        self.people.is_empty() || owner.is_some_and(|owner| self.people.contains(&owner))
    }

    fn rep(&self, subject: &Subject) -> String {
        let owner = subject.owner.or(self.me);
        let name = owner.and_then(|owner| self.names.get(&owner));
        name.cloned().unwrap_or_default()
    }

    /// Puts customers and colleagues to what was found.
    fn named<T, R>(
        &self,
        all: Vec<(Found, T)>,
        make: impl Fn(Case, T) -> R,
    ) -> Result<Vec<R>, Failure> {
        let mut customers: Vec<i64> = all.iter().filter_map(|(of, _)| of.0.customer).collect();
        customers.sort_unstable();
        customers.dedup();
        let faces = self.owing.store.faces(&customers)?;
        let named = all.into_iter().map(|((subject, rule), found)| {
            let face = subject.customer.and_then(|id| faces.get(&id));
            let face: Face = face.cloned().unwrap_or_default();
            let case = Case {
                number: face.number,
                customer: face.name,
                grade: face.grade,
                rep: self.rep(&subject),
                rule,
            };
            make(case, found)
        });
        Ok(named.collect())
    }

    /// Everybody who looks after customers or has something in the check.
    fn reps(
        &self,
        over: &[Over],
        lost: &[Lost],
        missed: &[Missed],
        reviews: &[Review],
        paused: &[Paused],
    ) -> Result<Vec<(String, i64)>, Failure> {
        let mut counted: BTreeMap<String, i64> = BTreeMap::new();
        for subject in self.owing.engine.facts.subjects(Of::Customer, &[])?.iter() {
            if self.is_meant(subject) {
                *counted.entry(self.rep(subject)).or_default() += 1;
            }
        }
        let cases = over.iter().map(|one| &one.case);
        let cases = cases.chain(lost.iter().map(|one| &one.case));
        let cases = cases.chain(missed.iter().map(|one| &one.case));
        let cases = cases.chain(reviews.iter().map(|one| &one.case));
        let reps = cases.map(|case| &case.rep);
        for rep in reps.chain(paused.iter().map(|one| &one.rep)) {
            counted.entry(rep.clone()).or_default();
        }
        Ok(counted.into_iter().collect())
    }
}

/// The rolling rhythms of real contact that are overdue so long that the supervisor
/// is told; where the rule tells nobody, twice their span.
pub(in crate::nouns::report) fn out_of_touch<'r>(
    owing: &Owing<'r>,
) -> Result<Vec<Obligation<'r>>, Failure> {
    let engine = &owing.engine;
    let rolling = |rule: &&Rule| {
        let every = matches!(
            rule.shape,
            Shape::Rhythm {
                pace: Pace::Every(_),
                ..
            }
        );
        every && rule.band == Some(Band::Touch) && is_contact(rule)
    };
    let mut all = owing.open(owing.rules.iter().filter(rolling), engine.now)?;
    all.retain(|owed| {
        let told = engine.told(owed).iter().map(|told| told.at).min();
        let twice = |due: Moment| due.plus_seconds(due.seconds_since(owed.since));
        let lost = owed.due.and_then(|due| told.or_else(|| twice(due)));
        lost.is_some_and(|lost| lost < engine.now)
    });
    Ok(all)
}

/// Whether it is about contact with single customers.
fn is_contact(rule: &Rule) -> bool {
    let Shape::Rhythm { event, .. } = &rule.shape else {
        return false;
    };
    let touches = matches!(rule.band, Some(Band::Touch | Band::Stage | Band::Care));
    let of_customers = rule.about == About::Customer && !rule.batch;
    let logged = event
        .iter()
        .any(|selector| selector.event.name == "followup.logged");
    touches && of_customers && logged
}

fn asked(rule: &Rule) -> Choice {
    Choice {
        code: rule.id,
        label: rule.label,
        aliases: &[],
    }
}
