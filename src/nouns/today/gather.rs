//! The lines of a day: obligations with their customers, ranked; whose they are;
//! the appointments; and the customers whom nothing reminds of.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Days, NaiveDate};

use super::lines::{Line, is_by_the_hour, late};
use super::settle::{self, Matters};
use crate::app::{App, Owing};
use crate::event::Date;
use crate::playbook::{Pace, Rule, Shape};
use crate::problem::Failure;
use crate::rules::{Class, Obligation, class, rank};
use crate::store::{Appointment, Face, Only, Snoozes};
use crate::value::{Moment, Noun};

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

/// A day.
#[derive(Clone, Debug, Default)]
pub struct Day {
    pub day: NaiveDate,
    /// In order: the most pressing first.
    pub lines: Vec<Line>,
    /// What is owed by others to customers of mine.
    pub waiting: Vec<Line>,
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

impl Day {
    pub fn numbered(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.number.is_some())
    }
}

/// How many idle customers are named.
const NAMED: usize = 10;

/// Gathers a day.
///
/// # Errors
/// When the playbook or the file cannot be read.
pub fn day(app: &mut App<'_>, wanted: &Wanted) -> Result<Day, Failure> {
    let team = app.file()?.team_of(wanted.who)?;
    app.owing(&team, Only::All, |owing| gathered(owing, wanted, &team))
}

fn gathered(owing: Owing<'_>, wanted: &Wanted, team: &[i64]) -> Result<Day, Failure> {
    let Owing {
        engine,
        playbook,
        rules,
        store,
    } = owing;
    let (now, calendar) = (engine.now, engine.calendar);
    let today = calendar.day_of(now);
    let last = today.checked_add_days(Days::new(wanted.days));
    let until = calendar.end_of(last.unwrap_or(today));
    let asked = |rule: &&Rule| wanted.rule.as_ref().is_none_or(|id| rule.id == id.as_str());
    let open = engine.open(rules.iter().filter(asked), until)?;
    let snoozes = store.snoozes()?;
    let mut day = Day {
        day: today,
        team: wanted.team,
        ..Day::default()
    };
    for person in store.all_staff()? {
        day.people.insert(person.id, person.record.name.0);
    }
    let busy: HashSet<i64> = open.iter().filter_map(|one| one.subject.customer).collect();
    let (mut mine, mut others) = (Vec::new(), Vec::new());
    for owed in open {
        // A clock that stands still waits for the customer, not for me.
        if owed.paused && class(&owed, now, calendar) != Class::Overdue {
            continue;
        }
        let put_off = snoozes.of(&owed).is_some_and(|snooze| snooze.until > now);
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
        owing: &Owing {
            engine,
            playbook,
            rules,
            store,
        },
        snoozes: &snoozes,
    };
    day.lines = sight.lines(&mine)?;
    day.waiting = sight.lines(&others)?;
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
struct Sight<'a> {
    owing: &'a Owing<'a>,
    snoozes: &'a Snoozes,
}

impl Sight<'_> {
    /// The lines of some obligations, in order.
    fn lines(&self, owed: &[Obligation<'_>]) -> Result<Vec<Line>, Failure> {
        let store = self.owing.store;
        let mut customers: Vec<i64> = owed.iter().filter_map(|one| one.subject.customer).collect();
        customers.sort_unstable();
        customers.dedup();
        let faces = store.faces(&customers)?;
        let matters = self.matters(owed)?;
        let own: Vec<i64> = owed
            .iter()
            .filter(|one| is_own_rhythm(one.rule))
            .filter_map(|one| one.subject.customer)
            .collect();
        let own = store.own_rhythms(&own)?;
        let named: Vec<i64> = matters.values().filter_map(|one| one.contact).collect();
        let named = store.contact_faces(&named)?;
        let mut lines: Vec<Line> = owed
            .iter()
            .map(|one| self.line(one, &faces, &matters, &named))
            .collect();
        for (line, one) in lines.iter_mut().zip(owed) {
            let rhythm = one.subject.customer.and_then(|id| own.get(&id));
            if let Some(rhythm) = rhythm.filter(|_| is_own_rhythm(one.rule)) {
                line.about = format!("{} {}", rhythm.every, rhythm.why);
            }
        }
        lines.sort_by_key(|line| line.rank);
        Ok(lines)
    }

    /// Numbers and words of the records that obligations are about.
    fn matters(&self, owed: &[Obligation<'_>]) -> Result<Matters, Failure> {
        let store = self.owing.store;
        let mut by_noun: HashMap<Noun, Vec<i64>> = HashMap::new();
        let mut agreed = Vec::new();
        for one in owed {
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
        owed: &Obligation<'_>,
        faces: &HashMap<i64, Face>,
        matters: &Matters,
        named: &HashMap<i64, Face>,
    ) -> Line {
        let (now, calendar) = (self.owing.engine.now, self.owing.engine.calendar);
        let subject = &owed.subject;
        let mut face = match subject.customer {
            Some(customer) if owed.count == 1 => faces.get(&customer).cloned(),
            _ => None,
        }
        .unwrap_or_default();
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
        let tell = owed.escalate.iter().filter(|told| told.at < now);
        let tell: Vec<i64> = tell
            .flat_map(|told| told.who.iter().copied())
            .filter(|who| !owed.who.contains(who))
            .collect();
        Line {
            number: None,
            class: class(owed, now, calendar),
            rank: rank(owed, face.grade.as_deref(), now, calendar),
            rule: owed.rule.id,
            label: owed.rule.label,
            band: owed.rule.band,
            noun: subject.noun,
            record: subject.id,
            customer: subject.customer.filter(|_| owed.count == 1),
            of: matter.map_or_else(|| face.number.clone(), |matter| matter.number.clone()),
            about: about.map_or_else(String::new, |matter| matter.about.clone()),
            since: owed.since,
            due: owed.due,
            agreed: owed.agreed,
            by_the_hour: is_by_the_hour(owed),
            late: late(owed, now, calendar),
            who: owed.who.clone(),
            tell,
            nth: owed.nth,
            count: owed.count,
            snoozed: self.snoozes.of(owed).cloned(),
            run: settle::command(owed, &face, matter),
            face,
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

    /// Customers with nothing planned, nothing owed, and no rule that would
    /// ever bring them up.
    fn idle(&self, day: &mut Day, people: &[i64], busy: &HashSet<i64>) -> Result<(), Failure> {
        let Owing {
            engine,
            rules,
            store,
            ..
        } = self.owing;
        let ruled = engine.under_a_rhythm(*rules)?;
        let idle: Vec<i64> = store
            .unplanned(people, engine.now)?
            .into_iter()
            .filter(|id| !ruled.contains(id) && !busy.contains(id))
            .collect();
        let named = idle.get(..NAMED.min(idle.len())).unwrap_or_default();
        let faces = store.faces(named)?;
        let faces = named.iter().filter_map(|id| faces.get(id).cloned());
        day.idle = (idle.len(), faces.collect());
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
