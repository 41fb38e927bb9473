//! A last time to be let in that cannot be.

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::establishment::Establishment;

/// Tells of each visits session that lets people in after it has ended.
pub(super) fn check(establishment: &Establishment, _: &Looked<'_>) -> Diagnostics {
    let problem = |session: &crate::model::session::Session| {
        let (time, last) = (session.time.known()?, session.last_admission.known()?);
        let at = session.last_admission.at()?.clone();
        (*last >= time.end()).then(|| {
            Diagnostic::warning("admission-too-late", at, "people are let in after this visit has ended")
                .help("ask the prison for the last time to be let in; leave it out where it is not known")
        })
    };
    establishment.sessions.iter().filter_map(problem).collect()
}
