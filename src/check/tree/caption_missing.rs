//! Tables that do not say what they show.

use crate::diagnostic::Diagnostic;
use crate::output::Page;

/// Tells of each table without a caption (WCAG 2.2, 1.3.1, technique H39).
pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let nameless = (1..).zip(page.tables()).filter(|(_, table)| table.caption.is_empty());
    nameless
        .map(|(number, _)| {
            let message = format!("table {number} on `{}` has no caption", page.path);
            Diagnostic::of_output("caption-missing", page.path.as_str(), message)
                .help("say in a `caption` what the table shows")
        })
        .collect()
}
