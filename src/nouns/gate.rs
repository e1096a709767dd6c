//! Gates that a deciding role opens: refused, or told and noted, as the playbook
//! sets them (meaning 12).

use super::Call;
use crate::app::App;
use crate::out::Out;
use crate::playbook::Gate;
use crate::problem::{Failure, Problem};
use crate::records::Staff;
use crate::records::choices::Role;
use crate::say;
use crate::store::Kept;
use crate::words::Say;

/// A gate, and who opens it.
pub struct Guarded {
    pub gate: Gate,
    /// As the playbook calls it: `gates.grade`.
    pub key: &'static str,
    pub deciders: &'static [Role],
}

/// Lets a decision of `by` through, or refuses it with what `said` makes of the
/// decider's name. Gives back the reason of an override, empty where the gate
/// only records; `None` where nothing stood in the way.
///
/// # Errors
/// Exit 5 where the gate is enforced and no reason to pass was given.
pub fn decided(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    guarded: &Guarded,
    by: i64,
    said: impl Fn(&str) -> Say,
) -> Result<Option<String>, Failure> {
    let me = app.me()?;
    let store = app.store.read()?;
    let other = store.another_holds(guarded.deciders, Some(me))?;
    let by: Kept<Staff> = store.get(by)?;
    let gate = guarded.gate.given(other);
    if guarded.deciders.contains(&by.record.role) || gate == Gate::Off {
        return Ok(None);
    }
    let what = said(&by.record.name.0);
    if let Some(reason) = call.text("override") {
        return Ok(Some(reason.to_owned()));
    }
    if gate == Gate::Enforce {
        let key = guarded.key;
        return Err(Problem::refused(what)
            .hint(say!(
                "name the supervisor with --by, or --override REASON; playbook: {key}",
                "请用 --by 指明主管，或 --override 理由；规则手册：{key}"
            ))
            .into());
    }
    out.warn(&what);
    Ok(Some(String::new()))
}
