//! Proposals: which version is current, how each stands, and what belongs to it.

use rusqlite::OptionalExtension as _;

use super::Store;
use super::rows::Kept;
use crate::problem::Failure;
use crate::records::choices::{Decision, Method};
use crate::records::{Alternative, Proposal, Remark};
use crate::value::{ChoiceSet as _, Moment, Noun};

/// How a version of a proposal stands, beside its form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProposalStanding {
    /// The newest review, if there was one.
    pub reviewed: Option<Decision>,
    pub submitted: Option<Moment>,
    pub presentation: Option<Method>,
    pub confirmed: Option<Moment>,
    pub superseded: Option<Moment>,
}

impl ProposalStanding {
    /// Whether the newest review lets it go to the customer.
    pub const fn is_approved(&self) -> bool {
        matches!(
            self.reviewed,
            Some(Decision::Approved | Decision::ApprovedAfterSupplement)
        )
    }
}

impl Store {
    /// The versions of a deal's proposal, oldest first; the last is the current
    /// one (R063).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn versions_of(&self, deal: i64) -> Result<Vec<Kept<Proposal>>, Failure> {
        self.all(
            "WHERE r.deal = ?1 AND r.removed_at IS NULL ORDER BY r.version, r.id",
            &[&deal],
        )
    }

    /// How a version stands.
    ///
    /// # Errors
    /// When there is none, or the file cannot be read.
    pub fn proposal_standing(&self, id: i64) -> Result<ProposalStanding, Failure> {
        let reviews = self.reviews_of(Noun::Proposal, id)?;
        let mut query = self.db.prepare_cached(
            "SELECT submitted_at, confirmed_at, superseded_at, presentation FROM proposal
             WHERE id = ?1",
        )?;
        let standing = query.query_row([id], |row| {
            let at = |column: usize| -> rusqlite::Result<Option<Moment>> {
                let text: Option<String> = row.get(column)?;
                Ok(text.as_deref().and_then(Moment::from_stored))
            };
            let presentation: Option<String> = row.get(3)?;
            Ok(ProposalStanding {
                reviewed: None,
                submitted: at(0)?,
                confirmed: at(1)?,
                superseded: at(2)?,
                presentation: presentation.as_deref().and_then(Method::from_code),
            })
        })?;
        Ok(ProposalStanding {
            reviewed: reviews.last().map(|review| review.record.result),
            ..standing
        })
    }

    /// The alternatives of a version, by their letters.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn alternatives_of(&self, proposal: i64) -> Result<Vec<Kept<Alternative>>, Failure> {
        self.all(
            "WHERE r.proposal = ?1 AND r.removed_at IS NULL ORDER BY r.letter, r.id",
            &[&proposal],
        )
    }

    /// What the customer said of a version, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn remarks_on(&self, proposal: i64) -> Result<Vec<Kept<Remark>>, Failure> {
        self.all(
            "WHERE r.proposal = ?1 AND r.removed_at IS NULL ORDER BY r.at, r.id",
            &[&proposal],
        )
    }

    /// The number that a proposal which is no longer current was replaced by.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn newer_than(&self, proposal: &Kept<Proposal>) -> Result<Option<String>, Failure> {
        let of = proposal.record.deal.id();
        let mut query = self.db.prepare_cached(
            "SELECT number FROM proposal WHERE deal = ?1 AND removed_at IS NULL
               AND (version, id) > (?2, ?3) ORDER BY version DESC, id DESC LIMIT 1",
        )?;
        let params = rusqlite::params![of, proposal.record.version, proposal.id];
        Ok(query.query_row(params, |row| row.get(0)).optional()?)
    }
}
