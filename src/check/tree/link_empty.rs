//! Links without words.

use crate::diagnostic::Diagnostic;
use crate::output::Page;

/// Tells of a link of which a screen reader has nothing to say (WCAG 2.2, 2.4.4).
pub(super) fn check(page: &Page, address: &str) -> Diagnostic {
    let message = format!("a link on `{}` to `{address}` has no words", page.path);
    Diagnostic::of_output("link-empty", page.path.as_str(), message)
        .help("give the link words that say where it leads; a screen reader has nothing to say for it now")
}
