//! Pages without a title.

use crate::diagnostic::Diagnostic;
use crate::output::Page;

/// Tells of a page whose title is not there or empty (WCAG 2.2, 2.4.2).
pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let message = || format!("the page `{}` has no title", page.path);
    let problem = || {
        Diagnostic::of_output("title-missing", page.path.as_str(), message())
            .help("give the page a title: browsers and search show it")
    };
    page.title().is_none_or(str::is_empty).then(problem).into_iter().collect()
}
