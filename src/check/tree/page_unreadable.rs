//! Pages that no browser can read.

use crate::diagnostic::Diagnostic;
use crate::output::Page;

/// Tells of a page that cannot be read: no other rule can look at it.
pub(super) fn check(page: &Page) -> Option<Diagnostic> {
    let message = format!("the page `{}` cannot be read: {}", page.path, page.problem()?);
    let problem = Diagnostic::of_output("page-unreadable", page.path.as_str(), message);
    Some(problem.help("mend the template or the text that makes this page"))
}
