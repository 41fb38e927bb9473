//! Facts that were checked on a day that has not come yet.

use std::collections::BTreeSet;

use super::One;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Tells of each such day, once. Not in a file with mistakes: see [`super::unchecked`].
pub(super) fn check(one: &One<'_>) -> Diagnostics {
    let mut told = BTreeSet::new();
    let mut problems = Diagnostics::default();
    for (_, provenance, at) in one.provenances().filter(|_| !one.of.spoilt) {
        let Some(checked) = provenance.checked.filter(|checked| checked.earliest() > one.today) else { continue };
        if told.insert(checked) {
            let message = format!("this is said to be checked on {checked}, and that day has not come yet");
            problems.push(
                Diagnostic::error("checked-in-future", at.clone(), message)
                    .help("write the day on which you asked in checked ="),
            );
        }
    }
    problems
}
