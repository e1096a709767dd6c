//! Gates that a deciding role opens: refused, or told and noted, as the playbook
//! sets them (meaning 12).

use super::{Call, option};
use crate::app::App;
use crate::out::Out;
use crate::playbook::Gate;
use crate::problem::{Failure, Problem};
use crate::records::Staff;
use crate::records::choices::Role;
use crate::say;
use crate::store::{Kept, Writing};
use crate::value::Noun;
use crate::words::{Lang, Say, t};
use clap::Arg;

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
        let who = match guarded.deciders.first() {
            Some(Role::Legal) => t("who of legal reviewed it", "法务审核人"),
            _ => t("the supervisor", "主管"),
        };
        let (en, zh) = (who.en, who.zh);
        return Err(Problem::refused(what)
            .hint(say!(
                "name {en} with --by, or --override REASON; playbook: {key}",
                "请用 --by 指明{zh}，或 --override 理由；规则手册：{key}"
            ))
            .into());
    }
    out.warn(&what);
    Ok(Some(String::new()))
}

/// Notes on a record that its gate was passed, where it was: `passed` is what
/// [`decided`] gave back.
///
/// # Errors
/// When it cannot be written.
pub fn note(
    writing: &Writing<'_>,
    (noun, id): (Noun, i64),
    gate: &str,
    passed: Option<&str>,
) -> Result<(), Failure> {
    match passed {
        Some(reason) => writing.note_gate(
            noun,
            id,
            gate,
            Some(reason).filter(|reason| !reason.is_empty()),
        ),
        None => Ok(()),
    }
}

/// Something a gate holds up.
pub struct Hold {
    /// As the playbook calls the gate.
    pub gate: &'static str,
    /// The rule that set it up: R112.
    pub rule: &'static str,
    pub what: Say,
    /// The command that would open it.
    pub fix: Say,
}

impl Hold {
    /// Refuses, or warns and lets pass, as the gate is set. Gives back the gate
    /// that was passed, with the reason of an override.
    ///
    /// # Errors
    /// Exit 5 where the gate is enforced and no reason to pass was given.
    pub fn pass(
        self,
        call: &Call<'_>,
        out: &mut Out<'_>,
        gate: Gate,
    ) -> Result<Option<(&'static str, Option<String>)>, Failure> {
        let Hold {
            gate: key,
            rule,
            what,
            fix,
        } = self;
        if gate == Gate::Off {
            return Ok(None);
        }
        if let Some(reason) = call.text("override") {
            return Ok(Some((key, Some(reason.to_owned()))));
        }
        let (en, zh) = (&what.en, &what.zh);
        let (first, first_zh) = (&fix.en, &fix.zh);
        if gate == Gate::Enforce {
            return Err(Problem::refused(say!("{en} ({rule})", "{zh}（{rule}）"))
                .hint(say!(
                    "first: {first}; or --override REASON; playbook: gates.{key}",
                    "请先：{first_zh}；或 --override 理由；规则手册：gates.{key}"
                ))
                .into());
        }
        out.warn(&say!("{en} ({rule})", "{zh}（{rule}）"));
        Ok(Some((key, None)))
    }
}

/// A gate that was passed, and the reason of an override.
pub type Passed = (&'static str, Option<String>);

/// `--override REASON`.
pub fn override_arg(lang: Lang) -> Arg {
    option(
        "override",
        t("REASON", "理由"),
        t(
            "Pass the gate with a reason, kept in the journal",
            "说明理由后放行，理由写入记录",
        ),
        lang,
    )
}
