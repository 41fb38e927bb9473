//! What a phone is made to load beside the pages.

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::output::Tree;

/// How long the index of a pack may be, in bytes before it is compressed. An index of this length comes to 8 KiB with Brotli:
/// indexes of real packs come to 24 to 25 bytes in 100.
pub const MOST_INDEX_BYTES: usize = 33_000;

/// How long a page may be, in bytes before it is compressed. It comes to about a fifth with Brotli: 20 kB are two seconds where the
/// signal is poor (400 kbit/s and half a second to answer, the slow mobile connection of Lighthouse).
pub const MOST_PAGE_BYTES: usize = 100_000;

/// Tells of pages that are too long for a poor phone. A pack goes out with one all the same.
pub(super) fn pages(tree: &Tree) -> Diagnostics {
    let heavy = tree.iter().filter(|(path, bytes)| path.as_str().ends_with(".html") && bytes.len() > MOST_PAGE_BYTES);
    let problem = |(path, bytes): (&crate::output::OutputPath, &crate::output::Bytes)| {
        let message = format!("this page has {} bytes, {MOST_PAGE_BYTES} at most: families pay for each", bytes.len());
        let mut problem =
            Diagnostic::of_output("page-heavy", path.as_str(), message).help("make two pages of it, or say less");
        problem.severity = Severity::Warning;
        problem
    };
    heavy.map(problem).collect()
}

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
