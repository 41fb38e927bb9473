//! One number under two names.

use std::collections::BTreeMap;

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::directory::{Entry, State};
use crate::model::phone::Phone;

/// Tells of each number that two entries of the directory share: often one of them has closed, or the two are the same help.
pub(super) fn of_fleet(looked: &Looked<'_>) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let mut seen: BTreeMap<&Phone, &Entry> = BTreeMap::new();
    let open =
        looked.pack.directory.entries.iter().filter(|entry| !matches!(entry.state, State::Closed | State::Merged));
    for entry in open {
        for line in &entry.phones {
            let (Some(number), Some(at)) = (line.number.known(), line.number.at()) else { continue };
            let first = *seen.entry(number).or_insert(entry);
            if first.id == entry.id || number.is_short_code() {
                continue;
            }
            let message = format!("{} is the number of {} too", number.display(), first.name);
            problems.push(
                Diagnostic::warning("phone-twice", at.clone(), message)
                    .also(first.known.at.clone(), "that entry")
                    .help("ring it, and ask who answers; take it out of the other entry, or make one entry of the two"),
            );
        }
    }
    problems
}
