//! Dated events that are over.

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::establishment::Establishment;

/// Tells of each family day in the past: the pages leave it out already.
pub(super) fn check(establishment: &Establishment, looked: &Looked<'_>) -> Diagnostics {
    let past = establishment.family_days.iter().filter(|day| day.date.value < looked.today);
    let problem = |day: &crate::model::record::FamilyDay| {
        let message = format!("this family day was on {}", day.date.value);
        Diagnostic::warning("event-past", day.date.span.clone(), message)
            .help("take it out, and write the next one as soon as its date is known")
    };
    past.map(problem).collect()
}
