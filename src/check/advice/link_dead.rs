//! Links to other sites that are not there any more, by what the ledger remembers.

use super::super::external::external;
use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::ledger::{LinkState, Remembered};
use crate::source::Span;

/// Tells of each place from which families are sent to an address that has failed on three days, or that has moved for good.
pub(super) fn of_fleet(looked: &Looked<'_>) -> Diagnostics {
    if looked.pack.links.is_empty() {
        return Diagnostics::default();
    }
    let mut problems = Diagnostics::default();
    for (address, places) in external(looked.pack) {
        let Some(known) = looked.pack.links.get(&address) else { continue };
        for at in places {
            problems.extend(problem(known, at).into_iter().collect());
        }
    }
    problems
}

fn problem(known: &Remembered, at: Span) -> Option<Diagnostic> {
    if known.is_dead() {
        let since = known.failures.first().map(ToString::to_string).unwrap_or_default();
        let message = format!("this address has failed since {since}: {}", known.note);
        return Some(
            Diagnostic::warning("link-dead", at, message)
                .help("look for the page's new address on the site it was on; where there is none, take the link out"),
        );
    }
    let now = known.moved_to.as_ref().filter(|_| known.state == LinkState::Moved)?;
    Some(Diagnostic::warning("link-moved", at, "this page is at another address now").help(format!("write {now}")))
}
