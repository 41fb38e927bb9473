//! A number that nobody answers.

use super::Line;
use crate::diagnostic::Diagnostic;

/// Tells of each number that Ofcom keeps for drama, outside a sample: it reaches nobody.
pub(super) fn check(line: &Line<'_>) -> Vec<Diagnostic> {
    let reserved = line.numbers.iter().filter(|number| !line.is_sample && number.value.is_reserved_for_drama());
    reserved
        .map(|number| {
            let message = format!("{} is a number for films and samples: nobody answers it", number.value.display());
            Diagnostic::error("phone-reserved", number.at.clone(), message)
                .help("write the real number; take the line out where it is not known")
        })
        .collect()
}
