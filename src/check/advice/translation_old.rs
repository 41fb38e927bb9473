//! Translations that are older than what they were translated from.

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::page::Page;

/// Tells of each page of another language whose words were checked before those of the first language were.
pub(super) fn of_fleet(looked: &Looked<'_>) -> Diagnostics {
    let first = looked.pack.fleet.first_language();
    let own = looked.pack.establishments.values().flat_map(|establishment| &establishment.pages);
    let all: Vec<&Page> = looked.pack.pages.iter().chain(own).collect();
    let checked = |page: &Page| page.source.as_ref().and_then(|(_, checked)| *checked);
    let problem = |page: &&Page| {
        let is_original = |other: &&&Page| {
            other.language == *first
                && other.name == page.name
                && other.file.establishment() == page.file.establishment()
        };
        let original = all.iter().find(is_original)?;
        let (here, there) = (checked(page)?, checked(original)?);
        (here < there).then(|| {
            let message = format!("this translation was checked on {here}, and the original on {there}");
            Diagnostic::warning("translation-old", page.at.clone(), message)
                .also(original.at.clone(), "the original")
                .help("read both side by side; then write the day in checked =")
        })
    };
    all.iter().filter(|page| page.language != *first).filter_map(problem).collect()
}
