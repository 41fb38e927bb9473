//! Header cells that do not say what they head.

use crate::diagnostic::Diagnostic;
use crate::output::Page;

/// Tells of each header cell without a scope (WCAG 2.2, 1.3.1, technique H63).
pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (number, table) in (1..).zip(page.tables()) {
        let name =
            if table.caption.is_empty() { format!("table {number}") } else { format!("the table `{}`", table.caption) };
        for cell in &table.unscoped {
            let message = format!("in {name} on `{}`, the header cell `{cell}` does not say what it heads", page.path);
            problems.push(
                Diagnostic::of_output("scope-missing", page.path.as_str(), message)
                    .help("write `scope=\"col\"` or `scope=\"row\"` on it"),
            );
        }
    }
    problems
}
