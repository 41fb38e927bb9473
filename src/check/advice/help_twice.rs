//! The same help under two names.

use std::collections::BTreeMap;

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::directory::{Entry, State};

/// Tells of each entry of the directory that leads to the same page as another: somebody would write to one organisation twice.
pub(super) fn of_fleet(looked: &Looked<'_>) -> Diagnostics {
    let mut seen: BTreeMap<String, &Entry> = BTreeMap::new();
    let mut problems = Diagnostics::default();
    let open =
        looked.pack.directory.entries.iter().filter(|entry| !matches!(entry.state, State::Closed | State::Merged));
    for entry in open {
        let (Some(web), Some(at)) = (entry.web.known(), entry.web.at()) else { continue };
        let address = web.as_str().trim_end_matches('/').to_lowercase();
        match seen.get(&address) {
            Some(first) => problems.push(
                Diagnostic::warning("help-twice", at.clone(), format!("{} has this address too", first.name))
                    .also(first.known.at.clone(), "that entry")
                    .help("make one entry of the two, with the other name in formerly =; or write the page of each"),
            ),
            None => drop(seen.insert(address, entry)),
        }
    }
    problems
}
