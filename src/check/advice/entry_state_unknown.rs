//! Organisations of which nobody knows whether they still help.

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::directory::State;

/// Tells of each entry with the state `unknown`, and of each that has closed: families may still ask for it by name.
pub(super) fn of_fleet(looked: &Looked<'_>) -> Diagnostics {
    let entries = looked.pack.directory.entries.iter().filter(|entry| entry.state == State::Unknown);
    let problem = |entry: &crate::model::directory::Entry| {
        let message = format!("nobody knows whether {} still helps", entry.name);
        Diagnostic::warning("entry-state-unknown", entry.known.at.clone(), message)
            .help("find out; then write state = \"open\", \"closed\" or \"merged\"")
    };
    entries.map(problem).collect()
}
