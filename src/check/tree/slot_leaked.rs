//! Slots that nobody filled.

use crate::diagnostic::Diagnostic;
use crate::output::Page;

/// Tells of each slot that a reader sees where words should be.
pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let problem = |slot| {
        let message = format!("`{}` shows `{slot}` to the reader, where words should be", page.path);
        Diagnostic::of_output("slot-leaked", page.path.as_str(), message)
            .help("check how the slot is written in the text or the template")
    };
    page.slots().map(problem).collect()
}
