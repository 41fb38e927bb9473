//! Christmas is near, and nobody has written what holds then.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::{Looked, centre_hours, is_in_person};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::establishment::Establishment;
use crate::model::session::Session;

/// From how many weeks before Christmas it is asked for.
const WEEKS: i64 = 8;

/// Tells of the centre's hours, or else of the visits, that say nothing of the days from Christmas Eve to New Year's Day.
pub(super) fn check(establishment: &Establishment, looked: &Looked<'_>) -> Diagnostics {
    let (eve, new_year) = (date(looked.today.year(), 12, 24), date(looked.today.year() + 1, 1, 1));
    if looked.today > eve || looked.today < eve.saturating_sub(WEEKS.weeks()) {
        return Diagnostics::default();
    }
    let is_then = |from: Date, to: Date| from <= new_year && eve <= to;
    let in_hours = |hours: &crate::model::hours::Hours| {
        let exceptions = hours.exceptions.iter().map(|one| (one.from, one.to));
        exceptions.chain(hours.seasons.iter().map(|one| (one.from, one.to))).any(|(from, to)| is_then(from, to))
    };
    let in_session = |session: &Session| session.not_on.iter().chain(&session.also_on).any(|day| is_then(*day, *day));
    let mut visits = establishment.sessions.iter().filter(|session| is_in_person(session));
    let centre = centre_hours(establishment).map(|(_, hours)| hours);
    let at = match (centre, visits.clone().next()) {
        (Some(hours), _) => hours.known.at.clone(),
        (None, Some(session)) => session.known.at.clone(),
        (None, None) => return Diagnostics::default(),
    };
    if centre.is_some_and(|hours| in_hours(&hours.hours)) || visits.any(in_session) {
        return Diagnostics::default();
    }
    let message = format!("nothing says which visits are held at Christmas {}", looked.today.year());
    let problem = Diagnostic::warning("christmas-unknown", at, message)
        .help("ask the prison; then write the days in an exception of the hours, and in not_on of each session");
    std::iter::once(problem).collect()
}
