//! Own entries with the id of a national one.

use super::One;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::directory::Entry;

/// Tells of each entry of an establishment whose id the national directory has too.
pub(super) fn check(one: &One<'_>) -> Diagnostics {
    let twice = |entry: &Entry| {
        let national = one.pack.directory.get(&entry.id)?;
        let message = format!("the national directory has an entry `{}` too", entry.id);
        let problem = Diagnostic::error("id-twice", entry.known.at.clone(), message)
            .also(national.known.at.clone(), "the national one")
            .help("give it another id; to add a local number to the national entry, write entry = instead of id =");
        Some(problem)
    };
    one.of.directory.entries.iter().filter_map(twice).collect()
}
