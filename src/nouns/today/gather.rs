//! The lines of a day: obligations with their customers, ranked; whose they are;
//! the appointments; and the customers whom nothing reminds of.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate};
use rustc_hash::FxHashSet;

use super::laid::{Counts, Laid};
use super::lines::{Line, is_by_the_hour, late};
use super::ranking::{self, Grades, Ranked, customer_of};
use super::settle::{self, Matters};
use crate::app::{App, Owing};
use crate::event::Date;
use crate::playbook::{Pace, Rule, Shape};
use crate::problem::Failure;
use crate::records::choices::CareKind;
use crate::rules::{Class, Obligation, Order};
use crate::store::{Appointment, Face, Matter, Only, Snoozes};
use crate::value::{ChoiceSet as _, Moment, Noun};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Whose day.
    pub who: i64,
    /// How many days ahead.
    pub days: u64,
    pub team: bool,
    pub all: bool,
    pub rule: Option<String>,
    /// Also what was put off to a later day.
    pub put_off: bool,
}

/// How much of a day is looked up: names, phones and commands are read for what
/// is shown alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Every line.
    All,
    /// The first line of so many customers, and some of what others owe.
    First(usize),
}

/// A day.
#[derive(Clone, Debug, Default)]
pub struct Day {
    pub day: NaiveDate,
    /// Those that are shown, in order: the most pressing first.
    pub lines: Vec<Line>,
    /// The lines as customers, in order.
    pub laid: Laid,
    /// How many lines there are in all.
    pub counts: Counts,
    /// What is owed by others to customers of mine; those that are shown.
    pub waiting: Vec<Line>,
    /// How much that is in all.
    pub waits: usize,
    pub appointments: Vec<(Appointment, Face)>,
    /// Customers with nothing planned and no rule: how many, and some of them.
    pub idle: (usize, Vec<Face>),
    /// Names of colleagues.
    pub people: BTreeMap<i64, String>,
    /// Lines put off to a later day.
    pub put_off: usize,
    /// Whose day it is, where it is a team's.
    pub team: bool,
}

/// How many lines that others owe are shown.
pub const WAITING: usize = 10;

/// Gathers a day.
///
/// # Errors
/// When the playbook or the file cannot be read.
pub fn day(app: &mut App<'_>, wanted: &Wanted, shown: Shown) -> Result<Day, Failure> {
    let team = app.file()?.team_of(wanted.who)?;
    app.owing(&team, Only::All, |owing| {
        gathered(&owing, wanted, shown, &team)
    })
}

fn gathered(
    owing: &Owing<'_>,
    wanted: &Wanted,
    shown: Shown,
    team: &[i64],
) -> Result<Day, Failure> {
    let (engine, store) = (&owing.engine, owing.store);
    let (now, calendar) = (engine.now, engine.calendar);
    let today = calendar.day_of(now);
    let last = today.checked_add_days(Days::new(wanted.days));
    let until = calendar.end_of(last.unwrap_or(today));
    let asked = |rule: &&Rule| wanted.rule.as_ref().is_none_or(|id| rule.id == id.as_str());
    let open = owing.open_by_rule(owing.rules.iter().filter(asked), until)?;
    let snoozes = store.snoozes()?;
    let mut day = Day {
        day: today,
        team: wanted.team,
        ..Day::default()
    };
    for person in store.all_staff()? {
        day.people.insert(person.id, person.record.name.0);
    }
    let busy: FxHashSet<i64> = open
        .iter()
        .flatten()
        .filter_map(|one| one.subject.customer)
        .collect();
    let (mut mine, mut others) = (Vec::new(), Vec::new());
    let order = Order::at(now, calendar);
    for owed in open.iter().flatten() {
        // A clock that stands still waits for the customer, not for me.
        if owed.paused && order.class(owed) != Class::Overdue {
            continue;
        }
        let put_off = snoozes.of(owed).is_some_and(|snooze| snooze.until > now);
        if put_off && !wanted.put_off {
            day.put_off += 1;
            continue;
        }
        let whose = match wanted.team {
            true => owed.who.iter().any(|who| team.contains(who)),
            false => owed.who.is_empty() || owed.who.contains(&wanted.who),
        };
        if whose {
            mine.push(owed);
        } else if owed.subject.owner.is_none_or(|owner| owner == wanted.who) {
            others.push(owed);
        }
    }
    let sight = Sight {
        grades: Grades::of(owing, mine.iter().chain(&others).copied())?,
        owing,
        order,
        snoozes: &snoozes,
    };
    sight.mine(&mut day, &mine, shown)?;
    sight.others(&mut day, &others, shown)?;
    let people: &[i64] = match wanted.team {
        true => team,
        false => &[wanted.who],
    };
    if wanted.rule.is_none() {
        sight.appointments(&mut day, people, until)?;
        sight.idle(&mut day, people, &busy)?;
    }
    Ok(day)
}

