//! A free number that is not called free.

use super::Line;
use crate::diagnostic::Diagnostic;
use crate::model::record::Cost;

/// Tells of a free number that is said to cost something. Only 0800, 0808 and a few short numbers cost nothing (Ofcom, National
/// Telephone Numbering Plan).
pub(super) fn check(line: &Line<'_>) -> Vec<Diagnostic> {
    line.costing(
        |number, cost| cost != Cost::Free && number.is_free(),
        |number, at| {
            Diagnostic::error("phone-free", at, format!("{} is free to call", number.display()))
                .help("write cost = \"free\"")
        },
    )
}
