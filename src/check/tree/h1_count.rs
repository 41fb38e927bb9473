//! Pages without one main heading.

use crate::diagnostic::Diagnostic;
use crate::output::Page;

/// Tells of a page that has no main heading, or several (WCAG 2.2, 1.3.1 and 2.4.6).
pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let many = match page.headings().filter(|heading| heading.level == 1).count() {
        0 => "no main heading".to_owned(),
        1 => return Vec::new(),
        number => format!("{number} main headings"),
    };
    let message = format!("the page `{}` has {many}, where one `h1` should be", page.path);
    let problem = Diagnostic::of_output("h1-count", page.path.as_str(), message);
    vec![problem.help("give the page exactly one main heading that says what it is about")]
}
