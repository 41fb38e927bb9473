//! Exceptions that nothing needs.

use super::Allowed;
use crate::diagnostic::Diagnostic;

/// Tells of an exception where every rule has looked and there was nothing to allow.
pub(super) fn check(one: &Allowed) -> Diagnostic {
    let message = format!("`{}` is allowed here, and there is nothing to allow", one.rule);
    Diagnostic::warning("allow-unused", one.span(), message).help("take the note out")
}
