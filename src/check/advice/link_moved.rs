//! Links to other sites that have moved for good, by what the ledger remembers.

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::ledger::LinkState;

/// Tells of each place from which families are sent on to another address; one that is dead is told as that.
pub(super) fn of_fleet(looked: &Looked<'_>) -> Diagnostics {
    let moved = looked.remembered().filter(|(known, _)| !known.is_dead() && known.state == LinkState::Moved);
    let problem = |(known, at): (&crate::model::ledger::Remembered, crate::source::Span)| {
        let now = known.moved_to.as_ref()?;
        let problem = Diagnostic::warning("link-moved", at, "this page is at another address now");
        Some(problem.help(format!("write {now}")))
    };
    moved.filter_map(problem).collect()
}
