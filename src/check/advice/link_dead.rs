//! Links to other sites that are not there any more, by what the ledger remembers.

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Tells of each place from which families are sent to an address that has failed on three days.
pub(super) fn of_fleet(looked: &Looked<'_>) -> Diagnostics {
    let dead = looked.remembered().filter(|(known, _)| known.is_dead());
    dead.map(|(known, at)| {
        let since = known.failures.first().map(ToString::to_string).unwrap_or_default();
        let message = format!("this address has failed since {since}: {}", known.note);
        Diagnostic::warning("link-dead", at, message)
            .help("look for the page's new address on the site it was on; where there is none, take the link out")
    })
    .collect()
}
