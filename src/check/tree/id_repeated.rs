//! Places with the same name.

use crate::diagnostic::Diagnostic;
use crate::output::Page;

/// Tells of each name that several places on a page have: a link to it could lead to only one of them.
pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let mut ids: Vec<&str> = page.ids().collect();
    ids.sort_unstable();
    let repeated = ids.chunk_by(|one, other| one == other).filter(|same| same.len() > 1);
    repeated
        .map(|same| {
            let (id, count) = (same[0], same.len());
            let message = format!("on `{}`, {count} places have the same name `{id}`", page.path);
            Diagnostic::of_output("id-repeated", page.path.as_str(), message)
                .help("give each its own id: a link to it could lead to only one of them")
        })
        .collect()
}
