//! Figures that do not hold, or not any more.

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::claim::{Claim, ClaimState};

/// Tells of each figure of the register that is not sound.
pub(super) fn of_fleet(looked: &Looked<'_>) -> Diagnostics {
    looked.pack.claims.values().filter_map(problem).collect()
}

fn problem(claim: &Claim) -> Option<Diagnostic> {
    let (what, help) = match claim.state {
        ClaimState::Sound => return None,
        ClaimState::Old => ("is old", "look for a newer one from the same source"),
        ClaimState::Disputed => ("is disputed", "say that it is, wherever it stands; better, leave it out"),
        ClaimState::Superseded => ("has been replaced by a newer one", "use the newer one, with its source"),
        ClaimState::Unsourced => ("has no source", "find who said it; better, leave it out"),
    };
    let source = claim.source.as_deref().map(|source| format!(" ({source})")).unwrap_or_default();
    Some(
        Diagnostic::warning("figure-unsound", claim.at.clone(), format!("the figure `{}`{source} {what}", claim.id))
            .help(help),
    )
}
