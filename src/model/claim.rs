//! The claims register: every figure that stands on a page, with its source and what is known of it.

use super::prose::Prose;
use super::record::vocabulary;
use super::slug::Slug;
use crate::source::Span;

vocabulary! {
    /// How far a figure can be trusted.
    ClaimState {
        /// It has a good source and is recent.
        Sound = "sound",
        /// Its source is good but old.
        Old = "old",
        /// Those who know do not agree on it.
        Disputed = "disputed",
        /// There is a newer figure.
        Superseded = "superseded",
        /// Nobody has said where it comes from.
        Unsourced = "unsourced",
    }
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Unique in the register.
    pub id: Slug,
    /// The figure, as a sentence without its full stop.
    pub says: Prose,
    /// Who said it; `None` where no source was given.
    pub source: Option<String>,
    /// When; `None` where no year was given.
    pub year: Option<i16>,
    /// How far it can be trusted.
    pub state: ClaimState,
    /// What is known of it now.
    pub known: Prose,
    /// A newer figure, with its source and year.
    pub newer: Option<Prose>,
    /// It may stand on a page for families.
    pub families: bool,
    /// Where it is written.
    pub at: Span,
}
