//! Exceptions that are over.

use super::Allowed;
use crate::diagnostic::Diagnostic;

/// Tells of an exception whose last day is past.
pub(super) fn check(one: &Allowed) -> Diagnostic {
    let message = format!("`{}` was allowed until {}", one.rule, one.until);
    Diagnostic::warning("allow-ended", one.span(), message)
        .help("look at it again: write a new day, or take the note out")
}
