//! Places with the same name.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::output::Page;

/// Tells of each name that several places on a page have: a link to it could lead to only one of them.
pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in page.ids() {
        *counts.entry(id).or_default() += 1;
    }
    let repeated = counts.into_iter().filter(|(_, count)| *count > 1);
    repeated
        .map(|(id, count)| {
            let message = format!("on `{}`, {count} places have the same name `{id}`", page.path);
            Diagnostic::of_output("id-repeated", page.path.as_str(), message)
                .help("give each its own id: a link to it could lead to only one of them")
        })
        .collect()
}
