//! A number in a sample that somebody may answer.

use super::Line;
use crate::diagnostic::Diagnostic;

/// Tells of each number in a sample that is not kept for samples; the short ones are the same for everybody.
pub(super) fn check(line: &Line<'_>) -> Vec<Diagnostic> {
    let is_real = |number: &crate::model::phone::Phone| !number.is_reserved_for_drama() && !number.is_short_code();
    let real = line.numbers.iter().filter(|number| line.is_sample && is_real(&number.value));
    real.map(|number| {
        let message = format!("{} may be somebody's real number, and this pack is a sample", number.value.display());
        Diagnostic::error("phone-real", number.at.clone(), message)
            .help("use a number kept for samples, for example 01632 960 123")
    })
    .collect()
}
