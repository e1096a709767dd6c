//! Which proposal is meant: a version by its number, or the current one of a deal
//! (R063); and whether it may still be changed.

use clap::Arg;

use crate::app::App;
use crate::flags::Takes;
use crate::nouns::{Call, deal, word};
use crate::problem::{Exit, Failure, Problem};
use crate::records::{Deal, Proposal};
use crate::say;
use crate::store::{Kept, ProposalStanding};
use crate::value::Noun;
use crate::words::{Lang, t};

/// The word that names a proposal.
pub fn arg(lang: Lang) -> Arg {
    word(
        "proposal",
        t("DEAL|PROPOSAL", "商机或方案"),
        t(
            "The deal, or the number of one version of its proposal",
            "商机；或某一版方案的编号",
        ),
        lang,
    )
    .add(Takes::AnyOf(&[Noun::Deal, Noun::Proposal]))
    .index(1)
}

/// The version that was named, or the current one of the deal that was.
///
/// # Errors
/// Exit 3 where the deal has no proposal yet; as [`App::which`].
pub fn any(app: &mut App<'_>, call: &Call<'_>) -> Result<Kept<Proposal>, Failure> {
    app.file()?;
    let given = call.text("proposal");
    if let Some(text) = given
        && (deal::is_number_of(Noun::Proposal, text) || text.starts_with('@'))
    {
        match app.resolve(Noun::Proposal, text) {
            Ok(id) => return app.store.read()?.get(id),
            // The last list may have been one of deals.
            Err(_) if text.starts_with('@') => {}
            Err(failure) => return Err(failure),
        }
    }
    let id = app.which(Noun::Deal, given)?;
    let store = app.store.read()?;
    if let Some(current) = store.versions_of(id)?.pop() {
        return Ok(current);
    }
    let deal: Kept<Deal> = store.get(id)?;
    let number = deal.number;
    Err(Problem::new(
        Exit::NoSuchRecord,
        say!("{number} has no proposal yet", "{number} 还没有方案"),
    )
    .hint(say!(
        "make one with: kehu deal propose {number}",
        "请先编制：kehu deal propose {number}"
    ))
    .into())
}

/// The same for looking: where a customer was named of whose open deals none has a
/// proposal, the last proposal of a closed one.
///
/// # Errors
/// As [`any`].
pub fn seen(app: &mut App<'_>, call: &Call<'_>) -> Result<Kept<Proposal>, Failure> {
    let failure = match any(app, call) {
        Err(failure) if failure.exit() == Exit::NoSuchRecord => failure,
        done => return done,
    };
    let Some(text) = call.text("proposal") else {
        return Err(failure);
    };
    if deal::is_number_of(Noun::Deal, text) || deal::is_number_of(Noun::Proposal, text) {
        return Err(failure);
    }
    let Ok(customer) = app.resolve(Noun::Customer, text) else {
        return Err(failure);
    };
    let store = app.store.read()?;
    let Some(last) = store.newest_of(Noun::Proposal, customer)? else {
        return Err(failure);
    };
    let kept: Kept<Proposal> = store.get(last)?;
    // Of its deal, the current version.
    let current = store.versions_of(kept.record.deal.id())?.pop();
    Ok(current.unwrap_or(kept))
}

/// The same, but refused where a newer version took its place.
///
/// # Errors
/// Exit 5 for a version that is not current; as [`any`].
pub fn current(
    app: &mut App<'_>,
    call: &Call<'_>,
) -> Result<(Kept<Proposal>, ProposalStanding), Failure> {
    let kept = any(app, call)?;
    let store = app.store.read()?;
    if let Some(newer) = store.newer_than(&kept)? {
        let (number, version) = (&kept.number, kept.record.version);
        return Err(Problem::refused(say!(
            "{number} is version {version}, and {newer} took its place: one version is current (R063)",
            "{number} 是第 {version} 版，已被 {newer} 取代；只有一个现行版本（R063）"
        ))
        .hint(say!("name {newer}, or the deal", "请指明 {newer} 或商机"))
        .into());
    }
    let standing = store.proposal_standing(kept.id)?;
    Ok((kept, standing))
}

/// Refuses to change what was approved or handed over already: that would no
/// longer be what was approved.
///
/// # Errors
/// Exit 5 with the command for a new version.
pub fn changeable(
    app: &mut App<'_>,
    kept: &Kept<Proposal>,
    standing: &ProposalStanding,
) -> Result<(), Failure> {
    let number = &kept.number;
    let what = match (standing.submitted, standing.is_approved()) {
        (Some(_), _) => say!(
            "{number} went to the customer already",
            "{number} 已提交客户"
        ),
        (None, true) => say!("{number} is approved already", "{number} 已审核通过"),
        (None, false) => return Ok(()),
    };
    let deal: Kept<Deal> = app.store.read()?.get(kept.record.deal.id())?;
    let deal = deal.number;
    Err(Problem::refused(what)
        .hint(say!(
            "make a new version: kehu deal propose {deal}",
            "请编制新版本：kehu deal propose {deal}"
        ))
        .into())
}
