//! A dear number that is called an ordinary one.

use super::Line;
use crate::diagnostic::Diagnostic;
use crate::model::record::Cost;

/// Tells of a number that costs more than other calls, and is not said to.
pub(super) fn check(line: &Line<'_>) -> Vec<Diagnostic> {
    line.costing(
        |number, cost| cost == Cost::Standard && number.is_premium(),
        |number, at| {
            Diagnostic::error("phone-premium", at, format!("{} costs more than other calls", number.display()))
                .help("write cost = \"premium\": the pages then say so")
        },
    )
}
