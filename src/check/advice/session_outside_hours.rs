//! Visits that are held while the visitors' centre is closed.

use super::{Looked, centre_hours, is_in_person};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::establishment::Establishment;
use crate::model::hours::Day;
use crate::model::time::{TimeSpan, Weekday};

/// Tells of each visits session that begins on a day, or at a time, when the centre is not open.
pub(super) fn check(establishment: &Establishment, _: &Looked<'_>) -> Diagnostics {
    let Some((_, hours)) = centre_hours(establishment) else { return Diagnostics::default() };
    let mut problems = Diagnostics::default();
    for session in establishment.sessions.iter().filter(|session| is_in_person(session)) {
        let Some(time) = session.time.known() else { continue };
        let closed: Vec<Weekday> =
            session.days.iter().copied().filter(|day| !is_open(&hours.hours.weekly[*day], *time)).collect();
        if closed.is_empty() {
            continue;
        }
        let at = session.time.at().unwrap_or(&session.known.at).clone();
        let days: Vec<&str> = closed.iter().map(|day| day.name()).collect();
        problems.push(
            Diagnostic::warning(
                "session-outside-hours",
                at,
                format!("the visitors' centre is not open for this visit on {}", days.join(", ")),
            )
            .also(hours.known.at.clone(), "the centre's hours")
            .help("ask the prison which of the two is right, and where visitors go meanwhile"),
        );
    }
    problems
}

/// A day of which nothing is known cannot be wrong.
fn is_open(day: &Day, time: TimeSpan) -> bool {
    match day {
        Day::Open(spans) => spans.iter().any(|span| span.start() <= time.start() && time.start() <= span.end()),
        Day::Closed => false,
        Day::NotKnown => true,
    }
}
