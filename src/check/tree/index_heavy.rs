//! Indexes for the search that are too long for a poor phone.

use crate::diagnostic::{Diagnostic, Severity};
use crate::output::{Bytes, OutputPath, Tree};

/// How long the index of a pack may be, in bytes before it is compressed. An index of this length comes to 8 KiB with Brotli:
/// indexes of real packs come to 24 to 25 bytes in 100.
pub const MOST_INDEX_BYTES: usize = 33_000;

/// Tells of each index that is longer. A pack goes out with one all the same.
pub(super) fn check(tree: &Tree) -> Vec<Diagnostic> {
    let indexes = tree.iter().filter(|(path, _)| path.as_str().ends_with("/search.json"));
    let problem = |(path, bytes): (&OutputPath, &Bytes)| {
        let n_bytes = bytes.len();
        let message = format!(
            "the index for the search has {n_bytes} bytes, {MOST_INDEX_BYTES} at most: a phone with little data loads it"
        );
        let problem = Diagnostic::of_output("index-heavy", path.as_str(), message)
            .help("use fewer or shorter headings, summaries and `words` in the pages of this pack");
        Diagnostic { severity: Severity::Warning, ..problem }
    };
    indexes.filter(|(_, bytes)| bytes.len() > MOST_INDEX_BYTES).map(problem).collect()
}
