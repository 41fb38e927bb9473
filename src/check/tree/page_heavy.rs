//! Pages that are too long for a poor phone.

use crate::diagnostic::{Diagnostic, Severity};
use crate::output::{Bytes, OutputPath, Tree};

/// How long a page may be, in bytes before it is compressed. It comes to about a fifth with Brotli: 20 kB are two seconds where the
/// signal is poor (400 kbit/s and half a second to answer, the slow mobile connection of Lighthouse).
pub const MOST_PAGE_BYTES: usize = 100_000;

/// Tells of each page that is longer. A pack goes out with one all the same.
pub(super) fn check(tree: &Tree) -> Vec<Diagnostic> {
    let heavy = tree.iter().filter(|(path, bytes)| path.as_str().ends_with(".html") && bytes.len() > MOST_PAGE_BYTES);
    let problem = |(path, bytes): (&OutputPath, &Bytes)| {
        let message = format!("this page has {} bytes, {MOST_PAGE_BYTES} at most: families pay for each", bytes.len());
        let problem = Diagnostic::of_output("page-heavy", path.as_str(), message);
        Diagnostic { severity: Severity::Warning, ..problem.help("make two pages of it, or say less") }
    };
    heavy.map(problem).collect()
}
