//! Headings that skip a level.

use crate::diagnostic::Diagnostic;
use crate::output::Page;

/// Tells of each heading that is more than one level below the one before it (WCAG 2.2, 1.3.1).
pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let pairs = page.headings().zip(page.headings().skip(1));
    let skipped = pairs.filter(|(before, heading)| heading.level > before.level + 1);
    skipped
        .map(|(before, heading)| {
            let message = format!(
                "the heading `{}` on `{}` is of level {}, right after one of level {}",
                heading.text, page.path, heading.level, before.level
            );
            let help = format!("make it level {}: people who listen find their way by these levels", before.level + 1);
            Diagnostic::of_output("heading-skipped", page.path.as_str(), message).help(help)
        })
        .collect()
}
