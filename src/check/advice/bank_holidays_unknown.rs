//! Hours and visits of which nobody has said what holds on a bank holiday.

use super::{Looked, is_in_person};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::establishment::Establishment;
use crate::model::time::Weekday;
use crate::source::Span;

/// Tells of all of an establishment's hours and visits at once: it is one question to the prison.
pub(super) fn check(establishment: &Establishment, _: &Looked<'_>) -> Diagnostics {
    let is_weekday = |day: &Weekday| *day <= Weekday::Fri;
    let hours = establishment.hours.values().filter(|hours| hours.hours.bank_holidays.is_none());
    let hours = hours.filter(|hours| !hours.hours.weekly.is_unknown()).map(|hours| &hours.known.at);
    let visits = establishment.sessions.iter().filter(|session| session.bank_holidays.is_none());
    let visits = visits.filter(|session| is_in_person(session) && session.days.iter().any(is_weekday));
    let mut places: Vec<&Span> = hours.chain(visits.map(|session| &session.known.at)).collect();
    places.sort_by_key(|at| at.start);
    let Some((first, others)) = places.split_first() else { return Diagnostics::default() };
    let mut problem = Diagnostic::warning(
        "bank-holidays-unknown",
        (*first).clone(),
        "nothing says what holds on bank holidays here",
    )
    .help("ask the prison, then write bank_holidays = \"closed\" or \"as-usual\"; the pages say until then that nobody knows");
    for at in others {
        problem = problem.also((*at).clone(), "nor here");
    }
    std::iter::once(problem).collect()
}