/// What the lines are read with.
pub(super) struct Sight<'a> {
    pub(super) owing: &'a Owing<'a>,
    order: Order<'a>,
    snoozes: &'a Snoozes,
    grades: Grades,
}

impl Sight<'_> {
    /// My lines: ranked and counted all, looked up those that are shown.
    fn mine(&self, day: &mut Day, owed: &[&Obligation<'_>], shown: Shown) -> Result<(), Failure> {
        let mut ranked = self.ranked(owed);
        let (now, calendar) = (self.owing.engine.now, self.owing.engine.calendar);
        for one in &ranked {
            match one.owed.grace_until(now, calendar) {
                Some(_) => day.counts.grace += 1,
                None => day.counts.add(one.rank.0),
            }
        }
        ranking::in_order(&mut ranked, shown);
        let customers = ranked.iter().map(|one| customer_of(one.owed));
        let (laid, places) = Laid::of(customers, shown);
        let numbers = laid.numbers(places.len());
        let shown: Vec<Ranked<'_>> = places
            .iter()
            .filter_map(|at| ranked.get(*at).copied())
            .collect();
        day.lines = self.lines(&shown)?;
        for (line, number) in day.lines.iter_mut().zip(numbers) {
            line.number = number;
        }
        day.laid = laid;
        Ok(())
    }

    fn ranked<'o>(&self, owed: &[&'o Obligation<'o>]) -> Vec<Ranked<'o>> {
        ranking::ranked(owed, &self.grades, &self.order)
    }

    fn others(&self, day: &mut Day, owed: &[&Obligation<'_>], shown: Shown) -> Result<(), Failure> {
        let mut ranked = self.ranked(owed);
        ranking::in_order(&mut ranked, Shown::All);
        day.waits = ranked.len();
        if let Shown::First(_) = shown {
            ranked.truncate(WAITING);
        }
        day.waiting = self.lines(&ranked)?;
        Ok(())
    }

    /// The lines of some obligations.
    fn lines(&self, owed: &[Ranked<'_>]) -> Result<Vec<Line>, Failure> {
        let store = self.owing.store;
        let mut customers: Vec<i64> = owed
            .iter()
            .filter_map(|one| one.owed.subject.customer)
            .collect();
        customers.sort_unstable();
        customers.dedup();
        let faces = store.faces(&customers)?;
        let matters = self.matters(owed)?;
        let own: Vec<i64> = owed
            .iter()
            .filter(|one| is_own_rhythm(one.owed.rule))
            .filter_map(|one| one.owed.subject.customer)
            .collect();
        let own = store.own_rhythms(&own)?;
        let named: Vec<i64> = matters.values().filter_map(|one| one.contact).collect();
        let named = store.contact_faces(&named)?;
        let lines = owed.iter().map(|ranked| {
            let one = ranked.owed;
            let mut line = self.line(ranked, &faces, &matters, &named);
            let rhythm = one.subject.customer.and_then(|id| own.get(&id));
            if let Some(rhythm) = rhythm.filter(|_| is_own_rhythm(one.rule)) {
                line.about = format!("{} {}", rhythm.every, rhythm.why);
            }
            line
        });
        Ok(lines.collect())
    }

    /// Numbers and words of the records that obligations are about.
    fn matters(&self, owed: &[Ranked<'_>]) -> Result<Matters, Failure> {
        let store = self.owing.store;
        let mut by_noun: HashMap<Noun, Vec<i64>> = HashMap::new();
        let mut agreed = Vec::new();
        for one in owed.iter().map(|one| one.owed) {
            if is_next_contact(one.rule) {
                agreed.push(one.subject.id);
            }
            if !matches!(one.subject.noun, Noun::Customer | Noun::Staff) {
                by_noun
                    .entry(one.subject.noun)
                    .or_default()
                    .push(one.subject.id);
            }
        }
        let mut all = Matters::new();
        for (noun, ids) in by_noun {
            let found = store.matters(noun, &ids)?.into_iter();
            all.extend(found.map(|(id, matter)| ((noun, id), matter)));
        }
        for (id, about) in store.agreed_next(&agreed)? {
            let matter = crate::store::Matter {
                about,
                ..Default::default()
            };
            all.insert((Noun::Followup, id), matter);
        }
        Ok(all)
    }

    fn line(
        &self,
        ranked: &Ranked<'_>,
        faces: &HashMap<i64, Face>,
        matters: &Matters,
        named: &HashMap<i64, Face>,
    ) -> Line {
        let (now, calendar) = (self.owing.engine.now, self.owing.engine.calendar);
        let owed = ranked.owed;
        let subject = &owed.subject;
        let face = customer_of(owed).and_then(|customer| faces.get(&customer));
        let mut face = face.cloned().unwrap_or_default();
        let matter = matters.get(&(subject.noun, subject.id));
        let contact = matter.and_then(|matter| matter.contact);
        if let Some(other) = contact.and_then(|id| named.get(&id)) {
            face.contact.clone_from(&other.contact);
            face.title.clone_from(&other.title);
            face.phone.clone_from(&other.phone);
        }
        let about = match is_next_contact(owed.rule) {
            true => matters.get(&(Noun::Followup, subject.id)),
            false => matter,
        };
        let tell = self.owing.engine.told(owed).into_iter();
        let tell: Vec<i64> = tell
            .filter(|told| told.at < now)
            .flat_map(|told| told.who)
            .filter(|who| !owed.who.contains(who))
            .collect();
        Line {
            number: None,
            class: ranked.rank.0,
            rule: owed.rule.id,
            label: owed.rule.label,
            band: owed.rule.band,
            noun: subject.noun,
            record: subject.id,
            customer: customer_of(owed),
            of: matter.map_or_else(|| face.number.clone(), |matter| matter.number.clone()),
            about: match settle::is_anniversary(owed) {
                true => CareKind::ContractAnniversary.code().to_owned(),
                false => about.map_or_else(String::new, |matter| self.about(subject.noun, matter)),
            },
            since: owed.since,
            due: owed.due,
            agreed: owed.agreed,
            by_the_hour: is_by_the_hour(owed),
            grace: owed.grace_until(now, calendar),
            late: late(owed, now, calendar),
            who: owed.who.to_vec(),
            tell,
            nth: owed.nth,
            count: owed.count,
            snoozed: self.snoozes.of(owed).cloned(),
            run: settle::command(owed, &face, matter),
            face,
        }
    }

    /// What a record is about, in somebody's words; a form's is its id, whose
    /// label whoever shows the line knows.
    fn about(&self, noun: Noun, matter: &Matter) -> String {
        let known = match noun {
            Noun::Entry => self.owing.playbook.forms().ok(),
            _ => None,
        };
        let form = known.and_then(|forms| forms.iter().find(|form| form.id == matter.about));
        match form {
            Some(form) => form.label.to(self.owing.lang).to_owned(),
            None => matter.about.clone(),
        }
    }

    fn appointments(&self, day: &mut Day, people: &[i64], until: Moment) -> Result<(), Failure> {
        let (store, calendar) = (self.owing.store, self.owing.engine.calendar);
        let from = calendar.begin_of(day.day);
        let all = store.appointments(people, from, until)?;
        let customers: Vec<i64> = all.iter().map(|one| one.customer).collect();
        let faces = store.faces(&customers)?;
        day.appointments = all
            .into_iter()
            .filter(|one| {
                let its = calendar.day_of(one.at);
                // A bare day stands as its close, and is no hour.
                one.at != calendar.close_of(its) && one.at != calendar.end_of(its)
            })
            .map(|one| {
                let face = faces.get(&one.customer).cloned().unwrap_or_default();
                (one, face)
            })
            .collect();
        Ok(())
    }
}

/// Whether a rule asks for what was agreed with the one customer.
const fn is_own_rhythm(rule: &Rule) -> bool {
    matches!(
        rule.shape,
        Shape::Rhythm {
            pace: Pace::Own,
            ..
        }
    )
}

fn is_next_contact(rule: &Rule) -> bool {
    matches!(
        rule.shape,
        Shape::Dated {
            date: Date::FollowupNext,
            ..
        }
    )
}
