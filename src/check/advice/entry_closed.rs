//! Organisations that have closed, and are still listed so that nobody looks for them in vain.

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::directory::State;

/// Tells of each entry that has closed or is part of another, with who helps instead.
pub(super) fn of_fleet(looked: &Looked<'_>) -> Diagnostics {
    let directory = &looked.pack.directory;
    let gone = directory.entries.iter().filter(|entry| matches!(entry.state, State::Closed | State::Merged));
    let problem = |entry: &crate::model::directory::Entry| {
        let what = if entry.state == State::Closed { "has closed" } else { "is part of another organisation now" };
        let next = entry.successor.as_ref().and_then(|next| directory.get(&next.value));
        let instead = next.map_or("nobody took its work over".to_owned(), |next| format!("{} helps now", next.name));
        Diagnostic::warning("entry-closed", entry.known.at.clone(), format!("{} {what}: {instead}", entry.name))
            .help("look through posters and letters for its name; when nobody asks for it any more, take the entry out")
    };
    gone.map(problem).collect()
}
