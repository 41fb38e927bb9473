//! Days on which the visitors' centre is open and no visit is held.

use super::{Looked, centre_hours, is_in_person};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::establishment::Establishment;
use crate::model::hours::Day;
use crate::model::time::Weekday;

/// Tells of the days, where the times of visits are known at all.
pub(super) fn check(establishment: &Establishment, looked: &Looked<'_>) -> Diagnostics {
    let Some((_, hours)) = centre_hours(establishment) else { return Diagnostics::default() };
    let held: Vec<_> = establishment.sessions.iter().filter(|session| is_in_person(session)).collect();
    let has_visit = |day: Weekday| held.iter().any(|session| session.days.contains(&day));
    let week = hours.hours.week_on(looked.today);
    let idle: Vec<&str> = week
        .iter()
        .filter(|(day, open)| matches!(open, Day::Open(_)) && !has_visit(*day))
        .map(|(day, _)| day.name())
        .collect();
    if held.is_empty() || idle.is_empty() {
        return Diagnostics::default();
    }
    let message = format!("the visitors' centre is open on {}, and no visit is held then", idle.join(", "));
    let problem = Diagnostic::warning("centre-without-session", hours.known.at.clone(), message)
        .help("ask the prison whether a visit is missing from this file, or the hours are of another day");
    std::iter::once(problem).collect()
}
