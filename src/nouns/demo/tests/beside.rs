//! Times that are asked about together are judged as each alone, and as all others ask.

use super::{at, place, set};
use crate::app::App;
use crate::nouns::demo::{NOW, perform};
use crate::problem::Failure;
use crate::store::Only;
use crate::value::Moment;

type Times = [(Moment, Moment)];

/// What was due of every rule in each of these times, one line each.
fn judged(stage: &mut App<'_>, times: &Times) -> Result<Vec<Vec<String>>, Failure> {
    let mut all = vec![Vec::new(); times.len()];
    stage.owing_at(at(NOW), &[], Only::All, |owing| {
        for rule in owing.rules {
            owing
                .engine
                .each_judged(rule, times, &mut |place, owed, state| {
                    let (id, subject) = (rule.id, &owed.subject);
                    let (noun, record) = (subject.noun.table(), subject.id);
                    let (since, due, met) = (owed.since, owed.due, owed.met);
                    all[place].push(format!(
                        "{id} {noun} {record} {since:?} {due:?} {met:?} {state:?}"
                    ));
                    Ok(())
                })?;
        }
        Ok(())
    })?;
    all.iter_mut().for_each(|lines| lines.sort());
    Ok(all)
}

#[test]
fn several_times_are_judged_together_as_each_alone() {
    let (_folder, scratch) = place();
    let mut stage = set(&scratch, "standard");
    perform(&mut stage, super::ZONE).expect("the story");
    stage.store.close();
    let mut stage = set(&scratch, "standard");
    let time = |from, to| (at(from), at(to));
    let times = [
        time("2026-03-01 00:00", "2026-03-31 23:59"),
        time("2026-02-01 00:00", "2026-02-28 23:59"),
        time("2026-02-20 00:00", "2026-03-10 12:00"),
        time("2025-03-01 00:00", "2025-03-31 23:59"),
        time("2026-03-16 00:00", "2026-04-01 00:00"),
    ];
    let together = judged(&mut stage, &times).expect("judges");
    for (time, together) in times.iter().zip(together) {
        let alone = judged(&mut stage, &[*time]).expect("judges");
        assert_eq!(vec![together], alone, "{time:?}");
    }
    let march = judged(&mut stage, &times[..1]).expect("judges");
    assert!(march[0].len() > 400, "{}", march[0].len());
}
