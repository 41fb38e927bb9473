//! Visits whose timetable has ended.

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::establishment::Establishment;

/// Tells of each visits session that is never held again.
pub(super) fn check(establishment: &Establishment, looked: &Looked<'_>) -> Diagnostics {
    let over = establishment.sessions.iter().filter_map(|session| Some((session, session.to?)));
    let over = over.filter(|(session, to)| *to < looked.today && session.also_on.iter().all(|day| *day < looked.today));
    let problem = |(session, to): (&crate::model::session::Session, jiff::civil::Date)| {
        Diagnostic::warning("session-over", session.known.at.clone(), format!("this timetable ended on {to}"))
            .help("ask the prison for the new one; take this one out")
    };
    over.map(problem).collect()
}
