//! An age from which visitors count as adults that is not 18.

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::establishment::Establishment;

/// Tells of it, as many prisons change it and many texts keep the old one.
pub(super) fn check(establishment: &Establishment, _: &Looked<'_>) -> Diagnostics {
    let age = &establishment.visits.adult_from_age;
    let (Some(years), Some(at)) = (age.known(), age.at()) else { return Diagnostics::default() };
    if *years == 18 {
        return Diagnostics::default();
    }
    let message = format!("visitors count as adults from {years} here, and from 18 in most places");
    let problem = Diagnostic::warning("adult-age", at.clone(), message).help(
        "ask the prison; where it is right, write so above it: # allow adult-age until 2027-06-30: asked on the phone",
    );
    std::iter::once(problem).collect()
}
