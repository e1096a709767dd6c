//! `contract review`: legal's word before a contract is signed (F53, R042).

use std::collections::BTreeSet;

use clap::Arg;

use super::named;
use crate::app::App;
use crate::flags;
use crate::nouns::gate::{self, Guarded, Hold, Passed, override_arg};
use crate::nouns::reviewing;
use crate::nouns::{Call, one};
use crate::out::{Out, number_of};
use crate::problem::{Exit, Failure};
use crate::records::Contract;
use crate::records::choices::{Decision, Role};
use crate::say;
use crate::store::{Kept, Kind, Place};
use crate::value::{ChoiceSet as _, Noun, Ref, Stored};
use crate::words::Lang;

/// Who reviews contracts.
const LEGAL: &[Role] = &[Role::Legal];

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = one::open_one(Noun::Contract, lang);
    args.extend(flags::args(&reviewing::REVIEW, &[], lang));
    args.push(override_arg(lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let id = named(app, call)?;
    let kept: Kept<Contract> = app.store.read()?.get(id)?;
    let number = &kept.number;
    let review = reviewing::filled(app, call, &format!("contract review {number}"))?;
    let passed = decider(app, call, out, review.by.map_or(me, Ref::id))?;
    let playbook = app.policy.get()?;
    let day = review.at.day(playbook.calendar.zone());
    let place = Place {
        number: number_of(playbook, Noun::Review, day),
        extra: vec![
            ("noun", Stored::Text(Noun::Contract.table().to_owned())),
            ("record", Stored::Int(id)),
        ],
        since: review.at,
        to_confirm: &BTreeSet::new(),
    };
    let now = app.now;
    let store = app.store.write()?;
    let writing = store.begin("contract review", Kind::Work, Some(me), now)?;
    writing.insert(&review, &place)?;
    gate::note(
        &writing,
        (Noun::Contract, id),
        "contract",
        passed.as_deref(),
    )?;
    writing.commit(number, &say!("reviewed the contract", "合同法务审核"))?;
    let label = review.result.label();
    let (en, zh) = (label.en.to_lowercase(), label.zh);
    out.line(&say!("{number}: {en}", "{number}：{zh}"))?;
    out.line(&match review.result {
        Decision::Approved => say!(
            "next: kehu contract sign {number} --signer NAME",
            "下一步：kehu contract sign {number} --signer 客户方签字人"
        ),
        _ => say!(
            "once it is changed: kehu contract edit {number}, and review it again",
            "修改后重新审核：kehu contract edit {number}"
        ),
    })?;
    Ok(Exit::Done)
}

fn decider(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    by: i64,
) -> Result<Option<String>, Failure> {
    let guarded = Guarded {
        gate: app.policy.get()?.gates.contract,
        key: "gates.contract",
        deciders: LEGAL,
    };
    gate::decided(app, call, out, &guarded, by, |name| {
        say!(
            "a contract is reviewed by legal, and {name} is not of it (R042)",
            "合同须由法务审核，{name} 不是法务（R042）"
        )
    })
}

/// What stands between a contract and its signing: no review, one that does not
/// approve, or one of other terms.
pub fn before_signing(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    contract: &Kept<Contract>,
) -> Result<Option<Passed>, Failure> {
    let me = app.me()?;
    let (id, number) = (contract.id, &contract.number);
    let store = app.store.read()?;
    let last = store.reviews_of(Noun::Contract, id)?.pop();
    let revised = store.moment_of(Noun::Contract, id, "revised_at")?;
    let what = match last.map(|last| (last.record.result, last.record.at)) {
        None => say!(
            "{number} has not been reviewed by legal",
            "{number} 尚未经法务审核"
        ),
        Some((_, at)) if revised.is_some_and(|revised| at < revised) => say!(
            "{number} was changed after legal's review",
            "{number} 在法务审核后又有修改"
        ),
        Some((Decision::Approved | Decision::ApprovedAfterSupplement, _)) => return Ok(None),
        Some((Decision::Changed | Decision::Rejected, _)) => {
            say!("legal did not approve {number}", "{number} 未通过法务审核")
        }
    };
    let gate = app.policy.get()?.gates.contract;
    let other = app.store.read()?.another_holds(LEGAL, Some(me))?;
    let hold = Hold {
        gate: "contract",
        rule: "R042",
        what,
        fix: say!(
            "kehu contract review {number} --result approved --by NAME",
            "kehu contract review {number} --result 通过 --by 法务姓名"
        ),
    };
    hold.pass(call, out, gate.given(other))
}
