//! An establishment's word for the people it holds, put where a name or address has another.

use super::Looked;
use super::words::Lower;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::directory::Entry;

/// The word that names of organisations have, and that a search-and-replace took away.
const ORIGINALS: [&str; 4] = ["prisoner", "prisoners", "offender", "offenders"];
/// What it was replaced with.
const HOUSE: [&str; 4] = ["residents", "resident", "detainees", "detainee"];

/// Tells of each name, e-mail address and web address of the directory with a house word in it, where the entry's other names have the
/// usual one.
pub(super) fn of_fleet(looked: &Looked<'_>) -> Diagnostics {
    looked.pack.directory.entries.iter().filter_map(problem).collect()
}

fn problem(entry: &Entry) -> Option<Diagnostic> {
    let data = [
        Some(entry.name.as_str()),
        entry.email.known().map(crate::model::email::Email::as_str),
        entry.web.known().map(crate::model::link::Link::as_str),
    ];
    let data: Vec<&str> = data.into_iter().flatten().collect();
    let house = data.iter().find_map(|text| HOUSE.iter().find(|word| text.to_lowercase().contains(**word)))?;
    let has_original = data.iter().any(|text| ORIGINALS.iter().any(|word| text.to_lowercase().contains(word)));
    let name = Lower::of(&entry.name);
    let stands_alone = name.find(house).is_some() && !name.has(&ORIGINALS);
    (has_original || stands_alone).then(|| {
        let message = format!("`{house}` stands in a name or address of {}", entry.name);
        Diagnostic::warning("house-word-in-name", entry.known.at.clone(), message)
            .help("write names and addresses as their owner writes them: nothing is replaced in them")
    })
}
