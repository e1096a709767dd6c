//! What a term's tickets come to (RP-01), from their rows and trails. Kinds, causes and
//! times are those of the tickets accepted in the term, as in the monthly report; a
//! ticket that went into another was received, and is no work of its own.

use std::collections::BTreeMap;

use crate::calendar::Calendar;
use crate::report::compare::Rate;
use crate::report::standing::{code, ticket_kinds, ticket_stood};
use crate::store::{Lasted, Period, Scores, Tally, TicketRow, TicketTurn, Turned};
use crate::value::Moment;

/// What one colleague or team had to do with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    pub received: i64,
    pub solved: i64,
    pub closed: i64,
    pub open: i64,
    /// Seconds of office time until the first responses.
    responses: Vec<i64>,
}

impl Work {
    /// The mean office time until the first response, in minutes.
    pub fn response(&self) -> Option<i64> {
        Lasted::of(&self.responses).mean
    }
}

/// The figures of a term.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Served {
    /// Open when it began.
    pub brought: i64,
    pub received: i64,
    pub merged: i64,
    pub solved: i64,
    pub closed: i64,
    pub reopened: i64,
    /// Open when it ended.
    pub open: i64,
    pub contradictory: i64,
    pub by_type: Tally,
    pub by_area: Tally,
    pub by_cause: Tally,
    pub by_priority: Tally,
    pub by_channel: Tally,
    pub by_quality: Tally,
    /// Response, solution, solved: by the clock, and in office time without waits.
    pub times: [Lasted; 3],
    pub working: [Lasted; 3],
    /// Of those received, how many are solved.
    pub resolved: Rate,
    pub repeats: Rate,
    /// Of those received, how many were reopened.
    pub again: Rate,
    /// Of those received, how many waited for the customer.
    pub waited: Rate,
    /// Seconds that they waited, and that they took in all.
    pub waiting: i64,
    pub lasted: i64,
    /// What customers gave in the revisits of the term.
    pub satisfaction: Scores,
    pub reps: BTreeMap<Option<i64>, Work>,
    pub teams: BTreeMap<Option<&'static str>, Work>,
    /// By cause and product.
    pub causes: BTreeMap<(&'static str, String), i64>,
    /// Repeats by customer and cause.
    pub again_for: BTreeMap<(i64, Option<&'static str>), i64>,
}

/// A time in which a ticket stood still, and whether it waited for the customer.
#[derive(Clone, Copy)]
struct Still {
    from: Moment,
    to: Moment,
    waits: bool,
}

/// Counts a term out of all tickets read; `until` is its end, or now where it runs.
pub fn served(
    rows: &[TicketRow],
    turns: &[TicketTurn],
    period: &Period,
    until: Moment,
    calendar: &Calendar,
) -> Served {
    let mut all = Served::default();
    let mut tallies: [BTreeMap<Option<&'static str>, i64>; 6] = Default::default();
    let mut times: [Vec<i64>; 3] = Default::default();
    let mut working: [Vec<i64>; 3] = Default::default();
    let trails = trails(turns);
    let within = |at: Moment| at >= period.from && at < period.to;
    for row in rows.iter().filter(|row| row.at < period.to) {
        let trail = trails.get(&row.id).copied().unwrap_or_default();
        all.stand(row, trail, period);
        if !within(row.at) {
            continue;
        }
        for (tally, kind) in tallies.iter_mut().zip(ticket_kinds(row)) {
            *tally.entry(kind).or_default() += 1;
        }
        if row.merged {
            continue;
        }
        all.receive(row, trail);
        if !row.in_order {
            continue;
        }
        let still = still(trail, until);
        all.wait(row, &still, until);
        let ends = [row.responded, row.answered, row.solved];
        for (at, end) in ends.into_iter().enumerate() {
            let Some(end) = end else { continue };
            // The first response's clock does not stop.
            let stops: &[Still] = if at == 0 { &[] } else { &still };
            let office = office(row.at, end, stops, calendar);
            if let (Some(times), Some(working)) = (times.get_mut(at), working.get_mut(at)) {
                times.push(end.seconds_since(row.at));
                working.push(office);
            }
            if at == 0 {
                let [rep, team] = all.workers(row);
                rep.responses.push(office);
                team.responses.push(office);
            }
        }
    }
    let [
        by_type,
        by_area,
        by_cause,
        by_priority,
        by_channel,
        by_quality,
    ] = tallies.map(tally);
    let lasted = |mut seconds: Vec<i64>| {
        seconds.sort_unstable();
        Lasted::of(&seconds)
    };
    Served {
        by_type,
        by_area,
        by_cause,
        by_priority,
        by_channel,
        by_quality,
        times: times.map(lasted),
        working: working.map(lasted),
        ..all
    }
}

impl Served {
    /// Who has a ticket: the colleague, and the team.
    fn workers(&mut self, row: &TicketRow) -> [&mut Work; 2] {
        [
            self.reps.entry(row.assignee).or_default(),
            self.teams.entry(code(row.team)).or_default(),
        ]
    }

    /// How a ticket stood when the term began and ended, and what came of it in between.
    fn stand(&mut self, row: &TicketRow, trail: &[TicketTurn], period: &Period) {
        let within = |at: Moment| at >= period.from && at < period.to;
        let stood = ticket_stood(row, period);
        self.brought += i64::from(stood.brought);
        self.received += i64::from(stood.received);
        self.solved += i64::from(stood.solved);
        self.open += i64::from(stood.open);
        self.merged += i64::from(stood.merged);
        self.closed += i64::from(stood.closed);
        self.contradictory += i64::from(stood.contradictory);
        if stood.received || stood.solved || stood.closed || stood.merged || stood.open {
            for work in self.workers(row) {
                work.received += i64::from(stood.received);
                work.solved += i64::from(stood.solved);
                work.closed += i64::from(stood.closed);
                work.open += i64::from(stood.open);
            }
        }
        for turn in trail.iter().filter(|turn| within(turn.at)) {
            match turn.what {
                Turned::Reopened => self.reopened += 1,
                Turned::Revisited(Some(score)) => self.satisfaction.count(score),
                _ => {}
            }
        }
    }

    fn receive(&mut self, row: &TicketRow, trail: &[TicketTurn]) {
        self.resolved.count(row.solved.is_some());
        self.repeats.count(row.repeat);
        let reopened = trail.iter().any(|turn| turn.what == Turned::Reopened);
        self.again.count(reopened);
        if let Some(cause) = code(row.cause) {
            *self.causes.entry((cause, row.product.clone())).or_default() += 1;
        }
        if row.repeat {
            *self
                .again_for
                .entry((row.customer, code(row.cause)))
                .or_default() += 1;
        }
    }

    /// How long it waited for the customer of the time until it was solved, or until now.
    fn wait(&mut self, row: &TicketRow, still: &[Still], until: Moment) {
        let end = row.solved.or(row.closed).unwrap_or(until);
        let waits = still.iter().filter(|still| still.waits && still.from < end);
        let waited: i64 = waits
            .map(|still| still.to.min(end).seconds_since(still.from).max(0))
            .sum();
        self.waited.count(waited > 0);
        self.waiting += waited;
        self.lasted += end.seconds_since(row.at).max(0);
    }
}

fn tally(counts: BTreeMap<Option<&'static str>, i64>) -> Tally {
    let counts = counts.into_iter();
    counts
        .map(|(code, n)| (code.map(str::to_owned), n))
        .collect()
}

/// The trail of each ticket.
fn trails(turns: &[TicketTurn]) -> BTreeMap<i64, &[TicketTurn]> {
    let runs = turns.chunk_by(|one, next| one.ticket == next.ticket);
    let named = runs.filter_map(|run| Some((run.first()?.ticket, run)));
    named.collect()
}

/// When it stood still: while the customer was waited for, which an answer ends too,
/// and between solved and reopened (meaning.md 8).
fn still(trail: &[TicketTurn], until: Moment) -> Vec<Still> {
    let (mut all, mut waiting, mut solved) = (Vec::new(), None, None);
    for turn in trail {
        match turn.what {
            Turned::Waiting => waiting = waiting.or(Some(turn.at)),
            Turned::Revisited(_) => {}
            Turned::Resumed | Turned::Answered | Turned::Solved | Turned::Reopened => {
                all.extend(waiting.take().map(|from| Still {
                    from,
                    to: turn.at,
                    waits: true,
                }));
                if turn.what == Turned::Solved {
                    solved = Some(turn.at);
                }
                if turn.what == Turned::Reopened {
                    all.extend(solved.take().map(|from| Still {
                        from,
                        to: turn.at,
                        waits: false,
                    }));
                }
            }
        }
    }
    all.extend(waiting.filter(|from| *from < until).map(|from| Still {
        from,
        to: until,
        waits: true,
    }));
    all
}

/// Office seconds between two moments, without those that stood still.
fn office(from: Moment, to: Moment, still: &[Still], calendar: &Calendar) -> i64 {
    let stood = still
        .iter()
        .filter(|still| still.from < to && still.to > from);
    let stood = stood.map(|still| {
        let (begin, end) = (still.from.max(from), still.to.min(to));
        calendar.elapsed(begin, end).seconds
    });
    calendar.elapsed(from, to).seconds - stood.sum::<i64>()
}
