//! A number that is called free, and is not.

use super::Line;
use crate::diagnostic::Diagnostic;
use crate::model::record::Cost;

/// Tells of a number that is said to be free: only 0800, 0808 and a few short numbers cost nothing (Ofcom, National Telephone
/// Numbering Plan).
pub(super) fn check(line: &Line<'_>) -> Vec<Diagnostic> {
    line.costing(
        |number, cost| cost == Cost::Free && !number.is_free(),
        |number, at| {
            Diagnostic::error("phone-not-free", at, format!("{} is not free to call", number.display())).help(
                "only numbers that begin with 0800 or 0808, and a few short ones, are free; write cost = \"standard\"",
            )
        },
    )
}
