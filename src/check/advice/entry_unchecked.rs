//! Entries of the directory that nobody has checked, or not for too long.

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::directory::{Entry, State};
use crate::model::freshness::{Freshness, Kind, freshness};

/// Tells of each entry that families are sent to and whose numbers are not fresh.
pub(super) fn of_fleet(looked: &Looked<'_>) -> Diagnostics {
    let open =
        looked.pack.directory.entries.iter().filter(|entry| !matches!(entry.state, State::Closed | State::Merged));
    open.filter_map(|entry| problem(entry, looked)).collect()
}

fn problem(entry: &Entry, looked: &Looked<'_>) -> Option<Diagnostic> {
    let how = freshness(&entry.known.provenance, Kind::Contacts, &looked.pack.fleet.review, looked.today);
    let message = match how {
        Freshness::Fresh(_) => return None,
        Freshness::Stale(checked) => format!("{} was not checked since {checked}", entry.name),
        Freshness::Never => format!("{} was never checked", entry.name),
    };
    Some(
        Diagnostic::warning("entry-unchecked", entry.known.at.clone(), message)
            .help("ring the number and open the site; then write checked = with the day"),
    )
}
