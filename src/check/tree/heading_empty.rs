//! Headings without words.

use crate::diagnostic::Diagnostic;
use crate::output::Page;

/// Tells of each empty heading (WCAG 2.2, 2.4.6).
pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let empty = page.headings().filter(|heading| heading.text.is_empty());
    empty
        .map(|heading| {
            let message = format!("a heading (`h{}`) on `{}` is empty", heading.level, page.path);
            Diagnostic::of_output("heading-empty", page.path.as_str(), message)
                .help("write the heading, or take it away")
        })
        .collect()
}
