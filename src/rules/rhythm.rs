//! The shape `every …` and `at_least n per …`: what is to be done again and
//! again (meaning: rhythm).

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::event::{About, Attribute};
use crate::playbook::{Band, Pace, Per, Rule, Selector, Shape};
use crate::problem::Failure;
use crate::value::{Moment, Noun, Span};

use super::fact::{Fact, Of, Subject};
use super::filter::{self, Past};
use super::obligation::Obligation;
use super::people::is_duty;
use super::period::Period;
use super::{Engine, Scope, wanted};

/// When a rhythm last began anew, when it is due, and from when that is shown.
#[derive(Clone, Copy)]
struct Likely {
    since: Moment,
    due: Moment,
    from: Moment,
}

impl Engine<'_> {
    /// Everything that a rhythm yields in `scope`.
    pub(super) fn rhythm<'r>(
        &self,
        rule: &'r Rule,
        pace: Pace,
        event: &[Selector],
        scope: Scope,
    ) -> Result<Vec<Obligation<'r>>, Failure> {
        let until = match scope {
            Scope::Open { until } => until,
            Scope::Due { from, to } => {
                let mut all = Vec::new();
                self.rhythm_due(rule, (pace, event), &[(from, to)], &mut |_, owed| {
                    all.push(owed);
                    Ok(())
                })?;
                return Ok(all);
            }
        };
        let all = self.rhythm_subjects(rule)?;
        let holding = |subject: &&Subject| filter::holds(&rule.filter, subject);
        let subjects: Vec<&Subject> = all.iter().filter(holding).collect();
        if subjects.is_empty() {
            return Ok(Vec::new());
        }
        match pace {
            Pace::Every(_) | Pace::Own => self.every_open(rule, pace, event, subjects, until),
            Pace::AtLeast(n, per) => self.at_least_open(rule, (n, per), event, &subjects, until),
        }
    }

    pub(super) fn rhythm_subjects(&self, rule: &Rule) -> Result<Arc<[Subject]>, Failure> {
        if is_duty(rule) {
            return Ok(self.on_duty(rule).into());
        }
        let noun = rule.about.noun().unwrap_or(Noun::Customer);
        self.facts.subjects(noun, &wanted(rule))
    }

    fn on_duty(&self, rule: &Rule) -> Vec<Subject> {
        let holders = self.people.on_duty(rule).into_iter();
        holders
            .map(|id| Subject {
                noun: Noun::Staff,
                id,
                customer: None,
                owner: Some(id),
                assignee: Some(id),
                begun: self.since,
                attributes: Arc::default(),
            })
            .collect()
    }

    /// Since when a rhythm runs: its filter, the owner, the record itself and
    /// the file, whichever is latest.
    fn rhythm_begins(&self, rule: &Rule, subject: &Subject, past: &Past) -> Moment {
        let held = past.held_since(&rule.filter, subject.id);
        let owned = past.last(subject.id, Attribute::Owner);
        [held, owned]
            .into_iter()
            .flatten()
            .fold(subject.begun.max(self.since_of(subject)), Moment::max)
    }

    /// The turns of the filter and of the owner, of some subjects.
    pub(super) fn rhythm_past<'s>(
        &self,
        rule: &Rule,
        subjects: impl Iterator<Item = &'s Subject>,
    ) -> Result<Past, Failure> {
        if is_duty(rule) {
            return Ok(Past::default());
        }
        let mut wanted = wanted(rule);
        if !wanted.contains(&Attribute::Owner) {
            wanted.push(Attribute::Owner);
        }
        self.past_of(&wanted, subjects)
    }

    /// Those of these customers whom some rhythm brings up again and again: to be talked
    /// to, not to have their papers looked through.
    ///
    /// # Errors
    /// When the facts cannot be read.
    pub fn under_a_rhythm<'r>(
        &self,
        rules: impl IntoIterator<Item = &'r Rule>,
        among: &FxHashSet<i64>,
    ) -> Result<FxHashSet<i64>, Failure> {
        let mut all = FxHashSet::default();
        for rule in rules {
            if !matches!(rule.shape, Shape::Rhythm { .. }) {
                continue;
            }
            let paper = rule.band == Some(Band::Paper);
            if rule.about != About::Customer || paper || rule.filter.is_empty() {
                continue;
            }
            let subjects = self.facts.subjects(Noun::Customer, &wanted(rule))?;
            let held = subjects
                .iter()
                .filter(|subject| among.contains(&subject.id))
                .filter(|subject| filter::holds(&rule.filter, subject));
            all.extend(held.map(|subject| subject.id));
        }
        Ok(all)
    }

    fn every_open<'r>(
        &self,
        rule: &'r Rule,
        pace: Pace,
        event: &[Selector],
        subjects: Vec<&Subject>,
        until: Moment,
    ) -> Result<Vec<Obligation<'r>>, Failure> {
        let ids: Vec<i64> = subjects.iter().map(|subject| subject.id).collect();
        let newest = self.facts.newest(event, &ids)?;
        let leads = leads(rule);
        let shown = |subject: &Subject, since: Moment| {
            let span = span_of(pace, subject.attribute(Attribute::Rhythm))?;
            let due = self.calendar.due(since, &span);
            let from = self.shown_from(rule, since, Some(due), &leads);
            (from <= until).then_some(Likely { since, due, from })
        };
        // A start can only be later than this, so what is not shown by then is
        // not shown with its turns either.
        let likely: Vec<(&Subject, Likely)> = subjects
            .into_iter()
            .zip(newest)
            .filter_map(|(subject, last)| {
                let since = last.map_or(subject.begun, |last| last.max(subject.begun));
                Some((subject, shown(subject, since.max(self.since_of(subject)))?))
            })
            .collect();
        let past = self.rhythm_past(rule, likely.iter().map(|(subject, _)| *subject))?;
        let mut all = Vec::with_capacity(likely.len());
        for (subject, likely) in likely {
            let since = likely.since.max(self.rhythm_begins(rule, subject, &past));
            // Most were what they are long before their last contact.
            let found = match since == likely.since {
                true => Some(likely),
                false => shown(subject, since),
            };
            if let Some(Likely { since, due, from }) = found {
                let mut owed = self.obligation(rule, subject.clone(), since, Some(due), None);
                owed.shown = from;
                all.push(owed);
            }
        }
        Ok(all)
    }

    fn at_least_open<'r>(
        &self,
        rule: &'r Rule,
        (n, per): (u32, Per),
        event: &[Selector],
        subjects: &[&Subject],
        until: Moment,
    ) -> Result<Vec<Obligation<'r>>, Failure> {
        let today = Period::of(per, self.calendar.day_of(self.now));
        // With a grace the period before may still be met.
        let periods = match rule.grace {
            Some(_) => vec![today.previous(per), today],
            None => vec![today],
        };
        let mut all = Vec::new();
        for period in periods {
            all.extend(self.in_period(rule, n, period, event, subjects, until)?);
        }
        Ok(all)
    }

    /// What is still open of one period: one line for each subject.
    fn in_period<'r>(
        &self,
        rule: &'r Rule,
        n: u32,
        period: Period,
        event: &[Selector],
        subjects: &[&Subject],
        until: Moment,
    ) -> Result<Vec<Obligation<'r>>, Failure> {
        let begins = period.begins(self.calendar);
        let grace = |due: Moment| match &rule.grace {
            Some(grace) => self.calendar.due(due, grace),
            None => due,
        };
        let last = grace(period.ends(self.calendar));
        if last < self.now && period.last < self.calendar.day_of(self.now) {
            return Ok(Vec::new());
        }
        let leads = leads(rule);
        // When each of the n is due, and shown: the same for every subject.
        let times: Vec<(Moment, Moment)> = (1..=n)
            .map(|nth| {
                let due = period.due(nth, n, self.calendar);
                (due, self.shown_from(rule, begins, Some(due), &leads))
            })
            .collect();
        let next = |done: u32| times.get(usize::try_from(done).ok()?).copied();
        // Nothing of this period is shown before the first of the n is.
        if next(0).is_none_or(|(_, shown)| shown > until) {
            return Ok(Vec::new());
        }
        let known: Vec<&Subject> = subjects
            .iter()
            .copied()
            .filter(|one| one.begun <= begins)
            .collect();
        let counted = self.counted(rule, event, &known, period)?;
        let likely: Vec<(&Subject, u32, (Moment, Moment))> = known
            .into_iter()
            .filter_map(|subject| {
                let done = counted.get(&subject.id).copied().unwrap_or(0);
                let (due, shown) = next(done)?;
                (shown <= until).then_some((subject, done, (due, shown)))
            })
            .collect();
        let past = self.rhythm_past(rule, likely.iter().map(|(subject, ..)| *subject))?;
        let mut all = Vec::with_capacity(likely.len());
        for (subject, done, (due, shown)) in likely {
            // A period begun before the start does not count.
            if self.rhythm_begins(rule, subject, &past) > begins {
                continue;
            }
            let mut owed = self.obligation(rule, subject.clone(), begins, Some(due), None);
            owed.nth = (n > 1).then_some((done + 1, n));
            owed.shown = shown;
            all.push(owed);
        }
        Ok(all)
    }

    /// How many events each subject has for a period: what was done for one that
    /// it names may have been done after it, anything else counts when it was.
    fn counted(
        &self,
        rule: &Rule,
        event: &[Selector],
        subjects: &[&Subject],
        period: Period,
    ) -> Result<FxHashMap<i64, u32>, Failure> {
        let (from, to) = (period.begins(self.calendar), period.ends(self.calendar));
        let ids: Vec<i64> = subjects.iter().map(|subject| subject.id).collect();
        let (noun, of) = match is_duty(rule) {
            true => (Noun::Staff, Of::Staff(&ids)),
            false => {
                let noun = rule.about.noun().unwrap_or(Noun::Customer);
                (noun, Of::Customers(&ids))
            }
        };
        let mut counted: FxHashMap<i64, u32> = FxHashMap::default();
        let within = |fact: &Fact| match fact.period {
            Some(day) => period.contains(day),
            None => fact.at >= from && fact.at <= to,
        };
        for fact in self.facts.events(event, of, from)? {
            if !within(&fact) {
                continue;
            }
            for (_, id) in fact.links.iter().filter(|(of, _)| *of == noun) {
                *counted.entry(*id).or_default() += 1;
            }
        }
        Ok(counted)
    }
}

/// How long after the last one the next is due; `own` is the customer's.
pub(super) fn span_of(pace: Pace, own: Option<&str>) -> Option<Span> {
    match pace {
        Pace::Every(span) => Some(span),
        Pace::Own => own_span(own),
        Pace::AtLeast(..) => None,
    }
}

/// The span of a customer's own rhythm.
pub(super) fn own_span(own: Option<&str>) -> Option<Span> {
    Span::read(own?)
}

/// How long before its due a counted one is shown.
fn leads(rule: &Rule) -> Vec<Span> {
    match &rule.shape {
        Shape::Rhythm {
            lead: Some(lead), ..
        } => vec![*lead],
        _ => Vec::new(),
    }
}
