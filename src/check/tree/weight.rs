//! What a phone is made to load beside the pages.

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::output::Tree;

/// How long the index of a pack may be, in bytes before it is compressed. An index of this length comes to 8 KiB with Brotli:
/// indexes of real packs come to 24 to 25 bytes in 100.
pub(super) const MOST_INDEX_BYTES: usize = 33_000;

/// Tells of indexes for the search that are too long for a poor phone. A pack goes out with one all the same.
pub(super) fn indexes(tree: &Tree) -> Diagnostics {
    let mut found = Diagnostics::default();
    for (path, bytes) in tree.iter().filter(|(path, _)| path.as_str().ends_with("/search.json")) {
        if bytes.len() > MOST_INDEX_BYTES {
            let message = format!(
                "the index for the search has {} bytes, {MOST_INDEX_BYTES} at most: a phone with little data loads it",
                bytes.len()
            );
            let mut problem = Diagnostic::of_output("index-heavy", path.as_str(), message)
                .help("use fewer or shorter headings, summaries and `words` in the pages of this pack");
            problem.severity = Severity::Warning;
            found.push(problem);
        }
    }
    found
}
