//! Single days with other hours that are all over.

use super::Looked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::establishment::{Establishment, NamedHours};

/// Tells of opening hours whose last exception is in the past: nobody has written the next ones.
pub(super) fn check(establishment: &Establishment, looked: &Looked<'_>) -> Diagnostics {
    let problem = |hours: &NamedHours| {
        let last = hours.hours.exceptions.iter().map(|exception| exception.to).max()?;
        (last < looked.today).then(|| {
            Diagnostic::warning(
                "exceptions-past",
                hours.known.at.clone(),
                format!("the days with other hours are all over: the last was {last}"),
            )
            .help("take them out, and write those that come: bank holidays, Christmas, training days")
        })
    };
    establishment.hours.values().filter_map(problem).collect()
}
